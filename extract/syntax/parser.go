package syntax

import (
	"github.com/dateline-news/dateline/extract"
)

// Action is a transition of the arc-hybrid system (Kuhlmann, Gómez-Rodríguez &
// Satta 2011) with the root behind the last word (Ballesteros & Nivre 2013).
type Action uint8

// The actions.
const (
	Shift    Action = iota // the first word of the buffer goes onto the stack
	LeftArc                // the top of the stack becomes a dependent of the first word of the buffer
	RightArc               // the top of the stack becomes a dependent of the word beneath it
	ActionCount
)

// State is the state of the parser over a sentence of N words; word N is the root.
type State struct {
	N      int32
	Stack  []int32
	Buffer int32 // its first word
	Head   []int32
	Rel    []extract.Deprel
	nodes  []node
}

// node keeps the outermost dependents of a word.
type node struct {
	left, left2, right, right2 int32 // None
	leftN, rightN              uint8
	rels                       uint64 // which relations its dependents have, a bit each
}

// Reset begins a sentence of n words.
func (s *State) Reset(n int) {
	s.N, s.Buffer, s.Stack = int32(n), 0, s.Stack[:0]
	if cap(s.Head) < n+1 {
		s.Head, s.Rel, s.nodes = make([]int32, n+1), make([]extract.Deprel, n+1), make([]node, n+1)
	}
	s.Head, s.Rel, s.nodes = s.Head[:n+1], s.Rel[:n+1], s.nodes[:n+1]
	for i := range s.Head {
		s.Head[i] = extract.None
		s.nodes[i] = node{left: -1, left2: -1, right: -1, right2: -1}
	}
}

// Done tells that every word has a head.
func (s *State) Done() bool { return s.Buffer == s.N && len(s.Stack) == 0 }

// Legal tells whether an action is possible.
func (s *State) Legal(a Action) bool {
	switch a {
	case Shift:
		return s.Buffer < s.N
	case LeftArc:
		// Only one word may depend on the root.
		return len(s.Stack) > 0 && (s.Buffer < s.N || len(s.Stack) == 1)
	default:
		return len(s.Stack) > 1
	}
}

// Arc is the head and the dependent that a LeftArc or RightArc would join.
func (s *State) Arc(a Action) (head, dep int32) {
	dep = s.Stack[len(s.Stack)-1]
	if a == LeftArc {
		return s.Buffer, dep
	}
	return s.Stack[len(s.Stack)-2], dep
}

// Apply does an action.
func (s *State) Apply(a Action, rel extract.Deprel) {
	if a == Shift {
		s.Stack = append(s.Stack, s.Buffer)
		s.Buffer++
		return
	}
	h, d := s.Arc(a)
	s.Head[d], s.Rel[d] = h, rel
	n := &s.nodes[h]
	n.rels |= 1 << rel
	if d < h {
		n.left2, n.left = n.left, d
		n.leftN = min(n.leftN+1, 7)
	} else {
		n.right2, n.right = n.right, d
		n.rightN = min(n.rightN+1, 7)
	}
	s.Stack = s.Stack[:len(s.Stack)-1]
}

// Cost is the number of gold arcs that become unreachable by an action (Goldberg & Nivre 2013).
func (s *State) Cost(a Action, gold []int32) int {
	top := int32(-1)
	if len(s.Stack) > 0 {
		top = s.Stack[len(s.Stack)-1]
	}
	cost := 0
	if a == Shift {
		b := s.Buffer
		for _, k := range s.Stack {
			if gold[k] == b || k != top && gold[b] == k {
				cost++
			}
		}
		return cost
	}
	for d := s.Buffer; d < s.N; d++ {
		if gold[d] == top {
			cost++
		}
	}
	h := gold[top]
	switch {
	case a == LeftArc && (h > s.Buffer || len(s.Stack) > 1 && h == s.Stack[len(s.Stack)-2]):
		cost++
	case a == RightArc && h >= s.Buffer:
		cost++
	}
	return cost
}

// symbols are the values that a state's features are made of.
type symbols struct{ w, t uint64 }

// ParserInput is a sentence as the parser sees it: V has one element a word, Tags as well.
type ParserInput struct {
	V    []View
	XPOS []extract.XPOS
	UPOS []extract.UPOS
}

