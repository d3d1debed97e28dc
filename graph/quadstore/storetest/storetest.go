package storetest

import (
	"cmp"
	"context"
	"errors"
	"iter"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/graph/fold"
)

// Open makes an empty store for a test; the suite closes it.
type Open func(t testing.TB) graph.Store

// Run is the suite.
func Run(t *testing.T, open Open) {
	for _, c := range []struct {
		name string
		test func(*testing.T, Open)
	}{
		{"empty", testEmpty},
		{"add", testAdd},
		{"delete", testDelete},
		{"history", testHistory},
		{"reread", testReread},
		{"refusals", testRefusals},
		{"marks", testMarks},
		{"judgements", testJudgements},
		{"names", testNames},
		{"scan", testScan},
		{"isolation", testIsolation},
		{"writers", testWriters},
		{"cancelled", testCancelled},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, open) })
	}
}

func opened(t testing.TB, open Open) graph.Store {
	s := open(t)
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// Update commits a change that is known already.
func Update(t testing.TB, s graph.Store, c *graph.Change) {
	t.Helper()
	if err := s.Update(context.Background(), func(graph.Snapshot) (*graph.Change, error) { return c, nil }); err != nil {
		t.Fatal(err)
	}
}

func records(n int) []*graph.Record {
	g := Generator{Seed: 7, Entities: 40, Statements: 6, Mentions: 10}
	var out []*graph.Record
	for i := range n {
		out = append(out, g.Record(i))
	}
	return out
}

// indexes are those whose keys the model knows.
var indexes = []graph.Index{
	graph.IndexDocuments, graph.IndexDocumentsBySource, graph.IndexDocumentsByURL, graph.IndexDocumentsExtractor,
	graph.IndexStatements, graph.IndexStatementsPredicate, graph.IndexStatementsEntity, graph.IndexStatementsSubject,
	graph.IndexStatementsObject, graph.IndexEdges, graph.IndexStatementsSpeaker, graph.IndexStatementsSaidIn, graph.IndexStatementsClaim,
	graph.IndexEntitiesDocument, graph.IndexMembers, graph.IndexBlocks, graph.IndexClaims, graph.IndexJudgements,
}

// Check compares everything that a store says with the model.
func Check(t testing.TB, s graph.Store, m *Model) {
	t.Helper()
	ctx := context.Background()
	snap, err := s.Snapshot(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	same := func(what string, got, want any) {
		t.Helper()
		if d := gocmp.Diff(want, got, equateTimes); d != "" {
			t.Fatalf("%s (- want, + got):\n%s", what, d)
		}
	}
	stats, err := snap.Stats(ctx)
	must(t, err)
	want := m.Stats()
	want.Quads = stats.Quads
	same("stats", stats, want)

	ids := slices.Sorted(maps.Keys(m.Records))
	for _, text := range []bool{true, false} {
		got, err := snap.Documents(ctx, ids, text)
		must(t, err)
		for i, id := range ids {
			want := graph.DocumentNode{Document: *m.Records[id].Document, Extractor: m.Records[id].Extractor, DuplicateOf: m.Duplicates[id], SupersededBy: m.Superseded[id]}
			if !text {
				want.Text = ""
			}
			same("document", got[i], &want)
		}
	}
	for _, id := range ids {
		r := m.Records[id]
		sentences, err := snap.Sentences(ctx, id)
		must(t, err)
		same("sentences", sentences, r.Sentences)
		mentions, err := snap.Mentions(ctx, id)
		must(t, err)
		same("mentions", mentions, slices.SortedFunc(slices.Values(r.Mentions), func(a, b graph.Mention) int {
			return cmp.Or(a.Span.Start-b.Span.Start, a.Span.End-b.Span.End, cmp.Compare(a.ID, b.ID))
		}))
		var members []string
		for i := range r.Entities {
			members = append(members, r.Entities[i].ID)
		}
		entities, err := snap.Entities(ctx, members)
		must(t, err)
		for i := range entities {
			same("entity", entities[i], &r.Entities[i])
		}
		var starts []graph.Posting
		for p, err := range snap.Scan(ctx, graph.IndexStatementsDocument, id, graph.Posting{}, false) {
			must(t, err)
			starts = append(starts, p)
		}
		if len(starts) != len(r.Statements) || !slices.IsSortedFunc(starts, func(a, b graph.Posting) int { return cmp.Compare(a.Sort, b.Sort) }) {
			t.Fatalf("statements of document %s: %v", id, starts)
		}
	}
	statements := m.Statements()
	all := slices.Sorted(maps.Keys(statements))
	got, err := snap.Statements(ctx, all)
	must(t, err)
	for i, id := range all {
		same("statement", got[i], statements[id])
	}
	clusters := m.Canonicals()
	for _, p := range m.Postings(graph.IndexStatementsEntity) {
		clusters[p.Key].StatementCount++
	}
	all = slices.Sorted(maps.Keys(clusters))
	full, err := snap.Canonicals(ctx, all, true)
	must(t, err)
	brief, err := snap.Canonicals(ctx, all, false)
	must(t, err)
	for i, id := range all {
		same("cluster", full[i], clusters[id])
		c := *clusters[id]
		c.Members, c.Documents = nil, nil
		same("brief cluster", brief[i], &c)
	}
	claims := m.Claims()
	all = slices.Sorted(maps.Keys(claims))
	stored, err := snap.Claims(ctx, all)
	must(t, err)
	for i, id := range all {
		same("claim", stored[i], claims[id])
	}
	for _, index := range indexes {
		var got []graph.Posting
		for p, err := range snap.ScanPrefix(ctx, index, "") {
			must(t, err)
			got = append(got, p)
		}
		same(string(index), got, m.Postings(index))
	}
	Clean(t, s)
}

// verifier is what a store offers beyond the contract to check itself.
type verifier interface {
	Verify(context.Context) iter.Seq2[string, error]
}

// Clean fails the test for each fault that a store finds in itself.
func Clean(t testing.TB, s graph.Store) {
	t.Helper()
	v, ok := s.(verifier)
	if !ok {
		t.Fatalf("%T cannot be verified", s)
	}
	for fault, err := range v.Verify(context.Background()) {
		must(t, err)
		t.Errorf("verify: %s", fault)
	}
}

var equateTimes = gocmp.Comparer(func(a, b time.Time) bool { return a.Equal(b) })

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func testEmpty(t *testing.T, open Open) {
	s := opened(t, open)
	Check(t, s, NewModel())
	snap, err := s.Snapshot(context.Background())
	must(t, err)
	defer snap.Close()
	ctx := context.Background()
	unknown := []string{graph.DocumentID(&graph.Document{Text: "x"}), "d1", ""}
	docs, err := snap.Documents(ctx, unknown, true)
	must(t, err)
	statements, err := snap.Statements(ctx, unknown)
	must(t, err)
	canonicals, err := snap.Canonicals(ctx, unknown, true)
	must(t, err)
	of, err := snap.CanonicalOf(ctx, unknown)
	must(t, err)
	for i := range unknown {
		if docs[i] != nil || statements[i] != nil || canonicals[i] != nil || of[i] != "" {
			t.Errorf("%q is known to an empty store", unknown[i])
		}
	}
	Update(t, s, nil)
	Update(t, s, &graph.Change{})
}

func testAdd(t *testing.T, open Open) {
	s, m := opened(t, open), NewModel()
	rs := records(4)
	Update(t, s, m.Change(rs[:1], nil))
	Check(t, s, m)
	Update(t, s, m.Change(rs[1:], nil))
	Check(t, s, m)
}

func testDelete(t *testing.T, open Open) {
	s, m := opened(t, open), NewModel()
	rs := records(4)
	Update(t, s, m.Change(rs, nil))
	Update(t, s, m.Change(nil, []string{rs[1].Document.ID}))
	Check(t, s, m)
	Update(t, s, m.Change(rs[1:2], []string{rs[0].Document.ID}))
	Check(t, s, m)
	Update(t, s, m.Change(nil, []string{rs[1].Document.ID, rs[2].Document.ID, rs[3].Document.ID}))
	Check(t, s, m)
	snap, err := s.Snapshot(context.Background())
	must(t, err)
	defer snap.Close()
	if st, err := snap.Stats(context.Background()); err != nil || st.Quads != 0 {
		t.Errorf("%d quads are left in a store from which everything was deleted; %v", st.Quads, err)
	}
}

// testHistory adds and deletes at random.
func testHistory(t *testing.T, open Open) {
	rs := records(9)
	rapid.Check(t, func(rt *rapid.T) {
		s, m := open(t), NewModel()
		defer s.Close()
		for range rapid.IntRange(1, 5).Draw(rt, "steps") {
			var add []*graph.Record
			var del []string
			for i, r := range rs {
				switch stored := m.Records[r.Document.ID] != nil; {
				case !rapid.Bool().Draw(rt, "touch"):
				case stored:
					del = append(del, r.Document.ID)
					if i%3 == 0 && rapid.Bool().Draw(rt, "again") {
						add = append(add, r)
					}
				default:
					add = append(add, r)
				}
			}
			Update(t, s, m.Change(add, del))
		}
		Check(t, s, m)
	})
}

// testReread replaces a document's record, as an upgraded extractor does.
func testReread(t *testing.T, open Open) {
	s, m := opened(t, open), NewModel()
	rs := records(3)
	Update(t, s, m.Change(rs, nil))
	reviewed := rs[0].Statements[0].ID
	confirmed := graph.Review{Status: graph.Confirmed, Reason: "read twice", By: "a reader", At: time.Date(2025, 1, 2, 3, 4, 5, 0, time.UTC)}
	m.Reviews[reviewed] = confirmed
	Update(t, s, &graph.Change{Review: map[string]graph.Review{reviewed: confirmed}})
	Check(t, s, m)
	again := *rs[0]
	again.Extractor = "made/9"
	again.Statements = slices.Clone(again.Statements[:3])
	for i := range again.Statements {
		again.Statements[i].Confidence = 0.125
		again.Statements[i].Extractor = "made/9"
	}
	c := m.Change([]*graph.Record{&again}, []string{again.Document.ID})
	m.Reviews[reviewed] = confirmed // what people decided stays
	Update(t, s, c)
	Check(t, s, m)
	delete(m.Reviews, reviewed)
	Update(t, s, &graph.Change{Review: map[string]graph.Review{reviewed: {Status: graph.Unreviewed}}})
	Check(t, s, m)
}

func testRefusals(t *testing.T, open Open) {
	s, m := opened(t, open), NewModel()
	rs := records(3)
	Update(t, s, m.Change(rs[:2], nil))
	for name, c := range map[string]struct {
		kind   graph.Kind
		change graph.Change
	}{
		"stored already":     {graph.KindConflict, graph.Change{Add: rs[:1]}},
		"twice":              {graph.KindInvalid, graph.Change{Add: []*graph.Record{rs[2], rs[2]}}},
		"delete unknown":     {graph.KindNotFound, graph.Change{Delete: []string{rs[2].Document.ID}}},
		"no cluster":         {graph.KindInvalid, graph.Change{Add: rs[2:]}},
		"drop unknown":       {graph.KindNotFound, graph.Change{DropClusters: []string{"e0"}}},
		"drop unknown claim": {graph.KindNotFound, graph.Change{DropClaims: []string{"c0"}}},
		"revoke unknown":     {graph.KindNotFound, graph.Change{Revoke: []string{"j0"}}},
		"delete and unknown": {graph.KindNotFound, graph.Change{Delete: []string{rs[0].Document.ID, "d0"}}},
		"claim of no one's":  {graph.KindInvalid, graph.Change{PutClaims: []graph.Claim{{ID: "c1", Statements: []string{"s1"}}}}},
		"member of two":      {graph.KindInvalid, graph.Change{PutClusters: []graph.Canonical{{ID: "a", Members: []string{"x"}}, {ID: "b", Members: []string{"x"}}}}},
		"delete twice":       {graph.KindInvalid, graph.Change{Delete: []string{rs[0].Document.ID, rs[0].Document.ID}}},
	} {
		err := s.Update(context.Background(), func(graph.Snapshot) (*graph.Change, error) { return &c.change, nil })
		if err == nil || graph.KindOf(err) != c.kind {
			t.Errorf("%s: %v, want %s", name, err, c.kind)
		}
	}
	failed := errors.New("no plan")
	if err := s.Update(context.Background(), func(graph.Snapshot) (*graph.Change, error) { return nil, failed }); !errors.Is(err, failed) {
		t.Errorf("a failed plan gives %v", err)
	}
	Check(t, s, m) // nothing of it is in
}

func testMarks(t *testing.T, open Open) {
	s, m := opened(t, open), NewModel()
	rs := records(3)
	Update(t, s, m.Change(rs, nil))
	a, b, c := rs[0].Document.ID, rs[1].Document.ID, rs[2].Document.ID
	m.Duplicates[a], m.Duplicates[b], m.Superseded[c] = c, c, a
	Update(t, s, &graph.Change{Duplicates: map[string]string{a: c, b: c}, Superseded: map[string]string{c: a}})
	Check(t, s, m)
	m.Duplicates[a] = b
	delete(m.Duplicates, b)
	delete(m.Superseded, c)
	Update(t, s, &graph.Change{Duplicates: map[string]string{a: b, b: ""}, Superseded: map[string]string{c: ""}})
	Check(t, s, m)
	Update(t, s, m.Change(nil, []string{b}))
	Check(t, s, m)
}

func testJudgements(t *testing.T, open Open) {
	s, m := opened(t, open), NewModel()
	rs := records(3)
	Update(t, s, m.Change(rs, nil))
	j := graph.Judgement{Left: rs[0].Entities[0].ID, Right: rs[1].Entities[0].ID, Verdict: graph.Same, By: "someone", At: time.Date(2025, 2, 3, 4, 5, 6, 789, time.UTC), Reason: "the same photograph"}
	j.ID = graph.JudgementID(j.Left, j.Right, j.Verdict)
	m.Judgements[j.ID] = j
	Update(t, s, &graph.Change{Judge: []graph.Judgement{j}})
	Check(t, s, m)
	j.Reason = "another"
	Update(t, s, &graph.Change{Judge: []graph.Judgement{j}})
	snap, err := s.Snapshot(context.Background())
	must(t, err)
	got, err := snap.Judgements(context.Background(), []string{j.ID, "j0"})
	must(t, err)
	must(t, snap.Close())
	if d := gocmp.Diff([]*graph.Judgement{&j, nil}, got, equateTimes); d != "" {
		t.Error(d)
	}
	// The journal outlives what it is about.
	Update(t, s, m.Change(nil, []string{rs[0].Document.ID}))
	Check(t, s, m)
	delete(m.Judgements, j.ID)
	Update(t, s, &graph.Change{Revoke: []string{j.ID}})
	Check(t, s, m)
}

func testNames(t *testing.T, open Open) {
	s, m := opened(t, open), NewModel()
	rs := records(6)
	Update(t, s, m.Change(rs, nil))
	Update(t, s, m.Change(nil, []string{rs[0].Document.ID}))
	snap, err := s.Snapshot(context.Background())
	must(t, err)
	defer snap.Close()
	names, words := map[string]bool{}, map[string]bool{}
	byName := map[string]bool{}
	for id, c := range m.Canonicals() {
		byName[fold.Name(c.Name)+"\x00"+id] = true
		for _, n := range append(c.Aliases, c.Name) {
			names[fold.Name(n)+"\x00"+id] = true
			for _, w := range fold.Words(n) {
				words[w+"\x00"+id] = true
			}
		}
	}
	for index, want := range map[graph.Index]map[string]bool{graph.IndexNames: names, graph.IndexNameTokens: words, graph.IndexEntities: byName} {
		got := map[string]bool{}
		for p, err := range snap.ScanPrefix(context.Background(), index, "") {
			must(t, err)
			key := p.Key
			if index == graph.IndexEntities {
				key = p.Sort
			}
			got[key+"\x00"+p.ID] = true
		}
		if d := gocmp.Diff(want, got); d != "" {
			t.Errorf("%s: %s", index, d)
		}
	}
	prefix, want := "", map[string]bool{}
	for n := range names {
		if prefix == "" {
			prefix = n[:2]
		}
		if strings.HasPrefix(n, prefix) {
			want[n] = true
		}
	}
	got := map[string]bool{}
	for p, err := range snap.ScanPrefix(context.Background(), graph.IndexNames, prefix) {
		must(t, err)
		got[p.Key+"\x00"+p.ID] = true
	}
	if d := gocmp.Diff(want, got); d != "" {
		t.Errorf("what begins with %q: %s", prefix, d)
	}
}

func testScan(t *testing.T, open Open) {
	s, m := opened(t, open), NewModel()
	Update(t, s, m.Change(records(9), nil))
	snap, err := s.Snapshot(context.Background())
	must(t, err)
	defer snap.Close()
	ctx := context.Background()
	lists := map[string][]graph.Posting{}
	for _, p := range m.Postings(graph.IndexStatementsEntity) {
		lists[p.Key] = append(lists[p.Key], p)
	}
	for key, want := range lists {
		for _, reverse := range []bool{false, true} {
			if reverse {
				slices.Reverse(want)
			}
			for from := -1; from < len(want); from++ {
				after := graph.Posting{}
				if from >= 0 {
					after = want[from]
				}
				var got []graph.Posting
				for p, err := range snap.Scan(ctx, graph.IndexStatementsEntity, key, after, reverse) {
					must(t, err)
					got = append(got, p)
				}
				if d := gocmp.Diff(want[from+1:], got, gocmp.Transformer("nil", func(p []graph.Posting) []graph.Posting { return append([]graph.Posting{}, p...) })); d != "" && len(got)+len(want[from+1:]) > 0 {
					t.Fatalf("after %d, reverse %v: %s", from, reverse, d)
				}
			}
			for range snap.Scan(ctx, graph.IndexStatementsEntity, key, graph.Posting{}, reverse) {
				break // leaves nothing open
			}
		}
	}
}

// testIsolation reads a snapshot while others write.
func testIsolation(t *testing.T, open Open) {
	s, m := opened(t, open), NewModel()
	rs := records(4)
	Update(t, s, m.Change(rs[:2], nil))
	old, err := s.Snapshot(context.Background())
	must(t, err)
	defer old.Close()
	before := m.Statements()
	ids := slices.Sorted(maps.Keys(before))
	Update(t, s, m.Change(rs[2:], []string{rs[0].Document.ID}))
	Update(t, s, m.Change(rs[:1], nil)) // gives new ids to what was dropped
	got, err := old.Statements(context.Background(), ids)
	must(t, err)
	for i, id := range ids {
		if d := gocmp.Diff(before[id], got[i], equateTimes); d != "" {
			t.Fatalf("an old snapshot changed: %s", d)
		}
	}
	Check(t, s, m)
}

// testWriters writes and reads at once: readers see whole documents only.
func testWriters(t *testing.T, open Open) {
	s := opened(t, open)
	rs := records(12)
	var mu sync.Mutex
	m := NewModel()
	var wg sync.WaitGroup
	for w := range 3 {
		wg.Go(func() {
			for i := w; i < len(rs); i += 3 {
				err := s.Update(context.Background(), func(graph.Snapshot) (*graph.Change, error) {
					mu.Lock()
					defer mu.Unlock()
					return m.Change(rs[i:i+1], nil), nil
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	done := make(chan struct{})
	go func() { wg.Wait(); close(done) }()
	for reading := true; reading; {
		select {
		case <-done:
			reading = false
		default:
		}
		snap, err := s.Snapshot(context.Background())
		must(t, err)
		st, err := snap.Stats(context.Background())
		must(t, err)
		n := 0
		for _, err := range snap.Scan(context.Background(), graph.IndexStatements, "", graph.Posting{}, false) {
			must(t, err)
			n++
		}
		if n != st.Statements || n != 6*st.Documents {
			t.Errorf("%d documents, %d statements counted, %d listed", st.Documents, st.Statements, n)
		}
		must(t, snap.Close())
	}
	Check(t, s, m)
}

func testCancelled(t *testing.T, open Open) {
	s, m := opened(t, open), NewModel()
	rs := records(2)
	Update(t, s, m.Change(rs[:1], nil))
	ctx, cancel := context.WithCancel(context.Background())
	c := NewModel().Change(rs[1:], nil)
	err := s.Update(ctx, func(graph.Snapshot) (*graph.Change, error) { cancel(); return c, nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled update gives %v", err)
	}
	snap, err := s.Snapshot(context.Background())
	must(t, err)
	defer snap.Close()
	if _, err := snap.Statements(ctx, []string{rs[0].Statements[0].ID}); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled read gives %v", err)
	}
	failed := false
	for _, err := range snap.Scan(ctx, graph.IndexStatements, "", graph.Posting{}, false) {
		failed = failed || errors.Is(err, context.Canceled)
	}
	if !failed {
		t.Error("a cancelled scan ends as if it were complete")
	}
	Check(t, s, m)
}
