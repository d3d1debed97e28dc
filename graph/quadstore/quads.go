package quadstore

import (
	"context"
	"iter"

	"github.com/cayleygraph/quad"
)

// Quads yields all quads of the snapshot, for exports. Those of one subject
// follow each other.
func (s *snapshot) Quads(ctx context.Context) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		const many = 1024
		part := make([]quadID, 0, many)
		more := true
		flush := func() error {
			ids := make([]nodeID, 0, 4*len(part))
			for _, q := range part {
				ids = append(ids, q[:]...)
			}
			terms, err := s.store.reader.terms(ctx, s.view, ids)
			if err != nil {
				return err
			}
			for i := range part {
				var q quad.Quad
				for k, d := range quad.Directions {
					if ids[4*i+k] == 0 {
						continue
					}
					v, err := terms[4*i+k].value()
					if err != nil {
						return err
					}
					q.Set(d, v)
				}
				if more = yield(q, nil); !more {
					break
				}
			}
			part = part[:0]
			return nil
		}
		var failed error
		err := s.view.match(ctx, spol, [][]nodeID{{}}, reach{}, func(_ int, q quadID) bool {
			if part = append(part, q); len(part) == many {
				failed = flush()
			}
			return more && failed == nil
		})
		if err == nil {
			err = failed
		}
		if err == nil && more {
			err = flush()
		}
		if err == nil {
			err = ctx.Err()
		}
		if err != nil && more {
			yield(quad.Quad{}, err)
		}
	}
}
