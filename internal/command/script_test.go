package command

import (
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"dateline": func() { os.Exit(Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

// TestScripts runs the scenarios of testdata/script: the program as its users
// see it. Beside testscript's own commands there are `await URL`, which waits
// until a server is ready, and `sorted FILE`, which sorts its lines.
// `envfile NAME=FILE` sets a variable to what a file holds.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("DATELINE_STORE", "pebble:"+e.WorkDir+"/store")
			e.Setenv("XDG_DATA_HOME", e.WorkDir+"/home")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"await":  await,
			"sorted": sorted,
			"envfile": func(ts *testscript.TestScript, _ bool, args []string) {
				name, file, _ := strings.Cut(args[0], "=")
				ts.Setenv(name, strings.TrimSpace(ts.ReadFile(file)))
			},
		},
	})
}

func await(ts *testscript.TestScript, _ bool, args []string) {
	for range 1000 {
		r, err := http.Get(args[0] + "/readyz")
		if err == nil {
			r.Body.Close()
			if r.StatusCode == http.StatusOK {
				return
			}
		}
		time.Sleep(10 * time.Millisecond)
	}
	ts.Fatalf("no server is ready at %s", args[0])
}

func sorted(ts *testscript.TestScript, _ bool, args []string) {
	lines := slices.Sorted(strings.Lines(ts.ReadFile(args[0])))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Join(lines, "")), 0o644))
}

// TestEveryCommandHasAnExample reads the help of every command.
func TestEveryCommandHasAnExample(t *testing.T) {
	var out strings.Builder
	if code := Main([]string{"--help"}, nil, &out, &out); code != exitDone {
		t.Fatal(code, out.String())
	}
	names := regexp.MustCompile(`(?m)^  ([a-z]+) +\S`).FindAllStringSubmatch(out.String(), -1)
	if len(names) < 10 {
		t.Fatal(out.String())
	}
	for _, n := range names {
		var help strings.Builder
		if code := Main([]string{n[1], "--help"}, nil, &help, &help); code != exitDone || !strings.Contains(help.String(), "Example") {
			t.Errorf("%s --help: %d %s", n[1], code, help.String())
		}
	}
}
