package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/portfolio"
)

// newCaseSetCommand writes fields of a case.
func newCaseSetCommand(env *environment) *cobra.Command {
	var flags caseFlags
	cmd := &cobra.Command{
		Use:   "set " + env.say("argument.case") + " " + env.say("argument.field-value"),
		Short: env.say("command.case.set"),
		Long:  env.say("command.case.set.long", "fields", fieldList(portfolio.CaseEntryFields(), portfolio.EntryIdea, portfolio.EntryProjectTest, portfolio.EntryDispense, portfolio.EntryRecommendation)+", goal-1, goal-2 …, commitment:ID"),
		Args:  leastArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			entries, err := fieldArgs(cmd, "", args[1:], flags.reason)
			if err != nil {
				return err
			}
			return flags.with(cmd, env, args[0], func(w caseWork) error { return w.enter(flags.asJSON, entries...) })
		},
	}
	flags.add(cmd, env, true)
	return cmd
}

// fieldList names fields but those that have commands of their own.
func fieldList(fields []portfolio.EntryField, but ...portfolio.EntryField) string {
	var names []string
	for _, field := range fields {
		if !slices.Contains(but, field) {
			names = append(names, string(field))
		}
	}
	return strings.Join(names, ", ")
}

// fieldArgs reads FIELD=VALUE; nothing behind the sign takes the value back.
func fieldArgs(cmd *cobra.Command, benefit portfolio.BenefitID, args []string, reason string) (entries []portfolio.Entry, err error) {
	for _, arg := range args {
		field, value, ok := strings.Cut(arg, "=")
		if !ok || field == "" {
			return nil, &usageError{key: "field-value", args: map[string]any{"argument": arg}, command: cmd.CommandPath()}
		}
		entries = append(entries, portfolio.Entry{Benefit: benefit, Field: portfolio.EntryField(field), Value: value, Reason: reason})
	}
	return entries, nil
}

// newCaseBenefitCommand writes fields of a benefit, or adds one.
func newCaseBenefitCommand(env *environment) *cobra.Command {
	var flags caseFlags
	var add bool
	cmd := &cobra.Command{
		Use:   "benefit " + env.say("argument.case") + " " + env.say("argument.benefit") + " " + env.say("argument.field-value"),
		Short: env.say("command.case.benefit"),
		Long:  env.say("command.case.benefit.long", "fields", fieldList(portfolio.BenefitEntryFields(), portfolio.EntryAdded, portfolio.EntryBaseline, portfolio.EntryTimeBasis)),
		Args:  leastArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return flags.with(cmd, env, args[0], func(w caseWork) error {
				id := portfolio.NewBenefit
				var entries []portfolio.Entry
				if add {
					entries = append(entries, portfolio.Entry{Benefit: id, Field: portfolio.EntryAdded, Value: args[1], Reason: flags.reason})
				} else {
					ref, err := benefitArg([]portfolio.BusinessCase{w.bc}, string(w.bc.ID), args[1])
					if err != nil {
						return err
					}
					id = ref.Benefit
				}
				fields, err := fieldArgs(cmd, id, args[2:], flags.reason)
				if err != nil {
					return err
				}
				return w.enter(flags.asJSON, append(entries, fields...)...)
			})
		},
	}
	flags.add(cmd, env, true)
	cmd.Flags().BoolVar(&add, "add", false, env.say("flag.benefit-add"))
	return cmd
}

// newCaseTestCommand answers the test of what kind of project a case is.
func newCaseTestCommand(env *environment) *cobra.Command {
	var flags caseFlags
	var answers [4]string
	var thing string
	names := [4]string{"work", "services", "delivery", "significant"}
	cmd := &cobra.Command{
		Use:   "test " + env.say("argument.case"),
		Short: env.say("command.case.test"),
		Long:  env.say("command.case.test.long"),
		Args:  exactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return flags.with(cmd, env, args[0], func(w caseWork) error {
				test := portfolio.ProjectTest{}
				if w.bc.ProjectTest != nil {
					test = *w.bc.ProjectTest
				}
				if thing != "" {
					test.Thing = portfolio.ProjectItem(thing)
				}
				for i, to := range []**bool{&test.Work, &test.Services, &test.Delivery, &test.Significant} {
					if answers[i] == "" {
						continue
					}
					yes, err := yesNo(cmd, names[i], answers[i])
					if err != nil {
						return err
					}
					*to = &yes
				}
				value, err := json.Marshal(test)
				if err != nil {
					return err
				}
				if err := w.enter(flags.asJSON, portfolio.Entry{Field: portfolio.EntryProjectTest, Value: string(value), Reason: flags.reason}); err != nil || flags.asJSON {
					return err
				}
				printProjectTest(env, test)
				return nil
			})
		},
	}
	flags.add(cmd, env, true)
	for i, name := range names {
		cmd.Flags().StringVar(&answers[i], name, "", env.say("project-test.ask-"+name))
	}
	cmd.Flags().StringVar(&thing, "thing", "", env.say("flag.project-thing"))
	return cmd
}

