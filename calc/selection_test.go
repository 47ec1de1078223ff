package calc_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"raaderum/calc"
)

// bestByTrial goes through every choice there is and gives the first of the
// best ones, nil when none is permitted. It is the definition of Select.
func bestByTrial(q calc.Selection) (best []int, value int64) {
	at := make([]int, len(q.Candidates))
	var try func(i int)
	try = func(i int) {
		if i == len(at) {
			if _, v, ok := q.Permits(at); ok && (best == nil || v > value) {
				best, value = slices.Clone(at), v
			}
			return
		}
		for o := range q.Candidates[i].Options {
			at[i] = o
			try(i + 1)
		}
		at[i] = -1
		try(i + 1)
	}
	try(0)
	return best, value
}

// anySelection draws questions of every sort: values that are equal, negative
// or zero, limits that are slack, tight or impossible, uses that give back,
// rules that contradict each other and groups with a candidate twice.
func anySelection(candidates, options int) *rapid.Generator[calc.Selection] {
	return rapid.Custom(func(t *rapid.T) calc.Selection {
		var q calc.Selection
		n := rapid.IntRange(0, candidates).Draw(t, "candidates")
		resources := rapid.IntRange(0, 3).Draw(t, "resources")
		width := rapid.SampledFrom([]int64{3, 20, 1_000_000_007}).Draw(t, "width")
		sums := make([]int64, resources)
		latest := rapid.SampledFrom([]int{0, 3}).Draw(t, "latest start")
		for i := range n {
			c := calc.Candidate{ID: fmt.Sprintf("%02d", i), Mandatory: rapid.IntRange(0, 9).Draw(t, "mandatory") == 0}
			for range rapid.IntRange(1, options).Draw(t, "options") {
				o := calc.Option{Value: rapid.Int64Range(-width/4, width).Draw(t, "value"), Start: rapid.IntRange(0, latest).Draw(t, "start")}
				for r := range resources {
					use := rapid.Int64Range(-width/4, width).Draw(t, "use")
					o.Uses, sums[r] = append(o.Uses, use), sums[r]+max(0, use)
				}
				c.Options = append(c.Options, o)
			}
			q.Candidates = append(q.Candidates, c)
		}
		for r := range resources {
			resource := calc.Resource{Name: fmt.Sprint("r", r)}
			if rapid.IntRange(0, 4).Draw(t, "atMost") > 0 {
				resource.AtMost = limit(rapid.Int64Range(-width/4, max(0, sums[r]*2/3)).Draw(t, "atMost"))
			}
			if rapid.IntRange(0, 2).Draw(t, "atLeast") == 0 {
				resource.AtLeast = limit(rapid.Int64Range(-width/4, max(0, sums[r]/3)).Draw(t, "atLeast"))
			}
			q.Resources = append(q.Resources, resource)
		}
		if n == 0 {
			return q
		}
		member := rapid.IntRange(0, n-1)
		upward := rapid.Bool().Draw(t, "upward") // rules all lead one way, so that there is no circle
		for range rapid.IntRange(0, n/2).Draw(t, "requires") {
			a, b := member.Draw(t, "candidate"), member.Draw(t, "needs")
			if a != b {
				r := calc.Requirement{Candidate: max(a, b), Needs: min(a, b)}
				if upward {
					r.Candidate, r.Needs = r.Needs, r.Candidate
				}
				q.Requires = append(q.Requires, r)
			}
		}
		for range rapid.IntRange(0, n/3).Draw(t, "exclusive") {
			q.Exclusive = append(q.Exclusive, rapid.SliceOfN(member, 0, 4).Draw(t, "group"))
		}
		return q
	})
}

func TestSelectionEqualsTrial(t *testing.T) {
	for _, size := range []struct{ candidates, options int }{{6, 3}, {8, 2}, {13, 1}} {
		t.Run(fmt.Sprint(size.candidates), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				q := anySelection(size.candidates, size.options).Draw(t, "question")
				sameAsTrial(t, q)
			})
		})
	}
}

// Eighteen candidates have 2¹⁸ choices, so a few questions must do.
func TestSelectionEqualsTrialOfEighteen(t *testing.T) {
	for seed := range uint64(12) {
		q := family{18, seed%2 == 0, 1, 15}.question(seed)
		startApart(q, seed)
		sameAsTrial(t, q)
	}
}

// startApart gives the options of a question starts of their own, 2014 to 2017.
func startApart(q calc.Selection, seed uint64) {
	for i := range q.Candidates {
		for j := range q.Candidates[i].Options {
			q.Candidates[i].Options[j].Start = 2014 + int((seed+uint64(7*i+3*j))%4)
		}
	}
}

