package main

import (
	"cmp"
	"fmt"

	"github.com/spf13/cobra"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/cmd/raaderum/internal/machine"
	"raaderum/importers/danish"
	"raaderum/portfolio"
)

// newCorrectCommand writes a correction line for a frozen quarter.
func newCorrectCommand(env *environment) *cobra.Command {
	var reason, source string
	var seen int64
	var who operator
	cmd := &cobra.Command{
		Use:   "correct " + env.say("argument.quarter") + " " + env.say("argument.case") + " " + env.say("argument.benefit") + " " + env.say("argument.amount"),
		Short: env.say("command.snapshot.correct"),
		Long:  env.say("command.snapshot.correct.long"),
		Args:  exactArgs(4),
		RunE: onQuarter(func(cmd *cobra.Command, quarter calc.Quarter, more []string) error {
			amount, err := kronerArg(cmd, more[2])
			if err != nil {
				return err
			}
			return who.acting(cmd, env, func(d desk) error {
				known, err := d.database.Corrections(d, d.home.ID)
				if err != nil {
					return err
				}
				cases, err := d.database.Cases(d, d.home.ID)
				if err != nil {
					return err
				}
				ref, err := benefitArg(cases, more[0], more[1])
				if err != nil {
					return err
				}
				if seen < 0 {
					seen = lastCorrection(known)
				}
				made, err := d.database.Correct(d, d.home.ID, d.by, portfolio.Correction{Case: ref.Case, Benefit: ref.Benefit, Quarter: quarter, Amount: amount, Reason: reason, Source: source}, seen)
				if err != nil {
					return err
				}
				if who.asJSON {
					return writeJSON(env, made)
				}
				text := env.say("correction.reported", "quarter", made.Quarter, "amount", made.Amount, "shown", made.Shown)
				if difference := made.Difference(); difference != nil {
					text = env.say("correction.done", "quarter", made.Quarter, "difference", i18n.New(env.language).Money(*difference), "shown", made.Shown)
				}
				_, err = fmt.Fprintln(env.stdout, text)
				return err
			})
		}),
	}
	who.writes(cmd, env)
	who.json(cmd, env)
	cmd.Flags().StringVar(&reason, "reason", "", env.say("flag.reason"))
	cmd.Flags().StringVar(&source, "source", "", env.say("flag.correction-source"))
	seenFlag(cmd, env, &seen)
	return cmd
}

// lastCorrection is the number of the last correction; 0 for none.
func lastCorrection(known []portfolio.Correction) (last int64) {
	for _, one := range known {
		last = max(last, one.Number)
	}
	return last
}

// writeJSON writes a document of the machine interface.
func writeJSON(env *environment, document any) error {
	encoder := machine.NewEncoder(env.stdout)
	return encoder.Encode(document)
}

// newCorrectionsCommand lists the corrections of frozen quarters.
func newCorrectionsCommand(env *environment) *cobra.Command {
	var who operator
	cmd := &cobra.Command{
		Use:   "corrections",
		Short: env.say("command.snapshot.corrections"),
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return who.at(cmd, env, func(d desk) error {
				all, err := d.database.Corrections(d, d.home.ID)
				if err != nil {
					return err
				}
				if who.asJSON {
					return writeJSON(env, map[string]any{"corrections": append([]portfolio.Correction{}, all...)})
				}
				cases, err := d.database.Cases(d, d.home.ID)
				if err != nil {
					return err
				}
				names, err := d.database.Names(d, d.home.ID)
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
	who.reads(cmd, env)
	who.json(cmd, env)
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
	difference := env.say("correction.before-missing")
	if known := one.Difference(); known != nil {
		difference = printer.Money(*known) + " " + env.say("unit.kroner")
	}
	return env.say("correction.line", "number", one.Number, "case", number, "benefit", label, "quarter", one.Quarter, "amount", printer.Money(one.Amount),
		"difference", difference, "reason", one.Reason, "source", cmp.Or(one.Source, env.say("correction.no-source")), "name", cmp.Or(names[one.By], string(one.By)), "date", one.At)
}

// kronerArg reads an amount as people write it: 80000, 80.000,50, 80 t.kr. What
// is no whole number of øre is not rounded for them.
func kronerArg(cmd *cobra.Command, text string) (calc.Money, error) {
	number, key := danish.ParseNumber(text), "amount"
	if number.Reading == danish.Plain || number.Reading == danish.Interpreted {
		money, whole := number.Value.WholeOre(cmp.Or(number.Unit, danish.Kroner))
		if whole {
			return money, nil
		}
		key = "amount-part-ore"
	}
	return 0, &usageError{key: key, args: map[string]any{"amount": text}, command: cmd.CommandPath()}
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
