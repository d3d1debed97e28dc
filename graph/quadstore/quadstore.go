package quadstore

import (
	"context"
	"fmt"
	"sync"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"

	"github.com/dateline-news/dateline/graph"
)

// QuadStore is the store as Cayley sees it. Every iterator reads the state that
// was committed when it began. It is safe for concurrent use; transactions
// apply whole or not at all, whatever mixture of adds and deletes they hold.
type QuadStore struct {
	engine engine
	dict   *dictionary // under the engine's write lock
	owner  bool        // Close closes the engine
	// readOnly refuses writes, which would go past the lists and counters that a
	// Store keeps beside the quads.
	readOnly bool
}

var (
	_ cayley.QuadStore = (*QuadStore)(nil)
	_ refs.BatchNamer  = (*QuadStore)(nil)
	_ shape.Optimizer  = (*QuadStore)(nil)
)

// Names of our backends in Cayley's registry.
const (
	PebbleBackend   = "dateline-pebble"
	MemoryBackend   = "dateline-mem"
	PostgresBackend = "dateline-postgres"
)

var registerOnce sync.Once

// Register makes the backends known to Cayley. It may be called more than once.
func Register() {
	registerOnce.Do(func() {
		cayley.RegisterQuadStore(PebbleBackend, cayley.QuadStoreRegistration{
			NewFunc: func(path string, _ cayley.Options) (cayley.QuadStore, error) {
				e, err := openPebble(path, Options{})
				if err != nil {
					return nil, err
				}
				return newQuadStore(e), nil
			},
			InitFunc: func(path string, _ cayley.Options) error {
				if storeExists(path) {
					return cayley.ErrDatabaseExists
				}
				e, err := openPebble(path, Options{Create: true})
				if err != nil {
					return err
				}
				return e.close()
			},
			IsPersistent: true,
		})
		cayley.RegisterQuadStore(PostgresBackend, cayley.QuadStoreRegistration{
			NewFunc: func(address string, _ cayley.Options) (cayley.QuadStore, error) {
				e, err := openPostgres(context.Background(), address, Options{})
				if err != nil {
					return nil, err
				}
				return newQuadStore(e), nil
			},
			InitFunc: func(address string, _ cayley.Options) error {
				e, err := openPostgres(context.Background(), address, Options{Create: true})
				if err != nil {
					return err
				}
				return e.close()
			},
			IsPersistent: true,
		})
		cayley.RegisterQuadStore(MemoryBackend, cayley.QuadStoreRegistration{
			NewFunc: func(string, cayley.Options) (cayley.QuadStore, error) {
				e, err := newMemory()
				if err != nil {
					return nil, err
				}
				return newQuadStore(e), nil
			},
			InitFunc: func(string, cayley.Options) error { return nil },
		})
	})
}

func newQuadStore(e engine) *QuadStore {
	return &QuadStore{engine: e, dict: newDictionary(), owner: true}
}

// Close closes the store, unless it is a view of one that something else closes.
func (qs *QuadStore) Close() error {
	if !qs.owner {
		return nil
	}
	return qs.engine.close()
}

// read runs f on one state.
func (qs *QuadStore) read(ctx context.Context, f func(view) error) error {
	v, err := qs.engine.view(ctx)
	if err != nil {
		return err
	}
	defer v.close()
	return f(v)
}

// ApplyDeltas applies a transaction: its deltas in order, all or none. A quad
// that is added and removed in it ends as the last delta says.
func (qs *QuadStore) ApplyDeltas(in []cayley.Delta, opts cayley.IgnoreOpts) error {
	if qs.readOnly {
		return graph.Errorf(graph.KindInvalid, "the quads of a store change with its documents: use ingest and delete")
	}
	ctx := context.Background()
	return qs.engine.write(ctx, func(v view) (*batch, error) {
		e, err := newEdit(ctx, v, qs.dict)
		if err != nil {
			return nil, err
		}
		terms := make([]quadTerms, len(in))
		for i, d := range in {
			if d.Action != cayley.Add && d.Action != cayley.Delete {
				return nil, &cayley.DeltaError{Delta: d, Err: cayley.ErrInvalidAction}
			}
			for k, dir := range quad.Directions {
				if terms[i][k], err = termOf(d.Quad.Get(dir)); err != nil {
					return nil, err
				}
			}
		}
		// All nodes get ids, also those of quads to delete: ids that nothing
		// uses in the end are left out.
		ids, err := e.resolve(ctx, terms, true)
		if err != nil {
			return nil, err
		}
		if err := e.look(ctx, ids); err != nil {
			return nil, err
		}
		for i, d := range in {
			c := e.quads[ids[i]]
			switch {
			case d.Action == cayley.Add && c.is && !opts.IgnoreDup:
				return nil, &cayley.DeltaError{Delta: d, Err: cayley.ErrQuadExists}
			case d.Action == cayley.Delete && !c.is && !opts.IgnoreMissing:
				return nil, &cayley.DeltaError{Delta: d, Err: cayley.ErrQuadNotExist}
			}
			c.is = d.Action == cayley.Add
			e.quads[ids[i]] = c
		}
		return e.batch(ctx)
	})
}

