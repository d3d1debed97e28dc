package quadstore

import (
	"context"
	"strings"
	"sync"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"

	"github.com/dateline-news/dateline/graph"
)

// Store is a graph.Store over a quad store. It is safe for concurrent use.
type Store struct {
	quads  *QuadStore
	reader *reader

	closing sync.RWMutex // held for reading by open snapshots' calls to the engine
	closed  bool
}

var _ graph.Store = (*Store)(nil)

// Open opens the store that an address names: "mem:", "pebble:PATH" or
// "postgres://USER:PASSWORD@HOST:PORT/DATABASE". Without
// Options.Create a store that is not there is an error, and nothing is made.
func Open(ctx context.Context, address string, o Options) (*Store, error) {
	e, err := openEngine(ctx, address, o)
	if err != nil {
		return nil, err
	}
	return newStore(e), nil
}

// openTimeout is how long a database may take to answer at first.
const openTimeout = 30 * time.Second

func newStore(e engine) *Store { return &Store{quads: newQuadStore(e), reader: newReader()} }

func openEngine(ctx context.Context, address string, o Options) (engine, error) {
	// Opening is short; who is told to stop meanwhile does so with a store to close.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), openTimeout)
	defer cancel()
	scheme, path, ok := strings.Cut(address, ":")
	switch {
	case ok && scheme == "mem" && path == "":
		return newMemory()
	case ok && scheme == "pebble":
		return openPebble(path, o)
	case ok && (scheme == "postgres" || scheme == "postgresql"):
		return openPostgres(ctx, address, o)
	}
	return nil, graph.Errorf(graph.KindInvalid, "%q names no store: give mem:, pebble:PATH or postgres://…", address)
}

// Close waits for a commit under way and closes the store.
func (s *Store) Close() error {
	s.closing.Lock()
	defer s.closing.Unlock()
	if s.closed {
		return nil
	}
	s.closed = true
	return s.quads.Close()
}

var errClosed = graph.Errorf(graph.KindUnavailable, "the store is closed")

// Snapshot opens a consistent view; see graph.Store.
func (s *Store) Snapshot(ctx context.Context) (graph.Snapshot, error) {
	return s.snapshot(ctx)
}

func (s *Store) snapshot(ctx context.Context) (*snapshot, error) {
	s.closing.RLock()
	defer s.closing.RUnlock()
	if s.closed {
		return nil, errClosed
	}
	v, err := s.quads.engine.view(ctx)
	if err != nil {
		return nil, err
	}
	return &snapshot{store: s, view: v}, nil
}

// QuadStore is the store as Cayley sees it, to be read: for queries in Gizmo and
// exports of quads. Closing it closes nothing.
func (s *Store) QuadStore() cayley.QuadStore {
	return &QuadStore{engine: s.quads.engine, readOnly: true}
}

// Update plans and commits one change; see graph.Store.
func (s *Store) Update(ctx context.Context, plan func(graph.Snapshot) (*graph.Change, error)) error {
	s.closing.RLock()
	defer s.closing.RUnlock()
	if s.closed {
		return errClosed
	}
	return s.quads.engine.write(ctx, func(v view) (*batch, error) {
		snap := &snapshot{store: s, view: v, borrowed: true}
		c, err := plan(snap)
		if err != nil || c == nil {
			return nil, err
		}
		e, err := newEdit(ctx, v, s.quads.dict)
		if err != nil {
			return nil, err
		}
		u := &update{ctx: ctx, edit: e, snap: snap, change: c}
		if err := u.apply(); err != nil {
			return nil, err
		}
		return e.batch(ctx)
	})
}

// Compact gives back the space of what was deleted.
func (s *Store) Compact(ctx context.Context) error {
	s.closing.RLock()
	defer s.closing.RUnlock()
	if s.closed {
		return errClosed
	}
	return s.quads.engine.compact(ctx)
}
