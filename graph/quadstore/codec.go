package quadstore

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/dateline-news/dateline/graph"
)

// A schema says how a Go type stands in quads: a node of one class, and a field
// for each predicate. It is the only place where the two meet.
type schema[T any] struct {
	kind   byte
	class  term
	fields []field[T]
	byWord map[nodeID]*field[T]
	finish func(*T) // puts in order what quads, being a set, have not; may be nil
}

// layer tells whose a quad is, by its label.
type layer uint8

const (
	stated   layer = iota // the document's; label: the document
	resolved              // worked out from all documents; label: dateline:resolved
	journal               // what people decided; label: dateline:journal
)

// field joins one property of T to its predicate.
type field[T any] struct {
	word  nodeID
	layer layer
	heavy bool // read only if asked for
	write func(*T, func(term))
	read  func(*T, term) (ok bool)
}

func newSchema[T any](kind byte, class string, finish func(*T), fields ...field[T]) *schema[T] {
	s := &schema[T]{kind: kind, class: inlineTerm(word(class)), fields: fields, byWord: map[nodeID]*field[T]{}, finish: finish}
	for i := range fields {
		s.byWord[fields[i].word] = &fields[i]
	}
	return s
}

// as moves a field to another layer.
func (f field[T]) as(l layer) field[T] { f.layer = l; return f }

func (f field[T]) asHeavy() field[T] { f.heavy = true; return f }

// literal is a string property, left out where empty.
func literal[T any, S ~string](name string, at func(*T) *S) field[T] {
	return field[T]{
		word: word(name),
		write: func(v *T, add func(term)) {
			if s := *at(v); s != "" {
				add(stringTerm(string(s)))
			}
		},
		read: func(v *T, t term) bool {
			s, ok := t.text()
			*at(v) = S(s)
			return ok
		},
	}
}

// literals is a set of strings.
func literals[T any](name string, at func(*T) *[]string) field[T] {
	return field[T]{
		word: word(name),
		write: func(v *T, add func(term)) {
			for _, s := range *at(v) {
				add(stringTerm(s))
			}
		},
		read: func(v *T, t term) bool {
			s, ok := t.text()
			*at(v) = append(*at(v), s)
			return ok
		},
	}
}

// ref names another node by its id, left out where "".
func ref[T any](name string, kind byte, at func(*T) *string) field[T] {
	return field[T]{
		word: word(name),
		write: func(v *T, add func(term)) {
			if id := *at(v); id != "" {
				add(nodeTerm(kind, id))
			}
		},
		read: func(v *T, t term) bool {
			k, id, ok := t.nodeOf()
			*at(v) = id
			return ok && k == kind
		},
	}
}

// refSet is a set of nodes.
func refSet[T any](name string, kind byte, at func(*T) *[]string) field[T] {
	return field[T]{
		word: word(name),
		write: func(v *T, add func(term)) {
			for _, id := range *at(v) {
				add(nodeTerm(kind, id))
			}
		},
		read: func(v *T, t term) bool {
			k, id, ok := t.nodeOf()
			*at(v) = append(*at(v), id)
			return ok && k == kind
		},
	}
}

func integer[T any](name string, at func(*T) *int) field[T] {
	return field[T]{
		word:  word(name),
		write: func(v *T, add func(term)) { add(intTerm(int64(*at(v)))) },
		read: func(v *T, t term) (ok bool) {
			*at(v), ok = t.integer()
			return ok
		},
	}
}

// boolean is a property that is there or not.
func boolean[T any](name string, at func(*T) *bool) field[T] {
	return field[T]{
		word: word(name),
		write: func(v *T, add func(term)) {
			if *at(v) {
				add(boolTerm(true))
			}
		},
		read: func(v *T, t term) (ok bool) {
			*at(v), ok = t.boolean()
			return ok
		},
	}
}

func span[T any](name string, at func(*T) *graph.Span) field[T] {
	return field[T]{
		word: word(name),
		write: func(v *T, add func(term)) {
			if s := *at(v); s != (graph.Span{}) {
				add(spanTerm(s))
			}
		},
		read: func(v *T, t term) (ok bool) {
			*at(v), ok = t.span()
			return ok
		},
	}
}

