package view

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/graph/fold"
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// EntityRef names an entity by its id or by a name: exactly one is given.
type EntityRef struct {
	ID   *string
	Name *string
}

// StatementFilter says which statements: all conditions that are given must
// hold; of a list, any one. A nil list is no condition, an empty one holds for nothing.
type StatementFilter struct {
	Subject       []*EntityRef
	Object        []*EntityRef
	Involves      []*EntityRef
	Speaker       []*EntityRef
	Predicate     []graph.PredicateName
	Family        []graph.Family
	Polarity      []graph.Polarity
	Modality      []graph.Modality
	Tense         []graph.Tense
	Asserted      *bool
	Time          *TimeRange
	Published     *TimeRange
	Publisher     []string
	Document      []string
	Verb          []string
	MinConfidence *float64
	MinPublishers *int
	Text          *string
	Status        []graph.ReviewStatus
	And           []*StatementFilter
	Or            []*StatementFilter
	Not           *StatementFilter
}

// What one filter may be at most: deeper and larger ones are refused.
const (
	maxFilterDepth      = 8
	maxFilterConditions = 200
	maxFilterValues     = 1000
	maxFilterText       = 1000
)

// filter is a compiled StatementFilter; nil passes everything.
type filter struct {
	match func(s *graph.StatementNode, x *aside) bool
	// may tells by its facets that a statement is worth to be read; nil: each is.
	may func(f *graph.Facets) bool
	// screen empties the ids of statements that are known not to pass, before they are read; nil knows of none.
	screen func(ids []string) []string
	// what match needs beside the statement
	documents, claims bool
	// plans are lists of which one alone holds every statement that passes.
	plans [][]stream
	// published bounds a walk over everything.
	published *span
}

// aside is what a filter looks up beside the statements of a batch.
type aside struct {
	documents map[string]*graph.DocumentNode
	claims    map[string]*graph.Claim
}

// kept reads a batch of statements and leaves out, as nil, those that do not pass.
func (r *Reader) kept(ctx context.Context, f *filter, ids []string) ([]*graph.StatementNode, error) {
	if f != nil && f.screen != nil {
		ids = f.screen(ids)
	}
	ns, err := r.statements.all(ctx, ids)
	if err != nil || f == nil {
		return ns, err
	}
	var x aside
	if f.documents {
		want := distinct(ns, func(s *graph.StatementNode, add func(...string)) {
			if s != nil {
				add(s.Document)
			}
		})
		if x.documents, err = mapped(ctx, &r.documents, want); err != nil {
			return nil, err
		}
	}
	if f.claims {
		want := distinct(ns, func(s *graph.StatementNode, add func(...string)) {
			if s != nil {
				add(s.Claim)
			}
		})
		if x.claims, err = mapped(ctx, &r.claims, want); err != nil {
			return nil, err
		}
	}
	for i, n := range ns {
		if n != nil && !f.match(n, &x) {
			ns[i] = nil
		}
	}
	return ns, nil
}

func mapped[T any](ctx context.Context, s *shelf[T], ids []string) (map[string]*T, error) {
	vs, err := s.all(ctx, ids)
	m := make(map[string]*T, len(vs))
	for i, v := range vs {
		if v != nil {
			m[ids[i]] = v
		}
	}
	return m, err
}

// filter compiles a filter, nil for one without conditions. It resolves the entities that are named.
func (r *Reader) filter(ctx context.Context, in *StatementFilter) (*filter, error) {
	if in == nil {
		return nil, nil
	}
	k := key("", in)
	r.mu.Lock()
	f, ok := r.filters[k]
	r.mu.Unlock()
	if ok {
		return f, nil
	}
	conditions := 0
	f, err := r.compile(ctx, in, 0, &conditions)
	if err != nil {
		return nil, err
	}
	r.mu.Lock()
	r.filters[k] = f
	r.mu.Unlock()
	return f, nil
}

