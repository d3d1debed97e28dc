package event

import "github.com/dateline-news/dateline/extract"

// Features lets the trainer see a document's predicates as the stage sees them.
type Features struct {
	g   *grammar
	lex *Lexicon
}

// NewFeatures reads the trees of a, which must not change meanwhile.
func NewFeatures(a *extract.Analysis, lex *Lexicon) *Features { return &Features{newGrammar(a), lex} }

// Candidates lists the words that may head an argument of p.
func (f *Features) Candidates(p int32) []Candidate { return f.g.candidates(nil, p) }

// Role are the rows for each candidate of p.
func (f *Features) Role(p int32, candidates []Candidate) [][]uint32 {
	v := f.g.view(p, f.lex)
	out := make([][]uint32, len(candidates))
	for i, c := range candidates {
		out[i] = f.g.roleFeatures(nil, &v, c, f.lex)
	}
	return out
}

// Noun are the rows of the event noun classifier for p.
func (f *Features) Noun(p int32) []uint32 { return f.g.nounFeatures(nil, p, f.lex) }
