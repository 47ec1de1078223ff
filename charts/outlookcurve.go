package charts

import (
	"math"
	"slices"
	"strings"

	echarts "github.com/go-echarts/go-echarts/v2/charts"

	"raaderum/calc"
	"raaderum/portfolio"
)

// OutlookCurve (S-kurve med udfaldsrum) draws the account added up over the
// strategy's years against the targets added up, with the fan of where eight in
// ten draws end and the chance of the target at each year's end.
func OutlookCurve(curve portfolio.OutlookCurve, w Words, links Links) (Chart, error) {
	o := curveChart{curve: curve, words: w, links: links}
	var all []*calc.Money
	for _, year := range curve.Years {
		high, _ := calc.FromKroner(math.Round(year.P90))
		low, _ := calc.FromKroner(math.Round(year.P10))
		all = append(all, year.Target, &year.Account, &high, &low)
	}
	o.scale = scaleFor(w, all...)
	c := Chart{ID: "outlook-curve", Title: o.title(), Summary: o.summary(), Table: o.table(), Help: w.T("chart.help"),
		Width: 760, Height: 400, Narrow: Size{288, 400}}
	if len(curve.Years) == 0 {
		c.Height, c.Narrow.Height = blankHeight, blankHeight
	}
	var err error
	c.Option, err = compose(o.draw(Size{c.Width, c.Height}, false), o.draw(c.Narrow, true))
	return c, err
}

type curveChart struct {
	curve portfolio.OutlookCurve
	words Words
	links Links
	scale scale
}

// kroner is an amount of kroner in the chart's unit.
func (o curveChart) kroner(k float64) float64 { return k * float64(calc.Krone) / float64(o.scale.unit) }

func (o curveChart) draw(size Size, narrow bool) *canvas {
	if len(o.curve.Years) == 0 {
		return blank(size, narrow, o.title())
	}
	c := newCanvas(size, narrow)
	w := o.words
	left, right, bottom, top := pick(c, 46, 40), pick(c, 26, 16), 30, pick(c, 36, 24)
	fan, middle := []point{}, []point{{Value: []float64{0, 0}}}
	account, targets, got, chances := []point{{Value: []float64{0, 0}}}, []point{{Value: []float64{0, 0}}}, []point{{Value: []float64{0, 0}}}, []point{}
	var low, high, before10, before90 float64
	names := []string{}
	for j, year := range o.curve.Years {
		x := float64(j + 1)
		p10, p50, p90 := o.kroner(year.P10), o.kroner(year.P50), o.kroner(year.P90)
		at := w.T("chart.curve.end", "year", yearText(year.Year))
		link := o.links.toYear(year.Year)
		fanKey := "chart.curve.fan"
		if p10 == p90 {
			fanKey = "chart.curve.fan.certain"
		}
		fan = append(fan, point{Value: rounded6(x-1, before10, before90, x, p10, p90), Link: link,
			Say: w.T(fanKey, "at", at, "low", o.money(year.P10), "high", o.money(year.P90))})
		before10, before90 = p10, p90
		middle = append(middle, point{Value: rounded6(x, p50), Link: link, Say: w.T("chart.say", "where", at, "what", w.T("chart.curve.middle"), "value", o.money(year.P50))})
		account = append(account, point{Value: []float64{x, o.scale.value(year.Account)}, Link: link,
			Say: w.T("chart.say", "where", at, "what", w.T("chart.curve.account"), "value", year.Account)})
		low, high = min(low, p10, o.scale.value(year.Account)), max(high, p90, o.scale.value(year.Account))
		if year.Realised != nil && o.grew(j) {
			got = append(got, point{Value: []float64{x, o.scale.value(*year.Realised)}, Link: link,
				Say: w.T("chart.say", "where", at, "what", w.T("chart.series.realised"), "value", *year.Realised)})
		}
		if year.Target != nil {
			high = max(high, o.scale.value(*year.Target))
			targets = append(targets, point{Value: []float64{x, o.scale.value(*year.Target)}, Link: link,
				Say: w.T("chart.say", "where", at, "what", w.T("chart.target"), "value", *year.Target)})
		}
		text := "–"
		if year.Chance != nil {
			text = o.chance(year)
			if narrow { // a year has no room for two words beside each other
				text = strings.Replace(text, " ", "\n", 1)
			}
		}
		chances = append(chances, point{Value: []float64{x, 0}, Label: &label{Show: true, Formatter: text}})
		names = append(names, yearText(year.Year))
	}
	t := o.scale.ticks(low, high, 5)
	for i := range chances {
		chances[i].Value = []float64{float64(i + 1), t.high()}
	}
	named := func(id, key string, data []point, symbol, name, dash string, width float64, look style) series {
		s := series{SingleSeries: echarts.SingleSeries{Type: "line", Id: id, Name: w.T(key), Data: data, Symbol: symbol}}
		s.SymbolSize, s.ItemStyle = 7, &look
		s.LineStyle = map[string]any{"color": color(name), "width": width, "type": dash}
		s.Z = 4
		return s
	}
	c.series = append(c.series, band("fan", w.T("chart.curve.span"), outlined(soft, 1, tint), false, fan),
		named("middle", "chart.curve.middle", middle, "diamond", pipeline, "dotted", 2, outlined(pipeline, 1.5, surface)),
		named("account", "chart.curve.account", account, "circle", realised, "solid", 2.5, outlined(realised, 1.5, surface)))
	entries := []keyEntry{{Name: w.T("chart.curve.span")}, {w.T("chart.curve.middle"), "diamond"}, {w.T("chart.curve.account"), "circle"}}
	if len(got) > 1 {
		c.series = append(c.series, named("realised", "chart.series.realised", got, "circle", realised, "solid", 4.5, realisedStyle))
		entries = append(entries, keyEntry{w.T("chart.series.realised"), "circle"})
	}
	if len(targets) > 1 {
		c.series = append(c.series, named("target", "chart.target", targets, "rect", ink, "dashed", 2.5, style{Color: color(ink)}))
		entries = append(entries, keyEntry{w.T("chart.target"), lineIcon})
	}
	axisKey := "chart.curve.axis"
	if !slices.ContainsFunc(o.curve.Years, func(year portfolio.CurveYear) bool { return year.Chance != nil }) {
		axisKey, chances = "chart.unit.gathered", []point{}
	}
	top += c.key(entries...) + pick(c, 18, 32)
	c.series = append(c.series, words("chances", chances, label{Position: "top", Color: color(ink), FontSize: c.fontSize(), FontWeight: 600, LineHeight: 14, Distance: 5}))
	c.grid(left, top, right, bottom, 0)
	across := c.values(ticks{values: []float64{0, float64(len(names))}}, 0)
	across.AxisLabel = axisLabel{Show: true, Color: color(ink), FontSize: c.fontSize()}
	for j, name := range names {
		across.AxisLabel.CustomValues = append(across.AxisLabel.CustomValues, float64(j+1))
		across.AxisLabel.Texts = append(across.AxisLabel.Texts, name)
	}
	across.SplitLine = map[string]any{"show": false}
	across.AxisLine = map[string]any{"show": true, "onZero": true, "lineStyle": map[string]any{"color": color(ink), "width": 1}}
	c.xAxes = []axis{across}
	c.yAxes = []axis{c.values(t, 0).title(w.T(axisKey, "unit", o.scale.name()), left, 34)}
	return c
}

