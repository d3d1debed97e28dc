// Package viewtest makes stores for tests out of documents whose text is a small
// notation of the statements that they make, so that a test can be read.
//
// Each line of a text is a sentence and a statement:
//
//	Ann Able:PERSON | CONDEMNED | Bob:ORGANIZATION | by Carl:PERSON | neg | planned
//
// An end that is missing is "-". What may follow: neg; planned, possible,
// hypothetical, required; past, present, future; by NAME:TYPE or by ? (the chain,
// outermost first); about NAME:TYPE; in N (the number of the line, from 1, of the
// speech that it stands in); at NAME:PLACE; on FROM TO; conf 0.7; verb hit;
// text WORDS; killed 4, killed 4-6 or killed ~4 (and other figures alike).
package viewtest

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/graph/quadstore"
	"github.com/dateline-news/dateline/graph/resolve"
)

// Doc makes a document; published is a date or a date and time.
func Doc(source, publisher, published string, lines ...string) *graph.Document {
	d := &graph.Document{SourceID: source, Title: "Title of " + source, URL: "https://example.org/" + source, Publisher: publisher, Language: "en", Text: strings.Join(lines, "\n")}
	if published != "" {
		layout := time.RFC3339
		if d.DateOnly = len(published) == len(time.DateOnly); d.DateOnly {
			layout = time.DateOnly
		}
		t, err := time.Parse(layout, published)
		if err != nil {
			panic(err)
		}
		d.Published = t
	}
	d.ID = graph.DocumentID(d)
	return d
}

// Extractor reads the notation.
type Extractor struct{}

// Name and version.
func (Extractor) Name() string { return "viewtest 1" }

// Extract makes a document's record; lines that are not in the notation make nothing.
func (Extractor) Extract(_ context.Context, d *graph.Document) (*graph.Record, error) {
	d.ID = graph.DocumentID(d)
	r := &reader{rec: &graph.Record{Document: d, Extractor: Extractor{}.Name()}, entities: map[string]int{}}
	at := 0
	for line := range strings.Lines(d.Text) {
		line, _ := strings.CutSuffix(line, "\n")
		n := utf8.RuneCountInString(line)
		if strings.TrimSpace(line) != "" {
			r.rec.Sentences = append(r.rec.Sentences, graph.Span{Start: at, End: at + n})
		}
		if err := r.line(line, at); err != nil {
			return nil, fmt.Errorf("%q: %w", line, err)
		}
		at += n + 1
	}
	slices.SortFunc(r.rec.Mentions, func(a, b graph.Mention) int { return a.Span.Start - b.Span.Start })
	return r.rec, nil
}

type reader struct {
	rec      *graph.Record
	entities map[string]int // "NAME:TYPE" → index
	ids      []string       // of the statement of each line
}

