package importers

import (
	"iter"
	"slices"

	"raaderum/importers/workbook"
)

// facts hold all facts of a book. A register has hundreds of thousands, so one
// is small and points to nothing: what neighbours have in common they refer to
// by number, and the garbage collector has nothing to follow.
type facts struct {
	pieces   []factPiece // of factsInPiece each, but for the last
	subjects []*subject
}

func newFacts() *facts { return &facts{subjects: []*subject{nil}} }

// add is a new fact: a cell's, with its value and what is said of it.
func (in *facts) add(cell *workbook.Cell, v heldValue, said *saying) fact {
	last := len(in.pieces) - 1
	switch {
	case last < 0:
		in.pieces = append(in.pieces, factPiece{}) // grows: most books are small
		last = 0
	case len(in.pieces[last].facts) == factsInPiece:
		in.pieces = append(in.pieces, factPiece{facts: make([]heldFact, 0, factsInPiece)})
		last++
	}
	held := heldFact{held: packedFact(cell.Col()-1) << packedCol}
	held.setValue(v)
	piece := &in.pieces[last]
	piece.facts = append(piece.facts, held)
	at := int32(len(piece.facts) - 1)
	piece.stand(at, rowOfFact{row: uint32(cell.Row())})
	piece.say(at, said)
	piece.call(at, unnamed)
	return fact{in, int32(last*factsInPiece) + at}
}

func (f fact) piece() *factPiece { return &f.in.pieces[f.at/factsInPiece] }

func (f fact) held() *heldFact { return &f.piece().facts[f.at%factsInPiece] }

// standing is the row of the sheet that the fact stands in, and its case.
func (f fact) standing() rowOfFact { return f.piece().standing(f.at % factsInPiece) }

func (in *facts) subjectRef(s *subject) uint32 {
	if s == nil {
		return 0
	}
	if s.listed == 0 {
		s.listed = uint32(len(in.subjects))
		in.subjects = append(in.subjects, s)
	}
	return s.listed
}

// factList is a list of facts as runs of neighbours: a register's are one.
type factList struct {
	in    *facts
	runs  []factRun
	count int
}

// factRun are the facts from one up to another that is not among them.
type factRun struct{ from, to int32 }

// add puts a fact last.
func (l *factList) add(f fact) {
	l.in = f.in
	l.count++
	if last := len(l.runs) - 1; last >= 0 && l.runs[last].to == f.at {
		l.runs[last].to++
		return
	}
	l.runs = append(l.runs, factRun{f.at, f.at + 1})
}

// all goes through the list.
func (l *factList) all(yield func(fact) bool) {
	for _, run := range l.runs {
		for at := run.from; at < run.to; at++ {
			if !yield(fact{l.in, at}) {
				return
			}
		}
	}
}

// numbered goes through the list, counting from 0.
func (l *factList) numbered(yield func(int, fact) bool) {
	i := 0
	for f := range l.all {
		if !yield(i, f) {
			return
		}
		i++
	}
}

// backward goes through the list from its end.
func (l *factList) backward(yield func(fact) bool) {
	for _, run := range slices.Backward(l.runs) {
		for at := run.to - 1; at >= run.from; at-- {
			if !yield(fact{l.in, at}) {
				return
			}
		}
	}
}

// after goes through what is behind the first so many.
func (l *factList) after(skipped int) iter.Seq[fact] {
	return func(yield func(fact) bool) {
		for i, f := range l.numbered {
			if i >= skipped && !yield(f) {
				return
			}
		}
	}
}

func (l *factList) len() int { return l.count }

// first is the first of a list that has one.
func (l *factList) first() fact { return fact{l.in, l.runs[0].from} }

// last is the last of a list that has one.
func (l *factList) last() fact { return fact{l.in, l.runs[len(l.runs)-1].to - 1} }

// find is the first that a test picks.
func (l *factList) find(picked func(fact) bool) (found fact, ok bool) {
	for f := range l.all {
		if picked(f) {
			return f, true
		}
	}
	return fact{}, false
}

// bySheet are the facts of each sheet, sheets in the order of their first
// facts.
func (l *factList) bySheet() []factList {
	var groups []factList
	at := map[string]int{}
	var group int
	var last *grid // whose group is known
	for f := range l.all {
		if g := f.table().grid; g != last {
			var known bool
			if group, known = at[f.sheet()]; !known {
				group = len(groups)
				at[f.sheet()] = group
				groups = append(groups, factList{})
			}
			last = g
		}
		groups[group].add(f)
	}
	return groups
}

// any tells whether a test picks one of them.
func (l *factList) any(picked func(fact) bool) bool {
	_, found := l.find(picked)
	return found
}
