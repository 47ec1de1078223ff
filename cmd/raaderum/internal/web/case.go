package web

import (
	"context"
	"math"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/portfolio"
)

// caseVersions is what the case page needs of the store beside the newest version.
type caseVersions interface {
	// CaseVersions are all versions of a case, the first first; CodeNotFound
	// when the organisation has no such case.
	CaseVersions(ctx context.Context, org portfolio.OrganisationID, id portfolio.CaseID) ([]portfolio.BusinessCase, error)
}

// caseView is everything the page says about one case.
type caseView struct {
	Report     portfolio.QuarterReport
	Figures    portfolio.CaseFigures
	Area       portfolio.FocusArea
	Stated     []statedRow
	Costs      lineTable
	Promised   lineTable // the plan of each benefit
	Benefits   []benefitCard
	Economy    figure
	Route      portfolio.Route
	Versions   []portfolio.BusinessCase
	Files      []portfolio.Source // each file once
	Investment *calc.Money        // the sum of one-off costs; nil when none is stated
	Written    []portfolio.Entry  // what people wrote, the latest first
	Names      map[portfolio.UserID]string
	Agenda     []portfolio.AgendaItem // what was put before the council about it, the latest first
	Alike      []likenessView         // benefits that may be counted elsewhere too
}

// mayWrite tells whether the reader may write about a case.
func (p Page) mayWrite(bc portfolio.BusinessCase) bool {
	return p.User != nil && p.Organisation.MayWrite(bc, p.User.Name, p.Role) == nil
}

// documentsURL is where documents of a case are recorded; "" for who may not.
func (p Page) documentsURL(bc portfolio.BusinessCase) string {
	if !p.mayWrite(bc) {
		return ""
	}
	return p.URL("cases", string(bc.ID), "documents")
}

// caseURL is the page of a case, seen from a quarter.
func (p Page) caseURL(id portfolio.CaseID, quarter calc.Quarter) string {
	return p.asSeen(quarter, withQuery(p.URL("cases", string(id)), "quarter", quarter.String()))
}

func (s *Server) businessCase(c *fiber.Ctx) error {
	report, figures, standing, err := s.caseReport(c)
	if err != nil {
		return err
	}
	versions, err := s.Store.CaseVersions(c.UserContext(), report.Organisation.ID, figures.Case.ID)
	if err != nil {
		return err
	}
	page := s.page(c, SectionCases, "case.title", "title", figures.Case.Title)
	page.Charts = true
	page.stand(standing)
	view, err := s.newCaseView(page, report, figures, versions)
	if err != nil {
		return err
	}
	if view.Written, err = s.Store.Entries(c.UserContext(), report.Organisation.ID, figures.Case.ID); err != nil {
		return err
	}
	slices.Reverse(view.Written)
	if err := s.addAgenda(c.UserContext(), &view); err != nil {
		return err
	}
	if view.Alike, err = s.likenesses(c.UserContext(), page, figures.Case.ID); err != nil {
		return err
	}
	return render(c, fiber.StatusOK, casePage(page, view))
}

// caseReport is the case of an address with the report of the quarter it is
// seen from: as it was frozen, where that quarter is frozen. Without a quarter,
// or when the case came after the freeze, it is what is known now.
func (s *Server) caseReport(c *fiber.Ctx) (portfolio.QuarterReport, portfolio.CaseFigures, *standing, error) {
	org, ctx, live := visitOf(c).Organisation, c.UserContext(), wantsLive(c)
	quarter, err := quarterIn(c.Query("quarter"))
	if err != nil {
		live = true
		if quarter, err = s.latestQuarter(ctx, org.ID); err != nil {
			return portfolio.QuarterReport{}, portfolio.CaseFigures{}, nil, err
		}
	}
	id := portfolio.CaseID(c.Params("case"))
	report, standing, err := s.reportAsSeen(ctx, org, quarter, live)
	if err != nil {
		return portfolio.QuarterReport{}, portfolio.CaseFigures{}, nil, err
	}
	figures, found := caseNamed(report, id)
	if !found && standing != nil && !standing.Live {
		if report, standing, err = s.reportAsSeen(ctx, org, quarter, true); err != nil {
			return portfolio.QuarterReport{}, portfolio.CaseFigures{}, nil, err
		}
		standing.Later = true
		figures, found = caseNamed(report, id)
	}
	if !found {
		return portfolio.QuarterReport{}, portfolio.CaseFigures{}, nil, portfolio.NotFound("case", string(id))
	}
	return report, figures, standing, nil
}

