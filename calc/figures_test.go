package calc_test

import (
	"encoding/json"
	"strings"
	"testing"

	"raaderum/calc"
)

// Of each figure either the number or the reason is in the machine's form, and
// what does not exist is null and not 0.
func TestFiguresInTheMachinesForm(t *testing.T) {
	e := evaluate(t, calc.Problem{Flows: vectorC, Rates: calc.Rates{Bands: []calc.Band{{5, 0.04}, {0, 0.03}}}})
	text, err := json.Marshal(e.Figures())
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{
		`"npv":-100,`, `"roi":-1,`, `"benefitCostRatio":0,`, // true zeros and losses are numbers
		`"mirr":null,"mirrWhy":"rate-in-bands"`, `"switchingValue":null,"switchingValueWhy":"no-benefits"`,
		`"irr":{"status":"none","roots":[],"why":"no-sign-change"}`,
		`"payback":{"status":"never","years":null,"wholeYears":null,"why":"not-in-horizon"}`,
		`"warnings":[]`,
	} {
		if !strings.Contains(string(text), part) {
			t.Errorf("%s is not in %s", part, text)
		}
	}
	if strings.Contains(string(text), "npvWhy") {
		t.Errorf("a reason beside a figure that exists: %s", text)
	}
}
