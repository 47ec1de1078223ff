package report

import (
	"cmp"
	"slices"
	"strings"

	"raaderum/calc"
	"raaderum/portfolio"
)

// areas are the projects by focus area: the roadmap of them all, what each costs
// and gives in the plan's year, when it happens, and what it does for the
// strategy's goals.
func (w *planWriter) areas() {
	w.section("areas")
	if w.Roadmap != nil {
		w.paper.heading(3, "roadmap", w.t("paper.roadmap"))
		w.paper.say(w.Roadmap.Title)
		w.paper.add(pictureBlock{picture: *w.Roadmap, missing: w.t("pack.no-picture")})
	}
	w.paper.note(w.t("paper.areas-note", "year", yearText(w.Plan.Year)))
	if moved := w.moved(); len(moved) > 0 {
		w.paper.note(w.t("paper.areas-moved", "cases", strings.Join(moved, ", ")))
	}
	for from := 0; from < len(w.Plan.Lines); {
		to := from
		for to < len(w.Plan.Lines) && w.Plan.Lines[to].Area == w.Plan.Lines[from].Area {
			to++
		}
		w.area(w.Plan.Lines[from:to])
		from = to
	}
}

// moved are the cases of the plan whose date was moved while the years of their
// benefits were not.
func (w *planWriter) moved() (names []string) {
	for _, line := range w.Plan.Lines {
		if !w.Plan.In(line) || line.Planned.IsZero() {
			continue
		}
		dated := slices.ContainsFunc(w.Cases[line.Case].Benefits, func(benefit portfolio.Benefit) bool {
			return slices.ContainsFunc(benefit.Series[portfolio.Plan], func(amount portfolio.Amount) bool { _, is := amount.Period.Year(); return is })
		})
		if dated {
			names = append(names, cmp.Or(line.Number, line.Title))
		}
	}
	return names
}

func (w *planWriter) area(lines []portfolio.PlanLine) {
	p := &w.paper
	area, known := w.Organisation.Strategy.FocusArea(lines[0].Area)
	if !known {
		area.Name = w.t("plan.no-area")
	}
	p.heading(3, "area-"+string(area.ID), area.Name)
	if area.Coordinator != "" {
		p.say(w.t("plan.coordinator", "name", area.Coordinator))
	}
	economy := gridBlock{
		caption: w.t("paper.area-economy", "area", area.Name, "year", yearText(w.Plan.Year)),
		head: append(heads(9, w.t("plan.case"), w.t("paper.place")), heads(0, w.t("paper.one-off"), w.t("paper.running"), w.t("plan.benefits"), w.t("case.net"),
			w.t("paper.contribution-short"), w.t("paper.payback-short"), w.t("paper.npv-short"))...),
		shares: []int{18, 11, 10, 9, 10, 10, 10, 12, 10},
	}
	var goals []entry
	var planned, stopped []portfolio.PlanLine
	for _, line := range lines {
		if w.stopped(line) {
			stopped = append(stopped, line)
			continue
		}
		economy.rows = append(economy.rows, w.economyRow(line))
		if w.Plan.In(line) {
			planned = append(planned, line)
			goals = append(goals, w.goalsOf(line)...)
		}
	}
	if len(economy.rows) > 0 {
		p.grid(economy, "")
	}
	w.schedule(area.Name, planned)
	w.stoppedCases(area.Name, stopped)
	if len(goals) > 0 {
		p.heading(4, "", w.t("case.goals"))
		p.add(listBlock{goals})
	}
}

// place is a case's place in the plan: whether it is in, and as what.
func (w *planWriter) place(line portfolio.PlanLine) string {
	group := w.t("plan.group-" + string(line.Group))
	switch {
	case w.Plan.In(line):
		group = w.t("plan.in") + ", " + group
	case !line.Past():
		group = w.t("plan.out") + ", " + group
	}
	if line.Joint {
		group += ", " + w.t("paper.joint-short")
	}
	return group
}

func (w *planWriter) economyRow(line portfolio.PlanLine) []entry {
	see, way := w.trail.caseAt(line.Case), w.trail.calculation(line.Case)
	costs := w.costs(line)
	row := []entry{w.caseEntry(line), said(w.place(line)), w.amount(costs[portfolio.OneOff][0], see), w.amount(plusKnown(costs[portfolio.Running][0], costs[portfolio.RecurrenceUnknown][0]), see), w.amount(line.Benefits[0], see),
		w.amount(net(line.Benefits[0], line.Costs[0]), see), w.amount(line.Contribution[0], see)}
	payback, npv := counted(w.Print.Payback(w.payback(line)), way), unknown
	if line.NPV != nil {
		npv = counted(w.Print.Number(*line.NPV, 0), way)
	}
	return append(row, payback, npv)
}

// payback is a line's payback or why there is none. A plan from before the reason
// was kept has the case it was made of.
func (w *planWriter) payback(line portfolio.PlanLine) calc.Payback {
	switch {
	case line.Payback != nil:
		return calc.Payback{Status: calc.PaybackValue, Years: *line.Payback}
	case line.PaybackStatus != "":
		return calc.Payback{Status: line.PaybackStatus}
	}
	bc := w.Cases[line.Case]
	return portfolio.Evaluate(bc, portfolio.TermsFor(bc, w.Plan.AsOf.End())).Evaluation.Payback
}