// grew tells whether anything is realised in a year itself: a line ends with
// the last year that has something, and does not run on level.
func (o curveChart) grew(j int) bool {
	for k := j; k < len(o.curve.Years); k++ {
		before := calc.Money(0)
		if k > 0 {
			before = value(o.curve.Years[k-1].Realised)
		}
		if value(o.curve.Years[k].Realised) != before {
			return true
		}
	}
	return false
}

func yearText(y int) string { return year(y) }

// money is kroner in whole kroner.
func (o curveChart) money(kroner float64) calc.Money {
	m, _ := calc.FromKroner(math.Round(kroner))
	return m
}

// chance writes the chance of a year's target. What every draw did, or none, is
// only nearly certain, unless no outcome could be otherwise.
func (o curveChart) chance(year portfolio.CurveYear) string {
	share, certain := *year.Chance, year.Certain || year.P10 == year.P90
	switch {
	case share > 0.99 && !certain:
		return o.words.T("chart.curve.above")
	case share < 0.01 && !certain:
		return o.words.T("chart.curve.below")
	}
	return o.words.Percent(share, 0)
}

func (o curveChart) title() string {
	if len(o.curve.Years) == 0 {
		return o.words.T("chart.curve.none")
	}
	first, last := o.curve.Years[0], o.curve.Years[len(o.curve.Years)-1]
	period := yearText(first.Year)
	if last.Year != first.Year {
		period += "–" + yearText(last.Year)
	}
	if !slices.ContainsFunc(o.curve.Years, func(year portfolio.CurveYear) bool { return year.Target != nil }) {
		return o.words.T("chart.curve.title.untargeted", "period", period, "low", o.money(last.P10), "high", o.money(last.P90))
	}
	if last.Target == nil || last.Chance == nil {
		return o.words.T("chart.curve.title.no-target", "period", period, "low", o.money(last.P10), "high", o.money(last.P90))
	}
	return o.words.T("chart.curve.title", "period", period, "target", *last.Target, "chance", o.chance(last),
		"low", o.money(last.P10), "high", o.money(last.P90))
}

func (o curveChart) summary() string {
	if len(o.curve.Years) == 0 {
		return o.title()
	}
	sentences := []string{o.words.N("chart.curve.kind", len(o.curve.Years))}
	for _, year := range o.curve.Years {
		key := "chart.curve.say"
		if year.P10 == year.P90 {
			key = "chart.curve.say.certain"
		}
		text := o.words.T(key, "at", o.words.T("chart.curve.end", "year", yearText(year.Year)), "account", year.Account, "low", o.money(year.P10), "high", o.money(year.P90))
		if year.Target != nil && year.Chance != nil {
			text += o.words.T("chart.curve.say-target", "target", *year.Target, "chance", o.chance(year))
		}
		sentences = append(sentences, sentence(upperFirst(text)))
	}
	return strings.Join(sentences, " ")
}

func (o curveChart) table() Table {
	w := o.words
	t := Table{Caption: o.title(), Unit: w.T("chart.unit.amounts"), Note: w.T("chart.curve.note", "draws", o.curve.Draws),
		Head: []string{w.T("chart.curve.head"), w.T("chart.series.realised"), w.T("chart.curve.account"), "P10", "P50", "P90", w.T("chart.target"), w.T("chart.curve.chance")}}
	for _, year := range o.curve.Years {
		chance := Cell{Text: w.T("chart.unknown"), Missing: true}
		if year.Chance != nil {
			chance = Cell{Text: o.chance(year)}
		}
		row := []Cell{{Text: yearText(year.Year), Link: o.links.toYear(year.Year)}, money(w, year.Realised, true), money(w, &year.Account, true)}
		for _, kroner := range []float64{year.P10, year.P50, year.P90} {
			m := o.money(kroner)
			row = append(row, money(w, &m, true))
		}
		t.Rows = append(t.Rows, append(row, money(w, year.Target, true), chance))
	}
	return t
}
