package template

import "strconv"

// places says where everything stands, so that one sheet can refer to another.
type places struct {
	years           int
	masterRow       map[string]int
	costs, benefits grid
	result          result
}

// grid is a table of lines with years across.
type grid struct {
	sheet     string
	columns   []Column
	indexRow  int // år 0, år 1, …
	headRow   int
	firstRow  int
	lastRow   int
	totalRow  int
	totalCol  int // I alt
	firstYear int // column
	lastYear  int
}

// result is the rows of Resultat.
type result struct {
	indexRow, headRow             int
	costs, benefits, net          int
	factor, present, cumulative   int
	uncovered                     int
	npv, payback, presentCosts    int
	presentBenefits, switchingRow int
	totalCol, firstYear, lastYear int
	keySection                    int
}

const (
	masterValue = 2 // the column of values in Stamdata
	firstGrid   = 5 // the row of the year numbers
)

func placesOf(form Form) places {
	p := places{
		years:     form.Years,
		masterRow: map[string]int{},
		costs:     gridOf(SheetCosts, CostColumns, form.rows(len(form.Case.Costs)), form.Years),
		benefits:  gridOf(SheetBenefits, BenefitColumns, form.rows(len(form.Case.Benefits)), form.Years),
	}
	row := 5
	for _, section := range masterSections {
		row++ // the section's title
		for _, field := range section.fields {
			p.masterRow[field.Name] = row
			row++
		}
		row++
	}
	p.result = result{
		indexRow: 5, headRow: 6,
		costs: 7, benefits: 8, net: 9, factor: 10, present: 11, cumulative: 12, uncovered: 13,
		keySection: 15, npv: 16, payback: 17, presentCosts: 18, presentBenefits: 19, switchingRow: 20,
		totalCol: 2, firstYear: 3, lastYear: 2 + form.Years,
	}
	return p
}

// rows is how many rows a table of so many lines gets, with room for more.
func (f Form) rows(lines int) int {
	if f.SpareRows > 0 {
		return lines + f.SpareRows
	}
	return max(plentyOfRows, lines+3)
}

func gridOf(sheet string, columns []Column, rows, years int) grid {
	g := grid{sheet: sheet, columns: columns, indexRow: firstGrid, headRow: firstGrid + 1, firstRow: firstGrid + 2}
	g.lastRow = g.firstRow + rows - 1
	g.totalRow = g.lastRow + 1
	g.totalCol = len(columns) + 1
	g.firstYear = g.totalCol + 1
	g.lastYear = g.totalCol + years
	return g
}

// total is a reference to the total of a year, as another sheet writes it.
func (g grid) total(t int) string { return "'" + g.sheet + "'!" + at(g.totalRow, g.firstYear+t) }

func itoa(n int) string { return strconv.Itoa(n) }
