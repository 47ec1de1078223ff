package importers

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"raaderum/importers/template"
	"raaderum/importers/workbook"
)

// Whatever stands in a cell of a workbook of ours, it is read or reported: no
// panic, no amount without a place, and no amount out of a cell without a digit.
func FuzzTemplateCell(f *testing.F) {
	returned, err := template.ReturnBytes(exampleReturn())
	if err != nil {
		f.Fatal(err)
	}
	var books []*workbook.Book
	for _, data := range [][]byte{vectorABytes(), returned} {
		book, err := workbook.Read(context.Background(), "sag.xlsx", data, workbook.Limits{})
		if err != nil {
			f.Fatal(err)
		}
		books = append(books, book)
	}
	for _, raw := range []string{"", "?", "-", "1.234", "1,5", "2,5 mio.", "#REF!", "0", "1e400", "Gevinst", "Udgifter i alt", "Råderum skabelon 9", "2014", "'=1"} {
		f.Add(uint8(0), uint8(2), uint8(6), uint8(11), uint8(workbook.Text), raw)
		f.Add(uint8(1), uint8(1), uint8(4), uint8(5), uint8(workbook.Number), raw)
	}
	f.Fuzz(func(t *testing.T, source, sheet, row, col, kind uint8, raw string) {
		book := books[int(source)%len(books)]
		s := book.Sheets[int(sheet)%len(book.Sheets)]
		r := &s.Rows[int(row)%len(s.Rows)]
		cell := &r.Cells[int(col)%len(r.Cells)]
		defer func(was workbook.Cell) { *cell = was }(*cell)
		cell.Set(workbook.Kind(kind%6), raw)
		place := reference(s.Name, cell.Row(), cell.Col())
		file := Interpret(book, Options{})
		if _, err := json.Marshal(file); err != nil {
			t.Fatal(err)
		}
		for _, amount := range allAmounts(file) {
			if amount.Cell() == "" || amount.Period.IsZero() {
				t.Fatalf("an amount without a place: %+v", amount)
			}
			if amount.Cell() == place && !strings.ContainsAny(raw, "0123456789") {
				t.Fatalf("%q became %d øre", raw, amount.Ore)
			}
		}
	})
}
