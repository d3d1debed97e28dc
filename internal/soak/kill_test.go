package soak

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/dateline-news/dateline/extract/read"
	"github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/graph/export"
	"github.com/dateline-news/dateline/graph/quadstore"
	"github.com/dateline-news/dateline/graph/quadstore/storetest"
	"github.com/dateline-news/dateline/internal/ingest"
)

// In a process with childStore set, the test binary is an ingest into that store.
const (
	childStore = "SOAK_STORE"
	childRange = "SOAK_RANGE" // "FROM TO", the documents to take in
)

func TestMain(m *testing.M) {
	if store := os.Getenv(childStore); store != "" {
		if err := child(store, os.Getenv(childRange)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	m.Run()
}

// made are the documents that the tests take in.
var made = storetest.Generator{Seed: 11, Entities: 400, Statements: 8, Mentions: 20}

// reader knows what made documents say.
type reader struct{}

func (reader) Name() string { return "made/1" }

func (reader) Extract(_ context.Context, d *graph.Document) (*graph.Record, error) {
	n, err := strconv.Atoi(strings.TrimPrefix(d.SourceID, "made-"))
	if err != nil {
		return nil, err
	}
	return made.Record(n), nil
}

func child(store, documents string) error {
	var from, to int
	if _, err := fmt.Sscan(documents, &from, &to); err != nil {
		return err
	}
	ctx := context.Background()
	s, err := quadstore.Open(ctx, store, quadstore.Options{Create: true})
	if err != nil {
		return err
	}
	defer s.Close()
	return take(ctx, s, from, to, func(r ingest.Result) error {
		if r.Err != nil {
			return r.Err
		}
		_, err := fmt.Println(r.Status, r.Document)
		return err
	})
}

// take takes in the made documents from … to-1.
func take(ctx context.Context, s graph.Store, from, to int, report func(ingest.Result) error) error {
	g := ingest.New(s, reader{}, time.Now)
	defer g.Close()
	return g.Run(ctx, func(yield func(read.Item) bool) {
		for n := from; n < to; n++ {
			if !yield(read.Item{Document: made.Record(n).Document, Input: "made"}) {
				return
			}
		}
	}, report)
}

// process starts this test binary as an ingest.
func process(t *testing.T, store string, from, to int) (*exec.Cmd, io.Reader, *bytes.Buffer) {
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), childStore+"="+store, fmt.Sprintf("%s=%d %d", childRange, from, to))
	var faults bytes.Buffer
	c.Stderr = &faults
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	return c, out, &faults
}

// TestKills kills an ingest at random moments. After each kill what was
// acknowledged is in, what is in is whole, verify is clean, and the ingest goes
// on; what it ends with is what an ingest that nobody disturbed ends with.
func TestKills(t *testing.T) {
	kills, documents := 10, 40
	if s := os.Getenv("DATELINE_KILLS"); s != "" {
		var err error
		if kills, err = strconv.Atoi(s); err != nil {
			t.Fatal(err)
		}
		documents = 250
	}
	for _, backend := range []string{"pebble", "postgres"} {
		t.Run(backend, func(t *testing.T) { testKills(t, backend, kills, documents) })
	}
}

func testKills(t *testing.T, backend string, kills, documents int) {
	want := undisturbed(t, documents)
	r := rand.New(rand.NewPCG(1, uint64(kills)))
	killed, acknowledged, lost := 0, 0, 0
	for killed < kills {
		store := fresh(t, backend)
		known := map[string]bool{}
		for done := false; !done; {
			c, out, faults := process(t, store, 0, documents)
			kill := func() { c.Process.Kill() } // one that has ended is left alone
			// Some die while they open the store, most at work: a moment after so many documents.
			news, after := 0, -1
			switch {
			case killed == kills:
			case r.IntN(5) == 0:
				defer time.AfterFunc(time.Duration(r.Int64N(int64(300*time.Millisecond))), kill).Stop()
			default:
				after = r.IntN(documents / 5)
			}
			for lines := bufio.NewScanner(out); lines.Scan(); {
				status, id, _ := strings.Cut(lines.Text(), " ")
				if len(id) != 27 {
					continue // cut off
				}
				if !known[id] {
					known[id] = true
					if news++; news == after {
						time.AfterFunc(time.Duration(r.Int64N(int64(40*time.Millisecond))), kill)
					}
				} else if status == string(ingest.Added) {
					lost++
					t.Errorf("the document %s was acknowledged, and is added again", id)
				}
			}
			err := c.Wait()
			if done = err == nil; !done {
				if faults.Len() > 0 {
					t.Fatalf("after %d kills: %v: %s", killed, err, faults)
				}
				killed++
			}
			acknowledged += news
			if in := inspect(t, store, known); t.Failed() {
				t.Fatalf("after %d kills, with %d documents in", killed, in)
			}
		}
		if got := exported(t, store); !bytes.Equal(got, want) {
			t.Fatalf("the export after %d kills is not that of an ingest without any", killed)
		}
	}
	t.Logf("%s: %d kills, %d documents acknowledged, %d lost, none half in, verify clean after each, exports the same", backend, killed, acknowledged, lost)
}

// fresh is the address of an empty store.
func fresh(t *testing.T, backend string) string {
	if backend == "pebble" {
		return "pebble:" + filepath.Join(t.TempDir(), "store")
	}
	return storetest.Database(t)
}

// inspect opens a store after a kill, looks at every document, and tells how many there are.
func inspect(t *testing.T, store string, acknowledged map[string]bool) int {
	ctx := context.Background()
	s, err := quadstore.Open(ctx, store, quadstore.Options{Create: true})
	if err != nil {
		t.Fatalf("open after a kill: %v", err)
	}
	defer s.Close()
	snap, err := s.Snapshot(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	count := func(index graph.Index, key string) (ids []string) {
		for p, err := range snap.Scan(ctx, index, key, graph.Posting{}, false) {
			if err != nil {
				t.Fatal(err)
			}
			ids = append(ids, p.ID)
		}
		return ids
	}
	in := map[string]bool{}
	ids := count(graph.IndexDocuments, "")
	nodes, err := snap.Documents(ctx, ids, false)
	if err != nil {
		t.Fatal(err)
	}
	for i, id := range ids {
		in[id] = true
		n, err := strconv.Atoi(strings.TrimPrefix(nodes[i].SourceID, "made-"))
		if err != nil {
			t.Fatal(err)
		}
		want := made.Record(n)
		mentions, err := snap.Mentions(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		if len(mentions) != len(want.Mentions) || len(count(graph.IndexStatementsDocument, id)) != len(want.Statements) || len(count(graph.IndexEntitiesDocument, id)) != len(want.Entities) {
			t.Errorf("the document %s is half in", id)
		}
	}
	for id := range acknowledged {
		if !in[id] {
			t.Errorf("the document %s was acknowledged and is not in", id)
		}
	}
	storetest.Clean(t, s)
	return len(ids)
}

func exported(t *testing.T, store string) []byte {
	s, err := quadstore.Open(context.Background(), store, quadstore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	return exportOf(t, s)
}

func exportOf(t *testing.T, s graph.Store) []byte {
	snap, err := s.Snapshot(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	var out bytes.Buffer
	format, _ := export.Lookup("jsonl")
	if err := format.Write(context.Background(), &out, snap, nil); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// undisturbed is the export after an ingest of that many documents.
func undisturbed(t *testing.T, documents int) []byte {
	s, err := quadstore.Open(context.Background(), "mem:", quadstore.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := take(context.Background(), s, 0, documents, func(ingest.Result) error { return nil }); err != nil {
		t.Fatal(err)
	}
	return exportOf(t, s)
}