func (r *Reader) compile(ctx context.Context, in *StatementFilter, depth int, conditions *int) (*filter, error) {
	if depth > maxFilterDepth {
		return nil, invalid("a filter may be nested %d deep at most", maxFilterDepth)
	}
	var parts []*filter
	add := func(f *filter) { parts = append(parts, f) }
	pure := func(match func(s *graph.StatementNode) bool) {
		add(&filter{match: func(s *graph.StatementNode, _ *aside) bool { return match(s) }})
	}
	faceted := func(match func(s *graph.StatementNode) bool, may func(*graph.Facets) bool) {
		add(&filter{match: func(s *graph.StatementNode, _ *aside) bool { return match(s) }, may: may})
	}
	count := func(given bool, values int) error {
		if given {
			*conditions++
		}
		if *conditions > maxFilterConditions {
			return invalid("a filter may have %d conditions at most", maxFilterConditions)
		}
		if values > maxFilterValues {
			return invalid("a condition may list %d values at most", maxFilterValues)
		}
		return nil
	}

	type end struct {
		refs  []*EntityRef
		lists []graph.Index
		match func(s *graph.StatementNode, ids map[string]bool) bool
	}
	for _, e := range []end{
		{in.Subject, []graph.Index{graph.IndexStatementsSubject}, func(s *graph.StatementNode, ids map[string]bool) bool {
			return ids[s.SubjectCanonical] || ids[s.ObjectCanonical] && s.Predicate.Symmetric()
		}},
		{in.Object, []graph.Index{graph.IndexStatementsObject}, func(s *graph.StatementNode, ids map[string]bool) bool {
			return ids[s.ObjectCanonical] || ids[s.SubjectCanonical] && s.Predicate.Symmetric()
		}},
		{in.Involves, []graph.Index{graph.IndexStatementsSubject, graph.IndexStatementsObject}, func(s *graph.StatementNode, ids map[string]bool) bool {
			return ids[s.SubjectCanonical] || ids[s.ObjectCanonical]
		}},
		{in.Speaker, []graph.Index{graph.IndexStatementsSpeaker}, func(s *graph.StatementNode, ids map[string]bool) bool {
			return slices.ContainsFunc(s.AttributionCanonical, func(id string) bool { return ids[id] }) ||
				ids[s.SubjectCanonical] && s.Predicate.Family() == graph.FamilySpeech
		}},
	} {
		if err := count(e.refs != nil, len(e.refs)); err != nil {
			return nil, err
		}
		if e.refs == nil {
			continue
		}
		ids, err := r.resolve(ctx, e.refs)
		if err != nil {
			return nil, err
		}
		set := make(map[string]bool, len(ids))
		lists := []stream{}
		for _, id := range ids {
			set[id] = true
			for _, l := range e.lists {
				lists = append(lists, r.index(l, id))
			}
		}
		add(&filter{match: func(s *graph.StatementNode, _ *aside) bool { return e.match(s, set) }, plans: [][]stream{lists}})
	}

	if err := count(in.Predicate != nil, len(in.Predicate)); err != nil {
		return nil, err
	}
	if in.Predicate != nil {
		lists := []stream{}
		for _, p := range distinct(in.Predicate, func(p graph.PredicateName, add func(...string)) { add(string(p)) }) {
			lists = append(lists, r.index(graph.IndexStatementsPredicate, p))
		}
		add(&filter{
			match: func(s *graph.StatementNode, _ *aside) bool { return slices.Contains(in.Predicate, s.Predicate) },
			may:   func(f *graph.Facets) bool { return slices.Contains(in.Predicate, f.Predicate) },
			plans: [][]stream{lists},
		})
	}
	if in.Family != nil {
		faceted(func(s *graph.StatementNode) bool { return slices.Contains(in.Family, s.Predicate.Family()) },
			func(f *graph.Facets) bool { return slices.Contains(in.Family, f.Predicate.Family()) })
	}
	if in.Polarity != nil {
		faceted(func(s *graph.StatementNode) bool { return slices.Contains(in.Polarity, s.Polarity) },
			func(f *graph.Facets) bool { return slices.Contains(in.Polarity, f.Polarity) })
	}
	if in.Modality != nil {
		faceted(func(s *graph.StatementNode) bool { return slices.Contains(in.Modality, s.Modality) },
			func(f *graph.Facets) bool { return slices.Contains(in.Modality, f.Modality) })
	}
	if in.Tense != nil {
		faceted(func(s *graph.StatementNode) bool {
			return slices.Contains(in.Tense, s.Tense) || s.Tense == "" && slices.Contains(in.Tense, graph.TenseNone)
		}, func(f *graph.Facets) bool { return slices.Contains(in.Tense, f.Tense) })
	}
	if in.Status != nil {
		pure(func(s *graph.StatementNode) bool {
			return slices.Contains(in.Status, s.Status) || s.Status == "" && slices.Contains(in.Status, graph.Unreviewed)
		})
	}
	if in.Asserted != nil {
		faceted(func(s *graph.StatementNode) bool { return s.Asserted() == *in.Asserted },
			func(f *graph.Facets) bool { return f.Asserted == *in.Asserted })
	}
	if in.MinConfidence != nil {
		faceted(func(s *graph.StatementNode) bool { return s.Confidence >= *in.MinConfidence },
			func(f *graph.Facets) bool { return f.Confidence >= *in.MinConfidence })
	}
	if in.Verb != nil {
		if err := count(true, len(in.Verb)); err != nil {
			return nil, err
		}
		pure(func(s *graph.StatementNode) bool { return slices.Contains(in.Verb, s.Verb) })
	}
	if in.Time != nil {
		when, err := in.Time.span()
		if err != nil {
			return nil, err
		}
		faceted(when.during, func(f *graph.Facets) bool { return f.Timed && when.overlaps(f.From, f.To) })
	}
	if in.Published != nil {
		when, err := in.Published.span()
		if err != nil {
			return nil, err
		}
		add(&filter{match: func(s *graph.StatementNode, _ *aside) bool { return when.holds(s.Published) }, published: &when})
	}
	if in.Document != nil {
		if err := count(true, len(in.Document)); err != nil {
			return nil, err
		}
		lists, err := r.documentStatements(ctx, in.Document)
		if err != nil {
			return nil, err
		}
		add(&filter{match: func(s *graph.StatementNode, _ *aside) bool {
			return slices.Contains(in.Document, s.Document) || slices.ContainsFunc(s.Evidence, func(e graph.Evidence) bool { return slices.Contains(in.Document, e.Document) })
		}, plans: [][]stream{lists}})
	}
	if in.Publisher != nil {
		if err := count(true, len(in.Publisher)); err != nil {
			return nil, err
		}
		add(&filter{documents: true, match: func(s *graph.StatementNode, x *aside) bool {
			d := x.documents[s.Document]
			return d != nil && d.Publisher != "" && slices.Contains(in.Publisher, d.Publisher)
		}})
	}
	if in.MinPublishers != nil {
		add(&filter{claims: true, match: func(s *graph.StatementNode, x *aside) bool {
			c := x.claims[s.Claim]
			return *in.MinPublishers <= 0 || c != nil && c.Publishers >= *in.MinPublishers
		}})
	}
	if in.Text != nil {
		if utf8.RuneCountInString(*in.Text) > maxFilterText {
			return nil, invalid("text may have %d characters at most", maxFilterText)
		}
		if words := fold.Words(*in.Text); len(words) == 0 {
			add(negation(nil)) // nothing has no words
		} else {
			for i := range words {
				words[i] = " " + words[i]
			}
			add(&filter{
				match:  func(s *graph.StatementNode, _ *aside) bool { return hasWords(r.Words.said(s), words) },
				screen: func(ids []string) []string { return r.Words.without(ids, words) },
			})
		}
	}

	for _, sub := range in.And {
		f, err := r.sub(ctx, sub, depth, conditions, count)
		if err != nil {
			return nil, err
		}
		if f != nil {
			add(f)
		}
	}
	if in.Or != nil {
		any := &filter{
			match:  func(*graph.StatementNode, *aside) bool { return false },
			may:    func(*graph.Facets) bool { return false },
			screen: func(ids []string) []string { return make([]string, len(ids)) },
		}
		lists, planned := []stream{}, true
		for _, sub := range in.Or {
			f, err := r.sub(ctx, sub, depth, conditions, count)
			if err != nil {
				return nil, err
			}
			if f == nil { // passes everything
				f = &filter{match: func(*graph.StatementNode, *aside) bool { return true }}
			}
			any = either(any, f)
			if planned = planned && len(f.plans) > 0; planned {
				lists = append(lists, f.plans[0]...)
			}
		}
		if planned {
			any.plans = [][]stream{lists}
		}
		add(any)
	}
	if in.Not != nil {
		f, err := r.sub(ctx, in.Not, depth, conditions, count)
		if err != nil {
			return nil, err
		}
		add(negation(f))
	}
	var f *filter
	for _, p := range parts {
		f = both(f, p)
	}
	return f, nil
}

