package calc

import (
	"math"
	"sync"
)

// quantile turns uniform numbers between 0 and 1 into values, in place: the
// inverse of a distribution function. Drawing by it lets two amounts share one
// uniform number and so move together.
type quantile interface{ spread(numbers []float64) }

// quantiles builds the functions of estimates, each shape's table once.
type quantiles struct{ pert map[float64]*inverseTable }

func (q *quantiles) of(e ThreePoint) quantile {
	width := e.High - e.Low
	if width == 0 {
		return certain(e.Low)
	}
	switch e.Method {
	case Triangular:
		return newTriangle(e)
	case Successive:
		return tabulated{e.Mean(), e.SD(), normalTable()}
	}
	mode := (e.Likely - e.Low) / width
	if q.pert == nil {
		q.pert = map[float64]*inverseTable{}
	}
	table, known := q.pert[mode]
	if !known {
		table = newInverseTable(0, 1, func(x float64) float64 { return pertDensity(mode, x) })
		q.pert[mode] = table
	}
	return tabulated{e.Low, width, table}
}

// certain is an amount that does not vary.
type certain float64

func (c certain) spread(numbers []float64) {
	for i := range numbers {
		numbers[i] = float64(c)
	}
}

// tabulated is a table's distribution, moved and stretched.
type tabulated struct {
	from, scale float64
	table       *inverseTable
}

func (d tabulated) spread(numbers []float64) {
	for i, u := range numbers {
		numbers[i] = d.from + float64(d.scale*d.table.at(u))
	}
}

// triangle is the inverse in closed form: low + √(u·width·below) up to the
// likely point, high − √((1−u)·width·above) beyond. Which side a number is on
// cannot be guessed ahead, so both are one expression with numbers of the side,
// [0] beyond and [1] up to it.
type triangle struct {
	split float64
	sides [2]struct{ end, sign, factor, from float64 } // from + sign·√(|end − u|·factor)
}

func newTriangle(e ThreePoint) *triangle {
	width, below, above := e.High-e.Low, e.Likely-e.Low, e.High-e.Likely
	t := &triangle{split: below / width}
	t.sides[0].end, t.sides[0].sign, t.sides[0].factor, t.sides[0].from = 1, -1, width*above, e.High
	t.sides[1].end, t.sides[1].sign, t.sides[1].factor, t.sides[1].from = 0, 1, width*below, e.Low
	return t
}

func (t *triangle) spread(numbers []float64) {
	for i, u := range numbers {
		side := &t.sides[math.Float64bits(u-t.split)>>63]
		root := math.Sqrt(float64(math.Abs(side.end-u) * side.factor))
		numbers[i] = side.from + float64(side.sign*root)
	}
}

// pertDensity is the beta density of a PERT estimate on [0, 1] with its mode,
// unscaled: (x^mode · (1−x)^(1−mode))⁴.
func pertDensity(mode, x float64) float64 {
	exponent := 0.0
	if mode > 0 {
		if x <= 0 {
			return 0
		}
		exponent += float64(mode * portableLog(x))
	}
	if mode < 1 {
		if x >= 1 {
			return 0
		}
		exponent += float64((1 - mode) * portableLog(1-x))
	}
	if exponent < -150 {
		return 0
	}
	return portableExp(4 * exponent)
}

// normalTable is the standard normal distribution cut at ±8, beyond which lie
// 1.2e-15 of it.
var normalTable = sync.OnceValue(func() *inverseTable {
	return newInverseTable(-8, 8, func(x float64) float64 { return portableExp(-x * x / 2) })
})

// tableCells is how finely a distribution is tabulated. The mean and standard
// deviation of the table are within 1e-6 of the width of the exact ones.
const tableCells = 4096

// inverseTable is a distribution function known at equal steps and straight
// between them, with a guide to the cell a number falls in.
type inverseTable struct {
	low, step  float64
	cumulative [tableCells + 1]float64
	guide      [tableCells + 1]uint16 // guide[j]: the cell that holds j/tableCells
}

// newInverseTable integrates an unscaled density by Simpson's rule, cell by
// cell.
func newInverseTable(low, high float64, density func(x float64) float64) *inverseTable {
	t := &inverseTable{low: low, step: (high - low) / tableCells}
	for i := range tableCells {
		parts := 1
		if i < 4 || i >= tableCells-4 {
			parts = 256 // a beta density may rise from its end as a root does
		}
		from := low + float64(float64(i)*t.step)
		t.cumulative[i+1] = t.cumulative[i] + simpson(density, from, t.step, parts)
	}
	whole := t.cumulative[tableCells]
	for i := range t.cumulative {
		t.cumulative[i] /= whole
	}
	cell := 0
	for j := range t.guide {
		for cell < tableCells-1 && t.cumulative[cell+1] <= float64(j)/tableCells {
			cell++
		}
		t.guide[j] = uint16(cell)
	}
	return t
}

// simpson is the integral of f over a stretch cut into equal parts, times 6 and
// in steps of the stretch.
func simpson(f func(x float64) float64, from, length float64, parts int) float64 {
	step := length / float64(parts)
	sum, at := 0.0, f(from)
	for i := range parts {
		middle := f(from + float64((float64(i)+0.5)*step))
		next := f(from + float64(float64(i+1)*step))
		sum += at + float64(4*middle) + next
		at = next
	}
	return sum / float64(parts)
}

// at is the value below which the share u of the distribution lies.
func (t *inverseTable) at(u float64) float64 {
	cell := int(t.guide[int(u*tableCells)])
	for cell < tableCells-1 && t.cumulative[cell+1] <= u {
		cell++
	}
	from, to := t.cumulative[cell], t.cumulative[cell+1]
	share := 0.5
	if to > from {
		share = (u - from) / (to - from)
	}
	return t.low + float64((float64(cell)+share)*t.step)
}
