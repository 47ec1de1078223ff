package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/portfolio"
)

// PlanPack (handleplanens grundlag) is what a plan's paper is made of: a version
// of the plan and its cases in the versions it was made of. The same pack gives
// the same paper.
type PlanPack struct {
	Organisation portfolio.Organisation
	Plan         portfolio.ActionPlan
	Cases        map[portfolio.CaseID]portfolio.BusinessCase
	Roadmap      *Picture // nil: not drawn
	At           time.Time
	Print        *i18n.Printer
}

// Paper is the annual action plan as a paper for the executive board and the
// municipal council: the answer first, last year's promises, the projects by
// focus area, what was left out and why, and what the figures rest on.
func (p PlanPack) Paper() Paper {
	w := planWriter{PlanPack: p, words: p.Print.ActionPlan(p.Plan), trail: trail{org: p.Organisation.ID, at: p.Plan.AsOf}}
	w.paper = Paper{
		Name:  strings.ReplaceAll(string(p.Organisation.ID), "/", "-") + "-" + p.Print.T("paper.plan-name") + "-" + yearText(p.Plan.Year),
		Title: p.Organisation.Name + ", " + p.Print.T("plan.title", "year", yearText(p.Plan.Year)), At: p.At, Print: p.Print,
	}
	if p.Plan.Version > 0 {
		w.paper.Name += "-v" + strconv.Itoa(p.Plan.Version)
	}
	w.paper.Footer = w.paper.Title + " · " + w.standing() + " · " + p.Print.T("pack.all-cases") + " · " + p.Print.T("plan.as-of", "quarter", p.Plan.AsOf)
	w.cover()
	w.summary()
	w.followUp()
	w.areas()
	w.priorities()
	w.scenarios()
	w.economy()
	w.joint()
	w.hours()
	w.risks()
	w.method()
	w.basis()
	return w.paper
}

// planWriter is the paper under way.
type planWriter struct {
	PlanPack
	words i18n.PlanWords
	paper Paper
	trail trail
}

func (w *planWriter) t(key string, pairs ...any) string { return w.Print.T(key, pairs...) }

// standing is the version and how far it has come.
func (w *planWriter) standing() string {
	if w.Plan.Version == 0 {
		return w.t("paper.plan-unsaved")
	}
	return w.t("case.version", "n", w.Plan.Version) + ", " + w.t("plan.status-"+string(w.Plan.Status()))
}

// sections are the paper's parts, in order, by their ids.
var planSections = []string{"summary", "follow-up", "areas", "priorities", "scenarios", "economy", "joint", "hours", "risks", "method", "basis"}

func (w *planWriter) section(id string) { w.paper.heading(2, id, w.sectionTitle(id)) }

func (w *planWriter) sectionTitle(id string) string {
	return w.t("paper.plan-"+id, "year", yearText(w.Plan.Year), "before", yearText(w.Plan.Year-1))
}

func (w *planWriter) cover() {
	p := &w.paper
	p.add(wordsBlock{style: eyebrowWords, text: w.Organisation.Name})
	p.heading(1, "", w.t("plan.title", "year", yearText(w.Plan.Year)))
	p.add(wordsBlock{style: leadWords, text: w.Organisation.Strategy.Name})
	if w.Organisation.Example {
		p.note(w.t("pack.example"))
	}
	p.facts(
		fact(w.t("paper.version"), w.standing()),
		fact(w.t("pack.made"), w.Print.Date(w.At)),
		fact(w.t("paper.basis"), w.t("plan.as-of", "quarter", w.Plan.AsOf)+". "+w.words.Stands()),
		fact(w.t("terms.prices"), w.prices()),
	)
	approvals := gridBlock{caption: w.t("paper.approvals"), head: heads(9, w.t("paper.step"), w.t("paper.date"), w.t("paper.body"), w.t("paper.decided")), shares: []int{4, 3, 3, 5}}
	for _, status := range portfolio.PlanStatuses[1:] {
		row := []entry{said(w.t("plan.status-" + string(status))), said(w.t("paper.outstanding")), said(""), said("")}
		for _, step := range w.Plan.Steps {
			if step.Status == status {
				row = []entry{row[0], said(w.Print.Date(step.Decided)), said(step.Body), said(step.Text)}
			}
		}
		approvals.rows = append(approvals.rows, row)
	}
	p.grid(approvals, "")
	p.heading(2, "contents", w.t("paper.contents"))
	var contents []entry
	for _, id := range planSections {
		contents = append(contents, entry{text: w.sectionTitle(id), see: "#" + id})
	}
	p.add(listBlock{contents})
	p.add(breakBlock{})
}

