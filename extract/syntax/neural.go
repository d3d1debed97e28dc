package syntax

import (
	"github.com/dateline-news/dateline/extract"
)

// Parse runs the network over a batch and decodes it: for every row, the root
// rows included, tags, the head as a row of the batch, and the relation.
func (n *Network) Parse(b *Batch) (upos []extract.UPOS, xpos []extract.XPOS, heads []int32, rel []extract.Deprel) {
	n.Forward(b, nil)
	m := b.Rows()
	upos, xpos = make([]extract.UPOS, m), make([]extract.XPOS, m)
	heads, rel = make([]int32, m), make([]extract.Deprel, m)
	first := 0
	for i, e := range b.Ends {
		end := int(e)
		b.tree.Decode(heads[first:end], b.Arcs[i], end-first)
		for t := first; t < end; t++ {
			heads[t] += int32(first)
		}
		first = end
	}
	n.Relations(b, heads)
	for t := range m {
		upos[t] = extract.UPOS(argmax(b.UPOS[t*extract.UPOSCount : (t+1)*extract.UPOSCount]))
		xpos[t] = extract.XPOS(argmax(b.XPOS[t*extract.XPOSCount : (t+1)*extract.XPOSCount]))
		rel[t] = extract.Deprel(argmax(b.Rel[t*extract.DeprelCount : (t+1)*extract.DeprelCount]))
	}
	return upos, xpos, heads, rel
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
