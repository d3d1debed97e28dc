package event

import (
	"slices"
	"strings"
	"sync"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/graph"
)

// construction is one way in which a verb or noun makes an edge: the predicate,
// and where the other party stands.
type construction struct {
	predicate graph.PredicateName
	slots     []slot
	bare      bool // may stand without an object
	types     []graph.EntityType
}

// slot is a role, or the preposition of an argument.
type slot struct {
	role extract.Role
	prep string
}

// The action tables: predicate, slots of the object in order of preference, ":"
// and words; a particle is joined by "|". Slots: 1 2 are roles A1 A2; a bare
// word is a preposition; "-" allows an edge without object; =PERSON and the like
// restrict the type of the object.
//
// Classed after the PLOVER codebook (Open Event Data Alliance) from the
// FrameNet and WordNet candidates of PropBank's rolesets (Attack, Killing,
// Arrest, Make_agreement_on_action, Meeting …), read and pruned by hand.
const actionVerbs = `
ATTACKED 1 : attack bomb shell kill murder assassinate execute shoot|down shoot stab wound injure raid ambush storm bombard massacre slaughter torture
	rape behead assault batter torpedo lynch kidnap abduct invade gun|down blow|up maul beat|up maim mow|down annihilate obliterate destroy demolish
	strafe pummel slay poison hang strangle harm molest devastate sink decapitate nuke overrun burn|down terrorize brutalize mutilate
	exterminate martyr liquidate retake recapture conquer
ATTACKED at on into toward towards against upon : fire shoot strike|back open|fire lob hurl drop throw
ATTACKED 1 : torch stone
ATTACKED 1 =PERSON : abuse snatch
ATTACKED against : retaliate
ATTACKED 1 : strike target hit ram
ATTACKED at : strike
ATTACKED with 2 : clash fight battle skirmish
ATTACKED 1 against : fight battle combat
COERCED 1 : arrest detain seize jail imprison confiscate blockade hijack capture apprehend censor hack intimidate harass evict repress oppress persecute
	coerce suppress expropriate handcuff incarcerate intern subjugate annex subdue interrogate quarantine ransack impound muzzle silence
	round|up lock|up subpoena turn|away turn|back turn|around besiege ban restrict
COERCED on against : crack|down clamp|down
COERCED 1 =PERSON =ORGANIZATION : block bar outlaw force compel imprison prohibit forbid
SANCTIONED 1 : sanction expel deport embargo convict boycott penalize penalise fine punish blacklist sentence oust impeach exile banish extradite disqualify
	depose discipline repatriate
SANCTIONED 1 =PERSON : fire sack
SANCTIONED 1 =PERSON =ORGANIZATION : dismiss suspend
SANCTIONED with from : cut|ties break|off sever
AIDED 1 : aid fund finance equip bankroll subsidize subsidise assist help
AIDED 1 =PERSON : protect train evacuate
AIDED 1 =PERSON =ORGANIZATION : rescue shelter feed save
SUPPORTED 1 : support back endorse recognize recognise defend champion bolster uphold favour favor legitimize
SUPPORTED for with : vote campaign side root advocate stand|with
COORDINATES_WITH alongside : fight work train serve battle
COORDINATES_WITH with : cooperate collaborate coordinate work partner train liaise co-operate co-ordinate team|up ally conspire
AGREED_WITH with : agree sign reconcile settle compromise
MET_WITH with : meet confer consult negotiate talk speak converse parley debate
MET_WITH to =PERSON : talk speak
MET_WITH 1 =PERSON =ORGANIZATION : meet visit consult telephone phone call|on contact
MET_WITH 1 =PERSON : greet host receive
YIELDED_TO to : yield surrender capitulate concede bow cede apologize apologise give|in back|down
YIELDED_TO 1 : pardon appease forgive amnesty exonerate
WITHDREW_FROM from : withdraw retreat defect flee escape pull|out evacuate depart retire disengage secede drop|out walk|out break|away pull|back
	back|out bow|out
WITHDREW_FROM out|of : pull back bow drop
WITHDREW_FROM from : resign step|down stand|down
WITHDREW_FROM 1 =ORGANIZATION =PLACE =OTHER : leave quit flee abandon vacate desert escape
WITHDREW_FROM 1 =PERSON : release free parole liberate
INVESTIGATED 1 : investigate probe charge sue indict prosecute inspect audit arraign
INVESTIGATED 1 =PERSON : question try
INVESTIGATED into : look inquire enquire
PROTESTED_AGAINST against at over : protest march rally demonstrate riot rebel picket mutiny rise|up
PROTESTED_AGAINST 1 =ORGANIZATION =PLACE : protest picket
MOBILIZED_AGAINST against to in into at near on along off around throughout - : deploy mobilize mobilise amass station redeploy muster
`

