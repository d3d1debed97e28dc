package quadstore

import (
	"context"
	"sync"
)

// reader remembers what ids stand for. An id is never given twice, so what it
// holds is true in every snapshot; whether a node is still there, quads tell.
// It is safe for concurrent use.
type reader struct {
	shards [16]readerShard
}

type readerShard struct {
	mu   sync.RWMutex
	encs map[nodeID]string
}

const (
	readerMax    = 1 << 13 // entries a shard
	readerMaxLen = 512     // bytes of an encoding worth remembering
)

func newReader() *reader {
	r := &reader{}
	for i := range r.shards {
		r.shards[i].encs = map[nodeID]string{}
	}
	return r
}

// terms are the terms of ids, zero where the dictionary has none.
func (r *reader) terms(ctx context.Context, v view, ids []nodeID) ([]term, error) {
	out := make([]term, len(ids))
	var ask []nodeID
	var at []int
	for i, id := range ids {
		if id.inline() {
			out[i].id = id
			continue
		}
		s := &r.shards[id%16]
		s.mu.RLock()
		enc, ok := s.encs[id]
		s.mu.RUnlock()
		if ok {
			out[i].enc = enc
		} else if id != 0 {
			ask, at = append(ask, id), append(at, i)
		}
	}
	if len(ask) == 0 {
		return out, nil
	}
	encs, err := v.values(ctx, ask)
	if err != nil {
		return nil, err
	}
	for k, i := range at {
		out[i].enc = encs[k]
		if enc := encs[k]; enc != "" && len(enc) <= readerMaxLen {
			s := &r.shards[ask[k]%16]
			s.mu.Lock()
			if len(s.encs) >= readerMax {
				clear(s.encs)
			}
			s.encs[ask[k]] = enc
			s.mu.Unlock()
		}
	}
	return out, nil
}
