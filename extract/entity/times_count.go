package entity

import (
	"github.com/dateline-news/dateline/extract"
)

// amount is a number of units: "two and a half", "several", "a".
type amount struct {
	n       float64
	unknown bool // several, few: X in a TIMEX3 value
	article bool // "a": one, if it counts at all
}

// amount matches a number phrase at token i.
func (t *timer) amount(i int32) (amount, int32, bool) {
	e := i
	article := false
	if t.class(e) == tArticle {
		e++
		article = true
		if t.is(e, "couple") {
			e++
			if t.is(e, "of") {
				e++
			}
			return amount{n: 2}, e, true
		}
		if t.is(e, "few", "number", "handful") {
			e++
			if t.is(e, "of") {
				e++
			}
			return amount{unknown: true}, e, true
		}
		if c := t.class(e); c != tMult {
			if t.is(e, "half") {
				return amount{n: 0.5}, e + 1, true
			}
			return amount{n: 1, article: true}, e, true
		}
	}
	switch t.class(e) {
	case tQuant:
		e++
		if t.is(e, "of") {
			e++
		}
		return amount{unknown: true}, e, true
	case tNumber, tMult:
	default:
		if t.is(e, "half") {
			e++
			if t.class(e) == tArticle {
				e++
			}
			return amount{n: 0.5}, e, true
		}
		return amount{}, 0, false
	}
	total, part := 0.0, 0.0
	if article {
		part = 1
	}
	for steps := 0; steps < 8; steps++ {
		switch t.class(e) {
		case tNumber:
			if part != 0 && t.lex[e].digits > 0 { // "10 20"
				goto done
			}
			part += float64(t.lex[e].val)
			if w := t.wordRaw(e); isDigit(w[0]) && t.is(e+1, ".") && t.class(e+2) == tNumber && t.a.Tokens.End[e] == t.a.Tokens.Start[e+1] {
				return amount{}, 0, false
			}
			e++
			if t.hyphen(e) && t.class(e+1) == tNumber && t.lex[e+1].digits == 0 && int(part)%10 == 0 && t.lex[e+1].val < 10 {
				e++ // twenty - five
			}
		case tMult:
			mult := 1.0
			for k := int32(0); k < t.lex[e].val; k++ {
				mult *= 10
			}
			if part == 0 {
				part = 1
			}
			part *= mult
			if mult > 100 {
				total, part = total+part, 0
			}
			e++
		default:
			goto done
		}
	}
done:
	total += part
	if t.is(e, "and") && t.class(e+1) == tArticle && t.is(e+2, "half") {
		total += 0.5
		e += 3
	} else if t.is(e, "½", "1/2") {
		total += 0.5
		e++
	} else if (t.is(e, "or", "to") || t.hyphen(e)) && t.class(e+1) == tNumber {
		// "two or three days", "10-15 minutes": the number is not known
		j := e + 1
		if t.class(j+1) == tUnits || t.is(j+1, "more") || t.hyphen(j+1) && t.class(j+2) == tUnit {
			return amount{unknown: true}, j + 1, true
		}
	}
	return amount{n: total}, e, true
}

// countedUnits are adjectives that may stand between a number and its unit.
func (t *timer) filler(i int32) bool {
	return t.is(i, "long", "more", "full", "consecutive", "straight", "calendar", "trading", "business", "additional", "whole", "entire",
		"short", "fiscal", "further", "extra", "successive", "other", "solid", "working")
}

