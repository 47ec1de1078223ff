package charts

import (
	"strings"

	echarts "github.com/go-echarts/go-echarts/v2/charts"

	"raaderum/calc"
	"raaderum/portfolio"
)

// Cumulative (kumuleret gevinst pr. kvartal) draws planned, realised and
// expected benefits added up from the strategy's beginning. Realised stops where
// nobody reported: what comes after such a quarter is drawn on its own and is
// the least it can be.
func Cumulative(points []portfolio.QuarterPoint, w Words, links Links) (Chart, error) {
	g := cumulativeChart{points: points, words: w, links: links}
	g.add()
	var all []*calc.Money
	for _, sums := range [][]*calc.Money{g.planned, g.realised, g.expected} {
		all = append(all, sums...)
	}
	g.scale = scaleFor(w, all...)
	c := Chart{ID: "cumulative", Title: g.title(), Summary: g.summary(), Table: g.table(), Help: w.T("chart.help"),
		Width: 760, Height: 360, Narrow: Size{288, 330}}
	if g.empty() {
		c.Height, c.Narrow.Height = blankHeight, blankHeight
	}
	var err error
	c.Option, err = compose(g.draw(Size{c.Width, c.Height}, false), g.draw(c.Narrow, true))
	return c, err
}

type cumulativeChart struct {
	points                      []portfolio.QuarterPoint
	planned, realised, expected []*calc.Money // gathered; nil where there is nothing to draw
	broken                      bool          // a quarter was not reported before one that was
	words                       Words
	links                       Links
	scale                       scale
}

func (g cumulativeChart) empty() bool { return g.lastOf(g.planned) < 0 && g.lastOf(g.realised) < 0 }

// lastOf is where a series ends; −1 when it has nothing.
func (cumulativeChart) lastOf(sums []*calc.Money) int {
	for i := len(sums) - 1; i >= 0; i-- {
		if sums[i] != nil {
			return i
		}
	}
	return -1
}

// add gathers the quarters. The expected continues from the last realised, as
// far as every quarter has something expected.
func (g *cumulativeChart) add() {
	var plan, got calc.Money
	planning := false
	last := -1
	for i, p := range g.points {
		if p.Realised != nil {
			last = i
		}
	}
	for i, p := range g.points {
		planning = planning || p.Planned != nil
		plan += value(p.Planned)
		g.planned = append(g.planned, knownAs(plan, planning))
		got += value(p.Realised)
		g.realised = append(g.realised, knownAs(got, p.Realised != nil))
		g.broken = g.broken || p.Realised == nil && p.Due > 0 && i < last
	}
	g.expected = make([]*calc.Money, len(g.points))
	if last < 0 {
		return
	}
	at := *g.realised[last]
	for i := last + 1; i < len(g.points) && g.points[i].Forecast != nil; i++ {
		at += *g.points[i].Forecast
		g.expected[last], g.expected[i] = g.realised[last], knownAs(at, true)
	}
}

// knownAs is an amount, or nil when it is not known.
func knownAs(m calc.Money, known bool) *calc.Money {
	if !known {
		return nil
	}
	return &m
}

func (g cumulativeChart) draw(size Size, narrow bool) *canvas {
	if g.empty() {
		return blank(size, narrow, g.title())
	}
	c := newCanvas(size, narrow)
	left, right, bottom, top := pick(c, 46, 40), pick(c, 132, 10), 46, 42
	var low, high float64
	for _, sums := range [][]*calc.Money{g.planned, g.realised, g.expected} {
		for _, m := range sums {
			if m != nil {
				low, high = min(low, g.scale.value(*m)), max(high, g.scale.value(*m))
			}
		}
	}
	lines := []struct {
		kind   portfolio.Series
		sums   []*calc.Money
		name   string
		dash   string
		width  float64
		symbol string
		look   style
	}{
		{portfolio.Plan, g.planned, soft, "dashed", 2, "circle", outlined(soft, 1.5, surface)},
		{portfolio.Forecast, g.expected, pipeline, "dotted", 2.5, "diamond", outlined(pipeline, 1.5, surface)},
		{portfolio.Realised, g.realised, realised, "solid", 3.5, "circle", realisedStyle},
	}
	if staleBenefits(g.points) > 0 { // grey: it rests on old figures
		lines[1].name, lines[1].look = soft, outlined(soft, 1.5, surface)
	}
	var entries []keyEntry
	var ends []point
	for _, line := range lines {
		at := g.lastOf(line.sums)
		if at < 0 {
			continue
		}
		s := g.line(string(line.kind), line.sums)
		s.Symbol, s.SymbolSize = line.symbol, 7
		s.ItemStyle = &line.look
		s.LineStyle = map[string]any{"color": color(line.name), "width": line.width, "type": line.dash}
		c.series = append(c.series, s)
		entries = append(entries, keyEntry{Name: s.Name, Icon: line.symbol})
		end := point{Value: []float64{float64(at), g.scale.value(*line.sums[at])},
			Label: &label{Show: true, Formatter: s.Name + " " + g.scale.label(*line.sums[at])}}
		if at < len(g.points)-1 { // below the lines that run on
			end.Label.Offset = []float64{-8, 14}
		}
		ends = append(ends, end)
	}
	if narrow {
		top += c.key(entries...)
		for i := range ends { // names stand above, and amounts in the table
			ends[i].Label.Show = false
		}
	} else {
		ends = apart(ends, 17*(high-low)/float64(size.Height-top-bottom))
	}
	t := g.scale.ticks(low, high, 5)
	c.series = append(c.series, words("beside", ends, label{Position: "right", Color: color(ink), FontSize: c.fontSize(), FontWeight: 600, Distance: 6}.onPaper()))
	c.grid(left, top, right, bottom, 0)
	c.xAxes = []axis{g.quarters(c, float64(size.Width-left-right)/float64(len(g.points)))}
	c.yAxes = []axis{c.values(t, 0).title(g.words.T("chart.unit.gathered", "unit", g.scale.name()), left, 20)}
	return c
}

