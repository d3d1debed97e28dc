package event

import (
	"slices"
	"strings"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/entity"
	"github.com/dateline-news/dateline/graph"
)

// An act is a reporting expression with what the tree gives it: who speaks, to
// or about whom, and what. Quotes are made of acts; the statements that speech
// makes look at the same acts again.
type act struct {
	cue     *cue
	lemma   string
	head    int32              // the reporting verb or noun
	words   extract.TokenRange // with auxiliaries and adverbs between them
	source  int32              // head of the source; None if the text names none
	target  int32              // addressee, or who is judged; None
	said    []extract.TokenRange
	whole   []extract.TokenRange // content of the quote: said, with the target where that belongs to it
	negated bool
	clause  bool // said is a clause
}

// actAt reads the act of a token, if that is a cue; ok is false if it is none.
// An act without content is returned too: a quotation beside it may be its content.
func (t *tree) actAt(i int32) (act, bool) {
	switch t.upos(i) {
	case extract.VERB:
		if t.deprel(i) == extract.Amod || t.deprel(i) == extract.Compound || t.deprel(i) == extract.Case {
			return act{}, false // "the reported attack", "according to"
		}
		if t.inName(i) {
			return act{}, false
		}
		return t.verbAct(i)
	case extract.NOUN:
		return t.nounAct(i)
	case extract.ADJ:
		return t.readiness(i)
	}
	return act{}, false
}

// inName tells a word that is part of a name: "Sultan Said bin Taimur".
func (t *tree) inName(i int32) bool {
	if i == 0 || i+1 >= int32(t.a.Tokens.Len()) || t.a.Word(i) != "Said" || t.upos(i-1) != extract.PROPN {
		return false
	}
	switch t.a.Word(i + 1) {
	case "bin", "ibn", "al", "el":
		return true
	}
	return t.upos(i+1) == extract.PROPN && t.timeAt(i+1) == nil
}

// readyCue is the entry of "willing" and "ready" with an infinitive: an offer (ontology: PROMISED, "is ready to").
var readyCue = &cue{predicate: graph.Promised, infinitive: true}

// readiness reads "is ready to help", "are willing to provide aid".
func (t *tree) readiness(i int32) (act, bool) {
	switch t.word(i) {
	case "ready", "willing", "prepared":
	default:
		return act{}, false
	}
	if t.child(i, extract.Cop) == extract.None {
		return act{}, false
	}
	a := act{cue: readyCue, lemma: t.word(i), head: i, source: t.child(i, extract.Nsubj), target: extract.None, negated: t.negated(i)}
	a.words = t.verbGroup(i)
	for _, k := range t.children(i) {
		switch t.deprel(k) {
		case extract.Xcomp, extract.Advcl, extract.Ccomp:
			if k > i && t.hasMark(k, "to") {
				a.said = []extract.TokenRange{t.phrase(k)}
				a.whole = a.said
			}
		}
	}
	return a, a.source != extract.None && a.said != nil && t.speaks(a.source, readyCue)
}

// verbCue looks a verb up, with its particle or fixed preposition first:
// "ruled out", "called on". object is what a fixed preposition marks.
func (t *tree) verbCue(i int32) (c *cue, lemma string, object int32) {
	l := cues()
	lemma = lowerLemma(t.word(i))
	if l.phrasal[lemma] {
		for _, k := range t.children(i) {
			if k < i {
				continue
			}
			second := ""
			switch t.deprel(k).Base() {
			case extract.Compound, extract.Advmod:
				second = lowerLemma(t.word(k))
				if c := l.verbs[lemma+"|"+second]; c != nil {
					return c, lemma + " " + second, extract.None
				}
			case extract.Obl, extract.Advcl:
				second = t.prep(k)
				if lemma == "call" && second == "for" && t.child(i, extract.Obj) != extract.None {
					continue // "called the state for the challenger"
				}
				if c := l.verbs[lemma+"|"+second]; c != nil {
					return c, lemma + " " + second, k
				}
			}
		}
	}
	return l.verbs[lemma], lemma, extract.None
}

