package event

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dateline-news/dateline/extract"
)

// A region is a stretch of text between two quotation marks.
type region struct {
	extract.Span // of what is quoted, without the marks
	tokens       extract.TokenRange
	paragraph    int32
	continues    bool // the quote before it went on: its paragraph ended without a mark and this one opens with one
	whole        bool // nothing but quotes stands in its paragraph
	open         bool // its closing mark is missing
}

// marks pairs the quotation marks of a document, paragraph by paragraph, and
// returns the outermost regions in order of text.
//
// An error in one paragraph does not reach the next. A quote that runs over
// paragraphs opens each with a mark and closes only the last (Chicago Manual of
// Style 13.30): a region without a closing mark goes on in the next paragraph if
// that opens with a mark, and else ends where its paragraph does.
func marks(a *extract.Analysis, out []region) []region {
	s := a.Sentences
	pending := false // the last region of the paragraph before has no closing mark
	for i := 0; i < len(s); {
		j := i + 1
		for j < len(s) && s[j].Paragraph == s[i].Paragraph {
			j++
		}
		n := len(out)
		out = paragraphMarks(a.Text, s[i].Span.Start, s[j-1].Span.End, out)
		for k := n; k < len(out); k++ {
			out[k].paragraph = s[i].Paragraph
			if k == n && pending && strings.TrimSpace(a.Text[s[i].Span.Start:firstMark(a.Text, out[k].Start)]) == "" {
				out[k].continues = true
			}
		}
		pending = len(out) > n && out[len(out)-1].open
		if len(out) > n {
			whole := bare(a.Text[s[i].Span.Start:firstMark(a.Text, out[n].Start)])
			for k := n; whole && k < len(out); k++ {
				end := s[j-1].Span.End
				if k+1 < len(out) {
					end = out[k+1].Start
				}
				whole = out[k].End <= end && bare(a.Text[out[k].End:end])
			}
			for k := n; k < len(out); k++ {
				out[k].whole = whole
			}
		}
		i = j
	}
	tokenRanges(a, out)
	return out
}

// firstMark steps back over the quotation mark (and blanks) before a region's first byte.
func firstMark(text string, at int32) int32 {
	for at > 0 {
		r, n := utf8.DecodeLastRuneInString(text[:at])
		at -= int32(n)
		if markOf(r) != 0 {
			break
		}
	}
	return at
}

// bare tells that a stretch holds no word.
func bare(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) < 0
}

// tokenRanges gives each region the tokens that lie within it.
func tokenRanges(a *extract.Analysis, out []region) {
	k, n := int32(0), int32(a.Tokens.Len())
	for r := range out {
		for k < n && a.Tokens.Start[k] < out[r].Start {
			k++
		}
		first := k
		for k < n && a.Tokens.End[k] <= out[r].End {
			k++
		}
		out[r].tokens = extract.TokenRange{First: first, End: k}
	}
}

type markKind uint8

const (
	markOpen   markKind = 1 << iota // can open
	markClose                       // can close
	markSingle                      // a single mark, which may be an apostrophe
)

// markOf tells what a rune can be, its neighbours aside.
func markOf(r rune) markKind {
	switch r {
	case '"', '＂':
		return markOpen | markClose
	case '“', '„', '«', '‟':
		return markOpen
	case '”', '»':
		return markClose
	case '‘', '‛':
		return markOpen | markSingle
	case '’':
		return markClose | markSingle
	case '\'', '`':
		return markOpen | markClose | markSingle
	}
	return 0
}

// paragraphMarks appends the regions of text[lo:hi], one paragraph.
func paragraphMarks(text string, lo, hi int32, out []region) []region {
	const none = int32(-1)
	open, single := none, false // where the open region's text begins; whether a single mark opened it
	prev := ' '
	for i := lo; i < hi; {
		r, size := utf8.DecodeRuneInString(text[i:hi])
		kind := markOf(r)
		if kind == 0 {
			prev, i = r, i+int32(size)
			continue
		}
		end := i + int32(size)
		if (r == '`' || r == '\'') && end < hi && rune(text[end]) == r { // `` and ''
			end++
			kind = markOpen | markClose
		}
		next := ' '
		if end < hi {
			next, _ = utf8.DecodeRuneInString(text[end:hi])
		}
		canOpen := kind&markOpen != 0 && opens(prev) && !unicode.IsSpace(next)
		canClose := kind&markClose != 0 && !unicode.IsSpace(prev)
		if r == '“' || r == '„' || r == '«' {
			canOpen, canClose = true, open != none && !opens(prev) // a mark that was turned the wrong way round
		}
		if kind&markSingle != 0 {
			// Apostrophes: "don't", "the '90s", "the voters' choice".
			canOpen = canOpen && unicode.IsLetter(next) && closesLater(text[end:hi])
			canClose = canClose && !isWord(next) && (prev != 's' || closing(next))
			if open != none && !single {
				canOpen, canClose = false, false
			}
			if open != none && single && !canClose {
				canOpen = false
			}
		} else if open != none && single {
			// A double mark inside single ones: the single one was an apostrophe, or British nesting.
			if !canClose && canOpen {
				prev, i = r, end
				continue
			}
		}
		switch {
		case open == none && canOpen:
			open, single = end, kind&markSingle != 0
		case open != none && canClose && single == (kind&markSingle != 0):
			out = appendRegion(text, open, i, false, out)
			open = none
		case open != none && canOpen && !single:
			// The closing mark is missing: the sentence in which the region opened ends it.
			stop := open + int32(sentenceEnd(text[open:i]))
			out = appendRegion(text, open, stop, true, out)
			open, single = end, kind&markSingle != 0
		}
		prev, i = r, end
	}
	if open != none && !single {
		stop := hi
		if start := firstMark(text, open); !bare(text[lo:start]) && !strings.HasSuffix(strings.TrimRight(text[lo:start], " "), ":") {
			stop = open + int32(sentenceEnd(text[open:hi]))
		}
		out = appendRegion(text, open, stop, true, out)
	}
	return out
}

func appendRegion(text string, lo, hi int32, open bool, out []region) []region {
	for lo < hi && text[lo] == ' ' {
		lo++
	}
	for hi > lo && text[hi-1] == ' ' {
		hi--
	}
	if hi <= lo {
		return out
	}
	return append(out, region{Span: extract.Span{Start: lo, End: hi}, open: open})
}

// opens tells that a mark after prev can open.
func opens(prev rune) bool {
	return unicode.IsSpace(prev) || strings.ContainsRune("([{—–-/“‘\"':", prev)
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// closing tells that what follows a single mark after "s" makes it a closing one and no plural possessive.
func closing(next rune) bool { return strings.ContainsRune(",.!?;:—”\"", next) }

// closesLater tells whether a single mark that could close follows within a paragraph's next 300 bytes.
func closesLater(s string) bool {
	s = s[:min(len(s), 300)]
	prev := ' '
	for i, r := range s {
		if (r == '\'' || r == '’') && !unicode.IsSpace(prev) && i > 1 {
			next, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
			if !isWord(next) && (prev != 's' || closing(next)) {
				return true
			}
		}
		prev = r
	}
	return false
}

// sentenceEnd is the length of the first sentence of s, by its full stop.
func sentenceEnd(s string) int {
	for i := 0; i < len(s); i++ {
		if (s[i] == '.' || s[i] == '!' || s[i] == '?') && (i+1 == len(s) || s[i+1] == ' ') && i > 12 {
			return i + 1
		}
	}
	return len(s)
}
