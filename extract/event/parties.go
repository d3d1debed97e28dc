package event

import (
	"slices"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/graph"
)

// parties are the entities of an argument: that of its head, and of the conjuncts of its head.
func (s *scene) parties(x *extract.Argument) []int32 { return s.conjuncts(headToken(s.grammar, x)) }

// conjuncts are the entities of a nominal and of what is coordinated with it or
// named as part of it ("former members, including X and Y").
func (s *scene) conjuncts(h int32) []int32 {
	var out []int32
	add := func(t int32) {
		if e := s.entity(t); e >= 0 {
			for _, o := range out {
				if o == e {
					return
				}
			}
			out = append(out, e)
		}
	}
	if two := s.bothOf(h); two != nil {
		return two
	}
	if two := s.bothTold(h); two != nil {
		return two
	}
	h = s.counted(h)
	if !s.onlyTitle(h) {
		add(h)
	}
	for _, c := range s.children(h) {
		// "North and South Yemen": the name that shares its last word
		if r := s.deprel(c); (r == extract.Compound || r == extract.Amod) && s.upos(h) == extract.PROPN && s.mention[c] >= 0 && s.mention[c] != s.mention[h] &&
			s.a.Mentions[s.mention[c]].Kind == graph.KindName {
			if d := s.child(c, extract.Conj); d >= 0 && s.mention[d] == s.mention[h] {
				add(c)
			}
		}
	}
	for _, c := range s.children(h) {
		if s.deprel(c) == extract.Nmod {
			list := s.including(c)
			switch s.xpos(h) {
			case extract.NNP, extract.NN, extract.PRP:
				list = nil // "saw Ruiz take office, including Baro"
			}
			if list == nil && s.xpos(h) == extract.NNS {
				for _, d := range s.children(c) {
					if e := s.entity(d); s.deprel(d) == extract.Nmod && e >= 0 && s.a.Entities[e].Type == graph.TypePerson && s.mention[h] >= 0 && s.a.Mentions[s.mention[h]].Type == graph.TypePerson {
						list = append(list, s.including(d)...) // "former members of the band, including X and Y"
					}
				}
			}
			for _, d := range list {
				if len(out) < maxConjuncts {
					add(d)
				}
			}
		}
		if s.deprel(c) == extract.Conj && len(out) < maxConjuncts && !s.contrasted(c) {
			switch s.upos(c) {
			case extract.NOUN, extract.PROPN, extract.PRON, extract.NUM, extract.ADJ, extract.X:
				if !s.bareTitle(c) {
					add(c)
				}
			}
		}
	}
	return out
}

// lists tells whether the nominal h names some of those it speaks of.
func (s *scene) lists(h int32) bool {
	for _, c := range s.children(h) {
		if s.deprel(c) != extract.Nmod {
			continue
		}
		if s.including(c) != nil {
			return true
		}
		for _, d := range s.children(c) {
			if s.deprel(d) == extract.Nmod && s.including(d) != nil {
				return true
			}
		}
	}
	return false
}

// including lists c and its conjuncts if they are named as part of what stands before.
func (s *scene) including(c int32) []int32 {
	if p := s.preposition(c); p != "including" && p != "include" && p != "such as" {
		return nil
	}
	out := []int32{c}
	for _, d := range s.children(c) {
		if s.deprel(d) == extract.Conj && s.entity(d) >= 0 {
			out = append(out, d)
		}
	}
	return out
}

// partitives count what their "of" names.
var partitives = set("dozen score hundred thousand ten million several many some most all majority number couple handful string series wave spate spree flurry lot plenty host")

// counted is the noun that h counts, h itself if it counts none. A part of
// somebody who was named before is not that somebody.
//
//	"dozens of Egyptians", "a string of attacks", not "some of the settlers"
func (s *scene) counted(h int32) int32 {
	if !partitives[lowerLemma(s.word(h))] {
		return h
	}
	for _, c := range s.children(h) {
		if s.deprel(c) == extract.Nmod && c > h && s.preposition(c) == "of" && !s.definite(c) {
			return c
		}
	}
	return h
}

