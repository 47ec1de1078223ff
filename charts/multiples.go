package charts

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"raaderum/calc"
	"raaderum/portfolio"
)

// Multiples (små diagrammer pr. indsatsområde) draws each focus area's own
// benefits year by year, in the layers of the account, in a small drawing of its
// own; all on one scale, so that they compare at a glance.
func Multiples(report portfolio.QuarterReport, w Words, links Links) (Chart, error) {
	m := multiples{report: report, words: w, links: links}
	m.gather()
	var amounts []*calc.Money
	for _, panel := range m.panels {
		for _, layers := range panel.years {
			sum, _ := secured(portfolio.TargetYear{Layers: layers})
			sum += max(0, layers[portfolio.LayerPipeline])
			amounts = append(amounts, &sum)
		}
	}
	m.scale = scaleFor(w, amounts...)
	c := Chart{ID: "multiples", Title: m.title(), Summary: m.summary(), Table: m.table(), Help: w.T("chart.help")}
	c.Width, c.Height = 760, 78+panelHeight*((len(m.panels)+3)/4)
	c.Narrow = Size{288, 102 + panelHeight*((len(m.panels)+1)/2)}
	if m.nothing() {
		c.Height, c.Narrow.Height = blankHeight, blankHeight
	}
	var err error
	c.Option, err = compose(m.draw(Size{c.Width, c.Height}, false), m.draw(c.Narrow, true))
	return c, err
}

const panelHeight = 132

type multiples struct {
	report portfolio.QuarterReport
	panels []panel
	words  Words
	links  Links
	scale  scale
}

type panel struct {
	area  portfolio.FocusAreaID
	name  string
	years []map[portfolio.Layer]calc.Money // of the account
}

// gather shares the account's years out on the areas.
func (m *multiples) gather() {
	if len(m.report.Account.Years) == 0 {
		return
	}
	at := map[portfolio.FocusAreaID]int{}
	for _, area := range m.report.Areas {
		name := m.words.T("chart.area.none")
		if known, ok := m.report.Organisation.Strategy.FocusArea(area.Area); ok {
			name = known.Name
		}
		at[area.Area] = len(m.panels)
		m.panels = append(m.panels, panel{area.Area, name, make([]map[portfolio.Layer]calc.Money, len(m.report.Account.Years))})
	}
	of := map[portfolio.CaseID]portfolio.FocusAreaID{}
	for _, figures := range m.report.Cases {
		id := figures.Case.FocusArea
		if _, known := at[id]; !known {
			id = ""
		}
		of[figures.Case.ID] = id
	}
	for y, year := range m.report.Account.Years {
		for _, one := range year.Contributions {
			i, known := at[of[one.Case]]
			if one.Layer == portfolio.LayerJoint || !known {
				continue
			}
			if m.panels[i].years[y] == nil {
				m.panels[i].years[y] = map[portfolio.Layer]calc.Money{}
			}
			m.panels[i].years[y][one.Layer] += one.Amount
		}
	}
}

func (m multiples) draw(size Size, narrow bool) *canvas {
	if m.nothing() {
		return blank(size, narrow, m.title())
	}
	c := newCanvas(size, narrow)
	columns := pick(c, 4, 2)
	low, high := 0.0, 0.0
	for _, panel := range m.panels {
		for _, layers := range panel.years {
			up, down := 0.0, 0.0
			for _, layer := range stackLayers {
				if v := m.scale.value(layers[layer]); v > 0 {
					up += v
				} else {
					down += v
				}
			}
			low, high = min(low, down), max(high, up)
		}
	}
	t := m.scale.ticks(low, high, 2)
	var entries []keyEntry
	for _, layer := range stackLayers {
		if m.has(layer) {
			entries = append(entries, keyEntry{Name: m.words.T("chart.layer." + string(layer))})
		}
	}
	lines := 1
	for i := range m.panels {
		lines = max(lines, 1+strings.Count(m.heading(c, i), "\n"))
	}
	top := c.key(entries...) + 26 + headingLine*lines
	for from := 0; from < len(m.panels); from += columns {
		m.row(c, top, from, m.panels[from:min(from+columns, len(m.panels))], t)
		top += panelHeight
	}
	unit := m.words.T("chart.unit.per-year", "unit", m.scale.name())
	c.series = append(c.series, words("unit", []point{{Value: []float64{0, t.high()}, Label: &label{Show: true, Formatter: unit}}},
		label{Position: "right", Color: color(soft), FontSize: 12, Align: "left", Offset: []float64{-multiplesLeft - m.band(c)/2 - labelDistance, float64(-22 - headingLine*lines)}}))
	return c
}

