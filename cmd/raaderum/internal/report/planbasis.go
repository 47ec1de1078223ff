package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"raaderum/calc"
	"raaderum/portfolio"
)

// scenarios are the frames side by side: what each may use and uses, how much it
// gives, and who is in.
func (w *planWriter) scenarios() {
	p := &w.paper
	w.section("scenarios")
	frames := w.Plan.Settings.Frames
	names := []string{w.t("paper.what")}
	for i := range frames {
		names = append(names, w.frameName(i))
		p.say(w.frameName(i) + ": " + w.words.Limits(i) + " " + w.words.Choice(i))
	}
	here := w.trail.plan(w.Plan.Year, w.Plan.Version)
	money := gridBlock{caption: w.t("paper.frames") + ", " + w.t("unit.kroner"), head: heads(1, names...)}
	for y := range portfolio.PlanYears {
		budget, used := []entry{said(w.t("plan.budget") + " " + yearText(w.Plan.Year+y))}, []entry{said(w.t("plan.used") + " " + yearText(w.Plan.Year+y))}
		for i, frame := range frames {
			limit := entry{text: w.t("plan.no-limit"), number: true, see: here}
			if len(frame.Budgets) > 0 && frame.Budgets[y] != nil {
				limit = counted(w.Print.Kroner(*frame.Budgets[y]), here)
			}
			budget, used = append(budget, limit), append(used, w.amount(w.Plan.Totals(i)[y], here))
		}
		money.rows = append(money.rows, budget, used)
	}
	standing := "#standing"
	if len(frames) < 2 {
		standing = "#priorities" // the one frame's cases
	}
	points, count := []entry{said(w.t("plan.score"))}, []entry{said(w.t("paper.cases-in"))}
	for i := range frames {
		score, n := unknown, 0
		if w.Plan.Choices[i].Chosen != nil {
			score = counted(w.words.Points(w.Plan.Choices[i].Score), "#points")
		}
		for _, line := range w.Plan.Lines {
			if w.Plan.InFrame(line, i) {
				n++
			}
		}
		points, count = append(points, score), append(count, counted(strconv.Itoa(n), standing))
	}
	money.rows = append(money.rows, points, count)
	p.grid(money, "")
	if len(frames) < 2 {
		return
	}
	grid := gridBlock{caption: w.t("paper.standing"), head: heads(9, append([]string{w.t("plan.case")}, names[1:]...)...)}
	for _, line := range w.Plan.Lines {
		if line.Candidate == nil {
			continue
		}
		row := []entry{w.caseEntry(line)}
		for i := range frames {
			row = append(row, said(w.words.Standing(line, i)))
		}
		grid.rows = append(grid.rows, row)
	}
	p.heading(3, "standing", w.t("paper.standing"))
	p.grid(grid, w.t("paper.no-cases"))
}

func (w *planWriter) frameName(i int) string {
	return cmp.Or(w.Plan.Settings.Frames[i].Name, w.t("plan.frame-proposal"))
}

// economy is the proposal over the budget year and the three estimate years.
func (w *planWriter) economy() {
	p := &w.paper
	w.section("economy")
	p.say(w.prices() + " " + w.t("terms.sign-gain") + ".")
	costs := map[portfolio.Recurrence][portfolio.PlanYears]*calc.Money{}
	for _, line := range w.Plan.Lines {
		if !w.Plan.In(line) {
			continue
		}
		for recurrence, years := range w.costs(line) {
			sums := costs[recurrence]
			for y := range sums {
				sums[y] = plusKnown(sums[y], years[y])
			}
			costs[recurrence] = sums
		}
	}
	head := []string{w.t("paper.what")}
	for y := range portfolio.PlanYears {
		head = append(head, yearText(w.Plan.Year+y))
	}
	grid := gridBlock{caption: w.sectionTitle("economy") + ", " + w.t("unit.kroner"), head: heads(1, head...)}
	row := func(name string, of func(y int) *calc.Money) {
		cells := []entry{said(name)}
		for y := range portfolio.PlanYears {
			cells = append(cells, w.amount(of(y), "#areas"))
		}
		grid.rows = append(grid.rows, cells)
	}
	for _, one := range []struct {
		name       string
		recurrence portfolio.Recurrence
	}{{"paper.one-off", portfolio.OneOff}, {"paper.running-long", portfolio.Running}, {"paper.recurrence-unknown", portfolio.RecurrenceUnknown}} {
		row(w.t(one.name), func(y int) *calc.Money { return costs[one.recurrence][y] })
	}
	row(w.t("paper.costs-total"), func(y int) *calc.Money { return w.Plan.Years[y].Costs })
	row(w.t("plan.benefits"), func(y int) *calc.Money { return w.Plan.Years[y].Benefits })
	row(w.t("case.net"), func(y int) *calc.Money { return net(w.Plan.Years[y].Benefits, w.Plan.Years[y].Costs) })
	row(w.t("plan.contribution"), func(y int) *calc.Money { return w.Plan.Years[y].Contribution })
	row(w.t("plan.earlier"), func(y int) *calc.Money { return w.Plan.Years[y].Earlier })
	row(w.t("plan.target"), func(y int) *calc.Money { return w.Plan.Years[y].Target })
	row(w.t("plan.gap"), func(y int) *calc.Money { return w.Plan.Years[y].Gap() })
	p.grid(grid, "")
	p.note(w.t("terms.rounding"))
}

