package quadstore

import (
	"context"
	"fmt"
	"hash/maphash"
	"iter"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/dateline-news/dateline/graph"
)

// Verify checks every invariant of the store as it is now, and yields a line for
// each fault; an error means that it could not go on.
//
// What documents stated is rebuilt from what is read and compared quad by quad;
// what was worked out is worked out again; every list is compared with what it
// should hold; counters with what is there.
func (s *Store) Verify(ctx context.Context) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		snap, err := s.snapshot(ctx)
		if err != nil {
			yield("", err)
			return
		}
		defer snap.Close()
		// A memory of its own: what is on the disk is to be read.
		fresh := &snapshot{store: &Store{quads: s.quads, reader: newReader()}, view: snap.view, borrowed: true, unaided: true}
		c := &checker{ctx: ctx, snap: fresh, yield: yield, more: true, lists: map[uint8]*digest{}, stands: map[string]int{}}
		if err := c.run(); err != nil && c.more {
			if graph.KindOf(err) == graph.KindCorrupt {
				c.fault("%v", err)
				return
			}
			yield("", err)
		}
	}
}

// checker is one run of Verify.
type checker struct {
	ctx   context.Context
	snap  *snapshot
	yield func(string, error) bool
	more  bool

	is    state             // as counted
	lists map[uint8]*digest // what the lists should hold
	// records as they should be, and in how many statements each entity stands.
	records digest
	stands  map[string]int
}

// digest sums up a set, whatever the order of its elements.
type digest struct {
	n   int
	sum uint64
}

var digestSeed = maphash.MakeSeed()

func (d *digest) addRecord(name, record string) {
	d.n++
	d.sum += maphash.Comparable(digestSeed, [2]string{name, record})
}

func (d *digest) add(p posting) { d.n++; d.sum += maphash.Comparable(digestSeed, p) }

func (c *checker) fault(format string, args ...any) {
	if c.more {
		c.more = c.yield(fmt.Sprintf(format, args...), nil)
	}
}

func (c *checker) run() error {
	c.is = state{ByType: map[graph.EntityType]int{}, Predicates: map[graph.PredicateName]int{}}
	for _, step := range []func() error{
		func() error { return c.snap.view.check(c.ctx, c.fault) },
		c.documents, c.clusters, c.claims, c.judgements, c.compareLists, c.compareRecords, c.counters,
	} {
		if err := step(); err != nil {
			return err
		}
		if !c.more {
			return nil
		}
	}
	return nil
}

// ofClass lists the ids of all nodes of a class, in order of id.
func (c *checker) ofClass(class term) ([]string, error) {
	var nodes []nodeID
	err := c.snap.view.match(c.ctx, posl, [][]nodeID{{typeWord, class.id}}, reach{}, func(_ int, q quadID) bool {
		nodes = append(nodes, q[0])
		return true
	})
	if err != nil {
		return nil, err
	}
	ids, err := c.snap.idsOf(c.ctx, nodes)
	slices.Sort(ids)
	return ids, err
}

func (c *checker) expect(list []posting) {
	for _, p := range list {
		d := c.lists[p.index]
		if d == nil {
			d = &digest{}
			c.lists[p.index] = d
		}
		d.add(p)
	}
}

// compareQuads tells whether the quads that begin with prefixes are those expected.
func (c *checker) compareQuads(what string, o ordering, prefixes [][]nodeID, keep func(quadID) bool, want []quadTerms) error {
	e, err := newEdit(c.ctx, c.snap.view, newDictionary())
	if err != nil {
		return err
	}
	ids, err := e.resolve(c.ctx, want, false)
	if err != nil {
		return err
	}
	expected := make(map[quadID]bool, len(ids))
	for _, q := range ids {
		expected[q] = true
	}
	c.is.Quads += int64(len(expected))
	extra := 0
	err = c.snap.view.match(c.ctx, o, prefixes, reach{}, func(_ int, q quadID) bool {
		if keep == nil || keep(q) {
			if expected[q] {
				delete(expected, q)
			} else {
				extra++
			}
		}
		return true
	})
	if err != nil {
		return err
	}
	if len(expected) > 0 {
		c.fault("%s: %d of its quads are not stored", what, len(expected))
	}
	if extra > 0 {
		c.fault("%s: %d quads that do not belong there", what, extra)
	}
	return nil
}

func (c *checker) documents() error {
	ids, err := c.ofClass(documentSchema.class)
	if err != nil {
		return err
	}
	c.is.Documents = len(ids)
	for _, id := range ids {
		if err := c.document(id); err != nil || !c.more {
			return err
		}
	}
	return nil
}

