package event

import (
	"slices"
	"strings"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/entity"
	"github.com/dateline-news/dateline/graph"
)

// places: what lies where.
//
//	Clearwater, Florida · a base in Clearwater · criminal groups in Latin America · teams from Sudan
func (r *stateReader) places(m int32) {
	x := &r.a.Mentions[m]
	if x.Kind == graph.KindPronoun || x.Kind == graph.KindNORP {
		return
	}
	e := x.Entity
	typ := r.typeOf(e)
	i := r.headOf(x.Head)
	if x.Kind == graph.KindName && (typ == graph.TypePlace || typ == graph.TypeOrganization) {
		r.afterComma(m)
	}
	if typ == graph.TypePlace && x.Kind == graph.KindName {
		r.kindOfPlace(m)
	}
	// "the base in Bergen", wherever the tree hangs Bergen.
	if n := x.Head.End; typ == graph.TypePlace && r.a.Entities[e].Subtype != "COUNTRY" && x.Kind == graph.KindName && n+1 < int32(r.a.Tokens.Len()) && r.a.Word(n) == "in" && r.a.Tokens.Sentence[n+1] == r.a.Tokens.Sentence[i] {
		if o := r.mention[n+1]; o != extract.None && r.a.Mentions[o].Kind == graph.KindName && r.typeOf(r.a.Mentions[o].Entity) == graph.TypePlace &&
			(r.a.Entities[e].Subtype != "CITY" || r.wider(e, r.a.Mentions[o].Entity) && !r.unlikely(e, r.a.Mentions[o].Entity)) {
			r.add(state{
				subject: e, predicate: graph.LocatedIn, object: r.a.Mentions[o].Entity, at: extract.TokenRange{First: x.Head.First, End: r.a.Mentions[o].Head.End},
				verb: extract.None, confidence: 0.65, reason: "a place after “in”",
			})
		}
	}
	for _, k := range r.children(i) {
		if r.deprel(k) != extract.Nmod && r.deprel(k) != extract.NmodUnmarked || k < i {
			continue
		}
		p := r.prep(k)
		c := r.entityOf(k)
		if r.typeOf(c) != graph.TypePlace || r.a.Entities[c].Generic {
			continue
		}
		at := extract.TokenRange{First: min(x.Head.First, r.lo[k]), End: r.hi[k] + 1}
		switch {
		case p == "in" || p == "at" || p == "near" && typ != graph.TypePerson || p == "on" && typ == graph.TypePlace:
			if !r.thing(m) || typ == graph.TypePlace && r.a.Entities[e].Subtype == "COUNTRY" {
				continue
			}
			r.add(state{subject: e, predicate: graph.LocatedIn, object: c, at: at, verb: extract.None, confidence: 0.6, reason: "a place after “" + p + "”"})
		case typ == graph.TypePlace && r.a.Entities[e].Subtype == "COUNTRY":
		case p == "of" && typ == graph.TypePlace && !r.a.Entities[e].Generic:
			if n := x.Head.End; n >= int32(r.a.Tokens.Len()) || r.a.Word(n) != "of" || x.Kind == graph.KindNominal && r.before(i, e) && r.holds(e, c, r.word(i)) {
				continue // "the mayor of Denver and governor of Colorado", "the Oslo suburb of Kolbotn"
			}
			r.add(state{subject: e, predicate: graph.PartOf, object: c, at: at, verb: extract.None, confidence: 0.6, reason: "a part of a place"})
		case p == "of" && typ == graph.TypeOrganization && x.Kind == graph.KindNominal:
			if placeNouns[lowerLemma(r.word(i))] {
				continue // "the states of New York and Vermont": that is what they are
			}
			r.add(state{subject: e, predicate: graph.LocatedIn, object: c, at: at, verb: extract.None, confidence: 0.6, reason: "a body of a place"})
		case p == "from" && typ == graph.TypeOrganization:
			for _, n := range append([]int32{k}, r.conjuncts(k)...) {
				if c := r.entityOf(n); r.typeOf(c) == graph.TypePlace && !r.a.Entities[c].Generic {
					home := graph.NationalOf // "rescue teams from France" are elsewhere
					if r.a.Entities[c].Subtype != "COUNTRY" {
						home = graph.LocatedIn
					}
					r.add(state{subject: e, predicate: home, object: c, at: at, verb: extract.None, confidence: 0.6, reason: "a group from a place"})
				}
			}
		}
	}
}

