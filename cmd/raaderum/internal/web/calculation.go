package web

import (
	"math"
	"mime"
	"slices"
	"strings"
	"unicode"

	"github.com/gofiber/fiber/v2"

	"raaderum/calc"
	"raaderum/charts"
	"raaderum/cmd/raaderum/internal/i18n"
	papers "raaderum/cmd/raaderum/internal/report"
	"raaderum/portfolio"
)

// calculationView is the way to a case's figures, and how much they bear.
type calculationView struct {
	portfolio.Calculation
	Case      portfolio.BusinessCase
	Quarter   calc.Quarter
	Steps     []stepRow
	Margins   []marginRow
	Limit     *float64 // the organisation's payback limit, years
	Tornado   figure
	Switching figure // how far each assumption may slip
	Lens      []lensRow
	Agree     int // views with the same verdict as the case's own convention
}

// stepRow is how one figure comes out.
type stepRow struct {
	Name    string
	Formula string
	Inputs  string
	Result  string
	Why     string // when there is no result
	Excel   string
}

// marginRow is how far one assumption may slip.
type marginRow struct {
	Name  string
	NPV   string
	Limit string // "" when the organisation has no limit
}

// lensRow is a rate with the case's figures under each timing.
type lensRow struct {
	Rate  string
	Cells []lensCell
}

type lensCell struct {
	View calc.View
	Own  bool // the convention the case is judged on
}

// calculationURL is the page with the way to a case's figures, or its workbook.
func (p Page) calculationURL(id portfolio.CaseID, quarter calc.Quarter, what string) string {
	return p.asSeen(quarter, withQuery(p.URL("cases", string(id), what), "quarter", quarter.String()))
}

func (s *Server) calculation(c *fiber.Ctx) error {
	report, figures, standing, err := s.caseReport(c)
	if err != nil {
		return err
	}
	page := s.page(c, SectionCases, "calculation.title", "title", figures.Case.Title)
	page.Charts = true
	page.stand(standing)
	view, err := s.newCalculationView(page, report, figures)
	if err != nil {
		return err
	}
	return render(c, fiber.StatusOK, calculationPage(page, view))
}

// calculationWorkbook is the same as a workbook that computes itself.
func (s *Server) calculationWorkbook(c *fiber.Ctx) error {
	report, figures, _, err := s.caseReport(c)
	if err != nil {
		return err
	}
	calculation := portfolio.Calculate(report.Organisation.Governance, figures.Case, figures.Terms)
	book, err := papers.CalculationWorkbook(printerOf(c), figures.Case, calculation, s.Now())
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentDisposition, mime.FormatMediaType("attachment", map[string]string{"filename": caseFileName(figures.Case) + ".xlsx"}))
	c.Set(fiber.HeaderContentType, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
	c.Set(fiber.HeaderCacheControl, "no-store")
	return c.Send(book)
}

// caseFileName is a case's number, or its title, fit for a file's name.
func caseFileName(bc portfolio.BusinessCase) string {
	name := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == ' ' || r == '-' {
			return r
		}
		return -1
	}, strings.TrimSpace(bc.Number+" "+bc.Title))
	if runes := []rune(name); len(runes) > 60 {
		name = string(runes[:60])
	}
	return strings.TrimSpace(name)
}

func (s *Server) newCalculationView(page Page, report portfolio.QuarterReport, figures portfolio.CaseFigures) (calculationView, error) {
	rules := report.Organisation.Governance
	view := calculationView{
		Calculation: portfolio.Calculate(rules, figures.Case, figures.Terms),
		Case:        figures.Case, Quarter: report.Quarter, Limit: rules.PaybackLimit,
	}
	if view.Why != "" {
		return view, nil
	}
	view.Steps = stepRows(page.Print, view.Explanation.Steps)
	view.Margins = marginRows(page.Print, view.Calculation.Margins, view.LimitBy)
	view.Lens = lensRows(page.Print, view.Calculation)
	for _, one := range view.Calculation.Lens.Views {
		if one.Verdict == view.Calculation.Lens.Views[0].Verdict {
			view.Agree++
		}
	}
	chart, err := charts.Tornado(view.Explanation.Evaluation.NPV, view.Bars, page.Print)
	if err != nil {
		return view, err
	}
	if view.Tornado, err = s.drawn(page, chart, chartTable(page, chart.Table)); err != nil {
		return view, err
	}
	switching, err := charts.Switching(view.Calculation.Margins, calc.StandardLevers(), page.Print, "#margins")
	if err != nil {
		return view, err
	}
	view.Switching, err = s.drawn(page, switching, chartTable(page, switching.Table))
	view.Tornado.Basis, view.Switching.Basis = "#steps", "#steps"
	return view, err
}

// years are measured in years; shares and rates are fractions; the rest is kroner.
var (
	yearMeasures = []calc.Measure{
		calc.MeasurePayback, calc.MeasureWholeYearPayback, calc.MeasureDiscountedPayback, calc.MeasureWholeYearDiscounted,
		calc.MeasurePaybackFromGoLive, calc.MeasureWholeYearFromGoLive, calc.MeasureDiscountedFromGoLive, calc.MeasureWholeDiscountedFromLive,
	}
	rateMeasures  = []calc.Measure{calc.MeasureIRR, calc.MeasureMIRR}
	ratioMeasures = []calc.Measure{calc.MeasureBenefitCostRatio, calc.MeasureSwitchingValue, calc.MeasureROI}
)

