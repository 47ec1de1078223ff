package main

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/portfolio"
)

// newUndoCommand takes an import back, or with --dry-run says what that does.
func newUndoCommand(env *environment) *cobra.Command {
	var who operator
	var dryRun bool
	cmd := &cobra.Command{
		Use:   "undo " + env.say("argument.import"),
		Short: env.say("command.import.undo"),
		Args:  exactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return who.acting(cmd, env, func(d desk) error {
				undo := d.database.Undo
				if dryRun {
					undo = d.database.PreviewUndo
				}
				done, err := undo(d, d.home.ID, d.by, portfolio.ImportID(args[0]))
				if err != nil {
					return err
				}
				return printUndo(env, done)
			})
		},
	}
	who.writes(cmd, env)
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, env.say("flag.undo-dry-run"))
	return cmd
}

func printUndo(env *environment, done portfolio.UndoPreview) error {
	printer := i18n.New(env.language)
	var b strings.Builder
	key := "undo.will"
	if done.Import.Undone != nil {
		key = "undo.has"
	}
	fmt.Fprintln(&b, printer.T(key, "id", string(done.Import.ID), "file", done.Import.File))
	for _, one := range done.Gone {
		fmt.Fprintf(&b, "  - %s: %s\n", caseName(one), printer.T("undo.takes", "costs", signedKroner(printer, one.Costs), "benefits", signedKroner(printer, one.Benefits)))
	}
	for _, one := range done.Restored {
		printChanges(&b, printer, one)
	}
	for _, edits := range []struct {
		key   string
		edits []portfolio.LaterEdit
	}{{"undo.kept", done.Kept}, {"undo.blocking", done.Blocking}} {
		if len(edits.edits) > 0 {
			fmt.Fprintf(&b, "  %s:\n", printer.T(edits.key))
		}
		for _, edit := range edits.edits {
			fmt.Fprintf(&b, "    %s\n", printer.T("undo.later-"+string(edit.Kind), "case", strings.TrimSpace(edit.Number+" "+edit.Title),
				"import", string(edit.Import), "file", edit.File, "quarter", edit.Quarter))
		}
	}
	_, err := io.WriteString(env.stdout, b.String())
	return err
}

// printChanges writes what differs in a case: the sums, the net present value,
// and each amount with its cell.
func printChanges(b *strings.Builder, printer *i18n.Printer, one portfolio.CaseChanges) {
	fmt.Fprintf(b, "  ~ %s", caseName(one))
	switch {
	case one.New:
		fmt.Fprintf(b, ": %s", printer.T("change.new-case"))
	case !one.Any():
		fmt.Fprintf(b, ": %s", printer.T("change.nothing"))
	}
	fmt.Fprintf(b, "\n    %s %s, %s %s\n", printer.T("change.costs"), signedKroner(printer, one.Costs), printer.T("change.benefits"), signedKroner(printer, one.Benefits))
	if one.NPVAfter != nil || one.NPVBefore != nil {
		fmt.Fprintf(b, "    %s %s\n", printer.T("change.npv"), printer.T("change.from-to", "from", npvText(printer, one.NPVBefore), "to", npvText(printer, one.NPVAfter)))
	}
	for _, l := range one.Lines {
		key, kind := "change.line-gone", "change.line-cost"
		if l.Added {
			key = "change.line-added"
		}
		if l.Line.Benefit {
			kind = "change.line-benefit"
		}
		fmt.Fprintf(b, "    %s\n", printer.T(key, "kind", printer.T(kind), "label", l.Line.Label))
	}
	for _, f := range one.Fields {
		fmt.Fprintf(b, "    %s: %s → %s\n", fieldName(printer, f), cmp.Or(f.Before, "–"), cmp.Or(f.After, "–"))
	}
	for _, a := range one.Amounts {
		label := a.Line.Label
		if a.Line.Benefit {
			label += ", " + printer.T("series."+string(a.Series))
		}
		fmt.Fprintf(b, "    %s %s: %s → %s (%s) %s\n", label, printer.Period(a.Period),
			moneyText(printer, a.Before), moneyText(printer, a.After), signedKroner(printer, a.Difference), cellOf(portfolio.Place{Sheet: a.Source.Sheet, Cell: a.Source.Cell}))
	}
}

// fieldName is a field's name, with its line's label before it.
func fieldName(printer *i18n.Printer, f portfolio.FieldChange) string {
	name := ""
	if number, ok := strings.CutPrefix(f.Field, "goal-"); ok {
		name = printer.T("change.field-goal", "number", number)
	}
	if name == "" {
		name = printer.T("change.field-" + f.Field)
	}
	if f.Line == nil {
		return name
	}
	return f.Line.Label + ", " + name
}

func caseName(one portfolio.CaseChanges) string {
	return strings.TrimSpace(one.Number + " " + one.Title)
}

func moneyText(printer *i18n.Printer, amount *calc.Money) string {
	if amount == nil {
		return "–"
	}
	return printer.Money(*amount)
}

func signedKroner(printer *i18n.Printer, amount calc.Money) string {
	if amount > 0 {
		return "+" + printer.Money(amount)
	}
	return printer.Money(amount)
}

func npvText(printer *i18n.Printer, npv *calc.Figure) string {
	switch {
	case npv == nil:
		return printer.T("change.not-there")
	case !npv.Exists():
		return printer.T("reason." + string(npv.Why))
	}
	return printer.Number(npv.Value, 0)
}