func (t *tree) verbAct(i int32) (act, bool) {
	c, lemma, object := t.verbCue(i)
	if c == nil {
		return act{}, false
	}
	a := act{cue: c, lemma: lemma, head: i, source: extract.None, target: extract.None, negated: t.denied(i)}
	a.words = t.verbGroup(i)
	passive := t.passive(i)
	if passive {
		a.source = t.agent(i)
	} else {
		a.source = t.subject(i)
		if i > 0 && t.xpos(i) == extract.VBG && t.own(i) == extract.None && t.upos(i-1) == extract.NOUN && studies[t.word(i-1)] {
			a.source = i - 1 // "came after a report saying that …"
		}
		if a.source != extract.None && t.word(a.source) == "it" && t.deprel(a.source) == extract.Expl {
			a.source = extract.None
		}
	}

	var ccomp, xcomp, para, content = extract.None, extract.None, extract.None, extract.None
	obj := object
	var iobj = extract.None
	for _, k := range t.children(i) {
		switch t.deprel(k) {
		case extract.Ccomp:
			// "reported that a group called the Watch had left", where the tree takes "called" for a clause too.
			if ccomp == extract.None || ccomp > i && k > ccomp && t.hasMark(k, "that") && !t.hasMark(ccomp, "that") && t.lo[k] < ccomp {
				ccomp = k
			}
		case extract.Xcomp:
			xcomp = k
		case extract.Obj:
			if obj == extract.None {
				obj = k
			}
		case extract.Iobj:
			iobj = k
		case extract.NsubjPass:
			if passive {
				obj = k
			}
		case extract.Parataxis:
			if k > i && para == extract.None && t.verbal(k) && t.xpos(t.lo[k]) != extract.WDT {
				para = k
			}
		default:
			switch t.deprel(k).Base() {
			case extract.Obl, extract.Advcl:
				p := t.prep(k)
				if content == extract.None && k > i && slices.Contains(c.content, p) {
					content = k
				}
				if a.target == extract.None && p != "" && p == c.target {
					a.target = k
				}
			}
		}
	}
	if iobj > i && obj > iobj && t.timeAt(obj) != nil && t.lo[obj] == obj {
		obj, iobj = iobj, extract.None // "urging the action Wednesday"
	}
	if a.source != extract.None && t.timeAt(a.source) != nil {
		for _, k := range t.children(a.source) { // "the Post Sunday quotes officials", where the day is taken for the subject
			if e := t.entityOf(k); k < a.source && e != extract.None && t.a.Entities[e].Type == graph.TypeOrganization {
				a.source = k
			}
		}
	}
	if xcomp > i && ccomp == extract.None && t.hasMark(xcomp, "to") && !t.parts(xcomp) && lemma == t.word(i) {
		if o := cues().verbs[lemma+"+to"]; o != nil {
			c, a.cue = o, o
		}
	}
	if h := t.head(i); ccomp > i+1 && c.quote && h > ccomp && t.a.Word(i+1) == "," && t.own(h) > i && t.own(h) < ccomp && t.head(ccomp) == i && a.source != extract.None && t.comma(a.source) {
		ccomp = extract.None // "In between, she testified, she was gang raped", with a word of the clause drawn to the parenthesis
	}
	if ccomp > i && obj > i && obj < ccomp && t.xpos(t.lo[ccomp]) == extract.WDT && t.word(t.lo[ccomp]) == "which" {
		ccomp = extract.None // "maintained a policy which others criticize", with the relative clause on the verb
	}
	if ccomp > obj && obj > i && c.object && t.comma(ccomp) && !t.hasMark(ccomp, "that") {
		ccomp = extract.None // "announced the launch, a campaign aimed at …": the object is what was announced
	}
	if (lemma == "release" || lemma == "publish") && (obj == extract.None || !studies[t.word(obj)] && cues().nouns[t.word(obj)] == nil) {
		return act{}, false // "released the prisoners"
	}
	if c.predicative && t.child(i, extract.Nsubj) == extract.None && (t.deprel(i).Base() == extract.Acl || t.deprel(i) == extract.Advcl && t.xpos(i) != extract.VBG) {
		return act{}, false // "the group called the Watch" is a name
	}
	if c.predicate == graph.Denied && (iobj != extract.None || passive && a.source == extract.None || obj != extract.None && withheld[t.word(obj)]) {
		return act{}, false // "denied her a visa", "were denied entry"
	}
	if a.source != extract.None && !t.speaks(a.source, c) {
		return act{}, false
	}
	switch {
	case obj == extract.None:
	case lemma == "compare" && !t.party(obj):
		return act{}, false // "compared the data with older ones"
	case lemma == "claim" && lives[t.word(obj)]:
		return act{}, false // "the storm claimed six lives", "she claimed the title"
	case lemma == "offer" && xcomp == extract.None && !offers[t.word(obj)]:
		return act{}, false // "offered an explanation", "offers food and rooms"
	case lemma == "welcome" && t.oblique(i, []string{"to", "at", "into", "aboard"}) > obj && t.entityOf(obj) != extract.None && t.a.Entities[t.entityOf(obj)].Type == graph.TypePerson:
		return act{}, false // "welcomed the president to the mass"
	case lemma == "dismiss" && content == extract.None && (t.employed(obj) || t.entityOf(obj) != extract.None && t.a.Entities[t.entityOf(obj)].Type == graph.TypePerson):
		return act{}, false // "dismissed the governor"
	}
	if lemma == "find" && ccomp > i && !t.hasMark(ccomp, "that") && t.child(ccomp, extract.Xcomp) != extract.None && t.upos(t.child(ccomp, extract.Xcomp)) == extract.ADJ && t.word(t.lo[ccomp]) == "that" {
		return act{}, false // "finds that claim hard to believe"
	}
	if lemma == "write" && passive && t.deprel(i) == extract.Acl {
		return act{}, false // "the song “Live”, written by Baro"
	}
	if lemma == "go" && (xcomp != extract.None || t.xpos(i) == extract.VBG) {
		return act{}, false // "I am going to stay"
	}
	if lemma == "plead" && xcomp != extract.None && (t.word(xcomp) == "guilty" || t.word(xcomp) == "innocent") {
		return act{}, false
	}
	if c.study && a.source == extract.None {
		return act{}, false
	}
	if ccomp == extract.None && c.clause && c.quote && !passive {
		// A clause that the tree hangs elsewhere: it follows and has a subject or "that" of its own.
		for _, k := range t.children(i) {
			switch t.deprel(k) {
			case extract.Xcomp, extract.Conj, extract.Advcl, extract.Parataxis, extract.Acl, extract.Dep:
			default:
				continue
			}
			if k < i || t.child(k, extract.Cc) != extract.None || t.lo[k] < i {
				continue
			}
			if t.hasMark(k, "that") || (t.lo[k] == i+1 && t.child(k, extract.Nsubj, extract.NsubjPass, extract.Expl) != extract.None && t.child(k, extract.Mark) == extract.None) {
				ccomp = k
				break
			}
		}
	}
	if xcomp == extract.None && (c.target == "obj" || cues().verbs[lemma+"+to"] != nil) {
		// The infinitive of an order or request, wherever the tree hangs it: "asked the governments not to wait".
		for _, k := range t.children(i) {
			if k > i && t.upos(k) == extract.VERB && t.child(k, extract.Cc, extract.Nsubj, extract.NsubjPass, extract.Expl) == extract.None && t.hasMark(k, "to") && !t.hasMark(k, "that") && !t.parts(k) {
				switch t.deprel(k) {
				case extract.Conj, extract.Advcl, extract.Ccomp, extract.Acl:
					if o := cues().verbs[lemma+"+to"]; o != nil {
						c, a.cue = o, o
					}
					if c.infinitive {
						xcomp = k
						if ccomp == k {
							ccomp = extract.None
						}
					}
				}
			}
		}
	}
	if addressee := max(obj, iobj); xcomp == extract.None && ccomp == extract.None && !passive && addressee > i && c.target == "obj" && c.infinitive {
		// "urged the embassy to think again", where the tree hangs the infinitive on the embassy.
		if e := t.entityOf(addressee); e != extract.None && t.acts(e) {
			for _, k := range t.children(addressee) {
				if k > addressee && t.deprel(k) == extract.Acl && t.hasMark(k, "to") && t.child(k, extract.Nsubj) == extract.None {
					xcomp = k
					break
				}
			}
		}
	}
	if ccomp == extract.None && xcomp == extract.None && lemma == "say" && obj > i && !passive {
		// One subject of two, taken for the object: "says two officers | and a boy were hurt".
		for _, k := range t.children(i) {
			if cc := t.hi[obj] + 1; k > obj && t.deprel(k) == extract.Conj && cc < k && t.deprel(cc) == extract.Cc && t.own(k) > cc && t.lo[t.own(k)] <= cc+1 {
				a.clause = true
				a.said = []extract.TokenRange{t.trim(t.lo[obj], t.hi[k]+1)}
			}
		}
	}
	if !a.clause && ccomp == extract.None && xcomp == extract.None && c.clause && c.quote && obj > i && !passive {
		// The clause whose subject the tree took for the object: "announced two players, Ana and Ali, were banned".
		for _, k := range t.children(i) {
			if k > obj && t.deprel(k) == extract.Conj && t.lo[k] <= t.hi[obj]+2 && t.own(k) == extract.None && t.child(k, extract.Cc) == extract.None && t.child(k, extract.AuxPass, extract.Cop) != extract.None && t.comma(k) {
				a.clause = true
				a.said = []extract.TokenRange{t.trim(t.lo[obj], t.hi[k]+1)}
			}
		}
	}
	that := extract.None
	if ccomp == extract.None && c.clause && c.quote && (obj == extract.None || c.target == "obj") {
		that = t.thatAfter(a.words.End)
	}
	if c.target == "obj" {
		switch {
		case object != extract.None: // "called on X"
			a.target = object
		case iobj != extract.None && t.entityOf(iobj) != extract.None:
			a.target = iobj
		default:
			a.target = obj
		}
	}

	switch {
	case a.clause: // read above
	case ccomp == extract.None && obj != extract.None && c.clause && obj > i && telling[lemma] && t.freeRelative(obj):
		a.clause = true // "have not said why the team was turned away"
		a.said = []extract.TokenRange{t.phrase(obj)}
	case ccomp != extract.None && c.clause:
		a.clause = true
		a.said = t.clauseContent(ccomp, a)
		if obj > i && c.target == "" && len(a.said) == 1 && a.said[0].First == t.hi[obj]+1 && t.child(ccomp, extract.Nsubj, extract.NsubjPass, extract.Expl, extract.Mark) == extract.None {
			a.said[0].First = t.lo[obj] // its subject, taken for an object: "denied | troops were | responsible"
		}
		if lemma == "say" && iobj > i && iobj < ccomp && len(a.said) == 1 && t.own(ccomp) == extract.None && t.timeAt(iobj) == nil {
			a.said[0].First = t.lo[iobj] // "says | Ana Ruiz, a lawyer, | left"
		}
		if xcomp > i && xcomp < ccomp && t.xpos(xcomp) == extract.VBG && len(a.said) == 1 && t.hi[xcomp] < a.said[0].First && t.own(ccomp) == extract.None {
			a.said[0].First = t.lo[xcomp] // "said | repairing the plant | may take a year"
		}
		if n := len(a.said); n > 0 && ccomp > i {
			// More of the clause, where the tree hangs it on the verb beside it.
			for _, k := range t.children(i) {
				if k <= ccomp || t.lo[k] < a.said[n-1].End {
					continue
				}
				if d := t.deprel(k); d != extract.Ccomp && d != extract.Obj && d != extract.Xcomp && d != extract.Obl && d != extract.Punct {
					break
				}
				if d := t.deprel(k); d != extract.Punct && (d != extract.Obl || !t.comma(k)) {
					a.said[n-1].End = t.hi[k] + 1
				}
			}
			a.said[n-1] = t.trim(a.said[n-1].First, a.said[n-1].End)
		}
		if n := len(a.said); n > 0 && ccomp > i {
			if end := t.coordinated(i, t.hasMark(ccomp, "that"), a.said[n-1].End); end > a.said[n-1].End {
				a.said[n-1] = t.trim(a.said[n-1].First, end)
			}
		}
		if n := len(a.said); n > 0 && ccomp > i && t.xpos(i) == extract.VBD {
			for _, k := range t.children(ccomp) {
				if t.outside(k) && t.lo[k] > a.said[n-1].First && t.lo[k] < a.said[n-1].End {
					a.said[n-1] = t.trim(a.said[n-1].First, t.lo[k])
				}
			}
		}
		if len(a.said) == 1 && ccomp > i {
			if k := t.child(ccomp, extract.Mark); k != extract.None && k > a.said[0].First && k < ccomp && t.word(k) == "that" {
				a.said[0].First = k // what stands before "that" is the addressee
			} else if c.target == "obj" && a.said[0].First == i+1 {
				a.said[0].First = t.addressee(i+1, ccomp)
			}
		}
	case that != extract.None && !passive:
		a.clause = true
		a.said = nonEmpty(t.trim(that, t.a.Sentences[t.a.Tokens.Sentence[i]].TokenRange.End))
	case c.predicative && xcomp == extract.None && (ccomp == extract.None || !c.clause) && !t.postposed(obj):
	case c.predicative && obj != extract.None && xcomp != extract.None && t.relative(obj):
		a.said = []extract.TokenRange{t.phrase(xcomp)} // "what it calls a threat"
	case c.judgement && obj == extract.None && ccomp > i: // "condemned what he called a breach"
		a.said = []extract.TokenRange{t.phrase(ccomp)}
	case lemma == "accuse" && content == extract.None && obj > i && t.charge(obj) != extract.None:
		// "accused the network of fraud", where the tree hangs the charge on the network
		k := t.charge(obj)
		a.said = []extract.TokenRange{t.complement(k)}
		a.whole = []extract.TokenRange{t.trim(t.lo[obj], t.hi[k]+1)}
	case c.judgement && (obj != extract.None || content != extract.None):
		lo, hi := int32(-1), int32(-1)
		for _, k := range []int32{obj, content, xcomp, ccomp} {
			if k > i {
				if first := t.lo[k]; lo < 0 || first < lo {
					if lo = first; k == content && obj < i { // "which he described as …"
						lo = t.complement(k).First
					}
				}
				hi = max(hi, t.hi[k]+1)
			}
		}
		if lo > i {
			a.whole = []extract.TokenRange{t.extended(i, lo, hi)}
		} else if obj != extract.None && obj < i && passive {
			a.whole = []extract.TokenRange{t.phrase(obj)}
			if content != extract.None {
				a.whole = append(a.whole, t.phrase(content))
			}
		}
		a.said = a.whole
		if content != extract.None && c.target != "" && (t.prep(content) != "as" || obj != extract.None && t.party(obj)) {
			// "condemned Norway for | whaling", but "condemned | the attack as barbarism"
			a.said = []extract.TokenRange{t.complement(content)}
		}
	case xcomp != extract.None && c.infinitive && (t.xpos(xcomp) == extract.VB || t.hasMark(xcomp, "to")):
		a.said = []extract.TokenRange{t.phrase(xcomp)}
		if a.target != extract.None && a.target > i && a.target < xcomp {
			a.whole = []extract.TokenRange{t.trim(t.lo[a.target], t.hi[xcomp]+1)}
		}
		if !passive && obj != extract.None && obj > i && obj < xcomp && c.target == "" { // "expect her to win"
			a.said = []extract.TokenRange{t.trim(t.lo[obj], t.hi[xcomp]+1)}
		}
		if passive && obj != extract.None && c.target == "" { // "is expected to win"
			a.whole = []extract.TokenRange{t.phrase(obj), t.phrase(xcomp)}
		}
	case xcomp != extract.None && passive && c.clause && t.hasMark(xcomp, "to"): // "is said to have left", "was believed to be alive"
		a.said = []extract.TokenRange{t.phrase(xcomp)}
		if obj != extract.None {
			a.whole = []extract.TokenRange{t.phrase(obj), t.phrase(xcomp)}
		}
	case ccomp == extract.None && obj > i && (lemma == "say" || lemma == "state") && !passive && t.hidden(obj):
		// "said several acres burned", where the tree takes the clause for a noun and its participle
		a.clause = true
		a.said = []extract.TokenRange{t.trim(t.lo[obj], t.clauseEnd(i))}
	case content != extract.None:
		a.said = []extract.TokenRange{t.complement(content)}
		if lemma == "rule" {
			a.said[0] = t.phrase(content) // "ruled against a shorter sentence"
		}
		if obj != extract.None && c.target == "obj" && obj > i {
			a.whole = []extract.TokenRange{t.trim(t.lo[obj], t.hi[content]+1)}
		}
	case object != extract.None && obj == object && c.object && t.infinitive(i, obj) != extract.None:
		// "called for | the deaths to be investigated"
		a.said = []extract.TokenRange{t.trim(t.complement(obj).First, t.hi[t.infinitive(i, obj)]+1)}
	case obj != extract.None && c.object && (obj != a.target || c.target == ""):
		a.said = []extract.TokenRange{t.phrase(obj)}
		if iobj > i && iobj < obj && c.target == "" {
			a.said[0].First = t.lo[iobj] // "declared Baro the winner"
		}
		if obj > i && a.negated && refusable[lemma] {
			a.said[0] = t.predication(i, obj) // "does not want foreign troops | on its soil"
		} else if obj > i {
			if hi := t.complements(i, t.hi[obj]+1); hi > t.hi[obj]+1 {
				a.said[0] = t.trim(t.lo[obj], hi)
			}
			a.whole = []extract.TokenRange{t.extended(i, t.lo[obj], t.hi[obj]+1)}
		}
	case obj != extract.None && c.object && c.target == "obj" && t.entityOf(obj) == extract.None:
		// "promised help", "urged restraint": the object is no addressee.
		a.said, a.target = []extract.TokenRange{t.phrase(obj)}, extract.None
	case para != extract.None && c.clause && !passive:
		a.clause = true
		a.said = []extract.TokenRange{t.phrase(para)}
	case t.deprel(i) == extract.Parataxis && (c.clause || c.quote):
		// "The army, the ministry said, has left." The clause around the parenthesis is the content.
		h := t.head(i)
		if h != extract.None && t.verbal(h) && a.source != extract.None {
			a.clause = true
			a.said = t.around(h, i)
		}
	case t.deprel(i) == extract.AclRelcl && c.clause && c.quote && a.source != extract.None && !passive && t.comma(a.source) && !t.relative(a.source):
		// "The army has left the town, the ministry said": no relative clause.
		h := t.head(i)
		for n := 0; n < 12 && h != extract.None && !t.verbal(h); n++ {
			h = t.head(h)
		}
		if h != extract.None && h < i {
			a.clause = true
			a.said = t.without(t.lo[h], t.hi[h]+1, extract.TokenRange{First: max(0, t.lo[a.source]-1), End: t.hi[i] + 1})
		}
	case t.deprel(i) == extract.Advcl && c.clause && t.hasMark(i, "as") && a.source != extract.None:
		// "The plan failed, as the minister said", "as stated by the minister"
		if h := t.head(i); h != extract.None && t.verbal(h) {
			a.clause = true
			a.said = t.around(h, i)
		}
	case xcomp != extract.None && (c.quote || c.predicate == graph.Denied) && c.clause && t.xpos(xcomp) != extract.VB: // "denies criticizing them"
		a.clause = a.clause || c.predicate == graph.Denied
		a.said = []extract.TokenRange{t.phrase(xcomp)}
	}
	if a.said == nil && a.whole == nil && c.clause && c.quote && !passive {
		if rs := t.parenthesis(i, a.source); rs != nil {
			a.clause = true
			a.said = rs
		}
	}
	if a.said == nil && a.whole == nil && c.clause && c.quote && !passive {
		if r := t.before(i, a.source); r.Len() > 0 {
			a.clause = true
			a.said = []extract.TokenRange{r}
		}
	}
	if a.said == nil && a.whole == nil && c.judgement && c.target != "obj" && a.target > i {
		a.said = []extract.TokenRange{t.complement(a.target)} // "spoke out against the reform"
	}
	if a.whole == nil {
		a.whole = a.said
	}
	if a.clause && lemma == "say" && !passive && len(a.said) == 1 && a.said[0].First > a.words.End {
		if k := t.severed(i, a.words.End, a.said[0].First); k != extract.None {
			a.said[0].First = k
			a.whole = a.said
		}
	}
	if a.clause && len(a.said) > 0 && a.said[0].First == a.words.End {
		a.said[0].First = t.afterTime(a.said[0])
	}
	if !a.clause {
		for _, rs := range [][]extract.TokenRange{a.said, a.whole} {
			for k := range rs {
				rs[k] = t.core(rs[k])
			}
		}
	}
	// What a relative clause is about is the content of its verb: "a bill that he opposes".
	if a.whole == nil && !c.predicative && t.deprel(i) == extract.AclRelcl && (c.object || c.judgement) && !passive && a.source != extract.None {
		if n := t.head(i); n != extract.None && !t.relative(a.source) && t.lo[i] > n && !t.relative(n) {
			a.said = []extract.TokenRange{t.trim(t.lo[n], t.lo[i])}
			a.whole = a.said
		}
	}
	if a.source != extract.None && !c.document && t.word(a.source) == "it" && t.entityOf(a.source) == extract.None && passive {
		a.source = extract.None
	}
	return a, true
}

