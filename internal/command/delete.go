package command

import (
	"context"
	"fmt"
	"time"

	"github.com/dateline-news/dateline/graph"
	taking "github.com/dateline-news/dateline/internal/ingest"
)

type remove struct {
	storeFlag
	IDs  []string `arg:"" name:"id" help:"Document ids, or the ids that documents came with."`
	JSON bool     `name:"json" help:"One line of JSON for each document deleted."`
}

func (*remove) Help() string {
	return "Example:\n\n  dateline delete article-17 d4z1c9… --store pebble:news"
}

// Run deletes documents; an unknown id is reported and the rest is done.
func (c *remove) Run(ctx context.Context, s *streams) (err error) {
	store, err := c.open(ctx, false)
	if err != nil {
		return err
	}
	defer func() {
		if e := store.Close(); err == nil {
			err = e
		}
	}()
	g := taking.New(store, nil, time.Now) // deleting extracts nothing
	defer g.Close()
	deleted, unknown := 0, 0
	for _, id := range c.IDs {
		if ctx.Err() != nil {
			s.say("%s deleted", count(deleted, "document", "documents"))
			return &exit{exitFailed, context.Cause(ctx)}
		}
		documents, err := documentsOf(ctx, store, id)
		if err != nil {
			return err
		}
		if len(documents) == 0 {
			s.say("dateline: no document %s", id)
			unknown++
		}
		for _, d := range documents {
			if err := g.Delete(ctx, d); err != nil {
				return fmt.Errorf("delete document %s: %w", d, err)
			}
			deleted++
			if c.JSON {
				fmt.Fprintf(s.out, "{\"document\":%q,\"status\":\"deleted\"}\n", d)
			}
		}
	}
	if !c.JSON {
		s.say("%s deleted", count(deleted, "document", "documents"))
	}
	if unknown > 0 {
		return &exit{exitFailed, nil}
	}
	return nil
}

// documentsOf finds documents by document id or source id.
func documentsOf(ctx context.Context, store graph.Store, id string) ([]string, error) {
	s, err := store.Snapshot(ctx)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	if graph.IDKind(id) == graph.IDDocument {
		found, err := s.Documents(ctx, []string{id}, false)
		if err != nil {
			return nil, err
		}
		if found[0] != nil {
			return []string{id}, nil
		}
	}
	var out []string
	for p, err := range s.Scan(ctx, graph.IndexDocumentsBySource, id, graph.Posting{}, false) {
		if err != nil {
			return nil, err
		}
		out = append(out, p.ID)
	}
	return out, nil
}
