package event

import (
	"strings"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/graph"
)

// speech makes the statements of speech: one edge for every act that a quote
// reports and whose speaker is known, with what was said as its text; the edge
// that hostile or friendly words add to a neutral verb; and acts that nouns
// tell ("critics of the mayor", "the plan drew praise from unions").
//
// It sets no attribution: who reports the speaker follows from the nesting of
// the quotes (Quote.Parent), which the assembly of statements reads.
func speech(a *extract.Analysis) []extract.Statement {
	t := newTree(a)
	defer t.free()
	var out []extract.Statement
	for k := range a.Quotes {
		out = t.quoteStatements(int32(k), out)
	}
	for i := range int32(a.Tokens.Len()) {
		if a.Tokens.UPOS[i] == extract.NOUN {
			out = t.nounStatements(i, out)
		}
	}
	return out
}

// quoteStatements appends what one quote makes.
func (t *tree) quoteStatements(k int32, out []extract.Statement) []extract.Statement {
	q := &t.a.Quotes[k]
	predicate := q.Predicate
	if predicate == "" {
		if predicate = t.refusal(q); predicate == "" {
			return out
		}
	}
	s := extract.Statement{
		Subject: q.SourceEntity, Predicate: predicate, Object: extract.None, Verb: q.CueLemma, Polarity: graph.Affirmed, Modality: graph.Asserted,
		Tense: graph.TensePast, Place: extract.None, SaidIn: extract.None, Frame: extract.None, Quote: k,
	}
	if (q.CueLemma == "cite" || q.CueLemma == "quote") && predicate == graph.Stated && s.Subject != extract.None && t.a.Entities[s.Subject].Subtype == "MEDIA" {
		s.Predicate = graph.Reported // "CNN cited an official who said …"
	}
	s.Text, s.TextSpan = t.text(q.Content)
	plain := q.Kind == extract.QuoteIndirect || q.Parent != extract.None // no quotation marks of its own
	var c act
	if q.CueHead != extract.None {
		var ok bool
		if c, ok = t.actAt(q.CueHead); !ok {
			c = act{head: q.CueHead, cue: &cue{}, target: extract.None}
		}
		s.Tense = t.tense(q.CueHead)
		s.Modality = t.actModality(q.CueHead)
		if q.Negated && !(predicate == graph.RejectedP && refusable[q.CueLemma]) {
			s.Polarity = graph.Negated
		}
	} else {
		c = act{head: extract.None, cue: &cue{}, target: extract.None}
	}
	if q.Kind == extract.QuoteIndirect && len(c.said) > 0 && !c.clause && q.CueLemma != "cite" && q.CueLemma != "quote" {
		s.Text, s.TextSpan = t.tokenText(c.said)
	}
	s.Evidence = t.evidence(q)
	target := extract.None
	if c.target != extract.None {
		if target = t.actor(c.target); target != extract.None && !t.acts(target) {
			target = extract.None
		}
	}
	switch s.Predicate {
	case graph.Condemned, graph.Accused, graph.Praised:
		s.Object = target
		if len(c.said) > 0 && target != extract.None {
			s.Text, s.TextSpan = t.tokenText(c.said)
		}
	case graph.Demanded, graph.AppealedTo, graph.Promised, graph.Threatened:
		s.Object = target
		if len(c.said) > 0 && plain {
			s.Text, s.TextSpan = t.tokenText(c.said)
		}
	}
	// "disclosed this matter": what was said stands elsewhere.
	if q.Kind == extract.QuoteIndirect && !c.clause && len(c.said) == 1 && c.said[0].Len() <= 3 && s.Object == extract.None &&
		s.Predicate != graph.Denied && s.Predicate != graph.RejectedP {
		switch t.word(c.said[0].First) {
		case "this", "that", "these", "those", "it", "he", "she", "they", "so", "what", "which", "its", "his", "her", "their", "my", "our":
			return out
		}
	}
	// Who speaks of himself in a quotation is its speaker: "We urge …," she said (guideline 5).
	if q.Parent != extract.None && q.SourceHead != extract.None && (s.Subject == extract.None || t.unresolved(s.Subject)) {
		if w := t.word(q.SourceHead); w == "I" || w == "i" || w == "we" {
			s.Subject = t.a.Quotes[q.Parent].SourceEntity
		}
	}
	// Speech needs a speaker; a demand on someone named is an edge all the same (guideline 2).
	if s.Subject == extract.None && !(s.Object != extract.None && (s.Predicate == graph.Demanded || s.Predicate == graph.AppealedTo)) {
		return out
	}
	if q.CueLemma == "according to" && customs[t.word(q.SourceHead)] && t.child(q.SourceHead, extract.NmodPoss) == extract.None {
		return out // "gave up her title according to royal laws"
	}
	if q.CueLemma == "require" && s.Subject != extract.None && t.a.Entities[s.Subject].Generic && !t.acts(s.Subject) && !studies[t.word(q.SourceHead)] {
		return out // "a visa requires her to travel" is nobody's demand
	}
	if t.unresolved(s.Subject) || c.target != extract.None && c.head != extract.None && target == extract.None && (q.CueLemma == "command" || q.CueLemma == "order" || q.CueLemma == "require") {
		return out
	}
	if s.Object != extract.None && s.Object == s.Subject {
		s.Object = extract.None
	}
	switch s.Predicate {
	case graph.Condemned, graph.Accused, graph.Praised:
		if c.head != extract.None && c.target == extract.None && t.upos(c.head) == extract.VERB {
			return out // whom, the text leaves to a relative clause
		}
	}
	if q.CueHead != extract.None && t.upos(q.CueHead) == extract.VERB {
		s.Time, s.Place = t.setting(q.CueHead)
	}
	s.About = t.about(q.Content, s.Subject)
	s.Confidence, s.Explanation = t.speechConfidence(q, &s)
	out = append(out, s)
	// Once per speaker and once per addressee: "Oslo and Bern condemned it", "he urged Oslo and Bern to talk".
	if q.SourceHead != extract.None && q.SourceEntity != extract.None && q.CueLemma != "according to" {
		for _, k := range t.conjuncts(q.SourceHead) {
			if e := t.entityOf(k); e != extract.None && e != s.Subject && e != s.Object && !(offices[t.word(k)] && t.child(q.SourceHead, extract.Appos) != extract.None) {
				x := s
				x.Subject = e
				out = append(out, x)
			}
		}
	}
	if c.target != extract.None && s.Object != extract.None {
		for _, k := range t.conjuncts(c.target) {
			if e := t.actor(k); e != extract.None && e != s.Subject && e != s.Object {
				x := s
				x.Object = e
				out = append(out, x)
			}
		}
	}

	// Guideline 6: described the deployment as "a vulgar attack": STATED, and CONDEMNED its author.
	if q.CueHead != extract.None && q.Predicate == graph.Stated && c.cue.judgement && s.Polarity == graph.Affirmed {
		if p, word := t.tone(q.Content); p != "" {
			object := t.child(q.CueHead, extract.Obj)
			if object != extract.None && t.word(object) == word {
				object = extract.None // "what they call a catastrophe"
			}
			if object != extract.None {
				object = t.actor(object)
			}
			if object != extract.None && object != s.Subject {
				e := s
				e.Predicate, e.Object = p, object
				e.Confidence = 0.55
				e.Explanation = []graph.Reason{{Layer: string(extract.LayerQuotes), Reason: "judged with “" + word + "”"}}
				out = append(out, e)
			}
		}
	}
	return out
}

