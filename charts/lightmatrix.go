package charts

import (
	"cmp"
	"slices"
	"strings"

	echarts "github.com/go-echarts/go-echarts/v2/charts"

	"raaderum/portfolio"
)

// mostLightRows is how many cases a LightMatrix draws; the table has them all.
const mostLightRows = 30

// LightMatrix (trafiklysmatrix) draws each case's light quarter by quarter, in
// shape and colour, those that need attention first. Where there are more cases
// than can be read, the drawing says how many stand in the table only. Cases
// that were ended are in the table only.
func LightMatrix(history portfolio.LightHistory, w Words, links Links) (Chart, error) {
	m := lightMatrix{history: history, words: w, links: links}
	for _, row := range history.Rows {
		if !row.Over {
			m.alive = append(m.alive, row)
		}
	}
	slices.SortStableFunc(m.alive, func(a, b portfolio.LightRow) int { return cmp.Compare(urgency(a), urgency(b)) })
	m.shown = m.urgent(mostLightRows)
	c := Chart{ID: "light-matrix", Title: m.title(), Summary: m.summary(), Table: m.table(), Help: w.T("chart.help")}
	c.rowSizes(len(m.shown), 84, 84)
	if len(m.shown) > 0 {
		c.Height = 84 + 26*len(m.shown)
	}
	var err error
	c.Option, err = compose(m.draw(Size{c.Width, c.Height}, false), m.draw(c.Narrow, true))
	return c, err
}

type lightMatrix struct {
	history      portfolio.LightHistory
	alive, shown []portfolio.LightRow
	words        Words
	links        Links
}

// lightOrder is what needs attention most, first; where nothing is due, none does.
var lightOrder = []portfolio.TrafficLight{
	portfolio.LightRed, portfolio.LightMissing, portfolio.LightYellow, portfolio.LightGreen, portfolio.LightNotDue, portfolio.LightNone,
}

// urgent are the so many cases that are drawn, the most urgent first. Where that
// cannot be all, those that had a colour in some quarter go before those that only
// lack their report, and those of which there is nothing to see stay in the table,
// unless there are no others.
func (m lightMatrix) urgent(most int) []portfolio.LightRow {
	if len(m.alive) <= most {
		return m.alive
	}
	lit := func(at portfolio.LightAt) bool { return at.Light.Lit() }
	missing := func(at portfolio.LightAt) bool { return at.Light == portfolio.LightMissing }
	var rows, reportless []portfolio.LightRow
	for _, row := range m.alive {
		switch {
		case slices.ContainsFunc(row.Lights, lit):
			rows = append(rows, row)
		case slices.ContainsFunc(row.Lights, missing):
			reportless = append(reportless, row)
		}
	}
	if rows = append(rows, reportless...); len(rows) == 0 {
		rows = m.alive
	}
	rows = slices.Clone(rows[:min(len(rows), most)])
	slices.SortStableFunc(rows, func(a, b portfolio.LightRow) int { return cmp.Compare(urgency(a), urgency(b)) })
	return rows
}

func latest(row portfolio.LightRow) portfolio.TrafficLight {
	if len(row.Lights) == 0 {
		return portfolio.LightNone
	}
	return row.Lights[len(row.Lights)-1].Light
}

func urgency(row portfolio.LightRow) int { return slices.Index(lightOrder, latest(row)) }

// rowName is a case's number and title.
func rowName(row portfolio.LightRow) string { return strings.TrimSpace(row.Number + " " + row.Title) }

func (m lightMatrix) light(light portfolio.TrafficLight) string {
	return m.words.T("chart.light." + string(light))
}

// said is a light in words, with what stands beside it: what the figures say of
// a chosen one, and a chosen one that has no reason.
func (m lightMatrix) said(at portfolio.LightAt) string {
	switch {
	case at.Why == portfolio.LightChosen:
		return chosenLight(m.words, at.Light, at.Computed)
	case at.Chosen != "" && at.Chosen != at.Light:
		return m.words.T("chart.lights.unreasoned", "light", m.light(at.Light), "chosen", lowerFirst(m.light(at.Chosen)))
	}
	return m.light(at.Light)
}

