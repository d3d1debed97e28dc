// Package event turns syntax and entities into meaning: who said what, who did
// what to whom, and whether it is so. It owns quotes, predicate-argument frames,
// polarity and modality, and the statements that go into the graph. Rules speak
// of structure and lexicons of the language; what is uncertain is left out.
package event

import (
	"context"
	"math"
	"slices"
	"strings"
	"sync"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/model"
	"github.com/dateline-news/dateline/graph"
)

// Frames fills LayerFrames: the predicate-argument structure of every verb,
// copula and event noun. It is immutable and safe for concurrent use.
type Frames struct{ model *roleModel }

var frameModel = sync.OnceValue(func() *roleModel { return openRoleModel(model.MustOpen(model.Frames)) })

// NewFrames opens the embedded argument classifier.
func NewFrames() *Frames { return &Frames{frameModel()} }

// Needs trees and entities; quotes tell whose words a frame is.
func (*Frames) Needs() []extract.Layer {
	return []extract.Layer{extract.LayerTree, extract.LayerEntities, extract.LayerQuotes}
}

// Gives frames.
func (*Frames) Gives() []extract.Layer { return []extract.Layer{extract.LayerFrames} }

// eventNounThreshold is the probability from which a noun is taken for an event with participants.
const eventNounThreshold = 0.5

// framing is the memory of one run.
type framing struct {
	roles   roleScratch
	moods   moods
	mention []int32 // by token: the mention whose head it is part of
	quote   []int32 // by token: the innermost quote
	frame   []int32 // by token: the frame that it triggers
}

var framings = sync.Pool{New: func() any { return new(framing) }}

// Run fills a.Frames.
func (s *Frames) Run(ctx context.Context, a *extract.Analysis) error {
	g := newGrammar(a)
	defer g.release()
	f := framings.Get().(*framing)
	defer framings.Put(f)
	n := a.Tokens.Len()
	f.mention = headMentions(f.mention, a)
	f.quote = innermostQuotes(f.quote, a)
	f.frame = resize(f.frame, n)
	f.moods.reset(g)
	a.Frames = a.Frames[:0]
	for i := range a.Sentences {
		if i%256 == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		r := a.Sentences[i].TokenRange
		if i%64 == 63 {
			f.moods.reset(g) // nothing is embedded across sentences
		}
		for t := r.First; t < r.End; t++ {
			f.frame[t] = extract.None
			if p, ok := s.trigger(g, t, f); ok {
				f.frame[t] = int32(len(a.Frames))
				a.Frames = append(a.Frames, s.build(g, t, p, f))
			}
		}
	}
	for i := range a.Frames {
		a.Frames[i].Parent = embedder(g, f, a.Frames[i].Head)
		s.understand(g, f, int32(i))
	}
	return nil
}

// embedder is the frame that embeds token t as a clause argument.
func embedder(g *grammar, f *framing, t int32) int32 {
	for steps := 0; steps < maxEmbedding; steps++ {
		h := g.head(t)
		if h < 0 {
			break
		}
		if f.frame[h] >= 0 {
			switch g.deprel(t) {
			case extract.Ccomp, extract.Xcomp, extract.Csubj, extract.CsubjPass, extract.Advcl, extract.Acl, extract.Obj, extract.Obl:
				return f.frame[h]
			}
		}
		if g.deprel(t) != extract.Conj {
			break
		}
		t = h
	}
	return extract.None
}

// trigger tells whether token t heads a frame, and how likely.
func (s *Frames) trigger(g *grammar, t int32, f *framing) (float32, bool) {
	switch g.upos(t) {
	case extract.VERB:
		switch g.deprel(t) {
		case extract.Mark, extract.Fixed, extract.Goeswith, extract.Aux, extract.AuxPass:
			return 0, false
		}
		return 1, true
	case extract.AUX:
		return 1, g.deprel(t) == extract.Cop
	case extract.NOUN:
		p := s.model.eventNoun(g, t, &f.roles)
		if p < eventNounThreshold && actionNoun(lowerLemma(g.word(t))) {
			return eventNounThreshold, true
		}
		return p, p >= eventNounThreshold
	}
	return 0, false
}

