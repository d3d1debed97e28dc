package extract

import "github.com/dateline-news/dateline/graph"

// NewRecord turns an analysis into what enters the store: code points instead
// of bytes, ids instead of indexes.
func NewRecord(a *Analysis, extractor string) *graph.Record {
	return &graph.Record{Document: a.Document, Extractor: extractor}
}