func sameAsTrial(t interface {
	Helper()
	Fatalf(string, ...any)
}, q calc.Selection) {
	t.Helper()
	want, value := bestByTrial(q)
	got, err := calc.Select(context.Background(), q, calc.SelectOptions{})
	switch {
	case err != nil:
		t.Fatalf("%v", err)
	case want == nil && got.Status != calc.SelectionInfeasible:
		t.Fatalf("got %+v, but nothing is permitted", got)
	case want == nil:
		return
	case got.Status != calc.SelectionOptimal || got.Value != value || got.Bound != float64(value) || got.Gap != 0:
		t.Fatalf("got %+v, want the value %d", got, value)
	case got.First && !slices.Equal(got.Chosen, want):
		t.Fatalf("got %v, but %v is as good and comes first", got.Chosen, want)
	case !got.First:
		t.Fatalf("ties were not broken in %d nodes", got.Nodes)
	}
}

// A gap that was asked for is kept, and the bound is one.
func TestSelectionKeepsTheGap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := anySelection(9, 2).Draw(t, "question")
		gap := rapid.SampledFrom([]float64{1e-4, 0.05, 0.5, 2}).Draw(t, "gap")
		want, value := bestByTrial(q)
		got, err := calc.Select(context.Background(), q, calc.SelectOptions{Gap: gap})
		if err != nil {
			t.Fatal(err)
		}
		if want == nil {
			if got.Status != calc.SelectionInfeasible {
				t.Fatalf("%+v", got)
			}
			return
		}
		_, reached, ok := q.Permits(got.Chosen)
		if !ok || got.Status != calc.SelectionOptimal || reached != got.Value || got.Gap > gap || got.Bound < float64(value) {
			t.Fatalf("got %+v, the best is %d", got, value)
		}
	})
}

// A search that is ended early says what it knows: a bound that holds, and a
// choice that is permitted when it has one.
func TestSelectionEndedEarly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := anySelection(9, 2).Draw(t, "question")
		_, value := bestByTrial(q)
		got, err := calc.Select(context.Background(), q, calc.SelectOptions{Nodes: rapid.IntRange(1, 4).Draw(t, "nodes")})
		if err != nil {
			t.Fatal(err)
		}
		switch got.Status {
		case calc.SelectionInfeasible:
			if best, _ := bestByTrial(q); best != nil {
				t.Fatalf("%v is permitted", best)
			}
		case calc.SelectionUnknown:
			if got.Chosen != nil || !math.IsInf(got.Gap, 1) {
				t.Fatalf("%+v", got)
			}
		default:
			if _, reached, ok := q.Permits(got.Chosen); !ok || reached != got.Value || got.Bound < float64(value) {
				t.Fatalf("got %+v, the best is %d", got, value)
			}
		}
	})
	ended, end := context.WithCancel(context.Background())
	end()
	got, err := calc.Select(ended, family{50, true, 3, 20}.question(1), calc.SelectOptions{})
	if err != nil || got.Status != calc.SelectionUnknown || got.Nodes != 0 {
		t.Errorf("%+v %v", got, err)
	}
}

// The order in which a question is written down changes nothing: not the choice
// among equals, and not where a gap or a number of nodes ends the search.
func TestSelectionInAnyOrder(t *testing.T) {
	check := func(t *rapid.T, q calc.Selection) {
		options := calc.SelectOptions{
			Gap:   rapid.SampledFrom([]float64{0, 0, 0.02}).Draw(t, "gap"),
			Nodes: rapid.SampledFrom([]int{0, 0, 3}).Draw(t, "nodes"),
		}
		want, err := calc.Select(context.Background(), q, options)
		if err != nil {
			t.Fatal(err)
		}
		candidates := rapid.Permutation(upTo(len(q.Candidates))).Draw(t, "candidates")
		resources := rapid.Permutation(upTo(len(q.Resources))).Draw(t, "resources")
		got, err := calc.Select(context.Background(), reordered(t, q, candidates, resources), options)
		if err != nil {
			t.Fatal(err)
		}
		if got.Status != want.Status || got.Value != want.Value || got.Bound != want.Bound || got.Nodes != want.Nodes || got.First != want.First {
			t.Fatalf("%+v, in the other order %+v", want, got)
		}
		for at, i := range candidates {
			if want.Chosen != nil && got.Chosen[at] != want.Chosen[i] {
				t.Fatalf("%s: option %d, in the other order %d", q.Candidates[i].ID, want.Chosen[i], got.Chosen[at])
			}
		}
		for at, r := range resources {
			if got.Worth[at] != want.Worth[r] || want.Used != nil && got.Used[at] != want.Used[r] {
				t.Fatalf("%s: used %v worth %v, in the other order %v %v", q.Resources[r].Name, want.Used, want.Worth, got.Used, got.Worth)
			}
		}
	}
	t.Run("any", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) { check(t, anySelection(9, 2).Draw(t, "question")) })
	})
	t.Run("family", func(t *testing.T) {
		q := family{40, true, 2, 15}.question(4)
		for i := range q.Candidates {
			for j := range q.Candidates[i].Options {
				q.Candidates[i].Options[j].Value /= 5_000_000_00 // to the 5 million: many choices are worth the same
			}
		}
		rapid.Check(t, func(t *rapid.T) { check(t, q) })
	})
}

