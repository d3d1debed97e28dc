package quadstore

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/json"
	"slices"
	"strings"

	"github.com/dateline-news/dateline/graph"
)

// edit collects what one commit changes, on top of the view it is planned on.
// It knows what it has added and deleted itself, so that its quads and postings
// behave as sets and only net changes reach the batch.
type edit struct {
	view  view
	dict  *dictionary
	state state  // counters as they will be
	first nodeID // ids from here on are given in this edit
	fresh map[string]nodeID
	// novel are nodes of which the store cannot have heard: they need no look-up.
	novel map[string]bool
	quads map[quadID]change
	lists map[posting]change
	// records are written as they are given: who changes what one says gives a new one.
	records map[string][]byte
	meta    map[string][]byte
}

// change is what happened to an element of a set within an edit.
type change struct{ was, is bool }

// dictionary is the writer's memory of committed entries. Readers never fill
// it: what an old snapshot says may be gone. It belongs to whoever holds the
// engine's write lock.
type dictionary struct {
	ids   map[string]nodeID
	drops int64 // state.Drops when ids were true
}

const (
	dictionaryMax    = 1 << 16 // entries remembered
	dictionaryMaxLen = 64      // bytes of an encoding worth remembering
)

func newDictionary() *dictionary { return &dictionary{ids: map[string]nodeID{}} }

func (d *dictionary) remember(enc string, id nodeID) {
	if len(enc) > dictionaryMaxLen {
		return
	}
	if len(d.ids) >= dictionaryMax {
		clear(d.ids)
	}
	d.ids[enc] = id
}

// state are the counters of a store, kept under one name with the data.
type state struct {
	Next       nodeID                      `json:"next"`            // the first id that was never given
	Drops      int64                       `json:"drops,omitempty"` // how often nodes were dropped
	Mark       string                      `json:"mark,omitempty"`  // of the last change
	Nodes      int64                       `json:"nodes"`
	Quads      int64                       `json:"quads"`
	Documents  int                         `json:"documents"`
	Entities   int                         `json:"entities"`
	Statements int                         `json:"statements"`
	Claims     int                         `json:"claims"`
	Mentions   int                         `json:"mentions"`
	ByType     map[graph.EntityType]int    `json:"by_type,omitempty"`
	Predicates map[graph.PredicateName]int `json:"predicates,omitempty"`
}

const metaState = "state"

func (s *state) encode() ([]byte, error) { return json.Marshal(s) }

func readState(ctx context.Context, v view) (state, error) {
	s := state{Next: 1}
	b, err := v.meta(ctx, metaState)
	if err != nil {
		return s, err
	}
	if b != nil {
		if err := json.Unmarshal(b, &s); err != nil {
			return s, graph.Errorf(graph.KindCorrupt, "the store's counters are damaged: restore it from a backup (%w)", err)
		}
	}
	if s.ByType == nil {
		s.ByType = map[graph.EntityType]int{}
	}
	if s.Predicates == nil {
		s.Predicates = map[graph.PredicateName]int{}
	}
	return s, nil
}

func newEdit(ctx context.Context, v view, d *dictionary) (*edit, error) {
	s, err := readState(ctx, v)
	if err != nil {
		return nil, err
	}
	if s.Drops != d.drops { // by another process
		clear(d.ids)
		d.drops = s.Drops
	}
	return &edit{
		view: v, dict: d, state: s, first: s.Next,
		fresh: map[string]nodeID{}, novel: map[string]bool{}, quads: map[quadID]change{}, lists: map[posting]change{}, records: map[string][]byte{}, meta: map[string][]byte{},
	}, nil
}

// find gives the ids of terms, 0 for what the store does not know.
func (e *edit) find(ctx context.Context, terms []term) ([]nodeID, error) {
	ids := make([]nodeID, len(terms))
	var encs []string
	var at, which []int // which of encs each unknown term is
	asked := map[string]int{}
	for i, t := range terms {
		if t.enc == "" {
			ids[i] = t.id
		} else if id := e.dict.ids[t.enc]; id != 0 {
			ids[i] = id
		} else if id := e.fresh[t.enc]; id != 0 {
			ids[i] = id
		} else if !e.novel[t.enc] {
			k, again := asked[t.enc]
			if !again {
				k = len(encs)
				asked[t.enc], encs = k, append(encs, t.enc)
			}
			at, which = append(at, i), append(which, k)
		}
	}
	if len(encs) == 0 {
		return ids, nil
	}
	found, err := e.view.lookup(ctx, encs)
	if err != nil {
		return nil, err
	}
	for n, i := range at {
		ids[i] = found[which[n]]
	}
	for k, id := range found {
		if id != 0 {
			e.dict.remember(encs[k], id)
		}
	}
	return ids, nil
}

