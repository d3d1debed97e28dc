package view

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/graph/fold"
	"github.com/dateline-news/dateline/graph/gazetteer"
)

// Node is anything with an id that stays valid.
type Node interface{ IsNode() }

// Entity is a Person, Organization, Place, Event or Other.
type Entity interface {
	Node
	IsEntity()
	identity() *Identity
}

// Identity is what all canonical entities have.
type Identity struct {
	r *Reader
	c *graph.Canonical
	g *group[*Identity]
	i int // its place in the group
}

// Person is an entity of type PERSON.
type Person struct{ Identity }

// Organization is an entity of type ORGANIZATION.
type Organization struct{ Identity }

// Place is an entity of type PLACE.
type Place struct{ Identity }

// Event is an entity of type EVENT.
type Event struct{ Identity }

// Other is an entity of type OTHER.
type Other struct{ Identity }

// IsNode marks a Node.
func (e *Identity) IsNode() {}

// IsEntity marks an Entity.
func (e *Identity) IsEntity() {}

func (e *Identity) identity() *Identity { return e }

// entities makes a group of rows, one a canonical, nil where that is nil.
func (r *Reader) entities(cs []*graph.Canonical) []Entity {
	out := make([]Entity, len(cs))
	g := &group[*Identity]{rows: make([]*Identity, 0, len(cs))}
	for i, c := range cs {
		if c == nil {
			continue
		}
		id := Identity{r: r, c: c, g: g, i: len(g.rows)}
		switch c.Type {
		case graph.TypePerson:
			out[i] = &Person{id}
		case graph.TypeOrganization:
			out[i] = &Organization{id}
		case graph.TypePlace:
			out[i] = &Place{id}
		case graph.TypeEvent:
			out[i] = &Event{id}
		default:
			out[i] = &Other{id}
		}
		g.rows = append(g.rows, out[i].identity())
	}
	return out
}

// entityMap reads entities by canonical id, as one group.
func (r *Reader) entityMap(ctx context.Context, ids []string) (map[string]Entity, error) {
	cs, err := r.canonicals.all(ctx, ids)
	if err != nil {
		return nil, err
	}
	m := make(map[string]Entity, len(ids))
	for i, e := range r.entities(cs) {
		if e != nil {
			m[ids[i]] = e
		}
	}
	return m, nil
}

func pick(m map[string]Entity, ids []string) []Entity {
	out := make([]Entity, 0, len(ids))
	for _, id := range ids {
		if e := m[id]; e != nil {
			out = append(out, e)
		}
	}
	return out
}

// ID is the smallest id among the members.
func (e *Identity) ID() string { return e.c.ID }

// Type is the coarse class.
func (e *Identity) Type() graph.EntityType { return e.c.Type }

// Subtype is the finer class, nil if unknown.
func (e *Identity) Subtype() *string { return optional(e.c.Subtype) }

// Name is the most telling name form.
func (e *Identity) Name() string { return e.c.Name }

// Aliases are the other name forms.
func (e *Identity) Aliases() []string { return nonNil(e.c.Aliases) }

// Generic tells that it is known only by a common noun.
func (e *Identity) Generic() bool { return e.c.Generic }

// MentionCount counts mentions in all documents.
func (e *Identity) MentionCount() int { return e.c.Mentions }

// DocumentCount counts the documents that mention it.
func (e *Identity) DocumentCount() int { return e.c.DocumentCount }

// FirstSeen is the publication of the first document that mentions it.
func (e *Identity) FirstSeen() *DateTime { return instant(e.c.FirstSeen) }

// LastSeen is the publication of the latest document that mentions it.
func (e *Identity) LastSeen() *DateTime { return instant(e.c.LastSeen) }