// moment is a point in time, left out where zero.
func moment[T any](name string, at func(*T) *time.Time) field[T] {
	return field[T]{
		word: word(name),
		write: func(v *T, add func(term)) {
			if m := *at(v); !m.IsZero() {
				add(stringTerm(m.Format(time.RFC3339Nano)))
			}
		},
		read: func(v *T, t term) bool {
			s, ok := t.text()
			m, err := time.Parse(time.RFC3339Nano, s)
			*at(v) = m
			return ok && err == nil
		},
	}
}

// word names one of a closed list by its IRI.
func wordField[T any, S ~string](name string, at func(*T) *S) field[T] {
	return field[T]{
		word: word(name),
		write: func(v *T, add func(term)) {
			if s := *at(v); s != "" {
				add(iriTerm(iriScheme + string(s)))
			}
		},
		read: func(v *T, t term) bool {
			s, ok := t.iri()
			s, ours := strings.CutPrefix(s, iriScheme)
			*at(v) = S(s)
			return ok && ours
		},
	}
}

// memberNode is a document's entity with its cluster.
type memberNode struct {
	graph.Entity
	canonical string
}

type documentNode struct {
	graph.DocumentNode
	sentences []graph.Span
}

var documentSchema = newSchema(kindDocument, "Document", nil,
	literal("sourceId", func(d *documentNode) *string { return &d.SourceID }),
	literal("title", func(d *documentNode) *string { return &d.Title }),
	literal("url", func(d *documentNode) *string { return &d.URL }),
	literal("publisher", func(d *documentNode) *string { return &d.Publisher }),
	publishedField(),
	literal("language", func(d *documentNode) *string { return &d.Language }),
	literal("text", func(d *documentNode) *string { return &d.Text }).asHeavy(),
	blocksField().asHeavy(),
	sentencesField().asHeavy(),
	literal("extractor", func(d *documentNode) *string { return &d.Extractor }),
	ref("duplicateOf", kindDocument, func(d *documentNode) *string { return &d.DuplicateOf }).as(resolved),
	ref("supersededBy", kindDocument, func(d *documentNode) *string { return &d.SupersededBy }).as(resolved),
)

func publishedField() field[documentNode] {
	return field[documentNode]{
		word: word("published"),
		write: func(d *documentNode, add func(term)) {
			if s := d.PublishedString(); s != "" {
				add(stringTerm(s))
			}
		},
		read: func(d *documentNode, t term) bool {
			s, ok := t.text()
			layout := time.RFC3339
			if d.DateOnly = len(s) == len(time.DateOnly); d.DateOnly {
				layout = time.DateOnly
			}
			var err error
			d.Published, err = time.Parse(layout, s)
			return ok && err == nil
		},
	}
}

// blocksField keeps all blocking keys of a document in one literal; none has a space.
func blocksField() field[documentNode] {
	return field[documentNode]{
		word: word("block"),
		write: func(d *documentNode, add func(term)) {
			if len(d.Blocks) > 0 {
				add(stringTerm(strings.Join(d.Blocks, " ")))
			}
		},
		read: func(d *documentNode, t term) bool {
			s, ok := t.text()
			d.Blocks = strings.Fields(s)
			return ok
		},
	}
}

// sentencesField keeps all sentences in one literal, "0-45 46-123".
func sentencesField() field[documentNode] {
	return field[documentNode]{
		word: word("sentences"),
		write: func(d *documentNode, add func(term)) {
			if len(d.sentences) > 0 {
				b := make([]byte, 0, 12*len(d.sentences))
				for i, s := range d.sentences {
					if i > 0 {
						b = append(b, ' ')
					}
					b = strconv.AppendInt(b, int64(s.Start), 10)
					b = append(b, '-')
					b = strconv.AppendInt(b, int64(s.End), 10)
				}
				add(stringTerm(string(b)))
			}
		},
		read: func(d *documentNode, t term) bool {
			s, ok := t.text()
			for f := range strings.FieldsSeq(s) {
				span, is := parseSpan(f)
				ok = ok && is
				d.sentences = append(d.sentences, span)
			}
			return ok
		},
	}
}

