package graph

import "strings"

// Edge is a statement as a step between two canonical entities: what pictures
// and paths need of it, so that a hub's thousands are walked without being read.
type Edge struct {
	Statement string
	Published string // as statements are sorted
	Subject   string
	Object    string
	Predicate PredicateName
	Polarity  Polarity
	Modality  Modality
	Speakers  int  // of its chain; 2 where there are more
	Contested bool // its claim is
}

// Asserted tells what Statement.Asserted does.
func (e *Edge) Asserted() bool {
	return e.Polarity == Affirmed && e.Modality == Asserted && (e.Speakers == 0 || e.Speakers == 1 && e.Predicate.Family() == FamilySpeech)
}

// EdgeOf is the edge of a statement; ok is false if it lacks an end.
func EdgeOf(s *StatementNode, published string) (e Edge, ok bool) {
	return Edge{
		Statement: s.ID, Published: published, Subject: s.SubjectCanonical, Object: s.ObjectCanonical, Predicate: s.Predicate,
		Polarity: s.Polarity, Modality: s.Modality, Speakers: min(len(s.Attribution), 2), Contested: s.Contested,
	}, s.SubjectCanonical != "" && s.ObjectCanonical != ""
}

// In lists of IndexEdges the Sort of a posting is the publication time, a bar,
// five letters, the id of the other end, and the predicate: an edge is all key.
const (
	edgeBar     = "|"
	edgeLetters = 5
)

var (
	edgePolarities = []Polarity{Affirmed, Negated}
	noYes          = []bool{false, true}
	edgeModalities = []Modality{Asserted, Planned, Possible, Hypothetical, Required}
)

// Posting files the edge under one of its ends.
func (e *Edge) Posting(end string) Posting {
	var b strings.Builder
	b.Grow(len(e.Published) + 1 + edgeLetters + len(e.Subject) + 1 + len(e.Predicate))
	b.WriteString(e.Published)
	b.WriteString(edgeBar)
	other := e.Object
	switch {
	case e.Subject == e.Object:
		b.WriteByte('=')
	case end == e.Subject:
		b.WriteByte('>')
	default:
		b.WriteByte('<')
		other = e.Subject
	}
	b.WriteByte(letter(edgePolarities, e.Polarity))
	b.WriteByte(letter(edgeModalities, e.Modality))
	b.WriteByte('a' + byte(e.Speakers))
	b.WriteByte(letter(noYes, e.Contested))
	b.WriteString(other)
	b.WriteString(edgeBar)
	b.WriteString(string(e.Predicate))
	return Posting{Key: end, Sort: b.String(), ID: e.Statement}
}

func letter[T comparable](of []T, v T) byte {
	for i := range of {
		if of[i] == v {
			return 'a' + byte(i)
		}
	}
	return 'z'
}

func ofLetter[T any](of []T, b byte) (v T) {
	if i := int(b) - 'a'; i >= 0 && i < len(of) {
		v = of[i]
	}
	return v
}

// ParseEdge is the inverse of Edge.Posting.
func ParseEdge(p Posting) (e Edge, ok bool) {
	at := strings.IndexByte(p.Sort, edgeBar[0])
	if at < 0 || len(p.Sort) < at+1+edgeLetters {
		return e, false
	}
	letters, rest := p.Sort[at+1:at+1+edgeLetters], p.Sort[at+1+edgeLetters:]
	other, predicate, ok := strings.Cut(rest, edgeBar)
	e = Edge{
		Statement: p.ID, Published: p.Sort[:at], Subject: p.Key, Object: other, Predicate: PredicateName(predicate),
		Polarity: ofLetter(edgePolarities, letters[1]), Modality: ofLetter(edgeModalities, letters[2]),
		Speakers: int(letters[3]) - 'a', Contested: ofLetter(noYes, letters[4]),
	}
	if letters[0] == '<' {
		e.Subject, e.Object = other, p.Key
	}
	return e, ok
}
