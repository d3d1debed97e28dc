package view

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/graph/fold"
)

const (
	maxQuery   = 1000 // bytes of a query
	maxFound   = 1000 // entities that a search ranks
	maxLooked  = 5000 // keys of an index that one step of a search looks at
	fuzzyBelow = 10   // what is misspelt is looked for only where less is found
)

// match is how an entity was found: the lower the better.
type match struct {
	tier int // 0 whole name … 3 misspelt
	cost int // edits, or letters that are missing
}

func (m match) compare(n match) int {
	return cmp.Or(cmp.Compare(m.tier, n.tier), cmp.Compare(m.cost, n.cost))
}

const (
	tierWhole = iota
	tierPrefix
	tierWords
	tierFuzzy
)

// Search finds entities by name or alias, best first: whole names, then
// beginnings, then words, then what is misspelt by a letter or two.
func (r *Reader) Search(ctx context.Context, query string, types []graph.EntityType, p Page) (*EntityConnection, error) {
	if len(query) > maxQuery {
		return nil, invalid("a search may have %d bytes at most", maxQuery)
	}
	list := key("search", query, types)
	w, err := p.window(list)
	if err != nil {
		return nil, err
	}
	shown := maxFound
	if !w.back {
		before, _ := strconv.Atoi(w.at.Sort) // the cursor is one of ours, or none
		shown = before + 1 + w.n
	}
	found, err := r.find(ctx, query, types, shown)
	if err != nil {
		return nil, err
	}
	ps := make([]graph.Posting, len(found))
	for i, h := range found {
		ps[i] = graph.Posting{Sort: fmt.Sprintf("%04d", i), ID: h.id}
	}
	return r.entityPage(ctx, list, ps, p)
}

// hit is an entity that a search has found.
type hit struct {
	id string
	match
	likeness
	graph.NameFacets
}

// likeness tells how much of the query the name has: the lower the better.
type likeness int

const (
	likeLetters likeness = iota // the same letters, whatever their case
	likeWhole
	likeBeginning
	likeAlias // another form of the name at best
)

// compare orders hits: of what begins so, what is mentioned most comes first,
// since that is what people look for.
func (h *hit) compare(g *hit) int {
	c := cmp.Compare(h.tier, g.tier)
	if c == 0 && h.tier == tierFuzzy {
		c = cmp.Compare(h.cost, g.cost)
	}
	switch {
	case c != 0:
		return c
	case h.likeness != g.likeness:
		return cmp.Compare(h.likeness, g.likeness)
	case h.Generic != g.Generic:
		if g.Generic {
			return -1
		}
		return 1
	}
	return cmp.Compare(g.Mentions, h.Mentions)
}

// find lists what is found by the facets that stand in lists. Of the first shown,
// and what may be among them, it reads what facets do not tell.
func (r *Reader) find(ctx context.Context, query string, types []graph.EntityType, shown int) ([]*hit, error) {
	q := fold.Name(query)
	words := fold.Words(query)
	if q == "" || len(words) > 32 {
		return nil, nil
	}
	best := map[string]*hit{}
	var hits []*hit // those of the types
	found := func(p *graph.Posting, m match, l likeness) {
		h := best[p.ID]
		if h == nil {
			h = &hit{id: p.ID, match: m, likeness: l}
			h.NameFacets, _ = graph.ParseNameFacets(p.Facets)
			best[p.ID] = h
			if types == nil || slices.Contains(types, h.Type) {
				hits = append(hits, h)
			}
			return
		}
		if m.compare(h.match) < 0 {
			h.match = m
		}
		h.likeness = min(h.likeness, l)
	}
	// names and aliases that begin so
	n := 0
	for p, err := range r.snap.ScanPrefix(ctx, graph.IndexNames, q) {
		if err != nil {
			return nil, err
		}
		m, l := match{tierPrefix, len(p.Key) - len(q)}, likeBeginning
		if p.Key == q {
			m, l = match{tierWhole, 0}, likeWhole
		}
		if f, ok := graph.ParseNameFacets(p.Facets); !ok || f.Alias {
			l = likeAlias
		}
		found(&p, m, l)
		if n++; n > maxLooked {
			break
		}
	}
	// names and aliases that have all the words, the last perhaps unfinished
	if err := r.byWords(ctx, words, func(p *graph.Posting, missing int) { found(p, match{tierWords, missing}, likeAlias) }); err != nil {
		return nil, err
	}
	if len(hits) < fuzzyBelow && len(q) >= 3 {
		if err := r.misspelt(ctx, q, words, func(p *graph.Posting, edits int) { found(p, match{tierFuzzy, edits}, likeAlias) }); err != nil {
			return nil, err
		}
	}
	byFacets := func(a, b *hit) int { return cmp.Or(a.compare(b), strings.Compare(a.id, b.id)) }
	slices.SortFunc(hits, byFacets)
	// Large counts of mentions are rounded, and letters are not told at all.
	read := min(shown, len(hits))
	for read > 0 && read < len(hits) && hits[read-1].compare(hits[read]) == 0 {
		read++
	}
	ids := make([]string, read)
	for i, h := range hits[:read] {
		ids[i] = h.id
	}
	cs, err := r.canonicals.all(ctx, ids)
	if err != nil {
		return nil, err
	}
	for i, h := range hits[:read] {
		if c := cs[i]; c != nil {
			h.Mentions = c.Mentions
			if h.likeness == likeWhole && strings.EqualFold(c.Name, query) {
				h.likeness = likeLetters
			}
		}
	}
	slices.SortFunc(hits[:read], byFacets)
	return hits[:min(len(hits), maxFound)], nil
}