func (r *Reader) sub(ctx context.Context, in *StatementFilter, depth int, conditions *int, count func(bool, int) error) (*filter, error) {
	if in == nil {
		return nil, nil
	}
	if err := count(true, 0); err != nil {
		return nil, err
	}
	return r.compile(ctx, in, depth+1, conditions)
}

// both passes what both pass.
func both(f, g *filter) *filter {
	if f == nil {
		return g
	}
	if g == nil {
		return f
	}
	published := f.published
	if published == nil {
		published = g.published
	}
	may := f.may
	switch {
	case may == nil:
		may = g.may
	case g.may != nil:
		may = func(of *graph.Facets) bool { return f.may(of) && g.may(of) }
	}
	screen := f.screen
	switch {
	case screen == nil:
		screen = g.screen
	case g.screen != nil:
		screen = func(ids []string) []string { return g.screen(f.screen(ids)) }
	}
	return &filter{
		match:     func(s *graph.StatementNode, x *aside) bool { return f.match(s, x) && g.match(s, x) },
		may:       may,
		screen:    screen,
		documents: f.documents || g.documents,
		claims:    f.claims || g.claims,
		plans:     slices.Concat(f.plans, g.plans),
		published: published,
	}
}

// either passes what one of them passes.
func either(f, g *filter) *filter {
	var may func(*graph.Facets) bool
	if f.may != nil && g.may != nil {
		may = func(of *graph.Facets) bool { return f.may(of) || g.may(of) }
	}
	var screen func(ids []string) []string
	if f.screen != nil && g.screen != nil {
		screen = func(ids []string) []string {
			out := slices.Clone(f.screen(ids))
			for i, id := range g.screen(ids) {
				if out[i] == "" {
					out[i] = id
				}
			}
			return out
		}
	}
	return &filter{
		match:     func(s *graph.StatementNode, x *aside) bool { return f.match(s, x) || g.match(s, x) },
		may:       may,
		screen:    screen,
		documents: f.documents || g.documents,
		claims:    f.claims || g.claims,
	}
}

