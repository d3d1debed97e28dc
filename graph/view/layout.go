package view

import (
	"cmp"
	"math"
	"slices"
)

// communities numbers closely knit groups, the largest first, by label
// propagation (Raghavan, Albert & Kumara 2007) in a fixed order, so that the same
// picture is coloured the same each time.
func communities(nodes []*spot, edges []*tie) {
	type link struct{ to, weight int }
	links := make([][]link, len(nodes))
	for _, e := range edges {
		i, j := e.source.index, e.target.index
		if i != j {
			links[i] = append(links[i], link{j, len(e.statements)})
			links[j] = append(links[j], link{i, len(e.statements)})
		}
	}
	label := make([]int, len(nodes))
	for i := range label {
		label[i] = i
	}
	votes := make([]int, len(nodes))
	for range 10 {
		changed := false
		// from the outside in: a hub that went first would paint everything its own colour
		for i := len(nodes) - 1; i >= 0; i-- {
			if len(links[i]) == 0 {
				continue
			}
			for _, l := range links[i] {
				votes[label[l.to]] += l.weight
			}
			best := label[i]
			for _, l := range links[i] {
				c := label[l.to]
				if votes[c] > votes[best] || votes[c] == votes[best] && c < best {
					best = c
				}
			}
			for _, l := range links[i] {
				votes[label[l.to]] = 0
			}
			if best != label[i] {
				label[i], changed = best, true
			}
		}
		if !changed {
			break
		}
	}
	size := make([]int, len(nodes))
	for _, l := range label {
		size[l]++
	}
	order := make([]int, len(nodes))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(size[b], size[a]) })
	number := make([]int, len(nodes))
	for n, l := range order {
		number[l] = n
	}
	for i, n := range nodes {
		n.Community = number[label[i]]
	}
}

// place gives every node its x and y. Rings hold the distances from the entities
// asked for; branches of the tree of heaviest edges stay together (radial drawing
// after Eades 1992). FORCE goes on from there (Fruchterman & Reingold 1991).
func place(nodes []*spot, edges []*tie, ask Picture) {
	if len(nodes) == 0 {
		return
	}
	radial(nodes, edges)
	fixed := settle(nodes, edges, ask.Known)
	if ask.Layout == LayoutForce && len(nodes) <= maxForce {
		force(nodes, edges, fixed)
	}
	for i, n := range nodes {
		if !fixed[i] {
			n.X, n.Y = math.Round(n.X*1000)/1000+0, math.Round(n.Y*1000)/1000+0 // + 0: no -0
		}
	}
}

func radial(nodes []*spot, edges []*tie) {
	n := len(nodes)
	// the parent of a node is the nearer end of its heaviest edge; edges come heaviest first
	parent := make([]int, n)
	for i := range parent {
		parent[i] = -1
	}
	for _, e := range edges {
		for _, p := range [...][2]*spot{{e.source, e.target}, {e.target, e.source}} {
			near, far := p[0], p[1]
			if near.distance < far.distance && parent[far.index] < 0 {
				parent[far.index] = near.index
			}
		}
	}
	children := make([][]int, n)
	var roots []int
	for i := range nodes { // nodes are sorted by distance, so parents come before children
		if p := parent[i]; p >= 0 {
			children[p] = append(children[p], i)
		} else {
			roots = append(roots, i)
		}
	}
	leaves := make([]int, n)
	for i := n - 1; i >= 0; i-- {
		leaves[i] = max(leaves[i], 1)
		if p := parent[i]; p >= 0 {
			leaves[p] += leaves[i]
		}
	}
	together := func(list []int) {
		slices.SortStableFunc(list, func(a, b int) int { return cmp.Compare(nodes[a].Community, nodes[b].Community) })
	}
	together(roots)
	total, ring := 0, map[int]int{}
	for _, r := range roots {
		total += leaves[r]
	}
	deepest := 0
	depth := make([]int, n)
	for i := range nodes {
		if p := parent[i]; p >= 0 {
			depth[i] = depth[p] + 1
		} else if len(roots) > 1 {
			depth[i] = 1
		}
		ring[depth[i]]++
		deepest = max(deepest, depth[i])
	}
	radius := make([]float64, deepest+1)
	for d := 1; d <= deepest; d++ {
		radius[d] = max(radius[d-1]+1, float64(ring[d])*0.35/(2*math.Pi))
	}
	type wedge struct {
		node     int
		from, to float64
	}
	var stack []wedge
	at := 0.0
	for _, r := range roots {
		w := 2 * math.Pi * float64(leaves[r]) / float64(total)
		stack = append(stack, wedge{r, at, at + w})
		at += w
	}
	for len(stack) > 0 {
		w := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		angle := (w.from + w.to) / 2
		nodes[w.node].X = radius[depth[w.node]] * math.Cos(angle)
		nodes[w.node].Y = radius[depth[w.node]] * math.Sin(angle)
		kids := children[w.node]
		together(kids)
		sum := 0
		for _, k := range kids {
			sum += leaves[k]
		}
		at := w.from
		for _, k := range kids {
			part := (w.to - w.from) * float64(leaves[k]) / float64(sum)
			stack = append(stack, wedge{k, at, at + part})
			at += part
		}
	}
}

