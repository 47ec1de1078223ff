package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/pflag"
	"github.com/xuri/excelize/v2"

	"raaderum/docs"
)

// The help page says the limit that each setting has when nobody sets it.
func TestLimitsAreDocumented(t *testing.T) {
	page, err := docs.Import.ReadFile("import/mange-filer.md")
	if err != nil {
		t.Fatal(err)
	}
	cmd := newServeCommand(&environment{getenv: func(string) string { return "" }})
	cmd.Flags().VisitAll(func(flag *pflag.Flag) {
		if !strings.HasPrefix(flag.Name, "limit-") {
			return
		}
		_, row, found := strings.Cut(string(page), "| `--"+flag.Name+"`")
		row, _, _ = strings.Cut(row, "\n")
		usual := strings.TrimSuffix(flag.DefValue, "s")
		if !found || !strings.Contains(strings.ReplaceAll(row, ".", ""), " "+usual+" ") {
			t.Errorf("--%s is %s: the page says %q", flag.Name, usual, row)
		}
	})
}

// A limit is a flag or a variable of every command that reads files, and a file
// above it is refused with the limit in words.
func TestLimitsAreSettings(t *testing.T) {
	name := writeCSV(t, "Projekt;2016;2017\nAlfa;1;2\n")
	for _, c := range []struct{ flag, want string }{
		{"--limit-cells=5", "over 5 udfyldte celler"},
		{"--limit-rows=1", "over 1 udfyldte rækker"},
		{"--limit-columns=2", "flere end 2 kolonner"},
	} {
		code, out, _ := importRunOf(t, "--dry-run", c.flag, name)
		if code != 1 || !strings.Contains(out, c.want) {
			t.Errorf("%s: exit code %d and %q, want %q", c.flag, code, out, c.want)
		}
	}
	if code, _, stderr := commandOf(t, "evaluate", "--limit-cells=5", name); code != 1 || !strings.Contains(stderr, "over 5 udfyldte celler") {
		t.Errorf("evaluate: exit code %d and %q", code, stderr)
	}
	large := writeCSV(t, "Projekt;2016\n"+strings.Repeat("Alfa "+strings.Repeat("x", 1000)+";1\n", 1100))
	for flag, want := range map[string]string{"--limit-megabytes=1": "Grænsen er 1 MB", "--limit-memory=1": "over 1 MB i hukommelsen"} {
		if code, out, _ := importRunOf(t, "--dry-run", flag, large); code != 1 || !strings.Contains(out, want) {
			t.Errorf("%s: exit code %d and %q, want %q", flag, code, out[:min(len(out), 200)], want)
		}
	}
	answered := command(t, map[string]string{"RAADERUM_LIMIT_CELLS": "5"}, "import", "--dry-run", name)
	if !strings.Contains(answered.stdout, "over 5 udfyldte celler") {
		t.Errorf("the variable gives %q", answered.stdout)
	}
}

// writeBook writes a workbook of so many sheets with so many rows each, and gives
// its name.
func writeBook(t *testing.T, sheets, rows int) string {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	for i := range sheets {
		name := fmt.Sprintf("Sheet%d", i+1)
		if _, err := book.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for row := range rows {
			if err := book.SetSheetRow(name, fmt.Sprintf("A%d", row+1), &[]any{"Licens", row, row + 1}); err != nil {
				t.Fatal(err)
			}
		}
	}
	name := filepath.Join(t.TempDir(), "sag.xlsx")
	if err := book.SaveAs(name); err != nil {
		t.Fatal(err)
	}
	return name
}

// writeDense writes a workbook whose only sheet unfolds to megabytes of nothing.
func writeDense(t *testing.T, megabytes int) string {
	t.Helper()
	data, err := os.ReadFile(writeBook(t, 1, 1))
	if err != nil {
		t.Fatal(err)
	}
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, part := range in.File {
		if part.Name != "xl/worksheets/sheet1.xml" {
			if err := w.Copy(part); err != nil {
				t.Fatal(err)
			}
			continue
		}
		to, err := w.Create(part.Name)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(to, `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`, strings.Repeat("<x/>", megabytes<<20/len("<x/>")), `</sheetData></worksheet>`)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "tom.xlsx")
	if err := os.WriteFile(name, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// A file above a limit is refused in both languages with what was over, the
// limit, what to do about it, and the name of the setting.
func TestLimitsAreToldInFull(t *testing.T) {
	many, long, dense := writeBook(t, 4, 1), writeBook(t, 1, 20_000), writeDense(t, 20)
	for _, c := range []struct{ file, flag, danish, english string }{
		{many, "--limit-sheets=3",
			"Projektmappen har flere end 3 ark. Slet ark, der ikke skal bruges, eller del den i flere. Grænsen er indstillingen limit-sheets.",
			"The workbook has more than 3 sheets. Delete sheets that are not needed, or split it. The limit is the setting limit-sheets."},
		{long, "--limit-unzipped=1",
			"Filen fylder alt for meget, når den pakkes ud: over 1 MB i alt, eller en del over 200 gange så meget som pakket. Den er ikke læst. Åbn den i Excel, slet tomme rækker, kolonner og ark, gem den som .xlsx, og prøv igen. Grænserne er indstillingerne limit-unzipped og limit-ratio.",
			"The file becomes far too large when it is unpacked: more than 1 MB in all, or a part more than 200 times as much as packed. It has not been read. Open it in Excel, delete empty rows, columns and sheets, save it as .xlsx, and try again. The limits are the settings limit-unzipped and limit-ratio."},
		{dense, "--limit-ratio=50",
			"over 512 MB i alt, eller en del over 50 gange så meget som pakket. Den er ikke læst. Åbn den i Excel",
			"more than 512 MB in all, or a part more than 50 times as much as packed. It has not been read. Open it in Excel"},
		{long, "--limit-time=1ms",
			"Filen kunne ikke læses på 0,1 sekunder. Slet ark, der ikke skal bruges, gem den som .xlsx i Excel (Filer → Gem som), og prøv igen. Grænsen er indstillingen limit-time.",
			"The file could not be read within 0.1 seconds. Delete sheets that are not needed, save it as .xlsx in Excel (File → Save As), and try again. The limit is the setting limit-time."},
	} {
		for language, want := range map[string]string{"da": c.danish, "en": c.english} {
			code, out, _ := importRunOf(t, "--lang", language, "--dry-run", c.flag, c.file)
			if code != 1 || !strings.Contains(out, want) {
				t.Errorf("%s, %s: exit code %d and %q, want %q", c.flag, language, code, out[:min(len(out), 500)], want)
			}
		}
	}
}
