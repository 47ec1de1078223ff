package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"strings"

	"raaderum/calc"
)

// decodeDocument reads one problem or plan. What is malformed is an error at its
// field; notOne is the code of what is no JSON object. Even then the id is kept,
// where it can be read, so that the caller knows what is answered.
func decodeDocument[T any](raw json.RawMessage, notOne calc.ErrorCode, idOf func(*T) *json.RawMessage) (T, *calc.Error) {
	var input T
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.DisallowUnknownFields()
	err := decoder.Decode(&input)
	if id := bytes.TrimSpace(*idOf(&input)); len(id) > 0 && (id[0] == '{' || id[0] == '[') {
		*idOf(&input) = nil
		return input, &calc.Error{Code: errWrongType, Field: "id"}
	}
	if bytes.Equal(bytes.TrimSpace(raw), []byte("null")) {
		return input, &calc.Error{Code: notOne}
	}
	if fault := wrongField(raw, reflect.TypeFor[T]()); fault != nil {
		return input, fault
	}
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		kind.Field = strings.TrimPrefix(kind.Field, "calcQuestions.") // the name of a Go type
	}
	switch {
	case err == nil:
		return input, nil
	case errors.As(err, &kind) && kind.Field == "":
		return input, &calc.Error{Code: notOne}
	case errors.As(err, &kind) && strings.HasPrefix(kind.Value, "number ") && kind.Type.Kind() == reflect.Float64:
		return input, &calc.Error{Code: calc.ErrNotFinite, Field: kind.Field} // such as 1e999
	case errors.As(err, &kind):
		return input, &calc.Error{Code: errWrongType, Field: kind.Field}
	}
	// A decoder that meets an unknown field reads no further: the id may stand
	// after it.
	var named struct {
		ID json.RawMessage `json:"id"`
	}
	if json.Unmarshal(raw, &named) == nil {
		*idOf(&input) = named.ID
	}
	field, _ := unknownField(err)
	return input, &calc.Error{Code: errUnknownField, Field: field}
}