func negation(f *filter) *filter {
	if f == nil {
		return &filter{match: func(*graph.StatementNode, *aside) bool { return false }, plans: [][]stream{{}}}
	}
	return &filter{
		match:     func(s *graph.StatementNode, x *aside) bool { return !f.match(s, x) },
		documents: f.documents,
		claims:    f.claims,
	}
}

// plan picks the list to walk for a filter: the shortest of those that hold all
// that passes, else everything, within the bounds of publication and without what
// cannot pass.
func (r *Reader) plan(ctx context.Context, f *filter) (stream, error) {
	if f == nil {
		return r.index(graph.IndexStatements, ""), nil
	}
	var best stream
	bestLen := 0
	for _, lists := range f.plans {
		if len(lists) == 0 {
			return listed(nil), nil
		}
		s := merged(lists)
		n := 0
		if len(f.plans) > 1 {
			for _, err := range s.limit(planProbe)(ctx, graph.Posting{}, true) {
				if err != nil {
					return nil, err
				}
				n++
			}
		}
		if best == nil || n < bestLen {
			best, bestLen = s, n
		}
	}
	if best == nil {
		best = r.index(graph.IndexStatements, "")
	}
	if f.published != nil {
		best = best.within(*f.published)
	}
	return best.sift(f), nil
}

// sift leaves out of a list what the filter cannot let pass. What has no facets
// may be anything.
func (s stream) sift(f *filter) stream {
	if f == nil || f.may == nil {
		return s
	}
	return func(ctx context.Context, after graph.Posting, reverse bool) iter.Seq2[graph.Posting, error] {
		return func(yield func(graph.Posting, error) bool) {
			for p, err := range s(ctx, after, reverse) {
				if err == nil {
					if of, ok := graph.ParseFacets(p.Facets); ok && !f.may(&of) {
						continue
					}
				}
				if !yield(p, err) {
					return
				}
			}
		}
	}
}

// planProbe is how far lists are walked to find the shortest.
const planProbe = 256

// documentStatements are the statements of documents as one list in order of publication.
func (r *Reader) documentStatements(ctx context.Context, documents []string) ([]stream, error) {
	docs, err := r.documents.all(ctx, distinct(documents, func(id string, add func(...string)) { add(id) }))
	if err != nil {
		return nil, err
	}
	lists := []stream{}
	for _, d := range docs {
		if d == nil {
			continue
		}
		at := publishedKey(d.Published)
		var ps []graph.Posting
		for p, err := range r.snap.Scan(ctx, graph.IndexStatementsDocument, d.ID, graph.Posting{}, false) {
			if err != nil {
				return nil, err
			}
			ps = append(ps, graph.Posting{Sort: at, ID: p.ID})
		}
		slices.SortFunc(ps, comparePostings)
		lists = append(lists, listed(ps))
	}
	return lists, nil
}

