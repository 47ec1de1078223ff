package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/portfolio"
	"raaderum/portfolio/store"
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
	var url, frames string
	var who operator
	var asJSON, dryRun bool
	var after int
	cmd := &cobra.Command{
		Use:   "make " + env.say("argument.year"),
		Short: env.say("command.plan.make"),
		Long:  env.say("command.plan.make.long"),
		Args:  exactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			year, err := yearArg(cmd, args[0])
			if err != nil {
				return err
			}
			settings, err := readPlanSettings(env, frames)
			if err != nil {
				return err
			}
			return withDatabase(cmd, env, url, func(database *store.Store) error {
				home, err := who.home(cmd.Context(), cmd, database)
				if err != nil {
					return err
				}
				plan, err := portfolio.MakePlan(cmd.Context(), database, home, year, settings, env.now())
				if err != nil {
					return err
				}
				if !dryRun {
					by, err := who.user(cmd.Context(), env, database, home.ID)
					if err != nil {
						return err
					}
					if plan, err = database.AddPlan(cmd.Context(), by, plan, after); err != nil {
						return err
					}
				}
				return printPlan(env, home, plan, asJSON)
			})
		},
	}
	databaseFlag(cmd, env, &url)
	who.flags(cmd, env)
	cmd.Flags().StringVar(&frames, "frames", "", env.say("flag.plan-frames"))
	cmd.Flags().IntVar(&after, "after", 0, env.say("flag.plan-after"))
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, env.say("flag.plan-dry-run"))
	cmd.Flags().BoolVar(&asJSON, "json", false, env.say("flag.json"))
	return cmd
}

func newPlanShowCommand(env *environment) *cobra.Command {
	var url string
	var who operator
	var asJSON bool
	var version int
	cmd := &cobra.Command{
		Use:   "show " + env.say("argument.year"),
		Short: env.say("command.plan.show"),
		Args:  exactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			year, err := yearArg(cmd, args[0])
			if err != nil {
				return err
			}
			return withDatabase(cmd, env, url, func(database *store.Store) error {
				home, err := who.home(cmd.Context(), cmd, database)
				if err != nil {
					return err
				}
				plan, err := database.Plan(cmd.Context(), home.ID, year, version)
				if err != nil {
					return err
				}
				return printPlan(env, home, plan, asJSON)
			})
		},
	}
	databaseFlag(cmd, env, &url)
	cmd.Flags().StringVar(&who.organisation, "org", "", env.say("flag.org"))
	cmd.Flags().IntVar(&version, "version", 0, env.say("flag.plan-version"))
	cmd.Flags().BoolVar(&asJSON, "json", false, env.say("flag.json"))
	return cmd
}

// newPlanStatusCommand writes down what was decided about a plan.
func newPlanStatusCommand(env *environment) *cobra.Command {
	var url, date string
	var who operator
	var version int
	var step portfolio.PlanStep
	cmd := &cobra.Command{
		Use:   "status " + env.say("argument.plan-status"),
		Short: env.say("command.plan.status"),
		Long:  env.say("command.plan.status.long"),
		Args:  exactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			year, err := yearArg(cmd, args[0])
			if err != nil {
				return err
			}
			if date != "" {
				if step.Decided, err = time.Parse(time.DateOnly, date); err != nil {
					return &usageError{key: "flag-value", args: map[string]any{"flag": "--date", "value": date}, command: cmd.CommandPath()}
				}
			}
			step.Status = portfolio.PlanStatus(args[1])
			return withDatabase(cmd, env, url, func(database *store.Store) error {
				home, err := who.home(cmd.Context(), cmd, database)
				if err != nil {
					return err
				}
				by, err := who.user(cmd.Context(), env, database, home.ID)
				if err != nil {
					return err
				}
				plan, err := database.DecidePlan(cmd.Context(), home.ID, by, year, version, step)
				if err != nil {
					return err
				}
				_, err = io.WriteString(env.stdout, planHead(i18n.New(env.language), plan)+"\n")
				return err
			})
		},
	}
	databaseFlag(cmd, env, &url)
	who.flags(cmd, env)
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

// planDocument is a plan as the machine interface writes it; what is kept in øre
// says so in its name.
type planDocument struct {
	portfolio.ActionPlan
	Status portfolio.PlanStatus `json:"status"`
	Steps  []portfolio.PlanStep `json:"steps"`
}

func printPlan(env *environment, home portfolio.Organisation, plan portfolio.ActionPlan, asJSON bool) error {
	if asJSON {
		encoder := json.NewEncoder(env.stdout)
		encoder.SetEscapeHTML(false)
		if err := encoder.Encode(planDocument{plan, plan.Status(), plan.Steps}); err != nil {
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
		if !plan.In(line) && line.Group != portfolio.PlanFinished {
			for _, change := range words.Changes(line, 0) {
				fmt.Fprintf(&b, "      %s\n", change)
			}
		}
	}
	if plan.Previous == 0 {
		fmt.Fprintf(&b, "\n%s\n", printer.T("plan.no-previous", "year", strconv.Itoa(plan.Year-1)))
		return b.String()
	}
	fmt.Fprintf(&b, "\n%s\n", printer.T("plan.follow-up", "year", strconv.Itoa(plan.Year-1)))
	for _, promise := range plan.Promises {
		fmt.Fprintf(&b, "  %s: %s\n", strings.TrimSpace(promise.Number+" "+promise.Title), printer.T("plan.promise-"+string(promise.Status)))
	}
	return b.String()
}
