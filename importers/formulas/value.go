package formulas

import (
	"math"
	"strconv"
)

// Value is what a cell holds, or a formula comes to.
type Value struct {
	Kind   ValueKind
	Number float64 // of a number; of a truth value 0 or 1
	Text   string  // of a text or an error value
}

// ValueKind is the kind of a Value.
type ValueKind int8

// The kinds of value.
const (
	Blank ValueKind = iota
	NumberValue
	TextValue
	BoolValue
	ErrorValue
)

// Source is the workbook around a formula: the values as they are stored.
type Source interface {
	// Value is the stored value of a cell; false when it cannot be known, such
	// as a formula whose result was not stored.
	Value(sheet string, row, col int) (Value, bool)
	// Size is the last row and column of a sheet with anything in them; false
	// when there is no such sheet.
	Size(sheet string) (row, col int, ok bool)
	// Name is the formula of a defined name, as seen from a sheet.
	Name(sheet, name string) (string, bool)
}

// UnknowableError is why a formula was not computed.
type UnknowableError struct {
	Why  string // one of the constants below
	What string // the function's name, for WhyFunction
}

// Why a formula was not computed.
const (
	WhyFunction = "function" // a function that is not known here, or used in a way that is not
	WhyVolatile = "volatile" // it depends on the day
	WhyExternal = "external" // it reads another workbook
	WhyUnstored = "unstored" // a value it uses was not stored
	WhyText     = "text"     // it calculates with words
	WhySize     = "size"     // it reads more cells than are allowed
	WhyForm     = "form"     // arrays, names that are not there, and the like
)

// Error says why, for programmers.
func (u *UnknowableError) Error() string { return "formulas: not computed: " + u.Why + " " + u.What }

func number(x float64) Value {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return Value{Kind: ErrorValue, Text: "#NUM!"}
	}
	return Value{Kind: NumberValue, Number: x}
}

func truth(is bool) Value {
	if is {
		return Value{Kind: BoolValue, Number: 1}
	}
	return Value{Kind: BoolValue}
}

func text(s string) Value { return Value{Kind: TextValue, Text: s} }

func fault(code string) Value { return Value{Kind: ErrorValue, Text: code} }

// String is the value as a cell would show it in General format.
func (v Value) String() string {
	switch v.Kind {
	case NumberValue:
		return strconv.FormatFloat(v.Number, 'g', 15, 64)
	case BoolValue:
		if v.Number != 0 {
			return "TRUE"
		}
		return "FALSE"
	}
	return v.Text
}

// Agrees tells whether a stored value is what was computed. Spreadsheets
// compute in binary fractions and round on the way, each its own way, so
// numbers agree when they do to nine digits of the largest number involved (a
// rate that was searched for, to eight decimals).
// Words are not compared.
func Agrees(stored, computed Value, largest float64) bool {
	switch {
	case stored.Kind == ErrorValue || computed.Kind == ErrorValue:
		return stored.Kind == computed.Kind
	case stored.Kind == NumberValue && computed.Kind == NumberValue:
		scale := math.Max(largest, math.Max(math.Abs(stored.Number), math.Abs(computed.Number)))
		return math.Abs(stored.Number-computed.Number) <= 1e-9*scale+1e-8
	case stored.Kind == NumberValue && computed.Kind == Blank:
		return stored.Number == 0
	}
	return true
}
