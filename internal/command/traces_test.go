package command

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	otlp "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/proto"

	"github.com/dateline-news/dateline/extract/read"
	"github.com/dateline-news/dateline/graph/quadstore"
	taking "github.com/dateline-news/dateline/internal/ingest"
)

// What a collector gets of a request, its operation and a document, and what it never gets.
func TestTraces(t *testing.T) {
	for _, name := range []string{"OTEL_SDK_DISABLED", "OTEL_TRACES_EXPORTER", "OTEL_TRACES_SAMPLER", "OTEL_EXPORTER_OTLP_HEADERS"} {
		t.Setenv(name, "")
	}
	var mu sync.Mutex
	var raw []byte
	var spans []*otlp.Span
	collector := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		b, _ := io.ReadAll(r.Body)
		raw = append(raw, b...)
		var data otlp.TracesData
		if err := proto.Unmarshal(b, &data); err != nil {
			t.Error(err)
		}
		for _, rs := range data.ResourceSpans {
			for _, ss := range rs.ScopeSpans {
				spans = append(spans, ss.Spans...)
			}
		}
	}))
	defer collector.Close()

	store, err := quadstore.Open(t.Context(), "mem:", quadstore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	g, err := newIngester(store)
	if err != nil {
		t.Fatal(err)
	}
	defer g.Close()
	f := tracesFlag{Traces: collector.URL}
	traces, send, err := f.trace(t.Context(), &streams{err: io.Discard}, g)
	if err != nil {
		t.Fatal(err)
	}
	face := handler(store, g, func() bool { return true }, access{}, traces)
	defer face.Close()
	ask := func(path, body string) {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, path, strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
		face.ServeHTTP(httptest.NewRecorder(), r)
	}
	ask("/graphql?x=hushquery", `{"query":"query Who($q:String!){search(query:$q,first:1){nodes{id hushalias:name}}}","variables":{"q":"hushvariable"}}`)
	ask("/graphql", `{"query":"{statements(first:-1){nodes{id}}}"}`)
	ask("/graphql", `{"query":"{nothing}"}`)
	face.ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/livez", nil))
	article := read.Paths([]string{"-"}, strings.NewReader("The hushmayor condemned the strike.\n"))
	if err := g.Run(t.Context(), article, func(r taking.Result) error { return r.Err }); err != nil {
		t.Fatal(err)
	}
	send()

	var got []string
	parents := map[string]string{} // names by id
	for _, s := range spans {
		parents[hex.EncodeToString(s.SpanId)] = s.Name
	}
	for _, s := range spans {
		parent := parents[hex.EncodeToString(s.ParentSpanId)]
		if hex.EncodeToString(s.ParentSpanId) == "b7ad6b7169203331" {
			parent = "the client"
		}
		line := fmt.Sprintf("%s in %q %v", s.Name, parent, s.Status.GetCode())
		for _, a := range s.Attributes {
			if a.Key == "error.type" {
				line += " " + a.Value.GetStringValue()
			}
		}
		got = append(got, line)
	}
	slices.Sort(got)
	want := []string{
		`POST /graphql in "the client" STATUS_CODE_UNSET`,
		`POST /graphql in "the client" STATUS_CODE_UNSET`,
		`POST /graphql in "the client" STATUS_CODE_UNSET`,
		`extract in "ingest document" STATUS_CODE_UNSET`,
		`ingest document in "" STATUS_CODE_UNSET`,
		`query Who in "POST /graphql" STATUS_CODE_UNSET`,
		`query in "POST /graphql" STATUS_CODE_ERROR INVALID`,
		`store in "ingest document" STATUS_CODE_UNSET`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if bytes.Contains(raw, []byte("hush")) {
		t.Error("a span tells what was asked or read")
	}
}
