package portfolio

import (
	"time"

	"raaderum/calc"
)

// Route (beslutningsvej) is a case's way to a decision by the organisation's own
// rules: which amount class it falls in, what is to be done next, what is
// missing, until when, and why.
type Route struct {
	Class    *AmountClass  // nil: the organisation has no classes, or the project sum is not known
	Sum      *calc.Money   // the project sum the class is by; nil: not known
	Step     RouteStep     // what is to be done next
	Needs    []RouteNeed   // what is missing before the decision
	Papers   []RoutePaper  // the documents the council wants, by the gate checklist
	Meeting  *Meeting      // the first one whose deadline can still be met; nil when none is known
	Days     *int          // to the meeting's deadline; nil when there is none
	Answer   *OfficeAnswer // when the office answers the idea; nil when it has, or has no rhythm
	Proposal *time.Time    // the last day of proposals to next year's budget; nil when the class has none
	Reasons  []RouteReason // why, in order
}

// RouteStep is the next step of a case; the words are under "route.step-<code>".
type RouteStep string

// The steps.
const (
	StepComplete RouteStep = "complete" // fill in what is missing
	StepSubmit   RouteStep = "submit"   // send the papers before the deadline
	StepAwait    RouteStep = "await"    // it lies with the council
	StepCarryOut RouteStep = "carry-out"
	StepHarvest  RouteStep = "harvest" // in operation: report the benefits
	StepClosed   RouteStep = "closed"  // nothing more to decide
)

// RouteNeed is something a case lacks before it can be decided; the words are
// under "route.need-<code>".
type RouteNeed string

// What may be missing.
const (
	NeedSum          RouteNeed = "sum"          // no cost that is not running, so no class
	NeedGoals        RouteNeed = "goals"        // an account for each strategic goal
	NeedOwner        RouteNeed = "owner"        // of a benefit
	NeedBenefits     RouteNeed = "benefits"     // in kroner and years: without them the payback rule cannot be judged
	NeedDispensation RouteNeed = "dispensation" // it does not pay back within the limit
	NeedHarvestPlan  RouteNeed = "harvest-plan" // benefits by year, which an own budget proposal must have
	NeedFocusArea    RouteNeed = "focus-area"
	NeedFirstMeeting RouteNeed = "first-meeting" // of an idea, with the office
	NeedDocuments    RouteNeed = "documents"     // of the gate checklist; which, is in Papers
)

// RouteReason is one reason for a route; the words are under
// "route.reason-<code>".
type RouteReason struct {
	Code string
	Args map[string]any
}

// RouteOf is the way of a case on a day. The figures tell whether it pays back
// within the organisation's limit.
func RouteOf(org Organisation, figures CaseFigures, today time.Time) Route {
	bc, rules := figures.Case, org.Governance
	r := Route{}
	if sum, known := bc.ProjectSum(); known {
		r.Sum = &sum
	}
	if class, ok := rules.ClassOf(bc); ok {
		r.Class = &class
		r.because("class", "class", class.Name, "sum", *r.Sum)
	} else if r.Sum != nil && len(rules.AmountClasses) > 0 {
		r.because("below-classes", "sum", *r.Sum)
	} else if len(rules.AmountClasses) > 0 {
		r.because("no-class")
	}
	r.Papers = rules.papers(rules.checklist(r.Class), bc.Documents)
	r.Step = stepOf(bc)
	if r.Step != StepComplete {
		r.because("status-" + string(r.Step))
		return r
	}
	r.Needs = needs(org, figures)
	r.meetOffice(rules, bc, today)
	if missing := r.MissingPapers(); len(missing) > 0 {
		r.Needs = append(r.Needs, NeedDocuments)
		r.because("documents", "missing", len(missing), "of", len(r.Papers))
	}
	if len(r.Needs) == 0 {
		r.Step = StepSubmit
	}
	r.deadlines(rules, today)
	return r
}

// MissingPapers are the documents of the checklist that have not been handed in,
// or were before those that come first.
func (r Route) MissingPapers() (names []string) {
	for _, paper := range r.Papers {
		if paper.Missing() {
			names = append(names, paper.Name)
		}
	}
	return names
}

// meetOffice is the first meeting about an idea and the answer to it.
func (r *Route) meetOffice(rules Governance, bc BusinessCase, today time.Time) {
	if rules.Office == nil || bc.Idea == nil || bc.Phase != PhaseIdea || !bc.FirstMeeting.IsZero() {
		return
	}
	r.Needs = append([]RouteNeed{NeedFirstMeeting}, r.Needs...)
	if answer, ok := rules.Office.answer(bc.IdeaReceived, today); ok {
		r.Answer = &answer
		r.because("answer", "office", answer.Office, "date", answer.By)
		r.closed("answer-closed", answer.By)
	}
}

