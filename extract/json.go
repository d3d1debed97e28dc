package extract

import (
	"math"
	"strconv"
	"unicode/utf8"

	"github.com/dateline-news/dateline/graph"
)

// Format is the version of the JSON of one analysis.
const Format = "analysis/1"

// AppendJSON appends the analysis as one JSON object without a line end, as
// contracts/analysis.md has it. It is appended by hand because it is written
// for every word of the input.
func AppendJSON(b []byte, a *Analysis) []byte {
	if b == nil {
		b = make([]byte, 0, 1024+2*len(a.Text)+160*a.Tokens.Len())
	}
	w := jsonWriter{b: b, a: a, points: newPoints(a.Text)}
	w.document()
	w.sentences()
	w.mentions()
	w.entities()
	w.times()
	w.quotes()
	w.frames()
	w.statements()
	return append(w.b, '}')
}

// AppendErrorJSON appends the line that stands for an input that cannot be read; line 0 is left out.
func AppendErrorJSON(b []byte, code, message, input string, line int) []byte {
	b = append(b, `{"format":"`+Format+`","error":{"code":`...)
	b = appendString(b, code)
	b = append(b, `,"message":`...)
	b = appendString(b, message)
	b = append(b, `,"input":`...)
	b = appendString(b, input)
	b = append(b, `,"line":`...)
	if line > 0 {
		b = strconv.AppendInt(b, int64(line), 10)
	} else {
		b = append(b, "null"...)
	}
	return append(b, "}}"...)
}

// jsonWriter appends one analysis.
type jsonWriter struct {
	b      []byte
	a      *Analysis
	points points
}

func (w *jsonWriter) raw(s string)    { w.b = append(w.b, s...) }
func (w *jsonWriter) string(s string) { w.b = appendString(w.b, s) }
func (w *jsonWriter) int(n int)       { w.b = strconv.AppendInt(w.b, int64(n), 10) }
func (w *jsonWriter) float(f float64) { w.b = appendFloat(w.b, f) }
func (w *jsonWriter) comma(first bool) {
	if !first {
		w.b = append(w.b, ',')
	}
}

// orNull writes a string, null for an empty one.
func (w *jsonWriter) orNull(s string) {
	if s == "" {
		w.raw("null")
	} else {
		w.string(s)
	}
}

// id writes the id of an element of a layer: "e7"; null for None.
func (w *jsonWriter) id(kind byte, i int32) {
	if i < 0 {
		w.raw("null")
		return
	}
	w.b = append(w.b, '"', kind)
	w.int(int(i) + 1)
	w.b = append(w.b, '"')
}

// offsets writes "start":…,"end":… of a span.
func (w *jsonWriter) offsets(s Span) {
	w.raw(`"start":`)
	w.int(w.points.at(int(s.Start)))
	w.raw(`,"end":`)
	w.int(w.points.at(int(s.End)))
}

func (w *jsonWriter) tokens(r TokenRange) { w.offsets(w.a.TokenSpan(r)) }

func (w *jsonWriter) document() {
	d := w.a.Document
	id := d.SourceID
	if id == "" {
		id = d.ID
	}
	lang := w.a.Language
	if lang == "" {
		lang = d.Language
	}
	w.raw(`{"format":"` + Format + `","document":{"id":`)
	w.string(id)
	w.raw(`,"title":`)
	w.orNull(d.Title)
	w.raw(`,"url":`)
	w.orNull(d.URL)
	w.raw(`,"publisher":`)
	w.orNull(d.Publisher)
	w.raw(`,"published":`)
	w.orNull(d.PublishedString())
	w.raw(`,"language":`)
	w.orNull(lang)
	w.raw(`,"text":`)
	w.string(d.Text)
	w.raw("}")
}

