package importers

// sumsTimes tells whether a row of a table with a time for each row is the sum
// of other rows of it, and keeps it to be checked: a year right below or above
// the quarters or months of it, whatever its figures are, and a row without a
// time that in every column is the sum of all rows above it, "Hele perioden".
func (r *reader) sumsTimes(t *table, year *column, row int, columns []column, label timeLabel, dated bool) bool {
	switch {
	case dated && label.form != inYear:
		return false
	case dated:
		parts := t.partsAround(row, year.at, label.year)
		if len(parts) < 2 || !t.filledWith(row, parts, columns) {
			return false
		}
		if parts[0] > row {
			for _, c := range columns {
				if !t.sumsRows(row, c.at, parts) {
					return false // the rows below may begin another series
				}
			}
		}
	default:
		sums := newRegisterSums(r, t, columns)
		for above := t.first; above < row; above++ {
			if _, ok := t.rowTime(above, year.at); ok {
				sums.count(above, &sums.all)
			}
		}
		if !sums.matches(row, &sums.all) {
			return false
		}
	}
	r.sums = append(r.sums, sumRow{t, row, t.grid.text(row, year.at), roleTotal, ""})
	return true
}

// partsAround are the rows of quarters or of months of a year that follow each
// other right above a row, or right below it when none stand above. Rows of one
// quarter for more posts than one are no such parts.
func (t *table) partsAround(row, col, year int) []int {
	for _, step := range []int{-1, 1} {
		var parts []int
		seen := map[int]bool{}
		for at := row + step; at >= t.first && at <= t.last; at += step {
			label, ok := t.rowTime(at, col)
			if !ok || label.form != inQuarter && label.form != inMonth || label.year != year {
				break
			}
			if seen[label.part] {
				return nil
			}
			seen[label.part] = true
			parts = append(parts, at)
		}
		if len(parts) > 0 {
			return parts
		}
	}
	return nil
}

// filledWith tells whether every column that has an amount in a row has one in
// some of its parts: what only the year has is an amount of its own.
func (t *table) filledWith(row int, parts []int, columns []column) bool {
	for _, c := range columns {
		if _, ok := quickNumber(t.grid.at(row, c.at)); !ok {
			continue
		}
		if _, n := t.sumDown(c.at, parts); n == 0 {
			return false
		}
	}
	return true
}

// sumsRows tells whether a cell is the sum of others in its column, or empty.
func (t *table) sumsRows(row, col int, parts []int) bool {
	cell := t.grid.at(row, col)
	stated, ok := quickNumber(cell)
	sum, n := t.sumDown(col, parts)
	return !ok || n > 0 && cleanFloat(stated-sum) <= half(cell)*float64(n+1) && cleanFloat(sum-stated) <= half(cell)*float64(n+1)
}

func (t *table) sumDown(col int, rows []int) (sum float64, n int) {
	for _, row := range rows {
		if x, ok := quickNumber(t.grid.at(row, col)); ok {
			sum += x
			n++
		}
	}
	return sum, n
}
