package export

import (
	"context"
	"iter"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"

	"github.com/dateline-news/dateline/graph"
)

// QuadSource is a snapshot that shows its content as quads. IRIs are those of
// package quadstore; docs/architecture.md lists them. There are no blank nodes.
type QuadSource interface {
	// Quads yields all quads, in any order.
	Quads(ctx context.Context) iter.Seq2[quad.Quad, error]
}

// quads yields the quads of what is chosen.
func (e *export) quads() iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		source, ok := e.s.(QuadSource)
		if !ok {
			yield(quad.Quad{}, graph.Errorf(graph.KindInvalid, "this store has no quads"))
			return
		}
		chosen := set{}
		for _, list := range [][]string{e.documents, e.entities, e.statements, e.claims, e.judgements} {
			for _, id := range list {
				chosen[id] = true
			}
		}
		for q, err := range source.Quads(e.ctx) {
			if err != nil {
				yield(quad.Quad{}, err)
				return
			}
			if e.filtered && !(chosen[tail(q.Subject)] && (q.Label == nil || !isNode(q.Label) || chosen[tail(q.Label)]) && (!isNode(q.Object) || chosen[tail(q.Object)])) {
				continue
			}
			if !yield(q, nil) {
				return
			}
		}
	}
}

// tail is the id at the end of an IRI.
func tail(v quad.Value) string {
	iri, ok := v.(quad.IRI)
	if !ok {
		return ""
	}
	return string(iri[strings.LastIndexByte(string(iri), '/')+1:])
}

// isNode tells whether a value is the IRI of something with an id.
func isNode(v quad.Value) bool { return graph.IDKind(tail(v)) != 0 }

func writeNQuads(e *export) error {
	out := nquads.NewWriter(e.w)
	for q, err := range e.quads() {
		if err != nil {
			return err
		}
		if err := out.WriteQuad(q); err != nil {
			return err
		}
	}
	return out.Close()
}
