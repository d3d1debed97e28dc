package model

import (
	"bytes"
	"fmt"
	"slices"
	"testing"
)

func write(t *testing.T, w *Writer) *File {
	t.Helper()
	var b bytes.Buffer
	if _, err := w.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	f, err := Open(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestFileGivesBackWhatWasPut(t *testing.T) {
	w := NewWriter()
	Put(w, "floats", []float32{1.5, -2, 0})
	Put(w, "ints", []int16{-3, 7})
	Put(w, "bytes", []int8{-128, 127})
	w.Text("text", "naïve")
	f := write(t, w)
	if got := Slice[float32](f, "floats"); !slices.Equal(got, []float32{1.5, -2, 0}) {
		t.Error(got)
	}
	if got := Slice[int16](f, "ints"); !slices.Equal(got, []int16{-3, 7}) {
		t.Error(got)
	}
	if got := Slice[int8](f, "bytes"); !slices.Equal(got, []int8{-128, 127}) {
		t.Error(got)
	}
	if got := f.Text("text"); got != "naïve" {
		t.Error(got)
	}
}

func TestDictFindsEveryWordAndNoOther(t *testing.T) {
	words := []string{""}
	for i := range 5000 {
		words = append(words, fmt.Sprintf("word %d of some length", i*7919))
	}
	w := NewWriter()
	PutDict(w, "d", words)
	f := write(t, w)
	d := OpenDict(f, "d")
	for i, s := range words {
		if got := d.Find(s); got != int32(i) || d.Word(got) != s {
			t.Fatalf("Find(%q) = %d, want %d", s, got, i)
		}
	}
	if d.Find("absent") >= 0 || d.FindBytes([]byte("word 7919 of some length")) != 2 {
		t.Error("absent word found, or bytes not")
	}
}

func TestTableFindsEveryHashAndNumbersThemWithoutHoles(t *testing.T) {
	for _, n := range []int{0, 1, 3, 4, 5000} {
		hashes := make([]uint64, n)
		for i := range hashes {
			hashes[i] = Hash(fmt.Sprint("hash ", i))
		}
		w := NewWriter()
		order := PutTable[uint32](w, "wide", hashes)
		PutTable[uint16](w, "narrow", hashes)
		f := write(t, w)
		wide, narrow := OpenTable[uint32](f, "wide"), OpenTable[uint16](f, "narrow")
		filter := narrow.Filter()
		if wide.Len() != n || len(order) != n {
			t.Fatalf("%d of %d", wide.Len(), n)
		}
		for k, i := range order {
			if got := wide.Find(hashes[i]); got != int32(k) {
				t.Fatalf("Find(%d) = %d, want %d", i, got, k)
			}
			if narrow.Find(hashes[i]) < 0 || !filter.May(hashes[i]) {
				t.Fatalf("%d is not found by its sixteen bits", i)
			}
		}
		found, may := 0, 0
		for i := range 10_000 {
			h := Hash(fmt.Sprint("absent ", i))
			if wide.Find(h) >= 0 {
				t.Errorf("absent %d found", i)
			}
			if narrow.Find(h) >= 0 {
				found++
			}
			if filter.May(h) {
				may++
			}
		}
		if found > 10 || may > 2000 {
			t.Errorf("of 10,000 absent hashes %d are found by sixteen bits, %d pass the filter", found, may)
		}
	}
}

func FuzzOpenNeverPanics(f *testing.F) {
	w := NewWriter()
	w.Text("a", "b")
	var b bytes.Buffer
	if _, err := w.WriteTo(&b); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add(b.Bytes()[:20])
	f.Fuzz(func(_ *testing.T, data []byte) { _, _ = Open(data) })
}
