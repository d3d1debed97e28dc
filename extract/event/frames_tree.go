package event

import (
	"sync"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/model"
)

// grammar reads a document's trees from above: the children of each token in
// order of text, and the leftmost and rightmost token below it. It belongs to
// one run of one stage; its memory comes from a pool.
type grammar struct {
	a      *extract.Analysis
	first  []int32 // children of token i: kids[first[i]:first[i+1]]
	kids   []int32
	lo, hi []int32  // first and last token of the subtree
	lemma  []uint64 // hash of the lemma in lower case
	rel    []extract.Deprel
	order  []int32 // scratch: tokens, heads before dependents
}

var grammars = sync.Pool{New: func() any { return new(grammar) }}

// newGrammar indexes the trees of a; give it back with release.
func newGrammar(a *extract.Analysis) *grammar {
	g := grammars.Get().(*grammar)
	g.a = a
	n := a.Tokens.Len()
	g.first = resize(g.first, n+2)
	g.kids, g.lo, g.hi, g.order = resize(g.kids, n), resize(g.lo, n), resize(g.hi, n), resize(g.order, n)
	g.lemma, g.rel = resize(g.lemma, n), resize(g.rel, n)
	copy(g.rel, a.Tokens.Deprel)
	clear(g.first)
	heads := a.Tokens.Head
	for i := range n {
		if h := heads[i]; h >= 0 {
			g.first[h+2]++
		}
	}
	for i := 1; i < n+2; i++ {
		g.first[i] += g.first[i-1]
	}
	for i := range int32(n) {
		g.lo[i], g.hi[i] = i, i
		g.lemma[i] = hashLower(a.Tokens.Lemma[i])
		if h := heads[i]; h >= 0 {
			g.kids[g.first[h+1]] = i
			g.first[h+1]++
		}
	}
	g.measure()
	g.mend()
	return g
}

// mend corrects a relation that the parser often gets wrong: an object with a
// number before it, "detained more than 50 people", read as an oblique.
func (g *grammar) mend() {
	for i := range int32(len(g.rel)) {
		if g.rel[i] != extract.Obl || g.upos(i) != extract.NOUN && g.upos(i) != extract.NUM {
			continue
		}
		v := g.head(i)
		if v < 0 || v > i || g.upos(v) != extract.VERB || g.has(v, extract.Obj) || g.has(v, extract.NsubjPass) || g.has(v, extract.AuxPass) {
			continue
		}
		counted := g.upos(i) == extract.NUM
		for _, c := range g.children(i) {
			switch g.deprel(c) {
			case extract.Nummod:
				counted = true
			case extract.Case:
				if c > v && lowerLemma(g.word(c)) != "at" {
					counted = false
				}
			}
		}
		if counted && g.caseless(i) && g.plural(i) {
			g.rel[i] = extract.Obj
		}
	}
}

// counts tells that the word p opens a number.
//
//	"kidnapped up to 16 workers"
func (g *grammar) counts(p int32) bool {
	n := int32(g.a.Tokens.Len())
	return p+2 < n && lowerLemma(g.word(p)) == "up" && lowerLemma(g.word(p+1)) == "to" && g.upos(p+2) == extract.NUM
}

// caseless tells that no preposition marks i; "at" of "at least" is none.
func (g *grammar) caseless(i int32) bool {
	c := g.caseOf(i)
	return c < 0 || lowerLemma(g.word(c)) == "at" && c+1 < i && lowerLemma(g.word(c+1)) == "least"
}

// plural tells people and things from measures of time and degree.
func (g *grammar) plural(i int32) bool {
	switch lowerLemma(g.word(i)) {
	case "year", "month", "week", "day", "hour", "minute", "second", "decade", "time", "percent", "percentage", "point", "mile", "kilometer", "kilometre", "meter", "metre", "degree", "p.m.", "a.m.":
		return false
	}
	return g.upos(i) == extract.NUM && g.xpos(i) == extract.CD && !g.isYear(i) || g.xpos(i) == extract.NNS
}

