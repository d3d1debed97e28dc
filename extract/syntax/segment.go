package syntax

import (
	"strings"
	"unicode/utf8"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/model"
)

// segmenter finds tokens, sentences and paragraphs.
type segmenter struct {
	split       model.Dict // words that may be two
	points      []uint8    // where each splits
	tokens      linear
	sentences   linear
	orthography Orthography
}

func openSegmenter(f *model.File) segmenter {
	return segmenter{model.OpenDict(f, "split"), model.Slice[uint8](f, "split.points"), openLinear(f, "token", 1), openLinear(f, "sentence", 1), Orthography(model.Slice[uint8](f, "orthography"))}
}

// splits returns where a word may split.
func (s *segmenter) splits(lower []byte) []byte {
	if i := s.split.FindBytes(lower); i >= 0 {
		if p := int(s.points[i]); p+1 == len(lower) && lower[p] == 's' && !shortened(string(lower[:p])) {
			return nil // "doctors", which the treebank's mail writes for "doctor's": elsewhere they are many
		}
		return s.points[i : i+1]
	}
	return nil
}

// shortened tells a word that is written together with "is", "has" or "us" behind it: "whats", "lets".
func shortened(w string) bool {
	switch w {
	case "it", "that", "what", "he", "she", "there", "here", "let", "who", "where", "how", "when":
		return true
	}
	return false
}

// scratch is what one run needs beside the Analysis; it is reused.
type scratch struct {
	atoms    []Atom
	hashes   []AtomHash
	tokens   []SentenceToken
	features []uint64
	trees    Trees
	punct    punctuator
}

// run fills Tokens.Start, End and Sentence, and Sentences.
func (s *segmenter) run(a *extract.Analysis, w *scratch) {
	text := a.Text
	w.atoms = Atoms(w.atoms[:0], text, s.splits)
	atoms := w.atoms
	if cap(w.hashes) < len(atoms) {
		w.hashes = make([]AtomHash, len(atoms))
	}
	w.hashes = w.hashes[:len(atoms)]
	AtomHashes(w.hashes, text, atoms, s.orthography)

	t := &a.Tokens
	t.Start, t.End = make([]int32, 0, len(atoms)), make([]int32, 0, len(atoms))
	w.tokens = w.tokens[:0]
	var score [1]int32
	first := 0
	for i := 1; i <= len(atoms); i++ {
		if i < len(atoms) && atoms[i].Space == NoSpace && !AlwaysSplits(text, atoms, i) {
			w.features = TokenFeatures(w.features[:0], atoms, w.hashes, first, i)
			if s.tokens.score(w.features, score[:]); score[0] <= 0 {
				continue
			}
		}
		t.Start, t.End = append(t.Start, atoms[first].Start), append(t.End, atoms[i-1].End)
		w.tokens = append(w.tokens, sentenceToken(text, atoms[first:i], s.orthography))
		first = i
	}
	if len(atoms) == 0 {
		return
	}
	t.Sentence = make([]int32, len(t.Start))
	relaxWrapped(text, t, w.tokens)
	s.sentencesOf(a, w)
}

// A sentence that grows beyond longSentence tokens, a table without line breaks,
// ends at the next mark, at longestSentence it ends anywhere.
const (
	longSentence    = 300
	longestSentence = 500
)

func (s *segmenter) sentencesOf(a *extract.Analysis, w *scratch) {
	t := &a.Tokens
	tokens := w.tokens
	paragraph := int32(-1)
	start, quotes, brackets := 0, 0, 0
	var score [1]int32
	for i := 0; i < len(tokens); i++ {
		if i-start >= longestSentence {
			a.Sentences = append(a.Sentences, sentenceOf(t, start, i, paragraph))
			start = i
		} else if i > start && AskSentence(tokens, i) {
			end := tokens[i].Space >= Newline || MustEnd(tokens, i)
			if !end {
				w.features = SentenceFeatures(w.features[:0], tokens, start, i, quotes, brackets)
				s.sentences.score(w.features, score[:])
				end = score[0] > 0 || i-start >= longSentence && tokens[i-1].Flags&PlainWord == 0
			}
			if end {
				a.Sentences = append(a.Sentences, sentenceOf(t, start, i, paragraph))
				start = i
				if tokens[i].Space == Break {
					quotes, brackets = 0, 0
				}
			}
		}
		if tokens[i].Space == Break || tokens[i].Space == Newline && i == start {
			paragraph++
		}
		quotes, brackets = CountOpen(tokens[i].Flags, quotes, brackets)
	}
	a.Sentences = append(a.Sentences, sentenceOf(t, start, len(tokens), paragraph))
	for i := range a.Sentences {
		sent := &a.Sentences[i]
		for k := sent.First; k < sent.TokenRange.End; k++ {
			t.Sentence[k] = int32(i)
		}
	}
}

// CountOpen follows quotation marks and brackets over one token.
func CountOpen(flags uint8, quotes, brackets int) (int, int) {
	switch {
	case flags&QuoteMark != 0:
		quotes ^= 1
	case flags&Opens != 0:
		brackets++
	case flags&Closes != 0:
		brackets = max(0, brackets-1)
	}
	return quotes, brackets
}

