package event

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/graph"
)

// Quotes is the stage that finds who said what: quotations, reported clauses,
// and what people are said to think, want or judge. Structure comes first (the
// pairing of quotation marks, the complement of a reporting verb), then the
// words beside a quotation, then the speaker of the one before it
// (O'Keefe et al. 2012; Pareti et al. 2013).
type Quotes struct{}

// NewQuotes returns the stage.
func NewQuotes() Quotes { return Quotes{} }

// Needs are the layers before it.
func (Quotes) Needs() []extract.Layer {
	return []extract.Layer{extract.LayerTokens, extract.LayerTags, extract.LayerTree, extract.LayerEntities}
}

// Gives is the layer that it fills.
func (Quotes) Gives() []extract.Layer { return []extract.Layer{extract.LayerQuotes} }

// draft is a quote in the making.
type draft struct {
	act
	turn    bool    // a speaker's label before a colon
	free    bool    // a quotation without a cue
	plain   bool    // a quotation stands in it
	all     bool    // it is quotation throughout
	marked  []int32 // regions
	spans   []extract.Span
	parent  int32              // draft whose content this one is a part of, where the text does not show it; None
	sources extract.TokenRange // where a source stands that the tree does not give
}

// reader is the scratch memory of one run.
type reader struct {
	*tree
	regions []region
	region  []int32 // of each token; None outside quotation marks
	drafts  []draft
	byHead  []int32 // draft of each cue token; None
	turned  []bool  // tokens of a speaker's turn, its label included
}

var readers = sync.Pool{New: func() any { return new(reader) }}

// Run fills Quotes.
func (Quotes) Run(_ context.Context, a *extract.Analysis) error {
	if a.Tokens.Len() == 0 {
		return nil
	}
	r := readers.Get().(*reader)
	r.tree = newTree(a)
	defer func() {
		r.tree.free()
		r.tree = nil
		readers.Put(r)
	}()
	r.regions = marks(a, r.regions[:0])
	n := a.Tokens.Len()
	r.region, r.byHead, r.turned = resize(r.region, n), resize(r.byHead, n), resize(r.turned, n)
	clear(r.turned)
	for i := range n {
		r.region[i], r.byHead[i] = extract.None, extract.None
	}
	for k, q := range r.regions {
		for i := q.tokens.First; i < q.tokens.End; i++ {
			r.region[i] = int32(k)
		}
	}
	r.drafts = r.drafts[:0]
	for i := range int32(n) {
		c, ok := r.actAt(i)
		if !ok && (a.Text[a.Tokens.Start[i]]|0x20) == 'a' {
			c, ok = r.accordingAct(i)
		}
		if ok {
			if c.source != extract.None && r.region[c.source] != r.region[i] && (r.region[i] == extract.None || r.region[c.source] == extract.None) && !r.person(c.source) {
				c.source = extract.None // a speaker does not stand inside the quotation that the cue is outside of
			}
			r.byHead[i] = int32(len(r.drafts))
			r.drafts = append(r.drafts, draft{act: c, parent: extract.None})
		}
	}
	for k := range r.drafts {
		r.adjoined(int32(k))
	}
	for k := range r.drafts {
		r.cited(int32(k))
	}
	r.turns()
	r.attach()
	r.emit()
	return nil
}

// attach gives every quotation the act that reports it.
func (r *reader) attach() {
	last := extract.None // draft of the last quotation
	for k := range r.regions {
		q := &r.regions[k]
		if q.tokens.Len() == 0 || r.turned[q.tokens.First] {
			continue
		}
		d := r.holding(int32(k))
		if d == extract.None && r.byname(q) {
			continue
		}
		if d == extract.None {
			d = r.beside(int32(k))
		}
		if d == extract.None && last != extract.None {
			d = r.following(int32(k), last)
		}
		if d == extract.None {
			if !r.utterance(q) {
				continue
			}
			d = r.unclaimed(int32(k), last)
		}
		if d == extract.None {
			continue
		}
		r.drafts[d].marked = append(r.drafts[d].marked, int32(k))
		last = d
	}
}

// byname tells a name in quotation marks from words that somebody says: short,
// without a verb, behind an article or a word of naming.
//
//	the “Velvet Revolution,” the movement that …     known as “the Lion,” Baro was …
func (r *reader) byname(q *region) bool {
	if q.tokens.Len() > 5 {
		return false
	}
	for i := q.tokens.First; i < q.tokens.End; i++ {
		if u := r.upos(i); u == extract.VERB || u == extract.AUX || u == extract.INTJ || u == extract.PRON {
			return false
		}
	}
	i := q.tokens.First - 1
	for i >= 0 && r.upos(i) == extract.PUNCT && r.region[i] == extract.None && markOf(firstRune(r.a.Word(i))) != 0 {
		i--
	}
	if i < 0 || r.region[i] != extract.None {
		return false
	}
	switch w := r.word(i); {
	case r.upos(i) == extract.DET:
		// What somebody calls so is his word: called it a “farce,” …
		first := r.a.Sentences[r.a.Tokens.Sentence[i]].First
		for k := i; k >= first && k > i-20; k-- {
			if d := r.byHead[k]; d != extract.None && (r.drafts[d].cue.quote || r.drafts[d].cue.judgement) {
				return false
			}
		}
		return strings.HasSuffix(strings.TrimRight(r.a.Text[q.Start:q.End], " "), ",") && q.tokens.First-2 >= first
	case w == "as":
		return i > 0 && r.word(i-1) == "know"
	default:
		return w == "nickname" || w == "entitle" || w == "title" || w == "name" || w == "codename"
	}
}