// need gives the ids of terms, new ones for what the store does not know. What
// no quad uses in the end never reaches the store.
func (e *edit) need(ctx context.Context, terms []term) ([]nodeID, error) {
	ids, err := e.find(ctx, terms)
	if err != nil {
		return nil, err
	}
	for i, t := range terms {
		if ids[i] == 0 && t.enc != "" {
			if ids[i] = e.fresh[t.enc]; ids[i] == 0 { // the same term twice in the list
				ids[i] = e.state.Next
				e.state.Next++
				e.fresh[t.enc] = ids[i]
			}
		}
	}
	return ids, nil
}

// quadTerms is a quad before its ids are known.
type quadTerms [4]term

// resolve turns quads of terms into quads of ids, new ones if create; quads with an
// unknown node have a zero subject otherwise.
func (e *edit) resolve(ctx context.Context, quads []quadTerms, create bool) ([]quadID, error) {
	terms := make([]term, 0, 4*len(quads))
	for _, q := range quads {
		terms = append(terms, q[:]...)
	}
	resolve := e.find
	if create {
		resolve = e.need
	}
	ids, err := resolve(ctx, terms)
	if err != nil {
		return nil, err
	}
	out := make([]quadID, len(quads))
	for i := range out {
		out[i] = quadID(ids[4*i : 4*i+4])
		for d, t := range quads[i] {
			if out[i][d] == 0 && t != (term{}) {
				out[i] = quadID{}
				break
			}
		}
	}
	return out, nil
}

// isFresh tells that the id was given in this edit.
func (e *edit) isFresh(id nodeID) bool { return !id.inline() && id >= e.first }

// look fills e.quads for those that the edit has not touched yet.
func (e *edit) look(ctx context.Context, quads []quadID) error {
	var ask []quadID
	for _, q := range quads {
		if _, known := e.quads[q]; known || q[0] == 0 {
			continue
		}
		if e.isFresh(q[0]) || e.isFresh(q[1]) || e.isFresh(q[2]) || e.isFresh(q[3]) {
			e.quads[q] = change{} // with a node that never was, it cannot be stored
			continue
		}
		ask = append(ask, q)
	}
	if len(ask) == 0 {
		return nil
	}
	stored, err := e.view.has(ctx, ask)
	if err != nil {
		return err
	}
	for i, q := range ask {
		e.quads[q] = change{stored[i], stored[i]}
	}
	return nil
}

// add makes the quads be there.
func (e *edit) add(ctx context.Context, quads []quadTerms) error {
	ids, err := e.resolve(ctx, quads, true)
	if err != nil {
		return err
	}
	if err := e.look(ctx, ids); err != nil {
		return err
	}
	for _, q := range ids {
		c := e.quads[q]
		c.is = true
		e.quads[q] = c
	}
	return nil
}

// delete makes stored quads go.
func (e *edit) delete(quads []quadID) {
	for _, q := range quads {
		c, known := e.quads[q]
		if !known {
			c.was = true
		}
		c.is = false
		e.quads[q] = c
	}
}

// post and unpost change lists. An unposted entry is one that is stored.
func (e *edit) post(p posting) {
	c := e.lists[p]
	c.is = true
	e.lists[p] = c
}

func (e *edit) unpost(p posting) {
	c, known := e.lists[p]
	if !known {
		c.was = true
	}
	c.is = false
	e.lists[p] = c
}

