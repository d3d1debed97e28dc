package event

import (
	"cmp"
	"slices"
	"sync"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/entity"
	"github.com/dateline-news/dateline/graph"
)

// tree is a grammar that also knows which entity a token refers to.
type tree struct {
	*grammar
	entity  []int32 // entity whose mention has this token in its head; None
	mention []int32 // that mention
	moods   moods
}

var trees = sync.Pool{New: func() any { return new(tree) }}

// newTree indexes a document; give it back with free.
func newTree(a *extract.Analysis) *tree {
	t := trees.Get().(*tree)
	t.grammar = newGrammar(a)
	t.moods.reset(t.grammar)
	n := a.Tokens.Len()
	t.entity, t.mention = resize(t.entity, n), resize(t.mention, n)
	for i := range n {
		t.entity[i], t.mention[i] = extract.None, extract.None
	}
	for m := range a.Mentions {
		head := a.Mentions[m].Head
		for i := max(head.First, 0); i < min(head.End, int32(n)); i++ {
			// A name inside a longer one ("Mexico" in "Gulf of Mexico") does not take its tokens away.
			if old := t.mention[i]; old == extract.None || a.Mentions[old].Head.Len() < head.Len() {
				t.mention[i], t.entity[i] = int32(m), a.Mentions[m].Entity
			}
		}
	}
	return t
}

func (t *tree) free() {
	t.release()
	t.grammar = nil
	trees.Put(t)
}

// oblique is the first dependent of i that one of the prepositions marks:
// "accused it of X", "a statement by X".
func (t *tree) oblique(i int32, preps []string) int32 {
	for _, c := range t.children(i) {
		switch t.deprel(c).Base() {
		case extract.Obl, extract.Nmod, extract.Advcl, extract.Acl:
			if slices.Contains(preps, t.prep(c)) {
				return c
			}
		}
	}
	return extract.None
}

// prep is the preposition or subordinator that marks i, in its lemma; "" if there is none.
func (t *tree) prep(i int32) string {
	for _, c := range t.children(i) {
		if r := t.deprel(c); (r == extract.Case || r == extract.Mark) && c < i {
			return t.word(c)
		}
	}
	return ""
}

// phrase is the extent of a subtree without punctuation at its edges.
func (t *tree) phrase(i int32) extract.TokenRange { return t.trim(t.lo[i], t.hi[i]+1) }

// trim takes punctuation off the edges of a run of tokens.
func (t *tree) trim(lo, hi int32) extract.TokenRange {
	for lo < hi && t.upos(lo) == extract.PUNCT {
		lo++
	}
	for hi > lo && t.upos(hi-1) == extract.PUNCT {
		if w := t.a.Word(hi - 1); w == ")" || w == "]" { // a bracket that closes one inside
			break
		}
		hi--
	}
	return extract.TokenRange{First: lo, End: hi}
}

// holder is the name right behind an office in its phrase, where the tree takes
// the office for the head: "US Secretary of State Ana Ruiz said …".
func (t *tree) holder(i int32) int32 {
	if n := i + 1; n < int32(len(t.mention)) && t.xpos(i) == extract.NN && offices[t.word(i)] && t.mention[n] != extract.None && (t.head(n) == t.head(i) || t.hi[i] > i) {
		// "Chadian president Ali Baro left", where the tree has two subjects.
		if m := &t.a.Mentions[t.mention[n]]; m.Kind == graph.KindName && m.Type == graph.TypePerson && m.Head.First == n && t.a.Tokens.Sentence[n] == t.a.Tokens.Sentence[i] {
			return n
		}
	}
	if t.hi[i] == i || t.upos(i) != extract.NOUN && t.upos(i) != extract.PROPN {
		return extract.None
	}
	w := lowerLemma(t.word(i))
	if m := t.mention[i]; t.upos(i) == extract.PROPN && !offices[w] && m != extract.None && t.a.Mentions[m].Kind == graph.KindName {
		return t.behindBody(i, t.a.Mentions[m].Head.End)
	}
	if !offices[w] && !kinNouns[w] && !entity.Words().PersonNoun(w) {
		return extract.None
	}
	within := false // the phrase has a complement: "Ambassador to France …"
	if m := t.mention[i]; m != extract.None && t.a.Mentions[m].Kind == graph.KindName && t.a.Mentions[m].Type == graph.TypePerson {
		return extract.None
	}
	for k := i + 1; k <= t.hi[i] && k < i+9; k++ {
		switch t.upos(k) {
		case extract.PUNCT, extract.CCONJ, extract.VERB, extract.PRON:
			return extract.None
		case extract.ADP:
			if !offices[w] {
				return extract.None
			}
			within = true
		}
		m := t.mention[k]
		if m == extract.None || t.a.Mentions[m].Kind != graph.KindName || t.a.Mentions[m].Type != graph.TypePerson || t.a.Mentions[m].Head.First != k {
			continue
		}
		before := k - 1
		if w := t.a.Word(before); w == "Mr." || w == "Mrs." || w == "Ms." || w == "Dr." || w == "Mr" || w == "Mrs" || w == "Ms" || w == "Dr" {
			before-- // "a spokesman for the family of Mr. Baro"
		}
		if u := t.upos(before); u != extract.NOUN && u != extract.PROPN || within && offices[lowerLemma(t.word(k-1))] {
			return extract.None // "an aide to President Li"
		}
		return k
	}
	return extract.None
}

