package calc

import "math"

// quantile turns random numbers of 32 bits into values: the inverse of a
// distribution function. Drawing by it lets two amounts share one number and so
// move together.
type quantile interface {
	// spread gives each number its value.
	spread(numbers []uint32, values []float64)
	// draw does the same with the numbers of a name from a draw on, which are
	// made on the way: the processor works on numbers and values at once.
	draw(k *keySchedule, name uint64, first int, values []float64)
}

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
		return &tabulated{e.Mean(), e.SD(), normalTable()}
	}
	mode := (e.Likely - e.Low) / width
	if q.pert == nil {
		q.pert = map[float64]*inverseTable{}
	}
	table, known := q.pert[mode]
	if !known {
		table = pertTable(mode)
		q.pert[mode] = table
	}
	return &tabulated{e.Low, width, table}
}

// certain is an amount that does not vary.
type certain float64

func (c certain) spread(_ []uint32, values []float64) {
	for i := range values {
		values[i] = float64(c)
	}
}

func (c certain) draw(_ *keySchedule, _ uint64, _ int, values []float64) { c.spread(nil, values) }

// tabulated is a table's distribution, moved and stretched.
type tabulated struct {
	from, scale float64
	table       *inverseTable
}

func (d *tabulated) spread(numbers []uint32, values []float64) {
	values = values[:len(numbers)]
	for i, number := range numbers {
		values[i] = d.from + float64(d.scale*d.table.at(number))
	}
}

func (d *tabulated) draw(k *keySchedule, name uint64, first int, values []float64) {
	from, scale, table := d.from, d.scale, d.table
	for group := first / 4; len(values) >= 4; group++ {
		word0, word1 := k.words(name, forValue.counter(group))
		values[0] = from + float64(scale*table.at(uint32(word0)))
		values[1] = from + float64(scale*table.at(uint32(word0>>32)))
		values[2] = from + float64(scale*table.at(uint32(word1)))
		values[3] = from + float64(scale*table.at(uint32(word1>>32)))
		values = values[4:]
	}
}

// triangle is the inverse in closed form: low + width·√(u·c) up to the likely
// point, which is at the share c of the width, and high − width·√((1−u)·(1−c))
// beyond. Which side a number is on cannot be guessed ahead, so both are one
// expression with numbers of the side, [0] beyond and [1] up to it.
type triangle struct {
	split uint64 // this many numbers lie below the likely point
	sides [2]struct{ end, slope, factor, from float64 }
}

func newTriangle(e ThreePoint) *triangle {
	width := e.High - e.Low
	mode := (e.Likely - e.Low) / width
	t := &triangle{split: threshold(mode)}
	beyond, below := &t.sides[0], &t.sides[1]
	beyond.end, beyond.slope, beyond.factor, beyond.from = 0x1p32, -width, (e.High-e.Likely)/width*0x1p-32, e.High
	below.end, below.slope, below.factor, below.from = 0, width, mode*0x1p-32, e.Low
	return t
}

// at is from + slope·√(|end − u|·factor).
func (t *triangle) at(number uint32) float64 {
	side := &t.sides[(uint64(number)-t.split)>>63]
	u := float64(int64(number)) + 0.5
	return side.from + float64(side.slope*math.Sqrt(math.Abs(side.end-u)*side.factor))
}

func (t *triangle) spread(numbers []uint32, values []float64) {
	values = values[:len(numbers)]
	for i, number := range numbers {
		values[i] = t.at(number)
	}
}

func (t *triangle) draw(k *keySchedule, name uint64, first int, values []float64) {
	for group := first / 4; len(values) >= 4; group++ {
		word0, word1 := k.words(name, forValue.counter(group))
		values[0], values[1] = t.at(uint32(word0)), t.at(uint32(word0>>32))
		values[2], values[3] = t.at(uint32(word1)), t.at(uint32(word1>>32))
		values = values[4:]
	}
}
