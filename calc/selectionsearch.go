package calc

import (
	"container/heap"
	"context"
	"math"
	"slices"
)

// search is a branch and bound over the relaxation. It goes down from the node
// with the highest bound to a leaf, leaving the other halves behind in pending,
// and then takes the highest bound again.
type search struct {
	*relaxation
	ctx     context.Context
	options SelectOptions

	rooms   []float64 // per row
	penalty float64   // the master's price of passing a limit: dearer than everything

	found     bool
	bestValue int64
	choice    []int // option per candidate of the best choice found
	ties      bool  // looking among choices of the same value for the first one

	root    *tight
	pending pending
	aside   pending // nodes that can hold nothing better, but something as good
	trail   []closed
	nodes   int
	most    int     // nodes; 0 is no limit
	left    float64 // highest bound of what was left as hopeless
	stopped bool
}

// closed is a way that is ruled out.
type closed struct{ candidate, way int32 }

// node is a part of the question: what its forebears ruled out, and shut. from
// is where the search for its bound starts.
type node struct {
	parent *node
	shut   []closed
	bound  float64 // its parent's
	from   *tight
	number int
}

// pending are the nodes that are left to do, highest bound first, then oldest.
type pending []*node

func (p pending) Len() int      { return len(p) }
func (p pending) Swap(i, j int) { p[i], p[j] = p[j], p[i] }
func (p pending) Less(i, j int) bool {
	if p[i].bound != p[j].bound {
		return p[i].bound > p[j].bound
	}
	return p[i].number < p[j].number
}
func (p *pending) Push(x any) { *p = append(*p, x.(*node)) }
func (p *pending) Pop() any {
	last := len(*p) - 1
	n := (*p)[last]
	(*p)[last] = nil
	*p = (*p)[:last]
	return n
}

// newSearch prepares a search; run runs it once.
func newSearch(ctx context.Context, c *compiled, options SelectOptions) *search {
	s := &search{relaxation: newRelaxation(c), ctx: ctx, options: options, most: options.Nodes, left: math.Inf(-1)}
	for _, row := range c.rows {
		s.rooms = append(s.rooms, row.room)
	}
	s.penalty = 4 * (c.sizeOfValues + 1)
	return s
}

// run searches from the root to the end, or until the context or the number of
// nodes ends it.
func (s *search) run() {
	s.pending = append(s.pending, &node{bound: math.Inf(1), from: &tight{lambda: make([]float64, len(s.rows))}})
	s.loop()
}

// loop visits what is pending until nothing is.
func (s *search) loop() {
	var now *node
	for {
		if now == nil {
			if len(s.pending) == 0 {
				return
			}
			now = heap.Pop(&s.pending).(*node)
			if s.hopeless(now.bound) {
				s.leave(now, now.bound)
				now = nil
				continue
			}
			s.undo(0)
			s.enter(now)
		}
		if s.ctx.Err() != nil || s.most > 0 && s.nodes >= s.most {
			s.stopped = true
			heap.Push(&s.pending, now)
			return
		}
		s.nodes++
		now = s.visit(now)
	}
}

// enter rules out what a node and its forebears did.
func (s *search) enter(n *node) {
	if n.parent != nil {
		s.enter(n.parent)
	}
	for _, c := range n.shut {
		s.shut(int(c.candidate), int(c.way))
	}
}