// afterComma: a name and the place that contains it, behind a comma or in brackets.
//
//	Clearwater, Florida · Oslo (Norway) · Saint Andrews University, Scotland
func (r *stateReader) afterComma(m int32) {
	x := &r.a.Mentions[m]
	n := x.Head.End
	if n+1 >= int32(r.a.Tokens.Len()) || r.a.Tokens.Sentence[n+1] != r.a.Tokens.Sentence[n-1] {
		return
	}
	w := r.a.Word(n)
	if w != "," && w != "(" {
		return
	}
	o := r.mention[n+1]
	if o == extract.None || r.a.Mentions[o].Kind != graph.KindName || r.a.Mentions[o].Head.First != n+1 {
		return
	}
	e, c := x.Entity, r.a.Mentions[o].Entity
	if r.typeOf(c) != graph.TypePlace || !r.wider(e, c) {
		return
	}
	end := r.a.Mentions[o].Head.End
	if w == "(" && (end >= int32(r.a.Tokens.Len()) || r.a.Word(end) != ")") {
		return
	}
	if y, _ := r.words.Name(r.a.Entities[c].Name); (w == "(" || r.typeOf(e) == graph.TypeOrganization) && y.Lists&(divisions|entity.ListCity|entity.ListCountry) == 0 {
		return // "the Penn State University (PSU)"
	}
	head := r.headOf(r.a.Mentions[o].Head)
	s := state{subject: e, predicate: graph.PartOf, object: c, at: extract.TokenRange{First: x.Head.First, End: end}, verb: extract.None, confidence: 0.8, reason: "a place and the one that contains it"}
	if r.typeOf(e) == graph.TypeOrganization {
		s.predicate, s.reason = graph.LocatedIn, "a body and its place"
		if sub := r.a.Entities[e].Subtype; sub == "IGO" || sub == "PARTY" || sub == "MEDIA" || w == "," && r.deprel(head) != extract.Appos && r.deprel(head) != extract.NmodUnmarked || r.listed(head) {
			return
		}
	} else if d := r.deprel(head); r.a.Entities[c].Name == "D.C." || d == extract.Compound || d == extract.Amod || d == extract.NmodDesc {
		return // "in Washington, U.S. Ambassador Ali Baro said"
	} else if !r.within(e, c) && (r.unlikely(e, c) || !r.afterthought(head) || r.listed(r.headOf(x.Head))) {
		return // Not a list of places: "Canada, Mexico and Brazil"
	}
	r.add(s)
}

// within tells that the lists of places put e into c, whatever the tree says.
func (r *stateReader) within(e, c int32) bool {
	x, ok := r.words.Name(r.a.Entities[e].Name)
	if !ok || x.Lists&(entity.ListCity|entity.ListDivision|entity.ListUSState|entity.ListCapital) == 0 || x.Lists&entity.ListCountry != 0 {
		return false
	}
	y, ok := r.words.Name(r.a.Entities[c].Name)
	if ok && x.Country == "" && x.Lists&entity.ListCity != 0 && x.Lists&divisions == 0 && y.Lists&entity.ListUSState != 0 {
		return true // a town of several countries, and a state behind it
	}
	if !ok || x.Country == "" || x.Country != y.Country {
		return false
	}
	return y.Lists&entity.ListCountry != 0 || x.Lists&entity.ListCity != 0 && x.Lists&divisions == 0 && y.Lists&divisions != 0
}

