package view

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/dateline-news/dateline/graph"
)

// Statement is one directed edge with its qualifiers.
type Statement struct {
	r *Reader
	n *graph.StatementNode
	g *statementGroup
	i int
}

// statementGroup is a list of statements with what was read for all of them at once.
type statementGroup struct {
	group[*Statement]
	ends, speakers, about, places lazy[map[string]Entity]
	documents                     lazy[map[string]*Document]
	texts                         lazy[struct{}]
	claims                        lazy[map[string]*Claim]
	speeches                      lazy[map[string]*Statement]
}

type lazy[T any] struct {
	once sync.Once
	val  T
	err  error
}

func (l *lazy[T]) get(load func() (T, error)) (T, error) {
	l.once.Do(func() { l.val, l.err = load() })
	return l.val, l.err
}

// IsNode marks a Node.
func (s *Statement) IsNode() {}

// statementRows makes one group of rows; nil for nil.
func (r *Reader) statementRows(ns []*graph.StatementNode) []*Statement {
	g := &statementGroup{}
	out := make([]*Statement, len(ns))
	block := make([]Statement, len(ns))
	for i, n := range ns {
		if n != nil {
			block[i] = Statement{r: r, n: n, g: g, i: len(g.rows)}
			out[i] = &block[i]
			g.rows = append(g.rows, out[i])
		}
	}
	return out
}

// join makes one group of the statements of several lists, so that what is asked of their rows is read once.
func (r *Reader) join(lists []*StatementConnection) {
	g := &statementGroup{}
	for _, l := range lists {
		for _, s := range l.Nodes {
			s.g, s.i = g, len(g.rows)
			g.rows = append(g.rows, s)
		}
	}
}

// ID hashes everything that the statement says and where.
func (s *Statement) ID() string { return s.n.ID }

// Predicate is the kind of edge.
func (s *Statement) Predicate() *Predicate { return predicateByName[s.n.Predicate] }

func (s *Statement) entities(ctx context.Context, l *lazy[map[string]Entity], ids func(*Statement, func(...string))) (map[string]Entity, error) {
	return l.get(func() (map[string]Entity, error) { return s.r.entityMap(ctx, distinct(s.g.rows, ids)) })
}

func (s *Statement) ends(ctx context.Context) (map[string]Entity, error) {
	return s.entities(ctx, &s.g.ends, func(s *Statement, add func(...string)) { add(s.n.SubjectCanonical, s.n.ObjectCanonical) })
}

// Subject is who acts, speaks or is; nil if the text names nobody.
func (s *Statement) Subject(ctx context.Context) (Entity, error) {
	m, err := s.ends(ctx)
	return m[s.n.SubjectCanonical], err
}

// Object is whom or what it concerns, nil if there is none.
func (s *Statement) Object(ctx context.Context) (Entity, error) {
	m, err := s.ends(ctx)
	return m[s.n.ObjectCanonical], err
}

// Text is what was said, or a literal object.
func (s *Statement) Text() *string { return optional(s.n.Text) }

// Verb is the lemma of the word that expresses it.
func (s *Statement) Verb() *string { return optional(s.n.Verb) }

// About are the entities that a speech act speaks of.
func (s *Statement) About(ctx context.Context) ([]Entity, error) {
	m, err := s.entities(ctx, &s.g.about, func(s *Statement, add func(...string)) { add(s.n.AboutCanonical...) })
	return pick(m, s.n.AboutCanonical), err
}

// Speaker is one link in the chain of those who say so.
type Speaker struct {
	Name    string
	Entity  Entity
	Unnamed bool
}

// Attribution is the chain of those who say so, outermost first.
func (s *Statement) Attribution(ctx context.Context) ([]*Speaker, error) {
	out := make([]*Speaker, len(s.n.AttributionCanonical))
	if len(out) == 0 {
		return out, nil
	}
	m, err := s.entities(ctx, &s.g.speakers, func(s *Statement, add func(...string)) { add(s.n.AttributionCanonical...) })
	for i, id := range s.n.AttributionCanonical {
		if e := m[id]; e != nil {
			out[i] = &Speaker{Name: e.identity().c.Name, Entity: e}
		} else {
			out[i] = &Speaker{Name: "unnamed", Unnamed: true}
		}
	}
	return out, err
}

// Polarity is affirmed or negated.
func (s *Statement) Polarity() graph.Polarity { return s.n.Polarity }

// Modality is how real it is presented.
func (s *Statement) Modality() graph.Modality { return s.n.Modality }

