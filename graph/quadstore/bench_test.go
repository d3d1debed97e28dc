package quadstore

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/graph/quadstore/storetest"
)

// benchGraph is a store with a made-up graph and the entities that stand in
// most statements of it. Its documents come in batches of one.
func benchGraph(b *testing.B, address string, documents int) (*Store, []string) {
	s := openTest(b, address)
	b.Cleanup(func() { s.Close() })
	load := storetest.NewLoader(storetest.Generator{Seed: 1, Entities: documents * 2, Statements: 20, Mentions: 60})
	for range documents {
		storetest.Update(b, s, load.Next(1))
	}
	return s, load.Hubs(50)
}

func addresses(b *testing.B) map[string]string {
	return map[string]string{"mem": "mem:", "pebble": "pebble:" + filepath.Join(b.TempDir(), "store")}
}

const benchDocuments = 500

// BenchmarkLoad commits documents one by one; an operation is a document.
func BenchmarkLoad(b *testing.B) {
	for name, address := range addresses(b) {
		b.Run(name, func(b *testing.B) {
			if name == "pebble" {
				address = "pebble:" + filepath.Join(b.TempDir(), "store")
			}
			s := openTest(b, address)
			defer s.Close()
			load := storetest.NewLoader(storetest.Generator{Seed: 1, Entities: 2000, Statements: 20, Mentions: 60})
			var changes []*graph.Change
			for range b.N {
				changes = append(changes, load.Next(1))
			}
			b.ReportAllocs()
			before := processorTime(b)
			b.ResetTimer()
			for _, c := range changes {
				storetest.Update(b, s, c)
			}
			b.StopTimer()
			processor := processorTime(b) - before
			snap, err := s.Snapshot(context.Background())
			if err != nil {
				b.Fatal(err)
			}
			defer snap.Close()
			stats, err := snap.Stats(context.Background())
			if err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(stats.Quads)/b.Elapsed().Seconds(), "quads/s")
			b.ReportMetric(float64(stats.Quads)/processor.Seconds(), "quads/cpu-s")
			b.ReportMetric(float64(stats.Quads)/float64(b.N), "quads/op")
		})
	}
}

// processorTime is what the process has used of its cores: on a machine that is
// shared, it tells more than the clock.
func processorTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkRead asks what pages of the API ask.
func BenchmarkRead(b *testing.B) {
	for name, address := range addresses(b) {
		b.Run(name, func(b *testing.B) {
			s, hubs := benchGraph(b, address, benchDocuments)
			ctx := context.Background()
			r := rand.New(rand.NewPCG(1, 2))
			ask := func(name string, f func(graph.Snapshot) error) {
				b.Run(name, func(b *testing.B) {
					b.ReportAllocs()
					before := processorTime(b)
					for b.Loop() {
						snap, err := s.Snapshot(ctx)
						if err == nil {
							err = f(snap)
						}
						if err != nil {
							b.Fatal(err)
						}
						snap.Close()
					}
					b.ReportMetric(float64((processorTime(b)-before).Microseconds())/float64(b.N), "cpu-µs/op")
				})
			}
			// An entity with its 50 latest statements and the entities in them.
			ask("entity", func(snap graph.Snapshot) error {
				return page(ctx, snap, graph.IndexStatementsEntity, hubs[r.IntN(len(hubs))])
			})
			ask("predicate", func(snap graph.Snapshot) error {
				return page(ctx, snap, graph.IndexStatementsPredicate, string(graph.Predicates[r.IntN(len(graph.Predicates))].Name))
			})
			ask("canonicals", func(snap graph.Snapshot) error {
				_, err := snap.Canonicals(ctx, hubs, false)
				return err
			})
		})
	}
}

func page(ctx context.Context, snap graph.Snapshot, index graph.Index, key string) error {
	var ids []string
	for p, err := range snap.Scan(ctx, index, key, graph.Posting{}, true) {
		if err != nil {
			return err
		}
		if ids = append(ids, p.ID); len(ids) == 50 {
			break
		}
	}
	statements, err := snap.Statements(ctx, ids)
	if err != nil {
		return err
	}
	seen := map[string]bool{}
	var ends []string
	for _, s := range statements {
		for _, id := range []string{s.SubjectCanonical, s.ObjectCanonical} {
			if id != "" && !seen[id] {
				seen[id] = true
				ends = append(ends, id)
			}
		}
	}
	_, err = snap.Canonicals(ctx, ends, false)
	return err
}

// TestDisk tells how much room a quad takes, when asked to.
func TestDisk(t *testing.T) {
	if os.Getenv("DATELINE_SIZES") == "" {
		t.Skip("set DATELINE_SIZES=1 to measure disk space")
	}
	path := filepath.Join(t.TempDir(), "store")
	s := openTest(t, "pebble:"+path)
	load := storetest.NewLoader(storetest.Generator{Seed: 1, Entities: 4000, Statements: 20, Mentions: 60})
	for range 500 {
		storetest.Update(t, s, load.Next(1))
	}
	if err := s.Compact(context.Background()); err != nil {
		t.Fatal(err)
	}
	snap, err := s.Snapshot(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	stats, err := snap.Stats(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	snap.Close()
	var parts []string
	db := s.quads.engine.(*pebbleEngine).db
	for _, first := range []byte{keyValue, keyNode, '1', '2', '3', '4', keyPosting} {
		n, err := db.EstimateDiskUsage([]byte{first}, []byte{first + 1})
		if err != nil {
			t.Fatal(err)
		}
		parts = append(parts, fmt.Sprintf("%c %.1f", first, float64(n)/float64(stats.Quads)))
	}
	s.Close()
	var bytes int64
	filepath.WalkDir(path, func(_ string, d os.DirEntry, err error) error {
		if info, err := d.Info(); err == nil && !d.IsDir() {
			bytes += info.Size()
		}
		return nil
	})
	t.Logf("%d quads, %d statements, %.1f bytes a quad on disk; by kind of key: %v", stats.Quads, stats.Statements, float64(bytes)/float64(stats.Quads), parts)
}