func (g *grammar) isYear(i int32) bool {
	w := g.a.Word(i)
	return len(w) == 4 && (w[0] == '1' || w[0] == '2')
}

// measure fills lo and hi from the leaves up. Tokens on a cycle, which no tree
// has, keep themselves.
func (g *grammar) measure() {
	order := g.order[:0]
	for i, h := range g.a.Tokens.Head {
		if h < 0 {
			order = append(order, int32(i))
		}
	}
	for k := 0; k < len(order); k++ {
		order = append(order, g.children(order[k])...)
	}
	for k := len(order) - 1; k >= 0; k-- {
		i := order[k]
		if h := g.a.Tokens.Head[i]; h >= 0 {
			g.lo[h], g.hi[h] = min(g.lo[h], g.lo[i]), max(g.hi[h], g.hi[i])
		}
	}
}

func (g *grammar) release() {
	g.a = nil
	grammars.Put(g)
}

func (g *grammar) children(i int32) []int32 { return g.kids[g.first[i]:g.first[i+1]] }

func (g *grammar) deprel(i int32) extract.Deprel { return g.rel[i] }
func (g *grammar) head(i int32) int32            { return g.a.Tokens.Head[i] }
func (g *grammar) upos(i int32) extract.UPOS     { return g.a.Tokens.UPOS[i] }
func (g *grammar) xpos(i int32) extract.XPOS     { return g.a.Tokens.XPOS[i] }
func (g *grammar) word(i int32) string           { return g.a.Tokens.Lemma[i] }

// child returns the first child with one of the relations, None if there is none.
func (g *grammar) child(i int32, rels ...extract.Deprel) int32 {
	for _, c := range g.children(i) {
		for _, r := range rels {
			if g.deprel(c) == r {
				return c
			}
		}
	}
	return extract.None
}

// has tells whether i has a child with the relation.
func (g *grammar) has(i int32, r extract.Deprel) bool { return g.child(i, r) != extract.None }

// below tells whether i lies in the subtree of h, h included.
func (g *grammar) below(i, h int32) bool {
	for steps := 0; i >= 0 && steps < 256; steps++ {
		if i == h {
			return true
		}
		i = g.head(i)
	}
	return false
}

// caseOf returns the token that marks i's case: its preposition or possessive.
//
//	"talks with Iran": with marks Iran
func (g *grammar) caseOf(i int32) int32 {
	for _, c := range g.children(i) {
		if g.deprel(c) == extract.Case && !(c > 0 && g.counts(c-1)) {
			return c
		}
	}
	return extract.None
}

// preposition returns the lemma of i's case marker, with the fixed parts of a
// longer one ("because of"), "" if it has none.
func (g *grammar) preposition(i int32) string {
	c := g.caseOf(i)
	if c == extract.None {
		return ""
	}
	w := lowerLemma(g.word(c))
	for _, f := range g.children(c) {
		if g.deprel(f) == extract.Fixed {
			w += " " + lowerLemma(g.word(f))
		}
	}
	return w
}

// understood is the subject that a clause without one shares with the clause around it.
//
//	"was arrested after leaving the group"    he who was arrested left
//	"attempted to leave", "travelled to Doha to meet him"
func (g *grammar) understood(v int32) int32 {
	for steps := 0; steps < maxEmbedding; steps++ {
		if t := g.subject(v); t >= 0 {
			return t
		}
		h := g.head(v)
		if h < 0 {
			return extract.None
		}
		switch g.deprel(v) {
		case extract.Conj:
			// "called on them to leave and threatened …": a finite conjunct belongs to a finite verb
			for up := 0; g.finite(v) && !g.finite(h) && up < 3 && g.head(h) >= 0; up++ {
				h = g.head(h)
			}
		case extract.Xcomp:
			if o := g.child(h, extract.Obj, extract.Iobj); o >= 0 && !subjectControl[g.word(h)] {
				return o
			}
			if o := g.controller(v); o >= 0 {
				return o
			}
		case extract.Advcl:
			if o := g.controller(v); o >= 0 {
				return o
			}
			if g.finite(v) || g.passive(h) && g.infinitive(v) {
				return extract.None // "was founded to encourage": not the founded one encourages
			}
		case extract.Acl:
			if g.xpos(v) == extract.VBG && g.has(v, extract.Aux) {
				// "entered the race having finished second": hung on the noun, said of who entered
				if up := g.head(h); up >= 0 && g.deprel(h) == extract.Obj {
					return g.subject(up)
				}
			}
			if g.xpos(v) == extract.VBG && g.markOf(v) == "" || g.addressed(h) {
				return h // "the men carrying it", "called on the army to release them"
			}
			return g.holder(h)
		case extract.AclRelcl:
			// "the soldiers who came and left": shared through the conjunct before
			return extract.None
		default:
			return extract.None
		}
		v = h
	}
	return extract.None
}

