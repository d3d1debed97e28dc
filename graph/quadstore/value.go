package quadstore

import (
	"encoding/binary"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/cayleygraph/quad"

	"github.com/dateline-news/dateline/graph"
)

// nodeID stands for a node in quads. Its upper four bits tell how: a number of
// the dictionary, or the value itself. Values that are in the id need no
// look-up, and no room beside the quads that they stand in. 0 is no node.
type nodeID uint64

const (
	tagShift   = 60
	payload    = nodeID(1)<<tagShift - 1
	tagDict    = nodeID(0) << tagShift
	tagInt     = nodeID(1) << tagShift // quad.Int from 0
	tagSpan    = nodeID(2) << tagShift // "12-20" of type spanType, start and length
	tagDecimal = nodeID(3) << tagShift // quad.Float from 0 with up to four decimals
	tagBool    = nodeID(4) << tagShift
	tagVocab   = nodeID(5) << tagShift // index into vocabulary

	spanBits = 12 // of a span's length
)

func (id nodeID) tag() nodeID    { return id &^ payload }
func (id nodeID) inline() bool   { return id > payload }
func (id nodeID) number() uint64 { return uint64(id & payload) }

// term is a node's value in the store's own form: the id that holds it, or its
// encoding, which is what the dictionary knows. Equal values are equal terms.
type term struct {
	id  nodeID
	enc string
}

// The first byte of an encoding.
const (
	encString byte = iota + 1
	encIRI
	encBNode
	encTyped
	encLang
	encInt
	encFloat
	encBool
	encTime
	encNode // an IRI of ours: kind and packed id
)

// spanType types literals like "12-20": a half-open range of code points.
const spanType = quad.IRI(iriScheme + "span")

func inlineTerm(id nodeID) term { return term{id: id} }

func encoded(enc string) term {
	if len(enc) <= vocabularyMaxLen {
		if id, ok := vocabularyID[enc]; ok {
			return term{id: id}
		}
	}
	return term{enc: enc}
}

func stringTerm(s string) term { return encoded(string(encString) + s) }

func iriTerm(s string) term {
	if kind, id, ok := splitNodeIRI(s); ok {
		return nodeTerm(kind, id)
	}
	return encoded(string(encIRI) + s)
}

// nodeTerm is the term of one of our own nodes: nodeTerm(kindStatement, "s…").
func nodeTerm(kind byte, id string) term {
	b := make([]byte, 2, 2+packedLen)
	b[0], b[1] = encNode, kind
	return term{enc: string(appendPackedID(b, id))}
}

// nodeOf is the inverse of nodeTerm; ok is false for the IRI of anything else.
func (t term) nodeOf() (kind byte, id string, ok bool) {
	if len(t.enc) < 2 || t.enc[0] != encNode {
		return 0, "", false
	}
	id, ok = unpackID(t.enc[2:])
	return t.enc[1], id, ok
}

func intTerm(n int64) term {
	if n >= 0 && nodeID(n) <= payload {
		return inlineTerm(tagInt | nodeID(n))
	}
	return encoded(string(binary.AppendVarint([]byte{encInt}, n)))
}

func floatTerm(f float64) term {
	if n := math.Round(f * 1e4); n >= 0 && n < 1<<50 && n/1e4 == f && !math.Signbit(f) {
		return inlineTerm(tagDecimal | nodeID(n))
	}
	return encoded(string(binary.BigEndian.AppendUint64([]byte{encFloat}, math.Float64bits(f))))
}

func boolTerm(b bool) term {
	if b {
		return inlineTerm(tagBool | 1)
	}
	return inlineTerm(tagBool)
}

func spanTerm(s graph.Span) term {
	if n := s.End - s.Start; s.Start >= 0 && n >= 0 && n < 1<<spanBits && s.Start < 1<<(tagShift-spanBits) {
		return inlineTerm(tagSpan | nodeID(s.Start)<<spanBits | nodeID(n))
	}
	return typedTerm(spanText(s), spanType)
}

func typedTerm(s string, t quad.IRI) term {
	b := binary.AppendUvarint([]byte{encTyped}, uint64(len(t)))
	b = append(b, t...)
	return encoded(string(append(b, s...)))
}

