package event

import (
	"slices"
	"testing"

	"github.com/dateline-news/dateline/extract"
)

// TestUnderstood: arguments that stand in another clause, and those that a clause has of its own.
func TestUnderstood(t *testing.T) {
	for _, c := range []struct {
		name, entities, text, verb string
		own, understood            []string
	}{
		{
			"who is sent for a purpose fulfils it", "ORG:army",
			`The/=/DT/2/det army/=/NN/3/nsubj/0M deployed/deploy/VBD/0/root troops/troop/NNS/3/obj to/=/TO/6/mark protect/=/VB/3/advcl voters/voter/NNS/6/obj`,
			"protect", []string{"A0 The army", "A1 voters"}, []string{"A0 troops"},
		},
		{
			"a participle shares the day of its clause", "ORG:army",
			`The/=/DT/2/det army/=/NN/3/nsubj/0M attacked/attack/VBD/0/root camps/camp/NNS/3/obj on/=/IN/6/case Monday/=/NNP/3/obl _,/=/,/8/punct killing/kill/VBG/3/advcl rebels/rebel/NNS/8/obj`,
			"kill", []string{"A0 The army", "A1 rebels"}, []string{"TMP on Monday"},
		},
		{
			"a pronoun's antecedent in the same sentence", "PER:Ana_Ruiz",
			`Ana/=/NNP/3/nsubj/0N Ruiz/=/NNP/1/flat/0N said/say/VBD/0/root she/=/PRP/5/nsubj/0P signed/sign/VBD/3/ccomp it/=/PRP/5/obj`,
			"sign", []string{"A0 she", "A1 it"}, []string{"A0 Ana Ruiz"},
		},
		{
			"the place that a relative adverb takes up", "",
			`They/=/PRP/2/nsubj left/leave/VBD/0/root the/=/DT/4/det town/=/NN/2/obj where/=/WRB/7/advmod she/=/PRP/7/nsubj slept/sleep/VBD/4/acl:relcl`,
			"sleep", []string{"A0 she", "LOC the town"}, nil,
		},
		{
			"a participle that has become a preposition", "",
			`They/=/PRP/2/nsubj seized/seize/VBD/0/root weapons/weapon/NNS/2/obj including/include/VBG/5/case rifles/rifle/NNS/3/nmod`,
			"include", []string{"A1 rifles", "A2 weapons"}, nil,
		},
		{
			"who is asked behind a preposition acts", "PER:Ruiz LOC:Togo",
			`Ruiz/=/NNP/2/nsubj/0N called/call/VBD/0/root on/=/IN/4/case Togo/=/NNP/2/obl/1N to/=/TO/6/mark freeze/=/VB/2/xcomp it/=/PRP/6/obj`,
			"freeze", []string{"A0 on Togo", "A1 it"}, nil,
		},
		{
			"a participle behind “with” has its own subject", "",
			`They/=/PRP/2/nsubj left/leave/VBD/0/root with/=/IN/5/case the/=/DT/5/det mayor/=/NN/2/obl calling/call/VBG/2/advcl it/=/PRP/6/obj wrong/=/JJ/6/xcomp`,
			"call", []string{"A0 with the mayor", "A1 it", "A2 wrong"}, nil,
		},
		{
			"what is to be done has its subject outside", "ORG:league",
			`The/=/DT/2/det league/=/NN/5/nsubj:outer/0M is/be/VBZ/5/cop to/=/TO/5/mark sign/=/VB/0/root it/=/PRP/5/obj`,
			"sign", []string{"A0 The league", "A1 it"}, nil,
		},
		{
			"focus and hearsay are no circumstances", "",
			`They/=/PRP/4/nsubj also/=/RB/4/advmod reportedly/=/RB/4/advmod met/meet/VBD/0/root yesterday/=/NN/4/obl:unmarked`,
			"meet", []string{"A0 They", "TMP yesterday"}, nil,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := analysed(t, c.entities, c.text)
			lines := func(list []extract.Argument) (out []string) {
				for _, x := range list {
					s := a.TokenSpan(x.Tokens)
					out = append(out, string(x.Role)+" "+a.Text[s.Start:s.End])
				}
				return out
			}
			for i := range a.Frames {
				if f := &a.Frames[i]; f.Lemma == c.verb {
					if own := lines(f.Arguments); !slices.Equal(own, c.own) {
						t.Errorf("own %q, want %q", own, c.own)
					}
					if got := lines(f.Understood); !slices.Equal(got, c.understood) {
						t.Errorf("understood %q, want %q", got, c.understood)
					}
					return
				}
			}
			t.Errorf("no frame of %s", c.verb)
		})
	}
}
