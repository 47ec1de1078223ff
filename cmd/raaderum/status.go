package main

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/cmd/raaderum/internal/machine"
	"raaderum/portfolio"
)

func newStatusCommand(env *environment) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "status",
		Short: env.say("command.status"),
		Args:  cobra.ArbitraryArgs,
		RunE:  oneCommand,
	}
	cmd.AddCommand(newStatusRoundCommand(env), newStatusReportCommand(env), newStatusConfirmCommand(env))
	return cmd
}

// newStatusRoundCommand shows how far a quarter's reporting has come: as it was
// frozen, or as it is known now.
func newStatusRoundCommand(env *environment) *cobra.Command {
	var who operator
	var live bool
	cmd := &cobra.Command{
		Use:   "round " + env.say("argument.quarter"),
		Short: env.say("command.status.round"),
		Long:  env.say("command.status.round.long"),
		Args:  exactArgs(1),
		RunE: onQuarter(func(cmd *cobra.Command, quarter calc.Quarter, _ []string) error {
			return who.at(cmd, env, func(d desk) error {
				report, err := machine.Report(d, d.database, d.home, quarter, live)
				if err != nil {
					return err
				}
				if who.asJSON {
					return writeJSON(env, report.Round)
				}
				_, err = fmt.Fprint(env.stdout, roundText(i18n.New(env.language), report))
				return err
			})
		}),
	}
	who.reads(cmd, env)
	who.json(cmd, env)
	cmd.Flags().BoolVar(&live, "live", false, env.say("flag.live"))
	return cmd
}

// newStatusReportCommand writes what is said of a case for a quarter.
func newStatusReportCommand(env *environment) *cobra.Command {
	var light string
	var who operator
	var causes []string
	var after int64
	var report portfolio.StatusReport
	cmd := &cobra.Command{
		Use:   "report " + env.say("argument.quarter") + " " + env.say("argument.case"),
		Short: env.say("command.status.report"),
		Long:  env.say("command.status.report.long"),
		Args:  exactArgs(2),
		RunE: onQuarter(func(cmd *cobra.Command, quarter calc.Quarter, more []string) error {
			report.Quarter = quarter
			for _, text := range causes {
				one, err := deviationArg(cmd, text)
				if err != nil {
					return err
				}
				report.Deviations = append(report.Deviations, one)
			}
			report.Light = portfolio.TrafficLight(light)
			return who.acting(cmd, env, func(d desk) error {
				bc, err := d.caseArg(more[0])
				if err != nil {
					return err
				}
				report.Case = bc.ID
				if after < 0 {
					if after, err = d.lastReport(report); err != nil {
						return err
					}
				}
				made, err := d.database.ReportStatus(d, d.home.ID, d.by, report, after)
				if err != nil {
					return err
				}
				if who.asJSON {
					return writeJSON(env, made)
				}
				_, err = fmt.Fprintln(env.stdout, env.say("status.done", "number", made.Number, "case", strings.TrimSpace(bc.Number+" "+bc.Title), "quarter", made.Quarter))
				return err
			})
		}),
	}
	who.writes(cmd, env)
	who.json(cmd, env)
	flags := cmd.Flags()
	flags.StringVar(&light, "light", "", env.say("flag.status-light"))
	flags.StringVar(&report.Reason, "reason", "", env.say("flag.status-reason"))
	flags.StringVar(&report.Comment, "comment", "", env.say("flag.status-comment"))
	flags.StringVar(&report.DecisionNeeded, "decision", "", env.say("flag.status-decision"))
	flags.StringArrayVar(&causes, "deviation", nil, env.say("flag.status-deviation"))
	flags.Int64Var(&after, "after", -1, env.say("flag.status-after"))
	flags.Lookup("after").DefValue = ""
	return cmd
}

// deviationArg reads "CAUSE;AMOUNT;OWNER[;QUARTER[;TEXT]]".
func deviationArg(cmd *cobra.Command, text string) (portfolio.Deviation, error) {
	parts := strings.SplitN(text, ";", 5)
	if len(parts) < 3 {
		return portfolio.Deviation{}, &usageError{key: "deviation", args: map[string]any{"text": text}, command: cmd.CommandPath()}
	}
	parts = append(parts, "", "")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	amount, err := kronerArg(cmd, parts[1])
	if err != nil {
		return portfolio.Deviation{}, err
	}
	one := portfolio.Deviation{Cause: portfolio.DeviationCause(parts[0]), Amount: amount, Owner: parts[2], Explanation: parts[4]}
	if parts[3] != "" {
		recovery, err := quarterArg(cmd, parts[3])
		if err != nil {
			return portfolio.Deviation{}, err
		}
		one.Recovery = &recovery
	}
	return one, nil
}

// caseArg finds a case by its number or its id.
func (d desk) caseArg(number string) (portfolio.BusinessCase, error) {
	cases, err := d.database.Cases(d, d.home.ID)
	if err != nil {
		return portfolio.BusinessCase{}, err
	}
	for _, bc := range cases {
		if string(bc.ID) == number || portfolio.FoldNumber(bc.Number) == portfolio.FoldNumber(number) {
			return bc, nil
		}
	}
	return portfolio.BusinessCase{}, portfolio.NotFound("case", number)
}

