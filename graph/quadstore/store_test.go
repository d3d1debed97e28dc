package quadstore

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/graph/quadstore/storetest"
)

func openTest(t testing.TB, address string) *Store {
	s, err := Open(context.Background(), address, Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestMemory(t *testing.T) {
	storetest.Run(t, func(t testing.TB) graph.Store { return openTest(t, "mem:") })
}

func TestPebble(t *testing.T) {
	storetest.Run(t, func(t testing.TB) graph.Store {
		return openTest(t, "pebble:"+filepath.Join(t.TempDir(), "store"))
	})
}
