package syntax

import (
	"strings"

	"github.com/dateline-news/dateline/extract/model"
)

// Sentences are found by a classifier over the tokens: after each token it asks
// whether a sentence ends there. A blank line always ends one. A single line
// break ends one too unless the lines look like text that was wrapped at a
// column. Between a plain word and a small letter nothing is asked.

// SentenceToken is what the sentence splitter sees of a token.
type SentenceToken struct {
	Word  uint64 // lower-case text, digits as 0
	Shape uint64
	Class AtomClass // of the first atom
	Flags uint8
	Space Space // before it
	Ortho uint8 // what Orthography knows of the word, without a full stop
}

// Flags of a SentenceToken.
const (
	EndsSentence uint8 = 1 << iota // . ? ! … or a run that ends in one
	Closes                         // a closing quotation mark or bracket
	Opens                          // an opening one
	Abbreviates                    // letters with a full stop: "Mr.", "U.S."
	PlainWord                      // letters alone
	QuoteMark                      // " or ', of which one cannot see whether it opens
)

// AskSentence tells whether the splitter asks about a break before token i.
func AskSentence(t []SentenceToken, i int) bool {
	if t[i].Space >= Newline {
		return true
	}
	if p := &t[i-1]; t[i].Space == NoSpace {
		switch {
		case p.Flags&(QuoteMark|Opens) != 0 && (p.Space != NoSpace || i > 1 && t[i-2].Flags&Opens != 0):
			return false // it opens what follows: ("In Obscurity")
		case p.Word == hyphen && p.Space == NoSpace:
			return false // "Class-A"
		}
	}
	return t[i-1].Flags&PlainWord == 0 || t[i].Flags&PlainWord == 0 || t[i].Class != Lower
}

// MustEnd tells that a sentence ends before token i whatever the splitter thinks:
// an abbreviation and then a function word with a capital, of which the
// treebanks have too few. "He was held in the U.S. | The lawyer said …"
// So it does before the label of a credit: "The ship in port | Image: NASA".
func MustEnd(t []SentenceToken, i int) bool {
	if t[i].Space == NoSpace || t[i].Class != Title {
		return false
	}
	if i+1 < len(t) && t[i+1].Space == NoSpace && t[i+1].Word == colon && labels[t[i].Word] && t[i-1].Flags&(Opens|QuoteMark) == 0 {
		return true
	}
	return t[i-1].Flags&Abbreviates != 0 && openers[t[i].Word] && !joining[t[i-1].Word] || dateLine(t, i)
}

// dateLine tells that a date is a line of its own, though no line break parts it
// from what is before or after token i: weekday and date, without a mark and
// without a word that leads to it, at one end of a paragraph.
// "Ministers meet in Oslo | Tuesday, May 4, 2021", "Tuesday, 4 May 2021 | Ministers met".
func dateLine(t []SentenceToken, i int) bool {
	for k := max(0, i-6); k <= i-5; k++ {
		if t[k].Space == Break && dateEnd(t, k) == i {
			return t[i].Class <= Upper
		}
	}
	end, p := dateEnd(t, i), &t[i-1]
	return end > 0 && (end == len(t) || t[end].Space >= Newline) && p.Flags&(PlainWord|Closes|QuoteMark|EndsSentence) != 0 && !leads[p.Word]
}

// dateEnd is the end of the date with weekday and year that begins with token i, 0 if none does.
func dateEnd(t []SentenceToken, i int) int {
	if !weekdays[t[i].Word] {
		return 0
	}
	named, numbers := 0, 0
	for k := i + 1; k < min(len(t), i+6) && t[k].Space < Newline; k++ {
		switch {
		case t[k].Class == Digits:
			if numbers++; numbers == 2 && named == 1 && t[k].Shape == fourDigits {
				return k + 1
			}
		case months[t[k].Word]:
			named++
		case t[k].Word != comma:
			return 0
		}
	}
	return 0
}

var openers = hashes("the he she it they but in on and this that these those we at for if when while after before however there you his her their its")

var (
	labels = hashes("image photo photograph picture video credit")
	colon  = model.Hash(":")
	comma  = model.Hash(",")
	hyphen = model.Hash("-")

	weekdays = hashes("monday tuesday wednesday thursday friday saturday sunday")
	months   = hashes("january february march april may june july august september october november december")
	leads    = hashes("on until till since from by before after of for to and or than last next this every each early late through")
)

// fourDigits is the shape of a year.
const fourDigits = 0x300 + 4

// joining abbreviations stand before what they belong to: "Smith v. The Queen".
var joining = hashes("v. vs. e.g. i.e. cf. c. ca. by.")

func hashes(words string) map[uint64]bool {
	m := map[uint64]bool{}
	for w := range strings.FieldsSeq(words) {
		m[model.Hash(w)] = true
	}
	return m
}

