package entity

import (
	"math"

	"github.com/dateline-news/dateline/extract/model"
	"github.com/dateline-news/dateline/extract/model/nn"
)

// Tagger scores the labels of names by a recurrent network: embeddings of a
// word's features and its vectors from raw news, two bidirectional layers of
// simple recurrent units. It reads what the features of the linear model cannot
// say of words that it has not seen: the whole sentence around them. Its scores
// are added to those of the linear model.
type Tagger struct {
	Embedding, Hidden int
	Table             *nn.Param // rows of hashed features
	Vector            nn.Linear // word vectors → embedding
	Layer             [2]*nn.SRU
	Out               nn.Linear // → the labels but "outside", whose score is 0
	Steps             *nn.Param // from label to label, the last row is the beginning
	words             *wordTable
}

// TaggerRows is the number of rows of the table of features.
const TaggerRows = 1 << 15

// NewTagger makes the layers of a tagger without weights over the words of a weight file.
func NewTagger(words *model.File, embedding, hidden int) *Tagger {
	t := &Tagger{Embedding: embedding, Hidden: hidden, words: openWords(words)}
	t.Vector = nn.Linear{In: WordVector, Out: embedding}
	t.Layer[0], t.Layer[1] = nn.NewSRU(embedding, hidden, nil, nil, nil), nn.NewSRU(2*hidden, hidden, nil, nil, nil)
	t.Out = nn.Linear{In: 2 * hidden, Out: LabelCount - 1}
	return t
}

// dense names the parameters other than the table.
func (t *Tagger) dense(each func(name string, p **nn.Param)) {
	linear := func(name string, l *nn.Linear) { each(name+".w", &l.W); each(name+".b", &l.B) }
	linear("tagger.vector", &t.Vector)
	linear("tagger.0", &t.Layer[0].W)
	each("tagger.0.v", &t.Layer[0].V)
	linear("tagger.1", &t.Layer[1].W)
	each("tagger.1.v", &t.Layer[1].V)
	linear("tagger.out", &t.Out)
	each("tagger.steps", &t.Steps)
}

// Pack prepares the layers after their weights were set or changed.
func (t *Tagger) Pack() {
	for _, l := range []*nn.Linear{&t.Vector, &t.Layer[0].W, &t.Layer[1].W, &t.Out} {
		l.Pack()
	}
}

// Put adds the tagger to a weight file: the table in eight bits with a scale a row, the rest in sixteen.
func (t *Tagger) Put(w *model.Writer) {
	model.Put(w, "tagger.sizes", []int32{int32(t.Embedding), int32(t.Hidden)})
	q, scales := make([]int8, len(t.Table.W)), make([]float32, t.Table.Rows)
	for r := range scales {
		row := t.Table.W[r*t.Embedding : (r+1)*t.Embedding]
		if scales[r] = largest(row) / 127; scales[r] > 0 {
			for i, x := range row {
				q[r*t.Embedding+i] = int8(math.RoundToEven(float64(x / scales[r])))
			}
		}
	}
	model.Put(w, "tagger.table", q)
	model.Put(w, "tagger.table.scale", scales)
	t.dense(func(name string, p **nn.Param) {
		q, s := make([]int16, len((*p).W)), largest((*p).W)/32767
		for i, x := range (*p).W {
			if s > 0 {
				q[i] = int16(math.RoundToEven(float64(x / s)))
			}
		}
		model.Put(w, name, q)
		model.Put(w, name+".scale", []float32{s})
	})
}

func largest(v []float32) float32 {
	var m float32
	for _, x := range v {
		m = max(m, x, -x)
	}
	return m
}

// tagged is a Tagger that reads: its products are made in integers, so that the
// answer does not depend on the machine. It is immutable.
type tagged struct {
	embedding, hidden int
	table             []int8
	scales            []float32
	steps             []float32
	words             *wordTable
	vector, out       nn.Integers
	layer             [2]*nn.Recurrent
}

// openTagger reads what Put wrote.
func openTagger(words, f *model.File) *tagged {
	z := model.Slice[int32](f, "tagger.sizes")
	t := NewTagger(words, int(z[0]), int(z[1]))
	t.dense(func(name string, p **nn.Param) {
		q, s := model.Slice[int16](f, name), model.Slice[float32](f, name+".scale")[0]
		*p = nn.NewParam(1, len(q))
		for i, x := range q {
			(*p).W[i] = s * float32(x)
		}
	})
	r := &tagged{embedding: t.Embedding, hidden: t.Hidden, table: model.Slice[int8](f, "tagger.table"), scales: model.Slice[float32](f, "tagger.table.scale"), words: t.words, steps: t.Steps.W}
	r.vector.Set(&t.Vector)
	r.out.Set(&t.Out)
	for i, l := range t.Layer {
		r.layer[i] = nn.NewRecurrent(l)
	}
	return r
}

// taggedBatch is the working memory of reading.
type taggedBatch struct {
	TaggerBatch
	rows    nn.Rows
	cells   nn.Cells
	v, x, h []float32
	scores  []float32 // rows of stride numbers
	stride  int
}

