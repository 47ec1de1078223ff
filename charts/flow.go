package charts

import (
	"math"
	"strconv"
	"strings"

	"raaderum/portfolio"
)

// flow is how many moved from one state to another between two quarters: the
// states of each quarter upright beside each other, and bands as wide as the
// number that moved. What stays is pale; forward and back have their own look.
type flow struct {
	id       string
	states   []flowState // from first to last; a move to a later one is forward
	moves    []flowMove
	from, to string // what the two ends are and, after a comma, how they are known
	key      string // of the words
	words    Words
}

type flowState struct{ name string }

type flowMove struct {
	from, to int    // −1: not there
	row      int    // of the table
	cases    []Cell // what they are called and where they lead
}

func (f flow) total() (n int) {
	for _, move := range f.moves {
		n += len(move.cases)
	}
	return n
}

// direction is 0 for what stays, 1 for what goes forward or is new, 2 for what
// goes back or is gone.
func (m flowMove) direction() int {
	switch {
	case m.from == m.to:
		return 0
	case m.to < 0 || m.from >= 0 && m.to < m.from:
		return 2
	}
	return 1
}

func (f flow) count(direction int) (n int) {
	for _, move := range f.moves {
		if move.direction() == direction {
			n += len(move.cases)
		}
	}
	return n
}

func (f flow) chart() (Chart, error) {
	c := Chart{ID: f.id, Title: f.title(), Summary: f.summary(), Table: f.table(), Help: f.words.T("chart.help"),
		Width: 760, Height: 395, Narrow: Size{288, 435}}
	if f.total() == 0 {
		c.Height, c.Narrow.Height = blankHeight, blankHeight
	}
	var err error
	c.Option, err = compose(f.draw(Size{c.Width, c.Height}, false), f.draw(c.Narrow, true))
	return c, err
}

// ends are the states' extents on one side, from the top, with the gaps between.
func (f flow) ends(side func(flowMove) int, gap float64) (at map[int][2]float64, height float64) {
	counts := map[int]int{}
	for _, move := range f.moves {
		counts[side(move)] += len(move.cases)
	}
	at = map[int][2]float64{}
	for state := -1; state < len(f.states); state++ {
		n := counts[state]
		if n == 0 {
			continue
		}
		if height > 0 {
			height += gap
		}
		at[state] = [2]float64{height, height + float64(n)}
		height += float64(n)
	}
	return at, height
}

func (f flow) draw(size Size, narrow bool) *canvas {
	if f.total() == 0 {
		return blank(size, narrow, f.title())
	}
	c := newCanvas(size, narrow)
	w := f.words
	names := []string{w.T(f.key + ".same"), w.T(f.key + ".forward"), w.T(f.key + ".back")}
	looks := []style{outlined(soft, 0.5, budgeted), increaseStyle, decreaseStyle}
	margin := pick(c, 190, 84)
	top := 11 + 15*f.headLines() + c.key(keyEntry{Name: names[0]}, keyEntry{Name: names[1]}, keyEntry{Name: names[2]})
	// A gap takes as much as the text beside a state of one needs.
	gap := 20 / ((320 - 20*float64(len(f.states))) / float64(f.total()))
	left, lh := f.ends(func(m flowMove) int { return m.from }, gap)
	right, rh := f.ends(func(m flowMove) int { return m.to }, gap)
	height := max(lh, rh)

	const node = 0.03
	bands, nodes, texts := [3][]point{{}, {}, {}}, []point{}, []point{}
	fromAt, toAt := map[int]float64{}, map[int]float64{}
	for from := -1; from < len(f.states); from++ {
		for _, move := range f.moves {
			if move.from != from {
				continue
			}
			n := float64(len(move.cases))
			a, b := left[move.from][0]+fromAt[move.from], right[move.to][0]+toAt[move.to]
			fromAt[move.from] += n
			toAt[move.to] += n
			d := move.direction()
			bands[d] = append(bands[d], point{
				Value: rounded6(node, a, a+n, 1-node, b, b+n), Say: f.say(move), Link: f.link(move),
			})
		}
	}
	for i, side := range []map[int][2]float64{left, right} {
		x0, x1, position := 0.0, node, "left"
		if i == 1 {
			x0, x1, position = 1-node, 1, "right"
		}
		for state := -1; state < len(f.states); state++ {
			at, some := side[state]
			if !some {
				continue
			}
			nodes = append(nodes, point{Value: rounded6(x0, at[0], at[1], x1, at[0], at[1])})
			edge, count := []float64{0, 1}[i], " "+strconv.Itoa(int(at[1]-at[0]+0.5))
			room := margin - 8 - int(math.Ceil(textWidth(count, 12))) // what stands from the state to the edge, less its distance
			texts = append(texts, point{Value: []float64{edge, (at[0] + at[1]) / 2}, Label: &label{
				Show: true, Position: position, Formatter: cut(f.state(state, i == 0), room, 12) + count,
			}})
		}
	}
	for d := range bands {
		c.series = append(c.series, band([]string{"same", "forward", "back"}[d], names[d], looks[d], true, bands[d]))
	}
	stand := band("nodes", "", realisedStyle, false, nodes)
	stand.Silent, stand.Z = true, 4
	in := pick(c, 0.0, 36) // a narrow margin is less than a head is wide
	heads := words("heads", []point{
		{Value: []float64{0, 0}, Label: &label{Show: true, Offset: []float64{in, 0}, Formatter: f.head(f.from), Align: "right"}},
		{Value: []float64{1, 0}, Label: &label{Show: true, Offset: []float64{-in, 0}, Formatter: f.head(f.to), Align: "left"}},
	}, label{Position: "top", Color: color(ink), FontSize: c.fontSize(), FontWeight: 600, LineHeight: 15, Distance: 8})
	c.series = append(c.series, stand, heads, words("names", texts, label{Color: color(ink), FontSize: 12, Distance: 6}))
	c.grid(margin, top, margin, 6, 0)
	across := c.values(ticks{values: []float64{0, 1}}, 0)
	down := c.values(ticks{values: []float64{0, height}}, 0)
	yes := true
	down.Inverse = &yes
	for _, a := range []*axis{&across, &down} {
		a.SplitLine, a.AxisLabel = map[string]any{"show": false}, axisLabel{}
	}
	c.xAxes, c.yAxes = []axis{across}, []axis{down}
	return c
}

