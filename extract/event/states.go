package event

import (
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
		r.partisan(int32(m))
		r.parts(int32(m))
		r.memberState(int32(m))
		r.belonging(int32(m))
		r.kinship(int32(m))
		r.nationality(int32(m))
		r.places(int32(m))
		r.homeBehind(int32(m))
	}
	for i := range int32(a.Tokens.Len()) {
		if a.Tokens.UPOS[i] == extract.PROPN || a.Tokens.UPOS[i] == extract.NOUN {
			r.copular(i)
			r.capacity(i)
			r.lies(i)
			r.capital(i)
			r.visit(i)
			r.component(i)
		}
		if a.Tokens.UPOS[i] == extract.VERB {
			r.based(i)
			r.motion(i)
			r.origins(i)
			r.joined(i)
			r.works(i)
			r.married(i)
			r.elected(i)
			r.appointed(i)
			r.heads(i)
		}
	}
	governed := r.governed()
	for m := range a.Mentions {
		r.administration(int32(m), governed)
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
	// Its parties by what their names begin with; made when first asked for.
	parties map[string]int32
	country map[string]int32 // entity of a country that the document names, by its code
	seen    map[stateKey]bool
	out     []extract.Statement
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
	doubt      mood // of a noun phrase without a verb: "the alleged leader"
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
		if s.predicate == graph.HoldsPosition && s.text.First > 0 && (past[lowerLemma(r.word(s.text.First-1))] || s.text.First > 1 && r.hyphen(s.text.First-1) && past[lowerLemma(r.word(s.text.First-2))]) {
			st.Tense = graph.TensePast
		}
	}
	if s.verb != extract.None {
		st.Verb, st.Tense, st.Modality = r.word(s.verb), r.tense(s.verb), r.actModality(s.verb)
		st.Time, _ = r.setting(s.verb)
		if s.doubt = r.moods.of(s.verb); s.doubt.negated {
			st.Polarity = graph.Negated
		}
	} else if s.doubt.modality != "" {
		st.Modality = s.doubt.modality
	}
	if s.doubt.hearsay {
		st.Attribution = []int32{extract.UnnamedSpeaker}
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
var past = map[string]bool{"former": true, "ex": true, "ex-": true, "late": true, "onetime": true, "erstwhile": true, "then": true}

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

// kinship: "her mother", "Baro's father, Ali", "his wife Ana", "the wife of the president",
// "his sons, Ali and Cy".
func (r *stateReader) kinship(m int32) {
	x := &r.a.Mentions[m]
	if x.Kind != graph.KindNominal {
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
	whose := r.entityOf(k)
	if e := r.bound(k); e != extract.None {
		whose = e
	} else if e := r.leader(i, k); e != extract.None {
		whose = e
	}
	if r.typeOf(whose) != graph.TypePerson {
		return
	}
	add := func(e int32, end int32) {
		at := extract.TokenRange{First: min(i, r.lo[k]), End: max(i+1, r.hi[k]+1, end)}
		r.add(state{subject: e, predicate: graph.RelatedTo, object: whose, text: extract.TokenRange{First: i, End: i + 1}, at: at, verb: extract.None, confidence: 0.8, reason: "a noun of kinship and whose kin it is"})
	}
	named := false
	for _, n := range r.kin(i) {
		if e := r.entityOf(n); r.typeOf(e) == graph.TypePerson && !r.a.Entities[e].Generic && e != whose {
			add(e, n+1)
			named = true
		}
	}
	switch {
	case named || r.typeOf(x.Entity) != graph.TypePerson || r.aspires(i):
	case r.child(i, extract.Cop) != extract.None:
		// "is not the wife of Baro", "claims to be a son of the king": a predicate refers to nobody
		if n := r.subject(i); n != extract.None {
			if e := r.entityOf(n); e != whose && r.typeOf(e) == graph.TypePerson {
				at := extract.TokenRange{First: min(n, i), End: max(i+1, r.hi[k]+1)}
				r.add(state{subject: e, predicate: graph.RelatedTo, object: whose, text: extract.TokenRange{First: i, End: i + 1}, at: at, verb: i, confidence: 0.8, reason: "a predicate of kinship"})
			}
		}
	default:
		add(x.Entity, i+1)
	}
}

// married: "Ali Baro married Ana Ruiz", "Baro is married to Ruiz".
func (r *stateReader) married(i int32) {
	if r.word(i) != "marry" {
		return
	}
	s, o := r.subject(i), r.child(i, extract.Obj)
	if r.passive(i) {
		s, o = r.child(i, extract.NsubjPass), r.oblique(i, []string{"to"})
	}
	if s == extract.None || o == extract.None {
		return
	}
	x, y := r.entityOf(s), r.entityOf(o)
	if r.typeOf(x) != graph.TypePerson || r.typeOf(y) != graph.TypePerson {
		return
	}
	at := extract.TokenRange{First: min(s, i), End: max(o, i) + 1}
	r.add(state{subject: x, predicate: graph.RelatedTo, object: y, text: extract.TokenRange{First: i, End: i + 1}, at: at, verb: i, confidence: 0.7, reason: "a marriage"})
}

// bound is whose kin it is in "Ana Ruiz and her son": hers who stands before "and".
func (r *stateReader) bound(k int32) int32 {
	if k < 2 || r.a.Word(k-1) != "and" {
		return extract.None
	}
	switch r.word(k) {
	case "his", "her":
	default:
		return extract.None
	}
	if m := r.mention[k-2]; m != extract.None && r.a.Mentions[m].Kind == graph.KindName && r.typeOf(r.a.Mentions[m].Entity) == graph.TypePerson {
		return r.a.Mentions[m].Entity
	}
	return extract.None
}

// leader is whose kin stands in a list that his name begins: "Baro, his brother and his mother".
func (r *stateReader) leader(i, k int32) int32 {
	h := r.head(i)
	if h == extract.None || h > i || r.deprel(i) != extract.Conj {
		return extract.None
	}
	if w := r.word(k); w != "his" && w != "her" {
		return extract.None
	}
	if m := r.mention[h]; m != extract.None && r.a.Mentions[m].Kind == graph.KindName && r.typeOf(r.a.Mentions[m].Entity) == graph.TypePerson {
		return r.a.Mentions[m].Entity
	}
	return extract.None
}

// kin are the names that tell who a noun of kinship is: behind it, in apposition,
// also to nouns coordinated with it ("her ex-husband and Cy's father, Ali Baro").
func (r *stateReader) kin(i int32) []int32 {
	var out []int32
	name := func(n int32) bool {
		m := r.mention[n]
		return m != extract.None && r.a.Mentions[m].Kind == graph.KindName && r.typeOf(r.a.Mentions[m].Entity) == graph.TypePerson
	}
	for _, k := range r.children(i) {
		if d := r.deprel(k); k > i && name(k) && (d == extract.Appos || d == extract.Flat || d == extract.NmodDesc) {
			out = append(out, k)
			if r.plural(i) {
				for _, c := range r.conjuncts(k) {
					if name(c) {
						out = append(out, c)
					}
				}
			}
		}
	}
	if h := r.head(i); len(out) == 0 && h == i+1 && name(h) { // "his brother Ali Baro", the name the head
		switch r.deprel(i) {
		case extract.Compound, extract.NmodDesc:
			out = append(out, h)
		}
	}
	if n := i + 2; len(out) == 0 && !r.plural(i) && n < int32(r.a.Tokens.Len()) && r.a.Word(i+1) == "," && name(n) && r.a.Mentions[r.mention[n]].Head.First == n {
		// "… and his son, Ali Baro.", wherever the tree hangs the name
		if e := r.a.Mentions[r.mention[n]].Head.End; e < int32(r.a.Tokens.Len()) {
			switch r.a.Word(e) {
			case ",", ".", ")", ";":
				return append(out, n)
			}
		}
	}
	if len(out) == 0 && !r.plural(i) {
		for _, c := range r.conjuncts(i) {
			if kinNouns[lowerLemma(r.word(c))] && !r.plural(c) {
				if n := r.child(c, extract.Appos); n != extract.None && name(n) && r.a.Word(n-1) == "," {
					out = append(out, n)
				}
			}
		}
	}
	return out
}

// nationality: "an Australian woman", "Mexican cartels", "two Bangladeshis".
func (r *stateReader) nationality(m int32) {
	x := &r.a.Mentions[m]
	if x.Kind != graph.KindNORP {
		return
	}
	i := r.headOf(x.Head)
	country := r.nation(m)
	if country == extract.None || r.a.Word(i) == "Indian" && i > 0 && r.words.Demonym(r.a.Word(i-1)) != "" { // "American Indian"
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
	verb := extract.None
	if n := r.nameBehind(h); n != extract.None && r.typeOf(e) != graph.TypePlace {
		e = r.a.Mentions[n].Entity
		at.End = r.a.Mentions[n].Head.End
	} else if r.upos(h) == extract.NOUN && h != i && r.child(h, extract.Cop) != extract.None { // "Acme is a Norwegian carrier"
		if x, v := r.predicated(h, extract.None); x != extract.None && !r.a.Entities[x].Generic {
			e, verb = x, v
		}
	}
	switch r.typeOf(e) {
	case graph.TypePerson:
		// Of the officials of a country the office says more.
		told := false
		for k := i + 1; k <= h; k++ {
			told = told || r.office(k)
		}
		if e != country && !told {
			r.add(state{subject: e, predicate: graph.NationalOf, object: country, at: at, verb: verb, confidence: 0.75, reason: "a nationality before a person"})
		}
	case graph.TypeOrganization:
		if h != i && !r.public(h) {
			r.add(state{subject: e, predicate: graph.NationalOf, object: country, at: at, verb: verb, confidence: 0.6, reason: "a nationality before an organization"})
		}
	}
}

// nameBehind is the name right behind a noun that says what it names: "the Greek
// gas producer Acme", "an Australian engineer, Ana Ruiz,". None if there is none.
func (r *stateReader) nameBehind(i int32) int32 {
	if r.upos(i) != extract.NOUN || r.plural(i) || i+2 >= int32(r.a.Tokens.Len()) {
		return extract.None
	}
	n := i + 1
	if r.upos(n) == extract.NOUN {
		n++ // the adjective hangs on the first noun of "gas producer"
	} else if m := r.twoNouns(i); m != extract.None {
		return m
	}
	comma := r.a.Word(n) == ","
	if comma {
		n++
	}
	if n >= int32(r.a.Tokens.Len()) {
		return extract.None
	}
	m := r.mention[n]
	if m == extract.None || r.a.Tokens.Sentence[n] != r.a.Tokens.Sentence[i] || r.a.Mentions[m].Kind != graph.KindName || r.a.Mentions[m].Head.First != n {
		return extract.None
	}
	h := r.headOf(r.a.Mentions[m].Head)
	switch d := r.deprel(h); {
	case d == extract.Appos && r.head(h) < n && r.head(h) >= i:
		return m
	case !comma && (r.head(i) == h || r.head(n-1) == h || r.head(h) == i && (d == extract.Flat || d == extract.NmodDesc)):
		return m
	}
	return extract.None
}

// twoNouns is the name behind two nouns for one person: "the American rapper and singer Ana Ruiz".
func (r *stateReader) twoNouns(i int32) int32 {
	n := i + 1
	if n+2 >= int32(r.a.Tokens.Len()) || r.a.Word(n) != "and" || !r.words.PersonNoun(r.word(i)) {
		return extract.None
	}
	for n++; n+1 < int32(r.a.Tokens.Len()) && n < i+5; n++ {
		switch r.upos(n) {
		case extract.ADJ:
		case extract.NOUN:
			m := r.mention[n+1]
			if m == extract.None || r.a.Mentions[m].Kind != graph.KindName || r.a.Mentions[m].Head.First != n+1 {
				continue
			}
			if r.typeOf(r.a.Mentions[m].Entity) == graph.TypePerson && !r.plural(n) && r.words.PersonNoun(r.word(n)) && r.a.Tokens.Sentence[n+1] == r.a.Tokens.Sentence[i] {
				return m
			}
			return extract.None
		default:
			return extract.None
		}
	}
	return extract.None
}
