package syntax

import "math"

// tree finds the best tree over scores of arcs: the maximum spanning
// arborescence of Chu & Liu (1965) and Edmonds (1967), with exactly one child of
// the root, as Universal Dependencies wants it. Its memory is used again.
type tree struct {
	best  []int32
	score []float32
	state []uint8
}

// Decode writes the head of each of the words 1 … n-1 into heads[1:], 0 being the
// root; score is n×n: dependent, head. heads[0] is 0.
func (t *tree) Decode(heads []int32, score []float32, n int) {
	if n <= 1 {
		clear(heads)
		return
	}
	t.score = append(t.score[:0], score...)
	for i := range n {
		t.score[i*n+i] = float32(math.Inf(-1))
	}
	t.greedy(heads, n)
	roots := 0
	for _, h := range heads[1:n] {
		if h == 0 {
			roots++
		}
	}
	if roots == 1 && !t.cyclic(heads[:n]) {
		return
	}
	// Try as the only child of the root the words that want it most.
	t.best = append(t.best[:0], heads[:n]...)
	bestScore := math.Inf(-1)
	const tries = 3
	tried := [tries]int32{}
	for k := range tries {
		root, top := int32(0), float32(math.Inf(-1))
		for i := int32(1); i < int32(n); i++ {
			margin := t.score[int(i)*n] - t.second(int(i), n)
			if margin > top && !contains(tried[:k], i) {
				root, top = i, margin
			}
		}
		if root == 0 {
			break
		}
		tried[k] = root
		s := append([]float32(nil), t.score...)
		for i := 1; i < n; i++ {
			if int32(i) != root {
				s[i*n] = float32(math.Inf(-1))
			} else {
				for j := 1; j < n; j++ {
					s[i*n+j] = float32(math.Inf(-1))
				}
			}
		}
		got := arborescence(s, n)
		var sum float64
		for i := 1; i < n; i++ {
			sum += float64(t.score[i*n+int(got[i])])
		}
		if sum > bestScore {
			bestScore = sum
			t.best = append(t.best[:0], got...)
		}
	}
	copy(heads, t.best)
}

// second is the best score of a head other than the root.
func (t *tree) second(i, n int) float32 {
	m := float32(math.Inf(-1))
	for j := 1; j < n; j++ {
		if j != i {
			m = max(m, t.score[i*n+j])
		}
	}
	if math.IsInf(float64(m), -1) {
		return 0
	}
	return m
}

func contains(v []int32, x int32) bool {
	for _, y := range v {
		if x == y {
			return true
		}
	}
	return false
}

func (t *tree) greedy(heads []int32, n int) {
	heads[0] = 0
	for i := 1; i < n; i++ {
		row, b := t.score[i*n:(i+1)*n], 0
		for j, s := range row {
			if s > row[b] || b == i {
				b = j
			}
		}
		heads[i] = int32(b)
	}
}

func (t *tree) cyclic(heads []int32) bool {
	if cap(t.state) < len(heads) {
		t.state = make([]uint8, len(heads))
	}
	s := t.state[:len(heads)]
	clear(s)
	s[0] = 2
	for i := range heads {
		j := int32(i)
		for s[j] == 0 {
			s[j] = 1
			j = heads[j]
		}
		if s[j] == 1 {
			return true
		}
		for j = int32(i); s[j] == 1; j = heads[j] {
			s[j] = 2
		}
	}
	return false
}

// arborescence is Chu-Liu/Edmonds with contraction of one cycle at a time;
// node 0 is the root. It returns the head of each node.
func arborescence(score []float32, n int) []int32 {
	heads := make([]int32, n)
	for i := 1; i < n; i++ {
		b := -1
		for j := range n {
			if j != i && (b < 0 || score[i*n+j] > score[i*n+b]) {
				b = j
			}
		}
		heads[i] = int32(b)
	}
	cycle := findCycle(heads)
	if cycle == nil {
		return heads
	}
	in := make([]bool, n)
	var sum float32
	for _, c := range cycle {
		in[c] = true
		sum += score[int(c)*n+int(heads[c])]
	}
	// The contracted graph: nodes outside the cycle keep their order, the cycle comes last.
	var old []int
	at := make([]int, n)
	for i := range n {
		if !in[i] {
			at[i] = len(old)
			old = append(old, i)
		}
	}
	k := len(old) + 1
	s := make([]float32, k*k)
	for i := range s {
		s[i] = float32(math.Inf(-1))
	}
	enter, leave := make([]int, k), make([]int, k) // for each outside node: where its arc meets the cycle
	for a, i := range old {
		for b, j := range old {
			s[a*k+b] = score[i*n+j]
		}
		for _, c := range cycle {
			if v := score[i*n+int(c)]; leave[a] == 0 || v > s[a*k+k-1] {
				s[a*k+k-1], leave[a] = v, int(c)
			}
			if v := sum - score[int(c)*n+int(heads[c])] + score[int(c)*n+i]; enter[a] == 0 || v > s[(k-1)*k+a] {
				s[(k-1)*k+a], enter[a] = v, int(c)
			}
		}
	}
	sub := arborescence(s, k)
	for a, i := range old {
		if i == 0 {
			continue
		}
		if h := int(sub[a]); h == k-1 {
			heads[i] = int32(leave[a])
		} else {
			heads[i] = int32(old[h])
		}
	}
	from := int(sub[k-1])
	heads[enter[from]] = int32(old[from])
	return heads
}

func findCycle(heads []int32) []int32 {
	state := make([]int32, len(heads))
	for i := 1; i < len(heads); i++ {
		j := int32(i)
		for j != 0 && state[j] == 0 {
			state[j] = int32(i)
			j = heads[j]
		}
		if j != 0 && state[j] == int32(i) {
			cycle := []int32{j}
			for c := heads[j]; c != j; c = heads[c] {
				cycle = append(cycle, c)
			}
			return cycle
		}
	}
	return nil
}
