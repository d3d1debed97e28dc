package event

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/graph"
)

// TestEvents: what happened becomes a thing with its roles.
func TestEvents(t *testing.T) {
	for _, c := range []struct {
		name, entities, text string
		want                 []string
	}{
		{
			"a toll and a place", "LOC:Lima:CITY PER:people",
			`A/=/DT/2/det blast/=/NN/5/nsubj in/=/IN/4/case Lima/=/NNP/2/nmod/0N killed/kill/VBD/0/root at/=/IN/7/case least/=/JJS/8/nmod twelve/=/CD/9/nummod people/=/NNS/5/obj/1M and/=/CC/11/cc injured/injure/VBD/5/conj dozens/dozen/NNS/11/obj`,
			[]string{"blast KILLED – “at least twelve people” ≥12", "blast INJURED – “dozens” ≥24", "blast PLACE_OF Lima"},
		},
		{
			"nobody suffered", "LOC:Lima:CITY",
			`No/=/DT/2/det injuries/injury/NNS/4/nsubj:pass were/be/VBD/4/aux:pass reported/report/VBN/0/root in/=/IN/7/case the/=/DT/7/det blast/=/NN/4/obl in/=/IN/9/case Lima/=/NNP/7/nmod/0N`,
			[]string{"blast INJURED – “injuries” NOT =0", "blast PLACE_OF Lima"},
		},
		{
			"what follows from it, and the noun that refers back", "LOC:Chad:COUNTRY:TD LOC:Moundou:CITY",
			`Chad/=/NNP/2/nsubj/0N launched/launch/VBD/0/root a/=/DT/4/det raid/=/NN/2/obj on/=/IN/6/case Moundou/=/NNP/4/nmod/1N
			The/=/DT/2/det operation/=/NN/3/nsubj killed/kill/VBD/0/root four/=/CD/5/nummod people/=/NNS/3/obj`,
			[]string{"raid AGENT Chad", "raid TARGET Moundou", "raid KILLED – “four people” =4"},
		},
		{
			"who is arrested in an operation that has a name", "EVT:Operation_Ash ORG:Police",
			`Police/=/NNS/2/nsubj/1M arrested/arrest/VBD/0/root eighty/=/CD/4/nummod people/=/NNS/2/obj in/=/IN/7/case Operation/=/NNP/7/compound/0N Ash/=/NNP/2/obl/0N`,
			[]string{"Operation Ash ARRESTED – “eighty people” =80", "Operation Ash AGENT Police"},
		},
		{
			"whom it hit and where", "LOC:Lima:CITY PER:nuns",
			`The/=/DT/2/det bombing/=/NN/3/nsubj killed/kill/VBD/0/root nuns/nun/NNS/3/obj/1M in/=/IN/6/case Lima/=/NNP/3/obl/0N`,
			[]string{"bombing TARGET nuns", "bombing PLACE_OF Lima"},
		},
		{
			"at whom it is aimed", "LOC:Chad:COUNTRY:TD PER:rebels",
			`Chad/=/NNP/2/nsubj/0N launched/launch/VBD/0/root a/=/DT/4/det campaign/=/NN/2/obj aimed/aim/VBN/4/acl at/=/IN/7/case rebels/rebel/NNS/5/obl/1M`,
			[]string{"campaign AGENT Chad", "campaign TARGET rebels"},
		},
		{
			"what it could do", "PER:nuns LOC:Lima:CITY",
			`An/=/DT/2/det attack/=/NN/6/nsubj in/=/IN/4/case Lima/=/NNP/2/nmod/1N could/=/MD/6/aux kill/=/VB/0/root nuns/nun/NNS/6/obj/0M`,
			nil,
		},
		{
			"who came to it", "ORG:Greens ORG:Reds LOC:Lima:CITY",
			`The/=/DT/2/det competition/=/NN/6/nsubj:pass in/=/IN/4/case Lima/=/NNP/2/nmod/2N was/be/VBD/6/aux:pass attended/attend/VBN/0/root by/=/IN/8/case Greens/=/NNPS/6/obl:agent/0N and/=/CC/10/cc Reds/=/NNPS/8/conj/1N`,
			[]string{"competition AGENT Greens", "competition AGENT Reds", "competition PLACE_OF Lima"},
		},
		{
			"a fire, not open fire", "LOC:Lima:CITY",
			`A/=/DT/2/det fire/=/NN/5/nsubj in/=/IN/4/case Lima/=/NNP/2/nmod/0N killed/kill/VBD/0/root two/=/CD/7/nummod people/=/NNS/5/obj after/=/IN/10/mark police/=/NNS/10/nsubj opened/open/VBD/5/advcl fire/=/NN/10/obj in/=/IN/13/case Lima/=/NNP/10/obl/0N`,
			[]string{"fire KILLED – “two people” =2", "fire PLACE_OF Lima"},
		},
		{
			"when and where it was held, with how many", "LOC:Bergen:CITY",
			`The/=/DT/2/det election/=/NN/4/nsubj:pass was/be/VBD/4/aux:pass held/hold/VBN/0/root in/=/IN/6/case Bergen/=/NNP/4/obl/0N with/=/IN/9/case a/=/DT/9/det turnout/=/NN/4/obl of/=/IN/12/case 900/=/CD/12/nummod voters/voter/NNS/9/nmod`,
			[]string{"election PLACE_OF Bergen", "election COUNT – “900 voters” =900"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := analysed(t, c.entities, c.text)
			var got []string
			for _, x := range a.Statements {
				if x.Predicate.Family() != graph.FamilyEventRole {
					continue
				}
				line := statementLines(a, []extract.Statement{x})[0]
				if f := x.Figure; f != nil && f.Value != nil {
					line += " =" + strconv.FormatFloat(*f.Value, 'f', -1, 64)
				} else if f != nil && f.Low != nil {
					line += " ≥" + strconv.FormatFloat(*f.Low, 'f', -1, 64)
				}
				got = append(got, line)
			}
			slices.Sort(got)
			slices.Sort(c.want)
			if !slices.Equal(got, c.want) {
				t.Errorf("%q:\n got %s\nwant %s", a.Text, strings.Join(got, "; "), strings.Join(c.want, "; "))
			}
		})
	}
}