// unlikely tells that e is a known town and c no place that the lists know, nor one
// that calls itself a district or province: "a hospital in Berlin, Charité".
func (r *stateReader) unlikely(e, c int32) bool {
	x, _ := r.words.Name(r.a.Entities[e].Name)
	y, ok := r.words.Name(r.a.Entities[c].Name)
	if x.Lists&entity.ListCity == 0 || ok && y.Lists&(divisions|entity.ListCountry|entity.ListRegion|entity.ListCity) != 0 {
		return false
	}
	name := r.a.Entities[c].Name
	last := name[strings.LastIndexByte(name, ' ')+1:]
	return !placeNouns[strings.ToLower(last)] && !strings.HasSuffix(name, ".")
}

const divisions = entity.ListDivision | entity.ListUSState

// placeNouns are the kinds of places that stand before their names.
var placeNouns = words(`state province region city town village district county department governorate prefecture capital island territory republic
	oblast canton municipality suburb port township neighborhood neighbourhood borough municipality resort stronghold commune enclave`)

// within are the kinds of places that a name before them contains: "the Oslo suburb of Kolbotn".
var within = words("suburb neighborhood neighbourhood borough quarter")

// holds tells that of the two places beside a noun for a part of a town the first holds the second,
// and not the other way round: "the Oslo suburb of Kolbotn", "the Kolbotn neighborhood of Oslo".
func (r *stateReader) holds(c, e int32, noun string) bool {
	return within[lowerLemma(noun)] && c != e && (noun == "suburb" || r.a.Entities[c].Subtype == "CITY" && r.a.Entities[e].Subtype != "CITY")
}

// before tells that a noun has a place's name right before it.
func (r *stateReader) before(i, e int32) bool { return i > 0 && r.entity[i-1] == e }

// kindOfPlace: what a place is part of, told by the noun of its kind.
//
//	the U.S. state of Michigan · Iraq's southern city of Basra · Norway's capital Oslo
func (r *stateReader) kindOfPlace(m int32) {
	x := &r.a.Mentions[m]
	i := r.headOf(x.Head)
	f := x.Head.First
	if f < 2 || r.a.Entities[x.Entity].Subtype == "COUNTRY" {
		return
	}
	n := f - 1
	if w := r.a.Word(n); w == "of" || w == "," && r.deprel(i) == extract.Appos {
		n--
	}
	if r.a.Tokens.Sentence[n] != r.a.Tokens.Sentence[i] || r.upos(n) != extract.NOUN || !placeNouns[lowerLemma(r.word(n))] || r.plural(n) {
		return
	}
	for _, k := range slices.Concat(r.children(n), r.children(i)) {
		switch r.deprel(k) {
		case extract.Amod, extract.Compound, extract.NmodPoss, extract.NmodDesc:
		default:
			continue
		}
		if k > n || r.mention[k] == r.mention[i] {
			continue
		}
		c := r.body(k)
		if r.a.Word(f-1) == "of" && r.deprel(k) != extract.NmodPoss && r.typeOf(c) == graph.TypePlace && r.a.Entities[c].Subtype != "COUNTRY" && r.a.Entities[x.Entity].Subtype != "CITY" && !within[lowerLemma(r.word(n))] {
			continue // "the Sangin district of Helmand"
		}
		if r.typeOf(c) == graph.TypePlace && !r.a.Entities[c].Generic && (r.deprel(k) == extract.NmodPoss && within[lowerLemma(r.word(n))] && c != x.Entity || r.holds(c, x.Entity, r.word(n))) {
			r.add(state{subject: x.Entity, predicate: graph.PartOf, object: c, at: extract.TokenRange{First: min(k, n), End: x.Head.End}, verb: extract.None, confidence: 0.7, reason: "a kind of place, where it is, and its name"})
			return // "the Oslo suburb of Kolbotn"
		}
		if r.typeOf(c) == graph.TypePlace && !r.a.Entities[c].Generic && r.wider(x.Entity, c) {
			r.add(state{subject: x.Entity, predicate: graph.PartOf, object: c, at: extract.TokenRange{First: min(k, n), End: x.Head.End}, verb: extract.None, confidence: 0.75, reason: "a kind of place, where it is, and its name"})
			return
		}
	}
}