// net is what is gained; nil when neither side is stated.
func net(benefits, costs *calc.Money) *calc.Money {
	if benefits == nil && costs == nil {
		return nil
	}
	sum := calc.Money(0)
	if benefits != nil {
		sum += *benefits
	}
	if costs != nil {
		sum -= *costs
	}
	return &sum
}

func plusKnown(a, b *calc.Money) *calc.Money {
	if a == nil {
		return b
	}
	if b == nil {
		return a
	}
	sum := *a + *b
	return &sum
}

// costs are a line's costs by recurrence in the plan's years; together they are
// the line's own. Nil is not stated.
func (w *planWriter) costs(line portfolio.PlanLine) map[portfolio.Recurrence][portfolio.PlanYears]*calc.Money {
	sums := map[portfolio.Recurrence][portfolio.PlanYears]*calc.Money{}
	start := 0
	for _, one := range w.Plan.Settings.Cases {
		if one.Case == string(line.Case) && one.Start != nil {
			start = *one.Start
		}
	}
	for _, cost := range w.Cases[line.Case].Costs {
		counts := countedAmounts(cost.Amounts)
		for i, amount := range cost.Amounts {
			year := yearNumber(amount.Period)
			if _, offset := amount.Period.Offset(); offset {
				year += start
			}
			if y := year - w.Plan.Year; counts[i] && y >= 0 && y < portfolio.PlanYears {
				years := sums[cost.Recurrence]
				years[y] = plusKnown(years[y], &amount.Money)
				sums[cost.Recurrence] = years
			}
		}
	}
	return sums
}

// goalsOf are a case's accounts for the strategy's goals.
func (w *planWriter) goalsOf(line portfolio.PlanLine) (items []entry) {
	bc := w.Cases[line.Case]
	for _, goal := range w.Organisation.Strategy.Goals {
		if text := bc.Goals[goal.Number]; text != "" {
			items = append(items, said(w.t("paper.goal", "case", strings.TrimSpace(line.Number+" "+line.Title), "goal", goal.Number, "text", text)))
		}
	}
	return items
}

// priorities are all cases that could be in, those that must be first, then by
// their points; each with why it is in or out, and what it takes.
func (w *planWriter) priorities() {
	p := &w.paper
	w.section("priorities")
	p.say(w.t("plan.criteria-lead"))
	var criteria []entry
	for _, one := range w.Plan.Settings.Criteria {
		criteria = append(criteria, said(w.words.Criterion(one)))
	}
	p.add(listBlock{criteria})
	lines := slices.DeleteFunc(slices.Clone(w.Plan.Lines), func(l portfolio.PlanLine) bool { return l.Past() })
	slices.SortStableFunc(lines, func(a, b portfolio.PlanLine) int {
		if by := slices.Index(portfolio.PlanGroups, a.Group) - slices.Index(portfolio.PlanGroups, b.Group); by != 0 {
			return by
		}
		return int(scoreOf(b) - scoreOf(a))
	})
	grid := gridBlock{caption: w.t("paper.plan-priorities"), head: heads(9, w.t("plan.case"), w.t("paper.place"), w.t("plan.score"), w.t("route.why")), shares: []int{5, 4, 2, 9}}
	grid.head[2].number = true
	for _, line := range lines {
		points := unknown
		if line.Score != nil {
			points = counted(w.words.Points(*line.Score), "#points")
		}
		grid.rows = append(grid.rows, []entry{w.caseEntry(line), said(w.place(line)), points, said(w.why(line))})
	}
	p.grid(grid, w.t("paper.no-cases"))
	w.points(lines)
}

// scoreOf orders those without points last.
func scoreOf(line portfolio.PlanLine) int64 {
	if line.Score == nil {
		return -1 << 40
	}
	return *line.Score
}

// why says why a case is in or out, and of one that is out what it takes.
func (w *planWriter) why(line portfolio.PlanLine) string {
	text := w.words.Why(line, 0)
	if w.Plan.In(line) {
		return text
	}
	changes := w.words.Changes(line, 0)
	if len(changes) == 0 {
		return text
	}
	lead := w.t("plan.each-is-enough")
	if len(line.Lacks) > 0 {
		lead = w.t("plan.all-needed")
	}
	return text + "\n" + lead + " " + strings.Join(changes, " ")
}

// points are what each criterion gives each case.
func (w *planWriter) points(lines []portfolio.PlanLine) {
	names := []string{w.t("plan.case")}
	for _, one := range w.Plan.Settings.Criteria {
		names = append(names, w.t("plan.measure-"+string(one.Measure)))
	}
	grid := gridBlock{caption: w.t("plan.points-head"), head: heads(1, append(names, w.t("plan.score"))...)}
	for _, line := range lines {
		row := []entry{w.caseEntry(line)}
		for _, points := range line.Points {
			one := unknown
			if points.Points != nil {
				one = counted(w.Print.Number(*points.Points, 1), w.trail.calculation(line.Case))
			}
			row = append(row, one)
		}
		sum := unknown
		if line.Score != nil {
			sum = counted(w.words.Points(*line.Score), w.trail.plan(w.Plan.Year, w.Plan.Version))
		}
		grid.rows = append(grid.rows, append(row, sum))
	}
	if len(grid.rows) > 0 {
		w.paper.heading(3, "points", w.t("plan.points-head"))
		w.paper.grid(grid, "")
	}
}
