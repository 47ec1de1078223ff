package charts

import (
	"slices"
	"strconv"
	"strings"

	"raaderum/calc"
	"raaderum/portfolio"
)

// PlannedRealised (planlagt og realiseret) draws benefits quarter by quarter:
// planned outlined behind, realised solid in front, forecast hatched where
// nothing is realised. A quarter nobody reported for has no column; one that
// is reported in part says how much of it is.
func PlannedRealised(points []portfolio.QuarterPoint, w Words, links Links) (Chart, error) {
	var amounts []*calc.Money
	for _, p := range points {
		amounts = append(amounts, p.Planned, p.Realised, p.Forecast)
	}
	q := quarterChart{points: points, words: w, links: links, scale: scaleFor(w, amounts...)}
	c := Chart{
		ID:      "planned-realised",
		Title:   q.title(),
		Summary: q.summary(),
		Table:   q.table(),
		Help:    w.T("chart.help"),
		Width:   760, Height: 340,
		Narrow: Size{288, 320},
	}
	if q.nothing() {
		c.Height, c.Narrow.Height = blankHeight, blankHeight
	}
	var err error
	c.Option, err = compose(q.draw(Size{c.Width, c.Height}, false), q.draw(c.Narrow, true))
	return c, err
}

type quarterChart struct {
	points []portfolio.QuarterPoint
	words  Words
	links  Links
	scale  scale
}

// nothing tells whether no quarter has a figure.
func (q quarterChart) nothing() bool {
	return !slices.ContainsFunc(q.points, func(p portfolio.QuarterPoint) bool {
		return stated(p.Planned) || stated(p.Realised) || stated(p.Forecast)
	})
}

func (q quarterChart) draw(size Size, narrow bool) *canvas {
	if q.nothing() {
		return blank(size, narrow, q.title())
	}
	c := newCanvas(size, narrow)
	left, right, bottom, top := pick(c, 40, 34), 4, pick(c, 66, 58), 42
	slot := float64(size.Width-left-right) / float64(max(1, len(q.points)))

	var low, high float64
	for _, p := range q.points {
		for _, m := range []*calc.Money{p.Planned, p.Realised, p.Forecast} {
			if m != nil {
				low, high = min(low, q.scale.value(*m)), max(high, q.scale.value(*m))
			}
		}
	}
	planned := q.column(slot, portfolio.Plan, "plan", planStyle, func(p portfolio.QuarterPoint) *calc.Money { return p.Planned })
	got := q.column(slot, portfolio.Realised, "actual", realisedStyle, func(p portfolio.QuarterPoint) *calc.Money { return p.Realised })
	expected := q.column(slot, portfolio.Forecast, "actual", decidedStyle, freshOf)
	old := q.column(slot, staleSeries, "actual", staleStyle, staleOf)
	planned.Z, got.Z, expected.Z, old.Z = 2, 3, 3, 3
	got.BarGap = "-75%"
	entries := []keyEntry{{Name: planned.Name}, {Name: got.Name}}
	if slices.ContainsFunc(q.points, func(p portfolio.QuarterPoint) bool { return freshOf(p) != nil }) {
		entries = append(entries, keyEntry{Name: expected.Name})
	}
	stale := staleBenefits(q.points)
	if stale > 0 {
		entries = append(entries, keyEntry{Name: old.Name})
	}
	top += c.key(entries...)
	axisTicks := q.scale.ticks(low, high, 4)
	q.amounts(&got, slot, float64(size.Height-top-bottom)/(axisTicks.high()-axisTicks.low()))
	c.series = append(c.series, planned, got, expected)
	if stale > 0 {
		c.series = append(c.series, old)
	}
	c.series = append(c.series, q.unreported(slot))
	c.grid(left, top, right, bottom, 0)
	c.xAxes = []axis{q.quarters(c, slot)}
	c.yAxes = []axis{c.values(axisTicks, 0).
		title(q.words.T("chart.unit.per-quarter", "unit", q.scale.name()), left, 26)}
	return c
}

// A column takes this share of its quarter's slot, up to so many pixels.
const (
	quarterShare  = 0.66
	widestQuarter = 48
)

