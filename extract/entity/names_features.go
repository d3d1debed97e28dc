package entity

import (
	"unsafe"

	"github.com/dateline-news/dateline/extract/model"
)

func text(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// group is a group of lists that one feature speaks of.
type group uint8

const (
	groupCountry group = iota
	groupCity
	groupRegion
	groupPeople
	groupBody
	groupCompany
	groupUniversity
	groupMedia
	groupAcronym
	groupHolder
	groupCount int = iota
)

var groupLists = [groupCount]List{
	ListCountry, ListCity | ListCapital, ListRegion | ListDivision | ListWater | ListUSState, ListDemonym | ListDemonymPlural | ListGroup,
	ListParty | ListBody | ListInternational | ListArmedGroup | ListMetonym, ListCompany, ListUniversity, ListMedia, ListAcronym, ListOfficeHolder,
}

// run is a stretch of capitalised words with the small words that may join
// them: "Ministry of Foreign Affairs", "Bank of England".
type run struct {
	first, end int32
	last       int32 // its last capitalised word before the first joint
	name       bool  // its first word is a first name
}

// sentenceKind says how far its capitals can be trusted.
type sentenceKind uint8

const (
	plain    sentenceKind = iota
	shouting              // ALL CAPITALS
	titled                // Capitals On Most Words
	small                 // no capitals at all
)

// Features turns sentences into features. It is scratch memory for one
// goroutine at a time.
type Features struct {
	reader
	words  []word
	runs   []run
	groups []uint16 // for each token and group: position in the match and its length
	kind   sentenceKind
}

// NewFeatures returns features over a lexicon and the word table of a weight file.
func NewFeatures(l *Lexicon, words *model.File) *Features {
	return &Features{reader: reader{lexicon: l, words: openWords(words)}}
}

// The positions of a token in a match.
const (
	matchBegin uint16 = iota + 1
	matchInside
	matchEnd
	matchSingle
)

// Sentence reads the words of one sentence; Token gives their features afterwards.
func (f *Features) Sentence(n int, token func(i int) string) {
	if cap(f.words) < n {
		f.words = make([]word, n+n/2)
		f.groups = make([]uint16, (n+n/2)*groupCount)
	}
	f.words, f.groups = f.words[:n], f.groups[:n*groupCount]
	clear(f.groups)
	f.runs = f.runs[:0]
	f.kind = kindOf(n, token)
	for i := range f.words {
		f.read(&f.words[i], token(i), f.kind == shouting)
	}
	f.findRuns()
	f.match()
}

// kindOf looks at the letters of a sentence.
func kindOf(n int, token func(i int) string) sentenceKind {
	var upper, capital, low, long, longCapital int
	for i := range n {
		s := token(i)
		if len(s) < 2 {
			if len(s) == 1 && s[0] >= 'A' && s[0] <= 'Z' {
				capital++
			}
			continue
		}
		var u, l int
		for j := 0; j < len(s) && j < 40; j++ {
			if c := s[j]; c >= 'a' && c <= 'z' {
				l++
			} else if c >= 'A' && c <= 'Z' {
				u++
			}
		}
		first := s[0] >= 'A' && s[0] <= 'Z'
		switch {
		case u > 0 && l == 0:
			upper++
		case l > 0 && first:
			capital++
		case l > 0:
			low++
		}
		if u+l > 3 {
			long++
			if first {
				longCapital++
			}
		}
	}
	words := upper + capital + low
	switch {
	case upper >= 2 && upper*10 >= words*8 && words >= 2:
		return shouting
	case long >= 4 && longCapital*10 >= long*8:
		return titled
	case upper+capital == 0 && words >= 3:
		return small
	}
	return plain
}

// findRuns joins capitalised words into runs.
func (f *Features) findRuns() {
	for i := 0; i < len(f.words); {
		if !f.words[i].capital {
			i++
			continue
		}
		r := run{first: int32(i), last: int32(i), name: f.words[i].name.First >= 3 && !f.words[i].name.Also}
		end, joined := i+1, false
		for j := i + 1; j < len(f.words); {
			w := &f.words[j]
			if w.capital {
				if !joined {
					r.last = int32(j)
				}
				j++
				end = j
				continue
			}
			// One or two small words or a hyphen, if a capital follows: "Bank of the Republic".
			k := j
			for k < len(f.words) && k < j+2 && (f.words[k].glue || f.words[k].punct == '-') {
				k++
			}
			if k == j || k >= len(f.words) || !f.words[k].capital {
				break
			}
			if w.punct != '-' {
				joined = true
			}
			j = k
		}
		r.end = int32(end)
		for k := i; k < end; k++ {
			f.words[k].run = int32(len(f.runs))
		}
		f.runs = append(f.runs, r)
		i = end
	}
}

// match finds the names of the lists, the longest of each group first.
func (f *Features) match() {
	const longest = 7
	var until [groupCount]int
	for i := range f.words {
		w := &f.words[i]
		if !w.capital && !(w.digits && w.letters != caseNone) && f.kind != small || w.folded == 0 {
			continue
		}
		var hash uint64
		var found [groupCount]int
		for j := i; j < len(f.words) && j < i+longest; j++ {
			if f.words[j].folded == 0 {
				if f.words[j].punct != '-' {
					break
				}
				continue
			}
			hash = joinHash(hash, f.words[j].folded)
			if f.words[j].letters == caseLower && !f.words[j].glue && f.kind != small {
				continue
			}
			at := f.lexicon.phrases.find(hash)
			if at < 0 {
				continue
			}
			lists := List(f.lexicon.phrases.cols[0][at])
			for g, want := range groupLists {
				if lists&want != 0 {
					found[g] = j + 1
				}
			}
		}
		for g, end := range found {
			if end <= until[g] {
				continue
			}
			until[g] = end
			length := uint16(min(end-i, 3)) << 4
			if end == i+1 {
				f.groups[i*groupCount+g] = matchSingle | length
				continue
			}
			for k := i; k < end; k++ {
				m := matchInside
				if k == i {
					m = matchBegin
				} else if k == end-1 {
					m = matchEnd
				}
				f.groups[k*groupCount+g] = m | length
			}
		}
	}
}

// outside stands for the words before and after a sentence.
var outside = word{form: 0x51, low: 0x52, folded: 0, shape: 0x53, brief: 0x54, vector: -1, run: -1, name: NameWord{First: -1, Surname: -1, Female: -1}}

func (f *Features) at(i int) *word {
	if i < 0 || i >= len(f.words) {
		return &outside
	}
	return &f.words[i]
}

// Token appends the features of word i: the word, its neighbours, shapes and
// affixes (Ratinov & Roth 2009), clusters at several grains and their pairs
// (Turian et al. 2010; Guo et al. 2014), the lists, and the run of capitals
// that it stands in.
func (f *Features) Token(out []uint64, i int) []uint64 {
	w, p, n, pp, nn := f.at(i), f.at(i-1), f.at(i+1), f.at(i-2), f.at(i+2)
	id := uint64(0)
	add := func(a uint64) {
		id++
		out = append(out, model.Mix(id<<56^id*0x9E3779B97F4A7C15^a))
	}
	add2 := func(a, b uint64) {
		id++
		out = append(out, model.Mix(model.Mix(id<<56^id*0x9E3779B97F4A7C15^a)^b))
	}
	pick := func(ok bool, a uint64) { // keeps the numbering of the templates
		id++
		if ok {
			out = append(out, model.Mix(id<<56^id*0x9E3779B97F4A7C15^a))
		}
	}
	where := uint64(0)
	if i == 0 {
		where = 1
	} else if i == 1 && p.letters == caseNone {
		where = 2
	}
	kind := uint64(f.kind)
	add(0) // bias
	add(where<<4 | kind)

	// Words.
	add(w.form)
	add(w.low)
	add(p.low)
	add(n.low)
	add(pp.low)
	add(nn.low)
	add(p.form)
	add(n.form)
	add2(p.low, w.low)
	add2(w.low, n.low)
	add2(p.low, n.low)
	add2(pp.low, p.low)
	add2(n.low, nn.low)

	// Shapes and affixes.
	letters := uint64(w.letters)
	add(w.shape ^ where<<8 ^ kind<<12)
	add(w.brief)
	add2(p.brief, w.brief)
	add2(w.brief, n.brief)
	add2(model.Mix(p.brief^w.brief<<1), n.brief)
	add2(p.low, w.brief)
	add2(n.low, w.brief)
	for k := range 4 {
		add(w.prefix[k])
		add(w.suffix[k])
	}
	add2(w.suffix[2], letters)
	add(p.suffix[2])
	add(n.suffix[2])
	add2(uint64(w.class.Capital)|letters<<4, where<<4|kind)
	add(uint64(p.class.Capital)<<4 | uint64(w.class.Capital)<<8 | uint64(n.class.Capital)<<12 | letters)

	// Clusters.
	m, s := &w.class.Meaning, &w.class.Syntax
	for k := range 3 {
		pick(m[k] != 0, uint64(m[k]))
		pick(s[k] != 0, uint64(s[k]))
		pick(p.class.Meaning[k] != 0, uint64(p.class.Meaning[k]))
		pick(n.class.Meaning[k] != 0, uint64(n.class.Meaning[k]))
		pick(p.class.Syntax[k] != 0, uint64(p.class.Syntax[k]))
		pick(n.class.Syntax[k] != 0, uint64(n.class.Syntax[k]))
	}
	add(uint64(pp.class.Meaning[1]))
	add(uint64(nn.class.Meaning[1]))
	add(uint64(m[1])<<16 | letters)
	add(uint64(s[1])<<16 | letters)
	add(uint64(p.class.Meaning[1])<<16 | uint64(m[1]))
	add(uint64(m[1])<<16 | uint64(n.class.Meaning[1]))
	add(uint64(p.class.Syntax[1])<<16 | uint64(s[1]))
	add(uint64(s[1])<<16 | uint64(n.class.Syntax[1]))
	add(uint64(p.class.Syntax[1])<<16 | uint64(n.class.Syntax[1])<<32 | letters)
	add(uint64(p.class.Meaning[0])<<16 | uint64(m[0])<<32 | uint64(n.class.Meaning[0]))
	add2(w.low, uint64(p.class.Meaning[0]))
	add2(w.low, uint64(n.class.Meaning[0]))

	// Lists.
	any := uint64(0)
	for g := range groupCount {
		v := uint64(f.groups[i*groupCount+g])
		pick(v != 0, v)
		pick(v != 0, v|uint64(w.class.Capital)<<8|where<<12)
		if v != 0 {
			any |= 1 << g
		}
	}
	add(any)
	add2(any, uint64(s[0]))
	var next, prev uint64
	for g := range groupCount {
		if i+1 < len(f.words) && f.groups[(i+1)*groupCount+g] != 0 {
			next |= 1 << g
		}
		if i > 0 && f.groups[(i-1)*groupCount+g] != 0 {
			prev |= 1 << g
		}
	}
	add(any | prev<<16 | next<<32)
	add(nameLook(w))
	add(nameLook(p)<<8 | nameLook(w))
	add(nameLook(w)<<8 | nameLook(n))
	add(nameLook(p)<<16 | nameLook(w)<<8 | nameLook(n))
	add(uint64(w.noun)<<8 | letters)
	add(uint64(p.noun)<<8 | uint64(p.letters)<<4 | letters)
	add(uint64(n.noun)<<8 | uint64(n.letters)<<4 | letters)
	add(flag(p.before) | flag(pp.before)<<1 | flag(w.before)<<2 | letters<<4)

	// The run of capitals.
	if w.run >= 0 {
		r := &f.runs[w.run]
		place := min(uint64(i)-uint64(r.first), 3) | min(uint64(r.end)-uint64(i), 4)<<4
		last := f.at(int(r.last))
		before, after := f.at(int(r.first)-1), f.at(int(r.end))
		final := f.at(int(r.end) - 1)
		add(place | kind<<12)
		add2(place, last.low)
		add2(place, uint64(last.noun)<<4|flag(r.name))
		add2(place, final.low)
		add2(place, before.low)
		add2(place, after.low)
		add2(uint64(last.noun), before.low)
		add2(place, uint64(before.class.Syntax[1])<<16|uint64(after.class.Syntax[1])<<32)
		add2(place, uint64(last.class.Meaning[1])<<8)
		add2(place, uint64(f.at(int(r.first)).class.Meaning[1])<<8)
		add2(place, nameLook(f.at(int(r.first)))<<8|nameLook(last))
		add2(place, f.at(int(r.first)).low)
		add2(flag(i > int(r.last)), last.low)
	} else {
		id += 13
	}
	return out
}

// nameLook is how a word looks as a part of a person's name, in four bits.
func nameLook(w *word) uint64 {
	level := func(b int8) uint64 {
		switch {
		case b < 0:
			return 0
		case b < 3:
			return 1
		case b < 6:
			return 2
		}
		return 3
	}
	return level(w.name.First) | level(w.name.Surname)<<2 | flag(w.name.Also)<<4 | flag(w.capital)<<5
}

func flag(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}
