// Package view is the read side of the graph: lists with their filters, orders
// and cursors, search by name, pictures, paths and timelines, and the types
// that GraphQL binds to. It reads one snapshot of a graph.Store in batches and
// changes nothing. It knows neither GraphQL's execution nor the database.
package view

import (
	"context"
	"encoding/json"
	"slices"
	"sync"

	"github.com/dateline-news/dateline/graph"
)

// Reader answers from one snapshot, so that all parts of an operation agree. It
// keeps what it has read; it is made for one operation and safe for concurrent
// use within it. Rows that it returns stay tied to it.
type Reader struct {
	// Excerpts holds whole texts back: what statements rest on is served, and no
	// more of a document. To be set before the first answer.
	Excerpts bool
	// Words speeds filters by text up; to be set before the first answer, or nil.
	Words *Words

	snap graph.Snapshot

	canonicals shelf[graph.Canonical]
	documents  shelf[graph.DocumentNode]
	texts      shelf[text]
	statements shelf[graph.StatementNode]
	claims     shelf[graph.Claim]

	mu      sync.Mutex
	filters map[string]*filter // by their JSON
	stats   *graph.Stats
}

// Open starts reading the newest state of a store. The caller closes the reader.
func Open(ctx context.Context, store graph.Store) (*Reader, error) {
	snap, err := store.Snapshot(ctx)
	if err != nil {
		return nil, err
	}
	return NewReader(snap), nil
}

// NewReader reads from a snapshot, which it owns from now on.
func NewReader(snap graph.Snapshot) *Reader {
	r := &Reader{snap: snap, filters: map[string]*filter{}}
	r.canonicals.read = func(ctx context.Context, ids []string) ([]*graph.Canonical, error) {
		return snap.Canonicals(ctx, ids, false)
	}
	r.documents.read = func(ctx context.Context, ids []string) ([]*graph.DocumentNode, error) {
		return snap.Documents(ctx, ids, false)
	}
	r.statements.read = snap.Statements
	r.claims.read = snap.Claims
	r.texts.read = r.readTexts
	return r
}

// Close gives the snapshot back.
func (r *Reader) Close() error { return r.snap.Close() }

// Stats counts what the store holds.
func (r *Reader) Stats(ctx context.Context) (graph.Stats, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.stats == nil {
		s, err := r.snap.Stats(ctx)
		if err != nil {
			return s, err
		}
		r.stats = &s
	}
	return *r.stats, nil
}

// shelf keeps one kind of thing by id; what is missing is read in one batch.
type shelf[T any] struct {
	mu   sync.Mutex
	got  map[string]*T // nil: known to be absent
	read func(ctx context.Context, ids []string) ([]*T, error)
}

// all returns one element an id, in order, nil where the id is unknown or empty.
func (s *shelf[T]) all(ctx context.Context, ids []string) ([]*T, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.got == nil {
		s.got = make(map[string]*T, len(ids))
	}
	var missing []string
	for _, id := range ids {
		if _, ok := s.got[id]; !ok && id != "" {
			missing = append(missing, id)
			s.got[id] = nil
		}
	}
	if len(missing) > 0 {
		found, err := s.read(ctx, missing)
		if err != nil {
			for _, id := range missing {
				delete(s.got, id)
			}
			return nil, err
		}
		for i, v := range found {
			s.got[missing[i]] = v
		}
	}
	out := make([]*T, len(ids))
	for i, id := range ids {
		if id != "" {
			out[i] = s.got[id]
		}
	}
	return out, nil
}

func (s *shelf[T]) one(ctx context.Context, id string) (*T, error) {
	vs, err := s.all(ctx, []string{id})
	if err != nil {
		return nil, err
	}
	return vs[0], nil
}

// group is a list of rows that were made together. What is asked of one is
// asked of all at once: nested lists then cost one batch a level, not one a row.
type group[T any] struct {
	rows []T
	mu   sync.Mutex
	memo map[string]*cell
}

type cell struct {
	once sync.Once
	vals any
	err  error
}

// together loads a value for every row of the group at the first call with this
// key, and returns that of row i.
func together[T, V any](g *group[T], key string, i int, load func(rows []T) ([]V, error)) (V, error) {
	g.mu.Lock()
	if g.memo == nil {
		g.memo = map[string]*cell{}
	}
	c := g.memo[key]
	if c == nil {
		c = &cell{}
		g.memo[key] = c
	}
	g.mu.Unlock()
	c.once.Do(func() {
		vals, err := load(g.rows)
		c.vals, c.err = vals, err
	})
	if c.err != nil {
		var zero V
		return zero, c.err
	}
	return c.vals.([]V)[i], nil
}

// key makes a memo's key of a field's name and arguments.
func key(field string, args ...any) string {
	b, err := json.Marshal(args)
	if err != nil {
		panic("view: arguments of " + field + " have no JSON: " + err.Error())
	}
	return field + string(b)
}

// distinct returns the ids that f gives for the rows, each once, in order, without "".
func distinct[T any](rows []T, f func(T, func(...string))) []string {
	var ids []string
	seen := map[string]bool{"": true}
	for _, row := range rows {
		f(row, func(more ...string) {
			for _, id := range more {
				if !seen[id] {
					seen[id] = true
					ids = append(ids, id)
				}
			}
		})
	}
	return ids
}

func invalid(format string, args ...any) error {
	return graph.Errorf(graph.KindInvalid, format, args...)
}

func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func nonNil[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

func sorted[T ~string](m map[T]int) []T {
	keys := make([]T, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
