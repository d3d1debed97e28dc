package event

import (
	"slices"
	"testing"
)

// TestReadings: acts that neither the verb's own object nor its own subject shows.
func TestReadings(t *testing.T) {
	for _, c := range []struct {
		name, entities, text string
		want                 []string
	}{
		{
			"about whom “who” speaks", "PER:Ana_Ruiz PER:rebels",
			`The/=/DT/2/det funeral/=/NN/10/nsubj of/=/IN/4/case Ruiz/=/NNP/2/nmod/0N _,/=/,/8/punct who/=/WP/8/nsubj:pass was/be/VBD/8/aux:pass killed/kill/VBN/2/acl:relcl by/=/IN/11/case ended/end/VBD/0/root rebels/rebel/NNS/8/obl:agent/1M`,
			[]string{"rebels ATTACKED Ana Ruiz"},
		},
		{
			"shooting is no accident", "PER:nuns PER:gunmen",
			`Nuns/nun/NNS/3/nsubj:pass/0M were/be/VBD/3/aux:pass killed/kill/VBN/0/root when/=/WRB/6/advmod gunmen/gunman/NNS/6/nsubj/1M opened/open/VBD/3/advcl fire/=/NN/6/obj`,
			[]string{"– ATTACKED nuns"},
		},
		{
			"at whom fire is opened", "PER:nuns PER:gunmen",
			`Gunmen/gunman/NNS/2/nsubj/1M opened/open/VBD/0/root fire/=/NN/2/obj on/=/IN/5/case nuns/nun/NNS/2/obl/0M`,
			[]string{"gunmen ATTACKED nuns"},
		},
		{
			"who is accused did it", "PER:Ana_Ruiz PER:Ali_Baro ORG:Green_Party:PARTY",
			`Ruiz/=/NNP/2/nsubj/0N accused/accuse/VBD/0/root Baro/=/NNP/2/obj/1N of/=/IN/5/mark arresting/arrest/VBG/3/acl nuns/nun/NNS/5/obj`,
			[]string{"Ana Ruiz ACCUSED Ali Baro “arresting nuns”"},
		},
		{
			"a headline's participle", "PER:Ana_Ruiz",
			`Ruiz/=/NNP/2/nsubj/0N arrested/arrest/VBD/0/root in/=/IN/4/case court/=/NN/2/obl`,
			[]string{"– COERCED Ana Ruiz"},
		},
		{
			"each side of a clash", "ORG:Rebels ORG:Army:MILITARY",
			`Clashes/clash/NNS/6/nsubj between/=/IN/3/case Rebels/=/NNPS/1/nmod/0N and/=/CC/5/cc Army/=/NNP/3/conj/1N ended/end/VBD/0/root`,
			[]string{"Rebels ATTACKED Army", "Army ATTACKED Rebels", "Clashes AGENT Rebels", "Clashes AGENT Army"},
		},
		{
			"talks told behind their verb", "LOC:Chad:COUNTRY:TD LOC:Mali:COUNTRY:ML",
			`Talks/talk/NNS/2/nsubj resumed/resume/VBD/0/root between/=/IN/4/case Chad/=/NNP/2/obl/0N and/=/CC/6/cc Mali/=/NNP/4/conj/1N`,
			[]string{"Chad MET_WITH Mali"},
		},
		{
			"under sanctions", "LOC:Chad:COUNTRY:TD LOC:Mali:COUNTRY:ML",
			`Chad/=/NNP/5/nsubj/0N is/be/VBZ/5/cop under/=/IN/5/case Mali/=/NNP/5/compound/1N sanctions/sanction/NNS/0/root`,
			[]string{"Mali SANCTIONED Chad"},
		},
		{
			"money given", "LOC:Chad:COUNTRY:TD LOC:Mali:COUNTRY:ML",
			`Chad/=/NNP/2/nsubj/0N gave/give/VBD/0/root 5/=/CD/4/nummod dollars/dollar/NNS/2/obj to/=/IN/6/case Mali/=/NNP/2/obl/1N`,
			[]string{"Chad AIDED Mali"},
		},
		{
			"among those killed", "PER:Ana_Ruiz",
			`Ruiz/=/NNP/4/nsubj/0N was/be/VBD/4/cop among/=/IN/4/case those/that/DT/0/root killed/kill/VBN/4/acl`,
			[]string{"– ATTACKED Ana Ruiz"},
		},
		{
			"those arrested", "PER:Ana_Ruiz",
			`Among/=/IN/2/case those/that/DT/5/obl arrested/arrest/VBN/2/acl was/be/VBD/5/cop Ruiz/=/NNP/0/root/0N`,
			[]string{"– COERCED Ana Ruiz"},
		},
		{
			"whose name stands beside", "PER:Ana_Ruiz PER:Ali_Baro",
			`Ruiz/=/NNP/2/nsubj/0N met/meet/VBD/0/root her/=/PRP$/4/nmod:poss counterpart/=/NN/2/obj _,/=/,/6/punct Baro/=/NNP/4/appos/1N`,
			[]string{"Ana Ruiz MET_WITH Ali Baro"},
		},
		{
			"an object shared by two verbs", "PER:Ana_Ruiz ORG:Police:POLICE",
			`Police/=/NNP/2/nsubj/1N arrested/arrest/VBD/0/root and/=/CC/4/cc flogged/flog/VBD/2/conj Ruiz/=/NNP/4/obj/0N`,
			[]string{"Police COERCED Ana Ruiz", "Police ACTED_ON Ana Ruiz"},
		},
		{
			"two countries with one last name", "LOC:North_Yemen:COUNTRY:YE LOC:South_Yemen:COUNTRY:YD",
			`Talks/talk/NNS/7/nsubj between/=/IN/6/case North/=/NNP/6/compound/0N and/=/CC/5/cc South/=/NNP/3/conj/1N Yemen/=/NNP/1/nmod/1N ended/end/VBD/0/root`,
			[]string{"South Yemen MET_WITH North Yemen"},
		},
		{
			"what a bomb does", "PER:nuns",
			`A/=/DT/2/det bomb/=/NN/3/nsubj exploded/explode/VBD/0/root _,/=/,/5/punct killing/kill/VBG/3/advcl nuns/nun/NNS/5/obj/0M`,
			[]string{"– ATTACKED nuns"},
		},
		{
			"how many", "ORG:Police:POLICE PER:nuns",
			`Police/=/NNP/2/nsubj/0N arrested/arrest/VBD/0/root dozens/dozen/NNS/2/obj of/=/IN/5/case nuns/nun/NNS/3/nmod/1M`,
			[]string{"Police COERCED nuns"},
		},
		{
			"an accident is no act", "PER:Ana_Ruiz PER:nuns",
			`Ruiz/=/NNP/3/nsubj/0N accidentally/=/RB/3/advmod shot/shoot/VBD/0/root nuns/nun/NNS/3/obj/1M`,
			nil,
		},
		{
			"talking to the press", "PER:Ana_Ruiz PER:reporters",
			`Ruiz/=/NNP/2/nsubj/0N spoke/speak/VBD/0/root to/=/IN/4/case reporters/reporter/NNS/2/obl/1M`,
			nil,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := analysed(t, c.entities, c.text)
			got := statementLines(a, a.Statements)
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
