package train

import (
	"context"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"path/filepath"
	"slices"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/model"
	"github.com/dateline-news/dateline/extract/model/nn"
	"github.com/dateline-news/dateline/extract/syntax"
	"github.com/dateline-news/dateline/graph"
)

// Network learns tags and trees from the English Web Treebank and the edited
// genres of GUM, over word vectors of raw news.
func Network(ctx context.Context, corpora string, log io.Writer) (*model.Writer, error) {
	sentences, dev, err := networkCorpora(corpora)
	if err != nil {
		return nil, err
	}
	words := model.OpenVocabulary(model.MustOpen(model.Words))
	t, err := newNetwork(sentences, words, defaultNetwork)
	if err != nil {
		return nil, err
	}
	if err := t.run(ctx, sentences, nil, dev, log); err != nil {
		return nil, err
	}
	silver, err := silverTrees(ctx, corpora, t.Network, log)
	if err != nil {
		return nil, err
	}
	t.options.Epochs, t.options.Rate = silverEpochs, silverRate
	if err := t.run(ctx, sentences, silver, dev, log); err != nil {
		return nil, err
	}
	f, err := written(t.Network)
	if err != nil {
		return nil, err
	}
	n, err := taught(ctx, corpora, f, words, sentences, dev, log)
	if err != nil {
		return nil, err
	}
	if n, err = settled(ctx, n, sentences, dev, log); err != nil {
		return nil, err
	}
	n.Affinity = affinity(sentences)
	w := model.NewWriter()
	n.Put(w)
	return w, nil
}

// affinity is the pointwise mutual information of relations and UPOS tags in
// the treebanks, three quarters of it, since the network knows a part of it.
func affinity(sentences []treeSentence) []float32 {
	const rels, tags, share = extract.DeprelCount, extract.UPOSCount, 0.75
	var both [rels][tags]float64
	var ofRel [rels]float64
	var ofTag [tags]float64
	var all float64
	for _, s := range sentences {
		for i, r := range s.deprel {
			both[r][s.upos[i]]++
			ofRel[r]++
			ofTag[s.upos[i]]++
			all++
		}
	}
	out := make([]float32, 0, rels*tags)
	for r := range rels {
		for u := range tags {
			expected := ofRel[r] * ofTag[u] / all
			out = append(out, share*float32(math.Log((both[r][u]+0.1*expected+0.01)/(expected+0.01))))
		}
	}
	return out
}

// The second round learns from the treebanks and, in equal parts, from news
// that the network of the first round parsed (self-training; McClosky et al.,
// "Effective Self-Training for Parsing", NAACL 2006).
const (
	silverEpochs = 10
	silverRate   = 1e-3
	silverWords  = 3_000_000
)

// silverTrees parses raw news: of the files with running articles every
// document, of the others as many as are needed.
func silverTrees(ctx context.Context, corpora string, n *syntax.Network, log io.Writer) ([]treeSentence, error) {
	stage := syntax.New(model.MustOpen(model.Syntax), nil, nil).With(n)
	files := []struct {
		name  string
		every int
	}{{"raw-news/wikinews", 1}, {"raw-news/gmb", 1}, {"wikipedia-events/events", 1}, {"raw-news/human-rights", 8}, {"raw-news/kremlin", 8}, {"raw-news/senate", 8}, {"raw-news/white-house", 16}, {"raw-news/au-pm", 16}}
	var out []treeSentence
	words := 0
	for _, f := range files {
		k := 0
		err := eachText(filepath.Join(corpora, f.name+".jsonl.gz"), func(text string) {
			if k++; k%f.every != 0 || words >= silverWords || ctx.Err() != nil {
				return
			}
			a := &extract.Analysis{Document: &graph.Document{Text: text}, Text: text}
			if stage.Run(ctx, a) != nil {
				return
			}
			for _, s := range treeSentences([]*TreeDocument{{Analysis: a}}) {
				if len(s.words) >= 4 && len(s.words) <= 60 {
					out = append(out, s)
					words += len(s.words)
				}
			}
		})
		if err != nil {
			return nil, err
		}
	}
	fmt.Fprintf(log, "network: %d sentences, %d words of news parsed\n", len(out), words)
	return out, ctx.Err()
}

// treeSentence is one sentence of a treebank, as the network learns it: row 0
// is the root, heads count within the sentence.
type treeSentence struct {
	words  []string
	upos   []extract.UPOS
	xpos   []extract.XPOS
	heads  []int32
	deprel []extract.Deprel
	taught bool // words alone: the teacher tells the rest
}

