package read

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dateline-news/dateline/graph"
)

// show writes each item as one line: the text, or the error.
func show(paths []string, stdin string) string {
	var b strings.Builder
	for item := range Paths(paths, strings.NewReader(stdin)) {
		if item.Err != nil {
			fmt.Fprintf(&b, "%s %s:%d\n", item.Err.Kind, filepath.Base(item.Err.Input), item.Err.Line)
			continue
		}
		fmt.Fprintf(&b, "%q %q\n", item.Document.SourceID, item.Document.Text)
	}
	return b.String()
}

func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, data := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestPaths(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{
		"a.txt":        "\ufeffOne.\r\nTwo.",
		"b/c.jsonl":    "\ufeff" + `{"id":"x","text":"é\u00e9"}` + "\r\n\n" + `{"id":"y","text":"no end` + "\n" + `{"id":"z"}` + "\n" + `{"id":"w","text":"last"}`,
		"b/skip.html":  "<p>",
		"b/.hidden/x":  "no",
		"d-latin.txt":  "Se\xf1or",
		"e-nul.txt":    "a\x00b",
		"f-empty.txt":  "",
		"g-bom.txt":    "\ufeff",
		"h-space.txt":  " \n",
		"i-half.jsonl": `{"text":"\ud83d"}` + "\n" + `{"text":"\ud83d\ude80 \\ud83d"}` + "\n" + `[1]` + "\n" + `{"id":7,"text":"a"}`,
		"j-date.jsonl": `{"text":"a","published":"yesterday"}`,
	})
	want := `"" "One.\r\nTwo."
"x" "éé"
INVALID c.jsonl:3
INVALID c.jsonl:4
"w" "last"
INVALID d-latin.txt:0
INVALID e-nul.txt:0
INVALID f-empty.txt:0
INVALID g-bom.txt:0
INVALID h-space.txt:0
INVALID i-half.jsonl:1
"" "🚀 \\ud83d"
INVALID i-half.jsonl:3
INVALID i-half.jsonl:4
INVALID j-date.jsonl:1
`
	if got := show([]string{dir}, ""); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got, want := show([]string{filepath.Join(dir, "[ah]*.txt")}, ""), "\"\" \"One.\\r\\nTwo.\"\nINVALID h-space.txt:0\n"; got != want {
		t.Errorf("glob: got %s", got)
	}
	got := show([]string{filepath.Join(dir, "none"), filepath.Join(dir, "*.none")}, "")
	if want := "NOT_FOUND none:0\nNOT_FOUND *.none:0\n"; got != want {
		t.Errorf("missing: got %s", got)
	}
}

func TestStdinIsTextOrLines(t *testing.T) {
	if got, want := show([]string{"-"}, "Plain {text}."), "\"\" \"Plain {text}.\"\n"; got != want {
		t.Error(got)
	}
	if got, want := show([]string{"-"}, "\ufeff \n{\"id\":\"a\",\"text\":\"b\"}\n"), "\"a\" \"b\"\n"; got != want {
		t.Error(got)
	}
}

func TestTooLarge(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{
		"a.txt":   strings.Repeat("a", MaxText),
		"b.txt":   strings.Repeat("a", MaxText+1),
		"c.jsonl": `{"text":"` + strings.Repeat("a", MaxText+1) + "\"}\n{\"id\":\"after\",\"text\":\"b\"}\n" + strings.Repeat("\n", 1000),
	})
	var kinds []string
	for item := range Paths([]string{dir}, nil) {
		if item.Err != nil {
			kinds = append(kinds, string(item.Err.Kind))
		} else {
			kinds = append(kinds, fmt.Sprint(len(item.Document.Text)))
		}
	}
	if got, want := strings.Join(kinds, " "), "10000000 TOO_LARGE TOO_LARGE 1"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestNew(t *testing.T) {
	d, err := New(Fields{Text: "a", Published: "2025-11-14"})
	if err != nil || !d.DateOnly || d.PublishedString() != "2025-11-14" || graph.IDKind(d.ID) != graph.IDDocument {
		t.Error(d, err)
	}
	d, err = New(Fields{Text: "a", Published: "2025-11-14T10:00:00+02:00"})
	if err != nil || d.DateOnly || d.PublishedString() != "2025-11-14T10:00:00+02:00" {
		t.Error(d, err)
	}
	for _, f := range []Fields{
		{}, {Text: "a", Title: "\xff"}, {Text: "a", URL: "\x00"}, {Text: "a", SourceID: strings.Repeat("x", maxMeta+1)},
		{Text: "a", Published: "14/11/2025"},
	} {
		if d, err := New(f); err == nil {
			t.Errorf("%+v is accepted: %v", f, d)
		}
	}
}

func FuzzLinesNeverPanic(f *testing.F) {
	f.Add([]byte(`{"id":"a","text":"\ud83d\ude80"}` + "\n{"))
	f.Add([]byte(`{"text":"\ud83d"`))
	f.Fuzz(func(t *testing.T, b []byte) {
		for item := range Paths([]string{"-"}, strings.NewReader(string(b))) {
			if (item.Document == nil) == (item.Err == nil) {
				t.Error("an item is a document or an error")
			}
		}
	})
}
