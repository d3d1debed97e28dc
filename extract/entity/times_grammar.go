package entity

import (
	"fmt"
	"strings"
	"time"

	"github.com/dateline-news/dateline/extract"
)

func (t *timer) class(i int32) timeClass {
	if i < 0 || i >= t.end {
		return tNone
	}
	return t.lex[i].class
}

// word is token i in lower case if it is ASCII, "" outside the sentence.
func (t *timer) word(i int32) string {
	if i < 0 || i >= t.end {
		return ""
	}
	return strings.ToLower(t.a.Word(i))
}

func (t *timer) is(i int32, words ...string) bool {
	w := t.word(i)
	for _, s := range words {
		if w == s {
			return true
		}
	}
	return false
}

// prev is the word before token i, also across a sentence's start "".
func (t *timer) prev(i int32) string {
	if i <= 0 || t.a.Tokens.Sentence[i-1] != t.a.Tokens.Sentence[i] {
		return ""
	}
	return strings.ToLower(t.a.Word(i - 1))
}

func (t *timer) hyphen(i int32) bool { return t.is(i, "-", "–", "—", "‐", "‑") }

// followsNoun tells that token i is a noun, so that what stands before modifies it.
func (t *timer) noun(i int32) bool {
	if i >= t.end || i < 0 {
		return false
	}
	switch t.a.Tokens.UPOS[i] {
	case extract.NOUN, extract.PROPN:
		return true
	}
	return false
}

func capitalised(w string) bool { return w != "" && w[0] >= 'A' && w[0] <= 'Z' }

// expression matches the longest expression that begins at token i.
func (t *timer) expression(i int32) (found, bool) {
	if f, ok := t.set(i); ok {
		return f, true
	}
	if m, e, ok := t.clock(i); ok {
		return t.clockWithDate(m, e), true
	}
	if m, e, ok := t.date(i); ok {
		return t.dateWithClock(m, e), true
	}
	if f, ok := t.counted(i); ok {
		return f, true
	}
	switch t.class(i) {
	case tThis:
		if t.is(i, "current") && t.a.Tokens.UPOS[i] == extract.ADJ {
			return found{end: i + 1, typ: extract.TimeDate, value: refValues[0]}, true // "the current state"
		}
	case tThe:
		// "for the time being", "at the moment"
		if t.is(i+1, "time") && t.is(i+2, "being") {
			return found{end: i + 3, typ: extract.TimeDate, value: refValues[0]}, true
		}
		if t.is(i+1, "moment") && t.prev(i) == "at" {
			return found{end: i + 2, typ: extract.TimeDate, value: refValues[0]}, true
		}
		if t.class(i+1) == tUnits && t.prev(i) == "over" && !t.is(i+2, "of") && t.lex[i+1].val >= uDay {
			// "over the years"
			return found{end: i + 2, typ: extract.TimeDuration, value: durationValue(0, true, int(t.lex[i+1].val))}, true
		}
	case tRef:
		// "He now lives in Cairo": PRESENT_REF
		return found{end: i + 1, typ: extract.TimeDate, value: refValues[t.lex[i].val]}, true
	}
	return found{}, false
}

func (t *timer) dateFound(m moment, e int32) found {
	typ := extract.TimeDate
	if m.grain <= gPart {
		typ = extract.TimeTime
	}
	return found{end: e, typ: typ, m: m, dated: true}
}

// clock matches a time of day without its day: "3:30 p.m. EST", "noon", "five o'clock", "1500 GMT".
// The moment's date is a dummy; clockWithDate puts the right one.
func (t *timer) clock(i int32) (moment, int32, bool) {
	l := t.lex[i]
	minutes, e, sure := -1, i+1, false
	switch l.class {
	case tClock:
		minutes, e = int(l.val), t.extent(i)
		sure = l.flags&isAbbrev != 0
		if h := clockHour((minutes/60+11)%12+1, t.word(e)); !sure && minutes/60 <= 12 && h >= 0 {
			minutes, e, sure = h*60+minutes%60, e+1, true
		}
		if !sure {
			switch t.prev(i) {
			case "at", "by", "until", "till", "around", "from", "to", "before", "after", "about", "-", "–", "and", "since":
				sure = true
			}
		}
	case tNumber:
		if l.val >= 1 && l.val <= 12 {
			if h := clockHour(int(l.val), t.word(e)); h >= 0 && (t.word(e) != "am" || t.prev(i) != "i") {
				minutes, e, sure = h*60, e+1, true
			} else if t.is(e, "o'clock", "o’clock") {
				minutes, e, sure = int(l.val)*60, e+1, true
			}
		}
		if minutes < 0 && l.digits == 4 && l.val/100 < 24 && l.val%100 < 60 && (t.is(e, "gmt", "utc") || t.is(e, "hours", "hrs") && t.prev(i) == "at") {
			minutes = int(l.val/100*60 + l.val%100)
			if !zones[t.word(e)] {
				e++
			}
			sure = true
		}
	case tNoon:
		minutes, sure = int(l.val)*60, true
	}
	if minutes < 0 || minutes > 24*60 {
		return moment{}, 0, false
	}
	m := moment{grain: gMinute, zone: ""}
	for {
		w := t.word(e)
		switch {
		case zones[w]:
			m.zone = zoneOffset(w)
			sure = true
			e++
			if t.is(e, "time") {
				e++
			}
			goto done
		case w == "local" && t.is(e+1, "time"):
			sure = true
			e += 2
			goto done
		case w == "(" && zones[t.word(e+1)] && t.is(e+2, ")"):
			m.zone = zoneOffset(t.word(e + 1))
			sure = true
			e += 3
			goto done
		case w == "in" && t.is(e+1, "the") && t.class(e+2) == tPart:
			e += 3
			if p := t.lex[e-1].val; (p == 1 || p == 2) && minutes < 12*60 {
				minutes += 12 * 60
			}
			sure = true
		default:
			goto done
		}
	}
done:
	if !sure {
		return moment{}, 0, false
	}
	m.at = day(1, 1, 1).Add(time.Duration(minutes) * time.Minute)
	return m, e, true
}

