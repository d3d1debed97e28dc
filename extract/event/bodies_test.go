package event

import (
	"slices"
	"testing"
)

// TestBodies: a common noun and its country name a body of which the country has one.
func TestBodies(t *testing.T) {
	for _, c := range []struct {
		name, entities, text string
		want                 string // "" for a common noun still
		aliases              []string
	}{
		{
			"an adjective", "LOC:Chad:COUNTRY:TD ORG:Chadian_government:GOVERNMENT",
			`Chad/=/NNP/2/nsubj/0N left/leave/VBD/0/root _./=/./2/punct
			The/=/DT/3/det Chadian/=/JJ/3/amod/0A government/=/NN/4/nsubj/1M left/leave/VBD/0/root _./=/./4/punct`,
			"Government of Chad", []string{"Chadian government"},
		},
		{
			"a possessor", "LOC:Chad:COUNTRY:TD ORG:army:MILITARY",
			`Chad/=/NNP/3/nmod:poss/0N _'s/=/POS/1/case army/=/NN/4/nsubj/1M left/leave/VBD/0/root _./=/./4/punct`,
			"Army of Chad", []string{"Chad's army"},
		},
		{
			"of a country with an article", "LOC:Netherlands:COUNTRY:NL ORG:navy_of_the_Netherlands:MILITARY",
			`The/=/DT/2/det navy/=/NN/6/nsubj/1M of/=/IN/5/case the/=/DT/5/det Netherlands/=/NNP/2/nmod/0N left/leave/VBD/0/root _./=/./6/punct`,
			"Navy of the Netherlands", []string{"navy of the Netherlands"},
		},
		{
			"a name of two words", "LOC:Costa_Rica:COUNTRY:CR ORG:parliament_of_Costa_Rica:LEGISLATURE",
			`The/=/DT/2/det parliament/=/NN/6/nsubj/1M of/=/IN/4/case Costa/=/NNP/2/nmod/0N Rica/=/NNP/4/flat/0N met/meet/VBD/0/root _./=/./6/punct`,
			"Parliament of Costa Rica", []string{"parliament of Costa Rica"},
		},
		{
			"armed forces", "LOC:U.S.:COUNTRY:US ORG:armed_forces:MILITARY",
			`U.S./=/NNP/3/compound/0N armed/=/JJ/3/amod/1M forces/force/NNS/4/nsubj/1M left/leave/VBD/0/root _./=/./4/punct`,
			"Military of the United States", []string{"U.S. armed forces"},
		},
		{
			"another modifier", "LOC:Chad:COUNTRY:TD ORG:government:GOVERNMENT",
			`Chad/=/NNP/4/nmod:poss/0N _'s/=/POS/1/case interim/=/JJ/4/amod government/=/NN/5/nsubj/1M left/leave/VBD/0/root _./=/./5/punct`,
			"", nil,
		},
		{
			"the interim government later", "LOC:Chad:COUNTRY:TD ORG:government:GOVERNMENT",
			`Chad/=/NNP/3/nmod:poss/0N _'s/=/POS/1/case government/=/NN/4/nsubj/1M left/leave/VBD/0/root _./=/./4/punct
			The/=/DT/3/det/1M interim/=/JJ/3/amod/1M government/=/NN/4/nsubj/1M left/leave/VBD/0/root _./=/./4/punct`,
			"", nil,
		},
		{
			"in exile", "LOC:Chad:COUNTRY:TD ORG:government:GOVERNMENT",
			`Chad/=/NNP/3/nmod:poss/0N _'s/=/POS/1/case government/=/NN/6/nsubj/1M in/=/IN/5/case exile/=/NN/3/nmod left/leave/VBD/0/root _./=/./6/punct`,
			"", nil,
		},
		{
			"a city", "LOC:Moundou:CITY:TD ORG:government:GOVERNMENT",
			`Moundou/=/NNP/3/nmod:poss/0N _'s/=/POS/1/case government/=/NN/4/nsubj/1M left/leave/VBD/0/root _./=/./4/punct`,
			"", nil,
		},
		{
			"a part of a country", "LOC:Britain:COUNTRY:GB ORG:Scottish_government:GOVERNMENT",
			`Britain/=/NNP/2/nsubj/0N left/leave/VBD/0/root _./=/./2/punct
			The/=/DT/3/det Scottish/=/JJ/3/amod/0A government/=/NN/4/nsubj/1M left/leave/VBD/0/root _./=/./4/punct`,
			"", nil,
		},
		{
			"a body of which there are several", "LOC:Chad:COUNTRY:TD ORG:agency:GOVERNMENT",
			`Chad/=/NNP/3/nmod:poss/0N _'s/=/POS/1/case agency/=/NN/4/nsubj/1M left/leave/VBD/0/root _./=/./4/punct`,
			"", nil,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := build(t, c.entities, c.text)
			body := &a.Entities[1]
			body.Generic = true
			was := body.Name
			out := states(a)
			s := newScene(a)
			defer s.free()
			s.nameBodies(out)
			want := c.want
			if want == "" {
				want = was
			}
			if body.Name != want || body.Generic != (c.want == "") || !slices.Equal(body.Aliases, c.aliases) {
				t.Errorf("%s\n got  %q %q, generic: %v\n want %q %q", a.Text, body.Name, body.Aliases, body.Generic, want, c.aliases)
			}
			if c.want != "" && body.Country != a.Entities[0].Country {
				t.Errorf("%s: of %q", a.Text, body.Country)
			}
		})
	}
}
