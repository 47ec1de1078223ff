package charts

import (
	"slices"
	"strconv"

	echarts "github.com/go-echarts/go-echarts/v2/charts"

	"raaderum/calc"
	"raaderum/portfolio"
)

// stackLayers are the layers of the target's own column, from certain to uncertain.
var stackLayers = []portfolio.Layer{
	portfolio.LayerRealised, portfolio.LayerBudgeted, portfolio.LayerDecided, portfolio.LayerPipeline,
}

var layerStyles = map[portfolio.Layer]style{
	portfolio.LayerRealised: realisedStyle,
	portfolio.LayerBudgeted: budgetedStyle,
	portfolio.LayerDecided:  decidedStyle,
	portfolio.LayerPipeline: pipelineStyle,
	portfolio.LayerJoint:    jointStyle,
}

// TargetAccount (målregnskab) draws the target account: a column a year with
// its layers from certain to uncertain, the target as a strong line, what is
// missing as an outline from what is secured up to it, and joint benefits on a
// bar of their own. What is not decided lies inside the outline: it may fill the
// gap, and never makes it smaller. The message is about the year the account is
// known at.
func TargetAccount(a portfolio.TargetAccount, w Words, links Links) (Chart, error) {
	t := targetChart{account: a, words: w, links: links, scale: scaleFor(w, accountAmounts(a)...)}
	c := Chart{
		ID:      "target-account-" + string(a.Method),
		Title:   t.title(),
		Summary: t.summary(),
		Table:   t.table(),
		Help:    w.T("chart.help"),
		Width:   760, Height: 420,
		Narrow: Size{288, 430},
	}
	if t.nothing() {
		c.Height, c.Narrow.Height = blankHeight, blankHeight
	}
	var err error
	c.Option, err = compose(t.draw(Size{c.Width, c.Height}, false), t.draw(c.Narrow, true))
	return c, err
}

func accountAmounts(a portfolio.TargetAccount) (all []*calc.Money) {
	for _, year := range a.Years {
		all = append(all, year.Target)
		for _, amount := range year.Layers {
			all = append(all, &amount)
		}
	}
	return all
}

type targetChart struct {
	account portfolio.TargetAccount
	words   Words
	links   Links
	scale   scale
}

// nothing tells whether there is neither a target nor a figure in any year.
func (t targetChart) nothing() bool { return !slices.ContainsFunc(accountAmounts(t.account), stated) }

// stated tells whether there is an amount.
func stated(amount *calc.Money) bool { return amount != nil }

// secured is what counts towards the target: realised, budgeted and decided.
// There is no figure when none of the layers has one.
func secured(year portfolio.TargetYear) (sum calc.Money, known bool) {
	for _, layer := range stackLayers[:3] {
		amount, has := year.Layers[layer]
		sum, known = sum+amount, known || has
	}
	return sum, known
}

func (t targetChart) layerName(layer portfolio.Layer) string {
	return t.words.T("chart.layer." + string(layer))
}

// draw lays the drawing out. Names stand in the column's own segments where
// there is room; the legend names only what could not be named there.
func (t targetChart) draw(size Size, narrow bool) *canvas {
	if t.nothing() {
		return blank(size, narrow, t.title())
	}
	c := newCanvas(size, narrow)
	left, right, bottom, top := pick(c, 40, 34), pick(c, 92, 2), pick(c, 48, 64), 64
	axisTicks := t.scale.ticks(0, t.highest(), 5)
	slot := float64(size.Width-left-right) / float64(max(1, len(t.account.Years)))
	pixels := float64(size.Height-top-bottom-pick(c, 22, 88)) / axisTicks.high() // with room for a legend
	column := min(slot*columnShare, widestColumn)

	var unnamed []keyEntry
	for _, layer := range stackLayers {
		s, drawn, named := t.layer(c, layer, column, pixels)
		if drawn && !named {
			unnamed = append(unnamed, keyEntry{Name: s.Name})
		}
		c.series = append(c.series, s)
	}
	if s := t.gaps(slot, column); len(s.Data.([]point)) > 0 {
		c.series = append(c.series, s)
		unnamed = append(unnamed, keyEntry{Name: s.Name})
	}
	if t.hasJoint() {
		s := t.joint(slot)
		c.series = append(c.series, s)
		unnamed = append(unnamed, keyEntry{Name: s.Name})
	}
	c.series = append(c.series, t.verdicts(c, slot, pixels), t.target(c))
	if label, some := t.targetLabel(c, slot); some && !narrow {
		c.series = append(c.series, label)
	} else if some {
		unnamed = append(unnamed, keyEntry{label.Name, lineIcon})
	}
	top += c.key(unnamed...)
	c.grid(left, top, right, bottom, 0)
	c.xAxes = []axis{t.years(c, slot)}
	unit := "chart.unit.per-year"
	if slot < leastSlot {
		unit = "chart.unit.per-year.distance"
	}
	c.yAxes = []axis{c.values(axisTicks, 0).title(t.words.T(unit, "unit", t.scale.name()), left, 48)}
	return c
}