func zoneOffset(w string) string {
	switch w {
	case "est", "cdt":
		return map[string]string{"est": "-05:00", "cdt": "-05:00"}[w]
	case "edt":
		return "-04:00"
	case "cst", "mdt":
		return "-06:00"
	case "mst", "pdt":
		return "-07:00"
	case "pst":
		return "-08:00"
	case "bst", "cet":
		return "+01:00"
	case "cest":
		return "+02:00"
	case "jst":
		return "+09:00"
	case "aest":
		return "+10:00"
	}
	return ""
}

// clockWithDate joins "3 p.m." with "[on] Friday", else puts it on the day last spoken of.
func (t *timer) clockWithDate(m moment, e int32) found {
	j := e
	if t.is(j, ",") {
		j++
	}
	if t.is(j, "on") {
		j++
	}
	if t.class(j) != tNone {
		if d, de, ok := t.date(j); ok && (d.grain == gDay || d.grain == gPart && d.code >= 0) {
			return t.joined(d, m, de)
		}
	}
	base := t.ref
	if t.hasLast && t.last.grain <= gDay {
		base = t.last.at
	} else if !t.hasRef {
		return found{end: e, typ: extract.TimeTime, value: "T" + m.at.Format("15:04")}
	}
	return t.joined(moment{grain: gDay, at: base}, m, e)
}

func (t *timer) joined(d, m moment, e int32) found {
	if d.grain >= gRef {
		return found{end: e, typ: extract.TimeTime, value: "T" + m.at.Format("15:04")}
	}
	m.at = day(d.at.Year(), d.at.Month(), d.at.Day()).Add(time.Duration(m.at.Hour()*60+m.at.Minute()) * time.Minute)
	return t.dateFound(m, e)
}

// dateWithClock joins "Friday" with "[,] [at] 3 p.m.".
func (t *timer) dateWithClock(m moment, e int32) found {
	if m.grain == gDay || m.grain == gPart {
		j := e
		if t.is(j, ",") {
			j++
		}
		if t.is(j, "at", "around", "about") {
			j++
		}
		if c := t.class(j); c == tClock || c == tNumber || c == tNoon {
			if c, ce, ok := t.clock(j); ok {
				return t.joined(m, c, ce)
			}
		}
	}
	return t.dateFound(m, e)
}

// date matches a DATE, or a TIME that is a part of a day.
func (t *timer) date(i int32) (moment, int32, bool) {
	if t.depth >= 4 { // "the end of the end of …" nests no deeper in sense
		return moment{}, 0, false
	}
	t.depth++
	defer func() { t.depth-- }()
	l := t.lex[i]
	switch l.class {
	case tDate:
		return t.dates[l.val], t.extent(i), true
	case tWeekday:
		return t.weekday(i)
	case tMonth:
		return t.monthFirst(i)
	case tDay:
		// "yesterday", "tomorrow morning", "tonight"
		m := moment{grain: gRef, text: "PRESENT_REF"}
		if t.hasRef && !(t.narrative && l.val == 0) { // in a biography "today" is these days
			m = moment{grain: gDay, at: t.ref.AddDate(0, 0, int(l.val))}
		}
		if t.is(i, "tonight") {
			return partOf(m, 3), i + 1, true
		}
		return t.withPart(m, i+1)
	case tNumber:
		if m, e, ok := t.dayFirst(i); ok {
			return m, e, true
		}
		return t.bareYear(i)
	case tOrdinal:
		if m, e, ok := t.dayFirst(i); ok {
			return m, e, true
		}
		if m, e, ok := t.quarter(i); ok {
			return m, e, true
		}
		return t.century(i)
	case tDecade:
		// "1970s": 197
		e := i + 1
		switch t.prev(i) {
		case "his", "her", "their", "my", "our", "your": // an age
			return moment{}, 0, false
		}
		return decade(int(l.val)), e, true
	case tMod:
		// "early 2011", "late last year", "mid-October"
		j := i + 1
		if t.hyphen(j) {
			j++
		}
		if t.is(j, "in", "on") {
			j++
		}
		if t.class(j) == tNone || t.class(j) == tMod {
			return moment{}, 0, false
		}
		if t.class(j) == tNumber && t.lex[j].digits == 4 {
			m, e, ok := t.year(j)
			return m, e, ok
		}
		if t.class(j) == tThe && t.class(j+1) == tUnit {
			// "late in the day", "early in the week"
			if m, ok := t.current(int(t.lex[j+1].val)); ok {
				return m, j + 2, true
			}
		}
		m, e, ok := t.date(j)
		if ok && m.grain == gDay && t.class(j) == tNumber {
			return moment{}, 0, false
		}
		return m, e, ok
	case tLater:
		// "earlier this month", "later in the day"
		if !t.is(i, "earlier", "later") {
			return moment{}, 0, false
		}
		if t.class(i+1) == tThis || t.class(i+1) == tThat {
			if m, e, ok := t.relative(i + 1); ok {
				return m, e, true
			}
		}
		if t.is(i+1, "in") && t.class(i+2) == tThe && t.class(i+3) == tUnit {
			if m, ok := t.current(int(t.lex[i+3].val)); ok {
				return m, i + 4, true
			}
		}
		return moment{}, 0, false
	case tPoint:
		return t.point(i)
	case tPast, tNext, tThis, tThat:
		return t.relative(i)
	case tSeason:
		return t.season(i, false)
	case tHoliday:
		return t.holiday(i)
	case tUnit:
		// "year 2030", "fiscal year 2008"
		if l.val == uYear && t.class(i+1) == tNumber && t.lex[i+1].digits == 4 {
			return t.year(i + 1)
		}
		return moment{}, 0, false
	case tThe:
		return t.definite(i)
	}
	return moment{}, 0, false
}

