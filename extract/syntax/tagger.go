package syntax

import (
	"unicode/utf8"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/model"
)

// tagger is a second opinion on UPOS: a linear classifier (logistic regression)
// over the words themselves, their neighbours, endings and what dictionaries
// say of them, which the network does not see. Its scores are added to the
// network's (a product of experts; Hinton 2002): the two err on different words.
type tagger struct {
	linear
	scale       float32 // of a weight
	dictionary  Dictionary
	orthography Orthography
}

func openTagger(f *model.File, o Orthography) *tagger {
	if !f.Has("tag") {
		return nil
	}
	return &tagger{openLinear(f, "tag", extract.UPOSCount), model.Slice[float32](f, "tag.scale")[0], OpenDictionary(f), o}
}

// Dictionary tells which parts of speech a word may be.
type Dictionary struct {
	words model.Table[uint16] // by the hash of the lower-case form
	kinds []WordKinds
}

// WordKinds are the parts of speech of a form.
type WordKinds uint8

// What a form is in the list of inflections, and as a lemma in WordNet.
const (
	FormOfNoun WordKinds = 1 << iota
	FormOfVerb
	FormOfAdjective
	FormOfAdverb
	FormOfAuxiliary
	LemmaOfNoun
	LemmaOfVerb
	LemmaOfName // a noun that has a capital
)

// PutDictionary adds a Dictionary of lower-case words to a weight file.
func PutDictionary(w *model.Writer, words []string, kinds []WordKinds) {
	hashes := make([]uint64, len(words))
	for i, s := range words {
		hashes[i] = model.Hash(s)
	}
	out := make([]uint8, 0, len(words))
	for _, i := range model.PutTable[uint16](w, "dictionary", hashes) {
		out = append(out, uint8(kinds[i]))
	}
	model.Put(w, "dictionary.kinds", out)
}

// OpenDictionary returns the Dictionary of a weight file.
func OpenDictionary(f *model.File) Dictionary {
	kinds := model.Slice[uint8](f, "dictionary.kinds")
	d := Dictionary{model.OpenTable[uint16](f, "dictionary"), make([]WordKinds, len(kinds))}
	for i, k := range kinds {
		d.kinds[i] = WordKinds(k)
	}
	return d
}

func (d *Dictionary) of(lower uint64) WordKinds {
	if i := d.words.Find(lower); i >= 0 {
		return d.kinds[i]
	}
	return 0
}

// The longest ending and beginning of a word that the tagger looks at, in bytes.
const (
	tagSuffix = 5
	tagPrefix = 4
)

// TagWord is what the tagger sees of a word.
type TagWord struct {
	Form   uint64 // with its capitals
	Lower  uint64 // normalised
	Shape  uint64
	Kinds  uint64            // of the dictionary, with how often it has a capital
	Ends   [tagSuffix]uint64 // endings of 1, 2, … bytes; 0 where the word is shorter
	Begins [tagPrefix]uint64 // beginnings
}

var tagEdge = TagWord{Form: 1, Lower: 1, Shape: 1, Kinds: 1 << 16}

// TagWords appends the tagger's view of a sentence. buf is scratch memory.
func TagWords(t []TagWord, count int, word func(i int) string, d *Dictionary, o Orthography, buf []byte) ([]TagWord, []byte) {
	for i := range count {
		s := word(i)
		buf = Normalise(buf[:0], s)
		w := TagWord{Form: model.Hash(s), Lower: model.HashBytes(buf), Shape: tagShape(s)}
		w.Kinds = uint64(d.of(w.Lower)) | o.capital(w.Lower)<<8
		for n := 1; n <= min(tagSuffix, len(buf)); n++ {
			w.Ends[n-1] = model.HashBytes(buf[len(buf)-n:])
		}
		for n := 1; n <= min(tagPrefix, len(buf)); n++ {
			w.Begins[n-1] = model.HashBytes(buf[:n])
		}
		t = append(t, w)
	}
	return t, buf
}