const actionNouns = `
ATTACKED on against at upon 1 of : attack assassination bombing murder killing strike raid assault shooting invasion bombardment shelling airstrike stabbing
	massacre ambush slaying execution abduction kidnapping offensive beheading lynching torture rape genocide incursion slaughter
ATTACKED of =PERSON : abuse mistreatment beating
ATTACKED between with : clash skirmish gunbattle gunfight firefight shootout fighting combat
COERCED 1 of on against : arrest detention seizure blockade imprisonment confiscation crackdown repression persecution annexation censorship capture hijacking
	occupation clampdown siege incarceration
COERCED on =PERSON =ORGANIZATION =PLACE : ban restriction
COERCED to for =PERSON =ORGANIZATION : subpoena
SANCTIONED on =ORGANIZATION =PLACE : tariff
SANCTIONED of =PERSON : ousting removal firing sacking overthrow
SANCTIONED on against of 1 : sanction embargo expulsion deportation boycott conviction impeachment dismissal ouster extradition suspension
AIDED to for 1 : aid assistance donation relief funding
AIDED of 1 =PERSON : rescue evacuation
SUPPORTED for of to : endorsement recognition
SUPPORTED for to : support backing
COORDINATES_WITH with between among : cooperation collaboration coordination partnership co-operation
AGREED_WITH with between among : agreement deal treaty accord pact ceasefire truce memorandum protocol
MET_WITH with between among : meeting talk summit negotiation consultation dialogue
MET_WITH with : contact
MET_WITH with between : conversation call
MET_WITH to with =PERSON : visit
WITHDREW_FROM from : withdrawal retreat resignation defection pullout departure evacuation
WITHDREW_FROM of 1 =PERSON : release
INVESTIGATED into of against : investigation probe inquiry lawsuit indictment prosecution
INVESTIGATED against =PERSON =ORGANIZATION : charge case complaint suit
INVESTIGATED of =PERSON : trial
PROTESTED_AGAINST against at over : protest demonstration rally riot march uprising rebellion
MOBILIZED_AGAINST against in to near off on throughout around - : deployment mobilization mobilisation buildup build-up
YIELDED_TO to : surrender concession apology capitulation
ACTED_ON over : win victory triumph
`

// frameVerbs class frames whose object tells of an act without being a party,
// or that are too broad to make an edge by themselves.
const frameVerbs = `
YIELDED_TO 1 : lift ease relax accept acknowledge|defeat drop repeal waive loosen unblock reopen restore release free
YIELDED_TO to : hand|over give hand return
WITHDREW_FROM 1 : leave quit evacuate abandon vacate end halt cease stop disband dismantle
COERCED 1 : impose ban restrict block occupy suppress close shut seal raid search force curb confine disperse dissolve suspend curfew demolish hold take
SANCTIONED 1 : cut sever suspend freeze reduce expel recall close dismiss break|off recall cancel downgrade strip
SUPPORTED 1 : back upgrade boost strengthen improve promote praise ratify approve celebrate encourage normalize resume establish defend consolidate vote|for
REJECTED 1 : refuse veto ignore defy disregard cancel postpone delay oppose decline resist obstruct block overrule disobey violate
AIDED 1 2 to : give provide send supply grant offer lend contribute donate extend allocate airlift ship finance
AGREED_WITH 1 to on with : agree sign conclude initial accept pledge commit promise
MET_WITH 1 with to : discuss meet visit host negotiate receive arrive hold telephone mediate attend welcome travel invite
COORDINATES_WITH with 1 : trade exchange share join cooperate coproduce barter
MOBILIZED_AGAINST 1 to : deploy mobilize mobilise mass move send alert dispatch reinforce rearm arm
ATTACKED 1 at on : attack fire kill hit explode clash fight injure wound bomb damage strike shoot burn torch stone stab destroy shell loot
ATTACKED with : clash fight
PROTESTED_AGAINST 1 against at in over : protest demonstrate march rally riot strike picket boycott burn gather
INVESTIGATED 1 into : investigate probe examine charge try question
THREATENED 1 with : threaten menace
DEMANDED 1 from : demand require request insist want
APPEALED_TO 1 2 : ask beg implore petition lobby
COERCED 1 2 : pressure press pressurize
CONDEMNED 1 : criticize criticise condemn denounce protest
ACCUSED 1 of : blame accuse
`

