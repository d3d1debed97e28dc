package train

import (
	"context"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"sync"

	"github.com/dateline-news/dateline/extract/entity"
	"github.com/dateline-news/dateline/extract/model"
)

// nameSets are the corpora that names are learned from, in this order.
var nameSets = []string{"uner-ewt", "gum", "few-nerd", "redocred", "wikigold", "wikipedia-events", "crossner", "wnut17"}

// The sizes of the models, in features that are kept.
const (
	firstRows  = 400_000
	secondRows = 30_000
)

// Names learns names.bin: a CRF and a recurrent network over sentences, and a
// CRF over documents.
func Names(ctx context.Context, corpora string, log io.Writer) (*model.Writer, error) {
	sets, err := nameCorpora(corpora)
	if err != nil {
		return nil, err
	}
	var data []labelledSentence
	for _, n := range nameSets {
		data = append(data, sets[n]...)
	}
	data = slices.DeleteFunc(data, func(s labelledSentence) bool { return len(s.words) == 0 })
	w := model.NewWriter()
	return w, learnNames(ctx, w, model.MustOpen(model.Words), withVariants(data), log)
}

// learnNames trains all models on sentences and adds them to w.
func learnNames(ctx context.Context, w *model.Writer, words *model.File, data []labelledSentence, log io.Writer) error {
	// The recurrent model has nothing to do with the others before they are read.
	var tagger *entity.Tagger
	var failed error
	var wait sync.WaitGroup
	wait.Go(func() { tagger, failed = learnTagger(ctx, words, data, defaultTagger, log) })

	f := entity.NewFeatures(entity.Words(), words)
	set, index, hashes := firstSet(f, data)
	fmt.Fprintf(log, "names: %d words, %d features\n", len(set.allowed), len(hashes))

	// What the first model says of sentences that it has not seen is what the
	// second has to learn from: three models, each trained without a third.
	const folds = 3
	fold := foldsOf(data, folds)
	second := &sequenceSet{tokens: []int{0}, allowed: set.allowed, ends: set.ends, base: make([][labelWidth]float32, len(set.allowed))}
	labels := make([]int8, len(set.allowed))
	for k := range folds {
		if err := ctx.Err(); err != nil {
			return err
		}
		c := newSequenceCRF(index, hashes)
		c.train(set.without(fold, k), 2, 0.1, 0.5, 1, log)
		for s := range set.ends {
			if fold[s] == k {
				c.label(set, s, second.base, labels)
			}
		}
	}
	c := newSequenceCRF(index, hashes)
	c.train(set, 3, 0.1, 0.5, 1, log)
	c.put(w, "first", firstRows)
	learnSecond(w, f, data, labels, second, c, log)
	wait.Wait()
	if failed == nil {
		tagger.Put(w)
	}
	return failed
}

// learnSecond learns what the rest of a document adds to the first model's scores.
func learnSecond(w *model.Writer, f *entity.Features, data []labelledSentence, labels []int8, set *sequenceSet, first *sequenceCRF, log io.Writer) {
	index, hashes := secondSet(f, data, labels, set)
	fmt.Fprintf(log, "names: %d features of documents\n", len(hashes))
	c := newSequenceCRF(index, hashes)
	c.steps, c.fixed = first.steps, true
	// Sentences where the document says nothing teach nothing; silver names are
	// those that the same words have elsewhere, and teach too much of that.
	set.skip = make([]bool, 0, len(set.ends))
	for k, s := range data {
		set.skip = append(set.skip, s.silver || set.tokens[set.first(k)] == set.tokens[set.ends[k]])
	}
	c.train(set, 3, 0.05, 0.2, 2, log)
	c.put(w, "second", secondRows)
}

