package web

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"raaderum/calc"
	papers "raaderum/cmd/raaderum/internal/report"
	"raaderum/portfolio"
)

// portfolios is what the pages about money need of the store.
type portfolios interface {
	// Cases are the newest versions of an organisation's cases.
	Cases(ctx context.Context, org portfolio.OrganisationID) ([]portfolio.BusinessCase, error)
	// Statuses are everything that was reported about the cases, oldest first.
	Statuses(ctx context.Context, org portfolio.OrganisationID) ([]portfolio.QuarterlyStatus, error)
	snapshots
}

// quarterView is the quarter page: the report and what surrounds it.
type quarterView struct {
	Report portfolio.QuarterReport
	Picker picker
	Answer answer
	Areas  areaTable
	Cases  caseList // own cases
	Joint  caseList // supplementing ones, shown apart
	// JointYears is what the joint cases were to give and gave, each year.
	JointYears figure
	Figures    quarterFigures
	Locked     lockedView
	Changes    comparisonView
	Awaiting   awaitingView
	Agenda     []portfolio.AgendaItem // of the quarter's meetings, on paper
	Beside     []figure               // on paper, the charts that pages of their own have
	Since      string                 // on paper, what has changed since the quarter before
	Part       string                 // which of the cases it is of; "" for all
}

// quarterURL is the address of a quarter's page.
func (p Page) quarterURL(q calc.Quarter, below ...string) string {
	return p.asSeen(q, p.URL(append([]string{"quarters", q.String()}, below...)...))
}

// picker is the choice of quarter, which works as a plain form.
type picker struct {
	Chosen         calc.Quarter
	Previous, Next calc.Quarter // zero at the ends
	Choices        []calc.Quarter
	Below          []string // the page under the quarter that is chosen for; nil: the quarter's own
	Form           string   // where the choice is sent, within the organisation; "" is "quarters"
}

// formURL is where the choice is sent.
func (p picker) formURL(page Page) string { return page.URL(cmp.Or(p.Form, "quarters")) }

// newPicker offers every quarter of the strategy, and the chosen one even when
// it lies outside.
func newPicker(strategy portfolio.Strategy, chosen calc.Quarter) picker {
	first, last := calc.Quarter{Year: strategy.FromYear, Q: 1}, calc.Quarter{Year: strategy.ToYear, Q: 4}
	if strategy.FromYear == 0 || chosen.Before(first) {
		first = calc.Quarter{Year: chosen.Year, Q: 1}
	}
	if strategy.ToYear == 0 || last.Before(chosen) {
		last = calc.Quarter{Year: chosen.Year, Q: 4}
	}
	p := picker{Chosen: chosen}
	for q := first; !last.Before(q); q = q.Next() {
		p.Choices = append(p.Choices, q)
	}
	if first.Before(chosen) {
		p.Previous = chosen.Add(-1)
	}
	if chosen.Before(last) {
		p.Next = chosen.Next()
	}
	return p
}

// quarterRoutes are the quarter page and what lies under its numbers.
func (s *Server) quarterRoutes(org fiber.Router) {
	org.Get("/", s.latest)
	org.Get("/quarters", s.chooseQuarter)
	org.Get("/quarters/:quarter", s.kept, s.quarter)
	org.Get("/quarters/:quarter/outlook", s.kept, s.outlook)
	org.Get("/quarters/:quarter/development", s.kept, s.development)
	org.Get("/quarters/:quarter/calibration", s.kept, s.calibration)
	org.Get("/quarters/:quarter/pipeline", s.kept, s.pipeline)
	org.Get("/quarters/:quarter/bridge/:from", s.kept, s.bridge)
	s.accountRoutes(org)
}

// report is the report of the quarter in the path, as it was frozen where it is
// frozen and nothing else is asked for.
func (s *Server) report(c *fiber.Ctx) (portfolio.QuarterReport, *standing, error) {
	quarter, err := quarterIn(c.Params("quarter"))
	if err != nil {
		return portfolio.QuarterReport{}, nil, portfolio.NotFound("quarter", c.Params("quarter"))
	}
	return s.reportAsSeen(c.UserContext(), visitOf(c).Organisation, quarter, wantsLive(c))
}

// reportFor is a quarter as it is known now.
func (s *Server) reportFor(ctx context.Context, org portfolio.Organisation, quarter calc.Quarter) (portfolio.QuarterReport, error) {
	cases, err := s.Store.Cases(ctx, org.ID)
	if err != nil {
		return portfolio.QuarterReport{}, err
	}
	statuses, err := s.Store.Statuses(ctx, org.ID)
	if err != nil {
		return portfolio.QuarterReport{}, err
	}
	return portfolio.NewQuarterReport(org, cases, statuses, quarter), nil
}

// latest leads to the newest quarter that anything was realised or reported
// for; with nothing reported, to the quarter that ended last.
func (s *Server) latest(c *fiber.Ctx) error {
	quarter, err := s.latestQuarter(c.UserContext(), visitOf(c).Organisation.ID)
	if err != nil {
		return err
	}
	return c.Redirect(path(c.Params("org"), "quarters", quarter.String()), fiber.StatusSeeOther)
}

