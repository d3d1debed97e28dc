package event

import (
	"slices"
	"strings"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/graph"
)

// happening is one event of the document in the making: a noun or name that
// tells what happened, and who takes part.
type happening struct {
	entity      int32
	head        int32 // the noun
	frame       int32 // of the noun, or of the clause of a name; None
	lemma       string
	named       bool
	predicate   graph.PredicateName
	agents      []int32
	targets     []int32
	places      []int32
	instruments []int32
	time        int32 // index into Times; None
	tolls       []toll
}

// toll is a number of people who took part in an event, or to whom it did something.
type toll struct {
	role    graph.PredicateName
	figure  *graph.Figure
	words   extract.TokenRange
	frame   int32
	negated bool
}

// eventNouns are happenings with participants beside those that the action
// tables know.
var eventNouns = set(`operation campaign exercise drill maneuver manoeuvre mission war battle clash fighting conflict insurgency unrest violence election vote referendum summit ceremony
	conference explosion blast crash accident earthquake quake flood coup outbreak attack gunfight gunbattle firefight shootout exchange tour race tournament match competition contest
	championship olympiad convention expo marathon by-election primary festival broadcast collision storm hurricane typhoon cyclone tornado landslide mudslide avalanche stampede blaze wildfire derailment tsunami eruption rampage`)

// sited are happenings whose name begins with where they happen: "the Hong Kong
// election". Of the others it tells who acts: "a US operation".
var sited = set(`war battle clash election vote referendum summit ceremony conference explosion blast crash accident earthquake quake flood coup outbreak shootout
	race tournament match championship competition contest festival collision protest riot attack bombing shooting massacre storm landslide avalanche stampede blaze wildfire derailment fire`)

// civic are happenings that an adjective of nationality places: "the Iraqi election".
var civic = set("election vote referendum coup earthquake quake flood outbreak")

// events that nobody does.
var natural = set(`earthquake quake flood storm hurricane typhoon cyclone tornado landslide mudslide avalanche tsunami eruption wildfire blaze outbreak explosion blast crash
	fire accident stampede collision derailment`)

// lasting are states of things more than events, unless somebody is told to take part.
var lasting = set("violence unrest insurgency fighting conflict war operation mission")

// eventPredicates are the classes of acts whose noun, told with its
// participants, is a thing of its own.
var eventPredicates = map[graph.PredicateName]bool{
	graph.Attacked: true, graph.MobilizedAgainst: true, graph.ProtestedAgainst: true,
}

// kinds of happenings that one noun may call by another's name: each noun, then
// what went before it.
//
//	"A bomb exploded … The blast …", "Operation Barkhane … the operation"
var kinds = func() map[string]map[string]bool {
	t := map[string]map[string]bool{}
	for line := range strings.Lines(`attack bombing shooting ambush assault raid strike airstrike shelling stabbing blast explosion massacre
blast explosion bombing
explosion blast bombing
bombing blast explosion
strike airstrike
operation raid campaign offensive
offensive operation campaign
raid operation
campaign operation offensive
quake earthquake
earthquake quake
storm hurricane typhoon cyclone tornado
blaze wildfire fire
fire blaze wildfire
protest demonstration rally march
demonstration protest rally march
rally protest demonstration
march protest demonstration rally
clash fighting battle gunbattle shootout firefight gunfight
fighting clash battle
battle clash fighting
firefight clash gunbattle shootout
gunbattle clash shootout firefight
accident crash collision derailment
crash collision
killing murder assassination slaying
murder killing assassination slaying
assassination killing murder
vote election referendum
competition contest tournament championship
contest competition tournament championship
tournament competition contest championship
exercise drill maneuver manoeuvre
drill exercise
conflict war
war conflict`) {
		words := strings.Fields(line)
		t[words[0]] = map[string]bool{}
		for _, w := range words {
			t[words[0]][w] = true
		}
	}
	return t
}()

