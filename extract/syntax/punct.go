package syntax

import (
	"github.com/dateline-news/dateline/extract"
)

// Punctuation is attached by the guidelines of Universal Dependencies
// (universaldependencies.org/u/dep/punct.html) once the words have their heads:
// a pair of quotation marks or brackets to the head of what it encloses, any
// other mark within the unit that it sets off, as high as no arc is crossed. The
// treebanks were brought into line by a program like this (udapi's FixPunct),
// and a parser that decides mark by mark cannot learn it to the letter.
type punctuator struct {
	head        []int32 // within the sentence, None for the root
	left, right []int32 // extent of the subtree of each word, marks left out
	mark        []bool
	pair        []int8 // 1 opens, 2 closes a pair
	open        []int32
}

// run attaches the marks of one sentence anew.
func (p *punctuator) run(a *extract.Analysis, s *extract.Sentence) {
	t := &a.Tokens
	first, n := s.First, int(s.Len())
	p.grow(n)
	marks := 0
	for i := range p.head {
		k := first + int32(i)
		p.head[i] = t.Head[k]
		if p.head[i] != extract.None {
			p.head[i] -= first
		}
		p.mark[i] = t.Deprel[k] == extract.Punct
		p.pair[i] = 0
		if p.mark[i] {
			marks++
		}
	}
	if marks == 0 || marks == n {
		return
	}
	for i := range p.head { // no word depends on a mark
		for p.head[i] != extract.None && p.mark[p.head[i]] {
			p.head[i] = p.head[p.head[i]]
		}
		if p.head[i] == extract.None && int32(i)+first != s.Root {
			return // the root itself is a mark
		}
	}
	p.extents()
	p.pairs(a, first)
	for i := range p.head {
		if p.mark[i] && p.pair[i] == 0 {
			p.single(a, int32(i), first)
		}
	}
	for i, h := range p.head {
		if h != extract.None {
			t.Head[first+int32(i)] = first + h
		}
	}
}

func (p *punctuator) grow(n int) {
	if cap(p.head) < n {
		m := n + n/2
		p.head, p.left, p.right, p.mark, p.pair = make([]int32, m), make([]int32, m), make([]int32, m), make([]bool, m), make([]int8, m)
	}
	p.head, p.left, p.right, p.mark, p.pair = p.head[:n], p.left[:n], p.right[:n], p.mark[:n], p.pair[:n]
}

// extents finds how far the subtree of each word reaches.
func (p *punctuator) extents() {
	for i := range p.head {
		p.left[i], p.right[i] = int32(i), int32(i)
	}
	// A word's reach grows along the path to the root; a path ends where it adds nothing.
	for i := range p.head {
		if p.mark[i] {
			continue
		}
		for h := p.head[i]; h != extract.None && (p.left[h] > int32(i) || p.right[h] < int32(i)); h = p.head[h] {
			p.left[h], p.right[h] = min(p.left[h], int32(i)), max(p.right[h], int32(i))
		}
	}
}

// closing is the mark that closes what a mark opens, "" if it opens nothing.
func closing(open string) string {
	switch open {
	case "(":
		return ")"
	case "[":
		return "]"
	case "{":
		return "}"
	case "\"", "'", "''":
		return open
	case "``":
		return "''"
	case "“", "„":
		return "”"
	case "‘":
		return "’"
	case "«":
		return "»"
	}
	return ""
}

// pairs attaches quotation marks and brackets that pair.
func (p *punctuator) pairs(a *extract.Analysis, first int32) {
	p.open = p.open[:0]
	for i := range p.head {
		if !p.mark[i] {
			continue
		}
		w := a.Word(first + int32(i))
		matched := false
		for k := len(p.open) - 1; k >= 0; k-- {
			if closing(a.Word(first+p.open[k])) == w {
				p.enclose(p.open[k], int32(i))
				p.open = p.open[:k]
				matched = true
				break
			}
		}
		if !matched && closing(w) != "" && len(p.open) < 16 {
			p.open = append(p.open, int32(i))
		}
	}
}

// enclose attaches a pair to the words between it whose heads are outside: the
// opening mark to the first, the closing one to the last; mostly they are one.
func (p *punctuator) enclose(open, shut int32) {
	head, last := extract.None, extract.None
	for i := open + 1; i < shut; i++ {
		if !p.mark[i] && (p.head[i] < open || p.head[i] > shut) {
			if head == extract.None {
				head = i
			}
			last = i
		}
	}
	if head == extract.None {
		return
	}
	p.head[open], p.head[shut] = head, last
	p.pair[open], p.pair[shut] = 1, 2
}

// single attaches a mark that is not one of a pair.
func (p *punctuator) single(a *extract.Analysis, i, first int32) {
	n := int32(len(p.head))
	l, r := i-1, i+1
	for l >= 0 && p.mark[l] {
		if p.pair[l] == 1 {
			l = -1
			break
		}
		l--
	}
	for r < n && p.mark[r] {
		if p.pair[r] == 2 {
			r = n
			break
		}
		r++
	}
	switch a.Word(first + i) {
	case ".", "?", "!", "...", "…":
		r = n // it belongs to what is before it
	}
	lowL, lowR := l, r
	if l >= 0 {
		for h := p.head[l]; h != extract.None && h < i && p.right[l] < i; h = p.head[l] {
			l = h
		}
	}
	if r < n {
		for h := p.head[r]; h != extract.None && h > i && p.left[r] > i; h = p.head[r] {
			r = h
		}
	}
	var head, low int32
	switch {
	case l < 0 && r >= n:
		return
	case l < 0:
		head, low = r, lowR
	case r >= n:
		head, low = l, lowL
	case p.under(l, r):
		head, low = l, lowL
	case p.under(r, l):
		head, low = r, lowR
	default:
		head, low = l, lowL
	}
	// The unit may be a smaller one: the parser's word counts where it crosses no arc.
	for k := low; k != extract.None; k = p.head[k] {
		if k == p.head[i] {
			return
		}
		if k == head {
			break
		}
	}
	p.head[i] = head
}

// under tells that word i is below word k, or is it.
func (p *punctuator) under(i, k int32) bool {
	for ; i != extract.None; i = p.head[i] {
		if i == k {
			return true
		}
	}
	return false
}
