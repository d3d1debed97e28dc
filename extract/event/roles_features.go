package event

import (
	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/model"
)

// The argument classifier sees a predicate and a candidate head word as hashed
// features: the path of relations between them, words, prepositions, voice, and
// what the predicate's roles are in PropBank's frame files. The templates follow
// Xue & Palmer (EMNLP 2004), Johansson & Nugues (EMNLP 2008) and Zhao et al.
// (CoNLL 2009), who prune candidates in the same way.

// Labels are the classes of the argument classifier; the first is no argument.
var Labels = [...]extract.Role{"", extract.A0, extract.A1, extract.A2, extract.A3, extract.A4, extract.ArgLOC, extract.ArgTMP,
	extract.ArgMNR, extract.ArgPRP, extract.ArgCAU, extract.ArgADV, extract.ArgEXT, extract.ArgDIR}

// LabelCount is the width of a row of weights: Labels, filled up to a power of two.
const LabelCount = 16

// RoleBits is the size of the classifier's table: 2^RoleBits rows.
const RoleBits = 17

// Candidate is a token that may head an argument of a predicate.
type Candidate struct {
	Token int32
	Path  uint64 // hash of the relations on the way
	Up    int    // steps from the predicate to the common ancestor
	Via   int32  // the common ancestor
}

// Bounds on candidates keep a predicate's cost constant whatever the tree looks like.
const (
	maxUp       = 7
	maxSiblings = 24 // of one ancestor, on either side of the way
)

// candidates lists the words that may head an argument of p: its children, its
// ancestors and the children of its ancestors.
func (g *grammar) candidates(dst []Candidate, p int32) []Candidate {
	const up, down = 1 << 8, 2 << 8
	dst = dst[:0]
	add := func(kids []int32, except int32, path uint64, steps int, via int32) {
		// of very many siblings the nearest ones
		i := 0
		for len(kids) > 2*maxSiblings && i < len(kids) && kids[i] < except {
			i++
		}
		from, to := 0, len(kids)
		if len(kids) > 2*maxSiblings {
			from, to = max(0, i-maxSiblings), min(len(kids), i+maxSiblings)
		}
		for _, c := range kids[from:to] {
			if c != except && mayBeArgument(g.deprel(c)) {
				dst = append(dst, Candidate{c, model.Mix(path ^ (down + uint64(g.deprel(c)))), steps, via})
			}
		}
	}
	add(g.children(p), p, 0, 0, p)
	path := uint64(0)
	at := p
	for steps := 1; steps <= maxUp; steps++ {
		h := g.head(at)
		if h < 0 {
			break
		}
		path = model.Mix(path ^ (up + uint64(g.deprel(at))))
		dst = append(dst, Candidate{h, path, steps, h})
		add(g.children(h), at, path, steps, h)
		at = h
	}
	return dst
}

// mayBeArgument leaves out the relations of function words and punctuation.
func mayBeArgument(r extract.Deprel) bool {
	switch r {
	case extract.Punct, extract.Cc, extract.CcPreconj, extract.Case, extract.Mark, extract.Aux, extract.AuxPass, extract.Cop,
		extract.Fixed, extract.Flat, extract.Goeswith, extract.CompoundPrt, extract.Reparandum, extract.Expl:
		return false
	}
	return true
}

// Predicate is what all candidates of one predicate share.
type predicateView struct {
	token   int32
	lemma   uint64
	xpos    uint64
	voice   uint64
	frame   uint64 // which core relations the predicate has
	roles   uint64 // what its roles are in the frame files
	rel     uint64 // its relation to its head
	head    uint64 // lemma of its head
	headObj uint64 // the head has an object: object control
	part    uint64 // particle
}