// tagShape hashes the kinds of a word's characters; of a run two count.
func tagShape(word string) uint64 {
	h, last, run := uint64(5), byte(0), 0
	for i := range len(word) {
		c := word[i]
		switch {
		case 'a' <= c && c <= 'z' || c >= utf8.RuneSelf:
			c = 'x'
		case 'A' <= c && c <= 'Z':
			c = 'X'
		case '0' <= c && c <= '9':
			c = 'd'
		}
		if c != last {
			last, run = c, 0
		}
		if run++; run <= 2 {
			h = model.Mix(h ^ uint64(c))
		}
	}
	return h
}

// Titled tells of a sentence whether it is written as a title, so that its
// capitals mean little: four of five longer words after the first have one.
func Titled(count int, word func(i int) string) bool {
	capitals, all := 0, 0
	for i := 1; i < count; i++ {
		switch w := word(i); {
		case len(w) < 4:
		case 'A' <= w[0] && w[0] <= 'Z':
			capitals++
			all++
		case 'a' <= w[0] && w[0] <= 'z':
			all++
		}
	}
	return all >= 2 && capitals*5 >= all*4
}

// TagFeatures appends the features of word i of a sentence.
func TagFeatures(f []uint64, t []TagWord, i int, titled bool) []uint64 {
	at := func(k int) *TagWord {
		if k < 0 || k >= len(t) {
			return &tagEdge
		}
		return &t[k]
	}
	w, p, n, pp, nn := &t[i], at(i-1), at(i+1), at(i-2), at(i+2)
	for k, h := range w.Ends {
		if h != 0 {
			f = append(f, mark(200+k, h))
		}
	}
	for k, h := range w.Begins {
		if h != 0 {
			f = append(f, mark(210+k, h))
		}
	}
	place := uint64(0)
	if i == 0 {
		place = 1
	}
	if titled {
		place += 2
	}
	shape := pair(w.Shape, place)
	around := pair(p.Kinds, n.Kinds)
	return append(f,
		mark(220, w.Form), mark(221, w.Lower), mark(222, p.Lower), mark(223, n.Lower), mark(224, pp.Lower), mark(225, nn.Lower),
		mark(226, pair(p.Lower, w.Lower)), mark(227, pair(w.Lower, n.Lower)), mark(228, pair(p.Lower, n.Lower)),
		mark(229, pair(pp.Lower, p.Lower)), mark(230, pair(n.Lower, nn.Lower)),
		mark(231, shape), mark(232, pair(shape, p.Shape)), mark(233, pair(shape, n.Shape)), mark(234, pair(pair(p.Shape, w.Shape), n.Shape)),
		mark(235, pair(w.Lower, shape)), mark(236, pair(w.Kinds, shape)), mark(237, pair(w.Kinds, p.Kinds)), mark(238, pair(w.Kinds, n.Kinds)),
		mark(239, pair(w.Kinds, around)), mark(240, pair(w.Kinds, p.Lower)), mark(241, pair(w.Kinds, n.Lower)),
		mark(242, pair(pair(w.Kinds, w.Shape), p.Shape)), mark(243, pair(pair(w.Kinds, w.Shape), n.Shape)),
		mark(244, pair(around, p.Lower)), mark(245, pair(w.Lower, p.Kinds)), mark(246, pair(w.Lower, n.Kinds)), mark(247, pair(w.Lower, around)),
		mark(248, pair(pair(pp.Kinds, p.Kinds), w.Kinds)), mark(249, pair(pair(w.Kinds, n.Kinds), nn.Kinds)),
	)
}

// score appends a row of scores for the root of a sentence and for each of its words.
func (g *tagger) score(t *Trees, count int, word func(i int) string) {
	t.words, t.letters = TagWords(t.words[:0], count, word, &g.dictionary, g.orthography, t.letters)
	titled := Titled(count, word)
	var sums [extract.UPOSCount]int32
	for i := range count + 1 {
		if i == 0 {
			clear(sums[:])
		} else {
			t.features = TagFeatures(t.features[:0], t.words, i-1, titled)
			g.linear.score(t.features, sums[:])
		}
		for _, s := range sums {
			t.lexical = append(t.lexical, float32(s)*g.scale)
		}
	}
}