// adjoined gives a participle behind a report to the one who reports, where the
// tree makes it a part of what was said.
//
//	"We will not talk," Ruiz said, adding that …     Ruiz said it rained, adding that …
func (r *reader) adjoined(k int32) {
	d := &r.drafts[k]
	i := d.head
	if i == extract.None || r.upos(i) != extract.VERB || r.xpos(i) != extract.VBG || r.deprel(i) != extract.Advcl || !r.comma(i) || r.head(i) == extract.None {
		return
	}
	quoted := r.region[i] == extract.None && r.region[r.head(i)] != extract.None
	if !quoted && d.lemma != "add" {
		return
	}
	first := r.a.Sentences[r.a.Tokens.Sentence[i]].First
	for v := i - 1; v >= first && v > i-80; v-- {
		o := r.byHead[v]
		if o == extract.None || r.region[v] != extract.None || !r.predicates(v) || r.drafts[o].source == extract.None || !r.drafts[o].cue.clause {
			continue
		}
		e := &r.drafts[o]
		if !quoted && !slices.ContainsFunc(e.whole, func(c extract.TokenRange) bool { return c.Contains(i) }) {
			continue
		}
		d.source, d.sources = e.source, e.sources
		e.said, e.whole = r.upTo(e.said, r.lo[i]), r.upTo(e.whole, r.lo[i])
		return
	}
}

// upTo is what of some runs of tokens stands before a token.
func (r *reader) upTo(rs []extract.TokenRange, end int32) []extract.TokenRange {
	var out []extract.TokenRange
	for _, c := range rs {
		if c.First < end {
			out = append(out, r.trim(c.First, min(c.End, end)))
		}
	}
	return nonEmpty(out...)
}

// cited gives the words of someone cited to whom they belong, under the one who cites.
//
//	NBC reported, citing officials, that …       the officials' words, which NBC reports
//	CNN cited an official who said …             the official's words, which CNN reports
func (r *reader) cited(k int32) {
	d := &r.drafts[k]
	if d.lemma != "cite" && d.lemma != "quote" || d.head == extract.None || d.clause {
		return
	}
	i := d.head
	o := r.child(i, extract.Obj)
	if o == extract.None || r.passive(i) {
		return
	}
	if e := r.entityOf(o); !r.speaks(o, freeCue) || studies[r.word(o)] && (e == extract.None || r.a.Entities[e].Type == graph.TypeOther) {
		return
	}
	said := append(slices.Clone(r.children(o)), r.children(i)...)
	for _, c := range said {
		if c < o || r.deprel(c) != extract.AclRelcl && r.xpos(c) != extract.VBG {
			continue
		}
		if in := r.byHead[c]; in != extract.None && in != k && len(r.drafts[in].whole) > 0 && r.upos(c) == extract.VERB && r.drafts[in].clause {
			if r.deprel(c).Base() != extract.Acl {
				r.drafts[in].source = o // "cited an official stating that …": the official states
			}
			d.said, d.whole, d.clause = r.drafts[in].said, r.drafts[in].whole, true
			r.drafts[in].parent = k
			return
		}
	}
	d.said, d.whole = nil, nil
	if r.xpos(i) != extract.VBG {
		return
	}
	// The act that the participle belongs to.
	for h, n := r.head(i), 0; h != extract.None && n < 3; h, n = r.head(h), n+1 {
		g := r.byHead[h]
		if g == extract.None {
			for _, c := range r.children(h) { // "according to Yonhap, quoting …"
				for _, k := range append(slices.Clone(r.children(c)), c) {
					if x := r.byHead[k]; x != extract.None && r.drafts[x].lemma == "according to" {
						g = x
					}
				}
			}
		}
		if g != extract.None && g != k && r.drafts[g].clause && len(r.drafts[g].whole) > 0 {
			d.source, d.said, d.whole, d.clause, d.parent = o, r.drafts[g].said, r.drafts[g].whole, true, g
			return
		}
	}
}

