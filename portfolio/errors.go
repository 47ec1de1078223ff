package portfolio

import (
	"errors"
	"fmt"
	"strings"
)

// Code is what kind of thing went wrong; it decides status and exit code.
type Code string

// The codes. Anything that is not an *Error is CodeInternal.
const (
	CodeInvalid   Code = "invalid"   // the user's input breaks a rule
	CodeNotFound  Code = "not_found" // no such thing in this organisation
	CodeConflict  Code = "conflict"  // somebody else changed it meanwhile
	CodeForbidden Code = "forbidden" // the user's role may not do this
	CodeNoSession Code = "no_session"
	CodeLocked    Code = "locked" // the quarter is frozen
	CodeTooLarge  Code = "too_large"
	CodeBusy      Code = "busy"    // there is too much to do just now; later it can be done
	CodeMissing   Code = "missing" // the machine lacks a component that it takes
	CodeInternal  Code = "internal"
)

// Place is where something is wrong. Every part may be empty.
type Place struct {
	File  string `json:"file,omitempty"`
	Sheet string `json:"sheet,omitempty"`
	Cell  string `json:"cell,omitempty"`
	Field string `json:"field,omitempty"`
}

// String is "file Sheet!A1 field", leaving out what is empty.
func (p Place) String() string {
	cell := p.Cell
	if p.Sheet != "" {
		cell = strings.TrimSuffix(p.Sheet+"!"+p.Cell, "!")
	}
	return strings.Join(strings.Fields(strings.Join([]string{p.File, cell, p.Field}, " ")), " ")
}

// Error is a rule that was broken or a thing that could not be done: a code, a
// catalogue key with its arguments, and a place. Key "case.title-missing" has
// its words under "error.case.title-missing".
type Error struct {
	Code  Code
	Key   string
	Args  map[string]any
	Place Place
	Err   error // the cause, for the log; never shown
}

// Error is for logs; people get the catalogue's words.
func (e *Error) Error() string {
	text := fmt.Sprintf("%s: %s", e.Code, e.Key)
	if place := e.Place.String(); place != "" {
		text += " at " + place
	}
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	return text
}

// Unwrap is the cause.
func (e *Error) Unwrap() error { return e.Err }

// ErrorCode is the code of the first *Error in err's chain; CodeInternal when
// there is none, and "" for nil.
func ErrorCode(err error) Code {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return CodeInternal
}

// NotFound is the error for a noun ("case", "import") that this organisation
// does not have.
func NotFound(noun, id string) error {
	return &Error{Code: CodeNotFound, Key: noun + ".not-found", Args: map[string]any{"id": id}}
}
