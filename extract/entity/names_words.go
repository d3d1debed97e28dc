package entity

import (
	"unicode"
	"unicode/utf8"

	"github.com/dateline-news/dateline/extract/model"
)

// wordTable knows the words of the raw news: vectors of two sorts, their
// clusters, and how often a word is written with a small letter.
type wordTable struct {
	*model.Vocabulary
	classes [2][]uint32 // of WordClass
}

// WordVector is the length of a word's two vectors together: what it is about, and how it behaves.
const WordVector = 2 * model.VectorDim

// openWords opens the table that the trainer words made.
func openWords(f *model.File) *wordTable {
	return &wordTable{model.OpenVocabulary(f), [2][]uint32{model.Slice[uint32](f, "meaning"), model.Slice[uint32](f, "syntax")}}
}

// A WordClass is what the word table knows of one form: clusters at three
// grains from vectors of meaning and of syntax, numbered from 1, 0 for an
// unknown word, and its Capital from 1 (always small) to 7 (always capital).
type WordClass struct {
	Meaning, Syntax [3]uint16
	Capital         uint8
}

// The numbers of clusters at the three grains.
var ClusterSizes = [3]int{64, 256, 1024}

// PutWordClasses adds the classes of the words of a vocabulary, in its order.
func PutWordClasses(w *model.Writer, classes []WordClass) {
	pack := func(x [3]uint16) uint32 { return uint32(x[0]-1) | uint32(x[1]-1)<<6 | uint32(x[2]-1)<<14 }
	var meaning, syntax []uint32
	for _, c := range classes {
		meaning, syntax = append(meaning, pack(c.Meaning)|uint32(c.Capital)<<24), append(syntax, pack(c.Syntax))
	}
	model.Put(w, "meaning", meaning)
	model.Put(w, "syntax", syntax)
}

// class is that of a word of the vocabulary, none for -1.
func (t *wordTable) class(at int32) WordClass {
	if at < 0 {
		return WordClass{}
	}
	unpack := func(v uint32) [3]uint16 {
		return [3]uint16{uint16(v&63) + 1, uint16(v>>6&255) + 1, uint16(v>>14&1023) + 1}
	}
	v := t.classes[0][at]
	return WordClass{unpack(v), unpack(t.classes[1][at]), uint8(v >> 24)}
}

// Case of a word's letters.
type wordCase uint8

const (
	caseNone    wordCase = iota // no letters
	caseLower                   // word
	caseCapital                 // Word
	caseUpper                   // WORD, of two letters or more
	caseSingle                  // W
	caseMixed                   // iPhone, McDonald
)

// word is everything about one token that features are made of.
type word struct {
	form, low    uint64 // hashes; digits are zeros
	folded       uint64 // hash under which the lexicon knows it, 0 for one that does not count
	shape, brief uint64 // "Xxxx0-", and the same without repeats
	prefix       [4]uint64
	suffix       [4]uint64 // of one to four letters, in lower case
	class        WordClass
	vector       int32 // its number in the vocabulary, -1
	name         NameWord
	letters      wordCase
	digits, dots bool
	punct        byte // a token of one sign
	noun         nounKind
	before       bool  // stands before names: "President", "Mr."
	capital      bool  // begins with a capital letter, or with a digit before letters
	glue         bool  // may join capitalised words into one name: of, the, de, al, -
	run          int32 // index into runs, -1
}

// nounKind is what the lexicon says of the word as a common noun.
type nounKind uint8

const (
	nounNone nounKind = iota
	nounOther
	nounPerson
	nounBody
	nounPlace
	nounEvent
	nounTime
	nounVehicle
	nounDocument
)

// reader fills words from tokens; its buffers are scratch memory.
type reader struct {
	lexicon *Lexicon
	words   *wordTable
	form    []byte
	lower   []byte
	shape   []byte
	brief   []byte
}

