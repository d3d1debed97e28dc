//go:build !amd64

package nn

func tile(a []uint8, lda int, panel []int8, c []float32, ldc int, row, column []float32) {
	tileGo(a, lda, panel, c, ldc, row, column)
}

func quantise(q []uint8, scale, x []float32, least float32) { quantiseGo(q, scale, x, least) }

func addScaled(x []float32, q []int8, scale float32) { addScaledGo(x, q, scale) }

func sumRows(sum *[RowWidth]int32, table []int8, rows []uint32) { sumRowsGo(sum, table, rows) }
