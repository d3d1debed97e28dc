package quadstore

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/bloom"
	"github.com/cockroachdb/pebble/v2/vfs"

	"github.com/dateline-news/dateline/graph"
)

// pebbleEngine keeps a store in one pebble database: on disk, or in memory over
// pebble's file system in memory. Its keys are in keys.go.
type pebbleEngine struct {
	db      *pebble.DB
	durable bool
	onClose func(broken bool) error // may be nil
	whole   bool                    // a restore has ended
	// readOnly refuses what would change a file.
	readOnly bool

	writing sync.Mutex

	mu   sync.Mutex
	open map[*pebble.Iterator]struct{} // cursors, closed with the engine if their users forgot
	// dead is closed once the database can no longer be trusted to commit, with
	// the reason in cause.
	dead  chan struct{}
	cause error
}

// maxInlineValue is the longest encoding that is its own dictionary key.
const maxInlineValue = 48

func pebbleOptions(fs vfs.FS) *pebble.Options {
	o := &pebble.Options{
		FS:                 fs,
		FormatMajorVersion: pebble.FormatTableFormatV6,
		CacheSize:          128 << 20,
		MemTableSize:       32 << 20,
		// Compactions keep up on two cores beside extraction.
		MemTableStopWritesThreshold: 4,
		L0CompactionThreshold:       8,
		L0StopWritesThreshold:       32,
		LBaseMaxBytes:               256 << 20,
		MaxOpenFiles:                512,
	}
	for i := range o.Levels {
		o.Levels[i].FilterPolicy = bloom.FilterPolicy(10)
	}
	return o
}

// newPebble opens the database in dir of the options' file system.
func newPebble(dir string, o *pebble.Options, durable bool) (*pebbleEngine, error) {
	e := &pebbleEngine{durable: durable, open: map[*pebble.Iterator]struct{}{}, dead: make(chan struct{})}
	o.Logger = pebbleLog{e}
	o.EventListener = &pebble.EventListener{
		BackgroundError: e.backgroundError,
		DataCorruption:  func(pebble.DataCorruptionInfo) {}, // the read that met it gives the error
	}
	opened := make(chan error, 1)
	go func() {
		db, err := pebble.Open(dir, o)
		e.db = db
		opened <- err
	}()
	if err := e.await(opened); err != nil {
		return nil, err
	}
	return e, nil
}

// await waits for what a goroutine of its own does in the database, or until the
// engine is given up: then that goroutine may never come back.
func (e *pebbleEngine) await(done <-chan error) error {
	select {
	case err := <-done:
		return err
	case <-e.dead:
		return e.cause
	}
}

// do runs f and waits for it likewise.
func (e *pebbleEngine) do(f func() error) error {
	done := make(chan error, 1)
	go func() { done <- f() }()
	return e.await(done)
}

func newMemory() (*pebbleEngine, error) {
	o := pebbleOptions(vfs.NewMem())
	o.DisableWAL = true
	return newPebble("mem", o, false)
}

// pebbleLog drops pebble's chatter. Where pebble would end the process because
// files cannot be written, the engine is given up instead and the failing
// goroutine, which is a commit's or one of pebble's own, kept from going on.
type pebbleLog struct{ e *pebbleEngine }

func (pebbleLog) Infof(string, ...any)  {}
func (pebbleLog) Errorf(string, ...any) {}
func (l pebbleLog) Fatalf(format string, args ...any) {
	err := fmt.Errorf(format, args...)
	for _, a := range args {
		if cause, ok := a.(error); ok {
			err = fmt.Errorf("%s: %w", format, cause)
		}
	}
	if !strings.HasPrefix(format, "pebble: fatal commit error") && !strings.HasPrefix(format, "could not update state") && !diskFull(err) {
		panic(err) // an invariant of pebble is broken
	}
	l.e.giveUp(err)
	select {}
}

func (e *pebbleEngine) backgroundError(err error) {
	if diskFull(err) {
		e.giveUp(err) // else writers would wait for room for ever
	}
}

