package intake_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/cmd/raaderum/internal/intake"
	"raaderum/importers"
	"raaderum/portfolio"
)

// A text file comes back as a workbook with its texts where the findings say
// they are, none of them a number or a formula, and a comment at the cell.
func TestReceiptOfText(t *testing.T) {
	for _, name := range []string{"liste.csv", "liste.tsv"} {
		data := []byte("Projekt\t2016\n\n=1+1\t1.250\n")
		file := importers.File{File: name, Status: importers.Errors, Findings: []importers.Finding{
			{Severity: portfolio.SeverityError, Cell: "liste!B3", Message: "Se her"}}}
		printer := i18n.New("da")
		out, err := intake.Receipt(printer, file, data)
		must(t, err)
		book, err := excelize.OpenReader(bytes.NewReader(out))
		must(t, err)
		defer book.Close()
		for cell, want := range map[string]string{"A1": "Projekt", "B1": "2016", "A3": "=1+1", "B3": "1.250"} {
			got, err := book.GetCellValue("liste", cell)
			must(t, err)
			formula, err := book.GetCellFormula("liste", cell)
			must(t, err)
			kind, err := book.GetCellType("liste", cell)
			must(t, err)
			if got != want || formula != "" || kind != excelize.CellTypeSharedString {
				t.Errorf("%s: %s is %q with formula %q, of type %v", name, cell, got, formula, kind)
			}
		}
		comments, err := book.GetComments("liste")
		must(t, err)
		if len(comments) != 1 || comments[0].Cell != "B3" || len(comments[0].Paragraph) != 1 || !strings.Contains(comments[0].Paragraph[0].Text, "Se her") {
			t.Errorf("%s: comments %+v", name, comments)
		}
		if got := intake.ReceiptName(printer, name); got != "liste (kvittering).xlsx" {
			t.Errorf("the receipt is called %q", got)
		}
		rows, err := book.GetRows("Kvittering")
		must(t, err)
		if len(rows) < 6 || !strings.Contains(rows[4][0], "Tekstfilen kan ikke bære kommentarer") {
			t.Errorf("%s: the receipt says %q", name, rows)
		}
	}
	// A name with no room in a sheet is cut, as Excel does when it opens the file.
	data, err := intake.Receipt(i18n.New("da"), importers.File{File: strings.Repeat("langt navn ", 4) + "[2016].csv"}, []byte("a;b\nc;d\n"))
	must(t, err)
	book, err := excelize.OpenReader(bytes.NewReader(data))
	must(t, err)
	defer book.Close()
	if got := book.GetSheetList()[0]; got != "langt navn langt navn langt nav" {
		t.Errorf("the sheet is called %q", got)
	}
}