func (s *Server) latestQuarter(ctx context.Context, org portfolio.OrganisationID) (calc.Quarter, error) {
	cases, err := s.Store.Cases(ctx, org)
	if err != nil {
		return calc.Quarter{}, err
	}
	statuses, err := s.Store.Statuses(ctx, org)
	if err != nil {
		return calc.Quarter{}, err
	}
	return newestReported(cases, statuses, s.Now()), nil
}

func newestReported(cases []portfolio.BusinessCase, statuses []portfolio.QuarterlyStatus, now time.Time) calc.Quarter {
	if newest := portfolio.NewestReported(cases, statuses); !newest.IsZero() {
		return newest
	}
	return calc.QuarterOf(now).Add(-1)
}

// chooseQuarter answers the picker's form: /{org}/quarters?quarter=2014K2.
func (s *Server) chooseQuarter(c *fiber.Ctx) error {
	quarter, err := quarterIn(c.Query("quarter"))
	if err != nil {
		return s.latest(c)
	}
	parts := []string{c.Params("org"), "quarters", quarter.String()}
	names := keptInPicker
	if page := c.Query("page"); keptByPage[page] != nil {
		parts, names = append(parts, page), append(slices.Clone(filterNames), keptByPage[page]...)
	}
	var kept []string
	for _, name := range names {
		kept = append(kept, name, c.Query(name))
	}
	return c.Redirect(withQuery(path(parts...), kept...), fiber.StatusSeeOther)
}

// keptByPage are the pages of a quarter that lead to those of another, by their
// names in the address, and what beside the choice of cases goes along.
var keptByPage = map[string][]string{
	"development": {},
	"pipeline":    {},
	"outlook":     append(assumedFields(), "method"),
	"calibration": {},
	"account":     {"method", "prices", "index", "through"},
	"round":       {},
}

func (s *Server) quarter(c *fiber.Ctx) error {
	report, standing, err := s.report(c)
	if err != nil {
		return err
	}
	page := s.page(c, SectionQuarter, "quarter.title", "quarter", report.Quarter)
	page.stand(standing)
	page.Charts = true
	choice := choiceOf(c, page, report)
	page.Part = choice.CaseFilter
	part := page.partOf(report)
	view, err := s.newQuarterView(page, part, choice)
	if err != nil {
		return err
	}
	view.Cases, view.Joint = listCases(report, choice) // with what else can be chosen
	if page.Part.Any() {
		view.Part = papers.SomeCases(page.Print, part, page.Part, len(report.Cases))
	}
	if view.Locked, err = s.newLockedView(c, page, part); err != nil {
		return err
	}
	if view.Changes, err = s.newComparison(c, page, part, report.Account.Method); err != nil {
		return err
	}
	if view.Awaiting, err = s.newAwaiting(c, page, part, standing); err != nil {
		return err
	}
	if view.JointYears, err = s.jointFigure(page, part); err != nil {
		return err
	}
	status := view.Cases.Choice.status()
	if view.Changes.Refused != "" {
		status = fiber.StatusUnprocessableEntity
	}
	return render(c, status, quarterPage(page, view))
}

func (s *Server) newQuarterView(page Page, report portfolio.QuarterReport, choice caseChoice) (quarterView, error) {
	figures, err := s.newQuarterFigures(page, report)
	if err != nil {
		return quarterView{}, err
	}
	own, joint := listCases(report, choice)
	return quarterView{
		Report:  report,
		Picker:  newPicker(report.Organisation.Strategy, report.Quarter),
		Answer:  newAnswer(page, report),
		Areas:   newAreaTable(report),
		Cases:   own,
		Joint:   joint,
		Figures: figures,
	}, nil
}

// partOf is what of a report the page is about: of the cases it is narrowed to.
func (p Page) partOf(report portfolio.QuarterReport) portfolio.QuarterReport {
	if !p.Part.Any() {
		return report
	}
	rules := report.Organisation.Governance
	return report.Of(func(bc portfolio.BusinessCase) bool { return p.Part.Keeps(rules, bc) })
}

// caseNamed finds a case of the report.
func caseNamed(report portfolio.QuarterReport, id portfolio.CaseID) (portfolio.CaseFigures, bool) {
	for _, figures := range report.Cases {
		if figures.Case.ID == id {
			return figures, true
		}
	}
	return portfolio.CaseFigures{}, false
}

// benefitNamed is a benefit's label and its owner.
func benefitNamed(bc portfolio.BusinessCase, id portfolio.BenefitID) portfolio.Benefit {
	for _, benefit := range bc.Benefits {
		if benefit.ID == id {
			return benefit
		}
	}
	return portfolio.Benefit{ID: id, Label: string(id)}
}

// withQuery adds a query to an address, which may have one; empty values are
// left out.
func withQuery(to string, pairs ...string) string {
	to, query, _ := strings.Cut(to, "?")
	values, err := url.ParseQuery(query)
	if err != nil {
		values = url.Values{}
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			values.Set(pairs[i], pairs[i+1])
		}
	}
	if len(values) == 0 {
		return to
	}
	return to + "?" + values.Encode()
}

// quarterIn reads a quarter in an address. One that no figure is about is none: its
// page would be empty.
func quarterIn(text string) (calc.Quarter, error) {
	quarter, err := calc.ParseQuarter(text)
	if err == nil {
		err = sensibleYear("quarter", quarter.Year)
	}
	return quarter, err
}
