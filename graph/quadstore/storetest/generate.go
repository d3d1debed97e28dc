// Package storetest owns the conformance suite that every backend of
// graph.Store passes, the model that it compares them with, and a generator of
// graphs as news makes them. It knows no backend.
package storetest

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/dateline-news/dateline/graph"
)

// Generator makes records of documents that were never written: a few entities
// stand in most of them, most in a few. The same seed and number give the same
// record.
type Generator struct {
	Seed       uint64
	Entities   int // how many there are to be named; 0 = 1000
	Statements int // a document; 0 = 12
	Mentions   int // beyond one for each entity of a document
}

var (
	places     = []string{"FR", "MX", "US", "TR", "CL"}
	verbs      = []string{"say", "meet", "attack", "reject", "plan", "visit", "sign", "warn"}
	wordList   = strings.Fields("the minister said on Monday that talks with a delegation from the north had failed and that troops would leave the port before winter while officials denied any agreement over the bridge")
	publishers = []string{"Morning Post", "Evening News", "Agence Nord", "The Harbour"}
)

// zipf draws 0 … n-1, small numbers much more often.
func zipf(r *rand.Rand, n int) int {
	return min(n-1, int(math.Pow(float64(n), r.Float64()*r.Float64())*1.0)-1+r.IntN(2))
}

// nameOf is the name of the n-th entity, as different from others' as names in the news are.
func nameOf(n int, t graph.EntityType) string {
	switch t {
	case graph.TypePerson:
		return firstNames[n%len(firstNames)] + " " + word(n)
	case graph.TypeOrganization:
		return word(n) + " " + bodies[n%len(bodies)]
	case graph.TypeEvent:
		return "battle of " + word(n)
	case graph.TypeOther:
		return word(n) + " Act"
	default:
		return word(n)
	}
}

var (
	firstNames = strings.Fields("Ana Boris Chloé Dmitri Elena Farid Greta Hassan Inés Jonas Katya Liam Maya Nadia Óscar Paula Quentin Rosa Samir Tessa")
	bodies     = strings.Fields("Bank Times Airlines Steel University Police Energy Foundation")
)

// word makes a word of syllables; neighbours in number share none.
func word(n int) string {
	const consonants, vowels = "bcdfghjklmnprstvz", "aeiou"
	const syllables = len(consonants) * len(vowels)
	k := (n*7919 + 4999) % (syllables * syllables * syllables)
	var b []byte
	for range 3 {
		s := k % syllables
		k /= syllables
		b = append(b, consonants[s/len(vowels)], vowels[s%len(vowels)])
	}
	b[0] -= 'a' - 'A'
	return string(b)
}

// Record makes the document with a number.
func (g Generator) Record(number int) *graph.Record {
	r := rand.New(rand.NewPCG(g.Seed, uint64(number)))
	if g.Entities == 0 {
		g.Entities = 1000
	}
	if g.Statements == 0 {
		g.Statements = 12
	}
	var text strings.Builder
	var sentences []graph.Span
	for s := range g.Statements + 3 {
		start := text.Len()
		fmt.Fprintf(&text, "Nr %d-%d:", number, s)
		for range 8 + r.IntN(14) {
			text.WriteByte(' ')
			text.WriteString(wordList[r.IntN(len(wordList))])
		}
		text.WriteByte('.')
		sentences = append(sentences, graph.Span{Start: start, End: text.Len()})
		text.WriteByte('\n')
	}
	full := text.String() // ASCII: bytes are code points
	d := &graph.Document{
		SourceID: fmt.Sprintf("made-%d", number), Title: fmt.Sprintf("Title %d", number),
		URL: fmt.Sprintf("https://example.org/%d", number), Publisher: publishers[r.IntN(len(publishers))],
		Published: time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(r.IntN(365*24*60)) * time.Minute),
		Language:  "en", Text: full,
	}
	if r.IntN(4) == 0 {
		d.Published, d.DateOnly = d.Published.Truncate(24*time.Hour), true
	}
	d.ID = graph.DocumentID(d)
	rec := &graph.Record{Document: d, Sentences: sentences, Extractor: fmt.Sprintf("made/%d", number%2)}
	byNumber := map[int]int{}
	mention := func(entity int, kind graph.MentionKind) {
		at := len(rec.Mentions) * 3
		span := graph.Span{Start: at, End: at + 3}
		e := &rec.Entities[entity]
		if e.Mentions == 0 {
			e.ID = graph.EntityID(d.ID, e.Type, span)
		}
		head := span
		if kind == graph.KindNominal {
			head.Start++
		}
		rec.Mentions = append(rec.Mentions, graph.Mention{
			ID: graph.MentionID(d.ID, span, kind), Document: d.ID, Span: span, Head: head, Kind: kind, Entity: e.ID,
		})
		e.Mentions++
	}
	pick := func() string {
		n := zipf(r, g.Entities)
		i, ok := byNumber[n]
		if !ok {
			i = len(rec.Entities)
			byNumber[n] = i
			t := graph.EntityTypes[n%len(graph.EntityTypes)]
			e := graph.Entity{Document: d.ID, Type: t, Name: nameOf(n, t), Generic: n%17 == 0}
			if t == graph.TypePlace {
				e.Subtype, e.Country = "COUNTRY", places[n%len(places)]
			}
			if r.IntN(3) == 0 {
				e.Aliases = []string{fmt.Sprintf("%s (%d)", word(n), n)}
			}
			e.Blocks = []string{fmt.Sprintf("name %d", n), "type " + string(t)}
			slices.Sort(e.Blocks)
			rec.Entities = append(rec.Entities, e)
			mention(i, graph.KindName)
		}
		return rec.Entities[i].ID
	}
	for i := range g.Statements {
		rec.Statements = append(rec.Statements, g.statement(r, rec, i, pick))
	}
	for range g.Mentions {
		kinds := []graph.MentionKind{graph.KindName, graph.KindNominal, graph.KindPronoun}
		mention(r.IntN(len(rec.Entities)), kinds[r.IntN(3)])
	}
	return rec
}