// severed is where a clause begins whose subject the tree hung on "say" itself,
// which has nothing beside it but what is said, when, where and to whom.
//
//	"say | at least three people described as informers | were killed"
//	"says | President Baro, who left on Monday, | must know"
func (t *tree) severed(i, from, to int32) int32 {
	for _, k := range t.children(i) {
		lo := t.lo[k]
		if lo != from || t.hi[k] >= to || t.upos(k) != extract.NOUN && t.upos(k) != extract.PROPN || t.timeAt(k) != nil {
			continue
		}
		switch t.deprel(k) {
		case extract.Obj, extract.Iobj, extract.Obl:
		default:
			continue
		}
		if u := t.upos(lo); u == extract.ADP && !(t.word(lo) == "at" && t.word(lo+1) == "least") || u == extract.SCONJ || u == extract.PUNCT {
			continue
		}
		for n := t.hi[k] + 1; n < to; n++ { // nothing but marks between
			if t.upos(n) != extract.PUNCT && t.upos(n) != extract.AUX {
				return extract.None
			}
		}
		return lo
	}
	return extract.None
}

// charge is what somebody is accused of, where that hangs on whom: the last "of" with a gerund or quotation.
func (t *tree) charge(i int32) int32 {
	found := extract.None
	for _, k := range t.children(i) {
		if k > i && t.prep(k) == "of" && t.xpos(k) == extract.VBG {
			found = k
		}
	}
	return found
}

