package resolve

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/dateline-news/dateline/graph"
)

// clusters works out which clusters the request changes.
func (p *planner) clusters() error {
	var seeds []string
	var joins []joining
	for _, id := range sortedKeys(p.fresh) {
		if t, ok := p.admit(p.fresh[id]); ok {
			joins = append(joins, joining{p.fresh[id], t})
		} else {
			seeds = append(seeds, id)
		}
	}
	broken := map[string]bool{} // clusters that lose members or are judged anew
	touch := func(members []string) error {
		found, err := p.snapshot.CanonicalOf(p.ctx, members)
		if err != nil {
			return err
		}
		for _, c := range found {
			if c != "" {
				broken[c] = true
			}
		}
		return nil
	}
	if err := touch(sortedKeys(p.gone)); err != nil {
		return err
	}
	seed := func(j *graph.Judgement) {
		seeds = append(seeds, j.Left)
		if j.Verdict == graph.Edited {
			p.edited[j.Left] = true
		} else {
			seeds = append(seeds, j.Right)
		}
	}
	for i := range p.change.Judge {
		seed(&p.change.Judge[i])
	}
	revoked, err := p.snapshot.Judgements(p.ctx, p.change.Revoke)
	if err != nil {
		return err
	}
	for i, j := range revoked {
		if j == nil {
			return graph.Errorf(graph.KindNotFound, "no judgement %s", p.change.Revoke[i])
		}
		seed(j)
	}
	found, err := p.snapshot.Canonicals(p.ctx, sortedKeys(broken), true)
	if err != nil {
		return err
	}
	for _, c := range found {
		if c != nil {
			seeds = append(seeds, c.Members...)
		}
	}
	// What a form that is gone made ambiguous may be joined now.
	if seeds, err = p.lostNeighbours(seeds); err != nil {
		return err
	}
	slices.Sort(seeds)
	seen := map[string]bool{}
	var all [][]string
	for _, s := range slices.Compact(seeds) {
		if seen[s] {
			continue
		}
		found, err := p.component(s, seen)
		if err != nil {
			return err
		}
		all = append(all, found...)
	}
	if err := p.compare(all, broken); err != nil {
		return err
	}
	// What was admitted first and then found to be of kin with what was not, is in already.
	return p.grow(slices.DeleteFunc(joins, func(j joining) bool { return seen[j.entity.ID] }))
}

// lostNeighbours adds what shares a blocking key with an entity that will be gone.
func (p *planner) lostNeighbours(seeds []string) ([]string, error) {
	gone := sortedKeys(p.gone)
	found, err := p.snapshot.Entities(p.ctx, gone)
	if err != nil {
		return nil, err
	}
	done := map[string]bool{}
	for _, e := range found {
		if e == nil {
			continue
		}
		for _, key := range entityBlocks(e) {
			if done[key] {
				continue
			}
			done[key] = true
			ids, err := p.block(key)
			if err != nil {
				return nil, err
			}
			seeds = append(seeds, ids...)
		}
	}
	return seeds, nil
}

// component finds all entities that keys or judgements connect with one, marks
// them as seen, and returns the clusters that they make.
func (p *planner) component(seed string, seen map[string]bool) ([][]string, error) {
	var members []member
	judgements := map[string]*graph.Judgement{}
	keys := map[string]bool{}
	queue := []string{seed}
	seen[seed] = true
	for len(queue) > 0 {
		batch := queue
		queue = nil
		found, err := p.entitiesOf(batch)
		if err != nil {
			return nil, err
		}
		for i, e := range found {
			if e == nil {
				continue // gone
			}
			members = append(members, member{batch[i], e.Document, formOf(e)})
			next := func(id string) {
				if !seen[id] {
					seen[id] = true
					queue = append(queue, id)
				}
			}
			for _, key := range entityBlocks(e) {
				if keys[key] {
					continue
				}
				keys[key] = true
				ids, err := p.block(key)
				if err != nil {
					return nil, err
				}
				for _, id := range ids {
					next(id)
				}
			}
			about, err := p.about(e.ID)
			if err != nil {
				return nil, err
			}
			for _, j := range about {
				judgements[j.ID] = j
				next(j.Left)
				if j.Right != "" {
					next(j.Right)
				}
			}
		}
	}
	slices.SortFunc(members, func(a, b member) int { return strings.Compare(a.id, b.id) })
	list := make([]*graph.Judgement, 0, len(judgements))
	for _, id := range sortedKeys(judgements) {
		list = append(list, judgements[id])
	}
	clusters := partition(members, list, p.company)
	if p.memory != nil {
		for _, m := range members {
			if m.form != nil {
				p.memory.forget(*m.form)
			}
		}
		if len(list) == 0 {
			p.components = append(p.components, members)
		}
	}
	return clusters, p.failed
}

