package command

import (
	"bufio"
	"context"
	"fmt"
	"runtime"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/english"
	"github.com/dateline-news/dateline/extract/read"
	"github.com/dateline-news/dateline/internal/ordered"
)

type analyze struct {
	Paths  []string `arg:"" name:"file" help:"Text or JSON lines (.jsonl): files, folders, globs, - for standard input."`
	Layers string   `enum:"all,reading" default:"all" help:"all, or reading: stop after names and coreference."`
}

func (*analyze) Help() string {
	return "Example:\n\n  dateline analyze article.txt more.jsonl > analysis.jsonl"
}

// Run analyses documents in parallel and writes them in input order.
func (c *analyze) Run(ctx context.Context, s *streams) error {
	e, err := english.New()
	if err != nil {
		return err
	}
	var layers []extract.Layer
	if c.Layers == "reading" {
		layers = extract.Reading
	}
	out := bufio.NewWriterSize(s.out, 1<<16)
	failed := false
	err = ordered.Map(ctx, runtime.GOMAXPROCS(0), read.Paths(c.Paths, s.in),
		func(item read.Item) analysed {
			if item.Err != nil {
				return analysed{extract.AppendErrorJSON(nil, string(item.Err.Kind), item.Err.Message, item.Err.Input, item.Err.Line), item.Err}
			}
			a, err := e.Analyze(ctx, item.Document, layers...)
			if err != nil {
				return analysed{extract.AppendErrorJSON(nil, "INTERNAL", err.Error(), item.Input, item.Line), err}
			}
			return analysed{extract.AppendJSON(nil, a), nil}
		},
		func(r analysed) error {
			if r.err != nil {
				failed = true
				fmt.Fprintf(s.err, "dateline: %v\n", r.err)
			}
			if _, err := out.Write(r.line); err != nil {
				return err
			}
			return out.WriteByte('\n')
		})
	if err == nil {
		err = out.Flush()
	}
	switch {
	case err != nil:
		return &exit{exitFailed, err}
	case failed:
		return &exit{exitFailed, nil}
	}
	return nil
}

type analysed struct {
	line []byte
	err  error
}
