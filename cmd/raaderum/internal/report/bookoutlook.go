package report

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"raaderum/calc"
	"raaderum/portfolio"
)

// The columns of the outlook; those from outlookDrawn on are drawn in Råderum.
const (
	outlookTarget = 2 + iota
	outlookAccount
	outlookRealised
	outlookMean
	outlookOurs
	outlookDiffers
	outlookDrawn
	outlookChance = outlookDrawn + 3
)

// writeOutlook writes the account added up with its uncertainty: the sums and the
// mean are formulas over the account, the contributions and what is assumed, which
// stands here as inputs; the span and the chance are drawn in Råderum, and say so.
func (w *quarterBook) writeOutlook() {
	t := w.Print.T
	lead, known := t("views.outlook-lead"), w.Assumed != nil && !w.Filter.Any()
	if !known {
		lead = t("views.outlook-none")
	}
	widths := []float64{24, 19, 19, 19, 19, 19, 14, 19, 19, 19, 16}
	if !known {
		widths = widths[:outlookRealised]
	}
	gathered := func(key string) string { return t("pack.gathered", "series", t(key)) }
	heads := []string{t("report.year"), gathered("layer.target"), gathered("pack.achieved"), gathered("layer." + string(portfolio.LayerRealised)), t("outlook.mean"), t("report.ours"), t("report.difference"),
		t("views.outlook-drawn", "share", w.Print.Percent(0.1, 0)), t("views.outlook-drawn", "share", w.Print.Percent(0.5, 0)), t("views.outlook-drawn", "share", w.Print.Percent(0.9, 0)), t("outlook.chance-of-target")}
	v := w.beginView(w.outlook, t("views.outlook-title", "title", w.title()), lead, widths, heads[:len(widths)]...)
	first := v.row + 1
	factors := first + len(w.Report.Account.Years) + 1 // the row of the assumptions' headings
	curve, means := w.drawn(known)
	for i, year := range curve.Years {
		sum := func(column int) string {
			return fmt.Sprintf(`IF(COUNT(%s)=0,"",SUM(%[1]s))`, absolute(w.account, column, accountTop+2)+":"+absolute("", column, accountTop+2+i))
		}
		target := absolute(w.account, accountTarget, accountTop+2) + ":" + absolute("", accountTarget, accountTop+2+i)
		cells := []any{year.Year,
			live{fmt.Sprintf(`IF(COUNT(%s)<%d,"",SUM(%[1]s))`, target, i+1), formatKroner, amountOr(year.Target)},
			live{"SUM(" + absolute(w.account, accountAchieved, accountTop+2) + ":" + absolute("", accountAchieved, accountTop+2+i) + ")", formatKroner, year.Account.Kroner()},
			live{sum(accountFirst), formatKroner, amountOr(year.Realised)}}
		if means != nil {
			cells = append(cells, live{w.meanFormula(factors, v.row+1), formatKroner, means[i]}, kroner{means[i]},
				live{fmt.Sprintf("ROUND(%s-%s,2)", v.next(outlookMean), v.next(outlookOurs)), formatKroner, 0.0}, kroner{year.P10}, kroner{year.P50}, kroner{year.P90})
		}
		v.add(cells...)
		if means != nil && year.Chance != nil {
			v.book.set(v.sheet, outlookChance, v.row, *year.Chance)
			v.book.paint(v.sheet, outlookChance, v.row, v.book.numberStyle(formatShare))
		}
	}
	last := v.row
	if means == nil {
		if known {
			v.say(t("error.outlook.nothing"))
		}
		v.end(t("livebook.nothing"))
		return
	}
	w.writeAssumed(v)
	lines := w.chart(excelize.Line, t("views.outlook-title", "title", w.title()))
	for i, column := range []int{outlookTarget, outlookAccount, outlookMean, outlookDrawn, outlookDrawn + 2} {
		one := series(w.outlook, viewTop, 1, column, first, last, []string{"A02020", "173F4F", "4F8A9B", "D9A441", "8A949C"}[i])
		one.Line = excelize.LineOptions{Width: 2.25, Fill: one.Fill}
		lines.Series = append(lines.Series, one)
	}
	v.end("", lines)
}

