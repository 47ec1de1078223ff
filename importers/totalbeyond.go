package importers

// includesAll says that a total takes in what the total before it left out:
// "Omkostninger inkl. risikotillæg".
var includesAll = says(`\binkl\b|\binklusive\b|\bmed tillaeg\b|\bincluding\b|\bincl\b`)

// addsUpBeyond tells whether a row states, in two columns at least, the sums of
// all lines of its section, of which a sum above it has only the first: a second
// total, of the first one and what has come since.
func (l *lineReader) addsUpBeyond(row int) bool {
	sums := map[int]float64{}
	rows, last := 0, 0
	kind := ""
	for f := range l.upward {
		if f.row() <= l.sectionRow {
			break
		}
		if rows > 0 && f.kind() != kind {
			return false
		}
		kind = f.kind()
		if f.row() != last {
			rows, last = rows+1, f.row()
		}
		if x, ok := plainNumber(f.cell()); ok {
			sums[f.col()] += x
		}
	}
	return rows > 1 && l.sumSince(last) && l.equals(row, sums, 1)
}

// sumSince tells whether a sum stands below a row.
func (l *lineReader) sumSince(row int) bool {
	for i := len(l.sums) - 1; i >= 0 && l.sums[i].table == l.table; i-- {
		if l.sums[i].row > row && l.sums[i].role == roleTotal {
			return true
		}
	}
	return false
}

// beginTotals notes a heading that says that totals stand below it, "Program i
// alt", where lines stand above.
func (l *lineReader) beginTotals(label string, row int) {
	l.totals = 0
	if folded := fold(label); (rowTotal.MatchString(folded) || strictTotal.MatchString(folded)) && l.facts.len() > 0 {
		l.totals = row
	}
}

// totalsNamesakes tells whether a row below such a heading says again what the
// lines of its name above it say together. Where the numbers are others, the user
// says whether it is a sum all the same.
func (l *lineReader) totalsNamesakes(row int, label, place string) bool {
	if l.totals == 0 {
		return false
	}
	sums := map[timeLabel]float64{}
	rows := map[lineKey]bool{}
	for f := range l.facts.all {
		if f.table().grid == l.table.grid && (f.table() != l.table || f.row() < l.totals) && fold(f.label()) == fold(label) {
			x, _ := plainNumber(f.cell())
			sums[f.time()] += x
			rows[f.line()] = true
		}
	}
	if len(rows) == 0 {
		return false
	}
	byColumn := map[int]float64{}
	for _, c := range l.columns {
		byColumn[c.at] = sums[c.time]
	}
	return l.equals(row, byColumn, 1) || l.askSubtotal(place, label)
}
