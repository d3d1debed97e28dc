package event

import (
	"slices"
	"strings"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/graph"
)

// ordeals are nouns for an act under which somebody is said to stand, with the
// prepositions that say so and the predicate of the act.
const ordeals = `
ATTACKED under : attack fire bombardment shelling assault gunfire
COERCED under : siege arrest detention
COERCED in into : custody captivity detention jail prison quarantine
INVESTIGATED under : investigation probe inquiry indictment
INVESTIGATED on : trial
`

var ordealTable = parseActions(ordeals)

// Verbs that bring somebody under an act or keep him there, and those that tell
// that he is or comes there.
var (
	getsUnder = set("come be remain stay go fall live find")
	putsUnder = set("take put place hold keep bring remand confine throw lock haul send")
)

// captured are nouns for what a hostage is.
var captured = set("hostage captive prisoner")

// faced are what one faces who is investigated or tried.
var faced = set("charge count trial lawsuit prosecution indictment investigation probe inquiry")

// victimsOf are the people of a nominal, or what else can come under fire.
func (s *scene) victimsOf(t int32, armed bool) []int32 {
	return slices.DeleteFunc(s.conjuncts(t), func(e int32) bool {
		x := &s.a.Entities[e]
		return x.Type != graph.TypePerson && (!armed || x.Type != graph.TypeOrganization && x.Type != graph.TypePlace && x.Type != graph.TypeOther && !gatherings[lowerLemma(s.word(t))])
	})
}

// ordeal reads an act that a verb and a noun tell together, by who suffers it.
//
//	"The convoy came under fire", "was taken into custody", "Rebels took three nurses hostage", "faces charges of fraud", "put him on trial"
func (s *scene) ordeal(v int32) (c *construction, subjects, objects []int32) {
	w := lowerLemma(s.word(v))
	o := s.child(v, extract.Obj, extract.NsubjPass)
	if w == "face" || w == "stand" || w == "await" {
		if o < 0 || s.passive(v) || !faced[lowerLemma(s.word(o))] || w != "face" && lowerLemma(s.word(o)) != "trial" {
			return nil, nil, nil
		}
		if t := s.understood(v); t >= 0 {
			objects = s.victimsOf(t, true)
			objects = slices.DeleteFunc(objects, func(e int32) bool {
				return s.a.Entities[e].Type == graph.TypeOther || s.a.Entities[e].Type == graph.TypePlace
			})
		}
		return found(graph.Investigated, s.adversary(v, o, objects), objects)
	}
	if w == "die" || w == "perish" || w == "survive" {
		return s.struckBy(v, w)
	}
	if !getsUnder[w] && !putsUnder[w] {
		return nil, nil, nil
	}
	if getsUnder[w] && o < 0 && !s.passive(v) {
		for _, k := range s.children(v) {
			if t := s.understood(v); t >= 0 && s.deprel(k) == extract.Obl {
				if c, subjects, objects := s.controlled(k, t); c != nil {
					return c, subjects, objects // "fell under the control of the rebels"
				}
			}
		}
	}
	if w == "take" || w == "hold" || w == "keep" {
		if c, subjects, objects := s.hostage(v, o); c != nil {
			return c, subjects, objects
		}
	}
	for _, k := range s.children(v) {
		if r := s.deprel(k); r != extract.Obl && r != extract.Nmod && r != extract.Advmod || k < v {
			continue
		}
		p, noun := s.preposition(k), lowerLemma(s.word(k))
		for i := range ordealTable[noun] {
			c := &ordealTable[noun][i]
			if !slices.ContainsFunc(c.slots, func(x slot) bool { return x.prep == p }) {
				continue
			}
			armed := c.predicate == graph.Attacked
			switch {
			case putsUnder[w] && o >= 0:
				objects = s.victimsOf(o, armed)
				subjects = s.doers(v)
			case putsUnder[w] && s.passive(v):
				if t := s.understood(v); t >= 0 {
					objects = s.victimsOf(t, armed)
				}
				subjects = s.doers(v)
			case getsUnder[w] && o < 0 && !s.passive(v):
				if t := s.understood(v); t >= 0 {
					objects = s.victimsOf(t, armed)
				}
				subjects = s.adversary(v, k, objects)
			}
			return found(c.predicate, subjects, objects)
		}
	}
	return nil, nil, nil
}

// struckBy reads whom an attack hit by who dies in it or survives it.
//
//	"Five civilians died in the bombing", "The minister survived the attack"
func (s *scene) struckBy(v int32, verb string) (*construction, []int32, []int32) {
	hit := false
	for _, k := range s.children(v) {
		switch r := s.deprel(k); {
		case verb == "survive" && r == extract.Obj, verb != "survive" && r == extract.Obl && (s.preposition(k) == "in" || s.preposition(k) == "during"):
			list := actionLexicon().nouns[lowerLemma(s.word(k))]
			hit = hit || len(list) > 0 && list[0].predicate == graph.Attacked && len(list[0].types) == 0
		}
	}
	t := s.understood(v)
	if !hit || t < 0 {
		return nil, nil, nil
	}
	return found(graph.Attacked, nil, s.victimsOf(t, false))
}

