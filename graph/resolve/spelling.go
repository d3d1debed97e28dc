package resolve

import (
	"slices"
	"strings"

	"github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/graph/fold"
)

// Names of people are written in several ways: short forms of first names
// ("Bill" of "William", see fold.FullNames), letters that another script is written with ("Zelensky",
// "Zelenskiy"), and plain misprints. The transliteration pairs follow Karimi,
// Scholer and Turpin, "Machine transliteration survey" (2011); the keys are those
// of Soundex's family, with more letters kept.

// shortens: "Bill Lee" may be short for "William Lee" and for "William Bea Lee".
func shortens(short, long *form) bool {
	if short.Type != graph.TypePerson || long.Type != graph.TypePerson {
		return false
	}
	first, rest, _ := strings.Cut(short.Name, " ")
	full, _, _ := strings.Cut(long.Name, " ")
	if !slices.Contains(fold.FullNames(first), full) {
		return false
	}
	name := full + " " + rest
	return name == long.Name || longerName(&form{Type: short.Type, Name: name}, long)
}

// spelled writes a word as its transliterations have in common: "zelenskyy",
// "zelenskiy" and "zelensky" are "zelensky"; "khatami" and "hatami" stay apart.
func spelled(word string) string {
	for _, end := range []string{"iy", "yy", "ii", "ij", "yi"} {
		if stem, ok := strings.CutSuffix(word, end); ok && len(stem) > 2 {
			word = stem + "y"
			break
		}
	}
	word = transliterations.Replace(word)
	b := make([]byte, 0, len(word))
	for i := 0; i < len(word); i++ {
		if i > 0 && word[i] == word[i-1] {
			continue
		}
		b = append(b, word[i])
	}
	return string(b)
}

var transliterations = strings.NewReplacer("ph", "f", "ck", "k", "q", "k", "w", "v", "tz", "ts", "sch", "sh", "dj", "j")

// sounds is what is left of a word without the vowels after its first letter.
func sounds(word string) string {
	word = spelled(word)
	b := make([]byte, 0, len(word))
	for i := 0; i < len(word); i++ {
		if i > 0 && strings.IndexByte("aeiouy", word[i]) >= 0 {
			continue
		}
		b = append(b, word[i])
	}
	return string(b)
}

// likeness tells how alike two names of people are that are not equal.
type likeness uint8

const (
	unlike       likeness = iota
	likeSpelling          // one transliteration or doubled letter: "Zelenskyy", "Zelensky"
	likeMisprint          // one vowel inside a long word, or an e at the end: "Khatami", "Khatemi"; needs a sign that it is one person
)

// alike compares names word by word; only one word may differ, and not by the
// ending that tells Paul from Paula.
func alike(a, b *form) likeness {
	if a.Type != graph.TypePerson || b.Type != graph.TypePerson || a.Name == b.Name {
		return unlike
	}
	v, w := strings.Fields(a.Name), strings.Fields(b.Name)
	if len(v) != len(w) || len(v) < 2 {
		return unlike
	}
	at := -1
	for i := range v {
		if v[i] != w[i] {
			if at >= 0 {
				return unlike
			}
			at = i
		}
	}
	x, y := v[at], w[at]
	if min(len(x), len(y)) < 4 || max(len(x), len(y)) < 5 {
		return unlike
	}
	x, y = spelled(x), spelled(y)
	switch {
	case x == y:
		return likeSpelling
	case vowelApart(x, y) || at == len(v)-1 && (x+"e" == y || y+"e" == x):
		return likeMisprint
	}
	return unlike
}

// vowelApart: equal but for one vowel, put in, left out or changed, neither at the beginning nor at the end.
func vowelApart(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if i == 0 || i >= len(b)-1 {
		return false
	}
	vowel := func(c byte) bool { return strings.IndexByte("aeiouy", c) >= 0 }
	if len(a) == len(b) {
		return i < len(a)-1 && a[i+1:] == b[i+1:] && vowel(a[i]) && vowel(b[i])
	}
	return a[i:] == b[i+1:] && vowel(b[i])
}
