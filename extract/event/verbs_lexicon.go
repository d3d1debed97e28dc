package event

import (
	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/model"
)

// Class is the coarse sense of a word that heads an argument, from WordNet's
// lexicographer files.
type Class uint8

// The classes that rules speak of; ClassNames has the words of WordNet for them.
const (
	ClassUnknown Class = iota
	ClassAct
	ClassEvent
	ClassPerson
	ClassGroup
	ClassLocation
	ClassTime
	ClassArtifact
	ClassCommunication
	ClassState
	ClassCognition
	ClassQuantity
	ClassPossession
	ClassFeeling
	ClassAttribute
	ClassAnimal
	ClassBody
	ClassObject
	ClassPhenomenon
	ClassProcess
	ClassSubstance
	ClassNameWord // a proper noun that is in no list
	ClassPronoun
	ClassNumber
	ClassOther
)

// ClassNames are WordNet's words for the classes, in their order; what stands behind a point is left out.
var ClassNames = [...]string{"", "act", "event", "person", "group", "location", "time", "artifact", "communication", "state", "cognition", "quantity",
	"possession", "feeling", "attribute", "animal", "body", "object", "phenomenon", "process", "substance"}

// Lexicon is what frames.bin knows of words besides the classifiers' weights:
// noun classes, how far a noun names an event, and the roles of predicates. It
// is immutable.
type Lexicon struct {
	nouns model.Dict
	class []uint8
	event []uint8 // event share of the noun, 0 to 255
	verbs model.Dict
	roles []uint32 // four bits a role: what A0 to A4 are, see train.roleMask
}

// OpenLexicon reads the lexicon's sections.
func OpenLexicon(f *model.File) *Lexicon {
	return &Lexicon{
		model.OpenDict(f, "nouns"), model.Slice[uint8](f, "nouns.class"), model.Slice[uint8](f, "nouns.event"),
		model.OpenDict(f, "predicates"), model.Slice[uint32](f, "predicates.roles"),
	}
}

// Put writes the lexicon's sections.
func PutLexicon(w *model.Writer, nouns []string, class, event []uint8, predicates []string, roles []uint32) {
	model.PutDict(w, "nouns", nouns)
	model.Put(w, "nouns.class", class)
	model.Put(w, "nouns.event", event)
	model.PutDict(w, "predicates", predicates)
	model.Put(w, "predicates.roles", roles)
}

// Class returns the class of token t.
func (l *Lexicon) Class(a *extract.Analysis, t int32) Class {
	switch a.Tokens.UPOS[t] {
	case extract.NOUN:
		return l.Noun(a.Tokens.Lemma[t])
	case extract.PROPN:
		if c := l.Noun(a.Tokens.Lemma[t]); c == ClassTime {
			return c // "Monday", "June"
		}
		return ClassNameWord
	case extract.PRON:
		return ClassPronoun
	case extract.NUM:
		return ClassNumber
	case extract.ADV:
		switch a.Tokens.Lemma[t] {
		case "now", "then", "today", "yesterday", "tomorrow", "tonight", "recently", "currently", "already", "soon", "later", "earlier", "ago", "previously":
			return ClassTime
		case "here", "there", "abroad", "elsewhere", "nearby", "home", "away":
			return ClassLocation
		}
	}
	return ClassOther
}

// Noun returns the class of a noun's most frequent sense.
func (l *Lexicon) Noun(lemma string) Class {
	if i := l.nouns.Find(lowerLemma(lemma)); i >= 0 {
		return Class(l.class[i])
	}
	return ClassUnknown
}

// EventShare tells how far a noun names something that happens, 0 to 1.
func (l *Lexicon) EventShare(lemma string) float32 {
	if i := l.nouns.Find(lowerLemma(lemma)); i >= 0 {
		return float32(l.event[i]) / 255
	}
	return 0
}

// Roles returns what the roles of a predicate's first roleset are, 0 if it is in no frame file.
func (l *Lexicon) Roles(lemma string) uint32 {
	if i := l.verbs.Find(lowerLemma(lemma)); i >= 0 {
		return l.roles[i]
	}
	return 0
}

// Known tells whether PropBank has a frame file for the word.
func (l *Lexicon) Known(lemma string) bool { return l.verbs.Find(lowerLemma(lemma)) >= 0 }
