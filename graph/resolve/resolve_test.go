package resolve

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/dateline-news/dateline/graph"
)

// step applies one request to a model.
func step(t interface {
	Helper()
	Fatal(...any)
}, m *model, r Request) {
	t.Helper()
	make := Plan
	if m.memory != nil {
		make = m.memory.Plan
	}
	c, err := make(context.Background(), m, r)
	if err != nil {
		t.Fatal(err)
	}
	if err := m.apply(c); err != nil {
		t.Fatal(err)
	}
}

// fields of a made entity: "PERSON Ann Lee", "ORGANIZATION Board of Trade/BoT", "PLACE France@FR!".
func entity(document string, n int, spec string) graph.Entity {
	kind, name, _ := strings.Cut(spec, " ")
	e := graph.Entity{Document: document, Type: graph.EntityType(kind), Mentions: 1}
	if s, ok := strings.CutSuffix(name, "!"); ok {
		name, e.Subtype = s, "COUNTRY"
	}
	name, e.Country, _ = strings.Cut(name, "@")
	name, alias, _ := strings.Cut(name, "/")
	if alias != "" {
		e.Aliases = []string{alias}
	}
	if s, ok := strings.CutPrefix(name, "*"); ok {
		name, e.Generic = s, true
	}
	e.Name = name
	e.ID = graph.EntityID(document, e.Type, graph.Span{Start: n, End: n + 1})
	return e
}

// record makes a document with entities, and statements between them by number:
// "0 MET_WITH 1", "0 !MET_WITH 1" negated, "0 KILLED =4" with a figure.
func record(d graph.Document, entities []string, statements ...string) *graph.Record {
	d.ID = graph.DocumentID(&d)
	r := &graph.Record{Document: &d, Extractor: "test/1"}
	for i, spec := range entities {
		r.Entities = append(r.Entities, entity(d.ID, i, spec))
	}
	for i, spec := range statements {
		f := strings.Fields(spec)
		s := graph.Statement{Document: d.ID, Polarity: graph.Affirmed, Modality: graph.Asserted, Evidence: []graph.Evidence{{Document: d.ID, Span: graph.Span{Start: i, End: i + 1}}}}
		end := func(word string) string {
			var n int
			fmt.Sscan(word, &n)
			return r.Entities[n].ID
		}
		s.Subject = end(f[0])
		if p, ok := strings.CutPrefix(f[1], "!"); ok {
			f[1], s.Polarity = p, graph.Negated
		}
		s.Predicate = graph.PredicateName(f[1])
		if v, ok := strings.CutPrefix(f[2], "="); ok {
			var x float64
			fmt.Sscan(v, &x)
			s.Figure = &graph.Figure{Kind: "killed", Value: &x}
		} else if f[2] != "-" {
			s.Object = end(f[2])
		}
		s.ID = graph.StatementID(&s)
		r.Statements = append(r.Statements, s)
	}
	return r
}

func day(n int) time.Time { return time.Date(2024, 1, n, 0, 0, 0, 0, time.UTC) }

// names lists the clusters as the names of their members, sorted.
func (m *model) names() []string {
	var out []string
	for _, c := range m.canonicals {
		var part []string
		for _, r := range m.records {
			for i := range r.Entities {
				if e := &r.Entities[i]; slices.Contains(c.Members, e.ID) {
					part = append(part, e.Name)
				}
			}
		}
		slices.Sort(part)
		out = append(out, strings.Join(part, " = "))
	}
	slices.Sort(out)
	return out
}

