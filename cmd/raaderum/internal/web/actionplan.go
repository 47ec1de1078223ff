package web

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"raaderum/calc"
	"raaderum/charts"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/portfolio"
)

// plans is what the action plan's pages need of the store.
type plans interface {
	portfolio.PlanSource
	// Plan is a version of a year's plan, the latest for 0; CodeNotFound when
	// there is none.
	Plan(ctx context.Context, org portfolio.OrganisationID, year, version int) (portfolio.ActionPlan, error)
	AddPlan(ctx context.Context, by portfolio.UserID, plan portfolio.ActionPlan, after int) (portfolio.ActionPlan, error)
	DecidePlan(ctx context.Context, org portfolio.OrganisationID, by portfolio.UserID, year, version int, step portfolio.PlanStep) (portfolio.ActionPlan, error)
}

// planView is a year's plan: the answer first, then the cases, then what it was
// made under.
type planView struct {
	Year    int
	Latest  int                   // the newest version; 0 when none has been stored
	Plan    *portfolio.ActionPlan // nil when none can be made yet
	Words   i18n.PlanWords
	Areas   []planArea
	Out     []portfolio.PlanLine // what is not in the proposal and might have been
	Stopped []portfolio.PlanLine // what nothing more is to come of
	Columns column
	Form    planForm
	Step    planStepForm
	Refused string   // why no plan can be made, or what was typed cannot be written
	Drawn   []figure // the roadmap and the selection frontier
	MadeBy  string   // the name of whoever made it
}

// planStepForm is a decision about a plan as typed.
type planStepForm struct{ Body, Decided, Text string }

// planArea is a focus area with its cases.
type planArea struct {
	ID, Name, Coordinator string
	Lines                 []portfolio.PlanLine
}

// planURL is the address of a year's plan.
func (p Page) planURL(year int, below ...string) string {
	return p.URL(append([]string{"plans", strconv.Itoa(year)}, below...)...)
}

func (s *Server) planRoutes(org fiber.Router) {
	org.Get("/plans", s.latestPlan)
	org.Get("/plans/:year", s.actionPlan)
	org.Post("/plans/:year", s.makePlan)
	org.Post("/plans/:year/status", s.decidePlan)
}

// latestPlan leads to the plan of the year of the newest figures.
func (s *Server) latestPlan(c *fiber.Ctx) error {
	quarter, err := s.latestQuarter(c.UserContext(), visitOf(c).Organisation.ID)
	if err != nil {
		return err
	}
	return c.Redirect(path(c.Params("org"), "plans", strconv.Itoa(quarter.Year)), fiber.StatusSeeOther)
}

func planYear(c *fiber.Ctx) (int, error) {
	year, err := strconv.Atoi(c.Params("year"))
	if err != nil || sensibleYear("year", year) != nil {
		return 0, portfolio.NotFound("page", c.Params("year"))
	}
	return year, nil
}

// actionPlan shows the version that was asked for, else the latest. Where none
// has been stored it shows the one that could be made now, and says so.
func (s *Server) actionPlan(c *fiber.Ctx) error {
	year, err := planYear(c)
	if err != nil {
		return err
	}
	view := planView{Year: year}
	version := c.QueryInt("version")
	plan, err := s.Store.Plan(c.UserContext(), visitOf(c).Organisation.ID, year, 0)
	missing := portfolio.ErrorCode(err) == portfolio.CodeNotFound
	switch {
	case missing && version != 0, err != nil && !missing:
		return err
	case missing:
		plan, err = portfolio.MakePlan(c.UserContext(), s.Store, visitOf(c).Organisation, year, portfolio.PlanSettings{}, s.Now())
	default:
		view.Latest = plan.Version
		if version != 0 && version != plan.Version {
			plan, err = s.Store.Plan(c.UserContext(), visitOf(c).Organisation.ID, year, version)
		}
	}
	page := s.page(c, SectionPlan, "plan.title", "year", yearText(year))
	if missing && portfolio.ErrorCode(err) == portfolio.CodeInvalid {
		view.Refused = page.Print.Error(err)
		view.Form = newPlanForm(page, year, plan.Settings)
		return render(c, fiber.StatusOK, planPage(page, view))
	}
	if err != nil {
		return err
	}
	return s.showPlan(c, fiber.StatusOK, page, view, plan)
}