// events appends the roles of what happened: AGENT, TARGET, PLACE_OF,
// INSTRUMENT, TIME, KILLED, INJURED, ARRESTED, COUNT. An event is named, or is a
// noun with two participants or circumstances at least.
//
//	"its 20th strike on vessels in the Caribbean, killing four people"
func (s *scene) events(out []extract.Statement) []extract.Statement {
	a := s.a
	byEntity := map[int32]int{}
	var found []happening
	for t := range int32(a.Tokens.Len()) {
		var h happening
		var held bool
		if k := s.mention[t]; k >= 0 && s.eventName(k, t) {
			h, held = s.observe(t, true)
		} else if s.upos(t) == extract.NOUN && s.deprel(t) != extract.Compound && s.isHappening(t) && !a.Sentences[a.Tokens.Sentence[t]].Heading {
			h, held = s.observe(t, false)
		} else {
			continue
		}
		out = s.launched(&h, t, out)
		k, ok := byEntity[h.entity]
		ok = ok && h.entity >= 0
		if ok && !h.named {
			k = s.topical(found, k, &h)
		}
		if !ok && !h.named {
			k, ok = s.before(found, &h)
		}
		if ok {
			out = s.claims(&found[k], t, out)
			out = s.roles(&found[k], &h, out)
			found[k].merge(&h)
			continue
		}
		if !h.named && !s.substantial(&h, held) {
			continue
		}
		h.entity = s.eventEntity(&h)
		if h.entity < 0 {
			continue
		}
		byEntity[h.entity] = len(found)
		out = s.claims(&h, t, out)
		bare := happening{entity: h.entity, time: extract.None}
		out = s.roles(&bare, &h, out)
		found = append(found, h)
	}
	return out
}

// eventName tells whether token t stands for the name of an event.
func (s *scene) eventName(k, t int32) bool {
	m := &s.a.Mentions[k]
	if m.Kind != graph.KindName || m.Entity < 0 || s.a.Entities[m.Entity].Type != graph.TypeEvent || s.a.Entities[m.Entity].Generic || s.top(m.Head) != t {
		return false
	}
	switch s.deprel(t) {
	case extract.Compound, extract.Amod, extract.NmodPoss:
		return false // "Cold War arsenals"
	}
	return true
}

// isHappening tells whether the noun t names something that may be a thing of its own.
func (s *scene) isHappening(t int32) bool {
	lemma := lowerLemma(s.word(t))
	if lemma == "fire" {
		// "a fire at a hotel", "grass fires", not "opened fire", "under heavy fire"
		return s.preposition(t) != "under" && (s.xpos(t) == extract.NNS || s.has(t, extract.Det) || s.has(t, extract.Compound))
	}
	if eventNouns[lemma] {
		return true
	}
	list := actionLexicon().nouns[lemma]
	return len(list) > 0 && eventPredicates[list[0].predicate]
}

// observe reads what the noun or name t tells of the event; held tells that it took place somewhere.
func (s *scene) observe(t int32, named bool) (h happening, held bool) {
	a := s.a
	h = happening{entity: s.entity(t), head: t, frame: s.frame[t], named: named, lemma: lowerLemma(s.word(t)), time: extract.None}
	if named {
		h.lemma = kindOfName(a.Entities[h.entity].Name)
	}
	if named {
		h.frame = extract.None // what is said of a name is not its being
	} else if h.frame >= 0 {
		s.parted(&h, &a.Frames[h.frame])
	}
	s.circumstances(&h, t)
	if v := s.lightVerb(t); v >= 0 {
		if k := s.frame[v]; k >= 0 {
			s.circumstances(&h, v)
			if x := a.Frames[k].Argument(extract.A0); len(h.agents) == 0 && x != nil && !s.passive(v) {
				h.agents = s.acting(x)
			} else if o := s.child(v, extract.OblAgent); len(h.agents) == 0 && o >= 0 {
				h.agents = s.acting(&extract.Argument{Head: extract.TokenRange{First: o, End: o + 1}}) // "a strike carried out by the navy"
			}
			s.means(&h, v)
		}
		s.tollsBelow(&h, v)
	}
	s.means(&h, t)
	s.struckIn(&h, t)
	s.aimedAt(&h, t)
	s.tollsAround(&h, t)
	s.turnout(&h, t)
	s.within(&h, t)
	s.joined(&h, t)
	held = s.held(&h, t)
	h.agents = slices.DeleteFunc(h.agents, func(e int32) bool { return slices.Contains(h.targets, e) })
	slices.Sort(h.places)
	h.places = slices.Compact(h.places)
	return h, held
}

// struckIn reads whom an attack hit by the verb that it is the subject of, and
// the place and time of that.
//
//	"The bombing killed soldiers in Lima", "an attack that targeted the mayor", "A raid is said to have killed him"
func (s *scene) struckIn(h *happening, t int32) {
	if h.predicate != graph.Attacked || h.named {
		return
	}
	var verbs [3]int32
	n := 0
	if v := s.head(t); v >= 0 && s.upos(v) == extract.VERB && (s.deprel(t) == extract.Nsubj || s.deprel(t) == extract.NsubjPass) {
		verbs[n], n = v, n+1
		if x := s.child(v, extract.Xcomp); x >= 0 && s.passive(v) {
			verbs[n], n = x, n+1
		}
	}
	for _, c := range s.children(t) {
		if s.deprel(c) == extract.AclRelcl || s.deprel(c) == extract.Acl && s.xpos(c) == extract.VBG {
			verbs[n], n = c, n+1
			break
		}
	}
	for _, v := range verbs[:n] {
		w := lowerLemma(s.word(v))
		if s.frame[v] < 0 || s.passive(v) || tollVerbs[w] != graph.RoleKilled && tollVerbs[w] != graph.RoleInjured && w != "target" && w != "hit" && w != "destroy" || died[w] {
			continue
		}
		o := s.child(v, extract.Obj)
		if m := s.moods.of(v); o < 0 || m.negated || m.modality != graph.Asserted {
			continue
		}
		for _, e := range s.conjuncts(o) {
			if s.actor(e) && !slices.Contains(h.targets, e) && !slices.Contains(h.agents, e) && s.a.Entities[e].Type != graph.TypePlace {
				h.targets = append(h.targets, e)
			}
		}
		if len(h.targets) > 0 {
			s.circumstances(h, v)
		}
	}
}

