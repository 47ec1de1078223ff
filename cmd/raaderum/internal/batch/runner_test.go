package batch_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"raaderum/cmd/raaderum/internal/batch"
	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

const idle = 20 * time.Millisecond

// database is a file that several stores may open, as several servers do.
type database struct {
	t   *testing.T
	url string
}

func newDatabase(t *testing.T) database {
	t.Helper()
	d := database{t, "sqlite:" + filepath.Join(t.TempDir(), "raaderum.db")}
	s := d.open()
	greve, err := portfolio.LoadProfile("greve")
	must(t, err)
	must(t, s.SaveOrganisation(t.Context(), greve))
	must(t, s.SaveUser(t.Context(), portfolio.User{ID: "a", Name: "A", Email: "a@example.org", Memberships: []portfolio.Membership{{Organisation: "greve", Role: portfolio.RoleAnalyst}}}))
	return d
}

func (d database) open() *store.Store {
	d.t.Helper()
	s, err := store.Open(d.t.Context(), d.url, time.Now) //nolint:forbidigo // leases end in real time here
	must(d.t, err)
	d.t.Cleanup(func() { s.Close() })
	return s
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func sealed(t *testing.T, s *store.Store, n int) portfolio.BatchID {
	t.Helper()
	id, err := s.BeginBatch(t.Context(), "greve", "a", "alle.zip", portfolio.LeftFiles{})
	must(t, err)
	for i := range n {
		must(t, s.AddToBatch(t.Context(), "greve", id, portfolio.BatchFile{Position: i + 1, Name: fmt.Sprint(i + 1)}, fmt.Append(nil, i+1)))
	}
	must(t, s.SealBatch(t.Context(), "greve", id))
	return id
}

// run starts a runner on a store of its own; stop ends it as a shutdown does.
func (d database) run(work batch.Work, patience time.Duration) (stop func(drain time.Duration)) {
	_, stop = d.runIdling(work, patience, idle)
	return stop
}

func (d database) runIdling(work batch.Work, patience, idle time.Duration) (runner *batch.Runner, stop func(drain time.Duration)) {
	log := &bytes.Buffer{}
	runner = batch.NewRunner(d.open(), work, slog.New(slog.NewTextHandler(log, nil)), patience, idle)
	begin, end := context.WithCancel(context.Background())
	finish, cut := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { defer close(done); runner.Run(begin, finish) }()
	runner.Wake()
	var once sync.Once
	stop = func(drain time.Duration) {
		once.Do(func() {
			end()
			select {
			case <-done:
			case <-time.After(drain):
				cut()
				<-done
			}
			cut()
		})
	}
	d.t.Cleanup(func() { stop(0) })
	return runner, stop
}

// settled waits until nothing is open, and gives what became of the files.
func settled(t *testing.T, s *store.Store, id portfolio.BatchID) string {
	t.Helper()
	for {
		b, err := s.Batch(t.Context(), "greve", id)
		must(t, err)
		if b.Count(portfolio.BatchWaiting, portfolio.BatchWorking) == 0 {
			var all []string
			for _, file := range b.Files {
				word := string(file.Progress)
				if file.Result.Refusal != nil {
					word += ":" + file.Result.Refusal.Key
				}
				all = append(all, word)
			}
			return strings.Join(all, " ")
		}
		time.Sleep(idle / 4)
	}
}

// Two servers, one of which is stopped and started again in the middle, read
// every file once and no more.
func TestRestartInTheMiddle(t *testing.T) {
	d := newDatabase(t)
	s := d.open()
	const n = 60
	var read [n + 1]atomic.Int64
	var all atomic.Int64
	half := make(chan struct{})
	work := func(context.Context, portfolio.BatchClaim) (portfolio.BatchProgress, portfolio.BatchResult, error) {
		return portfolio.BatchReady, portfolio.BatchResult{}, nil
	}
	counted := func(ctx context.Context, claim portfolio.BatchClaim) (portfolio.BatchProgress, portfolio.BatchResult, error) {
		read[claim.Position].Add(1)
		if all.Add(1) == n/2 {
			close(half)
		}
		return work(ctx, claim)
	}
	id := sealed(t, s, n)
	first := d.run(counted, time.Minute)
	<-half
	first(10 * time.Second) // drains: what was begun is handed in
	b, err := s.Batch(t.Context(), "greve", id)
	must(t, err)
	if b.Count(portfolio.BatchWorking) != 0 || b.Count(portfolio.BatchWaiting) == 0 {
		t.Fatalf("after the stop %d are worked on and %d wait", b.Count(portfolio.BatchWorking), b.Count(portfolio.BatchWaiting))
	}
	d.run(counted, time.Minute)
	d.run(counted, time.Minute)
	if got := settled(t, s, id); got != strings.TrimSpace(strings.Repeat("ready ", n)) {
		t.Errorf("the files are %s", got)
	}
	for i := 1; i <= n; i++ {
		if read[i].Load() != 1 {
			t.Errorf("file %d was read %d times", i, read[i].Load())
		}
	}
}

// A shutdown that cannot wait gives back what was begun, and it is no attempt.
func TestCutOff(t *testing.T) {
	d := newDatabase(t)
	s := d.open()
	id := sealed(t, s, 1)
	for range 5 { // more often than a file may fail
		begun := make(chan struct{})
		stop := d.run(func(ctx context.Context, _ portfolio.BatchClaim) (portfolio.BatchProgress, portfolio.BatchResult, error) {
			close(begun)
			<-ctx.Done()
			return "", portfolio.BatchResult{}, ctx.Err()
		}, time.Minute)
		<-begun
		stop(time.Millisecond)
	}
	d.run(func(context.Context, portfolio.BatchClaim) (portfolio.BatchProgress, portfolio.BatchResult, error) {
		return portfolio.BatchReady, portfolio.BatchResult{}, nil
	}, time.Minute)
	if got := settled(t, s, id); got != "ready" {
		t.Errorf("the file is %s", got)
	}
}

// A file that panics, one that hangs whatever is said to it, and one that always
// fails are rejected with their reasons, and the rest of the batch is read.
func TestPoisonedFiles(t *testing.T) {
	d := newDatabase(t)
	s := d.open()
	id := sealed(t, s, 5)
	release := make(chan struct{})
	defer close(release)
	d.run(func(_ context.Context, claim portfolio.BatchClaim) (portfolio.BatchProgress, portfolio.BatchResult, error) {
		switch claim.Position {
		case 2:
			panic("boom")
		case 3:
			<-release // and does not look at its context
		case 4:
			return "", portfolio.BatchResult{}, fmt.Errorf("no luck")
		}
		return portfolio.BatchReady, portfolio.BatchResult{}, nil
	}, 200*time.Millisecond)
	want := "ready rejected:finding.reader-failed rejected:finding.too-slow rejected:batch.gave-up ready"
	if got := settled(t, s, id); got != want {
		t.Errorf("the files are %s\nwant          %s", got, want)
	}
}

// Who cancels a batch stops what is worked on, at once on the same server and
// within the idle time on another; nothing of it is handed in, and it is read
// again when the batch is taken up.
func TestCancelStopsWhatIsWorkedOn(t *testing.T) {
	for name, idling := range map[string]time.Duration{"here": time.Hour, "on another server": idle} {
		t.Run(name, func(t *testing.T) {
			d := newDatabase(t)
			s := d.open()
			id := sealed(t, s, 1)
			begun, ended := make(chan struct{}, 2), make(chan error, 2)
			runner, _ := d.runIdling(func(ctx context.Context, _ portfolio.BatchClaim) (portfolio.BatchProgress, portfolio.BatchResult, error) {
				begun <- struct{}{}
				<-ctx.Done() // as a reader does: it goes on until it is told
				ended <- context.Cause(ctx)
				return portfolio.BatchReady, portfolio.BatchResult{}, nil
			}, time.Minute, idling)
			<-begun
			must(t, s.CancelBatch(t.Context(), "greve", "a", id))
			if name == "here" {
				runner.Recheck("greve", id)
			}
			if err := <-ended; err == nil || !strings.Contains(err.Error(), "lease") {
				t.Errorf("it ended because of %v", err)
			}
			if got := settled(t, s, id); got != "cancelled" {
				t.Errorf("the file is %s", got)
			}
			must(t, s.ResumeBatch(t.Context(), "greve", "a", id))
			runner.Wake()
			<-begun
		})
	}
}
