package portfolio

import (
	"testing"

	"raaderum/calc"
)

// Seen from the end of the year, a benefit that was reported for the first quarter
// and not since is expected on old figures; one reported for the third is not, and
// one that nobody ever reported has no figures to be old. A benefit is stale in the
// points exactly when it is in the status round.
func TestStaleForecasts(t *testing.T) {
	forecast := func(id CaseID, reported map[int]calc.Money) BusinessCase {
		bc := quarterly(id, Own, reported)
		bc.Benefits[0].Series[Forecast] = []Amount{{Period: calc.Quarter{Year: 2014, Q: 4}.Period(), Money: 80 * calc.Krone}}
		return bc
	}
	cases := []BusinessCase{forecast("old", map[int]calc.Money{1: 100}), forecast("fresh", map[int]calc.Money{1: 100, 2: 100, 3: 100}), forecast("silent", nil)}
	report := NewQuarterReport(Organisation{}, cases, nil, calc.Quarter{Year: 2014, Q: 4})
	last := report.Quarters[len(report.Quarters)-1]
	if len(last.Stale) != 1 || last.Stale[0].Case != "old" || last.Stale[0].Amount != 80*calc.Krone || *last.Forecast != 240*calc.Krone {
		t.Errorf("of %v expected, %+v is stale", last.Forecast, last.Stale)
	}
	if report.Round.Stale != 1 {
		t.Errorf("%d are stale in the round", report.Round.Stale)
	}
}
