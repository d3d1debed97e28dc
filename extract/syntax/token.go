package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dateline-news/dateline/extract/model"
)

// Tokens are found in two steps. A text falls into atoms, which are never
// split: runs of letters, runs of digits, single other characters; a run of
// letters splits where a clitic or a word of Splits may begin ("do|n't",
// "can|not"). Then a classifier decides between any two atoms without white
// space between them whether a token ends there. So "U.S.", "a.m.", "$5",
// "e-mail", "http://a.b/c" and "text.Missing space" are all learned from the
// treebanks, none is a rule.

// Atom is a piece of text that never crosses a token's edge.
type Atom struct {
	Start, End int32
	Class      AtomClass
	Space      Space // before it
}

// AtomClass is a coarse class of characters.
type AtomClass uint8

// The classes of atoms.
const (
	Lower       AtomClass = iota // "word"
	Title                        // "Word"
	Upper                        // "WORD", "I"
	MixedCase                    // "iPhone"
	Digits                       // "2025"
	OtherLetter                  // a script without case
	Address                      // "http://a.b/c", "someone@a.b", "@someone", "#budget"
	Symbol                       // everything else, one rune
)

// Space is the white space before an atom.
type Space uint8

// The kinds of white space, by strength.
const (
	NoSpace Space = iota
	Blank         // spaces, tabs
	Newline       // one line break
	Break         // a blank line, or the beginning of the text
)

// Splits tells where a run of letters may split into two words, as a number of
// bytes: 3 for "cannot" and "gonna". It holds lower-case forms; trainers draw it
// from the multiword tokens of the treebanks.
type Splits map[string][]int

// Atoms appends the atoms of text to a.
func Atoms(a []Atom, text string, splits func(lower []byte) []byte) []Atom {
	space := Break
	lines := 0
	var buf [24]byte
	for i := 0; i < len(text); {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:])
		}
		k := kindOf(r)
		if k == kindLetter || k == kindDigit {
			if j := addressEnd(text, i, space != NoSpace || strings.IndexByte("<([{\"':;,=", text[i-1]) >= 0); j > 0 {
				a = append(a, Atom{int32(i), int32(j), Address, space})
				i, space, lines = j, NoSpace, 0
				continue
			}
		}
		if (r == '@' || r == '#') && (space != NoSpace || len(a) > 0 && a[len(a)-1].Class == Symbol && text[i-1] != '@' && text[i-1] != '#') {
			if j := handleEnd(text, i+1); j > 0 {
				a = append(a, Atom{int32(i), int32(j), Address, space})
				i, space, lines = j, NoSpace, 0
				continue
			}
		}
		switch k {
		case kindSpace:
			if r == '\n' || r == '\u2029' || r == '\u2028' || r == '\r' && (i+1 == len(text) || text[i+1] != '\n') {
				lines++
			}
			if space == NoSpace {
				space = Blank
			}
			if lines == 1 {
				space = max(space, Newline)
			} else if lines > 1 {
				space = Break
			}
			i += n
			continue
		case kindLetter:
			start, j := i, i+n
			lower, upper, first := 0, 0, unicode.IsUpper(r)
			count := func(r rune) {
				if unicode.IsLower(r) {
					lower++
				} else if unicode.IsUpper(r) {
					upper++
				}
			}
			count(r)
			for j < len(text) {
				r, n := rune(text[j]), 1
				if r >= utf8.RuneSelf {
					r, n = utf8.DecodeRuneInString(text[j:])
				}
				if k := kindOf(r); k != kindLetter && k != kindMark {
					break
				}
				count(r)
				j += n
			}
			class := OtherLetter
			switch {
			case lower > 0 && upper == 0:
				class = Lower
			case upper == 1 && first && lower > 0:
				class = Title
			case upper > 0 && lower == 0:
				class = Upper
			case upper > 0:
				class = MixedCase
			}
			// "do|n't", "DO|N’T": the n begins a word before an apostrophe and a t.
			if c := text[j-1]; (c == 'n' || c == 'N') && j-start > 1 && apostropheT(text[j:]) {
				a = append(a, Atom{int32(start), int32(j - 1), class, space}, Atom{int32(j - 1), int32(j), class, NoSpace})
			} else if j-start <= len(buf) && class != OtherLetter {
				at := int32(start)
				for _, p := range splits(lowerASCII(buf[:0], text[start:j])) {
					a = append(a, Atom{at, int32(start + int(p)), class, space})
					at, space = int32(start+int(p)), NoSpace
				}
				a = append(a, Atom{at, int32(j), class, space})
			} else {
				a = append(a, Atom{int32(start), int32(j), class, space})
			}
			i = j
		case kindDigit:
			j := i + n
			for j < len(text) && text[j] >= '0' && text[j] <= '9' {
				j++
			}
			a = append(a, Atom{int32(i), int32(j), Digits, space})
			i = j
		default:
			a = append(a, Atom{int32(i), int32(i + n), Symbol, space})
			i += n
		}
		space, lines = NoSpace, 0
	}
	return a
}

