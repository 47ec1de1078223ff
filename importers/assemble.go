package importers

import (
	"iter"
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

// assemble begins each case's lines, in the order of their first facts. Their
// amounts stay facts until handOver.
func (r *reader) assemble() {
	r.tellPosted()
	r.tellForecastFromPlan()
	r.gatherCases()
	index := newLineIndex(2 * len(r.subjects))
	var lines []assembled // by their number in index
	var heads []*LineHead // of the lines begun last, by where they stand in their case
	for f := range r.facts.all {
		s := f.subject()
		if s == nil {
			continue
		}
		line, first := index.of(f)
		if first {
			if s.Lines == nil {
				s.Lines, s.facts = make([]Line, 0, 2), make([]factList, 0, 2) // what it costs, and what it gives
			}
			at, head := len(s.Lines), f.head()
			if at == len(heads) {
				heads = append(heads, nil)
			}
			if heads[at] == nil || *heads[at] != head {
				heads[at] = &head
			}
			lines = append(lines, assembled{s, at})
			s.Lines, s.facts = append(s.Lines, Line{LineHead: heads[at]}), append(s.facts, factList{})
		}
		lines[line].subject.facts[lines[line].index].add(f)
		if s.Unit == "" {
			s.Unit = f.measure().String()
		}
	}
	r.nameUnits()
	theHeap.collect()
}

// assembled is a line of a case under way.
type assembled struct {
	subject *subject
	index   int
}

// amounts goes through the amounts of one of the case's lines, before they are
// handed over.
func (s *subject) amounts(line int) iter.Seq2[calc.Period, calc.Money] {
	return func(yield func(calc.Period, calc.Money) bool) {
		for f := range s.facts[line].all {
			for p := range f.periods {
				if !yield(p, f.ore()) {
					return
				}
			}
		}
	}
}

// periods are the fact's own period and those that it is repeated in.
func (f fact) periods(yield func(calc.Period) bool) {
	if !yield(f.period()) {
		return
	}
	for _, p := range f.rare().copies {
		if !yield(p) {
			return
		}
	}
}

// handOver gives the lines their amounts, which stay the facts that they are.
func (r *reader) handOver() {
	for f := range r.facts.all {
		f.cell().StandOn(f.table().grid.sheet)
	}
	for _, s := range r.subjects {
		if s.dropped {
			continue
		}
		for line := range s.facts {
			s.Lines[line].Amounts.facts = &s.facts[line]
		}
	}
	r.facts.in.subjects = nil
	r.facts = factList{}
}

// nameUnits gives each case the unit that most of its amounts are in.
func (r *reader) nameUnits() {
	for _, s := range r.subjects {
		var count [notMoney + 1]int
		for i := range s.facts {
			for f := range s.facts[i].all {
				count[f.measure()]++
			}
		}
		named := func(unit string) (n int) {
			for m := range count {
				if measure(m).String() == unit {
					n += count[m]
				}
			}
			return n
		}
		for _, unit := range units {
			if named(unit) > named(s.Unit) {
				s.Unit = unit
			}
		}
	}
}

// head is the head of the line that the fact belongs to.
func (f fact) head() LineHead {
	head := LineHead{
		Label: f.label(), LabelCell: f.labelRef(), ID: f.naming().id, Kind: f.kind(), Category: f.naming().category,
		Recurrence: f.recurrence(), Series: f.series(),
	}
	if head.Label == "" {
		head.Label = map[string]string{cost: "Udgift", benefit: "Gevinst"}[f.kind()]
	}
	return head
}

func (f fact) amount(p calc.Period) Amount {
	return amountAt(f.cell(), f.table().grid.sheet, p, f.ore())
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
