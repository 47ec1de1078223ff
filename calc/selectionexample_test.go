package calc_test

import (
	"context"
	"fmt"

	"raaderum/calc"
)

// Four cases compete for 10 million kroner in 2014 and 4 in 2015. The archive
// rests on the new network, and may wait a year.
func ExampleSelect() {
	const million = 1_000_000 * 100 // øre
	budget2014, budget2015 := int64(10*million), int64(4*million)
	question := calc.Selection{
		Resources: []calc.Resource{{Name: "2014", AtMost: &budget2014}, {Name: "2015", AtMost: &budget2015}},
		Candidates: []calc.Candidate{
			{ID: "network", Mandatory: true, Options: []calc.Option{{Label: "2014", Value: -1 * million, Uses: []int64{3 * million, 0}}}},
			{ID: "archive", Options: []calc.Option{
				{Label: "2014", Value: 6 * million, Uses: []int64{4 * million, million}},
				{Label: "2015", Value: 5 * million, Uses: []int64{0, 4 * million}},
			}},
			{ID: "citizen portal", Options: []calc.Option{{Label: "2014", Value: 8 * million, Uses: []int64{7 * million, 0}}}},
			{ID: "telephony", Options: []calc.Option{{Label: "2014", Value: 3 * million, Uses: []int64{2 * million, 0}}}},
		},
		Requires: []calc.Requirement{{Candidate: 1, Needs: 0}},
	}
	ctx := context.Background()
	answer, err := calc.Select(ctx, question, calc.SelectOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(answer.Status, answer.Value/million, "million")
	account, err := calc.ExplainSelection(ctx, question, answer, calc.AccountTerms{Steps: []int64{2 * million, 0}})
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, c := range account.Candidates {
		chosen := "not chosen"
		if c.Chosen {
			chosen = question.Candidates[i].Options[answer.Chosen[i]].Label
		}
		fmt.Printf("%s: %s, %s", question.Candidates[i].ID, chosen, c.Reason)
		if c.Loss.Exact() {
			fmt.Printf("; the other way loses %.0f million", c.Loss.AtMost/million)
		}
		fmt.Println()
	}
	fmt.Printf("2 million more in 2014 gain %.0f million\n", account.Resources[0].Gain.AtMost/million)
	// Output:
	// optimal 12 million
	// network: 2014, mandatory; the other way loses 1 million
	// archive: 2015, for-value; the other way loses 5 million
	// citizen portal: 2014, for-value; the other way loses 4 million
	// telephony: not chosen, outbid; the other way loses 4 million
	// 2 million more in 2014 gain 3 million
}

// A mandatory case that is dearer than the year's budget.
func ExampleFindConflict() {
	budget, hours := int64(100), int64(50)
	question := calc.Selection{
		Resources: []calc.Resource{{Name: "budget", AtMost: &budget}, {Name: "hours", AtMost: &hours}},
		Candidates: []calc.Candidate{
			{ID: "wish", Options: []calc.Option{{Value: 10, Uses: []int64{60, 40}}}},
			{ID: "law", Mandatory: true, Options: []calc.Option{{Value: 0, Uses: []int64{120, 20}}}},
		},
	}
	conflict, err := calc.FindConflict(context.Background(), question, calc.SelectOptions{})
	fmt.Println(conflict.Limits, conflict.Minimal, err)
	// Output:
	// [{mandatory 1} {at-most 0}] true <nil>
}
