package charts

import (
	"encoding/json"
	"math"

	echarts "github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// narrowBelow is the width, in CSS pixels, under which the narrow drawing is used.
const narrowBelow = 560

// missing is ECharts' own sign for a value that is not there.
const missing = "-"

// canvas is one drawing of a chart under way. go-echarts holds the chart; the
// canvas adds what its types lack (patterns, words for single points).
type canvas struct {
	echarts.BaseConfigurationVisitor
	Size
	narrow bool
	chart  *echarts.Bar
	frames []*frame
	series []series
	xAxes  []axis
	yAxes  []axis
	legend map[string]any
}

// series is go-echarts' series with the notation.
type series struct {
	echarts.SingleSeries
	ItemStyle *style         `json:"itemStyle,omitempty"`
	LineStyle map[string]any `json:"lineStyle,omitempty"`
	Label     *label         `json:"label,omitempty"`
	BarWidth  any            `json:"barWidth,omitempty"`
	BarGap    string         `json:"barGap,omitempty"`
	Z         int            `json:"z,omitempty"`
	Silent    bool           `json:"silent,omitempty"`
	Clip      *bool          `json:"clip,omitempty"`
	Payload   any            `json:"itemPayload,omitempty"` // for a mark of ours
}

// point is one value of a series with what a reader is told about it.
type point struct {
	Value  any    `json:"value"` // a number, [x, y], or missing
	Name   string `json:"name,omitempty"`
	Label  *label `json:"label,omitempty"`
	Style  *style `json:"itemStyle,omitempty"`
	Symbol string `json:"symbol,omitempty"`
	Size   any    `json:"symbolSize,omitempty"`
	Offset any    `json:"symbolOffset,omitempty"` // in pixels
	Say    string `json:"say,omitempty"`          // the point in words, when pointed at or travelled to
	Link   string `json:"link,omitempty"`         // where a click leads
}

// label is a text at a point.
type label struct {
	Show            bool      `json:"show"`
	Position        string    `json:"position,omitempty"`
	Formatter       string    `json:"formatter,omitempty"`
	Color           string    `json:"color,omitempty"`
	FontSize        int       `json:"fontSize,omitempty"`
	FontWeight      int       `json:"fontWeight,omitempty"`
	LineHeight      int       `json:"lineHeight,omitempty"`
	Distance        float64   `json:"distance,omitempty"`
	Offset          []float64 `json:"offset,omitempty"`
	BackgroundColor string    `json:"backgroundColor,omitempty"`
	Padding         []int     `json:"padding,omitempty"`
	Overflow        string    `json:"overflow,omitempty"`
	Width           int       `json:"width,omitempty"`
	Align           string    `json:"align,omitempty"`
	VerticalAlign   string    `json:"verticalAlign,omitempty"`
}

// axis is go-echarts' axis with words for its ticks.
type axis struct {
	opts.XAxis
	AxisLabel     axisLabel      `json:"axisLabel"`
	AxisTick      map[string]any `json:"axisTick"`
	AxisLine      map[string]any `json:"axisLine"`
	SplitLine     map[string]any `json:"splitLine"`
	NameTextStyle map[string]any `json:"nameTextStyle,omitempty"`
	NameMoves     bool           `json:"nameMoveOverlap"` // never: its place is given
	Min           any            `json:"min,omitempty"`
	Max           any            `json:"max,omitempty"`
	Interval      float64        `json:"interval,omitempty"`
	heading       heading
}

type axisLabel struct {
	Show          bool      `json:"show"`
	Interval      *int      `json:"interval,omitempty"`
	CustomValues  []float64 `json:"customValues,omitempty"`
	Texts         []string  `json:"texts,omitempty"` // one for each of CustomValues
	Color         string    `json:"color,omitempty"`
	FontSize      int       `json:"fontSize,omitempty"`
	LineHeight    int       `json:"lineHeight,omitempty"`
	Margin        int       `json:"margin,omitempty"`
	Width         int       `json:"width,omitempty"`
	Overflow      string    `json:"overflow,omitempty"`
	VerticalAlign string    `json:"verticalAlign,omitempty"`
}

func newCanvas(size Size, narrow bool) *canvas {
	return &canvas{Size: size, narrow: narrow, chart: echarts.NewBar()}
}

// fontSize is the size of ordinary text in the drawing.
func (c *canvas) fontSize() int {
	if c.narrow {
		return 12
	}
	return 13
}

// pick is the wide or the narrow value.
func pick[T any](c *canvas, wide, narrow T) T {
	if c.narrow {
		return narrow
	}
	return wide
}

// frame is a plot area with its margins in pixels. ECharts would move it to make
// room for what stands on its axes, for which it lays every label out twice: a
// fifth of the time a drawing took. The margins given here stand instead.
type frame struct {
	Left   int    `json:"left"`
	Top    int    `json:"top"`
	Right  int    `json:"right"`
	Bottom *int   `json:"bottom,omitempty"`
	Height int    `json:"height,omitempty"`
	Mode   string `json:"outerBoundsMode"`
}

// grid adds a plot area with its margins in pixels; a height of 0 reaches to
// the bottom margin.
func (c *canvas) grid(left, top, right, bottom, height int) {
	g := frame{Left: left, Top: top, Right: right, Height: height, Mode: "none"}
	if height == 0 {
		g.Bottom = &bottom
	}
	c.frames = append(c.frames, &g)
}

// fitTicks keeps the words at the two ends of a value axis that lies across
// inside the drawing, and puts its heading in its place.
func (c *canvas) fitTicks() {
	for i, a := range c.xAxes {
		texts, last := a.AxisLabel.Texts, len(a.AxisLabel.Texts)-1
		if a.Type != "value" || !a.AxisLabel.Show || last < 0 {
			continue
		}
		half := func(text string) int { return int(math.Ceil(textWidth(text, a.AxisLabel.FontSize) / 2)) }
		g := c.frames[a.GridIndex]
		if any(a.AxisLabel.CustomValues[last]) == a.Max {
			g.Right = max(g.Right, half(texts[last]))
		}
		if any(a.AxisLabel.CustomValues[0]) == a.Min {
			g.Left = max(g.Left, half(texts[0]))
		}
		switch a.heading {
		case headingInFront:
			c.xAxes[i].NameGap = half(texts[0]) + 8
		case headingFlush:
			a.NameTextStyle["padding"] = []int{0, 0, 24, 1 - g.Left}
		}
	}
}

// category is a name on an axis, bold when the message is about it.
func category(name string, bold bool) any {
	if !bold {
		return name
	}
	return map[string]any{"value": name, "textStyle": map[string]any{"fontWeight": 600}}
}

// categories is an axis of names; a name may hold line breaks. Every label is shown.
func (c *canvas) categories(names []any, gridIndex int) axis {
	all := 0
	return axis{
		XAxis:     opts.XAxis{Type: "category", Data: names, GridIndex: gridIndex},
		AxisLabel: axisLabel{Show: true, Interval: &all, Color: color(ink), FontSize: c.fontSize(), LineHeight: c.fontSize() + 4, Margin: 8},
		AxisTick:  map[string]any{"show": false},
		AxisLine:  map[string]any{"show": true, "onZero": true, "lineStyle": map[string]any{"color": color(ink), "width": 1}},
		SplitLine: map[string]any{"show": false},
	}
}

// values is an axis of numbers with their words.
func (c *canvas) values(t ticks, gridIndex int) axis {
	return axis{
		XAxis:     opts.XAxis{Type: "value", GridIndex: gridIndex},
		Min:       t.low(),
		Max:       t.high(),
		Interval:  t.values[1] - t.values[0],
		AxisLabel: axisLabel{Show: true, CustomValues: t.values, Texts: t.texts, Color: color(soft), FontSize: 12},
		AxisTick:  map[string]any{"show": false},
		AxisLine:  map[string]any{"show": false, "onZero": false},
		SplitLine: map[string]any{"show": true, "lineStyle": map[string]any{"color": color(grid), "width": 1}},
	}
}

// title writes the unit of an axis so many pixels above it, flush left with
// the drawing.
func (a axis) title(text string, left, above int) axis {
	a.Name, a.NameLocation, a.NameGap = text, "end", above
	a.NameTextStyle = map[string]any{
		"color": color(soft), "fontSize": 12, "align": "left", "padding": []int{0, 0, 0, -left},
	}
	return a
}

// heading is where the unit of an axis on top stands.
type heading int

const (
	headingNone    heading = iota // there is none, or it has its place
	headingInFront                // of the first number
	headingFlush                  // over the numbers, flush left with the drawing
	headingOver                   // over the numbers, from where the axis begins
)

// headed gives an axis on top its unit.
func (a axis) headed(text string, where heading) axis {
	a.Name, a.NameLocation, a.NameGap, a.heading = text, "start", 1, where // a gap of 0 is left out, and ECharts takes 15
	a.NameTextStyle = map[string]any{"color": color(soft), "fontSize": 12, "verticalAlign": "bottom", "padding": []int{0, 0, 8, 0}}
	if where != headingInFront {
		a.NameTextStyle["align"], a.NameTextStyle["padding"] = "left", []int{0, 0, 24, 0}
	}
	return a
}

// bars is a series of bars.
func bars(id, name string, look style, data []point) series {
	return series{
		SingleSeries: echarts.SingleSeries{Type: "bar", Id: id, Name: name, Data: data},
		ItemStyle:    &look,
	}
}

// onPaper keeps a text legible over a pattern.
func (l label) onPaper() label {
	l.BackgroundColor, l.Padding = color(surface), []int{1, 4}
	return l
}

// keyEntry is an entry of a legend: a series by its name, and a shape other
// than a box when it is no area.
type keyEntry struct {
	Name string `json:"name"`
	Icon string `json:"icon,omitempty"`
}

// lineIcon is the shape of a strong line.
const lineIcon = "path://M0,5h22v3h-22z"

// key shows a legend above the drawing for the named series, in their order,
// and tells how many pixels it takes.
func (c *canvas) key(names ...keyEntry) (height int) {
	if len(names) == 0 {
		return 0
	}
	const swatchWidth, between, line = 22 + 5, 10, 16
	rows, x := 1, 0.0
	var entries []any
	for _, name := range names {
		entries = append(entries, name)
		width := swatchWidth + measured(name.Name, c.fontSize())
		if x > 0 && x+width > float64(c.Width) {
			rows, x = rows+1, 0
		}
		x += width + between
	}
	c.legend = map[string]any{
		"data": entries, "top": 0, "left": 0, "itemWidth": 22, "itemHeight": 13, "itemGap": between,
		"icon": "rect", "selectedMode": false, "padding": 0,
		"itemStyle": map[string]any{"borderType": "inherit"}, // of what is dashed, the name's mark is too
		"textStyle": map[string]any{"color": color(ink), "fontSize": c.fontSize(), "lineHeight": line},
	}
	return rows*(line+between) + 4
}

func (c *canvas) VisitSeriesOpt(echarts.MultiSeries) any { return c.series }
func (c *canvas) VisitXAxis([]opts.XAxis) any            { return c.xAxes }
func (c *canvas) VisitYAxis([]opts.YAxis) any            { return c.yAxes }

// Visit removes what go-echarts always writes and we do not use.
func (c *canvas) Visit(option map[string]any) {
	delete(option, "toolbox")
	delete(option, "title")
	delete(option, "color")
	option["legend"] = map[string]any{"show": false}
	if c.legend != nil {
		option["legend"] = c.legend
	}
	option["grid"] = c.frames
	option["animation"] = false // in each part: ECharts forgets the base's
	option["tooltip"] = map[string]any{"trigger": "item", "confine": true, "className": "chart-tip"}
}

func (c *canvas) option() map[string]any {
	c.fitTicks()
	c.chart.Accept(c)
	return c.chart.JSON()
}

// compose is the option for both widths.
func compose(wide, narrow *canvas) (json.RawMessage, error) {
	return json.Marshal(map[string]any{
		"baseOption": map[string]any{
			"textStyle": map[string]any{"fontFamily": Typeface, "color": color(ink)},
		},
		"media": []any{
			map[string]any{"query": map[string]any{"maxWidth": narrowBelow - 1}, "option": narrow.option()},
			map[string]any{"option": wide.option()},
		},
	})
}