// levels are the price levels of the proposal's cases, each once.
func (w *planWriter) levels() (levels []portfolio.PriceLevel) {
	for _, line := range w.Plan.Lines {
		if level := w.Cases[line.Case].PriceLevel; w.Plan.In(line) && !slices.Contains(levels, level) {
			levels = append(levels, level)
		}
	}
	return levels
}

// prices states the one price level of the plan's amounts, or says that there
// are several and that they are not converted.
func (w *planWriter) prices() string {
	levels := w.levels()
	if len(levels) == 0 {
		return w.t("paper.no-amounts")
	}
	if len(levels) == 1 {
		return w.t("paper.one-price-level", "level", w.Print.Prices(levels[0]))
	}
	names := make([]string, len(levels))
	for i, level := range levels {
		names[i] = w.Print.Prices(level)
	}
	return w.t("paper.several-price-levels", "levels", strings.Join(names, "; "))
}

func (w *planWriter) summary() {
	p := &w.paper
	w.section("summary")
	p.add(wordsBlock{leadWords, w.words.Answer(), "#areas"})
	p.add(wordsBlock{text: w.words.Gives(), see: "#economy"})
	if target, ok := w.Organisation.Strategy.TargetFor(w.Plan.Year); ok {
		p.add(wordsBlock{text: w.targetPicture(target), see: "#economy"})
	}
	p.grid(w.yearsGrid(), "")
	p.note(w.t("paper.years-note"))
	if goals := w.Organisation.Strategy.Goals; len(goals) > 0 {
		p.heading(3, "goals", w.t("plan.goals-head"))
		var items []entry
		for _, goal := range goals {
			n := 0
			for _, line := range w.Plan.Lines {
				if w.Plan.In(line) && slices.Contains(line.Goals, goal.Number) {
					n++
				}
			}
			items = append(items, entry{text: goal.Text + " " + w.Print.N("plan.goal", n) + ".", see: "#areas"})
		}
		p.add(listBlock{items})
	}
	p.heading(3, "overview", w.t("plan.overview"))
	if w.Plan.Settings.Overview == "" {
		p.say(w.t("plan.overview-none"))
	}
	for line := range strings.Lines(w.Plan.Settings.Overview) {
		if line = strings.TrimSpace(line); line != "" {
			p.say(line)
		}
	}
}

// targetPicture says the target, its share of the efficiency budget and how much
// of it the plan reaches.
func (w *planWriter) targetPicture(target portfolio.Target) string {
	text := w.t("paper.target", "year", yearText(target.Year), "target", target.Amount)
	if budget := target.EfficiencyBudget; budget != nil && *budget > 0 {
		text = w.t("paper.target-of-budget", "year", yearText(target.Year), "target", target.Amount, "budget", *budget, "share", w.Print.Percent(target.Amount.Kroner()/budget.Kroner(), 0))
	}
	year := w.Plan.Years[0]
	if year.Contribution == nil || target.Amount <= 0 {
		return text
	}
	sum := *year.Contribution
	if year.Earlier != nil {
		sum += *year.Earlier
	}
	return text + " " + w.t("paper.target-reached", "sum", sum, "share", w.Print.Percent(sum.Kroner()/target.Amount.Kroner(), 0))
}

