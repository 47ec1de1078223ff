package calc

import (
	"math"
	"slices"
)

// mixable is a choice that the relaxation took at some λ: a column of the
// master.
type mixable struct {
	best  []uint16 // way per candidate
	used  []float64
	value float64
}

func (s *search) taken() *mixable {
	m := &mixable{make([]uint16, len(s.best)), slices.Clone(s.used), s.value}
	for i, j := range s.best {
		m.best[i] = uint16(j)
	}
	return m
}

// isOpen tells whether none of a choice's ways has been ruled out.
func (s *search) isOpen(m *mixable) bool {
	for i, j := range m.best {
		if !s.open[i][j] {
			return false
		}
	}
	return true
}

// tight is the outcome of tighten: the bound and the λ that gives it, and the
// mixture of choices that the master ended with.
type tight struct {
	bound   float64
	lambda  []float64
	mixture []*mixable
	weights []float64
}

// patience limits the rounds of tighten: what is gained after so many is small.
const patience = 200

// tighten finds the λ with the lowest bound: the master proposes a λ, the
// relaxation answers with a bound and a choice, and the choice is the master's
// next column. The λ asked for lies halfway between the proposal and the best
// so far, which keeps the proposals of a young master from running wild
// (Wentges, Weighted Dantzig–Wolfe decomposition, 1997). It ends when the node
// is hopeless, or so near the lowest bound that branching gains more.
func (s *search) tighten(from *tight) *tight {
	t := &tight{lambda: slices.Clone(from.lambda)}
	t.bound = s.at(t.lambda)
	if s.hopeless(t.bound) || len(s.rows) == 0 {
		return t
	}
	master, columns := newMaster(s.rooms, s.penalty), []*mixable(nil)
	add := func(m *mixable) {
		columns = append(columns, m)
		master.addChoice(m.used, m.value)
	}
	for _, m := range from.mixture {
		if s.isOpen(m) {
			add(m)
		}
	}
	lambda := make([]float64, len(t.lambda))
	for range patience {
		add(s.taken())
		value := master.solve()
		if t.bound-value <= s.tolerance(value) || s.ctx.Err() != nil {
			s.sharpen(t, master.y)
			break
		}
		for k, best := range t.lambda {
			lambda[k] = 0.5*best + 0.5*max(0, master.y[k])
		}
		if bound := s.at(lambda); bound < t.bound {
			t.bound = bound
			copy(t.lambda, lambda)
			if s.hopeless(bound) {
				return t
			}
		}
	}
	t.mixture, t.weights = master.mixture(columns)
	return t
}

// sharpen takes the master's own prices at the root, where they are shown and
// their bound is as good: the others are a mean on the way there.
func (s *search) sharpen(t *tight, y []float64) {
	if s.root != nil {
		return
	}
	lambda := make([]float64, len(t.lambda))
	for k := range lambda {
		lambda[k] = max(0, y[k])
	}
	if bound := s.at(lambda); bound <= t.bound+1e-9*math.Abs(t.bound) {
		t.bound, t.lambda = min(bound, t.bound), lambda
	}
}

// tolerance is how far above the master's value a bound may stay: little at the
// root, whose prices are shown, and elsewhere a share of what is to be closed.
func (s *search) tolerance(value float64) float64 {
	switch {
	case s.root == nil:
		return 1e-9*math.Abs(value) + min(0.5, 1e-8*s.penalty)
	case !s.found:
		return 1e-6*math.Abs(value) + min(0.5, 1e-6*s.penalty)
	}
	return max(0.5, 0.1*(value-float64(s.bestValue)))
}

// close rules out every way that is too far below the best one of its
// candidate to be part of a better choice. The last at must be of this bound.
func (s *search) close(bound float64) {
	for _, i := range s.live {
		s.closeBelow(i, bound, s.score[i][s.best[i]])
	}
	for k := range s.clusters {
		for _, i := range s.clusters[k].members {
			// Rules tell being chosen from not, but not the options apart.
			s.closeBelow(i, bound, s.in[i])
		}
	}
}

func (s *search) closeBelow(i int, bound, top float64) {
	for j, w := range s.ways[i] {
		if !s.open[i][j] || s.linked[i] && w.option < 0 {
			continue
		}
		if without := bound - (top - s.score[i][j]); s.useless(without) {
			s.left = max(s.left, without)
			s.shut(i, j)
		}
	}
}

// split is the question a node is divided by: the candidate, and the ways on
// the side that is looked at first.
type split struct {
	candidate int
	first     []bool
}

// divide finds the candidate that the mixture is most divided about, weighed by
// what its ways differ in at the prices λ. It asks "chosen or not" or "this
// early or later", whichever is closer to half. Without a division it takes the
// candidate whose best two ways are closest; false when every candidate is
// decided.
func (s *search) divide(t *tight) (split, bool) {
	best, top := split{candidate: -1}, 0.0
	for i := range s.ways {
		if !s.isDivided(t, i) {
			continue
		}
		fraction, first := s.halves(t, i)
		if score := fraction * s.spread(t.lambda, i); score > top {
			best, top = split{i, first}, score
		}
	}
	if best.candidate >= 0 {
		return best, true
	}
	i, ok := s.undecided()
	if !ok {
		return best, false
	}
	first := make([]bool, len(s.ways[i]))
	first[s.best[i]] = true
	return split{i, first}, true
}

func (s *search) isDivided(t *tight, i int) bool {
	for _, m := range t.mixture {
		if m.best[i] != t.mixture[0].best[i] {
			return true
		}
	}
	return false
}

// halves cuts a candidate's ways in two so that the mixture's weights are as
// even as they get, and gives the smaller side's weight, doubled when the cut is
// between chosen and not; and the heavier side.
func (s *search) halves(t *tight, i int) (float64, []bool) {
	share := make([]float64, len(s.ways[i]))
	for k, m := range t.mixture {
		share[m.best[i]] += t.weights[k]
	}
	fraction, cut, weight, sum := 0.0, 0, 0.0, 0.0
	for j := range share[1:] {
		sum += share[j]
		side := min(sum, 1-sum)
		if s.ways[i][j].option < 0 {
			side *= 2
		}
		if side > fraction {
			fraction, cut, weight = side, j, sum
		}
	}
	if fraction < 1e-6 {
		return 0, nil
	}
	first := make([]bool, len(share))
	for j := range first {
		first[j] = (j <= cut) == (weight >= 0.5)
	}
	return fraction, first
}

// spread is how much a candidate's open ways differ in what they use, at the
// prices λ.
func (s *search) spread(lambda []float64, i int) float64 {
	size := 0.0
	for k, price := range lambda {
		low, high := math.Inf(1), math.Inf(-1)
		for j, w := range s.ways[i] {
			if s.open[i][j] {
				low, high = min(low, w.uses[k]), max(high, w.uses[k])
			}
		}
		size += float64(price * (high - low))
	}
	return size
}

// undecided is the candidate whose best two open ways are closest.
func (s *search) undecided() (int, bool) {
	chosen, closest := -1, math.Inf(1)
	for i, ways := range s.ways {
		top := s.score[i][s.best[i]]
		for j := range ways {
			if j == s.best[i] || !s.open[i][j] {
				continue
			}
			if distance := math.Abs(top - s.score[i][j]); distance < closest {
				chosen, closest = i, distance
			}
		}
	}
	return chosen, chosen >= 0
}
