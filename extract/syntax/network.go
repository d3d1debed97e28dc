package syntax

import (
	"math"
	"strconv"

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

// Buckets of the hashed features; words have a dictionary of their own.
const (
	affixBuckets = 4096
	shapeBuckets = 1024
)

// The features of a token: each has an embedding, and they are summed.
const (
	featWord = iota
	featSuffix2
	featSuffix3
	featPrefix3
	featShape
	featCount
)

// Row 0 of every feature is the unknown one, row 1 the root of a sentence.
const (
	rowUnknown = iota
	rowRoot
	rowFirst
)

// Network tags and parses: a sum of embeddings, layers of bidirectional simple
// recurrent units, and deep biaffine attention for heads and relations (Dozat &
// Manning, "Deep Biaffine Attention for Neural Dependency Parsing", ICLR 2017).
// Tags, heads and relations are learned together. A Network is immutable once
// Pack was called, and then safe for concurrent use.
type Network struct {
	Sizes
	Words   model.Dict // words of the treebanks, normalised: feature rows from rowFirst on
	Vocab   model.Dict // words of the vectors
	Vectors []int8     // len(Vocab) × VectorDim
	Scale   float32    // of Vectors

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

// VectorDim is the length of the pre-trained word vectors.
const VectorDim = 64

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
	n.FromV = l(VectorDim, s.Embedding)
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
// row, dense weights in 16 bits with a scale a matrix.
func (n *Network) Put(w *model.Writer, words, vocab []string) {
	s := n.Sizes
	model.Put(w, "sizes", []int32{int32(s.Embedding), int32(s.Hidden), int32(s.Layers), int32(s.TagLayer), int32(s.Arc), int32(s.Label)})
	model.PutDict(w, "words", words)
	model.PutDict(w, "vocab", vocab)
	model.Put(w, "vectors", n.Vectors)
	model.Put(w, "vectors.scale", []float32{n.Scale})
	names, params := n.params()
	for i, p := range params {
		if i < featCount {
			putRows(w, names[i], *p)
		} else {
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

// OpenNetwork reads a network that Put wrote.
func OpenNetwork(f *model.File) *Network {
	z := model.Slice[int32](f, "sizes")
	n := Shape(Sizes{int(z[0]), int(z[1]), int(z[2]), int(z[3]), int(z[4]), int(z[5])})
	n.Words, n.Vocab = model.OpenDict(f, "words"), model.OpenDict(f, "vocab")
	n.Vectors, n.Scale = model.Slice[int8](f, "vectors"), model.Slice[float32](f, "vectors.scale")[0]
	names, params := n.params()
	for i, p := range params {
		if i < featCount {
			*p = openRows(f, names[i], n.Embedding)
		} else {
			*p = openDense(f, names[i])
		}
	}
	n.Pack()
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

// Normalise writes the form under which a word is looked up: lower case, digits
// as zeros, typographic quotes plain.
func Normalise(dst []byte, word string) []byte {
	for _, r := range word {
		switch {
		case '0' <= r && r <= '9':
			dst = append(dst, '0')
		case 'A' <= r && r <= 'Z':
			dst = append(dst, byte(r)+'a'-'A')
		case r < 0x80:
			dst = append(dst, byte(r))
		case r == '’' || r == '‘':
			dst = append(dst, '\'')
		case r == '“' || r == '”':
			dst = append(dst, '"')
		default:
			dst = append(dst, string(r)...)
		}
	}
	return dst
}

// features fills the rows of a token's features; buf is scratch memory.
func (n *Network) features(ids []int32, word string, buf []byte) []byte {
	buf = Normalise(buf[:0], word)
	ids[featWord] = rowUnknown
	if i := n.Words.FindBytes(buf); i >= 0 {
		ids[featWord] = rowFirst + i
	}
	affix := func(kind uint64, b []byte) int32 {
		h := kind
		for _, c := range b {
			h = model.Mix(h ^ uint64(c))
		}
		return rowFirst + int32(h%(affixBuckets-rowFirst))
	}
	ids[featSuffix2] = affix(2, buf[max(0, len(buf)-2):])
	ids[featSuffix3] = affix(3, buf[max(0, len(buf)-3):])
	ids[featPrefix3] = affix(4, buf[:min(3, len(buf))])
	// Shape: classes of characters, runs of more than two cut to two, at most eight.
	h, last, run, length := uint64(5), byte(0), 0, 0
	for i := 0; i < len(word) && length < 8; i++ {
		c := word[i]
		switch {
		case 'a' <= c && c <= 'z' || c >= 0x80:
			c = 'x'
		case 'A' <= c && c <= 'Z':
			c = 'X'
		case '0' <= c && c <= '9':
			c = 'd'
		}
		if c == last {
			run++
		} else {
			last, run = c, 1
		}
		if run <= 2 {
			h = model.Mix(h ^ uint64(c))
			length++
		}
	}
	ids[featShape] = rowFirst + int32(h%(shapeBuckets-rowFirst))
	return buf
}

// vector returns the index of a word's pre-trained vector, -1 if it has none.
// The vectors keep case and have zeros for digits; an unknown form falls back to lower case.
func (n *Network) vector(word string, buf []byte) (int32, []byte) {
	buf = append(buf[:0], word...)
	for i, c := range buf {
		if '0' <= c && c <= '9' {
			buf[i] = '0'
		}
	}
	if i := n.Vocab.FindBytes(buf); i >= 0 {
		return i, buf
	}
	buf = Normalise(buf[:0], word)
	return n.Vocab.FindBytes(buf), buf
}
