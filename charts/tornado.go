package charts

import (
	"math"
	"strconv"
	"strings"

	echarts "github.com/go-echarts/go-echarts/v2/charts"

	"raaderum/calc"
)

// Tornado (følsomhedsdiagram) draws what each assumption does to a case's NPV
// when it alone turns out worse or better, the widest first. Each bar reaches
// from the plan's NPV to that of the change; the plan is a line, and so is an
// NPV of 0. A change that cannot be made has no bar and says so.
func Tornado(npv calc.Figure, bars []calc.Bar, w Words) (Chart, error) {
	d := tornadoChart{plan: npv, words: w}
	for _, bar := range bars {
		d.levers = append(d.levers, tornadoLever{bar, [2]*calc.Money{rounded(bar.Low), rounded(bar.High)}})
	}
	amounts := []*calc.Money{rounded(npv)}
	for _, lever := range d.levers {
		amounts = append(amounts, lever.npv[:]...)
	}
	d.scale = scaleFor(w, amounts...)
	c := Chart{
		ID:      tornadoID,
		Title:   d.title(),
		Summary: d.summary(),
		Table:   d.table(),
		Help:    w.T("chart.help"),
		Width:   760, Height: 100 + 58*max(1, len(bars)),
		Narrow: Size{288, 130 + 76*max(1, len(bars))},
	}
	if d.empty() {
		c.Height, c.Narrow.Height = blankHeight, blankHeight
	}
	var err error
	c.Option, err = compose(d.draw(Size{c.Width, c.Height}, false), d.draw(c.Narrow, true))
	return c, err
}

const tornadoID = "tornado"

type tornadoChart struct {
	plan   calc.Figure
	levers []tornadoLever
	words  Words
	scale  scale
}

type tornadoLever struct {
	calc.Bar
	npv [2]*calc.Money // of the worse and the better end; nil: it does not exist
}

// rounded is a figure in whole kroner, as it is written; nil when it does not exist.
func rounded(figure calc.Figure) *calc.Money {
	m, err := calc.FromKroner(math.Round(figure.Value))
	if !figure.Exists() || err != nil {
		return nil
	}
	return &m
}

func (d tornadoChart) empty() bool { return !d.plan.Exists() || len(d.levers) == 0 }

// end names one end of a lever: "Gevinster −25 %".
func (d tornadoChart) end(lever calc.Lever, end int) string {
	s := []calc.Scenario{lever.Low, lever.High}[end]
	w := d.words
	switch {
	case s.BenefitChange != 0:
		return w.T("chart.tornado.change", "change", signedPercent(w, s.BenefitChange))
	case s.CostChange != 0:
		return w.T("chart.tornado.change", "change", signedPercent(w, s.CostChange))
	case s.Delay != 0:
		return w.T("chart.tornado.delay", "months", w.Number(math.Round(12*s.Delay), 0))
	case s.RateChange != 0:
		return w.T("chart.tornado.rate", "points", signedNumber(w, 100*s.RateChange))
	case s.HorizonChange != 0:
		return w.T("chart.tornado.horizon", "years", signedNumber(w, float64(s.HorizonChange)))
	}
	return w.T("chart.tornado.plan")
}

func (d tornadoChart) name(lever calc.Lever) string {
	return d.words.T("chart.tornado.lever." + lever.Name)
}

func signedPercent(w Words, fraction float64) string {
	return plusSign(fraction) + w.Percent(fraction, 0)
}

func signedNumber(w Words, value float64) string {
	decimals := 0
	if value != math.Trunc(value) {
		decimals = 1
	}
	return plusSign(value) + w.Number(value, decimals)
}

func plusSign(value float64) string {
	if value > 0 {
		return "+"
	}
	return ""
}

// rows are the plan on top and a row for each lever.
func (d tornadoChart) draw(size Size, narrow bool) *canvas {
	if d.empty() {
		return blank(size, narrow, d.title())
	}
	c := newCanvas(size, narrow)
	left, right := pick(c, 108, 8), 8
	top := 30 + c.key(keyEntry{Name: d.words.T("chart.tornado.worse")}, keyEntry{Name: d.words.T("chart.tornado.better")})
	c.grid(left, top, right, 6, 0)
	names := []any{""}
	for _, lever := range d.levers {
		names = append(names, d.name(lever.Lever))
	}
	levers := c.categories(names, 0)
	yes := true
	levers.Inverse = &yes
	levers.AxisLine = map[string]any{"show": false}
	levers.AxisLabel.Show = !narrow // in a narrow drawing each bar says it itself
	levers.AxisLabel.Width, levers.AxisLabel.Overflow = left-10, "break"
	c.xAxes, c.yAxes = []axis{d.amounts(c, size.Width-left-right)}, []axis{levers}
	zero := point{Value: []float64{-d.value(d.plan), 0}}
	c.series = append(c.series,
		d.bars(c, 0, runningStyle), d.bars(c, 1, benefitStyle),
		upright("zero", bad, zero), upright("plan", ink, point{Value: []float64{0, 0}, Say: d.planWords(), Link: toRow(tornadoID, 0)}),
		d.beside(c),
		d.planLabel(c, float64(size.Width-left-right)))
	return c
}

