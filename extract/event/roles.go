package event

import (
	"math"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/model"
	"github.com/dateline-news/dateline/extract/model/nn"
)

// roleModel is the argument classifier: multinomial logistic regression over
// hashed features, its weights rounded to bytes.
type roleModel struct {
	weights []int8 // rows of LabelCount
	scale   float32
	nouns   []int8 // event noun classifier, one weight a row
	nscale  float32
	lex     *Lexicon
}

func openRoleModel(f *model.File) *roleModel {
	scales := model.Slice[float32](f, "scales")
	return &roleModel{model.Slice[int8](f, "roles"), scales[0], model.Slice[int8](f, "event-nouns"), scales[1], OpenLexicon(f)}
}

// PutRoleModel writes the classifiers' sections.
func PutRoleModel(w *model.Writer, roles []float32, nouns []float32) {
	q, s := quantise(roles)
	n, t := quantise(nouns)
	model.Put(w, "roles", q)
	model.Put(w, "event-nouns", n)
	model.Put(w, "scales", []float32{s, t})
}

// quantise rounds weights to bytes; value = byte × scale. The few largest are cut off.
func quantise(v []float32) ([]int8, float32) {
	var top float32
	for _, x := range v {
		top = max(top, float32(math.Abs(float64(x))))
	}
	scale := min(top, 4) / 127
	if scale == 0 {
		scale = 1
	}
	q := make([]int8, len(v))
	for i, x := range v {
		q[i] = int8(max(-127, min(127, math.Round(float64(x/scale)))))
	}
	return q, scale
}

// score sums the weights of the features for each label.
func (m *roleModel) score(features []uint32, out *[LabelCount]float32) {
	var sum [LabelCount]int32
	nn.SumRows(&sum, m.weights, features)
	for k := range Labels {
		out[k] = float32(sum[k]) * m.scale
	}
}

// normalise turns the scores of the labels into log-probabilities.
func normalise(scores *[LabelCount]float32) {
	top := float32(math.Inf(-1))
	for k := range Labels {
		top = max(top, scores[k])
	}
	z := 0.0
	for k := range Labels {
		z += math.Exp(float64(scores[k] - top))
	}
	l := top + float32(math.Log(z))
	for k := range Labels {
		scores[k] -= l
	}
}

// noneBias is taken off the score of "no argument": the treebank leaves out arguments that readers see.
const noneBias = 3

// argument is a candidate that was given a role.
type argument struct {
	Candidate
	label int
	logp  float32
}

// roleScratch is the memory of one run.
type roleScratch struct {
	candidates []Candidate
	features   []uint32
	scores     [][LabelCount]float32
	chosen     []argument
}

// arguments labels the candidates of predicate p. Each of A0 to A4 is given
// once, to the candidate most likely to have it; a candidate that loses takes
// its next best label.
func (m *roleModel) arguments(g *grammar, p int32, s *roleScratch) []argument {
	v := g.view(p, m.lex)
	s.candidates = g.candidates(s.candidates, p)
	s.scores = resize(s.scores, len(s.candidates))
	s.chosen = s.chosen[:0]
	for i, c := range s.candidates {
		s.features = g.roleFeatures(s.features, &v, c, m.lex)
		scores := &s.scores[i]
		m.score(s.features, scores)
		none := scores[0]
		scores[0] -= noneBias
		if k := best(scores); k > 0 {
			scores[0] = none
			normalise(scores)
			scores[0] -= noneBias
			s.chosen = append(s.chosen, argument{c, k, scores[k]})
		}
	}
	// Settle double core roles and nested arguments, most certain first.
	for rounds := 0; rounds < 4; rounds++ {
		changed := false
		for x := range s.chosen {
			for y := range s.chosen {
				a, b := &s.chosen[x], &s.chosen[y]
				if x == y || a.label == 0 || b.label == 0 || b.logp > a.logp {
					continue
				}
				nested := a.Up != b.Up && (a.Via == b.Token && a.Token != b.Token && a.Up <= b.Up || b.Via == a.Token && b.Token != a.Token && b.Up <= a.Up) ||
					a.Token == b.Via && a.Up == b.Up && a.Token != b.Token || b.Token == a.Via && a.Up == b.Up && a.Token != b.Token
				if nested && a.Up > 0 && b.Up > 0 {
					b.label = 0
					changed = true
				} else if a.label == b.label && a.label <= 5 {
					i := s.index(b.Token)
					s.scores[i][b.label] = float32(math.Inf(-1))
					b.label = best(&s.scores[i])
					b.logp = s.scores[i][b.label]
					changed = true
				}
			}
		}
		if !changed {
			break
		}
	}
	out := s.chosen[:0]
	for _, a := range s.chosen {
		if a.label > 0 {
			out = append(out, a)
		}
	}
	s.chosen = out
	return out
}

