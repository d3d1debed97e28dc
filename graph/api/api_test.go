package api

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/graph/api/internal/gen"
	"github.com/dateline-news/dateline/graph/resolve"
	"github.com/dateline-news/dateline/graph/view/viewtest"
)

// counted is a store that counts its snapshots: what is refused opens none.
type counted struct {
	graph.Store
	snapshots atomic.Int64
}

func (c *counted) Snapshot(ctx context.Context) (graph.Snapshot, error) {
	c.snapshots.Add(1)
	return c.Store.Snapshot(ctx)
}

// direct is an Ingester that does at once what it is asked.
type direct struct {
	store     graph.Store
	jobs      map[string]graph.Job
	committed chan string
}

func (d *direct) Submit(ctx context.Context, docs []graph.Document, key string) (graph.Job, error) {
	if j, ok := d.jobs["j"+key]; ok && key != "" {
		return j, nil
	}
	j := graph.Job{ID: "j" + key, Status: graph.JobDone, Documents: len(docs)}
	for i := range docs {
		rec, err := viewtest.Extractor{}.Extract(ctx, &docs[i])
		if err == nil {
			err = d.plan(ctx, resolve.Request{Add: []*graph.Record{rec}})
		}
		if err != nil {
			j.Failed++
			j.Errors = append(j.Errors, graph.JobError{Document: i, Kind: graph.KindOf(err), Message: err.Error()})
			continue
		}
		j.Added++
		d.committed <- docs[i].ID
	}
	d.jobs[j.ID] = j
	return j, nil
}

func (d *direct) plan(ctx context.Context, r resolve.Request) error {
	return d.store.Update(ctx, func(s graph.Snapshot) (*graph.Change, error) { return resolve.Plan(ctx, s, r) })
}

func (d *direct) Job(_ context.Context, id string) (graph.Job, error) {
	if j, ok := d.jobs[id]; ok {
		return j, nil
	}
	return graph.Job{}, graph.Errorf(graph.KindNotFound, "no job %q", id)
}

func (d *direct) Watch(ctx context.Context, id string) (<-chan graph.Job, error) {
	j, err := d.Job(ctx, id)
	c := make(chan graph.Job, 1)
	c <- j
	close(c)
	return c, err
}

func (d *direct) Delete(ctx context.Context, id string) error {
	if graph.IDKind(id) != graph.IDDocument {
		return graph.Errorf(graph.KindNotFound, "no document %q", id)
	}
	return d.plan(ctx, resolve.Request{Delete: []string{id}})
}

func (d *direct) Judge(ctx context.Context, left, right string, v graph.Verdict, by, reason string) (*graph.Judgement, error) {
	if graph.IDKind(left) != graph.IDEntity || graph.IDKind(right) != graph.IDEntity {
		return nil, graph.Errorf(graph.KindNotFound, "no entity %q", left)
	}
	j := graph.Judgement{Left: min(left, right), Right: max(left, right), Verdict: v, By: by, Reason: reason, At: time.Date(2025, 11, 6, 0, 0, 0, 0, time.UTC)}
	j.ID = graph.JudgementID(j.Left, j.Right, v)
	return &j, d.plan(ctx, resolve.Request{Judge: []graph.Judgement{j}})
}

func (d *direct) Revoke(ctx context.Context, id string) error {
	if graph.IDKind(id) != graph.IDJudgement {
		return graph.Errorf(graph.KindNotFound, "no judgement %q", id)
	}
	return d.plan(ctx, resolve.Request{Revoke: []string{id}})
}

func (d *direct) Edit(ctx context.Context, member string, e graph.Edit, by, reason string) (*graph.Judgement, error) {
	j := graph.Judgement{ID: graph.EditID(member, e), Left: member, Verdict: graph.Edited, By: by, Reason: reason, Edit: e, At: time.Date(2025, 11, 6, 0, 0, 0, 0, time.UTC)}
	return &j, d.plan(ctx, resolve.Request{Judge: []graph.Judgement{j}})
}

func (d *direct) Review(ctx context.Context, id string, status graph.ReviewStatus, by, reason string) error {
	if graph.IDKind(id) != graph.IDStatement {
		return graph.Errorf(graph.KindNotFound, "no statement %q", id)
	}
	return d.store.Update(ctx, func(graph.Snapshot) (*graph.Change, error) {
		return &graph.Change{Review: map[string]graph.Review{id: {Status: status, By: by, Reason: reason}}}, nil
	})
}