func upTo(n int) []int {
	numbers := make([]int, n)
	for i := range numbers {
		numbers[i] = i
	}
	return numbers
}

// reordered is the question with candidate candidates[k] in place k, likewise
// the resources, and the rules and the members of groups in any order.
func reordered(t *rapid.T, q calc.Selection, candidates, resources []int) calc.Selection {
	var out calc.Selection
	for _, r := range resources {
		out.Resources = append(out.Resources, q.Resources[r])
	}
	place := make([]int, len(candidates))
	for k, i := range candidates {
		place[i] = k
		c := q.Candidates[i]
		c.Options = slices.Clone(c.Options)
		for j := range c.Options {
			uses := make([]int64, len(resources))
			for at, r := range resources {
				uses[at] = c.Options[j].Uses[r]
			}
			c.Options[j].Uses = uses
		}
		out.Candidates = append(out.Candidates, c)
	}
	for _, r := range q.Requires {
		out.Requires = append(out.Requires, calc.Requirement{Candidate: place[r.Candidate], Needs: place[r.Needs]})
	}
	for _, group := range q.Exclusive {
		moved := make([]int, len(group))
		for k, i := range group {
			moved[k] = place[i]
		}
		out.Exclusive = append(out.Exclusive, rapid.Permutation(moved).Draw(t, "members"))
	}
	if len(out.Requires) > 0 {
		out.Requires = rapid.Permutation(out.Requires).Draw(t, "requires")
	}
	if len(out.Exclusive) > 0 {
		out.Exclusive = rapid.Permutation(out.Exclusive).Draw(t, "groups")
	}
	return out
}

// Equal candidates: the earlier ones are chosen. Three of five fit (3·10 ≤ 35).
func TestSelectionTiesGoByOrder(t *testing.T) {
	q := calc.Selection{Resources: []calc.Resource{{Name: "budget", AtMost: limit(35)}}}
	for i := range 5 {
		q.Candidates = append(q.Candidates, calc.Candidate{ID: fmt.Sprint(i), Options: []calc.Option{
			{Label: "2014", Value: 7, Uses: []int64{10}}, {Label: "2015", Value: 7, Uses: []int64{10}},
		}})
	}
	got, err := calc.Select(context.Background(), q, calc.SelectOptions{})
	if err != nil || !got.First {
		t.Fatal(got, err)
	}
	if diff := cmp.Diff([]int{0, 0, 0, -1, -1}, got.Chosen); diff != "" {
		t.Error(diff)
	}
}

// Rules that hang together in long chains with many conflicts must not take for
// ever: every other candidate is wanted, and each needs a dear one.
func TestSelectionOfTangledRules(t *testing.T) {
	q := calc.Selection{Resources: []calc.Resource{{Name: "budget", AtMost: limit(1000)}}}
	for i := range 120 {
		value := int64(100 + i%7)
		if i%2 == 1 {
			value = -90 - int64(i%5)
		}
		q.Candidates = append(q.Candidates, calc.Candidate{Options: []calc.Option{{Value: value, Uses: []int64{30 + int64(i%4)}}}})
	}
	for i := 1; i < 119; i += 2 {
		q.Requires = append(q.Requires, calc.Requirement{Candidate: i - 1, Needs: i}, calc.Requirement{Candidate: i + 1, Needs: i})
		q.Exclusive = append(q.Exclusive, []int{i - 1, (i + 40) % 120, (i + 77) % 120})
	}
	got, err := calc.Select(context.Background(), q, calc.SelectOptions{Nodes: 200})
	if err != nil {
		t.Fatal(err)
	}
	if _, value, ok := q.Permits(got.Chosen); !ok || value != got.Value || got.Bound < float64(value) {
		t.Errorf("%+v", got)
	}
}

