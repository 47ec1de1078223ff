package web

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"raaderum/calc"
	"raaderum/portfolio"
)

// agendas is what the council's meetings need of the store.
type agendas interface {
	// Agenda is everything that was put before the council, by meeting.
	Agenda(ctx context.Context, org portfolio.OrganisationID) ([]portfolio.AgendaItem, error)
	AddAgendaItem(ctx context.Context, org portfolio.OrganisationID, by portfolio.UserID, item portfolio.AgendaItem) (portfolio.AgendaItem, error)
	Decide(ctx context.Context, org portfolio.OrganisationID, by portfolio.UserID, number int64, decision portfolio.CouncilDecision, after int64) (portfolio.AgendaItem, error)
}

// meetingsView is the council's meetings with their agendas, the newest first,
// and the form for a new item.
type meetingsView struct {
	Council  string
	Meetings []meetingView
	Coming   []portfolio.Meeting // by the calendar, the next first
	Cases    []portfolio.BusinessCase
	Form     agendaForm
	Minutes  minutesForm
	Only     string // the title of the case whose items are shown; "" for all
}

// meetingView is one day's agenda.
type meetingView struct {
	Day   time.Time
	Items []agendaView
}

type agendaView struct {
	portfolio.AgendaItem
	CaseTitle     string
	Believed, Now *portfolio.Belief
	By            string // the name of whoever wrote the decision that stands
}

// agendaForm is an item as typed.
type agendaForm struct {
	Meeting, Case, Title, Recommendation string
	Wrong                                []string
}

// minutesForm is what somebody wrote of a decision that could not be stored.
type minutesForm struct {
	Item                      int64 // 0: nobody wrote anything
	Outcome, Text, Conditions string
	Wrong                     []string
}

// of is the form of an item: what was typed there, or nothing.
func (f minutesForm) of(item agendaView) minutesForm {
	if f.Item == item.Number {
		return f
	}
	return minutesForm{Item: item.Number}
}

// comingMonths is how far ahead the calendar is shown.
const comingMonths = 6

func (s *Server) meetingRoutes(org fiber.Router) {
	org.Get("/meetings", s.meetings)
	org.Post("/meetings", s.addAgendaItem)
	org.Post("/meetings/items/:item", s.decide)
}

func (s *Server) meetings(c *fiber.Ctx) error {
	return s.showMeetings(c, http.StatusOK, agendaForm{Case: c.Query("case")}, minutesForm{})
}

func (s *Server) showMeetings(c *fiber.Ctx, status int, form agendaForm, minutes minutesForm) error {
	ctx, org := c.UserContext(), visitOf(c).Organisation
	quarter, err := s.latestQuarter(ctx, org.ID)
	if err != nil {
		return err
	}
	live, err := s.reportFor(ctx, org, quarter)
	if err != nil {
		return err
	}
	agenda, err := s.Store.Agenda(ctx, org.ID)
	if err != nil {
		return err
	}
	names, err := s.Store.Names(ctx, org.ID)
	if err != nil {
		return err
	}
	view := meetingsView{Council: org.Governance.CouncilName, Coming: org.Governance.Meetings(s.Now(), s.Now().AddDate(0, comingMonths, 0)), Form: form, Minutes: minutes}
	for _, figures := range live.Cases {
		view.Cases = append(view.Cases, figures.Case)
	}
	only := portfolio.CaseID(c.Query("case"))
	if figures, found := caseNamed(live, only); found {
		view.Only = figures.Case.Title
	}
	reports := map[calc.Quarter]portfolio.QuarterReport{}
	for i := len(agenda) - 1; i >= 0; i-- {
		one := agenda[i]
		if only != "" && one.Case != only {
			continue
		}
		item, err := s.newAgendaView(ctx, org, one, live, reports)
		if err != nil {
			return err
		}
		if standing := one.Standing(); standing != nil {
			item.By = cmp.Or(names[standing.By], string(standing.By))
		}
		if n := len(view.Meetings); n == 0 || !view.Meetings[n-1].Day.Equal(one.Meeting) {
			view.Meetings = append(view.Meetings, meetingView{Day: one.Meeting})
		}
		day := &view.Meetings[len(view.Meetings)-1]
		day.Items = append([]agendaView{item}, day.Items...)
	}
	return render(c, status, meetingsPage(s.page(c, SectionQuarter, "agenda.title", "council", org.Governance.CouncilName), view))
}

// addAgenda adds what was put before the council about a case, and the names of
// whoever wrote about it.
func (s *Server) addAgenda(ctx context.Context, view *caseView) (err error) {
	if view.Names, err = s.Store.Names(ctx, view.Report.Organisation.ID); err != nil {
		return err
	}
	all, err := s.Store.Agenda(ctx, view.Report.Organisation.ID)
	for _, item := range slices.Backward(all) {
		if item.Case == view.Figures.Case.ID {
			view.Agenda = append(view.Agenda, item)
		}
	}
	return err
}