// aimedAt reads against whom an event is said to be directed.
//
//	"a campaign aimed at smugglers", "an operation targeting rebels", "a raid aimed at capturing the mayor"
func (s *scene) aimedAt(h *happening, t int32) {
	if len(h.targets) > 0 || natural[h.lemma] || civic[h.lemma] || contests[h.lemma] {
		return
	}
	aim := func(o int32) {
		if o < 0 {
			return
		}
		for _, e := range s.conjuncts(o) {
			if s.actor(e) && s.a.Entities[e].Type != graph.TypePlace && !slices.Contains(h.agents, e) {
				h.targets = append(h.targets, e)
			}
		}
	}
	for _, c := range s.children(t) {
		if s.deprel(c) != extract.Acl {
			continue
		}
		switch w := lowerLemma(s.word(c)); {
		case s.xpos(c) == extract.VBG && (w == "target" || h.predicate == graph.Attacked && hunted[w]):
			aim(s.child(c, extract.Obj))
		case w == "aim" || w == "direct":
			for _, k := range s.children(c) {
				switch {
				case s.deprel(k) == extract.Obl && s.preposition(k) == "at":
					aim(k)
				case s.upos(k) == extract.VERB && s.markOf(k) == "at" && hunted[lowerLemma(s.word(k))]:
					aim(s.child(k, extract.Obj))
				}
			}
		}
	}
}

// hunted are verbs of what an operation is to do to those against whom it is directed.
var hunted = set("target kill capture arrest eliminate destroy fight combat hit dismantle oust topple catch crush defeat disarm hunt")

// acting are the parties of an argument that can act.
func (s *scene) acting(x *extract.Argument) []int32 {
	return slices.DeleteFunc(s.parties(x), func(e int32) bool { return !s.actor(e) })
}

// kindOfName is the common noun for what a name names: "Operation Serval" an operation, "Typhoon Haiyan" a storm.
func kindOfName(name string) string {
	words := strings.Fields(strings.ToLower(name))
	if len(words) == 0 {
		return ""
	}
	first, last := words[0], words[len(words)-1]
	switch {
	case first == "operation" || first == "exercise" || first == "battle":
		return first
	case first == "hurricane" || first == "typhoon" || first == "cyclone" || first == "tropical" || first == "storm":
		return "storm"
	case last == "elections":
		return "election"
	case last == "olympics" || last == "cup" || last == "games" || last == "championships" || last == "open":
		return "tournament"
	}
	return last
}

// parted reads who acts in the event and whom it hits from the arguments of its noun.
func (s *scene) parted(h *happening, f *extract.Frame) {
	a := s.a
	c, object := construe(s.grammar, f, s.entity)
	if list := actionLexicon().nouns[f.Lemma]; len(list) > 0 {
		h.predicate = list[0].predicate
	}
	if c != nil {
		h.predicate = c.predicate
		switch {
		case object == nil:
		case clashes[f.Lemma]:
			h.agents = s.acting(object) // each side acts: "clashes between the army and rebels"
		case c.predicate != graph.MobilizedAgainst || s.preposition(headToken(s.grammar, object)) == "against":
			for _, e := range s.parties(object) {
				if p := s.argumentPreposition(f, object); a.Entities[e].Type == graph.TypePlace && p == "at" {
					h.places = append(h.places, e) // "a stabbing at the university"
				} else {
					h.targets = append(h.targets, e)
				}
			}
		default:
			for _, e := range s.parties(object) {
				if a.Entities[e].Type == graph.TypePlace {
					h.places = append(h.places, e) // "a deployment throughout the region"
				}
			}
		}
	}
	if c == nil && !natural[h.lemma] {
		// "waged a war against the government", "an operation against smugglers"
		x := s.phraseOf(f.Head, "against", s.entity)
		if v := s.lightVerb(f.Head); x == nil && v >= 0 {
			x = s.phraseOf(v, "against", s.entity)
		}
		if x != nil {
			h.targets = s.acting(x)
		}
	}
	if t := s.sufferer(f.Head); t >= 0 && len(h.targets) == 0 {
		h.targets = s.conjuncts(t)
	}
	if t := s.agent(f, true, object); t >= 0 && t != s.sufferer(f.Head) {
		for _, e := range s.conjuncts(t) {
			switch {
			case !s.actor(e) || slices.Contains(h.targets, e) || slices.Contains(h.agents, e):
			case sited[h.lemma] && a.Entities[e].Type == graph.TypePlace && s.deprel(t) == extract.NmodPoss && (a.Entities[e].Subtype != "COUNTRY" || civic[h.lemma]):
				h.places = append(h.places, e) // "Iraq's elections"
			case natural[h.lemma], civic[h.lemma] && a.Entities[e].Type == graph.TypePerson: // "his election"
			default:
				h.agents = append(h.agents, e)
			}
		}
	}
}

