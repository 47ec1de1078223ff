package main

import (
	"bytes"
	"encoding/json"
	"io"
	"reflect"
	"strings"

	"raaderum/calc"
)

// errDuplicateField is a name written twice in one JSON object, of which a
// decoder keeps the last without a word.
const errDuplicateField calc.ErrorCode = "duplicate-field"

// wrongField is what a decoder lets pass in the names of a document's fields:
// one written twice, or in other letters than the interface has ("Rate" for
// rate). Nil where there is neither; names the interface does not have at all
// are for the decoder. The text must be valid JSON.
func wrongField(text []byte, form reflect.Type) *calc.Error {
	w := fieldWalk{decoder: json.NewDecoder(bytes.NewReader(text)), names: map[string]string{}}
	w.decoder.UseNumber()
	fieldNames(form, w.names)
	return w.value("")
}

// fieldNames collects the names of a form and of the forms in it, by their lower
// case.
func fieldNames(form reflect.Type, names map[string]string) {
	switch form.Kind() {
	case reflect.Pointer, reflect.Slice:
		fieldNames(form.Elem(), names)
	case reflect.Struct:
		for i := range form.NumField() {
			field := form.Field(i)
			if name, _, _ := strings.Cut(field.Tag.Get("json"), ","); name != "" {
				names[strings.ToLower(name)] = name
			}
			fieldNames(field.Type, names)
		}
	}
}

type fieldWalk struct {
	decoder *json.Decoder
	names   map[string]string
}

// value reads one value, which stands at a place of the document.
func (w fieldWalk) value(place string) *calc.Error {
	token, err := w.decoder.Token()
	if err != nil {
		return nil //nolint:nilerr // what is no JSON is told by the decoder that reads it for good
	}
	switch token {
	case json.Delim('{'):
		return w.object(place)
	case json.Delim('['):
		for i := 0; w.decoder.More(); i++ {
			if fault := w.value(entry(place, i)); fault != nil {
				return fault
			}
		}
		_, _ = w.decoder.Token() // the bracket
	}
	return nil
}

// object reads what is left of an object.
func (w fieldWalk) object(place string) *calc.Error {
	seen := map[string]bool{}
	for w.decoder.More() {
		token, err := w.decoder.Token()
		name, isName := token.(string)
		if err != nil || !isName {
			return nil //nolint:nilerr // what is no JSON is told by the decoder that reads it for good
		}
		at := strings.TrimPrefix(place+"."+name, ".")
		if known, ok := w.names[strings.ToLower(name)]; ok && known != name {
			return &calc.Error{Code: errUnknownField, Field: name}
		}
		if seen[name] {
			return &calc.Error{Code: errDuplicateField, Field: at}
		}
		seen[name] = true
		if fault := w.value(at); fault != nil {
			return fault
		}
	}
	_, _ = w.decoder.Token() // the brace
	return nil
}

// wrongList is what is wrong with the names of a document that is an object with
// one list of that name and nothing else: the list twice, or in other letters.
// What is in the list is not looked at.
func wrongList(data []byte, list string) *calc.Error {
	decoder := json.NewDecoder(bytes.NewReader(data))
	if token, err := decoder.Token(); err != nil || token != json.Delim('{') {
		return nil //nolint:nilerr // what is no JSON is told by the decoder that reads it for good
	}
	seen := false
	for decoder.More() {
		name, err := decoder.Token()
		if err != nil {
			return nil //nolint:nilerr // what is no JSON is told by the decoder that reads it for good
		}
		switch {
		case name != list:
			return &calc.Error{Code: errUnknownField, Field: name.(string)}
		case seen:
			return &calc.Error{Code: errDuplicateField, Field: list}
		}
		seen = true
		var skipped json.RawMessage
		if err := decoder.Decode(&skipped); err != nil && err != io.EOF {
			return nil //nolint:nilerr // what is no JSON is told by the decoder that reads it for good
		}
	}
	return nil
}
