package workbook

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// What lies around the cells, as excelize writes it: an independent writer.
func TestAroundCells(t *testing.T) {
	file := excelize.NewFile()
	defer file.Close()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(file.SetSheetName("Sheet1", "Økonomi"))
	for _, name := range []string{"Skjult", "Lister"} {
		_, err := file.NewSheet(name)
		must(err)
	}
	must(file.SetSheetVisible("Skjult", false))
	must(file.SetSheetVisible("Lister", false, true))
	must(file.SetCellValue("Økonomi", "B2", "Service"))
	must(file.SetCellValue("Økonomi", "D14", 123.456))
	must(file.MergeCell("Økonomi", "B2", "D3"))
	must(file.MergeCell("Økonomi", "A1", "A9"))
	must(file.SetRowVisible("Økonomi", 14, false))
	must(file.SetColVisible("Økonomi", "F:G", false))
	must(file.AddComment("Økonomi", excelize.Comment{Cell: "D14", Author: "Analytiker", Paragraph: []excelize.RichTextRun{{Text: "skøn fra "}, {Text: "leverandør"}}}))
	must(file.AddComment("Økonomi", excelize.Comment{Cell: "C20", Author: "Analytiker", Paragraph: []excelize.RichTextRun{{Text: "mangler"}}}))
	list := excelize.NewDataValidation(true)
	list.SetSqref("B2:B9 D2")
	must(list.SetDropList([]string{"Service", "Anlæg", "Overførsler"}))
	must(file.AddDataValidation("Økonomi", list))
	ref := excelize.NewDataValidation(true)
	ref.SetSqref("C2")
	ref.SetSqrefDropList("Lister!$A$1:$A$3")
	must(file.AddDataValidation("Økonomi", ref))
	must(file.SetDefinedName(&excelize.DefinedName{Name: "Kalkulationsrente", RefersTo: "Økonomi!$D$14"}))
	must(file.SetDefinedName(&excelize.DefinedName{Name: "Lokal", RefersTo: "Skjult!$A$1", Scope: "Skjult"}))
	var out bytes.Buffer
	must(file.Write(&out))

	book, err := Read(context.Background(), "sag.xlsx", out.Bytes(), Limits{})
	must(err)
	if diff := cmp.Diff([]DefinedName{{"Kalkulationsrente", "Økonomi!$D$14", ""}, {"Lokal", "Skjult!$A$1", "Skjult"}}, book.Names); diff != "" {
		t.Error("names:", diff)
	}
	for name, want := range map[string]Visibility{"økonomi": Visible, "Skjult": Hidden, "Lister": VeryHidden} {
		if got := book.Sheet(name).Visibility; got != want {
			t.Errorf("%s has visibility %d, want %d", name, got, want)
		}
	}
	sheet := book.Sheet("Økonomi")
	if !sheet.HiddenRows[14] || len(sheet.HiddenRows) != 1 || !sheet.HiddenCols[6] || !sheet.HiddenCols[7] || len(sheet.HiddenCols) != 2 {
		t.Errorf("hidden rows %v and columns %v", sheet.HiddenRows, sheet.HiddenCols)
	}
	if got := sheet.At(14, 4).Comment(); got != "skøn fra leverandør" {
		t.Errorf("the comment at D14 is %q", got)
	}
	if got := sheet.At(20, 3); got == nil || got.Kind() != Empty || got.Comment() != "mangler" {
		t.Errorf("the comment on the empty cell C20 is %+v", got)
	}
	want := []Validation{
		{Range: Range{2, 2, 9, 2}, List: []string{"Service", "Anlæg", "Overførsler"}},
		{Range: Range{2, 4, 2, 4}, List: []string{"Service", "Anlæg", "Overførsler"}},
		{Range: Range{2, 3, 2, 3}, Source: "Lister!$A$1:$A$3"},
	}
	if diff := cmp.Diff(want, sheet.Validations); diff != "" {
		t.Error("validations:", diff)
	}
	for ref, want := range map[string]string{"C3": "B2:D3", "B2": "B2:D3", "A5": "A1:A9", "E2": "", "A10": ""} {
		row, col, _ := ParseRef(ref)
		if area, ok := sheet.MergedAt(row, col); ok != (want != "") || ok && area.String() != want {
			t.Errorf("MergedAt(%s) = %s, %v; want %s", ref, area, ok, want)
		}
	}
}

