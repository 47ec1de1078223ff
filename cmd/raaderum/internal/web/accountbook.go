package web

import (
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"raaderum/calc"
	"raaderum/charts"
	"raaderum/cmd/raaderum/internal/i18n"
	papers "raaderum/cmd/raaderum/internal/report"
	"raaderum/portfolio"
)

// accountChoice is how a reader wants the account: it stands in the address, so
// that a colleague sees the same figures.
type accountChoice struct {
	Method  portfolio.CountMethod // the organisation's headline method unless another is asked for
	Prices  string                // year of the price level, as typed; "" as stated
	Index   string                // key of an imported series
	Through string                // last year, as typed
	Filter  caseFilter
	Compare string // an earlier quarter, as typed
}

// accountBook is the account as it was chosen.
type accountBook struct {
	Report     portfolio.QuarterReport
	Choice     accountChoice
	Indices    []indexOption
	Full       portfolio.FullAccount
	Conversion *portfolio.Conversion // nil: amounts as they are stated
	Refused    string                // why what was chosen cannot be shown
	Shown      narrowing
	Changes    comparisonView // the account beside an earlier quarter's
	Areas      comparedPart   // the areas of both
	Drawn      figure         // the years
	Columns    column
	stated     map[portfolio.CaseID]portfolio.PriceLevel // before conversion
}

// indexOption is an imported series that can be chosen.
type indexOption struct{ Key, Name string }

func readAccountChoice(c *fiber.Ctx, page Page, report portfolio.QuarterReport) accountChoice {
	choice := accountChoice{Method: report.Account.Method, Prices: c.Query("prices"), Index: c.Query("index"), Through: c.Query("through"),
		Filter: readFilter(c, page, report), Compare: c.Query("compare")}
	if portfolio.CountMethod(c.Query("method")) == report.Other.Method {
		choice.Method = report.Other.Method
	}
	return choice
}

// newAccountBook computes the account from the report's own cases, so that a
// frozen quarter gives its frozen figures.
func newAccountBook(page Page, report portfolio.QuarterReport, choice accountChoice) accountBook {
	org := report.Organisation
	book := accountBook{Report: report, Choice: choice, stated: map[portfolio.CaseID]portfolio.PriceLevel{}}
	for i, series := range org.Strategy.Indices() {
		book.Indices = append(book.Indices, indexOption{org.Strategy.IndexKey(i), indexName(page.Print, series)})
	}
	cases := make([]portfolio.BusinessCase, len(report.Cases))
	for i, figures := range report.Cases {
		cases[i] = figures.Case
		book.stated[figures.Case.ID] = figures.Case.PriceLevel
	}
	if choice.Prices != "" || choice.Index != "" {
		conversion, err := convert(org, cases, choice)
		if err != nil {
			book.Refused = page.Print.Error(err)
		} else {
			book.Conversion, org, cases = &conversion, conversion.Organisation, conversion.Cases
		}
	}
	through := max(org.Strategy.ToYear, report.Quarter.Year) + portfolio.OutYears
	if year, err := strconv.Atoi(choice.Through); err == nil {
		through = year
	}
	book.Full = portfolio.NewFullAccount(org, cases, report.Quarter, choice.Method, through)
	if choice.Filter.Any() {
		kept := map[portfolio.CaseID]bool{}
		for _, figures := range report.Cases {
			kept[figures.Case.ID] = choice.Filter.Keeps(report.Organisation.Governance, figures.Case)
		}
		book.Full = book.Full.Of(func(id portfolio.CaseID) bool { return kept[id] })
	}
	book.Columns = columnFor(page.Print, append(accountAmounts(book.Full.TargetAccount), book.quarterAmounts()...))
	return book
}

// convert reads what was chosen: a year, and a series where there are several.
func convert(org portfolio.Organisation, cases []portfolio.BusinessCase, choice accountChoice) (portfolio.Conversion, error) {
	key := choice.Index
	if key == "" && len(org.Strategy.Indices()) == 1 {
		key = org.Strategy.IndexKey(0)
	}
	index, err := org.Strategy.IndexNamed(key)
	if err != nil {
		return portfolio.Conversion{}, err
	}
	year, err := strconv.Atoi(choice.Prices)
	if err != nil {
		year = 0 // refused as a year, in its words
	}
	return portfolio.Convert(org, cases, portfolio.PriceChoice{Year: year, Index: index})
}

// indexName is a series as people know it: "P/L løn, offentliggjort 1. juni 2014, KL".
func indexName(print *i18n.Printer, series calc.IndexSeries) string {
	return print.T("yearly.index-"+string(series.Category)) + ", " + print.T("yearly.published", "date", series.Published, "source", series.Source)
}

// bookURL is the page of the whole account, bookYearURL a year, a layer, an area
// or a quarter of it, all as they were chosen.
func (p Page) bookURL(quarter calc.Quarter, choice accountChoice) string {
	return withQuery(p.quarterURL(quarter, "account"), choice.pairs()...)
}

