package ingest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/dateline-news/dateline/extract/read"
	"github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/graph/api"
	"github.com/dateline-news/dateline/graph/quadstore"
)

var _ api.Ingester = (*Ingester)(nil)

// namer finds the words with a capital: an extractor that a test can see through.
type namer struct{ version string }

func (n namer) Name() string { return "namer/" + n.version }

func (n namer) Extract(_ context.Context, d *graph.Document) (*graph.Record, error) {
	if strings.Contains(d.Text, "panic") {
		panic("as the text says")
	}
	if strings.Contains(d.Text, "fail") {
		return nil, errors.New("as the text says")
	}
	r := &graph.Record{Document: d, Extractor: n.Name()}
	at := 0
	for _, w := range strings.Fields(d.Text) {
		start := at + strings.Index(d.Text[at:], w)
		at = start + len(w)
		if w[0] < 'A' || w[0] > 'Z' {
			continue
		}
		span := graph.Span{Start: start, End: at}
		e := graph.Entity{ID: graph.EntityID(d.ID, graph.TypeOther, span), Document: d.ID, Type: graph.TypeOther, Name: w, Mentions: 1}
		r.Entities = append(r.Entities, e)
		r.Mentions = append(r.Mentions, graph.Mention{ID: graph.MentionID(d.ID, span, graph.KindName), Document: d.ID, Span: span, Head: span, Kind: graph.KindName, Entity: e.ID})
	}
	return r, nil
}

