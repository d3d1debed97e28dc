package resolve

import (
	"cmp"
	"math"
	"slices"

	"github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/graph/fold"
)

// A claim is one proposition over all documents and speakers: canonical ends,
// predicate, and the month of its time or none. Statements with neither object
// nor figure make none. What ACTED_ON says is its verb, and what a position or a
// kinship says its title: "advised" is no proposition that "did not sue" denies.
// What an earlier version of an article said stands by itself, so that a
// correction contradicts nobody.

// claimKey is a proposition.
type claimKey struct {
	subject, object string
	predicate       graph.PredicateName
	month           string
	detail          string // verb or title, folded
	superseded      bool
}

func (k claimKey) id() string {
	when := k.month
	if k.detail != "" || k.superseded {
		when += "\x00" + k.detail
	}
	if k.superseded {
		when += "\x00superseded"
	}
	return graph.ClaimID(k.subject, k.predicate, k.object, when)
}

// claims works out which claims the request changes.
func (p *planner) claims() error {
	statements, err := p.touchedStatements()
	if err != nil {
		return err
	}
	var members []string
	for _, id := range sortedKeys(statements) {
		if s := statements[id].now; s != nil {
			members = append(members, s.Subject, s.Object)
		}
	}
	if _, err := p.canonicalOf(members); err != nil {
		return err
	}
	if err := p.ownDocuments(statements); err != nil {
		return err
	}
	list := map[string]map[string]bool{} // claim → its statements as they will be
	keys := map[string]claimKey{}
	old := map[string]bool{}
	for _, t := range statements {
		if t.claim != "" {
			old[t.claim] = true
		}
		if k, ok := p.keyOf(t.now); ok {
			keys[k.id()] = k
		}
	}
	for id := range keys {
		old[id] = true
	}
	ids := sortedKeys(old)
	stored, err := p.snapshot.Claims(p.ctx, ids)
	if err != nil {
		return err
	}
	before := map[string]*graph.Claim{}
	for i, c := range stored {
		set := map[string]bool{}
		if c != nil {
			before[ids[i]] = c
			keys[ids[i]] = claimKey{subject: c.Subject, object: c.Object, predicate: c.Predicate}
			for _, s := range c.Statements {
				set[s] = true
			}
		}
		list[ids[i]] = set
	}
	for id, t := range statements {
		if t.claim != "" {
			delete(list[t.claim], id)
		}
	}
	for id, t := range statements {
		if k, ok := p.keyOf(t.now); ok {
			list[k.id()][id] = true
		}
	}
	for _, id := range ids {
		if len(list[id]) == 0 {
			if before[id] != nil {
				p.change.DropClaims = append(p.change.DropClaims, id)
			}
			continue
		}
		k := keys[id]
		c := graph.Claim{ID: id, Predicate: k.predicate, Subject: k.subject, Object: k.object, Statements: sortedKeys(list[id])}
		if err := p.weigh(&c, statements); err != nil {
			return err
		}
		if b := before[id]; b == nil || b.Contested != c.Contested || b.Publishers != c.Publishers || !slices.Equal(b.Statements, c.Statements) {
			p.change.PutClaims = append(p.change.PutClaims, c)
		}
	}
	return nil
}

// ownDocuments reads the documents of statements, which keyOf looks at.
func (p *planner) ownDocuments(statements map[string]*touched) error {
	ids := map[string]bool{}
	for _, t := range statements {
		if t.now != nil {
			ids[t.now.Document] = true
		}
	}
	_, err := p.documentsOf(sortedKeys(ids))
	return err
}

// keyOf is the proposition of a statement, once the clusters of its ends and its document are known.
func (p *planner) keyOf(s *graph.Statement) (claimKey, bool) {
	if s == nil || s.Object == "" && s.Figure == nil {
		return claimKey{}, false
	}
	k := claimKey{subject: p.canonical[s.Subject], object: p.canonical[s.Object], predicate: s.Predicate, month: month(s.Time)}
	if s.Predicate.Symmetric() && k.object < k.subject {
		k.subject, k.object = k.object, k.subject
	}
	switch s.Predicate {
	case graph.ActedOn:
		k.detail = fold.Name(s.Verb)
	case graph.HoldsPosition, graph.RelatedTo:
		k.detail = fold.Name(s.Text)
	}
	if d := p.documents[s.Document]; d != nil {
		k.superseded = d.SupersededBy != ""
	}
	return k, true
}

// month is the month in which a time begins; "" if it is known to the year only.
func month(t *graph.TimeSpan) string {
	if t == nil || len(t.From) < len("2006-01") || t.Precision == graph.PrecisionYear {
		return ""
	}
	return t.From[:len("2006-01")]
}

// touched is a statement whose claim may change. now is nil if it will be gone,
// claim is the one that it is in now, "" for none.
type touched struct {
	now   *graph.Statement
	claim string
}

