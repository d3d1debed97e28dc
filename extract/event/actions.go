package event

import (
	"slices"
	"strings"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/graph"
)

// maxConjuncts bounds the members of a coordination that become statements of their own.
const maxConjuncts = 12

// actions appends the edges between parties that frames make.
func (s *scene) actions(out []extract.Statement) []extract.Statement {
	for i := range s.a.Frames {
		out = s.act(int32(i), out)
	}
	return out
}

// act appends the edges of one frame.
func (s *scene) act(i int32, out []extract.Statement) []extract.Statement {
	a := s.a
	f := &a.Frames[i]
	noun := s.upos(f.Head) == extract.NOUN
	switch {
	case s.deprel(f.Head) == extract.Amod:
		return s.compounded(f, out) // not "forced labour", "the rescued members"
	case !noun && s.inside[f.Head]:
		return out // "Save the Children"
	case s.upos(f.Head) == extract.AUX, s.deprel(f.Head) == extract.Case, s.deprel(f.Head) == extract.Mark, s.deprel(f.Head) == extract.Compound:
		return out
	}
	if s.moods.of(f.Head).question {
		return out
	}
	if s.hasAdverb(f.Head, "accidentally") || s.hasAdverb(f.Head, "inadvertently") || s.hasAdverb(f.Head, "unintentionally") {
		return out // "accidentally shot a friend": no act against him
	}
	c, subjects, objects := s.relation(f, noun)
	if c == nil || noun && a.Sentences[a.Tokens.Sentence[f.Head]].Heading && (len(subjects) == 0 || len(objects) == 0) {
		return out // a section heading tells nothing by a noun alone
	}
	modality, polarity := f.Modality, f.Polarity
	if v := s.head(f.Head); noun && c.predicate == graph.YieldedTo && v >= 0 && s.upos(v) == extract.VERB && (s.deprel(f.Head) == extract.Obj || s.deprel(f.Head) == extract.NsubjPass) {
		m := s.moods.of(v) // "hoped to lift the embargo": it is lifted as surely as the verb says
		if modality = m.modality; m.negated {
			polarity = graph.Negated
		}
	}
	if noun && modality == graph.Asserted && s.preposition(f.Head) == "for" && s.head(f.Head) >= 0 && c.predicate != graph.Attacked {
		if v := s.head(f.Head); sought[lowerLemma(s.word(v))] || s.upos(v) == extract.VERB && (motionVerbs[lowerLemma(s.word(v))] != nil && s.xpos(v) != extract.VBD || lowerLemma(s.word(v)) == "leave") {
			modality = graph.Planned // "a search for", "heads to Lima for a meeting with"
		}
	}
	if s.bound(f.Head) >= 0 && modality == graph.Asserted {
		modality = graph.Planned
	}
	emit := func(subject, object int32) {
		if subject == object {
			return
		}
		x := extract.Statement{
			Subject: subject, Predicate: c.predicate, Object: object, Verb: f.Lemma, Polarity: polarity, Modality: modality, Tense: f.Tense,
			Place: extract.None, SaidIn: extract.None, Frame: i, Quote: extract.None, Evidence: s.frameSpan(f),
		}
		x.Confidence = float64(f.Confidence)
		x.Explanation = []graph.Reason{{Layer: string(extract.LayerFrames), Reason: c.describe(f.Lemma)}}
		out = append(out, x)
	}
	if c.predicate == graph.Attacked && noun && clashes[f.Lemma] {
		// "clashes between the army and rebels", "the army's clashes with rebels": each attacks the other
		parties := objects
		if len(subjects) > 0 && len(objects) > 0 {
			for _, x := range subjects {
				for _, y := range objects {
					emit(x, y)
					emit(y, x)
				}
			}
			return out
		}
		pairs(parties, func(x, y int32) {
			emit(x, y)
			emit(y, x)
		})
		return out
	}
	if c.predicate == graph.Attacked && !noun && (f.Lemma == "clash" || f.Lemma == "fight" || f.Lemma == "battle" || f.Lemma == "skirmish") && len(objects) > 0 && len(subjects) > 0 && s.hasWith(f.Head) {
		// "protesters clashed with police": each attacks the other
		for _, x := range objects {
			for _, y := range subjects {
				emit(x, y)
			}
		}
	}
	switch {
	case c == &mutual:
		pairs(subjects, func(x, y int32) {
			emit(x, y)
			emit(y, x)
		})
	case len(objects) > 0 && len(subjects) > 0 && c.predicate == graph.Attacked && tollVerbs[f.Lemma] != "" && s.mishap(f.Head):
		// "A tower collapsed, killing six": it attacked nobody
	case len(objects) > 0 && len(subjects) > 0 && c.predicate == graph.Attacked && s.sporting(f.Head):
		// "The striker fired a shot at the goalkeeper"
	case len(objects) > 0 && len(subjects) > 0:
		for _, x := range subjects {
			for _, y := range objects {
				emit(x, y)
			}
		}
	case len(objects) > 0:
		// "The mayor was killed", "the assassination of the mayor": nobody is named who did it.
		switch {
		case c.predicate == graph.Attacked && (tollVerbs[f.Lemma] != "" || f.Lemma == "hit" || f.Lemma == "strike" || f.Lemma == "destroy") && s.accident(f.Head):
			// "Nine people were killed when an avalanche struck": nobody attacked them
		case c.predicate == graph.Attacked && s.sporting(f.Head):
			// "United were destroyed by an early goal"
		case c.predicate == graph.Attacked && !noun && wrecks[f.Lemma] && !s.violence(f.Head):
			// "The houses were destroyed": by whom or what, nothing around it tells
		case !noun && !s.passive(f.Head) && !s.has(f.Head, extract.Nsubj) && !s.armed(f.Head):
			// an active verb acts for someone whom neither tree nor text gave: nothing is guessed
		case !c.predicate.Symmetric():
			for _, y := range objects {
				emit(extract.None, y)
			}
		case len(objects) > 1:
			// "cooperation between the two": one edge a pair
			pairs(objects, emit)
		}
	case c.predicate.Symmetric() && len(subjects) > 1:
		// "Russia and Ukraine agreed on a truce"
		pairs(subjects, emit)
	case c.bare && len(subjects) > 0:
		for _, x := range subjects {
			emit(x, extract.None)
		}
	}
	return out
}

func (s *scene) hasWith(v int32) bool {
	for _, c := range s.children(v) {
		if s.preposition(c) == "with" {
			return true
		}
	}
	return false
}

func pairs(parties []int32, emit func(x, y int32)) {
	for k, x := range parties {
		for _, y := range parties[k+1:] {
			emit(x, y)
		}
	}
}

