package extract

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/dateline-news/dateline/graph"
)

// maxName bounds the name of an entity in bytes: names are keys of indexes, and
// in a text without spaces a noun phrase has no end.
const maxName = 300

// NewRecord turns an analysis into what enters the store: code points instead
// of bytes, ids instead of indexes. It keeps the entities that a NAME mention or
// a statement speaks of, and each statement once. A statement without evidence
// in the text, or outside the ontology, is left out: nothing without a span.
func NewRecord(a *Analysis, extractor string) *graph.Record {
	d := *a.Document
	if d.Language == "" {
		d.Language = a.Language
	}
	r := recorder{a: a, d: &d, points: newPoints(a.Text)}
	r.keep()
	r.mentions()
	r.entities()
	out := &graph.Record{Document: &d, Extractor: extractor, Mentions: r.outMentions, Entities: r.outEntities}
	out.Statements = r.statements()
	out.Sentences = make([]graph.Span, 0, len(a.Sentences))
	for i := range a.Sentences {
		out.Sentences = append(out.Sentences, r.span(a.Sentences[i].Span))
	}
	return out
}

// recorder makes one record.
type recorder struct {
	a      *Analysis
	d      *graph.Document
	points points

	kept        []bool    // by entity: it has a place in the record
	first       []Span    // by entity: its first mention, else its first evidence
	count       []int     // by entity: mentions
	ids         []string  // by entity: "" if not kept
	rows        []mention // mentions of kept entities, in order
	outMentions []graph.Mention
	outEntities []graph.Entity
}

type mention struct {
	span, head Span
	kind       graph.MentionKind
	entity     int32
}

// keep finds the entities that the record has, and those of statements that it cannot have.
func (r *recorder) keep() {
	n := len(r.a.Entities)
	r.kept, r.first, r.count, r.ids = make([]bool, n), make([]Span, n), make([]int, n), make([]string, n)
	for i := range r.a.Mentions {
		m := &r.a.Mentions[i]
		if m.Kind == graph.KindName && r.has(m.Entity) && !r.a.Entities[m.Entity].Generic {
			r.kept[m.Entity] = true
		}
	}
	for i := range r.a.Statements {
		s := &r.a.Statements[i]
		if !r.sound(s) {
			continue
		}
		for e := range s.entities() {
			if r.has(e) {
				r.kept[e] = true
				if r.first[e].Empty() {
					r.first[e] = s.Evidence
				}
			}
		}
	}
}

func (r *recorder) has(e int32) bool { return e >= 0 && int(e) < len(r.a.Entities) }

// sound tells whether a statement can be kept at all.
func (r *recorder) sound(s *Statement) bool {
	_, known := s.Predicate.Lookup()
	return known && !r.trim(s.Evidence).Empty()
}

// entities yields the indexes of all entities that the statement names; some may be negative.
func (s *Statement) entities() func(yield func(int32) bool) {
	return func(yield func(int32) bool) {
		if !yield(s.Subject) || !yield(s.Object) || !yield(s.Place) {
			return
		}
		for _, list := range [][]int32{s.Attribution, s.About} {
			for _, e := range list {
				if !yield(e) {
					return
				}
			}
		}
	}
}

// kindRank orders kinds of mention by how much they say.
func kindRank(k graph.MentionKind) int {
	return slices.Index([]graph.MentionKind{graph.KindName, graph.KindNORP, graph.KindNominal, graph.KindPronoun}, k)
}