// nothing tells whether no area has anything in any year.
func (m multiples) nothing() bool { return !slices.ContainsFunc(stackLayers, m.has) }

// has tells whether any area has something in a layer.
func (m multiples) has(layer portfolio.Layer) bool {
	for _, panel := range m.panels {
		for _, layers := range panel.years {
			if _, known := layers[layer]; known {
				return true
			}
		}
	}
	return false
}

// labelDistance is what ECharts keeps between a mark and the text beside it.
const labelDistance = 5

// multiplesLeft is where the first small drawing begins.
const multiplesLeft = 34

// band is how many pixels a year has, and so has the space between two areas.
func (m multiples) band(c *canvas) float64 {
	bands := pick(c, 4, 2)*(len(m.report.Account.Years)+1) - 1
	return float64(c.Width-multiplesLeft-14) / float64(bands)
}

// row draws areas beside each other in one grid, with an empty year between
// them: a grid of its own for each takes ECharts twice as long.
func (m multiples) row(c *canvas, top, from int, panels []panel, t ticks) {
	index := len(c.xAxes)
	band, years := m.band(c), len(m.report.Account.Years)
	bands := len(panels)*(years+1) - 1
	c.grid(multiplesLeft, top+20, c.Width-multiplesLeft-int(math.Round(float64(bands)*band)), 0, panelHeight-58)
	var names, nothing []point
	categories := make([]any, bands)
	for i := range categories {
		categories[i] = ""
		if i%(years+1) < years {
			categories[i] = m.year(i%(years+1), band*float64(years))
		}
	}
	for i := range panels {
		heading := m.heading(c, from+i)
		name := point{Value: []float64{float64(i * (years + 1)), t.high()}, Label: &label{Show: true, Formatter: heading}}
		names = append(names, name)
		if m.panels[from+i].bare() {
			nothing = append(nothing, point{Value: []float64{float64(i*(years+1)) + float64(years-1)/2, t.high() / 2},
				Label: &label{Show: true, Formatter: m.words.T("chart.area.nothing")}})
		}
	}
	across := c.categories(categories, index)
	across.AxisLabel.FontSize, across.AxisLabel.Margin = 11, 4
	up := c.values(t, index)
	up.AxisLabel.FontSize = 11
	c.xAxes, c.yAxes = append(c.xAxes, across), append(c.yAxes, up)
	for _, layer := range stackLayers {
		if data := m.layer(layer, panels); data != nil { // a series takes time to draw, also one without marks
			s := bars(string(layer)+"-"+strconv.Itoa(index), m.words.T("chart.layer."+string(layer)), layerStyles[layer], data)
			s.Stack, s.BarWidth, s.XAxisIndex, s.YAxisIndex = "row"+strconv.Itoa(index), "62%", index, index
			c.series = append(c.series, s)
		}
	}
	headings := words("areas-"+strconv.Itoa(index), names,
		label{Position: "right", Color: color(ink), FontSize: 12, FontWeight: 600, Align: "left", VerticalAlign: "bottom", LineHeight: headingLine, Offset: []float64{-band/2 - labelDistance, -6}})
	headings.XAxisIndex, headings.YAxisIndex = index, index
	c.series = append(c.series, headings)
	if len(nothing) > 0 {
		said := words("nothing-"+strconv.Itoa(index), nothing, label{Position: "inside", Color: color(soft), FontSize: 12}.onPaper())
		said.XAxisIndex, said.YAxisIndex = index, index
		c.series = append(c.series, said)
	}
}

