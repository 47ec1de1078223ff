package report

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"raaderum/calc"
	"raaderum/portfolio"
)

// What a cover note holds, so that it is one page whatever the case: letters of
// a text, rows of a table and items of a list. What is left out is said, with
// where it stands.
const (
	noteTitle    = 110
	noteSummary  = 260
	noteLeast    = 80
	noteNews     = 130
	noteAsk      = 210
	noteGoal     = 100
	noteYears    = 6
	noteBenefits = 3
	noteLabel    = 44
	noteFindings = 3
	noteFinding  = 105
	notePapers   = 8
	notePaper    = 44
)

// CoverNote (forklæde) is one page about a case for the council: what is asked,
// what it costs and gives, what it does for the goals, what is missing, and how
// it is decided. Where there is room the case's summary is as long as it may be.
func (p CasePack) CoverNote() Paper {
	if note := p.coverNote(true); note.Roomy {
		return note
	}
	return p.coverNote(false)
}

func (p CasePack) coverNote(roomy bool) Paper {
	w := p.writer("cover-note")
	w.paper.Dense = true
	out := &w.paper
	out.add(wordsBlock{style: eyebrowWords, text: w.Report.Organisation.Name + " · " + w.t("paper.cover-note") + " · " + w.Report.Organisation.Governance.CouncilName})
	out.heading(1, "", shortened(caseName(w.bc), noteTitle))
	lately, room := w.lately(noteNews), noteSummary
	for _, text := range lately { // what happened since comes before what the case is about
		if !roomy {
			room = max(noteLeast, room-utf8.RuneCountInString(text))
		}
	}
	if w.bc.Summary != "" {
		out.say(shortened(w.bc.Summary, room))
	}
	if w.Report.Organisation.Example {
		out.note(w.t("pack.example"))
	}
	w.ask()
	for _, text := range lately {
		out.say(text)
	}
	w.noteFacts()
	w.keyFigures(6)
	w.noteYears()
	w.noteGoals()
	w.noteBenefits()
	w.noteAttention()
	w.notePapers()
	out.add(wordsBlock{style: noteWords, text: w.t("paper.note-rest", "made", w.Print.Date(w.At)), see: w.trail.caseAt(w.bc.ID)})
	out.Roomy = out.lines(noteLine) <= noteRoom
	return *out
}

// A note of at most noteRoom lines of noteLine characters is set larger.
const (
	noteRoom = 62
	noteLine = 80
)

// lines is about how many lines a paper takes, of so many characters each.
func (p Paper) lines(characters int) (lines int) {
	of := func(text string, width int) int { return max(1, (utf8.RuneCountInString(text)+width-1)/max(1, width)) }
	row := func(cells []entry, widths []int) (most int) {
		for x, cell := range cells {
			most = max(most, of(cell.text, characters*widths[x]/tableWidth))
		}
		return most
	}
	for _, one := range p.blocks {
		switch b := one.(type) {
		case headingBlock:
			lines += 2 * of(b.text, characters)
		case wordsBlock:
			lines += of(b.text, characters)
		case listBlock:
			for _, item := range b.items {
				lines += of(item.text, characters)
			}
		case gridBlock:
			widths := b.widths()
			lines += 1 + row(b.head, widths)
			for _, cells := range b.rows {
				lines += row(cells, widths)
			}
		}
	}
	return lines
}

// ask is what the council is asked to decide, in the coordinator's words, or the
// case's next step.
func (w *caseWriter) ask() {
	w.paper.heading(2, "ask", w.t("paper.ask"))
	route := portfolio.RouteOf(w.Report.Organisation, w.Figures, w.At)
	text := w.t("route.step-" + string(route.Step))
	if status := w.Figures.Status; status != nil && status.DecisionNeeded != "" {
		text = shortened(status.DecisionNeeded, noteAsk)
	}
	w.paper.add(wordsBlock{style: leadWords, text: text})
}