// thing tells whether a mention is of something that lies somewhere: a person, a
// body, a place, and of other things those one can touch. Where an agreement or
// an attack took place is told with the event.
func (r *stateReader) thing(m int32) bool {
	x := &r.a.Mentions[m]
	if x.Kind == graph.KindNominal && r.word(r.headOf(x.Head)) == "place" {
		return false // "the raid took place in Lima"
	}
	switch r.typeOf(x.Entity) {
	case graph.TypePlace:
		n, ok := r.words.Noun(lowerLemma(r.word(r.headOf(x.Head))))
		return x.Kind == graph.KindName || !ok || n.Main != entity.ClassEvent // not "a landing at Oslo"
	case graph.TypePerson:
		return x.Kind != graph.KindName
	case graph.TypeOrganization:
		return r.a.Entities[x.Entity].Subtype != "IGO"
	case graph.TypeOther:
		n, ok := r.words.Noun(lowerLemma(r.word(r.headOf(x.Head))))
		return x.Kind == graph.KindName || ok && n.Main&(entity.ClassPlace|entity.ClassVehicle|entity.ClassWeapon|entity.ClassArtifact) != 0
	}
	return false
}

// afterthought tells that a name after a comma belongs to the one before it:
// not to what follows ("in Kirkuk, U.S. forces …") and not to a list.
func (r *stateReader) afterthought(i int32) bool {
	switch r.deprel(i) {
	case extract.Conj, extract.Compound, extract.Amod, extract.NmodPoss, extract.NmodDesc, extract.Nsubj, extract.NsubjPass, extract.Obj:
		return false
	}
	return true
}

// listed tells that a place is a member of a list.
func (r *stateReader) listed(i int32) bool {
	return r.child(i, extract.Conj) != extract.None || r.deprel(i) == extract.Conj
}

// wider tells that c may contain e: a country or region does, a country is in no other.
func (r *stateReader) wider(e, c int32) bool {
	return r.a.Entities[e].Subtype != "COUNTRY" && r.a.Entities[c].Subtype != "CITY" && e != c
}

// Verbs of motion and rest and the prepositions of where it ends (guideline 25),
// after Levin's (1993) classes 51 and 46 to 47.
var motionVerbs = map[string][]string{
	"arrive": {"in", "at"}, "travel": {"to"}, "go": {"to"}, "come": {"to"}, "move": {"to", "into"}, "return": {"to"}, "fly": {"to", "into"},
	"flee": {"to", "into"}, "walk": {"to", "into"}, "march": {"to", "into", "in", "through", "on"}, "head": {"to"}, "land": {"in", "at"}, "enter": {}, "reach": {},
	"live": {"in", "at"}, "reside": {"in"}, "stay": {"in", "at"}, "remain": {"in", "at"}, "settle": {"in"},
	"drive": {"to"}, "sail": {"to"}, "escape": {"to"}, "emigrate": {"to"}, "immigrate": {"to"}, "relocate": {"to"}, "migrate": {"to"}, "visit": {},
	"lie": {"in", "on", "near"}, "gather": {"in", "at"}, "appear": {"in", "at"}, "attend": {}, "cross": {"into"}, "grow": {"in"}, "study": {"in"}, "operate": {"in"},
	"rally": {"in", "at"}, "protest": {"in", "at"}, "demonstrate": {"in", "at"}, "camp": {"in", "at", "near"}, "shelter": {"in", "at"}, "hide": {"in"},
	"die": {"in", "at"}, "train": {"in", "at"}, "teach": {"in"}, "work": {"in"}, "serve": {"in"}, "fight": {"in"}, "dock": {"in", "at"}, "tour": {}, "patrol": {}, "stop": {"in", "at"}, "meet": {"in", "at"},
	"convene": {"in", "at"}, "parade": {"in", "through"},
}

