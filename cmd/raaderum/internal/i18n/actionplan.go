package i18n

import (
	"slices"
	"strconv"
	"strings"

	"raaderum/calc"
	"raaderum/portfolio"
)

// PlanWords tells an action plan in sentences.
type PlanWords struct {
	printer *Printer
	plan    portfolio.ActionPlan
	choices []SelectionWords
}

// ActionPlan speaks of a plan.
func (p *Printer) ActionPlan(plan portfolio.ActionPlan) PlanWords {
	names := map[string]string{}
	for _, line := range plan.Lines {
		names[string(line.Case)] = strings.TrimSpace(line.Number + " " + line.Title)
	}
	w := PlanWords{printer: p, plan: plan}
	for _, choice := range plan.Choices {
		w.choices = append(w.choices, p.Selection(choice.Planned(), func(id string) string { return names[id] }))
	}
	return w
}

// Answer is the plan in a sentence: what is proposed.
func (w PlanWords) Answer() string {
	if w.plan.Choices[0].Chosen == nil {
		return w.Choice(0)
	}
	in := map[portfolio.PlanGroup]int{}
	all := 0
	for _, line := range w.plan.Lines {
		if w.plan.In(line) {
			in[line.Group]++
			all++
		}
	}
	return w.printer.N("plan.answer", all, "year", strconv.Itoa(w.plan.Year),
		"obligatory", in[portfolio.PlanObligatory], "continued", in[portfolio.PlanContinued], "new", in[portfolio.PlanNew])
}

// Gives is what the proposal contributes and costs in its first year.
func (w PlanWords) Gives() string {
	year := w.plan.Years[0]
	if !slices.ContainsFunc(w.plan.Lines, w.plan.In) {
		return w.givesNothing(year)
	}
	pairs := []any{"year", strconv.Itoa(year.Year), "costs", w.amount(year.Costs), "contribution", w.amount(year.Contribution)}
	if year.Target == nil {
		return w.printer.T("plan.gives-no-target", pairs...)
	}
	pairs = append(pairs, "target", *year.Target, "gap", w.amount(year.Gap()))
	if year.Earlier == nil && !slices.ContainsFunc(w.plan.Lines, portfolio.PlanLine.Past) {
		return w.printer.T("plan.gives-alone", pairs...)
	}
	return w.printer.T("plan.gives", append(pairs, "earlier", w.amount(year.Earlier))...)
}

// givesNothing is the year of a plan without projects: they do not cost a sum that
// is not known, for there are none.
func (w PlanWords) givesNothing(year portfolio.PlanYear) string {
	said := w.printer.T("plan.gives-nothing")
	switch {
	case year.Target == nil:
		return said + " " + w.printer.T("plan.gives-nothing-no-target")
	case year.Earlier == nil:
		return said + " " + w.printer.T("plan.gives-nothing-target", "year", strconv.Itoa(year.Year), "target", *year.Target)
	}
	return said + " " + w.printer.T("plan.gives-nothing-earlier", "year", strconv.Itoa(year.Year), "target", *year.Target, "earlier", *year.Earlier)
}

func (w PlanWords) amount(m *calc.Money) string {
	if m == nil {
		return w.printer.T("plan.not-stated")
	}
	return w.printer.ShortMoney(*m)
}

// Choice says whether a frame's choice is proven, or why there is none.
func (w PlanWords) Choice(frame int) string { return w.choices[frame].Status() }

// Limits says what a frame limits, and what it leaves open.
func (w PlanWords) Limits(frame int) string {
	f := w.plan.Settings.Frames[frame]
	var said []string
	for _, one := range []struct {
		kind    calc.PlanLimitKind
		limited bool
	}{{calc.PlanBudget, anyLimit(f.Budgets)}, {calc.PlanHours, anyLimit(f.Hours)}, {calc.PlanTarget, anyLimit(f.Targets)}} {
		key := "plan.limited-"
		if !one.limited {
			key = "plan.unlimited-"
		}
		said = append(said, w.printer.T(key+string(one.kind)))
	}
	return strings.Join(said, " ")
}

func anyLimit[N any](list []*N) bool {
	for _, n := range list {
		if n != nil {
			return true
		}
	}
	return false
}

// Standing is whether a line is in a frame's choice; a frame that no choice keeps
// says neither.
func (w PlanWords) Standing(line portfolio.PlanLine, frame int) string {
	switch {
	case w.plan.Choices[frame].Chosen == nil:
		return w.printer.T("plan.no-choice")
	case w.plan.InFrame(line, frame):
		return w.printer.T("plan.in")
	}
	return w.printer.T("plan.out")
}

// Why says why a line is in a frame's choice or not: what it lacks, or what the
// selection found.
func (w PlanWords) Why(line portfolio.PlanLine, frame int) string {
	switch {
	case line.Group == portfolio.PlanFinished, line.Group == portfolio.PlanStopped:
		return w.printer.T("plan.why-" + string(line.Group))
	case line.Candidate == nil:
		return w.printer.T("plan.why-lacks")
	case w.plan.Choices[frame].Chosen == nil:
		return w.printer.T("plan.why-no-choice")
	case line.Group == portfolio.PlanContinued:
		return w.printer.T("plan.why-continued")
	case line.Group == portfolio.PlanObligatory:
		return w.printer.T("plan.why-obligatory")
	}
	account := w.choices[frame].planned.Account.Candidates
	if *line.Candidate >= len(account) {
		return w.Choice(frame)
	}
	return w.choices[frame].Reason(account[*line.Candidate])
}

// Changes say what must change for a line that is not in a frame's choice; each
// is enough by itself, but for what is lacking, which is all needed.
func (w PlanWords) Changes(line portfolio.PlanLine, frame int) []string {
	var said []string
	for _, lack := range line.Lacks {
		said = append(said, w.printer.T("plan.lack-"+string(lack)))
	}
	account := w.choices[frame].planned.Account.Candidates
	if line.Candidate == nil || w.plan.InFrame(line, frame) || *line.Candidate >= len(account) {
		return said
	}
	for _, remedy := range account[*line.Candidate].Remedies {
		if remedy.Kind == calc.RemedyValue {
			said = append(said, w.printer.T("plan.remedy-score", "points", w.Points(remedy.Change)))
			continue
		}
		said = append(said, w.choices[frame].Remedy(*line.Candidate, remedy))
	}
	return said
}

// Points writes thousandths of a point.
func (w PlanWords) Points(thousandths int64) string {
	return w.printer.Number(float64(thousandths)/1000, 1)
}

// Criterion says what a criterion gives its points for.
func (w PlanWords) Criterion(c portfolio.PlanCriterion) string {
	pairs := []any{"weight", c.Weight}
	if c.Full != nil {
		pairs = append(pairs, "full", *c.Full)
	}
	return w.printer.T("plan.criterion-"+string(c.Measure), pairs...)
}
