package entity

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/graph"
)

// analysisOf cuts text at white space and around punctuation; a sentence ends at
// a full stop that stands alone. Tags are given as "word/TAG" only where they matter.
func analysisOf(text string) *extract.Analysis {
	a := &extract.Analysis{Document: &graph.Document{}, Language: "en"}
	var b strings.Builder
	type tok struct {
		start, end int32
		x          extract.XPOS
	}
	var toks []tok
	for _, f := range strings.Fields(text) {
		tag := extract.XX
		if w, x, ok := strings.Cut(f, "/"); ok && w != "" && extract.ParseXPOS(x) != extract.XX {
			f, tag = w, extract.ParseXPOS(x)
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		s := int32(b.Len())
		b.WriteString(f)
		toks = append(toks, tok{s, int32(b.Len()), tag})
	}
	a.Text = b.String()
	a.Document.Text = a.Text
	t := &a.Tokens
	first := int32(0)
	for i, k := range toks {
		t.Start, t.End = append(t.Start, k.start), append(t.End, k.end)
		t.XPOS = append(t.XPOS, k.x)
		u := extract.X
		switch k.x {
		case extract.NNP:
			u = extract.PROPN
		case extract.NN, extract.NNS:
			u = extract.NOUN
		case extract.MD:
			u = extract.AUX
		case extract.VB, extract.VBD:
			u = extract.VERB
		}
		w := a.Text[k.start:k.end]
		if w == "." || w == "," || w == "-" {
			u = extract.PUNCT
		}
		t.UPOS = append(t.UPOS, u)
		t.Lemma = append(t.Lemma, strings.ToLower(w))
		t.Head = append(t.Head, extract.None)
		t.Deprel = append(t.Deprel, extract.Dep)
		t.Sentence = append(t.Sentence, int32(len(a.Sentences)))
		if w == "." || i == len(toks)-1 {
			r := extract.TokenRange{First: first, End: int32(i + 1)}
			a.Sentences = append(a.Sentences, extract.Sentence{TokenRange: r, Span: a.TokenSpan(r), Root: first})
			first = int32(i + 1)
		}
	}
	return a
}

func TestTimes(t *testing.T) {
	published := time.Date(2025, 11, 14, 9, 0, 0, 0, time.UTC) // a Friday
	for _, c := range []struct{ text, want string }{
		{"It opened/VBD on Friday .", "Friday=DATE 2025-11-14"},
		{"It opened/VBD on Monday morning .", "Monday morning=TIME 2025-11-10TMO"},
		{"It will/MD open on Monday .", "Monday=DATE 2025-11-17"},
		{"He came/VBD last Friday and left/VBD yesterday .", "last Friday=DATE 2025-11-07; yesterday=DATE 2025-11-13"},
		{"Sunday , November 25 , 2007", "Sunday , November 25 , 2007=DATE 2007-11-25"},
		{"on 14 August 1947 and the 16th of December", "14 August 1947=DATE 1947-08-14; the 16th of December=DATE 2025-12-16"},
		{"In October the minister resigned/VBD .", "October=DATE 2025-10"},
		{"In December the minister resigned/VBD .", "December=DATE 2024-12"},
		{"In March the minister will/MD resign .", "March=DATE 2026-03"},
		{"from June to September 2011", "June=DATE 2011-06; September 2011=DATE 2011-09"},
		{"He may/MD go .", ""},
		{"Theresa/NNP May/NNP spoke/VBD .", ""},
		{"since May they marched/VBD .", "May=DATE 2025-05"},
		{"the 1970s and the 20th century", "the 1970s=DATE 197; the 20th century=DATE 19"},
		{"early next week", "early next week=DATE 2025-W47"},
		{"the end of last year", "the end of last year=DATE 2024"},
		{"the third quarter of this year", "the third quarter of this year=DATE 2025-Q3"},
		{"summer of 2010 , in 2011", "summer of 2010=DATE 2010-SU; 2011=DATE 2011"},
		{"for ten months , several years , a fifty - year history", "ten months=DURATION P10M; several years=DURATION PXY; fifty - year=DURATION P50Y"},
		{"two and a half years ; half an hour", "two and a half years=DURATION P2.5Y; half an hour=DURATION PT30M"},
		{"the past decade ; over the last few days", "the past decade=DURATION P10Y; the last few days=DURATION PXD"},
		{"two years ago , three weeks ago", "two years ago=DATE 2023; three weeks ago=DATE 2025-10-24"},
		{"On 3 May 2019 they met/VBD ; two days later", "3 May 2019=DATE 2019-05-03; two days later=DATE 2019-05-05"},
		{"a 41 - year - old man", ""},
		{"$ 5 a year ; every Monday ; twice a week ; Sundays", "a year=SET P1Y; every Monday=SET XXXX-WXX-1; a week=SET P1W; Sundays=SET XXXX-WXX-7"},
		{"at 3:30 p.m. on Friday", "3:30 p.m. on Friday=TIME 2025-11-14T15:30"},
		{"Monday at 8 am GMT", "Monday at 8 am GMT=TIME 2025-11-10T08:00"},
		{"2025-10-09 and 31/12/2024 and 9/11", "2025-10-09=DATE 2025-10-09; 31/12/2024=DATE 2024-12-31; 9/11=DATE 2001-09-11"},
		{"some 2010 soldiers/NNS and $ 2011 and 1,984 people", ""},
		{"the 2012 elections/NNS", "2012=DATE 2012"},
		{"Christmas Eve and last Christmas", "Christmas Eve=DATE 2025-12-24; last Christmas=DATE 2024-12-25"},
		{"thirteen billion years ago", "thirteen billion years ago=DATE PAST_REF"},
		{"tonight , now", "tonight=TIME 2025-11-14TNI; now=DATE PRESENT_REF"},
		{"in the 30s", ""},
		{"earlier this month , later in the day", "earlier this month=DATE 2025-11; later in the day=DATE 2025-11-14"},
		{"the following day the U.S. agreed/VBD", "the following day=DATE 2025-11-15"},
	} {
		a := analysisOf(c.text)
		a.Document.Published = published
		if err := NewTimes().Run(context.Background(), a); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, x := range a.Times {
			s := a.TokenSpan(x.Tokens)
			got = append(got, a.Text[s.Start:s.End]+"="+string(x.Type)+" "+x.Value)
		}
		if g := strings.Join(got, "; "); g != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, g, c.want)
		}
	}
}

