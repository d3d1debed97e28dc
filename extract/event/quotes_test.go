package event

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/graph"
)

// build makes an analysis by hand. A line is a sentence, an empty line a new
// paragraph, a token word/lemma/XPOS/head/relation, with the head counted from
// 1 within the sentence. "=" as lemma is the word in lower case; a "_" before
// the word puts no blank before it. A sixth field is a mention: the number of
// its entity and N, M, P or A for name, nominal, pronoun or nationality;
// neighbours with the same field are one mention.
func build(t *testing.T, entities, text string) *extract.Analysis {
	t.Helper()
	a := &extract.Analysis{Language: "en"}
	for f := range strings.FieldsSeq(entities) {
		p := strings.Split(f, ":")
		e := extract.Entity{Type: map[string]graph.EntityType{
			"PER": graph.TypePerson, "ORG": graph.TypeOrganization, "LOC": graph.TypePlace, "EVT": graph.TypeEvent,
		}[p[0]], Name: strings.ReplaceAll(p[1], "_", " ")}
		if e.Type == "" {
			t.Fatalf("entity %q", f)
		}
		if len(p) > 2 {
			e.Subtype = p[2]
		}
		if len(p) > 3 {
			e.Country = p[3]
		}
		a.Entities = append(a.Entities, e)
	}
	var b strings.Builder
	paragraph, pending := int32(0), false
	for line := range strings.Lines(strings.TrimSpace(text)) {
		line = strings.TrimSpace(line)
		if line == "" {
			b.WriteString("\n\n")
			paragraph++
			pending = false
			continue
		}
		first := int32(a.Tokens.Len())
		last := ""
		for field := range strings.FieldsSeq(line) {
			p := strings.Split(field, "/")
			if len(p) < 5 {
				t.Fatalf("token %q", field)
			}
			word, glued := strings.CutPrefix(p[0], "_")
			if !glued && pending {
				b.WriteByte(' ')
			}
			pending = true
			i := int32(a.Tokens.Len())
			a.Tokens.Start = append(a.Tokens.Start, int32(b.Len()))
			b.WriteString(word)
			a.Tokens.End = append(a.Tokens.End, int32(b.Len()))
			if p[1] == "=" {
				p[1] = strings.ToLower(word)
			}
			xpos, rel := extract.ParseXPOS(p[2]), extract.ParseDeprel(p[4])
			head, err := strconv.Atoi(p[3])
			if err != nil || xpos == extract.XX && p[2] != "XX" {
				t.Fatalf("token %q", field)
			}
			h := first + int32(head) - 1
			if head == 0 {
				h = extract.None
			}
			a.Tokens.Lemma = append(a.Tokens.Lemma, p[1])
			a.Tokens.XPOS = append(a.Tokens.XPOS, xpos)
			a.Tokens.UPOS = append(a.Tokens.UPOS, coarse(xpos, rel))
			a.Tokens.Head = append(a.Tokens.Head, h)
			a.Tokens.Deprel = append(a.Tokens.Deprel, rel)
			a.Tokens.Sentence = append(a.Tokens.Sentence, int32(len(a.Sentences)))
			mention := ""
			if len(p) > 5 {
				mention = p[5]
				n, err := strconv.Atoi(mention[:len(mention)-1])
				if err != nil || n >= len(a.Entities) {
					t.Fatalf("token %q", field)
				}
				if mention == last {
					m := &a.Mentions[len(a.Mentions)-1]
					m.Tokens.End, m.Head.End = i+1, i+1
				} else {
					r := extract.TokenRange{First: i, End: i + 1}
					a.Mentions = append(a.Mentions, extract.Mention{Tokens: r, Head: r, Type: a.Entities[n].Type, Entity: int32(n), Kind: map[byte]graph.MentionKind{
						'N': graph.KindName, 'M': graph.KindNominal, 'P': graph.KindPronoun, 'A': graph.KindNORP,
					}[mention[len(mention)-1]]})
				}
			}
			last = mention
		}
		s := extract.Sentence{TokenRange: extract.TokenRange{First: first, End: int32(a.Tokens.Len())}, Paragraph: paragraph, Root: first}
		s.Span = extract.Span{Start: a.Tokens.Start[first], End: int32(b.Len())}
		for i := first; i < s.TokenRange.End; i++ {
			if a.Tokens.Head[i] == extract.None {
				s.Root = i
			}
		}
		a.Sentences = append(a.Sentences, s)
	}
	for m := range a.Mentions {
		e := &a.Entities[a.Mentions[m].Entity]
		e.Members = append(e.Members, int32(m))
	}
	a.Text = b.String()
	return a
}

