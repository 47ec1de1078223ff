package importers

import (
	"strconv"

	"raaderum/importers/workbook"
)

// fewestCodes is how many columns a row must number to be no case.
const fewestCodes = 3

// numbersColumns tells whether a row below headings does nothing but number
// their columns: "1 2 3 4=2-3", each one more than the one before it.
func (g *grid) numbersColumns(row int) bool {
	last, codes := 0, 0
	for _, cell := range g.row(row) {
		if cell == nil {
			continue
		}
		n, ok := codeOfColumn(cell)
		if !ok || codes > 0 && n != last+1 || codes == 0 && n > 2 {
			return false
		}
		last, codes = n, codes+1
	}
	return codes >= fewestCodes
}

// codeOfColumn is the number of a column in the code that stands in a cell, "4",
// "(4)" or "7=4-6".
func codeOfColumn(cell *workbook.Cell) (int, bool) {
	if n, ok := wholeNumber(cell); ok && cell.Formula() == "" {
		return n, true
	}
	if cell.Kind() != workbook.Text {
		return 0, false
	}
	m := columnCode.FindStringSubmatch(clean(cell.Raw()))
	if m == nil {
		return 0, false
	}
	n, err := strconv.Atoi(m[1])
	return n, err == nil
}
