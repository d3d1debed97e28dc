package view

import (
	"context"
	"encoding/base64"
	"encoding/binary"
	"hash/fnv"
	"iter"
	"slices"
	"strings"

	"github.com/dateline-news/dateline/graph"
)

// MaxPage is the most that one page holds.
const MaxPage = 1000

// PageInfo says what lies around a page.
type PageInfo struct {
	HasNextPage     bool
	HasPreviousPage bool
	StartCursor     *string
	EndCursor       *string
}

// Page is what a caller asks of a list, in Relay's words.
type Page struct {
	First  *int
	After  *string
	Last   *int
	Before *string
}

// window is a checked Page.
type window struct {
	n       int  // how many at most; without a bound, MaxPage, and more is an error
	bounded bool // a bound was given
	back    bool // from the end
	at      graph.Posting
	moved   bool // a cursor was given
}

// window checks the arguments; list names the list that the cursors must be of.
func (p Page) window(list string) (w window, err error) {
	switch {
	case p.First != nil && p.Last != nil:
		return w, invalid("give first or last, not both")
	case p.After != nil && p.Before != nil:
		return w, invalid("give after or before, not both")
	case p.First != nil && p.Before != nil, p.Last != nil && p.After != nil:
		return w, invalid("after goes with first, before with last")
	}
	w.n, w.back = MaxPage, p.Last != nil || p.Before != nil
	for name, n := range map[string]*int{"first": p.First, "last": p.Last} {
		if n == nil {
			continue
		}
		if *n < 0 || *n > MaxPage {
			return w, invalid("%s is %d, it must be from 0 to %d", name, *n, MaxPage)
		}
		w.n, w.bounded = *n, true
	}
	cursor := p.After
	if p.Before != nil {
		cursor = p.Before
	}
	if cursor != nil {
		w.moved = true
		w.at, err = position(list, *cursor)
	}
	return w, err
}

var errCursor = invalid("this is no cursor of this list: take one from the same list in the same order")

// cursor names a place in a list: after the row that has this sort key and id.
// The hash binds it to the list, and finds what was damaged.
func cursor(list string, p graph.Posting) string {
	b := binary.BigEndian.AppendUint32(make([]byte, 0, 8+len(p.Sort)+len(p.ID)), bind(list, p))
	b = append(b, p.Sort...)
	b = append(b, 0)
	b = append(b, p.ID...)
	return base64.RawURLEncoding.EncodeToString(b)
}

func position(list, cursor string) (p graph.Posting, err error) {
	if len(cursor) > 4096 {
		return p, errCursor
	}
	b, err := base64.RawURLEncoding.Strict().DecodeString(cursor)
	if err != nil || len(b) < 6 {
		return p, errCursor
	}
	i := strings.LastIndexByte(string(b[4:]), 0)
	if i < 0 {
		return p, errCursor
	}
	p.Sort, p.ID = string(b[4:4+i]), string(b[4+i+1:])
	if p.ID == "" || bind(list, p) != binary.BigEndian.Uint32(b) {
		return graph.Posting{}, errCursor
	}
	return p, nil
}

func bind(list string, p graph.Posting) uint32 {
	h := fnv.New32a()
	for _, s := range [...]string{list, p.Sort, p.ID} {
		h.Write([]byte(s))
		h.Write([]byte{0})
	}
	return h.Sum32()
}

// stream walks a list in order of (Sort, ID), from a place on (exclusive; the
// zero Posting = from the start, or the end if reverse).
type stream func(ctx context.Context, after graph.Posting, reverse bool) iter.Seq2[graph.Posting, error]

// index is a list that the store keeps.
func (r *Reader) index(name graph.Index, key string) stream {
	return func(ctx context.Context, after graph.Posting, reverse bool) iter.Seq2[graph.Posting, error] {
		return r.snap.Scan(ctx, name, key, after, reverse)
	}
}

