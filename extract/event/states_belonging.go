package event

import (
	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/graph"
)

// Heads of names and noun phrases that are public bodies: "the Mexican Navy", "U.S. authorities".
var publicBodies = words(`government military army navy air-force airforce force police parliament congress senate assembly ministry department agency
	administration authority court cabinet council commission embassy intelligence guard coastguard legislature judiciary treasury bureau regime
	office tribunal prosecutor command corps committee central-bank`)

// public tells whether a noun heads the name of a public body.
func (r *stateReader) public(i int32) bool {
	w := lowerLemma(r.word(i))
	return publicBodies[w]
}

// belonging: what is PART_OF or MEMBER_OF what.
func (r *stateReader) belonging(m int32) {
	x := &r.a.Mentions[m]
	e := x.Entity
	switch r.typeOf(e) {
	case graph.TypeOrganization:
		r.partOf(m)
	case graph.TypePerson:
		r.memberOf(m)
	}
}

// partOf: a public body named for its country or state, and parts "of" an organization.
//
//	the US military · Venezuela's Ministry of Defense · the Mexican Navy · units of the army
func (r *stateReader) partOf(m int32) {
	x := &r.a.Mentions[m]
	if x.Kind == graph.KindPronoun || x.Kind == graph.KindNORP {
		return
	}
	i := r.headOf(x.Head)
	if i > 1 && r.a.Word(i-1) == "of" && r.office(i-2) && portfolios[lowerLemma(r.word(i))] {
		return // "Secretary of State of the United States"
	}
	subtype := r.a.Entities[x.Entity].Subtype
	public := r.public(i) && !r.plural(i) && !(r.word(i) == "agency" && i > 0 && r.word(i-1) == "news") || r.word(i) == "authority" || r.word(i) == "agency" || r.word(i) == "force"
	switch subtype {
	case "GOVERNMENT", "MINISTRY", "LEGISLATURE", "COURT", "MILITARY", "POLICE", "INTELLIGENCE":
		public = true
	}
	if subtype == "PARTY" {
		public = false // "the Indian National Congress"
	}
	if r.plural(i) && singular[lowerLemma(r.word(i))] {
		return // "the two countries' militaries": each is of its own
	}
	add := func(k, object int32, confidence float64, reason string) {
		at := extract.TokenRange{First: min(x.Tokens.First, x.Head.First, k), End: max(x.Head.End, k+1)}
		r.add(state{subject: x.Entity, predicate: graph.PartOf, object: object, at: at, verb: extract.None, confidence: confidence, reason: reason})
	}
	if public {
		// Inside a name: "Mexican Navy", "Florida House of Representatives".
		if x.Kind == graph.KindName && x.Head.Len() > 1 {
			if c := r.namedFor(x.Head); c != extract.None {
				add(x.Head.First, c, 0.8, "a public body named for its country")
				return
			}
		}
		for _, k := range r.children(i) {
			switch r.deprel(k) {
			case extract.Amod, extract.Compound, extract.NmodPoss, extract.NmodDesc, extract.Nmod, extract.NmodUnmarked:
				if p := r.prep(k); r.deprel(k) == extract.Nmod && p != "of" || r.mention[k] == m {
					continue
				}
				if c := r.body(k); c != extract.None && r.typeOf(c) == graph.TypePlace && (!r.a.Entities[c].Generic || placeNouns[lowerLemma(r.word(k))] || r.word(k) == "country" || r.word(k) == "nation") {
					add(k, c, 0.8, "a public body and its country")
					return
				}
			}
		}
		// A country right before the name, whatever the tree says: "the US State Department".
		if f := x.Head.First - 1; f >= 0 && r.a.Tokens.Sentence[f] == r.a.Tokens.Sentence[i] {
			if r.a.Word(f) == "'s" || r.a.Word(f) == "’s" {
				f--
			}
			if f >= 0 {
				if c := r.body(f); c != extract.None && r.typeOf(c) == graph.TypePlace && r.a.Entities[c].Subtype == "COUNTRY" {
					add(f, c, 0.75, "a public body after its country")
					return
				}
			}
		}
	}
	// "Acme's research centre", "the group's Oslo branch".
	if k := r.child(i, extract.NmodPoss); k != extract.None && (partNouns[lowerLemma(r.word(i))] || x.Kind == graph.KindName && r.words.OrganizationNoun(lowerLemma(r.word(i)))) && r.mention[k] != m {
		if c := r.entityOf(k); r.typeOf(c) == graph.TypeOrganization && r.a.Entities[c].Subtype != "MEDIA" {
			add(r.lo[k], c, 0.65, "a part and the organization whose it is")
			return
		}
	}
	if k := r.oblique(i, []string{"of", "within"}); k != extract.None && k > i && (!partNouns[lowerLemma(r.word(i))] || r.plural(i)) {
		if c := r.entityOf(k); r.typeOf(c) == graph.TypeOrganization && x.Kind == graph.KindNominal && !r.a.Entities[c].Generic {
			add(k, c, 0.6, "a part of an organization")
		}
	}
}

