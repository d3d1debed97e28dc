package event

import (
	"strings"
	"sync"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/graph"
)

// The kind of act of a frame, where the constructions that make edges give
// none. Verbs and nouns were classed after the verb patterns of CAMEO (Open
// Event Data Alliance) and the PLOVER codebook, read and pruned by hand; what is
// of several kinds by its object is in none.

const kindVerbs = `
ATTACKED 1 : pound crush hammer smash hurt lash butcher plunder pillage trample whip flatten shatter overpower overwhelm dynamite blitz detonate pelt
	sabotage abuse slap topple bombard desecrate vandalize vandalise raze flog mob rocket
ATTACKED with : duel scuffle wrestle grapple battle
ATTACKED against : battle struggle
COERCED 1 : tax blackmail restrain quell wrest usurp enforce levy confine remove exclude segregate withhold extort oust bully conscript evict
	bulldoze cordon|off blacklist deny expropriate nationalize nationalise requisition
REJECTED 1 : hinder hamper impede forestall stall override nullify annul revoke void rescind invalidate overturn quash renounce shun snub spurn thwart
	frustrate undermine circumvent flout breach contravene
SUPPORTED 1 : thank congratulate applaud honor honour reward cheer commend salute reassure inspire commemorate forgive uphold
CONDEMNED 1 : insult humiliate offend mock scorn fault brand disparage vilify denigrate berate
DEMANDED for : push press clamor clamour
APPEALED_TO 1 : counsel solicit beseech
YIELDED_TO 1 : allow permit enable authorize authorise legalize legalise absolve tolerate
YIELDED_TO to : succumb consent acquiesce
AIDED 1 2 to : furnish bestow sponsor dispense award allot allocate channel
MET_WITH 1 in : tour
MET_WITH with : dine lunch chat huddle
MET_WITH between : mediate arbitrate
COORDINATES_WITH with : merge ally unite swap team
INVESTIGATED 1 : monitor inspect scrutinize scrutinise verify search comb trace examine
INVESTIGATED into : delve
THREATENED 1 : endanger
MOBILIZED_AGAINST 1 : marshal rally garner
`

// kindNouns are acts whose noun alone tells the kind.
const kindNouns = `
ATTACKED 1 : firefight gunfight gunbattle battle clash skirmish fighting crossfire cleansing war warfare hostility combat invasion kidnapping hijacking
	beating mutilation sabotage atrocity gunfire barrage onslaught counterattack
COERCED 1 : pressure warrant curfew ban raid detention eviction deportation confinement restriction
SANCTIONED 1 : boycott tariff conviction sentence recall
AIDED 1 : loan grant donation subsidy bailout
MET_WITH 1 : visit trip tour conversation consultation mediation discussion
SUPPORTED 1 : applause congratulation solidarity recognition ratification endorsement
CONDEMNED 1 : criticism condemnation complaint outcry objection rebuke denunciation censure
REJECTED 1 : opposition refusal veto defiance violation breach resistance
ACCUSED 1 : accusation allegation
INVESTIGATED 1 : trial prosecution indictment lawsuit inspection inquiry probe audit
PROMISED 1 : assurance guarantee pledge
PROTESTED_AGAINST 1 : strike rally march sit-in mutiny unrest riot
MOBILIZED_AGAINST 1 : buildup maneuver manoeuvre drill
`

// kindObjects are what verbs of giving and making are about: "presented
// evidence against the ministry", "issued a warrant for his arrest".
const kindObjects = `
ACCUSED : evidence proof accusation allegation
INVESTIGATED : charge lawsuit suit indictment complaint case
COERCED : warrant curfew ban restriction
CONDEMNED : criticism protest objection complaint
`

var (
	brings      = set("present produce show provide bring file press release submit level make raise lay unveil offer give issue deliver voice express hand send register lodge")
	formalities = set("lodge file deliver register submit send issue present hand")
	fightNouns  = set("firefight gunfight gunbattle battle combat skirmish fighting clash crossfire fight")
	undergoes   = set("face suffer receive draw get encounter meet endure experience win attract sustain")
)

var kindLexicon = sync.OnceValue(func() (t struct {
	verbs, nouns actionTable
	objects      map[string]graph.PredicateName
}) {
	t.verbs, t.nouns = parseActions(kindVerbs), parseActions(kindNouns)
	t.objects = map[string]graph.PredicateName{}
	for noun, list := range parseActions(kindObjects) {
		for _, c := range list {
			if t.objects[noun] == "" || noun == "complaint" {
				t.objects[noun] = c.predicate
			}
		}
	}
	return
})