// showPlan answers with a plan's page.
func (s *Server) showPlan(c *fiber.Ctx, status int, page Page, view planView, plan portfolio.ActionPlan) error {
	names, err := s.Store.Names(c.UserContext(), plan.Organisation)
	if err != nil {
		return err
	}
	view.MadeBy = cmp.Or(names[plan.By], string(plan.By))
	view.show(page, plan)
	if view.Drawn, err = s.planFigures(c.UserContext(), page, plan); err != nil {
		return err
	}
	page.Charts = true
	return render(c, status, planPage(page, view))
}

// show fills the view with a plan.
func (v *planView) show(page Page, plan portfolio.ActionPlan) {
	v.Plan, v.Words, v.Form = &plan, page.Print.ActionPlan(plan), newPlanForm(page, plan.Year, plan.Settings)
	var amounts []calc.Money
	for _, line := range plan.Lines {
		if line.Group == portfolio.PlanStopped {
			v.Stopped = append(v.Stopped, line)
			continue
		}
		if len(v.Areas) == 0 || v.Areas[len(v.Areas)-1].ID != areaKey(line.Area) {
			v.Areas = append(v.Areas, newPlanArea(page, line.Area))
		}
		area := &v.Areas[len(v.Areas)-1]
		area.Lines = append(area.Lines, line)
		if !line.Past() && !plan.In(line) {
			v.Out = append(v.Out, line)
		}
		for _, m := range slices.Concat(line.Costs, line.Contribution) {
			if m != nil {
				amounts = append(amounts, *m)
			}
		}
	}
	v.Columns = columnFor(page.Print, amounts)
}

// frontierSteps is how many budgets the frontier of a plan is found at.
const frontierSteps = 8

// planFigures are the proposal through its years, and what its cases could give
// at most for other budgets.
func (s *Server) planFigures(ctx context.Context, page Page, plan portfolio.ActionPlan) ([]figure, error) {
	frontier, err := portfolio.NewFrontier(ctx, plan, frontierSteps)
	if err != nil {
		return nil, err
	}
	links := charts.Links{Case: func(id portfolio.CaseID) string { return page.caseURL(id, plan.AsOf) }}
	road, err1 := charts.Roadmap(plan, page.Organisation.Strategy, page.Print, links)
	best, err2 := charts.Frontier(frontier, caseNumbers(plan), page.Print, links)
	if err := errors.Join(err1, err2); err != nil {
		return nil, err
	}
	figures, err := s.drawnAll(page, road, best)
	if err == nil {
		figures[1].Basis = "#points" // each case with its money and what it counts for
	}
	return figures, err
}

// caseNumbers names the plan's cases by their numbers, or titles where they have none.
func caseNumbers(plan portfolio.ActionPlan) func(portfolio.CaseID) string {
	return func(id portfolio.CaseID) string {
		for _, line := range plan.Lines {
			if line.Case == id {
				return cmp.Or(line.Number, line.Title)
			}
		}
		return string(id)
	}
}

func newPlanArea(page Page, id portfolio.FocusAreaID) planArea {
	if area, ok := page.Organisation.Strategy.FocusArea(id); ok {
		return planArea{ID: areaKey(id), Name: area.Name, Coordinator: area.Coordinator}
	}
	return planArea{ID: areaKey(id), Name: page.T("plan.no-area")}
}

// answering is how many of the proposal's cases answer a goal.
func (v planView) answering(goal int) (n int) {
	for _, line := range v.Plan.Lines {
		if v.Plan.In(line) && slices.Contains(line.Goals, goal) {
			n++
		}
	}
	return n
}

// candidates are the lines that the frames choose among.
func (v planView) candidates() (lines []portfolio.PlanLine) {
	for _, line := range v.Plan.Lines {
		if line.Candidate != nil {
			lines = append(lines, line)
		}
	}
	return lines
}

