package event

import (
	"slices"
	"strings"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/graph"
)

// tollVerbs are verbs and nouns that tell what happened to people.
var tollVerbs = map[string]graph.PredicateName{
	"kill": graph.RoleKilled, "die": graph.RoleKilled, "dead": graph.RoleKilled, "death": graph.RoleKilled, "fatality": graph.RoleKilled, "slay": graph.RoleKilled,
	"perish": graph.RoleKilled, "massacre": graph.RoleKilled, "drown": graph.RoleKilled,
	"injure": graph.RoleInjured, "wound": graph.RoleInjured, "injury": graph.RoleInjured, "hurt": graph.RoleInjured, "injured": graph.RoleInjured, "wounded": graph.RoleInjured,
	"arrest": graph.RoleArrested, "detain": graph.RoleArrested, "arrested": graph.RoleArrested, "apprehend": graph.RoleArrested,
}

// tollsBelow reads what is coordinated with the verb v or follows from it:
// "carried out a strike, killing four people".
func (s *scene) tollsBelow(h *happening, v int32) {
	for _, c := range s.children(v) {
		switch {
		case s.upos(c) != extract.VERB && s.upos(c) != extract.ADJ:
		case s.deprel(c) == extract.Advcl && s.xpos(c) == extract.VBG && s.markOf(c) == "", s.deprel(c) == extract.Conj:
			s.toll(h, c)
		}
	}
}

// tollsAround reads what the event did as a subject, and what people suffered in it.
//
//	"the attack killed 12", "the strikes, which have resulted in around 80 deaths", "12 people died in the attack",
//	"the blast tore through a market, killing 12", "12 people were killed when an avalanche struck", "the death toll from the quake rose to 12"
func (s *scene) tollsAround(h *happening, t int32) {
	for _, c := range s.children(t) {
		switch s.deprel(c) {
		case extract.AclRelcl, extract.Acl:
			s.toll(h, c)
			s.tollsBelow(h, c)
		case extract.Nmod:
			for _, d := range s.children(c) {
				if e := s.entity(c); s.deprel(d) == extract.AclRelcl && !s.passive(d) && (e < 0 || !s.actor(e) || s.a.Entities[e].Type == graph.TypePlace) {
					s.toll(h, d) // "a blast in the city of Homs that killed 12"
				}
			}
			if s.preposition(c) == "with" && (s.has(c, extract.Nummod) || s.upos(c) == extract.NUM) {
				for _, d := range s.children(c) {
					if s.deprel(d) == extract.Acl || s.deprel(d) == extract.Amod && d > c {
						s.toll(h, d) // "a crash with 12 people killed"
					}
				}
			}
		}
	}
	// "in a series of attacks", "in clashes and attacks"
	top := t
	for up := 0; up < 2; up++ {
		p := s.head(top)
		if p < 0 || s.deprel(top) != extract.Conj && (s.deprel(top) != extract.Nmod || s.preposition(top) != "of" || !series[lowerLemma(s.word(p))]) || s.upos(p) != extract.NOUN {
			break
		}
		if s.deprel(top) == extract.Conj && tollVerbs[lowerLemma(s.word(p))] != "" {
			break
		}
		top = p
	}
	v := s.head(top)
	if v < 0 {
		return
	}
	switch s.deprel(top) {
	case extract.Nsubj:
		s.toll(h, v)
		if len(h.tolls) > 0 && tollVerbs[lowerLemma(s.word(v))] != "" {
			s.circumstances(h, v) // "The blast killed 12 people on Monday"
		}
		s.tollsBelow(h, v)
		for _, c := range s.children(v) {
			if s.deprel(c) == extract.Advcl && t < c && c < v && s.xpos(c) == extract.VBD && s.markOf(c) == "" && !s.hasSubject(c) {
				s.toll(h, c) // "The blast killed 12 people, the ministry said", with the blast read as who said so
			}
		}
		if s.deprel(v) == extract.Advcl {
			switch s.markOf(v) {
			case "when", "after", "as":
				if u := s.head(v); u >= 0 && natural[h.lemma] && tollVerbs[lowerLemma(s.word(u))] != "" && s.upos(u) == extract.VERB {
					n := len(h.tolls)
					s.toll(h, u)
					if len(h.tolls) > n {
						s.circumstances(h, v)
					}
				}
			}
		}
	case extract.Obl, extract.Nmod, extract.OblAgent:
		switch s.preposition(top) {
		case "in", "during", "by", "from", "as a result of":
			s.suffered(h, v)
		case "after", "following", "amid":
			if natural[h.lemma] {
				s.suffered(h, v)
			}
		}
	}
}