// resolve returns the canonical ids that the references name: all homonyms of a name.
func (r *Reader) resolve(ctx context.Context, refs []*EntityRef) ([]string, error) {
	var members, out []string
	for _, ref := range refs {
		switch {
		case ref == nil || (ref.ID == nil) == (ref.Name == nil):
			return nil, invalid("name an entity by id or by name: exactly one of the two")
		case ref.ID != nil:
			members = append(members, *ref.ID)
		default:
			found, err := r.homonyms(ctx, *ref.Name)
			if err != nil {
				return nil, err
			}
			for _, c := range found {
				out = append(out, c.ID)
			}
		}
	}
	holders, err := r.holders(ctx, members)
	if err != nil {
		return nil, err
	}
	return distinct(append(out, holders...), func(id string, add func(...string)) { add(id) }), nil
}

// holders maps ids of entities and of their members to canonical ids, "" where unknown.
func (r *Reader) holders(ctx context.Context, ids []string) ([]string, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	for _, id := range ids {
		if len(id) > 64 || graph.IDKind(id) != graph.IDEntity {
			// the store need not be asked about what is no entity's id
			known := make([]string, 0, len(ids))
			for _, id := range ids {
				if graph.IDKind(id) == graph.IDEntity {
					known = append(known, id)
				}
			}
			found, err := r.snap.CanonicalOf(ctx, known)
			if err != nil {
				return nil, err
			}
			out, n := make([]string, len(ids)), 0
			for i, id := range ids {
				if graph.IDKind(id) == graph.IDEntity {
					out[i] = found[n]
					n++
				}
			}
			return out, nil
		}
	}
	return r.snap.CanonicalOf(ctx, ids)
}

// homonyms are the entities that have a name or alias, the one mentioned most
// first. Names that differ in case and accents only are preferred; where there is
// none, those that differ in punctuation or script.
func (r *Reader) homonyms(ctx context.Context, name string) ([]*graph.Canonical, error) {
	if len(name) > maxQuery {
		return nil, invalid("a name may have %d bytes at most", maxQuery)
	}
	k := fold.Name(name)
	if k == "" {
		return nil, nil
	}
	var ids []string
	for p, err := range r.snap.Scan(ctx, graph.IndexNames, k, graph.Posting{}, false) {
		if err != nil {
			return nil, err
		}
		if ids = append(ids, p.ID); len(ids) >= maxFilterValues {
			break
		}
	}
	cs, err := r.canonicals.all(ctx, distinct(ids, func(id string, add func(...string)) { add(id) }))
	if err != nil {
		return nil, err
	}
	cs = slices.DeleteFunc(cs, func(c *graph.Canonical) bool { return c == nil })
	exact := caseless(name)
	close := slices.DeleteFunc(slices.Clone(cs), func(c *graph.Canonical) bool {
		return caseless(c.Name) != exact && !slices.ContainsFunc(c.Aliases, func(a string) bool { return caseless(a) == exact })
	})
	if len(close) > 0 {
		cs = close
	}
	named := make(map[*graph.Canonical]bool, len(cs)) // by this name, not an alias
	for _, c := range cs {
		named[c] = caseless(c.Name) == exact
	}
	slices.SortFunc(cs, func(a, b *graph.Canonical) int {
		if named[a] != named[b] {
			if named[a] {
				return -1
			}
			return 1
		}
		return better(a, b)
	})
	return cs, nil
}

// caseless folds case and accents, and nothing else.
func caseless(s string) string {
	b := make([]byte, 0, len(s))
	for d := norm.NFD.String(strings.ToValidUTF8(s, "\ufffd")); len(d) > 0; {
		_, n := utf8.DecodeRuneInString(d)
		if norm.NFD.PropertiesString(d).CCC() == 0 {
			b = append(b, d[:n]...)
		}
		d = d[n:]
	}
	return cases.Fold().String(string(b))
}

// sortKey makes keys that sort as the numbers from 0 to 1 do.
func sortKey(confidence float64) string { return fmt.Sprintf("%.9f", confidence) }