// Tense is before, at or after the time of writing.
func (s *Statement) Tense() graph.Tense {
	if s.n.Tense == "" {
		return graph.TenseNone
	}
	return s.n.Tense
}

// Asserted tells that it is served as a fact.
func (s *Statement) Asserted() bool { return s.n.Asserted() }

// TimeSpan is a half-open interval and the words that it came from.
type TimeSpan struct {
	From      *DateTime
	To        *DateTime
	Precision *graph.Precision
	Text      string
}

// Time is when it holds or happened.
func (s *Statement) Time() *TimeSpan {
	t := s.n.Time
	if t == nil {
		return nil
	}
	out := &TimeSpan{From: dateTime(t.From), To: dateTime(t.To), Text: t.Text}
	if t.Precision != "" {
		out.Precision = &t.Precision
	}
	return out
}

// during tells that the statement's time overlaps the range.
func (r span) during(s *graph.StatementNode) bool {
	from, to, ok := s.Extent()
	return ok && r.overlaps(from, to)
}

// Place is where.
func (s *Statement) Place(ctx context.Context) (*Place, error) {
	m, err := s.entities(ctx, &s.g.places, func(s *Statement, add func(...string)) { add(s.n.PlaceCanonical) })
	p, _ := m[s.n.PlaceCanonical].(*Place)
	return p, err
}

// Figure is a number that the text gives.
type Figure struct {
	Kind        string
	Value       *float64
	Low         *float64
	High        *float64
	Unit        *string
	Approximate bool
}

func newFigure(f *graph.Figure) *Figure {
	if f == nil {
		return nil
	}
	return &Figure{f.Kind, f.Value, f.Low, f.High, optional(f.Unit), f.Approximate}
}

// Figure is the number that was given.
func (s *Statement) Figure() *Figure { return newFigure(s.n.Figure) }

// Confidence is from 0 to 1.
func (s *Statement) Confidence() float64 { return s.n.Confidence }

// Status is what people decided about it.
func (s *Statement) Status() graph.ReviewStatus {
	if s.n.Status == "" {
		return graph.Unreviewed
	}
	return s.n.Status
}

// Review is what a person decided about a statement.
type Review struct {
	Status graph.ReviewStatus
	Reason *string
	By     *string
	At     *DateTime
}

// Review is who decided what about it, and why.
func (s *Statement) Review() *Review {
	if s.Status() == graph.Unreviewed {
		return nil
	}
	r := &Review{Status: s.n.Status, Reason: optional(s.n.Reason), By: optional(s.n.By)}
	if !s.n.At.IsZero() {
		at := DateTime(s.n.At.UTC().Format(time.RFC3339))
		r.At = &at
	}
	return r
}

// SaidIn is the speech in which it stands.
func (s *Statement) SaidIn(ctx context.Context) (*Statement, error) {
	if s.n.SaidIn == "" {
		return nil, nil
	}
	m, err := s.g.speeches.get(func() (map[string]*Statement, error) {
		return s.r.statementMap(ctx, distinct(s.g.rows, func(s *Statement, add func(...string)) { add(s.n.SaidIn) }))
	})
	return m[s.n.SaidIn], err
}

func (r *Reader) statementMap(ctx context.Context, ids []string) (map[string]*Statement, error) {
	ns, err := r.statements.all(ctx, ids)
	if err != nil {
		return nil, err
	}
	m := make(map[string]*Statement, len(ids))
	for i, s := range r.statementRows(ns) {
		if s != nil {
			m[ids[i]] = s
		}
	}
	return m, nil
}

// Asserts are the propositions inside what was said.
func (s *Statement) Asserts(ctx context.Context) ([]*Statement, error) {
	return together(&s.g.group, "asserts", s.i, func(rows []*Statement) ([][]*Statement, error) {
		out := make([][]*Statement, len(rows))
		var ids []string
		per := make([]int, len(rows))
		for i, row := range rows {
			if row.n.Predicate.Family() != graph.FamilySpeech {
				continue
			}
			for p, err := range s.r.snap.Scan(ctx, graph.IndexStatementsSaidIn, row.n.ID, graph.Posting{}, false) {
				if err != nil {
					return nil, err
				}
				ids = append(ids, p.ID)
				per[i]++
			}
		}
		ns, err := s.r.statements.all(ctx, ids)
		if err != nil {
			return nil, err
		}
		all, n := s.r.statementRows(ns), 0
		for i := range rows {
			out[i] = slices.DeleteFunc(nonNil(all[n:n+per[i]]), func(s *Statement) bool { return s == nil })
			n += per[i]
		}
		return out, nil
	})
}

