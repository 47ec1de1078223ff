package calc

import "math"

// master is the restricted problem of Dantzig and Wolfe's decomposition: the
// best mixture of the choices seen so far that keeps the limits on average.
// Its prices are the λ at which the relaxation is asked next.
//
//	max Σ w_k·v_k   Σ w_k·a_k + s − t = room,  Σ w_k + u = 1,  all ≥ 0
//
// (Dantzig and Wolfe, Decomposition principle for linear programs, Operations
// Research 8, 1960). s are slacks; t and u are artificial and cost more than any
// choice is worth. It is a primal simplex with a dense inverse: a handful of rows, and columns
// that are only ever added, so each solution starts the next.
type master struct {
	size    int // rows + 1
	price   float64
	columns [][]float64
	values  []float64
	basis   []int
	inverse [][]float64
	level   []float64 // of the basic columns
	y       []float64
}

func newMaster(rooms []float64, penalty float64) *master {
	n := len(rooms) + 1
	m := &master{size: n, price: penalty, y: make([]float64, n)}
	for k, room := range rooms {
		slack, artificial := make([]float64, n), make([]float64, n)
		slack[k], artificial[k] = 1, -1
		m.add(slack, 0)
		m.add(artificial, -penalty)
		basic, sign := 2*k, 1.0
		if room < 0 {
			basic, sign = 2*k+1, -1
		}
		line := make([]float64, n)
		line[k] = sign
		m.basis, m.inverse = append(m.basis, basic), append(m.inverse, line)
		m.level = append(m.level, math.Abs(room))
	}
	unit := make([]float64, n)
	unit[n-1] = 1
	m.add(unit, -penalty)
	m.basis = append(m.basis, len(m.columns)-1)
	m.inverse = append(m.inverse, append([]float64(nil), unit...))
	m.level = append(m.level, 1)
	m.prices()
	return m
}

func (m *master) add(column []float64, value float64) {
	m.columns, m.values = append(m.columns, column), append(m.values, value)
}

// addChoice adds a choice with what it uses and is worth.
func (m *master) addChoice(used []float64, value float64) {
	column := make([]float64, m.size)
	copy(column, used)
	column[m.size-1] = 1
	m.add(column, value)
}

// prices finds the worth of a unit of each row.
func (m *master) prices() {
	for k := range m.y {
		m.y[k] = 0
		for i, b := range m.basis {
			m.y[k] += float64(m.values[b] * m.inverse[i][k])
		}
	}
}

// solve brings the master to its optimum and gives its value. What it gives is
// only ever a proposal: a search that it misleads takes longer, not wrong.
func (m *master) solve() float64 {
	direction := make([]float64, m.size)
	for steps := 0; steps < 40*m.size; steps++ {
		// After many steps the first column that gains, not the one that gains
		// most: then a degenerate basis cannot return (Bland 1977).
		entering := m.entering(steps > 10*m.size)
		if entering < 0 {
			break
		}
		for i := range direction {
			direction[i] = dot(m.inverse[i], m.columns[entering])
		}
		leaving, ratio := -1, math.Inf(1)
		for i, d := range direction {
			if d > 1e-11 {
				if q := m.level[i] / d; q < ratio-1e-15 || q < ratio+1e-15 && leaving >= 0 && m.basis[i] < m.basis[leaving] {
					leaving, ratio = i, q
				}
			}
		}
		if leaving < 0 {
			break
		}
		m.pivot(entering, leaving, direction)
	}
	value := 0.0
	for i, b := range m.basis {
		value += float64(m.values[b] * m.level[i])
	}
	return value
}

// entering is a column that would gain, −1 when none does: the first, or the one
// that gains most per unit.
func (m *master) entering(first bool) int {
	entering, reduced := -1, 1e-9*m.price
	for k, column := range m.columns {
		if d := m.values[k] - dot(m.y, column); d > reduced {
			entering, reduced = k, d
			if first {
				break
			}
		}
	}
	return entering
}

// pivot puts one column into the basis and takes another out.
func (m *master) pivot(entering, leaving int, direction []float64) {
	by := 1 / direction[leaving]
	for k := range m.inverse[leaving] {
		m.inverse[leaving][k] *= by
	}
	m.level[leaving] *= by
	for i := range m.inverse {
		if i == leaving || direction[i] == 0 {
			continue
		}
		for k := range m.inverse[i] {
			m.inverse[i][k] -= float64(direction[i] * m.inverse[leaving][k])
		}
		m.level[i] = max(0, m.level[i]-float64(direction[i]*m.level[leaving]))
	}
	m.basis[leaving] = entering
	m.prices()
}

// mixture are the choices that the solution mixes, and their weights. The
// columns are the choices in the order they were added.
func (m *master) mixture(columns []*mixable) (choices []*mixable, weights []float64) {
	artificial := 2*(m.size-1) + 1
	for i, b := range m.basis {
		if b >= artificial {
			choices = append(choices, columns[b-artificial])
			weights = append(weights, m.level[i])
		}
	}
	return choices, weights
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for i, x := range a {
		sum += float64(x * b[i])
	}
	return sum
}
