package train

import (
	"math/bits"
	"strings"

	"github.com/dateline-news/dateline/extract/entity"
)

// withVariants adds sentences as people and agencies write them and as the
// corpora do not: without capitals ("air asia flight to malaysia"), all in
// capitals, and behind a dateline ("ACCRA, 5 May - ...").
func withVariants(data []labelledSentence) []labelledSentence {
	all := data
	var place []string
	for k := range data {
		s := &data[k]
		if p := lastPlace(s); p != nil {
			place = p
		}
		switch {
		case k%12 == 3 && hasNames(s):
			all = append(all, s.rewritten(strings.ToLower))
		case k%24 == 7 && hasNames(s) && len(s.words) < 25:
			all = append(all, s.rewritten(strings.ToUpper))
		case k%30 == 11 && place != nil:
			all = append(all, s.dated(place, k))
		}
	}
	return all
}

// rewritten is a copy with other letters. It stands in no document: what a word
// is elsewhere would tell it by its usual letters.
func (s *labelledSentence) rewritten(letters func(string) string) labelledSentence {
	t := labelledSentence{allowed: s.allowed}
	for _, w := range s.words {
		t.words = append(t.words, letters(w))
	}
	return t
}

// dated is a copy behind a dateline.
func (s *labelledSentence) dated(place []string, k int) labelledSentence {
	var t labelledSentence
	for _, w := range place {
		t.words = append(t.words, strings.ToUpper(w))
		t.allowed = append(t.allowed, outsideOnly)
	}
	t.setName(0, len(place), typePlace)
	after := [][]string{{"—"}, {"-"}, {":"}, {",", "May", "5", "-"}, {",", "Oct", "12", ":"}, {"–"}}
	for _, w := range after[k/30%len(after)] {
		t.words = append(t.words, w)
		t.allowed = append(t.allowed, outsideOnly)
	}
	t.words, t.allowed = append(t.words, s.words...), append(t.allowed, s.allowed...)
	return t
}

func hasNames(s *labelledSentence) bool {
	for _, a := range s.allowed {
		if bits.OnesCount32(a) == 1 && a != outsideOnly && a < 1<<entity.Label(typeOther, 0) {
			return true
		}
	}
	return false
}

// lastPlace is the words of a sentence's last place of one or two words.
func lastPlace(s *labelledSentence) []string {
	for i := len(s.allowed) - 1; i >= 0; i-- {
		if s.allowed[i] == 1<<entity.Label(typePlace, entity.LabelSingle) && len(s.words[i]) > 3 {
			return s.words[i : i+1]
		}
		if i > 0 && s.allowed[i] == 1<<entity.Label(typePlace, entity.LabelEnd) && s.allowed[i-1] == 1<<entity.Label(typePlace, entity.LabelBegin) {
			return s.words[i-1 : i+1]
		}
	}
	return nil
}