func (d *direct) Committed(ctx context.Context) <-chan string { return d.committed }

type fake struct{ body string }

func (f fake) Write(_ context.Context, w io.Writer, _ graph.Snapshot, only []string) error {
	_, err := fmt.Fprintf(w, "%s %d\n", f.body, len(only))
	return err
}

func serve(t testing.TB) (*httptest.Server, *counted) {
	t.Helper()
	store := &counted{Store: viewtest.Store(t, viewtest.World()...)}
	s := New(store, &direct{store: store.Store, jobs: map[string]graph.Job{}, committed: make(chan string, 100)}, Options{
		Formats: func(name string) (Format, string, bool) { return fake{name}, "text/plain", name == "jsonl" },
	})
	h := httptest.NewServer(s)
	t.Cleanup(func() { s.Close(); h.Close() })
	return h, store
}

type answer struct {
	status int
	header http.Header
	Data   map[string]any
	Errors []struct {
		Message    string
		Extensions map[string]any
	}
}

func ask(t testing.TB, h *httptest.Server, query string, variables any) answer {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		t.Fatal(err)
	}
	return post(t, h, body, map[string]string{"Content-Type": "application/json", "Accept": "application/graphql-response+json"})
}

func post(t testing.TB, h *httptest.Server, body []byte, header map[string]string) (a answer) {
	t.Helper()
	r, err := http.NewRequest("POST", h.URL+"/graphql", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for k, v := range header {
		r.Header.Set(k, v)
	}
	return do(t, r)
}

func do(t testing.TB, r *http.Request) (a answer) {
	t.Helper()
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	a.status, a.header = resp.StatusCode, resp.Header
	if err := json.NewDecoder(resp.Body).Decode(&a); err != nil {
		t.Fatalf("%d: %v", resp.StatusCode, err)
	}
	return a
}

func repeat(n int, f func(int) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(f(i))
	}
	return b.String()
}

// Hostile queries are refused before anything is read.
func TestAttacksAreRefused(t *testing.T) {
	h, store := serve(t)
	before := store.snapshots.Load()
	deep := func(n, k int) string {
		return fmt.Sprintf("{entities(first:%d){nodes{", k) + strings.Repeat(fmt.Sprintf("statements(first:%d){nodes{subject{", k), n) + "name" + strings.Repeat("}}}", n) + "}}}"
	}
	for name, q := range map[string]string{
		"16,000 repeated fields":       "{" + strings.Repeat("__typename ", 16000) + "}",
		"21 repeated fields":           "{" + strings.Repeat("__typename ", 21) + "}",
		"4,000 chained fragments":      "{...f0} " + repeat(4000, func(i int) string { return fmt.Sprintf("fragment f%d on Query{...f%d} ", i, i+1) }) + "fragment f4000 on Query{__typename}",
		"fragments that double":        "{...f0} " + repeat(28, func(i int) string { return fmt.Sprintf("fragment f%d on Query{...f%d ...f%d} ", i, i+1, i+1) }) + "fragment f28 on Query{stats{entities}}",
		"a cycle of fragments":         "{...A} fragment A on Query{...B} fragment B on Query{...A}",
		"an unused cycle of fragments": "{__typename} fragment A on Query{...B} fragment B on Query{...A}",
		"a fragment of itself":         "{...A} fragment A on Query{__typename ...A}",
		"inline fragments":             "{" + strings.Repeat("...{", 900) + "__typename" + strings.Repeat("}", 900) + "}",
		"1,000 aliases":                "{" + repeat(1000, func(i int) string { return fmt.Sprintf("a%d:__typename ", i) }) + "}",
		"31 aliases":                   "{" + repeat(31, func(i int) string { return fmt.Sprintf("a%d:__typename ", i) }) + "}",
		"a list in a list in a list":   deep(3, 1000),
		"six deep":                     deep(6, 100),
		"twenty deep":                  deep(20, 1),
		"neighbors of neighbors":       "{entities(first:50){nodes{" + strings.Repeat("neighbors(first:50){nodes{", 8) + "id" + strings.Repeat("}}", 8) + "}}}",
		"30 subgraphs": "{" + repeat(30, func(i int) string {
			return fmt.Sprintf("a%d:subgraph(depth:3,maxNodes:5000,maxEdges:10000){nodeCount} ", i)
		}) + "}",
		"30 searches of all texts": "{" + repeat(30, func(i int) string {
			return fmt.Sprintf(`a%d:statements(first:1,filter:{not:{text:"word"}}){totalCount} `, i)
		}) + "}",
		"directives":    "{__typename " + strings.Repeat("@skip(if:false)", 300) + "}",
		"introspection": "{__schema{types{" + strings.Repeat("fields{type{", 8) + "name" + strings.Repeat("}}", 8) + "}}}",
		"brackets":      strings.Repeat("{", 50000),
		"operations":    repeat(100, func(i int) string { return fmt.Sprintf("query q%d{__typename} ", i) }),
		"variables":     "query(" + repeat(200, func(i int) string { return fmt.Sprintf("$v%d:Int ", i) }) + "){__typename}",
	} {
		a := ask(t, h, q, nil)
		if a.status != http.StatusBadRequest || len(a.Errors) == 0 || a.Data != nil {
			t.Errorf("%s: %d %+v", name, a.status, a.Errors)
			continue
		}
		if code, _ := a.Errors[0].Extensions["code"].(string); code == "" || code == "INTERNAL" {
			t.Errorf("%s: code %q", name, code)
		}
	}
	if n := store.snapshots.Load() - before; n != 0 {
		t.Errorf("%d snapshots were opened", n)
	}
	if a := ask(t, h, "{stats{documents}}", nil); a.status != 200 || a.Errors != nil {
		t.Errorf("a normal query: %+v", a)
	}
}

