package quadstore

import (
	"encoding/binary"
	"math"
	"time"

	"github.com/dateline-news/dateline/graph"
)

// A record is what the quads of a statement or a canonical entity say, in one
// value beside them: pages and pictures take one read a node instead of one a
// property and one a string. Like the lists, records are a function of the
// quads, change in the same batch, and verify works them out again.
//
// It is recordVersion, then for a statement what is not its own (its document,
// when that was published, the canonical entities of its ends, whether its claim
// is contested), then the fields of its schema: the number of the word and the
// term. The explanation, which is JSON in quads, stands apart.
const recordVersion = 1

// recordName names the record of a node.
func recordName(kind byte, id string) string { return nodeTerm(kind, id).enc[1:] }

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// recordReader reads a record from its start on; bad once something did not fit.
type recordReader struct {
	rest string
	bad  bool
}

func (r *recordReader) number() uint64 {
	var n uint64
	for i := 0; i < len(r.rest) && i < binary.MaxVarintLen64; i++ {
		c := r.rest[i]
		n |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			r.rest = r.rest[i+1:]
			return n
		}
	}
	r.bad, r.rest = true, ""
	return 0
}

func (r *recordReader) take(n uint64) string {
	if n > uint64(len(r.rest)) {
		r.bad, r.rest = true, ""
		return ""
	}
	s := r.rest[:n]
	r.rest = r.rest[n:]
	return s
}

func (r *recordReader) string() string { return r.take(r.number()) }

func (r *recordReader) fixed() uint64 {
	var n uint64
	s := r.take(8)
	for i := range len(s) {
		n = n<<8 | uint64(s[i])
	}
	return n
}

// list reads a list's length, which each element bears out.
func (r *recordReader) list() int {
	n := r.number()
	if n > uint64(len(r.rest)) {
		r.bad, r.rest, n = true, "", 0
	}
	return int(n)
}

func (r *recordReader) strings() []string {
	n := r.list()
	if n == 0 {
		return nil
	}
	out := make([]string, n)
	for i := range out {
		out[i] = r.string()
	}
	return out
}

func appendStrings(b []byte, list []string) []byte {
	b = binary.AppendUvarint(b, uint64(len(list)))
	for _, s := range list {
		b = appendString(b, s)
	}
	return b
}

// appendFields writes the fields of a node, but the one left out.
func (s *schema[T]) appendFields(b []byte, v *T, except nodeID) []byte {
	for i := range s.fields {
		f := &s.fields[i]
		if f.word == except {
			continue
		}
		f.write(v, func(t term) {
			b = binary.AppendUvarint(b, f.word.number())
			if b = binary.AppendUvarint(b, uint64(len(t.enc))); t.enc == "" {
				b = binary.BigEndian.AppendUint64(b, uint64(t.id))
			} else {
				b = append(b, t.enc...)
			}
		})
	}
	return b
}

// readFields reads to the end of the record.
func (s *schema[T]) readFields(r *recordReader, v *T) {
	for r.rest != "" {
		f := s.byWord[tagVocab|nodeID(r.number())]
		var t term
		if t.enc = r.string(); t.enc == "" {
			t.id = nodeID(r.fixed())
		}
		if f == nil || r.bad || !f.read(v, t) {
			r.bad = true
			return
		}
	}
	if s.finish != nil {
		s.finish(v)
	}
}

var explanationWord = word("explanation")

func statementRecord(s *graph.StatementNode) []byte {
	b := append(make([]byte, 0, 512), recordVersion)
	b = appendString(b, s.Document)
	published := ""
	if !s.Published.IsZero() {
		published = s.Published.Format(time.RFC3339Nano)
	}
	b = appendString(b, published)
	b = appendString(b, s.SubjectCanonical)
	b = appendString(b, s.ObjectCanonical)
	b = appendString(b, s.PlaceCanonical)
	b = appendStrings(b, s.AboutCanonical)
	b = appendStrings(b, s.AttributionCanonical)
	if s.Contested {
		b = append(b, 1)
	} else {
		b = append(b, 0)
	}
	b = binary.AppendUvarint(b, uint64(len(s.Explanation)))
	for _, e := range s.Explanation {
		b = appendString(b, e.Layer)
		b = appendString(b, e.Reason)
		b = binary.BigEndian.AppendUint64(b, math.Float64bits(e.Effect))
	}
	node := statementNode{*s}
	if node.Status == graph.Unreviewed {
		node.Status = "" // as in quads
	}
	return statementSchema.appendFields(b, &node, explanationWord)
}

func readStatementRecord(id, record string) (*graph.StatementNode, error) {
	r := &recordReader{rest: record}
	v := r.take(1)
	var node statementNode
	s := &node.StatementNode
	s.ID, s.Document = id, r.string()
	if published := r.string(); published != "" {
		var err error
		if s.Published, err = time.Parse(time.RFC3339Nano, published); err != nil {
			r.bad = true
		}
	}
	s.SubjectCanonical, s.ObjectCanonical, s.PlaceCanonical = r.string(), r.string(), r.string()
	s.AboutCanonical, s.AttributionCanonical = r.strings(), r.strings()
	s.Contested = r.take(1) == "\x01"
	if n := r.list(); n > 0 {
		s.Explanation = make([]graph.Reason, n)
		for i := range s.Explanation {
			s.Explanation[i] = graph.Reason{Layer: r.string(), Reason: r.string(), Effect: math.Float64frombits(r.fixed())}
		}
	}
	statementSchema.readFields(r, &node)
	if r.bad || v != string(rune(recordVersion)) {
		return nil, damagedRecord("statement", id)
	}
	for k := range s.Evidence {
		s.Evidence[k].Document = s.Document
	}
	return s, nil
}

func entityRecord(c *graph.Canonical) []byte {
	return entitySchema.appendFields(append(make([]byte, 0, 256), recordVersion), c, 0)
}

func readEntityRecord(id, record string) (*graph.Canonical, error) {
	r := &recordReader{rest: record}
	v := r.take(1)
	c := &graph.Canonical{ID: id}
	entitySchema.readFields(r, c)
	if r.bad || v != string(rune(recordVersion)) {
		return nil, damagedRecord("entity", id)
	}
	return c, nil
}

func damagedRecord(what, id string) error {
	return graph.Errorf(graph.KindCorrupt, "the record of the %s %s is damaged: restore the store from a backup", what, id)
}
