package event

import "github.com/dateline-news/dateline/extract"

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

// turnedDown tells that the bill or plan h was voted down: what it would do does not come.
//
//	"rejected a measure that would ban them", "a bill that would ban them was defeated"
func (g *grammar) turnedDown(h int32) bool {
	v := g.head(h)
	if v < 0 || g.deprel(h) != extract.Obj && g.deprel(h) != extract.NsubjPass || g.negated(v) {
		return false
	}
	switch lowerLemma(g.word(v)) {
	case "reject", "defeat", "veto", "block", "scrap", "abandon", "withdraw", "shelve":
		return true
	case "vote", "strike", "turn":
		return g.hasParticle(v, "down")
	}
	return false
}

// grants tells that the negated clause of p denies only how or when: so it was after all.
//
//	"did not leave without a fight", "was not arrested until Monday";
//	but "will not leave until …", "could not leave without …", "did not know until …"
func (g *grammar) grants(p int32) bool {
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
