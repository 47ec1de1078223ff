package web

import (
	"cmp"
	"slices"

	"github.com/gofiber/fiber/v2"

	"raaderum/portfolio"
)

// caseFilter is what cases a page is narrowed to. It stands in the address, so
// that a colleague sees the same; "" does not narrow.
type caseFilter struct {
	Area    string // a focus area's id; noArea for cases without one
	Phase   string
	Class   string // an amount class's name, which tells how a case is financed
	Origin  string
	Unknown []string // what the address asks for that there is none of, in words
}

// filterNames are the filter's names in an address; keptInPicker also what a
// reader takes along to another quarter.
var (
	filterNames  = []string{"area", "phase", "class", "origin"}
	keptInPicker = append(slices.Clone(filterNames), "sort", "order")
)

// readFilter reads the address. A value that there is none of narrows nothing,
// and is told.
func readFilter(c *fiber.Ctx, page Page, report portfolio.QuarterReport) caseFilter {
	org := report.Organisation
	var f caseFilter
	read := func(to *string, name string, known bool) {
		switch value := c.Query(name); {
		case value == "" || known:
			*to = value
		default:
			f.Unknown = append(f.Unknown, page.T("filter.unknown", "name", page.T("filter."+name), "value", value))
		}
	}
	area := c.Query("area")
	_, found := org.Strategy.FocusArea(portfolio.FocusAreaID(area))
	used := slices.ContainsFunc(report.Cases, func(one portfolio.CaseFigures) bool { return areaKey(one.Case.FocusArea) == area })
	read(&f.Area, "area", found || used || area == noArea)
	read(&f.Phase, "phase", slices.Contains(portfolioPhases, portfolio.Phase(c.Query("phase"))))
	read(&f.Class, "class", slices.ContainsFunc(org.Governance.AmountClasses, func(one portfolio.AmountClass) bool { return one.Name == c.Query("class") }))
	read(&f.Origin, "origin", slices.Contains(portfolio.Origins, portfolio.Origin(c.Query("origin"))))
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

// any tells whether the filter narrows at all.
func (f caseFilter) any() bool { return cmp.Or(f.Area, f.Phase, f.Class, f.Origin) != "" }

func (f caseFilter) keeps(rules portfolio.Governance, bc portfolio.BusinessCase) bool {
	class, _ := rules.ClassOf(bc)
	return (f.Area == "" || f.Area == areaKey(bc.FocusArea)) &&
		(f.Phase == "" || f.Phase == string(bc.Stage())) &&
		(f.Class == "" || f.Class == class.Name) &&
		(f.Origin == "" || f.Origin == string(bc.Origin))
}

func (f caseFilter) pairs() []string {
	return []string{"area", f.Area, "phase", f.Phase, "class", f.Class, "origin", f.Origin}
}

// inPicker is what goes along to another quarter.
func (choice caseChoice) inPicker() []string {
	order := ""
	if choice.Down {
		order = "down"
	}
	return append(choice.caseFilter.pairs(), "sort", choice.Sort, "order", order)
}

// filterWord is one thing a page is narrowed to, in words.
type filterWord struct{ Key, Name, Value string }

func (f caseFilter) words(page Page) (words []filterWord) {
	put := func(key, value, text string) {
		if value != "" {
			words = append(words, filterWord{key, page.T("filter." + key), text})
		}
	}
	area, found := page.Organisation.Strategy.FocusArea(portfolio.FocusAreaID(f.Area))
	name := cmp.Or(area.Name, f.Area)
	if !found && f.Area == noArea {
		name = page.T("book.no-area")
	}
	put("area", f.Area, name)
	put("phase", f.Phase, phaseText(page, portfolio.Phase(f.Phase)))
	put("class", f.Class, f.Class)
	put("origin", f.Origin, page.T("origin."+cmp.Or(f.Origin, string(portfolio.Own))))
	return words
}

// classText is an amount class with how its cases are financed.
func classText(class portfolio.AmountClass) string {
	if class.Financing == "" {
		return class.Name
	}
	return class.Name + " – " + class.Financing
}
