package entity

import (
	"math/bits"

	"github.com/dateline-news/dateline/extract/model"
)

// Document gathers what a first reading found in a whole document, for the
// second: what a word is elsewhere says what it is here (Ratinov & Roth 2009,
// context aggregation and two-stage prediction). It is scratch memory.
type Document struct {
	words  []documentWord
	ends   []int   // of the pieces
	slots  []int32 // open addressing into found; 0 is free, else index + 1
	found  []occurrences
	runKey []uint64 // of every run
}

type documentWord struct {
	key     uint64
	label   int8
	name    bool // its name has several words
	last    bool // it is the last of them
	capital bool
	first   bool  // of its piece
	run     int32 // index into runKey, -1
	short   bool  // an acronym in brackets: "(WHO)"
	from    uint8 // place from the run's first and from its last word
	to      uint8
}

// occurrences counts how a word, or a run of capitals, was labelled.
type occurrences struct {
	key     uint64
	long    [LabelTypes]uint16 // as part of a name of several words
	short   [LabelTypes]uint16 // as a name by itself
	surname uint16             // as the last word of a person's name
	outside uint16             // with a capital, but as no name
}

// Reset forgets the document.
func (d *Document) Reset() {
	d.words, d.ends, d.found, d.runKey = d.words[:0], d.ends[:0], d.found[:0], d.runKey[:0]
}

// Add appends the piece that f has read, with the labels of the first reading.
func (d *Document) Add(f *Features, labels []int8) {
	base := len(d.words)
	runs := len(d.runKey)
	for _, r := range f.runs {
		key := uint64(1)
		for i := r.first; i < r.end; i++ {
			key = joinHash(key, f.words[i].folded)
		}
		d.runKey = append(d.runKey, key)
	}
	for i := range labels {
		w := &f.words[i]
		x := documentWord{key: w.form, label: labels[i], capital: w.capital, first: i == 0, run: -1}
		if w.run >= 0 {
			r := &f.runs[w.run]
			x.run = int32(runs) + w.run
			x.from, x.to = uint8(min(int32(i)-r.first, 3)), uint8(min(r.end-int32(i), 3))
		}
		x.short = (w.letters == caseUpper || w.letters == caseMixed) && f.at(i-1).punct == '(' && f.at(i+1).punct == ')'
		d.words = append(d.words, x)
	}
	for i := base; i < len(d.words); i++ {
		if w := &d.words[i]; w.label > 0 && (int(w.label)-1)%4 != LabelSingle {
			w.name, w.last = true, (int(w.label)-1)%4 == LabelEnd
		}
	}
	d.ends = append(d.ends, len(d.words))
}

// Pieces is the number of pieces, Piece the words of one.
func (d *Document) Pieces() int { return len(d.ends) }

// Piece returns the range of words of piece k.
func (d *Document) Piece(k int) (first, end int) {
	if k > 0 {
		first = d.ends[k-1]
	}
	return first, d.ends[k]
}

// Gather counts the labels of every word and run of capitals.
func (d *Document) Gather() {
	size := 1 << bits.Len(uint(4*len(d.words)/3+8))
	if cap(d.slots) < size {
		d.slots = make([]int32, size)
	}
	d.slots = d.slots[:size]
	clear(d.slots)
	for i := range d.words {
		w := &d.words[i]
		if !w.capital && w.label == labelOutside {
			continue
		}
		if w.short && i > 1 && d.words[i-2].label > 0 {
			// "the World Health Organization (WHO)": the short form is what the long one is.
			if o := d.at(w.key, true); o != nil {
				o.long[(d.words[i-2].label-1)/4] += 3
			}
		}
		d.count(d.at(w.key, true), w, 1)
		if w.run >= 0 && w.from == 0 {
			d.countRun(i, 1)
		}
	}
}

// at finds the occurrences of a key; nil if there are none and none are to be made.
func (d *Document) at(key uint64, add bool) *occurrences {
	mask := uint64(len(d.slots) - 1)
	for p := key & mask; ; p = (p + 1) & mask {
		k := d.slots[p]
		if k == 0 {
			if !add || len(d.found) >= len(d.slots)*3/4 {
				return nil
			}
			d.found = append(d.found, occurrences{key: key})
			d.slots[p] = int32(len(d.found))
			return &d.found[len(d.found)-1]
		}
		if o := &d.found[k-1]; o.key == key {
			return o
		}
	}
}

func (d *Document) count(o *occurrences, w *documentWord, by uint16) {
	if o == nil {
		return
	}
	switch {
	case w.label == labelOutside:
		if !w.first {
			o.outside += by
		}
	case w.name:
		o.long[(w.label-1)/4] += by
		if w.last && (w.label-1)/4 == labelPerson {
			o.surname += by
		}
	default:
		o.short[(w.label-1)/4] += by
	}
}

