package quadstore

import (
	"context"
	"encoding/binary"
	"errors"
	"hash/maphash"
	"maps"
	"slices"
)

// check looks at what is pebble's own: that the four copies of the quads agree,
// the dictionary reads the same both ways and holds just what quads need, and
// counts are true.
func (v *pebbleView) check(ctx context.Context, fault func(string, ...any)) error {
	var first digest
	used := map[nodeID]bool{}
	predicates := map[nodeID]int64{}
	for o := spol; o <= lspo; o++ {
		var d digest
		err := v.match(ctx, o, [][]nodeID{{}}, reach{}, func(_ int, q quadID) bool {
			d.n++
			d.sum += maphash.Comparable(digestSeed, q)
			if o == spol {
				predicates[q[1]]++
				for _, id := range q {
					if id != 0 && !id.inline() {
						used[id] = true
					}
				}
			}
			return true
		})
		if err != nil {
			return err
		}
		if o == spol {
			first = d
		} else if d != first {
			fault("quads: the ordering %d does not say what the first one says (%d quads and %d)", o, d.n, first.n)
		}
	}
	needed := int64(len(used))
	if err := v.checkDictionary(ctx, used, fault); err != nil {
		return err
	}
	for _, p := range slices.Sorted(maps.Keys(predicates)) {
		n, err := v.predicateSize(ctx, p)
		if err != nil {
			return err
		}
		if n != predicates[p] {
			fault("quads: the predicate %#x has %d quads and counts %d", uint64(p), predicates[p], n)
		}
	}
	err := v.each(ctx, keyPredicate, func(key, val []byte) error {
		id, _, ok := readID(key)
		if _, w := binary.Uvarint(val); !ok || w <= 0 {
			return damagedKey(key)
		}
		if predicates[id] == 0 {
			fault("quads: the predicate %#x has no quads and a count", uint64(id))
		}
		return nil
	})
	if err != nil {
		return err
	}
	s, err := readState(ctx, v)
	if err != nil {
		return err
	}
	if s.Quads != int64(first.n) {
		fault("quads: there are %d, and the counters say %d", first.n, s.Quads)
	}
	if s.Nodes != needed {
		fault("quads: they need %d nodes of the dictionary, and the counters say %d", needed, s.Nodes)
	}
	return nil
}

func (v *pebbleView) checkDictionary(ctx context.Context, used map[nodeID]bool, fault func(string, ...any)) error {
	var byNumber, byValue digest
	entry := func(d *digest, id nodeID, key []byte) {
		d.n++
		d.sum += maphash.Comparable(digestSeed, id) ^ maphash.Bytes(digestSeed, key)
	}
	var buf []byte
	err := v.each(ctx, keyNode, func(key, val []byte) error {
		id, _, ok := readID(key)
		if !ok || len(val) == 0 {
			return damagedKey(key)
		}
		buf = appendValueKey(append(buf[:0], keyValue), string(val))
		entry(&byNumber, id, buf)
		if !used[id] {
			fault("dictionary: the node %d is needed by no quad", id)
		}
		delete(used, id)
		if _, err := (term{enc: string(val)}).value(); err != nil {
			fault("dictionary: the node %d: %v", id, err)
		}
		return nil
	})
	if err != nil {
		return err
	}
	n := len(used)
	for id := range used {
		fault("dictionary: the node %d stands in quads and has no value (%d like it)", id, n)
		break
	}
	err = v.each(ctx, keyValue, func(key, val []byte) error {
		id, _, ok := readID(val)
		if !ok {
			return damagedKey(key)
		}
		entry(&byValue, id, append([]byte{keyValue}, key...))
		return nil
	})
	if err != nil {
		return err
	}
	if byNumber != byValue {
		fault("dictionary: %d values by number, %d by value, and they differ", byNumber.n, byValue.n)
	}
	return nil
}

// each walks the keys that begin with a byte, which is cut off.
func (v *pebbleView) each(ctx context.Context, first byte, f func(key, val []byte) error) error {
	it, err := v.iter([]byte{first}, []byte{first + 1})
	if err != nil {
		return err
	}
	defer it.Close()
	n := 0
	for ok := it.First(); ok; ok = it.Next() {
		if err := f(it.Key()[1:], it.Value()); err != nil {
			return err
		}
		if n++; n%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return storageError(errors.Join(it.Error(), ctx.Err()))
}