// Verbs whose object, or passive subject, ends up somewhere: "was sent to Sydney".
var carryVerbs = map[string][]string{
	"send": {"to"}, "take": {"to"}, "transfer": {"to"}, "move": {"to"}, "bring": {"to"}, "deport": {"to"}, "bear": {"in"}, "base": {"in", "at"},
	"locate": {"in", "at", "near"}, "situate": {"in", "at", "near"}, "headquarter": {"in"}, "station": {"in", "at"}, "hold": {"in", "at"}, "keep": {"in", "at"},
	"imprison": {"in", "at", "aboard", "on"}, "jail": {"in", "at"}, "detain": {"in", "at"}, "house": {"in", "at"}, "fly": {"to"}, "rush": {"to"}, "airlift": {"to"},
	"extradite": {"to"}, "exile": {"to"}, "find": {"in", "at"}, "bury": {"in", "at"}, "raise": {"in"},
}

// based: "the London-based charity", "its Bergen-based parent, Acme".
func (r *stateReader) based(i int32) {
	if i < 2 || r.a.Word(i-1) != "-" || r.a.Word(i) != "based" {
		return
	}
	m := r.mention[i-2]
	if m == extract.None || r.a.Mentions[m].Kind != graph.KindName {
		return
	}
	c := r.a.Mentions[m].Entity
	h := r.head(i)
	if h == extract.None || h < i || r.typeOf(c) != graph.TypePlace {
		return
	}
	e, end := r.entityOf(h), h+1
	if n := r.nameBehind(h); n != extract.None {
		e, end = r.a.Mentions[n].Entity, r.a.Mentions[n].Head.End
	}
	if t := r.typeOf(e); t != graph.TypeOrganization && t != graph.TypePerson {
		return
	}
	r.add(state{subject: e, predicate: graph.LocatedIn, object: c, at: extract.TokenRange{First: r.a.Mentions[m].Head.First, End: end}, verb: extract.None, confidence: 0.75, reason: "“based” after a place"})
}

// lies: where something is said to be by a copula alone.
//
//	Voss is in Norway · she was in Lima · the station is in central Lima · Ruiz is in prison in Chad · Baro is from Chad
func (r *stateReader) lies(i int32) {
	if r.child(i, extract.Cop) == extract.None {
		return
	}
	p := r.prep(i)
	switch p {
	case "in", "near", "at", "inside", "outside", "from":
	default:
		return
	}
	s := r.child(i, extract.Nsubj)
	if s == extract.None {
		return
	}
	c, end := r.placeAt(i), i+1
	if confined[r.word(i)] && p == "in" {
		if k := r.oblique(i, []string{"in"}); k > i {
			c, end = r.placeAt(k), r.hi[k]+1
		}
	}
	if c == extract.None {
		return
	}
	at := extract.TokenRange{First: min(r.lo[s], i), End: end}
	for _, n := range append([]int32{s}, r.conjuncts(s)...) {
		e := r.entityOf(n)
		predicate := graph.LocatedIn
		switch r.typeOf(e) {
		case graph.TypePerson, graph.TypeOrganization:
			if p == "from" && r.a.Entities[c].Subtype == "COUNTRY" {
				predicate = graph.NationalOf
			}
		case graph.TypePlace:
			if p == "from" || !r.wider(e, c) && !r.a.Entities[e].Generic && r.a.Entities[e].Subtype != "FACILITY" {
				continue
			}
		default:
			continue
		}
		r.add(state{subject: e, predicate: predicate, object: c, at: at, verb: i, confidence: 0.65, reason: "a place said of it"})
	}
}

