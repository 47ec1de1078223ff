package calc

import "math"

// clusterSteps limits the search through one cluster's rules. Beyond it the
// rules not yet looked at are left out of the bound, which keeps it a bound:
// ordinary rules, trees and small groups, need a few steps.
const clusterSteps = 1000

// takeCluster finds the best states of a cluster and takes them.
func (r *relaxation) takeCluster(c *cluster) float64 {
	value := r.solveCluster(c)
	for _, i := range c.members {
		if r.chosen[i] {
			r.best[i] = r.inWay[i]
			continue
		}
		r.best[i] = 0 // the way of not being chosen, when there is one
	}
	return value
}

// solveCluster is the largest sum of scores that the rules of a cluster permit,
// −∞ when there is none, with the states in chosen. Scores of the candidates
// are in and out.
func (r *relaxation) solveCluster(c *cluster) float64 {
	for _, i := range c.members {
		r.state[i] = -1
	}
	best := math.Inf(-1)
	r.steps = clusterSteps
	r.searchCluster(c, &best)
	return best
}

// searchCluster lets every open candidate take its better state, and branches
// on the first rule that this breaks.
func (r *relaxation) searchCluster(c *cluster, best *float64) {
	total := 0.0
	for _, i := range c.members {
		total += r.stateScore(i)
	}
	if !(total > *best) {
		return
	}
	r.steps--
	if r.steps < 0 {
		r.take(c, best, total)
		return
	}
	for _, rule := range c.requires {
		if r.isIn(rule.Candidate) && !r.isIn(rule.Needs) {
			if r.state[rule.Candidate] < 0 {
				r.with(c, best, rule.Candidate, 0)
			}
			if r.state[rule.Needs] < 0 {
				before := r.state[rule.Candidate]
				r.state[rule.Candidate] = 1
				r.with(c, best, rule.Needs, 1)
				r.state[rule.Candidate] = before
			}
			return
		}
	}
	for _, group := range c.groups {
		first := -1
		for _, i := range group {
			if !r.isIn(i) {
				continue
			}
			if first < 0 {
				first = i
				continue
			}
			// Two of a group: the weaker one leaves, or the stronger leaves and the weaker stays.
			weak, strong := i, first
			if r.in[first]-r.out[first] < r.in[i]-r.out[i] {
				weak, strong = first, i
			}
			if r.state[weak] < 0 {
				r.with(c, best, weak, 0)
			}
			if r.state[strong] < 0 {
				before := r.state[weak]
				r.state[weak] = 1
				r.with(c, best, strong, 0)
				r.state[weak] = before
			}
			return
		}
	}
	r.take(c, best, total)
}

func (r *relaxation) take(c *cluster, best *float64, total float64) {
	*best = total
	for _, i := range c.members {
		r.chosen[i] = r.isIn(i)
	}
}

func (r *relaxation) with(c *cluster, best *float64, i int, state int8) {
	r.state[i] = state
	r.searchCluster(c, best)
	r.state[i] = -1
}

func (r *relaxation) isIn(i int) bool {
	if r.state[i] >= 0 {
		return r.state[i] == 1
	}
	return r.in[i] > r.out[i]
}

func (r *relaxation) stateScore(i int) float64 {
	if r.isIn(i) {
		return r.in[i]
	}
	return r.out[i]
}