var mentionSchema = newSchema(kindMention, "Mention", func(m *graph.Mention) {
	if m.Head == (graph.Span{}) {
		m.Head = m.Span
	}
},
	span("span", func(m *graph.Mention) *graph.Span { return &m.Span }),
	field[graph.Mention]{
		word: word("head"),
		write: func(m *graph.Mention, add func(term)) {
			if m.Head != m.Span {
				add(spanTerm(m.Head))
			}
		},
		read: func(m *graph.Mention, t term) (ok bool) {
			m.Head, ok = t.span()
			return ok
		},
	},
	literal("mentionKind", func(m *graph.Mention) *graph.MentionKind { return &m.Kind }),
	ref("member", kindMember, func(m *graph.Mention) *string { return &m.Entity }),
)

var memberSchema = newSchema(kindMember, "Member", func(e *memberNode) {
	slices.Sort(e.Aliases)
	slices.Sort(e.Blocks)
},
	literal("entityType", func(e *memberNode) *graph.EntityType { return &e.Type }),
	literal("subtype", func(e *memberNode) *string { return &e.Subtype }),
	literal("name", func(e *memberNode) *string { return &e.Name }),
	literals("alias", func(e *memberNode) *[]string { return &e.Aliases }),
	boolean("generic", func(e *memberNode) *bool { return &e.Generic }),
	integer("mentions", func(e *memberNode) *int { return &e.Mentions }),
	literal("country", func(e *memberNode) *string { return &e.Country }),
	literals("block", func(e *memberNode) *[]string { return &e.Blocks }),
	ref("canonical", kindEntity, func(e *memberNode) *string { return &e.canonical }).as(resolved),
)

var entitySchema = newSchema(kindEntity, "Entity", func(c *graph.Canonical) {
	slices.Sort(c.Aliases)
},
	literal("entityType", func(c *graph.Canonical) *graph.EntityType { return &c.Type }).as(resolved),
	literal("subtype", func(c *graph.Canonical) *string { return &c.Subtype }).as(resolved),
	literal("name", func(c *graph.Canonical) *string { return &c.Name }).as(resolved),
	literals("alias", func(c *graph.Canonical) *[]string { return &c.Aliases }).as(resolved),
	boolean("generic", func(c *graph.Canonical) *bool { return &c.Generic }).as(resolved),
	integer("mentions", func(c *graph.Canonical) *int { return &c.Mentions }).as(resolved),
	literal("country", func(c *graph.Canonical) *string { return &c.Country }).as(resolved),
	integer("documents", func(c *graph.Canonical) *int { return &c.DocumentCount }).as(resolved),
	integer("members", func(c *graph.Canonical) *int { return &c.MemberCount }).as(resolved),
	integer("statements", func(c *graph.Canonical) *int { return &c.StatementCount }).as(resolved),
	moment("firstSeen", func(c *graph.Canonical) *time.Time { return &c.FirstSeen }).as(resolved),
	moment("lastSeen", func(c *graph.Canonical) *time.Time { return &c.LastSeen }).as(resolved),
)

// statementNode leaves Extractor empty where it is the document's.
type statementNode struct{ graph.StatementNode }