func (p *ParserInput) at(i int32) symbols {
	switch {
	case i < 0:
		return symbols{1, 1}
	case int(i) >= len(p.V):
		return symbols{2, 2}
	}
	return symbols{p.V[i].Lower, 16 + uint64(p.XPOS[i])*32 + uint64(p.UPOS[i])}
}

// ActionFeatures appends the features of a state (Zhang & Nivre 2011, without
// the grandparents that arc-hybrid does not have yet).
func ActionFeatures(f []uint64, s *State, in *ParserInput) []uint64 {
	top := func(k int) int32 {
		if k < len(s.Stack) {
			return s.Stack[len(s.Stack)-1-k]
		}
		return -1
	}
	i0, i1, i2 := top(0), top(1), top(2)
	buf := func(k int32) int32 { return min(s.Buffer+k, s.N) }
	j0, j1, j2 := buf(0), buf(1), buf(2)
	s0, s1, s2, b0, b1, b2 := in.at(i0), in.at(i1), in.at(i2), in.at(j0), in.at(j1), in.at(j2)
	empty := node{left: -1, left2: -1, right: -1, right2: -1}
	n0, n1, nb := &empty, &empty, &s.nodes[j0]
	if i0 >= 0 {
		n0 = &s.nodes[i0]
	}
	if i1 >= 0 {
		n1 = &s.nodes[i1]
	}
	rel := func(i int32) uint64 {
		if i < 0 {
			return 63
		}
		return uint64(s.Rel[i])
	}
	s0l, s0r, s0r2, s0l2, b0l, b0l2, s1l, s1r := in.at(n0.left), in.at(n0.right), in.at(n0.right2), in.at(n0.left2), in.at(nb.left), in.at(nb.left2), in.at(n1.left), in.at(n1.right)
	dist := uint64(15)
	if i0 >= 0 {
		dist = uint64(lengthClass(int(j0 - i0)))
	}
	dist1 := uint64(15)
	if i1 >= 0 {
		dist1 = uint64(lengthClass(int(i0 - i1)))
	}
	m := 400
	add := func(v uint64) {
		f = append(f, mark(m, v))
		m++
	}
	for _, x := range [...]symbols{s0, s1, s2, b0, b1, b2} {
		add(x.w)
		add(x.t)
		add(pair(x.w, x.t))
	}
	s0wt, b0wt, s1wt := pair(s0.w, s0.t), pair(b0.w, b0.t), pair(s1.w, s1.t)
	st, s1t, tt := pair(s0.t, b0.t), pair(s0.t, s1.t), pair(pair(s1.t, s0.t), b0.t)
	add(pair(s0wt, b0wt))
	add(pair(s0wt, b0.w))
	add(pair(s0.w, b0wt))
	add(pair(s0wt, b0.t))
	add(pair(s0.t, b0wt))
	add(pair(s0.w, b0.w))
	add(st)
	add(pair(b0.t, b1.t))
	add(s1t)
	add(pair(s1wt, s0.t))
	add(pair(s0wt, s1.t))
	add(pair(s0.w, s1.w))
	add(pair(s1wt, s0wt))
	add(pair(s1.w, b0.w))
	add(pair(s1.t, b0.t))
	add(tt)
	add(pair(pair(b0.t, b1.t), b2.t))
	add(pair(pair(s0.t, b0.t), b1.t))
	add(pair(tt, b1.t))
	add(pair(pair(s2.t, s1.t), s0.t))
	add(pair(tt, s0.w))
	add(pair(tt, s1.w))
	add(pair(tt, b0.w))
	add(pair(st, s0l.t))
	add(pair(st, s0r.t))
	add(pair(st, b0l.t))
	add(pair(s1t, s0l.t))
	add(pair(s1t, s0r.t))
	add(pair(s1t, s1l.t))
	add(pair(s1t, s1r.t))
	add(pair(pair(st, b0l.t), b0l2.t))
	add(pair(pair(s0.t, s0l.t), s0l2.t))
	add(pair(pair(s0.t, s0r.t), s0r2.t))
	for _, x := range [...]symbols{s0l, s0r, b0l, s1l, s1r} {
		add(x.w)
		add(x.t)
	}
	add(pair(s0.t, rel(n0.left)))
	add(pair(s0.t, rel(n0.right)))
	add(pair(s1.t, rel(n1.left)))
	add(pair(s1.t, rel(n1.right)))
	add(pair(b0.t, rel(nb.left)))
	add(pair(s0.w, dist))
	add(pair(b0.w, dist))
	add(pair(st, dist))
	add(pair(s1t, dist1))
	add(pair(pair(s0.w, b0.w), dist))
	add(pair(s0wt, uint64(n0.leftN)))
	add(pair(s0wt, uint64(n0.rightN)))
	add(pair(s1wt, uint64(n1.rightN)))
	add(pair(b0wt, uint64(nb.leftN)))
	add(pair(s0.t, uint64(n0.leftN)*8+uint64(n0.rightN)))
	add(pair(s0.w, n0.rels))
	add(pair(s0.t, n0.rels))
	add(pair(s1.w, n1.rels))
	add(pair(s1.t, n1.rels))
	add(pair(b0.w, nb.rels))
	add(pair(b0.t, nb.rels))
	add(pair(s0.t, pair(s1.t, n1.rels)))
	add(pair(s0.t, pair(b0.t, n0.rels)))
	return f
}

