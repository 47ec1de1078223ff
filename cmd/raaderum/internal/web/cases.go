package web

import (
	"cmp"
	"math"
	"slices"

	"github.com/gofiber/fiber/v2"
	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"raaderum/calc"
	"raaderum/portfolio"
)

// caseRoutes are the list of cases and the page of one.
func (s *Server) caseRoutes(org fiber.Router) {
	org.Get("/cases", s.kept, s.cases)
	org.Get("/cases/:case", s.kept, s.businessCase)
	org.Get("/cases/:case/calculation", s.kept, s.calculation)
	org.Get("/cases/:case/calculation.xlsx", s.calculationWorkbook)
}

// caseChoice is how the reader wants the list: everything stands in the
// address, so that a list can be sent to a colleague.
type caseChoice struct {
	caseFilter
	Path    string // the page the list stands on
	Sort    string // one of caseSorts; "" is the municipality's own order
	Down    bool
	Live    string // figuresLive where the list is of a frozen quarter as it is known now
	Compare string // the quarter that the page compares with, as typed
}

// chosen tells whether the address asks for other than the whole list as it stands.
func (choice caseChoice) chosen() bool {
	return choice.Sort != "" || len(choice.Unknown) > 0 || choice.CaseFilter != (portfolio.CaseFilter{})
}

// caseSorts are the columns a list can be sorted by, in the order they stand.
var caseSorts = []string{"title", "area", "phase", "npv", "payback", "light"}

func choiceOf(c *fiber.Ctx, page Page, report portfolio.QuarterReport) caseChoice {
	choice := caseChoice{caseFilter: readFilter(c, page, report), Path: c.Path(), Compare: c.Query("compare")}
	if wantsLive(c) {
		choice.Live = figuresLive
	}
	if slices.Contains(caseSorts, c.Query("sort")) {
		choice.Sort, choice.Down = c.Query("sort"), c.Query("order") == "down"
	}
	return choice
}

// url is the list sorted by a column: a second click turns the order around.
func (choice caseChoice) url(sort string) string {
	turned := choice
	turned.Sort, turned.Down = sort, choice.Sort == sort && !choice.Down
	return withQuery(choice.Path, turned.pairs()...) + "#cases"
}

// pairs are everything the address says of the list.
func (choice caseChoice) pairs() []string {
	order := ""
	if choice.Down {
		order = "down"
	}
	return append(choice.Pairs(), "sort", choice.Sort, "order", order, "figures", choice.Live, "compare", choice.Compare)
}

// caseList is a table of cases, filtered and sorted.
type caseList struct {
	Choice  caseChoice
	Quarter calc.Quarter
	Rows    []caseRow
	All     int // before filtering
	filterOptions
}

type caseRow struct {
	portfolio.CaseFigures
	Area  portfolio.FocusArea // zero when the case names none
	Since *calc.Quarter       // of the newest figure, when it is older than a quarter
}

// listCases makes the lists of own and of supplementing cases.
func listCases(report portfolio.QuarterReport, choice caseChoice) (own, joint caseList) {
	strategy := report.Organisation.Strategy
	own = caseList{Choice: choice, Quarter: report.Quarter, filterOptions: newFilterOptions(report)}
	joint = own
	for _, figures := range report.Cases {
		list := &own
		if figures.Case.Origin.Joint() {
			list = &joint
		}
		list.All++
		if !choice.Keeps(report.Organisation.Governance, figures.Case) {
			continue
		}
		area, _ := strategy.FocusArea(figures.Case.FocusArea)
		row := caseRow{CaseFigures: figures, Area: area}
		if since, stale := report.Round.StaleSince(figures.Case.ID); stale {
			row.Since = &since
		}
		list.Rows = append(list.Rows, row)
	}
	own.sort()
	joint.sort()
	return own, joint
}

// portfolioPhases are the phases in the order of a case's life.
var portfolioPhases = []portfolio.Phase{
	portfolio.PhaseIdea, portfolio.PhaseAnalysis, portfolio.PhaseProcurement, portfolio.PhaseExecution,
	portfolio.PhaseRealization, portfolio.PhaseOperation, portfolio.PhaseClosed, portfolio.PhaseStopped, portfolio.PhaseUnknown,
}