func TestClusters(t *testing.T) {
	for _, c := range []struct {
		name     string
		entities []string // one a document
		want     []string
	}{
		{"full names", []string{"PERSON Ann Lee", "PERSON ann  LEE", "PERSON Ann Leigh"}, []string{"Ann Lee = ann  LEE", "Ann Leigh"}},
		{"accents", []string{"PERSON José Peña", "PERSON Jose Pena"}, []string{"Jose Pena = José Peña"}},
		{"a bare surname is known to its document only", []string{"PERSON Lee", "PERSON Lee", "PERSON Ann Lee"}, []string{"Ann Lee", "Lee", "Lee"}},
		{"more of the name", []string{"PERSON Ann Lee", "PERSON Ann B. Lee", "PERSON Ann Bea Lee"}, []string{"Ann B. Lee = Ann Bea Lee = Ann Lee"}},
		{"second surname", []string{"PERSON Ana Ruiz", "PERSON Ana Ruiz Gil"}, []string{"Ana Ruiz = Ana Ruiz Gil"}},
		{"ambiguous short name", []string{"PERSON Ana Ruiz", "PERSON Ana Ruiz Gil", "PERSON Ana Ruiz Paz"}, []string{"Ana Ruiz", "Ana Ruiz Gil", "Ana Ruiz Paz"}},
		{"types stay apart", []string{"PERSON Paris Texas", "PLACE Paris Texas"}, []string{"Paris Texas", "Paris Texas"}},
		{"generic never", []string{"PERSON *the officials", "PERSON *the officials"}, []string{"the officials", "the officials"}},
		{"countries by code", []string{"PLACE Türkiye@TR!", "PLACE Turkey@TR!", "PLACE Turkey@US"}, []string{"Turkey", "Turkey = Türkiye"}},
		{"cities by country", []string{"PLACE Paris@FR", "PLACE Paris@US", "PLACE Paris@FR"}, []string{"Paris", "Paris = Paris"}},
		{"acronym by its expansion", []string{"ORGANIZATION Board of Trade Reform/BTR", "ORGANIZATION BTR", "ORGANIZATION Board of Trade Reform"}, []string{"BTR = Board of Trade Reform = Board of Trade Reform"}},
		{"ambiguous acronym", []string{"ORGANIZATION Acme Trade Reform/ATR", "ORGANIZATION ATR", "ORGANIZATION Apex Tax Ring/ATR"}, []string{"ATR", "Acme Trade Reform", "Apex Tax Ring"}},
		{"legal forms and articles", []string{"ORGANIZATION Acme Corp.", "ORGANIZATION the Acme"}, []string{"Acme Corp. = the Acme"}},
		{"what all the world knows", []string{"ORGANIZATION WHO", "ORGANIZATION World Health Organisation", "ORGANIZATION World Health Organization", "ORGANIZATION World Health Forum"}, []string{"WHO = World Health Organisation = World Health Organization", "World Health Forum"}},
		{"a country by its name", []string{"PLACE South Korea@KR!", "PLACE South Korea@KR", "PLACE Georgia@US", "PLACE Georgia@GE!"}, []string{"Georgia", "Georgia", "South Korea = South Korea"}},
		{"another type", []string{"ORGANIZATION National Hurricane Center", "PLACE National Hurricane Center", "PLACE Mercury", "OTHER Mercury"}, []string{"Mercury", "Mercury", "National Hurricane Center = National Hurricane Center"}},
		{"another type, of two", []string{"PLACE San Vito@IT", "PLACE San Vito@CR", "ORGANIZATION San Vito"}, []string{"San Vito", "San Vito", "San Vito"}},
		{"a company of a person's name", []string{"PERSON Ann Able", "PERSON Ann Able", "ORGANIZATION Ann Able"}, []string{"Ann Able", "Ann Able = Ann Able"}},
		{"short first names", []string{"PERSON Bill Weld", "PERSON William Floyd Weld", "PERSON Bill Able", "PERSON Walt Able"}, []string{"Bill Able", "Bill Weld = William Floyd Weld", "Walt Able"}},
		{"short for two", []string{"PERSON Bert Able", "PERSON Robert Able", "PERSON Albert Able"}, []string{"Albert Able", "Bert Able", "Robert Able"}},
		{"spellings", []string{"PERSON Ivan Borovskyy", "PERSON Ivan Borovsky", "PERSON Ivan Borovski"}, []string{"Ivan Borovski", "Ivan Borovsky = Ivan Borovskyy"}},
		{"another consonant, another ending, a short name", []string{"PERSON Paul Rudd", "PERSON Paul Budd", "PERSON Paula Budd", "PERSON Dan Lee", "PERSON Don Lee"}, []string{"Dan Lee", "Don Lee", "Paul Budd", "Paul Rudd", "Paula Budd"}},
		{"a vowel alone does not tell", []string{"PERSON Ann Jensen", "PERSON Ann Jansen"}, []string{"Ann Jansen", "Ann Jensen"}},
		{"ships", []string{"OTHER HMS Plover", "OTHER frigate HMS Plover", "OTHER warship Plover", "OTHER Plover", "OTHER USS Heron", "OTHER HMS Heron", "OTHER destroyer Heron"}, []string{"HMS Heron", "HMS Plover = frigate HMS Plover = warship Plover", "Plover", "USS Heron", "destroyer Heron"}},
		{"public bodies need a country", []string{"ORGANIZATION Ministry of Defence", "ORGANIZATION Ministry of Defence", "ORGANIZATION Ministry of Defence@RU", "ORGANIZATION Ministry of Defence@RU"}, []string{"Ministry of Defence", "Ministry of Defence", "Ministry of Defence = Ministry of Defence"}},
	} {
		m := newModel()
		for i, e := range c.entities {
			step(t, m, Request{Add: []*graph.Record{record(graph.Document{SourceID: fmt.Sprint(i), Text: fmt.Sprint("text ", i)}, []string{e})}})
		}
		if diff := cmp.Diff(c.want, m.names()); diff != "" {
			t.Errorf("%s: -want +got\n%s", c.name, diff)
		}
	}
}