func (r *Route) because(code string, pairs ...any) {
	args := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		args[pairs[i].(string)] = pairs[i+1]
	}
	r.Reasons = append(r.Reasons, RouteReason{code, args})
}

// closed tells of a last day on which the municipality is closed.
func (r *Route) closed(code string, day time.Time) {
	if why := ClosedOn(day); why != "" {
		r.because(code, "date", day, "closed", why, "open", LastOpen(day))
	}
}

// stepOf is where a case stands by its status and phase, before what it lacks is
// known.
func stepOf(bc BusinessCase) RouteStep {
	switch {
	case bc.Over() || bc.Phase == PhaseClosed:
		return StepClosed
	case bc.Phase == PhaseOperation || bc.Phase == PhaseRealization:
		return StepHarvest
	case bc.Status.Decided():
		return StepCarryOut
	case bc.Status == StatusSubmitted || bc.Status == StatusWaiting:
		return StepAwait
	}
	return StepComplete
}

// needs are what a case lacks before the council can decide it.
func needs(org Organisation, figures CaseFigures) []RouteNeed {
	bc := figures.Case
	var all []RouteNeed
	need := func(missing bool, what RouteNeed) {
		if missing {
			all = append(all, what)
		}
	}
	_, known := bc.ProjectSum()
	need(!known && len(org.Governance.AmountClasses) > 0, NeedSum)
	need(bc.FocusArea == "" && len(org.Strategy.FocusAreas) > 0, NeedFocusArea)
	unanswered, ownerless, yearless := false, false, false
	for _, goal := range org.Strategy.Goals {
		unanswered = unanswered || bc.Goals[goal.Number] == ""
	}
	for _, benefit := range bc.Benefits {
		ownerless = ownerless || benefit.Owner == ""
		yearless = yearless || len(benefit.Series[Plan]) == 0
	}
	need(unanswered, NeedGoals)
	need(ownerless, NeedOwner)
	need(org.Governance.PaybackLimit != nil && BenefitsNotStated(bc), NeedBenefits)
	need(OverPaybackLimit(org.Governance, figures) && bc.Dispensation == nil, NeedDispensation)
	class, ok := org.Governance.ClassOf(bc)
	need(ok && class.HarvestPlan && (yearless || len(bc.Benefits) == 0), NeedHarvestPlan)
	return all
}

// OverPaybackLimit tells whether a case is known not to pay back within the
// organisation's limit, which never blocks it and demands a dispensation.
func OverPaybackLimit(rules Governance, figures CaseFigures) bool {
	if rules.PaybackLimit == nil {
		return false
	}
	switch payback := figures.Evaluation.Payback; payback.Status {
	case calc.PaybackValue:
		return payback.Years > *rules.PaybackLimit
	case calc.PaybackNever:
		return true
	}
	return false
}

// deadlines are the next meeting and the budget's own.
func (r *Route) deadlines(rules Governance, today time.Time) {
	if meeting, ok := rules.NextMeeting(today); ok {
		r.Meeting = &meeting
		if !meeting.Deadline.IsZero() {
			days := daysBetween(today, meeting.Deadline)
			r.Days = &days
			r.because("deadline", "days", rules.DeadlineDays)
			r.closed("deadline-closed", meeting.Deadline)
		}
		switch {
		case meeting.Holiday != "" && meeting.Planned.Equal(meeting.Date):
			r.because("holiday", "date", meeting.Date)
		case meeting.Holiday != "": // somebody put it there
			r.because("holiday-set", "date", meeting.Date, "closed", meeting.Holiday)
		}
	}
	if r.Class != nil && r.Class.ProposalsBy != "" {
		if by, ok := r.Class.nextProposal(today); ok {
			r.Proposal = &by
			r.because("proposal", "date", by)
			r.closed("proposal-closed", by)
		}
	}
}

// nextProposal is the next last day for budget proposals, this year or the next.
func (c AmountClass) nextProposal(today time.Time) (time.Time, bool) {
	by, err := time.Parse("01-02", c.ProposalsBy)
	if err != nil {
		return time.Time{}, false
	}
	today = dayOf(today)
	if day := dayIn(today.Year(), by); !day.Before(today) {
		return day, true
	}
	return dayIn(today.Year()+1, by), true
}

// dayIn is a month and day in a year; 29 February is the last of the month in a
// year that has none.
func dayIn(year int, by time.Time) time.Time {
	last := time.Date(year, by.Month()+1, 0, 0, 0, 0, 0, time.UTC).Day()
	return time.Date(year, by.Month(), min(by.Day(), last), 0, 0, 0, 0, time.UTC)
}

func daysBetween(from, to time.Time) int {
	return int(dayOf(to).Sub(dayOf(from)) / (24 * time.Hour))
}
