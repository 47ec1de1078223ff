package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/importers/danish"
	"raaderum/portfolio"
)

// newCaseTimeCommand computes a time saving and lets a benefit rest on it.
func newCaseTimeCommand(env *environment) *cobra.Command {
	var flags caseFlags
	var from string
	var through int
	var dryRun bool
	values, sources := map[calc.TimeInput]*string{}, []string{}
	cmd := &cobra.Command{
		Use:   "time " + env.say("argument.case") + " " + env.say("argument.benefit"),
		Short: env.say("command.case.time"),
		Long:  env.say("command.case.time.long"),
		Args:  exactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			basis, err := timeBasis(cmd, env, values, sources)
			if err != nil {
				return err
			}
			if basis.From, err = monthFlag(cmd, from); err != nil {
				return err
			}
			basis.ThroughYear = through
			if err := basis.Check(); err != nil {
				return err
			}
			return flags.with(cmd, env, args[0], func(w caseWork) error { return w.rest(args[1], basis, flags, dryRun) })
		},
	}
	flags.add(cmd, env, true)
	for _, input := range calc.TimeInputs {
		values[input] = cmd.Flags().String(string(input), "", env.say("time.input-"+string(input)))
	}
	cmd.Flags().StringArrayVar(&sources, "source", nil, env.say("flag.time-source"))
	cmd.Flags().StringVar(&from, "from", "", env.say("flag.time-from"))
	cmd.Flags().IntVar(&through, "through", 0, env.say("flag.time-through"))
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, env.say("flag.dry-run"))
	return cmd
}

// timeBasis reads the assumptions that were given, each with its source.
func timeBasis(cmd *cobra.Command, env *environment, values map[calc.TimeInput]*string, sources []string) (basis portfolio.TimeBasis, err error) {
	where := map[calc.TimeInput]string{}
	for _, source := range sources {
		input, text, _ := strings.Cut(source, "=")
		where[calc.TimeInput(input)] = text
	}
	for _, input := range calc.TimeInputs {
		if *values[input] == "" {
			continue
		}
		value, err := numberArg(cmd, string(input), *values[input])
		if err != nil {
			return basis, err
		}
		basis.Assumptions = append(basis.Assumptions, portfolio.TimeAssumption{Input: input, Value: value, Unit: env.say("time.unit-" + string(input)), Source: where[input]})
	}
	return basis, nil
}

// numberArg reads a number as people write it: 0,8, 80 % or 12.000.
func numberArg(cmd *cobra.Command, flag, text string) (float64, error) {
	number := danish.ParseNumber(strings.TrimSuffix(strings.TrimSpace(text), "%"))
	if number.Reading != danish.Plain && number.Reading != danish.Interpreted || number.Unit != "" {
		return 0, &usageError{key: "flag-value", args: map[string]any{"flag": "--" + flag, "value": text}, command: cmd.CommandPath()}
	}
	value := number.Value
	if strings.HasSuffix(strings.TrimSpace(text), "%") {
		value, _ = value.Shifted(-2) // a few more decimals always fit
	}
	return value.Float(), nil
}

func monthFlag(cmd *cobra.Command, text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	month, err := time.Parse("2006-01", text)
	if err != nil {
		err = &usageError{key: "flag-value", args: map[string]any{"flag": "--from", "value": text}, command: cmd.CommandPath()}
	}
	return month, err
}

// rest stores the basis of a benefit of the case, which is added when the case
// has none of that name, and shows the formula with its numbers.
func (w caseWork) rest(name string, basis portfolio.TimeBasis, flags caseFlags, dryRun bool) error {
	saving, err := basis.Compute()
	if err != nil {
		return err
	}
	value, err := json.Marshal(basis)
	if err != nil {
		return err
	}
	id := portfolio.NewBenefit
	var entries []portfolio.Entry
	if ref, err := benefitArg([]portfolio.BusinessCase{w.bc}, string(w.bc.ID), name); err == nil {
		id = ref.Benefit
	} else {
		entries = append(entries, portfolio.Entry{Benefit: id, Field: portfolio.EntryAdded, Value: name, Reason: flags.reason})
	}
	entries = append(entries, portfolio.Entry{Benefit: id, Field: portfolio.EntryTimeBasis, Value: string(value), Reason: flags.reason})
	doc := map[string]any{"hours": saving.Hours, "fte": saving.FTE, "ore": saving.Money, "basis": basis}
	if !dryRun {
		done, err := w.database.Enter(w, w.home.ID, w.by, w.bc.ID, -1, entries)
		if err != nil {
			return err
		}
		doc["entries"], doc["benefit"] = done, done[0].Benefit
	}
	if flags.asJSON {
		return writeJSON(w.env, doc)
	}
	for _, line := range i18n.New(w.env.language).TimeFormula(basis) {
		fmt.Fprintln(w.env.stdout, line)
	}
	return nil
}

// newCaseBaselineCommand writes down what was measured before a benefit began.
func newCaseBaselineCommand(env *environment) *cobra.Command {
	var flags caseFlags
	var measure portfolio.BaselineMeasure
	var value, date string
	cmd := &cobra.Command{
		Use:   "baseline " + env.say("argument.case") + " " + env.say("argument.benefit"),
		Short: env.say("command.case.baseline"),
		Args:  exactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if measure.Value, err = numberArg(cmd, "value", value); err != nil {
				return err
			}
			if measure.Date, err = dayFlag(cmd, date); err != nil {
				return err
			}
			text, err := json.Marshal(measure)
			if err != nil {
				return err
			}
			return flags.with(cmd, env, args[0], func(w caseWork) error {
				ref, err := benefitArg([]portfolio.BusinessCase{w.bc}, string(w.bc.ID), args[1])
				if err != nil {
					return err
				}
				return w.enter(flags.asJSON, portfolio.Entry{Benefit: ref.Benefit, Field: portfolio.EntryBaseline, Value: string(text), Reason: flags.reason})
			})
		},
	}
	flags.add(cmd, env, true)
	cmd.Flags().StringVar(&value, "value", "", env.say("flag.baseline-value"))
	cmd.Flags().StringVar(&measure.Unit, "unit", "", env.say("flag.baseline-unit"))
	cmd.Flags().StringVar(&date, "date", "", env.say("flag.baseline-date"))
	cmd.Flags().StringVar(&measure.Method, "method", "", env.say("flag.baseline-method"))
	return cmd
}