// NewQuadWriter starts an import in batches.
func (qs *QuadStore) NewQuadWriter() (quad.WriteCloser, error) { return &quadWriter{qs: qs}, nil }

// quadWriter gathers quads; duplicates are ignored.
type quadWriter struct {
	qs      *QuadStore
	pending []cayley.Delta
}

const quadWriterBatch = 10_000

func (w *quadWriter) WriteQuad(q quad.Quad) error {
	_, err := w.WriteQuads([]quad.Quad{q})
	return err
}

func (w *quadWriter) WriteQuads(quads []quad.Quad) (int, error) {
	for i, q := range quads {
		w.pending = append(w.pending, cayley.Delta{Quad: q, Action: cayley.Add})
		if len(w.pending) >= quadWriterBatch {
			if err := w.Flush(); err != nil {
				return i, err
			}
		}
	}
	return len(quads), nil
}

func (w *quadWriter) Flush() error {
	if len(w.pending) == 0 {
		return nil
	}
	err := w.qs.ApplyDeltas(w.pending, cayley.IgnoreOpts{IgnoreDup: true})
	w.pending = w.pending[:0]
	return err
}

func (w *quadWriter) Close() error { return w.Flush() }

// nodeRef and quadRef are the references that Cayley's iterators pass around.
type nodeRef nodeID

func (r nodeRef) Key() any { return r }

type quadRef quadID

func (r quadRef) Key() any { return r }

// ValueOf finds the reference of a value, nil if no quad has it.
func (qs *QuadStore) ValueOf(v quad.Value) (refs.Ref, error) {
	if v == nil {
		return nil, nil
	}
	found, err := qs.refsOf(context.Background(), []quad.Value{v})
	if err != nil || found[0] == 0 {
		return nil, err
	}
	return nodeRef(found[0]), nil
}

// RefsOf finds the references of values in one go; it is an error if one is unknown.
func (qs *QuadStore) RefsOf(ctx context.Context, values []quad.Value) ([]refs.Ref, error) {
	found, err := qs.refsOf(ctx, values)
	if err != nil {
		return nil, err
	}
	out := make([]refs.Ref, len(found))
	for i, id := range found {
		if id == 0 {
			return nil, fmt.Errorf("not found: %v", values[i])
		}
		out[i] = nodeRef(id)
	}
	return out, nil
}

func (qs *QuadStore) refsOf(ctx context.Context, values []quad.Value) ([]nodeID, error) {
	ids := make([]nodeID, len(values))
	err := qs.read(ctx, func(v view) error {
		var encs []string
		var at []int
		for i, val := range values {
			t, err := termOf(val)
			if err != nil {
				return nil // no such value can be stored
			}
			if t.enc != "" {
				encs, at = append(encs, t.enc), append(at, i)
				continue
			}
			// A value that is its own id is there if a quad has it.
			ok, err := occurs(ctx, v, t.id)
			if err != nil {
				return err
			}
			if ok {
				ids[i] = t.id
			}
		}
		found, err := v.lookup(ctx, encs)
		for k, i := range at {
			if err == nil {
				ids[i] = found[k]
			}
		}
		return err
	})
	return ids, err
}

func occurs(ctx context.Context, v view, id nodeID) (found bool, err error) {
	for _, o := range []ordering{posl, opsl, spol, lspo} {
		err := v.match(ctx, o, [][]nodeID{{id}}, reach{most: 1}, func(int, quadID) bool { found = true; return false })
		if found || err != nil {
			return found, err
		}
	}
	return false, nil
}

// NameOf is the value of a reference, nil if there is none.
func (qs *QuadStore) NameOf(r refs.Ref) (quad.Value, error) {
	vals, err := qs.ValuesOf(context.Background(), []refs.Ref{r})
	if err != nil {
		return nil, err
	}
	return vals[0], nil
}

// ValuesOf are the values of references in one go, nil where there is none.
func (qs *QuadStore) ValuesOf(ctx context.Context, in []refs.Ref) ([]quad.Value, error) {
	out := make([]quad.Value, len(in))
	err := qs.read(ctx, func(v view) error {
		var ids []nodeID
		var at []int
		for i, r := range in {
			switch r := r.(type) {
			case refs.PreFetchedValue:
				out[i] = r.NameOf()
			case nodeRef:
				ids, at = append(ids, nodeID(r)), append(at, i)
			}
		}
		terms, err := terms(ctx, v, ids)
		for k, i := range at {
			if err == nil && terms[k] != (term{}) {
				out[i], err = terms[k].value()
			}
		}
		return err
	})
	return out, err
}

// terms are the terms of ids, zero where the dictionary has none.
func terms(ctx context.Context, v view, ids []nodeID) ([]term, error) {
	out := make([]term, len(ids))
	var ask []nodeID
	var at []int
	for i, id := range ids {
		if id.inline() {
			out[i].id = id
		} else if id != 0 {
			ask, at = append(ask, id), append(at, i)
		}
	}
	encs, err := v.values(ctx, ask)
	if err != nil {
		return nil, err
	}
	for k, i := range at {
		out[i].enc = encs[k]
	}
	return out, nil
}

