package importers

import (
	"regexp"
	"strconv"

	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// tellBrokenAxes finds, on sheets that gave no amounts, rows of years in which
// one is mistyped, such as 2018, 2091, 2020 or 2018, 2018, 2020: no table can be
// read under them, and the one cell is why.
func (r *reader) tellBrokenAxes() {
	for _, v := range r.views {
		if v.grid.turned || r.facts.any(func(f fact) bool { return f.sheet() == v.sheet.Name }) {
			continue
		}
		for row := 1; row <= v.grid.last(); row++ {
			if cell, expected := brokenYear(v.grid, row); cell != nil {
				r.find(Finding{
					Severity: portfolio.SeverityError, Code: "year-axis-broken", Cell: reference(v.sheet.Name, cell.Row(), cell.Col()), Raw: cell.Raw(),
					Args: map[string]any{"text": cell.Raw(), "year": strconv.Itoa(expected)},
				})
				break
			}
		}
	}
}

// The numbers that are taken for years, right or mistyped, when those beside
// them are.
const (
	leastYears  = 3
	oldestYear  = 1990
	newestYear  = 2100
	axisColumns = 60
)

// brokenYear is the one cell of a row of years that does not follow from the
// others, and the year that would; nil when the row is none such, or when no
// numbers stand below it.
func brokenYear(g *grid, row int) (*workbook.Cell, int) {
	var years []int
	var cells []*workbook.Cell
	for i, cell := range g.row(row) {
		year, ok := yearLike(cell)
		switch {
		case ok && len(years) < axisColumns:
			years, cells = append(years, year), append(cells, cell)
		case cell == nil || i == 0 && cell.Kind() == workbook.Text:
		default:
			return nil, 0 // something else stands there too
		}
	}
	if len(years) < leastYears || cells[len(cells)-1].Col()-cells[0].Col() != len(cells)-1 {
		return nil, 0
	}
	votes := map[int]int{} // what the first year would be
	for i, year := range years {
		votes[year-i]++
	}
	for base, n := range votes {
		if n != len(years)-1 || n < 2 || base < oldestYear || base+len(years) > newestYear || !numbersBelow(g, row, cells) {
			continue
		}
		i := 0
		for j, year := range years {
			if year-j != base {
				i = j
			}
		}
		if len(years) == leastYears && i == 0 {
			return nil, 0 // two years that follow each other, and a number before them
		}
		return cells[i], base + i
	}
	return nil, 0
}

// yearLike is the number of a cell that is a year, or was meant for one.
func yearLike(cell *workbook.Cell) (int, bool) {
	if cell == nil || cell.Formula() != "" {
		return 0, false
	}
	if n, ok := wholeNumber(cell); ok {
		return n, true
	}
	if m := yearWord.FindStringSubmatch(fold(cell.Raw())); cell.Kind() == workbook.Text && m != nil {
		return number(m[1]), true
	}
	return 0, false
}

var yearWord = regexp.MustCompile(`^(?:b|bo|r|budget |regnskab |aar )?(\d{3,5})$`)

// numbersBelow tells whether amounts stand below the cells of a row.
func numbersBelow(g *grid, row int, cells []*workbook.Cell) bool {
	for below := row + 1; below <= min(g.last(), row+5); below++ {
		n := 0
		for _, c := range cells {
			if cell := g.at(below, c.Col()); cell != nil && (numeric(cell) || looksLikeNumber(cell.Raw())) {
				n++
			}
		}
		if n >= 2 {
			return true
		}
	}
	return false
}

// tellYearsAsAmounts tells of rows whose amounts are exactly the years they
// stand under: headings said again, or amounts that look like them.
func (r *reader) tellYearsAsAmounts() {
	type line struct {
		table *table
		row   int
	}
	alike := map[line]*int{} // -1 is a row with another amount
	var last line
	var count *int
	for f := range r.facts.all {
		if k := (line{f.table(), f.row()}); k != last || count == nil {
			if last, count = k, alike[k]; count == nil {
				count = new(int)
				alike[k] = count
			}
		}
		if *count < 0 {
			continue
		}
		if n, ok := wholeNumber(f.cell()); !ok || f.time().form != inYear || n != f.time().year {
			*count = -1
		} else {
			*count++
		}
	}
	for f := range r.facts.all {
		if n := alike[line{f.table(), f.row()}]; *n >= 2 {
			r.find(warning("amounts-like-years", f.ref(), f.cell().Raw()))
			*n = 0
		}
	}
}
