package view

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/graph/fold"
)

// EntityFilter says which entities: all conditions that are given must hold.
type EntityFilter struct {
	Type         []graph.EntityType
	Subtype      []string
	Generic      *bool
	Name         *string
	Document     []string
	Country      []string
	MinMentions  *int
	MinDocuments *int
}

// EntityOrder is how entities are ordered.
type EntityOrder string

// The orders of entities.
const (
	EntitiesName      EntityOrder = "NAME"
	EntitiesMentions  EntityOrder = "MENTIONS"
	EntitiesDocuments EntityOrder = "DOCUMENTS"
	EntitiesLatest    EntityOrder = "LATEST"
)

// EntityConnection is a page of entities.
type EntityConnection struct {
	Edges    []*EntityEdge
	Nodes    []Entity
	PageInfo *PageInfo
	total    func(ctx context.Context) (*int, error)
}

// TotalCount is how many there are on all pages, nil where counting costs too much.
func (c *EntityConnection) TotalCount(ctx context.Context) (*int, error) { return c.total(ctx) }

// EntityEdge is an entity in a list.
type EntityEdge struct {
	Cursor string
	Node   Entity
}

// maxRanked is the longest list of entities that is sorted for one answer.
const maxRanked = 200_000

// Entities lists all entities that pass the filter.
func (r *Reader) Entities(ctx context.Context, in *EntityFilter, order *EntityOrder, p Page) (*EntityConnection, error) {
	by := EntitiesName
	if order != nil {
		by = *order
	}
	list := "entities/" + string(by)
	w, err := p.window(list)
	if err != nil {
		return nil, err
	}
	s, keep, err := r.entityPlan(ctx, in)
	if err != nil {
		return nil, err
	}
	load := func(ctx context.Context, ids []string) ([]*graph.Canonical, error) {
		cs, err := r.canonicals.all(ctx, ids)
		for i, c := range cs {
			if c != nil && !keep(c) {
				cs[i] = nil
			}
		}
		return cs, err
	}
	whole := in == nil
	if by != EntitiesName {
		if s, err = r.ranked(ctx, s, load, by); err != nil {
			return nil, err
		}
	}
	rows, info, err := page(ctx, s, w, false, load)
	if err != nil {
		return nil, err
	}
	c := newEntityConnection(r, list, rows, &info)
	c.total = func(ctx context.Context) (*int, error) {
		if whole {
			st, err := r.Stats(ctx)
			return &st.Entities, err
		}
		return count(ctx, s, load)
	}
	return c, nil
}

func newEntityConnection(r *Reader, list string, rows []row[graph.Canonical], info *PageInfo) *EntityConnection {
	nodes := make([]*graph.Canonical, len(rows))
	for i, row := range rows {
		nodes[i] = row.node
	}
	c := &EntityConnection{PageInfo: info, Nodes: r.entities(nodes), Edges: make([]*EntityEdge, len(rows))}
	for i, row := range rows {
		c.Edges[i] = &EntityEdge{cursor(list, row.at), c.Nodes[i]}
	}
	info.mark(list, len(rows), func(i int) graph.Posting { return rows[i].at })
	return c
}

// entityPage is a page of a list in memory.
func (r *Reader) entityPage(ctx context.Context, list string, ps []graph.Posting, p Page) (*EntityConnection, error) {
	w, err := p.window(list)
	if err != nil {
		return nil, err
	}
	lo, hi, info, err := slice(w, len(ps), func(i int) graph.Posting { return ps[i] })
	if err != nil {
		return nil, err
	}
	ids := make([]string, hi-lo)
	for i, p := range ps[lo:hi] {
		ids[i] = p.ID
	}
	cs, err := r.canonicals.all(ctx, ids)
	if err != nil {
		return nil, err
	}
	rows := make([]row[graph.Canonical], 0, len(cs))
	for i, c := range cs {
		if c != nil {
			rows = append(rows, row[graph.Canonical]{ps[lo+i], c})
		}
	}
	c := newEntityConnection(r, list, rows, &info)
	n := len(ps)
	c.total = func(context.Context) (*int, error) { return &n, nil }
	return c, nil
}