// read fills w from a token. shouting says that the line is all capitals: then
// "MEXICO" is read as "Mexico".
func (r *reader) read(w *word, s string, shouting bool) {
	*w = word{run: -1}
	r.form, r.lower, r.shape, r.brief = r.form[:0], r.lower[:0], r.shape[:0], r.brief[:0]
	upper, lower, n := 0, 0, 0
	var last byte
	for i, c := range s {
		if n >= 40 { // a longer token is no word
			break
		}
		n++
		if c >= '0' && c <= '9' {
			c = '0'
			w.digits = true
		}
		var kind byte
		l := c
		switch {
		case c < utf8.RuneSelf:
			switch {
			case c >= 'a' && c <= 'z':
				kind = 'x'
			case c >= 'A' && c <= 'Z':
				kind = 'X'
				l = c + 'a' - 'A'
			case c == '0':
				kind = '0'
			default:
				kind = byte(c)
			}
		case unicode.IsUpper(c):
			kind, l = 'X', unicode.ToLower(c)
		case unicode.IsLetter(c):
			kind = 'x'
		case c == '’':
			kind, c, l = '\'', '\'', '\''
		default:
			kind = '?'
		}
		switch kind {
		case 'X':
			upper++
			if i == 0 {
				w.capital = true
			} else if shouting {
				c = l
			}
		case 'x':
			lower++
		case '.':
			w.dots = true
		}
		r.form = utf8.AppendRune(r.form, c)
		r.lower = utf8.AppendRune(r.lower, l)
		if n <= 4 || kind != last {
			r.shape = append(r.shape, kind)
		}
		if kind != last {
			r.brief = append(r.brief, kind)
		}
		last = kind
	}
	switch {
	case upper+lower == 0:
		w.letters = caseNone
	case upper == 0:
		w.letters = caseLower
	case upper == 1 && lower == 0:
		w.letters = caseSingle
	case lower == 0:
		w.letters = caseUpper
		if w.digits && !w.capital { // 5G
			w.capital = true
		}
	case upper == 1 && w.capital:
		w.letters = caseCapital
	default:
		w.letters = caseMixed
	}
	if w.letters == caseMixed && !w.capital { // al-Assad's parts, iPhone, d'Ivoire
		w.capital = true
	}
	if n == 1 && w.letters == caseNone {
		w.punct = s[0]
		if !w.digits && len(s) > 1 {
			w.punct = '?'
			if s == "–" || s == "—" {
				w.punct = '-'
			} else if s == "“" || s == "”" {
				w.punct = '"'
			}
		}
	}
	form, low := text(r.form), text(r.lower)
	w.form, w.low = model.Hash(form), model.Hash(low)
	w.shape, w.brief = model.Hash(text(r.shape)), model.Hash(text(r.brief))
	for k := range 4 {
		w.prefix[k], w.suffix[k] = model.Hash(head(low, k+1)), model.Hash(tail(low, k+1))
	}
	w.folded = WordHash(form)
	if w.letters == caseNone && !w.digits && w.punct != '&' {
		w.folded = 0
	}
	if w.vector = r.words.Find(w.form); w.vector < 0 {
		if w.vector = r.words.Find(w.low); w.vector < 0 && w.letters == caseUpper {
			w.vector = r.words.Find(model.Hash(r.titled(low)))
		}
	}
	w.class = r.words.class(w.vector)
	if w.letters == caseNone {
		w.name = NameWord{First: -1, Surname: -1, Female: -1}
		return
	}
	w.name, _ = r.lexicon.nameWord(w.folded)
	w.glue = glueWords[low]
	if e, ok := r.lexicon.entry(joinHash(0, w.folded)); ok {
		w.before = e.Lists&ListBefore != 0
	}
	if noun, ok := r.lexicon.Noun(low); ok {
		w.noun = kindOfNoun(noun)
	} else if n := len(low); n > 3 && low[n-1] == 's' {
		if noun, ok := r.lexicon.Noun(low[:n-1]); ok {
			w.noun = kindOfNoun(noun)
		}
	}
}

func kindOfNoun(n Noun) nounKind {
	switch {
	case n.Organization >= 0.5 && n.Organization > n.Person:
		return nounBody
	case n.Person >= 0.5:
		return nounPerson
	case n.Main == ClassPlace:
		return nounPlace
	case n.Event >= 0.5:
		return nounEvent
	case n.Main == ClassTime:
		return nounTime
	case n.Main == ClassVehicle || n.Main == ClassWeapon:
		return nounVehicle
	case n.Main == ClassDocument:
		return nounDocument
	}
	return nounOther
}

// glueWords stand inside names and keep their small letters.
var glueWords = map[string]bool{
	"of": true, "the": true, "for": true, "and": true, "&": true, "de": true, "la": true, "del": true, "du": true, "da": true, "do": true, "dos": true, "das": true,
	"di": true, "van": true, "von": true, "der": true, "den": true, "al": true, "el": true, "bin": true, "ibn": true, "bint": true, "le": true, "les": true,
	"on": true, "in": true, "to": true, "y": true, "e": true, "ul": true, "ud": true, "ur": true, "abu": true,
}

func (r *reader) titled(low string) string {
	c, n := utf8.DecodeRuneInString(low)
	r.form = utf8.AppendRune(r.form[:0], unicode.ToUpper(c))
	r.form = append(r.form, low[n:]...)
	return text(r.form)
}

// head and tail are the first and last n letters.
func head(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

func tail(s string, n int) string {
	i := len(s)
	for ; n > 0 && i > 0; n-- {
		_, k := utf8.DecodeLastRuneInString(s[:i])
		i -= k
	}
	return s[i:]
}
