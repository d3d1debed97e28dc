package quadstore

import (
	"strings"

	"github.com/cayleygraph/quad"

	"github.com/dateline-news/dateline/graph"
)

// iriScheme begins every IRI of ours.
const iriScheme = "dateline:"

// Kinds of node, as they stand in an encoding. They are stored: append only.
const (
	kindDocument  byte = 'd'
	kindMention   byte = 'm'
	kindMember    byte = 'e' // an entity of one document
	kindEntity    byte = 'E' // a canonical entity
	kindStatement byte = 's'
	kindClaim     byte = 'c'
	kindJudgement byte = 'j'
)

var kindPath = [256]string{
	kindDocument:  "document/",
	kindMention:   "mention/",
	kindMember:    "member/",
	kindEntity:    "entity/",
	kindStatement: "statement/",
	kindClaim:     "claim/",
	kindJudgement: "judgement/",
}

func splitNodeIRI(iri string) (kind byte, id string, ok bool) {
	rest, ok := strings.CutPrefix(iri, iriScheme)
	if !ok {
		return 0, "", false
	}
	path, id, ok := strings.Cut(rest, "/")
	if !ok {
		return 0, "", false
	}
	for _, k := range []byte{kindDocument, kindMention, kindMember, kindEntity, kindStatement, kindClaim, kindJudgement} {
		if p := kindPath[k]; p[:len(p)-1] == path {
			return k, id, true
		}
	}
	return 0, "", false
}

// NodeIRI is the IRI under which something of the graph stands in quads; kind
// is "document", "mention", "member", "entity", "statement", "claim" or "judgement".
func NodeIRI(kind, id string) quad.IRI { return quad.IRI(iriScheme + kind + "/" + id) }

// vocabulary are the values that every store knows by a fixed number, in
// encoded form: predicates, types and the words of enumerations. The numbers
// are stored: append only, at the end of each list, the ontology's being last.
// vocabularyID finds a value's id by its encoding.
var vocabulary, vocabularyID, vocabularyMaxLen = numberVocabulary()

const rdfType = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

// Local names of the predicates and types, in the order of their numbers.
var vocabularyNames = []string{
	"Document", "Mention", "Member", "Entity", "Statement", "Claim", "Judgement",
	"resolved", "journal",
	"sourceId", "title", "url", "publisher", "published", "language", "text", "sentences", "extractor",
	"duplicateOf", "supersededBy",
	"span", "head", "mentionKind", "member",
	"entityType", "subtype", "name", "alias", "generic", "mentions", "country", "block",
	"canonical", "documents", "members", "firstSeen", "lastSeen",
	"predicate", "subject", "object", "textSpan", "verb", "polarity", "modality", "tense",
	"speaker", "attribution", "saidIn", "about", "timeFrom", "timeTo", "timePrecision", "timeText", "place",
	"figureKind", "figureValue", "figureLow", "figureHigh", "figureUnit", "figureApproximate",
	"confidence", "evidence", "quote", "furtherEvidence", "explanation", "claim", "status",
	"contested", "publishers",
	"left", "right", "verdict", "by", "at", "reason",
	"statements",
}

// Words of enumerations that stand in most documents.
var vocabularyWords = []string{
	"NAME", "NOMINAL", "PRONOUN", "NORP",
	"PERSON", "ORGANIZATION", "PLACE", "EVENT", "OTHER",
	"AFFIRMED", "NEGATED", "ASSERTED", "PLANNED", "POSSIBLE", "HYPOTHETICAL", "REQUIRED",
	"PAST", "PRESENT", "FUTURE", "NONE",
	"YEAR", "MONTH", "WEEK", "DAY", "MINUTE",
	"UNREVIEWED", "CONFIRMED", "REJECTED", "SAME", "DIFFERENT", graph.Unnamed,
	"GOVERNMENT", "MINISTRY", "LEGISLATURE", "COURT", "MILITARY", "POLICE", "INTELLIGENCE", "ARMED_GROUP", "CRIMINAL_GROUP",
	"PARTY", "COMPANY", "MEDIA", "IGO", "NGO", "COUNTRY", "REGION", "CITY", "WATER", "FACILITY", "en",
}

// qualifiedPath stands before the name of a derived edge whose statement is not
// asserted, so that nobody who walks plain edges takes a denial for a fact.
const qualifiedPath = "qualified/"

func numberVocabulary() (values []string, ids map[string]nodeID, maxLen int) {
	add := func(enc string) { values = append(values, enc) }
	add(string(encIRI) + rdfType)
	for _, n := range vocabularyNames {
		add(string(encIRI) + iriScheme + n)
	}
	for range reservedNames - len(vocabularyNames) {
		add("")
	}
	for _, w := range vocabularyWords {
		add(string(encString) + w)
	}
	for range reservedWords - len(vocabularyWords) {
		add("")
	}
	for _, p := range graph.Predicates {
		add(string(encIRI) + iriScheme + string(p.Name))
		add(string(encIRI) + iriScheme + qualifiedPath + string(p.Name))
	}
	ids = make(map[string]nodeID, len(values))
	for i, enc := range values {
		if enc == "" {
			continue
		}
		if _, twice := ids[enc]; twice {
			panic("quadstore: twice in the vocabulary: " + enc)
		}
		ids[enc] = tagVocab | nodeID(i)
		maxLen = max(maxLen, len(enc))
	}
	return values, ids, maxLen
}

// Room for names and words to come, so that those after them keep their numbers.
const (
	reservedNames = 160
	reservedWords = 160
)

// word is the id of one of our IRIs: a predicate, a type or a label.
func word(name string) nodeID {
	id, ok := vocabularyID[string(encIRI)+iriScheme+name]
	if !ok {
		panic("quadstore: no such word: " + name)
	}
	return id
}

// firstEdge is the smallest id of a predicate of the ontology: all properties of
// our nodes have smaller ones, and so come before the edges that begin there.
var firstEdge = word(string(graph.Predicates[0].Name))
