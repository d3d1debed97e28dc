package event

import (
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
	rape behead assault batter torpedo lynch kidnap abduct invade gun|down blow|up maul beat beat|up maim mow|down annihilate obliterate destroy demolish
	strafe pummel pound slay poison hang strangle harm hurt molest devastate sink behead decapitate airstrike nuke overrun retaliate|against burn|down
	terrorize brutalize mutilate exterminate martyr liquidate
ATTACKED on against at upon : fire shoot strike|back open|fire
ATTACKED against : retaliate
ATTACKED 1 into to =PLACE =ORGANIZATION : invade
ATTACKED 1 =PERSON =ORGANIZATION =PLACE =OTHER : strike target hit ram
ATTACKED with 2 : clash fight battle skirmish
ATTACKED 1 against : fight battle combat
COERCED 1 : arrest detain seize jail imprison confiscate blockade hijack capture apprehend censor hack intimidate harass evict repress oppress persecute
	coerce suppress expropriate handcuff incarcerate intern subjugate annex subdue interrogate raid quarantine ransack impound muzzle gag silence
	round|up lock|up crack|down subpoena
COERCED on against : crack|down clamp|down crackdown
COERCED 1 : block ban restrict prohibit bar outlaw force compel prevent forbid hold imprison deprive
SANCTIONED 1 : sanction expel deport embargo convict boycott penalize penalise fine punish blacklist sentence oust impeach suspend dismiss sack fire
	exile banish extradite disqualify depose condemn|to discipline repatriate fine
SANCTIONED with from : cut|ties break|off sever
AIDED 1 2 to for : aid fund finance supply equip bankroll subsidize subsidise
AIDED 1 : assist rescue shelter feed help treat evacuate protect train save arm host care|for
AIDED to 2 for : donate contribute provide send supply grant lend deliver give
SUPPORTED 1 : support back endorse recognize recognise defend champion promote encourage bolster uphold favour favor legitimize
SUPPORTED for with : vote campaign side root advocate stand|with
COORDINATES_WITH with : cooperate collaborate coordinate work partner train liaise co-operate co-ordinate team|up ally conspire join|forces share exchange
AGREED_WITH with : agree sign reconcile conclude strike ally settle compromise make|peace
MET_WITH with : meet confer consult negotiate talk speak converse hold|talks discuss parley debate
MET_WITH to : talk speak
MET_WITH 1 =PERSON =ORGANIZATION : meet visit consult greet host telephone phone call interview receive contact engage
YIELDED_TO to : yield surrender capitulate concede bow submit cede apologize apologise give|in hand|over defer back|down
YIELDED_TO 1 : pardon appease forgive amnesty exonerate
WITHDREW_FROM from : withdraw retreat resign defect flee escape pull|out evacuate depart retire disengage secede drop|out step|down walk|out break|away pull|back
	stand|down back|out bow|out return|from break part|ways
WITHDREW_FROM 1 =ORGANIZATION =PLACE : leave quit flee abandon evacuate vacate desert escape
WITHDREW_FROM 1 =PERSON : release free parole liberate
INVESTIGATED 1 : investigate probe charge sue indict prosecute examine inspect audit question search accuse|of try arraign monitor
INVESTIGATED into : look inquire enquire
PROTESTED_AGAINST against at over : protest march rally demonstrate riot rebel picket mutiny rise|up
PROTESTED_AGAINST 1 =ORGANIZATION =PLACE =PERSON : protest picket
MOBILIZED_AGAINST against to in into at near on along off - : deploy mobilize mobilise mass amass station redeploy muster
MOBILIZED_AGAINST against - : arm|against
`

const actionNouns = `
ATTACKED 1 on against at upon of in : attack assassination bombing murder killing strike raid assault shooting invasion bombardment shelling airstrike stabbing
	massacre ambush slaying execution abduction kidnapping offensive beheading lynching torture rape genocide incursion
ATTACKED 1 of against : slaughter destruction
COERCED 1 of on against : arrest detention seizure blockade imprisonment confiscation crackdown repression persecution annexation censorship capture hijacking
	occupation ban clampdown siege incarceration
SANCTIONED 1 on against of : sanction embargo expulsion deportation boycott conviction impeachment dismissal ouster penalty fine extradition
AIDED to for 1 : aid assistance donation relief funding rescue
SUPPORTED for of 1 : support endorsement recognition backing
COORDINATES_WITH with : cooperation collaboration coordination partnership co-operation alliance
AGREED_WITH with : agreement deal treaty accord pact ceasefire truce settlement memorandum
MET_WITH with : meeting talk summit negotiation conversation consultation dialogue discussion
MET_WITH to of =PERSON : visit
WITHDREW_FROM from of : withdrawal retreat resignation defection pullout departure evacuation
WITHDREW_FROM of 1 =PERSON : release
INVESTIGATED into of against 1 : investigation probe inquiry lawsuit indictment prosecution trial
PROTESTED_AGAINST against at over : protest demonstration rally riot march uprising rebellion
MOBILIZED_AGAINST against in to near off on - : deployment mobilization mobilisation buildup build-up
YIELDED_TO to : surrender concession apology capitulation
`

type actionTable map[string][]construction

var actionLexicon = sync.OnceValue(func() (t struct{ verbs, nouns actionTable }) {
	t.verbs, t.nouns = parseActions(actionVerbs), parseActions(actionNouns)
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
					c.slots = append(c.slots, slot{prep: s})
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
// arguments, "" where that is not sure.
func predicateOf(g *grammar, f *extract.Frame) graph.PredicateName {
	if c, _ := construe(g, f); c != nil {
		return c.predicate
	}
	if g.upos(f.Head) == extract.VERB {
		// Verbs of speech: the tables of quotes.
		l := cues()
		if first, rest, ok := strings.Cut(f.Lemma, " "); ok {
			if c := l.verbs[first+"|"+rest]; c != nil {
				return c.predicate
			}
		}
		for _, k := range g.children(f.Head) {
			if p := g.preposition(k); p != "" {
				if c := l.verbs[f.Lemma+"|"+p]; c != nil {
					return c.predicate
				}
			}
		}
		if c := l.verbs[f.Lemma]; c != nil {
			return c.predicate
		}
	}
	return ""
}

// construe finds the construction of a frame whose object is there, and that object.
func construe(g *grammar, f *extract.Frame) (*construction, *extract.Argument) {
	table := actionLexicon().verbs
	if g.upos(f.Head) == extract.NOUN {
		table = actionLexicon().nouns
	}
	list := table[f.Lemma]
	for i := range list {
		c := &list[i]
		for _, s := range c.slots {
			if x := fill(g, f, s); x != nil && c.fits(g, x) {
				return c, x
			}
		}
	}
	for i := range list {
		if list[i].bare {
			return &list[i], nil
		}
	}
	return nil, nil
}

// fits tells whether the argument may be the object by its type.
func (c *construction) fits(g *grammar, x *extract.Argument) bool {
	if len(c.types) == 0 {
		return true
	}
	if x.Entity < 0 || int(x.Entity) >= len(g.a.Entities) {
		return false
	}
	for _, t := range c.types {
		if g.a.Entities[x.Entity].Type == t {
			return true
		}
	}
	return false
}

// fill returns the argument of f in slot s.
func fill(g *grammar, f *extract.Frame, s slot) *extract.Argument {
	for i := range f.Arguments {
		x := &f.Arguments[i]
		if x.Role == extract.A0 {
			continue
		}
		t := x.Head.First
		if h := headToken(g, x); h >= 0 {
			t = h
		}
		p := g.preposition(t)
		if s.prep != "" {
			if p == s.prep && x.Role != extract.ArgTMP {
				return x
			}
		} else if x.Role == s.role && (p == "" || p == "of" || p == "'s" || g.upos(f.Head) == extract.NOUN) {
			return x
		}
	}
	return nil
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