// No candidates is a question with an answer: nothing is chosen, unless a
// target must be reached.
func TestSelectionOfNothing(t *testing.T) {
	got, err := calc.Select(context.Background(), calc.Selection{}, calc.SelectOptions{})
	if err != nil || got.Status != calc.SelectionOptimal || got.Chosen == nil || len(got.Chosen) != 0 || got.Value != 0 || got.Bound != 0 {
		t.Errorf("%+v %v", got, err)
	}
	got, err = calc.Select(context.Background(), calc.Selection{Resources: []calc.Resource{{AtLeast: limit(1)}}}, calc.SelectOptions{})
	if err != nil || got.Status != calc.SelectionInfeasible {
		t.Errorf("%+v %v", got, err)
	}
}

// Many candidates that rest on each other in one long chain, and a circle at its
// end, are looked through without recursion.
func TestSelectionOfAChain(t *testing.T) {
	var q calc.Selection
	const n = 50_000
	for i := range n {
		q.Candidates = append(q.Candidates, calc.Candidate{})
		q.Requires = append(q.Requires, calc.Requirement{Candidate: i, Needs: (i + 1) % n})
	}
	_, err := calc.Select(context.Background(), q, calc.SelectOptions{})
	var malformed *calc.Error
	if !errors.As(err, &malformed) || malformed.Code != calc.ErrRuleCircle {
		t.Error(err)
	}
}

func TestSelectionMalformed(t *testing.T) {
	one := []calc.Candidate{{Options: []calc.Option{{Value: 1}}}}
	for _, c := range []struct {
		code  calc.ErrorCode
		field string
		q     calc.Selection
	}{
		{calc.ErrLengthMismatch, "candidates[0].options[0].uses", calc.Selection{Candidates: one, Resources: []calc.Resource{{}}}},
		{calc.ErrOptionMissing, "candidates[0].options", calc.Selection{Candidates: []calc.Candidate{{Mandatory: true}}}},
		{calc.ErrUnknownCandidate, "requires[0]", calc.Selection{Candidates: one, Requires: []calc.Requirement{{Candidate: 0, Needs: 1}}}},
		{calc.ErrUnknownCandidate, "exclusive[0][1]", calc.Selection{Candidates: one, Exclusive: [][]int{{0, -1}}}},
		{calc.ErrDuplicate, "candidates[2].id", calc.Selection{Candidates: []calc.Candidate{{ID: "a"}, {ID: "b"}, {ID: "a"}}}},
		{calc.ErrDuplicate, "resources[1].name", calc.Selection{Resources: []calc.Resource{{Name: "2014"}, {Name: "2014"}}}},
		{calc.ErrRuleCircle, "requires[0]", calc.Selection{Candidates: one, Requires: []calc.Requirement{{Candidate: 0, Needs: 0}}}},
		// 0 and 3 lead into the circle of 1 and 2, but are not part of it.
		{calc.ErrRuleCircle, "requires[2]", calc.Selection{Candidates: make([]calc.Candidate, 4), Requires: []calc.Requirement{
			{Candidate: 0, Needs: 3}, {Candidate: 3, Needs: 2}, {Candidate: 2, Needs: 1}, {Candidate: 1, Needs: 2}}}},
		{calc.ErrTooMany, "requires", calc.Selection{Requires: make([]calc.Requirement, 100_001)}},
		{calc.ErrOverflow, "candidates", calc.Selection{Candidates: []calc.Candidate{{Options: []calc.Option{{Value: math.MinInt64}}}}}},
		{calc.ErrOverflow, "resources[0]", calc.Selection{Resources: []calc.Resource{{AtMost: limit(math.MaxInt64)}}}},
		{calc.ErrTooMany, "candidates[0].options", calc.Selection{Candidates: []calc.Candidate{{Options: make([]calc.Option, 1001)}}}},
		{calc.ErrTooMany, "candidates", calc.Selection{Candidates: make([]calc.Candidate, 100_001)}},
	} {
		_, err := calc.Select(context.Background(), c.q, calc.SelectOptions{})
		var malformed *calc.Error
		if !errors.As(err, &malformed) || malformed.Code != c.code || malformed.Field != c.field {
			t.Errorf("got %v, want %s %s", err, c.code, c.field)
		}
	}
}

// Where no choice is found on the way, nothing but what is mandatory is one to
// begin with: each of a long chain rests on the one before.
func TestSelectionBeginsWithNothing(t *testing.T) {
	q := correlated(400, 1)
	for i := 1; i < 400; i++ {
		q.Requires = append(q.Requires, calc.Requirement{Candidate: i, Needs: i - 1})
	}
	got, err := calc.Select(context.Background(), q, calc.SelectOptions{Nodes: 1})
	if err != nil || got.Chosen == nil || got.Bound < float64(got.Value) {
		t.Errorf("%s after %d nodes, %v", got.Status, got.Nodes, err)
	}
}
