package entity

import (
	"context"
	"strings"
	"sync"
	"time"

	"github.com/dateline-news/dateline/extract"
)

// Times is the stage that recognises dates, times, durations and sets, and
// resolves them against the publication date or the text's own dateline. The
// grammar is written by hand over word classes (times_lexicon.go); annotation
// follows TIMEX3 (Pustejovsky et al. 2003; TempEval-3, UzZaman et al. 2013), and
// the resolution of what is not fully given follows the news mode of HeidelTime
// (Strötgen and Gertz 2013): tense decides between the last and the next one.
type Times struct{}

// NewTimes returns the stage.
func NewTimes() Times { return Times{} }

// Needs tells the layers that the stage reads. Tags only tell tense and "May" from "may".
func (Times) Needs() []extract.Layer { return []extract.Layer{extract.LayerTokens, extract.LayerTags} }

// Gives tells the layer that the stage fills.
func (Times) Gives() []extract.Layer { return []extract.Layer{extract.LayerTimes} }

var timers = sync.Pool{New: func() any { return new(timer) }}

// Run fills a.Times.
func (Times) Run(_ context.Context, a *extract.Analysis) error {
	a.Times = nil
	t := timers.Get().(*timer)
	defer func() {
		*t = timer{lex: t.lex[:0], dates: t.dates[:0]}
		timers.Put(t)
	}()
	t.run(a)
	return nil
}

// lexeme is what a token can be in a time expression.
type lexeme struct {
	class  timeClass
	flags  uint8
	digits uint8 // of a number in digits without separators
	val    int32
}

// timer is the state of one document. Its memory is kept from document to document.
type timer struct {
	a     *extract.Analysis
	lex   []lexeme
	dates []moment // numeric dates that classification read

	end          int32 // of the sentence
	depth        int   // of date within date
	ref          time.Time
	hasRef       bool
	last         moment // the last date that was resolved to a day, month or year
	hasLast      bool
	lastSentence int32
	narrative    bool // the text tells of another time: bare months follow the dates before them
}

// found is a matched expression.
type found struct {
	end   int32
	typ   extract.TimeType
	value string
	m     moment
	dated bool // m holds
}

func (t *timer) run(a *extract.Analysis) {
	t.a = a
	if d := a.Document; d != nil && !d.Published.IsZero() {
		p := d.Published
		t.ref, t.hasRef = day(p.Year(), p.Month(), p.Day()), true
	}
	t.classify()
	t.narrative = t.isNarrative()
	for s := range a.Sentences {
		sent := &a.Sentences[s]
		t.end = sent.TokenRange.End
		for i := sent.First; i < t.end; i++ {
			if t.lex[i].class == tNone {
				continue
			}
			f, ok := t.expression(i)
			if !ok || f.end <= i {
				continue
			}
			t.add(i, f)
			if s < 8 {
				t.dateline(sent.TokenRange, i, f)
			}
			i = f.end - 1
		}
	}
}

func (t *timer) add(first int32, f found) {
	r := extract.TokenRange{First: first, End: f.end}
	out := extract.Time{Tokens: r, Type: f.typ, Value: f.value}
	if f.dated {
		if !f.m.usable() {
			return
		}
		out.Value = f.m.value()
		if f.m.grain < gRef {
			sp := t.a.TokenSpan(r)
			out.Span = f.m.span(t.a.Text[sp.Start:sp.End])
			if f.m.grain <= gMonth || f.m.grain == gYear {
				t.last, t.hasLast, t.lastSentence = f.m, !f.m.bc, t.a.Tokens.Sentence[first]
			}
		}
	}
	t.a.Times = append(t.a.Times, out)
}

// dateline takes a day that stands alone near the top as the day of writing, if
// it is near the publication date or that is not known: "Friday, July 21, 2017".
func (t *timer) dateline(sent extract.TokenRange, i int32, f found) {
	if !f.dated || f.m.grain != gDay || !f.m.year || sent.Len() > 12 {
		return
	}
	for j := sent.First; j < sent.End; j++ {
		if (j < i || j >= f.end) && len(t.a.Word(j)) > 1 {
			return
		}
	}
	if d := f.m.at.Sub(t.ref); !t.hasRef || d < 31*24*time.Hour && d > -31*24*time.Hour {
		t.ref, t.hasRef = f.m.at, true
	}
}

// isNarrative tells a text that tells of the past (a biography) from news: it
// names years, most are not near the publication date, and no word in it is
// relative to the day of writing ("Friday", "yesterday").
func (t *timer) isNarrative() bool {
	if !t.hasRef {
		return true
	}
	near, far := 0, 0
	for i := range t.lex {
		switch l := &t.lex[i]; {
		case l.class == tDay && l.val != 0, l.class == tWeekday:
			near += 3
		case l.class == tNumber && l.digits == 4 && l.val > 1000 && l.val < 2100:
			if d := int(l.val) - t.ref.Year(); d >= -1 && d <= 1 {
				near++
			} else {
				far++
			}
		}
	}
	return far > near+1
}