// suffered reads the verb or noun below which the event is where people suffered.
func (s *scene) suffered(h *happening, v int32) {
	w := lowerLemma(s.word(v))
	n := len(h.tolls)
	switch {
	case tollVerbs[w] != "":
		s.toll(h, v)
		if len(h.tolls) > n && s.upos(v) == extract.VERB {
			s.circumstances(h, v) // "were killed Saturday in an ambush"
		}
		if u := s.head(v); s.upos(v) == extract.VERB && u >= 0 && s.deprel(v) == extract.Conj && tollVerbs[lowerLemma(s.word(u))] != "" {
			s.toll(h, u) // "12 people were killed and 30 injured in the attack"
		}
	case w == "toll":
		s.deathToll(h, v)
	case w == "report" || w == "confirm" || w == "be":
		// "No injuries were reported in the attack", "there were no deaths in the crash"
		if o := s.child(v, extract.NsubjPass, extract.Nsubj, extract.Obj); o >= 0 {
			s.toll(h, o)
		}
	}
}

// deathToll reads the number that a toll rose to.
//
//	"the death toll from the quake has risen to 12", "the toll of the flood stands at 12"
func (s *scene) deathToll(h *happening, t int32) {
	death := lowerLemma(s.word(t)) == "toll"
	if c := s.child(t, extract.Compound); c >= 0 && lowerLemma(s.word(c)) != "death" {
		death = false
	}
	v := s.head(t)
	if !death || v < 0 || s.upos(v) != extract.VERB || s.deprel(t) != extract.Nsubj {
		return
	}
	for _, c := range s.children(v) {
		p := s.preposition(c)
		if s.deprel(c) != extract.Obl && s.deprel(c) != extract.Obj || p != "to" && p != "at" && p != "" {
			continue
		}
		if fig, words, ok := s.figure(c, "killed"); ok && s.time[c] < 0 {
			h.tolls = append(h.tolls, toll{graph.RoleKilled, fig, words, s.frame[v], false})
			return
		}
	}
}

// within reads the verb that tells what was done in the event.
//
//	"Soldiers killed the warlord in a raid", "She was arrested during an operation"
func (s *scene) within(h *happening, t int32) {
	switch s.preposition(t) {
	case "in", "during":
	default:
		return
	}
	v := s.head(t)
	for up := 0; up < 3 && v >= 0 && s.upos(v) != extract.VERB; up++ {
		v = s.head(v)
	}
	if v < 0 || s.upos(v) != extract.VERB || h.predicate != graph.Attacked && h.lemma != "operation" && h.lemma != "raid" {
		return
	}
	// "two helicopters collided during the operation, killing 13 soldiers"
	s.tollsBelow(h, v)
	role := tollVerbs[lowerLemma(s.word(v))]
	if role == "" || s.frame[v] < 0 {
		return
	}
	if role == graph.RoleArrested && h.predicate == graph.Attacked && h.lemma != "raid" {
		return // "arrested in the bombing": for it
	}
	if len(h.tolls) == 0 {
		s.toll(h, v)
	}
	f := s.voiced(&s.a.Frames[s.frame[v]])
	if x := f.Argument(extract.A0); x != nil && len(h.agents) == 0 && !died[f.Lemma] && (s.argumentPreposition(f, x) == "by" || !s.passive(v) && (s.xpos(v) != extract.VBN || s.has(v, extract.Aux))) {
		h.agents = s.acting(x)
	}
	if x := f.Argument(extract.A1); x != nil && len(h.targets) == 0 && role != graph.RoleArrested && h.predicate == graph.Attacked {
		h.targets = s.acting(x)
	}
	if h.named && len(h.agents)+len(h.targets) > 0 {
		h.frame = s.frame[v]
	}
}

// died are verbs whose subject is who dies.
var died = set("die perish drown")

// toll reads one verb, participle or noun.
func (s *scene) toll(h *happening, v int32) {
	word := lowerLemma(s.word(v))
	f := s.frame[v]
	add := func(role graph.PredicateName, t int32) {
		for _, old := range h.tolls {
			if old.role == role && old.words.Contains(t) {
				return
			}
		}
		kind := strings.ToLower(string(role))
		fig, words, ok := s.figure(t, kind)
		if !ok || s.time[t] >= 0 {
			return
		}
		h.tolls = append(h.tolls, toll{role, fig, words, f, s.moods.of(v).negated})
	}
	if role := tollVerbs[word]; role != "" {
		if s.upos(v) == extract.NOUN {
			s.tollNoun(h, v, role, add)
			return
		}
		for _, t := range s.victims(v) {
			add(role, t)
		}
		s.more(v, add)
		return
	}
	switch word {
	case "result", "cause", "leave", "lead":
		// "resulted in around 80 deaths", "caused 12 injuries", "left 12 dead", "left 12 people dead and 30 injured"
		for _, c := range s.children(v) {
			if r := s.deprel(c); r != extract.Obj && r != extract.Obl && r != extract.Xcomp && r != extract.Ccomp {
				continue
			}
			w := lowerLemma(s.word(c))
			role := tollVerbs[w]
			switch {
			case role != "" && s.upos(c) == extract.NOUN:
				s.tollNoun(h, c, role, add)
			case role != "":
				s.tollState(v, c, role, add)
			case word == "leave":
				if x := s.child(c, extract.Amod, extract.Acl); x > c && tollVerbs[lowerLemma(s.word(x))] != "" {
					add(tollVerbs[lowerLemma(s.word(x))], c)
				}
			}
		}
	case "claim", "take", "cost":
		// "claimed 12 lives"
		if o := s.child(v, extract.Obj); o >= 0 && lowerLemma(s.word(o)) == "life" {
			add(graph.RoleKilled, o)
		}
	}
}

