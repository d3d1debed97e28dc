package event

import (
	"context"
	"slices"
	"testing"
)

// TestSources: who speaks, and all of what was said, where the tree errs or a phrase stands between.
func TestSources(t *testing.T) {
	for _, c := range []struct {
		name, entities, text string
		want                 []string
	}{
		{
			"behind “with”, the one beside the participle", "PER:Ana_Ruiz ORG:party",
			`The/=/DT/2/det party/=/NN/3/nsubj/1M split/=/VBD/0/root _,/=/,/6/punct with/=/IN/6/case Ruiz/=/NNP/3/obl/0N calling/call/VBG/3/advcl the/=/DT/9/det plan/=/NN/7/obj a/=/DT/11/det farce/=/NN/7/xcomp _./=/./3/punct`,
			[]string{"Ana Ruiz STATED – “the plan a farce”"},
		},
		{
			"parenthetical, read as a clause of its own", "LOC:Chad:COUNTRY:TD ORG:army",
			`Chad/=/NNP/6/nsubj/0N _,/=/,/1/punct the/=/DT/4/det army/=/NN/5/nsubj/1M insists/insist/VBZ/0/root _,/=/,/7/punct fell/fall/VBD/5/conj _./=/./5/punct`,
			nil,
		},
		{
			"declared somebody something", "ORG:court PER:Ana_Ruiz",
			`The/=/DT/2/det court/=/NN/3/nsubj/0M declared/declare/VBD/0/root Ruiz/=/NNP/3/iobj/1N the/=/DT/6/det winner/=/NN/3/obj _./=/./3/punct`,
			[]string{"court ANNOUNCED – “Ruiz the winner”"},
		},
		{
			"ruled against", "ORG:court",
			`The/=/DT/2/det court/=/NN/3/nsubj/0M ruled/rule/VBD/0/root against/=/IN/6/case a/=/DT/6/det sale/=/NN/3/obl _./=/./3/punct`,
			[]string{"court STATED – “against a sale”"},
		},
		{
			"a clause whose subject is a gerund", "PER:Ana_Ruiz",
			`Ruiz/=/NNP/2/nsubj/0N said/say/VBD/0/root fixing/fix/VBG/2/xcomp it/=/PRP/3/obj may/=/MD/6/aux take/=/VB/2/ccomp years/year/NNS/6/obj _./=/./2/punct`,
			[]string{"Ana Ruiz STATED – “fixing it may take years”"},
		},
		{
			"a clause whose subject was taken for the object", "ORG:club",
			`The/=/DT/2/det club/=/NN/3/nsubj/0M announced/announce/VBD/0/root two/=/CD/5/nummod players/player/NNS/3/obj _,/=/,/8/punct were/be/VBD/8/aux:pass banned/ban/VBN/3/conj _./=/./3/punct`,
			[]string{"club ANNOUNCED – “two players, were banned”"},
		},
		{
			"welcomed to a place", "ORG:council LOC:Chad:COUNTRY:TD PER:Ali_Baro",
			`The/=/DT/2/det council/=/NN/3/nsubj/0M welcomed/welcome/VBD/0/root Baro/=/NNP/3/obj/2N to/=/IN/6/case Chad/=/NNP/3/obl/1N _./=/./3/punct`,
			nil,
		},
		{
			"a cyclone says nothing", "EVT:Cyclone_Ida",
			`Ida/=/NNP/2/nsubj/0N claimed/claim/VBD/0/root ten/=/CD/4/nummod boats/boat/NNS/2/obj _./=/./2/punct`,
			nil,
		},
		{
			"going to", "PER:Ana_Ruiz",
			`Ruiz/=/NNP/3/nsubj/0N is/be/VBZ/3/aux going/go/VBG/0/root to/=/TO/5/mark rest/=/VB/3/xcomp _./=/./3/punct`,
			nil,
		},
		{
			"what a comma and the tense part from what was declared", "PER:Ana_Ruiz LOC:Chad:COUNTRY:TD",
			`Ruiz/=/NNP/2/nsubj/0N declared/declare/VBD/0/root that/=/IN/5/mark Chad/=/NNP/5/nsubj/1N has/have/VBZ/2/ccomp every/=/DT/7/det right/=/NN/5/obj _,/=/,/10/punct and/=/CC/10/cc promised/promise/VBN/5/conj to/=/TO/12/mark fight/=/VB/10/xcomp _./=/./2/punct`,
			[]string{"Ana Ruiz ANNOUNCED – “Chad has every right”", "Ana Ruiz PROMISED – “to fight”"},
		},
		{
			"two clauses that are said, one hung on the saying", "ORG:police",
			`Police/=/NNS/2/nsubj/0M say/=/VBP/0/root three/=/CD/4/nummod people/=/NNS/6/nsubj:pass were/be/VBD/6/aux:pass killed/kill/VBN/2/ccomp and/=/CC/10/cc others/other/NNS/10/nsubj:pass were/be/VBD/10/aux:pass hurt/=/VBN/2/conj _./=/./2/punct`,
			[]string{"police STATED – “three people were killed and others were hurt”"},
		},
		{
			"one subject of two taken for the object", "ORG:police",
			`Police/=/NNS/2/nsubj/0M say/=/VBP/0/root two/=/CD/4/nummod officers/officer/NNS/2/obj and/=/CC/9/cc a/=/DT/7/det boy/=/NN/9/nsubj:pass were/be/VBD/9/aux:pass hurt/=/VBN/2/conj _./=/./2/punct`,
			[]string{"police STATED – “two officers and a boy were hurt”"},
		},
		{
			"a parenthesis before the clause", "PER:Ana_Ruiz",
			`Later/late/RB/4/advmod _,/=/,/1/punct Ruiz/=/NNP/4/nsubj/0N testified/testify/VBD/7/advcl _,/=/,/4/punct they/=/PRP/7/nsubj left/leave/VBD/0/root early/=/RB/7/advmod _./=/./7/punct`,
			[]string{"Ana Ruiz STATED – “they left early”"},
		},
		{
			"a subject and its apposition before the clause", "PER:Ana_Ruiz ORG:ministry",
			`The/=/DT/2/det ministry/=/NN/3/nsubj/1M says/say/VBZ/0/root Ruiz/=/NNP/3/iobj/0N _,/=/,/7/punct a/=/DT/7/det lawyer/=/NN/4/appos _,/=/,/4/punct surrendered/surrender/VBD/3/ccomp _./=/./3/punct`,
			[]string{"ministry STATED – “Ruiz, a lawyer, surrendered”"},
		},
		{
			"a second clause with “that”", "PER:Ana_Ruiz",
			`Ruiz/=/NNP/2/nsubj/0N says/say/VBZ/0/root rain/=/NN/4/nsubj fell/fall/VBD/2/ccomp and/=/CC/9/cc that/=/IN/9/mark boats/boat/NNS/9/nsubj are/be/VBP/9/aux sinking/sink/VBG/2/conj _./=/./2/punct`,
			[]string{"Ana Ruiz STATED – “rain fell and that boats are sinking”"},
		},
		{
			"the source of what somebody says", "ORG:agency PER:source",
			`The/=/DT/2/det agency/=/NN/3/nsubj/0M says/say/VBZ/0/root rain/=/NN/5/nsubj fell/fall/VBD/3/ccomp here/=/RB/5/advmod _,/=/,/11/punct according/accord/VBG/11/case to/=/IN/8/fixed a/=/DT/11/det source/=/NN/5/obl/1M _./=/./3/punct`,
			[]string{"agency STATED – “rain fell here, according to a source”", "source STATED – “rain fell here”"},
		},
		{
			"put out of office", "PER:Ana_Ruiz PER:men",
			`Ruiz/=/NNP/2/nsubj/0N dismissed/dismiss/VBD/0/root the/=/DT/4/det men/man/NNS/2/obj/1M _./=/./2/punct`,
			nil,
		},
		{
			"a subject and its participle hung on “say”", "ORG:police PER:Ana_Ruiz",
			`Police/=/NNS/2/nsubj/0M say/=/VBP/0/root men/man/NNS/2/obl called/call/VBN/3/acl as/=/IN/8/mark witnesses/witness/NNS/8/nsubj:pass were/be/VBD/8/aux:pass hurt/=/VBN/2/ccomp _./=/./2/punct`,
			[]string{"police STATED – “men called as witnesses were hurt”"},
		},
		{
			"a subject drawn into the source", "PER:wife PER:Ali_Baro PER:Ana_Ruiz",
			`According/accord/VBG/4/case to/=/IN/1/fixed his/=/PRP$/4/nmod:poss wife/=/NN/9/obl/0M _,/=/,/6/punct Ruiz/=/NNP/4/appos/2N _,/=/,/8/punct Baro/=/NNP/6/appos/1N fell/fall/VBD/0/root ill/=/JJ/9/xcomp on/=/IN/12/case Monday/=/NNP/9/obl _./=/./9/punct`,
			[]string{"Ana Ruiz STATED – “Baro fell ill on Monday”"},
		},
		{
			"a proposal for somewhere says nothing of it", "PER:Ana_Ruiz LOC:Chad:COUNTRY:TD",
			`Ruiz/=/NNP/3/nmod:poss/0N _'s/=/POS/1/case proposal/=/NN/6/nsubj for/=/IN/5/case Chad/=/NNP/3/nmod/1N failed/fail/VBD/0/root _./=/./6/punct`,
			nil,
		},
		{
			"a name in quotation marks", "PER:people",
			`They/=/PRP/2/nsubj led/lead/VBD/0/root the/=/DT/6/det “/=/XX/6/punct _Velvet/=/NNP/6/compound March/=/NNP/2/obj _,/=/,/9/punct _”/=/XX/6/punct people/=/NNS/10/nsubj/0M cheered/cheer/VBD/2/parataxis _./=/./2/punct`,
			nil,
		},
		{
			"what may be refused is not refused", "ORG:ministry",
			`The/=/DT/2/det ministry/=/NN/4/nsubj/0M can/=/MD/4/aux reject/=/VB/0/root a/=/DT/6/det bid/=/NN/4/obj if/=/IN/9/mark it/=/PRP/9/nsubj fails/fail/VBZ/4/advcl _./=/./4/punct`,
			[]string{"ministry REJECTED – “a bid” POSSIBLE"},
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