// capital: "Oslo, the capital of Norway, …", "Voss is a town in Norway", "Ruiz, a resident of Lima, …"
func (r *stateReader) capital(i int32) {
	w := lowerLemma(r.word(i))
	place := placeNouns[w] && !r.plural(i)
	if !place && !residents[w] {
		return
	}
	e, verb := extract.None, extract.None
	switch h := r.head(i); {
	case r.child(i, extract.Cop) != extract.None:
		if s := r.child(i, extract.Nsubj); s != extract.None {
			e, verb = r.entityOf(s), i
		}
	case r.deprel(i) == extract.Appos && h != extract.None:
		e = r.entityOf(h)
	case residents[w]:
		if n := r.renamed(i); n != extract.None { // "A resident of Lima, Ana Ruiz said …"
			e = r.entity[n]
		}
	}
	if e == extract.None || r.a.Entities[e].Generic {
		return
	}
	k := r.oblique(i, []string{"of", "in"})
	if k == extract.None || k < i || r.deprel(k) != extract.Nmod {
		return
	}
	c := r.entityOf(k)
	if r.typeOf(c) != graph.TypePlace || r.a.Entities[c].Generic {
		return
	}
	at := extract.TokenRange{First: i, End: r.hi[k] + 1}
	switch typ := r.typeOf(e); {
	case typ == graph.TypePlace && place && r.wider(e, c):
		r.add(state{subject: e, predicate: graph.PartOf, object: c, at: at, verb: verb, confidence: 0.75, reason: "the kind of a place and what it is in"})
	case typ == graph.TypePerson && residents[w]:
		home := graph.LocatedIn
		if w != "resident" && w != "inhabitant" && r.a.Entities[c].Subtype == "COUNTRY" {
			home = graph.NationalOf
		}
		r.add(state{subject: e, predicate: home, object: c, at: at, verb: verb, confidence: 0.7, reason: "a noun for who is at home in a place"})
	}
}

// residents are people by the place where they are at home.
var residents = words("resident inhabitant citizen native national")

// motion: who ends up where.
func (r *stateReader) motion(i int32) {
	w := r.word(i)
	if !r.passive(i) && (r.deprel(i) == extract.Acl || r.deprel(i) == extract.Conj && r.head(i) != extract.None && r.deprel(r.head(i)) == extract.Acl) {
		return // "people travelling to Peru": which people, not where they are
	}
	for _, k := range r.children(i) {
		if w := r.word(k); w == "rather" || w == "instead" {
			return // "landed in Bali rather than fly to Taipei"
		}
	}
	passive := r.passive(i)
	preps, ok := motionVerbs[w]
	switch w {
	case "grow":
		if p := r.child(i, extract.CompoundPrt); p == extract.None || r.word(p) != "up" {
			return
		}
	case "meet", "stop":
		if r.child(i, extract.Obj) != extract.None || r.oblique(i, []string{"with"}) != extract.None {
			return // "stopped the raids in Lima"; who met whom is told as a meeting
		}
	case "die":
		if s := r.subject(i); s == extract.None || r.typeOf(r.entityOf(s)) != graph.TypePerson || r.a.Entities[r.entityOf(s)].Generic {
			return // "a hundred people died in Chad"
		}
	}
	subject := extract.None
	switch {
	case passive || !ok:
		if preps, ok = carryVerbs[w]; !ok {
			return
		}
		if passive {
			if subject = r.child(i, extract.NsubjPass, extract.Nsubj); subject == extract.None {
				switch r.deprel(i) {
				case extract.Acl:
					subject = r.head(i)
				case extract.Conj, extract.Advcl:
					subject = r.subject(i)
				}
			}
		} else if w != "send" { // whom one sends is told as aid or as a deployment
			subject = r.child(i, extract.Obj)
		}
	default:
		subject = r.subject(i)
	}
	if subject == extract.None {
		return
	}
	for _, k := range r.children(i) {
		switch r.deprel(k) {
		case extract.Obl:
			if k < i || !slices.Contains(preps, r.prep(k)) {
				continue
			}
		case extract.Obj:
			if len(preps) > 0 || passive {
				continue
			}
		default:
			continue
		}
		c := r.placeAt(k)
		if c == extract.None {
			continue
		}
		at := extract.TokenRange{First: min(r.lo[subject], i), End: max(r.hi[k], i) + 1}
		if r.a.Tokens.Sentence[at.First] != r.a.Tokens.Sentence[i] || at.First > i {
			at.First = i
		}
		for _, n := range append([]int32{subject}, r.conjuncts(subject)...) { // "Ruiz and Baro arrived in Lima"
			if e := r.entityOf(n); r.moves(e, n, i, passive) {
				r.add(state{subject: e, predicate: graph.LocatedIn, object: c, at: at, verb: i, confidence: 0.65, reason: "“" + w + "” ends in a place"})
			}
		}
		return
	}
}

