package resolve

import (
	"cmp"
	"encoding/base64"
	"encoding/binary"
	"hash/fnv"
	"math"
	"slices"
	"strings"

	"github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/graph/fold"
)

// Near copies are found by MinHash (Broder 1997) over shingles of words, in
// bands: a document is filed under one key for each band of hashes. Two texts
// are copies if they agree in enough bands, so that comparing takes the keys
// alone. With 32 bands of 4 hashes and 11 to agree, texts that share 9 of 10
// shingles are joined nearly always, those that share half nearly never
// (99.99 % and one in a million by the binomial distribution; even at 0.76).
const (
	shingleWords = 4
	bands        = 32
	bandHashes   = 4
	bandsToAgree = 11
)

// documentBlocks are the keys of a text's bands.
func documentBlocks(text string) []string {
	mins := minHash(text)
	keys := make([]string, bands)
	for i := range keys {
		var b [8*bandHashes + 1]byte
		b[8*bandHashes] = byte(i)
		for j := range bandHashes {
			binary.BigEndian.PutUint64(b[8*j:], mins[i*bandHashes+j])
		}
		h := fnv.New128a()
		h.Write(b[:])
		keys[i] = "~" + base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:9])
	}
	return keys
}

// minHash returns the smallest value of each of bands·bandHashes hash functions
// over the text's shingles: each mixes another constant into one 64-bit hash.
func minHash(text string) *[bands * bandHashes]uint64 {
	var mins [bands * bandHashes]uint64
	for i := range mins {
		mins[i] = math.MaxUint64
	}
	words := strings.Fields(fold.Name(text))
	n := len(words) - shingleWords + 1
	if n < 1 { // a short text is one shingle
		n = 1
	}
	seen := make(map[uint64]bool, n)
	for i := range n {
		x := uint64(14695981039346656037)
		for _, w := range words[i:min(i+shingleWords, len(words))] {
			for j := 0; j < len(w); j++ {
				x = (x ^ uint64(w[j])) * 1099511628211
			}
			x = (x ^ ' ') * 1099511628211
		}
		if seen[x] {
			continue
		}
		seen[x] = true
		x = mix(x)
		for k := range mins {
			if h := mix(x + uint64(k)*0x9e3779b97f4a7c15); h < mins[k] {
				mins[k] = h
			}
		}
	}
	return &mins
}

// mix is the finaliser of SplitMix64 (Steele et al. 2014).
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// near lists the documents that are copies of the one with these keys, itself left out.
func (p *planner) near(id string, keys []string) ([]string, error) {
	agree := map[string]int{}
	for _, key := range keys {
		ids, err := p.block(key)
		if err != nil {
			return nil, err
		}
		for _, other := range ids {
			agree[other]++
		}
	}
	delete(agree, id)
	var out []string
	for _, other := range sortedKeys(agree) {
		if agree[other] >= bandsToAgree {
			out = append(out, other)
		}
	}
	return out, nil
}

// copies works out the groups of near copies that the request touches and marks
// each document with the head of its group.
func (p *planner) copies() error {
	var seeds []string
	for _, r := range p.change.Add {
		seeds = append(seeds, r.Document.ID)
	}
	gone, err := p.snapshot.Documents(p.ctx, p.change.Delete, true)
	if err != nil {
		return err
	}
	for i, id := range p.change.Delete {
		if gone[i] == nil {
			return graph.Errorf(graph.KindNotFound, "no document %s", id)
		}
		found, err := p.near(id, gone[i].Blocks)
		if err != nil {
			return err
		}
		seeds = append(seeds, found...)
	}
	seen := map[string]bool{}
	for _, s := range seeds {
		if seen[s] {
			continue
		}
		seen[s] = true
		group, queue := []string{}, []string{s}
		for len(queue) > 0 {
			batch := queue
			queue = nil
			keys, err := p.documentKeys(batch)
			if err != nil {
				return err
			}
			for i, id := range batch {
				group = append(group, id)
				found, err := p.near(id, keys[i])
				if err != nil {
					return err
				}
				for _, other := range found {
					if !seen[other] {
						seen[other] = true
						queue = append(queue, other)
					}
				}
			}
		}
		if err := p.head(group); err != nil {
			return err
		}
	}
	return nil
}

// documentKeys are the blocking keys of documents that will be there.
func (p *planner) documentKeys(ids []string) ([][]string, error) {
	out := make([][]string, len(ids))
	var missing []string
	var at []int
	for i, id := range ids {
		if r := p.added[id]; r != nil {
			out[i] = r.Blocks
		} else {
			missing, at = append(missing, id), append(at, i)
		}
	}
	if len(missing) == 0 {
		return out, nil
	}
	found, err := p.snapshot.Documents(p.ctx, missing, true)
	if err != nil {
		return nil, err
	}
	for k, d := range found {
		if d == nil {
			return nil, graph.Errorf(graph.KindCorrupt, "an index names the document %s, which is not there: run `verify`", missing[k])
		}
		out[at[k]] = d.Blocks
	}
	return out, nil
}

