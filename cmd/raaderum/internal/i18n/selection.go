package i18n

import (
	"math"
	"strconv"
	"strings"

	"raaderum/calc"
)

// SelectionWords tells what was chosen within one frame, and why, in sentences.
type SelectionWords struct {
	printer *Printer
	planned calc.Planned
	name    func(id string) string
}

// Selection speaks of what was planned. Name is what people call a proposal; nil
// calls it by its ID.
func (p *Printer) Selection(planned calc.Planned, name func(id string) string) SelectionWords {
	if name == nil {
		name = func(id string) string { return id }
	}
	return SelectionWords{p, planned, name}
}

// Status says whether the answer is proven, or why there is none.
func (w SelectionWords) Status() string {
	answer := w.planned.Answer
	if answer.Status == calc.SelectionInfeasible {
		return w.conflict()
	}
	key := "selection.status." + string(answer.Status)
	if answer.Status == calc.SelectionOptimal && answer.Gap > 0 {
		key += ".within"
	}
	// A share that is rounded down would promise too much.
	return w.printer.T(key, "gap", w.printer.Percent(math.Ceil(answer.Gap*1e5)/1e5, 3))
}

func (w SelectionWords) conflict() string {
	if len(w.planned.Conflict.Limits) == 0 {
		return w.printer.T("selection.status.infeasible")
	}
	key := "selection.conflict"
	if !w.planned.Conflict.Minimal {
		key = "selection.conflict.some"
	}
	return w.printer.T(key, "limits", w.limits(w.planned.Conflict.Limits))
}

// Reason says why a proposal is chosen or not.
func (w SelectionWords) Reason(c calc.CandidateAccount) string {
	var others []string
	for _, i := range c.Others {
		others = append(others, w.proposal(i))
	}
	return w.printer.T("selection.reason."+string(c.Reason),
		"proposal", w.proposal(c.Candidate), "others", strings.Join(others, ", "), "limits", w.limits(c.Conflict))
}

// Remedy says what must change for proposal i to be chosen.
func (w SelectionWords) Remedy(i int, r calc.Remedy) string {
	key := "selection.remedy." + string(r.Kind)
	change := calc.Money(r.Change)
	if r.Kind == calc.RemedyUse || r.Kind == calc.RemedyLimit {
		if r.Change < 0 {
			change, key = -change, key+"-less"
		} else {
			key += "-more"
		}
	}
	amount := w.kroner(change)
	if r.Kind != calc.RemedyValue && r.Kind != calc.RemedyRules {
		amount = w.amount(r.Resource, int64(change))
	}
	text := w.printer.T(key, "proposal", w.proposal(i), "start", w.start(i, r.Option), "change", amount,
		"resource", w.resource(r.Resource), "limits", w.limits(r.Rules))
	if !r.Least {
		text += " " + w.printer.T("selection.remedy.not-least")
	}
	return text
}

// Worth says what more of a resource is worth: the exact step, the first rise
// that gains anything, and the shadow price. Nil where the resource has no AtMost.
func (w SelectionWords) Worth(r calc.ResourceAccount) []string {
	if w.planned.Question.Resources[r.Resource].AtMost == nil {
		return nil
	}
	resource := w.resource(r.Resource)
	var out []string
	if r.Gain.Exact() && r.Step != 0 {
		key := "selection.worth.step"
		if r.Gain.AtMost == 0 {
			key = "selection.worth.step-nothing"
		}
		out = append(out, w.printer.T(key, "resource", resource, "step", w.amount(r.Resource, r.Step), "gain", w.kroner(calc.Money(r.Gain.AtMost))))
	}
	if r.Next.Gain.Exact() && r.Next.More > 0 {
		text := w.printer.T("selection.worth.next", "resource", resource, "more", w.amount(r.Resource, r.Next.More), "gain", w.kroner(calc.Money(r.Next.Gain.AtMost)))
		if !r.Next.Least {
			text += " " + w.printer.T("selection.remedy.not-least")
		}
		out = append(out, text)
	}
	price := r.Worth.AtMost
	key := "selection.worth.shadow-budget" // øre for øre is kroner for kroner
	if w.planned.Limits[r.Resource].Kind != calc.PlanBudget {
		key, price = "selection.worth.shadow-hours", price/float64(calc.Krone)
	}
	if price == 0 {
		key = "selection.worth.slack"
	}
	return append(out, w.printer.T(key, "resource", resource, "price", w.printer.Number(price, 2)))
}

// Limit names one demand.
func (w SelectionWords) Limit(l calc.Limit) string {
	q := w.planned.Question
	key := "selection.limit." + string(l.Kind)
	switch l.Kind {
	case calc.LimitMandatory:
		return w.printer.T(key, "proposal", w.proposal(l.Index))
	case calc.LimitRequires:
		r := q.Requires[l.Index]
		return w.printer.T(key, "proposal", w.proposal(r.Candidate), "needs", w.proposal(r.Needs))
	case calc.LimitExclusive:
		var members []string
		for _, i := range q.Exclusive[l.Index] {
			members = append(members, w.proposal(i))
		}
		return w.printer.T(key, "proposals", strings.Join(members, ", "))
	}
	limit := q.Resources[l.Index].AtMost
	if l.Kind == calc.LimitAtLeast {
		limit = q.Resources[l.Index].AtLeast
	}
	return w.printer.T(key, "resource", w.resource(l.Index), "limit", w.amount(l.Index, *limit))
}

// Standing says in how many frames a proposal is chosen.
func (p *Printer) Standing(s calc.Standing) string {
	switch s.Chosen {
	case 0:
		return p.T("selection.standing.never")
	case len(s.Starts):
		return p.T("selection.standing.always")
	}
	return p.T("selection.standing.some", "n", s.Chosen, "of", len(s.Starts))
}

func (w SelectionWords) limits(limits []calc.Limit) string {
	var names []string
	for _, l := range limits {
		names = append(names, w.Limit(l))
	}
	return strings.Join(names, "; ")
}

func (w SelectionWords) proposal(i int) string { return w.name(w.planned.Question.Candidates[i].ID) }

func (w SelectionWords) start(i, option int) string {
	return strconv.Itoa(w.planned.Starts[i][option])
}

func (w SelectionWords) resource(r int) string {
	limit := w.planned.Limits[r]
	return w.printer.T("selection.resource."+string(limit.Kind), "year", strconv.Itoa(limit.Year))
}

// amount is so much of a resource, to the øre: rounded it might not be enough.
func (w SelectionWords) amount(r int, n int64) string {
	if w.planned.Limits[r].Kind == calc.PlanHours {
		return w.printer.T("selection.hours", "n", w.printer.Number(float64(n), 0))
	}
	return w.kroner(calc.Money(n))
}

func (w SelectionWords) kroner(m calc.Money) string {
	text := w.printer.Money(m)
	if m%calc.Krone == 0 {
		text = w.printer.Kroner(m)
	}
	return w.printer.T("selection.kroner", "amount", text)
}