// classify reads each token once.
func (t *timer) classify() {
	n := t.a.Tokens.Len()
	if cap(t.lex) < n {
		t.lex = make([]lexeme, n)
	}
	t.lex = t.lex[:n]
	for i := range t.lex {
		t.lex[i] = t.classifyWord(int32(i))
	}
}

const maxTimeWord = 12

func (t *timer) classifyWord(i int32) lexeme {
	w := t.a.Word(i)
	if len(w) == 0 || len(w) > 24 {
		return lexeme{}
	}
	c := w[0]
	if c >= '0' && c <= '9' {
		return t.classifyNumber(i, w)
	}
	if c == '\'' || c == '(' || c == '-' || c == '$' {
		return apostropheYear(w)
	}
	if c >= 0x80 {
		if s, ok := strings.CutPrefix(w, "’"); ok {
			return apostropheYear("'" + s)
		}
		if s, ok := strings.CutPrefix(w, "‘"); ok {
			return apostropheYear("'" + s)
		}
		return lexeme{}
	}
	if len(w) > maxTimeWord {
		return lexeme{}
	}
	var buf [maxTimeWord]byte
	for j := 0; j < len(w); j++ {
		b := w[j]
		if b >= 'A' && b <= 'Z' {
			b += 'a' - 'A'
		}
		buf[j] = b
	}
	e, ok := timeWords[string(buf[:len(w)])]
	if !ok {
		return lexeme{}
	}
	capital := c >= 'A' && c <= 'Z'
	if e.flags&needsCapital != 0 && !capital {
		return lexeme{}
	}
	if e.class == tEra && len(w) > 1 && !(w[1] >= 'A' && w[1] <= 'Z' || w[1] == '.') {
		return lexeme{}
	}
	l := lexeme{class: e.class, val: int32(e.val), flags: e.flags}
	if e.class == tWeekday && buf[len(w)-1] == 's' && len(w) > 6 {
		l.val += 10 // a plural: "Mondays"
	}
	return l
}

// apostropheYear reads "'94" and "'70s".
func apostropheYear(w string) lexeme {
	if len(w) < 3 || w[0] != '\'' || !isDigit(w[1]) || !isDigit(w[2]) {
		return lexeme{}
	}
	n := int32(w[1]-'0')*10 + int32(w[2]-'0')
	switch {
	case len(w) == 3:
		return lexeme{class: tNumber, val: centuryOf(n), digits: 4}
	case len(w) == 4 && w[3] == 's':
		if n >= 20 {
			n += 1900
		} else {
			n += 2000
		}
		return lexeme{class: tDecade, val: n / 10}
	}
	return lexeme{}
}

