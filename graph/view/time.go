package view

import (
	"encoding/json"
	"fmt"
	"io"
	"time"
)

// DateTime is an RFC 3339 date, or date and time with offset, as GraphQL carries it.
type DateTime string

// MarshalGQL writes it as a JSON string.
func (d DateTime) MarshalGQL(w io.Writer) {
	b, _ := json.Marshal(string(d)) // a string always has JSON
	w.Write(b)
}

// UnmarshalGQL reads it and refuses what is no date.
func (d *DateTime) UnmarshalGQL(v any) error {
	s, ok := v.(string)
	if !ok {
		return invalid("a DateTime is a string such as 2025-11-03 or 2025-11-03T14:00:00Z")
	}
	if _, _, err := parseTime(s); err != nil {
		return err
	}
	*d = DateTime(s)
	return nil
}

// Time is the instant, midnight UTC for a date; dateOnly tells that no time of day was given.
func (d DateTime) Time() (t time.Time, dateOnly bool, err error) { return parseTime(string(d)) }

func parseTime(s string) (t time.Time, dateOnly bool, err error) {
	if len(s) == len(time.DateOnly) {
		if t, err = time.Parse(time.DateOnly, s); err == nil {
			return t, true, nil
		}
	} else if t, err = time.Parse(time.RFC3339, s); err == nil {
		return t, false, nil
	}
	if len(s) > 40 {
		s = s[:40] + "…"
	}
	return t, false, invalid("%q is no date (2025-11-03) and no date and time with offset (2025-11-03T14:00:00Z)", s)
}

func dateTime(s string) *DateTime {
	if s == "" {
		return nil
	}
	return (*DateTime)(&s)
}

func instant(t time.Time) *DateTime {
	if t.IsZero() {
		return nil
	}
	return dateTime(t.UTC().Format(time.RFC3339))
}

// TimeRange is half-open; a nil bound is open.
type TimeRange struct {
	From *DateTime
	To   *DateTime
}

// span is a TimeRange in seconds since 1970.
type span struct {
	from, to       int64
	hasFrom, hasTo bool
}

func (r *TimeRange) span() (s span, err error) {
	if r.From != nil {
		t, _, err := r.From.Time()
		if err != nil {
			return s, err
		}
		s.from, s.hasFrom = t.Unix(), true
	}
	if r.To != nil {
		t, _, err := r.To.Time()
		if err != nil {
			return s, err
		}
		s.to, s.hasTo = t.Unix(), true
	}
	return s, nil
}

func (s span) holds(t time.Time) bool {
	u := t.Unix()
	return !t.IsZero() && (!s.hasFrom || u >= s.from) && (!s.hasTo || u < s.to)
}

// overlaps tells that [from, to) and the span have an instant in common.
func (s span) overlaps(from, to int64) bool {
	return (!s.hasFrom || to > s.from) && (!s.hasTo || from < s.to)
}

// TimeUnit is the unit of a timeline.
type TimeUnit string

// The units of a timeline.
const (
	UnitDay   TimeUnit = "DAY"
	UnitWeek  TimeUnit = "WEEK"
	UnitMonth TimeUnit = "MONTH"
	UnitYear  TimeUnit = "YEAR"
)

// floor returns the start of the unit that holds t, in UTC.
func (u TimeUnit) floor(t time.Time) time.Time {
	t = t.UTC()
	y, m, d := t.Date()
	switch u {
	case UnitDay:
	case UnitWeek:
		d -= (int(t.Weekday()) + 6) % 7 // weeks begin on Mondays
	case UnitYear:
		m, d = time.January, 1
	default:
		d = 1
	}
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

func (u TimeUnit) next(t time.Time) time.Time {
	switch u {
	case UnitDay:
		return t.AddDate(0, 0, 1)
	case UnitWeek:
		return t.AddDate(0, 0, 7)
	case UnitYear:
		return t.AddDate(1, 0, 0)
	default:
		return t.AddDate(0, 1, 0)
	}
}

// TimeBucket counts the statements published in one span of time.
type TimeBucket struct {
	Start DateTime
	End   DateTime
	Count int
}

func (b TimeBucket) String() string { return fmt.Sprintf("%s–%s: %d", b.Start, b.End, b.Count) }
