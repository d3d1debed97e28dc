package command

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/graph/quadstore"
)

// storeFlag names the store that a command works on.
type storeFlag struct {
	Store string `default:"${store}" env:"DATELINE_STORE" placeholder:"STORE" help:"mem:, pebble:PATH or postgres://… (default: ${store})."`
}

// open opens the store; create makes it where there is none.
func (f *storeFlag) open(ctx context.Context, create bool) (*quadstore.Store, error) {
	return quadstore.Open(ctx, f.Store, quadstore.Options{Create: create})
}

// openToRead opens the store to read it: no file of it is changed.
func (f *storeFlag) openToRead(ctx context.Context) (*quadstore.Store, error) {
	return quadstore.Open(ctx, f.Store, quadstore.Options{ReadOnly: true})
}

// read runs f on a snapshot of the store.
func (f *storeFlag) read(ctx context.Context, use func(graph.Snapshot) error) (err error) {
	store, err := f.openToRead(ctx)
	if err != nil {
		return err
	}
	defer func() {
		if e := store.Close(); err == nil {
			err = e
		}
	}()
	snapshot, err := store.Snapshot(ctx)
	if err != nil {
		return err
	}
	defer snapshot.Close()
	return use(snapshot)
}

// defaultStore is in the folder where the system keeps a user's data.
func defaultStore() string { return "pebble:" + filepath.Join(dataFolder(), "store") }

// defaultKeys is beside the default store.
func defaultKeys() string { return filepath.Join(dataFolder(), "keys.json") }

// dataFolder is where the system keeps a user's data.
func dataFolder() string {
	home, _ := os.UserHomeDir()
	base := os.Getenv("XDG_DATA_HOME")
	switch {
	case base != "":
	case runtime.GOOS == "darwin":
		base = filepath.Join(home, "Library", "Application Support")
	case runtime.GOOS == "windows":
		base = os.Getenv("LOCALAPPDATA")
	default:
		base = filepath.Join(home, ".local", "share")
	}
	return filepath.Join(base, "dateline")
}

// count is a number with its noun.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
