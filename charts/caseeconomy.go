package charts

import (
	"math"
	"strconv"
	"strings"

	echarts "github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"raaderum/calc"
	"raaderum/portfolio"
)

// CaseEconomy (sagens økonomi) draws a case's plan year by year: benefits up,
// costs down and the net as a dash; and below, what has gathered since the
// first year, with the point where the case has paid itself back.
func CaseEconomy(figures portfolio.CaseFigures, w Words) (Chart, error) {
	e := economyChart{id: "case-economy", figures: figures, words: w, costs: splitCosts(figures)}
	e.message, e.note = e.caseTitle(), w.T("chart.economy.note")
	return e.chart()
}

// economyChart is a plan year by year, of a case or of many.
type economyChart struct {
	id            string
	figures       portfolio.CaseFigures
	costs         []costSeries
	message, note string
	words         Words
	scale         scale
}

func (e economyChart) chart() (Chart, error) {
	var amounts []*calc.Money
	for _, row := range e.figures.Table {
		amounts = append(amounts, row.Costs, row.Benefits, row.Cumulative)
	}
	e.scale = scaleFor(e.words, amounts...)
	c := Chart{
		ID:      e.id,
		Title:   e.message,
		Summary: e.summary(),
		Table:   e.table(),
		Help:    e.words.T("chart.help"),
		Width:   760, Height: 460,
		Narrow: Size{288, 470},
	}
	if len(e.figures.Table) == 0 {
		c.Height, c.Narrow.Height = blankHeight, blankHeight
	}
	var err error
	c.Option, err = compose(e.draw(Size{c.Width, c.Height}, false), e.draw(c.Narrow, true))
	return c, err
}

// costSeries is one kind of cost, an amount a year; nil where there is none.
type costSeries struct {
	key     string
	look    style
	amounts []*calc.Money
}

// splitCosts divides the yearly costs into one-off and running, as far as the
// lines say so and add up to each year's sum; if not, costs are one series.
func splitCosts(figures portfolio.CaseFigures) []costSeries {
	whole := costSeries{key: "cost", look: costStyle}
	oneOff := costSeries{key: "cost.one-off", look: oneOffStyle}
	running := costSeries{key: "cost.running", look: runningStyle}
	addUp := true
	for _, row := range figures.Table {
		once, yearly := yearCosts(figures.Case, row.Period, portfolio.OneOff), yearCosts(figures.Case, row.Period, portfolio.Running)
		whole.amounts = append(whole.amounts, row.Costs)
		oneOff.amounts = append(oneOff.amounts, once)
		running.amounts = append(running.amounts, yearly)
		addUp = addUp && value(once)+value(yearly) == value(row.Costs)
	}
	if addUp {
		return []costSeries{oneOff, running}
	}
	return []costSeries{whole}
}

// yearCosts is the sum of a year's costs of one recurrence; nil where no line states any.
func yearCosts(c portfolio.BusinessCase, year calc.Period, recurrence portfolio.Recurrence) (sum *calc.Money) {
	for _, line := range c.Costs {
		if line.Recurrence != recurrence {
			continue
		}
		for _, amount := range line.Amounts {
			if within(amount.Period, year) {
				more := value(sum) + amount.Money
				sum = &more
			}
		}
	}
	return sum
}

// within tells whether a period lies in a year.
func within(p, year calc.Period) bool {
	if p == year {
		return true
	}
	a, known := p.Year()
	b, same := year.Year()
	return known && same && a == b && year.Kind() == calc.YearPeriod
}

// value is an amount for sums, in which what is not stated adds nothing.
func value(m *calc.Money) calc.Money {
	if m == nil {
		return 0
	}
	return *m
}