// moves tells that what a noun stands for can arrive somewhere, or lie there.
func (r *stateReader) moves(e, noun, verb int32, passive bool) bool {
	switch r.typeOf(e) {
	case graph.TypePerson, graph.TypeOrganization:
		return true
	case graph.TypeOther:
		if r.a.Entities[e].Generic { // not "the pollution reaches Ohio"
			n, ok := r.words.Noun(lowerLemma(r.word(noun)))
			return ok && n.Main&(entity.ClassVehicle|entity.ClassWeapon|entity.ClassArtifact) != 0
		}
		return true
	case graph.TypePlace:
		return (passive || r.word(verb) == "lie") && r.a.Entities[e].Subtype != "COUNTRY"
	}
	return false
}

// placeAt is the named place that a noun phrase leads to; None if there is none.
//
//	in Bergen · in the capital, Bergen, · in the northern town of Bergen
func (r *stateReader) placeAt(k int32) int32 {
	if placeNouns[lowerLemma(r.word(k))] && r.upos(k) == extract.NOUN && !r.plural(k) {
		if n := k + 2; n < int32(r.a.Tokens.Len()) && (r.a.Word(k+1) == "of" || r.a.Word(k+1) == ",") && r.a.Tokens.Sentence[n] == r.a.Tokens.Sentence[k] {
			if m := r.mention[n]; m != extract.None && r.a.Mentions[m].Kind == graph.KindName && r.a.Mentions[m].Head.First == n && r.typeOf(r.a.Mentions[m].Entity) == graph.TypePlace {
				e, end := r.a.Mentions[m].Entity, r.a.Mentions[m].Head.End
				if r.a.Word(k+1) == "of" && r.a.Entities[e].Subtype != "COUNTRY" && lowerLemma(r.word(k)) != "capital" {
					return e
				}
				if r.a.Word(k+1) == "," && (end >= int32(r.a.Tokens.Len()) || r.a.Word(end) == "," || r.a.Word(end) == ".") {
					return e
				}
			}
		}
	}
	if e := r.entityOf(k); r.typeOf(e) == graph.TypePlace && !r.a.Entities[e].Generic {
		return e
	}
	return extract.None
}

// visits are nouns of a stay at the place that "to" or "in" gives.
var visits = words("visit trip tour stopover mission journey arrival pilgrimage")

// visit: who is somewhere on a visit that takes place.
//
//	during a visit to Lima, Ruiz said … · Ruiz made a surprise visit to Chad · he arrived on a tour of Peru
func (r *stateReader) visit(i int32) {
	if !visits[r.word(i)] || r.plural(i) {
		return
	}
	place := extract.None
	at := extract.TokenRange{First: i}
	for _, k := range r.children(i) {
		if k > i && r.deprel(k) == extract.Nmod {
			switch p := r.prep(k); {
			case p == "to" || p == "in" || p == "of" && r.word(i) == "tour":
				if place = r.placeAt(k); place != extract.None {
					at.End = r.hi[k] + 1
				}
			}
		}
		if place != extract.None {
			break
		}
	}
	h := r.head(i)
	if place == extract.None || h == extract.None || !r.verbal(h) {
		return
	}
	who := extract.None
	switch r.deprel(i) {
	case extract.Obl:
		switch r.prep(i) {
		case "during", "on", "after", "following":
			who = r.subject(h)
		}
	case extract.Obj:
		if paying[r.word(h)] {
			who = r.subject(h)
		}
	}
	if k := r.child(i, extract.NmodPoss); k != extract.None && who != extract.None {
		if r.xpos(k) != extract.PRPS && r.entityOf(k) != r.entityOf(who) {
			who = k // "on Mr. Baro's visit to Chad, the aide said"
		} else if e := r.entityOf(k); e == extract.None || e != r.entityOf(who) {
			return
		}
	} else if who != extract.None && r.deprel(i) == extract.Obl && r.prep(i) != "on" && r.child(i, extract.Det) != extract.None && r.word(r.child(i, extract.Det)) == "the" {
		return // "during the visit to Lima": whose, another sentence tells
	}
	if e := r.entityOf(who); who != extract.None && r.typeOf(e) == graph.TypePerson {
		r.add(state{subject: e, predicate: graph.LocatedIn, object: place, at: at, verb: h, confidence: 0.6, reason: "on a visit to a place"})
	}
}

