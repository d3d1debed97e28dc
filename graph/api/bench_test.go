package api

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/graph/view"
	"github.com/dateline-news/dateline/graph/view/viewtest"
)

// BenchmarkAnswers measures everyday requests at the handler, without the network.
func BenchmarkAnswers(b *testing.B) {
	store := viewtest.Store(b, append(viewtest.World(), viewtest.Random(100, 1)...)...)
	s := New(store, &direct{store: store, jobs: map[string]graph.Job{}, committed: make(chan string)}, Options{})
	b.Cleanup(s.Close)
	for name, q := range map[string]string{
		"entity":     `query($n:String!){entity(by:{name:$n}){id type name generic mentionCount}}`,
		"statements": `query($n:String!){entity(by:{name:$n}){statements(first:50,orderBy:LATEST){nodes{predicate{name} subject{name type} object{name type} polarity modality evidence{quote document{title}}}}}}`,
		"columns":    `query($n:String!){subgraph(around:[{name:$n}],depth:2,maxNodes:200,maxEdges:400){columns{nodes{id label type degree x y community} edges{id source target predicate weight polarity modality attributed contested}}}}`,
		"objects":    `query($n:String!){subgraph(around:[{name:$n}],depth:2,maxNodes:200,maxEdges:400){nodes{id label type degree x y community} edges{id source target predicate weight polarity modality attributed contested}}}`,
		"search":     `query($n:String!){search(query:$n,first:10){nodes{id name type}}}`,
	} {
		body, err := json.Marshal(map[string]any{"query": q, "variables": map[string]any{"n": "Ann Able"}})
		if err != nil {
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r := httptest.NewRequest("POST", "/graphql", strings.NewReader(string(body)))
				r.Header.Set("Content-Type", "application/json")
				w := httptest.NewRecorder()
				s.ServeHTTP(w, r)
				if w.Code != 200 || strings.Contains(w.Body.String(), `"errors"`) {
					b.Fatal(w.Code, w.Body)
				}
			}
		})
	}
	// What GraphQL costs: the same columns by a handler that someone wrote for them.
	byHand := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var in struct{ Variables struct{ N string } }
		if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		v, err := view.Open(r.Context(), store)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		defer v.Close()
		g, err := v.Subgraph(r.Context(), view.Picture{Around: []*view.EntityRef{{Name: &in.Variables.N}}, Depth: 2, MaxNodes: 200, MaxEdges: 400, Layout: view.LayoutRadial})
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		columns, err := g.Columns(r.Context())
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(columns)
	})
	b.Run("columns by hand", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			w := httptest.NewRecorder()
			byHand.ServeHTTP(w, httptest.NewRequest("POST", "/picture", strings.NewReader(`{"variables":{"n":"Ann Able"}}`)))
			if w.Code != 200 {
				b.Fatal(w.Code, w.Body)
			}
		}
	})
}