func treeSentences(docs []*TreeDocument) (out []treeSentence) {
	for _, d := range docs {
		for _, s := range d.Sentences {
			t := treeSentence{heads: []int32{0}}
			for i := s.First; i < s.TokenRange.End; i++ {
				t.words = append(t.words, d.Word(i))
				t.upos = append(t.upos, d.Tokens.UPOS[i])
				t.xpos = append(t.xpos, d.Tokens.XPOS[i])
				t.deprel = append(t.deprel, d.Tokens.Deprel[i])
				h := int32(0)
				if d.Tokens.Head[i] != extract.None {
					h = d.Tokens.Head[i] - s.First + 1
				}
				t.heads = append(t.heads, h)
			}
			out = append(out, t)
		}
	}
	return out
}

// networkOptions are what was tuned on the dev parts.
type networkOptions struct {
	syntax.Sizes
	Epochs      int
	BatchTokens int
	Rate        float64
	Dropout     float32 // of every layer's input
	WordDropout float64 // of word identities; vectors go at half of it
	Seed        uint64
}

var defaultNetwork = networkOptions{
	Sizes:  syntax.Sizes{Embedding: 128, Hidden: 128, Layers: 3, TagLayer: 1, Arc: 128, Label: 96},
	Epochs: 20, BatchTokens: 700, Rate: 2e-3, Dropout: 0.33, WordDropout: 0.15, Seed: 1,
}

// newNetwork makes a network without knowledge but the vectors.
func newNetwork(sentences []treeSentence, vocabulary *model.Vocabulary, o networkOptions) (*trainer, error) {
	n := syntax.Shape(o.Sizes)
	words := frequentWords(sentences, 2)
	if err := dictionaries(n, words, vocabulary); err != nil {
		return nil, err
	}
	r := rand.New(rand.NewPCG(o.Seed, 7))
	initialise(n, len(words), r)
	return newTrainer(n, o, r), nil
}

// run learns for all epochs; of silver every epoch takes the next part, as long as gold.
func (t *trainer) run(ctx context.Context, gold, silver []treeSentence, dev map[string][]treeSentence, log io.Writer) error {
	o, n := t.options, t.Network
	goldWords := countWords(gold)
	total := goldWords
	if silver != nil {
		total *= 2
	}
	steps, step, next := o.Epochs*(total/o.BatchTokens+1), 0, 0
	var order []*treeSentence
	for epoch := 1; epoch <= o.Epochs; epoch++ {
		order = order[:0]
		for i := range gold {
			order = append(order, &gold[i])
		}
		for words := 0; silver != nil && words < goldWords; next = (next + 1) % len(silver) {
			order = append(order, &silver[next])
			words += len(silver[next].words)
		}
		t.r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		var loss float64
		for i := 0; i < len(order); {
			if err := ctx.Err(); err != nil {
				return err
			}
			t.batch.Reset()
			t.gold = t.gold[:0]
			for size := 0; i < len(order) && size < o.BatchTokens; i++ {
				s := order[i]
				if len(s.words) > 150 {
					continue
				}
				words := s.words
				if t.varied {
					s, words = t.variant(s)
				}
				n.Add(&t.batch, len(words), func(k int) string { return words[k] })
				t.gold = append(t.gold, s)
				size += len(words)
			}
			if len(t.gold) == 0 {
				continue
			}
			t.adam.Rate = schedule(o.Rate, step, steps)
			loss += t.learn()
			step++
		}
		fmt.Fprintf(log, "network: epoch %d of %d, loss %.4f\n", epoch, o.Epochs, loss/float64(total))
		if epoch%5 == 0 || epoch == o.Epochs {
			t.adam.Swap()
			n.Pack()
			for _, name := range []string{"ud-ewt", "ud-gum", "ud-gum news"} {
				scoreNetwork(n, name, dev[name], log)
			}
			if epoch < o.Epochs {
				t.adam.Swap()
				n.Pack()
			}
		}
	}
	return nil
}

func countWords(sentences []treeSentence) (n int) {
	for i := range sentences {
		n += len(sentences[i].words)
	}
	return n
}