// behindBody is the person whose name ends a phrase that begins with the name of
// a body or place, where the tree takes that for the head: "Acme engineer Ana Ruiz".
func (t *tree) behindBody(i, end int32) int32 {
	for k := end; k <= t.hi[i] && k < end+6; k++ {
		switch t.upos(k) {
		case extract.NOUN, extract.PROPN, extract.ADJ:
		default:
			return extract.None
		}
		m := t.mention[k]
		if m == extract.None || t.a.Mentions[m].Kind != graph.KindName || t.a.Mentions[m].Head.First != k {
			continue
		}
		if w := lowerLemma(t.word(k - 1)); k > end && t.a.Mentions[m].Type == graph.TypePerson && (offices[w] || entity.Words().PersonNoun(w)) {
			return k
		}
		return extract.None
	}
	return extract.None
}

// setting is when and where a verb's act took place, as the phrases beside it
// say: "said on Friday in Oslo".
func (t *tree) setting(i int32) (when *graph.TimeSpan, where int32) {
	where = extract.None
	if i == extract.None {
		return nil, where
	}
	if n := i + 1; n < int32(t.a.Tokens.Len()) {
		when = t.timeAt(n) // "said Tuesday the talks had failed"
	}
	for _, k := range t.children(i) {
		switch t.deprel(k) {
		case extract.Obl, extract.OblUnmarked, extract.Advmod, extract.NmodUnmarked:
		default:
			continue
		}
		if x := t.timeAt(k); x != nil {
			if when == nil {
				when = x
			}
			continue
		}
		if e := t.entityOf(k); where == extract.None && e != extract.None && t.a.Entities[e].Type == graph.TypePlace && !t.a.Entities[e].Generic {
			switch t.prep(k) {
			case "in", "at":
				where = e
			}
		}
	}
	return when, where
}

// timesAt is the time expression that token i is part of, if there is one.
func (t *tree) timesAt(i int32) []extract.Time {
	times := t.a.Times
	k, _ := slices.BinarySearchFunc(times, i, func(x extract.Time, i int32) int {
		return cmp.Compare(x.Tokens.End-1, i)
	})
	if k < len(times) && times[k].Tokens.Contains(i) {
		return times[k : k+1]
	}
	return nil
}

// timeAt is the interval of the time expression that token i is part of; nil if there is none.
func (t *tree) timeAt(i int32) *graph.TimeSpan {
	for _, x := range t.timesAt(i) {
		return x.Span
	}
	return nil
}

// unresolved tells an entity that only pronouns speak of: nobody knows who it is.
func (t *tree) unresolved(e int32) bool {
	if e == extract.None {
		return false
	}
	for _, m := range t.a.Entities[e].Members {
		if t.a.Mentions[m].Kind != graph.KindPronoun {
			return false
		}
	}
	return len(t.a.Entities[e].Members) > 0
}

// personBefore is the person or body mentioned right before a token: a tactic
// against President Baro, who said …
func (t *tree) personBefore(i int32) int32 {
	for k := i - 1; k >= 0 && k > i-4 && t.a.Tokens.Sentence[k] == t.a.Tokens.Sentence[i]; k-- {
		if e := t.entity[k]; e != extract.None {
			if typ := t.a.Entities[e].Type; typ == graph.TypePerson || typ == graph.TypeOrganization {
				return e
			}
			return extract.None
		}
	}
	return extract.None
}

// conjuncts are the tokens coordinated with i, in order of text.
func (t *tree) conjuncts(i int32) []int32 {
	var out []int32
	for _, k := range t.children(i) {
		if t.deprel(k) == extract.Conj {
			out = append(out, k)
		}
	}
	for n := 0; n < len(out) && len(out) < longestList; n++ {
		for _, k := range t.children(out[n]) {
			if t.deprel(k) == extract.Conj && k != i {
				out = append(out, k)
			}
		}
	}
	slices.Sort(out)
	return out
}