func (c *checker) document(id string) error {
	ctx, what := c.ctx, "document "+id
	read, err := documentSchema.read(ctx, c.snap.view, c.snap.store.reader, []string{id}, true)
	if err != nil {
		return err
	}
	d := read[0].value
	d.ID = id
	if d.ID != graph.DocumentID(&d.Document) {
		c.fault("%s: its id is not that of its content, %s", what, graph.DocumentID(&d.Document))
	}
	label := nodeTerm(kindDocument, id)
	want := documentSchema.quads(nil, id, d, stated, label)
	c.expect(documentPostings(&d.DocumentNode))
	for name, other := range map[string]string{"a copy of": d.DuplicateOf, "superseded by": d.SupersededBy} {
		if other != "" {
			c.is.Quads++
			if err := c.resolves(documentSchema.kind, documentSchema.class, what+": it is "+name, other); err != nil {
				return err
			}
		}
	}
	text := newCodePoints(d.Text)
	for _, s := range d.sentences {
		if _, ok := text.slice(s); !ok {
			c.fault("%s: the sentence %s is not in its text", what, spanText(s))
		}
	}
	members, memberIDs, err := owned(ctx, c.snap, memberSchema, id)
	if err != nil {
		return err
	}
	mentions := map[string]int{}
	for i, m := range members {
		m.value.ID, m.value.Document = memberIDs[i], id
		want = memberSchema.quads(want, m.value.ID, m.value, stated, label)
		c.expect(memberPostings(&m.value.Entity))
		mentions[m.value.ID] = -m.value.Mentions
		if m.value.canonical == "" {
			c.fault("%s: its entity %s is in no cluster", what, m.value.ID)
			continue
		}
		c.is.Quads++
		c.expect([]posting{membershipPosting(m.value.canonical, m.value.ID)})
	}
	found, err := c.snap.Mentions(ctx, id)
	if err != nil {
		return err
	}
	c.is.Mentions += len(found)
	for i := range found {
		m := &found[i]
		want = mentionSchema.quads(want, m.ID, m, stated, label)
		if _, ok := text.slice(m.Span); !ok {
			c.fault("%s: the mention %s at %s is not in its text", what, m.ID, spanText(m.Span))
		}
		if m.Head.Start < m.Span.Start || m.Head.End > m.Span.End {
			c.fault("%s: the head of the mention %s is outside of it", what, m.ID)
		}
		if _, ok := mentions[m.Entity]; !ok {
			c.fault("%s: the mention %s is of the entity %s, which the document has not", what, m.ID, m.Entity)
		}
		mentions[m.Entity]++
	}
	for _, e := range slices.Sorted(maps.Keys(mentions)) {
		if mentions[e] != 0 {
			c.fault("%s: the entity %s has %+d mentions than it says", what, e, mentions[e])
		}
	}
	return c.statements(what, id, want, text, mentions)
}

// statements checks those of a document; want are the quads that it stated so far.
func (c *checker) statements(what, document string, want []quadTerms, text *codePoints, members map[string]int) error {
	ctx := c.ctx
	_, ids, err := owned(ctx, c.snap, statementSchema, document)
	if err != nil {
		return err
	}
	slices.Sort(ids)
	list, err := c.snap.Statements(ctx, ids)
	if err != nil {
		return err
	}
	documents, err := c.snap.Documents(ctx, []string{document}, false)
	if err != nil {
		return err
	}
	label := nodeTerm(kindDocument, document)
	encs := []string{label.enc}
	for _, s := range list {
		c.is.Statements++
		c.is.Predicates[s.Predicate]++
		node := statementNode{*s}
		if node.Extractor == documents[0].Extractor {
			node.Extractor = ""
		}
		want = statementSchema.quads(want, s.ID, &node, stated, label)
		list := statementPostings(s)
		c.expect(list)
		for _, p := range list {
			if p.index == indexNumbers[graph.IndexStatementsEntity] {
				c.stands[p.key]++
			}
		}
		c.records.addRecord(recordName(kindStatement, s.ID), string(statementRecord(s)))
		encs = append(encs, nodeTerm(kindStatement, s.ID).enc)
		if len(s.Evidence) == 0 {
			c.fault("%s: the statement %s has no evidence", what, s.ID)
		}
		for _, e := range s.Evidence {
			if quote, ok := text.slice(e.Span); !ok || quote != e.Quote {
				c.fault("%s: the quote of the statement %s is not the text at %s", what, s.ID, spanText(e.Span))
			}
		}
		if _, ok := text.slice(s.TextSpan); !ok {
			c.fault("%s: the text of the statement %s at %s is not in its document", what, s.ID, spanText(s.TextSpan))
		}
		eachMember(&s.Statement, func(m string) {
			if _, ok := members[m]; !ok && m != "" && m != graph.Unnamed {
				c.fault("%s: the statement %s names the entity %s, which the document has not", what, s.ID, m)
			}
		})
		if s.SaidIn != "" && !slices.Contains(ids, s.SaidIn) {
			c.fault("%s: the statement %s is said in %s, which the document has not", what, s.ID, s.SaidIn)
		}
		if s.Claim != "" {
			c.is.Quads++
		}
		if s.Status != graph.Unreviewed {
			c.expect(reviewPostings(s.ID, s.Status))
			c.is.Quads += int64(len(statementSchema.quads(nil, s.ID, &node, journal, term{})))
		}
	}
	nodes, err := c.snap.view.lookup(ctx, encs)
	if err != nil {
		return err
	}
	if err := c.compareQuads(what, lspo, [][]nodeID{{nodes[0]}}, nil, want); err != nil {
		return err
	}
	var edges []quadTerms
	var prefixes [][]nodeID
	for i, s := range list {
		edges = derived(edges, s)
		prefixes = append(prefixes, []nodeID{nodes[i+1]})
	}
	return c.compareQuads(what+", derived edges", lspo, prefixes, nil, edges)
}

