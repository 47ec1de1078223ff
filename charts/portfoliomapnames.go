package charts

import (
	"cmp"
	"math"
	"slices"
	"strings"

	echarts "github.com/go-echarts/go-echarts/v2/charts"

	"raaderum/portfolio"
)

// plot is where a map's points lie in the drawing, and the strip beside it.
type plot struct {
	box
	strip      box
	across, up ticks
}

func (p plot) x(years float64) float64 {
	return p.left + (years-p.across.low())/(p.across.high()-p.across.low())*(p.right-p.left)
}

func (p plot) y(value float64) float64 {
	return p.bottom - (value-p.up.low())/(p.up.high()-p.up.low())*(p.bottom-p.top)
}

// at is the value on both axes of a place in the drawing.
func (p plot) at(x, y float64) []float64 {
	round := func(f float64) float64 { return math.Round(f*1e4) / 1e4 }
	return []float64{
		round(p.across.low() + (x-p.left)/(p.right-p.left)*(p.across.high()-p.across.low())),
		round(p.up.low() + (p.bottom-y)/(p.bottom-p.top)*(p.up.high()-p.up.low())),
	}
}

// aside moves a case in the strip sideways, away from those before it that it
// would cover: across the strip there is no measure.
func (m mapChart) aside(c *canvas, figures portfolio.CaseFigures) any {
	pixels := float64(c.Height-130) / (m.npvTicks().high() - m.npvTicks().low()) // about
	var before []box
	for _, each := range m.cases {
		npv, valued := presentValue(each)
		if _, some := paybackYears(each); some || !valued {
			continue
		}
		size, y := m.diameter(c, each), m.scale.value(npv)*pixels
		x := sideways(before, y, size)
		if each.Case.ID == figures.Case.ID {
			if x == 0 {
				return nil
			}
			return []float64{x, 0}
		}
		before = append(before, boxAround(x, y, size, size))
	}
	return nil
}

// sideways is the least move, to the right or the left, that keeps a mark clear.
func sideways(before []box, y, size float64) float64 {
	for move := 0.0; move <= 36; move += 3 {
	sides:
		for _, x := range []float64{move, -move} {
			for _, other := range before {
				if other.meets(boxAround(x, y, size+2, size+2)) {
					continue sides
				}
			}
			return x
		}
	}
	return 0
}

// shared is what all cases' numbers begin with, to the last hyphen, such as
// "GR-": the narrow drawing leaves it out.
func (m mapChart) shared() string {
	var prefix string
	for i, each := range m.cases {
		name := each.Case.Number
		if i == 0 {
			prefix = name
		}
		for !strings.HasPrefix(name, prefix) {
			prefix = prefix[:len(prefix)-1]
		}
	}
	return prefix[:strings.LastIndex(prefix, "-")+1]
}

// nameForemost leaves only some cases their names where there are more marks than a
// drawing has room for: those with a red light, then the largest. The others are in
// the table, and say who they are when they are pointed at or travelled to.
func (m mapChart) nameForemost(c *canvas, marks []mark) {
	if len(m.cases) <= roomyMarks(c) {
		return
	}
	order := make([]int, len(marks))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		if marks[a].urgent != marks[b].urgent {
			if marks[a].urgent {
				return -1
			}
			return 1
		}
		return cmp.Compare(marks[b].size, marks[a].size)
	})
	for _, i := range order[min(len(order), pick(c, 16, 6)):] {
		marks[i].name = ""
	}
}

// names are the cases' names beside their marks, and the lines to those that
// stand further off. A name without room is left out; the table has them all.
func (m mapChart) names(c *canvas, p plot) (names, leaders series) {
	var marks []mark
	known := 0
	if c.narrow {
		known = len(m.shared())
	}
	for _, each := range m.cases {
		npv, valued := presentValue(each)
		if !valued {
			continue
		}
		one := mark{name: caseName(each)[known:], y: p.y(m.scale.value(npv)), size: m.diameter(c, each), room: p.box, urgent: each.Light == portfolio.LightRed}
		if years, some := paybackYears(each); some {
			one.x = p.x(years)
		} else {
			one.x, one.room = (p.strip.left+p.strip.right)/2, p.strip
			if offset, moved := m.aside(c, each).([]float64); moved {
				one.x += offset[0]
			}
		}
		marks = append(marks, one)
	}
	taken := []box{{p.left, p.y(0) - 1, p.right, p.y(0) + 1}, {p.strip.left, p.y(0) - 1, p.strip.right, p.y(0) + 1}}
	if m.limit != nil {
		x := p.x(*m.limit)
		taken = append(taken, box{x - 2, p.top, x + 2, p.bottom})
	}
	m.nameForemost(c, marks)
	texts, lines := []point{}, []point{}
	for i, place := range placeNames(marks, taken, pick(c, 110.0, 90)) {
		if place == nil {
			continue
		}
		b := place.box
		texts = append(texts, point{
			Value: p.at((b.left+b.right)/2, (b.top+b.bottom)/2), Label: &label{Show: true, Formatter: marks[i].name},
		})
		if l := place.leader; l != nil {
			gone := point{Value: []any{missing, missing}} // ends the line
			lines = append(lines, point{Value: p.at(l.x1, l.y1)}, point{Value: p.at(l.x2, l.y2)}, gone)
		}
	}
	unclipped := false // the strip lies beside the axes
	names = words("names", texts, label{Position: "inside", Color: color(ink), FontSize: nameSize, BackgroundColor: color(surface), Padding: []int{0, 1}})
	names.Clip = &unclipped
	leaders = series{SingleSeries: echarts.SingleSeries{Type: "line", Id: "leaders", Symbol: "none", Data: lines}}
	leaders.LineStyle = map[string]any{"color": color(ink), "width": 1}
	leaders.ItemStyle = &style{Color: color(ink)}
	leaders.Silent, leaders.Clip, leaders.Z = true, &unclipped, 5
	return names, leaders
}
