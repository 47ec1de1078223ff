package charts

import (
	echarts "github.com/go-echarts/go-echarts/v2/charts"
)

// A chart of rows has a name at the left of each row, and a row's bars lie
// along a value axis on top. A narrow drawing writes the name over the bar.

// rowPart is the part of a row a bar takes, in shares, and its outline; a mark
// in frontend/marks.js reads it.
type rowPart struct {
	Top    float64 `json:"top"`
	Bottom float64 `json:"bottom"`
	Dashed bool    `json:"dashed,omitempty"`
}

// rowPart is where the n-th of so many bars of a row lies.
func (c *canvas) rowPart(n, of int) rowPart {
	from, to := pick(c, 0.14, 0.44), pick(c, 0.86, 0.94)
	height := (to - from) / float64(of)
	return rowPart{Top: from + height*float64(n), Bottom: from + height*float64(n+1)}
}

// middle is the height in a row at which its bars' words stand.
func (p rowPart) middle() float64 { return (p.Top + p.Bottom) / 2 }

// inRow is a mark in the middle of a row: a narrow drawing moves it down, clear
// of the row's name.
func (c *canvas) inRow(x float64, row int, p point) point {
	p.Value = rounded6(x, float64(row)+0.5)
	if c.narrow {
		p.Offset = []float64{0, 9}
	}
	return p
}

// rowBars is a series of bars in rows; a point's value is [from, row, to].
func rowBars(id, name string, look style, part rowPart, data []point) series {
	part.Dashed = look.BorderType == "dashed"
	s := series{SingleSeries: echarts.SingleSeries{
		Type: "custom", Id: id, Name: name, Data: data, RenderItem: "rowBar", CoordSystem: "cartesian2d",
	}}
	s.ItemStyle, s.Payload, s.Z = &look, part, 3
	return s
}

// level is a strong upright line at a value, a piece of it in each of so many
// rows: in a narrow drawing below the row's name.
func (c *canvas) level(id string, at float64, rows int) series {
	pieces := make([]point, rows)
	for i := range pieces {
		pieces[i] = point{Value: []float64{at, float64(i), at}}
	}
	s := rowBars(id, "", style{Color: color(ink), BorderColor: color(ink)}, rowPart{Top: pick(c, 0, 0.4), Bottom: 1}, pieces)
	s.Silent, s.Z = true, 4
	return s
}

// rows is the axis of the rows, from the top.
func (c *canvas) rows(names []string, left int) axis {
	t := ticks{values: []float64{0, float64(len(names))}}
	a := c.values(t, 0)
	yes := true
	a.Inverse = &yes
	a.SplitLine = map[string]any{"show": false}
	a.AxisLabel = axisLabel{Show: !c.narrow, Color: color(ink), FontSize: c.fontSize(), Width: left - 10, Overflow: "break", LineHeight: 15}
	for i, name := range names {
		a.AxisLabel.CustomValues = append(a.AxisLabel.CustomValues, float64(i)+0.5)
		a.AxisLabel.Texts = append(a.AxisLabel.Texts, name)
	}
	return a
}

// rowNames are the names over the bars of a narrow drawing; nothing in a wide one.
func (c *canvas) rowNames(names []string, at float64) series {
	data := []point{}
	if c.narrow {
		for i, name := range names {
			data = append(data, point{Value: []float64{at, float64(i) + 0.24}, Label: &label{Show: true, Formatter: name}})
		}
	}
	return words("names", data, label{Position: "right", Color: color(ink), FontSize: c.fontSize(), Distance: 0}.onPaper())
}

// across is the value axis of a chart of rows, on top, with the unit in front of
// its words.
func (c *canvas) across(t ticks, unit string) axis {
	a := c.values(t, 0)
	a.Position = "top"
	a.SplitLine["customValues"] = t.values
	return a.headed(unit, pick(c, headingInFront, headingFlush)) // in a narrow drawing there is no room beside them
}

// rowHeights are the heights of a row in a wide and in a narrow drawing.
const (
	rowHeight       = 34
	narrowRowHeight = 46
)

// rowSizes are the sizes of a chart of so many rows with so much above them.
func (c *Chart) rowSizes(rows, above, narrowAbove int) {
	c.Width, c.Height = 760, above+rowHeight*rows
	c.Narrow = Size{288, narrowAbove + narrowRowHeight*rows}
	if rows == 0 {
		c.Height, c.Narrow.Height = blankHeight, blankHeight
	}
}

// band is a series of bands between uprights: [x0, low0, high0, x1, low1, high1].
func band(id, name string, look style, curved bool, data []point) series {
	s := series{SingleSeries: echarts.SingleSeries{
		Type: "custom", Id: id, Name: name, Data: data, RenderItem: "ribbon", CoordSystem: "cartesian2d",
	}}
	s.ItemStyle, s.Payload, s.Z = &look, map[string]bool{"curved": curved}, 2
	return s
}