type actionTable map[string][]construction

var actionLexicon = sync.OnceValue(func() (t struct{ verbs, nouns, frames actionTable }) {
	t.verbs, t.nouns, t.frames = parseActions(actionVerbs), parseActions(actionNouns), parseActions(frameVerbs)
	return
})

func parseActions(table string) actionTable {
	t := actionTable{}
	var c construction
	for line := range strings.Lines(table) {
		words := line
		if head, tail, ok := strings.Cut(line, " : "); ok {
			words = tail
			f := strings.Fields(head)
			c = construction{predicate: graph.PredicateName(f[0])}
			if _, ok := c.predicate.Lookup(); !ok {
				panic("event: no such predicate: " + f[0])
			}
			for _, s := range f[1:] {
				switch {
				case s == "1":
					c.slots = append(c.slots, slot{role: extract.A1})
				case s == "2":
					c.slots = append(c.slots, slot{role: extract.A2})
				case s == "-":
					c.bare = true
				case s[0] == '=':
					c.types = append(c.types, graph.EntityType(s[1:]))
				default:
					c.slots = append(c.slots, slot{prep: strings.ReplaceAll(s, "|", " ")})
				}
			}
		}
		for w := range strings.FieldsSeq(words) {
			w = strings.ReplaceAll(w, "|", " ")
			t[w] = append(t[w], c)
		}
	}
	return t
}

// actionNoun tells whether a noun names an act of the ontology.
func actionNoun(lemma string) bool { return len(actionLexicon().nouns[lemma]) > 0 }

// predicateOf is the edge type that a frame makes by its trigger and its
// arguments, "" where that is not sure. It asks less of the arguments than a
// statement does: they need not be known parties.
func predicateOf(g *grammar, f *extract.Frame, entityOf func(int32) int32) graph.PredicateName {
	if c, _ := construe(g, f, entityOf); c != nil {
		return c.predicate
	}
	if g.upos(f.Head) == extract.AUX {
		return ""
	}
	l := actionLexicon()
	if g.upos(f.Head) == extract.NOUN {
		for _, c := range l.nouns[f.Lemma] {
			return c.predicate
		}
		return ""
	}
	if p := loose(g, f, l.verbs[f.Lemma]); p != "" {
		return p
	}
	if p := g.composed(f.Head); p != "" {
		return p
	}
	for _, c := range l.verbs[f.Lemma] {
		if x := f.Argument(extract.A0); x != nil && c.predicate.Symmetric() && g.has(headToken(g, x), extract.Conj) && !g.has(f.Head, extract.Ccomp) {
			return c.predicate // "France and Germany met"
		}
	}
	if list := l.verbs[f.Lemma]; len(list) > 0 && list[0].predicate == graph.ProtestedAgainst && !g.has(f.Head, extract.Obj) && !g.has(f.Head, extract.Ccomp) {
		return graph.ProtestedAgainst // "demonstrated in the capital"
	}
	if p := speechOf(g, f); p != "" {
		return p
	}
	if p := loose(g, f, l.frames[f.Lemma]); p != "" {
		return p
	}
	if first, _, ok := strings.Cut(f.Lemma, " "); ok && len(l.frames[f.Lemma]) == 0 {
		return loose(g, f, l.frames[first])
	}
	return ""
}