func TestInputIsRefused(t *testing.T) {
	h, _ := serve(t)
	one := "query($b:EntityRef!){entity(by:$b){id}}"
	for name, c := range map[string]struct {
		query     string
		variables any
	}{
		"oneOf with none":           {one, map[string]any{"b": map[string]any{}}},
		"oneOf with two":            {one, map[string]any{"b": map[string]any{"id": "a", "name": "b"}}},
		"oneOf with null":           {one, map[string]any{"b": map[string]any{"id": nil}}},
		"first beyond the bound":    {"{statements(first:1001){nodes{id}}}", nil},
		"first beyond an Int":       {"{statements(first:99999999999999){nodes{id}}}", nil},
		"first and last":            {"{statements(first:1,last:1){nodes{id}}}", nil},
		"no cursor":                 {`{statements(first:1,after:"x"){nodes{id}}}`, nil},
		"no date":                   {`{statements(first:1,filter:{published:{from:"yesterday"}}){nodes{id}}}`, nil},
		"no date in a variable":     {`query($d:DateTime){statements(first:1,filter:{published:{from:$d}}){nodes{id}}}`, map[string]any{"d": "2025-13-99"}},
		"a deep filter by variable": {`query($f:StatementFilter){statements(first:1,filter:$f){nodes{id}}}`, map[string]any{"f": json.RawMessage(strings.Repeat(`{"not":`, 50) + "{}" + strings.Repeat("}", 50))}},
		"a filter 5,000 deep":       {`query($f:StatementFilter){statements(first:1,filter:$f){nodes{id}}}`, map[string]any{"f": json.RawMessage(strings.Repeat(`{"not":`, 5000) + "{}" + strings.Repeat("}", 5000))}},
		"many ids":                  {"query($i:[ID!]!){nodes(ids:$i){id}}", map[string]any{"i": slices.Repeat([]string{"x"}, 2000)}},
	} {
		a := ask(t, h, c.query, c.variables)
		if len(a.Errors) == 0 {
			t.Errorf("%s was answered", name)
			continue
		}
		if code := a.Errors[0].Extensions["code"]; code == "INTERNAL" || code == nil || strings.Contains(a.Errors[0].Message, "strconv") {
			t.Errorf("%s: %v %s", name, code, a.Errors[0].Message)
		}
	}
}

