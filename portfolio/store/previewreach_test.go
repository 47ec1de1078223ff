package store_test

import (
	"fmt"
	"strings"
	"testing"

	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

// recording makes a store tell its queries, in a map that is emptied by the test.
func recording(t *testing.T, s *store.Store, url string) map[string][]any {
	t.Helper()
	dsn, lite := strings.CutPrefix(url, "sqlite:")
	if lite {
		dsn = "file:" + dsn + "?_pragma=query_only(1)"
	}
	asked := map[string][]any{}
	store.RecordReads(s, dsn, func(query string, args []any) { asked[query] = args })
	return asked
}

// However many cases there are, a preview reads the amounts of those that its
// file speaks of and no others: a batch of a thousand files would else read the
// portfolio a thousand times.
func TestPreviewReadsOnlyItsCases(t *testing.T) {
	onBothURLs(t, func(t *testing.T, url string) {
		s := open(t, url, fixedClock)
		twoOrganisations(t, s)
		accept(t, s, acceptance(greve, file("sag", "v1"), digitalPost(), portfolio.BusinessCase{Number: "BC02", Title: "En anden"}))
		asked := recording(t, s, url)
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
		asked := recording(t, s, url)
		if _, found, err := s.ClaimBatchFile(t.Context(), lease); err != nil || !found {
			t.Fatalf("claimed %t, %v", found, err)
		}
		seen := 0
		for query, args := range asked {
			if strings.Contains(query, "batch_files") {
				seen++
				plan, err := store.Explain(t.Context(), s, true, query, args)
				must(t, err)
				if !strings.Contains(strings.Join(plan, "\n"), "batch_files_accepted") {
					t.Errorf("%s\n%s", query, strings.Join(plan, "\n"))
				}
			}
		}
		if seen != 1 {
			t.Errorf("%d questions about files", seen)
		}
	})
}