// addressEnd is the end of a web or mail address that begins at i, 0 if none
// does. first tells that what is before i is no part of a mail address. What is left of the sentence
// at its end stays outside: "(see http://a.b/c)."
func addressEnd(text string, i int, first bool) int {
	const longest = 2048
	s := text[i:min(len(text), i+longest)]
	web := hasPrefixFold(s, "http://") || hasPrefixFold(s, "https://") || hasPrefixFold(s, "www.") || hasPrefixFold(s, "ftp://")
	if !web && !first {
		return 0
	}
	at, n := -1, 0
	for ; n < len(s); n++ {
		c := s[n]
		if c <= ' ' || c == '<' || c == '>' || c == '"' || c == '|' || c == '{' || c == '}' || c == '[' || c == ']' {
			break
		}
		if c >= utf8.RuneSelf && (kindOf(runeAt(s[n:])) != kindLetter || !web) {
			break
		}
		if !web {
			// A mail address is letters, digits and . _ - + up to one @, then letters, digits, dots and hyphens.
			switch {
			case c == '@' && at < 0 && n > 0:
				at = n
			case c == '.' || c == '-' || c == '_' && at < 0 || c == '+' && at < 0 || asciiKind[c] == kindLetter || asciiKind[c] == kindDigit:
			default:
				return mailEnd(s[:n], at, i)
			}
		}
	}
	if !web {
		return mailEnd(s[:n], at, i)
	}
	for n > 0 {
		switch c := s[n-1]; {
		case c == '.' || c == ',' || c == ';' || c == ':' || c == '!' || c == '?' || c == '\'' || c == '*' || c == '_' && n > 1 && s[n-2] == '_':
			n--
			continue
		case c == ')' && !hasByte(s[:n], '('):
			n--
			continue
		}
		break
	}
	if n < 6 {
		return 0
	}
	return i + n
}

// handleEnd is the end of the word that "@" or "#" before i begins: "@someone",
// "#budget". A number is none: "#1".
func handleEnd(text string, i int) int {
	if i >= len(text) || kindOf(runeAt(text[i:])) != kindLetter {
		return 0
	}
	for j, r := range text[i:] {
		if k := kindOf(r); k != kindLetter && k != kindDigit && k != kindMark && r != '_' {
			return i + j
		}
	}
	return len(text)
}

func mailEnd(s string, at, i int) int {
	n := len(s)
	for n > 0 && (s[n-1] == '.' || s[n-1] == '-') {
		n--
	}
	if at < 0 || n <= at+3 || !hasByte(s[at:n], '.') {
		return 0
	}
	return i + n
}

func hasByte(s string, c byte) bool { return strings.IndexByte(s, c) >= 0 }

func hasPrefixFold(s, p string) bool { return len(s) >= len(p) && strings.EqualFold(s[:len(p)], p) }

