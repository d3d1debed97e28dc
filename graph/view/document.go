package view

import (
	"context"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/graph/fold"
)

// Document is one article.
type Document struct {
	r *Reader
	d *graph.DocumentNode
	g *group[*Document]
	i int
}

// IsNode marks a Node.
func (d *Document) IsNode() {}

func (r *Reader) documentRows(ds []*graph.DocumentNode) []*Document {
	g := &group[*Document]{}
	out := make([]*Document, len(ds))
	for i, d := range ds {
		if d != nil {
			out[i] = &Document{r, d, g, len(g.rows)}
			g.rows = append(g.rows, out[i])
		}
	}
	return out
}

func (r *Reader) documentMap(ctx context.Context, ids []string) (map[string]*Document, error) {
	ds, err := r.documents.all(ctx, ids)
	if err != nil {
		return nil, err
	}
	m := make(map[string]*Document, len(ids))
	for i, d := range r.documentRows(ds) {
		if d != nil {
			m[ids[i]] = d
		}
	}
	return m, nil
}

// ID hashes source id, URL, publisher, date, title and text.
func (d *Document) ID() string { return d.d.ID }

// SourceID is the id that it came with.
func (d *Document) SourceID() *string { return optional(d.d.SourceID) }

// Title is its headline.
func (d *Document) Title() *string { return optional(d.d.Title) }

// URL is where it was published.
func (d *Document) URL() *string { return optional(d.d.URL) }

// Publisher is who published it.
func (d *Document) Publisher() *string { return optional(d.d.Publisher) }

// Published is when, as it was given.
func (d *Document) Published() *DateTime { return dateTime(d.d.PublishedString()) }

// Language is its BCP 47 tag.
func (d *Document) Language() *string { return optional(d.d.Language) }

// text is a document's text with its sentences, addressed by code points.
type text struct {
	s         string
	sentences []graph.Span
	// marks are the byte offsets of every 64th code point; nil if all are single bytes.
	marks []int
}

const markEvery = 64

func newText(s string, sentences []graph.Span) *text {
	t := &text{s: s, sentences: sentences}
	if utf8.RuneCountInString(s) == len(s) {
		return t
	}
	n := 0
	for i := range s {
		if n%markEvery == 0 {
			t.marks = append(t.marks, i)
		}
		n++
	}
	return t
}

func (t *text) byteOf(point int) int {
	if t.marks == nil {
		return min(max(point, 0), len(t.s))
	}
	if point < 0 {
		return 0
	}
	m := point / markEvery
	if m >= len(t.marks) {
		return len(t.s)
	}
	i := t.marks[m]
	for n := point % markEvery; n > 0 && i < len(t.s); n-- {
		_, size := utf8.DecodeRuneInString(t.s[i:])
		i += size
	}
	return i
}

func (t *text) slice(s graph.Span) string {
	from, to := t.byteOf(s.Start), t.byteOf(s.End)
	return t.s[from:max(from, to)]
}

// around widens a span to the sentences that it touches.
func (t *text) around(s graph.Span) graph.Span {
	i, _ := slices.BinarySearchFunc(t.sentences, s.Start, func(x graph.Span, start int) int {
		if x.End <= start {
			return -1
		}
		return 1
	})
	for ; i < len(t.sentences) && t.sentences[i].Start < s.End; i++ {
		s.Start, s.End = min(s.Start, t.sentences[i].Start), max(s.End, t.sentences[i].End)
	}
	return s
}

func (r *Reader) readTexts(ctx context.Context, ids []string) ([]*text, error) {
	ds, err := r.snap.Documents(ctx, ids, true)
	if err != nil {
		return nil, err
	}
	out := make([]*text, len(ids))
	for i, d := range ds {
		if d == nil {
			continue
		}
		sentences, err := r.snap.Sentences(ctx, d.ID)
		if err != nil {
			return nil, err
		}
		out[i] = newText(d.Text, sentences)
	}
	return out, nil
}

// read returns the document's text; it is read for all documents of the group at once.
func (d *Document) read(ctx context.Context) (*text, error) {
	return together(d.g, "text", d.i, func(ds []*Document) ([]*text, error) {
		ids := make([]string, len(ds))
		for i, d := range ds {
			ids[i] = d.d.ID
		}
		ts, err := d.r.texts.all(ctx, ids)
		for i, t := range ts {
			if t == nil {
				ts[i] = &text{}
			}
		}
		return ts, err
	})
}