// Verbs whose meaning is that of the noun that is their object, kept or turned
// round, and nouns that such verbs take.
var (
	furthers = set(`tighten extend strengthen increase expand intensify reinforce step widen bolster upgrade boost renew reinstate tighten escalate impose begin
		sign hold conduct launch carry stage mount reach carry make open resume restore establish improve lodge file give`)
	ends       = set(`halt withdraw suspend cut break sever freeze stop cease cancel withhold discontinue scrap curtail end`)
	eases      = set(`lift ease relax end remove waive suspend loosen drop scrap repeal cancel stop halt suspend`)
	goodThings = map[string]graph.PredicateName{
		"tie": graph.Supported, "relation": graph.Supported, "relationship": graph.Supported, "link": graph.Supported, "aid": graph.Aided, "assistance": graph.Aided, "trade": graph.CoordinatesWith,
		"cooperation": graph.CoordinatesWith, "help": graph.Aided, "support": graph.Supported, "contact": graph.MetWith, "import": graph.CoordinatesWith, "export": graph.CoordinatesWith,
		"funding": graph.Aided, "loan": graph.Aided,
	}
	badThings = map[string]graph.PredicateName{
		"sanction": graph.Sanctioned, "embargo": graph.Sanctioned, "blockade": graph.Coerced, "curfew": graph.Coerced, "ban": graph.Coerced, "restriction": graph.Coerced, "siege": graph.Coerced,
		"censorship": graph.Coerced, "emergency": graph.Coerced, "martial": graph.Coerced, "boycott": graph.Sanctioned, "force": graph.MobilizedAgainst, "troop": graph.MobilizedAgainst, "troops": graph.MobilizedAgainst, "attack": graph.Attacked, "offensive": graph.Attacked,
		"bombing": graph.Attacked, "measure": graph.Coerced, "tariff": graph.Sanctioned, "crackdown": graph.Coerced, "exercise": graph.MobilizedAgainst, "drill": graph.MobilizedAgainst, "maneuver": graph.MobilizedAgainst,
		"manoeuvre": graph.MobilizedAgainst, "presence": graph.MobilizedAgainst,
	}
)

// composed reads a verb that furthers, ends or eases what its object names.
//
//	"halted aid to the junta" SANCTIONED, "tightened the blockade" COERCED, "lifted the sanctions" YIELDED_TO
func (g *grammar) composed(v int32) graph.PredicateName {
	o := g.child(v, extract.Obj, extract.NsubjPass)
	if o < 0 || g.upos(v) != extract.VERB {
		return ""
	}
	verb, noun := lowerLemma(g.word(v)), lowerLemma(g.word(o))
	good, bad := goodThings[noun], badThings[noun]
	switch {
	case weapons[noun] && (verb == "launch" || verb == "drop" || verb == "lob" || verb == "hurl" || verb == "shoot"):
		return graph.Attacked // "launched missiles at the capital"
	case good != "" && ends[verb]:
		return graph.Sanctioned
	case bad != "" && eases[verb]:
		return graph.YieldedTo
	case bad != "" && furthers[verb]:
		return bad
	case good != "" && furthers[verb]:
		return good
	case furthers[verb] || emptyVerbs[verb]:
		// "signed an agreement", "held a meeting": the class is the noun's
		for _, n := range actionLexicon().nouns[noun] {
			return n.predicate
		}
	}
	return ""
}

// loose finds the construction of whose slots one is filled by anything that is
// not known to be of another type.
func loose(g *grammar, f *extract.Frame, list []construction) graph.PredicateName {
	for i := range list {
		for _, s := range list[i].slots {
			x := fill(g, f, s)
			if x == nil {
				continue
			}
			if e := x.Entity; len(list[i].types) > 0 && e >= 0 && int(e) < len(g.a.Entities) && !slices.Contains(list[i].types, g.a.Entities[e].Type) {
				continue
			}
			return list[i].predicate
		}
	}
	return ""
}