// Claim is the proposition over all documents; nil without object and figure.
func (s *Statement) Claim(ctx context.Context) (*Claim, error) {
	if s.n.Claim == "" {
		return nil, nil
	}
	m, err := s.g.claims.get(func() (map[string]*Claim, error) {
		return s.r.claimMap(ctx, distinct(s.g.rows, func(s *Statement, add func(...string)) { add(s.n.Claim) }))
	})
	return m[s.n.Claim], err
}

func (s *Statement) documents(ctx context.Context) (map[string]*Document, error) {
	return s.g.documents.get(func() (map[string]*Document, error) {
		return s.r.documentMap(ctx, distinct(s.g.rows, func(s *Statement, add func(...string)) {
			add(s.n.Document)
			for _, e := range s.n.Evidence {
				add(e.Document)
			}
		}))
	})
}

// Document is the document that makes it.
func (s *Statement) Document(ctx context.Context) (*Document, error) {
	m, err := s.documents(ctx)
	return m[s.n.Document], err
}

// Reason is one step of a statement's explanation.
type Reason = graph.Reason

// Explanation tells which layers and rules produced it.
func (s *Statement) Explanation() []Reason { return nonNil(s.n.Explanation) }

// Evidence is a place in a document that says so.
type Evidence struct {
	s *Statement
	e *graph.Evidence
}

// Evidence is the words that say so.
func (s *Statement) Evidence() []*Evidence {
	out := make([]*Evidence, len(s.n.Evidence))
	for i := range s.n.Evidence {
		out[i] = &Evidence{s, &s.n.Evidence[i]}
	}
	return out
}

// Document is the document.
func (e *Evidence) Document(ctx context.Context) (*Document, error) {
	m, err := e.s.documents(ctx)
	return m[e.e.Document], err
}

// Quote is the exact words.
func (e *Evidence) Quote() string { return e.e.Quote }

// Start is the start of the quote, in code points.
func (e *Evidence) Start() int { return e.e.Span.Start }

// End is the end of the quote.
func (e *Evidence) End() int { return e.e.Span.End }

// Extractor is what drew the statement from the words.
func (e *Evidence) Extractor() string { return e.s.n.Extractor }

// Sentence is the whole sentence, or sentences, around the quote.
func (e *Evidence) Sentence(ctx context.Context) (string, error) {
	r := e.s.r
	if _, err := e.s.g.texts.get(func() (struct{}, error) {
		_, err := r.texts.all(ctx, distinct(e.s.g.rows, func(s *Statement, add func(...string)) {
			for _, e := range s.n.Evidence {
				add(e.Document)
			}
		}))
		return struct{}{}, err
	}); err != nil {
		return "", err
	}
	t, err := r.texts.one(ctx, e.e.Document)
	if err != nil || t == nil {
		return e.e.Quote, err
	}
	return strings.TrimSpace(t.slice(t.around(e.e.Span))), nil
}

// StatementConnection is a page of statements.
type StatementConnection struct {
	Edges    []*StatementEdge
	Nodes    []*Statement
	PageInfo *PageInfo
	total    func(ctx context.Context) (*int, error)
}

// TotalCount is how many there are on all pages, nil where counting costs too much.
func (c *StatementConnection) TotalCount(ctx context.Context) (*int, error) { return c.total(ctx) }

// StatementEdge is a statement in a list.
type StatementEdge struct {
	Cursor string
	Node   *Statement
}

// StatementOrder is how statements are ordered.
type StatementOrder string

// The orders of statements.
const (
	StatementsLatest     StatementOrder = "LATEST"
	StatementsOldest     StatementOrder = "OLDEST"
	StatementsConfidence StatementOrder = "CONFIDENCE"
)

// Statements lists all statements that pass the filter.
func (r *Reader) Statements(ctx context.Context, f *StatementFilter, order *StatementOrder, p Page) (*StatementConnection, error) {
	c, err := r.filter(ctx, f)
	if err != nil {
		return nil, err
	}
	return r.statementList(ctx, "statements", nil, c, order, p)
}

