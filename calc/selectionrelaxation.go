package calc

import "math"

// relaxation evaluates the Lagrangian
//
//	L(λ) = λ·room + Σ max over what the rules permit (value − λ·uses),  λ ≥ 0
//
// for what is still open. L is an upper bound on the value of every choice that
// keeps the limits, for any λ (Geoffrion, Lagrangean relaxation for integer
// programming, Mathematical Programming Study 2, 1974).
type relaxation struct {
	*compiled
	open   [][]bool    // per candidate and way: not ruled out
	best   []int       // per candidate: the way taken at the last λ
	score  [][]float64 // per candidate and way: value − λ·uses at the last λ
	in     []float64   // per linked candidate: best score when chosen, −∞ when it cannot be
	inWay  []int
	out    []float64 // per linked candidate: 0 when it may be left out, else −∞
	state  []int8    // scratch of the cluster search: −1 open, 0 out, 1 in
	chosen []bool    // scratch: the best states found in a cluster
	steps  int       // scratch: what the cluster search may still take

	live         []int     // candidates outside rules with more than one open way
	settledValue float64   // of the other candidates outside rules
	settledUse   []float64 // per row
	used         []float64 // per row: what the taken ways use
	value        float64   // of the taken ways
}

func newRelaxation(c *compiled) *relaxation {
	n := len(c.ways)
	r := &relaxation{compiled: c,
		best: make([]int, n), in: make([]float64, n), inWay: make([]int, n),
		out: make([]float64, n), state: make([]int8, n), chosen: make([]bool, n),
		used: make([]float64, len(c.rows)), settledUse: make([]float64, len(c.rows)),
	}
	for _, ways := range c.ways {
		open := make([]bool, len(ways))
		for j := range open {
			open[j] = true
		}
		r.open = append(r.open, open)
		r.score = append(r.score, make([]float64, len(ways)))
	}
	r.settle()
	return r
}

// settle sums up the candidates outside rules that have one open way left, so
// that at need not look at them. It is called when open has changed, and false
// says that a candidate has no way left.
func (r *relaxation) settle() bool {
	r.live, r.settledValue = r.live[:0], 0
	clear(r.settledUse)
	for i, ways := range r.ways {
		last, count := -1, 0
		for j := range ways {
			if r.open[i][j] {
				last, count = j, count+1
			}
		}
		switch {
		case count == 0:
			return false
		case r.linked[i]:
		case count > 1:
			r.live = append(r.live, i)
		default:
			r.best[i] = last
			r.settledValue += ways[last].value
			for k, use := range ways[last].uses {
				r.settledUse[k] += use
			}
		}
	}
	return true
}

// at evaluates L(λ) and leaves the choice that attains it in best, its value in
// value and what it uses in used. −∞ means that the rules alone permit nothing.
//
// What is returned is at least L(λ): the rounding of n sums of numbers no
// larger in all than V + λ·W is at most n·2⁻⁵² times that.
func (r *relaxation) at(lambda []float64) float64 {
	total, size := r.settledValue, r.sizeOfValues
	for k, row := range r.rows {
		total += float64(lambda[k] * (row.room - r.settledUse[k]))
		size += float64(lambda[k] * r.sizeOfUses[k])
	}
	for _, i := range r.live {
		top, topWay := math.Inf(-1), 0
		score, open := r.score[i], r.open[i]
		for j := range r.ways[i] {
			if !open[j] {
				continue
			}
			score[j] = r.ways[i][j].scoreAt(lambda)
			if score[j] > top {
				top, topWay = score[j], j
			}
		}
		r.best[i] = topWay
		total += top
	}
	for k := range r.clusters {
		for _, i := range r.clusters[k].members {
			r.scoreStates(i, lambda)
		}
		total += r.takeCluster(&r.clusters[k])
	}
	if math.IsInf(total, -1) || math.IsNaN(total) {
		return math.Inf(-1)
	}
	r.sum()
	return total + float64(size*r.rounding)
}

func (w *way) scoreAt(lambda []float64) float64 {
	score := w.value
	for k, use := range w.uses {
		score -= float64(lambda[k] * use)
	}
	return score
}

// scoreStates gives a linked candidate's scores of being chosen and not.
func (r *relaxation) scoreStates(i int, lambda []float64) {
	r.in[i], r.inWay[i], r.out[i] = math.Inf(-1), 0, math.Inf(-1)
	for j := range r.ways[i] {
		if !r.open[i][j] {
			continue
		}
		w := &r.ways[i][j]
		score := w.scoreAt(lambda)
		r.score[i][j] = score
		if w.option < 0 {
			r.out[i] = score
		} else if score > r.in[i] {
			r.in[i], r.inWay[i] = score, j
		}
	}
}

// sum adds up what the taken ways use and are worth.
func (r *relaxation) sum() {
	copy(r.used, r.settledUse)
	r.value = r.settledValue
	add := func(i int) {
		w := &r.ways[i][r.best[i]]
		r.value += w.value
		for k, use := range w.uses {
			r.used[k] += use
		}
	}
	for _, i := range r.live {
		add(i)
	}
	for k := range r.clusters {
		for _, i := range r.clusters[k].members {
			add(i)
		}
	}
}
