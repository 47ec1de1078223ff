package importers

import (
	"regexp"
	"slices"

	"raaderum/portfolio"
)

// countNouns end labels of rows that count something else than kroner, unless
// a unit says that they are kroner after all: "Frigjorte årsværk".
var countNouns = says(`(?:aarsvaerk|fuldtidsstillinger|stillinger|minutter|sygedage|dage|arbejdsdage|antal breve|antal sager|antal borgere|antal brugere|kilometer|\bkm|\bkwh|\bton|\bm2)$`)

// countWords stand in labels of rows that count, whatever else they say.
var countWords = says(`^(?:medarbejdere|personale|ansatte|brugere|personer|elever|borgere|sager|besoeg|uger|maaneder|sider|users|staff|visits|headcount|inflation|probability|employees|hours|pages|tons)(?:$| (?:pr|per|i maalgruppen|in)\b)|^liter\b|\bftes?\b|\bminutter\b|\bi min\b|\bminutes\b|\bhours saved|\bco2\b|\bark papir|\bpages?$|tilfredshed|diskonteringsfaktor|discount factor|^p/l|regulering$|risk[- ]adjusted|sandsynlighed`)

func countsThings(label string) bool {
	folded := fold(label)
	return countNouns.MatchString(folded) || countWords.MatchString(folded)
}

const asCount = "antal"

// askCounted asks whether a row counts things or kroner; the table's unit, and
// nothing more, says kroner.
func (l *lineReader) askCounted(row int, place, label string) bool {
	answer, ok := l.ask(Question{
		Key: "unit@" + place, Code: "counted", Cells: []string{place, l.table.grid.ref(row, l.columns[0].at)}, Options: []string{asCount, "beløb"},
		Proposed: asCount, Confidence: 0.8, Args: map[string]any{"label": label},
	})
	return !ok || answer == asCount
}

// inputRows are the rows that formulas of other rows multiply and divide by:
// counts, rates and hours that amounts are computed from. Rows of present
// values use amounts themselves so and do not count.
func (t *table) inputRows() map[int]bool {
	inputs := map[int]bool{}
	if t.grid.turned {
		return inputs
	}
	columns := t.amounts()
	for row := t.first; row <= t.last; row++ {
		if label, _ := t.label(row); t.grid.heading(label).role.derived() {
			continue
		}
		for _, c := range columns {
			cell := t.grid.at(row, c.at)
			if cell == nil || cell.Formula() == "" {
				continue
			}
			t.grid.words.spendOn(len(cell.Formula()))
			if _, adds := adding(cell.Formula()); adds {
				continue
			}
			t.noteFactors(row, cell.Formula())
			for _, o := range operands(cell.Formula()) {
				if o.sheet == "" && o.area.FirstRow == o.area.LastRow && o.area.FirstRow != row {
					inputs[o.area.FirstRow] = true
				}
			}
		}
	}
	return inputs
}

// productShape is the shape of a formula that multiplies cells with each other.
var productShape = regexp.MustCompile(`^\(?\$?[A-Z]{1,3}\$?\d+(?:\*\$?[A-Z]{1,3}\$?\d+)+\)?$`)

// noteFactors notes the rows that a row is the product of. Kroner times kroner
// are nothing: whatever the factors are called, the product is the amount.
func (t *table) noteFactors(row int, formula string) {
	if !productShape.MatchString(formula) {
		return
	}
	parts := operands(formula)
	for _, o := range parts {
		if o.area.FirstRow == row {
			return // a share of something of its own row
		}
	}
	inTable := func(o operand) bool { return t.first <= o.area.FirstRow && o.area.FirstRow <= t.last }
	if !slices.ContainsFunc(parts, func(o operand) bool { return !inTable(o) }) {
		if t.factors == nil {
			t.factors = map[int]bool{}
		}
		for _, o := range parts {
			t.factors[o.area.FirstRow] = true
		}
	}
}

// notMoney reports a row of numbers that are no money, and keeps it out of
// the sums below it.
func (r *reader) notMoney(t *table, row int, columns []column, label string) {
	r.setAside(t, row)
	for _, c := range columns {
		if numeric(t.grid.at(row, c.at)) {
			r.find(Finding{Severity: portfolio.SeverityInfo, Code: "not-money-hours", Cell: t.grid.ref(row, c.at), Raw: label, Args: map[string]any{"label": label}})
			return
		}
	}
}

// setAside keeps a row out of the sums below it.
func (r *reader) setAside(t *table, row int) {
	if r.aside == nil {
		r.aside = map[*table]map[int]bool{}
	}
	if r.aside[t] == nil {
		r.aside[t] = map[int]bool{}
	}
	r.aside[t][row] = true
}