// build makes the frame of trigger t, which is one with probability p.
func (s *Frames) build(g *grammar, t int32, p float32, f *framing) extract.Frame {
	a := g.a
	out := extract.Frame{Trigger: extract.TokenRange{First: t, End: t + 1}, Head: t, Lemma: lowerLemma(g.word(t)), Quote: f.quote[t], Parent: extract.None}
	head := t
	if g.deprel(t) == extract.Cop && g.head(t) >= 0 {
		head = g.head(t) // the clause is the predicate noun's or adjective's
	}
	for _, c := range g.children(t) {
		if g.deprel(c) == extract.CompoundPrt && !g.counts(c) {
			out.Lemma += " " + lowerLemma(g.word(c))
			if c == t+1 {
				out.Trigger.End = c + 1
			}
		}
	}
	m := f.moods.of(head)
	out.Polarity, out.Modality, out.Tense = graph.Affirmed, m.modality, m.tense
	if m.negated {
		out.Polarity = graph.Negated
	}
	if m.question && m.modality == graph.Asserted {
		out.Modality = graph.Hypothetical // asked, not said
	}
	confidence := float64(p)
	chosen := s.model.arguments(g, t, &f.roles)
	if g.deprel(t) == extract.Case {
		chosen = g.related(t)
	} else if g.upos(t) == extract.VERB {
		chosen = g.relative(t, g.complete(t, s.supply(g, t, g.sharedObject(t, chosen))))
	} else if g.upos(t) == extract.NOUN {
		chosen = f.named(g, chosen)
		chosen = g.undergone(t, g.lend(t, chosen))
	}
	for _, arg := range chosen {
		if g.comments(arg) {
			continue
		}
		x := extract.Argument{Role: Labels[arg.label], Entity: extract.None}
		x.Tokens = g.argumentSpan(arg.Token, t)
		x.Head = extract.TokenRange{First: arg.Token, End: arg.Token + 1}
		if k := f.mention[arg.Token]; k >= 0 {
			x.Entity = a.Mentions[k].Entity
			if h := a.Mentions[k].Head; a.Mentions[k].Kind == graph.KindName && h.Contains(arg.Token) {
				x.Head = h
				x.Tokens.First, x.Tokens.End = min(x.Tokens.First, h.First), max(x.Tokens.End, h.End)
			}
		}
		if e := g.apposed(arg.Token, f.mention); e >= 0 {
			x.Entity = e
		}
		if x.Role == extract.A0 || x.Role == extract.A1 {
			confidence = min(confidence, math.Exp(float64(arg.logp)))
		}
		out.Arguments = append(out.Arguments, x)
	}
	out.Arguments = mergeTimes(out.Arguments)
	slices.SortStableFunc(out.Arguments, func(x, y extract.Argument) int { return strings.Compare(string(x.Role), string(y.Role)) })
	out.Confidence = float32(confidence)
	out.Predicate = kindOf(g, &out, func(t int32) int32 {
		if k := f.mention[t]; k >= 0 {
			return a.Mentions[k].Entity
		}
		return extract.None
	})
	return out
}

// related are the arguments of a participle that has become a preposition.
//
//	"weapons, including rifles", "Following the attack, the site was closed"
func (g *grammar) related(p int32) []argument {
	n := g.head(p)
	if n < 0 {
		return nil
	}
	out := []argument{{Candidate{Token: n}, 2, suppliedLog}}
	if h := g.head(n); h >= 0 {
		role := 1 // A0: what follows
		if g.deprel(n) == extract.Nmod {
			role = 3 // A2: the whole of which it is a part
		}
		out = append(out, argument{Candidate{Token: h}, role, suppliedLog})
	}
	return out
}

// The labels that rules give.
var (
	labelLOC = slices.Index(Labels[:], extract.ArgLOC)
	labelTMP = slices.Index(Labels[:], extract.ArgTMP)
)

// suppliedLog is the log-probability of an argument that a rule gives.
const suppliedLog = -0.5

