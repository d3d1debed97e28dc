package api

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/graph/view"
	"github.com/dateline-news/dateline/graph/view/viewtest"
)

type ring map[string]Caller

func (r ring) Caller(key string) (Caller, bool) { c, ok := r[key]; return c, ok }

// serveWith serves the world of viewtest with options.
func serveWith(t testing.TB, o Options) *httptest.Server {
	t.Helper()
	store := viewtest.Store(t, viewtest.World()...)
	o.Formats = func(name string) (Format, string, bool) { return fake{name}, "text/plain", name == "jsonl" }
	s := New(store, &direct{store: store, jobs: map[string]graph.Job{}, committed: make(chan string, 100)}, o)
	h := httptest.NewServer(s)
	t.Cleanup(func() { s.Close(); h.Close() })
	return h
}

func TestKeys(t *testing.T) {
	h := serveWith(t, Options{
		Keys:  ring{"r": {"k1", "reader", Read}, "w": {"k2", "writer", Write}, "all": {"k3", "curator", everything}},
		Owner: map[string]http.Handler{"/backup": http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "all of it") })},
	})
	ask := func(method, path, key, body string) (int, string, http.Header) {
		t.Helper()
		r, err := http.NewRequest(method, h.URL+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/json")
		switch {
		case strings.HasPrefix(key, "basic "):
			r.SetBasicAuth("anyone", key[len("basic "):])
		case key != "":
			r.Header.Set("Authorization", "Bearer "+key)
		}
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		var b bytes.Buffer
		b.ReadFrom(resp.Body)
		return resp.StatusCode, b.String(), resp.Header
	}
	graphql := func(q string) string {
		b, _ := json.Marshal(map[string]string{"query": q})
		return string(b)
	}
	const query, remove, judge = "{stats{documents}}", `mutation{deleteDocument(id:"x"){errors{code}}}`, `mutation{judge(left:"x",right:"y",verdict:SAME){errors{code}}}`
	for _, c := range []struct {
		method, path, key, body string
		status                  int
		holds                   string
	}{
		{"POST", "/graphql", "", graphql(query), 401, "UNAUTHENTICATED"},
		{"POST", "/graphql", "wrong", graphql(query), 401, "UNAUTHENTICATED"},
		{"POST", "/graphql", "r", graphql(query), 200, `"documents":`},
		{"POST", "/graphql", "basic r", graphql(query), 200, `"documents":`},
		{"POST", "/graphql", "basic x", graphql(query), 401, "UNAUTHENTICATED"},
		{"POST", "/graphql", "w", graphql(query), 403, "FORBIDDEN"},
		{"POST", "/graphql", "r", graphql(remove), 200, `"code":"FORBIDDEN"`},
		{"POST", "/graphql", "w", graphql(remove), 200, `"code":"NOT_FOUND"`},
		{"POST", "/graphql", "w", graphql(judge), 200, `"code":"FORBIDDEN"`},
		{"POST", "/graphql", "all", graphql(judge), 200, `"code":"NOT_FOUND"`},
		{"POST", "/graphql", "r", graphql(`mutation{ingest(documents:[{text:"x"}]){job{id} errors{code}}}`), 200, `{"data":{"ingest":{"job":null,"errors":[{"code":"FORBIDDEN"}]}}}`},
		{"POST", "/graphql", "r", graphql(`mutation{editEntity(id:"x",name:"y"){edit{id} errors{code}}}`), 200, `"code":"FORBIDDEN"`},
		{"POST", "/graphql", "r", graphql(`mutation{review(statement:"x",status:REJECTED){errors{code}}}`), 200, `"code":"FORBIDDEN"`},
		{"POST", "/graphql", "r", graphql(`mutation{revokeJudgement(id:"x"){errors{code}}}`), 200, `"code":"FORBIDDEN"`},
		{"GET", "/export/jsonl", "", "", 401, "key"},
		{"GET", "/export/jsonl", "w", "", 403, "scope read"},
		{"GET", "/export/jsonl", "r", "", 200, "jsonl 0"},
		{"GET", "/schema.graphql", "", "", 401, "key"},
		{"GET", "/metrics", "", "", 401, "key"},
		{"GET", "/livez", "", "", 200, "ok"},
		{"GET", "/readyz", "", "", 200, "ok"},
		{"GET", "/backup", "w", "", 403, "scope"},
		{"GET", "/backup", "all", "", 200, "all of it"},
	} {
		status, body, header := ask(c.method, c.path, c.key, c.body)
		if status != c.status || !strings.Contains(body, c.holds) {
			t.Errorf("%s %s by %q %s: %d %s", c.method, c.path, c.key, c.body, status, body)
		}
		if status == 401 && len(header.Values("WWW-Authenticate")) != 2 {
			t.Errorf("%s by %q: a 401 says how to ask", c.path, c.key)
		}
	}
	for _, c := range []struct {
		header, init string
		ok           bool
	}{{"Bearer r", `{"type":"connection_init"}`, true}, {"", `{"type":"connection_init","payload":{"Authorization":"Bearer r"}}`, true}, {"", `{"type":"connection_init"}`, false}, {"Bearer x", "", false}} {
		if got := greeted(t, h.URL, c.header, c.init); got != c.ok {
			t.Errorf("a WebSocket with %q, %s: %v", c.header, c.init, got)
		}
	}
}

