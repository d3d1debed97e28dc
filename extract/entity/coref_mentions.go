package entity

import (
	"slices"
	"strings"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/graph"
)

// subtrees finds the first and last token of every subtree in linear time, leaves first.
func (d *Discourse) subtrees() {
	t := &d.a.Tokens
	n := t.Len()
	d.left, d.right, d.degree = resize(d.left, n), resize(d.right, n), resize(d.degree, n)
	for i := range n {
		d.left[i], d.right[i] = int32(i), int32(i)
		if h := t.Head[i]; h >= 0 {
			d.degree[h]++
		}
	}
	d.queue = d.queue[:0]
	for i := range n {
		if d.degree[i] == 0 {
			d.queue = append(d.queue, int32(i))
		}
	}
	for k := 0; k < len(d.queue); k++ {
		i := d.queue[k]
		h := t.Head[i]
		if h < 0 {
			continue
		}
		if inPhrase(t.Deprel[i]) {
			d.left[h], d.right[h] = min(d.left[h], d.left[i]), max(d.right[h], d.right[i])
		}
		if d.degree[h]--; d.degree[h] == 0 {
			d.queue = append(d.queue, h)
		}
	}
}

// inPhrase tells the relations whose dependents belong to the extent of a noun
// phrase: not its preposition, copula, conjuncts or, where it is a predicate, its subject.
func inPhrase(r extract.Deprel) bool {
	switch r.Base() {
	case extract.Det, extract.Amod, extract.Compound, extract.Nmod, extract.Nummod, extract.Flat, extract.Fixed, extract.Goeswith, extract.Acl:
		return true
	case extract.Case: // of a possessor: "the [president 's] house" has its clitic outside
		return false
	}
	return false
}

// cover marks tokens inside names and times.
func (d *Discourse) cover() {
	d.covered = resize(d.covered, d.a.Tokens.Len())
	d.typeAt = resize(d.typeAt, d.a.Tokens.Len())
	for i := range d.a.Mentions {
		m := &d.a.Mentions[i]
		if m.Kind != graph.KindNORP {
			for t := m.Head.First; t < m.Head.End; t++ {
				d.covered[t], d.typeAt[t] = 1, refTypeOf(m.Type)
			}
		}
	}
	for i := range d.a.Times {
		x := &d.a.Times[i]
		for t := x.Tokens.First; t < x.Tokens.End; t++ {
			if d.covered[t] == 0 {
				d.covered[t] = 2
			}
		}
	}
}

// pronoun is what a personal pronoun says of its referent.
type pronoun struct {
	person uint8
	number number
	gender extract.Gender
	class  uint8
}

// Classes of pronouns, for features.
const (
	proHe uint8 = iota + 1
	proShe
	proIt
	proThey
	proI
	proWe
	proYou
)

var pronouns = func() map[string]pronoun {
	m := map[string]pronoun{}
	add := func(p pronoun, words ...string) {
		for _, w := range words {
			m[w] = p
		}
	}
	add(pronoun{3, singular, extract.GenderMale, proHe}, "he", "him", "his", "himself", "'im")
	add(pronoun{3, singular, extract.GenderFemale, proShe}, "she", "her", "hers", "herself")
	add(pronoun{3, singular, extract.GenderUnknown, proIt}, "it", "its", "itself")
	add(pronoun{3, plural, extract.GenderUnknown, proThey}, "they", "them", "their", "theirs", "themselves", "themself", "'em")
	add(pronoun{1, singular, extract.GenderUnknown, proI}, "i", "me", "my", "mine", "myself")
	add(pronoun{1, plural, extract.GenderUnknown, proWe}, "we", "us", "our", "ours", "ourselves", "'s", "’s")
	add(pronoun{2, numberUnknown, extract.GenderUnknown, proYou}, "you", "your", "yours", "yourself", "yourselves", "y'all")
	return m
}()

