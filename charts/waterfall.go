package charts

import (
	"strings"

	"raaderum/calc"
)

// waterfall is amounts that lead from one level to another: levels stand on
// zero, and a change hangs between the level before it and the one after.
type waterfall struct {
	steps []waterfallStep
	words Words
	scale scale
}

type waterfallStep struct {
	name   string
	level  bool // stands on zero; else it is a change
	gap    bool // a change that has not come
	amount *calc.Money
	look   *style // of a level; nil is a plain one
	link   string
}

// fit scales the waterfall by everything it reaches.
func (f *waterfall) fit() {
	var reached []*calc.Money
	f.each(func(_ int, _ waterfallStep, from, to calc.Money) { reached = append(reached, &from, &to) })
	f.scale = scaleFor(f.words, reached...)
}

// each walks the steps that have an amount, with where each begins and ends.
func (f waterfall) each(see func(i int, step waterfallStep, from, to calc.Money)) {
	var at calc.Money
	for i, step := range f.steps {
		if step.amount == nil {
			continue
		}
		if step.level {
			at = *step.amount
			see(i, step, 0, at)
			continue
		}
		see(i, step, at, at+*step.amount)
		at += *step.amount
	}
}

func (f waterfall) names() []string {
	names := make([]string, len(f.steps))
	for i, step := range f.steps {
		names[i] = step.name
	}
	return names
}

// amountWords are an amount with its sign, when it is a change.
func (f waterfall) amountWords(step waterfallStep) string {
	if step.level {
		return f.scale.label(*step.amount)
	}
	return plusSign(float64(*step.amount)) + f.scale.label(*step.amount)
}

func (f waterfall) draw(c *canvas) {
	left, right := pick(c, 236, 8), 8
	part := c.rowPart(0, 1)
	var low, high float64
	levels, ups, downs, gaps, edges, texts := []point{}, []point{}, []point{}, []point{}, []point{}, []point{}
	f.each(func(i int, step waterfallStep, from, to calc.Money) {
		x0, x1 := f.scale.value(from), f.scale.value(to)
		low, high = min(low, x0, x1), max(high, x0, x1)
		p := point{Value: []float64{x0, float64(i), x1}, Link: step.link,
			Say: f.words.T("chart.part", "what", step.name, "value", *step.amount)}
		switch {
		case step.level:
			p.Style = step.look
			levels = append(levels, p)
		case step.gap:
			gaps = append(gaps, p)
		case to >= from:
			ups = append(ups, p)
		default:
			downs = append(downs, p)
		}
		edges = append(edges, point{Value: []float64{x1, float64(i), x1}})
		texts = append(texts, point{Value: []float64{max(x0, x1), float64(i) + part.middle()}, Label: &label{Show: true, Formatter: f.amountWords(step)}})
	})
	for i, step := range f.steps {
		if step.amount == nil {
			texts = append(texts, point{Value: []float64{0, float64(i) + part.middle()}, Label: &label{Show: true, Formatter: f.words.T("chart.unknown")}})
		}
	}
	var entries []keyEntry
	if len(ups) > 0 {
		entries = append(entries, keyEntry{Name: f.words.T("chart.waterfall.up")})
	}
	if len(downs) > 0 {
		entries = append(entries, keyEntry{Name: f.words.T("chart.waterfall.down")})
	}
	top := 34 + c.key(entries...)
	if len(entries) == 0 { // the unit stands at the very top
		top = 42
	}
	c.grid(left, top, right, 4, 0)
	room := 0.0 // for the words after the longest bar
	for _, text := range texts {
		room = max(room, textWidth(text.Label.Formatter, c.fontSize())+10)
	}
	width := float64(c.Width - left - right)
	t := f.scale.ticks(low, high+room*(high-low)/(width-room), pick(c, 6, 3))
	// The edges tie a step to the next one, as far as its bar.
	for i := range edges {
		edges[i].Value = append(edges[i].Value.([]float64)[:2], edges[i].Value.([]float64)[0])
	}
	if len(edges) > 0 {
		edges = edges[:len(edges)-1]
	}
	tie := rowBars("edges", "", style{Color: color(soft), BorderColor: color(soft)}, rowPart{Top: part.Top, Bottom: 1 + part.Bottom}, edges)
	tie.Z, tie.Silent = 1, true
	c.series = append(c.series, tie,
		rowBars("levels", "", realisedStyle, part, levels),
		rowBars("up", f.words.T("chart.waterfall.up"), increaseStyle, part, ups),
		rowBars("down", f.words.T("chart.waterfall.down"), decreaseStyle, part, downs),
		rowBars("gap", "", gapStyle, part, gaps),
		words("beside", texts, label{Position: "right", Color: color(ink), FontSize: c.fontSize(), FontWeight: 600, Distance: 6, BackgroundColor: color(surface), Padding: []int{1, 3}}),
		c.rowNames(f.names(), t.low()))
	c.xAxes, c.yAxes = []axis{c.across(t, f.scale.name())}, []axis{c.rows(f.names(), left)}
}

// inWords are the steps one after the other.
func (f waterfall) inWords() string {
	var parts []string
	for _, step := range f.steps {
		value := f.words.T("chart.unknown")
		if step.amount != nil {
			value = f.words.ShortMoney(*step.amount)
			if !step.level {
				value = plusSign(float64(*step.amount)) + value
			}
		}
		parts = append(parts, lowerFirst(step.name)+" "+value)
	}
	return sentence(upperFirst(strings.Join(parts, ", ")))
}

// rows are the steps of the table: the name, more columns, the amount.
func (f waterfall) rows() (rows [][]Cell) {
	for _, step := range f.steps {
		amount := money(f.words, step.amount, true)
		if step.amount != nil && !step.level {
			amount.Text = plusSign(float64(*step.amount)) + amount.Text
		}
		rows = append(rows, []Cell{{Text: step.name, Link: step.link}, amount})
	}
	return rows
}
