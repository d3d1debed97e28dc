package nn

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// layer makes a linear layer of random weights.
func layer(r *rand.Rand, in, out int) *Linear {
	return &Linear{In: in, Out: out, W: &Param{W: random(r, in*out)}, B: &Param{W: random(r, out)}}
}

func TestIntegerProductsAreCloseToTheDefinition(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, d := range [][3]int{{1, 1, 1}, {6, 32, 32}, {7, 64, 33}, {13, 96, 128}, {25, 5, 68}, {40, 256, 50}} {
		m, k, n := d[0], d[1], d[2]
		l, x := layer(r, k, n), random(r, m*k)
		var w Integers
		w.Set(l)
		var rows Rows
		rows.Set(x, k, k, m, Unbounded)
		y := make([]float32, Padded(m)*w.Stride())
		rows.Mul(y, &w, 0, m)
		for i := range m {
			for j := range n {
				want := float64(l.B.W[j])
				for c := range k {
					want += float64(x[i*k+c]) * float64(l.W.W[c*n+j])
				}
				if got := float64(y[i*w.Stride()+j]); math.Abs(got-want) > 0.004*math.Sqrt(float64(k)) {
					t.Fatalf("%v: element %d,%d is %g, want %g", d, i, j, got, want)
				}
			}
		}
	}
}

// What a machine has must not show in an answer: all kernels give the same bytes.
func TestKernelsGiveTheSameBytes(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for _, d := range [][3]int{{6, 4, 32}, {12, 32, 64}, {19, 128, 96}, {20, 96, 45}, {8, 37, 70}} {
		m, k, n := d[0], d[1], d[2]
		l, x := layer(r, k, n), random(r, m*k)
		for i := range x {
			switch r.IntN(20) {
			case 0:
				x[i] *= 100
			case 1:
				x[i] = 0
			}
		}
		for i := range l.W.W {
			if r.IntN(3) == 0 {
				l.W.W[i] = float32(1 - 2*r.IntN(2)) // as large as they come: sums must not saturate
			}
		}
		for _, least := range []float32{0, Unbounded} {
			type result struct {
				q     []uint8
				scale []float32
				y, s  []float32
			}
			var want *result
			eachKernel(func(name string) {
				var w Integers
				w.Set(l)
				var rows Rows
				rows.Set(x, k, k, m, least)
				got := &result{rows.q[:m*rows.stride], rows.scale[:2*m], make([]float32, Padded(m)*w.Stride()), random(rand.New(rand.NewPCG(7, 8)), k)}
				rows.Mul(got.y, &w, 0, m)
				got.y = got.y[:m*w.Stride()]
				AddScaled(got.s, w.panels[:k], 0.37)
				if want == nil {
					want = got
					return
				}
				if !slices.Equal(got.q, want.q) || !slices.Equal(got.scale, want.scale) || !slices.Equal(got.y, want.y) || !slices.Equal(got.s, want.s) {
					t.Errorf("%v, least %g: kernel %s differs from the portable one", d, least, name)
				}
			})
		}
	}
}

func TestAllEqualRowsAreExact(t *testing.T) {
	for _, c := range []float32{0, 1e-38, -2.5, 3} {
		x := slices.Repeat([]float32{c}, 32)
		var rows Rows
		rows.Set(x, 32, 32, 1, Unbounded)
		if got := rows.scale[0]*float32(rows.q[5]) + rows.scale[1]; math.Abs(float64(got-c)) > 1e-6 {
			t.Errorf("%g comes back as %g", c, got)
		}
	}
}

func BenchmarkIntegers(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	const m, k, n = 270, 256, 1024
	x := random(r, m*k)
	var w Integers
	w.Set(layer(r, k, n))
	var rows Rows
	y := make([]float32, Padded(m)*w.Stride())
	eachKernel(func(name string) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				rows.Set(x, k, k, m, Unbounded)
				rows.Mul(y, &w, 0, m)
			}
			b.ReportMetric(2*float64(m*k*n)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GOP/s")
		})
	})
}

func BenchmarkQuantise(b *testing.B) {
	x, q := random(rand.New(rand.NewPCG(1, 2)), 256), make([]uint8, 256)
	var scale [2]float32
	for b.Loop() {
		quantise(q, scale[:], x, 0)
	}
}
