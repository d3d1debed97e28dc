package syntax

import (
	"math"
	"strconv"
	"strings"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/model"
	"github.com/dateline-news/dateline/extract/model/nn"
)

// Sizes of the network. Widths are numbers a token.
type Sizes struct {
	Embedding int // of the sum of the features' embeddings
	Hidden    int // units of a layer, a direction
	Layers    int
	TagLayer  int // index of the layer that tags are read off
	Arc       int
	Label     int
}

// Network tags and parses: a sum of embeddings, layers of bidirectional simple
// recurrent units, and deep biaffine attention for heads and relations (Dozat &
// Manning, "Deep Biaffine Attention for Neural Dependency Parsing", ICLR 2017).
// Tags, heads and relations are learned together. A Network is what is trained;
// [Parser] is made of it to read.
type Network struct {
	Sizes
	Forms
	Affinity affinity // of relations and tags

	Embed  [featCount]*nn.Param
	FromV  nn.Linear // vector → embedding
	Layer  []*nn.SRU
	UPOS   nn.Linear
	XPOS   nn.Linear
	ArcDep nn.Linear
	ArcHd  nn.Linear
	ArcU   nn.Linear // the bilinear form; its bias scores heads alone
	LabDep nn.Linear
	LabHd  nn.Linear
	LabOut nn.Linear
}

// params names every dense parameter and every table, in a fixed order.
func (n *Network) params() (names []string, params []**nn.Param) {
	add := func(name string, p **nn.Param) { names, params = append(names, name), append(params, p) }
	for i := range n.Embed {
		add("embed."+strconv.Itoa(i), &n.Embed[i])
	}
	linear := func(name string, l *nn.Linear) { add(name+".w", &l.W); add(name+".b", &l.B) }
	linear("vector", &n.FromV)
	for i, l := range n.Layer {
		linear("layer."+strconv.Itoa(i), &l.W)
		add("layer."+strconv.Itoa(i)+".v", &l.V)
	}
	for _, l := range n.linears() {
		linear(l.name, l.Linear)
	}
	return names, params
}

type namedLinear struct {
	name string
	*nn.Linear
}

func (n *Network) linears() []namedLinear {
	return []namedLinear{
		{"upos", &n.UPOS}, {"xpos", &n.XPOS}, {"arc.dep", &n.ArcDep}, {"arc.head", &n.ArcHd}, {"arc.u", &n.ArcU},
		{"label.dep", &n.LabDep}, {"label.head", &n.LabHd}, {"label.out", &n.LabOut},
	}
}

// Shape makes the layers of a network without weights.
func Shape(s Sizes) *Network {
	n := &Network{Sizes: s}
	l := func(in, out int) nn.Linear { return nn.Linear{In: in, Out: out} }
	n.FromV = l(model.VectorDim, s.Embedding)
	in := s.Embedding
	for range s.Layers {
		n.Layer = append(n.Layer, nn.NewSRU(in, s.Hidden, nil, nil, nil))
		in = 2 * s.Hidden
	}
	n.UPOS, n.XPOS = l(in, extract.UPOSCount), l(in, extract.XPOSCount)
	n.ArcDep, n.ArcHd, n.ArcU = l(in, s.Arc), l(in, s.Arc), l(s.Arc, s.Arc)
	n.LabDep, n.LabHd, n.LabOut = l(in, s.Label), l(in, s.Label), l(s.Label, extract.DeprelCount)
	return n
}

// Pack prepares all layers for products.
func (n *Network) Pack() {
	n.FromV.Pack()
	for _, l := range n.Layer {
		l.W.Pack()
	}
	for _, l := range n.linears() {
		l.Pack()
	}
}

// Put adds the network to a weight file: embeddings in 8 bits with a scale a
// row, weights of layers in 8 bits with a scale a column, as Parser rounds them,
// the rest in 16 bits with a scale each.
func (n *Network) Put(w *model.Writer) {
	s := n.Sizes
	model.Put(w, "sizes", []int32{int32(s.Embedding), int32(s.Hidden), int32(s.Layers), int32(s.TagLayer), int32(s.Arc), int32(s.Label)})
	model.PutDict(w, "words", list(&n.Words))
	model.Put(w, "affinity", []float32(n.Affinity))
	names, params := n.params()
	for i, p := range params {
		switch {
		case i < featCount:
			putRows(w, names[i], *p)
		case isMatrix(names[i]):
			putColumns(w, names[i], *p)
		default:
			putDense(w, names[i], *p)
		}
	}
}

