package model

// VectorDim is the length of a word's vectors, of either sort.
const VectorDim = 64

// Vocabulary is the words that raw news has taught, by the hash of their form
// with digits as zeros, each with two vectors of eight bits a number.
type Vocabulary struct {
	Table[uint32]
	About []int8 // VectorDim numbers a word: what it is about
	Form  []int8 // how it behaves among its neighbours
	Scale float32
}

// PutVocabulary adds a Vocabulary and returns the order of its words, as PutTable does.
func PutVocabulary(w *Writer, words []string, about, form []int8, scale float32) (order []int) {
	hashes := make([]uint64, len(words))
	for i, s := range words {
		hashes[i] = Hash(s)
	}
	order = PutTable[uint32](w, "words", hashes)
	rows := func(v []int8) []int8 {
		out := make([]int8, 0, len(v))
		for _, i := range order {
			out = append(out, v[i*VectorDim:(i+1)*VectorDim]...)
		}
		return out
	}
	Put(w, "about", rows(about))
	Put(w, "form", rows(form))
	Put(w, "scale", []float32{scale})
	return order
}

// OpenVocabulary returns the Vocabulary of a weight file.
func OpenVocabulary(f *File) *Vocabulary {
	return &Vocabulary{OpenTable[uint32](f, "words"), Slice[int8](f, "about"), Slice[int8](f, "form"), Slice[float32](f, "scale")[0]}
}
