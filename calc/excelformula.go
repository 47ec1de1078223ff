package calc

import "strings"

// ExcelFormula is a formula for a workbook, in English and without its leading
// equals sign. What it refers to stands in brackets:
//
//	[Net]   the whole column of the table, an input, or an input's list of values
//	[@Net]  the column's cell in the formula's own row
//	[^Sum]  the column's cell in the row above, in the first row the heading
//
// The names are those of Explanation.Columns and of the Inputs beside the
// formula.
type ExcelFormula string

// InCells is the formula with each reference replaced by what cell says for it,
// such as "F2:F7" for "Net" and "F3" for "@Net".
func (f ExcelFormula) InCells(cell func(reference string) string) string {
	var formula strings.Builder
	rest := string(f)
	for {
		before, after, found := strings.Cut(rest, "[")
		formula.WriteString(before)
		if !found {
			return formula.String()
		}
		reference, behind, _ := strings.Cut(after, "]")
		formula.WriteString(cell(reference))
		rest = behind
	}
}