// hidden tells a noun phrase that holds a clause of which the tree made a part of it.
//
//	said | explosives planted under a bridge detonated
func (t *tree) hidden(i int32) bool {
	if i == extract.None || t.hi[i]-t.lo[i] < 3 {
		return false
	}
	for k := t.lo[i]; k <= t.hi[i]; k++ {
		if t.upos(k) != extract.VERB || t.deprel(k) == extract.Amod || t.deprel(k) == extract.Compound || t.deprel(k) == extract.Case {
			continue
		}
		switch t.xpos(k) {
		case extract.VBD, extract.VBZ, extract.VBP, extract.VBN:
			return t.deprel(k) != extract.AclRelcl && t.deprel(k) != extract.Ccomp
		}
	}
	return false
}

// clauseEnd is where what depends on a verb ends, before anything coordinated with it.
func (t *tree) clauseEnd(i int32) int32 {
	end := t.hi[i] + 1
	for _, k := range t.children(i) {
		if k > i && (t.deprel(k) == extract.Conj || t.deprel(k) == extract.Parataxis) {
			end = min(end, t.lo[k])
		}
	}
	return end
}

// before is the clause that ends in a comma before the source of a cue which ends
// the sentence, wherever the tree joins the two; empty if there is none.
//
//	The mayor has died, | the ministry announced on Friday.
func (t *tree) before(i, source int32) extract.TokenRange {
	none := extract.TokenRange{}
	if source == extract.None || source > i || t.own(i) != source {
		return none
	}
	switch t.xpos(i) {
	case extract.VBD, extract.VBZ, extract.VBP:
	default:
		return none
	}
	s := t.a.Sentences[t.a.Tokens.Sentence[i]]
	lo := t.lo[source]
	for k := lo; k < source; k++ { // the tree may give the source the clause
		if t.a.Word(k) == "," {
			lo = k + 1
		}
	}
	if lo-1 <= s.First || t.a.Word(lo-1) != "," || lo-1 < s.First+3 {
		return none
	}
	for k := i + 1; k < s.TokenRange.End; k++ {
		switch t.upos(k) {
		case extract.VERB, extract.AUX, extract.CCONJ, extract.SCONJ:
			return none
		}
		if k > i+8 {
			return none
		}
	}
	first := s.First
	for k := first; k < lo-1; k++ {
		if w := t.a.Word(k); w == ";" || w == ":" {
			first = k + 1
		}
	}
	for k := first; k < lo-1; k++ {
		if !t.verbal(k) || t.own(k) == extract.None || t.own(k) > k || t.child(k, extract.Mark) != extract.None || t.deprel(k) == extract.AclRelcl {
			continue
		}
		if h := t.head(k); h == i || t.head(i) == k || h != extract.None && h == t.head(i) {
			return t.trim(first, lo-1)
		}
	}
	return none
}

