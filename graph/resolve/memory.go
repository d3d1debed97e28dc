package resolve

import (
	"cmp"
	"context"
	"crypto/rand"
	"slices"
	"sync"

	"github.com/dateline-news/dateline/graph"
)

// Memory remembers, from one plan to the next, how the names that stand in many
// documents hang together, so that a document which names them costs what it
// brings and not what is there. It changes no result: what it holds is true of one
// state of the store, which it knows by the mark of the change that led there;
// after any other change it begins anew. It is safe for concurrent use.
type Memory struct {
	mu    sync.Mutex
	state string // the mark; "" if unknown
	kin   map[form]*kin
	size  int // members of all kin

	smallest int // kin that is remembered; 0: smallestKin
}

// Kin of fewer members than this are not worth remembering, of more forms not
// worth comparing with each that comes, and of more members, in all, too large.
const (
	smallestKin = 12
	mostForms   = 128
	mostKin     = 1 << 20
)

// kin is all that keys connect, as component finds it, without judgements: the
// forms of names in it, and the clusters that they make.
type kin struct {
	forms     []form
	number    map[form]int
	documents [][]string // of each form's members, sorted
	roots     []int      // the group of each form
	clusters  map[int]*tally
	size      int
}

// tally is a cluster with what its description counts.
type tally struct {
	now                               graph.Canonical // without its lists
	types, subtypes, names, countries counts
	forms                             map[string]bool
	joined                            []string // by the plan under way
	documents                         map[string]bool
}

// Plan is the package's Plan, with the memory. Plans for one store are made one
// after the other, each on what the one before committed.
func (m *Memory) Plan(ctx context.Context, s graph.Snapshot, r Request) (*graph.Change, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	mark, err := s.Mark(ctx)
	if err != nil {
		return nil, err
	}
	if m.kin == nil || mark != m.state || len(r.Delete)+len(r.Judge)+len(r.Revoke) > 0 || m.size > mostKin {
		m.kin, m.size = map[form]*kin{}, 0
	}
	m.state = "" // unless the plan is made
	use := m
	if len(r.Delete)+len(r.Judge)+len(r.Revoke) > 0 {
		use = nil
	}
	c, err := plan(ctx, s, r, use)
	if err != nil {
		return nil, err
	}
	c.Mark = rand.Text()
	m.state = c.Mark
	return c, nil
}

// forget drops the kin of a form.
func (m *Memory) forget(f form) {
	if k := m.kin[f]; k != nil {
		for _, f := range k.forms {
			delete(m.kin, f)
		}
		m.size -= k.size
	}
}

// joining is an entity that joins a cluster which stays what it is.
type joining struct {
	entity *graph.Entity
	into   *tally
}

// admit tells which cluster a new entity joins, if its form is remembered and no
// form changes its group by one more that has it.
func (p *planner) admit(e *graph.Entity) (*tally, bool) {
	if p.memory == nil {
		return nil, false
	}
	f := formOf(e)
	if f == nil {
		return nil, false
	}
	k := p.memory.kin[*f]
	if k == nil {
		return nil, false
	}
	n := k.number[*f]
	before := k.links(n, p.company)
	at, _ := slices.BinarySearch(k.documents[n], e.Document)
	k.documents[n] = slices.Insert(k.documents[n], at, e.Document)
	k.size++
	p.memory.size++
	t := k.clusters[k.roots[n]]
	if e.ID < t.now.ID || !slices.Equal(before, k.links(n, p.company)) {
		p.memory.forget(*f)
		return nil, false
	}
	return t, true
}

// links tells what each rule says of a form with every other: while that stays,
// so do the groups, for of the others nothing changed.
func (k *kin) links(n int, company func(a, b []string) bool) []bool {
	if len(k.forms) == 1 {
		return nil
	}
	l := &linker{forms: k.forms, documents: k.documents, company: company}
	for _, d := range k.documents {
		l.weight = append(l.weight, len(d))
	}
	rules := l.rules()
	out := make([]bool, 0, 2*len(rules)*len(k.forms))
	for i := range k.forms {
		if i != n {
			for _, more := range rules {
				out = append(out, more(i, n), more(n, i))
			}
		}
	}
	return out
}

