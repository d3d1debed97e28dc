package event

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/graph"
)

// Statements fills LayerStatements: it gathers what speech, states, acts and
// events say, and puts each under whose words it is, when and where, and how
// sure it is. It is immutable and safe for concurrent use.
type Statements struct{}

// NewStatements returns the stage.
func NewStatements() Statements { return Statements{} }

// Needs everything before it.
func (Statements) Needs() []extract.Layer {
	return []extract.Layer{extract.LayerFrames, extract.LayerQuotes, extract.LayerEntities, extract.LayerTimes}
}

// Gives statements.
func (Statements) Gives() []extract.Layer { return []extract.Layer{extract.LayerStatements} }

// scene is what a run of the stage knows of its document.
type scene struct {
	*grammar
	moods   moods
	mention []int32          // by token: the mention whose head it is part of
	quote   []int32          // by token: the innermost quote
	frame   []int32          // by token: the frame that it triggers
	time    []int32          // by token: the time expression that it is part of
	inside  []bool           // by token: it is part of a name
	speech  []int32          // by quote: its speech statement
	merged  map[int32]int32  // entities that were found to be the same event as another
	office  map[int32]int32  // by person: the body or country for which he holds office
	peoples map[string]int32 // by name: the entity of "Americans"
}

var scenes = sync.Pool{New: func() any { return new(scene) }}

func newScene(a *extract.Analysis) *scene {
	s := scenes.Get().(*scene)
	s.grammar = newGrammar(a)
	s.moods.reset(s.grammar)
	s.mention = headMentions(s.mention, a)
	s.quote = innermostQuotes(s.quote, a)
	n := a.Tokens.Len()
	s.frame, s.time = resize(s.frame, n), resize(s.time, n)
	for i := range n {
		s.frame[i], s.time[i] = extract.None, extract.None
	}
	for i := range a.Frames {
		s.frame[a.Frames[i].Head] = int32(i)
	}
	for i := range a.Times {
		for t := a.Times[i].Tokens.First; t < a.Times[i].Tokens.End; t++ {
			s.time[t] = int32(i)
		}
	}
	s.inside = append(s.inside[:0], make([]bool, n)...)
	for i := range a.Mentions {
		if m := &a.Mentions[i]; m.Kind == graph.KindName && m.Head.Len() > 1 {
			for t := m.Head.First; t < m.Head.End; t++ {
				s.inside[t] = true
			}
		}
	}
	s.speech = resize(s.speech, len(a.Quotes))
	for i := range s.speech {
		s.speech[i] = extract.None
	}
	return s
}

func (s *scene) free() {
	s.grammar.release()
	s.grammar = nil
	scenes.Put(s)
}

// Run fills a.Statements.
func (Statements) Run(ctx context.Context, a *extract.Analysis) error {
	a.Statements = nil
	if a.Tokens.Len() == 0 {
		return nil
	}
	s := newScene(a)
	defer s.free()
	out := speech(a)
	for i := range out {
		if q := out[i].Quote; q >= 0 && int(q) < len(s.speech) && s.speech[q] < 0 {
			s.speech[q] = int32(i)
		}
	}
	stated := states(a)
	s.office = map[int32]int32{}
	for i := range stated {
		x := &stated[i]
		if _, ok := s.office[x.Subject]; !ok && x.Predicate == graph.HoldsPosition && x.Object >= 0 && x.Subject >= 0 {
			s.office[x.Subject] = x.Object
		}
	}
	out = append(out, stated...)
	if err := ctx.Err(); err != nil {
		return err
	}
	known := len(a.Mentions)
	s.peoples = map[string]int32{}
	out = s.actions(out)
	s.merged = map[int32]int32{}
	out = s.events(out)
	s.rename(out)
	if len(a.Mentions) > known {
		sortMentions(a)
	}
	for i, n := 0, len(out); i < n; i++ {
		if denial, ok := s.attribute(&out[i]); ok {
			out = append(out, denial)
		}
	}
	for i := range out {
		s.setting(&out[i])
		s.rate(&out[i])
	}
	a.Statements = distinct(out)
	s.nameBodies(a.Statements)
	return nil
}