// measured writes a figure in its unit, with the decimals it takes to check it.
func measured(print *i18n.Printer, measure calc.Measure, value float64) string {
	switch {
	case slices.Contains(yearMeasures, measure):
		decimals := 4
		if value == math.Trunc(value) {
			decimals = 0
		}
		return print.Number(value, decimals) + i18n.NoBreak + print.T("unit.years")
	case slices.Contains(rateMeasures, measure):
		return print.Percent(value, 6)
	case slices.Contains(ratioMeasures, measure):
		return print.Number(value, 6)
	}
	return print.Number(value, 2) + i18n.NoBreak + print.T("unit.kroner")
}

func stepRows(print *i18n.Printer, steps []calc.Step) []stepRow {
	rows := make([]stepRow, len(steps))
	for i, step := range steps {
		row := stepRow{Name: print.T("measure." + string(step.Measure)), Formula: step.Formula, Excel: string(step.Excel)}
		var inputs []string
		for _, input := range step.Inputs {
			if len(input.Values) == 0 { // a list is its column
				inputs = append(inputs, input.Name+" = "+significant(print, input.Value))
			}
		}
		row.Inputs = strings.Join(inputs, " · ")
		if step.Why != "" {
			row.Why = print.T("reason." + string(step.Why))
		} else {
			row.Result = measured(print, step.Measure, step.Value)
		}
		rows[i] = row
	}
	return rows
}

// significant writes an input with the decimals its size calls for.
func significant(print *i18n.Printer, value float64) string {
	switch {
	case value == float64(int64(value)):
		return print.Number(value, 0)
	case value > -1000 && value < 1000:
		return print.Number(value, 6)
	}
	return print.Number(value, 2)
}

func marginRows(print *i18n.Printer, npv calc.Margins, limit *calc.Margins) []marginRow {
	percent := func(f float64) string { return print.Percent(f, 1) }
	years := func(f float64) string {
		return print.Number(12*f, 0) + i18n.NoBreak + print.T("unit.months")
	}
	points := func(f float64) string { return print.Number(100*f, 1) + i18n.NoBreak + print.T("unit.points") }
	rows := []struct {
		name  string
		of    func(calc.Margins) calc.Figure
		write func(float64) string
	}{
		{"benefits", func(m calc.Margins) calc.Figure { return m.BenefitFall }, percent},
		{"costs", func(m calc.Margins) calc.Figure { return m.CostRise }, percent},
		{"delay", func(m calc.Margins) calc.Figure { return m.Delay }, years},
		{"rate", func(m calc.Margins) calc.Figure { return m.RateRise }, points},
	}
	said := func(figure calc.Figure, write func(float64) string) string {
		if !figure.Exists() {
			return print.T("margin." + string(figure.Why))
		}
		return write(figure.Value)
	}
	all := make([]marginRow, len(rows))
	for i, row := range rows {
		all[i] = marginRow{Name: print.T("margin." + row.name), NPV: said(row.of(npv), row.write)}
		if limit != nil {
			all[i].Limit = said(row.of(*limit), row.write)
		}
	}
	return all
}

// lensRows put the views in a table: a row for each rate, a column for each timing.
func lensRows(print *i18n.Printer, c portfolio.Calculation) []lensRow {
	var rows []lensRow
	for _, view := range c.Lens.Views {
		set := view.Convention.RateSet
		if set == "" {
			set = c.Terms.RateSet
		}
		rate := print.T("terms.rate-" + set)
		if len(rows) == 0 || rows[len(rows)-1].Rate != rate {
			rows = append(rows, lensRow{Rate: rate})
		}
		row := &rows[len(rows)-1]
		row.Cells = append(row.Cells, lensCell{view, view.Convention.RateSet == "" && view.Convention.Timing == c.Terms.Timing})
	}
	return rows
}

// timings are the columns of the lens.
func (view calculationView) timings() []calc.Timing {
	var all []calc.Timing
	for _, cell := range view.Lens[0].Cells {
		all = append(all, cell.View.Convention.Timing)
	}
	return all
}

// conventionsText says how many conventions give a stated figure, and which it is
// where there is one.
func conventionsText(print *i18n.Printer, c portfolio.Calculation, views []calc.View) string {
	if len(views) == len(c.Lens.Views) {
		return print.T("calculation.every-convention", "n", len(views))
	}
	list := conventionList(print, c, views)
	if len(list) > 1 {
		return print.T("calculation.some-conventions", "n", len(views), "all", len(c.Lens.Views))
	}
	return strings.Join(list, "")
}

// conventionList names conventions; none when they are all there are.
func conventionList(print *i18n.Printer, c portfolio.Calculation, views []calc.View) (all []string) {
	if len(views) == len(c.Lens.Views) {
		return nil
	}
	terms := c.Terms
	for _, view := range views {
		set := view.Convention.RateSet
		if set == "" {
			set = terms.RateSet
		}
		all = append(all, print.T("calculation.convention", "timing", print.T("timing.short-"+string(view.Convention.Timing)), "rate", print.T("terms.rate-"+set)))
	}
	return all
}

// changeText is a change of a share: "−25 %", "+25 %", or as planned.
func changeText(print *i18n.Printer, change float64) string {
	if change == 0 {
		return print.T("calculation.as-planned")
	}
	return signed(change, func(f float64) string { return print.Percent(f, 0) })
}
