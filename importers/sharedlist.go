package importers

import "slices"

// sharedList are things that the facts of a piece have in common, of one kind.
// Facts refer to them by their places.
type sharedList[T comparable] struct {
	things []T
	latest int // the place referred to last
}

// latelyShared is how far back a thing is looked for. What was shared before
// that may stand in the list twice.
const latelyShared = 256

// refer has one of the facts refer to a thing, instead of what it refers to.
func (l *sharedList[T]) refer(facts []heldFact, fact int32, to refTo, thing T) {
	at, known := l.place(thing)
	if !known {
		if len(l.things) == min(cap(l.things), to.most()) {
			l.tidy(facts, fact, to)
			if n := cap(l.things); 2*len(l.things) > n && n < to.most() {
				l.things = slices.Grow(l.things, n)
			}
		}
		at = len(l.things)
		l.things = append(l.things, thing)
	}
	l.latest = at
	facts[fact].refs.set(to, at)
}

// place is where a thing stands. Most facts refer to what the one before refers
// to, or to what comes next: rows say the same in the same columns.
func (l *sharedList[T]) place(thing T) (at int, known bool) {
	for _, at := range [...]int{l.latest, l.latest + 1} {
		if at < len(l.things) && l.things[at] == thing {
			return at, true
		}
	}
	for at := len(l.things) - 1; at >= max(0, len(l.things)-latelyShared); at-- {
		if l.things[at] == thing {
			return at, true
		}
	}
	return 0, false
}

// leastTidied is how long a list is before it is worth tidying.
const leastTidied = 16

// tidy leaves out what no fact refers to any more, but for the one that is about
// to refer to another: so there is room for what a piece's facts refer to, even
// when each refers to a thing of its own.
func (l *sharedList[T]) tidy(facts []heldFact, but int32, to refTo) {
	if len(l.things) < leastTidied {
		return
	}
	var used [1 << refBits]bool
	for i := range facts {
		if int32(i) != but {
			used[facts[i].refs.at(to)] = true
		}
	}
	var places [1 << refBits]int16
	kept := 0
	for at, thing := range l.things {
		if used[at] {
			l.things[kept], places[at] = thing, int16(kept)
			kept++
		}
	}
	clear(l.things[kept:])
	l.things = l.things[:kept]
	for i := range facts {
		facts[i].refs.set(to, int(places[facts[i].refs.at(to)]))
	}
}
