package export

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"

	"github.com/dateline-news/dateline/graph"
)

// The lines of jsonl, contracts/export.md. The order of fields is that of the bytes.
type (
	documentLine struct {
		Kind         string  `json:"kind"`
		ID           string  `json:"id"`
		SourceID     *string `json:"source_id"`
		Title        *string `json:"title"`
		URL          *string `json:"url"`
		Publisher    *string `json:"publisher"`
		Published    *string `json:"published"`
		Language     *string `json:"language"`
		TextSHA256   string  `json:"text_sha256"`
		DuplicateOf  *string `json:"duplicate_of"`
		SupersededBy *string `json:"superseded_by"`
	}
	entityLine struct {
		Kind      string           `json:"kind"`
		ID        string           `json:"id"`
		Type      graph.EntityType `json:"type"`
		Subtype   *string          `json:"subtype"`
		Name      string           `json:"name"`
		Aliases   []string         `json:"aliases"`
		Generic   bool             `json:"generic"`
		Country   *string          `json:"country"`
		Mentions  int              `json:"mentions"`
		Documents []string         `json:"documents"`
		Members   []string         `json:"members"`
	}
	mentionLine struct {
		Kind        string            `json:"kind"`
		ID          string            `json:"id"`
		Document    string            `json:"document"`
		Start       int               `json:"start"`
		End         int               `json:"end"`
		MentionKind graph.MentionKind `json:"mention_kind"`
		Entity      string            `json:"entity"`
	}
	statementLine struct {
		Kind        string              `json:"kind"`
		ID          string              `json:"id"`
		Predicate   graph.PredicateName `json:"predicate"`
		Subject     *string             `json:"subject"`
		Object      *string             `json:"object"`
		Text        *string             `json:"text"`
		Verb        *string             `json:"verb"`
		Polarity    graph.Polarity      `json:"polarity"`
		Modality    graph.Modality      `json:"modality"`
		Tense       graph.Tense         `json:"tense"`
		Attribution []string            `json:"attribution"`
		SaidIn      *string             `json:"said_in"`
		About       []string            `json:"about"`
		Time        *timeLine           `json:"time"`
		Place       *string             `json:"place"`
		Figure      *figureLine         `json:"figure"`
		Confidence  float64             `json:"confidence"`
		Status      graph.ReviewStatus  `json:"status"`
		Evidence    []evidenceLine      `json:"evidence"`
		Claim       *string             `json:"claim"`
	}
	timeLine struct {
		From      *string `json:"from"`
		To        *string `json:"to"`
		Precision *string `json:"precision"`
		Text      *string `json:"text"`
	}
	figureLine struct {
		Kind        *string  `json:"kind"`
		Value       *float64 `json:"value"`
		Low         *float64 `json:"low"`
		High        *float64 `json:"high"`
		Unit        *string  `json:"unit"`
		Approximate bool     `json:"approximate"`
	}
	evidenceLine struct {
		Document string `json:"document"`
		Start    int    `json:"start"`
		End      int    `json:"end"`
		Quote    string `json:"quote"`
	}
	claimLine struct {
		Kind       string              `json:"kind"`
		ID         string              `json:"id"`
		Predicate  graph.PredicateName `json:"predicate"`
		Subject    *string             `json:"subject"`
		Object     *string             `json:"object"`
		Contested  bool                `json:"contested"`
		Publishers int                 `json:"publishers"`
		Statements []string            `json:"statements"`
	}
	judgementLine struct {
		Kind    string        `json:"kind"`
		ID      string        `json:"id"`
		Left    string        `json:"left"`
		Right   string        `json:"right"`
		Verdict graph.Verdict `json:"verdict"`
		By      *string       `json:"by"`
		Reason  *string       `json:"reason"`
	}
	editLine struct {
		Kind    string  `json:"kind"`
		ID      string  `json:"id"`
		Member  string  `json:"member"`
		Name    *string `json:"name"`
		Type    *string `json:"type"`
		Subtype *string `json:"subtype"`
		Country *string `json:"country"`
		By      *string `json:"by"`
		Reason  *string `json:"reason"`
	}
)

// opt is nil for a missing value.
func opt[S ~string](s S) *string {
	if s == "" {
		return nil
	}
	v := string(s)
	return &v
}

