// Package command is the command line: it parses arguments, wires the parts
// together, and turns errors into messages and exit codes. It decides nothing
// about articles or graphs.
package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"
	"golang.org/x/term"

	"github.com/dateline-news/dateline/graph"
)

// Exit codes of the program.
const (
	exitDone   = 0
	exitFailed = 1 // some input failed; the rest is done
	exitUsage  = 2 // wrong usage, or a store that cannot be opened
)

// streams are where a command reads and writes.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// terminal tells whether messages go to a person's terminal.
func (s *streams) terminal() bool {
	f, ok := s.err.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// say writes a line of messages.
func (s *streams) say(format string, args ...any) { fmt.Fprintf(s.err, format+"\n", args...) }

// exit ends the program with a code and, unless err is nil, a message.
type exit struct {
	code int
	err  error
}

func (e *exit) Error() string {
	if e.err == nil {
		return fmt.Sprintf("exit status %d", e.code)
	}
	return e.err.Error()
}

func (e *exit) Unwrap() error { return e.err }

type commands struct {
	Start    start    `cmd:"" default:"withargs" help:"The main job: read data/, fill the store, serve the API. Runs without a command."`
	Serve    serve    `cmd:"" help:"Serve the API of a store, and take in documents on the way."`
	Ingest   ingest   `cmd:"" help:"Take documents into a store."`
	Analyze  analyze  `cmd:"" help:"Show what the extractor sees in documents, as JSON lines."`
	Export   exporter `cmd:"" help:"Write a store out in a format that other programs read."`
	Delete   remove   `cmd:"" help:"Delete documents with everything that only they support."`
	Clusters clusters `cmd:"" help:"Show which mentions of different documents are one, as JSON lines."`
	Query    query    `cmd:"" help:"Ask a store: GraphQL, or Gizmo over its quads."`
	Verify   verify   `cmd:"" help:"Check that a store agrees with itself."`
	Backup   backup   `cmd:"" help:"Write a consistent copy of a store to a file."`
	Restore  restore  `cmd:"" help:"Fill an empty store from a backup."`
	Compact  compact  `cmd:"" help:"Give back the space of what was deleted."`
	Keys     keyring  `cmd:"" help:"Make, list and revoke the keys by which a server is asked."`
	Doctor   doctor   `cmd:"" help:"Check what the program needs, and say what to do."`
	Train    train    `cmd:"" help:"Train the embedded models from the corpora."`
	Eval     eval     `cmd:"" help:"Score the extractor on annotated text."`
}

// signalled is why the context of a command ended.
type signalled struct{ signal syscall.Signal }

func (s signalled) Error() string { return "stopped by " + s.signal.String() }

// Main runs the program and returns its exit code. SIGINT and SIGTERM end the
// context once; a second one ends the process.
func Main(args []string, in io.Reader, out, errOut io.Writer) int {
	ctx, cancel := context.WithCancelCause(context.Background())
	defer cancel(nil)
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGINT, syscall.SIGTERM)
	defer signal.Stop(signals)
	go func() {
		if n, ok := (<-signals).(syscall.Signal); ok {
			signal.Stop(signals)
			cancel(signalled{n})
		}
	}()
	return run(ctx, args, &streams{in, out, errOut})
}

// run parses arguments and runs the command.
func run(ctx context.Context, args []string, s *streams) int {
	code := -1
	parser, err := kong.New(&commands{},
		kong.Name("dateline"),
		kong.Description("News articles in, a graph of who said and did what out, with the exact words for every edge."),
		kong.Writers(s.out, s.err),
		kong.Exit(func(c int) { code = c }),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(s),
		kong.Vars{"store": defaultStore(), "keys": defaultKeys(), "formats": formatNames()},
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
	)
	if err != nil {
		panic(err) // the tags of this package are wrong
	}
	k, err := parser.Parse(args)
	switch {
	case code == exitDone: // --help
		return code
	case err != nil:
		s.say("dateline: %v (try --help)", err)
		return exitUsage
	}
	return s.end(ctx, k.Run())
}

// end writes the message of an error and returns the exit code.
func (s *streams) end(ctx context.Context, err error) int {
	var e *exit
	if !errors.As(err, &e) {
		e = &exit{exitDone, err}
		if err != nil {
			e.code = codeOf(err)
		}
	}
	if e.err != nil {
		s.say("dateline: %v", e.err)
	}
	var stop signalled
	if errors.As(context.Cause(ctx), &stop) && e.code != exitDone {
		return 128 + int(stop.signal)
	}
	return e.code
}

// codeOf is the exit code of an error: an input that is at fault fails, a
// store or an argument that is at fault is wrong usage.
func codeOf(err error) int {
	switch graph.KindOf(err) {
	case graph.KindNotFound, graph.KindTooLarge:
		return exitFailed
	}
	return exitUsage
}