func printProjectTest(env *environment, test portfolio.ProjectTest) {
	for i, line := range i18n.New(env.language).ProjectTest(test) {
		if i > 0 {
			line = "  " + line
		}
		fmt.Fprintln(env.stdout, line)
	}
}

func yesNo(cmd *cobra.Command, flag, text string) (bool, error) {
	switch strings.ToLower(text) {
	case "yes", "ja", "true":
		return true, nil
	case "no", "nej", "false":
		return false, nil
	}
	return false, &usageError{key: "flag-value", args: map[string]any{"flag": "--" + flag, "value": text}, command: cmd.CommandPath()}
}

// dayFlag reads the day of --date; nothing is no day.
func dayFlag(cmd *cobra.Command, text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		err = &usageError{key: "flag-value", args: map[string]any{"flag": "--date", "value": text}, command: cmd.CommandPath()}
	}
	return day, err
}

// newCaseDocumentCommand records a document of the gate checklist.
func newCaseDocumentCommand(env *environment) *cobra.Command {
	var flags caseFlags
	var document portfolio.GateDocument
	var date string
	var remove bool
	cmd := &cobra.Command{
		Use:   "document " + env.say("argument.case") + " " + env.say("argument.document"),
		Short: env.say("command.case.document"),
		Long:  env.say("command.case.document.long"),
		Args:  exactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if document.Date, err = dayFlag(cmd, date); err != nil {
				return err
			}
			return flags.with(cmd, env, args[0], func(w caseWork) error {
				document.Name = w.documentName(args[1])
				entry := portfolio.Entry{Field: portfolio.DocumentField(document.Name), Reason: flags.reason}
				if !remove {
					value, err := json.Marshal(document)
					if err != nil {
						return err
					}
					entry.Value = string(value)
				}
				return w.enter(flags.asJSON, entry)
			})
		},
	}
	flags.add(cmd, env, true)
	cmd.Flags().StringVar(&document.Record, "record", "", env.say("flag.record"))
	cmd.Flags().StringVar(&date, "date", "", env.say("flag.document-date"))
	cmd.Flags().StringVar(&document.By, "approved-by", "", env.say("flag.document-by"))
	cmd.Flags().BoolVar(&remove, "remove", false, env.say("flag.document-remove"))
	return cmd
}

// documentName finds a document of the case's checklist by its number there or
// by how its name begins.
func (w caseWork) documentName(name string) string {
	papers := w.route(w.bc).Papers
	if n, err := strconv.Atoi(name); err == nil && n >= 1 && n <= len(papers) {
		return papers[n-1].Name
	}
	found := ""
	for _, paper := range papers {
		if strings.HasPrefix(portfolio.FoldNumber(paper.Name), portfolio.FoldNumber(name)) {
			if found != "" {
				return name // two begin alike: the whole name is asked for
			}
			found = paper.Name
		}
	}
	if found == "" {
		return name
	}
	return found
}

// newCaseDispenseCommand writes down a dispensation from the payback rule.
func newCaseDispenseCommand(env *environment) *cobra.Command {
	var flags caseFlags
	var d portfolio.Dispensation
	var date, why string
	cmd := &cobra.Command{
		Use:   "dispense " + env.say("argument.case"),
		Short: env.say("command.case.dispense"),
		Long:  env.say("command.case.dispense.long"),
		Args:  exactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if d.Date, err = dayFlag(cmd, date); err != nil {
				return err
			}
			d.Reason = why
			value, err := json.Marshal(d)
			if err != nil {
				return err
			}
			return flags.with(cmd, env, args[0], func(w caseWork) error {
				return w.enter(flags.asJSON, portfolio.Entry{Field: portfolio.EntryDispense, Value: string(value), Reason: flags.reason})
			})
		},
	}
	flags.add(cmd, env, true)
	cmd.Flags().StringVar((*string)(&d.Ground), "ground", "", env.say("flag.dispense-ground"))
	cmd.Flags().StringVar(&why, "why", "", env.say("flag.dispense-why"))
	cmd.Flags().StringVar(&d.By, "granted-by", "", env.say("flag.dispense-by"))
	cmd.Flags().StringVar(&date, "date", "", env.say("flag.dispense-date"))
	return cmd
}
