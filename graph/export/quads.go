package export

import (
	"context"
	"iter"
	"strconv"
	"strings"
	"time"

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
			if e.excerpts && q.Predicate == textPredicate && graph.IDKind(tail(q.Subject)) == graph.IDDocument {
				continue
			}
			q.Object = plain(q.Object)
			if !yield(q, nil) {
				return
			}
		}
	}
}

// textPredicate is that of a document's text, and of a statement's.
const textPredicate = quad.IRI("dateline:text")

const xsd = "http://www.w3.org/2001/XMLSchema#"

// plain gives numbers, truths and times the lexical form and the full type that
// RDF tools know.
func plain(v quad.Value) quad.Value {
	typed := func(s, t string) quad.Value { return quad.TypedString{Value: quad.String(s), Type: quad.IRI(xsd + t)} }
	switch v := v.(type) {
	case quad.Bool:
		return typed(strconv.FormatBool(bool(v)), "boolean")
	case quad.Int:
		return typed(strconv.FormatInt(int64(v), 10), "integer")
	case quad.Float:
		return typed(strconv.FormatFloat(float64(v), 'f', -1, 64), "decimal")
	case quad.Time:
		return typed(time.Time(v).UTC().Format(time.RFC3339Nano), "dateTime")
	}
	return v
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