// before finds the event that the definite noun of h refers back to: the last of
// its kind, a few sentences ago at most, unless they are told to differ.
//
//	"the raid", told before; "the blast" after "a bombing"
func (s *scene) before(found []happening, h *happening) (int, bool) {
	a := s.a
	if !s.definite(h.head) || h.entity >= 0 && !a.Entities[h.entity].Generic {
		return 0, false
	}
	for _, c := range s.children(h.head) {
		if r := s.deprel(c); r == extract.Nummod || r == extract.Amod && distinguishing[lowerLemma(s.word(c))] {
			return 0, false // "the second attack"
		}
	}
	for k := len(found) - 1; k >= 0 && k >= len(found)-8; k-- {
		b := &found[k]
		if a.Tokens.Sentence[h.head]-a.Tokens.Sentence[b.head] > maxRecall || b.lemma != h.lemma && (!kinds[h.lemma][b.lemma] || a.Tokens.Sentence[h.head]-a.Tokens.Sentence[b.head] > maxRecall/2) {
			continue
		}
		if !b.named && s.xpos(b.head) != s.xpos(h.head) {
			continue // "the 20th strike" is not "the strikes"
		}
		if !agree(b.targets, h.targets) || !agree(b.places, h.places) || b.time >= 0 && h.time >= 0 && !sameTime(a.Times[b.time].Span, a.Times[h.time].Span) {
			return 0, false
		}
		s.identify(b, h)
		return s.topical(found, k, h), true
	}
	return 0, false
}

// topical is the event that the noun of h means where it was taken for the event
// k: not one that was named only to say more of another.
//
//	"under Operation Barkhane, which replaced Operation Serval. … during the operation": the former
func (s *scene) topical(found []happening, k int, h *happening) int {
	b := &found[k]
	if k == 0 || !b.named || !found[k-1].named || found[k-1].lemma != b.lemma || b.head > h.head ||
		s.a.Tokens.Sentence[found[k-1].head] != s.a.Tokens.Sentence[b.head] || !s.relative(b.head) || s.relative(found[k-1].head) {
		return k
	}
	e := found[k-1].entity
	if m := s.mention[h.head]; m >= 0 && s.a.Mentions[m].Kind == graph.KindNominal && s.a.Mentions[m].Entity == b.entity {
		s.a.Mentions[m].Entity = e
		from, into := &s.a.Entities[b.entity], &s.a.Entities[e]
		from.Members = slices.DeleteFunc(from.Members, func(x int32) bool { return x == m })
		into.Members = append(into.Members, m)
		slices.Sort(into.Members)
	}
	h.entity = e
	return k - 1
}

// relative tells whether t stands in a relative clause.
func (s *scene) relative(t int32) bool {
	for up := 0; up < 6 && t >= 0; up++ {
		if s.deprel(t) == extract.AclRelcl {
			return true
		}
		t = s.head(t)
	}
	return false
}

// maxRecall is how many sentences back a noun may refer, half as many if it is another noun.
const maxRecall = 6

// distinguishing adjectives tell one event from another of its kind.
var distinguishing = set("other another second third fourth fifth first last latest new previous earlier later separate similar next recent past former subsequent fresh different further same 2nd 3rd")

// agree tells that two lists do not contradict each other: one is empty or they share a member.
func agree(x, y []int32) bool {
	return len(x) == 0 || len(y) == 0 || slices.ContainsFunc(x, func(e int32) bool { return slices.Contains(y, e) })
}

func sameTime(x, y *graph.TimeSpan) bool {
	return x == nil || y == nil || x.From == y.From || x.Precision != y.Precision
}

