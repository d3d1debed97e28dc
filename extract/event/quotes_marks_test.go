package event

import (
	"strings"
	"testing"

	"github.com/dateline-news/dateline/extract"
)

// paragraphs makes an analysis whose sentences are its paragraphs, without tokens.
func paragraphs(text string) *extract.Analysis {
	a := &extract.Analysis{Text: text}
	at, n := 0, int32(0)
	for p := range strings.SplitSeq(text, "\n\n") {
		if p != "" {
			a.Sentences = append(a.Sentences, extract.Sentence{
				Span: extract.Span{Start: int32(at), End: int32(at + len(p))}, Paragraph: n,
			})
			n++
		}
		at += len(p) + 2
	}
	return a
}

func TestMarks(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"straight", `He said, "It rained." Then he left.`, []string{"It rained."}},
		{"curly", `“It rained,” he said, “all day.”`, []string{"It rained,", "all day."}},
		{"nested", `“He called it ‘a farce’ twice,” she said.`, []string{"He called it ‘a farce’ twice,"}},
		{"nested straight", `"He called it 'a farce' twice," she said.`, []string{"He called it 'a farce' twice,"}},
		{"apostrophes", `Don't say the voters' choice was the '90s.`, nil},
		{"curly apostrophes", `Don’t say the voters’ choice was the ’90s.`, nil},
		{"single marks", `She said: 'It rained, didn't it?' He did not know.`, []string{"It rained, didn't it?"}},
		{"plural possessive inside", `'The voters' choice was clear,' he said.`, []string{"The voters' choice was clear,"}},
		{"over paragraphs", "“One.\n\n“Two,” he said.", []string{"One.", "Two,"}},
		{"missing close", "He said: “One.\n\nTwo was “late”.", []string{"One.", "late"}},
		{"missing close in the middle", `A "first of all the words here. Then more "second" one.`, []string{"first of all the words here.", "second"}},
		{"stray close", `He left" and came back.`, nil},
		{"TeX", "He said ``it rained'' twice.", []string{"it rained"}},
		{"guillemets", `He said «it rained».`, []string{"it rained"}},
		{"after a dash", `The plan—"a disaster"—failed.`, []string{"a disaster"}},
		{"in brackets", `The plan ("a disaster") failed.`, []string{"a disaster"}},
		{"empty", `He said "" and left.`, nil},
		{"turned the wrong way", `”It rained,” he said.`, nil},
		{"inches", `A 6" gun and a "new" one.`, []string{"new"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := marks(paragraphs(c.text), nil)
			var words []string
			for _, r := range got {
				words = append(words, c.text[r.Start:r.End])
			}
			if strings.Join(words, "|") != strings.Join(c.want, "|") {
				t.Errorf("%q: got %q, want %q", c.text, words, c.want)
			}
		})
	}
}

func TestMarksContinue(t *testing.T) {
	r := marks(paragraphs("He said: “One.\n\n“Two.\n\n“Three.”\n\n“Four.”"), nil)
	var got []bool
	for _, x := range r {
		got = append(got, x.continues)
	}
	if len(got) != 4 || got[0] || !got[1] || !got[2] || got[3] {
		t.Errorf("continues: got %v, want the second and third only", got)
	}
	if r[0].whole || !r[1].whole || !r[3].whole {
		t.Errorf("whole: got %v, %v, %v", r[0].whole, r[1].whole, r[3].whole)
	}
}

func FuzzMarks(f *testing.F) {
	for _, s := range []string{"\"a\" 'b' “c” ‘d’ ''e'' ``f", "“\n\n“\n\n”", `'`, "\xff\"\xfe"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		last := int32(0)
		for _, r := range marks(paragraphs(text), nil) {
			if r.Start < last || r.End <= r.Start || int(r.End) > len(text) {
				t.Fatalf("%q: bad region %v after %d", text, r.Span, last)
			}
			last = r.End
		}
	})
}