// relation finds the construction of a frame and the parties on its two sides.
func (s *scene) relation(f *extract.Frame, noun bool) (c *construction, subjects, objects []int32) {
	a := s.a
	if !noun && s.finite(f.Head) && !s.hasSubject(f.Head) && (s.deprel(f.Head) == extract.Advcl || s.deprel(f.Head) == extract.Ccomp) {
		return nil, nil, nil // a finite clause whose subject the parser lost
	}
	f = s.among(s.whose(s.voiced(f)))
	if !noun {
		if c, subjects, objects := s.ordeal(f.Head); c != nil {
			return c, subjects, objects
		}
	} else if f.Lemma == "resignation" {
		return s.resigning(f)
	} else if s.has(f.Head, extract.Cop) {
		if c, subjects, objects := s.controlled(f.Head, s.child(f.Head, extract.Nsubj)); c != nil {
			return c, subjects, objects
		}
	}
	c, object := construe(s.grammar, f, s.entity)
	if object != nil && c != nil && !noun && !c.predicate.Symmetric() && !s.passive(f.Head) && !s.bareParticiple(f.Head) {
		if t := headToken(s.grammar, object); s.head(t) == f.Head && s.deprel(t) == extract.Nsubj {
			c, object = nil, nil // "the plane turned back"
		}
	}
	if object != nil {
		objects = s.parties(object)
		if t := headToken(s.grammar, object); s.numbers(t) {
			if !countsPeople[f.Lemma] {
				return nil, nil, nil // "temperatures hit 40"
			}
			objects = append([]int32{s.crowd(t)}, objects...)
		}
	}
	if k := s.gapped(f.Head); !noun && k >= 0 && len(actionLexicon().verbs[f.Lemma]) > 0 {
		if !s.shared(f.Head) {
			subjects = s.doers(f.Head)
		}
		return &actionLexicon().verbs[f.Lemma][0], subjects, []int32{s.crowd(k)}
	}
	if noun && (c == nil || object == nil) {
		if k, list := s.underlies(f); k != nil {
			c, objects = k, list
		}
	}
	if noun && c == nil && len(actionLexicon().nouns[f.Lemma]) > 0 && actionLexicon().nouns[f.Lemma][0].predicate == graph.Investigated {
		if x := s.phraseOf(f.Head, "into", s.entity); x != nil {
			if list := s.culprits(headToken(s.grammar, x)); len(list) > 0 {
				c, objects = &probed, list // "an investigation into misconduct by the minister"
			}
		}
	}
	if noun && c == nil {
		if t := s.sufferer(f.Head); t >= 0 {
			c, objects = &actionLexicon().nouns[f.Lemma][0], s.conjuncts(t)
		}
	}
	if c != nil && c.predicate == graph.ProtestedAgainst && object != nil && len(objects) > 0 && !s.actor(objects[0]) || c == nil && !noun && f.Lemma == "protest" {
		c, objects = s.protested(f)
	}
	if c != nil && !noun && f.Lemma == "charge" && (s.rushes(f.Head) || s.entrusted(f.Head) || s.has(f.Head, extract.Ccomp) && !s.passive(f.Head)) {
		return nil, nil, nil
	}
	if c != nil && object != nil && s.elsewhere(c, f, object) {
		return nil, nil, nil
	}
	if c != nil && !noun && c.predicate == graph.Attacked && hurls[f.Lemma] {
		if o := s.child(f.Head, extract.Obj, extract.NsubjPass); o >= 0 && !s.thrown(o) {
			return nil, nil, nil // "dropped the charges against him"
		}
	}
	if noun && c != nil {
		if v := s.head(f.Head); v >= 0 && (s.deprel(f.Head) == extract.Obj || s.deprel(f.Head) == extract.NsubjPass) && !s.anothers(f.Head) {
			// "removed the sanctions on Burma": not sanctioned, but yielded
			switch p := s.composed(v); {
			case p == graph.YieldedTo, p == graph.Sanctioned && c.predicate != graph.Sanctioned:
				c = &construction{predicate: p}
				if t := s.understood(v); t >= 0 && !s.passive(v) {
					subjects = s.conjuncts(t)
				}
			}
		}
	}
	if c == nil && !noun {
		c, objects = s.phrase(f)
	}
	if agent := s.agent(f, noun, object); agent >= 0 {
		if !noun && s.tail(agent) {
			return nil, nil, nil
		}
		subjects = s.conjuncts(agent)
		own := len(subjects)
		subjects = slices.DeleteFunc(subjects, func(e int32) bool { return slices.Contains(objects, e) })
		if own > 0 && len(subjects) == 0 && noun {
			return c, nil, objects // a name after its title, read as two parties
		}
		subjects = slices.DeleteFunc(subjects, func(e int32) bool {
			return !s.actor(e) || c != nil && c.predicate == graph.Attacked && a.Entities[e].Type == graph.TypePlace && a.Entities[e].Generic || // "hurt by fragments"
				(f.Lemma == "attack" || f.Lemma == "strike") && (s.a.Entities[e].Type == graph.TypeOther && !s.a.Entities[e].Generic || s.a.Entities[e].Subtype == "MEDIA") // a paper may attack in words
		})
		if c != nil && c.predicate == graph.Attacked && len(subjects) == 0 && s.strikes(s.counted(agent)) {
			// "Russian missiles struck the port", "an Israeli airstrike killed two": whose they are
			for _, k := range s.children(s.counted(agent)) {
				switch s.deprel(k) {
				case extract.Amod, extract.Compound, extract.NmodPoss:
					if e := s.entity(k); k < agent && e >= 0 && s.actor(e) && s.owner(k, e) {
						subjects = append(subjects, e)
					}
				}
			}
			return c, subjects, objects
		}
		if c != nil && len(subjects) == 0 && len(objects) > 0 && !noun && !s.passive(f.Head) && toppled[f.Lemma] && s.uprising(s.counted(agent)) {
			return c, nil, objects // "a rebellion that ousted the president": nobody is named
		}
		if t := s.purposeful(f.Head, true); len(subjects) == 0 && c != nil && t >= 0 {
			subjects = slices.DeleteFunc(s.conjuncts(t), func(e int32) bool { return !s.actor(e) || slices.Contains(objects, e) })
		}
		if len(subjects) == 0 && c != nil && !c.predicate.Symmetric() {
			return nil, nil, nil // something acts, but nothing that is a party: "nothing will prevent us"
		}
	}
	if noun && len(subjects) == 0 && c != nil && given[f.Lemma] {
		for _, k := range s.children(f.Head) {
			switch s.deprel(k) {
			case extract.Amod, extract.Compound, extract.NmodPoss:
				if e := s.entity(k); e >= 0 && s.actor(e) && !slices.Contains(objects, e) {
					subjects = append(subjects, e) // "EU sanctions", "German aid"
				}
			}
		}
	}
	if noun && len(subjects) == 0 && c != nil && c.predicate == graph.MetWith && object != nil && s.argumentPreposition(f, object) == "with" {
		subjects = s.conferring(f.Head)
		subjects = slices.DeleteFunc(subjects, func(e int32) bool { return !s.actor(e) || slices.Contains(objects, e) })
	}
	if noun && c != nil && c.predicate == graph.ActedOn {
		if v := s.head(f.Head); len(subjects) == 0 && v >= 0 && s.upos(v) == extract.VERB && s.deprel(f.Head) != extract.Nsubj && s.deprel(f.Head) != extract.NsubjPass && !s.passive(v) {
			if t := s.understood(v); t >= 0 {
				subjects = slices.DeleteFunc(s.conjuncts(t), func(e int32) bool { return !s.actor(e) || slices.Contains(objects, e) }) // "leads after a win over the other"
			}
		}
		objects = slices.DeleteFunc(objects, func(e int32) bool { return !s.actor(e) || s.a.Entities[e].Generic })
		if len(subjects) == 0 {
			return nil, nil, nil
		}
	}
	if c == &resigned {
		if len(subjects) == 0 || s.a.Entities[subjects[0]].Type != graph.TypePerson {
			return nil, nil, nil
		}
		if o, ok := s.office[subjects[0]]; ok && len(objects) == 0 && s.a.Entities[o].Type == graph.TypeOrganization && !s.a.Entities[o].Generic {
			objects = append(objects, o) // from the body in which he holds office
		}
		if s.a.Entities[subjects[0]].Generic && len(objects) == 0 {
			return nil, nil, nil
		}
	}
	if c == &mobilized && len(subjects) == 0 && len(objects) == 0 && s.passive(f.Head) {
		if t := s.understood(f.Head); t >= 0 {
			subjects = s.conjuncts(t) // "the army was put on alert"
		}
	}
	if c != nil {
		if c.predicate == graph.MetWith && !noun && (f.Lemma == "speak" || f.Lemma == "talk") {
			objects = slices.DeleteFunc(objects, s.press) // "spoke to reporters": a statement, no meeting
			if len(objects) == 0 {
				return nil, nil, nil
			}
		}
		if noun && c.predicate.Symmetric() && object != nil && len(objects) > 1 {
			if p := s.argumentPreposition(f, object); p == "between" || p == "among" {
				subjects = nil // "arranged a meeting between the two": whoever arranged it did not meet
			}
		}
		if c.predicate == graph.WithdrewFrom && !noun && f.Lemma == "leave" && s.passive(f.Head) {
			return nil, nil, nil // "some bugs are left"
		}
		if c.predicate == graph.MobilizedAgainst && len(objects) == 0 && !noun {
			if e := s.there(f.Head); e >= 0 {
				objects = append(objects, e)
			}
		}
		return c, subjects, objects
	}
	if x := f.Argument(extract.A0); len(subjects) > 1 && (!noun && !s.passive(f.Head) || noun && s.lightVerb(f.Head) >= 0) && (x == nil || !s.lists(headToken(s.grammar, x))) {
		// "France and Germany met", "France and Germany signed a treaty"
		list := actionLexicon().verbs[f.Lemma]
		if noun {
			list = actionLexicon().nouns[f.Lemma]
		}
		if len(list) > 0 && list[0].predicate.Symmetric() { // not "are fighting in a war"
			return &list[0], subjects, nil
		}
	}
	if noun || predicateOf(s.grammar, f, s.entity).Family() == graph.FamilySpeech {
		return nil, nil, nil
	}
	if to := s.recipient(f.Head); to >= 0 && len(subjects) > 0 {
		subjects = slices.DeleteFunc(subjects, func(e int32) bool { return a.Entities[e].Type == graph.TypeOther })
		objects = slices.DeleteFunc(s.conjuncts(to), func(e int32) bool {
			return !s.actor(e) || a.Entities[e].Generic && (a.Entities[e].Type == graph.TypePlace || len(subjects) == 0 || a.Entities[subjects[0]].Generic) || a.Entities[e].Type == graph.TypePlace && a.Entities[e].Subtype != "COUNTRY"
		})
		if len(objects) > 0 && len(subjects) > 0 {
			return &construction{predicate: graph.ActedOn}, subjects, objects
		}
	}
	// Any other transitive relation between two parties.
	if k := s.child(f.Head, extract.Xcomp); k >= 0 && s.upos(k) != extract.NOUN && s.upos(k) != extract.PROPN {
		return nil, nil, nil // "made it easier", "is pushing them to leave": what they are led to do is the point
	}
	if f.Lemma == "hold" && s.blames(f.Head) {
		return nil, nil, nil
	}
	if len(subjects) == 0 {
		return s.befallen(f)
	}
	x := f.Argument(extract.A1)
	if x == nil || s.argumentPreposition(f, x) != "" || containing[f.Lemma] || !s.passive(f.Head) && s.head(headToken(s.grammar, x)) == f.Head && s.deprel(headToken(s.grammar, x)) != extract.Obj {
		return nil, nil, nil
	}
	objects = s.parties(x)
	objects = slices.DeleteFunc(objects, func(e int32) bool {
		// who takes part in an event is told by its roles
		return a.Entities[e].Type == graph.TypeEvent && !(settles[f.Lemma] && (!a.Entities[e].Generic || s.isHappening(headToken(s.grammar, x)) && lowerLemma(s.word(headToken(s.grammar, x))) != "vote"))
	})
	if f.Lemma == "visit" || f.Lemma == "enter" || f.Lemma == "reach" {
		objects = slices.DeleteFunc(objects, func(e int32) bool { return a.Entities[e].Type == graph.TypePlace }) // motion is a state: LOCATED_IN
	}
	objects = slices.DeleteFunc(objects, s.vague)
	subjects = slices.DeleteFunc(subjects, func(e int32) bool {
		x := &a.Entities[e] // "the Constitution vests", "the equator makes"
		return x.Type == graph.TypeOther || x.Type == graph.TypePlace && (x.Generic || x.Subtype != "COUNTRY" && x.Subtype != "CITY" && x.Subtype != "REGION")
	})
	named := false
	for _, e := range subjects {
		named = named || !a.Entities[e].Generic
	}
	objects = slices.DeleteFunc(objects, func(e int32) bool {
		return !s.actor(e) && a.Entities[e].Generic && a.Entities[e].Type != graph.TypeEvent || a.Entities[e].Generic && !named
	})
	if len(objects) == 0 || len(subjects) == 0 {
		return nil, nil, nil
	}
	return &construction{predicate: graph.ActedOn}, subjects, objects
}

