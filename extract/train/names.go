package train

import (
	"context"
	"fmt"
	"io"
	"math"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/dateline-news/dateline/extract/entity"
	"github.com/dateline-news/dateline/extract/model"
	"github.com/dateline-news/dateline/extract/syntax"
)

// nameSets are the corpora that names are learned from, in this order.
var nameSets = []string{"uner-ewt", "gum", "few-nerd", "redocred", "wikigold", "wikipedia-events", "crossner", "wnut17"}

// The sizes of the models, in features that are kept.
const (
	firstRows  = 400_000
	secondRows = 30_000
)

// Names learns names.bin: word clusters from the raw news, a CRF over
// sentences, and one over documents.
func Names(ctx context.Context, corpora string, log io.Writer) (*model.Writer, error) {
	w := model.NewWriter()
	if err := putWordClasses(w, corpora, log); err != nil {
		return nil, err
	}
	sets, err := nameCorpora(corpora, segmentWith(syntax.New(model.MustOpen(model.Syntax), model.MustOpen(model.Network))))
	if err != nil {
		return nil, err
	}
	var data []labelledSentence
	for _, n := range nameSets {
		data = append(data, sets[n]...)
	}
	return w, learnNames(ctx, w, withVariants(data), log)
}

// putWordClasses learns vectors of two sorts and writes the table of words.
func putWordClasses(w *model.Writer, corpora string, log io.Writer) error {
	var meaning, form *Vectors
	var err, err2 error
	var both sync.WaitGroup
	both.Go(func() {
		meaning, err = LearnVectors(corpora, VectorOptions{Dim: 64, Window: 5, MinCount: 8, Epochs: 5, Seed: 1}, log)
	})
	both.Go(func() {
		form, err2 = LearnVectors(corpora, VectorOptions{Dim: 64, Window: 2, Positional: true, MinCount: 8, Epochs: 5, Seed: 1}, log)
	})
	both.Wait()
	if err != nil || err2 != nil {
		return cmpErr(err, err2)
	}
	classes := make([]entity.WordClass, len(meaning.Words))
	for g, k := range entity.ClusterSizes {
		a, b := Clusters(meaning, k, 1, log), Clusters(form, k, 1, log)
		for i := range classes {
			classes[i].Meaning[g], classes[i].Syntax[g] = uint16(a[i])+1, uint16(b[i])+1
		}
	}
	putClasses(w, meaning.Words, meaning.Counts, classes)
	return nil
}

func cmpErr(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

// putClasses adds how often each word is written with a capital, and writes the table.
func putClasses(w *model.Writer, words []string, counts []int, classes []entity.WordClass) {
	count := make(map[string]int, len(words))
	for i, s := range words {
		count[s] = counts[i]
	}
	hashes, rows := make([]uint64, len(words)), make([][]uint32, len(words))
	for i, s := range words {
		low := strings.ToLower(s)
		r, n := utf8.DecodeRuneInString(low)
		up := string(unicode.ToUpper(r)) + low[n:]
		capital := 0
		if up != low {
			capital = count[up]
		}
		if s != low && s != up {
			capital += count[s]
		}
		share := float64(capital) / float64(capital+count[low]+1)
		classes[i].Capital = 1 + uint8(share*6.99)
		hashes[i], rows[i] = model.Hash(s), classes[i].Columns()
	}
	entity.PutHashed(w, "words", hashes, rows)
}

// learnNames trains both models on sentences and adds them to w, which holds the table of words.
func learnNames(ctx context.Context, w *model.Writer, data []labelledSentence, log io.Writer) error {
	words, err := readBack(w)
	if err != nil {
		return err
	}
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
	return nil
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
	for _, s := range data {
		if k := len(set.skip); len(s.words) > 0 {
			set.skip = append(set.skip, s.silver || set.tokens[set.first(k)] == set.tokens[set.ends[k]])
		}
	}
	c.train(set, 3, 0.05, 0.2, 2, log)
	c.put(w, "second", secondRows)
}

// readBack reads back what has been written so far.
func readBack(w *model.Writer) (*model.File, error) {
	var b strings.Builder
	if _, err := w.WriteTo(&b); err != nil {
		return nil, err
	}
	return model.Open([]byte(b.String()))
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
		if len(data[s].words) == 0 {
			continue
		}
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
				if len(d.words) == 0 {
					continue
				}
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
