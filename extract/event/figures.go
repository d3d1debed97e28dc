package event

import (
	"math"
	"strconv"
	"strings"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/graph"
)

// figure reads the number that a nominal gives: its numerals with their
// approximation. ok is false where it gives none.
//
//	"nearly 200,000 troops"    200000, approximate
//	"at least 12 people"       from 12
//	"four to six soldiers"     from 4 to 6
//	"dozens of protesters"     approximate, no value
func (s *scene) figure(t int32, kind string) (f *graph.Figure, words extract.TokenRange, ok bool) {
	num := extract.None
	for _, c := range s.children(t) {
		if s.deprel(c) == extract.Nummod {
			num = c
			break
		}
	}
	unit := lowerLemma(s.word(t))
	f = &graph.Figure{Kind: kind, Unit: unit}
	words = s.trimmed(s.lo[t], t+1)
	switch {
	case num != extract.None:
	case s.upos(t) == extract.NUM:
		num, f.Unit = t, "" // "killing four"
		words = s.trimmed(s.lo[t], t+1)
	case vague[unit] > 0 && s.xpos(t) == extract.NNS || unit == "several":
		// "dozens of people": the head is the number, and "dozens" are two dozen at least
		low := vague[unit]
		f.Approximate, f.Unit, f.Low = true, "", &low
		for _, c := range s.children(t) {
			if s.deprel(c) == extract.Nmod && s.preposition(c) == "of" {
				f.Unit = lowerLemma(s.word(c))
				words.End = c + 1
				if m := magnitudes[f.Unit]; m > 0 {
					low *= m // "tens of thousands of people"
					f.Unit = ""
					for _, d := range s.children(c) {
						if s.deprel(d) == extract.Nmod && s.preposition(d) == "of" {
							f.Unit = lowerLemma(s.word(d))
							words.End = d + 1
						}
					}
				}
			}
		}
		return f, words, true
	default:
		return nil, words, false
	}
	words.First = max(words.First, min(s.lo[num], t)) // without "in", "the"
	value, ok := s.numeral(num)
	if !ok {
		return nil, words, false
	}
	f.Value = &value
	for x := max(num-4, 0); x < num; x++ {
		s.approximate(f, x, value)
	}
	for x := num - 1; x >= max(num-4, 0) && s.a.Tokens.Sentence[x] == s.a.Tokens.Sentence[num]; x-- {
		switch lowerLemma(s.word(x)) {
		case "at", "least", "most", "more", "less", "fewer", "than", "nearly", "about", "around", "almost", "over", "some", "roughly", "approximately", "up", "to", "as", "many", "estimated":
			words.First = min(words.First, x)
			continue
		}
		break
	}
	if f.Value != nil {
		// "four to six", "between 10 and 15"
		for _, c := range s.children(num) {
			if s.upos(c) != extract.NUM || s.deprel(c) == extract.Compound {
				continue
			}
			if v, ok := s.numeral(c); ok && v > value {
				low, high := value, v
				f.Value, f.Low, f.High = nil, &low, &high
			}
		}
	}
	return f, words, true
}

// approximate reads a word beside a number.
func (s *scene) approximate(f *graph.Figure, t int32, value float64) {
	switch lowerLemma(s.word(t)) {
	case "about", "around", "nearly", "almost", "roughly", "approximately", "some", "estimated", "circa", "close":
		f.Approximate = true
	case "least", "more", "over":
		if w := lowerLemma(s.word(t)); w == "least" && (t == 0 || lowerLemma(s.word(t-1)) != "at") || w == "more" && lowerLemma(s.word(t+1)) != "than" {
			return
		}
		if f.Value != nil && f.Low == nil {
			v := value
			f.Low, f.Value = &v, nil // "at least 12", "more than 12"
		}
	case "many", "to":
		if x := t - 1; x > 0 && (lowerLemma(s.word(t)) == "many" && lowerLemma(s.word(x)) == "as" || lowerLemma(s.word(t)) == "to" && lowerLemma(s.word(x)) == "up") && f.Value != nil {
			v := value
			f.High, f.Value = &v, nil // "as many as 30", "up to 30"
		}
	case "most", "fewer", "less", "under":
		if lowerLemma(s.word(t)) == "most" && (t == 0 || lowerLemma(s.word(t-1)) != "at") {
			return
		}
		if f.Value != nil && f.High == nil {
			v := value
			f.High, f.Value = &v, nil
		}
	}
}

// vague are nouns that stand for a number when they are plural, with the least that they stand for.
var vague = map[string]float64{"dozen": 24, "score": 40, "hundred": 200, "thousand": 2000, "ten": 20, "million": 2e6, "several": 3}

var numerals = map[string]float64{
	"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
	"thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40,
	"fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

var magnitudes = map[string]float64{"hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12}

// numeral is the value of the number that token t heads: "200,000", "2.5 million", "twenty-one".
func (s *scene) numeral(t int32) (float64, bool) {
	total, found := 0.0, false
	lo := t
	for lo > 0 && t-lo < 6 && s.head(lo-1) == t && (s.deprel(lo-1) == extract.Compound || s.deprel(lo-1) == extract.Nummod || s.deprel(lo-1) == extract.Punct && s.a.Word(lo-1) == "-") {
		lo--
	}
	if at := s.a.Tokens.Start[lo]; at > 1 && s.a.Text[at-1] == ',' && '0' <= s.a.Text[at-2] && s.a.Text[at-2] <= '9' {
		return 0, false // the rest of a number that was cut in two
	}
	for x := lo; x <= t; x++ {
		w := strings.ToLower(s.a.Word(x))
		if w == "-" || w == "and" {
			continue
		}
		if v, ok := magnitudes[w]; ok {
			if !found {
				total = 1
			}
			total, found = total*v, true
			continue
		}
		v, ok := number(w)
		if !ok {
			return 0, false
		}
		if found && total >= 20 {
			total += v // "twenty-one", "two hundred six"
		} else {
			total = v
		}
		found = true
	}
	return total, found && !math.IsInf(total, 0)
}

// number reads one word: digits with separators, a word, or a hyphenated compound of words.
func number(w string) (float64, bool) {
	if v, ok := numerals[w]; ok {
		return v, true
	}
	if tens, ones, ok := strings.Cut(w, "-"); ok {
		a, x := numerals[tens]
		b, y := numerals[ones]
		return a + b, x && y
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(w, ",", ""), 64)
	return v, err == nil && !math.IsNaN(v) && !math.IsInf(v, 0) && v >= 0
}