// contrasted tells that a conjunct is named only to be left out: "the university rather than the federation".
func (s *scene) contrasted(c int32) bool {
	if p := s.preposition(c); p != "" && s.head(c) >= 0 && p != s.preposition(s.head(c)) && s.lo[c] > s.head(c) {
		return true // "a series of bombs in and around Homs" has killed two: not Homs
	}
	for _, k := range s.children(c) {
		switch s.deprel(k) {
		case extract.Cc, extract.Advmod:
			switch lowerLemma(s.word(k)) {
			case "rather", "not", "instead", "nor":
				return true
			}
		}
	}
	return false
}

// bothOf resolves a mention of two countries that were named before.
//
//	"cooperation between the two nations", "both countries"
func (s *scene) bothOf(h int32) []int32 {
	switch lowerLemma(s.word(h)) {
	case "country", "nation", "government", "neighbour", "neighbor":
	default:
		return nil
	}
	two := false
	for _, c := range s.children(h) {
		switch lowerLemma(s.word(c)) {
		case "two", "both":
			two = true
		}
	}
	if !two {
		return nil
	}
	var out []int32
	for t := h - 1; t >= 0 && h-t < maxLookback && len(out) < 2; t-- {
		k := s.mention[t]
		if k < 0 || s.a.Mentions[k].Entity < 0 || int(s.a.Mentions[k].Entity) >= len(s.a.Entities) {
			continue
		}
		x := s.a.Mentions[k].Entity
		if e := &s.a.Entities[x]; e.Type == graph.TypePlace && e.Subtype == "COUNTRY" && !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// bothTold resolves "both" to the two people or bodies that were last named together.
//
//	"The court tried Ana Ruiz and Ali Baro. … Both were acquitted", "acquitted both of them"
func (s *scene) bothTold(h int32) []int32 {
	if lowerLemma(s.word(h)) != "both" || s.upos(h) == extract.CCONJ || s.deprel(h) == extract.Det || s.deprel(h) == extract.DetPredet || s.has(h, extract.Conj) {
		return nil
	}
	if c := s.child(h, extract.Nmod); c >= 0 && s.upos(c) != extract.PRON {
		return nil
	}
	for t := h - 1; t >= 0 && h-t < maxLookback && s.a.Tokens.Sentence[h]-s.a.Tokens.Sentence[t] <= 1; t-- {
		if s.deprel(t) != extract.Conj || s.mention[t] < 0 || s.upos(t) != extract.PROPN {
			continue
		}
		x, y := s.entity(s.head(t)), s.entity(t)
		if x < 0 || y < 0 || x == y || s.a.Entities[x].Type != s.a.Entities[y].Type || s.a.Entities[x].Type != graph.TypePerson && s.a.Entities[x].Type != graph.TypeOrganization && s.a.Entities[x].Subtype != "COUNTRY" {
			return nil
		}
		for _, c := range s.children(s.head(t)) {
			if s.deprel(c) == extract.Conj && c != t {
				return nil // three
			}
		}
		return []int32{x, y}
	}
	return nil
}

// maxLookback bounds how many tokens back an antecedent is looked for.
const maxLookback = 1000

// entity is the referent of the nominal that token t heads, None if there is none.
//
// "We" in a quotation is the body or country for which the speaker holds office.
func (s *scene) entity(t int32) int32 {
	if s.upos(t) == extract.PRON && s.quote[t] >= 0 {
		switch s.word(t) {
		case "we", "us", "our", "We", "ours":
			if e := s.a.Quotes[s.quote[t]].SourceEntity; e >= 0 {
				if o, ok := s.office[e]; ok {
					return o
				}
			}
		}
	}
	k := s.mention[t]
	if e := s.apposed(t, s.mention); e >= 0 {
		return e
	}
	if k < 0 {
		return extract.None
	}
	if s.a.Mentions[k].Kind == graph.KindNORP && (s.xpos(t) == extract.NNPS || s.xpos(t) == extract.NNS || s.has(t, extract.Nummod) || s.partOf(t) || s.oneOf(t)) {
		return s.people(t)
	}
	if e := s.a.Mentions[k].Entity; e >= 0 && int(e) < len(s.a.Entities) && !s.onlyPronouns(e) {
		if n := s.titled(t, e); n >= 0 {
			return n
		}
		return e
	}
	return extract.None
}

// people is the group of persons that a nationality in the plural names: "two
// Americans" are not the United States. Who are counted are a group of their own.
func (s *scene) people(t int32) int32 {
	a := s.a
	r := s.nominal(t)
	name := a.Text[a.Tokens.Start[r.First]:a.Tokens.End[t]]
	if len(name) > 80 {
		r.First = t
		name = a.Word(t)
	}
	e, ok := s.peoples[name]
	if !ok || s.has(t, extract.Nummod) {
		e = int32(len(a.Entities))
		a.Entities = append(a.Entities, extract.Entity{Type: graph.TypePerson, Name: name, Generic: true})
		s.peoples[name] = e
	}
	m := int32(len(a.Mentions))
	a.Mentions = append(a.Mentions, extract.Mention{Tokens: r, Head: extract.TokenRange{First: t, End: t + 1}, Kind: graph.KindNominal, Type: graph.TypePerson, Entity: e})
	a.Entities[e].Members = append(a.Entities[e].Members, m)
	s.mention[t] = m
	return e
}

// countsPeople are verbs whose object, if it is a bare number, counts people.
var countsPeople = set(`kill injure wound arrest detain rescue kidnap abduct jail convict indict murder evacuate deport imprison release free charge execute sentence
	acquit shoot hurt save slay massacre capture seize expel`)

// numbers tells whether the numeral t stands for those whom it counts.
//
//	"arrested three for trespassing", "killing two more", not "in 2014"
func (g *grammar) numbers(t int32) bool {
	if g.upos(t) != extract.NUM || g.isYear(t) || g.caseOf(t) >= 0 {
		return false
	}
	switch g.deprel(t) {
	case extract.Obj, extract.NsubjPass:
		return true
	}
	return false
}

// crowd is a group of people whom only a number names.
func (s *scene) crowd(t int32) int32 {
	a := s.a
	r := s.trimmed(s.lo[t], min(s.hi[t], t+6)+1)
	r.End = max(r.End, t+1)
	for r.First < t && s.upos(r.First) == extract.DET {
		r.First++
	}
	for k := t + 1; k < r.End; k++ {
		if d := s.deprel(k); d == extract.Acl || d == extract.AclRelcl || d == extract.Punct || s.upos(k) == extract.ADP && s.word(k) != "of" {
			r.End = k // without what more is told of them
		}
	}
	e, m := int32(len(a.Entities)), int32(len(a.Mentions))
	name := a.Text[a.Tokens.Start[r.First]:a.Tokens.End[r.End-1]]
	a.Mentions = append(a.Mentions, extract.Mention{Tokens: r, Head: extract.TokenRange{First: t, End: t + 1}, Kind: graph.KindNominal, Type: graph.TypePerson, Entity: e})
	a.Entities = append(a.Entities, extract.Entity{Type: graph.TypePerson, Name: name, Generic: true, Members: []int32{m}})
	s.mention[t] = m
	return e
}

// nominal is the noun t with what stands before it and belongs to it, without its
// preposition and article.
func (s *scene) nominal(t int32) extract.TokenRange {
	r := s.trimmed(s.lo[t], t+1)
	for r.First < t {
		switch x := r.First; {
		case s.upos(x) == extract.DET, s.upos(x) == extract.PRON, s.head(x) == t && (s.deprel(x) == extract.Case || s.upos(x) == extract.ADV || s.xpos(x) == extract.RB):
			r.First++
			continue
		}
		break
	}
	return r
}

// titled is the person whose name follows the noun t, which only says what he
// is: "the assassination of former mayor Carlos Manzo".
func (s *scene) titled(t, e int32) int32 {
	if s.upos(t) != extract.NOUN && (s.upos(t) != extract.PROPN || s.mention[t] < 0 || s.a.Mentions[s.mention[t]].Kind != graph.KindNominal) || int(t)+1 >= len(s.mention) || s.named(e) {
		return extract.None
	}
	k := s.mention[t+1]
	if k < 0 || s.a.Mentions[k].Kind != graph.KindName || s.a.Mentions[k].Head.First != t+1 || s.a.Mentions[k].Entity < 0 ||
		s.a.Entities[s.a.Mentions[k].Entity].Type != graph.TypePerson {
		return extract.None
	}
	top := s.top(s.a.Mentions[k].Head)
	if h := s.head(top); h != t && !s.a.Mentions[k].Head.Contains(s.head(t)) && (h < 0 || h != s.head(t) || s.deprel(top) == extract.Nsubj) {
		return extract.None
	}
	return s.a.Mentions[k].Entity
}

// named tells whether the text gives the entity a name.
func (s *scene) named(e int32) bool {
	for _, m := range s.a.Entities[e].Members {
		if s.a.Mentions[m].Kind == graph.KindName {
			return true
		}
	}
	return false
}

// onlyPronouns tells that an entity is mentioned by pronouns alone: nobody knows who that is.
func (s *scene) onlyPronouns(e int32) bool {
	for _, m := range s.a.Entities[e].Members {
		if s.a.Mentions[m].Kind != graph.KindPronoun {
			return false
		}
	}
	return len(s.a.Entities[e].Members) > 0
}

// actor tells whether an entity can act: a person, a body, a country or other
// place, whatever has a name and is of no known kind, or what a noun for persons names.
func (s *scene) actor(e int32) bool {
	switch x := &s.a.Entities[e]; x.Type {
	case graph.TypePerson, graph.TypeOrganization, graph.TypePlace:
		return true
	case graph.TypeOther:
		if len(x.Members) == 0 {
			return false
		}
		if !x.Generic {
			return s.named(e)
		}
		m := &s.a.Mentions[x.Members[0]]
		if m.Kind != graph.KindNominal {
			return false
		}
		t := m.Head.End - 1
		switch w := lowerLemma(s.word(t)); {
		case w == "bomber" || w == "shooter" || w == "hijacker":
			return true
		case m.Head.Len() == 1 && s.upos(t) == extract.NOUN:
			return frameModel().lex.Noun(w) == ClassPerson
		}
	}
	return false
}

// there resolves the adverb to the place that was named last before it.
//
//	"Mexico does not want troops on its soil. We will not deploy forces there."
func (s *scene) there(v int32) int32 {
	for _, c := range s.children(v) {
		if s.deprel(c) != extract.Advmod || lowerLemma(s.word(c)) != "there" {
			continue
		}
		k := s.placeBefore(v, v)
		if k < 0 {
			return extract.None
		}
		switch s.deprel(s.a.Mentions[k].Head.End - 1) {
		case extract.Compound, extract.Amod, extract.NmodPoss:
			// it only says whose the noun after it is ("US troops")
			if o := s.placeBefore(s.a.Mentions[k].Head.First, v); o >= 0 {
				k = o
			}
		}
		return s.a.Mentions[k].Entity
	}
	return extract.None
}

// placeBefore is the place named last before token t, at most two sentences before v.
func (s *scene) placeBefore(t, v int32) int32 {
	for t--; t >= 0 && s.a.Tokens.Sentence[v]-s.a.Tokens.Sentence[t] <= 2; t-- {
		if k := s.mention[t]; k >= 0 {
			if m := &s.a.Mentions[k]; m.Entity >= 0 && m.Kind == graph.KindName && m.Type == graph.TypePlace {
				return k
			}
		}
	}
	return extract.None
}

// partOf tells that a noun counts t: "hundreds of Somalis".
func (s *scene) partOf(t int32) bool {
	h := s.head(t)
	return h >= 0 && h < t && s.deprel(t) == extract.Nmod && s.preposition(t) == "of" && partitives[lowerLemma(s.word(h))]
}

// tail tells that t only says in which country the place before it lies, though
// the tree takes it for a subject: "Police in Santiago, Chile have fired".
func (s *scene) tail(t int32) bool {
	if t < 2 || s.a.Word(t-1) != "," || s.mention[t] < 0 || s.mention[t-2] < 0 || s.a.Tokens.Sentence[t-2] != s.a.Tokens.Sentence[t] {
		return false
	}
	place := func(k int32) bool {
		m := &s.a.Mentions[s.mention[k]]
		return m.Kind == graph.KindName && m.Type == graph.TypePlace
	}
	return place(t) && place(t-2) && s.lo[t] == t && s.preposition(t-2) == "in" && !s.has(t-2, extract.Conj)
}

// oneOf tells one of a people: "a Briton".
func (s *scene) oneOf(t int32) bool {
	d := s.child(t, extract.Det)
	return d >= 0 && (s.word(d) == "a" || s.word(d) == "an")
}
