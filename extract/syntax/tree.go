package syntax

import "math"

// tree finds the best tree over scores of arcs: the maximum spanning
// arborescence of Chu & Liu (1965) and Edmonds (1967), with exactly one child of
// the root, as Universal Dependencies wants it. Its memory is used again.
type tree struct {
	best  []int32
	score []float32
	state []uint8

	// of arborescence
	work  []float32
	got   []int32
	dep   []int32 // row × head: the word within the row's node that the arc leads to
	rep   []int32 // the node that each word is in
	nodes []node  // the words, then what was contracted
	path  []int32
}

// node is a word or a contracted cycle, with the best arc into it.
type node struct {
	row, parent int32
	dep, head   int32 // words
	score       float32
	state       uint8
}

const (
	onPath = iota + 1
	inTree
)

// barred is the score of an arc that must not be; sums of it stay finite.
const barred = -1e30

// Decode writes the head of each of the words 1 … n-1 into heads[1:], 0 being the
// root; score is n×n: dependent, head. heads[0] is 0.
func (t *tree) Decode(heads []int32, score []float32, n int) {
	if n <= 1 {
		clear(heads)
		return
	}
	t.score = append(t.score[:0], score...)
	for i := range n {
		t.score[i*n+i] = barred
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
		t.work = append(t.work[:0], t.score...)
		for i := 1; i < n; i++ {
			if int32(i) != root {
				t.work[i*n] = barred
			} else {
				for j := 1; j < n; j++ {
					t.work[i*n+j] = barred
				}
			}
		}
		t.got = grow(t.got, n)
		t.arborescence(t.got, n)
		var sum float64
		for i := 1; i < n; i++ {
			sum += float64(t.score[i*n+int(t.got[i])])
		}
		if sum > bestScore {
			bestScore = sum
			t.best = append(t.best[:0], t.got...)
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

// arborescence writes the best tree over t.work, n×n, which it overwrites; node 0
// is the root. It grows a path of best arcs and contracts each cycle that closes,
// in time n² (Tarjan, "Finding optimum branchings", Networks 1977): a contracted
// node keeps, for each word that may be its head, the best arc into one of its members.
func (t *tree) arborescence(heads []int32, n int) {
	t.dep, t.rep, t.nodes, t.path = grow(t.dep, n*n), grow(t.rep, n), t.nodes[:0], t.path[:0]
	for v := range int32(n) {
		t.rep[v] = v
		t.nodes = append(t.nodes, node{row: v, parent: -1})
		row := t.dep[int(v)*n:][:n]
		for u := range row {
			row[u] = v
		}
	}
	t.nodes[0].state = inTree
	for v := 1; v < n; v++ {
		for id := t.rep[v]; t.nodes[id].state != inTree; {
			t.path = append(t.path, id)
			x := &t.nodes[id]
			x.state = onPath
			row, best := t.work[int(x.row)*n:][:n], -1
			for u, s := range row {
				if t.rep[u] != id && (best < 0 || s > row[best]) {
					best = u
				}
			}
			x.dep, x.head, x.score = t.dep[int(x.row)*n+best], int32(best), row[best]
			switch next := t.rep[best]; t.nodes[next].state {
			case inTree:
				for _, p := range t.path {
					t.nodes[p].state = inTree
				}
				t.path = t.path[:0]
			case onPath:
				id = t.contract(next, n)
			default:
				id = next
			}
		}
	}
	// The arc into a contracted node takes the place of the one that it displaces, from the last contracted to the first.
	for id := len(t.nodes) - 1; id >= n; id-- {
		x := t.nodes[id]
		member := x.dep
		for t.nodes[member].parent != int32(id) {
			member = t.nodes[member].parent
		}
		t.nodes[member].dep, t.nodes[member].head = x.dep, x.head
	}
	heads[0] = 0
	for v := 1; v < n; v++ {
		heads[v] = t.nodes[v].head
	}
}

// contract joins the cycle at the end of the path, from first on, to a new node.
func (t *tree) contract(first int32, n int) int32 {
	id, at := int32(len(t.nodes)), len(t.path)-1
	for t.path[at] != first {
		at--
	}
	cycle := t.path[at:]
	t.path = t.path[:at]
	into := int(t.nodes[first].row) * n
	for k, member := range cycle {
		x := &t.nodes[member]
		x.parent = id
		from := int(x.row) * n
		for u := range n {
			if s := t.work[from+u] - x.score; k == 0 || s > t.work[into+u] {
				t.work[into+u], t.dep[into+u] = s, t.dep[from+u]
			}
		}
	}
	t.nodes = append(t.nodes, node{row: t.nodes[first].row, parent: -1})
	for u, r := range t.rep {
		if t.nodes[r].parent == id {
			t.rep[u] = id
		}
	}
	return id
}