// schedule warms up over the first twentieth and then falls along a cosine.
func schedule(rate float64, step, steps int) float64 {
	if warm := steps / 20; step < warm {
		return rate * float64(step+1) / float64(warm)
	}
	return rate * (0.02 + 0.98*0.5*(1+math.Cos(math.Pi*float64(step)/float64(steps))))
}

func frequentWords(sentences []treeSentence, least int) []string {
	counts := map[string]int{}
	for _, s := range sentences {
		for _, w := range s.words {
			counts[string(syntax.Normalise(nil, w))]++
		}
	}
	var words []string
	for w, c := range counts {
		if c >= least {
			words = append(words, w)
		}
	}
	slices.Sort(words)
	return words
}

// dictionaries gives the network its words and a vocabulary.
func dictionaries(n *syntax.Network, words []string, vocabulary *model.Vocabulary) error {
	w := model.NewWriter()
	model.PutDict(w, "words", words)
	f, err := opened(w)
	if err != nil {
		return err
	}
	n.Forms = syntax.Forms{Words: model.OpenDict(f, "words"), Vocab: vocabulary}
	return nil
}

// trainer holds a network with what learning needs.
type trainer struct {
	*syntax.Network
	options networkOptions
	batch   syntax.Batch
	gold    []*treeSentence
	adam    nn.Adam
	r       *rand.Rand
	masks   [][]float32 // of every layer's input, and of the top
	dh      [][]float32 // gradient of each layer's output, after dropout
	heads   []int32
	varied  bool            // sentences are now and then written otherwise
	teacher *syntax.Network // of the third round
	lesson  syntax.Batch    // what it says of the sentences that are taught
	asked   []int           // where each sentence of the batch begins in the lesson, -1
	nth     []int           // which of the lesson each sentence is
}

// initialise gives every parameter its first value.
func initialise(n *syntax.Network, words int, r *rand.Rand) {
	for i, rows := range []int{words + 2, 4096, 4096, 4096, 1024} {
		n.Embed[i] = nn.NewParam(rows, n.Embedding).Uniform(r, 0.08)
	}
	dense := func(l *nn.Linear) { l.W, l.B = nn.NewParam(l.In, l.Out).Glorot(r), nn.NewParam(1, l.Out) }
	dense(&n.FromV)
	for _, l := range n.Layer {
		dense(&l.W)
		l.V = nn.NewParam(4, l.Size).Uniform(r, 0.5)
	}
	for _, l := range []*nn.Linear{&n.UPOS, &n.XPOS, &n.ArcDep, &n.ArcHd, &n.ArcU, &n.LabDep, &n.LabHd, &n.LabOut} {
		dense(l)
	}
}

func newTrainer(n *syntax.Network, o networkOptions, r *rand.Rand) *trainer {
	t := &trainer{Network: n, options: o, r: r}
	t.adam = nn.Adam{Beta1: 0.9, Beta2: 0.98, Epsilon: 1e-8, Clip: 5, Decay: 0.999}
	t.adam.Register(true, n.Embed[:]...)
	t.adam.Register(false, n.FromV.W, n.FromV.B)
	for _, l := range n.Layer {
		t.adam.Register(false, l.W.W, l.W.B, l.V)
	}
	for _, l := range []*nn.Linear{&n.UPOS, &n.XPOS, &n.ArcDep, &n.ArcHd, &n.ArcU, &n.LabDep, &n.LabHd, &n.LabOut} {
		t.adam.Register(false, l.W, l.B)
	}
	t.masks, t.dh = make([][]float32, o.Layers+1), make([][]float32, o.Layers)
	n.Pack()
	return t
}