// subject is the subject of v. What "is to" do something has it outside.
//
//	"The league is to celebrate", but "The aim is to win"
func (g *grammar) subject(v int32) int32 {
	if t := g.child(v, extract.Nsubj, extract.NsubjPass); t >= 0 {
		return t
	}
	t := g.child(v, extract.NsubjOuter)
	if t < 0 || !g.infinitive(v) || g.upos(t) == extract.NOUN && purposes[lowerLemma(g.word(t))] {
		return extract.None
	}
	return t
}

// purposes are nouns that an infinitive spells out.
var purposes = set(`aim objective goal purpose intention plan idea point task job role duty mission challenge problem solution answer way best thing strategy policy
	priority hope dream wish desire ambition option choice alternative decision proposal method approach step need focus key trick lesson`)

// controller is the subject that a preposition brings to a clause without one of its own.
func (g *grammar) controller(v int32) int32 {
	h := g.head(v)
	if h < 0 || g.hasSubject(v) {
		return extract.None
	}
	switch g.deprel(v) {
	case extract.Xcomp:
		if g.has(h, extract.Obj) {
			return extract.None
		}
		return g.asked(h, v)
	case extract.Advcl:
		if t := g.absolute(v, h); t >= 0 {
			return t
		}
		return g.asked(h, v)
	}
	return extract.None
}

// asked is who is asked to do what the infinitive v says, behind a preposition.
//
//	"called for the government to present evidence", "called on them to leave"
func (g *grammar) asked(h, v int32) int32 {
	if !g.infinitive(v) || !g.governs(h, embedRequire) {
		return extract.None
	}
	for _, c := range g.children(h) {
		if c < v && c > h && g.deprel(c) == extract.Obl {
			switch g.preposition(c) {
			case "for", "on", "upon":
				return c
			}
		}
	}
	return extract.None
}

// absolute is the subject of a participle behind "with".
//
//	"They left, with the minister calling for a boycott"
func (g *grammar) absolute(v, h int32) int32 {
	if x := g.xpos(v); x != extract.VBG && x != extract.VBN || g.markOf(v) != "" {
		return extract.None
	}
	for _, c := range g.children(h) {
		if g.deprel(c) == extract.Obl && c < v && g.hi[c]+1 == g.lo[v] && g.preposition(c) == "with" {
			return c
		}
	}
	return extract.None
}

// lightVerb is the verb that merely carries out the noun t, None if there is none.
//
//	"carried out a strike", "launched an operation", "carried out a series of attacks"
func (g *grammar) lightVerb(t int32) int32 {
	if h := g.head(t); h >= 0 && g.deprel(t) == extract.Nmod && g.preposition(t) == "of" && series[lowerLemma(g.word(h))] {
		t = h
	}
	h := g.head(t)
	if h >= 0 && g.deprel(t) == extract.Obl && g.preposition(t) == "in" && g.upos(h) == extract.VERB {
		switch lowerLemma(g.word(h)) {
		case "engage", "participate", "involve":
			if !g.has(h, extract.Obj) {
				return h // "was engaged in ethnic cleansing"
			}
		}
	}
	if h < 0 || g.deprel(t) != extract.Obj && g.deprel(t) != extract.NsubjPass || !emptyVerbs[lowerLemma(g.word(h))] || g.hasParticle(h, "over") || g.hasParticle(h, "out") && lowerLemma(g.word(h)) == "put" {
		return extract.None
	}
	return h
}

