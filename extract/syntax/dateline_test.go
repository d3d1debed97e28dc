package syntax

import (
	"strings"
	"testing"

	"github.com/dateline-news/dateline/extract"
)

func TestDateline(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"KABUL , Afghanistan , Jan. 5 ( Reuters ) - Gunmen killed four policemen .", "KABUL , Afghanistan , Jan. 5 ( Reuters ) -"},
		{"PARIS -- France expelled two diplomats .", "PARIS --"},
		{"New York ( AP ) - Stocks fell on Monday .", "New York ( AP ) -"},
		{"LIMA / ROME , 3 May / PRNewswire / — Acme bought a rival .", "LIMA / ROME , 3 May / PRNewswire / —"},
		{"NATO - led troops left the town .", ""},
		{"IBM - The company - said no .", ""},
		{"CHAD WINS — FANS CHEER IN LIMA TODAY", ""},
		{"Ana Ruiz , mayor of Lima ( Peru ) , met him — They talked .", ""},
		{"He left .", ""},
	} {
		a := &extract.Analysis{Text: c.text}
		at := 0
		for w := range strings.FieldsSeq(c.text) {
			i := at + strings.Index(c.text[at:], w)
			at = i + len(w)
			a.Tokens.Start, a.Tokens.End = append(a.Tokens.Start, int32(i)), append(a.Tokens.End, int32(at))
		}
		end := dateline(a, extract.TokenRange{End: int32(a.Tokens.Len())})
		got := ""
		if end > 0 {
			got = c.text[:a.Tokens.End[end-1]]
		}
		if got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}
