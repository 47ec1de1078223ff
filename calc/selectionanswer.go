package calc

import "math"

// answer says what a search that has run came to.
func (s *search) answer() Selected {
	out := Selected{
		Status: SelectionInfeasible, Bound: math.Inf(-1), Gap: math.Inf(1),
		Nodes: s.nodes, Worth: s.worth(),
	}
	if s.stopped {
		// The highest bound of what is left to do is the first of the heap.
		out.Status, out.Bound = SelectionUnknown, s.pending[0].bound
	}
	if !s.found {
		return out
	}
	out.Status, out.Chosen, out.Value = SelectionOptimal, s.choice, s.bestValue
	out.Used, _, _ = s.question.Permits(s.choice)
	out.Bound = s.wholeBound()
	out.Gap = gapOf(out.Bound, out.Value)
	if s.stopped && out.Gap > s.options.Gap {
		out.Status = SelectionFeasible
	}
	return out
}

// wholeBound is the highest value a choice can have: that of the best one
// known, or of what was left as not worth a look or not looked at. Values are
// multiples of unit, and so is their highest.
func (s *search) wholeBound() float64 {
	bound := s.left
	if s.stopped {
		bound = max(bound, s.pending[0].bound)
	}
	return max(float64(s.bestValue), math.Floor(bound/s.unit)*s.unit)
}

func gapOf(bound float64, value int64) float64 {
	return max(0, (bound-float64(value))/max(1, math.Abs(float64(value))))
}

// worth is the price of each limit at the root.
func (s *search) worth() []Shadow {
	worth := make([]Shadow, len(s.question.Resources))
	if s.root == nil {
		return worth
	}
	for k, row := range s.rows {
		if row.resource < 0 {
			continue
		}
		if row.sign > 0 {
			worth[row.resource].AtMost = s.root.lambda[k] / row.scale
		} else {
			worth[row.resource].AtLeast = s.root.lambda[k] / row.scale
		}
	}
	return worth
}