// lookPronoun finds a pronoun in any case without allocating.
func lookPronoun(w string) (pronoun, bool) {
	var buf [12]byte
	if len(w) > len(buf) {
		return pronoun{}, false
	}
	for i := 0; i < len(w); i++ {
		b := w[i]
		if b >= 'A' && b <= 'Z' {
			b += 'a' - 'A'
		}
		buf[i] = b
	}
	p, ok := pronouns[string(buf[:len(w)])]
	return p, ok
}

// findMentions lists names, nominals and pronouns in order of text.
func (d *Discourse) findMentions() {
	a := d.a
	t := &a.Tokens
	n := t.Len()
	d.Mentions = d.Mentions[:0]
	d.byHead = resize(d.byHead, n)
	for i := range d.byHead {
		d.byHead[i] = extract.None
	}
	for i := range a.Mentions {
		m := &a.Mentions[i]
		if m.Head.Len() <= 0 || m.Tokens.Len() <= 0 {
			continue
		}
		r := Reference{Tokens: m.Tokens, Head: m.Head, Kind: refName, Type: refTypeOf(m.Type), number: singular, person: 3}
		if m.Kind == graph.KindNORP {
			r.Kind = refNorp
			r.Type = refTypeOf(m.Type)
		}
		if m.Entity >= 0 && int(m.Entity) < len(a.Entities) {
			e := &a.Entities[m.Entity]
			r.gender, r.country, r.subtype = e.Gender, e.Country, e.Subtype
		}
		r.Token = d.headOf(m.Head)
		if cut := d.runTogether(&r); cut > 0 {
			rest := r
			rest.Head = extract.TokenRange{First: cut + 1, End: r.Head.End}
			rest.Tokens, rest.Type, rest.gender, rest.Token = rest.Head, typeOrganization, extract.GenderUnknown, d.headOf(rest.Head)
			r.Head.End, r.Tokens.End = cut, cut
			r.Token = d.headOf(r.Head)
			d.Mentions = append(d.Mentions, rest)
		}
		d.Mentions = append(d.Mentions, r)
		if in, ok := d.country(&r); ok {
			d.Mentions = append(d.Mentions, in)
		}
	}
	for i := int32(0); i < int32(n); i++ {
		if d.covered[i] != 0 && !(d.covered[i] == 1 && t.UPOS[i] == extract.PRON) {
			continue
		}
		switch t.UPOS[i] {
		case extract.PRON:
			if r, ok := d.pronounAt(i); ok {
				d.Mentions = append(d.Mentions, r)
			}
		case extract.NOUN:
			if r, ok := d.nominalAt(i); ok {
				d.Mentions = append(d.Mentions, r)
			}
		case extract.PROPN:
			// A capitalised role that names did not take: "the President said", "the Ministry"
			if r, ok := d.nominalAt(i); ok && (r.known || r.det != detNone) {
				d.Mentions = append(d.Mentions, r)
			}
		case extract.ADJ:
			// "the injured", "the accused": an adjective that heads a phrase
			if t.Deprel[i].Base() == extract.Nsubj || t.Deprel[i].Base() == extract.Obj {
				if r, ok := d.nominalAt(i); ok && r.det == detDefinite {
					r.number = plural
					d.Mentions = append(d.Mentions, r)
				}
			}
		}
	}
	d.findCoordinations()
	slices.SortFunc(d.Mentions, func(x, y Reference) int {
		if x.Head.First != y.Head.First {
			return int(x.Head.First - y.Head.First)
		}
		if x.Head.End != y.Head.End {
			return int(y.Head.End - x.Head.End)
		}
		return int(x.Kind) - int(y.Kind)
	})
	m := int32(len(d.Mentions))
	d.parent = resize(d.parent, int(m))
	d.clusters = resize(d.clusters, int(m))
	d.firstIn = resize(d.firstIn, len(a.Sentences)+1)
	s := int32(0)
	for i := range d.Mentions {
		r := &d.Mentions[i]
		d.parent[i] = int32(i)
		r.sentence = t.Sentence[r.Token]
		r.heading = a.Sentences[r.sentence].Heading
		r.quote = d.quote[r.Token]
		for ; s <= r.sentence; s++ {
			d.firstIn[s] = int32(i)
		}
		if !r.coord {
			for k := r.Head.First; k < r.Head.End; k++ {
				if d.byHead[k] == extract.None {
					d.byHead[k] = int32(i)
				}
			}
		}
		r.role = d.roleOf(r.Token)
		r.sure = 1
		c := &d.clusters[i]
		*c = cluster{typ: r.Type, number: r.number, gender: r.gender, count: 1, country: r.country, subtype: r.subtype}
		if r.Kind == refName {
			c.names = 1
		}
		if r.Kind == refNominal {
			c.addRole(r.lemma)
		}
	}
	for ; int(s) < len(d.firstIn); s++ {
		d.firstIn[s] = m
	}
}

