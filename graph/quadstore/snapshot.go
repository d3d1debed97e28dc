package quadstore

import (
	"cmp"
	"context"
	"iter"
	"maps"
	"slices"

	"github.com/dateline-news/dateline/graph"
)

// snapshot reads one state of a store; it implements graph.Snapshot.
type snapshot struct {
	store    *Store
	view     view
	borrowed bool // the view is someone else's to close
	unaided  bool // reads quads alone, no records
}

func (s *snapshot) Close() error {
	if s.borrowed || s.view == nil {
		return nil
	}
	v := s.view
	s.view = nil
	return v.close()
}

func (s *snapshot) Documents(ctx context.Context, ids []string, text bool) ([]*graph.DocumentNode, error) {
	nodes, err := documentSchema.read(ctx, s.view, s.store.reader, ids, text)
	if err != nil {
		return nil, err
	}
	out := make([]*graph.DocumentNode, len(ids))
	for i, n := range nodes {
		if n.value != nil {
			n.value.ID = ids[i]
			out[i] = &n.value.DocumentNode
		}
	}
	return out, nil
}

func (s *snapshot) Sentences(ctx context.Context, document string) ([]graph.Span, error) {
	nodes, err := documentSchema.read(ctx, s.view, s.store.reader, []string{document}, true)
	if err != nil || nodes[0].value == nil {
		return nil, err
	}
	return nodes[0].value.sentences, nil
}

func (s *snapshot) Mentions(ctx context.Context, document string) ([]graph.Mention, error) {
	nodes, ids, err := owned(ctx, s, mentionSchema, document)
	if err != nil {
		return nil, err
	}
	out := make([]graph.Mention, len(nodes))
	for i, n := range nodes {
		out[i] = *n.value
		out[i].ID, out[i].Document = ids[i], document
	}
	slices.SortFunc(out, func(a, b graph.Mention) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End), cmp.Compare(a.ID, b.ID))
	})
	return out, nil
}

// owned reads the nodes of a schema that a document stated, in no order. It
// walks the document's own quads: nothing else is read.
func owned[T any](ctx context.Context, s *snapshot, schema *schema[T], document string) ([]found[T], []string, error) {
	doc, err := s.view.lookup(ctx, []string{nodeTerm(kindDocument, document).enc})
	if err != nil || doc[0] == 0 {
		return nil, nil, err
	}
	var nodes []nodeID
	err = s.view.match(ctx, lspo, [][]nodeID{{doc[0]}}, reach{}, func(_ int, q quadID) bool {
		if q[1] == typeWord && q[2] == schema.class.id {
			nodes = append(nodes, q[0])
		}
		return true
	})
	if err != nil {
		return nil, nil, err
	}
	found, err := schema.readNodes(ctx, s.view, s.store.reader, nodes, false, nil)
	if err != nil {
		return nil, nil, err
	}
	ids, err := s.idsOf(ctx, nodes)
	return found, ids, err
}

// idsOf are the graph's ids of our own nodes.
func (s *snapshot) idsOf(ctx context.Context, nodes []nodeID) ([]string, error) {
	terms, err := s.store.reader.terms(ctx, s.view, nodes)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(nodes))
	for i, t := range terms {
		if nodes[i] == 0 {
			continue
		}
		var ok bool
		if _, ids[i], ok = t.nodeOf(); !ok {
			return nil, graph.Errorf(graph.KindCorrupt, "the node %d has no id of the graph: restore the store from a backup", nodes[i])
		}
	}
	return ids, nil
}

func (s *snapshot) members(ctx context.Context, ids []string) ([]*memberNode, error) {
	nodes, err := memberSchema.read(ctx, s.view, s.store.reader, ids, false)
	if err != nil {
		return nil, err
	}
	labels := make([]nodeID, len(nodes))
	for i, n := range nodes {
		labels[i] = n.label
	}
	documents, err := s.idsOf(ctx, labels)
	if err != nil {
		return nil, err
	}
	out := make([]*memberNode, len(ids))
	for i, n := range nodes {
		if n.value != nil {
			n.value.ID, n.value.Document = ids[i], documents[i]
			out[i] = n.value
		}
	}
	return out, nil
}

