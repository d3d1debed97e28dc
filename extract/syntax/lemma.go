package syntax

import (
	"strings"
	"unicode/utf8"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/model"
)

// lemmatizer gives the lemma of a form with its XPOS tag: from a table of forms
// whose lemma no rule gives, else by the rule of the longest known ending
// (Chrupała 2006's edit scripts, cut to suffixes), else the form itself. Common
// words are lower case; names keep their letters.
type lemmatizer struct {
	forms  model.Dict // LemmaKey → index into lemmas' numbers
	lemma  []uint32   // number in words of each form
	words  model.Dict
	rules  model.Dict // LemmaKey of an ending
	script []uint16   // number in scripts of each rule
	texts  model.Dict // LemmaScript texts
}

func openLemmatizer(f *model.File) lemmatizer {
	return lemmatizer{
		model.OpenDict(f, "lemma.form"), model.Slice[uint32](f, "lemma.lemma"), model.OpenDict(f, "lemma.word"),
		model.OpenDict(f, "lemma.rule"), model.Slice[uint16](f, "lemma.script"), model.OpenDict(f, "lemma.text"),
	}
}

// LemmaKey appends the key of a form, or of an ending, under a tag.
func LemmaKey(b []byte, lower []byte, tag extract.XPOS) []byte {
	return append(append(b, lower...), 0, byte(tag))
}

// LemmaScript is the edit that makes lemma of form: how many bytes are cut off
// the end, as a letter from 'a', and what is put there. It is "" where the two
// share less than half of the form.
func LemmaScript(form, lemma string) string {
	n := 0
	for n < len(form) && n < len(lemma) && form[n] == lemma[n] {
		n++
	}
	if 2*n < len(form) || len(form)-n > 20 {
		return ""
	}
	return string(rune('a'+len(form)-n)) + lemma[n:]
}

// KeepsCase tells that the lemma of a form keeps its capitals: names, foreign
// words, symbols; adjectives of names ("Iraqi"); and abbreviations such as "CEO",
// but not "FREE", in running text. capital is Orthography's class of the word.
func KeepsCase(form string, tag extract.XPOS, shouting bool, capital uint64) bool {
	switch tag {
	case extract.NNP, extract.NNPS, extract.FW, extract.GW, extract.ADD, extract.XX, extract.LS, extract.SYMX, extract.NFP:
		return true
	case extract.NN, extract.NNS, extract.JJ, extract.CD:
		if len(form) == 1 {
			return tag == extract.NN && form != "A" && form != "I"
		}
		if shouting {
			return false
		}
		if tag == extract.JJ && 'A' <= form[0] && form[0] <= 'Z' && 'a' <= form[1] && form[1] <= 'z' {
			return capital == 0 || capital >= 6
		}
		// "CEO", "DVDs", "iPhone": a capital after the first letter.
		for i := 1; i < len(form); i++ {
			if '0' <= form[i] && form[i] <= '9' && 'A' <= form[0] && form[0] <= 'Z' {
				return true // "L2"
			}
			if 'A' <= form[i] && form[i] <= 'Z' {
				return capital == 0 || capital >= 5
			}
		}
	}
	return false
}

// MaxLemmaRule is the longest ending that a rule looks at, in bytes.
const MaxLemmaRule = 5

func (l *lemmatizer) lemmaOf(form string, tag extract.XPOS, shouting bool, o Orthography) string {
	if len(form) > 40 {
		return form
	}
	var lowBuf, keyBuf [48]byte
	lower := lowerForm(lowBuf[:0], form)
	if i := l.forms.FindBytes(LemmaKey(keyBuf[:0], lower, tag)); i >= 0 {
		if w := l.words.Word(int32(l.lemma[i])); w != "" {
			return w
		}
		return form // "Netherlands"
	}
	switch tag {
	case extract.CD:
		if form[0] <= '9' {
			return l.figure(form)
		}
	case extract.NNP:
		switch {
		case shouting && len(form) > 3 && form[1] <= 'Z':
			return l.capitalised(lower) // "PRESIDENT HARRIS SPEAKS": "Harris"
		case len(form) >= 6 && allCapitals(form):
			return l.capitalised(lower) // "RAPHAEL": "Raphael"; what is shorter abbreviates
		case string(lower) == form && o.capital(model.Hash(string(lower))) == orthographyClasses-1:
			return l.capitalised(lower) // "in mexico": "Mexico"
		}
		return form
	}
	base := form
	if string(lower) != form && !KeepsCase(form, tag, shouting, o.capital(model.Hash(string(lower)))) {
		base = l.word(lower)
	}
	for n := min(MaxLemmaRule, len(lower)-1); n >= 0; n-- {
		i := l.rules.FindBytes(LemmaKey(keyBuf[:0], lower[len(lower)-n:], tag))
		if i < 0 {
			continue
		}
		s := l.texts.Word(int32(l.script[i]))
		cut := len(base) - int(s[0]-'a')
		if cut < 0 || cut < len(base) && !utf8.RuneStart(base[cut]) {
			break // "đã": what rules know of English ends inside a letter
		}
		if s[1:] == "" {
			return base[:cut]
		}
		var out [64]byte
		return l.word(append(append(out[:0], base[:cut]...), s[1:]...))
	}
	return base
}

// word is a string of the word, the table's own if it has it.
func (l *lemmatizer) word(b []byte) string {
	if i := l.words.FindBytes(b); i >= 0 {
		return l.words.Word(i)
	}
	return string(b)
}

func (l *lemmatizer) capitalised(lower []byte) string {
	if c := lower[0]; 'a' <= c && c <= 'z' {
		lower[0] = c - 'a' + 'A'
	}
	return l.word(lower)
}

// figure is a number without the commas of its thousands: "12,000" is "12000".
func (l *lemmatizer) figure(form string) string {
	comma := false
	for i := range len(form) {
		if form[i] != ',' {
			continue
		}
		if i+3 >= len(form) || asciiDigits(form[i+1:i+4]) != 3 || i+4 < len(form) && asciiDigits(form[i+4:i+5]) == 1 {
			return form
		}
		comma = true
	}
	if !comma {
		return form
	}
	return strings.ReplaceAll(form, ",", "")
}

func allCapitals(s string) bool {
	for i := range len(s) {
		if s[i] < 'A' || s[i] > 'Z' {
			return false
		}
	}
	return true
}

func asciiDigits(s string) (n int) {
	for i := range len(s) {
		if '0' <= s[i] && s[i] <= '9' {
			n++
		}
	}
	return n
}

// lowerForm is the lower-case form with typewriter's apostrophes.
func lowerForm(b []byte, s string) []byte {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return append(b, strings.ReplaceAll(strings.ToLower(s), "’", "'")...)
		}
	}
	return lowerASCII(b, s)
}

// afterHas tells that "'s" before the participle is "has": "it's been".
func afterHas(lemma string) bool { return lemma == "be" || lemma == "get" || lemma == "have" }

// Shouting tells of each sentence whether it is written in capitals, so that
// those of its words mean nothing.
func Shouting(text string) bool {
	upper, lower := 0, 0
	for i := range len(text) {
		switch c := text[i]; {
		case 'A' <= c && c <= 'Z':
			upper++
		case 'a' <= c && c <= 'z':
			lower++
		}
	}
	return upper > 3*lower && upper > 6
}
