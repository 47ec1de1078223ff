package charts

import (
	"math"
	"strconv"
	"strings"

	echarts "github.com/go-echarts/go-echarts/v2/charts"

	"raaderum/portfolio"
)

// Calibration (kalibrering) draws what decided benefits came to against what was
// promised of them: each benefit as a ring, the middle one of each group as a
// diamond, and the interval that tells how well the middle is known. A group with
// too few benefits has no interval. Beyond twice the promise stands at the edge.
func Calibration(calibration portfolio.Calibration, strategy portfolio.Strategy, w Words, links Links) (Chart, error) {
	k := calibrationChart{calibration: calibration, strategy: strategy, words: w, links: links}
	if len(calibration.Whole.Benefits) > 0 {
		k.groups = append([]portfolio.CalibrationGroup{calibration.Whole}, calibration.Areas...)
	}
	c := Chart{ID: calibrationID, Title: k.title(), Summary: k.summary(), Table: k.table(), Help: w.T("chart.help")}
	c.rowSizes(len(k.groups), 92, 110)
	var err error
	c.Option, err = compose(k.draw(Size{c.Width, c.Height}, false), k.draw(c.Narrow, true))
	return c, err
}

type calibrationChart struct {
	calibration portfolio.Calibration
	groups      []portfolio.CalibrationGroup // the whole, then the areas
	strategy    portfolio.Strategy
	words       Words
	links       Links
}

const calibrationID = "calibration"

// widestShare is where the axis of a calibration ends: twice the promise.
const widestShare = 2.0

func (k calibrationChart) name(i int) string {
	if i == 0 {
		return k.words.T("chart.calibration.whole")
	}
	if area, ok := k.strategy.FocusArea(portfolio.FocusAreaID(k.groups[i].Key)); ok {
		return area.Name
	}
	return k.words.T("chart.area.none")
}

func (k calibrationChart) draw(size Size, narrow bool) *canvas {
	if len(k.groups) == 0 {
		return blank(size, narrow, k.title())
	}
	c := newCanvas(size, narrow)
	w := k.words
	left, right := pick(c, 230, 12), pick(c, 16, 12)
	part := c.rowPart(0, 1)
	intervals, rings, middles := []point{}, []point{}, []point{}
	names := make([]string, len(k.groups))
	for i, group := range k.groups {
		names[i] = k.name(i) + " (" + strconv.Itoa(len(group.Benefits)) + ")"
		for _, benefit := range group.Benefits {
			rings = append(rings, c.inRow(math.Max(0, math.Min(benefit.Share, widestShare)), i, point{Link: k.links.toCase(benefit.Case),
				Say: w.T("chart.calibration.benefit", "share", w.Percent(benefit.Share, 0), "promised", benefit.Promised, "realised", benefit.Realised)}))
		}
		if group.Interval == nil {
			continue
		}
		middles = append(middles, c.inRow(math.Min(group.Interval.Median, widestShare), i, point{Link: k.link(i), Say: k.say(i)}))
		if group.Interval.Low != nil {
			intervals = append(intervals, point{Value: rounded6(math.Min(*group.Interval.Low, widestShare), float64(i), math.Min(*group.Interval.High, widestShare)), Link: k.link(i), Say: k.say(i)})
		}
	}
	scatter := func(id, key, symbol string, size float64, look style, data []point) series {
		s := series{SingleSeries: echarts.SingleSeries{Type: "scatter", Id: id, Name: w.T(key), Data: data, Symbol: symbol, SymbolSize: size}}
		s.ItemStyle, s.Z = &look, 5
		return s
	}
	low := rowBars("interval", w.T("chart.calibration.interval"), budgetedStyle, part, intervals)
	c.series = append(c.series, low,
		scatter("benefits", "chart.calibration.ring", "circle", pick(c, 8.0, 7.0), opaque(outlined(soft, 1.5, surface)), rings),
		scatter("median", "chart.calibration.median", "diamond", 14, opaque(outlined(surface, 1, realised)), middles),
		c.level("promised", 1, len(names)), c.rowNames(names, 0))
	top := 42 + c.key(keyEntry{w.T("chart.calibration.median"), "diamond"}, keyEntry{Name: w.T("chart.calibration.interval")}, keyEntry{w.T("chart.calibration.ring"), "circle"})
	c.grid(left, top, right, 4, 0)
	across := c.values(ticks{values: []float64{0, 0.5, 1, 1.5, 2}}, 0)
	across.Position, across.Interval = "top", 0.5
	for _, v := range across.AxisLabel.CustomValues {
		across.AxisLabel.Texts = append(across.AxisLabel.Texts, w.Percent(v, 0))
	}
	across.AxisLabel.Texts[4] = "≥ " + across.AxisLabel.Texts[4]
	c.xAxes, c.yAxes = []axis{across.headed(w.T("chart.calibration.axis"), headingFlush)}, []axis{c.rows(names, left)}
	return c
}