// rename lets statements speak of the event that another was found to be.
func (s *scene) rename(in []extract.Statement) {
	if len(s.merged) == 0 {
		return
	}
	now := func(e *int32) {
		if n, ok := s.merged[*e]; ok {
			*e = n
		}
	}
	for i := range in {
		x := &in[i]
		now(&x.Subject)
		now(&x.Object)
		now(&x.Place)
		for k := range x.About {
			now(&x.About[k])
		}
	}
}

// sortMentions puts the mentions of new events among the others, in order of text.
func sortMentions(a *extract.Analysis) {
	at := make([]int32, len(a.Mentions))
	for i := range at {
		at[i] = int32(i)
	}
	slices.SortStableFunc(at, func(x, y int32) int {
		m, n := &a.Mentions[x], &a.Mentions[y]
		return cmp.Or(cmp.Compare(m.Tokens.First, n.Tokens.First), cmp.Compare(n.Tokens.End, m.Tokens.End))
	})
	place := make([]int32, len(at))
	mentions := make([]extract.Mention, len(at))
	for k, i := range at {
		place[i] = int32(k)
		mentions[k] = a.Mentions[i]
	}
	a.Mentions = mentions
	for i := range a.Entities {
		e := &a.Entities[i]
		for k := range e.Members {
			e.Members[k] = place[e.Members[k]]
		}
		slices.Sort(e.Members)
	}
}

// anchor is the token whose place decides whose words a statement is.
func (s *scene) anchor(x *extract.Statement) int32 {
	a := s.a
	if x.Frame >= 0 && int(x.Frame) < len(a.Frames) {
		return a.Frames[x.Frame].Head
	}
	if x.Quote >= 0 && int(x.Quote) < len(a.Quotes) {
		if q := &a.Quotes[x.Quote]; q.CueHead >= 0 {
			return q.CueHead
		}
	}
	t, _ := slices.BinarySearch(a.Tokens.Start, x.Evidence.Start)
	return min(int32(t), int32(a.Tokens.Len()-1))
}

// attribute gives a statement its chain of speakers and the speech that holds
// it. What stands within a denial is given twice: as the claim of someone
// unnamed, which x becomes, and denied by the speaker, which is returned.
//
//	"Rubio rejected claims that the administration plans to send troops to Mexico."
func (s *scene) attribute(x *extract.Statement) (denial extract.Statement, denied bool) {
	a := s.a
	t := s.anchor(x)
	family := x.Predicate.Family()
	m := mood{}
	if family != graph.FamilyState || x.Frame >= 0 {
		m = s.moods.of(t)
	}
	q := s.quote[t]
	if x.Quote >= 0 && int(x.Quote) < len(a.Quotes) {
		q = a.Quotes[x.Quote].Parent
	}
	if family == graph.FamilyState && x.Frame < 0 && x.Verb == "" {
		// What a noun phrase takes for granted is the reporter's, unless he quotes.
		//	"explained that the Mexican Navy leads …": Navy PART_OF Mexico in the document's own voice
		for q >= 0 && a.Quotes[q].Kind == extract.QuoteIndirect {
			q = a.Quotes[q].Parent
		}
	}
	var chain []int32 // innermost first
	denier := extract.None
	if len(x.Attribution) > 0 {
		chain = append(chain, x.Attribution...) // a state or a claim of responsibility brings its own
	} else if m.hearsay {
		chain = append(chain, extract.UnnamedSpeaker)
	}
	for steps := 0; q >= 0 && steps < maxChain; steps++ {
		z := &a.Quotes[q]
		if k := s.speech[q]; x.SaidIn < 0 && k >= 0 {
			x.SaidIn = k
		}
		if z.Predicate != "" { // not a mere thought or wish
			speaker := z.SourceEntity
			if speaker < 0 || s.onlyPronouns(speaker) {
				speaker = extract.UnnamedSpeaker
			}
			if rejects := z.Predicate == graph.Denied || z.Predicate == graph.RejectedP; rejects && family == graph.FamilySpeech && s.upos(t) == extract.NOUN {
				// "rejected the army's allegations": that the army alleges is granted
				q = z.Parent
				continue
			} else if rejects && !z.Negated && (family != graph.FamilyState || x.Verb != "") && denier == extract.None {
				denier = int32(len(chain))
			}
			if n := len(chain); n == 0 || chain[n-1] != speaker {
				chain = append(chain, speaker)
			}
		}
		q = z.Parent
	}
	quoted := family == graph.FamilySpeech && x.Quote >= 0 && int(x.Quote) < len(a.Quotes) && a.Quotes[x.Quote].Kind != extract.QuoteIndirect
	if len(chain) == 0 && !quoted && (family != graph.FamilyState || x.Frame >= 0) && s.reported(t) {
		chain = append(chain, extract.UnnamedSpeaker)
	}
	slices.Reverse(chain)
	if family == graph.FamilySpeech && len(chain) > 0 && chain[len(chain)-1] == x.Subject && denier == extract.None {
		chain = chain[:len(chain)-1] // "We urge …," he said: he urged
	}
	x.Attribution = chain
	if denier == extract.None || int(denier) >= len(chain) {
		if m.denied && x.Polarity == graph.Affirmed && denier == extract.None {
			x.Polarity = graph.Negated
		}
		return denial, false
	}
	at := len(chain) - 1 - int(denier)
	denial = *x
	denial.Attribution = slices.Clone(chain[:at+1])
	denial.Polarity = opposite(x.Polarity)
	denial.Explanation = append(slices.Clone(x.Explanation), graph.Reason{Layer: string(extract.LayerQuotes), Reason: "stands within a denial"})
	x.Attribution = append(slices.Clone(chain[:at]), chain[at+1:]...)
	if at+1 >= len(chain) {
		x.Attribution = append(x.Attribution, extract.UnnamedSpeaker)
	}
	x.Explanation = append(x.Explanation, graph.Reason{Layer: string(extract.LayerQuotes), Reason: "a claim that is denied"})
	return denial, true
}

