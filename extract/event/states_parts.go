package event

import (
	"strings"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/graph"
)

// parts: what is a part of an organization by the noun that says so.
//
//	Acme, a subsidiary of Bexco, … · Acme is an affiliate of Bexco
func (r *stateReader) parts(m int32) {
	x := &r.a.Mentions[m]
	if x.Kind != graph.KindNominal {
		return
	}
	i := r.headOf(x.Head)
	if !partNouns[lowerLemma(r.word(i))] || r.plural(i) {
		return
	}
	k := r.oblique(i, []string{"of", "within"})
	if k == extract.None || k < i || r.deprel(k) != extract.Nmod {
		return
	}
	whole := r.entityOf(k)
	if r.typeOf(whole) != graph.TypeOrganization || r.a.Entities[whole].Generic {
		return
	}
	part, verb := r.predicated(i, x.Entity)
	if h := r.head(i); r.deprel(i) == extract.Appos && h != extract.None && r.mention[h] != extract.None && r.a.Mentions[r.mention[h]].Kind == graph.KindName {
		part = r.a.Mentions[r.mention[h]].Entity
	}
	switch r.typeOf(part) {
	case graph.TypeOrganization:
	case graph.TypeOther:
		if r.a.Entities[part].Generic {
			return
		}
	default:
		return
	}
	at := extract.TokenRange{First: min(x.Head.First, i), End: r.hi[k] + 1}
	r.add(state{subject: part, predicate: graph.PartOf, object: whole, at: at, verb: verb, confidence: 0.7, reason: "a noun for a part and its whole"})
}

// component: "The station is part of the Metro", "Acme, part of the Bexco group, said".
func (r *stateReader) component(i int32) {
	if r.word(i) != "part" || r.plural(i) {
		return
	}
	k := r.oblique(i, []string{"of"})
	if k == extract.None || k < i || r.deprel(k) != extract.Nmod {
		return
	}
	part, verb := extract.None, extract.None
	switch h := r.head(i); {
	case r.child(i, extract.Cop) != extract.None:
		s := r.child(i, extract.Nsubj)
		if s == extract.None && h != extract.None && r.deprel(i) == extract.Conj {
			s = r.subject(i)
		}
		part, verb = r.entityOf(s), i
	case r.deprel(i) == extract.Appos && h != extract.None:
		part = r.entityOf(h)
	}
	whole := r.entityOf(k)
	if part == extract.None || whole == extract.None || r.a.Entities[whole].Generic {
		return
	}
	predicate := graph.PartOf
	switch p, w := r.typeOf(part), r.typeOf(whole); {
	case p == graph.TypePlace && w == graph.TypePlace:
	case p == graph.TypePlace && w == graph.TypeOrganization, p == graph.TypePerson && w == graph.TypeOrganization:
		predicate = graph.MemberOf
	case p == graph.TypeOrganization && (w == graph.TypeOrganization || w == graph.TypePlace):
	default:
		return
	}
	at := extract.TokenRange{First: i, End: r.hi[k] + 1}
	r.add(state{subject: part, predicate: predicate, object: whole, at: at, verb: verb, confidence: 0.7, reason: "said to be part of it"})
}

// partisans are the words for who and what is of a party, with what the party's name begins with.
var partisans = map[string]string{
	"republican": "Republican", "democrat": "Democrat", "democratic": "Democrat", "labour": "Labour", "conservative": "Conservative", "tory": "Conservative",
	"liberal": "Liberal", "socialist": "Socialist", "communist": "Communist", "green": "Green",
}