// Text is the whole text, "" where texts are held back.
func (d *Document) Text(ctx context.Context) (string, error) {
	if d.r.Excerpts {
		return "", nil
	}
	t, err := d.read(ctx)
	if err != nil {
		return "", err
	}
	return t.s, nil
}

// DuplicateOf is the earliest document of which this is a copy.
func (d *Document) DuplicateOf(ctx context.Context) (*Document, error) {
	return d.other(ctx, "duplicateOf", func(d *Document) string { return d.d.DuplicateOf })
}

// SupersededBy is the later version of the same article.
func (d *Document) SupersededBy(ctx context.Context) (*Document, error) {
	return d.other(ctx, "supersededBy", func(d *Document) string { return d.d.SupersededBy })
}

func (d *Document) other(ctx context.Context, field string, of func(*Document) string) (*Document, error) {
	if of(d) == "" {
		return nil, nil
	}
	return together(d.g, field, d.i, func(ds []*Document) ([]*Document, error) {
		m, err := d.r.documentMap(ctx, distinct(ds, func(d *Document, add func(...string)) { add(of(d)) }))
		out := make([]*Document, len(ds))
		for i, d := range ds {
			out[i] = m[of(d)]
		}
		return out, err
	})
}

// Sentence is one sentence of a document.
type Sentence struct {
	Start int
	End   int
	Text  string
}

// SentenceConnection is a page of sentences.
type SentenceConnection struct {
	Edges      []*SentenceEdge
	Nodes      []*Sentence
	PageInfo   *PageInfo
	TotalCount *int
}

// SentenceEdge is a sentence in a list.
type SentenceEdge struct {
	Cursor string
	Node   *Sentence
}

// Sentences are the document's sentences, in order.
func (d *Document) Sentences(ctx context.Context, first *int, after *string) (*SentenceConnection, error) {
	t, err := d.read(ctx)
	if err != nil {
		return nil, err
	}
	list := "sentences/" + d.d.ID
	w, err := Page{First: first, After: after}.window(list)
	if err != nil {
		return nil, err
	}
	at := func(i int) graph.Posting { return graph.Posting{ID: strconv.Itoa(i)} }
	lo, hi, info, err := slice(w, len(t.sentences), at)
	if err != nil {
		return nil, err
	}
	n := len(t.sentences)
	c := &SentenceConnection{Edges: []*SentenceEdge{}, Nodes: []*Sentence{}, PageInfo: &info, TotalCount: &n}
	for i, s := range t.sentences[lo:hi] {
		node := &Sentence{Start: s.Start, End: s.End}
		if !d.r.Excerpts {
			node.Text = t.slice(s)
		}
		c.Nodes = append(c.Nodes, node)
		c.Edges = append(c.Edges, &SentenceEdge{cursor(list, at(lo+i)), node})
	}
	info.mark(list, hi-lo, func(i int) graph.Posting { return at(lo + i) })
	return c, nil
}

// Mention is one reference to an entity.
type Mention struct {
	ID     string
	Start  int
	End    int
	Text   string
	Kind   graph.MentionKind
	Entity Entity
}

// MentionConnection is a page of mentions.
type MentionConnection struct {
	Edges      []*MentionEdge
	Nodes      []*Mention
	PageInfo   *PageInfo
	TotalCount *int
}

// MentionEdge is a mention in a list.
type MentionEdge struct {
	Cursor string
	Node   *Mention
}

