// Package resolve decides identity across documents: which document entities are
// one, which texts are copies of each other, what supersedes what, and which
// statements make the same claim. All of it is a function of the documents that
// are there and of what people judged: the order in which they came never shows.
// It reads a store through graph.Snapshot and writes nothing; Plan returns the
// change that a store commits.
package resolve

import (
	"context"
	"slices"

	"github.com/dateline-news/dateline/graph"
)

// Request is what is to happen to a store in one batch.
type Request struct {
	Add    []*graph.Record // not in the store, unless they are in Delete as well
	Delete []string        // document ids in the store
	Judge  []graph.Judgement
	Revoke []string // judgement ids in the store
}

// Plan works out the change that a request makes: the clusters, claims and
// marks of documents that it touches, and nothing else. It sets Blocks of the
// records that are added and of their entities.
func Plan(ctx context.Context, s graph.Snapshot, r Request) (*graph.Change, error) {
	return plan(ctx, s, r, nil)
}

func plan(ctx context.Context, s graph.Snapshot, r Request, m *Memory) (*graph.Change, error) {
	p := &planner{ctx: ctx, snapshot: s, memory: m, change: &graph.Change{
		Add: r.Add, Delete: r.Delete, Duplicates: map[string]string{}, Superseded: map[string]string{},
	}}
	for _, step := range []func() error{
		p.load,
		func() error { return p.judge(r.Judge, r.Revoke) },
		p.clusters,
		p.copies,
		p.supersede,
		p.claims,
	} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return p.change, nil
}

// planner is the store as it will be: a snapshot under what is added and taken away.
type planner struct {
	ctx      context.Context
	snapshot graph.Snapshot
	change   *graph.Change

	memory     *Memory    // nil: none
	components [][]member // that were worked out, those without judgements

	added   map[string]*graph.Record // by document
	deleted map[string]bool          // documents that will be gone
	gone    map[string]bool          // document entities that will be gone
	fresh   map[string]*graph.Entity // entities that are added
	blocks  map[string][]string      // blocking key → what is added under it

	judgements map[string]*graph.Judgement // given or looked up; nil: revoked or unknown
	judged     map[string][]string         // member → judgements that are given
	edited     map[string]bool             // members about which an edit is given or taken back

	journal     map[string][]string // member → stored judgements, if they are few
	journalRead bool

	entities  map[string]*graph.Entity // cache
	canonical map[string]string        // member → cluster, as it will be, of all members in the clusters looked at
	was       map[string]string        // the same as it is now, "" for a new one
	documents map[string]*graph.DocumentNode

	companies map[string]map[string]bool // document → what rare it speaks of
	failed    error                      // of company, which cannot return one
}

// load takes stock of what is added and deleted.
func (p *planner) load() error {
	p.added, p.deleted, p.gone = map[string]*graph.Record{}, map[string]bool{}, map[string]bool{}
	p.fresh, p.blocks = map[string]*graph.Entity{}, map[string][]string{}
	p.judgements, p.judged, p.edited = map[string]*graph.Judgement{}, map[string][]string{}, map[string]bool{}
	p.entities, p.canonical, p.was = map[string]*graph.Entity{}, map[string]string{}, map[string]string{}
	p.documents, p.companies = map[string]*graph.DocumentNode{}, map[string]map[string]bool{}
	for _, id := range p.change.Delete {
		p.deleted[id] = true
		for posting, err := range p.snapshot.Scan(p.ctx, graph.IndexEntitiesDocument, id, graph.Posting{}, false) {
			if err != nil {
				return err
			}
			p.gone[posting.ID] = true
		}
	}
	for _, r := range p.change.Add {
		id := r.Document.ID
		p.added[id] = r
		delete(p.deleted, id) // it is there again
		r.Blocks = documentBlocks(r.Document.Text)
		for _, key := range r.Blocks {
			p.blocks[key] = append(p.blocks[key], id)
		}
		describeHappenings(r)
		for i := range r.Entities {
			e := &r.Entities[i]
			e.Blocks = entityBlocks(e)
			for _, key := range e.Blocks {
				p.blocks[key] = append(p.blocks[key], e.ID)
			}
			p.fresh[e.ID] = e
		}
		node := &graph.DocumentNode{Document: *r.Document, Extractor: r.Extractor}
		p.documents[id] = node
	}
	return nil
}

