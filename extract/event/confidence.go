package event

import (
	"math"
	"slices"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/graph"
)

// How sure a statement is: a logistic function of what its layer said and of
// what makes statements of its kind go wrong. The weights are few and round, so
// that they speak of kinds of statements and not of articles: a family's level,
// how far the layer's own figure is trusted, and what each circumstance costs.
const (
	trustSpeech, levelSpeech = 0.9, 0.9
	trustState, levelState   = 0.6, 0.9
	trustAction, levelAction = 0.2, 1.5
	trustEvent, levelEvent   = 0.2, 1.2
)

// rate sets the confidence of a statement and says what lowered it.
func (s *scene) rate(x *extract.Statement) {
	trust, level := trustAction, levelAction
	switch x.Predicate.Family() {
	case graph.FamilySpeech:
		trust, level = trustSpeech, levelSpeech
	case graph.FamilyState:
		trust, level = trustState, levelState
	case graph.FamilyEventRole:
		trust, level = trustEvent, levelEvent
	}
	z := level + trust*logit(x.Confidence)
	effect := func(reason string, w float64) {
		before := sigmoid(z)
		z += w
		x.Explanation = append(x.Explanation, graph.Reason{Layer: string(extract.LayerStatements), Reason: reason, Effect: math.Round(100*(sigmoid(z)-before)) / 100})
	}
	if len(x.Attribution) > 1 {
		effect("told at second hand", -0.3)
	}
	if x.Modality != graph.Asserted && x.Predicate.Family() != graph.FamilySpeech {
		effect("not asserted: its scope may be another", -0.3)
	}
	if x.Predicate == graph.HoldsPosition && x.Object < 0 && x.Verb == "" {
		effect("of what, the text does not say beside it", -0.5)
	}
	if sure := min(s.sureOf(x.Subject, x.Evidence), s.sureOf(x.Object, x.Evidence)); sure < knownParty {
		effect("whom a pronoun or common noun means is not sure", -unsureParty*float64(knownParty-sure))
	}
	if x.Predicate.Family() == graph.FamilyAction {
		if x.Subject < 0 {
			effect("nobody is named who acts", -0.4)
		}
		if x.Predicate == graph.ActedOn {
			effect("a verb without a class", -0.7)
		}
		for _, e := range []int32{x.Subject, x.Object} {
			if e >= 0 && s.a.Entities[e].Generic {
				effect("a party known by a common noun alone", -0.2)
			}
		}
	}
	x.Confidence = math.Round(100*sigmoid(z)) / 100
}

// Below knownParty a link of coreference lowers what is said of its entity, by
// so much for each unit.
const knownParty, unsureParty = 0.7, 1.0

// sureOf is how sure the evidence speaks of e: 1 where it names it, else what
// coreference gave the best link in it.
func (s *scene) sureOf(e int32, evidence extract.Span) float32 {
	if e < 0 {
		return 1
	}
	a := s.a
	members := a.Entities[e].Members
	at, _ := slices.BinarySearchFunc(members, evidence.Start, func(m, start int32) int { return int(a.Tokens.Start[a.Mentions[m].Head.First] - start) })
	sure := float32(0)
	for _, m := range members[at:] {
		if a.Tokens.Start[a.Mentions[m].Head.First] >= evidence.End || sure == 1 {
			break
		}
		sure = max(sure, a.Mentions[m].Confidence)
	}
	if sure == 0 {
		return 1 // nobody judged
	}
	return sure
}

func sigmoid(z float64) float64 { return 1 / (1 + math.Exp(-z)) }

// logit is the inverse of sigmoid, cut off where a figure claims too much.
func logit(p float64) float64 {
	p = min(max(p, 0.05), 0.95)
	return math.Log(p / (1 - p))
}