// TestCompany: a vowel apart is one person where documents have more in common.
func TestCompany(t *testing.T) {
	m := newModel()
	for i, names := range [][]string{{"PERSON Ann Jensen", "ORGANIZATION Acme", "PLACE France@FR!"}, {"PERSON Ann Jansen", "ORGANIZATION Acme"}, {"PERSON Bo Larsen", "PLACE France@FR!"}, {"PERSON Bo Larson", "PLACE France@FR!"}} {
		step(t, m, Request{Add: []*graph.Record{record(graph.Document{SourceID: fmt.Sprint(i), Text: fmt.Sprint("text ", i)}, names)}})
	}
	want := []string{"Acme = Acme", "Ann Jansen = Ann Jensen", "Bo Larsen", "Bo Larson", "France = France = France"}
	if diff := cmp.Diff(want, m.names()); diff != "" {
		t.Error(diff)
	}
}

func TestJudgements(t *testing.T) {
	m := newModel()
	var ids []string
	for i, name := range []string{"PERSON Ann Lee", "PERSON Ann Lee", "PERSON A. Lee", "PERSON Lee"} {
		r := record(graph.Document{SourceID: fmt.Sprint(i), Text: fmt.Sprint("text ", i)}, []string{name})
		ids = append(ids, r.Entities[0].ID)
		step(t, m, Request{Add: []*graph.Record{r}})
	}
	judge := func(a, b int, v graph.Verdict) string {
		step(t, m, Request{Judge: []graph.Judgement{{Left: ids[a], Right: ids[b], Verdict: v}}})
		return graph.JudgementID(ids[a], ids[b], v)
	}
	want := func(names ...string) {
		t.Helper()
		if diff := cmp.Diff(names, m.names()); diff != "" {
			t.Error(diff)
		}
	}
	want("A. Lee", "Ann Lee = Ann Lee", "Lee")
	same := judge(0, 2, graph.Same)
	want("A. Lee = Ann Lee = Ann Lee", "Lee")
	apart := judge(1, 0, graph.Different)
	want("A. Lee = Ann Lee", "Ann Lee", "Lee")
	judge(2, 1, graph.Same) // contradicts the two before: what stays is a matter of ids, but it stays whole
	if n := len(m.names()); n != 3 {
		t.Error(m.names())
	}
	step(t, m, Request{Revoke: []string{graph.JudgementID(ids[2], ids[1], graph.Same)}})
	want("A. Lee = Ann Lee", "Ann Lee", "Lee")
	judge(0, 1, graph.Same) // replaces the opposite
	if _, ok := m.judgements[apart]; ok {
		t.Error("both verdicts on one pair")
	}
	want("A. Lee = Ann Lee = Ann Lee", "Lee")
	step(t, m, Request{Revoke: []string{same}})
	want("A. Lee", "Ann Lee = Ann Lee", "Lee")
	if _, err := Plan(context.Background(), m, Request{Judge: []graph.Judgement{{Left: ids[0], Right: "e123", Verdict: graph.Same}}}); graph.KindOf(err) != graph.KindNotFound {
		t.Error(err)
	}
	if _, err := Plan(context.Background(), m, Request{Revoke: []string{"j123"}}); graph.KindOf(err) != graph.KindNotFound {
		t.Error(err)
	}
}

