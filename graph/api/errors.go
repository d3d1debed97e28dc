package api

import (
	"context"
	"errors"
	"log/slog"
	"strconv"

	"github.com/99designs/gqlgen/graphql"
	"github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/graph/api/internal/gen"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// Codes beside those of graph.Kind.
const (
	codeTimeout   = "TIMEOUT"
	codeTooCostly = "TOO_COSTLY"
	codeCanceled  = "CANCELED"
)

type requestIDKey struct{}

func requestID(ctx context.Context) string {
	id, _ := ctx.Value(requestIDKey{}).(string)
	return id
}

// explain turns an error into a code for programs and a message for people.
// What is our own fault is logged and only its request id is told.
func explain(ctx context.Context, err error) (code, message string) {
	var own *graph.Error
	var number *strconv.NumError
	switch {
	case errors.As(err, &own) && own.Kind != graph.KindInternal && own.Kind != graph.KindCorrupt:
		return string(own.Kind), own.Message
	case errors.Is(err, context.DeadlineExceeded):
		return codeTimeout, "this took too long: ask for less, or narrow the filter"
	case errors.Is(err, context.Canceled):
		return codeCanceled, "the request was withdrawn"
	case errors.As(err, &number):
		return string(graph.KindInvalid), "a number is out of range, or none"
	}
	slog.ErrorContext(ctx, "graphql", "err", err, "request", requestID(ctx))
	return string(graph.KindInternal), "the server could not answer this; its log says why under request " + requestID(ctx)
}

// present makes the error that a client sees.
func present(ctx context.Context, err error) *gqlerror.Error {
	var ge *gqlerror.Error
	if errors.As(err, &ge) && ge.Err == nil { // made by the parser, the validator or a guard
		if ge.Extensions == nil {
			ge.Extensions = map[string]any{}
		}
		if _, ok := ge.Extensions["code"]; !ok {
			ge.Extensions["code"] = string(graph.KindInvalid)
		}
		return ge
	}
	code, message := explain(ctx, err)
	out := &gqlerror.Error{Message: message, Path: graphql.GetPath(ctx), Extensions: map[string]any{"code": code}}
	if ge != nil && ge.Path != nil {
		out.Path = ge.Path
	}
	if ge != nil {
		out.Locations = ge.Locations
	}
	return out
}

// failures is an error of a mutation as data.
func failures(ctx context.Context, err error) []*gen.MutationError {
	if err == nil {
		return []*gen.MutationError{}
	}
	code, message := explain(ctx, err)
	return []*gen.MutationError{{Code: code, Message: message}}
}

// refuse is the error of a guard.
func refuse(code, message string) *gqlerror.Error {
	return &gqlerror.Error{Message: message, Extensions: map[string]any{"code": code}}
}