// apart moves words that would lie over each other up, from the lowest.
func apart(texts []point, least float64) []point {
	for range texts {
		for i := range texts {
			for j := range texts {
				a, b := texts[i].Value.([]float64), texts[j].Value.([]float64)
				if i != j && a[1] >= b[1] && a[1]-b[1] < least && (a[1] > b[1] || i > j) {
					texts[i].Value = []float64{a[0], b[1] + least}
				}
			}
		}
	}
	for i := range texts {
		rounded6(texts[i].Value.([]float64)...)
	}
	return texts
}

func (g cumulativeChart) line(kind string, sums []*calc.Money) series {
	name := g.words.T("chart.series." + kind)
	var data []point
	for i, m := range sums {
		d := point{Value: missing, Link: g.links.toQuarter(g.points[i].Quarter)}
		if m != nil {
			d.Value = g.scale.value(*m)
			d.Say = g.words.T("chart.cumulative.say", "quarter", g.points[i].Quarter, "what", lowerFirst(name), "value", *m)
		} else if kind == string(portfolio.Realised) && g.points[i].Due > 0 && i < g.lastOf(sums) {
			d.Say = g.words.T("chart.say", "where", g.points[i].Quarter, "what", name, "value", g.words.T("chart.unknown"))
		}
		data = append(data, d)
	}
	return series{SingleSeries: echarts.SingleSeries{Type: "line", Id: kind, Name: name, Data: data}}
}

func (g cumulativeChart) quarters(c *canvas, slot float64) axis {
	var names []any
	for i, p := range g.points {
		text := ""
		if slot >= 14 || p.Quarter.Q == 1 {
			text = g.words.Number(float64(p.Quarter.Q), 0)
		}
		if slot >= 38 {
			text = g.words.T("chart.quarter", "q", p.Quarter.Q)
		}
		if i == 0 || p.Quarter.Q == 1 {
			text += "\n" + year(p.Quarter.Year)
		}
		names = append(names, text)
	}
	a := c.categories(names, 0)
	a.AxisLabel.VerticalAlign = "top"
	return a
}

// unreported is the plan up to a quarter of benefits that nobody reported in their
// quarters, lapsed ones too: it says nothing of how those went that were reported.
func (g cumulativeChart) unreported(at int) (without calc.Money) {
	for _, p := range g.points[:at+1] {
		compared, _, _ := p.Compared()
		without += value(p.Planned) - compared
	}
	return without
}

func (g cumulativeChart) title() string {
	at := g.lastOf(g.realised)
	switch {
	case g.empty():
		return g.words.T("chart.cumulative.none")
	case at < 0:
		end := g.lastOf(g.planned)
		return g.words.T("chart.cumulative.title.plan", "planned", *g.planned[end], "quarter", g.points[end].Quarter)
	case g.planned[at] == nil:
		return g.words.T("chart.cumulative.title.no-plan", "realised", *g.realised[at], "quarter", g.points[at].Quarter)
	}
	key := "chart.cumulative.title.behind"
	difference := *g.realised[at] - *g.planned[at]
	if difference > 0 {
		key = "chart.cumulative.title.ahead"
	} else if difference == 0 {
		key = "chart.cumulative.title.even"
	}
	text := g.words.T(key, "realised", *g.realised[at], "planned", *g.planned[at], "difference", abs(difference), "quarter", g.points[at].Quarter)
	if without := g.unreported(at); without > 0 {
		text += g.words.T("chart.cumulative.title.unreported", "unreported", without)
	}
	if g.broken {
		text += g.words.T("chart.cumulative.title.broken")
	}
	if stale := staleBenefits(g.points); stale > 0 {
		text += g.words.N("chart.stale", stale)
	}
	return text
}

func (g cumulativeChart) summary() string {
	if g.empty() {
		return g.title()
	}
	sentences := []string{g.words.N("chart.cumulative.kind", len(g.points))}
	for i, p := range g.points {
		got := g.words.T("chart.unknown")
		if g.realised[i] != nil {
			got = g.words.ShortMoney(*g.realised[i])
		}
		parts := []string{g.words.T("chart.part", "what", lowerFirst(g.words.T("chart.series.realised")), "value", got)}
		if g.planned[i] != nil {
			parts = append(parts, g.words.T("chart.part", "what", lowerFirst(g.words.T("chart.series.plan")), "value", *g.planned[i]))
		}
		if g.expected[i] != nil && g.realised[i] == nil {
			parts = append(parts, g.words.T("chart.part", "what", lowerFirst(g.words.T("chart.series.forecast")), "value", *g.expected[i]))
		}
		sentences = append(sentences, sentence(g.words.Quarter(p.Quarter)+": "+strings.Join(parts, ", ")))
	}
	return strings.Join(sentences, " ")
}

func (g cumulativeChart) table() Table {
	w := g.words
	t := Table{Caption: g.title(), Unit: w.T("chart.unit.amounts"), Note: w.T("chart.cumulative.note"),
		Head: []string{w.T("chart.quarter.head"), w.T("chart.series.plan"), w.T("chart.series.realised"), w.T("chart.series.forecast")}}
	for i, p := range g.points {
		t.Rows = append(t.Rows, []Cell{{Text: w.Quarter(p.Quarter), Link: g.links.toQuarter(p.Quarter)},
			money(w, g.planned[i], true), money(w, g.realised[i], true), money(w, g.expected[i], true)})
	}
	return t
}
