package api

import (
	"context"
	"errors"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/graph/api/internal/gen"
	"github.com/dateline-news/dateline/graph/view"
)

// Resolver answers the root fields; everything below them is a method of package view's rows.
type Resolver struct {
	store    graph.Store
	ingester Ingester
	log      *journal
	now      func() time.Time
	excerpts bool // no whole texts
	words    *view.Words
}

// What one ingest may hold.
const (
	maxDocuments = 1000
	maxTextBytes = 10 << 20
	maxKeyBytes  = 256
)

func (r *Resolver) submit(ctx context.Context, inputs []*gen.DocumentInput, key string) (*gen.IngestPayload, error) {
	refuse := func(err error) (*gen.IngestPayload, error) {
		return &gen.IngestPayload{Errors: failures(ctx, err)}, nil
	}
	if err := allow(ctx, Write); err != nil {
		return refuse(err)
	}
	if len(inputs) == 0 || len(inputs) > maxDocuments {
		return refuse(graph.Errorf(graph.KindInvalid, "an ingest holds from 1 to %d documents", maxDocuments))
	}
	if len(key) > maxKeyBytes {
		return refuse(graph.Errorf(graph.KindInvalid, "an idempotencyKey has at most %d bytes", maxKeyBytes))
	}
	docs := make([]graph.Document, len(inputs))
	for i, in := range inputs {
		d := &docs[i]
		*d = graph.Document{
			SourceID: deref(in.SourceID), Title: deref(in.Title), URL: deref(in.URL), Publisher: deref(in.Publisher),
			Language: deref(in.Language), Text: in.Text,
		}
		if in.Published != nil {
			var err error
			if d.Published, d.DateOnly, err = in.Published.Time(); err != nil {
				return refuse(graph.Errorf(graph.KindInvalid, "document %d: %w", i, err))
			}
		}
		switch {
		case strings.TrimSpace(d.Text) == "":
			return refuse(graph.Errorf(graph.KindInvalid, "document %d: its text is empty", i))
		case len(d.Text) > maxTextBytes:
			return refuse(graph.Errorf(graph.KindTooLarge, "document %d: its text is over 10 MB", i))
		}
		for name, s := range map[string]string{"sourceId": d.SourceID, "title": d.Title, "url": d.URL, "publisher": d.Publisher, "language": d.Language, "text": d.Text} {
			if !utf8.ValidString(s) || strings.IndexByte(s, 0) >= 0 {
				return refuse(graph.Errorf(graph.KindInvalid, "document %d: %s holds a NUL or is no UTF-8", i, name))
			}
		}
	}
	job, err := r.ingester.Submit(ctx, docs, key)
	if err != nil {
		return refuse(err)
	}
	return &gen.IngestPayload{Job: newJob(job), Errors: failures(ctx, nil)}, nil
}

func (r *Resolver) judge(ctx context.Context, left, right string, verdict graph.Verdict, reason string) (*gen.JudgePayload, error) {
	err := errors.Join(allow(ctx, Curate), checkReason(reason))
	if err != nil {
		return &gen.JudgePayload{Errors: failures(ctx, err)}, nil
	}
	j, err := r.ingester.Judge(ctx, left, right, verdict, callerOf(ctx).Name, reason)
	if err != nil {
		return &gen.JudgePayload{Errors: failures(ctx, err)}, nil
	}
	v, err := r.reread(ctx)
	if err != nil {
		return nil, err
	}
	nodes, err := v.Nodes(ctx, []string{j.Left, j.Right})
	if err != nil {
		return nil, err
	}
	out := &gen.JudgePayload{Judgement: view.NewJudgement(j), Errors: failures(ctx, nil)}
	out.Left, _ = nodes[0].(view.Entity)
	out.Right, _ = nodes[1].(view.Entity)
	return out, nil
}

// maxReasonBytes is how long a reason may be.
const maxReasonBytes = 10_000

func checkReason(reason string) error {
	if len(reason) > maxReasonBytes || !utf8.ValidString(reason) || strings.IndexByte(reason, 0) >= 0 {
		return graph.Errorf(graph.KindInvalid, "a reason is text of at most 10,000 bytes")
	}
	return nil
}

