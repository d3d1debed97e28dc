package entity

import (
	"github.com/dateline-news/dateline/extract"
)

// joinSyntax joins what a sentence itself says to be one: appositions ("Rubio,
// the secretary of state"), copulas ("Paris was a member"), and takes titles
// before names as roles of their bearers ("Senator Lee" can be "the senator").
func (d *Discourse) joinSyntax() {
	t := &d.a.Tokens
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.coord {
			continue
		}
		x := int32(i)
		if m.Kind == refName {
			d.titles(x)
		}
		switch t.Deprel[m.Token] {
		case extract.Appos:
			if h := t.Head[m.Token]; h >= 0 {
				d.joinApposition(d.nearest(d.byHead[h], x), x)
			}
		}
		if m.Kind == refNominal || m.Kind == refName {
			d.joinCopula(x)
		}
		if m.Kind == refNominal {
			d.joinSort(x)
		}
	}
}

// sortNouns say of what sort a name is when they stand beside it: "the Yonhap news
// agency", "the town of Yeoncheon", "the cruise ship Freewinds".
var sortNouns = map[string]refType{
	"agency": typeOrganization, "group": typeOrganization, "organization": typeOrganization, "organisation": typeOrganization, "party": typeOrganization,
	"company": typeOrganization, "newspaper": typeOrganization, "magazine": typeOrganization, "broadcaster": typeOrganization, "network": typeOrganization,
	"movement": typeOrganization, "cartel": typeOrganization, "gang": typeOrganization, "militia": typeOrganization, "airline": typeOrganization,
	"firm": typeOrganization, "giant": typeOrganization, "website": typeOther, "ship": typeOther, "vessel": typeOther, "operation": typeEvent, "channel": typeOrganization,
	"city": typePlace, "town": typePlace, "village": typePlace, "province": typePlace, "region": typePlace, "district": typePlace, "island": typePlace,
	"county": typePlace, "constituency": typePlace, "state": typePlace, "river": typePlace, "prefecture": typePlace, "municipality": typePlace,
	"neighborhood": typePlace, "neighbourhood": typePlace, "suburb": typePlace, "peninsula": typePlace,
}

// joinSort joins a noun that says of what sort something is with its name.
func (d *Discourse) joinSort(x int32) {
	t := &d.a.Tokens
	m := &d.Mentions[x]
	want, ok := sortNouns[t.Lemma[m.Token]]
	if !ok || m.number == plural {
		return
	}
	fits := func(n int32) bool {
		if n < 0 || n == x {
			return false
		}
		r := &d.Mentions[n]
		if r.Kind != refName || r.Tokens.Contains(m.Token) {
			return false
		}
		k := d.clusters[d.find(n)].typ
		return k == want || want == typeOther && (k == typeOther || k == typePlace || k == typeOrganization && t.Lemma[m.Token] != "website")
	}
	join := func(n int32) {
		if d.twoNames(n, x) {
			return
		}
		d.join(n, x)
		m.fixed = true
	}
	// "the Yonhap news agency": the name begins the compound
	for k := m.Token - 1; k >= m.Tokens.First && k > m.Token-6; k-- {
		if t.Deprel[k] != extract.Compound && t.Deprel[k] != extract.Flat && d.covered[k] != 1 && t.UPOS[k] != extract.ADJ {
			break
		}
		if n := d.byHead[k]; t.Head[k] == m.Token && t.Deprel[k] == extract.Compound && fits(n) && (want != typePlace || k == m.Token-1) {
			join(n)
			return
		}
	}
	// "the cruise ship Freewinds": the name stands right behind
	if k := m.Token + 1; int(k) < t.Len() && t.Sentence[k] == m.sentence && d.covered[k] == 1 {
		if n := d.byHead[k]; fits(n) && d.Mentions[n].Head.First == k {
			switch h := d.Mentions[n].Token; {
			case t.Head[h] == m.Token && t.Deprel[h] != extract.Nsubj && t.Deprel[h] != extract.Obj, t.Head[m.Token] == h:
				join(n)
				return
			}
		}
	}
	// "the town of Yeoncheon"
	if k := m.Token + 1; want == typePlace && m.det != detIndefinite && int(k)+1 < t.Len() && d.a.Word(k) == "of" {
		if n := d.byHead[k+1]; n >= 0 && !d.within(m, &d.Mentions[n]) && d.Mentions[n].sentence == m.sentence && fits(n) && t.Head[d.Mentions[n].Token] == m.Token {
			join(n)
		}
	}
}