func (p Page) bookYearURL(book accountBook, year int, layer portfolio.Layer, more ...string) string {
	to := p.accountURL(book.Report, year, layer, book.Choice.Method)
	return withQuery(to, append(book.Choice.pairs(), more...)...)
}

func (a accountChoice) pairs() []string {
	return append(a.Filter.Pairs(), "method", string(a.Method), "prices", a.Prices, "index", a.Index, "through", a.Through, "compare", a.Compare)
}

// by is the same choice under another method.
func (a accountChoice) by(method portfolio.CountMethod) accountChoice {
	a.Method = method
	return a
}

func (b accountBook) other() portfolio.CountMethod {
	if b.Choice.Method == b.Report.Account.Method {
		return b.Report.Other.Method
	}
	return b.Report.Account.Method
}

func (s *Server) accountBook(c *fiber.Ctx) error {
	report, standing, err := s.report(c)
	if err != nil {
		return err
	}
	page := s.page(c, SectionQuarter, "book.title", "quarter", report.Quarter)
	page.Charts = true
	page.stand(standing)
	shown, part := narrow(c, &page, report, "account")
	book := newAccountBook(page, report, readAccountChoice(c, page, report))
	book.Shown = shown
	if book.Changes, err = s.newComparison(c, page, part, book.Choice.Method); err != nil {
		return err
	}
	book.Areas = comparedAreas(page, book.Changes)
	if book.Drawn, err = s.bookFigure(page, book, part); err != nil {
		return err
	}
	status := book.Changes.answered(book.Choice.Filter)
	if book.Refused != "" {
		status = fiber.StatusUnprocessableEntity
	}
	return render(c, status, accountBookPage(page, book))
}

// bookFigure draws the account's years as they were chosen. Of a part of the cases,
// which has no target of its own, it says what they come to.
func (s *Server) bookFigure(page Page, book accountBook, part portfolio.QuarterReport) (figure, error) {
	links := page.links(book.Report)
	links.Year = func(year int) string { return page.bookYearURL(book, year, "") }
	chart, err := charts.TargetAccount(book.Full.TargetAccount, page.Print, links)
	if err != nil {
		return figure{}, err
	}
	if book.Choice.Filter.Any() {
		part.Account = book.Full.TargetAccount
		year := yearOf(part.Account, part.Headline.Year)
		part.Headline.Achieved, part.Headline.Realised = achieved(year), year.Layers[portfolio.LayerRealised]
		chart.Title = papers.HeadlineText(page.Print, part)
	}
	drawn, err := s.drawn(page, chart, chartTable(page, chart.Table))
	drawn.Basis = "#years"
	return drawn, err
}

func (b accountBook) quarterAmounts() (all []calc.Money) {
	for _, quarter := range b.Full.Quarters {
		for _, amount := range quarter.Layers {
			all = append(all, amount)
		}
	}
	return all
}

// quarterOf is a quarter of the account.
func (b accountBook) quarterOf(at calc.Quarter) (portfolio.QuarterAccount, bool) {
	i := slices.IndexFunc(b.Full.Quarters, func(q portfolio.QuarterAccount) bool { return q.Quarter == at })
	if i < 0 {
		return portfolio.QuarterAccount{}, false
	}
	return b.Full.Quarters[i], true
}

// outYear tells whether a year comes after the strategy.
func (b accountBook) outYear(year int) bool { return year > b.Full.LastTargetYear }

// areaName is an area's name, or that there is none.
func (b accountBook) areaName(print *i18n.Printer, id portfolio.FocusAreaID) string {
	if area, ok := b.Report.Organisation.Strategy.FocusArea(id); ok {
		return area.Name
	}
	if id == "" {
		return print.T("book.no-area")
	}
	return string(id)
}

// achievedOf is what an area has achieved in a year; nil when nothing is in it.
func achievedOf(year portfolio.TargetYear) *calc.Money {
	if len(year.Contributions) == 0 {
		return nil
	}
	sum := achieved(year)
	return &sum
}

// pricesOf tells what a case's figures were turned from and with: "2013 p/l ×
// 1,0367". Of current prices each year has its own factor.
func (b accountBook) pricesOf(print *i18n.Printer, id portfolio.CaseID) string {
	level := b.stated[id]
	if level.Basis == portfolio.PricesFixed {
		return print.T("book.from-fixed", "year", yearText(level.Year), "factor", print.Number(b.Conversion.Factors[level.Year].Factor, 6))
	}
	return print.T("book.from-current")
}

// leftOut is one that could not be converted, in words.
func (b accountBook) leftOut(print *i18n.Printer, one portfolio.Unconverted) string {
	name := print.T("book.target", "year", yearText(one.Target))
	if one.Case != "" {
		figures, _ := caseNamed(b.Report, one.Case)
		name = figures.Case.Title
	}
	return name + ": " + print.T("prices.left-"+one.Why, "year", yearText(one.Missing))
}

// converted tells whether the amounts were turned into another price level.
func (v accountView) converted() bool { return v.Book != nil && v.Book.Conversion != nil }