func (k calibrationChart) link(i int) string {
	if i == 0 {
		return toRow(calibrationID, 0)
	}
	return k.links.toArea(portfolio.FocusAreaID(k.groups[i].Key))
}

// heading is a row's heading, which leads to its area; that of all leads nowhere.
func (k calibrationChart) heading(i int) Cell {
	if i == 0 {
		return Cell{Text: k.name(i)}
	}
	return Cell{Text: k.name(i), Link: k.link(i)}
}

func (k calibrationChart) interval(group portfolio.CalibrationGroup) string {
	if group.Interval == nil || group.Interval.Low == nil {
		return k.words.T("chart.calibration.too-few")
	}
	return k.words.T("chart.calibration.between", "low", k.words.Percent(*group.Interval.Low, 0), "high", k.words.Percent(*group.Interval.High, 0))
}

func (k calibrationChart) say(i int) string {
	group := k.groups[i]
	if group.Interval == nil {
		return k.words.T("chart.calibration.nothing", "name", k.name(i))
	}
	return k.words.N("chart.calibration.say", len(group.Benefits), "name", k.name(i), "median", k.words.Percent(group.Interval.Median, 0), "interval", k.interval(group))
}

// title says the middle, how well it is known, and what it asks for.
func (k calibrationChart) title() string {
	whole := k.calibration.Whole
	if len(whole.Benefits) == 0 || whole.Interval == nil {
		return k.words.T("chart.calibration.none")
	}
	pairs := []any{"median", k.words.Percent(whole.Interval.Median, 0), "interval", k.interval(whole), "minimum", k.calibration.Rule.Minimum}
	text := k.words.N("chart.calibration.title", len(whole.Benefits), pairs...)
	if whole.Uplift != nil {
		pairs = append(pairs, "uplift", k.words.Percent(*whole.Uplift, 0))
	}
	if whole.Why == portfolio.UpliftNone {
		return text
	}
	return text + k.words.T("chart.calibration.why."+string(whole.Why), pairs...)
}

func (k calibrationChart) summary() string {
	if len(k.groups) == 0 {
		return k.title()
	}
	sentences := []string{k.words.T("chart.calibration.kind")}
	for i := range k.groups {
		sentences = append(sentences, sentence(k.say(i)))
	}
	return strings.Join(sentences, " ")
}

func (k calibrationChart) table() Table {
	w := k.words
	t := Table{Caption: k.title(), Unit: w.T("chart.unit.amounts"), Note: w.T("chart.calibration.note"), Anchor: rowAnchor(calibrationID),
		Head: []string{w.T("chart.area.head"), w.T("chart.calibration.compared"), w.T("chart.calibration.promised"), w.T("chart.series.realised"),
			w.T("chart.calibration.of-kroner"), w.T("chart.calibration.median"), w.T("chart.calibration.interval"), w.T("chart.calibration.awaiting")}}
	for i, group := range k.groups {
		share, median := Cell{Text: w.T("chart.unknown"), Missing: true}, Cell{Text: w.T("chart.unknown"), Missing: true}
		if group.Share != nil {
			share = Cell{Text: w.Percent(*group.Share, 0)}
		}
		if group.Interval != nil {
			median = Cell{Text: w.Percent(group.Interval.Median, 0)}
		}
		t.Rows = append(t.Rows, []Cell{k.heading(i), {Text: w.Number(float64(len(group.Benefits)), 0)},
			money(w, group.Promised, true), money(w, group.Realised, true), share, median, {Text: k.interval(group)}, {Text: w.Number(float64(group.Awaiting), 0)}})
	}
	return t
}
