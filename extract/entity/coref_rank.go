package entity

import (
	"math"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/model"
)

// RankerBits is the size of the ranker's table of weights: features are hashed into it.
const RankerBits = 15

// ranker scores the antecedents of an anaphor with a linear model.
type ranker struct{ weights []float32 }

func openRanker(f *model.File) *ranker { return &ranker{model.Slice[float32](f, "coref.weights")} }

// candidate is a possible antecedent with the features of the pair; mention -1 is
// the choice that there is none.
type candidate struct {
	Mention     int32
	First, Last int32 // range of Discourse.feats
}

// Window sizes, in sentences and mentions. They bound the work per anaphor.
const (
	pronounSentences = 5
	pronounMentions  = 50
	nominalSentences = 40
	nominalClusters  = 24
	nominalMentions  = 160
)

// nullMargin is what an antecedent of a common noun must have over none: a wrong
// link spoils every statement of both.
const nullMargin = 1

// resolve links pronouns and common nouns to their antecedents from left to right.
func (d *Discourse) resolve(r *ranker) {
	d.findSpeakers()
	if r != nil && len(r.weights) == 1<<RankerBits {
		for i := range d.Mentions {
			if !d.Anaphor(int32(i)) {
				continue
			}
			best, sure := d.Certain(int32(i)), float32(certain)
			if best < 0 {
				best, sure = d.best(r, int32(i))
			}
			if best >= 0 && !d.twoNames(best, int32(i)) {
				// a chain of pronouns is no surer than its links together
				d.Mentions[i].sure = sure * d.Mentions[best].sure
				d.join(best, int32(i))
			}
		}
	}
	d.joinSpeakers()
}

// Certain is the antecedent that a common noun has by its wording alone, -1 if it
// has none: the same phrase with the same modifiers ("alleged criminal vessels"),
// the same relative of the same person ("her mother"), or, bare and definite, the
// head or a role of the name last spoken of ("the committee" after "the Senate
// Judiciary Committee", "the ship" after "the cruise ship Freewinds").
func (d *Discourse) Certain(i int32) int32 {
	m := &d.Mentions[i]
	if m.Kind != refNominal {
		return -1
	}
	modified := d.modified(m)
	bare := modified == 0 && m.number == singular && (m.det == detDefinite || m.det == detDemonstrative)
	if !bare && modified&1 == 0 && m.det != detPossessive || m.Type == typeEvent && m.det == detNone {
		return -1
	}
	lemma := d.a.Tokens.Lemma[m.Token]
	d.parts(i)
	for j, seen := i-1, 0; j >= 0 && seen < nominalMentions; j-- {
		seen++
		c := &d.Mentions[j]
		switch {
		case c.coord || c.heading || c.det == detOther || d.bound(j):
		case c.Kind == refNominal && c.lemma == m.lemma && c.number == m.number:
			if bare {
				return -1 // "a committee … the committee" is for the ranker to say
			}
			if !d.sameWords(m, c) {
				continue
			}
			if m.det == detPossessive || c.det == detPossessive {
				if x, y := d.possessor(m), d.possessor(c); x >= 0 && y >= 0 && d.find(x) == d.find(y) {
					return j
				}
				continue
			}
			if modified&1 != 0 && !d.loose(m) {
				return j
			}
		case bare && c.Kind == refName && d.bears(j, m, lemma):
			if k := d.toldOf(j); k >= 0 && d.Mentions[k].Kind == refName && d.bears(k, m, lemma) && !d.bound(k) {
				return k
			}
			return j
		}
	}
	return -1
}

// bears tells that the name j has the common noun m as a role or in its name.
func (d *Discourse) bears(j int32, m *Reference, lemma string) bool {
	k := &d.clusters[d.find(j)]
	return k.hasRole(m.lemma) || lower(d.a.Word(d.Mentions[j].Head.End-1)) == lemma && (k.typ == m.Type || m.Type == typeUnknown)
}