// read fills the scores of the sentences that were added.
func (t *tagged) read(b *taggedBatch) {
	m, stride := len(b.Words), t.vector.Stride()
	b.v, b.x, b.h = resize(b.v, m*WordVector), resize(b.x, nn.Padded(m)*stride), resize(b.h, m*2*t.hidden)
	for i, at := range b.Words {
		if at >= 0 {
			v, row := b.v[i*WordVector:][:WordVector], int(at)*model.VectorDim
			nn.AddScaled(v[:model.VectorDim], t.words.About[row:], t.words.Scale)
			nn.AddScaled(v[model.VectorDim:], t.words.Form[row:], t.words.Scale)
		}
	}
	b.rows.Set(b.v, WordVector, WordVector, m, nn.Unbounded)
	b.rows.Mul(b.x, &t.vector, 0, m)
	first := int32(0)
	for i, end := range b.RowEnds {
		x := b.x[i*stride:][:t.embedding]
		for _, r := range b.Rows[first:end] {
			nn.AddScaled(x, t.table[int(r)*t.embedding:], t.scales[r])
		}
		first = end
	}
	b.rows.Set(b.x, stride, t.embedding, m, nn.Unbounded)
	width := 2 * t.hidden
	for _, l := range t.layer {
		l.Forward(&b.cells, b.h, &b.rows, b.Ends)
		b.rows.Set(b.h, width, width, m, nn.Unbounded)
	}
	b.stride = t.out.Stride()
	b.scores = resize(b.scores, nn.Padded(m)*b.stride)
	b.rows.Mul(b.scores, &t.out, 0, m)
}

// TaggerBatch is a run of sentences on their way through a Tagger. It holds what
// the backward pass needs and is used again for the next run.
type TaggerBatch struct {
	Rows    []int32 // rows of the table, of one word after another
	RowEnds []int32 // where each word's end
	Words   []int32 // rows of the vectors, -1
	Ends    []int32 // of the sentences
	V, X    []float32
	H       [2][]float32
	State   [2]nn.State
	Scores  []float32 // words × (LabelCount-1)
	Scratch nn.Scratch
}

// Reset empties the batch.
func (b *TaggerBatch) Reset() {
	b.Rows, b.RowEnds, b.Words, b.Ends = b.Rows[:0], b.RowEnds[:0], b.Words[:0], b.Ends[:0]
}

// Add appends the sentence that f has read.
func (b *TaggerBatch) Add(f *Features) {
	for i := range f.words {
		b.Rows = f.rows(b.Rows, i)
		b.RowEnds = append(b.RowEnds, int32(len(b.Rows)))
		b.Words = append(b.Words, f.words[i].vector)
	}
	b.Ends = append(b.Ends, int32(len(b.Words)))
}

// Forward fills Scores. between, unless nil, is called with every layer's input
// before it is used: training drops some of it.
func (t *Tagger) Forward(b *TaggerBatch, between func(layer int, x []float32)) {
	m, d, s := len(b.Words), t.Embedding, &b.Scratch
	b.V, b.X = resize(b.V, m*WordVector), resize(b.X, m*d)
	for i, at := range b.Words {
		if at < 0 {
			continue
		}
		v := b.V[i*WordVector : (i+1)*WordVector]
		for k := range model.VectorDim {
			row := int(at)*model.VectorDim + k
			v[k], v[model.VectorDim+k] = t.words.Scale*float32(t.words.About[row]), t.words.Scale*float32(t.words.Form[row])
		}
	}
	t.Vector.Forward(s, b.X, b.V, m)
	first := int32(0)
	for i, end := range b.RowEnds {
		x := b.X[i*d : (i+1)*d]
		for _, r := range b.Rows[first:end] {
			nn.Add(x, t.Table.W[int(r)*d:(int(r)+1)*d])
		}
		first = end
	}
	x := b.X
	for l, layer := range &t.Layer {
		if between != nil {
			between(l, x)
		}
		b.H[l] = resize(b.H[l], m*2*t.Hidden)
		layer.Forward(s, &b.State[l], b.H[l], x, b.Ends)
		x = b.H[l]
	}
	if between != nil {
		between(len(t.Layer), x)
	}
	b.Scores = resize(b.Scores, m*t.Out.Out)
	t.Out.Forward(s, b.Scores, x, m)
}

// rows appends the rows of the table that word i has: what it is by itself.
func (f *Features) rows(out []int32, i int) []int32 {
	w := &f.words[i]
	id := uint64(0)
	add := func(a uint64) {
		id++
		out = append(out, int32(model.Mix(id<<56^id*0x9E3779B97F4A7C15^a)%TaggerRows))
	}
	first := flag(i == 0)
	letters := uint64(w.letters)
	add(w.low)
	add(w.shape)
	add(w.suffix[1])
	add(w.suffix[2])
	add(w.suffix[3])
	add(w.prefix[1])
	add(w.prefix[2])
	add(letters | uint64(f.kind)<<4 | first<<8)
	add(uint64(w.class.Capital) | letters<<4)
	add(uint64(w.noun) | letters<<4)
	add(nameLook(w) | letters<<8)
	add(uint64(w.class.Meaning[2]))
	add(uint64(w.class.Syntax[2]))
	any := uint64(0)
	for g := range groupCount {
		id++
		if v := uint64(f.groups[i*groupCount+g]); v != 0 {
			any |= 1 << g
			out = append(out, int32(model.Mix(id<<56^id*0x9E3779B97F4A7C15^v)%TaggerRows))
		}
	}
	add(any<<1 | flag(w.before))
	if w.run >= 0 {
		r := &f.runs[w.run]
		place := min(uint64(i)-uint64(r.first), 3) | min(uint64(r.end)-uint64(i), 4)<<4
		add(place | flag(r.name)<<8)
	}
	return out
}