// holding is the act whose content the tree lets reach into a quotation from
// outside: He said the talks were "a disaster".
func (r *reader) holding(k int32) int32 {
	q := r.regions[k]
	s := r.a.Tokens.Sentence
	first, end := r.a.Sentences[s[q.tokens.First]].First, r.a.Sentences[s[q.tokens.End-1]].TokenRange.End
	first, end = max(first, q.tokens.First-200), min(end, q.tokens.End+200)
	// A cue right before the mark has it, whatever the tree says of the clause around: and wrote "…".
	for i := q.tokens.First - 1; i >= first && i >= q.tokens.First-3; i-- {
		if d := r.byHead[i]; d != extract.None && r.upos(i) == extract.VERB && r.drafts[d].cue.quote && len(r.drafts[d].whole) == 0 {
			return d
		}
		if r.upos(i) != extract.PUNCT {
			break
		}
	}
	best, size, fit := extract.None, int32(1<<30), false
	for i := first; i < end; i++ {
		d := r.byHead[i]
		if d == extract.None || r.region[i] == k {
			continue
		}
		total, over := int32(0), false
		for _, c := range r.drafts[d].whole {
			total += int32(c.Len())
			over = over || c.First < q.tokens.End && q.tokens.First < c.End
		}
		if !over {
			continue
		}
		inner := total == size && best != extract.None && r.drafts[d].parent == best // "quoted him as saying “…”"
		if f := r.drafts[d].cue.quote; (total < size || inner) && f == fit || f && !fit {
			best, size, fit = d, total, f
		}
	}
	return best
}

// beside is the act in the words just after or just before a quotation, in the same sentence.
//
//	"It rained," the minister said on Friday.     The minister said on Friday: "It rained."
func (r *reader) beside(k int32) int32 {
	q := r.regions[k]
	n := int32(r.a.Tokens.Len())
	paragraph := func(i int32) int32 { return r.a.Sentences[r.a.Tokens.Sentence[i]].Paragraph }

	// After it. A full stop inside ends the sentence, so what follows is another one.
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(r.a.Text[q.Start:q.End], " "))
	tight := last == ',' || last == '?' || last == '!' || last == '—' || last == '–' || last == '-'
	i := q.tokens.End
	for i < n && i < q.tokens.End+3 && r.upos(i) == extract.PUNCT && r.region[i] == extract.None {
		if w := r.a.Word(i); w == "," || strings.HasPrefix(w, "—") || strings.HasPrefix(w, "–") || strings.HasPrefix(w, "-") {
			tight = true
		} else if w == "." || w == ";" {
			i = n
			break
		}
		i++
	}
	if d := r.signed(q.tokens.End); d != extract.None {
		return d
	}
	if last == '.' && !tight {
		if d := r.after(q.tokens.End); d != extract.None {
			return d
		}
	}
	if last != '.' || tight {
		best := extract.None
		for w := i; w < n && w < i+24 && r.region[w] == extract.None && paragraph(w) == q.paragraph && !r.stop(w); w++ {
			d := r.byHead[w]
			if d == extract.None || !r.drafts[d].cue.quote && r.drafts[d].lemma != "according to" {
				continue
			}
			if !tight && w > i+6 {
				break
			}
			if !tight && r.connected(i, w) {
				break // an "awful crime" while the minister said …
			}
			best = d
			if r.deprel(w) != extract.AclRelcl && r.deprel(w) != extract.Acl && r.upos(w) != extract.NOUN {
				break
			}
		}
		if best != extract.None {
			r.lend(best, i, false)
			return best
		}
		if tight && last == ',' {
			if d := r.unknownCue(i); d != extract.None {
				return d
			}
		}
	}

	// Before it.
	i = q.tokens.First - 1
	colon, comma := false, false
	for i >= 0 && r.upos(i) == extract.PUNCT && r.region[i] == extract.None {
		switch w := r.a.Word(i); w {
		case ":":
			colon = true
		case ",", "—", "–", "--", "-":
			comma = true
		case ".", "!", "?", ";":
			return extract.None
		}
		i--
	}
	if i < 0 || r.region[i] != extract.None || paragraph(i) != q.paragraph && !((colon || comma) && paragraph(i) == q.paragraph-1) {
		return extract.None
	}
	end := i
	for w := i; w >= 0 && w > i-40 && r.region[w] == extract.None && paragraph(w) == paragraph(i) && !r.stop(w); w-- {
		d := r.byHead[w]
		if d == extract.None || !r.drafts[d].cue.quote || r.upos(w) == extract.NOUN && !colon {
			continue
		}
		if !colon && !comma && end-w > 4 && !r.under(q.tokens.First, w) {
			return extract.None
		}
		if comma && !colon && end-w > 12 {
			return extract.None
		}
		r.lend(d, w, true)
		if !colon && !comma && end > w && len(r.drafts[d].whole) == 0 && r.upos(w) == extract.VERB {
			// The words between belong to it: He said the talks were "a farce".
			c := &r.drafts[d]
			from := c.words.End
			if c.source >= from && c.source < q.tokens.First {
				from = max(c.source+1, c.sources.End)
			}
			c.whole = nonEmpty(r.trim(from, q.tokens.End))
			c.said = c.whole
		}
		return d
	}
	if colon {
		return r.introduced(end)
	}
	return extract.None
}

