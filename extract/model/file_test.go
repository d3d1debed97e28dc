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
