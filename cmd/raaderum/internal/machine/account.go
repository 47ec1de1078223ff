package machine

import (
	"context"

	"raaderum/calc"
	"raaderum/portfolio"
)

// AccountQuestion is how the account is asked for; zero fields are the usual ones.
type AccountQuestion struct {
	Method, Index   string
	Prices, Through int
	Live            bool                      // also of a quarter that is frozen
	Filter          func(field string) string // which of the cases, by the filter's fields; nil: all
}

// Account is the account as JSON: with the price level it was turned into,
// or without one.
type Account struct {
	portfolio.FullAccount
	Prices *AccountPrices `json:"prices"` // null: amounts as they are stated
	Frozen *FrozenAs      `json:"frozen"` // null: live figures
	Part   *Part          `json:"part"`   // null: of all the cases
}

// AccountPrices is a price level, and what amounts were turned into it with.
type AccountPrices struct {
	Year      int                     `json:"year"`
	Index     calc.Category           `json:"index"`
	Published string                  `json:"published"`
	Source    string                  `json:"source"`
	Factors   []portfolio.PriceFactor `json:"factors"`
	LeftOut   []portfolio.Unconverted `json:"leftOut"`
}

// Of computes what was asked for, and gives the report it is of: the quarter as it
// was frozen; where it was not, or when live figures are asked for, as it is known now.
func (ask AccountQuestion) Of(ctx context.Context, from Source, org portfolio.Organisation, quarter calc.Quarter) (answer Account, report portfolio.QuarterReport, err error) {
	if report, answer.Frozen, err = reportAs(ctx, from, org, quarter, ask.Live); err != nil {
		return answer, report, err
	}
	if ask.Filter != nil {
		if answer.Part, err = PartOf(report, ask.Filter); err != nil {
			return answer, report, err
		}
	}
	home, cases := report.Organisation, casesOf(report)
	method := portfolio.CountMethod(ask.Method)
	if method == "" {
		method = home.Governance.HeadlineMethod
	}
	through := ask.Through
	if through == 0 {
		through = max(home.Strategy.ToYear, quarter.Year) + portfolio.OutYears
	}
	if ask.Prices != 0 || ask.Index != "" {
		key := ask.Index
		if key == "" && len(home.Strategy.Indices()) == 1 {
			key = home.Strategy.IndexKey(0)
		}
		index, err := home.Strategy.IndexNamed(key)
		if err != nil {
			return answer, report, err
		}
		conversion, err := portfolio.Convert(home, cases, portfolio.PriceChoice{Year: ask.Prices, Index: index})
		if err != nil {
			return answer, report, err
		}
		home, cases = conversion.Organisation, conversion.Cases
		answer.Prices = &AccountPrices{Year: ask.Prices, Index: index.Category, Published: index.Published.Format("2006-01-02"),
			Source: index.Source, Factors: conversion.Used(), LeftOut: conversion.LeftOut}
	}
	answer.FullAccount = portfolio.NewFullAccount(home, cases, quarter, method, through)
	if answer.Part != nil { // what is counted once is settled among all the cases
		answer.FullAccount = answer.Of(answer.Part.Keeps)
	}
	return answer, report, nil
}