// identify makes the mention of h one of the event before it.
func (s *scene) identify(before, h *happening) {
	if h.entity >= 0 && h.entity != before.entity {
		old := &s.a.Entities[h.entity]
		for _, m := range old.Members {
			s.a.Mentions[m].Entity = before.entity
		}
		into := &s.a.Entities[before.entity]
		into.Members = append(into.Members, old.Members...)
		slices.Sort(into.Members)
		old.Members = nil
		s.merged[h.entity] = before.entity
	}
	h.entity = before.entity
}

// substantial tells whether enough is told of a happening to make it a thing of
// its own: two participants or circumstances, people killed or hurt, a named
// victim, or a place where it was held.
func (s *scene) substantial(h *happening, held bool) bool {
	circumstances := len(h.places)
	if h.time >= 0 {
		circumstances++
	}
	participants := len(h.agents) + len(h.targets)
	switch {
	case len(h.tolls) > 0:
		return true
	case lasting[h.lemma] && participants == 0:
		return false
	case participants+circumstances >= 2 && (participants > 0 || len(h.places) > 0 && !eventPredicates[h.predicate]):
		return true
	case len(h.agents) > 0 && h.entity >= 0 && !s.a.Entities[h.entity].Generic:
		return true // an operation that has a name
	case held:
		return circumstances > 0
	}
	for _, e := range h.targets {
		if x := &s.a.Entities[e]; x.Type == graph.TypePerson && !x.Generic && h.predicate == graph.Attacked {
			return true // "the assassination of Carlos Manzo"
		}
	}
	return false
}

// held reads place and time from the verb that says that the event t took place,
// or where it struck.
//
//	"the talks were held in Doha", "the vote is scheduled to take place on Sunday", "There was a blast in the port", "The quake shook Lima on Friday"
func (s *scene) held(h *happening, t int32) bool {
	v := s.head(t)
	if v < 0 || s.deprel(t) != extract.Nsubj && s.deprel(t) != extract.NsubjPass {
		return false
	}
	switch lowerLemma(s.word(v)) {
	case "schedule", "set", "plan", "expect", "due":
		if v = s.child(v, extract.Xcomp); v < 0 {
			return false
		}
	}
	switch word := lowerLemma(s.word(v)); {
	case word == "hold" && s.passive(v), word == "take" && s.hasObject(v, "place"), word == "occur", word == "begin", word == "start", word == "open", word == "happen",
		word == "erupt", word == "break" && s.hasParticle(v, "out"), word == "be" && s.has(v, extract.Expl):
	case (strikesPlace[word] || natural[h.lemma] && ruins[word]) && (natural[h.lemma] || h.predicate == graph.Attacked) && !s.passive(v):
		place := func(c int32) {
			if e := s.entity(s.counted(c)); e >= 0 && s.a.Entities[e].Type == graph.TypePlace {
				h.places = append(h.places, e)
			}
		}
		for _, c := range s.children(v) {
			switch s.deprel(c) {
			case extract.Obj:
				place(c)
			case extract.Obl:
				switch s.preposition(c) {
				case "off", "near", "into", "through", "across", "in":
					place(c)
				}
			}
		}
	default:
		return false
	}
	s.circumstances(h, v)
	if s.frame[v] >= 0 {
		h.frame = s.frame[v] // "is scheduled to take place": as planned as that
	}
	return true
}

// ruins are verbs that tell where a misfortune happened by what it did there.
var ruins = set("destroy flatten level damage")

// strikesPlace are verbs whose subject is an event and whose object is where it happens.
var strikesPlace = set("hit strike rock shake pound batter devastate ravage lash rip tear slam sweep engulf jolt")

func (s *scene) hasObject(v int32, word string) bool {
	o := s.child(v, extract.Obj)
	return o >= 0 && lowerLemma(s.word(o)) == word
}

// claims appends who says of himself that he did it, in his own words.
//
//	"A rebel group claimed responsibility for the attack"
func (s *scene) claims(h *happening, t int32, out []extract.Statement) []extract.Statement {
	r := s.head(t)
	if r < 0 || s.preposition(t) != "for" {
		return out
	}
	if s.upos(r) == extract.VERB {
		r = s.child(r, extract.Obj, extract.NsubjPass) // the phrase may hang on the verb
	}
	if r < 0 || lowerLemma(s.word(r)) != "responsibility" && lowerLemma(s.word(r)) != "credit" {
		return out
	}
	v := s.head(r)
	if v < 0 || s.upos(v) != extract.VERB || s.frame[v] < 0 || s.deprel(r) != extract.Obj && s.deprel(r) != extract.NsubjPass {
		return out
	}
	switch lowerLemma(s.word(v)) {
	case "claim", "accept", "admit", "take", "assume", "acknowledge":
	default:
		return out
	}
	f := &s.a.Frames[s.frame[v]]
	if f.Polarity != graph.Affirmed || f.Modality != graph.Asserted || s.moods.of(v).question {
		return out
	}
	for _, e := range s.doers(v) {
		x := extract.Statement{
			Subject: h.entity, Predicate: graph.RoleAgent, Object: e, Verb: f.Lemma, Tense: f.Tense, Polarity: graph.Affirmed, Modality: graph.Asserted,
			Place: extract.None, SaidIn: extract.None, Frame: s.frame[v], Quote: extract.None, Evidence: s.frameSpan(f), Confidence: float64(f.Confidence),
			Attribution: []int32{e}, Explanation: []graph.Reason{{Layer: string(extract.LayerFrames), Reason: "claims responsibility"}},
		}
		out = append(out, x)
		if h.predicate != graph.Attacked {
			continue
		}
		x.Subject, x.Predicate, x.Verb = e, graph.Attacked, h.lemma
		for _, o := range h.targets {
			if o != e {
				x.Object = o
				out = append(out, x)
			}
		}
	}
	return out
}

