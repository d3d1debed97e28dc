package event

import (
	"slices"
	"testing"
)

// TestUndergone: acts told by those who suffer them.
func TestUndergone(t *testing.T) {
	for _, c := range []struct {
		name, entities, text string
		want                 []string
	}{
		{
			"under attack", "PER:nuns PER:rebels",
			`Nuns/nun/NNS/2/nsubj/0M came/come/VBD/0/root under/=/IN/4/case attack/=/NN/2/obl from/=/IN/6/case rebels/rebel/NNS/2/obl/1M`,
			[]string{"rebels ATTACKED nuns"},
		},
		{
			"into custody", "PER:Ana_Ruiz",
			`Ruiz/=/NNP/3/nsubj:pass/0N was/be/VBD/3/aux:pass taken/take/VBN/0/root into/=/IN/5/case custody/=/NN/3/obl`,
			[]string{"– COERCED Ana Ruiz"},
		},
		{
			"taken hostage", "PER:Ana_Ruiz PER:rebels",
			`Rebels/rebel/NNS/2/nsubj/1M took/take/VBD/0/root Ruiz/=/NNP/2/obj/0N hostage/=/NN/2/xcomp`,
			[]string{"rebels ATTACKED Ana Ruiz"},
		},
		{
			"facing charges", "PER:Ana_Ruiz",
			`Ruiz/=/NNP/2/nsubj/0N faces/face/VBZ/0/root charges/charge/NNS/2/obj`,
			[]string{"– INVESTIGATED Ana Ruiz"},
		},
		{
			"who takes office faces no trial", "PER:Ana_Ruiz",
			`Ruiz/=/NNP/2/nsubj/0N took/take/VBD/0/root office/=/NN/2/obj`,
			nil,
		},
		{
			"a bare number", "ORG:Police:POLICE",
			`Police/=/NNS/2/nsubj/0N arrested/arrest/VBD/0/root three/=/CD/2/obj`,
			[]string{"Police COERCED three"},
		},
		{
			"a number that counts nobody", "ORG:Acme",
			`Acme/=/NNP/2/nsubj/0N hit/=/VBD/0/root 40/=/CD/2/obj`,
			nil,
		},
		{
			"whose support a hyphen tells", "LOC:Chad:COUNTRY:TD ORG:Union:ARMED_GROUP",
			`The/=/DT/5/det Chad/=/NNP/4/compound/0N _-/=/HYPH/2/punct _backed/back/VBN/5/amod Union/=/NNP/6/nsubj/1N won/win/VBD/0/root`,
			[]string{"Chad SUPPORTED Union"},
		},
		{
			"ties cut", "LOC:Chad:COUNTRY:TD LOC:Mali:COUNTRY:ML",
			`Chad/=/NNP/2/nsubj/0N severed/sever/VBD/0/root ties/tie/NNS/2/obj with/=/IN/5/case Mali/=/NNP/3/nmod/1N`,
			[]string{"Chad SANCTIONED Mali"},
		},
		{
			"another's siege ended", "LOC:Chad:COUNTRY:TD LOC:Mali:COUNTRY:ML LOC:Homs:CITY",
			`Chad/=/NNP/2/nsubj/0N ended/end/VBD/0/root Mali/=/NNP/5/nmod:poss/1N _'s/=/POS/3/case siege/=/NN/2/obj of/=/IN/7/case Homs/=/NNP/5/nmod/2N`,
			[]string{"Mali COERCED Homs"},
		},
		{
			"a resignation", "PER:Ana_Ruiz",
			`The/=/DT/2/det resignation/=/NN/5/nsubj of/=/IN/4/case Ruiz/=/NNP/2/nmod/0N surprised/surprise/VBD/0/root nobody/=/NN/5/obj`,
			[]string{"Ana Ruiz WITHDREW_FROM –"},
		},
		{
			"on the way to meet", "PER:Ana_Ruiz PER:Ali_Baro LOC:Chad:COUNTRY:TD",
			`Ruiz/=/NNP/4/nsubj/0N is/be/VBZ/4/cop in/=/IN/4/case Chad/=/NNP/0/root/2N to/=/TO/6/mark meet/=/VB/4/acl Baro/=/NNP/6/obj/1N`,
			[]string{"Ana Ruiz LOCATED_IN Chad", "Ana Ruiz MET_WITH Ali Baro PLANNED"},
		},
		{
			"died in an attack", "PER:Ana_Ruiz",
			`Ruiz/=/NNP/2/nsubj/0N died/die/VBD/0/root in/=/IN/5/case the/=/DT/5/det attack/=/NN/2/obl`,
			[]string{"– ATTACKED Ana Ruiz", "attack TARGET Ana Ruiz"},
		},
		{
			"others beside them", "PER:nuns PER:monks",
			`Nuns/nun/NNS/3/nsubj:pass/0M were/be/VBD/3/aux:pass killed/kill/VBN/0/root and/=/CC/6/cc monks/monk/NNS/6/nsubj/1M wounded/wound/VBD/3/conj`,
			[]string{"– ATTACKED nuns", "– ATTACKED monks"},
		},
		{
			"a number beside them", "PER:nuns",
			`Nuns/nun/NNS/3/nsubj:pass/0M were/be/VBD/3/aux:pass killed/kill/VBN/0/root and/=/CC/6/cc 12/=/CD/6/nummod wounded/wound/VBN/3/conj`,
			[]string{"– ATTACKED nuns", "– ATTACKED 12"},
		},
		{
			"what a coup does", "PER:Ana_Ruiz",
			`A/=/DT/2/det coup/=/NN/3/nsubj ousted/oust/VBD/0/root Ruiz/=/NNP/3/obj/0N`,
			[]string{"– SANCTIONED Ana Ruiz"},
		},
		{
			"a claim of responsibility", "ORG:Union:ARMED_GROUP PER:Ana_Ruiz",
			`Union/=/NNP/2/nsubj/0N claimed/claim/VBD/0/root responsibility/=/NN/2/obj for/=/IN/6/case the/=/DT/6/det murder/=/NN/3/nmod of/=/IN/8/case Ruiz/=/NNP/6/nmod/1N`,
			[]string{"Union STATED – “responsibility for the murder of Ruiz”", "murder AGENT Union", "Union ATTACKED Ana Ruiz", "– ATTACKED Ana Ruiz", "murder TARGET Ana Ruiz"},
		},
		{
			"moved by others", "PER:Ana_Ruiz",
			`Ruiz/=/NNP/3/nsubj:pass/0N was/be/VBD/3/aux:pass taken/take/VBN/0/root to/=/IN/6/case a/=/DT/6/det hospital/=/NN/3/obl`,
			[]string{"– ACTED_ON Ana Ruiz"},
		},
		{
			"to whom it is given", "PER:Ana_Ruiz LOC:Chad:COUNTRY:TD",
			`Ruiz/=/NNP/2/nsubj/0N gave/give/VBD/0/root Chad/=/NNP/2/iobj/1N notice/=/NN/2/obj`,
			[]string{"Ana Ruiz ACTED_ON Chad"},
		},
		{
			"by how much and by whom", "PER:Ana_Ruiz PER:Ali_Baro",
			`Ruiz/=/NNP/3/nsubj:pass/0N was/be/VBD/3/aux:pass defeated/defeat/VBN/0/root by/=/IN/5/case votes/vote/NNS/3/obl:agent by/=/IN/7/case Baro/=/NNP/3/obl/1N`,
			[]string{"Ali Baro ACTED_ON Ana Ruiz"},
		},
		{
			"against whom, behind who attacks", "PER:rebels PER:nuns",
			`Attacks/attack/NNS/6/nsubj by/=/IN/3/case rebels/rebel/NNS/1/nmod/0M against/=/IN/5/case nuns/nun/NNS/3/nmod/1M increased/increase/VBD/0/root`,
			[]string{"rebels ATTACKED nuns", "Attacks AGENT rebels", "Attacks TARGET nuns"},
		},
		{
			"some of whom are named", "PER:nuns PER:Ana_Ruiz ORG:Police:POLICE",
			`Police/=/NNS/2/nsubj/2N arrested/arrest/VBD/0/root nuns/nun/NNS/2/obj/0M _,/=/,/6/punct including/include/VBG/6/case Ruiz/=/NNP/3/nmod/1N`,
			[]string{"Police COERCED nuns", "Police COERCED Ana Ruiz"},
		},
		{
			"so many more", "ORG:Navy:MILITARY",
			`Navy/=/NNP/2/nsubj/0N saved/save/VBD/0/root 200/=/CD/4/nummod more/=/RBR/2/advmod`,
			[]string{"Navy AIDED 200 more"},
		},
		{
			"lives saved", "PER:nuns ORG:Navy:MILITARY",
			`Navy/=/NNP/2/nsubj/1N saved/save/VBD/0/root the/=/DT/4/det lives/life/NNS/2/obj of/=/IN/6/case nuns/nun/NNS/4/nmod/0M`,
			[]string{"Navy AIDED nuns"},
		},
		{
			"under control", "LOC:Homs:CITY ORG:Rebels",
			`Homs/=/NNP/5/nsubj/0N is/be/VBZ/5/cop under/=/IN/5/case the/=/DT/5/det control/=/NN/0/root of/=/IN/7/case Rebels/=/NNPS/5/nmod/1N`,
			[]string{"Rebels ACTED_ON Homs"},
		},
		{
			"turned in", "PER:Ana_Ruiz ORG:Police:POLICE",
			`Ruiz/=/NNP/2/nsubj/0N turned/turn/VBD/0/root herself/=/PRP/2/obj in/=/RP/2/compound:prt to/=/IN/6/case Police/=/NNS/2/obl/1N`,
			[]string{"Ana Ruiz YIELDED_TO Police"},
		},
		{
			"what one is given by others", "PER:Ana_Ruiz ORG:Acme",
			`Ruiz/=/NNP/3/nsubj:pass/0N was/be/VBD/3/aux:pass granted/grant/VBN/0/root leave/=/NN/3/obj by/=/IN/6/case Acme/=/NNP/3/obl:agent/1N`,
			[]string{"Acme ACTED_ON Ana Ruiz"},
		},
		{
			"set on fire", "LOC:Homs:CITY PER:rebels",
			`Rebels/rebel/NNS/2/nsubj/1M set/=/VBD/0/root fire/=/NN/2/obj to/=/IN/5/case Homs/=/NNP/2/obl/0N`,
			[]string{"rebels ATTACKED Homs"},
		},
		{
			"held", "PER:Ana_Ruiz PER:rebels",
			`Rebels/rebel/NNS/3/nsubj/1M are/be/VBP/3/aux holding/hold/VBG/0/root Ruiz/=/NNP/3/obj/0N`,
			[]string{"rebels COERCED Ana Ruiz"},
		},
		{
			"held responsible", "PER:Ana_Ruiz PER:rebels",
			`Rebels/rebel/NNS/2/nsubj/1M held/hold/VBD/0/root Ruiz/=/NNP/2/obj/0N responsible/=/JJ/2/advmod`,
			nil,
		},
		{
			"whose deed is looked into", "PER:Ana_Ruiz ORG:Police:POLICE",
			`Police/=/NNS/2/nsubj/1N investigates/investigate/VBZ/0/root misconduct/=/NN/2/obj by/=/IN/5/case Ruiz/=/NNP/3/nmod/0N`,
			[]string{"Police INVESTIGATED Ana Ruiz"},
		},
		{
			"who is accused tried to do it", "LOC:Chad:COUNTRY:TD LOC:Mali:COUNTRY:ML PER:nuns",
			`Chad/=/NNP/2/nsubj/0N accuses/accuse/VBZ/0/root Mali/=/NNP/2/obj/1N of/=/IN/5/mark trying/try/VBG/2/advcl to/=/TO/7/mark kill/=/VB/5/xcomp nuns/nun/NNS/7/obj/2M`,
			[]string{"Chad ACCUSED Mali “trying to kill nuns”", "Mali ATTACKED nuns PLANNED"},
		},
		{
			"a win", "ORG:Greens ORG:Reds",
			`Greens/=/NNPS/2/nsubj/0N scored/score/VBD/0/root a/=/DT/4/det win/=/NN/2/obj over/=/IN/6/case Reds/=/NNPS/4/nmod/1N`,
			[]string{"Greens ACTED_ON Reds"},
		},
		{
			"both of them", "PER:Ana_Ruiz PER:Ali_Baro ORG:Court:COURT",
			`Police/=/NNP/2/nsubj freed/free/VBD/0/root Ruiz/=/NNP/2/obj/0N and/=/CC/5/cc Baro/=/NNP/3/conj/1N
			Court/=/NNP/2/nsubj/2N acquitted/acquit/VBD/0/root both/=/DT/2/obj`,
			[]string{"Court ACTED_ON Ana Ruiz", "Court ACTED_ON Ali Baro"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := analysed(t, c.entities, c.text)
			if got := statementLines(a, a.Statements); !slices.Equal(got, c.want) {
				t.Errorf("%q: got %q, want %q", a.Text, got, c.want)
			}
		})
	}
}
