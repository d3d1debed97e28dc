// Package ordered does work in parallel and hands the results on in order.
package ordered

import (
	"context"
	"iter"
)

// Map applies work to the items of seq on several goroutines and hands the
// results to emit in the order of the items. Results that wait for their turn
// are bounded by twice the number of workers, however long the input is. When
// ctx ends no further item is taken, but those in hand are worked off and
// emitted; Map then returns nil, the caller knows ctx. It ends early with the
// first error of emit.
func Map[T, R any](ctx context.Context, workers int, seq iter.Seq[T], work func(T) R, emit func(R) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	turns := make(chan chan R, workers)
	slots := make(chan struct{}, workers)
	failed := make(chan struct{})
	go func() {
		defer close(turns)
		for item := range seq {
			select {
			case slots <- struct{}{}:
			case <-ctx.Done():
				return
			}
			if ctx.Err() != nil {
				return
			}
			turn := make(chan R, 1)
			select {
			case turns <- turn:
			case <-failed:
				return
			}
			go func() {
				turn <- work(item)
				<-slots
			}()
		}
	}()
	for turn := range turns {
		if err := emit(<-turn); err != nil {
			close(failed)
			return err
		}
	}
	return nil
}
