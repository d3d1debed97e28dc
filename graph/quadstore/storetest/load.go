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

// Next is the change that adds the next n documents.
func (l *Loader) Next(n int) *graph.Change {
	c := &graph.Change{}
	touched := map[string]*growth{} // by clusterOf
	var order []string
	for range n {
		r := l.generator.Record(l.next)
		l.next++
		c.Add = append(c.Add, r)
		for i := range r.Entities {
			e := &r.Entities[i]
			key := clusterOf(e)
			t := touched[key]
			if t == nil {
				t = &growth{}
				touched[key] = t
				order = append(order, key)
			}
			t.members = append(t.members, e)
		}
	}
	for _, key := range order {
		l.cluster(c, key, touched[key].members)
	}
	return c
}

// growth are the entities of a change that belong to one cluster.
type growth struct{ members []*graph.Entity }

// cluster puts or grows the cluster that these entities belong to.
func (l *Loader) cluster(c *graph.Change, key string, joined []*graph.Entity) {
	now := l.clusters[key]
	was := ""
	if now == nil {
		e := joined[0]
		now = &graph.Canonical{ID: e.ID, Type: e.Type, Subtype: e.Subtype, Name: e.Name, Generic: e.Generic, Country: e.Country}
		l.clusters[key] = now
	} else {
		was = now.ID
	}
	var members, documents []string
	for _, e := range joined {
		now.ID = min(now.ID, e.ID)
		now.Mentions += e.Mentions
		members, documents = append(members, e.ID), append(documents, e.Document) // a document has an entity once
	}
	slices.Sort(members)
	slices.Sort(documents)
	now.Members, now.Documents = append(now.Members, members...), append(now.Documents, documents...)
	now.MemberCount, now.DocumentCount = len(now.Members), len(now.Documents)
	if put := *now; put.ID == was {
		put.Members, put.Documents = members, documents
		c.GrowClusters = append(c.GrowClusters, put)
	} else {
		if was != "" {
			c.DropClusters = append(c.DropClusters, was)
		}
		put.Members, put.Documents = slices.Sorted(slices.Values(put.Members)), slices.Sorted(slices.Values(put.Documents))
		c.PutClusters = append(c.PutClusters, put)
	}
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