func partOf(m moment, part int) moment {
	if m.grain == gDay {
		m.grain, m.code = gPart, part
	}
	return m
}

// withPart adds "morning" to a day: "Friday night".
func (t *timer) withPart(m moment, e int32) (moment, int32, bool) {
	if t.class(e) == tPart && !t.is(e, "overnight") {
		return partOf(m, int(t.lex[e].val)), e + 1, true
	}
	return m, e, true
}

func decade(n int) moment {
	return moment{grain: gDecade, at: day(max(1, n*10), 1, 1), code: n, year: true}
}

// definite matches what begins with "the": "the 1970s", "the 20th century", "the
// 25th of May", "the end of last year", "the following day", "the weekend", "the year 2030".
func (t *timer) definite(i int32) (moment, int32, bool) {
	j := i + 1
	switch t.class(j) {
	case tDecade, tMod, tPoint, tPast, tNext, tOrdinal:
		if t.class(j) == tOrdinal && t.prev(i) == "on" && !t.noun(j+1) && t.hasRef && t.lex[j].val <= 28 && !t.is(j+1, "of") {
			// "on the 25th": the day of that number that tense points to
			d := int(t.lex[j].val)
			if c := t.word(j); isDigit(c[0]) {
				m := day(t.ref.Year(), t.ref.Month(), d)
				if dir := t.direction(i); dir > 0 && m.Before(t.ref) {
					m = m.AddDate(0, 1, 0)
				} else if dir < 0 && m.After(t.ref) {
					m = m.AddDate(0, -1, 0)
				}
				return moment{grain: gDay, at: m}, j + 1, true
			}
		}
		if t.class(j) == tPast || t.class(j) == tNext {
			return t.relative(j)
		}
		return t.date(j)
	case tThat:
		return t.relative(j)
	case tThis: // "the current year"
		return t.relative(j)
	case tSeason:
		return t.season(j, true)
	case tUnit:
		switch u := int(t.lex[j].val); {
		case u == uYear && t.class(j+1) == tNumber && t.lex[j+1].digits == 4:
			return t.year(j + 1)
		case u == uWeekend && t.hasRef:
			// "over the weekend": the one that tense points to
			w := weekend(t.ref)
			if t.direction(i) <= 0 && w.at.After(t.ref) {
				w.at = w.at.AddDate(0, 0, -7)
			}
			return w, j + 1, true
		case t.is(j+1, "before", "after") && (u == uDay || u == uNight) && t.hasLast && (j+2 >= t.end || t.a.Tokens.UPOS[j+2] == extract.PUNCT) && t.last.grain <= gDay:
			// "the day before." counts from the day last spoken of
			n := 1
			if t.is(j+1, "before") {
				n = -1
			}
			return moment{grain: gDay, at: dayOf(t.last.at).AddDate(0, 0, n)}, j + 2, true
		case t.is(j+1, "before") && u >= uWeek && u <= uYear && t.hasRef && (j+2 >= t.end || t.a.Tokens.UPOS[j+2] == extract.PUNCT):
			// "a decrease from the year before,"
			m := shift(t.ref, -1, u)
			if u == uWeek {
				m = weekOf(m.at)
			}
			return m, j + 2, true
		}
	}
	return moment{}, 0, false
}

func dayOf(t time.Time) time.Time { return day(t.Year(), t.Month(), t.Day()) }

// current is the day, week, month or year of writing.
func (t *timer) current(unit int) (moment, bool) {
	if t.narrative && t.hasLast && unit == uYear {
		return coarsen(t.last.at, unit)
	}
	if !t.hasRef {
		return moment{}, false
	}
	return coarsen(t.ref, unit)
}

// point matches "the end of last year", "the beginning of the year", "the turn of the century".
func (t *timer) point(i int32) (moment, int32, bool) {
	j := i + 1
	if !t.is(j, "of") {
		return moment{}, 0, false
	}
	j++
	if t.class(j) == tThe && t.class(j+1) == tUnit && t.lex[j+1].val >= uDay {
		if t.noun(j+2) || t.lex[j+1].val == uDay && t.is(i, "end") && t.is(i-2, "at") { // "at the end of the day" is no time

			return moment{}, 0, false
		}
		if t.class(j+2) == tNone || t.class(j+2) != tNumber {
			m, ok := t.current(int(t.lex[j+1].val))
			return m, j + 2, ok
		}
	}
	switch t.class(j) {
	case tNumber:
		if t.lex[j].digits != 4 {
			return moment{}, 0, false
		}
		return t.year(j)
	case tNone, tPoint, tOrdinal:
		return moment{}, 0, false
	}
	return t.date(j)
}

// weekday matches "Friday", "Sunday, November 25, 2007", "Monday morning".
func (t *timer) weekday(i int32) (moment, int32, bool) {
	l := t.lex[i]
	if l.val >= 10 {
		return moment{}, 0, false // "Mondays" is a set
	}
	j := i + 1
	if t.is(j, ",") {
		j++
	}
	if t.class(j) == tThe {
		j++
	}
	switch t.class(j) {
	case tMonth, tNumber, tOrdinal, tDate:
		if m, e, ok := t.date(j); ok && m.grain == gDay {
			return m, e, true
		}
	}
	return t.withPart(t.resolveWeekday(int(l.val), t.direction(i)), i+1)
}

