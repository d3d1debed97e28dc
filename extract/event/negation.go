package event

import (
	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/graph"
)

// Denials that no word of the clause itself gives, and words of denial that deny
// something else than the act.

// attempts are what may succeed or fail.
var attempts = set("try attempt seek strive struggle endeavor endeavour bid effort")

// vain tells that the attempt t did not succeed.
//
//	"tried without success", "unsuccessfully sought", "attempted in vain", "an abortive attempt"
func (g *grammar) vain(t int32) bool {
	for _, c := range g.children(t) {
		w := lowerLemma(g.word(c))
		switch g.deprel(c) {
		case extract.Advmod, extract.Amod:
			switch w {
			case "unsuccessfully", "vainly", "unsuccessful", "failed", "fail", "abortive", "vain", "futile":
				return true
			}
		case extract.Obl:
			switch w {
			case "success", "luck", "result":
				return g.preposition(c) == "without"
			case "vain":
				return g.preposition(c) == "in"
			case "avail":
				return g.preposition(c) == "to" && g.negated(c)
			}
		}
	}
	// "tried to reach the town where they lived, without success", which the tree may hang elsewhere
	last := g.hi[t]
	for last > t && g.upos(last) == extract.PUNCT {
		last--
	}
	return last > t+2 && lowerLemma(g.word(last)) == "success" && lowerLemma(g.word(last-1)) == "without"
}

// turnedDown tells that the bill, plan or attempt h came to nothing: what it would do does not come.
//
//	"rejected a measure that would ban them", "a bill that would ban them was defeated",
//	"a plan to rescue them failed to pass", "voted against a motion to dismiss him"
func (g *grammar) turnedDown(h int32) bool {
	if g.upos(h) != extract.NOUN || !purposeful(lowerLemma(g.word(h))) {
		return false
	}
	for _, c := range g.children(h) {
		// "a measure rejected by voters that would ban them"
		if r := g.deprel(c); c > h && (r == extract.Acl || r == extract.AclRelcl) && g.passive(c) && !g.relativized(c) && !g.negated(c) && rejects[lowerLemma(g.word(c))] {
			return true
		}
	}
	v := g.head(h)
	if v < 0 || g.upos(v) != extract.VERB || g.negated(v) {
		return false
	}
	w := lowerLemma(g.word(v))
	switch g.deprel(h) {
	case extract.Nsubj:
		switch w {
		case "fail":
			x := g.child(v, extract.Xcomp)
			return x < 0 || passes[lowerLemma(g.word(x))] // but "the plan to tax them failed to say how"
		case "collapse", "founder", "flop", "fizzle":
			return true
		}
	case extract.Obj, extract.NsubjPass:
		switch w {
		case "vote", "strike", "turn":
			return g.hasParticle(v, "down")
		}
		return rejects[w]
	case extract.Obl:
		return w == "vote" && g.preposition(h) == "against"
	}
	return false
}

// rejects are verbs of turning down, or of bringing to nothing.
var rejects = set("reject defeat veto block scrap abandon withdraw shelve foil thwart quash torpedo abort")

// passes are verbs of what a bill or plan needs to come true.
var passes = set("pass win gain get secure clear garner muster materialize materialise advance succeed survive receive attract")

// purposeful nouns say what would be done: plans, attempts, bills.
func purposeful(noun string) bool {
	switch noun {
	case "bill", "measure", "motion", "amendment", "vote", "resolution", "law", "legislation", "referendum", "initiative", "act", "deal", "agreement", "plot", "scheme":
		return true
	}
	return embeds(noun, embedPlan)
}

// idle tells that the thing h would be put to use by an act which is not to come.
//
//	"would not amend the law to ban them", "will not send troops to fight"; but "did not build it to sell"
func (m *moods) idle(h int32, depth int) bool {
	g := m.g
	v := g.head(h)
	if v < 0 || g.deprel(h) != extract.Obj || g.upos(v) != extract.VERB || depth >= maxEmbedding || len(embedders[lowerLemma(g.word(h))]) > 0 {
		return false // "will not affect their plans to meet"
	}
	up := m.at(v, depth+1)
	return up.negated && (up.modality == graph.Hypothetical || up.modality == graph.Planned)
}

// undecided tells that what the verb h does nothing of is a decision, a plan or an attempt.
//
//	"No decision was made to close the base", "made no effort to help"
func (g *grammar) undecided(h int32) bool {
	t := g.child(h, extract.NsubjPass, extract.Obj)
	return t >= 0 && emptyVerbs[lowerLemma(g.word(h))] && embeds(g.word(t), embedPlan) && g.negated(t)
}

// gerund tells an act named by its "-ing" form: "leaving", "being extradited".
func (g *grammar) gerund(p int32) bool {
	for _, c := range g.children(p) {
		switch g.deprel(c) {
		case extract.Aux, extract.AuxPass, extract.Cop:
			return g.xpos(c) == extract.VBG
		}
	}
	return g.xpos(p) == extract.VBG
}

