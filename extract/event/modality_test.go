package event

import (
	"strings"
	"testing"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/graph"
)

// TestMoods: what becomes of the proposition that a word heads.
func TestMoods(t *testing.T) {
	for _, c := range []struct{ word, want, text string }{
		{"attack", "NEGATED ASSERTED PAST", `The/=/DT/2/det army/=/NN/5/nsubj did/do/VBD/5/aux not/=/RB/5/advmod attack/=/VB/0/root the/=/DT/7/det village/=/NN/5/obj`},
		{"capture", "NEGATED ASSERTED PAST", `The/=/DT/2/det army/=/NN/3/nsubj failed/fail/VBD/0/root to/=/TO/5/mark capture/=/VB/3/xcomp the/=/DT/7/det city/=/NN/5/obj`},
		{"free", "AFFIRMED ASSERTED PAST", `They/=/PRP/2/nsubj managed/manage/VBD/0/root to/=/TO/4/mark free/=/VB/2/xcomp the/=/DT/6/det hostages/hostage/NNS/4/obj`},
		{"deploy", "AFFIRMED PLANNED FUTURE", `A/=/DT/2/det plan/=/NN/0/root to/=/TO/4/mark deploy/=/VB/2/acl troops/troop/NNS/4/obj`},
		{"deploy", "NEGATED PLANNED FUTURE", `They/=/PRP/4/nsubj do/=/VBP/4/aux not/=/RB/4/advmod plan/=/VB/0/root to/=/TO/6/mark deploy/=/VB/4/xcomp troops/troop/NNS/6/obj`},
		{"sanction", "AFFIRMED POSSIBLE PRESENT", `Lawmakers/lawmaker/NNS/3/nsubj may/=/MD/3/aux sanction/=/VB/0/root the/=/DT/5/det bank/=/NN/3/obj`},
		{"pay", "AFFIRMED REQUIRED PRESENT", `The/=/DT/2/det firm/=/NN/4/nsubj should/=/MD/4/aux pay/=/VB/0/root workers/worker/NNS/4/obj`},
		{"send", "AFFIRMED PLANNED FUTURE", `Turkey/Turkey/NNP/3/nsubj will/=/MD/3/aux send/=/VB/0/root aid/=/NN/3/obj`},
		{"attack", "AFFIRMED HYPOTHETICAL PRESENT", `If/=/IN/3/mark rebels/rebel/NNS/3/nsubj attack/=/VBP/6/advcl it/=/PRP/6/nsubj will/=/MD/6/aux respond/=/VB/0/root`},
		{"respond", "AFFIRMED HYPOTHETICAL FUTURE", `If/=/IN/3/mark rebels/rebel/NNS/3/nsubj attack/=/VBP/6/advcl it/=/PRP/6/nsubj will/=/MD/6/aux respond/=/VB/0/root`},
		{"arrested", "AFFIRMED ASSERTED PAST ?", `Police/=/NNS/3/nsubj reportedly/=/RB/3/advmod arrested/arrest/VBD/0/root two/=/CD/5/nummod men/man/NNS/3/obj`},
		{"killing", "AFFIRMED ASSERTED NONE ?", `He/=/PRP/3/nsubj:pass was/be/VBD/3/aux:pass accused/accuse/VBN/0/root of/=/IN/5/mark killing/kill/VBG/3/advcl the/=/DT/7/det mayor/=/NN/5/obj`},
		{"signing", "NEGATED ASSERTED NONE", `They/=/PRP/2/nsubj left/leave/VBD/0/root without/=/IN/4/mark signing/sign/VBG/2/advcl the/=/DT/6/det treaty/=/NN/4/obj`},
		{"withdraw", "AFFIRMED REQUIRED FUTURE", `He/=/PRP/2/nsubj urged/urge/VBD/0/root the/=/DT/4/det army/=/NN/2/obj to/=/TO/6/mark withdraw/=/VB/2/xcomp`},
		{"withdraw", "AFFIRMED REQUIRED FUTURE", `He/=/PRP/2/nsubj urged/urge/VBD/0/root the/=/DT/4/det army/=/NN/2/obj to/=/TO/6/mark withdraw/=/VB/4/acl`},
		{"attack", "NEGATED PLANNED NONE", `The/=/DT/2/det truce/=/NN/3/nsubj prevented/prevent/VBD/0/root an/a/DT/5/det attack/=/NN/3/obj on/=/IN/8/case the/=/DT/8/det city/=/NN/5/nmod`},
		{"strike", "AFFIRMED REQUIRED NONE", `They/=/PRP/2/nsubj called/call/VBD/0/root for/=/IN/5/case a/=/DT/5/det strike/=/NN/2/obl`},
		{"strike", "AFFIRMED POSSIBLE PRESENT", `They/=/PRP/3/nsubj could/=/MD/3/aux launch/=/VB/0/root a/=/DT/5/det strike/=/NN/3/obj`},
		{"meet", "AFFIRMED PLANNED FUTURE", `He/=/PRP/2/nsubj travelled/travel/VBD/0/root to/=/TO/4/mark meet/=/VB/2/advcl the/=/DT/6/det emir/=/NN/4/obj`},
		{"killed", "NEGATED ASSERTED PAST", `No/=/DT/2/det soldiers/soldier/NNS/4/nsubj:pass were/be/VBD/4/aux:pass killed/kill/VBN/0/root`},
		{"deploy", "NEGATED PLANNED FUTURE", `They/=/PRP/4/nsubj will/=/MD/4/aux not/=/RB/4/advmod act/=/VB/0/root or/=/CC/6/cc deploy/=/VB/4/conj forces/force/NNS/6/obj there/=/RB/6/advmod`},
		{"left", "AFFIRMED ASSERTED PAST", `He/=/PRP/4/nsubj did/do/VBD/4/aux not/=/RB/4/advmod stay/=/VB/0/root and/=/CC/6/cc left/leave/VBD/4/conj`},
		{"attack", "AFFIRMED ASSERTED PAST asked", `Did/do/VBD/4/aux the/=/DT/3/det army/=/NN/4/nsubj attack/=/VB/0/root the/=/DT/6/det village/=/NN/4/obj _?/=/./4/punct`},
		{"shelled", "AFFIRMED ASSERTED PAST denied", `He/=/PRP/2/nsubj denied/deny/VBD/0/root that/=/IN/6/mark his/=/PRP$/5/nmod:poss army/=/NN/6/nsubj shelled/shell/VBD/2/ccomp it/=/PRP/6/obj`},
		{"see", "NEGATED ASSERTED PAST", `It/=/PRP/4/nsubj was/be/VBD/4/cop too/=/RB/4/advmod dark/=/JJ/0/root to/=/TO/6/mark see/=/VB/4/xcomp`},
		{"reversing", "AFFIRMED ASSERTED PAST", `Exports/export/NNS/4/nsubj did/do/VBD/4/aux not/=/RB/4/advmod recover/=/VB/0/root _,/=/,/6/punct reversing/reverse/VBG/4/advcl a/=/DT/8/det forecast/=/NN/6/obj`},
		{"helped", "NEGATED ASSERTED PAST", `Nothing/=/NN/4/nsubj that/=/WDT/3/nsubj helped/help/VBD/1/acl:relcl appeared/appear/VBD/0/root`},
		{"attend", "NEGATED PLANNED FUTURE", `He/=/PRP/4/nsubj:pass was/be/VBD/4/aux:pass not/=/RB/4/advmod given/give/VBN/0/root the/=/DT/6/det opportunity/=/NN/4/obj to/=/TO/8/mark attend/=/VB/6/acl`},
		{"convicted", "NEGATED ASSERTED PAST", `It/=/PRP/4/nsubj has/have/VBZ/4/aux not/=/RB/4/advmod resulted/result/VBN/0/root in/=/IN/6/case anyone/=/NN/8/nsubj:pass being/be/VBG/8/aux:pass convicted/convict/VBN/4/advcl`},
		{"stop", "NEGATED PLANNED FUTURE", `He/=/PRP/4/nsubj does/do/VBZ/4/aux not/=/RB/4/advmod expect/=/VB/0/root that/=/IN/8/mark it/=/PRP/8/nsubj will/=/MD/8/aux stop/=/VB/4/ccomp them/=/PRP/8/obj`},
		{"decide", "NEGATED ASSERTED PRESENT", `They/=/PRP/2/nsubj have/=/VBP/0/root yet/=/RB/2/advmod to/=/TO/5/mark decide/=/VB/2/xcomp`},
		{"hope", "AFFIRMED ASSERTED PRESENT", `I/=/PRP/2/nsubj hope/=/VBP/0/root not/=/RB/2/advmod`},
		{"left", "NEGATED ASSERTED PAST", `At/=/IN/3/case no/=/DT/3/det time/=/NN/6/obl did/do/VBD/6/aux they/=/PRP/6/nsubj left/leave/VB/0/root`},
		{"holding", "AFFIRMED ASSERTED NONE denied", `Chad/=/NNP/2/nsubj ruled/rule/VBD/0/root out/=/RP/2/compound:prt holding/hold/VBG/2/xcomp talks/talk/NNS/4/obj`},
		{"talks", "AFFIRMED ASSERTED NONE denied", `Chad/=/NNP/2/nsubj ruled/rule/VBD/0/root out/=/RP/2/compound:prt holding/hold/VBG/2/xcomp talks/talk/NNS/4/obj`},
		{"attacked", "NEGATED ASSERTED PAST", `Neither/=/CC/2/cc:preconj Chad/=/NNP/5/nsubj nor/=/CC/4/cc Peru/=/NNP/2/conj attacked/attack/VBD/0/root Lima/=/NNP/5/obj`},
		{"signed", "NEGATED ASSERTED PAST", `Chad/=/NNP/2/nsubj has/have/VBZ/0/root not/=/RB/2/advmod _,/=/,/7/punct until/=/IN/6/case now/=/RB/7/advmod signed/sign/VBD/2/conj it/=/PRP/7/obj`},
		{"arrested", "AFFIRMED ASSERTED PAST ?", `Reportedly/=/RB/4/advmod _,/=/,/1/punct police/=/NNS/4/nsubj fired/fire/VBD/0/root and/=/CC/7/cc troops/troop/NNS/7/nsubj arrested/arrest/VBD/4/conj him/=/PRP/7/obj`},
		{"arrest", "NEGATED ASSERTED NONE", `Rather/=/RB/6/cc than/=/IN/1/fixed arrest/=/VB/6/advcl her/=/PRP/3/obj they/=/PRP/6/nsubj left/leave/VBD/0/root`},
		{"arrested", "AFFIRMED HYPOTHETICAL PAST", `Had/have/VBD/3/aux police/=/NNS/3/nsubj arrested/arrest/VBN/0/root him/=/PRP/3/obj _,/=/,/8/punct nobody/=/NN/8/nsubj would/=/MD/8/aux cry/=/VB/3/parataxis`},
		{"deported", "NEGATED ASSERTED PAST", `It/=/PRP/3/expl is/be/VBZ/3/cop false/=/JJ/0/root that/=/IN/6/mark Chad/=/NNP/6/nsubj deported/deport/VBD/3/csubj her/=/PRP/6/obj`},
		{"invaded", "AFFIRMED ASSERTED PAST ?", `Rumours/rumour/NNS/7/nsubj that/=/IN/5/mark Chad/=/NNP/5/nsubj had/have/VBD/5/aux invaded/invade/VBN/1/acl:relcl Peru/=/NNP/5/obj spread/=/VBD/0/root`},
		{"killing", "NEGATED ASSERTED NONE ?", `He/=/PRP/3/nsubj:pass was/be/VBD/3/aux:pass acquitted/acquit/VBN/0/root of/=/IN/5/mark killing/kill/VBG/3/advcl her/=/PRP/5/obj`},
		{"poisoned", "AFFIRMED POSSIBLE PAST", `Police/=/NNS/2/nsubj suspect/=/VBP/0/root that/=/IN/5/mark he/=/PRP/5/nsubj poisoned/poison/VBD/2/ccomp her/=/PRP/5/obj`},
		{"agreement", "NEGATED ASSERTED NONE", `They/=/PRP/4/nsubj have/=/VBP/4/aux not/=/RB/4/advmod signed/sign/VBN/0/root the/=/DT/6/det agreement/=/NN/4/obj`},
		{"attacked", "NEGATED ASSERTED PAST", `Chad/=/NNP/3/nsubj almost/=/RB/3/advmod attacked/attack/VBD/0/root Peru/=/NNP/3/obj`},
		{"sanctions", "NEGATED PLANNED NONE", `They/=/PRP/2/nsubj voted/vote/VBD/0/root against/=/IN/4/case sanctions/sanction/NNS/2/obl`},
		{"banning", "AFFIRMED PLANNED NONE", `They/=/PRP/2/nsubj voted/vote/VBD/0/root on/=/IN/4/mark banning/ban/VBG/2/advcl it/=/PRP/4/obj`},
		{"attack", "AFFIRMED HYPOTHETICAL NONE", `In/=/IN/3/case the/=/DT/3/det event/=/NN/8/obl of/=/IN/6/case an/a/DT/6/det attack/=/NN/3/nmod they/=/PRP/8/nsubj leave/=/VBP/0/root`},
		{"attack", "AFFIRMED PLANNED FUTURE", `They/=/PRP/3/nsubj:pass were/be/VBD/3/aux:pass tempted/tempt/VBN/0/root to/=/TO/5/mark attack/=/VB/3/xcomp Peru/=/NNP/5/obj`},
		{"backed", "NEGATED ASSERTED PAST", `They/=/PRP/2/nsubj backed/back/VBD/0/root neither/=/CC/6/cc:preconj Chad/=/NNP/2/obj nor/=/CC/6/cc Peru/=/NNP/4/conj`},
		{"hit", "AFFIRMED ASSERTED PAST ?", `It/=/PRP/2/nsubj followed/follow/VBD/0/root an/a/DT/4/det allegation/=/NN/2/obj he/=/PRP/6/nsubj hit/=/VBD/4/acl:relcl her/=/PRP/6/obj`},
		{"made", "AFFIRMED ASSERTED PAST", `It/=/PRP/2/nsubj followed/follow/VBD/0/root an/a/DT/4/det allegation/=/NN/2/obj he/=/PRP/6/nsubj made/make/VBD/4/acl:relcl`},
		{"attacking", "NEGATED ASSERTED NONE", `They/=/PRP/2/nsubj backed/back/VBD/0/root away/=/RB/2/advmod from/=/IN/5/mark attacking/attack/VBG/2/advcl Peru/=/NNP/5/obj`},
		{"attacking", "NEGATED ASSERTED NONE", `They/=/PRP/2/nsubj held/hold/VBD/0/root off/=/IN/4/mark attacking/attack/VBG/2/advcl Peru/=/NNP/4/obj`},
		{"attacked", "NEGATED ASSERTED PAST", `Not/=/RB/4/advmod a/=/DT/4/det single/=/JJ/4/amod soldier/=/NN/5/nsubj attacked/attack/VBD/0/root Peru/=/NNP/5/obj`},
		{"attacked", "AFFIRMED ASSERTED PAST ?", `By/=/IN/3/case some/=/DT/3/det accounts/account/NNS/6/obl _,/=/,/3/punct Chad/=/NNP/6/nsubj attacked/attack/VBD/0/root Peru/=/NNP/6/obj`},
		{"leaves", "AFFIRMED HYPOTHETICAL PRESENT", `Provided/provide/VBN/0/root that/=/IN/4/mark Chad/=/NNP/4/nsubj leaves/leave/VBZ/1/ccomp they/=/PRP/7/nsubj will/=/MD/7/aux sign/=/VB/1/ccomp`},
		{"leaves", "AFFIRMED PLANNED PRESENT", `They/=/PRP/3/nsubj will/=/MD/3/aux sign/=/VB/0/root when/=/WRB/6/advmod Chad/=/NNP/6/nsubj leaves/leave/VBZ/3/advcl`},
		{"releasing", "AFFIRMED PLANNED PAST", `Chad/=/NNP/3/nsubj was/be/VBD/3/cop close/=/JJ/0/root to/=/IN/5/mark releasing/release/VBG/3/advcl him/=/PRP/5/obj`},
		{"flown", "AFFIRMED HYPOTHETICAL PAST", `She/=/PRP/5/nsubj was/be/VBD/5/cop to/=/TO/5/mark have/=/VB/5/aux flown/fly/VBN/0/root`},
		{"condemning", "NEGATED ASSERTED NONE", `Far/=/RB/6/advmod from/=/IN/3/mark condemning/condemn/VBG/1/advcl Chad/=/NNP/3/obj they/=/PRP/6/nsubj praised/praise/VBD/0/root it/=/PRP/6/obj`},
		{"convicted", "NEGATED ASSERTED PAST", `He/=/PRP/2/nsubj escaped/escape/VBD/0/root being/be/VBG/4/aux:pass convicted/convict/VBN/2/xcomp`},
		{"deported", "AFFIRMED PLANNED PAST", `He/=/PRP/2/nsubj faces/face/VBZ/0/root being/be/VBG/4/aux:pass deported/deport/VBN/2/xcomp`},
		{"attack", "AFFIRMED POSSIBLE NONE", `An/a/DT/2/det attack/=/NN/4/nsubj is/be/VBZ/4/cop unlikely/=/JJ/0/root`},
		{"kidnapped", "AFFIRMED POSSIBLE PAST", `She/=/PRP/2/nsubj left/leave/VBD/0/root amid/=/IN/4/case fears/fear/NNS/2/obl he/=/PRP/8/nsubj:pass had/have/VBD/8/aux been/be/VBN/8/aux:pass kidnapped/kidnap/VBN/4/acl:relcl`},
		{"naming", "NEGATED ASSERTED NONE", `She/=/PRP/2/nsubj refrained/refrain/VBD/0/root from/=/IN/4/mark naming/name/VBG/2/advcl him/=/PRP/4/obj`},
		{"resign", "AFFIRMED PLANNED FUTURE", `She/=/PRP/5/nsubj was/be/VBD/5/cop due/=/JJ/5/mark to/=/TO/3/fixed resign/=/VB/0/root`},
		{"left", "AFFIRMED PLANNED PAST", `They/=/PRP/2/nsubj promised/promise/VBD/0/root to/=/TO/4/mark wait/=/VB/2/xcomp until/=/IN/7/mark he/=/PRP/7/nsubj left/leave/VBD/2/advcl`},
		{"visit", "AFFIRMED PLANNED FUTURE", `She/=/PRP/4/nsubj:outer is/be/VBZ/4/cop to/=/TO/4/mark visit/=/VB/0/root Peru/=/NNP/4/obj`},
		{"flee", "AFFIRMED ASSERTED PAST", `They/=/PRP/4/nsubj did/do/VBD/4/aux not/=/RB/4/advmod know/=/VB/0/root that/=/IN/8/mark he/=/PRP/8/nsubj had/have/VBD/8/aux flee/=/VBN/4/ccomp`},
	} {
		if s := moodIn(t, c.word, c.text); s != c.want {
			t.Errorf("%s in %q: %s, want %s", c.word, c.text, s, c.want)
		}
	}
}

// moodIn is the mood of the proposition that the last such word of a tree heads.
func moodIn(t *testing.T, word, text string) string {
	a := build(t, "", text)
	g := newGrammar(a)
	defer g.release()
	var m moods
	m.reset(g)
	at := extract.None
	for i := range int32(a.Tokens.Len()) {
		if a.Word(i) == word {
			at = i
		}
	}
	v := m.of(at)
	got := []string{string(graph.Affirmed), string(v.modality), string(v.tense)}
	if v.negated {
		got[0] = string(graph.Negated)
	}
	if v.hearsay {
		got = append(got, "?")
	}
	if v.question {
		got = append(got, "asked")
	}
	if v.denied {
		got = append(got, "denied")
	}
	return strings.Join(got, " ")
}
