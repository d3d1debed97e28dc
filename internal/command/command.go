// Package command is the command line: it parses arguments, wires the parts
// together, and turns errors into messages and exit codes. It decides nothing
// about articles or graphs.
package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"
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
	Analyze analyze `cmd:"" help:"Show what the extractor sees in documents, as JSON lines."`
	Train   train   `cmd:"" help:"Train the embedded models from the corpora."`
}

// Main runs the program and returns its exit code.
func Main(args []string, in io.Reader, out, errOut io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	s := &streams{in, out, errOut}
	code := -1
	parser, err := kong.New(&commands{},
		kong.Name("dateline"),
		kong.Description("News articles in, a graph of who said and did what out, with the exact words for every edge."),
		kong.Writers(out, errOut),
		kong.Exit(func(c int) { code = c }),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(s),
	)
	if err != nil {
		panic(err) // the tags of this package are wrong
	}
	k, err := parser.Parse(args)
	switch {
	case code == exitDone: // --help
		return code
	case err != nil:
		fmt.Fprintf(errOut, "dateline: %v (try --help)\n", err)
		return exitUsage
	}
	return s.end(k.Run())
}

// end writes the message of an error and returns the exit code.
func (s *streams) end(err error) int {
	if err == nil {
		return exitDone
	}
	var e *exit
	if !errors.As(err, &e) {
		e = &exit{exitUsage, err}
	}
	if e.err != nil {
		fmt.Fprintf(s.err, "dateline: %v\n", e.err)
	}
	return e.code
}
