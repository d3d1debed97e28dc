package entity

// timeClass is what a word can be in a time expression.
type timeClass uint8

const (
	tNone    timeClass = iota
	tNumber            // two, 25
	tOrdinal           // second, 25th
	tMonth             // val 1–12
	tWeekday           // val 0 (Sunday) – 6
	tUnit              // val: a unit
	tUnits             // the plural
	tPart              // part of a day; val indexes partCodes
	tSeason            // val indexes seasonCodes
	tDay               // today, yesterday; val: offset in days
	tDecade            // 1970s, seventies; val: the decade's number, 197
	tPast              // last, previous
	tNext              // next, coming
	tThis              // this, current
	tThat              // that, same
	tMod               // early, late, mid
	tPoint             // beginning, end, start: "the end of 2010"
	tEvery             // every, each
	tFreq              // daily; val: a unit
	tArticle           // a, an
	tThe
	tQuant  // several, few, many, couple
	tRef    // now, recently; val indexes refValues
	tApprox // about, nearly: part of the expression that follows
	tNoon   // noon, midnight; val: the hour
	tHoliday
	tEra // AD, BC; val 1 or -1
	tHalf
	tAgo   // ago
	tLater // later
	tMult  // hundred, thousand; val: the power of ten
	tClock // 3:30, 3pm; val: minutes of the day, as written
	tDate  // 2013-10-09 and the like; val: index into the parser's dates
)

// The units; the order is from fine to coarse.
const (
	uSecond = iota
	uMinute
	uHour
	uDay
	uWeek
	uFortnight
	uMonth
	uQuarter
	uYear
	uDecade
	uCentury
	uWeekend
	uNight
)

type timeWord struct {
	class timeClass
	val   int16
	flags uint8
}

const (
	needsCapital uint8 = 1 << iota // "may", "march", "sat" are words of their own
	needsDate                      // an abbreviation or name that counts only beside a number or after a preposition
	isAbbrev
)

var (
	partCodes   = [...]string{"MO", "AF", "EV", "NI", "DT", "NI"}
	seasonCodes = [...]string{"SP", "SU", "FA", "WI"}
	refValues   = [...]string{"PRESENT_REF", "PAST_REF", "FUTURE_REF"}
)

// Holidays with a fixed day, and two that move; see holidayDate.
const (
	hChristmas = iota
	hChristmasEve
	hNewYear
	hNewYearsEve
	hHalloween
	hThanksgiving
	hEaster
	hGoodFriday
	hBoxingDay
	hValentine
)