// settle puts the known nodes where they are, and the others beside those of
// them that they are joined to.
func settle(nodes []*spot, edges []*tie, known []*KnownNode) []bool {
	fixed := make([]bool, len(nodes))
	if len(known) == 0 {
		return fixed
	}
	at := make(map[string]*KnownNode, len(known))
	for _, k := range known {
		if k != nil {
			at[k.ID] = k
		}
	}
	var cx, cy, n float64
	for i, s := range nodes {
		if k := at[s.ID]; k != nil {
			s.X, s.Y, fixed[i] = k.X, k.Y, true
			cx, cy, n = cx+k.X, cy+k.Y, n+1
		}
	}
	if n == 0 {
		return fixed
	}
	type mean struct{ x, y, n float64 }
	beside := make([]mean, len(nodes))
	for _, e := range edges {
		for _, p := range [...][2]*spot{{e.source, e.target}, {e.target, e.source}} {
			if there, other := p[0], p[1]; fixed[there.index] && !fixed[other.index] {
				m := &beside[other.index]
				m.x, m.y, m.n = m.x+there.X, m.y+there.Y, m.n+1
			}
		}
	}
	for i, s := range nodes {
		if fixed[i] {
			continue
		}
		if m := beside[i]; m.n > 0 {
			angle := float64(i) * math.Pi * (3 - math.Sqrt(5)) // the golden angle spreads them
			s.X, s.Y = m.x/m.n+math.Cos(angle), m.y/m.n+math.Sin(angle)
		} else {
			s.X, s.Y = cx/n+s.X, cy/n+s.Y
		}
	}
	return fixed
}

// maxForce is the largest picture that forces are worked out for.
const maxForce = 2000

// force lets nodes push each other away and edges pull their ends together, with
// a weak pull to the middle that keeps what hangs together with nothing near.
// Nodes of cells that are not neighbours push as one, from their middle: without
// the far ones a star would settle on the borders of the cells.
func force(nodes []*spot, edges []*tie, fixed []bool) {
	const ideal, gravity = 1.0, 0.3
	rounds := 60
	if len(nodes) > 500 {
		rounds = 30
	}
	type vec struct{ x, y float64 }
	type cell struct {
		nodes  []int
		sum    vec
		column int
		row    int
	}
	side := int(math.Ceil(math.Sqrt(3 * math.Sqrt(float64(len(nodes)))))) // as many far cells as near nodes
	cells := make([]cell, side*side)
	home := make([]int, len(nodes))
	move := make([]vec, len(nodes))
	degree := make([]float64, len(nodes))
	for _, e := range edges {
		degree[e.source.index]++
		degree[e.target.index]++
	}
	var middle vec
	for round := range rounds {
		low, high := vec{math.Inf(1), math.Inf(1)}, vec{math.Inf(-1), math.Inf(-1)}
		middle = vec{}
		for _, n := range nodes {
			low.x, low.y = min(low.x, n.X), min(low.y, n.Y)
			high.x, high.y = max(high.x, n.X), max(high.y, n.Y)
			middle.x, middle.y = middle.x+n.X/float64(len(nodes)), middle.y+n.Y/float64(len(nodes))
		}
		size := max((high.x-low.x)/float64(side), (high.y-low.y)/float64(side), 1e-9) * (1 + 1e-9)
		for i := range cells {
			cells[i] = cell{nodes: cells[i].nodes[:0], column: i % side, row: i / side}
		}
		for i, n := range nodes {
			c := min(side-1, int((n.X-low.x)/size)) + side*min(side-1, int((n.Y-low.y)/size))
			home[i] = c
			cells[c].nodes = append(cells[c].nodes, i)
			cells[c].sum.x, cells[c].sum.y = cells[c].sum.x+n.X, cells[c].sum.y+n.Y
		}
		for i, n := range nodes {
			at := &cells[home[i]]
			// a node with many edges needs room
			weight := 1 + 0.2*math.Sqrt(degree[i])
			m := vec{(middle.x - n.X) * gravity, (middle.y - n.Y) * gravity}
			for k := range cells {
				c := &cells[k]
				if len(c.nodes) == 0 {
					continue
				}
				if dx, dy := c.column-at.column, c.row-at.row; dx < -1 || dx > 1 || dy < -1 || dy > 1 {
					mass := float64(len(c.nodes))
					x, y := n.X-c.sum.x/mass, n.Y-c.sum.y/mass
					f := weight * ideal * ideal * mass / (x*x + y*y)
					m.x, m.y = m.x+x*f, m.y+y*f
					continue
				}
				for _, j := range c.nodes {
					if i == j {
						continue
					}
					x, y := n.X-nodes[j].X, n.Y-nodes[j].Y
					d2 := x*x + y*y
					if d2 < 1e-6 { // on one spot: part them by their order
						x, y, d2 = float64(i-j)*1e-3, 1e-3, 1e-6
					}
					f := weight * ideal * ideal / d2
					m.x, m.y = m.x+x*f, m.y+y*f
				}
			}
			move[i] = m
		}
		for _, e := range edges {
			i, j := e.source.index, e.target.index
			if i == j {
				continue
			}
			x, y := nodes[i].X-nodes[j].X, nodes[i].Y-nodes[j].Y
			// an end with many edges is held less by each
			f := math.Sqrt(x*x+y*y) / ideal / math.Sqrt(min(degree[i], degree[j]))
			move[i].x, move[i].y = move[i].x-x*f, move[i].y-y*f
			move[j].x, move[j].y = move[j].x+x*f, move[j].y+y*f
		}
		heat := 0.1 * (high.x - low.x + high.y - low.y + 2) * (1 - float64(round)/float64(rounds))
		for i, n := range nodes {
			if fixed[i] {
				continue
			}
			d := math.Hypot(move[i].x, move[i].y)
			if d > 0 {
				step := min(d, heat) / d
				n.X, n.Y = n.X+move[i].x*step, n.Y+move[i].y*step
			}
		}
	}
}
