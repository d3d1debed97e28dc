package syntax

import (
	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/model"
	"github.com/dateline-news/dateline/extract/model/nn"
)

// Batch is a run of sentences on their way through a Network: a row for the
// root of each sentence, then one for each of its tokens. It holds what the
// backward pass needs and is used again for the next run.
type Batch struct {
	Input
	Scratch nn.Scratch
	V       []float32
	X       []float32   // rows × Embedding
	H       [][]float32 // output of each layer, rows × 2·Hidden
	St      []nn.State
	UPOS    []float32 // scores, rows × UPOSCount
	XPOS    []float32
	Dep, Hd []float32 // rows × Arc, after the rectifier
	DepU    []float32 // Dep·U
	LabDep  []float32 // rows × Label
	LabHd   []float32
	Lab     []float32   // rows × Label: rectified sums with the chosen head
	Rel     []float32   // scores, rows × DeprelCount
	Arcs    [][]float32 // of each sentence, (n+1)×(n+1) scores: dependent, head
	Tags    []Tags      // what Parse decoded, one a row
	Heads   []int32     // rows
	heads   nn.Matrix
	tree    tree
}

// Add appends a sentence of words.
func (n *Network) Add(b *Batch, count int, word func(i int) string) {
	n.Forms.Add(&b.Input, count, word)
}

// EmbedRows fills X from the features.
func (n *Network) EmbedRows(b *Batch) {
	m, d := b.Rows(), n.Embedding
	b.X, b.V = grow(b.X, m*d), grow(b.V, m*model.VectorDim)
	for t, v := range b.Vec {
		row := b.V[t*model.VectorDim : (t+1)*model.VectorDim]
		if v < 0 {
			clear(row)
			continue
		}
		for i, q := range n.Vocab.Form[int(v)*model.VectorDim : (int(v)+1)*model.VectorDim] {
			row[i] = n.Vocab.Scale * float32(q)
		}
	}
	n.FromV.Forward(&b.Scratch, b.X, b.V, m)
	for t := range m {
		x := b.X[t*d : (t+1)*d]
		for f, id := range b.IDs[t*featCount : (t+1)*featCount] {
			nn.Add(x, n.Embed[f].W[int(id)*d:(int(id)+1)*d])
		}
	}
}

// Forward runs the layers and heads. between is called with every layer's input
// before it is used (training drops some of it); nil does nothing.
func (n *Network) Forward(b *Batch, between func(layer int, x []float32)) {
	m, s := b.Rows(), &b.Scratch
	n.EmbedRows(b)
	for len(b.H) < n.Layers {
		b.H, b.St = append(b.H, nil), append(b.St, nn.State{})
	}
	x := b.X
	for i, l := range n.Layer {
		if between != nil {
			between(i, x)
		}
		b.H[i] = grow(b.H[i], m*2*n.Hidden)
		l.Forward(s, &b.St[i], b.H[i], x, b.Ends)
		x = b.H[i]
	}
	if between != nil {
		between(n.Layers, x)
	}
	apply := func(l *nn.Linear, y *[]float32, x []float32) {
		*y = grow(*y, m*l.Out)
		l.Forward(s, *y, x, m)
	}
	apply(&n.UPOS, &b.UPOS, b.H[n.TagLayer])
	apply(&n.XPOS, &b.XPOS, b.H[n.TagLayer])
	apply(&n.ArcDep, &b.Dep, x)
	apply(&n.ArcHd, &b.Hd, x)
	rectify(b.Dep)
	rectify(b.Hd)
	apply(&n.ArcU, &b.DepU, b.Dep)
	apply(&n.LabDep, &b.LabDep, x)
	apply(&n.LabHd, &b.LabHd, x)
	for len(b.Arcs) < len(b.Ends) {
		b.Arcs = append(b.Arcs, nil)
	}
	first := 0
	for i, e := range b.Ends {
		end := int(e)
		k := end - first
		b.Arcs[i] = grow(b.Arcs[i], k*k)
		clear(b.Arcs[i])
		b.heads.PackTransposed(b.Hd[first*n.Arc:end*n.Arc], n.Arc, n.Arc, k)
		s.Mul(b.Arcs[i], k, b.DepU[first*n.Arc:end*n.Arc], n.Arc, &b.heads, k)
		first = end
	}
}

// Relations fills Lab and Rel for the heads given, one a row (of rows; that of a root is ignored).
func (n *Network) Relations(b *Batch, heads []int32) {
	m, w := b.Rows(), n.Label
	b.Lab = grow(b.Lab, m*w)
	for t, h := range heads {
		out, dep, hd := b.Lab[t*w:(t+1)*w], b.LabDep[t*w:(t+1)*w], b.LabHd[int(h)*w:(int(h)+1)*w]
		for i := range out {
			out[i] = max(0, dep[i]+hd[i])
		}
	}
	b.Rel = grow(b.Rel, m*extract.DeprelCount)
	n.LabOut.Forward(&b.Scratch, b.Rel, b.Lab, m)
}

func rectify(x []float32) {
	for i, v := range x {
		x[i] = max(0, v)
	}
}

// Parse runs the network over a batch in floating point, as a teacher does, and
// decodes it into b.Tags and b.Heads; see [Parser] for reading.
func (n *Network) Parse(b *Batch) {
	n.Forward(b, nil)
	m := b.Rows()
	b.Tags, b.Heads = grow(b.Tags, m), grow(b.Heads, m)
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
	choose(b.Tags, b.Heads, b.Ends, n.Affinity, func(i int) (upos, xpos, rel []float32) {
		return b.UPOS[i*extract.UPOSCount:][:extract.UPOSCount], b.XPOS[i*extract.XPOSCount:][:extract.XPOSCount], b.Rel[i*extract.DeprelCount:][:extract.DeprelCount]
	})
}

func grow[T any](v []T, n int) []T {
	if cap(v) < n {
		return make([]T, n, n+n/4)
	}
	return v[:n]
}