const story = "The council of the town approved a tunnel under the harbour on Monday after a long debate about its cost and its use. " +
	"Residents of the old quarter protested against the plan in May and a lawyer sued the town over noise. " +
	"The mayor said that the work would start in June and end within eight years if the weather allowed it."

func TestCopies(t *testing.T) {
	texts := []string{story, strings.Replace(story, "on Monday", "on Monday evening", 1), story, "Something else happened far away, and nobody in the town heard of it before the weekend was over."}
	dates := []int{3, 2, 5, 1}
	m := newModel()
	var ids []string
	for i, text := range texts {
		r := record(graph.Document{SourceID: fmt.Sprint(i), Text: text, Published: day(dates[i]), DateOnly: true}, nil)
		ids = append(ids, r.Document.ID)
		step(t, m, Request{Add: []*graph.Record{r}})
	}
	if diff := cmp.Diff(map[string]string{ids[0]: ids[1], ids[2]: ids[1]}, m.duplicates); diff != "" {
		t.Error(diff)
	}
	step(t, m, Request{Delete: []string{ids[1]}})
	if diff := cmp.Diff(map[string]string{ids[2]: ids[0]}, m.duplicates); diff != "" {
		t.Error(diff)
	}
}

func TestSupersede(t *testing.T) {
	m := newModel()
	var ids []string
	for i, d := range []graph.Document{
		{URL: "u", Text: "a", Published: day(1)}, {URL: "u", Text: "b", Published: day(3)}, {URL: "u", SourceID: "s", Text: "c", Published: day(2)},
		{SourceID: "s", Text: "d"}, {SourceID: "s", Text: "e", Published: day(9)}, {URL: "u", Text: "b", Published: day(8), Title: "again"},
	} {
		r := record(d, nil)
		ids = append(ids, r.Document.ID)
		step(t, m, Request{Add: []*graph.Record{r}})
		_ = i
	}
	if diff := cmp.Diff(map[string]string{ids[0]: ids[5], ids[2]: ids[4]}, m.superseded); diff != "" {
		t.Error(diff)
	}
	step(t, m, Request{Delete: []string{ids[4], ids[5]}})
	if diff := cmp.Diff(map[string]string{ids[0]: ids[1], ids[2]: ids[1]}, m.superseded); diff != "" {
		t.Error(diff)
	}
}