// after is the act of a sentence that is no more than a source and its verb, right
// behind a quotation that ends in a full stop: "It rained." Ruiz said.
func (r *reader) after(i int32) int32 {
	n := int32(r.a.Tokens.Len())
	for i < n && r.upos(i) == extract.PUNCT {
		i++
	}
	if i >= n || r.region[i] != extract.None {
		return extract.None
	}
	s := r.a.Sentences[r.a.Tokens.Sentence[i]]
	if s.First != i || s.TokenRange.Len() > 6 || s.Paragraph != r.a.Sentences[r.a.Tokens.Sentence[max(0, i-1)]].Paragraph {
		return extract.None
	}
	end := r.trim(s.First, s.TokenRange.End).End
	if d := r.byHead[end-1]; d != extract.None && r.upos(end-1) == extract.VERB && r.drafts[d].cue.quote && r.drafts[d].source != extract.None && len(r.drafts[d].whole) == 0 && len(r.drafts[d].marked) == 0 {
		return d
	}
	return extract.None
}

// connected tells that a conjunction stands between two tokens.
func (r *reader) connected(i, end int32) bool {
	for ; i < end; i++ {
		if u := r.upos(i); u == extract.CCONJ || u == extract.SCONJ || u == extract.ADP {
			return true
		}
	}
	return false
}

// signed is the act of a name behind a dash after a quotation: "Too late." — Ana Ruiz
func (r *reader) signed(i int32) int32 {
	n := int32(r.a.Tokens.Len())
	for i < n && r.upos(i) == extract.PUNCT && markOf(firstRune(r.a.Word(i))) != 0 {
		i++
	}
	if i+1 >= n || r.upos(i) != extract.PUNCT {
		return extract.None
	}
	switch r.a.Word(i) {
	case "—", "–", "-", "--":
	default:
		return extract.None
	}
	m := r.mention[i+1]
	if m == extract.None || r.a.Mentions[m].Kind != graph.KindName || r.a.Mentions[m].Type != graph.TypePerson && r.a.Mentions[m].Type != graph.TypeOrganization {
		return extract.None
	}
	end := r.a.Mentions[m].Head.End
	if end < n && r.upos(end) != extract.PUNCT && r.a.Tokens.Sentence[end] == r.a.Tokens.Sentence[i+1] {
		return extract.None
	}
	d := int32(len(r.drafts))
	r.drafts = append(r.drafts, draft{act: act{
		cue: colonCue, lemma: r.a.Word(i), head: extract.None, source: i + 1, target: extract.None,
		words: extract.TokenRange{First: i, End: i + 1},
	}, parent: extract.None})
	return d
}

func firstRune(s string) rune {
	c, _ := utf8.DecodeRuneInString(s)
	return c
}

// stop tells that a token outside quotation marks ends a sentence.
func (r *reader) stop(i int32) bool {
	if r.upos(i) != extract.PUNCT {
		return false
	}
	w := r.a.Word(i)
	return w == "." || w == "!" || w == "?"
}

// lend gives a cue beside a quotation a source from the words next to it,
// where the tree has none. from is where those words begin: after the
// quotation, or for one that follows its cue, the cue.
func (r *reader) lend(d, from int32, before bool) {
	c := &r.drafts[d]
	if c.source != extract.None || c.head == extract.None || c.lemma == "according to" || r.upos(c.head) != extract.VERB || r.passive(c.head) {
		return
	}
	if !before && from < c.words.First {
		if r.leading(c, from) {
			return
		}
	}
	if before && r.preceding(c) {
		return
	}
	// "…," said X
	if i := c.words.End; !before && i < int32(r.a.Tokens.Len()) && r.region[i] == extract.None && r.xpos(c.head) != extract.VBG && c.lemma != "tell" && c.lemma != "ask" {
		if m := r.nominal(i); m != extract.None {
			c.source, c.sources = m, extract.TokenRange{First: i, End: m + 1}
			return
		}
	}
	r.preceding(c)
}

// leading takes the first noun phrase from a token on, before the cue: "…," Ruiz, a lawyer from Chad, said.
func (r *reader) leading(c *draft, from int32) bool {
	for i := from; i < c.words.First; i++ {
		switch r.upos(i) {
		case extract.NOUN, extract.PROPN, extract.PRON, extract.DET, extract.ADJ, extract.NUM:
			if m := r.nominal(i); m != extract.None && m < c.words.First {
				c.source, c.sources = m, extract.TokenRange{First: i, End: m + 1}
				return true
			}
		case extract.PUNCT, extract.CCONJ, extract.ADV:
			continue
		}
		return false
	}
	return false
}