func (s *roleScratch) index(token int32) int {
	for i, c := range s.candidates {
		if c.Token == token {
			return i
		}
	}
	return 0
}

func best(v *[LabelCount]float32) int {
	k := 0
	for j := 1; j < len(Labels); j++ {
		if v[j] > v[k] {
			k = j
		}
	}
	return k
}

// eventNoun gives the probability that the noun p names an event with participants.
func (m *roleModel) eventNoun(g *grammar, p int32, s *roleScratch) float32 {
	s.features = g.nounFeatures(s.features, p, m.lex)
	sum := int32(0)
	for _, f := range s.features {
		sum += int32(m.nouns[f])
	}
	return 1 / (1 + float32(math.Exp(-float64(float32(sum)*m.nscale))))
}

// NounBits is the size of the event noun classifier's table.
const NounBits = 15

// nounFeatures writes the rows that speak of the noun p as an event.
func (g *grammar) nounFeatures(dst []uint32, p int32, lex *Lexicon) []uint32 {
	dst = dst[:0]
	f := func(template uint64, values ...uint64) {
		h := template * 0x9E3779B97F4A7C15
		for _, x := range values {
			h = model.Mix(h ^ x)
		}
		dst = append(dst, uint32(h>>(64-NounBits)))
	}
	lemma := lowerLemma(g.word(p))
	known := uint64(0)
	if lex.Known(lemma) {
		known = 1
	}
	share := uint64(lex.EventShare(lemma) * 8)
	class := uint64(lex.Noun(lemma))
	suffix := uint64(0)
	if len(lemma) > 5 {
		suffix = model.Hash(lemma[len(lemma)-4:])
	}
	rel, kids := uint64(g.deprel(p)), uint64(0)
	var of, headLemma, det uint64
	for _, c := range g.children(p) {
		switch g.deprel(c) {
		case extract.NmodPoss:
			kids |= 1
		case extract.Nmod:
			kids |= 2
			if k := g.caseOf(c); k >= 0 {
				of = g.lemma[k]
			}
		case extract.Compound:
			kids |= 4
		case extract.Det:
			det = g.lemma[c]
		case extract.Amod:
			kids |= 8
		case extract.Nummod:
			kids |= 16
		case extract.Acl:
			kids |= 32
		}
	}
	if h := g.head(p); h >= 0 {
		headLemma = g.lemma[h]
	}
	plural := uint64(0)
	if g.xpos(p) == extract.NNS {
		plural = 1
	}
	word := g.lemma[p]
	f(1)
	f(2, word)
	f(3, word, kids)
	f(4, word, plural)
	f(5, share, known)
	f(6, share, class, known)
	f(7, class, kids)
	f(8, suffix, known)
	f(9, suffix, share)
	f(10, rel, class)
	f(11, of, share)
	f(12, word, of)
	f(13, headLemma, rel)
	f(14, word, rel)
	f(15, det, share, plural)
	f(16, kids, known, share)
	return dst
}