// parenthesis is the clause in which, or behind which, a bare cue stands between
// commas that the tree takes for a clause beside it; nil if there is none.
//
//	The army, the generals insist, | left the town.
//	The army left the town, rebels say, | but the ministry denies it.
func (t *tree) parenthesis(i, source int32) []extract.TokenRange {
	if source == extract.None || source > i || t.own(i) != source || !t.comma(source) || t.child(i, extract.Obj, extract.Xcomp, extract.Cc) != extract.None {
		return nil
	}
	if k := t.child(i, extract.Ccomp); k != extract.None && (t.head(i) < k || t.own(t.head(i)) > k) {
		return nil
	}
	s := t.a.Sentences[t.a.Tokens.Sentence[i]].TokenRange
	if i+1 >= s.End || t.a.Word(i+1) != "," || t.lo[source] <= s.First+1 {
		return nil
	}
	open := t.lo[source]
	if t.a.Word(open) != "," {
		open--
	}
	clause := func(k int32) bool {
		return k != extract.None && t.verbal(k) && t.own(k) != extract.None && t.own(k) < open
	}
	if h := t.head(i); h > i && t.verbal(h) && t.own(h) > i {
		return nonEmpty(t.trim(i+2, t.hi[h]+1)) // "Then, she testified, | they left."
	}
	if h := t.head(i); t.deprel(i) == extract.Conj && clause(h) && h < open {
		return nonEmpty(t.trim(t.lo[h], open))
	}
	for _, k := range t.children(i) {
		if k > i && t.deprel(k) == extract.Conj && t.child(k, extract.Cc) == extract.None && clause(k) {
			return nonEmpty(t.trim(t.lo[t.own(k)], open), t.trim(i+2, t.hi[k]+1))
		}
	}
	return nil
}

// withheld are things that are denied to someone, and no claims: "denied bail".
var withheld = map[string]bool{
	"entry": true, "visa": true, "access": true, "bail": true, "permission": true, "request": true, "right": true, "asylum": true, "parole": true,
	"application": true, "service": true, "benefit": true, "opportunity": true, "chance": true, "justice": true, "treatment": true, "care": true, "petition": true, "appeal": true, "motion": true,
}

// offers are what one offers by a promise.
var offers = words(`help aid support assistance apology reward money amnesty asylum refuge talk negotiation ceasefire truce deal protection compensation cooperation
	concession loan fund funding troop resignation condition guarantee mediation pardon immunity peace dialogue backing relief grant ransom sanctuary bounty
	intelligence information weapon arm training treatment care equipment expertise`)

// employed tells that a noun is of someone who can be put out of office.
func (t *tree) employed(i int32) bool {
	w := lowerLemma(t.word(i))
	return offices[w] || w == "government" || w == "cabinet" || w == "parliament" || w == "staff" || w == "employee" || w == "worker" ||
		t.entityOf(i) != extract.None && t.a.Entities[t.entityOf(i)].Type == graph.TypePerson && t.upos(i) == extract.PROPN
}

// lives are nouns of what disasters and winners are said to claim.
var lives = words("life dead victim casualty spot title prize medal seat crown championship throne pole")

// studies are nouns that speak for what was written down, measured or filmed.
var studies = words(`poll report study survey result data figure evidence record document video footage photo test research analysis statistic number
	estimate finding investigation review transcript email e-mail letter memo statement article story book bill law resolution agreement plan ad advertisement
	clip tape map post tweet message indictment complaint filing lawsuit ruling decision website page source papers draft text quote headline editorial
	column newspaper magazine journal spot note warrant affidavit petition platform manifesto constitution treaty deal index census audit inquiry assessment
	forecast projection model theory series documentary standard rule policy guideline caption press media outlet slide average chart graph analysis return paper account interview speech submission brief commentary broadcaster station network television tv radio daily weekly tabloid`)

// speaks tells whether a noun phrase can be the source of a cue: a person or
// body, or, for verbs that documents do, a document. "The move suggests that …"
// has no speaker.
func (t *tree) speaks(i int32, c *cue) bool {
	if e := t.entityOf(i); e != extract.None {
		switch t.a.Entities[e].Type {
		case graph.TypePerson, graph.TypeOrganization, graph.TypePlace:
			if c.study {
				return t.a.Entities[e].Subtype == "MEDIA" || studies[lowerLemma(t.word(i))]
			}
			return true
		case graph.TypeEvent:
			if t.upos(i) == extract.PROPN {
				return false // "the cyclone claimed 1,000 dead"
			}
		}
	}
	w := lowerLemma(t.word(i))
	switch t.upos(i) {
	case extract.PRON:
		switch w {
		case "it", "this", "that", "these", "which", "what", "there", "everything", "something", "anything":
			return c.document && (w == "it" || w == "which") || t.relative(i) && w != "what" && !c.study
		}
		return !c.study
	case extract.PROPN, extract.X:
		return !c.study || t.entityOf(i) == extract.None
	case extract.NOUN:
		if c.document && studies[w] {
			return true
		}
		if m := t.mention[i]; m != extract.None && t.a.Mentions[m].Kind == graph.KindName {
			return !c.study // "the Lost Harbour Project announced"
		}
		if c.study {
			return false
		}
		if studies[w] && (c.clause || c.quote) {
			return true
		}
		lexicon := entity.Words()
		return lexicon.PersonNoun(w) || lexicon.OrganizationNoun(w) || collectives[w] || offices[w]
	case extract.DET, extract.NUM, extract.ADJ, extract.SYM:
		return !c.study // "some say", "60 percent believe", "others"
	}
	return false
}

