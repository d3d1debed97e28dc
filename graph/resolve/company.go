package resolve

import (
	"github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/graph/gazetteer"
)

// maxCompany is how many documents on either side are looked at.
const maxCompany = 20

// company tells whether a document of the one list and one of the other speak of
// the same person, body or place, states and what all the world speaks of aside.
func (p *planner) company(a, b []string) bool {
	for _, x := range a[:min(len(a), maxCompany)] {
		names := p.companyOf(x)
		for _, y := range b[:min(len(b), maxCompany)] {
			for name := range p.companyOf(y) {
				if names[name] {
					return true
				}
			}
		}
	}
	return false
}

// companyOf are the names of what a document speaks of, as it will be.
func (p *planner) companyOf(document string) map[string]bool {
	if names, ok := p.companies[document]; ok {
		return names
	}
	names := map[string]bool{}
	p.companies[document] = names
	add := func(e *graph.Entity) {
		f := formOf(e)
		if f != nil && !f.State && f.Type != graph.TypeEvent && gazetteer.Body(f.Name) == "" {
			names[string(f.Type)+":"+f.Name] = true
		}
	}
	if r := p.added[document]; r != nil {
		for i := range r.Entities {
			add(&r.Entities[i])
		}
		return names
	}
	var ids []string
	for posting, err := range p.snapshot.Scan(p.ctx, graph.IndexEntitiesDocument, document, graph.Posting{}, false) {
		if err != nil {
			p.failed = err
			return names
		}
		ids = append(ids, posting.ID)
	}
	found, err := p.entitiesOf(ids)
	if err != nil {
		p.failed = err
		return names
	}
	for _, e := range found {
		if e != nil {
			add(e)
		}
	}
	return names
}
