package syntax

import (
	"math"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/model/nn"
)

// Each word finds its head without regard to its sisters, so a verb may be given
// two subjects: "The blast killed ten, the ministry said", with both under
// "said". A verb has one: of the ways to take the other away, the most probable
// is taken. Either its relation is another ("the official Friday said"), or its head
// is, and with it perhaps more of the tree.

// oneSubject mends the sentences in which a word has two subjects.
func (p *Parser) oneSubject(t *Trees) {
	first := 0
	for _, e := range t.Ends {
		end := int(e)
		for range 4 {
			a, b := p.subjects(t, t.Heads, t.rel, first, end)
			if b == 0 {
				break
			}
			p.mend(t, first, end, a, b)
		}
		first = end
	}
}

// subjects are the first two rows that are subjects of one head; 0 if there are none.
// rel has the scores of all rows.
func (p *Parser) subjects(t *Trees, heads []int32, rel []float32, first, end int) (a, b int) {
	t.subject = grow(t.subject, end-first)
	clear(t.subject)
	for i := first + 1; i < end; i++ {
		if l := p.relation(rel, i); l != extract.Nsubj && l != extract.NsubjPass {
			continue
		}
		h := int(heads[i])
		if h == first {
			continue
		}
		if before := t.subject[h-first]; before != 0 {
			return int(before), i
		}
		t.subject[h-first] = int32(i)
	}
	return 0, 0
}

func (p *Parser) relation(rel []float32, row int) extract.Deprel {
	return extract.Deprel(argmax(rel[row*p.label.Stride():][:extract.DeprelCount]))
}

// mend takes one of the subjects a and b of one head away.
func (p *Parser) mend(t *Trees, first, end, a, b int) {
	stride, k := p.label.Stride(), end-first
	t.arcScores(p, first, end)
	best, bestHeads := math.Inf(1), false
	var row int
	for _, i := range [2]int{a, b} {
		scores := t.rel[i*stride:][:extract.DeprelCount]
		subject := max(scores[extract.Nsubj], scores[extract.NsubjPass])
		other := float32(math.Inf(-1))
		for l, s := range scores {
			if l != int(extract.Nsubj) && l != int(extract.NsubjPass) && l != int(extract.Root) {
				other = max(other, s)
			}
		}
		if cost := float64(subject - other); cost < best {
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
		for _, l := range [2]extract.Deprel{extract.Nsubj, extract.NsubjPass} {
			t.rel[row*stride+int(l)] = float32(math.Inf(-1))
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