// supply adds the subject that a verb without one shares with the clause around
// it, and the antecedent of a relative pronoun, where the classifier gave none.
//
//	"They agreed to meet", "Brazil, who moved up"
func (s *Frames) supply(g *grammar, v int32, chosen []argument) []argument {
	role := 1 // A0
	if g.passive(v) || s.model.lex.Roles(g.word(v))&15 == 0 && s.model.lex.Known(g.word(v)) {
		role = 2 // "the storm passed": no agent in its frame
	}
	if t := g.controller(v); t >= 0 {
		// grammar gives the subject: whatever else stands outside is none
		chosen = slices.DeleteFunc(chosen, func(x argument) bool { return x.label == role && !g.below(x.Token, v) || x.Token == t })
		return append(chosen, argument{Candidate{Token: t}, role, suppliedLog})
	}
	for _, x := range chosen {
		if x.label == role || x.Token < v && x.label <= 2 {
			return chosen
		}
	}
	t := g.subject(v)
	if t >= 0 {
		switch g.xpos(t) {
		case extract.WP, extract.WDT:
			if g.deprel(v) != extract.AclRelcl {
				return chosen
			}
			t = g.head(v)
		}
	} else {
		t = g.understood(v)
		if t >= 0 && (g.xpos(t) == extract.WP || g.xpos(t) == extract.WDT) {
			// "who came and left": the antecedent
			if h := g.head(g.head(t)); g.deprel(g.head(t)) == extract.AclRelcl {
				t = h
			} else {
				return chosen
			}
		}
	}
	if t < 0 {
		return chosen
	}
	for _, x := range chosen {
		if x.Token == t {
			return chosen
		}
	}
	return append(chosen, argument{Candidate{Token: t}, role, suppliedLog})
}

// apposed is the person whose name stands beside the noun t, where coreference
// took the noun for no person; None if there is none.
//
//	"met his counterpart, Ana Ruiz"
func (g *grammar) apposed(t int32, mention []int32) int32 {
	if g.xpos(t) != extract.NN {
		return extract.None
	}
	if k := mention[t]; k >= 0 && (g.a.Mentions[k].Kind != graph.KindNominal || g.a.Mentions[k].Type != graph.TypeOther) {
		return extract.None
	}
	c := g.child(t, extract.Appos)
	if c < t || mention[c] < 0 || g.has(c, extract.Conj) {
		return extract.None
	}
	m := &g.a.Mentions[mention[c]]
	if m.Kind != graph.KindName || m.Type != graph.TypePerson {
		return extract.None
	}
	return m.Entity
}

// sharedObject adds the object that a verb shares with the one coordinated with it.
//
//	"shot and killed the mayor": shot the mayor too
func (g *grammar) sharedObject(v int32, chosen []argument) []argument {
	if g.has(v, extract.Obj) || g.has(v, extract.Ccomp) || g.has(v, extract.Xcomp) || g.passive(v) {
		return chosen
	}
	for _, x := range chosen {
		if x.label == 2 {
			return chosen
		}
	}
	for _, c := range g.children(v) {
		if g.deprel(c) != extract.Conj || g.upos(c) != extract.VERB || g.lo[c] != v+1 || c > v+3 || g.xpos(c) != g.xpos(v) || g.hasSubject(c) {
			continue
		}
		o := g.child(c, extract.Obj)
		if o < c || !g.has(c, extract.Cc) {
			continue
		}
		for _, x := range chosen {
			if x.Token == o {
				return chosen
			}
		}
		return append(chosen, argument{Candidate{Token: o}, 2, suppliedLog})
	}
	return chosen
}

// mergeTimes joins two words of time that stand side by side.
//
//	"earlier" and "this month", "late" and "on Monday"
func mergeTimes(list []extract.Argument) []extract.Argument {
	for i := range list {
		for j := range list {
			x, y := &list[i], &list[j]
			if x.Role != extract.ArgTMP || y.Role != extract.ArgTMP || x.Tokens.End != y.Tokens.First || x.Tokens.Len() > 1 && y.Tokens.Len() > 1 {
				continue
			}
			if y.Tokens.Len() == 1 {
				y.Head, y.Entity = x.Head, x.Entity // "two days later"
			}
			y.Tokens.First = x.Tokens.First
			return slices.Delete(list, i, i+1)
		}
	}
	return list
}

// comments tells that an adverb says nothing of the event, or only asks when and where.
//
//	"They also met", "reportedly met", "It fell when he met them"
func (g *grammar) comments(x argument) bool {
	if x.label <= 5 || g.upos(x.Token) != extract.ADV {
		return false
	}
	for _, c := range g.children(x.Token) {
		if g.deprel(c) != extract.Punct {
			return false
		}
	}
	if g.xpos(x.Token) == extract.WRB {
		return !asks(g.a, x.Token)
	}
	return commenting[lowerLemma(g.word(x.Token))]
}

