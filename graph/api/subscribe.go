package api

import (
	"context"
	"encoding/base64"
	"fmt"
	"sync"
	"time"

	"github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/graph/api/internal/gen"
	"github.com/dateline-news/dateline/graph/view"
)

// journal remembers the documents that came in since the server started, in the
// order of their commits, so that a subscriber can go on where it left off. A
// document's statements are told in the order of their ids.
type journal struct {
	epoch string // of this server's start: cursors of another are refused

	mu        sync.Mutex
	documents []string
	latest    map[string]int // the last number of each document: what came in again is told once
	first     int            // number of documents[0]
	grown     chan struct{}  // closed, and made anew, when a document comes in
}

// maxJournal is how many documents a cursor may lie back.
const maxJournal = 100_000

func newJournal(epoch string) *journal {
	return &journal{epoch: epoch, latest: map[string]int{}, grown: make(chan struct{})}
}

// follow notes what an ingester commits from now on until ctx ends.
func (j *journal) follow(ctx context.Context, in Ingester) {
	committed := in.Committed(ctx)
	go func() {
		for ctx.Err() == nil {
			for id := range committed {
				j.add(id)
			}
			committed = in.Committed(ctx) // it fell behind, and what was missed stays missed
		}
	}()
}

func (j *journal) add(document string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.latest[document] = j.first + len(j.documents)
	j.documents = append(j.documents, document)
	if drop := len(j.documents) - maxJournal; drop > maxJournal/10 {
		for i, d := range j.documents[:drop] {
			if j.latest[d] == j.first+i {
				delete(j.latest, d)
			}
		}
		j.documents = append([]string(nil), j.documents[drop:]...)
		j.first += drop
	}
	close(j.grown)
	j.grown = make(chan struct{})
}

// at returns document n, "" if it came in again later, or a channel that tells when to ask again.
func (j *journal) at(n int) (document string, wait <-chan struct{}, err error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	switch {
	case n < j.first:
		return "", nil, errOldCursor
	case n-j.first < len(j.documents):
		if document = j.documents[n-j.first]; j.latest[document] != n {
			document = ""
		}
		return document, nil, nil
	}
	return "", j.grown, nil
}

func (j *journal) end() int {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.first + len(j.documents)
}

var (
	errBadCursor = graph.Errorf(graph.KindInvalid, "this is no cursor of statementAdded")
	errOldCursor = graph.Errorf(graph.KindInvalid, "this cursor is too old: the server has been started anew since, or much has come in; read `statements` and subscribe without a cursor")
)

func (j *journal) cursor(n int, statement string) string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "%s %d %s", j.epoch, n, statement))
}

func (j *journal) position(cursor string) (n int, statement string, err error) {
	b, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil || len(b) > 200 {
		return 0, "", errBadCursor
	}
	var epoch string
	if k, err := fmt.Sscanf(string(b), "%s %d %s", &epoch, &n, &statement); k != 3 || err != nil || graph.IDKind(statement) != graph.IDStatement {
		return 0, "", errBadCursor
	}
	if epoch != j.epoch || n < 0 || n >= j.end() {
		return 0, "", errOldCursor
	}
	return n, statement, nil
}

// added sends each new statement that passes the filter.
func (r *Resolver) added(ctx context.Context, filter *view.StatementFilter, after *string) (<-chan *view.StatementEdge, error) {
	n, last := r.log.end(), ""
	if after != nil {
		var err error
		if n, last, err = r.log.position(*after); err != nil {
			return nil, err
		}
	}
	// a filter that makes no sense is told now, not at the first event
	v, err := r.open(ctx)
	if err != nil {
		return nil, err
	}
	err = v.Check(ctx, filter)
	v.Close()
	if err != nil {
		return nil, err
	}
	out := make(chan *view.StatementEdge)
	go func() {
		defer close(out)
		for ; ; n, last = n+1, "" {
			document, wait, err := r.log.at(n)
			for wait != nil && err == nil {
				select {
				case <-wait:
				case <-ctx.Done():
					return
				}
				document, wait, err = r.log.at(n)
			}
			if err != nil || r.tell(ctx, out, n, document, last, filter) != nil {
				return
			}
		}
	}()
	return out, nil
}

// eventTime is how long the rows of an event can be read: an event is written
// as soon as it is taken, and its rows read while it is written.
const eventTime = 15 * time.Second

// tell sends the statements of one document whose ids come after last.
func (r *Resolver) tell(ctx context.Context, out chan<- *view.StatementEdge, n int, document, last string, filter *view.StatementFilter) error {
	if document == "" {
		return nil
	}
	v, err := r.open(ctx)
	if err != nil {
		return err
	}
	defer time.AfterFunc(eventTime, func() { v.Close() })
	rows, err := v.Added(ctx, document, last, filter)
	if err != nil {
		return err
	}
	for _, s := range rows {
		select {
		case out <- &view.StatementEdge{Cursor: r.log.cursor(n, s.ID()), Node: s}:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// progress sends the states of a job.
func (r *Resolver) progress(ctx context.Context, id string) (<-chan *gen.IngestJob, error) {
	states, err := r.ingester.Watch(ctx, id)
	if err != nil {
		return nil, err
	}
	out := make(chan *gen.IngestJob)
	go func() {
		defer close(out)
		for s := range states {
			select {
			case out <- newJob(s):
			case <-ctx.Done():
				return
			}
		}
	}()
	return out, nil
}
