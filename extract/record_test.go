package extract

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dateline-news/dateline/graph"
)

// sample is a small analysis of a text with characters of one to four bytes:
// "🤝 Žak said: “Peña met Ivo.”" It has an entity that nothing speaks of.
func sample() *Analysis {
	text := "🤝 Žak said: “Peña met Ivo.”"
	a := &Analysis{Document: &graph.Document{SourceID: "s1", Text: text}, Text: text, Language: "en"}
	a.Document.ID = graph.DocumentID(a.Document)
	t := &a.Tokens
	from := 0
	for _, w := range strings.Fields("🤝 Žak said : “ Peña met Ivo . ”") {
		i := from + strings.Index(text[from:], w)
		t.Start, t.End = append(t.Start, int32(i)), append(t.End, int32(i+len(w)))
		from = i + len(w)
	}
	n := t.Len()
	t.Lemma = strings.Fields("🤝 Žak say : “ Peña meet Ivo . ”")
	t.UPOS, t.XPOS, t.Deprel = make([]UPOS, n), make([]XPOS, n), make([]Deprel, n)
	t.Head, t.Sentence = []int32{2, 2, None, 2, 6, 6, 2, 6, 6, 6}, make([]int32, n)
	a.Sentences = []Sentence{{TokenRange: TokenRange{0, int32(n)}, Span: Span{0, int32(len(text))}, Root: 2}}
	name := func(i, e int32) Mention {
		return Mention{Tokens: TokenRange{i, i + 1}, Head: TokenRange{i, i + 1}, Kind: graph.KindName, Type: graph.TypePerson, Entity: e}
	}
	a.Mentions = []Mention{name(1, 0), name(5, 1), name(7, 2)}
	a.Mentions = append(a.Mentions, Mention{Tokens: TokenRange{8, 9}, Head: TokenRange{8, 9}, Kind: graph.KindNominal, Type: graph.TypeOther, Entity: 3})
	a.Entities = []Entity{
		{Type: graph.TypePerson, Name: "Žak", Members: []int32{0}},
		{Type: graph.TypePerson, Name: "Peña", Aliases: []string{"Peña", " the\nSenator "}, Members: []int32{1}},
		{Type: graph.TypePerson, Name: "Ivo", Members: []int32{2}},
		{Type: graph.TypeOther, Name: "point", Generic: true, Members: []int32{3}},
	}
	speech := Statement{Subject: 0, Predicate: graph.Stated, Object: None, Text: "Peña met Ivo.", TextSpan: a.TokenSpan(TokenRange{5, 9}),
		Verb: "say", Place: None, SaidIn: None, About: []int32{2, 1, 2}, Confidence: 0.91234567, Evidence: Span{0, int32(len(text))}, Frame: None}
	met := Statement{Subject: 1, Predicate: graph.MetWith, Object: 2, Polarity: graph.Affirmed, Modality: graph.Asserted, Tense: graph.TensePast,
		Verb: "meet", Place: None, SaidIn: 0, Attribution: []int32{0, UnnamedSpeaker}, Evidence: a.TokenSpan(TokenRange{5, 8}), Frame: None, Confidence: 2,
		Time: &graph.TimeSpan{From: "2020", To: "2019"}, Figure: &graph.Figure{Kind: "killed"}}
	nowhere := met
	nowhere.Evidence = Span{}
	unknown := met
	unknown.Predicate = "LIKES"
	a.Statements = []Statement{speech, met, nowhere, met, unknown}
	return a
}