// toppled are verbs of what an uprising or a war does to those in power, and to others.
var toppled = set("oust depose exile expel kill topple injure wound")

// uprising tells whether the noun t names a fight or a seizure of power.
func (s *scene) uprising(t int32) bool {
	switch w := lowerLemma(s.word(t)); w {
	case "coup", "uprising", "rebellion", "revolt", "revolution", "insurgency", "war", "invasion", "insurrection", "mutiny", "putsch", "battle", "conflict", "violence", "unrest", "riot":
		return true
	}
	return false
}

// settles are verbs that do more to an event than take part in it.
var settles = set("win found create establish cancel postpone disrupt interrupt")

// sought are nouns for what is to lead to an act: "a reward for his capture".
var sought = set("reward bounty warrant hunt manhunt search bid plan ransom deadline date")

// gives and takes are verbs of transfer, by where the other party stands.
var (
	gives = set("give hand return sell lose transfer deliver present award grant lend show cede entrust donate send")
	takes = set("take steal gain buy win purchase inherit borrow")
)

// wielded reads verbs whose object says what is done to the party in the phrase after it.
//
//	"seized control of the town" COERCED, "put pressure on the bank" COERCED, "pose a threat to the state" ACTED_ON
func (s *scene) wielded(v int32) (*construction, []int32) {
	o := s.child(v, extract.Obj)
	if o < 0 || s.passive(v) {
		return nil, nil
	}
	var c *construction
	var prepositions []string
	switch w := lowerLemma(s.word(v)); lowerLemma(s.word(o)) {
	case "control":
		switch w {
		case "take", "seize", "gain", "regain", "wrest", "assume", "retake":
			c, prepositions = &coerced, []string{"of", "over"}
		case "have", "exert", "exercise", "hold", "maintain", "keep":
			c, prepositions = &dealt, []string{"over", "of"}
		}
	case "pressure":
		if w == "put" || w == "exert" || w == "apply" || w == "increase" || w == "step" || w == "ramp" || w == "place" {
			c, prepositions = &coerced, []string{"on", "upon"}
		}
	case "threat":
		if w == "pose" {
			c, prepositions = &dealt, []string{"to"}
		}
	case "influence":
		if w == "exert" || w == "have" || w == "wield" {
			c, prepositions = &dealt, []string{"over", "on"}
		}
	}
	for _, p := range prepositions {
		for _, h := range []int32{o, v} {
			if x := s.phraseOf(h, p, s.entity); x != nil {
				return c, slices.DeleteFunc(s.parties(x), func(e int32) bool { return !s.actor(e) })
			}
		}
	}
	return nil, nil
}

