package syntax

import (
	"strings"
	"unicode/utf8"

	"github.com/dateline-news/dateline/extract"
)

// headings marks the sentences that are no running prose. Needs tags.
func headings(a *extract.Analysis) {
	s := a.Sentences
	for first := 0; first < len(s); {
		end := first + 1
		for end < len(s) && s[end].Paragraph == s[first].Paragraph {
			end++
		}
		switch {
		case credit(a, &s[first]):
			for i := first; i < end; i++ {
				s[i].Heading = true
			}
		case end == first+1 && len(s) > 1:
			s[first].Heading = heading(a, &s[first])
		}
		first = end
	}
}

// Longest heading in tokens.
const headingTokens = 24

// heading tells that a paragraph of one sentence is a title: short and without a
// mark at its end ("Cabinet approves new budget"). A list item that is a whole
// clause is none ("- The army withdrew from the town").
func heading(a *extract.Analysis, s *extract.Sentence) bool {
	if s.Len() > headingTokens {
		return false
	}
	text := a.Text[s.Start:s.Span.End]
	if c := text[0]; 'a' <= c && c <= 'z' {
		return false // the rest of a line that was broken
	}
	switch a.Tokens.XPOS[s.TokenRange.End-1] {
	case extract.IN, extract.DT, extract.TO, extract.CC, extract.PRPS, extract.MD, extract.WDT, extract.WP, extract.PRP:
		return false // "The best thing that we can do for the"
	}
	if s.Len() > 12 && pronoun(a, s) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(text)
	switch last {
	case '.', '!', '…', ',', ';', '"', '”', '’', '\'', ')', '-', '—', '–':
		return false
	case '?':
		return s.Len() < 10
	case ':':
		return !finite(a, s)
	}
	if first := a.Word(s.First); s.Len() > 2 && strings.Trim(first, "-–—•*·▪●◦►") == "" {
		return !finite(a, s)
	}
	return true
}

// pronoun tells of a personal pronoun, which titles avoid.
func pronoun(a *extract.Analysis, s *extract.Sentence) bool {
	for i := s.First; i < s.TokenRange.End; i++ {
		if a.Tokens.XPOS[i] == extract.PRP {
			return true
		}
	}
	return false
}

func finite(a *extract.Analysis, s *extract.Sentence) bool {
	for i := s.First; i < s.TokenRange.End; i++ {
		switch a.Tokens.XPOS[i] {
		case extract.VBD, extract.VBZ, extract.VBP, extract.MD:
			return true
		}
	}
	return false
}

// credit tells of bylines and credits: "By Jane Doe in Cairo", "Image: NASA.",
// "(Reporting by Jane Doe; editing by John Roe)".
func credit(a *extract.Analysis, s *extract.Sentence) bool {
	i, end := s.First, s.TokenRange.End
	for i < end && a.Tokens.UPOS[i] == extract.PUNCT {
		i++
	}
	if end-i < 2 {
		return false
	}
	first, second := strings.ToLower(a.Word(i)), strings.ToLower(a.Word(i+1))
	switch first {
	case "by":
		// Names, and what joins them, alone.
		if s.Len() > 16 {
			return false
		}
		names := 0
		for k := i + 1; k < end; k++ {
			switch a.Tokens.UPOS[k] {
			case extract.PROPN:
				names++
			case extract.PUNCT, extract.CCONJ, extract.ADP, extract.NUM, extract.SYM:
			case extract.NOUN, extract.ADJ: // "By Jane Doe, political correspondent"
				if names == 0 {
					return false
				}
			default:
				return false
			}
		}
		return names > 0 && a.Tokens.UPOS[i+1] == extract.PROPN && a.Word(end-1) != "."
	case "reporting", "editing", "writing", "edited", "written", "reported", "compiled", "photo", "photograph", "image", "video", "translated":
		return second == "by" && s.Len() < 40 || second == ":" && s.Len() < 12
	}
	return false
}