// termOf turns a value of Cayley into a term.
func termOf(v quad.Value) (term, error) {
	switch v := v.(type) {
	case quad.IRI:
		return iriTerm(string(v)), nil
	case quad.String:
		return stringTerm(string(v)), nil
	case quad.BNode:
		return encoded(string(encBNode) + string(v)), nil
	case quad.TypedString:
		if v.Type == spanType {
			if s, ok := parseSpan(string(v.Value)); ok {
				return spanTerm(s), nil
			}
		}
		return typedTerm(string(v.Value), v.Type), nil
	case quad.LangString:
		b := binary.AppendUvarint([]byte{encLang}, uint64(len(v.Lang)))
		b = append(b, v.Lang...)
		return encoded(string(append(b, v.Value...))), nil
	case quad.Int:
		return intTerm(int64(v)), nil
	case quad.Float:
		return floatTerm(float64(v)), nil
	case quad.Bool:
		return boolTerm(bool(v)), nil
	case quad.Time:
		t := time.Time(v)
		b := binary.BigEndian.AppendUint64([]byte{encTime}, uint64(t.Unix()))
		return encoded(string(binary.BigEndian.AppendUint32(b, uint32(t.Nanosecond())))), nil
	case nil:
		return term{}, nil
	default:
		return term{}, fmt.Errorf("a quad store has no encoding for values of type %T", v)
	}
}

// value turns a term back into Cayley's form; the inverse of termOf.
func (t term) value() (quad.Value, error) {
	if t.enc == "" {
		return inlineValue(t.id)
	}
	rest := t.enc[1:]
	bad := func() (quad.Value, error) {
		return nil, graph.Errorf(graph.KindCorrupt, "the dictionary holds a value that cannot be decoded: %q", t.enc)
	}
	switch t.enc[0] {
	case encString:
		return quad.String(rest), nil
	case encIRI:
		return quad.IRI(rest), nil
	case encBNode:
		return quad.BNode(rest), nil
	case encNode:
		kind, id, ok := t.nodeOf()
		if !ok || kindPath[kind] == "" {
			return bad()
		}
		return quad.IRI(iriScheme + kindPath[kind] + id), nil
	case encTyped, encLang:
		n, w := binary.Uvarint([]byte(rest[:min(len(rest), binary.MaxVarintLen64)]))
		if w <= 0 || n > uint64(len(rest)-w) {
			return bad()
		}
		tag, s := rest[w:w+int(n)], rest[w+int(n):]
		if t.enc[0] == encLang {
			return quad.LangString{Value: quad.String(s), Lang: tag}, nil
		}
		return quad.TypedString{Value: quad.String(s), Type: quad.IRI(tag)}, nil
	case encInt:
		n, w := binary.Varint([]byte(rest))
		if w <= 0 {
			return bad()
		}
		return quad.Int(n), nil
	case encFloat:
		if len(rest) != 8 {
			return bad()
		}
		return quad.Float(math.Float64frombits(binary.BigEndian.Uint64([]byte(rest)))), nil
	case encTime:
		if len(rest) != 12 {
			return bad()
		}
		b := []byte(rest)
		return quad.Time(time.Unix(int64(binary.BigEndian.Uint64(b)), int64(binary.BigEndian.Uint32(b[8:]))).UTC()), nil
	}
	return bad()
}

func inlineValue(id nodeID) (quad.Value, error) {
	n := id.number()
	switch id.tag() {
	case tagInt:
		return quad.Int(n), nil
	case tagSpan:
		return quad.TypedString{Value: quad.String(spanText(inlineSpan(id))), Type: spanType}, nil
	case tagDecimal:
		return quad.Float(float64(n) / 1e4), nil
	case tagBool:
		return quad.Bool(n != 0), nil
	case tagVocab:
		if n < uint64(len(vocabulary)) {
			return term{enc: vocabulary[n]}.value()
		}
	}
	return nil, graph.Errorf(graph.KindCorrupt, "a quad names the node %#x, which cannot be", uint64(id))
}

