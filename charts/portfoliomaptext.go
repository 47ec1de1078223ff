package charts

import (
	"math"
	"strings"

	"raaderum/calc"
)

// counts sorts the cases by what their payback says.
func (m mapChart) counts() (within, over, never, without int) {
	for _, each := range m.cases {
		years, some := paybackYears(each)
		switch {
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
	return within, over, never, without
}

func (m mapChart) title() string {
	within, over, never, _ := m.counts()
	if len(m.cases) == 0 {
		return m.words.T("chart.map.none")
	}
	var text string
	if m.limit != nil {
		text = m.words.N("chart.map.title.limit", len(m.cases), "within", within, "years", *m.limit)
	} else {
		text = m.words.N("chart.map.title", len(m.cases), "paid", within+over)
	}
	if never > 0 {
		text += m.words.N("chart.map.title.never", never)
	}
	return text
}

func (m mapChart) summary() string {
	within, over, never, without := m.counts()
	sentences := []string{m.words.N("chart.map.kind", len(m.cases))}
	if m.limit != nil {
		sentences = append(sentences, m.words.T("chart.map.counts.limit", "within", within, "over", over,
			"never", never, "without", without, "years", *m.limit))
	} else {
		sentences = append(sentences, m.words.T("chart.map.counts", "paid", within, "never", never, "without", without))
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
		_, some := paybackYears(each)
		row = append(row, Cell{Text: m.payback(each), Missing: !some})
		npv, valued := presentValue(each)
		row = append(row, money(w, &npv, valued))
		cost, err := calc.FromKroner(math.Round(each.Evaluation.PresentValueCosts.Value))
		row = append(row, money(w, &cost, err == nil && each.Evaluation.PresentValueCosts.Exists()))
		t.Rows = append(t.Rows, append(row, Cell{Text: w.T("chart.light." + string(each.Light))}))
	}
	return t
}