// country is the country that a body's name begins with: "United States Navy" is
// a mention of the United States as well.
func (d *Discourse) country(r *Reference) (Reference, bool) {
	if r.Kind != refName || r.Type != typeOrganization || r.Head.Len() < 2 {
		return Reference{}, false
	}
	for end := min(r.Head.First+3, r.Head.End-1); end > r.Head.First; end-- {
		head := extract.TokenRange{First: r.Head.First, End: end}
		if w := d.a.Word(head.First); (w == "the" || w == "The") && head.Len() > 1 {
			head.First++
		}
		if !capitalised(d.a.Word(head.First)) || !capitalised(d.a.Word(end-1)) {
			continue
		}
		s := d.a.TokenSpan(head)
		if code := d.lex.Country(d.a.Text[s.Start:s.End]); code != "" {
			return Reference{
				Tokens: head, Head: head, Token: d.headOf(head), Kind: refName, Type: typePlace, number: singular, person: 3,
				country: code, subtype: "COUNTRY",
			}, true
		}
	}
	return Reference{}, false
}

// runTogether finds the article between two names that were taken for one
// person's, 0 if there is none: "according to Rathbun the Scientology property".
func (d *Discourse) runTogether(r *Reference) int32 {
	if r.Kind != refName || r.Type != typePerson {
		return 0
	}
	for k := r.Head.First + 1; k+1 < r.Head.End; k++ {
		if d.a.Word(k) == "the" && !smallWords[foldHash(d.a.Word(k-1))] && capitalised(d.a.Word(k+1)) {
			return k
		}
	}
	return 0
}

// headOf is the token of r whose head lies outside; of several the last but for flat names.
func (d *Discourse) headOf(r extract.TokenRange) int32 {
	for i := r.First; i < r.End; i++ {
		if h := d.a.Tokens.Head[i]; !r.Contains(h) && d.a.Tokens.UPOS[i] != extract.PUNCT {
			if d.a.Tokens.Deprel[i] == extract.Case {
				continue
			}
			return i
		}
	}
	return r.End - 1
}

func (d *Discourse) pronounAt(i int32) (Reference, bool) {
	t := &d.a.Tokens
	switch t.XPOS[i] {
	case extract.PRP, extract.PRPS:
	default:
		return Reference{}, false
	}
	if t.Deprel[i].Base() == extract.Expl {
		return Reference{}, false
	}
	p, ok := lookPronoun(d.a.Word(i))
	if !ok {
		return Reference{}, false
	}
	r := extract.TokenRange{First: i, End: i + 1}
	out := Reference{Tokens: r, Head: r, Token: i, Kind: refPronoun, number: p.number, gender: p.gender, person: p.person, lemma: uint32(p.class)}
	switch p.class {
	case proHe, proShe, proI:
		out.Type = typePerson
	}
	return out, true
}

// notHead tells relations whose dependents are parts of another noun phrase or of a fixed expression.
func notHead(r extract.Deprel) bool {
	switch r {
	case extract.Compound, extract.Flat, extract.Fixed, extract.Goeswith, extract.CompoundPrt, extract.NmodDesc, extract.Reparandum, extract.Discourse,
		extract.Case, extract.Mark, extract.Cc, extract.Advmod, extract.Det:
		return true
	}
	return false
}

