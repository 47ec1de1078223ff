package web

import (
	"cmp"
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
	Versions   []portfolio.BusinessCase
	Files      []portfolio.Source // each file once
	Investment *calc.Money        // the sum of one-off costs; nil when none is stated
}

// caseURL is the page of a case, seen from a quarter.
func (p Page) caseURL(id portfolio.CaseID, quarter calc.Quarter) string {
	return withQuery(p.URL("cases", string(id)), "quarter", quarter.String())
}

func benefitAnchor(id portfolio.BenefitID) string { return "benefit-" + string(id) }

func (s *Server) businessCase(c *fiber.Ctx) error {
	org := visitOf(c).Organisation
	quarter, err := calc.ParseQuarter(c.Query("quarter"))
	if err != nil {
		if quarter, err = s.latestQuarter(c.UserContext(), org.ID); err != nil {
			return err
		}
	}
	id := portfolio.CaseID(c.Params("case"))
	versions, err := s.Store.CaseVersions(c.UserContext(), org.ID, id)
	if err != nil {
		return err
	}
	report, err := s.reportFor(c.UserContext(), org, quarter)
	if err != nil {
		return err
	}
	figures, found := caseNamed(report, id)
	if !found {
		return portfolio.NotFound("case", string(id))
	}
	page := s.page(c, SectionCases, "case.title", "title", figures.Case.Title)
	page.Charts = true
	view, err := s.newCaseView(page, report, figures, versions)
	if err != nil {
		return err
	}
	return render(c, fiber.StatusOK, casePage(page, view))
}

func (s *Server) newCaseView(page Page, report portfolio.QuarterReport, figures portfolio.CaseFigures, versions []portfolio.BusinessCase) (caseView, error) {
	slices.Reverse(versions)
	view := caseView{Report: report, Figures: figures, Versions: versions, Stated: statedRows(page.Print, figures)}
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

func orUnknown(code string) string { return cmp.Or(code, "unknown") }

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

// statedRow is a figure the workbook states beside the one we compute. They are
// never mixed, and how far apart they are is said.
type statedRow struct {
	Name      string
	Stated    string // "" when the workbook states none
	Source    portfolio.Source
	Computed  string
	Deviation string // "" when one of them does not exist
}

func statedRows(print *i18n.Printer, figures portfolio.CaseFigures) []statedRow {
	stated, computed := figures.Case.Stated, figures.Evaluation
	npv := statedRow{Name: print.T("case.npv"), Computed: figureText(print, computed.NPV, kronerText(print))}
	if s := stated.NPV; s != nil {
		npv.Stated, npv.Source = kronerText(print)(s.Value), s.Source
		if computed.NPV.Exists() {
			npv.Deviation = signed(computed.NPV.Value-s.Value, kronerText(print))
		}
	}
	payback := statedRow{Name: print.T("case.payback"), Computed: paybackText(print, computed.Payback)}
	if s := stated.Payback; s != nil {
		payback.Stated, payback.Source = yearsText(print, s.Value), s.Source
		if computed.Payback.Status == calc.PaybackValue {
			payback.Deviation = signed(computed.Payback.Years-s.Value, func(f float64) string { return yearsText(print, f) })
		}
	}
	irr := statedRow{Name: print.T("case.irr"), Computed: irrText(print, computed.IRR)}
	if s := stated.IRR; s != nil {
		irr.Stated, irr.Source = print.Percent(s.Value, 1), s.Source
		if computed.IRR.Status == calc.IRRUnique {
			irr.Deviation = signed(100*(computed.IRR.Roots[0]-s.Value), func(f float64) string {
				return print.Number(f, 1) + i18n.NoBreak + print.T("unit.points")
			})
		}
	}
	return []statedRow{npv, payback, irr}
}

// signed writes a difference with its sign, also when it is positive.
func signed(f float64, write func(float64) string) string {
	text := write(f)
	if f > 0 && strings.ContainsAny(text, "123456789") {
		return "+" + text
	}
	return text
}

// lineTable is lines of amounts over periods, each with its cells.
type lineTable struct {
	ID      string
	Periods []calc.Period
	Lines   []amountLine
}

type amountLine struct {
	Label, Note string
	Amounts     map[calc.Period][]portfolio.Amount
}

func (t *lineTable) add(label, note string, amounts []portfolio.Amount) {
	line := amountLine{label, note, map[calc.Period][]portfolio.Amount{}}
	for _, amount := range amounts {
		line.Amounts[amount.Period] = append(line.Amounts[amount.Period], amount)
		if !slices.Contains(t.Periods, amount.Period) {
			t.Periods = append(t.Periods, amount.Period)
		}
	}
	t.Lines = append(t.Lines, line)
	slices.SortFunc(t.Periods, inTime)
}

// inTime orders periods by when they begin; a year comes before its quarters.
func inTime(a, b calc.Period) int {
	return cmp.Or(cmp.Compare(beginning(a), beginning(b)), a.Compare(b))
}

func beginning(p calc.Period) int {
	if t, ok := p.Offset(); ok {
		return 12 * t
	}
	year, _ := p.Year()
	month := 1
	if m, ok := p.Month(); ok {
		month = m
	} else if q, ok := p.Quarter(); ok {
		month = 3*q.Q - 2
	}
	return 12*year + month - 1
}

// anchor leads from a year's sum to the column it was summed from; "" when the
// lines have nothing for the year.
func (t lineTable) anchor(year calc.Period) string {
	for _, period := range t.Periods {
		y, dated := period.Year()
		if period == year || (dated && calc.YearOf(y) == year) {
			return "#" + t.columnID(period)
		}
	}
	return ""
}

func (t lineTable) columnID(period calc.Period) string { return t.ID + "-" + period.String() }

func (t lineTable) amounts() []calc.Money {
	var amounts []calc.Money
	for _, line := range t.Lines {
		for _, stated := range line.Amounts {
			for _, amount := range stated {
				amounts = append(amounts, amount.Money)
			}
		}
	}
	return amounts
}

// benefitCard is a benefit with its parallel series.
type benefitCard struct {
	portfolio.Benefit
	Series lineTable // one line per series that has amounts
	Names  []portfolio.Series
}

// seriesOrder is the series from promise to money in hand.
var seriesOrder = []portfolio.Series{portfolio.Plan, portfolio.Forecast, portfolio.Budgeted, portfolio.Realised}

func newBenefitCard(benefit portfolio.Benefit) benefitCard {
	card := benefitCard{Benefit: benefit}
	for _, series := range seriesOrder {
		card.Series.add(string(series), "", benefit.Series[series])
		card.Names = append(card.Names, series)
	}
	card.Series.ID = benefitAnchor(benefit.ID)
	return card
}

// sourceFiles are the files a case was read from, each once.
func sourceFiles(bc portfolio.BusinessCase) []portfolio.Source {
	var files []portfolio.Source
	seen := map[string]bool{"": true}
	see := func(source portfolio.Source) {
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
