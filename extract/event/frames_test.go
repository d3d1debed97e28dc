package event

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/graph"
)

// analysed runs frames and statements over a hand-built analysis.
func analysed(t *testing.T, entities, text string) *extract.Analysis {
	t.Helper()
	a := build(t, entities, text)
	a.Document = &graph.Document{ID: "d", Text: a.Text}
	ctx := context.Background()
	for _, s := range []extract.Stage{NewQuotes(), NewFrames(), NewStatements()} {
		if err := s.Run(ctx, a); err != nil {
			t.Fatal(err)
		}
	}
	return a
}

// TestActions: one edge for each pair of parties, the right way round.
func TestActions(t *testing.T) {
	for _, c := range []struct {
		name, entities, text string
		want                 []string
	}{
		{
			"a passive is the same as its active", "ORG:army PER:Ana_Ruiz",
			`Ruiz/=/NNP/3/nsubj:pass/1N was/be/VBD/3/aux:pass arrested/arrest/VBN/0/root by/=/IN/6/case the/=/DT/6/det army/=/NN/3/obl:agent/0M`,
			[]string{"army COERCED Ana Ruiz"},
		},
		{
			"nobody is named who acts", "PER:Ana_Ruiz",
			`Ruiz/=/NNP/3/nsubj:pass/0N was/be/VBD/3/aux:pass arrested/arrest/VBN/0/root`,
			[]string{"– COERCED Ana Ruiz"},
		},
		{
			"what failed is negated", "ORG:army LOC:Homs",
			`The/=/DT/2/det army/=/NN/3/nsubj/0M failed/fail/VBD/0/root to/=/TO/5/mark capture/=/VB/3/xcomp Homs/=/NNP/5/obj/1N`,
			[]string{"army COERCED Homs NOT"},
		},
		{
			"a symmetric edge for a pair of subjects", "LOC:France LOC:Germany",
			`France/=/NNP/4/nsubj/0N and/=/CC/3/cc Germany/=/NNP/1/conj/1N met/meet/VBD/0/root on/=/IN/6/case Monday/=/NNP/4/obl`,
			[]string{"France MET_WITH Germany"},
		},
		{
			"a question states nothing", "ORG:army LOC:Homs",
			`Did/do/VBD/4/aux the/=/DT/3/det army/=/NN/4/nsubj/0M attack/=/VB/0/root Homs/=/NNP/4/obj/1N _?/=/./4/punct`,
			nil,
		},
		{
			"troops are sent against whom they meet, else to a place", "LOC:Turkey LOC:Libya",
			`Turkey/=/NNP/2/nsubj/0N sent/send/VBD/0/root troops/troop/NNS/2/obj to/=/IN/5/case Libya/=/NNP/2/obl/1N`,
			[]string{"Turkey MOBILIZED_AGAINST Libya"},
		},
		{
			"who shares the subject acts", "PER:minister PER:emir",
			`The/=/DT/2/det minister/=/NN/3/nsubj/0M travelled/travel/VBD/0/root to/=/TO/5/mark meet/=/VB/3/advcl the/=/DT/7/det emir/=/NN/5/obj/1M`,
			[]string{"minister MET_WITH emir PLANNED"},
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

// TestDenial: "X rejected claims that Y plans Z" gives three statements, none of them a bare Y–Z.
func TestDenial(t *testing.T) {
	a := analysed(t, "PER:Ana_Ruiz LOC:Turkey LOC:Libya", `Ruiz/=/NNP/2/nsubj/0N rejected/reject/VBD/0/root claims/claim/NNS/2/obj that/=/IN/6/mark Turkey/=/NNP/6/nsubj/1N plans/plan/VBZ/3/acl to/=/TO/8/mark send/=/VB/6/xcomp troops/troop/NNS/8/obj to/=/IN/11/case Libya/=/NNP/8/obl/2N`)
	want := map[string]bool{
		"Turkey MOBILIZED_AGAINST Libya PLANNED":     true, // someone unnamed
		"Turkey MOBILIZED_AGAINST Libya NOT PLANNED": true, // Ruiz
	}
	rejected := false
	for i, line := range statementLines(a, a.Statements) {
		s := &a.Statements[i]
		switch {
		case s.Predicate == graph.RejectedP:
			rejected = true
		case want[line]:
			delete(want, line)
			speaker := extract.UnnamedSpeaker
			if s.Polarity == graph.Negated {
				speaker = 0
			}
			if !slices.Equal(s.Attribution, []int32{speaker}) {
				t.Errorf("%s: attributed to %v", line, s.Attribution)
			}
		default:
			t.Errorf("too much: %s", line)
		}
	}
	if !rejected || len(want) > 0 {
		t.Errorf("missing %v in %v", want, statementLines(a, a.Statements))
	}
}

// FuzzStages: whatever the tree looks like, nothing panics and every index is in range.
func FuzzStages(f *testing.F) {
	f.Add(uint64(1), 12)
	f.Add(uint64(2), 200)
	words := strings.Fields("the army attacked and said that it will not send 12 troops to killed by reports claims Ana , . ? \" which putting strike on they")
	f.Fuzz(func(t *testing.T, seed uint64, n int) {
		n = max(1, min(n, 400))
		r := rand.New(rand.NewPCG(seed, 7))
		a := &extract.Analysis{Language: "en", Document: &graph.Document{}}
		a.Entities = []extract.Entity{{Type: graph.TypePerson, Name: "x"}, {Type: graph.TypePlace, Name: "y", Generic: true}}
		var text strings.Builder
		for i := range int32(n) {
			w := words[r.IntN(len(words))]
			a.Tokens.Start = append(a.Tokens.Start, int32(text.Len()))
			text.WriteString(w)
			a.Tokens.End = append(a.Tokens.End, int32(text.Len()))
			text.WriteByte(' ')
			a.Tokens.Lemma = append(a.Tokens.Lemma, w)
			a.Tokens.UPOS = append(a.Tokens.UPOS, extract.UPOS(r.IntN(extract.UPOSCount)))
			a.Tokens.XPOS = append(a.Tokens.XPOS, extract.XPOS(r.IntN(extract.XPOSCount)))
			a.Tokens.Deprel = append(a.Tokens.Deprel, extract.Deprel(r.IntN(extract.DeprelCount)))
			a.Tokens.Head = append(a.Tokens.Head, int32(r.IntN(n+1))-1) // cycles too
			a.Tokens.Sentence = append(a.Tokens.Sentence, 0)
			if r.IntN(3) == 0 {
				m := extract.TokenRange{First: i, End: i + 1}
				e := int32(r.IntN(2))
				a.Entities[e].Members = append(a.Entities[e].Members, int32(len(a.Mentions)))
				a.Mentions = append(a.Mentions, extract.Mention{Tokens: m, Head: m, Kind: graph.KindNominal, Entity: e})
			}
		}
		a.Text = text.String()
		a.Sentences = []extract.Sentence{{TokenRange: extract.TokenRange{First: 0, End: int32(n)}, Span: extract.Span{Start: 0, End: int32(len(a.Text))}}}
		for _, s := range []extract.Stage{NewFrames(), NewStatements()} {
			if err := s.Run(context.Background(), a); err != nil {
				t.Fatal(err)
			}
		}
		for i := range a.Statements {
			s := &a.Statements[i]
			if s.Evidence.Start < 0 || int(s.Evidence.End) > len(a.Text) || int(s.Subject) >= len(a.Entities) || int(s.Object) >= len(a.Entities) || int(s.SaidIn) >= len(a.Statements) {
				t.Fatalf("out of range: %+v", s)
			}
		}
	})
}