// emptyHeads are nouns that stand for no participant: measures, idioms, manner.
var emptyHeads = map[string]bool{
	"percent": true, "%": true, "lot": true, "way": true, "time": true, "thing": true, "case": true, "order": true, "example": true, "fact": true,
	"addition": true, "part": true, "kind": true, "sort": true, "type": true, "example.": true, "course": true, "instance": true, "rest": true,
	"mile": true, "kilometer": true, "kilometre": true, "meter": true, "metre": true, "foot": true, "dollar": true, "euro": true, "pound": true,
	"number": true, "majority": true, "couple": true, "dozen": true, "hundred": true, "thousand": true, "million": true, "billion": true,
	"half": true, "end": true, "beginning": true, "top": true, "side": true, "front": true, "behalf": true, "terms": true, "term": true,
	"result": true, "basis": true, "light": true, "sense": true, "reason": true,
}

func (d *Discourse) nominalAt(i int32) (Reference, bool) {
	t := &d.a.Tokens
	if notHead(t.Deprel[i]) {
		return Reference{}, false
	}
	lemma := t.Lemma[i]
	noun, known := d.lex.Noun(lemma)
	if !known {
		if low := strings.ToLower(lemma); low != lemma {
			lemma = low
			noun, known = d.lex.Noun(lemma)
		}
	}
	first, end := d.left[i], d.right[i]+1
	// A phrase that is nothing but a name and its role belongs to the name, not to the noun before.
	r := Reference{
		Tokens: extract.TokenRange{First: first, End: end}, Head: extract.TokenRange{First: i, End: i + 1}, Token: i, Kind: refNominal,
		person: 3, lemma: lemmaHash(lemma), noun: noun, known: known,
	}
	switch t.XPOS[i] {
	case extract.NNS, extract.NNPS:
		r.number = plural
	case extract.NN, extract.NNP:
		r.number = singular
	}
	r.det = d.determinerOf(i, first)
	if emptyHeads[lemma] && r.det != detDemonstrative {
		return Reference{}, false
	}
	if known && (noun.Main == ClassTime || noun.Main == ClassQuantity) && r.det != detDemonstrative && noun.Person < 0.5 && noun.Organization < 0.5 {
		return Reference{}, false
	}
	r.Type, r.subtype = nominalType(lemma, noun, known)
	r.gender = noun.Gender
	return r, true
}

// determinerOf tells how the noun phrase with head i and first token first begins.
func (d *Discourse) determinerOf(i, first int32) determiner {
	t := &d.a.Tokens
	for k := max(first, i-32); k <= i; k++ {
		if t.Head[k] != i {
			continue
		}
		switch t.Deprel[k] {
		case extract.Det, extract.DetPredet:
			switch w := t.Lemma[k]; {
			case w == "the" || w == "The":
				return detDefinite
			case w == "a" || w == "an" || w == "A" || w == "another":
				return detIndefinite
			case w == "this" || w == "that" || w == "these" || w == "those":
				return detDemonstrative
			default:
				return detOther
			}
		case extract.NmodPoss:
			return detPossessive
		}
	}
	return detNone
}

// nominalType gives the type and subtype of a common noun by its most frequent senses.
func nominalType(lemma string, n Noun, known bool) (refType, string) {
	if s, ok := placeNouns[lemma]; ok {
		return typePlace, s
	}
	if s, ok := bodyNouns[lemma]; ok {
		return typeOrganization, s
	}
	if t, ok := groups[lemma]; ok {
		return t, ""
	}
	if !known {
		if strings.HasSuffix(lemma, "er") || strings.HasSuffix(lemma, "ist") || strings.HasSuffix(lemma, "man") {
			return typePerson, ""
		}
		return typeUnknown, ""
	}
	switch {
	case n.Person >= 0.5 && n.Person >= n.Organization:
		return typePerson, ""
	case n.Organization >= 0.5:
		return typeOrganization, bodySubtype(n.Bodies)
	case n.Event >= 0.6:
		return typeEvent, ""
	case n.Main == ClassPlace:
		return typePlace, ""
	case n.Main == ClassGroup:
		return typeOrganization, bodySubtype(n.Bodies)
	}
	return typeOther, ""
}