// text is the string of a literal, or of an enumeration.
func (t term) text() (string, bool) {
	if t.id.tag() == tagVocab && t.id.number() < uint64(len(vocabulary)) {
		t.enc = vocabulary[t.id.number()]
	}
	if t.enc == "" || t.enc[0] != encString {
		return "", false
	}
	return t.enc[1:], true
}

// iri is the text of an IRI outside our nodes.
func (t term) iri() (string, bool) {
	if t.id.tag() == tagVocab && t.id.number() < uint64(len(vocabulary)) {
		t.enc = vocabulary[t.id.number()]
	}
	if t.enc == "" || t.enc[0] != encIRI {
		return "", false
	}
	return t.enc[1:], true
}

func (t term) integer() (int, bool) {
	if t.id.tag() == tagInt && t.enc == "" && t.id != 0 {
		return int(t.id.number()), true
	}
	v, err := t.value()
	n, ok := v.(quad.Int)
	return int(n), ok && err == nil
}

func (t term) float() (float64, bool) {
	v, err := t.value()
	f, ok := v.(quad.Float)
	return float64(f), ok && err == nil
}

func (t term) boolean() (v, ok bool) {
	return t.id.number() != 0, t.id.tag() == tagBool
}

func (t term) span() (graph.Span, bool) {
	if t.enc == "" && t.id.tag() == tagSpan {
		return inlineSpan(t.id), true
	}
	v, err := t.value()
	if ts, ok := v.(quad.TypedString); ok && err == nil && ts.Type == spanType {
		return parseSpan(string(ts.Value))
	}
	return graph.Span{}, false
}

func inlineSpan(id nodeID) graph.Span {
	start := int(id.number() >> spanBits)
	return graph.Span{Start: start, End: start + int(id.number()&(1<<spanBits-1))}
}

func spanText(s graph.Span) string {
	return strconv.Itoa(s.Start) + "-" + strconv.Itoa(s.End)
}

// parseSpan reads "12-20", and only as spanText writes it.
func parseSpan(s string) (graph.Span, bool) {
	from, to, ok := strings.Cut(s, "-")
	if !ok {
		return graph.Span{}, false
	}
	a, err1 := strconv.Atoi(from)
	b, err2 := strconv.Atoi(to)
	span := graph.Span{Start: a, End: b}
	return span, err1 == nil && err2 == nil && spanText(span) == s
}

// Ids of the graph are a letter and 130 bits in base 32. Packed, they take 18
// bytes instead of 27, in the same order.
const (
	packedLen = 1 + 17
	rawID     = 0x02 // before an id that is not of that form; a packed one begins with its letter
)

const idAlphabet = "0123456789abcdefghjkmnpqrstvwxyz"

var idDigit = func() (d [256]int8) {
	for i := range d {
		d[i] = -1
	}
	for i, c := range []byte(idAlphabet) {
		d[c] = int8(i)
	}
	return
}()

func appendPackedID(b []byte, id string) []byte {
	start := len(b)
	if len(id) == 27 && strings.IndexByte("demscj", id[0]) >= 0 {
		b = append(b, id[0])
		var acc uint32
		var bits uint
		for i := 1; i < len(id); i++ {
			d := idDigit[id[i]]
			if d < 0 {
				b = b[:start]
				goto raw
			}
			acc = acc<<5 | uint32(d)
			for bits += 5; bits >= 8; {
				bits -= 8
				b = append(b, byte(acc>>bits))
			}
		}
		return append(b, byte(acc<<(8-bits))) // the last two bits
	}
raw:
	return append(append(b, rawID), id...)
}

func unpackID(p string) (string, bool) {
	if p == "" {
		return "", false
	}
	if p[0] == rawID {
		return p[1:], true
	}
	if len(p) != packedLen {
		return "", false
	}
	var id [27]byte
	id[0] = p[0]
	var acc uint32
	var bits uint
	n := 1
	for i := 1; i < len(p); i++ {
		acc = acc<<8 | uint32(p[i])
		for bits += 8; bits >= 5 && n < len(id); {
			bits -= 5
			id[n] = idAlphabet[acc>>bits&31]
			n++
		}
	}
	return string(id[:]), true
}
