package event

import (
	"slices"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/graph"
)

// whose is the frame of a relative clause with "who" about the person named
// within its antecedent, where the antecedent itself is no party.
//
//	"The funeral of Ana Ruiz, who was killed by rebels": Ana Ruiz was killed
func (s *scene) whose(f *extract.Frame) *extract.Frame {
	if s.upos(f.Head) != extract.VERB || s.deprel(f.Head) != extract.AclRelcl {
		return f
	}
	t := s.head(f.Head)
	w := s.child(f.Head, extract.Nsubj, extract.NsubjPass, extract.Obj)
	if t < 0 || w < 0 || s.xpos(w) != extract.WP || lowerLemma(s.word(w)) != "who" {
		return f
	}
	if e := s.entity(t); e >= 0 && (s.a.Entities[e].Type == graph.TypePerson || s.a.Entities[e].Type == graph.TypeOrganization) {
		return f
	}
	person := extract.None
	for c := s.lastOf(t, f.Head); c >= 0; c = s.lastOf(c, f.Head) {
		if e := s.entity(c); e >= 0 && s.a.Entities[e].Type == graph.TypePerson {
			person = c
			break
		}
	}
	if person < 0 {
		return f
	}
	for i := range f.Arguments {
		if x := &f.Arguments[i]; headToken(s.grammar, x) == t && (x.Role == extract.A0 || x.Role == extract.A1 || x.Role == extract.A2) {
			turned := *f
			turned.Arguments = slices.Clone(f.Arguments)
			y := &turned.Arguments[i]
			y.Head = extract.TokenRange{First: person, End: person + 1}
			y.Tokens = s.trimmed(s.lo[person], s.hi[person]+1)
			y.Entity = s.entity(person)
			return &turned
		}
	}
	return f
}

// among is the frame of a participle on "those" with the one who is said to be
// among them.
//
//	"Ana Ruiz was among those killed", "Among those arrested was Ana Ruiz"
func (s *scene) among(f *extract.Frame) *extract.Frame {
	t := s.head(f.Head)
	if s.deprel(f.Head) != extract.Acl || s.xpos(f.Head) != extract.VBN || t < 0 || s.preposition(t) != "among" {
		return f
	}
	switch lowerLemma(s.word(t)) {
	case "those", "that", "people", "dead", "victim":
	default:
		return f
	}
	one := extract.None
	switch h := s.head(t); {
	case s.has(t, extract.Cop):
		one = s.child(t, extract.Nsubj)
	case h > t && (s.deprel(t) == extract.Obl || s.deprel(t) == extract.Nmod) && s.has(h, extract.Cop) && s.upos(h) != extract.VERB:
		one = h
	}
	if one < 0 {
		return f
	}
	turned := *f
	turned.Arguments = slices.DeleteFunc(slices.Clone(f.Arguments), func(x extract.Argument) bool { return x.Role == extract.A1 })
	turned.Arguments = append(turned.Arguments, extract.Argument{
		Role: extract.A1, Tokens: extract.TokenRange{First: one, End: one + 1}, Head: extract.TokenRange{First: one, End: one + 1}, Entity: s.entity(one),
	})
	return &turned
}

// lastOf is the last "of" phrase or possessor of t before token end, None if there is none.
func (s *scene) lastOf(t, end int32) int32 {
	found := extract.None
	for _, c := range s.children(t) {
		if c < end && (s.deprel(c) == extract.Nmod || s.deprel(c) == extract.NmodPoss) {
			found = c
		}
	}
	return found
}

// money tells whether the noun t is a sum: "$5 million", "200,000 euros".
func (s *scene) money(t int32) bool {
	if s.upos(t) == extract.SYM && s.a.Word(t) != "%" {
		return true
	}
	switch lowerLemma(s.word(t)) {
	case "dollar", "euro", "pound", "yen", "franc", "rupee", "ruble", "rouble", "peso", "yuan", "krone", "dinar":
		return true
	}
	return false
}