// statementList is a page of a list whose rows are sorted by publication; with no
// stream, the filter's own plan is walked.
func (r *Reader) statementList(ctx context.Context, list string, s stream, f *filter, order *StatementOrder, p Page) (*StatementConnection, error) {
	by := StatementsLatest
	if order != nil {
		by = *order
	}
	list += "/" + string(by)
	w, err := p.window(list)
	if err != nil {
		return nil, err
	}
	whole := s == nil && f == nil
	if s == nil {
		if s, err = r.plan(ctx, f); err != nil {
			return nil, err
		}
	} else {
		s = s.sift(f)
	}
	if by == StatementsConfidence {
		if s, err = r.byConfidence(ctx, s, f); err != nil {
			return nil, err
		}
		f = nil
	}
	return r.statementPage(ctx, list, s, f, by != StatementsOldest, w, whole)
}

// statementPage is a page of a list of statements in the stream's own order, or against it.
func (r *Reader) statementPage(ctx context.Context, list string, s stream, f *filter, descending bool, w window, whole bool) (*StatementConnection, error) {
	load := func(ctx context.Context, ids []string) ([]*graph.StatementNode, error) { return r.kept(ctx, f, ids) }
	rows, info, err := page(ctx, s, w, descending, load)
	if err != nil {
		return nil, err
	}
	nodes := make([]*graph.StatementNode, len(rows))
	for i, row := range rows {
		nodes[i] = row.node
	}
	c := &StatementConnection{PageInfo: &info, Nodes: r.statementRows(nodes), Edges: make([]*StatementEdge, len(rows))}
	block := make([]StatementEdge, len(rows))
	for i, row := range rows {
		block[i] = StatementEdge{cursor(list, row.at), c.Nodes[i]}
		c.Edges[i] = &block[i]
	}
	info.mark(list, len(rows), func(i int) graph.Posting { return rows[i].at })
	c.total = func(ctx context.Context) (*int, error) {
		if whole {
			st, err := r.Stats(ctx)
			return &st.Statements, err
		}
		if f == nil {
			return count[graph.StatementNode](ctx, s, nil)
		}
		return count(ctx, s, func(ctx context.Context, ids []string) ([]*graph.StatementNode, error) { return r.kept(ctx, f, ids) })
	}
	return c, nil
}

// maxSorted is the longest list that is sorted for one answer.
const maxSorted = 50_000

// byConfidence reads and sorts a whole list.
func (r *Reader) byConfidence(ctx context.Context, s stream, f *filter) (stream, error) {
	var ps []graph.Posting
	walked := 0
	for row, err := range filtered(ctx, s, graph.Posting{}, false, lastChunk, func(ctx context.Context, ids []string) ([]*graph.StatementNode, error) {
		if walked += len(ids); walked > maxSorted {
			return nil, invalid("more than %d statements cannot be ordered by confidence: narrow the filter", maxSorted)
		}
		return r.kept(ctx, f, ids)
	}) {
		if err != nil {
			return nil, err
		}
		ps = append(ps, graph.Posting{Sort: sortKey(row.node.Confidence), ID: row.at.ID})
	}
	slices.SortFunc(ps, comparePostings)
	return listed(ps), nil
}

// Check tells whether a filter makes sense.
func (r *Reader) Check(ctx context.Context, f *StatementFilter) error {
	_, err := r.filter(ctx, f)
	return err
}

// Added are the statements of one document that pass the filter, in order of id, those after the id last.
func (r *Reader) Added(ctx context.Context, document, last string, in *StatementFilter) ([]*Statement, error) {
	f, err := r.filter(ctx, in)
	if err != nil {
		return nil, err
	}
	var ids []string
	for p, err := range r.snap.Scan(ctx, graph.IndexStatementsDocument, document, graph.Posting{}, false) {
		if err != nil {
			return nil, err
		}
		if p.ID > last {
			ids = append(ids, p.ID)
		}
	}
	slices.Sort(ids)
	ns, err := r.kept(ctx, f, ids)
	if err != nil {
		return nil, err
	}
	return r.statementRows(slices.DeleteFunc(ns, func(s *graph.StatementNode) bool { return s == nil })), nil
}

// Passing are the ids of all statements that pass a filter, never nil.
func (r *Reader) Passing(ctx context.Context, in *StatementFilter) ([]string, error) {
	f, err := r.filter(ctx, in)
	if err != nil {
		return nil, err
	}
	s, err := r.plan(ctx, f)
	if err != nil {
		return nil, err
	}
	ids := []string{}
	for row, err := range filtered(ctx, s, graph.Posting{}, false, lastChunk, func(ctx context.Context, ids []string) ([]*graph.StatementNode, error) {
		return r.kept(ctx, f, ids)
	}) {
		if err != nil {
			return nil, err
		}
		ids = append(ids, row.at.ID)
	}
	return ids, nil
}