func (t *timer) resolveWeekday(wd, dir int) moment {
	if !t.hasRef {
		return moment{grain: gUnknown, text: fmt.Sprintf("XXXX-WXX-%d", (wd+6)%7+1)}
	}
	back := (int(t.ref.Weekday()) - wd + 7) % 7
	at := t.ref.AddDate(0, 0, -back)
	if dir > 0 && back > 0 {
		at = at.AddDate(0, 0, 7)
	}
	return moment{grain: gDay, at: at}
}

// monthBeside tells whether the word before a bare month lets it be one; asked
// for months that are also words or first names, and for abbreviations.
func (t *timer) monthAlone(i int32) bool {
	l := t.lex[i]
	p := t.prev(i)
	if l.flags&isAbbrev != 0 && l.flags&needsDate != 0 {
		return false
	}
	if t.hyphen(i+1) && t.class(i+2) != tMonth {
		return false // "the April-born", "March-time"
	}
	if l.flags&needsDate == 0 {
		return true
	}
	if t.is(i, "may", "march") && t.a.Tokens.UPOS[i] != extract.PROPN && t.a.Tokens.UPOS[i] != extract.X {
		return false
	}
	return monthPrepositions[p]
}

// monthFirst matches "August 2011", "November 25, 2007", "April 3", "May 5-7", "October".
func (t *timer) monthFirst(i int32) (moment, int32, bool) {
	l := t.lex[i]
	month := time.Month(l.val)
	j := i + 1
	if t.is(j, ".") && l.flags&isAbbrev != 0 && t.class(j+1) == tNumber {
		j++
	}
	if t.class(j) == tThe && t.class(j+1) == tOrdinal {
		j++
	}
	if c := t.class(j); (c == tNumber && t.lex[j].digits > 0 && t.lex[j].digits <= 2 || c == tOrdinal) && t.lex[j].val >= 1 && t.lex[j].val <= 31 && !t.is(j+1, "percent", "%") {
		d := int(t.lex[j].val)
		e := j + 1
		if t.hyphen(e) || t.is(e, "to", "and") {
			// "May 5-7": the value is the first day
			if t.class(e+1) == tNumber && t.lex[e+1].digits > 0 && t.lex[e+1].digits <= 2 && t.lex[e+1].val > int32(d) && t.lex[e+1].val <= 31 && t.hyphen(e) {
				e += 2
			}
		}
		if y, ye, ok := t.trailingYear(e); ok {
			return dated(y, month, d), ye, true
		}
		y, known := t.sharedYear(e, month)
		if known {
			return dated(y, month, d), e, true
		}
		m, ok := t.resolveMonthDay(month, d, t.direction(i), t.a.Tokens.Sentence[i])
		return m, e, ok
	}
	e := i + 1
	if t.is(e, ",") && t.class(e+1) == tNumber && t.lex[e+1].digits == 4 {
		e++
	} else if t.is(e, "of") {
		e++
	}
	if t.class(e) == tNumber && t.lex[e].digits == 4 && t.lex[e].val >= 1000 && t.lex[e].val < 2200 {
		return moment{grain: gMonth, at: day(int(t.lex[e].val), month, 1), year: true}, e + 1, true
	}
	if t.is(e-1, "of") && (t.class(e) == tThis || t.class(e) == tPast || t.class(e) == tNext || t.class(e) == tThat) {
		// "in June of last year"
		if m, ye, ok := t.relative(e); ok && m.grain == gYear {
			return moment{grain: gMonth, at: day(m.at.Year(), month, 1)}, ye, true
		}
	}
	if !t.monthAlone(i) {
		return moment{}, 0, false
	}
	e = i + 1
	if y, ok := t.sharedYear(e, month); ok {
		return moment{grain: gMonth, at: day(y, month, 1)}, e, true
	}
	if c := t.class(e); c == tThis || c == tPast || c == tNext {
		if m, ye, ok := t.relative(e); ok && m.grain == gYear {
			// "October this year"
			return moment{grain: gMonth, at: day(m.at.Year(), month, 1)}, ye, true
		}
	}
	// A capitalised noun after it makes it part of a name ("April Ryan", "the June Group") unless a preposition stands before.
	if w := t.wordRaw(e); l.flags&needsDate != 0 && capitalised(w) && !monthPrepositions[t.prev(i)] {
		return moment{}, 0, false
	}
	return t.resolveMonth(month, t.direction(i), t.a.Tokens.Sentence[i]), e, true
}

func (t *timer) wordRaw(i int32) string {
	if i < 0 || i >= t.end {
		return ""
	}
	return t.a.Word(i)
}

func dated(y int, m time.Month, d int) moment {
	if d > daysIn(y, m) {
		return moment{grain: gMonth, at: day(y, m, 1), year: true}
	}
	return moment{grain: gDay, at: day(y, m, d), year: true}
}

// trailingYear matches "[,] 2007" or "[of|in] 2007" after a day.
func (t *timer) trailingYear(e int32) (int, int32, bool) {
	if t.is(e, ",", "of", "in") && t.class(e+1) == tNumber {
		e++
	}
	if t.class(e) == tNumber && t.lex[e].digits == 4 && t.lex[e].val >= 1000 && t.lex[e].val < 2200 {
		return int(t.lex[e].val), e + 1, true
	}
	if t.class(e) == tNumber && t.lex[e].digits == 3 && t.class(e+1) == tEra {
		return int(t.lex[e].val), e + 2, true
	}
	return 0, 0, false
}