// resolves reports an id that names no node of its class.
func (c *checker) resolves(kind byte, class term, what, id string) error {
	nodes, err := c.snap.view.lookup(c.ctx, []string{nodeTerm(kind, id).enc})
	if err != nil {
		return err
	}
	ok := false
	if nodes[0] != 0 {
		err = c.snap.view.match(c.ctx, spol, [][]nodeID{{nodes[0], typeWord, class.id}}, reach{}, func(int, quadID) bool { ok = true; return false })
	}
	if !ok {
		c.fault("%s %s, which is not stored", what, id)
	}
	return err
}

func resolvedOnly(q quadID) bool { return q[3] == resolvedLabel.id }
func journalOnly(q quadID) bool  { return q[3] == journalLabel.id }

func (c *checker) clusters() error {
	ids, err := c.ofClass(entitySchema.class)
	if err != nil {
		return err
	}
	c.is.Entities = len(ids)
	for part := range slices.Chunk(ids, 256) {
		list, err := c.snap.Canonicals(c.ctx, part, true)
		if err != nil {
			return err
		}
		for _, e := range list {
			what := "entity " + e.ID
			c.is.ByType[e.Type]++
			c.expect(entityPostings(e))
			c.records.addRecord(recordName(kindEntity, e.ID), string(entityRecord(e)))
			if e.StatementCount != c.stands[e.ID] {
				c.fault("%s: it stands in %d statements, and says %d", what, c.stands[e.ID], e.StatementCount)
			}
			if len(e.Members) == 0 || slices.Min(e.Members) != e.ID {
				c.fault("%s: its id is not that of its first member", what)
			}
			if e.MemberCount != len(e.Members) || e.DocumentCount != len(e.Documents) {
				c.fault("%s: it has %d members in %d documents, and says %d in %d", what, len(e.Members), len(e.Documents), e.MemberCount, e.DocumentCount)
			}
			members, err := c.snap.members(c.ctx, e.Members)
			if err != nil {
				return err
			}
			mentions := 0
			for i, m := range members {
				if m == nil || m.canonical != e.ID {
					c.fault("%s: its member %s says otherwise", what, e.Members[i])
					continue
				}
				mentions += m.Mentions
			}
			if mentions != e.Mentions {
				c.fault("%s: its members have %d mentions, and it says %d", what, mentions, e.Mentions)
			}
			if err := c.own(what, kindEntity, e.ID, entitySchema.quads(nil, e.ID, e, resolved, term{}), resolvedOnly); err != nil || !c.more {
				return err
			}
		}
	}
	return nil
}

// own compares the quads that begin at a node with those expected.
func (c *checker) own(what string, kind byte, id string, want []quadTerms, keep func(quadID) bool) error {
	node, err := c.snap.view.lookup(c.ctx, []string{nodeTerm(kind, id).enc})
	if err != nil {
		return err
	}
	return c.compareQuads(what, spol, [][]nodeID{{node[0]}}, keep, want)
}