func (s *snapshot) Entities(ctx context.Context, ids []string) ([]*graph.Entity, error) {
	members, err := s.members(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := make([]*graph.Entity, len(ids))
	for i, m := range members {
		if m != nil {
			out[i] = &m.Entity
		}
	}
	return out, nil
}

func (s *snapshot) Statements(ctx context.Context, ids []string) ([]*graph.StatementNode, error) {
	return recorded(ctx, s, kindStatement, ids, readStatementRecord, s.statementsOfQuads)
}

// recorded reads nodes from their records, and from quads where there is none.
func recorded[T any](ctx context.Context, s *snapshot, kind byte, ids []string, read func(id, record string) (*T, error), rest func(context.Context, []string) ([]*T, error)) ([]*T, error) {
	if s.unaided {
		return rest(ctx, ids)
	}
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = recordName(kind, id)
	}
	records, err := s.view.records(ctx, names)
	if err != nil {
		return nil, err
	}
	out := make([]*T, len(ids))
	var missing []string
	var at []int
	for i, r := range records {
		if r == "" {
			missing, at = append(missing, ids[i]), append(at, i)
		} else if out[i], err = read(ids[i], r); err != nil {
			return nil, err
		}
	}
	if len(missing) > 0 {
		found, err := rest(ctx, missing)
		if err != nil {
			return nil, err
		}
		for k, i := range at {
			out[i] = found[k]
		}
	}
	return out, nil
}

func (s *snapshot) statementsOfQuads(ctx context.Context, ids []string) ([]*graph.StatementNode, error) {
	encs := make([]string, len(ids))
	for i, id := range ids {
		encs[i] = nodeTerm(kindStatement, id).enc
	}
	known, err := s.view.lookup(ctx, encs)
	if err != nil {
		return nil, err
	}
	met := numbers{}
	nodes, err := statementSchema.readNodes(ctx, s.view, s.store.reader, known, true, met)
	if err != nil {
		return nil, err
	}
	// Their documents, each once.
	documents := map[nodeID]*documentNode{}
	for _, n := range nodes {
		if n.value != nil {
			documents[n.label] = nil
		}
	}
	labels := slices.Sorted(maps.Keys(documents))
	documentIDs, err := s.idsOf(ctx, labels)
	if err != nil {
		return nil, err
	}
	read, err := documentSchema.readNodes(ctx, s.view, s.store.reader, labels, false, nil)
	if err != nil {
		return nil, err
	}
	for i, l := range labels {
		if read[i].value == nil {
			return nil, graph.Errorf(graph.KindCorrupt, "a statement's document %s is not stored: restore the store from a backup", documentIDs[i])
		}
		read[i].value.ID = documentIDs[i]
		documents[l] = read[i].value
	}
	out := make([]*graph.StatementNode, len(ids))
	for i, n := range nodes {
		if n.value == nil {
			continue
		}
		d, st := documents[n.label], &n.value.StatementNode
		st.ID, st.Document, st.Published = ids[i], d.ID, d.Published
		for k := range st.Evidence {
			st.Evidence[k].Document = d.ID
		}
		if st.Extractor == "" {
			st.Extractor = d.Extractor
		}
		out[i] = st
	}
	if err := s.contest(ctx, out); err != nil {
		return nil, err
	}
	return out, s.canonicalise(ctx, out, met)
}

// contest marks the statements of contested claims.
func (s *snapshot) contest(ctx context.Context, statements []*graph.StatementNode) error {
	claims := map[string]bool{}
	for _, st := range statements {
		if st != nil && st.Claim != "" {
			claims[st.Claim] = false
		}
	}
	ids := slices.Sorted(maps.Keys(claims))
	nodes, err := claimSchema.read(ctx, s.view, s.store.reader, ids, false)
	if err != nil {
		return err
	}
	for i, n := range nodes {
		claims[ids[i]] = n.value != nil && n.value.Contested
	}
	for _, st := range statements {
		if st != nil {
			st.Contested = claims[st.Claim]
		}
	}
	return nil
}