// sharedYear finds the year that the second half of a range gives to the first:
// "from June to September 2011", "28 July - 3 August 2012".
func (t *timer) sharedYear(e int32, first time.Month) (int, bool) {
	if !t.hyphen(e) && !t.is(e, "to", "and", "or", "through", "until") {
		return 0, false
	}
	j := e + 1
	if t.class(j) == tNumber && t.lex[j].digits <= 2 {
		j++
	}
	if t.class(j) != tMonth {
		return 0, false
	}
	second := time.Month(t.lex[j].val)
	j++
	if c := t.class(j); c == tOrdinal || c == tNumber && t.lex[j].digits > 0 && t.lex[j].digits <= 2 {
		j++
	}
	if y, _, ok := t.trailingYear(j); ok {
		if second < first {
			y--
		}
		return y, true
	}
	return 0, false
}

// dayFirst matches "14 August 1947", "16th of December", "5-6 September 2019".
func (t *timer) dayFirst(i int32) (moment, int32, bool) {
	l := t.lex[i]
	if l.val < 1 || l.val > 31 || l.class == tNumber && (l.digits == 0 || l.digits > 2) {
		return moment{}, 0, false
	}
	j := i + 1
	d := int(l.val)
	if (t.hyphen(j) || t.is(j, "to", "and")) && t.class(j+1) == tNumber && t.lex[j+1].digits > 0 && t.lex[j+1].digits <= 2 && t.class(j+2) == tMonth && t.lex[j+1].val <= 31 {
		j += 2
	}
	if t.is(j, "of") {
		j++
	} else if l.class == tOrdinal && t.is(j, "day") && t.is(j+1, "of") {
		j += 2
	}
	if t.class(j) != tMonth {
		return moment{}, 0, false
	}
	if f := t.lex[j].flags; f&isAbbrev != 0 && f&needsDate != 0 && !t.noMonthNumber(j) {
		return moment{}, 0, false
	}
	if t.is(j, "march", "may") && t.class(j+1) != tNumber && !(t.a.Tokens.UPOS[j] == extract.PROPN || t.a.Tokens.UPOS[j] == extract.X) {
		return moment{}, 0, false
	}
	month := time.Month(t.lex[j].val)
	e := j + 1
	if y, ye, ok := t.trailingYear(e); ok {
		return dated(y, month, d), ye, true
	}
	if y, ok := t.sharedYear(e, month); ok {
		return dated(y, month, d), e, true
	}
	m, ok := t.resolveMonthDay(month, d, t.direction(i), t.a.Tokens.Sentence[i])
	return m, e, ok
}

// noMonthNumber tells that the abbreviation at j is not followed by a day of its
// own: in "of 25 Nov 3" the day comes after.
func (t *timer) noMonthNumber(j int32) bool {
	return t.class(j+1) != tNumber || t.lex[j+1].digits == 4
}

// resolveMonthDay picks the year for a day that was given without: the nearest,
// unless tense says otherwise by a margin.
func (t *timer) resolveMonthDay(month time.Month, d, dir int, sentence int32) (moment, bool) {
	if d > daysIn(2000, month) {
		return moment{}, false
	}
	if t.follows(sentence) {
		return dated(t.last.at.Year(), month, d).implied(), true
	}
	if !t.hasRef {
		return moment{grain: gUnknown, text: fmt.Sprintf("XXXX-%02d-%02d", month, d)}, true
	}
	best := moment{}
	bestGap := time.Duration(1 << 62)
	const slack = 60 * 24 * time.Hour
	for y := t.ref.Year() - 1; y <= t.ref.Year()+1; y++ {
		m := dated(y, month, d)
		gap := m.at.Sub(t.ref)
		if dir < 0 && gap > slack || dir > 0 && gap < -slack {
			continue
		}
		if gap < 0 {
			gap = -gap
		}
		if gap < bestGap {
			best, bestGap = m, gap
		}
	}
	return best.implied(), true
}

// follows tells whether a date without a year in the sentence has that of the date before
// it: in a text that tells of the past, and, if the day of writing is not known, if it was near.
func (t *timer) follows(sentence int32) bool {
	return t.narrative && t.hasLast && (t.hasRef || sentence-t.lastSentence <= 2)
}

func (m moment) implied() moment {
	m.year = false
	return m
}

// resolveMonth picks the year of a bare month: past tense looks back, future ahead, else the nearest.
func (t *timer) resolveMonth(month time.Month, dir int, sentence int32) moment {
	if t.follows(sentence) {
		return moment{grain: gMonth, at: day(t.last.at.Year(), month, 1)}
	}
	if !t.hasRef {
		return moment{grain: gUnknown, text: fmt.Sprintf("XXXX-%02d", month)}
	}
	y := t.ref.Year()
	diff := int(month - t.ref.Month()) // months ahead of the reference
	switch {
	case dir < 0 && diff > 0:
		y--
	case dir > 0 && diff < 0:
		y++
	case dir == 0 && diff > 3: // news looks back more than ahead
		y--
	case dir == 0 && diff < -8:
		y++
	}
	return moment{grain: gMonth, at: day(y, month, 1)}
}

// year matches four digits that are known to be a year, with an era or as the first half of "2015-16".
func (t *timer) year(i int32) (moment, int32, bool) {
	l := t.lex[i]
	if l.val < 1 || l.val > 2200 {
		return moment{}, 0, false
	}
	m := moment{grain: gYear, at: day(int(l.val), 1, 1), year: true}
	if t.class(i+1) == tEra {
		m.bc = t.lex[i+1].val < 0
		return m, i + 2, true
	}
	return m, i + 1, true
}

