package command

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/dateline-news/dateline/extract/english"
	"github.com/dateline-news/dateline/extract/read"
	"github.com/dateline-news/dateline/graph"
)

type doctor struct {
	storeFlag
	Addr string `default:"localhost:8080" placeholder:"HOST:PORT" help:"Address that a server is to listen on."`
	JSON bool   `name:"json" help:"One line of JSON for each check."`
}

func (*doctor) Help() string { return "Example:\n\n  dateline doctor --store pebble:news" }

// check is one thing that was looked at.
type check struct {
	Check  string `json:"check"`
	OK     bool   `json:"ok"`
	Detail string `json:"detail"`
}

// Run looks at everything that the program needs, and changes nothing.
func (c *doctor) Run(ctx context.Context, s *streams) error {
	bad := 0
	say := func(name string, err error, detail string) {
		k := check{name, err == nil, detail}
		if err != nil {
			bad++
			k.Detail = err.Error()
		}
		if c.JSON {
			_ = json.NewEncoder(s.out).Encode(k)
			return
		}
		mark := "ok "
		if !k.OK {
			mark = "BAD"
		}
		fmt.Fprintf(s.out, "%s  %-10s %s\n", mark, k.Check, k.Detail)
	}
	version := "unknown version"
	if b, ok := debug.ReadBuildInfo(); ok {
		version = b.Main.Version
	}
	say("program", nil, fmt.Sprintf("%s, %s, %s/%s, %d processors", version, runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.GOMAXPROCS(0)))

	begun := time.Now()
	e, err := english.New()
	loaded := time.Since(begun)
	if err == nil {
		var d *graph.Document
		d, fault := read.New(read.Fields{Text: "The minister said nothing."})
		if fault != nil {
			err = fault
		} else {
			_, err = e.Extract(ctx, d)
		}
	}
	say("extractor", err, fmt.Sprintf("%s, models loaded in %d ms", english.Version(), loaded.Milliseconds()))

	store, err := c.openToRead(ctx)
	switch {
	case err != nil:
		say("store", fmt.Errorf("%s: %w", c.Store, err), "")
	default:
		stats, stale, e := c.look(ctx, store)
		if err := errors.Join(e, store.Close()); err != nil {
			say("store", err, "")
		} else {
			say("store", nil, fmt.Sprintf("%s: %s, %s", c.Store, count(stats.Documents, "document", "documents"), count(stats.Statements, "statement", "statements")))
			if stale > 0 {
				say("upgrade", nil, fmt.Sprintf("%s will be read again with this version's extractor at the next start", count(stale, "document", "documents")))
			}
		}
	}

	l, err := net.Listen("tcp", c.Addr)
	if err == nil {
		err = l.Close()
	}
	free := c.Addr + " is free"
	if err != nil && answers(ctx, c.Addr) {
		free, err = "a server answers on "+c.Addr+" already", nil
	}
	say("address", err, free)
	if bad > 0 {
		return &exit{exitFailed, nil}
	}
	return nil
}

func (c *doctor) look(ctx context.Context, store graph.Store) (stats graph.Stats, stale int, err error) {
	s, err := store.Snapshot(ctx)
	if err != nil {
		return stats, 0, err
	}
	defer s.Close()
	for p, err := range s.ScanPrefix(ctx, graph.IndexDocumentsExtractor, "") {
		if err != nil {
			return stats, 0, err
		}
		if p.Key != english.Version() {
			stale++
		}
	}
	stats, err = s.Stats(ctx)
	return stats, stale, err
}

// answers tells that a server lives at an address.
func answers(ctx context.Context, addr string) bool {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+addr+"/livez", nil)
	if err != nil {
		return false
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		return false
	}
	defer resp.Body.Close()
	return resp.StatusCode == http.StatusOK
}
