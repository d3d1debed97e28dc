package quadstore

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/graph/quadstore/storetest"
)

// age takes out of a store what an older format had not.
func age(t *testing.T, s *Store, format int) {
	ctx := context.Background()
	err := s.quads.engine.write(ctx, func(v view) (*batch, error) {
		b := newBatch()
		for _, index := range indexNumbers {
			err := v.postings(ctx, postingRange{index: index, prefix: true}, func(p graph.Posting) bool {
				switch {
				case index == indexNumbers[graph.IndexEdges] && format < 2:
					b.unput = append(b.unput, posting{index, p.Key, p.Sort, p.ID, ""})
				case p.Facets != "":
					b.put = append(b.put, posting{index, p.Key, p.Sort, p.ID, ""})
				}
				return true
			})
			if err != nil {
				return nil, err
			}
		}
		if format >= 2 {
			return b, nil
		}
		err := v.allRecords(ctx, func(name, _ string) bool { b.records[name] = nil; return true })
		if err == nil {
			err = v.match(ctx, posl, [][]nodeID{{statementsWord}}, reach{}, func(_ int, q quadID) bool {
				b.del = append(b.del, q)
				return true
			})
		}
		if err != nil {
			return nil, err
		}
		b.predicates[statementsWord] = -int64(len(b.del))
		x, err := newEdit(ctx, v, newDictionary())
		if err != nil {
			return nil, err
		}
		x.state.Quads -= int64(len(b.del))
		b.meta[metaState], err = x.state.encode()
		return b, err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestMigrate(t *testing.T) {
	for format, magic := range map[int]string{1: backupMagic1, 2: backupMagic2} {
		t.Run(fmt.Sprint(format), func(t *testing.T) { testMigrate(t, format, magic) })
	}
}

func testMigrate(t *testing.T, format int, magic string) {
	path := filepath.Join(t.TempDir(), "store")
	s, m := openTest(t, "pebble:"+path), storetest.NewModel()
	g := storetest.Generator{Seed: 9, Entities: 20, Statements: 6, Mentions: 6}
	storetest.Update(t, s, m.Change([]*graph.Record{g.Record(0), g.Record(1), g.Record(2)}, nil))
	age(t, s, format)
	var backup strings.Builder
	if err := s.Backup(context.Background(), &backup); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	header := filepath.Join(path, headerFile)
	b, err := os.ReadFile(header)
	if err != nil {
		t.Fatal(err)
	}
	old := strings.Replace(string(b), fmt.Sprintf(`"format":%d`, formatVersion), fmt.Sprintf(`"format":%d`, format), 1)
	if err := os.WriteFile(header, []byte(old), 0o644); err != nil || old == string(b) {
		t.Fatalf("%q: %v", old, err)
	}
	if err := os.Remove(filepath.Join(path, sealFile)); err != nil { // it knows the header
		t.Fatal(err)
	}
	if _, err := Open(context.Background(), "pebble:"+path, Options{ReadOnly: true}); err == nil || !strings.Contains(err.Error(), "older format") {
		t.Errorf("an old store opened to be read only: %v", err)
	}
	s = openTest(t, "pebble:"+path)
	storetest.Check(t, s, m)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	// The same from a backup of that format.
	copied := "pebble:" + filepath.Join(t.TempDir(), "copy")
	if err := Restore(context.Background(), copied, strings.NewReader(strings.Replace(backup.String(), backupMagic, magic, 1))); err != nil {
		t.Fatal(err)
	}
	s = openTest(t, copied)
	defer s.Close()
	storetest.Check(t, s, m)
}

func TestMigratePostgres(t *testing.T) {
	ctx := context.Background()
	address := storetest.Database(t)
	s, m := openTest(t, address), storetest.NewModel()
	g := storetest.Generator{Seed: 9, Entities: 20, Statements: 6, Mentions: 6}
	storetest.Update(t, s, m.Change([]*graph.Record{g.Record(0), g.Record(1)}, nil))
	age(t, s, 1)
	for _, sql := range []string{"drop table dateline.records", "alter table dateline.postings drop column facets", "update dateline.meta set value = '1' where name = 'format'"} {
		if _, err := s.quads.engine.(*postgresEngine).pool.Exec(ctx, sql); err != nil {
			t.Fatal(err)
		}
	}
	s.Close()
	s = openTest(t, address)
	defer s.Close()
	storetest.Check(t, s, m)
}
