package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
)

// Media types of GraphQL over HTTP.
const (
	typeGraphQL = "application/graphql-response+json"
	typeJSON    = "application/json"
)

// plain is GraphQL over HTTP by GET and POST, by the letter of the specification
// (graphql.github.io/graphql-over-http): under application/json whatever parses as
// a request is answered with 200, under application/graphql-response+json a
// document that is refused with 400, and neither holds a `data` then.
type plain struct{}

// Supports tells that the request is for this transport.
func (plain) Supports(r *http.Request) bool {
	return r.Header.Get("Upgrade") == "" && (r.Method == http.MethodGet || r.Method == http.MethodPost)
}

// Do answers one request.
func (plain) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	ctx := r.Context()
	w.Header().Set("Vary", "Accept")
	kind, ok := accepted(r.Header.Values("Accept"))
	if !ok {
		fail(w, typeJSON, http.StatusNotAcceptable, "this answers in application/graphql-response+json or application/json")
		return
	}
	start := graphql.Now()
	p, status, message := request(r)
	if status != 0 {
		fail(w, kind, status, message)
		return
	}
	p.Headers = r.Header
	p.ReadTime = graphql.TraceTiming{Start: start, End: graphql.Now()}
	oc, errs := exec.CreateOperationContext(ctx, p)
	if errs != nil {
		status := http.StatusOK
		if kind == typeGraphQL {
			status = http.StatusBadRequest
		}
		write(w, kind, status, exec.DispatchError(graphql.WithOperationContext(ctx, oc), errs), false)
		return
	}
	switch op := oc.Operation.Operation; {
	case op == ast.Subscription:
		fail(w, kind, http.StatusBadRequest, "a subscription needs a WebSocket or Accept: text/event-stream")
		return
	case op == ast.Mutation && r.Method == http.MethodGet:
		w.Header().Set("Allow", "POST")
		fail(w, kind, http.StatusMethodNotAllowed, "a mutation is sent by POST")
		return
	}
	out := outcomeOf(ctx)
	answer, ctx := exec.DispatchOperation(ctx, oc)
	resp := answer(ctx)
	switch {
	case out.overloaded:
		w.Header().Set("Retry-After", busySeconds)
		failAs(w, kind, http.StatusServiceUnavailable, codeBusy, busyMessage)
	case out.forbidden:
		write(w, kind, http.StatusForbidden, resp, false)
	default:
		write(w, kind, http.StatusOK, resp, true)
	}
}

// accepted picks the media type of the answer; without a wish, or with */*, it is
// application/json, as the specification's watershed asks of servers.
func accepted(accept []string) (string, bool) {
	best, quality := "", 0.0
	any := true
	for _, line := range accept {
		for part := range strings.SplitSeq(line, ",") {
			if strings.TrimSpace(part) == "" {
				continue
			}
			any = false
			t, params, err := mime.ParseMediaType(part)
			if err != nil {
				continue
			}
			q := 1.0
			if s, ok := params["q"]; ok {
				if q, err = strconv.ParseFloat(s, 64); err != nil {
					continue
				}
			}
			if c := params["charset"]; c != "" && !strings.EqualFold(c, "utf-8") {
				continue
			}
			switch t {
			case typeGraphQL, typeJSON:
			case "*/*", "application/*":
				t = typeJSON
			default:
				continue
			}
			if q > quality {
				best, quality = t, q
			}
		}
	}
	if any {
		return typeJSON, true
	}
	return best, best != ""
}

// request reads the parameters; a status other than 0 says why they cannot be read.
func request(r *http.Request) (p *graphql.RawParams, status int, message string) {
	if r.Method == http.MethodGet {
		return fromQuery(r.URL)
	}
	t, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || t != typeJSON || params["charset"] != "" && !strings.EqualFold(params["charset"], "utf-8") {
		return nil, http.StatusUnsupportedMediaType, "send application/json in UTF-8"
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			return nil, http.StatusRequestEntityTooLarge, "the body is larger than is read"
		}
		return nil, http.StatusBadRequest, "the body ended early"
	}
	p, status, message = fromJSON(body)
	if len(body) > maxQueryBytes && (status != 0 || !ingests(p)) {
		return nil, http.StatusRequestEntityTooLarge, "the body is larger than is read, except for an ingest"
	}
	return p, status, message
}