// greeted opens a WebSocket and tells whether it was acknowledged.
func greeted(t *testing.T, url, header, first string) bool {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	o := &websocket.DialOptions{Subprotocols: []string{"graphql-transport-ws"}, HTTPHeader: http.Header{}}
	if header != "" {
		o.HTTPHeader.Set("Authorization", header)
	}
	c, _, err := websocket.Dial(ctx, "ws"+strings.TrimPrefix(url, "http")+"/graphql", o)
	if err != nil {
		return false
	}
	defer c.CloseNow()
	if err := c.Write(ctx, websocket.MessageText, []byte(first)); err != nil {
		t.Fatal(err)
	}
	_, b, err := c.Read(ctx)
	return err == nil && strings.Contains(string(b), "connection_ack")
}

func TestLongLists(t *testing.T) {
	h := serveWith(t, Options{})
	q := `query($f:StatementFilter){statements(first:1,filter:$f){totalCount}}`
	if a := ask(t, h, q, map[string]any{"f": map[string]any{"or": slices.Repeat([]any{map[string]any{"text": "abc"}}, 8000)}}); a.status != http.StatusBadRequest || a.Errors[0].Extensions["code"] != "TOO_COSTLY" {
		t.Errorf("%d %v", a.status, a.Errors)
	}
}

func TestRate(t *testing.T) {
	h := serveWith(t, Options{Rate: 0.001, Proxy: true})
	get := func(from string) *http.Response {
		r, _ := http.NewRequest("GET", h.URL+"/graphql?query={__typename}", nil)
		r.Header.Set("X-Forwarded-For", "10.9.9.9, "+from)
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		return resp
	}
	for _, c := range []struct {
		from   string
		status int
	}{{"10.0.0.1", 200}, {"10.0.0.1", 429}, {"10.0.0.2", 200}, {"2001:db8::1", 200}, {"2001:db8::2", 429}, {"2001:db8:1::1", 200}} {
		if resp := get(c.from); resp.StatusCode != c.status || c.status == 429 && resp.Header.Get("Retry-After") == "" {
			t.Errorf("%s: %d, want %d", c.from, resp.StatusCode, c.status)
		}
	}
	r := newRates(1)
	for i := range maxBuckets + 10 {
		r.take(fmt.Sprint(i))
	}
	if len(r.buckets) > maxBuckets {
		t.Errorf("%d callers are remembered", len(r.buckets))
	}
}

func TestOrigins(t *testing.T) {
	h := serveWith(t, Options{Origins: []string{"https://news.example"}})
	do := func(method, origin string) *http.Response {
		r, _ := http.NewRequest(method, h.URL+"/graphql", strings.NewReader(`{"query":"{__typename}"}`))
		r.Header.Set("Origin", origin)
		r.Header.Set("Sec-Fetch-Site", "cross-site")
		r.Header.Set("Content-Type", "application/json")
		if method == http.MethodOptions {
			r.Header.Set("Access-Control-Request-Method", "POST")
			r.Header.Set("Access-Control-Request-Headers", "authorization,content-type")
		}
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		return resp
	}
	for _, c := range []struct {
		method, origin string
		status         int
		allowed        string
	}{
		{"POST", "https://news.example", 200, "https://news.example"}, {"POST", "https://evil.example", 403, ""},
		{"OPTIONS", "https://news.example", 204, "https://news.example"}, {"OPTIONS", "https://evil.example", 204, ""},
	} {
		resp := do(c.method, c.origin)
		if got := resp.Header.Get("Access-Control-Allow-Origin"); resp.StatusCode != c.status || got != c.allowed {
			t.Errorf("%s from %s: %d %q", c.method, c.origin, resp.StatusCode, got)
		}
	}
}

// What there is no room for is told by the status, and when to ask again.
func TestOverload(t *testing.T) {
	l := newLoad()
	leave, ok := l.enter(context.Background(), exportRoom)
	if !ok {
		t.Fatal("an empty server has no room")
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, ok := l.enter(ctx, 1<<40); ok {
		t.Error("room without end")
	}
	if leave2, ok := l.enter(ctx, 1); !ok {
		t.Error("no room for little beside much")
	} else {
		leave2()
	}
	leave()
	full := l.bound(1<<40, http.NotFoundHandler())
	w := httptest.NewRecorder()
	full.ServeHTTP(w, httptest.NewRequestWithContext(ctx, "GET", "/export/jsonl", nil))
	if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" {
		t.Errorf("%d %v", w.Code, w.Header())
	}
}