func putRows(w *model.Writer, name string, p *nn.Param) {
	q, scales := make([]int8, len(p.W)), make([]float32, p.Rows)
	for r := range p.Rows {
		row := p.W[r*p.Cols : (r+1)*p.Cols]
		s := largest(row) / 127
		scales[r] = s
		for i, x := range row {
			if s > 0 {
				q[r*p.Cols+i] = int8(math.RoundToEven(float64(x / s)))
			}
		}
	}
	model.Put(w, name, q)
	model.Put(w, name+".scale", scales)
}

// isMatrix tells of a layer's weights by their name.
func isMatrix(name string) bool { return strings.HasSuffix(name, ".w") }

func putColumns(w *model.Writer, name string, p *nn.Param) {
	q, scales := make([]int8, len(p.W)), make([]float32, p.Cols)
	for c := range p.Cols {
		for i := c; i < len(p.W); i += p.Cols {
			scales[c] = max(scales[c], p.W[i]/127, -p.W[i]/127)
		}
		for i := c; i < len(p.W) && scales[c] > 0; i += p.Cols {
			q[i] = int8(math.RoundToEven(float64(p.W[i] / scales[c])))
		}
	}
	model.Put(w, name, q)
	model.Put(w, name+".scale", scales)
}

func openColumns(f *model.File, name string) *nn.Param {
	q, scales := model.Slice[int8](f, name), model.Slice[float32](f, name+".scale")
	p := nn.NewParam(len(q)/len(scales), len(scales))
	for i, x := range q {
		p.W[i] = scales[i%len(scales)] * float32(x)
	}
	return p
}

// openRest reads what is not in rows.
func openRest(f *model.File, name string) *nn.Param {
	if isMatrix(name) {
		return openColumns(f, name)
	}
	return openDense(f, name)
}

func putDense(w *model.Writer, name string, p *nn.Param) {
	q, s := make([]int16, len(p.W)), largest(p.W)/32767
	for i, x := range p.W {
		if s > 0 {
			q[i] = int16(math.RoundToEven(float64(x / s)))
		}
	}
	model.Put(w, name, q)
	model.Put(w, name+".scale", []float32{s})
}

func largest(v []float32) float32 {
	var m float32
	for _, x := range v {
		m = max(m, x, -x)
	}
	return m
}

// OpenNetwork reads a network that Put wrote, to train it on or to learn from it, over a vocabulary.
func OpenNetwork(f *model.File, words *model.Vocabulary) *Network {
	n := openShape(f, words)
	names, params := n.params()
	for i, p := range params {
		if i < featCount {
			*p = openRows(f, names[i], n.Embedding)
		} else {
			*p = openRest(f, names[i])
		}
	}
	n.Pack()
	return n
}

// openShape reads all but the parameters.
func openShape(f *model.File, words *model.Vocabulary) *Network {
	z := model.Slice[int32](f, "sizes")
	n := Shape(Sizes{int(z[0]), int(z[1]), int(z[2]), int(z[3]), int(z[4]), int(z[5])})
	n.Forms = Forms{model.OpenDict(f, "words"), words}
	if f.Has("affinity") {
		n.Affinity = model.Slice[float32](f, "affinity")
	}
	return n
}

func openRows(f *model.File, name string, cols int) *nn.Param {
	q, scales := model.Slice[int8](f, name), model.Slice[float32](f, name+".scale")
	p := nn.NewParam(len(scales), cols)
	for r, s := range scales {
		for i := r * cols; i < (r+1)*cols; i++ {
			p.W[i] = s * float32(q[i])
		}
	}
	return p
}

func openDense(f *model.File, name string) *nn.Param {
	q, s := model.Slice[int16](f, name), model.Slice[float32](f, name+".scale")[0]
	p := nn.NewParam(1, len(q))
	for i, x := range q {
		p.W[i] = s * float32(x)
	}
	return p
}