// headingLine is the height of a line of an area's name over its drawing.
const headingLine = 14

// heading is an area's name over its drawing, on two lines where it takes them.
func (m multiples) heading(c *canvas, i int) string {
	return onTwoLines(m.panels[i].name, int(m.band(c)*(float64(len(m.report.Account.Years))+0.6)), 12)
}

// bare tells whether an area has nothing in any year.
func (p panel) bare() bool {
	return !slices.ContainsFunc(p.years, func(layers map[portfolio.Layer]calc.Money) bool { return len(layers) > 0 })
}

// year is what stands under the i-th year of an area with so much room.
func (m multiples) year(i int, width float64) string {
	text := yearText(m.report.Account.Years[i].Year)
	if i == 0 || i == len(m.report.Account.Years)-1 && width > 90 {
		return text
	}
	return text[2:]
}

// layer are the areas' marks of one layer; nil when none of them has any.
func (m multiples) layer(layer portfolio.Layer, panels []panel) (data []point) {
	name, some := lowerFirst(m.words.T("chart.layer."+string(layer))), false
	for i, panel := range panels {
		if i > 0 {
			data = append(data, point{Value: missing})
		}
		for y, layers := range panel.years {
			p := point{Value: missing}
			if amount, known := layers[layer]; known {
				some = true
				p = point{Value: m.scale.value(amount), Link: m.links.toArea(panel.area),
					Say: m.words.T("chart.say", "where", panel.name+" "+yearText(m.report.Account.Years[y].Year), "what", name, "value", amount)}
			}
			data = append(data, p)
		}
	}
	if !some {
		return nil
	}
	return data
}

func (p panel) total() (sum calc.Money) {
	for _, layers := range p.years {
		one, _ := secured(portfolio.TargetYear{Layers: layers})
		sum += one
	}
	return sum
}

// title says which area gives most, and how many give nothing.
func (m multiples) title() string {
	var best *panel
	var all calc.Money
	without := 0
	for i := range m.panels {
		sum := m.panels[i].total()
		all += sum
		if sum == 0 {
			without++
		}
		if best == nil || sum > best.total() {
			best = &m.panels[i]
		}
	}
	if best == nil || best.total() <= 0 {
		return m.words.T("chart.multiples.none")
	}
	text := m.words.T("chart.multiples.title", "area", best.name, "amount", best.total(), "all", all)
	if without > 0 {
		text += m.words.N("chart.area.title.nothing", without)
	}
	return text
}

func (m multiples) summary() string {
	if len(m.panels) == 0 {
		return m.title()
	}
	sentences := []string{m.words.N("chart.multiples.kind", len(m.panels))}
	for _, panel := range m.panels {
		var parts []string
		for y, layers := range panel.years {
			if sum, some := secured(portfolio.TargetYear{Layers: layers}); some {
				parts = append(parts, yearText(m.report.Account.Years[y].Year)+" "+m.words.ShortMoney(sum))
			}
		}
		if len(parts) == 0 {
			parts = []string{m.words.T("chart.area.nothing")}
		}
		sentences = append(sentences, sentence(panel.name+": "+strings.Join(parts, ", ")))
	}
	return strings.Join(sentences, " ")
}

func (m multiples) table() Table {
	w := m.words
	t := Table{Caption: m.title(), Unit: w.T("chart.unit.amounts"), Head: []string{w.T("chart.area.head")}, Note: w.T("chart.multiples.note")}
	if len(m.panels) > 0 {
		t.Note = w.T("chart.method."+string(m.report.Account.Method)) + " " + t.Note
	}
	for _, year := range m.report.Account.Years {
		t.Head = append(t.Head, yearText(year.Year))
	}
	if len(t.Head) == 1 {
		t.Head = append(t.Head, w.T("chart.year"))
	}
	for _, panel := range m.panels {
		row := []Cell{{Text: panel.name, Link: m.links.toArea(panel.area)}}
		for _, layers := range panel.years {
			counted, some := secured(portfolio.TargetYear{Layers: layers})
			row = append(row, sum(w, counted, some))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