// touchedStatements are those of documents that are added or deleted or marked
// otherwise, and those whose ends have another canonical entity than before.
func (p *planner) touchedStatements() (map[string]*touched, error) {
	out := map[string]*touched{}
	want := map[string]bool{} // stored statements
	moved := map[string]bool{}
	clusters := map[string]bool{} // that members leave
	for m, was := range p.was {
		if was != "" && was != p.canonical[m] {
			moved[m] = true
			clusters[was] = true
		}
	}
	for _, c := range sortedKeys(clusters) {
		for _, index := range []graph.Index{graph.IndexStatementsSubject, graph.IndexStatementsObject} {
			for posting, err := range p.snapshot.Scan(p.ctx, index, c, graph.Posting{}, false) {
				if err != nil {
					return nil, err
				}
				want[posting.ID] = true
			}
		}
	}
	documents := map[string]bool{}
	for _, id := range p.change.Delete {
		documents[id] = true
	}
	for id := range p.change.Duplicates {
		documents[id] = true
	}
	for id := range p.change.Superseded {
		documents[id] = true
	}
	whole := map[string]bool{}
	for _, d := range sortedKeys(documents) {
		for posting, err := range p.snapshot.Scan(p.ctx, graph.IndexStatementsDocument, d, graph.Posting{}, false) {
			if err != nil {
				return nil, err
			}
			want[posting.ID] = true
			whole[posting.ID] = true
		}
	}
	ids := sortedKeys(want)
	nodes, err := p.snapshot.Statements(p.ctx, ids)
	if err != nil {
		return nil, err
	}
	for i, n := range nodes {
		if n == nil {
			return nil, graph.Errorf(graph.KindCorrupt, "an index names the statement %s, which is not there: run `verify`", ids[i])
		}
		if !whole[n.ID] && !moved[n.Subject] && !moved[n.Object] {
			continue
		}
		t := &touched{claim: n.Claim}
		if !p.deleted[n.Document] && p.added[n.Document] == nil {
			t.now = &n.Statement
		}
		out[n.ID] = t
	}
	for _, r := range p.change.Add {
		for i := range r.Statements {
			s := &r.Statements[i]
			if t := out[s.ID]; t != nil {
				t.now = s // read again
			} else {
				out[s.ID] = &touched{now: s}
			}
		}
	}
	return out, nil
}

// weigh counts a claim's independent publishers and tells whether it is contested.
func (p *planner) weigh(c *graph.Claim, touched map[string]*touched) error {
	statements := make([]*graph.Statement, 0, len(c.Statements))
	var stored []string
	for _, id := range c.Statements {
		if t := touched[id]; t != nil && t.now != nil {
			statements = append(statements, t.now)
		} else {
			stored = append(stored, id)
		}
	}
	nodes, err := p.snapshot.Statements(p.ctx, stored)
	if err != nil {
		return err
	}
	for i, n := range nodes {
		if n == nil {
			return graph.Errorf(graph.KindCorrupt, "the claim %s names the statement %s, which is not there: run `verify`", c.ID, stored[i])
		}
		statements = append(statements, &n.Statement)
	}
	ids := map[string]bool{}
	for _, s := range statements {
		ids[s.Document] = true
	}
	documents := map[string]*graph.DocumentNode{}
	nodesOf, err := p.documentsOf(sortedKeys(ids))
	if err != nil {
		return err
	}
	for _, d := range nodesOf {
		documents[d.ID] = d
	}
	c.Publishers = publishers(statements, documents)
	c.Contested = contested(statements)
	return nil
}

// publishers counts sources that are surely independent: copies of one text count
// once, and so do documents of one publisher, and all those whose publisher nobody told.
func publishers(statements []*graph.Statement, documents map[string]*graph.DocumentNode) int {
	number := map[string]int{}
	node := func(key string) int {
		n, ok := number[key]
		if !ok {
			n = len(number)
			number[key] = n
		}
		return n
	}
	type edge struct{ a, b int }
	var edges []edge
	for _, s := range statements {
		d := documents[s.Document]
		copyOf := node("d" + cmp.Or(d.DuplicateOf, d.ID))
		edges = append(edges, edge{copyOf, node("p" + d.Publisher)})
	}
	u := newUnion(len(number))
	for _, e := range edges {
		u.join(e.a, e.b)
	}
	n := 0
	for i := range len(number) {
		if u.root(i) == i {
			n++
		}
	}
	return n
}

// contested tells whether a proposition is both affirmed and denied, or given
// figures that cannot all be right: exact ones that differ, whoever says so and
// however sure, and ranges that do not meet in what is said to be so.
func contested(statements []*graph.Statement) bool {
	affirmed, negated := false, false
	exact := map[string]float64{}
	figures := map[string]reach{}
	for _, s := range statements {
		if s.Polarity == graph.Negated {
			negated = true
		} else {
			affirmed = true
		}
		if affirmed && negated {
			return true
		}
		if f := s.Figure; f != nil && f.Value != nil && !f.Approximate {
			k := f.Kind + "\x00" + f.Unit
			if v, ok := exact[k]; ok && v != *f.Value {
				return true
			}
			exact[k] = *f.Value
		}
		if f := s.Figure; f != nil && s.Polarity == graph.Affirmed && s.Modality == graph.Asserted {
			k := f.Kind + "\x00" + f.Unit
			low, high := bounds(f)
			if r, ok := figures[k]; ok {
				low, high = max(low, r.begin), min(high, r.end)
			}
			figures[k] = reach{low, high}
		}
	}
	// Of intervals two lie apart just where the highest beginning is above the lowest end.
	for _, r := range figures {
		if r.begin > r.end {
			return true
		}
	}
	return false
}

// reach is the highest beginning and the lowest end of some intervals.
type reach struct{ begin, end float64 }

// bounds are the numbers that a figure may stand for. An approximate one reaches
// a tenth further on either side.
func bounds(f *graph.Figure) (low, high float64) {
	const far = 1e300
	low, high = -far, far
	switch {
	case f.Value != nil:
		low, high = *f.Value, *f.Value
	default:
		if f.Low != nil {
			low = *f.Low
		}
		if f.High != nil {
			high = *f.High
		}
	}
	if f.Approximate {
		low, high = low-math.Abs(low)/10, high+math.Abs(high)/10
	}
	return low, high
}