func sentenceOf(t *extract.Tokens, first, end int, paragraph int32) extract.Sentence {
	return extract.Sentence{
		TokenRange: extract.TokenRange{First: int32(first), End: int32(end)},
		Span:       extract.Span{Start: t.Start[first], End: t.End[end-1]},
		Root:       extract.None, Paragraph: paragraph,
	}
}

// SentenceTokens makes the sentence splitter's view of tokens given by their spans.
func SentenceTokens(text string, start, end []int32, o Orthography) []SentenceToken {
	atoms := Atoms(nil, text, func([]byte) []byte { return nil })
	out := make([]SentenceToken, 0, len(start))
	k := 0
	for i := range start {
		for k < len(atoms) && atoms[k].End <= start[i] {
			k++
		}
		first := k
		for k < len(atoms) && atoms[k].Start < end[i] {
			k++
		}
		a := append([]Atom(nil), atoms[first:k]...)
		if k > first && atoms[k-1].End > end[i] {
			k-- // the rest of this atom is the next token: "can|not"
		}
		a[0].Start, a[len(a)-1].End = start[i], end[i]
		if i > 0 && start[i] == end[i-1] {
			a[0].Space = NoSpace
		}
		out = append(out, sentenceToken(text, a, o))
	}
	return out
}

func sentenceToken(text string, a []Atom, o Orthography) SentenceToken {
	s := text[a[0].Start:a[len(a)-1].End]
	t := SentenceToken{Class: a[0].Class, Space: a[0].Space}
	var buf [24]byte
	if len(s) <= len(buf) {
		plain := s
		if q := plainQuote(s); q != "" {
			plain = q
		}
		b := lowerASCII(buf[:0], plain)
		for i, c := range b {
			if c >= '0' && c <= '9' {
				b[i] = '0'
			}
		}
		t.Word = model.Hash(string(b))
		key := t.Word
		if len(a) == 2 && b[len(b)-1] == '.' {
			key = model.Hash(string(b[:len(b)-1])) // "Gen."
		}
		if a[0].Class < Digits {
			t.Ortho = o.at(key)
		}
	} else {
		t.Word = uint64(len(s))
	}
	last := a[len(a)-1]
	r, _ := utf8.DecodeLastRuneInString(s)
	switch {
	case last.Class == Address:
		t.Shape = 0x500
	case len(a) == 1 && last.Class != Symbol && last.Class != Digits:
		t.Flags |= PlainWord
		t.Shape = 0x200 + uint64(last.Class)*8 + min(uint64(len(s)), 4)/2
	case len(a) == 1 && last.Class == Digits:
		t.Shape = 0x300 + min(uint64(len(s)), 5)
	case len(a) == 1:
		t.Shape = t.Word
	default:
		shape := uint64(0x400)
		for i := range a[:min(len(a), 6)] {
			v := uint64(a[i].Class) + 1
			if a[i].Class == Symbol {
				v = 0x20 + uint64(text[a[i].Start])
			} else if a[i].Class == Upper && a[i].End-a[i].Start == 1 {
				v = 0x10
			}
			shape = pair(shape, v)
		}
		t.Shape = shape
	}
	switch r {
	case '.', '?', '!', '…', '。', '؟':
		if a[0].Class == Symbol {
			t.Flags |= EndsSentence
		} else {
			t.Flags |= Abbreviates
		}
	case '”', '’', ')', ']', '}', '»':
		t.Flags |= Closes
	case '“', '‘', '(', '[', '{', '«', '„':
		t.Flags |= Opens
	case '"', '\'', '`':
		if s == "''" {
			t.Flags |= Closes
		} else if s == "``" {
			t.Flags |= Opens
		} else if a[0].Class == Symbol {
			t.Flags |= QuoteMark
		}
	}
	return t
}

// relaxWrapped turns the line breaks of text that was wrapped at a column into
// blanks: in a block between blank lines, a break after a line that could not
// have held the next line's first word. Elsewhere a line break stays: one line
// is one paragraph, a list item or a heading.
func relaxWrapped(text string, t *extract.Tokens, tokens []SentenceToken) {
	lineStart := func(at int32) int32 { return int32(strings.LastIndexByte(text[:at], '\n') + 1) }
	for i := 1; i < len(tokens); {
		if tokens[i].Space != Newline {
			i++
			continue
		}
		// The block: up to the next blank line.
		first := i
		longest, lines := int32(0), 0
		for ; i < len(tokens) && tokens[i].Space != Break; i++ {
			if tokens[i].Space == Newline {
				longest = max(longest, t.End[i-1]-lineStart(t.End[i-1]))
				lines++
			}
		}
		for k := first; k < i; k++ {
			if tokens[k].Space != Newline {
				continue
			}
			length := t.End[k-1] - lineStart(t.End[k-1])
			smallNext := tokens[k].Class == Lower && tokens[k-1].Flags&EndsSentence == 0
			full := lines > 1 && longest <= 100 && length+1+t.End[k]-t.Start[k] > longest-2
			if smallNext && length > 30 || full && longest > 40 {
				tokens[k].Space = Blank
			}
		}
	}
}