func bodySubtype(b BodyKind) string {
	for i, s := range [...]string{"GOVERNMENT", "MILITARY", "POLICE", "COURT", "LEGISLATURE", "PARTY", "COMPANY", "MEDIA", "OTHER", "IGO", "OTHER", "CRIMINAL_GROUP", "ARMED_GROUP"} {
		if b&(1<<i) != 0 {
			return s
		}
	}
	return ""
}

// groups are nouns that WordNet takes for groups, and that are none which act:
// human beings, and orders of things.
var groups = map[string]refType{
	"people": typePerson, "folk": typePerson, "dead": typePerson, "wounded": typePerson, "injured": typePerson, "deceased": typePerson, "family": typePerson,
	"law": typeOther, "economy": typeOther, "ancestry": typeOther, "datum": typeOther, "data": typeOther, "series": typeOther, "system": typeOther, "generation": typeOther,
	"fleet": typeOther, "collection": typeOther, "set": typeOther, "batch": typeOther, "pair": typeOther, "lineage": typeOther, "legislation": typeOther,
}

// placeNouns are nouns by which news refers back to a place, with the subtype
// of the place. "The country" is a place also where it acts.
var placeNouns = map[string]string{
	"country": "COUNTRY", "nation": "COUNTRY", "republic": "COUNTRY", "kingdom": "COUNTRY", "homeland": "COUNTRY",
	"city": "CITY", "town": "CITY", "village": "CITY", "capital": "CITY", "municipality": "CITY", "suburb": "CITY",
	"region": "REGION", "province": "REGION", "district": "REGION", "county": "REGION", "territory": "REGION", "continent": "REGION", "peninsula": "REGION",
	"island": "REGION", "enclave": "REGION", "area": "REGION", "neighborhood": "REGION", "neighbourhood": "REGION", "border": "REGION",
	"sea": "WATER", "river": "WATER", "lake": "WATER", "ocean": "WATER", "gulf": "WATER", "strait": "WATER", "bay": "WATER",
	"airport": "FACILITY", "hospital": "FACILITY", "prison": "FACILITY", "jail": "FACILITY", "embassy": "FACILITY", "building": "FACILITY", "port": "FACILITY",
	"mosque": "FACILITY", "bridge": "FACILITY", "base": "FACILITY", "hotel": "FACILITY", "stadium": "FACILITY", "plant": "FACILITY",
	"station": "FACILITY", "camp": "FACILITY", "house": "FACILITY", "home": "FACILITY", "place": "", "site": "FACILITY", "mountain": "REGION",
}

// bodyNouns are nouns of bodies that the classes of WordNet do not tell apart well.
var bodyNouns = map[string]string{
	"government": "GOVERNMENT", "administration": "GOVERNMENT", "cabinet": "GOVERNMENT", "regime": "GOVERNMENT", "authority": "GOVERNMENT",
	"ministry": "MINISTRY", "department": "MINISTRY", "parliament": "LEGISLATURE", "senate": "LEGISLATURE", "congress": "LEGISLATURE", "assembly": "LEGISLATURE",
	"legislature": "LEGISLATURE", "court": "COURT", "tribunal": "COURT", "military": "MILITARY", "army": "MILITARY", "navy": "MILITARY", "force": "MILITARY",
	"troops": "MILITARY", "police": "POLICE", "company": "COMPANY", "firm": "COMPANY", "corporation": "COMPANY", "maker": "COMPANY", "airline": "COMPANY",
	"bank": "COMPANY", "manufacturer": "COMPANY", "party": "PARTY", "agency": "", "organization": "", "organisation": "", "group": "", "union": "OTHER",
	"newspaper": "MEDIA", "magazine": "MEDIA", "broadcaster": "MEDIA", "outlet": "MEDIA", "media": "MEDIA", "network": "MEDIA", "publication": "MEDIA",
	"militia": "ARMED_GROUP", "cartel": "CRIMINAL_GROUP", "gang": "CRIMINAL_GROUP", "alliance": "IGO", "bloc": "IGO", "committee": "", "commission": "",
	"council": "", "bureau": "", "institute": "NGO", "university": "OTHER", "school": "OTHER", "church": "OTHER", "team": "OTHER", "club": "OTHER",
	"charity": "NGO", "foundation": "NGO", "association": "NGO",
}

