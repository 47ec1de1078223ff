package workbook

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"
)

// bulk is n bytes of empty elements, which unzip to hundreds of times their size.
func bulk(n int) string { return strings.Repeat("<x/>", n/4) }

// Files made to do harm are refused with the code that says why.
func TestHostile(t *testing.T) {
	data := func(p parts) []byte { return p.zip(t) }
	row := `<row><c><v>1</v></c></row>`
	good := data(sheet(row))
	cellsOver := func(n int) string { return strings.Repeat(`<row><c><v>1</v></c></row>`, n) }
	for name, c := range map[string]struct {
		data   []byte
		limits Limits
		want   string
	}{
		"nothing":                   {nil, Limits{}, CodeEmptyFile},
		"blanks":                    {[]byte(" \r\n\t \x00"), Limits{}, CodeEmptyFile},
		"too many bytes":            {good, Limits{Bytes: 100}, CodeTooLarge},
		"a picture":                 {[]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR"), Limits{}, CodeNotAWorkbook},
		"a PDF":                     {[]byte("%PDF-1.7\n"), Limits{}, CodeNotAWorkbook},
		"a page":                    {[]byte("<!DOCTYPE html><html><table>"), Limits{}, CodeNotAWorkbook},
		"prose":                     {[]byte("Kære byråd\n\nVedlagt er handleplanen.\n"), Limits{}, CodeNotAWorkbook},
		"a zip of something":        {zipOf(t, "brev.txt", "hej"), Limits{}, CodeNotAWorkbook},
		"an empty zip":              {[]byte("PK\x05\x06" + strings.Repeat("\x00", 18)), Limits{}, CodeNotAWorkbook},
		"Word":                      {zipOf(t, "word/document.xml", "<w/>"), Limits{}, CodeNotAWorkbook},
		"xlsb":                      {data(sheet(row).with("xl/workbook.bin", "x")), Limits{}, CodeBinaryFormat},
		"ods":                       {zipOf(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet"), Limits{}, CodeOpenDocument},
		"odt":                       {zipOf(t, "mimetype", "application/vnd.oasis.opendocument.text"), Limits{}, CodeNotAWorkbook},
		"fods":                      {[]byte(`<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">`), Limits{}, CodeOpenDocument},
		"XML of 2003":               {[]byte(`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">`), Limits{}, CodeOldFormat},
		"BIFF before compound":      {[]byte("\x09\x08\x08\x00\x00\x05\x10\x00\x00\x00\x00\x00"), Limits{}, CodeOldFormat},
		"truncated":                 {good[:len(good)/2], Limits{}, CodeCorrupt},
		"truncated inside a sheet":  {data(parts{"xl/worksheets/sheet1.xml": `<worksheet><sheetData><row><c><v>1</v>`}), Limits{}, CodeCorrupt},
		"a broken part":             {flipped(good), Limits{}, CodeCorrupt},
		"no sheet part":             {data(parts{}), Limits{}, CodeCorrupt},
		"no relations":              {data(sheet(row).with("_rels/.rels", "<Relationships/>")), Limits{}, CodeCorrupt},
		"not a worksheet":           {data(parts{"xl/worksheets/sheet1.xml": `<html/>`}), Limits{}, CodeCorrupt},
		"no sheets":                 {data(sheet(row).with("xl/workbook.xml", `<workbook><sheets/></workbook>`)), Limits{}, CodeNoSheets},
		"a bomb by ratio":           {data(sheet(bulk(40 << 20))), Limits{}, CodeZipBomb},
		"a bomb by size":            {data(sheet(bulk(3 << 20))), Limits{Unzipped: 1 << 20}, CodeZipBomb},
		"a bomb of strings":         {data(sheet(row).with("xl/sharedStrings.xml", `<sst>`+bulk(40<<20)+`</sst>`)), Limits{}, CodeZipBomb},
		"a bomb of relations":       {data(sheet(row).with("xl/_rels/workbook.xml.rels", strings.Replace(bookRels, "<Relationship ", bulk(40<<20)+"<Relationship ", 1))), Limits{}, CodeZipBomb},
		"too many cells":            {data(sheet(cellsOver(11))), Limits{Cells: 10}, CodeTooManyCells},
		"too much memory":           {data(sheet(cellsOver(11))), Limits{Memory: 175}, CodeTooMuchMemory}, // of 11 cells, 16 bytes each
		"too much text":             {data(sheet(row).with("xl/sharedStrings.xml", `<sst><si><t>`+strings.Repeat("a", 900)+`</t></si></sst>`)), Limits{Memory: 900}, CodeTooMuchMemory},
		"too many rows":             {data(sheet(cellsOver(11))), Limits{Rows: 10}, CodeTooManyRows},
		"too many columns":          {data(sheet(`<row><c r="K1"><v>1</v></c></row>`)), Limits{Columns: 10}, CodeTooManyCols},
		"too many strings":          {data(sheet(row).with("xl/sharedStrings.xml", `<sst>`+strings.Repeat("<si/>", 11)+`</sst>`)), Limits{Cells: 10}, CodeTooManyCells},
		"too many sheets":           {data(sheet(row).with("xl/workbook.xml", strings.Replace(bookXML, "</sheets>", `<sheet name="Ark2" r:id="rId1"/></sheets>`, 1))), Limits{Sheets: 1}, CodeTooManySheets},
		"a row beyond the sheet":    {data(sheet(`<row r="1048577"><c><v>1</v></c></row>`)), Limits{}, CodeCorrupt},
		"a row number that repeats": {data(sheet(`<row r="99999999999999999999"><c><v>1</v></c></row>`)), Limits{}, ""},
		"entities":                  {data(sheet(row).with("xl/sharedStrings.xml", `<!DOCTYPE sst [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><sst><si><t>&b;</t></si></sst>`)), Limits{}, CodeDangerousXML},
		"an external entity":        {data(parts{"xl/worksheets/sheet1.xml": `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&f;</t></is></c></row></sheetData></worksheet>`}), Limits{}, CodeDangerousXML},
		"an unknown entity":         {data(sheet(`<row><c t="inlineStr"><is><t>&nbsp;</t></is></c></row>`)), Limits{}, CodeCorrupt},
		"deep nesting":              {data(sheet(strings.Repeat("<x>", 100_000))), Limits{}, CodeDangerousXML},
		"an endless tag":            {data(sheet(`<row ` + random(20<<20) + `="1"/>`)), Limits{Ratio: 100_000}, CodeDangerousXML},
		"an unclosed quote":         {data(sheet(`<row r="1><c/></row>`)), Limits{}, CodeCorrupt},
		"wrong nesting":             {data(parts{"xl/worksheets/sheet1.xml": `</worksheet>`}), Limits{}, CodeCorrupt},
		"columns without end":       {data(parts{"xl/worksheets/sheet1.xml": `<worksheet><cols><col min="1" max="999999999" hidden="1"/></cols><sheetData/></worksheet>`}), Limits{}, ""},
		"text called a workbook":    {[]byte("Post;2015;2016\nPorto;10;20\n"), Limits{}, CodeNotAWorkbook},
	} {
		t.Run(name, func(t *testing.T) {
			book, err := Read(context.Background(), "fil.xlsx", c.data, c.limits)
			if got := codeOf(err); got != c.want {
				t.Errorf("refused with %q (%v), want %q", got, err, c.want)
			}
			if (book == nil) != (err != nil) {
				t.Error("a refused file must not leave a book")
			}
		})
	}
}

// random is text that does not compress, so that no ratio is in the way.
func random(n int) string {
	out := make([]byte, n)
	state := uint32(1)
	for i := range out {
		state = state*1664525 + 1013904223
		out[i] = 'a' + byte(state>>24)%26
	}
	return string(out)
}

func zipOf(t *testing.T, name, text string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	part, err := w.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(part, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// flipped turns over bits in the middle of the packed sheet.
func flipped(data []byte) []byte {
	data = bytes.Clone(data)
	at := bytes.Index(data, []byte("xl/worksheets/sheet1.xml")) + len("xl/worksheets/sheet1.xml") + 20
	data[at] ^= 0xFF
	data[at+10] ^= 0xFF
	return data
}

// Of a part under two spellings of one name the first in the file counts, as
// in Excel: what was looked at must be what is read.
func TestPartTwice(t *testing.T) {
	book := sheet(`<row><c><v>1</v></c></row>`).with("XL/Worksheets/Sheet1.xml", `<worksheet><sheetData><row><c><v>2</v></c></row></sheetData></worksheet>`).read(t)
	if got := listed(book.Sheets[0]); got != "A1=2" {
		t.Errorf("read %s, want the part that stands first", got)
	}
}

// Formulas that refer to themselves are text like any other.
func TestFormulaCycle(t *testing.T) {
	book := sheet(`<row><c><f>B1</f><v>0</v></c><c><f>A1</f><v>0</v></c></row>`).read(t)
	if got := book.Sheets[0].At(1, 1).Formula(); got != "B1" {
		t.Errorf("the formula is %s", got)
	}
}

// Time and the caller's context end the reading, each with its own error.
func TestTime(t *testing.T) {
	data := sheet(strings.Repeat(`<row><c><v>1</v></c></row>`, 200_000)).zip(t)
	if _, err := Read(context.Background(), "", data, Limits{Time: time.Nanosecond}); codeOf(err) != CodeTooSlow {
		t.Errorf("out of time gives %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Read(ctx, "", data, Limits{}); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled context gives %v", err)
	}
	text := []byte(strings.Repeat("a;b\n", 10_000))
	if _, err := Read(ctx, "", text, Limits{}); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled context gives %v for text", err)
	}
}

func FuzzRead(f *testing.F) {
	row := `<row r="1"><c r="A1" s="1"><v>41639</v></c><c t="s"><v>0</v></c><c><f t="shared" si="0" ref="A1:A2">B1+1</f><v>2</v></c></row>`
	seeds := []parts{
		sheet(row).with("xl/styles.xml", someStyles).with("xl/sharedStrings.xml", `<sst><si><t>æ</t></si></sst>`),
		sheet(`<row><c t="inlineStr"><is><t>&#229;</t></is></c></row>`).with("xl/worksheets/_rels/sheet1.xml.rels", `<Relationships/>`),
		{"xl/worksheets/sheet1.xml": `<worksheet><cols><col min="1" max="3" hidden="1"/></cols><sheetData/><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>`},
	}
	for _, seed := range seeds {
		f.Add(seed.zip(f))
	}
	for _, text := range []string{"a;b\n1;2\n", "sep=,\na,b\n", "a\tb\r\n\r\nc\td", "\xff\xfea\x00;\x00b\x00", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat(" ", 2000)} {
		f.Add([]byte(text))
	}
	limits := Limits{Unzipped: 8 << 20, Cells: 100_000, Time: 5 * time.Second}
	f.Fuzz(func(t *testing.T, data []byte) { check(t, data, limits) })
}

// FuzzSheet gets past the zip file: the bytes are a sheet's XML.
func FuzzSheet(f *testing.F) {
	for _, text := range []string{
		`<worksheet><sheetData><row r="1"><c r="A1" s="1"><v>41639</v></c><c t="s"><v>0</v></c></row></sheetData></worksheet>`,
		`<worksheet><sheetData><row><c t="d"><v>2013-12-31</v></c><c t="e"><v>#N/A</v></c><c><f t="shared" si="0">A1</f></c></row></sheetData></worksheet>`,
		`<worksheet><!-- x --><dataValidations><dataValidation type="list" sqref="A1 B2"><formula1>"a,b"</formula1></dataValidation></dataValidations></worksheet>`,
	} {
		f.Add(text)
	}
	limits := Limits{Unzipped: 8 << 20, Cells: 100_000, Time: 5 * time.Second}
	f.Fuzz(func(t *testing.T, text string) {
		check(t, parts{"xl/worksheets/sheet1.xml": text, "xl/styles.xml": someStyles}.zip(t), limits)
	})
}

// check reads bytes and holds the result against what every book promises.
func check(t *testing.T, data []byte, limits Limits) {
	book, err := Read(context.Background(), "", data, limits)
	if err != nil {
		if code := codeOf(err); code == CodeTooSlow || strings.Contains(err.Error(), "panic") {
			t.Fatal(err)
		}
		return
	}
	for _, sheet := range book.Sheets {
		row := 0
		for i := range sheet.Rows {
			if sheet.Rows[i].Number <= row || len(sheet.Rows[i].Cells) == 0 {
				t.Fatalf("row %d follows row %d", sheet.Rows[i].Number, row)
			}
			row = sheet.Rows[i].Number
			if err := checkRow(&sheet.Rows[i]); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func checkRow(row *Row) error {
	col := 0
	for _, cell := range row.Cells {
		switch {
		case cell.Row() != row.Number || cell.Col() <= col || cell.Row() > maxRow || cell.Col() > maxCol:
			return fmt.Errorf("%s stands in row %d after column %d", cell.Ref(), row.Number, col)
		case cell.Kind() == Number && cell.Number()-cell.Number() != 0:
			return fmt.Errorf("%s is not finite", cell.Ref())
		case cell.Kind() == DateTime && cell.Time().IsZero():
			return fmt.Errorf("%s is a date without a time", cell.Ref())
		}
		col = cell.Col()
	}
	return nil
}