// bareYear matches a number that is a year by what stands around it: "in 1831",
// "347 AD", "(2014)", "the 2012 elections", but not "2010 people" or "$2000".
func (t *timer) bareYear(i int32) (moment, int32, bool) {
	l := t.lex[i]
	if t.class(i+1) == tEra && l.digits > 0 && l.val <= 2100 {
		return t.year(i)
	}
	if l.digits != 4 || l.val < 1000 || l.val > 2100 {
		return moment{}, 0, false
	}
	p := t.prev(i)
	if t.hyphen(i+1) && t.class(i+2) == tNumber && t.lex[i+2].digits == 4 && t.lex[i+2].val > l.val && t.lex[i+2].val < l.val+150 && p != ":" && p != "$" {
		return t.year(i) // "reigned 1715 - 1774"
	}
	switch p {
	case "$", "£", "€", "#", "no.", "number", "rs.", "rs", "us$", "than", "section", "article", "page", "p.", "pp.", "route", "room", "flight", "resolution", "rule", "form", "model", "some", "nearly", "almost", "approximately", "over", "least", "most":
		return moment{}, 0, false
	}
	switch t.class(i + 1) {
	case tUnits, tMult, tUnit:
		return moment{}, 0, false
	}
	switch t.word(i + 1) {
	case "%", "percent", "per", "people", "men", "women", "children", "km", "m", "miles", "metres", "meters", "feet", "kg", "tons", "tonnes", "points", "euros", "dollars", "pounds", "troops", "soldiers", "votes", "gmt", "utc", "local":
		return moment{}, 0, false
	}
	modern := l.val >= 1900 && l.val <= 2060
	if t.noun(i+1) && t.a.Tokens.XPOS[i+1] == extract.NNS && p != "the" && p != "and" && !strings.HasSuffix(p, "'s") && p != "its" && p != "their" && p != "his" && p != "her" {
		return moment{}, 0, false // "2010 soldiers"
	}
	if !modern {
		ok := l.val < 1900 && yearPrepositions[p] && !t.noun(i+1)
		switch p {
		case ",", ";", "the":
			ok = ok && t.narrative && i+1 < t.end && t.a.Tokens.UPOS[i+1] != extract.SYM
		}
		if !ok && !(t.narrative && l.val >= 1500 && l.val < 1900 && (p == "the" || p == "this" || p == "'s" || p == "’s")) {
			return moment{}, 0, false
		}
	}
	if modern && (t.hyphen(i+1) && i+2 < t.end && t.a.Tokens.UPOS[i+2] == extract.PROPN) {
		return moment{}, 0, false
	}
	if i > 0 && p != "" && t.a.Tokens.End[i-1] == t.a.Tokens.Start[i] && (p == "-" || p == "/" || p == ".") && i > 1 && t.class(i-2) == tNone && t.a.Tokens.UPOS[i-2] == extract.PROPN {
		return moment{}, 0, false // "Boeing-1950", "H/2000"
	}
	return t.year(i)
}

// century matches "17th century", "sixteenth-century".
func (t *timer) century(i int32) (moment, int32, bool) {
	j := i + 1
	if t.hyphen(j) {
		j++
	}
	n := int(t.lex[i].val)
	if t.class(i) == tOrdinal && n == 20 && t.hyphen(i+1) && t.class(i+2) == tOrdinal { // "twenty - first" reads as a number; see counted
		return moment{}, 0, false
	}
	if t.class(j) == tUnit && t.lex[j].val == uCentury && n >= 1 && n <= 30 {
		m := moment{grain: gCentury, at: day(n*100-99, 1, 1), code: n - 1, year: true}
		if t.class(j+1) == tEra {
			m.bc = t.lex[j+1].val < 0
			if m.bc {
				return m, 0, false
			}
			j++
		}
		return m, j + 1, true
	}
	return moment{}, 0, false
}

// quarter matches "third quarter of this year", "first half of 2010", "third-quarter".
func (t *timer) quarter(i int32) (moment, int32, bool) {
	n := int(t.lex[i].val)
	j := i + 1
	if t.hyphen(j) {
		j++
	}
	g := gQuarter
	switch {
	case t.class(j) == tUnit && t.lex[j].val == uQuarter && n <= 4:
	case t.is(j, "half") && n <= 2:
		g = gHalf
	default:
		return moment{}, 0, false
	}
	e := j + 1
	y, ok := 0, false
	year := false
	switch k := e; {
	case t.is(k, "of", "in"):
		k++
		if t.class(k) == tThe && t.class(k+1) == tUnit && t.lex[k+1].val == uYear {
			y, ok, e = t.ref.Year(), t.hasRef, k+2
			break
		}
		if t.class(k) == tNumber && t.lex[k].digits == 4 {
			y, ok, e, year = int(t.lex[k].val), true, k+1, true
			break
		}
		if c := t.class(k); c == tThis || c == tPast || c == tNext || c == tThat || c == tThe {
			if m, ye, rok := t.date(k); rok && m.grain == gYear {
				y, ok, e = m.at.Year(), true, ye
			}
		}
	case t.class(k) == tNumber && t.lex[k].digits == 4:
		y, ok, e, year = int(t.lex[k].val), true, k+1, true
	}
	if !ok {
		if g == gHalf || !t.hasRef || t.is(e, "of", "in") && t.class(e+1) != tNone {
			return moment{}, 0, false
		}
		// a quarter alone is the last one that ended or runs
		y = t.ref.Year()
		if n > (int(t.ref.Month())+2)/3 && t.direction(i) <= 0 {
			y--
		}
	}
	first := time.Month(3*n - 2)
	if g == gHalf {
		first = time.Month(6*n - 5)
	}
	return moment{grain: g, at: day(max(1, y), first, 1), code: n, year: year}, e, true
}

