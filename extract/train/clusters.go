package train

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"
)

// Clusters groups the words of v into k clusters by spherical k-means
// (Dhillon & Modha 2001) on their normalised vectors. The result has a cluster
// number for each word; it depends on v, k and seed alone.
func Clusters(v *Vectors, k int, seed uint64, log io.Writer) []int32 {
	const rounds = 12
	n, dim := len(v.Words), v.Dim
	rows := make([]float32, n*dim)
	weight := make([]float32, n) // frequent words draw the centres, but not alone
	for i := range n {
		row := rows[i*dim : (i+1)*dim]
		copy(row, v.Row(i))
		normalise(row)
		weight[i] = float32(math.Log(float64(v.Counts[i]) + 1))
	}
	random := rand.New(rand.NewPCG(seed, uint64(k)))
	// Centres begin at words among the more frequent half, without repeats.
	centres := make([]float32, k*dim)
	for c, i := range random.Perm(max(k, n/2))[:k] {
		copy(centres[c*dim:(c+1)*dim], rows[(i%n)*dim:(i%n+1)*dim])
	}
	cluster := make([]int32, n)
	for round := range rounds {
		moved := 0
		for i := range n {
			row := rows[i*dim : (i+1)*dim]
			best, at := float32(-2), int32(0)
			for c := range k {
				if s := dot(row, centres[c*dim:(c+1)*dim]); s > best {
					best, at = s, int32(c)
				}
			}
			if cluster[i] != at || round == 0 {
				cluster[i] = at
				moved++
			}
		}
		sums := make([]float32, k*dim)
		sizes := make([]int, k)
		for i, c := range cluster {
			sizes[c]++
			s := sums[int(c)*dim : (int(c)+1)*dim]
			for d, x := range rows[i*dim : (i+1)*dim] {
				s[d] += weight[i] * x
			}
		}
		for c := range k {
			s := sums[c*dim : (c+1)*dim]
			if sizes[c] == 0 { // an empty cluster takes a random word
				i := random.IntN(n)
				copy(s, rows[i*dim:(i+1)*dim])
			}
			normalise(s)
		}
		centres = sums
		fmt.Fprintf(log, "clusters: k %d, round %d, %d words moved\n", k, round+1, moved)
		if moved < n/1000 {
			break
		}
	}
	return byFrequency(cluster, k)
}

// byFrequency renumbers clusters in the order in which the frequent words meet them.
func byFrequency(cluster []int32, k int) []int32 {
	number := slices.Repeat([]int32{-1}, k)
	next := int32(0)
	out := make([]int32, len(cluster))
	for i, c := range cluster {
		if number[c] < 0 {
			number[c] = next
			next++
		}
		out[i] = number[c]
	}
	return out
}

func normalise(x []float32) {
	var sum float64
	for _, v := range x {
		sum += float64(v) * float64(v)
	}
	if sum == 0 {
		return
	}
	f := float32(1 / math.Sqrt(sum))
	for i := range x {
		x[i] *= f
	}
}