// titles gathers the nouns that stand before a name in its own phrase.
func (d *Discourse) titles(x int32) {
	t := &d.a.Tokens
	m := &d.Mentions[x]
	c := &d.clusters[d.find(x)]
	take := func(k int32) {
		w := d.a.Word(k)
		switch w {
		case "Mr.", "Mr", "Sir", "Lord", "King", "Prince":
			c.gender = extract.GenderMale
			return
		case "Mrs.", "Mrs", "Ms.", "Ms", "Miss", "Lady", "Queen", "Princess", "Madame", "Dame":
			c.gender = extract.GenderFemale
			return
		}
		if t.UPOS[k] != extract.NOUN && t.UPOS[k] != extract.PROPN || d.covered[k] == 1 {
			return
		}
		lemma := t.Lemma[k]
		n, ok := d.lex.Noun(lemma)
		if !ok {
			if low := lower(lemma); low != lemma {
				lemma = low
				n, ok = d.lex.Noun(lemma)
			}
		}
		if s, short := shortTitles[lower(w)]; short {
			lemma = s
			n, ok = d.lex.Noun(lemma)
		}
		if !ok {
			return
		}
		if m.Type == typePerson && n.Person < 0.3 {
			return
		}
		c.addRole(lemmaHash(lemma))
		if c.gender == extract.GenderUnknown && m.Type == typePerson {
			c.gender = n.Gender
		}
	}
	for k := m.Head.First - 1; k >= 0 && k > m.Head.First-6 && t.Sentence[k] == m.sentence; k-- {
		h := t.Head[k]
		switch {
		case m.Head.Contains(h) && (t.Deprel[k] == extract.Compound || t.Deprel[k] == extract.NmodDesc || t.Deprel[k] == extract.Flat || t.Deprel[k] == extract.Nmod || t.Deprel[k] == extract.Appos):
			take(k)
		case t.Head[m.Token] == k && (t.Deprel[m.Token] == extract.Flat || t.Deprel[m.Token] == extract.NmodDesc || t.Deprel[m.Token] == extract.Compound):
			take(k)
		case t.UPOS[k] == extract.PUNCT:
			return
		}
	}
}

// shortTitles are titles as they are cut short before names.
var shortTitles = map[string]string{
	"sen.": "senator", "sen": "senator", "rep.": "representative", "rep": "representative", "gov.": "governor", "gov": "governor", "pres.": "president",
	"gen.": "general", "gen": "general", "lt.": "lieutenant", "col.": "colonel", "capt.": "captain", "sgt.": "sergeant", "dr.": "doctor", "dr": "doctor",
	"prof.": "professor", "rev.": "reverend", "maj.": "major", "adm.": "admiral", "cmdr.": "commander", "det.": "detective",
	"pm": "minister", "mp": "lawmaker", "ceo": "executive",
}

func lower(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= 'A' && c <= 'Z' || c >= 0x80 {
			b := []byte(s)
			for j := range b {
				if b[j] >= 'A' && b[j] <= 'Z' {
					b[j] += 'a' - 'A'
				}
			}
			return string(b)
		}
	}
	return s
}