// recipient is to whom, or from whom, the verb v moves something that is no party.
//
//	"returned the files to the party", "gained a seat from the Greens"
func (s *scene) recipient(v int32) int32 {
	w := lowerLemma(s.word(v))
	o := s.child(v, extract.Obj, extract.NsubjPass)
	if s.upos(v) != extract.VERB || o < 0 || !gives[w] && !takes[w] {
		return extract.None
	}
	if i := s.child(v, extract.Iobj); gives[w] && i >= 0 {
		return i // "gave the union a list"
	}
	if i := s.child(v, extract.NsubjPass); gives[w] && i >= 0 && s.has(v, extract.Obj) {
		return i // "The union was given a list by the firm"
	}
	if e := s.entity(o); e >= 0 && s.actor(e) {
		return extract.None
	}
	for _, h := range [...]int32{v, o, s.child(o, extract.Conj)} {
		if h < 0 {
			continue
		}
		for _, c := range s.children(h) {
			if r := s.deprel(c); r != extract.Obl && r != extract.Nmod || c < v || s.time[c] >= 0 {
				continue
			}
			if p := s.preposition(c); gives[w] && p == "to" || takes[w] && p == "from" {
				return c
			}
		}
	}
	return extract.None
}

// containing are verbs that tell how things are, and not what one party does to another.
var containing = set(`be have include comprise contain involve consist number total equal resemble mean die become remain concern regard lack own|up see hear know like love
	border neighbor neighbour adjoin share divide separate straddle surround span face need undergo seek want desire wish prefer work do go get obtain expect let say discuss survive cross produce stay argue explain mention think believe hope fear remember recall imagine`)

// voiced is the frame with the subject of a passive as what it is done to, where
// the classifier took it for who acts.
//
//	"a journalist who was kidnapped"
//	"900 people rescued off the coast"
func (s *scene) voiced(f *extract.Frame) *extract.Frame {
	if s.upos(f.Head) != extract.VERB || !s.passive(f.Head) && !s.bareParticiple(f.Head) || f.Argument(extract.A1) != nil {
		return f
	}
	for i := range f.Arguments {
		x := &f.Arguments[i]
		if x.Role != extract.A0 {
			continue
		}
		t := headToken(s.grammar, x)
		if s.deprel(t) == extract.OblAgent || s.argumentPreposition(f, x) == "by" || t > f.Head {
			return f
		}
		turned := *f
		turned.Arguments = slices.Clone(f.Arguments)
		turned.Arguments[i].Role = extract.A1
		return &turned
	}
	return f
}

// owner tells whether the entity e, named by k before a weapon or an attack,
// is whose it is and not where it was: "a US missile", not "a Baghdad bomb".
func (s *scene) owner(k, e int32) bool {
	x := &s.a.Entities[e]
	return x.Type != graph.TypePlace || x.Subtype == "COUNTRY" || s.deprel(k) == extract.NmodPoss
}

// purposeful is who acts with the purpose that the infinitive v tells, where it
// was hung on a noun of his clause: the subject of the main verb. Unless loose,
// only "in order to" is sure enough.
//
//	"He wrote a statement published on his blog, in order to help the victims"
func (s *scene) purposeful(v int32, loose bool) int32 {
	if s.upos(v) != extract.VERB || s.deprel(v) != extract.Advcl || !s.infinitive(v) || s.hasSubject(v) || !strings.HasPrefix(s.markOf(v), "in order") && !loose {
		return extract.None
	}
	h := s.head(v)
	for up := 0; up < 6 && h >= 0; up++ {
		if s.upos(h) == extract.VERB && s.finite(h) && !s.passive(h) {
			return s.child(h, extract.Nsubj)
		}
		h = s.head(h)
	}
	return extract.None
}

// suffered are nouns whose possessor is whom the act befell.
var suffered = set(`arrest detention capture imprisonment incarceration assassination murder killing slaying kidnapping abduction execution beheading expulsion deportation
	extradition conviction dismissal ouster impeachment rescue indictment prosecution`)

// sufferer is the person whom the act that the noun t names befell, if a
// possessive or a compound says so.
//
//	"his arrest", "Hariri's assassination", "the Hariri assassination"
func (s *scene) sufferer(t int32) int32 {
	w := lowerLemma(s.word(t))
	if !suffered[w] {
		return extract.None
	}
	found := extract.None
	for _, c := range s.children(t) {
		switch s.deprel(c) {
		case extract.NmodPoss:
		case extract.Compound:
			if s.upos(c) != extract.PROPN || w != "assassination" && w != "slaying" && w != "abduction" && w != "impeachment" {
				continue
			}
		case extract.Nmod:
			if s.preposition(c) == "of" {
				return extract.None // "the army's arrest of the mayor": the possessor acts
			}
			continue
		default:
			continue
		}
		if e := s.entity(c); e >= 0 && s.a.Entities[e].Type == graph.TypePerson {
			found = c
		}
	}
	return found
}

// protested reads whose deed a protest is about: who did it (guideline 7).
//
//	"to protest Hanoi's land policy", "protested against the arrest of their leader by the army"
func (s *scene) protested(f *extract.Frame) (*construction, []int32) {
	t := s.child(f.Head, extract.Obj)
	if t < 0 {
		for _, c := range s.children(f.Head) {
			if p := s.preposition(c); s.deprel(c) == extract.Obl && (p == "against" || p == "over") {
				t = c
			}
		}
	}
	if t < 0 {
		return nil, nil
	}
	for _, c := range s.children(t) {
		if r := s.deprel(c); r == extract.NmodPoss || r == extract.Nmod && s.preposition(c) == "by" {
			if e := s.entity(c); e >= 0 && s.actor(e) {
				return &defied, []int32{e}
			}
		}
	}
	return nil, nil
}

// conferring are those who are said to do something at, in, during or after the
// talks that the noun t names: they held them.
//
//	"At a meeting with the premier, the president said …", "arrived for talks with the premier"
func (s *scene) conferring(t int32) []int32 {
	v := s.head(t)
	if v < 0 || s.deprel(t) != extract.Obl && s.deprel(t) != extract.Advcl || s.upos(v) != extract.VERB || s.passive(v) {
		return nil
	}
	switch s.markOf(t) {
	case "at", "in", "during", "after", "following", "follow", "for":
	default:
		return nil
	}
	if o := s.understood(v); o >= 0 && !s.has(t, extract.NmodPoss) {
		return s.conjuncts(o)
	}
	return nil
}

// elsewhere tells that an object is only where an act took place, or one of those
// with whom somebody unnamed did it.
//
//	"rallied at the square", "sent doctors to Chad", "plans for talks with Chad and Peru"
func (s *scene) elsewhere(c *construction, f *extract.Frame, object *extract.Argument) bool {
	e := object.Entity
	place := e >= 0 && s.a.Entities[e].Type == graph.TypePlace
	switch p := s.argumentPreposition(f, object); c.predicate {
	case graph.ProtestedAgainst:
		return place && s.a.Entities[e].Subtype != "COUNTRY" && p == "at"
	case graph.MobilizedAgainst:
		o := s.child(f.Head, extract.Obj, extract.NsubjPass)
		return o >= 0 && (place && helpers[lowerLemma(s.word(o))] || (f.Lemma == "amass" || f.Lemma == "muster") && !forces[lowerLemma(s.word(o))])
	case graph.MetWith:
		return p == "with" && s.upos(f.Head) == extract.NOUN && f.Argument(extract.A0) == nil && s.lightVerb(f.Head) < 0 &&
			len(s.conferring(f.Head)) == 0 && len(s.parties(object)) > 1
	}
	return false
}