func TestMacrosAndLinks(t *testing.T) {
	rels := strings.Replace(bookRels, "</Relationships>", `<Relationship Id="rId8" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink" Target="externalLinks/externalLink1.xml"/><Relationship Id="rId9" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/></Relationships>`, 1)
	book := sheet(`<row><c><f>[1]Ark1!A1</f><v>5</v></c></row>`).
		with("xl/_rels/workbook.xml.rels", rels).
		with("xl/externalLinks/externalLink1.xml", `<externalLink/>`).
		with("xl/externalLinks/_rels/externalLink1.xml.rels", `<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath" Target="file:///Bog2.xlsx" TargetMode="External"/></Relationships>`).
		read(t)
	if !book.Macros || book.Format != XLSM {
		t.Errorf("macros %v, format %s", book.Macros, book.Format)
	}
	if diff := cmp.Diff([]string{"Bog2.xlsx"}, book.Links); diff != "" {
		t.Error(diff)
	}
	if cell := book.Sheets[0].At(1, 1); cell.Number() != 5 || cell.Formula() != "[1]Ark1!A1" {
		t.Errorf("the cell is %+v", cell)
	}
}

// A threaded comment is read as its thread, not as the note for old programs.
func TestThreadedComments(t *testing.T) {
	book := sheet(`<row><c><v>1</v></c></row>`).
		with("xl/worksheets/_rels/sheet1.xml.rels", `<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="../comments1.xml"/><Relationship Id="r2" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" Target="../threadedComments/threadedComment1.xml"/></Relationships>`).
		with("xl/comments1.xml", `<comments><authors><author>x</author></authors><commentList><comment ref="A1" authorId="0"><text><t>[Threaded comment] Your version of Excel …</t></text></comment></commentList></comments>`).
		with("xl/threadedComments/threadedComment1.xml", `<ThreadedComments><threadedComment ref="A1" id="1"><text>Er det pr. år?</text></threadedComment><threadedComment ref="A1" id="2" parentId="1"><text>Ja</text></threadedComment></ThreadedComments>`).
		read(t)
	if got := book.Sheets[0].At(1, 1).Comment(); got != "Er det pr. år?\nJa" {
		t.Errorf("the comment is %q", got)
	}
}

// Lists of Excel 2010 lie in an extension, with their range as an element.
func TestExtendedValidation(t *testing.T) {
	book := parts{"xl/worksheets/sheet1.xml": `<worksheet xmlns:x14="a" xmlns:xm="b"><sheetData/><extLst><ext><x14:dataValidations><x14:dataValidation type="list"><x14:formula1><xm:f>Lister!$A$1:$A$3</xm:f></x14:formula1><xm:sqref>B2:B9</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>`}.read(t)
	want := []Validation{{Range: Range{2, 2, 9, 2}, Source: "Lister!$A$1:$A$3"}}
	if diff := cmp.Diff(want, book.Sheets[0].Validations); diff != "" {
		t.Error(diff)
	}
}

// Strict OOXML has other namespaces, some writers other prefixes, some write
// UTF-16, backslashes or absolute targets.
func TestOddPackages(t *testing.T) {
	plain := `<row><c t="inlineStr"><is><t>æøå</t></is></c></row>`
	utf16 := "\xFF\xFE"
	for _, r := range `<?xml version="1.0" encoding="UTF-16"?><worksheet><sheetData>` + plain + `</sheetData></worksheet>` {
		utf16 += string([]byte{byte(r), byte(r >> 8)})
	}
	for name, p := range map[string]parts{
		"strict": sheet(plain).
			with("_rels/.rels", strings.ReplaceAll(rootRels, "schemas.openxmlformats.org/officeDocument/2006", "purl.oclc.org/ooxml/officeDocument")).
			with("xl/_rels/workbook.xml.rels", strings.ReplaceAll(bookRels, "schemas.openxmlformats.org/officeDocument/2006", "purl.oclc.org/ooxml/officeDocument")),
		"prefixes":         {"xl/worksheets/sheet1.xml": `<x:worksheet xmlns:x="a"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>æøå</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>`},
		"byte order mark":  {"xl/worksheets/sheet1.xml": "\ufeff" + `<worksheet><sheetData>` + plain + `</sheetData></worksheet>`},
		"UTF-16":           {"xl/worksheets/sheet1.xml": utf16},
		"Windows-1252":     {"xl/worksheets/sheet1.xml": `<?xml version="1.0" encoding="windows-1252"?><worksheet><sheetData><row><c t="inlineStr"><is><t>` + "\xe6\xf8\xe5" + `</t></is></c></row></sheetData></worksheet>`},
		"absolute targets": sheet(plain).with("xl/_rels/workbook.xml.rels", strings.ReplaceAll(bookRels, `Target="work`, `Target="/xl/work`)),
		"comments":         {"xl/worksheets/sheet1.xml": `<?xml version="1.0"?><!-- <c> --><worksheet><sheetData><!-- x --><row><?pi ?><c t="inlineStr"><is><t>æ<!-- y -->øå</t></is></c></row></sheetData></worksheet>`},
	} {
		t.Run(name, func(t *testing.T) {
			if cell := p.read(t).Sheets[0].At(1, 1); cell == nil || cell.Raw() != "æøå" {
				t.Errorf("the cell is %+v", cell)
			}
		})
	}
}