// within tells that a noun of sort before "of" and a place's name is a part of
// the place: "the Ural region of Russia", "the northern province of Angola", but
// "the state of Israel".
func (d *Discourse) within(m, name *Reference) bool {
	if m.Token > 0 && d.covered[m.Token-1] == 1 && d.a.Tokens.Head[m.Token-1] == m.Token {
		return true
	}
	if name.subtype != "COUNTRY" {
		return false
	}
	switch d.a.Tokens.Lemma[m.Token] {
	case "state", "island":
		return false
	}
	return true
}

// twoNames tells that x and y are entities with names already, which no noun
// between them makes one: "Ghazni province, southwest of the capital, Kabul".
func (d *Discourse) twoNames(x, y int32) bool {
	x, y = d.find(x), d.find(y)
	return x != y && d.clusters[x].names > 0 && d.clusters[y].names > 0
}

// joinApposition joins two noun phrases of one type side by side.
func (d *Discourse) joinApposition(h, x int32) {
	if h < 0 || h == x {
		return
	}
	a, b := &d.Mentions[h], &d.Mentions[x]
	if a.Kind == refPronoun || b.Kind == refPronoun || a.Kind == refNorp || b.Kind == refNorp {
		return
	}
	if a.Kind == refName && b.Kind == refName {
		return // "Paris, France" and lists are not the same; brackets are seen to elsewhere
	}
	if a.number != b.number && a.number != numberUnknown && b.number != numberUnknown {
		return
	}
	if d.twoNames(h, x) || directions[foldHash(d.a.Word(a.Token))] || directions[foldHash(d.a.Word(b.Token))] {
		return
	}
	if !d.sameSort(h, x) || d.thingOf(a, b) || d.thingOf(b, a) || d.otherBody(a, b) || d.otherBody(b, a) {
		return
	}
	d.join(h, x)
	a.fixed, b.fixed = true, true
	d.retype(a, b)
	d.retype(b, a)
}

// retype makes a body of a name that was taken for an unknown place, where the
// noun beside it says so: "his party, the Democratic Center".
func (d *Discourse) retype(name, noun *Reference) {
	if name.Kind != refName || name.Type != typePlace || name.subtype != "OTHER" && name.subtype != "FACILITY" || noun.Kind != refNominal || noun.Type != typeOrganization {
		return
	}
	c := &d.clusters[d.find(d.byHead[name.Token])]
	if c.typ == typePlace && sortNouns[d.a.Tokens.Lemma[noun.Token]] == typeOrganization {
		name.Type, name.subtype = typeOrganization, noun.subtype
		c.typ, c.subtype = typeOrganization, noun.subtype
	}
}

// otherBody tells that a is the name of a thing and b a body not spoken of before:
// "in the journal Nature, a team of scientists report" has no apposition.
func (d *Discourse) otherBody(a, b *Reference) bool {
	return a.Kind == refName && a.Type == typeOther && b.Kind == refNominal && b.Type == typeOrganization && b.det != detDefinite
}

// nearest is the name that stands directly before the apposition x, if it is a
// conjunct of h: in "Santos and Londoño, the leader of the rebels" the leader is the latter.
func (d *Discourse) nearest(h, x int32) int32 {
	m := &d.Mentions[x]
	t := &d.a.Tokens
	first := m.Tokens.First
	for first > 0 && (t.UPOS[first-1] == extract.PUNCT) && t.Sentence[first-1] == m.sentence {
		first--
	}
	if h < 0 || first == 0 || first == m.Tokens.First {
		return h
	}
	n := d.byHead[first-1]
	if n < 0 || n == h || n == x || d.Mentions[n].Kind != refName || d.Mentions[n].sentence != m.sentence || d.Mentions[n].Type != d.Mentions[h].Type {
		return h
	}
	for k, steps := d.Mentions[n].Token, 0; k >= 0 && steps < 6; k, steps = t.Head[k], steps+1 {
		if d.byHead[k] == h {
			return n
		}
		if k != d.Mentions[n].Token && t.Deprel[k] != extract.Conj && t.Deprel[k] != extract.Flat {
			break
		}
	}
	return h
}

