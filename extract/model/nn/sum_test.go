package nn

import (
	"math/rand/v2"
	"testing"
)

func TestSumsOfRows(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	table, rows := make([]int8, 50*RowWidth), make([]uint32, 300)
	for i := range table {
		table[i] = int8(r.IntN(256) - 128)
	}
	for i := range rows {
		rows[i] = r.Uint32N(50)
	}
	for _, n := range []int{0, 1, 2, 300} {
		want := [RowWidth]int32{3, -4}
		for _, row := range rows[:n] {
			for k := range want {
				want[k] += int32(table[int(row)*RowWidth+k])
			}
		}
		eachKernel(func(name string) {
			got := [RowWidth]int32{3, -4}
			if SumRows(&got, table, rows[:n]); got != want {
				t.Errorf("%s, %d rows: %v, want %v", name, n, got, want)
			}
		})
	}
	defer func() {
		if recover() == nil {
			t.Error("a row outside the table did not panic")
		}
	}()
	SumRows(new([RowWidth]int32), table, []uint32{50})
}
