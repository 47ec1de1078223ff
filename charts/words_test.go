package charts

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"raaderum/calc"
	"raaderum/charts/testdata"
	"raaderum/portfolio"
)

// plain is a language of its own: keys with their arguments, numbers as Go
// writes them. What people read is tested with the real catalogues, beside them.
type plain struct{}

func (plain) Language() string { return "en" }

func (plain) T(key string, pairs ...any) string {
	for i := 0; i+1 < len(pairs); i += 2 {
		key += fmt.Sprintf(" %v=%v", pairs[i], pairs[i+1])
	}
	return strings.TrimPrefix(key, "chart.")
}

func (w plain) N(key string, n int, pairs ...any) string {
	return w.T(key, append([]any{"n", n}, pairs...)...)
}
func (plain) Number(f float64, decimals int) string  { return fmt.Sprintf("%.*f", decimals, f) }
func (plain) Percent(f float64, decimals int) string { return fmt.Sprintf("%.*f%%", decimals, f*100) }
func (plain) Kroner(m calc.Money) string             { return fmt.Sprintf("%.0f", m.Kroner()) }
func (plain) ShortMoney(m calc.Money) string         { return fmt.Sprintf("%.0f kr", m.Kroner()) }
func (plain) Quarter(q calc.Quarter) string          { return q.String() }
func (plain) Period(p calc.Period) string            { return p.String() }

// testLinks lead somewhere for everything.
var testLinks = Links{
	Case:    func(id portfolio.CaseID) string { return "/case/" + string(id) },
	Year:    func(year int) string { return fmt.Sprintf("#year-%d", year) },
	Quarter: func(q calc.Quarter) string { return "?quarter=" + q.String() },
	Area:    func(id portfolio.FocusAreaID) string { return "/area/" + string(id) },
}

// examples are all charts of testdata, by kind and name.
func examples(t testing.TB) map[string]Chart {
	t.Helper()
	all := map[string]Chart{}
	add := func(kind, name string, c Chart, err error) {
		t.Helper()
		if err != nil {
			t.Fatalf("%s/%s: %v", kind, name, err)
		}
		all[kind+"/"+name] = c
	}
	for name, account := range testdata.TargetAccounts {
		c, err := TargetAccount(account, plain{}, testLinks)
		add("target-account", name, c, err)
	}
	for name, points := range testdata.Quarters {
		c, err := PlannedRealised(points, plain{}, testLinks)
		add("planned-realised", name, c, err)
	}
	for name, figures := range testdata.Economies {
		c, err := CaseEconomy(figures, plain{})
		add("case-economy", name, c, err)
	}
	limit := 3.0
	for name, cases := range testdata.Portfolios {
		c, err := PortfolioMap(cases, &limit, plain{}, testLinks)
		add("portfolio-map", name, c, err)
	}
	for name, report := range testdata.Areas {
		c, err := FocusAreaBars(report, plain{}, testLinks)
		add("focus-areas", name, c, err)
	}
	for name, s := range testdata.Tornadoes {
		c, err := Tornado(s.NPV, s.Bars, plain{})
		add("tornado", name, c, err)
	}
	addPortfolioCharts(add)
	if len(all) < 20 {
		t.Fatalf("only %d examples", len(all))
	}
	return all
}

func sortedNames(all map[string]Chart) []string { return slices.Sorted(maps.Keys(all)) }
