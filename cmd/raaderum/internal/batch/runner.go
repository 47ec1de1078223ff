// Package batch works through many files in the background: the files wait in
// the database, and the runners of all servers beside it take them one by one.
package batch

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"runtime/debug"
	"sync"
	"time"

	"raaderum/portfolio"
)

// Store is what a runner needs of the database.
type Store interface {
	ClaimBatchFile(ctx context.Context, lease time.Duration) (portfolio.BatchClaim, bool, error)
	FinishBatchFile(ctx context.Context, claim portfolio.BatchClaim, progress portfolio.BatchProgress, result portfolio.BatchResult) (bool, error)
	ReleaseBatchFile(ctx context.Context, claim portfolio.BatchClaim, failed bool) error
	HoldsBatchFile(ctx context.Context, claim portfolio.BatchClaim) (bool, error)
}

// Work is what is done with one file: it is read, or read and stored. Without a
// progress it has handed the file in itself, or has nothing to hand in. An error
// is a fault of ours: the file is tried again, a few times. When the context
// ends, nothing more is to be done.
type Work func(ctx context.Context, claim portfolio.BatchClaim) (portfolio.BatchProgress, portfolio.BatchResult, error)

// The lease outlasts the patience by what handing in may take.
const leaseMargin = 30 * time.Second

// Idle is how long a runner with nothing to do waits before it looks again for
// what other servers have left.
const Idle = 3 * time.Second

// Runner (baggrundslæser) works through waiting files, as many at a time as
// there are processors, each alone in memory.
type Runner struct {
	store    Store
	work     Work
	log      *slog.Logger
	patience time.Duration
	idle     time.Duration
	wake     chan struct{}

	mu    sync.Mutex
	begun map[string]work // by lease
}

// work is a file that is worked on now, and how it is told that it is not to be.
type work struct {
	ctx   context.Context
	claim portfolio.BatchClaim
	stop  context.CancelCauseFunc
}

// errLost is why work on a file ends whose lease is another's: it was cancelled,
// answered or thrown away meanwhile.
var errLost = errors.New("the lease is lost")

// NewRunner is a runner that gives each file so much time.
func NewRunner(store Store, do Work, log *slog.Logger, patience, idle time.Duration) *Runner {
	return &Runner{store: store, work: do, log: log, patience: patience, idle: idle,
		wake: make(chan struct{}, runtime.GOMAXPROCS(0)), begun: map[string]work{}}
}

// Recheck looks at once whether the leases of a batch's files are still ours, and
// ends the work on those that are not: somebody has decided something about the
// batch. Other servers see it within the idle time.
func (r *Runner) Recheck(org portfolio.OrganisationID, batch portfolio.BatchID) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, one := range r.begun {
		if one.claim.Organisation == org && one.claim.Batch == batch {
			go r.check(one.ctx, one.claim, one.stop)
		}
	}
}

// check ends the work on a file whose lease is lost.
func (r *Runner) check(ctx context.Context, claim portfolio.BatchClaim, stop context.CancelCauseFunc) {
	if held, err := r.store.HoldsBatchFile(ctx, claim); err == nil && !held {
		stop(errLost)
	}
}

// Wake tells that there is something to do.
func (r *Runner) Wake() {
	for range cap(r.wake) {
		select {
		case r.wake <- struct{}{}:
		default:
			return
		}
	}
}

// Run works until begin ends, and finishes what it has begun: until finish ends,
// when it gives the rest back for another to take.
func (r *Runner) Run(begin, finish context.Context) {
	var workers sync.WaitGroup
	for range cap(r.wake) {
		workers.Go(func() { r.runOne(begin, finish) })
	}
	workers.Wait()
}

func (r *Runner) runOne(begin, finish context.Context) {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-begin.Done():
			return
		case <-r.wake:
		case <-timer.C:
		}
		for begin.Err() == nil && r.next(begin, finish) {
		}
		timer.Reset(r.idle)
	}
}

