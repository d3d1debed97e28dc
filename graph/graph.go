// Package graph is Dateline's vocabulary: documents, the statements that they
// make, the entities that the statements are about, and the contract of the
// store that keeps them. It imports the standard library only and knows
// neither linguistics nor any database.
//
// Every offset in this package counts Unicode code points of Document.Text,
// and every span is half-open.
package graph

import "time"

// Span is a half-open range [Start, End) of Unicode code points in a document's text.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Empty tells that the span holds no text.
func (s Span) Empty() bool { return s.End <= s.Start }

// Document is one article, immutable once it is taken in. Its ID is DocumentID of its own fields.
type Document struct {
	ID        string
	SourceID  string // the id it came with; "" if none
	Title     string // metadata, not part of Text
	URL       string
	Publisher string
	Published time.Time // zero if unknown
	DateOnly  bool      // Published was given as a date without a time
	Language  string    // BCP 47; "" until known
	Text      string    // UTF-8, exactly as given
}

// PublishedString is Published as it was given: an RFC 3339 date or date and time, "" if unknown.
func (d *Document) PublishedString() string {
	switch {
	case d.Published.IsZero():
		return ""
	case d.DateOnly:
		return d.Published.Format(time.DateOnly)
	default:
		return d.Published.Format(time.RFC3339)
	}
}

// MentionKind tells how a mention refers.
type MentionKind string

// The kinds of mention.
const (
	KindName    MentionKind = "NAME"
	KindNominal MentionKind = "NOMINAL"
	KindPronoun MentionKind = "PRONOUN"
	KindNORP    MentionKind = "NORP" // a nationality, religion or party adjective
)

// Mention is one reference to an entity in a document's text.
type Mention struct {
	ID       string
	Document string
	Span     Span
	Head     Span
	Kind     MentionKind
	Entity   string // id of the document's entity
}

// EntityType is the coarse class of an entity.
type EntityType string

// The entity types of the ontology.
const (
	TypePerson       EntityType = "PERSON"
	TypeOrganization EntityType = "ORGANIZATION"
	TypePlace        EntityType = "PLACE"
	TypeEvent        EntityType = "EVENT"
	TypeOther        EntityType = "OTHER"
)

// EntityTypes lists all types in the ontology's order.
var EntityTypes = []EntityType{TypePerson, TypeOrganization, TypePlace, TypeEvent, TypeOther}

// Entity is a document's own entity: one referent within one document, after coreference.
type Entity struct {
	ID       string
	Document string
	Type     EntityType
	Subtype  string // of the ontology's list; "" if unknown
	Name     string
	Aliases  []string // other name forms in the document, sorted
	Generic  bool     // known only by a common noun; never merges across documents
	Mentions int
	Country  string // ISO 3166 alpha-2 of a place, where known

	Blocks []string // keys of IndexBlocks, set by resolve; kept by the store, in no export
}

// Canonical is what resolution put together: a cluster of document entities.
// Its ID is the smallest id among Members.
type Canonical struct {
	ID        string
	Type      EntityType
	Subtype   string
	Name      string
	Aliases   []string // sorted
	Generic   bool
	Country   string
	Mentions  int
	Documents []string // sorted ids
	Members   []string // sorted ids of document entities
	FirstSeen time.Time
	LastSeen  time.Time

	// Filled by the store, which often leaves out the lists.
	DocumentCount, MemberCount int
	StatementCount             int // that it stands in: how long its list in IndexStatementsEntity is
}

// Polarity tells whether a proposition is affirmed or negated.
type Polarity string

// The polarities.
const (
	Affirmed Polarity = "AFFIRMED"
	Negated  Polarity = "NEGATED"
)

// Modality tells how certain or real a proposition is presented.
type Modality string

// The modalities of the ontology.
const (
	Asserted     Modality = "ASSERTED"
	Planned      Modality = "PLANNED"
	Possible     Modality = "POSSIBLE"
	Hypothetical Modality = "HYPOTHETICAL"
	Required     Modality = "REQUIRED"
)

// Tense places a proposition relative to the time of writing.
type Tense string

// The tenses.
const (
	TensePast    Tense = "PAST"
	TensePresent Tense = "PRESENT"
	TenseFuture  Tense = "FUTURE"
	TenseNone    Tense = "NONE"
)

// ReviewStatus is what a person decided about a statement.
type ReviewStatus string

