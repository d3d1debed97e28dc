package api

import (
	"context"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/graph/view"
	"github.com/vektah/gqlparser/v2/ast"
)

// operation is what one GraphQL operation reads: a single snapshot, opened when
// the first resolver needs it.
type operation struct {
	mu     sync.Mutex
	reader *view.Reader
}

type operationKey struct{}

func (o *operation) close() {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.reader != nil {
		o.reader.Close()
		o.reader = nil
	}
}

// reader returns the snapshot of the operation in ctx.
func (r *Resolver) reader(ctx context.Context) (*view.Reader, error) {
	o, ok := ctx.Value(operationKey{}).(*operation)
	if !ok {
		return nil, graph.Errorf(graph.KindInternal, "a resolver ran outside of an operation")
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.reader == nil {
		v, err := view.Open(ctx, r.store)
		if err != nil {
			return nil, err
		}
		o.reader = v
	}
	return o.reader, nil
}

// reread starts from the newest state, after a change.
func (r *Resolver) reread(ctx context.Context) (*view.Reader, error) {
	if o, ok := ctx.Value(operationKey{}).(*operation); ok {
		o.close()
	}
	return r.reader(ctx)
}

// around gives each query and mutation its snapshot and its deadline. A
// subscription has neither: each of its events is answered from a snapshot of its own.
func around(deadline time.Duration, m *metrics) graphql.OperationMiddleware {
	return func(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
		oc := graphql.GetOperationContext(ctx)
		if oc.Operation.Operation == ast.Subscription {
			return next(ctx)
		}
		o := &operation{}
		ctx, cancel := context.WithTimeout(context.WithValue(ctx, operationKey{}, o), deadline)
		answer := next(ctx)
		done := false
		return func(context.Context) *graphql.Response {
			if done {
				return nil
			}
			done = true
			start := time.Now()
			defer cancel()
			defer o.close()
			resp := answer(ctx)
			m.answered(oc, resp, time.Since(start))
			return resp
		}
	}
}
