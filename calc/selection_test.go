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
// rules in circles and groups with a candidate twice.
func anySelection(candidates, options int) *rapid.Generator[calc.Selection] {
	return rapid.Custom(func(t *rapid.T) calc.Selection {
		var q calc.Selection
		n := rapid.IntRange(0, candidates).Draw(t, "candidates")
		resources := rapid.IntRange(0, 3).Draw(t, "resources")
		width := rapid.SampledFrom([]int64{3, 20, 1_000_000_007}).Draw(t, "width")
		sums := make([]int64, resources)
		for i := range n {
			c := calc.Candidate{ID: fmt.Sprint(i), Mandatory: rapid.IntRange(0, 9).Draw(t, "mandatory") == 0}
			for range rapid.IntRange(1, options).Draw(t, "options") {
				o := calc.Option{Value: rapid.Int64Range(-width/4, width).Draw(t, "value")}
				for r := range resources {
					use := rapid.Int64Range(-width/4, width).Draw(t, "use")
					o.Uses, sums[r] = append(o.Uses, use), sums[r]+max(0, use)
				}
				c.Options = append(c.Options, o)
			}
			q.Candidates = append(q.Candidates, c)
		}
		for r := range resources {
			var resource calc.Resource
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
		for range rapid.IntRange(0, n/2).Draw(t, "requires") {
			q.Requires = append(q.Requires, calc.Requirement{Candidate: member.Draw(t, "candidate"), Needs: member.Draw(t, "needs")})
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
		sameAsTrial(t, q)
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

// The order of the candidates changes nothing where the best choice is unique.
func TestSelectionInAnyOrder(t *testing.T) {
	q := family{30, true, 2, 15}.question(4)
	for i := range q.Candidates {
		for j := range q.Candidates[i].Options {
			// 2·i+1 kroner apart: no two choices are likely to be worth the same.
			q.Candidates[i].Options[j].Value += int64(i*i*131 + i*7 + j)
		}
	}
	want, err := calc.Select(context.Background(), q, calc.SelectOptions{})
	if err != nil || want.Status != calc.SelectionOptimal {
		t.Fatal(want.Status, err)
	}
	rapid.Check(t, func(t *rapid.T) {
		order := make([]int, len(q.Candidates))
		for i := range order {
			order[i] = i
		}
		order = rapid.Permutation(order).Draw(t, "order")
		got, err := calc.Select(context.Background(), reordered(q, order), calc.SelectOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for at, i := range order {
			if got.Chosen[at] != want.Chosen[i] {
				t.Fatalf("%s: option %d, in the other order %d", q.Candidates[i].ID, want.Chosen[i], got.Chosen[at])
			}
		}
	})
}

// reordered is the question with candidate order[k] in place k.
func reordered(q calc.Selection, order []int) calc.Selection {
	out := calc.Selection{Resources: q.Resources}
	place := make([]int, len(order))
	for k, i := range order {
		place[i] = k
		out.Candidates = append(out.Candidates, q.Candidates[i])
	}
	for _, r := range q.Requires {
		out.Requires = append(out.Requires, calc.Requirement{Candidate: place[r.Candidate], Needs: place[r.Needs]})
	}
	for _, group := range q.Exclusive {
		moved := make([]int, len(group))
		for k, i := range group {
			moved[k] = place[i]
		}
		out.Exclusive = append(out.Exclusive, moved)
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
