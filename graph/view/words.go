package view

import (
	"strings"
	"sync"

	"github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/graph/fold"
)

// Words remembers the folded words of statements that filters by text have
// looked at, so that the next such filter reads only those that it finds. What a
// statement says follows from its id: nothing here ever goes stale. It is shared
// by readers and safe for concurrent use; a nil one remembers nothing.
type Words struct {
	mu    sync.RWMutex
	of    map[string]string // by id: what said gives
	bytes int
}

// NewWords remembers nothing yet.
func NewWords() *Words { return &Words{of: map[string]string{}} }

const (
	maxWords   = 64 << 20 // bytes, some 300,000 statements
	wordsEntry = 80       // bytes of an entry beside its strings
)

// said is what a statement says, its verb and its evidence, folded, with a space before each word.
func (w *Words) said(s *graph.StatementNode) string {
	if w != nil {
		w.mu.RLock()
		text, ok := w.of[s.ID]
		w.mu.RUnlock()
		if ok {
			return text
		}
	}
	var b strings.Builder
	add := func(part string) {
		if part != "" {
			b.WriteByte(' ')
			b.WriteString(fold.Name(part))
		}
	}
	add(s.Text)
	add(s.Verb)
	for i := range s.Evidence {
		add(s.Evidence[i].Quote)
	}
	text := b.String()
	if w == nil {
		return text
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if _, ok := w.of[s.ID]; !ok {
		for id, old := range w.of { // any, once it is full
			if w.bytes < maxWords {
				break
			}
			delete(w.of, id)
			w.bytes -= len(id) + len(old) + wordsEntry
		}
		w.of[strings.Clone(s.ID)] = text
		w.bytes += len(s.ID) + len(text) + wordsEntry
	}
	return text
}

// without empties the ids of statements that are known not to have all the words.
func (w *Words) without(ids, words []string) []string {
	if w == nil {
		return ids
	}
	out := make([]string, len(ids))
	w.mu.RLock()
	defer w.mu.RUnlock()
	for i, id := range ids {
		if text, ok := w.of[id]; !ok || hasWords(text, words) {
			out[i] = id
		}
	}
	return out
}

// hasWords tells that each word, with a space before it, begins a word of what is said.
func hasWords(said string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(said, w) {
			return false
		}
	}
	return true
}
