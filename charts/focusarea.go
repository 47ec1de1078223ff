package charts

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"raaderum/calc"
	"raaderum/portfolio"
)

// FocusAreaBars (gevinster pr. indsatsområde) draws what each focus area's own
// benefits give towards the year's target, in the layers of the account, the
// largest first. An area with nothing is listed and has no bar.
func FocusAreaBars(report portfolio.QuarterReport, w Words, links Links) (Chart, error) {
	f := areaChart{areas: slices.Clone(report.Areas), strategy: report.Organisation.Strategy,
		year: report.Headline.Year, words: w, links: links}
	at := slices.IndexFunc(report.Account.Years, func(y portfolio.TargetYear) bool { return y.Year == f.year })
	f.lacks = at >= 0 && len(report.Account.Years[at].Uncountable()) > 0
	var amounts []*calc.Money
	for _, area := range f.areas {
		sum := areaSum(area)
		amounts = append(amounts, &sum)
	}
	f.scale = scaleFor(w, amounts...)
	slices.SortStableFunc(f.areas, func(a, b portfolio.AreaFigures) int {
		return cmp.Or(cmp.Compare(areaSecured(b), areaSecured(a)), cmp.Compare(areaSum(b), areaSum(a)))
	})
	c := Chart{
		ID:      "focus-areas",
		Title:   f.title(),
		Summary: f.summary(),
		Table:   f.table(),
		Help:    w.T("chart.help"),
		Width:   760, Height: 80 + 34*max(1, len(f.areas)),
		Narrow: Size{288, 130 + 42*max(1, len(f.areas))},
	}
	if len(f.areas) == 0 {
		c.Height, c.Narrow.Height = blankHeight, blankHeight
	}
	var err error
	c.Option, err = compose(f.draw(Size{c.Width, c.Height}, false), f.draw(c.Narrow, true))
	return c, err
}

type areaChart struct {
	areas    []portfolio.AreaFigures
	strategy portfolio.Strategy
	year     int
	lacks    bool // benefits of the year cannot be counted
	words    Words
	links    Links
	scale    scale
}

// areaSecured is realised, budgeted and decided; areaSum the pipeline too.
func areaSecured(area portfolio.AreaFigures) calc.Money {
	sum, _ := secured(portfolio.TargetYear{Layers: area.Layers})
	return sum
}

func areaSum(area portfolio.AreaFigures) calc.Money {
	return areaSecured(area) + max(0, area.Layers[portfolio.LayerPipeline])
}

func (f areaChart) name(area portfolio.AreaFigures) string {
	if known, ok := f.strategy.FocusArea(area.Area); ok {
		return known.Name
	}
	return f.words.T("chart.area.none")
}

func (f areaChart) layerName(layer portfolio.Layer) string {
	return f.words.T("chart.layer." + string(layer))
}

func (f areaChart) draw(size Size, narrow bool) *canvas {
	if len(f.areas) == 0 {
		return blank(size, narrow, f.title())
	}
	c := newCanvas(size, narrow)
	left, right, bottom, top := pick(c, 230, 140), pick(c, 48, 36), 4, 30
	var highest float64
	for _, area := range f.areas {
		highest = max(highest, f.scale.value(areaSum(area)))
	}
	t := f.scale.ticks(0, highest, pick(c, 5, 3))
	var entries []keyEntry
	for _, layer := range stackLayers {
		s, drawn := f.layer(c, layer, float64(size.Width-left-right)/t.high())
		c.series = append(c.series, s)
		if drawn {
			entries = append(entries, keyEntry{Name: s.Name})
		}
	}
	c.series = append(c.series, f.totals(c))
	top += c.key(entries...)
	c.grid(left, top, right, bottom, 0)

	names := make([]any, len(f.areas))
	for i, area := range f.areas {
		names[i] = f.name(area)
	}
	areas := c.categories(names, 0)
	yes := true
	areas.Inverse = &yes
	areas.AxisLabel.Width, areas.AxisLabel.Overflow, areas.AxisLabel.LineHeight = left-8, "break", 15
	amounts := c.values(t, 0)
	amounts.Position = "top"
	c.xAxes, c.yAxes = []axis{amounts.headed(f.scale.name(), headingInFront)}, []axis{areas}
	return c
}