// drawn is the account added up and, where something is assumed, its mean up to and
// with each year, in kroner to the øre; nil where there is nothing to assume of.
func (w *quarterBook) drawn(assumed bool) (curve portfolio.OutlookCurve, means []float64) {
	u := portfolio.Uncertainty{}
	if assumed {
		u = *w.Assumed
	}
	curve, err := portfolio.NewOutlookCurve(w.Report, u, 0, 1)
	if nothingToDraw(err) {
		return portfolio.GatheredAccount(w.Report.Account), nil
	}
	w.book.do(func() error { return err })
	if err != nil || !assumed {
		return curve, nil
	}
	yearly, err := portfolio.NewOutlook(w.Report, u, 0, 1)
	w.book.do(func() error { return err })
	sum := 0.0
	for _, year := range yearly.Years {
		sum += year.Expected.Mean
		means = append(means, math.Round(sum*100)/100)
	}
	return curve, means
}

// nothingToDraw tells that an organisation has no benefits to be sure or unsure of.
func nothingToDraw(err error) bool {
	var nothing *portfolio.Error
	return errors.As(err, &nothing) && nothing.Key == "outlook.nothing"
}

// meanFormula is the mean up to and with a year: what is realised comes, and of each
// layer its share that is expected; running costs come with the chance alone, but
// those of the pipeline with its case. Factors is the row over the layers' shares.
func (w *quarterBook) meanFormula(factors, row int) string {
	method, years := w.Print.T("method."+string(w.Report.Account.Method)), absolute("", 1, row)
	of := func(layer portfolio.Layer, benefit string) string {
		where := fmt.Sprintf(`SUMIFS(%s,%s,%s,%s,"<="&%s,%s,%s,%s,1`, w.contributions.column(8), w.contributions.column(1), quoted(method), w.contributions.column(2), years,
			w.contributions.column(3), quoted(w.Print.T("layer."+string(layer))), w.contributions.column(9))
		if benefit != "" {
			where += "," + w.contributions.column(6) + `,"` + benefit + `"`
		}
		return where + ")"
	}
	parts := []string{of(portfolio.LayerRealised, "")}
	for j, layer := range portfolio.UncertainLayers {
		chance, expected := absolute("", 4, factors+1+j), absolute("", 5, factors+1+j)
		if layer == portfolio.LayerPipeline {
			parts = append(parts, of(layer, "")+"*"+expected)
			continue
		}
		benefits := of(layer, "?*") // running costs have no name of a benefit
		parts = append(parts, benefits+"*"+expected, "("+of(layer, "")+"-"+benefits+")*"+chance)
	}
	return "ROUND(" + strings.Join(parts, "+") + ",2)"
}

// writeAssumed writes what is assumed of each layer, and how much of it is expected.
func (w *quarterBook) writeAssumed(v *view) {
	t, likely := w.Print.T, map[calc.EstimateMethod]float64{calc.PERT: 4, calc.Triangular: 1, calc.Successive: 3}[w.Assumed.Method]
	v.say("")
	v.heads(t("outlook.layer"), t("outlook.low"), t("outlook.high"), t("outlook.chance"), t("outlook.mean"))
	for _, layer := range portfolio.UncertainLayers {
		of := w.Assumed.Of(layer)
		v.add(t("layer."+string(layer)), nil, nil, nil, live{
			fmt.Sprintf("%s*(%s+%g+%s)/%g", v.next(4), v.next(2), likely, v.next(3), likely+2), formatShare, of.Probability * (of.Low + likely + of.High) / (likely + 2)})
		for i, share := range []float64{of.Low, of.High, of.Probability} {
			v.book.set(v.sheet, 2+i, v.row, share)
			format := formatShare
			v.book.paint(v.sheet, 2+i, v.row, v.book.style("entered "+format, &excelize.Style{CustomNumFmt: &format, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{enteredFill}}}))
		}
	}
	for _, said := range slices.DeleteFunc([]string{t("views.outlook-fixed"), w.AssumedText()}, func(s string) bool { return s == "" }) {
		v.say("")
		v.say(said)
		v.over()
	}
}

// over lets the words of the row stand over the width of the table, in as many lines
// as they take.
func (v *view) over() {
	said, err := v.book.file.GetCellValue(v.sheet, relative(1, v.row))
	v.book.do(func() error { return err })
	v.book.do(func() error { return v.book.file.MergeCell(v.sheet, relative(1, v.row), relative(v.wide, v.row)) })
	v.book.paint(v.sheet, 1, v.row, v.book.style("over", &excelize.Style{Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}}))
	v.book.do(func() error { return v.book.file.SetRowHeight(v.sheet, v.row, 15*v.linesOf(said)) })
}