// ingests tells that an operation takes documents in, so that it may be large.
func ingests(p *graphql.RawParams) bool {
	doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: p.Query}, maxTokens)
	if err != nil || doc == nil {
		return false
	}
	op := doc.Operations.ForName(p.OperationName)
	if op == nil || op.Operation != ast.Mutation {
		return false
	}
	return slices.ContainsFunc(op.SelectionSet, func(s ast.Selection) bool {
		f, ok := s.(*ast.Field)
		return ok && f.Name == "ingest"
	})
}

func fromJSON(body []byte) (*graphql.RawParams, int, string) {
	var in struct {
		Query         json.RawMessage `json:"query"`
		OperationName json.RawMessage `json:"operationName"`
		Variables     json.RawMessage `json:"variables"`
		Extensions    json.RawMessage `json:"extensions"`
	}
	if t := bytes.TrimLeft(body, " \t\r\n"); len(t) == 0 || t[0] != '{' || json.Unmarshal(body, &in) != nil {
		return nil, http.StatusBadRequest, `the body is no JSON object {"query", "variables", "operationName"}`
	}
	p := &graphql.RawParams{}
	for _, f := range []struct {
		name string
		raw  json.RawMessage
		into any
	}{{"query", in.Query, &p.Query}, {"operationName", in.OperationName, &p.OperationName}, {"variables", in.Variables, &p.Variables}, {"extensions", in.Extensions, &p.Extensions}} {
		if f.raw == nil {
			continue
		}
		d := json.NewDecoder(bytes.NewReader(f.raw))
		d.UseNumber()
		if d.Decode(f.into) != nil {
			return nil, http.StatusBadRequest, "the body's " + f.name + " is of another type than it must be"
		}
	}
	if p.Query == "" {
		return nil, http.StatusBadRequest, "the body has no query"
	}
	return p, 0, ""
}

func fromQuery(u *url.URL) (*graphql.RawParams, int, string) {
	q, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return nil, http.StatusBadRequest, "the query string is malformed"
	}
	p := &graphql.RawParams{Query: q.Get("query"), OperationName: q.Get("operationName")}
	if p.Query == "" {
		return nil, http.StatusBadRequest, "the query string has no query"
	}
	for name, into := range map[string]*map[string]any{"variables": &p.Variables, "extensions": &p.Extensions} {
		if s := q.Get(name); s != "" {
			d := json.NewDecoder(strings.NewReader(s))
			d.UseNumber()
			if d.Decode(into) != nil {
				return nil, http.StatusBadRequest, "the query string's " + name + " is no JSON object"
			}
		}
	}
	return p, 0, ""
}

// write sends a response; Data is JSON already and is not looked at again.
func write(w http.ResponseWriter, kind string, status int, resp *graphql.Response, executed bool) {
	var b bytes.Buffer
	b.Grow(len(resp.Data) + 256)
	b.WriteByte('{')
	if len(resp.Errors) > 0 {
		b.WriteString(`"errors":`)
		errs, err := json.Marshal(resp.Errors)
		if err != nil {
			errs = []byte(`[{"message":"the error cannot be told"}]`)
		}
		b.Write(errs)
	}
	if executed {
		if b.Len() > 1 {
			b.WriteByte(',')
		}
		b.WriteString(`"data":`)
		if len(resp.Data) == 0 {
			b.WriteString("null")
		} else {
			b.Write(resp.Data)
		}
	}
	if len(resp.Extensions) > 0 {
		if x, err := json.Marshal(resp.Extensions); err == nil {
			b.WriteString(`,"extensions":`)
			b.Write(x)
		}
	}
	b.WriteString("}\n")
	w.Header().Set("Content-Type", kind+"; charset=utf-8")
	w.WriteHeader(status)
	w.Write(b.Bytes())
}

// fail answers a request that is none, or may not be.
func fail(w http.ResponseWriter, kind string, status int, message string) {
	code := "INVALID"
	if status == http.StatusRequestEntityTooLarge {
		code = "TOO_LARGE"
	}
	failAs(w, kind, status, code, message)
}

func failAs(w http.ResponseWriter, kind string, status int, code, message string) {
	write(w, kind, status, &graphql.Response{Errors: gqlerror.List{refuse(code, message)}}, false)
}

// slowBody is how long a client may take to send its request.
const slowBody = 15 * time.Second
