package resolve

import (
	"slices"
	"strings"

	"github.com/dateline-news/dateline/graph"
)

// Names of people are written in several ways: short forms of first names
// ("Bill" of "William"), letters that another script is written with ("Zelensky",
// "Zelenskiy"), and plain misprints. The transliteration pairs follow Karimi,
// Scholer and Turpin, "Machine transliteration survey" (2011); the keys are those
// of Soundex's family, with more letters kept.

// shortNames are short forms of first names in English, with what they may be short for.
var shortNames = func() map[string][]string {
	m := map[string][]string{}
	for line := range strings.Lines(`
abby abigail
al albert alan allen alfred
alex alexander alexandra
andy andrew
angie angela
archie archibald
art arthur
barb barbara
bart bartholomew
becky rebecca
ben benjamin
bernie bernard
bert albert robert herbert
beth elizabeth
betty elizabeth
bill william
billy william
bob robert
bobby robert
brad bradley
bud william
cathy catherine
charlie charles
chris christopher christine christina christian
chuck charles
cindy cynthia
connie constance
dan daniel
danny daniel
dave david
deb deborah
debbie deborah
dick richard
dolly dorothy
don donald
donnie donald
doug douglas
drew andrew
ed edward edwin edmund
eddie edward edwin
ernie ernest
frank francis franklin
fred frederick alfred
gabe gabriel
gene eugene
geoff geoffrey
gerry gerald gerard
ginny virginia
greg gregory
gus augustus august
hank henry
harry harold henry
howie howard
ike isaac
jack john
jake jacob
jeff jeffrey
jen jennifer
jenny jennifer
jerry gerald jerome jeremiah
jim james
jimmy james
joe joseph
joey joseph
johnny john
jon jonathan
josh joshua
kate katherine catherine
kathy katherine kathleen
katie katherine
ken kenneth
kim kimberly
larry lawrence
len leonard
leo leonard leopold
liz elizabeth
lou louis
maggie margaret
mandy amanda
marty martin
matt matthew
max maxwell maximilian
meg margaret
mick michael
mickey michael
mike michael
mitch mitchell
mo maurice mohamed mohammed morris
nancy ann
nat nathaniel nathan
nate nathaniel nathan
ned edward
nick nicholas
norm norman
pam pamela
pat patrick patricia
patty patricia
peggy margaret
pete peter
phil philip phillip
ray raymond
rich richard
rick richard
ricky richard
rob robert
robbie robert
rod rodney
ron ronald
ronnie ronald
rudy rudolph
russ russell
sally sarah
sam samuel samantha
sandy sandra alexander
scotty scott
sid sidney
stan stanley stanislav
steve steven stephen
sue susan
susie susan
ted edward theodore
terry terence theresa
theo theodore
tim timothy
timmy timothy
toby tobias
tom thomas
tommy thomas
tony anthony
trish patricia
val valerie
vic victor
vicky victoria
vince vincent
walt walter
wes wesley
will william
woody woodrow
zach zachary
`) {
		if w := strings.Fields(line); len(w) > 1 {
			m[w[0]] = w[1:]
		}
	}
	return m
}()

// shortens: "Bill Lee" may be short for "William Lee" and for "William Bea Lee".
func shortens(short, long *form) bool {
	if short.Type != graph.TypePerson || long.Type != graph.TypePerson {
		return false
	}
	first, rest, _ := strings.Cut(short.Name, " ")
	full, _, _ := strings.Cut(long.Name, " ")
	if !slices.Contains(shortNames[first], full) {
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
