package charts

import (
	"cmp"
	"math"
	"slices"

	echarts "github.com/go-echarts/go-echarts/v2/charts"

	"raaderum/calc"
	"raaderum/portfolio"
)

// PortfolioMap (porteføljekort) places each case by its payback period and its
// net present value; the area is what it costs, shape and colour its traffic
// light. Cases without a payback period stand in a strip of their own, never
// at 0. Limit is the longest payback the municipality accepts, in years; nil
// when there is none.
func PortfolioMap(cases []portfolio.CaseFigures, limit *float64, w Words, links Links) (Chart, error) {
	m := mapChart{cases: cases, limit: limit, words: w, links: links}
	var amounts []*calc.Money
	for _, each := range cases {
		if npv, some := presentValue(each); some {
			amounts = append(amounts, &npv)
		}
	}
	m.scale = scaleFor(w, amounts...)
	c := Chart{
		ID:      "portfolio-map",
		Title:   m.title(),
		Summary: m.summary(),
		Table:   m.table(),
		Help:    w.T("chart.help"),
		Width:   760, Height: 440,
		Narrow: Size{288, 480},
	}
	if len(cases) == 0 {
		c.Height, c.Narrow.Height = blankHeight, blankHeight
	}
	var err error
	c.Option, err = compose(m.draw(Size{c.Width, c.Height}, false), m.draw(c.Narrow, true))
	return c, err
}

type mapChart struct {
	cases []portfolio.CaseFigures
	limit *float64
	words Words
	links Links
	scale scale
}

// presentValue is a case's net present value in whole kroner.
func presentValue(figures portfolio.CaseFigures) (calc.Money, bool) {
	npv := figures.Evaluation.NPV
	m, err := calc.FromKroner(math.Round(npv.Value))
	return m, err == nil && npv.Exists()
}

// paybackYears is where a case stands on the map; false is the strip.
func paybackYears(figures portfolio.CaseFigures) (float64, bool) {
	switch payback := figures.Evaluation.Payback; payback.Status {
	case calc.PaybackValue:
		return payback.Years, true
	case calc.PaybackImmediate:
		return 0, true
	}
	return 0, false
}

// lights are drawn one over the other in this order, each with its own shape.
var lights = []struct {
	light  portfolio.TrafficLight
	symbol string
	look   style
}{
	{portfolio.LightGreen, "circle", outlined(ink, 1, good)},
	{portfolio.LightYellow, "triangle", outlined(ink, 1, warning)},
	{portfolio.LightRed, "diamond", outlined(ink, 1, bad)},
	{portfolio.LightNone, "rect", outlined(soft, 1.5, surface)},
	{portfolio.LightMissing, "circle", dashed(outlined(soft, 1.5, surface))},
	{portfolio.LightNotDue, "line", outlined(soft, 2, soft)},
}

func (m mapChart) draw(size Size, narrow bool) *canvas {
	if len(m.cases) == 0 {
		return blank(size, narrow, m.title())
	}
	c := newCanvas(size, narrow)
	left, bottom, top := pick(c, 46, 40), 44, 40
	strip := 0
	if m.stripped() > 0 {
		strip = pick(c, 124, 90)
	}
	right := strip + pick(c, 22, 14)

	across := roundTicks(m.words, 0, m.longest(), pick(c, 8, 4), true)
	up := m.npvTicks()
	var entries []keyEntry
	for i, light := range lights {
		placed, aside := m.series(c, i)
		if len(placed.Data.([]point))+len(aside.Data.([]point)) == 0 {
			continue
		}
		c.series = append(c.series, placed)
		entries = append(entries, keyEntry{placed.Name, light.symbol})
		if strip > 0 {
			c.series = append(c.series, aside)
		}
	}
	if top += c.key(entries...); c.legend != nil {
		c.legend["itemWidth"] = 13 // as high as wide: shapes
	}
	p := plot{
		box:    box{float64(left), float64(top), float64(size.Width - right), float64(size.Height - bottom)},
		across: across, up: up,
	}
	if strip > 0 {
		p.strip = box{float64(size.Width - strip), p.top, float64(size.Width - 4), p.bottom}
	}
	if m.limit != nil && *m.limit <= across.high() {
		line, name := m.limitLine(up)
		c.series = append(c.series, line, name)
	}
	names, leaders := m.names(c, p)
	c.series = append(c.series, leaders, names)

	c.grid(left, top, right, bottom, 0)
	x := c.values(across, 0).title(m.words.T("chart.map.payback"), 0, 26)
	x.NameLocation = "middle"
	x.NameTextStyle = map[string]any{"color": color(soft), "fontSize": 12}
	x.AxisLine = map[string]any{"show": true, "onZero": true, "lineStyle": map[string]any{"color": color(ink)}}
	y := c.values(up, 0).title(m.words.T("chart.map.npv", "unit", m.scale.name()), left, 20)
	c.xAxes, c.yAxes = []axis{x}, []axis{y}
	if strip > 0 {
		c.grid(size.Width-strip, top, 4, bottom, 0)
		aside := c.categories([]any{m.words.T(pick(c, "chart.map.strip", "chart.map.strip.short"))}, 1)
		aside.AxisLine = x.AxisLine
		same := c.values(up, 1)
		same.AxisLabel = axisLabel{}
		same.AxisLine = map[string]any{"show": true, "lineStyle": map[string]any{"color": color(soft), "type": "dashed"}}
		c.xAxes, c.yAxes = append(c.xAxes, aside), append(c.yAxes, same)
	}
	return c
}

