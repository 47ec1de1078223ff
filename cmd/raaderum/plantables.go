package main

import (
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/portfolio"
)

// writeScenarios sets the frames of a plan side by side: what each allows and
// costs year by year, and which cases it has room for. A single frame is no
// comparison and is told by the plan itself.
func writeScenarios(out io.Writer, printer *i18n.Printer, plan portfolio.ActionPlan) {
	frames := plan.Settings.Frames
	if len(frames) < 2 {
		return
	}
	names := make([]string, len(frames))
	for i, frame := range frames {
		names[i] = cmp.Or(frame.Name, printer.T("plan.frame-proposal"))
	}
	fmt.Fprintf(out, "\n%s\n", printer.T("plan.scenarios"))
	table := tabwriter.NewWriter(out, 0, 4, 2, ' ', 0)
	row := func(cells ...string) { fmt.Fprintf(table, "  %s\n", strings.Join(cells, "\t")) }
	head := []string{printer.T("plan.item")}
	row(append(head, names...)...)
	across := func(name string, cell func(frame int) string) {
		cells := []string{name}
		for i := range frames {
			cells = append(cells, cell(i))
		}
		row(cells...)
	}
	for y := range plan.Years {
		year := strconv.Itoa(plan.Years[y].Year)
		across(printer.T("plan.budget")+" "+year, func(i int) string {
			if len(frames[i].Budgets) == 0 || frames[i].Budgets[y] == nil {
				return printer.T("plan.no-limit")
			}
			return printer.Money(*frames[i].Budgets[y])
		})
		across(printer.T("plan.used")+" "+year, func(i int) string { return moneyOrNothing(printer, plan.Totals(i)[y]) })
	}
	words := printer.ActionPlan(plan)
	across(printer.T("plan.score"), func(i int) string {
		if plan.Choices[i].Chosen == nil {
			return "–"
		}
		return words.Points(plan.Choices[i].Score)
	})
	for _, line := range plan.Lines {
		if line.Candidate == nil {
			continue
		}
		across(strings.TrimSpace(line.Number+" "+line.Title), func(i int) string { return words.Standing(line, i) })
	}
	table.Flush() // into a buffer
}

// writePromises sets what last year's plan said of its year against what is
// known now.
func writePromises(out io.Writer, printer *i18n.Printer, promises []portfolio.PlanPromise) {
	table := tabwriter.NewWriter(out, 0, 4, 2, ' ', 0)
	now := func(key string) string { return printer.T("plan.now", "what", printer.T(key)) }
	row := func(cells ...string) { fmt.Fprintf(table, "  %s\n", strings.Join(cells, "\t")) }
	row(printer.T("plan.case"), printer.T("plan.costs"), now("plan.costs"), printer.T("plan.benefits"), now("plan.benefits"), printer.T("plan.realised"), printer.T("plan.promise"))
	for _, one := range promises {
		row(strings.TrimSpace(one.Number+" "+one.Title), moneyOrNothing(printer, one.Costs.Then), moneyOrNothing(printer, one.Costs.Now),
			moneyOrNothing(printer, one.Benefits.Then), moneyOrNothing(printer, one.Benefits.Now), moneyOrNothing(printer, one.Realised), printer.T("plan.promise-"+string(one.Status)))
	}
	table.Flush() // into a buffer
}

// moneyOrNothing is an amount, or – where nobody stated one.
func moneyOrNothing(printer *i18n.Printer, amount *calc.Money) string {
	if amount == nil {
		return "–"
	}
	return printer.Money(*amount)
}