func TestTimesWithoutPublicationDate(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"He came/VBD on Friday .", "XXXX-WXX-5"},
		{"He came/VBD on June 15 .", "XXXX-06-15"},
		{"Friday , July 21 , 2017 . They met/VBD on Tuesday .", "2017-07-21 2017-07-18"},
	} {
		a := analysisOf(c.text)
		if err := NewTimes().Run(context.Background(), a); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, x := range a.Times {
			got = append(got, x.Value)
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, g, c.want)
		}
	}
}

func TestTimeSpans(t *testing.T) {
	a := analysisOf("in November 2025 , on 3 May 2019 , in 2024-W10 , in 1999 , this week , at 5 p.m. EST on 2 May 2020 , the 1980s")
	a.Document.Published = time.Date(2025, 11, 14, 0, 0, 0, 0, time.UTC)
	if err := NewTimes().Run(context.Background(), a); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, x := range a.Times {
		if x.Span != nil {
			got = append(got, x.Span.From+" "+x.Span.To+" "+string(x.Span.Precision))
		}
	}
	want := "2025-11-01 2025-12-01 MONTH|2019-05-03 2019-05-04 DAY|1999-01-01 2000-01-01 YEAR|2025-11-10 2025-11-17 WEEK|" +
		"2020-05-02T17:00:00-05:00 2020-05-02T17:01:00-05:00 MINUTE|1980-01-01 1990-01-01 YEAR"
	if g := strings.Join(got, "|"); g != want {
		t.Errorf("got  %s\nwant %s", g, want)
	}
}

func FuzzTimes(f *testing.F) {
	for _, s := range []string{
		"on 31 February 2020", "the 31st of June , 99999999 years ago", "9999-12-31 two years later", "0000-01-01 12/12/12", "25:61 at 24:59 p.m.",
		"the end of the end of the", "May May May 5 - 7 , 0", "every few two a couple of", "1 AD a day later , 1 BC", "the 30th - century",
		"last Easter 4000", "’94 ’ '0s 3pm3", "the past the next the", "half half and a half year", "2013-", "in 9 million billion years",
	} {
		f.Add(s, int64(1763078400))
	}
	f.Fuzz(func(t *testing.T, s string, published int64) {
		a := analysisOf(s)
		if published != 0 {
			a.Document.Published = time.Unix(published%(1<<37), 0)
		}
		if err := NewTimes().Run(context.Background(), a); err != nil {
			t.Fatal(err)
		}
		end := int32(0)
		for _, x := range a.Times {
			if x.Tokens.First < end || x.Tokens.Len() <= 0 {
				t.Fatalf("overlapping or empty %v", x)
			}
			end = x.Tokens.End
		}
	})
}
