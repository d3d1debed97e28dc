package command

import (
	"context"
	"fmt"
	"io"
	"os"

	"github.com/dateline-news/dateline/graph/quadstore"
)

type verify struct {
	storeFlag
	JSON bool `name:"json" help:"One line of JSON for each fault."`
}

func (*verify) Help() string {
	return "Each index says the same, each id resolves, each quote is in its text, counts are true.\nA line for each fault, and exit status 1 if there is one. Example:\n\n  dateline verify --store pebble:news"
}

// Run checks every invariant of a store.
func (c *verify) Run(ctx context.Context, s *streams) (err error) {
	store, err := c.openToRead(ctx)
	if err != nil {
		return err
	}
	defer func() {
		if e := store.Close(); err == nil {
			err = e
		}
	}()
	faults := 0
	for fault, err := range store.Verify(ctx) {
		if err != nil {
			return err
		}
		faults++
		if c.JSON {
			fmt.Fprintf(s.out, "{\"fault\":%q}\n", fault)
		} else {
			fmt.Fprintln(s.out, fault)
		}
	}
	if faults > 0 {
		return &exit{exitFailed, fmt.Errorf("%s: restore the store from a backup, or ingest its documents into a new one", count(faults, "fault", "faults"))}
	}
	s.say("the store is clean")
	return nil
}

type backup struct {
	storeFlag
	serverKey
	File   string `arg:"" help:"File to write; it appears once it is whole."`
	Server string `placeholder:"URL" help:"Have this running server hand out its store."`
}

func (*backup) Help() string {
	return "Examples:\n\n  dateline backup news.backup\n  dateline backup news.backup --server http://localhost:8080"
}

// Run writes a consistent copy.
func (c *backup) Run(ctx context.Context, s *streams) (err error) {
	if c.Server != "" {
		client, err := newClient(c.Server, c.Key)
		if err != nil {
			return err
		}
		return toFile(c.File, nil, func(w io.Writer) error { return client.backup(ctx, w) })
	}
	store, err := c.openToRead(ctx)
	if err != nil {
		return err
	}
	defer func() {
		if e := store.Close(); err == nil {
			err = e
		}
	}()
	return toFile(c.File, nil, func(w io.Writer) error { return store.Backup(ctx, w) })
}

type restore struct {
	storeFlag
	File string `arg:"" help:"File that backup wrote."`
}

func (*restore) Help() string {
	return "Example:\n\n  dateline restore news.backup --store pebble:copy"
}

// Run fills an empty store.
func (c *restore) Run(ctx context.Context, s *streams) error {
	f, err := os.Open(c.File)
	if err != nil {
		return err
	}
	defer f.Close()
	return quadstore.Restore(ctx, c.Store, f)
}

type compact struct{ storeFlag }

func (*compact) Help() string { return "Example:\n\n  dateline compact --store pebble:news" }

// Run gives back the space of what was deleted.
func (c *compact) Run(ctx context.Context, s *streams) (err error) {
	store, err := c.open(ctx, false)
	if err != nil {
		return err
	}
	defer func() {
		if e := store.Close(); err == nil {
			err = e
		}
	}()
	return store.Compact(ctx)
}
