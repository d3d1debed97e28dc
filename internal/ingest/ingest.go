// Package ingest takes documents into a store: each is read, its record is
// extracted, resolution works out what it changes, and one atomic batch makes it
// durable. It owns jobs and their progress, and everything else that changes a
// store on behalf of a person. It decides nothing about meaning or identity.
package ingest

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"path"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/read"
	"github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/graph/resolve"
	"github.com/dateline-news/dateline/internal/ordered"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"
	"go.opentelemetry.io/otel/trace/noop"
)

// Ingester changes one store. It is safe for concurrent use.
type Ingester struct {
	store     graph.Store
	extractor extract.Extractor
	clock     func() time.Time
	workers   int
	tracer    trace.Tracer

	memory  resolve.Memory
	changes atomic.Int64
	feed    feed
	jobs    jobs
}

// New returns an Ingester; Close ends its jobs. clock dates judgements and jobs.
// Without an extractor it takes in no documents.
func New(store graph.Store, extractor extract.Extractor, clock func() time.Time) *Ingester {
	g := &Ingester{store: store, extractor: extractor, clock: clock, workers: runtime.GOMAXPROCS(0), tracer: noop.Tracer{}}
	g.jobs.open(g.workers)
	return g
}

// Trace makes spans of documents from now on; to be called before the first is taken in.
func (g *Ingester) Trace(p trace.TracerProvider) {
	g.tracer = p.Tracer("github.com/dateline-news/dateline/internal/ingest")
}

// Close lets the documents in hand be finished, ends all jobs, and returns.
func (g *Ingester) Close() { g.jobs.close() }

// Status is what became of a document.
type Status string

// The states of a document.
const (
	Added     Status = "added"
	Unchanged Status = "unchanged" // it was in
	Failed    Status = "failed"
)

// Result is what became of one input.
type Result struct {
	Document   string // its id; "" if it could not be read
	SourceID   string
	Status     Status
	Statements int
	Err        error // of Failed
}

// Summary counts results.
type Summary struct {
	Documents  int     `json:"documents"`
	Added      int     `json:"added"`
	Unchanged  int     `json:"unchanged"`
	Failed     int     `json:"failed"`
	Statements int     `json:"statements"` // of what was added
	Seconds    float64 `json:"seconds"`
}

// Count adds a result.
func (s *Summary) Count(r Result) {
	s.Documents++
	switch r.Status {
	case Added:
		s.Added++
		s.Statements += r.Statements
	case Unchanged:
		s.Unchanged++
	default:
		s.Failed++
	}
}

// Run takes in items, extracting in parallel, and reports each as soon as it is
// durable, in order. When ctx ends it finishes what is in hand and returns nil. An
// error means that the store could not be written; what was reported is in.
func (g *Ingester) Run(ctx context.Context, items iter.Seq[read.Item], report func(Result) error) error {
	return g.run(ctx, items, report)
}

// run is Run, with how the span of each document begins.
func (g *Ingester) run(ctx context.Context, items iter.Seq[read.Item], report func(Result) error, begin ...trace.SpanStartOption) error {
	work := context.WithoutCancel(ctx)
	type extracted struct {
		result Result
		record *graph.Record
		span   trace.Span
	}
	return ordered.Map(ctx, g.workers, items,
		func(item read.Item) extracted {
			ctx, span := g.tracer.Start(work, "ingest document", begin...) // ends when the document is in
			if item.Err != nil {
				return extracted{Result{Status: Failed, Err: item.Err}, nil, span}
			}
			d := item.Document
			r := Result{Document: d.ID, SourceID: d.SourceID}
			in, err := g.has(ctx, d.ID)
			if err == nil && in {
				r.Status = Unchanged
				return extracted{r, nil, span}
			}
			var record *graph.Record
			if err == nil {
				step, child := g.tracer.Start(ctx, "extract")
				record, err = g.extract(step, d)
				child.End()
			}
			if err != nil {
				place := item.Input
				if item.Line > 0 {
					place = fmt.Sprintf("%s:%d", place, item.Line)
				}
				r.Status, r.Err = Failed, fmt.Errorf("%s: %w", place, err)
			}
			return extracted{r, record, span}
		},
		func(x extracted) error {
			defer func() { end(x.span, x.result) }()
			if x.record != nil {
				var err error
				step, span := g.tracer.Start(trace.ContextWithSpan(work, x.span), "store")
				x.result.Status, err = g.add(step, x.record)
				span.End()
				if err != nil {
					x.result.Status, x.result.Err = Failed, err
					return fmt.Errorf("store document %s: %w", x.result.Document, err)
				}
				x.result.Statements = len(x.record.Statements)
			}
			return report(x.result)
		})
}