// gunfire tells whether the noun "fire" at t is shooting.
//
//	"opened fire", "under fire", "mortar fire"
func (s *scene) gunfire(t int32) bool {
	if h := s.head(t); h >= 0 && s.deprel(t) == extract.Obj {
		switch lowerLemma(s.word(h)) {
		case "open", "return", "exchange", "trade", "draw", "cease", "hold", "take":
			return true
		}
	}
	if s.preposition(t) == "under" {
		return true
	}
	for _, c := range s.children(t) {
		if r := s.deprel(c); r != extract.Compound && r != extract.Amod {
			continue
		}
		switch w := lowerLemma(s.word(c)); w {
		case "sniper", "gun", "small-arms", "machine-gun", "rifle", "enemy", "friendly", "hostile", "anti-aircraft", "israeli":
			return true
		default:
			if weapons[w] {
				return true
			}
		}
	}
	return false
}

// press tells whether an entity is the press, to which one speaks without meeting it.
func (s *scene) press(e int32) bool {
	x := &s.a.Entities[e]
	if x.Subtype == "MEDIA" {
		return true
	}
	if len(x.Members) == 0 || s.named(e) {
		return false
	}
	switch lowerLemma(s.word(s.a.Mentions[x.Members[0]].Head.End - 1)) {
	case "reporter", "journalist", "press", "media", "correspondent", "newsman", "newspaper", "audience", "crowd":
		return true
	}
	return false
}

// vague tells that a common noun names no party of its own: a place or body of no
// kind that is known, as "office", "seat", "system".
func (s *scene) vague(e int32) bool {
	x := &s.a.Entities[e]
	if !x.Generic || x.Subtype != "" || x.Type != graph.TypePlace && x.Type != graph.TypeOrganization || len(x.Members) == 0 {
		return false
	}
	if x.Type == graph.TypePlace {
		return true
	}
	switch frameModel().lex.Noun(lowerLemma(s.word(s.a.Mentions[x.Members[0]].Head.End - 1))) {
	case ClassGroup, ClassPerson, ClassUnknown:
		return false
	}
	return true
}

// apart finds the parties of talks and the like that stand behind the verb whose
// subject or object they are.
//
//	"A meeting took place on Monday between Peru and Chile", "Talks remain stalled with Chile"
func (g *grammar) apart(f *extract.Frame, list []construction, entityOf func(int32) int32) (*construction, *extract.Argument) {
	if g.upos(f.Head) != extract.NOUN {
		return nil, nil
	}
	v := g.head(f.Head)
	switch g.deprel(f.Head) {
	case extract.Nsubj, extract.NsubjPass:
	default:
		v = g.child(f.Head, extract.Acl) // "the agreement reached on Monday between Peru and Chile"
		if v < 0 || g.xpos(v) != extract.VBN {
			return nil, nil
		}
	}
	if v < 0 || g.upos(v) != extract.VERB && g.upos(v) != extract.ADJ {
		return nil, nil
	}
	for i := range list {
		for _, s := range list[i].slots {
			if s.prep != "between" && !(s.prep == "with" && happens[lowerLemma(g.word(v))]) {
				continue
			}
			for _, h := range [...]int32{v, g.child(v, extract.Xcomp), g.child(v, extract.OblUnmarked)} {
				if h < 0 {
					continue
				}
				if x := g.phraseOf(h, s.prep, entityOf); x != nil && list[i].fits(g, x) {
					return &list[i], x
				}
			}
		}
	}
	return nil, nil
}

// clashes are nouns for fights in which each side attacks the other.
var clashes = set("clash skirmish gunbattle gunfight firefight shootout fighting combat")