// grow puts the entities that were admitted into their clusters.
func (p *planner) grow(list []joining) error {
	var grown []*tally
	for _, j := range list {
		e, t := j.entity, j.into
		if t.joined == nil {
			grown, t.documents = append(grown, t), map[string]bool{}
		}
		t.joined = append(t.joined, e.ID)
		t.documents[e.Document] = true
		t.count(e)
		p.canonical[e.ID] = t.now.ID
	}
	for _, t := range grown {
		slices.Sort(t.joined)
		t.describe()
		c := t.now
		c.Members, c.Documents = t.joined, sortedKeys(t.documents)
		nodes, err := p.documentsOf(c.Documents)
		if err != nil {
			return err
		}
		for _, d := range nodes {
			seen(&c, d.Published)
		}
		c.MemberCount += len(c.Members)
		c.DocumentCount += len(c.Documents)
		t.now, t.joined, t.documents = c, nil, nil
		t.now.Members, t.now.Documents = nil, nil
		p.change.GrowClusters = append(p.change.GrowClusters, c)
	}
	return nil
}

// count takes one more member into the tally.
func (t *tally) count(e *graph.Entity) {
	t.types[string(e.Type)]++
	t.names[e.Name]++
	if e.Subtype != "" {
		t.subtypes[e.Subtype]++
	}
	if e.Country != "" {
		t.countries[e.Country]++
	}
	t.forms[e.Name] = true
	for _, a := range e.Aliases {
		t.forms[a] = true
	}
	t.now.Generic = t.now.Generic && e.Generic
	t.now.Mentions += e.Mentions
}

// describe says what the cluster is by its counts.
func (t *tally) describe() {
	c := &t.now
	c.Type, c.Subtype, c.Country, c.Name = graph.EntityType(t.types.most()), t.subtypes.most(), t.countries.most(), t.names.most()
	if n := t.types[string(graph.TypeEvent)]; n > 1 {
		c.Generic = false // a happening that several describe is more than a common noun
	}
	c.Aliases = make([]string, 0, len(t.forms))
	for f := range t.forms {
		if f != c.Name {
			c.Aliases = append(c.Aliases, f)
		}
	}
	slices.Sort(c.Aliases)
}

func newTally() *tally {
	return &tally{now: graph.Canonical{Generic: true}, types: counts{}, subtypes: counts{}, names: counts{}, countries: counts{}, forms: map[string]bool{}}
}

// learn remembers a component that was worked out anew; described are its
// clusters as they will be.
func (p *planner) learn(members []member, described map[string]*graph.Canonical) error {
	if p.memory == nil || len(members) < cmp.Or(p.memory.smallest, smallestKin) {
		return nil
	}
	k := &kin{number: map[form]int{}, clusters: map[int]*tally{}, size: len(members)}
	ids := make([]string, len(members))
	for i, m := range members {
		if m.form == nil {
			return nil
		}
		ids[i] = m.id
	}
	var of []int
	k.forms, k.documents, of = formsOf(members)
	if len(k.forms) > mostForms {
		return nil
	}
	for i, f := range k.forms {
		k.number[f] = i
	}
	k.roots = newLinker(k.forms, k.documents, p.company).roots()
	found, err := p.entitiesOf(ids)
	if err != nil {
		return err
	}
	for i, m := range members {
		root := k.roots[of[i]]
		t := k.clusters[root]
		if t == nil {
			t = newTally()
			k.clusters[root] = t
		}
		t.count(found[i])
		c := described[p.canonical[m.id]]
		if c == nil {
			return nil
		}
		t.now.ID, t.now.FirstSeen, t.now.LastSeen, t.now.MemberCount, t.now.DocumentCount = c.ID, c.FirstSeen, c.LastSeen, len(c.Members), len(c.Documents)
	}
	for _, f := range k.forms {
		p.memory.kin[f] = k
	}
	p.memory.size += k.size
	return nil
}
