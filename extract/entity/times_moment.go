package entity

import (
	"fmt"
	"strconv"
	"time"

	"github.com/dateline-news/dateline/graph"
)

// grain is the unit to which a moment is known, from fine to coarse.
type grain uint8

const (
	gMinute grain = iota
	gPart         // a part of a day
	gDay
	gWeekend
	gWeek
	gMonth
	gSeason
	gQuarter
	gHalf
	gYear
	gDecade
	gCentury
	gFiscal
	gRef     // PRESENT_REF and the like: no interval
	gUnknown // recognised, but what it is relative to is not known; text has what is known
)

// moment is a point or stretch of the calendar, the meaning of a TIMEX3 DATE or TIME.
type moment struct {
	grain grain
	at    time.Time // first day (or minute)
	code  int       // index of part or season; number of quarter, half, decade or century
	text  string    // value of gRef and gUnknown
	zone  string    // offset of a clock time, "Z" if none is known
	year  bool      // the expression itself gives the year
	bc    bool
}

func day(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

func daysIn(y int, m time.Month) int { return day(y, m+1, 0).Day() }

// usable tells whether the calendar can express the moment: ISO 8601 has years of four digits.
func (m moment) usable() bool {
	return m.grain >= gRef || m.at.Year() >= 1 && m.at.Year() <= 9990
}

// value is the TIMEX3 value (ISO-TimeML, and TempEval-3's use of it).
func (m moment) value() string {
	y := m.at.Year()
	if m.bc {
		return fmt.Sprintf("BC%04d", y)
	}
	switch m.grain {
	case gMinute:
		return m.at.Format("2006-01-02T15:04")
	case gPart:
		return m.at.Format(time.DateOnly) + "T" + partCodes[m.code]
	case gDay:
		return m.at.Format(time.DateOnly)
	case gWeek, gWeekend:
		iy, w := m.at.ISOWeek()
		v := fmt.Sprintf("%04d-W%02d", iy, w)
		if m.grain == gWeekend {
			v += "-WE"
		}
		return v
	case gMonth:
		return m.at.Format("2006-01")
	case gSeason:
		return fmt.Sprintf("%04d-%s", y, seasonCodes[m.code])
	case gQuarter:
		return fmt.Sprintf("%04d-Q%d", y, m.code)
	case gHalf:
		return fmt.Sprintf("%04d-H%d", y, m.code)
	case gYear:
		return fmt.Sprintf("%04d", y)
	case gDecade:
		return fmt.Sprintf("%03d", m.code)
	case gCentury:
		return fmt.Sprintf("%02d", m.code)
	case gFiscal:
		return fmt.Sprintf("FY%04d", y)
	default:
		return m.text
	}
}

// span is the half-open interval, nil where there is none.
func (m moment) span(text string) *graph.TimeSpan {
	if m.bc {
		return nil
	}
	var to time.Time
	p := graph.PrecisionDay
	from := m.at
	switch m.grain {
	case gMinute:
		zone := m.zone
		if zone == "" {
			zone = "Z"
		}
		const layout = "2006-01-02T15:04:05"
		return &graph.TimeSpan{
			From: from.Format(layout) + zone, To: from.Add(time.Minute).Format(layout) + zone,
			Precision: graph.PrecisionMinute, Text: text,
		}
	case gPart, gDay:
		from = day(from.Year(), from.Month(), from.Day())
		to = from.AddDate(0, 0, 1)
	case gWeekend:
		to = from.AddDate(0, 0, 2)
	case gWeek:
		to, p = from.AddDate(0, 0, 7), graph.PrecisionWeek
	case gMonth:
		to, p = from.AddDate(0, 1, 0), graph.PrecisionMonth
	case gSeason:
		// Meteorological seasons: spring is March to May; a winter is that of its December.
		from = day(from.Year(), time.Month(3+3*m.code), 1)
		to, p = from.AddDate(0, 3, 0), graph.PrecisionMonth
	case gQuarter:
		from = day(from.Year(), time.Month(3*m.code-2), 1)
		to, p = from.AddDate(0, 3, 0), graph.PrecisionMonth
	case gHalf:
		from = day(from.Year(), time.Month(6*m.code-5), 1)
		to, p = from.AddDate(0, 6, 0), graph.PrecisionMonth
	case gYear:
		from = day(from.Year(), 1, 1)
		to, p = from.AddDate(1, 0, 0), graph.PrecisionYear
	case gDecade:
		from = day(m.code*10, 1, 1)
		to, p = from.AddDate(10, 0, 0), graph.PrecisionYear
	case gCentury:
		from = day(m.code*100+1, 1, 1)
		to, p = from.AddDate(100, 0, 0), graph.PrecisionYear
	default:
		return nil
	}
	if from.Year() < 1 || to.Year() > 9999 {
		return nil
	}
	return &graph.TimeSpan{From: from.Format(time.DateOnly), To: to.Format(time.DateOnly), Precision: p, Text: text}
}

// shift moves t by n units and gives the result at the grain in which such a
// distance is usually meant: "three weeks ago" a day, "ten months ago" a month.
func shift(t time.Time, n float64, unit int) moment {
	whole := int(n)
	// The bounds keep the calendar within four digits.
	limit := map[bool]int{true: 12000, false: 4000000}[unit >= uMonth]
	if whole > limit || whole < -limit {
		return moment{grain: gRef, text: ""}
	}
	switch unit {
	case uSecond:
		return moment{grain: gMinute, at: t.Add(time.Duration(n * float64(time.Second)))}
	case uMinute:
		return moment{grain: gMinute, at: t.Add(time.Duration(n * float64(time.Minute)))}
	case uHour:
		return moment{grain: gDay, at: t.Add(time.Duration(n * float64(time.Hour)))}
	case uDay, uNight:
		return moment{grain: gDay, at: t.AddDate(0, 0, whole)}
	case uWeek:
		return moment{grain: gDay, at: t.AddDate(0, 0, int(n*7))}
	case uFortnight:
		return moment{grain: gDay, at: t.AddDate(0, 0, int(n*14))}
	case uWeekend:
		return weekend(t.AddDate(0, 0, 7*whole))
	case uMonth:
		return moment{grain: gMonth, at: addMonths(t, whole)}
	case uQuarter:
		return quarterOf(addMonths(t, 3*whole))
	case uYear:
		if n != float64(whole) {
			return moment{grain: gMonth, at: addMonths(t, int(n*12))}
		}
		return moment{grain: gYear, at: day(t.Year()+whole, 1, 1)}
	case uDecade:
		return moment{grain: gYear, at: day(t.Year()+int(n*10), 1, 1)}
	default:
		return moment{grain: gYear, at: day(t.Year()+int(n*100), 1, 1)}
	}
}

func addMonths(t time.Time, n int) time.Time { return day(t.Year(), t.Month()+time.Month(n), 1) }

func weekOf(t time.Time) moment {
	return moment{grain: gWeek, at: t.AddDate(0, 0, -int(t.Weekday()+6)%7)}
}

func weekend(t time.Time) moment {
	return moment{grain: gWeekend, at: weekOf(t).at.AddDate(0, 0, 5)}
}

func quarterOf(t time.Time) moment {
	return moment{grain: gQuarter, at: t, code: (int(t.Month()) + 2) / 3}
}

// coarsen is the unit that holds t: the week, month or year of a day.
func coarsen(t time.Time, unit int) (moment, bool) {
	switch unit {
	case uDay:
		return moment{grain: gDay, at: t}, true
	case uWeek:
		return weekOf(t), true
	case uWeekend:
		return weekend(t), true
	case uMonth:
		return moment{grain: gMonth, at: day(t.Year(), t.Month(), 1)}, true
	case uQuarter:
		return quarterOf(t), true
	case uYear:
		return moment{grain: gYear, at: day(t.Year(), 1, 1)}, true
	case uDecade:
		return moment{grain: gDecade, at: t, code: t.Year() / 10}, true
	case uCentury:
		return moment{grain: gCentury, at: t, code: (t.Year() - 1) / 100}, true
	}
	return moment{}, false
}

// durationValue is the ISO 8601 period: "P10M", "PT30M", "P2.5Y", "PXD" for an unknown number.
func durationValue(n float64, unknown bool, unit int) string {
	mult, letter, prefix := 1.0, "", "P"
	switch unit {
	case uSecond:
		letter, prefix = "S", "PT"
	case uMinute:
		letter, prefix = "M", "PT"
	case uHour:
		letter, prefix = "H", "PT"
	case uDay, uNight:
		letter = "D"
	case uWeek:
		letter = "W"
	case uFortnight:
		letter, mult = "W", 2
	case uMonth:
		letter = "M"
	case uQuarter:
		letter = "Q"
	case uYear:
		letter = "Y"
	case uDecade:
		letter, mult = "Y", 10
	case uCentury:
		letter, mult = "Y", 100
	case uWeekend:
		letter = "WE"
	}
	if unknown {
		switch unit { // TimeML's units for "decades" and "centuries"
		case uDecade:
			letter = "DE"
		case uCentury:
			letter = "CE"
		}
		return prefix + "X" + letter
	}
	if n == 0.5 && unit == uHour {
		return "PT30M"
	}
	return prefix + strconv.FormatFloat(n*mult, 'f', -1, 64) + letter
}

// holidayDate gives the day of a holiday in a year.
func holidayDate(h, y int) time.Time {
	switch h {
	case hChristmas:
		return day(y, 12, 25)
	case hChristmasEve:
		return day(y, 12, 24)
	case hNewYear:
		return day(y, 1, 1)
	case hNewYearsEve:
		return day(y, 12, 31)
	case hHalloween:
		return day(y, 10, 31)
	case hBoxingDay:
		return day(y, 12, 26)
	case hValentine:
		return day(y, 2, 14)
	case hThanksgiving: // the fourth Thursday of November
		t := day(y, 11, 1)
		return t.AddDate(0, 0, (4-int(t.Weekday())+7)%7+21)
	}
	// Easter: the Gregorian computus in Meeus, Astronomical Algorithms (1991), ch. 8.
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	hh := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - hh - k) % 7
	mm := (a + 11*hh + 22*l) / 451
	easter := day(y, time.Month((hh+l-7*mm+114)/31), (hh+l-7*mm+114)%31+1)
	if h == hGoodFriday {
		return easter.AddDate(0, 0, -2)
	}
	return easter
}
