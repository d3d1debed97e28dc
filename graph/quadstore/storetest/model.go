package storetest

import (
	"cmp"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/dateline-news/dateline/graph"
)

// Model is a store as it should be: records, and what a simple resolution makes
// of them. It computes everything anew each time, and so has nothing to forget.
type Model struct {
	Records    map[string]*graph.Record
	Judgements map[string]graph.Judgement
	Duplicates map[string]string
	Superseded map[string]string
	Reviews    map[string]graph.Review
}

// NewModel is the model of an empty store.
func NewModel() *Model {
	return &Model{
		Records: map[string]*graph.Record{}, Judgements: map[string]graph.Judgement{},
		Duplicates: map[string]string{}, Superseded: map[string]string{}, Reviews: map[string]graph.Review{},
	}
}

// contains, without: of sorted lists, as sets.
func contains(all, part []string) bool { return len(without(part, all)) == 0 }

func without(all, part []string) (out []string) {
	for _, s := range all {
		if _, ok := slices.BinarySearch(part, s); !ok {
			out = append(out, s)
		}
	}
	return out
}

// touches tells whether one of the members is of an added document.
func touches(add []*graph.Record, members []string) bool {
	for _, r := range add {
		for i := range r.Entities {
			if slices.Contains(members, r.Entities[i].ID) {
				return true
			}
		}
	}
	return false
}

// Change adds and deletes documents in the model, and returns what a store must
// be told to follow.
func (m *Model) Change(add []*graph.Record, del []string) *graph.Change {
	clusters, claims := m.Canonicals(), m.Claims()
	for _, id := range del {
		for i := range m.Records[id].Statements {
			delete(m.Reviews, m.Records[id].Statements[i].ID)
		}
		delete(m.Records, id)
		delete(m.Duplicates, id)
		delete(m.Superseded, id)
	}
	for _, r := range add {
		m.Records[r.Document.ID] = r
	}
	c := &graph.Change{Add: add, Delete: del}
	now := m.Canonicals()
	for _, id := range slices.Sorted(maps.Keys(now)) {
		was, ok := clusters[id]
		if ok && reflect.DeepEqual(was, now[id]) {
			continue
		}
		// Of those that only take in more, some are grown and some put: both must do.
		if ok && len(now[id].Members)%2 == 0 && contains(now[id].Members, was.Members) && !touches(add, was.Members) {
			grown := *now[id]
			grown.Members, grown.Documents = without(grown.Members, was.Members), without(grown.Documents, was.Documents)
			c.GrowClusters = append(c.GrowClusters, grown)
			continue
		}
		c.PutClusters = append(c.PutClusters, *now[id])
	}
	for _, id := range slices.Sorted(maps.Keys(clusters)) {
		if now[id] == nil {
			c.DropClusters = append(c.DropClusters, id)
		}
	}
	claimsNow := m.Claims()
	for _, id := range slices.Sorted(maps.Keys(claimsNow)) {
		if was, ok := claims[id]; !ok || !reflect.DeepEqual(was, claimsNow[id]) {
			c.PutClaims = append(c.PutClaims, *claimsNow[id])
		}
	}
	for _, id := range slices.Sorted(maps.Keys(claims)) {
		if claimsNow[id] == nil {
			c.DropClaims = append(c.DropClaims, id)
		}
	}
	for _, marks := range []struct{ in, out map[string]string }{{m.Duplicates, nil}, {m.Superseded, nil}} {
		for id, other := range marks.in {
			if m.Records[other] == nil {
				delete(marks.in, id)
				if c.Duplicates == nil {
					c.Duplicates, c.Superseded = map[string]string{}, map[string]string{}
				}
				c.Duplicates[id], c.Superseded[id] = m.Duplicates[id], m.Superseded[id]
			}
		}
	}
	return c
}

// clusterOf joins entities of one type and name; generic ones stay alone.
func clusterOf(e *graph.Entity) string {
	if e.Generic {
		return e.ID
	}
	return string(e.Type) + " " + e.Name
}