// Statements are those of which it is an end or a speaker.
func (e *Identity) Statements(ctx context.Context, filter *StatementFilter, orderBy *StatementOrder, first *int, after *string, last *int, before *string) (*StatementConnection, error) {
	p := Page{first, after, last, before}
	one := func(e *Identity) (*StatementConnection, error) {
		f, err := e.r.filter(ctx, filter)
		if err != nil {
			return nil, err
		}
		if f, err = e.r.touching(f, e.c.ID); err != nil {
			return nil, err
		}
		return e.r.statementList(ctx, "entity/"+e.c.ID, e.r.index(graph.IndexStatementsEntity, e.c.ID), f, orderBy, p)
	}
	if after != nil || before != nil { // a cursor is one entity's
		return one(e)
	}
	return together(e.g, key("statements", filter, orderBy, p), e.i, func(es []*Identity) ([]*StatementConnection, error) {
		out := make([]*StatementConnection, len(es))
		for i, e := range es {
			c, err := one(e)
			if err != nil {
				return nil, err
			}
			out[i] = c
		}
		e.r.join(out)
		return out, nil
	})
}

// touching narrows a filter to statements of which an entity is an end or a speaker.
func (r *Reader) touching(f *filter, id string) (*filter, error) {
	own := &filter{match: func(s *graph.StatementNode, _ *aside) bool {
		return s.SubjectCanonical == id || s.ObjectCanonical == id || slices.Contains(s.AttributionCanonical, id)
	}}
	return both(own, f), nil
}

// Member is one document's own entity.
type Member struct {
	ID       string
	Name     string
	Document *Document
}

// Members are the document entities that resolution put together.
func (e *Identity) Members(ctx context.Context) ([]*Member, error) {
	return together(e.g, "members", e.i, func(es []*Identity) ([][]*Member, error) {
		ids, per, err := e.r.memberIDs(ctx, es)
		if err != nil {
			return nil, err
		}
		own, err := e.r.snap.Entities(ctx, ids)
		if err != nil {
			return nil, err
		}
		docs := distinct(own, func(m *graph.Entity, add func(...string)) {
			if m != nil {
				add(m.Document)
			}
		})
		byID, err := e.r.documentMap(ctx, docs)
		if err != nil {
			return nil, err
		}
		out := make([][]*Member, len(es))
		n := 0
		for i := range es {
			out[i] = make([]*Member, 0, per[i])
			for range per[i] {
				if m := own[n]; m != nil {
					out[i] = append(out[i], &Member{m.ID, m.Name, byID[m.Document]})
				}
				n++
			}
		}
		return out, nil
	})
}

// memberIDs lists the members of entities one after another, and how many each has.
func (r *Reader) memberIDs(ctx context.Context, es []*Identity) (ids []string, per []int, err error) {
	per = make([]int, len(es))
	for i, e := range es {
		for p, err := range r.snap.Scan(ctx, graph.IndexMembers, e.c.ID, graph.Posting{}, false) {
			if err != nil {
				return nil, nil, err
			}
			ids = append(ids, p.ID)
			per[i]++
		}
	}
	return ids, per, nil
}

// Judgement is a person's decision about two members.
type Judgement struct {
	ID      string
	Left    string
	Right   string
	Verdict graph.Verdict
	By      string
	At      DateTime
	Reason  *string
}

// NewJudgement is a judgement as it is served.
func NewJudgement(j *graph.Judgement) *Judgement {
	return &Judgement{j.ID, j.Left, j.Right, j.Verdict, j.By, DateTime(j.At.UTC().Format(time.RFC3339)), optional(j.Reason)}
}

// Edit is a person's correction of an entity.
type Edit struct {
	ID          string
	Member      string
	Name        *string
	Type        *graph.EntityType
	Subtype     *string
	CountryCode *string
	By          string
	At          DateTime
	Reason      *string
}

// NewEdit is an edit as it is served.
func NewEdit(j *graph.Judgement) *Edit {
	e := &Edit{
		ID: j.ID, Member: j.Left, Name: optional(j.Edit.Name), Subtype: optional(j.Edit.Subtype), CountryCode: optional(j.Edit.Country),
		By: j.By, At: DateTime(j.At.UTC().Format(time.RFC3339)), Reason: optional(j.Reason),
	}
	if t := j.Edit.Type; t != "" {
		e.Type = &t
	}
	return e
}