func TestTransport(t *testing.T) {
	h, _ := serve(t)
	const q = `{"query":"{__typename}"}`
	js := map[string]string{"Content-Type": "application/json"}
	for name, c := range map[string]struct {
		body   string
		header map[string]string
		status int
	}{
		"fine":                {q, js, 200},
		"no content type":     {q, nil, 415},
		"text":                {q, map[string]string{"Content-Type": "text/plain"}, 415},
		"a form":              {"query=x", map[string]string{"Content-Type": "application/x-www-form-urlencoded"}, 415},
		"another charset":     {q, map[string]string{"Content-Type": "application/json; charset=latin1"}, 415},
		"nothing acceptable":  {q, map[string]string{"Content-Type": "application/json", "Accept": "image/png"}, 406},
		"a batch":             {"[" + q + "]", js, 400},
		"no JSON":             {`{"query`, js, 400},
		"no query":            {`{"variables":{}}`, js, 400},
		"a number":            {`{"query":7}`, js, 400},
		"variables no object": {`{"query":"{__typename}","variables":[1]}`, js, 400},
		"too large":           {`{"query":"{__typename}","x":"` + strings.Repeat("a", 300_000) + `"}`, js, 413},
		"another site":        {`{"query":"mutation{__typename}"}`, map[string]string{"Content-Type": "application/json", "Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}, 403},
		"a subscription":      {`{"query":"subscription{statementAdded{cursor}}"}`, js, 400},
	} {
		if a := post(t, h, []byte(c.body), c.header); a.status != c.status || a.status != 200 && len(a.Errors) == 0 {
			t.Errorf("%s: %d, want %d: %v", name, a.status, c.status, a.Errors)
		}
	}
	get := func(query string) answer {
		r, _ := http.NewRequest("GET", h.URL+"/graphql?query="+url.QueryEscape(query), nil)
		return do(t, r)
	}
	if a := get("{__typename}"); a.status != 200 || a.Data["__typename"] != "Query" {
		t.Errorf("GET: %+v", a)
	}
	if a := get("mutation{__typename}"); a.status != 405 {
		t.Errorf("GET of a mutation: %d", a.status)
	}
	// an ingest may be large
	text := "Ann Able:PERSON | MET_WITH | Bo Béla:PERSON\n" + strings.Repeat("and so on ", 40_000)
	a := ask(t, h, "mutation($d:[DocumentInput!]!){ingest(documents:$d){job{id status counts{added}} errors{code}}}", map[string]any{"d": []any{map[string]any{"text": text}}})
	if job, _ := a.Data["ingest"].(map[string]any)["job"].(map[string]any); job["status"] != "DONE" {
		t.Errorf("a large ingest: %+v", a)
	}
}

func TestMutations(t *testing.T) {
	h, _ := serve(t)
	data := func(query string) map[string]any {
		t.Helper()
		a := ask(t, h, query, nil)
		if len(a.Errors) > 0 {
			t.Fatalf("%s: %+v", query, a.Errors)
		}
		return a.Data
	}
	show := func(v any) string {
		b, _ := json.Marshal(v)
		return string(b)
	}
	for _, c := range []struct{ query, want string }{
		{`mutation{m:deleteDocument(id:"nothing"){deletedId errors{code}}}`, `{"m":{"deletedId":null,"errors":[{"code":"NOT_FOUND"}]}}`},
		{`mutation{m:revokeJudgement(id:"nothing"){revokedId errors{code}}}`, `{"m":{"errors":[{"code":"NOT_FOUND"}],"revokedId":null}}`},
		{`mutation{m:judge(left:"x",right:"y",verdict:SAME){judgement{id} errors{code}}}`, `{"m":{"errors":[{"code":"NOT_FOUND"}],"judgement":null}}`},
		{`mutation{m:review(statement:"nothing",status:REJECTED){statement{id} errors{code}}}`, `{"m":{"errors":[{"code":"NOT_FOUND"}],"statement":null}}`},
		{`mutation{m:ingest(documents:[]){job{id} errors{code}}}`, `{"m":{"errors":[{"code":"INVALID"}],"job":null}}`},
		{`mutation{m:ingest(documents:[{text:"  "}]){job{id} errors{code message}}}`, `{"m":{"errors":[{"code":"INVALID","message":"document 0: its text is empty"}],"job":null}}`},
		{`mutation{m:ingest(documents:[{sourceId:"n1",published:"2025-11-07",text:"Ann Able:PERSON | PRAISED | Dee Doe:PERSON"}],idempotencyKey:"k"){job{id counts{added}} errors{code}}}`, `{"m":{"errors":[],"job":{"counts":{"added":1},"id":"jk"}}}`},
		{`mutation{m:ingest(documents:[{text:"again"}],idempotencyKey:"k"){job{id counts{added}}}}`, `{"m":{"job":{"counts":{"added":1},"id":"jk"}}}`},
		{`{ingestJob(id:"jk"){status} no:ingestJob(id:"none"){status} statements(first:1){nodes{object{name}}}}`, `{"ingestJob":{"status":"DONE"},"no":null,"statements":{"nodes":[{"object":{"name":"Dee Doe"}}]}}`},
	} {
		if got := show(data(c.query)); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.query, got, c.want)
		}
	}
	st := data(`{statements(first:1){nodes{id status}}}`)["statements"].(map[string]any)["nodes"].([]any)[0].(map[string]any)
	for _, status := range []string{"REJECTED", "CONFIRMED", "UNREVIEWED"} {
		got := show(data(fmt.Sprintf(`mutation{review(statement:%q,status:%s,reason:"read it"){statement{status} errors{code}}}`, st["id"], status)))
		if want := fmt.Sprintf(`{"review":{"errors":[],"statement":{"status":%q}}}`, status); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	if got := show(data(fmt.Sprintf(`mutation{review(statement:%q,status:REJECTED,reason:"not in the text"){statement{status review{status reason by}}}}`, st["id"]))); got != `{"review":{"statement":{"review":{"by":"api","reason":"not in the text","status":"REJECTED"},"status":"REJECTED"}}}` {
		t.Errorf("a review that is kept: %s", got)
	}
	ids := data(`{a:entity(by:{name:"Dee Doe"}){id} b:entity(by:{name:"Bo Béla"}){id}}`)
	id := func(k string) string { return ids[k].(map[string]any)["id"].(string) }
	m := data(fmt.Sprintf(`mutation{judge(left:%q,right:%q,verdict:SAME,reason:"why not"){judgement{id by} left{id} right{id} errors{code}}}`, id("a"), id("b")))["judge"].(map[string]any)
	if show(m["left"]) != show(m["right"]) {
		t.Errorf("merged, and two: %v", m)
	}
	data(fmt.Sprintf(`mutation{revokeJudgement(id:%q){errors{code}}}`, m["judgement"].(map[string]any)["id"]))
	if again := data(`{a:entity(by:{name:"Dee Doe"}){id} b:entity(by:{name:"Bo Béla"}){id}}`); show(again) != show(ids) {
		t.Errorf("after the revocation %v, before %v", again, ids)
	}
}

func TestEdit(t *testing.T) {
	h, _ := serve(t)
	data := func(query string) string {
		t.Helper()
		a := ask(t, h, query, nil)
		if len(a.Errors) > 0 {
			t.Fatalf("%s: %+v", query, a.Errors)
		}
		b, _ := json.Marshal(a.Data)
		return string(b)
	}
	id := regexp.MustCompile(`e[0-9a-z]{26}`).FindString(data(`{entity(by:{name:"Bo Béla"}){id}}`))
	edit := func(arguments string) string {
		t.Helper()
		return data(fmt.Sprintf(`mutation{m:editEntity(id:%q,%s){entity{name type subtype aliases ...on Organization{id}} edit{id name type} errors{code}}}`, id, arguments))
	}
	for _, bad := range []string{`reason:"nothing is said"`, `name:" "`, `name:" Bo"`, `name:"--"`, `subtype:"a word"`, `countryCode:"France"`, `name:"a\u0000b"`} {
		if got := edit(bad); !strings.Contains(got, `"errors":[{"code":"INVALID"}]`) || !strings.Contains(got, `"edit":null`) {
			t.Errorf("%s: %s", bad, got)
		}
	}
	if got := data(`mutation{m:editEntity(id:"nothing",name:"X"){entity{id} errors{code}}}`); got != `{"m":{"entity":null,"errors":[{"code":"NOT_FOUND"}]}}` {
		t.Error(got)
	}
	got := edit(`name:"Béla & Sons",type:ORGANIZATION,subtype:"COMPANY",reason:"it is a firm"`)
	if !strings.Contains(got, `"aliases":["Bo Béla"]`) || !strings.Contains(got, `"name":"Béla \u0026 Sons","subtype":"COMPANY","type":"ORGANIZATION"`) {
		t.Error(got)
	}
	if got := data(`{entity(by:{name:"bela & sons"}){__typename name edits{name type subtype countryCode by reason} judgements{id}}}`); got != `{"entity":{"__typename":"Organization","edits":[{"by":"api","countryCode":null,"name":"Béla \u0026 Sons","reason":"it is a firm","subtype":"COMPANY","type":"ORGANIZATION"}],"judgements":[],"name":"Béla \u0026 Sons"}}` {
		t.Error(got)
	}
	j := regexp.MustCompile(`"j[0-9a-z]{26}"`).FindString(got)
	data(fmt.Sprintf(`mutation{revokeJudgement(id:%s){revokedId errors{code}}}`, j))
	if got := data(fmt.Sprintf(`{entity(by:{id:%q}){__typename name aliases edits{id}}}`, id)); got != `{"entity":{"__typename":"Person","aliases":[],"edits":[],"name":"Bo Béla"}}` {
		t.Errorf("taken back: %s", got)
	}
}

func TestSubscription(t *testing.T) {
	h, store := serve(t)
	open := func(query string) (*bufio.Scanner, func()) {
		body, _ := json.Marshal(map[string]any{"query": query})
		ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
		r, _ := http.NewRequestWithContext(ctx, "POST", h.URL+"/graphql", bytes.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Accept", "text/event-stream")
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		return bufio.NewScanner(resp.Body), func() { cancel(); resp.Body.Close() }
	}
	next := func(s *bufio.Scanner) string {
		for s.Scan() {
			if data, ok := strings.CutPrefix(s.Text(), "data: "); ok {
				return data
			}
			if s.Text() == "event: complete" {
				return "complete"
			}
		}
		return "ended"
	}
	const q = `subscription{statementAdded(filter:{asserted:true}%s){cursor node{object{name}}}}`
	before := store.snapshots.Load()
	live, end := open(fmt.Sprintf(q, ""))
	defer end()
	for range 20_000 { // it notes where it begins, then looks at the store
		if store.snapshots.Load() > before {
			break
		}
		time.Sleep(time.Millisecond)
	}
	ask(t, h, `mutation{ingest(documents:[{text:"Ann Able:PERSON | PRAISED | Dee Doe:PERSON\nAnn Able:PERSON | PRAISED | Ed Eel:PERSON | neg"},{text:"Ann Able:PERSON | PRAISED | Flo Fry:PERSON"}]){job{id}}}`, nil)
	first, second := next(live), next(live)
	if !strings.Contains(first, "Dee Doe") || !strings.Contains(second, "Flo Fry") {
		t.Errorf("%s %s", first, second)
	}
	cursor := regexp.MustCompile(`"cursor":"([^"]+)"`).FindStringSubmatch(first)[1]
	replay, end := open(fmt.Sprintf(q, fmt.Sprintf(",after:%q", cursor)))
	defer end()
	if got := next(replay); got != second {
		t.Errorf("replayed %s, want %s", got, second)
	}
	bad, end := open(fmt.Sprintf(q, `,after:"nonsense"`))
	defer end()
	if got := next(bad); !strings.Contains(got, "INVALID") {
		t.Errorf("a bad cursor: %s", got)
	}
	job, end := open(`subscription{ingestProgress(job:"j"){status}}`)
	defer end()
	if got := next(job) + next(job); got != `{"data":{"ingestProgress":{"status":"DONE"}}}complete` {
		t.Errorf("progress: %s", got)
	}
}

func TestExports(t *testing.T) {
	h, _ := serve(t)
	get := func(path, tag string) (int, string, string) {
		r, _ := http.NewRequest("GET", h.URL+path, nil)
		if tag != "" {
			r.Header.Set("If-None-Match", tag)
		}
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		b, _ := io.ReadAll(resp.Body)
		return resp.StatusCode, string(b), resp.Header.Get("ETag")
	}
	status, body, tag := get("/export/jsonl?predicate=ATTACKED&predicate=MET_WITH&asserted=false", "")
	if status != 200 || body != "jsonl 4\n" || tag == "" {
		t.Errorf("%d %q %q", status, body, tag)
	}
	if status, _, _ := get("/export/jsonl?predicate=ATTACKED&predicate=MET_WITH&asserted=false", tag); status != http.StatusNotModified {
		t.Errorf("the same again: %d", status)
	}
	if _, _, other := get("/export/jsonl", ""); other == tag {
		t.Error("two exports with one ETag")
	}
	for path, want := range map[string]int{
		"/export/nothing": 404, "/export/jsonl?asserted=perhaps": 400, "/export/jsonl?predicate=NOPE": 400, "/export/jsonl?minConfidence=abc": 400, "/export/jsonl?colour=red": 400,
		"/export/jsonl?publishedFrom=2025-11-05": 200, "/export/jsonl?publishedFrom=soon": 400, "/export/jsonl?involves=Ann+Able": 200,
	} {
		if status, body, _ := get(path, ""); status != want {
			t.Errorf("%s: %d %s", path, status, body)
		}
	}
}

// The example questions of the playground are valid, and answered without an error.
func TestExamples(t *testing.T) {
	text, err := os.ReadFile("../../web/playground/public/examples.graphql")
	if err != nil {
		t.Fatal(err)
	}
	h, _ := serve(t)
	n := 0
	for _, q := range regexp.MustCompile(`(?m)^# ---.*\n`).Split(string(text), -1) {
		if strings.TrimSpace(q) == "" || strings.Contains(q, "\nsubscription ") {
			continue
		}
		n++
		if a := ask(t, h, q, nil); len(a.Errors) > 0 || a.status != 200 {
			t.Errorf("%.80s…: %+v", q, a.Errors)
		}
	}
	if n < 10 {
		t.Errorf("%d examples", n)
	}
}

// Relay's rules: connections, edges and pageInfo; ids on every Node; a description on everything.
func TestSchema(t *testing.T) {
	s := gen.NewExecutableSchema(gen.Config{}).Schema()
	for _, d := range s.Types {
		if d.BuiltIn {
			continue
		}
		if d.Description == "" {
			t.Errorf("%s has no description", d.Name)
		}
		for _, v := range d.EnumValues {
			if v.Description == "" {
				t.Errorf("%s.%s has no description", d.Name, v.Name)
			}
		}
		for _, f := range d.Fields {
			if strings.HasPrefix(f.Name, "__") {
				continue
			}
			if f.Description == "" {
				t.Errorf("%s.%s has no description", d.Name, f.Name)
			}
			for _, a := range f.Arguments {
				if a.Description == "" {
					t.Errorf("%s.%s(%s) has no description", d.Name, f.Name, a.Name)
				}
			}
			if strings.HasSuffix(f.Type.Name(), "Connection") {
				if f.Arguments.ForName("first") == nil || f.Arguments.ForName("after") == nil {
					t.Errorf("%s.%s has no first and after", d.Name, f.Name)
				}
				if !f.Type.NonNull {
					t.Errorf("%s.%s may be null", d.Name, f.Name)
				}
			}
		}
		if strings.HasSuffix(d.Name, "Connection") {
			for field, want := range map[string]string{"pageInfo": "PageInfo!", "totalCount": "Int"} {
				if f := d.Fields.ForName(field); f == nil || f.Type.String() != want {
					t.Errorf("%s.%s is no %s", d.Name, field, want)
				}
			}
			edge := s.Types[d.Fields.ForName("edges").Type.Name()]
			if c := edge.Fields.ForName("cursor"); c == nil || c.Type.String() != "String!" {
				t.Errorf("%s has no cursor", edge.Name)
			}
			if d.Fields.ForName("nodes").Type.Name() != edge.Fields.ForName("node").Type.Name() {
				t.Errorf("%s: nodes and edges differ", d.Name)
			}
		}
		if slices.Contains(d.Interfaces, "Node") {
			if f := d.Fields.ForName("id"); f == nil || f.Type.String() != "ID!" {
				t.Errorf("%s has no id", d.Name)
			}
		}
	}
	if s.Query.Fields.ForName("node").Type.String() != "Node" || s.Query.Fields.ForName("nodes").Type.String() != "[Node]!" {
		t.Error("node and nodes are not as Relay has them")
	}
}

// The schema does not change without a word in its changelog.
func TestSchemaChangelog(t *testing.T) {
	s := gen.NewExecutableSchema(gen.Config{}).Schema()
	var shape []string
	add := func(format string, args ...any) { shape = append(shape, fmt.Sprintf(format, args...)) }
	for _, d := range s.Types {
		if d.BuiltIn {
			continue
		}
		add("%s %s", d.Kind, d.Name)
		for _, v := range d.EnumValues {
			add("%s.%s", d.Name, v.Name)
		}
		for _, f := range d.Fields {
			add("%s.%s: %s", d.Name, f.Name, f.Type)
			for _, a := range f.Arguments {
				add("%s.%s(%s: %s = %v)", d.Name, f.Name, a.Name, a.Type, a.DefaultValue)
			}
		}
	}
	slices.Sort(shape)
	sum := sha256.Sum256([]byte(strings.Join(shape, "\n")))
	mark := fmt.Sprintf("<!-- shape: %x -->", sum[:8])
	text, err := os.ReadFile("../../docs/schema-changelog.md")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), mark) {
		t.Errorf("the schema has changed: say so in docs/schema-changelog.md, and put %s there", mark)
	}
}