// series are nouns that count events.
var series = set("series wave string number spate round spree flurry barrage")

// addressed tells whether the nominal h is asked to do what its infinitive says.
//
//	"urged the army to withdraw", "called on the army to withdraw"
func (g *grammar) addressed(h int32) bool {
	v := g.head(h)
	if v < 0 || !g.governs(v, embedRequire) {
		return false
	}
	switch g.deprel(h) {
	case extract.Obj, extract.NsubjPass, extract.Iobj:
		return true
	case extract.Obl:
		switch g.preposition(h) {
		case "on", "upon", "to", "with":
			return true
		}
	}
	return false
}

// holder is whose the plan, policy or attempt h is: its subject, its owner, or
// the subject of the verb that it is the object of.
//
//	"Turkey's plan to send troops", "They have a policy of turning boats away"
func (g *grammar) holder(h int32) int32 {
	if g.upos(h) != extract.NOUN {
		return extract.None
	}
	if t := g.child(h, extract.Nsubj, extract.NmodPoss); t >= 0 && !g.has(h, extract.Cop) {
		return t
	}
	if t := g.child(h, extract.Compound); t >= 0 && g.upos(t) == extract.PROPN {
		return t
	}
	if v := g.head(h); v >= 0 && g.deprel(h) == extract.Obj && g.upos(v) == extract.VERB && !g.passive(v) {
		return g.child(v, extract.Nsubj)
	}
	return extract.None
}

// passive tells whether the verb i stands in the passive.
//
//	"He was killed", "the man arrested on Friday"
func (g *grammar) passive(i int32) bool {
	for _, c := range g.children(i) {
		switch g.deprel(c) {
		case extract.AuxPass, extract.NsubjPass, extract.CsubjPass, extract.OblAgent:
			return true
		case extract.Obj, extract.Aux:
			if g.xpos(i) == extract.VBN && g.deprel(c) == extract.Aux && g.upos(c) == extract.AUX && g.word(c) == "have" {
				return g.has(i, extract.AuxPass)
			}
		}
	}
	switch g.deprel(i) {
	case extract.Acl:
		if g.xpos(i) == extract.VBD && !g.has(i, extract.Obj) && !g.has(i, extract.Ccomp) && !g.hasSubject(i) {
			return true // "a soldier killed in the raid", whatever the tag
		}
		return g.xpos(i) == extract.VBN
	case extract.Amod, extract.Advcl:
		return g.xpos(i) == extract.VBN
	case extract.Root, extract.Parataxis:
		// a headline: "900 asylum seekers rescued off the coast"
		return g.xpos(i) == extract.VBN && !g.has(i, extract.Aux) && !g.has(i, extract.Obj) && !g.has(i, extract.Ccomp) && g.has(i, extract.Nsubj)
	case extract.Conj:
		if h := g.head(i); h >= 0 && h < i && g.xpos(i) == extract.VBN && g.xpos(h) == extract.VBN && !g.has(i, extract.Aux) &&
			!g.has(i, extract.Nsubj) && !g.has(i, extract.Obj) {
			return g.has(h, extract.AuxPass) || g.has(h, extract.NsubjPass)
		}
	}
	return false
}

func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	return s[:n]
}

// lowerLemma is the lemma in lower case; lemmas mostly are, and then nothing is copied.
func lowerLemma(s string) string {
	for i := range len(s) {
		if c := s[i]; 'A' <= c && c <= 'Z' {
			b := []byte(s)
			for j := i; j < len(b); j++ {
				if 'A' <= b[j] && b[j] <= 'Z' {
					b[j] += 'a' - 'A'
				}
			}
			return string(b)
		}
	}
	return s
}

func hashLower(s string) uint64 { return model.Hash(lowerLemma(s)) }
