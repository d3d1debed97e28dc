package nn

// RowWidth is the width of the rows that SumRows adds.
const RowWidth = 16

// SumRows adds rows of a table of 16 columns to sum; it panics if one is outside of it.
func SumRows(sum *[RowWidth]int32, table []int8, rows []uint32) {
	last := uint32(0)
	for _, r := range rows {
		last = max(last, r)
	}
	if len(rows) > 0 {
		sumRows(sum, table[:(int(last)+1)*RowWidth], rows)
	}
}

func sumRowsGo(sum *[RowWidth]int32, table []int8, rows []uint32) {
	for _, r := range rows {
		row := (*[RowWidth]int8)(table[int(r)*RowWidth:])
		for k := range sum {
			sum[k] += int32(row[k])
		}
	}
}