// bareParticiple tells that the verb v, which always has an object, stands
// without one: a headline's participle that the tagger took for the past tense.
//
//	"900 people rescued off the coast", "Mayor arrested in Lima"
func (s *scene) bareParticiple(v int32) bool {
	if x := s.xpos(v); x != extract.VBD && x != extract.VBN || s.deprel(v) != extract.Root && !s.shared(v) || !undergone[lowerLemma(s.word(v))] {
		return false
	}
	for _, c := range s.children(v) {
		switch s.deprel(c) {
		case extract.Obj, extract.Iobj, extract.Ccomp, extract.Xcomp, extract.Aux, extract.AuxPass, extract.Conj, extract.CompoundPrt:
			return false
		case extract.Nsubj:
			if c > v {
				return false
			}
		}
	}
	return s.has(v, extract.Nsubj)
}

// shared tells that the auxiliary of a passive before it is meant for v as well:
// "two were killed and several others wounded".
func (s *scene) shared(v int32) bool {
	h := s.head(v)
	return h >= 0 && h < v && s.deprel(v) == extract.Conj && s.passive(h) && undergone[lowerLemma(s.word(h))]
}

// gapped is the bare number of those whom such a v befell: "and 12 wounded",
// "saved 200 more".
func (s *scene) gapped(v int32) int32 {
	if s.upos(v) == extract.VERB && countsPeople[lowerLemma(s.word(v))] && !s.passive(v) && !s.has(v, extract.Obj) {
		for _, k := range s.children(v) {
			if w := s.a.Word(k); k > v && (w == "more" || w == "others") && s.has(k, extract.Nummod) && s.caseOf(k) < 0 && s.mention[k] < 0 {
				return k
			}
		}
	}
	if !s.shared(v) || !undergone[lowerLemma(s.word(v))] || s.hasSubject(v) || s.has(v, extract.Obj) {
		return extract.None
	}
	if k := s.child(v, extract.Nummod); k >= 0 && k < v && s.upos(k) == extract.NUM && !s.isYear(k) {
		return k
	}
	return extract.None
}

// undergone are verbs whose past tense always has an object.
var undergone = set(`kill injure wound arrest detain rescue kidnap abduct jail convict indict murder assassinate evacuate deport imprison release free charge execute sentence
	acquit suspend`)

// onlyTitle tells that the first of two coordinated nouns is an office of the
// person whom the second names: a singular without an article is no party.
//
//	"Former prime minister and foreign minister Ana Ruiz will speak"
func (s *scene) onlyTitle(h int32) bool {
	if !s.bareTitle(h) {
		return false
	}
	for _, c := range s.children(h) {
		if s.deprel(c) == extract.Conj && s.upos(c) == extract.PROPN && s.has(c, extract.NmodDesc) {
			return true
		}
	}
	return false
}

// bareTitle tells that the noun t names an office and nobody who holds it: a
// singular for a person without an article.
//
//	"Ruiz, formerly the president and chief executive, pleaded guilty"
func (s *scene) bareTitle(t int32) bool {
	if s.upos(t) != extract.NOUN || s.xpos(t) != extract.NN {
		return false
	}
	e := s.entity(t)
	if e < 0 || !s.a.Entities[e].Generic || s.a.Entities[e].Type != graph.TypePerson {
		return false
	}
	return !s.has(t, extract.Det) && !s.has(t, extract.NmodPoss) && !s.has(t, extract.Nummod)
}

// resigning reads who leaves an office by a noun, and from which body.
//
//	"the resignation of the minister", "announced his resignation from the party", "tendered a resignation"
func (s *scene) resigning(f *extract.Frame) (*construction, []int32, []int32) {
	t := f.Head
	who := s.child(t, extract.NmodPoss)
	for _, c := range s.children(t) {
		if s.deprel(c) == extract.Nmod && s.preposition(c) == "of" {
			who = c
		}
	}
	if v := s.head(t); who < 0 && v >= 0 && s.deprel(t) == extract.Obj && tenders[lowerLemma(s.word(v))] && !s.passive(v) {
		who = s.understood(v)
	}
	if who < 0 {
		return nil, nil, nil
	}
	subjects := slices.DeleteFunc(s.conjuncts(who), func(e int32) bool { return s.a.Entities[e].Type != graph.TypePerson })
	if len(subjects) == 0 {
		return nil, nil, nil
	}
	var objects []int32
	if x := s.phraseOf(t, "from", s.entity); x != nil {
		objects = slices.DeleteFunc(s.parties(x), func(e int32) bool { return s.a.Entities[e].Type != graph.TypeOrganization })
	}
	return &resigned, subjects, objects
}

