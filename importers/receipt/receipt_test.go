package receipt_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"raaderum/importers/receipt"
	"raaderum/importers/workbook"
)

// rich is a workbook with much that a receipt must leave alone: formulas, a
// chart, a conditional format, a table, a validation and a comment.
func rich(t *testing.T) []byte {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	for ref, value := range map[string]any{"A1": "År", "B1": "Beløb", "A2": 2014, "B2": 100.5, "A3": 2015, "B3": 200, "D1": "=1+1"} {
		must(t, book.SetCellValue("Sheet1", ref, value))
	}
	must(t, book.SetCellFormula("Sheet1", "B4", "SUM(B2:B3)"))
	must(t, book.AddChart("Sheet1", "F2", &excelize.Chart{Type: excelize.Col, Series: []excelize.ChartSeries{{Name: "Sheet1!$B$1", Categories: "Sheet1!$A$2:$A$3", Values: "Sheet1!$B$2:$B$3"}}}))
	style, err := book.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: "9A0511"}})
	must(t, err)
	must(t, book.SetConditionalFormat("Sheet1", "B2:B3", []excelize.ConditionalFormatOptions{{Type: "cell", Criteria: ">", Format: &style, Value: "150"}}))
	must(t, book.AddComment("Sheet1", excelize.Comment{Cell: "B2", Author: "Økonomi", Text: "skøn"}))
	must(t, book.AddTable("Sheet1", &excelize.Table{Range: "A1:B3", Name: "beloeb"}))
	_, err = book.NewSheet("Kvittering")
	must(t, err)
	must(t, book.SetCellValue("Kvittering", "A1", "er taget"))
	var out bytes.Buffer
	must(t, book.Write(&out))
	return out.Bytes()
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func of(notes ...receipt.Note) receipt.Receipt {
	return receipt.Receipt{Sheet: "Kvittering", Notes: notes, Rows: []receipt.Row{
		{Cells: []string{receipt.Author}, Bold: true},
		{Cells: []string{"Alvor", "Sted", "Set", "Sådan rettes det"}, Bold: true},
		{Cells: []string{"Fejl", "Sheet1!B3", `=CMD|' /C calc'!A0`, "Ret & <gem>"}, LinkSheet: "Sheet1", LinkCell: "B3"},
	}}
}

// partsOf are the parts of a workbook, unpacked.
func partsOf(t *testing.T, data []byte) map[string]string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	must(t, err)
	parts := map[string]string{}
	for _, file := range archive.File {
		in, err := file.Open()
		if err != nil {
			continue // a part packed in a way nobody reads
		}
		text, _ := io.ReadAll(in)
		in.Close()
		parts[file.Name] = string(text)
	}
	return parts
}