func (w *jsonWriter) sentences() {
	t := &w.a.Tokens
	w.raw(`,"sentences":[`)
	for i := range w.a.Sentences {
		s := &w.a.Sentences[i]
		w.comma(i == 0)
		w.raw("{")
		w.offsets(s.Span)
		w.raw(`,"tokens":[`)
		for j := s.First; j < s.TokenRange.End; j++ {
			w.comma(j == s.First)
			w.raw("{")
			w.offsets(Span{t.Start[j], t.End[j]})
			w.raw(`,"lemma":`)
			if int(j) < len(t.Lemma) {
				w.orNull(t.Lemma[j])
			} else {
				w.raw("null")
			}
			if int(j) < len(t.UPOS) {
				w.raw(`,"upos":"`)
				w.raw(t.UPOS[j].String())
				w.raw(`"`)
			} else {
				w.raw(`,"upos":null`)
			}
			if int(j) < len(t.XPOS) {
				w.raw(`,"xpos":`)
				w.string(t.XPOS[j].String())
			} else {
				w.raw(`,"xpos":null`)
			}
			if int(j) < len(t.Head) && int(j) < len(t.Deprel) {
				w.raw(`,"head":`)
				if h := t.Head[j]; h == None {
					w.raw("0")
				} else {
					w.int(int(h - s.First + 1))
				}
				w.raw(`,"deprel":"`)
				w.raw(t.Deprel[j].String())
				w.raw(`"}`)
			} else {
				w.raw(`,"head":null,"deprel":null}`)
			}
		}
		w.raw("]}")
	}
	w.raw("]")
}

func (w *jsonWriter) mentions() {
	w.raw(`,"mentions":[`)
	for i := range w.a.Mentions {
		m := &w.a.Mentions[i]
		w.comma(i == 0)
		w.raw(`{"id":`)
		w.id('m', int32(i))
		w.raw(",")
		w.tokens(m.Tokens)
		w.raw(`,"head":{`)
		w.tokens(m.Head)
		w.raw(`},"kind":"`)
		w.raw(string(m.Kind))
		w.raw(`","type":"`)
		w.raw(string(m.Type))
		w.raw(`","entity":`)
		w.id('e', m.Entity)
		w.raw("}")
	}
	w.raw("]")
}

func (w *jsonWriter) entities() {
	w.raw(`,"entities":[`)
	for i := range w.a.Entities {
		e := &w.a.Entities[i]
		w.comma(i == 0)
		w.raw(`{"id":`)
		w.id('e', int32(i))
		w.raw(`,"type":"`)
		w.raw(string(e.Type))
		w.raw(`","subtype":`)
		w.orNull(e.Subtype)
		w.raw(`,"name":`)
		w.string(e.Name)
		w.raw(`,"aliases":[`)
		for j, s := range e.Aliases {
			w.comma(j == 0)
			w.string(s)
		}
		w.raw(`],"generic":`)
		w.b = strconv.AppendBool(w.b, e.Generic)
		w.raw("}")
	}
	w.raw("]")
}

func (w *jsonWriter) times() {
	w.raw(`,"times":[`)
	for i := range w.a.Times {
		t := &w.a.Times[i]
		w.comma(i == 0)
		w.raw("{")
		w.tokens(t.Tokens)
		w.raw(`,"type":"`)
		w.raw(string(t.Type))
		w.raw(`","value":`)
		w.orNull(t.Value)
		w.raw("}")
	}
	w.raw("]")
}

func (w *jsonWriter) quotes() {
	w.raw(`,"quotes":[`)
	for i := range w.a.Quotes {
		q := &w.a.Quotes[i]
		w.comma(i == 0)
		w.raw(`{"id":`)
		w.id('q', int32(i))
		w.raw(`,"kind":"`)
		w.raw(string(q.Kind))
		w.raw(`","source":`)
		if q.Source.Len() > 0 {
			w.raw("{")
			w.tokens(q.Source)
			w.raw(`,"entity":`)
			w.id('e', q.SourceEntity)
			w.raw("}")
		} else {
			w.raw("null")
		}
		w.raw(`,"cue":`)
		if q.Cue.Len() > 0 {
			w.raw("{")
			w.tokens(q.Cue)
			w.raw(`,"lemma":`)
			w.orNull(q.CueLemma)
			w.raw("}")
		} else {
			w.raw("null")
		}
		w.raw(`,"content":[`)
		for j, s := range q.Content {
			w.comma(j == 0)
			w.raw("{")
			w.offsets(s)
			w.raw("}")
		}
		w.raw("]}")
	}
	w.raw("]")
}