// mentions lists the mentions of kept entities, each span once: a place in the
// text is one entity, beside at most one event.
func (r *recorder) mentions() {
	for i := range r.a.Mentions {
		m := &r.a.Mentions[i]
		if !r.has(m.Entity) || !r.kept[m.Entity] {
			continue
		}
		span := r.trim(r.a.TokenSpan(m.Tokens))
		if span.Empty() {
			continue
		}
		head := r.trim(r.a.TokenSpan(m.Head))
		if head.Empty() || !span.Contains(head) {
			head = span
		}
		r.rows = append(r.rows, mention{span, head, m.Kind, m.Entity})
	}
	event := func(e int32) bool { return r.a.Entities[e].Type == graph.TypeEvent }
	slices.SortStableFunc(r.rows, func(x, y mention) int {
		c := cmp.Or(cmp.Compare(x.span.Start, y.span.Start), cmp.Compare(x.span.End, y.span.End))
		if c == 0 && event(x.entity) != event(y.entity) {
			if event(x.entity) {
				return 1
			}
			return -1
		}
		return cmp.Or(c, cmp.Compare(kindRank(x.kind), kindRank(y.kind)), cmp.Compare(x.entity, y.entity))
	})
	r.rows = slices.CompactFunc(r.rows, func(x, y mention) bool {
		return x.span == y.span && event(x.entity) == event(y.entity)
	})
	seen := make([]bool, len(r.kept))
	for _, m := range r.rows {
		r.count[m.entity]++
		if !seen[m.entity] {
			seen[m.entity], r.first[m.entity] = true, m.span
		}
	}
}

func (r *recorder) entities() {
	taken := map[string]bool{}
	for e := range r.kept {
		if !r.kept[e] {
			continue
		}
		if r.first[e].Empty() { // its mentions all were another's as well
			r.kept[e] = false
			continue
		}
		in := &r.a.Entities[e]
		first := r.span(r.first[e])
		id := graph.EntityID(r.d.ID, in.Type, first)
		for taken[id] { // only of entities without a mention
			first.End++
			id = graph.EntityID(r.d.ID, in.Type, first)
		}
		taken[id] = true
		r.ids[e] = id
		name := cleanName(in.Name)
		if name == "" {
			name = cleanName(r.a.Text[r.first[e].Start:r.first[e].End])
		}
		aliases := make([]string, 0, len(in.Aliases))
		for _, s := range in.Aliases {
			if s = cleanName(s); s != "" && s != name {
				aliases = append(aliases, s)
			}
		}
		slices.Sort(aliases)
		r.outEntities = append(r.outEntities, graph.Entity{
			ID: id, Document: r.d.ID, Type: in.Type, Subtype: in.Subtype, Name: name,
			Aliases: slices.Compact(aliases), Generic: in.Generic, Mentions: r.count[e], Country: in.Country,
		})
	}
	slices.SortFunc(r.outEntities, func(x, y graph.Entity) int { return strings.Compare(x.ID, y.ID) })
	for _, m := range r.rows {
		span := r.span(m.span)
		r.outMentions = append(r.outMentions, graph.Mention{
			ID: graph.MentionID(r.d.ID, span, m.kind), Document: r.d.ID,
			Span: span, Head: r.span(m.head), Kind: m.kind, Entity: r.ids[m.entity],
		})
	}
	// An event may stand on the span of another entity, with a mention of the same kind.
	seen := make(map[string]bool, len(r.outMentions))
	for i := range r.outMentions {
		m := &r.outMentions[i]
		for seen[m.ID] {
			m.ID = graph.MentionID(r.d.ID, m.Span, m.Kind+"/"+graph.MentionKind(graph.TypeEvent))
		}
		seen[m.ID] = true
	}
}

func (r *recorder) statements() []graph.Statement {
	ids := make([]string, len(r.a.Statements)) // "" if left out
	place := map[string]int{}
	out := make([]graph.Statement, 0, len(r.a.Statements))
	said := make([]int32, 0, len(r.a.Statements)) // by statement of out: index of the speech
	for i := range r.a.Statements {
		in := &r.a.Statements[i]
		if !r.sound(in) {
			continue
		}
		s := r.statement(in)
		s.ID = graph.StatementID(&s)
		ids[i] = s.ID
		if j, ok := place[s.ID]; ok {
			for _, e := range s.About {
				if !slices.Contains(out[j].About, e) {
					out[j].About = append(out[j].About, e)
				}
			}
			slices.Sort(out[j].About)
			out[j].Confidence = max(out[j].Confidence, s.Confidence)
			continue
		}
		place[s.ID] = len(out)
		out = append(out, s)
		said = append(said, in.SaidIn)
	}
	for i := range out {
		if j := said[i]; j >= 0 && int(j) < len(ids) && ids[j] != out[i].ID && saysSo(&out[place[ids[j]]], &out[i]) {
			out[i].SaidIn = ids[j]
		}
	}
	return out
}

