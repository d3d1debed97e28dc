package event

import (
	"slices"
	"strings"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/entity"
	"github.com/dateline-news/dateline/graph"
)

// states makes the statements that a document takes for granted: who holds what
// office, who belongs to whom, what lies where (guidelines 19 to 26). Each is
// given once, at its first place. Attribution is left to the assembly, which
// knows whose words stand where.
func states(a *extract.Analysis) []extract.Statement {
	r := &stateReader{tree: newTree(a), words: entity.Words(), country: map[string]int32{}, placeNames: map[string]int32{}, seen: map[stateKey]bool{}}
	defer r.tree.free()
	for e := range a.Entities {
		if x := &a.Entities[e]; x.Type == graph.TypePlace {
			if _, ok := r.placeNames[x.Name]; !ok {
				r.placeNames[x.Name] = int32(e)
			}
		}
		if x := &a.Entities[e]; x.Type == graph.TypePlace && x.Subtype == "COUNTRY" && x.Country != "" {
			if _, ok := r.country[x.Country]; !ok {
				r.country[x.Country] = int32(e)
			}
		}
	}
	for e := range a.Entities {
		if n := a.Entities[e].Name; a.Entities[e].Type == graph.TypeOrganization && !a.Entities[e].Generic && (strings.Contains(n, "Ministry") || strings.Contains(n, "Department")) {
			r.ministries = append(r.ministries, int32(e))
		}
	}
	for m := range a.Mentions {
		r.positions(int32(m))
		r.belonging(int32(m))
		r.kinship(int32(m))
		r.nationality(int32(m))
		r.places(int32(m))
	}
	for i := range int32(a.Tokens.Len()) {
		if a.Tokens.UPOS[i] == extract.VERB {
			r.motion(i)
			r.joined(i)
			r.elected(i)
			r.appointed(i)
		}
	}
	return r.out
}

// stateReader is the scratch memory of one document.
type stateReader struct {
	*tree
	words      *entity.Lexicon
	placeNames map[string]int32 // entity of a place by its name
	// The document's ministries and departments.
	ministries []int32
	country    map[string]int32 // entity of a country that the document names, by its code
	seen       map[stateKey]bool
	out        []extract.Statement
}

type stateKey struct {
	subject, object int32
	predicate       graph.PredicateName
	text            string
}

// state is what a rule found.
type state struct {
	subject    int32
	predicate  graph.PredicateName
	object     int32
	text       extract.TokenRange // of a position or kinship
	at         extract.TokenRange // evidence
	verb       int32              // token that carries polarity, modality and tense; None
	confidence float64
	reason     string
	negated    bool
}

func (r *stateReader) add(s state) {
	if s.subject == extract.None || s.subject == s.object || r.unresolved(s.subject) || r.unresolved(s.object) || s.object == extract.None && s.predicate != graph.HoldsPosition {
		return
	}
	st := extract.Statement{
		Subject: s.subject, Predicate: s.predicate, Object: s.object, Polarity: graph.Affirmed, Modality: graph.Asserted, Tense: graph.TensePresent,
		Place: extract.None, SaidIn: extract.None, Frame: extract.None, Quote: extract.None, Confidence: s.confidence,
		Evidence: r.a.TokenSpan(s.at), Explanation: []graph.Reason{{Layer: string(extract.LayerTree), Reason: s.reason}},
	}
	if s.text.Len() > 0 {
		st.TextSpan = r.a.TokenSpan(s.text)
		st.Text = r.a.Text[st.TextSpan.Start:st.TextSpan.End]
		if s.predicate == graph.HoldsPosition && s.text.First > 0 && past[lowerLemma(r.word(s.text.First-1))] {
			st.Tense = graph.TensePast
		}
	}
	if s.verb != extract.None {
		st.Verb, st.Tense, st.Modality = r.word(s.verb), r.tense(s.verb), r.actModality(s.verb)
		st.Time, _ = r.setting(s.verb)
		if r.denied(s.verb) {
			st.Polarity = graph.Negated
		}
	}
	if s.negated {
		st.Polarity = graph.Negated
	}
	key := stateKey{s.subject, s.object, s.predicate, ""}
	if s.predicate == graph.PartOf || s.predicate == graph.NationalOf {
		key.predicate = graph.LocatedIn // one of them tells it
	}
	if s.object == extract.None || s.predicate == graph.HoldsPosition {
		key.text = lowerLemma(st.Text)
	}
	if r.seen[key] {
		return
	}
	r.seen[key] = true
	// The same position without its organization adds nothing.
	r.seen[stateKey{s.subject, extract.None, s.predicate, lowerLemma(st.Text)}] = true
	r.out = append(r.out, st)
}