// Mentions are the document's mentions, in order.
func (d *Document) Mentions(ctx context.Context, first *int, after *string) (*MentionConnection, error) {
	ms, err := d.r.snap.Mentions(ctx, d.d.ID)
	if err != nil {
		return nil, err
	}
	t, err := d.read(ctx)
	if err != nil {
		return nil, err
	}
	list := "mentions/" + d.d.ID
	w, err := Page{First: first, After: after}.window(list)
	if err != nil {
		return nil, err
	}
	at := func(i int) graph.Posting { return graph.Posting{ID: ms[i].ID} }
	lo, hi, info, err := slice(w, len(ms), at)
	if err != nil {
		return nil, err
	}
	n := len(ms)
	ms = ms[lo:hi]
	own := make([]string, len(ms))
	for i, m := range ms {
		own[i] = m.Entity
	}
	holders, err := d.r.holders(ctx, own)
	if err != nil {
		return nil, err
	}
	entities, err := d.r.entityMap(ctx, distinct(holders, func(id string, add func(...string)) { add(id) }))
	if err != nil {
		return nil, err
	}
	c := &MentionConnection{Edges: []*MentionEdge{}, Nodes: []*Mention{}, PageInfo: &info, TotalCount: &n}
	for i, m := range ms {
		node := &Mention{m.ID, m.Span.Start, m.Span.End, t.slice(m.Span), m.Kind, entities[holders[i]]}
		c.Nodes = append(c.Nodes, node)
		c.Edges = append(c.Edges, &MentionEdge{cursor(list, graph.Posting{ID: m.ID}), node})
	}
	info.mark(list, len(ms), func(i int) graph.Posting { return graph.Posting{ID: ms[i].ID} })
	return c, nil
}

// Entities are those that the document mentions, in order of id.
func (d *Document) Entities(ctx context.Context, first *int, after *string) (*EntityConnection, error) {
	var own []string
	for p, err := range d.r.snap.Scan(ctx, graph.IndexEntitiesDocument, d.d.ID, graph.Posting{}, false) {
		if err != nil {
			return nil, err
		}
		own = append(own, p.ID)
	}
	ids, err := d.r.holders(ctx, own)
	if err != nil {
		return nil, err
	}
	slices.Sort(ids)
	ids = slices.DeleteFunc(slices.Compact(ids), func(id string) bool { return id == "" })
	ps := make([]graph.Posting, len(ids))
	for i, id := range ids {
		ps[i].ID = id
	}
	return d.r.entityPage(ctx, "document.entities/"+d.d.ID, ps, Page{First: first, After: after})
}

// Statements are those that the document makes, in the order of its text.
func (d *Document) Statements(ctx context.Context, filter *StatementFilter, first *int, after *string) (*StatementConnection, error) {
	f, err := d.r.filter(ctx, filter)
	if err != nil {
		return nil, err
	}
	list := "document/" + d.d.ID
	w, err := Page{First: first, After: after}.window(list)
	if err != nil {
		return nil, err
	}
	return d.r.statementPage(ctx, list, d.r.index(graph.IndexStatementsDocument, d.d.ID), f, false, w, false)
}

// DocumentFilter says which documents: all conditions that are given must hold.
type DocumentFilter struct {
	Publisher  []string
	Published  *TimeRange
	Language   []string
	SourceID   []string
	URL        []string
	Title      *string
	Duplicate  *bool
	Superseded *bool
}

// DocumentOrder is how documents are ordered.
type DocumentOrder string

// The orders of documents.
const (
	DocumentsLatest DocumentOrder = "LATEST"
	DocumentsOldest DocumentOrder = "OLDEST"
)

// DocumentConnection is a page of documents.
type DocumentConnection struct {
	Edges    []*DocumentEdge
	Nodes    []*Document
	PageInfo *PageInfo
	total    func(ctx context.Context) (*int, error)
}

// TotalCount is how many there are on all pages, nil where counting costs too much.
func (c *DocumentConnection) TotalCount(ctx context.Context) (*int, error) { return c.total(ctx) }

// DocumentEdge is a document in a list.
type DocumentEdge struct {
	Cursor string
	Node   *Document
}

// Documents lists all documents that pass the filter.
func (r *Reader) Documents(ctx context.Context, in *DocumentFilter, order *DocumentOrder, p Page) (*DocumentConnection, error) {
	by := DocumentsLatest
	if order != nil {
		by = *order
	}
	list := "documents/" + string(by)
	w, err := p.window(list)
	if err != nil {
		return nil, err
	}
	s := r.index(graph.IndexDocuments, "")
	keep := func(*graph.DocumentNode) bool { return true }
	if in != nil {
		if s, keep, err = r.documentPlan(ctx, s, in); err != nil {
			return nil, err
		}
	}
	load := func(ctx context.Context, ids []string) ([]*graph.DocumentNode, error) {
		ds, err := r.documents.all(ctx, ids)
		for i, d := range ds {
			if d != nil && !keep(d) {
				ds[i] = nil
			}
		}
		return ds, err
	}
	rows, info, err := page(ctx, s, w, by == DocumentsLatest, load)
	if err != nil {
		return nil, err
	}
	nodes := make([]*graph.DocumentNode, len(rows))
	for i, row := range rows {
		nodes[i] = row.node
	}
	c := &DocumentConnection{PageInfo: &info, Nodes: r.documentRows(nodes), Edges: make([]*DocumentEdge, len(rows))}
	for i, row := range rows {
		c.Edges[i] = &DocumentEdge{cursor(list, row.at), c.Nodes[i]}
	}
	info.mark(list, len(rows), func(i int) graph.Posting { return rows[i].at })
	c.total = func(ctx context.Context) (*int, error) {
		if in == nil {
			st, err := r.Stats(ctx)
			return &st.Documents, err
		}
		return count(ctx, s, load)
	}
	return c, nil
}