// stripped counts the cases in the strip.
func (m mapChart) stripped() (n int) {
	for _, each := range m.cases {
		_, valued := presentValue(each)
		if _, some := paybackYears(each); !some && valued {
			n++
		}
	}
	return n
}

func (m mapChart) longest() float64 {
	longest := 1.0
	if m.limit != nil {
		longest = *m.limit
	}
	for _, each := range m.cases {
		if years, some := paybackYears(each); some {
			longest = max(longest, years)
		}
	}
	return longest
}

func (m mapChart) npvTicks() ticks {
	var low, high float64
	for _, each := range m.cases {
		if npv, some := presentValue(each); some {
			low, high = min(low, m.scale.value(npv)), max(high, m.scale.value(npv))
		}
	}
	room := (high - low) / 20 // so that no mark hangs over the edge of the plot
	if low < 0 {
		low -= room
	}
	if high > 0 {
		high += room
	}
	return m.scale.ticks(low, high, 6)
}

// series are the cases with one light: those with a payback period, and those
// without, spread over the strip in the order of the list.
func (m mapChart) series(c *canvas, index int) (placed, aside series) {
	light := lights[index]
	name := m.words.T("chart.light." + string(light.light))
	inPlace, inStrip := []point{}, []point{}
	for _, each := range m.cases {
		npv, valued := presentValue(each)
		if each.Light != light.light || !valued {
			continue
		}
		p := point{
			Name: caseName(each), Size: m.diameter(c, each), Link: m.links.toCase(each.Case.ID),
			Say: m.words.T("chart.map.say", "case", each.Case.Title, "number", each.Case.Number, "npv", npv,
				"payback", m.payback(each), "light", m.light(each)),
		}
		if years, some := paybackYears(each); some {
			p.Value = []float64{math.Round(years*1e4) / 1e4, m.scale.value(npv)}
			inPlace = append(inPlace, p)
		} else {
			p.Value = []float64{0, m.scale.value(npv)}
			p.Offset = m.aside(c, each)
			inStrip = append(inStrip, p)
		}
	}
	build := func(id string, axisIndex int, data []point) series {
		look := light.look
		look.Opacity = 0.92
		s := series{SingleSeries: echarts.SingleSeries{
			Type: "scatter", Id: id, Name: name, Data: data, Symbol: light.symbol, XAxisIndex: axisIndex, YAxisIndex: axisIndex,
		}}
		s.ItemStyle = &look
		if s.Z = 3; light.look.Color == color(surface) { // empty shapes cover no light
			s.Z = 2
		}
		slices.SortStableFunc(data, func(a, b point) int { return cmp.Compare(b.Size.(float64), a.Size.(float64)) }) // small over large
		return s
	}
	return build(string(light.light), 0, inPlace), build(string(light.light)+"-strip", 1, inStrip)
}

// caseName is the short name at a point.
func caseName(figures portfolio.CaseFigures) string {
	if figures.Case.Number != "" {
		return figures.Case.Number
	}
	title := []rune(figures.Case.Title)
	if len(title) > 16 {
		return string(title[:15]) + "…"
	}
	return string(title)
}

// roomyMarks are how many marks of the full size a drawing has room for. With
// more of them all are smaller, so that they do not cover each other.
func roomyMarks(c *canvas) int { return pick(c, 90, 24) }

// diameter makes the area follow the present value of the costs, within what
// can be seen and hit. A case whose cost is not known is drawn smallest.
func (m mapChart) diameter(c *canvas, figures portfolio.CaseFigures) float64 {
	var largest float64
	for _, each := range m.cases {
		if cost := each.Evaluation.PresentValueCosts; cost.Exists() {
			largest = max(largest, cost.Value)
		}
	}
	smallest, widest := pick(c, 10.0, 9.0), pick(c, 40.0, 26.0)
	if crowd := float64(len(m.cases)) / float64(roomyMarks(c)); crowd > 1 {
		widest = max(12, widest/crowd)
		smallest = max(5, smallest/crowd)
	}
	cost := figures.Evaluation.PresentValueCosts
	if !cost.Exists() || largest <= 0 {
		return smallest
	}
	return math.Round(max(smallest, widest*math.Sqrt(max(0, cost.Value)/largest))*10) / 10
}

func (m mapChart) payback(figures portfolio.CaseFigures) string {
	return lowerFirst(m.words.T("chart.payback.short."+string(figures.Evaluation.Payback.Status),
		"years", m.words.Number(figures.Evaluation.Payback.Years, 1)))
}

// limitLine is the longest payback that is accepted, and its name.
func (m mapChart) limitLine(up ticks) (line, name series) {
	top := []float64{*m.limit, up.high()}
	line = series{SingleSeries: echarts.SingleSeries{
		Type: "line", Id: "limit", Symbol: "none", Data: []point{{Value: []float64{*m.limit, up.low()}}, {Value: top}},
	}}
	line.Silent = true
	line.LineStyle = map[string]any{"color": color(ink), "width": 2, "type": "dashed"}
	line.ItemStyle = &style{Color: color(ink)}
	text := m.words.T("chart.map.limit", "years", *m.limit)
	name = words("limit-name", []point{{Value: top, Label: &label{Show: true, Formatter: text}}},
		label{Position: "top", Color: color(ink), FontSize: 12, FontWeight: 600, Distance: 4})
	return line, name
}