// lightOrder puts what needs attention first.
var lightOrder = []portfolio.TrafficLight{
	portfolio.LightRed, portfolio.LightYellow, portfolio.LightMissing, portfolio.LightGreen, portfolio.LightNotDue, portfolio.LightNone,
}

// sort orders the rows; Danish letters in the Danish order. A figure that does
// not exist stands last both ways: it is neither the best nor the worst.
func (list *caseList) sort() {
	danish := collate.New(language.Danish)
	down := 1
	if list.Choice.Down {
		down = -1
	}
	byNumber := func(value func(caseRow) float64) func(a, b caseRow) int {
		return func(a, b caseRow) int {
			x, y := value(a), value(b)
			if math.IsNaN(x) || math.IsNaN(y) {
				return cmp.Compare(boolInt(math.IsNaN(x)), boolInt(math.IsNaN(y)))
			}
			return down * cmp.Compare(x, y)
		}
	}
	byText := func(value func(caseRow) string) func(a, b caseRow) int {
		return func(a, b caseRow) int { return down * danish.CompareString(value(a), value(b)) }
	}
	orders := map[string]func(a, b caseRow) int{
		"title":   byText(func(r caseRow) string { return r.Case.Title }),
		"area":    byText(func(r caseRow) string { return r.Area.Name }),
		"phase":   byNumber(func(r caseRow) float64 { return position(portfolioPhases, r.Case.Stage()) }),
		"npv":     byNumber(func(r caseRow) float64 { return figureOrder(r.Evaluation.NPV) }),
		"payback": byNumber(func(r caseRow) float64 { return paybackOrder(r.Evaluation.Payback) }),
		"light":   byNumber(func(r caseRow) float64 { return position(lightOrder, r.Light) }),
	}
	byCaseNumber := func(a, b caseRow) int { return danish.CompareString(a.Case.Number, b.Case.Number) }
	order, chosen := orders[list.Choice.Sort]
	slices.SortStableFunc(list.Rows, func(a, b caseRow) int {
		if chosen {
			if c := order(a, b); c != 0 {
				return c
			}
		}
		return byCaseNumber(a, b)
	})
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

func position[T comparable](values []T, value T) float64 {
	if i := slices.Index(values, value); i >= 0 {
		return float64(i)
	}
	return math.NaN()
}

func figureOrder(figure calc.Figure) float64 {
	if !figure.Exists() {
		return math.NaN()
	}
	return figure.Value
}

// paybackOrder puts immediate first, then years, then never; a period that
// does not exist has no place in the order.
func paybackOrder(payback calc.Payback) float64 {
	switch payback.Status {
	case calc.PaybackImmediate:
		return -1
	case calc.PaybackValue:
		return payback.Years
	case calc.PaybackNever:
		return math.Inf(1)
	}
	return math.NaN()
}

// ariaSort is what a column says of its order to a screen reader.
func (choice caseChoice) ariaSort(sort string) string {
	switch {
	case choice.Sort != sort:
		return "none"
	case choice.Down:
		return "descending"
	}
	return "ascending"
}

// cases is the list of cases on a page of its own, as of the newest quarter.
func (s *Server) cases(c *fiber.Ctx) error {
	org := visitOf(c).Organisation
	quarter, err := s.latestQuarter(c.UserContext(), org.ID)
	if err != nil {
		return err
	}
	report, standing, err := s.reportAsSeen(c.UserContext(), org, quarter, true)
	if err != nil {
		return err
	}
	page := s.page(c, SectionCases, "cases.title")
	page.Standing = standing
	own, joint := listCases(report, choiceOf(c, page, report))
	return render(c, own.Choice.status(), casesPage(page, casesView{report, own, joint}))
}

// casesView is the page with the list of cases.
type casesView struct {
	Report     portfolio.QuarterReport
	Own, Joint caseList
}