// SentenceFeatures appends the features of the question whether a sentence ends
// between tokens i-1 and i. start is the first token of the sentence that would
// end there, open the number of brackets and quotation marks open there.
func SentenceFeatures(f []uint64, t []SentenceToken, start, i, quotes, brackets int) []uint64 {
	at := func(k int) *SentenceToken {
		if k < 0 || k >= len(t) {
			return &edge
		}
		if k > i && t[k].Space == Break {
			return &edge
		}
		return &t[k]
	}
	p, n, pp, nn, ppp, nnn := &t[i-1], &t[i], at(i-2), at(i+1), at(i-3), at(i+2)
	if i-1 <= start {
		pp = &edge
	}
	if i-2 <= start {
		ppp = &edge
	}
	sp := uint64(n.Space)
	length := uint64(lengthClass(i - start))
	ahead := uint64(0) // tokens up to the next end mark or paragraph end, as far as we look
	for k := i; k < min(i+12, len(t)); k++ {
		if t[k].Space == Break && k > i || t[k].Flags&EndsSentence != 0 {
			break
		}
		ahead++
	}
	ahead = uint64(lengthClass(int(ahead)))
	state := uint64(min(brackets, 1)) + 2*uint64(quotes&1)
	// The last end mark within three tokens, through closing quotation marks and brackets.
	end := uint64(0)
	for k := i - 1; k >= max(start, i-3); k-- {
		if t[k].Flags&EndsSentence != 0 {
			end = 1 + uint64(i-1-k)
			break
		}
		if t[k].Flags&(Closes|QuoteMark) == 0 {
			break
		}
	}
	sh := pair(p.Shape, n.Shape)
	// How a capital of the next word, and a stop of this one, is to be expected.
	capital := pair(uint64(n.Class), uint64(n.Ortho%orthographyClasses))
	stop := pair(uint64(p.Flags), uint64(p.Ortho/orthographyClasses))
	capitalOf := pair(uint64(p.Class), uint64(p.Ortho%orthographyClasses))
	nextCapital := pair(uint64(nn.Class), uint64(nn.Ortho%orthographyClasses))
	return append(f,
		mark(130, capital), mark(131, stop), mark(132, pair(capital, stop)), mark(133, pair(capital, p.Shape)), mark(134, pair(capital, p.Word)),
		mark(135, pair(pair(capital, stop), end)), mark(136, pair(pair(capital, stop), pair(end, state))), mark(137, pair(capital, capitalOf)),
		mark(138, pair(pair(capital, nextCapital), capitalOf)), mark(139, pair(pair(capital, capitalOf), length)), mark(140, pair(pair(capital, capitalOf), n.Word)),
		mark(141, pair(stop, n.Word)), mark(142, pair(pair(capital, nextCapital), p.Shape)),
		mark(100, sp), mark(101, p.Word), mark(102, n.Word), mark(103, pair(p.Word, n.Word)),
		mark(104, sh), mark(105, pair(sh, pp.Shape)), mark(106, pair(sh, nn.Shape)), mark(107, pair(pair(pp.Shape, sh), nn.Shape)),
		mark(108, pair(p.Word, n.Shape)), mark(109, pair(p.Shape, n.Word)), mark(110, pair(p.Word, pair(pp.Word, sp))),
		mark(111, pair(n.Word, nn.Word)), mark(112, pair(pair(p.Word, pp.Shape), n.Shape)),
		mark(113, pair(pair(p.Word, length), n.Shape)), mark(114, pair(pair(p.Word, state), n.Shape)),
		mark(115, pair(pair(end, sp), n.Shape)), mark(116, pair(pair(end, state), pair(p.Word, n.Shape))), mark(117, pair(pair(end, p.Shape), n.Word)),
		mark(118, pair(length, sh)), mark(119, pair(pair(length, ahead), pair(end, n.Shape))), mark(120, pair(ahead, sh)),
		mark(121, pair(pair(pp.Shape, p.Word), pair(n.Shape, nn.Shape))), mark(122, pair(pair(ppp.Shape, pp.Shape), pair(p.Shape, n.Shape))),
		mark(123, pair(pair(p.Shape, n.Shape), pair(nn.Shape, nnn.Shape))), mark(124, pair(pp.Word, p.Word)),
		mark(125, pair(pair(p.Word, n.Word), sp)), mark(126, pair(pp.Word, n.Word)), mark(127, pair(state, pair(n.Word, end))),
		mark(128, pair(pair(p.Word, sp), pair(n.Shape, uint64(p.Flags)))), mark(129, pair(pair(t[start].Word, length), pair(p.Word, n.Shape))),
	)
}

var edge = SentenceToken{Word: 3, Shape: 3, Space: Break}

func lengthClass(n int) int {
	switch {
	case n < 4:
		return n
	case n < 6:
		return 4
	case n < 10:
		return 5
	case n < 16:
		return 6
	case n < 30:
		return 7
	case n < 60:
		return 8
	}
	return 9
}
