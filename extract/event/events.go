package event

import (
	"slices"
	"strings"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/graph"
)

// happening is one event of the document in the making: a noun that names what
// happened, and who takes part.
type happening struct {
	entity       int32
	frame        int32 // of the noun
	lemma        string
	predicate    graph.PredicateName
	agents       []int32
	targets      []int32
	places       []int32
	instruments  []int32
	time         int32 // index into Times; None
	tolls        []toll
	participants int
}

// toll is a number of people to whom an event did something.
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
	conference explosion blast crash accident earthquake flood coup outbreak attack gunfight shootout exchange tour race tournament match
	championship festival broadcast crossing collision`)

// sited are happenings whose name begins with where they happen: "the Hong Kong
// election". Of the others it tells who acts: "a US operation".
var sited = set(`war battle clash election vote referendum summit ceremony conference explosion blast crash accident earthquake flood coup outbreak shootout
	race tournament match championship festival collision protest riot attack bombing shooting massacre`)

// eventPredicates are the classes of acts whose noun, told with its
// participants, is a thing of its own.
var eventPredicates = map[graph.PredicateName]bool{
	graph.Attacked: true, graph.MobilizedAgainst: true, graph.ProtestedAgainst: true,
}

// tollVerbs are verbs and nouns that tell what happened to people.
var tollVerbs = map[string]graph.PredicateName{
	"kill": graph.RoleKilled, "die": graph.RoleKilled, "dead": graph.RoleKilled, "death": graph.RoleKilled, "fatality": graph.RoleKilled, "slay": graph.RoleKilled,
	"injure": graph.RoleInjured, "wound": graph.RoleInjured, "injury": graph.RoleInjured, "hurt": graph.RoleInjured,
	"arrest": graph.RoleArrested, "detain": graph.RoleArrested, "arrested": graph.RoleArrested,
}

// events appends the roles of what happened: AGENT, TARGET, PLACE_OF,
// INSTRUMENT, TIME, KILLED, INJURED, ARRESTED. An event is named, or is a noun with two
// participants or circumstances at least.
//
//	"its 20th strike on vessels in the Caribbean, killing four people"
func (s *scene) events(out []extract.Statement) []extract.Statement {
	a := s.a
	byEntity, byLemma := map[int32]int{}, map[string]int{}
	var found []happening
	for i := range a.Frames {
		f := &a.Frames[i]
		if s.upos(f.Head) != extract.NOUN || a.Sentences[a.Tokens.Sentence[f.Head]].Heading {
			continue
		}
		c, object := construe(s.grammar, f, s.entity)
		named := actionLexicon().nouns[f.Lemma]
		if !eventNouns[f.Lemma] && (len(named) == 0 || !eventPredicates[named[0].predicate]) {
			continue
		}
		h := happening{entity: s.entity(f.Head), frame: int32(i), lemma: f.Lemma, time: extract.None}
		if len(named) > 0 {
			h.predicate = named[0].predicate
		}
		if c != nil {
			h.predicate = c.predicate
			switch {
			case object == nil:
			case c.predicate != graph.MobilizedAgainst || s.preposition(headToken(s.grammar, object)) == "against":
				h.targets = s.parties(object)
			default:
				for _, e := range s.parties(object) {
					if a.Entities[e].Type == graph.TypePlace {
						h.places = append(h.places, e) // "a deployment throughout the region"
					}
				}
			}
		}
		if t := s.agent(f, true, object); t >= 0 {
			for _, e := range s.conjuncts(t) {
				switch {
				case !s.actor(e) || slices.Contains(h.targets, e):
				case sited[h.lemma] && a.Entities[e].Type == graph.TypePlace && s.deprel(t) == extract.NmodPoss:
					h.places = append(h.places, e) // "Iraq's elections"
				default:
					h.agents = append(h.agents, e)
				}
			}
		}
		s.circumstances(&h, f, f.Head)
		if v := s.lightVerb(f.Head); v >= 0 {
			if k := s.frame[v]; k >= 0 {
				s.circumstances(&h, &a.Frames[k], v)
				if len(h.agents) == 0 {
					if x := a.Frames[k].Argument(extract.A0); x != nil {
						h.agents = s.parties(x)
					}
				}
			}
			s.tollsBelow(&h, v)
		}
		s.tollsAround(&h, f.Head)
		s.within(&h, f.Head)
		held := s.held(&h, f.Head)
		h.participants = len(h.agents) + len(h.targets)
		k, ok := byEntity[h.entity]
		if before, again := byLemma[h.lemma]; !ok && again && s.definite(f.Head) && s.refersBack(&found[before], &h) {
			k, ok = before, true // "the raid", told before
		}
		if ok && h.entity >= 0 {
			found[k].merge(&h)
			out = s.roles(&found[k], &h, out)
			continue
		}
		if !s.substantial(&h, held) {
			continue
		}
		h.entity = s.eventEntity(&h)
		if h.entity < 0 {
			continue
		}
		byEntity[h.entity] = len(found)
		byLemma[h.lemma] = len(found)
		found = append(found, h)
		out = s.roles(&found[len(found)-1], &h, out)
	}
	return s.operations(out)
}

// refersBack makes the mention of h one of the event before it, unless they are
// told to have hit different parties.
func (s *scene) refersBack(before, h *happening) bool {
	if h.entity < 0 || before.entity < 0 || before.entity == h.entity || !s.a.Entities[h.entity].Generic {
		return false
	}
	if s.xpos(s.a.Frames[before.frame].Head) != s.xpos(s.a.Frames[h.frame].Head) {
		return false // "the 20th strike" is not "the strikes"
	}
	for _, t := range h.targets {
		if len(before.targets) > 0 && !slices.Contains(before.targets, t) {
			return false
		}
	}
	old := &s.a.Entities[h.entity]
	for _, m := range old.Members {
		s.a.Mentions[m].Entity = before.entity
	}
	into := &s.a.Entities[before.entity]
	into.Members = append(into.Members, old.Members...)
	slices.Sort(into.Members)
	old.Members = nil
	s.merged[h.entity] = before.entity
	h.entity = before.entity
	return true
}

// substantial tells whether enough is told of a happening to make it a thing of
// its own: two participants or circumstances, people killed or hurt, a named
// victim, or a place where it was held.
func (s *scene) substantial(h *happening, held bool) bool {
	circumstances := len(h.places)
	if h.time >= 0 {
		circumstances++
	}
	switch {
	case len(h.tolls) > 0:
		return true
	case h.participants > 0 && h.participants+circumstances >= 2:
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

// held reads place and time from the verb that says that the event t took place.
//
//	"the talks were held in Doha", "the vote is scheduled to take place on Sunday"
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
	case word == "hold" && s.passive(v), word == "take" && s.hasObject(v, "place"), word == "occur", word == "begin", word == "start", word == "open", word == "happen":
	default:
		return false
	}
	if k := s.frame[v]; k >= 0 {
		s.circumstances(h, &s.a.Frames[k], v)
	}
	return true
}

func (s *scene) hasObject(v int32, word string) bool {
	o := s.child(v, extract.Obj)
	return o >= 0 && lowerLemma(s.word(o)) == word
}

// merge adds what a later mention tells.
func (h *happening) merge(more *happening) {
	h.agents = append(h.agents, more.agents...)
	h.targets = append(h.targets, more.targets...)
	h.places = append(h.places, more.places...)
}

// isAgent tells whether an entity acts in the event: then it is not its place as well.
func (h *happening) isAgent(e int32) bool { return slices.Contains(h.agents, e) }

// circumstances reads place and time from the arguments of a frame, and from the phrases below token t.
func (s *scene) circumstances(h *happening, f *extract.Frame, t int32) {
	a := s.a
	place := func(x int32) {
		if e := s.entity(x); e >= 0 && a.Entities[e].Type == graph.TypePlace {
			h.places = append(h.places, e)
		}
	}
	for i := range f.Arguments {
		switch x := &f.Arguments[i]; x.Role {
		case extract.ArgLOC:
			for _, e := range s.parties(x) {
				if a.Entities[e].Type == graph.TypePlace {
					h.places = append(h.places, e)
				}
			}
		case extract.ArgTMP:
			for k := x.Tokens.First; k < x.Tokens.End && h.time < 0; k++ {
				h.time = s.time[k]
			}
		}
	}
	for _, c := range s.children(t) {
		if c < t && sited[lowerLemma(s.word(t))] && s.deprel(c) != extract.NmodPoss {
			place(c)
		}
		if r := s.deprel(c); r != extract.Nmod && r != extract.Obl {
			continue
		}
		s.placesAt(c, place)
		if p := s.preposition(c); p == "on" || p == "of" || p == "against" {
			for _, d := range s.children(c) {
				if s.deprel(d) == extract.Nmod {
					s.placesAt(d, place) // "a strike on a vessel in the Caribbean"
				}
			}
		}
		if s.time[c] >= 0 && h.time < 0 {
			h.time = s.time[c]
		}
	}
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

// tollsBelow reads participles under the verb v: "carried out a strike, killing four people".
func (s *scene) tollsBelow(h *happening, v int32) {
	for _, c := range s.children(v) {
		if s.deprel(c) != extract.Advcl && s.deprel(c) != extract.Conj {
			continue
		}
		s.toll(h, c)
	}
}

// tollsAround reads what the event did as a subject, and what people suffered in it.
//
//	"the attack killed 12", "the strikes, which have resulted in around 80 deaths", "12 people died in the attack"
func (s *scene) tollsAround(h *happening, t int32) {
	for _, c := range s.children(t) {
		if s.deprel(c) == extract.AclRelcl || s.deprel(c) == extract.Acl {
			s.toll(h, c)
		}
	}
	v := s.head(t)
	if v < 0 {
		return
	}
	switch s.deprel(t) {
	case extract.Nsubj:
		s.toll(h, v)
	case extract.Obl:
		switch s.preposition(t) {
		case "in", "during", "by":
			if tollVerbs[lowerLemma(s.word(v))] != "" {
				s.toll(h, v)
			}
		}
	}
}

// within reads the verb that tells what was done in the event.
//
//	"Soldiers killed the warlord in a raid", "She was arrested during an operation"
func (s *scene) within(h *happening, t int32) {
	switch s.preposition(t) {
	case "in", "during":
	default:
		return
	}
	v := s.head(t)
	for up := 0; up < 3 && v >= 0 && s.upos(v) != extract.VERB; up++ {
		v = s.head(v)
	}
	if v < 0 || s.upos(v) != extract.VERB || h.predicate != graph.Attacked && h.lemma != "operation" && h.lemma != "raid" {
		return
	}
	// "two helicopters collided during the operation, killing 13 soldiers"
	s.tollsBelow(h, v)
	if tollVerbs[lowerLemma(s.word(v))] == "" || s.frame[v] < 0 {
		return
	}
	if len(h.tolls) == 0 {
		s.toll(h, v)
	}
	f := &s.a.Frames[s.frame[v]]
	if x := f.Argument(extract.A0); x != nil && len(h.agents) == 0 {
		for _, e := range s.parties(x) {
			if s.actor(e) {
				h.agents = append(h.agents, e)
			}
		}
	}
	if x := f.Argument(extract.A1); x != nil && len(h.targets) == 0 && tollVerbs[lowerLemma(s.word(v))] != graph.RoleArrested {
		for _, e := range s.parties(x) {
			if s.actor(e) {
				h.targets = append(h.targets, e)
			}
		}
	}
}

// toll reads one verb.
func (s *scene) toll(h *happening, v int32) {
	word := lowerLemma(s.word(v))
	f := s.frame[v]
	add := func(role graph.PredicateName, t int32) {
		kind := strings.ToLower(string(role))
		if fig, words, ok := s.figure(t, kind); ok {
			h.tolls = append(h.tolls, toll{role, fig, words, f, s.moods.of(v).negated})
		}
	}
	if role := tollVerbs[word]; role != "" {
		n := len(h.tolls)
		if f >= 0 && word != "die" {
			if x := s.a.Frames[f].Argument(extract.A1); x != nil {
				t := headToken(s.grammar, x)
				add(role, t)
				for _, d := range s.children(t) {
					if s.deprel(d) == extract.Conj && s.lo[d] > v {
						add(role, d)
					}
				}
			}
		}
		if len(h.tolls) > n {
			s.more(h, v, add)
			return
		}
		for _, c := range s.children(v) {
			switch s.deprel(c) {
			case extract.Obj, extract.NsubjPass:
				add(role, c)
				for _, d := range s.children(c) {
					if s.deprel(d) == extract.Conj {
						add(role, d)
					}
				}
			case extract.Nsubj:
				if word == "die" {
					add(role, c)
				}
			}
		}
		return
	}
	switch word {
	case "result", "cause", "claim", "leave", "lead":
		// "resulted in around 80 deaths", "caused 12 injuries", "left 12 dead"
		for _, c := range s.children(v) {
			if r := s.deprel(c); r == extract.Obj || r == extract.Obl {
				if role := tollVerbs[lowerLemma(s.word(c))]; role != "" {
					add(role, c)
				} else if x := s.child(v, extract.Xcomp); word == "leave" && x >= 0 && tollVerbs[lowerLemma(s.word(x))] != "" {
					add(tollVerbs[lowerLemma(s.word(x))], c)
				}
			}
		}
	}
}

// more reads the verbs that are coordinated with a toll: "killed 154 people and injured 5,000".
func (s *scene) more(h *happening, v int32, add func(graph.PredicateName, int32)) {
	for _, c := range s.children(v) {
		if role := tollVerbs[lowerLemma(s.word(c))]; s.deprel(c) == extract.Conj && role != "" && s.upos(c) == extract.VERB {
			if o := s.child(c, extract.Obj, extract.NsubjPass); o >= 0 {
				add(role, o)
			}
		}
	}
}

// eventEntity is the entity of a happening: that of its noun, or that of an
// earlier happening which the noun refers back to, or a new one.
func (s *scene) eventEntity(h *happening) int32 {
	a := s.a
	f := &a.Frames[h.frame]
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
	t := f.Head
	r := s.trimmed(s.lo[t], t+1)
	for r.First < t && (s.upos(r.First) == extract.DET || s.upos(r.First) == extract.PRON) {
		r.First++
	}
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

// roles appends the statements that one mention of an event makes.
func (s *scene) roles(e, h *happening, out []extract.Statement) []extract.Statement {
	a := s.a
	f := &a.Frames[h.frame]
	x := extract.Statement{
		Subject: e.entity, Object: extract.None, Verb: f.Lemma, Polarity: f.Polarity, Modality: f.Modality, Tense: f.Tense, Place: extract.None,
		SaidIn: extract.None, Frame: h.frame, Quote: extract.None, Evidence: s.frameSpan(f), Confidence: float64(f.Confidence) * 0.8,
	}
	add := func(role graph.PredicateName, object int32) {
		if object == e.entity {
			return
		}
		y := x
		y.Predicate, y.Object = role, object
		y.Explanation = []graph.Reason{{Layer: string(extract.LayerFrames), Reason: "takes part in “" + f.Lemma + "”"}}
		out = append(out, y)
	}
	for _, o := range h.agents {
		if slices.Contains(h.places, o) && sited[h.lemma] {
			continue
		}
		add(graph.RoleAgent, o)
	}
	for _, o := range h.targets {
		add(graph.RoleTarget, o)
	}
	for _, o := range h.places {
		if h.isAgent(o) && !sited[h.lemma] || slices.Contains(h.targets, o) {
			continue
		}
		add(graph.RolePlaceOf, o)
	}
	for _, o := range h.instruments {
		add(graph.RoleInstrument, o)
	}
	if h.time >= 0 && e == h {
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

// runs are verbs whose subject makes a named event happen, or takes part in it.
var runs = set("launch lead carry conduct run hold host stage mount begin start open organize organise oversee command head order initiate")

// operations appends the roles of events that have a name: "The United States launched Operation Southern Spear".
func (s *scene) operations(out []extract.Statement) []extract.Statement {
	a := s.a
	for i := range a.Frames {
		f := &a.Frames[i]
		if s.upos(f.Head) != extract.VERB {
			continue
		}
		for k := range f.Arguments {
			x := &f.Arguments[k]
			if x.Entity < 0 || a.Entities[x.Entity].Type != graph.TypeEvent || a.Entities[x.Entity].Generic {
				continue
			}
			h := happening{entity: x.Entity, frame: int32(i), time: extract.None}
			switch {
			case x.Role == extract.A1 && runs[strings.Fields(f.Lemma)[0]], s.preposition(headToken(s.grammar, x)) == "in" && joins[f.Lemma]:
				if y := f.Argument(extract.A0); y != nil && y != x {
					h.agents = s.parties(y)
				}
			default:
				continue
			}
			s.circumstances(&h, f, f.Head)
			out = s.roles(&h, &h, out)
			if x.Role == extract.A1 && (f.Lemma == "launch" || f.Lemma == "begin" || f.Lemma == "start") && militaryName(a.Entities[x.Entity].Name) {
				// Launching an operation mobilizes against whomever it is aimed at.
				for _, e := range h.agents {
					out = append(out, extract.Statement{
						Subject: e, Predicate: graph.MobilizedAgainst, Object: extract.None, Verb: f.Lemma, Polarity: f.Polarity, Modality: f.Modality, Tense: f.Tense,
						Place: extract.None, SaidIn: extract.None, Frame: int32(i), Quote: extract.None, Evidence: s.frameSpan(f), Confidence: float64(f.Confidence),
						Explanation: []graph.Reason{{Layer: string(extract.LayerFrames), Reason: "launching a military operation"}},
					})
				}
			}
		}
	}
	for i := range a.Mentions {
		m := &a.Mentions[i]
		if m.Kind != graph.KindName || m.Entity < 0 || a.Entities[m.Entity].Type != graph.TypeEvent {
			continue
		}
		t := s.top(m.Head)
		switch s.preposition(t) {
		case "in", "during":
		default:
			continue
		}
		v := s.head(t)
		for up := 0; up < 3 && v >= 0 && s.frame[v] < 0; up++ {
			v = s.head(v)
		}
		if v < 0 || s.frame[v] < 0 || s.upos(v) != extract.VERB {
			continue
		}
		h := happening{entity: m.Entity, frame: s.frame[v], lemma: "operation", time: extract.None}
		if !militaryName(a.Entities[m.Entity].Name) {
			h.lemma = ""
		}
		s.within(&h, t)
		out = s.roles(&h, &h, out)
	}
	return out
}

// top is the token of a range that hangs outside of it.
func (s *scene) top(r extract.TokenRange) int32 {
	for t := r.First; t < r.End; t++ {
		if h := s.head(t); h < r.First || h >= r.End {
			return t
		}
	}
	return r.First
}

var joins = set("participate compete take join fight serve play")

func militaryName(name string) bool {
	first, _, _ := strings.Cut(name, " ")
	return first == "Operation" || first == "Exercise" || strings.HasSuffix(name, "Offensive") || strings.HasSuffix(name, "Campaign")
}