// Quad is the quad of a reference.
func (qs *QuadStore) Quad(r refs.Ref) (q quad.Quad, err error) {
	ref, ok := r.(quadRef)
	if !ok {
		return q, nil
	}
	err = qs.read(context.Background(), func(v view) error {
		q, err = readQuadValues(context.Background(), v, quadID(ref))
		return err
	})
	return q, err
}

func readQuadValues(ctx context.Context, v view, id quadID) (q quad.Quad, err error) {
	values, err := terms(ctx, v, id[:])
	if err != nil {
		return q, err
	}
	for i, d := range quad.Directions {
		if values[i] == (term{}) {
			continue
		}
		val, err := values[i].value()
		if err != nil {
			return q, err
		}
		q.Set(d, val)
	}
	return q, nil
}

// QuadDirection is a node of a quad; it costs nothing.
func (qs *QuadStore) QuadDirection(r refs.Ref, d quad.Direction) (refs.Ref, error) {
	q, ok := r.(quadRef)
	if !ok || quadID(q).get(d) == 0 {
		return nil, nil
	}
	return nodeRef(quadID(q).get(d)), nil
}

// QuadIterator walks the quads with a node in a direction.
func (qs *QuadStore) QuadIterator(d quad.Direction, r refs.Ref) iterator.Shape {
	id, ok := r.(nodeRef)
	if !ok || id == 0 {
		return iterator.NewNull()
	}
	return &quadShape{qs: qs, o: orderingOf[d], prefix: []nodeID{nodeID(id)}}
}

// QuadIteratorSize is how many quads QuadIterator walks.
func (qs *QuadStore) QuadIteratorSize(ctx context.Context, d quad.Direction, r refs.Ref) (refs.Size, error) {
	id, ok := r.(nodeRef)
	if !ok || id == 0 {
		return refs.Size{Exact: true}, nil
	}
	return qs.size(ctx, orderingOf[d], []nodeID{nodeID(id)})
}

func (qs *QuadStore) size(ctx context.Context, o ordering, prefix []nodeID) (s refs.Size, err error) {
	err = qs.read(ctx, func(v view) error {
		switch {
		case len(prefix) == 0:
			st, err := readState(ctx, v)
			s = refs.Size{Value: st.Quads, Exact: true}
			return err
		case o == posl && len(prefix) == 1:
			n, err := v.predicateSize(ctx, prefix[0])
			s = refs.Size{Value: n, Exact: true}
			return err
		}
		n, exact, err := v.size(ctx, o, prefix)
		s = refs.Size{Value: n, Exact: exact}
		return err
	})
	return s, err
}

// QuadsAllIterator walks all quads.
func (qs *QuadStore) QuadsAllIterator() iterator.Shape { return &quadShape{qs: qs, o: spol} }

// NodesAllIterator walks all nodes.
func (qs *QuadStore) NodesAllIterator() iterator.Shape { return &nodeShape{qs: qs} }

// Stats counts nodes and quads. Quads are always exact; values that live in
// their ids are counted by walking, where exact figures are asked for.
func (qs *QuadStore) Stats(ctx context.Context, exact bool) (out cayley.Stats, err error) {
	err = qs.read(ctx, func(v view) error {
		s, err := readState(ctx, v)
		if err != nil {
			return err
		}
		out.Quads = refs.Size{Value: s.Quads, Exact: true}
		out.Nodes = refs.Size{Value: s.Nodes, Exact: exact}
		if exact {
			err = eachInlineNode(ctx, v, func(nodeID) bool { out.Nodes.Value++; return true })
		}
		return err
	})
	return out, err
}

// OptimizeShape turns a filter of quads by fixed nodes into a walk of the index
// that begins with them.
func (qs *QuadStore) OptimizeShape(ctx context.Context, s shape.Shape) (shape.Shape, bool) {
	a, ok := s.(shape.QuadsAction)
	if !ok || len(a.Filter) == 0 {
		return s, false
	}
	given := map[uint8]nodeID{}
	for d, r := range a.Filter {
		id, ok := r.(nodeRef)
		if !ok || d < quad.Subject || d > quad.Label {
			return s, false
		}
		given[uint8(d-quad.Subject)] = nodeID(id)
	}
	for o := spol; o <= lspo; o++ {
		var prefix []nodeID
		for _, at := range orderings[o][:len(given)] {
			if id, ok := given[at]; ok {
				prefix = append(prefix, id)
			}
		}
		if len(prefix) == len(given) {
			return a.SimplifyFrom(indexScan{o, prefix}), true
		}
	}
	return s, false
}

// indexScan is the shape of a walk of one index.
type indexScan struct {
	o      ordering
	prefix []nodeID
}

func (s indexScan) BuildIterator(qs cayley.QuadStore) iterator.Shape {
	own, ok := qs.(*QuadStore)
	if !ok {
		return iterator.NewError(fmt.Errorf("an index scan of package quadstore was given a %T", qs))
	}
	return &quadShape{qs: own, o: s.o, prefix: s.prefix}
}

func (s indexScan) Optimize(context.Context, shape.Optimizer) (shape.Shape, bool) { return s, false }
