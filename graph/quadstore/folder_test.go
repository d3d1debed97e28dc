package quadstore

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/graph/quadstore/storetest"
)

func TestRefusals(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	write := func(name, content string) {
		if err := os.MkdirAll(filepath.Dir(at(name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at(name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("file", "x")
	write("other/letter.txt", "x")
	write("newer/"+headerFile, `{"store":"dateline","format":99,"state":"ready"}`)
	write("damaged/"+headerFile, `{"store":"dat`)
	write("gone/"+headerFile, `{"store":"dateline","format":1,"state":"ready"}`)
	if err := os.Mkdir(at("empty"), 0o755); err != nil {
		t.Fatal(err)
	}
	write("begun/"+headerFile+".tmp", `{"sto`) // killed as the header was written
	held := openTest(t, "pebble:"+at("held"))
	defer held.Close()
	for _, c := range []struct {
		address string
		create  bool
		kind    graph.Kind
		says    string
	}{
		{"pebble:" + at("missing"), false, graph.KindUnavailable, "there is no store at"},
		{"pebble:" + at("empty"), false, graph.KindUnavailable, "there is no store at"},
		{"pebble:" + at("begun"), false, graph.KindUnavailable, "there is no store at"},
		{"pebble:" + at("file"), true, graph.KindUnavailable, "it is a file"},
		{"pebble:" + at("other"), true, graph.KindUnavailable, "is not a store"},
		{"pebble:" + at("newer"), true, graph.KindUnavailable, "newer version"},
		{"pebble:" + at("damaged"), true, graph.KindCorrupt, "restore"},
		{"pebble:" + at("gone"), true, graph.KindCorrupt, "restore it from a backup"},
		{"pebble:" + at("held"), true, graph.KindUnavailable, "in use by another process"},
		{"pebble:", true, graph.KindInvalid, "pebble:PATH"},
		{"bolt:x", true, graph.KindInvalid, "names no store"},
		{"mem:x", true, graph.KindInvalid, "names no store"},
		{"", true, graph.KindInvalid, "names no store"},
	} {
		before := listing(t, dir)
		s, err := Open(ctx, c.address, Options{Create: c.create})
		if err == nil {
			s.Close()
			t.Errorf("%s: opened", c.address)
			continue
		}
		if graph.KindOf(err) != c.kind || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %s %v; want %s, saying %q", c.address, graph.KindOf(err), err, c.kind, c.says)
		}
		if after := listing(t, dir); after != before {
			t.Errorf("%s: the refusal changed files from\n%s\nto\n%s", c.address, before, after)
		}
	}
}

// listing is every file but locks, with its size.
func listing(t *testing.T, dir string) string {
	var b strings.Builder
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.Name() == lockFile {
			return err
		}
		info, err := d.Info()
		if err == nil {
			b.WriteString(path)
			if !d.IsDir() {
				b.WriteString(" " + info.Mode().String() + " ")
				b.WriteString(info.ModTime().String())
			}
			b.WriteByte('\n')
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestReadOnly reads a closed store, and one whose process was killed, without
// changing a file.
func TestReadOnly(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "store")
	s := openTest(t, "pebble:"+path)
	m := filled(t, s, 3)
	if _, err := Open(ctx, "pebble:"+path+"2", Options{ReadOnly: true, Create: true}); err == nil {
		t.Error("a store that is not there was opened to be read")
	}
	killed := path + "-killed"
	if err := os.CopyFS(killed, os.DirFS(path)); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, p := range []string{path, killed} {
		before := listing(t, p)
		s, err := Open(ctx, "pebble:"+p, Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		storetest.Check(t, s, m)
		err = s.Update(ctx, func(graph.Snapshot) (*graph.Change, error) { return m.Change(nil, nil), nil })
		if graph.KindOf(err) != graph.KindInvalid {
			t.Errorf("written to: %v", err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if after := listing(t, p); after != before {
			t.Errorf("reading changed\n%s\nto\n%s", before, after)
		}
	}
}

// TestSeal damages each file of a closed store in turn: it is refused, or
// verify finds it, or it does no harm.
func TestSeal(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "store")
	s := openTest(t, "pebble:"+path)
	m := filled(t, s, 4)
	if err := s.Compact(ctx); err != nil {
		t.Fatal(err)
	}
	storetest.Update(t, s, m.Change([]*graph.Record{storetest.Generator{Seed: 4}.Record(1)}, nil))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	names, err := folderNames(path)
	if err != nil {
		t.Fatal(err)
	}
	damages := map[string]func(string) error{
		"cut": func(f string) error { b, err := os.ReadFile(f); return first(err, os.Truncate(f, int64(len(b)/2))) },
		"appended": func(f string) error {
			b, err := os.ReadFile(f)
			return first(err, os.WriteFile(f, append(b, 'x'), 0o644))
		},
		"flipped": func(f string) error {
			b, err := os.ReadFile(f)
			if len(b) > 0 {
				b = flip(b, len(b)/2)
			}
			return first(err, os.WriteFile(f, b, 0o644))
		},
		"zeroed": func(f string) error {
			b, err := os.ReadFile(f)
			return first(err, os.WriteFile(f, make([]byte, len(b)), 0o644))
		},
		"deleted": os.Remove,
	}
	for _, n := range names {
		for how, damage := range damages {
			copied := filepath.Join(t.TempDir(), "copy")
			if err := os.CopyFS(copied, os.DirFS(path)); err != nil {
				t.Fatal(err)
			}
			if err := damage(filepath.Join(copied, n)); err != nil {
				t.Fatal(err)
			}
			s, err := Open(ctx, "pebble:"+copied, Options{})
			if err != nil {
				if k := graph.KindOf(err); k != graph.KindCorrupt && k != graph.KindUnavailable {
					t.Errorf("%s %s: %v", n, how, err)
				}
				continue
			}
			clean := true
			for _, err := range s.Verify(ctx) {
				clean = false
				_ = err
			}
			if clean {
				storetest.Check(t, s, m)
			}
			s.Close()
		}
	}
	s = openTest(t, "pebble:"+path)
	storetest.Check(t, s, m)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