// speechOf is the edge of a verb of speech, by the tables of quotes. Verbs that
// report a clause only ("hold that …") need one.
func speechOf(g *grammar, f *extract.Frame) graph.PredicateName {
	l := cues()
	lemma := f.Lemma
	if first, rest, ok := strings.Cut(f.Lemma, " "); ok {
		if c := l.verbs[first+"|"+rest]; c != nil {
			return c.predicate
		}
		return ""
	}
	if l.phrasal[lemma] {
		for _, k := range g.children(f.Head) {
			if p := g.preposition(k); p != "" {
				if c := l.verbs[lemma+"|"+p]; c != nil {
					return c.predicate
				}
			}
		}
	}
	c := l.verbs[lemma]
	if c == nil {
		return ""
	}
	if c.predicate == graph.Stated && !c.object && c.target == "" {
		for _, k := range g.children(f.Head) {
			switch g.deprel(k) {
			case extract.Ccomp, extract.Parataxis:
				return c.predicate
			}
		}
		if h := g.head(f.Head); h >= 0 && (g.deprel(f.Head) == extract.Parataxis || g.deprel(f.Head) == extract.Root) && lemma != "hold" && lemma != "compare" {
			return c.predicate
		}
		if g.deprel(f.Head) != extract.Root {
			return ""
		}
		if f.Quote == extract.None && !g.has(f.Head, extract.Obj) {
			return c.predicate
		}
		return ""
	}
	return c.predicate
}

// construe finds the construction of a frame whose object is there, and that
// object; entityOf gives the referent of a token.
func construe(g *grammar, f *extract.Frame, entityOf func(int32) int32) (*construction, *extract.Argument) {
	table := actionLexicon().verbs
	if g.upos(f.Head) == extract.NOUN {
		table = actionLexicon().nouns
	}
	list := table[f.Lemma]
	if len(list) == 0 {
		list = table[g.phrasal(f)]
	}
	for i := range list {
		c := &list[i]
		for _, s := range c.slots {
			if x := fill(g, f, s); x != nil && c.fits(g, x) {
				return c, x
			}
		}
	}
	for i := range list {
		for _, s := range list[i].slots {
			if x := g.phraseOf(f.Head, s.prep, entityOf); x != nil && list[i].fits(g, x) {
				return &list[i], x
			}
		}
	}
	if g.upos(f.Head) == extract.VERB {
		// "fired water cannons at them", "signed a treaty with Iran": the phrase may hang on the object
		if o := g.child(f.Head, extract.Obj, extract.NsubjPass); o >= 0 {
			for i := range list {
				for _, s := range list[i].slots {
					for _, c := range g.children(o) {
						if s.prep != "" && g.deprel(c) == extract.Nmod && g.preposition(c) == s.prep && s.prep != "in" && s.prep != "for" {
							x := &extract.Argument{Role: extract.A2, Tokens: g.trimmed(g.lo[c], g.hi[c]+1), Head: extract.TokenRange{First: c, End: c + 1}, Entity: entityOf(c)}
							if list[i].fits(g, x) {
								return &list[i], x
							}
						}
					}
				}
			}
		}
	}
	if v := g.lightVerb(f.Head); v >= 0 {
		// "carried out a strike on the vessel": the phrase may hang on the verb
		for i := range list {
			for _, s := range list[i].slots {
				if s.prep == "" || s.prep == "of" || s.prep == "in" {
					continue
				}
				for _, c := range g.children(v) {
					if r := g.deprel(c); (r == extract.Obl || r == extract.Obj || r == extract.Nmod) && g.preposition(c) == s.prep {
						x := &extract.Argument{Role: extract.A1, Tokens: g.trimmed(g.lo[c], g.hi[c]+1), Head: extract.TokenRange{First: c, End: c + 1}, Entity: entityOf(c)}
						if list[i].fits(g, x) {
							return &list[i], x
						}
					}
				}
			}
		}
	}
	if x := g.nested(f, list, entityOf); x != nil {
		return &list[0], x
	}
	if x := g.beyond(f, list, entityOf); x != nil {
		return &list[0], x
	}
	if c, x := g.apart(f, list, entityOf); x != nil {
		return c, x
	}
	for i := range list {
		if list[i].bare {
			return &list[i], nil
		}
	}
	return nil, nil
}

