package report_test

import (
	"slices"
	"testing"

	"raaderum/calc"
	"raaderum/charts"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/portfolio"
)

// What deviates has one sign in a paper: plan minus realised in the chart's table
// and in the status round. By hand of the demo's second quarter of 2014, the own
// cases: −2.100 −6.300 −5.900 −900 +64.200 −800 +1.500 −1.400 −2.200 +100 +1.900 =
// 48.100 in the round; the chart is without the 1.000 of freed time (»Mere tid hos
// borgeren«, 105.000 and 104.000) and the 100 that a department keeps
// (»Aftenvagter«, 45.000 and 44.900), which do not count: 47.000.
func TestADeviationHasOneSign(t *testing.T) {
	p := demoPacks(t)["greve"]
	p.Print = i18n.New("da")
	chart, err := charts.PlannedRealised(p.Report.Quarters, p.Print, charts.Links{})
	if err != nil {
		t.Fatal(err)
	}
	column := slices.Index(chart.Table.Head, p.Print.T("chart.deviation"))
	at := slices.IndexFunc(p.Report.Quarters, func(point portfolio.QuarterPoint) bool { return point.Quarter == p.Report.Quarter })
	if got := chart.Table.Rows[at][column].Text; got != "47.000" {
		t.Errorf("%s in the chart's table", got)
	}
	sum := calc.Money(0)
	for _, one := range p.Report.Round.Cases {
		i := slices.IndexFunc(p.Report.Cases, func(figures portfolio.CaseFigures) bool { return figures.Case.ID == one.Case })
		if one.Deviation != nil && !p.Report.Cases[i].Case.Origin.Joint() {
			sum += one.Deviation.Shortfall
		}
	}
	if sum != 48_100*calc.Krone {
		t.Errorf("%v øre in the round", sum)
	}
}
