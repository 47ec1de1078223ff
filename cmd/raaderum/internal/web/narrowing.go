package web

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"raaderum/calc"
	papers "raaderum/cmd/raaderum/internal/report"
	"raaderum/portfolio"
)

// narrowing is which cases one of a quarter's pages is about, what else can be
// chosen, and the way to the page of another quarter. The choice stands in the
// address under the same names on every page, and goes along from one to another.
type narrowing struct {
	Filter  caseFilter
	Options filterOptions
	Part    string   // which of the cases; "" for all
	Note    string   // what of the page is of them, and what is not
	Kept    []string // what else the address says of the page, in pairs
	Picker  picker
	Along   []string // what goes along to the page of another quarter, in pairs
	URL     string   // the page of all the cases
}

// filterOptions are what a report's cases can be narrowed to.
type filterOptions struct {
	Areas   []portfolio.FocusArea
	Phases  []portfolio.Phase
	Classes []portfolio.AmountClass
	Origins []portfolio.Origin
}

// narrow narrows one of a quarter's pages, by its name in the address, to the
// cases that the address asks for, and gives the report of those.
func narrow(c *fiber.Ctx, page *Page, report portfolio.QuarterReport, name string) (narrowing, portfolio.QuarterReport) {
	n := narrowing{Filter: readFilter(c, *page, report), Options: newFilterOptions(report), Picker: newPicker(report.Organisation.Strategy, report.Quarter), URL: page.quarterURL(report.Quarter, name)}
	n.Picker.Below = []string{name}
	for _, one := range keptByPage[name] {
		n.Kept = append(n.Kept, one, c.Query(one))
	}
	n.Along = append(n.Filter.Pairs(), n.Kept...)
	n.Kept = append(n.Kept, "compare", c.Query("compare")) // a quarter that lies before this one may lie after another
	page.Part = n.Filter.CaseFilter
	part := page.partOf(report)
	if page.Part.Any() {
		n.Part, n.Note = papers.SomeCases(page.Print, part, page.Part, len(report.Cases)), page.T("filter.part-"+name)
	}
	return n, part
}

// partURL is a page of a quarter narrowed as this one is.
func (p Page) partURL(q calc.Quarter, below ...string) string {
	return withQuery(p.quarterURL(q, below...), p.Part.Pairs()...)
}

func newFilterOptions(report portfolio.QuarterReport) (options filterOptions) {
	phases := map[portfolio.Phase]bool{}
	areas := map[portfolio.FocusAreaID]bool{}
	origins := map[portfolio.Origin]bool{}
	for _, figures := range report.Cases {
		origins[figures.Case.Origin] = true
		phases[figures.Case.Stage()], areas[figures.Case.FocusArea] = true, true
	}
	options.Phases = slices.DeleteFunc(slices.Clone(portfolioPhases), func(phase portfolio.Phase) bool { return !phases[phase] })
	for _, area := range report.Organisation.Strategy.FocusAreas {
		if areas[area.ID] {
			options.Areas = append(options.Areas, area)
		}
	}
	options.Classes = report.Organisation.Governance.AmountClasses
	for _, origin := range portfolio.Origins {
		if origins[origin] {
			options.Origins = append(options.Origins, origin)
		}
	}
	return options
}
