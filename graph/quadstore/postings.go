package quadstore

import (
	"fmt"
	"time"

	"github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/graph/fold"
)

// The ordered lists beside the quads are a function of what the quads say. The
// functions here are that function: the write path and verify both use them.

// sortTime orders by time: the moment in UTC, "" if unknown.
func sortTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

func entry(index graph.Index, key, sort, id string) posting {
	return posting{index: indexNumbers[index], key: key, sort: sort, id: id}
}

func documentPostings(d *graph.DocumentNode) []posting {
	at := sortTime(d.Published)
	out := []posting{entry(graph.IndexDocuments, "", at, d.ID), entry(graph.IndexDocumentsExtractor, d.Extractor, at, d.ID)}
	if d.SourceID != "" {
		out = append(out, entry(graph.IndexDocumentsBySource, d.SourceID, at, d.ID))
	}
	if d.URL != "" {
		out = append(out, entry(graph.IndexDocumentsByURL, d.URL, at, d.ID))
	}
	for _, b := range d.Blocks {
		out = append(out, entry(graph.IndexBlocks, b, "", d.ID))
	}
	return out
}

func memberPostings(e *graph.Entity) []posting {
	out := []posting{entry(graph.IndexEntitiesDocument, e.Document, "", e.ID)}
	for _, b := range e.Blocks {
		out = append(out, entry(graph.IndexBlocks, b, "", e.ID))
	}
	return out
}

func membershipPosting(canonical, member string) posting {
	return entry(graph.IndexMembers, canonical, "", member)
}

func entityPostings(c *graph.Canonical) []posting {
	name := fold.Name(c.Name)
	out := []posting{entry(graph.IndexEntities, "", name, c.ID), entry(graph.IndexEntitiesType, string(c.Type), name, c.ID)}
	seen := map[posting]bool{}
	add := func(p posting, facets string) {
		if !seen[p] {
			seen[p] = true
			p.facets = facets
			out = append(out, p)
		}
	}
	facets := graph.EncodeNameFacets(c, false)
	for i := -1; i < len(c.Aliases); i++ {
		n := c.Name
		if i >= 0 {
			n = c.Aliases[i]
		}
		add(entry(graph.IndexNames, fold.Name(n), "", c.ID), facets)
		for _, w := range fold.Words(n) {
			add(entry(graph.IndexNameTokens, w, "", c.ID), facets)
		}
		if i < 0 {
			facets = graph.EncodeNameFacets(c, true)
		}
	}
	return out
}

func claimPostings(c *graph.Claim) []posting {
	return []posting{entry(graph.IndexClaims, "", "", c.ID)}
}

func judgementPostings(j *graph.Judgement) []posting {
	out := []posting{entry(graph.IndexJudgements, "", "", j.ID), entry(graph.IndexJudgements, j.Left, "", j.ID)}
	if j.Right != "" {
		out = append(out, entry(graph.IndexJudgements, j.Right, "", j.ID))
	}
	return out
}

// reviewPostings are apart from those of the statement: they stay when it is read again.
func reviewPostings(statement string, status graph.ReviewStatus) []posting {
	if status == "" || status == graph.Unreviewed {
		return nil
	}
	return []posting{entry(graph.IndexReviews, "", string(status), statement)}
}

func statementPostings(s *graph.StatementNode) []posting {
	at := sortTime(s.Published)
	start := 0
	if len(s.Evidence) > 0 {
		start = s.Evidence[0].Span.Start
	}
	facets := graph.EncodeFacets(s)
	filtered := func(index graph.Index, key string) posting {
		p := entry(index, key, at, s.ID)
		p.facets = facets
		return p
	}
	out := make([]posting, 0, 16)
	out = append(out,
		filtered(graph.IndexStatements, ""),
		entry(graph.IndexStatementsDocument, s.Document, fmt.Sprintf("%010d", start), s.ID),
		filtered(graph.IndexStatementsPredicate, string(s.Predicate)))
	if s.SaidIn != "" {
		out = append(out, entry(graph.IndexStatementsSaidIn, s.SaidIn, at, s.ID))
	}
	if s.Claim != "" {
		out = append(out, entry(graph.IndexStatementsClaim, s.Claim, at, s.ID))
	}
	if e, ok := graph.EdgeOf(s, at); ok {
		p := e.Posting(e.Subject)
		out = append(out, entry(graph.IndexEdges, p.Key, p.Sort, p.ID))
		if e.Object != e.Subject {
			p = e.Posting(e.Object)
			out = append(out, entry(graph.IndexEdges, p.Key, p.Sort, p.ID))
		}
	}
	add := func(index graph.Index, canonical string) {
		if canonical == "" || canonical == graph.Unnamed {
			return
		}
		p := filtered(index, canonical)
		for _, q := range out {
			if p == q {
				return
			}
		}
		out = append(out, p)
	}
	add(graph.IndexStatementsSubject, s.SubjectCanonical)
	add(graph.IndexStatementsObject, s.ObjectCanonical)
	if s.Predicate.Symmetric() {
		add(graph.IndexStatementsSubject, s.ObjectCanonical)
		add(graph.IndexStatementsObject, s.SubjectCanonical)
	}
	if s.Predicate.Family() == graph.FamilySpeech {
		add(graph.IndexStatementsSpeaker, s.SubjectCanonical)
	}
	add(graph.IndexStatementsEntity, s.SubjectCanonical)
	add(graph.IndexStatementsEntity, s.ObjectCanonical)
	for _, c := range s.AttributionCanonical {
		add(graph.IndexStatementsSpeaker, c)
		add(graph.IndexStatementsEntity, c)
	}
	for _, c := range s.AboutCanonical {
		add(graph.IndexStatementsEntity, c)
	}
	return out
}

// derived are the edges that join canonical entities by a statement, which is
// their label: plain where it is asserted, else under the qualified predicate.
func derived(out []quadTerms, s *graph.StatementNode) []quadTerms {
	if s.SubjectCanonical == "" || s.ObjectCanonical == "" {
		return out
	}
	path := iriScheme
	if !s.Asserted() {
		path += qualifiedPath
	}
	return append(out, quadTerms{
		nodeTerm(kindEntity, s.SubjectCanonical), iriTerm(path + string(s.Predicate)),
		nodeTerm(kindEntity, s.ObjectCanonical), nodeTerm(kindStatement, s.ID),
	})
}
