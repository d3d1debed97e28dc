package event

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/graph"
)

// FuzzQuotes runs quotes, speech and states over trees that no parser would
// make: wrong tags, wild relations, heads in other sentences, mentions anywhere.
func FuzzQuotes(f *testing.F) {
	for seed := range uint64(40) {
		f.Add(seed, uint16(30+seed*7))
	}
	f.Add(uint64(117), uint16(181)) // a circle of conjuncts
	words := []string{
		"said", "say", "that", "“", "”", "\"", "'", ":", ",", ".", "according", "to", "who", "Ruiz", "minister", "president", "of", "State", "claims", "claim",
		"by", "told", "tell", "call", "called", "citing", "cite", "Chad", "Chadian", "mother", "elected", "elect", "members", "member", "ready", "not", "he", "I",
		"—", "Q", "—", "report", "want", "critics", "critic", "praise", "drew", "draw",
	}
	types := graph.EntityTypes
	kinds := []graph.MentionKind{graph.KindName, graph.KindNominal, graph.KindPronoun, graph.KindNORP}
	f.Fuzz(func(t *testing.T, seed uint64, size uint16) {
		r := rand.New(rand.NewPCG(seed, 7))
		n := int32(size%400) + 1
		a := &extract.Analysis{}
		var text []byte
		paragraph := int32(0)
		for i := range n {
			w := words[r.IntN(len(words))]
			if len(a.Sentences) == 0 || r.IntN(9) == 0 {
				if r.IntN(3) == 0 {
					text = append(text, "\n\n"...)
					paragraph++
				}
				a.Sentences = append(a.Sentences, extract.Sentence{TokenRange: extract.TokenRange{First: i}, Paragraph: paragraph, Root: i, Heading: r.IntN(5) == 0})
				a.Sentences[len(a.Sentences)-1].Span.Start = int32(len(text)) + 1
			}
			if len(text) == 0 || r.IntN(5) > 0 {
				text = append(text, ' ')
			} else {
				a.Sentences[len(a.Sentences)-1].Span.Start = min(a.Sentences[len(a.Sentences)-1].Span.Start, int32(len(text)))
			}
			a.Tokens.Start = append(a.Tokens.Start, int32(len(text)))
			text = append(text, w...)
			a.Tokens.End = append(a.Tokens.End, int32(len(text)))
			a.Tokens.Lemma = append(a.Tokens.Lemma, w)
			a.Tokens.UPOS = append(a.Tokens.UPOS, extract.UPOS(r.IntN(extract.UPOSCount)))
			a.Tokens.XPOS = append(a.Tokens.XPOS, extract.XPOS(r.IntN(extract.XPOSCount)))
			a.Tokens.Deprel = append(a.Tokens.Deprel, extract.Deprel(r.IntN(extract.DeprelCount)))
			a.Tokens.Head = append(a.Tokens.Head, r.Int32N(n+1)-1)
			s := &a.Sentences[len(a.Sentences)-1]
			a.Tokens.Sentence = append(a.Tokens.Sentence, int32(len(a.Sentences)-1))
			s.TokenRange.End, s.Span.End = i+1, int32(len(text))
		}
		a.Text = string(text)
		for e := range int32(5) {
			x := extract.Entity{Type: types[r.IntN(len(types))], Name: "Chad", Generic: r.IntN(2) == 0}
			if r.IntN(2) == 0 {
				x.Subtype, x.Country = "COUNTRY", "TD"
			}
			for k := r.IntN(6); k > 0; k-- {
				first := r.Int32N(n)
				m := extract.TokenRange{First: first, End: min(n, first+1+r.Int32N(3))}
				a.Mentions = append(a.Mentions, extract.Mention{Tokens: m, Head: m, Kind: kinds[r.IntN(len(kinds))], Type: x.Type, Entity: e})
			}
			a.Entities = append(a.Entities, x)
		}
		slices.SortFunc(a.Mentions, func(x, y extract.Mention) int { return int(x.Tokens.First - y.Tokens.First) })
		for m := range a.Mentions {
			e := &a.Entities[a.Mentions[m].Entity]
			e.Members = append(e.Members, int32(m))
		}
		if err := NewQuotes().Run(context.Background(), a); err != nil {
			t.Fatal(err)
		}
		for k, q := range a.Quotes {
			last := int32(0)
			for _, c := range q.Content {
				if c.Start < last || c.Empty() || int(c.End) > len(a.Text) {
					t.Fatalf("quote %d: content %v", k, q.Content)
				}
				last = c.End
			}
			if len(q.Content) == 0 || q.Source.Len() < 0 || q.Cue.Len() < 0 || q.Parent >= int32(len(a.Quotes)) {
				t.Fatalf("quote %d: %+v", k, q)
			}
		}
		for _, s := range append(speech(a), states(a)...) {
			if s.Evidence.Empty() || int(s.Evidence.End) > len(a.Text) || s.Subject >= 5 || s.Object >= 5 {
				t.Fatalf("statement %+v", s)
			}
		}
	})
}
