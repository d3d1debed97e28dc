package nn

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// Loss of a layer's output: a fixed random weighting, so that its gradient is known.
func weighted(h, weights []float32) (sum float64) {
	for i, x := range h {
		sum += float64(x) * float64(weights[i])
	}
	return sum
}

func TestGradientsAgreeWithDifferences(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	const in, size, m = 7, 5, 9
	ends := []int32{4, 5, 9}
	w, b, v := NewParam(in, 8*size).Glorot(r), NewParam(1, 8*size).Uniform(r, 0.3), NewParam(4, size).Uniform(r, 0.5)
	l := NewSRU(in, size, w, b, v)
	x, weights := random(r, m*in), random(r, m*2*size)
	var s Scratch
	var st State
	h := make([]float32, m*2*size)
	loss := func() float64 {
		l.W.Pack()
		l.Forward(&s, &st, h, x, ends)
		return weighted(h, weights)
	}
	var adam Adam
	adam.Register(false, w, b, v)
	loss()
	dx := make([]float32, len(x))
	l.Backward(&s, &st, dx, append([]float32(nil), weights...), x, ends)
	check := func(name string, values, gradient []float32) {
		t.Helper()
		for i := 0; i < len(values); i += 3 {
			const eps = 1e-2
			old := values[i]
			values[i] = old + eps
			up := loss()
			values[i] = old - eps
			down := loss()
			values[i] = old
			if want := (up - down) / (2 * eps); math.Abs(want-float64(gradient[i])) > 2e-3*(1+math.Abs(want)) {
				t.Errorf("%s[%d]: gradient %g, differences give %g", name, i, gradient[i], want)
			}
		}
	}
	check("x", x, dx)
	check("W", w.W, append([]float32(nil), w.Grad...))
	check("b", b.W, append([]float32(nil), b.Grad...))
	check("v", v.W, append([]float32(nil), v.Grad...))
}

func TestTanhIsCloseEnough(t *testing.T) {
	for x := -12.0; x < 12; x += 0.01 {
		if got := float64(Tanh(float32(x))); math.Abs(got-math.Tanh(x)) > 2e-6 {
			t.Fatalf("Tanh(%g) = %g, want %g", x, got, math.Tanh(x))
		}
	}
}

func TestAdamFindsTheMinimum(t *testing.T) {
	p, sparse := NewParam(1, 3), NewParam(4, 1)
	a := Adam{Rate: 0.05, Beta1: 0.9, Beta2: 0.98, Epsilon: 1e-8, Clip: 5, Decay: 0.9}
	a.Register(false, p)
	a.Register(true, sparse)
	for range 2000 {
		for i, want := range []float32{1, -2, 0.5} {
			p.Grad[i] = p.W[i] - want
		}
		sparse.Touch(2, []float32{sparse.W[2] - 3})
		a.Step()
	}
	a.Swap()
	for i, want := range []float32{1, -2, 0.5} {
		if math.Abs(float64(p.W[i]-want)) > 0.01 {
			t.Errorf("weight %d is %g, want %g", i, p.W[i], want)
		}
	}
	if math.Abs(float64(sparse.W[2]-3)) > 0.01 || sparse.W[1] != 0 {
		t.Errorf("sparse rows are %v", sparse.W)
	}
}

func TestEveryStepGivesTheSameNumbers(t *testing.T) {
	for _, n := range []int{5, 24, 48} {
		var want [9][]float32
		eachKernel(func(name string) {
			r := rand.New(rand.NewPCG(7, 8))
			var v [9][]float32
			for i := range v {
				v[i] = random(r, n)
			}
			v[4][3], v[5][4] = 50, -50
			step(v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8])
			if want[0] == nil {
				want = v
			}
			for i := range v {
				if !slices.Equal(v[i], want[i]) {
					t.Errorf("%d units, %s: array %d differs", n, name, i)
				}
			}
		})
	}
}