// amounts puts what is realised inside its column, else above both columns, so
// that no text lies over the outline of the plan.
func (q quarterChart) amounts(got *series, slot, pixels float64) {
	got.Label = &label{Position: "insideTop", Color: color(surface), FontSize: 12, FontWeight: 600, Distance: 5}
	for i, d := range got.Data.([]point) {
		height, drawn := d.Value.(float64)
		if !drawn || height*pixels >= 22 && textWidth(d.Label.Formatter, 12) <= min(widestQuarter, slot*quarterShare)-3 {
			continue
		}
		d.Label.Position, d.Label.Color, d.Label.Distance = "top", color(ink), 4
		if plan := q.points[i].Planned; plan != nil {
			d.Label.Distance += max(0, q.scale.value(*plan)-max(0, height)) * pixels
		}
		got.Data.([]point)[i] = d
	}
}

// forecastOf is what is expected in a quarter where nothing is realised yet.
func forecastOf(p portfolio.QuarterPoint) *calc.Money {
	if p.Realised != nil {
		return nil
	}
	return p.Forecast
}

// staleSeries is what is expected on figures older than a quarter.
const staleSeries portfolio.Series = "stale"

// staleOf is the part of what is expected that rests on figures older than a
// quarter, and freshOf the rest; nil where there is none.
func staleOf(p portfolio.QuarterPoint) *calc.Money {
	if forecastOf(p) == nil || len(p.Stale) == 0 {
		return nil
	}
	var sum calc.Money
	for _, one := range p.Stale {
		sum += one.Amount
	}
	return &sum
}

func freshOf(p portfolio.QuarterPoint) *calc.Money {
	all, old := forecastOf(p), staleOf(p)
	if all == nil || old == nil {
		return all
	}
	rest := *all - *old
	if rest == 0 {
		return nil
	}
	return &rest
}

// staleBenefits counts the benefits that something is expected of on figures older
// than a quarter.
func staleBenefits(points []portfolio.QuarterPoint) int {
	seen := map[portfolio.BenefitRef]bool{}
	for _, p := range points {
		if forecastOf(p) == nil {
			continue
		}
		for _, one := range p.Stale {
			seen[portfolio.BenefitRef{Case: one.Case, Benefit: one.Benefit}] = true
		}
	}
	return len(seen)
}

func (q quarterChart) column(slot float64, kind portfolio.Series, stack string, look style, of func(portfolio.QuarterPoint) *calc.Money) series {
	name := q.words.T("chart.series." + string(kind))
	var data []point
	for _, p := range q.points {
		m := of(p)
		d := point{Value: missing, Link: q.links.toQuarter(p.Quarter)}
		if m != nil {
			d.Value = q.scale.value(*m)
			d.Say = q.words.T("chart.say", "where", p.Quarter, "what", name, "value", *m)
			d.Label = &label{Show: kind == portfolio.Realised && slot >= 38, Formatter: q.scale.label(*m)}
		} else if kind != portfolio.Forecast && kind != staleSeries {
			d.Say = q.words.T("chart.say", "where", p.Quarter, "what", name, "value", q.words.T("chart.unknown"))
		}
		data = append(data, d)
	}
	s := bars(string(kind), name, look, data)
	s.Stack, s.BarWidth, s.BarMaxWidth = stack, share(quarterShare), strconv.Itoa(widestQuarter)
	return s
}

// unreported marks the quarters that were due, are past, and that nobody
// reported for: past is before the last quarter with a realised amount.
func (q quarterChart) unreported(slot float64) series {
	last, _ := q.last()
	var data []point
	for i, p := range q.points {
		if p.Realised == nil && p.Due > 0 && p.Quarter.Before(last) {
			text := q.words.T("chart.unreported")
			if textWidth(text, 12) > slot {
				text = q.words.T("chart.unreported.short")
			}
			above := q.scale.value(max(0, value(p.Planned))) // clear of the plan's outline
			data = append(data, point{Value: []float64{float64(i), above}, Label: &label{Show: true, Formatter: text}})
		}
	}
	return words("unreported", data, label{
		Position: "top", Color: color(gap), FontSize: 12, FontWeight: 600, LineHeight: 15, Distance: 5,
	})
}

// quarters are the names under the columns: the quarter, the year where it
// begins, and how much is reported where it is not all.
func (q quarterChart) quarters(c *canvas, slot float64) axis {
	last, _ := q.last()
	var names []any
	for i, p := range q.points {
		lines := []string{strconv.Itoa(p.Quarter.Q)}
		if slot >= 36 {
			lines[0] = q.words.T("chart.quarter", "q", strconv.Itoa(p.Quarter.Q))
		}
		if i == 0 || p.Quarter.Q == 1 {
			lines = append(lines, strconv.Itoa(p.Quarter.Year))
		} else {
			lines = append(lines, "")
		}
		if p.Realised != nil && p.Reported < p.Due {
			if note := q.partly(p, slot); note != "" {
				lines = append(lines, note)
			} else {
				lines[0] += "*"
			}
		}
		names = append(names, category(strings.TrimRight(strings.Join(lines, "\n"), "\n"), p.Quarter == last))
	}
	a := c.categories(names, 0)
	a.AxisLabel.VerticalAlign = "top"
	return a
}

