package report_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"raaderum/charts"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/cmd/raaderum/internal/report"
)

// pdfElement is an element of a PDF's structure: Chromium writes each as an object
// of its own, uncompressed.
var pdfElement = regexp.MustCompile(`(?s)\d+ 0 obj\s*<<(/Type /StructElem.*?)>>\s*endobj`)

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
		}{{demoPlan(t, p, 2015).Paper(), 0, 5}, {pack.Paper(), 1, 4}, {pack.CoverNote(), 0, 1}} {
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
				if info := poppler(t, "pdfinfo", path); !strings.Contains(info, "Tagged:          yes") || !strings.Contains(info, one.paper.Title) {
					t.Errorf("pdfinfo says %s", info)
				}
				for _, want := range []string{"/Lang (" + language + ")", "/DisplayDocTitle true", "/Marked true", "/Type /Outlines"} {
					if !strings.Contains(string(pdf), want) {
						t.Errorf("%s is not in the file", want)
					}
				}
				figures, tables, faults := structureOf(pdf)
				if figures < one.figures || tables < one.tables {
					t.Errorf("%d figures and %d tables", figures, tables)
				}
				for _, fault := range faults {
					t.Error(fault)
				}
				for _, without := range []string{"/Alt ", "/Scope", "/S /H1"} { // it would be seen
					if _, _, faults := structureOf(bytes.ReplaceAll(pdf, []byte(without), bytes.Repeat([]byte("x"), len(without)))); len(faults) == 0 && (figures > 0 || without != "/Alt ") {
						t.Errorf("nobody misses %s", without)
					}
				}
			})
		}
	}
}

// structureOf counts the figures and tables of a PDF and names what a reader of
// its structure would miss.
func structureOf(pdf []byte) (figures, tables int, faults []string) {
	headings := map[int]int{}
	for _, found := range pdfElement.FindAllSubmatch(pdf, -1) {
		element := string(found[1])
		kind := regexp.MustCompile(`/S /(\w+)`).FindStringSubmatch(element)
		if kind == nil {
			faults = append(faults, "an element without a kind: "+element)
			continue
		}
		switch name := kind[1]; {
		case name == "Figure":
			figures++
			if !strings.Contains(element, "/Alt (") && !strings.Contains(element, "/Alt <") || strings.Contains(element, "/Alt ()") {
				faults = append(faults, "a figure without a text: "+element)
			}
		case name == "Table":
			tables++
		case name == "TH" && !strings.Contains(element, "/Scope"):
			faults = append(faults, "a heading cell of nothing: "+element)
		case len(name) == 2 && name[0] == 'H' && name[1] >= '1' && name[1] <= '6':
			headings[int(name[1]-'0')]++
		}
	}
	if headings[1] != 1 {
		faults = append(faults, fmt.Sprintf("%d first headings", headings[1]))
	}
	for level := 2; level <= 6; level++ {
		if headings[level] > 0 && headings[level-1] == 0 {
			faults = append(faults, fmt.Sprintf("headings of level %d and none above", level))
		}
	}
	return figures, tables, faults
}