func TestWorkbookComesBackWithCommentsAndReceipt(t *testing.T) {
	data := rich(t)
	out, err := receipt.Write(data, of(
		receipt.Note{Sheet: "Sheet1", Cell: "B2", Text: "er dette i t.kr.?"},
		receipt.Note{Sheet: "Sheet1", Cell: "B3", Text: "første"}, receipt.Note{Sheet: "Sheet1", Cell: "B3", Text: "<anden> & tredje"},
		receipt.Note{Sheet: "Kvittering", Cell: "A1", Text: "på et ark uden kommentarer"},
		receipt.Note{Sheet: "Findes ikke", Cell: "A1", Text: "væk"}, receipt.Note{Sheet: "Sheet1", Cell: "ikke en celle", Text: "væk"}))
	must(t, err)
	book, err := excelize.OpenReader(bytes.NewReader(out))
	must(t, err)
	defer book.Close()
	if got := book.GetSheetList(); !slices.Equal(got, []string{"Sheet1", "Kvittering", "Kvittering 2"}) {
		t.Errorf("sheets %v", got)
	}
	got := map[string]string{}
	for _, sheet := range book.GetSheetList() {
		comments, err := book.GetComments(sheet)
		must(t, err)
		for _, c := range comments {
			got[sheet+"!"+c.Cell] = c.Text
			for _, p := range c.Paragraph {
				if !strings.Contains(c.Text, p.Text) {
					got[sheet+"!"+c.Cell] += p.Text
				}
			}
		}
	}
	want := map[string]string{"Sheet1!B2": "skøn\n\nRåderum: er dette i t.kr.?", "Sheet1!B3": "Råderum: første\n\n<anden> & tredje", "Kvittering!A1": "Råderum: på et ark uden kommentarer"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("comments (-want +got):\n%s", diff)
	}
	if text, _ := book.GetCellValue("Kvittering 2", "C3"); text != `=CMD|' /C calc'!A0` {
		t.Errorf("the receipt says %q", text)
	}
	if formula, _ := book.GetCellFormula("Kvittering 2", "C3"); formula != "" {
		t.Errorf("what was seen became the formula %q", formula)
	}
	sameCells(t, data, out)
	before, after := partsOf(t, data), partsOf(t, out)
	spliced := map[string]bool{"[Content_Types].xml": true, "xl/workbook.xml": true, "xl/_rels/workbook.xml.rels": true, "xl/styles.xml": true,
		"xl/comments1.xml": true, "xl/drawings/vmlDrawing1.vml": true, "xl/worksheets/sheet2.xml": true}
	for name, text := range before {
		if after[name] != text && !spliced[name] {
			t.Errorf("%s was changed", name)
		}
	}
	if before["xl/worksheets/sheet1.xml"] != after["xl/worksheets/sheet1.xml"] {
		t.Error("a sheet that had comments already was changed")
	}
}

// sameCells compares every cell of the original with the same one in the copy:
// value, text, type, format and formula.
func sameCells(t *testing.T, data, out []byte) {
	t.Helper()
	before, err := workbook.Read(context.Background(), "a.xlsx", data, workbook.Limits{})
	must(t, err)
	after, err := workbook.Read(context.Background(), "a.xlsx", out, workbook.Limits{})
	must(t, err)
	cells := 0
	for _, sheet := range before.Sheets {
		copied := after.Sheet(sheet.Name)
		if copied == nil {
			t.Errorf("the sheet %s is gone", sheet.Name)
			continue
		}
		for i := range sheet.Rows {
			for j := range sheet.Rows[i].Cells {
				a := &sheet.Rows[i].Cells[j]
				b := copied.At(a.Row(), a.Col())
				if b == nil || a.Raw() != b.Raw() || a.Kind() != b.Kind() || a.Formula() != b.Formula() || a.Format() != b.Format() {
					t.Errorf("%s!%s was %+v and is %+v", sheet.Name, workbook.Ref(a.Row(), a.Col()), a, b)
					return
				}
				cells++
			}
		}
	}
	if cells == 0 {
		t.Error("no cells were compared")
	}
}