// helpers are people who are sent to help.
var helpers = set(`expert doctor observer monitor worker medic scientist nurse engineer rescuer firefighter volunteer inspector diplomat envoy investigator specialist
	surgeon physician paramedic teacher technician`)

// hurls are verbs of throwing, which attack only with what can be thrown.
var hurls = set("drop hurl lob throw")

// thrown tells whether the noun t is something that one throws.
func (s *scene) thrown(t int32) bool {
	w := lowerLemma(s.word(t))
	switch frameModel().lex.Noun(w) {
	case ClassArtifact, ClassObject, ClassUnknown:
		return !actionNoun(w)
	}
	return weapons[w]
}

// weapons act for those who fire them.
var weapons = set(`missile rocket drone shell bomb jet warplane plane aircraft helicopter tank artillery bullet torpedo warship fighter airstrike strike mortar gunship`)

// accidents are what kills without anyone attacking.
var accidents = set(`accident crash avalanche earthquake quake flood flooding storm hurricane typhoon cyclone tornado landslide mudslide collapse fire blaze wildfire virus
	outbreak epidemic pandemic tsunami eruption derailment stampede disaster heatwave disease sinking capsizing wreck malfunction cholera flu debris wreckage
	lightning tornado drought rockfall cave-in weather heat cold snow rain snowfall rainfall blizzard tide`)

// mishaps are verbs of what goes wrong by itself.
var mishaps = set("collapse crash overturn capsize derail sink plunge topple skid veer collide ignite erupt")

// accident tells whether the sentence of v speaks of a misfortune.
func (s *scene) accident(v int32) bool {
	r := s.a.Sentences[s.a.Tokens.Sentence[v]].TokenRange
	for t := max(r.First, v-60); t < min(r.End, v+60); t++ {
		switch w := lowerLemma(s.word(t)); s.upos(t) {
		case extract.NOUN:
			if accidents[w] && !(w == "fire" && s.gunfire(t)) {
				return true
			}
		case extract.PROPN:
			switch w {
			case "hurricane", "typhoon", "cyclone":
				return true
			}
		case extract.VERB:
			if mishaps[w] || w == "fall" && s.deprel(t) == extract.Advcl {
				return true // "were hurt when the tower fell"
			}
		}
	}
	return s.misfortune(v)
}

// games are words of sport beside which "attack", "shoot" and "destroy" hurt nobody.
var games = set(`goalkeeper striker midfielder quarterback touchdown inning innings wicket batsman bowler semifinal semi-final quarterfinal playoff halftime
	half-time equaliser equalizer hat-trick scoreline defender winger referee offside free-kick semifinals linebacker homer puck`)

// sporting tells whether the sentence of v tells of a game, and of nobody dead or hurt.
func (s *scene) sporting(v int32) bool {
	r := s.a.Sentences[s.a.Tokens.Sentence[v]].TokenRange
	found := false
	for t := max(r.First, v-60); t < min(r.End, v+60); t++ {
		w := lowerLemma(s.word(t))
		found = found || games[w] && s.upos(t) == extract.NOUN
		if tollVerbs[w] != "" && w != "kill" || w == "police" || w == "bomb" || w == "gunman" {
			return false
		}
	}
	return found
}

// wrecks are done to things by storms and builders as well as by attackers.
var wrecks = set("destroy demolish devastate annihilate obliterate")

// violence tells whether the sentence of v or the two before it speak of an attack.
func (s *scene) violence(v int32) bool {
	k := s.a.Tokens.Sentence[v]
	end := min(s.a.Sentences[k].TokenRange.End, v+60)
	for t := max(s.a.Sentences[max(0, k-2)].TokenRange.First, v-120); t < end; t++ {
		if w := lowerLemma(s.word(t)); t != v && (violent[w] || s.upos(t) == extract.NOUN && actionNoun(w) && actionLexicon().nouns[w][0].predicate == graph.Attacked) {
			return true
		}
	}
	return false
}

// rushes tells that "charge" is to run at something: "charged into the crowd".
func (s *scene) rushes(v int32) bool {
	for _, c := range s.children(v) {
		switch s.preposition(c) {
		case "into", "at", "toward", "towards", "through", "across":
			return s.deprel(c) == extract.Obl
		}
	}
	return false
}

// entrusted tells that "charged with" names a duty and no crime: "a team charged with finding out".
func (s *scene) entrusted(v int32) bool {
	for _, c := range s.children(v) {
		if s.xpos(c) == extract.VBG && (s.markOf(c) == "with" || s.preposition(c) == "with") && duties[lowerLemma(s.word(c))] {
			return true
		}
	}
	return false
}

// duties are what one is charged with as a task.
var duties = set(`determine ensure investigate oversee implement enforce administer supervise coordinate monitor safeguard review`)

// misfortune tells whether the two sentences before that of v speak of a
// misfortune, and none of the three of an attack.
//
//	"A plane crashed on Monday. A bystander was also hurt."
func (s *scene) misfortune(v int32) bool {
	k := s.a.Tokens.Sentence[v]
	end := min(s.a.Sentences[k].TokenRange.End, v+60)
	found := false
	for t := max(s.a.Sentences[max(0, k-2)].TokenRange.First, v-120); t < end; t++ {
		w := lowerLemma(s.word(t))
		switch s.upos(t) {
		case extract.NOUN:
			found = found || accidents[w] && w != "fire"
			if actionNoun(w) && actionLexicon().nouns[w][0].predicate == graph.Attacked || violent[w] {
				return false
			}
		case extract.VERB:
			found = found || mishaps[w]
			if violent[w] {
				return false
			}
		}
	}
	return found
}

// violent are words of attacks beside those that name one.
var violent = set("attack shoot bomb stab explode detonate ambush shell fight clash battle gunman militant rebel insurgent soldier terrorist bomber explosion blast violence war gunfire")

// mishap tells whether v is what follows from a mishap: "A tower collapsed, killing six".
func (s *scene) mishap(v int32) bool {
	h := s.head(v)
	if h < 0 || s.deprel(v) != extract.Advcl && s.deprel(v) != extract.Conj || s.hasSubject(v) {
		return false
	}
	return mishaps[lowerLemma(s.word(h))]
}

// strikes tells whether the noun t is a weapon or an attack.
func (s *scene) strikes(t int32) bool {
	w := lowerLemma(s.word(t))
	if weapons[w] {
		return true
	}
	switch w {
	case "fire":
		return s.gunfire(t)
	case "gunfire", "mine", "landmine", "grenade":
		return true
	case "blast", "explosion":
		// not one of gas
		for _, c := range s.children(t) {
			switch lowerLemma(s.word(c)) {
			case "bomb", "mine", "landmine", "grenade", "roadside", "suicide":
				return true
			}
		}
	}
	for _, c := range actionLexicon().nouns[w] {
		return c.predicate == graph.Attacked
	}
	return false
}

// forces are what is mobilized.
var forces = set(`troop troops force soldier army navy warship ship fleet jet aircraft tank bomber marine paratrooper battalion brigade division regiment carrier submarine
	reinforcement fighter militia guard drone helicopter destroyer frigate gunship unit personnel`)

