package workbook

import (
	"strconv"
	"testing"
	"unsafe"

	"pgregory.net/rapid"
)

// A workbook has millions of cells.
func TestCellIsSmall(t *testing.T) {
	if size := unsafe.Sizeof(Cell{}); size > 16 {
		t.Errorf("a cell takes %d bytes", size)
	}
}

// A cell says back what it was given, at any place of a sheet, whatever else it
// is told.
func TestCellKeepsWhatItIsGiven(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		row, col := rapid.IntRange(1, maxRow).Draw(t, "row"), rapid.IntRange(1, maxCol).Draw(t, "col")
		kind, raw := Kind(rapid.IntRange(int(Empty), int(DateTime)).Draw(t, "kind")), rapid.String().Draw(t, "raw")
		cell := CellAt(row, col, kind, raw)
		uncached := rapid.Bool().Draw(t, "uncached")
		if uncached {
			cell.SetUncached()
		}
		if rapid.Bool().Draw(t, "kept") {
			cell.beside = &beside{look: plainLook, home: &home{texts: newTexts()}}
			cell.setText(kind, []byte(raw))
		}
		cell.SetBold()
		if cell.Row() != row || cell.Col() != col || cell.Kind() != kind || cell.Raw() != raw || cell.Uncached() != uncached {
			t.Fatalf("%s, kind %d, %q, uncached %v", cell.Ref(), cell.Kind(), cell.Raw(), cell.Uncached())
		}
	})
}

// What a cell is given is its own, though cells of a style share how they look.
func TestCellsShareOnlyTheirStyle(t *testing.T) {
	book := sheet(`<row r="1"><c r="A1" s="2"><v>1</v></c><c r="B1" s="2"><f>A1</f><v>1</v></c><c r="C1" s="2"><v>1</v></c></row>`).
		with("xl/styles.xml", someStyles).read(t)
	cells := book.Sheets[0].Rows[0].Cells
	want := shown{Row: 1, Col: 3, Kind: DateTime, Raw: "1", Number: 1, Format: "yyyy", Fill: "FFFF00", Struck: true}
	cells[0].SetComment("se bilag")
	cells[0].SetBold()
	cells[0].SetFormat("0")
	if got := shownOf(&cells[2]); got != want {
		t.Errorf("a cell beside the changed one is %+v, want %+v", got, want)
	}
	want.Col, want.Formula = 2, "A1"
	if got := shownOf(&cells[1]); got != want {
		t.Errorf("the formula cell is %+v, want %+v", got, want)
	}
	want.Col, want.Formula, want.Comment, want.Bold, want.Format = 1, "", "se bilag", true, "0"
	if got := shownOf(&cells[0]); got != want {
		t.Errorf("the changed cell is %+v, want %+v", got, want)
	}
}

// Dates in a workbook that counts from 1904 keep their day, in both forms and
// whatever their style. 1904-01-02 is serial 1 (ECMA-376 18.17.4.1).
func TestDatesFrom1904(t *testing.T) {
	book := sheet(`<row r="1"><c r="A1" t="d"><v>1904-01-02</v></c><c r="B1" s="2" t="d"><v>1904-01-02</v></c><c r="C1" s="2"><v>1</v></c></row>`).
		with("xl/workbook.xml", `<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="Ark1" r:id="rId1"/></sheets></workbook>`).
		with("xl/styles.xml", someStyles).read(t)
	for _, cell := range book.Sheets[0].Rows[0].Cells {
		if day := cell.Time().Format("2006-01-02"); cell.Kind() != DateTime || cell.Number() != 1 || day != "1904-01-02" {
			t.Errorf("%s is %v, serial %v, %s", cell.Ref(), cell.Kind(), cell.Number(), day)
		}
	}
}

// The fast way of reading whole numbers gives what strconv gives.
func TestParseNumber(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(
			rapid.StringMatching(`-?[0-9]{1,20}`),
			rapid.StringMatching(`[-+]?[0-9]{0,4}\.?[0-9]{0,4}([eE][-+]?[0-9]{1,3})?`),
		).Draw(t, "text")
		want, err := strconv.ParseFloat(text, 64)
		got, ok := parseNumber(text)
		if ok != (err == nil) || ok && (got != want || 1/got != 1/want) { // the sign of 0 too
			t.Fatalf("%q is %v %v, want %v %v", text, got, ok, want, err)
		}
	})
}