func (w *jsonWriter) frames() {
	w.raw(`,"frames":[`)
	for i := range w.a.Frames {
		f := &w.a.Frames[i]
		w.comma(i == 0)
		w.raw(`{"id":`)
		w.id('f', int32(i))
		w.raw(`,"trigger":{`)
		w.tokens(f.Trigger)
		w.raw(`,"lemma":`)
		w.orNull(f.Lemma)
		w.raw(`},"predicate":"`)
		if f.Predicate == "" {
			w.raw("OTHER")
		} else {
			w.raw(string(f.Predicate))
		}
		w.raw(`","polarity":`)
		w.orNull(string(f.Polarity))
		w.raw(`,"modality":`)
		w.orNull(string(f.Modality))
		w.raw(`,"tense":`)
		w.orNull(string(f.Tense))
		w.raw(`,"arguments":[`)
		for j := range f.Arguments {
			w.comma(j == 0)
			w.argument(&f.Arguments[j], false)
		}
		for j := range f.Understood {
			w.comma(j == 0 && len(f.Arguments) == 0)
			w.argument(&f.Understood[j], true)
		}
		w.raw(`],"quote":`)
		w.id('q', f.Quote)
		w.raw("}")
	}
	w.raw("]")
}

func (w *jsonWriter) argument(g *Argument, understood bool) {
	w.raw(`{"role":"`)
	w.raw(string(g.Role))
	w.raw(`",`)
	w.tokens(g.Tokens)
	w.raw(`,"head":{`)
	w.tokens(g.Head)
	w.raw(`},"entity":`)
	w.id('e', g.Entity)
	if understood {
		w.raw(`,"understood":true`)
	}
	w.raw("}")
}

func (w *jsonWriter) statements() {
	w.raw(`,"statements":[`)
	for i := range w.a.Statements {
		w.comma(i == 0)
		w.statement(int32(i), &w.a.Statements[i])
	}
	w.raw("]")
}

func (w *jsonWriter) statement(i int32, s *Statement) {
	w.raw(`{"id":`)
	w.id('s', i)
	w.raw(`,"subject":`)
	w.id('e', s.Subject)
	w.raw(`,"predicate":`)
	w.string(string(s.Predicate))
	w.raw(`,"object":`)
	w.id('e', s.Object)
	w.raw(`,"text":`)
	w.orNull(s.Text)
	w.raw(`,"text_span":`)
	w.spanOrNull(s.TextSpan)
	w.raw(`,"verb":`)
	w.orNull(s.Verb)
	w.raw(`,"polarity":`)
	w.orNull(string(s.Polarity))
	w.raw(`,"modality":`)
	w.orNull(string(s.Modality))
	w.raw(`,"tense":`)
	w.orNull(string(s.Tense))
	w.raw(`,"time":`)
	w.b = appendTime(w.b, s.Time)
	w.raw(`,"place":`)
	w.id('e', s.Place)
	w.raw(`,"figure":`)
	w.b = appendFigure(w.b, s.Figure)
	w.raw(`,"attribution":[`)
	for j, e := range s.Attribution {
		w.comma(j == 0)
		if e < 0 {
			w.string(graph.Unnamed)
		} else {
			w.id('e', e)
		}
	}
	w.raw(`],"said_in":`)
	w.id('s', s.SaidIn)
	w.raw(`,"about":[`)
	for j, e := range s.About {
		w.comma(j == 0)
		w.id('e', e)
	}
	w.raw(`],"confidence":`)
	w.float(s.Confidence)
	w.raw(`,"evidence":{`)
	w.offsets(s.Evidence)
	w.raw(`},"frame":`)
	w.id('f', s.Frame)
	w.raw(`,"explanation":[`)
	for j, r := range s.Explanation {
		w.comma(j == 0)
		w.raw(`{"layer":`)
		w.string(r.Layer)
		w.raw(`,"reason":`)
		w.string(r.Reason)
		w.raw(`,"effect":`)
		w.float(r.Effect)
		w.raw("}")
	}
	w.raw("]}")
}

