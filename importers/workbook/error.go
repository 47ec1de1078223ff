package workbook

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// RefusedError says why a file cannot be read at all. Code is a finding code: its
// words are in the catalogue under "finding.<code>", with Args in the named
// places.
type RefusedError struct {
	Code string
	Args map[string]any
	Err  error // the cause, for the log; never shown
}

// The codes of RefusedError.
const (
	CodeNotAWorkbook  = "not-a-workbook" // some other kind of file; {kind} when known
	CodeEmptyFile     = "empty-file"     // no bytes, or nothing but blanks
	CodeEncrypted     = "encrypted"      // needs a password
	CodeOldFormat     = "old-format"     // .xls and its ancestors, XML Spreadsheet 2003
	CodeBinaryFormat  = "binary-format"  // .xlsb
	CodeOpenDocument  = "open-document"  // .ods, .fods
	CodeTooLarge      = "too-large"      // {megabytes} above {limit}
	CodeZipBomb       = "zip-bomb"       // unfolds to more than {limit} megabytes, or without measure
	CodeTooManyCells  = "too-many-cells" // {limit}
	CodeTooManyRows   = "too-many-rows"  // in one sheet; {limit}
	CodeTooManyCols   = "too-many-columns"
	CodeTooManySheets = "too-many-sheets" // {limit}
	CodeTooMuchMemory = "too-much-memory" // {limit} megabytes
	CodeTooSlow       = "too-slow"        // {seconds}
	CodeDangerousXML  = "dangerous-xml"   // a document type with entities; Excel never writes one
	CodeCorrupt       = "corrupt"         // damaged or truncated; {part} when known
	CodeNoSheets      = "no-sheets"       // a workbook without a sheet of cells
)

// Error is for logs; people get the catalogue's words.
func (e *RefusedError) Error() string {
	text := "workbook: " + e.Code
	for _, name := range slices.Sorted(maps.Keys(e.Args)) {
		text += fmt.Sprintf(" %s=%v", name, e.Args[name])
	}
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	return text
}

// Unwrap is the cause.
func (e *RefusedError) Unwrap() error { return e.Err }

// refuse makes a RefusedError with arguments in pairs of name and value.
func refuse(code string, args ...any) *RefusedError {
	e := &RefusedError{Code: code}
	for i := 0; i+1 < len(args); i += 2 {
		if e.Args == nil {
			e.Args = map[string]any{}
		}
		e.Args[args[i].(string)] = args[i+1]
	}
	return e
}

func corrupt(part string, cause error) *RefusedError {
	e := refuse(CodeCorrupt, "part", part)
	e.Err = cause
	return e
}

// errorValues are the error literals of Excel in English and Danish. A cell
// that shows one is an error whatever type it claims.
var errorValues = map[string]bool{
	"#DIV/0!": true, "#N/A": true, "#NAME?": true, "#NULL!": true, "#NUM!": true, "#REF!": true, "#VALUE!": true,
	"#SPILL!": true, "#CALC!": true, "#GETTING_DATA": true, "#FIELD!": true, "#BLOCKED!": true, "#CONNECT!": true,
	"#BUSY!": true, "#UNKNOWN!": true, "#PYTHON!": true,
	"#DIVISION/0!": true, "#I/T": true, "#NAVN?": true, "#NUL!": true, "#REFERENCE!": true, "#VÆRDI!": true,
	"#OVERLØB!": true, "#BEREGN!": true, "#FELT!": true, "#BLOKERET!": true,
}

// isErrorValue tells whether a text is one of Excel's error values.
func isErrorValue(text string) bool {
	return len(text) > 2 && text[0] == '#' && len(text) < 20 && errorValues[strings.ToUpper(text)]
}