// past are the words before a title that make it a former one: "former mayor".
var past = map[string]bool{"former": true, "ex": true, "ex-": true, "late": true, "onetime": true, "erstwhile": true}

// headOf is the token of a range whose head lies outside it.
func (r *stateReader) headOf(t extract.TokenRange) int32 {
	for i := t.First; i < t.End; i++ {
		if h := r.head(i); h == extract.None || !t.Contains(h) {
			return i
		}
	}
	return t.End - 1
}

func (r *stateReader) typeOf(e int32) graph.EntityType {
	if e == extract.None {
		return ""
	}
	return r.a.Entities[e].Type
}

// body is the organization or place that a token stands for: by its mention, or
// a nationality's country; None for anything else.
func (r *stateReader) body(i int32) int32 {
	m := r.mention[i]
	if m == extract.None {
		return extract.None
	}
	if r.a.Mentions[m].Kind == graph.KindNORP {
		return r.nation(m)
	}
	e := r.a.Mentions[m].Entity
	switch r.typeOf(e) {
	case graph.TypeOrganization, graph.TypePlace:
		return e
	}
	return extract.None
}

// nation is the country of a nationality word, if it is an entity of the document.
func (r *stateReader) nation(m int32) int32 {
	x := &r.a.Mentions[m]
	if r.typeOf(x.Entity) == graph.TypePlace {
		return x.Entity
	}
	s := r.a.TokenSpan(x.Head)
	w := r.a.Text[s.Start:s.End]
	code := r.words.Demonym(w)
	if code == "" {
		code = r.words.Country(w)
	}
	if e, ok := r.country[code]; ok && code != "" {
		return e
	}
	return extract.None
}

func join(x, y extract.TokenRange) extract.TokenRange {
	return extract.TokenRange{First: min(x.First, y.First), End: max(x.End, y.End)}
}

// kinNouns are the words of kinship (WordNet's person.kin, in use).
var kinNouns = words(`father mother parent son daughter brother sister husband wife spouse ex-husband ex-wife widow widower uncle aunt nephew niece cousin
	grandfather grandmother grandson granddaughter grandparent grandchild stepfather stepmother stepson stepdaughter stepbrother stepsister half-brother
	half-sister sibling twin fiancé fiancée fiance fiancee dad mum mom boyfriend girlfriend father-in-law mother-in-law brother-in-law sister-in-law
	son-in-law daughter-in-law child relative`)

// kinship: "her mother", "Paris's father, Albert Jaquier", "the wife of the president".
func (r *stateReader) kinship(m int32) {
	x := &r.a.Mentions[m]
	if x.Kind != graph.KindNominal || r.typeOf(x.Entity) != graph.TypePerson {
		return
	}
	i := r.headOf(x.Head)
	if !kinNouns[lowerLemma(r.word(i))] {
		return
	}
	k := r.child(i, extract.NmodPoss)
	if k == extract.None {
		k = r.oblique(i, []string{"of"})
	}
	if k == extract.None {
		return
	}
	subject := x.Entity
	if n := r.child(i, extract.Appos); n != extract.None && r.typeOf(r.entityOf(n)) == graph.TypePerson {
		subject = r.entityOf(n) // "her father, Ali Baro"
	}
	if e := r.entityOf(k); r.typeOf(e) == graph.TypePerson {
		at := extract.TokenRange{First: min(i, r.lo[k]), End: max(i, r.hi[k]) + 1}
		r.add(state{subject: subject, predicate: graph.RelatedTo, object: e, text: extract.TokenRange{First: i, End: i + 1}, at: at, verb: extract.None, confidence: 0.8, reason: "a noun of kinship and whose kin it is"})
	}
}