// Judgements are what people decided about its members.
func (e *Identity) Judgements(ctx context.Context) ([]*Judgement, error) {
	journal, err := e.journal(ctx)
	out := []*Judgement{}
	for _, j := range journal {
		if j.Verdict != graph.Edited {
			out = append(out, NewJudgement(j))
		}
	}
	return out, err
}

// Edits are what people corrected, the latest first.
func (e *Identity) Edits(ctx context.Context) ([]*Edit, error) {
	journal, err := e.journal(ctx)
	var edits []*graph.Judgement
	for _, j := range journal {
		if j.Verdict == graph.Edited {
			edits = append(edits, j)
		}
	}
	slices.SortFunc(edits, func(a, b *graph.Judgement) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(b.ID, a.ID)) })
	out := make([]*Edit, len(edits))
	for i, j := range edits {
		out[i] = NewEdit(j)
	}
	return out, err
}

// journal is what people decided about the members, in order of id.
func (e *Identity) journal(ctx context.Context) ([]*graph.Judgement, error) {
	return together(e.g, "journal", e.i, func(es []*Identity) ([][]*graph.Judgement, error) {
		out := make([][]*graph.Judgement, len(es))
		for range e.r.snap.Scan(ctx, graph.IndexJudgements, "", graph.Posting{}, false) {
			goto some
		}
		return out, nil // nobody has judged anything
	some:
		members, per, err := e.r.memberIDs(ctx, es)
		if err != nil {
			return nil, err
		}
		n := 0
		for i := range es {
			var ids []string
			for range per[i] {
				for p, err := range e.r.snap.Scan(ctx, graph.IndexJudgements, members[n], graph.Posting{}, false) {
					if err != nil {
						return nil, err
					}
					ids = append(ids, p.ID)
				}
				n++
			}
			slices.Sort(ids)
			js, err := e.r.snap.Judgements(ctx, slices.Compact(ids))
			if err != nil {
				return nil, err
			}
			for _, j := range js {
				if j != nil {
					out[i] = append(out[i], j)
				}
			}
		}
		return out, nil
	})
}

// facts are an entity's own latest statements of some predicates with it as
// their subject, affirmed and not hypothetical.
func (r *Reader) facts(ctx context.Context, es []*Identity, predicates ...graph.PredicateName) ([][]*graph.StatementNode, error) {
	const most = 256 // statements looked at per entity: positions and places are told early and often
	out := make([][]*graph.StatementNode, len(es))
	for i, e := range es {
		keep := &filter{match: func(s *graph.StatementNode, _ *aside) bool {
			return slices.Contains(predicates, s.Predicate) && s.Polarity == graph.Affirmed && s.Modality == graph.Asserted
		}}
		s := r.index(graph.IndexStatementsSubject, e.c.ID).limit(most)
		for row, err := range filtered(ctx, s, graph.Posting{}, true, secondChunk, func(ctx context.Context, ids []string) ([]*graph.StatementNode, error) {
			return r.kept(ctx, keep, ids)
		}) {
			if err != nil {
				return nil, err
			}
			if row.node.SubjectCanonical == e.c.ID {
				out[i] = append(out[i], row.node)
			}
		}
	}
	return out, nil
}

// Description is one line drawn from the entity's statements, nil if they say nothing.
func (e *Identity) Description(ctx context.Context) (*string, error) {
	return together(e.g, "description", e.i, func(es []*Identity) ([]*string, error) {
		facts, err := e.r.facts(ctx, es, graph.HoldsPosition, graph.PartOf, graph.LocatedIn, graph.MemberOf, graph.NationalOf)
		if err != nil {
			return nil, err
		}
		var objects []string
		for i, fs := range facts {
			// a position says most, the more so if it is told of what, then what it is
			// part of, where it is, what it belongs to
			slices.SortStableFunc(fs, func(a, b *graph.StatementNode) int {
				object := func(s *graph.StatementNode) int {
					if s.ObjectCanonical == "" {
						return 1
					}
					return 0
				}
				return cmp.Or(cmp.Compare(tellingRank[a.Predicate], tellingRank[b.Predicate]), cmp.Compare(object(a), object(b)))
			})
			facts[i] = fs[:min(1, len(fs))]
			if es[i].c.Subtype == "COUNTRY" { // all the world knows where it is
				facts[i] = nil
			}
			for _, f := range facts[i] {
				objects = append(objects, f.ObjectCanonical)
			}
		}
		names, err := e.r.canonicals.all(ctx, objects)
		if err != nil {
			return nil, err
		}
		out := make([]*string, len(es))
		n := 0
		for i, fs := range facts {
			for _, f := range fs {
				object := ""
				if c := names[n]; c != nil {
					object = c.Name
				}
				n++
				out[i] = optional(describe(es[i].c, f, object))
			}
			if out[i] == nil && es[i].c.Subtype != "" && es[i].c.Subtype != "OTHER" {
				out[i] = optional(strings.ToLower(strings.ReplaceAll(es[i].c.Subtype, "_", " ")))
			}
		}
		return out, nil
	})
}

