package command

import (
	"bufio"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/dateline-news/dateline/extract/read"
	"github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/graph/export"
	taking "github.com/dateline-news/dateline/internal/ingest"
)

type exporter struct {
	storeFlag
	Format string `required:"" placeholder:"FORMAT" enum:"${formats}" help:"One of ${formats}."`
	Out    string `placeholder:"FILE" help:"Write to this file instead of standard output."`
}

func (*exporter) Help() string {
	return "The same documents and judgements give the same bytes. Example:\n\n  dateline export --format graphml --out news.graphml"
}

func formatNames() string {
	names := make([]string, 0, len(export.Formats)+1)
	for _, f := range export.Formats {
		names = append(names, f.Name)
	}
	return strings.Join(append(names, "csv"), ",")
}

// Run writes the whole store in one format.
func (c *exporter) Run(ctx context.Context, s *streams) error {
	format, _ := export.Lookup(c.Format)
	return c.read(ctx, func(snapshot graph.Snapshot) error {
		return toFile(c.Out, s.out, func(w io.Writer) error { return format.Write(ctx, w, snapshot, nil) })
	})
}

// toFile writes to a file that takes its name when it is whole, or to out if path is "".
func toFile(path string, out io.Writer, write func(io.Writer) error) (err error) {
	if path == "" {
		if err := write(out); err != nil {
			return asFailure(err)
		}
		return nil
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".dateline-*")
	if err != nil {
		return &exit{exitUsage, err}
	}
	defer os.Remove(f.Name()) // gone already if all went well
	w := bufio.NewWriterSize(f, 1<<16)
	if err = write(w); err == nil {
		err = w.Flush()
	}
	if e := f.Chmod(0o644); err == nil {
		err = e
	}
	if e := f.Sync(); err == nil {
		err = e
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	return asFailure(err)
}

// asFailure leaves the kinds of the graph's errors alone; an output that cannot
// be written is no wrong usage.
func asFailure(err error) error {
	if err == nil || graph.KindOf(err) != graph.KindInternal {
		return err
	}
	return &exit{exitFailed, err}
}

type clusters struct {
	storeFlag
	Paths []string `arg:"" optional:"" name:"file" help:"Documents to resolve together in memory, instead of a store."`
}

func (*clusters) Help() string {
	return "Example:\n\n  dateline clusters reports/*.jsonl > clusters.jsonl"
}

// Run writes the clusters of a store, or of files.
func (c *clusters) Run(ctx context.Context, s *streams) error {
	write := func(snapshot graph.Snapshot) error { return asFailure(export.Clusters(ctx, s.out, snapshot)) }
	if len(c.Paths) == 0 {
		return c.read(ctx, write)
	}
	c.Store = "mem:"
	store, err := c.open(ctx, true)
	if err != nil {
		return err
	}
	defer store.Close()
	g, err := newIngester(store)
	if err != nil {
		return err
	}
	defer g.Close()
	failed := false
	err = g.Run(ctx, read.Paths(c.Paths, s.in), func(r taking.Result) error {
		if r.Err != nil {
			failed = true
			s.say("dateline: %v", r.Err)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if ctx.Err() != nil {
		return &exit{exitFailed, context.Cause(ctx)}
	}
	snapshot, err := store.Snapshot(ctx)
	if err != nil {
		return err
	}
	defer snapshot.Close()
	if err := write(snapshot); err != nil {
		return err
	}
	if failed {
		return &exit{exitFailed, nil}
	}
	return nil
}