func TestClaims(t *testing.T) {
	m := newModel()
	pair := []string{"PERSON Ann Lee", "PERSON Bob Day"}
	doc := func(n int, publisher, text string) graph.Document {
		return graph.Document{SourceID: fmt.Sprint(n), Publisher: publisher, Text: text, Published: day(n)}
	}
	only := func(contested bool, publishers, statements int) {
		t.Helper()
		for _, c := range m.claims {
			if c.Contested != contested || c.Publishers != publishers || len(c.Statements) != statements {
				t.Errorf("contested %v, %d publishers, %d statements", c.Contested, c.Publishers, len(c.Statements))
			}
		}
		if len(m.claims) != 1 {
			t.Errorf("%d claims", len(m.claims))
		}
	}
	step(t, m, Request{Add: []*graph.Record{record(doc(1, "A", story), pair, "0 MET_WITH 1", "0 STATED -")}})
	only(false, 1, 1)
	step(t, m, Request{Add: []*graph.Record{record(doc(2, "B", "another text"), pair, "1 MET_WITH 0")}})
	only(false, 2, 2) // symmetric: either way round
	step(t, m, Request{Add: []*graph.Record{record(doc(3, "C", story), pair, "0 MET_WITH 1")}})
	only(false, 2, 3) // a copy of the first counts once
	step(t, m, Request{Add: []*graph.Record{record(doc(4, "B", "a third text"), pair, "0 !MET_WITH 1")}})
	only(true, 2, 4)
	step(t, m, Request{Add: []*graph.Record{record(doc(5, "", "a fourth text"), pair, "0 MET_WITH 1")}})
	only(true, 3, 5)
}

func TestContestedFigures(t *testing.T) {
	f := func(v float64, approximate bool) *graph.Statement {
		return &graph.Statement{Predicate: graph.RoleKilled, Polarity: graph.Affirmed, Modality: graph.Asserted, Figure: &graph.Figure{Kind: "killed", Value: &v, Approximate: approximate}}
	}
	low, high := 3.0, 5.0
	between := &graph.Statement{Predicate: graph.RoleKilled, Polarity: graph.Affirmed, Modality: graph.Asserted, Figure: &graph.Figure{Kind: "killed", Low: &low, High: &high}}
	atLeast := &graph.Statement{Predicate: graph.RoleKilled, Polarity: graph.Affirmed, Modality: graph.Asserted, Figure: &graph.Figure{Kind: "killed", Low: &low}}
	for i, c := range []struct {
		want bool
		in   []*graph.Statement
	}{
		{false, []*graph.Statement{f(4, false), f(4, false)}},
		{true, []*graph.Statement{f(4, false), f(6, false)}},
		{false, []*graph.Statement{f(95, false), f(100, true)}},
		{false, []*graph.Statement{f(4, false), between}},
		{true, []*graph.Statement{f(6, false), between}},
		{false, []*graph.Statement{f(60, false), atLeast}},
		{true, []*graph.Statement{f(2, false), atLeast}},
	} {
		if got := contested(c.in); got != c.want {
			t.Errorf("case %d: %v", i, got)
		}
	}
}

// state is what a model holds, in a form to compare.
func (m *model) state() string {
	type marks struct{ Duplicates, Superseded map[string]string }
	b, err := json.Marshal([]any{sortedKeys(m.records), values(m.canonicals), values(m.claims), sortedKeys(m.judgements), marks{m.duplicates, m.superseded}})
	if err != nil {
		panic(err)
	}
	return string(b)
}

func values[T any](m map[string]T) []T {
	out := make([]T, 0, len(m))
	for _, k := range sortedKeys(m) {
		out = append(out, m[k])
	}
	return out
}

