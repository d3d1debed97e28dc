// Package fold owns the form under which names are compared and indexed:
// without case, accents, script and punctuation. The store's name indexes,
// resolution and search must agree on it; changing it changes stored keys.
package fold

import (
	"strings"
	"unicode"

	"github.com/mozillazg/go-unidecode"
	"golang.org/x/text/unicode/norm"
)

// Name folds a name: "José Ramírez-Peña" → "jose ramirez pena", "U.S." → "us",
// "O’Neill" → "oneill". Other scripts are transliterated. It is idempotent.
func Name(s string) string {
	if !ascii(s) {
		s = unidecode.Unidecode(norm.NFKC.String(s))
	}
	s = strings.ToValidUTF8(s, "\ufffd")
	b := make([]byte, 0, len(s))
	space := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '&', c == '+', c == '$', c == '%':
		case c == '.', c == '\'', c == '`':
			continue // part of the word: "U.S.", "O'Neill"
		default:
			space = len(b) > 0
			continue
		}
		if space {
			b = append(b, ' ')
			space = false
		}
		b = append(b, c)
	}
	if len(b) == 0 && s != "" { // nothing but signs: they are all there is to compare
		return strings.ToLower(strings.Join(strings.FieldsFunc(s, unicode.IsSpace), " "))
	}
	return string(b)
}

// Words are the words of Name(s), each once, in order.
func Words(s string) []string {
	words := strings.Fields(Name(s))
	n := 0
	for _, w := range words {
		seen := false
		for _, v := range words[:n] {
			seen = seen || v == w
		}
		if !seen {
			words[n] = w
			n++
		}
	}
	return words[:n]
}

func ascii(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