// toldOf is the mention of which a relative clause tells with mention j, -1 if
// j stands in none: the first of "the Northern Party, which left the Peasant
// Party", which is what goes on to be spoken of.
func (d *Discourse) toldOf(j int32) int32 {
	t := &d.a.Tokens
	for k, up := d.Mentions[j].Token, 0; k >= 0 && up < 6; k, up = t.Head[k], up+1 {
		if h := t.Head[k]; h >= 0 && t.Deprel[k] == extract.AclRelcl {
			return d.byHead[h]
		}
	}
	return -1
}

// loose tells a modifier that does not pick out one thing: "other countries", "the same name".
func (d *Discourse) loose(m *Reference) bool {
	t := &d.a.Tokens
	for k := m.Tokens.First; k < m.Token && k < m.Tokens.First+24; k++ {
		if t.Head[k] == m.Token {
			switch t.Lemma[k] {
			case "other", "same", "such", "own", "new", "different", "more", "many", "several", "one", "two", "three", "further", "various":
				return true
			}
		}
	}
	return false
}

// possessor is the mention that stands possessive before m, -1 if there is none.
func (d *Discourse) possessor(m *Reference) int32 {
	t := &d.a.Tokens
	for k := m.Tokens.First; k < m.Token && k < m.Tokens.First+24; k++ {
		if t.Head[k] == m.Token && t.Deprel[k] == extract.NmodPoss {
			return d.byHead[k]
		}
	}
	return -1
}

// certain is how often Certain is right, on GUM.
const certain = 0.8

// unsure is the probability under which an antecedent is not taken.
const unsure = 0.4

// unsureThey is the same for "they" as one body: "the committee … they".
const unsureThey = 0.6

// best is the antecedent with the highest score, -1 for none, and its entity's share of the probability.
func (d *Discourse) best(r *ranker, i int32) (int32, float32) {
	cands, feats := d.Candidates(i)
	d.scores = d.scores[:0]
	best := 0
	for k, c := range cands {
		s := float32(0)
		for _, f := range feats[c.First:c.Last] {
			s += r.weights[f]
		}
		if c.Mention < 0 && d.Mentions[i].Kind == refNominal {
			s += nullMargin
		}
		if d.scores = append(d.scores, s); s > d.scores[best] {
			best = k
		}
	}
	m := cands[best].Mention
	if m < 0 {
		return -1, 1
	}
	all, same := 0.0, 0.0
	root := d.find(m)
	for k, c := range cands {
		p := math.Exp(float64(d.scores[k] - d.scores[best]))
		all += p
		if c.Mention >= 0 && d.find(c.Mention) == root {
			same += p
		}
	}
	least := float32(unsure)
	if i := &d.Mentions[i]; i.Kind == refPronoun && i.lemma == uint32(proThey) && d.clusters[root].number != plural && d.clusters[root].names > 0 {
		least = unsureThey
	}
	if p := float32(same / all); p >= least {
		return m, p
	}
	return -1, 1
}

// Anaphor tells whether mention i looks for an antecedent: a pronoun of the third
// person, or a common noun that can be given already.
func (d *Discourse) Anaphor(i int32) bool {
	m := &d.Mentions[i]
	switch {
	case m.coord:
		return false
	case m.Kind == refPronoun:
		return m.person == 3
	case m.Kind == refNominal:
		if m.fixed {
			return false
		}
		return m.det == detDefinite || m.det == detDemonstrative || m.det == detPossessive || m.det == detNone && !m.heading
	}
	return false
}

// class is the feature class of an anaphor.
func (m *Reference) class() uint32 {
	if m.Kind == refPronoun {
		return m.lemma
	}
	return 8 + uint32(m.det)
}

func (d *Discourse) add(id uint32, a, b, c uint32) {
	h := uint64(id)<<48 ^ uint64(a)<<32 ^ uint64(b)<<16 ^ uint64(c)
	d.feats = append(d.feats, uint32(model.Mix(h)>>(64-RankerBits)))
}

func bucket(n int32) uint32 {
	switch {
	case n <= 3:
		return uint32(n)
	case n <= 5:
		return 4
	case n <= 8:
		return 5
	case n <= 14:
		return 6
	case n <= 25:
		return 7
	}
	return 8
}