func (g *grammar) view(p int32, lex *Lexicon) predicateView {
	v := predicateView{token: p, lemma: g.lemma[p], xpos: uint64(g.xpos(p)), rel: uint64(g.deprel(p))}
	if g.upos(p) != extract.NOUN && g.passive(p) {
		v.voice = 1
	}
	for _, c := range g.children(p) {
		switch g.deprel(c) {
		case extract.Nsubj, extract.Csubj:
			v.frame |= 1
		case extract.NsubjPass:
			v.frame |= 2
		case extract.Obj:
			v.frame |= 4
		case extract.Iobj:
			v.frame |= 8
		case extract.OblAgent:
			v.frame |= 16
		case extract.Ccomp:
			v.frame |= 32
		case extract.Xcomp:
			v.frame |= 64
		case extract.Expl:
			v.frame |= 128
		case extract.NmodPoss:
			v.frame |= 256
		case extract.CompoundPrt:
			v.frame |= 512
			v.part = g.lemma[c]
		}
	}
	if h := g.head(p); h >= 0 {
		v.head = g.lemma[h]
		if g.has(h, extract.Obj) || g.has(h, extract.Iobj) {
			v.headObj = 1
		}
		if g.has(h, extract.NsubjPass) {
			v.headObj = 2
		}
	}
	v.roles = uint64(lex.Roles(g.word(p)))
	return v
}

// roleFeatures writes the rows of the weight table that speak of candidate c of predicate v.
func (g *grammar) roleFeatures(dst []uint32, v *predicateView, c Candidate, lex *Lexicon) []uint32 {
	dst = dst[:0]
	t := c.Token
	rel := uint64(g.deprel(t))
	word, upos, xpos := g.lemma[t], uint64(g.upos(t)), uint64(g.xpos(t))
	class := uint64(lex.Class(g.a, t))
	var marker uint64 // preposition, or subordinating word
	for _, k := range g.children(t) {
		if r := g.deprel(k); r == extract.Case || r == extract.Mark {
			marker = model.Mix(marker ^ g.lemma[k])
			if n := g.children(k); len(n) > 0 && g.deprel(n[0]) == extract.Fixed {
				marker = model.Mix(marker ^ g.lemma[n[0]])
			}
			break
		}
	}
	before := uint64(0)
	dist := t - v.token
	if t < v.token {
		before, dist = 1, v.token-t
	}
	switch {
	case dist > 20:
		dist = 6
	case dist > 10:
		dist = 5
	case dist > 5:
		dist = 4
	case dist > 3:
		dist = 3
	}
	via := g.lemma[c.Via]
	path := c.Path
	f := func(template uint64, values ...uint64) {
		h := template * 0x9E3779B97F4A7C15
		for _, x := range values {
			h = model.Mix(h ^ x)
		}
		dst = append(dst, uint32(h>>(64-RoleBits)))
	}
	f(1)
	f(2, path)
	f(3, path, before, v.xpos)
	f(4, path, v.voice, v.frame)
	f(5, path, v.lemma)
	f(6, path, v.lemma, v.voice, marker)
	f(7, rel, marker)
	f(8, rel, marker, v.lemma)
	f(9, word)
	f(10, word, rel, marker)
	f(11, word, v.lemma)
	f(12, marker, class)
	f(13, class, path)
	f(14, class, v.lemma, marker)
	f(15, class, path, marker)
	f(16, upos, path)
	f(17, xpos, rel, marker)
	f(18, v.roles, path)
	f(19, v.roles, path, v.voice, v.frame)
	f(20, v.roles, marker, rel)
	f(21, v.roles, class, marker)
	f(22, v.frame, path, v.lemma)
	f(23, uint64(dist), path)
	f(24, before, v.voice, rel, uint64(c.Up))
	f(25, v.xpos, v.voice, path, v.frame)
	f(26, via, path)
	f(27, v.head, v.headObj, path)
	f(28, v.part, path, v.lemma)
	f(29, v.rel, uint64(c.Up), rel, before)
	f(30, xpos, path, marker)
	f(31, class, v.roles, rel, v.voice)
	f(32, word, path)
	return dst
}
