package view

import "github.com/dateline-news/dateline/graph"

// Predicate describes a kind of edge.
type Predicate struct {
	Name      graph.PredicateName
	Label     string
	Family    graph.Family
	Symmetric bool
	Cameo     *string
	Plover    *string
	QuadClass *graph.QuadClass
	Intensity *float64
}

// Predicates are all kinds of edges, in the ontology's order.
var Predicates, predicateByName = func() ([]*Predicate, map[graph.PredicateName]*Predicate) {
	all, byName := make([]*Predicate, len(graph.Predicates)), map[graph.PredicateName]*Predicate{}
	for i, p := range graph.Predicates {
		q := &Predicate{Name: p.Name, Label: p.Label, Family: p.Family, Symmetric: p.Symmetric, Cameo: optional(p.CAMEO), Plover: optional(p.PLOVER)}
		if p.QuadClass != "" {
			q.QuadClass, q.Intensity = &p.QuadClass, &p.Intensity
		}
		all[i], byName[p.Name] = q, q
	}
	return all, byName
}()