// firstSet turns sentences into the features of the first model.
func firstSet(f *entity.Features, data []labelledSentence) (*sequenceSet, map[uint64]int32, []uint64) {
	var buffer []uint64
	each := func(take func(sentence, word int, features []uint64)) {
		for s := range data {
			d := &data[s]
			f.Sentence(len(d.words), func(i int) string { return d.words[i] })
			for i := range d.words {
				buffer = f.Token(buffer[:0], i)
				take(s, i, buffer)
			}
		}
	}
	index, hashes := countedFeatures(func(take func(uint64)) {
		each(func(_, _ int, features []uint64) {
			for _, h := range features {
				take(h)
			}
		})
	}, 2)
	set := &sequenceSet{}
	each(func(s, i int, features []uint64) {
		set.tokens = append(set.tokens, len(set.features))
		for _, h := range features {
			if k, ok := index[h]; ok {
				set.features = append(set.features, k)
			}
		}
		set.allowed = append(set.allowed, data[s].allowed[i])
		if i == len(data[s].words)-1 {
			set.ends = append(set.ends, len(set.allowed))
		}
	})
	set.tokens = append(set.tokens, len(set.features))
	return set, index, hashes
}

// foldsOf gives every sentence a fold, the same to those of one document.
func foldsOf(data []labelledSentence, folds int) []int {
	var fold []int
	for s := range data {
		id := data[s].document
		if id == "" {
			id = strings.Join(data[s].words, " ")
		}
		fold = append(fold, int(model.Hash(id)>>8)%folds)
	}
	return fold
}

// without is the set with the sentences of one fold left out.
func (s *sequenceSet) without(fold []int, k int) *sequenceSet {
	t := *s
	t.skip = make([]bool, len(s.ends))
	for i := range t.skip {
		t.skip[i] = fold[i] == k
	}
	return &t
}

// label fills in the scores and the best labels of sentence s.
func (c *sequenceCRF) label(set *sequenceSet, s int, base [][labelWidth]float32, labels []int8) {
	first, end := set.first(s), set.ends[s]
	const L = entity.LabelCount
	best := make([][L]float32, end-first)
	from := make([][L]int8, end-first)
	for i := first; i < end; i++ {
		var e [L]float32
		c.score(set.features[set.tokens[i]:set.tokens[i+1]], &e)
		copy(base[i][:], e[1:])
		row := &best[i-first]
		for b := range row {
			row[b] = float32(math.Inf(-1))
		}
		if i == first {
			for _, b := range c.follow[L] {
				row[b] = c.steps[L][b]
			}
		} else {
			for a := range L {
				for _, b := range c.follow[a] {
					if x := best[i-first-1][a] + c.steps[a][b]; x > row[b] {
						row[b], from[i-first][b] = x, int8(a)
					}
				}
			}
		}
		for b := range row {
			row[b] += e[b]
		}
	}
	at := int8(0)
	for b := range L {
		if entity.LabelFollows(b, 0) && best[end-first-1][b] > best[end-first-1][at] {
			at = int8(b)
		}
	}
	for i := end - 1; i >= first; i-- {
		labels[i] = at
		at = from[i-first][at]
	}
}

// secondSet fills set with the features of the second model, from the labels of the first.
func secondSet(f *entity.Features, data []labelledSentence, labels []int8, set *sequenceSet) (map[uint64]int32, []uint64) {
	var buffer []uint64
	var doc entity.Document
	each := func(take func(features []uint64)) {
		at := 0
		for s := 0; s < len(data); {
			end := s + 1
			for end < len(data) && data[s].document != "" && data[end].document == data[s].document {
				end++
			}
			doc.Reset()
			for ; s < end; s++ {
				d := &data[s]
				f.Sentence(len(d.words), func(i int) string { return d.words[i] })
				doc.Add(f, labels[at:at+len(d.words)])
				at += len(d.words)
			}
			doc.Gather()
			for k := range doc.Pieces() {
				first, last := doc.Piece(k)
				for i := first; i < last; i++ {
					buffer = doc.Token(buffer[:0], k, i)
					take(buffer)
				}
			}
		}
	}
	index, hashes := countedFeatures(func(take func(uint64)) {
		each(func(features []uint64) {
			for _, h := range features {
				take(h)
			}
		})
	}, 3)
	set.tokens = set.tokens[:0]
	each(func(features []uint64) {
		set.tokens = append(set.tokens, len(set.features))
		for _, h := range features {
			if k, ok := index[h]; ok {
				set.features = append(set.features, k)
			}
		}
	})
	set.tokens = append(set.tokens, len(set.features))
	return index, hashes
}
