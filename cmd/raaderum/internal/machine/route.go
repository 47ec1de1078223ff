package machine

import (
	"time"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/portfolio"
)

// Route is a case's way to a decision.
type Route struct {
	Class      string                   `json:"class"`
	Sum        *calc.Money              `json:"sumOre"`
	Step       portfolio.RouteStep      `json:"step"`
	Needs      []portfolio.RouteNeed    `json:"needs"`
	Papers     []portfolio.RoutePaper   `json:"papers"`
	Missing    []string                 `json:"missingPapers"`
	Meeting    string                   `json:"meeting"`
	Deadline   string                   `json:"deadline"`
	LastOpen   string                   `json:"deadlineLastOpen"` // the last open day up to the deadline
	Days       *int                     `json:"days"`
	ProposalBy string                   `json:"proposalBy"`
	ProposalOn string                   `json:"proposalLastOpen"`
	Reasons    []string                 `json:"reasons"`
	Project    portfolio.ProjectKind    `json:"project"`
	Unanswered []portfolio.IdeaQuestion `json:"unanswered,omitempty"`
	Status     portfolio.CaseStatus     `json:"status"`
	Phase      portfolio.Phase          `json:"phase"`
}

// RouteOf is a case's way as it is at a time, its reasons in words.
func RouteOf(home portfolio.Organisation, bc portfolio.BusinessCase, now time.Time, print *i18n.Printer) Route {
	r := portfolio.RouteOf(home, portfolio.Evaluate(bc, portfolio.TermsFor(bc, now)), now)
	doc := Route{Sum: r.Sum, Step: r.Step, Needs: append([]portfolio.RouteNeed{}, r.Needs...), Papers: append([]portfolio.RoutePaper{}, r.Papers...),
		Missing: append([]string{}, r.MissingPapers()...), Days: r.Days, Status: bc.Status, Phase: bc.Phase, Reasons: []string{}}
	if r.Class != nil {
		doc.Class = r.Class.Name
	}
	if r.Meeting != nil {
		doc.Meeting = r.Meeting.Date.Format(time.DateOnly)
		if !r.Meeting.Deadline.IsZero() {
			doc.Deadline = r.Meeting.Deadline.Format(time.DateOnly)
			doc.LastOpen = portfolio.LastOpen(r.Meeting.Deadline).Format(time.DateOnly)
		}
	}
	if r.Proposal != nil {
		doc.ProposalBy = r.Proposal.Format(time.DateOnly)
		doc.ProposalOn = portfolio.LastOpen(*r.Proposal).Format(time.DateOnly)
	}
	for _, reason := range r.Reasons {
		doc.Reasons = append(doc.Reasons, print.Args("route.reason-"+reason.Code, reason.Args))
	}
	if bc.ProjectTest != nil {
		doc.Project, _ = bc.ProjectTest.Outcome()
	}
	if bc.Idea != nil {
		doc.Unanswered = bc.Idea.Missing()
	}
	return doc
}
