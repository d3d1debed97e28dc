package read

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/dateline-news/dateline/graph"
)

// MaxText is the size in bytes above which a text is refused.
const MaxText = 10_000_000

// maxMeta bounds each field beside the text: it ends up in keys of the store.
const maxMeta = 10_000

// Fields are what a document is made of, as JSON lines and the API have them.
type Fields struct {
	SourceID  string
	Title     string
	URL       string
	Publisher string
	Published string // RFC 3339 date or date and time; "" if unknown
	Language  string
	Text      string
}

// New checks the fields and makes the document with its id. What it refuses
// no store has to deal with: text of nothing but white space, NUL, invalid UTF-8, over MaxText, a
// date that is none.
func New(f Fields) (*graph.Document, *graph.Error) {
	switch {
	case strings.TrimSpace(f.Text) == "":
		return nil, graph.Errorf(graph.KindInvalid, "the text is empty")
	case len(f.Text) > MaxText:
		return nil, graph.Errorf(graph.KindTooLarge, "the text is over the limit of 10 MB")
	}
	for _, p := range []struct{ name, value string }{
		{"id", f.SourceID}, {"title", f.Title}, {"url", f.URL}, {"publisher", f.Publisher},
		{"published", f.Published}, {"language", f.Language}, {"text", f.Text},
	} {
		switch {
		case !utf8.ValidString(p.value):
			return nil, graph.Errorf(graph.KindInvalid, "%s is not UTF-8", p.name)
		case strings.IndexByte(p.value, 0) >= 0:
			return nil, graph.Errorf(graph.KindInvalid, "%s contains a NUL character", p.name)
		case p.name != "text" && len(p.value) > maxMeta:
			return nil, graph.Errorf(graph.KindTooLarge, "%s is over the limit of 10,000 bytes", p.name)
		}
	}
	d := &graph.Document{
		SourceID: f.SourceID, Title: f.Title, URL: f.URL, Publisher: f.Publisher, Language: f.Language, Text: f.Text,
	}
	if f.Published != "" {
		t, err := time.Parse(time.DateOnly, f.Published)
		d.DateOnly = err == nil
		if err != nil {
			t, err = time.Parse(time.RFC3339, f.Published)
		}
		if err != nil || t.IsZero() {
			return nil, graph.Errorf(graph.KindInvalid, "published is not an RFC 3339 date or date and time: %.40q", f.Published)
		}
		d.Published = t
	}
	d.ID = graph.DocumentID(d)
	return d, nil
}
