package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dateline-news/dateline/extract"
)

// dateline is the token behind the dateline that opens a sentence, 0 if none
// does. It is parsed by itself: the treebanks have none, and as a part of the
// sentence its places become who acts ("KABUL … killed four policemen").
//
//	KABUL, Afghanistan, Jan. 5 (Reuters) - | Gunmen killed four policemen.
//	PARIS -- | France expelled two diplomats.
func dateline(a *extract.Analysis, s extract.TokenRange) int32 {
	const longest = 20
	if s.Len() < 6 || !capitals(a.Word(s.First)) && !named(a.Word(s.First)) {
		return 0
	}
	shouts, agency, comma := capitals(a.Word(s.First)), false, false
	for i := s.First + 1; i+3 < s.End && i < s.First+longest; i++ {
		switch w := a.Word(i); w {
		case "-", "--", "—", "–":
			spaced := a.Tokens.End[i-1] < a.Tokens.Start[i] && a.Tokens.End[i] < a.Tokens.Start[i+1]
			next, _ := utf8.DecodeRuneInString(a.Word(i + 1))
			switch {
			case !spaced && !agency || unicode.IsLower(next) || !lowercase(a, i+1, min(i+8, s.End)):
				return 0
			case agency || shouts && (comma || w != "-" && w != "–"):
				return i + 1
			}
			return 0
		case ",":
			comma = true
		case ")", "/":
			agency = true
		case "(", ".", "of", "de", "la", "el", "al", "upon", "and":
		default:
			if !named(w) && !digits(w) {
				return 0
			}
		}
	}
	return 0
}

// capitals tells a word of at least three letters that are all capitals.
func capitals(w string) bool {
	return len(w) > 2 && w == strings.ToUpper(w) && w != strings.ToLower(w)
}

// named tells a word that begins with a capital.
func named(w string) bool {
	c, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(c)
}

func digits(w string) bool { return w != "" && w[0] >= '0' && w[0] <= '9' }

// lowercase tells that a word of a range begins with a small letter: it is no headline in capitals.
func lowercase(a *extract.Analysis, first, end int32) bool {
	for i := first; i < end; i++ {
		if c, _ := utf8.DecodeRuneInString(a.Word(i)); unicode.IsLower(c) {
			return true
		}
	}
	return false
}
