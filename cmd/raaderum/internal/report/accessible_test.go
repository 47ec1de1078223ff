package report_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"raaderum/charts"
	"raaderum/cmd/raaderum/internal/browsertest"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/cmd/raaderum/internal/report"
)

// What PDF/UA asks of a file and a program can see: it is tagged, says its
// language and shows its title; every figure says what it shows, every heading
// cell which cells it heads, and every link is in the structure; headings begin at
// 1, skip no level and make the outline. Poppler agrees that it is tagged.
func TestPDFIsAccessible(t *testing.T) {
	if !report.HasBrowser() {
		t.Skip("missing component: chromium is not installed")
	}
	p := demoPacks(t)["greve"]
	for _, language := range i18n.Languages {
		p.Print = i18n.New(language)
		pack, err := report.NewCasePack(p.Report, p.Report.Cases[0].Case.ID, charts.NewRenderer(), clock(), p.Print)
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range []struct {
			paper           report.Paper
			figures, tables int // at least
		}{{demoPlan(t, p, 2015).Paper(), 1, 5}, {pack.Paper(), 1, 4}, {pack.CoverNote(), 0, 1}} {
			t.Run(language+"/"+one.paper.Name, func(t *testing.T) {
				files, _, err := one.paper.Write(t.Context(), "https://raaderum.example.org", report.FormatPDF)
				if err != nil {
					t.Fatal(err)
				}
				pdf := bytesOf(t, files[0])
				path := saved(t, "paper.pdf", pdf)
				if folder := os.Getenv("RAADERUM_PICTURES"); folder != "" {
					if err := os.WriteFile(filepath.Join(folder, one.paper.Name+"-"+language+".pdf"), pdf, 0o600); err != nil {
						t.Fatal(err)
					}
				}
				if info := poppler(t, "pdfinfo", path); !strings.Contains(info, "Tagged:          yes") || !strings.Contains(info, "Creator:         Raaderum\n") || !strings.Contains(info, one.paper.Title) {
					t.Errorf("pdfinfo says %s", info)
				}
				for _, want := range []string{"/Lang (" + language + ")", "/DisplayDocTitle true", "/Marked true", "/Type /Outlines"} {
					if !strings.Contains(string(pdf), want) {
						t.Errorf("%s is not in the file", want)
					}
				}
				text := poppler(t, "pdftotext", path, "-")
				for _, word := range one.paper.Heads() {
					for i := 2; i < len(word)-1 && len(word) > 5; i++ { // shorter ones meet by chance
						if strings.Contains(text, word[:i]+"\n"+word[i:]) {
							t.Errorf("the heading %q is broken after %q", word, word[:i])
						}
					}
				}
				figures, tables, faults := browsertest.Structure(pdf)
				if figures < one.figures || tables < one.tables {
					t.Errorf("%d figures and %d tables", figures, tables)
				}
				for _, fault := range faults {
					t.Error(fault)
				}
				for _, without := range []string{"/Alt ", "/Scope", "/S /H1", "/Contents <", "/Tabs /S", "/ToUnicode", "<pdfuaid:part>", "/StructParents"} { // it would be seen
					if _, _, faults := browsertest.Structure(bytes.ReplaceAll(pdf, []byte(without), bytes.Repeat([]byte("x"), len(without)))); len(faults) == 0 && (figures > 0 || without != "/Alt ") {
						t.Errorf("nobody misses %s", without)
					}
				}
			})
		}
	}
}
