package syntax

import (
	"strings"
	"testing"

	"github.com/dateline-news/dateline/extract"
)

// treeOf makes an analysis of one sentence from "word/head" items, heads counted
// from 1; a word of marks alone is punctuation.
func treeOf(t *testing.T, s string) *extract.Analysis {
	t.Helper()
	a := &extract.Analysis{}
	for i, item := range strings.Fields(s) {
		k := strings.LastIndexByte(item, '/')
		word, head := item[:k], int32(0)
		for _, c := range item[k+1:] {
			head = head*10 + int32(c-'0')
		}
		a.Tokens.Start = append(a.Tokens.Start, int32(len(a.Text)))
		a.Text += word + " "
		a.Tokens.End = append(a.Tokens.End, int32(len(a.Text)-1))
		a.Tokens.Head = append(a.Tokens.Head, head-1)
		rel := extract.Dep
		if strings.Trim(word, `.,"()[]-`) == "" {
			rel = extract.Punct
		}
		a.Tokens.Deprel = append(a.Tokens.Deprel, rel)
		if head == 0 {
			a.Sentences = []extract.Sentence{{Root: int32(i)}}
		}
	}
	a.Sentences[0].TokenRange = extract.TokenRange{First: 0, End: int32(a.Tokens.Len())}
	return a
}

func TestPunctuationIsAttachedByTheGuidelines(t *testing.T) {
	for _, c := range []struct{ tree, want string }{
		// The pair to the head of what it encloses.
		{`He/2 said/0 "/2 we/5 won/2 "/2 ./2`, `2 0 5 5 2 5 2`},
		// A comma between clauses to the lower one, however deep the parser hung it.
		{`When/3 he/3 left/6 ,/2 they/6 cheered/0 ./3`, `3 3 6 3 6 0 6`},
		// Words do not hang on marks.
		{`Talks/3 ,/3 failed/0 today/2 ./3`, `3 1 0 3 3`},
		// What the parser said stays where it crosses nothing.
		{`The/2 plan/5 ,/4 dead/2 failed/0`, `2 5 4 2 0`},
	} {
		a := treeOf(t, c.tree)
		new(punctuator).run(a, &a.Sentences[0])
		var got []string
		for _, h := range a.Tokens.Head {
			got = append(got, string(rune('0'+h+1)))
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.tree, g, c.want)
		}
	}
}