// Every workbook among the samples that our reader opens can be given back:
// with a note in a cell of each sheet, every cell the same, and every part that
// has nothing to do with it the same bytes.
func TestSamplesComeBack(t *testing.T) {
	root := "../../../shared/samples"
	if _, err := os.Stat(root); err != nil {
		t.Skip("missing component: ../shared/samples")
	}
	var back, refused, other int
	must(t, filepath.WalkDir(root, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !slices.Contains([]string{".xlsx", ".xlsm"}, filepath.Ext(path)) {
			return err
		}
		if info, err := entry.Info(); err != nil || info.Size() > 2<<20 {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		book, err := workbook.Read(t.Context(), filepath.Base(path), data, workbook.Limits{Time: 10 * time.Second})
		var refusal *workbook.RefusedError
		if errors.As(err, &refusal) {
			refused++
			return nil
		}
		must(t, err)
		if len(book.Sheets) == 0 {
			return nil
		}
		var notes []receipt.Note
		for _, sheet := range book.Sheets {
			notes = append(notes, receipt.Note{Sheet: sheet.Name, Cell: "C3", Text: "se her"})
		}
		out, err := receipt.Write(data, of(notes...))
		if err != nil {
			if !errors.Is(err, receipt.ErrUnsupported) {
				t.Errorf("%s: %v", path, err)
			}
			other++
			t.Logf("%s: %v", filepath.Base(path), err)
			return nil
		}
		back++
		again, err := workbook.Read(t.Context(), filepath.Base(path), out, workbook.Limits{})
		if err != nil {
			t.Errorf("%s cannot be read again: %v", path, err)
			return nil
		}
		for _, sheet := range book.Sheets {
			copied := again.Sheet(sheet.Name)
			for i := range sheet.Rows {
				for j := range sheet.Rows[i].Cells {
					a := &sheet.Rows[i].Cells[j]
					if b := copied.At(a.Row(), a.Col()); b == nil || a.Raw() != b.Raw() || a.Kind() != b.Kind() || a.Formula() != b.Formula() {
						t.Errorf("%s: %s!%s was %q", path, sheet.Name, workbook.Ref(a.Row(), a.Col()), a.Raw())
						return nil
					}
				}
			}
		}
		before, after := partsOf(t, data), partsOf(t, out)
		for name, text := range before {
			if _, kept := after[name]; !kept {
				t.Errorf("%s lost %s", path, name)
			}
			folder := strings.ToLower(name)
			if after[name] != text && !strings.Contains(folder, "sheet") && !strings.Contains(folder, "comments") && !strings.Contains(folder, "vmldrawing") &&
				!strings.Contains(folder, "workbook") && !strings.Contains(folder, "styles") && !strings.HasPrefix(folder, "[content") && !strings.HasSuffix(folder, ".rels") {
				t.Errorf("%s: %s was changed", path, name)
			}
		}
		return nil
	}))
	t.Logf("%d came back, %d cannot carry a receipt, %d are refused by the reader", back, other, refused)
	if back < 50 {
		t.Errorf("only %d came back", back)
	}
}

// LibreOffice opens the workbook and finds every value, the comments and the
// receipt sheet.
func TestLibreOfficeOpensIt(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("missing component: LibreOffice (soffice)")
	}
	out, err := receipt.Write(rich(t), of(receipt.Note{Sheet: "Sheet1", Cell: "B3", Text: "se her"}, receipt.Note{Sheet: "Kvittering", Cell: "A1", Text: "og her"}))
	must(t, err)
	folder := t.TempDir()
	must(t, os.WriteFile(filepath.Join(folder, "sag.xlsx"), out, 0o600))
	command := exec.CommandContext(t.Context(), office, "-env:UserInstallation=file://"+folder+"/profile", "--headless", "--convert-to", "fods", "--outdir", folder, filepath.Join(folder, "sag.xlsx"))
	if text, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	flat, err := os.ReadFile(filepath.Join(folder, "sag.fods"))
	must(t, err)
	for _, want := range []string{`table:name="Kvittering 2"`, "Råderum: se her", "Råderum: og her", "skøn", "Ret &amp; &lt;gem&gt;", `office:value="300.5"`, "CMD|"} {
		if !bytes.Contains(flat, []byte(want)) {
			t.Errorf("LibreOffice does not have %s", want)
		}
	}
	if n := bytes.Count(flat, []byte("<office:annotation ")); n != 3 {
		t.Errorf("LibreOffice has %d comments, want 3", n)
	}
}

func TestOthersAreUnsupported(t *testing.T) {
	for _, data := range [][]byte{nil, []byte("Projekt;2016\nAlfa;1\n"), []byte("PK\x03\x04 kort")} {
		if _, err := receipt.Write(data, of()); !errors.Is(err, receipt.ErrUnsupported) {
			t.Errorf("%q: %v", fmt.Sprintf("%.10s", data), err)
		}
	}
}