// newAgendaView is an item with what was believed when the council saw it and
// what is known now; reports keeps the frozen quarters that were read.
func (s *Server) newAgendaView(ctx context.Context, org portfolio.Organisation, one portfolio.AgendaItem, live portfolio.QuarterReport, reports map[calc.Quarter]portfolio.QuarterReport) (agendaView, error) {
	item := agendaView{AgendaItem: one}
	if one.Case == "" {
		return item, nil
	}
	figures, _ := caseNamed(live, one.Case)
	item.CaseTitle = cmp.Or(figures.Case.Title, string(one.Case))
	if belief, known := portfolio.BeliefIn(live, one.Case); known {
		item.Now = &belief
	}
	if one.Snapshot == "" {
		return item, nil
	}
	report, read := reports[one.Quarter]
	if !read {
		var err error
		if report, _, err = s.reportAsSeen(ctx, org, one.Quarter, false); err != nil {
			return item, err
		}
		reports[one.Quarter] = report
	}
	if belief, known := portfolio.BeliefIn(report, one.Case); known {
		item.Believed = &belief
	}
	return item, nil
}

// addAgendaItem puts what was typed on the agenda.
func (s *Server) addAgendaItem(c *fiber.Ctx) error {
	visit, print := visitOf(c), printerOf(c)
	if !visit.Role.MayKeepAgenda() {
		return &portfolio.Error{Code: portfolio.CodeForbidden, Key: "agenda.forbidden"}
	}
	text := func(name string) string { return strings.TrimSpace(c.FormValue(name)) }
	form := agendaForm{Meeting: text("meeting"), Case: text("case"), Title: text("title"), Recommendation: text("recommendation")}
	meeting, err := time.Parse(time.DateOnly, form.Meeting)
	if err != nil {
		form.Wrong = []string{print.T("usage.date", "date", form.Meeting)}
		return s.showMeetings(c, http.StatusUnprocessableEntity, form, minutesForm{})
	}
	_, err = s.Store.AddAgendaItem(c.UserContext(), visit.Organisation.ID, visit.User.ID, portfolio.AgendaItem{Meeting: meeting, Case: portfolio.CaseID(form.Case), Title: form.Title, Recommendation: form.Recommendation})
	if portfolio.ErrorCode(err) == portfolio.CodeInvalid {
		for _, one := range separate(err) {
			form.Wrong = append(form.Wrong, print.Error(one))
		}
		return s.showMeetings(c, http.StatusUnprocessableEntity, form, minutesForm{})
	}
	if err != nil {
		return err
	}
	return c.Redirect(path(string(visit.Organisation.ID), "meetings")+"#meeting-"+form.Meeting, fiber.StatusSeeOther)
}

// decide writes down what the council decided about an item. When it cannot be
// stored, also because somebody else wrote something meanwhile, the form stands
// there again with what was typed, below what is known by now.
func (s *Server) decide(c *fiber.Ctx) error {
	visit := visitOf(c)
	if !visit.Role.MayMinute() {
		return &portfolio.Error{Code: portfolio.CodeForbidden, Key: "agenda.forbidden"}
	}
	number, err := strconv.ParseInt(c.Params("item"), 10, 64)
	if err != nil {
		return portfolio.NotFound("agenda", c.Params("item"))
	}
	after, err := strconv.ParseInt(c.FormValue("after"), 10, 64)
	if err != nil {
		return fiber.ErrBadRequest
	}
	form := minutesForm{Item: number, Outcome: c.FormValue("outcome"), Text: strings.TrimSpace(c.FormValue("text")), Conditions: strings.TrimSpace(c.FormValue("conditions"))}
	decision := portfolio.CouncilDecision{Outcome: portfolio.CouncilOutcome(form.Outcome), Text: form.Text, Conditions: paragraphs(form.Conditions)}
	item, err := s.Store.Decide(c.UserContext(), visit.Organisation.ID, visit.User.ID, number, decision, after)
	if code := portfolio.ErrorCode(err); code == portfolio.CodeInvalid || code == portfolio.CodeConflict {
		for _, one := range separate(err) {
			form.Wrong = append(form.Wrong, printerOf(c).Error(one))
		}
		return s.showMeetings(c, statuses[code], agendaForm{}, form)
	}
	if err != nil {
		return err
	}
	return c.Redirect(path(string(visit.Organisation.ID), "meetings")+"#meeting-"+item.Meeting.Format(time.DateOnly), fiber.StatusSeeOther)
}

// npvText is a believed present value.
func npvText(page Page, belief *portfolio.Belief) string {
	if belief == nil || belief.NPV == nil {
		return "–"
	}
	return page.Print.Number(*belief.NPV, 0)
}