// noteFacts are the facts the council asks for first, two to a row.
func (w *caseWriter) noteFacts() {
	facts := w.caseFacts()
	for i := range facts {
		if i != goLiveFact { // two dates with their words stay whole
			facts[i][1] = brief(facts[i][1])
		}
	}
	if class, ok := w.Report.Organisation.Governance.ClassOf(w.bc); ok {
		facts = append(facts, [2]entry{said(w.t("route.class")), brief(said(class.Name))})
	}
	route := portfolio.RouteOf(w.Report.Organisation, w.Figures, w.At)
	if route.Meeting != nil {
		facts = append(facts, fact(w.t("route.meeting"), w.Print.Date(route.Meeting.Date)), fact(w.t("route.deadline"), w.Print.Date(route.Meeting.Deadline)))
	}
	if len(facts)%2 == 1 {
		facts = append(facts, [2]entry{})
	}
	grid := gridBlock{caption: w.t("case.facts"), head: heads(9, w.t("paper.what"), w.t("report.value"), w.t("paper.what"), w.t("report.value")), shares: []int{4, 6, 4, 6}}
	for i := 0; i < len(facts); i += 2 {
		grid.rows = append(grid.rows, []entry{facts[i][0], facts[i][1], facts[i+1][0], facts[i+1][1]})
	}
	w.paper.heading(2, "facts", w.t("case.facts"))
	w.paper.grid(grid, "")
}

func brief(e entry) entry {
	e.text = shortened(e.text, noteLabel)
	return e
}

// noteYears are the first years, and the sum of them all.
func (w *caseWriter) noteYears() {
	table, see := w.Figures.Table, w.trail.calculation(w.bc.ID)
	if len(table) == 0 {
		return
	}
	shown := table[:min(noteYears, len(table))]
	names := []string{w.t("paper.what")}
	rows := [][]entry{{said(w.t("case.cost"))}, {said(w.t("case.benefit"))}, {said(w.t("case.net"))}, {said(w.t("case.cumulative"))}}
	add := func(amounts ...*calc.Money) {
		for i, m := range amounts {
			rows[i] = append(rows[i], w.amount(m, see))
		}
	}
	for _, row := range shown {
		names = append(names, w.Print.Period(row.Period))
		add(row.Costs, row.Benefits, row.Net, row.Cumulative)
	}
	var costs, benefits, total *calc.Money
	for _, row := range table {
		costs, benefits, total = plusKnown(costs, row.Costs), plusKnown(benefits, row.Benefits), plusKnown(total, row.Net)
	}
	name := w.t("case.total")
	if more := len(table) - len(shown); more > 0 {
		name = w.Print.N("paper.all-years", len(table))
	}
	add(costs, benefits, total, table[len(table)-1].Cumulative)
	w.paper.heading(2, "economy", w.t("case.economy"))
	w.paper.grid(gridBlock{caption: w.t("case.years") + ", " + w.t("unit.kroner") + ", " + w.Print.Prices(w.bc.PriceLevel), head: heads(1, append(names, name)...), rows: rows}, "")
}

func (w *caseWriter) noteGoals() {
	goals := w.Report.Organisation.Strategy.Goals
	var items []string
	for _, goal := range goals[:min(len(goals), noteFindings)] {
		items = append(items, w.t("paper.goal-short", "goal", goal.Number, "text", shortened(cmp.Or(w.bc.Goals[goal.Number], w.t("case.not-stated")), noteGoal)))
	}
	if len(items) > 0 {
		w.paper.heading(2, "goals", w.t("case.goals"))
		w.paper.list(items...)
	}
}

