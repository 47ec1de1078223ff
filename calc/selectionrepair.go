package calc

import (
	"math"
	"slices"
)

// tryChoice makes a choice that keeps the limits out of the one the relaxation
// took: first by the moves that cost least per unit of excess they remove,
// then by the moves that gain. It is only ever an offer; Permits judges it.
func (s *search) tryChoice() {
	at := slices.Clone(s.best)
	used := slices.Clone(s.used)
	if !s.repair(at, used) {
		return
	}
	s.improve(at, used)
	s.offer(s.optionsOf(at))
	if s.nodes&31 == 1 && s.nodes > 1 && !s.ties {
		s.polish(at, used)
	}
}

// fewest is the choice of the mandatory candidates alone, each in its first
// option: something to begin with where repair finds nothing.
func (s *search) fewest() []int {
	options := make([]int, len(s.ways))
	for i, candidate := range s.question.Candidates {
		if !candidate.Mandatory {
			options[i] = -1
		}
	}
	return options
}

// excess is by how much a use passes the limits, all rows together.
func (s *search) excess(used []float64) float64 {
	sum := 0.0
	for k, row := range s.rows {
		sum += max(0, used[k]-row.room)
	}
	return sum
}

// repair moves one candidate at a time, always the move that loses least score
// per unit of excess it takes away, until every limit is kept. False when no
// move helps.
func (s *search) repair(at []int, used []float64) bool {
	excess := s.excess(used)
	for moves := 0; excess > 1e-12; moves++ {
		bestRatio, bi, bj := math.Inf(1), -1, -1
		for i, ways := range s.ways {
			for j := range ways {
				if j == at[i] || !s.open[i][j] {
					continue
				}
				relief := excess - s.excessAfter(used, i, at[i], j)
				if relief <= 1e-13 {
					continue
				}
				ratio := (s.score[i][at[i]] - s.score[i][j]) / relief
				if ratio < bestRatio && s.mayMove(at, i, j) {
					bestRatio, bi, bj = ratio, i, j
				}
			}
		}
		if bi < 0 || moves > 4*len(s.ways) || s.ctx.Err() != nil {
			return false
		}
		s.move(at, used, bi, bj)
		excess = s.excess(used)
	}
	return true
}

// improve makes gaining moves that fit, those of the highest score first, and
// exchanges when none is left.
func (s *search) improve(at []int, used []float64) {
	for rounds := 0; rounds < 8; rounds++ {
		moved := false
		type gain struct {
			i, j   int
			amount float64
		}
		var gains []gain
		for i, ways := range s.ways {
			for j := range ways {
				if j != at[i] && s.open[i][j] && ways[j].value > ways[at[i]].value {
					gains = append(gains, gain{i, j, s.score[i][j] - s.score[i][at[i]]})
				}
			}
		}
		slices.SortStableFunc(gains, func(a, b gain) int {
			switch {
			case a.amount > b.amount:
				return -1
			case a.amount < b.amount:
				return 1
			}
			return 0
		})
		for _, g := range gains {
			if s.ways[g.i][g.j].value > s.ways[g.i][at[g.i]].value &&
				s.excessAfter(used, g.i, at[g.i], g.j) <= 1e-12 && s.mayMove(at, g.i, g.j) {
				s.move(at, used, g.i, g.j)
				moved = true
			}
		}
		if !moved && !s.swap(at, used) {
			return
		}
	}
}

// manyNear limits the candidates of an exchange; there are its square to try.
const manyNear = 40

// swap exchanges one candidate's way for another's where both are nearly
// undecided and the pair gains.
func (s *search) swap(at []int, used []float64) bool {
	near := s.nearlyUndecided(at, manyNear)
	for _, a := range near {
		for _, b := range near {
			if a.i == b.i {
				continue
			}
			gain := s.ways[a.i][a.j].value - s.ways[a.i][at[a.i]].value + s.ways[b.i][b.j].value - s.ways[b.i][at[b.i]].value
			if gain <= 0 {
				continue
			}
			excess := 0.0
			for k, row := range s.rows {
				now := used[k] + s.ways[a.i][a.j].uses[k] - s.ways[a.i][at[a.i]].uses[k] + s.ways[b.i][b.j].uses[k] - s.ways[b.i][at[b.i]].uses[k]
				excess += max(0, now-row.room)
			}
			if excess > 1e-12 || !s.mayMove(at, a.i, a.j) {
				continue
			}
			before := at[a.i]
			s.move(at, used, a.i, a.j)
			if s.mayMove(at, b.i, b.j) {
				s.move(at, used, b.i, b.j)
				return true
			}
			s.move(at, used, a.i, before)
		}
	}
	return false
}

// change is a candidate's move to another way.
type change struct{ i, j int }

// nearlyUndecided are the changes that the relaxation is closest to making.
func (s *search) nearlyUndecided(at []int, most int) []change {
	type near struct {
		change
		distance float64
	}
	var all []near
	for i, ways := range s.ways {
		for j := range ways {
			if j != at[i] && s.open[i][j] {
				all = append(all, near{change{i, j}, math.Abs(s.score[i][j] - s.score[i][at[i]])})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b near) int {
		switch {
		case a.distance < b.distance:
			return -1
		case a.distance > b.distance:
			return 1
		}
		return 0
	})
	out := make([]change, 0, most)
	for _, n := range all[:min(most, len(all))] {
		out = append(out, n.change)
	}
	return out
}

// excessAfter is the excess when a candidate changes from one way to another.
func (s *search) excessAfter(used []float64, i, from, to int) float64 {
	sum := 0.0
	f, t := s.ways[i][from].uses, s.ways[i][to].uses
	for k, row := range s.rows {
		sum += max(0, used[k]+t[k]-f[k]-row.room)
	}
	return sum
}

// mayMove tells whether the rules permit a candidate to change its way.
func (s *search) mayMove(at []int, i, to int) bool {
	if !s.linked[i] {
		return true
	}
	wasIn, isIn := s.ways[i][at[i]].option >= 0, s.ways[i][to].option >= 0
	if wasIn == isIn {
		return true
	}
	in := func(k int) bool { return s.ways[k][at[k]].option >= 0 }
	if !isIn {
		return !slices.ContainsFunc(s.neededBy[i], in)
	}
	for _, k := range s.needs[i] {
		if !in(k) {
			return false
		}
	}
	for _, group := range s.groupsOf[i] {
		for _, k := range group {
			if k != i && in(k) {
				return false
			}
		}
	}
	return true
}

func (s *search) move(at []int, used []float64, i, to int) {
	f, t := s.ways[i][at[i]].uses, s.ways[i][to].uses
	for k := range used {
		used[k] += t[k] - f[k]
	}
	at[i] = to
}