// TestOrderNeverShows: any order of adding, deleting and judging that ends in the
// same documents and judgements ends in the same state as adding these alone.
func TestOrderNeverShows(t *testing.T) {
	names := []string{
		"PERSON Ann Lee", "PERSON Ann B. Lee", "PERSON Ann Lee Ruiz", "PERSON Ann Lee Gil", "PERSON Anne Lee Gil", "PERSON Bill Leman", "PERSON William Leman", "PERSON William Lemann", "PERSON William Limann", "OTHER Bank of Paris", "ORGANIZATION Bank of Paris", "PERSON Lee", "PERSON *man", "ORGANIZATION BTR",
		"ORGANIZATION Board of Trade Reform/BTR", "ORGANIZATION Bank of Tax Rulings/BTR", "PLACE Paris@FR", "PLACE Paris@US", "PLACE Paris", "PLACE France@FR!",
		"EVENT *blast", "EVENT *explosion at the bank", "EVENT *attack",
	}
	texts := []string{story, strings.Replace(story, "May", "March", 1), strings.Replace(story, "lawyer", "teacher", 1), "short", "another short text"}
	predicates := []string{"MET_WITH", "!MET_WITH", "ATTACKED", "HOLDS_POSITION", "PLACE_OF"}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 7).Draw(t, "documents")
		docs := make([]graph.Document, n)
		entities, statements := make([][]string, n), make([][]string, n)
		for i := range n {
			docs[i] = graph.Document{
				SourceID: rapid.SampledFrom([]string{"", "s1", "s2"}).Draw(t, "source"), URL: rapid.SampledFrom([]string{"", "u1"}).Draw(t, "url"),
				Publisher: rapid.SampledFrom([]string{"", "A", "B"}).Draw(t, "publisher"), Title: fmt.Sprint(i),
				Text: rapid.SampledFrom(texts).Draw(t, "text"), DateOnly: true,
			}
			if d := rapid.IntRange(0, 3).Draw(t, "day"); d > 0 {
				docs[i].Published = day(d)
			}
			entities[i] = rapid.SliceOfN(rapid.SampledFrom(names), 1, 4).Draw(t, "entities")
			for range rapid.IntRange(0, 3).Draw(t, "statements") {
				end := rapid.IntRange(0, len(entities[i])-1)
				statements[i] = append(statements[i], fmt.Sprintf("%d %s %d", end.Draw(t, "subject"), rapid.SampledFrom(predicates).Draw(t, "predicate"), end.Draw(t, "object")))
			}
			statements[i] = slices.Compact(statements[i])
			if rapid.Bool().Draw(t, "figure") {
				statements[i] = append(statements[i], fmt.Sprintf("0 KILLED =%d", rapid.IntRange(3, 5).Draw(t, "killed")))
			}
		}
		make := func(i int) *graph.Record { return record(docs[i], entities[i], statements[i]...) }
		keep := rapid.SliceOfN(rapid.Bool(), n, n).Draw(t, "keep")
		var members []string
		for i := range n {
			if keep[i] {
				for _, e := range make(i).Entities {
					members = append(members, e.ID)
				}
			}
		}
		var judge []graph.Judgement
		if len(members) > 1 {
			for range rapid.IntRange(0, 4).Draw(t, "judgements") {
				l, r := rapid.SampledFrom(members).Draw(t, "left"), rapid.SampledFrom(members).Draw(t, "right")
				v := rapid.SampledFrom([]graph.Verdict{graph.Same, graph.Different}).Draw(t, "verdict")
				seen := slices.ContainsFunc(judge, func(j graph.Judgement) bool { return j.Left == l && j.Right == r || j.Left == r && j.Right == l })
				if at := len(judge) + 1; rapid.Bool().Draw(t, "an edit") {
					judge = append(judge, graph.Judgement{Left: l, Verdict: graph.Edited, At: day(at), Edit: graph.Edit{
						Name: rapid.SampledFrom([]string{"", "Ann", "Lee"}).Draw(t, "name"), Subtype: fmt.Sprint(at),
					}})
				} else if l != r && !seen {
					judge = append(judge, graph.Judgement{Left: l, Right: r, Verdict: v})
				}
			}
		}

		a := newModel()
		a.memory = nil
		for i := range n {
			if keep[i] {
				step(t, a, Request{Add: []*graph.Record{make(i)}})
			}
		}
		for _, j := range judge {
			step(t, a, Request{Judge: []graph.Judgement{j}})
		}

		b := newModel()
		for _, i := range rapid.Permutation(numbers(n)).Draw(t, "order") {
			step(t, b, Request{Add: []*graph.Record{make(i)}})
		}
		for _, k := range rapid.Permutation(numbers(len(judge))).Draw(t, "order of judgements") {
			step(t, b, Request{Judge: []graph.Judgement{judge[k]}})
			if rapid.Bool().Draw(t, "revoke") {
				j := judge[k]
				id := graph.JudgementID(j.Left, j.Right, j.Verdict)
				if j.Verdict == graph.Edited {
					id = graph.EditID(j.Left, j.Edit)
				}
				step(t, b, Request{Revoke: []string{id}})
				step(t, b, Request{Judge: []graph.Judgement{j}})
			}
		}
		for i := range n {
			id := graph.DocumentID(&docs[i])
			switch {
			case !keep[i]:
				step(t, b, Request{Delete: []string{id}})
			case rapid.Bool().Draw(t, "read again"):
				step(t, b, Request{Add: []*graph.Record{make(i)}, Delete: []string{id}})
			}
		}
		if diff := cmp.Diff(a.state(), b.state()); diff != "" {
			t.Fatalf("-added alone +with a history\n%s", diff)
		}
	})
}

