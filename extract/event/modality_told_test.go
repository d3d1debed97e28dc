package event

import "testing"

// TestTold: what stands around a clause makes it a tale, a view or a wish.
func TestTold(t *testing.T) {
	for _, c := range []struct{ word, want, text string }{
		{"shelled", "AFFIRMED ASSERTED PAST ?", `Word/=/NNP/2/nsubj spread/=/VBD/0/root that/=/IN/7/mark the/=/DT/5/det army/=/NN/7/nsubj had/have/VBD/7/aux shelled/shell/VBN/2/ccomp it/=/PRP/7/obj`},
		{"bombed", "AFFIRMED ASSERTED PAST ?", `They/they/PRP/2/nsubj spread/=/VBD/0/root the/=/DT/4/det lie/=/NN/2/obj that/=/WDT/8/mark Chad/=/NNP/8/nsubj had/have/VBD/8/aux bombed/bomb/VBN/4/acl:relcl Peru/=/NNP/8/obj`},
		{"bombed", "AFFIRMED ASSERTED PRESENT ?", `The/the/DT/2/det allegation/=/NN/6/nsubj:outer is/be/VBZ/6/cop that/=/IN/6/mark Chad/=/NNP/6/nsubj bombed/bomb/VBD/0/root Peru/=/NNP/6/obj`},
		{"bombed", "AFFIRMED ASSERTED PAST ?", `Myth/=/NNP/0/root _:/=/:/4/punct Chad/=/NNP/4/nsubj bombed/bomb/VBD/1/parataxis Peru/=/NNP/4/obj`},
		{"bombed", "AFFIRMED ASSERTED PAST ?", `Chad/=/NNP/2/nsubj bombed/bomb/VBD/0/root Peru/=/NNP/2/obj _,/=/,/10/punct or/=/CC/10/cc so/=/RB/10/advmod the/=/DT/8/det generals/general/NNS/10/nsubj would/=/MD/10/aux have/=/VB/2/conj us/we/PRP/10/obj believe/=/VB/10/xcomp`},
		{"bombed", "AFFIRMED ASSERTED PAST ?", `Chad/=/NNP/2/nsubj bombed/bomb/VBD/0/root Peru/=/NNP/2/obj –/-/:/9/punct at/=/IN/6/case least/=/JJS/9/obl that/=/DT/9/nsubj is/be/VBZ/9/cop what/=/WP/2/parataxis the/=/DT/11/det generals/general/NNS/12/nsubj say/=/VBP/9/acl:relcl`},
		{"bombed", "AFFIRMED ASSERTED PAST ?", `In/in/IN/5/case the/=/DT/3/det generals/general/NNS/5/nmod:poss '/'s/POS/3/case version/=/NN/10/obl of/=/IN/7/case events/event/NNS/5/nmod _,/=/,/5/punct Chad/=/NNP/10/nsubj bombed/bomb/VBD/0/root Peru/=/NNP/10/obj`},
		{"annexes", "AFFIRMED ASSERTED PRESENT ?", `In/in/IN/3/case a/=/DT/3/det parody/=/NN/6/obl _,/=/,/3/punct Chad/=/NNP/6/nsubj annexes/annexe/VBZ/0/root Peru/=/NNP/6/obj`},
		{"murders", "AFFIRMED ASSERTED PRESENT ?", `The/the/DT/2/det novel/=/NN/3/nsubj tells/tell/VBZ/0/root of/=/IN/6/case a/=/DT/6/det general/=/NN/3/obl who/=/WP/8/nsubj murders/murder/VBZ/6/acl:relcl a/=/DT/10/det king/=/NN/8/obj`},
		{"arrest", "AFFIRMED ASSERTED NONE ?", `The/the/DT/3/det _“/=/./3/punct arrest/=/NN/10/nsubj _”/=/./3/punct of/=/IN/7/case the/=/DT/7/det mayor/=/NN/3/nmod was/be/VBD/10/cop a/=/DT/10/det stunt/=/NN/0/root`},
		{"attack", "AFFIRMED PLANNED FUTURE", `Chad/=/NNP/3/nsubj was/be/VBD/3/aux going/go/VBG/0/root to/=/TO/5/mark attack/=/VB/3/xcomp Peru/=/NNP/5/obj`},
		{"release", "AFFIRMED REQUIRED PRESENT", `Chad/=/NNP/2/nsubj ignored/ignore/VBD/0/root demands/demand/NNS/2/obj that/=/IN/6/mark it/=/PRP/6/nsubj release/=/VBP/3/acl Baro/=/NNP/6/obj`},
		{"release", "AFFIRMED PLANNED NONE", `Relatives/relative/NNS/3/nsubj are/be/VBP/3/aux hoping/hope/VBG/0/root for/=/IN/6/case the/=/DT/6/det release/=/NN/3/obl of/=/IN/8/case Baro/=/NNP/6/nmod`},
		{"release", "NEGATED ASSERTED NONE", `They/they/PRP/2/nsubj failed/fail/VBD/0/root to/=/TO/4/mark secure/=/VB/2/xcomp the/=/DT/6/det release/=/NN/4/obj of/=/IN/8/case Baro/=/NNP/6/nmod`},
		{"agreement", "NEGATED ASSERTED PAST", `No/no/DT/2/det agreement/=/NN/4/nsubj:pass was/be/VBD/4/aux:pass reached/reach/VBN/0/root`},
		{"agreement", "AFFIRMED POSSIBLE NONE", `An/a/DT/2/det agreement/=/NN/7/nsubj between/=/IN/4/case Chad/=/NNP/2/nmod and/=/CC/6/cc Peru/=/NNP/4/conj remains/remain/VBZ/0/root elusive/=/JJ/7/xcomp`},
		{"shooting", "AFFIRMED ASSERTED NONE ?", `Baro/=/NNP/3/nsubj:pass was/be/VBD/3/aux:pass framed/frame/VBN/0/root for/=/IN/5/mark shooting/shoot/VBG/3/advcl the/=/DT/7/det judge/=/NN/5/obj`},
		{"shot", "AFFIRMED ASSERTED PAST ?", `Baro/=/NNP/2/nsubj boasted/boast/VBD/0/root of/=/IN/4/mark having/have/VBG/5/aux shot/shoot/VBN/2/advcl the/=/DT/7/det judge/=/NN/5/obj`},
		{"shooting", "AFFIRMED HYPOTHETICAL NONE", `Baro/=/NNP/2/nsubj fantasised/fantasise/VBD/0/root about/=/IN/4/mark shooting/shoot/VBG/2/advcl the/=/DT/6/det judge/=/NN/4/obj`},
		{"poisoning", "NEGATED ASSERTED NONE ?", `Baro/=/NNP/2/nsubj pleaded/plead/VBD/0/root not/=/RB/4/advmod guilty/=/JJ/2/xcomp to/=/IN/6/mark poisoning/poison/VBG/4/advcl a/=/DT/8/det judge/=/NN/6/obj`},
		{"signing", "AFFIRMED POSSIBLE NONE", `Chad/=/NNP/2/nsubj walked/walk/VBD/0/root out/=/RB/2/advmod before/=/IN/5/mark signing/sign/VBG/2/advcl the/=/DT/7/det accord/=/NN/5/obj`},
		{"conviction", "NEGATED ASSERTED NONE", `The/the/DT/2/det court/=/NN/3/nsubj quashed/quash/VBD/0/root the/=/DT/5/det conviction/=/NN/3/obj of/=/IN/7/case Baro/=/NNP/5/nmod`},
		{"attacks", "AFFIRMED HYPOTHETICAL PRESENT", `In/in/IN/4/mark case/=/NN/1/fixed Chad/=/NNP/4/nsubj attacks/attack/VBZ/9/advcl Peru/=/NNP/4/obj _,/=/,/4/punct guards/guard/NNS/9/nsubj:pass were/be/VBD/9/aux:pass posted/post/VBN/0/root`},
		{"looting", "AFFIRMED ASSERTED NONE ?", `There/there/EX/2/expl were/be/VBD/0/root reports/report/NNS/2/nsubj of/=/IN/5/case soldiers/soldier/NNS/3/nmod looting/loot/VBG/3/acl`},
		{"succeeding", "AFFIRMED PLANNED NONE", `She/she/PRP/4/nsubj is/be/VBZ/4/cop to/=/TO/4/mark step/=/VB/0/root down/=/RP/4/compound:prt _,/=/,/9/punct with/=/IN/9/mark Baro/=/NNP/9/nsubj succeeding/succeed/VBG/4/advcl her/she/PRP/9/obj`},
		{"using", "NEGATED ASSERTED NONE", `Chad/=/NNP/2/nsubj withdrew/withdraw/VBD/0/root from/=/IN/4/mark using/use/VBG/2/advcl them/they/PRP/4/obj`},
		{"killed", "AFFIRMED POSSIBLE PAST", `Baro/=/NNP/5/nsubj:pass was/be/VBD/5/aux:pass almost/=/RB/4/advmod certainly/=/RB/5/advmod killed/kill/VBN/0/root`},
		{"killed", "AFFIRMED ASSERTED PRESENT ?", `The/the/DT/2/det case/=/NN/6/nsubj:outer is/be/VBZ/6/cop that/=/IN/6/mark Baro/=/NNP/6/nsubj killed/kill/VBD/0/root her/she/PRP/6/obj`},
		{"killing", "AFFIRMED ASSERTED NONE ?", `Baro/=/NNP/2/nsubj faces/face/VBZ/0/root trial/=/NN/2/obj for/=/IN/5/mark killing/kill/VBG/2/advcl her/she/PRP/5/obj`},
		{"meeting", "AFFIRMED PLANNED PRESENT", `Baro/=/NNP/3/nsubj is/be/VBZ/3/cop open/=/JJ/0/root to/=/TO/5/mark meeting/meet/VBG/3/advcl her/she/PRP/5/obj`},
		{"killed", "AFFIRMED POSSIBLE PAST", `He/he/PRP/2/nsubj challenged/challenge/VBD/0/root anyone/=/NN/2/obj to/=/TO/5/mark prove/=/VB/3/acl that/=/IN/9/mark he/=/PRP/9/nsubj had/have/VBD/9/aux killed/kill/VBN/5/ccomp her/she/PRP/9/obj`},
		{"meeting", "NEGATED ASSERTED NONE", `A/a/DT/2/det meeting/=/NN/5/nsubj with/=/IN/4/case Baro/=/NNP/2/nmod fell/fall/VBD/0/root through/=/RP/5/compound:prt`},
		{"release", "AFFIRMED PLANNED NONE", `The/the/DT/2/det demands/demand/NNS/12/nsubj:pass _,/=/,/5/punct which/=/WDT/5/nsubj include/=/VBP/2/acl:relcl the/=/DT/7/det release/=/NN/5/obj of/=/IN/9/case Baro/=/NNP/7/nmod _,/=/,/2/punct were/be/VBD/12/aux:pass met/meet/VBN/0/root`},
	} {
		if s := moodIn(t, c.word, c.text); s != c.want {
			t.Errorf("%s in %q: %s, want %s", c.word, c.text, s, c.want)
		}
	}
}
