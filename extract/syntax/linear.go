package syntax

import (
	"github.com/dateline-news/dateline/extract/model"
)

// linear is a multi-class linear classifier over hashed features: a feature's
// hash picks a row of weights, one a class. Collisions are harmless noise at
// the table sizes used here (Weinberger et al. 2009, "Feature hashing").
type linear struct {
	mask    uint64
	classes int
	weights []int8
}

func openLinear(f *model.File, name string, classes int) linear {
	w := model.Slice[int8](f, name)
	return linear{uint64(len(w)/classes - 1), classes, w}
}

// score adds up the rows of the features into scores, which has one element a class.
func (l *linear) score(features []uint64, scores []int32) {
	scores = scores[:l.classes]
	clear(scores)
	for _, f := range features {
		at := int(f&l.mask) * l.classes
		row := l.weights[at : at+l.classes]
		for c, w := range row {
			scores[c] += int32(w)
		}
	}
}

// mark makes feature number n with value v.
func mark(n int, v uint64) uint64 { return model.Mix(v + uint64(n)*0x9E3779B97F4A7C15) }

// pair joins two values into one.
func pair(a, b uint64) uint64 { return model.Mix(a*0x100000001B3 ^ b) }
