package calc

import (
	"math"
	"slices"
)

// way is one state of a candidate: not chosen (option −1) or chosen in one of
// its options. Uses are scaled and one per row.
type way struct {
	option int
	value  float64
	uses   []float64
}

// compiled is a question in the form the search works on: every limit is a row
// Σ uses ≤ room scaled to at most 1, every candidate a short list of
// ways, and every logical rule a link between two or more candidates.
type compiled struct {
	question Selection
	rows     []row
	ways     [][]way // per candidate; the way of not being chosen is the first, unless mandatory
	linked   []bool  // the candidate stands in a rule
	clusters []cluster
	// Of each candidate: those it rests on, those that rest on it, and its groups.
	needs, neededBy [][]int
	groupsOf        [][][]int

	sizeOfValues float64   // Σ of the candidates' largest |value|
	sizeOfUses   []float64 // the same of each row's uses, and its room
	rounding     float64   // relative rounding of a sum over all candidates
	lowest       float64   // no choice is worth less
	unit         float64   // every value is a multiple of it
}

// row is one limit of one resource, or of the order in which two candidates
// start. Sign is −1 for an AtLeast.
type row struct {
	resource int // −1 of an order
	sign     float64
	scale    float64
	room     float64
	rule     Requirement // of an order
	start    int         // of an order: by when
}

// use is what an option of a candidate takes of the row, before scaling.
func (r row) use(candidate int, option Option) float64 {
	switch {
	case r.resource >= 0:
		return r.sign * float64(option.Uses[r.resource])
	case option.Start > r.start:
		return 0
	case candidate == r.rule.Candidate:
		return 1
	case candidate == r.rule.Needs:
		return -1
	}
	return 0
}

// addOrder demands that what a candidate needs starts no later than it, a row
// for each start s of the candidate that something may be too late for:
//
//	Σ x(candidate, start ≤ s) − Σ x(needs, start ≤ s) ≤ 0
func (c *compiled) addOrder(rule Requirement) {
	if rule.Candidate == rule.Needs {
		return
	}
	done := map[int]bool{}
	for _, option := range c.question.Candidates[rule.Candidate].Options {
		late := slices.ContainsFunc(c.question.Candidates[rule.Needs].Options, func(o Option) bool { return o.Start > option.Start })
		if late && !done[option.Start] {
			done[option.Start] = true
			c.rows = append(c.rows, row{resource: -1, scale: 1, rule: rule, start: option.Start})
		}
	}
}

// cluster is a set of candidates that rules tie together, and those rules.
type cluster struct {
	members  []int
	requires []Requirement
	groups   [][]int
}

func compile(q Selection) *compiled {
	c := &compiled{question: q, linked: make([]bool, len(q.Candidates))}
	for r, resource := range q.Resources {
		if resource.AtMost != nil {
			c.addRow(r, 1, float64(*resource.AtMost))
		}
		if resource.AtLeast != nil {
			c.addRow(r, -1, -float64(*resource.AtLeast))
		}
	}
	for _, rule := range q.Requires {
		c.addOrder(rule)
	}
	for i, candidate := range q.Candidates {
		var ways []way
		if !candidate.Mandatory {
			ways = append(ways, way{-1, 0, make([]float64, len(c.rows))})
		}
		for j, option := range candidate.Options {
			w := way{j, float64(option.Value), make([]float64, len(c.rows))}
			for k, row := range c.rows {
				w.uses[k] = row.use(i, option) / row.scale
			}
			ways = append(ways, w)
		}
		c.ways = append(c.ways, ways)
	}
	c.cluster()
	c.measure()
	return c
}

// measure finds how large the sums can become.
func (c *compiled) measure() {
	c.sizeOfUses = make([]float64, len(c.rows))
	c.rounding = float64(len(c.ways)+len(c.rows)+8) * 0x1p-52
	for k, row := range c.rows {
		c.sizeOfUses[k] = math.Abs(row.room)
	}
	largest, unit := make([]float64, len(c.rows)), int64(0)
	for _, candidate := range c.question.Candidates {
		for _, option := range candidate.Options {
			unit = commonDivisor(unit, option.Value)
		}
	}
	c.unit = max(1, float64(unit))
	for _, ways := range c.ways {
		low, high := math.Inf(1), 0.0
		clear(largest)
		for _, w := range ways {
			low, high = min(low, w.value), max(high, math.Abs(w.value))
			for k, use := range w.uses {
				largest[k] = max(largest[k], math.Abs(use))
			}
		}
		if len(ways) > 0 {
			c.lowest += low
		}
		c.sizeOfValues += high
		for k := range largest {
			c.sizeOfUses[k] += largest[k]
		}
	}
}

func (c *compiled) addRow(resource int, sign, room float64) {
	largest := math.Abs(room)
	for _, candidate := range c.question.Candidates {
		for _, option := range candidate.Options {
			largest = max(largest, math.Abs(float64(option.Uses[resource])))
		}
	}
	// A power of 2, so that scaling rounds nothing.
	_, exponent := math.Frexp(largest)
	scale := math.Ldexp(1, exponent)
	c.rows = append(c.rows, row{resource: resource, sign: sign, scale: scale, room: room / scale})
}

// cluster gathers the candidates that rules tie together (union–find).
func (c *compiled) cluster() {
	parent := make([]int, len(c.ways))
	for i := range parent {
		parent[i] = i
	}
	find := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	join := func(i, j int) {
		c.linked[i], c.linked[j] = true, true
		parent[find(j)] = find(i)
	}
	for _, r := range c.question.Requires {
		if r.Candidate != r.Needs {
			join(r.Candidate, r.Needs)
		}
	}
	for _, group := range c.question.Exclusive {
		for _, member := range group[min(1, len(group)):] {
			if member != group[0] {
				join(group[0], member)
			}
		}
	}
	c.needs, c.neededBy, c.groupsOf = make([][]int, len(c.ways)), make([][]int, len(c.ways)), make([][][]int, len(c.ways))
	number := map[int]int{}
	for i := range c.ways {
		if !c.linked[i] {
			continue
		}
		root := find(i)
		k, known := number[root]
		if !known {
			k = len(c.clusters)
			number[root] = k
			c.clusters = append(c.clusters, cluster{})
		}
		c.clusters[k].members = append(c.clusters[k].members, i)
	}
	for _, r := range c.question.Requires {
		if r.Candidate != r.Needs {
			k := number[find(r.Candidate)]
			c.clusters[k].requires = append(c.clusters[k].requires, r)
			c.needs[r.Candidate] = append(c.needs[r.Candidate], r.Needs)
			c.neededBy[r.Needs] = append(c.neededBy[r.Needs], r.Candidate)
		}
	}
	for _, group := range c.question.Exclusive {
		distinct := unique(group)
		if len(distinct) > 1 {
			k := number[find(distinct[0])]
			c.clusters[k].groups = append(c.clusters[k].groups, distinct)
			for _, i := range distinct {
				c.groupsOf[i] = append(c.groupsOf[i], distinct)
			}
		}
	}
}

func unique(group []int) []int {
	seen := map[int]bool{}
	var out []int
	for _, i := range group {
		if !seen[i] {
			seen[i] = true
			out = append(out, i)
		}
	}
	return out
}

// commonDivisor is the greatest number that divides both, by Euclid.
func commonDivisor(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	if a < 0 {
		return -a
	}
	return a
}