// limit is the first n of a list, in the direction in which it is walked.
func (s stream) limit(n int) stream {
	return func(ctx context.Context, after graph.Posting, reverse bool) iter.Seq2[graph.Posting, error] {
		return func(yield func(graph.Posting, error) bool) {
			left := n
			for p, err := range s(ctx, after, reverse) {
				if left--; left < 0 || !yield(p, err) {
					return
				}
			}
		}
	}
}

// listed is a list in memory, in order of (Sort, ID).
func listed(ps []graph.Posting) stream {
	return func(_ context.Context, after graph.Posting, reverse bool) iter.Seq2[graph.Posting, error] {
		return func(yield func(graph.Posting, error) bool) {
			if reverse {
				end := len(ps)
				if after.ID != "" || after.Sort != "" {
					end, _ = slices.BinarySearchFunc(ps, after, comparePostings)
				}
				for i := end - 1; i >= 0; i-- {
					if !yield(ps[i], nil) {
						return
					}
				}
				return
			}
			start := 0
			if after.ID != "" || after.Sort != "" {
				var found bool
				if start, found = slices.BinarySearchFunc(ps, after, comparePostings); found {
					start++
				}
			}
			for _, p := range ps[start:] {
				if !yield(p, nil) {
					return
				}
			}
		}
	}
}

func comparePostings(a, b graph.Posting) int {
	if c := strings.Compare(a.Sort, b.Sort); c != 0 {
		return c
	}
	return strings.Compare(a.ID, b.ID)
}

// merged walks several lists as one, each id once. All must sort an id alike.
func merged(lists []stream) stream {
	if len(lists) == 1 {
		return lists[0]
	}
	return func(ctx context.Context, after graph.Posting, reverse bool) iter.Seq2[graph.Posting, error] {
		return func(yield func(graph.Posting, error) bool) {
			type head struct {
				at   graph.Posting
				next func() (graph.Posting, error, bool)
			}
			var heads []*head
			advance := func(h *head) (ok bool, err error) {
				p, err, ok := h.next()
				if ok {
					h.at = p
				}
				return ok, err
			}
			for _, l := range lists {
				next, stop := iter.Pull2(l(ctx, after, reverse))
				defer stop()
				h := &head{next: next}
				ok, err := advance(h)
				if err != nil {
					yield(graph.Posting{}, err)
					return
				}
				if ok {
					heads = append(heads, h)
				}
			}
			for len(heads) > 0 {
				best := heads[0].at
				for _, h := range heads[1:] {
					if c := comparePostings(h.at, best); c < 0 != reverse && c != 0 {
						best = h.at
					}
				}
				if !yield(best, nil) {
					return
				}
				for i := 0; i < len(heads); {
					h := heads[i]
					if comparePostings(h.at, best) != 0 {
						i++
						continue
					}
					ok, err := advance(h)
					if err != nil {
						yield(graph.Posting{}, err)
						return
					}
					if ok {
						i++
					} else {
						heads = slices.Delete(heads, i, i+1)
					}
				}
			}
		}
	}
}

// row is one kept element of a list with its place in it.
type row[T any] struct {
	at   graph.Posting
	node *T
}

// Chunks, the batches read ahead of a filter, grow: the first is the page, so that a
// dense list reads nothing in vain, and a rare match is still found in few batches.
const (
	secondChunk = 64
	lastChunk   = 1024
)

// filtered walks a list and yields the rows that load keeps. load gets a batch
// of ids and returns one element an id, nil where it does not pass.
func filtered[T any](ctx context.Context, s stream, from graph.Posting, reverse bool, want int, load func(ctx context.Context, ids []string) ([]*T, error)) iter.Seq2[row[T], error] {
	return func(yield func(row[T], error) bool) {
		size := min(want, lastChunk)
		var ps []graph.Posting
		flush := func() bool {
			ids := make([]string, len(ps))
			for i, p := range ps {
				ids[i] = p.ID
			}
			nodes, err := load(ctx, ids)
			if err != nil {
				return yield(row[T]{}, err) && false
			}
			for i, n := range nodes {
				if n != nil && !yield(row[T]{ps[i], n}, nil) {
					return false
				}
			}
			ps, size = ps[:0], min(max(2*size, secondChunk), lastChunk)
			return true
		}
		for p, err := range s(ctx, from, reverse) {
			if err != nil {
				yield(row[T]{}, err)
				return
			}
			if ps = append(ps, p); len(ps) >= size {
				if err := ctx.Err(); err != nil {
					yield(row[T]{}, err)
					return
				}
				if !flush() {
					return
				}
			}
		}
		if len(ps) > 0 {
			flush()
		}
	}
}