func (e economyChart) draw(size Size, narrow bool) *canvas {
	if len(e.figures.Table) == 0 {
		return blank(size, narrow, e.message)
	}
	c := newCanvas(size, narrow)
	left, right, top := pick(c, 46, 40), pick(c, 8, 4), 30

	var entries []keyEntry
	add := func(s series, icon string) {
		c.series = append(c.series, s)
		entries = append(entries, keyEntry{s.Name, icon})
	}
	add(e.column("benefit", e.words.T("chart.benefit"), benefitStyle, 1, e.of(func(r portfolio.YearRow) *calc.Money { return r.Benefits })), "")
	for _, kind := range e.costs {
		if !empty(kind.amounts) {
			add(e.column(kind.key, e.words.T("chart."+kind.key), kind.look, -1, kind.amounts), "")
		}
	}
	add(e.net(float64(size.Width-left-right)), lineIcon)
	top += c.key(entries...)

	// The upper plot takes three fifths of what the margins leave.
	const between = 62
	free := size.Height - top - between - 40
	upper := free * 3 / 5
	c.grid(left, top, right, 0, upper)
	c.grid(left, top+upper+between, right, 0, free-upper)
	yearly, gathered := e.yearlyTicks(), e.gatheredTicks()
	c.xAxes = []axis{e.years(c, size.Width-left-right), e.timeline(c, size.Width-left-right)}
	c.yAxes = []axis{
		c.values(yearly, 0).title(e.words.T("chart.unit.per-year", "unit", e.scale.name()), left, 14),
		c.values(gathered, 1).title(e.words.T("chart.unit.gathered", "unit", e.scale.name()), left, 14),
	}
	c.series = append(c.series, e.gathered(c))
	if at, some := e.paidBack(); some {
		c.series = append(c.series, e.paybackMark(c, at))
	}
	return c
}

func (e economyChart) of(figure func(portfolio.YearRow) *calc.Money) (amounts []*calc.Money) {
	for _, row := range e.figures.Table {
		amounts = append(amounts, figure(row))
	}
	return amounts
}

func empty(amounts []*calc.Money) bool {
	for _, m := range amounts {
		if m != nil && *m != 0 {
			return false
		}
	}
	return true
}

// column draws amounts up (direction 1) or down (−1).
func (e economyChart) column(id, name string, look style, direction calc.Money, amounts []*calc.Money) series {
	var data []point
	for i, m := range amounts {
		d := point{Value: missing}
		year := e.words.Period(e.figures.Table[i].Period)
		if m != nil {
			d.Value = e.scale.value(direction * *m)
			d.Say, d.Link = e.words.T("chart.say", "where", year, "what", name, "value", *m), toRow(e.id, i)
		}
		data = append(data, d)
	}
	s := bars(id, name, look, data)
	s.Stack, s.BarWidth, s.BarMaxWidth = "year", "58%", strconv.Itoa(widestYear)
	return s
}

// widestYear is the widest a year's column gets, in pixels.
const widestYear = 64

// net is a strong dash over each year's column.
func (e economyChart) net(width float64) series {
	name := e.words.T("chart.net")
	slot := width / float64(len(e.figures.Table))
	share := math.Round(min(0.72, 1.3*widestYear/slot)*100) / 100
	var data []point
	for i, row := range e.figures.Table {
		if row.Net == nil {
			continue
		}
		data = append(data, point{
			Value: []float64{float64(i), e.scale.value(*row.Net), share},
			Say:   e.words.T("chart.say", "where", e.words.Period(row.Period), "what", name, "value", *row.Net),
			Link:  toRow(e.id, i),
		})
	}
	s := series{SingleSeries: echarts.SingleSeries{
		Type: "custom", Id: "net", Name: name, Data: data, RenderItem: "bandLine", CoordSystem: "cartesian2d",
	}}
	s.ItemStyle, s.Z = &style{Color: color(ink)}, 5
	return s
}