// preceding takes the noun phrase that ends right before the cue, or that an apposition parts from it.
func (r *reader) preceding(c *draft) bool {
	sentence := r.a.Tokens.Sentence[c.head]
	first := r.a.Sentences[sentence].First
	in := func(i int32) bool { return i >= first && r.region[i] == extract.None }
	i := c.words.First - 1
	if !in(i) {
		return false
	}
	noun := func(i int32) bool {
		u := r.upos(i)
		return u == extract.PROPN || u == extract.PRON || u == extract.NOUN
	}
	if r.a.Word(i) == "," {
		// Ruiz, a lawyer from Chad, said: back to the comma that opens the apposition.
		k := i - 1
		for in(k) && r.a.Word(k) != "," && r.upos(k) != extract.VERB && i-k < 25 {
			k--
		}
		if !in(k) || r.a.Word(k) != "," || !in(k-1) || !noun(k-1) {
			return false
		}
		i = k - 1
	}
	if !noun(i) || r.upos(i) == extract.PRON && r.relative(i) {
		return false
	}
	start := i
	for in(start-1) && (r.upos(start-1) == extract.PROPN || r.upos(start-1) == extract.NOUN || r.upos(start-1) == extract.ADJ || r.upos(start-1) == extract.DET) {
		start--
	}
	c.source, c.sources = i, extract.TokenRange{First: start, End: i + 1}
	return true
}

// unknownSpeech is the entry of a verb that no table has but that stands where one must:
// "It rained," the minister thundered.
var unknownSpeech = &cue{predicate: graph.Stated, quote: true}

// unknownCue reads "…," X verbed or "…," verbed X from token i on.
func (r *reader) unknownCue(i int32) int32 {
	n := int32(r.a.Tokens.Len())
	if i >= n {
		return extract.None
	}
	verb, source := extract.None, extract.None
	if r.upos(i) == extract.VERB && r.xpos(i) == extract.VBD {
		if m := r.nominal(i + 1); m != extract.None {
			verb, source = i, m
		}
	} else if m := r.nominal(i); m != extract.None && m+1 < n && r.upos(m+1) == extract.VERB && (r.xpos(m+1) == extract.VBD || r.xpos(m+1) == extract.VBZ) {
		verb, source = m+1, m
	}
	if verb == extract.None || r.byHead[verb] != extract.None {
		return extract.None
	}
	d := int32(len(r.drafts))
	first := min(i, source)
	if verb < source {
		first = verb + 1
	}
	r.drafts = append(r.drafts, draft{
		act: act{
			cue: unknownSpeech, lemma: r.word(verb), head: verb, source: source, target: extract.None,
			words: extract.TokenRange{First: verb, End: verb + 1},
		},
		sources: extract.TokenRange{First: first, End: source + 1}, parent: extract.None,
	})
	r.byHead[verb] = d
	return d
}

// colonCue is the entry of a colon that introduces what someone says.
var colonCue = &cue{predicate: graph.Stated, quote: true, document: true}

// introduced is the act of a clause that ends in a colon before a quotation
// and has no reporting verb: The mayor had a message for them: "Go home."
func (r *reader) introduced(end int32) int32 {
	s := r.a.Sentences[r.a.Tokens.Sentence[end]]
	root := s.Root
	if root < 0 || root >= int32(r.a.Tokens.Len()) {
		return extract.None
	}
	source := r.subject(root)
	if source == extract.None {
		if r.upos(root) != extract.PROPN && r.entityOf(root) == extract.None {
			return extract.None
		}
		source = root
	}
	if e := r.entityOf(source); e == extract.None || r.a.Entities[e].Type != graph.TypePerson && r.a.Entities[e].Type != graph.TypeOrganization {
		return extract.None
	}
	d := int32(len(r.drafts))
	colon := end + 1
	r.drafts = append(r.drafts, draft{act: act{
		cue: colonCue, lemma: ":", head: extract.None, source: source, target: extract.None,
		words: extract.TokenRange{First: colon, End: colon + 1},
	}, parent: extract.None})
	return d
}

// following is the act of the quotation before, where one goes on: after the
// cue's full stop ("A," he said. "B.") or over a paragraph's end that left the
// marks open.
func (r *reader) following(k, last int32) int32 {
	q := r.regions[k]
	d := &r.drafts[last]
	if len(d.marked) == 0 {
		return extract.None
	}
	p := r.regions[d.marked[len(d.marked)-1]]
	if q.continues && q.paragraph == p.paragraph+1 {
		return last
	}
	if q.paragraph != p.paragraph {
		return extract.None
	}
	from := p.tokens.End
	if d.head != extract.None && d.head > from {
		from = d.head
	}
	// Its sentence opens with the quotation: a full stop stands between, and nothing after it.
	for i := q.tokens.First - 1; i >= from; i-- {
		if r.upos(i) != extract.PUNCT {
			return extract.None
		}
		if r.stop(i) {
			return last
		}
	}
	if q.tokens.First-from <= 3 { // "A." "B."
		return last
	}
	return extract.None
}

