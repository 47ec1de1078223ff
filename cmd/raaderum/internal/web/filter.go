package web

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	papers "raaderum/cmd/raaderum/internal/report"
	"raaderum/portfolio"
)

// caseFilter is what cases a page is narrowed to. It stands in the address, so
// that a colleague sees the same; "" does not narrow.
type caseFilter struct {
	portfolio.CaseFilter
	Unknown []string // what the address asks for that there is none of, in words
}

// filterNames are the filter's names in an address; keptInPicker also what a
// reader takes along to another quarter.
var (
	filterNames  = portfolio.CaseFilterFields
	keptInPicker = append(slices.Clone(filterNames), "sort", "order")
)

// readFilter reads the address. A value that there is none of narrows nothing,
// and is told.
func readFilter(c *fiber.Ctx, page Page, report portfolio.QuarterReport) caseFilter {
	var f caseFilter
	var unknown []portfolio.UnknownFilter
	f.CaseFilter, unknown = portfolio.NewCaseFilter(report, func(field string) string { return c.Query(field) })
	for _, one := range unknown {
		f.Unknown = append(f.Unknown, page.T("filter.unknown", "name", page.T("filter."+one.Field), "value", one.Value))
	}
	return f
}

// status is what a page answers with: one that asks for what there is none of
// cannot be answered as asked.
func (f caseFilter) status() int {
	if len(f.Unknown) > 0 {
		return fiber.StatusUnprocessableEntity
	}
	return fiber.StatusOK
}

// inPicker is what goes along to another quarter.
func (choice caseChoice) inPicker() []string {
	order := ""
	if choice.Down {
		order = "down"
	}
	return append(choice.Pairs(), "sort", choice.Sort, "order", order)
}

// wholeURL is the page without the filter.
func (p Page) wholeURL() string {
	to := p.Path
	for _, name := range filterNames {
		to = withoutQuery(to, name)
	}
	return to
}

// words are what a page is narrowed to.
func (f caseFilter) words(page Page) []papers.FilterWord {
	return papers.FilterWords(page.Print, page.Organisation.Strategy, f.CaseFilter)
}

// classText is an amount class with how its cases are financed.
func classText(class portfolio.AmountClass) string {
	if class.Financing == "" {
		return class.Name
	}
	return class.Name + " – " + class.Financing
}
