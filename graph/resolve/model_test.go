package resolve

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strings"

	"github.com/dateline-news/dateline/graph"
)

// model is a graph.Snapshot over plain maps, and applies changes to itself: the
// simplest thing that keeps the store's contract as far as resolution reads it.
type model struct {
	graph.Snapshot // what resolution does not read panics

	records    map[string]*graph.Record
	canonicals map[string]graph.Canonical
	claims     map[string]graph.Claim
	judgements map[string]graph.Judgement
	duplicates map[string]string
	superseded map[string]string

	memory *Memory // of the smallest kin as well; nil: none
	mark   string
	grown  int // clusters
}

func newModel() *model {
	return &model{
		records: map[string]*graph.Record{}, canonicals: map[string]graph.Canonical{}, claims: map[string]graph.Claim{},
		judgements: map[string]graph.Judgement{}, duplicates: map[string]string{}, superseded: map[string]string{}, memory: &Memory{smallest: 1},
	}
}

func (m *model) Mark(context.Context) (string, error) { return m.mark, nil }

// apply commits a change and tells what in it contradicts the store's contract.
func (m *model) apply(c *graph.Change) error {
	for _, id := range c.Delete {
		if m.records[id] == nil {
			return errors.New("deletes what is not there: " + id)
		}
		delete(m.records, id)
		delete(m.duplicates, id)
		delete(m.superseded, id)
	}
	for _, r := range c.Add {
		if m.records[r.Document.ID] != nil {
			return errors.New("adds what is there: " + r.Document.ID)
		}
		m.records[r.Document.ID] = r
	}
	for _, id := range c.Revoke {
		if _, ok := m.judgements[id]; !ok {
			return errors.New("revokes what is not there: " + id)
		}
		delete(m.judgements, id)
	}
	for _, j := range c.Judge {
		m.judgements[j.ID] = j
	}
	for _, id := range c.DropClusters {
		if _, ok := m.canonicals[id]; !ok {
			return errors.New("drops a cluster that is not there: " + id)
		}
		delete(m.canonicals, id)
	}
	for _, k := range c.PutClusters {
		m.canonicals[k.ID] = k
	}
	for _, k := range c.GrowClusters {
		was, ok := m.canonicals[k.ID]
		if !ok {
			return errors.New("grows a cluster that is not there: " + k.ID)
		}
		k.Members, k.Documents = append(k.Members, was.Members...), append(k.Documents, was.Documents...)
		slices.Sort(k.Members)
		slices.Sort(k.Documents)
		if k.MemberCount != len(k.Members) || k.DocumentCount != len(slices.Compact(k.Documents)) {
			return errors.New("a cluster that grows is counted wrong: " + k.ID)
		}
		m.canonicals[k.ID] = k
		m.grown++
	}
	m.mark = c.Mark
	for _, id := range c.DropClaims {
		if _, ok := m.claims[id]; !ok {
			return errors.New("drops a claim that is not there: " + id)
		}
		delete(m.claims, id)
	}
	for _, k := range c.PutClaims {
		m.claims[k.ID] = k
	}
	for id, v := range c.Duplicates {
		if m.duplicates[id] = v; v == "" {
			delete(m.duplicates, id)
		}
	}
	for id, v := range c.Superseded {
		if m.superseded[id] = v; v == "" {
			delete(m.superseded, id)
		}
	}
	return m.check()
}

// check tells what is wrong in the state itself.
func (m *model) check() error {
	holder := map[string]string{}
	for id, c := range m.canonicals {
		if len(c.Members) == 0 || c.Members[0] != id || !slices.IsSorted(c.Members) {
			return errors.New("a cluster is not named by its smallest member: " + id)
		}
		for _, x := range c.Members {
			if holder[x] != "" {
				return errors.New("a member is in two clusters: " + x)
			}
			holder[x] = id
		}
	}
	for _, r := range m.records {
		for i := range r.Entities {
			if holder[r.Entities[i].ID] == "" {
				return errors.New("an entity is in no cluster: " + r.Entities[i].ID)
			}
			delete(holder, r.Entities[i].ID)
		}
	}
	if len(holder) > 0 {
		return errors.New("a cluster has a member that is gone")
	}
	in := map[string]string{}
	for id, c := range m.claims {
		if len(c.Statements) == 0 {
			return errors.New("a claim without statements: " + id)
		}
		for _, s := range c.Statements {
			in[s] = id
		}
	}
	for _, r := range m.records {
		for i := range r.Statements {
			s := &r.Statements[i]
			if (in[s.ID] == "") != (s.Object == "" && s.Figure == nil) {
				return errors.New("claims and statements disagree: " + s.ID)
			}
			delete(in, s.ID)
		}
	}
	if len(in) > 0 {
		return errors.New("a claim has a statement that is gone")
	}
	return nil
}