// phrasal is the verb with the particle after it, where the parser took that for
// an adverb of the object: "turning away boats".
func (g *grammar) phrasal(f *extract.Frame) string {
	t := f.Head + 1
	if g.upos(f.Head) != extract.VERB || int(t) >= len(g.rel) || g.a.Tokens.Sentence[t] != g.a.Tokens.Sentence[f.Head] {
		return ""
	}
	switch w := lowerLemma(g.word(t)); w {
	case "away", "back", "around", "down", "out", "up", "off":
		if g.head(t) == f.Head || g.deprel(t) == extract.Amod || g.deprel(t) == extract.Advmod {
			return f.Lemma + " " + w
		}
	}
	return ""
}

// phraseOf is the phrase with a preposition that hangs on the trigger t, where
// the classifier gave none: "talks between Israel and the Palestinians".
func (g *grammar) phraseOf(t int32, prep string, entityOf func(int32) int32) *extract.Argument {
	if prep == "" {
		return nil
	}
	for _, c := range g.children(t) {
		if r := g.deprel(c); (r == extract.Obl || r == extract.Nmod) && c > t && g.preposition(c) == prep {
			return &extract.Argument{Role: extract.A2, Tokens: g.trimmed(g.lo[c], g.hi[c]+1), Head: extract.TokenRange{First: c, End: c + 1}, Entity: entityOf(c)}
		}
	}
	return nil
}

// nested looks below who acts: "attacks by rebels against the army".
func (g *grammar) nested(f *extract.Frame, list []construction, entityOf func(int32) int32) *extract.Argument {
	if len(list) == 0 || g.upos(f.Head) != extract.NOUN || !slices.ContainsFunc(list[0].slots, func(s slot) bool { return s.prep == "against" }) {
		return nil
	}
	for _, c := range g.children(f.Head) {
		if p := g.preposition(c); g.deprel(c) != extract.Nmod || p != "by" && p != "from" {
			continue
		}
		if x := g.phraseOf(c, "against", entityOf); x != nil && list[0].fits(g, x) {
			return x
		}
	}
	return nil
}

// beyond looks below what is mobilized: "a deployment of troops, warships and
// jets throughout Latin America".
func (g *grammar) beyond(f *extract.Frame, list []construction, entityOf func(int32) int32) *extract.Argument {
	if len(list) == 0 || list[0].predicate != graph.MobilizedAgainst {
		return nil
	}
	for i := range f.Arguments {
		x := &f.Arguments[i]
		if x.Role == extract.A0 {
			continue
		}
		for t := x.Tokens.First; t < x.Tokens.End; t++ {
			if g.deprel(t) != extract.Nmod && g.deprel(t) != extract.Obl {
				continue
			}
			p := g.preposition(t)
			for _, s := range list[0].slots {
				if s.prep != "" && s.prep == p {
					y := &extract.Argument{Role: extract.A2, Tokens: g.trimmed(g.lo[t], g.hi[t]+1), Head: extract.TokenRange{First: t, End: t + 1}, Entity: entityOf(t)}
					if list[0].fits(g, y) {
						return y
					}
				}
			}
		}
	}
	return nil
}

// fits tells whether the argument may be the object: its type is one of those
// that the construction names, else it is a party that can be acted on.
func (c *construction) fits(g *grammar, x *extract.Argument) bool {
	if x.Entity < 0 || int(x.Entity) >= len(g.a.Entities) {
		t := headToken(g, x) // "arrested Ruiz and others", "killed dozens of villagers"
		if g.numbers(t) || lowerLemma(g.word(t)) == "both" {
			return len(c.types) == 0 && !c.predicate.Symmetric() || slices.Contains(c.types, graph.TypePerson)
		}
		return len(c.types) == 0 && (hasConjuncts(g, t) || partitives[lowerLemma(g.word(t))] && g.has(t, extract.Nmod) && !c.predicate.Symmetric())
	}
	e := &g.a.Entities[x.Entity]
	if len(c.types) > 0 && !slices.Contains(c.types, e.Type) {
		return false
	}
	switch e.Type {
	case graph.TypePerson, graph.TypeOrganization, graph.TypePlace:
		return true
	case graph.TypeEvent:
		return c.predicate == graph.Attacked && e.Generic && gatherings[lowerLemma(g.word(headToken(g, x)))]
	case graph.TypeOther:
		// ships, buildings, websites may be hit or seized; plans and feelings may not
		if c.predicate != graph.Attacked && c.predicate != graph.Coerced && c.predicate != graph.ActedOn && len(c.types) == 0 {
			return false
		}
		if !e.Generic {
			return true
		}
		if c.predicate == graph.WithdrewFrom {
			return false // "leaving a hole"
		}
		if abstract[lowerLemma(g.word(headToken(g, x)))] {
			return false // "strike a balance"
		}
		switch frameModel().lex.Noun(g.word(headToken(g, x))) {
		case ClassArtifact, ClassObject, ClassPerson, ClassGroup, ClassLocation, ClassAnimal, ClassBody, ClassUnknown:
			return true // "vessel" is a body first of all in WordNet
		}
	}
	return false
}

