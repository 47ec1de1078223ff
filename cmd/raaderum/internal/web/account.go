package web

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"raaderum/calc"
	"raaderum/portfolio"
)

// accountRoutes are what lies under the quarter page's numbers: for every sum
// the benefits it consists of, each with its cells.
func (s *Server) accountRoutes(org fiber.Router) {
	org.Get("/quarters/:quarter/account", s.kept, s.accountBook)
	org.Get("/quarters/:quarter/account/:year", s.kept, s.account)
	org.Get("/quarters/:quarter/account/:year/:layer", s.kept, s.account)
	org.Get("/quarters/:quarter/series/:at/:series", s.kept, s.series)
}

// accountURL is the address of a year of the account; layer "" is all of them.
func (p Page) accountURL(report portfolio.QuarterReport, year int, layer portfolio.Layer, method portfolio.CountMethod) string {
	parts := []string{"account", yearText(year)}
	if layer != "" {
		parts = append(parts, string(layer))
	}
	if method == report.Account.Method {
		method = ""
	}
	return withQuery(p.quarterURL(report.Quarter, parts...), append(p.Part.Pairs(), "method", string(method))...)
}

// areaURL is the part of the account that a focus area stands for.
func (p Page) areaURL(report portfolio.QuarterReport, layer portfolio.Layer, area portfolio.FocusAreaID) string {
	return withQuery(p.accountURL(report, report.Headline.Year, layer, report.Account.Method), "area", areaKey(area))
}

// seriesURL is what a quarter's planned, forecast or realised sum consists of.
func (p Page) seriesURL(report portfolio.QuarterReport, at calc.Quarter, series portfolio.Series) string {
	return withQuery(p.quarterURL(report.Quarter, "series", at.String(), string(series)), p.Part.Pairs()...)
}

// noArea stands in an address for the cases without a focus area.
const noArea = "-"

func areaKey(area portfolio.FocusAreaID) string {
	if area == "" {
		return noArea
	}
	return string(area)
}

// accountView is one sum of the report taken apart.
type accountView struct {
	Report     portfolio.QuarterReport
	Year       portfolio.TargetYear
	At         calc.Quarter          // the quarter of the year that is shown; zero: all of it
	Book       *accountBook          // as it was chosen; nil for a quarter's series
	Method     portfolio.CountMethod // "" for a quarter's series
	Other      portfolio.CountMethod // the method the page can be seen by instead
	OtherURL   string
	Address    string     // of the page as it is narrowed
	Filter     caseFilter // of a quarter's series
	Groups     []contributionGroup
	NotCounted []contributionLine
	Columns    column
}

// contributionGroup is one layer, or one series, with its parts.
type contributionGroup struct {
	Layer portfolio.Layer // "" for a series
	Name  string
	Lines []contributionLine
	Total calc.Money
}

// contributionLine is one benefit's part.
type contributionLine struct {
	portfolio.Contribution
	CaseTitle string
	Benefit   portfolio.Benefit
}

func (s *Server) account(c *fiber.Ctx) error {
	report, standing, err := s.report(c)
	if err != nil {
		return err
	}
	number, err := strconv.Atoi(c.Params("year"))
	if err != nil {
		return portfolio.NotFound("page", c.Params("year"))
	}
	layer := portfolio.Layer(c.Params("layer"))
	if layer != "" && layer != portfolio.LayerJoint && !slices.Contains(drawnLayers, layer) {
		return portfolio.NotFound("page", string(layer))
	}
	page := s.page(c, SectionQuarter, "account.title", "year", yearText(number), "quarter", report.Quarter)
	page.stand(standing)
	page.Charts = true // its layers have the charts' colors
	book := newAccountBook(page, report, readAccountChoice(c, page, report))
	year := yearOf(book.Full.TargetAccount, number)
	view := accountView{
		Report: report, Year: year, Method: book.Choice.Method, Other: book.other(), Book: &book,
		OtherURL: withQuery(page.accountURL(report, number, layer, book.other()), book.Choice.by(book.other()).pairs()...),
	}
	parts := year.Contributions
	if at, err := calc.ParseQuarter(c.Query("at")); err == nil && at.Year == number {
		quarter, _ := book.quarterOf(at)
		parts, view.At = quarter.Contributions, at
	}
	layers := append(slices.Clone(drawnLayers), portfolio.LayerJoint)
	if layer != "" {
		layers = []portfolio.Layer{layer}
	}
	for _, l := range layers {
		group := contributionGroup{Layer: l, Name: page.T("layer." + string(l))}
		group.add(report, parts, func(part portfolio.Contribution) bool { return part.Layer == l })
		if len(group.Lines) > 0 || layer != "" {
			view.Groups = append(view.Groups, group)
		}
	}
	if layer == "" && view.At.IsZero() {
		var apart contributionGroup
		apart.add(report, year.NotCounted, func(portfolio.Contribution) bool { return true })
		view.NotCounted = apart.Lines
	}
	view.Columns = columnFor(page.Print, view.amounts())
	view.Address = withQuery(page.accountURL(report, number, layer, book.Choice.Method), append(book.Choice.pairs(), "at", c.Query("at"))...)
	return render(c, book.Choice.Filter.status(), accountPage(page, view))
}

