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

// piece is a sentence, or a part of an overlong one.
type piece struct {
	first, end int32 // tokens
	sentence   int32
}

// parse fills tags, heads and relations of the whole analysis.
func (n *Network) parse(ctx context.Context, a *extract.Analysis, b *Batch) error {
	b.Reset()
	b.pieces = b.pieces[:0]
	for k := range a.Sentences {
		s := &a.Sentences[k]
		s.Root = extract.None
		for first := s.First; first < s.TokenRange.End; first += maxWords {
			end := min(first+maxWords, s.TokenRange.End)
			n.Add(b, int(end-first), func(i int) string { return a.Word(first + int32(i)) })
			b.pieces = append(b.pieces, piece{first, end, int32(k)})
			if b.Rows() >= batchRows {
				n.flush(a, b)
				if err := ctx.Err(); err != nil {
					return err
				}
			}
		}
	}
	n.flush(a, b)
	return nil
}

// flush parses the pieces of the batch and empties it.
func (n *Network) flush(a *extract.Analysis, b *Batch) {
	if len(b.pieces) == 0 {
		return
	}
	n.Parse(b)
	t := &a.Tokens
	row := int32(0)
	for _, p := range b.pieces {
		s := &a.Sentences[p.sentence]
		root := row // of the piece; its words follow
		for i := p.first; i < p.end; i++ {
			row++
			t.UPOS[i], t.XPOS[i] = b.Tags[row].UPOS, b.Tags[row].XPOS
			head, rel := b.Heads[row], b.Tags[row].Deprel
			switch {
			case head != root:
				t.Head[i], t.Deprel[i] = p.first+head-root-1, rel
			case s.Root == extract.None:
				t.Head[i], t.Deprel[i] = extract.None, extract.Root
				s.Root = i
			default: // a later piece of an overlong sentence
				t.Head[i], t.Deprel[i] = s.Root, extract.Parataxis
			}
		}
		row++
	}
	b.Reset()
	b.pieces = b.pieces[:0]
}

// Tags are what a network says of a word besides its head.
type Tags struct {
	UPOS   extract.UPOS
	XPOS   extract.XPOS
	Deprel extract.Deprel
}

// Parse runs the network over a batch and decodes it into b.Tags and b.Heads,
// one a row: heads are rows of the batch, the root row of a sentence its root.
func (n *Network) Parse(b *Batch) {
	n.Forward(b, nil)
	m := b.Rows()
	if cap(b.Tags) < m {
		b.Tags, b.Heads = make([]Tags, m+m/4), make([]int32, m+m/4)
	}
	b.Tags, b.Heads = b.Tags[:m], b.Heads[:m]
	first := 0
	for i, e := range b.Ends {
		end := int(e)
		b.tree.Decode(b.Heads[first:end], b.Arcs[i], end-first)
		for t := first; t < end; t++ {
			b.Heads[t] += int32(first)
		}
		first = end
	}
	n.Relations(b, b.Heads)
	for t := range m {
		b.Rel[t*extract.DeprelCount+int(extract.Root)] = float32(math.Inf(-1)) // given below, to the root's child alone
		upos, xpos := tagPair(b.UPOS[t*extract.UPOSCount:(t+1)*extract.UPOSCount], b.XPOS[t*extract.XPOSCount:(t+1)*extract.XPOSCount])
		b.Tags[t] = Tags{upos, xpos, extract.Deprel(argmax(b.Rel[t*extract.DeprelCount : (t+1)*extract.DeprelCount]))}
	}
	first = 0
	for _, e := range b.Ends {
		for t := first + 1; t < int(e); t++ {
			if b.Heads[t] == int32(first) {
				b.Tags[t].Deprel = extract.Root
			}
		}
		first = int(e)
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
