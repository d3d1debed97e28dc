// Package export writes a graph out in the formats that other programs read. It
// knows a store only as a graph.Snapshot, streams, and gives the same bytes for
// the same content, whatever the backend: no clock, path or row number is in it.
package export

import (
	"bufio"
	"context"
	"io"
	"iter"
	"slices"

	"github.com/dateline-news/dateline/graph"
)

// Format is one way to write a graph.
type Format struct {
	Name        string
	ContentType string
	Graph       bool // entities are nodes, statements with two ends edges
	Excerpts    bool // whole texts are left out
	write       func(*export) error
}

// Formats lists all formats.
var Formats = []Format{
	{Name: "jsonl", ContentType: "application/jsonl; charset=utf-8", write: writeJSONL},
	{Name: "nquads", ContentType: "application/n-quads; charset=utf-8", write: writeNQuads},
	{Name: "jsonld", ContentType: "application/ld+json; charset=utf-8", write: writeJSONLD},
	{Name: "graphml", ContentType: "application/graphml+xml; charset=utf-8", Graph: true, write: writeGraphML},
	{Name: "gexf", ContentType: "application/gexf+xml; charset=utf-8", Graph: true, write: writeGEXF},
	{Name: "cytoscape.json", ContentType: "application/json; charset=utf-8", Graph: true, write: writeCytoscape},
	{Name: "graphology.json", ContentType: "application/json; charset=utf-8", Graph: true, write: writeGraphology},
	{Name: "nodelink.json", ContentType: "application/json; charset=utf-8", Graph: true, write: writeNodeLink},
	{Name: "statements.csv", ContentType: "text/csv; charset=utf-8", write: writeStatementsCSV},
	{Name: "entities.csv", ContentType: "text/csv; charset=utf-8", write: writeEntitiesCSV},
}

// Lookup finds a format by its name; "csv" is short for the table of statements.
func Lookup(name string) (Format, bool) {
	if name == "csv" {
		name = "statements.csv"
	}
	i := slices.IndexFunc(Formats, func(f Format) bool { return f.Name == name })
	if i < 0 {
		return Format{}, false
	}
	return Formats[i], true
}

// Write writes the content of a snapshot, and ends when ctx ends. Unless only is
// nil it writes just the statements of these ids and what they name.
func (f Format) Write(ctx context.Context, out io.Writer, s graph.Snapshot, only []string) error {
	e := &export{ctx: ctx, s: s, w: bufio.NewWriterSize(out, 1<<16), filtered: only != nil, excerpts: f.Excerpts}
	if err := e.choose(only); err != nil {
		return err
	}
	if err := f.write(e); err != nil {
		return err
	}
	return e.w.Flush()
}

// export is one run: what is chosen, as sorted ids.
type export struct {
	ctx      context.Context
	s        graph.Snapshot
	w        *bufio.Writer
	filtered bool
	excerpts bool

	documents  []string
	entities   []string
	statements []string
	claims     []string
	judgements []string
}

// batch is how many nodes are read at once.
const batch = 256

// list collects the ids of an index, sorted.
func (e *export) list(index graph.Index) ([]string, error) {
	var ids []string
	for p, err := range e.s.Scan(e.ctx, index, "", graph.Posting{}, false) {
		if err != nil {
			return nil, err
		}
		ids = append(ids, p.ID)
	}
	slices.Sort(ids)
	return ids, nil
}

// choose finds out what is exported.
func (e *export) choose(only []string) error {
	all := []struct {
		index graph.Index
		ids   *[]string
	}{
		{graph.IndexJudgements, &e.judgements}, {graph.IndexDocuments, &e.documents}, {graph.IndexEntities, &e.entities},
		{graph.IndexStatements, &e.statements}, {graph.IndexClaims, &e.claims},
	}
	if only != nil {
		all = all[:1]
	}
	for _, l := range all {
		var err error
		if *l.ids, err = e.list(l.index); err != nil {
			return err
		}
	}
	if only == nil {
		return nil
	}
	e.statements = slices.Clone(only)
	slices.Sort(e.statements)
	documents, entities, claims := set{}, set{}, set{}
	for n, err := range e.eachStatement() {
		if err != nil {
			return err
		}
		for id := range named(n) {
			entities[id] = true
		}
		for i := range n.Evidence {
			documents[n.Evidence[i].Document] = true
		}
		documents[n.Document] = true
		if n.Claim != "" {
			claims[n.Claim] = true
		}
	}
	e.documents, e.entities, e.claims = documents.sorted(), entities.sorted(), claims.sorted()
	var judged []string
	for j, err := range each(e, e.judgements, e.s.Judgements) {
		if err != nil {
			return err
		}
		ends, err := e.s.CanonicalOf(e.ctx, []string{j.Left, j.Right})
		if err != nil {
			return err
		}
		if entities[ends[0]] && (entities[ends[1]] || j.Verdict == graph.Edited) {
			judged = append(judged, j.ID)
		}
	}
	e.judgements = judged
	return nil
}

// named yields the canonical entities that a statement names.
func named(n *graph.StatementNode) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, id := range []string{n.SubjectCanonical, n.ObjectCanonical, n.PlaceCanonical} {
			if id != "" && !yield(id) {
				return
			}
		}
		for _, list := range [][]string{n.AboutCanonical, n.AttributionCanonical} {
			for _, id := range list {
				if id != "" && id != graph.Unnamed && !yield(id) {
					return
				}
			}
		}
	}
}

type set map[string]bool

func (s set) sorted() []string {
	out := make([]string, 0, len(s))
	for id := range s {
		out = append(out, id)
	}
	slices.Sort(out)
	return out
}

// each reads what ids stand for in batches; an id that is not there is corruption.
func each[T any](e *export, ids []string, read func(context.Context, []string) ([]*T, error)) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		for part := range slices.Chunk(ids, batch) {
			if err := e.ctx.Err(); err != nil {
				yield(nil, err)
				return
			}
			found, err := read(e.ctx, part)
			if err != nil {
				yield(nil, err)
				return
			}
			for i, x := range found {
				if x == nil {
					yield(nil, graph.Errorf(graph.KindCorrupt, "an index names %s, which is not there: run `verify`", part[i]))
					return
				}
				if !yield(x, nil) {
					return
				}
			}
		}
	}
}

func (e *export) eachStatement() iter.Seq2[*graph.StatementNode, error] {
	return each(e, e.statements, e.s.Statements)
}

func (e *export) eachEntity(members bool) iter.Seq2[*graph.Canonical, error] {
	return each(e, e.entities, func(ctx context.Context, ids []string) ([]*graph.Canonical, error) {
		return e.s.Canonicals(ctx, ids, members)
	})
}

// attributed tells that somebody else than the document says it.
func attributed(n *graph.StatementNode) bool { return len(n.Attribution) > 0 }