// longestList bounds a coordination, also one that a broken tree closes to a circle.
const longestList = 100

// under tells whether i is h or stands below it.
func (t *tree) under(i, h int32) bool {
	for n := 0; i != extract.None && n < 200; n++ {
		if i == h {
			return true
		}
		i = t.head(i)
	}
	return false
}

// subject is who does i: its own subject, or the one that control, coordination
// or modification lends it. passive tells that i has no agent in subject position.
//
//	"Obama appeared to suggest …"      xcomp: the governor's subject
//	"She resigned, saying …"           advcl: the governor's subject
//	"He came and said …"               conj: the first conjunct's subject
//	"a report saying …"                acl: the noun
func (t *tree) subject(i int32) int32 {
	for n := 0; n < 8; n++ {
		if s := t.own(i); s != extract.None {
			return s
		}
		h := t.head(i)
		if h == extract.None {
			return extract.None
		}
		switch t.deprel(i) {
		case extract.Conj:
			if !t.verbal(h) || t.parted(h, i) {
				return extract.None
			}
			if o := t.absolute(i); o != extract.None {
				return o
			}
			if t.outside(i) {
				h = t.head(h)
			}
		case extract.Xcomp:
			if o := t.child(h, extract.Obj, extract.Iobj); o != extract.None && !subjectControl[t.word(h)] {
				return o
			}
		case extract.Advcl:
			if p := t.xpos(i); p != extract.VBG && p != extract.VB && p != extract.VBN || !t.verbal(h) {
				return extract.None
			}
			if o := t.absolute(i); o != extract.None {
				return o
			}
			for up := 0; up < 4 && t.deprel(h) == extract.Xcomp && t.head(h) != extract.None && t.aside(i); up++ {
				h = t.head(h) // "urged them to leave, saying …": who urged says so
			}
		case extract.Acl:
			if t.xpos(i) == extract.VBG {
				if o := t.introduces(i); o != extract.None {
					return o
				}
				return h
			}
			return extract.None
		case extract.Parataxis:
			if t.xpos(i) != extract.VBG {
				return extract.None
			}
		default:
			return extract.None
		}
		i = h
	}
	return extract.None
}

// absolute is the subject of a participle behind "with" that the tree takes for
// a phrase beside it, or one that "and" joins to such a phrase.
//
//	"They attacked it, with Ana Ruiz calling it a farce and Ali Baro of Chad calling it a coup."
func (t *tree) absolute(i int32) int32 {
	if t.xpos(i) != extract.VBG {
		return extract.None
	}
	top := extract.None // the phrase that ends before i
	first := t.a.Sentences[t.a.Tokens.Sentence[i]].First
	for k := i - 1; k >= first && k > i-20; k-- {
		if t.hi[k] == i-1 && t.upos(k) == extract.PROPN && t.mention[k] != extract.None && t.a.Mentions[t.mention[k]].Kind == graph.KindName {
			top = k
		}
	}
	if top == extract.None || t.a.Entities[t.a.Mentions[t.mention[top]].Entity].Type == graph.TypePlace {
		return extract.None
	}
	switch {
	case t.prep(top) == "with" && t.head(top) == t.head(i) && t.comma(top):
		return top
	case t.lo[top] > first && t.word(t.lo[top]) == "and" || t.lo[top] > first+1 && t.word(t.lo[top]-1) == "and":
		if t.absolute(t.head(i)) != extract.None {
			return top
		}
		for _, k := range t.children(t.head(i)) {
			if k < i && t.xpos(k) == extract.VBG && t.deprel(k) == extract.Advcl && t.absolute(k) != extract.None {
				return top
			}
		}
	}
	return extract.None
}

// introduces is who says what stands in quotation marks behind the participle
// i, which the tree hangs on the last noun before it.
//
//	"Ruiz defended the decision to ban the players saying, “They broke the rules.”"
func (t *tree) introduces(i int32) int32 {
	n := int32(t.a.Tokens.Len())
	if i+1 >= n || t.upos(i+1) != extract.PUNCT || i+2 < n && t.a.Word(i+1) == "," && t.upos(i+2) != extract.PUNCT || studies[t.word(t.head(i))] && t.head(i) == i-1 {
		return extract.None
	}
	for h, k := t.head(i), 0; h != extract.None && k < 8; h, k = t.head(h), k+1 {
		if !t.verbal(h) || h > i {
			continue
		}
		if o := t.own(h); o != extract.None && o < h && !t.relative(o) {
			if e := t.entityOf(o); e != extract.None && (t.a.Entities[e].Type == graph.TypePerson || t.a.Entities[e].Type == graph.TypeOrganization) {
				return o
			}
			return extract.None
		}
	}
	return extract.None
}

