package store_test

import (
	"database/sql"
	"fmt"
	"strings"
	"testing"

	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

// recording makes a store tell its statements, in a map that is filled as it is
// asked.
func recording(t *testing.T, s *store.Store, url string) (asked map[string][]any, plain *sql.DB) {
	t.Helper()
	reads, lite := strings.CutPrefix(url, "sqlite:")
	writes := reads
	if lite {
		reads, writes = "file:"+reads+"?_pragma=query_only(1)", "file:"+reads+"?_pragma=foreign_keys(1)&_txlock=immediate"
	}
	asked = map[string][]any{}
	plain, err := store.Record(s, reads, writes, func(statement string, args []any) { asked[statement] = args })
	must(t, err)
	t.Cleanup(func() { plain.Close() })
	return asked, plain
}

// However many cases there are, a preview reads the amounts of those that its
// file speaks of and no others: a batch of a thousand files would else read the
// portfolio a thousand times.
func TestPreviewReadsOnlyItsCases(t *testing.T) {
	onBothURLs(t, func(t *testing.T, url string) {
		s := open(t, url, fixedClock)
		twoOrganisations(t, s)
		accept(t, s, acceptance(greve, file("sag", "v1"), digitalPost(), portfolio.BusinessCase{Number: "BC02", Title: "En anden"}))
		asked, _ := recording(t, s, url)
		changed := digitalPost()
		changed.Benefits[0].Series[portfolio.Plan][0].Money++
		a := acceptance(greve, file("sag", "v2"), changed)
		a.Reports = []portfolio.BenefitReport{report("BC01", "G1", portfolio.Realised, amount("2012K4", 3_00, "G2"))}
		preview, err := s.Preview(t.Context(), a)
		must(t, err)
		if len(preview.Cases) != 2 {
			t.Fatalf("previewed %+v", preview.Cases)
		}
		cases, err := s.Cases(t.Context(), greve)
		must(t, err)
		amounts := 0
		for query, args := range asked {
			if strings.Contains(query, "_amounts") && strings.Contains(query, ".case_id IN ($2)") {
				amounts++
				if fmt.Sprint(args) != fmt.Sprint([]any{greve, cases[0].ID}) {
					t.Errorf("asked about %v", args)
				}
			}
		}
		if amounts != 3 { // costs, benefits, reports
			t.Errorf("%d questions about the amounts of one case", amounts)
		}
	})
}

// To see whether a file of a batch may be taken, the files before it that are
// stored already are not read again.
func TestBatchQueueUsesItsIndex(t *testing.T) {
	onBothURLs(t, func(t *testing.T, url string) {
		s := open(t, url, fixedClock)
		twoOrganisations(t, s)
		sealedBatch(t, s, 3)
		asked, plain := recording(t, s, url)
		if _, found, err := s.ClaimBatchFile(t.Context(), lease); err != nil || !found {
			t.Fatalf("claimed %t, %v", found, err)
		}
		seen := 0
		for query, args := range asked {
			if strings.Contains(query, "NOT EXISTS (SELECT 1 FROM batch_files e") {
				seen++
				plan, err := store.Explain(t.Context(), s, plain, true, query, args)
				must(t, err)
				if !strings.Contains(strings.Join(plan, "\n"), "batch_files_accepted") {
					t.Errorf("%s\n%s", query, strings.Join(plan, "\n"))
				}
			}
		}
		if seen != 2 { // whether there is any, and which
			t.Errorf("%d questions about files", seen)
		}
	})
}

// What undoing an import does is told of the cases that it speaks of, and no others
// are read for it, twice over, however many the organisation has.
func TestUndoReadsOnlyItsCases(t *testing.T) {
	onBothURLs(t, func(t *testing.T, url string) {
		s := open(t, url, fixedClock)
		twoOrganisations(t, s)
		accept(t, s, acceptance(greve, file("anden", "anden"), portfolio.BusinessCase{Number: "BC02", Title: "En anden"}))
		made := accept(t, s, acceptance(greve, file("sag", "v1"), digitalPost()))
		cases, err := s.Cases(t.Context(), greve)
		must(t, err)
		asked, _ := recording(t, s, url)
		preview, err := s.PreviewUndo(t.Context(), greve, analystOf(greve), made.ID)
		must(t, err)
		if len(preview.Gone) != 1 || preview.Gone[0].Number != "BC01" {
			t.Fatalf("previewed %+v", preview)
		}
		amounts := 0
		for query, args := range asked {
			if !strings.Contains(query, "_amounts") {
				continue
			}
			amounts++
			if !strings.Contains(query, ".case_id IN ($2)") || fmt.Sprint(args) != fmt.Sprint([]any{greve, cases[1].ID}) {
				t.Errorf("asked about %v: %s", args, query)
			}
		}
		if amounts != 3 { // costs, benefits, reports
			t.Errorf("%d questions about amounts", amounts)
		}
	})
}
