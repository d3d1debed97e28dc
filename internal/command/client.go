package command

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/dateline-news/dateline/extract/read"
	"github.com/dateline-news/dateline/graph"
	taking "github.com/dateline-news/dateline/internal/ingest"
	"github.com/dateline-news/dateline/internal/ordered"
)

// client talks to the API of a running server.
type client struct {
	base string
	key  string // "" for none
	http *http.Client
}

// serverKey is the key to show to a server.
type serverKey struct {
	Key string `env:"DATELINE_KEY" placeholder:"KEY" help:"Key that the server asks for."`
}

func newClient(server, key string) (*client, error) {
	u, err := url.Parse(server)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, graph.Errorf(graph.KindInvalid, "%q is no URL of a server, such as http://localhost:8080", server)
	}
	return &client{strings.TrimRight(server, "/"), key, &http.Client{}}, nil
}

// inFlight is how many documents are on their way to a server at once.
const inFlight = 8

// ingest hands items over, each as a job of its own, so that each is
// acknowledged as soon as it is durable.
func (c *client) ingest(ctx context.Context, items iter.Seq[read.Item], report func(taking.Result) error) error {
	work := context.WithoutCancel(ctx)
	return ordered.Map(ctx, inFlight, items, func(item read.Item) taking.Result {
		if item.Err != nil {
			return taking.Result{Status: taking.Failed, Err: item.Err}
		}
		r := taking.Result{Document: item.Document.ID, SourceID: item.Document.SourceID}
		if err := c.hand(work, item.Document, &r); err != nil {
			r.Status, r.Err = taking.Failed, err
		}
		return r
	}, func(r taking.Result) error {
		var gone unreachable
		if errors.As(r.Err, &gone) {
			return r.Err
		}
		return report(r)
	})
}

// unreachable is an error of the connection, not of a document.
type unreachable struct{ error }

func (u unreachable) Unwrap() error { return u.error }

// jobFields is what is asked of a job.
const jobFields = "id status counts { added unchanged failed statements } errors { message }"

type jobAnswer struct {
	ID     string `json:"id"`
	Status string `json:"status"`
	Counts struct{ Added, Unchanged, Failed, Statements int }
	Errors []struct{ Message string }
}

// hand gives one document to the server and waits until it is in.
func (c *client) hand(ctx context.Context, d *graph.Document, r *taking.Result) error {
	input := map[string]any{"text": d.Text}
	for name, value := range map[string]string{
		"sourceId": d.SourceID, "title": d.Title, "url": d.URL, "publisher": d.Publisher, "published": d.PublishedString(), "language": d.Language,
	} {
		if value != "" {
			input[name] = value
		}
	}
	var begun struct {
		Ingest struct {
			Job    *jobAnswer
			Errors []struct{ Message string }
		}
	}
	err := c.ask(ctx, "mutation Hand($documents: [DocumentInput!]!) { ingest(documents: $documents) { job { "+jobFields+" } errors { message } } }",
		map[string]any{"documents": []any{input}}, &begun)
	if err != nil {
		return err
	}
	if len(begun.Ingest.Errors) > 0 || begun.Ingest.Job == nil {
		message := "the server refused the document"
		for _, e := range begun.Ingest.Errors {
			message += ": " + e.Message
		}
		return errors.New(message)
	}
	job := begun.Ingest.Job
	for pause := 2 * time.Millisecond; job.Status != string(graph.JobDone) && job.Status != string(graph.JobFailed); pause = min(2*pause, 200*time.Millisecond) {
		time.Sleep(pause)
		var now struct{ IngestJob *jobAnswer }
		if err := c.ask(ctx, "query Job($id: ID!) { ingestJob(id: $id) { "+jobFields+" } }", map[string]any{"id": job.ID}, &now); err != nil {
			return err
		}
		if now.IngestJob == nil {
			return unreachable{fmt.Errorf("the server at %s has forgotten its job: was it started again? Run the ingest again", c.base)}
		}
		job = now.IngestJob
	}
	switch {
	case job.Counts.Added > 0:
		r.Status, r.Statements = taking.Added, job.Counts.Statements
	case job.Counts.Unchanged > 0:
		r.Status = taking.Unchanged
	default:
		message := "the server could not take the document in"
		for _, e := range job.Errors {
			message += ": " + e.Message
		}
		return errors.New(message)
	}
	return nil
}

// ask sends one GraphQL operation. What a busy server turns away is asked again.
func (c *client) ask(ctx context.Context, query string, variables map[string]any, into any) error {
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		return err
	}
	for turn := 0; ; turn++ {
		request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.base+"/graphql", bytes.NewReader(body))
		if err != nil {
			return err
		}
		request.Header.Set("Content-Type", "application/json")
		request.Header.Set("Accept", "application/graphql-response+json, application/json")
		c.sign(request)
		response, err := c.http.Do(request)
		if err != nil {
			return unreachable{fmt.Errorf("no server answers at %s: start one with `dateline serve`, or leave --server away (%w)", c.base, err)}
		}
		answer, err := io.ReadAll(response.Body)
		response.Body.Close()
		if err != nil {
			return unreachable{fmt.Errorf("the server at %s went away: %w", c.base, err)}
		}
		if s := response.StatusCode; (s == http.StatusServiceUnavailable || s == http.StatusTooManyRequests) && turn < 60 {
			time.Sleep(time.Second)
			continue
		}
		var parsed struct {
			Data   json.RawMessage
			Errors []struct{ Message string }
		}
		if err := json.Unmarshal(answer, &parsed); err != nil {
			return unreachable{fmt.Errorf("what answers at %s is no Dateline server (status %s)", c.base, response.Status)}
		}
		if len(parsed.Errors) > 0 {
			return errors.New(parsed.Errors[0].Message)
		}
		return json.Unmarshal(parsed.Data, into)
	}
}

func (c *client) sign(r *http.Request) {
	if c.key != "" {
		r.Header.Set("Authorization", "Bearer "+c.key)
	}
}

// backup fetches a backup of the server's store.
func (c *client) backup(ctx context.Context, out io.Writer) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.base+backupPath, nil)
	if err != nil {
		return err
	}
	request.Header.Set(backupHeader, "1")
	c.sign(request)
	response, err := c.http.Do(request)
	if err != nil {
		return fmt.Errorf("no server answers at %s: start one with `dateline serve`, or leave --server away (%w)", c.base, err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		why, _ := io.ReadAll(io.LimitReader(response.Body, 1000))
		return fmt.Errorf("the server at %s gives no backup: %s %s", c.base, response.Status, bytes.TrimSpace(why))
	}
	if _, err := io.Copy(out, response.Body); err != nil {
		return fmt.Errorf("the backup from %s was cut short: %w", c.base, err)
	}
	return nil
}
