package english

import (
	"bytes"
	"context"
	"path/filepath"
	"slices"
	"testing"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/entity"
	"github.com/dateline-news/dateline/extract/model"
	"github.com/dateline-news/dateline/extract/read"
	"github.com/dateline-news/dateline/graph"
)

// articles are those of data/, and texts on which parts of the pipeline go wrong.
func articles(t *testing.T) []*graph.Document {
	t.Helper()
	var docs []*graph.Document
	for item := range read.Paths([]string{filepath.Join("..", "..", "data")}, nil) {
		if item.Err != nil {
			t.Fatal(item.Err)
		}
		docs = append(docs, item.Document)
	}
	if len(docs) < 8 {
		t.Fatalf("%d articles", len(docs))
	}
	for _, text := range []string{
		".", "é", "((((", "“", "a\n\n\n\nb", "\u202eabc\u202c", "1 2 3 4 5 6 7 8 9", "S&P 500 fell 3.5% – a low since 2003…",
		"\"\\u0041 {}[]\\n\" said Barack Obama.\tHillary Clinton rejected <b>the claim</b>.", "قال محمد", "北京 🚀",
	} {
		d, err := read.New(read.Fields{Text: text})
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, d)
	}
	return docs
}

// TestOneDocumentOneAnalysis: what was analysed before never shows, whatever
// memory the stages use again.
func TestOneDocumentOneAnalysis(t *testing.T) {
	e, err := New()
	if err != nil {
		t.Fatal(err)
	}
	docs := articles(t)
	first := map[string][]byte{}
	for turn := range 3 {
		for _, d := range docs {
			a, err := e.Analyze(context.Background(), d)
			if err != nil {
				t.Fatal(err)
			}
			b := extract.AppendJSON(nil, a)
			if turn == 0 {
				first[d.ID] = b
			} else if !bytes.Equal(first[d.ID], b) {
				t.Errorf("turn %d: %.40q has another analysis", turn, d.Text)
			}
		}
		slices.Reverse(docs)
	}
}

// TestRecordsHoldTogether: every index of an analysis resolves, and what the
// record says is in the text.
func TestRecordsHoldTogether(t *testing.T) {
	e, err := New()
	if err != nil {
		t.Fatal(err)
	}
	statements := 0
	for _, d := range articles(t) {
		r, err := e.Extract(context.Background(), d)
		if err != nil {
			t.Fatal(err)
		}
		runes := []rune(d.Text)
		known := map[string]bool{"": true, graph.Unnamed: true}
		for i := range r.Entities {
			if id := r.Entities[i].ID; known[id] {
				t.Errorf("entity %s twice in %.40q", id, d.Text)
			} else {
				known[id] = true
			}
		}
		for _, m := range r.Mentions {
			if !known[m.Entity] || m.Span.Start < 0 || m.Span.Empty() || m.Span.End > len(runes) {
				t.Errorf("mention %+v of %.40q", m, d.Text)
			}
		}
		said := map[string]bool{"": true}
		for i := range r.Statements {
			said[r.Statements[i].ID] = true
		}
		for i := range r.Statements {
			s := &r.Statements[i]
			statements++
			if _, ok := s.Predicate.Lookup(); !ok || !said[s.SaidIn] {
				t.Errorf("%+v", s)
			}
			for _, id := range slices.Concat([]string{s.Subject, s.Object, s.Place}, s.About, s.Attribution) {
				if !known[id] {
					t.Errorf("%s names the entity %q, which the record has not", s.ID, id)
				}
			}
			for _, v := range s.Evidence {
				if string(runes[v.Span.Start:v.Span.End]) != v.Quote {
					t.Errorf("quote %q", v.Quote)
				}
			}
		}
	}
	if statements < 50 {
		t.Errorf("%d statements", statements)
	}
}

// BenchmarkLoad opens the weights: what a start waits for before the first document.
func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		entity.OpenLexicon(model.MustOpen(model.Lexicon))
		if _, err := New(); err != nil {
			b.Fatal(err)
		}
	}
}