// partisan: "Republican Senator Ana Ruiz", "Democrat Ali Baro", "Ruiz, a Republican from Texas".
func (r *stateReader) partisan(m int32) {
	x := &r.a.Mentions[m]
	if x.Kind != graph.KindName || r.typeOf(x.Entity) != graph.TypePerson {
		return
	}
	i := r.headOf(x.Head)
	sentence := r.a.Tokens.Sentence[i]
	partisan := func(k int32) bool { // with a capital letter
		w := lowerLemma(r.word(k))
		return partisans[w] != "" && r.a.Word(k) != strings.ToLower(r.a.Word(k)) && !r.plural(k)
	}
	add := func(k, verb int32, confidence float64) {
		if c := r.partyOf(k); c != extract.None {
			at := extract.TokenRange{First: min(k, x.Head.First), End: max(k+1, x.Head.End)}
			r.add(state{subject: x.Entity, predicate: graph.MemberOf, object: c, at: at, verb: verb, confidence: confidence, reason: "the word for a member of a party"})
		}
	}
	for k := x.Head.First - 1; k >= 0 && k > x.Head.First-6 && r.a.Tokens.Sentence[k] == sentence; k-- {
		if partisan(k) {
			add(k, extract.None, 0.7)
			break
		}
		if k == x.Head.First-1 && !r.office(k) || r.upos(k) != extract.NOUN && r.upos(k) != extract.PROPN && r.upos(k) != extract.ADJ {
			break
		}
	}
	for _, k := range r.children(i) {
		if r.deprel(k) == extract.Appos && k > i && partisan(k) && r.child(k, extract.Det) != extract.None {
			add(k, extract.None, 0.7)
		}
	}
	if h := r.head(i); h != extract.None && r.deprel(i) == extract.Nsubj && r.child(h, extract.Cop) != extract.None && partisan(h) && r.child(h, extract.Det) != extract.None {
		add(h, h, 0.65)
	}
}

// partyOf is the party for whose members the word k stands: one that the document
// names, else what the word itself refers to.
func (r *stateReader) partyOf(k int32) int32 {
	stem := partisans[lowerLemma(r.word(k))]
	if n := r.mention[k]; n != extract.None && r.a.Mentions[n].Kind == graph.KindName && r.a.Mentions[n].Head.Len() > 1 {
		// Part of a longer name: a party's, or "the Democratic Republic of the Congo".
		if e := r.a.Mentions[n].Entity; r.a.Mentions[n].Head.First == k && r.typeOf(e) == graph.TypeOrganization && r.a.Entities[e].Subtype == "PARTY" {
			return e
		}
		return extract.None
	}
	if r.parties == nil {
		r.parties = map[string]int32{}
		for e := range r.a.Entities {
			x := &r.a.Entities[e]
			if x.Type != graph.TypeOrganization || x.Generic || !strings.HasSuffix(x.Name, " Party") {
				continue
			}
			for _, s := range partisans {
				if _, ok := r.parties[s]; !ok && strings.HasPrefix(x.Name, s) {
					r.parties[s] = int32(e)
				}
			}
		}
	}
	if e, ok := r.parties[stem]; ok {
		return e
	}
	if n := r.mention[k]; n != extract.None {
		if m := &r.a.Mentions[n]; m.Kind == graph.KindName && m.Head.Len() == 1 {
			switch r.typeOf(m.Entity) {
			case graph.TypeOrganization, graph.TypeOther:
				return m.Entity
			}
		}
	}
	return extract.None
}

// leads are verbs of an office at the head of a body.
var leads = words("head chair co-chair lead captain")

