package syntax

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/dateline-news/dateline/extract/model"
)

func TestTitled(t *testing.T) {
	for text, want := range map[string]bool{
		"Senate Passes Bill on Border Security": true,
		"The Senate passed a bill on security":  false,
		"He Left":                               false, // too short to tell
		"":                                      false,
	} {
		words := strings.Fields(text)
		if got := Titled(len(words), func(i int) string { return words[i] }); got != want {
			t.Errorf("%q: %t", text, got)
		}
	}
}

// TestTagFeatures: words are told apart by what they are, what stands beside them
// and what the dictionary says, and by nothing else.
func TestTagFeatures(t *testing.T) {
	w := model.NewWriter()
	PutDictionary(w, []string{"strike"}, []WordKinds{FormOfNoun | FormOfVerb})
	d := OpenDictionary(reopened(t, w))
	features := func(text string, i int) []uint64 {
		words := strings.Fields(text)
		seen, _ := TagWords(nil, len(words), func(i int) string { return words[i] }, &d, Orthography{}, nil)
		return TagFeatures(nil, seen, i, false)
	}
	shared := func(a, b []uint64) (n int) {
		for _, f := range a {
			if slices.Contains(b, f) {
				n++
			}
		}
		return n
	}
	same := features("they will strike now again", 2)
	if n := shared(same, features("so they will strike now again", 3)); n != len(same) {
		t.Errorf("%d of %d features of a word do not depend on where it stands", n, len(same))
	}
	if n := shared(same, features("they will stroke now again", 2)); n == 0 || n == len(same) {
		t.Errorf("two words share %d of %d features", n, len(same))
	}
	if d.of(model.Hash("strike")) != FormOfNoun|FormOfVerb || d.of(model.Hash("stroke")) != 0 {
		t.Error("the dictionary forgot a word, or knows one it was never told")
	}
}

func reopened(t *testing.T, w *model.Writer) *model.File {
	t.Helper()
	var b bytes.Buffer
	if _, err := w.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	f, err := model.Open(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return f
}