func (e *pebbleEngine) giveUp(err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.cause == nil {
		e.cause = storageError(err)
		close(e.dead)
	}
}

func (e *pebbleEngine) alive() error {
	select {
	case <-e.dead:
		return e.cause
	default:
		return nil
	}
}

func (e *pebbleEngine) close() error {
	e.writing.Lock() // a commit under way ends first
	defer e.writing.Unlock()
	e.mu.Lock()
	for it := range e.open {
		it.Close()
	}
	clear(e.open)
	e.mu.Unlock()
	var err error
	broken := e.alive() != nil
	if !broken { // else a goroutine stands still in the database, perhaps with its locks
		err = storageError(e.do(e.db.Close))
	}
	if e.onClose != nil {
		err = errors.Join(err, e.onClose(broken || err != nil))
	}
	return err
}

func (e *pebbleEngine) compact(ctx context.Context) error {
	if err := e.alive(); err != nil {
		return err
	}
	if e.readOnly {
		return errReadOnly
	}
	e.writing.Lock()
	defer e.writing.Unlock()
	return storageError(e.do(func() error {
		if err := e.db.Flush(); err != nil {
			return err
		}
		return e.db.Compact(ctx, []byte{0}, []byte{0xff}, false)
	}))
}

var errReadOnly = graph.Errorf(graph.KindInvalid, "the store was opened to be read only")

func (e *pebbleEngine) restored(context.Context) error {
	e.whole = true // and closing says so in the folder
	return nil
}

func (e *pebbleEngine) view(ctx context.Context) (view, error) {
	if err := e.alive(); err != nil {
		return nil, err
	}
	return &pebbleView{e: e, snap: e.db.NewSnapshot()}, nil
}

func (e *pebbleEngine) write(ctx context.Context, plan func(view) (*batch, error)) error {
	if e.readOnly {
		return errReadOnly
	}
	e.writing.Lock()
	b, changes, err := e.planned(ctx, plan)
	if b == nil || err != nil {
		e.writing.Unlock()
		return err
	}
	o := pebble.NoSync
	if e.durable {
		o = pebble.Sync
	}
	err = e.do(func() error {
		if e.durable {
			return e.db.ApplyNoSyncWait(b, o)
		}
		return e.db.Apply(b, o)
	})
	if err == nil && changes.applied != nil {
		changes.applied()
	}
	e.writing.Unlock()
	if err != nil {
		return storageError(err)
	}
	if e.durable {
		// The next writer goes on while this one waits for the disk.
		if err = e.do(b.SyncWait); err != nil {
			return storageError(err)
		}
	}
	return storageError(b.Close())
}