func (r *Reader) entityPlan(ctx context.Context, in *EntityFilter) (stream, func(*graph.Canonical) bool, error) {
	all := r.index(graph.IndexEntities, "")
	if in == nil {
		return all, func(*graph.Canonical) bool { return true }, nil
	}
	s := all
	var words []string
	if in.Name != nil {
		if len(*in.Name) > maxQuery {
			return nil, nil, invalid("name may have %d bytes at most", maxQuery)
		}
		words = fold.Words(*in.Name)
	}
	if max(len(in.Subtype), len(in.Document), len(in.Country)) > maxFilterValues {
		return nil, nil, invalid("a condition may list %d values at most", maxFilterValues)
	}
	var within map[string]bool
	switch {
	case in.Document != nil:
		within = map[string]bool{}
		var own []string
		for _, d := range in.Document {
			for p, err := range r.snap.Scan(ctx, graph.IndexEntitiesDocument, d, graph.Posting{}, false) {
				if err != nil {
					return nil, nil, err
				}
				own = append(own, p.ID)
			}
		}
		ids, err := r.holders(ctx, own)
		if err != nil {
			return nil, nil, err
		}
		for _, id := range ids {
			within[id] = true
		}
		s, err = r.byName(ctx, sorted(countOf(ids)))
		if err != nil {
			return nil, nil, err
		}
	case len(words) > 0:
		var ids []string
		for p, err := range r.snap.ScanPrefix(ctx, graph.IndexNameTokens, words[0]) {
			if err != nil {
				return nil, nil, err
			}
			if ids = append(ids, p.ID); len(ids) > maxSorted {
				return nil, nil, invalid("more than %d entities have a word that begins with %q: give more letters", maxSorted, words[0])
			}
		}
		var err error
		if s, err = r.byName(ctx, sorted(countOf(ids))); err != nil {
			return nil, nil, err
		}
	case in.Type != nil:
		var lists []stream
		for _, t := range graph.EntityTypes {
			if slices.Contains(in.Type, t) {
				lists = append(lists, r.index(graph.IndexEntitiesType, string(t)))
			}
		}
		if len(lists) == 0 {
			return listed(nil), nil, nil
		}
		s = merged(lists)
	}
	return s, func(c *graph.Canonical) bool {
		return (in.Type == nil || slices.Contains(in.Type, c.Type)) &&
			(in.Subtype == nil || slices.Contains(in.Subtype, c.Subtype)) &&
			(in.Generic == nil || c.Generic == *in.Generic) &&
			(in.Country == nil || slices.Contains(in.Country, c.Country)) &&
			(in.MinMentions == nil || c.Mentions >= *in.MinMentions) &&
			(in.MinDocuments == nil || c.DocumentCount >= *in.MinDocuments) &&
			(within == nil || within[c.ID]) &&
			(in.Name == nil || named(c, words))
	}, nil
}

func countOf(ids []string) map[string]int {
	m := map[string]int{}
	for _, id := range ids {
		if id != "" {
			m[id]++
		}
	}
	return m
}

func named(c *graph.Canonical, words []string) bool {
	return beginWords(c.Name, words) || slices.ContainsFunc(c.Aliases, func(a string) bool { return beginWords(a, words) })
}

// byName lists entities as IndexEntities does.
func (r *Reader) byName(ctx context.Context, ids []string) (stream, error) {
	cs, err := r.canonicals.all(ctx, ids)
	if err != nil {
		return nil, err
	}
	var ps []graph.Posting
	for _, c := range cs {
		if c != nil {
			ps = append(ps, graph.Posting{Sort: fold.Name(c.Name), ID: c.ID})
		}
	}
	slices.SortFunc(ps, comparePostings)
	return listed(ps), nil
}

