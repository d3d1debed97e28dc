package train

import (
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/dateline-news/dateline/extract/entity"
)

func TestSplitHyphens(t *testing.T) {
	for word, want := range map[string]string{
		"al-Shabaab": "al - Shabaab", "Barton-upon-Humber": "Barton - upon - Humber", "-": "-", "--": "--", "F-16": "F - 16", "and/or": "and / or",
		"http://a-b.org/c": "http://a-b.org/c", "a-b@c.org": "a-b@c.org", "well-": "well-",
	} {
		if got := strings.Join(splitHyphens(word), " "); got != want {
			t.Errorf("%q: got %q, want %q", word, got, want)
		}
	}
}

func TestRoughWords(t *testing.T) {
	var got []string
	roughWords(`“We don’t know,” Mr. Okoro's aide said (in 2019) at U.S.-run sites.`, func(w string) { got = append(got, strings.Clone(w)) })
	want := "“ We do n't know , ” Mr. Okoro 's aide said ( in 0000 ) at U.S. - run sites ."
	if g := strings.Join(got, " "); g != want {
		t.Errorf("got  %s\nwant %s", g, want)
	}
}

func TestRoughSentences(t *testing.T) {
	text := "The U.S. envoy’s talks failed. “We don't know,” he said!\n\nPort-au-Prince fell at 3.30 p.m. on Monday"
	var got []string
	for _, s := range roughSentences(text) {
		for _, w := range s {
			got = append(got, text[w.start:w.end])
		}
		got = append(got, "|")
	}
	want := "The U.S. envoy ’s talks failed . | “ We do n't know , ” he said ! | Port - au - Prince fell at 3.30 p.m. on Monday |"
	if g := strings.Join(got, " "); g != want {
		t.Errorf("got  %s\nwant %s", g, want)
	}
}

func TestSetName(t *testing.T) {
	s := labelledSentence{words: strings.Fields("Mr Kofi Mensah in Accra"), allowed: slices.Repeat([]uint32{outsideOnly}, 5)}
	s.setName(0, 3, typePerson)
	s.setName(4, 5, typePlace)
	want := []uint32{outsideOnly, 1 << entity.Label(typePerson, entity.LabelBegin), 1 << entity.Label(typePerson, entity.LabelEnd), outsideOnly,
		1 << entity.Label(typePlace, entity.LabelSingle)}
	if !slices.Equal(s.allowed, want) {
		t.Errorf("got %b, want %b", s.allowed, want)
	}
	if p := lastPlace(&s); !slices.Equal(p, []string{"Accra"}) {
		t.Errorf("last place %v", p)
	}
	d := s.dated([]string{"Accra"}, 11)
	if got := strings.Join(d.words, " "); got != "ACCRA — Mr Kofi Mensah in Accra" || d.allowed[0] != want[4] || len(d.allowed) != len(d.words) {
		t.Errorf("dated: %q", got)
	}
}

// TestSequenceCRF learns from three features which label a word has, one of
// them from words whose label is left open.
func TestSequenceCRF(t *testing.T) {
	set := &sequenceSet{}
	single := func(typ int) uint32 { return 1 << entity.Label(typ, entity.LabelSingle) }
	for i := range 60 {
		for f, allowed := range []uint32{outsideOnly, single(typePerson), single(typePlace)} {
			if i%2 == 1 && f == 2 {
				allowed = anyLabel
			}
			set.tokens = append(set.tokens, len(set.features))
			set.features = append(set.features, int32(f))
			set.allowed = append(set.allowed, allowed)
		}
		set.ends = append(set.ends, len(set.allowed))
	}
	set.tokens = append(set.tokens, len(set.features))
	learn := func() *sequenceCRF {
		c := newSequenceCRF(nil, []uint64{1, 2, 3})
		c.train(set, 6, 0.2, 0, 1, io.Discard)
		return c
	}
	c := learn()
	base, labels := make([][labelWidth]float32, len(set.allowed)), make([]int8, len(set.allowed))
	c.label(set, 1, base, labels)
	want := []int8{0, int8(entity.Label(typePerson, entity.LabelSingle)), int8(entity.Label(typePlace, entity.LabelSingle))}
	if !slices.Equal(labels[3:6], want) {
		t.Errorf("labels %v, want %v", labels[3:6], want)
	}
	if !slices.Equal(learn().weights, c.weights) {
		t.Error("training twice gives other weights")
	}
}

func TestClusters(t *testing.T) {
	v := &Vectors{Words: strings.Fields("a b c d"), Counts: []int{9, 8, 7, 6}, Dim: 2, Rows: []float32{1, 0, 0, 1, 2, 0.1, 0.1, 3}}
	c := Clusters(v, 2, 1, io.Discard)
	if c[0] != c[2] || c[1] != c[3] || c[0] == c[1] {
		t.Errorf("clusters %v", c)
	}
}