// aidThings are what is given as aid.
var aidThings = set(`aid equipment weapon arm ammunition missile training fund funding money cash loan grant intelligence support assistance supplies supply food
	medicine vaccine shelter relief help donation fuel water tank jet drone helicopter asylum refuge care treatment protection information kit tent blanket
	humanitarian material security`)

// phrase reads verbs whose meaning lies in their object or complement.
func (s *scene) phrase(f *extract.Frame) (c *construction, objects []int32) {
	if c, objects := s.wielded(f.Head); len(objects) > 0 {
		return c, objects
	}
	if c, objects := s.dealings(f.Head); len(objects) > 0 {
		return c, objects
	}
	switch f.Lemma {
	case "save":
		// "to save the lives of refugees"
		if o := s.child(f.Head, extract.Obj); o >= 0 && lowerLemma(s.word(o)) == "life" {
			for _, k := range s.children(o) {
				if s.deprel(k) == extract.NmodPoss || s.deprel(k) == extract.Nmod && s.preposition(k) == "of" {
					return &aided, s.victimsOf(k, false)
				}
			}
		}
	case "turn in", "turn over", "give up", "hand over":
		// "turned himself in to the police"
		if o := s.child(f.Head, extract.Obj); o >= 0 && s.upos(o) == extract.PRON && strings.HasSuffix(s.a.Word(o), "self") || o >= 0 && strings.HasSuffix(s.a.Word(o), "selves") {
			if x := s.phraseOf(f.Head, "to", s.entity); x != nil {
				return &yielded, slices.DeleteFunc(s.parties(x), func(e int32) bool { return !s.actor(e) })
			}
		}
	case "open", "return":
		// "opened fire on a bus"
		if o := s.child(f.Head, extract.Obj); o >= 0 && lowerLemma(s.word(o)) == "fire" {
			for _, p := range [...]string{"on", "at", "upon", "against"} {
				for _, h := range [...]int32{f.Head, o} {
					if x := s.phraseOf(h, p, s.entity); x != nil && struck.fits(s.grammar, x) {
						return &struck, s.parties(x)
					}
				}
			}
		}
	case "fire":
		// "fired rounds aimed at a post"
		if o := s.child(f.Head, extract.Obj); o >= 0 {
			for _, k := range s.children(o) {
				if s.deprel(k) != extract.Acl || lowerLemma(s.word(k)) != "aim" {
					continue
				}
				if x := s.phraseOf(k, "at", s.entity); x != nil && struck.fits(s.grammar, x) {
					return &struck, s.parties(x)
				}
			}
		}
	case "launch":
		// "launched missiles at the capital"
		if o := s.child(f.Head, extract.Obj); o >= 0 && weapons[lowerLemma(s.word(o))] {
			for _, h := range []int32{f.Head, o} {
				for _, k := range s.children(h) {
					switch s.preposition(k) {
					case "at", "on", "into", "against", "toward", "towards":
						for _, e := range s.conjuncts(k) {
							if s.actor(e) {
								objects = append(objects, e)
							}
						}
					}
				}
			}
			if len(objects) > 0 {
				return &struck, objects
			}
		}
	case "send", "dispatch", "move", "order", "rush":
		// "sent troops to the border": against whomever, else where
		if x := f.Argument(extract.A1); x != nil && forces[lowerLemma(s.word(headToken(s.grammar, x)))] && !s.has(f.Head, extract.Xcomp) {
			for i := range f.Arguments {
				switch y := &f.Arguments[i]; s.argumentPreposition(f, y) {
				case "to", "against", "into", "in", "near", "toward", "towards":
					if y.Role != extract.A0 && y.Role != extract.ArgTMP {
						objects = append(objects, s.parties(y)...)
					}
				}
			}
			for _, p := range []string{"against", "to", "into", "in", "near"} {
				for _, h := range []int32{f.Head, headToken(s.grammar, x)} {
					if y := s.phraseOf(h, p, s.entity); y != nil && len(objects) == 0 && s.time[headToken(s.grammar, y)] < 0 {
						objects = append(objects, s.parties(y)...)
					}
				}
			}
			objects = slices.DeleteFunc(objects, func(e int32) bool { return !s.actor(e) })
			return &mobilized, objects
		}
	}
	switch f.Lemma {
	case "send", "give", "provide", "supply", "offer", "deliver", "lend", "grant", "donate", "contribute", "ship", "pledge":
		// "sent weapons to Ukraine", "gave them food", "provided the army with equipment"
		aid := false
		for i := range f.Arguments {
			x := &f.Arguments[i]
			if x.Role == extract.A0 {
				continue
			}
			t := headToken(s.grammar, x)
			switch p := s.preposition(t); {
			case s.upos(t) != extract.VERB && (aidThings[lowerLemma(s.word(t))] || s.money(t) && f.Lemma != "offer") && (p == "" || p == "with"):
				aid = true
				for _, k := range s.children(t) {
					if q := s.preposition(k); s.deprel(k) == extract.Nmod && (q == "to" || q == "for") {
						for _, e := range s.conjuncts(k) {
							if s.actor(e) {
								objects = append(objects, e) // "granted asylum to the rebels"
							}
						}
					}
				}
			case p == "to", p == "for" && x.Role != extract.ArgPRP, p == "" && (s.deprel(t) == extract.Iobj || s.deprel(t) == extract.Obj || s.deprel(t) == extract.NsubjPass):
				for _, e := range s.parties(x) {
					if s.actor(e) {
						objects = append(objects, e)
					}
				}
			}
		}
		if !aid {
			return nil, nil
		}
		if y := s.phraseOf(f.Head, "to", s.entity); y != nil && len(objects) == 0 {
			objects = slices.DeleteFunc(s.parties(y), func(e int32) bool { return !s.actor(e) })
		}
		if t := s.understood(f.Head); len(objects) == 0 && t >= 0 && s.passive(f.Head) {
			objects = slices.DeleteFunc(s.conjuncts(t), func(e int32) bool { return !s.actor(e) }) // "came and was granted asylum"
		}
		return &aided, objects
	case "receive", "get", "stay", "come":
		// "got in touch with the agency"
		for _, k := range s.children(f.Head) {
			if w := lowerLemma(s.word(k)); s.deprel(k) == extract.Obl && s.preposition(k) == "in" && (w == "touch" || w == "contact") {
				x := s.phraseOf(k, "with", s.entity)
				if x == nil {
					x = s.phraseOf(f.Head, "with", s.entity)
				}
				if x != nil {
					return &met, slices.DeleteFunc(s.parties(x), func(e int32) bool { return !s.actor(e) })
				}
			}
		}
		// "receives information from the agencies"
		if x := f.Argument(extract.A1); x != nil {
			switch lowerLemma(s.word(headToken(s.grammar, x))) {
			case "information", "intelligence", "datum", "training":
				for i := range f.Arguments {
					if y := &f.Arguments[i]; s.argumentPreposition(f, y) == "from" {
						objects = append(objects, s.parties(y)...)
					}
				}
				for _, k := range s.children(headToken(s.grammar, x)) {
					if s.preposition(k) == "from" {
						objects = append(objects, s.conjuncts(k)...)
					}
				}
				objects = slices.DeleteFunc(objects, func(e int32) bool { return !s.actor(e) })
				slices.Sort(objects)
				if objects = slices.Compact(objects); len(objects) > 0 {
					return &together, objects
				}
			}
		}
	case "put", "place":
		// "put its forces on high alert": nobody need be named against whom
		for _, k := range s.children(f.Head) {
			if p := s.preposition(k); s.deprel(k) != extract.Obl || p != "on" && p != "in" && p != "into" {
				continue
			}
			for t := s.lo[k]; t <= s.hi[k]; t++ {
				switch lowerLemma(s.word(t)) {
				case "alert", "standby", "footing", "readiness", "war":
					return &mobilized, nil
				}
			}
		}
	case "resign", "step down", "stand down":
		// "resigned his leadership in the party", "stepped down as chief of the agency"; nothing need be named
		for _, k := range s.children(f.Head) {
			switch p := s.preposition(k); {
			case s.deprel(k) == extract.Obj, s.deprel(k) == extract.Obl && (p == "from" || p == "as"):
				for _, d := range s.children(k) {
					if r := s.deprel(d); r == extract.Nmod || r == extract.Compound {
						if e := s.entity(d); e >= 0 && s.a.Entities[e].Type == graph.TypeOrganization {
							return &resigned, []int32{e}
						}
					}
				}
			}
		}
		return &resigned, nil
	case "exchange":
		// "exchanged fire": each side attacks the other
		if x := f.Argument(extract.A1); x != nil {
			switch lowerLemma(s.word(headToken(s.grammar, x))) {
			case "fire", "gunfire", "shot", "blow", "strike":
				return &mutual, nil
			}
		}
	case "set":
		// "set fire to a church", "set a bus on fire"
		if o := s.child(f.Head, extract.Obj, extract.NsubjPass); o >= 0 {
			x := &extract.Argument{Role: extract.A1, Head: extract.TokenRange{First: o, End: o + 1}, Entity: s.entity(o)}
			burning := false
			for _, k := range s.children(f.Head) {
				w := lowerLemma(s.word(k))
				burning = burning || w == "fire" && s.preposition(k) == "on" || w == "ablaze" || w == "alight"
			}
			if lowerLemma(s.word(o)) == "fire" {
				if x = s.phraseOf(f.Head, "to", s.entity); x == nil {
					x = s.phraseOf(o, "to", s.entity)
				}
				burning = true
			}
			if burning && x != nil && struck.fits(s.grammar, x) {
				return &struck, s.parties(x)
			}
		}
	case "investigate", "probe", "examine":
		// "is investigating attacks by the army", "allegations against the bank"
		if o := s.child(f.Head, extract.Obj); o >= 0 {
			if list := s.culprits(o); len(list) > 0 {
				return &probed, list
			}
		}
	case "hold", "keep", "confine", "force", "compel", "haul", "restrain", "lock":
		// "are holding two nurses", not "hold him responsible"
		if o := s.child(f.Head, extract.Obj); f.Lemma == "hold" && !s.passive(f.Head) && o >= 0 && !s.has(f.Head, extract.CompoundPrt) && s.upos(o) != extract.PRON && !captured[lowerLemma(s.word(o))] && !s.blames(f.Head) {
			if list := s.victimsOf(o, false); len(list) > 0 {
				return &coerced, list
			}
		}
		// "was kept at a base", "was forced to work"
		if x := f.Argument(extract.A1); x != nil && s.passive(f.Head) {
			for _, e := range s.parties(x) {
				if s.a.Entities[e].Type == graph.TypePerson {
					objects = append(objects, e)
				}
			}
			if len(objects) > 0 {
				return &coerced, objects
			}
		}
	case "deny", "refuse":
		// "denied them visas", "was refused entry"
		var person, thing bool
		for _, k := range s.children(f.Head) {
			switch s.deprel(k) {
			case extract.Iobj, extract.NsubjPass, extract.Obj:
				w := lowerLemma(s.word(k))
				if w == "visa" || w == "entry" || w == "access" || w == "permission" || w == "bail" || w == "asylum" || w == "permit" || w == "passport" {
					thing = true
				} else if e := s.entity(k); e >= 0 && s.actor(e) {
					person = true
					objects = append(objects, e)
				}
			}
		}
		if person && thing {
			return &coerced, objects
		}
	}
	return nil, nil
}