// customs are what things are done by: "according to" them says nobody's words.
var customs = words("law rule custom tradition practice ritual rite size age rank wish taste need merit ability usage")

// refusal is the edge of a quote that rejects a thing or an act and no claim:
// "rejected the deal", "refused to pay", "does not want foreign troops". Its
// content is denied by nobody, so the quote itself names no speech act.
func (t *tree) refusal(q *extract.Quote) graph.PredicateName {
	if q.CueHead == extract.None || t.upos(q.CueHead) != extract.VERB {
		return ""
	}
	c, _, _ := t.verbCue(q.CueHead)
	switch {
	case c == nil:
	case c.predicate == graph.RejectedP || c.predicate == graph.Denied:
		return c.predicate
	case q.Negated && refusable[q.CueLemma] && t.child(q.CueHead, extract.Obj) != extract.None && t.actModality(q.CueHead) == graph.Asserted: // not "could not support it"
		return graph.RejectedP
	}
	return ""
}

// actor is whom praise or blame of a thing reaches: the thing itself if it can
// act, else whose it is (guideline 7: criticising someone's act is criticising them).
func (t *tree) actor(i int32) int32 {
	if e := t.entityOf(i); e != extract.None && t.acts(e) {
		return e
	}
	for _, k := range t.children(i) {
		switch t.deprel(k) {
		case extract.NmodPoss:
		case extract.Nmod, extract.Compound:
			if p := t.prep(k); k > i && p != "by" && (p != "of" || befalls(t.word(i))) {
				continue // "condemned the kidnapping of the nun": not the nun
			}
		default:
			continue
		}
		if e := t.entityOf(k); e != extract.None && t.acts(e) {
			return e
		}
	}
	return t.entityOf(i)
}