// saysSo tells that a statement is attributed to whose speech act it is said to
// stand in. What the document says in its own voice stands in nobody's speech; who
// rejects a claim of somebody unnamed holds that claim and does not make it.
func saysSo(speech, inside *graph.Statement) bool {
	if slices.Contains(inside.Attribution, cmp.Or(speech.Subject, graph.Unnamed)) {
		return true
	}
	return (speech.Predicate == graph.RejectedP || speech.Predicate == graph.Denied) && slices.Contains(inside.Attribution, graph.Unnamed)
}

func (r *recorder) statement(in *Statement) graph.Statement {
	s := graph.Statement{
		Document: r.d.ID, Predicate: in.Predicate,
		Subject: r.id(in.Subject), Object: r.id(in.Object), Place: r.id(in.Place),
		Text: strings.TrimSpace(strings.ToValidUTF8(in.Text, "\ufffd")), Verb: strings.ToValidUTF8(in.Verb, ""),
		Polarity: cmp.Or(in.Polarity, graph.Affirmed), Modality: cmp.Or(in.Modality, graph.Asserted),
		Tense: cmp.Or(in.Tense, graph.TenseNone), Confidence: confidence(in.Confidence),
		Explanation: in.Explanation, Figure: in.Figure, Time: in.Time,
	}
	if f := s.Figure; f != nil && f.Value == nil && f.Low == nil && f.High == nil {
		s.Figure = nil
	}
	if t := s.Time; t != nil && t.From != "" && t.To != "" && t.From > t.To {
		s.Time = nil
	}
	for _, e := range in.Attribution {
		if id := r.id(e); id != "" {
			s.Attribution = append(s.Attribution, id)
		} else {
			s.Attribution = append(s.Attribution, graph.Unnamed)
		}
	}
	for _, e := range in.About {
		if id := r.id(e); id != "" {
			s.About = append(s.About, id)
		}
	}
	slices.Sort(s.About)
	s.About = slices.Compact(s.About)
	if t := r.trim(in.TextSpan); !t.Empty() {
		s.TextSpan = r.span(t)
	}
	e := r.trim(in.Evidence)
	s.Evidence = []graph.Evidence{{Document: r.d.ID, Span: r.span(e), Quote: r.a.Text[e.Start:e.End]}}
	return s
}

func (r *recorder) id(e int32) string {
	if !r.has(e) {
		return ""
	}
	return r.ids[e]
}

func (r *recorder) span(s Span) graph.Span {
	return graph.Span{Start: r.points.at(int(s.Start)), End: r.points.at(int(s.End))}
}

// trim moves the edges of a span inwards, off white space and onto code points;
// what lies outside of the text is empty.
func (r *recorder) trim(s Span) Span {
	text := r.a.Text
	if s.Start < 0 || int(s.End) > len(text) || s.Empty() {
		return Span{}
	}
	for s.Start < s.End && !utf8.RuneStart(text[s.Start]) {
		s.Start++
	}
	for int(s.End) < len(text) && s.Start < s.End && !utf8.RuneStart(text[s.End]) {
		s.End--
	}
	part := text[s.Start:s.End]
	left := strings.TrimLeft(part, " \t\r\n")
	s.Start += int32(len(part) - len(left))
	s.End -= int32(len(left) - len(strings.TrimRight(left, " \t\r\n")))
	return s
}

// confidence is between 0 and 1, with four decimals.
func confidence(c float64) float64 {
	if math.IsNaN(c) {
		return 0
	}
	return math.Round(max(0, min(1, c))*1e4) / 1e4
}

// cleanName puts one space for any white space and cuts what is too long.
func cleanName(s string) string {
	s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "\ufffd")), " ")
	if len(s) > maxName {
		n := maxName
		for !utf8.RuneStart(s[n]) {
			n--
		}
		s = strings.TrimSpace(s[:n])
	}
	return s
}
