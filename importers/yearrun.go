package importers

import (
	"slices"

	"raaderum/importers/workbook"
)

// yearRun finds the numbers of a row that are years of an axis: calendar years
// that rise or fall, or 0, 1, 2, … from 0 or 1 on.
func yearRun(g *grid, row int) axisLabels { return yearRunBeside(g, row, numberingAt(g, row)) }

// axisLabels are the times that numbers of a row name, by column.
type axisLabels map[int]timeLabel

// with is the labels and one more. Nearly every row is read and has none.
func (l axisLabels) with(col int, label timeLabel) axisLabels {
	if l == nil {
		l = axisLabels{}
	}
	l[col] = label
	return l
}

// yearRunBeside is yearRun where the column in which headings are numbered is
// known.
func yearRunBeside(g *grid, row, numbering int) axisLabels {
	if !mayNameYears(g, row, numbering) {
		return nil
	}
	if unordered := unorderedYears(g, row, numbering); unordered != nil {
		return unordered
	}
	if same := sameYears(g, row); same != nil {
		return same
	}
	var run, offsets axisLabels
	last, next := 0, -1
	for i, cell := range g.row(row) {
		if cell == nil || i+1 == numbering {
			continue
		}
		whole, ok := wholeNumber(cell)
		switch {
		case !ok:
			if cell.Kind() == workbook.Number {
				return nil // a number that is no year: these are data
			}
		case whole >= 1990 && whole <= 2100 && whole > last && (last == 0 || whole-last <= longestStep):
			run = run.with(i+1, timeLabel{form: inYear, year: whole})
			last = whole
		case whole >= 1990 && whole <= 2100 && len(run) > 1 && whole <= last && beginsAxis(g, row, i+1, whole, run):
			run[i+1] = timeLabel{form: inYear, year: whole} // a second axis beside the first
			last = whole
		case next == -1 && (whole == 0 || whole == 1), whole == next:
			offsets = offsets.with(i+1, timeLabel{form: inOffset, year: whole})
			next = whole + 1
		default:
			return nil
		}
	}
	if len(run) >= 2 {
		return run
	}
	for col := range run {
		if len(run) == 1 && (g.spanEnd(row, col) > col || timesNamed(g, row) >= 2) {
			return run // one year merged over what stands below it, or after its quarters
		}
	}
	if len(offsets) >= 3 {
		return offsets
	}
	return nil
}

// mayNameYears tells whether the first number of a row can be of an axis. That
// of nearly every row is an amount.
func mayNameYears(g *grid, row, numbering int) bool {
	for i, cell := range g.row(row) {
		if cell == nil || cell.Kind() != workbook.Number || i+1 == numbering {
			continue
		}
		n, whole := wholeNumber(cell)
		return whole && (n == 0 || n == 1 || n >= 1990 && n <= 2100)
	}
	return false
}

// timesNamed counts the texts of a row that name a time: "1. kvt.", "2. kvt.".
func timesNamed(g *grid, row int) int {
	n := 0
	for _, cell := range g.row(row) {
		if cell != nil && cell.Kind() == workbook.Text && len(cell.Raw()) <= longestHeading && g.heading(cell.Raw()).time.known() {
			n++
		}
	}
	return n
}

// unorderedYears finds an axis whose years do not rise: "2027, 2026, 2025", or in
// no order, "2027, 2025, 2026", each once and none left out; or the same axis over
// again for what stands beside. No other number stands in the row. Three years
// that fall say so by themselves; others stand beside words that head the names of
// lines, or at the top of their columns and over numbers that are no years.
func unorderedYears(g *grid, row, numbering int) axisLabels {
	var run axisLabels
	var years []int
	for i, cell := range g.row(row) {
		if cell == nil || cell.Kind() != workbook.Number || i+1 == numbering {
			continue
		}
		year, ok := wholeNumber(cell)
		if !ok || year < 1990 || year > 2100 {
			return nil
		}
		run = run.with(i+1, timeLabel{form: inYear, year: year})
		years = append(years, year)
	}
	axis := firstAxis(years)
	falling := slices.IsSortedFunc(axis, func(a, b int) int { return b - a })
	switch {
	case len(axis) < 2 || slices.IsSorted(axis) || !withoutGap(axis):
		return nil
	case falling && len(axis) > 2 && len(axis) == len(years), headsLines(g, row), standsOverNumbers(g, row, run, len(axis)):
		return run
	}
	return nil
}

// firstAxis are the years of a row up to where they begin again; nil when they do
// not begin again in the same way.
func firstAxis(years []int) []int {
	axis := years
	if len(years) > 0 {
		if again := slices.Index(years[1:], years[0]) + 1; again > 0 {
			axis = years[:again]
		}
	}
	for i, year := range years {
		if year != axis[i%len(axis)] || slices.Contains(axis[:i%len(axis)], year) {
			return nil
		}
	}
	return axis
}

// standsOverNumbers tells whether years stand at the top of their columns and over
// numbers that are no years. Two may be amounts that look like years unless the
// words of their row stand left of them, or are of a sum.
func standsOverNumbers(g *grid, row int, run axisLabels, axis int) bool {
	words, below, begun := 0, 0, false
	for i, cell := range g.row(row) {
		if _, year := run[i+1]; !year {
			if cell != nil && cell.Kind() == workbook.Text && begun && !g.heading(cell.Raw()).role.derived() {
				words++
			}
			continue
		}
		begun = true
		if above := g.at(row-1, i+1); above != nil && (above.Kind() != workbook.Text || g.heading(above.Raw()).kind == "") {
			return false
		}
		if x, ok := quickNumber(g.at(row+1, i+1)); ok && (x < 1990 || x > 2100) {
			below++
		} else if x, ok := quickNumber(g.at(row+2, i+1)); ok && (x < 1990 || x > 2100) {
			below++ // under a heading for the lines between
		}
	}
	return below > 0 && (axis > 2 || words < len(run)/axis)
}

// sameYears finds the one year that a row says under each of several kinds:
// 2026 and 2026 under "Investering" and "Besparelse", and no other number.
func sameYears(g *grid, row int) axisLabels {
	var run axisLabels
	year := 0
	for i, cell := range g.row(row) {
		if cell == nil {
			continue
		}
		n, ok := wholeNumber(cell)
		if cell.Kind() == workbook.Text {
			continue
		}
		if !ok || n < 1990 || n > 2100 || year != 0 && n != year || g.heading(g.text(row-1, i+1)).kind == "" {
			return nil
		}
		run, year = run.with(i+1, timeLabel{form: inYear, year: n}), n
	}
	if len(run) < 2 {
		return nil
	}
	return run
}

// headsLines tells whether the texts of a row all head columns, the names of
// lines or cases among them.
func headsLines(g *grid, row int) bool {
	names := false
	for _, cell := range g.row(row) {
		if cell == nil || cell.Kind() != workbook.Text {
			continue
		}
		switch head := g.heading(cell.Raw()); head.role {
		case rolePost, roleTitle, roleBenefit:
			names = true
		case noRole:
			return false
		}
	}
	return names
}

// beginsAxis tells whether a year that is no later than those before it begins
// or goes on in a second axis: it is one of theirs, or its own next year follows.
// Anything else is a mistyped year.
func beginsAxis(g *grid, row, col, year int, run map[int]timeLabel) bool {
	for _, label := range run {
		if label.year == year {
			return true
		}
	}
	next := g.at(row, col+1)
	if next == nil {
		return false
	}
	following, ok := wholeNumber(next)
	return ok && following == year+1
}

// longestStep is how many years may lie between two headings of an axis; numbers
// farther apart are amounts that happen to look like years.
const longestStep = 5
