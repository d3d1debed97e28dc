package api

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/graph/view/viewtest"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
)

// What is bounded is let through at the bound, and refused above it, by the guard
// alone: validation, whose time is quadratic in these, never sees it.
func TestBounds(t *testing.T) {
	fields := func(n int) string {
		return repeat(n, func(i int) string { return fmt.Sprintf("f%d ", i) })
	}
	for name, c := range map[string]struct {
		bound int
		query func(n int) string
	}{
		"selections": {maxSelections, func(n int) string { return "{" + fields(n) + "}" }},
		"depth":      {maxFields, func(n int) string { return strings.Repeat("{a", n) + strings.Repeat("}", n) }},
		"aliases": {maxAliases, func(n int) string {
			return "{" + repeat(n, func(i int) string { return fmt.Sprintf("a%d:f ", i) }) + "}"
		}},
		"repeats": {maxRepeats, func(n int) string { return "{" + strings.Repeat("f ", n) + "}" }},
		"spreads": {maxRepeats, func(n int) string { return "{" + strings.Repeat("...A ", n) + "} fragment A on Query{f}" }},
		"fragments": {maxFragments, func(n int) string {
			return "{f} " + repeat(n, func(i int) string { return fmt.Sprintf("fragment A%d on Query{f} ", i) })
		}},
		// each of the first fragments' selections is 100 fields once written out
		"expanded size": {maxExpanded / 100, func(n int) string {
			return "{" + repeat(n, func(i int) string { return fmt.Sprintf("...on Query%d{...A} ", i) }) + "} fragment A on Query{" + fields(100) + "}"
		}},
		"operations": {maxOperations, func(n int) string {
			return repeat(n, func(i int) string { return fmt.Sprintf("query q%d{f} ", i) })
		}},
		"variables": {maxVariables, func(n int) string {
			return "query(" + repeat(n, func(i int) string { return fmt.Sprintf("$v%d:Int ", i) }) + "){f}"
		}},
		"directives": {maxDirectives, func(n int) string { return "{f " + strings.Repeat("@a ", n) + "}" }},
	} {
		for n, wanted := range map[int]bool{c.bound: true, c.bound + 1: false} {
			doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: c.query(n)}, maxTokens)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if refused := inspect(doc); (refused == nil) != wanted {
				t.Errorf("%d %s: %v", n, name, refused)
			}
		}
	}
	for n, wanted := range map[int]bool{maxTokens - 10: true, maxTokens + 10: false} {
		if _, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: "{f(a:[" + strings.Repeat("1 ", n-8) + "])}"}, maxTokens); (err == nil) != wanted {
			t.Errorf("%d tokens: %v", n, err)
		}
	}
}

// broken is a store that cannot be read, and says too much about it.
type broken struct {
	graph.Store
	err error
}

func (b broken) Snapshot(ctx context.Context) (graph.Snapshot, error) {
	if b.err == nil { // hangs
		<-ctx.Done()
		return nil, ctx.Err()
	}
	if strings.HasPrefix(b.err.Error(), "panic") {
		panic(b.err)
	}
	return nil, b.err
}

// What goes wrong inside is told in general words and with the id that the log has.
func TestFailuresTellNothing(t *testing.T) {
	for name, c := range map[string]struct {
		err  error
		code string
	}{
		"an error":        {errors.New(`open /var/lib/secret/MANIFEST: SELECT v FROM quads WHERE k = 'x'`), "INTERNAL"},
		"damage":          {graph.Errorf(graph.KindCorrupt, "the record of /var/lib/secret is damaged"), "INTERNAL"},
		"a panic":         {errors.New("panic: secret"), "INTERNAL"},
		"one that may be": {graph.Errorf(graph.KindUnavailable, "the database cannot be reached"), "UNAVAILABLE"},
		"no answer":       {nil, codeTimeout},
	} {
		store := broken{viewtest.Store(t), c.err}
		s := New(store, &direct{store: store, jobs: map[string]graph.Job{}, committed: make(chan string)}, Options{Deadline: 50 * time.Millisecond})
		h := httptest.NewServer(s)
		a := ask(t, h, `{statements(first:1){nodes{id}}}`, nil)
		h.Close()
		s.Close()
		if len(a.Errors) != 1 || a.Errors[0].Extensions["code"] != c.code {
			t.Errorf("%s: %d %+v", name, a.status, a.Errors)
			continue
		}
		for _, secret := range []string{"secret", "SELECT", "goroutine", ".go:"} {
			if strings.Contains(a.Errors[0].Message, secret) {
				t.Errorf("%s: %s", name, a.Errors[0].Message)
			}
		}
		if id := a.header.Get("X-Request-Id"); c.code == "INTERNAL" && !strings.Contains(a.Errors[0].Message, id) {
			t.Errorf("%s: the request %s is not named in %s", name, id, a.Errors[0].Message)
		}
	}
}