// kindOf is the kind of act of a frame: that of the edges it may make, else what
// the wider lexicon says.
func kindOf(g *grammar, f *extract.Frame, entityOf func(int32) int32) graph.PredicateName {
	if g.upos(f.Head) == extract.AUX || g.deprel(f.Head) == extract.Case {
		return ""
	}
	if g.formal(f.Head) {
		return graph.Condemned // "lodged a protest with the embassy": nobody marched
	}
	k := kindLexicon()
	if g.upos(f.Head) == extract.VERB && undergoes[f.Lemma] {
		if o := g.child(f.Head, extract.Obj); o >= 0 {
			if noun := lowerLemma(g.word(o)); actionNoun(noun) || len(k.nouns[noun]) > 0 {
				return "" // "received assurances from them": the act is the noun's, and theirs
			}
		}
	}
	if p := predicateOf(g, f, entityOf); p != "" {
		if p == graph.Stated && g.obliges(f.Head) {
			return graph.Demanded
		}
		return p
	}
	if g.upos(f.Head) == extract.NOUN {
		if c := cues().nouns[f.Lemma]; c != nil && c.predicate != "" && c.predicate != graph.Stated {
			return c.predicate
		}
		if list := k.nouns[f.Lemma]; len(list) > 0 && (f.Argument(extract.A0) != nil || f.Argument(extract.A1) != nil || f.Argument(extract.A2) != nil) {
			return list[0].predicate
		}
		return ""
	}
	if rest, ok := strings.CutPrefix(f.Lemma, "re-"); ok {
		again := *f
		again.Lemma = rest
		if p := kindOf(g, &again, entityOf); p != "" {
			return p // "re-examined"
		}
	}
	if p := g.brought(f.Head, k.objects); p != "" {
		return p
	}
	if p := loose(g, f, k.verbs[f.Lemma]); p != "" && g.acts(f) {
		return p
	}
	if f.Lemma == "engage" {
		for _, c := range g.children(f.Head) {
			if g.deprel(c) == extract.Obl && g.preposition(c) == "in" && fightNouns[lowerLemma(g.word(c))] {
				return graph.Attacked // "engaged the rebels in a firefight"
			}
		}
	}
	return ""
}

// acts tells that nothing but a party is what f says acts: "allows" is no act of a door.
func (g *grammar) acts(f *extract.Frame) bool {
	x := f.Argument(extract.A0)
	if x == nil {
		return true
	}
	if x.Entity >= 0 && int(x.Entity) < len(g.a.Entities) {
		switch g.a.Entities[x.Entity].Type {
		case graph.TypePerson, graph.TypeOrganization, graph.TypePlace:
			return true
		}
		return false
	}
	t := headToken(g, x)
	switch frameModel().lex.Class(g.a, t) {
	case ClassPerson, ClassGroup, ClassLocation, ClassNameWord, ClassPronoun:
		return true
	}
	return false
}

// obliges tells that what the verb of speech v reports ought to be done by another.
//
//	"said that the rebels must leave"
func (g *grammar) obliges(v int32) bool {
	c := g.child(v, extract.Ccomp)
	if c < 0 {
		return false
	}
	if t := g.child(c, extract.Nsubj, extract.NsubjPass); t < 0 || g.upos(t) == extract.PRON {
		return false
	}
	for _, k := range g.children(c) {
		if g.deprel(k) == extract.Aux {
			switch lowerLemma(g.word(k)) {
			case "must", "should", "ought":
				return true
			}
		}
	}
	return false
}

// formal tells of a protest that is handed over, not shouted: the noun or its verb.
//
//	"lodged an official protest with the embassy"
func (g *grammar) formal(t int32) bool {
	o := t
	if g.upos(t) == extract.VERB {
		o = g.child(t, extract.Obj, extract.NsubjPass)
	} else {
		t = g.head(t)
	}
	return o >= 0 && t >= 0 && formalities[lowerLemma(g.word(t))] && (g.deprel(o) == extract.Obj || g.deprel(o) == extract.NsubjPass) && lowerLemma(g.word(o)) == "protest"
}

// brought is the kind of what a verb brings forward against somebody.
//
//	"presented evidence against the ministry", "issued arrest warrants for two men"
func (g *grammar) brought(v int32, kinds map[string]graph.PredicateName) graph.PredicateName {
	if !brings[lowerLemma(g.word(v))] {
		return ""
	}
	o := g.child(v, extract.Obj, extract.NsubjPass)
	if o < 0 {
		return ""
	}
	p := kinds[lowerLemma(g.word(o))]
	if p != graph.Accused && p != graph.Investigated {
		return p
	}
	for _, t := range [...]int32{o, v} {
		for _, c := range g.children(t) {
			if r := g.deprel(c); (r == extract.Nmod || r == extract.Obl) && g.preposition(c) == "against" {
				return p
			}
		}
	}
	return ""
}

// undergone turns an act round whose noun is the object of the one who suffers or enjoys it.
//
//	"The minister faced criticism from the opposition", "received assurances from the government"
func (g *grammar) undergone(noun int32, chosen []argument) []argument {
	v := g.head(noun)
	if v < 0 || g.deprel(noun) != extract.Obj || g.upos(v) != extract.VERB || !undergoes[lowerLemma(g.word(v))] {
		return chosen
	}
	by := extract.None
	for _, t := range [...]int32{noun, v} {
		for _, c := range g.children(t) {
			if r := g.deprel(c); (r == extract.Nmod || r == extract.Obl || r == extract.OblAgent) && (g.preposition(c) == "from" || g.preposition(c) == "by") {
				by = c
			}
		}
	}
	to := g.child(v, extract.Nsubj)
	if to < 0 {
		to = g.understood(v)
	}
	if by < 0 || to < 0 {
		return chosen
	}
	out := chosen[:0]
	for _, x := range chosen {
		if x.label > 2 && x.Token != by && x.Token != to {
			out = append(out, x)
		}
	}
	return append(out, argument{Candidate{Token: by}, 1, suppliedLog}, argument{Candidate{Token: to}, 2, suppliedLog})
}
