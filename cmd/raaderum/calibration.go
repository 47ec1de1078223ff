package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/cmd/raaderum/internal/machine"
	"raaderum/portfolio"
)

// newCalibrationCommand sets what benefits came to against what was promised.
func newCalibrationCommand(env *environment) *cobra.Command {
	var who operator
	var live bool
	cmd := &cobra.Command{
		Use:   "calibration " + env.say("argument.quarter"),
		Short: env.say("command.calibration"),
		Long:  env.say("command.calibration.long"),
		Args:  exactArgs(1),
		RunE: onQuarter(func(cmd *cobra.Command, quarter calc.Quarter, _ []string) error {
			return who.at(cmd, env, func(d desk) error { return writeCalibration(d, quarter, live, who.asJSON) })
		}),
	}
	who.reads(cmd, env)
	who.json(cmd, env)
	cmd.Flags().BoolVar(&live, "live", false, env.say("flag.live"))
	return cmd
}

func writeCalibration(d desk, quarter calc.Quarter, live, asJSON bool) error {
	calibration, err := machine.NewCalibration(d, d.database, d.home, quarter, live)
	if err != nil {
		return err
	}
	if asJSON {
		encoder := machine.NewEncoder(d.env.stdout)
		encoder.SetIndent("", "  ")
		return encoder.Encode(calibration)
	}
	return printCalibration(d.env, d.home.Strategy, calibration)
}

// printCalibration writes a line for each group.
func printCalibration(env *environment, strategy portfolio.Strategy, c machine.Calibration) error {
	print := i18n.New(env.language)
	printFrozen(env, print, c.Frozen)
	if c.Whole.Share == nil {
		_, err := fmt.Fprintln(env.stdout, print.T("calibration.empty", "quarter", c.AsOf))
		return err
	}
	table := tabwriter.NewWriter(env.stdout, 0, 4, 2, ' ', 0)
	head := []string{"", "n", print.T("calibration.promised"), print.T("calibration.realised"), print.T("calibration.share"),
		print.T("calibration.median"), print.T("calibration.interval-head"), print.T("calibration.advice")}
	fmt.Fprintln(table, strings.Join(head, "\t"))
	write := func(name string, group portfolio.CalibrationGroup) {
		fmt.Fprintf(table, "%s\t%d\t%s\t%s\t%s\t%s\t%s\t%s\n", name, len(group.Benefits), print.Money(*group.Promised), print.Money(*group.Realised),
			print.Percent(*group.Share, 0), print.Percent(group.Interval.Median, 1), print.CalibrationInterval(group), print.CalibrationAdvice(group, c.Rule))
	}
	write(print.T("calibration.all"), c.Whole)
	for _, by := range []struct {
		name   string
		groups []portfolio.CalibrationGroup
	}{{"area", c.Areas}, {"owner", c.Owners}, {"kind", c.Kinds}} {
		fmt.Fprintf(table, "%s\n", print.T("calibration.by-"+by.name))
		for _, group := range by.groups {
			write("  "+print.CalibrationGroup(strategy, by.name, group.Key), group)
		}
	}
	return table.Flush()
}
