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
	_ = w // checked before the work; entityPage takes it again
	found, err := r.find(ctx, query, types)
	if err != nil {
		return nil, err
	}
	ps := make([]graph.Posting, len(found))
	for i, c := range found {
		ps[i] = graph.Posting{Sort: fmt.Sprintf("%04d", i), ID: c.ID}
	}
	return r.entityPage(ctx, list, ps, p)
}

func (r *Reader) find(ctx context.Context, query string, types []graph.EntityType) ([]*graph.Canonical, error) {
	q := fold.Name(query)
	words := fold.Words(query)
	if q == "" || len(words) > 32 {
		return nil, nil
	}
	best := map[string]match{}
	found := func(id string, m match) {
		if old, ok := best[id]; !ok || m.compare(old) < 0 {
			best[id] = m
		}
	}
	// names and aliases that begin so
	n := 0
	for p, err := range r.snap.ScanPrefix(ctx, graph.IndexNames, q) {
		if err != nil {
			return nil, err
		}
		if p.Key == q {
			found(p.ID, match{tierWhole, 0})
		} else {
			found(p.ID, match{tierPrefix, len(p.Key) - len(q)})
		}
		if n++; n > maxLooked {
			break
		}
	}
	// names and aliases that have all the words, the last perhaps unfinished
	if err := r.byWords(ctx, words, func(id string, missing int) { found(id, match{tierWords, missing}) }); err != nil {
		return nil, err
	}
	cs, err := r.ofTypes(ctx, best, types)
	if err != nil {
		return nil, err
	}
	if len(cs) < fuzzyBelow && len(q) >= 3 {
		if err := r.misspelt(ctx, q, words, func(id string, edits int) { found(id, match{tierFuzzy, edits}) }); err != nil {
			return nil, err
		}
		if cs, err = r.ofTypes(ctx, best, types); err != nil {
			return nil, err
		}
	}
	type candidate struct {
		match
		rank int
		c    *graph.Canonical
	}
	candidates := make([]candidate, len(cs))
	for i, c := range cs {
		m := best[c.ID]
		if m.tier != tierFuzzy {
			m.cost = 0 // of what begins so, what is mentioned most comes first: it is what people look for
		}
		candidates[i] = candidate{m, likeness(c, query, q), c}
	}
	slices.SortFunc(candidates, func(a, b candidate) int {
		return cmp.Or(a.compare(b.match), cmp.Compare(a.rank, b.rank), better(a.c, b.c))
	})
	for i := range candidates {
		cs[i] = candidates[i].c
	}
	return cs[:min(len(cs), maxFound)], nil
}

// likeness tells how much of the query the name has: the lower the better.
func likeness(c *graph.Canonical, query, folded string) int {
	if strings.EqualFold(c.Name, query) {
		return 0
	}
	switch name := fold.Name(c.Name); {
	case name == folded:
		return 1
	case strings.HasPrefix(name, folded):
		return 2
	}
	return 3 // by an alias
}

func (r *Reader) ofTypes(ctx context.Context, found map[string]match, types []graph.EntityType) ([]*graph.Canonical, error) {
	ids := make([]string, 0, len(found))
	for id := range found {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b string) int { return cmp.Or(found[a].compare(found[b]), strings.Compare(a, b)) })
	ids = ids[:min(len(ids), 2*maxFound)]
	cs, err := r.canonicals.all(ctx, ids)
	return slices.DeleteFunc(cs, func(c *graph.Canonical) bool {
		return c == nil || types != nil && !slices.Contains(types, c.Type)
	}), err
}

// byWords finds entities of which each word is a word of the name; the last need only begin one.
func (r *Reader) byWords(ctx context.Context, words []string, found func(id string, missing int)) error {
	var have map[string]int
	for i, w := range words {
		now := map[string]int{}
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
				missing += before
			}
			if old, ok := now[p.ID]; !ok || missing < old {
				now[p.ID] = missing
			}
			if n++; n > maxLooked {
				break
			}
		}
		if have = now; len(have) == 0 {
			return nil
		}
	}
	for id, missing := range have {
		found(id, missing)
	}
	return nil
}

// misspelt finds names and words that are an edit or two away: first among those
// that share two letters at the start, where almost all slips leave them, then,
// if that finds nothing, among those that share one.
func (r *Reader) misspelt(ctx context.Context, q string, words []string, found func(id string, edits int)) error {
	for _, keep := range []int{2, 1} {
		n := 0
		hit := func(id string, edits int) { n++; found(id, edits) }
		if err := r.near(ctx, graph.IndexNames, q, keep, hit); err != nil {
			return err
		}
		// each word of several may be misspelt
		var have map[string]int
		for i, w := range words {
			now := map[string]int{}
			if err := r.near(ctx, graph.IndexNameTokens, w, keep, func(id string, edits int) {
				if before, ok := have[id]; i == 0 || ok {
					edits += before
					if old, ok := now[id]; !ok || edits < old {
						now[id] = edits
					}
				}
			}); err != nil {
				return err
			}
			if have = now; len(have) == 0 {
				break
			}
		}
		for id, edits := range have {
			hit(id, edits+1) // a whole name that is near comes before a word of one
		}
		if n > 0 {
			return nil
		}
	}
	return nil
}

// near walks the keys that begin with the first letters of s and are within some edits of it.
func (r *Reader) near(ctx context.Context, index graph.Index, s string, keep int, found func(id string, edits int)) error {
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
			found(p.ID, lastEdits)
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
