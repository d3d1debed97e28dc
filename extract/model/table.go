package model

import (
	"fmt"
	"math"
	"slices"
	"unsafe"
)

// Mark is what a Table keeps of a hash: a look-up for a hash that is not there
// succeeds once in 16,000 times with 16 bits, once in 10⁹ with 32.
type Mark interface{ uint16 | uint32 }

// Table numbers a set of 64-bit hashes 0 … Len()-1, without keeping them and
// without holes: the lower half of a hash says its bucket, the upper bits are
// its mark, and buckets lie one after another. It is read where it lies in a
// File: opening one costs nothing.
type Table[M Mark] struct {
	drift []int16 // of the beginning of each bucket from where it would be if all were full, and of the end
	marks []M
}

// perBucket is how many hashes a bucket has in the mean.
const perBucket = 4

// PutTable adds a Table of hashes under name. It returns which of them got each
// number: what belongs to a hash is written in this order.
func PutTable[M Mark](w *Writer, name string, hashes []uint64) (order []int) {
	buckets := (len(hashes) + perBucket - 1) / perBucket
	in := make([][]int, buckets)
	for i, h := range hashes {
		b := bucketOf(h, buckets)
		in[b] = append(in[b], i)
	}
	drift, marks := make([]int16, 0, buckets+1), make([]M, 0, len(hashes))
	begin := func(b int) {
		d := len(order) - b*perBucket
		if d != int(int16(d)) {
			panic(fmt.Sprintf("model: hashes of %s are not spread evenly", name))
		}
		drift = append(drift, int16(d))
	}
	for b, list := range in {
		begin(b)
		order = append(order, list...)
	}
	begin(buckets)
	for _, i := range order {
		marks = append(marks, markOf[M](hashes[i]))
	}
	Put(w, name+".drift", drift)
	Put(w, name+".marks", marks)
	return order
}

// OpenTable returns the Table of that name.
func OpenTable[M Mark](f *File, name string) Table[M] {
	return Table[M]{Slice[int16](f, name+".drift"), Slice[M](f, name+".marks")}
}

// Len is the number of hashes.
func (t *Table[M]) Len() int { return len(t.marks) }

// Find returns the number of a hash, -1 if it is not in the Table.
func (t *Table[M]) Find(h uint64) int32 {
	buckets := len(t.drift) - 1
	if buckets <= 0 {
		return -1
	}
	b := bucketOf(h, buckets)
	first, end := b*perBucket+int(t.drift[b]), (b+1)*perBucket+int(t.drift[b+1])
	m := markOf[M](h)
	for i, x := range t.marks[first:end] {
		if x == m {
			return int32(first + i)
		}
	}
	return -1
}

// Filter returns a Filter of the Table's hashes.
func (t *Table[M]) Filter() Filter[M] {
	f := make(Filter[M], max(0, len(t.drift)-1))
	for b := range f {
		for _, m := range t.marks[b*perBucket+int(t.drift[b]) : (b+1)*perBucket+int(t.drift[b+1])] {
			f[b] |= 1 << filterBit(m)
		}
	}
	return f
}

// Filter turns away most hashes that a Table does not have; it is small enough
// to stay in the cache.
type Filter[M Mark] []uint32

// May tells whether the Table may have h.
func (f Filter[M]) May(h uint64) bool {
	return len(f) > 0 && f[bucketOf(h, len(f))]>>filterBit(markOf[M](h))&1 != 0
}

// filterBit is the upper five bits of a mark.
func filterBit[M Mark](m M) uint { return uint(m >> (8*unsafe.Sizeof(m) - 5)) }

// bucketOf spreads the lower half of h over n buckets.
func bucketOf(h uint64, n int) int { return int((h & math.MaxUint32) * uint64(n) >> 32) }

func markOf[M Mark](h uint64) M {
	var m M
	return M(h >> (64 - 8*unsafe.Sizeof(m)))
}

// Arranged is values in the order that PutTable returned.
func Arranged[T any](values []T, order []int) []T {
	out := make([]T, 0, len(order))
	for _, i := range order {
		out = append(out, values[i])
	}
	return slices.Clip(out)
}