// gatherings are happenings that can be attacked: those who take part are.
var gatherings = set("convoy patrol procession wedding funeral rally gathering ceremony party pilgrimage march parade caravan motorcade concert festival meeting")

// abstract are nouns that WordNet takes for things first of all, and news does not.
var abstract = set("picture photo photograph image video footage attention imagination balance chord blow bargain deal tone record target point market demand need goal barrier snag milestone peak low high")

func hasConjuncts(g *grammar, t int32) bool { return g.has(t, extract.Conj) }

// fill returns the argument of f in slot s. A phrase with the preposition that
// hangs below the object is taken too: "fired 36 shells at the posts".
func fill(g *grammar, f *extract.Frame, s slot) *extract.Argument {
	for i := range f.Arguments {
		x := &f.Arguments[i]
		if x.Role == extract.A0 && s.prep != "between" && s.prep != "among" || x.Role == extract.ArgTMP && s.prep != "with" {
			continue
		}
		p := g.argumentPreposition(f, x)
		if p == "on" && g.blamedOn(f.Head) {
			continue
		}
		if s.prep != "" {
			if p == s.prep {
				return x
			}
		} else if (x.Role == s.role || s.role == extract.A1 && x.Role == extract.A2 && f.Argument(extract.A1) == nil) && (p == "" || p == "of" || p == "'s" || g.upos(f.Head) == extract.NOUN && !aside[p]) {
			if g.upos(f.Head) == extract.NOUN && g.deprel(headToken(g, x)) == extract.NmodPoss &&
				(assaults[f.Lemma] || slaughters[f.Lemma] && x.Entity >= 0 && int(x.Entity) < len(g.a.Entities) && g.a.Entities[x.Entity].Type == graph.TypePlace) {
				continue // "Chad's attacks": Chad attacks; "Chad's genocide" was there
			}
			if g.upos(f.Head) == extract.NOUN && given[f.Lemma] && p != "of" {
				continue // "EU sanctions", "German funding": whose they are
			}
			return x
		}
	}
	return nil
}

// aside are prepositions of what a noun's act is not done to.
var aside = set("in by with to from after before during near including since until across throughout around outside inside within")

// assaults are nouns whose possessor does what they name.
var assaults = set("attack bombing strike raid assault shelling airstrike ambush offensive incursion invasion bombardment")

// given are nouns whose modifier says who gives or imposes what they name.
var given = set("sanction embargo boycott tariff ban restriction aid assistance donation relief funding endorsement recognition support backing")

// argumentPreposition is the preposition of an argument of f. What stands before
// the antecedent of a relative clause belongs to another verb.
//
//	"work for the body founded by him": no preposition for "founded"
func (g *grammar) argumentPreposition(f *extract.Frame, x *extract.Argument) string {
	t := headToken(g, x)
	if g.below(f.Head, t) {
		return ""
	}
	return g.preposition(t)
}

// headToken is the token of an argument's head that hangs outside of it.
func headToken(g *grammar, x *extract.Argument) int32 {
	for t := x.Head.First; t < x.Head.End; t++ {
		if h := g.head(t); h < x.Head.First || h >= x.Head.End {
			return t
		}
	}
	return x.Head.First
}