func open(t *testing.T) *quadstore.Store {
	t.Helper()
	s, err := quadstore.Open(context.Background(), "mem:", quadstore.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func items(texts ...string) func(func(read.Item) bool) {
	return func(yield func(read.Item) bool) {
		for i, text := range texts {
			item := read.Item{Input: "input", Line: i + 1}
			if text == "" {
				item.Err = &read.Error{Kind: graph.KindInvalid, Message: "empty", Input: "input", Line: i + 1}
			} else {
				item.Document, _ = read.New(read.Fields{SourceID: fmt.Sprint("s", i), Text: text})
			}
			if !yield(item) {
				return
			}
		}
	}
}

func TestRun(t *testing.T) {
	g := New(open(t), namer{"1"}, time.Now)
	defer g.Close()
	ctx := context.Background()
	for turn, want := range []string{
		"added added failed: input:3: empty failed: input:4: the extractor failed on this document; please report it with the text: as the text says at an unknown place failed: input:5: as the text says",
		"unchanged unchanged failed: input:3: empty failed: input:4: the extractor failed on this document; please report it with the text: as the text says at an unknown place failed: input:5: as the text says",
	} {
		var got []string
		var sum Summary
		err := g.Run(ctx, items("Ann met Bob", "Ann left", "", "panic", "fail"), func(r Result) error {
			sum.Count(r)
			word := string(r.Status)
			if r.Err != nil {
				word += ": " + r.Err.Error()
			}
			got = append(got, word)
			return nil
		})
		if err != nil || strings.Join(got, " ") != want {
			t.Errorf("turn %d: %v\n got %s\nwant %s", turn, err, strings.Join(got, " "), want)
		}
		if sum.Documents != 5 || sum.Failed != 3 {
			t.Errorf("%+v", sum)
		}
	}
}

func TestOnlyOneOfManyAddsADocument(t *testing.T) {
	g := New(open(t), namer{"1"}, time.Now)
	defer g.Close()
	var mu sync.Mutex
	var sum Summary
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			err := g.Run(context.Background(), items("Ann met Bob", "Bob met Cid", "Cid met Dan"), func(r Result) error {
				mu.Lock()
				defer mu.Unlock()
				sum.Count(r)
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if sum.Added != 3 || sum.Unchanged != 9 {
		t.Errorf("%+v", sum)
	}
}

func TestJobs(t *testing.T) {
	store := open(t)
	g := New(store, namer{"1"}, time.Now)
	defer g.Close()
	ctx := t.Context()
	news := g.Committed(ctx)
	job, err := g.Submit(ctx, []graph.Document{{Text: "Ann met Bob"}, {Text: " "}, {Text: "Ann met Bob"}, {Text: "fail", SourceID: "x"}}, "key")
	if err != nil || job.Documents != 4 || job.Status.Ended() {
		t.Fatal(job, err)
	}
	states, err := g.Watch(ctx, job.ID)
	if err != nil {
		t.Fatal(err)
	}
	var last graph.Job
	for s := range states {
		last = s
	}
	if last.Status != graph.JobDone || last.Added != 1 || last.Unchanged != 1 || last.Failed != 2 || len(last.Errors) != 2 ||
		last.Errors[0].Document != 1 || last.Errors[0].Kind != graph.KindInvalid || last.Errors[1].SourceID != "x" || last.Ended.IsZero() {
		t.Errorf("%+v", last)
	}
	if id := <-news; graph.IDKind(id) != graph.IDDocument {
		t.Error(id)
	}
	again, err := g.Submit(ctx, nil, "key")
	if err != nil || again.ID != job.ID {
		t.Error(again, err)
	}
	if _, err := g.Job(ctx, "none"); graph.KindOf(err) != graph.KindNotFound {
		t.Error(err)
	}
	if _, err := g.Watch(ctx, "none"); graph.KindOf(err) != graph.KindNotFound {
		t.Error(err)
	}
	none, err := g.Submit(ctx, []graph.Document{{Text: "fail"}}, "")
	if err != nil {
		t.Fatal(err)
	}
	states, _ = g.Watch(ctx, none.ID)
	for s := range states {
		last = s
	}
	if last.Status != graph.JobFailed {
		t.Errorf("%+v", last)
	}
	g.Close()
	if _, err := g.Submit(ctx, nil, ""); graph.KindOf(err) != graph.KindUnavailable {
		t.Error(err)
	}
}

func TestSlowReaderOfCommitsIsCutOff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var f feed
		ctx, cancel := context.WithCancel(context.Background())
		slow, quick := f.subscribe(ctx), f.subscribe(ctx)
		for i := range backlog + 1 {
			f.send(fmt.Sprint(i))
			<-quick
		}
		n := 0
		for range slow {
			n++
		}
		if n != backlog {
			t.Error(n)
		}
		cancel()
		synctest.Wait()
		if _, ok := <-quick; ok {
			t.Error("open after its context ended")
		}
	})
}

func TestJudgeDeleteAndRefresh(t *testing.T) {
	store := open(t)
	g := New(store, namer{"1"}, func() time.Time { return time.Date(2025, 1, 2, 3, 4, 5, 6, time.UTC) })
	defer g.Close()
	ctx := context.Background()
	if err := g.Run(ctx, items("Ann met Bob", "Cid left"), func(Result) error { return nil }); err != nil {
		t.Fatal(err)
	}
	entities := func() []string {
		s, err := store.Snapshot(ctx)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		var ids []string
		for p, err := range s.Scan(ctx, graph.IndexEntities, "", graph.Posting{}, false) {
			if err != nil {
				t.Fatal(err)
			}
			ids = append(ids, p.ID)
		}
		return ids
	}
	three := entities()
	if len(three) != 3 {
		t.Fatal(three)
	}
	j, err := g.Judge(ctx, three[1], three[0], graph.Same, "me", "a test")
	if err != nil || j.Left > j.Right || j.At.Nanosecond() != 0 || len(entities()) != 2 {
		t.Error(j, err, entities())
	}
	if _, err := g.Judge(ctx, three[0], three[1], "MAYBE", "", ""); graph.KindOf(err) != graph.KindInvalid {
		t.Error(err)
	}
	// Another version of the extractor reads all again, and judgements stay.
	newer := New(store, namer{"2"}, time.Now)
	defer newer.Close()
	n := 0
	if err := newer.Refresh(ctx, func(done, all int) error { n = done; return nil }); err != nil || n != 2 {
		t.Error(n, err)
	}
	if len(entities()) != 2 {
		t.Error("the judgement is lost")
	}
	if err := newer.Refresh(ctx, func(done, all int) error { t.Error("read a third time"); return nil }); err != nil {
		t.Error(err)
	}
	if err := g.Revoke(ctx, j.ID); err != nil || len(entities()) != 3 {
		t.Error(err)
	}
	if err := g.Revoke(ctx, j.ID); graph.KindOf(err) != graph.KindNotFound {
		t.Error(err)
	}
	var ids []string
	for item := range items("Ann met Bob", "Cid left") {
		ids = append(ids, item.Document.ID)
	}
	if err := g.Delete(ctx, ids[0]); err != nil || len(entities()) != 1 {
		t.Error(err, entities())
	}
	if err := g.Delete(ctx, ids[0]); graph.KindOf(err) != graph.KindNotFound {
		t.Error(err)
	}
	if !slices.Contains(three, entities()[0]) {
		t.Error("ids changed")
	}
}
