package main

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/portfolio"
)

// accountQuestion is how the account was asked for.
type accountQuestion struct {
	method, index   string
	prices, through int
}

// newAccountCommand shows the target account, with out-years and in one price level.
func newAccountCommand(env *environment) *cobra.Command {
	var who operator
	var ask accountQuestion
	cmd := &cobra.Command{
		Use:   "account " + env.say("argument.quarter"),
		Short: env.say("command.account"),
		Long:  env.say("command.account.long"),
		Args:  exactArgs(1),
		RunE: onQuarter(func(cmd *cobra.Command, quarter calc.Quarter, _ []string) error {
			if m := portfolio.CountMethod(ask.method); m != "" && m != portfolio.NewPermanent && m != portfolio.InYear {
				return &usageError{key: "flag-value", args: map[string]any{"flag": "--method", "value": ask.method}, command: cmd.CommandPath()}
			}
			return who.at(cmd, env, func(d desk) error {
				cases, err := d.database.Cases(d, d.home.ID)
				if err != nil {
					return err
				}
				answer, err := ask.of(d.home, cases, quarter)
				if err != nil {
					return err
				}
				if who.asJSON {
					encoder := json.NewEncoder(env.stdout)
					encoder.SetIndent("", "  ")
					return encoder.Encode(answer)
				}
				return printAccount(env, d.home.Strategy, answer)
			})
		}),
	}
	who.reads(cmd, env)
	who.json(cmd, env)
	flags := cmd.Flags()
	flags.StringVar(&ask.method, "method", "", env.say("flag.account-method"))
	flags.IntVar(&ask.prices, "prices", 0, env.say("flag.account-prices"))
	flags.StringVar(&ask.index, "index", "", env.say("flag.account-index"))
	flags.IntVar(&ask.through, "through", 0, env.say("flag.account-through"))
	flags.Lookup("prices").DefValue, flags.Lookup("through").DefValue = "", ""
	return cmd
}

// accountAnswer is the account as JSON: with the price level it was turned into,
// or without one.
type accountAnswer struct {
	portfolio.FullAccount
	Prices *accountPrices `json:"prices"` // null: amounts as they are stated
}

type accountPrices struct {
	Year      int                     `json:"year"`
	Index     calc.Category           `json:"index"`
	Published string                  `json:"published"`
	Source    string                  `json:"source"`
	Factors   []portfolio.PriceFactor `json:"factors"`
	LeftOut   []portfolio.Unconverted `json:"leftOut"`
}

// of computes what was asked for.
func (ask accountQuestion) of(home portfolio.Organisation, cases []portfolio.BusinessCase, quarter calc.Quarter) (answer accountAnswer, err error) {
	method := portfolio.CountMethod(ask.method)
	if method == "" {
		method = home.Governance.HeadlineMethod
	}
	through := ask.through
	if through == 0 {
		through = max(home.Strategy.ToYear, quarter.Year) + portfolio.OutYears
	}
	if ask.prices != 0 || ask.index != "" {
		key := ask.index
		if key == "" && len(home.Strategy.Indices()) == 1 {
			key = home.Strategy.IndexKey(0)
		}
		index, err := home.Strategy.IndexNamed(key)
		if err != nil {
			return answer, err
		}
		conversion, err := portfolio.Convert(home, cases, portfolio.PriceChoice{Year: ask.prices, Index: index})
		if err != nil {
			return answer, err
		}
		home, cases = conversion.Organisation, conversion.Cases
		answer.Prices = &accountPrices{Year: ask.prices, Index: index.Category, Published: index.Published.Format("2006-01-02"),
			Source: index.Source, Factors: conversion.Used(), LeftOut: conversion.LeftOut}
	}
	answer.FullAccount = portfolio.NewFullAccount(home, cases, quarter, method, through)
	return answer, nil
}

// printAccount writes a line for each year and, with a price level, what it was
// turned with.
func printAccount(env *environment, strategy portfolio.Strategy, answer accountAnswer) error {
	print := i18n.New(env.language)
	table := tabwriter.NewWriter(env.stdout, 0, 4, 2, ' ', tabwriter.AlignRight)
	head := []string{print.T("target.year")}
	for _, layer := range portfolio.Layers {
		head = append(head, print.T("layer."+string(layer)))
	}
	head = append(head, print.T("layer.target"), print.T("target.gap"))
	fmt.Fprintln(table, strings.Join(head, "\t")+"\t")
	optional := func(amount *calc.Money) string {
		if amount == nil {
			return "–"
		}
		return print.Money(*amount)
	}
	for _, year := range answer.Years {
		row := []string{strconv.Itoa(year.Year)}
		if year.Year > answer.LastTargetYear {
			row[0] += " (" + print.T("book.out-year") + ")"
		}
		for _, layer := range portfolio.Layers {
			amount, known := year.Layers[layer]
			if !known {
				row = append(row, "–")
				continue
			}
			row = append(row, print.Money(amount))
		}
		fmt.Fprintln(table, strings.Join(append(row, optional(year.Target), optional(year.Gap)), "\t")+"\t")
	}
	if err := table.Flush(); err != nil {
		return err
	}
	return printPrices(env, print, strategy, answer.Prices)
}

func printPrices(env *environment, print *i18n.Printer, strategy portfolio.Strategy, prices *accountPrices) error {
	if prices == nil {
		key := "book.not-converted"
		if len(strategy.Indices()) == 0 {
			key = "book.no-index"
		}
		_, err := fmt.Fprintf(env.stdout, "\n%s\n", print.T(key))
		return err
	}
	fmt.Fprintf(env.stdout, "\n%s (%s, %s, %s)\n", print.T("book.converted", "year", strconv.Itoa(prices.Year)),
		print.T("yearly.index-"+string(prices.Index)), prices.Published, prices.Source)
	for _, factor := range prices.Factors {
		fmt.Fprintf(env.stdout, "  %s: %s\n", print.T("book.prices-of", "year", strconv.Itoa(factor.From)), print.Number(factor.Factor, 6))
	}
	for _, one := range prices.LeftOut {
		name := string(one.Case)
		if one.Case == "" {
			name = print.T("book.target", "year", strconv.Itoa(one.Target))
		}
		fmt.Fprintf(env.stdout, "  %s: %s\n", name, print.T("prices.left-"+one.Why, "year", strconv.Itoa(one.Missing)))
	}
	return nil
}
