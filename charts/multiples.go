package charts

import (
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
	if len(m.panels) == 0 {
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
	if len(m.panels) == 0 {
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
	top := c.key(entries...) + 40
	width := (size.Width - 34) / columns
	for i, panel := range m.panels {
		left, above := 34+i%columns*width, top+i/columns*panelHeight
		c.grid(left, above+20, size.Width-left-width+14, 0, panelHeight-58)
		m.panel(c, i, panel, t, width-14)
	}
	unit := m.words.T("chart.unit.per-year", "unit", m.scale.name())
	c.series = append(c.series, words("unit", []point{{Value: []float64{0, t.high()}, Label: &label{Show: true, Formatter: unit, Offset: []float64{-34, -36}}}},
		label{Position: "right", Color: color(soft), FontSize: 12, Align: "left", Distance: 0}))
	return c
}

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

// panel draws one area into the i-th grid.
func (m multiples) panel(c *canvas, i int, panel panel, t ticks, width int) {
	last := len(panel.years) - 1
	var years []any
	for y, year := range m.report.Account.Years {
		text := yearText(year.Year)[2:]
		if y == 0 || y == last && width > 90 {
			text = yearText(year.Year)
		}
		years = append(years, text)
	}
	across := c.categories(years, i)
	across.AxisLabel.FontSize, across.AxisLabel.Margin = 11, 4
	up := c.values(t, i)
	up.AxisLabel.Show = i%pick(c, 4, 2) == 0
	up.AxisLabel.FontSize = 11
	up.Name, up.NameLocation, up.NameGap = cut(panel.name, width, 12), "end", 8
	up.NameTextStyle = map[string]any{"color": color(ink), "fontSize": 12, "fontWeight": 600, "align": "left"}
	c.xAxes, c.yAxes = append(c.xAxes, across), append(c.yAxes, up)
	for _, layer := range stackLayers {
		name := m.words.T("chart.layer." + string(layer))
		var data []point
		for y, layers := range panel.years {
			p := point{Value: missing}
			if amount, known := layers[layer]; known {
				p = point{Value: m.scale.value(amount), Link: m.links.toArea(panel.area),
					Say: m.words.T("chart.say", "where", panel.name+" "+yearText(m.report.Account.Years[y].Year), "what", lowerFirst(name), "value", amount)}
			}
			data = append(data, p)
		}
		if !slices.ContainsFunc(data, func(p point) bool { return p.Value != missing }) {
			continue // a series takes time to draw, also one without marks
		}
		s := bars(string(layer)+"-"+strconv.Itoa(i), name, layerStyles[layer], data)
		s.Stack, s.BarWidth, s.XAxisIndex, s.YAxisIndex = "area"+strconv.Itoa(i), "62%", i, i
		c.series = append(c.series, s)
	}
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
	t := Table{Caption: m.title(), Head: []string{w.T("chart.area.head")}, Note: w.T("chart.multiples.note")}
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
			sum, some := secured(portfolio.TargetYear{Layers: layers})
			row = append(row, money(w, &sum, some))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