// commenting are adverbs of focus, discourse and hearsay: PropBank's ARGM-DIS and its kind.
var commenting = set(`also too only just even merely simply however though nevertheless nonetheless therefore thus hence moreover furthermore indeed meanwhile
	instead otherwise besides still perhaps maybe possibly probably likely presumably reportedly allegedly apparently supposedly purportedly evidently certainly
	surely actually really basically especially particularly notably either neither nor almost nearly so well`)

// complete adds the open clause that a verb governs, where the classifier gave none.
//
//	"made us cry", "is going to resign"
func (g *grammar) complete(v int32, chosen []argument) []argument {
	c := g.child(v, extract.Xcomp)
	if c < 0 {
		return chosen
	}
	role := 2
	for _, x := range chosen {
		if g.below(x.Token, c) || g.below(c, x.Token) && !g.below(v, x.Token) {
			return chosen
		}
		if x.label == 2 {
			role = 3
		}
	}
	return append(chosen, argument{Candidate{Token: c}, role, suppliedLog})
}

// relative makes the noun that a relative adverb takes up the place or the time.
//
//	"the town where they met", "in 1995, when it was founded"
func (g *grammar) relative(v int32, chosen []argument) []argument {
	h := g.head(v)
	if h < 0 || g.deprel(v) != extract.AclRelcl {
		return chosen
	}
	label := 0
	for _, c := range g.children(v) {
		if g.deprel(c) == extract.Advmod && g.xpos(c) == extract.WRB {
			switch lowerLemma(g.word(c)) {
			case "where":
				label = labelLOC
			case "when":
				label = labelTMP
			}
		}
	}
	if label == 0 {
		return chosen
	}
	for i := range chosen {
		if chosen[i].Token == h {
			chosen[i].label = label
			return chosen
		}
	}
	return append(chosen, argument{Candidate{Token: h}, label, suppliedLog})
}

// named leaves out the adjectives that name no party: "ethnic violence", but "Israeli strikes".
func (f *framing) named(g *grammar, chosen []argument) []argument {
	return slices.DeleteFunc(chosen, func(x argument) bool {
		if x.label > 2 || g.deprel(x.Token) != extract.Amod || f.mention[x.Token] >= 0 {
			return false
		}
		w := g.a.Word(x.Token)
		return w != "" && w[0] >= 'a' && w[0] <= 'z'
	})
}

// lend gives an event noun the subject of the verb that merely carries it out.
//
//	"The navy carried out a strike": the navy struck
func (g *grammar) lend(noun int32, chosen []argument) []argument {
	v := g.lightVerb(noun)
	if v < 0 {
		if v = g.announced(noun); v < 0 {
			return chosen
		}
	}
	t := g.child(v, extract.Nsubj)
	switch {
	case g.passive(v):
		t = g.child(v, extract.OblAgent)
	case t < 0:
		t = g.understood(v)
	}
	if t < 0 || g.xpos(t) == extract.WP || g.xpos(t) == extract.WDT {
		return chosen
	}
	for _, x := range chosen {
		if x.label == 1 || x.Token == t {
			return chosen
		}
	}
	return append(chosen, argument{Candidate{Token: t}, 1, suppliedLog})
}

// announced is the verb by which an act of state is made known and done at once.
//
//	"Italy announced sanctions on the ministry"
func (g *grammar) announced(noun int32) int32 {
	v := g.head(noun)
	if v < 0 || g.deprel(noun) != extract.Obj || g.definite(noun) || g.upos(v) != extract.VERB {
		return extract.None
	}
	switch lowerLemma(g.word(v)) {
	case "announce", "declare", "decree", "approve":
	default:
		return extract.None
	}
	for _, c := range actionLexicon().nouns[lowerLemma(g.word(noun))] {
		switch c.predicate {
		case graph.Sanctioned, graph.Aided, graph.MobilizedAgainst:
			return v
		}
	}
	return extract.None
}

