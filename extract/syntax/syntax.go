// Package syntax reads text: language, sentences, tokens, parts of speech,
// lemmas and a dependency tree, in the conventions of Universal Dependencies v2
// for English as the treebanks EWT and GUM have them. It knows nothing of names
// or meaning. What it learned lies in extract/model/syntax.bin and
// network.bin.
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
	parser     *Parser
	pool       sync.Pool
}

// New opens the stage over its weights: f for words, sentences and lemmas,
// network for tags and trees, and words for the vectors that it starts from.
func New(f, network, words *model.File) *Syntax {
	s := &Syntax{
		segmenter:  openSegmenter(f),
		lemmatizer: openLemmatizer(f),
	}
	if network != nil {
		s.parser = OpenParser(network, model.OpenVocabulary(words))
		s.parser.tagger = openTagger(f, s.segmenter.orthography)
	}
	s.pool.New = func() any { return new(scratch) }
	return s
}

// With returns the stage with another network; training parses with one that is not finished.
func (s *Syntax) With(n *Network) *Syntax {
	c := &Syntax{segmenter: s.segmenter, lemmatizer: s.lemmatizer, parser: n.Parser()}
	c.pool.New = s.pool.New
	return c
}

// Segment finds tokens and sentences alone.
func (s *Syntax) Segment(text string) *extract.Analysis {
	a := &extract.Analysis{Text: text}
	w := s.pool.Get().(*scratch)
	defer s.pool.Put(w)
	s.segmenter.run(a, w)
	return a
}

// Needs implements extract.Stage.
func (*Syntax) Needs() []extract.Layer { return nil }

// Gives implements extract.Stage.
func (*Syntax) Gives() []extract.Layer {
	return []extract.Layer{extract.LayerTokens, extract.LayerTags, extract.LayerTree}
}

// Run implements extract.Stage.
func (s *Syntax) Run(ctx context.Context, a *extract.Analysis) error {
	if a.Language = Language(a.Text); a.Language != extract.Language {
		return nil
	}
	w := s.pool.Get().(*scratch)
	defer s.pool.Put(w)
	s.segmenter.run(a, w)
	t := &a.Tokens
	n := t.Len()
	t.UPOS, t.XPOS, t.Lemma = make([]extract.UPOS, n), make([]extract.XPOS, n), make([]string, n)
	t.Head, t.Deprel = make([]int32, n), make([]extract.Deprel, n)
	if err := s.parser.parse(ctx, a, &w.trees); err != nil {
		return err
	}
	for k := range a.Sentences {
		sent := &a.Sentences[k]
		w.punct.run(a, sent)
		shouting := Shouting(a.Text[sent.Start:sent.Span.End])
		for i := sent.First; i < sent.TokenRange.End; i++ {
			t.Lemma[i] = s.lemmatizer.lemmaOf(a.Word(i), t.XPOS[i], shouting, s.segmenter.orthography)
			if i > sent.First && t.XPOS[i] == extract.VBN && t.XPOS[i-1] == extract.VBZ && t.Lemma[i-1] == "be" && afterHas(t.Lemma[i]) && t.Start[i-1] == t.End[max(i-2, 0)] {
				t.Lemma[i-1] = "have" // "it's been"
			}
		}
	}
	headings(a)
	return nil
}
