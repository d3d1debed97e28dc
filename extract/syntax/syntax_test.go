package syntax

import (
	"context"
	"strings"
	"sync"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/model"
)

var stage = sync.OnceValue(func() *Syntax {
	return New(model.MustOpen(model.Syntax), model.MustOpen(model.Network), model.MustOpen(model.Words))
})

func read(t testing.TB, text string) *extract.Analysis {
	t.Helper()
	a := &extract.Analysis{Text: text}
	if err := stage().Run(context.Background(), a); err != nil {
		t.Fatal(err)
	}
	return a
}

// render writes the tokens of a text with blanks between them and a line a sentence.
func render(a *extract.Analysis) string {
	var b strings.Builder
	for k, s := range a.Sentences {
		if k > 0 {
			b.WriteByte('\n')
		}
		for i := s.First; i < s.TokenRange.End; i++ {
			if i > s.First {
				b.WriteByte(' ')
			}
			b.WriteString(a.Word(i))
		}
	}
	return b.String()
}

func TestTokensAndSentences(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{" \n\n ", ""},
		{"She didn't say it's over.", "She did n't say it 's over ."},
		{"She didn’t say it’s over.", "She did n’t say it ’s over ."},
		{"We cannot go.", "We can not go ."},
		{"He paid $5 million to the U.S. firm at 5 p.m. on Friday.", "He paid $ 5 million to the U.S. firm at 5 p.m. on Friday ."},
		{"“We will win,” he said.", "“ We will win , ” he said ."},
		{"The talks — long delayed — failed.", "The talks — long delayed — failed ."},
		{"See http://example.org/a.b?c=d, or write to jane.doe@example.org.", "See http://example.org/a.b?c=d , or write to jane.doe@example.org ."},
		{"The ministers left.Nobody spoke.", "The ministers left .\nNobody spoke ."},
		{"Gen. Smith met Sen. Jones. They agreed.", "Gen. Smith met Sen. Jones .\nThey agreed ."},
		{"Army Withdraws\n\nThe army withdrew.", "Army Withdraws\nThe army withdrew ."},
		{"A long-term plan", "A long - term plan"},
		{"One line\nAnother line", "One line\nAnother line"},
		{"the minister did not say when the troops would leave\nthe country.", "the minister did not say when the troops would leave the country ."},
		{"He was held in the U.S. The lawyer said nothing.", "He was held in the U.S.\nThe lawyer said nothing ."},
		{"He told us, 'There is no plan.'", "He told us , ' There is no plan . '"},
		{"It cost €5—too much…far too much. “@someone knew”", "It cost € 5 — too much … far too much .\n“ @someone knew ”"},
		{"Ministers meet in Oslo Tuesday, May 4, 2021\n\nThey met.", "Ministers meet in Oslo\nTuesday , May 4 , 2021\nThey met ."},
		{"Tuesday, 4 May 2021 Ministers met in Oslo.", "Tuesday , 4 May 2021\nMinisters met in Oslo ."},
		{"They will meet on Tuesday, May 4, 2021", "They will meet on Tuesday , May 4 , 2021"},
		{"The ship in port Image: Jane Doe.", "The ship in port\nImage : Jane Doe ."},
		{"They wrote \"River\" (\"In the Dark\") at a Class-A club.", "They wrote \" River \" ( \" In the Dark \" ) at a Class - A club ."},
		{"Workers' rights, 50% more", "Workers ' rights , 50 % more"},
		{"Doctors say drivers waited.", "Doctors say drivers waited ."},
	} {
		if got := render(read(t, c.text)); got != c.want {
			t.Errorf("%q:\n got %q\nwant %q", c.text, got, c.want)
		}
	}
}

func TestLemmas(t *testing.T) {
	for _, c := range []struct{ form, tag, want string }{
		{"said", "VBD", "say"}, {"talks", "NNS", "talk"}, {"countries", "NNS", "country"}, {"Americans", "NNPS", "American"},
		{"12,000", "CD", "12000"}, {"3,40", "CD", "3,40"}, {"was", "VBD", "be"}, {"n’t", "RB", "not"}, {"Iraqi", "JJ", "Iraqi"},
		{"Mexico", "NNP", "Mexico"}, {"The", "DT", "the"}, {"deploying", "VBG", "deploy"}, {"worse", "JJR", "bad"}, {"me", "PRP", "I"},
		{"underwent", "VBD", "undergo"}, {"HARRISON", "NNP", "Harrison"}, {"NATO", "NNP", "NATO"},
	} {
		if got := stage().lemmatizer.lemmaOf(c.form, extract.ParseXPOS(c.tag), false, stage().segmenter.orthography); got != c.want {
			t.Errorf("%s/%s: %s, want %s", c.form, c.tag, got, c.want)
		}
	}
}

