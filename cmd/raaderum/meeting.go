package main

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/cmd/raaderum/internal/machine"
	"raaderum/portfolio"
)

func newMeetingCommand(env *environment) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "meeting",
		Short: env.say("command.meeting"),
		Args:  cobra.ArbitraryArgs,
		RunE:  oneCommand,
	}
	cmd.AddCommand(newMeetingAddCommand(env), newMeetingDecideCommand(env), newMeetingShowCommand(env))
	return cmd
}

func dayArg(cmd *cobra.Command, text string) (time.Time, error) {
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return day, &usageError{key: "date", args: map[string]any{"date": text}, command: cmd.CommandPath()}
	}
	return day, nil
}

// newMeetingAddCommand puts an item on the agenda of a meeting.
func newMeetingAddCommand(env *environment) *cobra.Command {
	var number, quarter string
	var who operator
	var item portfolio.AgendaItem
	cmd := &cobra.Command{
		Use:   "add " + env.say("argument.date") + " " + env.say("argument.title"),
		Short: env.say("command.meeting.add"),
		Long:  env.say("command.meeting.add.long"),
		Args:  exactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if item.Meeting, err = dayArg(cmd, args[0]); err != nil {
				return err
			}
			if quarter != "" {
				if item.Quarter, err = quarterArg(cmd, quarter); err != nil {
					return err
				}
			}
			item.Title = args[1]
			return who.acting(cmd, env, func(d desk) error {
				if number != "" {
					bc, err := d.caseArg(number)
					if err != nil {
						return err
					}
					item.Case = bc.ID
				}
				made, err := d.database.AddAgendaItem(d, d.home.ID, d.by, item)
				if err != nil {
					return err
				}
				if who.asJSON {
					return writeJSON(env, made)
				}
				_, err = fmt.Fprintln(env.stdout, env.say("agenda.added", "number", made.Number, "title", made.Title, "date", made.Meeting), sawText(i18n.New(env.language), made))
				return err
			})
		},
	}
	who.writes(cmd, env)
	who.json(cmd, env)
	cmd.Flags().StringVar(&item.Recommendation, "recommendation", "", env.say("flag.agenda-recommendation"))
	cmd.Flags().StringVar(&number, "case", "", env.say("flag.agenda-case"))
	cmd.Flags().StringVar(&quarter, "quarter", "", env.say("flag.agenda-quarter"))
	return cmd
}

// newMeetingDecideCommand writes down what the council decided.
func newMeetingDecideCommand(env *environment) *cobra.Command {
	var outcome string
	var who operator
	var after int64
	var decision portfolio.CouncilDecision
	cmd := &cobra.Command{
		Use:   "decide " + env.say("argument.agenda-number"),
		Short: env.say("command.meeting.decide"),
		Long:  env.say("command.meeting.decide.long"),
		Args:  exactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			number, err := strconv.ParseInt(args[0], 10, 64)
			if err != nil {
				return &usageError{key: "agenda-number", args: map[string]any{"number": args[0]}, command: cmd.CommandPath()}
			}
			decision.Outcome = portfolio.CouncilOutcome(outcome)
			return who.acting(cmd, env, func(d desk) error {
				item, err := d.database.Decide(d, d.home.ID, d.by, number, decision, after)
				if err != nil {
					return err
				}
				if who.asJSON {
					return writeJSON(env, item)
				}
				_, err = fmt.Fprintln(env.stdout, decisionText(i18n.New(env.language), *item.Standing()))
				return err
			})
		},
	}
	who.writes(cmd, env)
	who.json(cmd, env)
	cmd.Flags().StringVar(&outcome, "outcome", "", env.say("flag.agenda-outcome"))
	cmd.Flags().StringVar(&decision.Text, "text", "", env.say("flag.agenda-text"))
	cmd.Flags().StringArrayVar(&decision.Conditions, "condition", nil, env.say("flag.agenda-condition"))
	cmd.Flags().Int64Var(&after, "after", 0, env.say("flag.agenda-after"))
	return cmd
}

// newMeetingShowCommand shows what was put before the council, decided and
// believed: at one meeting, or at all.
func newMeetingShowCommand(env *environment) *cobra.Command {
	var number string
	var who operator
	cmd := &cobra.Command{
		Use:   "show [" + env.say("argument.date") + "]",
		Short: env.say("command.meeting.show"),
		Long:  env.say("command.meeting.show.long"),
		Args:  func(cmd *cobra.Command, args []string) error { return exactArgs(min(len(args), 1))(cmd, args) },
		RunE: func(cmd *cobra.Command, args []string) error {
			var day time.Time
			if len(args) == 1 {
				var err error
				if day, err = dayArg(cmd, args[0]); err != nil {
					return err
				}
			}
			return who.at(cmd, env, func(d desk) error {
				var only portfolio.CaseID
				if number != "" {
					bc, err := d.caseArg(number)
					if err != nil {
						return err
					}
					only = bc.ID
				}
				items, err := machine.Agenda(d, d.database, d.home, day, only, env.now())
				if err != nil {
					return err
				}
				if who.asJSON {
					return writeJSON(env, map[string]any{"items": items})
				}
				for _, item := range items {
					if _, err := fmt.Fprint(env.stdout, agendaText(i18n.New(env.language), item)); err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
	who.reads(cmd, env)
	who.json(cmd, env)
	cmd.Flags().StringVar(&number, "case", "", env.say("flag.agenda-case"))
	return cmd
}

func agendaText(printer *i18n.Printer, item machine.AgendaItem) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n  %s\n  %s\n", printer.T("agenda.item", "number", item.Number, "date", item.Meeting, "title", item.Title),
		printer.T("agenda.recommended", "text", item.Recommendation), sawText(printer, item.AgendaItem))
	if standing := item.Standing(); standing != nil {
		fmt.Fprintf(&b, "  %s\n", decisionText(printer, *standing))
	} else {
		fmt.Fprintf(&b, "  %s\n", printer.T("agenda.undecided"))
	}
	for _, one := range []struct {
		key    string
		belief *portfolio.Belief
	}{{"agenda.believed", item.Believed}, {"agenda.now", item.Now}} {
		if one.belief != nil {
			fmt.Fprintf(&b, "  %s\n", printer.T(one.key, "npv", kronerText(printer, one.belief.NPV), "payback", printer.Payback(one.belief.Payback), "light", printer.T("light."+string(one.belief.Light))))
		}
	}
	return b.String()
}

// sawText says which frozen quarter the council saw.
func sawText(printer *i18n.Printer, item portfolio.AgendaItem) string {
	if item.Snapshot == "" {
		return printer.T("agenda.saw-nothing")
	}
	return printer.T("agenda.saw", "quarter", item.Quarter, "hash", item.Snapshot)
}

func decisionText(printer *i18n.Printer, decision portfolio.CouncilDecision) string {
	text := printer.T("agenda.decided", "outcome", printer.T("agenda.outcome-"+string(decision.Outcome)), "text", decision.Text)
	if len(decision.Conditions) > 0 {
		text += " " + printer.T("agenda.conditions", "text", strings.Join(decision.Conditions, "; "))
	}
	return text
}

func kronerText(printer *i18n.Printer, kroner *float64) string {
	if kroner == nil {
		return "–"
	}
	return cmp.Or(printer.Number(*kroner, 0), "0") + " kr."
}
