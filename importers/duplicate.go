package importers

import (
	"math"
	"slices"

	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// dropCopies leaves out tables that only repeat the numbers of a table before
// them: a summary without formulas, or the same flows with years down.
func (r *reader) dropCopies() {
	var tables []*table
	for f := range r.facts.all {
		if !f.blockKind() && !slices.Contains(tables, f.table()) {
			tables = append(tables, f.table())
		}
	}
	r.compared = map[*table]tableVectors{}
	defer func() { r.compared = nil }()
	r.dropTotalTables(tables)
	r.dropSummaries(tables)
	for i, t := range tables {
		for j, original := range tables {
			if i == j || original.grid.sheet == t.grid.sheet || !r.repeats(t, original, j < i) || r.otherKind(t, original) {
				continue
			}
			if s := r.view(t); s.master.title.found() && r.view(original).master.title.found() {
				continue // cases of their own: asked about later
			}
			r.tellCopy(t, original)
			break
		}
	}
}

// otherKind tells whether one table holds nothing but costs and the other nothing
// but benefits: the same numbers in both are no copy.
func (r *reader) otherKind(t, original *table) bool {
	kinds := map[*table]map[string]bool{t: {}, original: {}}
	for f := range r.facts.all {
		if of := kinds[f.table()]; of != nil {
			of[f.kind()] = true
		}
	}
	own, theirs := kinds[t], kinds[original]
	return len(own) == 1 && len(theirs) == 1 && (own[cost] && theirs[benefit] || own[benefit] && theirs[cost])
}

// tellCopy leaves a table out that repeats another, and says so.
func (r *reader) tellCopy(t, original *table) {
	copied, from := t.key(), original.key()
	if original.grid.sheet == t.grid.sheet {
		copied, from = t.grid.ref(t.head, t.columns[0].at), original.grid.ref(original.head, original.columns[0].at)
		for row := t.first; row <= t.last; row++ {
			r.setAside(t, row)
		}
	} else {
		r.view(t).repeats = true
	}
	r.find(Finding{Severity: portfolio.SeverityWarning, Code: "duplicate-table", Cell: t.grid.ref(t.head, t.columns[0].at), Args: map[string]any{"sheet": copied, "original": from}})
	r.drop(func(f fact) bool { return f.table() == t })
	delete(r.compared, t)
}

// tableVectors are the lines of a table as they are compared: every table with
// every other, so they are read once. With its sums they are read when a table
// is first compared with by others.
type tableVectors struct {
	lines, withSums []lineVector
}

// repeats tells whether every line of t has the numbers of a line or a sum of
// the original, which has more lines, or as many and stands before it.
func (r *reader) repeats(t, original *table, before bool) bool {
	own, theirs := r.vectors(t), r.vectors(original)
	lines := len(own)
	if lines == 0 || len(theirs) < lines || len(theirs) == lines && !before {
		return false
	}
	return eachOnceAmong(own, r.withSums(original))
}

// withSums are the lines of a table with its sums and all of each kind.
func (r *reader) withSums(t *table) []lineVector {
	if known := r.compared[t]; known.withSums != nil {
		return known.withSums
	}
	lines := r.vectors(t)
	all := slices.Clone(lines)
	for _, s := range r.sums {
		if s.table == t {
			all = append(all, r.sumVector(s))
		}
	}
	all = append(all, r.kindVectors(t)...)
	r.compared[t] = tableVectors{lines, all}
	return all
}

// vectors are the numbers of each line of a table that has any but zeros.
func (r *reader) vectors(t *table) []lineVector {
	known, found := r.compared[t]
	if !found {
		known.lines = r.readVectors(t)
		r.compared[t] = known
	}
	return known.lines
}

func (r *reader) readVectors(t *table) []lineVector {
	r.words.spendOn(r.facts.len())
	lines := map[[2]int]*lineVector{}
	var order [][2]int
	unit := r.inKroner(t)
	for f := range r.facts.all {
		if f.table() != t || f.state() != isNumber && f.state() != isTextNumber {
			continue
		}
		k := [2]int{f.row(), 0}
		if t.column(roleYear) != nil {
			k = [2]int{0, f.col()}
		}
		if lines[k] == nil {
			order = append(order, k)
			lines[k] = &lineVector{}
		}
		lines[k].add(f.cell(), f.decimal().Float(), unit)
	}
	var vectors []lineVector
	for _, k := range order {
		if slices.ContainsFunc(lines[k].numbers, func(x float64) bool { return x != 0 }) {
			vectors = append(vectors, *lines[k])
		}
	}
	return vectors
}

// add adds a cell's number to a line. In a unit above kroner it may have been
// rounded to what it shows.
func (v *lineVector) add(cell *workbook.Cell, x, unit float64) {
	v.numbers = append(v.numbers, math.Abs(x)*unit)
	if unit > 1 {
		v.rounding = math.Max(v.rounding, 0.5*unit*math.Pow10(-decimalsShown(cell)))
	}
}

// kindVectors are the sums that a table's lines have in each column: of its
// costs, of its benefits.
func (r *reader) kindVectors(t *table) []lineVector {
	var vectors []lineVector
	unit := r.inKroner(t)
	for _, kind := range []string{cost, benefit} {
		sums, lines := map[int]float64{}, map[int]bool{}
		for f := range r.facts.all {
			if f.table() == t && f.kind() == kind && (f.state() == isNumber || f.state() == isTextNumber) {
				sums[f.col()] += f.decimal().Float()
				lines[f.row()] = true
			}
		}
		var v []float64
		for _, c := range t.amounts() {
			v = append(v, math.Abs(sums[c.at])*unit)
		}
		if len(lines) > 1 {
			vectors = append(vectors, lineVector{numbers: v}, lineVector{numbers: withoutZeros(v)})
		}
	}
	return vectors
}

// withoutZeros is a vector as a table writes it that leaves its zeros blank.
func withoutZeros(v []float64) []float64 {
	return slices.DeleteFunc(slices.Clone(v), func(x float64) bool { return x == 0 })
}

func (r *reader) sumVector(s sumRow) lineVector {
	var v lineVector
	unit := r.inKroner(s.table)
	for _, c := range s.table.amounts() {
		if cell := s.table.grid.at(s.row, c.at); cell != nil {
			if x, ok := plainNumber(cell); ok {
				v.add(cell, x, unit)
			}
		}
	}
	return v
}