func (r *reader) line(line string, at int) error {
	fields := strings.Split(line, " | ")
	if len(fields) < 3 {
		r.ids = append(r.ids, "")
		return nil
	}
	offset := at
	s := graph.Statement{
		Document: r.rec.Document.ID, Predicate: graph.PredicateName(fields[1]), Polarity: graph.Affirmed, Modality: graph.Asserted, Tense: graph.TensePast,
		Confidence: 0.8, Extractor: r.rec.Extractor, Verb: strings.ToLower(fields[1]),
	}
	if _, ok := s.Predicate.Lookup(); !ok {
		return fmt.Errorf("no predicate %q", fields[1])
	}
	for i, f := range fields {
		start := offset
		offset += utf8.RuneCountInString(f) + 3
		word, rest, _ := strings.Cut(f, " ")
		restAt := start + utf8.RuneCountInString(word) + 1
		switch {
		case i == 0:
			s.Subject = r.entity(f, start)
		case i == 1:
		case i == 2:
			s.Object = r.entity(f, start)
		case f == "neg":
			s.Polarity = graph.Negated
		case slices.Contains([]string{"planned", "possible", "hypothetical", "required"}, f):
			s.Modality = graph.Modality(strings.ToUpper(f))
		case slices.Contains([]string{"past", "present", "future"}, f):
			s.Tense = graph.Tense(strings.ToUpper(f))
		case f == "by ?":
			s.Attribution = append(s.Attribution, graph.Unnamed)
		case word == "by":
			s.Attribution = append(s.Attribution, r.entity(rest, restAt))
		case word == "about":
			s.About = append(s.About, r.entity(rest, restAt))
		case word == "at":
			s.Place = r.entity(rest, restAt)
		case word == "in":
			n, err := strconv.Atoi(rest)
			if err != nil || n < 1 || n > len(r.ids) {
				return fmt.Errorf("no line %q before this one", rest)
			}
			s.SaidIn = r.ids[n-1]
		case word == "on":
			from, to, _ := strings.Cut(rest, " ")
			s.Time = &graph.TimeSpan{From: from, To: to, Precision: graph.PrecisionDay, Text: f}
		case word == "conf":
			c, err := strconv.ParseFloat(rest, 64)
			if err != nil {
				return err
			}
			s.Confidence = c
		case word == "verb":
			s.Verb = rest
		case word == "text":
			s.Text, s.TextSpan = rest, graph.Span{Start: restAt, End: restAt + utf8.RuneCountInString(rest)}
		default:
			f, err := figure(word, rest)
			if err != nil {
				return err
			}
			s.Figure = f
		}
	}
	quote := strings.Join(fields[:3], " | ")
	s.Evidence = []graph.Evidence{{Document: s.Document, Quote: quote, Span: graph.Span{Start: at, End: at + utf8.RuneCountInString(quote)}}}
	s.Explanation = []graph.Reason{{Layer: "notation", Reason: "written so"}}
	s.ID = graph.StatementID(&s)
	r.rec.Statements = append(r.rec.Statements, s)
	r.ids = append(r.ids, s.ID)
	return nil
}

func figure(kind, s string) (*graph.Figure, error) {
	f := &graph.Figure{Kind: kind}
	s, f.Approximate = strings.CutPrefix(s, "~")
	low, high, ranged := strings.Cut(s, "-")
	a, err := strconv.ParseFloat(low, 64)
	if err != nil {
		return nil, fmt.Errorf("no qualifier %q", kind)
	}
	if f.Value = &a; ranged {
		b, err := strconv.ParseFloat(high, 64)
		if err != nil {
			return nil, err
		}
		f.Value, f.Low, f.High = nil, &a, &b
	}
	return f, nil
}

// entity returns the document's entity with this "NAME:TYPE" and notes a mention of it.
func (r *reader) entity(s string, at int) string {
	if s == "-" {
		return ""
	}
	name, kind, _ := strings.Cut(s, ":")
	span := graph.Span{Start: at, End: at + utf8.RuneCountInString(name)}
	i, ok := r.entities[s]
	if !ok {
		t := graph.EntityType(kind)
		if t == "" {
			t = graph.TypeOther
		}
		name, generic := strings.CutPrefix(name, "a ")
		e := graph.Entity{Document: r.rec.Document.ID, Type: t, Name: name, Generic: generic}
		e.ID = graph.EntityID(e.Document, t, span)
		i = len(r.rec.Entities)
		r.entities[s] = i
		r.rec.Entities = append(r.rec.Entities, e)
	}
	e := &r.rec.Entities[i]
	e.Mentions++
	r.rec.Mentions = append(r.rec.Mentions, graph.Mention{
		ID: graph.MentionID(e.Document, span, graph.KindName), Document: e.Document, Span: span, Head: span, Kind: graph.KindName, Entity: e.ID,
	})
	return e.ID
}

