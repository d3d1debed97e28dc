package model

import (
	"encoding/binary"
	"math"
	"math/bits"
	"unsafe"
)

// Dict maps strings to the numbers 0 … Len()-1 in the order in which they were
// given to PutDict. It is read where it lies in a File: opening one costs nothing.
type Dict struct {
	slots   []uint16 // number + 1, 0 = free; a third of them are
	offsets []uint32 // Len()+1 offsets into text
	text    string
}

// PutDict adds a Dict of distinct words under name, of at most 65,535.
func PutDict(w *Writer, name string, words []string) {
	if len(words) > math.MaxUint16 {
		panic("model: too many words in " + name)
	}
	size := len(words)*3/2 + 1
	slots, offsets, text := make([]uint16, size), make([]uint32, 0, len(words)+1), []byte{}
	for i, s := range words {
		offsets = append(offsets, uint32(len(text)))
		text = append(text, s...)
		p := bucketOf(Hash(s), size)
		for slots[p] != 0 {
			p = (p + 1) % size
		}
		slots[p] = uint16(i + 1)
	}
	Put(w, name+".slots", slots)
	Put(w, name+".offsets", append(offsets, uint32(len(text))))
	w.Bytes(name+".text", text)
}

// OpenDict returns the Dict of that name.
func OpenDict(f *File, name string) Dict {
	return Dict{Slice[uint16](f, name+".slots"), Slice[uint32](f, name+".offsets"), f.Text(name + ".text")}
}

// Len is the number of words.
func (d *Dict) Len() int { return max(0, len(d.offsets)-1) }

// Word returns the word of number i.
func (d *Dict) Word(i int32) string { return d.text[d.offsets[i]:d.offsets[i+1]] }

// Find returns the number of a word, -1 if it is not in the Dict.
func (d *Dict) Find(s string) int32 {
	if len(d.slots) == 0 {
		return -1
	}
	for p := bucketOf(Hash(s), len(d.slots)); ; {
		i := int32(d.slots[p])
		if i == 0 {
			return -1
		}
		if d.Word(i-1) == s {
			return i - 1
		}
		if p++; p == len(d.slots) {
			p = 0
		}
	}
}

// FindBytes is Find for a word in a buffer; it allocates nothing.
func (d *Dict) FindBytes(b []byte) int32 { return d.Find(view(b)) }

// HashBytes is Hash of a word in a buffer.
func HashBytes(b []byte) uint64 { return Hash(view(b)) }

func view(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// Hash is the hash function of the weight format: a 64-bit multiply-and-fold
// over words of eight bytes. It is part of the format and must not change.
func Hash(s string) uint64 {
	const k0, k1 = 0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93
	h := uint64(len(s)) * k0
	b := unsafe.Slice(unsafe.StringData(s), len(s))
	for len(b) >= 8 {
		h = Mix(h ^ binary.LittleEndian.Uint64(b))
		b = b[8:]
	}
	var tail uint64
	for i, c := range b {
		tail |= uint64(c) << (8 * i)
	}
	return Mix(h^tail) ^ k1
}

// Mix folds a 64-bit value into a well-spread one; feature hashes are built with it.
func Mix(x uint64) uint64 {
	hi, lo := bits.Mul64(x^0xA0761D6478BD642F, 0xE7037ED1A0B428DB)
	return hi ^ lo
}