func (f areaChart) layer(c *canvas, layer portfolio.Layer, pixels float64) (s series, drawn bool) {
	name := f.layerName(layer)
	var data []point
	for _, area := range f.areas {
		m, known := area.Layers[layer]
		if !known {
			nothing := point{Value: missing}
			if len(area.Layers) == 0 && layer == stackLayers[0] { // said once
				nothing.Say, nothing.Link = f.words.T("chart.part", "what", f.name(area), "value", f.words.T("chart.area.nothing")), f.links.toArea(area.Area)
			}
			data = append(data, nothing)
			continue
		}
		drawn = drawn || m > 0
		text, _ := c.fit(name, f.scale.label(m), pixels*f.scale.value(m), float64(c.fontSize())+5)
		data = append(data, point{
			Value: f.scale.value(m), Link: f.links.toArea(area.Area),
			Say:   f.words.T("chart.say", "where", f.name(area), "what", name, "value", m),
			Label: &label{Show: text != "", Formatter: text},
		})
	}
	s = bars(string(layer), name, layerStyles[layer], data)
	s.Stack, s.BarWidth = "area", pick(c, "20", "18")
	s.Label = layerLabel(c, layer)
	return s, drawn
}

// totals stand at the end of the bars: what counts towards the target. An area
// with nothing says so.
func (f areaChart) totals(c *canvas) series {
	var data []point
	for i, area := range f.areas {
		text := f.words.T("chart.area.nothing")
		if sum, some := secured(portfolio.TargetYear{Layers: area.Layers}); some {
			text = f.scale.label(sum)
		} else if c.narrow || len(area.Layers) > 0 { // a pipeline is no benefit yet
			text = f.words.T("chart.unreported.short")
		}
		data = append(data, point{
			Value: []float64{f.scale.value(areaSum(area)), float64(i)},
			Label: &label{Show: true, Formatter: text},
		})
	}
	return words("totals", data, label{Position: "right", Color: color(ink), FontSize: c.fontSize(), FontWeight: 600, Distance: 3}.onPaper())
}

func (f areaChart) title() string {
	var total calc.Money
	var nothing int
	for _, area := range f.areas {
		total += areaSecured(area)
		if areaSum(area) == 0 {
			nothing++
		}
	}
	if total <= 0 && f.lacks {
		return f.words.T("chart.area.title.uncountable", "year", strconv.Itoa(f.year))
	}
	if total <= 0 {
		return f.words.T("chart.area.title.none", "year", strconv.Itoa(f.year))
	}
	first := f.areas[0]
	text := f.words.T("chart.area.title", "area", f.name(first), "amount", areaSecured(first), "total", total, "year", strconv.Itoa(f.year))
	if nothing > 0 {
		text += f.words.N("chart.area.title.nothing", nothing)
	}
	return text
}

func (f areaChart) summary() string {
	if len(f.areas) == 0 {
		return f.title()
	}
	sentences := []string{f.words.N("chart.area.kind", len(f.areas))}
	for _, area := range f.areas {
		var parts []string
		for _, layer := range stackLayers {
			if m, known := area.Layers[layer]; known {
				parts = append(parts, f.words.T("chart.part", "what", lowerFirst(f.layerName(layer)), "value", m))
			}
		}
		if len(parts) == 0 {
			parts = []string{f.words.T("chart.area.nothing")}
		}
		sentences = append(sentences, sentence(f.name(area)+": "+strings.Join(parts, ", ")))
	}
	return strings.Join(sentences, " ")
}

func (f areaChart) table() Table {
	w := f.words
	t := Table{
		Caption: f.title(), Unit: w.T("chart.unit.amounts"),
		Head: []string{w.T("chart.area.head"), w.T("chart.cases")},
		Note: w.T("chart.area.note"),
	}
	for _, layer := range stackLayers[:3] {
		t.Head = append(t.Head, f.layerName(layer))
	}
	t.Head = append(t.Head, w.T("chart.target.secured"), f.layerName(portfolio.LayerPipeline))
	for _, area := range f.areas {
		row := []Cell{{Text: f.name(area), Link: f.links.toArea(area.Area)}, {Text: w.Number(float64(area.Cases), 0)}}
		for _, layer := range stackLayers[:3] {
			row = append(row, known(w, area.Layers, layer))
		}
		counted, some := secured(portfolio.TargetYear{Layers: area.Layers})
		t.Rows = append(t.Rows, append(row, sum(w, counted, some), known(w, area.Layers, portfolio.LayerPipeline)))
	}
	return t
}