// RelFeatures appends the features of the relation between a head and a dependent.
func RelFeatures(f []uint64, s *State, in *ParserInput, h, d int32) []uint64 {
	hs, ds := in.at(h), in.at(d)
	dir := uint64(0)
	if d < h {
		dir = 1
	}
	dn, hn := &s.nodes[d], &s.nodes[h]
	dl, dr := in.at(dn.left), in.at(dn.right)
	rel := func(i int32) uint64 {
		if i < 0 {
			return 63
		}
		return uint64(s.Rel[i])
	}
	dist := uint64(lengthClass(int(max(h-d, d-h))))
	before := func(k int32) symbols {
		if k < 0 {
			return symbols{1, 1}
		}
		return in.at(k)
	}
	dp, dnx, hp, hnx := before(d-1), before(d+1), before(h-1), before(h+1)
	m := 600
	add := func(v uint64) {
		f = append(f, mark(m, pair(v, dir)))
		m++
	}
	hwt, dwt, tt := pair(hs.w, hs.t), pair(ds.w, ds.t), pair(hs.t, ds.t)
	var suf uint64
	if int(d) < len(in.V) {
		suf = in.V[d].Suf3
	}
	add(0)
	add(hs.w)
	add(hs.t)
	add(hwt)
	add(ds.w)
	add(ds.t)
	add(dwt)
	add(tt)
	add(pair(hs.w, ds.w))
	add(pair(hwt, ds.t))
	add(pair(dwt, hs.t))
	add(pair(tt, dist))
	add(pair(tt, pair(dp.t, dnx.t)))
	add(pair(tt, pair(hp.t, hnx.t)))
	add(pair(tt, pair(dp.t, hnx.t)))
	add(pair(tt, dp.w))
	add(pair(tt, dnx.w))
	add(pair(tt, dl.t))
	add(pair(tt, dr.t))
	add(pair(tt, dl.w))
	add(pair(ds.t, dl.w))
	add(pair(ds.w, dl.w))
	add(pair(hs.w, dl.w))
	add(pair(hs.w, pair(ds.t, dl.w)))
	add(pair(tt, dn.rels))
	add(pair(tt, hn.rels))
	add(pair(hs.w, hn.rels))
	add(pair(ds.w, dn.rels))
	add(pair(pair(tt, dn.rels), dl.w))
	add(pair(tt, pair(rel(dn.left), rel(dn.right))))
	add(pair(tt, pair(rel(hn.left), rel(hn.right))))
	add(pair(tt, suf))
	add(pair(tt, uint64(hn.leftN)*8+uint64(hn.rightN)))
	add(pair(hs.w, pair(ds.t, dist)))
	return f
}

// parser builds the tree.
type parser struct{ actions, rels linear }

func (p *parser) run(in *ParserInput, s *State, w *scratch) {
	s.Reset(len(in.V))
	var scores [64]int32
	for !s.Done() {
		w.features = ActionFeatures(w.features[:0], s, in)
		p.actions.score(w.features, scores[:])
		act, top := ActionCount, int32(0)
		for a := range ActionCount {
			if s.Legal(a) && (act == ActionCount || scores[a] > top) {
				act, top = a, scores[a]
			}
		}
		rel := extract.Root
		if act != Shift {
			if h, d := s.Arc(act); h < s.N {
				w.features = RelFeatures(w.features[:0], s, in, h, d)
				p.rels.score(w.features, scores[:])
				scores[extract.Root] = -1 << 30
				rel = extract.Deprel(highest(scores[:extract.DeprelCount]))
			}
		}
		s.Apply(act, rel)
	}
}
