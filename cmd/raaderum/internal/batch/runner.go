// Package batch works through many files in the background: the files wait in
// the database, and the runners of all servers beside it take them one by one.
package batch

import (
	"context"
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
}

// Work is what is done with one file: it is read, or read and stored. An error
// is a fault of ours: the file is tried again, a few times.
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
}

// NewRunner is a runner that gives each file so much time.
func NewRunner(store Store, work Work, log *slog.Logger, patience, idle time.Duration) *Runner {
	return &Runner{store, work, log, patience, idle, make(chan struct{}, runtime.GOMAXPROCS(0))}
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
	held, err := r.store.FinishBatchFile(ctx, claim, progress, result)
	if err != nil {
		log.Error("a file of a batch was worked on in vain", "error", err)
		return false
	}
	if held && claim.Accept != "" {
		r.Wake() // the next of its batch may be stored now
	}
	return true
}

// outcome is what Work gave.
type outcome struct {
	progress portfolio.BatchProgress
	result   portfolio.BatchResult
	err      error
}

// guarded works on a file and always comes back: a panic is the file's fault,
// and a file that takes too long is rejected. What hangs is left behind.
func (r *Runner) guarded(finish context.Context, claim portfolio.BatchClaim) (portfolio.BatchProgress, portfolio.BatchResult, error) {
	ctx, cancel := context.WithTimeout(finish, r.patience)
	defer cancel()
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
		if o.err != nil && ctx.Err() != nil && finish.Err() == nil {
			return portfolio.BatchRejected, r.tooSlow(), nil
		}
		return o.progress, o.result, o.err
	case <-ctx.Done():
	}
	if finish.Err() != nil {
		return "", portfolio.BatchResult{}, finish.Err()
	}
	return portfolio.BatchRejected, r.tooSlow(), nil
}

func (r *Runner) tooSlow() portfolio.BatchResult {
	return refused("finding.too-slow", map[string]any{"seconds": int(r.patience.Seconds())})
}

func refused(key string, args map[string]any) portfolio.BatchResult {
	return portfolio.BatchResult{Refusal: &portfolio.BatchRefusal{Key: key, Args: args}}
}
