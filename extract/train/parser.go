package train

import (
	"math/rand/v2"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/model"
	"github.com/dateline-news/dateline/extract/syntax"
)

// parserSentence is one training sentence.
type parserSentence struct {
	in   syntax.ParserInput // with predicted tags
	xpos []extract.XPOS     // gold
	upos []extract.UPOS
	head []int32 // index in the sentence; the number of words for the root
	rel  []extract.Deprel
}

func parserSentences(docs []*TreeDocument) []parserSentence {
	var all []parserSentence
	for _, d := range docs {
		t := &d.Tokens
		for _, s := range d.Sentences {
			a, b := s.First, s.TokenRange.End
			n := int(b - a)
			ts := parserSentence{xpos: t.XPOS[a:b], upos: t.UPOS[a:b], rel: t.Deprel[a:b], head: make([]int32, n)}
			for i := range ts.head {
				ts.head[i] = int32(n)
				if h := t.Head[int(a)+i]; h != extract.None {
					ts.head[i] = h - a
				}
			}
			ts.in = syntax.ParserInput{V: make([]syntax.View, n), XPOS: make([]extract.XPOS, n), UPOS: make([]extract.UPOS, n)}
			syntax.Views(ts.in.V, d.Text, t.Start[a:b], t.End[a:b])
			all = append(all, ts)
		}
	}
	return all
}

// taggerTrainer learns XPOS and UPOS.
type taggerTrainer struct{ xpos, upos *hashedPerceptron }

const taggerPasses = 6

func trainTagger(all []parserSentence, keep func(i int) bool) *taggerTrainer {
	g := &taggerTrainer{newHashedPerceptron(16, extract.XPOSCount), newHashedPerceptron(14, extract.UPOSCount)}
	rng := rand.New(rand.NewPCG(2, 2))
	var f []uint64
	var scores [64]float32
	tags := make([]extract.XPOS, 0, 512)
	for range taggerPasses {
		for _, k := range rng.Perm(len(all)) {
			if !keep(k) {
				continue
			}
			s := &all[k]
			tags = append(tags[:0], s.xpos...)
			for i := range s.xpos {
				f = syntax.XPOSFeatures(f[:0], s.in.V, tags, i)
				g.xpos.score(f, scores[:])
				p := bestFloat(scores[:extract.XPOSCount])
				g.xpos.step++
				if want := int(s.xpos[i]); p != want {
					g.xpos.update(f, want, 1)
					g.xpos.update(f, p, -1)
				}
				tags[i] = extract.XPOS(p)
			}
			for i := range s.upos {
				f = syntax.UPOSFeatures(f[:0], s.in.V, tags, i)
				g.upos.score(f, scores[:])
				p := bestFloat(scores[:extract.UPOSCount])
				g.upos.step++
				if want := int(s.upos[i]); p != want {
					g.upos.update(f, want, 1)
					g.upos.update(f, p, -1)
				}
			}
		}
	}
	g.xpos.weights, g.upos.weights = g.xpos.averaged(), g.upos.averaged()
	return g
}

func (g *taggerTrainer) tag(s *parserSentence) {
	var f []uint64
	var scores [64]float32
	for i := range s.xpos {
		f = syntax.XPOSFeatures(f[:0], s.in.V, s.in.XPOS, i)
		g.xpos.score(f, scores[:])
		s.in.XPOS[i] = extract.XPOS(bestFloat(scores[:extract.XPOSCount]))
	}
	for i := range s.upos {
		f = syntax.UPOSFeatures(f[:0], s.in.V, s.in.XPOS, i)
		g.upos.score(f, scores[:])
		s.in.UPOS[i] = extract.UPOS(bestFloat(scores[:extract.UPOSCount]))
	}
}

func bestFloat(scores []float32) int {
	b := 0
	for c, s := range scores {
		if s > scores[b] {
			b = c
		}
	}
	return b
}

// trainTrees learns the tagger, tags every sentence with a tagger that has not
// seen it, and learns the parser from those tags with a dynamic oracle that
// follows the parser's own actions (Goldberg & Nivre 2013).
func trainTrees(w *model.Writer, docs []*TreeDocument, logf func(string, ...any)) {
	all := parserSentences(docs)
	const folds = 4
	right, words := 0, 0
	for fold := range folds {
		g := trainTagger(all, func(i int) bool { return i%folds != fold })
		for i := fold; i < len(all); i += folds {
			g.tag(&all[i])
			for k, t := range all[i].xpos {
				words++
				if all[i].in.XPOS[k] == t {
					right++
				}
			}
		}
	}
	logf("tags: %.2f %% of XPOS right in %d folds", 100*float64(right)/float64(words), folds)
	g := trainTagger(all, func(int) bool { return true })
	model.Put(w, "xpos", quantised(g.xpos.weights))
	model.Put(w, "upos", quantised(g.upos.weights))

	actions := newHashedPerceptron(20, int(syntax.ActionCount))
	rels := newHashedPerceptron(16, extract.DeprelCount)
	rng := rand.New(rand.NewPCG(3, 3))
	var f []uint64
	var scores [64]float32
	var s syntax.State
	for pass := range 10 {
		wrong, asked := 0, 0
		for _, k := range rng.Perm(len(all)) {
			t := &all[k]
			s.Reset(len(t.head))
			for !s.Done() {
				f = syntax.ActionFeatures(f[:0], &s, &t.in)
				actions.score(f, scores[:])
				actions.step++
				best, good := syntax.ActionCount, syntax.ActionCount
				for a := range syntax.ActionCount {
					if !s.Legal(a) {
						continue
					}
					if best == syntax.ActionCount || scores[a] > scores[best] {
						best = a
					}
					if (good == syntax.ActionCount || scores[a] > scores[good]) && s.Cost(a, t.head) == 0 {
						good = a
					}
				}
				if good == syntax.ActionCount { // a non-projective tree: the least cost
					cost := 1 << 30
					for a := range syntax.ActionCount {
						if s.Legal(a) {
							if c := s.Cost(a, t.head); c < cost {
								cost, good = c, a
							}
						}
					}
				}
				asked++
				if best != good {
					wrong++
					actions.update(f, int(good), 1)
					actions.update(f, int(best), -1)
				}
				act := best
				if pass == 0 || rng.IntN(10) == 0 {
					act = good
				}
				rel := extract.Root
				if act != syntax.Shift {
					if h, d := s.Arc(act); h < s.N {
						f = syntax.RelFeatures(f[:0], &s, &t.in, h, d)
						rels.score(f, scores[:])
						scores[extract.Root] = -1e30
						p := bestFloat(scores[:extract.DeprelCount])
						rels.step++
						if t.head[d] == h && p != int(t.rel[d]) {
							rels.update(f, int(t.rel[d]), 1)
							rels.update(f, p, -1)
						}
						rel = extract.Deprel(p)
					}
				}
				s.Apply(act, rel)
			}
		}
		if pass%3 == 0 || pass == 9 {
			logf("trees: pass %d: %d of %d actions wrong", pass+1, wrong, asked)
		}
	}
	model.Put(w, "action", quantised(actions.averaged()))
	model.Put(w, "rel", quantised(rels.averaged()))
}
