package command

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/dateline-news/dateline/extract/read"
	"github.com/dateline-news/dateline/graph/quadstore"
	taking "github.com/dateline-news/dateline/internal/ingest"
)

// The scenarios ask questions about the articles under data/ through the
// GraphQL API alone. A file of testdata/scenarios holds the question, the query
// (whose statements are read with the fragment Line), and lines that must be,
// or must not be, among the answers:
//
//	Michel Aoun rejected "calls for an international investigation into the blast"
//	France withdrew from Mali [PLANNED] says Emmanuel Macron
//	Operation Barkhane killed "13 soldiers" = 13
const lineFragment = `
fragment Line on Statement {
  subject { name } predicate { label } object { name } text polarity modality
  attribution { name } figure { value } time { from } confidence
  evidence { quote sentence document { id } }
}`

type line struct {
	Subject, Object *struct{ Name string }
	Predicate       struct{ Label string }
	Text            *string
	Polarity        string
	Modality        string
	Attribution     []struct{ Name string }
	Figure          *struct{ Value *float64 }
	Confidence      float64
	Evidence        []struct {
		Quote, Sentence string
		Document        struct{ ID string }
	}
}

func (l *line) String() string {
	var b strings.Builder
	if l.Subject != nil {
		b.WriteString(l.Subject.Name)
	} else {
		b.WriteString("someone")
	}
	b.WriteString(" " + l.Predicate.Label)
	if l.Object != nil {
		b.WriteString(" " + l.Object.Name)
	}
	if l.Text != nil && *l.Text != "" {
		b.WriteString(" " + strconv.Quote(*l.Text))
	}
	if l.Polarity != "AFFIRMED" {
		b.WriteString(" [" + l.Polarity + "]")
	}
	if l.Modality != "ASSERTED" {
		b.WriteString(" [" + l.Modality + "]")
	}
	if l.Figure != nil && l.Figure.Value != nil {
		fmt.Fprintf(&b, " = %g", *l.Figure.Value)
	}
	for i, s := range l.Attribution {
		if i == 0 {
			b.WriteString(" says")
		}
		b.WriteString(" " + s.Name)
	}
	return b.String()
}

// sampled is the server over the sample articles, in a store of its own.
func sampled(t *testing.T) http.Handler {
	t.Helper()
	ctx := context.Background()
	store, err := quadstore.Open(ctx, "mem:", quadstore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	g, err := newIngester(store)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(g.Close)
	if err := g.Run(ctx, read.Paths([]string{filepath.Join("..", "..", "data")}, nil), func(r taking.Result) error { return r.Err }); err != nil {
		t.Fatal(err)
	}
	face := handler(store, g, func() bool { return true }, access{}, nil)
	t.Cleanup(face.Close)
	return face
}

func TestScenarios(t *testing.T) {
	face := sampled(t)
	files, err := filepath.Glob(filepath.Join("testdata", "scenarios", "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatal("no scenarios", err)
	}
	for _, f := range files {
		t.Run(strings.TrimSuffix(filepath.Base(f), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(f)
			if err != nil {
				t.Fatal(err)
			}
			var query string
			var want, never []string
			for _, part := range a.Files {
				lines := strings.Split(strings.TrimSpace(string(part.Data)), "\n")
				switch part.Name {
				case "query":
					query = string(part.Data)
				case "want":
					want = lines
				case "never":
					never = lines
				default:
					t.Fatalf("%s: unknown part %q", f, part.Name)
				}
			}
			got := ask(t, face, query+lineFragment)
			for _, w := range want {
				if !slices.Contains(got, w) {
					t.Errorf("%smissing:  %s\nanswers:\n  %s", a.Comment, w, strings.Join(got, "\n  "))
				}
			}
			for _, n := range never {
				if slices.Contains(got, n) {
					t.Errorf("%smust not be said: %s", a.Comment, n)
				}
			}
		})
	}
}

// TestReadme asks what the README tells a newcomer to ask: each question has an answer.
func TestReadme(t *testing.T) {
	face := sampled(t)
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	questions := regexp.MustCompile(`(?s)curl -sG http://localhost:8080/graphql --data-urlencode 'query=(.*?)'\n`).FindAllSubmatch(readme, -1)
	if len(questions) < 3 {
		t.Fatalf("%d questions in the README", len(questions))
	}
	for _, q := range questions {
		r := httptest.NewRequest(http.MethodGet, "http://localhost/graphql?"+url.Values{"query": {string(q[1])}}.Encode(), nil)
		w := httptest.NewRecorder()
		face.ServeHTTP(w, r)
		if body := w.Body.String(); w.Code != http.StatusOK || strings.Contains(body, `"errors"`) || !strings.Contains(body, `"evidence"`) {
			t.Errorf("%s\nstatus %d: %s", q[1], w.Code, body)
		}
	}
}

// ask returns every statement of the answer as a line, wherever in it they are;
// each must open to its sentence.
func ask(t *testing.T, routes http.Handler, query string) (lines []string) {
	t.Helper()
	body, err := json.Marshal(map[string]string{"query": query})
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "http://localhost/graphql", bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	routes.ServeHTTP(w, r)
	var answer struct {
		Data   any
		Errors []struct{ Message string }
	}
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || len(answer.Errors) > 0 {
		t.Fatalf("status %d: %s", w.Code, w.Body)
	}
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, x := range v {
				walk(x)
			}
		case map[string]any:
			if _, ok := v["evidence"]; !ok {
				for _, x := range v {
					walk(x)
				}
				return
			}
			var l line
			raw, _ := json.Marshal(v)
			if err := json.Unmarshal(raw, &l); err != nil {
				t.Fatal(err)
			}
			for _, e := range l.Evidence {
				if e.Quote == "" || !strings.Contains(e.Sentence, e.Quote) || e.Document.ID == "" {
					t.Errorf("%s: the evidence %q does not open to its sentence %q", &l, e.Quote, e.Sentence)
				}
			}
			lines = append(lines, l.String())
		}
	}
	walk(answer.Data)
	slices.Sort(lines)
	return lines
}
