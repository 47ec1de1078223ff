package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/cmd/raaderum/internal/machine"
	"raaderum/portfolio"
)

// newBridgeCommand says why figures changed between two frozen quarters, or
// between one and what is known now.
func newBridgeCommand(env *environment) *cobra.Command {
	var who operator
	cmd := &cobra.Command{
		Use:   "bridge " + env.say("argument.quarter") + " [" + env.say("argument.quarter") + "]",
		Short: env.say("command.snapshot.bridge"),
		Long:  env.say("command.snapshot.bridge.long"),
		Args:  oneOrTwoQuarters,
		RunE: func(cmd *cobra.Command, args []string) error {
			var quarters []calc.Quarter
			for _, arg := range args {
				quarter, err := quarterArg(cmd, arg)
				if err != nil {
					return err
				}
				quarters = append(quarters, quarter)
			}
			return who.at(cmd, env, func(d desk) error {
				bridge, err := machine.Bridge(d, d.database, d.home, env.now(), quarters...)
				if err != nil {
					return err
				}
				if who.asJSON {
					encoder := machine.NewEncoder(env.stdout)
					encoder.SetIndent("", "  ")
					return encoder.Encode(bridge)
				}
				return printBridge(env, bridge)
			})
		},
	}
	who.reads(cmd, env)
	who.json(cmd, env)
	return cmd
}

func oneOrTwoQuarters(cmd *cobra.Command, args []string) error {
	return exactArgs(min(max(1, len(args)), 2))(cmd, args)
}

// bridgePrint writes a bridge as text, a line for each part.
type bridgePrint struct {
	portfolio.Bridge
	print *i18n.Printer
	lines []string
}

func (b *bridgePrint) add(format string, args ...any) {
	b.lines = append(b.lines, fmt.Sprintf(format, args...))
}

// printBridge writes every figure that moved, and what moved it.
func printBridge(env *environment, bridge portfolio.Bridge) error {
	b := &bridgePrint{Bridge: bridge, print: i18n.New(env.language)}
	b.add("%s → %s, %s", b.end(bridge.From), b.end(bridge.To), b.print.T("unit.kroner"))
	for _, figure := range bridge.Figures {
		if len(figure.Parts) == 0 {
			continue
		}
		b.add("\n%s: %s → %s (%s)", b.print.BridgeFigure(bridge, figure.BridgeKey), b.sum(*figure.Before, figure.NothingBefore), b.sum(*figure.After, figure.NothingAfter), b.signed(*figure.Difference))
		for _, part := range figure.Parts {
			b.add("  %s  %s", b.signed(part.Amount), b.part(part))
		}
	}
	if len(b.lines) == 1 {
		b.add("%s", b.print.T("bridge.nothing"))
	}
	_, err := fmt.Fprintln(env.stdout, strings.Join(b.lines, "\n"))
	return err
}

func (b *bridgePrint) part(part portfolio.BridgePart) string {
	text := b.print.T("bridge.cause-" + string(part.Cause))
	if what := b.print.BridgePart(b.Bridge, part); what != "" {
		text += ": " + what
	}
	if part.Source.Cell != "" {
		text += " [" + portfolio.Place{File: part.Source.File, Sheet: part.Source.Sheet, Cell: part.Source.Cell}.String() + "]"
	}
	return text
}

// sum is a figure; a sum of nothing is none.
func (b *bridgePrint) sum(money calc.Money, nothing bool) string {
	if nothing {
		return "–"
	}
	return b.print.Money(money)
}

func (b *bridgePrint) signed(money calc.Money) string {
	if money > 0 {
		return "+" + b.print.Money(money)
	}
	return b.print.Money(money)
}

func (b *bridgePrint) end(end portfolio.BridgeEnd) string {
	if end.Hash == "" {
		return b.print.T("bridge.end-live", "quarter", end.Quarter)
	}
	return b.print.T("bridge.end-frozen", "quarter", end.Quarter, "hash", end.Hash[:min(12, len(end.Hash))])
}
