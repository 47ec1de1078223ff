package importers_test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"raaderum/calc"
	"raaderum/importers"
	"raaderum/importers/receipt"
)

// A workbook that was given back with comments and a receipt reads as it did
// before.
func TestReceiptIsNotRead(t *testing.T) {
	book := excelize.NewFile()
	defer book.Close()
	for ref, value := range map[string]any{
		"A1": "Gevinster ved digital post (1.000 kr.)", "A3": "Gevinst", "B3": 2014, "C3": 2015, "A4": "Mindre porto", "B4": 600, "C4": "ukendt",
	} {
		if err := book.SetCellValue("Sheet1", ref, value); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		t.Fatal(err)
	}
	data := out.Bytes()
	back, err := receipt.Write(data, receipt.Receipt{Sheet: "Kvittering",
		Rows:  []receipt.Row{{Cells: []string{receipt.Author}}, {Cells: []string{"År", "2014", "2015"}}, {Cells: []string{"Gevinst", "100", "200"}}},
		Notes: []receipt.Note{{Sheet: "Sheet1", Cell: "B4", Text: "mangler"}, {Sheet: "Sheet1", Cell: "C4", Text: "ikke et tal"}}})
	if err != nil {
		t.Fatal(err)
	}
	read := func(data []byte) importers.File {
		file := importers.Import(t.Context(), "sag.xlsx", data, importers.Options{})
		file.SHA256 = ""
		return file
	}
	if diff := cmp.Diff(read(data), read(back), cmp.Comparer(func(a, b calc.Period) bool { return a == b })); diff != "" {
		t.Errorf("the receipt was read (-before +after):\n%s", diff)
	}
}
