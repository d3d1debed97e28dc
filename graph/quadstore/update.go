package quadstore

import (
	"context"
	"maps"
	"slices"

	"github.com/dateline-news/dateline/graph"
)

// update turns a graph.Change into an edit of quads and lists.
type update struct {
	ctx    context.Context
	edit   *edit
	snap   *snapshot
	change *graph.Change

	deleted    map[string]bool // documents
	statements map[string]bool // of deleted documents
	members    map[string]bool // of deleted documents
	added      map[string]bool // statements and entities of added documents
	// kept: cluster of an entity, or claim of a statement, that is deleted and
	// comes back in the same change, as when a text is read again. It holds
	// unless the change says otherwise.
	kept map[string]string

	canonical map[string]string // member → its new cluster, "" = none; only what changes
	claim     map[string]string // statement → its new claim, "" = none; only what changes
	contested map[string]bool   // of claims that the change puts
	turned    map[string]bool   // statements of claims that are contested now or no longer

	// What stands in records when all is done.
	nodes    map[string]*graph.StatementNode // statements that are new or say something else
	clusters map[string]*graph.Canonical     // likewise
	counted  map[string]bool                 // those of clusters of which only the count changes
	again    map[string]*graph.StatementNode // as they were, of statements in kept
}

// apply goes through the change, everything that goes before what comes.
func (u *update) apply() error {
	u.deleted, u.statements, u.members, u.added = map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	u.canonical, u.claim, u.kept = map[string]string{}, map[string]string{}, map[string]string{}
	u.contested, u.turned = map[string]bool{}, map[string]bool{}
	u.nodes, u.again = map[string]*graph.StatementNode{}, map[string]*graph.StatementNode{}
	u.clusters, u.counted = map[string]*graph.Canonical{}, map[string]bool{}
	for _, r := range u.change.Add {
		for i := range r.Statements {
			u.added[r.Statements[i].ID] = true
		}
		for i := range r.Entities {
			u.added[r.Entities[i].ID] = true
		}
	}
	for _, step := range []func() error{
		u.check, u.deleteDocuments, u.moveMembers, u.moveStatements, u.redrawStatements,
		u.dropClusters, u.putClusters, u.dropClaims, u.putClaims,
		u.addDocuments, u.revoke, u.judge, u.mark, u.review,
		u.countStatements, u.writeClusters, u.record,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	if u.change.Mark != "" {
		u.edit.state.Mark = u.change.Mark
	}
	return nil
}

// check refuses what does not fit the state.
func (u *update) check() error {
	for _, id := range u.change.Delete {
		if u.deleted[id] {
			return graph.Errorf(graph.KindInvalid, "the document %s is deleted twice in one change", id)
		}
		u.deleted[id] = true
	}
	stored, err := u.snap.Documents(u.ctx, u.change.Delete, false)
	if err != nil {
		return err
	}
	for i, d := range stored {
		if d == nil {
			return graph.Errorf(graph.KindNotFound, "there is no document %s", u.change.Delete[i])
		}
	}
	ids := make([]string, len(u.change.Add))
	seen := map[string]bool{}
	for i, r := range u.change.Add {
		if ids[i] = r.Document.ID; seen[ids[i]] {
			return graph.Errorf(graph.KindInvalid, "the document %s is added twice in one change", ids[i])
		}
		seen[ids[i]] = true
	}
	if stored, err = u.snap.Documents(u.ctx, ids, false); err != nil {
		return err
	}
	for i, d := range stored {
		if d != nil && !u.deleted[ids[i]] {
			return graph.Errorf(graph.KindConflict, "the document %s is in the store already", ids[i])
		}
	}
	return nil
}

// deleteDocuments takes out everything that documents stated, and what was
// worked out about just that.
func (u *update) deleteDocuments() error {
	e := u.edit
	for _, id := range u.change.Delete {
		documents, err := u.snap.Documents(u.ctx, []string{id}, true) // with its blocks
		if err != nil {
			return err
		}
		u.unpost(documentPostings(documents[0]))
		members, memberIDs, err := owned(u.ctx, u.snap, memberSchema, id)
		if err != nil {
			return err
		}
		for i, m := range members {
			m.value.ID, m.value.Document = memberIDs[i], id
			u.members[memberIDs[i]] = true
			u.unpost(memberPostings(&m.value.Entity))
			e.unpost(membershipPosting(m.value.canonical, memberIDs[i]))
			if u.added[memberIDs[i]] {
				u.kept[memberIDs[i]] = m.value.canonical
			}
		}
		_, statementIDs, err := owned(u.ctx, u.snap, statementSchema, id)
		if err != nil {
			return err
		}
		statements, err := u.snap.Statements(u.ctx, statementIDs)
		if err != nil {
			return err
		}
		for _, s := range statements {
			u.statements[s.ID] = true
			if u.added[s.ID] && s.Claim != "" {
				u.kept[s.ID] = s.Claim
			}
			e.records[recordName(kindStatement, s.ID)] = nil
			u.unpost(statementPostings(s))
			if u.added[s.ID] {
				u.again[s.ID] = s
			} else {
				u.unpost(reviewPostings(s.ID, s.Status))
			}
			e.state.Statements--
			u.count(s.Predicate, -1)
		}
		e.state.Documents--
		doc, err := e.find(u.ctx, []term{nodeTerm(kindDocument, id)})
		if err != nil {
			return err
		}
		// The label finds what the document stated; the subjects find the rest.
		subjects := map[nodeID]bool{}
		var quads []quadID
		err = u.snap.view.match(u.ctx, lspo, [][]nodeID{{doc[0]}}, reach{}, func(_ int, q quadID) bool {
			if q[1] == typeWord && q[2] == mentionSchema.class.id {
				e.state.Mentions--
			}
			subjects[q[0]] = true
			quads = append(quads, q)
			return true
		})
		if err != nil {
			return err
		}
		e.delete(quads)
		kept, err := u.reviewedAgain(statementIDs)
		if err != nil {
			return err
		}
		prefixes := make([][]nodeID, 0, len(subjects))
		for _, s := range slices.Sorted(maps.Keys(subjects)) {
			prefixes = append(prefixes, []nodeID{s})
		}
		for _, o := range []ordering{spol, lspo} {
			quads = quads[:0]
			err = u.snap.view.match(u.ctx, o, prefixes, reach{}, func(_ int, q quadID) bool {
				if !(q[3] == journalLabel.id && kept[q[0]]) {
					quads = append(quads, q)
				}
				return true
			})
			if err != nil {
				return err
			}
			e.delete(quads)
		}
	}
	return nil
}

// reviewedAgain are the nodes of deleted statements that come back in the same
// change, as when a text is read again: what people decided about them stays.
func (u *update) reviewedAgain(statements []string) (map[nodeID]bool, error) {
	var back []term
	for _, id := range statements {
		if u.added[id] {
			back = append(back, nodeTerm(kindStatement, id))
		}
	}
	nodes, err := u.edit.find(u.ctx, back)
	kept := map[nodeID]bool{}
	for _, n := range nodes {
		kept[n] = true
	}
	return kept, err
}

// moveMembers finds which document entities change their cluster.
func (u *update) moveMembers() error {
	is := map[string]string{} // as the change says
	var touched []string      // clusters that may lose members
	for i := range u.change.PutClusters {
		touched = append(touched, u.change.PutClusters[i].ID)
	}
	for _, list := range [][]graph.Canonical{u.change.PutClusters, u.change.GrowClusters} {
		for i := range list {
			c := &list[i]
			for _, m := range c.Members {
				if is[m] != "" {
					return graph.Errorf(graph.KindInvalid, "the entity %s is put into two clusters, %s and %s", m, is[m], c.ID)
				}
				is[m] = c.ID
			}
		}
	}
	touched = append(touched, u.change.DropClusters...)
	for m := range u.members {
		if c := u.kept[m]; c != "" && is[m] == "" && !slices.Contains(touched, c) {
			is[m] = c
		}
	}
	was := map[string]string{}
	for _, c := range touched {
		for p, err := range u.snap.Scan(u.ctx, graph.IndexMembers, c, graph.Posting{}, false) {
			if err != nil {
				return err
			}
			was[p.ID] = c
		}
	}
	var unknown []string
	for m := range is {
		if _, ok := was[m]; !ok && !u.added[m] {
			unknown = append(unknown, m)
		}
	}
	slices.Sort(unknown)
	of, err := u.snap.CanonicalOf(u.ctx, unknown)
	if err != nil {
		return err
	}
	for i, m := range unknown {
		if of[i] != "" {
			was[m] = of[i]
		}
	}
	for m := range u.members {
		delete(was, m) // it went with its document
	}
	for m, c := range was {
		if is[m] != c {
			u.canonical[m] = is[m]
			u.edit.unpost(membershipPosting(c, m))
		}
	}
	var add []quadTerms
	for _, m := range slices.Sorted(maps.Keys(is)) {
		if c := is[m]; was[m] != c {
			u.canonical[m] = c
			u.edit.post(membershipPosting(c, m))
			add = append(add, quadTerms{nodeTerm(kindMember, m), inlineTerm(canonicalWord), nodeTerm(kindEntity, c), resolvedLabel})
		}
	}
	var left []string // the others are in none, or went with their document
	for m := range u.canonical {
		if was[m] != "" {
			left = append(left, m)
		}
	}
	slices.Sort(left)
	if err := u.deleteProperty(kindMember, left, canonicalWord); err != nil {
		return err
	}
	return u.edit.add(u.ctx, add)
}

// deleteProperty deletes one property of nodes.
func (u *update) deleteProperty(kind byte, ids []string, property nodeID) error {
	terms := make([]term, len(ids))
	for i, id := range ids {
		terms[i] = nodeTerm(kind, id)
	}
	nodes, err := u.edit.find(u.ctx, terms)
	if err != nil {
		return err
	}
	var prefixes [][]nodeID
	for _, n := range nodes {
		if n != 0 && !u.edit.isFresh(n) {
			prefixes = append(prefixes, []nodeID{n, property})
		}
	}
	return u.deleteMatches(spol, prefixes)
}

func (u *update) deleteMatches(o ordering, prefixes [][]nodeID) error {
	var quads []quadID
	err := u.snap.view.match(u.ctx, o, prefixes, reach{}, func(_ int, q quadID) bool {
		quads = append(quads, q)
		return true
	})
	u.edit.delete(quads)
	return err
}

// moveStatements finds which statements change their claim.
func (u *update) moveStatements() error {
	is := map[string]string{}
	var touched []string
	for i := range u.change.PutClaims {
		c := &u.change.PutClaims[i]
		touched = append(touched, c.ID)
		for _, s := range c.Statements {
			if is[s] != "" {
				return graph.Errorf(graph.KindInvalid, "the statement %s is put into two claims, %s and %s", s, is[s], c.ID)
			}
			is[s] = c.ID
		}
	}
	touched = append(touched, u.change.DropClaims...)
	for s := range u.statements {
		if c := u.kept[s]; c != "" && is[s] == "" && !slices.Contains(touched, c) {
			is[s] = c
		}
	}
	was := map[string]string{}
	for _, c := range touched {
		for p, err := range u.snap.Scan(u.ctx, graph.IndexStatementsClaim, c, graph.Posting{}, false) {
			if err != nil {
				return err
			}
			if !u.statements[p.ID] {
				was[p.ID] = c
			}
		}
	}
	if err := u.findTurned(); err != nil {
		return err
	}
	var add []quadTerms
	for s, c := range was {
		if is[s] != c {
			u.claim[s] = is[s]
		}
	}
	for _, s := range slices.Sorted(maps.Keys(is)) {
		if c := is[s]; was[s] != c {
			u.claim[s] = c
			add = append(add, quadTerms{nodeTerm(kindStatement, s), inlineTerm(claimWord), nodeTerm(kindClaim, c), resolvedLabel})
		}
	}
	if err := u.deleteProperty(kindStatement, slices.Sorted(maps.Keys(u.claim)), claimWord); err != nil {
		return err
	}
	return u.edit.add(u.ctx, add)
}

// findTurned finds the statements that stay in a claim which is contested now, or no longer.
func (u *update) findTurned() error {
	ids := make([]string, len(u.change.PutClaims))
	for i := range ids {
		ids[i] = u.change.PutClaims[i].ID
	}
	stored, err := claimSchema.read(u.ctx, u.snap.view, u.snap.store.reader, ids, false)
	if err != nil {
		return err
	}
	for i := range ids {
		c := &u.change.PutClaims[i]
		u.contested[c.ID] = c.Contested
		if was := stored[i].value; was != nil && was.Contested != c.Contested {
			for _, s := range c.Statements {
				u.turned[s] = true
			}
		}
	}
	return nil
}

// isContested tells it of a statement's claim; was is what it was before.
func (u *update) isContested(claim string, was bool) bool {
	if c, put := u.contested[claim]; put {
		return c
	}
	return claim != "" && was
}

var claimWord = word("claim")

// namingWords are the predicates by which a statement names document entities.
var namingWords = map[nodeID]bool{
	word("subject"): true, word("object"): true, word("speaker"): true, word("about"): true, word("place"): true,
}

// redrawStatements lists and draws anew the stored statements whose entities or
// claims have moved.
func (u *update) redrawStatements() error {
	touched := map[string]bool{}
	for s := range u.claim {
		touched[s] = true
	}
	for s := range u.turned {
		touched[s] = true
	}
	var moved []term
	for _, m := range slices.Sorted(maps.Keys(u.canonical)) {
		moved = append(moved, nodeTerm(kindMember, m))
	}
	nodes, err := u.edit.find(u.ctx, moved)
	if err != nil {
		return err
	}
	var prefixes [][]nodeID
	for _, n := range nodes {
		if n != 0 && !u.edit.isFresh(n) {
			prefixes = append(prefixes, []nodeID{n})
		}
	}
	naming := map[nodeID]bool{}
	err = u.snap.view.match(u.ctx, opsl, prefixes, reach{}, func(_ int, q quadID) bool {
		if namingWords[q[1]] {
			naming[q[0]] = true
		}
		return true
	})
	if err != nil {
		return err
	}
	ids, err := u.snap.idsOf(u.ctx, slices.Sorted(maps.Keys(naming)))
	if err != nil {
		return err
	}
	for _, id := range ids {
		touched[id] = true
	}
	var stored []string
	for _, s := range slices.Sorted(maps.Keys(touched)) {
		if !u.statements[s] && !u.added[s] {
			stored = append(stored, s)
		}
	}
	statements, err := u.snap.Statements(u.ctx, stored)
	if err != nil {
		return err
	}
	var edges [][]nodeID
	var drawn []quadTerms
	for i, s := range statements {
		if s == nil {
			return graph.Errorf(graph.KindInvalid, "a claim names the statement %s, which is not stored", stored[i])
		}
		u.unpost(statementPostings(s))
		node, err := u.edit.find(u.ctx, []term{nodeTerm(kindStatement, s.ID)})
		if err != nil {
			return err
		}
		edges = append(edges, []nodeID{node[0]})
		now := *s
		if c, ok := u.claim[s.ID]; ok {
			now.Claim = c
		}
		old := map[string]string{}
		names := func(id, canonical string) { old[id] = canonical }
		names(s.Subject, s.SubjectCanonical)
		names(s.Object, s.ObjectCanonical)
		names(s.Place, s.PlaceCanonical)
		for k, id := range s.About {
			names(id, s.AboutCanonical[k])
		}
		for k, id := range s.Attribution {
			names(id, s.AttributionCanonical[k])
		}
		setCanonicals(&now, func(id string) string {
			if c, moved := u.canonical[id]; moved {
				return c
			}
			return old[id]
		})
		now.Contested = u.isContested(now.Claim, s.Contested)
		u.nodes[now.ID] = &now
		u.post(statementPostings(&now))
		drawn = derived(drawn, &now)
	}
	if err := u.deleteMatches(lspo, edges); err != nil {
		return err
	}
	return u.edit.add(u.ctx, drawn)
}

// deleteNodes deletes the properties of nodes in one layer. Derived edges, which
// may begin there as well, belong to their statements.
func (u *update) deleteNodes(kind byte, ids []string, l layer) error {
	terms := make([]term, len(ids))
	for i, id := range ids {
		terms[i] = nodeTerm(kind, id)
	}
	nodes, err := u.edit.find(u.ctx, terms)
	if err != nil {
		return err
	}
	var prefixes [][]nodeID
	for _, n := range nodes {
		if n != 0 && !u.edit.isFresh(n) {
			prefixes = append(prefixes, []nodeID{n})
		}
	}
	label := l.label(term{}).id
	var quads []quadID
	err = u.snap.view.match(u.ctx, spol, prefixes, reach{below: firstEdge}, func(_ int, q quadID) bool {
		if q[3] == label {
			quads = append(quads, q)
		}
		return true
	})
	u.edit.delete(quads)
	return err
}

func (u *update) dropClusters() error {
	stored, err := u.snap.Canonicals(u.ctx, u.change.DropClusters, false)
	if err != nil {
		return err
	}
	for i, c := range stored {
		if c == nil {
			return graph.Errorf(graph.KindNotFound, "there is no cluster %s to drop", u.change.DropClusters[i])
		}
		u.unpost(entityPostings(c))
		u.edit.records[recordName(kindEntity, c.ID)] = nil
		u.edit.state.Entities--
		u.countType(c.Type, -1)
	}
	return u.deleteNodes(kindEntity, u.change.DropClusters, resolved)
}

func (u *update) putClusters() error {
	list := slices.Clone(u.change.PutClusters)
	for i := range list {
		list[i].MemberCount, list[i].DocumentCount = len(list[i].Members), len(list[i].Documents)
	}
	list = append(list, u.change.GrowClusters...)
	ids := make([]string, len(list))
	for i := range list {
		ids[i] = list[i].ID
	}
	stored, err := u.snap.Canonicals(u.ctx, ids, false)
	if err != nil {
		return err
	}
	if err := u.deleteNodes(kindEntity, ids, resolved); err != nil {
		return err
	}
	for i := range list {
		c, was := &list[i], stored[i]
		c.StatementCount = 0
		switch {
		case was != nil:
			c.StatementCount = was.StatementCount // and what is counted at the end
			u.unpost(entityPostings(was))
			u.countType(was.Type, -1)
		case i >= len(u.change.PutClusters):
			return graph.Errorf(graph.KindNotFound, "there is no cluster %s to grow", c.ID)
		default:
			u.edit.state.Entities++
		}
		u.post(entityPostings(c))
		u.countType(c.Type, 1)
		u.clusters[c.ID] = c
	}
	return nil
}

var statementsWord = word("statements")

// countStatements counts those of each entity by what its list gains and loses.
func (u *update) countStatements() error {
	changes := map[string]int{}
	for p, c := range u.edit.lists {
		switch {
		case p.index != indexNumbers[graph.IndexStatementsEntity]:
		case c.is && !c.was:
			changes[p.key]++
		case c.was && !c.is:
			changes[p.key]--
		}
	}
	var others []string
	for id, n := range changes {
		if c := u.clusters[id]; c != nil {
			c.StatementCount += n
		} else if n != 0 && !slices.Contains(u.change.DropClusters, id) {
			others = append(others, id)
		}
	}
	slices.Sort(others)
	stored, err := u.snap.Canonicals(u.ctx, others, false)
	if err != nil {
		return err
	}
	for i, id := range others {
		if stored[i] != nil {
			now := *stored[i]
			now.StatementCount += changes[id]
			u.clusters[id], u.counted[id] = &now, true
		}
	}
	return u.deleteProperty(kindEntity, slices.Sorted(maps.Keys(u.counted)), statementsWord)
}

func (u *update) writeClusters() error {
	var quads []quadTerms
	for _, id := range slices.Sorted(maps.Keys(u.clusters)) {
		c := u.clusters[id]
		if u.counted[id] {
			quads = append(quads, quadTerms{nodeTerm(kindEntity, id), inlineTerm(statementsWord), intTerm(int64(c.StatementCount)), resolvedLabel})
		} else {
			quads = entitySchema.quads(quads, id, c, resolved, term{})
		}
	}
	return u.edit.add(u.ctx, quads)
}

// record writes the records of all that changed.
func (u *update) record() error {
	for id, s := range u.nodes {
		u.edit.records[recordName(kindStatement, id)] = statementRecord(s)
	}
	for id, c := range u.clusters {
		u.edit.records[recordName(kindEntity, id)] = entityRecord(c)
	}
	return nil
}

func (u *update) dropClaims() error {
	stored, err := u.snap.Claims(u.ctx, u.change.DropClaims)
	if err != nil {
		return err
	}
	for i, c := range stored {
		if c == nil {
			return graph.Errorf(graph.KindNotFound, "there is no claim %s to drop", u.change.DropClaims[i])
		}
		u.unpost(claimPostings(c))
		u.edit.state.Claims--
	}
	return u.deleteNodes(kindClaim, u.change.DropClaims, resolved)
}

func (u *update) putClaims() error {
	ids := make([]string, len(u.change.PutClaims))
	for i := range ids {
		ids[i] = u.change.PutClaims[i].ID
	}
	stored, err := u.snap.Claims(u.ctx, ids)
	if err != nil {
		return err
	}
	if err := u.deleteNodes(kindClaim, ids, resolved); err != nil {
		return err
	}
	var quads []quadTerms
	for i := range ids {
		c := &u.change.PutClaims[i]
		if stored[i] == nil {
			u.post(claimPostings(c))
			u.edit.state.Claims++
		}
		quads = claimSchema.quads(quads, c.ID, c, resolved, term{})
	}
	return u.edit.add(u.ctx, quads)
}

// addAtOnce is after how many quads what documents state is looked up: together
// their words cost less, and not all of a large change need be held.
const addAtOnce = 1 << 16

func (u *update) addDocuments() error {
	var quads []quadTerms
	for i, r := range u.change.Add {
		var err error
		if quads, err = u.addDocument(quads, r); err != nil {
			return err
		}
		if len(quads) >= addAtOnce || i == len(u.change.Add)-1 {
			if err := u.edit.add(u.ctx, quads); err != nil {
				return err
			}
			quads = quads[:0]
		}
	}
	return nil
}

// addDocument appends the quads of a document to the list.
func (u *update) addDocument(quads []quadTerms, r *graph.Record) ([]quadTerms, error) {
	e, id := u.edit, r.Document.ID
	label := nodeTerm(kindDocument, id)
	d := documentNode{sentences: r.Sentences}
	d.Document, d.Extractor, d.Blocks = *r.Document, r.Extractor, r.Blocks
	quads = documentSchema.quads(quads, id, &d, stated, label)
	u.post(documentPostings(&d.DocumentNode))
	// Nobody but its document names a mention or a statement: if the document is
	// new, so are they.
	known, err := e.find(u.ctx, []term{label})
	if err != nil {
		return nil, err
	}
	if known[0] == 0 {
		e.novel[label.enc] = true
		for i := range r.Mentions {
			e.novel[nodeTerm(kindMention, r.Mentions[i].ID).enc] = true
		}
		for i := range r.Statements {
			if s := r.Statements[i].ID; u.claim[s] == "" { // else it has a number already
				e.novel[nodeTerm(kindStatement, s).enc] = true
			}
		}
	}
	for i := range r.Mentions {
		m := &r.Mentions[i]
		quads = mentionSchema.quads(quads, m.ID, m, stated, label)
	}
	for i := range r.Entities {
		m := memberNode{Entity: r.Entities[i]}
		if u.canonical[m.ID] == "" {
			return nil, graph.Errorf(graph.KindInvalid, "the entity %s of the added document %s is put into no cluster", m.ID, id)
		}
		quads = memberSchema.quads(quads, m.ID, &m, stated, label)
		u.post(memberPostings(&m.Entity))
	}
	for i := range r.Statements {
		s := statementNode{graph.StatementNode{Statement: r.Statements[i]}}
		s.About = slices.Compact(slices.Sorted(slices.Values(s.About)))
		if s.Extractor == r.Extractor {
			s.Extractor = ""
		}
		quads = statementSchema.quads(quads, s.ID, &s, stated, label)
		s.Published, s.Claim = r.Document.Published, u.claim[s.ID]
		if s.Extractor == "" {
			s.Extractor = r.Extractor
		}
		if was := u.again[s.ID]; was != nil {
			s.Review, s.Contested = was.Review, was.Contested
		}
		s.Contested = u.isContested(s.Claim, s.Contested)
		var lost string
		setCanonicals(&s.StatementNode, func(m string) string {
			c := u.canonical[m]
			if c == "" {
				lost = m
			}
			return c
		})
		if lost != "" {
			return nil, graph.Errorf(graph.KindInvalid, "the statement %s names the entity %s, which is not in its document", s.ID, lost)
		}
		u.nodes[s.ID] = &s.StatementNode
		u.post(statementPostings(&s.StatementNode))
		quads = derived(quads, &s.StatementNode)
		u.count(s.Predicate, 1)
	}
	e.state.Documents++
	e.state.Mentions += len(r.Mentions)
	e.state.Statements += len(r.Statements)
	return quads, nil
}

func (u *update) revoke() error {
	stored, err := u.snap.Judgements(u.ctx, u.change.Revoke)
	if err != nil {
		return err
	}
	for i, j := range stored {
		if j == nil {
			return graph.Errorf(graph.KindNotFound, "there is no judgement %s", u.change.Revoke[i])
		}
		u.unpost(judgementPostings(j))
	}
	return u.deleteNodes(kindJudgement, u.change.Revoke, journal)
}

func (u *update) judge() error {
	var quads []quadTerms
	var ids []string
	for i := range u.change.Judge {
		ids = append(ids, u.change.Judge[i].ID)
	}
	if err := u.deleteNodes(kindJudgement, ids, journal); err != nil {
		return err
	}
	for i := range u.change.Judge {
		j := &u.change.Judge[i]
		u.post(judgementPostings(j))
		quads = judgementSchema.quads(quads, j.ID, j, journal, term{})
	}
	return u.edit.add(u.ctx, quads)
}

// mark says which documents are copies of others or superseded by them.
func (u *update) mark() error {
	for _, m := range []struct {
		word nodeID
		of   map[string]string
	}{{word("duplicateOf"), u.change.Duplicates}, {word("supersededBy"), u.change.Superseded}} {
		ids := slices.Sorted(maps.Keys(m.of))
		if err := u.deleteProperty(kindDocument, ids, m.word); err != nil {
			return err
		}
		var quads []quadTerms
		for _, id := range ids {
			if other := m.of[id]; other != "" {
				quads = append(quads, quadTerms{nodeTerm(kindDocument, id), inlineTerm(m.word), nodeTerm(kindDocument, other), resolvedLabel})
			}
		}
		if err := u.edit.add(u.ctx, quads); err != nil {
			return err
		}
	}
	return nil
}

func (u *update) review() error {
	ids := slices.Sorted(maps.Keys(u.change.Review))
	stored, err := u.snap.Statements(u.ctx, ids)
	if err != nil {
		return err
	}
	for _, name := range []string{"status", "by", "at", "reason"} {
		if err := u.deleteProperty(kindStatement, ids, word(name)); err != nil {
			return err
		}
	}
	var quads []quadTerms
	for i, id := range ids {
		if stored[i] != nil {
			u.unpost(reviewPostings(id, stored[i].Status))
		}
		r := u.change.Review[id]
		now := u.nodes[id]
		if now == nil && stored[i] != nil && !u.statements[id] {
			other := *stored[i]
			now = &other
		}
		if r.Status == "" || r.Status == graph.Unreviewed {
			r = graph.Review{}
		}
		if now != nil {
			now.Review = r
			u.nodes[id] = now
		}
		if r.Status == "" {
			continue
		}
		u.post(reviewPostings(id, r.Status))
		node := statementNode{graph.StatementNode{Review: r}}
		quads = statementSchema.quads(quads, id, &node, journal, term{})
	}
	return u.edit.add(u.ctx, quads)
}

func (u *update) post(list []posting) {
	for _, p := range list {
		u.edit.post(p)
	}
}

func (u *update) unpost(list []posting) {
	for _, p := range list {
		u.edit.unpost(p)
	}
}

func (u *update) count(p graph.PredicateName, n int) {
	if u.edit.state.Predicates[p] += n; u.edit.state.Predicates[p] == 0 {
		delete(u.edit.state.Predicates, p)
	}
}

func (u *update) countType(t graph.EntityType, n int) {
	if u.edit.state.ByType[t] += n; u.edit.state.ByType[t] == 0 {
		delete(u.edit.state.ByType, t)
	}
}