// Candidates lists the antecedents in reach of mention i, the first being none,
// with their features; both lie in memory that the next call reuses.
func (d *Discourse) Candidates(i int32) ([]candidate, []uint32) {
	d.cands, d.feats = d.cands[:0], d.feats[:0]
	m := &d.Mentions[i]
	d.cands = append(d.cands, candidate{Mention: -1})
	if m.Kind == refPronoun {
		d.pronounCandidates(i)
	} else {
		d.nominalCandidates(i)
	}
	d.cands[0].First = int32(len(d.feats))
	d.nullFeatures(i, len(d.cands)-1)
	d.cands[0].Last = int32(len(d.feats))
	return d.cands, d.feats
}

func (d *Discourse) pronounCandidates(i int32) {
	m := &d.Mentions[i]
	own := d.find(i)
	d.bind(i)
	for j, seen := i-1, 0; j >= 0 && seen < pronounMentions; j-- {
		c := &d.Mentions[j]
		if m.sentence-c.sentence > pronounSentences {
			break
		}
		seen++
		if !d.pronounFits(i, j) || d.find(j) == own || d.bound(j) {
			continue
		}
		d.cands = append(d.cands, candidate{Mention: j})
	}
	near := d.cands[1:]
	d.queue = d.queue[:0]
	for k := range near {
		d.queue = append(d.queue, d.find(near[k].Mention))
	}
	for k := range near {
		c := &near[k]
		c.First = int32(len(d.feats))
		d.pairFeatures(i, c.Mention, int32(k))
		// how often the entity was spoken of in reach, and whether this was the last time
		times, last := int32(0), uint32(1)
		for l, root := range d.queue {
			if root == d.queue[k] {
				times++
				if l < k {
					last = 0
				}
			}
		}
		d.add(25, m.lemma, bucket(times), last)
		d.add(26, m.lemma, bucket(times), min(4, uint32(m.sentence-d.Mentions[c.Mention].sentence)))
		c.Last = int32(len(d.feats))
	}
	// Before its antecedent: "In his speech, Smith said …". The subject of the sentence is in reach.
	root := d.a.Sentences[m.sentence].Root
	for j := i + 1; j < int32(len(d.Mentions)) && j < i+12; j++ {
		c := &d.Mentions[j]
		if c.sentence != m.sentence {
			break
		}
		if c.role == roleSubject && d.a.Tokens.Head[c.Token] == root && c.Kind != refPronoun && m.Token < root && d.pronounFits(i, j) && !d.bound(j) {
			first := int32(len(d.feats))
			d.pairFeatures(i, j, -1)
			d.cands = append(d.cands, candidate{j, first, int32(len(d.feats))})
			break
		}
	}
}

// bind lists the entities that the pronoun i cannot be by the theory of binding
// (Chomsky 1981): other arguments of its verb ("[He] described [Montalvo]"), and
// the names that a subject commands ("[He] said that [Montalvo] left").
func (d *Discourse) bind(i int32) {
	d.apart = d.apart[:0]
	m := &d.Mentions[i]
	t := &d.a.Tokens
	verb := t.Head[m.Token]
	if verb < 0 || m.role != roleSubject && m.role != roleObject && m.role != roleOblique || reflexive(d.a.Word(m.Token)) || t.Deprel[m.Token] == extract.Conj {
		return
	}
	const reach = 12
	for j := max(0, i-reach); j < min(int32(len(d.Mentions)), i+reach); j++ {
		c := &d.Mentions[j]
		if j == i || c.coord || c.sentence != m.sentence {
			continue
		}
		if t.Head[c.Token] == verb && t.Deprel[c.Token] != extract.Conj {
			switch c.role {
			case roleSubject, roleObject, roleOblique:
				d.apart = append(d.apart, d.find(j))
			}
			continue
		}
		if m.role == roleSubject && (c.role == roleObject || c.role == roleOblique) && d.participle(t.Head[c.Token], verb) {
			d.apart = append(d.apart, d.find(j))
			continue
		}
		if j < i || m.role != roleSubject || c.Kind != refName {
			continue
		}
		for h, steps := c.Token, 0; h >= 0 && steps < reach; h, steps = t.Head[h], steps+1 {
			if t.Head[h] == verb {
				if r := t.Deprel[h].Base(); r != extract.Conj && r != extract.Parataxis {
					d.apart = append(d.apart, d.find(j))
				}
				break
			}
			if r := t.Deprel[h].Base(); r == extract.Parataxis {
				break
			}
		}
	}
}