var statementSchema = newSchema(kindStatement, "Statement", func(s *statementNode) {
	slices.Sort(s.About)
	if s.Status == "" {
		s.Status = graph.Unreviewed
	}
},
	wordField("predicate", func(s *statementNode) *graph.PredicateName { return &s.Predicate }),
	ref("subject", kindMember, func(s *statementNode) *string { return &s.Subject }),
	ref("object", kindMember, func(s *statementNode) *string { return &s.Object }),
	literal("text", func(s *statementNode) *string { return &s.Text }),
	span("textSpan", func(s *statementNode) *graph.Span { return &s.TextSpan }),
	literal("verb", func(s *statementNode) *string { return &s.Verb }),
	literal("polarity", func(s *statementNode) *graph.Polarity { return &s.Polarity }),
	literal("modality", func(s *statementNode) *graph.Modality { return &s.Modality }),
	literal("tense", func(s *statementNode) *graph.Tense { return &s.Tense }),
	speakerField(),
	attributionField(),
	ref("saidIn", kindStatement, func(s *statementNode) *string { return &s.SaidIn }),
	refSet("about", kindMember, func(s *statementNode) *[]string { return &s.About }),
	timeField("timeFrom", func(t *graph.TimeSpan) *string { return &t.From }),
	timeField("timeTo", func(t *graph.TimeSpan) *string { return &t.To }),
	timeField("timePrecision", func(t *graph.TimeSpan) *graph.Precision { return &t.Precision }),
	timeField("timeText", func(t *graph.TimeSpan) *string { return &t.Text }),
	ref("place", kindMember, func(s *statementNode) *string { return &s.Place }),
	figureField("figureKind", func(f *graph.Figure, add func(term)) { add(stringTerm(f.Kind)) },
		func(f *graph.Figure, t term) (ok bool) { f.Kind, ok = t.text(); return }),
	figureNumber("figureValue", func(f *graph.Figure) **float64 { return &f.Value }),
	figureNumber("figureLow", func(f *graph.Figure) **float64 { return &f.Low }),
	figureNumber("figureHigh", func(f *graph.Figure) **float64 { return &f.High }),
	figureField("figureUnit", func(f *graph.Figure, add func(term)) {
		if f.Unit != "" {
			add(stringTerm(f.Unit))
		}
	}, func(f *graph.Figure, t term) (ok bool) { f.Unit, ok = t.text(); return }),
	figureField("figureApproximate", func(f *graph.Figure, add func(term)) {
		if f.Approximate {
			add(boolTerm(true))
		}
	}, func(f *graph.Figure, t term) (ok bool) { f.Approximate, ok = t.boolean(); return }),
	field[statementNode]{
		word:  word("confidence"),
		write: func(s *statementNode, add func(term)) { add(floatTerm(s.Confidence)) },
		read:  func(s *statementNode, t term) (ok bool) { s.Confidence, ok = t.float(); return },
	},
	evidenceField(),
	quoteField(),
	furtherEvidenceField(),
	literal("extractor", func(s *statementNode) *string { return &s.Extractor }),
	field[statementNode]{
		word: word("explanation"),
		write: func(s *statementNode, add func(term)) {
			if len(s.Explanation) > 0 {
				b, _ := json.Marshal(s.Explanation) // strings and numbers always can be
				add(stringTerm(string(b)))
			}
		},
		read: func(s *statementNode, t term) bool {
			b, ok := t.text()
			return ok && json.Unmarshal([]byte(b), &s.Explanation) == nil
		},
	},
	ref("claim", kindClaim, func(s *statementNode) *string { return &s.Claim }).as(resolved),
	literal("status", func(s *statementNode) *graph.ReviewStatus { return &s.Status }).as(journal),
	literal("by", func(s *statementNode) *string { return &s.By }).as(journal),
	moment("at", func(s *statementNode) *time.Time { return &s.At }).as(journal),
	literal("reason", func(s *statementNode) *string { return &s.Reason }).as(journal),
)

// The chain of speakers is a quad for each who is named; where there is more
// than one, or someone unnamed, a literal gives the order: "e1… ? e2…". The
// literal is read after the quads, its predicate having the higher number.
func speakerField() field[statementNode] {
	return field[statementNode]{
		word: word("speaker"),
		write: func(s *statementNode, add func(term)) {
			for _, id := range s.Attribution {
				if id != graph.Unnamed {
					add(nodeTerm(kindMember, id))
				}
			}
		},
		read: func(s *statementNode, t term) bool {
			k, id, ok := t.nodeOf()
			s.Attribution = append(s.Attribution, id)
			return ok && k == kindMember
		},
	}
}

func attributionField() field[statementNode] {
	return field[statementNode]{
		word: word("attribution"),
		write: func(s *statementNode, add func(term)) {
			if len(s.Attribution) > 1 || len(s.Attribution) == 1 && s.Attribution[0] == graph.Unnamed {
				add(stringTerm(strings.Join(s.Attribution, " ")))
			}
		},
		read: func(s *statementNode, t term) bool {
			chain, ok := t.text()
			s.Attribution = strings.Fields(chain)
			return ok
		},
	}
}

func timeField[S ~string](name string, at func(*graph.TimeSpan) *S) field[statementNode] {
	return field[statementNode]{
		word: word(name),
		write: func(s *statementNode, add func(term)) {
			if s.Time != nil && *at(s.Time) != "" {
				add(stringTerm(string(*at(s.Time))))
			}
		},
		read: func(s *statementNode, t term) bool {
			if s.Time == nil {
				s.Time = &graph.TimeSpan{}
			}
			text, ok := t.text()
			*at(s.Time) = S(text)
			return ok
		},
	}
}

