package train

import (
	"context"
	"errors"
	"io"
	"math"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/dateline-news/dateline/extract/entity"
	"github.com/dateline-news/dateline/extract/model"
)

// Words learns words.bin from the raw news: for each word a vector of what it is
// about and one of how it behaves, their clusters at three grains, and how often
// it is written with a capital.
func Words(_ context.Context, corpora string, log io.Writer) (*model.Writer, error) {
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
	if err := errors.Join(err, err2); err != nil {
		return nil, err
	}
	classes := make([]entity.WordClass, len(meaning.Words))
	for g, k := range entity.ClusterSizes {
		a, b := Clusters(meaning, k, 1, log), Clusters(form, k, 1, log)
		for i := range classes {
			classes[i].Meaning[g], classes[i].Syntax[g] = uint16(a[i])+1, uint16(b[i])+1
		}
	}
	w := model.NewWriter()
	putClasses(w, meaning.Words, meaning.Counts, classes)
	putVectors(w, meaning, form)
	return w, nil
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
		hashes[i], rows[i] = model.Hash(s), classes[i].Columns(i)
	}
	entity.PutHashed(w, "words", hashes, rows)
}

// putVectors writes the vectors of both sorts side by side in eight bits a
// number, each sort with the same spread.
func putVectors(w *model.Writer, sorts ...*Vectors) {
	// Four decimals, as WriteText prints them, so that vectors that were kept as text give the same bytes.
	for _, v := range sorts {
		for i, x := range v.Rows {
			v.Rows[i] = float32(math.RoundToEven(float64(x)*1e4) / 1e4)
		}
	}
	n := len(sorts[0].Words)
	out := make([]int8, n*entity.WordVector)
	at := 0
	for _, v := range sorts {
		var square float64
		for _, x := range v.Rows {
			square += float64(x) * float64(x)
		}
		limit := float32(4 * math.Sqrt(square/float64(len(v.Rows)))) // beyond four deviations is cut off
		for i := range n {
			for k, x := range v.Row(i) {
				out[i*entity.WordVector+at+k] = int8(math.RoundToEven(float64(min(max(x, -limit), limit) / limit * 127)))
			}
		}
		at += v.Dim
	}
	model.Put(w, "vectors", out)
	model.Put(w, "vectors.scale", []float32{2.0 / 127}) // half a unit of deviation a number
}
