// Package extract owns the Analysis of a document: flat arrays of tokens, and
// layers of mentions, entities, times, quotes, frames and statements that point
// into them. It owns the contract of stages and extractors and the JSON of one
// analysis; it holds no model and no linguistic rule, and knows no store.
//
// Offsets inside an Analysis count bytes of Document.Text; they become code
// points once, when an Analysis is emitted (JSON) or turned into a graph.Record.
package extract

import (
	"context"

	"github.com/dateline-news/dateline/graph"
)

// Extractor draws a record from a document. Implementations are safe for
// concurrent use and give the same record for the same document. What is not in
// the text cannot be in the record.
type Extractor interface {
	// Name is the extractor with its version, kept with everything it made.
	Name() string
	Extract(ctx context.Context, d *graph.Document) (*graph.Record, error)
}

// Span is a half-open range [Start, End) of bytes of the document's text.
type Span struct{ Start, End int32 }

// Empty tells that the span holds no text.
func (s Span) Empty() bool { return s.End <= s.Start }

// Contains tells whether t lies within s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps tells whether s and t share a byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// None marks an absent index: no head, no entity, no quote.
const None int32 = -1

// TokenRange is a half-open range [First, End) of token indexes of a document.
type TokenRange struct{ First, End int32 }

// Len is the number of tokens.
func (r TokenRange) Len() int { return int(r.End - r.First) }

// Contains tells whether token t lies within r.
func (r TokenRange) Contains(t int32) bool { return r.First <= t && t < r.End }

// Analysis is everything that is known about one document. A stage writes only
// its own layer and reads those before it.
type Analysis struct {
	Document *graph.Document
	Text     string // Document.Text
	Language string // BCP 47; what follows is empty unless the language is "en"

	// Syntax: Universal Dependencies v2.
	Tokens    Tokens
	Sentences []Sentence

	// Entities.
	Mentions []Mention // in order of text
	Entities []Entity  // in order of first mention
	Times    []Time    // in order of text

	// Meaning.
	Quotes     []Quote
	Frames     []Frame
	Statements []Statement
}

// Tokens are parallel arrays, one element a syntactic word of the document.
type Tokens struct {
	Start, End []int32  // bytes
	Lemma      []string // UD lemma
	UPOS       []UPOS
	XPOS       []XPOS
	Head       []int32 // token index in the document, None for a root
	Deprel     []Deprel
	Sentence   []int32 // index into Analysis.Sentences
}

// Len is the number of tokens.
func (t *Tokens) Len() int { return len(t.Start) }

// Sentence is a run of tokens. Blank lines always end one.
type Sentence struct {
	TokenRange
	Span
	Root      int32 // token index of the root
	Paragraph int32 // number of the paragraph, from 0
	Heading   bool  // a title, section heading, byline or similar line: no running prose
}

// Word is the text of token i.
func (a *Analysis) Word(i int32) string { return a.Text[a.Tokens.Start[i]:a.Tokens.End[i]] }

// TokenSpan is the byte span of a range of tokens.
func (a *Analysis) TokenSpan(r TokenRange) Span {
	if r.End <= r.First {
		return Span{}
	}
	return Span{a.Tokens.Start[r.First], a.Tokens.End[r.End-1]}
}

// Mention is one reference to an entity. Tokens is its whole extent, Head its
// head word or, for a name, the whole name.
type Mention struct {
	Tokens TokenRange
	Head   TokenRange
	Kind   graph.MentionKind
	Type   graph.EntityType
	Entity int32 // index into Analysis.Entities

	// Confidence that the mention refers to Entity, 0 to 1: 1 for names, for other
	// mentions what coreference gives the link to the one before; 0 if nobody judged.
	Confidence float32
}

// Entity is one referent of the document, after coreference.
type Entity struct {
	Type    graph.EntityType
	Subtype string
	Name    string // its best name, or for a generic one its noun phrase without determiner
	Aliases []string
	Generic bool
	Country string  // ISO 3166 alpha-2 of a country or of what is known to lie or belong there; "" if unknown
	Gender  Gender  // of persons
	Plural  bool    // several individuals ("officials")
	Members []int32 // mention indexes, in order of text
}

// Gender of a person, where the text or a name tells it.
type Gender uint8

// The genders.
const (
	GenderUnknown Gender = iota
	GenderFemale
	GenderMale
)