// batch is the net change.
func (e *edit) batch(ctx context.Context) (*batch, error) {
	b := &batch{predicates: map[nodeID]int64{}, records: e.records, meta: e.meta}
	used := map[nodeID]bool{}
	for q, c := range e.quads {
		switch {
		case c.is && !c.was:
			b.add = append(b.add, q)
			b.predicates[q[1]]++
			for _, id := range q {
				used[id] = true
			}
		case c.was && !c.is:
			b.del = append(b.del, q)
			b.predicates[q[1]]--
		}
	}
	for p, c := range e.lists {
		switch {
		case c.is && !c.was:
			b.put = append(b.put, p)
		case c.was && !c.is:
			b.unput = append(b.unput, p)
		}
	}
	for p, n := range b.predicates {
		if n == 0 {
			delete(b.predicates, p)
		}
	}
	for enc, id := range e.fresh {
		if used[id] {
			b.nodes = append(b.nodes, node{id, enc})
		}
	}
	var err error
	if b.drop, err = e.orphans(ctx, b.del, used); err != nil {
		return nil, err
	}
	// The batch does not depend on the order of maps, and the engine finds
	// neighbours together.
	slices.SortFunc(b.nodes, func(x, y node) int { return cmp.Compare(x.id, y.id) })
	slices.SortFunc(b.add, compareQuads)
	slices.SortFunc(b.del, compareQuads)
	slices.SortFunc(b.put, comparePostings)
	slices.SortFunc(b.unput, comparePostings)
	put := b.put
	b.unput = slices.DeleteFunc(b.unput, func(p posting) bool { // those whose facets alone change are overwritten
		for len(put) > 0 && comparePostings(put[0], p) < 0 {
			put = put[1:]
		}
		return len(put) > 0 && comparePostings(put[0], p) == 0
	})

	before, err := readState(ctx, e.view)
	if err != nil {
		return nil, err
	}
	if len(b.drop) > 0 {
		e.state.Drops++
	}
	b.applied = func() { e.dict.committed(b, e.state.Drops) }
	if !b.empty() || before.Next != e.state.Next {
		e.state.Quads += int64(len(b.add) - len(b.del))
		e.state.Nodes += int64(len(b.nodes) - len(b.drop))
		if e.state.Mark == before.Mark {
			e.state.Mark = rand.Text()
		}
		if b.meta[metaState], err = e.state.encode(); err != nil {
			return nil, err
		}
	}
	return b, nil
}

// committed updates the writer's memory once the batch is in the store.
func (d *dictionary) committed(b *batch, drops int64) {
	d.drops = drops
	for _, n := range b.drop {
		delete(d.ids, n.enc)
	}
	for _, n := range b.nodes {
		d.remember(n.enc, n.id)
	}
}

// orphans are the dictionary's nodes of deleted quads that no other quad holds.
// Nothing is counted: the indexes say it.
func (e *edit) orphans(ctx context.Context, deleted []quadID, used map[nodeID]bool) ([]node, error) {
	if len(deleted) == 0 {
		return nil, nil
	}
	gone := make(map[quadID]bool, len(deleted))
	candidates := map[nodeID]bool{}
	for _, q := range deleted {
		gone[q] = true
		for _, id := range q {
			if id != 0 && !id.inline() && !used[id] {
				candidates[id] = true
			}
		}
	}
	ids := make([]nodeID, 0, len(candidates))
	for id := range candidates {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, o := range []ordering{spol, opsl, lspo, posl} {
		prefixes := make([][]nodeID, len(ids))
		for i, id := range ids {
			prefixes[i] = []nodeID{id}
		}
		held := make([]bool, len(ids))
		err := e.view.match(ctx, o, prefixes, reach{most: len(gone) + 1}, func(i int, q quadID) bool {
			held[i] = !gone[q]
			return !held[i]
		})
		if err != nil {
			return nil, err
		}
		n := 0
		for i, id := range ids {
			if !held[i] {
				ids[n] = id
				n++
			}
		}
		ids = ids[:n]
	}
	encs, err := e.view.values(ctx, ids)
	if err != nil {
		return nil, err
	}
	nodes := make([]node, len(ids))
	for i := range ids {
		nodes[i] = node{ids[i], encs[i]}
	}
	return nodes, nil
}

func compareQuads(a, b quadID) int { return slices.Compare(a[:], b[:]) }

func comparePostings(a, b posting) int {
	if a.index != b.index {
		return cmp.Compare(a.index, b.index)
	}
	if c := strings.Compare(a.key, b.key); c != 0 {
		return c
	}
	if c := strings.Compare(a.sort, b.sort); c != 0 {
		return c
	}
	return strings.Compare(a.id, b.id)
}
