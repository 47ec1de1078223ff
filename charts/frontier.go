package charts

import (
	"strings"

	echarts "github.com/go-echarts/go-echarts/v2/charts"

	"raaderum/calc"
	"raaderum/portfolio"
)

const frontierID = "frontier"

// Frontier (udvælgelsesgrænse) draws the most the plan's cases can give towards
// the target for each budget, and where the proposal lies. Name is what a case is
// called.
func Frontier(frontier portfolio.Frontier, name func(portfolio.CaseID) string, w Words, links Links) (Chart, error) {
	f := frontierChart{frontier: frontier, name: name, words: w, links: links}
	var amounts []*calc.Money
	for _, p := range f.all() {
		amounts = append(amounts, &p.Budget, &p.Benefit)
	}
	f.scale = scaleFor(w, amounts...)
	c := Chart{ID: frontierID, Title: f.title(), Summary: f.summary(), Table: f.table(), Help: w.T("chart.help"),
		Width: 760, Height: 400, Narrow: Size{288, 360}}
	if len(frontier.Points) == 0 {
		c.Height, c.Narrow.Height = blankHeight, blankHeight
	}
	var err error
	c.Option, err = compose(f.draw(Size{c.Width, c.Height}, false), f.draw(c.Narrow, true))
	return c, err
}

type frontierChart struct {
	frontier portfolio.Frontier
	name     func(portfolio.CaseID) string
	words    Words
	links    Links
	scale    scale
}

func (f frontierChart) all() []portfolio.FrontierPoint {
	all := append([]portfolio.FrontierPoint{}, f.frontier.Points...)
	if f.frontier.Proposal != nil {
		all = append(all, *f.frontier.Proposal)
	}
	return all
}

func (f frontierChart) draw(size Size, narrow bool) *canvas {
	if len(f.frontier.Points) == 0 {
		return blank(size, narrow, f.title())
	}
	c := newCanvas(size, narrow)
	w := f.words
	left, right, bottom, top := pick(c, 46, 40), pick(c, 24, 16), 46, 44
	var widest, low, high float64
	for _, p := range f.all() {
		widest = max(widest, f.scale.value(p.Budget))
		low, high = min(low, f.scale.value(p.Benefit)), max(high, f.scale.value(p.Benefit))
	}
	budgets := f.scale.ticks(0, widest, pick(c, 6, 3))
	line := []point{}
	for i, p := range f.frontier.Points {
		line = append(line, point{Value: []float64{f.scale.value(p.Budget), f.scale.value(p.Benefit)}, Say: f.say(p), Link: toRow(frontierID, i)})
	}
	best := series{SingleSeries: echarts.SingleSeries{Type: "line", Id: "best", Name: w.T("chart.frontier.best"), Data: line, Symbol: "circle", SymbolSize: 8, Step: "end"}}
	best.ItemStyle, best.LineStyle, best.Z = &style{Color: color(realised)}, map[string]any{"color": color(realised), "width": 2.5}, 3
	c.series = append(c.series, best)
	entries := []keyEntry{{best.Name, "circle"}}
	if p := f.frontier.Proposal; p != nil {
		at := []float64{f.scale.value(p.Budget), f.scale.value(p.Benefit)}
		mark := series{SingleSeries: echarts.SingleSeries{Type: "scatter", Id: "proposal", Name: w.T("chart.frontier.proposal"),
			Data: []point{{Value: at, Say: w.T("chart.frontier.proposal") + ": " + lowerFirst(f.say(*p)), Link: toRow(frontierID, len(f.frontier.Points))}}, Symbol: "diamond", SymbolSize: 18}}
		look := opaque(outlined(ink, 1.5, warning))
		mark.ItemStyle, mark.Z = &look, 6
		c.series = append(c.series, mark, f.proposalName(c, at, float64(size.Width-left-right)*(1-at[0]/budgets.high())))
	}
	top += c.key(entries...)
	c.grid(left, top, right, bottom, 0)
	across := c.values(budgets, 0).title(w.T("chart.frontier.budget", "unit", f.scale.name()), 0, 28)
	across.NameLocation = "middle"
	across.NameTextStyle = map[string]any{"color": color(soft), "fontSize": 12}
	across.AxisLine = map[string]any{"show": true, "onZero": true, "lineStyle": map[string]any{"color": color(ink), "width": 1}}
	c.xAxes = []axis{across}
	c.yAxes = []axis{c.values(f.scale.ticks(low, high, 5), 0).title(w.T("chart.frontier.benefit", "unit", f.scale.name()), left, 20)}
	return c
}

