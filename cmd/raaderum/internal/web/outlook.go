package web

import (
	"math"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"raaderum/calc"
	"raaderum/charts"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/portfolio"
)

// outlookView is how sure the target account is: the answer without chance and
// the assumptions first, then what was drawn.
type outlookView struct {
	Report   portfolio.QuarterReport
	Shown    narrowing
	Answer   answer
	Form     outlookForm
	Outlook  *portfolio.Outlook // nil until something is assumed
	Refused  string             // why what was assumed cannot be drawn
	Curve    figure             // the years added up
	Replayed *replayView
	NoDraw   bool // the address asks for a draw that was not made
	// Changes is the account beside an earlier quarter's, Compared the chances of both.
	Changes  comparisonView
	Compared []comparedPart
}

// outlookForm is what the reader assumes, as typed. It stands in the address, so
// that an outlook can be sent to a colleague.
type outlookForm struct {
	Layers      []outlookLayer
	Correlation outlookField
	Method      string
	MethodWrong string
	Any         bool // something was typed
}

type outlookLayer struct {
	Layer                  portfolio.Layer
	Low, High, Probability outlookField
}

// outlookField is a percentage as it was typed.
type outlookField struct {
	Name  string
	Text  string
	Wrong string // what is wrong with it; "" when nothing is
	value *float64
}

// replayView is one draw, line by line.
type replayView struct {
	Draw  int
	Year  int
	Total float64
	Rows  []replayRow
}

type replayRow struct {
	Case    portfolio.BusinessCase
	Benefit portfolio.Benefit // zero for running costs
	Layer   portfolio.Layer
	Planned float64
	Came    bool
	Share   float64 // of the planned amount
	Amount  float64
}

// outlookURL is the page with the uncertainty of a quarter's account.
func (p Page) outlookURL(q calc.Quarter) string { return p.partURL(q, "outlook") }

func (s *Server) outlook(c *fiber.Ctx) error {
	report, standing, err := s.report(c)
	if err != nil {
		return err
	}
	page := s.page(c, SectionQuarter, "outlook.title", "quarter", report.Quarter)
	page.stand(standing)
	page.Charts = true
	shown, report := narrow(c, &page, report, "outlook")
	view := outlookView{Report: report, Shown: shown, Answer: newAnswer(page, report), Form: readOutlookForm(c, page)}
	if view.Changes, err = s.newComparison(c, page, report, report.Account.Method); err != nil {
		return err
	}
	if view.Form.Any && !view.Form.wrong() {
		outlook, err := portfolio.NewOutlook(report, view.Form.uncertainty(), 0, runtime.GOMAXPROCS(0))
		switch {
		case portfolio.ErrorCode(err) == portfolio.CodeInvalid:
			view.Refused = page.Print.Error(err)
		case err != nil:
			return err
		default:
			view.Outlook = &outlook
			if view.Curve, err = s.curveFigure(page, report, view.Form.uncertainty()); err != nil {
				return err
			}
			if view.Compared, err = view.chances(page); err != nil {
				return err
			}
			view.Replayed = replay(c, report, outlook)
			view.NoDraw = view.Replayed == nil && c.Query("draw") != ""
		}
	}
	status := view.Changes.answered(shown.Filter)
	if view.Form.wrong() || view.Refused != "" {
		status = fiber.StatusUnprocessableEntity
	}
	return render(c, status, outlookPage(page, view))
}

