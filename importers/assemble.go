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
			lines = append(lines, assembled{s, len(s.Lines)})
			s.Lines, s.facts = append(s.Lines, newLine(f)), append(s.facts, factList{})
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

// handOver makes the facts of all lines into amounts, and lets go of the facts
// as it goes: a register has hundreds of thousands of each.
func (r *reader) handOver() {
	left, piece := r.facts.in.countPieces(r.subjects), min(amountsInPiece, r.facts.len())
	var room []Amount
	made := 0 // since what was let go of was collected
	for _, s := range r.subjects {
		for line := range s.facts {
			if !s.dropped {
				s.Lines[line].Amounts, room = s.amountsOf(line, room, piece)
				made += len(s.Lines[line].Amounts)
			}
			left.let(&s.facts[line])
		}
		s.facts = nil
		if made > amountsBetween {
			theHeap.collect()
			made = 0
		}
	}
	r.facts = factList{}
}

// amountsBetween is how many amounts are made of facts before the facts are
// collected: as much as the heap may grow by in any case.
const amountsBetween = leastGrowth * 3 / 4 / 24

// amountsOf makes the facts of a line into amounts, in the room that there is or
// in a piece more; it gives what is left of it.
func (s *subject) amountsOf(line int, room []Amount, piece int) (amounts, left []Amount) {
	count := 0
	for range s.amounts(line) {
		count++
	}
	if count > len(room) {
		room = make([]Amount, max(count, piece))
	}
	amounts, room = room[:0:count], room[count:]
	for f := range s.facts[line].all {
		for p := range f.periods {
			amounts = append(amounts, f.amount(p))
		}
	}
	return amounts, room
}

// amountsInPiece is just below what Go rounds up, 20 kB with a header of its own:
// as large as a piece of facts, so that the one takes the place of the other.
const amountsInPiece = 853

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