// participle tells that k is a participle without a subject of its own beside
// verb, whose subject it shares: "Speaking to [Smith], [he] said".
func (d *Discourse) participle(k, verb int32) bool {
	t := &d.a.Tokens
	return k >= 0 && t.Head[k] == verb && t.XPOS[k] == extract.VBG && t.Deprel[k].Base() == extract.Advcl && d.subjectOf(k) < 0
}

// parts lists the entities that stand inside the phrase i, which it cannot be:
// "[the president]'s son", "[her] mother".
func (d *Discourse) parts(i int32) {
	d.apart = d.apart[:0]
	m := &d.Mentions[i]
	const reach = 12
	for j := max(0, i-reach); j < min(int32(len(d.Mentions)), i+reach); j++ {
		if c := &d.Mentions[j]; j != i && m.Tokens.Contains(c.Token) {
			d.apart = append(d.apart, d.find(j))
		}
	}
}

func (d *Discourse) bound(j int32) bool {
	root := d.find(j)
	for _, o := range d.apart {
		if o == root {
			return true
		}
	}
	return false
}

// pronounFits holds off what grammar rules out.
func (d *Discourse) pronounFits(i, j int32) bool {
	m, c := &d.Mentions[i], &d.Mentions[j]
	if c.Kind == refNorp || c.Kind == refPronoun && c.person != 3 {
		return false
	}
	k := &d.clusters[d.find(j)]
	class := uint8(m.lemma)
	num, gender, typ := k.number, k.gender, k.typ
	if c.coord {
		num = plural
	}
	switch class {
	case proHe, proShe:
		if num == plural || !genderFits(m.gender, gender) || typ == typePlace || typ == typeEvent {
			return false
		}
		if (typ == typeOther && c.known || typ == typeUnknown) && c.Kind == refNominal && k.names == 0 || (typ == typeOther || typ == typeOrganization) && k.names > 1 {
			return false
		}
		if typ == typeOrganization && c.Kind == refNominal && k.names == 0 && d.bodyWord(d.a.Tokens.Lemma[c.Token]) {
			return false // "the company": a body by its noun
		}
		if typ == typeOrganization && k.names > 0 && (k.subtype != "" && k.subtype != "OTHER" || k.country != "") {
			return false // a name that is known as a body's; others may be a person's misread
		}
	case proIt:
		if num == plural || gender != extract.GenderUnknown && typ == typePerson || typ == typePerson && k.names > 0 {
			return false
		}
	case proThey:
		if num == singular && typ == typePerson && k.names > 0 {
			return false
		}
	}
	if c.Kind == refPronoun && uint8(c.lemma) != class && !(c.lemma == uint32(proIt) && class == proThey || c.lemma == uint32(proThey) && class == proIt) {
		return false
	}
	// What a copula said of the pronoun: "it was a bomb" is no country.
	if own := d.clusters[d.find(i)].typ; own != typ && own != typeUnknown && typ != typeUnknown && k.names > 0 && d.clusters[d.find(i)].count > 1 {
		return false
	}
	t := &d.a.Tokens
	// An argument of the same verb is someone else, unless the pronoun is reflexive.
	if m.role != rolePossessive && !reflexive(d.a.Word(m.Token)) && t.Head[m.Token] >= 0 && t.Head[m.Token] == t.Head[c.Token] && t.Deprel[c.Token] != extract.Conj {
		switch c.role {
		case roleSubject, roleObject, roleOblique:
			return false
		}
	}
	// "his [brother]", "[its] unit": a possessor is not what it possesses.
	if t.Head[m.Token] == c.Token && m.role == rolePossessive {
		return false
	}
	return true
}

func reflexive(w string) bool {
	n := len(w)
	return n > 4 && (w[n-4:] == "self" || n > 6 && w[n-6:] == "selves")
}

