package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/cmd/raaderum/internal/machine"
	"raaderum/portfolio"
)

func newPlanCommand(env *environment) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "plan",
		Short: env.say("command.plan"),
		Args:  cobra.ArbitraryArgs,
		RunE:  oneCommand,
	}
	cmd.AddCommand(newPlanMakeCommand(env), newPlanShowCommand(env), newPlanStatusCommand(env))
	return cmd
}

// newPlanMakeCommand makes a year's plan and stores it as a new version, or with
// --dry-run only shows it.
func newPlanMakeCommand(env *environment) *cobra.Command {
	var frames string
	var who operator
	var dryRun bool
	var after int
	cmd := &cobra.Command{
		Use:   "make " + env.say("argument.year"),
		Short: env.say("command.plan.make"),
		Long:  env.say("command.plan.make.long"),
		Args:  exactArgs(1),
		RunE: onYear(func(cmd *cobra.Command, year int, _ []string) error {
			settings, err := readPlanSettings(env, frames)
			if err != nil {
				return err
			}
			return who.at(cmd, env, func(d desk) error {
				plan, err := portfolio.MakePlan(d, d.database, d.home, year, settings, env.now())
				if err != nil {
					return err
				}
				if !dryRun {
					by, err := who.user(d)
					if err != nil {
						return err
					}
					if plan, err = d.database.AddPlan(d, by, plan, after); err != nil {
						return err
					}
				}
				return printPlan(env, d.home, plan, who.asJSON)
			})
		}),
	}
	who.writes(cmd, env)
	who.json(cmd, env)
	cmd.Flags().StringVar(&frames, "frames", "", env.say("flag.plan-frames"))
	cmd.Flags().IntVar(&after, "after", 0, env.say("flag.plan-after"))
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, env.say("flag.plan-dry-run"))
	return cmd
}

func newPlanShowCommand(env *environment) *cobra.Command {
	var who operator
	var version int
	cmd := &cobra.Command{
		Use:   "show " + env.say("argument.year"),
		Short: env.say("command.plan.show"),
		Args:  exactArgs(1),
		RunE: onYear(func(cmd *cobra.Command, year int, _ []string) error {
			return who.at(cmd, env, func(d desk) error {
				plan, err := d.database.Plan(d, d.home.ID, year, version)
				if err != nil {
					return err
				}
				return printPlan(env, d.home, plan, who.asJSON)
			})
		}),
	}
	who.reads(cmd, env)
	who.json(cmd, env)
	cmd.Flags().IntVar(&version, "version", 0, env.say("flag.plan-version"))
	return cmd
}

// newPlanStatusCommand writes down what was decided about a plan.
func newPlanStatusCommand(env *environment) *cobra.Command {
	var date string
	var who operator
	var version int
	var step portfolio.PlanStep
	cmd := &cobra.Command{
		Use:   "status " + env.say("argument.plan-status"),
		Short: env.say("command.plan.status"),
		Long:  env.say("command.plan.status.long"),
		Args:  exactArgs(2),
		RunE: onYear(func(cmd *cobra.Command, year int, more []string) (err error) {
			if step.Decided, err = dayFlag(cmd, date); err != nil {
				return err
			}
			step.Status = portfolio.PlanStatus(more[0])
			return who.acting(cmd, env, func(d desk) error {
				plan, err := d.database.DecidePlan(d, d.home.ID, d.by, year, version, step)
				if err != nil {
					return err
				}
				_, err = io.WriteString(env.stdout, planHead(i18n.New(env.language), plan)+"\n")
				return err
			})
		}),
	}
	who.writes(cmd, env)
	cmd.Flags().IntVar(&version, "version", 1, env.say("flag.plan-version-seen"))
	cmd.Flags().StringVar(&step.Body, "body", "", env.say("flag.plan-body"))
	cmd.Flags().StringVar(&step.Text, "text", "", env.say("flag.plan-text"))
	cmd.Flags().StringVar(&date, "date", "", env.say("flag.plan-date"))
	return cmd
}

func yearArg(cmd *cobra.Command, text string) (int, error) {
	year, err := strconv.Atoi(text)
	if err != nil || year < 1990 || year > 2100 {
		return 0, &usageError{key: "year", args: map[string]any{"year": text}, command: cmd.CommandPath()}
	}
	return year, nil
}

func printPlan(env *environment, home portfolio.Organisation, plan portfolio.ActionPlan, asJSON bool) error {
	if asJSON {
		encoder := machine.NewEncoder(env.stdout)
		if err := encoder.Encode(machine.PlanOf(plan)); err != nil {
			return err
		}
	} else if _, err := io.WriteString(env.stdout, planText(i18n.New(env.language), home, plan)); err != nil {
		return err
	}
	if plan.Choices[0].Chosen == nil {
		return errNeedsPerson
	}
	return nil
}

func planHead(printer *i18n.Printer, plan portfolio.ActionPlan) string {
	return printer.T("plan.head", "year", strconv.Itoa(plan.Year), "version", plan.Version, "status", printer.T("plan.status-"+string(plan.Status())))
}

// planText is a plan for a terminal: the answer, then each focus area's cases
// with why they are in or out, then how last year's promises fared.
func planText(printer *i18n.Printer, home portfolio.Organisation, plan portfolio.ActionPlan) string {
	var b strings.Builder
	words := printer.ActionPlan(plan)
	fmt.Fprintln(&b, planHead(printer, plan))
	fmt.Fprintln(&b, words.Answer())
	fmt.Fprintln(&b, words.Gives())
	for i, frame := range plan.Settings.Frames {
		fmt.Fprintln(&b, strings.TrimSpace(frame.Name+" "+words.Limits(i)+" "+words.Choice(i)))
	}
	area := portfolio.FocusAreaID("-")
	for _, line := range plan.Lines {
		if line.Area != area {
			area = line.Area
			name := printer.T("plan.no-area")
			if one, ok := home.Strategy.FocusArea(area); ok {
				name = one.Name
			}
			fmt.Fprintf(&b, "\n%s\n", name)
		}
		mark := "–"
		if plan.In(line) {
			mark = "+"
		}
		fmt.Fprintf(&b, "  %s %s (%s). %s\n", mark, strings.TrimSpace(line.Number+" "+line.Title), printer.T("plan.group-"+string(line.Group)), words.Why(line, 0))
		if !plan.In(line) && !line.Past() {
			for _, change := range words.Changes(line, 0) {
				fmt.Fprintf(&b, "      %s\n", change)
			}
		}
	}
	writeScenarios(&b, printer, plan)
	if plan.Previous == 0 {
		fmt.Fprintf(&b, "\n%s\n", printer.T("plan.no-previous", "year", strconv.Itoa(plan.Year-1)))
		return b.String()
	}
	fmt.Fprintf(&b, "\n%s\n", printer.T("plan.follow-up", "year", strconv.Itoa(plan.Year-1)))
	writePromises(&b, printer, plan.Promises)
	return b.String()
}
