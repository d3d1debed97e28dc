package event

import (
	"slices"
	"strings"
	"testing"
)

// TestParties: who is meant by the nominals on the two sides of an act.
func TestParties(t *testing.T) {
	for _, c := range []struct {
		name, entities, text string
		want                 []string
	}{
		{
			"a title before a name is the person named", "ORG:police PER:mayor PER:Ali_Baro",
			`Police/=/NNS/2/nsubj/0M arrested/arrest/VBD/0/root former/=/JJ/4/amod mayor/=/NN/2/obj/1M Ali/=/NNP/4/flat/2N Baro/=/NNP/5/flat/2N`,
			[]string{"police COERCED Ali Baro", "Ali Baro HOLDS_POSITION – “mayor”"},
		},
		{
			"a nationality in the plural is people, not their country", "LOC:Chad:COUNTRY:TD ORG:army",
			`The/=/DT/2/det army/=/NN/4/nsubj/1M has/have/VBZ/4/aux detained/detain/VBN/0/root two/=/CD/6/nummod Chadians/Chadian/NNPS/4/obj/0A`,
			[]string{"army COERCED two Chadians"},
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
