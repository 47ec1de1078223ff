package report_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/cmd/raaderum/internal/report"
)

// No page of the plan ends with a heading, or with the words that introduce a
// table on the next: neither as PDF nor as Word.
func TestNoPageEndsWithAHeading(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("missing component: poppler (pdftotext) is not installed")
	}
	for _, language := range i18n.Languages {
		p := demoPacks(t)["greve"]
		p.Print = i18n.New(language)
		paper := demoPlan(t, p, 2014).Paper()
		word, err := paper.Word("https://raaderum.example.org")
		if err != nil {
			t.Fatal(err)
		}
		pdfs := map[string]string{"word": filepath.Join(converted(t, "pdf", saved(t, "plan.docx", word)), "plan.pdf")}
		if report.HasBrowser() {
			files, _, err := paper.Write(t.Context(), "https://raaderum.example.org", report.FormatPDF)
			if err != nil {
				t.Fatal(err)
			}
			var pdf bytes.Buffer
			if err := files[0].Write(&pdf); err != nil {
				t.Fatal(err)
			}
			pdfs["pdf"] = saved(t, "plan.pdf", pdf.Bytes())
		}
		for kind, path := range pdfs {
			if folder := os.Getenv("RAADERUM_PICTURES"); folder != "" {
				if pdf, err := os.ReadFile(path); err == nil { //nolint:gosec // of this test
					_ = os.WriteFile(filepath.Join(folder, "plan-"+language+"-"+kind+".pdf"), pdf, 0o600)
				}
			}
			text, err := exec.CommandContext(t.Context(), "pdftotext", "-layout", path, "-").Output()
			if err != nil {
				t.Fatal(err)
			}
			pages := strings.Split(strings.TrimSuffix(string(text), "\f"), "\f")
			for n, page := range pages[:len(pages)-1] {
				if n == 0 {
					continue // ends with the list of contents
				}
				if last := lastLine(page, paper.Footer); slices.ContainsFunc(paper.Leads(), func(lead string) bool { return strings.HasSuffix(oneLine(lead), last) }) {
					t.Errorf("%s %s: page %d of %d ends with %q", language, kind, n+1, len(pages), last)
				}
			}
		}
	}
}

// lastLine is the last line of a page above its footer.
func lastLine(page, footer string) (last string) {
	footer = oneLine(footer)
	for _, line := range strings.Split(page, "\n") {
		line = oneLine(line)
		if line == "" || strings.HasPrefix(line, footer[:20]) {
			continue
		}
		last = line
	}
	return last
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