// Whatever has an id is found by it again, as what it is.
func TestNodesAreFoundAgain(t *testing.T) {
	h, _ := serve(t)
	a := ask(t, h, `{entities(first:50){nodes{__typename id}} statements(first:50){nodes{__typename id}} claims(first:50){nodes{__typename id}} documents(first:50){nodes{__typename id}}}`, nil)
	var ids, want []any
	kinds := map[any]bool{}
	for _, list := range a.Data {
		for _, n := range list.(map[string]any)["nodes"].([]any) {
			ids, want = append(ids, n.(map[string]any)["id"]), append(want, n)
			kinds[n.(map[string]any)["__typename"]] = true
		}
	}
	if got := ask(t, h, `query($i:[ID!]!){nodes(ids:$i){__typename id}}`, map[string]any{"i": ids}); !reflect.DeepEqual(got.Data["nodes"], want) {
		t.Errorf("nodes: %v, want %v", got.Data["nodes"], want)
	}
	for i, id := range ids {
		if got := ask(t, h, `query($i:ID!){node(id:$i){__typename id}}`, map[string]any{"i": id}); !reflect.DeepEqual(got.Data["node"], want[i]) {
			t.Errorf("node: %v, want %v", got.Data["node"], want[i])
		}
	}
	for _, k := range []string{"Person", "Organization", "Place", "Statement", "Claim", "Document"} {
		if !kinds[k] {
			t.Errorf("no %s was seen", k)
		}
	}
}