// makePlan makes a new version with what was typed.
func (s *Server) makePlan(c *fiber.Ctx) error {
	year, err := planYear(c)
	if err != nil {
		return err
	}
	visit := visitOf(c)
	after, err := strconv.Atoi(c.FormValue("after"))
	if err != nil {
		return fiber.ErrBadRequest
	}
	if !visit.Role.MayPlan(portfolio.PlanDraft) {
		return &portfolio.Error{Code: portfolio.CodeForbidden, Key: "plan.forbidden"}
	}
	settings, err := s.settingsBefore(c, year)
	if err != nil {
		return err
	}
	page := s.page(c, SectionPlan, "plan.title", "year", yearText(year))
	form := newPlanForm(page, year, settings)
	form.read(page, c)
	if form.Wrong != "" {
		return render(c, fiber.StatusUnprocessableEntity, planPage(page, planView{Year: year, Latest: after, Form: form, Refused: form.Wrong}))
	}
	plan, err := portfolio.MakePlan(c.UserContext(), s.Store, visit.Organisation, year, form.settings(page, settings), s.Now())
	if portfolio.ErrorCode(err) == portfolio.CodeInvalid {
		return render(c, fiber.StatusUnprocessableEntity, planPage(page, planView{Year: year, Latest: after, Form: form, Refused: page.Print.Error(err)}))
	}
	if err != nil {
		return err
	}
	_, err = s.Store.AddPlan(c.UserContext(), visit.User.ID, plan, after)
	if portfolio.ErrorCode(err) == portfolio.CodeConflict { // the next attempt goes on from what is there
		latest, read := s.Store.Plan(c.UserContext(), visit.Organisation.ID, year, 0)
		if read != nil {
			return read
		}
		return render(c, fiber.StatusConflict, planPage(page, planView{Year: year, Latest: latest.Version, Form: form, Refused: page.Print.Error(err)}))
	}
	if err != nil {
		return err
	}
	return c.Redirect(page.planURL(year), fiber.StatusSeeOther)
}

// settingsBefore are those of the latest version, else the standard ones.
func (s *Server) settingsBefore(c *fiber.Ctx, year int) (portfolio.PlanSettings, error) {
	org := visitOf(c).Organisation
	latest, err := s.Store.Plan(c.UserContext(), org.ID, year, 0)
	if portfolio.ErrorCode(err) == portfolio.CodeNotFound {
		return portfolio.PlanSettings{Criteria: portfolio.StandardCriteria(org.Strategy, year)}, nil
	}
	return latest.Settings, err
}

// decidePlan writes down a decision about the version the user saw. What cannot be
// written is said above the plan as it is now, and what was typed is kept.
func (s *Server) decidePlan(c *fiber.Ctx) error {
	year, err := planYear(c)
	if err != nil {
		return err
	}
	version, err := strconv.Atoi(c.FormValue("version"))
	if err != nil {
		return fiber.ErrBadRequest
	}
	typed := planStepForm{Body: strings.TrimSpace(c.FormValue("body")), Decided: c.FormValue("decided"), Text: strings.TrimSpace(c.FormValue("text"))}
	step := portfolio.PlanStep{Status: portfolio.PlanStatus(c.FormValue("status")), Body: typed.Body, Text: typed.Text}
	if day, err := time.Parse(time.DateOnly, typed.Decided); err == nil {
		step.Decided = day
	}
	visit := visitOf(c)
	_, err = s.Store.DecidePlan(c.UserContext(), visit.Organisation.ID, visit.User.ID, year, version, step)
	switch code := portfolio.ErrorCode(err); code {
	case portfolio.CodeConflict, portfolio.CodeInvalid:
		latest, read := s.Store.Plan(c.UserContext(), visit.Organisation.ID, year, 0)
		if read != nil {
			return read
		}
		page := s.page(c, SectionPlan, "plan.title", "year", yearText(year))
		return s.showPlan(c, statuses[code], page, planView{Year: year, Latest: latest.Version, Step: typed, Refused: page.Print.Error(err)}, latest)
	}
	if err != nil {
		return err
	}
	return c.Redirect(path(string(visit.Organisation.ID), "plans", strconv.Itoa(year)), fiber.StatusSeeOther)
}

// planFrameName is what a frame is called; the proposal's need not have a name.
func planFrameName(page Page, view planView, frame int) string {
	if name := view.Plan.Settings.Frames[frame].Name; name != "" {
		return name
	}
	return page.T("plan.frame-proposal")
}

// paragraphs are a text's, without empty lines.
func paragraphs(text string) (all []string) {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}

// planItem is a row of a case in the plan.
type planItem struct {
	Name  string
	Years []*calc.Money
}

func planItems(page Page, line portfolio.PlanLine) []planItem {
	return []planItem{
		{page.T("plan.costs"), line.Costs}, {page.T("plan.benefits"), line.Benefits}, {page.T("plan.contribution"), line.Contribution},
	}
}

// planTerms say what the plan's figures were computed under.
func planTerms(page Page, view planView) []term {
	return []term{
		{page.T("terms.count"), page.T("method.explain-" + string(view.Plan.Method))},
		{page.T("plan.terms-frames"), view.Words.Limits(0)},
		{page.T("plan.terms-choice"), view.Words.Choice(0)},
	}
}