// partly says how much of a quarter is reported, as roomily as the slot allows.
func (q quarterChart) partly(p portfolio.QuarterPoint, slot float64) string {
	for _, key := range []string{"chart.of.reported", "chart.of", "chart.of.short"} {
		text := q.words.T(key, "part", strconv.Itoa(p.Reported), "whole", strconv.Itoa(p.Due))
		if textWidth(text, 13)+4 <= slot {
			return text
		}
	}
	return ""
}

// last is the last quarter with a realised amount.
func (q quarterChart) last() (calc.Quarter, bool) {
	for _, p := range slices.Backward(q.points) {
		if p.Realised != nil {
			return p.Quarter, true
		}
	}
	return calc.Quarter{}, false
}

// sums are over the benefits and quarters where both are known, so that they
// compare; when there are none, over all that is realised.
func (q quarterChart) sums() (planned, realised calc.Money, partly int) {
	var all calc.Money
	compares := false
	for _, p := range q.points {
		plan, got, known := p.Compared()
		planned, realised, compares = planned+plan, realised+got, compares || known
		all += value(p.Realised)
		if p.Realised != nil && p.Reported < p.Due {
			partly++
		}
	}
	if !compares {
		return 0, all, partly
	}
	return planned, realised, partly
}

func (q quarterChart) title() string {
	last, some := q.last()
	if !some {
		return q.words.T("chart.quarters.none")
	}
	planned, realised, partly := q.sums()
	key := "chart.quarters.share"
	if planned <= 0 {
		key = "chart.quarters.no-plan"
	}
	share := ""
	if planned > 0 {
		share = q.words.Percent(float64(realised)/float64(planned), 0)
	}
	text := q.words.T(key, "quarter", last, "realised", realised, "planned", planned, "share", share)
	if partly > 0 {
		text += q.words.N("chart.quarters.partly", partly)
	}
	if stale := staleBenefits(q.points); stale > 0 {
		text += q.words.N("chart.stale", stale)
	}
	return text
}

func (q quarterChart) summary() string {
	if len(q.points) == 0 {
		return q.title()
	}
	sentences := []string{q.words.N("chart.quarters.kind", len(q.points))}
	for _, p := range q.points {
		value := func(m *calc.Money) string {
			if m == nil {
				return q.words.T("chart.unknown")
			}
			return q.words.ShortMoney(*m)
		}
		parts := []string{
			q.words.T("chart.part", "what", lowerFirst(q.words.T("chart.series.plan")), "value", value(p.Planned)),
			q.words.T("chart.part", "what", lowerFirst(q.words.T("chart.series.realised")), "value", value(p.Realised)),
		}
		if m := forecastOf(p); m != nil {
			parts = append(parts, q.words.T("chart.part", "what", lowerFirst(q.words.T("chart.series.forecast")), "value", *m))
		}
		if m := staleOf(p); m != nil {
			parts = append(parts, q.words.T("chart.part", "what", lowerFirst(q.words.T("chart.series.stale")), "value", *m))
		}
		sentences = append(sentences, sentence(q.words.Quarter(p.Quarter)+": "+strings.Join(parts, ", ")))
	}
	return strings.Join(sentences, " ")
}

func (q quarterChart) table() Table {
	w := q.words
	t := Table{
		Caption: q.title(), Unit: w.T("chart.unit.amounts"),
		Head: []string{
			w.T("chart.quarter.head"), w.T("chart.series.plan"), w.T("chart.series.realised"), w.T("chart.quarters.compared"),
			w.T("chart.deviation"), w.T("chart.series.forecast"), w.T("chart.reported"),
		},
		Note: w.T("chart.quarters.note"),
	}
	for _, p := range q.points {
		plan, got, compares := p.Compared()
		shortfall := plan - got // as the causes of the status round add up to
		t.Rows = append(t.Rows, []Cell{
			{Text: w.Quarter(p.Quarter), Link: q.links.toQuarter(p.Quarter)},
			money(w, p.Planned, true), money(w, p.Realised, true), money(w, &plan, compares), money(w, &shortfall, compares), money(w, p.Forecast, true),
			{Text: w.T("chart.of", "part", strconv.Itoa(p.Reported), "whole", strconv.Itoa(p.Due))},
		})
	}
	return t
}