// planLabel writes what the plan gives beside its line: on the right where it has
// room, else on the left, on two lines where neither side has room for one.
func (d tornadoChart) planLabel(c *canvas, width float64) series {
	low, _ := c.xAxes[0].Min.(float64)
	high, _ := c.xAxes[0].Max.(float64)
	before, after := -width*low/(high-low), width*high/(high-low)
	text := d.planWords()
	if textWidth(text, c.fontSize())+20 > max(before, after) {
		text = strings.Replace(text, ": ", ":\n", 1)
	}
	side := "right"
	if after < textWidth(text, c.fontSize())+20 && before > after {
		side = "left"
	}
	return words("plan-label", []point{{Value: []float64{0, 0}, Label: &label{Show: true, Formatter: text}}},
		label{Position: side, LineHeight: 16, Color: color(ink), FontSize: c.fontSize(), FontWeight: 600, Distance: 8, BackgroundColor: color(surface), Padding: []int{1, 4}})
}

// value is a figure in the chart's unit.
func (d tornadoChart) value(figure calc.Figure) float64 { return d.scale.value(*rounded(figure)) }

func (d tornadoChart) planWords() string {
	return d.words.T("chart.tornado.plan-npv", "npv", *rounded(d.plan))
}

// amounts is the axis: bars are drawn from the plan's NPV, so the axis counts
// from there, and its words say the NPV itself. Beyond the widest bars there is
// room for their words.
func (d tornadoChart) amounts(c *canvas, width int) axis {
	plan := d.value(d.plan)
	low, high := min(plan, 0), max(plan, 0)
	var before, after float64 // room for words, in pixels
	for _, lever := range d.levers {
		for end, m := range lever.npv {
			if m == nil {
				continue
			}
			value, room := d.scale.value(*m), textWidth(d.barWords(c, lever, end), c.fontSize())+14
			if low, high = min(low, value), max(high, value); c.narrow {
				continue // its words stand over the bar
			} else if value < plan {
				before = max(before, room)
			} else {
				after = max(after, room)
			}
		}
	}
	if c.narrow || before+after < 0.7*float64(width) {
		perPixel := (high - low) / (float64(width) - before - after)
		low, high = low-before*perPixel, high+after*perPixel
	}
	t := d.scale.ticks(low, high, pick(c, 6, 3))
	shifted := ticks{texts: t.texts}
	for _, value := range t.values {
		shifted.values = append(shifted.values, math.Round((value-plan)*1e9)/1e9)
	}
	a := c.values(shifted, 0)
	a.Position = "top"
	a.SplitLine["customValues"] = shifted.values
	return a.headed(d.scale.name(), pick(c, headingInFront, headingFlush))
}

// barWords stand at the end of a bar; in a narrow drawing they name the lever too.
func (d tornadoChart) barWords(c *canvas, lever tornadoLever, end int) string {
	text := d.end(lever.Lever, end)
	if c.narrow {
		text = d.name(lever.Lever) + " " + text
	}
	if lever.npv[end] == nil {
		return text + ": " + d.words.T("chart.tornado.cannot")
	}
	return text + ": " + d.scale.label(*lever.npv[end])
}

// bars are the worse (0) or the better (1) ends.
func (d tornadoChart) bars(c *canvas, end int, look style) series {
	name := d.words.T([]string{"chart.tornado.worse", "chart.tornado.better"}[end])
	plan := *rounded(d.plan)
	data := []point{{Value: missing}}
	for i, lever := range d.levers {
		p := point{Value: missing}
		if m := lever.npv[end]; m != nil {
			change := d.scale.value(*m - plan)
			p.Value = change
			p.Label = &label{Show: !c.narrow, Formatter: d.barWords(c, lever, end), Position: "right"}
			if change < 0 {
				p.Label.Position = "left"
			}
			if better := *m > plan; better != (end == 1) { // both ends of a delay are worse than the plan
				if better {
					p.Style = &benefitStyle
				} else {
					p.Style = &runningStyle
				}
			}
			p.Say = d.words.T("chart.say", "where", d.name(lever.Lever)+" "+d.end(lever.Lever, end), "what", d.words.T("chart.npv"), "value", *m)
			p.Link = toRow(tornadoID, 2*i+end)
		}
		data = append(data, p)
	}
	s := bars([]string{"worse", "better"}[end], name, look, data)
	s.BarWidth, s.BarGap, s.Z = pick(c, "20", strconv.Itoa(narrowBar)), pick(c, "10%", "130%"), 5
	paper := label{Show: true, Color: color(ink), FontSize: c.fontSize(), Distance: 3}.onPaper()
	s.Label = &paper
	return s
}