// centuryOf completes a year of two digits; the turn is at 40, since news speaks of the past more than of the future.
func centuryOf(n int32) int32 {
	if n < 40 {
		return 2000 + n
	}
	return 1900 + n
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

func (t *timer) classifyNumber(i int32, w string) lexeme {
	n, d := int64(0), 0
	for d < len(w) && d < 9 && isDigit(w[d]) {
		n = n*10 + int64(w[d]-'0')
		d++
	}
	rest := w[d:]
	if d == len(w) {
		if l, ok := t.numericDate(i); ok {
			return l
		}
		return lexeme{class: tNumber, val: int32(n), digits: uint8(d)}
	}
	switch rest[0] {
	case 's':
		if rest == "s" && d == 4 && n%10 == 0 {
			return lexeme{class: tDecade, val: int32(n / 10)}
		}
		if rest == "s" && d == 2 && n%10 == 0 && n >= 50 { // "the 30s" are as often degrees
			return lexeme{class: tDecade, val: int32(190 + n/10)}
		}
		if rest == "st" && d <= 3 {
			return lexeme{class: tOrdinal, val: int32(n)}
		}
	case 'n', 'r', 't':
		if (rest == "nd" || rest == "rd" || rest == "th") && d <= 3 {
			return lexeme{class: tOrdinal, val: int32(n)}
		}
	case ',':
		if len(rest)%4 == 0 && len(w) <= 11 {
			v := n
			for j := 0; j < len(rest); j++ {
				if (rest[j] == ',') != (j%4 == 0) || rest[j] != ',' && !isDigit(rest[j]) {
					return lexeme{}
				}
				if rest[j] != ',' {
					v = v*10 + int64(rest[j]-'0')
				}
			}
			return lexeme{class: tNumber, val: int32(min(v, 1<<30))}
		}
	case 'a', 'p', 'A', 'P':
		if h := clockHour(int(n), rest); h >= 0 {
			return lexeme{class: tClock, val: int32(h * 60), flags: isAbbrev}
		}
	}
	if l, ok := t.numericDate(i); ok {
		return l
	}
	return lexeme{}
}

// clockHour is the hour of the day for "3" and "pm", -1 if that is none.
func clockHour(h int, half string) int {
	if h < 1 || h > 12 {
		return -1
	}
	switch half {
	case "am", "a.m.", "AM", "A.M.", "a.m", "A.M", "Am":
		return h % 12
	case "pm", "p.m.", "PM", "P.M.", "p.m", "P.M", "Pm":
		return h%12 + 12
	}
	return -1
}

// numericDate reads dates and clock times in figures from the text at token i,
// however they were cut into tokens: "2013-10-09", "10/31/2013", "3:30", "3.30pm".
// What it read ends where a token ends; extent finds it again.
func (t *timer) numericDate(i int32) (lexeme, bool) {
	start := t.a.Tokens.Start[i]
	if start > 0 {
		switch b := t.a.Text[start-1]; {
		case isDigit(b), b == '/', b == '-' && start > 1 && t.a.Text[start-2] != ' ', b == ':', b == '.', b == '$', b == ',':
			return lexeme{}, false
		}
	}
	s := t.a.Text[start:]
	if len(s) > 24 {
		s = s[:24]
	}
	num := func(at, maxDigits int) (v, next int) {
		for next = at; next < len(s) && next-at < maxDigits && isDigit(s[next]); next++ {
			v = v*10 + int(s[next]-'0')
		}
		return
	}
	ends := func(at int) bool {
		return at >= len(s) || !isDigit(s[at]) && !(s[at] >= 'a' && s[at] <= 'z') && !(s[at] >= 'A' && s[at] <= 'Z') &&
			!((s[at] == '/' || s[at] == '-' || s[at] == ':') && at+1 < len(s) && isDigit(s[at+1]))
	}
	put := func(m moment) (lexeme, bool) {
		t.dates = append(t.dates, m)
		return lexeme{class: tDate, val: int32(len(t.dates) - 1)}, true
	}
	v1, e1 := num(0, 4)
	if e1 >= len(s) {
		return lexeme{}, false
	}
	switch sep := s[e1]; sep {
	case '-', '/', '.':
		v2, e2 := num(e1+1, 2)
		if e2 == e1+1 || e2 >= len(s) || s[e2] != sep {
			if sep == '/' && e1 <= 2 && v1 == 9 && v2 == 11 && ends(e2) {
				// "9/11" is the day in 2001 wherever news says it.
				return put(moment{grain: gDay, at: day(2001, 9, 11), year: true})
			}
			return lexeme{}, false
		}
		v3, e3 := num(e2+1, 4)
		if e3 == e2+1 {
			return lexeme{}, false
		}
		if sep != '.' && e3 < len(s) && s[e3] == 'T' && e1 == 4 { // 2013-10-09T12:00Z: the day is enough
			for e3 < len(s) && s[e3] != ' ' && s[e3] != ',' {
				e3++
			}
		} else if !ends(e3) {
			return lexeme{}, false
		}
		y, m, d := v1, v2, v3
		if e1 != 4 {
			y, m, d = v3, v1, v2 // American order unless it cannot be
			if m > 12 || sep == '.' {
				m, d = d, m
			}
			switch e3 - e2 - 1 {
			case 2:
				y = int(centuryOf(int32(y)))
			case 4:
			default:
				return lexeme{}, false
			}
		}
		if y < 1000 || m < 1 || m > 12 || d < 1 || d > daysIn(y, time.Month(m)) {
			return lexeme{}, false
		}
		return put(moment{grain: gDay, at: day(y, time.Month(m), d), year: true})
	case ':':
		v2, e2 := num(e1+1, 2)
		if e1 > 2 || e2 != e1+3 || v1 > 24 || v2 > 59 {
			return lexeme{}, false
		}
		if e2+2 <= len(s) && clockHour(v1, s[e2:e2+2]) >= 0 && ends(e2+2) {
			return lexeme{class: tClock, val: int32(clockHour(v1, s[e2:e2+2])*60 + v2), flags: isAbbrev, digits: uint8(e2 + 2)}, true
		}
		if e2 < len(s) && s[e2] == ':' { // seconds
			if _, e3 := num(e2+1, 2); e3 == e2+3 {
				e2 = e3
			}
		}
		if !ends(e2) {
			return lexeme{}, false
		}
		return lexeme{class: tClock, val: int32(v1*60 + v2), digits: uint8(e2)}, true
	}
	return lexeme{}, false
}

// extent is the token index after what numericDate read at token i.
func (t *timer) extent(i int32) int32 {
	start := t.a.Tokens.Start[i]
	s := t.a.Text[start:]
	n := int32(0)
	for n < 24 && int(n) < len(s) {
		if c := s[n]; !isDigit(c) && c != '-' && c != '/' && c != ':' && c != '.' && c != 'T' && c != 'Z' {
			break
		}
		n++
	}
	if t.lex[i].class == tClock && t.lex[i].digits > 0 {
		n = int32(t.lex[i].digits)
	}
	for n > 1 && !isDigit(s[n-1]) && t.lex[i].class == tDate {
		n--
	}
	e := i + 1
	for e < t.end && t.a.Tokens.End[e] <= start+n {
		e++
	}
	return e
}
