package resolve

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/dateline-news/dateline/graph"
)

var update = flag.Bool("update", false, "write what scenarios give into their files")

// TestScenarios reads testdata/*.txtar: articles, what people decided, and what
// the graph says then. A file is a story that a person can read:
//
//	-- NAME.article --   lines "publisher: …", "published: …", "url: …", "text: …", "mentions: ENTITY",
//	                     and statements: "ENTITY [not] PREDICATE ENTITY", "ENTITY KILLED =4" (~4: about 4),
//	                     with "| verb=sue", "| text=president", "| time=2024-05-03", "| may" and "| by ENTITY" after them;
//	                     an entity is "Ann Lee (PERSON)", "Paris (PLACE@FR)", "France (PLACE@FR!)" for a state,
//	                     "Board of Trade Reform (ORGANIZATION/BTR)" with an alias, "*officials (PERSON)" for a common noun,
//	                     "*blast at the harbour (EVENT)" for a happening without a name
//	-- people --         "same A/Ann Lee B/Ann Lee", "different …", "name A/Ann Lee = Ann Li", "revoke same …"
//	-- delete --         names of articles
//	-- graph --          entities of several articles or edited ones, claims, copies and versions
//
// The articles between two other parts come in every order; the graph is the same.
func TestScenarios(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "*.txtar"))
	if err != nil || len(files) < 20 {
		t.Fatalf("%d scenarios %v", len(files), err)
	}
	for _, f := range files {
		t.Run(strings.TrimSuffix(filepath.Base(f), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(f)
			if err != nil {
				t.Fatal(err)
			}
			s := &scenario{t: t, m: newModel(), other: newModel(), ids: map[string]string{}, records: map[string]*graph.Record{}}
			for i, part := range a.Files {
				body := string(part.Data)
				name, article := strings.CutSuffix(part.Name, ".article")
				switch {
				case article:
					s.waiting = append(s.waiting, s.article(name, body))
				case part.Name == "people":
					s.settle()
					s.people(body)
				case part.Name == "delete":
					s.settle()
					for _, name := range strings.Fields(body) {
						r := Request{Delete: []string{s.ids[name]}}
						step(t, s.m, r)
						step(t, s.other, r)
					}
				case part.Name == "graph":
					s.settle()
					got := s.graph()
					if *update {
						a.Files[i].Data = []byte(got)
					} else if diff := cmp.Diff(body, got); diff != "" {
						t.Errorf("%s-want +got\n%s", a.Comment, diff)
					}
					if one, two := s.m.state(), s.other.state(); one != two {
						t.Errorf("%sthe order of articles shows: %s", a.Comment, cmp.Diff(one, two))
					}
				default:
					t.Fatalf("no part is called %q", part.Name)
				}
			}
			if *update {
				if err := os.WriteFile(f, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

type scenario struct {
	t        *testing.T
	m, other *model // other gets articles in the opposite order
	waiting  []*graph.Record
	ids      map[string]string // article → document
	records  map[string]*graph.Record
}

// settle takes in the articles that wait.
func (s *scenario) settle() {
	s.t.Helper()
	for i := range s.waiting {
		step(s.t, s.m, Request{Add: []*graph.Record{s.waiting[i]}})
	}
	for i := range s.waiting {
		again := *s.waiting[len(s.waiting)-1-i]
		step(s.t, s.other, Request{Add: []*graph.Record{&again}})
	}
	s.waiting = nil
}

var (
	entityNotation    = `(\*?[^()|]+) \(([A-Z]+)([^)]*)\)`
	statementNotation = regexp.MustCompile(`^` + entityNotation + ` (not )?([A-Z_]+)(?: ([=~])([0-9.]+)| ` + entityNotation + `)?$`)
	entityAlone       = regexp.MustCompile(`^` + entityNotation + `$`)
)

// article reads one in the notation of TestScenarios.
func (s *scenario) article(name, body string) *graph.Record {
	s.t.Helper()
	d := &graph.Document{Title: name, Text: "The article " + name + " has words of its own: " + strings.Repeat(name+" and more. ", 9), DateOnly: true}
	r := &graph.Record{Document: d, Extractor: "test/1"}
	var lines []string
	var entities []string // in the notation of entity
	entity := func(n, kind, more string) int {
		spec := kind + " " + n
		for _, sign := range []string{"/", "@"} {
			if i := strings.Index(more, sign); i >= 0 {
				spec += more[i : i+1+len(strings.SplitN(more[i+1:], otherSign(sign), 2)[0])]
			}
		}
		if i := slices.Index(entities, spec); i >= 0 {
			return i
		}
		entities = append(entities, spec)
		return len(entities) - 1
	}
	for line := range strings.Lines(body) {
		line = strings.TrimSpace(line)
		key, value, _ := strings.Cut(line, ": ")
		switch key {
		case "publisher":
			d.Publisher = value
		case "published":
			at, err := time.Parse(time.DateOnly, value)
			if err != nil {
				s.t.Fatal(err)
			}
			d.Published = at
		case "url":
			d.URL = value
		case "text":
			d.Text = value
		case "mentions":
			m := entityAlone.FindStringSubmatch(value)
			if m == nil {
				s.t.Fatalf("no entity: %q", line)
			}
			entity(m[1], m[2], m[3])
		case "":
		default:
			lines = append(lines, line)
		}
	}
	d.ID = graph.DocumentID(d)
	var statements []graph.Statement
	for i, line := range lines {
		parts := strings.Split(line, " | ")
		m := statementNotation.FindStringSubmatch(parts[0])
		if m == nil {
			s.t.Fatalf("no statement: %q", line)
		}
		st := graph.Statement{Document: d.ID, Predicate: graph.PredicateName(m[5]), Polarity: graph.Affirmed, Modality: graph.Asserted,
			Evidence: []graph.Evidence{{Document: d.ID, Span: graph.Span{Start: i, End: i + 1}}}}
		st.Subject = strconv.Itoa(entity(m[1], m[2], m[3]))
		if m[4] != "" {
			st.Polarity = graph.Negated
		}
		if m[7] != "" {
			v, err := strconv.ParseFloat(m[7], 64)
			if err != nil {
				s.t.Fatal(err)
			}
			st.Figure = &graph.Figure{Kind: strings.ToLower(m[5]), Value: &v, Approximate: m[6] == "~"}
		} else if m[8] != "" {
			st.Object = strconv.Itoa(entity(m[8], m[9], m[10]))
		}
		for _, p := range parts[1:] {
			key, value, _ := strings.Cut(p, "=")
			switch by, isBy := strings.CutPrefix(p, "by "); {
			case isBy:
				m := entityAlone.FindStringSubmatch(by)
				if m == nil {
					s.t.Fatalf("no entity: %q", p)
				}
				st.Attribution = []string{strconv.Itoa(entity(m[1], m[2], m[3]))}
			case p == "may":
				st.Modality = graph.Possible
			case key == "verb":
				st.Verb = value
			case key == "text":
				st.Text = value
			case key == "time":
				st.Time = &graph.TimeSpan{From: value, Precision: graph.PrecisionDay}
			default:
				s.t.Fatalf("no qualifier: %q", p)
			}
		}
		statements = append(statements, st)
	}
	made := record(*d, entities)
	r.Entities = made.Entities
	id := func(n string) string {
		if i, err := strconv.Atoi(n); err == nil {
			return r.Entities[i].ID
		}
		return n
	}
	for _, st := range statements {
		st.Subject, st.Object = id(st.Subject), id(st.Object)
		for i := range st.Attribution {
			st.Attribution[i] = id(st.Attribution[i])
		}
		st.ID = graph.StatementID(&st)
		r.Statements = append(r.Statements, st)
	}
	s.ids[name], s.records[name] = d.ID, r
	return r
}

func otherSign(sign string) string {
	if sign == "/" {
		return "@"
	}
	return "/"
}

var decision = regexp.MustCompile(`^(revoke )?(same|different|name) (\w+)/([^/=]+?)(?: (\w+)/([^/]+)| = (.+))$`)

// people takes in what they decided.
func (s *scenario) people(body string) {
	s.t.Helper()
	for line := range strings.Lines(body) {
		m := decision.FindStringSubmatch(strings.TrimSpace(line))
		if m == nil {
			s.t.Fatalf("no decision: %q", line)
		}
		member := func(article, name string) string {
			for _, e := range s.records[article].Entities {
				if e.Name == name {
					return e.ID
				}
			}
			s.t.Fatalf("%s does not mention %s", article, name)
			return ""
		}
		j := graph.Judgement{Left: member(m[3], m[4]), Verdict: graph.Verdict(strings.ToUpper(m[2])), At: day(1)}
		if m[2] == "name" {
			j.Verdict, j.Edit.Name = graph.Edited, m[7]
			j.ID = graph.EditID(j.Left, j.Edit)
		} else {
			j.Right = member(m[5], m[6])
			j.ID = graph.JudgementID(j.Left, j.Right, j.Verdict)
		}
		r := Request{Judge: []graph.Judgement{j}}
		if m[1] != "" {
			r = Request{Revoke: []string{j.ID}}
		}
		step(s.t, s.m, r)
		step(s.t, s.other, r)
	}
}

// graph is what there is, in words.
func (s *scenario) graph() string {
	article := map[string]string{}
	for name, id := range s.ids {
		article[id] = name
	}
	var out []string
	for _, c := range s.m.canonicals {
		own := ""
		for _, r := range s.records {
			for _, e := range r.Entities {
				if e.ID == c.ID {
					own = e.Name
				}
			}
		}
		if len(c.Members) == 1 && c.Name == own {
			continue
		}
		var in []string
		for _, d := range c.Documents {
			in = append(in, article[d])
		}
		slices.Sort(in)
		line := fmt.Sprintf("entity %s (%s)", c.Name, c.Type)
		if len(c.Aliases) > 0 {
			line += ", also " + strings.Join(c.Aliases, ", ")
		}
		out = append(out, line+", in "+strings.Join(in, " "))
	}
	for _, c := range s.m.claims {
		line := fmt.Sprintf("claim %s %s", s.m.canonicals[c.Subject].Name, c.Predicate)
		if c.Object != "" {
			line += " " + s.m.canonicals[c.Object].Name
		}
		var by []string
		for _, r := range s.records {
			for _, st := range r.Statements {
				if slices.Contains(c.Statements, st.ID) {
					by = append(by, article[st.Document])
				}
			}
		}
		slices.Sort(by)
		line += fmt.Sprintf(": by %s, %d independent", strings.Join(by, " "), c.Publishers)
		if c.Contested {
			line += ", contested"
		}
		out = append(out, line)
	}
	for d, of := range s.m.duplicates {
		out = append(out, fmt.Sprintf("%s is a copy of %s", article[d], article[of]))
	}
	for d, by := range s.m.superseded {
		out = append(out, fmt.Sprintf("%s is superseded by %s", article[d], article[by]))
	}
	slices.Sort(out)
	if len(out) == 0 {
		return "nothing in common\n"
	}
	return strings.Join(out, "\n") + "\n"
}