func (m *model) Documents(_ context.Context, ids []string, _ bool) ([]*graph.DocumentNode, error) {
	out := make([]*graph.DocumentNode, len(ids))
	for i, id := range ids {
		if r := m.records[id]; r != nil {
			out[i] = &graph.DocumentNode{Document: *r.Document, DuplicateOf: m.duplicates[id], SupersededBy: m.superseded[id], Blocks: r.Blocks}
		}
	}
	return out, nil
}

func (m *model) Entities(_ context.Context, ids []string) ([]*graph.Entity, error) {
	out := make([]*graph.Entity, len(ids))
	for i, id := range ids {
		for _, r := range m.records {
			for j := range r.Entities {
				if r.Entities[j].ID == id {
					out[i] = &r.Entities[j]
				}
			}
		}
	}
	return out, nil
}

func (m *model) claimOf(s string) string {
	for id, c := range m.claims {
		if slices.Contains(c.Statements, s) {
			return id
		}
	}
	return ""
}

func (m *model) canonicalOf(member string) string {
	for id, c := range m.canonicals {
		if slices.Contains(c.Members, member) {
			return id
		}
	}
	return ""
}

func (m *model) node(s *graph.Statement) *graph.StatementNode {
	return &graph.StatementNode{Statement: *s, Claim: m.claimOf(s.ID), SubjectCanonical: m.canonicalOf(s.Subject), ObjectCanonical: m.canonicalOf(s.Object)}
}

func (m *model) Statements(_ context.Context, ids []string) ([]*graph.StatementNode, error) {
	out := make([]*graph.StatementNode, len(ids))
	for _, r := range m.records {
		for j := range r.Statements {
			if i := slices.Index(ids, r.Statements[j].ID); i >= 0 {
				out[i] = m.node(&r.Statements[j])
			}
		}
	}
	return out, nil
}

func (m *model) Canonicals(_ context.Context, ids []string, _ bool) ([]*graph.Canonical, error) {
	return pick(m.canonicals, ids), nil
}

func (m *model) Claims(_ context.Context, ids []string) ([]*graph.Claim, error) {
	return pick(m.claims, ids), nil
}

func (m *model) Judgements(_ context.Context, ids []string) ([]*graph.Judgement, error) {
	return pick(m.judgements, ids), nil
}

func pick[T any](from map[string]T, ids []string) []*T {
	out := make([]*T, len(ids))
	for i, id := range ids {
		if x, ok := from[id]; ok {
			out[i] = &x
		}
	}
	return out
}

func (m *model) CanonicalOf(_ context.Context, members []string) ([]string, error) {
	out := make([]string, len(members))
	for i, x := range members {
		out[i] = m.canonicalOf(x)
	}
	return out, nil
}

func (m *model) Scan(_ context.Context, index graph.Index, key string, _ graph.Posting, _ bool) iter.Seq2[graph.Posting, error] {
	var ids []string
	for id, r := range m.records {
		switch index {
		case graph.IndexDocumentsBySource:
			if r.Document.SourceID == key {
				ids = append(ids, id)
			}
		case graph.IndexDocumentsByURL:
			if r.Document.URL == key {
				ids = append(ids, id)
			}
		case graph.IndexBlocks:
			if slices.Contains(r.Blocks, key) {
				ids = append(ids, id)
			}
			for i := range r.Entities {
				if slices.Contains(r.Entities[i].Blocks, key) {
					ids = append(ids, r.Entities[i].ID)
				}
			}
		case graph.IndexEntitiesDocument:
			if id == key {
				for i := range r.Entities {
					ids = append(ids, r.Entities[i].ID)
				}
			}
		case graph.IndexStatementsDocument, graph.IndexStatementsSubject, graph.IndexStatementsObject:
			for i := range r.Statements {
				s := m.node(&r.Statements[i])
				both := s.Predicate.Symmetric()
				if index == graph.IndexStatementsDocument && id == key ||
					s.SubjectCanonical == key && (both || index == graph.IndexStatementsSubject) ||
					s.ObjectCanonical == key && (both || index == graph.IndexStatementsObject) {
					ids = append(ids, s.ID)
				}
			}
		}
	}
	if index == graph.IndexJudgements {
		for id, j := range m.judgements {
			if key == "" || j.Left == key || j.Right == key {
				ids = append(ids, id)
			}
		}
	}
	slices.SortFunc(ids, strings.Compare)
	return func(yield func(graph.Posting, error) bool) {
		for _, id := range ids {
			if !yield(graph.Posting{Key: key, ID: id}, nil) {
				return
			}
		}
	}
}
