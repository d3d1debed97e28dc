package train

import (
	"maps"
	"math"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/model"
	"github.com/dateline-news/dateline/extract/model/nn"
	"github.com/dateline-news/dateline/extract/syntax"
)

// The tagger is a logistic regression, learned with Adagrad (Duchi et al. 2011).
// An eighth of the features of a word is left out each time, so that rare words
// do not learn their place by heart.
const (
	tagBits   = 16
	tagPasses = 5
	tagRate   = 0.1
	tagDrop   = 2   // of 16 features
	tagShare  = 1.5 // of its scores beside the network's
)

// trainTagger learns the parts of speech that syntax.bin tells.
func trainTagger(w *model.Writer, corpora string, docs []*TreeDocument, o syntax.Orthography, logf func(string, ...any)) error {
	if err := putDictionary(w, corpora); err != nil {
		return err
	}
	f, err := opened(w)
	if err != nil {
		return err
	}
	dictionary := syntax.OpenDictionary(f)
	type sentence struct {
		words  []syntax.TagWord
		upos   []extract.UPOS
		titled bool
	}
	var all []sentence
	var buf []byte
	for _, d := range docs {
		for _, s := range d.Sentences {
			word := func(i int) string { return d.Word(s.First + int32(i)) }
			count := int(s.TokenRange.End - s.First)
			x := sentence{upos: d.Tokens.UPOS[s.First:s.TokenRange.End], titled: syntax.Titled(count, word)}
			x.words, buf = syntax.TagWords(nil, count, word, &dictionary, o, buf)
			all = append(all, x)
		}
	}
	const classes = extract.UPOSCount
	weights, squares := make([]float32, classes<<tagBits), make([]float32, classes<<tagBits)
	row := func(feature uint64) int { return int(feature&(1<<tagBits-1)) * classes }
	rng := rand.New(rand.NewPCG(3, 3))
	var features []uint64
	p := make([]float32, classes)
	for pass := range tagPasses {
		loss, words := 0.0, 0
		for _, k := range rng.Perm(len(all)) {
			s := &all[k]
			for i, gold := range s.upos {
				features = syntax.TagFeatures(features[:0], s.words, i, s.titled)
				features = slices.DeleteFunc(features, func(uint64) bool { return rng.Uint32()&15 < tagDrop })
				clear(p)
				for _, x := range features {
					nn.Add(p, weights[row(x):][:classes])
				}
				nn.LogSoftmax(p)
				loss -= float64(p[gold])
				words++
				for c, x := range p {
					p[c] = -float32(math.Exp(float64(x)))
				}
				p[gold]++
				for _, x := range features {
					w, g := weights[row(x):][:classes], squares[row(x):][:classes]
					for c, d := range p {
						g[c] += d * d
						w[c] += tagRate * d / (0.01 + float32(math.Sqrt(float64(g[c]))))
					}
				}
			}
		}
		logf("tagger: pass %d: loss %.4f", pass+1, loss/float64(words))
	}
	var largest float32
	for _, x := range weights {
		largest = max(largest, x, -x)
	}
	q := make([]int8, len(weights))
	for i, x := range weights {
		q[i] = int8(math.RoundToEven(float64(x / largest * 127)))
	}
	model.Put(w, "tag", q)
	model.Put(w, "tag.scale", []float32{tagShare * largest / 127})
	return nil
}

// putDictionary adds the words of the list of inflections and of WordNet.
func putDictionary(w *model.Writer, corpora string) error {
	kinds := map[string]syntax.WordKinds{}
	add := func(form string, k syntax.WordKinds) {
		if !strings.Contains(form, " ") {
			kinds[string(syntax.Normalise(nil, form))] |= k
		}
	}
	forms := map[string]syntax.WordKinds{"noun": syntax.FormOfNoun, "verb": syntax.FormOfVerb, "adj": syntax.FormOfAdjective, "adv": syntax.FormOfAdverb, "aux": syntax.FormOfAuxiliary}
	err := ReadTSV(filepath.Join(corpora, "inflections/lemmas.tsv.gz"), func(c []string) error {
		add(c[0], forms[c[1]])
		return nil
	})
	if err != nil {
		return err
	}
	err = ReadTSV(filepath.Join(corpora, "wordnet/nouns.tsv.gz"), func(c []string) error {
		k := syntax.LemmaOfNoun
		if c[0] != strings.ToLower(c[0]) {
			k |= syntax.LemmaOfName
		}
		add(c[0], k)
		return nil
	})
	if err != nil {
		return err
	}
	err = ReadTSV(filepath.Join(corpora, "wordnet/verbs.tsv.gz"), func(c []string) error {
		add(c[0], syntax.LemmaOfVerb)
		return nil
	})
	if err != nil {
		return err
	}
	words := slices.Sorted(maps.Keys(kinds))
	values := make([]syntax.WordKinds, len(words))
	for i, s := range words {
		values[i] = kinds[s]
	}
	syntax.PutDictionary(w, words, values)
	return nil
}
