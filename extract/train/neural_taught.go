package train

import (
	"context"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/model"
	"github.com/dateline-news/dateline/extract/model/nn"
	"github.com/dateline-news/dateline/extract/syntax"
)

// The third round: a network with one layer more goes on from the weights of
// the second, and learns beside the treebanks from the probabilities that the
// second gives to news (Hinton et al., "Distilling the Knowledge in a Neural
// Network", 2015). What it sees is now and then written otherwise than the
// treebanks write: in capitals, as a headline, without the mark at the end.
var taughtOptions = networkOptions{
	Epochs: 7, BatchTokens: 1200, Rate: 1e-3, Dropout: 0.33, WordDropout: 0.15, Seed: 3,
}

const taughtWords = 2_300_000

// taught is the network of the third round, from the weights of the second in f.
func taught(ctx context.Context, corpora string, f *model.File, vocabulary *model.Vocabulary, gold []treeSentence, dev map[string][]treeSentence, log io.Writer) (*syntax.Network, error) {
	o := taughtOptions
	r := rand.New(rand.NewPCG(o.Seed, 7))
	n := deepened(syntax.OpenNetwork(f, vocabulary), r)
	o.Sizes = n.Sizes
	silver, err := rawSentences(ctx, corpora, log)
	if err != nil {
		return nil, err
	}
	r.Shuffle(len(silver), func(i, j int) { silver[i], silver[j] = silver[j], silver[i] })
	t := newTrainer(n, o, r)
	t.teacher, t.varied = syntax.OpenNetwork(f, vocabulary), true
	return n, t.run(ctx, gold, silver, dev, log)
}

// The fourth round goes over the treebanks alone, in short steps: what news
// taught stays, and the last word is the annotators'.
var settledOptions = networkOptions{
	Epochs: 2, BatchTokens: 1200, Rate: 5e-4, Dropout: 0.33, WordDropout: 0.15, Seed: 4,
}

func settled(ctx context.Context, n *syntax.Network, gold []treeSentence, dev map[string][]treeSentence, log io.Writer) (*syntax.Network, error) {
	f, err := written(n)
	if err != nil {
		return nil, err
	}
	o := settledOptions
	n = syntax.OpenNetwork(f, n.Vocab)
	o.Sizes = n.Sizes
	t := newTrainer(n, o, rand.New(rand.NewPCG(o.Seed, 7)))
	t.varied = true
	return n, t.run(ctx, gold, nil, dev, log)
}

// written is the weight file of a network.
func written(n *syntax.Network) (*model.File, error) {
	w := model.NewWriter()
	n.Put(w)
	return opened(w)
}

// deepened is the network with one more layer on top that does nothing yet: its
// units pass on what the layer below says (as in Chen et al., "Net2Net", ICLR 2016).
func deepened(n *syntax.Network, r *rand.Rand) *syntax.Network {
	s := n.Sizes
	s.Layers++
	d := syntax.Shape(s)
	layers := d.Layer
	*d = *n
	d.Sizes, d.Layer = s, layers
	copy(d.Layer, n.Layer)
	top, size := d.Layer[s.Layers-1], s.Hidden
	top.W.W, top.W.B = nn.NewParam(top.W.In, top.W.Out).Glorot(r), nn.NewParam(1, top.W.Out)
	top.V = nn.NewParam(4, size).Uniform(r, 0.5)
	for dir := range 2 {
		first := dir * 4 * size // c, f, r, p
		for j := range size {
			top.W.B.W[first+2*size+j] = -3 // r: nearly all of h is p
			for i := range top.W.In {
				w := &top.W.W.W[i*top.W.Out+first+3*size+j]
				if *w = 0; i == dir*size+j {
					*w = 1
				}
			}
		}
	}
	d.Pack()
	return d
}

// rawSentences are sentences of news: of the files with running articles every
// document, of the others as many as are needed, and not those of the second round.
func rawSentences(ctx context.Context, corpora string, log io.Writer) ([]treeSentence, error) {
	stage := syntax.New(model.MustOpen(model.Syntax), nil, nil)
	files := []struct {
		name  string
		every int
	}{{"raw-news/wikinews", 1}, {"raw-news/gmb", 1}, {"wikipedia-events/events", 1}, {"raw-news/human-rights", 16}, {"raw-news/kremlin", 8}, {"raw-news/senate", 16}, {"raw-news/white-house", 32}, {"raw-news/au-pm", 32}}
	var out []treeSentence
	words := 0
	for _, f := range files {
		k := f.every / 2
		err := eachText(filepath.Join(corpora, f.name+".jsonl.gz"), func(text string) {
			if k++; k%f.every != 0 || words >= taughtWords || ctx.Err() != nil {
				return
			}
			a := stage.Segment(text)
			for _, s := range a.Sentences {
				if k := s.TokenRange.End - s.First; k < 4 || k > 60 {
					continue
				}
				t := treeSentence{taught: true}
				for i := s.First; i < s.TokenRange.End; i++ {
					t.words = append(t.words, a.Word(i))
				}
				out = append(out, t)
				words += len(t.words)
			}
		})
		if err != nil {
			return nil, err
		}
	}
	fmt.Fprintf(log, "network: %d sentences, %d words of news\n", len(out), words)
	return out, ctx.Err()
}