// Enumerations of the schema and constants of the graph are the same.
func TestEnumerations(t *testing.T) {
	s := gen.NewExecutableSchema(gen.Config{}).Schema()
	names := func(e string) (out []string) {
		for _, v := range s.Types[e].EnumValues {
			out = append(out, v.Name)
		}
		return out
	}
	var predicates, types []string
	for _, p := range graph.Predicates {
		predicates = append(predicates, string(p.Name))
	}
	for _, e := range graph.EntityTypes {
		types = append(types, string(e))
	}
	if !slices.Equal(names("PredicateName"), predicates) || !slices.Equal(names("EntityType"), types) {
		t.Errorf("%v %v", names("PredicateName"), names("EntityType"))
	}
}

// Whatever comes in, the answer is JSON, below 500, and tells nothing about the inside.
func FuzzEndpoint(f *testing.F) {
	h, _ := serve(f)
	for _, s := range []string{"{stats{documents}}", `{entity(by:{name:"Ann Able"}){... on Person{positions{title}}}}`, `{statements(first:3,filter:{text:"\ud800"}){nodes{id}}}`, "{...A} fragment A on Query{...A}"} {
		f.Add(s, `{"a":1}`)
	}
	leak := regexp.MustCompile(`goroutine|panic|\.go:\d|strconv|runtime error`)
	f.Fuzz(func(t *testing.T, query, variables string) {
		body := fmt.Appendf(nil, `{"query":%s,"variables":%s}`, quoted(query), variables)
		r, _ := http.NewRequest("POST", h.URL+"/graphql", bytes.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		out, _ := io.ReadAll(resp.Body)
		if resp.StatusCode >= 500 || !json.Valid(out) {
			t.Errorf("%d %s", resp.StatusCode, out)
		}
		var a answer
		_ = json.Unmarshal(out, &a)
		for _, e := range a.Errors {
			if leak.MatchString(e.Message) || e.Extensions["code"] == "INTERNAL" {
				t.Errorf("%v", e)
			}
		}
	})
}

func quoted(s string) string {
	b, _ := json.Marshal(s)
	return string(b)
}