// utterance tells a quotation that can stand alone from a title, a nickname or
// scare quotes: it has a verb of its own and ends like a sentence.
func (r *reader) utterance(q *region) bool {
	if q.tokens.Len() < 4 {
		return false
	}
	verb := false
	for i := q.tokens.First; i < q.tokens.End && !verb; i++ {
		verb = r.upos(i) == extract.VERB || r.upos(i) == extract.AUX
	}
	last, _ := utf8.DecodeLastRuneInString(r.a.Text[q.Start:q.End])
	return verb && (strings.ContainsRune(".,?!…—–", last) || q.whole)
}

// freeCue is the entry of a quotation that no word reports.
var freeCue = &cue{predicate: graph.Stated, quote: true}

// unclaimed is a draft for a quotation without a cue. In a paragraph of its own
// it is of the speaker of the paragraph before; elsewhere of the subject of its
// sentence's or the sentence before, if that is a person who was just quoted.
func (r *reader) unclaimed(k, last int32) int32 {
	q := r.regions[k]
	c := draft{act: act{cue: freeCue, head: extract.None, source: extract.None, target: extract.None}, free: true, parent: extract.None}
	if q.whole && last != extract.None && len(r.drafts[last].marked) > 0 {
		p := &r.drafts[last]
		if before := r.regions[p.marked[len(p.marked)-1]]; q.paragraph-before.paragraph <= 1 {
			c.source, c.sources = p.source, p.sources
		}
	}
	if c.source == extract.None && !q.whole {
		return extract.None
	}
	r.drafts = append(r.drafts, c)
	return int32(len(r.drafts) - 1)
}

// emit turns drafts into quotes in order of text.
func (r *reader) emit() {
	a := r.a
	type made struct {
		extract.Quote
		first, draft int32
	}
	out := make([]made, 0, len(r.drafts))
	for k := range r.drafts {
		d := &r.drafts[k]
		if d.head != extract.None && r.region[d.head] != extract.None && len(d.marked) == 0 {
			// Said within a quotation: its content ends where that does.
			d.whole = r.upTo(d.whole, r.regions[r.region[d.head]].tokens.End)
			d.said = r.upTo(d.said, r.regions[r.region[d.head]].tokens.End)
		}
		content := r.contents(d)
		if len(content) == 0 || len(d.marked) == 0 && len(d.whole) == 1 && d.whole[0].Len() == 1 && r.upos(d.whole[0].First) == extract.PRON {
			continue
		}
		if d.source == extract.None && d.head != extract.None && r.upos(d.head) == extract.VERB && !r.passive(d.head) {
			if n := len(d.marked); n > 0 {
				if q := r.regions[d.marked[0]]; q.tokens.End <= d.words.First && d.words.First < q.tokens.End+40 && q.paragraph == r.a.Sentences[r.a.Tokens.Sentence[d.head]].Paragraph {
					from := q.tokens.End
					for from < d.words.First && r.upos(from) == extract.PUNCT {
						from++
					}
					if r.leading(d, from); d.source != extract.None && r.region[d.source] != extract.None {
						d.source = extract.None
					}
				}
			}
			if d.source == extract.None && r.xpos(d.head) == extract.VBG {
				d.source = r.clauseSubject(d.head)
			}
		}
		if d.source == extract.None && d.head != extract.None && r.predicates(d.head) && (!r.passive(d.head) || r.deprel(d.head).Base() == extract.Conj) {
			r.preceding(d)
		}
		q := extract.Quote{
			Kind: extract.QuoteIndirect, SourceHead: d.source, SourceEntity: extract.None, Cue: d.words, CueHead: d.head,
			CueLemma: d.lemma, Content: content, Parent: extract.None, Negated: d.negated, Predicate: d.cue.predicate,
		}
		if q.Predicate == graph.RejectedP || q.Predicate == graph.Denied {
			if !d.clause && len(d.marked) == 0 && !r.claim(d) {
				q.Predicate = "" // a thing or an act is refused, and no claim denied
			}
		}
		if d.cue.topic && !d.clause && len(d.marked) == 0 {
			q.Predicate = ""
		}
		switch {
		case d.all:
			q.Kind = extract.QuoteDirect
		case d.plain:
			q.Kind = extract.QuoteMixed
		}
		if d.source != extract.None {
			q.Source = r.sourceRange(d)
			q.SourceEntity = r.speaker(d.source)
		}
		if len(d.marked) == 0 && !d.turn && !r.worthy(d) {
			continue
		}
		out = append(out, made{q, content[0].Start, int32(k)})
	}
	slices.SortStableFunc(out, func(x, y made) int { return cmp.Compare(x.first, y.first) })
	a.Quotes = make([]extract.Quote, len(out))
	for k := range out {
		a.Quotes[k] = out[k].Quote
	}
	nest(a)
	if slices.ContainsFunc(r.drafts, func(d draft) bool { return d.parent != extract.None }) {
		place := map[int32]int32{}
		for k := range out {
			place[out[k].draft] = int32(k)
		}
		for k := range out {
			if p := r.drafts[out[k].draft].parent; p != extract.None {
				if q, ok := place[p]; ok {
					a.Quotes[k].Parent = q
				}
			}
		}
		unloop(a)
	}
}