var (
	aided     = construction{predicate: graph.Aided}
	mobilized = construction{predicate: graph.MobilizedAgainst, bare: true}
	together  = construction{predicate: graph.CoordinatesWith}
	struck    = construction{predicate: graph.Attacked}
	dealt     = construction{predicate: graph.ActedOn}
	met       = construction{predicate: graph.MetWith}
	probed    = construction{predicate: graph.Investigated}
	yielded   = construction{predicate: graph.YieldedTo}
	resigned  = construction{predicate: graph.WithdrewFrom, bare: true}
	defied    = construction{predicate: graph.ProtestedAgainst}
	mutual    = construction{predicate: graph.Attacked}
	coerced   = construction{predicate: graph.Coerced}
)

// agent is the token of who acts: the agent argument, else the subject that the
// verb shares with the clause around it. None if there is none.
func (s *scene) agent(f *extract.Frame, noun bool, object *extract.Argument) int32 {
	if !noun {
		// "asked the council to help": the council is to help
		if h := s.head(f.Head); h >= 0 && (s.deprel(f.Head) == extract.Xcomp || s.deprel(f.Head) == extract.Ccomp || s.deprel(f.Head) == extract.Advcl && s.infinitive(f.Head)) && !s.hasSubject(f.Head) &&
			embeds(s.word(h), embedRequire) {
			if o := s.child(h, extract.Obj, extract.Iobj, extract.NsubjPass); o >= 0 && (object == nil || o != headToken(s.grammar, object)) {
				if e := s.entity(o); e >= 0 && s.actor(e) {
					return o
				}
			}
		}
	}
	if o := s.blamed(f.Head); !noun && o >= 0 {
		return o
	}
	if x := f.Argument(extract.A0); x != nil {
		t := headToken(s.grammar, x)
		if r := s.deprel(t); !noun && s.passive(f.Head) && (r == extract.NmodPoss || r == extract.NsubjPass && s.has(f.Head, extract.NsubjPass)) {
			return extract.None // "two of his men were executed": not by him; "one was killed and ten were hurt"
		}
		if !noun && s.passive(f.Head) && s.preposition(t) == "by" {
			t = s.doneBy(f.Head, t)
		}
		if p := s.preposition(t); noun && (p == "including" || p == "include" || p == "such as") {
			// "the killing of six people, including a nun, by soldiers"
			for k := x.Tokens.First; k < x.Tokens.End; k++ {
				if k != t && s.preposition(k) == "by" && s.deprel(k) == extract.Nmod {
					return k
				}
			}
			return extract.None
		}
		if noun && (object != nil && s.below(t, headToken(s.grammar, object)) || !s.below(t, f.Head) && s.lightVerb(f.Head) < 0) {
			return extract.None // what only stands near the noun does not act in it
		}
		switch own := s.child(f.Head, extract.Nsubj); {
		case !noun && own >= 0 && own != t && !s.passive(f.Head) && s.xpos(own) != extract.WDT && s.xpos(own) != extract.WP && s.xpos(own) != extract.DT:
			return own
		case s.passive(f.Head) && s.deprel(t) == extract.Nsubj && s.head(t) == f.Head:
			return extract.None // the subject of a headline's participle
		case s.deprel(f.Head) == extract.Acl && s.head(f.Head) == t && s.permitted(t):
			return t // "allows the army to strike"
		case s.deprel(f.Head) == extract.Acl && s.head(f.Head) == t && s.markOf(f.Head) != "":
			return s.holder(t) // "a policy of turning boats away": not the policy does
		case s.xpos(t) == extract.WDT || s.xpos(t) == extract.WP:
			if c := s.head(t); c >= 0 && s.deprel(c) == extract.AclRelcl && s.head(c) >= 0 {
				return s.head(c)
			}
		}
		return t
	}
	if noun {
		if s.has(f.Head, extract.Cop) && s.preposition(f.Head) == "in" {
			return s.child(f.Head, extract.Nsubj) // "is in talks with the rebels"
		}
		return extract.None
	}
	// "the troops withdrew from the city": what moves is its subject
	if x := f.Argument(extract.A1); x != nil && x != object && x.Head.First < f.Head && !s.passive(f.Head) {
		return headToken(s.grammar, x)
	}
	if s.passive(f.Head) {
		return extract.None
	}
	t := s.understood(f.Head)
	if t < 0 {
		t = s.bound(f.Head)
	}
	if t < 0 {
		t = s.planner(f.Head)
	}
	if t < 0 {
		t = s.purposeful(f.Head, false)
	}
	if object != nil && t == headToken(s.grammar, object) {
		return extract.None
	}
	return t
}

