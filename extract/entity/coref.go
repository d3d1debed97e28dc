package entity

import (
	"context"
	"sync"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/model"
	"github.com/dateline-news/dateline/graph"
)

// Coref is the stage that finds every mention of an entity and tells which
// mentions refer to the same one. It works in precision-ranked passes (Lee et
// al. 2013): names by their forms, then what syntax says outright (apposition,
// copula, titles), then, from left to right, pronouns and role nouns with a
// learned mention-ranking model over the antecedents in reach (Durrett and Klein
// 2013). What is not said to be the same stays apart.
type Coref struct {
	lexicon *Lexicon
	ranker  *ranker
}

// NewCoref returns the stage with the weights of f, which the trainer coref made.
func NewCoref(l *Lexicon, f *model.File) *Coref { return &Coref{l, openRanker(f)} }

// Needs tells the layers that the stage reads.
func (*Coref) Needs() []extract.Layer {
	return []extract.Layer{extract.LayerTokens, extract.LayerTags, extract.LayerTree, extract.LayerNames, extract.LayerTimes}
}

// Gives tells the layer that the stage fills.
func (*Coref) Gives() []extract.Layer { return []extract.Layer{extract.LayerEntities} }

var readers = sync.Pool{New: func() any { return new(Discourse) }}

// Run replaces the names of a.Mentions by all mentions, and their entities by those after coreference.
func (c *Coref) Run(_ context.Context, a *extract.Analysis) error {
	d := readers.Get().(*Discourse)
	defer readers.Put(d)
	d.Read(a, c.lexicon)
	d.resolve(c.ranker)
	d.write()
	d.a = nil
	return nil
}

// Discourse is the state of one document while its mentions are found and
// joined. It is exported for the trainer alone. Its memory is reused.
type Discourse struct {
	a   *extract.Analysis
	lex *Lexicon

	Mentions []Reference
	parent   []int32 // of the union of mentions; a root stands for its entity
	clusters []cluster
	byHead   []int32   // mention whose head range holds the token, -1
	covered  []int8    // tokens inside a name (1) or a time (2)
	typeAt   []refType // of the name that holds the token
	left     []int32   // first token of each subtree
	right    []int32   // last token
	degree   []int32
	queue    []int32
	apart    []int32 // entities that the pronoun at hand cannot be
	quote    []int32 // number of the quotation that holds the token, 0 for none
	quotes   []quotation

	forms      []form
	words      []uint64
	byWord     map[uint64][]int32
	byKey      map[uint64]int32
	byInitials map[string]int32
	entityOf   []int32
	feats      []uint32
	scores     []float32
	cands      []candidate
	firstIn    []int32 // index of the first mention of each sentence
}

// Reference is a mention with what coreference looks at.
type Reference struct {
	Tokens extract.TokenRange
	Head   extract.TokenRange
	Token  int32 // the syntactic head
	Kind   refKind
	Type   refType

	sentence int32
	number   number
	gender   extract.Gender
	person   uint8 // 1, 2, 3 of pronouns
	role     role
	det      determiner
	quote    int32
	lemma    uint32 // of the head; hash
	country  string
	subtype  string
	noun     Noun
	known    bool // noun holds
	fixed    bool // joined by a rule already
	coord    bool // a coordination ("Jobs and Wozniak"): an antecedent, not a mention
	heading  bool
	sure     float32 // probability that the mention is of its entity
}

type refKind uint8

const (
	refName refKind = iota
	refNominal
	refPronoun
	refNorp
)

type refType uint8

const (
	typeUnknown refType = iota
	typePerson
	typeOrganization
	typePlace
	typeEvent
	typeOther
)

var entityTypes = [...]graph.EntityType{
	graph.TypeOther, graph.TypePerson, graph.TypeOrganization, graph.TypePlace, graph.TypeEvent, graph.TypeOther,
}

func refTypeOf(t graph.EntityType) refType {
	for i := range entityTypes {
		if i > 0 && entityTypes[i] == t {
			return refType(i)
		}
	}
	return typeUnknown
}

type number uint8

const (
	numberUnknown number = iota
	singular
	plural
)

type role uint8

const (
	roleOther role = iota
	roleSubject
	roleObject
	roleOblique
	rolePossessive
	roleModifier  // of a noun: "of the company"
	rolePredicate // "is a senator"
	roleApposition
)

type determiner uint8

const (
	detNone determiner = iota
	detDefinite
	detIndefinite
	detDemonstrative
	detPossessive
	detOther // every, no, some
)

// cluster is what the mentions of one entity know together. It lives at the root of the union.
type cluster struct {
	typ     refType
	number  number
	gender  extract.Gender
	names   int32
	count   int32
	subtype string
	country string
	roles   [4]uint32 // hashes of lemmas: "senator", "company"
	nroles  uint8
}

func (d *Discourse) find(m int32) int32 {
	for d.parent[m] != m {
		d.parent[m] = d.parent[d.parent[m]]
		m = d.parent[m]
	}
	return m
}

// Cluster is the root that stands for mention m's entity.
func (d *Discourse) Cluster(m int32) int32 { return d.find(m) }

func (c *cluster) addRole(h uint32) {
	for i := uint8(0); i < c.nroles; i++ {
		if c.roles[i] == h {
			return
		}
	}
	if int(c.nroles) < len(c.roles) {
		c.roles[c.nroles] = h
		c.nroles++
	}
}

func (c *cluster) hasRole(h uint32) bool {
	for i := uint8(0); i < c.nroles; i++ {
		if c.roles[i] == h {
			return true
		}
	}
	return false
}

// join puts the entities of x and y together.
func (d *Discourse) join(x, y int32) {
	x, y = d.find(x), d.find(y)
	if x == y {
		return
	}
	if y < x {
		x, y = y, x
	}
	d.parent[y] = x
	a, b := &d.clusters[x], &d.clusters[y]
	// Names know the type best.
	if a.typ == typeUnknown || a.names == 0 && b.names > 0 && b.typ != typeUnknown || a.typ == typeOther && b.typ != typeUnknown && a.names == 0 {
		a.typ = b.typ
	}
	if a.number == numberUnknown || a.names == 0 && b.names > 0 && b.number != numberUnknown {
		a.number = b.number
	}
	if a.gender == extract.GenderUnknown {
		a.gender = b.gender
	}
	if a.subtype == "" || a.names == 0 && b.names > 0 && b.subtype != "" && b.subtype != "OTHER" {
		a.subtype = b.subtype
	}
	if a.country == "" {
		a.country = b.country
	}
	a.names += b.names
	a.count += b.count
	for i := uint8(0); i < b.nroles; i++ {
		a.addRole(b.roles[i])
	}
}

// Read finds the mentions of a and joins those that rules alone can join.
func (d *Discourse) Read(a *extract.Analysis, l *Lexicon) {
	d.a, d.lex = a, l
	d.subtrees()
	d.cover()
	d.findQuotes()
	d.findMentions()
	d.joinNames()
	d.joinSyntax()
}

func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	s = s[:n]
	clear(s)
	return s
}

func lemmaHash(s string) uint32 { return uint32(model.Hash(s)>>32) | 1 }