// proposalName is written below the proposal: to its right, where the line, which
// only rises, never is; to its left when less room, in pixels, is left there.
func (f frontierChart) proposalName(c *canvas, at []float64, room float64) series {
	text, side := f.words.T("chart.frontier.proposal"), "left"
	if room < textWidth(text, c.fontSize())+8 {
		side = "right"
	}
	return words("beside", []point{{Value: at, Label: &label{Show: true, Formatter: text, Position: "bottom"}}},
		label{Color: color(ink), FontSize: c.fontSize(), FontWeight: 600, Distance: 12, Align: side}.onPaper())
}

func (f frontierChart) say(p portfolio.FrontierPoint) string {
	key := "chart.frontier.say"
	if !p.Proven {
		key = "chart.frontier.say-found"
	}
	return f.words.N(key, p.Cases, "budget", p.Budget, "benefit", p.Benefit)
}

// knee is the first point after which a further krone gives least of what it
// gave on the way: the point farthest above the straight line from the first to
// the last.
func (f frontierChart) knee() (portfolio.FrontierPoint, bool) {
	points := f.frontier.Points
	if len(points) < 3 {
		return portfolio.FrontierPoint{}, false
	}
	first, last := points[0], points[len(points)-1]
	best, at := 0.0, 0
	for i, p := range points {
		straight := float64(first.Benefit) + float64(last.Benefit-first.Benefit)*(float64(p.Budget-first.Budget)/float64(max(1, last.Budget-first.Budget)))
		if above := float64(p.Benefit) - straight; above > best {
			best, at = above, i
		}
	}
	return points[at], at > 0
}

func (f frontierChart) title() string {
	points := f.frontier.Points
	if len(points) == 0 {
		return f.words.T("chart.frontier.none")
	}
	last := points[len(points)-1]
	if knee, some := f.knee(); some && last.Benefit > 0 {
		return f.words.T("chart.frontier.title.knee", "budget", knee.Budget, "benefit", knee.Benefit,
			"share", f.words.Percent(float64(knee.Benefit)/float64(last.Benefit), 0), "all", last.Benefit, "most", last.Budget)
	}
	return f.words.T("chart.frontier.title", "benefit", last.Benefit, "budget", last.Budget)
}

func (f frontierChart) summary() string {
	if len(f.frontier.Points) == 0 {
		return f.title()
	}
	sentences := []string{f.words.N("chart.frontier.kind", len(f.frontier.Points))}
	for _, p := range f.frontier.Points {
		sentences = append(sentences, sentence(f.say(p)))
	}
	if p := f.frontier.Proposal; p != nil {
		sentences = append(sentences, sentence(f.words.T("chart.frontier.proposal")+": "+lowerFirst(f.say(*p))))
	}
	return strings.Join(sentences, " ")
}

// chosen are the cases that were chosen and need not be.
func (f frontierChart) chosen(p portfolio.FrontierPoint) Cell {
	if len(p.Ranked) == 0 {
		return Cell{Text: f.words.T("chart.frontier.none-chosen")}
	}
	var cells []Cell
	for _, id := range p.Ranked {
		cells = append(cells, Cell{Text: f.name(id), Link: f.links.toCase(id)})
	}
	return inParts(cells)
}

func (f frontierChart) table() Table {
	w := f.words
	t := Table{Caption: f.title(), Unit: w.T("chart.unit.amounts"), Note: w.T("chart.frontier.note"), Anchor: rowAnchor(frontierID),
		Head: []string{w.T("chart.frontier.point"), w.T("chart.frontier.budget-head"), w.T("chart.frontier.spent"), w.T("chart.frontier.benefit-head"), w.T("chart.cases"), w.T("chart.frontier.chosen")}}
	row := func(name string, p portfolio.FrontierPoint) {
		t.Rows = append(t.Rows, []Cell{{Text: name}, {Text: w.Kroner(p.Budget)}, {Text: w.Kroner(p.Costs)}, {Text: w.Kroner(p.Benefit)}, {Text: w.Number(float64(p.Cases), 0)}, f.chosen(p)})
	}
	for i, p := range f.frontier.Points {
		row(w.Number(float64(i+1), 0), p)
	}
	if f.frontier.Proposal != nil {
		row(w.T("chart.frontier.proposal"), *f.frontier.Proposal)
	}
	return t
}
