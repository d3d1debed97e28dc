package event

import (
	"testing"

	"github.com/dateline-news/dateline/extract"
)

func TestSureOf(t *testing.T) {
	// "Marta left. She sang. It is said that she wept."
	a := &extract.Analysis{
		Tokens:   extract.Tokens{Start: []int32{0, 10, 20}, End: []int32{5, 13, 23}},
		Entities: []extract.Entity{{Members: []int32{0, 1, 2}}, {Members: []int32{}}},
	}
	for i, c := range []float32{1, 0.5, 0.6} {
		a.Mentions = append(a.Mentions, extract.Mention{Head: extract.TokenRange{First: int32(i), End: int32(i) + 1}, Confidence: c})
	}
	s := scene{grammar: &grammar{a: a}}
	for _, c := range []struct {
		entity   int32
		evidence extract.Span
		want     float32
	}{
		{0, extract.Span{Start: 0, End: 30}, 1}, // named beside a pronoun
		{0, extract.Span{Start: 10, End: 15}, 0.5},
		{0, extract.Span{Start: 10, End: 30}, 0.6}, // the best of two
		{0, extract.Span{Start: 24, End: 30}, 1},   // not spoken of
		{1, extract.Span{Start: 0, End: 30}, 1},
		{extract.None, extract.Span{Start: 0, End: 30}, 1},
	} {
		if got := s.sureOf(c.entity, c.evidence); got != c.want {
			t.Errorf("entity %d in %v: %v, want %v", c.entity, c.evidence, got, c.want)
		}
	}
}
