// Package eval scores an extractor on annotated text: treebanks in CoNLL-U and
// names in IOB2. It reads the formats through package train and measures only.
package eval

import (
	"context"
	"fmt"
	"strings"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/read"
	"github.com/dateline-news/dateline/extract/train"
	"github.com/dateline-news/dateline/graph"
)

// Analyzer is what is scored.
type Analyzer func(ctx context.Context, d *graph.Document) (*extract.Analysis, error)

// Score counts what agrees between gold and system.
type Score struct {
	Metric              string
	Gold, System, Right int
}

// F1 is the harmonic mean of precision and recall, in percent.
func (s Score) F1() float64 {
	if s.Gold+s.System == 0 {
		return 0
	}
	return 200 * float64(s.Right) / float64(s.Gold+s.System)
}

// File scores one file by its name: .conllu or .iob2, possibly with .gz.
func File(ctx context.Context, analyze Analyzer, path string) ([]Score, error) {
	name := strings.TrimSuffix(path, ".gz")
	switch {
	case strings.HasSuffix(name, ".conllu"):
		docs, err := train.ReadCoNLLU(path)
		if err != nil {
			return nil, err
		}
		return Treebank(ctx, analyze, docs)
	case strings.HasSuffix(name, ".iob2"):
		sentences, err := train.ReadIOB2(path, -1)
		if err != nil {
			return nil, err
		}
		return Names(ctx, analyze, sentences)
	}
	return nil, graph.Errorf(graph.KindInvalid, "%s is neither .conllu nor .iob2", path)
}

// Treebank scores tokens, sentences, tags, lemmas and trees from raw text, as
// the CoNLL 2018 shared task does: words align where their spans are equal, and
// relations are compared without subtypes (Zeman et al. 2018).
func Treebank(ctx context.Context, analyze Analyzer, gold []*train.TreeDocument) ([]Score, error) {
	scores := make([]Score, 7)
	for i, m := range []string{"tokens", "sentences", "UPOS", "XPOS", "lemmas", "UAS", "LAS"} {
		scores[i].Metric = m
	}
	for _, g := range gold {
		a, err := analyzed(ctx, analyze, g.Text)
		if err != nil {
			return nil, err
		}
		compare(g.Analysis, a, scores)
	}
	return scores, nil
}

func analyzed(ctx context.Context, analyze Analyzer, text string) (*extract.Analysis, error) {
	d, fault := read.New(read.Fields{Text: text})
	if fault != nil {
		return nil, fault
	}
	a, err := analyze(ctx, d)
	if err != nil {
		return nil, fmt.Errorf("eval: %w", err)
	}
	return a, nil
}

func compare(g, a *extract.Analysis, scores []Score) {
	type span = extract.Span
	at := func(x *extract.Analysis, i int32) span { return span{Start: x.Tokens.Start[i], End: x.Tokens.End[i]} }
	found := make(map[span]int32, a.Tokens.Len())
	for i := range int32(a.Tokens.Len()) {
		found[at(a, i)] = i
	}
	for k := range scores {
		scores[k].Gold += g.Tokens.Len()
		scores[k].System += a.Tokens.Len()
	}
	scores[1].Gold += len(g.Sentences) - g.Tokens.Len()
	scores[1].System += len(a.Sentences) - a.Tokens.Len()
	for i := range int32(g.Tokens.Len()) {
		j, ok := found[at(g, i)]
		if !ok {
			continue
		}
		scores[0].Right++
		if g.Tokens.UPOS[i] == a.Tokens.UPOS[j] {
			scores[2].Right++
		}
		if g.Tokens.XPOS[i] == a.Tokens.XPOS[j] {
			scores[3].Right++
		}
		if g.Tokens.Lemma[i] == a.Tokens.Lemma[j] {
			scores[4].Right++
		}
		gh, ah := g.Tokens.Head[i], a.Tokens.Head[j]
		if gh == extract.None && ah == extract.None || gh != extract.None && ah != extract.None && at(g, gh) == at(a, ah) {
			scores[5].Right++
			if g.Tokens.Deprel[i].Base() == a.Tokens.Deprel[j].Base() {
				scores[6].Right++
			}
		}
	}
	ends := make(map[span]bool, len(a.Sentences))
	for i := range a.Sentences {
		ends[a.Sentences[i].Span] = true
	}
	for i := range g.Sentences {
		if ends[g.Sentences[i].Span] {
			scores[1].Right++
		}
	}
}

// Names scores typed names, exact span and type, over PERSON, ORGANIZATION and PLACE.
func Names(ctx context.Context, analyze Analyzer, gold []train.TaggedSentence) ([]Score, error) {
	types := map[string]graph.EntityType{"PER": graph.TypePerson, "ORG": graph.TypeOrganization, "LOC": graph.TypePlace}
	all := Score{Metric: "names"}
	type name struct {
		start, end int32
		t          graph.EntityType
	}
	for _, s := range gold {
		var text strings.Builder
		want := map[name]bool{}
		var open *name
		shut := func() {
			if open != nil {
				want[*open] = true
				open = nil
			}
		}
		for i, w := range s.Words {
			if i > 0 {
				text.WriteByte(' ')
			}
			start := int32(text.Len())
			text.WriteString(w)
			prefix, kind, _ := strings.Cut(s.Tags[i], "-")
			t, ok := types[kind]
			if !ok || prefix == "B" || open != nil && open.t != t {
				shut()
			}
			switch {
			case !ok:
			case open == nil:
				open = &name{start, int32(text.Len()), t}
			default:
				open.end = int32(text.Len())
			}
		}
		shut()
		a, err := analyzed(ctx, analyze, text.String())
		if err != nil {
			return nil, err
		}
		all.Gold += len(want)
		for i := range a.Mentions {
			m := &a.Mentions[i]
			if m.Kind != graph.KindName || m.Type != graph.TypePerson && m.Type != graph.TypeOrganization && m.Type != graph.TypePlace {
				continue
			}
			all.System++
			span := a.TokenSpan(m.Tokens)
			if want[name{span.Start, span.End, m.Type}] {
				all.Right++
			}
		}
	}
	return []Score{all}, nil
}
