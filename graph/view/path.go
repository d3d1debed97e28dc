package view

import (
	"context"
	"slices"

	"github.com/dateline-news/dateline/graph"
)

// What one search for paths may look at.
const (
	maxPathLength = 6
	maxPathWalked = 20_000  // statements
	maxPathTries  = 200_000 // steps of the enumeration
)

// Path is a way from one entity to another over statements.
type Path struct {
	Nodes      []Entity
	Statements []*Statement
	Length     int
}

type step struct {
	to string
	e  *graph.Edge
}

// Paths finds ways from one entity to another, the shortest first; without a
// filter only over asserted statements. It walks a step at a time, from the end
// with fewer ways on, until enough paths are found or the two neighbourhoods
// cover every path of the length.
func (r *Reader) Paths(ctx context.Context, from, to EntityRef, maxLength int, in *StatementFilter, first int) ([]*Path, error) {
	if maxLength < 1 || maxLength > maxPathLength {
		return nil, invalid("maxLength is %d, it must be from 1 to %d", maxLength, maxPathLength)
	}
	if first < 0 || first > MaxPage {
		return nil, invalid("first is %d, it must be from 0 to %d", first, MaxPage)
	}
	f, err := r.filter(ctx, in)
	if err != nil {
		return nil, err
	}
	a, err := r.best(ctx, from)
	if err != nil {
		return nil, err
	}
	b, err := r.best(ctx, to)
	if err != nil {
		return nil, err
	}
	if a == "" || b == "" || a == b {
		return []*Path{}, nil
	}
	w := &walk{r: r, sieve: sieve{r: r, f: f, asserted: in == nil}, steps: map[string][]step{}, seen: map[string]bool{}}
	sides := [2]*side{newSide(a), newSide(b)}
	var found [][]step
	for length := 1; length <= maxLength && len(found) < first; length++ {
		nearer := 0
		if len(sides[1].frontier) < len(sides[0].frontier) {
			nearer = 1
		}
		if err := w.expand(ctx, sides[nearer]); err != nil {
			return nil, err
		}
		found = w.enumerate(a, b, length, first)
	}
	var statements, ids []string
	for _, p := range found {
		ids = append(ids, a)
		for _, s := range p {
			statements, ids = append(statements, s.e.Statement), append(ids, s.to)
		}
	}
	all, err := r.statements.all(ctx, statements)
	if err != nil {
		return nil, err
	}
	nodes, err := r.entityMap(ctx, distinct(ids, func(id string, add func(...string)) { add(id) }))
	if err != nil {
		return nil, err
	}
	rows := r.statementRows(all)
	out := make([]*Path, len(found))
	for i, p := range found {
		at := []string{a}
		for _, s := range p {
			at = append(at, s.to)
		}
		out[i] = &Path{pick(nodes, at), rows[:len(p):len(p)], len(p)}
		rows = rows[len(p):]
	}
	return out, nil
}

type walk struct {
	r      *Reader
	sieve  sieve
	steps  map[string][]step
	seen   map[string]bool // statements
	walked map[string]bool // nodes whose statements are all in
}

// side is what has been reached from one end.
type side struct {
	frontier []string
	near     map[string]bool
}

func newSide(id string) *side { return &side{[]string{id}, map[string]bool{id: true}} }

// expand takes in the statements of a side's frontier, and moves it on.
func (w *walk) expand(ctx context.Context, from *side) error {
	if w.walked == nil {
		w.walked = map[string]bool{}
	}
	var edges []graph.Edge
	for _, n := range from.frontier {
		if w.walked[n] {
			continue
		}
		w.walked[n] = true
		for e, err := range w.r.edges(ctx, n) {
			if err != nil {
				return err
			}
			if len(w.seen) >= maxPathWalked {
				break
			}
			if !w.seen[e.Statement] {
				w.seen[e.Statement] = true
				edges = append(edges, e)
			}
		}
	}
	edges, err := w.sieve.pass(ctx, edges)
	if err != nil {
		return err
	}
	for i := range edges {
		e := &edges[i]
		if e.Subject != e.Object {
			w.steps[e.Subject] = append(w.steps[e.Subject], step{e.Object, e})
			w.steps[e.Object] = append(w.steps[e.Object], step{e.Subject, e})
		}
	}
	var next []string
	for _, n := range from.frontier {
		for _, s := range w.steps[n] {
			if !from.near[s.to] {
				from.near[s.to] = true
				next = append(next, s.to)
			}
		}
	}
	slices.Sort(next)
	from.frontier = next
	return nil
}

// enumerate lists the simple paths, the shortest first, of one length the latest statements first.
func (w *walk) enumerate(from, to string, maxLength, most int) [][]step {
	sorted := map[string]bool{} // what is never met need not be
	in := func(at string) []step {
		if !sorted[at] {
			sorted[at] = true
			slices.SortFunc(w.steps[at], func(a, b step) int { return latest(a.e, b.e) })
		}
		return w.steps[at]
	}
	// distances to the end, to turn round early
	left := map[string]int{to: 0}
	frontier := []string{to}
	for d := 1; d <= maxLength && len(frontier) > 0; d++ {
		var next []string
		for _, n := range frontier {
			for _, s := range w.steps[n] {
				if _, ok := left[s.to]; !ok {
					left[s.to] = d
					next = append(next, s.to)
				}
			}
		}
		frontier = next
	}
	var found [][]step
	tries := 0
	on := map[string]bool{from: true}
	var path []step
	var extend func(at string, remaining int)
	extend = func(at string, remaining int) {
		for _, s := range in(at) {
			if tries++; len(found) >= most || tries > maxPathTries {
				return
			}
			d, ok := left[s.to]
			if !ok || d > remaining-1 || on[s.to] || remaining > 1 && s.to == to {
				continue
			}
			path = append(path, s)
			if s.to == to {
				found = append(found, slices.Clone(path))
			} else {
				on[s.to] = true
				extend(s.to, remaining-1)
				delete(on, s.to)
			}
			path = path[:len(path)-1]
		}
	}
	for length := 1; length <= maxLength; length++ {
		extend(from, length)
	}
	return found
}
