package graph

import (
	"crypto/sha256"
	"encoding/base32"
	"strconv"
	"strings"
)

// Ids are a letter for the kind and 26 base-32 digits (130 bits) of a SHA-256
// over what identifies the thing, so that the same documents give the same ids
// in every store, whatever the order of ingest.
var idEncoding = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

const idDigits = 26

// hashID length-prefixes each part, so that no two lists of parts hash alike.
func hashID(kind byte, parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(strconv.Itoa(len(p))))
		h.Write([]byte{':'})
		h.Write([]byte(p))
	}
	return string(kind) + idEncoding.EncodeToString(h.Sum(nil))[:idDigits]
}

// Kinds of id, its first letter.
const (
	IDDocument  = 'd'
	IDEntity    = 'e'
	IDMention   = 'm'
	IDStatement = 's'
	IDClaim     = 'c'
	IDJudgement = 'j'
)

// IDKind returns the kind letter of a well-formed id, else 0.
func IDKind(id string) byte {
	if len(id) != 1+idDigits || !strings.ContainsRune("demscj", rune(id[0])) {
		return 0
	}
	for i := 1; i < len(id); i++ {
		if c := id[i]; (c < '0' || c > '9') && (c < 'a' || c > 'z') {
			return 0
		}
	}
	return id[0]
}

// DocumentID hashes what makes a document the one it is: its source id, URL,
// publisher, date, title and text.
func DocumentID(d *Document) string {
	return hashID(IDDocument, d.SourceID, d.URL, d.Publisher, d.PublishedString(), d.Title, d.Text)
}

// EntityID hashes a document entity's document, type and first mention.
func EntityID(document string, t EntityType, first Span) string {
	return hashID(IDEntity, document, string(t), spanKey(first))
}

// MentionID hashes a mention's document, span and kind.
func MentionID(document string, s Span, k MentionKind) string {
	return hashID(IDMention, document, spanKey(s), string(k))
}

// StatementID hashes document, subject, predicate, object, evidence, text span and qualifiers.
func StatementID(s *Statement) string {
	parts := []string{
		s.Document, s.Subject, string(s.Predicate), s.Object, spanKey(s.TextSpan), s.Text, s.Verb,
		string(s.Polarity), string(s.Modality), string(s.Tense), strings.Join(s.Attribution, ","), s.Place,
	}
	if s.Time != nil {
		parts = append(parts, s.Time.From, s.Time.To, s.Time.Text)
	}
	if f := s.Figure; f != nil {
		parts = append(parts, f.Kind, floatKey(f.Value), floatKey(f.Low), floatKey(f.High), f.Unit)
	}
	for _, e := range s.Evidence {
		parts = append(parts, spanKey(e.Span))
	}
	return hashID(IDStatement, parts...)
}

// ClaimID hashes a proposition: canonical ends, predicate, and month ("" if none).
func ClaimID(subject string, p PredicateName, object, month string) string {
	return hashID(IDClaim, subject, string(p), object, month)
}

// JudgementID hashes the two members, in order, and the verdict.
func JudgementID(left, right string, v Verdict) string {
	if right < left {
		left, right = right, left
	}
	return hashID(IDJudgement, left, right, string(v))
}

// EditID hashes the member and what is said of it.
func EditID(member string, e Edit) string {
	return hashID(IDJudgement, member, string(Edited), e.Name, string(e.Type), e.Subtype, e.Country)
}

func spanKey(s Span) string { return strconv.Itoa(s.Start) + "-" + strconv.Itoa(s.End) }

func floatKey(f *float64) string {
	if f == nil {
		return ""
	}
	return strconv.FormatFloat(*f, 'g', -1, 64)
}
