package report_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"raaderum/charts"
	"raaderum/cmd/raaderum/internal/report"
	"raaderum/portfolio"
)

// A title, an owner and a benefit's name that are one word of 200 letters are
// broken over lines: no letter leaves the page, which the browser would else
// shrink and cut.
func TestLongWordStaysOnThePage(t *testing.T) {
	if !report.HasBrowser() {
		t.Skip("missing component: chromium is not installed")
	}
	p := demoPacks(t)["greve"]
	pack, err := report.NewCasePack(p.Report, p.Report.Cases[0].Case.ID, charts.NewRenderer(), clock(), p.Print)
	if err != nil {
		t.Fatal(err)
	}
	word := strings.Repeat("Ø", 200)
	pack.Figures.Case.Title, pack.Figures.Case.ProjectOwner, pack.Figures.Case.Summary = word, word, word
	files, _, err := pack.Paper().Write(t.Context(), "https://raaderum.example.org", report.FormatPDF)
	if err != nil {
		t.Fatal(err)
	}
	text := poppler(t, "pdftotext", "-f", "1", "-l", "1", saved(t, "case.pdf", bytesOf(t, files[0])), "-")
	letters := strings.Count(text, "Ø")
	// Heading, owner and summary whole; the footer is no text of the page's own and cut.
	if letters < 3*200 {
		t.Errorf("%d letters of 600 are on the page", letters)
	}
}

// Whoever asks for a paper may have less time than the browser is given: the paper
// is then not made because there was too much to do, and nothing failed.
func TestPaperOutOfTime(t *testing.T) {
	if !report.HasBrowser() {
		t.Skip("missing component: chromium is not installed")
	}
	p := demoPacks(t)["greve"]
	pack, err := report.NewCasePack(p.Report, p.Report.Cases[0].Case.ID, charts.NewRenderer(), clock(), p.Print)
	if err != nil {
		t.Fatal(err)
	}
	gone, end := context.WithDeadline(t.Context(), time.Unix(0, 0))
	defer end()
	if _, _, err := pack.CoverNote().Write(gone, "", report.FormatPDF); portfolio.ErrorCode(err) != portfolio.CodeBusy {
		t.Errorf("out of time: %v", err)
	}
}