func coarse(x extract.XPOS, rel extract.Deprel) extract.UPOS {
	switch x {
	case extract.NN, extract.NNS:
		return extract.NOUN
	case extract.NNP, extract.NNPS:
		return extract.PROPN
	case extract.VB, extract.VBD, extract.VBG, extract.VBN, extract.VBP, extract.VBZ:
		if rel == extract.Aux || rel == extract.AuxPass || rel == extract.Cop {
			return extract.AUX
		}
		return extract.VERB
	case extract.MD:
		return extract.AUX
	case extract.IN:
		if rel == extract.Mark {
			return extract.SCONJ
		}
		return extract.ADP
	case extract.DT:
		return extract.DET
	case extract.JJ:
		return extract.ADJ
	case extract.RB, extract.WRB:
		return extract.ADV
	case extract.PRP, extract.PRPS, extract.WP, extract.WDT:
		return extract.PRON
	case extract.TO, extract.POS:
		return extract.PART
	case extract.CC:
		return extract.CCONJ
	case extract.CD:
		return extract.NUM
	}
	return extract.PUNCT
}

// quoteLines are the quotes of an analysis, one a line: source | cue | content …, and what else is worth telling.
func quoteLines(a *extract.Analysis) []string {
	var out []string
	for _, q := range a.Quotes {
		src := "?"
		if q.Source.Len() > 0 {
			s := a.TokenSpan(q.Source)
			src = a.Text[s.Start:s.End]
		}
		var parts []string
		for _, c := range q.Content {
			parts = append(parts, a.Text[c.Start:c.End])
		}
		line := fmt.Sprintf("%s | %s | %s", src, q.CueLemma, strings.Join(parts, " … "))
		if q.Kind != extract.QuoteIndirect {
			line += " | " + string(q.Kind)
		}
		if q.Negated {
			line += " | NOT"
		}
		if q.Parent != extract.None {
			line += fmt.Sprintf(" | in %d", q.Parent)
		}
		out = append(out, line)
	}
	return out
}

// statementLines are statements, one a line: SUBJECT PREDICATE OBJECT “text” qualifiers.
func statementLines(a *extract.Analysis, in []extract.Statement) []string {
	name := func(e int32) string {
		if e < 0 {
			return "–"
		}
		return a.Entities[e].Name
	}
	var out []string
	for _, s := range in {
		line := fmt.Sprintf("%s %s %s", name(s.Subject), s.Predicate, name(s.Object))
		if s.Text != "" {
			line += " “" + s.Text + "”"
		}
		if s.Polarity == graph.Negated {
			line += " NOT"
		}
		if s.Modality != graph.Asserted {
			line += " " + string(s.Modality)
		}
		out = append(out, line)
	}
	return out
}