var tellingRank = map[graph.PredicateName]int{graph.HoldsPosition: 0, graph.PartOf: 1, graph.LocatedIn: 2, graph.MemberOf: 3, graph.NationalOf: 4}

func describe(c *graph.Canonical, f *graph.StatementNode, object string) string {
	kind := strings.ToLower(strings.ReplaceAll(c.Subtype, "_", " "))
	if kind == "" || kind == "other" {
		kind = strings.ToLower(string(c.Type))
	}
	switch {
	case f.Predicate == graph.HoldsPosition && f.Text != "":
		title := f.Text
		if f.Tense == graph.TensePast && !strings.HasPrefix(fold.Name(title), "former") {
			title = "former " + title
		}
		if object == "" || strings.Contains(fold.Name(title), fold.Name(object)) {
			return title
		}
		return title + ", " + object
	case object == "":
		return ""
	case f.Predicate == graph.PartOf:
		return kind + ", part of " + object
	case f.Predicate == graph.LocatedIn:
		return kind + " in " + object
	case f.Predicate == graph.MemberOf:
		return "member of " + object
	case f.Predicate == graph.NationalOf:
		return kind + " from " + object
	}
	return ""
}

// Position is a position that a person holds or held.
type Position struct {
	Title        string
	Organization Entity
	Former       bool
	Statement    *Statement
}

// Positions are those that documents tell of, latest first, each once.
func (p *Person) Positions(ctx context.Context, at *DateTime) ([]*Position, error) {
	all, err := together(p.g, "positions", p.i, func(es []*Identity) ([][]*Position, error) {
		facts, err := p.r.facts(ctx, es, graph.HoldsPosition)
		if err != nil {
			return nil, err
		}
		rows, byFact, err := p.r.withObjects(ctx, facts)
		if err != nil {
			return nil, err
		}
		out := make([][]*Position, len(es))
		for i, fs := range facts {
			out[i] = []*Position{}
			seen := map[string]bool{}
			for j, f := range fs {
				k := fold.Name(f.Text) + "\x00" + f.ObjectCanonical
				if f.Text == "" || seen[k] {
					continue
				}
				seen[k] = true
				out[i] = append(out[i], &Position{
					Title: f.Text, Organization: byFact[f.ObjectCanonical], Statement: rows[i][j],
					Former: f.Tense == graph.TensePast || strings.HasPrefix(fold.Name(f.Text), "former"),
				})
			}
		}
		return out, nil
	})
	if err != nil || at == nil {
		return all, err
	}
	t, _, err := at.Time()
	if err != nil {
		return nil, err
	}
	now := span{from: t.Unix(), to: t.Unix() + 1, hasFrom: true, hasTo: true}
	return slices.DeleteFunc(slices.Clone(all), func(p *Position) bool {
		if p.Statement.n.Time == nil {
			return p.Former
		}
		return !now.during(p.Statement.n)
	}), nil
}

