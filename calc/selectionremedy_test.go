package calc_test

import (
	"context"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"raaderum/calc"
)

// wins tells whether every best choice has a candidate, by trying every choice.
func wins(q calc.Selection, i int) bool {
	with, value := bestByTrial(decided(q, i, true))
	without, rival := bestByTrial(decided(q, i, false))
	return with != nil && (without == nil || value > rival)
}

// with is the question with one option's value and uses changed.
func with(q calc.Selection, i, j int, change func(o *calc.Option)) calc.Selection {
	q.Candidates = slices.Clone(q.Candidates)
	q.Candidates[i].Options = slices.Clone(q.Candidates[i].Options)
	o := &q.Candidates[i].Options[j]
	o.Uses = slices.Clone(o.Uses)
	change(o)
	return q
}

// moved is the question with a resource's AtMost higher, or its AtLeast lower.
func moved(q calc.Selection, r int, change int64) calc.Selection {
	q.Resources = slices.Clone(q.Resources)
	if change > 0 {
		q.Resources[r].AtMost = limit(*q.Resources[r].AtMost + change)
	} else {
		q.Resources[r].AtLeast = limit(*q.Resources[r].AtLeast + change)
	}
	return q
}

func dropped(q calc.Selection, rules []calc.Limit) calc.Selection {
	requires, exclusive := q.Requires, q.Exclusive
	q.Requires, q.Exclusive = nil, nil
	for k, r := range requires {
		if !slices.Contains(rules, calc.Limit{Kind: calc.LimitRequires, Index: k}) {
			q.Requires = append(q.Requires, r)
		}
	}
	for k, group := range exclusive {
		if !slices.Contains(rules, calc.Limit{Kind: calc.LimitExclusive, Index: k}) {
			q.Exclusive = append(q.Exclusive, group)
		}
	}
	return q
}

func chosenByTrial(q calc.Selection, i int) bool {
	best, _ := bestByTrial(q)
	return best != nil && best[i] >= 0
}

// Every remedy makes its candidate chosen, and none of a smaller size does, as
// trying every choice shows. What has no remedy of a kind has none.
func TestRemediesAreTheSmallest(t *testing.T) {
	seen := map[calc.RemedyKind]int{}
	rapid.Check(t, func(t *rapid.T) {
		q := anySelection(5, 2).Draw(t, "question")
		_, account := explained(t, q, calc.AccountTerms{Remedies: true})
		if account == nil {
			return
		}
		for i, c := range account.Candidates {
			if c.Chosen {
				if c.Remedies != nil {
					t.Fatalf("%+v is chosen", c)
				}
				continue
			}
			for _, r := range c.Remedies {
				seen[r.Kind]++
				holdsRemedy(t, q, i, r)
			}
			lacksNone(t, q, i, c)
		}
	})
	for _, kind := range calc.RemedyKinds {
		if seen[kind] == 0 {
			t.Errorf("no remedy of kind %s was drawn", kind)
		}
	}
}

func holdsRemedy(t *rapid.T, q calc.Selection, i int, r calc.Remedy) {
	t.Helper()
	at := func(change int64) calc.Selection {
		switch r.Kind {
		case calc.RemedyValue:
			return with(q, i, r.Option, func(o *calc.Option) { o.Value += change })
		case calc.RemedyLimit:
			if change == 0 {
				return q
			}
			return moved(q, r.Resource, change)
		case calc.RemedyRules:
			return dropped(q, r.Rules)
		}
		return q
	}
	towards := int64(1)
	if r.Change < 0 {
		towards = -1
	}
	if r.Kind == calc.RemedyUse {
		holdsUse(t, q, i, r, towards)
		return
	}
	if !chosenByTrial(at(r.Change), i) {
		t.Fatalf("candidate %d is not chosen by %+v", i, r)
	}
	if r.Kind == calc.RemedyRules {
		return
	}
	if !r.Least {
		t.Fatalf("%+v: the least was not proven", r)
	}
	for less := r.Change - towards; less != 0 && less > r.Change-20 && less < r.Change+20; less -= towards {
		if wins(at(less), i) {
			t.Fatalf("candidate %d is chosen by %d already, not by %+v", i, less, r)
		}
	}
}

// Which option is the cheapest to change is part of the answer: none does with
// less.
func holdsUse(t *rapid.T, q calc.Selection, i int, r calc.Remedy, towards int64) {
	t.Helper()
	for j, own := range q.Candidates[i].Options {
		at := func(change int64) calc.Selection {
			return with(q, i, j, func(o *calc.Option) { o.Uses[r.Resource] += change })
		}
		if less := r.Change - towards; (towards > 0 || -less <= own.Uses[r.Resource]) && wins(at(less), i) {
			t.Fatalf("candidate %d, option %d is chosen by %d already, not by %+v", i, j, less, r)
		}
	}
	if own := q.Candidates[i].Options[r.Option].Uses[r.Resource]; towards < 0 && own+r.Change < 0 {
		t.Fatalf("%+v, but there is only %d", r, own)
	}
	if !r.Least || !chosenByTrial(with(q, i, r.Option, func(o *calc.Option) { o.Uses[r.Resource] += r.Change }), i) {
		t.Fatalf("candidate %d is not chosen by %+v", i, r)
	}
}