// season matches "summer of 2010", "spring 2011"; a season alone after "the" or "this" looks where tense points.
func (t *timer) season(i int32, definite bool) (moment, int32, bool) {
	code := int(t.lex[i].val)
	e := i + 1
	if t.is(e, "of", ",", "in") {
		e++
	}
	if t.class(e) == tNumber && t.lex[e].digits == 4 && t.lex[e].val >= 1000 && t.lex[e].val < 2200 {
		y := int(t.lex[e].val)
		if t.is(i, "fall") && t.a.Tokens.UPOS[i] == extract.VERB {
			return moment{}, 0, false
		}
		return moment{grain: gSeason, at: day(y, time.Month(3+3*code), 1), code: code, year: true}, e + 1, true
	}
	if t.is(i+1, "of") && (t.class(e) == tThis || t.class(e) == tPast || t.class(e) == tNext || t.class(e) == tThat) {
		if m, ye, ok := t.relative(e); ok && m.grain == gYear {
			return moment{grain: gSeason, at: day(m.at.Year(), time.Month(3+3*code), 1), code: code}, ye, true
		}
	}
	if !definite || !t.hasRef || t.noun(i+1) || t.is(i+1, "of", "-") {
		return moment{}, 0, false
	}
	switch t.prev(i - 1) {
	case "in", "by", "over", "during", "until", "since", "before", "after", "late", "early":
	default:
		return moment{}, 0, false
	}
	return t.resolveSeason(code, t.direction(i)), i + 1, true
}

func (t *timer) resolveSeason(code, dir int) moment {
	y := t.ref.Year()
	begin := day(y, time.Month(3+3*code), 1)
	if dir < 0 && begin.After(t.ref) {
		begin = begin.AddDate(-1, 0, 0)
	}
	if dir > 0 && begin.AddDate(0, 3, 0).Before(t.ref) {
		begin = begin.AddDate(1, 0, 0)
	}
	return moment{grain: gSeason, at: begin, code: code}
}

// holiday matches "Christmas", "Christmas Eve 2004", "Good Friday" is left to weekday names.
func (t *timer) holiday(i int32) (moment, int32, bool) {
	h := int(t.lex[i].val)
	e := i + 1
	switch {
	case h == hChristmas && t.is(e, "eve"):
		h, e = hChristmasEve, e+1
	case t.is(e, "day", "sunday"):
		e++
	}
	y, ok := 0, false
	year := false
	if t.class(e) == tNumber && t.lex[e].digits == 4 {
		y, ok, year, e = int(t.lex[e].val), true, true, e+1
	} else if t.hasRef {
		y, ok = t.ref.Year(), true
		at := holidayDate(h, y)
		switch dir := t.direction(i); {
		case dir < 0 && at.After(t.ref):
			y--
		case dir > 0 && at.Before(t.ref):
			y++
		case dir == 0 && at.Sub(t.ref) > 183*24*time.Hour:
			y--
		}
	}
	if !ok || capitalised(t.wordRaw(e)) || y > 2200 || y < 1583 {
		return moment{}, 0, false // part of a name: "Christmas Island", "Easter Rising"
	}
	return moment{grain: gDay, at: holidayDate(h, y), year: year}, e, true
}

