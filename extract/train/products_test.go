package train

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestProducts: the products of the machine are those of plain Go, to the bit.
func TestProducts(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{0, 1, 4, 7, 12, 64} {
		row := func() []float32 {
			v := make([]float32, n)
			for i := range v {
				v[i] = r.Float32() - 0.5
			}
			return v
		}
		x, y, grad := row(), row(), row()
		if got, want := dot(x, y), dotGo(x, y); got != want {
			t.Errorf("dot of %d: %v, want %v", n, got, want)
		}
		y2, grad2 := slices.Clone(y), slices.Clone(grad)
		axpy2(0.3, x, y, grad)
		axpy2Go(0.3, x, y2, grad2)
		if !slices.Equal(y, y2) || !slices.Equal(grad, grad2) {
			t.Errorf("axpy2 of %d differs", n)
		}
	}
}

func BenchmarkProducts(b *testing.B) {
	x, y, grad := make([]float32, 64), make([]float32, 64), make([]float32, 64)
	b.Run("plain", func(b *testing.B) {
		for range b.N {
			axpy2Go(dotGo(x, y), x, y, grad)
		}
	})
	b.Run("machine", func(b *testing.B) {
		for range b.N {
			axpy2(dot(x, y), x, y, grad)
		}
	})
}