// singular are the bodies of which a country has one.
var singular = words("government military army navy parliament congress senate ministry legislature judiciary treasury administration regime")

// partNouns are what organizations consist of.
var partNouns = words(`branch unit wing arm division department subsidiary bureau chapter section faction committee subcommittee board brigade battalion
	regiment squad affiliate offshoot secretariat directorate management leadership cell`)

// namedFor is the country or state in the first words of a name, if the document has it as an entity.
func (r *stateReader) namedFor(name extract.TokenRange) int32 {
	for end := min(name.First+3, name.End-1); end > name.First; end-- {
		s := r.a.TokenSpan(extract.TokenRange{First: name.First, End: end})
		w := r.a.Text[s.Start:s.End]
		code := r.words.Demonym(w)
		if code == "" {
			code = r.words.Country(w)
		}
		if e, ok := r.country[code]; ok && code != "" {
			return e
		}
		if e, ok := r.placeNames[w]; ok {
			return e
		}
	}
	return extract.None
}

// memberOf: people of an organization.
//
//	Hui Chi-fung from the Democratic Party · Youngspiration's Baggio Leung · members of the Sea Org · team member Rodaba Noori
func (r *stateReader) memberOf(m int32) {
	x := &r.a.Mentions[m]
	if x.Kind == graph.KindPronoun || x.Kind == graph.KindNORP {
		return
	}
	i := r.headOf(x.Head)
	w := lowerLemma(r.word(i))
	if x.Kind == graph.KindNominal && (offices[w] || kinNouns[w] || partNouns[w]) {
		return // positions, kinship and parts speak of these
	}
	if x.Kind == graph.KindName {
		if c, at := r.beside(m); c != extract.None {
			r.add(state{subject: x.Entity, predicate: graph.MemberOf, object: c, at: at, verb: extract.None, confidence: 0.65, reason: "a person's name and an organization's beside it"})
		}
		r.described(m)
	} else if !memberNouns[w] && !r.words.PersonNoun(w) {
		return
	}
	for _, k := range r.children(i) {
		p := ""
		switch r.deprel(k) {
		case extract.Nmod:
			p = r.prep(k)
			switch p {
			case "of", "from":
			case "for", "with", "at":
				if x.Kind == graph.KindName {
					continue
				}
			default:
				continue
			}
		case extract.NmodPoss:
			if x.Kind != graph.KindName && !memberNouns[w] {
				continue
			}
		case extract.Compound, extract.NmodDesc, extract.Amod:
			if x.Kind == graph.KindName && (r.mention[k] == m || r.ofOffice(k)) || strangers[w] {
				continue
			}
		default:
			continue
		}
		at := extract.TokenRange{First: min(x.Head.First, r.lo[k]), End: max(x.Head.End, r.hi[k]+1)}
		for n := k; n != extract.None; n = r.child(n, extract.Conj) {
			c := r.entityOf(n)
			if mm := r.mention[n]; mm != extract.None && r.a.Mentions[mm].Kind == graph.KindNORP {
				break
			}
			switch {
			case r.typeOf(c) == graph.TypeOrganization && (r.a.Entities[c].Subtype != "MEDIA" || newsmen[w]) && !r.titled(n) && (x.Kind == graph.KindName || !r.a.Entities[c].Generic):
				subject, verb := x.Entity, extract.None
				if x.Kind == graph.KindNominal {
					if e := r.entityOf(i); r.typeOf(e) == graph.TypePerson {
						subject = e // "a Labour lawyer, Ana Ruiz"
					}
					subject, verb = r.predicated(i, subject)
				}
				r.add(state{
					subject: subject, predicate: graph.MemberOf, object: c, at: at, verb: verb, confidence: 0.65, reason: "a person and the organization beside",
					doubt: r.doubtful(i, i),
				})
				if x.Kind == graph.KindNominal {
					r.examples(i, c, at)
				}
				if x.Kind == graph.KindNominal && r.plural(i) { // "NASA astronauts Ana Ruiz and Ali Baro"
					for _, n := range r.kin(i) {
						if e := r.entityOf(n); e != subject && r.typeOf(e) == graph.TypePerson {
							r.add(state{subject: e, predicate: graph.MemberOf, object: c, at: extract.TokenRange{First: at.First, End: max(at.End, n+1)}, verb: extract.None, confidence: 0.65, reason: "a person and the organization beside"})
						}
					}
				}
			case x.Kind == graph.KindName && x.Head.Len() > 1 && p == "of" && r.typeOf(c) == graph.TypePlace && !r.a.Entities[c].Generic && r.a.Entities[c].Subtype != "COUNTRY" && n == x.Head.End+1 && !r.titledBefore(x.Head):
				// "Ana Ruiz of Chicago", not "Senator Ana Ruiz of Nevada"
				r.add(state{subject: x.Entity, predicate: graph.LocatedIn, object: c, at: at, verb: extract.None, confidence: 0.6, reason: "a person of a place"})
			case r.typeOf(c) == graph.TypePlace && p == "from" && !r.a.Entities[c].Generic:
				home := graph.NationalOf
				if r.a.Entities[c].Subtype != "COUNTRY" {
					if elsewhere[w] {
						continue
					}
					home = graph.LocatedIn // "a nurse from Lima"
				}
				r.add(state{subject: x.Entity, predicate: home, object: c, at: at, verb: extract.None, confidence: 0.6, reason: "a person from a place"})
			}
			if p != "from" {
				break
			}
		}
	}
}

