package web

import (
	"bytes"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"

	"raaderum/portfolio"
)

// readJSON reads a request's document strictly: a misspelt field would be one that
// silently does not count, and a field that is missing or null one that silently
// counts as 0 or as nothing. required are the fields that have to be there.
func readJSON(c *fiber.Ctx, into any, required ...string) error {
	document := c.Body()
	if at, twice := repeatedField(document); twice != "" {
		return &portfolio.Error{Code: portfolio.CodeInvalid, Key: "api.repeated", Args: map[string]any{"at": at, "name": twice}}
	}
	if len(bytes.TrimSpace(document)) == 0 {
		return &portfolio.Error{Code: portfolio.CodeInvalid, Key: "api.empty"}
	}
	decoder := json.NewDecoder(bytes.NewReader(document))
	decoder.DisallowUnknownFields()
	err := decoder.Decode(into)
	if err == nil {
		if _, more := decoder.Token(); more != io.EOF { //nolint:errorlint // the decoder gives io.EOF itself
			err = errors.New("web: more than one document")
		}
	}
	if err != nil {
		if field := unreadField(document, into); field != "" {
			return unreadable(field, err)
		}
		return &portfolio.Error{Code: portfolio.CodeInvalid, Key: "api.document", Args: map[string]any{"at": stoppedAt(document, decoder.InputOffset(), err)}, Err: err}
	}
	if field := nullField("", document, reflect.TypeOf(into).Elem()); field != "" {
		return &portfolio.Error{Code: portfolio.CodeInvalid, Key: "api.null", Place: portfolio.Place{Field: field}}
	}
	var sent map[string]json.RawMessage
	if err := json.Unmarshal(document, &sent); err != nil {
		return err // it was read above
	}
	for _, name := range required {
		given := func(field string) bool { return strings.EqualFold(field, name) }
		if !slices.ContainsFunc(slices.Collect(maps.Keys(sent)), given) {
			return missingField(name)
		}
	}
	return nil
}

// missingField says which field of a document is not there.
func missingField(name string) error {
	return &portfolio.Error{Code: portfolio.CodeInvalid, Key: "api.missing", Place: portfolio.Place{Field: name}}
}

// stoppedAt is the character of a document at which it could not be read on, from 1.
func stoppedAt(document []byte, read int64, err error) int {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		read = syntax.Offset
	case errors.As(err, &kind):
		read = kind.Offset
	case errors.Is(err, io.ErrUnexpectedEOF):
		read = int64(len(document))
	}
	return max(1, utf8.RuneCount(document[:min(read, int64(len(document)))]))
}

// nullField is the first field of a document that is null where a value belongs; ""
// when there is none. Lists, and fields that say what null means, may be null.
func nullField(place string, document json.RawMessage, kind reflect.Type) string {
	if bytes.Equal(bytes.TrimSpace(document), []byte("null")) {
		if kind.Kind() == reflect.Pointer || kind.Kind() == reflect.Slice || kind.Kind() == reflect.Map || kind.Kind() == reflect.Interface {
			return ""
		}
		return place
	}
	for kind.Kind() == reflect.Pointer {
		kind = kind.Elem()
	}
	switch kind.Kind() {
	case reflect.Slice:
		var all []json.RawMessage
		if json.Unmarshal(document, &all) != nil {
			return ""
		}
		for i, one := range all {
			if field := nullField(fmt.Sprintf("%s[%d]", place, i), one, kind.Elem()); field != "" {
				return field
			}
		}
	case reflect.Map:
		var all map[string]json.RawMessage
		if json.Unmarshal(document, &all) != nil {
			return ""
		}
		for _, name := range slices.Sorted(maps.Keys(all)) {
			if field := nullField(inside(place, name), all[name], kind.Elem()); field != "" {
				return field
			}
		}
	case reflect.Struct:
		if reflect.PointerTo(kind).Implements(reflect.TypeFor[encoding.TextUnmarshaler]()) || reflect.PointerTo(kind).Implements(reflect.TypeFor[json.Unmarshaler]()) {
			return ""
		}
		var all map[string]json.RawMessage
		if json.Unmarshal(document, &all) != nil {
			return ""
		}
		for i := range kind.NumField() {
			name, _, _ := strings.Cut(kind.Field(i).Tag.Get("json"), ",")
			for sent, value := range all {
				if !strings.EqualFold(sent, name) {
					continue
				}
				if field := nullField(inside(place, name), value, kind.Field(i).Type); field != "" {
					return field
				}
			}
		}
	}
	return ""
}

func inside(place, name string) string { return strings.TrimPrefix(place+"."+name, ".") }