func (r *Reader) documentPlan(ctx context.Context, all stream, in *DocumentFilter) (stream, func(*graph.DocumentNode) bool, error) {
	s := all
	for _, by := range []struct {
		index graph.Index
		keys  []string
	}{{graph.IndexDocumentsBySource, in.SourceID}, {graph.IndexDocumentsByURL, in.URL}} {
		if by.keys == nil {
			continue
		}
		var ids []string
		for _, k := range by.keys {
			for p, err := range r.snap.Scan(ctx, by.index, k, graph.Posting{}, false) {
				if err != nil {
					return nil, nil, err
				}
				ids = append(ids, p.ID)
			}
		}
		ds, err := r.documents.all(ctx, ids)
		if err != nil {
			return nil, nil, err
		}
		var ps []graph.Posting
		for _, d := range ds {
			if d != nil {
				ps = append(ps, graph.Posting{Sort: publishedKey(d.Published), ID: d.ID})
			}
		}
		slices.SortFunc(ps, comparePostings)
		s = listed(slices.Compact(ps))
		break
	}
	var when span
	if in.Published != nil {
		var err error
		if when, err = in.Published.span(); err != nil {
			return nil, nil, err
		}
		s = s.within(when)
	}
	var words []string
	if in.Title != nil {
		if len(*in.Title) > maxQuery {
			return nil, nil, invalid("title may have %d bytes at most", maxQuery)
		}
		words = fold.Words(*in.Title)
	}
	return s, func(d *graph.DocumentNode) bool {
		return (in.Publisher == nil || slices.Contains(in.Publisher, d.Publisher)) &&
			(in.Published == nil || when.holds(d.Published)) &&
			(in.Language == nil || slices.Contains(in.Language, d.Language)) &&
			(in.SourceID == nil || slices.Contains(in.SourceID, d.SourceID)) &&
			(in.URL == nil || slices.Contains(in.URL, d.URL)) &&
			(in.Title == nil || beginWords(d.Title, words)) &&
			(in.Duplicate == nil || (d.DuplicateOf != "") == *in.Duplicate) &&
			(in.Superseded == nil || (d.SupersededBy != "") == *in.Superseded)
	}, nil
}

// beginWords tells that each of some folded words begins a word of s.
func beginWords(s string, words []string) bool {
	own := fold.Words(s)
	for _, w := range words {
		if !slices.ContainsFunc(own, func(o string) bool { return strings.HasPrefix(o, w) }) {
			return false
		}
	}
	return true
}

// publishedKey is the Sort of a list that is ordered by publication.
func publishedKey(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// within walks only the part of a list ordered by publication that lies in the range.
func (s stream) within(when span) stream {
	from, to := "", ""
	if when.hasFrom {
		from = publishedKey(time.Unix(when.from, 0))
	}
	if when.hasTo {
		to = publishedKey(time.Unix(when.to, 0))
	}
	return func(ctx context.Context, after graph.Posting, reverse bool) iter.Seq2[graph.Posting, error] {
		if reverse && to != "" && (after == graph.Posting{} || after.Sort > to) {
			after = graph.Posting{Sort: to}
		}
		if !reverse && from != "" && (after == graph.Posting{} || after.Sort < from) {
			after = graph.Posting{Sort: from}
		}
		return func(yield func(graph.Posting, error) bool) {
			for p, err := range s(ctx, after, reverse) {
				if err == nil && (reverse && from != "" && p.Sort < from || !reverse && to != "" && p.Sort >= to) {
					return
				}
				if !yield(p, err) {
					return
				}
			}
		}
	}
}
