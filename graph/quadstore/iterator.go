package quadstore

import (
	"context"
	"fmt"
	"slices"

	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/refs"
)

// quadShape is the iterator over the quads that begin with a prefix of an index.
type quadShape struct {
	qs     *QuadStore
	o      ordering
	prefix []nodeID
}

func (s *quadShape) String() string                                  { return fmt.Sprintf("Dateline(%d, %v)", s.o, s.prefix) }
func (s *quadShape) Optimize(context.Context) (iterator.Shape, bool) { return s, false }
func (s *quadShape) SubIterators() []iterator.Shape                  { return nil }
func (s *quadShape) Iterate() iterator.Scanner                       { return &quadScanner{shape: s} }
func (s *quadShape) Lookup() iterator.Index                          { return &quadIndex{shape: s} }
func (s *quadShape) Stats(ctx context.Context) (iterator.Costs, error) {
	size, err := s.qs.size(ctx, s.o, s.prefix)
	return iterator.Costs{ContainsCost: 1, NextCost: 2, Size: size}, err
}

// matches tells whether a quad begins with the prefix.
func (s *quadShape) matches(q quadID) bool {
	for i, id := range s.prefix {
		if q[orderings[s.o][i]] != id {
			return false
		}
	}
	return true
}

type quadScanner struct {
	shape  *quadShape
	cursor quadCursor
	at     quadID
	failed error
}

func (s *quadScanner) String() string                 { return s.shape.String() }
func (s *quadScanner) TagResults(map[string]refs.Ref) {}
func (s *quadScanner) NextPath(context.Context) bool  { return false }
func (s *quadScanner) Err() error                     { return s.failed }

func (s *quadScanner) Result() refs.Ref {
	if s.at == (quadID{}) {
		return nil
	}
	return quadRef(s.at)
}

func (s *quadScanner) Next(ctx context.Context) bool {
	if s.failed != nil {
		return false
	}
	if s.cursor == nil {
		s.failed = s.shape.qs.read(ctx, func(v view) error {
			s.cursor = v.cursor(ctx, s.shape.o, s.shape.prefix)
			return nil
		})
		if s.failed != nil {
			return false
		}
	}
	var ok bool
	s.at, ok = s.cursor.next(ctx)
	if !ok {
		s.at, s.failed = quadID{}, s.cursor.err()
	}
	return ok
}

func (s *quadScanner) Close() error {
	if s.cursor == nil {
		return nil
	}
	return s.cursor.close()
}

// quadIndex tells whether given quads are in the shape. Cayley gives it quads
// that the store gave out: they need no look-up.
type quadIndex struct {
	shape *quadShape
	at    quadID
}

func (x *quadIndex) String() string                 { return x.shape.String() }
func (x *quadIndex) TagResults(map[string]refs.Ref) {}
func (x *quadIndex) NextPath(context.Context) bool  { return false }
func (x *quadIndex) Err() error                     { return nil }
func (x *quadIndex) Close() error                   { return nil }

func (x *quadIndex) Result() refs.Ref {
	if x.at == (quadID{}) {
		return nil
	}
	return quadRef(x.at)
}

func (x *quadIndex) Contains(_ context.Context, r refs.Ref) bool {
	q, ok := r.(quadRef)
	if !ok || !x.shape.matches(quadID(q)) {
		x.at = quadID{}
		return false
	}
	x.at = quadID(q)
	return true
}

// nodeShape is the iterator over all nodes: those of the dictionary, then the
// values that live in ids.
type nodeShape struct{ qs *QuadStore }

func (s *nodeShape) String() string                                  { return "DatelineNodes" }
func (s *nodeShape) Optimize(context.Context) (iterator.Shape, bool) { return s, false }
func (s *nodeShape) SubIterators() []iterator.Shape                  { return nil }
func (s *nodeShape) Iterate() iterator.Scanner                       { return &nodeScanner{qs: s.qs} }
func (s *nodeShape) Lookup() iterator.Index                          { return &nodeIndex{qs: s.qs} }
func (s *nodeShape) Stats(ctx context.Context) (iterator.Costs, error) {
	stats, err := s.qs.Stats(ctx, false)
	return iterator.Costs{ContainsCost: 1, NextCost: 2, Size: stats.Nodes}, err
}

// nodeScanner reads the dictionary in pages and then walks the inline values.
type nodeScanner struct {
	qs     *QuadStore
	page   []nodeID
	last   nodeID
	inline bool // the dictionary is at its end
	done   bool
	at     nodeID
	failed error
}

const nodePage = 1024

func (s *nodeScanner) String() string                 { return "DatelineNodes" }
func (s *nodeScanner) TagResults(map[string]refs.Ref) {}
func (s *nodeScanner) NextPath(context.Context) bool  { return false }
func (s *nodeScanner) Err() error                     { return s.failed }
func (s *nodeScanner) Close() error                   { return nil }

func (s *nodeScanner) Result() refs.Ref {
	if s.at == 0 {
		return nil
	}
	return nodeRef(s.at)
}

func (s *nodeScanner) Next(ctx context.Context) bool {
	for len(s.page) == 0 && !s.done && s.failed == nil {
		s.failed = s.qs.read(ctx, func(v view) error { return s.fill(ctx, v) })
	}
	if s.failed != nil || len(s.page) == 0 {
		s.at = 0
		return false
	}
	s.at, s.page = s.page[0], s.page[1:]
	return true
}

func (s *nodeScanner) fill(ctx context.Context, v view) error {
	if s.inline {
		s.done = true
		return eachInlineNode(ctx, v, func(id nodeID) bool { s.page = append(s.page, id); return true })
	}
	err := v.nodes(ctx, s.last, func(id nodeID, _ string) bool {
		s.page, s.last = append(s.page, id), id
		return len(s.page) < nodePage
	})
	s.inline = len(s.page) == 0
	return err
}

type nodeIndex struct {
	qs     *QuadStore
	at     nodeID
	failed error
}

func (x *nodeIndex) String() string                 { return "DatelineNodes" }
func (x *nodeIndex) TagResults(map[string]refs.Ref) {}
func (x *nodeIndex) NextPath(context.Context) bool  { return false }
func (x *nodeIndex) Err() error                     { return x.failed }
func (x *nodeIndex) Close() error                   { return nil }

func (x *nodeIndex) Result() refs.Ref {
	if x.at == 0 {
		return nil
	}
	return nodeRef(x.at)
}

// Contains takes any node that the store gave out.
func (x *nodeIndex) Contains(_ context.Context, r refs.Ref) bool {
	id, ok := r.(nodeRef)
	x.at = nodeID(id)
	return ok && x.at != 0
}

// eachInlineNode gives every value that lives in an id, once: it skips from one
// to the next through the four indexes.
func eachInlineNode(ctx context.Context, v view, yield func(nodeID) bool) error {
	seen := map[nodeID]bool{}
	for o := spol; o <= lspo; o++ {
		c := v.cursor(ctx, o, nil)
		c.seek([]nodeID{tagInt})
		for {
			q, ok := c.next(ctx)
			if !ok {
				break
			}
			id := q[orderings[o][0]]
			if id.inline() {
				seen[id] = true
			}
			if id+1 == 0 {
				break
			}
			c.seek([]nodeID{id + 1})
		}
		err := c.err()
		c.close()
		if err != nil {
			return err
		}
	}
	ids := make([]nodeID, 0, len(seen))
	for id := range seen {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		if !yield(id) {
			break
		}
	}
	return nil
}
