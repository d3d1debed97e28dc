package command

import (
	"context"
	"encoding/json"
	"iter"
	"time"

	"github.com/schollz/progressbar/v3"

	"github.com/dateline-news/dateline/extract/english"
	"github.com/dateline-news/dateline/extract/read"
	"github.com/dateline-news/dateline/graph/quadstore"
	taking "github.com/dateline-news/dateline/internal/ingest"
)

type ingest struct {
	storeFlag
	serverKey
	tracesFlag
	Paths  []string `arg:"" name:"path" help:"Text or JSON lines (.jsonl): files, folders, globs, - for standard input."`
	Server string   `placeholder:"URL" help:"Hand the documents to this running server instead of opening a store."`
	JSON   bool     `name:"json" help:"One line of JSON for each document as soon as it is durable, and a summary."`
}

func (*ingest) Help() string {
	return "The same document twice is one document. Examples:\n\n  dateline ingest articles/ more.jsonl\n  dateline ingest news.jsonl --server http://localhost:8080"
}

// Run takes documents in, directly or through a server.
func (c *ingest) Run(ctx context.Context, s *streams) error {
	p := newProgress(s, c.JSON)
	items := read.Paths(c.Paths, s.in)
	if c.Server != "" {
		client, err := newClient(c.Server, c.Key)
		if err != nil {
			return err
		}
		return p.end(ctx, client.ingest(ctx, items, p.report))
	}
	store, err := c.open(ctx, true)
	if err != nil {
		if ctx.Err() != nil {
			return p.end(ctx, nil) // stopped before anything was begun
		}
		return err
	}
	g, err := newIngester(store)
	if err == nil {
		err = c.into(ctx, s, g, items, p)
		g.Close()
	}
	if e := store.Close(); err == nil {
		err = e
	}
	return err
}

// into takes items into a store.
func (c *ingest) into(ctx context.Context, s *streams, g *taking.Ingester, items iter.Seq[read.Item], p *progress) error {
	_, send, err := c.trace(ctx, s, g)
	if err != nil {
		return err
	}
	defer send()
	if err = refresh(ctx, g, s); err == nil {
		err = g.Run(ctx, items, p.report)
	}
	return p.end(ctx, err)
}

// newIngester wires the built-in extractor to a store.
func newIngester(store *quadstore.Store) (*taking.Ingester, error) {
	e, err := english.New()
	if err != nil {
		return nil, err
	}
	return taking.New(store, e, time.Now), nil
}

// refresh reads again what an older version of the extractor made.
func refresh(ctx context.Context, g *taking.Ingester, s *streams) error {
	said := false
	err := g.Refresh(ctx, func(done, all int) error {
		if !said || done == all {
			s.say("reading the store's documents again with this version's extractor: %d of %d", done, all)
			said = true
		}
		return nil
	})
	if ctx.Err() != nil {
		return nil // who asked sees that
	}
	return err
}

// progress shows how an ingest goes: lines of JSON, or a bar on a terminal, and
// failures as they come.
type progress struct {
	s       *streams
	lines   *json.Encoder // nil without --json
	bar     *progressbar.ProgressBar
	start   time.Time
	summary taking.Summary
}

func newProgress(s *streams, asJSON bool) *progress {
	p := &progress{s: s, start: time.Now()}
	if asJSON {
		p.lines = json.NewEncoder(s.out)
		p.lines.SetEscapeHTML(false)
	}
	if s.terminal() {
		p.bar = progressbar.NewOptions(-1, progressbar.OptionSetWriter(s.err), progressbar.OptionSetDescription("reading"),
			progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetItsString("documents"),
			progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
	}
	return p
}

// documentLine is one line of `ingest --json`.
type documentLine struct {
	Document *string       `json:"document"`
	SourceID *string       `json:"source_id"`
	Status   taking.Status `json:"status"`
	Error    *string       `json:"error"`
}

// report tells what became of one input. Lines go straight to the output, so
// that what was acknowledged is known however the process ends.
func (p *progress) report(r taking.Result) error {
	p.summary.Count(r)
	if r.Err != nil {
		if p.bar != nil {
			_ = p.bar.Clear()
		}
		p.s.say("dateline: %v", r.Err)
	}
	if p.bar != nil {
		_ = p.bar.Add(1)
	}
	if p.lines == nil {
		return nil
	}
	line := documentLine{optional(r.Document), optional(r.SourceID), r.Status, nil}
	if r.Err != nil {
		line.Error = optional(r.Err.Error())
	}
	if err := p.lines.Encode(line); err != nil {
		return &exit{exitFailed, err}
	}
	return nil
}

func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// end writes the summary and tells how the command ends.
func (p *progress) end(ctx context.Context, err error) error {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
	p.summary.Seconds = time.Since(p.start).Seconds()
	n := p.summary
	if p.lines != nil {
		if e := p.lines.Encode(struct {
			Summary taking.Summary `json:"summary"`
		}{n}); err == nil && e != nil {
			err = &exit{exitFailed, e}
		}
	}
	if p.lines == nil || err != nil || ctx.Err() != nil {
		p.s.say("%s in: %d added with %s, %d unchanged; %d failed; %.1f s", count(n.Added+n.Unchanged, "document", "documents"),
			n.Added, count(n.Statements, "statement", "statements"), n.Unchanged, n.Failed, n.Seconds)
	}
	switch {
	case err != nil:
		return err
	case ctx.Err() != nil:
		return &exit{exitFailed, context.Cause(ctx)}
	case n.Failed > 0:
		return &exit{exitFailed, nil}
	}
	return nil
}