// tenders are verbs whose subject resigns by the resignation that is their object.
var tenders = set("tender submit announce offer give hand send")

// anothers tells that the act the noun t names is somebody's who is named beside
// it, not of the one who ends or lifts it: "ended Israel's siege of the city".
func (s *scene) anothers(t int32) bool {
	c := s.child(t, extract.NmodPoss)
	return c >= 0 && s.upos(c) != extract.PRON
}

// dealings reads a verb that halts, eases or imposes what its object names, by
// the other side.
//
//	"severed ties with Chad", "stopped aid to the junta" SANCTIONED, "lifted its ban on the party" YIELDED_TO, "imposed restrictions on reporters" COERCED
func (s *scene) dealings(v int32) (*construction, []int32) {
	o := s.child(v, extract.Obj, extract.NsubjPass)
	if o < 0 || s.upos(v) != extract.VERB {
		return nil, nil
	}
	noun, verb := lowerLemma(s.word(o)), lowerLemma(s.word(v))
	if c := s.child(o, extract.Compound); goodThings[noun] == "" && badThings[noun] == "" && c >= 0 {
		noun = lowerLemma(s.word(c)) // "suspended aid programs"
	}
	if s.anothers(o) {
		return nil, nil
	}
	var p graph.PredicateName
	var prepositions []string
	switch good, bad := goodThings[noun], badThings[noun]; {
	case good != "" && noun != "help" && noun != "contact" && noun != "trade" && noun != "import" && noun != "export" && ends[verb]:
		p, prepositions = graph.Sanctioned, []string{"with", "to", "for"}
	case (bad == graph.Sanctioned || bad == graph.Coerced) && noun != "emergency" && noun != "martial" && noun != "measure" && eases[verb]:
		p, prepositions = graph.YieldedTo, []string{"on", "against"}
	case (bad == graph.Sanctioned || bad == graph.Coerced) && noun != "emergency" && noun != "martial" && noun != "measure" && furthers[verb]:
		p, prepositions = bad, []string{"on", "against"}
	}
	for _, w := range prepositions {
		for _, h := range [...]int32{o, v} {
			if x := s.phraseOf(h, w, s.entity); x != nil && s.time[headToken(s.grammar, x)] < 0 {
				if list := slices.DeleteFunc(s.parties(x), func(e int32) bool { return !s.actor(e) }); len(list) > 0 {
					return &construction{predicate: p}, list
				}
			}
		}
	}
	return nil, nil
}

// armed tells that a weapon is what does the verb v, a participle: "A bomb exploded, killing six".
func (s *scene) armed(v int32) bool {
	t := s.understood(v)
	if t < 0 || !s.strikes(s.counted(t)) {
		return false
	}
	switch lowerLemma(s.word(s.counted(t))) {
	case "plane", "aircraft", "helicopter", "jet", "tank", "fighter", "warship", "warplane":
		return false // they crash as well
	}
	return true
}

// blamedOn tells that the noun t is what someone blames "on" others: they are not whom it hit.
//
//	"is blaming a series of bombings on opponents"
func (g *grammar) blamedOn(t int32) bool {
	v := g.head(t)
	if v >= 0 && g.deprel(t) == extract.Nmod && series[lowerLemma(g.word(v))] {
		t, v = v, g.head(v)
	}
	if v < 0 || g.deprel(t) != extract.Obj && g.deprel(t) != extract.NsubjPass {
		return false
	}
	w := lowerLemma(g.word(v))
	return w == "blame" || w == "pin"
}