// counted matches numbers of units and what becomes of them: "two years ago" and
// "five days later" are dates, "for ten months" and "three-day" durations.
func (t *timer) counted(i int32) (found, bool) {
	j := i
	relative := false // "the past", "the next": a duration whatever follows
	switch t.class(j) {
	case tApprox:
		j++
	case tThe:
		if c := t.class(j + 1); c == tPast || c == tNext {
			relative = true
			j += 2
		} else if t.is(j+1, "first", "final") || t.class(j+1) == tOrdinal && t.lex[j+1].val == 1 {
			j += 2
			relative = true
		} else {
			return found{}, false
		}
	case tPast, tNext:
		relative = true
		j++
	case tUnits:
		return t.bareUnits(i)
	}
	if t.class(j) == tApprox {
		j++
	}
	var n amount
	e := j
	if relative && t.class(j) == tUnit {
		if t.lex[j].val < uWeek || !t.is(j-1, "past", "last", "next", "coming") {
			return found{}, false
		}
		n = amount{n: 1} // "the past decade"
	} else {
		var ok bool
		if n, e, ok = t.amount(j); !ok {
			return found{}, false
		}
	}
	amountEnd := e
	for k := 0; k < 2 && t.filler(e); k++ {
		e++
	}
	hyphenated := false
	if t.hyphen(e) {
		hyphenated = true
		e++
	}
	c := t.class(e)
	if c != tUnit && c != tUnits {
		return found{}, false
	}
	unit := int(t.lex[e].val)
	if unit == uSecond && c == tUnit {
		return found{}, false
	}
	e++
	// Ages and the like last, but date nothing: "a 41-year-old", "three years old".
	if t.is(e, "old", "olds", "-old") || t.hyphen(e) && t.is(e+1, "old", "olds") || t.is(e, "of") && t.is(e+1, "age") {
		return found{}, false
	}
	if t.hyphen(e) && t.is(e+1, "long") {
		e += 2
	}
	if c == tUnit && !hyphenated && !n.article && !n.unknown && !relative && n.n != 1 && n.n != 0.5 {
		return found{}, false // "2 day"
	}
	if n.n == 1 && c == tUnit && !n.article && t.is(j, "one") && unit == uDay && !t.is(e, "later", "earlier", "before", "after", "ago") && !hyphenated {
		if p := t.prev(i); p != "for" && p != "in" && p != "than" && p != "within" && p != "of" {
			return found{}, false // "One day he came"
		}
	}
	if n.article && c != tUnit || n.article && t.noun(e) && amountEnd == e-1 && unit < uDay {
		return found{}, false
	}
	dur := durationValue(n.n, n.unknown, unit)
	if f, ok := t.offset(i, e, n, unit); ok && !relative {
		return f, true
	}
	if n.article && !hyphenated && !relative && t.rate(i) {
		// "$5 a year", "twice a day": how often
		return found{end: e, typ: extract.TimeSet, value: dur}, true
	}
	if t.is(e, "'s", "’s") && t.is(e+1, "time") { // "in two weeks' time"
		e += 2
	}
	return found{end: e, typ: extract.TimeDuration, value: dur}, true
}

// offset matches what turns n units that end at e into a date: ago, later, earlier, from now.
func (t *timer) offset(i, e int32, n amount, unit int) (found, bool) {
	if t.is(e, "or") && t.is(e+1, "so") {
		e += 2
	}
	sign, base, ok := 0.0, t.ref, t.hasRef
	end := e + 1
	switch {
	case t.class(e) == tAgo:
		sign = -1
	case t.is(e, "back") && n.unknown:
		sign = -1
	case t.is(e, "from") && t.is(e+1, "now", "today"):
		sign, end = 1, e+2
	case t.is(e, "later", "afterwards", "afterward", "thereafter"):
		sign, base, ok = 1, t.last.at, t.hasLast
	case t.is(e, "earlier", "beforehand", "previously"):
		sign, base, ok = -1, t.last.at, t.hasLast
	case t.is(e, "before", "prior") && (e+1 >= t.end || t.a.Tokens.UPOS[e+1] == extract.PUNCT):
		sign, base, ok = -1, t.last.at, t.hasLast
	default:
		return found{}, false
	}
	ref := "PAST_REF"
	if sign > 0 {
		ref = "FUTURE_REF"
	}
	if n.unknown {
		if t.class(e) != tAgo && !t.is(e, "from", "back") {
			ref = "" // "several weeks later": after what the text tells, not after now
		}
		return found{end: end, typ: extract.TimeDate, value: ref}, true
	}
	coarse := t.class(e) != tAgo && t.hasLast && (t.last.grain == gYear && unit < uYear || t.last.grain == gMonth && unit < uMonth)
	if !ok || coarse {
		return found{end: end, typ: extract.TimeDate, value: ""}, true
	}
	if n.n > 1e6 {
		return found{end: end, typ: extract.TimeDate, value: ref}, true
	}
	m := shift(dayOf(base), sign*n.n, unit)
	if m.grain == gRef || m.at.Year() < 1 || m.at.Year() > 9990 {
		return found{end: end, typ: extract.TimeDate, value: ref}, true
	}
	if t.class(e) != tAgo && t.hasLast && t.last.grain == gDay && n.n == 1 && unit == uMonth {
		m = moment{grain: gMonth, at: m.at}
	}
	typ := extract.TimeDate
	if m.grain == gMinute {
		// "two minutes later" says nothing about the clock
		return found{end: end, typ: extract.TimeTime, value: ""}, true
	}
	return found{end: end, typ: typ, m: m, dated: true}, true
}