// reached is an entity that has some of a query's words, and what that has cost so far.
type reached struct {
	p    graph.Posting
	cost int
}

// byWords finds entities of which each word is a word of the name; the last need only begin one.
func (r *Reader) byWords(ctx context.Context, words []string, found func(p *graph.Posting, missing int)) error {
	var have map[string]reached
	for i, w := range words {
		now := map[string]reached{}
		n := 0
		for p, err := range r.snap.ScanPrefix(ctx, graph.IndexNameTokens, w) {
			if err != nil {
				return err
			}
			missing := len(p.Key) - len(w)
			if missing > 0 && i < len(words)-1 {
				break // keys come in order: the word itself is the first
			}
			if i > 0 {
				before, ok := have[p.ID]
				if !ok {
					continue
				}
				missing += before.cost
			}
			if old, ok := now[p.ID]; !ok || missing < old.cost {
				now[p.ID] = reached{p, missing}
			}
			if n++; n > maxLooked {
				break
			}
		}
		if have = now; len(have) == 0 {
			return nil
		}
	}
	for _, at := range have {
		found(&at.p, at.cost)
	}
	return nil
}

// misspelt finds names and words that are an edit or two away: first among those
// that share two letters at the start, where almost all slips leave them, then,
// if that finds nothing, among those that share one.
func (r *Reader) misspelt(ctx context.Context, q string, words []string, found func(p *graph.Posting, edits int)) error {
	for _, keep := range []int{2, 1} {
		n := 0
		hit := func(p *graph.Posting, edits int) { n++; found(p, edits) }
		if err := r.near(ctx, graph.IndexNames, q, keep, hit); err != nil {
			return err
		}
		// each word of several may be misspelt
		var have map[string]reached
		for i, w := range words {
			now := map[string]reached{}
			if err := r.near(ctx, graph.IndexNameTokens, w, keep, func(p *graph.Posting, edits int) {
				if before, ok := have[p.ID]; i == 0 || ok {
					edits += before.cost
					if old, ok := now[p.ID]; !ok || edits < old.cost {
						now[p.ID] = reached{*p, edits}
					}
				}
			}); err != nil {
				return err
			}
			if have = now; len(have) == 0 {
				break
			}
		}
		for _, at := range have {
			hit(&at.p, at.cost+1) // a whole name that is near comes before a word of one
		}
		if n > 0 {
			return nil
		}
	}
	return nil
}

// near walks the keys that begin with the first letters of s and are within some edits of it.
func (r *Reader) near(ctx context.Context, index graph.Index, s string, keep int, found func(p *graph.Posting, edits int)) error {
	allowed := 0
	switch {
	case len(s) >= 8:
		allowed = 2
	case len(s) >= 3:
		allowed = 1
	}
	if len(s) < keep {
		keep = len(s)
	}
	looked, last, lastEdits := 0, "", 0
	limit := maxLooked * 4
	for p, err := range r.snap.ScanPrefix(ctx, index, s[:keep]) {
		if err != nil {
			return err
		}
		if looked++; looked > limit {
			return nil
		}
		if p.Key != last {
			last, lastEdits = p.Key, edits(s, p.Key, allowed)
		}
		if lastEdits <= allowed {
			found(&p, lastEdits)
		}
	}
	return nil
}

// edits is the number of letters to leave out, put in, change or swap with their
// neighbour to make b of a (optimal string alignment); most+1 if it is more than most.
func edits(a, b string, most int) int {
	if d := len(a) - len(b); d > most || -d > most {
		return most + 1
	}
	const short = 64
	var buf [3][short]int
	n := len(b) + 1
	before, last, now := buf[0][:], buf[1][:], buf[2][:]
	if n > short {
		before, last, now = make([]int, n), make([]int, n), make([]int, n)
	}
	for j := range n {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		now[0] = i
		least := i
		for j := 1; j < n; j++ {
			c := 1
			if a[i-1] == b[j-1] {
				c = 0
			}
			d := min(last[j]+1, now[j-1]+1, last[j-1]+c)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, before[j-2]+1)
			}
			now[j] = d
			least = min(least, d)
		}
		if least > most {
			return most + 1
		}
		before, last, now = last, now, before
	}
	return last[n-1]
}
