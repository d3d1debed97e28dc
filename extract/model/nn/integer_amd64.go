package nn

import "golang.org/x/sys/cpu"

// kernels is the set of instructions that products are made with. All give the
// same bytes; tests go through them.
var kernels = best()

const (
	portable = iota
	avx2
	vnni // AVX-512 with its dot products of bytes
)

func best() int {
	x := &cpu.X86
	switch {
	case !x.HasAVX2 || !x.HasFMA:
		return portable
	case x.HasAVX512F && x.HasAVX512BW && x.HasAVX512VL && x.HasAVX512DQ && x.HasAVX512VNNI:
		return vnni
	}
	return avx2
}

//go:noescape
func tileAVX2(groups int, a *uint8, lda int, b *int8, c *float32, ldc int, row, column *float32)

//go:noescape
func tileVNNI(groups int, a *uint8, lda int, b *int8, c *float32, ldc int, row, column *float32)

// product multiplies count rows from first on with one panel.
func (r *Rows) product(y []float32, ldy int, panel []int8, column []float32, first, count int) {
	if kernels == portable {
		r.productGo(y, ldy, panel, column, first, count)
		return
	}
	groups := len(panel) / (tileCols * group)
	for i := 0; i < count; i += tileRows {
		a, c, row := r.q[(first+i)*r.stride:], y[i*ldy:], r.scale[2*(first+i):]
		_, _, _, _ = a[(tileRows-1)*r.stride+groups*group-1], c[(tileRows-1)*ldy+tileCols-1], row[2*tileRows-1], column[3*tileCols-1]
		if kernels == vnni {
			tileVNNI(groups, &a[0], r.stride, &panel[0], &c[0], ldy, &row[0], &column[0])
			continue
		}
		// Sixteen registers are too few for 32 columns: two halves.
		tileAVX2(groups, &a[0], r.stride, &panel[0], &c[0], ldy, &row[0], &column[0])
		tileAVX2(groups, &a[0], r.stride, &panel[tileCols/2*group], &c[tileCols/2], ldy, &row[0], &column[tileCols/2])
	}
}

//go:noescape
func rangeAVX2(n int, x *float32, least float32) (low, high float32)

//go:noescape
func roundAVX2(n int, q *uint8, x *float32, least, low, inverse float32)

func quantise(q []uint8, scale, x []float32, least float32) {
	if n := len(x); kernels == portable || n == 0 || n%wide != 0 {
		quantiseGo(q, scale, x, least)
		return
	}
	low, high := rangeAVX2(len(x), &x[0], least)
	var inverse float32
	scale[0], scale[1], inverse = steps(low, high)
	roundAVX2(len(x), &q[:len(x)][0], &x[0], least, low, inverse)
}

//go:noescape
func addScaledAVX2(n int, x *float32, q *int8, scale float32)

func addScaled(x []float32, q []int8, scale float32) {
	if n := len(x); kernels == portable || n == 0 || n%8 != 0 {
		addScaledGo(x, q, scale)
		return
	}
	addScaledAVX2(len(x), &x[0], &q[:len(x)][0], scale)
}

//go:noescape
func sumRowsAVX2(sum *int32, table *int8, rows *uint32, count int)

func sumRows(sum *[RowWidth]int32, table []int8, rows []uint32) {
	if kernels == portable {
		sumRowsGo(sum, table, rows)
		return
	}
	sumRowsAVX2(&sum[0], &table[0], &rows[0], len(rows))
}
