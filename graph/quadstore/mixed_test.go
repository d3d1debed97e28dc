package quadstore

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"testing"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"pgregory.net/rapid"
)

// TestMixedTransactions applies random transactions that add and delete at
// once, with duplicates and missing quads, and compares everything with a set.
// Every stock key-value backend of Cayley fails it.
func TestMixedTransactions(t *testing.T) {
	for _, backend := range []string{MemoryBackend, PebbleBackend, PostgresBackend} {
		t.Run(backend, func(t *testing.T) {
			newAddress(t, backend)
			rapid.Check(t, func(rt *rapid.T) { mixed(t, rt, backend) })
		})
	}
}

func mixed(t *testing.T, rt *rapid.T, backend string) {
	Register()
	path := newAddress(t, backend)
	open := func() cayley.QuadStore {
		qs, err := cayley.NewQuadStore(backend, path, nil)
		if err != nil {
			rt.Fatal(err)
		}
		return qs
	}
	if err := cayley.InitQuadStore(backend, path, nil); err != nil {
		rt.Fatal(err)
	}
	qs := open()
	defer func() { qs.Close() }()
	values := []quad.Value{
		quad.IRI("a"), quad.IRI("b"), quad.IRI("dateline:statement/x"), quad.IRI("dateline:subject"), quad.String("a"), quad.String("PERSON"),
		quad.Int(7), quad.Int(-7), quad.Float(0.25), quad.Float(1e-9), quad.Bool(true), quad.BNode("a"), quad.LangString{Value: "a", Lang: "en"},
		quad.TypedString{Value: "3-9", Type: spanType}, quad.TypedString{Value: "03-9", Type: spanType}, quad.String(""),
	}
	value := rapid.SampledFrom(values)
	stored := map[quad.Quad]bool{}
	for range rapid.IntRange(1, 8).Draw(rt, "transactions") {
		opts := cayley.IgnoreOpts{IgnoreDup: rapid.Bool().Draw(rt, "dup"), IgnoreMissing: rapid.Bool().Draw(rt, "missing")}
		after := map[quad.Quad]bool{}
		for q := range stored {
			after[q] = true
		}
		var deltas []cayley.Delta
		var want error
		for range rapid.IntRange(1, 12).Draw(rt, "deltas") {
			q := quad.Quad{Subject: value.Draw(rt, "s"), Predicate: value.Draw(rt, "p"), Object: value.Draw(rt, "o")}
			if rapid.Bool().Draw(rt, "labelled") {
				q.Label = value.Draw(rt, "l")
			}
			add := rapid.Bool().Draw(rt, "add")
			if !add && len(stored) > 0 && rapid.Bool().Draw(rt, "known") {
				all := sortedQuads(stored)
				q = all[rapid.IntRange(0, len(all)-1).Draw(rt, "which")]
			}
			d := cayley.Delta{Quad: q, Action: cayley.Delete}
			if add {
				d.Action = cayley.Add
			}
			if want == nil && add && after[q] && !opts.IgnoreDup {
				want = cayley.ErrQuadExists
			}
			if want == nil && !add && !after[q] && !opts.IgnoreMissing {
				want = cayley.ErrQuadNotExist
			}
			if add {
				after[q] = true
			} else {
				delete(after, q)
			}
			deltas = append(deltas, d)
		}
		if err := qs.ApplyDeltas(deltas, opts); !errors.Is(err, want) {
			rt.Fatalf("ApplyDeltas gives %v, want %v", err, want)
		}
		if want == nil {
			stored = after
		}
		if path != "" && rapid.Bool().Draw(rt, "reopen") {
			if err := qs.Close(); err != nil {
				rt.Fatal(err)
			}
			qs = open()
		}
		compare(rt, qs, stored, values)
	}
}

func sortedQuads(set map[quad.Quad]bool) []quad.Quad {
	out := make([]quad.Quad, 0, len(set))
	for q := range set {
		out = append(out, q)
	}
	slices.SortFunc(out, func(a, b quad.Quad) int {
		return cmp.Compare(a.NQuad(), b.NQuad())
	})
	return out
}

// compare checks quads from every side, nodes and counts.
func compare(rt *rapid.T, qs cayley.QuadStore, stored map[quad.Quad]bool, values []quad.Value) {
	ctx := context.Background()
	nodes := map[quad.Value]bool{}
	for q := range stored {
		for _, d := range quad.Directions {
			if v := q.Get(d); v != nil {
				nodes[v] = true
			}
		}
	}
	it := qs.NodesAllIterator().Iterate()
	defer it.Close()
	n := 0
	for it.Next(ctx) {
		v, err := qs.NameOf(it.Result())
		if err != nil || !nodes[v] {
			rt.Fatalf("a node %v that no quad has; %v", v, err)
		}
		n++
	}
	stats, err := qs.Stats(ctx, true)
	if err != nil || it.Err() != nil || n != len(nodes) || int(stats.Nodes.Value) != n || int(stats.Quads.Value) != len(stored) {
		rt.Fatalf("%d nodes are listed, %+v counted; want %d nodes, %d quads; %v", n, stats, len(nodes), len(stored), err)
	}
	for _, v := range values {
		r, err := qs.ValueOf(v)
		if err != nil || (r != nil) != nodes[v] {
			rt.Fatalf("ValueOf(%v) = %v, %v; stored %v", v, r, err, nodes[v])
		}
		if r == nil {
			continue
		}
		for _, d := range quad.Directions {
			want := map[quad.Quad]bool{}
			for q := range stored {
				if q.Get(d) == v {
					want[q] = true
				}
			}
			got := map[quad.Quad]bool{}
			it := qs.QuadIterator(d, r).Iterate()
			for it.Next(ctx) {
				q, err := qs.Quad(it.Result())
				if err != nil {
					rt.Fatal(err)
				}
				got[q] = true
			}
			it.Close()
			if !maps.Equal(want, got) {
				rt.Fatalf("%v as %v: got %v, want %v", v, d, sortedQuads(got), sortedQuads(want))
			}
			size, err := qs.QuadIteratorSize(ctx, d, r)
			if err != nil || !size.Exact || int(size.Value) != len(want) {
				rt.Fatalf("%v as %v: size %+v, want %d; %v", v, d, size, len(want), err)
			}
		}
	}
}
