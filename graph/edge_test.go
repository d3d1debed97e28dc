package graph

import "testing"

func TestEdgeIsAllKey(t *testing.T) {
	for _, e := range []Edge{
		{Statement: "s1", Published: "2025-01-02T00:00:00Z", Subject: "a", Object: "b", Predicate: MetWith, Polarity: Affirmed, Modality: Asserted},
		{Statement: "s2", Subject: "b", Object: "a", Predicate: ActedOn, Polarity: Negated, Modality: Planned, Speakers: 2},
		{Statement: "s3", Published: "2025-01-02T00:00:00Z", Subject: "a", Object: "a", Predicate: PartOf, Polarity: Affirmed, Modality: Required, Contested: true},
	} {
		for _, end := range []string{e.Subject, e.Object} {
			p := e.Posting(end)
			if got, ok := ParseEdge(p); !ok || got != e || p.Key != end {
				t.Errorf("%+v filed under %s is %+v, read as %+v", e, end, p, got)
			}
		}
	}
	for _, s := range []string{"", "|", "2025|>aaaab", "2025|"} {
		if _, ok := ParseEdge(Posting{Sort: s}); ok {
			t.Errorf("%q is read as an edge", s)
		}
	}
}