// befalls tells that what follows the noun with "of" suffers what it names.
func befalls(noun string) bool { return suffered[noun] || assaults[noun] || slaughters[noun] }

var slaughters = words("slaughter massacre genocide rape torture beating stabbing shooting poisoning beheading bombing destruction persecution repression lynching hanging treatment abuse mistreatment")

// party tells whether a word leads to somebody who can be blamed: "Norway", "the mayor's conduct".
func (t *tree) party(i int32) bool {
	e := t.actor(i)
	return e != extract.None && t.acts(e)
}

// acts tells whether an entity can be spoken to or blamed.
func (t *tree) acts(e int32) bool {
	switch t.a.Entities[e].Type {
	case graph.TypePerson, graph.TypeOrganization, graph.TypePlace:
		return true
	}
	return false
}

// text is the words of some spans, with their cover; several pieces are joined by an ellipsis.
func (t *tree) text(spans []extract.Span) (string, extract.Span) {
	if len(spans) == 0 {
		return "", extract.Span{}
	}
	cover := extract.Span{Start: spans[0].Start, End: spans[len(spans)-1].End}
	if rest, ok := strings.CutPrefix(t.a.Text[spans[0].Start:spans[0].End], "that "); ok {
		cover.Start = spans[0].End - int32(len(rest))
	}
	if len(spans) == 1 {
		return t.a.Text[cover.Start:cover.End], cover
	}
	var b strings.Builder
	for k, s := range spans {
		if k == 0 {
			s.Start = cover.Start
		} else {
			b.WriteString(" … ")
		}
		b.WriteString(t.a.Text[s.Start:s.End])
	}
	return b.String(), cover
}

func (t *tree) tokenText(rs []extract.TokenRange) (string, extract.Span) {
	spans := make([]extract.Span, len(rs))
	for k, r := range rs {
		spans[k] = trimSpan(t.a.Text, t.a.TokenSpan(r))
	}
	return t.text(spans)
}

// evidence is the sentence of the cue, or of the content where there is none,
// with the sentence in which the content begins.
func (t *tree) evidence(q *extract.Quote) extract.Span {
	sentence := func(at int32) extract.Span {
		k := t.sentenceAt(at)
		return t.a.Sentences[k].Span
	}
	s := sentence(q.Content[0].Start)
	if q.Cue.Len() > 0 {
		c := sentence(t.a.Tokens.Start[q.Cue.First])
		if c.End-min(s.Start, c.Start) < 1200 {
			s.Start, s.End = min(s.Start, c.Start), max(s.End, c.End)
		} else {
			s = c
		}
	}
	return s
}

