package portfolio

import (
	"errors"
	"slices"
	"strings"
	"time"

	"raaderum/calc"
)

// AgendaItem (dagsordenspunkt) is something put before the council at a meeting:
// what is recommended, and the frozen quarter the council saw with it. It does
// not change; what was decided is added to it.
type AgendaItem struct {
	Number         int64             `json:"number"`  // 1 and up within the organisation
	Meeting        time.Time         `json:"meeting"` // the day
	Case           CaseID            `json:"case"`    // "" when it is not about one case
	Title          string            `json:"title"`
	Recommendation string            `json:"recommendation"` // indstilling
	Quarter        calc.Quarter      `json:"quarter,omitzero"`
	Snapshot       string            `json:"snapshot"` // hash of the frozen quarter that was shown; "" when none was frozen
	By             UserID            `json:"by"`
	At             time.Time         `json:"at"`
	Decisions      []CouncilDecision `json:"decisions"` // the last one stands; those before it are earlier minutes
}

// CouncilDecision (rådsbeslutning) is what the council decided about an item.
type CouncilDecision struct {
	Number     int64          `json:"number"`
	Outcome    CouncilOutcome `json:"outcome"`
	Text       string         `json:"text"`
	Conditions []string       `json:"conditions"`
	By         UserID         `json:"by"`
	At         time.Time      `json:"at"`
}

// CouncilOutcome (udfald) is how a decision went; the words are in the catalogue
// under "agenda.outcome-<code>".
type CouncilOutcome string

// The outcomes.
const (
	OutcomeApproved    CouncilOutcome = "approved"
	OutcomeConditional CouncilOutcome = "approved-on-conditions"
	OutcomeRejected    CouncilOutcome = "rejected"
	OutcomePostponed   CouncilOutcome = "postponed"
	OutcomeNoted       CouncilOutcome = "noted"
)

// CouncilOutcomes are all outcomes in the order people meet them.
var CouncilOutcomes = []CouncilOutcome{OutcomeApproved, OutcomeConditional, OutcomeRejected, OutcomePostponed, OutcomeNoted}

// MayKeepAgenda tells whether a role may put items on the agenda; MayMinute
// whether it may write down what was decided.
func (r Role) MayKeepAgenda() bool { return r == RoleAnalyst || r == RoleAdmin }

// MayMinute tells whether a role may write down what the council decided.
func (r Role) MayMinute() bool { return r.MayKeepAgenda() || r == RoleCouncil }

// Standing is the decision that stands; nil while none has been made.
func (i AgendaItem) Standing() *CouncilDecision {
	if len(i.Decisions) == 0 {
		return nil
	}
	return &i.Decisions[len(i.Decisions)-1]
}

// AgendaIn is what was put before the council at the meetings of a quarter, in
// the order of the meetings, as it was known at a time: items and decisions that
// were written later are not in it.
func AgendaIn(all []AgendaItem, quarter calc.Quarter, known time.Time) []AgendaItem {
	var in []AgendaItem
	for _, item := range all {
		if item.At.After(known) || !item.Meeting.After(quarter.Add(-1).End()) || item.Meeting.After(quarter.End()) {
			continue
		}
		item.Decisions = slices.DeleteFunc(slices.Clone(item.Decisions), func(d CouncilDecision) bool { return d.At.After(known) })
		in = append(in, item)
	}
	slices.SortStableFunc(in, func(a, b AgendaItem) int { return a.Meeting.Compare(b.Meeting) })
	return in
}

// Days outside these years are slips of the pen, and the zero time is no day.
const firstMeetingYear, lastMeetingYear = 1970, 2199

// Check tells everything an item breaks by the council's calendar. A council
// whose meetings are not known may meet any day.
func (i AgendaItem) Check(rules Governance) error {
	var errs []error
	refuse := func(key string, pairs ...any) {
		args := map[string]any{"date": i.Meeting}
		for n := 0; n+1 < len(pairs); n += 2 {
			args[pairs[n].(string)] = pairs[n+1]
		}
		errs = append(errs, &Error{Code: CodeInvalid, Key: key, Args: args})
	}
	if strings.TrimSpace(i.Title) == "" {
		refuse("agenda.no-title")
	}
	if strings.TrimSpace(i.Recommendation) == "" {
		refuse("agenda.no-recommendation")
	}
	if year := i.Meeting.Year(); year < firstMeetingYear || year > lastMeetingYear {
		refuse("agenda.bad-day")
	} else if rules.Meeting != nil {
		day := dayOf(i.Meeting)
		switch found := rules.Meetings(day, day); {
		case len(found) == 0:
			if next := rules.Meetings(day, day.AddDate(1, 0, 0)); len(next) > 0 {
				refuse("agenda.no-meeting", "next", next[0].Date)
			} else {
				refuse("agenda.no-meeting-known")
			}
		case found[0].Holiday != "":
			refuse("agenda.holiday")
		}
	}
	return errors.Join(append(errs, CheckTexts(i))...)
}

// Check tells everything a decision breaks, about an item and on a day.
func (d CouncilDecision) Check(item AgendaItem, now time.Time) error {
	var errs []error
	refuse := func(key string) {
		errs = append(errs, &Error{Code: CodeInvalid, Key: key, Args: map[string]any{"date": item.Meeting, "title": item.Title}})
	}
	if !slices.Contains(CouncilOutcomes, d.Outcome) {
		refuse("agenda.no-outcome")
	}
	if strings.TrimSpace(d.Text) == "" {
		refuse("agenda.no-text")
	}
	if (d.Outcome == OutcomeConditional) != (len(d.Conditions) > 0) {
		refuse("agenda.conditions")
	}
	if dayOf(now).Before(dayOf(item.Meeting)) {
		refuse("agenda.not-held")
	}
	return errors.Join(append(errs, CheckTexts(d))...)
}

// Belief (hvad vi troede) is what was believed of a case: by a frozen quarter,
// or by what is known now. The figures are the report's own.
type Belief struct {
	NPV      *float64     `json:"npv"` // kroner; nil: it did not exist
	Payback  calc.Payback `json:"payback"`
	Light    TrafficLight `json:"light"`
	Planned  *calc.Money  `json:"plannedOre"`  // all planned benefits of the case's years; nil: none
	Realised *calc.Money  `json:"realisedOre"` // realised in the quarter by its deviation; nil: not reported
}

// BeliefIn is what a report says of a case; false when it does not know it.
func BeliefIn(report QuarterReport, id CaseID) (Belief, bool) {
	at := slices.IndexFunc(report.Cases, func(one CaseFigures) bool { return one.Case.ID == id })
	if at < 0 {
		return Belief{}, false
	}
	figures := report.Cases[at]
	belief := Belief{NPV: figures.Evaluation.Figures().NPV, Payback: figures.Evaluation.Payback, Light: figures.Light}
	for _, row := range figures.Table {
		if row.Benefits != nil {
			if belief.Planned == nil {
				belief.Planned = new(calc.Money)
			}
			*belief.Planned += *row.Benefits
		}
	}
	if one := report.Round.CaseNamed(id); one != nil && one.Deviation != nil {
		belief.Realised = &one.Deviation.Realised
	}
	return belief, true
}