// full is never null.
func full(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

func writeJSONL(e *export) error {
	out := json.NewEncoder(e.w)
	out.SetEscapeHTML(false)
	if err := e.jsonDocuments(out); err != nil {
		return err
	}
	for c, err := range e.eachEntity(true) {
		if err != nil {
			return err
		}
		if err := out.Encode(entityLine{
			Kind: "entity", ID: c.ID, Type: c.Type, Subtype: opt(c.Subtype), Name: c.Name, Aliases: full(c.Aliases), Generic: c.Generic,
			Country: opt(c.Country), Mentions: c.Mentions, Documents: full(c.Documents), Members: full(c.Members),
		}); err != nil {
			return err
		}
	}
	if err := e.jsonMentions(out); err != nil {
		return err
	}
	for n, err := range e.eachStatement() {
		if err != nil {
			return err
		}
		if err := out.Encode(lineOf(n)); err != nil {
			return err
		}
	}
	kept := set{}
	if e.filtered {
		for _, id := range e.statements {
			kept[id] = true
		}
	}
	for c, err := range each(e, e.claims, e.s.Claims) {
		if err != nil {
			return err
		}
		statements := c.Statements
		if e.filtered {
			statements = slices.DeleteFunc(slices.Clone(statements), func(id string) bool { return !kept[id] })
		}
		if err := out.Encode(claimLine{"claim", c.ID, c.Predicate, opt(c.Subject), opt(c.Object), c.Contested, c.Publishers, full(statements)}); err != nil {
			return err
		}
	}
	var edits []*graph.Judgement // few: made by hand
	for j, err := range each(e, e.judgements, e.s.Judgements) {
		if err != nil {
			return err
		}
		if j.Verdict == graph.Edited {
			edits = append(edits, j)
			continue
		}
		if err := out.Encode(judgementLine{"judgement", j.ID, j.Left, j.Right, j.Verdict, opt(j.By), opt(j.Reason)}); err != nil {
			return err
		}
	}
	for _, j := range edits {
		line := editLine{"edit", j.ID, j.Left, opt(j.Edit.Name), opt(string(j.Edit.Type)), opt(j.Edit.Subtype), opt(j.Edit.Country), opt(j.By), opt(j.Reason)}
		if err := out.Encode(line); err != nil {
			return err
		}
	}
	return nil
}

func (e *export) jsonDocuments(out *json.Encoder) error {
	inside := set{}
	for _, id := range e.documents {
		inside[id] = true
	}
	// mark is a reference to another document; under a filter that one may be left out.
	mark := func(id string) *string {
		if !inside[id] {
			return nil
		}
		return opt(id)
	}
	for part := range slices.Chunk(e.documents, 16) { // with their texts
		found, err := e.s.Documents(e.ctx, part, true)
		if err != nil {
			return err
		}
		for i, d := range found {
			if d == nil {
				return graph.Errorf(graph.KindCorrupt, "an index names the document %s, which is not there: run `verify`", part[i])
			}
			sum := sha256.Sum256([]byte(d.Text))
			if err := out.Encode(documentLine{
				"document", d.ID, opt(d.SourceID), opt(d.Title), opt(d.URL), opt(d.Publisher), opt(d.PublishedString()), opt(d.Language),
				hex.EncodeToString(sum[:]), mark(d.DuplicateOf), mark(d.SupersededBy),
			}); err != nil {
				return err
			}
		}
	}
	return nil
}

// jsonMentions writes the mentions of all documents in one order of ids: they
// are held in memory for that, as lines.
func (e *export) jsonMentions(out *json.Encoder) error {
	entities := set{}
	if e.filtered {
		for _, id := range e.entities {
			entities[id] = true
		}
	}
	var lines []mentionLine
	for _, d := range e.documents {
		if err := e.ctx.Err(); err != nil {
			return err
		}
		mentions, err := e.mentionsOf(d)
		if err != nil {
			return err
		}
		for _, m := range mentions {
			if !e.filtered || entities[m.Entity] {
				lines = append(lines, m)
			}
		}
	}
	slices.SortFunc(lines, func(a, b mentionLine) int { return strings.Compare(a.ID, b.ID) })
	for i := range lines {
		if err := out.Encode(&lines[i]); err != nil {
			return err
		}
	}
	return nil
}

// mentionsOf are the mentions of a document with their canonical entities.
func (e *export) mentionsOf(document string) ([]mentionLine, error) {
	mentions, err := e.s.Mentions(e.ctx, document)
	if err != nil {
		return nil, err
	}
	members := make([]string, len(mentions))
	for i := range mentions {
		members[i] = mentions[i].Entity
	}
	canonical, err := e.s.CanonicalOf(e.ctx, members)
	if err != nil {
		return nil, err
	}
	out := make([]mentionLine, len(mentions))
	for i, m := range mentions {
		out[i] = mentionLine{"mention", m.ID, document, m.Span.Start, m.Span.End, m.Kind, canonical[i]}
	}
	return out, nil
}

func lineOf(n *graph.StatementNode) *statementLine {
	l := &statementLine{
		Kind: "statement", ID: n.ID, Predicate: n.Predicate, Subject: opt(n.SubjectCanonical), Object: opt(n.ObjectCanonical), Text: opt(n.Text),
		Verb: opt(n.Verb), Polarity: n.Polarity, Modality: n.Modality, Tense: n.Tense, Attribution: full(n.AttributionCanonical),
		SaidIn: opt(n.SaidIn), About: sortedSet(n.AboutCanonical), Place: opt(n.PlaceCanonical), Confidence: n.Confidence,
		Status: n.Status, Claim: opt(n.Claim),
	}
	if l.Status == "" {
		l.Status = graph.Unreviewed
	}
	if t := n.Time; t != nil {
		l.Time = &timeLine{opt(t.From), opt(t.To), opt(t.Precision), opt(t.Text)}
	}
	if f := n.Figure; f != nil {
		l.Figure = &figureLine{opt(f.Kind), f.Value, f.Low, f.High, opt(f.Unit), f.Approximate}
	}
	l.Evidence = make([]evidenceLine, 0, len(n.Evidence))
	for _, e := range n.Evidence {
		l.Evidence = append(l.Evidence, evidenceLine{e.Document, e.Span.Start, e.Span.End, e.Quote})
	}
	return l
}

// sortedSet: two members that are spoken of may be one entity.
func sortedSet(ids []string) []string {
	out := slices.Clone(full(ids))
	slices.Sort(out)
	return slices.Compact(out)
}
