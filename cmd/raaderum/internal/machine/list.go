package machine

import (
	"encoding"
	"encoding/json"
	"io"
	"reflect"
)

// JSON writes a document of the machine interface: a list without anything in it is
// [], wherever it stands, so that a program need not ask whether there is a list.
// What a type writes of itself, and documents that are kept as they were sealed,
// stand as they are.
func JSON(document any) ([]byte, error) {
	if document == nil {
		return json.Marshal(nil)
	}
	return json.Marshal(listed(reflect.ValueOf(document)).Interface())
}

var (
	writesJSON = reflect.TypeFor[json.Marshaler]()
	writesText = reflect.TypeFor[encoding.TextMarshaler]()
)

// listed is a copy of a value in which no list is nil.
func listed(value reflect.Value) reflect.Value {
	kind := value.Type()
	if kind.Implements(writesJSON) || kind.Implements(writesText) || kind == reflect.TypeFor[[]byte]() {
		return value
	}
	switch kind.Kind() {
	case reflect.Slice:
		list := reflect.MakeSlice(kind, value.Len(), value.Len())
		for i := range value.Len() {
			list.Index(i).Set(listed(value.Index(i)))
		}
		return list
	case reflect.Array, reflect.Struct:
		whole := reflect.New(kind).Elem()
		whole.Set(value)
		if kind.Kind() == reflect.Array {
			for i := range value.Len() {
				whole.Index(i).Set(listed(value.Index(i)))
			}
			return whole
		}
		for i := range kind.NumField() {
			if field := whole.Field(i); field.CanSet() {
				field.Set(listed(value.Field(i)))
			}
		}
		return whole
	case reflect.Map:
		if value.IsNil() {
			return value
		}
		all := reflect.MakeMapWithSize(kind, value.Len())
		for at := value.MapRange(); at.Next(); {
			all.SetMapIndex(at.Key(), listed(at.Value()))
		}
		return all
	case reflect.Pointer:
		if value.IsNil() {
			return value
		}
		to := reflect.New(kind.Elem())
		to.Elem().Set(listed(value.Elem()))
		return to
	case reflect.Interface:
		if value.IsNil() {
			return value
		}
		return listed(value.Elem())
	}
	return value
}

// Encoder writes documents as JSON does, one a line.
type Encoder struct{ *json.Encoder }

// NewEncoder writes to a program's reader: letters stand as they are.
func NewEncoder(to io.Writer) Encoder {
	encoder := json.NewEncoder(to)
	encoder.SetEscapeHTML(false)
	return Encoder{encoder}
}

// Encode writes a document.
func (e Encoder) Encode(document any) error {
	if document == nil {
		return e.Encoder.Encode(nil)
	}
	return e.Encoder.Encode(listed(reflect.ValueOf(document)).Interface())
}
