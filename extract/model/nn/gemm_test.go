package nn

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

func random(r *rand.Rand, n int) []float32 {
	v := make([]float32, n)
	for i := range v {
		v[i] = r.Float32() - 0.5
	}
	return v
}

func TestMulAgreesWithTheDefinition(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var s Scratch
	var packed, transposed Matrix
	for _, d := range [][3]int{{1, 1, 1}, {6, 16, 16}, {7, 5, 17}, {13, 64, 33}, {25, 96, 48}, {3, 300, 51}, {6, 2, 16}} {
		m, k, n := d[0], d[1], d[2]
		a, b, c := random(r, m*k), random(r, k*n), random(r, m*n)
		at, bt := transpose(a, m, k), transpose(b, k, n)
		want := make([]float64, m*n)
		for i := range m {
			for j := range n {
				want[i*n+j] = float64(c[i*n+j])
				for l := range k {
					want[i*n+j] += float64(a[i*k+l]) * float64(b[l*n+j])
				}
			}
		}
		packed.Pack(b, k, n)
		transposed.PackTransposed(bt, k, k, n)
		for name, f := range map[string]func(c []float32){
			"Mul":                func(c []float32) { s.Mul(c, n, a, k, &packed, m) },
			"PackTransposed":     func(c []float32) { s.Mul(c, n, a, k, &transposed, m) },
			"MulTransposed":      func(c []float32) { s.MulTransposed(c, n, at, m, &packed, m) },
			"MulTransposed both": func(c []float32) { s.MulTransposed(c, n, at, m, &transposed, m) },
		} {
			got := append([]float32(nil), c...)
			f(got)
			for i := range got {
				if math.Abs(float64(got[i])-want[i]) > 1e-4 {
					t.Fatalf("%s %v: element %d is %g, want %g", name, d, i, got[i], want[i])
				}
			}
		}
	}
}

func transpose(a []float32, m, n int) []float32 {
	t := make([]float32, len(a))
	for i := range m {
		for j := range n {
			t[j*m+i] = a[i*n+j]
		}
	}
	return t
}

func TestPortableKernelGivesTheSameNumbers(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	const k = 57
	a, b := random(r, k*rows), random(r, k*cols)
	x, y := random(r, rows*cols), make([]float32, rows*cols)
	copy(y, x)
	kernel(k, a, b, x, cols)
	kernelGo(k, a, b, y, cols)
	for i := range x {
		if x[i] != y[i] {
			t.Fatalf("element %d: %g and %g", i, x[i], y[i])
		}
	}
}

func TestFusedMultiplyAddIsRoundedOnce(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for range 200_000 {
		x, y := r.Float32()*2-1, r.Float32()*2-1
		z := float32(math.Ldexp(float64(r.Float32()*2-1), r.IntN(80)-60))
		if r.IntN(4) == 0 { // ties, and what lies just beside them
			x, y = float32(r.IntN(1<<12)+1<<12), float32(r.IntN(1<<12)+1<<12)
			z = float32(math.Ldexp(1, r.IntN(90)-50))
		}
		sum := new(big.Float).SetPrec(500).Mul(big.NewFloat(float64(x)), big.NewFloat(float64(y)))
		want, _ := sum.SetPrec(500).Add(sum, big.NewFloat(float64(z))).Float32()
		if got := fma(x, y, z); got != want {
			t.Fatalf("%b × %b + %b is %b, want %b", x, y, z, got, want)
		}
	}
}

func BenchmarkMul(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	const m, k, n = 600, 256, 384
	a, w, c := random(r, m*k), random(r, k*n), make([]float32, m*n)
	var s Scratch
	var p Matrix
	p.Pack(w, k, n)
	for b.Loop() {
		s.Mul(c, n, a, k, &p, m)
	}
	b.ReportMetric(2*float64(m*k*n)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
}
