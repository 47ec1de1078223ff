package portfolio

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A stated full-year effect is followed to its own cell, one that is worked out
// to the plan's.
func TestFullYearEffectKeepsItsCell(t *testing.T) {
	stated := withSeries("A", nil)
	stated.Benefits[0].FullYear = moneyOf(500_000)
	stated.Benefits[0].FullYearSource = Source{Sheet: "Gevinster", Cell: "I12", Raw: "500"}
	planned := withSeries("B", nil)
	org := Organisation{Strategy: strategy()}
	for _, test := range []struct {
		bc     BusinessCase
		amount float64
		cells  []string
	}{{stated, 500_000, []string{"I12"}}, {planned, 400_000, []string{"2013"}}} {
		year := Account(org, []BusinessCase{test.bc}, k2of2013, NewPermanent).year(2013)
		var cells []string
		for _, source := range year.Contributions[0].Sources {
			cells = append(cells, source.Cell)
		}
		if diff := cmp.Diff(test.cells, cells); diff != "" || year.Layers[LayerDecided] != kr(test.amount) {
			t.Errorf("%s: %v from %v, want %v (-want +got):\n%s", test.bc.ID, year.Layers, cells, test.amount, diff)
		}
	}
}