// end ends the span of a document. What it says is in none.
func end(span trace.Span, r Result) {
	span.SetAttributes(attribute.String("dateline.document", r.Document), attribute.String("dateline.status", string(r.Status)), attribute.Int("dateline.statements", r.Statements))
	if r.Err != nil {
		span.SetAttributes(attribute.String("error.type", string(graph.KindOf(r.Err))))
		span.SetStatus(codes.Error, "")
	}
	span.End()
}

// update is Store.Update, counted.
func (g *Ingester) update(ctx context.Context, plan func(graph.Snapshot) (*graph.Change, error)) error {
	defer g.changes.Add(1) // afterwards, also of what failed: it may have been committed
	return g.store.Update(ctx, plan)
}

// Changes counts what this Ingester did to the store: while it stays the same,
// so does what the store says.
func (g *Ingester) Changes() int64 { return g.changes.Load() }

// has tells whether a document is in the store.
func (g *Ingester) has(ctx context.Context, id string) (bool, error) {
	s, err := g.store.Snapshot(ctx)
	if err != nil {
		return false, err
	}
	defer s.Close()
	found, err := s.Documents(ctx, []string{id}, false)
	return err == nil && found[0] != nil, err
}

// extract draws the record. A defect that a text brings to light costs that
// document, not the process and the documents of others.
func (g *Ingester) extract(ctx context.Context, d *graph.Document) (r *graph.Record, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = graph.Errorf(graph.KindInternal, "the extractor failed on this document; please report it with the text: %v at %s", p, origin())
		}
	}()
	if g.extractor == nil {
		return nil, graph.Errorf(graph.KindInvalid, "documents are not taken in here: use ingest or a server")
	}
	return g.extractor.Extract(ctx, d)
}

// add commits a record unless its document is in.
func (g *Ingester) add(ctx context.Context, r *graph.Record) (Status, error) {
	status := Unchanged
	err := g.update(ctx, func(s graph.Snapshot) (*graph.Change, error) {
		status = Unchanged
		found, err := s.Documents(ctx, []string{r.Document.ID}, false)
		if err != nil || found[0] != nil {
			return nil, err
		}
		status = Added
		return g.memory.Plan(ctx, s, resolve.Request{Add: []*graph.Record{r}})
	})
	if err == nil && status == Added {
		g.feed.send(r.Document.ID)
	}
	return status, err
}

// Delete removes a document with all that only it supports.
func (g *Ingester) Delete(ctx context.Context, document string) error {
	return g.update(ctx, func(s graph.Snapshot) (*graph.Change, error) {
		found, err := s.Documents(ctx, []string{document}, false)
		if err != nil {
			return nil, err
		}
		if found[0] == nil {
			return nil, graph.Errorf(graph.KindNotFound, "no document %s", document)
		}
		return g.memory.Plan(ctx, s, resolve.Request{Delete: []string{document}})
	})
}

// Refresh reads documents again that another extractor or another version of it
// made, and reports each. Judgements stay.
func (g *Ingester) Refresh(ctx context.Context, report func(done, all int) error) error {
	s, err := g.store.Snapshot(ctx)
	if err != nil {
		return err
	}
	var stale []string
	for p, err := range s.ScanPrefix(ctx, graph.IndexDocumentsExtractor, "") {
		if err != nil {
			return errors.Join(err, s.Close())
		}
		if p.Key != g.extractor.Name() {
			stale = append(stale, p.ID)
		}
	}
	if err := s.Close(); err != nil {
		return err
	}
	work := context.WithoutCancel(ctx)
	done := 0
	type again struct {
		record *graph.Record
		err    error
	}
	return ordered.Map(ctx, g.workers, func(yield func(string) bool) {
		for _, id := range stale {
			if !yield(id) {
				return
			}
		}
	}, func(id string) again {
		d, err := g.document(work, id)
		if err != nil || d == nil {
			return again{nil, err}
		}
		r, err := g.extract(work, d)
		return again{r, err}
	}, func(x again) error {
		if x.err != nil {
			return x.err
		}
		done++
		if r := x.record; r != nil {
			err := g.update(work, func(s graph.Snapshot) (*graph.Change, error) {
				found, err := s.Documents(work, []string{r.Document.ID}, false)
				if err != nil || found[0] == nil {
					return nil, err
				}
				return g.memory.Plan(work, s, resolve.Request{Add: []*graph.Record{r}, Delete: []string{r.Document.ID}})
			})
			if err != nil {
				return err
			}
		}
		return report(done, len(stale))
	})
}