// launched appends the mobilization that launching a military operation is,
// against those at whom it is aimed.
//
//	"The United States launched Operation Southern Spear"
func (s *scene) launched(h *happening, t int32, out []extract.Statement) []extract.Statement {
	v := s.head(t)
	if !h.named || v < 0 || s.frame[v] < 0 || s.deprel(t) != extract.Obj && s.deprel(t) != extract.NsubjPass || !militaryName(s.a.Entities[h.entity].Name) {
		return out
	}
	switch lowerLemma(s.word(v)) {
	case "launch", "begin", "start":
	default:
		return out
	}
	f := &s.a.Frames[s.frame[v]]
	against := h.targets
	if len(against) == 0 {
		against = []int32{extract.None}
	}
	for _, e := range h.agents {
		for _, o := range against {
			out = append(out, extract.Statement{
				Subject: e, Predicate: graph.MobilizedAgainst, Object: o, Verb: f.Lemma, Polarity: f.Polarity, Modality: f.Modality, Tense: f.Tense,
				Place: extract.None, SaidIn: extract.None, Frame: s.frame[v], Quote: extract.None, Evidence: s.frameSpan(f), Confidence: float64(f.Confidence),
				Explanation: []graph.Reason{{Layer: string(extract.LayerFrames), Reason: "launching a military operation"}},
			})
		}
	}
	return out
}

// joined reads who takes part by the verb whose object or place the event is.
//
//	"The team competed in the Olympics", "troops took part in the exercise", "launched Operation Serval"
func (s *scene) joined(h *happening, t int32) {
	v := s.head(t)
	if v < 0 || s.upos(v) != extract.VERB || len(h.agents) > 0 {
		return
	}
	w := lowerLemma(s.word(v))
	switch p := s.preposition(t); {
	case s.deprel(t) == extract.NsubjPass && w == "attend" && s.has(v, extract.OblAgent):
		// "The competition was attended by teams of two countries"
		h.agents = slices.DeleteFunc(s.conjuncts(s.child(v, extract.OblAgent)), func(e int32) bool { return !s.actor(e) })
		return
	case (s.deprel(t) == extract.Obl || s.deprel(t) == extract.Nmod) && (p == "in" || p == "at") && joins[w] && (w != "take" || s.hasObject(v, "part")):
	case s.deprel(t) == extract.Obj && (h.named && runs[w] || wins[w] && contests[h.lemma] || w == "join" && h.lemma != "war"):
	default:
		return
	}
	if s.passive(v) {
		return
	}
	o := s.bound(v)
	if o < 0 {
		o = s.understood(v)
	}
	if o >= 0 {
		h.agents = slices.DeleteFunc(s.conjuncts(o), func(e int32) bool { return !s.actor(e) })
		if h.named {
			s.circumstances(h, v)
			h.frame = s.frame[v]
		}
	}
}

var (
	joins    = set("participate compete take fight serve play race")
	wins     = set("win lose contest enter boycott")
	contests = set("election by-election primary vote referendum race marathon tournament match championship competition contest olympiad festival games series league")
)

// merge adds what a later mention tells.
func (h *happening) merge(more *happening) {
	h.agents = append(h.agents, more.agents...)
	h.targets = append(h.targets, more.targets...)
	h.places = append(h.places, more.places...)
	if h.time < 0 {
		h.time = more.time
	}
	h.head = more.head
}

// isAgent tells whether an entity acts in the event: then it is not its place as well.
func (h *happening) isAgent(e int32) bool { return slices.Contains(h.agents, e) }