// ask lets the teacher read the batch's sentences that are taught, and turns its scores into probabilities.
func (t *trainer) ask() {
	t.asked, t.nth = t.asked[:0], t.nth[:0]
	l := &t.lesson
	l.Reset()
	for _, g := range t.gold {
		t.asked, t.nth = append(t.asked, l.Rows()), append(t.nth, len(l.Ends))
		if g.taught {
			t.teacher.Add(l, len(g.words), func(k int) string { return g.words[k] })
		}
	}
	if len(l.Ends) == 0 {
		return
	}
	t.teacher.Parse(l)
	for row := range l.Rows() {
		probabilities(l.UPOS[row*extract.UPOSCount:(row+1)*extract.UPOSCount], -1)
		probabilities(l.XPOS[row*extract.XPOSCount:(row+1)*extract.XPOSCount], -1)
		rel := l.Rel[row*extract.DeprelCount : (row+1)*extract.DeprelCount]
		if l.Tags[row].Deprel == extract.Root {
			clear(rel)
			rel[extract.Root] = 1
			continue
		}
		probabilities(rel, -1)
	}
	first := int32(0)
	for i, end := range l.Ends {
		k := int(end - first)
		for row := 1; row < k; row++ {
			probabilities(l.Arcs[i][row*k:(row+1)*k], row)
		}
		first = end
	}
}

// arcs are the teacher's probabilities of the heads of sentence i of the batch.
func (t *trainer) arcs(i int) []float32 { return t.lesson.Arcs[t.nth[i]] }

// probabilities replaces scores by probabilities; that at skip (-1: none) is zero.
func probabilities(x []float32, skip int) {
	if skip >= 0 {
		x[skip] = float32(math.Inf(-1))
	}
	nn.LogSoftmax(x)
	for i, v := range x {
		x[i] = float32(math.Exp(float64(v)))
	}
}

// followed replaces scores by the gradient over count of the cross entropy with
// the teacher's probabilities, and returns that divergence over count.
func followed(x, teacher []float32, skip int, count float32) float64 {
	probabilities(x, skip)
	var loss float64
	for i, p := range x {
		if q := teacher[i]; q > 0 {
			loss += float64(q) * math.Log(float64(q)/max(1e-9, float64(p)))
		}
		x[i] = (p - teacher[i]) / count
	}
	return loss / float64(count)
}

// variant is the sentence as it is learned this time, and the forms that are
// shown of it: one in six is written otherwise. Its tags and tree stay.
func (t *trainer) variant(s *treeSentence) (*treeSentence, []string) {
	switch t.r.IntN(50) {
	case 0, 1:
		return s, rewritten(s.words, headline)
	case 2:
		return s, rewritten(s.words, strings.ToUpper)
	case 3:
		if !s.taught {
			return s, rewritten(s.words, strings.ToLower)
		}
	case 4, 5, 6, 7:
		return s.unmarked(), s.unmarked().words
	}
	return s, s.words
}

func rewritten(words []string, letters func(string) string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = letters(w)
	}
	return out
}

// headline gives a word the capital that it has in a title: "Minister Says Talks to Go On".
func headline(w string) string {
	switch w {
	case "a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "and", "or", "with", "as", "from", "but", "'s", "n't":
		return w
	}
	r, n := utf8.DecodeRuneInString(w)
	return string(unicode.ToUpper(r)) + w[n:]
}

// unmarked is the sentence without the mark at its end, as in headlines and captions.
func (s *treeSentence) unmarked() *treeSentence {
	last := len(s.words) - 1
	if s.taught || last < 3 || s.upos[last] != extract.PUNCT {
		return s
	}
	for _, h := range s.heads {
		if int(h) == last+1 {
			return s
		}
	}
	return &treeSentence{words: s.words[:last], upos: s.upos[:last], xpos: s.xpos[:last], heads: s.heads[:last+1], deprel: s.deprel[:last]}
}
