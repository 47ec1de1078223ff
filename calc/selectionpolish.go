package calc

// polishMoves limits how often polish improves a choice; manyPaired and
// manyTripled are the changes it tries in twos and in threes.
const (
	polishMoves = 200
	manyPaired  = 160
	manyTripled = 40
)

// polish makes a choice better by changing two or three candidates at once,
// those the relaxation is closest to changing, and always by the change that
// gains most: where values follow from costs, what matters is how the cases fill
// the budgets together, and single moves see none of it. It is an offer like any
// other; Permits judges it.
func (s *search) polish(at []int, used []float64) {
	for range polishMoves {
		step := s.jointChange(at, used)
		if step == nil || s.ctx.Err() != nil {
			break
		}
		for _, c := range step {
			s.move(at, used, c.i, c.j)
		}
	}
	s.offer(s.optionsOf(at))
}

// known is the best choice known, as ways and what they use.
func (s *search) known() (at []int, used []float64) {
	at, used = make([]int, len(s.ways)), make([]float64, len(s.rows))
	for i, option := range s.choice {
		for j, w := range s.ways[i] {
			if w.option == option {
				at[i] = j
				for k, use := range w.uses {
					used[k] += use
				}
			}
		}
	}
	return at, used
}

// delta is what a change does to the value and to each row.
type delta struct {
	change
	value float64
	uses  []float64
}

// jointChange is the change of two candidates that gains most and keeps limits
// and rules, else that of three.
func (s *search) jointChange(at []int, used []float64) []change {
	var deltas []delta
	for _, c := range s.nearlyUndecided(at, manyPaired) {
		to, from := &s.ways[c.i][c.j], &s.ways[c.i][at[c.i]]
		d := delta{c, to.value - from.value, make([]float64, len(used))}
		for k := range used {
			d.uses[k] = to.uses[k] - from.uses[k]
		}
		deltas = append(deltas, d)
	}
	var best []change
	gain := 0.5 // values are whole
	try := func(value float64, members ...*delta) {
		if value <= gain {
			return
		}
		for k, row := range s.rows {
			sum := used[k] - row.room
			for _, d := range members {
				sum += d.uses[k]
			}
			if sum > 1e-12 {
				return
			}
		}
		if s.mayChange(at, members) {
			gain, best = value, best[:0]
			for _, d := range members {
				best = append(best, d.change)
			}
		}
	}
	for a := range deltas {
		try(deltas[a].value, &deltas[a])
		for b := range deltas[:a] {
			if deltas[a].i != deltas[b].i {
				try(deltas[a].value+deltas[b].value, &deltas[a], &deltas[b])
			}
		}
	}
	if best != nil {
		return best
	}
	deltas = deltas[:min(manyTripled, len(deltas))]
	for a := range deltas {
		for b := range deltas[:a] {
			for c := range deltas[:b] {
				if deltas[a].i != deltas[b].i && deltas[b].i != deltas[c].i && deltas[a].i != deltas[c].i {
					try(deltas[a].value+deltas[b].value+deltas[c].value, &deltas[a], &deltas[b], &deltas[c])
				}
			}
		}
	}
	return best
}

// mayChange tells whether the rules permit changes made one after the other.
func (s *search) mayChange(at []int, members []*delta) bool {
	permitted := true
	var before [3]int
	done := 0
	for _, d := range members {
		if permitted = s.mayMove(at, d.i, d.j); !permitted {
			break
		}
		before[done], at[d.i] = at[d.i], d.j
		done++
	}
	for n := done - 1; n >= 0; n-- {
		at[members[n].i] = before[n]
	}
	return permitted
}