// entitiesOf returns entities as they will be, nil for those that will not be there.
func (p *planner) entitiesOf(ids []string) ([]*graph.Entity, error) {
	var missing []string
	for _, id := range ids {
		if _, ok := p.entities[id]; !ok && p.fresh[id] == nil && !p.gone[id] {
			missing = append(missing, id)
		}
	}
	if len(missing) > 0 {
		found, err := p.snapshot.Entities(p.ctx, missing)
		if err != nil {
			return nil, err
		}
		for i, id := range missing {
			p.entities[id] = found[i]
		}
	}
	out := make([]*graph.Entity, len(ids))
	for i, id := range ids {
		if e := p.fresh[id]; e != nil {
			out[i] = e
		} else if !p.gone[id] {
			out[i] = p.entities[id]
		}
	}
	return out, nil
}

// documentsOf returns documents as they will be, without text unless it was read before.
func (p *planner) documentsOf(ids []string) ([]*graph.DocumentNode, error) {
	var missing []string
	for _, id := range ids {
		if _, ok := p.documents[id]; !ok && !p.deleted[id] {
			missing = append(missing, id)
		}
	}
	if len(missing) > 0 {
		found, err := p.snapshot.Documents(p.ctx, missing, false)
		if err != nil {
			return nil, err
		}
		for i, id := range missing {
			p.documents[id] = found[i]
		}
	}
	out := make([]*graph.DocumentNode, len(ids))
	for i, id := range ids {
		if !p.deleted[id] {
			out[i] = p.documents[id]
		}
	}
	return out, nil
}

// texts returns the texts of documents that will be there.
func (p *planner) texts(ids []string) (map[string]string, error) {
	out := make(map[string]string, len(ids))
	var missing []string
	for _, id := range ids {
		if r := p.added[id]; r != nil {
			out[id] = r.Document.Text
		} else {
			missing = append(missing, id)
		}
	}
	if len(missing) > 0 {
		found, err := p.snapshot.Documents(p.ctx, missing, true)
		if err != nil {
			return nil, err
		}
		for i, d := range found {
			if d != nil {
				out[missing[i]] = d.Text
			}
		}
	}
	return out, nil
}

// block lists what will be found under a blocking key: entities or documents.
func (p *planner) block(key string) ([]string, error) {
	var out []string
	for posting, err := range p.snapshot.Scan(p.ctx, graph.IndexBlocks, key, graph.Posting{}, false) {
		if err != nil {
			return nil, err
		}
		if id := posting.ID; !p.gone[id] && !p.deleted[id] && p.added[id] == nil {
			out = append(out, id)
		}
	}
	return append(out, p.blocks[key]...), nil
}

// canonicalOf tells the clusters that will hold members, "" for members that will not be there.
func (p *planner) canonicalOf(members []string) ([]string, error) {
	var missing []string
	for _, m := range members {
		if _, ok := p.canonical[m]; !ok && m != "" {
			missing = append(missing, m)
		}
	}
	if len(missing) > 0 {
		found, err := p.snapshot.CanonicalOf(p.ctx, missing)
		if err != nil {
			return nil, err
		}
		for i, m := range missing {
			if p.gone[m] && p.fresh[m] == nil {
				found[i] = ""
			}
			p.canonical[m] = found[i]
		}
	}
	out := make([]string, len(members))
	for i, m := range members {
		out[i] = p.canonical[m]
	}
	return out, nil
}

// sortedKeys are the keys of a set in order.
func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
