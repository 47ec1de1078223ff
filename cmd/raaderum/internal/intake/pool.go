package intake

import (
	"context"
	"runtime"
	"sync"
)

// InOrder does work on n things, as many at a time as there are processors, and
// hands each result to take in the order of the things. When take fails or the
// context ends no more work is begun. At most a few results wait at any time, so
// memory does not grow with n.
func InOrder[T any](ctx context.Context, n int, work func(i int) T, take func(i int, result T) error) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	workers := runtime.GOMAXPROCS(0)
	results := make([]chan T, n)
	for i := range results {
		results[i] = make(chan T, 1)
	}
	ahead := make(chan struct{}, 2*workers) // results that nobody has taken yet
	next := make(chan int)
	var running sync.WaitGroup
	defer running.Wait()
	defer stop()
	go func() {
		defer close(next)
		for i := range n {
			select {
			case ahead <- struct{}{}:
			case <-ctx.Done():
				return
			}
			select {
			case next <- i:
			case <-ctx.Done():
				return
			}
		}
	}()
	for range workers {
		running.Go(func() {
			for i := range next {
				results[i] <- work(i)
			}
		})
	}
	for i := range n {
		select {
		case result := <-results[i]:
			<-ahead
			if err := take(i, result); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}