// learn makes one step on the batch and returns the summed loss.
func (t *trainer) learn() float64 {
	b, m := &t.batch, t.batch.Rows()
	t.ask()
	for row := range m {
		if b.IDs[row*len(t.Embed)] >= 2 && t.r.Float64() < t.options.WordDropout {
			b.IDs[row*len(t.Embed)] = 0
			if t.r.Float64() < 0.5 {
				b.Vec[row] = -1
			}
		}
	}
	t.Forward(b, t.drop)
	for i := range t.dh {
		t.dh[i] = zeros(t.dh[i], m*2*t.Hidden)
	}
	count := float32(m - len(t.gold))
	s, top := &b.Scratch, t.Layers-1
	loss := 0.0

	// Tags.
	first := 0
	for i, g := range t.gold {
		clear(b.UPOS[first*extract.UPOSCount : (first+1)*extract.UPOSCount])
		clear(b.XPOS[first*extract.XPOSCount : (first+1)*extract.XPOSCount])
		for k := range g.words {
			row := first + 1 + k
			upos, xpos := b.UPOS[row*extract.UPOSCount:(row+1)*extract.UPOSCount], b.XPOS[row*extract.XPOSCount:(row+1)*extract.XPOSCount]
			if g.taught {
				l, at := &t.lesson, t.asked[i]+1+k
				loss += followed(upos, l.UPOS[at*extract.UPOSCount:], -1, count)
				loss += followed(xpos, l.XPOS[at*extract.XPOSCount:], -1, count)
				continue
			}
			loss += crossEntropy(upos, int(g.upos[k]), -1, count)
			loss += crossEntropy(xpos, int(g.xpos[k]), -1, count)
		}
		first = int(b.Ends[i])
	}
	t.UPOS.Backward(s, t.dh[t.TagLayer], b.UPOS, b.H[t.TagLayer], m)
	t.XPOS.Backward(s, t.dh[t.TagLayer], b.XPOS, b.H[t.TagLayer], m)

	// Relations, with the right heads.
	t.heads = t.heads[:0]
	first = 0
	for i, g := range t.gold {
		if g.taught {
			at := t.asked[i]
			for _, h := range t.lesson.Heads[at : at+1+len(g.words)] {
				t.heads = append(t.heads, h+int32(first-at))
			}
		}
		for _, h := range g.heads {
			t.heads = append(t.heads, int32(first)+h)
		}
		first = int(b.Ends[i])
	}
	t.Relations(b, t.heads)
	first = 0
	for i, g := range t.gold {
		clear(b.Rel[first*extract.DeprelCount : (first+1)*extract.DeprelCount])
		for k := range g.words {
			row := first + 1 + k
			rel := b.Rel[row*extract.DeprelCount : (row+1)*extract.DeprelCount]
			if g.taught {
				loss += followed(rel, t.lesson.Rel[(t.asked[i]+1+k)*extract.DeprelCount:], -1, count)
				continue
			}
			loss += crossEntropy(rel, int(g.deprel[k]), -1, count)
		}
		first = int(b.Ends[i])
	}
	dlab := make([]float32, m*t.Label)
	t.LabOut.Backward(s, dlab, b.Rel, b.Lab, m)
	dlabHead := make([]float32, m*t.Label)
	for row, h := range t.heads {
		d, hd := dlab[row*t.Label:(row+1)*t.Label], dlabHead[int(h)*t.Label:(int(h)+1)*t.Label]
		for j := range d {
			if b.Lab[row*t.Label+j] == 0 {
				d[j] = 0
			}
			hd[j] += d[j]
		}
	}
	t.LabDep.Backward(s, t.dh[top], dlab, b.H[top], m)
	t.LabHd.Backward(s, t.dh[top], dlabHead, b.H[top], m)

	// Arcs.
	ddepU, dhd := make([]float32, m*t.Arc), make([]float32, m*t.Arc)
	first = 0
	var hd, du nn.Matrix
	for i, g := range t.gold {
		end := int(b.Ends[i])
		k := end - first
		a := b.Arcs[i]
		clear(a[:k])
		for row := 1; row < k; row++ {
			if g.taught {
				loss += followed(a[row*k:(row+1)*k], t.arcs(i)[row*k:], row, count)
				continue
			}
			loss += crossEntropy(a[row*k:(row+1)*k], int(g.heads[row]), row, count)
		}
		hd.Pack(b.Hd[first*t.Arc:end*t.Arc], k, t.Arc)
		s.Mul(ddepU[first*t.Arc:end*t.Arc], t.Arc, a, k, &hd, k)
		du.Pack(b.DepU[first*t.Arc:end*t.Arc], k, t.Arc)
		s.MulTransposed(dhd[first*t.Arc:end*t.Arc], t.Arc, a, k, &du, k)
		first = end
	}
	ddep := make([]float32, m*t.Arc)
	t.ArcU.Backward(s, ddep, ddepU, b.Dep, m)
	for i := range ddep {
		if b.Dep[i] == 0 {
			ddep[i] = 0
		}
		if b.Hd[i] == 0 {
			dhd[i] = 0
		}
	}
	t.ArcDep.Backward(s, t.dh[top], ddep, b.H[top], m)
	t.ArcHd.Backward(s, t.dh[top], dhd, b.H[top], m)

	// Layers and embeddings.
	dx := make([]float32, m*t.Embedding)
	for i := top; i >= 0; i-- {
		times(t.dh[i], t.masks[i+1])
		if i == 0 {
			t.Layer[0].Backward(s, &b.St[0], dx, t.dh[0], b.X, b.Ends)
		} else {
			t.Layer[i].Backward(s, &b.St[i], t.dh[i-1], t.dh[i], b.H[i-1], b.Ends)
		}
	}
	times(dx, t.masks[0])
	t.FromV.Backward(s, nil, dx, b.V, m)
	for row := range m {
		d := dx[row*t.Embedding : (row+1)*t.Embedding]
		for f, id := range b.IDs[row*len(t.Embed) : (row+1)*len(t.Embed)] {
			t.Embed[f].Touch(id, d)
		}
	}
	t.adam.Step()
	t.Pack()
	return loss * float64(count)
}

