package command

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"time"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/english"
	scoring "github.com/dateline-news/dateline/extract/eval"
	"github.com/dateline-news/dateline/graph"
)

type eval struct {
	Files []string `arg:"" name:"file" help:"Annotated text: .conllu (tokens, tags, trees) or .iob2 (names), also with .gz."`
	JSON  bool     `name:"json" help:"One line of JSON for each figure."`
}

func (*eval) Help() string {
	return "Example:\n\n  dateline eval ../shared/corpora/ud-ewt/dev.conllu.gz ../shared/corpora/uner-ewt/dev.iob2.gz"
}

// Run scores the built-in extractor.
func (c *eval) Run(ctx context.Context, s *streams) error {
	e, err := english.New()
	if err != nil {
		return err
	}
	words := 0
	analyze := func(ctx context.Context, d *graph.Document) (*extract.Analysis, error) {
		a, err := e.Analyze(ctx, d, extract.Reading...)
		if err == nil {
			words += a.Tokens.Len()
		}
		return a, err
	}
	begun := time.Now()
	for _, path := range c.Files {
		scores, err := scoring.File(ctx, analyze, path)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		for _, n := range scores {
			if c.JSON {
				if err := json.NewEncoder(s.out).Encode(map[string]any{
					"file": filepath.Base(path), "metric": n.Metric, "f1": n.F1(), "gold": n.Gold, "system": n.System, "right": n.Right,
				}); err != nil {
					return &exit{exitFailed, err}
				}
				continue
			}
			fmt.Fprintf(s.out, "%-24s %-10s %5.1f   %d right of %d, gold %d\n", filepath.Base(path), n.Metric, n.F1(), n.Right, n.System, n.Gold)
		}
	}
	s.say("%d tokens in %.1f s", words, time.Since(begun).Seconds())
	return nil
}
