package report

import (
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"

	"raaderum/portfolio"
)

// lightOrder is the order in which lights are counted.
var lightOrder = []portfolio.TrafficLight{portfolio.LightRed, portfolio.LightYellow, portfolio.LightGreen, portfolio.LightMissing, portfolio.LightNotDue, portfolio.LightNone}

// lightColors are theirs: told apart in grey as well.
var lightColors = []string{"A02020", "E8C15A", "3F7D4E", "FFFFFF", "C9CFD4", "8A949C"}

// writeLights writes the lights of the cases quarter by quarter, counted below, and
// on a sheet of its own how they moved from the quarter before.
func (w *quarterBook) writeLights() {
	t, history := w.Print.T, w.open.Lights(lightQuarters)
	history.Rows = slices.DeleteFunc(history.Rows, func(row portfolio.LightRow) bool { return w.order[row.Case] == 0 })
	heads, widths := []string{t("pack.case"), t("pack.area-code")}, []float64{62, 24}
	for _, quarter := range history.Quarters {
		heads, widths = append(heads, quarter.String()), append(widths, 16)
	}
	v := w.beginView(w.lights, t("views.lights-title", "title", w.title()), t("chart.lights.note")+" "+t("views.lights-fixed"), widths, heads...)
	if len(history.Rows) == 0 || len(history.Quarters) == 0 {
		v.end(t("chart.lights.none"))
		w.writeFlow(history, "", "")
		return
	}
	first := v.row + 1
	for _, row := range history.Rows {
		cells := []any{w.caseLink(row.Case), w.areaCode(w.Pack.caseOf(row.Case))}
		for _, at := range row.Lights {
			cells = append(cells, t("light."+string(at.Light)))
		}
		v.add(cells...)
	}
	last := v.row
	column := func(i int) string { return absolute(w.lights, 3+i, first) + ":" + absolute("", 3+i, last) }
	v.say("")
	v.heads(append([]string{t("views.lights-count"), ""}, heads[2:]...)...)
	top := v.row
	for _, light := range lightOrder {
		cells := []any{t("light." + string(light)), nil}
		for i := range history.Quarters {
			n := 0
			for _, row := range history.Rows {
				n += boolNumber(row.Lights[i].Light == light)
			}
			cells = append(cells, live{fmt.Sprintf("COUNTIF(%s,%s)", column(i), absolute("", 1, v.row+1)), "0", float64(n)})
		}
		v.add(cells...)
	}
	bars := w.chart(excelize.ColStacked, t("views.lights-chart"))
	for i, color := range lightColors {
		row, end := top+1+i, 2+len(history.Quarters)
		bars.Series = append(bars.Series, excelize.ChartSeries{Name: absolute(w.lights, 1, row), Categories: absolute(w.lights, 3, top) + ":" + absolute("", end, top),
			Values: absolute(w.lights, 3, row) + ":" + absolute("", end, row), Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}},
			Line: excelize.LineOptions{Width: 0.75, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"444444"}}}})
	}
	v.book.printOnly(w.lights, len(widths), v.row+3+chartRows)
	v.book.do(func() error { return v.book.file.AddChart(w.lights, relative(1, v.row+3), bars) })
	now := len(history.Quarters) - 1
	before := ""
	if now > 0 {
		before = column(now - 1)
	}
	w.writeFlow(history, before, column(now))
}

// writeFlow writes how many cases went from each light to each: counts of the last
// two columns of the lights.
func (w *quarterBook) writeFlow(history portfolio.LightHistory, before, now string) {
	t := w.Print.T
	heads, widths := []string{t("views.flow-from")}, []float64{24}
	for _, light := range lightOrder {
		heads, widths = append(heads, t("light."+string(light))), append(widths, 16)
	}
	v := w.beginView(w.flow, t("views.flow-title", "title", w.title()), t("views.flow-lead"), append(widths, 16), append(heads, t("pack.sum"))...)
	if before == "" {
		v.end(t("chart.flow.none"))
		return
	}
	last := len(history.Quarters) - 1
	count := func(from, to portfolio.TrafficLight) (n int) {
		for _, row := range history.Rows {
			n += boolNumber(row.Lights[last-1].Light == from && row.Lights[last].Light == to)
		}
		return n
	}
	first := v.row + 1
	for _, from := range lightOrder {
		cells, sum := []any{t("light." + string(from))}, 0
		for i, to := range lightOrder {
			n := count(from, to)
			sum += n
			cells = append(cells, live{fmt.Sprintf("COUNTIFS(%s,%s,%s,%s)", before, v.next(1), now, absolute("", 2+i, viewTop)), "0", float64(n)})
		}
		v.add(append(cells, live{"SUM(" + v.next(2) + ":" + v.next(1+len(lightOrder)) + ")", "0", float64(sum)})...)
	}
	end := v.row
	cells := []any{t("pack.sum")}
	for i := range len(lightOrder) + 1 {
		n := len(history.Rows)
		if i < len(lightOrder) {
			n = 0
			for _, from := range lightOrder {
				n += count(from, lightOrder[i])
			}
		}
		cells = append(cells, live{"SUM(" + relative(2+i, first) + ":" + relative(2+i, end) + ")", "0", float64(n)})
	}
	v.add(cells...)
	bars := w.chart(excelize.BarStacked, t("views.flow-chart", "from", history.Quarters[last-1], "to", history.Quarters[last]))
	for i, color := range lightColors {
		one := series(w.flow, viewTop, 1, 2+i, first, end, color)
		one.Line = excelize.LineOptions{Width: 0.75, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"444444"}}}
		bars.Series = append(bars.Series, one)
	}
	bars.XAxis.ReverseOrder = true
	v.end("", bars)
}