// thingOf tells that a is the name of a known body, place or people, and b a thing: "One Rohingya, … the boat".
func (d *Discourse) thingOf(a, b *Reference) bool {
	if a.Kind != refName || b.Kind != refNominal || b.Type != typeOther || a.Type == typeOther || a.Type == typeEvent {
		return false
	}
	s := d.a.TokenSpan(a.Head)
	e, ok := d.lex.Name(d.a.Text[s.Start:s.End])
	return ok && e.Lists != 0
}

// sameSort tells whether two mentions can be one by their types; a bare "other" fits anything but a person.
func (d *Discourse) sameSort(x, y int32) bool {
	a, b := d.clusters[d.find(x)].typ, d.clusters[d.find(y)].typ
	switch {
	case a == b && a != typeUnknown:
		return true
	case a == typePerson || b == typePerson:
		return (a == typeUnknown || b == typeUnknown) && (d.Mentions[x].Kind != refName || d.Mentions[y].Kind != refName)
	case a == typeUnknown || b == typeUnknown || a == typeOther || b == typeOther:
		return true
	}
	return a == typePlace && b == typeOrganization || a == typeOrganization && b == typePlace
}

// joinCopula joins subject and predicate noun: "Paris was a member", "Smith, who
// is the mayor". Not under negation, doubt or question, and not for a class:
// the noun must be of the subject's number.
func (d *Discourse) joinCopula(x int32) {
	t := &d.a.Tokens
	m := &d.Mentions[x]
	i := m.Token
	sent := d.a.Sentences[m.sentence].TokenRange
	subject := extract.None
	copula := false
	lo, hi := max(sent.First, i-24), min(sent.End, i+8)
	for k := lo; k < hi; k++ {
		if t.Head[k] != i {
			continue
		}
		switch t.Deprel[k].Base() {
		case extract.Cop:
			copula = true
		case extract.Nsubj:
			subject = k
		case extract.Aux:
			switch t.Lemma[k] {
			case "will", "have", "be":
			default:
				return // would, may, can
			}
		case extract.Advmod:
			switch t.Lemma[k] {
			case "not", "n't", "never", "no", "longer":
				return
			}
		case extract.Mark:
			if w := t.Lemma[k]; w == "if" || w == "whether" || w == "unless" {
				return
			}
		case extract.Case:
			return // "is in charge"
		}
	}
	if !copula || subject < 0 || m.Kind == refNominal && m.det == detOther {
		return
	}
	if sent.End > sent.First && d.a.Word(sent.End-1) == "?" {
		return
	}
	s := d.byHead[subject]
	if t.XPOS[subject] == extract.WP || t.XPOS[subject] == extract.WDT {
		// the relative pronoun stands for the noun that the clause modifies
		if t.Deprel[i] == extract.AclRelcl && t.Head[i] >= 0 {
			s = d.byHead[t.Head[i]]
		}
	}
	if s < 0 || s == x {
		return
	}
	r := &d.Mentions[s]
	if r.Kind == refName && m.Kind == refName || r.Kind == refPronoun && r.person != 3 || r.Kind == refNorp {
		return
	}
	if r.number != m.number && r.number != numberUnknown && m.number != numberUnknown {
		return
	}
	if r.Kind == refNominal && m.Kind == refNominal && m.det == detNone && r.det == detNone {
		return // "Dogs are animals"
	}
	if r.Kind == refPronoun && m.Type == typePerson && r.gender == extract.GenderUnknown && r.number == singular {
		return // "It is a senator"
	}
	if !d.sameSort(s, x) && r.Kind != refPronoun || d.twoNames(s, x) {
		return
	}
	d.join(s, x)
	m.fixed = true
	if r.Kind == refPronoun {
		// the pronoun still looks for its own antecedent
		return
	}
}
