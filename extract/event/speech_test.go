package event

import (
	"context"
	"slices"
	"testing"
)

func TestSpeech(t *testing.T) {
	for _, c := range []struct {
		name, entities, text string
		want                 []string
	}{
		{
			"condemned, with whom and for what", "PER:Ana_Ruiz LOC:Norway:COUNTRY:NO",
			`Ruiz/=/NNP/2/nsubj/0N condemned/condemn/VBD/0/root Norway/=/NNP/2/obj/1N for/=/IN/5/case whaling/=/NN/2/obl _./=/./2/punct`,
			[]string{"Ana Ruiz CONDEMNED Norway “whaling”"},
		},
		{
			"criticising someone's act is criticising them", "ORG:unions LOC:Norway:COUNTRY:NO",
			`Unions/union/NNS/2/nsubj/0M slammed/slam/VBD/0/root Norway/=/NNP/5/nmod:poss/1N _'s/=/POS/3/case plan/=/NN/2/obj _./=/./2/punct`,
			[]string{"unions CONDEMNED Norway “Norway's plan”"},
		},
		{
			"one statement for each speaker", "ORG:Oslo ORG:Bern LOC:Chad:COUNTRY:TD",
			`Oslo/=/NNP/4/nsubj/0N and/=/CC/3/cc Bern/=/NNP/1/conj/1N praised/praise/VBD/0/root Chad/=/NNP/4/obj/2N _./=/./4/punct`,
			[]string{"Oslo PRAISED Chad “Chad”", "Bern PRAISED Chad “Chad”"},
		},
		{
			"an appeal", "PER:pope LOC:Chad:COUNTRY:TD",
			`The/=/DT/2/det pope/=/NN/3/nsubj/0M urged/urge/VBD/0/root Chad/=/NNP/3/obj/1N to/=/TO/6/mark wait/=/VB/3/xcomp _./=/./3/punct`,
			[]string{"pope APPEALED_TO Chad “to wait”"},
		},
		{
			"an order without a speaker", "PER:Ana_Ruiz",
			`Ruiz/=/NNP/3/nsubj:pass/0N was/be/VBD/3/aux:pass told/tell/VBN/0/root to/=/TO/5/mark wait/=/VB/3/xcomp _./=/./3/punct`,
			[]string{"– DEMANDED Ana Ruiz “to wait”"},
		},
		{
			"a neutral verb with hostile words", "PER:Ana_Ruiz LOC:Chad:COUNTRY:TD",
			`Ruiz/=/NNP/2/nsubj/0N described/describe/VBD/0/root Chad/=/NNP/2/obj/1N as/=/IN/6/case a/=/DT/6/det threat/=/NN/2/obl _./=/./2/punct`,
			[]string{"Ana Ruiz STATED – “Chad as a threat”", "Ana Ruiz CONDEMNED Chad “Chad as a threat”"},
		},
		{
			"only planned", "ORG:ministry",
			`The/=/DT/2/det ministry/=/NN/4/nsubj/0M will/=/MD/4/aux announce/=/VB/0/root a/=/DT/6/det truce/=/NN/4/obj _./=/./4/punct`,
			[]string{"ministry ANNOUNCED – “a truce” PLANNED"},
		},
		{
			"condemning what befell someone condemns him not", "PER:Ana_Ruiz PER:Ali_Baro",
			`Ruiz/=/NNP/2/nsubj/0N condemned/condemn/VBD/0/root the/=/DT/4/det kidnapping/=/NN/2/obj of/=/IN/6/case Baro/=/NNP/4/nmod/1N _./=/./2/punct`,
			[]string{"Ana Ruiz CONDEMNED – “the kidnapping of Baro”"},
		},
		{
			"a storm says nothing", "ORG:storm",
			`The/=/DT/2/det storm/=/NN/3/nsubj/0M claimed/claim/VBD/0/root six/=/CD/5/nummod lives/life/NNS/3/obj _./=/./3/punct`,
			nil,
		},
		{
			"told a paper what happened", "PER:Ana_Ruiz ORG:Herald",
			`Ruiz/=/NNP/2/nsubj/0N told/tell/VBD/0/root the/=/DT/4/det Herald/=/NNP/6/nmod/1N six/=/CD/6/nummod people/=/NNS/8/nsubj were/be/VBD/8/cop tired/=/JJ/2/ccomp _./=/./2/punct`,
			[]string{"Ana Ruiz STATED – “six people were tired”"},
		},
		{
			"who urges says why", "PER:Ana_Ruiz LOC:Chad:COUNTRY:TD",
			`Ruiz/=/NNP/2/nsubj/0N urged/urge/VBD/0/root Chad/=/NNP/2/obj/1N to/=/TO/5/mark wait/=/VB/2/xcomp _,/=/,/7/punct saying/say/VBG/5/advcl it/=/PRP/9/nsubj rained/rain/VBD/7/ccomp _./=/./2/punct`,
			[]string{"Ana Ruiz APPEALED_TO Chad “to wait, saying it rained”", "Ana Ruiz STATED – “it rained”"},
		},
		{
			"a relative clause that hangs on the verb", "ORG:Acme",
			`Acme/=/NNP/2/nsubj/0N maintained/maintain/VBD/0/root a/=/DT/4/det policy/=/NN/2/obj which/=/WDT/7/obj others/other/NNS/7/nsubj criticize/=/VBP/2/ccomp _./=/./2/punct`,
			nil,
		},
		{
			"a relative clause beside the verb", "ORG:Acme",
			`Acme/=/NNP/2/nsubj/0N maintained/maintain/VBD/0/root a/=/DT/4/det policy/=/NN/2/obj which/=/WDT/7/obj others/other/NNS/7/nsubj criticize/=/VBP/2/parataxis _./=/./2/punct`,
			nil,
		},
		{
			"pleading is no appeal", "PER:Ana_Ruiz",
			`Ruiz/=/NNP/2/nsubj/0N pleaded/plead/VBD/0/root not/=/RB/4/advmod guilty/=/JJ/2/xcomp _./=/./2/punct`,
			nil,
		},
		{
			"compared with what", "PER:Ana_Ruiz",
			`Ruiz/=/NNP/2/nsubj/0N compared/compare/VBD/0/root figures/figure/NNS/2/obj with/=/IN/5/case others/other/NNS/2/obl _./=/./2/punct`,
			nil,
		},
		{
			"what a house offers it does not promise", "ORG:Acme",
			`Acme/=/NNP/2/nsubj/0N offers/offer/VBZ/0/root rooms/room/NNS/2/obj _./=/./2/punct`,
			nil,
		},
		{
			"put out of office", "PER:Ana_Ruiz PER:governor",
			`Ruiz/=/NNP/2/nsubj/0N dismissed/dismiss/VBD/0/root the/=/DT/4/det governor/=/NN/2/obj/1M _./=/./2/punct`,
			nil,
		},
		{
			"who speaks for someone is not he", "PER:spokesman PER:Ali_Baro ORG:Acme",
			`A/=/DT/2/det spokesman/=/NN/8/nsubj/0M for/=/IN/4/case friends/friend/NNS/2/nmod of/=/IN/7/case Mr./=/NNP/7/nmod:desc Baro/=/NNP/4/nmod/1N accused/accuse/VBD/0/root Acme/=/NNP/8/obj/2N of/=/IN/11/mark lying/lie/VBG/8/advcl _./=/./8/punct`,
			[]string{"spokesman ACCUSED Acme “lying”"},
		},
		{
			"not quite blamed", "PER:Ana_Ruiz LOC:Chad:COUNTRY:TD",
			`Ruiz/=/NNP/2/nsubj/0N stopped/stop/VBD/0/root short/=/RB/2/advmod of/=/IN/5/mark blaming/blame/VBG/2/advcl Chad/=/NNP/5/obj/1N _./=/./2/punct`,
			[]string{"Ana Ruiz ACCUSED Chad “Chad” NOT"},
		},
		{
			"yet to be said", "PER:Ana_Ruiz",
			`Ruiz/=/NNP/2/nsubj/0N has/have/VBZ/0/root yet/=/RB/2/advmod to/=/TO/5/mark announce/=/VB/2/xcomp a/=/DT/7/det plan/=/NN/5/obj _./=/./2/punct`,
			[]string{"Ana Ruiz ANNOUNCED – “a plan” NOT"},
		},
		{
			"said with a hope for something else", "PER:Ana_Ruiz",
			`Ruiz/=/NNP/2/nsubj/0N hoped/hope/VBD/0/root to/=/TO/4/mark help/=/VB/2/xcomp _,/=/,/6/punct saying/say/VBG/4/advcl it/=/PRP/8/nsubj rained/rain/VBD/6/ccomp _./=/./2/punct`,
			[]string{"Ana Ruiz STATED – “it rained”"},
		},
		{
			"who says we", "PER:Ana_Ruiz LOC:Chad:COUNTRY:TD PER:We",
			`“/=/XX/3/punct _We/we/PRP/3/nsubj/2P urge/=/VBP/10/ccomp Chad/=/NNP/3/obj/1N to/=/TO/6/mark wait/=/VB/3/xcomp _,/=/,/3/punct _”/=/''/3/punct Ruiz/=/NNP/10/nsubj/0N said/say/VBD/0/root _./=/./10/punct`,
			[]string{"Ana Ruiz STATED – “We urge Chad to wait”", "Ana Ruiz APPEALED_TO Chad “to wait”"},
		},
		{
			"refused, and no claim denied", "PER:Ana_Ruiz",
			`Ruiz/=/NNP/2/nsubj/0N refused/refuse/VBD/0/root to/=/TO/4/mark pay/=/VB/2/xcomp _./=/./2/punct`,
			[]string{"Ana Ruiz REJECTED – “to pay”"},
		},
		{
			"who it is, in commas", "PER:mayor LOC:Bergen:CITY PER:Ana_Ruiz LOC:Chad:COUNTRY:TD",
			`The/=/DT/2/det mayor/=/NN/8/nsubj/0M of/=/IN/4/case Bergen/=/NNP/2/nmod/1N _,/=/,/6/punct Ruiz/=/NNP/4/conj/2N _,/=/,/6/punct praised/praise/VBD/0/root Chad/=/NNP/8/obj/3N _./=/./8/punct`,
			[]string{"Ana Ruiz PRAISED Chad “Chad”"},
		},
		{
			"what goes on behind “and”", "PER:Ana_Ruiz PER:she",
			`Ruiz/=/NNP/2/nsubj/0N claims/claim/VBZ/0/root that/=/IN/5/mark it/=/PRP/5/nsubj:pass hurt/hurt/VBN/2/ccomp and/=/CC/9/cc she/=/PRP/9/nsubj:pass was/be/VBD/9/aux:pass forced/force/VBN/2/conj to/=/TO/11/mark work/=/VB/9/xcomp _./=/./2/punct`,
			[]string{"Ana Ruiz STATED – “it hurt and she was forced to work”"},
		},
		{
			"called for something to happen", "ORG:council",
			`The/=/DT/2/det council/=/NN/3/nsubj/0M called/call/VBD/0/root for/=/IN/6/case his/=/PRP$/6/nmod:poss death/=/NN/3/obl to/=/TO/9/mark be/=/VB/9/aux:pass investigated/investigate/VBN/3/advcl _./=/./3/punct`,
			[]string{"council APPEALED_TO – “his death to be investigated”"},
		},
		{
			"not wanted is rejected", "LOC:Chad:COUNTRY:TD",
			`Chad/=/NNP/4/nsubj/0N does/do/VBZ/4/aux not/=/RB/4/advmod want/=/VB/0/root foreign/=/JJ/6/amod troops/troop/NNS/4/obj _./=/./4/punct`,
			[]string{"Chad REJECTED – “foreign troops”"},
		},
		{
			"prisoners are released and not told", "LOC:Chad:COUNTRY:TD",
			`Chad/=/NNP/2/nsubj/0N released/release/VBD/0/root prisoners/prisoner/NNS/2/obj _./=/./2/punct`,
			nil,
		},
		{
			"a plan is nobody's words", "ORG:ministry",
			`The/=/DT/2/det ministry/=/NN/3/nsubj/0M plans/plan/VBZ/0/root to/=/TO/5/mark resign/=/VB/3/xcomp _./=/./3/punct`,
			nil,
		},
		{
			"claims of nobody", "ORG:army",
			`Reports/report/NNS/6/nsubj that/=/IN/5/mark the/=/DT/4/det army/=/NN/5/nsubj/0M fled/flee/VBD/1/acl spread/=/VBD/0/root _./=/./6/punct`,
			nil,
		},
		{
			"critics", "PER:critics PER:Ana_Ruiz",
			`Critics/critic/NNS/6/nsubj/0M of/=/IN/5/case Ruiz/=/NNP/5/nmod:poss/1N _'s/=/POS/3/case policies/policy/NNS/1/nmod met/meet/VBD/0/root _./=/./6/punct`,
			[]string{"critics CONDEMNED Ana Ruiz"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := build(t, c.entities, c.text)
			if err := NewQuotes().Run(context.Background(), a); err != nil {
				t.Fatal(err)
			}
			if got := statementLines(a, speech(a)); !slices.Equal(got, c.want) {
				t.Errorf("%s\n got  %q\n want %q", a.Text, got, c.want)
			}
		})
	}
}
