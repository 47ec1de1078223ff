package web_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"raaderum/cmd/raaderum/internal/browsertest"
	"raaderum/cmd/raaderum/internal/i18n"
	papers "raaderum/cmd/raaderum/internal/report"
)

// The quarter's PDF says its language, whose quarter it is and what each of its
// figures shows, and is tagged with an outline, headings in order and heading cells
// that say what they head.
func TestQuarterPDFIsAccessible(t *testing.T) {
	if !papers.HasBrowser() {
		t.Skip("missing component: chromium is not installed")
	}
	s := openDemo(t)
	snapshot, _, err := papers.SnapshotOf(t.Context(), s.store, s.report("greve", "2014K2").Organisation, quarterOf(t, "2014K2"), now(), true)
	if err != nil {
		t.Fatal(err)
	}
	for language, title := range map[string]string{"da": "Greve Kommune, 2. kvartal 2014", "en": "Greve Kommune, Q2 2014"} {
		t.Run(language, func(t *testing.T) {
			pack, err := papers.NewPack(snapshot, false, now(), i18n.New(language))
			if err != nil {
				t.Fatal(err)
			}
			pdf := s.quarterPDF(t, pack)
			for _, want := range []string{"/Lang (" + language + ")", "/DisplayDocTitle true", "/Marked true", "/Type /Outlines"} {
				if !bytes.Contains(pdf, []byte(want)) {
					t.Errorf("%s is not in the file", want)
				}
			}
			if got := browsertest.Title(pdf); !strings.HasPrefix(got, title) {
				t.Errorf("the title is %q, want %q", got, title)
			}
			// The year's bar and the eleven charts that are drawings of their own; the
			// areas are drawn in their table. A table of each, and the cases.
			figures, tables, faults := browsertest.Structure(pdf)
			if figures != 12 || tables < 12 {
				t.Errorf("%d figures and %d tables", figures, tables)
			}
			for _, fault := range faults {
				t.Error(fault)
			}
		})
	}
}

// quarterPDF is a pack's page as it is printed.
func (s *site) quarterPDF(t *testing.T, pack papers.Pack) []byte {
	t.Helper()
	site := func(ctx context.Context) (papers.Site, []papers.Picture, error) {
		return s.server.QuarterPaper(ctx, pack, "https://raaderum.example.org")
	}
	folder := t.TempDir()
	names, _, err := papers.Papers(t.Context(), pack, papers.Sources{Site: site, Files: s.store, Only: papers.FormatPDF}, folder)
	if err != nil || len(names) != 1 {
		t.Fatal(names, err)
	}
	pdf, err := os.ReadFile(filepath.Join(folder, names[0]))
	if err != nil {
		t.Fatal(err)
	}
	return pdf
}