// gathered is the cumulative net, a line from year to year; a year that is not
// known breaks it.
func (e economyChart) gathered(c *canvas) series {
	name := e.words.T("chart.cumulative")
	all := c.Width/len(e.figures.Table) >= 70 // pixels a year
	crossing, paid := e.paidBack()
	var data []point
	for i, row := range e.figures.Table {
		if row.Cumulative == nil {
			data = append(data, point{Value: []any{float64(i), missing}})
			continue
		}
		beside := paid && math.Abs(crossing-float64(i)) < 1 // the mark's own words stand there
		data = append(data, point{
			Value: []float64{float64(i), e.scale.value(*row.Cumulative)},
			Say:   e.words.T("chart.say", "where", e.words.Period(row.Period), "what", name, "value", *row.Cumulative),
			Link:  toRow(e.id, i),
			Label: &label{Show: i == len(e.figures.Table)-1 || all && !beside, Formatter: e.scale.label(*row.Cumulative)},
		})
	}
	s := series{SingleSeries: echarts.SingleSeries{
		Type: "line", Id: "cumulative", Name: name, Data: data, XAxisIndex: 1, YAxisIndex: 1,
		Symbol: "circle", SymbolSize: 6,
	}}
	s.ItemStyle = &style{Color: color(ink)}
	s.LineStyle = map[string]any{"color": color(ink), "width": 2}
	s.Label = &label{
		Position: "top", Color: color(ink), FontSize: 12, FontWeight: 600, Distance: 5,
		BackgroundColor: color(surface), Padding: []int{0, 2},
	}
	return s
}

// paidBack is where the gathered net crosses zero for good, in years from the
// first row, when there is such a time and the years follow one another.
func (e economyChart) paidBack() (years float64, some bool) {
	payback := e.figures.Evaluation.Payback
	last := float64(len(e.figures.Table) - 1)
	years = payback.From + payback.Years
	return years, payback.Status == calc.PaybackValue && years <= last && e.consecutive()
}

// consecutive tells whether the table has a row for each year, from t = 0.
func (e economyChart) consecutive() bool {
	for i, row := range e.figures.Table {
		if t, offset := row.Period.Offset(); offset && t != i {
			return false
		}
		if year, known := row.Period.Year(); known && year != e.figures.Terms.BaseYear+i {
			return false
		}
	}
	return true
}

func (e economyChart) paybackMark(c *canvas, at float64) series {
	text := e.words.T("chart.payback.mark", "years", e.words.Number(at, 1))
	// The line comes from below left and leaves above right, so above left and
	// below right are free.
	position, offset := "left", []float64{6, -15}
	if share := at / float64(len(e.figures.Table)); share < 0.4 {
		position, offset = "right", []float64{-6, 15}
	}
	s := series{SingleSeries: echarts.SingleSeries{
		Type: "scatter", Id: "payback", Name: e.words.T("chart.payback"), XAxisIndex: 1, YAxisIndex: 1,
		Symbol: "diamond", SymbolSize: 15,
		Data: []point{{
			Value: []float64{math.Round(at*1e4) / 1e4, 0}, Say: text, Link: toRow(e.id, int(math.Ceil(at))),
			Label: &label{Show: true, Formatter: text},
		}},
	}}
	s.ItemStyle = &style{Color: color(good), BorderColor: color(surface), BorderWidth: 1.5, Opacity: 1}
	s.Label = &label{
		Position: position, Color: color(ink), FontSize: c.fontSize(), FontWeight: 600, Distance: 8, Offset: offset,
	}
	if words := strings.Fields(text); c.narrow && len(words) > 2 { // on two lines
		s.Data.([]point)[0].Label.Formatter = strings.Join(words[:2], " ") + "\n" + strings.Join(words[2:], " ")
		s.Label.LineHeight = 14
	}
	s.Z = 6
	return s
}

// years name the columns; where room is short, every other or so.
func (e economyChart) years(c *canvas, width int) axis {
	var names []any
	for i, row := range e.figures.Table {
		names = append(names, e.yearName(i, row, width))
	}
	a := c.categories(names, 0)
	a.AxisLine = map[string]any{"show": true, "onZero": true, "lineStyle": map[string]any{"color": color(ink), "width": 1}}
	return a
}

func (e economyChart) yearName(i int, row portfolio.YearRow, width int) string {
	name := e.words.Period(row.Period)
	room := float64(width) / float64(len(e.figures.Table))
	every := int(math.Ceil((textWidth(name, 13) + 6) / room))
	if i%every != 0 {
		return ""
	}
	return name
}