func TestExcerpts(t *testing.T) {
	h := serveWith(t, Options{Excerpts: true})
	a := ask(t, h, `{documents(first:1){nodes{title text sentences(first:1){nodes{start end text}} statements(first:1){nodes{evidence{quote sentence}}}}}}`, nil)
	b, _ := json.Marshal(a.Data)
	if s := string(b); !strings.Contains(s, `"text":""`) || strings.Contains(s, `"quote":""`) || strings.Contains(s, `"sentence":""`) || strings.Count(s, `"text":""`) != 2 {
		t.Error(s)
	}
}

func TestExcerptsOfSubscriptions(t *testing.T) {
	store := viewtest.Store(t, viewtest.World()...)
	r := &Resolver{store: store, excerpts: true, log: newJournal("x")}
	snap, err := store.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	seen := 0
	for p, err := range snap.Scan(t.Context(), graph.IndexDocuments, "", graph.Posting{}, false) {
		if err != nil {
			t.Fatal(err)
		}
		out := make(chan *view.StatementEdge, 100)
		if err := r.tell(t.Context(), out, 1, p.ID, "", nil); err != nil {
			t.Fatal(err)
		}
		for close(out); ; seen++ {
			e := <-out
			if e == nil {
				break
			}
			d, err := e.Node.Document(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if text, err := d.Text(t.Context()); err != nil || text != "" {
				t.Errorf("%q %v", text, err)
			}
		}
	}
	if seen == 0 {
		t.Error("no statement was told")
	}
}

func TestRequestsAreLogged(t *testing.T) {
	var out bytes.Buffer
	h := serveWith(t, Options{Requests: slog.New(slog.NewJSONHandler(&out, nil)), Keys: ring{"secret": {"k1", "reader", Read}}})
	post(t, h, []byte(`{"query":"query Who($n:String!){entity(by:{name:$n}){id}}","variables":{"n":"Ann Able"},"operationName":"Who"}`),
		map[string]string{"Content-Type": "application/json", "Authorization": "Bearer secret"})
	h.Close() // the line is written when the request ends
	line := out.String()
	for _, want := range []string{`"operation":"Who"`, `"kind":"query"`, `"status":200`, `"key":"k1"`, `"path":"/graphql"`, `"request":"`} {
		if !strings.Contains(line, want) {
			t.Errorf("%s is not in %s", want, line)
		}
	}
	for _, secret := range []string{"Ann", "secret", "entity"} {
		if strings.Contains(line, secret) {
			t.Errorf("%s is in %s", secret, line)
		}
	}
}

// FuzzBody: whatever is sent to /graphql gets an answer in JSON that blames
// the client, not the server.
func FuzzBody(f *testing.F) {
	for _, s := range []string{
		`{"query":"{__typename}"}`, `{"query":"query($f:StatementFilter){statements(first:2,filter:$f){nodes{id text}}}","variables":{"f":{"or":[{"asserted":true},{"not":{"verb":["say"]}}]}}}`,
		`{"query":"{search(query:\"a\u0000\",first:3){nodes{name}}}"}`, `{"query":"{subgraph(depth:5,maxNodes:-1){nodeCount}}"}`,
		`{"query":"mutation{judge(left:\"\",right:\"\",verdict:SAME){errors{code}}}"}`, `{"query":"{statements(first:1,after:\"////\"){nodes{id}}}"}`,
		`{"query":"{timeline(filter:{time:{from:\"0000-01-01\",to:\"9999-12-31\"}}){count}}"}`, `{"query":"{paths(from:{name:\"\"},to:{id:\"e\"},maxLength:99){length}}"}`,
		`{"query":"fragment a on Query{...a} {...a}"}`, `{"query":7}`, `[]`, ``, "\xff", `{"query":"{entities(orderBy:NAME,first:1e3){nodes{id}}}"}`,
		`{"query":"mutation{editEntity(id:\"e\",name:\"\ufffd\"){errors{code}}}"}`, `{"query":"{node(id:\"\"){id}}","extensions":{"persistedQuery":{"version":1,"sha256Hash":"x"}}}`,
	} {
		f.Add([]byte(s))
	}
	h := serveWith(f, Options{})
	f.Fuzz(func(t *testing.T, body []byte) {
		r := httptest.NewRequest("POST", "/graphql", bytes.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		h.Config.Handler.ServeHTTP(w, r)
		if w.Code >= 500 || !json.Valid(w.Body.Bytes()) || strings.Contains(w.Body.String(), `"INTERNAL"`) {
			t.Errorf("%q: %d %s", body, w.Code, w.Body)
		}
	})
}