func figureField(name string, write func(*graph.Figure, func(term)), read func(*graph.Figure, term) bool) field[statementNode] {
	return field[statementNode]{
		word: word(name),
		write: func(s *statementNode, add func(term)) {
			if s.Figure != nil {
				write(s.Figure, add)
			}
		},
		read: func(s *statementNode, t term) bool {
			if s.Figure == nil {
				s.Figure = &graph.Figure{}
			}
			return read(s.Figure, t)
		},
	}
}

func figureNumber(name string, at func(*graph.Figure) **float64) field[statementNode] {
	return figureField(name, func(f *graph.Figure, add func(term)) {
		if n := *at(f); n != nil {
			add(floatTerm(*n))
		}
	}, func(f *graph.Figure, t term) bool {
		n, ok := t.float()
		*at(f) = &n
		return ok
	})
}

// Evidence is a span and a quote; further places, being rare, have both in one
// literal, "12-20 words", so that they stay together.
func evidenceField() field[statementNode] {
	return field[statementNode]{
		word: word("evidence"),
		write: func(s *statementNode, add func(term)) {
			if len(s.Evidence) > 0 {
				add(spanTerm(s.Evidence[0].Span))
			}
		},
		read: func(s *statementNode, t term) bool {
			span, ok := t.span()
			s.Evidence = append(s.Evidence, graph.Evidence{Span: span})
			return ok
		},
	}
}

func quoteField() field[statementNode] {
	return field[statementNode]{
		word: word("quote"),
		write: func(s *statementNode, add func(term)) {
			if len(s.Evidence) > 0 {
				add(stringTerm(s.Evidence[0].Quote))
			}
		},
		read: func(s *statementNode, t term) bool {
			text, ok := t.text()
			if ok = ok && len(s.Evidence) == 1; ok {
				s.Evidence[0].Quote = text
			}
			return ok
		},
	}
}

func furtherEvidenceField() field[statementNode] {
	return field[statementNode]{
		word: word("furtherEvidence"),
		write: func(s *statementNode, add func(term)) {
			for i, e := range s.Evidence {
				if i > 0 {
					add(stringTerm(strconv.Itoa(i) + " " + spanText(e.Span) + " " + e.Quote))
				}
			}
		},
		read: func(s *statementNode, t term) bool {
			text, ok := t.text()
			n, text, ok1 := strings.Cut(text, " ")
			at, quote, ok2 := strings.Cut(text, " ")
			span, ok3 := parseSpan(at)
			i, err := strconv.Atoi(n)
			if !ok || !ok1 || !ok2 || !ok3 || err != nil || i < 1 || i > 1<<16 {
				return false
			}
			for len(s.Evidence) <= i {
				s.Evidence = append(s.Evidence, graph.Evidence{})
			}
			s.Evidence[i] = graph.Evidence{Span: span, Quote: quote}
			return true
		},
	}
}

var claimSchema = newSchema[graph.Claim](kindClaim, "Claim", nil,
	wordField("predicate", func(c *graph.Claim) *graph.PredicateName { return &c.Predicate }).as(resolved),
	ref("subject", kindEntity, func(c *graph.Claim) *string { return &c.Subject }).as(resolved),
	ref("object", kindEntity, func(c *graph.Claim) *string { return &c.Object }).as(resolved),
	boolean("contested", func(c *graph.Claim) *bool { return &c.Contested }).as(resolved),
	integer("publishers", func(c *graph.Claim) *int { return &c.Publishers }).as(resolved),
)

var judgementSchema = newSchema[graph.Judgement](kindJudgement, "Judgement", nil,
	ref("left", kindMember, func(j *graph.Judgement) *string { return &j.Left }).as(journal),
	ref("right", kindMember, func(j *graph.Judgement) *string { return &j.Right }).as(journal),
	literal("verdict", func(j *graph.Judgement) *graph.Verdict { return &j.Verdict }).as(journal),
	literal("by", func(j *graph.Judgement) *string { return &j.By }).as(journal),
	moment("at", func(j *graph.Judgement) *time.Time { return &j.At }).as(journal),
	literal("reason", func(j *graph.Judgement) *string { return &j.Reason }).as(journal),
	literal("name", func(j *graph.Judgement) *string { return &j.Edit.Name }).as(journal),
	literal("entityType", func(j *graph.Judgement) *graph.EntityType { return &j.Edit.Type }).as(journal),
	literal("subtype", func(j *graph.Judgement) *string { return &j.Edit.Subtype }).as(journal),
	literal("country", func(j *graph.Judgement) *string { return &j.Edit.Country }).as(journal),
)

