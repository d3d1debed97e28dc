package quadstore

import (
	"context"

	"github.com/cayleygraph/quad"

	"github.com/dateline-news/dateline/graph"
)

// quadID is a quad in ids: subject, predicate, object, label.
type quadID [4]nodeID

func (q quadID) get(d quad.Direction) nodeID { return q[d-quad.Subject] }

// ordering is one of the sorted copies of all quads: the positions of a quadID
// in the order in which they are compared.
type ordering uint8

const (
	spol ordering = iota
	posl
	opsl
	lspo
)

var orderings = [...][4]uint8{spol: {0, 1, 2, 3}, posl: {1, 2, 0, 3}, opsl: {2, 1, 0, 3}, lspo: {3, 0, 1, 2}}

// orderingOf begins with the direction.
var orderingOf = map[quad.Direction]ordering{quad.Subject: spol, quad.Predicate: posl, quad.Object: opsl, quad.Label: lspo}

// engine is what a database must offer to hold quads, their dictionary and the
// ordered lists beside them. Everything above it is the same for every backend.
type engine interface {
	// view opens a consistent state of everything committed.
	view(ctx context.Context) (view, error)
	// write runs plan on the newest state with no other writer in between, and
	// commits the batch atomically and durably. A nil batch commits nothing.
	write(ctx context.Context, plan func(view) (*batch, error)) error
	// compact gives back the space of what was deleted.
	compact(ctx context.Context) error
	// restored marks a store that was opened to be restored as whole.
	restored(ctx context.Context) error
	close() error
}

// view reads one state. It is safe for concurrent use.
type view interface {
	// lookup finds the ids of encoded values, 0 where the dictionary has none.
	lookup(ctx context.Context, encs []string) ([]nodeID, error)
	// values are the encodings of ids of the dictionary, "" where it has none.
	values(ctx context.Context, ids []nodeID) ([]string, error)
	// nodes walks the dictionary from after on.
	nodes(ctx context.Context, after nodeID, yield func(nodeID, string) bool) error
	// match gives the quads that begin with each prefix, in an ordering and as
	// far as reach says; i is the prefix's index. yield returns false to end the
	// prefix, which reach does at less cost.
	match(ctx context.Context, o ordering, prefixes [][]nodeID, r reach, yield func(i int, q quadID) bool) error
	// has tells for each quad whether it is stored.
	has(ctx context.Context, quads []quadID) ([]bool, error)
	// cursor walks the quads that begin with prefix.
	cursor(ctx context.Context, o ordering, prefix []nodeID) quadCursor
	// size is about how many quads begin with prefix, and whether it is exact.
	size(ctx context.Context, o ordering, prefix []nodeID) (n int64, exact bool, err error)
	// predicateSize is how many quads have the predicate.
	predicateSize(ctx context.Context, p nodeID) (int64, error)
	// postings walks one list, or with prefix all lists whose key begins with
	// key, from after on.
	postings(ctx context.Context, r postingRange, yield func(graph.Posting) bool) error
	// records are what is kept under names, "" where there is nothing.
	records(ctx context.Context, names []string) ([]string, error)
	// allRecords walks them.
	allRecords(ctx context.Context, yield func(name, record string) bool) error
	// meta is a value by name, nil if unset.
	meta(ctx context.Context, name string) ([]byte, error)
	// check reports what the engine keeps more than once and differs.
	check(ctx context.Context, fault func(format string, args ...any)) error
	close() error
}

// reach tells how far a match goes in each prefix; zero is to its end.
type reach struct {
	most  int    // so many quads
	below nodeID // the id after the prefix is below this
}

// quadCursor walks quads. It ends by itself, and must be closed if left before.
type quadCursor interface {
	next(ctx context.Context) (quadID, bool)
	// seek moves before the first quad whose ids, in the cursor's ordering,
	// are not below these.
	seek(ids []nodeID)
	err() error
	close() error
}

// postingRange tells what to walk: all of an index's list key, or with prefix
// all its lists that begin with key; after (if not zero) is left behind.
type postingRange struct {
	index   uint8
	key     string
	prefix  bool
	after   graph.Posting
	reverse bool
}

// batch is what one commit changes. Nothing in it contradicts the state that
// it was planned on: what is added was not there, what is deleted was.
type batch struct {
	nodes    []node
	drop     []node // no quad needs them any more
	add, del []quadID
	// predicates: by how much the number of quads changes.
	predicates map[nodeID]int64
	put, unput []posting
	records    map[string][]byte // by name; nil: it goes
	meta       map[string][]byte
	// applied is called once the batch is in, before the next plan.
	applied func()
}

func (b *batch) empty() bool {
	return len(b.nodes)+len(b.drop)+len(b.add)+len(b.del)+len(b.put)+len(b.unput)+len(b.predicates)+len(b.records)+len(b.meta) == 0
}

// node is an entry of the dictionary.
type node struct {
	id  nodeID
	enc string
}

// posting is an entry of the list with the number index. Two with other facets
// are not the same, but take the same place.
type posting struct {
	index         uint8
	key, sort, id string
	facets        string
}

func (p *posting) public() graph.Posting {
	return graph.Posting{Key: p.key, Sort: p.sort, ID: p.id, Facets: p.facets}
}

// indexNumbers are the stored numbers of the indexes: append only.
var indexNumbers = map[graph.Index]uint8{
	graph.IndexDocuments:           1,
	graph.IndexDocumentsBySource:   2,
	graph.IndexDocumentsByURL:      3,
	graph.IndexStatements:          4,
	graph.IndexStatementsDocument:  5,
	graph.IndexStatementsPredicate: 6,
	graph.IndexStatementsEntity:    7,
	graph.IndexStatementsSubject:   8,
	graph.IndexStatementsObject:    9,
	graph.IndexStatementsSpeaker:   10,
	graph.IndexStatementsSaidIn:    11,
	graph.IndexStatementsClaim:     12,
	graph.IndexEntities:            13,
	graph.IndexEntitiesType:        14,
	graph.IndexEntitiesDocument:    15,
	graph.IndexMembers:             16,
	graph.IndexNames:               17,
	graph.IndexNameTokens:          18,
	graph.IndexBlocks:              19,
	graph.IndexClaims:              20,
	graph.IndexJudgements:          21,
	graph.IndexDocumentsExtractor:  22,
	graph.IndexReviews:             23,
	graph.IndexEdges:               24,
}