// Time is a TIMEX3 expression, resolved against the publication date.
type Time struct {
	Tokens TokenRange
	Type   TimeType
	Value  string          // TIMEX3 value: "2025-11-14", "2025-W46", "P10M"; "" if unknown
	Span   *graph.TimeSpan // the interval it stands for; nil for durations and sets
}

// TimeType is TIMEX3's type.
type TimeType string

// The types of TIMEX3.
const (
	TimeDate     TimeType = "DATE"
	TimeTime     TimeType = "TIME"
	TimeDuration TimeType = "DURATION"
	TimeSet      TimeType = "SET"
)

// QuoteKind tells whether the content stands in quotation marks.
type QuoteKind string

// The kinds of quote.
const (
	QuoteDirect   QuoteKind = "DIRECT"
	QuoteIndirect QuoteKind = "INDIRECT"
	QuoteMixed    QuoteKind = "MIXED"
)

// Quote is an attribution: a source, a cue and the content that is attributed.
type Quote struct {
	Kind         QuoteKind
	Source       TokenRange // the source's noun phrase; empty if no source is named
	SourceHead   int32      // token; None if no source is named
	SourceEntity int32      // index into Entities; None
	Cue          TokenRange // the reporting expression
	CueHead      int32      // token of the reporting verb or noun; None if there is none
	CueLemma     string     // "say", "according to"
	Content      []Span     // bytes, without quotation marks at the edges, in order of text
	Parent       int32      // index of the quote whose content holds this one; None
	Negated      bool       // "did not say that …"
	// Predicate is the speech act's edge. It is "" for what nobody uttered (plans, wishes, refusals to
	// act): such a quote tells whose mind the content is in, makes no statement and is no link of a chain.
	Predicate graph.PredicateName
}

// Role is PropBank's role of an argument.
type Role string

// The roles of frames.
const (
	A0     Role = "A0"
	A1     Role = "A1"
	A2     Role = "A2"
	A3     Role = "A3"
	A4     Role = "A4"
	ArgLOC Role = "LOC"
	ArgTMP Role = "TMP"
	ArgMNR Role = "MNR"
	ArgPRP Role = "PRP"
	ArgCAU Role = "CAU"
	ArgADV Role = "ADV"
	ArgEXT Role = "EXT"
	ArgDIR Role = "DIR"
)

// Argument is one participant or circumstance of a frame.
type Argument struct {
	Role   Role
	Tokens TokenRange
	Head   TokenRange // the syntactic head word; a name's: the whole name
	Entity int32      // index into Entities; None
}

// Frame is the predicate-argument structure of a verb or an event noun.
type Frame struct {
	Trigger    TokenRange
	Head       int32 // the trigger's head token
	Lemma      string
	Roleset    string              // PropBank roleset, "" if unknown
	Predicate  graph.PredicateName // "" where the contract says OTHER
	Polarity   graph.Polarity
	Modality   graph.Modality
	Tense      graph.Tense
	Arguments  []Argument
	Understood []Argument // what another clause says: never the ground of an edge
	Quote      int32      // innermost quote whose content holds the trigger; None
	Parent     int32      // frame that embeds this one as a clause argument; None
	Confidence float32    // that predicate and arguments are right, 0 to 1
}

// Argument returns the first argument with the role, nil if there is none.
func (f *Frame) Argument(r Role) *Argument {
	for i := range f.Arguments {
		if f.Arguments[i].Role == r {
			return &f.Arguments[i]
		}
	}
	return nil
}

// UnnamedSpeaker stands in Statement.Attribution for a speaker whom the text does not name.
const UnnamedSpeaker int32 = -2

// Statement is what goes into the graph. Subject, Object, Place, About and
// Attribution are indexes into Entities.
type Statement struct {
	Subject     int32 // None: the text names none
	Predicate   graph.PredicateName
	Object      int32 // None
	Text        string
	TextSpan    Span
	Verb        string
	Polarity    graph.Polarity
	Modality    graph.Modality
	Tense       graph.Tense
	Time        *graph.TimeSpan
	Place       int32
	Figure      *graph.Figure
	Attribution []int32 // outermost first; UnnamedSpeaker for someone unnamed
	SaidIn      int32   // index of the speech statement; None
	About       []int32
	Confidence  float64
	Evidence    Span
	Frame       int32 // None
	Quote       int32 // the quote that a speech statement was made of; None
	Explanation []graph.Reason
}
