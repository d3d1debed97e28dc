package soak

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/graph/quadstore"
	"github.com/dateline-news/dateline/graph/quadstore/storetest"
	"github.com/dateline-news/dateline/graph/view"
)

// Documents of the large graph have so many statements, and go in so many at once.
const (
	scaleStatements = 20
	scaleBatch      = 128
)

// TestScale loads a graph as large as DATELINE_SCALE says, in statements, and
// asks it what pages ask. Beside the clock it reads the processor time of the
// process: on a machine that others use, that is the steadier figure.
func TestScale(t *testing.T) {
	statements, rounds := 400, 10
	if s := os.Getenv("DATELINE_SCALE"); s != "" {
		var err error
		if statements, err = strconv.Atoi(s); err != nil {
			t.Fatal(err)
		}
		rounds = 100
	}
	for _, backend := range []string{"pebble", "postgres"} {
		t.Run(backend, func(t *testing.T) { testScale(t, backend, statements, rounds) })
	}
}

func testScale(t *testing.T, backend string, statements, rounds int) {
	ctx := context.Background()
	address := fresh(t, backend)
	documents := statements / scaleStatements
	load := storetest.NewLoader(storetest.Generator{Seed: 3, Entities: 2 * documents, Statements: scaleStatements, Mentions: 60})
	s, err := quadstore.Open(ctx, address, quadstore.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { s.Close() }()
	// What makes the documents is not counted.
	var wall, processor time.Duration
	for n := 0; n < documents; n += scaleBatch {
		c := load.Next(min(scaleBatch, documents-n))
		w, p := time.Now(), processTime(t)
		storetest.Update(t, s, c)
		wall, processor = wall+time.Since(w), processor+processTime(t)-p
	}
	p := processTime(t)
	w := time.Now()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	wall, processor = wall+time.Since(w), processor+processTime(t)-p
	hubs, quads := load.Hubs(documents/4), 0
	load = nil
	runtime.GC()

	begun := time.Now()
	if s, err = quadstore.Open(ctx, address, quadstore.Options{}); err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	names := make([]string, 0, 1000)
	{
		v, err := view.Open(ctx, s)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := entityPage(ctx, v, hubs[0]); err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: first answer after %.0f ms", backend, float64(time.Since(begun).Microseconds())/1e3)
		stats, err := v.Stats(ctx)
		if err != nil {
			t.Fatal(err)
		}
		quads = stats.Quads
		snap, err := s.Snapshot(ctx)
		if err != nil {
			t.Fatal(err)
		}
		some := make([]string, 0, cap(names))
		for range cap(names) {
			some = append(some, hubs[r.IntN(len(hubs))])
		}
		cs, err := snap.Canonicals(ctx, some, false)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range cs {
			names = append(names, c.Name)
		}
		snap.Close()
		v.Close()
		t.Logf("%s: %d documents, %d statements, %d quads, %d entities; durable load in batches of %d: %.1f s, %.0f quads/s; %.1f s of processor, %.0f quads a second of it%s",
			backend, stats.Documents, stats.Statements, quads, stats.Entities, scaleBatch, wall.Seconds(), float64(quads)/wall.Seconds(), processor.Seconds(), float64(quads)/processor.Seconds(),
			map[bool]string{true: " (the server's own is not in it)"}[backend == "postgres"])
	}
	if path, ok := strings.CutPrefix(address, "pebble:"); ok {
		t.Logf("%s: %.1f bytes a quad on disk", backend, float64(size(path))/float64(quads))
	}

	// What the load left for the background to do would take half of the processor while we ask.
	begun = time.Now()
	if err := s.Compact(ctx); err != nil {
		t.Fatal(err)
	}
	t.Logf("%s: compacted in %.1f s", backend, time.Since(begun).Seconds())
	// Hubs come up as often as they stand in statements.
	entity := func() string { return hubs[int(float64(len(hubs))*r.Float64()*r.Float64()*r.Float64())] }
	for _, ask := range []struct {
		name string
		f    func(*view.Reader) (int, error)
	}{
		{"entity with its 50 latest statements", func(v *view.Reader) (int, error) { return entityPage(ctx, v, entity()) }},
		{"two hops, 500 nodes", func(v *view.Reader) (int, error) {
			id := entity()
			g, err := v.Subgraph(ctx, view.Picture{Around: []*view.EntityRef{{ID: &id}}, Depth: 2, MaxNodes: 500, MaxEdges: 2000})
			if err != nil {
				return 0, err
			}
			c, err := g.Columns(ctx)
			if err != nil {
				return 0, err
			}
			return len(c.Nodes.ID), nil
		}},
		{"path of up to 4", func(v *view.Reader) (int, error) {
			a, b := entity(), entity()
			found, err := v.Paths(ctx, view.EntityRef{ID: &a}, view.EntityRef{ID: &b}, 4, nil, 1)
			return len(found), err
		}},
		{"search by the beginning of a name", func(v *view.Reader) (int, error) {
			n := names[r.IntN(len(names))]
			return search(ctx, v, n[:max(5, len(n)*2/3)])
		}},
		{"search, a letter wrong", func(v *view.Reader) (int, error) {
			n := []byte(names[r.IntN(len(names))])
			n[len(n)-2] = 'x'
			return search(ctx, v, string(n))
		}},
		{"page by predicate, time and confidence", func(v *view.Reader) (int, error) {
			p := graph.Predicates[r.IntN(len(graph.Predicates))].Name
			from, to, confidence := view.DateTime(fmt.Sprintf("2025-%02d-01", 1+r.IntN(6))), view.DateTime(fmt.Sprintf("2025-%02d-01", 7+r.IntN(6))), 0.3+0.5*r.Float64()
			first := 50
			c, err := v.Statements(ctx, &view.StatementFilter{Predicate: []graph.PredicateName{p}, Time: &view.TimeRange{From: &from, To: &to}, MinConfidence: &confidence}, nil, view.Page{First: &first})
			if err != nil {
				return 0, err
			}
			return len(c.Nodes), nil
		}},
	} {
		var walls, processor []time.Duration
		answers := 0
		for turn := range rounds + rounds/10 {
			w, p := time.Now(), processTime(t)
			v, err := view.Open(ctx, s)
			if err != nil {
				t.Fatal(err)
			}
			n, err := ask.f(v)
			if err != nil {
				t.Fatal(err)
			}
			v.Close()
			if turn >= rounds/10 {
				answers += n
				walls, processor = append(walls, time.Since(w)), append(processor, processTime(t)-p)
			}
		}
		t.Logf("%s: %-40s p50 %7.2f p99 %7.2f ms; of processor p50 %7.2f p99 %7.2f ms; %.1f answers", backend, ask.name,
			percentile(walls, 50), percentile(walls, 99), percentile(processor, 50), percentile(processor, 99), float64(answers)/float64(rounds))
	}
	t.Logf("%s: %d MB of memory at most", backend, peak(t)>>20)
}

// entityPage is an entity with its 50 latest statements, their ends and documents.
func entityPage(ctx context.Context, v *view.Reader, id string) (int, error) {
	e, err := v.Entity(ctx, view.EntityRef{ID: &id})
	if err != nil {
		return 0, err
	}
	first := 50
	c, err := e.(interface {
		Statements(context.Context, *view.StatementFilter, *view.StatementOrder, *int, *string, *int, *string) (*view.StatementConnection, error)
	}).Statements(ctx, nil, nil, &first, nil, nil, nil)
	if err != nil {
		return 0, err
	}
	for _, s := range c.Nodes {
		if _, err := s.Subject(ctx); err != nil {
			return 0, err
		}
		if _, err := s.Object(ctx); err != nil {
			return 0, err
		}
	}
	return len(c.Nodes), nil
}

func search(ctx context.Context, v *view.Reader, text string) (int, error) {
	first := 10
	c, err := v.Search(ctx, text, nil, view.Page{First: &first})
	if err != nil {
		return 0, err
	}
	return len(c.Nodes), nil
}

func percentile(d []time.Duration, p int) float64 {
	d = slices.Sorted(slices.Values(d))
	return float64(d[min(len(d)-1, p*len(d)/100)].Microseconds()) / 1e3
}

func processTime(t testing.TB) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// peak is the largest resident size of this process.
func peak(t *testing.T) int64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return u.Maxrss << 10
}

func size(path string) (n int64) {
	filepath.WalkDir(path, func(_ string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			if info, err := d.Info(); err == nil {
				n += info.Size()
			}
		}
		return nil
	})
	return n
}