// timeline is the lower plot's axis: numbers, so that a payback of 3,3 years
// can stand between two years.
func (e economyChart) timeline(c *canvas, width int) axis {
	n := len(e.figures.Table)
	t := ticks{values: make([]float64, n), texts: make([]string, n)}
	for i, row := range e.figures.Table {
		t.values[i], t.texts[i] = float64(i), e.yearName(i, row, width)
	}
	all := 0
	return axis{
		XAxis:     opts.XAxis{Type: "value", GridIndex: 1},
		Min:       -0.5,
		Max:       float64(n) - 0.5,
		AxisLabel: axisLabel{Show: true, Interval: &all, CustomValues: t.values, Texts: t.texts, Color: color(ink), FontSize: c.fontSize(), Margin: 8},
		AxisTick:  map[string]any{"show": false},
		AxisLine:  map[string]any{"show": true, "onZero": true, "lineStyle": map[string]any{"color": color(ink), "width": 1}},
		SplitLine: map[string]any{"show": false},
	}
}

func (e economyChart) yearlyTicks() ticks {
	var low, high float64
	for i, row := range e.figures.Table {
		var cost calc.Money
		for _, kind := range e.costs {
			cost += value(kind.amounts[i])
		}
		high = max(high, e.scale.value(value(row.Benefits)))
		low = min(low, -e.scale.value(cost), e.scale.value(value(row.Net)))
	}
	return e.scale.ticks(low, high, 5)
}

func (e economyChart) gatheredTicks() ticks {
	var low, high float64
	for _, row := range e.figures.Table {
		low, high = min(low, e.scale.value(value(row.Cumulative))), max(high, e.scale.value(value(row.Cumulative)))
	}
	return e.scale.ticks(low, high, 4)
}

func (e economyChart) caseTitle() string {
	npv := e.figures.Evaluation.NPV
	text := e.words.T("chart.payback."+string(e.figures.Evaluation.Payback.Status),
		"years", e.words.Number(e.figures.Evaluation.Payback.Years, 1))
	if len(e.figures.Table) == 0 {
		return e.words.T("chart.economy.none")
	}
	if rounded, err := calc.FromKroner(math.Round(npv.Value)); err == nil && npv.Exists() {
		key := "chart.economy.gain"
		if rounded < 0 {
			key, rounded = "chart.economy.loss", -rounded
		}
		return e.words.T(key, "payback", text, "npv", rounded)
	}
	return e.words.T("chart.economy.no-npv", "payback", text)
}

func (e economyChart) summary() string {
	if len(e.figures.Table) == 0 {
		return e.message
	}
	text := e.words.N("chart.economy.kind", len(e.figures.Table))
	for _, row := range e.figures.Table {
		text += " " + sentence(upperFirst(e.words.T("chart.economy.year", "year", e.words.Period(row.Period),
			"benefit", e.inWords(row.Benefits), "cost", e.inWords(row.Costs), "cumulative", e.inWords(row.Cumulative))))
	}
	return text
}

func (e economyChart) inWords(m *calc.Money) string {
	if m == nil {
		return e.words.T("chart.not-stated")
	}
	return e.words.ShortMoney(*m)
}

func (e economyChart) table() Table {
	w := e.words
	t := Table{Caption: e.message, Unit: w.T("chart.unit.amounts"), Head: []string{w.T("chart.year"), w.T("chart.benefit")}, Note: e.note, Anchor: rowAnchor(e.id)}
	for _, kind := range e.costs {
		t.Head = append(t.Head, w.T("chart."+kind.key))
	}
	t.Head = append(t.Head, w.T("chart.net"), w.T("chart.cumulative"))
	for i, row := range e.figures.Table {
		cells := []Cell{{Text: w.Period(row.Period)}, asStated(w, row.Benefits)}
		for _, kind := range e.costs {
			cells = append(cells, asStated(w, kind.amounts[i]))
		}
		t.Rows = append(t.Rows, append(cells, asStated(w, row.Net), asStated(w, row.Cumulative)))
	}
	return t
}