// chosenLight is a light that a person chose, with what the figures say beside.
func chosenLight(w Words, light, computed portfolio.TrafficLight) string {
	said := w.T("chart.light." + string(light))
	if computed == portfolio.LightMissing {
		return w.T("chart.lights.chosen.unreported", "light", said)
	}
	return w.T("chart.lights.chosen", "light", said, "computed", lowerFirst(w.T("chart.light."+string(computed))))
}

// ringIcon is a ring around a mark, for the legend.
const ringIcon = "path://M1,7a6,6 0 1,0 12,0a6,6 0 1,0 -12,0zM5,9.5L7,5L9,9.5z"

func (m lightMatrix) draw(size Size, narrow bool) *canvas {
	if len(m.shown) == 0 {
		return blank(size, narrow, m.title())
	}
	c := newCanvas(size, narrow)
	left, right := pick(c, 300, 8), 8
	names := make([]string, len(m.shown))
	for i, row := range m.shown {
		names[i] = cut(rowName(row), pick(c, 290, 264), c.fontSize())
	}
	var entries []keyEntry
	rings := []point{}
	for _, light := range lights {
		data := []point{}
		for i, row := range m.shown {
			for q, at := range row.Lights {
				if at.Light != light.light {
					continue
				}
				if at.Unreported() {
					rings = append(rings, c.inRow(float64(q)+0.5, i, point{}))
				}
				data = append(data, c.inRow(float64(q)+0.5, i, point{
					Link: m.links.toCase(row.Case),
					Say:  m.words.T("chart.say", "where", rowName(row), "what", m.words.Quarter(m.history.Quarters[q]), "value", m.said(at)),
				}))
			}
		}
		if len(data) == 0 {
			continue
		}
		look := opaque(light.look)
		s := series{SingleSeries: echarts.SingleSeries{
			Type: "scatter", Id: string(light.light), Name: m.light(light.light), Data: data, Symbol: light.symbol, SymbolSize: 14,
		}}
		s.ItemStyle, s.Z = &look, 3
		c.series = append(c.series, s)
		entries = append(entries, keyEntry{s.Name, light.symbol})
	}
	if len(rings) > 0 {
		look := opaque(dashed(outlined(soft, 1.5, surface)))
		s := series{SingleSeries: echarts.SingleSeries{
			Type: "scatter", Id: "unreported", Name: m.words.T("chart.lights.unreported"), Data: rings, Symbol: "circle", SymbolSize: 22,
		}}
		s.ItemStyle, s.Z, s.Silent = &look, 2, true
		c.series = append(c.series, s)
		entries = append(entries, keyEntry{s.Name, ringIcon})
	}
	top := 40 + c.key(entries...)
	c.legend["itemWidth"] = 13
	c.grid(left, top, right, 4, 0)
	t := ticks{values: []float64{0, float64(len(m.history.Quarters))}}
	quarters := c.values(t, 0)
	quarters.Position = "top"
	quarters.SplitLine = map[string]any{"show": false}
	quarters.AxisLabel = axisLabel{Show: true, Color: color(ink), FontSize: 12, LineHeight: 14}
	for i := range m.history.Quarters {
		quarters.AxisLabel.CustomValues = append(quarters.AxisLabel.CustomValues, float64(i)+0.5)
		quarters.AxisLabel.Texts = append(quarters.AxisLabel.Texts, m.quarter(c, i))
	}
	c.series = append(c.series, c.rowNames(names, 0))
	c.xAxes, c.yAxes = []axis{quarters}, []axis{c.rows(names, left)}
	c.yAxes[0].AxisLabel.Overflow = "truncate"
	return c
}

// quarter is a column's heading, with the year where it begins.
func (m lightMatrix) quarter(c *canvas, i int) string {
	at := m.history.Quarters[i]
	text := m.words.T("chart.quarter", "q", at.Q)
	if c.narrow && len(m.history.Quarters) > 4 {
		text = m.words.Number(float64(at.Q), 0)
	}
	if i == 0 || at.Q == 1 {
		return text + "\n" + year(at.Year)
	}
	return text + "\n "
}

func (m lightMatrix) count(light portfolio.TrafficLight, back int) int {
	return m.countWhere(back, func(at portfolio.LightAt) bool { return at.Light == light })
}

