package english

import (
	"context"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/read"
)

// FuzzAnalyze: whatever the text, every layer and the record are made, and all
// that a record points to lies within its text.
func FuzzAnalyze(f *testing.F) {
	e, err := New()
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{
		"The minister said on Tuesday that troops had left the city, but denied that he ordered it.\n\n“We won't,” she said. “Not there.”",
		"Police arrested John Smith, the former mayor of Springfield, on 3 May 2012; two of them killed 14 people there.",
		"By A. B. Writer\nLONDON (Reuters) - THE U.S. HAS SAID \"no\" to Q: what? A: “that", strings.Repeat("the head of ", 30) + "it said",
		"He\u00a0said\u2028she's\t(not)—“if’s — \U0001F600 e\u0301 …", "The man who the dog that the cat saw bit said and Mary and Paul or the EU's $3.5-million's.",
		"The soldiers đã the town on Monday, the head of the district said, and they were đãs.",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, refused := read.New(read.Fields{Text: s})
		if refused != nil {
			t.Skip()
		}
		a, err := e.Analyze(context.Background(), d)
		if err != nil {
			t.Fatal(err)
		}
		extract.AppendJSON(nil, a)
		for i := range a.Frames {
			if l := a.Frames[i].Lemma; !utf8.ValidString(l) {
				t.Fatalf("the lemma %q ends inside a letter", l)
			}
		}
		r := extract.NewRecord(a, "test")
		length := utf8.RuneCountInString(d.Text)
		for _, m := range r.Mentions {
			if m.Span.Start < 0 || m.Span.End > length || m.Span.Start >= m.Span.End {
				t.Fatalf("mention at %v of %d", m.Span, length)
			}
		}
	})
}