// lastReport is the number of the last report of a case and quarter; 0 for none.
func (d desk) lastReport(report portfolio.StatusReport) (int64, error) {
	statuses, err := d.database.Statuses(d, d.home.ID)
	for _, one := range statuses {
		if one.Case == report.Case && one.Quarter == report.Quarter {
			return one.Report, err
		}
	}
	return 0, err
}

// newStatusConfirmCommand writes that somebody stands for a realised amount.
func newStatusConfirmCommand(env *environment) *cobra.Command {
	var note string
	var who operator
	cmd := &cobra.Command{
		Use:   "confirm " + env.say("argument.quarter") + " " + env.say("argument.case") + " " + env.say("argument.benefit") + " " + env.say("argument.amount"),
		Short: env.say("command.status.confirm"),
		Long:  env.say("command.status.confirm.long"),
		Args:  exactArgs(4),
		RunE: onQuarter(func(cmd *cobra.Command, quarter calc.Quarter, more []string) error {
			amount, err := kronerArg(cmd, more[2])
			if err != nil {
				return err
			}
			return who.acting(cmd, env, func(d desk) error {
				cases, err := d.database.Cases(d, d.home.ID)
				if err != nil {
					return err
				}
				ref, err := benefitArg(cases, more[0], more[1])
				if err != nil {
					return err
				}
				made, err := d.database.Confirm(d, d.home.ID, d.by, portfolio.Confirmation{Case: ref.Case, Benefit: ref.Benefit, Quarter: quarter, Amount: amount, Note: note})
				if err != nil {
					return err
				}
				if who.asJSON {
					return writeJSON(env, made)
				}
				_, err = fmt.Fprintln(env.stdout, env.say("confirmation.done", "amount", i18n.New(env.language).Money(made.Amount), "quarter", made.Quarter, "name", made.Name))
				return err
			})
		}),
	}
	who.writes(cmd, env)
	who.json(cmd, env)
	cmd.Flags().StringVar(&note, "note", "", env.say("flag.confirmation-note"))
	return cmd
}

// roundText is a round for a terminal: how many have confirmed, each benefit,
// then each case with its lights and why it deviates.
func roundText(printer *i18n.Printer, report portfolio.QuarterReport) string {
	var b strings.Builder
	t, round := printer.T, report.Round
	fmt.Fprintln(&b, t("round.answer", "quarter", round.Quarter, "confirmed", round.Confirmed, "awaited", round.Awaited))
	if round.Stale > 0 {
		fmt.Fprintln(&b, printer.N("round.stale", round.Stale))
	}
	names := map[portfolio.BenefitRef]string{}
	titles := map[portfolio.CaseID]string{}
	for _, figures := range report.Cases {
		titles[figures.Case.ID] = strings.TrimSpace(figures.Case.Number + " " + figures.Case.Title)
		for _, benefit := range figures.Case.Benefits {
			names[portfolio.BenefitRef{Case: figures.Case.ID, Benefit: benefit.ID}] = benefit.Label
		}
	}
	for _, one := range round.Benefits {
		amount := t("round.no-figure")
		if one.Realised != nil {
			amount = printer.Money(*one.Realised) + " kr."
		}
		fmt.Fprintf(&b, "  %s: %s, %s, %s. %s\n", t("round.state-"+string(one.State)), titles[one.Case], names[portfolio.BenefitRef{Case: one.Case, Benefit: one.Benefit}], strings.TrimSuffix(amount, "."), cmp.Or(one.Owner, t("round.no-owner")))
	}
	for _, one := range round.Cases {
		fmt.Fprintf(&b, "\n%s\n  %s\n", titles[one.Case], lightsText(printer, one))
		if one.Deviation != nil {
			for _, line := range deviationLines(printer, *one.Deviation) {
				fmt.Fprintf(&b, "  %s\n", line)
			}
		}
		if one.Status != nil && one.Status.DecisionNeeded != "" {
			fmt.Fprintf(&b, "  %s\n", t("round.decision", "text", one.Status.DecisionNeeded))
		}
	}
	return b.String()
}

func lightsText(printer *i18n.Printer, one portfolio.RoundCase) string {
	text := printer.T("round.computed", "light", printer.T("light."+string(one.Computed)))
	if one.Chosen != "" && one.Chosen != one.Computed {
		text += " " + printer.T("round.chosen", "light", printer.T("light."+string(one.Chosen)), "reason", cmp.Or(one.Reason, printer.T("round.no-reason")))
	}
	return text
}

// deviationLines are plan − realised and its causes, the unexplained last.
func deviationLines(printer *i18n.Printer, d portfolio.CaseDeviation) []string {
	lines := []string{printer.T("deviation.sum", "planned", printer.Money(d.Planned), "realised", printer.Money(d.Realised), "shortfall", printer.Money(d.Shortfall))}
	for _, one := range d.Causes {
		line := fmt.Sprintf("  %s kr.  %s, %s", printer.Money(one.Amount), printer.T("deviation.cause-"+string(one.Cause)), one.Owner)
		if one.Recovery != nil {
			line += ", " + printer.T("deviation.recovery", "quarter", *one.Recovery)
		}
		if one.Explanation != "" {
			line += ": " + one.Explanation
		}
		lines = append(lines, line)
	}
	if d.Unexplained != 0 {
		lines = append(lines, fmt.Sprintf("  %s kr.  %s", printer.Money(d.Unexplained), printer.T("deviation.unexplained")))
	}
	return lines
}
