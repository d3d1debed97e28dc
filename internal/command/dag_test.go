package command

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/dateline-news/dateline"

// allowed are the imports that the design permits, by package (a trailing /… is
// it and all below it). What a package may import, the packages above it may not
// reach back into: the list is a directed acyclic graph, and this test keeps it one.
var allowed = []struct {
	from string
	to   []string
}{
	{"graph", nil}, // and of others the standard library only
	{"graph/fold", nil},
	{"graph/gazetteer", []string{"graph/fold"}},
	{"graph/quadstore/…", []string{"graph", "graph/fold", "graph/quadstore/…"}},
	{"graph/resolve", []string{"graph", "graph/fold", "graph/gazetteer"}},
	{"graph/export", []string{"graph"}},
	{"graph/view/viewtest", []string{"graph", "graph/…"}},
	{"graph/view/…", []string{"graph", "graph/fold", "graph/gazetteer", "graph/resolve", "graph/view/…"}},
	{"graph/api/…", []string{"graph", "graph/fold", "graph/view/…", "graph/api/…"}},
	{"extract", []string{"graph"}},
	{"extract/model", nil},
	{"extract/model/nn/…", []string{"extract/model", "extract/model/nn/…"}},
	{"extract/syntax/…", []string{"graph", "extract", "extract/model", "extract/model/nn/…"}},
	{"extract/entity/…", []string{"graph", "graph/fold", "extract", "extract/model", "extract/model/nn/…", "extract/syntax/…"}},
	{"extract/event/…", []string{"graph", "extract", "extract/model", "extract/model/nn/…", "extract/syntax/…", "extract/entity/…"}},
	{"extract/english", []string{"graph", "extract", "extract/model", "extract/model/nn/…", "extract/syntax/…", "extract/entity/…", "extract/event/…"}},
	{"extract/read", []string{"graph", "extract"}},
	{"extract/train", []string{"graph", "extract/…"}},
	{"extract/eval", []string{"graph", "extract/…"}},
	{"internal/ordered", nil},
	{"internal/keys", []string{"graph"}},
	{"internal/tracing", nil},
	{"internal/ingest", []string{"graph", "graph/resolve", "extract", "extract/read", "internal/ordered"}},
	{"internal/soak", nil}, // tests only
	{"internal/command", []string{"graph/…", "extract/…", "internal/…", "web"}},
	{"web/…", nil},
	{"", []string{"internal/command"}},
}

func within(pattern, path string) bool {
	base, tree := strings.CutSuffix(pattern, "/…")
	return path == base || tree && strings.HasPrefix(path, base+"/")
}

func TestImportsFormTheDesignsGraph(t *testing.T) {
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", module+"/...").Output()
	if err != nil {
		t.Skipf("no go command to list the packages: %v", err)
	}
	list := json.NewDecoder(bytes.NewReader(out))
	n := 0
	for {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := list.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		n++
		from := strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, module), "/")
		i := slices.IndexFunc(allowed, func(a struct {
			from string
			to   []string
		}) bool {
			return within(a.from, from)
		})
		if i < 0 {
			t.Errorf("package %s has no place in the design: add it to the list", from)
			continue
		}
		for _, imported := range p.Imports {
			to, ours := strings.CutPrefix(imported, module+"/")
			switch {
			case ours && !slices.ContainsFunc(allowed[i].to, func(pattern string) bool { return within(pattern, to) }):
				t.Errorf("%s may not import %s", from, to)
			case !ours && from == "graph" && strings.Contains(imported, "."):
				t.Errorf("graph imports %s, and may import the standard library only", imported)
			case !ours && strings.HasPrefix(imported, "github.com/cayleygraph/cayley") && !within("graph/quadstore/…", from):
				t.Errorf("%s imports %s: Cayley is known to quadstore only", from, imported)
			}
		}
	}
	if n < 10 {
		t.Errorf("%d packages", n)
	}
}