// tollState reads an adjective or participle that the verb v gives to people:
// "left 12 people dead and 30 injured".
func (s *scene) tollState(v, x int32, role graph.PredicateName, add func(graph.PredicateName, int32)) {
	of := func(x int32) int32 {
		if t := s.child(x, extract.Nsubj, extract.NsubjPass); t >= 0 {
			return t
		}
		return x // "12 dead": the number hangs on the adjective
	}
	t := s.child(v, extract.Obj)
	if t < 0 || t > x || s.child(x, extract.Nsubj, extract.NsubjPass) >= 0 {
		t = of(x)
	}
	add(role, t)
	for _, c := range s.children(x) {
		if r := tollVerbs[lowerLemma(s.word(c))]; s.deprel(c) == extract.Conj && r != "" {
			add(r, of(c))
		}
	}
}

// tollNoun reads "80 deaths", "the deaths of 12 people", and "no injuries", which is none.
func (s *scene) tollNoun(h *happening, t int32, role graph.PredicateName, add func(graph.PredicateName, int32)) {
	for _, c := range s.children(t) {
		switch s.deprel(c) {
		case extract.Nmod:
			if s.preposition(c) == "of" {
				add(role, c)
			}
		case extract.Det:
			if lowerLemma(s.word(c)) == "no" {
				s.none(h, t, role)
				for _, d := range s.children(t) {
					if r := tollVerbs[lowerLemma(s.word(d))]; r != "" && s.deprel(d) == extract.Conj && s.upos(d) == extract.NOUN {
						s.none(h, d, r) // "no injuries or deaths"
					}
				}
				return
			}
		case extract.Conj:
			if r := tollVerbs[lowerLemma(s.word(c))]; r != "" && s.upos(c) == extract.NOUN {
				add(r, c) // "12 deaths and 30 injuries"
			}
		}
	}
	if s.has(t, extract.Nummod) {
		add(role, t)
	}
}

// none records that nobody suffered.
func (s *scene) none(h *happening, t int32, role graph.PredicateName) {
	zero := 0.0
	h.tolls = append(h.tolls, toll{role, &graph.Figure{Kind: strings.ToLower(string(role)), Value: &zero, Unit: "people"}, extract.TokenRange{First: t, End: t + 1}, extract.None, true})
}

// victims are the nouns for those to whom the verb v does something, whatever its voice.
//
//	"killed 12", "12 were killed", "12 people killed in the blast", "12 died"
func (s *scene) victims(v int32) []int32 {
	var out []int32
	with := func(t int32) {
		out = append(out, t)
		for _, d := range s.children(t) {
			if s.deprel(d) == extract.Conj && (s.upos(d) == extract.NOUN || s.upos(d) == extract.PROPN || s.upos(d) == extract.NUM) {
				out = append(out, d)
			}
		}
	}
	var t int32
	switch {
	case died[lowerLemma(s.word(v))]:
		t = s.child(v, extract.Nsubj)
		if t < 0 && s.deprel(v) == extract.Acl {
			t = s.head(v)
		}
	case s.gapped(v) >= 0:
		t = s.gapped(v)
	case s.passive(v), s.shared(v) && s.bareParticiple(v):
		t = s.child(v, extract.NsubjPass, extract.Nsubj)
		if t < 0 && s.deprel(v) == extract.Acl {
			t = s.head(v)
		}
	default:
		t = s.child(v, extract.Obj)
		if f := s.frame[v]; t < 0 && f >= 0 {
			if x := s.a.Frames[f].Argument(extract.A1); x != nil && x.Head.First > v {
				t = headToken(s.grammar, x)
			}
		}
	}
	if t >= 0 && s.upos(t) == extract.PRON && s.deprel(v) == extract.AclRelcl {
		t = s.head(v) // "12 people who were killed"
	}
	if t >= 0 {
		with(t)
	}
	return out
}