// newsmen are people whom a medium employs.
var newsmen = words(`journalist reporter correspondent editor columnist anchor photographer cameraman host presenter broadcaster commentator producer writer
	analyst contributor critic blogger newscaster newsreader photojournalist videographer staffer employee publisher`)

// titledBefore tells that an office stands before a name, or that it is one of royalty.
func (r *stateReader) titledBefore(name extract.TokenRange) bool {
	if k := r.beforeList(name); k >= 0 && r.office(k) {
		return true
	}
	first := name.First
	for k := first - 1; k >= 0 && k >= first-3 && r.a.Tokens.Sentence[k] == r.a.Tokens.Sentence[first]; k-- {
		if r.office(k) {
			return true
		}
		if u := r.upos(k); u != extract.NOUN && u != extract.PROPN && u != extract.ADJ {
			break
		}
	}
	return false
}

// described: a body's name, a noun for its people, and their names.
//
//	UCL astronomer Ana Ruiz · Acme pilots Ana Ruiz, Ali Baro and Cy Ho
func (r *stateReader) described(m int32) {
	name := r.a.Mentions[m].Head
	sentence := r.a.Tokens.Sentence[name.First]
	n := r.beforeList(name)
	if n < 1 {
		return
	}
	w := lowerLemma(r.word(n))
	if r.a.Tokens.Sentence[n-1] != sentence || offices[w] || kinNouns[w] || strangers[w] || !memberNouns[w] && !r.words.PersonNoun(w) {
		return
	}
	if u := r.upos(n); u != extract.NOUN && u != extract.PROPN || n+1 < name.First && !r.plural(n) || n+1 == name.First && r.plural(n) && !r.listed(r.headOf(name)) {
		return
	}
	for k := 0; k < 2 && n > 1 && r.mention[n-1] == extract.None && (r.upos(n-1) == extract.ADJ || r.upos(n-1) == extract.NOUN) && r.a.Tokens.Sentence[n-2] == sentence; k++ {
		n-- // "Green Party | presidential | nominee Ana Ruiz"
	}
	o := r.mention[n-1]
	if !r.joinable(o) || r.a.Mentions[o].Head.End != n {
		return
	}
	c := r.a.Mentions[o].Entity
	if r.a.Entities[c].Subtype == "MEDIA" && !newsmen[w] {
		return
	}
	r.add(state{subject: r.a.Mentions[m].Entity, predicate: graph.MemberOf, object: c, at: extract.TokenRange{First: r.a.Mentions[o].Head.First, End: name.End}, verb: extract.None, confidence: 0.7, reason: "a body, a noun for its people, and a name"})
}