// aside tells that i reports what was said in a participle behind a comma: "…, saying that it rained".
func (t *tree) aside(i int32) bool {
	return t.xpos(i) == extract.VBG && t.deprel(i) == extract.Advcl && t.head(i) != extract.None && cues().verbs[t.word(i)] != nil && t.setOff(i, t.head(i))
}

// parted tells that a semicolon stands between two tokens: what follows it has a subject of its own.
func (t *tree) parted(from, to int32) bool {
	for k := from; k < to; k++ {
		if t.a.Word(k) == ";" {
			return true
		}
	}
	return false
}

// own is the subject that hangs on a verb itself; of two, the one nearer to it.
func (t *tree) own(i int32) int32 {
	best := extract.None
	for _, k := range t.children(i) {
		switch t.deprel(k) {
		case extract.Nsubj, extract.NsubjPass, extract.NsubjOuter:
			if best == extract.None || k < i {
				best = k
			}
		}
	}
	return best
}

// subjectControl are verbs whose object does not do what their infinitive says ("promised her to come").
var subjectControl = map[string]bool{"promise": true, "vow": true, "threaten": true, "use": true, "have": true, "take": true}

func (t *tree) verbal(i int32) bool {
	return t.upos(i) == extract.VERB || t.upos(i) == extract.AUX || t.child(i, extract.Cop) != extract.None
}

// entityOf is the entity that a noun phrase refers to, by its head; a relative pronoun's is its antecedent's.
func (t *tree) entityOf(i int32) int32 {
	if i == extract.None {
		return extract.None
	}
	if k := t.holder(i); k != extract.None {
		return t.entity[k]
	}
	if t.upos(i) == extract.NOUN && !t.lifeless(i) {
		// "a lawyer, Ana Ruiz, said": the one who is named.
		for _, k := range t.children(i) {
			if m := t.mention[k]; k > i && t.deprel(k) == extract.Appos && m != extract.None && t.a.Mentions[m].Kind == graph.KindName && t.a.Mentions[m].Type == graph.TypePerson && t.xpos(i) == extract.NN {
				return t.entity[k]
			}
		}
	}
	if k := t.renamed(i); k != extract.None {
		return t.entity[k]
	}
	if m := t.mention[i]; m != extract.None && t.a.Mentions[m].Kind == graph.KindNORP && (t.xpos(i) == extract.NNS || t.xpos(i) == extract.NNPS) {
		return extract.None // "Americans" are not America
	}
	if e := t.entity[i]; e != extract.None {
		return e
	}
	switch t.xpos(i) {
	case extract.WP, extract.WDT, extract.WPS:
		if v := t.head(i); v != extract.None {
			for n := 0; n < 4 && v != extract.None; n++ {
				if t.deprel(v) == extract.AclRelcl {
					h := t.head(v)
					if h == extract.None || t.relative(h) || t.upos(h) == extract.PRON {
						return extract.None // "those who …" are nobody named
					}
					e := t.entityOf(h)
					if t.word(i) == "who" && (e == extract.None || t.a.Entities[e].Type != graph.TypePerson && t.a.Entities[e].Type != graph.TypeOrganization) {
						return t.personBefore(i)
					}
					return e
				}
				v = t.head(v)
			}
		}
	}
	if t.word(i) == "who" {
		return t.personBefore(i)
	}
	// "One of the two candidates", "a group of soldiers": no entity of its own, but a name inside
	// the phrase is another referent, so nothing is guessed here.
	return extract.None
}

// lifeless tells a noun that means no person: in "the father of the bomb, Ali Baro,"
// the tree may hang the name on the bomb.
func (t *tree) lifeless(i int32) bool {
	n, ok := entity.Words().Noun(t.word(i))
	return ok && n.Main&(entity.ClassArtifact|entity.ClassWeapon|entity.ClassVehicle) != 0 && !entity.Words().PersonNoun(t.word(i))
}

