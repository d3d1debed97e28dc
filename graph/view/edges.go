package view

import (
	"context"
	"iter"
	"slices"

	"github.com/dateline-news/dateline/graph"
)

// edges walks the statements that join an entity to another or to itself, latest first.
func (r *Reader) edges(ctx context.Context, id string) iter.Seq2[graph.Edge, error] {
	return func(yield func(graph.Edge, error) bool) {
		for p, err := range r.snap.Scan(ctx, graph.IndexEdges, id, graph.Posting{}, true) {
			e, ok := graph.ParseEdge(p)
			if err == nil && !ok {
				err = graph.Errorf(graph.KindCorrupt, "an edge of the entity %s cannot be read: run verify", id)
			}
			if !yield(e, err) || err != nil {
				return
			}
		}
	}
}

// sieve tells which edges are walked: those that pass the filter, of which
// statements are read only if there is one, or the asserted ones.
type sieve struct {
	r        *Reader
	f        *filter
	asserted bool
}

// pass leaves out of a list the edges that do not pass.
func (s sieve) pass(ctx context.Context, edges []graph.Edge) ([]graph.Edge, error) {
	if s.asserted {
		edges = slices.DeleteFunc(edges, func(e graph.Edge) bool { return !e.Asserted() })
	}
	if s.f == nil {
		return edges, nil
	}
	n := 0
	for chunk := range slices.Chunk(edges, lastChunk) {
		ids := make([]string, len(chunk))
		for i := range chunk {
			ids[i] = chunk[i].Statement
		}
		kept, err := s.r.kept(ctx, s.f, ids)
		if err != nil {
			return nil, err
		}
		for i := range chunk {
			if kept[i] != nil {
				edges[n] = chunk[i]
				n++
			}
		}
	}
	return edges[:n], nil
}

// latest orders edges as lists of statements do backwards.
func latest(a, b *graph.Edge) int {
	return -comparePostings(graph.Posting{Sort: a.Published, ID: a.Statement}, graph.Posting{Sort: b.Published, ID: b.Statement})
}