// Store is a store in memory that holds the documents.
func Store(t testing.TB, docs ...*graph.Document) graph.Store {
	t.Helper()
	ctx := context.Background()
	s, err := quadstore.Open(ctx, "mem:", quadstore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	for _, d := range docs {
		Add(t, s, d)
	}
	return s
}

// Add takes a document in.
func Add(t testing.TB, s graph.Store, d *graph.Document) {
	t.Helper()
	ctx := context.Background()
	rec, err := Extractor{}.Extract(ctx, d)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Update(ctx, func(snap graph.Snapshot) (*graph.Change, error) {
		return resolve.Plan(ctx, snap, resolve.Request{Add: []*graph.Record{rec}})
	}); err != nil {
		t.Fatal(err)
	}
}

// World is a handful of documents that hold every kind of thing once.
func World() []*graph.Document {
	return []*graph.Document{
		Doc("w1", "The Daily", "2025-11-03",
			"Ann Able:PERSON | HOLDS_POSITION | Norland:PLACE | text President | present",
			"Ann Able:PERSON | CONDEMNED | Tern Front:ORGANIZATION | text “an outrage” 😀 | about Suður City:PLACE",
			"Tern Front:ORGANIZATION | ATTACKED | Suður City:PLACE | on 2025-11-01 2025-11-02 | killed 4 | by Ann Able:PERSON | in 2",
			"Tern Front:ORGANIZATION | ATTACKED | Suður City:PLACE | on 2025-11-01 2025-11-02 | killed 4",
			"Suður City:PLACE | LOCATED_IN | Norland:PLACE",
			"Strike on Suður City:EVENT | TARGET | Suður City:PLACE",
			"Strike on Suður City:EVENT | KILLED | - | killed 4 | text four people",
			"Strike on Suður City:EVENT | TIME | - | text on Saturday | on 2025-11-01 2025-11-02",
		),
		Doc("w2", "Evening Post", "2025-11-04T08:00:00Z",
			"Tern Front:ORGANIZATION | DENIED | - | text it attacked the city",
			"Tern Front:ORGANIZATION | ATTACKED | Suður City:PLACE | on 2025-11-01 2025-11-02 | neg | by Tern Front:ORGANIZATION | in 1",
			"Ann Able:PERSON | MET_WITH | Bo Béla:PERSON | planned | future | conf 0.6",
			"Bo Béla:PERSON | MET_WITH | Ann Able:PERSON | on 2025-10-01 2025-10-02",
			"a soldier:PERSON | STATED | - | text nothing happened | by Evening Post:ORGANIZATION",
			"Tern Front:ORGANIZATION | PART_OF | Norland:PLACE",
		),
		Doc("w3", "The Daily", "2025-11-05T10:00:00+01:00",
			"Tern Front:ORGANIZATION | ATTACKED | Suður City:PLACE | on 2025-11-01 2025-11-02 | killed 6 | by ?",
			"Ann Able:PERSON | SUPPORTED | Green Party:ORGANIZATION | possible",
			"Green Party:ORGANIZATION | COORDINATES_WITH | Bo Béla:PERSON | present",
			"Bo Béla:PERSON | RELATED_TO | Cy Béla:PERSON | text brother",
		),
		Doc("w4", "", "", "Cy Béla:PERSON | MEMBER_OF | Green Party:ORGANIZATION"),
	}
}

// Judge records a judgement.
func Judge(t testing.TB, s graph.Store, left, right string, v graph.Verdict, at time.Time) {
	t.Helper()
	ctx := context.Background()
	j := graph.Judgement{Left: min(left, right), Right: max(left, right), Verdict: v, By: "test", At: at, Reason: "a test"}
	j.ID = graph.JudgementID(j.Left, j.Right, v)
	if err := s.Update(ctx, func(snap graph.Snapshot) (*graph.Change, error) {
		return resolve.Plan(ctx, snap, resolve.Request{Judge: []graph.Judgement{j}})
	}); err != nil {
		t.Fatal(err)
	}
}