// Every answer tells browsers to load nothing from elsewhere, and the policy names no host.
func TestSecurityHeaders(t *testing.T) {
	h, _ := serve(t)
	for _, path := range []string{"/graphql?query={__typename}", "/livez", "/schema.graphql", "/export/jsonl", "/nothing"} {
		resp, err := http.Get(h.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		policy := resp.Header.Get("Content-Security-Policy")
		if !strings.Contains(policy, "default-src 'self'") || !strings.Contains(policy, "frame-ancestors 'none'") || strings.Contains(policy, "http") || strings.Contains(policy, "*") || strings.Contains(policy, "unsafe-eval") {
			t.Errorf("%s: %s", path, policy)
		}
		for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer"} {
			if got := resp.Header.Get(name); got != want {
				t.Errorf("%s: %s is %q", path, name, got)
			}
		}
		if resp.Header.Get("X-Request-Id") == "" || resp.Header.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s: %v", path, resp.Header)
		}
	}
}

// A full server says so by its status and tells when to ask again.
func TestFullServer(t *testing.T) {
	t.Parallel()
	store := viewtest.Store(t, viewtest.World()...)
	release := make(chan struct{})
	s := New(held{store, release}, &direct{store: store, jobs: map[string]graph.Job{}, committed: make(chan string)}, Options{Deadline: time.Minute})
	h := httptest.NewServer(s)
	t.Cleanup(func() { s.Close(); h.Close() })
	costly := strings.ReplaceAll(`{`+repeat(3, func(i int) string { return fmt.Sprintf("a%d:subgraph(maxNodes:5000,maxEdges:10000){nodeCount} ", i) })+`}`, " ", "+")
	answers := make(chan *http.Response)
	n := roomPerCPU*runtime.GOMAXPROCS(0)/10 + 10 // each weighs more than ten
	for range n {
		go func() {
			resp, err := http.Get(h.URL + "/graphql?query=" + costly)
			if err != nil {
				t.Error(err)
				resp = &http.Response{Body: http.NoBody}
			}
			resp.Body.Close()
			answers <- resp
		}()
	}
	if resp := <-answers; resp.StatusCode != http.StatusServiceUnavailable || resp.Header.Get("Retry-After") == "" {
		t.Errorf("%d %v", resp.StatusCode, resp.Header)
	}
	close(release)
	for range n - 1 {
		<-answers
	}
}

// Metrics tell operations apart by name, within bounds, and what was refused.
func TestMetrics(t *testing.T) {
	h, _ := serve(t)
	for i := range maxNames + 5 {
		ask(t, h, fmt.Sprintf("query Q%d{__typename}", i), nil)
	}
	post(t, h, []byte("x"), map[string]string{"Content-Type": "text/plain"})
	resp, err := http.Get(h.URL + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`dateline_operation_seconds_count{kind="query",name="Q0"} 1`, `dateline_operation_seconds_count{kind="query",name="other"} 5`, `dateline_http_answers_total{status="415"} 1`, "dateline_http_requests 1"} {
		if !strings.Contains(string(b), want) {
			t.Errorf("no %s", want)
		}
	}
}

// held is a store that cannot be read before it is released.
type held struct {
	graph.Store
	release chan struct{}
}

func (s held) Snapshot(ctx context.Context) (graph.Snapshot, error) {
	<-s.release
	return s.Store.Snapshot(ctx)
}