// Canonicals are the clusters.
func (m *Model) Canonicals() map[string]*graph.Canonical {
	groups := map[string][]*graph.Entity{}
	for _, r := range m.Records {
		for i := range r.Entities {
			e := &r.Entities[i]
			groups[clusterOf(e)] = append(groups[clusterOf(e)], e)
		}
	}
	out := map[string]*graph.Canonical{}
	for _, g := range groups {
		slices.SortFunc(g, func(a, b *graph.Entity) int { return cmp.Compare(a.ID, b.ID) })
		c := &graph.Canonical{ID: g[0].ID, Type: g[0].Type, Subtype: g[0].Subtype, Name: g[0].Name, Generic: g[0].Generic, Country: g[0].Country}
		for _, e := range g {
			c.Mentions += e.Mentions
			c.Members = append(c.Members, e.ID)
			c.Documents = append(c.Documents, e.Document)
			c.Aliases = append(c.Aliases, e.Aliases...)
			at := m.Records[e.Document].Document.Published
			if c.FirstSeen.IsZero() || at.Before(c.FirstSeen) {
				c.FirstSeen = at
			}
			if at.After(c.LastSeen) {
				c.LastSeen = at
			}
		}
		slices.Sort(c.Documents)
		c.Documents = slices.Compact(c.Documents)
		slices.Sort(c.Aliases)
		c.Aliases = slices.Compact(c.Aliases)
		c.MemberCount, c.DocumentCount = len(c.Members), len(c.Documents)
		out[c.ID] = c
	}
	return out
}

// canonicalOf maps members to clusters.
func (m *Model) canonicalOf() map[string]string {
	of := map[string]string{}
	for id, c := range m.Canonicals() {
		for _, e := range c.Members {
			of[e] = id
		}
	}
	return of
}

// Claims are the propositions.
func (m *Model) Claims() map[string]*graph.Claim {
	of := m.canonicalOf()
	out := map[string]*graph.Claim{}
	polarity := map[string]graph.Polarity{}
	publishers := map[string]map[string]bool{}
	for _, r := range m.Records {
		for i := range r.Statements {
			s := &r.Statements[i]
			if s.Object == "" {
				continue
			}
			id := graph.ClaimID(of[s.Subject], s.Predicate, of[s.Object], "")
			c := out[id]
			if c == nil {
				c = &graph.Claim{ID: id, Predicate: s.Predicate, Subject: of[s.Subject], Object: of[s.Object]}
				out[id], polarity[id], publishers[id] = c, s.Polarity, map[string]bool{}
			}
			c.Contested = c.Contested || polarity[id] != s.Polarity
			publishers[id][r.Document.Publisher] = true
			c.Publishers = len(publishers[id])
			c.Statements = append(c.Statements, s.ID)
		}
	}
	for _, c := range out {
		slices.Sort(c.Statements)
	}
	return out
}

// Statements are all statements with what resolution adds.
func (m *Model) Statements() map[string]*graph.StatementNode {
	of := m.canonicalOf()
	canonical := func(id string) string {
		if id == "" || id == graph.Unnamed {
			return id
		}
		return of[id]
	}
	out := map[string]*graph.StatementNode{}
	for _, r := range m.Records {
		for _, s := range r.Statements {
			n := &graph.StatementNode{
				Statement: s, SubjectCanonical: canonical(s.Subject), ObjectCanonical: canonical(s.Object), PlaceCanonical: canonical(s.Place),
				Published: r.Document.Published, Review: graph.Review{Status: graph.Unreviewed},
			}
			for _, id := range s.About {
				n.AboutCanonical = append(n.AboutCanonical, canonical(id))
			}
			for _, id := range s.Attribution {
				n.AttributionCanonical = append(n.AttributionCanonical, canonical(id))
			}
			if review := m.Reviews[s.ID]; review.Status != "" {
				n.Review = review
			}
			out[s.ID] = n
		}
	}
	for id, c := range m.Claims() {
		for _, s := range c.Statements {
			out[s].Claim, out[s].Contested = id, c.Contested
		}
	}
	return out
}

