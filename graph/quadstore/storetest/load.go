package storetest

import (
	"slices"

	"github.com/dateline-news/dateline/graph"
)

// Loader makes the changes that add one generated document after the other. It
// keeps clusters as it goes, so that a large graph is made in time linear in
// its statements. Claims are left out.
type Loader struct {
	generator Generator
	next      int
	clusters  map[string]*graph.Canonical
}

// NewLoader starts with the document 0.
func NewLoader(g Generator) *Loader {
	return &Loader{generator: g, clusters: map[string]*graph.Canonical{}}
}

// Next is the change that adds the next document.
func (l *Loader) Next() *graph.Change {
	r := l.generator.Record(l.next)
	l.next++
	c := &graph.Change{Add: []*graph.Record{r}}
	for i := range r.Entities {
		e := &r.Entities[i]
		key := clusterOf(e)
		was := l.clusters[key]
		now := graph.Canonical{ID: e.ID, Type: e.Type, Subtype: e.Subtype, Name: e.Name, Generic: e.Generic, Country: e.Country}
		if was != nil {
			now = *was
			if e.ID < was.ID {
				c.DropClusters = append(c.DropClusters, was.ID)
				now.ID = e.ID
			}
		}
		now.Mentions += e.Mentions
		at, _ := slices.BinarySearch(now.Members, e.ID)
		now.Members = slices.Insert(slices.Clone(now.Members), at, e.ID)
		at, _ = slices.BinarySearch(now.Documents, e.Document)
		now.Documents = slices.Insert(slices.Clone(now.Documents), at, e.Document)
		l.clusters[key] = &now
		c.PutClusters = append(c.PutClusters, now)
	}
	return c
}

// Hubs are the n clusters with the most members so far, the largest first.
func (l *Loader) Hubs(n int) []string {
	var all []*graph.Canonical
	for _, c := range l.clusters {
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b *graph.Canonical) int {
		if d := len(b.Members) - len(a.Members); d != 0 {
			return d
		}
		if a.ID < b.ID {
			return -1
		}
		return 1
	})
	var ids []string
	for _, c := range all[:min(n, len(all))] {
		ids = append(ids, c.ID)
	}
	return ids
}