// nationality: "an Australian woman", "Mexican cartels", "two Bangladeshis".
func (r *stateReader) nationality(m int32) {
	x := &r.a.Mentions[m]
	if x.Kind != graph.KindNORP {
		return
	}
	i := r.headOf(x.Head)
	country := r.nation(m)
	if country == extract.None {
		return
	}
	h := i
	switch r.deprel(i) {
	case extract.Amod, extract.Compound, extract.NmodDesc, extract.Nmod, extract.Flat:
		h = r.head(i)
		if h == extract.None || h < i {
			return
		}
	default:
		if r.upos(i) == extract.ADJ {
			return
		}
	}
	e := r.entityOf(h)
	at := extract.TokenRange{First: x.Head.First, End: h + 1}
	switch r.typeOf(e) {
	case graph.TypePerson:
		// Of the officials of a country the office says more.
		if e != country && !offices[lowerLemma(r.word(h))] {
			r.add(state{subject: e, predicate: graph.NationalOf, object: country, at: at, verb: extract.None, confidence: 0.75, reason: "a nationality before a person"})
		}
	case graph.TypeOrganization:
		if h != i && !r.public(h) {
			r.add(state{subject: e, predicate: graph.NationalOf, object: country, at: at, verb: extract.None, confidence: 0.6, reason: "a nationality before an organization"})
		}
	}
}

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
	subtype := r.a.Entities[x.Entity].Subtype
	public := r.public(i) && !r.plural(i) && !(r.word(i) == "agency" && i > 0 && r.word(i-1) == "news") || r.word(i) == "authority" || r.word(i) == "agency" || r.word(i) == "force"
	switch subtype {
	case "GOVERNMENT", "MINISTRY", "LEGISLATURE", "COURT", "MILITARY", "POLICE", "INTELLIGENCE":
		public = true
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
				if c := r.body(k); c != extract.None && r.typeOf(c) == graph.TypePlace {
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
	if k := r.oblique(i, []string{"of", "within"}); k != extract.None && k > i {
		if c := r.entityOf(k); r.typeOf(c) == graph.TypeOrganization && x.Kind == graph.KindNominal && !r.a.Entities[c].Generic {
			add(k, c, 0.6, "a part of an organization")
		}
	}
}

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
	if x.Kind == graph.KindNominal && (offices[w] || kinNouns[w]) {
		return // positions and kinship speak of these
	}
	belongs := x.Kind == graph.KindName || memberNouns[w] || r.words.PersonNoun(w)
	if !belongs {
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
			if x.Kind == graph.KindName && r.mention[k] == m {
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
			case r.typeOf(c) == graph.TypeOrganization && r.a.Entities[c].Subtype != "MEDIA" && !r.titled(n) && (x.Kind == graph.KindName || !r.a.Entities[c].Generic):
				subject, verb := x.Entity, extract.None
				if x.Kind == graph.KindNominal {
					subject, verb = r.predicated(i, subject)
				}
				r.add(state{subject: subject, predicate: graph.MemberOf, object: c, at: at, verb: verb, confidence: 0.65, reason: "a person and the organization beside"})
				if x.Kind == graph.KindNominal {
					r.examples(i, c, at)
				}
			case r.typeOf(c) == graph.TypePlace && p == "from" && !r.a.Entities[c].Generic:
				r.add(state{subject: x.Entity, predicate: graph.NationalOf, object: c, at: at, verb: extract.None, confidence: 0.6, reason: "a person from a place"})
			}
			if p != "from" {
				break
			}
		}
	}
}

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

var memberNouns = words(`member fighter militant soldier officer activist supporter employee worker agent lawmaker candidate fellow veteran volunteer defector adherent
	follower delegate recruit commander troop insurgent rebel gunman founder co-founder leader councillor councilor senator deputy`)

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
	if typ == graph.TypePlace && x.Kind == graph.KindName {
		// City, region.
		if n := x.Head.End; n+1 < int32(r.a.Tokens.Len()) && r.a.Word(n) == "," && r.a.Tokens.Sentence[n+1] == r.a.Tokens.Sentence[i] {
			if o := r.mention[n+1]; o != extract.None && r.a.Mentions[o].Kind == graph.KindName && r.a.Mentions[o].Head.First == n+1 {
				c := r.a.Mentions[o].Entity
				// Not a list of places: "Canada, Mexico and Brazil"; the second contains the first.
				if r.typeOf(c) == graph.TypePlace && r.afterthought(r.headOf(r.a.Mentions[o].Head)) && !r.listed(i) && r.wider(e, c) {
					r.add(state{subject: e, predicate: graph.PartOf, object: c, at: extract.TokenRange{First: x.Head.First, End: r.a.Mentions[o].Head.End}, verb: extract.None, confidence: 0.8, reason: "a place and the one that contains it"})
				}
			}
		}
	}
	// "the base in Bergen", wherever the tree hangs Bergen.
	if n := x.Head.End; typ == graph.TypePlace && x.Kind == graph.KindName && n+1 < int32(r.a.Tokens.Len()) && r.a.Word(n) == "in" && r.a.Tokens.Sentence[n+1] == r.a.Tokens.Sentence[i] {
		if o := r.mention[n+1]; o != extract.None && r.a.Mentions[o].Kind == graph.KindName && r.typeOf(r.a.Mentions[o].Entity) == graph.TypePlace {
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
			r.add(state{subject: e, predicate: graph.PartOf, object: c, at: at, verb: extract.None, confidence: 0.6, reason: "a part of a place"})
		case p == "of" && typ == graph.TypeOrganization && x.Kind == graph.KindNominal:
			r.add(state{subject: e, predicate: graph.LocatedIn, object: c, at: at, verb: extract.None, confidence: 0.6, reason: "a body of a place"})
		case p == "from" && typ == graph.TypeOrganization:
			for _, n := range append([]int32{k}, r.conjuncts(k)...) {
				if c := r.entityOf(n); r.typeOf(c) == graph.TypePlace && !r.a.Entities[c].Generic {
					r.add(state{subject: e, predicate: graph.LocatedIn, object: c, at: at, verb: extract.None, confidence: 0.6, reason: "a group from a place"})
				}
			}
		}
	}
}