// visit bounds a node. What is not hopeless is divided: one half is given back
// to be visited next, the other is left pending.
func (s *search) visit(n *node) *node {
	mark := len(s.trail) - len(n.shut)
	if !s.settle() || s.ties && !s.mayPrecede() {
		return nil
	}
	t := s.tighten(n.from)
	if s.root == nil {
		s.root = t
	}
	t.bound = min(t.bound, n.bound)
	if s.hopeless(t.bound) {
		s.leave(n, t.bound)
		return nil
	}
	// Scores tell how far a way is below the bound at the same λ, so n.bound,
	// found at another λ, must not be used here even where it is lower.
	bound := s.at(t.lambda)
	if !s.found || s.nodes&15 == 1 || s.options.Gap > 0 && s.nodes&3 == 1 {
		s.tryChoice()
	}
	if !s.found && s.nodes == 1 {
		s.offer(s.fewest())
	}
	if s.found && !s.ties && s.nodes&(s.nodes-1) == 0 && !s.hopeless(t.bound) {
		s.polish(s.known())
	}
	s.close(bound)
	if !s.settle() {
		return nil
	}
	t.bound = min(t.bound, s.at(t.lambda))
	if s.hopeless(t.bound) {
		s.leave(n, t.bound)
		return nil
	}
	half, ok := s.divide(t)
	if !ok {
		s.offer(s.optionsOf(s.best))
		return nil
	}
	n.shut, n.from = slices.Clone(s.trail[mark:]), nil
	return s.halve(n, half, t)
}

// halve leaves the second half of a node pending and goes on with the first.
func (s *search) halve(n *node, half split, t *tight) *node {
	first := &node{parent: n, bound: t.bound, from: t}
	second := &node{parent: n, bound: t.bound, from: t, number: s.nodes}
	for j, isFirst := range half.first {
		if !s.open[half.candidate][j] {
			continue
		}
		way := closed{int32(half.candidate), int32(j)}
		if isFirst {
			second.shut = append(second.shut, way)
		} else {
			first.shut = append(first.shut, way)
		}
	}
	if len(s.pending) > manyPending {
		second.from = &tight{lambda: t.lambda}
	}
	heap.Push(&s.pending, second)
	for _, c := range first.shut {
		s.shut(int(c.candidate), int(c.way))
	}
	return first
}

// manyPending is where pending nodes stop keeping the mixtures they would start
// from, for the sake of memory.
const manyPending = 10_000

// hopeless tells whether nothing below a bound is worth looking for.
func (s *search) hopeless(bound float64) bool {
	switch {
	case !s.found:
		return bound < s.lowest
	case s.ties:
		return bound < float64(s.bestValue)
	}
	// Values are multiples of unit: better means better by that.
	return bound < float64(s.bestValue)+s.unit ||
		bound <= float64(s.bestValue)+s.options.Gap*math.Abs(float64(s.bestValue))
}

// leave drops a node, but lays it aside when it may hold a choice as good as
// the best one.
func (s *search) leave(n *node, bound float64) {
	s.left = max(s.left, bound)
	if s.options.Gap == 0 && !s.ties && s.found && bound >= float64(s.bestValue) {
		n.bound = bound
		if n.from == nil {
			n.from = s.root
		}
		s.aside = append(s.aside, n)
	}
}

// useless tells whether nothing below a bound is better than the best choice
// known, or as good where ties are broken.
func (s *search) useless(bound float64) bool {
	if s.found && s.options.Gap == 0 {
		return bound < float64(s.bestValue)
	}
	return s.hopeless(bound)
}

func (s *search) shut(candidate, way int) {
	if s.open[candidate][way] {
		s.open[candidate][way] = false
		s.trail = append(s.trail, closed{int32(candidate), int32(way)})
	}
}

func (s *search) undo(mark int) {
	for _, c := range s.trail[mark:] {
		s.open[c.candidate][c.way] = true
	}
	s.trail = s.trail[:mark]
}

func (s *search) optionsOf(ways []int) []int {
	options := make([]int, len(ways))
	for i, j := range ways {
		options[i] = s.ways[i][j].option
	}
	return options
}

// offer takes a choice when it keeps every rule and limit and is better than
// the best one known.
func (s *search) offer(options []int) {
	_, value, ok := s.question.Permits(options)
	if !ok {
		return
	}
	if !s.found || value > s.bestValue || value == s.bestValue && precedes(options, s.choice) {
		s.found, s.bestValue, s.choice = true, value, options
	}
}