// document returns a stored document with its text, nil if it is not there.
func (g *Ingester) document(ctx context.Context, id string) (*graph.Document, error) {
	s, err := g.store.Snapshot(ctx)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	found, err := s.Documents(ctx, []string{id}, true)
	if err != nil || found[0] == nil {
		return nil, err
	}
	d := found[0].Document
	return &d, nil
}

// Judge records a decision about two document entities.
func (g *Ingester) Judge(ctx context.Context, left, right string, verdict graph.Verdict, by, reason string) (*graph.Judgement, error) {
	if right < left {
		left, right = right, left
	}
	j := graph.Judgement{
		ID: graph.JudgementID(left, right, verdict), Left: left, Right: right, Verdict: verdict, By: by, At: g.clock().UTC().Truncate(time.Second), Reason: reason,
	}
	if verdict != graph.Same && verdict != graph.Different {
		return nil, graph.Errorf(graph.KindInvalid, "a verdict is SAME or DIFFERENT")
	}
	err := g.update(ctx, func(s graph.Snapshot) (*graph.Change, error) {
		return g.memory.Plan(ctx, s, resolve.Request{Judge: []graph.Judgement{j}})
	})
	if err != nil {
		return nil, err
	}
	return &j, nil
}

// Edit records a person's correction of the entity that holds a member.
func (g *Ingester) Edit(ctx context.Context, member string, e graph.Edit, by, reason string) (*graph.Judgement, error) {
	j := graph.Judgement{ID: graph.EditID(member, e), Left: member, Verdict: graph.Edited, By: by, At: g.clock().UTC(), Reason: reason, Edit: e}
	err := g.update(ctx, func(s graph.Snapshot) (*graph.Change, error) {
		return g.memory.Plan(ctx, s, resolve.Request{Judge: []graph.Judgement{j}})
	})
	if err != nil {
		return nil, err
	}
	return &j, nil
}

// Review records what a person decided about a statement; graph.Unreviewed takes it back.
func (g *Ingester) Review(ctx context.Context, statement string, status graph.ReviewStatus, by, reason string) error {
	r := graph.Review{Status: status, Reason: reason, By: by, At: g.clock().UTC().Truncate(time.Second)}
	return g.update(ctx, func(s graph.Snapshot) (*graph.Change, error) {
		found, err := s.Statements(ctx, []string{statement})
		if err != nil {
			return nil, err
		}
		if found[0] == nil {
			return nil, graph.Errorf(graph.KindNotFound, "no statement %.40q", statement)
		}
		return &graph.Change{Review: map[string]graph.Review{statement: r}}, nil
	})
}

// Revoke takes a judgement back.
func (g *Ingester) Revoke(ctx context.Context, judgement string) error {
	return g.update(ctx, func(s graph.Snapshot) (*graph.Change, error) {
		return g.memory.Plan(ctx, s, resolve.Request{Revoke: []string{judgement}})
	})
}

// Committed sends the ids of documents as they are added, until ctx ends.
func (g *Ingester) Committed(ctx context.Context) <-chan string { return g.feed.subscribe(ctx) }

// origin is the place of a panic: the innermost line of the extractor on the stack.
func origin() string {
	lines := strings.Split(string(debug.Stack()), "\n")
	for i, l := range lines {
		if strings.HasPrefix(l, "github.com/dateline-news/dateline/extract/") && i+1 < len(lines) {
			return path.Base(strings.TrimSpace(lines[i+1]))
		}
	}
	return "an unknown place"
}

// feed tells subscribers of documents that were committed.
type feed struct {
	mu   sync.Mutex
	subs map[chan string]bool
}

// backlog is how far a subscriber may fall behind before it is cut off.
const backlog = 1024

func (f *feed) subscribe(ctx context.Context) <-chan string {
	c := make(chan string, backlog)
	f.mu.Lock()
	if f.subs == nil {
		f.subs = map[chan string]bool{}
	}
	f.subs[c] = true
	f.mu.Unlock()
	context.AfterFunc(ctx, func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		f.drop(c)
	})
	return c
}

func (f *feed) send(id string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for c := range f.subs {
		select {
		case c <- id:
		default:
			f.drop(c)
		}
	}
}

func (f *feed) drop(c chan string) {
	if f.subs[c] {
		delete(f.subs, c)
		close(c)
	}
}