// heads: "who chairs the African Union", "a party led by Jane Roe".
func (r *stateReader) heads(i int32) {
	if !leads[r.word(i)] || r.child(i, extract.CompoundPrt) != extract.None {
		return
	}
	subject, object := extract.None, extract.None
	passive := r.passive(i) || r.deprel(i) == extract.Acl && r.xpos(i) == extract.VBN
	if passive {
		subject, object = r.agent(i), r.child(i, extract.NsubjPass)
		if object == extract.None && r.deprel(i) == extract.Acl {
			object = r.head(i)
		}
	} else {
		subject, object = r.subject(i), r.child(i, extract.Obj)
	}
	if subject == extract.None || object == extract.None {
		return
	}
	e, c := r.entityOf(subject), r.entityOf(object)
	if r.typeOf(e) != graph.TypePerson || r.typeOf(c) != graph.TypeOrganization || r.a.Entities[c].Generic && !r.public(object) || r.a.Entities[e].Generic {
		return
	}
	for _, k := range r.children(i) {
		switch p := r.prep(k); {
		case k < i || k == subject:
		case p == "to" || p == "into" || p == "through" || p == "past" || r.deprel(k) == extract.Xcomp:
			return // "led the team to victory"
		}
	}
	at := extract.TokenRange{First: min(subject, object, i), End: max(subject, object, i) + 1}
	r.add(state{subject: e, predicate: graph.HoldsPosition, object: c, text: extract.TokenRange{First: i, End: i + 1}, at: at, verb: i, confidence: 0.65, reason: "“" + r.word(i) + "” an organization"})
}

// capacity: "As mayor of Lima, Ana Ruiz built a bridge", "As the Secretary of State, her words count".
// What someone would do as mayor tells of no mayor.
func (r *stateReader) capacity(i int32) {
	h := r.head(i)
	if h == extract.None || h < i || r.deprel(i) != extract.Obl || r.prep(i) != "as" || !r.office(i) || r.plural(i) {
		return
	}
	s := r.subject(h)
	if s == extract.None || s < i {
		return
	}
	if m := r.moods.of(h); m.modality != graph.Asserted || m.question {
		return
	}
	e := r.entityOf(s)
	if r.typeOf(e) != graph.TypePerson {
		if k := r.child(s, extract.NmodPoss); k != extract.None {
			e = r.entityOf(k)
		}
	}
	if r.typeOf(e) != graph.TypePerson || r.a.Entities[e].Generic && r.child(i, extract.Det) == extract.None {
		return
	}
	t := r.titleAt(i)
	r.hold(e, t, t.text, extract.None, 0.7, "in the capacity of an office")
}

// administrations are the bodies that are named for the holder of an office.
var administrations = words("administration government cabinet regime presidency")

// governs are the offices whose holders give a country its government.
var governs = map[string]bool{"president": true, "prime minister": true, "premier": true, "chancellor": true, "king": true, "president-elect": true}

// administration: "the Baro administration" is part of the country that Baro governs.
func (r *stateReader) administration(m int32, governed map[int32]int32) {
	x := &r.a.Mentions[m]
	if x.Kind == graph.KindPronoun || r.typeOf(x.Entity) != graph.TypeOrganization {
		return
	}
	i := r.headOf(x.Head)
	if !administrations[lowerLemma(r.word(i))] {
		return
	}
	for _, k := range r.children(i) {
		if d := r.deprel(k); k > i || d != extract.Compound && d != extract.NmodPoss && d != extract.NmodDesc {
			continue
		}
		person := r.entityOf(k)
		if r.typeOf(person) != graph.TypePerson || r.a.Entities[person].Generic {
			continue
		}
		if c, ok := governed[person]; ok {
			r.add(state{subject: x.Entity, predicate: graph.PartOf, object: c, at: extract.TokenRange{First: min(k, x.Head.First), End: x.Head.End}, verb: extract.None, confidence: 0.6, reason: "an administration and the country of its head"})
			return
		}
	}
}

// governed are the countries of those of whom the document says that they govern one.
func (r *stateReader) governed() map[int32]int32 {
	out := map[int32]int32{}
	for n := range r.out {
		x := &r.out[n]
		if _, ok := out[x.Subject]; !ok && x.Predicate == graph.HoldsPosition && governs[strings.ToLower(x.Text)] && r.typeOf(x.Object) == graph.TypePlace && r.a.Entities[x.Object].Subtype == "COUNTRY" {
			out[x.Subject] = x.Object
		}
	}
	return out
}
