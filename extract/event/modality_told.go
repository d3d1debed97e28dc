package event

import (
	"strings"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/graph"
)

// told marks what is presented as a tale, as a rumour or as the view of
// somebody who is not named: what stands around a clause and is no embedding
// verb of it. Without these a headline's scare quotes, a film's plot and a
// checked falsehood would be facts.
func (m *moods) told(v *mood, p int32) {
	g := m.g
	if g.scared(p) && !v.negated || g.labelled(p) {
		v.hearsay = true
	}
	if g.upos(p) == extract.NOUN && strings.EqualFold(g.a.Word(g.lo[p]), "lest") {
		v.raise(graph.Hypothetical) // "lest they attack", read as a noun
	}
	for _, c := range g.children(p) {
		w := lowerLemma(g.word(c))
		switch g.deprel(c) {
		case extract.NsubjOuter:
			// "The allegation is that …", "the fear is that …", "the hope is that …"
			switch {
			case embeds(w, embedHearsay) || tellings[w] || w == "case":
				v.hearsay = true
			case embeds(w, embedPossible):
				v.raise(graph.Possible)
			case embeds(w, embedPlan) || embeds(w, embedRequire):
				v.raise(graph.Planned)
			}
		case extract.Obl:
			if g.preposition(c) == "in" && (fictions[w] || accounts[w] && g.has(c, extract.NmodPoss)) {
				v.hearsay = true // "in the film, …", "in the army's version of events, …"
			}
		case extract.Conj, extract.Parataxis:
			if c > p && g.hearsayAfter(c) {
				v.hearsay = true
			}
		}
	}
	if g.plotted(p) {
		v.hearsay = true
	}
}

// tellings are nouns that open a clause which need not be true: "word spread that …", "the lie that …".
var tellings = set("word story tale lie fiction falsehood gossip legend confession fabrication narrative tall-tale propaganda assumption premise argument contention writing")

// fictions are works in which things happen that did not.
var fictions = set(`film movie novel parody satire fable cartoon sketch sitcom thriller fiction legend myth fantasy nightmare dream simulation scenario
	hoax fairy-tale screenplay melodrama musical opera`)

// accounts are views of what happened, by whoever gives them.
var accounts = set("version telling account narrative view eyes mind imagination opinion story")

// labels stand before a colon and tell what the text thinks of what follows.
var labels = set("myth claim rumor rumour hoax fiction falsehood false fake allegation misconception lie fake-news satire")

// labelled tells a clause behind such a label: "Myth: the army shelled the town."
func (g *grammar) labelled(p int32) bool {
	if g.deprel(p) != extract.Parataxis {
		return false
	}
	h := g.head(p)
	return h >= 0 && h < p && labels[strings.ToLower(g.a.Word(h))] && h+1 < int32(g.a.Tokens.Len()) && g.a.Word(h+1) == ":"
}

// scared tells a word that stands alone in quotation marks: the "arrest" of the mayor was staged.
func (g *grammar) scared(p int32) bool {
	if p == 0 || p+1 >= int32(g.a.Tokens.Len()) {
		return false
	}
	switch g.a.Word(p - 1) {
	case "\"", "“", "‘", "'", "``", "«":
	default:
		return false
	}
	switch g.a.Word(p + 1) {
	case "\"", "”", "’", "'", "''", "»":
		return true
	}
	return false
}

// hearsayAfter tells that the clause of c takes back what the one before it asserts.
//
//	"…, or so they would have us believe", "… – at least that is what they say"
func (g *grammar) hearsayAfter(c int32) bool {
	if k := g.child(c, extract.Cc); k >= 0 && strings.EqualFold(g.a.Word(k), "or") && g.hasAdverb(c, "so") {
		return true
	}
	if w := strings.ToLower(g.a.Word(c)); w != "what" && w != "how" {
		return false
	}
	k := g.child(c, extract.AclRelcl)
	if k < 0 {
		return false
	}
	u := cues().verbs[lowerLemma(g.word(k))]
	return u != nil && u.clause
}

// plotted tells that p is part of what a work of fiction shows.
//
//	"The novel tells of a general who murders the king."
func (g *grammar) plotted(p int32) bool {
	for steps := 0; steps < 6; steps++ {
		h := g.head(p)
		if h < 0 {
			return false
		}
		switch g.deprel(p) {
		case extract.Nsubj, extract.NsubjPass, extract.Advcl, extract.Parataxis, extract.Conj, extract.Appos:
			return false
		}
		if k := g.child(h, extract.Nsubj); g.upos(h) == extract.VERB && k >= 0 && k < h && depicts[lowerLemma(g.word(h))] {
			w := lowerLemma(g.word(k))
			return fictions[w] || w == "play" || w == "game"
		}
		p = h
	}
	return false
}

// depicts are what a work of fiction does with its plot.
var depicts = set("tell show depict portray describe imagine feature follow see have recount narrate dramatize dramatise chronicle let picture envision")

// dreams are verbs of the imagination: "fantasised about shooting him".
var dreams = set("dream dreamt daydream fantasise fantasize imagine pretend hallucinate")

// avowals are verbs of one's own word about oneself: "boasted of having shot him", "confessed to killing her".
var avowals = set("boast brag confess own")

// charged are verbs after which "for" tells what somebody is held to have done.
var charged = set("blame frame want try arrest detain prosecute sue question investigate probe seek hunt extradite")

// quits are ways to leave things undone: "walked out before signing the accord".
var quits = set("walk collapse die quit flee resign stall break")

// undoes are what a higher court does to what was done.
var undoes = set("overturn quash annul void nullify vacate invalidate rescind revoke")

// quantities are nouns that only measure what "of" or "in" adds: "$34 billion in aid".
var quantities = set("million billion trillion dollar euro pound amount sum total series number package round wave worth $ € £")

// spreads tells a verb of which a tale or a rumour is the subject: "reports emerged that …".
func (g *grammar) spreads(h int32) bool {
	k := g.child(h, extract.Nsubj, extract.NsubjPass)
	if k < 0 {
		return false
	}
	w := strings.ToLower(g.word(k))
	return tellings[w] || g.upos(k) == extract.NOUN && embeds(w, embedHearsay) && w != "say"
}

// reportedDoing tells that h, with a participle on it, is or has somebody of whom there are only reports.
//
//	"reports of militias looting", "claims of officers taking bribes"
func (g *grammar) reportedDoing(h int32) bool {
	k := h
	if g.deprel(h) == extract.Nmod && g.preposition(h) == "of" {
		k = g.head(h)
	} else if c := g.child(h, extract.Nmod); c < 0 || g.preposition(c) != "of" {
		return false
	}
	return k >= 0 && g.upos(k) == extract.NOUN && embeds(g.word(k), embedHearsay)
}

// trials are what somebody faces for what he is held to have done.
var trials = set("trial charge prosecution investigation accusation inquiry arrest indictment lawsuit count")

// leanings are adjectives of a mind that is not made up: "open to meeting them".
var leanings = set("open amenable receptive averse opposed resistant committed dedicated")

// proofs are verbs whose clause is so only if they come about: "to prove that he left".
var proofs = set("prove show demonstrate establish verify confirm")