// memberState: "Chad, a member of the African Union", "NATO member Norway", "Norway is a NATO member state".
func (r *stateReader) memberState(m int32) {
	x := &r.a.Mentions[m]
	e := x.Entity
	if x.Kind != graph.KindName || r.typeOf(e) != graph.TypePlace && r.typeOf(e) != graph.TypeOrganization {
		return
	}
	i := r.headOf(x.Head)
	add := func(noun, verb int32) {
		k := r.oblique(noun, []string{"of"})
		if k == extract.None {
			for _, c := range r.children(noun) {
				if d := r.deprel(c); c < noun && (d == extract.Compound || d == extract.NmodPoss) && r.typeOf(r.entityOf(c)) == graph.TypeOrganization {
					k = c
				}
			}
		}
		if c := r.entityOf(k); k != extract.None && r.typeOf(c) == graph.TypeOrganization && !r.a.Entities[c].Generic && c != e {
			at := extract.TokenRange{First: min(noun, k, i), End: max(noun, k, i) + 1}
			r.add(state{subject: e, predicate: graph.MemberOf, object: c, at: at, verb: verb, confidence: 0.7, reason: "a member of a body"})
		}
	}
	member := func(k int32) bool {
		if r.plural(k) {
			return false
		}
		switch r.word(k) {
		case "member":
			return true
		case "state", "country", "nation":
			return k > 0 && r.word(k-1) == "member"
		}
		return false
	}
	for _, k := range r.children(i) {
		if r.deprel(k) == extract.Appos && k > i && member(k) {
			add(k, extract.None)
		}
	}
	if f := x.Head.First - 1; f > 0 && member(f) && r.upos(f) == extract.NOUN && (r.head(f) == i || r.head(i) == f) && r.a.Tokens.Sentence[f] == r.a.Tokens.Sentence[i] {
		if c := r.entityOf(f - 1); r.typeOf(c) == graph.TypeOrganization && !r.a.Entities[c].Generic && c != e {
			r.add(state{subject: e, predicate: graph.MemberOf, object: c, at: extract.TokenRange{First: f - 1, End: x.Head.End}, verb: extract.None, confidence: 0.7, reason: "a member of a body"})
		}
	}
	if h := r.head(i); h != extract.None && r.deprel(i) == extract.Nsubj && r.child(h, extract.Cop) != extract.None && member(h) {
		add(h, h)
	}
}

