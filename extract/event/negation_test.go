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
		{"ban", true, `Voters/voter/NNS/2/nsubj turned/turn/VBD/0/root down/=/RP/2/compound:prt a/=/DT/5/det measure/=/NN/2/obj to/=/TO/7/mark ban/=/VB/5/acl it/=/PRP/7/obj`},
		{"rescue", true, `A/=/DT/2/det plan/=/NN/6/nsubj to/=/TO/4/mark rescue/=/VB/2/acl them/=/PRP/4/obj failed/fail/VBD/0/root`},
		{"tax", false, `A/=/DT/2/det plan/=/NN/6/nsubj to/=/TO/4/mark tax/=/VB/2/acl them/=/PRP/4/obj failed/fail/VBD/0/root to/=/TO/8/mark say/=/VB/6/xcomp how/=/WRB/8/advmod`},
		{"met", true, `They/=/PRP/3/nsubj never/=/RB/3/advmod visited/visit/VBD/0/root it/=/PRP/3/obj or/=/CC/6/cc met/meet/VBD/3/conj them/=/PRP/6/obj`},
		{"met", false, `They/=/PRP/3/nsubj never/=/RB/3/advmod visited/visit/VBD/0/root it/=/PRP/3/obj but/=/CC/6/cc met/meet/VBD/3/conj them/=/PRP/6/obj`},
		{"rebuild", true, `They/=/PRP/2/nsubj had/have/VBD/0/root no/=/DT/4/det money/=/NN/2/obj to/=/TO/6/mark rebuild/=/VB/4/acl it/=/PRP/6/obj`},
		{"close", true, `No/=/DT/2/det decision/=/NN/4/nsubj:pass was/be/VBD/4/aux:pass made/make/VBN/0/root to/=/TO/6/mark close/=/VB/4/advcl it/=/PRP/6/obj`},
		{"fled", true, `It/=/PRP/4/expl is/be/VBZ/4/cop not/=/RB/4/advmod true/=/JJ/0/root that/=/IN/7/mark they/=/PRP/7/nsubj fled/flee/VBD/4/csubj`},
		{"fled", false, `There/=/EX/2/expl is/be/VBZ/0/root no/=/DT/4/det doubt/=/NN/2/nsubj that/=/IN/7/mark they/=/PRP/7/nsubj fled/flee/VBD/4/acl`},
		{"attend", true, `He/=/PRP/3/nsubj is/be/VBZ/3/cop unlikely/=/JJ/0/root to/=/TO/5/mark attend/=/VB/3/xcomp it/=/PRP/5/obj`},
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