// headLines is how many lines the taller of the two ends' heads takes.
func (f flow) headLines() int {
	return 1 + max(strings.Count(f.head(f.from), "\n"), strings.Count(f.head(f.to), "\n"))
}

// head is what an end is, in short lines: "1. kvartal 2014, frosset" breaks at
// its comma.
func (f flow) head(end string) string {
	return strings.ReplaceAll(end, ", ", ",\n") + "\n" + lowerFirst(f.words.T("chart.cases"))
}

func (f flow) state(i int, from bool) string {
	switch {
	case i >= 0:
		return f.states[i].name
	case from:
		return f.words.T("chart.flow.new")
	}
	return f.words.T("chart.flow.gone")
}

// link leads to the case when there is only one, and else to the list of them.
func (f flow) link(move flowMove) string {
	if len(move.cases) == 1 && move.cases[0].Link != "" {
		return move.cases[0].Link
	}
	return toRow(f.id, move.row)
}

func (f flow) say(move flowMove) string {
	few := inParts(move.cases[:min(len(move.cases), 6)])
	return f.words.N("chart.flow.say", len(move.cases), "from", lowerFirst(f.state(move.from, true)), "to", lowerFirst(f.state(move.to, false)),
		"cases", few.Text)
}

func (f flow) title() string {
	if f.total() == 0 {
		return f.words.T("chart.flow.none")
	}
	since, _, _ := strings.Cut(f.from, ",") // not how that is known
	to, _, _ := strings.Cut(f.to, ",")
	return f.words.T(f.key+".title", "from", since, "to", to, "same", f.count(0), "forward", f.count(1), "back", f.count(2), "all", f.total())
}

func (f flow) summary() string {
	if f.total() == 0 {
		return f.title()
	}
	sentences := []string{f.words.N("chart.flow.kind", f.total(), "from", f.from, "to", f.to)}
	for _, move := range f.moves {
		sentences = append(sentences, sentence(upperFirst(f.say(move))))
	}
	return strings.Join(sentences, " ")
}

func (f flow) table() Table {
	w := f.words
	t := Table{Caption: f.title(), Head: []string{f.from, f.to, w.T("chart.cases"), w.T("chart.flow.which")}, Note: w.T(f.key + ".note"), Anchor: rowAnchor(f.id)}
	for _, move := range f.moves {
		t.Rows = append(t.Rows, []Cell{{Text: f.state(move.from, true)}, {Text: f.state(move.to, false)},
			{Text: strconv.Itoa(len(move.cases))}, inParts(move.cases)})
	}
	return t
}

// LightFlow (skift i trafiklys) draws how the cases' lights moved from one
// quarter to the next, the two last of a history. The worse light comes last,
// so back is better.
func LightFlow(history portfolio.LightHistory, w Words, links Links) (Chart, error) {
	f := flow{id: "light-flow", key: "chart.light-flow", words: w}
	order := []portfolio.TrafficLight{portfolio.LightNone, portfolio.LightMissing, portfolio.LightRed, portfolio.LightYellow, portfolio.LightGreen}
	for _, light := range order {
		f.states = append(f.states, flowState{w.T("chart.light." + string(light))})
	}
	last := len(history.Quarters) - 1
	if last < 1 {
		return f.chart()
	}
	f.from, f.to = w.Quarter(history.Quarters[last-1]), w.Quarter(history.Quarters[last])
	for from, before := range order {
		for to, after := range order {
			move := flowMove{from: from, to: to, row: len(f.moves)}
			for _, row := range history.Rows {
				if !row.Over && row.Lights[last-1].Light == before && row.Lights[last].Light == after {
					move.cases = append(move.cases, Cell{Text: firstOf(row.Number, row.Title), Link: links.toCase(row.Case)})
				}
			}
			if len(move.cases) > 0 {
				f.moves = append(f.moves, move)
			}
		}
	}
	return f.chart()
}

// PhaseFlow (skift i faser) draws how the cases moved between the phases from
// one snapshot to another. From and to are what the two are; name is what a
// case is called.
func PhaseFlow(moves []portfolio.PhaseMove, from, to string, name func(portfolio.CaseID) string, w Words, links Links) (Chart, error) {
	f := flow{id: "phase-flow", key: "chart.phase-flow", words: w, from: from, to: to}
	place := map[portfolio.Phase]int{"": -1}
	for i, phase := range append([]portfolio.Phase{portfolio.PhaseStopped, portfolio.PhaseUnknown}, portfolio.Phases[:len(portfolio.Phases)-1]...) {
		place[phase] = i
		f.states = append(f.states, flowState{w.T("chart.phase." + string(phase))})
	}
	for _, one := range moves {
		move := flowMove{from: place[one.From], to: place[one.To], row: len(f.moves)}
		for _, id := range one.Cases {
			move.cases = append(move.cases, Cell{Text: name(id), Link: links.toCase(id)})
		}
		f.moves = append(f.moves, move)
	}
	return f.chart()
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
