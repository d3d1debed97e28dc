package tracing

import (
	"compress/gzip"
	"context"
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
)

// clean takes the variables of the machine away.
func clean(t *testing.T) {
	for _, name := range []string{"OTEL_SDK_DISABLED", "OTEL_TRACES_EXPORTER", "OTEL_SERVICE_NAME", "OTEL_RESOURCE_ATTRIBUTES", "OTEL_TRACES_SAMPLER"} {
		t.Setenv(name, "")
	}
	for _, name := range []string{"ENDPOINT", "HEADERS", "TIMEOUT", "PROTOCOL", "COMPRESSION"} {
		t.Setenv("OTEL_EXPORTER_OTLP_"+name, "")
		t.Setenv("OTEL_EXPORTER_OTLP_TRACES_"+name, "")
	}
}

// collector is a fake one.
type collector struct {
	mu      sync.Mutex
	answers []int // of the first posts; 200 afterwards
	posts   int
	paths   []string
	header  http.Header
	spans   []string
	service string
}

func (c *collector) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.posts++
	c.paths, c.header = append(c.paths, r.URL.Path), r.Header
	if len(c.answers) > 0 {
		w.WriteHeader(c.answers[0])
		c.answers = c.answers[1:]
		return
	}
	body := io.Reader(r.Body)
	if r.Header.Get("Content-Encoding") == "gzip" {
		body, _ = gzip.NewReader(body)
	}
	b, _ := io.ReadAll(body)
	var data otlp.TracesData
	if err := proto.Unmarshal(b, &data); err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	for _, rs := range data.ResourceSpans {
		for _, a := range rs.Resource.Attributes {
			if a.Key == "service.name" {
				c.service = a.Value.GetStringValue()
			}
		}
		for _, ss := range rs.ScopeSpans {
			for _, s := range ss.Spans {
				c.spans = append(c.spans, s.Name)
			}
		}
	}
}

// send makes a span and ends.
func send(t *testing.T, endpoint string) (warnings []string) {
	t.Helper()
	ctx := context.Background()
	p, err := Start(ctx, endpoint, func(format string, args ...any) { warnings = append(warnings, fmt.Sprintf(format, args...)) })
	if err != nil || p == nil {
		t.Fatal(p, err)
	}
	for range 2 {
		_, span := p.Tracer("test").Start(ctx, "work")
		span.End()
		if err := p.ForceFlush(ctx); err != nil {
			t.Fatal(err)
		}
	}
	if err := p.Shutdown(ctx); err != nil {
		t.Fatal(err)
	}
	return warnings
}

func TestSpansAreSent(t *testing.T) {
	clean(t)
	c := &collector{answers: []int{503}}
	s := httptest.NewServer(c)
	defer s.Close()
	t.Setenv("OTEL_EXPORTER_OTLP_HEADERS", "x-key=a%20b, x-two=2")
	t.Setenv("OTEL_EXPORTER_OTLP_COMPRESSION", "gzip")
	if w := send(t, s.URL+"/"); len(w) != 0 {
		t.Error(w)
	}
	if !slices.Equal(c.spans, []string{"work", "work"}) || c.posts != 3 || c.service != "dateline" {
		t.Errorf("%q in %d posts of %q", c.spans, c.posts, c.service)
	}
	if c.paths[0] != "/v1/traces" || c.header.Get("X-Key") != "a b" || c.header.Get("X-Two") != "2" || c.header.Get("Content-Type") != "application/x-protobuf" {
		t.Error(c.paths, c.header)
	}
}

func TestACollectorThatRefusesIsToldOnce(t *testing.T) {
	clean(t)
	c := &collector{answers: []int{400, 400, 400}}
	s := httptest.NewServer(c)
	defer s.Close()
	t.Setenv("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", s.URL+"/as/it/stands")
	t.Setenv("OTEL_SERVICE_NAME", "newsroom")
	if w := send(t, ""); len(w) != 1 || !strings.Contains(w[0], "400") {
		t.Error(w)
	}
	if c.posts != 2 || c.paths[0] != "/as/it/stands" {
		t.Error(c.posts, c.paths)
	}
}

func TestTracesAreOff(t *testing.T) {
	clean(t)
	off := func(why, endpoint string) {
		t.Helper()
		if p, err := Start(t.Context(), endpoint, t.Errorf); p != nil || err != nil {
			t.Error(why, p, err)
		}
	}
	off("nothing is said", "")
	t.Setenv("OTEL_SDK_DISABLED", "true")
	off("the SDK is disabled", "http://localhost:4318")
	t.Setenv("OTEL_SDK_DISABLED", "")
	t.Setenv("OTEL_TRACES_EXPORTER", "none")
	off("there is no exporter", "http://localhost:4318")
}

func TestSettingsThatMakeNoSense(t *testing.T) {
	clean(t)
	if _, err := Start(t.Context(), "localhost:4318", t.Errorf); err == nil {
		t.Error("an address without its scheme was taken")
	}
	t.Setenv("OTEL_EXPORTER_OTLP_HEADERS", "secret")
	if _, err := Start(t.Context(), "http://localhost:4318", t.Errorf); err == nil || strings.Contains(err.Error(), "secret") {
		t.Error(err)
	}
	t.Setenv("OTEL_EXPORTER_OTLP_HEADERS", "")
	t.Setenv("OTEL_EXPORTER_OTLP_TIMEOUT", "soon")
	if _, err := Start(t.Context(), "http://localhost:4318", t.Errorf); err == nil {
		t.Error("a timeout that is none was taken")
	}
}
