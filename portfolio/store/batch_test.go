package store_test

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pgregory.net/rapid"

	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

const lease = time.Minute

// watch is a time that tests turn on.
type watch struct{ at atomic.Int64 }

func (c *watch) now() time.Time           { return now.Add(time.Duration(c.at.Load())) }
func (c *watch) advance(by time.Duration) { c.at.Add(int64(by)) }

// leftBeside are files that came with a batch and are no workbooks.
var leftBeside = portfolio.LeftFiles{N: 60, Names: []string{"læs mig.txt", "kort.pdf"}}

// sealedBatch is a batch of n files, "fil 1" to "fil n".
func sealedBatch(t fataler, s *store.Store, n int) portfolio.BatchID {
	t.Helper()
	ctx := context.Background()
	id, err := s.BeginBatch(ctx, greve, analystOf(greve), "alle.zip", portfolio.LeftFiles{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range n {
		if err := s.AddToBatch(ctx, greve, id, portfolio.BatchFile{Position: i + 1, Name: fmt.Sprintf("fil %d", i+1)}, fmt.Appendf(nil, "%s %d", id, i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.SealBatch(ctx, greve, id); err != nil {
		t.Fatal(err)
	}
	return id
}

func progresses(t *testing.T, s *store.Store, id portfolio.BatchID) string {
	t.Helper()
	batch, err := s.Batch(t.Context(), greve, id)
	must(t, err)
	var all []string
	for _, file := range batch.Files {
		all = append(all, string(file.Progress))
	}
	return strings.Join(all, " ")
}

// The way of a batch: nothing is worked on before it is sealed, files are taken
// in their order, a lease that was lost hands nothing in, and what is cancelled
// may go on.
func TestBatch(t *testing.T) {
	onBothURLs(t, func(t *testing.T, url string) {
		var hand watch
		s := open(t, url, hand.now)
		twoOrganisations(t, s)
		ctx := t.Context()
		claim := func() portfolio.BatchClaim {
			t.Helper()
			claim, found, err := s.ClaimBatchFile(ctx, lease)
			must(t, err)
			if !found {
				return portfolio.BatchClaim{}
			}
			return claim
		}
		finish := func(c portfolio.BatchClaim, progress portfolio.BatchProgress, want bool) {
			t.Helper()
			held, err := s.FinishBatchFile(ctx, c, progress, portfolio.BatchResult{Cases: 1})
			if err != nil || held != want {
				t.Fatalf("file %d was handed in: %v, %v, want %v", c.Position, held, err, want)
			}
		}
		shows := func(id portfolio.BatchID, want string) {
			t.Helper()
			if got := progresses(t, s, id); got != want {
				t.Fatalf("the files are %s, want %s", got, want)
			}
		}

		id, err := s.BeginBatch(ctx, greve, analystOf(greve), "alle.zip", leftBeside)
		must(t, err)
		if batch, err := s.Batch(ctx, greve, id); err != nil || !reflect.DeepEqual(batch.Left, leftBeside) {
			t.Errorf("left beside the batch are %+v, %v", batch.Left, err)
		}
		must(t, s.AddToBatch(ctx, greve, id, portfolio.BatchFile{Position: 1, Name: "en"}, []byte("en")))
		if c := claim(); c.Lease != "" {
			t.Fatal("work began before all files had arrived")
		}
		if all, err := s.Batches(ctx, greve); err != nil || len(all) != 1 || all[0].Whole || len(all[0].Files) != 1 {
			t.Errorf("before all has arrived: %+v, %v", all, err)
		}
		must(t, s.AddToBatch(ctx, greve, id, portfolio.BatchFile{Position: 2, Name: "to", Result: portfolio.BatchResult{
			Refusal: &portfolio.BatchRefusal{Key: "error.zip.too-large"}}}, nil))
		must(t, s.AddToBatch(ctx, greve, id, portfolio.BatchFile{Position: 3, Name: "tre"}, []byte("tre")))
		must(t, s.AddToBatch(ctx, greve, id, portfolio.BatchFile{Position: 4, Name: "tom"}, nil))
		must(t, s.AddToBatch(ctx, greve, id, portfolio.BatchFile{Position: 5, Name: "fem"}, []byte("fem")))
		must(t, s.SealBatch(ctx, greve, id))
		if err := s.AddToBatch(ctx, greve, id, portfolio.BatchFile{Position: 6}, []byte("x")); portfolio.ErrorCode(err) != portfolio.CodeConflict {
			t.Errorf("a file came after the batch was sealed: %v", err)
		}
		shows(id, "waiting rejected waiting rejected waiting")

		one, three := claim(), claim()
		if one.Position != 1 || three.Position != 3 || string(one.Upload.File.Bytes) != "en" || one.Organisation != greve {
			t.Fatalf("took %+v and %+v", one, three)
		}
		finish(one, portfolio.BatchReady, true)
		finish(one, portfolio.BatchRejected, false) // it is no longer theirs
		shows(id, "ready rejected working rejected waiting")

		hand.advance(2 * lease) // whoever had the third is gone
		again := claim()
		if again.Position != 3 || again.Lease == three.Lease {
			t.Fatalf("took %+v", again)
		}
		finish(three, portfolio.BatchReady, false)
		finish(again, portfolio.BatchReady, true)

		five := claim()
		must(t, s.CancelBatch(ctx, greve, analystOf(greve), id))
		finish(five, portfolio.BatchReady, false)
		shows(id, "ready rejected ready rejected cancelled")
		if c := claim(); c.Lease != "" {
			t.Fatalf("took %+v of a cancelled batch", c)
		}
		must(t, s.ResumeBatch(ctx, greve, analystOf(greve), id))
		finish(claim(), portfolio.BatchQuestions, true)

		// Answers have a file read again, and whoever reads it with the old ones loses it.
		batch, err := s.Batch(ctx, greve, id)
		must(t, err)
		must(t, s.SaveUploadAnswers(ctx, greve, batch.Files[4].Upload, portfolio.Upload{}.Revision(), map[string]string{"k": "v"}))
		old := claim()
		must(t, s.SaveUploadAnswers(ctx, greve, batch.Files[4].Upload, portfolio.Upload{Answers: map[string]string{"k": "v"}}.Revision(), map[string]string{"k": "w"}))
		finish(old, portfolio.BatchReady, false)
		latest := claim()
		if latest.Position != 5 || latest.Upload.Answers["k"] != "w" {
			t.Fatalf("took %+v", latest)
		}
		finish(latest, portfolio.BatchQuestions, true)

		// What is ready is stored one after the other; what has questions stays.
		must(t, s.AcceptBatch(ctx, greve, analystOf(greve), id))
		first := claim()
		if first.Position != 1 || first.Accept != analystOf(greve) || claim().Lease != "" {
			t.Fatalf("took %+v, or two at a time", first)
		}
		finish(first, portfolio.BatchImported, true)
		if c := claim(); c.Position != 3 {
			t.Fatalf("took %+v", c)
		}
		_, err = s.Upload(ctx, greve, batch.Files[0].Upload)
		wantError(t, err, portfolio.CodeNotFound, "upload.not-found", "")
		must(t, s.DiscardUpload(ctx, greve, batch.Files[4].Upload))
		shows(id, "discarded rejected working rejected discarded") // nothing was accepted here, so nothing is imported

		hand.advance(store.UploadLife)
		_, err = s.BeginBatch(ctx, greve, analystOf(greve), "ny", portfolio.LeftFiles{})
		must(t, err)
		_, err = s.Batch(ctx, greve, id)
		wantError(t, err, portfolio.CodeNotFound, "batch.not-found", "")
	})
}

// A file that ends everybody who reads it is given up, and the rest go on.
func TestBatchGivesUp(t *testing.T) {
	onBothURLs(t, func(t *testing.T, url string) {
		var hand watch
		s := open(t, url, hand.now)
		twoOrganisations(t, s)
		id := sealedBatch(t, s, 2)
		for range 3 {
			claim, found, err := s.ClaimBatchFile(t.Context(), lease)
			if err != nil || !found || claim.Position != 1 {
				t.Fatalf("%+v %v %v", claim, found, err)
			}
			hand.advance(2 * lease)
		}
		claim, _, err := s.ClaimBatchFile(t.Context(), lease)
		if err != nil || claim.Position != 2 {
			t.Fatalf("%+v %v", claim, err)
		}
		if got := progresses(t, s, id); got != "rejected working" {
			t.Errorf("the files are %s", got)
		}
		must(t, s.ReleaseBatchFile(t.Context(), claim, false))
		if got := progresses(t, s, id); got != "rejected waiting" {
			t.Errorf("the files are %s", got)
		}
	})
}

// Whatever two runners do, lose and forget, and whoever cancels meanwhile, no
// file is handed in twice and each is in the end.
func TestBatchExactlyOnce(t *testing.T) {
	onBothURLs(t, func(t *testing.T, url string) {
		var hand watch
		runners := []*store.Store{open(t, url, hand.now), open(t, url, hand.now)}
		twoOrganisations(t, runners[0])
		rapid.Check(t, func(t *rapid.T) {
			ctx := context.Background()
			n := rapid.IntRange(1, 4).Draw(t, "files")
			id := sealedBatch(t, runners[0], n)
			var claims []portfolio.BatchClaim
			done := map[int]int{}
			handIn := func(s *store.Store, claim portfolio.BatchClaim) {
				held, err := s.FinishBatchFile(ctx, claim, portfolio.BatchReady, portfolio.BatchResult{})
				if err != nil {
					t.Fatal(err)
				}
				if held {
					done[claim.Position]++
				}
			}
			check := func(err error) {
				if err != nil {
					t.Fatal(err)
				}
			}
			for _, step := range rapid.SliceOfN(rapid.SampledFrom([]string{"claim", "claim", "finish", "finish", "release", "late", "cancel", "resume"}), 0, 25).Draw(t, "steps") {
				s := runners[rapid.IntRange(0, 1).Draw(t, "runner")]
				pick := func() (c portfolio.BatchClaim) {
					if len(claims) > 0 {
						c = claims[rapid.IntRange(0, len(claims)-1).Draw(t, "claim")]
					}
					return c
				}
				switch step {
				case "claim":
					claim, found, err := s.ClaimBatchFile(ctx, lease)
					check(err)
					if found {
						claims = append(claims, claim)
					}
				case "finish":
					handIn(s, pick())
				case "release":
					check(s.ReleaseBatchFile(ctx, pick(), false))
				case "late":
					hand.advance(2 * lease)
				case "cancel":
					check(s.CancelBatch(ctx, greve, analystOf(greve), id))
				case "resume":
					check(s.ResumeBatch(ctx, greve, analystOf(greve), id))
				}
			}
			check(runners[0].ResumeBatch(ctx, greve, analystOf(greve), id))
			for {
				hand.advance(2 * lease)
				claim, found, err := runners[0].ClaimBatchFile(ctx, lease)
				check(err)
				if !found {
					break
				}
				handIn(runners[0], claim)
			}
			batch, err := runners[1].Batch(ctx, greve, id)
			check(err)
			for _, file := range batch.Files {
				gaveUp := file.Progress == portfolio.BatchRejected && file.Result.Refusal.Key == "batch.gave-up"
				if !gaveUp && (file.Progress != portfolio.BatchReady || done[file.Position] != 1) {
					t.Fatalf("file %d is %s and was handed in %d times", file.Position, file.Progress, done[file.Position])
				}
				if gaveUp && done[file.Position] != 0 {
					t.Fatalf("file %d was given up after it was handed in", file.Position)
				}
			}
		})
	})
}

// Two servers with four workers each on one database share 120 files, and no
// file is claimed twice.
func TestBatchClaimsDoNotMeet(t *testing.T) {
	onBothURLs(t, func(t *testing.T, url string) {
		servers := []*store.Store{open(t, url, fixedClock), open(t, url, fixedClock)}
		twoOrganisations(t, servers[0])
		const n = 120
		sealedBatch(t, servers[0], n)
		var taken sync.Map
		var work sync.WaitGroup
		var counts [2]atomic.Int64
		for i := range 8 {
			s := servers[i%2]
			work.Go(func() {
				for {
					claim, found, err := s.ClaimBatchFile(t.Context(), lease)
					if err != nil || !found {
						if err != nil {
							t.Error(err)
						}
						return
					}
					if _, twice := taken.LoadOrStore(claim.Position, true); twice {
						t.Errorf("file %d was taken twice", claim.Position)
					}
					if held, err := s.FinishBatchFile(t.Context(), claim, portfolio.BatchReady, portfolio.BatchResult{}); !held || err != nil {
						t.Errorf("file %d: %v, %v", claim.Position, held, err)
					}
					counts[i%2].Add(1)
				}
			})
		}
		work.Wait()
		if counts[0].Load()+counts[1].Load() != n || slices.Contains([]int64{counts[0].Load(), counts[1].Load()}, 0) {
			t.Errorf("the servers did %d and %d of %d", counts[0].Load(), counts[1].Load(), n)
		}
	})
}

// What was broken off is listed: single uploads, and batches with how far they
// came. It is taken up again, also where the files did not all arrive, or thrown
// away with everything of it that waits; what was imported stays.
func TestWhatWasBrokenOff(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		twoOrganisations(t, s)
		ctx := t.Context()
		single, err := s.StageUpload(ctx, greve, analystOf(greve), "enkelt.xlsx", []byte("enkelt"))
		must(t, err)
		must(t, s.SaveUploadAnswers(ctx, greve, single, portfolio.Upload{}.Revision(), map[string]string{"k": "v"}))
		half, err := s.BeginBatch(ctx, greve, analystOf(greve), "halv.zip", portfolio.LeftFiles{})
		must(t, err)
		must(t, s.AddToBatch(ctx, greve, half, portfolio.BatchFile{Position: 1, Name: "nåede frem"}, []byte("frem")))
		uploads, err := s.Uploads(ctx, greve)
		if err != nil || len(uploads) != 1 || uploads[0].ID != single || uploads[0].File.Bytes != nil || uploads[0].Answers["k"] != "v" || uploads[0].By != analystOf(greve) {
			t.Errorf("single uploads %+v, %v", uploads, err)
		}
		wantError(t, s.CancelBatch(ctx, greve, analystOf(greve), half), portfolio.CodeNotFound, "batch.not-found", "")
		must(t, s.ResumeBatch(ctx, greve, analystOf(greve), half))
		claim, found, err := s.ClaimBatchFile(ctx, lease)
		if err != nil || !found || claim.Upload.File.Name != "nåede frem" {
			t.Fatalf("after it was taken up: %+v, %v", claim, err)
		}
		if held, err := s.HoldsBatchFile(ctx, claim); err != nil || !held {
			t.Errorf("holds %t, %v", held, err)
		}
		must(t, s.SaveUser(ctx, portfolio.User{ID: "læser", Name: "L", Memberships: []portfolio.Membership{{Organisation: greve, Role: portfolio.RoleReader}}}))
		wantError(t, s.DiscardBatch(ctx, greve, "læser", half), portfolio.CodeForbidden, "user.may-not-import", "")
		must(t, s.DiscardBatch(ctx, greve, analystOf(greve), half))
		if held, err := s.HoldsBatchFile(ctx, claim); err != nil || held {
			t.Errorf("holds what was thrown away: %t, %v", held, err)
		}
		if held, err := s.FinishBatchFile(ctx, claim, portfolio.BatchReady, portfolio.BatchResult{}); err != nil || held {
			t.Errorf("handed in what was thrown away: %t, %v", held, err)
		}
		_, err = s.Batch(ctx, greve, half)
		wantError(t, err, portfolio.CodeNotFound, "batch.not-found", "")
		_, err = s.Upload(ctx, greve, claim.Upload.ID)
		wantError(t, err, portfolio.CodeNotFound, "upload.not-found", "")
		log, err := s.AuditLog(ctx, greve)
		must(t, err)
		if last := log[len(log)-1]; last.Action != "batch.discard" && log[0].Action != "batch.discard" {
			t.Errorf("the log ends with %+v and begins with %+v", last, log[0])
		}
	})
}

// A file of a batch is stored with its claim, or not at all: who has lost the
// lease stores nothing, and what was stored is handed in.
func TestStoreBatchFile(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		twoOrganisations(t, s)
		ctx := t.Context()
		id := sealedBatch(t, s, 1)
		take := func() portfolio.BatchClaim {
			t.Helper()
			claim, found, err := s.ClaimBatchFile(ctx, lease)
			if err != nil || !found {
				t.Fatalf("claimed %t, %v", found, err)
			}
			return claim
		}
		a := acceptance(greve, file("sag", fmt.Sprintf("%s 0", id)), digitalPost()) // the bytes of its only file
		lost := take()
		must(t, s.CancelBatch(ctx, greve, analystOf(greve), id))
		if held, err := s.StoreBatchFile(ctx, lost, a, portfolio.BatchResult{}); err != nil || held {
			t.Errorf("stored without the lease: %t, %v", held, err)
		}
		if cases, err := s.Cases(ctx, greve); err != nil || len(cases) != 0 {
			t.Fatalf("%d cases after it was cancelled, %v", len(cases), err)
		}
		must(t, s.ResumeBatch(ctx, greve, analystOf(greve), id))
		claim := take()
		bad := a
		bad.Reports = []portfolio.BenefitReport{report("BC99", "G1", portfolio.Realised, amount("2012K4", 3_00, "G2"))}
		_, err := s.StoreBatchFile(ctx, claim, bad, portfolio.BatchResult{})
		wantError(t, err, portfolio.CodeInvalid, "report.unknown-case", "sag Økonomi!G2")
		if held, err := s.HoldsBatchFile(ctx, claim); err != nil || !held {
			t.Errorf("the lease is gone with what could not be stored: %t, %v", held, err)
		}
		if held, err := s.StoreBatchFile(ctx, claim, a, portfolio.BatchResult{Cases: 1}); err != nil || !held {
			t.Fatalf("stored %t, %v", held, err)
		}
		if cases, err := s.Cases(ctx, greve); err != nil || len(cases) != 1 || progresses(t, s, id) != "imported" {
			t.Errorf("%d cases, the file is %s, %v", len(cases), progresses(t, s, id), err)
		}
		batch, err := s.Batch(ctx, greve, id)
		must(t, err)
		if !batch.Settled() {
			t.Errorf("%+v is not settled", batch)
		}
	})
}
