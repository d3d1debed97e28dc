package ordered

import (
	"context"
	"errors"
	"slices"
	"testing"
)

func numbers(n int, taken *int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for i := range n {
			*taken = i + 1
			if !yield(i) {
				return
			}
		}
	}
}

func TestMapKeepsOrder(t *testing.T) {
	var got []int
	taken := 0
	err := Map(context.Background(), 4, numbers(100, &taken), func(i int) int { return i * i }, func(r int) error {
		got = append(got, r)
		return nil
	})
	if err != nil || len(got) != 100 || !slices.IsSorted(got) || got[99] != 99*99 {
		t.Error(got, err)
	}
}

func TestMapFinishesWhatIsInHand(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	worked, emitted := make(chan int, 1000), 0
	taken := 0
	err := Map(ctx, 2, numbers(1000, &taken), func(i int) int {
		worked <- i
		if i == 10 {
			cancel()
		}
		return i
	}, func(int) error { emitted++; return nil })
	if err != nil || emitted != len(worked) || emitted < 11 || emitted > 20 {
		t.Errorf("%d worked on, %d emitted, %v", len(worked), emitted, err)
	}
}

func TestMapEndsWithTheFirstError(t *testing.T) {
	stop, taken := errors.New("stop"), 0
	err := Map(context.Background(), 2, numbers(1_000_000, &taken), func(i int) int { return i }, func(i int) error {
		if i == 5 {
			return stop
		}
		return nil
	})
	if err != stop {
		t.Error(err)
	}
}