func (e *pebbleEngine) planned(ctx context.Context, plan func(view) (*batch, error)) (*pebble.Batch, *batch, error) {
	v, err := e.view(ctx)
	if err != nil {
		return nil, nil, err
	}
	defer v.close()
	changes, err := plan(v)
	if err != nil || changes == nil || changes.empty() {
		return nil, nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	b := e.db.NewBatch()
	if err := fillBatch(ctx, b, v, changes); err != nil {
		b.Close()
		return nil, nil, err
	}
	return b, changes, nil
}

func fillBatch(ctx context.Context, b *pebble.Batch, v view, c *batch) error {
	var key, val []byte
	var err error
	set := func() {
		if err == nil {
			err = b.Set(key, val, nil)
		}
	}
	del := func() {
		if err == nil {
			err = b.Delete(key, nil)
		}
	}
	for _, n := range c.drop {
		key = appendValueKey(append(key[:0], keyValue), n.enc)
		del()
		key = appendID(append(key[:0], keyNode), n.id)
		del()
	}
	for _, n := range c.nodes {
		key, val = appendValueKey(append(key[:0], keyValue), n.enc), appendID(val[:0], n.id)
		set()
		key, val = appendID(append(key[:0], keyNode), n.id), append(val[:0], n.enc...)
		set()
	}
	val = val[:0]
	for o := spol; o <= lspo; o++ {
		for _, q := range c.del {
			key = appendQuad(key[:0], o, q)
			del()
		}
		for _, q := range c.add {
			key = appendQuad(key[:0], o, q)
			set()
		}
	}
	for _, p := range c.unput {
		key = appendPosting(key[:0], p)
		del()
	}
	for _, p := range c.put {
		key, val = appendPosting(key[:0], p), append(val[:0], p.facets...)
		set()
	}
	for p, change := range c.predicates {
		n, e := v.predicateSize(ctx, p)
		if e != nil {
			return e
		}
		key = appendID(append(key[:0], keyPredicate), p)
		if n += change; n == 0 {
			del()
			continue
		}
		val = binary.AppendUvarint(val[:0], uint64(n))
		set()
	}
	for name, value := range c.records {
		if key = append(append(key[:0], keyRecord), name...); value == nil {
			del()
			continue
		}
		val = append(val[:0], value...)
		set()
	}
	for name, value := range c.meta {
		key, val = append(append(key[:0], keyMeta), name...), append(val[:0], value...)
		set()
	}
	return storageError(err)
}

// appendValueKey writes what stands after keyValue.
func appendValueKey(b []byte, enc string) []byte {
	if len(enc) <= maxInlineValue {
		return append(append(b, 0), enc...)
	}
	h := sha256.Sum256([]byte(enc))
	return append(append(b, 1), h[:20]...)
}

// pebbleView reads a snapshot.
type pebbleView struct {
	e    *pebbleEngine
	snap *pebble.Snapshot
}

func (v *pebbleView) close() error { return storageError(v.snap.Close()) }

func (v *pebbleView) get(key []byte, use func([]byte) error) error {
	val, closer, err := v.snap.Get(key)
	if errors.Is(err, pebble.ErrNotFound) {
		return nil
	}
	if err != nil {
		return storageError(err)
	}
	defer closer.Close()
	return use(val)
}

func (v *pebbleView) lookup(ctx context.Context, encs []string) ([]nodeID, error) {
	ids := make([]nodeID, len(encs))
	err := v.getAll(keyValue, len(encs),
		func(key []byte, i int) []byte { return appendValueKey(key, encs[i]) },
		func(i int, val []byte) error {
			id, rest, ok := readID(val)
			if !ok || len(rest) > 0 {
				return graph.Errorf(graph.KindCorrupt, "the dictionary's entry of %q is damaged", encs[i])
			}
			ids[i] = id
			return nil
		})
	if err != nil {
		return nil, err
	}
	return ids, ctx.Err()
}

func (v *pebbleView) values(ctx context.Context, ids []nodeID) ([]string, error) {
	encs := make([]string, len(ids))
	err := v.getAll(keyNode, len(ids),
		func(key []byte, i int) []byte { return appendID(key, ids[i]) },
		func(i int, val []byte) error { encs[i] = string(val); return nil })
	if err != nil {
		return nil, err
	}
	return encs, ctx.Err()
}

func (v *pebbleView) nodes(ctx context.Context, after nodeID, yield func(nodeID, string) bool) error {
	it, err := v.iter([]byte{keyNode}, []byte{keyNode + 1})
	if err != nil {
		return err
	}
	defer it.Close()
	for ok := it.SeekGE(appendID([]byte{keyNode}, after+1)); ok; ok = it.Next() {
		id, _, ok := readID(it.Key()[1:])
		if !ok {
			return damagedKey(it.Key())
		}
		if !yield(id, string(it.Value())) {
			return nil
		}
	}
	return storageError(errors.Join(it.Error(), ctx.Err()))
}

func (v *pebbleView) iter(lo, hi []byte) (*pebble.Iterator, error) {
	it, err := v.snap.NewIter(&pebble.IterOptions{LowerBound: lo, UpperBound: hi})
	return it, storageError(err)
}

func (v *pebbleView) match(ctx context.Context, o ordering, prefixes [][]nodeID, r reach, yield func(int, quadID) bool) error {
	if len(prefixes) == 0 {
		return ctx.Err()
	}
	first := []byte{keyQuads + byte(o)}
	it, err := v.iter(first, successor(first))
	if err != nil {
		return err
	}
	defer it.Close()
	keys := make([][]byte, len(prefixes))
	order := make([]int, len(prefixes))
	for i, p := range prefixes {
		keys[i] = appendQuadPrefix(nil, o, p...)
		order[i] = i
	}
	// In order of key, neighbours share blocks.
	slices.SortFunc(order, func(a, b int) int { return bytes.Compare(keys[a], keys[b]) })
	for _, i := range order {
		n := 0
		for ok := it.SeekGE(keys[i]); ok && bytes.HasPrefix(it.Key(), keys[i]); ok = it.Next() {
			q, ok := readQuad(it.Key(), o)
			if !ok {
				return damagedKey(it.Key())
			}
			if r.below != 0 && q[orderings[o][len(prefixes[i])]] >= r.below || !yield(i, q) {
				break
			}
			if n++; n == r.most {
				break
			}
		}
		if err := it.Error(); err != nil {
			return storageError(err)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

func (v *pebbleView) has(ctx context.Context, quads []quadID) ([]bool, error) {
	found := make([]bool, len(quads))
	var key []byte
	for i, q := range quads {
		key = appendQuad(key[:0], spol, q)
		if err := v.get(key, func([]byte) error { found[i] = true; return nil }); err != nil {
			return nil, err
		}
	}
	return found, ctx.Err()
}

// exactUpTo is how many quads a size is counted by walking; beyond it is estimated.
const exactUpTo = 1000

func (v *pebbleView) size(ctx context.Context, o ordering, prefix []nodeID) (int64, bool, error) {
	lo := appendQuadPrefix(nil, o, prefix...)
	it, err := v.iter(lo, successor(lo))
	if err != nil {
		return 0, false, err
	}
	defer it.Close()
	n := int64(0)
	for ok := it.First(); ok; ok = it.Next() {
		if n++; n > exactUpTo {
			// About ten bytes a key, compressed; what is in memory is not counted.
			bytes, err := v.e.db.EstimateDiskUsage(lo, successor(lo))
			return max(2*n, int64(bytes)/10), false, storageError(err)
		}
	}
	return n, true, storageError(errors.Join(it.Error(), ctx.Err()))
}

func (v *pebbleView) predicateSize(ctx context.Context, p nodeID) (n int64, err error) {
	err = v.get(appendID([]byte{keyPredicate}, p), func(val []byte) error {
		u, w := binary.Uvarint(val)
		if w <= 0 {
			return graph.Errorf(graph.KindCorrupt, "the count of a predicate is damaged")
		}
		n = int64(u)
		return nil
	})
	return n, err
}

func (v *pebbleView) postings(ctx context.Context, r postingRange, yield func(graph.Posting) bool) error {
	lo, hi := r.bounds()
	it, err := v.iter(lo, hi)
	if err != nil {
		return err
	}
	defer it.Close()
	lo, _ = (&postingRange{index: r.index, key: r.key, prefix: r.prefix}).bounds() // all that keys of one list have in common
	ok, step := it.First, it.Next
	if r.reverse {
		ok, step = it.Last, it.Prev
	}
	for more, n := ok(), 0; more; more, n = step(), n+1 {
		p, ok := r.read(it.Key(), len(lo))
		if !ok {
			return damagedKey(it.Key())
		}
		val, err := it.ValueAndErr()
		if err != nil {
			return storageError(err)
		}
		if p.facets = string(val); !yield(p.public()) {
			return nil
		}
		if n%256 == 255 && ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return storageError(errors.Join(it.Error(), ctx.Err()))
}

func (v *pebbleView) records(ctx context.Context, names []string) ([]string, error) {
	out := make([]string, len(names))
	err := v.getAll(keyRecord, len(names),
		func(key []byte, i int) []byte { return append(key, names[i]...) },
		func(i int, val []byte) error { out[i] = string(val); return nil })
	if err != nil {
		return nil, err
	}
	return out, ctx.Err()
}

// manyKeys is from how many keys on one iterator that goes through them in order
// is cheaper than a look-up of each: it keeps its tables and blocks open.
const manyKeys = 64

// getAll is get for n keys of one kind, in whatever order.
func (v *pebbleView) getAll(kind byte, n int, key func(b []byte, i int) []byte, use func(i int, val []byte) error) error {
	var buf []byte
	if n < manyKeys {
		for i := range n {
			buf = key(append(buf[:0], kind), i)
			if err := v.get(buf, func(val []byte) error { return use(i, val) }); err != nil {
				return err
			}
		}
		return nil
	}
	type place struct{ from, to, i int }
	places := make([]place, n)
	for i := range n {
		from := len(buf)
		buf = key(append(buf, kind), i)
		places[i] = place{from, len(buf), i}
	}
	slices.SortFunc(places, func(x, y place) int { return bytes.Compare(buf[x.from:x.to], buf[y.from:y.to]) })
	it, err := v.iter([]byte{kind}, []byte{kind + 1})
	if err != nil {
		return err
	}
	defer it.Close()
	for _, p := range places {
		k := buf[p.from:p.to]
		if !it.SeekPrefixGE(k) || !bytes.Equal(it.Key(), k) {
			if err := it.Error(); err != nil {
				return storageError(err)
			}
			continue
		}
		val, err := it.ValueAndErr()
		if err != nil {
			return storageError(err)
		}
		if err := use(p.i, val); err != nil {
			return err
		}
	}
	return nil
}

func (v *pebbleView) allRecords(ctx context.Context, yield func(name, record string) bool) error {
	more := true
	return v.each(ctx, keyRecord, func(key, val []byte) error {
		more = more && yield(string(key), string(val))
		return nil
	})
}

func (v *pebbleView) meta(ctx context.Context, name string) (value []byte, err error) {
	err = v.get(append([]byte{keyMeta}, name...), func(val []byte) error {
		value = append([]byte{}, val...)
		return nil
	})
	return value, err
}

func (v *pebbleView) cursor(ctx context.Context, o ordering, prefix []nodeID) quadCursor {
	lo := appendQuadPrefix(nil, o, prefix...)
	it, err := v.iter(lo, successor(lo))
	c := &pebbleCursor{e: v.e, o: o, it: it, failed: err}
	if err == nil {
		v.e.mu.Lock()
		v.e.open[it] = struct{}{}
		v.e.mu.Unlock()
	}
	return c
}

type pebbleCursor struct {
	e       *pebbleEngine
	o       ordering
	it      *pebble.Iterator
	started bool
	at      []byte // where to seek first; nil = at the start
	failed  error
}

func (c *pebbleCursor) seek(ids []nodeID) {
	c.at, c.started = appendQuadPrefix(nil, c.o, ids...), false
}

func (c *pebbleCursor) next(ctx context.Context) (quadID, bool) {
	if c.failed == nil {
		c.failed = ctx.Err()
	}
	if c.failed != nil || c.it == nil {
		return quadID{}, false
	}
	var ok bool
	switch {
	case c.started:
		ok = c.it.Next()
	case c.at != nil:
		ok = c.it.SeekGE(c.at)
	default:
		ok = c.it.First()
	}
	c.started = true
	if !ok {
		c.failed = storageError(c.it.Error())
		c.close()
		return quadID{}, false
	}
	q, ok := readQuad(c.it.Key(), c.o)
	if !ok {
		c.failed = damagedKey(c.it.Key())
	}
	return q, ok
}

func (c *pebbleCursor) err() error { return c.failed }

func (c *pebbleCursor) close() error {
	if c.it == nil {
		return nil
	}
	c.e.mu.Lock()
	_, open := c.e.open[c.it]
	delete(c.e.open, c.it)
	c.e.mu.Unlock()
	it := c.it
	c.it = nil
	if !open {
		return nil
	}
	return storageError(it.Close())
}

func damagedKey(key []byte) error {
	return graph.Errorf(graph.KindCorrupt, "the store holds a key that cannot be read: %x; restore it from a backup", key)
}