// renamed is the name in commas behind an office or another noun of persons, also where the
// tree hangs the name on something within: "the mayor of Bergen, Ana Ruiz, said".
func (t *tree) renamed(i int32) int32 {
	switch t.xpos(i) {
	case extract.NN:
		if !offices[t.word(i)] && !entity.Words().PersonNoun(t.word(i)) {
			return extract.None
		}
	case extract.NNP: // "the President of Chad, Ali Baro, said"
		if m := t.mention[i]; !offices[lowerLemma(t.word(i))] || m != extract.None && t.a.Mentions[m].Kind == graph.KindName && t.a.Mentions[m].Type == graph.TypePerson {
			return extract.None
		}
	case extract.CD: // "One of the authors, Ana Ruiz, said"
		if t.word(i) != "one" || i+1 >= int32(t.a.Tokens.Len()) || t.a.Word(i+1) != "of" {
			return extract.None
		}
	default:
		return extract.None
	}
	a := t.a
	n := int32(a.Tokens.Len())
	if i+2 < n && a.Word(i+1) == "named" && t.upos(i) == extract.NOUN { // "a student named Ana Ruiz"
		if m := t.mention[i+2]; m != extract.None && a.Mentions[m].Kind == graph.KindName && a.Mentions[m].Type == graph.TypePerson && a.Mentions[m].Head.First == i+2 {
			return i + 2
		}
	}
	one := t.xpos(i) == extract.CD
	leads := false // the phrase opens its sentence: "A native of Bergen, Ana Ruiz was …"
	if first := a.Sentences[a.Tokens.Sentence[i]].First; i > first && i <= first+3 && (a.Word(first) == "A" || a.Word(first) == "An") {
		leads = true
	}
	depth, joined := 0, false
	for k := i + 1; k+2 < n && k < i+24 && a.Tokens.Sentence[k] == a.Tokens.Sentence[i]; k++ {
		switch w := a.Word(k); {
		case w == "(":
			depth++
			continue
		case w == ")":
			depth--
			continue
		case depth > 0:
			continue
		case w == ",":
			first := k + 1
			for first+1 < n && first < k+4 && t.mention[first] == extract.None && (t.upos(first) == extract.NOUN || t.upos(first) == extract.PROPN) && (offices[lowerLemma(t.word(first))] || entity.Words().PersonNoun(t.word(first))) {
				first++ // ", the chemist Ana Ruiz, said", ", General Ali Baro, said"
			}
			if one && t.upos(first) == extract.DET && first+1 < n {
				first++ // "One of the groups, the Freedom Front, said"
			}
			m := t.mention[first]
			if m == extract.None || a.Mentions[m].Kind != graph.KindName || a.Mentions[m].Head.First != first {
				return extract.None
			}
			if leads && a.Mentions[m].Type == graph.TypePlace && first == k+1 && a.Mentions[m].Head.End < n && a.Word(a.Mentions[m].Head.End) == "," {
				k = a.Mentions[m].Head.End - 1 // "A resident of Bergen, Norway, | Ana Ruiz said"
				continue
			}
			if typ := a.Mentions[m].Type; typ != graph.TypePerson && !(one && typ == graph.TypeOrganization) {
				return extract.None
			}
			e := a.Mentions[m].Head.End
			if e < n && (t.upos(e) == extract.VERB || leads && t.upos(e) == extract.AUX) && t.deprel(i).Base() == extract.Nsubj && (t.head(first) == t.head(i) || leads) {
				return first // "A member of the party, Ana Ruiz said"
			}
			if one && e+3 < n && a.Word(e) == "(" && a.Word(e+2) == ")" {
				e += 3 // "the Freedom Front (FF), said"
			}
			if e+1 >= n || a.Word(e) != "," {
				return extract.None
			}
			// A verb follows: no list of people.
			v := e + 1
			if t.upos(v) == extract.ADP && v+2 < n { // ", Ana Ruiz, on Sunday said"
				if x := t.timesAt(v + 1); len(x) > 0 && x[0].Tokens.End < n && a.Tokens.Sentence[x[0].Tokens.End] == a.Tokens.Sentence[i] {
					v = x[0].Tokens.End
				}
			}
			switch t.upos(v) {
			case extract.VERB, extract.AUX, extract.ADV:
				return first
			}
			return extract.None
		}
		switch t.upos(k) {
		case extract.CCONJ:
			joined = true
		case extract.NOUN:
			if !joined && entity.Words().PersonNoun(t.word(k)) && t.xpos(i) != extract.CD {
				return extract.None // "the widow of a teacher, Ana Ruiz, said": which of them?
			}
		case extract.PROPN, extract.ADJ, extract.ADP, extract.DET, extract.PART, extract.NUM:
			if t.xpos(k) == extract.POS && k == i+1 {
				return extract.None
			}
		default:
			return extract.None
		}
	}
	return extract.None
}