// paying are verbs that make a visit of their object.
var paying = words("pay make begin start end finish conclude complete continue wrap")

// confined are where someone may be said to be by a noun of a house, with its place behind it.
var confined = words("prison jail custody hospital detention exile hiding captivity")

// origins: "Ruiz, who hails from Ohio", "he comes from Chad".
func (r *stateReader) origins(i int32) {
	switch r.word(i) {
	case "hail":
	case "come":
		if x := r.xpos(i); x != extract.VBZ && x != extract.VBP {
			return
		}
	default:
		return
	}
	s, k := r.subject(i), r.oblique(i, []string{"from"})
	if s == extract.None || k == extract.None || k < i {
		return
	}
	e, c := r.entityOf(s), r.placeAt(k)
	if r.typeOf(e) != graph.TypePerson || c == extract.None {
		return
	}
	home := graph.LocatedIn
	if r.a.Entities[c].Subtype == "COUNTRY" {
		home = graph.NationalOf
	}
	at := extract.TokenRange{First: min(s, i), End: max(r.hi[k], i) + 1}
	r.add(state{subject: e, predicate: home, object: c, at: at, verb: i, confidence: 0.65, reason: "who comes from a place"})
}

// homeBehind: "its leader Ana Ruiz from Lima", "Ana Ruiz of Lima, Peru, said".
func (r *stateReader) homeBehind(m int32) {
	x := &r.a.Mentions[m]
	n := x.Head.End
	if x.Kind != graph.KindName || r.typeOf(x.Entity) != graph.TypePerson || n+1 >= int32(r.a.Tokens.Len()) || r.a.Tokens.Sentence[n+1] != r.a.Tokens.Sentence[n-1] || x.Head.Len() < 2 {
		return
	}
	p := r.a.Word(n)
	o := r.mention[n+1]
	if p != "of" && p != "from" || o == extract.None || r.a.Mentions[o].Kind != graph.KindName || r.a.Mentions[o].Head.First != n+1 || r.titledBefore(x.Head) {
		return
	}
	c, end := r.a.Mentions[o].Entity, r.a.Mentions[o].Head.End
	if r.typeOf(c) != graph.TypePlace || r.a.Entities[c].Country == "GE" { // a state too
		return
	}
	if end < int32(r.a.Tokens.Len()) {
		switch r.upos(end) {
		case extract.NOUN, extract.PROPN, extract.ADJ, extract.PART:
			return // "moved Ana Ruiz from U.S. custody"
		}
	}
	switch r.deprel(r.headOf(x.Head)).Base() {
	case extract.Nsubj, extract.Appos, extract.Conj:
	default:
		return
	}
	home := graph.LocatedIn
	if r.a.Entities[c].Subtype == "COUNTRY" {
		home = graph.NationalOf
	}
	r.add(state{subject: x.Entity, predicate: home, object: c, at: extract.TokenRange{First: x.Head.First, End: r.a.Mentions[o].Head.End}, verb: extract.None, confidence: 0.6, reason: "a person of a place"})
}
