package api

import (
	"context"
	"strings"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/graph/view"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace"
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
		v, err := r.open(ctx)
		if err != nil {
			return nil, err
		}
		o.reader = v
	}
	return o.reader, nil
}

// open starts reading the newest state. The caller closes the reader.
func (r *Resolver) open(ctx context.Context) (*view.Reader, error) {
	v, err := view.Open(ctx, r.store)
	if err == nil {
		v.Excerpts, v.Words = r.excerpts, r.words
	}
	return v, err
}

// reread starts from the newest state, after a change.
func (r *Resolver) reread(ctx context.Context) (*view.Reader, error) {
	if o, ok := ctx.Value(operationKey{}).(*operation); ok {
		o.close()
	}
	return r.reader(ctx)
}

// outcome is what the transport needs to know of an operation beside its answer.
type outcome struct {
	operation  ast.Operation
	name       string // as the client calls it
	overloaded bool   // there was no room
	forbidden  bool   // the caller may not
	errors     int
	caller     string // id of the key
}

type outcomeKey struct{}

func outcomeOf(ctx context.Context) *outcome {
	if o, ok := ctx.Value(outcomeKey{}).(*outcome); ok && o != nil {
		return o
	}
	return &outcome{}
}

// around gives each query and mutation its snapshot and its deadline, if the
// caller may ask and there is room. A subscription has neither: each of its
// events is answered from a snapshot of its own. What a mutation may do is
// looked at field by field.
func around(deadline time.Duration, m *metrics, l *load, tracer trace.Tracer) graphql.OperationMiddleware {
	return func(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
		oc := graphql.GetOperationContext(ctx)
		out := outcomeOf(ctx)
		out.operation, out.name = oc.Operation.Operation, oc.Operation.Name
		if oc.Operation.Operation != ast.Mutation {
			if err := allow(ctx, Read); err != nil {
				out.forbidden = true
				return graphql.OneShot(&graphql.Response{Errors: gqlerror.List{refuse(string(kindForbidden), err.Error())}})
			}
		}
		if oc.Operation.Operation == ast.Subscription {
			return next(ctx)
		}
		weight := weightOf(ctx)
		o := &operation{}
		kind, name := string(oc.Operation.Operation), m.name(oc.Operation.Name)
		ctx, span := tracer.Start(ctx, strings.TrimSpace(kind+" "+name), trace.WithAttributes(
			attribute.String("graphql.operation.type", kind), attribute.String("graphql.operation.name", name)))
		ctx, cancel := context.WithTimeout(context.WithValue(ctx, operationKey{}, o), deadline)
		answer := next(ctx)
		done := false
		return func(context.Context) *graphql.Response {
			if done {
				return nil
			}
			done = true
			start := time.Now()
			defer span.End()
			defer cancel()
			defer o.close()
			leave, ok := l.enter(ctx, weight)
			if !ok {
				out.overloaded = true
				failed(span, 1, codeBusy)
				return &graphql.Response{Errors: gqlerror.List{refuse(codeBusy, busyMessage)}}
			}
			defer leave()
			resp := answer(ctx)
			out.errors = len(resp.Errors)
			if out.errors > 0 {
				failed(span, out.errors, codeOf(resp.Errors[0]))
			}
			m.answered(oc, resp, time.Since(start))
			return resp
		}
	}
}
