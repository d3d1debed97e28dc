//go:build !amd64

package nn

func (r *Rows) product(y []float32, ldy int, panel []int8, column []float32, first, count int) {
	r.productGo(y, ldy, panel, column, first, count)
}

func quantise(q []uint8, scale, x []float32, least float32) { quantiseGo(q, scale, x, least) }

func addScaled(x []float32, q []int8, scale float32) { addScaledGo(x, q, scale) }

func sumRows(sum *[RowWidth]int32, table []int8, rows []uint32) { sumRowsGo(sum, table, rows) }
