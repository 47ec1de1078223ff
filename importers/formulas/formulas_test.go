package formulas_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"raaderum/importers/formulas"
)

// sheet is a small sheet named Ark1; a name stands for a formula.
type sheet struct {
	cells map[[2]int]formulas.Value
	names map[string]string
}

func (s sheet) Value(name string, row, col int) (formulas.Value, bool) {
	v, ok := s.cells[[2]int{row, col}]
	return v, strings.EqualFold(name, "Ark1") && (!ok || v.Text != "unstored")
}

func (s sheet) Size(name string) (row, col int, ok bool) {
	return 10, 6, strings.EqualFold(name, "Ark1")
}

func (s sheet) Name(_, name string) (string, bool) {
	f, ok := s.names[name]
	return f, ok
}

func number(x float64) formulas.Value { return formulas.Value{Kind: formulas.NumberValue, Number: x} }

// example holds 1, 2, 3 in A1:A3, 10, 20, 30 in B1:B3, "ja" in C1, #N/A in C2,
// a truth value in C3 and a result that was not stored in C4.
var example = sheet{
	cells: map[[2]int]formulas.Value{
		{1, 1}: number(1), {2, 1}: number(2), {3, 1}: number(3),
		{1, 2}: number(10), {2, 2}: number(20), {3, 2}: number(30),
		{1, 3}: {Kind: formulas.TextValue, Text: "ja"}, {2, 3}: {Kind: formulas.ErrorValue, Text: "#N/A"},
		{1, 4}: number(-100), {2, 4}: number(125),
		{3, 3}: {Kind: formulas.BoolValue, Number: 1}, {4, 3}: {Text: "unstored"},
	},
	names: map[string]string{"Rente": "Ark1!$A$1/100", "Tal": "Ark1!$A$1:$A$3", "Ring": "Ring+1"},
}

// The expected values are computed by hand by the rules of Excel's own
// documentation of each function.
func TestEvaluate(t *testing.T) {
	for text, want := range map[string]float64{
		"1+2*3":                                 7,
		"-2^2":                                  4,  // the sign binds first
		"2^3^2":                                 64, // from the left
		"50%*B1":                                5,
		"(A1+A2)*-B3":                           -90,
		"SUM(A1:A3)":                            6,
		"SUM(A:A)":                              6,
		"SUM(A1:B2,100)":                        133,
		"SUM(Ark1!A1:A3)-$B$1":                  -4,
		"SUM(A1:A3,C1,C3)":                      6, // words and truth values in cells do not count
		"AVERAGE(A1:A3)":                        2,
		"MIN(B1:B3)+MAX(A1:A9)":                 13,
		"COUNT(A1:C3)":                          6,
		"COUNTA(A1:C3)":                         9,
		"PRODUCT(A1:A3)":                        6,
		"ROUND(2.675,2)":                        2.68,
		"ROUND(-2.5,0)":                         -3,
		"ROUND(1234.5,-2)":                      1200,
		"ROUNDUP(-2.1,0)":                       -3,
		"ROUNDDOWN(-2.9,0)":                     -2,
		"INT(-2.1)":                             -3,
		"MOD(-3,2)":                             1,
		"IF(A1>0,B1,B2)":                        10,
		"IF(AND(A1=1,B1<>10),1,2)":              2,
		"IF(OR(A1=5,NOT(A2=5)),1,2)":            1,
		"IFERROR(C2,7)":                         7,
		"IF(ISNUMBER(C1),1,2)":                  2,
		"IF(E5=\"\",1,2)":                       1, // an empty cell is the empty text
		"IF(C1=\"JA\",1,2)":                     1,
		"NPV(0.1,B1:B3)":                        10/1.1 + 20/1.21 + 30/1.331,
		"IRR(D1:D2)":                            0.25, // −100, 125
		"SUMPRODUCT(A1:A3,B1:B3)":               140,
		"SUMIF(A1:A3,\">1\",B1:B3)":             50,
		"COUNTIF(A1:A3,2)":                      1,
		"VLOOKUP(2,A1:B3,2,FALSE)":              20,
		"INDEX(B1:B3,MATCH(3,A1:A3,0))":         30,
		"CHOOSE(A2,B1,B2,B3)":                   20,
		"B1*(1+Rente)":                          10.1,
		"SUM(Tal)":                              6,
		"SUM(A3:A1)":                            6,
		"_xlfn.IFERROR(1/0,A3)":                 3,
		"E9+1":                                  1,
		"1E2+1.5e-1":                            100.15,
		"A1 + B1\n":                             11,
		"ABS(-3)+SQRT(16)+POWER(2,3)+SIGN(-B1)": 14,
	} {
		got, _, err := compute(t, text)
		if err != nil || got.Value.Kind != formulas.NumberValue || math.Abs(got.Value.Number-want) > 1e-12 {
			t.Errorf("%s: %+v %v, want %g", text, got.Value, err, want)
		}
	}
}

func TestEvaluateGivesErrors(t *testing.T) {
	for text, want := range map[string]string{
		"1/0": "#DIV/0!", "A1+C2": "#N/A", "SUM(A1:C2)": "#N/A", "#REF!+1": "#REF!", "AVERAGE(E1:E3)": "#DIV/0!",
		"SQRT(-1)": "#NUM!", "MATCH(9,A1:A3,0)": "#N/A", "MOD(1,0)": "#DIV/0!",
	} {
		if got, _, err := compute(t, text); err != nil || got.Value.Text != want {
			t.Errorf("%s: %+v %v, want %s", text, got.Value, err, want)
		}
	}
}