// page collects the rows of a window. descending lists are walked backwards.
func page[T any](ctx context.Context, s stream, w window, descending bool, load func(ctx context.Context, ids []string) ([]*T, error)) (rows []row[T], info PageInfo, err error) {
	reverse := descending != w.back
	more := false
	for row, err := range filtered(ctx, s, w.at, reverse, w.n+1, load) {
		if err != nil {
			return nil, info, err
		}
		if len(rows) == w.n {
			more = true
			break
		}
		rows = append(rows, row)
	}
	if more && !w.bounded {
		return nil, info, invalid("the list is longer than %d: give first or last", MaxPage)
	}
	if w.back {
		slices.Reverse(rows)
		info.HasPreviousPage, info.HasNextPage = more, w.moved
	} else {
		info.HasNextPage, info.HasPreviousPage = more, w.moved
	}
	return rows, info, nil
}

// mark sets the cursors of a page.
func (i *PageInfo) mark(list string, n int, at func(int) graph.Posting) {
	if n > 0 {
		i.StartCursor, i.EndCursor = new(string), new(string)
		*i.StartCursor, *i.EndCursor = cursor(list, at(0)), cursor(list, at(n-1))
	}
}

// count limits: beyond them totalCount is null.
const (
	maxCountLoaded = 20_000
	maxCountWalked = 200_000
)

// count walks a whole list and tells its length; nil if that would cost too much.
func count[T any](ctx context.Context, s stream, load func(ctx context.Context, ids []string) ([]*T, error)) (*int, error) {
	walked, n, limit := 0, 0, maxCountLoaded
	if load == nil {
		limit = maxCountWalked
	}
	var ids []string
	flush := func() error {
		nodes, err := load(ctx, ids)
		for _, x := range nodes {
			if x != nil {
				n++
			}
		}
		ids = ids[:0]
		return err
	}
	for p, err := range s(ctx, graph.Posting{}, false) {
		if err != nil {
			return nil, err
		}
		if walked++; walked > limit {
			return nil, nil
		}
		if load == nil {
			n++
		} else if ids = append(ids, p.ID); len(ids) == lastChunk {
			if err := flush(); err != nil {
				return nil, err
			}
		}
		if walked%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
	if len(ids) > 0 {
		if err := flush(); err != nil {
			return nil, err
		}
	}
	return &n, nil
}

// window over a list in memory: the places of its page. at gives the place of a row.
func slice(w window, n int, at func(int) graph.Posting) (lo, hi int, info PageInfo, err error) {
	lo, hi = 0, n
	if w.moved {
		lo = n
		for i := range n {
			if at(i).ID == w.at.ID {
				lo = i + 1
				break
			}
		}
		if lo == n && (n == 0 || at(n-1).ID != w.at.ID) {
			return 0, 0, info, errCursor
		}
	}
	if w.back {
		if w.moved {
			lo, hi = 0, lo-1
		}
		info.HasNextPage = w.moved
		if hi-lo > w.n {
			lo, info.HasPreviousPage = hi-w.n, true
		}
	} else {
		info.HasPreviousPage = w.moved
		if hi-lo > w.n {
			hi, info.HasNextPage = lo+w.n, true
		}
	}
	if !w.bounded && (info.HasNextPage && !w.back || info.HasPreviousPage && w.back) {
		return 0, 0, info, invalid("the list is longer than %d: give first or last", MaxPage)
	}
	return lo, hi, info, nil
}
