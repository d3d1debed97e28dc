package event

import (
	"slices"
	"strings"
	"testing"
)

// TestConstructions: ways of telling an act beside the plain active and passive.
func TestConstructions(t *testing.T) {
	for _, c := range []struct {
		name, entities, text string
		want                 []string
	}{
		{
			"a possessor whom the act befell", "PER:Ana_Ruiz",
			`Ruiz/=/NNP/3/nmod:poss/0N _'s/=/POS/1/case arrest/=/NN/4/nsubj surprised/surprise/VBD/0/root nobody/=/NN/4/obj`,
			[]string{"– COERCED Ana Ruiz"},
		},
		{
			"talks between two", "LOC:Chad:COUNTRY:TD LOC:Mali:COUNTRY:ML",
			`Talks/talk/NNS/6/nsubj between/=/IN/3/case Chad/=/NNP/1/nmod/0N and/=/CC/5/cc Mali/=/NNP/3/conj/1N failed/fail/VBD/0/root`,
			[]string{"Chad MET_WITH Mali"},
		},
		{
			"who says so at a meeting was there", "PER:Ana_Ruiz PER:Ali_Baro",
			`At/=/IN/3/case a/=/DT/3/det meeting/=/NN/7/obl with/=/IN/5/case Baro/=/NNP/3/nmod/1N Ruiz/=/NNP/7/nsubj/0N spoke/speak/VBD/0/root`,
			[]string{"Ana Ruiz MET_WITH Ali Baro"},
		},
		{
			"a post within a body", "PER:Ana_Ruiz ORG:Green_Party:PARTY",
			`Ruiz/=/NNP/2/nsubj/0N resigned/resign/VBD/0/root as/=/IN/4/case leader/=/NN/2/obl of/=/IN/8/case the/=/DT/8/det Green/=/NNP/8/compound/1N Party/=/NNP/4/nmod/1N`,
			[]string{"Ana Ruiz HOLDS_POSITION Green Party “leader”", "Ana Ruiz WITHDREW_FROM Green Party"},
		},
		{
			"a particle that was taken for an adverb", "ORG:Police:POLICE LOC:Chad:COUNTRY:TD",
			`Police/=/NNS/2/nsubj/0N turned/turn/VBD/0/root away/=/RB/4/amod Chadians/Chadian/NNPS/2/obj/1A`,
			[]string{"Police COERCED Chadians"},
		},
		{
			"to whom it is handed", "PER:Ana_Ruiz ORG:Green_Party:PARTY",
			`Ruiz/=/NNP/2/nsubj/0N returned/return/VBD/0/root a/=/DT/4/det file/=/NN/2/obj to/=/IN/8/case the/=/DT/8/det Green/=/NNP/8/compound/1N Party/=/NNP/2/obl/1N`,
			[]string{"Ana Ruiz ACTED_ON Green Party"},
		},
		{
			"in touch", "PER:Ana_Ruiz PER:Ali_Baro",
			`Ruiz/=/NNP/2/nsubj/0N got/get/VBD/0/root in/=/IN/4/case touch/=/NN/2/obl with/=/IN/6/case Baro/=/NNP/4/nmod/1N`,
			[]string{"Ana Ruiz MET_WITH Ali Baro"},
		},
		{
			"control of a place", "ORG:Rebels LOC:Homs:CITY",
			`Rebels/=/NNS/2/nsubj/0N seized/seize/VBD/0/root control/=/NN/2/obj of/=/IN/5/case Homs/=/NNP/3/nmod/1N`,
			[]string{"Rebels COERCED Homs"},
		},
		{
			"what turns back by itself", "ORG:Acme",
			`Acme/=/NNP/2/nsubj/0N turned/turn/VBD/0/root back/=/RP/2/compound:prt`,
			nil,
		},
		{
			"on the way to a meeting", "PER:Ana_Ruiz PER:Ali_Baro",
			`Ruiz/=/NNP/2/nsubj/0N heads/head/VBZ/0/root home/=/RB/2/advmod for/=/IN/6/case a/=/DT/6/det meeting/=/NN/2/obl with/=/IN/8/case Baro/=/NNP/6/nmod/1N`,
			[]string{"Ana Ruiz MET_WITH Ali Baro PLANNED"},
		},
		{
			"two with whom there are talks do not meet each other", "LOC:Chad:COUNTRY:TD LOC:Mali:COUNTRY:ML",
			`Plans/plan/NNS/8/nsubj for/=/IN/3/case talks/talk/NNS/1/nmod with/=/IN/5/case Chad/=/NNP/3/nmod/0N and/=/CC/7/cc Mali/=/NNP/5/conj/1N failed/fail/VBD/0/root`,
			nil,
		},
		{
			"where a rally was", "PER:Ana_Ruiz LOC:Freedom_Plaza:FACILITY",
			`Ruiz/=/NNP/2/nsubj/0N rallied/rally/VBD/0/root at/=/IN/5/case Freedom/=/NNP/5/compound/1N Plaza/=/NNP/2/obl/1N`,
			[]string{"Ana Ruiz LOCATED_IN Freedom Plaza"},
		},
		{
			"doctors are no force", "ORG:Acme LOC:Chad:COUNTRY:TD",
			`Acme/=/NNP/2/nsubj/0N deployed/deploy/VBD/0/root doctors/doctor/NNS/2/obj to/=/IN/5/case Chad/=/NNP/2/obl/1N`,
			nil,
		},
		{
			"a soldier of a country is not killed by it", "LOC:Chad:COUNTRY:TD PER:soldier",
			`A/=/DT/3/det Chad/=/NNP/3/compound/0N soldier/=/NN/6/nsubj/1M killed/kill/VBD/3/acl there/=/RB/4/advmod slept/sleep/VBD/0/root`,
			[]string{"– ATTACKED soldier"},
		},
		{
			"hurt after a crash told before", "PER:nun ORG:plane",
			`A/=/DT/2/det plane/=/NN/3/nsubj/1M crashed/crash/VBD/0/root
			A/=/DT/2/det nun/=/NN/4/nsubj:pass/0M was/be/VBD/4/aux:pass hurt/=/VBN/0/root`,
			nil,
		},
		{
			"who is sentenced for two deeds", "ORG:court PER:sergeant PER:nuns PER:cooks",
			`A/=/DT/2/det court/=/NN/3/nsubj/0M jailed/sentence/VBD/0/root a/=/DT/5/det sergeant/=/NN/3/obj/1M for/=/IN/7/mark killing/kill/VBG/3/advcl nuns/nun/NNS/7/obj/2M and/=/CC/10/cc wounding/wound/VBG/7/conj cooks/cook/NNS/10/obj/3M`,
			[]string{"court SANCTIONED sergeant", "sergeant ATTACKED nuns", "sergeant ATTACKED cooks"},
		},
		{
			"a building attacks nobody", "LOC:Lima:CITY PER:nuns",
			`A/=/DT/2/det tower/=/NN/3/nsubj collapsed/collapse/VBD/0/root in/=/IN/5/case Lima/=/NNP/3/obl/0N _,/=/,/7/punct killing/kill/VBG/3/advcl six/=/CD/9/nummod nuns/nun/NNS/7/obj/1M`,
			nil,
		},
		{
			"hurt in a fall", "PER:nuns",
			`Nuns/nun/NNS/3/nsubj:pass/0M were/be/VBD/3/aux:pass hurt/=/VBN/0/root when/=/WRB/7/advmod a/=/DT/6/det tower/=/NN/7/nsubj fell/fall/VBD/3/advcl`,
			nil,
		},
		{
			"whose attacks they are", "LOC:Chad:COUNTRY:TD PER:nuns",
			`Nuns/nun/NNS/2/nsubj/1M fear/=/VBP/0/root Chad/=/NNP/5/nmod:poss/0N _'s/=/POS/3/case attacks/attack/NNS/2/obj`,
			nil,
		},
		{
			"who is among the killed did not kill", "PER:villagers PER:nun ORG:soldiers",
			`The/=/DT/2/det killing/=/NN/12/nsubj of/=/IN/4/case villagers/villager/NNS/2/nmod/0M _,/=/,/8/punct including/include/VBG/8/case a/=/DT/8/det nun/=/NN/2/nmod/1M _,/=/,/11/punct by/=/IN/11/case soldiers/soldier/NNS/8/nmod/2M shocked/shock/VBD/0/root everyone/=/NN/12/obj`,
			[]string{"soldiers ATTACKED villagers", "killing AGENT soldiers", "killing TARGET villagers"},
		},
		{
			"charges are not dropped on anyone", "PER:Ana_Ruiz ORG:Police:POLICE",
			`Police/=/NNS/2/nsubj/1M dropped/drop/VBD/0/root charges/charge/NNS/2/obj against/=/IN/5/case Ruiz/=/NNP/3/nmod/0N`,
			[]string{"– INVESTIGATED Ana Ruiz"},
		},
		{
			"a protest against a deed is against who did it", "PER:Ana_Ruiz LOC:Chad:COUNTRY:TD",
			`Ruiz/=/NNP/2/nsubj/0N protested/protest/VBD/0/root Chad/=/NNP/5/nmod:poss/1N _'s/=/POS/3/case decision/=/NN/2/obj`,
			[]string{"Ana Ruiz PROTESTED_AGAINST Chad"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := analysed(t, c.entities, c.text)
			if got := statementLines(a, a.Statements); !slices.Equal(got, c.want) {
				t.Errorf("%q:\n got %s\nwant %s", a.Text, strings.Join(got, "; "), strings.Join(c.want, "; "))
			}
		})
	}
}