var timeWords = func() map[string]timeWord {
	m := map[string]timeWord{}
	add := func(c timeClass, val int, flags uint8, words ...string) {
		for _, w := range words {
			m[w] = timeWord{c, int16(val), flags}
		}
	}
	for i, w := range []string{
		"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
		"fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
	} {
		add(tNumber, i, 0, w)
	}
	for i, w := range []string{"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"} {
		add(tNumber, 20+10*i, 0, w)
	}
	for i, w := range []string{
		"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
		"thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
	} {
		add(tOrdinal, i+1, 0, w)
	}
	add(tOrdinal, 30, 0, "thirtieth")
	months := []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}
	for i, w := range months {
		add(tMonth, i+1, needsCapital, w)
		if w != "may" {
			add(tMonth, i+1, needsCapital|isAbbrev|needsDate, w[:3])
			add(tMonth, i+1, needsCapital|isAbbrev, w[:3]+".")
		}
	}
	add(tMonth, 9, needsCapital|isAbbrev, "sept", "sept.")
	for _, w := range []string{"march", "may", "april", "june", "august"} {
		t := m[w]
		t.flags |= needsDate
		m[w] = t
	}
	for i, w := range []string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"} {
		add(tWeekday, i, needsCapital, w, w+"s")
		add(tWeekday, i, needsCapital|isAbbrev, w[:3]+".")
	}
	add(tWeekday, 2, needsCapital|isAbbrev, "tues.")
	add(tWeekday, 4, needsCapital|isAbbrev, "thurs.", "thur.")
	for i, w := range []string{"second", "minute", "hour", "day", "week", "fortnight", "month", "quarter", "year", "decade", "", "weekend", "night"} {
		if w != "" && w != "second" {
			add(tUnit, i, 0, w)
		}
		if w != "" && w != "night" {
			add(tUnits, i, 0, w+"s")
		}
	}
	add(tUnit, uCentury, 0, "century")
	add(tUnits, uCentury, 0, "centuries")
	add(tUnits, uMinute, isAbbrev, "mins")
	add(tUnits, uHour, isAbbrev, "hrs")
	add(tPart, 0, 0, "morning", "mornings")
	add(tPart, 1, 0, "afternoon", "afternoons")
	add(tPart, 2, 0, "evening", "evenings")
	add(tPart, 3, 0, "night", "nights", "overnight")
	add(tPart, 4, 0, "daytime")
	add(tSeason, 0, 0, "spring")
	add(tSeason, 1, 0, "summer")
	add(tSeason, 2, 0, "fall", "autumn")
	add(tSeason, 3, 0, "winter")
	add(tDay, 0, 0, "today", "tonight")
	add(tDay, -1, 0, "yesterday")
	add(tDay, 1, 0, "tomorrow")
	for i, w := range []string{"twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"} {
		add(tDecade, 192+i, 0, w)
	}
	add(tPast, 0, 0, "last", "past", "previous", "preceding")
	add(tNext, 0, 0, "next", "coming", "upcoming", "following", "forthcoming")
	add(tThis, 0, 0, "this", "current")
	add(tThat, 0, 0, "that", "same")
	add(tMod, 0, 0, "early", "late", "mid")
	add(tPoint, 0, 0, "beginning", "start", "end", "middle", "close", "turn", "outset")
	add(tEvery, 0, 0, "every", "each", "per")
	add(tFreq, uDay, 0, "daily")
	add(tFreq, uWeek, 0, "weekly")
	add(tFreq, uMonth, 0, "monthly")
	add(tFreq, uQuarter, 0, "quarterly")
	add(tFreq, uYear, 0, "yearly", "annually")
	add(tFreq, uHour, 0, "hourly")
	add(tArticle, 1, 0, "a", "an")
	add(tNumber, 1, 0, "another")
	add(tMult, 2, 0, "hundred")
	add(tMult, 3, 0, "thousand")
	add(tMult, 6, 0, "million")
	add(tMult, 9, 0, "billion")
	add(tThe, 0, 0, "the")
	add(tHalf, 0, 0, "half")
	add(tQuant, 0, 0, "several", "few", "many", "couple", "numerous")
	add(tRef, 0, 0, "now", "currently", "nowadays", "presently")
	add(tRef, 1, 0, "recently", "lately", "recent")
	add(tApprox, 0, 0, "about", "nearly", "almost", "approximately", "roughly", "around", "exactly", "just")
	add(tNoon, 12, 0, "noon", "midday")
	add(tNoon, 0, 0, "midnight")
	add(tHoliday, hChristmas, needsCapital, "christmas")
	add(tHoliday, hHalloween, needsCapital, "halloween")
	add(tHoliday, hThanksgiving, needsCapital, "thanksgiving")
	add(tHoliday, hEaster, needsCapital, "easter")
	add(tAgo, 0, 0, "ago")
	add(tLater, 1, 0, "later", "afterwards", "afterward", "thereafter", "hence")
	add(tLater, -1, 0, "earlier", "previously", "prior", "before", "beforehand")
	add(tEra, 1, needsCapital, "ad", "ce", "a.d.", "c.e.")
	add(tEra, -1, needsCapital, "bc", "bce", "b.c.", "b.c.e.")
	return m
}()

// monthPrepositions stand before a bare month that is also a word or a first
// name: "in March", "since May", "by April".
var monthPrepositions = map[string]bool{
	"in": true, "since": true, "until": true, "till": true, "by": true, "of": true, "from": true, "through": true, "during": true,
	"between": true, "after": true, "before": true, "for": true, "around": true, "throughout": true, "early": true, "late": true,
	"mid": true, "last": true, "next": true, "this": true, "every": true, "to": true, "-": true, "and": true, "or": true, "each": true,
}

// yearPrepositions stand before a bare year: "in 1831", "circa 1640".
var yearPrepositions = map[string]bool{
	"in": true, "since": true, "until": true, "till": true, "by": true, "of": true, "from": true, "to": true, "through": true,
	"during": true, "between": true, "after": true, "before": true, "for": true, "around": true, "circa": true, "c.": true, "ca.": true,
	"about": true, "throughout": true, "year": true, "early": true, "late": true, "mid": true, "and": true, "or": true, "the": true,
	"(": true, "-": true, "–": true, "—": true, ",": true, ";": true, "/": true, "born": true, "b.": true, "d.": true, "this": true,
}

// zones are words that may follow a clock time.
var zones = map[string]bool{
	"gmt": true, "utc": true, "est": true, "edt": true, "cst": true, "cdt": true, "mst": true, "mdt": true, "pst": true, "pdt": true,
	"et": true, "ct": true, "pt": true, "bst": true, "cet": true, "cest": true, "ist": true, "jst": true, "aest": true, "eastern": true,
}
