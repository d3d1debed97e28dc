package nn

import "math"

// Param is a trainable table of Rows × Cols numbers. Grad, and the moments of
// Adam, exist during training only.
type Param struct {
	Rows, Cols int
	W          []float32
	Grad       []float32
	m, v       []float32
	rows       []int32 // rows with a gradient; nil: all have one
	sparse     bool
}

// Linear is y = x·W + b, with W of In × Out.
type Linear struct {
	In, Out int
	W, B    *Param
	forward Matrix // W
	back    Matrix // Wᵀ
}

// Pack prepares the layer for products, after its weights were set or changed.
func (l *Linear) Pack() { l.forward.Pack(l.W.W, l.In, l.Out) }

// Forward sets y, m×Out, from x, m×In.
func (l *Linear) Forward(s *Scratch, y, x []float32, m int) {
	for i := range m {
		copy(y[i*l.Out:(i+1)*l.Out], l.B.W)
	}
	s.Mul(y, l.Out, x, l.In, &l.forward, m)
}

// Backward adds to the gradients of W and b, and to dx (m×In; nil if not wanted), from dy.
func (l *Linear) Backward(s *Scratch, dx, dy, x []float32, m int) {
	for i := range m {
		Add(l.B.Grad, dy[i*l.Out:(i+1)*l.Out])
	}
	var d Matrix
	d.Pack(dy, m, l.Out)
	s.MulTransposed(l.W.Grad, l.Out, x, l.In, &d, l.In)
	if dx != nil {
		l.back.PackTransposed(l.W.W, l.Out, l.Out, l.In)
		s.Mul(dx, l.In, dy, l.Out, &l.back, m)
	}
}

// Add adds b to a.
func Add(a, b []float32) {
	b = b[:len(a)]
	for i := range a {
		a[i] += b[i]
	}
}

// Sigmoid is 1/(1+e^-x), by a rational approximation of tanh that is exact to 1e-6.
func Sigmoid(x float32) float32 { return 0.5 + float32(0.5*Tanh(0.5*x)) }

// Tanh approximates the hyperbolic tangent by the rational function that Eigen
// uses (ptanh_float), with an error under 1e-6.
func Tanh(x float32) float32 {
	x = min(max(x, -7.9), 7.9)
	x2 := x * x
	p, q := float32(-2.76076847742355e-16), float32(1.19825839466702e-06)
	for _, c := range [...]float32{2.00018790482477e-13, -8.60467152213735e-11, 5.12229709037114e-08, 1.48572235717979e-05, 6.37261928875436e-04, 4.89352455891786e-03} {
		p = float32(p*x2) + c
	}
	for _, c := range [...]float32{1.18534705686654e-04, 2.26843463243900e-03, 4.89352518554385e-03} {
		q = float32(q*x2) + c
	}
	p = float32(p * x)
	return p / q
}

// LogSoftmax turns scores into log probabilities, in place, and returns the index of the largest.
func LogSoftmax(x []float32) int {
	best := 0
	for i, v := range x {
		if v > x[best] {
			best = i
		}
	}
	var sum float64
	for _, v := range x {
		sum += math.Exp(float64(v - x[best]))
	}
	norm := x[best] + float32(math.Log(sum))
	for i := range x {
		x[i] -= norm
	}
	return best
}