func numbers(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

// TestEdits: of several edits the latest wins, field by field; one goes with its
// member, and what is taken back brings the former back.
func TestEdits(t *testing.T) {
	m := newModel()
	a := record(graph.Document{Title: "1", Text: story}, []string{"PERSON Ann Lee"})
	b := record(graph.Document{Title: "2", Text: "another"}, []string{"PERSON Ann Lee"})
	step(t, m, Request{Add: []*graph.Record{a}})
	step(t, m, Request{Add: []*graph.Record{b}})
	one, two := a.Entities[0].ID, b.Entities[0].ID
	shown := func() string {
		var out []string
		for _, c := range values(m.canonicals) {
			out = append(out, fmt.Sprint(c.Name, " ", c.Type, " ", c.Subtype, c.Country, c.Aliases))
		}
		slices.Sort(out)
		return strings.Join(out, "; ")
	}
	edit := func(member string, n int, e graph.Edit) string {
		step(t, m, Request{Judge: []graph.Judgement{{Left: member, Verdict: graph.Edited, At: day(n), Edit: e}}})
		return graph.EditID(member, e)
	}
	expect := func(want string) {
		t.Helper()
		if got := shown(); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	edit(one, 1, graph.Edit{Name: "Ann Li", Country: "FR"})
	expect("Ann Li PERSON FR[Ann Lee]")
	last := edit(two, 2, graph.Edit{Name: "A. Li", Type: graph.TypeOther})
	expect("A. Li OTHER FR[Ann Lee]")
	step(t, m, Request{Judge: []graph.Judgement{{Left: one, Right: two, Verdict: graph.Different}}})
	expect("A. Li OTHER [Ann Lee]; Ann Li PERSON FR[Ann Lee]")
	step(t, m, Request{Revoke: []string{graph.JudgementID(one, two, graph.Different)}})
	step(t, m, Request{Revoke: []string{last}})
	expect("Ann Li PERSON FR[Ann Lee]")
	step(t, m, Request{Add: []*graph.Record{a}, Delete: []string{a.Document.ID}}) // read again
	expect("Ann Li PERSON FR[Ann Lee]")
	step(t, m, Request{Delete: []string{a.Document.ID}})
	expect("Ann Lee PERSON []")
}

// TestMemory has one name come again and again: once it is known, its cluster
// takes in what joins, and the plan says no more of it.
func TestMemory(t *testing.T) {
	m := newModel()
	for i := range 20 {
		d := graph.Document{Title: fmt.Sprint(i), Text: fmt.Sprintf("the text of number %d", i), Published: day(1 + i%9)}
		step(t, m, Request{Add: []*graph.Record{record(d, []string{"PLACE France@FR!", "PERSON Ann Lee"})}})
	}
	if m.grown < 20 {
		t.Errorf("%d of 40 times a cluster took in what joins", m.grown)
	}
}
