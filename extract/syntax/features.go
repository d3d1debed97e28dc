package syntax

import (
	"github.com/dateline-news/dateline/extract/model"
)

// Buckets of the hashed features; words have a dictionary of their own.
const (
	affixBuckets = 4096
	shapeBuckets = 1024
)

// The features of a token: each has an embedding, and they are summed.
const (
	featWord = iota
	featSuffix2
	featSuffix3
	featPrefix3
	featShape
	featCount
)

// Row 0 of every feature is the unknown one, row 1 the root of a sentence.
const (
	rowUnknown = iota
	rowRoot
	rowFirst
)

// Forms are the words that a network knows.
type Forms struct {
	Words model.Dict        // words of the treebanks, normalised: feature rows from rowFirst on
	Vocab *model.Vocabulary // words of the vectors
}

// Input is a run of sentences as a network takes it: a row for the root of each
// sentence, then one for each of its tokens. Its memory is used again.
type Input struct {
	Ends []int32 // exclusive end row of each sentence
	IDs  []int32 // rows × featCount
	Vec  []int32 // index of each row's vector, -1
	buf  []byte
}

// Rows is the number of rows.
func (in *Input) Rows() int { return len(in.Vec) }

// Reset empties the run.
func (in *Input) Reset() { in.Ends, in.IDs, in.Vec = in.Ends[:0], in.IDs[:0], in.Vec[:0] }

// Add appends a sentence of words.
func (f *Forms) Add(in *Input, count int, word func(i int) string) {
	for range featCount {
		in.IDs = append(in.IDs, rowRoot)
	}
	in.Vec = append(in.Vec, -1)
	for i := range count {
		k := len(in.IDs)
		for range featCount {
			in.IDs = append(in.IDs, 0)
		}
		w := word(i)
		in.buf = f.features(in.IDs[k:], w, in.buf)
		var v int32
		v, in.buf = f.vector(w, in.buf)
		in.Vec = append(in.Vec, v)
	}
	in.Ends = append(in.Ends, int32(len(in.Vec)))
}

// Normalise writes the form under which a word is looked up: lower case, digits
// as zeros, typographic quotes plain.
func Normalise(dst []byte, word string) []byte {
	for _, r := range word {
		switch {
		case '0' <= r && r <= '9':
			dst = append(dst, '0')
		case 'A' <= r && r <= 'Z':
			dst = append(dst, byte(r)+'a'-'A')
		case r < 0x80:
			dst = append(dst, byte(r))
		case r == '’' || r == '‘':
			dst = append(dst, '\'')
		case r == '“' || r == '”':
			dst = append(dst, '"')
		default:
			dst = append(dst, string(r)...)
		}
	}
	return dst
}

// features fills the rows of a token's features; buf is scratch memory.
func (f *Forms) features(ids []int32, word string, buf []byte) []byte {
	buf = Normalise(buf[:0], word)
	ids[featWord] = rowUnknown
	if i := f.Words.FindBytes(buf); i >= 0 {
		ids[featWord] = rowFirst + i
	}
	affix := func(kind uint64, b []byte) int32 {
		h := kind
		for _, c := range b {
			h = model.Mix(h ^ uint64(c))
		}
		return rowFirst + int32(h%(affixBuckets-rowFirst))
	}
	ids[featSuffix2] = affix(2, buf[max(0, len(buf)-2):])
	ids[featSuffix3] = affix(3, buf[max(0, len(buf)-3):])
	ids[featPrefix3] = affix(4, buf[:min(3, len(buf))])
	// Shape: classes of characters, runs of more than two cut to two, at most eight.
	h, last, run, length := uint64(5), byte(0), 0, 0
	for i := 0; i < len(word) && length < 8; i++ {
		c := word[i]
		switch {
		case 'a' <= c && c <= 'z' || c >= 0x80:
			c = 'x'
		case 'A' <= c && c <= 'Z':
			c = 'X'
		case '0' <= c && c <= '9':
			c = 'd'
		}
		if c == last {
			run++
		} else {
			last, run = c, 1
		}
		if run <= 2 {
			h = model.Mix(h ^ uint64(c))
			length++
		}
	}
	ids[featShape] = rowFirst + int32(h%(shapeBuckets-rowFirst))
	return buf
}

// vector returns the index of a word's pre-trained vector, -1 if it has none.
// The vectors keep case and have zeros for digits; an unknown form falls back to lower case.
func (f *Forms) vector(word string, buf []byte) (int32, []byte) {
	buf = append(buf[:0], word...)
	for i, c := range buf {
		if '0' <= c && c <= '9' {
			buf[i] = '0'
		}
	}
	if i := f.Vocab.Find(model.HashBytes(buf)); i >= 0 {
		return i, buf
	}
	buf = Normalise(buf[:0], word)
	return f.Vocab.Find(model.HashBytes(buf)), buf
}