// The shares of a year's slot that the column and the joint bar beside it take.
const (
	columnShare = 0.62
	jointShare  = 0.14

	columnGap = 0.05 // of the column, between the two

	widestColumn = 130 // pixels
	leastSlot    = 46  // pixels, for words above a column
)

// hasJoint tells whether any year has joint benefits, and so a bar beside.
func (t targetChart) hasJoint() bool {
	return slices.ContainsFunc(t.account.Years, func(year portfolio.TargetYear) bool {
		return year.Layers[portfolio.LayerJoint] > 0
	})
}

func (t targetChart) highest() float64 {
	var highest float64
	for _, year := range t.account.Years {
		var stack calc.Money
		for _, layer := range stackLayers {
			stack += max(0, year.Layers[layer])
		}
		highest = max(highest, t.scale.value(stack), t.scale.value(year.Layers[portfolio.LayerJoint]))
		if year.Target != nil {
			highest = max(highest, t.scale.value(*year.Target))
		}
	}
	return highest
}

// years are the names under the columns; a year with unknown amounts says so.
func (t targetChart) years(c *canvas, slot float64) axis {
	var names []any
	headline, _ := t.headline()
	for _, year := range t.account.Years {
		name := strconv.Itoa(year.Year)
		if slot < 34 {
			name = "’" + name[2:]
		}
		if year.Missing > 0 {
			name += "\n" + pick(c, t.words.N("chart.missing", year.Missing), t.words.N("chart.missing.short", year.Missing))
		}
		names = append(names, category(name, year.Year == headline.Year))
	}
	return c.categories(names, 0)
}

// gaps are what is missing for the target, each year the account's own figure.
// The outline follows the column, which ECharts centres with the joint bar.
func (t targetChart) gaps(slot, column float64) series {
	name := t.words.T("chart.gap")
	data := []point{}
	for i, year := range t.account.Years {
		if year.Target == nil || year.Gap == nil || *year.Gap <= 0 {
			continue
		}
		data = append(data, point{
			Value: []float64{float64(i), t.scale.value(*year.Target - *year.Gap), t.scale.value(*year.Target)},
			Say:   t.words.T("chart.say", "where", strconv.Itoa(year.Year), "what", name, "value", *year.Gap),
			Link:  t.links.toYear(year.Year),
		})
	}
	s := series{SingleSeries: echarts.SingleSeries{
		Type: "custom", Id: "gap", Name: name, Data: data, RenderItem: "columnOutline", CoordSystem: "cartesian2d",
	}}
	look := gapStyle
	s.ItemStyle, s.Z = &look, 2
	s.Payload = map[string]float64{"offset": t.offset(slot), "width": column + 6} // around what is inside
	return s
}

// offset is how far a column's middle is from its slot's, in pixels.
func (t targetChart) offset(slot float64) float64 {
	if !t.hasJoint() {
		return 0
	}
	return -slot*jointShare/2 - min(slot*columnShare, widestColumn)*columnGap/2
}

// layer is one layer of all years. It is named when each of its segments has
// room for the name.
func (t targetChart) layer(c *canvas, layer portfolio.Layer, column, pixels float64) (s series, drawn, named bool) {
	name := t.layerName(layer)
	named = true
	var data []point
	for _, year := range t.account.Years {
		m, known := year.Layers[layer]
		if !known {
			data = append(data, point{Value: missing})
			continue
		}
		p := t.point(year, layer, m)
		drawn = drawn || m > 0
		text, names := c.fit(name, t.scale.label(m), column, pixels*t.scale.value(m))
		named = named && (names || m <= 0)
		p.Label = &label{Show: text != "", Formatter: text}
		data = append(data, p)
	}
	s = bars(string(layer), name, layerStyles[layer], data)
	s.Stack, s.BarWidth, s.BarMaxWidth, s.BarGap = "account", share(columnShare), strconv.Itoa(widestColumn), share(columnGap)
	s.Label = layerLabel(c, layer)
	return s, drawn, named
}

// layerLabel is how text inside a layer's segment looks.
func layerLabel(c *canvas, layer portfolio.Layer) *label {
	l := label{Position: "inside", Color: color(ink), FontSize: c.fontSize(), LineHeight: c.fontSize() + 3}
	switch layer {
	case portfolio.LayerRealised:
		l.Color, l.FontWeight = color(surface), 600
	case portfolio.LayerDecided, portfolio.LayerPipeline:
		l = l.onPaper()
	}
	return &l
}

func (t targetChart) point(year portfolio.TargetYear, layer portfolio.Layer, m calc.Money) point {
	return point{
		Value: t.scale.value(m),
		Say:   t.words.T("chart.say", "where", strconv.Itoa(year.Year), "what", t.layerName(layer), "value", m),
		Link:  t.links.toYear(year.Year),
	}
}

