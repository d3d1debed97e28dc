// Package syntax reads text: language, sentences, tokens, parts of speech,
// lemmas and a dependency tree, in the conventions of Universal Dependencies v2
// for English as the treebanks EWT and GUM have them. It knows nothing of names
// or meaning. What it learned lies in extract/model/syntax.bin.
package syntax

import (
	"context"
	"sync"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/model"
)

// Syntax is the stage that gives tokens, tags and tree. It is immutable and
// safe for concurrent use.
type Syntax struct {
	segmenter  segmenter
	lemmatizer lemmatizer
	tagger     tagger
	parser     parser
	pool       sync.Pool
}

// New opens the stage over its weights.
func New(f *model.File) *Syntax {
	s := &Syntax{
		segmenter:  openSegmenter(f),
		lemmatizer: openLemmatizer(f),
		tagger:     tagger{openLinear(f, "xpos", extract.XPOSCount), openLinear(f, "upos", extract.UPOSCount)},
		parser:     parser{openLinear(f, "action", int(ActionCount)), openLinear(f, "rel", extract.DeprelCount)},
	}
	s.pool.New = func() any { return new(scratch) }
	return s
}

// Needs implements extract.Stage.
func (*Syntax) Needs() []extract.Layer { return nil }

// Gives implements extract.Stage.
func (*Syntax) Gives() []extract.Layer {
	return []extract.Layer{extract.LayerTokens, extract.LayerTags, extract.LayerTree}
}

// Run implements extract.Stage.
func (s *Syntax) Run(ctx context.Context, a *extract.Analysis) error {
	w := s.pool.Get().(*scratch)
	defer s.pool.Put(w)
	s.segmenter.run(a, w)
	t := &a.Tokens
	n := t.Len()
	t.UPOS, t.XPOS, t.Lemma = make([]extract.UPOS, n), make([]extract.XPOS, n), make([]string, n)
	t.Head, t.Deprel = make([]int32, n), make([]extract.Deprel, n)
	for i := range a.Sentences {
		if i%64 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		s.sentence(a, &a.Sentences[i], w)
	}
	return nil
}

// sentence fills tags, lemmas and tree of one sentence.
func (s *Syntax) sentence(a *extract.Analysis, sent *extract.Sentence, w *scratch) {
	t := &a.Tokens
	first, end := sent.First, sent.TokenRange.End
	n := int(end - first)
	if cap(w.views) < n {
		w.views = make([]View, n+n/2)
	}
	in := ParserInput{V: w.views[:n], XPOS: t.XPOS[first:end], UPOS: t.UPOS[first:end]}
	Views(in.V, a.Text, t.Start[first:end], t.End[first:end])
	s.tagger.run(in.V, in.XPOS, in.UPOS, w)
	shouting := Shouting(a.Text[sent.Start:sent.Span.End])
	for i := first; i < end; i++ {
		t.Lemma[i] = s.lemmatizer.lemmaOf(a.Word(i), t.XPOS[i], shouting)
	}
	s.parser.run(&in, &w.state, w)
	for i := range n {
		t.Head[int(first)+i], t.Deprel[int(first)+i] = first+w.state.Head[i], w.state.Rel[i]
		if w.state.Head[i] == int32(n) {
			t.Head[int(first)+i], t.Deprel[int(first)+i] = extract.None, extract.Root
			sent.Root = first + int32(i)
		}
	}
}