func at(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// Postings are the lists of an index, as the contract describes them; nil for an
// index whose keys are folded, which are tested by example.
func (m *Model) Postings(index graph.Index) []graph.Posting {
	var out []graph.Posting
	add := func(key, sort, id string) { out = append(out, graph.Posting{Key: key, Sort: sort, ID: id}) }
	for _, r := range m.Records {
		d := r.Document
		switch index {
		case graph.IndexDocuments:
			add("", at(d.Published), d.ID)
		case graph.IndexDocumentsBySource:
			add(d.SourceID, at(d.Published), d.ID)
		case graph.IndexDocumentsByURL:
			add(d.URL, at(d.Published), d.ID)
		case graph.IndexDocumentsExtractor:
			add(r.Extractor, at(d.Published), d.ID)
		case graph.IndexEntitiesDocument:
			for _, e := range r.Entities {
				add(d.ID, "", e.ID)
			}
		case graph.IndexBlocks:
			for _, e := range r.Entities {
				for _, b := range e.Blocks {
					add(b, "", e.ID)
				}
			}
		}
	}
	for _, s := range m.Statements() {
		t := at(s.Published)
		entities := func(speakers, ends, about bool) (keys []string) {
			if ends || speakers && s.Predicate.Family() == graph.FamilySpeech {
				keys = append(keys, s.SubjectCanonical)
			}
			if ends {
				keys = append(keys, s.ObjectCanonical)
			}
			if speakers {
				keys = append(keys, s.AttributionCanonical...)
			}
			if about {
				keys = append(keys, s.AboutCanonical...)
			}
			slices.Sort(keys)
			return slices.Compact(keys)
		}
		before := len(out)
		var keys []string
		switch index {
		case graph.IndexStatements:
			add("", t, s.ID)
		case graph.IndexStatementsPredicate:
			add(string(s.Predicate), t, s.ID)
		case graph.IndexStatementsSaidIn:
			keys = []string{s.SaidIn}
		case graph.IndexStatementsClaim:
			keys = []string{s.Claim}
		case graph.IndexEdges:
			if e, ok := graph.EdgeOf(s, t); ok {
				for _, end := range entities(false, true, false) {
					out = append(out, e.Posting(end))
				}
			}
		case graph.IndexStatementsEntity:
			keys = entities(true, true, true)
		case graph.IndexStatementsSpeaker:
			keys = entities(true, false, false)
		case graph.IndexStatementsSubject, graph.IndexStatementsObject:
			keys = []string{s.SubjectCanonical}
			if index == graph.IndexStatementsObject {
				keys = []string{s.ObjectCanonical}
			}
			if s.Predicate.Symmetric() {
				keys = entities(false, true, false)
			}
		}
		for _, k := range keys {
			if k != "" && k != graph.Unnamed {
				add(k, t, s.ID)
			}
		}
		switch index {
		case graph.IndexStatements, graph.IndexStatementsPredicate, graph.IndexStatementsEntity,
			graph.IndexStatementsSubject, graph.IndexStatementsObject, graph.IndexStatementsSpeaker:
			for i := before; i < len(out); i++ {
				out[i].Facets = graph.EncodeFacets(s)
			}
		}
	}
	for _, c := range m.Canonicals() {
		for _, e := range c.Members {
			if index == graph.IndexMembers {
				add(c.ID, "", e)
			}
		}
	}
	for id := range m.Claims() {
		if index == graph.IndexClaims {
			add("", "", id)
		}
	}
	for id, j := range m.Judgements {
		if index == graph.IndexJudgements {
			add("", "", id)
			add(j.Left, "", id)
			add(j.Right, "", id)
		}
	}
	slices.SortFunc(out, func(a, b graph.Posting) int {
		return cmp.Or(strings.Compare(a.Key, b.Key), strings.Compare(a.Sort, b.Sort), strings.Compare(a.ID, b.ID))
	})
	return out
}

// Stats are the counts.
func (m *Model) Stats() graph.Stats {
	s := graph.Stats{Documents: len(m.Records), ByType: map[graph.EntityType]int{}, Predicates: map[graph.PredicateName]int{}}
	for _, r := range m.Records {
		s.Mentions += len(r.Mentions)
		s.Statements += len(r.Statements)
		for i := range r.Statements {
			s.Predicates[r.Statements[i].Predicate]++
		}
	}
	for _, c := range m.Canonicals() {
		s.Entities++
		s.ByType[c.Type]++
	}
	s.Claims = len(m.Claims())
	return s
}