func (m lightMatrix) countWhere(back int, holds func(portfolio.LightAt) bool) (n int) {
	for _, row := range m.alive {
		if at := len(row.Lights) - 1 - back; at >= 0 && holds(row.Lights[at]) {
			n++
		}
	}
	return n
}

// title says how many are red and yellow, of how many nothing was ever reported
// that should be, where that is any, and how many were red and yellow a quarter ago.
func (m lightMatrix) title() string {
	if len(m.alive) == 0 || len(m.history.Quarters) == 0 {
		return m.words.T("chart.lights.none")
	}
	last := m.history.Quarters[len(m.history.Quarters)-1]
	text := m.words.N("chart.lights.title", len(m.alive), "quarter", last, "red", m.count(portfolio.LightRed, 0),
		"yellow", m.count(portfolio.LightYellow, 0))
	if n := m.count(portfolio.LightMissing, 0); n > 0 {
		text += m.words.T("chart.lights.title.missing", "missing", n)
	}
	if n := m.countWhere(0, portfolio.LightAt.Unreported); n > 0 {
		text += m.words.T("chart.lights.title.unreported", "unreported", n)
	}
	if n := m.count(portfolio.LightNotDue, 0); n > 0 {
		text += m.words.T("chart.lights.title.not-due", "undue", n)
	}
	if len(m.history.Quarters) > 1 {
		text += m.words.T("chart.lights.title.before", "red", m.count(portfolio.LightRed, 1), "yellow", m.count(portfolio.LightYellow, 1))
	}
	return text
}

func (m lightMatrix) summary() string {
	if len(m.alive) == 0 {
		return m.title()
	}
	sentences := []string{m.words.N("chart.lights.kind", len(m.alive), "quarters", len(m.history.Quarters))}
	if hidden := m.hidden(); hidden != "" {
		sentences = append(sentences, hidden)
	}
	for back := len(m.history.Quarters) - 1; back >= 0; back-- {
		parts := m.parts(func(light portfolio.TrafficLight) int { return m.count(light, back) })
		if n := m.countWhere(back, portfolio.LightAt.Unreported); n > 0 {
			parts = append(parts, m.words.T("chart.part", "what", lowerFirst(m.words.T("chart.lights.unreported")), "value", n))
		}
		sentences = append(sentences, sentence(m.words.Quarter(m.history.Quarters[len(m.history.Quarters)-1-back])+": "+strings.Join(parts, ", ")))
	}
	return strings.Join(sentences, " ")
}

// hidden tells how many cases stand in the table only, and with which lights; ""
// when all are drawn.
func (m lightMatrix) hidden() string {
	n := len(m.alive) - len(m.shown)
	if n == 0 {
		return ""
	}
	left := map[portfolio.TrafficLight]int{}
	for _, row := range m.alive {
		left[latest(row)]++
	}
	for _, row := range m.shown {
		left[latest(row)]--
	}
	return m.words.N("chart.lights.hidden", n, "lights", strings.Join(m.parts(func(light portfolio.TrafficLight) int { return left[light] }), ", "))
}

// parts are how many have each light, of those that any has.
func (m lightMatrix) parts(count func(portfolio.TrafficLight) int) (parts []string) {
	for _, light := range lightOrder {
		if n := count(light); n > 0 {
			parts = append(parts, m.words.T("chart.part", "what", lowerFirst(m.light(light)), "value", n))
		}
	}
	return parts
}

func (m lightMatrix) table() Table {
	w := m.words
	t := Table{Caption: m.title(), Head: []string{w.T("chart.case")}, Note: w.T("chart.lights.note")}
	if hidden := m.hidden(); hidden != "" {
		t.Note = hidden + " " + t.Note
	}
	for _, q := range m.history.Quarters {
		t.Head = append(t.Head, w.Quarter(q))
	}
	if len(t.Head) == 1 {
		t.Head = append(t.Head, w.T("chart.quarter.head"))
	}
	for _, row := range m.alive {
		cells := []Cell{{Text: rowName(row), Link: m.links.toCase(row.Case)}}
		for _, at := range row.Lights {
			cells = append(cells, Cell{Text: m.said(at)})
		}
		t.Rows = append(t.Rows, cells)
	}
	return t
}
