package train

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/dateline-news/dateline/extract/entity"
	"github.com/dateline-news/dateline/extract/model"
)

// labelWidth is a row of weights: every label but "outside", whose weights are all 0.
const labelWidth = entity.LabelCount - 1

// A sequenceSet holds sentences as numbers of features.
type sequenceSet struct {
	features []int32               // of all tokens, one after another
	tokens   []int                 // where each token's features begin; one more at the end
	allowed  []uint32              // labels that each token may have
	ends     []int                 // token after each sentence's last
	base     [][labelWidth]float32 // scores to begin with, nil for none
	skip     []bool                // sentences to leave out, nil for none
}

// first is the first token of sentence k.
func (s *sequenceSet) first(k int) int {
	if k == 0 {
		return 0
	}
	return s.ends[k-1]
}

// A sequenceCRF is a linear-chain CRF while it is trained. Labels that are not
// known are summed over (Tsuboi et al. 2008), so that a corpus teaches only what
// it says.
type sequenceCRF struct {
	index   map[uint64]int32
	hashes  []uint64
	weights []float32
	squares []float32
	steps   [entity.LabelCount + 1][entity.LabelCount]float32
	stepSqs [entity.LabelCount + 1][entity.LabelCount]float32
	follow  [entity.LabelCount + 1][]int
	fixed   bool // the steps from label to label stay as they are
}

// countedFeatures numbers the features that are seen at least least times.
func countedFeatures(each func(f func(uint64)), least uint8) (map[uint64]int32, []uint64) {
	const bits = 27
	counts := make([]uint8, 1<<bits)
	each(func(h uint64) {
		if c := &counts[h>>(64-bits)]; *c < 255 {
			*c++
		}
	})
	index := map[uint64]int32{}
	var hashes []uint64
	each(func(h uint64) {
		if counts[h>>(64-bits)] < least {
			return
		}
		if _, ok := index[h]; !ok {
			index[h] = int32(len(hashes))
			hashes = append(hashes, h)
		}
	})
	return index, hashes
}

func newSequenceCRF(index map[uint64]int32, hashes []uint64) *sequenceCRF {
	c := &sequenceCRF{index: index, hashes: hashes, weights: make([]float32, len(hashes)*labelWidth), squares: make([]float32, len(hashes)*labelWidth)}
	for a := range entity.LabelCount + 1 {
		from := a
		if a == entity.LabelCount {
			from = -1
		}
		for b := range entity.LabelCount {
			if entity.LabelFollows(from, b) {
				c.follow[a] = append(c.follow[a], b)
			}
		}
	}
	return c
}

// crfScratch is the memory of one sentence.
type crfScratch struct {
	emit, alpha, beta [][entity.LabelCount]float64
	all, right        [][entity.LabelCount]float64
}

func (s *crfScratch) reset(n int) {
	for _, p := range []*[][entity.LabelCount]float64{&s.emit, &s.alpha, &s.beta, &s.all, &s.right} {
		if cap(*p) < n {
			*p = make([][entity.LabelCount]float64, n*2)
		}
		*p = (*p)[:n]
	}
}

// marginals fills out with the probability of each label of each token, given
// that every token's label is among those allowed, and pair with the expected
// number of each step.
func (c *sequenceCRF) marginals(s *crfScratch, step *[entity.LabelCount + 1][entity.LabelCount]float64, allowed []uint32, out [][entity.LabelCount]float64,
	pair *[entity.LabelCount + 1][entity.LabelCount]float64, sign float64) float64 {
	const L = entity.LabelCount
	n := len(s.emit)
	may := func(i, b int) bool { return allowed == nil || allowed[i]>>b&1 == 1 }
	logZ := 0.0
	for i := range n {
		row := &s.alpha[i]
		*row = [L]float64{}
		if i == 0 {
			for _, b := range c.follow[L] {
				row[b] = step[L][b]
			}
		} else {
			for a := range L {
				if x := s.alpha[i-1][a]; x > 0 {
					for _, b := range c.follow[a] {
						row[b] += x * step[a][b]
					}
				}
			}
		}
		sum := 0.0
		for b := range L {
			if !may(i, b) || i == n-1 && !entity.LabelFollows(b, 0) {
				row[b] = 0
				continue
			}
			row[b] *= s.emit[i][b]
			sum += row[b]
		}
		if sum <= 0 {
			return math.Inf(-1)
		}
		logZ += math.Log(sum)
		for b := range L {
			row[b] /= sum
		}
	}
	for i := n - 1; i >= 0; i-- {
		row := &s.beta[i]
		*row = [L]float64{}
		if i == n-1 {
			for b := range L {
				row[b] = 1
			}
		} else {
			var next [L]float64
			for b := range L {
				if may(i+1, b) && (i+1 < n-1 || entity.LabelFollows(b, 0)) {
					next[b] = s.beta[i+1][b] * s.emit[i+1][b]
				}
			}
			sum := 0.0
			for a := range L {
				for _, b := range c.follow[a] {
					row[a] += step[a][b] * next[b]
				}
				sum += row[a] * s.alpha[i][a]
			}
			for a := range L {
				row[a] /= sum
			}
			for a := range L {
				if x := s.alpha[i][a]; x > 0 {
					for _, b := range c.follow[a] {
						if next[b] > 0 {
							pair[a][b] += sign * x * step[a][b] * next[b] / sum
						}
					}
				}
			}
		}
		sum := 0.0
		for b := range L {
			out[i][b] = s.alpha[i][b] * row[b]
			sum += out[i][b]
		}
		for b := range L {
			out[i][b] /= sum
		}
	}
	for b := range L {
		pair[L][b] += sign * out[0][b]
	}
	return logZ
}