func TestHeadings(t *testing.T) {
	text := "Cabinet approves new budget\n\nBy Jane Doe in Cairo\n\nThe cabinet approved the budget on Monday. It was the third attempt.\n\nWhat comes next\n\n" +
		"- The army withdrew from the northern town\n\n(Reporting by Jane Doe; editing by John Roe)"
	want := []bool{true, true, false, false, true, false, true}
	a := read(t, text)
	if len(a.Sentences) != len(want) {
		t.Fatal(render(a))
	}
	for i, s := range a.Sentences {
		if s.Heading != want[i] {
			t.Errorf("%q: heading %v", a.Text[s.Start:s.Span.End], s.Heading)
		}
	}
	if read(t, "The cabinet approved the budget").Sentences[0].Heading {
		t.Error("the only sentence is a heading")
	}
}

func TestOtherLanguagesAreLeftAlone(t *testing.T) {
	a := read(t, "El presidente dijo que no viajará a la cumbre de la próxima semana porque el país está en crisis.")
	if a.Language != "es" || a.Tokens.Len() != 0 {
		t.Error(a.Language, a.Tokens.Len())
	}
}

// check fails unless the layers hold together.
func check(t *testing.T, a *extract.Analysis) {
	t.Helper()
	k := &a.Tokens
	n := k.Len()
	if a.Language != extract.Language {
		if n != 0 {
			t.Fatal("tokens of another language")
		}
		return
	}
	letters := 0
	for _, r := range a.Text {
		if !unicode.IsSpace(r) && !(r >= 0x1c && r <= 0x1f) {
			letters += utf8.RuneLen(r)
		}
	}
	last, covered := int32(0), 0
	for i := range int32(n) {
		w := a.Word(i)
		if k.Start[i] < last || w == "" || strings.TrimSpace(w) != w {
			t.Fatalf("token %d is %q at %d", i, w, k.Start[i])
		}
		last, covered = k.End[i], covered+len(w)
		if k.Lemma[i] == "" {
			t.Fatalf("token %q has no lemma", w)
		}
	}
	if covered < letters {
		t.Fatalf("%d of %d bytes are in tokens", covered, letters)
	}
	at := int32(0)
	for si, s := range a.Sentences {
		if s.First != at || s.Len() == 0 || s.Start != k.Start[s.First] || s.Span.End != k.End[s.TokenRange.End-1] {
			t.Fatalf("sentence %d: %+v", si, s)
		}
		at = s.TokenRange.End
		roots := 0
		for i := s.First; i < at; i++ {
			h := k.Head[i]
			if h == extract.None {
				roots++
			} else if !s.TokenRange.Contains(h) || h == i {
				t.Fatalf("head %d of token %d is outside", h, i)
			}
			steps := 0
			for ; h != extract.None && steps <= s.Len(); steps++ {
				h = k.Head[h]
			}
			if steps > s.Len() {
				t.Fatalf("token %d is in a circle", i)
			}
			if k.Sentence[i] != int32(si) {
				t.Fatal("wrong sentence number")
			}
		}
		if roots != 1 || k.Head[s.Root] != extract.None {
			t.Fatalf("%d roots", roots)
		}
	}
	if int(at) != n {
		t.Fatal("tokens outside sentences")
	}
}

func FuzzSyntax(f *testing.F) {
	for _, s := range []string{
		"The U.S. said it won't.", "a\x00b \xff\xfe", "don't\n\n\n“x”", "www.a.b@c http://", "😀👩‍👩‍👧 ok!!! ...", "x'tn't'n't", "1,2,3.4.5", "é́́ café", "\u2028a\u2029b",
		"名前 the and of to in a is that for it was on with", strings.Repeat("a.", 300), strings.Repeat("(", 700), "I.\r\nO.",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { check(t, read(t, strings.ToValidUTF8(s, "?"))) })
}

func TestLongTexts(t *testing.T) {
	for _, s := range []string{
		strings.Repeat("word ", 20000), strings.Repeat("x", 200000), strings.Repeat("a-b.", 20000), strings.Repeat("The army left. ", 4000),
		strings.Repeat("a@", 50000), strings.Repeat("www.", 50000), strings.Repeat("\n", 100000) + "a", strings.Repeat("'t", 50000), strings.Repeat("l1\n", 30000),
	} {
		a := &extract.Analysis{Text: s}
		w := new(scratch)
		stage().segmenter.run(a, w) // the network's cost is linear by its pieces
		if a.Tokens.Len() == 0 {
			t.Error("no tokens")
		}
		for _, x := range a.Sentences {
			if x.Len() > longestSentence {
				t.Error("endless sentence")
			}
		}
	}
}