// found is a construction with its parties, nothing where nobody suffers.
func found(p graph.PredicateName, subjects, objects []int32) (*construction, []int32, []int32) {
	subjects = slices.DeleteFunc(subjects, func(e int32) bool { return slices.Contains(objects, e) })
	if len(objects) == 0 {
		return nil, nil, nil
	}
	return &construction{predicate: p}, subjects, objects
}

// hostage reads "took three nurses hostage", "are being held captive", where the
// parser may join the two nouns.
func (s *scene) hostage(v, o int32) (*construction, []int32, []int32) {
	var objects []int32
	for _, k := range s.children(v) {
		if k < v || !captured[lowerLemma(s.word(k))] {
			continue
		}
		switch s.deprel(k) {
		case extract.Obj:
			for _, d := range s.children(k) {
				if s.deprel(d) == extract.Compound {
					objects = s.victimsOf(d, false)
					if len(objects) == 0 {
						objects = s.victimsOf(k, false)
					}
				}
			}
		case extract.Xcomp, extract.Advmod, extract.Obl, extract.OblUnmarked, extract.Iobj, extract.Dep, extract.Advcl:
			if p := s.preposition(k); p != "" && p != "as" {
				continue
			}
			t := o
			if t < 0 {
				if s.deprel(v) == extract.Acl {
					t = s.head(v)
				} else {
					t = s.understood(v)
				}
			}
			if t >= 0 {
				objects = s.victimsOf(t, false)
			}
		}
	}
	p := graph.Coerced
	if lowerLemma(s.word(v)) == "take" {
		p = graph.Attacked // as "kidnapped"
	}
	return found(p, s.doers(v), objects)
}

// doers are the parties that do what the verb v says: its subject, or in the
// passive its "by" phrase.
func (s *scene) doers(v int32) []int32 {
	t := extract.None
	if s.passive(v) {
		t = s.child(v, extract.OblAgent)
	} else {
		t = s.understood(v)
	}
	if t < 0 {
		return nil
	}
	return slices.DeleteFunc(s.conjuncts(t), func(e int32) bool { return !s.actor(e) })
}

// adversary is from whom, or by whom, one suffers what the verb v and the noun t tell.
//
//	"came under attack from rebels", "faces charges by the state"
func (s *scene) adversary(v, t int32, but []int32) []int32 {
	for _, h := range [...]int32{t, v} {
		for _, k := range s.children(h) {
			if p := s.preposition(k); k > v && (p == "from" || p == "by") {
				return slices.DeleteFunc(s.conjuncts(k), func(e int32) bool { return !s.actor(e) || slices.Contains(but, e) })
			}
		}
	}
	return nil
}

// underlies reads who stands under what the noun of f names.
//
//	"Turkey is already under EU sanctions", "Iran faces U.S. sanctions", "He is under investigation"
func (s *scene) underlies(f *extract.Frame) (*construction, []int32) {
	t, v := f.Head, s.head(f.Head)
	subject, predicate := extract.None, graph.Sanctioned
	switch f.Lemma {
	case "sanction", "embargo", "boycott":
		switch {
		case s.preposition(t) == "under" && s.has(t, extract.Cop):
			subject = s.child(t, extract.Nsubj)
		case v >= 0 && s.upos(v) == extract.VERB && s.deprel(t) == extract.Obj && lowerLemma(s.word(v)) == "face":
			subject = s.child(v, extract.Nsubj)
		case v >= 0 && s.preposition(t) == "under" && s.deprel(t) == extract.Obl:
			switch lowerLemma(s.word(v)) {
			case "remain", "stay", "live", "suffer", "come", "be":
				subject = s.child(v, extract.Nsubj)
			}
		}
	default:
		for i := range ordealTable[f.Lemma] {
			c := &ordealTable[f.Lemma][i]
			if p := s.preposition(t); s.has(t, extract.Cop) && slices.ContainsFunc(c.slots, func(x slot) bool { return x.prep == p }) {
				subject, predicate = s.child(t, extract.Nsubj), c.predicate
			}
		}
	}
	if subject < 0 {
		return nil, nil
	}
	objects := slices.DeleteFunc(s.conjuncts(subject), func(e int32) bool { return !s.actor(e) })
	if len(objects) == 0 {
		return nil, nil
	}
	return &construction{predicate: predicate}, objects
}

// controlled reads who rules what is said to be under his control.
//
//	"The town is under rebel control", "came under the rule of Chad"
func (s *scene) controlled(t, subject int32) (*construction, []int32, []int32) {
	switch lowerLemma(s.word(t)) {
	case "control", "rule", "occupation", "administration", "jurisdiction":
	default:
		return nil, nil, nil
	}
	if s.preposition(t) != "under" || subject < 0 {
		return nil, nil, nil
	}
	var rulers []int32
	for _, k := range s.children(t) {
		switch s.deprel(k) {
		case extract.Compound, extract.Amod, extract.NmodPoss:
		case extract.Nmod:
			if s.preposition(k) != "of" {
				continue
			}
		default:
			continue
		}
		rulers = append(rulers, slices.DeleteFunc(s.conjuncts(k), func(e int32) bool { return !s.actor(e) })...)
	}
	if len(rulers) == 0 {
		return nil, nil, nil
	}
	return found(graph.ActedOn, rulers, slices.DeleteFunc(s.conjuncts(subject), func(e int32) bool { return !s.actor(e) }))
}