// claim tells that the object of a rejection is a claim: "rejected claims that …".
func (r *reader) claim(d *draft) bool {
	for _, c := range d.whole {
		for i := c.First; i < c.End; i++ {
			if r.upos(i) == extract.NOUN && r.head(i) == d.head {
				if n := cues().nouns[lowerLemma(r.word(i))]; n != nil && n.clause {
					return true
				}
			}
		}
	}
	return false
}

// clauseSubject is the subject of the nearest clause above a participle: She left, saying …
func (r *reader) clauseSubject(i int32) int32 {
	for n := 0; n < 6 && i != extract.None; n++ {
		if s := r.child(i, extract.Nsubj); s != extract.None && s < i && r.speaks(s, freeCue) {
			if e := r.entityOf(s); e != extract.None && (r.a.Entities[e].Type == graph.TypePerson || r.a.Entities[e].Type == graph.TypeOrganization) {
				return s
			}
			return extract.None
		}
		i = r.head(i)
	}
	return extract.None
}

// refusable are verbs whose denial is a rejection of their object.
var refusable = map[string]bool{"want": true, "accept": true, "support": true, "recognize": true, "welcome": true, "endorse": true}

// predicates tells a verb that must have a subject, whatever the tree says.
func (r *reader) predicates(i int32) bool {
	switch r.xpos(i) {
	case extract.VBD, extract.VBZ, extract.VBP:
		return r.upos(i) == extract.VERB
	case extract.VBN: // "said" taken for a participle
		d := r.deprel(i).Base()
		return r.child(i, extract.Aux, extract.AuxPass) == extract.None && d != extract.Acl && d != extract.Amod && d != extract.Advcl
	}
	return false
}

// worthy leaves out what only looks like an attribution: a thing that "shows"
// is a source only if it is a document or study, and speech of nobody is kept
// only as a clause ("it was reported that …").
func (r *reader) worthy(d *draft) bool {
	if d.source == extract.None {
		return d.clause && d.cue.predicate != "" || r.passiveCue(d)
	}
	return true
}

// person tells a name's mention.
func (r *reader) person(i int32) bool {
	m := r.mention[i]
	return m != extract.None && r.region[i] == extract.None && r.a.Mentions[m].Kind == graph.KindName
}

func (r *reader) passiveCue(d *draft) bool {
	return d.head != extract.None && r.upos(d.head) == extract.VERB && r.passive(d.head) && (d.cue.clause || d.cue.predicate == graph.Accused || d.cue.infinitive && d.cue.predicate != "")
}

// speaker is the entity of a source. A document speaks for its publisher if
// that is named (guideline 29): "the ministry's statement", "a Reuters report".
func (r *reader) speaker(i int32) int32 {
	e := r.entityOf(i)
	if e != extract.None && !(r.a.Entities[e].Generic && r.upos(i) == extract.NOUN) {
		return e
	}
	if r.upos(i) == extract.NOUN && (cues().nouns[r.word(i)] != nil || studies[r.word(i)]) {
		for _, k := range r.children(i) {
			if d := r.deprel(k); d == extract.NmodPoss || d == extract.Compound || d == extract.Nmod && (r.prep(k) == "by" || r.prep(k) == "from" || r.prep(k) == "of") {
				if e := r.entityOf(k); e != extract.None && !(r.a.Entities[e].Generic && d == extract.Nmod && r.prep(k) == "of") { // not "a survey of households"
					if t := r.a.Entities[e].Type; t == graph.TypePerson || t == graph.TypeOrganization {
						return e
					}
				}
			}
		}
	}
	return e
}

// sourceRange is the source's phrase, without a preposition, a possessive, and what belongs to the act.
func (r *reader) sourceRange(d *draft) extract.TokenRange {
	i := d.source
	if k := r.holder(i); k != extract.None {
		i = k // "US Secretary of State Ana Ruiz"
	}
	if m := r.mention[i]; m != extract.None && r.a.Mentions[m].Kind == graph.KindName {
		return r.a.Mentions[m].Tokens
	}
	if d.sources.Len() > 0 {
		return d.sources
	}
	p := r.complement(i)
	if d.head != extract.None && p.Contains(d.head) {
		if d.head > i {
			p.End = max(i+1, min(r.lo[d.head], d.words.First))
		} else {
			p.First = min(i, max(p.First, d.words.End))
		}
	}
	for _, c := range d.whole {
		if p.Contains(c.First) && c.First > i {
			p.End = c.First
		}
	}
	p = r.trim(p.First, p.End)
	if p.Len() > 1 && r.xpos(p.End-1) == extract.POS {
		p.End--
	}
	if p.Len() <= 0 {
		p = extract.TokenRange{First: i, End: i + 1}
	}
	return p
}

