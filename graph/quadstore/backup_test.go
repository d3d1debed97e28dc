package quadstore

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/graph/quadstore/storetest"
)

func filled(t testing.TB, s *Store, n int) *storetest.Model {
	m := storetest.NewModel()
	g := storetest.Generator{Seed: 3, Entities: 30, Statements: 5, Mentions: 5}
	for i := range n {
		storetest.Update(t, s, m.Change([]*graph.Record{g.Record(i)}, nil))
	}
	return m
}

func TestBackup(t *testing.T) {
	ctx := context.Background()
	for _, address := range []string{"mem:", "pebble:" + filepath.Join(t.TempDir(), "from")} {
		s := openTest(t, address)
		m := filled(t, s, 6)
		var copied bytes.Buffer
		if err := s.Backup(ctx, &copied); err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "to")
		to := "pebble:" + path
		for name, damaged := range map[string][]byte{
			"cut":     copied.Bytes()[:copied.Len()/2],
			"flipped": flip(copied.Bytes(), copied.Len()/2),
			"longer":  append(bytes.Clone(copied.Bytes()), 0),
			"other":   []byte("a shopping list, longer than the magic"),
			"empty":   nil,
		} {
			if err := Restore(ctx, to, bytes.NewReader(damaged)); err == nil {
				t.Errorf("a backup that is %s was restored", name)
			}
			if _, err := os.Stat(path); !os.IsNotExist(err) {
				t.Errorf("a backup that is %s left something behind", name)
			}
		}
		if err := Restore(ctx, to, bytes.NewReader(copied.Bytes())); err != nil {
			t.Fatal(err)
		}
		if err := Restore(ctx, to, bytes.NewReader(copied.Bytes())); graph.KindOf(err) != graph.KindConflict {
			t.Errorf("restored over a store: %v", err)
		}
		back := openTest(t, to)
		storetest.Check(t, back, m)
		// It goes on like the original: new ids are new.
		g := storetest.Generator{Seed: 3, Entities: 30, Statements: 5, Mentions: 5}
		storetest.Update(t, back, m.Change([]*graph.Record{g.Record(100)}, nil))
		storetest.Check(t, back, m)
		if err := back.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func flip(b []byte, at int) []byte {
	c := bytes.Clone(b)
	c[at] ^= 0x10
	return c
}

func TestUnfinishedRestore(t *testing.T) {
	ctx := context.Background()
	s := openTest(t, "mem:")
	m := filled(t, s, 3)
	var copied bytes.Buffer
	if err := s.Backup(ctx, &copied); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "store")
	// What a killed process leaves: a marked folder with something in it.
	e, err := openPebble(path, Options{restore: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := e.close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(ctx, "pebble:"+path, Options{Create: true}); err == nil || graph.KindOf(err) != graph.KindUnavailable {
		t.Errorf("an unfinished restore was opened: %v", err)
	}
	if err := Restore(ctx, "pebble:"+path, &copied); err != nil {
		t.Fatal(err)
	}
	back := openTest(t, "pebble:"+path)
	storetest.Check(t, back, m)
	if err := back.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestVerifyFindsDamage(t *testing.T) {
	ctx := context.Background()
	for name, damage := range map[string]func(v view) *batch{
		"a quad":    func(v view) *batch { return &batch{del: someQuads(v, 1)} },
		"a posting": func(v view) *batch { return &batch{unput: []posting{somePosting(v, graph.IndexStatementsEntity)}} },
		"a stray":   func(v view) *batch { return &batch{put: []posting{entry(graph.IndexNames, "no one", "", "e0")}} },
		"a count":   func(v view) *batch { return &batch{predicates: map[nodeID]int64{typeWord: 1}} },
		"counters":  func(v view) *batch { return &batch{meta: map[string][]byte{metaState: []byte(`{"next":1000000}`)}} },
		"a node":    func(v view) *batch { return &batch{nodes: []node{{1 << 40, string(encString) + "alone"}}} },
		"a value": func(v view) *batch {
			return &batch{nodes: []node{{someQuads(v, 1)[0][0], string(encString) + "other"}}}
		},
		"text moved": func(v view) *batch { return moveText(v) },
	} {
		t.Run(name, func(t *testing.T) {
			s := openTest(t, "mem:")
			defer s.Close()
			filled(t, s, 3)
			storetest.Clean(t, s)
			if err := s.quads.engine.write(ctx, func(v view) (*batch, error) { return damage(v), nil }); err != nil {
				t.Fatal(err)
			}
			found := 0
			for _, err := range s.Verify(ctx) {
				if err != nil && graph.KindOf(err) != graph.KindCorrupt {
					t.Fatal(err)
				}
				found++
			}
			if found == 0 {
				t.Error("nothing found")
			}
		})
	}
}

func someQuads(v view, n int) (out []quadID) {
	v.match(context.Background(), spol, [][]nodeID{{}}, reach{}, func(_ int, q quadID) bool {
		out = append(out, q)
		return len(out) < n
	})
	return out
}

func somePosting(v view, index graph.Index) (out posting) {
	v.postings(context.Background(), postingRange{index: indexNumbers[index], prefix: true}, func(p graph.Posting) bool {
		out = posting{indexNumbers[index], p.Key, p.Sort, p.ID, p.Facets}
		return false
	})
	return out
}

// moveText shifts one statement's evidence by a code point.
func moveText(v view) *batch {
	b := &batch{}
	v.match(context.Background(), posl, [][]nodeID{{word("evidence")}}, reach{}, func(_ int, q quadID) bool {
		moved := q
		moved[2] += 1 << spanBits
		b.del, b.add = []quadID{q}, []quadID{moved}
		return false
	})
	return b
}
