package soak

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/dateline-news/dateline/graph/quadstore"
	"github.com/dateline-news/dateline/internal/ingest"
)

// BenchmarkHubs resolves and stores documents one by one, as an ingest does, of
// names that stand in ever more of them: what a document costs must not grow with
// how often its names were met. An operation is a document; -benchtime 1000x and
// 4000x tell.
func BenchmarkHubs(b *testing.B) {
	ctx := context.Background()
	s, err := quadstore.Open(ctx, "pebble:"+filepath.Join(b.TempDir(), "store"), quadstore.Options{Create: true})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	before := processTime(b)
	b.ResetTimer()
	if err := take(ctx, s, 0, b.N, func(r ingest.Result) error { return r.Err }); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64((processTime(b)-before).Microseconds())/1e3/float64(b.N), "cpu-ms/op")
}