func (s *Server) series(c *fiber.Ctx) error {
	report, standing, err := s.report(c)
	if err != nil {
		return err
	}
	at, err := quarterIn(c.Params("at"))
	series := portfolio.Series(c.Params("series"))
	known := series == portfolio.Plan || series == portfolio.Forecast || series == portfolio.Realised
	if err != nil || !known {
		return portfolio.NotFound("page", c.Params("at"))
	}
	page := s.page(c, SectionQuarter, "account.series-title", "series", printerOf(c).T("series."+string(series)), "quarter", at)
	page.stand(standing)
	filter := readFilter(c, page, report)
	view := accountView{Report: report, Filter: filter, Address: withQuery(page.seriesURL(report, at, series), filter.Pairs()...)}
	group := contributionGroup{Name: page.T("series." + string(series))}
	for _, point := range report.Quarters {
		if point.Quarter == at {
			group.add(report, point.Parts[series], func(part portfolio.Contribution) bool {
				figures, _ := caseNamed(report, part.Case)
				return filter.Keeps(report.Organisation.Governance, figures.Case)
			})
		}
	}
	view.Groups = []contributionGroup{group}
	view.Columns = columnFor(page.Print, view.amounts())
	return render(c, filter.status(), accountPage(page, view))
}

// add puts in the parts that belong, with the names of their case and benefit,
// largest first.
func (g *contributionGroup) add(report portfolio.QuarterReport, parts []portfolio.Contribution, belongs func(portfolio.Contribution) bool) {
	for _, part := range parts {
		figures, _ := caseNamed(report, part.Case)
		if !belongs(part) {
			continue
		}
		g.Lines = append(g.Lines, contributionLine{part, figures.Case.Title, benefitNamed(figures.Case, part.Benefit)})
		g.Total += part.Amount
	}
	slices.SortStableFunc(g.Lines, func(a, b contributionLine) int { return cmp.Compare(b.Amount, a.Amount) })
}

func (v accountView) amounts() []calc.Money {
	var amounts []calc.Money
	for _, group := range v.Groups {
		for _, line := range group.Lines {
			amounts = append(amounts, line.Amount)
		}
	}
	for _, line := range v.NotCounted {
		amounts = append(amounts, line.Amount)
	}
	return amounts
}

// layerOf is the sum of a layer; nil when nothing is in it.
func layerOf(year portfolio.TargetYear, layer portfolio.Layer) *calc.Money {
	if amount, ok := year.Layers[layer]; ok {
		return &amount
	}
	return nil
}

func accountAmounts(account portfolio.TargetAccount) []calc.Money {
	var amounts []calc.Money
	for _, year := range account.Years {
		for _, amount := range year.Layers {
			amounts = append(amounts, amount)
		}
		if year.Target != nil {
			amounts = append(amounts, *year.Target)
		}
	}
	return amounts
}

func quarterAmounts(report portfolio.QuarterReport) []calc.Money {
	var amounts []calc.Money
	for _, point := range report.Quarters {
		for _, amount := range []*calc.Money{point.Planned, point.Forecast, point.Realised} {
			if amount != nil {
				amounts = append(amounts, *amount)
			}
		}
	}
	return amounts
}
