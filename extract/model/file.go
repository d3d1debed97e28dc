// Package model owns the weight format, the trained weights that are embedded
// in the program, and their model cards. A weight file is a set of named
// sections that are read where they lie: opening one parses a table of contents
// and copies nothing, so that a start costs no time.
package model

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"slices"
	"unsafe"
)

// The format: magic, number of sections, for each its name's length, name,
// offset and length, all little-endian uint32; then the sections, each aligned
// to 64 bytes from the beginning of the file.
const (
	magic = "DATELINE\x01\x00\x00\x00" // format version 1
	align = 64
)

// File is an opened weight file. It is immutable and safe for concurrent use.
type File struct {
	data     []byte
	sections map[string][]byte
}

// Open reads the table of contents of data, which must not change afterwards.
func Open(data []byte) (*File, error) {
	if len(data) < len(magic)+4 || string(data[:len(magic)]) != magic {
		return nil, fmt.Errorf("model: not a weight file of this version: run `train` again")
	}
	f := &File{data, map[string][]byte{}}
	p := data[len(magic):]
	next := func() (int, error) {
		if len(p) < 4 {
			return 0, io.ErrUnexpectedEOF
		}
		v := binary.LittleEndian.Uint32(p)
		p = p[4:]
		return int(v), nil
	}
	n, err := next()
	for i := 0; i < n && err == nil; i++ {
		var l, off, size int
		if l, err = next(); err != nil || len(p) < l {
			break
		}
		name := string(p[:l])
		p = p[l:]
		if off, err = next(); err != nil {
			break
		}
		if size, err = next(); err != nil || off+size > len(data) {
			err = io.ErrUnexpectedEOF
			break
		}
		f.sections[name] = data[off : off+size : off+size]
	}
	if err != nil || len(f.sections) != n {
		return nil, fmt.Errorf("model: weight file is cut short")
	}
	return f, nil
}

// MustOpen is Open for embedded files, whose damage is a broken build.
func MustOpen(data []byte) *File {
	f, err := Open(data)
	if err != nil {
		panic(err)
	}
	return f
}

// Has tells whether there is a section of that name.
func (f *File) Has(name string) bool { _, ok := f.sections[name]; return ok }

// Bytes returns a section as it is; it panics if there is none, which means
// that program and weights do not belong together.
func (f *File) Bytes(name string) []byte {
	b, ok := f.sections[name]
	if !ok {
		panic("model: no section " + name + " in the weight file: run `train` again")
	}
	return b
}

// Number are the element types of sections.
type Number interface {
	~int8 | ~uint8 | ~int16 | ~uint16 | ~int32 | ~uint32 | ~float32
}

// Slice returns a section as numbers, without a copy where the machine allows.
func Slice[T Number](f *File, name string) []T {
	b := f.Bytes(name)
	var zero T
	size := int(unsafe.Sizeof(zero))
	if len(b) == 0 {
		return nil
	}
	if !littleEndian {
		return decode[T](b, size)
	}
	p := unsafe.Pointer(unsafe.SliceData(b))
	if uintptr(p)%uintptr(size) != 0 {
		b = append(make([]byte, 0, len(b)), b...) // large allocations are aligned
		p = unsafe.Pointer(unsafe.SliceData(b))
	}
	return unsafe.Slice((*T)(p), len(b)/size)
}

var littleEndian = func() bool {
	x := uint16(1)
	return *(*byte)(unsafe.Pointer(&x)) == 1
}()

func decode[T Number](b []byte, size int) []T {
	out := make([]T, len(b)/size)
	raw := unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(out))), len(out)*size)
	for i := 0; i+size <= len(b); i += size {
		for j := range size {
			raw[i+j] = b[i+size-1-j]
		}
	}
	return out
}

// Text returns a section as a string.
func (f *File) Text(name string) string {
	b := f.Bytes(name)
	return unsafe.String(unsafe.SliceData(b), len(b))
}

// Writer collects sections and writes them in the order of their names, so that
// equal content gives equal bytes.
type Writer struct{ sections map[string][]byte }

// NewWriter returns an empty Writer.
func NewWriter() *Writer { return &Writer{map[string][]byte{}} }

// Bytes adds a section; a name given twice is a broken invariant.
func (w *Writer) Bytes(name string, b []byte) {
	if _, ok := w.sections[name]; ok {
		panic("model: section " + name + " written twice")
	}
	w.sections[name] = b
}

// Text adds a section of text.
func (w *Writer) Text(name, s string) { w.Bytes(name, []byte(s)) }

// Put adds a section of numbers.
func Put[T Number](w *Writer, name string, v []T) {
	var zero T
	size := int(unsafe.Sizeof(zero))
	b := make([]byte, 0, len(v)*size)
	for _, x := range v {
		switch x := any(x).(type) {
		case float32:
			b = binary.LittleEndian.AppendUint32(b, math.Float32bits(x))
			continue
		}
		u := uint64(int64(x))
		for j := range size {
			b = append(b, byte(u>>(8*j)))
		}
	}
	w.Bytes(name, b)
}

// WriteTo writes the file.
func (w *Writer) WriteTo(out io.Writer) (int64, error) {
	names := make([]string, 0, len(w.sections))
	head := len(magic) + 4
	for n := range w.sections {
		names = append(names, n)
		head += 12 + len(n)
	}
	slices.Sort(names)
	b := binary.LittleEndian.AppendUint32([]byte(magic), uint32(len(names)))
	off := roundUp(head)
	for _, n := range names {
		size := len(w.sections[n])
		b = binary.LittleEndian.AppendUint32(b, uint32(len(n)))
		b = append(b, n...)
		b = binary.LittleEndian.AppendUint32(b, uint32(off))
		b = binary.LittleEndian.AppendUint32(b, uint32(size))
		off = roundUp(off + size)
	}
	for _, n := range names {
		b = append(b, make([]byte, roundUp(len(b))-len(b))...)
		b = append(b, w.sections[n]...)
	}
	k, err := out.Write(b)
	return int64(k), err
}

func roundUp(n int) int { return (n + align - 1) / align * align }
