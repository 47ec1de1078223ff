package main

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"raaderum/portfolio"
)

// amountLine is what `case amount` was asked to write.
type amountLine struct {
	name       string
	benefit    bool
	recurrence string
	category   string
	source     string
	reason     string
	years      []yearAmount
}

type yearAmount struct {
	year  int
	value string // "" takes the year back
}

// newCaseAmountCommand types amounts by year on a cost or a benefit that no
// workbook states.
func newCaseAmountCommand(env *environment) *cobra.Command {
	var flags caseFlags
	var line amountLine
	cmd := &cobra.Command{
		Use:   "amount " + env.say("argument.case") + " " + env.say("argument.line") + " " + env.say("argument.year-amount"),
		Short: env.say("command.case.amount"),
		Long:  env.say("command.case.amount.long"),
		Args:  leastArgs(3),
		RunE: func(cmd *cobra.Command, args []string) error {
			line.name, line.reason = args[1], flags.reason
			if err := line.read(cmd, args[2:]); err != nil {
				return err
			}
			return flags.with(cmd, env, args[0], func(w caseWork) error {
				entries, err := line.entries(w.bc)
				if err != nil {
					return err
				}
				return w.enter(flags.asJSON, entries...)
			})
		},
	}
	flags.add(cmd, env, true)
	cmd.Flags().BoolVar(&line.benefit, "benefit", false, env.say("flag.amount-benefit"))
	cmd.Flags().StringVar(&line.source, "source", "", env.say("flag.amount-source"))
	cmd.Flags().StringVar(&line.recurrence, "recurrence", "", env.say("flag.amount-recurrence"))
	cmd.Flags().StringVar(&line.category, "category", "", env.say("flag.amount-category", "categories", strings.Join(portfolio.CostCategories, ", ")))
	return cmd
}

// read reads YEAR=AMOUNT.
func (l *amountLine) read(cmd *cobra.Command, args []string) error {
	l.years = nil
	for _, arg := range args {
		text, amount, ok := strings.Cut(arg, "=")
		year, err := strconv.Atoi(text)
		if !ok || err != nil {
			return &usageError{key: "year-amount", args: map[string]any{"argument": arg}, command: cmd.CommandPath()}
		}
		if _, _, plausible := portfolio.AmountOf(portfolio.PlanField(year)); !plausible {
			return &usageError{key: "year", args: map[string]any{"year": text}, command: cmd.CommandPath()}
		}
		one := yearAmount{year: year}
		if amount != "" {
			money, err := kronerArg(cmd, amount)
			if err != nil {
				return err
			}
			data, err := json.Marshal(portfolio.EnteredAmount{Money: money, Source: l.source})
			if err != nil {
				return err
			}
			one.value = string(data)
		}
		l.years = append(l.years, one)
	}
	return nil
}

// entries are the amounts on the line of that name, which they add when the case
// has none.
func (l amountLine) entries(bc portfolio.BusinessCase) (entries []portfolio.Entry, err error) {
	add := func(benefit portfolio.BenefitID, field portfolio.EntryField, value string) {
		entries = append(entries, portfolio.Entry{Benefit: benefit, Field: field, Value: value, Reason: l.reason})
	}
	if l.benefit {
		id := portfolio.NewBenefit
		if ref, err := benefitArg([]portfolio.BusinessCase{bc}, string(bc.ID), l.name); err == nil {
			id = ref.Benefit
		} else {
			add(id, portfolio.EntryAdded, l.name)
		}
		if l.recurrence != "" {
			add(id, "recurrence", l.recurrence)
		}
		for _, one := range l.years {
			add(id, portfolio.PlanField(one.year), one.value)
		}
		return entries, nil
	}
	id := portfolio.NewCost
	at := slices.IndexFunc(bc.Costs, func(cost portfolio.CostLine) bool {
		return cost.ID == l.name || portfolio.FoldNumber(cost.Label) == portfolio.FoldNumber(l.name)
	})
	cost := portfolio.EnteredCost{Label: l.name, Category: l.category, Recurrence: portfolio.Recurrence(l.recurrence)}
	if at >= 0 {
		known := bc.Costs[at]
		id, cost.Label = known.ID, known.Label
		if l.category == "" {
			cost.Category = known.Category
		}
		if l.recurrence == "" {
			cost.Recurrence = known.Recurrence
		}
	}
	if at < 0 || cost.Category != bc.Costs[at].Category || cost.Recurrence != bc.Costs[at].Recurrence {
		data, err := json.Marshal(cost)
		if err != nil {
			return nil, err
		}
		add("", portfolio.CostField(id), string(data))
	}
	for _, one := range l.years {
		add("", portfolio.CostAmountField(id, one.year), one.value)
	}
	return entries, nil
}

// newCaseRecommendCommand writes down what the working group recommends.
func newCaseRecommendCommand(env *environment) *cobra.Command {
	var flags caseFlags
	var r portfolio.Recommendation
	var date string
	cmd := &cobra.Command{
		Use:   "recommend " + env.say("argument.case"),
		Short: env.say("command.case.recommend"),
		Long:  env.say("command.case.recommend.long"),
		Args:  exactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if r.Date, err = dayFlag(cmd, date); err != nil {
				return err
			}
			value, err := json.Marshal(r)
			if err != nil {
				return err
			}
			return flags.with(cmd, env, args[0], func(w caseWork) error {
				return w.enter(flags.asJSON, portfolio.Entry{Field: portfolio.EntryRecommendation, Value: string(value), Reason: flags.reason})
			})
		},
	}
	flags.add(cmd, env, true)
	cmd.Flags().StringVar((*string)(&r.Advice), "advice", "", env.say("flag.recommend-advice"))
	cmd.Flags().StringVar(&r.Text, "text", "", env.say("flag.recommend-text"))
	cmd.Flags().StringVar(&r.By, "recommended-by", "", env.say("flag.recommend-by"))
	cmd.Flags().StringVar(&date, "date", "", env.say("flag.recommend-date"))
	return cmd
}