// joint is the supplement: a narrow bar beside, never in the stack.
func (t targetChart) joint(slot float64) series {
	var data []point
	for _, year := range t.account.Years {
		m, known := year.Layers[portfolio.LayerJoint]
		if !known {
			data = append(data, point{Value: missing})
			continue
		}
		p := t.point(year, portfolio.LayerJoint, m)
		text := t.scale.label(m)
		p.Label = &label{Show: m > 0 && textWidth(text, 12) < slot*jointShare*1.6, Formatter: text}
		data = append(data, p)
	}
	s := bars("joint", t.layerName(portfolio.LayerJoint), jointStyle, data)
	s.Stack, s.BarWidth = "joint", share(jointShare)
	s.Label = &label{Position: "top", Color: color(joint), FontSize: 12, Distance: 3}
	return s
}

// verdicts are the words above the columns: what is secured, and what is
// missing. Of a year with neither a target nor a figure they say so.
func (t targetChart) verdicts(c *canvas, slot, pixels float64) series {
	var data []point
	for i, year := range t.account.Years {
		text := t.verdict(year, slot)
		sum, _ := secured(year)
		top := sum + max(0, year.Layers[portfolio.LayerPipeline])
		if year.Target != nil {
			top = max(top, *year.Target)
		}
		data = append(data, point{
			Value: []float64{float64(i), t.scale.value(top)},
			Label: &label{Show: true, Formatter: text},
		})
	}
	if slot < leastSlot {
		t.stagger(c, data, slot, pixels)
	}
	return words("verdict", data, label{
		Position: "top", Color: color(ink), FontSize: c.fontSize(), FontWeight: 600,
		LineHeight: c.fontSize() + 4, Distance: 6, Offset: []float64{t.offset(slot), 0},
		BackgroundColor: color(surface), Padding: []int{0, 2}, // no grid line through a number
	})
}

// stagger lifts every other of the words that would lie over those before them.
func (t targetChart) stagger(c *canvas, data []point, slot, pixels float64) {
	const line = 17
	var before box
	for i := range data {
		at := data[i].Value.([]float64)
		text := data[i].Label.Formatter
		here := boxAround(at[0]*slot, -at[1]*pixels, textWidth(text, c.fontSize())+4, line)
		if here.meets(before) {
			data[i].Label.Offset = []float64{t.offset(slot), before.top - here.bottom}
			here.top, here.bottom = before.top-line, before.top
		}
		before = here
	}
}

// verdict is what stands above a column: two lines where all columns have room
// for them, else only what is missing, else the distance to the target.
func (t targetChart) verdict(year portfolio.TargetYear, slot float64) string {
	sum, known := secured(year)
	if year.Target == nil || year.Gap == nil {
		switch {
		case known:
			return t.scale.label(sum)
		case slot < 84:
			return "–"
		}
		return t.words.T("chart.unknown")
	}
	certain := year.Layers[portfolio.LayerRealised] + year.Layers[portfolio.LayerBudgeted]
	missing := t.scale.label(*year.Gap)
	var key string
	switch {
	case slot < leastSlot && *year.Gap > 0:
		return t.scale.label(-*year.Gap)
	case slot < leastSlot:
		return "+" + t.scale.label(sum-*year.Target)
	case *year.Gap > 0:
		key = "chart.short-by"
	case certain >= *year.Target:
		key = "chart.reached"
	default:
		key = "chart.on-track"
	}
	if slot < 84 {
		return t.words.T(key+".short", "amount", missing)
	}
	text := t.words.T(key, "amount", missing)
	if known {
		text = t.words.T("chart.of", "part", t.scale.label(sum), "whole", t.scale.label(*year.Target)) + "\n" + text
	}
	return text
}

// target is the strong line over the years that have a target.
func (t targetChart) target(c *canvas) series {
	name := t.words.T("chart.target")
	var data []point
	for i, year := range t.account.Years {
		if year.Target == nil {
			continue
		}
		if label, some := t.targetLabel(c, 0); some && c.narrow {
			name = label.Name // the legend gives the amount
		}
		data = append(data, point{
			Value: []float64{float64(i), t.scale.value(*year.Target)},
			Say:   t.words.T("chart.say", "where", strconv.Itoa(year.Year), "what", t.words.T("chart.target"), "value", *year.Target),
			Link:  t.links.toYear(year.Year),
		})
	}
	s := series{SingleSeries: echarts.SingleSeries{
		Type: "custom", Id: "target", Name: name, Data: data, RenderItem: "bandLine", CoordSystem: "cartesian2d",
	}}
	s.ItemStyle, s.Z = &style{Color: color(ink)}, 5
	return s
}

// targetLabel gives the last target's amount at the end of the line.
func (t targetChart) targetLabel(c *canvas, slot float64) (series, bool) {
	for i, year := range slices.Backward(t.account.Years) {
		if year.Target == nil {
			continue
		}
		key := pick(c, "chart.target-line", "chart.target-key")
		text := t.words.T(key, "amount", t.scale.label(*year.Target), "unit", t.scale.name())
		s := words("target-label", []point{{
			Value: []float64{float64(i), t.scale.value(*year.Target)},
			Label: &label{Show: true, Formatter: text},
		}}, label{
			Position: "right", Color: color(ink), FontSize: c.fontSize(), FontWeight: 600,
			LineHeight: c.fontSize() + 4, Offset: []float64{slot/2 + 3, 0},
		})
		s.Name = text
		return s, true
	}
	return series{}, false
}