// next works on one file; false when there is none, or nothing can be had.
func (r *Runner) next(begin, finish context.Context) bool {
	claim, found, err := r.store.ClaimBatchFile(begin, r.patience+leaseMargin)
	if err != nil && begin.Err() == nil {
		r.log.Error("no file can be taken from a batch", "error", err)
	}
	if err != nil || !found {
		return false
	}
	progress, result, err := r.guarded(finish, claim)
	log := r.log.With("batch", claim.Batch, "position", claim.Position)
	ctx := context.WithoutCancel(finish) // what was begun is handed in or given back
	if errors.Is(err, errLost) {
		r.wakeAfter(claim)
		return true // whoever took it from us has said what becomes of it
	}
	if err != nil {
		broken := finish.Err() != nil
		if !broken {
			log.Error("work on a file of a batch failed", "error", err)
		}
		if err := r.store.ReleaseBatchFile(ctx, claim, !broken); err != nil {
			log.Error("a file of a batch waits for its lease to end", "error", err)
		}
		return broken
	}
	if progress != "" {
		if _, err := r.store.FinishBatchFile(ctx, claim, progress, result); err != nil {
			log.Error("a file of a batch was worked on in vain", "error", err)
			return false
		}
	}
	r.wakeAfter(claim)
	return true
}

// wakeAfter wakes whoever waits for a file that was to be stored: the next of its
// batch may be stored now.
func (r *Runner) wakeAfter(claim portfolio.BatchClaim) {
	if claim.Accept != "" {
		r.Wake()
	}
}

// outcome is what Work gave.
type outcome struct {
	progress portfolio.BatchProgress
	result   portfolio.BatchResult
	err      error
}

// guarded works on a file and always comes back: a panic is the file's fault,
// a file that takes too long is rejected, and one whose lease is lost is no
// longer ours. What hangs is left behind.
func (r *Runner) guarded(finish context.Context, claim portfolio.BatchClaim) (portfolio.BatchProgress, portfolio.BatchResult, error) {
	held, stop := context.WithCancelCause(finish)
	defer stop(nil)
	ctx, cancel := context.WithTimeout(held, r.patience)
	defer cancel()
	defer r.begin(ctx, claim, stop)()
	done := make(chan outcome, 1)
	go func() {
		var o outcome
		defer func() {
			if p := recover(); p != nil {
				r.log.Error("a file of a batch made its reader panic", "batch", claim.Batch, "position", claim.Position, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
				o = outcome{progress: portfolio.BatchRejected, result: refused("finding.reader-failed", nil)}
			}
			done <- o
		}()
		o.progress, o.result, o.err = r.work(ctx, claim)
	}()
	select {
	case o := <-done:
		if o.err == nil || ctx.Err() == nil {
			return o.progress, o.result, o.err
		}
	case <-ctx.Done():
	}
	if held.Err() != nil { // lost, or the server ends
		return "", portfolio.BatchResult{}, context.Cause(held)
	}
	return portfolio.BatchRejected, r.tooSlow(), nil
}

// begin remembers what is worked on, and sees to it that work stops when the
// lease is lost; the function it gives forgets it.
func (r *Runner) begin(ctx context.Context, claim portfolio.BatchClaim, stop context.CancelCauseFunc) func() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.begun[claim.Lease] = work{ctx, claim, stop}
	go r.watch(ctx, claim, stop)
	return func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		delete(r.begun, claim.Lease)
	}
}

// watch asks now and then whether the lease is still ours.
func (r *Runner) watch(ctx context.Context, claim portfolio.BatchClaim, stop context.CancelCauseFunc) {
	ticker := time.NewTicker(r.idle)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		r.check(ctx, claim, stop)
	}
}

func (r *Runner) tooSlow() portfolio.BatchResult {
	return refused("finding.too-slow", map[string]any{"seconds": int(r.patience.Seconds())})
}

func refused(key string, args map[string]any) portfolio.BatchResult {
	return portfolio.BatchResult{Refusal: &portfolio.BatchRefusal{Key: key, Args: args}}
}
