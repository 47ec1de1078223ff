package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"

	"raaderum/calc"
)

// portfolioWork describes made-up portfolios that a selection is made from:
// four budget years, running costs after the start, a few mandatory cases, every
// tenth case resting on another, every twentieth an alternative to others, and
// a target for the savings of the last year.
type portfolioWork struct {
	candidates int
	staff      bool // four years' hours as well
	hard       bool // see hardCase
	gap        float64
	questions  int     // how many portfolios, seeds 0, 1, …
	seconds    float64 // a question's time limit
}

// name is that of its files.
func (p portfolioWork) name() string {
	return fmt.Sprintf("selection-%d-%t-%t-%g", p.candidates, p.staff, p.hard, p.gap)
}

const selectionYears = 4

// selectionWork is what the contenders read: the terms and the questions.
type selectionWork struct {
	Gap       float64
	Seconds   float64
	Questions []calc.Selection
}

func (p portfolioWork) work() selectionWork {
	w := selectionWork{Gap: p.gap, Seconds: p.seconds}
	for seed := range p.questions {
		w.Questions = append(w.Questions, p.question(uint64(seed)))
	}
	return w
}

func (p portfolioWork) question(seed uint64) calc.Selection {
	random := rand.New(rand.NewPCG(2014, seed))
	var q calc.Selection
	var cost, hours, savings int64
	for i := range p.candidates {
		c := ordinaryCase(random, i)
		if p.hard {
			c = hardCase(random, i)
		}
		first := c.Options[0]
		for y := range selectionYears {
			cost += first.Uses[y] / 2
			hours += first.Uses[selectionYears+y] / 2
		}
		savings += first.Uses[2*selectionYears]
		q.Candidates = append(q.Candidates, c)
	}
	tightness := int64(40)
	if p.hard {
		tightness = 25
	}
	for y := range selectionYears {
		q.Resources = append(q.Resources, calc.Resource{Name: fmt.Sprint("budget ", 2014+y), AtMost: whole(cost * tightness / 100)})
	}
	for y := range selectionYears {
		r := calc.Resource{Name: fmt.Sprint("hours ", 2014+y)}
		if p.staff {
			r.AtMost = whole(hours * 4 / 10)
		}
		q.Resources = append(q.Resources, r)
	}
	target := calc.Resource{Name: "savings 2017"}
	if !p.hard {
		target.AtLeast = whole(savings / 5)
	}
	q.Resources = append(q.Resources, target)
	p.addRules(random, &q)
	return q
}

func whole(n int64) *int64 { return &n }

// thousand kroner in øre: proposals are rounded to it.
const thousand = 1000 * 100

// ordinaryCase is a case as they mostly are: many small, few large, what they
// save in a year between a tenth and six tenths of what they cost, and up to
// three start years to choose between.
func ordinaryCase(random *rand.Rand, i int) calc.Candidate {
	c := calc.Candidate{ID: fmt.Sprintf("S%04d", i), Mandatory: random.IntN(50) == 0}
	cost := int64(100-700*math.Log(1-random.Float64())) * thousand
	yearly := int64(float64(cost)*(0.1+0.5*random.Float64())) / thousand * thousand
	running := cost * int64(random.IntN(15)) / 100
	hours := 40 + cost/100/2000 + int64(random.IntN(300))
	first := 0
	if random.IntN(5) == 0 {
		first = random.IntN(selectionYears - 1)
	}
	for start := first; start <= min(selectionYears-1, first+random.IntN(3)); start++ {
		o := calc.Option{Label: fmt.Sprint(2014 + start), Value: -cost, Uses: make([]int64, 2*selectionYears+1)}
		o.Uses[start], o.Uses[selectionYears+start] = cost, hours
		for y := start + 1; y < selectionYears+6; y++ {
			o.Value += yearly - running
			if y < selectionYears {
				o.Uses[y], o.Uses[selectionYears+y] = running, hours/5
			}
		}
		if start < selectionYears-1 {
			o.Uses[2*selectionYears] = yearly
		}
		c.Options = append(c.Options, o)
	}
	return c
}