// pairFeatures are those of Durrett and Klein (2013) and Lee et al. (2013):
// agreement, distance, kinds, grammatical roles, salience, quotation.
func (d *Discourse) pairFeatures(i, j, rank int32) {
	m, c := &d.Mentions[i], &d.Mentions[j]
	k := &d.clusters[d.find(j)]
	p := m.class()
	t := &d.a.Tokens
	sd := uint32(5)
	if rank >= 0 {
		sd = min(4, uint32(m.sentence-c.sentence))
	}
	kind := uint32(c.Kind)
	if c.coord {
		kind = 5
	}
	typ := uint32(k.typ)
	if c.coord {
		typ = uint32(c.Type)
	}
	agree := uint32(0)
	if m.gender != extract.GenderUnknown && k.gender == m.gender {
		agree = 1
	}
	num := uint32(0)
	if m.number != numberUnknown && k.number != numberUnknown {
		num = 1
		if m.number == k.number || c.coord && m.number == plural {
			num = 2
		}
	}
	q := uint32(0)
	switch {
	case m.quote == c.quote && m.quote != 0:
		q = 1
	case m.quote != 0 && c.quote == 0:
		q = 2
		if s := d.quotes[m.quote-1].speaker; s >= 0 && d.find(s) == d.find(j) {
			q = 3
		}
	case m.quote == 0 && c.quote != 0:
		q = 4
	case m.quote != c.quote:
		q = 5
	}
	para := uint32(0)
	if d.a.Sentences[m.sentence].Paragraph != d.a.Sentences[c.sentence].Paragraph {
		para = 1
	}
	first := uint32(0)
	if d.firstIn[c.sentence] == j {
		first = 1
	}
	cr, mr := uint32(c.role), uint32(m.role)
	rk := uint32(9)
	if rank >= 0 {
		rk = bucket(rank)
	}
	d.add(1, p, sd, para)
	d.add(2, p, rk, 0)
	d.add(3, p, kind, uint32(c.det))
	d.add(4, p, typ, kind)
	d.add(5, p, cr, mr)
	d.add(6, p, sd, cr)
	d.add(7, p, agree, typ)
	d.add(8, p, num, kind)
	d.add(9, p, bucket(k.names), typ)
	d.add(10, p, q, 0)
	d.add(11, p, first, sd)
	d.add(12, p, kind*16+cr, sd)
	d.add(13, p, bucket(k.count), kind)
	d.add(14, p, rk, cr)
	if c.heading {
		d.add(15, p, uint32(c.Kind), 0)
	}
	if m.Kind == refPronoun {
		if c.Kind == refNominal {
			d.add(16, p, uint32(c.noun.Main), 0)
			d.add(17, p, uint32(c.number), uint32(c.noun.Main))
		}
		refl := uint32(0)
		if reflexive(d.a.Word(m.Token)) {
			refl = 1
		}
		gm, gc := t.Head[m.Token], t.Head[c.Token]
		same := uint32(0)
		switch {
		case gm >= 0 && gm == gc:
			same = 1
		case gm >= 0 && gc >= 0 && t.Head[gm] == gc:
			same = 2 // the pronoun is one step below the candidate's governor: "Smith met [his] wife", "said that he left"
		case gm >= 0 && gc >= 0 && t.Head[gc] == gm:
			same = 3
		case gm >= 0 && gc >= 0 && t.Lemma[gm] == t.Lemma[gc]:
			same = 4
		}
		d.add(18, p, same*2+refl, mr*16+cr)
		d.add(19, p, same, sd)
		topic := uint32(0)
		if c.role == roleSubject && gc >= 0 && gc == d.a.Sentences[c.sentence].Root {
			topic = 1
		}
		d.add(21, p, topic, sd)
		d.add(22, p, topic*16+mr, kind)
		if c.Kind == refName && k.gender == extract.GenderUnknown {
			w, ok := d.lex.NameWord(d.a.Word(c.Head.First))
			share := uint32(0)
			if ok && w.Female >= 0 {
				share = 1 + uint32(w.Female*4)
			}
			d.add(23, p, share, typ)
		}
		inside := uint32(0)
		if c.Tokens.Contains(m.Token) {
			inside = 1
		}
		d.add(20, p, inside, mr)
		return
	}
	d.nominalPair(i, j)
}

