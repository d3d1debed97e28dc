package syntax

import (
	"math"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/model/nn"
)

// Each word finds its head without regard to its sisters, so a verb may be given
// two subjects: "The blast killed ten, the ministry said", with both under
// "said". A verb has one, and one object, which may be a clause: of the ways to
// take the other away, the most probable is taken. Either its relation is another
// ("the official Friday said"), or its head is, and with it perhaps more of the tree.

// relations is a set of relations of which a word has one at most.
type relations [extract.DeprelCount]bool

var subjects, objects = relations{extract.Nsubj: true, extract.NsubjPass: true}, relations{extract.Obj: true, extract.Ccomp: true}

// oneEach mends the sentences in which a word has two subjects or two objects.
func (p *Parser) oneEach(t *Trees) {
	first := 0
	for _, e := range t.Ends {
		end := int(e)
		for range 8 {
			of := &subjects
			a, b := p.twice(t, of, first, end)
			if b == 0 {
				of = &objects
				a, b = p.twice(t, of, first, end)
			}
			if b == 0 {
				break
			}
			p.mend(t, of, first, end, a, b)
		}
		first = end
	}
}

// twice are the first two rows of one head whose relations are of a set; 0 if there are none.
func (p *Parser) twice(t *Trees, of *relations, first, end int) (a, b int) {
	heads, rel := t.Heads, t.rel
	t.held = grow(t.held, end-first)
	clear(t.held)
	for i := first + 1; i < end; i++ {
		if !of[p.relation(rel, i)] {
			continue
		}
		h := int(heads[i])
		if h == first {
			continue
		}
		if before := t.held[h-first]; before != 0 {
			return int(before), i
		}
		t.held[h-first] = int32(i)
	}
	return 0, 0
}

func (p *Parser) relation(rel []float32, row int) extract.Deprel {
	return extract.Deprel(argmax(rel[row*p.label.Stride():][:extract.DeprelCount]))
}

// mend takes one of the rows a and b, of one head and one set of relations, away.
func (p *Parser) mend(t *Trees, of *relations, first, end, a, b int) {
	stride, k := p.label.Stride(), end-first
	t.arcScores(p, first, end)
	best, bestHeads := math.Inf(1), false
	var row int
	for _, i := range [2]int{a, b} {
		scores := t.rel[i*stride:][:extract.DeprelCount]
		now, other := float32(math.Inf(-1)), float32(math.Inf(-1))
		for l, s := range scores {
			switch {
			case of[l]:
				now = max(now, s)
			case l != int(extract.Root):
				other = max(other, s)
			}
		}
		if cost := float64(now - other); cost < best {
			best, bestHeads, row = cost, false, i
		}

		arc := &t.arcs[(i-first)*k+int(t.Heads[i])-first]
		kept := *arc
		*arc = float32(math.Inf(-1))
		t.other = grow(t.other, k)
		t.tree.Decode(t.other, t.arcs, k)
		*arc = kept
		if int(t.other[i-first])+first == int(t.Heads[i]) {
			continue // there is no other tree
		}
		cost := p.rehung(t, first, end)
		if cost < best {
			best, bestHeads, row = cost, true, i
			t.chosen = append(t.chosen[:0], t.other...)
		}
	}
	if !bestHeads {
		for l, is := range of {
			if is {
				t.rel[row*stride+l] = float32(math.Inf(-1))
			}
		}
		return
	}
	t.other = append(t.other[:0], t.chosen...)
	p.rehung(t, first, end)
	for n, i := range t.changed {
		copy(t.rel[int(i)*stride:][:stride], t.again[n*stride:][:stride])
		t.Heads[i] = t.other[int(i)-first] + int32(first)
	}
}

// rehung scores the relations of the rows that have another head in t.other, and
// returns how much less probable that tree is.
func (p *Parser) rehung(t *Trees, first, end int) float64 {
	k, w, stride, rels := end-first, p.Label, p.pair.Stride(), p.label.Stride()
	dependent, head := 2*p.Arc, 2*p.Arc+w
	t.changed, t.sums = t.changed[:0], t.sums[:0]
	cost := 0.0
	for i := first + 1; i < end; i++ {
		h, now := t.Heads[i], t.other[i-first]+int32(first)
		if h == now {
			continue
		}
		t.changed = append(t.changed, int32(i))
		cost += float64(t.arcs[(i-first)*k+int(h)-first] - t.arcs[(i-first)*k+int(now)-first])
		n := len(t.sums)
		t.sums = append(t.sums, t.pair[i*stride+dependent:][:w]...)
		nn.Add(t.sums[n:], t.pair[int(now)*stride+head:][:w])
	}
	n := len(t.changed)
	t.rows.Set(t.sums, w, w, n, 0)
	t.again = grow(t.again, nn.Padded(n)*rels)
	t.rows.Mul(t.again, &p.label, 0, n)
	for j, i := range t.changed {
		again := t.again[j*rels:][:extract.DeprelCount]
		again[extract.Root] = float32(math.Inf(-1))
		cost += logProbability(t.rel[int(i)*rels:][:extract.DeprelCount]) - logProbability(again)
	}
	return cost
}

// logProbability is that of the best of some scores.
func logProbability(scores []float32) float64 {
	best := float64(scores[argmax(scores)])
	sum := 0.0
	for _, s := range scores {
		sum += math.Exp(float64(s) - best)
	}
	return -math.Log(sum)
}