// circumstances reads place and time from the arguments of the frame of t, and from the phrases below it.
func (s *scene) circumstances(h *happening, t int32) {
	a := s.a
	place := func(x int32) {
		if e := s.entity(x); e >= 0 && a.Entities[e].Type == graph.TypePlace {
			h.places = append(h.places, e)
		}
	}
	when := func(k int32) {
		if k >= 0 && h.time < 0 && (a.Times[k].Type == extract.TimeDate || a.Times[k].Type == extract.TimeTime) && (a.Times[k].Tokens.Len() > 1 || !strings.HasSuffix(a.Times[k].Value, "_REF")) {
			h.time = k
		}
	}
	if k := s.frame[t]; k >= 0 {
		f := &a.Frames[k]
		for i := range f.Arguments {
			switch x := &f.Arguments[i]; x.Role {
			case extract.ArgLOC:
				for _, e := range s.parties(x) {
					if a.Entities[e].Type == graph.TypePlace {
						h.places = append(h.places, e)
					}
				}
			case extract.ArgTMP:
				k := headToken(s.grammar, x)
				if t == h.head && k > t && s.deprel(t) == extract.Obj && s.lightVerb(t) < 0 {
					continue
				}
				switch s.preposition(k) {
				case "since", "until", "till", "by", "before", "after", "from":
					continue // not when it was
				}
				when(s.time[k])
				for _, c := range s.children(k) {
					if s.upos(k) != extract.VERB && s.upos(c) != extract.VERB {
						when(s.time[c]) // "early Saturday"
					}
				}
			}
		}
	}
	for _, c := range s.children(t) {
		if c < t && sited[h.lemma] && t == h.head && s.deprel(c) != extract.NmodPoss {
			if e := s.entity(c); e >= 0 && a.Entities[e].Type == graph.TypePlace {
				k := s.mention[c]
				norp := a.Mentions[k].Kind != graph.KindName
				if civic[h.lemma] || !norp && a.Entities[e].Subtype != "COUNTRY" {
					h.places = append(h.places, e) // "the Hong Kong election", "the Iraqi vote", "the Beirut blast"
				}
			}
		}
		if r := s.deprel(c); r != extract.Nmod && r != extract.Obl {
			if s.time[c] >= 0 && (r == extract.NmodPoss || r == extract.Compound || r == extract.OblUnmarked || r == extract.NmodUnmarked || r == extract.Advmod) {
				when(s.time[c]) // "Monday's attack", "the September 11 attacks", "happened Friday"
			}
			continue
		}
		s.placesAt(c, place)
		if p := s.preposition(c); p == "on" || p == "of" || p == "against" || p == "by" && !s.isPlace(c) {
			for _, d := range s.children(c) {
				if s.deprel(d) == extract.Nmod {
					s.placesAt(d, place) // "a strike on a vessel in the Caribbean"
				}
			}
		}
		switch p := s.preposition(c); {
		case t == h.head && c > t && p == "on" && s.deprel(t) == extract.Obj && s.lightVerb(t) < 0:
			// "approved the raid on Friday": when it was approved
		case p == "", p == "on", p == "in", p == "at", p == "of":
			when(s.time[c])
		}
	}
}

func (s *scene) isPlace(t int32) bool {
	e := s.entity(t)
	return e < 0 || s.a.Entities[e].Type == graph.TypePlace
}

// placesAt gives the places of a phrase such as "in the Caribbean and the Pacific".
func (s *scene) placesAt(c int32, place func(int32)) {
	switch s.preposition(c) {
	case "in", "near", "off", "across", "throughout", "at", "inside", "outside", "over":
		place(c)
		for _, d := range s.children(c) {
			if s.deprel(d) == extract.Conj {
				place(d)
			}
		}
	}
}

// eventEntity is the entity of a happening: that of its noun, or a new one.
func (s *scene) eventEntity(h *happening) int32 {
	a := s.a
	if h.entity >= 0 {
		e := &a.Entities[h.entity]
		if e.Type == graph.TypeEvent || e.Type == graph.TypeOther {
			if e.Type != graph.TypeEvent && !e.Generic {
				e.Subtype = "NAMED" // "the operation, code-named Neptune Spear"
			}
			e.Type = graph.TypeEvent
			if e.Subtype == "" || e.Subtype == "OTHER" {
				e.Subtype = h.root()
			}
			return h.entity
		}
		return extract.None
	}
	t := h.head
	r := s.nominal(t)
	e := int32(len(a.Entities))
	m := int32(len(a.Mentions))
	name := a.Text[a.Tokens.Start[r.First]:a.Tokens.End[t]]
	a.Mentions = append(a.Mentions, extract.Mention{Tokens: extract.TokenRange{First: r.First, End: t + 1}, Head: extract.TokenRange{First: t, End: t + 1},
		Kind: graph.KindNominal, Type: graph.TypeEvent, Entity: e})
	a.Entities = append(a.Entities, extract.Entity{Type: graph.TypeEvent, Subtype: h.root(), Name: name, Generic: true, Members: []int32{m}})
	s.mention[t] = m
	return e
}

