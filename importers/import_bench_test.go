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
		head.Cells = append(head.Cells, workbook.Cell{Row: 1, Col: i + 1, Kind: workbook.Text, Raw: text})
	}
	for y := range years {
		head.Cells = append(head.Cells, workbook.Cell{Row: 1, Col: 5 + y, Kind: workbook.Text, Raw: "Gevinst " + strconv.Itoa(2016+y) + " (t.kr.)"})
	}
	sheet.Rows = append(sheet.Rows, head)
	for i := range rows {
		n := strconv.Itoa(i)
		row := workbook.Row{Number: i + 2, Cells: []workbook.Cell{
			{Row: i + 2, Col: 1, Kind: workbook.Text, Raw: "P-" + n},
			{Row: i + 2, Col: 2, Kind: workbook.Text, Raw: "Projekt om noget " + n},
			{Row: i + 2, Col: 3, Kind: workbook.Text, Raw: "Center for Borgere"},
		}}
		for c := range years + 1 {
			value := 100 + (i*7+c*13)%900
			row.Cells = append(row.Cells, workbook.Cell{Row: i + 2, Col: 4 + c, Kind: workbook.Number, Raw: strconv.Itoa(value), Number: float64(value)})
		}
		sheet.Rows = append(sheet.Rows, row)
	}
	return &workbook.Book{Format: workbook.XLSX, Sheets: []*workbook.Sheet{sheet}}
}