// canonicalise fills in the canonical ids of statements' entities, which were
// met as they were read.
func (s *snapshot) canonicalise(ctx context.Context, statements []*graph.StatementNode, met numbers) error {
	members := make([]nodeID, 0, len(met))
	at := make(map[string]int, len(met))
	for enc, node := range met {
		_, id, _ := term{enc: enc}.nodeOf()
		at[id] = len(members)
		members = append(members, node)
	}
	canonicals, err := s.canonicalOfNodes(ctx, members)
	if err != nil {
		return err
	}
	for _, st := range statements {
		if st != nil {
			setCanonicals(st, func(id string) string {
				if i, ok := at[id]; ok {
					return canonicals[i]
				}
				return ""
			})
		}
	}
	return nil
}

// eachMember gives every document entity that a statement names.
func eachMember(st *graph.Statement, f func(string)) {
	f(st.Subject)
	f(st.Object)
	f(st.Place)
	for _, id := range st.About {
		f(id)
	}
	for _, id := range st.Attribution {
		f(id)
	}
}

func setCanonicals(st *graph.StatementNode, of func(string) string) {
	one := func(id string) string {
		if id == "" || id == graph.Unnamed {
			return id
		}
		return of(id)
	}
	list := func(ids []string) (out []string) {
		for _, id := range ids {
			out = append(out, one(id))
		}
		return out
	}
	st.SubjectCanonical, st.ObjectCanonical, st.PlaceCanonical = one(st.Subject), one(st.Object), one(st.Place)
	st.AboutCanonical, st.AttributionCanonical = list(st.About), list(st.Attribution)
}

func (s *snapshot) CanonicalOf(ctx context.Context, members []string) ([]string, error) {
	encs := make([]string, len(members))
	for i, id := range members {
		encs[i] = nodeTerm(kindMember, id).enc
	}
	nodes, err := s.view.lookup(ctx, encs)
	if err != nil {
		return nil, err
	}
	return s.canonicalOfNodes(ctx, nodes)
}

func (s *snapshot) canonicalOfNodes(ctx context.Context, nodes []nodeID) ([]string, error) {
	var prefixes [][]nodeID
	var at []int
	for i, n := range nodes {
		if n != 0 {
			prefixes, at = append(prefixes, []nodeID{n, canonicalWord}), append(at, i)
		}
	}
	entities := make([]nodeID, len(nodes))
	err := s.view.match(ctx, spol, prefixes, reach{}, func(k int, q quadID) bool {
		entities[at[k]] = q[2]
		return true
	})
	if err != nil {
		return nil, err
	}
	return s.idsOf(ctx, entities)
}