// indefinite tells a noun behind "a" or "an".
func (g *grammar) indefinite(h int32) bool {
	d := g.child(h, extract.Det)
	return d >= 0 && (lowerLemma(g.word(d)) == "a" || lowerLemma(g.word(d)) == "an")
}

// needed tells that without h, which there is not, what its infinitive says does not come.
//
//	"no money to rebuild it", "lacked the means to help"; but "no better way to help", "no obstacle to joining",
//	"it is not a crime to watch"
func (g *grammar) needed(h int32, word string) bool {
	if len(embedders[word]) > 0 || hindrances[word] || g.has(h, extract.Cop) {
		return false
	}
	k := g.child(h, extract.Amod)
	return k < 0 || g.xpos(k) != extract.JJR && g.xpos(k) != extract.JJS
}

// hindrances are nouns whose absence leaves the way open.
var hindrances = set("restriction limit limitation obstacle barrier impediment hurdle problem objection difficulty bar penalty end")

// modal tells whether p has a modal auxiliary.
func (g *grammar) modal(p int32) bool {
	for _, c := range g.children(p) {
		if g.deprel(c) == extract.Aux && g.xpos(c) == extract.MD {
			return true
		}
	}
	return false
}

// timed tells a clause that only says when: "when leaving", "while on duty".
func (g *grammar) timed(p int32) bool {
	for _, c := range g.children(p) {
		if g.xpos(c) == extract.WRB && c < p {
			return true
		}
	}
	return false
}

// sharesNever tells whether the denial of h covers the finite conjunct p, which only "or" does.
//
//	"never visited the site or met the families"
func (g *grammar) sharesNever(p, h int32) bool {
	c := g.child(p, extract.Cc)
	if c < 0 || g.xpos(p) != g.xpos(h) || g.has(p, extract.Aux) || g.has(p, extract.AuxPass) {
		return false
	}
	w := lowerLemma(g.word(c))
	return w == "or" || w == "nor"
}

// undoubted tells nouns whose absence makes their clause certain.
//
//	"There is no doubt that they left", "no question that it failed"
func (g *grammar) undoubted(h int32, word string) bool {
	return g.upos(h) == extract.NOUN && (word == "doubt" || word == "question" || word == "denying")
}

// asksWho tells an indirect question: "did not say who fired", whose act is taken for granted.
func (g *grammar) asksWho(p int32) bool {
	for t := g.lo[p]; t < p && t < g.lo[p]+3; t++ {
		switch g.xpos(t) {
		case extract.WP, extract.WDT, extract.WRB:
			return true
		}
	}
	return false
}

// disclaims tells that the verb of saying h, which is denied, is the speaker's own: he doubts what he will not say.
//
//	"I am not going to say that the chances are better", "We are not claiming that it works"
func (g *grammar) disclaims(h int32) bool {
	t := g.child(h, extract.Nsubj)
	if v := g.head(h); t < 0 && g.deprel(h) == extract.Xcomp && g.word(v) == "go" {
		t, h = g.understood(h), v
	}
	if t < 0 || !g.negated(h) || g.upos(t) != extract.PRON {
		return false
	}
	w := lowerLemma(g.word(t))
	return w == "i" || w == "we"
}

// grants tells that the negated clause of p denies only how or when: so it was after all.
//
//	"did not leave without a fight", "was not arrested until Monday";
//	but "will not leave until …", "could not leave without …", "did not know until …"
func (g *grammar) grants(p int32) bool {
	if lowerLemma(g.word(p)) == "come" && g.upos(p) == extract.VERB && (g.hasAdverb(p, "not") || g.hasAdverb(p, "n't")) && !g.modal(p) {
		// "does not come without risks", whatever the tense
		for _, c := range g.children(p) {
			if c > p && g.deprel(c) == extract.Obl && g.preposition(c) == "without" {
				return true
			}
		}
	}
	if g.upos(p) != extract.VERB || enduring[lowerLemma(g.word(p))] || g.infinitive(p) {
		return false
	}
	past := false
	for _, c := range g.children(p) {
		if r := g.deprel(c); r == extract.Aux || r == extract.AuxPass {
			past = past || g.xpos(c) == extract.VBD
			if g.xpos(c) == extract.MD {
				return false
			}
		}
	}
	if !past {
		return false
	}
	for _, c := range g.children(p) {
		if c < p {
			continue
		}
		switch g.deprel(c) {
		case extract.Obl:
			switch g.preposition(c) {
			case "without", "until", "till":
				return true
			}
		case extract.Advcl:
			switch g.markOf(c) {
			case "without":
				return true
			case "until", "till":
				return g.finite(c)
			}
		}
	}
	return false
}

// enduring verbs name states, which do not begin where "until" ends: "did not want it until …".
var enduring = set("be have want need like think exist own seem appear expect intend plan wait")