// lacksNone looks for remedies that are not told: using nothing at all, and
// limits that do not bind at all.
func lacksNone(t *rapid.T, q calc.Selection, i int, c calc.CandidateAccount) {
	t.Helper()
	told := func(kind calc.RemedyKind, r int, sign int64) bool {
		return slices.ContainsFunc(c.Remedies, func(x calc.Remedy) bool {
			return x.Kind == kind && (kind == calc.RemedyValue || x.Resource == r && x.Change*sign > 0)
		})
	}
	if c.Loss.Status == calc.SelectionOptimal && !told(calc.RemedyValue, 0, 1) {
		t.Fatalf("%+v: more value would do", c)
	}
	for r, resource := range q.Resources {
		for j, o := range q.Candidates[i].Options {
			free := with(q, i, j, func(o *calc.Option) { o.Uses[r] = 0 })
			if resource.AtMost != nil && resource.AtLeast == nil && o.Uses[r] > 0 && wins(free, i) && !told(calc.RemedyUse, r, -1) {
				t.Fatalf("%+v: to use less of %d would do", c, r)
			}
		}
		if resource.AtMost != nil && wins(moved(q, r, 1<<40), i) && !told(calc.RemedyLimit, r, 1) {
			t.Fatalf("%+v: a higher limit of %d would do", c, r)
		}
		if resource.AtLeast != nil && wins(moved(q, r, -1<<40), i) && !told(calc.RemedyLimit, r, -1) {
			t.Fatalf("%+v: a lower target of %d would do", c, r)
		}
	}
}

// By hand: 45 kroner are spent on the first two (160) or on the third and the
// fourth (150); the answer is 160 + the fourth's 30 = 190, at 45. The third,
// 120 for 30, is worth at most 150 with the fourth.
func TestRemediesByHand(t *testing.T) {
	q := oneBudget(45, []int64{60, 100, 120, 30}, []int64{10, 20, 30, 15})
	answer := selected(t, q, calc.SelectOptions{})
	if answer.Value != 190 {
		t.Fatal(answer)
	}
	account, err := calc.ExplainSelection(context.Background(), q, answer, calc.AccountTerms{Candidates: []int{2}, Remedies: true, Increments: true})
	if err != nil {
		t.Fatal(err)
	}
	// The third with the first is 180 for 40: 11 more. With the second, 220 for
	// 50: 5 less, or 5 more to spend, for which the others have no use.
	want := []calc.Remedy{
		{Kind: calc.RemedyValue, Change: 11, Least: true},
		{Kind: calc.RemedyUse, Change: -5, Least: true},
		{Kind: calc.RemedyLimit, Change: 5, Least: true},
	}
	got := account.Candidates[0].Remedies
	if !slices.EqualFunc(want, got, func(a, b calc.Remedy) bool {
		return a.Kind == b.Kind && a.Option == b.Option && a.Change == b.Change && a.Least == b.Least
	}) {
		t.Errorf("%+v", got)
	}
	// The same 5 more are the first that gain anything: 220 − 190.
	next := account.Resources[0].Next
	if next.More != 5 || !next.Least || !next.Gain.Exact() || next.Gain.AtMost != 30 {
		t.Errorf("%+v", next)
	}
}

// The next increment is the smallest that gains, and gains what trying every
// choice gains.
func TestIncrementIsTheNext(t *testing.T) {
	found := 0
	rapid.Check(t, func(t *rapid.T) {
		q := anySelection(7, 2).Draw(t, "question")
		answer, account := explained(t, q, calc.AccountTerms{Candidates: []int{}, Increments: true})
		if account == nil {
			return
		}
		for r, entry := range account.Resources {
			if q.Resources[r].AtMost == nil {
				if entry.Next != (calc.Increment{}) {
					t.Fatalf("%+v", entry)
				}
				continue
			}
			if _, most := bestByTrial(moved(q, r, 1<<40)); most == answer.Value {
				if entry.Next != (calc.Increment{}) {
					t.Fatalf("%+v, but there is nothing to gain", entry)
				}
				continue
			}
			found++
			next := entry.Next
			if next.More <= 0 || !next.Least || !next.Gain.Exact() {
				t.Fatalf("%+v", next)
			}
			if _, value := bestByTrial(moved(q, r, next.More)); float64(value-answer.Value) != next.Gain.AtMost || value == answer.Value {
				t.Fatalf("%+v: gains %d", next, value-answer.Value)
			}
			if next.More > 1 {
				if _, value := bestByTrial(moved(q, r, next.More-1)); value != answer.Value {
					t.Fatalf("%+v: one less gains %d", next, value-answer.Value)
				}
			}
		}
	})
	if found == 0 {
		t.Error("no increment was drawn")
	}
}

// What bars a candidate cannot be kept with it, and can without any one of them.
func TestBarredIsExplained(t *testing.T) {
	found := 0
	rapid.Check(t, func(t *rapid.T) {
		q := anySelection(6, 2).Draw(t, "question")
		_, account := explained(t, q, calc.AccountTerms{SelectOptions: calc.SelectOptions{Nodes: 100_000}})
		if account == nil {
			return
		}
		for i, c := range account.Candidates {
			if c.Reason != calc.ChoiceBarred {
				if c.Conflict != nil {
					t.Fatalf("%+v is not barred", c)
				}
				continue
			}
			found++
			alone := only(q, c.Conflict)
			alone.Candidates[i].Mandatory = true
			if best, _ := bestByTrial(alone); best != nil {
				t.Fatalf("%+v does not bar %d", c.Conflict, i)
			}
			for k := range c.Conflict {
				less := only(q, slices.Delete(slices.Clone(c.Conflict), k, k+1))
				less.Candidates[i].Mandatory = true
				if best, _ := bestByTrial(less); best == nil {
					t.Fatalf("%+v bars %d without %+v, too", c.Conflict, i, c.Conflict[k])
				}
			}
		}
	})
	if found == 0 {
		t.Error("no candidate was barred")
	}
}
