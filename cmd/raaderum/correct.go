package main

import (
	"cmp"
	"encoding/json"
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
	var url, reason, source string
	var who operator
	var asJSON bool
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
				made, err := database.Correct(cmd.Context(), home.ID, by, portfolio.Correction{Case: ref.Case, Benefit: ref.Benefit, Quarter: quarter, Amount: amount, Reason: reason, Source: source})
				if err != nil {
					return err
				}
				if asJSON {
					return writeJSON(env, made)
				}
				_, err = fmt.Fprintln(env.stdout, env.say("correction.done", "quarter", made.Quarter, "difference", i18n.New(env.language).Money(made.Difference()), "shown", made.Shown))
				return err
			})
		},
	}
	databaseFlag(cmd, env, &url)
	who.flags(cmd, env)
	cmd.Flags().StringVar(&reason, "reason", "", env.say("flag.reason"))
	cmd.Flags().StringVar(&source, "source", "", env.say("flag.correction-source"))
	cmd.Flags().BoolVar(&asJSON, "json", false, env.say("flag.json"))
	return cmd
}

// writeJSON writes a document of the machine interface.
func writeJSON(env *environment, document any) error {
	encoder := json.NewEncoder(env.stdout)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(document)
}

// newCorrectionsCommand lists the corrections of frozen quarters.
func newCorrectionsCommand(env *environment) *cobra.Command {
	var url string
	var who operator
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "corrections",
		Short: env.say("command.snapshot.corrections"),
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withDatabase(cmd, env, url, func(database *store.Store) error {
				home, err := who.home(cmd.Context(), cmd, database)
				if err != nil {
					return err
				}
				all, err := database.Corrections(cmd.Context(), home.ID)
				if err != nil {
					return err
				}
				if asJSON {
					return writeJSON(env, map[string]any{"corrections": append([]portfolio.Correction{}, all...)})
				}
				cases, err := database.Cases(cmd.Context(), home.ID)
				if err != nil {
					return err
				}
				names, err := database.Names(cmd.Context(), home.ID)
				if err != nil {
					return err
				}
				for _, one := range all {
					if _, err := fmt.Fprintln(env.stdout, correctionText(env, one, cases, names)); err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
	databaseFlag(cmd, env, &url)
	cmd.Flags().StringVar(&who.organisation, "org", "", env.say("flag.org"))
	cmd.Flags().BoolVar(&asJSON, "json", false, env.say("flag.json"))
	return cmd
}

// correctionText is a correction on a line.
func correctionText(env *environment, one portfolio.Correction, cases []portfolio.BusinessCase, names map[portfolio.UserID]string) string {
	printer := i18n.New(env.language)
	number, label := string(one.Case), string(one.Benefit)
	for _, bc := range cases {
		if bc.ID != one.Case {
			continue
		}
		number = cmp.Or(bc.Number, bc.Title)
		for _, benefit := range bc.Benefits {
			if benefit.ID == one.Benefit {
				label = benefit.Label
			}
		}
	}
	return env.say("correction.line", "number", one.Number, "case", number, "benefit", label, "quarter", one.Quarter, "amount", printer.Money(one.Amount),
		"difference", printer.Money(one.Difference()), "reason", one.Reason, "source", cmp.Or(one.Source, env.say("correction.no-source")), "name", cmp.Or(names[one.By], string(one.By)), "date", one.At)
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
