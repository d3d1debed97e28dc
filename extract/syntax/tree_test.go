package syntax

import (
	"math"
	"math/rand/v2"
	"testing"
)

// best tries every assignment of heads.
func best(score []float32, n int) float64 {
	heads := make([]int32, n)
	var t tree
	top := math.Inf(-1)
	var rec func(i int)
	rec = func(i int) {
		if i == n {
			roots, sum := 0, 0.0
			for k := 1; k < n; k++ {
				if heads[k] == 0 {
					roots++
				}
				sum += float64(score[k*n+int(heads[k])])
			}
			if roots == 1 && !t.cyclic(heads) {
				top = max(top, sum)
			}
			return
		}
		for h := range n {
			if h != i {
				heads[i] = int32(h)
				rec(i + 1)
			}
		}
	}
	rec(1)
	return top
}

func TestDecodeFindsTheBestTreeWithOneRoot(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var d tree
	exact := 0
	for range 300 {
		n := 2 + r.IntN(5)
		score := make([]float32, n*n)
		for i := range score {
			score[i] = float32(r.NormFloat64())
		}
		heads := make([]int32, n)
		d.Decode(heads, score, n)
		roots, sum := 0, 0.0
		for k := 1; k < n; k++ {
			if heads[k] == 0 {
				roots++
			}
			sum += float64(score[k*n+int(heads[k])])
		}
		if roots != 1 || d.cyclic(heads) {
			t.Fatalf("%v is no tree with one root", heads)
		}
		if want := best(score, n); math.Abs(sum-want) < 1e-4 {
			exact++
		}
	}
	if exact < 297 { // at most three words are tried as the root
		t.Errorf("the best tree was found in %d of 300 cases", exact)
	}
}

// Words that are all alike, as in a line of brackets, give the most contractions.
func TestDecodeOfLongSentencesGivesATree(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	var d tree
	for _, n := range []int{2, 3, 50, 161, 400} {
		for _, spread := range []float64{0, 1e-3, 1} {
			score, heads := make([]float32, n*n), make([]int32, n)
			for i := range score {
				score[i] = float32(spread*r.NormFloat64()) - float32(i%n*(i%n)%7)
			}
			d.Decode(heads, score, n)
			roots := 0
			for _, h := range heads[1:] {
				if h == 0 {
					roots++
				}
			}
			if roots != 1 || d.cyclic(heads) {
				t.Errorf("%d words: %v is no tree with one root", n-1, heads)
			}
		}
	}
}

func BenchmarkDecode(b *testing.B) {
	r := rand.New(rand.NewPCG(5, 6))
	const n = 161
	score, heads := make([]float32, n*n), make([]int32, n)
	for i := range score {
		score[i] = float32(r.NormFloat64())
	}
	var d tree
	b.ReportAllocs()
	for b.Loop() {
		d.Decode(heads, score, n)
	}
}
