package event

import (
	"testing"

	"github.com/dateline-news/dateline/extract"
)

// TestKinds: the kind of act of a frame that makes no edge, and who does it to whom.
func TestKinds(t *testing.T) {
	for _, c := range []struct{ entities, text, lemma, kind, agent, patient string }{
		{
			"LOC:Ghana LOC:Togo", `Ghana/=/NNP/2/nsubj/0N lodged/lodge/VBD/0/root a/=/DT/4/det protest/=/NN/2/obj with/=/IN/6/case Togo/=/NNP/4/nmod/1N`,
			"lodge", "CONDEMNED", "Ghana", "a protest with Togo",
		},
		{
			"LOC:Ghana LOC:Togo", `Ghana/=/NNP/2/nsubj/0N presented/present/VBD/0/root evidence/=/NN/2/obj against/=/IN/5/case Togo/=/NNP/3/nmod/1N`,
			"present", "ACCUSED", "Ghana", "evidence against Togo",
		},
		{
			"LOC:Ghana", `Ghana/=/NNP/2/nsubj/0N presented/present/VBD/0/root evidence/=/NN/2/obj`,
			"present", "", "Ghana", "evidence",
		},
		{
			"ORG:rebels ORG:police", `Rebels/rebel/NNS/2/nsubj/0M engaged/engage/VBD/0/root police/=/NNS/2/obj/1M in/=/IN/6/case a/=/DT/6/det firefight/=/NN/2/obl`,
			"engage", "ATTACKED", "Rebels", "police",
		},
		{
			"ORG:strikers ORG:ministry", `Strikers/striker/NNS/2/nsubj/0M received/receive/VBD/0/root assurances/assurance/NNS/2/obj from/=/IN/6/case the/=/DT/6/det ministry/=/NN/3/nmod/1M`,
			"assurance", "PROMISED", "from the ministry", "Strikers",
		},
		{
			"ORG:inspectors", `Inspectors/inspector/NNS/2/nsubj/0M re-examined/re-examine/VBD/0/root the/=/DT/4/det refinery/=/NN/2/obj`,
			"re-examine", "INVESTIGATED", "Inspectors", "the refinery",
		},
		{
			"PER:Ruiz", `Ruiz/=/NNP/2/nsubj/0N said/say/VBD/0/root that/=/IN/6/mark rebels/rebel/NNS/6/nsubj must/=/MD/6/aux leave/=/VB/2/ccomp`,
			"say", "DEMANDED", "Ruiz", "that rebels must leave",
		},
		{
			"ORG:rebels", `Rebels/rebel/NNS/2/nsubj/0M kidnapped/kidnap/VBD/0/root up/=/RP/2/compound:prt to/=/IN/6/case 16/=/CD/6/nummod workers/worker/NNS/2/obl`,
			"kidnap", "ATTACKED", "Rebels", "to 16 workers",
		},
		{
			"", `The/=/DT/2/det door/=/NN/3/nsubj allows/allow/VBZ/0/root visitors/visitor/NNS/3/obj to/=/TO/6/mark leave/=/VB/3/xcomp`,
			"allow", "", "The door", "visitors",
		},
	} {
		a := analysed(t, c.entities, c.text)
		words := func(x *extract.Argument) string {
			if x == nil {
				return ""
			}
			s := a.TokenSpan(x.Tokens)
			return a.Text[s.Start:s.End]
		}
		found := false
		for i := range a.Frames {
			f := &a.Frames[i]
			if f.Lemma != c.lemma {
				continue
			}
			found = true
			patient := f.Argument(extract.A1)
			if patient == nil {
				patient = f.Argument(extract.A2)
			}
			if string(f.Predicate) != c.kind || words(f.Argument(extract.A0)) != c.agent || words(patient) != c.patient {
				t.Errorf("%q: %s by %q to %q", a.Text, f.Predicate, words(f.Argument(extract.A0)), words(patient))
			}
		}
		if !found {
			t.Errorf("%q: no frame of %s", a.Text, c.lemma)
		}
	}
}