func (d *Discourse) roleOf(i int32) role {
	t := &d.a.Tokens
	switch t.Deprel[i].Base() {
	case extract.Nsubj, extract.Csubj:
		return roleSubject
	case extract.Obj, extract.Iobj:
		return roleObject
	case extract.Obl:
		return roleOblique
	case extract.Nmod:
		if t.Deprel[i] == extract.NmodPoss {
			return rolePossessive
		}
		return roleModifier
	case extract.Appos:
		return roleApposition
	case extract.Conj:
		// A conjunct has the role of the first: "Smith and [Jones] left".
		if h := t.Head[i]; h >= 0 && h < i {
			switch t.Deprel[h].Base() {
			case extract.Nsubj:
				return roleSubject
			case extract.Obj:
				return roleObject
			case extract.Obl:
				return roleOblique
			case extract.Nmod:
				return roleModifier
			}
		}
	case extract.Root, extract.Ccomp, extract.Xcomp, extract.Parataxis, extract.Advcl, extract.Acl:
		if t.UPOS[i] != extract.VERB {
			return rolePredicate
		}
	}
	return roleOther
}

// findCoordinations adds "Jobs and Wozniak" as an antecedent for "they". It is
// no mention of anything else: whom it covers is said one by one.
func (d *Discourse) findCoordinations() {
	t := &d.a.Tokens
	n := int32(t.Len())
	for i := int32(0); i < n; i++ {
		if t.Deprel[i] != extract.Conj || t.Head[i] < 0 || t.Head[i] >= i {
			continue
		}
		h := t.Head[i]
		switch t.UPOS[i] {
		case extract.NOUN, extract.PROPN, extract.PRON:
		default:
			continue
		}
		switch t.UPOS[h] {
		case extract.NOUN, extract.PROPN, extract.PRON:
		default:
			continue
		}
		and := false
		for k := i - 1; k > h && k > i-6; k-- {
			if t.Head[k] == i && t.Deprel[k] == extract.Cc && (t.Lemma[k] == "and" || t.Lemma[k] == "&") {
				and = true
			}
		}
		if !and {
			continue
		}
		typ := d.kindOfToken(h)
		if k := d.kindOfToken(i); k != typ {
			if typ == typeUnknown {
				typ = k
			} else if k != typeUnknown {
				typ = typeOther
			}
		}
		d.Mentions = append(d.Mentions, Reference{
			Tokens: extract.TokenRange{First: min(d.left[h], h), End: max(d.right[i], i) + 1}, Head: extract.TokenRange{First: h, End: h + 1}, Token: h,
			Kind: refNominal, Type: typ, number: plural, person: 3, coord: true,
		})
	}
}

// kindOfToken is a rough type of what a token heads.
func (d *Discourse) kindOfToken(i int32) refType {
	t := &d.a.Tokens
	if t.UPOS[i] == extract.NOUN {
		n, ok := d.lex.Noun(t.Lemma[i])
		k, _ := nominalType(t.Lemma[i], n, ok)
		return k
	}
	if p, ok := lookPronoun(d.a.Word(i)); ok && (p.class == proHe || p.class == proShe || p.class == proI || p.class == proYou) {
		return typePerson
	}
	return d.typeAt[i]
}
