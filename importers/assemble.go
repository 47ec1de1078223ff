package importers

import (
	"slices"

	"raaderum/calc"
	"raaderum/portfolio"
)

// lineKey is what makes facts one line.
type lineKey struct {
	subject *subject
	table   *table
	row     int // for tables whose rows are lines
	label   string
	kind    string
	series  portfolio.Series
	id      string
}

// line is the line a fact belongs to: its row in a line table; in registers
// and long tables the case's line of that name, kind and series.
func (f fact) line() lineKey {
	k := lineKey{subject: f.subject(), table: f.table(), label: f.label(), kind: f.kind(), series: f.series(), id: f.naming().id}
	if !f.blockKind() && f.table().column(roleYear) == nil {
		k.row = f.row()
	}
	return k
}

// assemble builds each case's lines from the facts.
func (r *reader) assemble() {
	r.tellForecastFromPlan()
	lines, of := r.lines()
	total := 0
	for i := range lines {
		total += lines[i].amounts
	}
	room := make([]Amount, total) // of all lines: a register has hundreds of thousands
	for i := range lines {
		l := &lines[i]
		l.subject.Lines[l.index].Amounts, room = room[:0:l.amounts], room[l.amounts:]
	}
	for i, f := range r.facts.numbered {
		if f.subject() == nil {
			continue
		}
		l := lines[of[i]]
		line := &l.subject.Lines[l.index]
		line.Amounts = append(line.Amounts, f.amount(f.period()))
		for _, p := range f.rare().copies {
			line.Amounts = append(line.Amounts, f.amount(p))
		}
		if l.subject.Unit == "" {
			l.subject.Unit = f.measure().String()
		}
	}
	r.nameUnits()
}

// assembled is a line of a case under way: which it is, and how many amounts it
// will have.
type assembled struct {
	subject        *subject
	index, amounts int
}

// lines begins the lines of all cases, in the order of their first facts, and
// tells which of them each fact belongs to.
func (r *reader) lines() (lines []assembled, of []int32) {
	index := newLineIndex()
	of = make([]int32, r.facts.len())
	for i, f := range r.facts.numbered {
		if f.subject() == nil {
			continue
		}
		line, first := index.of(f)
		if first {
			lines = append(lines, assembled{subject: f.subject(), index: len(f.subject().Lines)})
			f.subject().Lines = append(f.subject().Lines, newLine(f))
		}
		of[i] = line
		lines[line].amounts += 1 + len(f.rare().copies)
	}
	return lines, of
}

// nameUnits gives each case the unit that most of its amounts are in.
func (r *reader) nameUnits() {
	counts := map[*subject]*[notMoney + 1]int{}
	var last *subject
	var count *[notMoney + 1]int
	for f := range r.facts.all {
		if f.subject() != last || count == nil {
			if count = counts[f.subject()]; count == nil {
				count = new([notMoney + 1]int)
				counts[f.subject()] = count
			}
			last = f.subject()
		}
		count[f.measure()]++
	}
	for _, s := range r.subjects {
		count := counts[s]
		if count == nil {
			continue
		}
		named := map[string]int{}
		for m, n := range count {
			named[measure(m).String()] += n
		}
		for _, unit := range units {
			if named[unit] > named[s.Unit] {
				s.Unit = unit
			}
		}
	}
}

func newLine(f fact) Line {
	line := Line{
		Label: f.label(), LabelCell: f.labelRef(), ID: f.naming().id, Kind: f.kind(), Category: f.naming().category,
		Recurrence: f.recurrence(), Series: f.series(), Amounts: []Amount{},
	}
	if line.Label == "" {
		line.Label = map[string]string{cost: "Udgift", benefit: "Gevinst"}[f.kind()]
	}
	return line
}

func (f fact) amount(p calc.Period) Amount {
	return Amount{Period: p, Ore: f.ore(), sheet: f.table().grid.sheet, from: f.cell()}
}

// tellForecastFromPlan settles "forventet": beside a plan it is a forecast,
// alone it is the plan.
func (r *reader) tellForecastFromPlan() {
	planned := map[*table]bool{}
	for f := range r.facts.all {
		if f.series() == portfolio.Plan || f.series() == portfolio.Budgeted {
			planned[f.table()] = true
		}
	}
	for f := range r.facts.all {
		if f.series() == portfolio.Forecast && !planned[f.table()] {
			said := *f.saying()
			said.series = portfolio.Plan
			f.say(said)
		}
	}
}

// cases are the cases as the contract writes them.
func (r *reader) cases() []Case {
	cases := make([]Case, 0, len(r.subjects))
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
