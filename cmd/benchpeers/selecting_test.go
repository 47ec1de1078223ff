package main

import (
	"bytes"
	"context"
	"math"
	"reflect"
	"strings"
	"testing"

	"raaderum/calc"
)

func TestSelectionWorkIsReadAsWritten(t *testing.T) {
	work := portfolioWork{candidates: 30, staff: true, gap: 1e-4, questions: 2, seconds: 5}.work()
	var text bytes.Buffer
	if err := work.write(&text); err != nil {
		t.Fatal(err)
	}
	if got, err := readSelectionWork(&text); err != nil || !reflect.DeepEqual(got, work) {
		t.Errorf("read %v, %v", got, err)
	}
}

// Every portfolio has a choice: a comparison without one would show nothing.
func TestPortfoliosHaveAChoice(t *testing.T) {
	for _, p := range []portfolioWork{{candidates: 100, staff: true}, {candidates: 100, hard: true}} {
		for seed := range uint64(5) {
			answer, err := calc.Select(context.Background(), p.question(seed), calc.SelectOptions{Gap: 0.01})
			if err != nil || answer.Chosen == nil {
				t.Errorf("%s, seed %d: %s %v", p.name(), seed, answer.Status, err)
			}
		}
	}
}

// Two candidates of one budget, money in thousands: by hand.
func TestQuestionsAreWrittenForOtherPrograms(t *testing.T) {
	q := calc.Selection{
		Resources: []calc.Resource{{AtMost: whole(7 * thousand)}},
		Candidates: []calc.Candidate{
			{Mandatory: true, Options: []calc.Option{{Value: 3 * thousand, Uses: []int64{5 * thousand}}}},
			{Options: []calc.Option{{Value: -thousand / 2, Uses: []int64{2 * thousand}}}},
		},
		Requires: []calc.Requirement{{Candidate: 1, Needs: 0}}, Exclusive: [][]int{{0, 1}},
	}
	var text bytes.Buffer
	if err := writeLP(&text, q); err != nil {
		t.Fatal(err)
	}
	const want = "Maximize value: +3.00000 x0_0 -0.50000 x1_0 Subject To most0: +5.00000 x0_0 +2.00000 x1_0 <= 7.00000 " +
		"case0: + x0_0 = 1 case1: + x1_0 <= 1 rests0: + x1_0 - x0_0 <= 0 group0: + x0_0 + x1_0 <= 1 Binary x0_0 x1_0 End"
	if got := strings.Join(strings.Fields(text.String()), " "); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestSelectionsAreTheSameWithinWhatIsProven(t *testing.T) {
	of := func(value, bound, proven float64) []float64 {
		return selections{[]float64{1}, []float64{value}, []float64{bound}, []float64{proven}}.answers()
	}
	for _, c := range []struct {
		ours, theirs []float64
		ok           bool
	}{
		{of(1000, 1000.05, 1), of(1000.04, 1000.1, 1), true},
		{of(1000, 1000.05, 1), of(1000.5, 1001, 1), false}, // above our bound
		{of(1002, 1002, 1), of(1000, 1000.1, 1), false},    // above its bound
		{of(1000, 1100, 1), of(1000, math.Inf(1), 0), false},
		{of(1000, 1100, 0), of(1050, math.Inf(1), 0), true},
	} {
		if said, ok := sameSelections(c.ours, c.theirs, 1e-4); ok != c.ok {
			t.Errorf("%v against %v: %s", c.ours, c.theirs, said)
		}
	}
	if _, ok := sameSelections(of(1, 1, 1), of(1, 1, 1)[:2], 0); !ok {
		t.Error("who does not select differs")
	}
}

func TestWhatCBCSays(t *testing.T) {
	var s selections
	const out = "Version: 2.10.8\n\nResult - Optimal solution found\n\nObjective value:                223334.37000000\n"
	if err := s.add(out, 0.5, 2); err != nil || !reflect.DeepEqual(s.answers(), []float64{2, 223334.37, 335001.555, 1}) {
		t.Errorf("%v %v", s.answers(), err)
	}
	if err := s.add("Result - Problem proven infeasible\n", 0, 1); err == nil {
		t.Error("no value is a value")
	}
}

// The worst of three parts is the second: 4 to 2.
func TestWorstPart(t *testing.T) {
	c := comparison{title: "A", worst: map[string]float64{"p": 2.5}, agree: func(_, _ []float64) (string, bool) { return "", true }}
	rows := c.compare(peer{contender: contender{name: "p"}}, []measurement{{cost: 2, each: []float64{1, 4, 2}}}, []measurement{{cost: 2, each: []float64{2, 2, 2}}}, nil)
	if len(rows) != 2 || rows[1].ratio != 2 || rows[1].ours != 4 || rows[1].target != 2.5 || rows[1].title != "A, worst of 3" {
		t.Errorf("%+v", rows)
	}
}