// befallen reads a passive without an agent by which something is done to a
// person or body with a name.
//
//	"Ruiz was taken to a hospital", "The minister was relieved of his duties"
func (s *scene) befallen(f *extract.Frame) (*construction, []int32, []int32) {
	if !befall[strings.ReplaceAll(f.Lemma, " ", "|")] || !s.passive(f.Head) || s.deprel(f.Head) == extract.Acl || s.deprel(f.Head) == extract.Advcl || s.has(f.Head, extract.OblAgent) {
		return nil, nil, nil
	}
	t := s.child(f.Head, extract.NsubjPass)
	if x := f.Argument(extract.A1); t < 0 && x != nil && s.deprel(headToken(s.grammar, x)) == extract.NsubjPass && s.argumentPreposition(f, x) == "" {
		t = headToken(s.grammar, x) // shared with the verb before
	}
	if t < 0 || t > f.Head || s.upos(t) == extract.PRON && s.quote[t] < 0 && lowerLemma(s.word(t)) == "i" {
		return nil, nil, nil // who tells it of himself is not known to be quoted
	}
	objects := slices.DeleteFunc(s.conjuncts(t), func(e int32) bool {
		y := &s.a.Entities[e]
		return y.Generic && len(y.Members) < central || y.Type != graph.TypePerson && y.Type != graph.TypeOrganization
	})
	if len(objects) == 0 {
		return nil, nil, nil
	}
	return &construction{predicate: graph.ActedOn}, nil, objects
}

// central is how often a document speaks of those who have no name and yet are
// its subject.
const central = 4

// befall are verbs whose passive tells what others did to somebody: moved him,
// gave him an office or took it away, beat him, favoured or wronged him.
var befall = set(`take send bring fly haul|in transfer escort drag airlift carry move send|back bring|back take|away hospitalize hospitalise
	appoint reappoint nominate promote demote relieve remove replace induct award grant give offer strip rename restructure nationalize privatize
	defeat beat eliminate overthrow topple knock|out
	mistreat clear acquit vindicate deceive cheat trick lure persuade treat bully drug bribe interview search`)

// compounded reads a participle that a hyphen joins to the name of who acts.
//
//	"the U.S.-backed government" SUPPORTED, "the church-owned ship", "Kremlin-controlled television" ACTED_ON
func (s *scene) compounded(f *extract.Frame, out []extract.Statement) []extract.Statement {
	v, noun := f.Head, s.head(f.Head)
	p, ok := compounds[f.Lemma]
	if !ok || v < 2 || noun < v || s.upos(v) != extract.VERB && s.upos(v) != extract.ADJ || !strings.HasSuffix(s.a.Word(v), "ed") && f.Lemma != "run" && f.Lemma != "hold" {
		return out
	}
	if w := s.a.Word(v - 1); w != "-" && w != "‑" && w != "–" {
		return out
	}
	if k := v - 3; k >= 0 && (s.head(k) == v || s.head(k) == v-2) && s.upos(k) != extract.DET && (s.mention[k] < 0 || s.mention[k] != s.mention[v-2]) {
		return out // "Turkish Cypriot-occupied"
	}
	who := s.entity(v - 2)
	for k := v - 2; who < 0 && k >= 0 && k > v-5 && s.head(k) == v; k-- {
		who = s.entity(k)
	}
	if who < 0 || s.a.Entities[who].Generic || s.a.Entities[who].Type != graph.TypePlace && !s.actor(who) || s.a.Entities[who].Type == graph.TypeOther {
		return out
	}
	for _, e := range s.conjuncts(noun) {
		if e == who || !s.actor(e) {
			continue
		}
		out = append(out, extract.Statement{
			Subject: who, Predicate: p, Object: e, Verb: f.Lemma, Polarity: graph.Affirmed, Modality: graph.Asserted, Tense: f.Tense,
			Place: extract.None, SaidIn: extract.None, Frame: s.frame[v], Quote: extract.None, Confidence: float64(f.Confidence),
			Evidence:    s.a.TokenSpan(extract.TokenRange{First: v - 2, End: noun + 1}),
			Explanation: []graph.Reason{{Layer: string(extract.LayerFrames), Reason: "a participle joined to who acts"}},
		})
	}
	return out
}

// compounds are participles that a hyphen joins to who acts, and what they say.
var compounds = map[string]graph.PredicateName{
	"back": graph.Supported, "support": graph.Supported, "fund": graph.Aided, "finance": graph.Aided, "sponsor": graph.Supported, "train": graph.Aided, "arm": graph.Aided,
	"equip": graph.Aided, "own": graph.ActedOn, "control": graph.ActedOn, "run": graph.ActedOn, "administer": graph.ActedOn, "occupy": graph.ActedOn, "operate": graph.ActedOn,
	"appoint": graph.ActedOn, "install": graph.ActedOn,
}