// collectives are people by a word that no list of persons has.
var collectives = words(`percent people public camp campaign side team half majority minority group crowd circle camp quarter third rest lot left right opposition
	administration world nation country capital house west east union majority family ticket
	other one many some several few most all none both each everyone anybody chorus pair couple generation wing bloc consensus`)

// telling are the verbs whose object may be a question: "have not said why he left".
var telling = words("say tell explain reveal disclose state clarify specify confirm announce ask know understand predict describe show question wonder discuss learn")

// freeRelative tells that a noun phrase is a question word with its clause: "why …", "what …".
func (t *tree) freeRelative(i int32) bool {
	switch t.xpos(i) {
	case extract.WRB, extract.WP, extract.WDT:
		return t.hi[i] > i
	}
	return false
}

// addressee is where the clause begins that follows a name which the tree drew
// into it: "told | the Herald | he was tired".
func (t *tree) addressee(first, clause int32) int32 {
	k := first
	if t.upos(k) == extract.DET {
		k++
	}
	name := k
	if m := t.mention[k]; m != extract.None && t.a.Mentions[m].Kind == graph.KindName && t.a.Mentions[m].Type == graph.TypeOrganization && t.a.Mentions[m].Head.First == k {
		if end := t.a.Mentions[m].Head.End; end <= clause {
			switch t.upos(end) {
			case extract.NOUN, extract.PROPN, extract.ADJ, extract.NUM, extract.PRON, extract.DET:
				return end // "told the Herald | six people were hurt"
			}
		}
	}
	for k < clause && (t.upos(k) == extract.PROPN || t.xpos(k) == extract.HYPH && t.upos(k+1) == extract.PROPN) {
		k++
	}
	if k == name || k >= clause {
		return first
	}
	switch t.upos(k) {
	case extract.PRON, extract.DET:
		return k
	}
	return first
}

// thatAfter is a "that" which opens a clause after a verb and its addressee,
// whatever the tree hangs it on: "stated to the paper on Monday that …".
func (t *tree) thatAfter(i int32) int32 {
	n := int32(t.a.Tokens.Len())
	if i <= 0 || i >= n {
		return extract.None
	}
	if i+2 < n && t.a.Word(i) == "," && (t.word(i+1) == "quote" || t.word(i+1) == "cite") && t.xpos(i+1) == extract.VBG {
		// "reported, citing officials, | that …"
		for k := i + 2; k+1 < n && k < i+16 && t.a.Tokens.Sentence[k+1] == t.a.Tokens.Sentence[i-1]; k++ {
			if t.a.Word(k) == "," && t.a.Word(k+1) == "that" {
				return k + 1
			}
		}
		return extract.None
	}
	for k := i; k < n && k < i+9 && t.a.Tokens.Sentence[k] == t.a.Tokens.Sentence[i-1]; k++ {
		switch {
		case t.deprel(k) == extract.Mark && t.word(k) == "that":
			return k
		case t.upos(k) == extract.VERB || t.upos(k) == extract.AUX || t.upos(k) == extract.PUNCT || t.upos(k) == extract.CCONJ:
			return extract.None
		}
	}
	return extract.None
}

// denied tells that a verb's act did not happen: "did not say", "refused to say", "stopped short of saying".
func (t *tree) denied(i int32) bool { return t.moods.of(i).negated }

// agent is who did a passive verb: "by X".
func (t *tree) agent(i int32) int32 {
	if k := t.child(i, extract.OblAgent); k != extract.None {
		return k
	}
	for _, k := range t.children(i) {
		if t.deprel(k) == extract.Obl && t.prep(k) == "by" && k > i {
			return k
		}
	}
	return extract.None
}

// afterTime is where a clause begins behind the time of its report: "said | Tuesday | the talks had failed".
func (t *tree) afterTime(r extract.TokenRange) int32 {
	for _, x := range t.timesAt(r.First) {
		if x.Tokens.First == r.First && x.Tokens.End < r.End && x.Tokens.Len() <= 3 {
			switch t.upos(x.Tokens.End) {
			case extract.DET, extract.PRON, extract.PROPN, extract.NOUN, extract.ADJ, extract.NUM, extract.SCONJ:
				return x.Tokens.End
			}
		}
	}
	return r.First
}

// comma tells that a comma stands before a subtree, or opens it.
func (t *tree) comma(i int32) bool {
	lo := t.lo[i]
	return t.a.Word(lo) == "," || lo > 0 && t.a.Word(lo-1) == ","
}

// parts tells that a sign of punctuation stands before a subtree, or opens it.
func (t *tree) parts(i int32) bool {
	lo := t.lo[i]
	return t.upos(lo) == extract.PUNCT || lo > 0 && t.upos(lo-1) == extract.PUNCT
}

// core is a phrase without the relative clause behind a comma that ends it:
// what it says is not the speaker's. "criticized Baro, who had called it a farce"
func (t *tree) core(r extract.TokenRange) extract.TokenRange {
	for k := r.First + 1; k < r.End; k++ {
		if !t.relative(k) || t.a.Word(k-1) != "," {
			continue
		}
		v := t.head(k)
		for n := 0; n < 4 && v != extract.None && t.deprel(v) != extract.AclRelcl; n++ {
			v = t.head(v)
		}
		if v != extract.None && t.deprel(v) == extract.AclRelcl && t.hi[v]+2 >= r.End && !t.resumes(v, r.End) {
			return t.trim(r.First, k-1)
		}
	}
	return r
}

// resumes tells that behind a relative clause's comma the clause around it goes on, drawn into it by the tree.
//
//	"declared the outbreak, which has killed two, | to be over"
func (t *tree) resumes(v, end int32) bool {
	for k := v + 1; k+1 < end; k++ {
		if t.a.Word(k) == "," && t.word(k+1) == "to" && t.deprel(k+1) == extract.Mark {
			return true
		}
	}
	return false
}

// postposed tells that an adjective follows its noun: "called the charges absurd".
func (t *tree) postposed(i int32) bool {
	if i == extract.None {
		return false
	}
	for _, k := range t.children(i) {
		if k > i && t.deprel(k) == extract.Amod && t.upos(k) == extract.ADJ {
			return true
		}
	}
	return false
}

func (t *tree) hasMark(i int32, mark string) bool {
	for _, k := range t.children(i) {
		if t.deprel(k) == extract.Mark && t.word(k) == mark {
			return true
		}
	}
	return false
}

func (t *tree) relative(i int32) bool {
	switch t.xpos(i) {
	case extract.WP, extract.WDT, extract.WPS:
		return true
	}
	return false
}

// verbGroup is a verb with its auxiliaries and the adverbs and particles beside them: "has also said", "pointed out".
func (t *tree) verbGroup(i int32) extract.TokenRange {
	r := extract.TokenRange{First: i, End: i + 1}
	kids := t.children(i)
	for again := true; again; {
		again = false
		for _, k := range kids {
			switch t.deprel(k) {
			case extract.Aux, extract.AuxPass, extract.Advmod, extract.CompoundPrt, extract.Cop:
				if t.lo[k] == k && t.hi[k] == k && (k == r.First-1 || k == r.End && t.deprel(k) == extract.CompoundPrt) {
					r.First, r.End = min(r.First, k), max(r.End, k+1)
					again = true
				}
			}
		}
	}
	return r
}