func (c *sequenceCRF) score(features []int32, out *[entity.LabelCount]float32) {
	*out = [entity.LabelCount]float32{}
	acc := (*[labelWidth]float32)(out[1:])
	for _, f := range features {
		row := (*[labelWidth]float32)(c.weights[int(f)*labelWidth:])
		for k, x := range row {
			acc[k] += x
		}
	}
}

// train runs over the set in a new order each epoch, with AdaGrad (Duchi et al. 2011).
// drop is the share of features that are left out at each token, so that no
// single one carries a name alone.
func (c *sequenceCRF) train(set *sequenceSet, epochs int, rate, drop float32, seed uint64, log io.Writer) {
	const L = entity.LabelCount
	random := rand.New(rand.NewPCG(seed, 7))
	order := make([]int, len(set.ends))
	for i := range order {
		order[i] = i
	}
	var s crfScratch
	var kept []int32
	var keptEnds []int
	start := time.Now()
	// The weights are averaged over points of the later epochs, which smooths
	// what the last sentences did (Polyak & Juditsky 1992).
	const points = 8
	sum, sumSteps, taken := make([]float32, len(c.weights)), c.steps, 0
	clear(sumSteps[:])
	for epoch := range epochs {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		loss := 0.0
		for at, k := range order {
			if epoch > 0 && (at+1)*points/len(order) != at*points/len(order) {
				taken++
				for i, w := range c.weights {
					sum[i] += w
				}
				for a := range sumSteps {
					for b, w := range c.steps[a] {
						sumSteps[a][b] += w
					}
				}
			}
			if set.skip != nil && set.skip[k] {
				continue
			}
			first, end := set.first(k), set.ends[k]
			n := end - first
			s.reset(n)
			kept, keptEnds = kept[:0], append(keptEnds[:0], 0)
			scale := 1 / (1 - drop)
			for i := range n {
				from := len(kept)
				for _, f := range set.features[set.tokens[first+i]:set.tokens[first+i+1]] {
					if drop == 0 || random.Float32() >= drop {
						kept = append(kept, f)
					}
				}
				keptEnds = append(keptEnds, len(kept))
				var e [L]float32
				c.score(kept[from:], &e)
				for b := range L {
					x := e[b] * scale
					if set.base != nil && b > 0 {
						x += set.base[first+i][b-1]
					}
					s.emit[i][b] = math.Exp(float64(min(30, max(-30, x))))
				}
			}
			var step [L + 1][L]float64
			for a := range step {
				for _, b := range c.follow[a] {
					step[a][b] = math.Exp(float64(c.steps[a][b]))
				}
			}
			var pair [L + 1][L]float64
			right := c.marginals(&s, &step, set.allowed[first:end], s.right, &pair, 1)
			if math.IsInf(right, -1) {
				continue
			}
			loss += c.marginals(&s, &step, nil, s.all, &pair, -1) - right
			for a := range step {
				if c.fixed {
					break
				}
				for _, b := range c.follow[a] {
					if g := float32(pair[a][b]); g != 0 {
						c.stepSqs[a][b] += g * g
						c.steps[a][b] += rate * g / float32(math.Sqrt(float64(c.stepSqs[a][b])+1e-8))
					}
				}
			}
			for i := range n {
				var g [labelWidth]float32
				top := float32(0)
				for b := 1; b < L; b++ {
					g[b-1] = float32(s.right[i][b] - s.all[i][b])
					top = max(top, g[b-1], -g[b-1])
				}
				if top < 0.001 {
					continue
				}
				for _, f := range kept[keptEnds[i]:keptEnds[i+1]] {
					w := (*[labelWidth]float32)(c.weights[int(f)*labelWidth:])
					q := (*[labelWidth]float32)(c.squares[int(f)*labelWidth:])
					for b, x := range &g {
						if x > -1e-4 && x < 1e-4 {
							continue
						}
						q[b] += x * x
						w[b] += rate * x / float32(math.Sqrt(float64(q[b])+1e-8))
					}
				}
			}
		}
		fmt.Fprintf(log, "names: epoch %d of %d, loss %.4f a word, %.0f s\n", epoch+1, epochs, loss/float64(len(set.allowed)), time.Since(start).Seconds())
	}
	if taken == 0 {
		return
	}
	for i := range c.weights {
		c.weights[i] = sum[i] / float32(taken)
	}
	for a := range c.steps {
		for b := range c.steps[a] {
			c.steps[a][b] = sumSteps[a][b] / float32(taken)
		}
	}
}

// put writes the model's most telling features, at most rows of them.
func (c *sequenceCRF) put(w *model.Writer, name string, rows int) {
	type row struct {
		at   int
		size float32
	}
	list := make([]row, len(c.hashes))
	for i := range list {
		size := float32(0)
		for _, x := range c.weights[i*labelWidth : (i+1)*labelWidth] {
			size += x * x
		}
		list[i] = row{i, size}
	}
	slices.SortStableFunc(list, func(a, b row) int {
		switch {
		case a.size > b.size:
			return -1
		case a.size < b.size:
			return 1
		}
		return 0
	})
	list = list[:min(rows, len(list))]
	slices.SortFunc(list, func(a, b row) int { return a.at - b.at })
	var features []uint64
	var weights []float32
	for _, r := range list {
		features = append(features, c.hashes[r.at])
		weights = append(weights, c.weights[r.at*labelWidth:(r.at+1)*labelWidth]...)
	}
	entity.PutSequence(w, name, features, weights, c.steps)
}
