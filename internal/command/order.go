package command

import (
	"context"
	"iter"
)

// inOrder applies work to the items of seq on several goroutines and hands the
// results to emit in the order of the items. At most workers items wait for
// their turn, so that memory stays bounded however long the input is.
func inOrder[T, R any](ctx context.Context, workers int, seq iter.Seq[T], work func(T) R, emit func(R) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	turns := make(chan chan R, workers) // results in input order
	slots := make(chan struct{}, workers)
	go func() {
		defer close(turns)
		for item := range seq {
			select {
			case slots <- struct{}{}:
			case <-ctx.Done():
				return
			}
			turn := make(chan R, 1)
			turns <- turn // never blocks for long: as many turns as slots
			go func() {
				turn <- work(item)
				<-slots
			}()
		}
	}()
	for turn := range turns {
		if err := emit(<-turn); err != nil {
			return err
		}
	}
	return ctx.Err()
}
