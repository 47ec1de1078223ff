package charts

import (
	"math"
	"slices"
	"strings"

	"raaderum/calc"
	"raaderum/portfolio"
)

// counts sorts the cases by what their payback says. Those that are over count
// as neither: they pay nothing back any more, whatever was planned.
func (m mapChart) counts() (of mapCounts) {
	for _, each := range m.cases {
		years, some := paybackYears(each)
		switch {
		case hasEnded(each.Case):
			of.ended++
		case each.Evaluation.Payback.Status == calc.PaybackNever:
			of.never++
		case each.Evaluation.Payback.Status == calc.PaybackNotApplicable:
			of.nothing++
		case !some:
			of.unknown++
		case m.limit != nil && years > *m.limit:
			of.over++
		default:
			of.within++
		}
	}
	return of
}

// mapCounts are the cases that are paid back within the limit, or after it; not
// within the horizon; that invest nothing; that cannot be computed; that are over.
type mapCounts struct{ within, over, never, nothing, unknown, ended int }

// hasEnded tells whether nothing more is to come of a case: it is over, or all
// its benefits have lapsed.
func hasEnded(bc portfolio.BusinessCase) bool {
	alive := func(b portfolio.Benefit) bool { return b.State != portfolio.BenefitLapsed }
	return bc.Over() || len(bc.Benefits) > 0 && !slices.ContainsFunc(bc.Benefits, alive)
}

func (m mapChart) title() string {
	if len(m.cases) == 0 {
		return m.words.T("chart.map.none")
	}
	of := m.counts()
	var text string
	if m.limit != nil {
		text = m.words.N("chart.map.title.limit", len(m.cases)-of.ended, "within", of.within, "years", *m.limit)
	} else {
		text = m.words.N("chart.map.title", len(m.cases)-of.ended, "paid", of.within+of.over)
	}
	for _, rest := range []struct {
		key string
		n   int
	}{{"never", of.never}, {"nothing", of.nothing}, {"unknown", of.unknown}, {"ended", of.ended}} {
		if rest.n > 0 {
			text += m.words.N("chart.map.title."+rest.key, rest.n)
		}
	}
	return text
}

func (m mapChart) summary() string {
	if len(m.cases) == 0 {
		return m.title()
	}
	of := m.counts()
	sentences := []string{m.words.N("chart.map.kind", len(m.cases))}
	if m.limit != nil {
		sentences = append(sentences, m.words.T("chart.map.counts.limit", "within", of.within, "over", of.over,
			"never", of.never, "without", of.nothing+of.unknown, "years", *m.limit))
	} else {
		sentences = append(sentences, m.words.T("chart.map.counts", "paid", of.within, "never", of.never, "without", of.nothing+of.unknown))
	}
	if of.ended > 0 {
		sentences = append(sentences, m.words.N("chart.map.ended", of.ended))
	}
	var unplaced int
	for _, each := range m.cases {
		if _, valued := presentValue(each); !valued {
			unplaced++
		}
	}
	if unplaced > 0 {
		sentences = append(sentences, m.words.N("chart.map.unplaced", unplaced))
	}
	return strings.Join(sentences, " ")
}

// light is a case's light in words.
func (m mapChart) light(each portfolio.CaseFigures) string {
	if each.LightWhy == portfolio.LightChosen {
		return chosenLight(m.words, each.Light, each.Computed)
	}
	return m.words.T("chart.light." + string(each.Light))
}

func (m mapChart) table() Table {
	w := m.words
	t := Table{
		Caption: m.title(), Unit: w.T("chart.unit.amounts"),
		Head: []string{w.T("chart.case"), w.T("chart.payback"), w.T("chart.npv"), w.T("chart.map.cost"), w.T("chart.light")},
		Note: w.T("chart.map.note"),
	}
	for _, each := range m.cases {
		name := strings.TrimSpace(each.Case.Number + " " + each.Case.Title)
		row := []Cell{{Text: name, Link: m.links.toCase(each.Case.ID)}}
		row = append(row, Cell{Text: m.payback(each)})
		npv, valued := presentValue(each)
		row = append(row, money(w, &npv, valued))
		cost, err := calc.FromKroner(math.Round(each.Evaluation.PresentValueCosts.Value))
		row = append(row, money(w, &cost, err == nil && each.Evaluation.PresentValueCosts.Exists()))
		t.Rows = append(t.Rows, append(row, Cell{Text: m.light(each)}))
	}
	return t
}