// works: "works for the agency", "served in the army", "sits on the board of Acme", "plays for the club".
func (r *stateReader) works(i int32) {
	var preps []string
	switch r.word(i) {
	case "work":
		preps = []string{"for", "at"}
	case "play":
		preps = []string{"for"}
	case "serve":
		preps = []string{"in", "with", "on"}
	case "sit":
		preps = []string{"on"}
	default:
		return
	}
	if r.passive(i) || r.deprel(i) == extract.Acl {
		return
	}
	k, s := r.oblique(i, preps), r.subject(i)
	if k == extract.None || s == extract.None || k < i {
		return
	}
	e, c := r.entityOf(s), r.entityOf(k)
	if r.typeOf(e) != graph.TypePerson || r.typeOf(c) != graph.TypeOrganization || r.a.Entities[c].Generic {
		return
	}
	at := extract.TokenRange{First: min(s, i), End: max(r.hi[k], i) + 1}
	if r.a.Tokens.Sentence[at.First] != r.a.Tokens.Sentence[i] {
		at.First = i
	}
	r.add(state{subject: e, predicate: graph.MemberOf, object: c, at: at, verb: i, confidence: 0.65, reason: "“" + r.word(i) + "” for an organization"})
}

// ofOffice tells that a name before another is what an office before it is of: "ambassador to the U.N. | Ana Ruiz".
func (r *stateReader) ofOffice(k int32) bool {
	o := r.mention[k]
	if o == extract.None {
		return false
	}
	n := r.a.Mentions[o].Head.First - 1
	if n > 0 && r.upos(n) == extract.DET {
		n--
	}
	return n > 0 && r.upos(n) == extract.ADP && r.office(n-1)
}

// beside is the organization whose name stands right before or behind a person's.
//
//	Ana Ruiz of the Labour Party · the Labour Party's Ana Ruiz and Ali Baro
func (r *stateReader) beside(m int32) (org int32, at extract.TokenRange) {
	name := r.a.Mentions[m].Head
	i := r.headOf(name)
	sentence := r.a.Tokens.Sentence[i]
	inside := func(k int32) bool { return k >= 0 && k < int32(r.a.Tokens.Len()) && r.a.Tokens.Sentence[k] == sentence }
	n := name.End
	if inside(n+2) && r.a.Word(n) == "," && r.a.Word(n+1) == "of" {
		n++ // "Ana Ruiz, of the charity Acme, said"
	}
	if inside(n+1) && (r.a.Word(n) == "of" || r.a.Word(n) == "from") {
		for n++; inside(n+1) && n < name.End+8 && (r.upos(n) == extract.DET || n > name.End+1 && (r.upos(n) == extract.ADJ || r.upos(n) == extract.NOUN) || r.upos(n) == extract.ADJ && r.upos(n+1) != extract.PROPN); n++ {
			if m := r.mention[n]; m != extract.None && r.a.Mentions[m].Kind == graph.KindName {
				break
			}
		}
		if o := r.mention[n]; r.joinable(o) && r.a.Mentions[o].Head.First == n {
			// Not of a part of it: "Ana Ruiz of the Labour Party's women's wing".
			if end := r.a.Mentions[o].Head.End; !inside(end) || r.xpos(end) != extract.POS && r.upos(end) != extract.NOUN {
				return r.a.Mentions[o].Entity, extract.TokenRange{First: name.First, End: end}
			}
		}
		return extract.None, at
	}
	if n := name.End; inside(n+2) && r.a.Word(n) == "(" { // "Ana Ruiz (Labour)"
		if o := r.mention[n+1]; r.joinable(o) && r.a.Mentions[o].Head.First == n+1 && r.a.Entities[r.a.Mentions[o].Entity].Subtype == "PARTY" {
			if end := r.a.Mentions[o].Head.End; inside(end) && r.a.Word(end) == ")" {
				return r.a.Mentions[o].Entity, extract.TokenRange{First: name.First, End: end}
			}
		}
	}
	first := name.First
	for n := 0; n < 4 && r.deprel(i) == extract.Conj; n++ { // the possessor of the first is that of the others
		h := r.head(i)
		o := r.mention[h]
		if h == extract.None || h > i || o == extract.None || r.a.Mentions[o].Kind != graph.KindName || r.typeOf(r.a.Mentions[o].Entity) != graph.TypePerson {
			return extract.None, at
		}
		for k := r.a.Mentions[o].Head.End; k < first; k++ {
			if u := r.upos(k); u != extract.CCONJ && r.a.Word(k) != "," {
				return extract.None, at
			}
		}
		i, first = h, r.a.Mentions[o].Head.First
	}
	if f := first - 1; inside(f-1) && r.xpos(f) == extract.POS {
		if o := r.mention[f-1]; r.joinable(o) {
			return r.a.Mentions[o].Entity, extract.TokenRange{First: r.a.Mentions[o].Head.First, End: name.End}
		}
	}
	return extract.None, at
}

