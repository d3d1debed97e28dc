package syntax

import "github.com/dateline-news/dateline/extract/model"

// Orthography is what a large corpus of news tells of a word's spelling: how
// often it has a capital inside a sentence, and how often a full stop follows it
// that does not end one (Kiss & Strunk 2006, "Unsupervised multilingual sentence
// boundary detection"). It is a table of bytes, a power of two, by the hash of
// the lower-case word; rare words share an element now and then.
type Orthography []uint8

// The classes of both shares: 0 is unknown, 1 almost never, 7 almost always.
const (
	orthographyClasses = 8
)

func (o Orthography) at(word uint64) uint8 {
	if len(o) == 0 {
		return 0
	}
	return o[word&uint64(len(o)-1)]
}

// capital is the class of the share of capitals of a word.
func (o Orthography) capital(word uint64) uint64 { return uint64(o.at(word) % orthographyClasses) }

// Capital is the class of the share of capitals of a lower-case word inside sentences.
func (o Orthography) Capital(lower string) uint64 { return o.capital(model.Hash(lower)) }

// OrthographyCounts counts words for an Orthography.
type OrthographyCounts map[uint64]*[5]int32 // seen, asked for a capital, had one, seen before a blank or a stop, with a stop

// Add counts the words of a text.
func (c OrthographyCounts) Add(text string) {
	a := Atoms(nil, text, func([]byte) []byte { return nil })
	h := make([]AtomHash, len(a))
	AtomHashes(h, text, a, nil)
	for i := range a {
		k := a[i].Class
		if k >= Digits || a[i].End-a[i].Start > 20 {
			continue
		}
		n := c[h[i].Word]
		if n == nil {
			n = new([5]int32)
			c[h[i].Word] = n
		}
		n[0]++
		if i > 0 && (a[i-1].Class == Lower || isByte(text, a[i-1], ',')) && a[i].Space == Blank {
			n[1]++
			if k != Lower {
				n[2]++
			}
		}
		// "Gen. Smith", "at 5 p.m. on": a stop with something after it in the same paragraph.
		if i+2 < len(a) && a[i].Space != NoSpace {
			n[3]++
			if a[i+1].Space == NoSpace && isByte(text, a[i+1], '.') && (a[i+2].Space == Blank || isByte(text, a[i+2], ',')) {
				n[4]++
				if a[i+2].Class == Lower || isByte(text, a[i+2], ',') {
					n[4]++ // certainly no sentence's end
				}
			}
		}
	}
}

func isByte(text string, a Atom, c byte) bool { return a.End-a.Start == 1 && text[a.Start] == c }

// Table makes the table of 2^bits elements; a word must be seen least times.
func (c OrthographyCounts) Table(bits, least int) Orthography {
	o := make(Orthography, 1<<bits)
	seen := make([]int32, 1<<bits)
	class := func(part, all int32) uint8 {
		if all < 3 {
			return 0
		}
		limits := [...]float64{0.02, 0.1, 0.3, 0.6, 0.85, 0.97}
		share, k := float64(part)/float64(all), uint8(1)
		for _, l := range limits {
			if share > l {
				k++
			}
		}
		return k
	}
	for h, n := range c {
		i := h & uint64(len(o)-1)
		// Of words that share an element the more frequent one decides; equal ones give their larger class.
		if int(n[0]) < least || n[0] < seen[i] {
			continue
		}
		v := class(n[2], n[1]) + orthographyClasses*class(n[4], n[3])
		if n[0] > seen[i] || v > o[i] {
			o[i], seen[i] = v, n[0]
		}
	}
	return o
}
