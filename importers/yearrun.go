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
	if falling := fallingYears(g, row, numbering); falling != nil {
		return falling
	}
	if mixed := mixedYears(g, row, numbering); mixed != nil {
		return mixed
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

// fallingYears finds an axis that begins with its last year, "2027, 2026, 2025":
// three years at least, each the one before the other, and no other number. Two
// are enough beside words that head the names of lines.
func fallingYears(g *grid, row, numbering int) axisLabels {
	var run axisLabels
	next := 0
	for i, cell := range g.row(row) {
		if cell == nil || cell.Kind() != workbook.Number || i+1 == numbering {
			continue
		}
		year, ok := wholeNumber(cell)
		if !ok || next == 0 && (year < 1990 || year > 2100) || next != 0 && year != next {
			return nil
		}
		run = run.with(i+1, timeLabel{form: inYear, year: year})
		next = year - 1
	}
	if len(run) == 2 && headsLines(g, row) || len(run) > 2 {
		return run
	}
	return nil
}

// mixedYears finds an axis whose years follow each other in no order, "2027, 2025,
// 2026": three at least, each once and none left out, beside words that head the
// names of lines or nothing.
func mixedYears(g *grid, row, numbering int) axisLabels {
	var run axisLabels
	first, last := 0, 0
	var seen []int
	for i, cell := range g.row(row) {
		if cell == nil || cell.Kind() != workbook.Number || i+1 == numbering {
			continue
		}
		year, ok := wholeNumber(cell)
		if !ok || year < 1990 || year > 2100 || slices.Contains(seen, year) {
			return nil
		}
		if seen = append(seen, year); first == 0 || year < first {
			first = year
		}
		last = max(last, year)
		run = run.with(i+1, timeLabel{form: inYear, year: year})
	}
	if len(run) < 3 || last-first+1 != len(run) || !headsLines(g, row) {
		return nil
	}
	return run
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
