package syntax

import (
	"bytes"
	"math"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/model"
	"github.com/dateline-news/dateline/extract/model/nn"
)

// Parser is a [Network] that reads: its products are made in integers, so that
// the answer does not depend on the machine. It is immutable and safe for
// concurrent use.
type Parser struct {
	Sizes
	Forms
	affinity
	tagger *tagger // what it says counts beside the network's tags, if it is there
	embed  [featCount]table
	fromV  nn.Integers
	layers []*nn.Recurrent
	tags   nn.Integers // scores of UPOS, then of XPOS
	pair   nn.Integers // dependent and head for arcs, dependent and head for labels
	arcs   nn.Integers
	label  nn.Integers
}

// table holds the embeddings of a feature, a scale a row.
type table struct {
	rows  []int8
	scale []float32
}

// OpenParser reads a network that Put wrote, over a vocabulary.
func OpenParser(f *model.File, words *model.Vocabulary) *Parser {
	n := openShape(f, words)
	p := &Parser{Sizes: n.Sizes, Forms: n.Forms, affinity: n.Affinity}
	names, params := n.params()
	for i, q := range params {
		if i < featCount {
			p.embed[i] = table{model.Slice[int8](f, names[i]), model.Slice[float32](f, names[i]+".scale")}
		} else {
			*q = openRest(f, names[i])
		}
	}
	p.fromV.Set(&n.FromV)
	for _, l := range n.Layer {
		p.layers = append(p.layers, nn.NewRecurrent(l))
	}
	tags, pair := nn.Beside(&n.UPOS, &n.XPOS), nn.Beside(&n.ArcDep, &n.ArcHd, &n.LabDep, &n.LabHd)
	p.tags.Set(&tags)
	p.pair.Set(&pair)
	p.arcs.Set(&n.ArcU)
	p.label.Set(&n.LabOut)
	return p
}

// Parser rounds a network that is being trained, as its weight file will.
func (n *Network) Parser() *Parser {
	w := model.NewWriter()
	n.Put(w)
	var b bytes.Buffer
	if _, err := w.WriteTo(&b); err != nil {
		panic(err) // no file is behind it
	}
	return OpenParser(model.MustOpen(b.Bytes()), n.Vocab)
}

func list(d *model.Dict) []string {
	words := make([]string, d.Len())
	for i := range words {
		words[i] = d.Word(int32(i))
	}
	return words
}

// Trees are what a Parser found in the sentences of its input, with its working
// memory, which is used again.
type Trees struct {
	Input
	Tags  []Tags  // one a row
	Heads []int32 // rows: that of the sentence's root for the root's child

	rows       nn.Rows
	cells      nn.Cells
	v, x, h    []float32
	tags, pair []float32 // scores
	arcs, rel  []float32
	scratch    nn.Scratch
	columns    nn.Matrix
	tree       tree
	pieces     []piece

	// of the tagger
	words    []TagWord
	features []uint64
	lexical  []float32 // scores of UPOS, a row each; none without a tagger
	letters  []byte

	// of a sentence that is mended
	held, other, chosen, changed []int32
	sums, again                  []float32
}

// Parse tags and parses the input of t.
func (p *Parser) Parse(t *Trees) {
	m := t.Rows()
	p.embedding(t)
	product := func(y *[]float32, w *nn.Integers) {
		*y = grow(*y, nn.Padded(m)*w.Stride())
		t.rows.Mul(*y, w, 0, m)
	}
	t.rows.Set(t.x, p.fromV.Stride(), p.Embedding, m, nn.Unbounded)
	width := 2 * p.Hidden
	t.h = grow(t.h, m*width)
	for i, l := range p.layers {
		l.Forward(&t.cells, t.h, &t.rows, t.Ends)
		t.rows.Set(t.h, width, width, m, nn.Unbounded)
		if i == p.TagLayer {
			product(&t.tags, &p.tags)
		}
	}
	product(&t.pair, &p.pair)
	p.heads(t)
	p.relations(t)
	p.oneEach(t)
	stride, rels := p.tags.Stride(), p.label.Stride()
	choose(t.Tags, t.Heads, t.Ends, p.affinity, func(i int) (upos, xpos, rel []float32) {
		tags := t.tags[i*stride:][:extract.UPOSCount+extract.XPOSCount]
		if len(t.lexical) > 0 {
			nn.Add(tags[:extract.UPOSCount], t.lexical[i*extract.UPOSCount:])
		}
		return tags[:extract.UPOSCount], tags[extract.UPOSCount:], t.rel[i*rels:][:extract.DeprelCount]
	})
}

