package graph

import (
	"math"
	"testing"
	"time"
)

func TestFacets(t *testing.T) {
	published := time.Date(2025, 6, 3, 10, 0, 0, 0, time.UTC)
	at := func(date string) int64 {
		d, err := time.Parse(time.DateOnly, date)
		if err != nil {
			t.Fatal(err)
		}
		return d.Unix()
	}
	for name, c := range map[string]struct {
		s    Statement
		want Facets
	}{
		"plain": {
			Statement{Predicate: MetWith, Polarity: Affirmed, Modality: Asserted, Tense: TensePast, Confidence: 1},
			Facets{Predicate: MetWith, Polarity: Affirmed, Modality: Asserted, Tense: TensePast, Asserted: true, Confidence: math.Inf(1)},
		},
		"denied, of a day": {
			Statement{Predicate: Predicates[len(Predicates)-1].Name, Polarity: Negated, Modality: Required, Time: &TimeSpan{From: "2025-06-01", To: "2025-06-02"}},
			Facets{Predicate: Predicates[len(Predicates)-1].Name, Polarity: Negated, Modality: Required, Tense: TenseNone, Timed: true, From: at("2025-06-01"), To: at("2025-06-02")},
		},
		"since a moment, known until it was published": {
			Statement{Predicate: MetWith, Polarity: Affirmed, Modality: Possible, Tense: TenseFuture, Time: &TimeSpan{From: "2025-06-01T23:30:00-02:00"}},
			Facets{Predicate: MetWith, Polarity: Affirmed, Modality: Possible, Tense: TenseFuture, Timed: true, From: at("2025-06-02"), To: at("2025-06-04")},
		},
		"before the year 1970": {
			Statement{Predicate: MetWith, Polarity: Affirmed, Modality: Planned, Tense: TensePresent, Time: &TimeSpan{To: "1914-07-28T12:00:00Z"}},
			Facets{Predicate: MetWith, Polarity: Affirmed, Modality: Planned, Tense: TensePresent, Timed: true, From: math.MinInt64, To: at("1914-07-29")},
		},
		"no time that can be read": {
			Statement{Predicate: MetWith, Polarity: Affirmed, Modality: Hypothetical, Attribution: []string{"e1"}, Time: &TimeSpan{From: "soon"}},
			Facets{Predicate: MetWith, Polarity: Affirmed, Modality: Hypothetical, Tense: TenseNone},
		},
	} {
		s := StatementNode{Statement: c.s, Published: published}
		if got, ok := ParseFacets(EncodeFacets(&s)); !ok || got != c.want {
			t.Errorf("%s: %+v, %v; want %+v", name, got, ok, c.want)
		}
	}
	for _, confidence := range []float64{0, 0.1, 1.0 / 3, 0.5, 0.999999, 1, 1.5, math.NaN()} {
		s := StatementNode{Statement: Statement{Confidence: confidence}}
		if f, _ := ParseFacets(EncodeFacets(&s)); f.Confidence < confidence || f.Confidence > confidence+1e-4 && confidence < 0.999 {
			t.Errorf("a confidence of %v is %v", confidence, f.Confidence)
		}
	}
	for _, b := range []string{"", "abc", "abcdefgh", "twelve bytes"} {
		if _, ok := ParseFacets(b); ok {
			t.Errorf("%q are no facets", b)
		}
	}
}

func TestNameFacets(t *testing.T) {
	for _, c := range []struct{ n, rounded int }{{0, 0}, {15, 15}, {16, 16}, {17, 16}, {33, 32}, {1000, 960}, {1 << 40, 1 << 40}} {
		f, ok := ParseNameFacets(EncodeNameFacets(&Canonical{Type: TypeOther, Generic: true, Mentions: c.n}, true))
		if want := (NameFacets{TypeOther, true, true, c.rounded}); !ok || f != want {
			t.Errorf("%d mentions: %+v, %v; want %+v", c.n, f, ok, want)
		}
	}
	for _, b := range []string{"", "a", "\x00\x80", "\x00\x01\x01", "\x00\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"} {
		if _, ok := ParseNameFacets(b); ok {
			t.Errorf("%q are no facets", b)
		}
	}
}