var (
	goodSubtype = regexp.MustCompile(`^[A-Z][A-Z_]{0,39}$`)
	goodCountry = regexp.MustCompile(`^[A-Z]{2}$`)
)

// checkEdit refuses what is no name, subtype or country.
func checkEdit(e graph.Edit) error {
	switch {
	case e == graph.Edit{}:
		return graph.Errorf(graph.KindInvalid, "give at least one of name, type, subtype and countryCode")
	case e.Name != "" && (strings.TrimSpace(e.Name) != e.Name || len(e.Name) > 500 || !utf8.ValidString(e.Name) || strings.ContainsFunc(e.Name, unicode.IsControl) || !strings.ContainsFunc(e.Name, named)):
		return graph.Errorf(graph.KindInvalid, "a name has letters or digits, at most 500 bytes, and no space around it")
	case e.Subtype != "" && !goodSubtype.MatchString(e.Subtype):
		return graph.Errorf(graph.KindInvalid, "a subtype is a word such as COUNTRY or ARMED_GROUP")
	case e.Country != "" && !goodCountry.MatchString(e.Country):
		return graph.Errorf(graph.KindInvalid, "a countryCode is two capital letters (ISO 3166 alpha-2)")
	}
	return nil
}

func named(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func (r *Resolver) edit(ctx context.Context, id string, e graph.Edit, reason string) (*gen.EditPayload, error) {
	err := errors.Join(allow(ctx, Curate), checkEdit(e), checkReason(reason))
	var j *graph.Judgement
	if err == nil {
		j, err = r.ingester.Edit(ctx, id, e, callerOf(ctx).Name, reason)
	}
	if err != nil {
		return &gen.EditPayload{Errors: failures(ctx, err)}, nil
	}
	v, err := r.reread(ctx)
	if err != nil {
		return nil, err
	}
	nodes, err := v.Nodes(ctx, []string{j.Left})
	if err != nil {
		return nil, err
	}
	out := &gen.EditPayload{Edit: view.NewEdit(j), Errors: failures(ctx, nil)}
	out.Entity, _ = nodes[0].(view.Entity)
	return out, nil
}

func (r *Resolver) review(ctx context.Context, id string, status graph.ReviewStatus, reason string) (*gen.ReviewPayload, error) {
	err := errors.Join(allow(ctx, Curate), checkReason(reason))
	if err == nil {
		err = r.ingester.Review(ctx, id, status, callerOf(ctx).Name, reason)
	}
	if err != nil {
		return &gen.ReviewPayload{Errors: failures(ctx, err)}, nil
	}
	v, err := r.reread(ctx)
	if err != nil {
		return nil, err
	}
	nodes, err := v.Nodes(ctx, []string{id})
	if err != nil {
		return nil, err
	}
	s, _ := nodes[0].(*view.Statement)
	return &gen.ReviewPayload{Statement: s, Errors: failures(ctx, nil)}, nil
}

func newJob(j graph.Job) *gen.IngestJob {
	out := &gen.IngestJob{
		ID: j.ID, Status: j.Status, Started: at(j.Started), Ended: at(j.Ended), Errors: []*gen.IngestError{},
		Counts: &gen.IngestCounts{Documents: j.Documents, Added: j.Added, Unchanged: j.Unchanged, Failed: j.Failed, Statements: j.Statements},
	}
	if j.ID == "" {
		return nil
	}
	for _, e := range j.Errors {
		ie := &gen.IngestError{Index: e.Document, Code: string(e.Kind), Message: e.Message}
		if e.SourceID != "" {
			ie.SourceID = &e.SourceID
		}
		out.Errors = append(out.Errors, ie)
	}
	return out
}

func at(t time.Time) *view.DateTime {
	if t.IsZero() {
		return nil
	}
	d := view.DateTime(t.UTC().Format(time.RFC3339))
	return &d
}

func deref(s *string) string { return or(s, "") }

func or[T any](p *T, otherwise T) T {
	if p == nil {
		return otherwise
	}
	return *p
}
