package charts

import (
	"math"
	"slices"
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
	kinds    []flowKind
	kind     func(flowMove) int // of kinds
	headline func(flow) string
	words    Words
}

// flowKind is a sort of move, with its own look.
type flowKind struct {
	id   string // of the series, and what its words end in
	look style
}

// The kinds of move that every flow has; others come after.
const (
	flowSame = iota
	flowForward
	flowBack
)

var flowKinds = []flowKind{{"same", outlined(soft, 0.5, budgeted)}, {"forward", increaseStyle}, {"back", decreaseStyle}}

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

// direction is forward for what goes to a later state or is new, and back for what
// goes to an earlier one or is gone.
func (m flowMove) direction() int {
	switch {
	case m.from == m.to:
		return flowSame
	case m.to < 0 || m.from >= 0 && m.to < m.from:
		return flowBack
	}
	return flowForward
}

func (f flow) count(kind int) (n int) {
	for _, move := range f.moves {
		if f.kind(move) == kind {
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

// flowEnd is a state at one of the ends: its extent from the top, and the text
// beside it.
type flowEnd struct {
	top, bottom float64
	text        string
}

// flowEdge is what lies between a text and the state beside it, and the drawing's edge.
const flowEdge = 8

// flowLine is the height of a line of the texts beside the states.
const flowLine = 14

// ends are the states on one side, from the top, with the gaps between: as much as
// the texts beside two states of one need where they are narrowest, so that both
// drawings have the same places. A text may be width wide.
func (f flow) ends(from bool, side func(flowMove) int, width int) (at map[int]flowEnd, height float64) {
	counts := map[int]int{}
	for _, move := range f.moves {
		counts[side(move)] += len(move.cases)
	}
	at = map[int]flowEnd{}
	pixel := float64(f.total()) / (320 - 20*float64(len(f.states)))
	above := 0.0 // lines
	for state := -1; state < len(f.states); state++ {
		n := counts[state]
		if n == 0 {
			continue
		}
		name, number := f.state(state, from), strconv.Itoa(n)
		text, tallest := counted(name, number, width, 12), counted(name, number, f.narrowMargin()-flowEdge, 12)
		lines := 1 + float64(strings.Count(tallest, "\n"))
		if above > 0 {
			height += pixel * max(20, 4+flowLine*(above+lines)/2)
		} else { // clear of the head
			height = max(0, pixel*flowLine*(lines-1)/2-float64(n)/2)
		}
		at[state] = flowEnd{height, height + float64(n), text}
		height, above = height+float64(n), lines
	}
	return at, height
}

func (f flow) draw(size Size, narrow bool) *canvas {
	if f.total() == 0 {
		return blank(size, narrow, f.title())
	}
	c := newCanvas(size, narrow)
	w := f.words
	names := make([]string, len(f.kinds))
	var entries []keyEntry
	for i, kind := range f.kinds {
		names[i] = w.T(f.key + "." + kind.id)
		if i <= flowBack || f.count(i) > 0 {
			entries = append(entries, keyEntry{Name: names[i]})
		}
	}
	margin := 190
	if narrow {
		margin = f.narrowMargin()
	}
	top := 11 + 15*f.headLines() + c.key(entries...)
	width := margin - flowEdge
	left, lh := f.ends(true, func(m flowMove) int { return m.from }, width)
	right, rh := f.ends(false, func(m flowMove) int { return m.to }, width)
	height := max(lh, rh)

	const node = 0.03
	bands, nodes, texts := make([][]point, len(f.kinds)), []point{}, []point{}
	fromAt, toAt := map[int]float64{}, map[int]float64{}
	for from := -1; from < len(f.states); from++ {
		for _, move := range f.moves {
			if move.from != from {
				continue
			}
			n := float64(len(move.cases))
			a, b := left[move.from].top+fromAt[move.from], right[move.to].top+toAt[move.to]
			fromAt[move.from] += n
			toAt[move.to] += n
			d := f.kind(move)
			bands[d] = append(bands[d], point{
				Value: rounded6(node, a, a+n, 1-node, b, b+n), Say: f.say(move), Link: f.link(move),
			})
		}
	}
	for i, side := range []map[int]flowEnd{left, right} {
		x0, x1, position := 0.0, node, "left"
		if i == 1 {
			x0, x1, position = 1-node, 1, "right"
		}
		for state := -1; state < len(f.states); state++ {
			at, some := side[state]
			if !some {
				continue
			}
			nodes = append(nodes, point{Value: rounded6(x0, at.top, at.bottom, x1, at.top, at.bottom)})
			texts = append(texts, point{Value: []float64{float64(i), (at.top + at.bottom) / 2}, Label: &label{
				Show: true, Position: position, Formatter: at.text,
			}})
		}
	}
	for d, kind := range f.kinds {
		if d <= flowBack || len(bands[d]) > 0 {
			c.series = append(c.series, band(kind.id, names[d], kind.look, true, slices.Concat([]point{}, bands[d])))
		}
	}
	stand := band("nodes", "", realisedStyle, false, nodes)
	stand.Silent, stand.Z = true, 4
	in := pick(c, 0.0, float64(120-margin)) // a narrow margin is less than a head is wide
	heads := words("heads", []point{
		{Value: []float64{0, 0}, Label: &label{Show: true, Offset: []float64{in, 0}, Formatter: f.head(f.from), Align: "right"}},
		{Value: []float64{1, 0}, Label: &label{Show: true, Offset: []float64{-in, 0}, Formatter: f.head(f.to), Align: "left"}},
	}, label{Position: "top", Color: color(ink), FontSize: c.fontSize(), FontWeight: 600, LineHeight: 15, Distance: 8})
	c.series = append(c.series, stand, heads, words("names", texts, label{Color: color(ink), FontSize: 12, LineHeight: flowLine, Distance: 6}))
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

// narrowMargin is what the longest word of the states' names takes in a narrow
// drawing, so that none is cut: between 84 pixels and 104, which leave room for the bands.
func (f flow) narrowMargin() int {
	margin := 84.0
	for _, move := range f.moves {
		for _, name := range []string{f.state(move.from, true), f.state(move.to, false)} {
			for word := range strings.FieldsSeq(name) {
				margin = max(margin, textWidth(word, 12)+flowEdge)
			}
		}
	}
	return int(math.Ceil(min(104, margin)))
}

// counted is a name with a number after it, in the width there is: on one line,
// or broken after as many words as fit, with the number after the rest or, where
// that has no room either, below it. A word too long is cut.
func counted(name, number string, width, fontSize int) string {
	fits := func(text string) bool { return textWidth(text, fontSize) <= float64(width) }
	last := func(rest string) string {
		return cut(rest, width-int(math.Ceil(textWidth(" "+number, fontSize))), fontSize) + " " + number
	}
	words := strings.Fields(name)
	switch {
	case len(words) < 2 && fits(name) && !fits(name+" "+number):
		return name + "\n" + number
	case len(words) < 2 || fits(name+" "+number):
		return last(name)
	}
	n := len(words) - 1
	for n > 1 && !fits(strings.Join(words[:n], " ")) {
		n--
	}
	first, rest := cut(strings.Join(words[:n], " "), width, fontSize), strings.Join(words[n:], " ")
	if fits(rest + " " + number) {
		return first + "\n" + rest + " " + number
	}
	return first + "\n" + cut(rest, width, fontSize) + "\n" + number
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

// mostNamed is how many cases of a move are named; the table names all.
const mostNamed = 6

func (f flow) say(move flowMove) string {
	named := inParts(move.cases[:min(len(move.cases), mostNamed)]).Text
	if more := len(move.cases) - mostNamed; more > 0 {
		named = f.words.N("chart.flow.more", more, "cases", named)
	}
	return f.words.N("chart.flow.say", len(move.cases), "from", lowerFirst(f.state(move.from, true)), "to", lowerFirst(f.state(move.to, false)),
		"cases", named)
}

func (f flow) title() string {
	if f.total() == 0 {
		return f.words.T("chart.flow.none")
	}
	return f.headline(f)
}

// since and until are the two ends without how they are known.
func (f flow) since() string { since, _, _ := strings.Cut(f.from, ","); return since }
func (f flow) until() string { until, _, _ := strings.Cut(f.to, ","); return until }

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

// What may befall a light, beside a better and a worse one: a case gets one that
// had none, or anything else with none at the end.
const (
	flowLit = flowBack + 1 + iota
	flowUnlit
)

// LightFlow (skift i trafiklys) draws how the cases' lights moved from one
// quarter to the next, the two last of a history. There is a better and a worse
// between two lights only: a case that gets one, and one that has none any more,
// are counted apart.
func LightFlow(history portfolio.LightHistory, w Words, links Links) (Chart, error) {
	f := flow{id: "light-flow", key: "chart.light-flow", words: w, headline: lightsMoved}
	f.kinds = append(slices.Clone(flowKinds), flowKind{"lit", patterned(outlined(realised, 1.25, surface), dots(realised))}, flowKind{"unlit", planStyle})
	order := []portfolio.TrafficLight{
		portfolio.LightNone, portfolio.LightNotDue, portfolio.LightMissing, portfolio.LightRed, portfolio.LightYellow, portfolio.LightGreen,
	}
	f.kind = func(move flowMove) int {
		from, to := order[move.from].Lit(), order[move.to].Lit()
		switch {
		case from == to && (from || move.from == move.to):
			return move.direction()
		case to:
			return flowLit
		}
		return flowUnlit
	}
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

// lightsMoved says how many of the cases with a light in both quarters got a
// better and a worse one, and, where any did, how many got one that had none and
// how many have none any more.
func lightsMoved(f flow) string {
	both, lit, unlit := 0, f.count(flowLit), 0
	for _, move := range f.moves {
		switch {
		case len(f.states)-move.from <= 3 && len(f.states)-move.to <= 3: // the last three are the lights
			both += len(move.cases)
		case len(f.states)-move.from <= 3:
			unlit += len(move.cases)
		}
	}
	text := f.words.T("chart.light-flow.none", "from", f.since(), "to", f.until())
	if both > 0 {
		text = f.words.N("chart.light-flow.title", both, "from", f.since(), "to", f.until(), "forward", f.count(flowForward), "back", f.count(flowBack))
	}
	if lit > 0 {
		text += f.words.N("chart.light-flow.title.lit", lit)
	}
	if unlit > 0 {
		text += f.words.N("chart.light-flow.title.unlit", unlit)
	}
	return text
}

// PhaseFlow (skift i faser) draws how the cases moved between the phases from
// one snapshot to another. From and to are what the two are; name is what a
// case is called.
func PhaseFlow(moves []portfolio.PhaseMove, from, to string, name func(portfolio.CaseID) string, w Words, links Links) (Chart, error) {
	f := flow{id: "phase-flow", key: "chart.phase-flow", words: w, from: from, to: to, kinds: flowKinds, kind: flowMove.direction}
	f.headline = func(f flow) string {
		return w.T("chart.phase-flow.title", "from", f.since(), "to", f.until(), "same", f.count(flowSame), "forward", f.count(flowForward),
			"back", f.count(flowBack), "all", f.total())
	}
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