// clauseContent is the extent of a complement clause. A cue that the clause
// surrounds ("It will, he said, rain") parts it in two.
func (t *tree) clauseContent(c int32, a act) []extract.TokenRange {
	lo, hi := t.lo[c], t.hi[c]+1
	cut := a.words
	if a.source != extract.None && t.head(a.source) == a.head {
		cut.First, cut.End = min(cut.First, t.lo[a.source]), max(cut.End, t.hi[a.source]+1)
		for _, k := range t.children(a.head) {
			if t.deprel(k) == extract.Compound && t.hi[k]+1 == cut.First {
				cut.First = t.lo[k] // "…, newspaper The Herald reported"
			}
		}
	}
	rs := t.without(lo, hi, cut)
	if len(rs) == 2 && c > a.head && a.source != extract.None && t.under(a.source, c) && rs[0].First <= a.source && a.source < rs[0].End {
		// "The chief announced on Monday | there were suspects", where the tree gives the chief to the clause.
		first := c
		for _, k := range t.children(c) {
			if k > a.head && k < c && (t.deprel(k) == extract.Expl || t.deprel(k) == extract.Nsubj || t.deprel(k) == extract.NsubjPass || t.deprel(k) == extract.Mark) {
				first = min(first, t.lo[k])
			}
		}
		return nonEmpty(t.trim(first, rs[1].End))
	}
	return rs
}

// coordinated is a clause that the tree joins to a cue and that is more of what
// was said: one whose tense is not the cue's, and after "that" one with a subject of its own.
//
//	claims that her passport was taken away | and she was forced to work
//	claims that she was tired | and collapsed
func (t *tree) coordinated(i int32, that bool, end int32) int32 {
	for _, k := range t.children(i) {
		if t.deprel(k) != extract.Conj || k < end || t.lo[k] > end+1 || !t.verbal(k) {
			continue
		}
		cc := t.child(k, extract.Cc)
		if cc == extract.None || cc != end || t.word(cc) != "and" && t.word(cc) != "or" {
			return end // a comma stands before it, or "but"
		}
		if c, _, _ := t.verbCue(k); c != nil && c.clause {
			return end
		}
		switch s := t.own(k); {
		case t.hasMark(k, "that"): // "says a vacuum emerges and that he is ready"
		case s != extract.None && that && t.upos(s) == extract.PRON:
		case s != extract.None && (t.xpos(i) == extract.VBZ || t.xpos(i) == extract.VBP) && t.tense(k) == graph.TensePast: // "say three fell and ten were hurt"
		case s == extract.None && (t.xpos(i) == extract.VBZ || t.xpos(i) == extract.VBP) && t.xpos(k) == extract.VBD:
		default:
			return end
		}
		return t.hi[k] + 1
	}
	return end
}

// outside tells a conjunct of what was said that is no part of it by its tense
// and its comma, but an act of who said so.
//
//	"declared that it has every right, | and promised to fight"
func (t *tree) outside(k int32) bool {
	c := t.head(k)
	if t.deprel(k) != extract.Conj || c == extract.None || t.deprel(c) != extract.Ccomp || t.own(k) != extract.None || !t.comma(k) || t.child(k, extract.Aux, extract.AuxPass) != extract.None {
		return false
	}
	if x := t.xpos(k); x != extract.VBD && x != extract.VBN || t.child(k, extract.Cc) == extract.None {
		return false
	}
	i := t.head(c)
	return i != extract.None && t.xpos(i) == extract.VBD && t.tense(c) == graph.TensePresent && cues().verbs[t.word(i)] != nil
}

// around is the extent of h without the subtree of i.
func (t *tree) around(h, i int32) []extract.TokenRange {
	return t.without(t.lo[h], t.hi[h]+1, extract.TokenRange{First: t.lo[i], End: t.hi[i] + 1})
}

func (t *tree) without(lo, hi int32, cut extract.TokenRange) []extract.TokenRange {
	if cut.First >= hi || cut.End <= lo {
		return nonEmpty(t.trim(lo, hi))
	}
	return nonEmpty(t.trim(lo, max(lo, cut.First)), t.trim(min(hi, cut.End), hi))
}

// extended is the run [lo, hi) with the complements of i that follow it, up to
// a coordination; when and where it happened stay outside.
//
//	described crass behavior by guests behind the scenes
func (t *tree) extended(i, lo, hi int32) extract.TokenRange {
	for _, k := range t.children(i) {
		if t.lo[k] < hi {
			continue
		}
		switch t.deprel(k) {
		case extract.Punct:
			continue
		case extract.Obl, extract.Advcl, extract.Xcomp, extract.Acl, extract.Nmod, extract.Dep:
		default:
			return t.trim(lo, hi)
		}
		switch t.prep(k) {
		case "on", "in", "at", "during", "after", "before", "since", "when", "while", "because", "if", "although", "though", "until", "as", "ahead", "following":
			return t.trim(lo, hi)
		}
		if t.comma(k) {
			return t.trim(lo, hi)
		}
		hi = t.hi[k] + 1
	}
	return t.trim(lo, hi)
}

// complements is where the phrases end that belong to what an object names,
// though the tree hangs them on the verb: "offers help | against the cartels".
func (t *tree) complements(i, hi int32) int32 {
	for _, k := range t.children(i) {
		if t.lo[k] != hi || t.deprel(k) != extract.Obl {
			continue
		}
		switch t.prep(k) {
		case "against", "about", "over", "for", "with", "of", "regarding", "between", "toward", "towards", "into":
			hi = t.hi[k] + 1
		}
	}
	return hi
}

// predication is an object with all that follows it in its clause.
func (t *tree) predication(i, obj int32) extract.TokenRange {
	hi := t.hi[obj] + 1
	for _, k := range t.children(i) {
		if t.lo[k] == hi && t.deprel(k).Base() == extract.Obl {
			hi = t.hi[k] + 1
		}
	}
	return t.trim(t.lo[obj], hi)
}

func nonEmpty(rs ...extract.TokenRange) []extract.TokenRange {
	return slices.DeleteFunc(rs, func(r extract.TokenRange) bool { return r.Len() <= 0 })
}

// infinitive is the clause with "to" right behind an object of i.
func (t *tree) infinitive(i, obj int32) int32 {
	for _, k := range t.children(i) {
		if t.lo[k] == t.hi[obj]+1 && t.upos(k) == extract.VERB && t.word(t.lo[k]) == "to" {
			return k
		}
	}
	return extract.None
}

// complement is a phrase without the preposition that opens it.
func (t *tree) complement(i int32) extract.TokenRange {
	r := t.phrase(i)
	if r.Len() > 1 {
		switch t.deprel(r.First) {
		case extract.Case, extract.Mark:
			r.First++
			for r.Len() > 1 && t.deprel(r.First) == extract.Fixed { // "according to"
				r.First++
			}
		}
	}
	return r
}