// head marks the documents of a group: the earliest published is the original,
// then the smallest id; those without a date come last.
func (p *planner) head(group []string) error {
	nodes, err := p.documentsOf(group)
	if err != nil {
		return err
	}
	first := slices.MinFunc(nodes, func(a, b *graph.DocumentNode) int {
		if a.Published.IsZero() != b.Published.IsZero() {
			if a.Published.IsZero() {
				return 1
			}
			return -1
		}
		return cmp.Or(a.Published.Compare(b.Published), strings.Compare(a.ID, b.ID))
	})
	for _, d := range nodes {
		mark := first.ID
		if d == first {
			mark = ""
		}
		if d.DuplicateOf != mark {
			p.change.Duplicates[d.ID] = mark
			p.mark(d, mark, d.SupersededBy)
		}
	}
	return nil
}

// mark replaces a document of the plan by one with these marks; what the
// snapshot returned is shared and stays as it is.
func (p *planner) mark(d *graph.DocumentNode, duplicate, superseded string) {
	c := *d
	c.DuplicateOf, c.SupersededBy = duplicate, superseded
	p.documents[d.ID] = &c
}

// supersede marks earlier versions: of documents with one URL or source id and
// different texts the latest published supersedes those published before.
func (p *planner) supersede() error {
	type key struct {
		index graph.Index
		value string
	}
	touched := map[key]bool{}
	note := func(d *graph.Document) {
		if d.URL != "" {
			touched[key{graph.IndexDocumentsByURL, d.URL}] = true
		}
		if d.SourceID != "" {
			touched[key{graph.IndexDocumentsBySource, d.SourceID}] = true
		}
	}
	for _, r := range p.change.Add {
		note(r.Document)
	}
	old, err := p.snapshot.Documents(p.ctx, p.change.Delete, false)
	if err != nil {
		return err
	}
	for _, d := range old {
		if d != nil {
			note(&d.Document)
		}
	}
	rivals := map[key][]string{}
	list := func(k key) ([]string, error) {
		if ids, ok := rivals[k]; ok {
			return ids, nil
		}
		ids := []string{}
		for posting, err := range p.snapshot.Scan(p.ctx, k.index, k.value, graph.Posting{}, false) {
			if err != nil {
				return nil, err
			}
			if !p.deleted[posting.ID] && p.added[posting.ID] == nil {
				ids = append(ids, posting.ID)
			}
		}
		for _, r := range p.change.Add {
			if k.index == graph.IndexDocumentsByURL && r.Document.URL == k.value || k.index == graph.IndexDocumentsBySource && r.Document.SourceID == k.value {
				ids = append(ids, r.Document.ID)
			}
		}
		rivals[k] = ids
		return ids, nil
	}
	look := map[string]bool{}
	for k := range touched {
		ids, err := list(k)
		if err != nil {
			return err
		}
		for _, id := range ids {
			look[id] = true
		}
	}
	for _, id := range sortedKeys(look) {
		nodes, err := p.documentsOf([]string{id})
		if err != nil {
			return err
		}
		d := nodes[0]
		alike := map[string]bool{}
		for _, k := range []key{{graph.IndexDocumentsByURL, d.URL}, {graph.IndexDocumentsBySource, d.SourceID}} {
			if k.value == "" {
				continue
			}
			ids, err := list(k)
			if err != nil {
				return err
			}
			for _, other := range ids {
				alike[other] = true
			}
		}
		delete(alike, id)
		by, err := p.latest(d, sortedKeys(alike))
		if err != nil {
			return err
		}
		if by != d.SupersededBy {
			p.change.Superseded[id] = by
			p.mark(d, d.DuplicateOf, by)
		}
	}
	return nil
}

// latest returns which of others supersedes d, "" if none does.
func (p *planner) latest(d *graph.DocumentNode, others []string) (string, error) {
	if len(others) == 0 || d.Published.IsZero() {
		return "", nil
	}
	nodes, err := p.documentsOf(others)
	if err != nil {
		return "", err
	}
	texts, err := p.texts(append([]string{d.ID}, others...))
	if err != nil {
		return "", err
	}
	var best *graph.DocumentNode
	for _, o := range nodes {
		if !o.Published.After(d.Published) || texts[o.ID] == texts[d.ID] {
			continue
		}
		if best == nil || cmp.Or(o.Published.Compare(best.Published), strings.Compare(best.ID, o.ID)) > 0 {
			best = o
		}
	}
	if best == nil {
		return "", nil
	}
	return best.ID, nil
}