// thing tells whether a mention is of something that lies somewhere: a person, a
// body, a place, and of other things those one can touch. Where an agreement or
// an attack took place is told with the event.
func (r *stateReader) thing(m int32) bool {
	x := &r.a.Mentions[m]
	switch r.typeOf(x.Entity) {
	case graph.TypePlace:
		return true
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

// joined: "joined the Order", "belongs to the party".
func (r *stateReader) joined(i int32) {
	var object int32
	switch r.word(i) {
	case "join":
		object = r.child(i, extract.Obj)
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

// Verbs of motion and rest and the prepositions of where it ends (guideline 25),
// after Levin's (1993) classes 51 and 46 to 47.
var motionVerbs = map[string][]string{
	"arrive": {"in", "at"}, "travel": {"to"}, "go": {"to"}, "come": {"to"}, "move": {"to", "into"}, "return": {"to"}, "fly": {"to", "into"},
	"flee": {"to", "into"}, "walk": {"to", "into"}, "march": {"to", "into"}, "head": {"to"}, "land": {"in", "at"}, "enter": {}, "reach": {},
	"live": {"in", "at"}, "reside": {"in"}, "stay": {"in", "at"}, "remain": {"in", "at"}, "settle": {"in"},
	"drive": {"to"}, "sail": {"to"}, "escape": {"to"}, "emigrate": {"to"}, "immigrate": {"to"}, "relocate": {"to"}, "migrate": {"to"}, "visit": {},
	"gather": {"in", "at"}, "appear": {"in", "at"}, "attend": {}, "cross": {"into"},
}

// Verbs whose object, or passive subject, ends up somewhere: "was sent to Sydney".
var carryVerbs = map[string][]string{
	"send": {"to"}, "take": {"to"}, "transfer": {"to"}, "move": {"to"}, "bring": {"to"}, "deport": {"to"}, "bear": {"in"}, "base": {"in", "at"},
	"locate": {"in", "at", "near"}, "situate": {"in", "at", "near"}, "headquarter": {"in"}, "station": {"in", "at"}, "hold": {"in", "at"}, "keep": {"in", "at"},
	"imprison": {"in", "at", "aboard", "on"}, "jail": {"in", "at"}, "detain": {"in", "at"}, "house": {"in", "at"}, "fly": {"to"}, "rush": {"to"}, "airlift": {"to"},
	"extradite": {"to"}, "exile": {"to"}, "find": {"in", "at"}, "bury": {"in", "at"}, "raise": {"in"},
}

// motion: who ends up where.
func (r *stateReader) motion(i int32) {
	w := r.word(i)
	if r.deprel(i) == extract.Acl && !r.passive(i) {
		return // "people travelling to Peru": which people, not where they are
	}
	for _, k := range r.children(i) {
		if w := r.word(k); w == "rather" || w == "instead" {
			return // "landed in Bali rather than fly to Taipei"
		}
	}
	passive := r.passive(i)
	preps, ok := motionVerbs[w]
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
	e := r.entityOf(subject)
	switch r.typeOf(e) {
	case graph.TypePerson, graph.TypeOrganization, graph.TypeOther:
	case graph.TypePlace:
		if !passive || r.a.Entities[e].Subtype == "COUNTRY" {
			return
		}
	default:
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
		c := r.entityOf(k)
		if r.typeOf(c) != graph.TypePlace || r.a.Entities[c].Generic {
			continue
		}
		at := extract.TokenRange{First: min(r.lo[subject], i), End: max(r.hi[k], i) + 1}
		if r.a.Tokens.Sentence[at.First] != r.a.Tokens.Sentence[i] || at.First > i {
			at.First = i
		}
		r.add(state{subject: e, predicate: graph.LocatedIn, object: c, at: at, verb: i, confidence: 0.65, reason: "“" + w + "” ends in a place"})
		return
	}
}