// reported tells that t stands in the clause of a reporting verb whose words
// nobody was found for: whoever says it, it is not the document.
//
//	"An earlier version of this article said that the envoy had been expelled."
func (s *scene) reported(t int32) bool {
	for steps := 0; t >= 0 && steps < maxEmbedding; steps++ {
		h := s.head(t)
		if h < 0 {
			return false
		}
		if s.deprel(t) == extract.Ccomp && s.upos(h) == extract.VERB {
			w := lowerLemma(s.word(h))
			if c := cues().verbs[w]; c != nil && c.clause && c.quote && c.predicate != "" && !factive(w) {
				return true
			}
		}
		t = h
	}
	return false
}

// maxChain bounds a chain of speakers.
const maxChain = 8

func opposite(p graph.Polarity) graph.Polarity {
	if p == graph.Affirmed {
		return graph.Negated
	}
	return graph.Affirmed
}

// setting gives a statement the time and place of its clause, else those of the clause around it.
func (s *scene) setting(x *extract.Statement) {
	a := s.a
	f := x.Frame
	if f < 0 && x.Quote >= 0 && int(x.Quote) < len(a.Quotes) {
		if h := a.Quotes[x.Quote].CueHead; h >= 0 {
			f = s.frame[h] // "said on Saturday in Doha"
			if x.Time == nil && f >= 0 {
				x.Time = s.dateBeside(h)
			}
		}
	}
	for steps := 0; f >= 0 && steps < 3; steps++ {
		if steps > 0 && x.Predicate.Family() == graph.FamilyEventRole && s.upos(a.Frames[x.Frame].Head) == extract.NOUN {
			break // "resigned on Monday over the explosion": that was before
		}
		frame := &a.Frames[f]
		for i := range frame.Arguments {
			g := &frame.Arguments[i]
			if x.Time == nil && g.Role == extract.ArgTMP {
				for t := g.Tokens.First; t < g.Tokens.End; t++ {
					if k := s.time[t]; k >= 0 && a.Times[k].Span != nil && !(t > g.Tokens.First && s.bounds(g.Tokens.First)) {
						x.Time = a.Times[k].Span
						if steps > 0 {
							x.Explanation = append(x.Explanation, graph.Reason{Layer: string(extract.LayerFrames), Reason: "time of the clause around it"})
						}
						break
					}
				}
			}
			if x.Place < 0 && g.Role == extract.ArgLOC && g.Entity >= 0 && a.Entities[g.Entity].Type == graph.TypePlace && g.Entity != x.Object && g.Entity != x.Subject {
				x.Place = g.Entity
				if steps > 0 {
					x.Explanation = append(x.Explanation, graph.Reason{Layer: string(extract.LayerFrames), Reason: "place of the clause around it"})
				}
			}
		}
		if f = frame.Parent; f >= 0 && a.Frames[f].Predicate.Family() == graph.FamilySpeech {
			break // when it was said is not when it happened
		}
	}
	if x.Time == nil && x.Frame >= 0 {
		x.Time = s.dateOf(a.Frames[x.Frame].Head)
	}
}

