package web

import (
	"context"
	"slices"
	"time"

	"github.com/gofiber/fiber/v2"

	"raaderum/portfolio"
)

// awaitingView is what lies before the council beside what was asked in the
// quarter's reports: items it has not decided, cases that wait for it, and
// until when. It is reckoned from today.
type awaitingView struct {
	Today   time.Time
	Shown   bool                   // false for a quarter that is not the newest: what waits is another matter
	Meeting *portfolio.Meeting     // the first whose papers can still be sent; nil when none is known
	Items   []portfolio.AgendaItem // on the agenda, undecided
	Groups  []awaitingGroup
}

// awaitingGroup is cases that wait for the same thing: "council", "submit" or
// "dispensation".
type awaitingGroup struct {
	Code  string
	Cases []portfolio.BusinessCase
}

func (s *Server) newAwaiting(c *fiber.Ctx, page Page, report portfolio.QuarterReport, seen *standing) (awaitingView, error) {
	ctx, org := c.UserContext(), visitOf(c).Organisation
	view := awaitingView{Today: s.Now()}
	latest := report.Latest
	if seen != nil && !seen.Live { // a frozen report knows nothing of what came after
		var err error
		if latest, err = s.latestQuarter(ctx, org.ID); err != nil {
			return view, err
		}
	}
	if view.Shown = !report.Quarter.Before(latest); !view.Shown {
		return view, nil
	}
	if meeting, ok := org.Governance.NextMeeting(view.Today); ok {
		view.Meeting = &meeting
	}
	for _, step := range portfolio.NextSteps(report, view.Today) {
		figures, _ := caseNamed(report, step.Case)
		switch step.Route.Step {
		case portfolio.StepAwait:
			view.add("council", figures.Case)
		case portfolio.StepSubmit:
			view.add("submit", figures.Case)
		}
		if step.DispensationMissing {
			view.add("dispensation", figures.Case)
		}
	}
	items, err := s.undecided(ctx, org.ID)
	view.Items = slices.DeleteFunc(items, func(item portfolio.AgendaItem) bool {
		_, among := caseNamed(report, item.Case)
		return page.Part.Any() && item.Case != "" && !among // what is about no case is about all
	})
	return view, err
}

// undecided are the items on the agenda that nothing was decided about.
func (s *Server) undecided(ctx context.Context, org portfolio.OrganisationID) (open []portfolio.AgendaItem, err error) {
	agenda, err := s.Store.Agenda(ctx, org)
	for _, item := range agenda {
		if item.Standing() == nil {
			open = append(open, item)
		}
	}
	return open, err
}

func (v *awaitingView) add(code string, bc portfolio.BusinessCase) {
	for i := range v.Groups {
		if v.Groups[i].Code == code {
			v.Groups[i].Cases = append(v.Groups[i].Cases, bc)
			return
		}
	}
	v.Groups = append(v.Groups, awaitingGroup{code, []portfolio.BusinessCase{bc}})
}

// count is how much waits: decisions asked for, items and cases that lie with
// the council.
func (v awaitingView) count(asked int) int {
	n := asked + len(v.Items)
	for _, group := range v.Groups {
		if group.Code == "council" {
			n += len(group.Cases)
		}
	}
	return n
}
