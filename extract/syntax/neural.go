package syntax

import (
	"context"
	"math"

	"github.com/dateline-news/dateline/extract"
)

// A batch holds about batchRows rows: enough to keep the products busy, few
// enough to stay in the cache. Longer sentences than maxWords are parsed in
// pieces, since arcs cost the square of the length.
const (
	batchRows = 256
	maxWords  = 160
)

// piece is a sentence, a part of an overlong one, or a dateline and what follows it.
type piece struct {
	first, end int32 // tokens
	sentence   int32
}

// parse fills tags, heads and relations of the whole analysis.
func (p *Parser) parse(ctx context.Context, a *extract.Analysis, t *Trees) error {
	t.Reset()
	t.pieces, t.lexical = t.pieces[:0], t.lexical[:0]
	for k := range a.Sentences {
		s := &a.Sentences[k]
		s.Root = extract.None
		lead := dateline(a, s.TokenRange)
		for first, end := s.First, int32(0); first < s.TokenRange.End; first = end {
			if end = min(first+maxWords, s.TokenRange.End); first < lead {
				end = lead
			}
			count, word := int(end-first), func(i int) string { return a.Word(first + int32(i)) }
			p.Add(&t.Input, count, word)
			if p.tagger != nil {
				p.tagger.score(t, count, word)
			}
			t.pieces = append(t.pieces, piece{first, end, int32(k)})
			if t.Rows() >= batchRows {
				p.flush(a, t)
				if err := ctx.Err(); err != nil {
					return err
				}
			}
		}
	}
	p.flush(a, t)
	return nil
}

// flush parses the pieces of the run and empties it.
func (p *Parser) flush(a *extract.Analysis, t *Trees) {
	if len(t.pieces) == 0 {
		return
	}
	p.Parse(t)
	tokens := &a.Tokens
	row := int32(0)
	for _, piece := range t.pieces {
		s := &a.Sentences[piece.sentence]
		root := row // of the piece; its words follow
		for i := piece.first; i < piece.end; i++ {
			row++
			tokens.UPOS[i], tokens.XPOS[i] = t.Tags[row].UPOS, t.Tags[row].XPOS
			head, rel := t.Heads[row], t.Tags[row].Deprel
			switch {
			case head != root:
				tokens.Head[i], tokens.Deprel[i] = piece.first+head-root-1, rel
			case s.Root == extract.None:
				tokens.Head[i], tokens.Deprel[i] = extract.None, extract.Root
				s.Root = i
			default: // a later piece of the sentence
				tokens.Head[i], tokens.Deprel[i] = s.Root, extract.Parataxis
			}
		}
		row++
	}
	t.Reset()
	t.pieces, t.lexical = t.pieces[:0], t.lexical[:0]
}

// Tags are what a network says of a word besides its head.
type Tags struct {
	UPOS   extract.UPOS
	XPOS   extract.XPOS
	Deprel extract.Deprel
}

// choose takes the best relation of each row by the scores, and then the tags
// that are best beside it. It overwrites the score of Root, which goes to the
// root's child alone.
func choose(tags []Tags, heads, ends []int32, a affinity, scores func(row int) (upos, xpos, rel []float32)) {
	first := int32(0)
	for _, end := range ends {
		for i := first; i < end; i++ {
			upos, xpos, rel := scores(int(i))
			rel[extract.Root] = float32(math.Inf(-1))
			r := extract.Root
			if i == first || heads[i] != first {
				r = extract.Deprel(argmax(rel))
			}
			u, x := tagPair(upos, xpos, a.of(r))
			tags[i] = Tags{u, x, r}
		}
		first = end
	}
}

func argmax(x []float32) int {
	best := 0
	for i, v := range x {
		if v > x[best] {
			best = i
		}
	}
	return best
}
