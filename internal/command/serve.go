package command

import (
	"context"
	"errors"
	"net"
	"net/http"
	"os"
	"runtime/debug"
	"strings"
	"sync/atomic"
	"time"

	"github.com/dateline-news/dateline/extract/read"
	"github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/graph/quadstore"
	taking "github.com/dateline-news/dateline/internal/ingest"
)

// serverFlags are those of all commands that serve.
type serverFlags struct {
	storeFlag
	accessFlags
	tracesFlag
	Addr string `default:"localhost:8080" env:"DATELINE_ADDR" placeholder:"HOST:PORT" help:"Address to listen on (default: ${default})."`
}

type serve struct {
	serverFlags
	Paths []string `arg:"" optional:"" name:"path" help:"Documents to take in while serving; /readyz answers 200 once they are in."`
}

func (*serve) Help() string {
	return "Example:\n\n  dateline serve articles/ --addr localhost:9000 --store pebble:news"
}

// Run serves until a signal ends it.
func (c *serve) Run(ctx context.Context, s *streams) error {
	return c.serve(ctx, s, c.Paths)
}

type start struct{ serverFlags }

func (*start) Help() string {
	return "Reads the articles under data/, fills the store, and serves the API and the playground.\nExample:\n\n  dateline --addr localhost:9000"
}

// Run does the main job.
func (c *start) Run(ctx context.Context, s *streams) error {
	var paths []string
	if info, err := os.Stat("data"); err == nil && info.IsDir() {
		paths = []string{"data"}
	}
	return c.serve(ctx, s, paths)
}

// backupPath is where a server hands out its store, to requests with backupHeader:
// no page of another site can send that.
const (
	backupPath   = "/backup"
	backupHeader = "Dateline-Backup"
)

// serve opens the store, listens at once, takes in paths, and ends cleanly with ctx.
func (c *serverFlags) serve(ctx context.Context, s *streams, paths []string) (err error) {
	spendMemory()
	a, err := c.access(c.Addr, s)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return graph.Errorf(graph.KindUnavailable, "cannot listen on %s: choose another address with --addr (%w)", c.Addr, err)
	}
	defer listener.Close()
	store, err := c.open(ctx, true)
	if err != nil {
		return err
	}
	defer func() {
		if e := store.Close(); err == nil {
			err = e
		}
	}()
	g, err := newIngester(store)
	if err != nil {
		return err
	}
	defer g.Close()

	traces, send, err := c.trace(ctx, s, g)
	if err != nil {
		return err
	}
	defer send()

	var ready atomic.Bool
	face := handler(store, g, ready.Load, a, traces)
	defer face.Close()
	base, stop := context.WithCancel(context.WithoutCancel(ctx)) // of requests
	defer stop()
	server := &http.Server{
		Handler:           face,
		BaseContext:       func(net.Listener) context.Context { return base },
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
	}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()

	taken := make(chan error, 1)
	go func() { taken <- c.take(ctx, s, g, store, listener.Addr(), paths, &ready) }()
	select {
	case err = <-served: // does not end by itself
	case <-ctx.Done():
		err = <-taken // the documents in hand are finished
	case err = <-taken:
		if err == nil {
			select {
			case <-ctx.Done():
			case err = <-served:
			}
		}
	}
	// Those who ask whether it is ready go elsewhere first, then connections end.
	ready.Store(false)
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 3*time.Second)
	defer cancel()
	if server.Shutdown(grace) != nil {
		stop() // ends streams
		_ = server.Close()
	}
	if errors.Is(err, http.ErrServerClosed) {
		err = nil
	}
	return err
}

// spendMemory lets garbage lie longer than Go does by itself, which saves a
// quarter of the time of large answers, up to a bound. GOGC and GOMEMLIMIT go before.
func spendMemory() {
	const percent, most = 400, 1536 << 20
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(percent)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(most)
	}
}

// take reads the documents in and says what there is.
func (c *serverFlags) take(ctx context.Context, s *streams, g *taking.Ingester, store graph.Store, addr net.Addr, paths []string, ready *atomic.Bool) error {
	address := "http://" + display(c.Addr, addr)
	if err := refresh(ctx, g, s); err != nil {
		if ctx.Err() != nil {
			return nil
		}
		return err
	}
	var n taking.Summary
	if len(paths) > 0 {
		begun := time.Now()
		p := newProgress(s, false)
		err := g.Run(ctx, read.Paths(paths, nil), p.report)
		if p.bar != nil {
			_ = p.bar.Finish()
		}
		if err != nil {
			return err
		}
		n = p.summary
		s.say("read %s in %.1f s: %d added, %d unchanged, %d failed", strings.Join(paths, " "), time.Since(begun).Seconds(), n.Added, n.Unchanged, n.Failed)
		if ctx.Err() != nil {
			s.say("stopped with %s in", count(n.Added+n.Unchanged, "document", "documents"))
			return nil
		}
	}
	ready.Store(true)
	snapshot, err := store.Snapshot(ctx)
	if err != nil {
		return err
	}
	defer snapshot.Close()
	stats, err := snapshot.Stats(ctx)
	if err != nil {
		return err
	}
	s.say("%s: %s, %s, %s, %s", c.Store, count(stats.Documents, "document", "documents"), count(stats.Entities, "entity", "entities"),
		count(stats.Statements, "statement", "statements"), count(stats.Claims, "claim", "claims"))
	s.say("")
	s.say("  %s/            the explorer: search, pictures, sentences", address)
	s.say("  %s/playground  GraphiQL with example questions", address)
	s.say("  %s/graphql     the API", address)
	s.say("")
	s.say("try: curl -s %s/graphql --json '{\"query\":\"{ statements(first: 5, filter: {predicate: [REJECTED, CONDEMNED]}) { nodes { subject { name } predicate { label } text evidence { quote document { title } } } } }\"}'", address)
	return nil
}

// display is the address as a person types it.
func display(asked string, got net.Addr) string {
	host, _, _ := net.SplitHostPort(asked)
	_, port, _ := net.SplitHostPort(got.String())
	if host == "" || host == "0.0.0.0" || host == "::" {
		host = "localhost"
	}
	return net.JoinHostPort(host, port)
}

// handBackup streams the store to a request of our own client.
func handBackup(store *quadstore.Store) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost || r.Header.Get(backupHeader) == "" || r.Header.Get("Origin") != "" {
			http.Error(w, "ask with `dateline backup FILE --server URL`", http.StatusForbidden)
			return
		}
		w.Header().Set("Content-Type", "application/octet-stream")
		if err := store.Backup(r.Context(), w); err != nil {
			panic(http.ErrAbortHandler) // the client sees a body that was cut
		}
	}
}