func (c *checker) claims() error {
	ids, err := c.ofClass(claimSchema.class)
	if err != nil {
		return err
	}
	c.is.Claims = len(ids)
	for part := range slices.Chunk(ids, 256) {
		list, err := c.snap.Claims(c.ctx, part)
		if err != nil {
			return err
		}
		for _, claim := range list {
			what := "claim " + claim.ID
			c.expect(claimPostings(claim))
			if len(claim.Statements) == 0 {
				c.fault("%s: no statement makes it", what)
			}
			statements, err := c.snap.Statements(c.ctx, claim.Statements)
			if err != nil {
				return err
			}
			for i, s := range statements {
				if s == nil || s.Claim != claim.ID {
					c.fault("%s: its statement %s says otherwise", what, claim.Statements[i])
				}
			}
			for _, end := range []string{claim.Subject, claim.Object} {
				if end != "" {
					if err := c.resolves(kindEntity, entitySchema.class, what+": an end of it is", end); err != nil {
						return err
					}
				}
			}
			if err := c.own(what, kindClaim, claim.ID, claimSchema.quads(nil, claim.ID, claim, resolved, term{}), resolvedOnly); err != nil || !c.more {
				return err
			}
		}
	}
	return nil
}

func (c *checker) judgements() error {
	ids, err := c.ofClass(judgementSchema.class)
	if err != nil {
		return err
	}
	list, err := c.snap.Judgements(c.ctx, ids)
	if err != nil {
		return err
	}
	for _, j := range list {
		c.expect(judgementPostings(j))
		if err := c.own("judgement "+j.ID, kindJudgement, j.ID, judgementSchema.quads(nil, j.ID, j, journal, term{}), journalOnly); err != nil || !c.more {
			return err
		}
	}
	return nil
}

// compareLists compares every list with what the quads say it should hold.
func (c *checker) compareLists() error {
	for _, name := range slices.Sorted(maps.Keys(indexNumbers)) {
		number := indexNumbers[name]
		var is digest
		err := c.snap.view.postings(c.ctx, postingRange{index: number, prefix: true}, func(p graph.Posting) bool {
			is.add(posting{number, p.Key, p.Sort, p.ID, p.Facets})
			return true
		})
		if err != nil {
			return err
		}
		want := digest{}
		if d := c.lists[number]; d != nil {
			want = *d
		}
		if is.n != want.n {
			c.fault("index %s: it has %d entries instead of %d", name, is.n, want.n)
		} else if is != want {
			c.fault("index %s: its entries are not those of what is stored", name)
		}
	}
	return nil
}

// compareRecords compares all records with what the quads say.
func (c *checker) compareRecords() error {
	var is digest
	if err := c.snap.view.allRecords(c.ctx, func(name, record string) bool { is.addRecord(name, record); return true }); err != nil {
		return err
	}
	if is.n != c.records.n {
		c.fault("records: there are %d instead of %d", is.n, c.records.n)
	} else if is != c.records {
		c.fault("records: they do not say what the quads do")
	}
	return nil
}

func (c *checker) counters() error {
	s, err := readState(c.ctx, c.snap.view)
	if err != nil {
		return err
	}
	for _, n := range []struct {
		what    string
		is, say int
	}{
		{"documents", c.is.Documents, s.Documents}, {"entities", c.is.Entities, s.Entities}, {"statements", c.is.Statements, s.Statements},
		{"claims", c.is.Claims, s.Claims}, {"mentions", c.is.Mentions, s.Mentions}, {"quads", int(c.is.Quads), int(s.Quads)},
	} {
		if n.is != n.say {
			c.fault("counters: there are %d %s, and they say %d", n.is, n.what, n.say)
		}
	}
	if !maps.Equal(c.is.ByType, s.ByType) {
		c.fault("counters: entities by type are %v, and they say %v", c.is.ByType, s.ByType)
	}
	if !maps.Equal(c.is.Predicates, s.Predicates) {
		c.fault("counters: statements by predicate are %v, and they say %v", c.is.Predicates, s.Predicates)
	}
	return nil
}

// codePoints slices a text by code points.
type codePoints struct {
	text  string
	ascii bool
	// starts has the byte offset of every 64th code point.
	starts []int
	length int
}

const codePointStep = 64

func newCodePoints(text string) *codePoints {
	c := &codePoints{text: text, length: utf8.RuneCountInString(text)}
	if c.ascii = c.length == len(text); c.ascii {
		return c
	}
	n := 0
	for i := range text {
		if n%codePointStep == 0 {
			c.starts = append(c.starts, i)
		}
		n++
	}
	return c
}

func (c *codePoints) slice(s graph.Span) (string, bool) {
	if s.Start < 0 || s.End < s.Start || s.End > c.length {
		return "", false
	}
	return strings.Clone(c.text[c.offset(s.Start):c.offset(s.End)]), true
}

func (c *codePoints) offset(n int) int {
	if c.ascii {
		return n
	}
	if n == c.length {
		return len(c.text)
	}
	at := c.starts[n/codePointStep]
	for range n % codePointStep {
		_, w := utf8.DecodeRuneInString(c.text[at:])
		at += w
	}
	return at
}
