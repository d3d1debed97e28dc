package view

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/dateline-news/dateline/graph"
)

// NeighborConnection is a page of neighbors.
type NeighborConnection struct {
	Edges      []*NeighborEdge
	Nodes      []Entity
	PageInfo   *PageInfo
	TotalCount *int
}

// NeighborEdge is what joins an entity to a neighbor.
type NeighborEdge struct {
	Cursor     string
	Node       Entity
	Predicates []*Predicate
	Count      int
	Weight     float64
	LastSeen   *DateTime
}

// maxWalked is how many of an entity's statements, the latest, are looked at for its neighbors.
const maxWalked = 20_000

// ofEntity walks the statements of which an entity is an end, latest first.
func (r *Reader) ofEntity(id string) stream {
	return merged([]stream{r.index(graph.IndexStatementsSubject, id), r.index(graph.IndexStatementsObject, id)})
}

// Neighbors are the entities at the other ends, the ones with most statements first.
func (e *Identity) Neighbors(ctx context.Context, filter *StatementFilter, first *int, after *string) (*NeighborConnection, error) {
	f, err := e.r.filter(ctx, filter)
	if err != nil {
		return nil, err
	}
	p := Page{First: first, After: after}
	if after != nil {
		return e.neighbors(ctx, f, p)
	}
	return together(e.g, key("neighbors", filter, p), e.i, func(es []*Identity) ([]*NeighborConnection, error) {
		out := make([]*NeighborConnection, len(es))
		for i, e := range es {
			if out[i], err = e.neighbors(ctx, f, p); err != nil {
				return nil, err
			}
		}
		var all []*graph.Canonical
		for _, c := range out {
			for _, n := range c.Nodes {
				all = append(all, n.identity().c)
			}
		}
		// one group, so that neighbors of neighbors are read together
		rows := e.r.entities(all)
		for _, c := range out {
			for i := range c.Nodes {
				c.Nodes[i], c.Edges[i].Node = rows[0], rows[0]
				rows = rows[1:]
			}
		}
		return out, nil
	})
}

func (e *Identity) neighbors(ctx context.Context, f *filter, p Page) (*NeighborConnection, error) {
	r := e.r
	list := "neighbors/" + e.c.ID
	w, err := p.window(list)
	if err != nil {
		return nil, err
	}
	type tie struct {
		id         string
		count      int
		weight     float64
		last       time.Time
		predicates map[graph.PredicateName]bool
	}
	ties := map[string]*tie{}
	s := r.ofEntity(e.c.ID).limit(maxWalked).sift(f)
	for row, err := range filtered(ctx, s, graph.Posting{}, true, lastChunk, func(ctx context.Context, ids []string) ([]*graph.StatementNode, error) {
		return r.kept(ctx, f, ids)
	}) {
		if err != nil {
			return nil, err
		}
		n := row.node
		other := n.ObjectCanonical
		if other == e.c.ID {
			other = n.SubjectCanonical
		}
		if other == "" || other == e.c.ID {
			continue
		}
		t := ties[other]
		if t == nil {
			t = &tie{id: other, predicates: map[graph.PredicateName]bool{}}
			ties[other] = t
		}
		t.count++
		t.weight += n.Confidence
		t.predicates[n.Predicate] = true
		if n.Published.After(t.last) {
			t.last = n.Published
		}
	}
	all := make([]*tie, 0, len(ties))
	for _, t := range ties {
		all = append(all, t)
	}
	slices.SortFunc(all, func(a, b *tie) int {
		return cmp.Or(cmp.Compare(b.count, a.count), strings.Compare(a.id, b.id))
	})
	at := func(i int) graph.Posting { return graph.Posting{ID: all[i].id} }
	lo, hi, info, err := slice(w, len(all), at)
	if err != nil {
		return nil, err
	}
	total := len(all)
	info.mark(list, hi-lo, func(i int) graph.Posting { return at(lo + i) })
	all = all[lo:hi]
	nodes, err := r.entityMap(ctx, distinct(all, func(t *tie, add func(...string)) { add(t.id) }))
	if err != nil {
		return nil, err
	}
	c := &NeighborConnection{PageInfo: &info, TotalCount: &total, Edges: []*NeighborEdge{}, Nodes: []Entity{}}
	for _, t := range all {
		n := nodes[t.id]
		if n == nil {
			continue
		}
		edge := &NeighborEdge{Cursor: cursor(list, graph.Posting{ID: t.id}), Node: n, Count: t.count, Weight: t.weight, LastSeen: instant(t.last)}
		for _, p := range Predicates {
			if t.predicates[p.Name] {
				edge.Predicates = append(edge.Predicates, p)
			}
		}
		c.Edges, c.Nodes = append(c.Edges, edge), append(c.Nodes, n)
	}
	return c, nil
}

// maxTimeline is how many statements, the latest, a timeline with a filter looks at.
const maxTimeline = 100_000

// Timeline counts the statements published in each span of time, the earliest first.
func (r *Reader) Timeline(ctx context.Context, in *StatementFilter, bucket *TimeUnit) ([]*TimeBucket, error) {
	f, err := r.filter(ctx, in)
	if err != nil {
		return nil, err
	}
	s, err := r.plan(ctx, f)
	if err != nil {
		return nil, err
	}
	return r.timeline(ctx, s, f, bucket)
}

// Timeline counts the statements about the entity published in each span of time.
func (e *Identity) Timeline(ctx context.Context, bucket *TimeUnit) ([]*TimeBucket, error) {
	return e.r.timeline(ctx, e.r.ofEntity(e.c.ID), nil, bucket)
}

func (r *Reader) timeline(ctx context.Context, s stream, f *filter, bucket *TimeUnit) ([]*TimeBucket, error) {
	unit := UnitMonth
	if bucket != nil {
		unit = *bucket
	}
	counts := map[time.Time]int{}
	if f == nil { // the postings tell all that is needed
		last, n := "", 0
		add := func() error {
			if n == 0 || last == "" {
				return nil
			}
			t, _, err := parseTime(last)
			counts[unit.floor(t)] += n
			return err
		}
		walked := 0
		for p, err := range s(ctx, graph.Posting{}, true) {
			if err != nil {
				return nil, err
			}
			if walked++; walked%4096 == 0 && ctx.Err() != nil {
				return nil, ctx.Err()
			}
			if p.Sort != last {
				if err := add(); err != nil {
					return nil, err
				}
				last, n = p.Sort, 0
			}
			n++
		}
		if err := add(); err != nil {
			return nil, err
		}
	} else {
		for row, err := range filtered(ctx, s.limit(maxTimeline), graph.Posting{}, true, lastChunk, func(ctx context.Context, ids []string) ([]*graph.StatementNode, error) {
			return r.kept(ctx, f, ids)
		}) {
			if err != nil {
				return nil, err
			}
			if !row.node.Published.IsZero() {
				counts[unit.floor(row.node.Published)]++
			}
		}
	}
	out := make([]*TimeBucket, 0, len(counts))
	for t, n := range counts {
		out = append(out, &TimeBucket{DateTime(t.Format(time.DateOnly)), DateTime(unit.next(t).Format(time.DateOnly)), n})
	}
	slices.SortFunc(out, func(a, b *TimeBucket) int { return strings.Compare(string(a.Start), string(b.Start)) })
	return out, nil
}
