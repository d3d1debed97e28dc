package quadstore

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"hash"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/klauspost/compress/zstd"

	"github.com/dateline-news/dateline/graph"
)

// A backup is backupMagic and a zstd stream of frames: a kind, the length of the
// body, the body. It holds the dictionary, the quads, the lists and the
// counters, and so fits every backend. The last frame is the SHA-256 of all
// before it: a copy that was cut short or damaged is never taken for whole.
const (
	backupMagic  = "dateline backup 3\n"
	backupMagic2 = "dateline backup 2\n" // of stores of format 2: without facets
	backupMagic1 = "dateline backup 1\n" // of stores of format 1: without edges and records
)

const (
	frameNode    = 'i' // id, encoding
	frameQuad    = 'q' // four ids
	framePosting = 'x' // a posting's key
	frameFacets  = 'f' // length of the facets, facets, a posting's key
	frameRecord  = 'r' // length of the name, name, record
	frameMeta    = 'm' // length of the name, name, value
	frameEnd     = 'e' // checksum
)

// Backup writes a consistent copy of the store as it is now; writers go on.
func (s *Store) Backup(ctx context.Context, w io.Writer) error {
	snap, err := s.snapshot(ctx)
	if err != nil {
		return err
	}
	defer snap.Close()
	if _, err := io.WriteString(w, backupMagic); err != nil {
		return err
	}
	z, err := zstd.NewWriter(w, zstd.WithEncoderConcurrency(1))
	if err != nil {
		return err
	}
	b := &backupWriter{w: bufio.NewWriterSize(z, 1<<16), sum: sha256.New()}
	if err := b.all(ctx, snap.view); err != nil {
		return err
	}
	return z.Close()
}

type backupWriter struct {
	w    *bufio.Writer
	sum  hash.Hash
	head []byte
	err  error
}

func (b *backupWriter) frame(kind byte, body []byte) bool {
	b.head = binary.AppendUvarint(append(b.head[:0], kind), uint64(len(body)))
	for _, part := range [][]byte{b.head, body} {
		if b.err == nil {
			b.sum.Write(part)
			_, b.err = b.w.Write(part)
		}
	}
	return b.err == nil
}

func (b *backupWriter) all(ctx context.Context, v view) error {
	var body []byte
	err := v.nodes(ctx, 0, func(id nodeID, enc string) bool {
		body = append(appendID(body[:0], id), enc...)
		return b.frame(frameNode, body)
	})
	if err == nil {
		err = v.match(ctx, spol, [][]nodeID{{}}, reach{}, func(_ int, q quadID) bool {
			body = appendQuad(body[:0], spol, q)
			return b.frame(frameQuad, body[1:])
		})
	}
	for _, index := range slices.Sorted(maps.Values(indexNumbers)) {
		if err == nil {
			err = v.postings(ctx, postingRange{index: index, prefix: true}, func(p graph.Posting) bool {
				listed := posting{index, p.Key, p.Sort, p.ID, p.Facets}
				if p.Facets == "" {
					body = appendPosting(body[:0], listed)
					return b.frame(framePosting, body)
				}
				body = append(binary.AppendUvarint(body[:0], uint64(len(p.Facets))), p.Facets...)
				body = appendPosting(body, listed)
				return b.frame(frameFacets, body)
			})
		}
	}
	named := func(kind byte, name, value string) bool {
		body = append(binary.AppendUvarint(body[:0], uint64(len(name))), name...)
		return b.frame(kind, append(body, value...))
	}
	if err == nil {
		err = v.allRecords(ctx, func(name, record string) bool { return named(frameRecord, name, record) })
	}
	if err == nil {
		var value []byte
		if value, err = v.meta(ctx, metaState); err == nil && value != nil {
			named(frameMeta, metaState, string(value))
		}
	}
	if err = errors.Join(err, b.err); err != nil {
		return err
	}
	if b.frame(frameEnd, b.sum.Sum(nil)); b.err != nil {
		return b.err
	}
	return b.w.Flush()
}