// embedding fills x.
func (p *Parser) embedding(t *Trees) {
	m, stride := t.Rows(), p.fromV.Stride()
	t.v, t.x = grow(t.v, m*model.VectorDim), grow(t.x, nn.Padded(m)*stride)
	clear(t.v)
	for i, v := range t.Vec {
		if v >= 0 {
			nn.AddScaled(t.v[i*model.VectorDim:][:model.VectorDim], p.Vocab.Form[int(v)*model.VectorDim:], p.Vocab.Scale)
		}
	}
	t.rows.Set(t.v, model.VectorDim, model.VectorDim, m, nn.Unbounded)
	t.rows.Mul(t.x, &p.fromV, 0, m)
	for i := range m {
		x := t.x[i*stride:][:p.Embedding]
		for f, id := range t.IDs[i*featCount:][:featCount] {
			e := &p.embed[f]
			nn.AddScaled(x, e.rows[int(id)*p.Embedding:], e.scale[id])
		}
	}
}

// heads finds the tree of each sentence.
func (p *Parser) heads(t *Trees) {
	m, stride := t.Rows(), p.pair.Stride()
	t.Tags, t.Heads = grow(t.Tags, m), grow(t.Heads, m)
	t.rows.Set(t.pair, stride, p.Arc, m, 0)
	t.x = grow(t.x, nn.Padded(m)*p.arcs.Stride())
	t.rows.Mul(t.x, &p.arcs, 0, m)
	// Arcs are scored in floating point: a product of two rows that were rounded
	// to seven bits would change one head in five hundred.
	for i := range m {
		rectify(t.pair[i*stride+p.Arc:][:p.Arc])
	}
	first := 0
	for _, e := range t.Ends {
		end := int(e)
		t.arcScores(p, first, end)
		t.tree.Decode(t.Heads[first:end], t.arcs, end-first)
		for i := first; i < end; i++ {
			t.Heads[i] += int32(first)
		}
		first = end
	}
}

// arcScores scores the arcs of one sentence: dependent, head.
func (t *Trees) arcScores(p *Parser, first, end int) {
	stride, k := p.pair.Stride(), end-first
	t.columns.PackTransposed(t.pair[first*stride+p.Arc:], stride, p.Arc, k)
	t.arcs = grow(t.arcs, k*k)
	clear(t.arcs)
	t.scratch.Mul(t.arcs, k, t.x[first*p.arcs.Stride():], p.arcs.Stride(), &t.columns, k)
}

// relations scores the relation of each row with its head.
func (p *Parser) relations(t *Trees) {
	m, w, stride := t.Rows(), p.Label, p.pair.Stride()
	dependent, head := 2*p.Arc, 2*p.Arc+w
	t.sums = grow(t.sums, m*w)
	for i, h := range t.Heads {
		sum := t.sums[i*w:][:w]
		copy(sum, t.pair[i*stride+dependent:])
		nn.Add(sum, t.pair[int(h)*stride+head:][:w])
	}
	t.rows.Set(t.sums, w, w, m, 0)
	t.rel = grow(t.rel, nn.Padded(m)*p.label.Stride())
	t.rows.Mul(t.rel, &p.label, 0, m)
	for i := range m {
		t.rel[i*p.label.Stride()+int(extract.Root)] = float32(math.Inf(-1)) // goes to the root's child alone
	}
}