// rate tells that "a year" at token i follows what happens or is counted once in it.
func (t *timer) rate(i int32) bool {
	p := t.prev(i)
	switch p {
	case "times", "once", "twice", "percent", "%", "dollars", "euros", "pounds", "million", "billion", "trillion", "thousand", "hundred", "people":
		return true
	}
	if i > 0 && p != "" && (t.class(i-1) == tNumber || t.a.Tokens.UPOS[i-1] == extract.NUM) {
		return true
	}
	// "hours a day", "50 barrels a day": a counted plural directly before
	return i > 1 && t.a.Tokens.XPOS[i-1] == extract.NNS && (t.a.Tokens.UPOS[i-2] == extract.NUM || t.class(i-2) == tNumber)
}

// bareUnits matches plurals without a number: "for years", "hours later", "years ago".
func (t *timer) bareUnits(i int32) (found, bool) {
	unit := int(t.lex[i].val)
	e := i + 1
	dur := durationValue(0, true, unit)
	switch {
	case t.class(e) == tAgo:
		return found{end: e + 1, typ: extract.TimeDate, value: "PAST_REF"}, true
	case t.is(e, "later", "earlier"):
		return found{end: e + 1, typ: extract.TimeDate, value: ""}, true
	case unit == uSecond || unit == uMinute || unit == uQuarter:
		return found{}, false
	}
	switch t.prev(i) {
	case "for", "after", "over", "within", "in", "spent", "lasted", "takes", "take", "took", "decades", "of":
		if t.is(e, "of", "-") && t.prev(i) != "after" && t.prev(i) != "for" || t.prev(i) == "of" {
			return found{}, false
		}
		return found{end: e, typ: extract.TimeDuration, value: dur}, true
	case "recent":
		return found{end: e, typ: extract.TimeDate, value: "PAST_REF"}, true
	case "coming":
		return found{end: e, typ: extract.TimeDate, value: "FUTURE_REF"}, true
	}
	return found{}, false
}

// set matches what recurs: "every Monday", "each year", "daily", "Mondays", "twice a week".
func (t *timer) set(i int32) (found, bool) {
	l := t.lex[i]
	switch l.class {
	case tEvery:
		j := i + 1
		per := t.is(i, "per")
		switch t.class(j) {
		case tUnit:
			u := int(t.lex[j].val)
			if u == uSecond || u == uNight && per {
				return found{}, false
			}
			return found{end: j + 1, typ: extract.TimeSet, value: durationValue(1, false, u)}, true
		case tPart:
			return found{end: j + 1, typ: extract.TimeSet, value: "XXXX-XX-XXT" + partCodes[t.lex[j].val]}, !per
		case tWeekday:
			return found{end: j + 1, typ: extract.TimeSet, value: weekdaySet(t.lex[j].val)}, !per
		case tSeason:
			return found{end: j + 1, typ: extract.TimeSet, value: "XXXX-" + seasonCodes[t.lex[j].val]}, !per
		case tMonth:
			v := t.lex[j].val
			return found{end: j + 1, typ: extract.TimeSet, value: "XXXX-" + string([]byte{byte('0' + v/10), byte('0' + v%10)})}, !per
		case tNumber, tQuant:
			if per {
				return found{}, false
			}
			n, e, ok := t.amount(j)
			if ok && (t.class(e) == tUnits || t.class(e) == tUnit) {
				return found{end: e + 1, typ: extract.TimeSet, value: durationValue(n.n, n.unknown, int(t.lex[e].val))}, true
			}
		}
	case tFreq:
		// Not in names: "the Daily Telegraph".
		if w := t.a.Word(i); capitalised(w) && (t.prev(i) != "" || capitalised(t.wordRaw(i+1))) {
			return found{}, false
		}
		return found{end: i + 1, typ: extract.TimeSet, value: durationValue(1, false, int(l.val))}, true
	case tWeekday:
		if l.val >= 10 {
			return found{end: i + 1, typ: extract.TimeSet, value: weekdaySet(l.val)}, true
		}
	}
	return found{}, false
}

func weekdaySet(v int32) string {
	return "XXXX-WXX-" + string(rune('1'+(v%10+6)%7))
}