// sentenceAt is the index of the sentence that holds a byte of the text, or the last one before it.
func (t *tree) sentenceAt(at int32) int {
	lo, hi := 0, len(t.a.Sentences)
	for lo+1 < hi {
		if mid := (lo + hi) / 2; t.a.Sentences[mid].Span.Start <= at {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo
}

// about lists the entities that a content mentions, the speaker aside, in order of text.
func (t *tree) about(spans []extract.Span, speaker int32) []int32 {
	var out []int32
	m := t.a.Mentions
	for _, s := range spans {
		lo, hi := 0, len(m)
		for lo < hi {
			if mid := (lo + hi) / 2; t.a.Tokens.Start[m[mid].Tokens.First] < s.Start {
				lo = mid + 1
			} else {
				hi = mid
			}
		}
		for ; lo < len(m) && t.a.Tokens.Start[m[lo].Tokens.First] < s.End; lo++ {
			e := m[lo].Entity
			if e == extract.None || e == speaker || t.a.Entities[e].Generic {
				continue
			}
			seen := false
			for _, o := range out {
				seen = seen || o == e
			}
			if !seen {
				out = append(out, e)
			}
		}
	}
	return out
}

// tense is a verb's, by its form and auxiliaries; a noun's is that of the verb above it.
func (t *tree) tense(i int32) graph.Tense {
	if t.upos(i) == extract.NOUN {
		if h := t.head(i); h != extract.None && t.upos(h) == extract.VERB {
			return t.tense(h)
		}
		return graph.TenseNone
	}
	for _, k := range t.children(i) {
		if d := t.deprel(k); d != extract.Aux && d != extract.AuxPass && d != extract.Cop {
			continue
		}
		switch t.xpos(k) {
		case extract.MD:
			switch t.word(k) {
			case "will", "shall":
				return graph.TenseFuture
			}
			return graph.TenseNone
		case extract.VBD:
			return graph.TensePast
		case extract.VBZ, extract.VBP:
			if t.word(k) == "have" {
				return graph.TensePast
			}
			return graph.TensePresent
		}
	}
	switch t.xpos(i) {
	case extract.VBD, extract.VBN:
		return graph.TensePast
	case extract.VBZ, extract.VBP:
		return graph.TensePresent
	case extract.VBG:
		// "…, adding that": the tense of the clause above.
		if h := t.head(i); h != extract.None && (t.deprel(i) == extract.Advcl || t.deprel(i) == extract.Conj || t.deprel(i) == extract.Xcomp) && t.upos(h) == extract.VERB {
			return t.tense(h)
		}
	}
	return graph.TenseNone
}

// actModality is that of a speech act itself: ASSERTED unless it is only
// planned, possible or asked for ("plans to announce", "may condemn"). That
// what was said stands under a condition makes no act conditional.
func (t *tree) actModality(i int32) graph.Modality {
	if t.upos(i) == extract.NOUN && t.child(i, extract.Cop) == extract.None {
		if h := t.head(i); h != extract.None && t.deprel(i) == extract.Obj && lightVerbs[t.word(h)] {
			return t.actModality(h) // "is expected to renew a call for peace"
		}
		return graph.Asserted
	}
	if t.aside(i) {
		return graph.Asserted // "hoped to calm them, saying …", "“We will not talk,” he said, adding …"
	}
	m := t.moods.of(i).modality
	if m != graph.Hypothetical {
		return m
	}
	aside := false // above a participle or a subordinate clause
	for n := 0; n < 3 && i != extract.None; n++ {
		if t.hasMark(i, "if") || t.hasMark(i, "unless") || t.hasMark(i, "whether") || t.inverted(i) || t.hasMark(i, "to") && t.child(i, extract.Cop) != extract.None {
			return m
		}
		for _, k := range t.children(i) {
			if t.deprel(k) != extract.Aux {
				continue
			}
			switch w := t.word(k); {
			case w == "would":
				return m
			case aside:
				continue
			}
			switch t.word(k) {
			case "can", "may", "could", "might":
				return graph.Possible // "can reject an application if it is late"
			case "will", "shall":
				return graph.Planned
			case "should", "must":
				return graph.Required
			}
		}
		switch t.deprel(i) {
		case extract.Conj, extract.Xcomp:
		case extract.Advcl:
			aside = true
		default:
			return graph.Asserted
		}
		i = t.head(i)
	}
	return graph.Asserted
}

// speechConfidence is how often such a statement is right, before calibration.
func (t *tree) speechConfidence(q *extract.Quote, s *extract.Statement) (float64, []graph.Reason) {
	layer := string(extract.LayerQuotes)
	switch {
	case q.CueHead == extract.None && q.Cue.Len() == 0:
		return 0.6, []graph.Reason{{Layer: layer, Reason: "a quotation without a cue, given to the speaker before it"}}
	case q.CueHead == extract.None:
		return 0.75, []graph.Reason{{Layer: layer, Reason: "a speaker's label before a colon"}}
	case t.upos(q.CueHead) == extract.NOUN:
		return 0.55, []graph.Reason{{Layer: layer, Reason: "the noun “" + q.CueLemma + "” with its content"}}
	case q.Kind == extract.QuoteDirect:
		return 0.85, []graph.Reason{{Layer: layer, Reason: "a quotation with the cue “" + q.CueLemma + "”"}}
	case s.Object != extract.None:
		return 0.75, []graph.Reason{{Layer: layer, Reason: "the cue “" + q.CueLemma + "” and its object"}}
	}
	return 0.8, []graph.Reason{{Layer: layer, Reason: "the content of “" + q.CueLemma + "”"}}
}

// Words that make a description a judgement, from the sense of condemnation or praise that they have in any context.
var hostile = words(`aggression attack assault atrocity barbaric brutal catastrophe corrupt coward cowardly crime criminal crook cruel dangerous dictator
	disaster disastrous disgrace disgraceful disgusting disgust evil failure false fascist fraud genocide hypocrisy hypocrite illegal illegitimate immoral
	imperialist inhumane insult irresponsible liar lie massacre murder murderer outrage outrageous provocation racist reckless ridiculous scandal sham shame
	shameful terrorism terrorist threat thug traitor tyrant unacceptable unconstitutional unfair unjust unlawful unfit violation vile vulgar wrong`)

var friendly = words(`admirable brave brilliant courageous excellent exemplary hero heroic historic honest impressive magnificent
	outstanding success terrific triumph wonderful`)

func words(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

// tone tells whether a content judges, and by which word; what is denied ("not a threat") or mixed does not.
func (t *tree) tone(spans []extract.Span) (graph.PredicateName, string) {
	var found graph.PredicateName
	word := ""
	n := int32(t.a.Tokens.Len())
	for _, s := range spans {
		first := t.a.Sentences[t.sentenceAt(s.Start)].First
		for i := first; i < n && t.a.Tokens.Start[i] < s.End; i++ {
			if t.a.Tokens.Start[i] < s.Start {
				continue
			}
			w := t.word(i)
			p := graph.PredicateName("")
			switch {
			case w == "not" || w == "no" || w == "never":
				return "", ""
			case hostile[w]:
				p = graph.Condemned
			case friendly[w]:
				p = graph.Praised
			}
			if p != "" {
				if found != "" && found != p {
					return "", ""
				}
				found, word = p, w
			}
		}
	}
	return found, word
}

// nounActs are nouns that tell a speech act of the subject's grammar: the act's edge.
var nounActs = map[string]graph.PredicateName{
	"criticism": graph.Condemned, "condemnation": graph.Condemned, "rebuke": graph.Condemned, "outrage": graph.Condemned, "ire": graph.Condemned, "scorn": graph.Condemned,
	"praise": graph.Praised, "applause": graph.Praised, "acclaim": graph.Praised, "accolade": graph.Praised, "compliment": graph.Praised,
}

// nounStatements reads the speech acts that nouns tell without content.
func (t *tree) nounStatements(i int32, out []extract.Statement) []extract.Statement {
	w := t.word(i)
	s := extract.Statement{
		Subject: extract.None, Object: extract.None, Verb: w, Polarity: graph.Affirmed, Modality: graph.Asserted, Tense: graph.TenseNone, Place: extract.None,
		SaidIn: extract.None, Frame: extract.None, Quote: extract.None, Evidence: t.a.Sentences[t.a.Tokens.Sentence[i]].Span, Confidence: 0.5,
	}
	switch {
	case w == "critic":
		// critics of the mayor's policies; the government's critics
		s.Subject, s.Predicate = t.entityOf(i), graph.Condemned
		if k := t.oblique(i, []string{"of"}); k != extract.None {
			s.Object = t.actor(k)
		} else if k := t.child(i, extract.NmodPoss); k != extract.None {
			s.Object = t.entityOf(k)
		}
		if s.Subject == extract.None || s.Object == extract.None || s.Subject == s.Object || !t.acts(s.Object) {
			return out
		}
	case nounActs[w] != "":
		// The plan drew criticism from unions; he has faced praise for it.
		h, rel := t.head(i), t.deprel(i)
		for n := 0; n < 3 && h != extract.None && rel == extract.Conj; n++ {
			h, rel = t.head(h), t.deprel(h)
		}
		if h == extract.None || rel != extract.Obj || !draws[t.word(h)] || t.passive(h) || t.negated(h) {
			return out
		}
		target := t.subject(h)
		if target == extract.None {
			return out
		}
		s.Predicate, s.Object, s.Tense = nounActs[w], t.actor(target), t.tense(h)
		if k := t.oblique(i, []string{"from"}); k != extract.None {
			s.Subject = t.entityOf(k)
		} else if k := t.oblique(h, []string{"from"}); k != extract.None {
			s.Subject = t.entityOf(k)
		}
		if k := t.oblique(i, []string{"for", "over"}); k != extract.None {
			s.Text, s.TextSpan = t.tokenText([]extract.TokenRange{t.complement(k)})
		}
		if s.Object == extract.None {
			return out
		}
	default:
		return out
	}
	s.Explanation = []graph.Reason{{Layer: string(extract.LayerTree), Reason: "the noun “" + w + "” tells the act"}}
	return append(out, s)
}

// draws are verbs whose subject is the target of the act that their object names.
var draws = map[string]bool{"draw": true, "receive": true, "face": true, "attract": true, "earn": true, "win": true, "spark": true, "provoke": true}