// joinable tells that a mention names an organization that people are members of.
func (r *stateReader) joinable(o int32) bool {
	if o == extract.None || r.a.Mentions[o].Kind != graph.KindName {
		return false
	}
	e := r.a.Mentions[o].Entity
	return r.typeOf(e) == graph.TypeOrganization && !r.a.Entities[e].Generic && !r.titled(r.headOf(r.a.Mentions[o].Head))
}

// elsewhere are people who are no longer where they are from.
var elsewhere = words("refugee migrant seeker evacuee exile detainee prisoner inmate visitor tourist protester demonstrator immigrant emigrant traveler traveller passenger returnee")

// titled tells that a name is a title: "US Secretary of State".
func (r *stateReader) titled(i int32) bool {
	m := r.mention[i]
	if m == extract.None || r.a.Mentions[m].Kind != graph.KindName {
		return false
	}
	for k := r.a.Mentions[m].Head.First; k < r.a.Mentions[m].Head.End; k++ {
		if r.office(k) {
			return true
		}
	}
	return false
}

// examples: "former members of the order, including X and Y".
func (r *stateReader) examples(i int32, org int32, at extract.TokenRange) {
	for _, k := range r.children(i) {
		if k < i || r.prep(k) != "include" && r.prep(k) != "including" && r.prep(k) != "such" {
			continue
		}
		for _, n := range r.named(k) {
			if e := r.entityOf(n); r.typeOf(e) == graph.TypePerson {
				r.add(state{subject: e, predicate: graph.MemberOf, object: org, at: extract.TokenRange{First: at.First, End: max(at.End, r.hi[n]+1)}, verb: extract.None, confidence: 0.7, reason: "an example of members"})
			}
		}
	}
}

// strangers are people whom a body's name beside them tells of no membership: "the Acme customer", "ISIS detainees".
var strangers = words(`opponent critic rival enemy foe adversary user customer client consumer subscriber viewer reader listener fan detainee prisoner inmate hostage
	captive victim survivor patient passenger shareholder owner buyer investor creditor sponsor donor supplier target suspect defendant plaintiff watcher
	expert observer neighbor neighbour visitor guest winner laureate loser champion finalist contender skeptic sceptic ally lobbyist historian biographer`)

var memberNouns = words(`member fighter militant soldier officer activist supporter employee worker agent lawmaker candidate fellow veteran volunteer defector adherent
	follower delegate recruit commander troop insurgent rebel gunman founder co-founder leader councillor councilor senator deputy`)

// joined: "joined the Order", "belongs to the party".
func (r *stateReader) joined(i int32) {
	var object int32
	switch r.word(i) {
	case "join":
		object = r.child(i, extract.Obj)
		if e := r.entityOf(object); e != extract.None && r.a.Entities[e].Generic {
			return // "joined the queue"
		}
	case "belong":
		object = r.oblique(i, []string{"to"})
	default:
		return
	}
	subject := r.subject(i)
	if r.passive(i) || object == extract.None || subject == extract.None {
		return
	}
	e, c := r.entityOf(subject), r.entityOf(object)
	if t := r.typeOf(e); r.typeOf(c) != graph.TypeOrganization || t != graph.TypePerson && t != graph.TypeOrganization && t != graph.TypePlace {
		return
	}
	at := extract.TokenRange{First: min(subject, i), End: max(r.hi[object], i) + 1}
	if r.a.Tokens.Sentence[at.First] != r.a.Tokens.Sentence[i] {
		at.First = i
	}
	r.add(state{subject: e, predicate: graph.MemberOf, object: c, at: at, verb: i, confidence: 0.65, reason: "“" + r.word(i) + "” an organization"})
}
