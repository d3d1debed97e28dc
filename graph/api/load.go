package api

import (
	"context"
	"net/http"
	"runtime"
	"time"

	"github.com/99designs/gqlgen/graphql/handler/extension"
	"golang.org/x/sync/semaphore"
)

// load bounds what is worked on at once, by weight: an operation weighs what its
// cost says, so that many small ones pass where few large ones do.
type load struct {
	room *semaphore.Weighted
}

const (
	unitCost   = 5_000                // so much of an operation's cost is one unit
	roomPerCPU = 64                   // units at once
	maxWait    = 2 * time.Second      // for room; then it is refused
	exportRoom = maxCost/unitCost + 1 // an export weighs as much as the largest operation
)

func newLoad() *load {
	return &load{semaphore.NewWeighted(int64(max(roomPerCPU*runtime.GOMAXPROCS(0), 2*exportRoom)))}
}

// enter waits for room; leave gives it back.
func (l *load) enter(ctx context.Context, weight int64) (leave func(), ok bool) {
	if !l.room.TryAcquire(weight) {
		ctx, cancel := context.WithTimeout(ctx, maxWait)
		defer cancel()
		if l.room.Acquire(ctx, weight) != nil {
			return nil, false
		}
	}
	return func() { l.room.Release(weight) }, true
}

// weightOf is the weight of the operation in ctx.
func weightOf(ctx context.Context) int64 {
	stats := extension.GetComplexityStats(ctx)
	if stats == nil {
		return 1
	}
	return int64(1 + min(stats.Complexity, maxCost)/unitCost)
}

const (
	busyMessage = "the server has its hands full: ask again in some seconds"
	busySeconds = "5" // to wait
)

// bound bounds what streams for long.
func (l *load) bound(weight int64, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		leave, ok := l.enter(r.Context(), weight)
		if !ok {
			w.Header().Set("Retry-After", busySeconds)
			http.Error(w, busyMessage, http.StatusServiceUnavailable)
			return
		}
		defer leave()
		next.ServeHTTP(w, r)
	})
}