// yearsGrid is the proposal year by year.
func (w *planWriter) yearsGrid() gridBlock {
	grid := gridBlock{caption: w.t("plan.years") + ", " + w.t("unit.kroner"), head: heads(1, w.t("case.year"), w.t("plan.costs"), w.t("plan.hours"), w.t("plan.benefits"),
		w.t("plan.contribution"), w.t("plan.earlier"), w.t("plan.target"), w.t("plan.gap"))}
	for _, year := range w.Plan.Years {
		row := []entry{said(yearText(year.Year)), w.amount(year.Costs, "#economy"), w.hoursOf(year.Hours)}
		for _, one := range []*calc.Money{year.Benefits, year.Contribution, year.Earlier, year.Target, year.Gap()} {
			row = append(row, w.amount(one, "#economy"))
		}
		grid.rows = append(grid.rows, row)
	}
	return grid
}

func (w *planWriter) amount(m *calc.Money, see string) entry {
	if m == nil {
		return unknown
	}
	return counted(w.Print.Kroner(*m), see)
}

func (w *planWriter) hoursOf(hours *int64) entry {
	if hours == nil {
		return unknown
	}
	return counted(w.Print.Number(float64(*hours), 0), "#hours")
}

func (w *planWriter) caseEntry(line portfolio.PlanLine) entry {
	return entry{text: strings.TrimSpace(line.Number + " " + line.Title), see: w.trail.caseAt(line.Case)}
}

// followUp sets last year's promises against what is known, one by one.
func (w *planWriter) followUp() {
	p := &w.paper
	w.section("follow-up")
	if w.Plan.Previous == 0 {
		p.say(w.t("plan.no-previous", "year", yearText(w.Plan.Year-1)))
		return
	}
	p.say(w.t("plan.previous", "version", w.Plan.Previous))
	then := func(what string) string { return w.t("plan.then", "what", w.t(what)) }
	now := func(what string) string { return w.t("plan.now", "what", w.t(what)) }
	grid := gridBlock{
		caption: w.t("plan.follow-up", "year", yearText(w.Plan.Year-1)) + ", " + w.t("unit.kroner"),
		head:    append(heads(1, w.t("plan.case"), then("plan.costs"), now("plan.costs"), then("plan.benefits"), now("plan.benefits"), w.t("plan.realised")), said(w.t("plan.go-live")), said(w.t("plan.promise"))),
		shares:  []int{5, 3, 3, 3, 3, 3, 4, 4},
	}
	tally := map[portfolio.PromiseStatus]int{}
	for _, one := range w.Plan.Promises {
		tally[one.Status]++
		see := w.trail.caseAt(one.Case)
		if one.Status == portfolio.PromiseGone {
			see = w.trail.plan(w.Plan.Year-1, w.Plan.Previous)
		}
		row := []entry{{text: strings.TrimSpace(one.Number + " " + one.Title), see: see}}
		for _, m := range []*calc.Money{one.Costs.Then, one.Costs.Now, one.Benefits.Then, one.Benefits.Now, one.Realised} {
			row = append(row, w.amount(m, see))
		}
		live := w.Print.Date(one.GoLive)
		if !one.LiveNow.Equal(one.GoLive) {
			live += " → " + w.Print.Date(one.LiveNow)
		}
		grid.rows = append(grid.rows, append(row, said(live), said(w.t("plan.promise-"+string(one.Status)))))
	}
	var counts []string
	for _, status := range portfolio.PromiseStatuses {
		if tally[status] > 0 {
			counts = append(counts, fmt.Sprintf("%s: %d", w.t("plan.promise-"+string(status)), tally[status]))
		}
	}
	p.add(wordsBlock{text: strings.Join(counts, " · "), see: "#follow-up"})
	p.grid(grid, w.t("paper.no-promises"))
}
