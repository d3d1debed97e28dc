// Package english wires the stages into the default extractor. It owns their
// order and nothing else.
package english

import (
	"context"
	"fmt"
	"hash/crc32"
	"sync"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/entity"
	"github.com/dateline-news/dateline/extract/event"
	"github.com/dateline-news/dateline/extract/model"
	"github.com/dateline-news/dateline/extract/syntax"
	"github.com/dateline-news/dateline/graph"
)

// version is that of the rules: it is raised when stages change what they find.
const version = "dateline-english/1"

// Version names the extractor, its rules and its models, in everything that it
// made, so that a store knows which documents to read again after an upgrade.
var Version = sync.OnceValue(func() string {
	// A model that was trained anew differs nearly everywhere: samples tell it
	// apart, and no start reads all the weights.
	const step, sample = 1 << 16, 64
	sum := crc32.NewIEEE()
	for _, w := range [][]byte{model.Syntax, model.Network, model.Words, model.Names, model.Coref, model.Frames, model.Lexicon} {
		fmt.Fprintln(sum, len(w))
		for i := 0; i < len(w); i += step {
			sum.Write(w[i:min(i+sample, len(w))])
		}
	}
	return fmt.Sprintf("%s+%08x", version, sum.Sum32())
})

// English is the built-in extractor. It is immutable and safe for concurrent use.
type English struct{ pipeline *extract.Pipeline }

// New loads the models and checks the wiring.
func New() (*English, error) {
	p, err := extract.NewPipeline(stages()...)
	if err != nil {
		return nil, fmt.Errorf("english: %w", err)
	}
	return &English{p}, nil
}

// stages lists the stages in order.
func stages() []extract.Stage {
	return []extract.Stage{
		syntax.New(model.MustOpen(model.Syntax), model.MustOpen(model.Network), model.MustOpen(model.Words)),
		entity.NewNames(entity.Words(), model.MustOpen(model.Words), model.MustOpen(model.Names)),
		entity.NewTimes(),
		entity.NewCoref(entity.Words(), model.MustOpen(model.Coref)),
		event.NewQuotes(),
		event.NewFrames(),
		event.NewStatements(),
	}
}

// Name is the extractor with its version.
func (*English) Name() string { return Version() }

// Analyze fills the layers that are named, and those that they need; all if none is named.
func (e *English) Analyze(ctx context.Context, d *graph.Document, layers ...extract.Layer) (*extract.Analysis, error) {
	a := &extract.Analysis{Document: d, Text: d.Text}
	p := e.pipeline
	if len(layers) > 0 {
		p = p.For(layers...)
	}
	if err := p.Run(ctx, a); err != nil {
		return nil, fmt.Errorf("analyze document %s: %w", d.ID, err)
	}
	return a, nil
}

// Extract draws the record of a document from its analysis.
func (e *English) Extract(ctx context.Context, d *graph.Document) (*graph.Record, error) {
	a, err := e.Analyze(ctx, d)
	if err != nil {
		return nil, err
	}
	return extract.NewRecord(a, Version()), nil
}