func (w *jsonWriter) spanOrNull(s Span) {
	if s.Empty() {
		w.raw("null")
		return
	}
	w.raw("{")
	w.offsets(s)
	w.raw("}")
}

func appendTime(b []byte, t *graph.TimeSpan) []byte {
	if t == nil {
		return append(b, "null"...)
	}
	b = append(b, `{"from":`...)
	b = appendOrNull(b, t.From)
	b = append(b, `,"to":`...)
	b = appendOrNull(b, t.To)
	b = append(b, `,"precision":`...)
	b = appendOrNull(b, string(t.Precision))
	b = append(b, `,"text":`...)
	b = appendOrNull(b, t.Text)
	return append(b, '}')
}

func appendFigure(b []byte, f *graph.Figure) []byte {
	if f == nil {
		return append(b, "null"...)
	}
	b = append(b, `{"kind":`...)
	b = appendOrNull(b, f.Kind)
	for _, v := range []struct {
		name  string
		value *float64
	}{{`,"value":`, f.Value}, {`,"low":`, f.Low}, {`,"high":`, f.High}} {
		b = append(b, v.name...)
		if v.value == nil {
			b = append(b, "null"...)
		} else {
			b = appendFloat(b, *v.value)
		}
	}
	b = append(b, `,"unit":`...)
	b = appendOrNull(b, f.Unit)
	b = append(b, `,"approximate":`...)
	b = strconv.AppendBool(b, f.Approximate)
	return append(b, '}')
}

func appendOrNull(b []byte, s string) []byte {
	if s == "" {
		return append(b, "null"...)
	}
	return appendString(b, s)
}

// appendFloat writes at most four decimals: confidences are no more exact, and
// figures that large news gives have none.
func appendFloat(b []byte, f float64) []byte {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return append(b, "null"...)
	}
	if f == math.Trunc(f) && math.Abs(f) < 1e15 {
		return strconv.AppendInt(b, int64(f), 10)
	}
	if r := math.Round(f*1e4) / 1e4; math.Abs(f) < 1e6 {
		f = r
	}
	return strconv.AppendFloat(b, f, 'g', -1, 64)
}

const hexDigits = "0123456789abcdef"

// appendString writes s as JSON; what is not UTF-8 becomes U+FFFD.
func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	from := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= 0x20 && c < utf8.RuneSelf && c != '"' && c != '\\' {
			i++
			continue
		}
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(s[i:])
			if r != utf8.RuneError || n > 1 {
				// U+2028 and U+2029 end a line for some readers of JSON lines.
				if r == '\u2028' || r == '\u2029' {
					b = append(b, s[from:i]...)
					b = append(b, `\u202`...)
					b = append(b, hexDigits[r&15])
					from = i + n
				}
				i += n
				continue
			}
			b = append(b, s[from:i]...)
			b = append(b, "\ufffd"...)
			i++
			from = i
			continue
		}
		b = append(b, s[from:i]...)
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, `\n`...)
		case '\r':
			b = append(b, `\r`...)
		case '\t':
			b = append(b, `\t`...)
		default:
			b = append(b, `\u00`...)
			b = append(b, hexDigits[c>>4], hexDigits[c&15])
		}
		i++
		from = i
	}
	b = append(b, s[from:]...)
	return append(b, '"')
}