// withObjects makes one group of statement rows of lists of statements, and reads their objects.
func (r *Reader) withObjects(ctx context.Context, lists [][]*graph.StatementNode) ([][]*Statement, map[string]Entity, error) {
	rows := r.statementRows(slices.Concat(lists...))
	objects, err := r.entityMap(ctx, distinct(rows, func(s *Statement, add func(...string)) { add(s.n.ObjectCanonical) }))
	if err != nil {
		return nil, nil, err
	}
	out, n := make([][]*Statement, len(lists)), 0
	for i, l := range lists {
		out[i], n = rows[n:n+len(l)], n+len(l)
	}
	return out, objects, nil
}

// objectsOf are the distinct objects of facts of some predicates.
func (e *Identity) objectsOf(ctx context.Context, field string, predicates ...graph.PredicateName) ([]Entity, error) {
	return together(e.g, field, e.i, func(es []*Identity) ([][]Entity, error) {
		facts, err := e.r.facts(ctx, es, predicates...)
		if err != nil {
			return nil, err
		}
		_, objects, err := e.r.withObjects(ctx, facts)
		if err != nil {
			return nil, err
		}
		out := make([][]Entity, len(es))
		for i, fs := range facts {
			out[i] = pick(objects, distinct(fs, func(f *graph.StatementNode, add func(...string)) {
				if f.ObjectCanonical != es[i].c.ID {
					add(f.ObjectCanonical)
				}
			}))
		}
		return out, nil
	})
}

// PartOf is what documents say the organization is a part of.
func (o *Organization) PartOf(ctx context.Context) ([]Entity, error) {
	return o.objectsOf(ctx, "partOf", graph.PartOf)
}

// Within is what documents say the place lies in.
func (p *Place) Within(ctx context.Context) ([]Entity, error) {
	return p.objectsOf(ctx, "within", graph.LocatedIn, graph.PartOf)
}

// CountryCode is the ISO 3166 alpha-2 code, nil if unknown.
func (p *Place) CountryCode() *string { return optional(p.c.Country) }

// Coordinates are a point on Earth.
type Coordinates struct {
	Latitude  float64
	Longitude float64
}

// Coordinates are those of countries; nothing is known of other places.
func (p *Place) Coordinates() *Coordinates {
	c, ok := gazetteer.CountryOf(p.c.Country)
	if !ok || p.c.Subtype != "COUNTRY" {
		return nil
	}
	return &Coordinates{c.Latitude, c.Longitude}
}

// EventRole is one participant or figure of an event.
type EventRole struct {
	Role      graph.PredicateName
	Entity    Entity
	Text      *string
	Figure    *Figure
	Statement *Statement
}

var roleNames = func() (names []graph.PredicateName) {
	for _, p := range graph.Predicates {
		if p.Family == graph.FamilyEventRole {
			names = append(names, p.Name)
		}
	}
	return names
}()

// Roles are who and what took part, and how many.
func (v *Event) Roles(ctx context.Context) ([]*EventRole, error) {
	return together(v.g, "roles", v.i, func(es []*Identity) ([][]*EventRole, error) {
		facts, err := v.r.facts(ctx, es, roleNames...)
		if err != nil {
			return nil, err
		}
		rows, objects, err := v.r.withObjects(ctx, facts)
		if err != nil {
			return nil, err
		}
		out := make([][]*EventRole, len(es))
		for i, fs := range facts {
			out[i] = make([]*EventRole, len(fs))
			for j, f := range fs {
				out[i][j] = &EventRole{f.Predicate, objects[f.ObjectCanonical], optional(f.Text), newFigure(f.Figure), rows[i][j]}
			}
			slices.SortStableFunc(out[i], func(a, b *EventRole) int {
				return cmp.Compare(slices.Index(roleNames, a.Role), slices.Index(roleNames, b.Role))
			})
		}
		return out, nil
	})
}

// Time is when the event happened, by the latest statement that says so.
func (v *Event) Time(ctx context.Context) (*TimeSpan, error) {
	roles, err := v.Roles(ctx)
	if err != nil {
		return nil, err
	}
	var other *TimeSpan
	for _, r := range roles {
		if t := r.Statement.Time(); t != nil {
			if r.Role == graph.RoleTime {
				return t, nil
			}
			if other == nil {
				other = t
			}
		}
	}
	return other, nil
}