func (s *snapshot) Canonicals(ctx context.Context, ids []string, members bool) ([]*graph.Canonical, error) {
	out, err := recorded(ctx, s, kindEntity, ids, readEntityRecord, s.canonicalsOfQuads)
	if err != nil || !members {
		return out, err
	}
	for _, c := range out {
		if c != nil {
			if err := s.fillMembers(ctx, c); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

func (s *snapshot) canonicalsOfQuads(ctx context.Context, ids []string) ([]*graph.Canonical, error) {
	nodes, err := entitySchema.read(ctx, s.view, s.store.reader, ids, false)
	if err != nil {
		return nil, err
	}
	out := make([]*graph.Canonical, len(ids))
	for i, n := range nodes {
		if n.value != nil {
			out[i] = n.value
			out[i].ID = ids[i]
		}
	}
	return out, nil
}

func (s *snapshot) fillMembers(ctx context.Context, c *graph.Canonical) error {
	for p, err := range s.Scan(ctx, graph.IndexMembers, c.ID, graph.Posting{}, false) {
		if err != nil {
			return err
		}
		c.Members = append(c.Members, p.ID)
	}
	documents, err := s.documentsOf(ctx, c.Members)
	if err != nil {
		return err
	}
	slices.Sort(documents)
	c.Documents = slices.Compact(documents)
	return nil
}

// documentsOf are the documents of document entities.
func (s *snapshot) documentsOf(ctx context.Context, members []string) ([]string, error) {
	encs := make([]string, len(members))
	for i, id := range members {
		encs[i] = nodeTerm(kindMember, id).enc
	}
	nodes, err := s.view.lookup(ctx, encs)
	if err != nil {
		return nil, err
	}
	prefixes := make([][]nodeID, len(nodes))
	for i, n := range nodes {
		if n == 0 {
			return nil, graph.Errorf(graph.KindCorrupt, "the member %s of a cluster is not stored: restore the store from a backup", members[i])
		}
		prefixes[i] = []nodeID{n, typeWord}
	}
	labels := make([]nodeID, len(nodes))
	if err := s.view.match(ctx, spol, prefixes, reach{}, func(i int, q quadID) bool { labels[i] = q[3]; return true }); err != nil {
		return nil, err
	}
	return s.idsOf(ctx, labels)
}

func (s *snapshot) Claims(ctx context.Context, ids []string) ([]*graph.Claim, error) {
	nodes, err := claimSchema.read(ctx, s.view, s.store.reader, ids, false)
	if err != nil {
		return nil, err
	}
	out := make([]*graph.Claim, len(ids))
	for i, n := range nodes {
		if n.value == nil {
			continue
		}
		out[i] = n.value
		out[i].ID = ids[i]
		for p, err := range s.Scan(ctx, graph.IndexStatementsClaim, ids[i], graph.Posting{}, false) {
			if err != nil {
				return nil, err
			}
			out[i].Statements = append(out[i].Statements, p.ID)
		}
		slices.Sort(out[i].Statements)
	}
	return out, nil
}

func (s *snapshot) Judgements(ctx context.Context, ids []string) ([]*graph.Judgement, error) {
	nodes, err := judgementSchema.read(ctx, s.view, s.store.reader, ids, false)
	if err != nil {
		return nil, err
	}
	out := make([]*graph.Judgement, len(ids))
	for i, n := range nodes {
		if n.value != nil {
			out[i] = n.value
			out[i].ID = ids[i]
		}
	}
	return out, nil
}

func (s *snapshot) Scan(ctx context.Context, index graph.Index, key string, after graph.Posting, reverse bool) iter.Seq2[graph.Posting, error] {
	if after != (graph.Posting{}) {
		after.Key = key
	}
	return s.walk(ctx, postingRange{index: indexNumbers[index], key: key, after: after, reverse: reverse})
}

func (s *snapshot) ScanPrefix(ctx context.Context, index graph.Index, prefix string) iter.Seq2[graph.Posting, error] {
	return s.walk(ctx, postingRange{index: indexNumbers[index], key: prefix, prefix: true})
}

func (s *snapshot) walk(ctx context.Context, r postingRange) iter.Seq2[graph.Posting, error] {
	return func(yield func(graph.Posting, error) bool) {
		more := true
		err := s.view.postings(ctx, r, func(p graph.Posting) bool {
			more = yield(p, nil)
			return more
		})
		if err != nil && more {
			yield(graph.Posting{}, err)
		}
	}
}

func (s *snapshot) Mark(ctx context.Context) (string, error) {
	st, err := readState(ctx, s.view)
	return st.Mark, err
}

func (s *snapshot) Stats(ctx context.Context) (graph.Stats, error) {
	st, err := readState(ctx, s.view)
	if err != nil {
		return graph.Stats{}, err
	}
	return graph.Stats{
		Documents: st.Documents, Entities: st.Entities, Statements: st.Statements, Claims: st.Claims,
		Mentions: st.Mentions, Quads: int(st.Quads), ByType: st.ByType, Predicates: st.Predicates,
	}, nil
}

var canonicalWord = word("canonical")
