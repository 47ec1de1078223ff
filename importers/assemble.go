package importers

import (
	"slices"

	"raaderum/calc"
	"raaderum/portfolio"
)

// lineKey is what makes facts one line.
type lineKey struct {
	subject *subject
	sheet   string
	table   *table
	row     int // for tables whose rows are lines
	label   string
	kind    string
	series  portfolio.Series
	id      string
}

// line is the line a fact belongs to: its row in a line table; in registers
// and long tables the case's line of that name, kind and series.
func (f *fact) line() lineKey {
	k := lineKey{subject: f.subject, sheet: f.sheet(), table: f.table, label: f.label, kind: f.kind, series: f.series, id: f.id}
	if !f.blockKind && f.table.column(roleYear) == nil {
		k.row = f.row
	}
	return k
}

// assemble builds each case's lines from the facts.
func (r *reader) assemble() {
	r.tellForecastFromPlan()
	at := map[lineKey]int{}
	for _, f := range r.facts {
		if f.subject == nil {
			continue
		}
		s := f.subject
		k := f.line()
		i, ok := at[k]
		if !ok {
			i = len(s.Lines)
			at[k] = i
			s.Lines = append(s.Lines, newLine(f))
		}
		s.Lines[i].Amounts = append(s.Lines[i].Amounts, f.amount(f.period))
		for _, p := range f.copies {
			s.Lines[i].Amounts = append(s.Lines[i].Amounts, f.amount(p))
		}
		if s.Unit == "" {
			s.Unit = f.measure.String()
		}
	}
	r.nameUnits()
}

// nameUnits gives each case the unit that most of its amounts are in.
func (r *reader) nameUnits() {
	counts := map[*subject]map[string]int{}
	for _, f := range r.facts {
		if counts[f.subject] == nil {
			counts[f.subject] = map[string]int{}
		}
		counts[f.subject][f.measure.String()]++
	}
	for _, s := range r.subjects {
		for _, unit := range units {
			if counts[s][unit] > counts[s][s.Unit] {
				s.Unit = unit
			}
		}
	}
}

func newLine(f *fact) Line {
	line := Line{
		Label: f.label, LabelCell: f.labelRef, ID: f.id, Kind: f.kind, Category: f.category,
		Recurrence: f.recurrence, Series: f.series, Amounts: []Amount{},
	}
	if line.Label == "" {
		line.Label = map[string]string{cost: "Udgift", benefit: "Gevinst"}[f.kind]
	}
	return line
}

func (f *fact) amount(p calc.Period) Amount {
	return Amount{Period: p, Ore: f.ore, Cell: f.ref(), Raw: f.cell.Raw, Formula: f.cell.Formula}
}

// tellForecastFromPlan settles "forventet": beside a plan it is a forecast,
// alone it is the plan.
func (r *reader) tellForecastFromPlan() {
	planned := map[*table]bool{}
	for _, f := range r.facts {
		if f.series == portfolio.Plan || f.series == portfolio.Budgeted {
			planned[f.table] = true
		}
	}
	for _, f := range r.facts {
		if f.series == portfolio.Forecast && !planned[f.table] {
			f.series = portfolio.Plan
		}
	}
}

// cases are the cases as the contract writes them.
func (r *reader) cases() []Case {
	cases := []Case{}
	for _, s := range r.subjects {
		if s.dropped {
			continue
		}
		c := s.Case
		c.Fields = s.fields
		if c.Lines == nil {
			c.Lines = []Line{}
		}
		cases = append(cases, c)
	}
	return cases
}

// refuse reports an answer that cannot be understood, and asks again.
func (r *reader) refuse(q Question, answer string) {
	cell := ""
	if len(q.Cells) > 0 {
		cell = q.Cells[0]
	}
	r.find(Finding{Severity: portfolio.SeverityError, Code: "answer-not-understood", Cell: cell, Raw: answer, Args: map[string]any{"answer": answer, "key": q.Key}})
	r.askAgain(q)
}

// askAgain puts a question that was answered with nothing that can be used.
func (r *reader) askAgain(q Question) {
	if !slices.ContainsFunc(r.questions, func(other Question) bool { return other.Key == q.Key }) {
		delete(r.answers, q.Key)
		r.ask(q)
	}
}
