package train

import (
	"math"
	"slices"
)

// hashedPerceptron is an averaged multi-class perceptron over hashed features
// (Collins 2002): a feature's hash picks a row of weights, one a class. With one
// class it decides by the sign.
type hashedPerceptron struct {
	mask    uint64
	classes int
	weights []float32
	totals  []float32 // sum of the weight over all steps up to stamps
	stamps  []int32
	step    int32
}

func newHashedPerceptron(bits, classes int) *hashedPerceptron {
	n := classes << bits
	return &hashedPerceptron{1<<bits - 1, classes, make([]float32, n), make([]float32, n), make([]int32, n), 0}
}

func (p *hashedPerceptron) score(features []uint64, scores []float32) {
	clear(scores[:p.classes])
	for _, f := range features {
		row := p.weights[int(f&p.mask)*p.classes:][:p.classes]
		for c, w := range row {
			scores[c] += w
		}
	}
}

// update adds delta to the weights of a class.
func (p *hashedPerceptron) update(features []uint64, class int, delta float32) {
	if delta == 0 {
		return
	}
	for _, f := range features {
		i := int(f&p.mask)*p.classes + class
		p.totals[i] += p.weights[i] * float32(p.step-p.stamps[i])
		p.stamps[i] = p.step
		p.weights[i] += delta
	}
}

// averaged returns the mean of the weights over all steps.
func (p *hashedPerceptron) averaged() []float32 {
	out := make([]float32, len(p.weights))
	for i, w := range p.weights {
		out[i] = (p.totals[i] + w*float32(p.step-p.stamps[i])) / float32(max(p.step, 1))
	}
	return out
}

// quantised squeezes weights into a byte each, so that all but the largest
// in ten thousand keep their proportion.
func quantised(w []float32) []int8 {
	var sizes []float32
	for _, x := range w {
		if x != 0 {
			sizes = append(sizes, float32(math.Abs(float64(x))))
		}
	}
	out := make([]int8, len(w))
	if len(sizes) == 0 {
		return out
	}
	slices.Sort(sizes)
	scale := 127 / sizes[int(float64(len(sizes)-1)*0.99999)]
	for i, x := range w {
		out[i] = int8(math.Round(float64(max(-127, min(127, x*scale)))))
	}
	return out
}
