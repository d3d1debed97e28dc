package syntax

import (
	"unicode/utf8"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/model"
)

// View is what tagger and parser see of a token's form, as hashes.
type View struct {
	Form, Lower      uint64
	Pre1, Pre2, Pre3 uint64
	Suf1, Suf2, Suf3 uint64
	Suf4             uint64
	Shape            uint64
}

// Views fills v, as long as t, for the tokens of one sentence.
func Views(v []View, text string, start, end []int32) {
	var buf [32]byte
	for i := range v {
		s := text[start[i]:end[i]]
		v[i] = viewOf(s, buf[:0])
	}
}

func viewOf(s string, buf []byte) (v View) {
	if len(s) > 32 {
		s = s[:32]
	}
	b := lowerASCII(buf, s)
	digit, upper, lower, dash, other := false, 0, 0, false, false
	for i, c := range b {
		switch {
		case c >= '0' && c <= '9':
			digit = true
			b[i] = '0'
		case c == '-':
			dash = true
		case s[i] >= 'A' && s[i] <= 'Z':
			upper++
		case c >= 'a' && c <= 'z':
			lower++
		default:
			other = true
		}
	}
	first := s[0] >= 'A' && s[0] <= 'Z'
	v.Shape = uint64(min(len(s), 3))
	for k, on := range []bool{digit, dash, other, first, upper > 1, lower > 0, upper > 0} {
		if on {
			v.Shape |= 8 << k
		}
	}
	v.Lower = model.Hash(string(b))
	v.Form = v.Lower + v.Shape>>3
	// Affixes end at characters' edges.
	cut := func(n int) uint64 {
		for n > 0 && n < len(b) && !utf8.RuneStart(b[n]) {
			n++
		}
		return model.Hash(string(b[:min(n, len(b))]))
	}
	tail := func(n int) uint64 {
		k := max(0, len(b)-n)
		for k > 0 && !utf8.RuneStart(b[k]) {
			k--
		}
		return model.Hash(string(b[k:]))
	}
	v.Pre1, v.Pre2, v.Pre3 = cut(1), cut(2), cut(3)
	v.Suf1, v.Suf2, v.Suf3, v.Suf4 = tail(1), tail(2), tail(3), tail(4)
	return v
}

var outside = View{Form: 5, Lower: 5, Shape: 5, Suf3: 5, Suf2: 5}

func viewAt(v []View, i int) *View {
	if i < 0 || i >= len(v) {
		return &outside
	}
	return &v[i]
}

// XPOSFeatures appends the features of the XPOS tag of token i, given the tags
// before it (Toutanova et al. 2003, Collins 2002).
func XPOSFeatures(f []uint64, v []View, tags []extract.XPOS, i int) []uint64 {
	w, p, n, pp, nn := &v[i], viewAt(v, i-1), viewAt(v, i+1), viewAt(v, i-2), viewAt(v, i+2)
	t1, t2 := uint64(99), uint64(99)
	if i > 0 {
		t1 = uint64(tags[i-1])
		if i > 1 {
			t2 = uint64(tags[i-2])
		}
	}
	return append(f,
		mark(200, 0), mark(201, w.Lower), mark(202, w.Form), mark(203, w.Suf1), mark(204, w.Suf2), mark(205, w.Suf3), mark(206, w.Suf4),
		mark(207, w.Pre1), mark(208, w.Pre2), mark(209, w.Pre3), mark(210, w.Shape), mark(211, pair(w.Shape, min(uint64(i), 1))),
		mark(212, p.Lower), mark(213, n.Lower), mark(214, pp.Lower), mark(215, nn.Lower), mark(216, pair(p.Lower, w.Lower)), mark(217, pair(w.Lower, n.Lower)),
		mark(218, p.Suf3), mark(219, n.Suf3), mark(220, pair(p.Shape, w.Shape)), mark(221, pair(w.Shape, n.Shape)),
		mark(222, t1), mark(223, pair(t1, t2)), mark(224, pair(t1, w.Lower)), mark(225, pair(pair(t1, t2), w.Lower)), mark(226, pair(t1, w.Suf3)),
		mark(227, pair(t1, w.Shape)), mark(228, pair(t1, n.Lower)), mark(229, pair(t1, pair(w.Suf2, n.Suf2))), mark(230, pair(n.Lower, nn.Lower)),
		mark(231, pair(t1, pair(t2, w.Shape))),
	)
}

// UPOSFeatures appends the features of the UPOS tag of token i, given all XPOS tags.
func UPOSFeatures(f []uint64, v []View, tags []extract.XPOS, i int) []uint64 {
	t := func(k int) uint64 {
		if k < 0 || k >= len(tags) {
			return 99
		}
		return uint64(tags[k])
	}
	w, p, n, nn, x := &v[i], viewAt(v, i-1), viewAt(v, i+1), viewAt(v, i+2), t(i)
	return append(f,
		mark(300, x), mark(301, pair(x, w.Lower)), mark(302, w.Lower), mark(303, w.Form), mark(304, pair(x, w.Suf3)), mark(305, pair(x, w.Suf2)),
		mark(306, pair(x, t(i+1))), mark(307, pair(x, t(i-1))), mark(308, pair(pair(x, t(i-1)), t(i+1))), mark(309, pair(pair(x, t(i+1)), t(i+2))),
		mark(310, pair(pair(x, w.Lower), t(i+1))), mark(311, pair(pair(x, w.Lower), n.Lower)), mark(312, pair(pair(x, w.Lower), p.Lower)),
		mark(313, pair(w.Lower, pair(t(i+1), t(i+2)))), mark(314, pair(w.Lower, pair(n.Lower, nn.Lower))), mark(315, pair(pair(x, w.Lower), t(i-1))),
		mark(316, pair(x, w.Shape)), mark(317, pair(pair(x, w.Lower), pair(t(i+1), pair(t(i+2), t(i+3))))),
	)
}

// tagger gives XPOS, then UPOS.
type tagger struct{ xpos, upos linear }

func (g *tagger) run(v []View, xpos []extract.XPOS, upos []extract.UPOS, w *scratch) {
	var scores [64]int32
	for i := range v {
		w.features = XPOSFeatures(w.features[:0], v, xpos, i)
		g.xpos.score(w.features, scores[:])
		xpos[i] = extract.XPOS(highest(scores[:extract.XPOSCount]))
	}
	for i := range v {
		w.features = UPOSFeatures(w.features[:0], v, xpos, i)
		g.upos.score(w.features, scores[:])
		upos[i] = extract.UPOS(highest(scores[:extract.UPOSCount]))
	}
}
