package eval

import (
	"context"
	"testing"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/train"
	"github.com/dateline-news/dateline/graph"
)

// whitespace analyses text into words between spaces, of which each depends on the one before.
func whitespace(_ context.Context, d *graph.Document) (*extract.Analysis, error) {
	a := &extract.Analysis{Document: d, Text: d.Text}
	t := &a.Tokens
	start := 0
	for i := 0; i <= len(d.Text); i++ {
		if i < len(d.Text) && d.Text[i] != ' ' {
			continue
		}
		n := int32(t.Len())
		t.Start, t.End, t.Lemma = append(t.Start, int32(start)), append(t.End, int32(i)), append(t.Lemma, d.Text[start:i])
		t.UPOS, t.XPOS = append(t.UPOS, extract.NOUN), append(t.XPOS, extract.NN)
		t.Head, t.Deprel, t.Sentence = append(t.Head, n-1), append(t.Deprel, extract.Dep), append(t.Sentence, 0)
		if c := d.Text[start]; c >= 'A' && c <= 'Z' {
			a.Mentions = append(a.Mentions, extract.Mention{Tokens: extract.TokenRange{First: n, End: n + 1}, Kind: graph.KindName, Type: graph.TypePerson})
		}
		start = i + 1
	}
	a.Sentences = []extract.Sentence{{TokenRange: extract.TokenRange{End: int32(t.Len())}, Span: extract.Span{End: int32(len(d.Text))}}}
	return a, nil
}

func TestTreebank(t *testing.T) {
	gold, _ := whitespace(context.Background(), &graph.Document{Text: "one two three."})
	// The gold parts the full stop from its word, hangs the second word elsewhere and tags the first as a verb.
	k := &gold.Tokens
	k.End[2]--
	k.Start, k.End, k.Lemma = append(k.Start, 13), append(k.End, 14), append(k.Lemma, ".")
	k.UPOS, k.XPOS, k.Head, k.Deprel = append(k.UPOS, extract.PUNCT), append(k.XPOS, extract.Period), append(k.Head, 0), append(k.Deprel, extract.Punct)
	k.UPOS[0], k.Head[1] = extract.VERB, 2
	scores, err := Treebank(context.Background(), whitespace, []*train.TreeDocument{{Analysis: gold}})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []Score{
		{"tokens", 4, 3, 2}, {"sentences", 1, 1, 1}, {"UPOS", 4, 3, 1}, {"XPOS", 4, 3, 2}, {"lemmas", 4, 3, 2}, {"UAS", 4, 3, 1}, {"LAS", 4, 3, 1},
	} {
		if scores[i] != want {
			t.Errorf("%+v, want %+v", scores[i], want)
		}
	}
}

func TestNames(t *testing.T) {
	scores, err := Names(context.Background(), whitespace, []train.TaggedSentence{
		{Words: []string{"Ann", "met", "Bob", "Day"}, Tags: []string{"B-PER", "O", "B-PER", "I-PER"}},
		{Words: []string{"Ann", "Lee", "left"}, Tags: []string{"B-PER", "B-PER", "O"}},
	})
	if want := (Score{"names", 4, 5, 3}); err != nil || scores[0] != want {
		t.Errorf("%+v %v", scores, err)
	}
}