// relative matches what last, next, this and that make of a unit, month, weekday, season or part of a day.
func (t *timer) relative(i int32) (moment, int32, bool) {
	c := t.lex[i].class
	j := i + 1
	if c == tThis && t.class(j) == tPast { // "this past weekend"
		c, j = tPast, j+1
	} else if c == tThis && t.class(j) == tNext { // "this coming Monday"
		c, j = tNext, j+1
	} else if c == tThat && t.class(j) == tThat { // "that same year"
		j++
	}
	if t.is(j, "fiscal", "financial") && t.class(j+1) == tUnit {
		j++
	}
	k := t.class(j)
	l := lexeme{}
	if j < t.end {
		l = t.lex[j]
	}
	// "that March", "the same day" count from the date last spoken of; "following", "previous" do so in narratives.
	base, ok := t.ref, t.hasRef
	if c == tThat || t.hasLast && (t.is(i, "following", "preceding") || t.is(i, "previous", "next") && t.prev(i) == "the") {
		base, ok = dayOf(t.last.at), t.hasLast
		if c != tThat && !ok {
			base, ok = t.ref, t.hasRef
		}
	}
	switch k {
	case tUnit:
		u := int(l.val)
		if u < uDay {
			return moment{}, 0, false
		}
		if u == uNight {
			u = uDay
		}
		if t.noun(j+1) && t.a.Tokens.XPOS[j+1] == extract.NN && t.hyphen(j+2) { // "next day-care"
			return moment{}, 0, false
		}
		if !ok {
			if c == tThat || u >= uDecade && t.is(i, "past", "last") {
				return moment{}, 0, false
			}
			return moment{grain: gRef, text: map[timeClass]string{tPast: "PAST_REF", tNext: "FUTURE_REF", tThis: "PRESENT_REF"}[c]}, j + 1, true
		}
		if c == tThat {
			// A coarser date does not tell which finer one is meant.
			if u < uMonth && t.last.grain > gDay || u < uYear && t.last.grain > gMonth {
				return moment{}, 0, false
			}
			m, ok := coarsen(base, u)
			return m, j + 1, ok
		}
		if c == tThis && u != uWeekend {
			m, ok := coarsen(base, u)
			return m, j + 1, ok
		}
		n := 1
		if c == tPast {
			n = -1
		}
		if t.hasLast && base.Equal(dayOf(t.last.at)) && t.last.grain > gDay && u == uDay {
			return moment{}, 0, false
		}
		switch u {
		case uDay:
			if c == tPast && t.is(i, "last", "past") || t.is(i, "coming", "upcoming") { // "the last day" of something
				return moment{}, 0, false
			}
			return moment{grain: gDay, at: base.AddDate(0, 0, n)}, j + 1, true
		case uDecade, uCentury:
			if c == tPast && t.is(i, "past", "last") {
				return moment{}, 0, false // "the past decade" lasts
			}
		case uYear, uMonth, uWeek:
			if t.is(i, "past") { // "the past year" lasts
				return moment{}, 0, false
			}
		}
		switch u {
		case uWeek:
			w := weekOf(base)
			w.at = w.at.AddDate(0, 0, 7*n)
			return w, j + 1, true
		case uWeekend:
			w := weekend(base)
			if c == tThis && w.at.Sub(base) >= 3*24*time.Hour && t.direction(i) < 0 {
				w.at = w.at.AddDate(0, 0, -7) // "was a guest this weekend", written on a Tuesday
			}
			if c == tPast && w.at.After(base) || c == tNext && !w.at.After(base) {
				w.at = w.at.AddDate(0, 0, 7*n)
			}
			return w, j + 1, true
		case uFortnight:
			return moment{}, 0, false
		}
		m := shift(base, float64(n), u)
		if u == uDecade || u == uCentury {
			m, ok = coarsen(m.at, u)
		}
		return m, j + 1, ok
	case tWeekday:
		if l.val >= 10 {
			return moment{}, 0, false
		}
		if !ok {
			return t.withPart(t.resolveWeekday(int(l.val), 0), j+1)
		}
		save := t.ref
		t.ref = base
		m := t.resolveWeekday(int(l.val), 0)
		t.ref = save
		switch {
		case c == tPast && m.at.Equal(base):
			m.at = m.at.AddDate(0, 0, -7)
		case c == tNext:
			m.at = m.at.AddDate(0, 0, 7)
		case c == tThis && !m.at.Equal(base) && t.direction(i) >= 0:
			m.at = m.at.AddDate(0, 0, 7)
		}
		return t.withPart(m, j+1)
	case tMonth:
		if l.flags&isAbbrev != 0 && l.flags&needsDate != 0 || !ok {
			return moment{}, 0, false
		}
		month := time.Month(l.val)
		y := base.Year()
		switch {
		case c == tPast && month >= base.Month():
			y--
		case c == tNext && month <= base.Month():
			y++
		}
		// "last April 3"
		if n := j + 1; t.class(n) == tNumber && t.lex[n].digits > 0 && t.lex[n].digits <= 2 && t.lex[n].val >= 1 && t.lex[n].val <= 31 {
			return dated(y, month, int(t.lex[n].val)).implied(), n + 1, true
		}
		return moment{grain: gMonth, at: day(y, month, 1)}, j + 1, true
	case tSeason:
		if !ok || t.noun(j+1) && (t.is(j, "fall") || capitalised(t.wordRaw(j+1))) { // "the upcoming Winter Olympics"
			return moment{}, 0, false
		}
		code := int(l.val)
		m := moment{grain: gSeason, at: day(base.Year(), time.Month(3+3*code), 1), code: code}
		if c == tPast && m.at.After(base.AddDate(0, -1, 0)) {
			m.at = m.at.AddDate(-1, 0, 0)
		}
		if c == tNext && !m.at.After(base) {
			m.at = m.at.AddDate(1, 0, 0)
		}
		return m, j + 1, true
	case tPart:
		if !ok || t.is(j, "overnight") {
			return moment{}, 0, false
		}
		m := moment{grain: gPart, at: base, code: int(l.val)}
		if c == tPast {
			m.at = base.AddDate(0, 0, -1)
		} else if c == tNext {
			m.at = base.AddDate(0, 0, 1)
		}
		if c == tThat && t.last.grain > gDay {
			return moment{}, 0, false
		}
		return m, j + 1, true
	case tHoliday:
		if ok {
			h := int(l.val)
			e := j + 1
			if h == hChristmas && t.is(e, "eve") {
				h, e = hChristmasEve, e+1
			} else if t.is(e, "day") {
				e++
			}
			at := holidayDate(h, max(1583, base.Year()))
			if c == tPast && !at.Before(base) {
				at = holidayDate(h, max(1583, base.Year()-1))
			} else if c == tNext && !at.After(base) {
				at = holidayDate(h, max(1583, base.Year()+1))
			}
			return moment{grain: gDay, at: at}, e, true
		}
	}
	return moment{}, 0, false
}

// direction is the tense of the clause around token i: -1 past, 1 future, 0 neither.
// The nearest verb decides, one before it first.
func (t *timer) direction(i int32) int {
	const window = 14
	sent := t.a.Sentences[t.a.Tokens.Sentence[i]]
	lo, hi := max(sent.First, i-window), min(t.end, i+window)
	if t.prev(i) == "since" {
		return -1
	}
	weak := 0 // a participle alone: "the economy contracted by …" if it was read so
	for d := int32(1); d <= window; d++ {
		for _, j := range [2]int32{i - d, i + d} {
			if j < lo || j >= hi {
				continue
			}
			switch t.a.Tokens.XPOS[j] {
			case extract.VBD:
				return -1
			case extract.MD:
				switch strings.ToLower(t.a.Word(j)) {
				case "will", "'ll", "’ll", "shall", "wo", "may", "can":
					return 1
				}
				return 0
			case extract.VBZ, extract.VBP:
				switch strings.ToLower(t.a.Word(j)) {
				case "has", "have", "'ve", "’ve":
					return -1
				case "is", "are", "'s", "’s", "'re", "’re":
					if j+1 < hi && t.a.Tokens.XPOS[j+1] == extract.VBG || j+1 < hi && t.is(j+1, "to", "due", "set", "expected", "scheduled") {
						return 1
					}
				case "plans", "plan", "expects", "expect", "hopes", "hope", "intends", "intend":
					return 1
				}
				return 0
			case extract.VB:
				if j > lo && t.a.Tokens.XPOS[j-1] == extract.TO {
					return 1
				}
			case extract.VBN:
				weak = -1
			}
		}
	}
	return weak
}