func TestQuotes(t *testing.T) {
	for _, c := range []struct {
		name, entities, text string
		want                 []string
	}{
		{
			"reported clause", "PER:minister",
			`The/=/DT/2/det minister/=/NN/3/nsubj/0M said/say/VBD/0/root talks/talk/NNS/6/nsubj had/have/VBD/6/aux failed/fail/VBN/3/ccomp _./=/./3/punct`,
			[]string{"The minister | say | talks had failed"},
		},
		{
			"a clause around its cue", "PER:minister",
			`Talks/talk/NNS/8/nsubj _,/=/,/5/punct the/=/DT/4/det minister/=/NN/5/nsubj/0M said/say/VBD/8/parataxis _,/=/,/5/punct had/have/VBD/8/aux failed/fail/VBN/0/root _./=/./8/punct`,
			[]string{"the minister | say | Talks … had failed"},
		},
		{
			"according to", "ORG:police",
			`Two/=/CD/2/nummod men/man/NNS/3/nsubj died/die/VBD/0/root _,/=/,/3/punct according/accord/VBG/7/case to/=/IN/5/fixed police/=/NN/3/obl/0M _./=/./3/punct`,
			[]string{"police | according to | Two men died"},
		},
		{
			"a quotation and what follows it", "PER:Ana_Ruiz",
			`“/=/XX/3/punct _It/=/PRP/3/nsubj rained/rain/VBD/7/ccomp _,/=/,/3/punct _”/=/''/3/punct she/=/PRP/7/nsubj/0P said/say/VBD/0/root _./=/./7/punct
			“/=/XX/3/punct _Nobody/=/NN/3/nsubj slept/sleep/VBD/0/root _./=/./3/punct _”/=/''/3/punct`,
			[]string{"she | say | It rained … Nobody slept. | DIRECT"},
		},
		{
			"two sentences before their cue", "PER:Ana_Ruiz",
			`“/=/XX/3/punct _It/=/PRP/3/nsubj rained/rain/VBD/0/root _./=/./3/punct
			Nobody/=/NN/2/nsubj slept/sleep/VBD/6/ccomp _,/=/,/2/punct _”/=/''/2/punct Ruiz/=/NNP/6/nsubj/0N said/say/VBD/0/root _./=/./6/punct`,
			[]string{"Ruiz | say | It rained. Nobody slept | DIRECT"},
		},
		{
			"words within a reported clause", "PER:mayor ORG:council",
			`The/=/DT/2/det mayor/=/NN/3/nsubj/0M called/call/VBD/0/root the/=/DT/5/det plan/=/NN/3/obj “/=/XX/8/punct _a/=/DT/8/det disaster/=/NN/3/xcomp _”/=/''/8/punct _./=/./3/punct`,
			[]string{"The mayor | call | the plan “a disaster” | MIXED"},
		},
		{
			"a clause that was taken for a noun", "PER:spokesman",
			`A/=/DT/2/det spokesman/=/NN/3/nsubj/0M says/say/VBZ/0/root explosives/explosive/NNS/3/obj planted/plant/VBN/4/acl under/=/IN/8/case a/=/DT/8/det bridge/=/NN/5/obl detonated/detonate/VBN/8/acl _./=/./3/punct`,
			[]string{"A spokesman | say | explosives planted under a bridge detonated"},
		},
		{
			"the name behind a body's", "ORG:Acme PER:Ana_Ruiz",
			`It/=/PRP/2/nsubj rained/rain/VBD/4/ccomp _,/=/,/2/punct said/say/VBD/0/root Acme/=/NNP/4/nsubj/0N engineer/=/NN/7/nmod:desc Ana/=/NNP/5/flat/1N Ruiz/=/NNP/7/flat/1N _./=/./4/punct`,
			[]string{"Ana Ruiz | say | It rained"},
		},
		{
			"a clause before a source at the end", "PER:Baro ORG:ministry",
			`Baro/=/NNP/3/nsubj/0N has/have/VBZ/3/aux died/die/VBN/7/advcl _,/=/,/3/punct the/=/DT/6/det ministry/=/NN/7/nsubj/1M announced/announce/VBD/0/root yesterday/=/NN/7/obl _./=/./7/punct`,
			[]string{"the ministry | announce | Baro has died"},
		},
		{
			"one of several, by name", "PER:Ana_Ruiz",
			`One/=/CD/9/nsubj of/=/IN/4/case the/=/DT/4/det authors/author/NNS/1/nmod _,/=/,/6/punct Ana/=/NNP/4/appos/0N Ruiz/=/NNP/6/flat/0N _,/=/,/6/punct said/say/VBD/0/root it/=/PRP/11/nsubj rained/rain/VBD/9/ccomp _./=/./9/punct`,
			[]string{"One of the authors, Ana Ruiz | say | it rained"},
		},
		{
			"a participle behind a quotation and its cue", "PER:Ana_Ruiz",
			`“/=/XX/3/punct _We/we/PRP/3/nsubj talk/=/VBP/7/ccomp _,/=/,/3/punct _”/=/''/3/punct Ruiz/=/NNP/7/nsubj/0N said/say/VBD/0/root _,/=/,/9/punct adding/add/VBG/3/advcl that/=/IN/12/mark it/=/PRP/12/nsubj rained/rain/VBD/9/ccomp _./=/./7/punct`,
			[]string{"Ruiz | say | We talk | DIRECT", "Ruiz | add | that it rained"},
		},
		{
			"who is quoted, before the clause", "ORG:radio:MEDIA ORG:army",
			`The/=/DT/2/det radio/=/NN/3/nsubj/0M reported/report/VBD/0/root _,/=/,/5/punct quoting/quote/VBG/3/advcl the/=/DT/7/det army/=/NN/5/obj/1M _,/=/,/10/punct that/=/WDT/10/nsubj rained/rain/VBD/7/acl:relcl _./=/./3/punct`,
			[]string{"The radio | report | that rained", "the army | quote | that rained | in 0"},
		},
		{
			"a denied act of speech", "PER:Ana_Ruiz PER:Ali_Baro",
			`Ruiz/=/NNP/2/nsubj/0N denies/deny/VBZ/0/root criticizing/criticize/VBG/2/xcomp Baro/=/NNP/3/obj/1N _./=/./2/punct`,
			[]string{"Ruiz | deny | criticizing Baro", "Ruiz | criticize | Baro | in 0"},
		},
		{
			"a verb that reports quotations alone", "PER:Ana_Ruiz",
			`Ruiz/=/NNP/2/nsubj/0N began/begin/VBD/0/root singing/sing/VBG/2/xcomp in/=/IN/5/case clubs/club/NNS/3/obl _./=/./2/punct`,
			nil,
		},
		{
			"a sentence of source and verb", "PER:Ana_Ruiz",
			`“/=/XX/3/punct _It/=/PRP/3/nsubj rained/rain/VBD/0/root a/=/DT/5/det lot/=/NN/3/obj _./=/./3/punct _”/=/''/3/punct
			Ruiz/=/NNP/2/nsubj/0N said/say/VBD/0/root _./=/./2/punct`,
			[]string{"Ruiz | say | It rained a lot. | DIRECT"},
		},
		{
			"what somebody is accused of, hung on him", "PER:Baro ORG:network",
			`Baro/=/NNP/2/nsubj/0N accused/accuse/VBD/0/root the/=/DT/4/det network/=/NN/2/obj/1M of/=/IN/6/mark violating/violate/VBG/4/acl rules/rule/NNS/6/obj _./=/./2/punct`,
			[]string{"Baro | accuse | the network of violating rules"},
		},
		{
			"scare quotes are no quote", "PER:mayor",
			`The/=/DT/4/det “/=/XX/4/punct _free/=/JJ/4/amod _”/=/''/4/punct lunch/=/NN/6/nsubj ended/end/VBD/0/root _./=/./6/punct`,
			nil,
		},
		{
			"a quotation in a paragraph of its own", "PER:Ana_Ruiz",
			`“/=/XX/3/punct _It/=/PRP/3/nsubj rained/rain/VBD/7/ccomp _,/=/,/3/punct _”/=/''/3/punct Ruiz/=/NNP/7/nsubj/0N said/say/VBD/0/root _./=/./7/punct

			“/=/XX/3/punct _Nobody/=/NN/3/nsubj slept/sleep/VBD/0/root at/=/IN/5/case all/=/DT/3/obl _./=/./3/punct _”/=/''/3/punct`,
			[]string{"Ruiz | say | It rained | DIRECT", "Ruiz |  | Nobody slept at all. | DIRECT"},
		},
		{
			"a quotation over two paragraphs", "PER:Ana_Ruiz",
			`Ruiz/=/NNP/2/nsubj/0N said/say/VBD/0/root _:/=/:/2/punct “/=/XX/6/punct _It/=/PRP/6/nsubj rained/rain/VBD/2/ccomp _./=/./6/punct

			“/=/XX/3/punct _Nobody/=/NN/3/nsubj slept/sleep/VBD/0/root at/=/IN/5/case all/=/DT/3/obl _./=/./3/punct _”/=/''/3/punct`,
			[]string{"Ruiz | say | It rained. … Nobody slept at all. | DIRECT"},
		},
		{
			"silence", "ORG:officials",
			`Officials/official/NNS/4/nsubj/0M have/=/VBP/4/aux not/=/RB/4/advmod said/say/VBN/0/root why/=/WRB/4/obj he/=/PRP/7/nsubj left/leave/VBD/5/advcl:relcl _./=/./4/punct`,
			[]string{"Officials | say | why he left | NOT"},
		},
		{
			"someone cited", "ORG:CNN PER:official",
			`CNN/=/NNP/2/nsubj/0N cited/cite/VBD/0/root an/=/DT/4/det official/=/NN/2/obj/1M who/=/WP/6/nsubj said/say/VBD/4/acl:relcl nobody/=/NN/8/nsubj survived/survive/VBD/6/ccomp _./=/./2/punct`,
			[]string{"CNN | cite | nobody survived", "who | say | nobody survived | in 0"},
		},
		{
			"a rejected claim", "PER:Ana_Ruiz ORG:army",
			`Ruiz/=/NNP/2/nsubj/0N rejected/reject/VBD/0/root claims/claim/NNS/2/obj that/=/IN/7/mark the/=/DT/6/det army/=/NN/7/nsubj/1M fled/flee/VBD/3/acl _./=/./2/punct`,
			[]string{"Ruiz | reject | claims that the army fled", "? | claim | that the army fled | in 0"},
		},
		{
			"denied a visa is no denial", "PER:team",
			`The/=/DT/2/det team/=/NN/4/nsubj:pass/0M was/be/VBD/4/aux:pass denied/deny/VBN/0/root a/=/DT/6/det visa/=/NN/4/obj _./=/./4/punct`,
			nil,
		},
		{
			"what a thing shows is nobody's", "EVT:move",
			`The/=/DT/2/det move/=/NN/3/nsubj/0M suggests/suggest/VBZ/0/root that/=/IN/6/mark they/=/PRP/6/nsubj agree/=/VBP/3/ccomp _./=/./3/punct`,
			nil,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := build(t, c.entities, c.text)
			if err := NewQuotes().Run(context.Background(), a); err != nil {
				t.Fatal(err)
			}
			if got := quoteLines(a); !slices.Equal(got, c.want) {
				t.Errorf("%s\n got  %q\n want %q", a.Text, got, c.want)
			}
		})
	}
}
