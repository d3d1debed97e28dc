// Package read turns files into documents: plain text, and JSON lines with one
// document a line. It refuses what no part of the program could keep, by name
// and line, and goes on with the rest. The text of a document is what the file
// says, unchanged but for a byte order mark at its start.
package read

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/dateline-news/dateline/graph"
)

// Stdin is the path that stands for standard input.
const Stdin = "-"

// Item is one document, or the reason why there is none.
type Item struct {
	Document *graph.Document
	Input    string // the path as it was given, or the file's path in a folder
	Line     int    // 1-based line of a JSON line; 0 where the file is one document
	Err      *Error
}

// Error tells what is wrong with an input, and where.
type Error struct {
	Kind    graph.Kind
	Message string
	Input   string
	Line    int // 0 if the whole input is meant
}

func (e *Error) Error() string {
	if e.Line > 0 {
		return fmt.Sprintf("%s:%d: %s", e.Input, e.Line, e.Message)
	}
	return fmt.Sprintf("%s: %s", e.Input, e.Message)
}

// extensions are what is taken from a folder; a file that is named itself is read whatever its name is.
var extensions = []string{".txt", ".text", ".jsonl", ".ndjson"}

// Paths reads files, folders, globs and standard input one after the other.
// Folders are walked in order of name, hidden entries left out.
func Paths(paths []string, stdin io.Reader) iter.Seq[Item] {
	return func(yield func(Item) bool) {
		for _, p := range paths {
			if !path(p, stdin, yield) {
				return
			}
		}
	}
}

func path(p string, stdin io.Reader, yield func(Item) bool) bool {
	fail := func(input string, kind graph.Kind, message string) bool {
		return yield(Item{Input: input, Err: &Error{Kind: kind, Message: message, Input: input}})
	}
	if p == Stdin {
		return sniff(stdin, yield)
	}
	info, err := os.Stat(p)
	switch {
	case err == nil && info.IsDir():
		return folder(p, yield)
	case err == nil:
		return file(p, yield)
	case !errors.Is(err, fs.ErrNotExist) || !strings.ContainsAny(p, "*?["):
		return fail(p, kindOf(err), reason(err))
	}
	found, err := filepath.Glob(p)
	if err != nil || len(found) == 0 {
		return fail(p, graph.KindNotFound, "the pattern matches no file")
	}
	slices.Sort(found)
	for _, f := range found {
		if info, err := os.Stat(f); err == nil && info.IsDir() {
			if !folder(f, yield) {
				return false
			}
		} else if !file(f, yield) {
			return false
		}
	}
	return true
}

func folder(root string, yield func(Item) bool) bool {
	more := true
	_ = filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			more = yield(Item{Input: p, Err: &Error{Kind: kindOf(err), Message: reason(err), Input: p}})
			if more && d != nil && d.IsDir() {
				return fs.SkipDir
			}
		case p != root && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
		case !d.IsDir() && slices.Contains(extensions, strings.ToLower(filepath.Ext(p))):
			more = file(p, yield)
		}
		if !more {
			return fs.SkipAll
		}
		return nil
	})
	return more
}

func file(p string, yield func(Item) bool) bool {
	f, err := os.Open(p)
	if err != nil {
		return yield(Item{Input: p, Err: &Error{Kind: kindOf(err), Message: reason(err), Input: p}})
	}
	defer f.Close()
	if ext := strings.ToLower(filepath.Ext(p)); ext == ".jsonl" || ext == ".ndjson" {
		return lines(f, p, yield)
	}
	return text(f, p, yield)
}

// sniff reads standard input, which has no extension: JSON lines if its first
// character that is no space is a brace.
func sniff(in io.Reader, yield func(Item) bool) bool {
	b := bufio.NewReaderSize(in, 4096)
	head, _ := b.Peek(b.Size())
	head = bytes.TrimLeft(bytes.TrimPrefix(head, bom), " \t\r\n")
	if len(head) > 0 && head[0] == '{' {
		return lines(b, Stdin, yield)
	}
	return text(b, Stdin, yield)
}

var bom = []byte("\ufeff")

// text reads a file that is one document.
func text(in io.Reader, input string, yield func(Item) bool) bool {
	b, err := io.ReadAll(io.LimitReader(in, MaxText+int64(len(bom))+1))
	if err != nil {
		return yield(Item{Input: input, Err: &Error{Kind: kindOf(err), Message: reason(err), Input: input}})
	}
	d, fault := New(Fields{Text: string(bytes.TrimPrefix(b, bom))})
	if fault != nil {
		return yield(Item{Input: input, Err: &Error{Kind: fault.Kind, Message: fault.Message, Input: input}})
	}
	return yield(Item{Document: d, Input: input})
}

func kindOf(err error) graph.Kind {
	if errors.Is(err, fs.ErrNotExist) {
		return graph.KindNotFound
	}
	return graph.KindUnavailable
}

// reason is the cause without the path, which the Error has already.
func reason(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	return err.Error()
}
