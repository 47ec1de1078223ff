package main

import (
	"cmp"
	"fmt"

	"github.com/spf13/cobra"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/importers/danish"
	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

// newCorrectCommand writes a correction line for a frozen quarter.
func newCorrectCommand(env *environment) *cobra.Command {
	var url, reason string
	var who operator
	cmd := &cobra.Command{
		Use:   "correct " + env.say("argument.quarter") + " " + env.say("argument.case") + " " + env.say("argument.benefit") + " " + env.say("argument.amount"),
		Short: env.say("command.snapshot.correct"),
		Long:  env.say("command.snapshot.correct.long"),
		Args:  exactArgs(4),
		RunE: func(cmd *cobra.Command, args []string) error {
			quarter, err := quarterArg(cmd, args[0])
			if err != nil {
				return err
			}
			amount, err := kronerArg(cmd, args[3])
			if err != nil {
				return err
			}
			return withDatabase(cmd, env, url, func(database *store.Store) error {
				home, err := who.home(cmd.Context(), cmd, database)
				if err != nil {
					return err
				}
				by, err := who.user(cmd.Context(), env, database, home.ID)
				if err != nil {
					return err
				}
				cases, err := database.Cases(cmd.Context(), home.ID)
				if err != nil {
					return err
				}
				ref, err := benefitArg(cases, args[1], args[2])
				if err != nil {
					return err
				}
				made, err := database.Correct(cmd.Context(), home.ID, by, portfolio.Correction{Case: ref.Case, Benefit: ref.Benefit, Quarter: quarter, Amount: amount, Reason: reason})
				if err != nil {
					return err
				}
				_, err = fmt.Fprintln(env.stdout, env.say("correction.done", "quarter", made.Quarter, "difference", i18n.New(env.language).Money(made.Difference()), "shown", made.Shown))
				return err
			})
		},
	}
	databaseFlag(cmd, env, &url)
	who.flags(cmd, env)
	cmd.Flags().StringVar(&reason, "reason", "", env.say("flag.reason"))
	return cmd
}

// kronerArg reads an amount as people write it: 80000, 80.000,50, 80 t.kr.
func kronerArg(cmd *cobra.Command, text string) (calc.Money, error) {
	number := danish.ParseNumber(text)
	if number.Reading == danish.Plain || number.Reading == danish.Interpreted {
		if money, err := number.Value.Ore(cmp.Or(number.Unit, danish.Kroner)); err == nil {
			return money, nil
		}
	}
	return 0, &usageError{key: "amount", args: map[string]any{"amount": text}, command: cmd.CommandPath()}
}

// benefitArg finds a benefit by its case's number and its own id or label.
func benefitArg(cases []portfolio.BusinessCase, number, name string) (portfolio.BenefitRef, error) {
	for _, bc := range cases {
		if portfolio.FoldNumber(bc.Number) != portfolio.FoldNumber(number) && string(bc.ID) != number {
			continue
		}
		for _, benefit := range bc.Benefits {
			if string(benefit.ID) == name || portfolio.FoldNumber(benefit.Label) == portfolio.FoldNumber(name) {
				return portfolio.BenefitRef{Case: bc.ID, Benefit: benefit.ID}, nil
			}
		}
		return portfolio.BenefitRef{}, portfolio.NotFound("benefit", name)
	}
	return portfolio.BenefitRef{}, portfolio.NotFound("case", number)
}
