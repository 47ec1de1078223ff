package charts

import (
	"strings"

	"raaderum/portfolio"
)

const qualityID = "data-quality"

// DataQuality (datakvalitet) draws how many cases lack what, the most frequent
// first. Cases that were ended are not counted.
func DataQuality(report portfolio.QuarterReport, w Words, links Links) (Chart, error) {
	d := qualityChart{portfolio.NewDataQuality(report), w, links}
	c := Chart{ID: qualityID, Title: d.title(), Summary: d.summary(), Table: d.table(), Help: w.T("chart.help")}
	c.rowSizes(len(d.Defects), 44, 44)
	var err error
	c.Option, err = compose(d.draw(Size{c.Width, c.Height}, false), d.draw(c.Narrow, true))
	return c, err
}

type qualityChart struct {
	portfolio.DataQuality
	words Words
	links Links
}

// share is how many of the cases lack something.
func (d qualityChart) share(one portfolio.DataDefect) string {
	return d.words.T("chart.of", "part", len(one.Cases), "whole", d.All)
}

func (d qualityChart) name(one portfolio.DataDefect) string {
	return d.words.T("chart.quality." + one.Code)
}

func (d qualityChart) draw(size Size, narrow bool) *canvas {
	if len(d.Defects) == 0 {
		return blank(size, narrow, d.title())
	}
	c := newCanvas(size, narrow)
	left, right := pick(c, 300, 8), 64
	for _, one := range d.Defects { // what stands after the longest bar
		right = max(right, int(textWidth(d.share(one), c.fontSize()))+16)
	}
	part := c.rowPart(0, 1)
	data, texts := []point{}, []point{}
	names := make([]string, len(d.Defects))
	for i, one := range d.Defects {
		names[i] = d.name(one)
		n := float64(len(one.Cases))
		data = append(data, point{Value: []float64{0, float64(i), n}, Link: d.link(i), Say: d.words.T("chart.quality.say", "what", names[i], "n", len(one.Cases), "all", d.All)})
		texts = append(texts, point{Value: []float64{n, float64(i) + part.middle()}, Label: &label{Show: true, Formatter: d.share(one)}})
	}
	c.series = append(c.series, rowBars("cases", "", costStyle, part, data),
		words("beside", texts, label{Position: "right", Color: color(ink), FontSize: c.fontSize(), Distance: 6}.onPaper()), c.rowNames(names, 0))
	c.grid(left, pick(c, 40, 46), right, 4, 0)
	t := roundTicks(d.words, 0, float64(len(d.Defects[0].Cases)), pick(c, 5, 3), true)
	c.xAxes, c.yAxes = []axis{c.across(t, lowerFirst(d.words.T("chart.cases")))}, []axis{c.rows(names, left)}
	return c
}

// link leads to the case when there is only one, and else to the list of them.
func (d qualityChart) link(row int) string {
	if one := d.Defects[row]; len(one.Cases) == 1 {
		return d.links.toCase(one.Cases[0].ID)
	}
	return toRow(qualityID, row)
}

func (d qualityChart) title() string {
	switch {
	case d.All == 0:
		return d.words.T("chart.quality.none")
	case len(d.Defects) == 0:
		return d.words.N("chart.quality.title.clean", d.All)
	}
	return d.words.N("chart.quality.title", d.All, "lacking", d.Lacking, "what", lowerFirst(d.name(d.Defects[0])), "most", len(d.Defects[0].Cases))
}

func (d qualityChart) summary() string {
	if len(d.Defects) == 0 {
		return d.title()
	}
	var parts []string
	for _, one := range d.Defects {
		parts = append(parts, d.words.T("chart.part", "what", lowerFirst(d.name(one)), "value", len(one.Cases)))
	}
	return d.words.N("chart.quality.kind", len(d.Defects)) + " " + sentence(upperFirst(strings.Join(parts, ", ")))
}

// table is the defects with their number and share of the cases.
func (d qualityChart) table() Table {
	w := d.words
	t := Table{Caption: d.title(), Note: w.T("chart.quality.note"), Anchor: rowAnchor(qualityID), Head: []string{w.T("chart.quality.head"), w.T("chart.cases"), w.T("chart.quality.of"), w.T("chart.flow.which")}}
	for _, one := range d.Defects {
		t.Rows = append(t.Rows, []Cell{{Text: d.name(one)}, {Text: w.Number(float64(len(one.Cases)), 0)}, {Text: w.Percent(float64(len(one.Cases))/float64(d.All), 0)}, inParts(d.named(one))})
	}
	return t
}

// named are the cases' numbers, or titles where they have none.
func (d qualityChart) named(one portfolio.DataDefect) []Cell {
	var cells []Cell
	for _, bc := range one.Cases {
		cells = append(cells, Cell{Text: firstOf(bc.Number, bc.Title), Link: d.links.toCase(bc.ID)})
	}
	return cells
}