var (
	typeWord      = func() nodeID { return vocabularyID[string(encIRI)+rdfType] }()
	resolvedLabel = inlineTerm(word("resolved"))
	journalLabel  = inlineTerm(word("journal"))
)

// label is the label of a layer's quads; stated ones have their document's.
func (l layer) label(document term) term {
	switch l {
	case resolved:
		return resolvedLabel
	case journal:
		return journalLabel
	default:
		return document
	}
}

// quads are the node's quads in one layer, its class among them if the layer is
// that of the first field.
func (s *schema[T]) quads(out []quadTerms, id string, v *T, l layer, document term) []quadTerms {
	node, label := nodeTerm(s.kind, id), l.label(document)
	if s.fields[0].layer == l {
		out = append(out, quadTerms{node, inlineTerm(typeWord), s.class, label})
	}
	for i := range s.fields {
		f := &s.fields[i]
		if f.layer != l {
			continue
		}
		f.write(v, func(t term) { out = append(out, quadTerms{node, inlineTerm(f.word), t, label}) })
	}
	return out
}

// found is a node that was read.
type found[T any] struct {
	node  nodeID // 0 if there is none
	label nodeID // of its stated quads: the document
	value *T     // nil if there is none
}

// numbers are the node ids of encodings that were met on the way.
type numbers map[string]nodeID

// read reads nodes by id, in order.
func (s *schema[T]) read(ctx context.Context, v view, dict *reader, ids []string, heavy bool) ([]found[T], error) {
	encs := make([]string, len(ids))
	for i, id := range ids {
		encs[i] = nodeTerm(s.kind, id).enc
	}
	nodes, err := v.lookup(ctx, encs)
	if err != nil {
		return nil, err
	}
	return s.readNodes(ctx, v, dict, nodes, heavy, nil)
}

// readNodes reads nodes by number. A node without this schema's class is none.
// It notes the members that it meets, unless met is nil.
func (s *schema[T]) readNodes(ctx context.Context, v view, dict *reader, nodes []nodeID, heavy bool, met numbers) ([]found[T], error) {
	out := make([]found[T], len(nodes))
	prefixes := make([][]nodeID, 0, len(nodes))
	at := make([]int, 0, len(nodes))
	for i, n := range nodes {
		if n != 0 {
			prefixes, at = append(prefixes, []nodeID{n}), append(at, i)
		}
	}
	type property struct {
		i      int
		field  *field[T]
		object nodeID
	}
	var properties []property
	// Derived edges come last, and a hub has thousands of them.
	err := v.match(ctx, spol, prefixes, reach{below: firstEdge}, func(k int, q quadID) bool {
		i := at[k]
		if q[1] == typeWord {
			if q[2] == s.class.id {
				out[i].node, out[i].label = q[0], q[3]
				out[i].value = new(T)
			}
			return true
		}
		if f := s.byWord[q[1]]; f != nil && (heavy || !f.heavy) {
			properties = append(properties, property{i, f, q[2]})
		}
		return true
	})
	if err != nil {
		return nil, err
	}
	objects := make([]nodeID, len(properties))
	for k, p := range properties {
		objects[k] = p.object
	}
	values, err := dict.terms(ctx, v, objects)
	if err != nil {
		return nil, err
	}
	for k, p := range properties {
		if enc := values[k].enc; met != nil && len(enc) > 1 && enc[0] == encNode && enc[1] == kindMember {
			met[enc] = p.object
		}
		if value := out[p.i].value; value != nil && !p.field.read(value, values[k]) {
			return nil, graph.Errorf(graph.KindCorrupt, "a property of the node %d cannot be read: restore the store from a backup", out[p.i].node)
		}
	}
	if s.finish != nil {
		for i := range out {
			if out[i].value != nil {
				s.finish(out[i].value)
			}
		}
	}
	return out, nil
}