func runeAt(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func apostropheT(s string) bool {
	switch {
	case len(s) > 1 && (s[0] == '\'' || s[0] == '`'):
		s = s[1:]
	case len(s) > 3 && (s[:3] == "’" || s[:3] == "‘"):
		s = s[3:]
	default:
		return false
	}
	if s[0] != 't' && s[0] != 'T' {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[1:])
	return len(s) == 1 || !unicode.IsLetter(r)
}

func lowerASCII(b []byte, s string) []byte {
	for i := range len(s) {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		b = append(b, c)
	}
	return b
}

type kind uint8

const (
	kindOther kind = iota
	kindSpace
	kindLetter
	kindDigit
	kindMark
)

var asciiKind = func() (t [utf8.RuneSelf]kind) {
	for r := range rune(utf8.RuneSelf) {
		switch {
		case unicode.IsSpace(r) || '\x1c' <= r && r <= '\x1f':
			t[r] = kindSpace
		case unicode.IsLetter(r):
			t[r] = kindLetter
		case unicode.IsDigit(r):
			t[r] = kindDigit
		}
	}
	return
}()

func kindOf(r rune) kind {
	switch {
	case r < utf8.RuneSelf:
		return asciiKind[r]
	case unicode.IsSpace(r):
		return kindSpace
	case unicode.IsLetter(r):
		return kindLetter
	case unicode.IsMark(r) || r == '\u200d' || r == '\u00ad':
		return kindMark
	}
	return kindOther
}

// TokenFeatures appends the features of the question whether a token ends
// between atoms i-1 and i, which no white space parts. start is the first atom
// of the token that would end there, hash the hash of each atom (AtomHashes).
func TokenFeatures(f []uint64, a []Atom, hash []AtomHash, start, i int) []uint64 {
	l := &a[i-1]
	var ll, rr, rrr, lll uint64 = 1, 1, 1, 1 // atoms further out in the same chunk; 1 is its edge
	spaceNext := uint64(0)
	if l.Space == NoSpace && i >= 2 {
		ll = hash[i-2].Shape
		if a[i-2].Space == NoSpace && i >= 3 {
			lll = hash[i-3].Shape
		}
	}
	if i+1 < len(a) {
		if a[i+1].Space == NoSpace {
			rr = hash[i+1].Shape
			if i+2 < len(a) && a[i+2].Space == NoSpace {
				rrr = hash[i+2].Shape
			}
		} else {
			// What follows the chunk: a capital after "Corp." tells little, a small letter much.
			spaceNext = 2 + uint64(a[i+1].Class) + 16*uint64(a[i+1].Space)
		}
	} else {
		spaceNext = 1
	}
	lw, rw, ls, rs := hash[i-1].Word, hash[i].Word, hash[i-1].Shape, hash[i].Shape
	// The token so far, as a hash of its atoms' words, and the number of atoms.
	so, soShape := uint64(7), uint64(7)
	for k := max(start, i-6); k < i; k++ {
		so, soShape = pair(so, hash[k].Word), pair(soShape, hash[k].Shape)
	}
	n := uint64(min(i-start, 5))
	stop := hash[i-1].Ortho / orthographyClasses
	return append(f,
		mark(0, 0),
		mark(29, pair(stop, rs)), mark(30, pair(pair(stop, rs), spaceNext)), mark(31, pair(pair(stop, ls), pair(rs, spaceNext))),
		mark(32, pair(pair(stop, ls), pair(pair(rs, n), spaceNext))),
		mark(1, lw), mark(2, rw), mark(3, pair(lw, rw)),
		mark(4, pair(ls, rs)), mark(5, pair(ll, pair(ls, rs))), mark(6, pair(pair(ls, rs), rr)),
		mark(7, pair(pair(ll, ls), pair(rs, rr))), mark(8, pair(pair(lll, ll), pair(ls, rs))),
		mark(9, pair(pair(ls, rs), pair(rr, rrr))),
		mark(10, pair(pair(lll, ll), pair(pair(ls, rs), pair(rr, rrr)))),
		mark(11, so), mark(12, pair(so, rw)), mark(13, pair(so, rs)), mark(14, pair(soShape, rs)),
		mark(15, pair(pair(soShape, rs), pair(rr, rrr))),
		mark(16, pair(pair(rs, ls), n)),
		mark(17, pair(rw, spaceNext)), mark(18, pair(pair(lw, rw), spaceNext)), mark(19, pair(pair(soShape, rs), spaceNext)),
		mark(20, pair(so, pair(rs, spaceNext))),
		mark(21, pair(lw, rs)), mark(22, pair(ls, rw)), mark(23, pair(pair(ls, rw), rr)), mark(24, pair(pair(lw, rw), rr)),
		mark(25, pair(pair(ll, lw), rs)), mark(26, pair(pair(ll, ls), rw)),
		mark(27, pair(hash[i].Chunk, pair(ls, rs))),
		mark(28, pair(hash[i].Chunk, pair(pair(ll, ls), pair(rs, rr)))),
		mark(33, hash[i].Form), mark(34, pair(hash[i].Chunk, pair(rw, n))), mark(35, pair(hash[i].Chunk, pair(lw, rs))),
	)
}

// AlwaysSplits tells that a token ends between atoms i-1 and i without asking:
// beside typographic double quotation marks, long dashes and signs of currency
// that the treebanks have too few of.
func AlwaysSplits(text string, a []Atom, i int) bool {
	l, r := text[a[i-1].Start:a[i-1].End], text[a[i].Start:a[i].End]
	if l[0] < utf8.RuneSelf && r[0] < utf8.RuneSelf || l == r {
		return false
	}
	return standsAlone(l) || standsAlone(r) || l == "…" && a[i].Class != Symbol || r == "…" && a[i-1].Class != Symbol
}

func standsAlone(s string) bool {
	switch s {
	case "“", "”", "„", "«", "»", "—", "―", "€", "£", "¥":
		return true
	}
	return false
}

// AtomHash are the values that features of an atom are made of.
type AtomHash struct {
	Word  uint64 // lower-case text; digits as 0, all kinds of quotation mark as ' and "
	Shape uint64 // class and length, or the symbol itself
	Chunk uint64 // what else the white-space-delimited chunk holds: "@", "/", "www"
	Form  uint64 // shape of the whole chunk and the place of the atom in it
	Ortho uint64 // what Orthography knows of the word
}

// AtomHashes fills h, as long as a.
func AtomHashes(h []AtomHash, text string, a []Atom, o Orthography) {
	var buf [32]byte
	chunk := 0
	for i := range a {
		h[i] = AtomHash{} // of an earlier text
		s := text[a[i].Start:a[i].End]
		b := buf[:0]
		if a[i].Class == Digits {
			h[i].Word = pair(uint64(min(len(s), 5)), 0xD16)
			h[i].Shape = h[i].Word
		} else if len(s) <= len(buf) {
			if q := plainQuote(s); q != "" {
				s = q
			}
			b = lowerASCII(b, s)
			h[i].Word = model.Hash(string(b))
			if a[i].Class < Digits {
				h[i].Ortho = uint64(o.at(h[i].Word))
			}
		} else {
			h[i].Word = model.Hash(s[:16]) + uint64(len(s))
		}
		switch a[i].Class {
		case Symbol:
			h[i].Shape = h[i].Word
		case Digits:
		default:
			h[i].Shape = 0x100 + uint64(a[i].Class)*8 + uint64(min(len(s), 4))
		}
		if a[i].Space != NoSpace {
			chunk = i
		}
		if i+1 == len(a) || a[i+1].Space != NoSpace {
			kind := chunkKind(text, a[chunk:i+1])
			form := uint64(i - chunk)
			for k := chunk; k <= min(i, chunk+12); k++ {
				form = pair(form, h[k].Shape)
			}
			for k := chunk; k <= i; k++ {
				h[k].Chunk, h[k].Form = kind, pair(form, uint64(min(k-chunk, 13)))
			}
		}
	}
}

// plainQuote is the typewriter's mark for a typographic quotation mark.
func plainQuote(s string) string {
	switch s {
	case "’", "‘", "`", "´", "ʼ":
		return "'"
	case "“", "”", "„", "«", "»":
		return "\""
	}
	return ""
}

func chunkKind(text string, a []Atom) (k uint64) {
	if len(a) == 1 {
		return 0
	}
	for i := range a {
		if a[i].Class != Symbol {
			if a[i].Class == Address {
				k |= 32
			} else if s := text[a[i].Start:a[i].End]; s == "www" || s == "http" || s == "https" || s == "com" || s == "mailto" {
				k |= 1
			}
			continue
		}
		switch text[a[i].Start] {
		case '.':
			if 0 < i && i+1 < len(a) && a[i-1].Class < Digits && a[i+1].Class < Digits && a[i-1].End-a[i-1].Start > 1 && a[i+1].End-a[i+1].Start > 1 {
				if k&64 != 0 {
					k |= 128
				}
				k |= 64 // "news.example.com", "file.doc", "end.Missing"
			}
		case '@':
			k |= 2
		case '/':
			k |= 4
		case '_':
			k |= 8
		case '=', '?', '&', '#':
			k |= 16
		}
	}
	return k
}
