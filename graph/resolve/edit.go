package resolve

import (
	"cmp"
	"slices"
	"strings"

	"github.com/dateline-news/dateline/graph"
)

// An edit is anchored at one member and holds for whatever cluster holds that
// member: after a split it stays with its part. Of several the latest wins,
// field by field, so that taking one back brings the former back.

// edit takes a person's correction of an entity into the plan.
func (p *planner) edit(j graph.Judgement, drop func(id string)) error {
	if j.Edit == (graph.Edit{}) {
		return graph.Errorf(graph.KindInvalid, "an edit says at least one thing")
	}
	found, err := p.entitiesOf([]string{j.Left})
	if err != nil {
		return err
	}
	if found[0] == nil {
		return graph.Errorf(graph.KindNotFound, "no member %s", j.Left)
	}
	j.Right, j.ID = "", graph.EditID(j.Left, j.Edit)
	before, err := p.about(j.Left)
	if err != nil {
		return err
	}
	for _, b := range before {
		switch {
		case b.ID != j.ID:
		case !j.At.After(b.At):
			return nil
		default:
			drop(b.ID) // said again: it is the latest now
		}
	}
	p.change.Judge = append(p.change.Judge, j)
	p.judgements[j.ID] = &j
	if !slices.Contains(p.judged[j.Left], j.ID) {
		p.judged[j.Left] = append(p.judged[j.Left], j.ID)
	}
	p.edited[j.Left] = true
	return nil
}

// applyEdits changes a cluster's description as people did.
func (p *planner) applyEdits(c *graph.Canonical) error {
	var edits []*graph.Judgement
	for _, m := range c.Members {
		about, err := p.about(m)
		if err != nil {
			return err
		}
		for _, j := range about {
			if j.Verdict == graph.Edited {
				edits = append(edits, j)
			}
		}
	}
	if len(edits) == 0 {
		return nil
	}
	slices.SortFunc(edits, func(a, b *graph.Judgement) int {
		return cmp.Or(a.At.Compare(b.At), strings.Compare(a.ID, b.ID))
	})
	forms := map[string]bool{c.Name: true}
	for _, a := range c.Aliases {
		forms[a] = true
	}
	for _, j := range edits {
		c.Name = cmp.Or(j.Edit.Name, c.Name)
		c.Type = cmp.Or(j.Edit.Type, c.Type)
		c.Subtype = cmp.Or(j.Edit.Subtype, c.Subtype)
		c.Country = cmp.Or(j.Edit.Country, c.Country)
	}
	delete(forms, c.Name)
	c.Aliases = sortedKeys(forms)
	return nil
}