// drop sets a part of a layer's input to zero and scales the rest up.
func (t *trainer) drop(layer int, x []float32) {
	mask := t.masks[layer]
	if cap(mask) < len(x) {
		mask = make([]float32, len(x))
	}
	mask = mask[:len(x)]
	keep := 1 / (1 - t.options.Dropout)
	limit := uint32(float64(t.options.Dropout) * (1 << 16))
	for i := 0; i < len(mask); i += 4 {
		bits := t.r.Uint64()
		for j := i; j < min(i+4, len(mask)); j++ {
			mask[j] = keep
			if uint32(bits&0xffff) < limit {
				mask[j] = 0
			}
			bits >>= 16
		}
	}
	t.masks[layer] = mask
	times(x, mask)
}

func times(x, y []float32) {
	for i := range x {
		x[i] *= y[i]
	}
}

func zeros(v []float32, n int) []float32 {
	if cap(v) < n {
		return make([]float32, n)
	}
	v = v[:n]
	clear(v)
	return v
}

// crossEntropy replaces scores by their gradient over count and returns the
// loss over count; the score at skip (-1: none) takes no part.
func crossEntropy(x []float32, gold, skip int, count float32) float64 {
	if skip >= 0 {
		x[skip] = float32(math.Inf(-1))
	}
	nn.LogSoftmax(x)
	loss := -float64(x[gold]) / float64(count)
	for i, v := range x {
		x[i] = float32(math.Exp(float64(v))) / count
	}
	x[gold] -= 1 / count
	return loss
}

// scoreNetwork prints accuracies on gold tokens.
func scoreNetwork(n *syntax.Network, name string, sentences []treeSentence, log io.Writer) {
	var b syntax.Batch
	var words, upos, xpos, uas, las int
	for _, s := range sentences {
		b.Reset()
		n.Add(&b, len(s.words), func(i int) string { return s.words[i] })
		n.Parse(&b)
		for i := range s.words {
			words++
			if b.Tags[i+1].UPOS == s.upos[i] {
				upos++
			}
			if b.Tags[i+1].XPOS == s.xpos[i] {
				xpos++
			}
			if b.Heads[i+1] == s.heads[i+1] {
				uas++
				if b.Tags[i+1].Deprel.Base() == s.deprel[i].Base() {
					las++
				}
			}
		}
	}
	p := func(k int) float64 { return 100 * float64(k) / float64(max(1, words)) }
	fmt.Fprintf(log, "network: %-12s UPOS %.2f XPOS %.2f UAS %.2f LAS %.2f (gold tokens)\n", name, p(upos), p(xpos), p(uas), p(las))
}

// networkCorpora reads the treebanks and their dev parts.
func networkCorpora(corpora string) (sentences []treeSentence, dev map[string][]treeSentence, err error) {
	dev = map[string][]treeSentence{}
	for _, name := range []string{"ud-ewt", "ud-gum"} {
		train, err := ReadCoNLLU(filepath.Join(corpora, name, "train.conllu.gz"))
		if err != nil {
			return nil, nil, err
		}
		sentences = append(sentences, treeSentences(train)...)
		docs, err := ReadCoNLLU(filepath.Join(corpora, name, "dev.conllu.gz"))
		if err != nil {
			return nil, nil, err
		}
		dev[name] = treeSentences(docs)
		var news []*TreeDocument
		for _, d := range docs {
			if d.Meta["genre"] == "news" {
				news = append(news, d)
			}
		}
		if news != nil {
			dev[name+" news"] = treeSentences(news)
		}
	}
	return sentences, dev, nil
}