// nominalCandidates are entities rather than mentions: each by its last mention before i.
func (d *Discourse) nominalCandidates(i int32) {
	m := &d.Mentions[i]
	own := d.find(i)
	d.queue = d.queue[:0]
	rank := int32(0)
	d.parts(i)
	for j, seen := i-1, 0; j >= 0 && seen < nominalMentions && len(d.queue) < nominalClusters; j-- {
		c := &d.Mentions[j]
		if m.sentence-c.sentence > nominalSentences {
			break
		}
		seen++
		if c.coord || c.Kind == refPronoun || c.Kind == refNorp {
			continue
		}
		root := d.find(j)
		if root == own || !d.nominalFits(i, j) || d.bound(j) {
			continue
		}
		dup := false
		for _, o := range d.queue {
			if o == root {
				dup = true
				break
			}
		}
		if dup {
			continue
		}
		d.queue = append(d.queue, root)
		first := int32(len(d.feats))
		d.pairFeatures(i, j, rank)
		d.cands = append(d.cands, candidate{j, first, int32(len(d.feats))})
		rank++
	}
}

// nominalFits lets a common noun refer to what has its head, a role of its name,
// or its type; everything else is someone else.
func (d *Discourse) nominalFits(i, j int32) bool {
	m, c := &d.Mentions[i], &d.Mentions[j]
	k := &d.clusters[d.find(j)]
	if m.number == plural && k.number == singular && k.typ == typePerson || m.number == singular && k.number == plural {
		return false
	}
	if m.Tokens.Contains(c.Token) || c.Tokens.Contains(m.Token) && c.sentence == m.sentence {
		return false // one within the other: "the president of the company"
	}
	if !genderFits(m.gender, k.gender) {
		return false
	}
	if c.Kind == refNominal && c.lemma == m.lemma || k.hasRole(m.lemma) {
		return true
	}
	if m.det == detNone {
		return false
	}
	if k.names == 0 {
		return m.Type == typePerson && k.typ == typePerson && m.det != detPossessive
	}
	switch m.Type {
	case typePerson, typeOrganization, typeEvent:
		return k.typ == m.Type && m.number != plural
	case typePlace:
		return k.typ == typePlace && m.number != plural && (m.subtype == "" || k.subtype == "" || m.subtype == k.subtype)
	case typeOther:
		return k.typ == typeOther && m.number != plural
	}
	return false
}

func (d *Discourse) nominalPair(i, j int32) {
	m, c := &d.Mentions[i], &d.Mentions[j]
	k := &d.clusters[d.find(j)]
	t := &d.a.Tokens
	p := uint32(m.det)
	head := uint32(0)
	switch {
	case c.Kind == refNominal && c.lemma == m.lemma:
		head = 1
		if d.sameWords(m, c) {
			head = 2
		}
	case k.hasRole(m.lemma):
		head = 3
	case c.Kind == refName && d.nameHas(c, t.Lemma[m.Token]):
		head = 4
	}
	clash := uint32(0)
	if head == 1 && d.extraModifier(m, c) {
		clash = 1
	}
	if head == 1 && d.extraModifier(c, m) {
		clash += 2
	}
	sub := uint32(0)
	if m.subtype != "" && k.subtype != "" {
		sub = 1
		if m.subtype == k.subtype {
			sub = 2
		}
	}
	kind := uint32(c.Kind)
	mod := d.modified(m)
	sd := bucket(m.sentence - c.sentence)
	d.add(30, head, p, kind)
	d.add(31, head, clash, p)
	d.add(32, head, mod, p)
	d.add(33, sub, uint32(m.Type), kind)
	d.add(34, uint32(m.Type), uint32(k.typ), head)
	d.add(35, head, sd, kind)
	d.add(36, m.lemma&0xffff, uint32(k.typ), kind)
	d.add(37, head, uint32(m.number), uint32(c.number))
	d.add(38, sub, head, sd)
	d.add(39, head, sub, mod*8+p)
	d.add(40, head, uint32(c.det), p)
	// "US forces left Iraq. The country …": what stands as a place or acts is spoken of, not what is said of another noun.
	d.add(43, m.lemma&0xffff, uint32(c.role), kind)
	d.add(44, sub, uint32(c.role), sd)
	if k.names > 0 {
		d.add(41, head, bucket(k.names), uint32(m.Type))
	}
	if m.noun.PersonKinds != 0 && k.typ == typePerson {
		d.add(42, head, uint32(k.nroles), mod)
	}
}

