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
func (m mapChart) counts() (within, over, never, without, ended int) {
	for _, each := range m.cases {
		years, some := paybackYears(each)
		switch {
		case hasEnded(each.Case):
			ended++
		case !some && each.Evaluation.Payback.Status == calc.PaybackNever:
			never++
		case !some:
			without++
		case m.limit != nil && years > *m.limit:
			over++
		default:
			within++
		}
	}
	return within, over, never, without, ended
}

// hasEnded tells whether nothing more is to come of a case: it is over, or all
// its benefits have lapsed.
func hasEnded(bc portfolio.BusinessCase) bool {
	alive := func(b portfolio.Benefit) bool { return b.State != portfolio.BenefitLapsed }
	return bc.Over() || len(bc.Benefits) > 0 && !slices.ContainsFunc(bc.Benefits, alive)
}

func (m mapChart) title() string {
	within, over, never, _, ended := m.counts()
	if len(m.cases) == 0 {
		return m.words.T("chart.map.none")
	}
	var text string
	if m.limit != nil {
		text = m.words.N("chart.map.title.limit", len(m.cases)-ended, "within", within, "years", *m.limit)
	} else {
		text = m.words.N("chart.map.title", len(m.cases)-ended, "paid", within+over)
	}
	if never > 0 {
		text += m.words.N("chart.map.title.never", never)
	}
	if ended > 0 {
		text += m.words.N("chart.map.title.ended", ended)
	}
	return text
}

func (m mapChart) summary() string {
	within, over, never, without, ended := m.counts()
	sentences := []string{m.words.N("chart.map.kind", len(m.cases))}
	if m.limit != nil {
		sentences = append(sentences, m.words.T("chart.map.counts.limit", "within", within, "over", over,
			"never", never, "without", without, "years", *m.limit))
	} else {
		sentences = append(sentences, m.words.T("chart.map.counts", "paid", within, "never", never, "without", without))
	}
	if ended > 0 {
		sentences = append(sentences, m.words.N("chart.map.ended", ended))
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

func (m mapChart) table() Table {
	w := m.words
	t := Table{
		Caption: m.title(),
		Head:    []string{w.T("chart.case"), w.T("chart.payback"), w.T("chart.npv"), w.T("chart.map.cost"), w.T("chart.light")},
		Note:    w.T("chart.map.note"),
	}
	for _, each := range m.cases {
		name := strings.TrimSpace(each.Case.Number + " " + each.Case.Title)
		row := []Cell{{Text: name, Link: m.links.toCase(each.Case.ID)}}
		row = append(row, Cell{Text: m.payback(each), Missing: each.Evaluation.Payback.Status == calc.PaybackUndefined})
		npv, valued := presentValue(each)
		row = append(row, money(w, &npv, valued))
		cost, err := calc.FromKroner(math.Round(each.Evaluation.PresentValueCosts.Value))
		row = append(row, money(w, &cost, err == nil && each.Evaluation.PresentValueCosts.Exists()))
		t.Rows = append(t.Rows, append(row, Cell{Text: w.T("chart.light." + string(each.Light))}))
	}
	return t
}