// contents are a draft's spans in order of text, joined where they touch, without marks at their edges.
func (r *reader) contents(d *draft) []extract.Span {
	spans := d.spans
	// The tree's guess beside a quotation that it does not reach is a slip: He added Monday: "…".
	keep := d.whole
	if len(d.marked) > 0 && !d.turn {
		keep = nil
		for _, c := range d.whole {
			for _, k := range d.marked {
				if q := r.regions[k].tokens; c.First < q.End && q.First < c.End {
					keep = append(keep, c)
					break
				}
			}
		}
	}
	if len(keep) > 1 && keep[0].Len() == 1 && r.relative(keep[0].First) {
		keep = keep[1:] // "which, he said, led to …"
	}
	inside, outside := 0, 0
	for _, c := range keep {
		spans = append(spans, r.a.TokenSpan(c))
		for i := c.First; i < c.End; i++ {
			if r.upos(i) == extract.PUNCT {
				continue
			}
			if r.region[i] != extract.None {
				inside++
			} else {
				outside++
			}
		}
	}
	for _, k := range d.marked {
		spans = append(spans, r.regions[k].Span)
		inside++
	}
	slices.SortFunc(spans, func(x, y extract.Span) int { return cmp.Compare(x.Start, y.Start) })
	out := spans[:0]
	for _, s := range spans {
		s = trimSpan(r.a.Text, s)
		if s.Empty() {
			continue
		}
		if n := len(out); n > 0 && s.Start <= out[n-1].End+1 {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	for k := range out {
		out[k] = balance(r.a.Text, out[k])
	}
	d.plain = inside > 0
	d.all = d.turn || inside > 0 && outside <= 1
	return out
}

// balance takes back a closing mark at a span's end whose opening mark stands inside: called it a "disaster".
func balance(text string, s extract.Span) extract.Span {
	open := 0
	for _, c := range text[s.Start:s.End] {
		switch c {
		case '“':
			open++
		case '”':
			open--
		case '"':
			open ^= 1
		}
	}
	if open == 1 {
		if c, n := utf8.DecodeRuneInString(text[s.End:]); c == '"' || c == '”' {
			s.End += int32(n)
		}
	}
	return s
}

// trimSpan takes blanks, quotation marks and commas off the edges of a span.
func trimSpan(text string, s extract.Span) extract.Span {
	for s.Start < s.End {
		c, n := utf8.DecodeRuneInString(text[s.Start:s.End])
		if !unicode.IsSpace(c) && (markOf(c) == 0 || markOf(c)&markSingle != 0) && c != ',' {
			break
		}
		s.Start += int32(n)
	}
	for s.Start < s.End {
		c, n := utf8.DecodeLastRuneInString(text[s.Start:s.End])
		if !unicode.IsSpace(c) && (markOf(c) == 0 || markOf(c)&markSingle != 0) && c != ',' {
			break
		}
		s.End -= int32(n)
	}
	return s
}

// nest sets each quote's parent: the smallest one whose content holds its cue, or its content where it has none.
func nest(a *extract.Analysis) {
	type piece struct {
		extract.Span
		quote int32
	}
	var pieces []piece
	type anchor struct{ at, quote int32 }
	anchors := make([]anchor, 0, len(a.Quotes))
	for k := range a.Quotes {
		q := &a.Quotes[k]
		for _, s := range q.Content {
			pieces = append(pieces, piece{s, int32(k)})
		}
		at := q.Content[0].Start
		if q.Cue.Len() > 0 {
			at = a.Tokens.Start[q.Cue.First]
		}
		anchors = append(anchors, anchor{at, int32(k)})
	}
	slices.SortFunc(pieces, func(x, y piece) int { return cmp.Compare(x.Start, y.Start) })
	slices.SortFunc(anchors, func(x, y anchor) int { return cmp.Compare(x.at, y.at) })
	var open []piece
	next := 0
	for _, c := range anchors {
		for next < len(pieces) && pieces[next].Start <= c.at {
			open = append(open, pieces[next])
			next++
		}
		open = slices.DeleteFunc(open, func(p piece) bool { return p.End <= c.at })
		best, size := extract.None, int32(1<<30)
		for _, p := range open {
			if p.quote == c.quote || a.Quotes[p.quote].Parent == c.quote {
				continue
			}
			if n := p.End - p.Start; n < size {
				best, size = p.quote, n
			}
		}
		a.Quotes[c.quote].Parent = best
	}
	unloop(a)
}

// unloop sees to it that no quote stands above itself.
func unloop(a *extract.Analysis) {
	for k := range a.Quotes {
		for n, p := 0, a.Quotes[k].Parent; p != extract.None; p, n = a.Quotes[p].Parent, n+1 {
			if p == int32(k) || n > len(a.Quotes) || n > 64 {
				a.Quotes[k].Parent = extract.None
				break
			}
		}
	}
}