// root is the PLOVER type of the event.
func (h *happening) root() string {
	if p, ok := h.predicate.Lookup(); ok {
		return p.PLOVER
	}
	return ""
}

// roles appends the statements that one mention h of the event e makes.
func (s *scene) roles(e, h *happening, out []extract.Statement) []extract.Statement {
	a := s.a
	x := extract.Statement{
		Subject: e.entity, Object: extract.None, Verb: h.lemma, Time: s.spanOf(e, h), Place: extract.None, SaidIn: extract.None, Frame: h.frame, Quote: extract.None, Confidence: 0.7,
	}
	if h.frame >= 0 {
		f := &a.Frames[h.frame]
		x.Verb, x.Polarity, x.Modality, x.Tense, x.Evidence, x.Confidence = f.Lemma, f.Polarity, f.Modality, f.Tense, s.frameSpan(f), float64(f.Confidence)*0.8
	} else {
		m := s.moods.of(h.head)
		x.Polarity, x.Modality, x.Tense, x.Evidence = graph.Affirmed, m.modality, m.tense, s.around(h.head)
		if m.negated {
			x.Polarity = graph.Negated
		}
	}
	add := func(role graph.PredicateName, object int32) {
		if object == e.entity {
			return
		}
		y := x
		y.Predicate, y.Object = role, object
		y.Explanation = []graph.Reason{{Layer: string(extract.LayerFrames), Reason: "takes part in “" + x.Verb + "”"}}
		out = append(out, y)
	}
	for _, o := range h.agents {
		if !slices.Contains(h.places, o) || !sited[h.lemma] {
			add(graph.RoleAgent, o)
		}
	}
	for _, o := range h.targets {
		add(graph.RoleTarget, o)
	}
	for _, o := range h.places {
		if h.isAgent(o) && !sited[h.lemma] || slices.Contains(h.targets, o) || e.isAgent(o) {
			continue
		}
		add(graph.RolePlaceOf, o)
	}
	for _, o := range h.instruments {
		add(graph.RoleInstrument, o)
	}
	if h.time >= 0 && e.time < 0 {
		t := a.Times[h.time]
		y := x
		y.Predicate, y.TextSpan, y.Time = graph.RoleTime, a.TokenSpan(t.Tokens), t.Span
		y.Text = a.Text[y.TextSpan.Start:y.TextSpan.End]
		out = append(out, y)
	}
	for _, t := range h.tolls {
		y := x
		y.Predicate, y.Figure, y.TextSpan = t.role, t.figure, a.TokenSpan(t.words)
		y.Text = a.Text[y.TextSpan.Start:y.TextSpan.End]
		y.Evidence = y.TextSpan
		if t.frame >= 0 {
			y.Frame, y.Evidence, y.Verb = t.frame, s.frameSpan(&a.Frames[t.frame]), a.Frames[t.frame].Lemma
			y.Polarity, y.Modality, y.Tense = a.Frames[t.frame].Polarity, a.Frames[t.frame].Modality, a.Frames[t.frame].Tense
		}
		if t.negated {
			y.Polarity = graph.Negated
		}
		out = append(out, y)
	}
	return out
}

// spanOf is when the event was, by its first mention or by this one.
func (s *scene) spanOf(e, h *happening) *graph.TimeSpan {
	for _, x := range []*happening{e, h} {
		if x.time >= 0 {
			return s.a.Times[x.time].Span
		}
	}
	return nil
}

// around is the stretch of text that shows the name t and the verb that it depends on.
func (s *scene) around(t int32) extract.Span {
	r := extract.TokenRange{First: t, End: t + 1}
	if k := s.mention[t]; k >= 0 {
		r = s.a.Mentions[k].Tokens
	}
	span := s.a.TokenSpan(r)
	if v := s.head(t); v >= 0 && s.frame[v] >= 0 {
		f := s.frameSpan(&s.a.Frames[s.frame[v]])
		span.Start, span.End = min(span.Start, f.Start), max(span.End, f.End)
	}
	return span
}

// runs are verbs whose subject makes a named event happen.
var runs = set("launch lead carry conduct run hold host stage mount begin start open organize organise oversee command head order initiate")

// top is the token of a range that hangs outside of it.
func (s *scene) top(r extract.TokenRange) int32 {
	for t := r.First; t < r.End; t++ {
		if h := s.head(t); h < r.First || h >= r.End {
			return t
		}
	}
	return r.First
}

func militaryName(name string) bool {
	first, _, _ := strings.Cut(name, " ")
	return first == "Operation" || first == "Exercise" || strings.HasSuffix(name, "Offensive") || strings.HasSuffix(name, "Campaign")
}