// ranked reads and sorts a whole list.
func (r *Reader) ranked(ctx context.Context, s stream, load func(context.Context, []string) ([]*graph.Canonical, error), by EntityOrder) (stream, error) {
	var ps []graph.Posting
	walked := 0
	for row, err := range filtered(ctx, s, graph.Posting{}, false, lastChunk, func(ctx context.Context, ids []string) ([]*graph.Canonical, error) {
		if walked += len(ids); walked > maxRanked {
			return nil, invalid("more than %d entities cannot be ordered so: narrow the filter", maxRanked)
		}
		return load(ctx, ids)
	}) {
		if err != nil {
			return nil, err
		}
		c := row.node
		n := c.Mentions
		switch by {
		case EntitiesDocuments:
			n = c.DocumentCount
		case EntitiesLatest:
			n = 0
			if !c.LastSeen.IsZero() {
				n = int(c.LastSeen.Unix())
			}
		}
		// the largest first, then by name
		ps = append(ps, graph.Posting{Sort: fmt.Sprintf("%020d ", 1<<62-n) + fold.Name(c.Name), ID: c.ID})
	}
	slices.SortFunc(ps, comparePostings)
	return listed(ps), nil
}

// better orders entities of like names: not generic, mentioned most, then by id.
func better(a, b *graph.Canonical) int {
	if a.Generic != b.Generic {
		if b.Generic {
			return -1
		}
		return 1
	}
	return cmp.Or(cmp.Compare(b.Mentions, a.Mentions), strings.Compare(a.ID, b.ID))
}

// Entity is the entity with this id, or the best of those with this name; nil if there is none.
func (r *Reader) Entity(ctx context.Context, by EntityRef) (Entity, error) {
	id, err := r.best(ctx, by)
	if err != nil || id == "" {
		return nil, err
	}
	m, err := r.entityMap(ctx, []string{id})
	return m[id], err
}

// best is the canonical id that a reference names, "" if none.
func (r *Reader) best(ctx context.Context, by EntityRef) (string, error) {
	switch {
	case (by.ID == nil) == (by.Name == nil):
		return "", invalid("name an entity by id or by name: exactly one of the two")
	case by.ID != nil:
		ids, err := r.holders(ctx, []string{*by.ID})
		if err != nil {
			return "", err
		}
		return ids[0], nil
	default:
		cs, err := r.homonyms(ctx, *by.Name)
		if err != nil || len(cs) == 0 {
			return "", err
		}
		return cs[0].ID, nil
	}
}

// Nodes returns what has these ids, nil where nothing has.
func (r *Reader) Nodes(ctx context.Context, ids []string) ([]Node, error) {
	if len(ids) > MaxPage {
		return nil, invalid("at most %d ids at once", MaxPage)
	}
	out := make([]Node, len(ids))
	byKind := map[byte][]string{}
	for _, id := range ids {
		byKind[graph.IDKind(id)] = append(byKind[graph.IDKind(id)], id)
	}
	holders, err := r.holders(ctx, byKind[graph.IDEntity])
	if err != nil {
		return nil, err
	}
	holder := map[string]string{}
	for i, id := range byKind[graph.IDEntity] {
		holder[id] = holders[i]
	}
	entities, err := r.entityMap(ctx, distinct(holders, func(id string, add func(...string)) { add(id) }))
	if err != nil {
		return nil, err
	}
	statements, err := r.statementMap(ctx, byKind[graph.IDStatement])
	if err != nil {
		return nil, err
	}
	documents, err := r.documentMap(ctx, byKind[graph.IDDocument])
	if err != nil {
		return nil, err
	}
	claims, err := r.claimMap(ctx, byKind[graph.IDClaim])
	if err != nil {
		return nil, err
	}
	for i, id := range ids {
		// an interface that holds a nil pointer would not be nil
		if e := entities[holder[id]]; e != nil {
			out[i] = e
		} else if s := statements[id]; s != nil {
			out[i] = s
		} else if d := documents[id]; d != nil {
			out[i] = d
		} else if c := claims[id]; c != nil {
			out[i] = c
		}
	}
	return out, nil
}
