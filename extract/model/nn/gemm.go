// Package nn owns the arithmetic of the small neural models: matrix products on
// packed panels, and the element-wise functions between them. It holds no model.
//
// Results do not depend on the machine. Sums of integers are exact; every element
// of a product of floating-point numbers is one chain of fused multiply-adds in
// order of the inner dimension, which the portable kernel repeats.
package nn

import "math"

// The micro-kernel's block of the result: rows × columns.
const (
	rows = 6
	cols = 16
)

// Matrix is a packed right-hand side: K × N numbers as panels of 16 columns.
// It is immutable once packed, unless Pack is called again.
type Matrix struct {
	K, N   int
	panels []float32 // ceil(N/16) panels of K×16
}

// Pack lays out b, K×N row-major, for Mul. The Matrix's memory is used again.
func (m *Matrix) Pack(b []float32, k, n int) {
	m.reset(k, n)
	for p, j := 0, 0; j < n; p, j = p+1, j+cols {
		dst, w := m.panels[p*k*cols:(p+1)*k*cols], min(cols, n-j)
		for i := range k {
			copy(dst[i*cols:i*cols+w], b[i*n+j:i*n+j+w])
		}
	}
}

// PackTransposed lays out bᵀ, where b is N×K with rows ldb apart.
func (m *Matrix) PackTransposed(b []float32, ldb, k, n int) {
	m.reset(k, n)
	for p, j := 0, 0; j < n; p, j = p+1, j+cols {
		dst, w := m.panels[p*k*cols:(p+1)*k*cols], min(cols, n-j)
		for c := range w {
			row := b[(j+c)*ldb:][:k]
			for i, x := range row {
				dst[i*cols+c] = x
			}
		}
	}
}

func (m *Matrix) reset(k, n int) {
	m.K, m.N = k, n
	size := (n + cols - 1) / cols * cols * k
	if cap(m.panels) < size {
		m.panels = make([]float32, size)
		return
	}
	m.panels = m.panels[:size]
	if n%cols != 0 {
		clear(m.panels[n/cols*cols*k:])
	}
}

// Scratch is the working memory of products. The zero value is ready; it must
// not be used by two goroutines at once.
type Scratch struct {
	a    []float32 // one packed block of left rows
	tile [rows * cols]float32
}

// Mul adds a·b to c, where a is m×b.K with rows lda apart and c is m×b.N with
// rows ldc apart, all row-major.
func (s *Scratch) Mul(c []float32, ldc int, a []float32, lda int, b *Matrix, m int) {
	s.mul(c, ldc, b, m, func(dst []float32, i, h int) {
		for r := range h {
			row := a[(i+r)*lda:]
			row = row[:b.K]
			for k, x := range row {
				dst[k*rows+r] = x
			}
		}
	})
}

// MulTransposed adds aᵀ·b to c, where a is b.K×m with rows lda apart.
func (s *Scratch) MulTransposed(c []float32, ldc int, a []float32, lda int, b *Matrix, m int) {
	s.mul(c, ldc, b, m, func(dst []float32, i, h int) {
		for k := range b.K {
			copy(dst[k*rows:k*rows+h], a[k*lda+i:k*lda+i+h])
		}
	})
}

// mul runs over blocks of rows; pack lays out h rows from row i on, of which those
// beyond h are zero.
func (s *Scratch) mul(c []float32, ldc int, b *Matrix, m int, pack func(dst []float32, i, h int)) {
	if m == 0 || b.N == 0 || b.K == 0 {
		return
	}
	if cap(s.a) < b.K*rows {
		s.a = make([]float32, b.K*rows)
	}
	a := s.a[:b.K*rows]
	for i := 0; i < m; i += rows {
		h := min(rows, m-i)
		if h < rows {
			clear(a)
		}
		pack(a, i, h)
		for p, j := 0, 0; j < b.N; p, j = p+1, j+cols {
			panel, w := b.panels[p*b.K*cols:(p+1)*b.K*cols], min(cols, b.N-j)
			if h == rows && w == cols {
				kernel(b.K, a, panel, c[i*ldc+j:], ldc)
				continue
			}
			for r := range h {
				copy(s.tile[r*cols:r*cols+w], c[(i+r)*ldc+j:])
			}
			kernel(b.K, a, panel, s.tile[:], cols)
			for r := range h {
				copy(c[(i+r)*ldc+j:(i+r)*ldc+j+w], s.tile[r*cols:])
			}
		}
	}
}

// kernelGo is the portable micro-kernel: the same chain of operations for each element.
func kernelGo(k int, a, b, c []float32, ldc int) {
	for r := range rows {
		out := c[r*ldc : r*ldc+cols]
		for i := range k {
			x, row := a[i*rows+r], b[i*cols:i*cols+cols]
			for j := range out {
				out[j] = fma(x, row[j], out[j])
			}
		}
	}
}

// fma is x·y + z, rounded once. The product of two float32 is exact in float64;
// their sum is rounded to odd there, which leaves the second rounding right
// (Boldo & Melquiond, "Emulation of a FMA and correctly rounded sums: proved
// algorithms using rounding to odd", IEEE Transactions on Computers 2008).
func fma(x, y, z float32) float32 {
	p, q := float64(x)*float64(y), float64(z)
	s := float64(p + q)
	t := float64(s - p)
	if e := float64(p-float64(s-t)) + float64(q-t); e != 0 && e == e {
		if b := math.Float64bits(s); b&1 == 0 {
			if (e > 0) == (s > 0) {
				b++
			} else {
				b--
			}
			s = math.Float64frombits(b)
		}
	}
	return float32(s)
}
