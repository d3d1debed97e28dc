package command

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"time"

	"github.com/dateline-news/dateline/graph"
	taking "github.com/dateline-news/dateline/internal/ingest"
)

type query struct {
	storeFlag
	Query     string `arg:"" help:"The query, or - for standard input."`
	Gizmo     bool   `help:"The query is Gizmo, Cayley's JavaScript dialect, over the store's quads."`
	Variables string `placeholder:"JSON" help:"Variables of a GraphQL query."`
	Limit     int    `default:"100" help:"Most results of a Gizmo query; 0 for all."`
}

func (*query) Help() string {
	return "Examples:\n\n" +
		"  dateline query '{ search(query: \"grain\", first: 3) { nodes { id name } } }'\n" +
		"  dateline query --gizmo 'g.V().has(\"<dateline:name>\", \"Chile\").out(\"<dateline:LOCATED_IN>\").all()'"
}

// Run answers a query from the store, without a server.
func (c *query) Run(ctx context.Context, s *streams) (err error) {
	text := c.Query
	if text == "-" {
		b, err := io.ReadAll(s.in)
		if err != nil {
			return &exit{exitFailed, err}
		}
		text = string(b)
	}
	store, err := c.open(ctx, false)
	if err != nil {
		return err
	}
	defer func() {
		if e := store.Close(); err == nil {
			err = e
		}
	}()
	if c.Gizmo {
		out := json.NewEncoder(s.out)
		out.SetEscapeHTML(false)
		return store.Gizmo(ctx, text, c.Limit, func(v any) error { return out.Encode(v) })
	}
	request := map[string]any{"query": text}
	if c.Variables != "" {
		if !json.Valid([]byte(c.Variables)) {
			return graph.Errorf(graph.KindInvalid, "--variables is no JSON")
		}
		request["variables"] = json.RawMessage(c.Variables)
	}
	body, err := json.Marshal(request)
	if err != nil {
		return err
	}
	g := taking.New(store, nil, time.Now) // takes in no documents
	defer g.Close()
	face := handler(store, g, nil, access{}, nil)
	defer face.Close()
	r := httptest.NewRequestWithContext(ctx, http.MethodPost, "/graphql", bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "application/json")
	w := httptest.NewRecorder()
	face.ServeHTTP(w, r)
	var answer struct{ Errors []struct{ Message string } }
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil {
		return fmt.Errorf("the answer is no JSON: %w", err)
	}
	var pretty bytes.Buffer
	if err := json.Indent(&pretty, w.Body.Bytes(), "", "  "); err != nil {
		return err
	}
	pretty.WriteByte('\n')
	if _, err := pretty.WriteTo(s.out); err != nil {
		return &exit{exitFailed, err}
	}
	if len(answer.Errors) > 0 {
		return &exit{exitUsage, nil}
	}
	return nil
}