// lightVerbs lend their subject to the noun that is their object: "issued a warning that …".
var lightVerbs = map[string]bool{
	"make": true, "issue": true, "have": true, "express": true, "voice": true, "release": true, "publish": true, "give": true, "repeat": true,
	"deliver": true, "offer": true, "raise": true, "post": true, "send": true, "put": true, "file": true, "air": true, "reiterate": true, "renew": true,
}

// nounAct reads a noun cue: "Rubio's claim that …", "claims that …".
func (t *tree) nounAct(i int32) (act, bool) {
	lemma := lowerLemma(t.word(i))
	c := cues().nouns[lemma]
	if c == nil {
		return act{}, false
	}
	a := act{cue: c, lemma: lemma, head: i, source: extract.None, target: extract.None, negated: t.negated(i)}
	a.words = extract.TokenRange{First: i, End: i + 1}
	content := extract.None
	for _, k := range t.children(i) {
		switch t.deprel(k) {
		case extract.NmodPoss:
			a.source = k
		case extract.Compound, extract.Nmod, extract.NmodDesc, extract.Acl, extract.Ccomp, extract.Appos:
			p := t.prep(k)
			switch {
			case k < i:
				if a.source == extract.None && t.upos(k) == extract.PROPN && t.deprel(k) == extract.Compound {
					a.source = k
				}
			case content == extract.None && c.clause && p == "that" && t.verbal(k):
				content, a.clause = k, true
			case content == extract.None && c.infinitive && t.hasMark(k, "to"):
				content = k
			case content == extract.None && slices.Contains(c.content, p):
				content = k
			case a.source == extract.None && (p == "by" || p == "from" || p == "of" && content != extract.None) && (content == extract.None || t.prep(content) != "of"):
				a.source = k
			}
		}
	}
	if content == extract.None {
		return act{}, false
	}
	if a.source == extract.None {
		if h := t.head(i); h != extract.None && t.deprel(i) == extract.Obj && lightVerbs[t.word(h)] {
			a.source = t.subject(h)
			a.words.First = h
			if a.words.Len() > 5 {
				a.words.First = i
			}
			a.negated = a.negated || t.denied(h)
		}
	}
	if a.source == extract.None && !(c.free && a.clause) {
		return act{}, false
	}
	a.said = []extract.TokenRange{t.complement(content)}
	if m := t.mention[content]; !a.clause && c.predicate == graph.Stated && m != extract.None && t.a.Mentions[m].Kind == graph.KindName && a.said[0].Len() <= t.a.Mentions[m].Head.Len() {
		return act{}, false // "Ruiz's proposal for Chad" says nothing of it
	}
	if a.clause {
		a.said = []extract.TokenRange{t.phrase(content)}
	}
	a.whole = a.said
	return a, true
}

// accordingCue is the entry of "according to".
var accordingCue = &cue{predicate: "STATED", clause: true, document: true}

// accordingAct reads "according to X" at the token "according".
func (t *tree) accordingAct(i int32) (act, bool) {
	n := int32(t.a.Tokens.Len())
	if i+2 >= n || !strings.EqualFold(t.a.Word(i), "according") || t.a.Word(i+1) != "to" {
		return act{}, false
	}
	noun, top := t.head(i), extract.None
	switch {
	case noun > i && noun != extract.None && (t.deprel(i) == extract.Case || t.deprel(i) == extract.Mark):
		top = t.head(noun)
	default: // "according" as a verb: its oblique is the source
		noun = t.oblique(i, []string{"to"})
		if noun == extract.None {
			noun = t.nominal(i + 2)
		}
		top = t.head(i)
	}
	if noun == extract.None || noun < i {
		return act{}, false
	}
	a := act{cue: accordingCue, lemma: "according to", head: i, source: noun, target: extract.None, clause: true}
	a.words = extract.TokenRange{First: i, End: i + 2}
	if top != extract.None && top < i && t.deprel(top) == extract.Ccomp && t.head(top) != extract.None && t.head(top) < top && t.upos(t.head(top)) == extract.VERB {
		if c := cues().verbs[t.word(t.head(top))]; c != nil && c.clause && c.quote && t.own(t.head(top)) != extract.None && t.own(t.head(top)) < t.lo[top] {
			// "The agency says they fired, according to a source": the agency's source
			a.said = nonEmpty(t.trim(t.lo[top], i))
			a.whole = a.said
			return a, len(a.said) > 0
		}
	}
	for k := 0; k < 12 && top != extract.None && !t.verbal(top) && t.head(top) != extract.None; k++ {
		top = t.head(top)
	}
	if top == extract.None {
		return act{}, false
	}
	s := t.a.Sentences[t.a.Tokens.Sentence[i]]
	cut := extract.TokenRange{First: i, End: max(t.hi[noun]+1, i+2)}
	for k := noun; k < cut.End; k++ {
		if d := t.deprel(k); d == extract.Nsubj || d == extract.NsubjPass { // the tree took the clause for a part of the source
			for cut.End = noun + 1; cut.End < k && t.a.Word(cut.End) != ","; cut.End++ {
			}
			break
		}
	}
	if t.own(top) == extract.None && cut.First <= s.First+1 && (t.xpos(top) == extract.VBD || t.xpos(top) == extract.VBZ || t.xpos(top) == extract.VBP) && cut.End == top {
		for k := cut.End - 1; k > noun; k-- { // "According to his wife, Ana, | Baro died", with Baro drawn into the source
			if t.a.Word(k) == "," && k+1 < cut.End {
				cut.End = k
				break
			}
		}
	}
	lo, hi := t.lo[top], t.hi[top]+1
	// At an edge of the sentence the phrase covers all of it; a label before it is no part.
	if cut.First > s.First && t.a.Word(cut.First-1) == ":" {
		lo, hi = cut.First, s.TokenRange.End
	} else if cut.First <= s.First+1 || cut.End >= s.TokenRange.End-1 {
		lo, hi = s.First, s.TokenRange.End
	}
	a.said = t.without(lo, hi, cut)
	n = 0
	for _, r := range a.said {
		n += int32(r.Len())
	}
	if n < 4 { // "…, which, according to X, …": what it is about stands outside the clause
		a.said = t.without(s.First, s.TokenRange.End, cut)
	}
	a.whole = a.said
	return a, len(a.said) > 0
}

// nominal is the head of the noun phrase that begins at token i, by its tags; None if there is none.
func (t *tree) nominal(i int32) int32 {
	n := int32(t.a.Tokens.Len())
	last := extract.None
	for k := i; k < n && k < i+8 && t.a.Tokens.Sentence[k] == t.a.Tokens.Sentence[i]; k++ {
		switch t.upos(k) {
		case extract.NOUN, extract.PROPN, extract.PRON:
			last = k
		case extract.DET, extract.ADJ, extract.NUM:
		default:
			if t.xpos(k) == extract.POS && last == k-1 {
				continue // "writes Ruiz's partner Ali Baro"
			}
			return last
		}
	}
	return last
}