// hardCase is a case whose value follows from its cost: nearly the same return
// for every krone, costs in all four years, one way to do it. Where everything
// is equally good, only the fitting together of the budgets decides (strongly
// correlated instances; Pisinger, Where are the hard knapsack problems?, 2005).
func hardCase(random *rand.Rand, i int) calc.Candidate {
	c := calc.Candidate{ID: fmt.Sprintf("S%04d", i), Mandatory: random.IntN(100) == 0}
	o := calc.Option{Label: "2014", Uses: make([]int64, 2*selectionYears+1)}
	total := int64(0)
	for y := range selectionYears {
		cost := (10 + random.Int64N(991)) * thousand
		o.Uses[y], o.Uses[selectionYears+y] = cost, 20+random.Int64N(200)
		total += cost
	}
	o.Value = total/selectionYears + 100*thousand
	c.Options = []calc.Option{o}
	return c
}

func (p portfolioWork) addRules(random *rand.Rand, q *calc.Selection) {
	n := p.candidates
	for range n / 10 {
		if a, b := random.IntN(n), random.IntN(n); a > b && !q.Candidates[a].Mandatory {
			q.Requires = append(q.Requires, calc.Requirement{Candidate: a, Needs: b})
		}
	}
	for range n / 20 {
		var group []int
		for range 2 + random.IntN(2) {
			if i := random.IntN(n); !q.Candidates[i].Mandatory && !slices.Contains(group, i) {
				group = append(group, i)
			}
		}
		if len(group) > 1 {
			q.Exclusive = append(q.Exclusive, group)
		}
	}
}

func (w selectionWork) write(out io.Writer) error { return json.NewEncoder(out).Encode(w) }

func readSelectionWork(in io.Reader) (selectionWork, error) {
	var w selectionWork
	return w, json.NewDecoder(in).Decode(&w)
}

// writeLP writes a question in CPLEX's LP format, one 0–1 variable per option,
// money in thousands of kroner, the size of number the other programs' tolerances are made for.
func writeLP(out io.Writer, q calc.Selection) error {
	w := bufio.NewWriter(out)
	each := func(i int, sign string) {
		for j := range q.Candidates[i].Options {
			fmt.Fprintf(w, " %s x%d_%d\n", sign, i, j)
		}
	}
	weighted := func(unit float64, of func(calc.Option) int64) {
		for i, c := range q.Candidates {
			for j, o := range c.Options {
				if factor := of(o); factor != 0 {
					fmt.Fprintf(w, " %+.5f x%d_%d\n", float64(factor)/unit, i, j)
				}
			}
		}
	}
	fmt.Fprint(w, "Maximize\n value:\n")
	weighted(thousand, func(o calc.Option) int64 { return o.Value })
	fmt.Fprint(w, "Subject To\n")
	for r, resource := range q.Resources {
		unit := float64(thousand)
		if r >= selectionYears && r < 2*selectionYears {
			unit = 1 // hours
		}
		use := func(o calc.Option) int64 { return o.Uses[r] }
		if resource.AtMost != nil {
			fmt.Fprintf(w, " most%d:\n", r)
			weighted(unit, use)
			fmt.Fprintf(w, " <= %.5f\n", float64(*resource.AtMost)/unit)
		}
		if resource.AtLeast != nil {
			fmt.Fprintf(w, " least%d:\n", r)
			weighted(unit, use)
			fmt.Fprintf(w, " >= %.5f\n", float64(*resource.AtLeast)/unit)
		}
	}
	for i, c := range q.Candidates {
		fmt.Fprintf(w, " case%d:\n", i)
		each(i, "+")
		fmt.Fprintln(w, map[bool]string{true: " = 1", false: " <= 1"}[c.Mandatory])
	}
	for k, r := range q.Requires {
		fmt.Fprintf(w, " rests%d:\n", k)
		each(r.Candidate, "+")
		each(r.Needs, "-")
		fmt.Fprint(w, " <= 0\n")
	}
	for k, group := range q.Exclusive {
		fmt.Fprintf(w, " group%d:\n", k)
		for _, i := range group {
			each(i, "+")
		}
		fmt.Fprint(w, " <= 1\n")
	}
	fmt.Fprint(w, "Binary\n")
	for i := range q.Candidates {
		each(i, "")
	}
	fmt.Fprint(w, "End\n")
	return w.Flush()
}
