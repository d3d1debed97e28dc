package graph

import (
	"encoding/binary"
	"math"
	"slices"
	"time"
)

// Facets are what filters ask of a statement, in short. They stand beside its
// entries in lists, so that who looks for a few statements of a long list need
// not read all the others. They say nothing that changes.
type Facets struct {
	Predicate PredicateName
	Polarity  Polarity
	Modality  Modality
	Tense     Tense
	Asserted  bool
	// Confidence is at least that of the statement.
	Confidence float64
	// Timed tells that the statement has a time, which lies in the days from From
	// to before To, in seconds since 1970.
	Timed    bool
	From, To int64
}

// The numbers of these are stored: append only.
var facetTenses = []Tense{TenseNone, TensePast, TensePresent, TenseFuture}

var predicateNumber = func() map[PredicateName]uint16 {
	m := make(map[PredicateName]uint16, len(Predicates))
	for i, p := range Predicates {
		m[p.Name] = uint16(i + 1)
	}
	return m
}()

const (
	day = 24 * 60 * 60
	// Days are stored as numbers from 0 to lastDay, of which these two are open ends.
	middleDay = 1 << 23
	lastDay   = 1<<24 - 1

	facetsLen  = 5
	facetsTime = 6
)

// EncodeFacets are the facets of a statement as they are stored.
func EncodeFacets(s *StatementNode) string {
	var b [facetsLen + facetsTime]byte
	tense := max(0, slices.Index(facetTenses, s.Tense))
	b[0] = (letter(edgePolarities, s.Polarity)-'a')&1<<6 | (letter(edgeModalities, s.Modality)-'a')&7<<3 | byte(tense)<<1
	if s.Asserted() {
		b[0] |= 1
	}
	binary.BigEndian.PutUint16(b[1:], predicateNumber[s.Predicate])
	// What is no share of one is not told: it may be anything.
	confidence := uint16(math.MaxUint16)
	if s.Confidence >= 0 && s.Confidence < 1 {
		confidence = uint16(math.Ceil(s.Confidence * math.MaxUint16))
	}
	binary.BigEndian.PutUint16(b[3:], confidence)
	from, to, ok := s.Extent()
	if !ok {
		return string(b[:facetsLen])
	}
	putDay(b[facetsLen:], floorDay(from))
	putDay(b[facetsLen+3:], -floorDay(-to))
	return string(b[:])
}

func floorDay(seconds int64) int64 {
	d := seconds / day
	if seconds%day < 0 {
		d--
	}
	return d
}

func putDay(b []byte, d int64) {
	n := min(max(d+middleDay, 0), lastDay)
	b[0], b[1], b[2] = byte(n>>16), byte(n>>8), byte(n)
}

func secondsOfDay(b string) int64 {
	switch n := int64(b[0])<<16 | int64(b[1])<<8 | int64(b[2]); n {
	case 0:
		return math.MinInt64
	case lastDay:
		return math.MaxInt64
	default:
		return (n - middleDay) * day
	}
}

// ParseFacets is the inverse of EncodeFacets, but for what is rounded.
func ParseFacets(b string) (f Facets, ok bool) {
	if len(b) != facetsLen && len(b) != facetsLen+facetsTime {
		return f, false
	}
	f.Polarity = edgePolarities[b[0]>>6&1]
	f.Modality = ofLetter(edgeModalities, 'a'+b[0]>>3&7)
	f.Tense = facetTenses[b[0]>>1&3]
	f.Asserted = b[0]&1 == 1
	if n := int(b[1])<<8 | int(b[2]); n > 0 && n <= len(Predicates) {
		f.Predicate = Predicates[n-1].Name
	}
	f.Confidence = math.Inf(1)
	if n := int(b[3])<<8 | int(b[4]); n < math.MaxUint16 {
		f.Confidence = float64(n) / math.MaxUint16
	}
	if f.Timed = len(b) > facetsLen; f.Timed {
		f.From, f.To = secondsOfDay(b[facetsLen:]), secondsOfDay(b[facetsLen+3:])
	}
	return f, true
}

// Extent is the time of a statement as a half-open interval of seconds since
// 1970. An open end counts as known until the publication only: "since May" says
// nothing of the future.
func (s *StatementNode) Extent() (from, to int64, ok bool) {
	t := s.Time
	if t == nil || t.From == "" && t.To == "" {
		return 0, 0, false
	}
	from, to = -1<<62, 1<<62
	if t.From != "" {
		at, ok := moment(t.From)
		if !ok {
			return 0, 0, false
		}
		from, to = at, max(at+1, s.Published.Unix())
	}
	if t.To != "" {
		if to, ok = moment(t.To); !ok {
			return 0, 0, false
		}
	}
	return from, to, true
}

// moment reads a date, or a date and time with offset.
func moment(s string) (seconds int64, ok bool) {
	layout := time.RFC3339
	if len(s) == len(time.DateOnly) {
		layout = time.DateOnly
	}
	t, err := time.Parse(layout, s)
	return t.Unix(), err == nil
}

// NameFacets are what a search asks of an entity, in short, beside its entries in
// lists of names: the best of thousands are found without reading them.
type NameFacets struct {
	Type    EntityType
	Generic bool
	Alias   bool // not the name, but another form of it
	// Mentions are rounded down beyond some, so that a name that stands in
	// every other document need not be listed anew for each.
	Mentions int
}

// exactMentions is up to where mentions are told exactly.
const exactMentions = 16

// RoundMentions is the number of mentions that stands in lists.
func RoundMentions(n int) int {
	if n < exactMentions {
		return max(n, 0)
	}
	step := 1
	for n/step >= exactMentions {
		step *= 2
	}
	return n / step * step
}

// EncodeNameFacets are the facets as they are stored.
func EncodeNameFacets(c *Canonical, alias bool) string {
	b := make([]byte, 1, 4)
	b[0] = letter(EntityTypes, c.Type) - 'a'
	if c.Generic {
		b[0] |= 0x40
	}
	if alias {
		b[0] |= 0x80
	}
	return string(binary.AppendUvarint(b, uint64(RoundMentions(c.Mentions))))
}

// ParseNameFacets is the inverse of EncodeNameFacets.
func ParseNameFacets(b string) (f NameFacets, ok bool) {
	if b == "" {
		return f, false
	}
	f.Type = ofLetter(EntityTypes, 'a'+b[0]&0x3f)
	f.Generic, f.Alias = b[0]&0x40 != 0, b[0]&0x80 != 0
	for i := range b[1:] {
		c := b[1+i]
		f.Mentions |= int(c&0x7f) << (7 * i)
		if c < 0x80 {
			return f, i+2 == len(b) && i < 9
		}
	}
	return f, false
}
