package web

import (
	"github.com/gofiber/fiber/v2"

	"raaderum/calc"
	"raaderum/charts"
	"raaderum/portfolio"
)

// calibrationView is what benefits came to against what was promised of them.
type calibrationView struct {
	portfolio.Calibration
	Shown    narrowing
	Tables   []calibrationTable
	Open     *calibrationRow // whose benefits are shown; nil: none
	NotRated []uncomparedRow
	Drawn    figure
	names    map[portfolio.CaseID]portfolio.BusinessCase
	// Changes is the quarter beside an earlier one, Compared the groups of both.
	Changes  comparisonView
	Compared []comparedPart
}

// calibrationTable is all benefits, or their groups by one thing.
type calibrationTable struct {
	By   string // "all", "area", "owner", "kind"
	Rows []calibrationRow
}

// calibrationRow is one group under its name.
type calibrationRow struct {
	portfolio.CalibrationGroup
	Name string
	URL  string // of the benefits in it
}

type uncomparedRow struct {
	portfolio.UncomparedBenefit
	Case    portfolio.BusinessCase
	Benefit portfolio.Benefit
}

// calibrationURL is the page with the experience as of a quarter; by and key
// choose the group whose benefits are shown.
func (p Page) calibrationURL(q calc.Quarter, by, key string) string {
	if by == "" {
		return p.partURL(q, "calibration")
	}
	if key == "" {
		key = noArea
	}
	return withQuery(p.partURL(q, "calibration"), "by", by, "key", key) + "#benefits"
}

func (s *Server) calibration(c *fiber.Ctx) error {
	report, standing, err := s.report(c)
	if err != nil {
		return err
	}
	org, quarter := report.Organisation, report.Quarter
	page := s.page(c, SectionQuarter, "calibration.title", "quarter", quarter)
	page.stand(standing)
	shown, part := narrow(c, &page, report, "calibration")
	view := newCalibrationView(page, org, casesOf(report), calibrationOf(page, report))
	view.Shown = shown
	if view.Changes, err = s.newComparison(c, page, part, report.Account.Method); err != nil {
		return err
	}
	view.Compared = comparedExperience(page, view.Changes, view)
	if by := c.Query("by"); by != "" {
		if view.Open = view.row(by, c.Query("key")); view.Open == nil {
			return portfolio.NotFound("page", by)
		}
	}
	page.Charts = true
	links := charts.Links{
		Case: func(id portfolio.CaseID) string { return page.caseURL(id, quarter) },
		Area: func(id portfolio.FocusAreaID) string { return page.calibrationURL(quarter, "area", string(id)) },
	}
	chart, err := charts.Calibration(view.Calibration, org.Strategy, page.Print, links)
	if err != nil {
		return err
	}
	if view.Drawn, err = s.drawn(page, chart, chartTable(page, chart.Table)); err != nil {
		return err
	}
	view.Drawn.Basis = view.Tables[0].Rows[0].URL // all benefits, one by one
	return render(c, view.Changes.answered(shown.Filter), calibrationPage(page, view))
}

// calibrationOf is the experience of the cases that the page is about.
func calibrationOf(page Page, report portfolio.QuarterReport) portfolio.Calibration {
	calibration := portfolio.NewCalibration(report.Organisation, casesOf(report), report.Quarter)
	if !page.Part.Any() {
		return calibration
	}
	part := page.partOf(report)
	return calibration.Of(report.Organisation.Strategy, func(id portfolio.CaseID) bool { _, among := caseNamed(part, id); return among })
}

func casesOf(report portfolio.QuarterReport) []portfolio.BusinessCase {
	cases := make([]portfolio.BusinessCase, len(report.Cases))
	for i, figures := range report.Cases {
		cases[i] = figures.Case
	}
	return cases
}

func newCalibrationView(page Page, org portfolio.Organisation, cases []portfolio.BusinessCase, calibration portfolio.Calibration) calibrationView {
	quarter := calibration.AsOf
	view := calibrationView{Calibration: calibration, names: map[portfolio.CaseID]portfolio.BusinessCase{}}
	for _, bc := range cases {
		view.names[bc.ID] = bc
	}
	add := func(by string, groups []portfolio.CalibrationGroup) {
		table := calibrationTable{By: by}
		for _, group := range groups {
			table.Rows = append(table.Rows, calibrationRow{group, page.Print.CalibrationGroup(org.Strategy, by, group.Key), page.calibrationURL(quarter, by, group.Key)})
		}
		view.Tables = append(view.Tables, table)
	}
	add("all", []portfolio.CalibrationGroup{view.Whole})
	add("area", view.Areas)
	add("owner", view.Owners)
	add("kind", view.Kinds)
	for _, one := range view.Calibration.NotRated {
		bc := view.names[one.Case]
		view.NotRated = append(view.NotRated, uncomparedRow{one, bc, benefitNamed(bc, one.Benefit)})
	}
	return view
}

// row finds the group that an address names.
func (v calibrationView) row(by, key string) *calibrationRow {
	if key == noArea {
		key = ""
	}
	for _, table := range v.Tables {
		for i, row := range table.Rows {
			if table.By == by && row.Key == key {
				return &table.Rows[i]
			}
		}
	}
	return nil
}

// by is how a group of a table is found.
func (r calibrationRow) by(by string) (string, string) { return by, r.Key }

// amounts are all kroner of the page, for the look of its columns.
func (v calibrationView) amounts() []calc.Money {
	var all []calc.Money
	for _, table := range v.Tables {
		for _, row := range table.Rows {
			for _, one := range row.Benefits {
				all = append(all, one.Promised, one.Realised)
			}
		}
	}
	return all
}

// calibrationTerms say how the figures came about.
func calibrationTerms(page Page, view calibrationView) []term {
	pairs := []any{"minimum", view.Rule.Minimum, "coverage", page.Print.Percent(view.Rule.Coverage, 1)}
	var rows []term
	for _, name := range []string{"compared", "share", "median", "interval", "uplift", "prices", "as-of"} {
		rows = append(rows, term{page.T("calibration.term-" + name), page.T("calibration.term-"+name+"-text", pairs...)})
	}
	return rows
}
