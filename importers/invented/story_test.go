package invented

import (
	"fmt"

	"pgregory.net/rapid"
)

// The kinds of the contract.
const (
	cost    = "cost"
	benefit = "benefit"
)

// story is what a case truly says, before anybody writes it down.
type story struct {
	title, number string
	lines         []line
}

// line is a cost or a benefit of a case. Its amounts are kroner, one per period
// of the book's axis, above nothing in the normal direction of its kind.
type line struct {
	label, kind string
	amounts     []amount
	income      bool // a cost below nothing: money that comes in
}

// amount is what a line says of one period.
type amount struct {
	kroner int64
	state  state
}

// state tells how much is known of an amount.
type state int

const (
	known   state = iota
	missing       // a blank: not known, and not nothing
	zero          // nothing, and said to be
)

// want is an amount that an import must come to: the truth of one cell.
type want struct {
	kind, period, series string
	ore                  int64
}

func (w want) String() string {
	series := w.series
	if series != "" {
		series = " " + series
	}
	return fmt.Sprintf("%s %s %d øre%s", w.kind, w.period, w.ore, series)
}

// unit is what the numbers of a sheet are written in.
type unit struct {
	name   string // the contract's
	kroner int64  // in one
	step   int64  // kroner between amounts, so that a cell has few digits
}

var units = []unit{{"t.kr.", 1000, 1000}, {"kr.", 1, 500}, {"mio. kr.", 1_000_000, 10_000}}

// in is an amount of kroner as the number an analyst types.
func (u unit) in(kroner int64) float64 { return float64(kroner) / float64(u.kroner) }

// kronerIn draws an amount of a municipal case: some thousands to some millions.
func kronerIn(t *rapid.T, u unit) int64 {
	least, most := int64(15), int64(2400)
	if u.kroner == 1 {
		least, most = 40, 5000
	}
	if u.kroner == 1_000_000 {
		least, most = 3, 450
	}
	return rapid.Int64Range(least, most).Draw(t, "amount") * u.step
}

// pick draws one of several; the first is the simplest.
func pick[T any](t *rapid.T, what string, options ...T) T {
	return options[rapid.IntRange(0, len(options)-1).Draw(t, what)]
}

// oneIn draws true once in n times.
func oneIn(t *rapid.T, n int, what string) bool {
	return rapid.IntRange(0, n-1).Draw(t, what) == n-1
}

// several draws n different ones.
func several(t *rapid.T, what string, n int, options []string) []string {
	left := append([]string{}, options...)
	var drawn []string
	for range min(n, len(options)) {
		i := rapid.IntRange(0, len(left)-1).Draw(t, what)
		drawn = append(drawn, left[i])
		left = append(left[:i:i], left[i+1:]...)
	}
	return drawn
}

// tell draws what a case truly says over a number of periods. Costs come at
// once, benefits after a year or later, as they do.
func tell(t *rapid.T, u unit, title string, periods, costs, benefits int) story {
	s := story{title: title}
	for _, label := range several(t, "cost", costs, costLabels) {
		s.lines = append(s.lines, tellLine(t, u, label, cost, periods, 0))
	}
	for _, label := range several(t, "benefit", benefits, benefitLabels) {
		s.lines = append(s.lines, tellLine(t, u, label, benefit, periods, min(1, periods-1)))
	}
	return s
}

func tellLine(t *rapid.T, u unit, label, kind string, periods, first int) line {
	l := line{label: label, kind: kind, amounts: make([]amount, periods)}
	shape := pick(t, "profile", "own", "level", "once", "gaps")
	level := kronerIn(t, u)
	for i := range l.amounts {
		a := &l.amounts[i]
		switch {
		case i < first, shape == "once" && i > first:
			a.state = pick(t, "none", missing, zero)
		case shape == "level":
			a.kroner = level
		case shape == "gaps" && oneIn(t, 3, "gap"):
			a.state = missing
		default:
			a.kroner = kronerIn(t, u)
		}
	}
	if shape == "gaps" && l.amounts[first].state != known { // a line says something
		l.amounts[first] = amount{kroner: level}
	}
	return l
}