// joint are the measures whose benefits stand beside the target.
func (w *planWriter) joint() {
	w.section("joint")
	head := []string{w.t("plan.case"), w.t("plan.item")}
	for y := range portfolio.PlanYears {
		head = append(head, yearText(w.Plan.Year+y))
	}
	grid := gridBlock{caption: w.sectionTitle("joint") + ", " + w.t("unit.kroner"), head: heads(2, head...)}
	for _, line := range w.Plan.Lines {
		if !line.Joint || w.stopped(line) {
			continue
		}
		for _, one := range []struct {
			name  string
			years []*calc.Money
		}{{"plan.costs", line.Costs}, {"plan.benefits", line.Benefits}} {
			row := []entry{w.caseEntry(line), said(w.t(one.name))}
			for _, m := range one.years {
				row = append(row, w.amount(m, w.trail.caseAt(line.Case)))
			}
			grid.rows = append(grid.rows, row)
		}
	}
	if len(grid.rows) > 0 {
		w.paper.say(w.t("paper.joint-note"))
	}
	w.paper.grid(grid, w.t("paper.joint-none"))
}

// hours are the staff hours the cases take, where anybody has stated them.
func (w *planWriter) hours() {
	w.section("hours")
	head := []string{w.t("plan.case")}
	for y := range portfolio.PlanYears {
		head = append(head, yearText(w.Plan.Year+y))
	}
	grid := gridBlock{caption: w.t("plan.hours"), head: heads(1, head...), total: true}
	unstated := 0
	for _, line := range w.Plan.Lines {
		if !w.Plan.In(line) {
			continue
		}
		if len(line.Hours) == 0 {
			unstated++
			continue
		}
		row := []entry{w.caseEntry(line)}
		for _, h := range line.Hours {
			one := unknown
			if h != nil {
				one = counted(w.Print.Number(float64(*h), 0), w.trail.plan(w.Plan.Year, w.Plan.Version))
			}
			row = append(row, one)
		}
		grid.rows = append(grid.rows, row)
	}
	if len(grid.rows) > 0 {
		sum := []entry{said(w.t("case.total"))}
		for _, year := range w.Plan.Years {
			sum = append(sum, w.hoursOf(year.Hours))
		}
		grid.rows = append(grid.rows, sum)
	}
	w.paper.grid(grid, w.t("paper.hours-none"))
	if unstated > 0 && len(grid.rows) > 0 {
		w.paper.note(w.Print.N("paper.hours-unstated", unstated))
	}
}

// risks are what the figures themselves say of the proposal's cases: how much of
// the benefits may fail, and what is wrong or missing in the case.
func (w *planWriter) risks() {
	p := &w.paper
	w.section("risks")
	p.say(w.t("paper.risks-lead"))
	grid := gridBlock{caption: w.t("paper.risks-caption"), head: heads(9, w.t("plan.case"), w.t("paper.may-fail"), w.t("paper.attention")), shares: []int{5, 3, 11}}
	grid.head[1].number = true
	for _, line := range w.Plan.Lines {
		if !w.Plan.In(line) {
			continue
		}
		bc := w.Cases[line.Case]
		figures := portfolio.Evaluate(bc, portfolio.TermsFor(bc, w.Plan.AsOf.End()))
		bears := unknown
		if needed := figures.Evaluation.SwitchingValue; needed.Exists() {
			bears = counted(w.bears(needed.Value), w.trail.calculation(line.Case))
		}
		var attention []string
		for _, finding := range portfolio.CaseFindings(w.Organisation, figures) {
			if finding.Severity != portfolio.SeverityInfo {
				attention = append(attention, w.Print.Args("case-finding."+finding.Code, finding.Args))
			}
		}
		for _, benefit := range bc.Benefits {
			if benefit.State == portfolio.BenefitDelayed || benefit.State == portfolio.BenefitReduced || benefit.State == portfolio.BenefitLapsed {
				attention = append(attention, benefit.Label+": "+strings.ToLower(w.t("benefit-state."+string(benefit.State)))+".")
			}
		}
		if len(attention) == 0 {
			attention = []string{w.t("paper.nothing-found")}
		}
		grid.rows = append(grid.rows, []entry{w.caseEntry(line), bears, said(strings.Join(attention, "\n"))})
	}
	p.grid(grid, w.t("paper.no-cases"))
}