// compare puts the clusters that are new or other than they were, and drops
// those that are no more.
func (p *planner) compare(clusters [][]string, broken map[string]bool) error {
	var members []string
	for _, c := range clusters {
		members = append(members, c...)
		for _, m := range c {
			p.canonical[m] = c[0]
		}
	}
	var stayed []string // the others are new
	for _, m := range members {
		if p.fresh[m] == nil {
			stayed = append(stayed, m)
		}
	}
	was, err := p.snapshot.CanonicalOf(p.ctx, stayed)
	if err != nil {
		return err
	}
	for i, m := range stayed {
		p.was[m] = was[i]
	}
	old := map[string]bool{}
	for id := range broken {
		old[id] = true
	}
	for _, m := range members {
		if p.was[m] != "" {
			old[p.was[m]] = true
		}
	}
	stored := map[string]*graph.Canonical{}
	ids := sortedKeys(old)
	found, err := p.snapshot.Canonicals(p.ctx, ids, true)
	if err != nil {
		return err
	}
	for i, id := range ids {
		stored[id] = found[i]
	}
	described := map[string]*graph.Canonical{}
	for _, c := range clusters {
		id := c[0]
		before := stored[id]
		delete(old, id)
		if before != nil && slices.Equal(before.Members, c) && !slices.ContainsFunc(c, func(m string) bool { return p.fresh[m] != nil || p.edited[m] }) {
			described[id] = before
			continue // nothing changed
		}
		if before != nil && !p.grew(before.Members, c) {
			before = nil
		}
		now, err := p.describe(c, before)
		if err != nil {
			return err
		}
		described[id] = now
		p.change.PutClusters = append(p.change.PutClusters, *now)
	}
	p.change.DropClusters = sortedKeys(old)
	for _, members := range p.components {
		if err := p.learn(members, described); err != nil {
			return err
		}
	}
	return p.failed
}

// grew tells whether a cluster has all its old members as they were, and new ones.
func (p *planner) grew(before, now []string) bool {
	for _, m := range before {
		if p.fresh[m] != nil {
			return false // read again
		}
		if _, ok := slices.BinarySearch(now, m); !ok {
			return false
		}
	}
	return true
}

// describe makes the canonical entity of a cluster. before, unless nil, is what
// it was with some of its members: their documents need not be read again.
func (p *planner) describe(members []string, before *graph.Canonical) (*graph.Canonical, error) {
	found, err := p.entitiesOf(members)
	if err != nil {
		return nil, err
	}
	t, documents := newTally(), map[string]bool{}
	for _, e := range found {
		t.count(e)
		documents[e.Document] = true
	}
	t.describe()
	c := &t.now
	c.ID, c.Members, c.Documents = members[0], members, sortedKeys(documents)
	unread := c.Documents
	if before != nil {
		unread = slices.DeleteFunc(slices.Clone(unread), func(d string) bool {
			_, known := slices.BinarySearch(before.Documents, d)
			return known
		})
		c.FirstSeen, c.LastSeen = before.FirstSeen, before.LastSeen
	}
	nodes, err := p.documentsOf(unread)
	if err != nil {
		return nil, err
	}
	for _, d := range nodes {
		if d != nil {
			seen(c, d.Published)
		}
	}
	c.DocumentCount, c.MemberCount = len(c.Documents), len(c.Members)
	return c, p.applyEdits(c)
}

// seen widens the time in which a cluster is seen.
func seen(c *graph.Canonical, at time.Time) {
	if at.IsZero() {
		return
	}
	if c.FirstSeen.IsZero() || at.Before(c.FirstSeen) {
		c.FirstSeen = at
	}
	if c.LastSeen.IsZero() || at.After(c.LastSeen) {
		c.LastSeen = at
	}
}

// counts is how often each value occurs.
type counts map[string]int

// most returns the most frequent value; of equals the longest, then the first.
func (c counts) most() string {
	best := ""
	for _, v := range sortedKeys(c) {
		if best == "" || cmp.Or(cmp.Compare(c[v], c[best]), cmp.Compare(len(v), len(best))) > 0 {
			best = v
		}
	}
	return best
}