func (g Generator) statement(r *rand.Rand, rec *graph.Record, i int, pick func() string) graph.Statement {
	d := rec.Document
	sentence := rec.Sentences[i]
	p := graph.Predicates[r.IntN(len(graph.Predicates))]
	s := graph.Statement{
		Document: d.ID, Predicate: p.Name, Subject: pick(), Verb: verbs[r.IntN(len(verbs))],
		Polarity: graph.Affirmed, Modality: graph.Asserted, Tense: graph.TensePast,
		Confidence: float64(r.IntN(1000)) / 1000, Extractor: rec.Extractor,
		Evidence: []graph.Evidence{{Document: d.ID, Span: sentence, Quote: d.Text[sentence.Start:sentence.End]}},
	}
	if r.IntN(10) > 0 {
		s.Object = pick()
	}
	if r.IntN(6) == 0 {
		s.Polarity = graph.Negated
	}
	if r.IntN(6) == 0 {
		s.Modality = graph.Planned
	}
	if p.Family == graph.FamilySpeech {
		s.TextSpan = graph.Span{Start: sentence.Start + 3, End: sentence.End - 1}
		s.Text = d.Text[s.TextSpan.Start:s.TextSpan.End]
		s.About = []string{pick()}
		if b := pick(); b != s.About[0] {
			s.About = append(s.About, b)
			slices.Sort(s.About)
		}
	}
	switch r.IntN(5) {
	case 0:
		s.Attribution = []string{pick()}
	case 1:
		s.Attribution = []string{graph.Unnamed}
	case 2:
		a := pick()
		s.Attribution = []string{a, graph.Unnamed, pick(), a}
	}
	if r.IntN(3) == 0 {
		day := time.Date(2025, time.Month(1+r.IntN(12)), 1+r.IntN(28), 0, 0, 0, 0, time.UTC)
		s.Time = &graph.TimeSpan{From: day.Format(time.DateOnly), To: day.AddDate(0, 0, 1).Format(time.DateOnly), Precision: graph.PrecisionDay, Text: day.Weekday().String()}
	}
	if r.IntN(4) == 0 {
		s.Place = pick()
	}
	if r.IntN(8) == 0 {
		n := float64(r.IntN(90000)) / 8 // some with more decimals than an id holds
		s.Figure = &graph.Figure{Kind: "killed", Value: &n, Approximate: r.IntN(2) == 0}
		if r.IntN(2) == 0 {
			low, high := -n, n*1.5
			s.Figure = &graph.Figure{Kind: "amount", Low: &low, High: &high, Unit: "USD"}
		}
	}
	if r.IntN(9) == 0 {
		other := rec.Sentences[i+1]
		s.Evidence = append(s.Evidence, graph.Evidence{Document: d.ID, Span: other, Quote: d.Text[other.Start:other.End]})
		s.Extractor = "made/other"
	}
	if r.IntN(3) == 0 {
		s.Explanation = []graph.Reason{{Layer: "frames", Reason: "active verb", Effect: 0.5}, {Layer: "time", Reason: "<none> & so on"}}
	}
	if i > 0 && r.IntN(4) == 0 {
		s.SaidIn = rec.Statements[r.IntN(i)].ID
	}
	s.ID = graph.StatementID(&s)
	return s
}