func TestNewRecord(t *testing.T) {
	r := NewRecord(sample(), "test/1")
	if len(r.Entities) != 3 || len(r.Mentions) != 3 || len(r.Statements) != 2 || r.Document.Language != "en" {
		t.Fatalf("%d entities, %d mentions, %d statements, %q", len(r.Entities), len(r.Mentions), len(r.Statements), r.Document.Language)
	}
	runes := []rune(r.Document.Text)
	name := map[string]string{}
	for _, e := range r.Entities {
		name[e.ID] = e.Name
		if e.Name == "Peña" && (len(e.Aliases) != 1 || e.Aliases[0] != "the Senator") {
			t.Errorf("aliases %q", e.Aliases)
		}
	}
	for _, m := range r.Mentions {
		if got := string(runes[m.Span.Start:m.Span.End]); got != name[m.Entity] {
			t.Errorf("mention %q of %q", got, name[m.Entity])
		}
	}
	speech, met := r.Statements[0], r.Statements[1]
	for _, s := range r.Statements {
		if e := s.Evidence[0]; string(runes[e.Span.Start:e.Span.End]) != e.Quote {
			t.Errorf("quote %q", e.Quote)
		}
	}
	if met.SaidIn != speech.ID || name[met.Attribution[0]] != "Žak" || met.Attribution[1] != graph.Unnamed {
		t.Errorf("said in %q, attribution %q", met.SaidIn, met.Attribution)
	}
	if met.Time != nil || met.Figure != nil || met.Confidence != 1 || speech.Confidence != 0.9123 || len(speech.About) != 2 {
		t.Errorf("%+v %+v", met, speech)
	}
	if string(runes[speech.TextSpan.Start:speech.TextSpan.End]) != speech.Text {
		t.Errorf("text span %v", speech.TextSpan)
	}
}

func TestRecordOfSpansOutsideTheText(t *testing.T) {
	a := sample()
	a.Statements[0].Evidence = Span{1, int32(len(a.Text)) - 1} // inside of characters
	a.Statements[1].Evidence = Span{5, int32(len(a.Text)) + 9}
	r := NewRecord(a, "test/1")
	if s := r.Statements[0]; s.Predicate != graph.Stated || !strings.Contains(a.Text, s.Evidence[0].Quote) || strings.ContainsRune(s.Evidence[0].Quote, '\ufffd') {
		t.Errorf("%+v", s.Evidence)
	}
}

func TestJSONGolden(t *testing.T) {
	a := sample()
	a.Times = []Time{{Tokens: TokenRange{6, 7}, Type: TimeDate, Value: "2025-11-14"}}
	a.Quotes = []Quote{{Kind: QuoteDirect, Source: TokenRange{1, 2}, SourceEntity: 0, Cue: TokenRange{2, 3}, CueLemma: "say", Content: []Span{a.TokenSpan(TokenRange{5, 9})}, Parent: None}}
	a.Frames = []Frame{{Trigger: TokenRange{6, 7}, Lemma: "meet", Predicate: graph.MetWith, Polarity: graph.Affirmed, Modality: graph.Asserted, Tense: graph.TensePast,
		Arguments: []Argument{{Role: A0, Tokens: TokenRange{5, 6}, Head: TokenRange{5, 6}, Entity: 1}}, Quote: 0, Parent: None}, {Trigger: TokenRange{2, 3}, Lemma: "say", Quote: None}}
	a.Statements[0].Explanation = []graph.Reason{{Layer: "quotes", Reason: "verb of \"speech\"", Effect: -0.25}}
	got := AppendJSON(nil, a)
	if !json.Valid(got) {
		t.Fatalf("not JSON: %s", got)
	}
	path := filepath.Join("testdata", "analysis.jsonl")
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(path, append(got, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(got)+"\n" != string(want) {
		t.Errorf("differs from %s (UPDATE=1 writes it anew):\n%s", path, got)
	}
}

func TestAppendString(t *testing.T) {
	for _, s := range []string{"", "plain", "\"\\\n\r\t\x00\x1f\x7f", "é🤝\u2028\u2029", "<&>"} {
		var back string
		if err := json.Unmarshal(appendString(nil, s), &back); err != nil || back != s {
			t.Errorf("%q came back as %q: %v", s, back, err)
		}
	}
	if got := string(appendString(nil, "a\xffb")); got != "\"a\ufffdb\"" {
		t.Error(got)
	}
	var e struct {
		Error struct{ Message, Input string }
	}
	if err := json.Unmarshal(AppendErrorJSON(nil, "INVALID", "a \"b\"", "x\\y", 3), &e); err != nil || e.Error.Message != "a \"b\"" || e.Error.Input != "x\\y" {
		t.Error(e, err)
	}
}

func TestPoints(t *testing.T) {
	text := strings.Repeat("aé🤝", 200)
	p := newPoints(text)
	n := 0
	for i := range text {
		if got := p.at(i); got != n {
			t.Fatalf("byte %d is code point %d, want %d", i, got, n)
		}
		n++
	}
	if p.at(len(text)) != n || p.at(len(text)+9) != n || p.at(-1) != 0 {
		t.Error("edges")
	}
}