// more reads the verbs that are coordinated with a toll: "killed 154 people and injured 5,000".
func (s *scene) more(v int32, add func(graph.PredicateName, int32)) {
	for _, c := range s.children(v) {
		role := tollVerbs[lowerLemma(s.word(c))]
		if s.deprel(c) != extract.Conj || role == "" || s.upos(c) != extract.VERB {
			continue
		}
		if o := s.child(c, extract.Obj, extract.NsubjPass, extract.Nsubj); o >= 0 {
			add(role, o)
		}
	}
}

// turnout reads how many took part.
//
//	"200,000 people took part in the protest", "the exercise involves 12,000 troops", "a rally attended by thousands of supporters",
//	"the election was held with a turnout of 2 million voters"
func (s *scene) turnout(h *happening, t int32) {
	if h.predicate == graph.Attacked || natural[h.lemma] {
		return
	}
	count := func(c int32) {
		if c < 0 || s.time[c] >= 0 || len(h.tolls) > 4 {
			return
		}
		if fig, words, ok := s.figure(c, "count"); ok && s.many(c, fig.Unit) {
			h.tolls = append(h.tolls, toll{graph.RoleCount, fig, words, extract.None, false})
		}
	}
	participants := func(v int32) {
		switch w := lowerLemma(s.word(v)); {
		case gathers[w] && !s.passive(v):
			count(s.child(v, extract.Obj))
		case attends[w] && s.passive(v):
			count(s.child(v, extract.OblAgent))
		}
	}
	for _, c := range s.children(t) {
		switch s.deprel(c) {
		case extract.AclRelcl, extract.Acl:
			participants(c)
		case extract.Nmod:
			if p := s.preposition(c); p == "by" || p == "with" {
				count(c) // "a protest by 5,000 students"
			}
		}
	}
	v := s.head(t)
	if v < 0 || s.upos(v) != extract.VERB {
		return
	}
	w := lowerLemma(s.word(v))
	switch p := s.preposition(t); s.deprel(t) {
	case extract.Nsubj:
		participants(v)
		for _, c := range s.children(v) {
			if s.deprel(c) == extract.Advcl && s.xpos(c) == extract.VBG {
				participants(c) // "was held in Kabul, drawing thousands of people"
			}
		}
		fallthrough
	case extract.NsubjPass:
		for _, c := range s.children(v) {
			if s.deprel(c) != extract.Obl || s.preposition(c) != "with" || lowerLemma(s.word(c)) != "turnout" {
				continue
			}
			for _, d := range s.children(c) {
				if s.deprel(d) == extract.Nmod && s.preposition(d) == "of" {
					count(d)
				}
			}
		}
	case extract.Obj:
		if attends[w] && !s.passive(v) || s.lightVerb(t) == v {
			count(s.child(v, extract.Nsubj))
		}
	case extract.Obl:
		if (p == "in" || p == "at" || p == "for") && (attends[w] || joins[w]) && !s.passive(v) {
			count(s.child(v, extract.Nsubj))
		}
	}
}

// many tells whether the noun t counts people, teams or the like.
func (s *scene) many(t int32, unit string) bool {
	if s.upos(t) == extract.NUM && unit == "" {
		return false // "in 2014"
	}
	if unit == "people" {
		return true
	}
	switch frameModel().lex.Noun(unit) {
	case ClassPerson, ClassGroup:
		return true
	}
	return forces[unit]
}

var (
	gathers = set("draw attract involve feature bring gather include see")
	attends = set("attend join gather march participate take compete turn rally vote assemble")
)

// means reads what was used: "an attack with drones", "carried out the attack using a truck".
func (s *scene) means(h *happening, t int32) {
	if h.predicate != graph.Attacked && h.lemma != "broadcast" && h.lemma != "operation" {
		return
	}
	use := func(c int32) {
		e := s.entity(c)
		if e < 0 || s.a.Entities[e].Type != graph.TypeOther || slices.Contains(h.instruments, e) || slices.Contains(h.targets, e) {
			return
		}
		if w := lowerLemma(s.word(c)); weapons[w] || frameModel().lex.Noun(w) == ClassArtifact {
			h.instruments = append(h.instruments, e)
		}
	}
	for _, c := range s.children(t) {
		switch s.deprel(c) {
		case extract.Obl, extract.Nmod:
			if p := s.preposition(c); p == "with" || p == "using" {
				use(c)
			}
			for _, d := range s.children(c) {
				if o := s.child(d, extract.Obj); s.deprel(d) == extract.Acl && s.xpos(d) == extract.VBG && lowerLemma(s.word(d)) == "use" && o >= 0 {
					use(o) // "carried out the attack on the port using drones"
				}
			}
		case extract.Advcl, extract.Acl:
			if s.xpos(c) == extract.VBG && (lowerLemma(s.word(c)) == "use" || lowerLemma(s.word(c)) == "involve") {
				if o := s.child(c, extract.Obj); o >= 0 {
					use(o)
				}
			}
		}
	}
}
