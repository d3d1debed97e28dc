package export

import (
	"cmp"
	"encoding/csv"
	"strconv"
	"strings"

	"github.com/dateline-news/dateline/graph"
)

func writeStatementsCSV(e *export) error {
	names, err := e.names()
	if err != nil {
		return err
	}
	out := csv.NewWriter(e.w)
	if err := out.Write([]string{
		"id", "predicate", "subject", "subject_name", "object", "object_name", "text", "verb", "polarity", "modality", "tense",
		"attribution", "attribution_names", "asserted", "said_in", "about", "time_from", "time_to", "time_precision", "time_text", "place", "place_name",
		"figure_kind", "figure_value", "figure_low", "figure_high", "figure_unit", "figure_approximate",
		"confidence", "status", "document", "published", "start", "end", "quote", "claim",
	}); err != nil {
		return err
	}
	for n, err := range e.eachStatement() {
		if err != nil {
			return err
		}
		t, f, v := n.Time, n.Figure, graph.Evidence{}
		if t == nil {
			t = &graph.TimeSpan{}
		}
		approximate := ""
		if f == nil {
			f = &graph.Figure{}
		} else {
			approximate = strconv.FormatBool(f.Approximate)
		}
		if len(n.Evidence) > 0 {
			v = n.Evidence[0]
		}
		published := ""
		if !n.Published.IsZero() {
			published = n.Published.UTC().Format("2006-01-02T15:04:05Z")
		}
		if err := out.Write([]string{
			n.ID, string(n.Predicate), n.SubjectCanonical, names[n.SubjectCanonical], n.ObjectCanonical, names[n.ObjectCanonical], n.Text, n.Verb,
			string(n.Polarity), string(n.Modality), string(n.Tense), strings.Join(n.AttributionCanonical, " > "), chain(n, names),
			strconv.FormatBool(n.Asserted()), n.SaidIn, strings.Join(sortedSet(n.AboutCanonical), " "), t.From, t.To, string(t.Precision), t.Text,
			n.PlaceCanonical, names[n.PlaceCanonical], f.Kind, number(f.Value), number(f.Low), number(f.High), f.Unit, approximate,
			strconv.FormatFloat(n.Confidence, 'g', -1, 64), string(cmp.Or(n.Status, graph.Unreviewed)), n.Document, published,
			strconv.Itoa(v.Span.Start), strconv.Itoa(v.Span.End), v.Quote, n.Claim,
		}); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func writeEntitiesCSV(e *export) error {
	out := csv.NewWriter(e.w)
	if err := out.Write([]string{"id", "type", "subtype", "name", "aliases", "generic", "country", "mentions", "documents", "members", "first_seen", "last_seen"}); err != nil {
		return err
	}
	for c, err := range e.eachEntity(false) {
		if err != nil {
			return err
		}
		first, last := "", ""
		if !c.FirstSeen.IsZero() {
			first, last = c.FirstSeen.UTC().Format("2006-01-02"), c.LastSeen.UTC().Format("2006-01-02")
		}
		if err := out.Write([]string{
			c.ID, string(c.Type), c.Subtype, c.Name, strings.Join(c.Aliases, "; "), strconv.FormatBool(c.Generic), c.Country,
			strconv.Itoa(c.Mentions), strconv.Itoa(c.DocumentCount), strconv.Itoa(c.MemberCount), first, last,
		}); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func number(f *float64) string {
	if f == nil {
		return ""
	}
	return strconv.FormatFloat(*f, 'f', -1, 64)
}

// names are the names of the exported entities.
func (e *export) names() (map[string]string, error) {
	names := make(map[string]string, len(e.entities))
	for c, err := range e.eachEntity(false) {
		if err != nil {
			return nil, err
		}
		names[c.ID] = c.Name
	}
	return names, nil
}

// chain is who says it, outermost first, for readers: "CNN > ?".
func chain(n *graph.StatementNode, names map[string]string) string {
	parts := make([]string, 0, len(n.AttributionCanonical))
	for _, id := range n.AttributionCanonical {
		if id == graph.Unnamed {
			parts = append(parts, id)
		} else {
			parts = append(parts, names[id])
		}
	}
	return strings.Join(parts, " > ")
}