// noteBenefits are the largest benefits.
func (w *caseWriter) noteBenefits() {
	w.paper.heading(2, "benefits", w.t("case.benefits"))
	sums := map[portfolio.BenefitID]*calc.Money{}
	for _, benefit := range w.bc.Benefits {
		counts := countedAmounts(benefit.Series[portfolio.Plan])
		for i, amount := range benefit.Series[portfolio.Plan] {
			if counts[i] {
				sums[benefit.ID] = plusKnown(sums[benefit.ID], &amount.Money)
			}
		}
	}
	size := func(b portfolio.Benefit) calc.Money {
		if sum := sums[b.ID]; sum != nil {
			return *sum
		}
		return -1
	}
	benefits := slices.Clone(w.bc.Benefits)
	slices.SortStableFunc(benefits, func(a, b portfolio.Benefit) int { return cmp.Compare(size(b), size(a)) })
	grid := gridBlock{caption: w.t("case.benefits") + ", " + w.t("unit.kroner"), head: append(heads(9, w.t("pack.benefit"), w.t("benefit.kind"), w.t("benefit.owner")), entry{text: w.t("paper.planned-all-years"), number: true}), shares: []int{8, 4, 5, 4}}
	for _, benefit := range benefits[:min(len(benefits), noteBenefits)] {
		grid.rows = append(grid.rows, []entry{said(shortened(benefit.Label, noteLabel)), said(w.t("benefit-kind." + cmp.Or(string(benefit.Kind), "unknown"))),
			said(shortened(cmp.Or(benefit.Owner, w.t("case.not-stated")), noteLabel/2)), w.amount(sums[benefit.ID], w.trail.caseAt(w.bc.ID))})
	}
	w.paper.grid(grid, w.t("case.no-benefits"))
	if more := len(benefits) - noteBenefits; more > 0 {
		w.paper.note(w.Print.N("paper.more-benefits", more))
	}
}

// noteAttention is what is missing before a decision, and what is wrong.
func (w *caseWriter) noteAttention() {
	route := portfolio.RouteOf(w.Report.Organisation, w.Figures, w.At)
	var items, needs []string
	for _, need := range route.Needs {
		needs = append(needs, w.t("route.need-"+string(need)))
	}
	if len(needs) > 0 {
		items = append(items, w.t("route.needs")+" "+strings.Join(needs, "; ")+".")
	}
	findings := slices.DeleteFunc(slices.Clone(w.Figures.Findings), func(f portfolio.CaseFinding) bool { return f.Severity == portfolio.SeverityInfo })
	for _, finding := range findings[:min(len(findings), noteFindings)] {
		items = append(items, shortened(w.Print.Args("case-finding."+finding.Code, finding.Args), noteFinding))
	}
	if more := len(findings) - noteFindings; more > 0 {
		items = append(items, w.Print.N("paper.more-findings", more))
	}
	if len(items) == 0 {
		items = []string{w.t("paper.nothing-found")}
	}
	w.paper.heading(2, "attention", w.t("paper.attention"))
	w.paper.list(items...)
}

// notePapers are the documents the council wants with the note.
func (w *caseWriter) notePapers() {
	papers := w.Report.Organisation.Governance.GateChecklist
	if len(papers) == 0 {
		return
	}
	var names []string
	for _, paper := range papers[:min(len(papers), notePapers)] {
		names = append(names, shortened(paper, notePaper))
	}
	w.paper.note(w.t("route.papers") + ": " + strings.Join(names, "; ") + ".")
}

// route is how the case is decided, by the organisation's own rules.
func (w *caseWriter) route() {
	route := portfolio.RouteOf(w.Report.Organisation, w.Figures, w.At)
	t := w.t
	w.paper.heading(2, "route", t("route.title"))
	w.paper.say(t("route.step-" + string(route.Step)))
	var rows [][2]entry
	if route.Class != nil {
		rows = append(rows, fact(t("route.class"), route.Class.Name), fact(t("route.way"), route.Class.Route), fact(t("route.financing"), route.Class.Financing))
	}
	if route.Meeting != nil {
		rows = append(rows, fact(t("route.meeting"), w.Print.Date(route.Meeting.Date)), fact(t("route.deadline"), w.Print.Date(route.Meeting.Deadline)))
	}
	w.paper.facts(rows...)
	var items []string
	for _, need := range route.Needs {
		items = append(items, t("route.needs")+" "+t("route.need-"+string(need))+".")
	}
	for _, reason := range route.Reasons {
		items = append(items, w.Print.Args("route.reason-"+reason.Code, reason.Args))
	}
	w.paper.list(items...)
	if d := w.bc.Dispensation; d != nil {
		w.paper.say(t("case.dispensation") + ": " + d.Reason + " (" + strings.Join([]string{d.By, w.Print.Date(d.Date)}, ", ") + ")")
	}
}
