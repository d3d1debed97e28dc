package quadstore

import (
	"crypto/sha256"
	"encoding/hex"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"github.com/dateline-news/dateline/graph"
)

// TestStoredNumbers pins what stores on disk rely on: whoever changes the order
// of the vocabulary changes the meaning of every store there is. Appending to a
// list is fine: add the new length and sum here.
func TestStoredNumbers(t *testing.T) {
	for _, c := range []struct {
		what  string
		words []string
		n     int
		sum   string
	}{
		{"names", vocabularyNames, 75, "dd77f3c08ccb"},
		{"words", vocabularyWords, 50, "8cd0fe1f9c6f"},
	} {
		if len(c.words) < c.n {
			t.Errorf("%s were taken out of the vocabulary", c.what)
			continue
		}
		h := sha256.Sum256([]byte(strings.Join(c.words[:c.n], "\n")))
		if got := hex.EncodeToString(h[:6]); got != c.sum {
			t.Errorf("the first %d of %d %s of the vocabulary have changed: %s", c.n, len(c.words), c.what, got)
		}
	}
	if at := vocabularyID[string(encIRI)+iriScheme+string(graph.Predicates[0].Name)]; at != firstEdge || at.number() != 1+reservedNames+reservedWords {
		t.Errorf("the first predicate has the number %d", at.number())
	}
}

func TestTerms(t *testing.T) {
	id := graph.DocumentID(&graph.Document{Text: "x"})
	for _, c := range []struct {
		value  quad.Value
		inline bool
	}{
		{quad.Int(0), true}, {quad.Int(1 << 59), true}, {quad.Int(1<<60 - 1), true}, {quad.Int(1 << 60), false}, {quad.Int(-1), false}, {quad.Int(math.MinInt64), false},
		{quad.Float(0), true}, {quad.Float(0.87), true}, {quad.Float(12.3456), true}, {quad.Float(1e-9), false}, {quad.Float(-1), false},
		{quad.Float(math.Inf(1)), false}, {quad.Float(math.Copysign(0, -1)), false}, {quad.Float(1e300), false},
		{quad.Bool(true), true}, {quad.Bool(false), true},
		{quad.TypedString{Value: "12-20", Type: spanType}, true}, {quad.TypedString{Value: "0-0", Type: spanType}, true},
		{quad.TypedString{Value: "20-12", Type: spanType}, false}, {quad.TypedString{Value: "1-99999", Type: spanType}, false},
		{quad.TypedString{Value: "+1-2", Type: spanType}, false}, {quad.TypedString{Value: "01-2", Type: spanType}, false},
		{quad.TypedString{Value: "", Type: ""}, false},
		{quad.String(""), false}, {quad.String("PERSON"), true}, {quad.String(strings.Repeat("long", 100)), false},
		{quad.IRI(""), false}, {quad.IRI("dateline:subject"), true}, {quad.IRI(rdfType), true},
		{quad.IRI("dateline:document/" + id), false}, {quad.IRI("dateline:document/"), false}, {quad.IRI("dateline:document/D1"), false},
		{quad.IRI("dateline:unknown/" + id), false}, {quad.IRI("dateline:qualified/MET_WITH"), true},
		{quad.BNode("a"), false}, {quad.LangString{Value: "a\x00b", Lang: "en"}, false},
		{quad.Time(time.Date(1900, 1, 2, 3, 4, 5, 6, time.UTC)), false},
	} {
		term, err := termOf(c.value)
		if err != nil {
			t.Errorf("%v: %v", c.value, err)
			continue
		}
		if (term.enc == "") != c.inline {
			t.Errorf("%v is inline: %v, want %v", c.value, term.enc == "", c.inline)
		}
		back, err := term.value()
		if err != nil || back.String() != c.value.String() {
			t.Errorf("%v comes back as %v, %v", c.value, back, err)
		}
	}
}

func FuzzTermValue(f *testing.F) {
	f.Add([]byte{encTyped, 3, 'a'}, uint64(tagVocab))
	f.Add([]byte{encNode, 'd', 2}, uint64(tagSpan))
	f.Fuzz(func(t *testing.T, enc []byte, id uint64) {
		for _, x := range []term{{enc: string(enc)}, {id: nodeID(id)}} {
			v, err := x.value()
			if err != nil {
				continue
			}
			if _, err := termOf(v); err != nil {
				t.Errorf("%q gives %v, which has no term: %v", enc, v, err)
			}
		}
		key := append([]byte{keyPosting, 1}, enc...)
		if p, ok := readPosting(key); ok {
			if again, ok := readPosting(appendPosting(nil, p)); !ok || again != p {
				t.Errorf("%q is read as %+v, and then as %+v", key, p, again)
			}
		}
		if q, ok := readQuad(key, spol); ok && string(appendQuad(nil, spol, q)[1:]) == "" {
			t.Error("an empty quad")
		}
	})
}

// Keys sort as what they hold does.
func TestKeyOrder(t *testing.T) {
	ids := []nodeID{0, 1, 255, 256, 1 << 20, payload, tagInt, tagInt | 1, tagInt | 300, tagSpan, tagVocab | 7}
	for i := 1; i < len(ids); i++ {
		a, b := appendID(nil, ids[i-1]), appendID(nil, ids[i])
		if string(a) >= string(b) {
			t.Errorf("%x does not sort before %x", a, b)
		}
		if back, rest, ok := readID(b); !ok || back != ids[i] || len(rest) > 0 {
			t.Errorf("%x is read as %x", ids[i], back)
		}
	}
	texts := []string{"", "\x00", "\x00\x01", "a", "a\x00", "a\x00b", "a\x01", "ab", "b"}
	for i := 1; i < len(texts); i++ {
		a, b := appendText(nil, texts[i-1]), appendText(nil, texts[i])
		if string(a) >= string(b) {
			t.Errorf("%q does not sort before %q", texts[i-1], texts[i])
		}
		if back, rest, ok := readText(b); !ok || back != texts[i] || len(rest) > 0 {
			t.Errorf("%q is read as %q", texts[i], back)
		}
	}
	a, b := graph.DocumentID(&graph.Document{Text: "x"}), graph.DocumentID(&graph.Document{Text: "y"})
	pa, pb := string(appendPackedID(nil, a)), string(appendPackedID(nil, b))
	if (a < b) != (pa < pb) || len(pa) != packedLen {
		t.Errorf("packed ids sort otherwise than ids: %s %s", a, b)
	}
	for _, id := range []string{a, b, "", "d", "d" + strings.Repeat("u", 26), strings.ToUpper(a)} {
		if back, ok := unpackID(string(appendPackedID(nil, id))); !ok || back != id {
			t.Errorf("%q is unpacked as %q", id, back)
		}
	}
}