func (s *Server) newCaseView(page Page, report portfolio.QuarterReport, figures portfolio.CaseFigures, versions []portfolio.BusinessCase) (caseView, error) {
	slices.Reverse(versions)
	view := caseView{Report: report, Figures: figures, Versions: versions, Stated: statedRows(page.Print, figures)}
	view.Route = portfolio.RouteOf(report.Organisation, figures, s.Now())
	view.Area, _ = report.Organisation.Strategy.FocusArea(figures.Case.FocusArea)
	for _, line := range figures.Case.Costs {
		view.Costs.add(line.Label, lineNote(page.Print, line), line.Amounts)
		if line.Recurrence == portfolio.OneOff {
			for _, amount := range line.Amounts {
				view.Investment = plus(view.Investment, amount.Money)
			}
		}
	}
	for _, benefit := range figures.Case.Benefits {
		view.Promised.add(benefit.Label, page.T("benefit-kind."+orUnknown(string(benefit.Kind))), benefit.Series[portfolio.Plan])
		view.Benefits = append(view.Benefits, newBenefitCard(benefit))
	}
	view.Costs.ID, view.Promised.ID = "costs", "promised"
	view.Files = sourceFiles(figures.Case)
	var err error
	view.Economy, err = s.economyFigure(page, figures)
	return view, err
}

func plus(sum *calc.Money, amount calc.Money) *calc.Money {
	if sum != nil {
		amount += *sum
	}
	return &amount
}

// lineNote is what is known of a cost line beside its label.
func lineNote(print *i18n.Printer, line portfolio.CostLine) string {
	var notes []string
	if line.Category != "" && print.Has("cost-category."+line.Category) {
		notes = append(notes, print.T("cost-category."+line.Category))
	}
	if line.Recurrence != portfolio.RecurrenceUnknown {
		notes = append(notes, print.T("recurrence."+string(line.Recurrence)))
	}
	return strings.Join(notes, " · ")
}

// sourceFiles are the files a case was read from, each once.
func sourceFiles(bc portfolio.BusinessCase) []portfolio.Source {
	var files []portfolio.Source
	seen := map[string]bool{"": true}
	see := func(source portfolio.Source) {
		if source.Typed() {
			return
		}
		if !seen[source.SHA256] {
			seen[source.SHA256] = true
			files = append(files, source)
		}
	}
	see(bc.Source)
	for _, line := range bc.Costs {
		for _, amount := range line.Amounts {
			see(amount.Source)
		}
	}
	for _, benefit := range bc.Benefits {
		for _, series := range seriesOrder {
			for _, amount := range benefit.Series[series] {
				see(amount.Source)
			}
		}
	}
	return files
}

// tableAmounts are the exact amounts of the yearly table.
func tableAmounts(rows []portfolio.YearRow) []calc.Money {
	var amounts []calc.Money
	for _, row := range rows {
		for _, amount := range []*calc.Money{row.Costs, row.Benefits, row.Net, row.Cumulative} {
			if amount != nil {
				amounts = append(amounts, *amount)
			}
		}
	}
	return amounts
}

// discountedTotal is the sum of the discounted column, which is the NPV.
func discountedTotal(rows []portfolio.YearRow) float64 {
	total := 0.0
	for _, row := range rows {
		if row.Net != nil {
			total += row.Discounted
		}
	}
	return total
}

func columnTotal(rows []portfolio.YearRow, of func(portfolio.YearRow) *calc.Money) *calc.Money {
	var total *calc.Money
	for _, row := range rows {
		if amount := of(row); amount != nil {
			total = plus(total, *amount)
		}
	}
	return total
}

// severityOrder puts the findings that matter most first.
func severityOrder(findings []portfolio.CaseFinding) []portfolio.CaseFinding {
	order := []portfolio.Severity{portfolio.SeverityError, portfolio.SeverityWarning, portfolio.SeverityInfo}
	sorted := slices.Clone(findings)
	slices.SortStableFunc(sorted, func(a, b portfolio.CaseFinding) int {
		return slices.Index(order, a.Severity) - slices.Index(order, b.Severity)
	})
	return sorted
}

// factorText is a discount factor with four decimals; 1 is said as it is.
func factorText(print *i18n.Printer, factor float64) string {
	if math.IsNaN(factor) || factor == 0 {
		return "–"
	}
	return print.Number(factor, 4)
}
