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
		meaning, err = LearnVectors(corpora, VectorOptions{Dim: model.VectorDim, Window: 5, MinCount: 8, Epochs: 5, Seed: 1}, log)
	})
	both.Go(func() {
		form, err2 = LearnVectors(corpora, VectorOptions{Dim: model.VectorDim, Window: 2, Positional: true, MinCount: 8, Epochs: 5, Seed: 1}, log)
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
	order := model.PutVocabulary(w, meaning.Words, eightBits(fourDecimals(meaning)), eightBits(form), 2.0/127)
	entity.PutWordClasses(w, model.Arranged(withCapitals(classes, meaning), order))
	return w, nil
}

// withCapitals adds how often each word is written with a capital.
func withCapitals(classes []entity.WordClass, v *Vectors) []entity.WordClass {
	count := make(map[string]int, len(v.Words))
	for i, s := range v.Words {
		count[s] = v.Counts[i]
	}
	for i, s := range v.Words {
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
	}
	return classes
}

// fourDecimals rounds vectors as WriteText prints them: some of what learned
// from these was made from such a text.
func fourDecimals(v *Vectors) *Vectors {
	for i, x := range v.Rows {
		v.Rows[i] = float32(math.RoundToEven(float64(x)*1e4) / 1e4)
	}
	return v
}

// eightBits rounds vectors to units of 2/127 of their standard deviation, so
// that both sorts have the same spread; what is beyond four deviations is cut off.
func eightBits(v *Vectors) []int8 {
	var square float64
	for _, x := range v.Rows {
		square += float64(x) * float64(x)
	}
	limit := float32(4 * math.Sqrt(square/float64(len(v.Rows))))
	out := make([]int8, len(v.Rows))
	for i, x := range v.Rows {
		out[i] = int8(math.RoundToEven(float64(min(max(x, -limit), limit) / limit * 127)))
	}
	return out
}
