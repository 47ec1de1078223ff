package report_test

import (
	"strings"
	"testing"

	"raaderum/charts"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/cmd/raaderum/internal/report"
	"raaderum/portfolio"
)

// An amount that was typed says on paper where it is known from, and leads to the
// page of what was written.
func TestATypedAmountNamesItsSource(t *testing.T) {
	bc := portfolio.BusinessCase{ID: "t", Number: "BC01", Title: "Indtastet sag"}
	typed := amounts(t, "2014", 100_000.0)
	typed[0].Source = portfolio.Source{Raw: "tilbud af 3. marts", Entry: 7}
	bc.Costs = []portfolio.CostLine{{ID: "k1", Label: "Licens", Recurrence: portfolio.OneOff, Amounts: typed}}
	p := demoPacks(t)["greve"]
	quarter := portfolio.NewQuarterReport(p.Report.Organisation, []portfolio.BusinessCase{bc}, nil, p.Report.Quarter)
	pack, err := report.NewCasePack(quarter, bc.ID, charts.NewRenderer(), clock(), i18n.New("da"))
	if err != nil {
		t.Fatal(err)
	}
	page := pack.Paper().HTML()
	if !strings.Contains(page, "kilde: tilbud af 3. marts") || !strings.Contains(page, "/entries/7") || strings.Contains(page, "· !") {
		t.Errorf("the typed amount's source is not told: %s", page[strings.Index(page, "Licens"):][:300])
	}
}
