package view

import (
	"context"
	"slices"

	"github.com/dateline-news/dateline/graph"
)

// Claim is one proposition over all documents and speakers.
type Claim struct {
	r    *Reader
	c    *graph.Claim
	g    *claimGroup
	i    int
	rows []*graph.StatementNode // its statements, once read
}

type claimGroup struct {
	group[*Claim]
	ends lazy[map[string]Entity]
	read lazy[struct{}]
}

// IsNode marks a Node.
func (c *Claim) IsNode() {}

func (r *Reader) claimRows(cs []*graph.Claim) []*Claim {
	g := &claimGroup{}
	out := make([]*Claim, len(cs))
	for i, c := range cs {
		if c != nil {
			out[i] = &Claim{r: r, c: c, g: g, i: len(g.rows)}
			g.rows = append(g.rows, out[i])
		}
	}
	return out
}

func (r *Reader) claimMap(ctx context.Context, ids []string) (map[string]*Claim, error) {
	cs, err := r.claims.all(ctx, ids)
	if err != nil {
		return nil, err
	}
	m := make(map[string]*Claim, len(ids))
	for i, c := range r.claimRows(cs) {
		if c != nil {
			m[ids[i]] = c
		}
	}
	return m, nil
}

// ID hashes the proposition.
func (c *Claim) ID() string { return c.c.ID }

// Predicate is the kind of edge.
func (c *Claim) Predicate() *Predicate { return predicateByName[c.c.Predicate] }

// Contested tells that some affirm and some deny it, or that figures differ.
func (c *Claim) Contested() bool { return c.c.Contested }

// Publishers counts independent ones.
func (c *Claim) Publishers() int { return c.c.Publishers }

func (c *Claim) ends(ctx context.Context) (map[string]Entity, error) {
	return c.g.ends.get(func() (map[string]Entity, error) {
		return c.r.entityMap(ctx, distinct(c.g.rows, func(c *Claim, add func(...string)) { add(c.c.Subject, c.c.Object) }))
	})
}

// Subject is its subject, nil if no text names one.
func (c *Claim) Subject(ctx context.Context) (Entity, error) {
	m, err := c.ends(ctx)
	return m[c.c.Subject], err
}

// Object is its object, nil where the claim is a figure.
func (c *Claim) Object(ctx context.Context) (Entity, error) {
	m, err := c.ends(ctx)
	return m[c.c.Object], err
}

// statements reads the statements of all claims of the group, each claim's latest first.
func (c *Claim) statements(ctx context.Context) ([]*graph.StatementNode, error) {
	_, err := c.g.read.get(func() (none struct{}, err error) {
		var ids []string
		for _, c := range c.g.rows {
			ids = append(ids, c.c.Statements...)
		}
		ns, err := c.r.statements.all(ctx, ids)
		if err != nil {
			return none, err
		}
		for _, c := range c.g.rows {
			n := len(c.c.Statements)
			c.rows, ns = slices.DeleteFunc(ns[:n:n], func(s *graph.StatementNode) bool { return s == nil }), ns[n:]
			slices.SortFunc(c.rows, func(a, b *graph.StatementNode) int {
				return -comparePostings(statementPosting(a), statementPosting(b))
			})
		}
		return none, nil
	})
	return c.rows, err
}

func statementPosting(s *graph.StatementNode) graph.Posting {
	return graph.Posting{Sort: publishedKey(s.Published), ID: s.ID}
}

// Affirmed are the statements that affirm it, latest first.
func (c *Claim) Affirmed(ctx context.Context, first *int, after *string) (*StatementConnection, error) {
	return c.side(ctx, graph.Affirmed, Page{First: first, After: after})
}

// Denied are the statements that deny it, latest first.
func (c *Claim) Denied(ctx context.Context, first *int, after *string) (*StatementConnection, error) {
	return c.side(ctx, graph.Negated, Page{First: first, After: after})
}

