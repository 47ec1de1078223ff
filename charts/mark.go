package charts

import (
	"bytes"
	"strconv"
	"strings"

	echarts "github.com/go-echarts/go-echarts/v2/charts"
)

// words is a series that only writes: texts at points, without marks.
func words(id string, data []point, look label) series {
	s := series{SingleSeries: echarts.SingleSeries{Type: "scatter", Id: id, Data: data, SymbolSize: 0.1}}
	s.ItemStyle = &style{Color: color(ink), Opacity: 1}
	s.Label, s.Silent, s.Z = &look, true, 6
	return s
}

// blankHeight is the height of a drawing that holds nothing.
const blankHeight = 120

// blank is a drawing that only says why there is nothing to draw.
func blank(size Size, narrow bool, text string) *canvas {
	c := newCanvas(size, narrow)
	c.grid(0, 0, 0, 0, 0)
	nowhere := c.categories([]any{""}, 0)
	nowhere.AxisLine, nowhere.AxisLabel = map[string]any{"show": false}, axisLabel{}
	level := c.values(ticks{values: []float64{0, 1}}, 0)
	level.SplitLine, level.AxisLabel = map[string]any{"show": false}, axisLabel{}
	c.xAxes, c.yAxes = []axis{nowhere}, []axis{level}
	c.series = []series{words("blank", []point{{Value: []float64{0, 0.5}, Label: &label{Show: true, Formatter: text}}},
		label{Position: "inside", Color: color(soft), FontSize: c.fontSize() + 1, Width: size.Width - 40, Overflow: "break", LineHeight: 20})}
	return c
}

// Blank tells whether there is nothing to draw, which the title says too: the drawing
// only says why, or has the names of rows that have nothing. A zero that leads to where
// it comes from is something.
func (c Chart) Blank() bool {
	if bytes.Contains(c.Option, []byte(`"id":"blank"`)) {
		return true
	}
	for _, row := range c.Table.Rows {
		for _, cell := range row[1:] {
			if !cell.Missing && cell.Text != "" && (cell.Text != "0" || cell.Link != "") {
				return false
			}
		}
	}
	return true
}

// fit is the text for a bar so many pixels wide and high: name and amount on
// one line or two, the amount alone, or nothing where there is no room.
func (c *canvas) fit(name, amount string, width, height float64) (text string, named bool) {
	line := float64(c.fontSize()) + 4
	wide := func(text string) bool { return textWidth(text, c.fontSize()) > width-8 }
	switch {
	case height < line || wide(amount):
		return "", false
	case !wide(name + " " + amount):
		return name + " " + amount, true
	case height >= 2*line && !wide(name):
		return name + "\n" + amount, true
	}
	return amount, false
}

// share is a fraction as ECharts writes it.
func share(fraction float64) string { return strconv.FormatFloat(fraction*100, 'f', -1, 64) + "%" }

// textWidth estimates the width of a text in pixels, never much below the width
// it gets: the letters of IBM Plex Sans in classes, each as wide as its widest.
func textWidth(text string, fontSize int) float64 {
	var widest, width float64
	for _, letter := range text {
		switch {
		case letter == '\n':
			widest, width = max(widest, width), 0
		case strings.ContainsRune("MWÆmæ%", letter):
			width += 0.9
		case strings.ContainsRune("DGHNOQØ", letter):
			width += 0.71
		case letter >= 'A' && letter <= 'Z' || letter == 'Å':
			width += 0.66
		case letter >= '0' && letter <= '9':
			width += 0.62
		case letter == '…':
			width += 0.81
		case letter == 'i' || letter == 'j' || letter == 'l' || letter == ' ' || letter == '.' || letter == ',' || letter == '\u00a0':
			width += 0.27
		case letter == 'w':
			width += 0.77
		default:
			width += 0.55
		}
	}
	return max(widest, width) * float64(fontSize)
}
