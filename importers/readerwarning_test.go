package importers

import (
	"slices"
	"testing"

	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// What the reader saw in the file reaches the user beside what the layout saw.
func TestReaderWarnings(t *testing.T) {
	book := &workbook.Book{
		Sheets: []*workbook.Sheet{{Name: "Økonomi", Rows: []workbook.Row{
			{Number: 1, Cells: []workbook.Cell{workbook.CellAt(1, 1, workbook.Text, "Projekt"), workbook.CellAt(1, 2, workbook.Text, "Gevinst 2014 (kr.)")}},
			{Number: 2, Cells: []workbook.Cell{workbook.CellAt(2, 1, workbook.Text, "Digital post"), workbook.CellAt(2, 2, workbook.Number, "100")}},
		}}},
		Warnings: []workbook.Warning{{Code: workbook.CodeDuplicateCell, Sheet: "Økonomi", Cell: "B2"}},
	}
	file := Interpret(book, Options{})
	if !slices.ContainsFunc(file.Findings, func(f Finding) bool {
		return f.Code == "duplicate-cell" && f.Cell == "Økonomi!B2" && f.Severity == portfolio.SeverityWarning
	}) {
		t.Errorf("the duplicate cell is not among %+v", file.Findings)
	}
}
