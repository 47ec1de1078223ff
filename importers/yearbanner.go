package importers

import (
	"slices"

	"raaderum/importers/workbook"
)

// yearBanner is the year that a line over a table says of it alone, with its
// cell; 0 for none. The line holds nothing else and stands between this table and
// what is above it. A price level says no year of amounts.
func (t *table) yearBanner() (year int, ref string) {
	for row := t.head - 1; row >= 1; row-- {
		switch filledCells(t.grid, row) {
		case 0:
			continue
		case 1:
		default:
			return 0, ""
		}
		for i, cell := range t.grid.row(row) {
			if cell == nil {
				continue
			}
			if year := yearOfBanner(cell); year > 0 {
				return year, t.grid.ref(row, i+1)
			}
			if cell.Kind() != workbook.Text {
				return 0, ""
			}
		}
	}
	return 0, ""
}

// yearOfBanner is the calendar year that a lone cell says: "2015", "Gevinster
// 2015"; 0 when it says none.
func yearOfBanner(cell *workbook.Cell) int {
	if n, ok := wholeNumber(cell); ok && n >= 1990 && n <= 2100 {
		return n
	}
	if cell.Kind() != workbook.Text || len(cell.Raw()) > longestHeading || priceStated(cell.Raw()) != nil {
		return 0
	}
	if label, _ := timeIn(cell.Raw()); label.form == inYear && label.from == 0 {
		return label.year
	}
	return 0
}

// isYearBanner tells whether a row holds a bare year and stands over the headings
// of the next table: it is no row of the table above.
func isYearBanner(g *grid, row int) bool {
	if filledCells(g, row) != 1 {
		return false
	}
	for _, cell := range g.row(row) {
		if cell != nil {
			return yearOfBanner(cell) > 0
		}
	}
	return false
}

// byYearBanner are the facts of a sheet by table, where lines over its tables say
// different years; else all together.
func byYearBanner(facts []fact) [][]fact {
	byTable := map[*table][]fact{}
	var tables []*table
	var years []int
	for _, f := range facts {
		t := f.table()
		if byTable[t] == nil {
			tables = append(tables, t)
			if year, _ := t.yearBanner(); year > 0 && !slices.Contains(years, year) {
				years = append(years, year)
			}
		}
		byTable[t] = append(byTable[t], f)
	}
	if len(years) < 2 {
		return [][]fact{facts}
	}
	parts := make([][]fact, 0, len(tables))
	for _, t := range tables {
		parts = append(parts, byTable[t])
	}
	return parts
}
