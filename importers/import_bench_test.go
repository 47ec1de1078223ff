package importers

import (
	"strconv"
	"testing"

	"raaderum/importers/workbook"
)

// BenchmarkRegister reads a register of 10,000 cases with 30 years of amounts
// from cells in memory: recognition alone, without the reader.
func BenchmarkRegister(b *testing.B) {
	book := registerOf(1_000, 30)
	b.ReportAllocs()
	for b.Loop() {
		file := Interpret(book, Options{Answers: Answers{"price-level@Katalog": "2016-pl"}})
		if len(file.Cases) != 1_000 {
			b.Fatalf("%d cases, status %s", len(file.Cases), file.Status)
		}
	}
}

func registerOf(rows, years int) *workbook.Book {
	sheet := &workbook.Sheet{Name: "Katalog"}
	head := workbook.Row{Number: 1}
	for i, text := range []string{"Nr.", "Forslag", "Center", "Engangsudgift 2016 (t.kr.)"} {
		head.Cells = append(head.Cells, workbook.CellAt(1, i+1, workbook.Text, text))
	}
	for y := range years {
		head.Cells = append(head.Cells, workbook.CellAt(1, 5+y, workbook.Text, "Gevinst "+strconv.Itoa(2016+y)+" (t.kr.)"))
	}
	sheet.Rows = append(sheet.Rows, head)
	for i := range rows {
		n := strconv.Itoa(i)
		row := workbook.Row{Number: i + 2, Cells: []workbook.Cell{
			workbook.CellAt(i+2, 1, workbook.Text, "P-"+n),
			workbook.CellAt(i+2, 2, workbook.Text, "Projekt om noget "+n),
			workbook.CellAt(i+2, 3, workbook.Text, "Center for Borgere"),
		}}
		for c := range years + 1 {
			value := 100 + (i*7+c*13)%900
			row.Cells = append(row.Cells, workbook.CellAt(i+2, 4+c, workbook.Number, strconv.Itoa(value)))
		}
		sheet.Rows = append(sheet.Rows, row)
	}
	return &workbook.Book{Format: workbook.XLSX, Sheets: []*workbook.Sheet{sheet}}
}
