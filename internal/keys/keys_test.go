package keys

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/dateline-news/dateline/graph"
)

func TestKeys(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "keys.json")
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	f, err := Open(path, clock)
	if err != nil {
		t.Fatal(err)
	}
	served, err := Open(path, clock) // another process
	if err != nil {
		t.Fatal(err)
	}
	text, k, err := f.Create("front page", []string{Write, Read, Read}, 48*time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	now = now.Add(2 * time.Second)
	if got, ok := served.Find(text); !ok || got.ID != k.ID || strings.Join(got.Scopes, " ") != "read write" {
		t.Errorf("%v %v", got, ok)
	}
	for _, wrong := range []string{"", "x", text + "a", text[:len(text)-1] + "a", strings.ToUpper(text), strings.Replace(text, text[12:14], "aa", 1)} {
		if _, ok := served.Find(wrong); ok && wrong != text {
			t.Errorf("%q is a key", wrong)
		}
	}
	b, err := os.ReadFile(path)
	if err != nil || strings.Contains(string(b), text[9:20]) {
		t.Errorf("the file tells the key: %v", err)
	}
	if info, _ := os.Stat(path); info.Mode().Perm() != 0o600 {
		t.Errorf("others may read the file: %v", info.Mode())
	}
	now = now.Add(48 * time.Hour)
	if _, ok := served.Find(text); ok {
		t.Error("a key beyond its end")
	}
	text, k, err = f.Create("notebook", []string{Read}, 0)
	if err != nil {
		t.Fatal(err)
	}
	if err := served.Revoke(k.ID); err != nil {
		t.Fatal(err)
	}
	now = now.Add(2 * time.Second)
	if _, ok := f.Find(text); ok {
		t.Error("a key that was revoked")
	}
	if list := f.List(); len(list) != 2 || !strings.Contains(list[1].String(), "revoked 2026-01-03") {
		t.Errorf("%v", list)
	}
	if err := f.Revoke("k"); graph.KindOf(err) != graph.KindNotFound {
		t.Error(err)
	}
	if _, _, err := f.Create("x", []string{"all"}, 0); graph.KindOf(err) != graph.KindInvalid {
		t.Error(err)
	}
	if err := os.WriteFile(path, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	now = now.Add(2 * time.Second)
	if _, ok := f.Find(text); ok {
		t.Error("a damaged file admits someone")
	}
	if _, err := Open(path, clock); graph.KindOf(err) != graph.KindInvalid {
		t.Error(err)
	}
}