// narrowBar is the height of a bar in a narrow drawing, in pixels.
const narrowBar = 14

// beside writes what no bar can carry: in a narrow drawing the words of each
// bar, on a line of their own over it; in a wide one only that a change cannot
// be made.
func (d tornadoChart) beside(c *canvas) series {
	from, _ := c.xAxes[0].Min.(float64)
	var data []point
	for i, lever := range d.levers {
		for end, m := range lever.npv {
			at, offset := from, []float64{-8, float64(end)*32 - 32}
			if !c.narrow {
				at, offset = 0, []float64{0, float64(end)*22 - 11}
			}
			if c.narrow || m == nil {
				data = append(data, point{Value: []float64{at, float64(i + 1)}, Label: &label{Show: true, Formatter: d.barWords(c, lever, end), Offset: offset}})
			}
		}
	}
	return words("beside", data, label{Position: "right", Color: color(ink), FontSize: c.fontSize(), Distance: 8, BackgroundColor: color(surface), Padding: []int{1, 4}})
}

// upright is a strong line through the whole drawing at a value.
func upright(id, name string, at point) series {
	s := series{SingleSeries: echarts.SingleSeries{
		Type: "custom", Id: id, Data: []point{at}, RenderItem: "uprightLine", CoordSystem: "cartesian2d",
	}}
	s.ItemStyle, s.Z, s.Silent = &style{Color: color(name)}, 4, at.Say == ""
	return s
}

// title says which assumptions turn the NPV below 0 or, where none does, the
// lowest it gets, and how many tests cannot be made.
func (d tornadoChart) title() string {
	if d.empty() {
		return d.words.T("chart.tornado.none")
	}
	var below []string
	var worst *calc.Money
	var at string
	cannot := 0
	for _, lever := range d.levers {
		for end, m := range lever.npv {
			if m == nil {
				cannot++
			} else if worst == nil || *m < *worst {
				worst, at = m, lowerFirst(d.name(lever.Lever))+" "+d.end(lever.Lever, end)
			}
		}
		if m := lever.npv[0]; m != nil && *m < 0 {
			below = append(below, lowerFirst(d.name(lever.Lever))+" "+d.end(lever.Lever, 0))
		}
	}
	without := ""
	if cannot > 0 {
		without = d.words.N("chart.tornado.title.cannot", cannot)
	}
	switch {
	case *rounded(d.plan) < 0:
		return d.words.T("chart.tornado.title.negative")
	case len(below) > 0:
		return d.words.T("chart.tornado.title.below", "levers", listed(d.words, below)) + without
	case worst != nil && cannot > 0:
		return d.words.T("chart.tornado.title.holds-some", "lever", at, "npv", *worst) + without
	case worst != nil:
		return d.words.T("chart.tornado.title.holds", "lever", at, "npv", *worst)
	}
	return d.words.T("chart.tornado.title.plain")
}

// listed joins parts as a sentence does.
func listed(w Words, parts []string) string {
	if len(parts) == 1 {
		return parts[0]
	}
	last := len(parts) - 1
	return strings.Join(parts[:last], ", ") + " " + w.T("chart.and") + " " + parts[last]
}

func (d tornadoChart) summary() string {
	if d.empty() {
		return d.words.T("chart.tornado.none")
	}
	sentences := []string{d.words.N("chart.tornado.kind", len(d.levers)), sentence(d.planWords())}
	for _, lever := range d.levers {
		var ends []string
		for end, m := range lever.npv {
			value := d.words.T("chart.tornado.cannot")
			if m != nil {
				value = d.words.ShortMoney(*m)
			}
			ends = append(ends, d.end(lever.Lever, end)+": "+value)
		}
		sentences = append(sentences, sentence(d.name(lever.Lever)+" "+strings.Join(ends, ", ")))
	}
	return strings.Join(sentences, " ")
}

func (d tornadoChart) table() Table {
	w := d.words
	t := Table{
		Caption: d.title(), Unit: w.T("chart.unit.amounts"), Note: w.T("chart.tornado.note"), Anchor: rowAnchor(tornadoID),
		Head: []string{w.T("chart.tornado.assumption"), w.T("chart.tornado.change-head"), w.T("chart.npv"), w.T("chart.tornado.difference")},
	}
	if d.empty() {
		return t
	}
	plan := *rounded(d.plan)
	for _, lever := range d.levers {
		for end, m := range lever.npv {
			row := []Cell{{Text: d.name(lever.Lever)}, {Text: d.end(lever.Lever, end)}, money(w, m, m != nil), {Missing: true}}
			if m != nil {
				difference := *m - plan
				row[3] = Cell{Text: plusSign(float64(difference)) + w.Kroner(difference)}
			}
			t.Rows = append(t.Rows, row)
		}
	}
	return t
}
