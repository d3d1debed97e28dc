package extract

import (
	"context"
	"fmt"
	"slices"
)

// Layer names a part of an Analysis.
type Layer string

// The layers, in the order in which the default pipeline fills them.
const (
	LayerTokens     Layer = "tokens" // sentences, tokens and their spans; language
	LayerTags       Layer = "tags"   // UPOS, XPOS, lemmas
	LayerTree       Layer = "tree"   // heads and relations
	LayerNames      Layer = "names"  // mentions of kind NAME and NORP, each with an entity of its own
	LayerTimes      Layer = "times"
	LayerEntities   Layer = "entities" // all mentions, and entities after coreference
	LayerQuotes     Layer = "quotes"
	LayerFrames     Layer = "frames"
	LayerStatements Layer = "statements"
)

// Reading are the layers that `analyze --layers reading` fills.
var Reading = []Layer{LayerTokens, LayerTags, LayerTree, LayerNames, LayerTimes, LayerEntities}

// Stage fills layers of an Analysis from those before it. A Stage is immutable
// and safe for concurrent use.
type Stage interface {
	Needs() []Layer
	Gives() []Layer
	Run(ctx context.Context, a *Analysis) error
}

// Pipeline runs stages in order.
type Pipeline struct{ stages []Stage }

// NewPipeline checks that every stage finds what it needs before it.
func NewPipeline(stages ...Stage) (*Pipeline, error) {
	have := map[Layer]bool{}
	for _, s := range stages {
		for _, l := range s.Needs() {
			if !have[l] {
				return nil, fmt.Errorf("stage %T needs the layer %q, which no stage before it gives", s, l)
			}
		}
		for _, l := range s.Gives() {
			if have[l] {
				return nil, fmt.Errorf("stage %T gives the layer %q, which is there already", s, l)
			}
			have[l] = true
		}
	}
	return &Pipeline{stages}, nil
}

// For returns the pipeline of those stages that are needed to fill layers.
func (p *Pipeline) For(layers ...Layer) *Pipeline {
	want := map[Layer]bool{}
	for _, l := range layers {
		want[l] = true
	}
	var stages []Stage
	for _, s := range slices.Backward(p.stages) {
		if slices.ContainsFunc(s.Gives(), func(l Layer) bool { return want[l] }) {
			for _, l := range s.Needs() {
				want[l] = true
			}
			stages = append(stages, s)
		}
	}
	slices.Reverse(stages)
	return &Pipeline{stages}
}

// Language is the one that every layer after LayerTokens is made for.
const Language = "en"

// Run fills the layers of all stages; an error names the stage. It ends early
// once a stage found that the document is in another language.
func (p *Pipeline) Run(ctx context.Context, a *Analysis) error {
	for _, s := range p.stages {
		if a.Language != "" && a.Language != Language {
			return nil
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := s.Run(ctx, a); err != nil {
			return fmt.Errorf("%T: %w", s, err)
		}
	}
	return nil
}
