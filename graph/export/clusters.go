package export

import (
	"bufio"
	"context"
	"encoding/json"
	"io"

	"github.com/dateline-news/dateline/graph"
)

// clusterLine is a line of contracts/clusters.md.
type clusterLine struct {
	Cluster string `json:"cluster"`
	Doc     string `json:"doc"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Kind    string `json:"kind"`
}

// Clusters writes what each mention resolved to, document by document.
func Clusters(ctx context.Context, out io.Writer, s graph.Snapshot) error {
	e := &export{ctx: ctx, s: s, w: bufio.NewWriterSize(out, 1<<16)}
	var err error
	if e.documents, err = e.list(graph.IndexDocuments); err != nil {
		return err
	}
	enc := json.NewEncoder(e.w)
	enc.SetEscapeHTML(false)
	for d, err := range each(e, e.documents, func(ctx context.Context, ids []string) ([]*graph.DocumentNode, error) {
		return s.Documents(ctx, ids, false)
	}) {
		if err != nil {
			return err
		}
		name := d.SourceID
		if name == "" {
			name = d.ID
		}
		mentions, err := e.mentionsOf(d.ID)
		if err != nil {
			return err
		}
		ids := make([]string, len(mentions))
		for i := range mentions {
			ids[i] = mentions[i].Entity
		}
		types, err := s.Canonicals(ctx, ids, false)
		if err != nil {
			return err
		}
		for i, m := range mentions {
			kind := "ENTITY"
			if types[i] != nil && types[i].Type == graph.TypeEvent {
				kind = "EVENT"
			}
			if err := enc.Encode(clusterLine{m.Entity, name, m.Start, m.End, kind}); err != nil {
				return err
			}
		}
	}
	return e.w.Flush()
}