// Restore makes a store out of a backup, at an address where there is none yet.
// Cut short, it leaves a store that says so and takes the restore again; refused
// or failed, it leaves nothing.
func Restore(ctx context.Context, address string, r io.Reader) (err error) {
	magic := make([]byte, len(backupMagic))
	if _, err := io.ReadFull(r, magic); err != nil || !slices.Contains([]string{backupMagic, backupMagic2, backupMagic1}, string(magic)) {
		if strings.HasPrefix(string(magic), "dateline backup ") {
			return graph.Errorf(graph.KindInvalid, "the backup is of a newer format: use a newer version of this program")
		}
		return graph.Errorf(graph.KindInvalid, "this is no backup of a store")
	}
	path, onDisk := strings.CutPrefix(address, "pebble:")
	_, statErr := os.Stat(path)
	e, err := openEngine(ctx, address, Options{restore: true})
	if err != nil {
		return err
	}
	err = restoreInto(ctx, e, r)
	if err == nil && string(magic) != backupMagic {
		err = migrate(ctx, e)
	}
	if err == nil {
		err = e.restored(ctx)
	}
	if pg, ok := e.(*postgresEngine); ok && err != nil {
		err = errors.Join(err, pg.abandon(context.WithoutCancel(ctx)))
	}
	err = errors.Join(err, e.close())
	if err != nil && onDisk {
		if errors.Is(statErr, os.ErrNotExist) {
			os.RemoveAll(path)
		} else if clearFolder(path) == nil {
			os.Remove(path + string(os.PathSeparator) + headerFile)
		}
	}
	return err
}

func newBatch() *batch {
	return &batch{predicates: map[nodeID]int64{}, records: map[string][]byte{}, meta: map[string][]byte{}}
}

// restoreBatch is how many elements go into one commit.
const restoreBatch = 50_000

func restoreInto(ctx context.Context, e engine, r io.Reader) error {
	z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1))
	if err != nil {
		return err
	}
	defer z.Close()
	in := bufio.NewReaderSize(z, 1<<16)
	sum := sha256.New()
	b := newBatch()
	n := 0
	commit := func() error {
		done := b
		b, n = newBatch(), 0
		return e.write(ctx, func(view) (*batch, error) { return done, nil })
	}
	var body []byte
	for {
		kind, rest, err := readFrame(in, body)
		if err != nil {
			return damagedBackup(err)
		}
		body = rest
		if kind == frameEnd {
			if !bytes.Equal(body, sum.Sum(nil)) {
				return damagedBackup(errors.New("the checksum differs"))
			}
			if _, err := in.ReadByte(); err != io.EOF {
				return damagedBackup(errors.New("it goes on after its end"))
			}
			break
		}
		sum.Write(binary.AppendUvarint([]byte{kind}, uint64(len(body))))
		sum.Write(body)
		if !b.take(kind, body) {
			return damagedBackup(errors.New("a frame cannot be read"))
		}
		if n++; n == restoreBatch {
			if err := commit(); err != nil {
				return err
			}
		}
	}
	return commit()
}

func damagedBackup(err error) error {
	return graph.Errorf(graph.KindCorrupt, "the backup is damaged or cut short, and nothing was restored: take another one (%w)", err)
}

const maxFrame = 64 << 20

func readFrame(in *bufio.Reader, buf []byte) (byte, []byte, error) {
	kind, err := in.ReadByte()
	if err != nil {
		return 0, nil, unexpectedEnd(err)
	}
	n, err := binary.ReadUvarint(in)
	if err != nil {
		return 0, nil, unexpectedEnd(err)
	}
	if n > maxFrame {
		return 0, nil, errors.New("a frame is too long")
	}
	if uint64(cap(buf)) < n {
		buf = make([]byte, n)
	}
	buf = buf[:n]
	_, err = io.ReadFull(in, buf)
	return kind, buf, unexpectedEnd(err)
}

func unexpectedEnd(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// take puts what a frame holds into the batch.
func (b *batch) take(kind byte, body []byte) bool {
	switch kind {
	case frameNode:
		id, enc, ok := readID(body)
		b.nodes = append(b.nodes, node{id, string(enc)})
		return ok && len(enc) > 0
	case frameQuad:
		q, ok := readQuad(append([]byte{keyQuads}, body...), spol)
		b.add = append(b.add, q)
		b.predicates[q[1]]++
		return ok
	case framePosting:
		p, ok := readPosting(body)
		b.put = append(b.put, p)
		return ok
	case frameFacets:
		n, w := binary.Uvarint(body)
		if w <= 0 || n > uint64(len(body)-w) {
			return false
		}
		p, ok := readPosting(body[w+int(n):])
		p.facets = string(body[w : w+int(n)])
		b.put = append(b.put, p)
		return ok
	case frameMeta, frameRecord:
		n, w := binary.Uvarint(body)
		if w <= 0 || n > uint64(len(body)-w) {
			return false
		}
		to := b.meta
		if kind == frameRecord {
			to = b.records
		}
		to[string(body[w:w+int(n)])] = bytes.Clone(body[w+int(n):])
		return true
	}
	return false
}
