package view_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/graph/view"
	"github.com/dateline-news/dateline/graph/view/viewtest"
	"pgregory.net/rapid"
)

var ctx = context.Background()

func open(t testing.TB, s graph.Store) *view.Reader {
	t.Helper()
	r, err := view.Open(ctx, s)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

func p[T any](v T) *T { return &v }

func must[T any](t testing.TB) func(v T, err error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func name(n string) *view.EntityRef { return &view.EntityRef{Name: &n} }

// said writes statements so that a test can list them.
func said(t testing.TB, c *view.StatementConnection) []string {
	t.Helper()
	out := []string{}
	for _, s := range c.Nodes {
		line := ""
		if e := must[view.Entity](t)(s.Subject(ctx)); e != nil {
			line = e.(interface{ Name() string }).Name()
		}
		line += " " + string(s.Predicate().Name)
		if e := must[view.Entity](t)(s.Object(ctx)); e != nil {
			line += " " + e.(interface{ Name() string }).Name()
		}
		out = append(out, line)
	}
	return out
}

func TestFilters(t *testing.T) {
	r := open(t, viewtest.Store(t, viewtest.World()...))
	for _, c := range []struct {
		name   string
		filter view.StatementFilter
		want   []string
	}{
		{"subject by a name without its accents", view.StatementFilter{Subject: []*view.EntityRef{name("bo bela")}},
			[]string{"Bo Béla RELATED_TO Cy Béla", "Green Party COORDINATES_WITH Bo Béla", "Ann Able MET_WITH Bo Béla", "Bo Béla MET_WITH Ann Able"}},
		{"object matches either end of a symmetric predicate", view.StatementFilter{Object: []*view.EntityRef{name("Ann Able")}},
			[]string{"Ann Able MET_WITH Bo Béla", "Bo Béla MET_WITH Ann Able"}},
		{"speaker, also of a speech act", view.StatementFilter{Speaker: []*view.EntityRef{name("Ann Able")}},
			[]string{"Ann Able CONDEMNED Tern Front", "Tern Front ATTACKED Suður City"}},
		{"somebody said", view.StatementFilter{Predicate: []graph.PredicateName{graph.Attacked}, Asserted: p(false)},
			[]string{"Tern Front ATTACKED Suður City", "Tern Front ATTACKED Suður City", "Tern Front ATTACKED Suður City"}},
		{"a speech act told by one other speaker is asserted", view.StatementFilter{Predicate: []graph.PredicateName{graph.Stated}, Asserted: p(true)}, []string{"soldier STATED"}},
		{"time overlaps", view.StatementFilter{Time: &view.TimeRange{From: p(view.DateTime("2025-10-01T12:00:00Z")), To: p(view.DateTime("2025-10-05"))}}, []string{"Bo Béla MET_WITH Ann Able"}},
		{"time is half-open", view.StatementFilter{Time: &view.TimeRange{To: p(view.DateTime("2025-10-01"))}}, []string{}},
		{"published is half-open", view.StatementFilter{Published: &view.TimeRange{From: p(view.DateTime("2025-11-05T09:00:00Z"))}, Polarity: []graph.Polarity{graph.Affirmed}, Modality: []graph.Modality{graph.Possible}},
			[]string{"Ann Able SUPPORTED Green Party"}},
		{"published later", view.StatementFilter{Published: &view.TimeRange{From: p(view.DateTime("2025-11-05T09:00:01Z"))}}, []string{}},
		{"text begins words, without accents", view.StatementFilter{Text: p("Outr")}, []string{"Ann Able CONDEMNED Tern Front"}},
		{"publishers of the claim", view.StatementFilter{MinPublishers: p(2), Polarity: []graph.Polarity{graph.Negated}}, []string{"Tern Front ATTACKED Suður City"}},
		{"a name that nobody has", view.StatementFilter{Involves: []*view.EntityRef{name("Nobody")}}, []string{}},
		{"an empty list", view.StatementFilter{Predicate: []graph.PredicateName{}}, []string{}},
		{"or", view.StatementFilter{Or: []*view.StatementFilter{{Predicate: []graph.PredicateName{graph.MemberOf}}, {Predicate: []graph.PredicateName{graph.RelatedTo}}}},
			[]string{"Bo Béla RELATED_TO Cy Béla", "Cy Béla MEMBER_OF Green Party"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := said(t, must[*view.StatementConnection](t)(r.Statements(ctx, &c.filter, nil, view.Page{})))
			slices.Sort(got)
			slices.Sort(c.want)
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q\nwant %q", got, c.want)
			}
		})
	}
}

// What is remembered of texts changes no answer, only what is read for it.
func TestWordsChangeNoAnswer(t *testing.T) {
	store, words := viewtest.Store(t, viewtest.World()...), view.NewWords()
	text := func(s string) *view.StatementFilter { return &view.StatementFilter{Text: &s} }
	for range 3 {
		for _, f := range []*view.StatementFilter{
			text("Outr"), text("outr ATTACK"), text("zzz"), text(""), text("***"), text("attack"),
			{Text: p("attack"), Polarity: []graph.Polarity{graph.Negated}},
			{And: []*view.StatementFilter{text("attack"), text("city")}},
			{Or: []*view.StatementFilter{text("outr"), text("attack")}},
			{Or: []*view.StatementFilter{text("outr"), {Predicate: []graph.PredicateName{graph.MetWith}}}},
			{Or: []*view.StatementFilter{}, Text: p("attack")},
			{Not: text("attack")},
			{Not: &view.StatementFilter{Not: text("attack")}},
		} {
			plain, quick := open(t, store), open(t, store)
			quick.Words = words
			want := said(t, must[*view.StatementConnection](t)(plain.Statements(ctx, f, nil, view.Page{})))
			got := said(t, must[*view.StatementConnection](t)(quick.Statements(ctx, f, nil, view.Page{})))
			if !slices.Equal(got, want) {
				t.Errorf("%+v: got %q, want %q", f, got, want)
			}
		}
	}
}

func TestRefusals(t *testing.T) {
	r := open(t, viewtest.Store(t, viewtest.World()...))
	deep := &view.StatementFilter{}
	for range 20 {
		deep = &view.StatementFilter{Not: deep}
	}
	var wide []*view.StatementFilter
	for range 300 {
		wide = append(wide, &view.StatementFilter{Text: p("a")})
	}
	statements := func(f *view.StatementFilter, pg view.Page) func() error {
		return func() error { _, err := r.Statements(ctx, f, nil, pg); return err }
	}
	latest := must[*view.StatementConnection](t)(r.Statements(ctx, nil, nil, view.Page{First: p(2)}))
	cursor := latest.PageInfo.EndCursor
	for what, ask := range map[string]func() error{
		"first and last":            statements(nil, view.Page{First: p(1), Last: p(1)}),
		"a negative bound":          statements(nil, view.Page{First: p(-1)}),
		"a bound that is too large": statements(nil, view.Page{Last: p(1001)}),
		"first and before":          statements(nil, view.Page{First: p(1), Before: cursor}),
		"no cursor at all":          statements(nil, view.Page{First: p(1), After: p("!")}),
		"a cursor that was changed": statements(nil, view.Page{First: p(1), After: p("A" + (*cursor)[1:])}),
		"a reference to two":        statements(&view.StatementFilter{Subject: []*view.EntityRef{{ID: p("x"), Name: p("y")}}}, view.Page{}),
		"a reference to none":       statements(&view.StatementFilter{Subject: []*view.EntityRef{{}}}, view.Page{}),
		"a deep filter":             statements(deep, view.Page{}),
		"a wide filter":             statements(&view.StatementFilter{Or: wide}, view.Page{}),
		"a cursor of another order": func() error {
			_, err := r.Statements(ctx, nil, p(view.StatementsOldest), view.Page{First: p(1), After: cursor})
			return err
		},
		"a cursor of another list": func() error {
			_, err := r.Claims(ctx, nil, nil, view.Page{First: p(1), After: cursor})
			return err
		},
		"a depth beyond reason": func() error {
			_, err := r.Subgraph(ctx, view.Picture{Depth: 1000, MaxNodes: 1, MaxEdges: 1})
			return err
		},
		"a path beyond reason": func() error { _, err := r.Paths(ctx, *name("a"), *name("b"), 99, nil, 1); return err },
		"too many ids":         func() error { _, err := r.Nodes(ctx, make([]string, 1001)); return err },
	} {
		if err := ask(); graph.KindOf(err) != graph.KindInvalid || err == nil {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// brute says what a filter means, one statement at a time.
func brute(f *view.StatementFilter, s *graph.StatementNode, publisher string) bool {
	in := func(list []*view.EntityRef, ids ...string) bool {
		return slices.ContainsFunc(list, func(r *view.EntityRef) bool { return slices.Contains(ids, *r.ID) })
	}
	subject, object := []string{s.SubjectCanonical}, []string{s.ObjectCanonical}
	if s.Predicate.Symmetric() {
		subject = append(subject, s.ObjectCanonical)
		object = append(object, s.SubjectCanonical)
	}
	speakers := slices.Clone(s.AttributionCanonical)
	if s.Predicate.Family() == graph.FamilySpeech {
		speakers = append(speakers, s.SubjectCanonical)
	}
	ok := (f.Subject == nil || in(f.Subject, subject...)) && (f.Object == nil || in(f.Object, object...)) &&
		(f.Involves == nil || in(f.Involves, s.SubjectCanonical, s.ObjectCanonical)) && (f.Speaker == nil || in(f.Speaker, speakers...)) &&
		(f.Predicate == nil || slices.Contains(f.Predicate, s.Predicate)) && (f.Family == nil || slices.Contains(f.Family, s.Predicate.Family())) &&
		(f.Polarity == nil || slices.Contains(f.Polarity, s.Polarity)) && (f.Modality == nil || slices.Contains(f.Modality, s.Modality)) &&
		(f.Asserted == nil || s.Asserted() == *f.Asserted) && (f.MinConfidence == nil || s.Confidence >= *f.MinConfidence) &&
		(f.Document == nil || slices.Contains(f.Document, s.Document)) && (f.Publisher == nil || slices.Contains(f.Publisher, publisher))
	if f.Published != nil {
		from, _, _ := f.Published.From.Time()
		ok = ok && !s.Published.IsZero() && !s.Published.Before(from)
	}
	for _, sub := range f.And {
		ok = ok && brute(sub, s, publisher)
	}
	if f.Or != nil {
		ok = ok && slices.ContainsFunc(f.Or, func(sub *view.StatementFilter) bool { return brute(sub, s, publisher) })
	}
	if f.Not != nil {
		ok = ok && !brute(f.Not, s, publisher)
	}
	return ok
}

func TestFiltersAgainstBruteForce(t *testing.T) {
	store := viewtest.Store(t, viewtest.Random(40, 7)...)
	snap := must[graph.Snapshot](t)(store.Snapshot(ctx))
	defer snap.Close()
	var ids []string
	for p, err := range snap.Scan(ctx, graph.IndexStatements, "", graph.Posting{}, true) {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, p.ID)
	}
	all := must[[]*graph.StatementNode](t)(snap.Statements(ctx, ids))
	publisher := map[string]string{}
	entities, documents := []string{}, []string{}
	for _, s := range all {
		entities = append(entities, s.SubjectCanonical)
		documents = append(documents, s.Document)
		publisher[s.Document] = must[[]*graph.DocumentNode](t)(snap.Documents(ctx, []string{s.Document}, false))[0].Publisher
	}
	rapid.Check(t, func(t *rapid.T) {
		f := drawFilter(t, entities, documents, 0)
		var want []string
		for _, s := range all {
			if brute(f, s, publisher[s.Document]) {
				want = append(want, s.ID)
			}
		}
		r, err := view.Open(ctx, store)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		c, err := r.Statements(ctx, f, nil, view.Page{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range c.Nodes {
			got = append(got, s.ID())
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%d statements, want %d", len(got), len(want))
		}
		if n, err := c.TotalCount(ctx); err != nil || n == nil || *n != len(want) {
			t.Fatalf("totalCount %v, %v, want %d", n, err, len(want))
		}
	})
}

func drawFilter(t *rapid.T, entities, documents []string, depth int) *view.StatementFilter {
	f := &view.StatementFilter{}
	refs := func(label string) (out []*view.EntityRef) {
		for _, id := range rapid.SliceOfN(rapid.SampledFrom(entities), 1, 3).Draw(t, label) {
			if id != "" {
				out = append(out, &view.EntityRef{ID: &id})
			}
		}
		if out == nil {
			out = []*view.EntityRef{}
		}
		return out
	}
	for range rapid.IntRange(0, 3).Draw(t, "conditions") {
		switch rapid.IntRange(0, 12).Draw(t, "condition") {
		case 0:
			f.Subject = refs("subject")
		case 1:
			f.Object = refs("object")
		case 2:
			f.Involves = refs("involves")
		case 3:
			f.Speaker = refs("speaker")
		case 4:
			for _, q := range rapid.SliceOfN(rapid.SampledFrom(graph.Predicates), 1, 6).Draw(t, "predicate") {
				f.Predicate = append(f.Predicate, q.Name)
			}
		case 5:
			f.Family = rapid.SliceOfN(rapid.SampledFrom([]graph.Family{graph.FamilySpeech, graph.FamilyAction, graph.FamilyState}), 1, 2).Draw(t, "family")
		case 6:
			f.Asserted = p(rapid.Bool().Draw(t, "asserted"))
		case 7:
			f.MinConfidence = p(rapid.SampledFrom([]float64{0, 0.3, 0.5, 0.8, 1}).Draw(t, "confidence"))
		case 8:
			f.Document = rapid.SliceOfN(rapid.SampledFrom(documents), 1, 3).Draw(t, "document")
		case 9:
			f.Publisher = rapid.SliceOfN(rapid.SampledFrom([]string{"The Daily", "Wire", "Nobody"}), 1, 2).Draw(t, "publisher")
		case 10:
			f.Published = &view.TimeRange{From: p(view.DateTime(rapid.SampledFrom([]string{"2025-03-01", "2025-08-15T12:30:00Z", "2026-01-01"}).Draw(t, "published")))}
		case 11:
			f.Polarity = []graph.Polarity{graph.Negated}
		case 12:
			f.Modality = []graph.Modality{graph.Planned, graph.Possible}
		}
	}
	if depth < 3 {
		switch rapid.IntRange(0, 5).Draw(t, "nested") {
		case 0:
			f.Not = drawFilter(t, entities, documents, depth+1)
		case 1:
			f.And = []*view.StatementFilter{drawFilter(t, entities, documents, depth+1), drawFilter(t, entities, documents, depth+1)}
		case 2:
			f.Or = []*view.StatementFilter{drawFilter(t, entities, documents, depth+1), drawFilter(t, entities, documents, depth+1)}
		}
	}
	return f
}

// pages of any size, from either end, are the list.
func TestPages(t *testing.T) {
	r := open(t, viewtest.Store(t, viewtest.Random(25, 3)...))
	type page struct {
		ids     []string
		cursors []string
		info    *view.PageInfo
	}
	lists := map[string]func(view.Page) (page, error){}
	for _, o := range []view.StatementOrder{view.StatementsLatest, view.StatementsOldest, view.StatementsConfidence} {
		lists["statements "+string(o)] = func(pg view.Page) (page, error) {
			c, err := r.Statements(ctx, &view.StatementFilter{Polarity: []graph.Polarity{graph.Affirmed}}, &o, pg)
			if err != nil {
				return page{}, err
			}
			out := page{info: c.PageInfo}
			for _, e := range c.Edges {
				out.ids, out.cursors = append(out.ids, e.Node.ID()), append(out.cursors, e.Cursor)
			}
			return out, nil
		}
	}
	for _, o := range []view.EntityOrder{view.EntitiesName, view.EntitiesMentions, view.EntitiesDocuments, view.EntitiesLatest} {
		lists["entities "+string(o)] = func(pg view.Page) (page, error) {
			c, err := r.Entities(ctx, &view.EntityFilter{Type: []graph.EntityType{graph.TypePerson, graph.TypePlace}}, &o, pg)
			if err != nil {
				return page{}, err
			}
			out := page{info: c.PageInfo}
			for _, e := range c.Edges {
				out.ids, out.cursors = append(out.ids, e.Node.(interface{ ID() string }).ID()), append(out.cursors, e.Cursor)
			}
			return out, nil
		}
	}
	lists["documents"] = func(pg view.Page) (page, error) {
		c, err := r.Documents(ctx, nil, nil, pg)
		if err != nil {
			return page{}, err
		}
		out := page{info: c.PageInfo}
		for _, e := range c.Edges {
			out.ids, out.cursors = append(out.ids, e.Node.ID()), append(out.cursors, e.Cursor)
		}
		return out, nil
	}
	lists["claims"] = func(pg view.Page) (page, error) {
		c, err := r.Claims(ctx, nil, nil, pg)
		if err != nil {
			return page{}, err
		}
		out := page{info: c.PageInfo}
		for _, e := range c.Edges {
			out.ids, out.cursors = append(out.ids, e.Node.ID()), append(out.cursors, e.Cursor)
		}
		return out, nil
	}
	for list, ask := range lists {
		t.Run(list, func(t *testing.T) {
			whole := must[page](t)(ask(view.Page{}))
			if len(whole.ids) < 10 || whole.info.HasNextPage || whole.info.HasPreviousPage {
				t.Fatalf("%d rows, %+v", len(whole.ids), whole.info)
			}
			for _, size := range []int{1, 7, len(whole.ids), 1000} {
				var got []string
				var after *string
				for {
					pg := must[page](t)(ask(view.Page{First: &size, After: after}))
					got = append(got, pg.ids...)
					if pg.info.HasNextPage != (len(got) < len(whole.ids)) {
						t.Fatalf("hasNextPage %v after %d of %d", pg.info.HasNextPage, len(got), len(whole.ids))
					}
					if !pg.info.HasNextPage {
						break
					}
					after = pg.info.EndCursor
				}
				if !slices.Equal(got, whole.ids) {
					t.Errorf("pages of %d forwards are another list", size)
				}
				got = nil
				var before *string
				for {
					pg := must[page](t)(ask(view.Page{Last: &size, Before: before}))
					got = append(slices.Clone(pg.ids), got...)
					if !pg.info.HasPreviousPage {
						break
					}
					before = pg.info.StartCursor
				}
				if !slices.Equal(got, whole.ids) {
					t.Errorf("pages of %d backwards are another list", size)
				}
			}
			zero := must[page](t)(ask(view.Page{First: p(0)}))
			if len(zero.ids) != 0 || !zero.info.HasNextPage || zero.info.StartCursor != nil {
				t.Errorf("first: 0 gives %+v", zero)
			}
		})
	}
}

// A cursor keeps its place when documents come in and go.
func TestCursorsSurviveInserts(t *testing.T) {
	docs := viewtest.Random(20, 5)
	store := viewtest.Store(t, docs[:10]...)
	r := open(t, store)
	first := must[*view.StatementConnection](t)(r.Statements(ctx, nil, nil, view.Page{First: p(10)}))
	rest := must[*view.StatementConnection](t)(r.Statements(ctx, nil, nil, view.Page{After: first.PageInfo.EndCursor}))
	for _, d := range docs[10:] {
		viewtest.Add(t, store, d)
	}
	again := must[*view.StatementConnection](t)(open(t, store).Statements(ctx, nil, nil, view.Page{After: first.PageInfo.EndCursor}))
	now := map[string]bool{}
	for _, s := range again.Nodes {
		now[s.ID()] = true
	}
	for _, s := range rest.Nodes {
		if !now[s.ID()] {
			t.Errorf("%s was lost", s.ID())
		}
	}
	for _, s := range first.Nodes {
		if now[s.ID()] {
			t.Errorf("%s came twice", s.ID())
		}
	}
}

func TestSearch(t *testing.T) {
	r := open(t, viewtest.Store(t, append(viewtest.World(), viewtest.Random(20, 1)...)...))
	for _, c := range []struct{ query, want string }{
		{"Ann Able", "Ann Able"}, {"ann able", "Ann Able"}, {"ann ab", "Ann Able"}, {"able", "Ann Able"},
		{"Sudur City", "Suður City"}, {"Bo Bela", "Bo Béla"}, {"béla bo", "Bo Béla"},
		{"Green Prty", "Green Party"}, {"Gren Party", "Green Party"}, {"Green Patry", "Green Party"}, {"minstry of finance", "Ministry of Finance"}, {"orourke", "Emil O’Rourke"},
	} {
		found := must[*view.EntityConnection](t)(r.Search(ctx, c.query, nil, view.Page{First: p(3)}))
		if len(found.Nodes) == 0 || found.Nodes[0].(interface{ Name() string }).Name() != c.want {
			t.Errorf("%q finds %v first, want %q", c.query, found.Nodes, c.want)
		}
	}
	for _, q := range []string{"", "   ", "xqzw", "%", strings.Repeat("e\u0301", 300)} {
		if found, err := r.Search(ctx, q, nil, view.Page{First: p(3)}); err != nil || len(found.Nodes) > 0 {
			t.Errorf("%q finds %v, %v", q, found, err)
		}
	}
	only := must[*view.EntityConnection](t)(r.Search(ctx, "a", []graph.EntityType{graph.TypePlace}, view.Page{First: p(100)}))
	for _, e := range only.Nodes {
		if _, ok := e.(*view.Place); !ok {
			t.Errorf("%T among places", e)
		}
	}
}

func TestEntityFields(t *testing.T) {
	r := open(t, viewtest.Store(t, viewtest.World()...))
	ann := must[view.Entity](t)(r.Entity(ctx, *name("ANN ABLE"))).(*view.Person)
	if d := must[*string](t)(ann.Description(ctx)); d == nil || *d != "President, Norland" {
		t.Errorf("description %q", *d)
	}
	if n := len(must[[]*view.Member](t)(ann.Members(ctx))); n != 3 {
		t.Errorf("%d members", n)
	}
	ns := must[*view.NeighborConnection](t)(ann.Neighbors(ctx, nil, nil, nil))
	if len(ns.Nodes) != 4 || ns.Nodes[0].(*view.Person).Name() != "Bo Béla" || ns.Edges[0].Count != 2 {
		t.Errorf("neighbors %v", ns.Edges[0])
	}
	strike := must[view.Entity](t)(r.Entity(ctx, *name("strike on sudur city"))).(*view.Event)
	when := must[*view.TimeSpan](t)(strike.Time(ctx))
	if when == nil || *when.From != "2025-11-01" {
		t.Errorf("time %v", when)
	}
	roles := must[[]*view.EventRole](t)(strike.Roles(ctx))
	if len(roles) != 3 || roles[0].Role != graph.RoleTarget || roles[2].Figure == nil || *roles[2].Figure.Value != 4 {
		t.Errorf("roles %+v", roles)
	}
	// evidence is in code points, its sentence around it
	c := must[*view.StatementConnection](t)(r.Statements(ctx, &view.StatementFilter{Predicate: []graph.PredicateName{graph.LocatedIn}}, nil, view.Page{}))
	e := c.Nodes[0].Evidence()[0]
	if s := must[string](t)(e.Sentence(ctx)); s != "Suður City:PLACE | LOCATED_IN | Norland:PLACE" {
		t.Errorf("sentence %q", s)
	}
	doc := must[*view.Document](t)(e.Document(ctx))
	if text := []rune(must[string](t)(doc.Text(ctx))); string(text[e.Start():e.End()]) != e.Quote() {
		t.Errorf("quote %q at %q", e.Quote(), string(text[e.Start():e.End()]))
	}
	// what was said, and where it stands
	c = must[*view.StatementConnection](t)(r.Statements(ctx, &view.StatementFilter{Predicate: []graph.PredicateName{graph.Condemned}}, nil, view.Page{}))
	inside := must[[]*view.Statement](t)(c.Nodes[0].Asserts(ctx))
	if len(inside) != 1 || must[*view.Statement](t)(inside[0].SaidIn(ctx)).ID() != c.Nodes[0].ID() {
		t.Errorf("asserts %v", inside)
	}
	buckets := must[[]*view.TimeBucket](t)(r.Timeline(ctx, nil, p(view.UnitWeek)))
	if got := fmt.Sprint(buckets); got != "[2025-11-03–2025-11-10: 18]" {
		t.Errorf("timeline %s", got)
	}
	// what has no date is in no bucket
	filtered := must[[]*view.TimeBucket](t)(r.Timeline(ctx, &view.StatementFilter{Not: &view.StatementFilter{Predicate: []graph.PredicateName{graph.Stated}}}, p(view.UnitYear)))
	if got := fmt.Sprint(filtered); got != "[2025-01-01–2026-01-01: 17]" {
		t.Errorf("timeline %s", got)
	}
}

func TestSubgraph(t *testing.T) {
	store := viewtest.Store(t, append(viewtest.World(), viewtest.Random(30, 2)...)...)
	r := open(t, store)
	ask := view.Picture{Around: []*view.EntityRef{name("Ann Able")}, Depth: 2, MaxNodes: 500, MaxEdges: 1000, Layout: view.LayoutForce}
	whole := must[*view.Subgraph](t)(r.Subgraph(ctx, ask))
	nodes, edges := must[[]*view.GraphNode](t)(whole.Nodes(ctx)), must[[]*view.GraphEdge](t)(whole.Edges(ctx))
	if whole.Truncated || len(nodes) != whole.NodeCount || len(edges) != whole.EdgeCount || len(edges) < 10 {
		t.Fatalf("%d nodes, %d edges of %+v", len(nodes), len(edges), whole)
	}
	again := must[*view.Subgraph](t)(open(t, store).Subgraph(ctx, ask))
	for i, n := range must[[]*view.GraphNode](t)(again.Nodes(ctx)) {
		if *n != *nodes[i] {
			t.Fatalf("node %d is %+v, and was %+v", i, n, nodes[i])
		}
	}
	columns := must[*view.SubgraphColumns](t)(whole.Columns(ctx))
	for i, e := range edges {
		if columns.Nodes.ID[columns.Edges.Source[i]] != e.Source || columns.Nodes.ID[columns.Edges.Target[i]] != e.Target || columns.Edges.Weight[i] != e.Weight {
			t.Errorf("edge %d differs in columns", i)
		}
	}
	ask.MaxNodes, ask.MaxEdges = 5, 3
	ask.Known = []*view.KnownNode{{ID: nodes[1].ID, X: 12.25, Y: -3}}
	cut := must[*view.Subgraph](t)(r.Subgraph(ctx, ask))
	few := must[[]*view.GraphNode](t)(cut.Nodes(ctx))
	if !cut.Truncated || len(few) != 5 || cut.NodeCount != whole.NodeCount || cut.EdgeCount != whole.EdgeCount || len(must[[]*view.GraphEdge](t)(cut.Edges(ctx))) > 3 {
		t.Errorf("cut: %+v", cut)
	}
	for _, n := range few {
		if n.ID == nodes[1].ID && (n.X != 12.25 || n.Y != -3) {
			t.Errorf("the known node went to %v, %v", n.X, n.Y)
		}
	}
	everything := must[*view.Subgraph](t)(r.Subgraph(ctx, view.Picture{Depth: 1, MaxNodes: 100, MaxEdges: 100}))
	if len(must[[]*view.GraphNode](t)(everything.Nodes(ctx))) == 0 {
		t.Error("a picture around nothing is empty")
	}
}

func TestPaths(t *testing.T) {
	r := open(t, viewtest.Store(t, viewtest.World()...))
	show := func(from, to string, f *view.StatementFilter) (out []string) {
		for _, q := range must[[]*view.Path](t)(r.Paths(ctx, *name(from), *name(to), 4, f, 20)) {
			line := ""
			for _, n := range q.Nodes {
				line += " " + n.(interface{ Name() string }).Name()
			}
			out = append(out, strings.TrimSpace(line))
		}
		return out
	}
	if got := show("Ann Able", "Cy Béla", nil); !slices.Equal(got, []string{"Ann Able Bo Béla Cy Béla", "Ann Able Bo Béla Green Party Cy Béla"}) {
		t.Errorf("%q", got)
	}
	// with what is planned and possible, too
	if got := show("Ann Able", "Cy Béla", &view.StatementFilter{}); len(got) < 4 {
		t.Errorf("%q", got)
	}
	if got := show("Ann Able", "Nobody", nil); len(got) != 0 {
		t.Errorf("%q", got)
	}
}

// A merge and its revocation show in the API: old ids keep their meaning.
func TestIDsOutliveMerges(t *testing.T) {
	store := viewtest.Store(t, viewtest.World()...)
	r := open(t, store)
	bo := must[view.Entity](t)(r.Entity(ctx, *name("Bo Béla"))).(*view.Person)
	cy := must[view.Entity](t)(r.Entity(ctx, *name("Cy Béla"))).(*view.Person)
	viewtest.Judge(t, store, bo.ID(), cy.ID(), graph.Same, time.Date(2025, 11, 6, 0, 0, 0, 0, time.UTC))
	nodes := must[[]view.Node](t)(open(t, store).Nodes(ctx, []string{bo.ID(), "nothing", cy.ID()}))
	x, y := nodes[0].(*view.Person), nodes[2].(*view.Person)
	if nodes[1] != nil || x.ID() != y.ID() || x.ID() != min(bo.ID(), cy.ID()) {
		t.Errorf("%v %v %v", x, nodes[1], y)
	}
	if js := must[[]*view.Judgement](t)(x.Judgements(ctx)); len(js) != 1 || js[0].Verdict != graph.Same {
		t.Errorf("judgements %v", js)
	}
}
