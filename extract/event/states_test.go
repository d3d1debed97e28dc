package event

import (
	"slices"
	"testing"
)

func TestStates(t *testing.T) {
	for _, c := range []struct {
		name, entities, text string
		want                 []string
	}{
		{
			"a title before a name", "LOC:Chad:COUNTRY:TD PER:Ali_Baro",
			`Chad/=/NNP/3/compound/0N Prime/=/NNP/3/compound Minister/=/NNP/4/compound Ali/=/NNP/6/nsubj/1N Baro/=/NNP/4/flat/1N left/leave/VBD/0/root _./=/./6/punct`,
			[]string{"Ali Baro HOLDS_POSITION Chad “Prime Minister”"},
		},
		{
			"of State", "PER:Ali_Baro",
			`Secretary/=/NNP/4/nmod:desc of/=/IN/3/case State/=/NNP/1/nmod Ali/=/NNP/6/nsubj/0N Baro/=/NNP/4/flat/0N left/leave/VBD/0/root _./=/./6/punct`,
			[]string{"Ali Baro HOLDS_POSITION – “Secretary of State”"},
		},
		{
			"appositions", "PER:Ali_Baro LOC:Chad:COUNTRY:TD LOC:Moundou",
			`Baro/=/NNP/12/nsubj/0N _,/=/,/4/punct a/=/DT/4/det senator/=/NN/1/appos from/=/IN/6/case Chad/=/NNP/4/nmod/1N and/=/CC/9/cc former/=/JJ/9/amod mayor/=/NN/4/conj of/=/IN/11/case Moundou/=/NNP/9/nmod/2N left/leave/VBD/0/root _./=/./12/punct`,
			[]string{"Ali Baro HOLDS_POSITION Chad “senator”", "Ali Baro HOLDS_POSITION Moundou “mayor”"},
		},
		{
			"an office and its holder", "LOC:Chad:COUNTRY:TD PER:Ali_Baro",
			`Chad/=/NNP/3/nmod:poss/0N _'s/=/POS/1/case president/=/NN/6/nsubj _,/=/,/3/punct Baro/=/NNP/3/appos/1N left/leave/VBD/0/root _./=/./6/punct`,
			[]string{"Ali Baro HOLDS_POSITION Chad “president”"},
		},
		{
			"an occupation is no office", "PER:Ali_Baro",
			`Singer/=/NN/2/compound Baro/=/NNP/3/nsubj/0N left/leave/VBD/0/root _./=/./3/punct`,
			nil,
		},
		{
			"an official of a body", "ORG:Interior_Ministry:MINISTRY PER:official",
			`An/=/DT/4/det Interior/=/NNP/4/compound/0N Ministry/=/NNP/4/compound/0N official/=/NN/5/nsubj/1M left/leave/VBD/0/root _./=/./5/punct`,
			[]string{"official HOLDS_POSITION Interior Ministry “official”"},
		},
		{
			"a body of its country", "LOC:Chad:COUNTRY:TD ORG:army:MILITARY",
			`Chad/=/NNP/3/nmod:poss/0N _'s/=/POS/1/case army/=/NN/4/nsubj/1M left/leave/VBD/0/root _./=/./4/punct`,
			[]string{"army PART_OF Chad"},
		},
		{
			"a group from abroad", "ORG:team LOC:Chad:COUNTRY:TD LOC:Niger:COUNTRY:NE",
			`Teams/team/NNS/6/nsubj/0M from/=/IN/3/case Chad/=/NNP/1/nmod/1N and/=/CC/5/cc Niger/=/NNP/3/conj/2N came/come/VBD/0/root _./=/./6/punct`,
			[]string{"team NATIONAL_OF Chad", "team NATIONAL_OF Niger"},
		},
		{
			"a subsidiary", "ORG:Acme ORG:subsidiary ORG:Bexco",
			`Acme/=/NNP/7/nsubj/0N _,/=/,/4/punct a/=/DT/4/det subsidiary/=/NN/1/appos/1M of/=/IN/6/case Bexco/=/NNP/4/nmod/2N closed/close/VBD/0/root _./=/./7/punct`,
			[]string{"Acme PART_OF Bexco"},
		},
		{
			"the word for a member of a party", "ORG:Republican_Party:PARTY PER:Ali_Baro",
			`The/=/DT/3/det Republican/=/NNP/3/compound/0N Party/=/NNP/4/nsubj/0N met/meet/VBD/0/root _./=/./4/punct
			Republican/republican/JJ/3/amod Senator/=/NNP/3/nmod:desc Ali/=/NNP/5/nsubj/1N Baro/=/NNP/3/flat/1N left/leave/VBD/0/root _./=/./5/punct`,
			[]string{"Ali Baro HOLDS_POSITION – “Senator”", "Ali Baro MEMBER_OF Republican Party"},
		},
		{
			"who heads a body", "PER:Ali_Baro ORG:League",
			`Baro/=/NNP/8/nsubj/0N _,/=/,/4/punct who/=/WP/4/nsubj chairs/chair/VBZ/1/acl:relcl the/=/DT/6/det League/=/NNP/4/obj/1N _,/=/,/4/punct left/leave/VBD/0/root _./=/./8/punct`,
			[]string{"Ali Baro HOLDS_POSITION League “chairs”"},
		},
		{
			"members in a list", "ORG:Acme PER:pilots PER:Ana_Ruiz PER:Ali_Baro",
			`Acme/=/NNP/2/compound/0N pilots/pilot/NNS/8/nsubj/1M Ana/=/NNP/2/appos/2N Ruiz/=/NNP/3/flat/2N and/=/CC/6/cc Ali/=/NNP/3/conj/3N Baro/=/NNP/6/flat/3N left/leave/VBD/0/root _./=/./8/punct`,
			[]string{"Ana Ruiz MEMBER_OF Acme", "Ali Baro MEMBER_OF Acme"},
		},
		{
			"who stands outside a body", "ORG:Acme PER:critic",
			`An/=/DT/3/det Acme/=/NNP/3/compound/0N critic/=/NN/4/nsubj/1M left/leave/VBD/0/root _./=/./4/punct`,
			nil,
		},
		{
			"the administration of a president", "LOC:Chad:COUNTRY:TD PER:Ali_Baro ORG:administration:GOVERNMENT",
			`Chad/=/NNP/3/nmod:poss/0N _'s/=/POS/1/case President/=/NNP/4/nmod:desc Baro/=/NNP/5/nsubj/1N left/leave/VBD/0/root _./=/./5/punct
			The/=/DT/3/det Baro/=/NNP/3/compound/1N administration/=/NN/4/nsubj/2M stayed/stay/VBD/0/root _./=/./4/punct`,
			[]string{"Ali Baro HOLDS_POSITION Chad “President”", "administration PART_OF Chad"},
		},
		{
			"a place said of it", "LOC:Voss:CITY LOC:Norway:COUNTRY:NO",
			`Voss/=/NNP/4/nsubj/0N is/be/VBZ/4/cop in/=/IN/4/case Norway/=/NNP/0/root/1N _./=/./4/punct`,
			[]string{"Voss LOCATED_IN Norway"},
		},
		{
			"a capital and a resident", "LOC:Oslo:CITY LOC:Norway:COUNTRY:NO PER:Ana_Ruiz LOC:Lima:CITY",
			`Oslo/=/NNP/8/nsubj/0N _,/=/,/4/punct the/=/DT/4/det capital/=/NN/1/appos of/=/IN/6/case Norway/=/NNP/4/nmod/1N _,/=/,/4/punct closed/close/VBD/0/root _./=/./8/punct
			Ruiz/=/NNP/4/nsubj/2N is/be/VBZ/4/cop a/=/DT/4/det resident/=/NN/0/root of/=/IN/6/case Lima/=/NNP/4/nmod/3N _./=/./4/punct`,
			[]string{"Oslo PART_OF Norway", "Ana Ruiz LOCATED_IN Lima"},
		},
		{
			"member states", "LOC:Chad:COUNTRY:TD ORG:League ORG:NATO LOC:Norway:COUNTRY:NO",
			`Chad/=/NNP/9/nsubj/0N _,/=/,/4/punct a/=/DT/4/det member/=/NN/1/appos of/=/IN/7/case the/=/DT/7/det League/=/NNP/4/nmod/1N _,/=/,/4/punct left/leave/VBD/0/root _./=/./9/punct
			NATO/=/NNP/2/compound/2N member/=/NN/3/compound Norway/=/NNP/4/nsubj/3N stayed/stay/VBD/0/root _./=/./4/punct`,
			[]string{"Chad MEMBER_OF League", "Norway MEMBER_OF NATO"},
		},
		{
			"who works for whom", "PER:Ana_Ruiz ORG:Acme ORG:BBC:MEDIA PER:reporter",
			`Ruiz/=/NNP/2/nsubj/0N worked/work/VBD/0/root for/=/IN/4/case Acme/=/NNP/2/obl/1N _./=/./2/punct
			A/=/DT/3/det BBC/=/NNP/3/compound/2N reporter/=/NN/4/nsubj/3M left/leave/VBD/0/root _./=/./4/punct`,
			[]string{"reporter MEMBER_OF BBC", "Ana Ruiz MEMBER_OF Acme"},
		},
		{
			"who held an office then", "PER:Ali_Baro LOC:Lima:CITY",
			`Lima/=/NNP/4/compound/1N then/=/RB/4/advmod _-/=/HYPH/4/punct _mayor/=/NN/5/nmod:desc Ali/=/NNP/7/nsubj/0N Baro/=/NNP/5/flat/0N left/leave/VBD/0/root _./=/./7/punct`,
			[]string{"Ali Baro HOLDS_POSITION Lima “mayor”"},
		},
		{
			"a body, a noun for its people, and names", "ORG:Acme PER:Ana_Ruiz PER:Ali_Baro",
			`Acme/=/NNP/8/nsubj/0N pilots/pilot/NNS/3/nmod:desc Ana/=/NNP/1/flat/1N Ruiz/=/NNP/3/flat/1N and/=/CC/6/cc Ali/=/NNP/3/conj/2N Baro/=/NNP/6/flat/2N left/leave/VBD/0/root _./=/./8/punct`,
			[]string{"Ana Ruiz MEMBER_OF Acme", "Ali Baro MEMBER_OF Acme"},
		},
		{
			"one title for several", "PER:Ana_Ruiz LOC:Nevada:REGION PER:Ali_Baro LOC:Texas:REGION",
			`Senators/senator/NNPS/2/nmod:desc Ana/=/NNP/11/nsubj/0N Ruiz/=/NNP/2/flat/0N of/=/IN/5/case Nevada/=/NNP/2/nmod/1N and/=/CC/7/cc Ali/=/NNP/2/conj/2N Baro/=/NNP/7/flat/2N of/=/IN/10/case Texas/=/NNP/7/nmod/3N left/leave/VBD/0/root _./=/./11/punct`,
			[]string{"Ana Ruiz HOLDS_POSITION Nevada “Senators”", "Ali Baro HOLDS_POSITION Texas “Senators”"},
		},
		{
			"an office joined to another noun", "LOC:Chad:COUNTRY:TD PER:Ana_Ruiz",
			`Chad/=/NNP/2/compound/0N President/president/NN/6/nmod:desc and/=/CC/5/cc chess/=/NN/5/compound teacher/=/NN/2/conj Ana/=/NNP/8/nsubj/1N Ruiz/=/NNP/6/flat/1N left/leave/VBD/0/root _./=/./8/punct`,
			[]string{"Ana Ruiz HOLDS_POSITION Chad “President”"},
		},
		{
			"in the capacity of an office", "LOC:Lima:CITY PER:Ana_Ruiz",
			`As/as/IN/2/case mayor/=/NN/7/obl of/=/IN/4/case Lima/=/NNP/2/nmod/0N _,/=/,/2/punct Ruiz/=/NNP/7/nsubj/1N left/leave/VBD/0/root _./=/./7/punct`,
			[]string{"Ana Ruiz HOLDS_POSITION Lima “mayor”"},
		},
		{
			"a marriage", "PER:Ali_Baro PER:Ana_Ruiz",
			`Baro/=/NNP/2/nsubj/0N married/marry/VBD/0/root Ruiz/=/NNP/2/obj/1N _./=/./2/punct`,
			[]string{"Ali Baro RELATED_TO Ana Ruiz “married”"},
		},
		{
			"a nationality", "LOC:Chad:COUNTRY:TD PER:woman",
			`A/=/DT/3/det Chadian/=/JJ/3/amod/0A woman/=/NN/4/nsubj/1M left/leave/VBD/0/root _./=/./4/punct`,
			[]string{"woman NATIONAL_OF Chad"},
		},
		{
			"kin", "PER:Ali_Baro PER:mother",
			`Baro/=/NNP/3/nmod:poss/0N _'s/=/POS/1/case mother/=/NN/4/nsubj/1M left/leave/VBD/0/root _./=/./4/punct`,
			[]string{"mother RELATED_TO Ali Baro “mother”"},
		},
		{
			"a place in a place", "LOC:Bergen:CITY LOC:Norway:COUNTRY:NO PER:Ali_Baro",
			`Baro/=/NNP/2/nsubj/2N arrived/arrive/VBD/0/root in/=/IN/4/case Bergen/=/NNP/2/obl/0N _,/=/,/6/punct Norway/=/NNP/4/appos/1N _./=/./2/punct`,
			[]string{"Bergen PART_OF Norway", "Ali Baro LOCATED_IN Bergen"},
		},
		{
			"a list of places", "LOC:Chad:COUNTRY:TD LOC:Norway:COUNTRY:NO LOC:Peru:COUNTRY:PE PER:Ali_Baro",
			`Baro/=/NNP/2/nsubj/3N likes/like/VBZ/0/root Chad/=/NNP/2/obj/0N _,/=/,/5/punct Norway/=/NNP/3/conj/1N and/=/CC/7/cc Peru/=/NNP/3/conj/2N _./=/./2/punct`,
			nil,
		},
		{
			"motion that did not happen", "PER:Ali_Baro LOC:Bergen:CITY",
			`Baro/=/NNP/4/nsubj/0N did/do/VBD/4/aux not/=/RB/4/advmod travel/=/VB/0/root to/=/IN/6/case Bergen/=/NNP/4/obl/1N _./=/./4/punct`,
			[]string{"Ali Baro LOCATED_IN Bergen NOT"},
		},
		{
			"an under secretary is no secretary", "PER:Ali_Baro",
			`Under/=/IN/2/case Secretary/=/NNP/7/obl of/=/IN/5/case State/=/NNP/5/nmod:desc Ali/=/NNP/2/nmod/0N Baro/=/NNP/5/flat/0N left/leave/VBD/0/root _./=/./7/punct`,
			[]string{"Ali Baro HOLDS_POSITION – “Under Secretary of State”"},
		},
		{
			"whose kin a list is", "PER:Ali_Baro PER:brother PER:mother",
			`Baro/=/NNP/9/nsubj/0N _,/=/,/4/punct his/=/PRP$/4/nmod:poss/0P brother/=/NN/1/conj/1M _,/=/,/8/punct and/=/CC/8/cc his/=/PRP$/8/nmod:poss/1P mother/=/NN/1/conj/2M left/leave/VBD/0/root _./=/./9/punct`,
			[]string{"brother RELATED_TO Ali Baro “brother”", "mother RELATED_TO Ali Baro “mother”"},
		},
		{
			"a word of time is no title", "PER:Ali_Baro",
			`This/=/DT/2/det time/=/NN/3/nmod President/=/NNP/4/nmod:desc Baro/=/NNP/5/nsubj/0N left/leave/VBD/0/root _./=/./5/punct`,
			[]string{"Ali Baro HOLDS_POSITION – “President”"},
		},
		{
			"motion that was prevented", "PER:Ali_Baro LOC:Bergen:CITY",
			`Baro/=/NNP/3/nsubj:pass/0N was/be/VBD/3/aux:pass barred/bar/VBN/0/root from/=/IN/5/mark travelling/travel/VBG/3/advcl to/=/IN/7/case Bergen/=/NNP/5/obl/1N _./=/./3/punct`,
			[]string{"Ali Baro LOCATED_IN Bergen NOT"},
		},
		{
			"a visit that is to come", "PER:Ali_Baro LOC:Bergen:CITY",
			`Baro/=/NNP/4/nsubj/0N is/be/VBZ/4/cop to/=/TO/4/mark visit/=/VB/0/root Bergen/=/NNP/4/obj/1N _./=/./4/punct`,
			[]string{"Ali Baro LOCATED_IN Bergen PLANNED"},
		},
		{
			"a suspected member", "PER:member ORG:Order",
			`A/=/DT/3/det suspected/=/JJ/3/amod member/=/NN/7/nsubj/0M of/=/IN/6/case the/=/DT/6/det Order/=/NNP/3/nmod/1N left/leave/VBD/0/root _./=/./7/punct`,
			[]string{"member MEMBER_OF Order POSSIBLE"},
		},
		{
			"who ran for an office does not hold it", "PER:Ali_Baro LOC:Bergen:CITY PER:mayor",
			`Baro/=/NNP/2/nsubj/0N ran/run/VBD/0/root for/=/IN/4/case mayor/=/NN/2/obl/2M of/=/IN/6/case Bergen/=/NNP/4/nmod/1N _./=/./2/punct`,
			nil,
		},
		{
			"a member no longer", "PER:Ali_Baro ORG:Order",
			`Baro/=/NNP/6/nsubj/0N is/be/VBZ/6/cop no/=/RB/4/advmod longer/=/RBR/6/advmod a/=/DT/6/det member/=/NN/0/root/0M of/=/IN/9/case the/=/DT/9/det Order/=/NNP/6/nmod/1N _./=/./6/punct`,
			[]string{"Ali Baro MEMBER_OF Order NOT"},
		},
		{
			"members and examples", "PER:members ORG:Order PER:Ali_Baro",
			`Members/member/NNS/8/nsubj/0M of/=/IN/4/case the/=/DT/4/det Order/=/NNP/1/nmod/1N _,/=/,/7/punct including/include/VBG/7/case Baro/=/NNP/1/nmod/2N left/leave/VBD/0/root _./=/./8/punct`,
			[]string{"members MEMBER_OF Order", "Ali Baro MEMBER_OF Order"},
		},
		{
			"elected", "PER:Ali_Baro LOC:Bergen:CITY",
			`Baro/=/NNP/3/nsubj:pass/0N was/be/VBD/3/aux:pass elected/elect/VBN/0/root in/=/IN/5/case Bergen/=/NNP/3/obl/1N _./=/./3/punct`,
			[]string{"Ali Baro HOLDS_POSITION Bergen “elected”"},
		},
		{
			"a place that the tree takes for a list", "LOC:Marseille:CITY LOC:France:COUNTRY:FR PER:Ali_Baro",
			`Baro/=/NNP/2/nsubj/2N left/leave/VBD/0/root Marseille/=/NNP/2/obj/0N _,/=/,/5/punct France/=/NNP/3/conj/1N _./=/./2/punct`,
			[]string{"Marseille PART_OF France"},
		},
		{
			"a body and its place in brackets", "ORG:Acme LOC:Norway:COUNTRY:NO PER:Ali_Baro",
			`Baro/=/NNP/2/nsubj/2N left/leave/VBD/0/root Acme/=/NNP/2/obj/0N _(/=/-LRB-/5/punct Norway/=/NNP/3/appos/1N _)/=/-RRB-/5/punct _./=/./2/punct`,
			[]string{"Acme LOCATED_IN Norway"},
		},
		{
			"a kind of place and its name", "LOC:Chad:COUNTRY:TD LOC:Moundou:CITY PER:Ali_Baro",
			`Baro/=/NNP/2/nsubj/2N left/leave/VBD/0/root the/=/DT/6/det southern/=/JJ/6/amod Chadian/=/JJ/6/amod/0A city/=/NN/2/obj of/=/IN/8/case Moundou/=/NNP/6/nmod/1N _./=/./2/punct`,
			[]string{"Moundou PART_OF Chad"},
		},
		{
			"a part of an organization", "ORG:Acme ORG:Research_Department",
			`Acme/=/NNP/4/nmod:poss/0N _'s/=/POS/1/case Research/=/NNP/4/compound/1N Department/=/NNP/5/nsubj/1N closed/close/VBD/0/root _./=/./5/punct`,
			[]string{"Research Department PART_OF Acme"},
		},
		{
			"the possessor of a list", "ORG:Acme PER:Ali_Baro PER:Cy_Ho",
			`Acme/=/NNP/3/nmod:poss/0N _'s/=/POS/1/case Ali/=/NNP/7/nsubj/1N Baro/=/NNP/3/flat/1N and/=/CC/6/cc Ho/=/NNP/3/conj/2N left/leave/VBD/0/root _./=/./7/punct`,
			[]string{"Ali Baro MEMBER_OF Acme", "Cy Ho MEMBER_OF Acme"},
		},
		{
			"members whom a broken tree separates", "PER:Ali_Baro ORG:Acme PER:Cy_Ho",
			`Baro/=/NNP/9/nsubj/0N of/=/IN/3/case Acme/=/NNP/1/nmod/1N and/=/CC/5/cc Ho/=/NNP/3/conj/2N of/=/IN/7/case Acme/=/NNP/9/obl/1N were/be/VBD/9/aux:pass elected/elect/VBN/0/root _./=/./9/punct`,
			[]string{"Ali Baro MEMBER_OF Acme", "Cy Ho MEMBER_OF Acme", "Ali Baro HOLDS_POSITION – “elected”", "Cy Ho HOLDS_POSITION – “elected”"},
		},
		{
			"whose senator, behind the name", "PER:Ali_Baro LOC:Utah:REGION",
			`Senator/=/NNP/2/nmod:desc Baro/=/NNP/5/nsubj/0N of/=/IN/4/case Utah/=/NNP/2/nmod/1N left/leave/VBD/0/root _./=/./5/punct`,
			[]string{"Ali Baro HOLDS_POSITION Utah “Senator”"},
		},
		{
			"two ministers of one country", "LOC:Chad:COUNTRY:TD PER:Ali_Baro PER:Cy_Ho",
			`Chadian/=/JJ/4/amod/0A prime/=/JJ/3/amod minister/=/NN/4/nmod:desc Baro/=/NNP/9/nsubj/1N and/=/CC/8/cc energy/=/NN/7/compound minister/=/NN/8/nmod:desc Ho/=/NNP/4/conj/2N left/leave/VBD/0/root _./=/./9/punct`,
			[]string{"Ali Baro HOLDS_POSITION Chad “prime minister”", "Cy Ho HOLDS_POSITION Chad “energy minister”"},
		},
		{
			"a nationality, a noun and a name", "LOC:Chad:COUNTRY:TD ORG:Acme",
			`The/=/DT/4/det Chadian/=/JJ/3/amod/0A carrier/=/NN/4/compound Acme/=/NNP/5/nsubj/1N left/leave/VBD/0/root _./=/./5/punct`,
			[]string{"Acme NATIONAL_OF Chad"},
		},
		{
			"based", "LOC:Bergen:CITY ORG:Acme",
			`The/=/DT/6/det Bergen/=/NNP/4/obl/0N -/=/HYPH/4/punct based/base/VBN/6/amod charity/=/NN/6/compound Acme/=/NNP/7/nsubj/1N left/leave/VBD/0/root _./=/./7/punct`,
			[]string{"Acme LOCATED_IN Bergen"},
		},
		{
			"kin with their names", "PER:Ali_Baro PER:sons PER:Cy PER:Max",
			`Baro/=/NNP/3/nmod:poss/0N _'s/=/POS/1/case sons/son/NNS/7/nsubj/1M Cy/=/NNP/3/appos/2N and/=/CC/6/cc Max/=/NNP/4/conj/3N left/leave/VBD/0/root _./=/./7/punct`,
			[]string{"Cy RELATED_TO Ali Baro “sons”", "Max RELATED_TO Ali Baro “sons”"},
		},
		{
			"two who arrive in a capital", "PER:Ana_Ruiz PER:Ali_Baro LOC:Chad:COUNTRY:TD LOC:Moundou:CITY",
			`Ruiz/=/NNP/4/nsubj/0N and/=/CC/3/cc Baro/=/NNP/1/conj/1N arrived/arrive/VBD/0/root in/=/IN/8/case the/=/DT/8/det Chadian/=/JJ/8/amod/2A capital/=/NN/4/obl _,/=/,/10/punct Moundou/=/NNP/8/appos/3N _./=/./4/punct`,
			[]string{"Moundou PART_OF Chad", "Ana Ruiz LOCATED_IN Moundou", "Ali Baro LOCATED_IN Moundou"},
		},
		{
			"in prison", "PER:Ali_Baro LOC:prison:FACILITY LOC:Chad:COUNTRY:TD",
			`Ali/=/NNP/5/nsubj/0N Baro/=/NNP/1/flat/0N is/be/VBZ/5/cop in/=/IN/5/case prison/=/NN/0/root/1M in/=/IN/7/case Chad/=/NNP/5/nmod/2N _./=/./5/punct`,
			[]string{"prison LOCATED_IN Chad", "Ali Baro LOCATED_IN Chad"},
		},
		{
			"a suburb behind its town", "ORG:police:POLICE LOC:Oslo:CITY LOC:Kolbotn:OTHER",
			`The/=/DT/2/det police/=/NN/3/nsubj/0M saw/see/VBD/0/root the/=/DT/6/det Oslo/=/NNP/6/compound/1N suburb/=/NN/3/obj/1M of/=/IN/8/case Kolbotn/=/NNP/6/nmod/2N _./=/./3/punct`,
			[]string{"Kolbotn PART_OF Oslo"},
		},
		{
			"two offices of one person", "PER:Officials LOC:Chad:COUNTRY:TD PER:President ORG:AU:IGO PER:Ali_Baro",
			`Officials/official/NNS/2/nsubj/0M met/meet/VBD/0/root Chadian/=/JJ/4/amod/1A President/=/NNP/2/obj/2M and/=/CC/7/cc AU/=/NNP/7/compound/3N chairman/=/NN/8/nmod:desc Ali/=/NNP/4/conj/4N Baro/=/NNP/8/flat/4N _./=/./2/punct`,
			[]string{"Ali Baro HOLDS_POSITION Chad “President”", "Ali Baro HOLDS_POSITION AU “chairman”"},
		},
		{
			"a visit", "LOC:Lima:CITY PER:Ana_Ruiz",
			`During/=/IN/3/case a/=/DT/3/det visit/=/NN/9/obl to/=/IN/5/case Lima/=/NNP/3/nmod/0N _,/=/,/3/punct Ana/=/NNP/9/nsubj/1N Ruiz/=/NNP/7/flat/1N fell/fall/VBD/0/root ill/=/JJ/9/xcomp _./=/./9/punct`,
			[]string{"Ana Ruiz LOCATED_IN Lima"},
		},
		{
			"who lives where, before the name", "PER:resident LOC:Lima:CITY LOC:Peru:COUNTRY:PE PER:Ana_Ruiz",
			`A/=/DT/2/det resident/=/NN/10/nsubj/0M of/=/IN/4/case Lima/=/NNP/2/nmod/1N _,/=/,/6/punct Peru/=/NNP/4/appos/2N _,/=/,/8/punct Ana/=/NNP/4/conj/3N Ruiz/=/NNP/8/flat/3N slept/sleep/VBD/0/root _./=/./10/punct`,
			[]string{"Lima PART_OF Peru", "Ana Ruiz LOCATED_IN Lima"},
		},
		{
			"part of", "LOC:Bergen:CITY LOC:Norway:COUNTRY:NO",
			`Bergen/=/NNP/3/nsubj/0N is/be/VBZ/3/cop part/=/NN/0/root of/=/IN/5/case Norway/=/NNP/3/nmod/1N _./=/./3/punct`,
			[]string{"Bergen PART_OF Norway"},
		},
		{
			"from a town", "PER:Ana_Ruiz LOC:Lima:CITY",
			`Ana/=/NNP/5/nsubj/0N Ruiz/=/NNP/1/flat/0N of/=/IN/4/case Lima/=/NNP/1/nmod/1N slept/sleep/VBD/0/root`,
			[]string{"Ana Ruiz LOCATED_IN Lima"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := build(t, c.entities, c.text)
			if got := statementLines(a, states(a)); !slices.Equal(got, c.want) {
				t.Errorf("%s\n got  %q\n want %q", a.Text, got, c.want)
			}
		})
	}
}
