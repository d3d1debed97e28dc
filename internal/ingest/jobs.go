package ingest

import (
	"context"
	"crypto/rand"
	"errors"
	"slices"
	"sync"

	"github.com/dateline-news/dateline/extract/read"
	"github.com/dateline-news/dateline/graph"
	"go.opentelemetry.io/otel/trace"
)

// jobs are the ingests that the API started. They live as long as the process;
// of those that ended the latest keptJobs are remembered.
type jobs struct {
	ctx   context.Context
	stop  context.CancelFunc
	wait  sync.WaitGroup
	slots chan struct{}

	mu    sync.Mutex
	byID  map[string]*job
	byKey map[string]*job
	ended []string // ids, oldest first
}

const keptJobs = 10_000

type job struct {
	key     string
	asked   trace.Link // the request that it came with
	state   graph.Job
	changed chan struct{} // closed and replaced at every change
}

func (j *jobs) open(workers int) {
	j.ctx, j.stop = context.WithCancel(context.Background())
	j.slots = make(chan struct{}, workers)
	j.byID, j.byKey = map[string]*job{}, map[string]*job{}
}

func (j *jobs) close() {
	j.mu.Lock()
	j.stop()
	j.mu.Unlock()
	j.wait.Wait()
}

// Submit queues documents as one job and returns at once. The same non-empty key gives the same job.
func (g *Ingester) Submit(ctx context.Context, docs []graph.Document, key string) (graph.Job, error) {
	js := &g.jobs
	js.mu.Lock()
	defer js.mu.Unlock()
	if js.ctx.Err() != nil {
		return graph.Job{}, graph.Errorf(graph.KindUnavailable, "the server is shutting down")
	}
	if known := js.byKey[key]; key != "" && known != nil {
		return snapshot(known), nil
	}
	x := &job{key: key, asked: trace.LinkFromContext(ctx), changed: make(chan struct{}), state: graph.Job{
		ID: "i" + rand.Text(), Status: graph.JobQueued, Documents: len(docs), Started: g.clock(),
	}}
	js.byID[x.state.ID] = x
	if key != "" {
		js.byKey[key] = x
	}
	js.wait.Go(func() { g.work(x, docs) })
	return snapshot(x), nil
}

// snapshot copies the state of a job; the caller holds the lock.
func snapshot(x *job) graph.Job {
	s := x.state
	s.Errors = slices.Clone(s.Errors)
	return s
}

// change changes a job's state and wakes those who watch it.
func (g *Ingester) change(x *job, f func(*graph.Job)) {
	g.jobs.mu.Lock()
	defer g.jobs.mu.Unlock()
	f(&x.state)
	close(x.changed)
	x.changed = make(chan struct{})
}

// work runs a job once there is a slot.
func (g *Ingester) work(x *job, docs []graph.Document) {
	js := &g.jobs
	select {
	case js.slots <- struct{}{}:
		defer func() { <-js.slots }()
	case <-js.ctx.Done():
	}
	g.change(x, func(s *graph.Job) { s.Status = graph.JobRunning })
	n := 0
	err := g.run(js.ctx, func(yield func(read.Item) bool) {
		for i := range docs {
			if !yield(item(&docs[i])) {
				return
			}
		}
	}, func(r Result) error {
		g.change(x, func(s *graph.Job) {
			switch r.Status {
			case Added:
				s.Added++
				s.Statements += r.Statements
			case Unchanged:
				s.Unchanged++
			default:
				s.Failed++
				s.Errors = append(s.Errors, jobError(n, docs[n].SourceID, r.Err))
			}
		})
		n++
		return nil
	}, trace.WithLinks(x.asked))
	g.change(x, func(s *graph.Job) {
		if n < len(docs) {
			if err == nil {
				err = graph.Errorf(graph.KindUnavailable, "the server is shutting down")
			}
			for ; n < len(docs); n++ {
				s.Failed++
				s.Errors = append(s.Errors, jobError(n, docs[n].SourceID, err))
			}
		}
		s.Status, s.Ended = graph.JobDone, g.clock()
		if s.Documents > 0 && s.Failed == s.Documents {
			s.Status = graph.JobFailed
		}
		js.ended = append(js.ended, s.ID)
		if len(js.ended) > keptJobs {
			old := js.byID[js.ended[0]]
			delete(js.byID, js.ended[0])
			if js.byKey[old.key] == old {
				delete(js.byKey, old.key)
			}
			js.ended = js.ended[1:]
		}
	})
}

// item checks a document that came through the API.
func item(d *graph.Document) read.Item {
	checked, fault := read.New(read.Fields{
		SourceID: d.SourceID, Title: d.Title, URL: d.URL, Publisher: d.Publisher, Published: d.PublishedString(), Language: d.Language, Text: d.Text,
	})
	if fault != nil {
		return read.Item{Err: &read.Error{Kind: fault.Kind, Message: fault.Message, Input: "document"}}
	}
	return read.Item{Document: checked, Input: "document"}
}

func jobError(n int, source string, err error) graph.JobError {
	e := graph.JobError{Document: n, SourceID: source, Kind: graph.KindOf(err), Message: err.Error()}
	if fault := (*read.Error)(nil); errors.As(err, &fault) {
		e.Kind, e.Message = fault.Kind, fault.Message
	}
	return e
}

// Job returns the present state of a job.
func (g *Ingester) Job(_ context.Context, id string) (graph.Job, error) {
	g.jobs.mu.Lock()
	defer g.jobs.mu.Unlock()
	x := g.jobs.byID[id]
	if x == nil {
		return graph.Job{}, graph.Errorf(graph.KindNotFound, "no ingest job %.40q", id)
	}
	return snapshot(x), nil
}

// Watch sends the state of a job now and whenever it changes, and closes the
// channel after the last. A slow reader misses states in between.
func (g *Ingester) Watch(ctx context.Context, id string) (<-chan graph.Job, error) {
	g.jobs.mu.Lock()
	x := g.jobs.byID[id]
	g.jobs.mu.Unlock()
	if x == nil {
		return nil, graph.Errorf(graph.KindNotFound, "no ingest job %.40q", id)
	}
	out := make(chan graph.Job)
	go func() {
		defer close(out)
		for {
			g.jobs.mu.Lock()
			state, changed := snapshot(x), x.changed
			g.jobs.mu.Unlock()
			select {
			case out <- state:
			case <-ctx.Done():
				return
			}
			if state.Status.Ended() {
				return
			}
			select {
			case <-changed:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out, nil
}