// chances draws the earlier quarter under the same assumptions and holds it up
// against this one. An earlier quarter that they cannot be made of has none.
func (view outlookView) chances(page Page) ([]comparedPart, error) {
	earlier := view.Changes.Earlier
	if !view.Changes.known() || page.Part.Any() { // the target is the whole's
		return nil, nil
	}
	drawn, err := portfolio.NewOutlook(earlier, view.Form.uncertainty(), 0, runtime.GOMAXPROCS(0))
	if portfolio.ErrorCode(err) == portfolio.CodeInvalid {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	then := outlookView{Report: earlier, Form: view.Form, Outlook: &drawn}
	return []comparedPart{comparedChances(page, then, view)}, nil
}

// curveFigure draws the account added up over the years, with its range.
func (s *Server) curveFigure(page Page, report portfolio.QuarterReport, u portfolio.Uncertainty) (figure, error) {
	curve, err := portfolio.NewOutlookCurve(report, u, 0, runtime.GOMAXPROCS(0))
	if err != nil {
		return figure{}, err
	}
	chart, err := charts.OutlookCurve(curve, page.Print, page.links(report))
	if err != nil {
		return figure{}, err
	}
	return s.drawn(page, chart, chartTable(page, chart.Table))
}

func readOutlookForm(c *fiber.Ctx, page Page) outlookForm {
	f := outlookForm{Method: c.Query("method", string(calc.PERT))}
	if !slices.Contains(outlookMethods, calc.EstimateMethod(f.Method)) {
		f.MethodWrong, f.Method = page.T("outlook.method-unknown"), string(calc.PERT)
	}
	field := func(name string, least, most float64) outlookField {
		one := readPercent(page.Print, name, c.Query(name), least, most)
		f.Any = f.Any || one.Text != ""
		return one
	}
	for _, layer := range portfolio.UncertainLayers {
		name := string(layer)
		f.Layers = append(f.Layers, outlookLayer{layer, field(name+"-low", 0, 1), field(name+"-high", 1, 10), field(name+"-chance", 0, 1)})
	}
	f.Correlation = field("together", 0, 1)
	return f
}

var outlookMethods = []calc.EstimateMethod{calc.PERT, calc.Triangular, calc.Successive}

// readPercent reads a percentage as people type it: "80", "80 %", "12,5".
func readPercent(print *i18n.Printer, name, text string, least, most float64) outlookField {
	field := outlookField{Name: name, Text: strings.TrimSpace(text)}
	if len(field.Text) > 20 {
		field.Text = field.Text[:20]
	}
	if field.Text == "" {
		return field
	}
	digits := strings.ReplaceAll(strings.TrimSpace(strings.TrimSuffix(field.Text, "%")), ",", ".")
	percent, err := strconv.ParseFloat(digits, 64)
	if err != nil || math.IsNaN(percent) || percent < 100*least || percent > 100*most {
		field.Wrong = print.T("outlook.wrong", "least", print.Number(100*least, 0), "most", print.Number(100*most, 0))
		return field
	}
	share := percent / 100
	field.value = &share
	return field
}

func (f outlookForm) fields() []outlookField {
	all := []outlookField{f.Correlation}
	for _, layer := range f.Layers {
		all = append(all, layer.Low, layer.High, layer.Probability)
	}
	return all
}

func (f outlookForm) wrong() bool {
	return f.MethodWrong != "" || slices.ContainsFunc(f.fields(), func(field outlookField) bool { return field.Wrong != "" })
}

// uncertainty is the assumptions; a field that was left empty is as planned.
func (f outlookForm) uncertainty() portfolio.Uncertainty {
	u := portfolio.Uncertainty{Layers: map[portfolio.Layer]portfolio.LayerUncertainty{}, Method: calc.EstimateMethod(f.Method)}
	put := func(to *float64, field outlookField) {
		if field.value != nil {
			*to = *field.value
		}
	}
	for _, layer := range f.Layers {
		one := u.Of(layer.Layer)
		put(&one.Low, layer.Low)
		put(&one.High, layer.High)
		put(&one.Probability, layer.Probability)
		u.Layers[layer.Layer] = one
	}
	put(&u.Correlation, f.Correlation)
	return u
}

// url is the page under the same assumptions with one draw shown.
func (f outlookForm) url(page Page, report portfolio.QuarterReport, year, draw int) string {
	pairs := []string{"method", f.Method, "year", strconv.Itoa(year), "draw", strconv.Itoa(draw)}
	for _, field := range f.fields() {
		pairs = append(pairs, field.Name, field.Text)
	}
	return withQuery(page.outlookURL(report.Quarter), pairs...) + "#draw"
}

// packURL is the quarter's papers under the same assumptions.
func (f outlookForm) packURL(page Page, report portfolio.QuarterReport) string {
	pairs := []string{"method", f.Method}
	for _, field := range f.fields() {
		pairs = append(pairs, field.Name, field.Text)
	}
	return withQuery(page.partURL(report.Quarter, "pack"), pairs...)
}

// replay is the draw that the address asks for; nil when it asks for none.
func replay(c *fiber.Ctx, report portfolio.QuarterReport, outlook portfolio.Outlook) *replayView {
	draw, err := strconv.Atoi(c.Query("draw"))
	year := c.QueryInt("year")
	at := slices.IndexFunc(outlook.Years, func(m calc.ForecastMeasure) bool { return m.Year == year })
	if err != nil || at < 0 {
		return nil
	}
	replayed, err := outlook.Result.Replay(draw)
	if err != nil {
		return nil // a draw that was not made
	}
	view := &replayView{Draw: draw, Year: year, Total: replayed.Totals[at]}
	for i, line := range replayed.Lines {
		planned := outlook.Assumptions[i].Weights[at]
		if planned == 0 {
			continue
		}
		figures, _ := caseNamed(report, portfolio.CaseID(line.Case))
		benefit, layer := portfolio.BenefitOf(line.Line)
		view.Rows = append(view.Rows, replayRow{
			Case: figures.Case, Benefit: benefitNamed(figures.Case, benefit), Layer: layer,
			Planned: planned, Came: line.Came, Share: line.Amount, Amount: line.Contributions[at],
		})
	}
	return view
}

// headlineOutlook is what is drawn for the headline's year; nil when the
// account has no such year.
func (view outlookView) headlineOutlook() *yearOutlook {
	for i, year := range view.Outlook.Years {
		if year.Year == view.Report.Headline.Year {
			one := view.year(i)
			return &one
		}
	}
	return nil
}

// yearOutlook is what is drawn for a year, and whether its target's chance was
// certain without drawing.
type yearOutlook struct {
	calc.ForecastMeasure
	Certain bool
}

func (view outlookView) year(i int) yearOutlook {
	return yearOutlook{view.Outlook.Years[i], view.Outlook.Certain[i]}
}

// outlookSentence is the answer of the draws.
func outlookSentence(print *i18n.Printer, year *yearOutlook) string {
	if year == nil {
		return print.T("outlook.no-year")
	}
	if math.Round(year.P10.Value) == math.Round(year.P90.Value) {
		only := []any{"year", yearText(year.Year), "amount", wholeKroner(year.P50.Value)}
		if year.Chance == nil {
			return print.T("outlook.sentence-fixed", only...)
		}
		return print.T("outlook.sentence-fixed-target", append(only, "chance", chanceText(print, *year), "target", wholeKroner(*year.Target))...)
	}
	span := []any{"year", yearText(year.Year), "low", wholeKroner(year.P10.Value), "high", wholeKroner(year.P90.Value)}
	if year.Chance == nil {
		return print.T("outlook.sentence-no-target", span...)
	}
	return print.T("outlook.sentence", append(span, "chance", chanceText(print, *year), "target", wholeKroner(*year.Target))...)
}

// chanceText is a chance without a certainty that draws cannot give: that, one way
// or the other, only where no outcome could be otherwise.
func chanceText(print *i18n.Printer, year yearOutlook) string {
	unsure := year.Expected.SD > 0 && !year.Certain
	switch chance := *year.Chance; {
	case unsure && chance < 0.01:
		return print.T("outlook.chance-below", "share", print.Percent(0.01, 0))
	case unsure && chance > 0.99:
		return print.T("outlook.chance-above", "share", print.Percent(0.99, 0))
	default:
		return print.Percent(chance, 0)
	}
}

// wholeKroner is a computed amount for display; the amounts drawn are shares of
// amounts that fit.
func wholeKroner(kroner float64) calc.Money {
	m, _ := calc.FromKroner(math.Round(kroner))
	return m
}

// outlookMethodRows say how the numbers came about, so that anybody can draw them again.
func outlookMethodRows(page Page, view outlookView) []term {
	method := view.Outlook.Method
	rows := []term{
		{page.T("outlook.generator"), method.Generator + " (" + method.Source + ")"},
		{page.T("outlook.seed"), page.T("outlook.seed-text", "name", method.Snapshot, "key", method.Key)},
		{page.T("outlook.draws"), page.Print.Number(float64(method.Draws), 0)},
		{page.T("outlook.together-head"), page.T("outlook.together-text", "share", page.Print.Percent(method.Correlation, 0))},
	}
	for _, formula := range method.Formulas {
		rows = append(rows, term{page.T("outlook.method-" + string(formula.Method)), page.T("outlook.formula-" + string(formula.Method))})
	}
	return append(rows, term{page.T("terms.count"), page.T("method.explain-" + string(view.Report.Account.Method))})
}