// sameWords tells whether two phrases read alike but for their determiners.
func (d *Discourse) sameWords(x, y *Reference) bool {
	return !d.extraModifier(x, y) && !d.extraModifier(y, x)
}

// modified tells what stands beside the head: 1 a word before it, 2 a phrase after it.
func (d *Discourse) modified(m *Reference) uint32 {
	out := uint32(0)
	t := &d.a.Tokens
	for k := m.Tokens.First; k < m.Tokens.End && k < m.Tokens.First+24; k++ {
		if t.Head[k] != m.Token {
			continue
		}
		switch t.Deprel[k].Base() {
		case extract.Amod, extract.Compound, extract.Nummod:
			out |= 1
		case extract.Nmod, extract.Acl:
			if k > m.Token {
				out |= 2
			}
		}
	}
	return out
}

// extraModifier tells that x has a word of meaning that y has not: "the second ship", "the ship".
func (d *Discourse) extraModifier(x, y *Reference) bool {
	t := &d.a.Tokens
	for k := x.Tokens.First; k < x.Tokens.End && k < x.Tokens.First+24; k++ {
		if t.Head[k] != x.Token {
			continue
		}
		switch t.Deprel[k].Base() {
		case extract.Amod, extract.Compound, extract.Nummod, extract.Nmod, extract.Acl:
			if t.Deprel[k] == extract.NmodPoss && t.UPOS[k] == extract.PRON {
				continue
			}
			found := false
			for l := y.Tokens.First; l < y.Tokens.End && l < y.Tokens.First+24; l++ {
				if t.Lemma[l] == t.Lemma[k] {
					found = true
					break
				}
			}
			if !found {
				return true
			}
		}
	}
	return false
}

// nameHas tells whether a name has the noun among its words: "the committee" for "the Judiciary Committee".
func (d *Discourse) nameHas(m *Reference, lemma string) bool {
	for k := m.Head.First; k < m.Head.End && k < m.Head.First+12; k++ {
		w := d.a.Word(k)
		if len(w) == len(lemma) && (w[0]|0x20) == lemma[0] && w[1:] == lemma[1:] {
			return true
		}
	}
	return false
}

// nullFeatures tell that a mention has no antecedent.
func (d *Discourse) nullFeatures(i int32, cands int) {
	m := &d.Mentions[i]
	t := &d.a.Tokens
	p := m.class()
	d.add(50, p, 0, 0)
	d.add(51, p, uint32(m.role), 0)
	d.add(52, p, bucket(int32(cands)), 0)
	q := uint32(0)
	if m.quote != 0 {
		q = 1
	}
	d.add(53, p, q, 0)
	if m.Kind == refPronoun {
		if h := t.Head[m.Token]; h >= 0 {
			d.add(54, p, uint32(t.UPOS[h]), uint32(t.Deprel[m.Token]))
			if m.lemma == uint32(proIt) {
				d.add(55, lemmaHash(t.Lemma[h])&0xffff, uint32(m.role), 0)
			}
		}
		return
	}
	mod := d.modified(m)
	d.add(56, p, mod, uint32(m.Type))
	d.add(57, m.lemma&0xffff, p, 0)
	d.add(58, p, uint32(m.number), uint32(m.noun.Main))
	if h := d.heading(m.sentence); h {
		d.add(59, p, 0, 0)
	}
	d.add(60, p, mod, bucket(m.sentence))
}

func (d *Discourse) heading(s int32) bool { return d.a.Sentences[s].Heading }
