package graph

import (
	"context"
	"iter"
	"time"
)

// Store keeps documents whole, with what was drawn from them and what resolution
// made of it. Every backend passes one conformance suite (quadstore/storetest).
// A Store is safe for concurrent use; writers are serialised by the store.
type Store interface {
	// Snapshot opens a consistent view of everything committed so far. Readers
	// never wait for a writer. The caller closes it.
	Snapshot(ctx context.Context) (Snapshot, error)

	// Update runs plan against the newest snapshot and commits the change that it
	// returns in one atomic, durable batch; no other writer comes in between. A
	// nil change commits nothing.
	Update(ctx context.Context, plan func(Snapshot) (*Change, error)) error

	Close() error
}

// Change is what one batch does. Documents that are added and deleted, and the
// clusters and claims that this touches, become visible together or not at all.
type Change struct {
	// Add: documents that are not in the store, or are in Delete as well, as when
	// a text is read again: what people decided about statements that come back
	// stays, and so do clusters and claims of which the change says nothing.
	Add    []*Record
	Delete []string // document ids; must be in the store

	Judge  []Judgement
	Revoke []string // judgement ids

	// PutClusters: new or changed ones, with all their Members and Documents;
	// each replaces the one of the same id. A member leaves the cluster that it
	// was in. The members of documents in Add must be in one.
	PutClusters  []Canonical
	DropClusters []string // ids that no longer are a cluster's
	// GrowClusters: stored ones that keep their id and all that they hold, and
	// take in more. Members are those that join, Documents those that come with
	// them; all else, the counts too, is what the cluster becomes. It costs what
	// joins, not what is there: some names stand in every other document.
	GrowClusters []Canonical

	PutClaims  []Claim
	DropClaims []string

	// Duplicates and Superseded: document id → the id it is a copy of, or is
	// superseded by; "" takes the mark back.
	Duplicates map[string]string
	Superseded map[string]string

	// Mark names the state that the change leads to, "" for one that the store
	// makes up. No two changes have the same.
	Mark string

	Review map[string]Review // statement id → what a person decided; Unreviewed takes it back
}

// Snapshot reads one state of the store. Batched reads return one element an id,
// in order, nil where the id is unknown: one call a list, never one a row.
// Returned values are shared and must not be changed.
type Snapshot interface {
	Close() error

	// Documents are without Text unless text is true.
	Documents(ctx context.Context, ids []string, text bool) ([]*DocumentNode, error)
	Sentences(ctx context.Context, document string) ([]Span, error)
	Mentions(ctx context.Context, document string) ([]Mention, error)
	Entities(ctx context.Context, ids []string) ([]*Entity, error) // document entities
	Statements(ctx context.Context, ids []string) ([]*StatementNode, error)
	// Canonicals are without Members and Documents, but with their counts, unless
	// members is true: a hub has thousands, and Scan of IndexMembers pages them.
	Canonicals(ctx context.Context, ids []string, members bool) ([]*Canonical, error)
	// CanonicalOf maps ids of document entities to the ids of the clusters that hold them, "" where unknown.
	CanonicalOf(ctx context.Context, members []string) ([]string, error)
	Claims(ctx context.Context, ids []string) ([]*Claim, error)
	Judgements(ctx context.Context, ids []string) ([]*Judgement, error)

	// Scan walks one list of an index in order of (Sort, ID), from after on
	// (exclusive; the zero Posting = from the start), backwards if reverse.
	// It costs what is read, not what is stored.
	Scan(ctx context.Context, index Index, key string, after Posting, reverse bool) iter.Seq2[Posting, error]

	// ScanPrefix walks all lists of an index whose key begins with prefix, in order of key.
	ScanPrefix(ctx context.Context, index Index, prefix string) iter.Seq2[Posting, error]

	Stats(ctx context.Context) (Stats, error)

	// Mark is that of the change that led to this state.
	Mark(ctx context.Context) (string, error)
}

// DocumentNode is a stored document with what resolution made of it.
type DocumentNode struct {
	Document
	DuplicateOf  string
	SupersededBy string
	Extractor    string
	Blocks       []string // Record.Blocks; left out with the text
}

// StatementNode is a stored statement with the canonical ids of its ends, so
// that a page of statements needs no further look-up to be joined to entities.
type StatementNode struct {
	Statement
	SubjectCanonical     string
	ObjectCanonical      string
	PlaceCanonical       string
	AboutCanonical       []string
	AttributionCanonical []string // Unnamed stays
	Claim                string
	Contested            bool      // its claim is
	Published            time.Time // of its document
	Review
}

// Index names an ordered list that the store maintains with the data.
type Index string

// The indexes. Sort of statements is their document's publication time (RFC 3339
// in UTC, "" if unknown), so that reverse order is latest first.
const (
	IndexDocuments           Index = "documents"            // key ""; Sort: published
	IndexDocumentsBySource   Index = "documents.source"     // key: source id
	IndexDocumentsByURL      Index = "documents.url"        // key: URL
	IndexDocumentsExtractor  Index = "documents.extractor"  // key: Record.Extractor, so that an upgrade finds what to read again
	IndexStatements          Index = "statements"           // key ""
	IndexStatementsDocument  Index = "statements.document"  // key: document id; Sort: evidence start, zero-padded
	IndexStatementsPredicate Index = "statements.predicate" // key: predicate
	IndexStatementsEntity    Index = "statements.entity"    // key: canonical id; subject, object, speaker, or about
	IndexStatementsSubject   Index = "statements.subject"   // key: canonical id; either end of a symmetric predicate
	IndexStatementsObject    Index = "statements.object"    // key: canonical id; likewise
	IndexStatementsSpeaker   Index = "statements.speaker"   // key: canonical id; in the chain, or subject of speech
	IndexStatementsSaidIn    Index = "statements.saidin"    // key: the speech statement's id
	IndexStatementsClaim     Index = "statements.claim"     // key: claim id
	IndexEdges               Index = "edges"                // key: canonical id, at either end; Sort: see Edge, published first
	IndexEntities            Index = "entities"             // key ""; canonical; Sort: fold.Name
	IndexEntitiesType        Index = "entities.type"        // key: EntityType; Sort: fold.Name
	IndexEntitiesDocument    Index = "entities.document"    // key: document id; document entities
	IndexMembers             Index = "members"              // key: canonical id; document entities
	IndexNames               Index = "names"                // key: fold.Name of name or alias; canonical ids
	IndexNameTokens          Index = "names.tokens"         // key: a word of fold.Name; canonical ids
	IndexBlocks              Index = "blocks"               // key: one of Entity.Blocks or Record.Blocks; document entities, documents
	IndexClaims              Index = "claims"               // key ""; claim ids
	IndexJudgements          Index = "judgements"           // key "" or a member's id; judgement ids
	IndexReviews             Index = "reviews"              // key ""; statements that are reviewed; Sort: the status
)

// Posting is one entry of an index list.
type Posting struct {
	Key  string
	Sort string
	ID   string
	// Facets are EncodeFacets in lists of all statements and by predicate,
	// entity, subject, object and speaker, EncodeNameFacets in lists of names and
	// their words. They have no part in the order.
	Facets string
}

// Stats counts what is in a store.
type Stats struct {
	Documents  int
	Entities   int // canonical
	Statements int
	Claims     int
	Mentions   int
	Quads      int
	ByType     map[EntityType]int // canonical entities
	Predicates map[PredicateName]int
}