// doneBy is who acts in the passive v, where a "by" phrase t of another kind
// stands before him.
//
//	"was beaten by 10,000 votes by Ruiz", "was returned by mail by Ruiz"
func (s *scene) doneBy(v, t int32) int32 {
	if e := s.entity(t); e >= 0 && s.actor(e) || s.upos(t) != extract.NOUN || !s.has(t, extract.Nummod) && !carriers[lowerLemma(s.word(t))] {
		return t
	}
	for c := t + 1; c <= s.hi[v] && c < t+30; c++ {
		if s.preposition(c) != "by" {
			continue
		}
		if e := s.entity(c); e >= 0 && s.actor(e) && s.below(c, v) {
			return c
		}
	}
	return t
}

// carriers are nouns for how a thing is sent or by how much one wins.
var carriers = set("mail post email e-mail phone telephone fax letter hand courier air road rail sea vote point goal margin")

// bound is who is said to be somewhere, or on his way, to do what the infinitive v says.
//
//	"The president is in Lima to meet his colleague"
func (s *scene) bound(v int32) int32 {
	h := s.head(v)
	if h < 0 || s.deprel(v) != extract.Acl && s.deprel(v) != extract.Advcl || !s.infinitive(v) || !s.has(h, extract.Cop) {
		return extract.None
	}
	switch s.preposition(h) {
	case "in", "on", "at":
		return s.child(h, extract.Nsubj)
	}
	return extract.None
}

// planner is the body whose plan the infinitive v tells, where a verb was taken
// for a noun: "claims that the government plans to send troops".
func (s *scene) planner(v int32) int32 {
	h := s.head(v)
	if h < 0 || s.deprel(v) != extract.Acl || !s.infinitive(v) || s.upos(h) != extract.NOUN {
		return extract.None
	}
	for _, c := range s.children(h) {
		if e := s.entity(c); s.deprel(c) == extract.Compound && e >= 0 && s.actor(e) && s.a.Entities[e].Type != graph.TypeOther {
			return c
		}
	}
	return extract.None
}

// blames tells that to hold somebody so is to hold him responsible, or back.
func (s *scene) blames(v int32) bool {
	for t := v + 1; t <= s.hi[v] && t < v+30; t++ {
		switch s.a.Word(t) {
		case "accountable", "responsible", "liable", "contempt", "guilty", "down", "back", "up", "off":
			return true
		}
	}
	return s.has(v, extract.Xcomp)
}

// culprits are those whose deed the noun t tells, or against whom it is brought.
//
//	"misconduct by the minister", "allegations against the bank"
func (s *scene) culprits(t int32) []int32 {
	for _, c := range s.children(t) {
		if p := s.preposition(c); s.deprel(c) == extract.Nmod && (p == "by" || p == "against" && lowerLemma(s.word(t)) != "attack" && !actionNoun(lowerLemma(s.word(t)))) {
			if list := slices.DeleteFunc(s.conjuncts(c), func(e int32) bool { return !s.actor(e) }); len(list) > 0 {
				return list
			}
		}
	}
	return nil
}

// permitted tells whether the nominal t is let or made to do what its infinitive says.
func (s *scene) permitted(t int32) bool {
	v := s.head(t)
	if v < 0 || s.deprel(t) != extract.Obj && s.deprel(t) != extract.NsubjPass {
		return false
	}
	switch lowerLemma(s.word(v)) {
	case "allow", "permit", "enable", "authorize", "authorise", "let", "force", "compel", "order", "ask", "tell", "urge", "instruct", "direct", "lead", "prompt", "push":
		return true
	}
	e := s.entity(t)
	return e >= 0 && s.actor(e) && s.addressed(t)
}

// blamed is who is said to do what a gerund says, by verbs of blame, judgement
// and prevention: the one blamed.
//
//	"charged the two workers with murdering him", "prevented them from leaving"
func (s *scene) blamed(v int32) int32 {
	for up := 0; up < 3 && s.deprel(v) == extract.Xcomp && s.infinitive(v) && s.head(v) >= 0 && s.head(v) < v && s.xpos(s.head(v)) == extract.VBG && !s.has(s.head(v), extract.Obj); up++ {
		v = s.head(v) // "accused them of trying to build it"
	}
	if h := s.head(v); h >= 0 && h < v && s.deprel(v) == extract.Conj && s.xpos(v) == extract.VBG && s.xpos(h) == extract.VBG && s.markOf(v) == "" && !s.has(v, extract.Aux) {
		v = h // "for murdering two and | wounding six"
	}
	switch s.markOf(v) {
	case "of", "with", "from", "for":
	default:
		return extract.None
	}
	h, named := s.head(v), extract.None
	if h >= 0 && s.deprel(v) == extract.Acl && s.upos(h) != extract.VERB && (s.deprel(h) == extract.Obj || s.deprel(h) == extract.NsubjPass) {
		h, named = s.head(h), h // "of killing him" hung on whom they accuse
	} else if h >= 0 && s.deprel(v) == extract.Acl && s.deprel(h) == extract.OblUnmarked {
		h = s.head(h) // "was convicted last year of killing him"
	}
	if h < 0 || s.upos(h) != extract.VERB {
		return extract.None
	}
	switch lowerLemma(s.word(h)) {
	case "accuse", "charge", "suspect", "convict", "acquit", "prevent", "stop", "keep", "bar", "ban", "block", "blame", "praise", "thank", "criticize", "criticise", "condemn",
		"indict", "arrest", "prohibit", "discourage", "deter", "sentence", "punish":
	default:
		return extract.None
	}
	if named >= 0 {
		return named
	}
	if o := s.child(h, extract.Obj, extract.NsubjPass); o >= 0 || !s.passive(h) {
		return o
	}
	if s.deprel(h) == extract.Acl {
		return s.head(h) // "two men accused of killing him"
	}
	return s.understood(h)
}

// frameSpan is the smallest stretch of text that shows trigger and core arguments.
func (s *scene) frameSpan(f *extract.Frame) extract.Span {
	r := f.Trigger
	for i := range f.Arguments {
		switch x := &f.Arguments[i]; x.Role {
		case extract.A0, extract.A1, extract.A2:
			r.First, r.End = min(r.First, x.Tokens.First), max(r.End, x.Tokens.End)
		}
	}
	return s.a.TokenSpan(r)
}

// describe says for people why a frame makes this edge.
func (c *construction) describe(lemma string) string {
	if c.predicate == graph.ActedOn {
		return "“" + lemma + "” between two parties"
	}
	return "“" + lemma + "” in the class of " + string(c.predicate)
}