// bounds tells a preposition with a time at which something is over: "was held until 1974".
func (s *scene) bounds(t int32) bool {
	switch lowerLemma(s.word(t)) {
	case "until", "till", "before":
		return true
	}
	return false
}

// dateOf is the date of the clause of v that is no argument of it: one beside
// the verb, or "on Monday" that the parser hung on a noun of the clause.
//
//	"killed him in a raid on a compound in the city of Abbottabad on Monday"
func (s *scene) dateOf(v int32) *graph.TimeSpan {
	a := s.a
	if d := s.dateBeside(v); d != nil {
		return d
	}
	for t := s.lo[v]; t <= s.hi[v] && t-s.lo[v] < 200; t++ {
		k := s.time[t]
		if k < 0 || a.Times[k].Span == nil || a.Times[k].Span.Precision != graph.PrecisionDay || s.deprel(t) != extract.Nmod || s.preposition(t) != "on" {
			continue
		}
		h := s.head(t)
		for up := 0; up < 8 && h >= 0 && h != v && (s.upos(h) == extract.NOUN || s.upos(h) == extract.PROPN); up++ {
			h = s.head(h)
		}
		if h == v {
			return a.Times[k].Span
		}
	}
	return nil
}

// dateBeside is the date that hangs on v itself.
func (s *scene) dateBeside(v int32) *graph.TimeSpan {
	for _, c := range s.children(v) {
		if k := s.time[c]; k >= 0 && s.a.Times[k].Span != nil {
			return s.a.Times[k].Span
		}
	}
	return nil
}

// distinct leaves out what is said twice in one sentence, and what says less
// than another statement of the same trigger. Indexes in SaidIn are kept right.
func distinct(in []extract.Statement) []extract.Statement {
	type key struct {
		subject, object, last int32
		predicate             graph.PredicateName
		polarity              graph.Polarity
		text                  string
	}
	seen := map[key]int32{}
	renumbered := make([]int32, len(in))
	out := in[:0:0]
	for i := range in {
		x := in[i]
		k := key{x.Subject, x.Object, extract.None, x.Predicate, x.Polarity, x.Text}
		if n := len(x.Attribution); n > 0 {
			k.last = x.Attribution[n-1]
		}
		if x.Predicate.Symmetric() && k.subject > k.object {
			k.subject, k.object = k.object, k.subject
		}
		if j, ok := seen[k]; ok {
			renumbered[i] = j
			if out[j].Confidence < x.Confidence {
				x.SaidIn = out[j].SaidIn
				out[j] = x
			}
			continue
		}
		seen[k] = int32(len(out))
		renumbered[i] = int32(len(out))
		out = append(out, x)
	}
	for i := range out {
		if k := out[i].SaidIn; k >= 0 {
			out[i].SaidIn = renumbered[k]
			if renumbered[k] == int32(i) {
				out[i].SaidIn = extract.None
			}
		}
	}
	return order(out)
}

// order sorts statements by their evidence; SaidIn follows.
func order(in []extract.Statement) []extract.Statement {
	at := make([]int32, len(in))
	for i := range at {
		at[i] = int32(i)
	}
	slices.SortStableFunc(at, func(x, y int32) int { return cmp.Compare(in[x].Evidence.Start, in[y].Evidence.Start) })
	place := make([]int32, len(in))
	out := make([]extract.Statement, len(in))
	for k, i := range at {
		out[k] = in[i]
		place[i] = int32(k)
	}
	for i := range out {
		if k := out[i].SaidIn; k >= 0 {
			out[i].SaidIn = place[k]
		}
	}
	return out
}
