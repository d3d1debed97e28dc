package event

import (
	"testing"

	"github.com/dateline-news/dateline/extract"
)

// TestNegation: acts denied by what stands around them, and denials that leave the act standing.
func TestNegation(t *testing.T) {
	for _, c := range []struct {
		word    string
		negated bool
		text    string
	}{
		{"seize", true, `They/=/PRP/2/nsubj tried/try/VBD/0/root in/=/IN/4/case vain/=/NN/2/obl to/=/TO/6/mark seize/=/VB/2/advcl it/=/PRP/6/obj`},
		{"reach", true, `They/=/PRP/2/nsubj tried/try/VBD/0/root to/=/TO/4/mark reach/=/VB/2/xcomp it/=/PRP/4/obj without/=/IN/7/case success/=/NN/2/obl`},
		{"reach", false, `They/=/PRP/2/nsubj tried/try/VBD/0/root to/=/TO/4/mark reach/=/VB/2/xcomp it/=/PRP/4/obj with/=/IN/7/case success/=/NN/2/obl`},
		{"oust", true, `An/=/DT/3/det abortive/=/JJ/3/amod attempt/=/NN/0/root to/=/TO/5/mark oust/=/VB/3/acl him/=/PRP/5/obj`},
		{"arrested", false, `He/=/PRP/4/nsubj:pass was/be/VBD/4/aux:pass not/=/RB/4/advmod arrested/arrest/VBN/0/root until/=/IN/6/case Monday/=/NNP/4/obl`},
		{"leave", true, `He/=/PRP/4/nsubj will/=/MD/4/aux not/=/RB/4/advmod leave/=/VB/0/root until/=/IN/6/case Monday/=/NNP/4/obl`},
		{"leave", false, `He/=/PRP/4/nsubj did/do/VBD/4/aux not/=/RB/4/advmod leave/=/VB/0/root without/=/IN/7/case a/=/DT/7/det fight/=/NN/4/obl`},
		{"want", true, `He/=/PRP/4/nsubj did/do/VBD/4/aux not/=/RB/4/advmod want/=/VB/0/root it/=/PRP/4/obj until/=/IN/7/case Monday/=/NNP/4/obl`},
		{"ban", true, `They/=/PRP/2/nsubj rejected/reject/VBD/0/root a/=/DT/4/det bill/=/NN/2/obj that/=/WDT/7/nsubj would/=/MD/7/aux ban/=/VB/4/acl:relcl it/=/PRP/7/obj`},
		{"ban", false, `They/=/PRP/2/nsubj passed/pass/VBD/0/root a/=/DT/4/det bill/=/NN/2/obj that/=/WDT/7/nsubj would/=/MD/7/aux ban/=/VB/4/acl:relcl it/=/PRP/7/obj`},
	} {
		a := build(t, "", c.text)
		g := newGrammar(a)
		var m moods
		m.reset(g)
		at := extract.None
		for i := range int32(a.Tokens.Len()) {
			if a.Word(i) == c.word {
				at = i
			}
		}
		if got := m.of(at).negated; got != c.negated {
			t.Errorf("%s in %q: negated %t", c.word, a.Text, got)
		}
		g.release()
	}
}
