package report

import (
	"slices"
	"strings"
	"time"

	"raaderum/calc"
	"raaderum/portfolio"
)

// schedule is when the cases of an area that are in the plan are carried out and
// planned to go live, quarter by quarter, with what was last reported of each.
func (w *planWriter) schedule(area string, lines []portfolio.PlanLine) {
	if len(lines) == 0 {
		return
	}
	grid := gridBlock{caption: w.t("paper.area-schedule", "area", area, "year", yearText(w.Plan.Year)), head: heads(9, w.t("plan.case")), shares: []int{7, 4, 4, 4, 4}}
	for q := range 4 {
		grid.head = append(grid.head, said(w.Print.Quarter(calc.Quarter{Year: w.Plan.Year, Q: q + 1})))
	}
	heard := slices.ContainsFunc(lines, func(line portfolio.PlanLine) bool { return line.News != nil })
	if heard {
		grid.head, grid.shares = append(grid.head, said(w.t("news.title", "quarter", w.Plan.AsOf))), append(grid.shares, 7)
	}
	for _, line := range lines {
		row := []entry{w.caseEntry(line)}
		for q := range 4 {
			row = append(row, said(w.happens(line, calc.Quarter{Year: w.Plan.Year, Q: q + 1})))
		}
		if heard {
			row = append(row, w.news(line))
		}
		grid.rows = append(grid.rows, row)
	}
	w.paper.grid(grid, "")
}

// news is what was last reported of a line's case; nothing reported is unknown.
func (w *planWriter) news(line portfolio.PlanLine) entry {
	if line.News == nil {
		return unknown
	}
	if text := w.Print.News(*line.News); text != "" {
		return said(text)
	}
	return unknown
}

// happens says what a quarter brings for a case of the plan, as far as its dates
// are known. None of them is in operation, whatever their date: that is said of a
// case, not read out of a calendar.
func (w *planWriter) happens(line portfolio.PlanLine, quarter calc.Quarter) string {
	if line.GoLive.IsZero() {
		return w.t("case.not-stated")
	}
	live, late := calc.QuarterOf(line.GoLive), !line.GoLive.After(w.Plan.AsOf.End())
	switch {
	case live == quarter && late:
		return w.t("paper.not-live", "date", w.shortDate(line.GoLive))
	case live == quarter && !line.Planned.IsZero():
		return w.t("paper.now-expected", "date", w.shortDate(line.GoLive))
	case live == quarter:
		return w.t("paper.goes-live", "date", w.shortDate(line.GoLive))
	case !line.Planned.IsZero() && calc.QuarterOf(line.Planned) == quarter:
		return w.t("paper.goes-live", "date", w.shortDate(line.Planned))
	case quarter.Before(live):
		return w.t("paper.carried-out")
	case late:
		return w.t("paper.new-date-unknown")
	}
	return w.t("paper.in-operation")
}

func (w *planWriter) shortDate(day time.Time) string {
	return strings.TrimSuffix(strings.TrimSpace(strings.Replace(w.Print.Date(day), yearText(day.Year()), "", 1)), ",")
}

// stopped tells whether a line is of a stopped case. A plan from before stopped
// cases were told from finished ones has the case it was made of.
func (w *planWriter) stopped(line portfolio.PlanLine) bool {
	return line.Group == portfolio.PlanStopped || w.Cases[line.Case].Over()
}

// stoppedCases are an area's stopped cases with what lapsed. What they had planned
// is no cost and no benefit of the plan.
func (w *planWriter) stoppedCases(area string, lines []portfolio.PlanLine) {
	if len(lines) == 0 {
		return
	}
	from, to := yearText(w.Plan.Year), yearText(w.Plan.Year+portfolio.PlanYears-1)
	grid := gridBlock{
		caption: w.t("paper.area-stopped", "area", area, "from", from, "to", to) + ", " + w.t("unit.kroner"),
		head: append(heads(9, w.t("plan.case"), w.t("paper.stopped-what"), w.t("news.title", "quarter", w.Plan.AsOf)),
			heads(0, w.t("plan.lapsed-costs"), w.t("plan.lapsed-benefits"))...),
		shares: []int{7, 6, 7, 4, 4},
	}
	for _, line := range lines {
		lapsed := line.Lapsed
		if lapsed == nil {
			lapsed = &portfolio.PlanLapsed{Costs: line.Costs, Benefits: line.Benefits}
		}
		what := []string{w.t("paper.stopped-state")}
		if !lapsed.Ended.IsZero() {
			what[0] = w.t("paper.stopped-state-day", "date", lapsed.Ended)
		}
		if len(lapsed.Names) > 0 {
			what = append(what, w.t("paper.stopped-lapsed", "names", strings.Join(lapsed.Names, "; ")))
		}
		see := w.trail.caseAt(line.Case)
		grid.rows = append(grid.rows, []entry{w.caseEntry(line), said(strings.Join(what, "\n")), w.news(line),
			w.amount(sumKnown(lapsed.Costs), see), w.amount(sumKnown(lapsed.Benefits), see)})
	}
	w.paper.grid(grid, "")
	w.paper.note(w.t("plan.stopped-lead", "from", from, "to", to))
}

// sumKnown adds up what is stated; nil when nothing is.
func sumKnown(amounts []*calc.Money) (sum *calc.Money) {
	for _, one := range amounts {
		sum = plusKnown(sum, one)
	}
	return sum
}
