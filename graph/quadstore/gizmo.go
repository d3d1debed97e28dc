package quadstore

import (
	"context"
	"fmt"

	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo"

	"github.com/dateline-news/dateline/graph"
)

// Gizmo runs a query in Cayley's JavaScript dialect over the store's quads and
// hands on each result, fit for encoding/json. limit 0 means no limit.
func (s *Store) Gizmo(ctx context.Context, q string, limit int, emit func(any) error) (err error) {
	// The engine of the query language panics on some broken queries.
	defer func() {
		if p := recover(); p != nil {
			err = graph.Errorf(graph.KindInvalid, "the query failed: %v", p)
		}
	}()
	if limit == 0 {
		limit = -1
	}
	session := gizmo.NewSession(s.QuadStore())
	it, err := session.Execute(ctx, q, query.Options{Collation: query.JSON, Limit: limit})
	if err != nil {
		return graph.Errorf(graph.KindInvalid, "the query cannot be run: %w", err)
	}
	defer it.Close()
	for it.Next(ctx) {
		if err := emit(it.Result()); err != nil {
			return err
		}
	}
	if err := it.Err(); err != nil {
		return graph.Errorf(graph.KindInvalid, "the query failed: %w", err)
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("gizmo: %w", err)
	}
	return nil
}