// bears is how much of the benefits may fail, when a share of them is needed.
func (w *planWriter) bears(needed float64) string {
	if needed > 1 {
		return w.t("paper.must-rise", "share", w.Print.Percent(needed-1, 1))
	}
	return w.Print.Percent(1-needed, 1)
}

// method says what the figures were computed under.
func (w *planWriter) method() {
	w.section("method")
	rows := [][2]entry{
		fact(w.t("terms.count"), w.t("method.explain-"+string(w.Plan.Method))),
		fact(w.t("terms.prices"), w.prices()),
	}
	if target, ok := w.Organisation.Strategy.TargetFor(w.Plan.Year); ok {
		rows = append(rows, fact(w.t("terms.target-prices"), w.Print.Prices(target.PriceLevel)))
	}
	var rates []string
	for _, line := range w.Plan.Lines {
		if bc, known := w.Cases[line.Case]; known && w.Plan.In(line) {
			if rate := w.Print.Rate(portfolio.TermsFor(bc, w.Plan.AsOf.End())); !slices.Contains(rates, rate) {
				rates = append(rates, rate)
			}
		}
	}
	rows = append(rows,
		fact(w.t("terms.rate"), strings.Join(rates, "\n")),
		fact(w.t("terms.timing"), w.t("terms.timing-"+string(calc.BaseYear))),
		fact(w.t("terms.payback"), w.t("terms.payback-text")),
		fact(w.t("terms.sign"), w.t("terms.sign-gain")),
		fact(w.t("paper.rounding"), w.t("terms.rounding")),
		fact(w.t("plan.terms-frames"), w.words.Limits(0)),
		fact(w.t("plan.terms-choice"), w.words.Choice(0)),
		fact(w.t("terms.method"), w.t("terms.method-text", "version", portfolio.MethodVersion)),
	)
	w.paper.facts(rows...)
}

// basis is when the figures were known and the files they were read from.
func (w *planWriter) basis() {
	p := &w.paper
	w.section("basis")
	p.say(w.t("plan.as-of", "quarter", w.Plan.AsOf) + ". " + w.t("paper.basis-note"))
	grid := gridBlock{caption: w.t("case.files"), head: heads(9, w.t("report.file"), w.t("plan.case"), "SHA-256"), shares: []int{6, 6, 7}}
	type key struct{ sha, file string }
	read := map[key][]string{}
	var order []portfolio.Source
	for _, line := range w.Plan.Lines {
		for _, source := range filesOf(w.Cases[line.Case]) {
			k := key{source.SHA256, source.File}
			if read[k] == nil {
				order = append(order, source)
			}
			read[k] = append(read[k], cmp.Or(line.Number, line.Title))
		}
	}
	for _, source := range order {
		grid.rows = append(grid.rows, []entry{{text: source.File, see: w.trail.cell(source)}, said(strings.Join(read[key{source.SHA256, source.File}], ", ")), said(source.SHA256)})
	}
	p.grid(grid, w.t("paper.no-files"))
}

// filesOf is a source in each file a case was read from, in the order they
// appear in it.
func filesOf(bc portfolio.BusinessCase) (files []portfolio.Source) {
	see := func(source portfolio.Source) {
		if source.SHA256 != "" && !slices.ContainsFunc(files, func(s portfolio.Source) bool { return s.SHA256 == source.SHA256 }) {
			files = append(files, source)
		}
	}
	see(bc.Source)
	for _, cost := range bc.Costs {
		for _, amount := range cost.Amounts {
			see(amount.Source)
		}
	}
	for _, benefit := range bc.Benefits {
		see(benefit.FullYearSource)
		for _, series := range []portfolio.Series{portfolio.Plan, portfolio.Forecast, portfolio.Budgeted, portfolio.Realised} {
			for _, amount := range benefit.Series[series] {
				see(amount.Source)
			}
		}
	}
	return files
}