func (c *Claim) side(ctx context.Context, polarity graph.Polarity, p Page) (*StatementConnection, error) {
	list := "claim/" + c.c.ID + "/" + string(polarity)
	w, err := p.window(list)
	if err != nil {
		return nil, err
	}
	one := func(c *Claim) (*StatementConnection, error) {
		ns, err := c.statements(ctx)
		if err != nil {
			return nil, err
		}
		ns = slices.DeleteFunc(slices.Clone(ns), func(s *graph.StatementNode) bool { return s.Polarity != polarity })
		lo, hi, info, err := slice(w, len(ns), func(i int) graph.Posting { return statementPosting(ns[i]) })
		if err != nil {
			return nil, err
		}
		total := len(ns)
		ns = ns[lo:hi]
		list := "claim/" + c.c.ID + "/" + string(polarity)
		out := &StatementConnection{PageInfo: &info, Nodes: c.r.statementRows(ns), Edges: make([]*StatementEdge, len(ns))}
		for i, s := range ns {
			out.Edges[i] = &StatementEdge{cursor(list, statementPosting(s)), out.Nodes[i]}
		}
		info.mark(list, len(ns), func(i int) graph.Posting { return statementPosting(ns[i]) })
		out.total = func(context.Context) (*int, error) { return &total, nil }
		return out, nil
	}
	if w.moved {
		return one(c)
	}
	return together(&c.g.group, key("side", polarity, p), c.i, func(cs []*Claim) ([]*StatementConnection, error) {
		out := make([]*StatementConnection, len(cs))
		for i, c := range cs {
			if out[i], err = one(c); err != nil {
				return nil, err
			}
		}
		c.r.join(out)
		return out, nil
	})
}

// Figures are the different figures that its statements give.
func (c *Claim) Figures(ctx context.Context) ([]*Figure, error) {
	ns, err := c.statements(ctx)
	out := []*Figure{}
	seen := map[string]bool{}
	for _, s := range ns {
		if f := newFigure(s.Figure); f != nil {
			if k := key("", f); !seen[k] {
				seen[k] = true
				out = append(out, f)
			}
		}
	}
	return out, err
}

// ClaimConnection is a page of claims.
type ClaimConnection struct {
	Edges    []*ClaimEdge
	Nodes    []*Claim
	PageInfo *PageInfo
	total    func(ctx context.Context) (*int, error)
}

// TotalCount is how many there are on all pages, nil where counting costs too much.
func (c *ClaimConnection) TotalCount(ctx context.Context) (*int, error) { return c.total(ctx) }

// ClaimEdge is a claim in a list.
type ClaimEdge struct {
	Cursor string
	Node   *Claim
}

// Claims lists the claims that have a statement which passes the filter.
func (r *Reader) Claims(ctx context.Context, in *StatementFilter, contested *bool, p Page) (*ClaimConnection, error) {
	const list = "claims"
	w, err := p.window(list)
	if err != nil {
		return nil, err
	}
	f, err := r.filter(ctx, in)
	if err != nil {
		return nil, err
	}
	s := r.index(graph.IndexClaims, "")
	if f != nil {
		if s, err = r.claimsOf(ctx, f); err != nil {
			return nil, err
		}
	}
	load := func(ctx context.Context, ids []string) ([]*graph.Claim, error) {
		cs, err := r.claims.all(ctx, ids)
		for i, c := range cs {
			if c != nil && contested != nil && c.Contested != *contested {
				cs[i] = nil
			}
		}
		return cs, err
	}
	rows, info, err := page(ctx, s, w, false, load)
	if err != nil {
		return nil, err
	}
	nodes := make([]*graph.Claim, len(rows))
	for i, row := range rows {
		nodes[i] = row.node
	}
	c := &ClaimConnection{PageInfo: &info, Nodes: r.claimRows(nodes), Edges: make([]*ClaimEdge, len(rows))}
	for i, row := range rows {
		c.Edges[i] = &ClaimEdge{cursor(list, row.at), c.Nodes[i]}
	}
	info.mark(list, len(rows), func(i int) graph.Posting { return rows[i].at })
	c.total = func(ctx context.Context) (*int, error) {
		if f == nil && contested == nil {
			st, err := r.Stats(ctx)
			return &st.Claims, err
		}
		return count(ctx, s, load)
	}
	return c, nil
}

// claimsOf lists the claims of the statements that pass a filter, by id.
func (r *Reader) claimsOf(ctx context.Context, f *filter) (stream, error) {
	s, err := r.plan(ctx, f)
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{"": true}
	var ps []graph.Posting
	walked := 0
	for row, err := range filtered(ctx, s, graph.Posting{}, true, lastChunk, func(ctx context.Context, ids []string) ([]*graph.StatementNode, error) {
		if walked += len(ids); walked > maxSorted {
			return nil, invalid("the claims of more than %d statements cannot be listed: narrow the filter", maxSorted)
		}
		return r.kept(ctx, f, ids)
	}) {
		if err != nil {
			return nil, err
		}
		if id := row.node.Claim; !seen[id] {
			seen[id] = true
			ps = append(ps, graph.Posting{ID: id})
		}
	}
	slices.SortFunc(ps, comparePostings)
	return listed(ps), nil
}
