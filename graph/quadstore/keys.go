package quadstore

import (
	"math/bits"
	"strings"

	"github.com/dateline-news/dateline/graph"
)

// Keys of the embedded engine, by their first byte. Quads are keys alone: their
// values are empty.
const (
	keyValue     = 'd' // + encoding or hash → id
	keyNode      = 'i' // + id → encoding
	keyQuads     = '1' // + ordering, ids
	keyPredicate = 'n' // + id → number of quads
	keyPosting   = 'x' // + index, key, sort, id → facets
	keyRecord    = 'r' // + name → record
	keyMeta      = 'm' // + name
)

// appendID writes an id so that bytes compare as ids do and no id begins
// another: tag and length, then as few bytes as it needs.
func appendID(b []byte, id nodeID) []byte {
	n := id.number()
	size := (bits.Len64(n) + 7) / 8
	b = append(b, byte(id.tag()>>(tagShift-4))|byte(size))
	for i := size - 1; i >= 0; i-- {
		b = append(b, byte(n>>(8*i)))
	}
	return b
}

func readID(b []byte) (id nodeID, rest []byte, ok bool) {
	if len(b) == 0 {
		return 0, nil, false
	}
	size := int(b[0] & 0xf)
	if size > 8 || len(b) < 1+size {
		return 0, nil, false
	}
	id = nodeID(b[0]>>4) << tagShift
	var n nodeID
	for _, c := range b[1 : 1+size] {
		n = n<<8 | nodeID(c)
	}
	return id | n, b[1+size:], true
}

func appendQuadPrefix(b []byte, o ordering, ids ...nodeID) []byte {
	b = append(b, keyQuads+byte(o))
	for _, id := range ids {
		b = appendID(b, id)
	}
	return b
}

func appendQuad(b []byte, o ordering, q quadID) []byte {
	b = append(b, keyQuads+byte(o))
	for _, at := range orderings[o] {
		b = appendID(b, q[at])
	}
	return b
}

func readQuad(key []byte, o ordering) (q quadID, ok bool) {
	if len(key) == 0 {
		return q, false
	}
	rest := key[1:]
	for _, at := range orderings[o] {
		if q[at], rest, ok = readID(rest); !ok {
			return q, false
		}
	}
	return q, len(rest) == 0
}

// Strings in keys end with 00 01, and a NUL in them is 00 ff, so that they
// compare as strings do.
func appendText(b []byte, s string) []byte {
	for {
		i := strings.IndexByte(s, 0)
		if i < 0 {
			return append(append(b, s...), 0, 1)
		}
		b = append(append(b, s[:i]...), 0, 0xff)
		s = s[i+1:]
	}
}

func appendTextPrefix(b []byte, s string) []byte {
	return appendText(b, s)[:len(b)+len(s)+strings.Count(s, "\x00")]
}

func readText(b []byte) (s string, rest []byte, ok bool) {
	for i := 0; i+1 < len(b); i++ {
		if b[i] != 0 {
			continue
		}
		if b[i+1] == 1 {
			s = string(b[:i])
			if strings.IndexByte(s, 0) >= 0 {
				s = strings.ReplaceAll(s, "\x00\xff", "\x00")
			}
			return s, b[i+2:], true
		}
		i++
	}
	return "", nil, false
}

func appendPosting(b []byte, p posting) []byte {
	b = append(b, keyPosting, p.index)
	b = appendText(b, p.key)
	b = appendText(b, p.sort)
	return appendPackedID(b, p.id)
}

func readPosting(key []byte) (p posting, ok bool) {
	if len(key) < 2 {
		return p, false
	}
	p.index = key[1]
	rest := key[2:]
	if p.key, rest, ok = readText(rest); !ok {
		return p, false
	}
	if p.sort, rest, ok = readText(rest); !ok {
		return p, false
	}
	p.id, ok = unpackID(string(rest))
	return p, ok
}

// read reads an entry of the range. Those of one list share their key, which is
// the first shared bytes.
func (r *postingRange) read(key []byte, shared int) (p posting, ok bool) {
	if r.prefix {
		return readPosting(key)
	}
	p.index, p.key = r.index, r.key
	rest := key[shared:]
	if p.sort, rest, ok = readText(rest); !ok {
		return p, false
	}
	p.id, ok = unpackID(string(rest))
	return p, ok
}

// bounds are the keys between which a range lies.
func (r postingRange) bounds() (lo, hi []byte) {
	b := []byte{keyPosting, r.index}
	if r.prefix {
		lo = appendTextPrefix(b, r.key)
	} else {
		lo = appendText(b, r.key)
	}
	hi = successor(lo)
	if r.after != (graph.Posting{}) {
		at := appendPosting(nil, posting{index: r.index, key: r.after.Key, sort: r.after.Sort, id: r.after.ID})
		if r.reverse {
			hi = at
		} else {
			lo = append(at, 0)
		}
	}
	return lo, hi
}

// successor is the smallest key above all those that begin with prefix.
func successor(prefix []byte) []byte {
	s := append([]byte(nil), prefix...)
	for i := len(s) - 1; i >= 0; i-- {
		if s[i]++; s[i] != 0 {
			return s[:i+1]
		}
	}
	return nil
}
