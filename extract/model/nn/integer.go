package nn

import "math"

// Reading needs no more than integers: weights of eight bits, a scale a column,
// and activations of seven, with a scale and an offset a row that are taken from
// the row itself. Sums are exact, so every kernel gives the same bytes, whatever
// the machine has; seven bits are what VPMADDUBSW can add in pairs without
// saturation.
const (
	levels = 127 // largest activation, and largest weight on both sides of zero

	tileRows = 6  // of a result that a kernel makes at once
	tileCols = 32 // columns of a panel
	group    = 4  // numbers of the inner dimension that lie together in a panel
	wide     = 32 // a row of activations fills whole blocks of this many bytes
)

// Integers is a packed right-hand side: K × N weights, with the bias that is
// added to every row of a result. It is immutable once set.
type Integers struct {
	K, N   int
	panels []int8    // a panel: for every group of K, 32 columns × 4 numbers
	column []float32 // a panel: 32 scales, 32 sums of weights, 32 biases
}

// Stride is the number of columns that a row of a result takes: N in whole panels.
func (w *Integers) Stride() int { return roundUp(w.N, tileCols) }

// Padded is the number of rows that a result of m rows takes.
func Padded(m int) int { return roundUp(m, tileRows) }

// Set rounds the columns of a linear layer, In × Out, to integers.
func (w *Integers) Set(l *Linear) {
	depth, width := roundUp(l.In, group)*tileCols, roundUp(l.Out, tileCols)
	w.K, w.N, w.panels, w.column = l.In, l.Out, make([]int8, depth*width/tileCols), make([]float32, 3*width)
	for j := range l.Out {
		var largest float32
		for i := range l.In {
			x := l.W.W[i*l.Out+j]
			largest = max(largest, x, -x)
		}
		p, c := j/tileCols, j%tileCols
		panel, column := w.panels[p*depth:][:depth], w.column[p*3*tileCols:][:3*tileCols]
		column[2*tileCols+c] = l.B.W[j]
		if largest == 0 {
			continue
		}
		inverse, sum := levels/largest, int32(0)
		for i := range l.In {
			q := int32(math.RoundToEven(float64(l.W.W[i*l.Out+j] * inverse)))
			sum += q
			panel[i/group*group*tileCols+c*group+i%group] = int8(q)
		}
		column[c], column[tileCols+c] = largest/levels, float32(sum)
	}
}

// Rows is a left-hand side: rows of activations as integers. Its memory is used again.
type Rows struct {
	K, M   int
	stride int
	q      []uint8
	scale  []float32 // a row: scale, offset
	lanes  []int64   // a panel, for the portable kernel
}

// Set rounds m rows of k numbers, ldx apart. Numbers under least count as least:
// 0 rectifies, Unbounded takes them as they are.
func (r *Rows) Set(x []float32, ldx, k, m int, least float32) {
	r.K, r.M, r.stride = k, m, roundUp(k, wide)
	// A kernel may read, for nothing, one tile beyond the last row.
	if need := (m + tileRows) * r.stride; cap(r.q) < need {
		r.q = make([]uint8, need+need/4)
	}
	if need := 2 * (m + tileRows); cap(r.scale) < need {
		r.scale = make([]float32, need+need/4)
	}
	r.q, r.scale = r.q[:(m+tileRows)*r.stride], r.scale[:2*(m+tileRows)]
	for i := range m {
		quantise(r.q[i*r.stride:][:k], r.scale[2*i:2*i+2], x[i*ldx:][:k], least)
	}
}

// Mul sets y to the product of count rows from first on. Rows of y are w.Stride()
// apart, and it has room for Padded(count) of them; what lies beyond N and beyond
// count has no meaning.
func (r *Rows) Mul(y []float32, w *Integers, first, count int) {
	if count == 0 || w.N == 0 {
		return
	}
	if r.K != w.K || first < 0 || first+count > r.M {
		panic("nn: shapes of a product differ")
	}
	ldy, depth := w.Stride(), roundUp(w.K, group)*tileCols
	_ = y[Padded(count)*ldy-1]
	for p := range ldy / tileCols {
		panel, column := w.panels[p*depth:(p+1)*depth], w.column[p*3*tileCols:(p+1)*3*tileCols]
		r.product(y[p*tileCols:], ldy, panel, column, first, count)
	}
}

// productGo multiplies count rows from first on with one panel, in portable code:
// a number of 64 bits holds two columns, so that one multiplication serves both.
func (r *Rows) productGo(y []float32, ldy int, panel []int8, column []float32, first, count int) {
	const pairs = 8
	depth := len(panel) / tileCols
	if cap(r.lanes) < depth*pairs {
		r.lanes = make([]int64, depth*pairs)
	}
	lanes := r.lanes[:depth*pairs]
	for from := 0; from < tileCols; from += 2 * pairs {
		for k := range depth {
			for j := range pairs {
				at := k/group*group*tileCols + (from+2*j)*group + k%group
				lanes[k*pairs+j] = int64(panel[at]) + int64(panel[at+group])<<32
			}
		}
		for i := range count {
			var s0, s1, s2, s3, s4, s5, s6, s7 int64
			for k, q := range r.q[(first+i)*r.stride:][:depth] {
				x, w := int64(q), (*[pairs]int64)(lanes[k*pairs:])
				s0 += x * w[0]
				s1 += x * w[1]
				s2 += x * w[2]
				s3 += x * w[3]
				s4 += x * w[4]
				s5 += x * w[5]
				s6 += x * w[6]
				s7 += x * w[7]
			}
			s := [pairs]int64{s0, s1, s2, s3, s4, s5, s6, s7}
			scale, offset, out := r.scale[2*(first+i)], r.scale[2*(first+i)+1], y[i*ldy+from:][:2*pairs]
			for j := range out {
				low := int32(s[j/2])
				sum := low
				if j%2 == 1 {
					sum = int32((s[j/2] - int64(low)) >> 32)
				}
				// Conversions keep the compiler from fusing.
				x := float32(float32(sum)*scale) + float32(offset*column[tileCols+from+j])
				out[j] = float32(x*column[from+j]) + column[2*tileCols+from+j]
			}
		}
	}
}

// quantiseGo rounds a row: max(x, least) is about scale·q + offset. Zero is
// within the range always.
func quantiseGo(q []uint8, scale, x []float32, least float32) {
	var low, high float32
	for _, v := range x {
		v = max(v, least)
		low, high = min(low, v), max(high, v)
	}
	var inverse float32
	scale[0], scale[1], inverse = steps(low, high)
	q = q[:len(x)]
	for i, v := range x {
		q[i] = uint8(math.RoundToEven(float64(float32((max(v, least) - low) * inverse))))
	}
}

// steps returns the scale and offset of numbers from low to high, and what they are multiplied by to be rounded.
func steps(low, high float32) (scale, offset, inverse float32) {
	if d := high - low; d > 1e-30 {
		return d / levels, low, levels / d
	}
	return 0, low, 0
}

// AddScaled adds scale·q to x.
func AddScaled(x []float32, q []int8, scale float32) { addScaled(x, q[:len(x)], scale) }

func addScaledGo(x []float32, q []int8, scale float32) {
	q = q[:len(x)]
	for i := range x {
		x[i] += float32(scale * float32(q[i]))
	}
}

func roundUp(n, to int) int { return (n + to - 1) / to * to }