// argumentSpan is the phrase that token t heads, as an argument of p: without
// the branch that holds p, without what loosely follows, without outer punctuation.
//
//	"Ana Ruiz, a doctor who came from Lima": Ana Ruiz; but "said it is a war that nobody wins" in full
func (g *grammar) argumentSpan(t, p int32) extract.TokenRange {
	lo, hi := g.lo[t], g.hi[t]
	clause := g.upos(t) == extract.VERB || g.has(t, extract.Cop)
	for _, c := range g.children(t) {
		cut := g.lo[c] <= p && p <= g.hi[c] // a relative clause seen from inside
		switch g.deprel(c) {
		case extract.Discourse, extract.Vocative:
			cut = true
		case extract.Parataxis:
			cut = cut || g.deprel(t) != extract.Ccomp // what is said may go on
		case extract.AclRelcl:
			cut = cut || !clause && g.setOff(c, t)
		case extract.Acl:
			cut = cut || c > t && g.setOff(c, t)
		case extract.Appos:
			cut = cut || c > t && g.setOff(c, t) && g.hi[c]-g.lo[c] >= longApposition
		case extract.Nsubj, extract.NsubjPass, extract.Cop, extract.Advcl, extract.Ccomp, extract.Advmod, extract.Aux, extract.Mark:
			// the predicate noun of a copula does not bring its subject along: "He was a lawyer who lied"
			if g.below(p, t) && (g.deprel(p) == extract.Cop || g.has(t, extract.Cop) && g.deprel(p) == extract.AclRelcl) {
				cut = true
			}
		}
		if !cut {
			continue
		}
		if c > t {
			hi = min(hi, max(t, g.lo[c]-1))
		} else {
			lo = max(lo, min(t, g.hi[c]+1))
		}
	}
	return g.trimmed(lo, hi+1)
}

// longApposition is the number of words after its first from which an apposition is no part of the name any more.
const longApposition = 4

// trimmed takes punctuation and conjunctions off the ends of a range.
func (g *grammar) trimmed(lo, hi int32) extract.TokenRange {
	loose := func(t int32) bool {
		return g.upos(t) == extract.PUNCT && g.xpos(t) != extract.OpenQuote && g.xpos(t) != extract.CloseQuote || g.upos(t) == extract.CCONJ
	}
	for lo < hi-1 && loose(lo) {
		lo++
	}
	for hi-1 > lo && loose(hi-1) {
		hi--
	}
	return extract.TokenRange{First: lo, End: hi}
}

// headMentions maps each token to the mention whose head holds it; a name
// outdoes a nominal, a name the country inside it ("United States Navy"), and a
// shorter nominal a longer one.
func headMentions(dst []int32, a *extract.Analysis) []int32 {
	n := int32(a.Tokens.Len())
	dst = resize(dst, int(n))
	for i := range dst {
		dst[i] = extract.None
	}
	for i := range a.Mentions {
		m := &a.Mentions[i]
		for t := max(0, m.Head.First); t < min(n, m.Head.End); t++ {
			if k := dst[t]; k >= 0 {
				old := &a.Mentions[k]
				if old.Kind == graph.KindName && (m.Kind != graph.KindName || old.Head.Len() >= m.Head.Len()) || old.Kind == m.Kind && m.Kind != graph.KindName && old.Head.Len() <= m.Head.Len() {
					continue
				}
			}
			dst[t] = int32(i)
		}
	}
	return dst
}

// innermostQuotes maps each token to the innermost quote whose content holds it.
func innermostQuotes(dst []int32, a *extract.Analysis) []int32 {
	n := a.Tokens.Len()
	dst = resize(dst, n)
	for i := range dst {
		dst[i] = extract.None
	}
	for q := range a.Quotes {
		for _, c := range a.Quotes[q].Content {
			t, _ := slices.BinarySearch(a.Tokens.Start, c.Start)
			for ; t < n && a.Tokens.Start[t] < c.End; t++ {
				if k := dst[t]; k < 0 || nests(a, int32(q), k) {
					dst[t] = int32(q)
				}
			}
		}
	}
	return dst
}

// nests tells whether quote q lies within quote k.
func nests(a *extract.Analysis, q, k int32) bool {
	for steps := 0; steps < 16 && q >= 0; steps++ {
		if q = a.Quotes[q].Parent; q == k {
			return true
		}
	}
	return false
}
