package charts

import (
	"math"
	"slices"
)

// box is an area of a drawing, in pixels from its upper left corner.
type box struct{ left, top, right, bottom float64 }

func boxAround(x, y, width, height float64) box {
	return box{x - width/2, y - height/2, x + width/2, y + height/2}
}

func (b box) meets(o box) bool {
	return b.left < o.right && o.left < b.right && b.top < o.bottom && o.top < b.bottom
}

func (b box) within(o box) bool {
	return b.left >= o.left && b.right <= o.right && b.top >= o.top && b.bottom <= o.bottom
}

// crosses tells whether a straight line goes through the box.
func (b box) crosses(l leader) bool {
	const samples = 24
	for i := range samples + 1 {
		x := l.x1 + (l.x2-l.x1)*float64(i)/samples
		y := l.y1 + (l.y2-l.y1)*float64(i)/samples
		if x > b.left && x < b.right && y > b.top && y < b.bottom {
			return true
		}
	}
	return false
}

// leader is a line from a mark to its name.
type leader struct{ x1, y1, x2, y2 float64 }

func (l leader) crosses(o leader) bool {
	side := func(l leader, x, y float64) float64 { return (l.x2-l.x1)*(y-l.y1) - (l.y2-l.y1)*(x-l.x1) }
	return side(l, o.x1, o.y1)*side(l, o.x2, o.y2) < 0 && side(o, l.x1, l.y1)*side(o, l.x2, l.y2) < 0
}

// mark is a point of a map with the room its name must stay in.
type mark struct {
	name   string
	x, y   float64
	size   float64
	room   box
	urgent bool // named before those that are not, where not all can be
}

func (m mark) box() box { return boxAround(m.x, m.y, m.size, m.size) }

// place is where a name stands, and the line that leads to it, if it takes one.
type place struct {
	box    box
	leader *leader
}

const (
	nameSize   = 12 // of the letters
	nameHeight = 14
)

// placeNames finds a place for each mark's name: beside the mark where it is
// free, else further off at the end of a line. No name lies over a mark, over
// another name, over what is taken, or outside its room; one that finds no such
// place within reach, in pixels, is left out (nil). All choose a place beside
// first, the most crowded before the others. A mark without a name gets none, and
// stays in the way of the others.
func placeNames(marks []mark, taken []box, reach float64) []*place {
	order := make([]int, len(marks))
	crowd := make([]int, len(marks))
	for i, one := range marks {
		order[i] = i
		for _, other := range marks {
			if math.Hypot(one.x-other.x, one.y-other.y) < 60 {
				crowd[i]++
			}
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return crowd[b] - crowd[a] })

	places := make([]*place, len(marks))
	for _, candidates := range []func(mark) []place{beside, func(m mark) []place { return around(m, reach) }} {
		for _, i := range order {
			if places[i] != nil || marks[i].name == "" {
				continue
			}
			best := math.Inf(1)
			var found *place
			for _, candidate := range candidates(marks[i]) {
				if cost := candidate.cost(i, marks, places, taken); cost < best {
					best, found = cost, &candidate
				}
			}
			places[i] = found
		}
	}
	return places
}

// beside are the places next to a mark, the best first.
func beside(m mark) (all []place) {
	width := textWidth(m.name, nameSize) + 4
	half := m.size / 2
	for _, side := range [][2]float64{{1, 0}, {-1, 0}, {0, -1}, {0, 1}} {
		x := m.x + side[0]*(half+2+width/2)
		y := m.y + side[1]*(half+1+nameHeight/2.0)
		all = append(all, place{box: boxAround(x, y, width, nameHeight)})
	}
	return all
}

// around are places further off, at the end of a line.
func around(m mark, reach float64) (all []place) {
	const angles = 24
	width, half := textWidth(m.name, nameSize)+4, m.size/2
	for off := 12.0; off <= reach; off += 7 {
		for i := range angles {
			sin, cos := math.Sincos(2 * math.Pi * float64(i) / angles)
			b := boxAround(m.x+cos*(half+off+width/2), m.y+sin*(half+off), width, nameHeight)
			line := leader{m.x, m.y, max(b.left, min(b.right, m.x)), max(b.top, min(b.bottom, m.y))}
			all = append(all, place{b, &line})
		}
	}
	return all
}

// cost is how far a name is from its mark, with a fine for a line that crosses
// others; infinite where it cannot stand.
func (p place) cost(own int, marks []mark, places []*place, taken []box) float64 {
	never := math.Inf(1)
	if !p.box.within(marks[own].room) {
		return never
	}
	for _, b := range taken {
		if b.meets(p.box) {
			return never
		}
	}
	var cost float64
	if p.leader != nil {
		cost = 10 + math.Hypot(p.leader.x2-p.leader.x1, p.leader.y2-p.leader.y1)
	}
	for i, other := range marks {
		if other.box().meets(p.box) {
			return never
		}
		if i != own && p.leader != nil && other.box().crosses(*p.leader) {
			cost += 12
		}
	}
	for _, other := range places {
		switch {
		case other == nil:
			continue
		case other.box.meets(p.box), p.leader != nil && other.box.crosses(*p.leader), other.leader != nil && p.box.crosses(*other.leader):
			return never
		case other.leader != nil && p.leader != nil && other.leader.crosses(*p.leader):
			cost += 40
		}
	}
	return cost
}