// The review states.
const (
	Unreviewed ReviewStatus = "UNREVIEWED"
	Confirmed  ReviewStatus = "CONFIRMED"
	Rejected   ReviewStatus = "REJECTED"
)

// Unnamed stands in an attribution chain for a speaker whom the text does not name.
const Unnamed = "?"

// Precision is the unit to which a time is known.
type Precision string

// The precisions of a TimeSpan.
const (
	PrecisionYear   Precision = "YEAR"
	PrecisionMonth  Precision = "MONTH"
	PrecisionWeek   Precision = "WEEK"
	PrecisionDay    Precision = "DAY"
	PrecisionMinute Precision = "MINUTE"
)

// TimeSpan is when a proposition holds or happened, with the words it came from.
// From and To are RFC 3339 dates, or date-times with PrecisionMinute; the
// interval is half-open, and "" means unbounded.
type TimeSpan struct {
	From      string    `json:"from"`
	To        string    `json:"to"`
	Precision Precision `json:"precision"`
	Text      string    `json:"text"`
}

// Figure is a number that the text gives: Value, or Low and High.
type Figure struct {
	Kind        string   `json:"kind"` // killed, injured, arrested, troops, amount …
	Value       *float64 `json:"value"`
	Low         *float64 `json:"low"`
	High        *float64 `json:"high"`
	Unit        string   `json:"unit"`
	Approximate bool     `json:"approximate"`
}

// Reason is one step of a statement's explanation.
type Reason struct {
	Layer  string  `json:"layer"`
	Reason string  `json:"reason"`
	Effect float64 `json:"effect"` // what it did to the confidence; 0 if it only explains
}

// Evidence is a place in a document that says what a statement says.
type Evidence struct {
	Document string
	Span     Span
	Quote    string // equals the text of Span
}

// Statement is one directed edge with its qualifiers, made by one document.
// Subject, Object, Attribution, About and Place name the document's own entities.
type Statement struct {
	ID          string
	Document    string
	Predicate   PredicateName
	Subject     string // "" if the text names none
	Object      string // "" if none
	Text        string // what was said, or a literal object
	TextSpan    Span
	Verb        string // lemma of the trigger
	Polarity    Polarity
	Modality    Modality
	Tense       Tense
	Attribution []string // entity ids or Unnamed, outermost first; empty = the document's own voice
	SaidIn      string   // id of the speech statement whose content holds this one
	About       []string
	Time        *TimeSpan
	Place       string
	Figure      *Figure
	Confidence  float64
	Evidence    []Evidence
	Extractor   string
	Explanation []Reason
}

// Serves as fact: affirmed, asserted, and in the document's own voice, or a
// speech act told by at most one other speaker. It is the `asserted` of the API.
func (s *Statement) Asserted() bool {
	if s.Polarity != Affirmed || s.Modality != Asserted {
		return false
	}
	return len(s.Attribution) == 0 || len(s.Attribution) == 1 && s.Predicate.Family() == FamilySpeech
}

// Review is what a person decided about a statement.
type Review struct {
	Status ReviewStatus
	Reason string
	By     string
	At     time.Time
}

// Verdict is a judgement's content.
type Verdict string

// The verdicts.
const (
	Same      Verdict = "SAME"
	Different Verdict = "DIFFERENT"
	Edited    Verdict = "EDITED" // of one entity alone: Right is "", Edit says what
)

// Judgement is a person's decision about two document entities, or an edit of
// one. It outranks what is worked out from documents, and the journal of
// judgements survives re-ingest.
type Judgement struct {
	ID      string
	Left    string // document entity id, the smaller of the two
	Right   string
	Verdict Verdict
	By      string
	At      time.Time
	Reason  string
	Edit    Edit // of Edited
}

// Edit is what a person says of an entity; what is "" stays as it was worked out.
type Edit struct {
	Name    string
	Type    EntityType
	Subtype string
	Country string // ISO 3166 alpha-2
}

// Claim is one proposition over all documents and speakers.
type Claim struct {
	ID         string
	Predicate  PredicateName
	Subject    string // canonical ids
	Object     string
	Contested  bool
	Publishers int      // independent ones
	Statements []string // sorted ids
}

// Record is a document with everything that extraction drew from it. It enters
// and leaves a store whole.
type Record struct {
	Document   *Document
	Sentences  []Span
	Mentions   []Mention
	Entities   []Entity
	Statements []Statement
	Extractor  string // name and version of what made it

	Blocks []string // keys of IndexBlocks for the document itself, by which near copies are found; set by resolve
}
