package train

import (
	"context"
	"fmt"
	"io"
	"math"
	"math/rand/v2"

	"github.com/dateline-news/dateline/extract/entity"
	"github.com/dateline-news/dateline/extract/model"
	"github.com/dateline-news/dateline/extract/model/nn"
)

// taggerOptions are what was chosen on parts of the training corpora.
type taggerOptions struct {
	Embedding, Hidden   int
	Epochs, BatchTokens int
	Rate                float64
	Dropout             float32
	WordDropout         float64 // of a word's own form and vectors
	Seed                uint64
}

var defaultTagger = taggerOptions{Embedding: 64, Hidden: 64, Epochs: 6, BatchTokens: 500, Rate: 2e-3, Dropout: 0.25, WordDropout: 0.1, Seed: 1}

// taggerTrainer holds a tagger with what learning needs.
type taggerTrainer struct {
	*entity.Tagger
	options taggerOptions
	batch   entity.TaggerBatch
	crf     *sequenceCRF // for its sums over paths
	scratch crfScratch
	adam    nn.Adam
	r       *rand.Rand
	masks   [3][]float32
	dh      [2][]float32
	dx      []float32
}

// learnTagger fits a tagger to the names of data by the likelihood of the
// labels that are allowed.
func learnTagger(ctx context.Context, words *model.File, data []labelledSentence, o taggerOptions, log io.Writer) (*entity.Tagger, error) {
	t := newTaggerTrainer(words, o)
	f := entity.NewFeatures(entity.Words(), words)
	var order []int
	total := 0
	for s := range data {
		if len(data[s].words) < 200 {
			order = append(order, s)
			total += len(data[s].words)
		}
	}
	steps, step := o.Epochs*(total/o.BatchTokens+1), 0
	var allowed []uint32
	for epoch := range o.Epochs {
		t.r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		loss := 0.0
		for i := 0; i < len(order); {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			t.batch.Reset()
			allowed = allowed[:0]
			for ; i < len(order) && len(t.batch.Words) < o.BatchTokens; i++ {
				d := &data[order[i]]
				f.Sentence(len(d.words), func(k int) string { return d.words[k] })
				t.batch.Add(f)
				allowed = append(allowed, d.allowed...)
			}
			t.adam.Rate = schedule(o.Rate, step, steps)
			loss += t.learn(allowed)
			step++
		}
		fmt.Fprintf(log, "names: tagger, epoch %d of %d, loss %.4f a word\n", epoch+1, o.Epochs, loss/float64(total))
	}
	return t.Tagger, nil
}

func newTaggerTrainer(words *model.File, o taggerOptions) *taggerTrainer {
	r := rand.New(rand.NewPCG(o.Seed, 7))
	t := &taggerTrainer{Tagger: entity.NewTagger(words, o.Embedding, o.Hidden), options: o, crf: newSequenceCRF(nil, nil), r: r}
	t.adam = nn.Adam{Beta1: 0.9, Beta2: 0.98, Epsilon: 1e-8, Clip: 5}
	t.Table = nn.NewParam(entity.TaggerRows, o.Embedding).Uniform(r, 0.08)
	t.adam.Register(true, t.Table)
	dense := func(l *nn.Linear) {
		l.W, l.B = nn.NewParam(l.In, l.Out).Glorot(r), nn.NewParam(1, l.Out)
		t.adam.Register(false, l.W, l.B)
	}
	dense(&t.Vector)
	for _, l := range t.Layer {
		dense(&l.W)
		l.V = nn.NewParam(4, l.Size).Uniform(r, 0.5)
		t.adam.Register(false, l.V)
	}
	dense(&t.Out)
	t.Steps = nn.NewParam(entity.LabelCount+1, entity.LabelCount)
	t.adam.Register(false, t.Steps)
	t.Pack()
	return t
}

// learn makes one step on the batch and returns the summed loss.
func (t *taggerTrainer) learn(allowed []uint32) float64 {
	const L = entity.LabelCount
	b, m := &t.batch, len(t.batch.Words)
	first := int32(0)
	for i, end := range b.RowEnds {
		if t.r.Float64() < t.options.WordDropout {
			b.Rows[first] = 0 // the word itself comes first
			if t.r.Float64() < 0.5 {
				b.Words[i] = -1
			}
		}
		first = end
	}
	t.Forward(b, t.drop)

	// The gradient of the scores, in their place.
	var step [L + 1][L]float64
	for a := range step {
		for _, c := range t.crf.follow[a] {
			step[a][c] = math.Exp(float64(t.Steps.W[a*L+c]))
		}
	}
	loss, from, scale := 0.0, 0, 1/float32(m)
	for _, e := range b.Ends {
		end := int(e)
		n, s := end-from, &t.scratch
		s.reset(n)
		for i := range n {
			s.emit[i][0] = 1
			for k, x := range b.Scores[(from+i)*labelWidth : (from+i+1)*labelWidth] {
				s.emit[i][k+1] = math.Exp(float64(min(30, max(-30, x))))
			}
		}
		d := b.Scores[from*labelWidth : end*labelWidth]
		var pair [L + 1][L]float64
		right := t.crf.marginals(s, &step, allowed[from:end], s.right, &pair, 1)
		if math.IsInf(right, -1) {
			clear(d)
		} else {
			loss += t.crf.marginals(s, &step, nil, s.all, &pair, -1) - right
			for i := range n {
				for k := range labelWidth {
					d[i*labelWidth+k] = float32(s.all[i][k+1]-s.right[i][k+1]) * scale
				}
			}
			for a := range pair {
				for c, x := range pair[a] {
					t.Steps.Grad[a*L+c] -= float32(x) * scale
				}
			}
		}
		from = end
	}

	// Back through the layers.
	top := len(t.Layer) - 1
	for l := range t.dh {
		t.dh[l] = zeros(t.dh[l], m*2*t.Hidden)
	}
	t.dx = zeros(t.dx, m*t.Embedding)
	t.Out.Backward(&b.Scratch, t.dh[top], b.Scores, b.H[top], m)
	times(t.dh[1], t.masks[2])
	t.Layer[1].Backward(&b.Scratch, &b.State[1], t.dh[0], t.dh[1], b.H[0], b.Ends)
	times(t.dh[0], t.masks[1])
	t.Layer[0].Backward(&b.Scratch, &b.State[0], t.dx, t.dh[0], b.X, b.Ends)
	times(t.dx, t.masks[0])
	t.Vector.Backward(&b.Scratch, nil, t.dx, b.V, m)
	first = 0
	for i, end := range b.RowEnds {
		d := t.dx[i*t.Embedding : (i+1)*t.Embedding]
		for _, r := range b.Rows[first:end] {
			t.Table.Touch(r, d)
		}
		first = end
	}
	t.adam.Step()
	t.Pack()
	return loss
}

// drop sets a part of a layer's input to zero and scales the rest up.
func (t *taggerTrainer) drop(layer int, x []float32) {
	mask := zeros(t.masks[layer], len(x))
	keep := 1 / (1 - t.options.Dropout)
	limit := uint32(float64(t.options.Dropout) * (1 << 16))
	for i := 0; i < len(mask); i += 4 {
		bits := t.r.Uint64()
		for j := i; j < min(i+4, len(mask)); j++ {
			if uint32(bits&0xffff) >= limit {
				mask[j] = keep
			}
			bits >>= 16
		}
	}
	t.masks[layer] = mask
	times(x, mask)
}