// countRun counts the type of a run that is one name as a whole.
func (d *Document) countRun(i int, by uint16) {
	typ, ok := d.runType(i)
	if !ok {
		return
	}
	if o := d.at(d.runKey[d.words[i].run], by == 1); o != nil {
		o.long[typ] += by
	}
}

// runType is the type of the run that begins at word i, if all of it is one name.
func (d *Document) runType(i int) (int, bool) {
	w := &d.words[i]
	if w.label <= 0 {
		return 0, false
	}
	typ := int(w.label-1) / 4
	switch int(w.label-1) % 4 {
	case LabelSingle:
		return typ, i+1 == len(d.words) || d.words[i+1].run != w.run
	case LabelBegin:
		for j := i + 1; j < len(d.words) && d.words[j].run == w.run; j++ {
			if int(d.words[j].label-1)/4 != typ || d.words[j].label <= 0 {
				return 0, false
			}
			if int(d.words[j].label-1)%4 == LabelEnd {
				return typ, j+1 == len(d.words) || d.words[j+1].run != w.run
			}
		}
	}
	return 0, false
}

// summary is what the rest of the document says of a word, in a few bits.
func summary(o *occurrences) (long, short, out uint64) {
	if o == nil {
		return 0, 0, 0
	}
	out = uint64(min(o.outside, 2))
	return majority(&o.long), majority(&o.short), out
}

// majority is the most frequent type with how sure it is, 0 if there is none.
func majority(n *[LabelTypes]uint16) uint64 {
	best, sum := 0, 0
	for t, c := range n {
		sum += int(c)
		if c > n[best] {
			best = t
		}
	}
	if sum == 0 {
		return 0
	}
	sure := uint64(0)
	switch c := int(n[best]); {
	case c == sum && c >= 3:
		sure = 3
	case c == sum && c == 2:
		sure = 2
	case c*10 >= sum*7:
		sure = 1
	}
	return uint64(best+1)<<2 | sure
}

// Token appends the features of word i of piece k.
func (d *Document) Token(out []uint64, k, i int) []uint64 {
	first, end := d.Piece(k)
	label := func(j int) uint64 {
		if j < first || j >= end {
			return 31
		}
		return uint64(d.words[j].label)
	}
	id := uint64(1000)
	add := func(a uint64) {
		id++
		out = append(out, model.Mix(id<<48^id*0x9E3779B97F4A7C15^a))
	}
	w := &d.words[i]
	// Where the rest of the document says nothing, the first reading stands.
	if !w.capital && w.label == labelOutside {
		return out
	}
	long, short, outside := d.elsewhere(i)
	capital := flag(w.capital) | flag(w.first)<<1
	id = 1100
	if long|short|outside != 0 {
		add(long<<2 | capital)
		add(short<<2 | capital)
		add(long<<16 | short<<8 | outside<<2 | capital)
		add(long<<16 | short<<8 | outside<<2 | label(i)<<24)
		add(long<<8 | label(i))
		add(short<<8 | label(i))
	}
	id = 1120
	var p, n uint64
	if i > first && d.words[i-1].capital {
		l, s, _ := d.elsewhere(i - 1)
		p = 1 + l<<8 + s<<1
	}
	if i+1 < end && d.words[i+1].capital {
		l, s, _ := d.elsewhere(i + 1)
		n = 1 + l<<8 + s<<1
	}
	if p != 0 {
		add(long<<20 | short<<14 | p)
	}
	id = 1130
	if n != 0 {
		add(long<<20 | short<<14 | n)
	}
	id = 1140
	o := d.at(w.key, false)
	if o != nil {
		surname := o.surname
		if w.label > 0 && w.name && w.last && (w.label-1)/4 == labelPerson {
			surname--
		}
		if surname > 0 {
			add(uint64(min(surname, 2))<<8 | label(i))
			add(uint64(min(surname, 2))<<8 | p>>8)
			add(uint64(min(surname, 2))<<8 | n>>8)
		}
	}
	if w.short && i-2 >= first {
		id = 1150
		add(label(i - 2))
		add(label(i-2)<<5 | label(i))
	}
	id = 1200
	if w.run >= 0 {
		begin := i - int(w.from)
		for begin > first && d.words[begin].from != 0 {
			begin--
		}
		d.countRun(begin, ^uint16(0))
		run := uint64(0)
		if o := d.at(d.runKey[w.run], false); o != nil {
			run = majority(&o.long)
		}
		d.countRun(begin, 1)
		if place := uint64(w.from)<<2 | uint64(w.to); run != 0 {
			add(run<<8 | place)
			add(run<<8 | place | label(i)<<16)
			add(run<<8 | long<<16 | short<<24)
		}
	}
	return out
}

// elsewhere is the summary of a word without the occurrence itself.
func (d *Document) elsewhere(i int) (long, short, out uint64) {
	w := &d.words[i]
	o := d.at(w.key, false)
	d.count(o, w, ^uint16(0)) // minus one
	long, short, out = summary(o)
	d.count(o, w, 1)
	return long, short, out
}