// What cannot be known is not computed, and says why.
func TestUnknowable(t *testing.T) {
	for text, want := range map[string]string{
		"TODAY()-A1":               formulas.WhyVolatile,
		"MinFunktion(A1)":          formulas.WhyFunction,
		"IRR(A1:A3)":               formulas.WhyFunction,
		"VLOOKUP(2,A1:B3,2)":       formulas.WhyFunction, // sorted
		"MATCH(\"j*\",C1:C3,0)":    formulas.WhyFunction,
		"[1]Satser!$B$4*2":         formulas.WhyExternal,
		"'[Bog 2.xlsx]Ark 1'!A1+1": formulas.WhyExternal,
		"SUM([1]Satser!A1:A9)":     formulas.WhyExternal,
		"C4*2":                     formulas.WhyUnstored,
		"Findes!A1":                formulas.WhyUnstored,
		"SUM(Findes!A1:A3)":        formulas.WhyForm,
		"C1+1":                     formulas.WhyText,
		"A1&\" kr.\"":              formulas.WhyText,
		"SUM({1,2,3})":             formulas.WhyForm,
		"SUM(Jan:Dec!A1)":          formulas.WhyForm,
		"SUM(Tabel1[Beløb])":       formulas.WhyForm,
		"A1:A3*2":                  formulas.WhyForm,
		"Ring":                     formulas.WhyForm,
		"Ukendt":                   formulas.WhyForm,
		"SUM(A1:INDEX(A1:A3,2))":   formulas.WhyForm,
		"SUM((A1,A2))":             formulas.WhyForm,
		"ROUND(1)":                 formulas.WhyFunction,
		"SUM(A1:B10)+SUM(D1:F10)+SUM(D1:F10)+SUM(D1:F10)": formulas.WhySize,
	} {
		n, err := formulas.Parse(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		_, _, err = formulas.Evaluate(n, example, "Ark1", 100)
		var why *formulas.UnknowableError
		if !errors.As(err, &why) || why.Why != want {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
}

func compute(t *testing.T, text string) (formulas.Result, int, error) {
	t.Helper()
	n, err := formulas.Parse(text)
	if err != nil {
		return formulas.Result{}, 0, err
	}
	return formulas.Evaluate(n, example, "Ark1", 1000)
}

func TestUnread(t *testing.T) {
	for _, text := range []string{
		"", "1+", "SUM(A1", ")", "A1 B1", "'Ark", "1,2", "+", strings.Repeat("(", 500) + "1" + strings.Repeat(")", 500),
		strings.Repeat("-", 500) + "1", strings.Repeat("1+", 20_000) + "1", "{1,2", "Ark1!",
	} {
		if n, err := formulas.Parse(text); err == nil {
			t.Errorf("%.30q: read as %+v", text, n)
		}
	}
}

// Cells with the same formula copied into them have one relative form.
func TestRelative(t *testing.T) {
	for _, test := range []struct {
		text     string
		row, col int
		want     string
	}{
		{"SUM(B2:B5)", 6, 2, "SUM(R[-4]C[0]:R[-1]C[0])"},
		{"SUM(C2:C5)", 6, 3, "SUM(R[-4]C[0]:R[-1]C[0])"},
		{"$B$1*C5", 6, 3, "*(R1C2,R[-1]C[0])"},
		{"Ark1!B$1*2%", 6, 2, "*(ark1!R1C[0],2%)"},
		{"if(a1>\"x\",true,-Rente)", 1, 1, `IF(>(R[0]C[0],"x"),true,-(!RENTE))`},
		{"SUM(B:B)", 3, 2, "SUM(C[0]:C[0])"},
	} {
		n, err := formulas.Parse(test.text)
		if err != nil {
			t.Fatal(err)
		}
		if got := n.Relative(test.row, test.col); got != test.want {
			t.Errorf("%s: %s, want %s", test.text, got, test.want)
		}
	}
}

func TestAgrees(t *testing.T) {
	wrong := formulas.Value{Kind: formulas.ErrorValue, Text: "#N/A"}
	for _, test := range []struct {
		stored, computed formulas.Value
		largest          float64
		want             bool
	}{
		{number(0.1 + 0.2), number(0.3), 0, true},
		{number(100), number(100.01), 0, false},
		{number(1e-7), number(0), 1e6, true}, // what is left of millions
		{number(1e-7), number(0), 1, false},
		{number(0.1500001), number(0.15), 1000, true},
		{number(0.151), number(0.15), 1000, false},
		{wrong, number(1), 1, false},
		{number(1), wrong, 1, false},
		{formulas.Value{Kind: formulas.TextValue, Text: "a"}, formulas.Value{Kind: formulas.TextValue, Text: "b"}, 0, true},
	} {
		if got := formulas.Agrees(test.stored, test.computed, test.largest); got != test.want {
			t.Errorf("%+v and %+v: %v", test.stored, test.computed, got)
		}
	}
}

// FuzzParse holds that no formula hangs or panics, and that one that is read
// can be written from its cell and computed within its bounds.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"SUM(B2:B5)", "'Et ark'!A1*[1]Ark2!$B$4", "IF(A1>0,\"ja\",-B2^2%)", "Jan:Dec!A1", "Tabel[[#Totals],[x]]", "{1,2;3}", "1:3", "$A:$C",
		"INDEX(A:A,MATCH(1,B:B,0))", "#REF!A1", "A1#", "@A1", "((((", "\"\"\"", "SUMPRODUCT(A1:XFD1048576,A1:XFD1048576)", "SUM(A:XFD)",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		n, err := formulas.Parse(text)
		if err != nil {
			return
		}
		n.Relative(5, 5)
		if _, read, _ := formulas.Evaluate(n, example, "Ark1", 1000); read > 1001 {
			t.Errorf("%d cells read", read)
		}
	})
}
