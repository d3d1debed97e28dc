package entity

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/model"
	"github.com/dateline-news/dateline/graph"
)

// treeOf builds an analysis by hand. A word is written "word|XPOS|head|relation",
// head counting from 1 in its sentence; "[PER" before the first word of a name
// and "]" after its last give LayerNames. A line is a sentence, an empty line a paragraph.
func treeOf(t testing.TB, text string) *extract.Analysis {
	t.Helper()
	a := &extract.Analysis{Document: &graph.Document{}, Language: "en"}
	var b strings.Builder
	paragraph := int32(0)
	kinds := map[string]graph.EntityType{"PER": graph.TypePerson, "ORG": graph.TypeOrganization, "LOC": graph.TypePlace, "OTH": graph.TypeOther}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" {
			if len(a.Sentences) > 0 {
				paragraph++
				b.WriteString("\n\n")
			}
			continue
		}
		first := int32(a.Tokens.Len())
		open := int32(-1)
		var typ graph.EntityType
		norp := ""
		root := first
		for _, f := range strings.Fields(line) {
			if k, ok := strings.CutPrefix(f, "["); ok {
				open = int32(a.Tokens.Len())
				typ, norp = kinds[k], ""
				if c, ok := strings.CutPrefix(k, "NORP:"); ok {
					typ, norp = graph.TypePlace, c
				}
				continue
			}
			if f == "]" {
				r := extract.TokenRange{First: open, End: int32(a.Tokens.Len())}
				sp := a.TokenSpan(r)
				a.Text = b.String()
				e := extract.Entity{Type: typ, Name: a.Text[sp.Start:sp.End]}
				kind := graph.KindName
				if norp != "" {
					kind, e.Country, e.Subtype = graph.KindNORP, norp, "COUNTRY"
				}
				a.Entities = append(a.Entities, e)
				a.Mentions = append(a.Mentions, extract.Mention{Tokens: r, Head: r, Kind: kind, Type: typ, Entity: int32(len(a.Entities) - 1)})
				continue
			}
			p := strings.Split(f, "|")
			if len(p) != 4 {
				t.Fatalf("word %q", f)
			}
			if b.Len() > 0 && !strings.HasSuffix(b.String(), "\n") {
				b.WriteByte(' ')
			}
			start := int32(b.Len())
			b.WriteString(p[0])
			k := &a.Tokens
			k.Start, k.End = append(k.Start, start), append(k.End, int32(b.Len()))
			x := extract.ParseXPOS(p[1])
			k.XPOS, k.UPOS = append(k.XPOS, x), append(k.UPOS, uposOf(x, p[3]))
			k.Lemma = append(k.Lemma, lemmaOf(p[0], x))
			var h int32
			fmt.Sscan(p[2], &h)
			if h == 0 {
				root = int32(k.Len() - 1)
				k.Head = append(k.Head, extract.None)
			} else {
				k.Head = append(k.Head, first+h-1)
			}
			k.Deprel = append(k.Deprel, extract.ParseDeprel(p[3]))
			k.Sentence = append(k.Sentence, int32(len(a.Sentences)))
		}
		a.Text = b.String()
		r := extract.TokenRange{First: first, End: int32(a.Tokens.Len())}
		a.Sentences = append(a.Sentences, extract.Sentence{TokenRange: r, Span: a.TokenSpan(r), Root: root, Paragraph: paragraph})
	}
	a.Document.Text = a.Text
	return a
}

func uposOf(x extract.XPOS, rel string) extract.UPOS {
	switch x {
	case extract.NNP, extract.NNPS:
		return extract.PROPN
	case extract.NN, extract.NNS:
		return extract.NOUN
	case extract.PRP, extract.PRPS, extract.WP:
		return extract.PRON
	case extract.DT:
		return extract.DET
	case extract.VB, extract.VBD, extract.VBZ, extract.VBP, extract.VBN, extract.VBG:
		if strings.HasPrefix(rel, "cop") || strings.HasPrefix(rel, "aux") {
			return extract.AUX
		}
		return extract.VERB
	case extract.IN:
		return extract.ADP
	case extract.JJ:
		return extract.ADJ
	case extract.CC:
		return extract.CCONJ
	case extract.Period, extract.Comma, extract.OpenQuote, extract.CloseQuote, extract.LRB, extract.RRB:
		return extract.PUNCT
	}
	return extract.X
}

func lemmaOf(w string, x extract.XPOS) string {
	switch w {
	case "said":
		return "say"
	case "is", "was", "are":
		return "be"
	case "met":
		return "meet"
	}
	if x == extract.NNS {
		return strings.TrimSuffix(w, "s")
	}
	if x == extract.NNP {
		return w
	}
	return strings.ToLower(w)
}

// chains writes the entities with more than one mention: heads joined by " = ".
func chains(a *extract.Analysis) string {
	var out []string
	for _, e := range a.Entities {
		if len(e.Members) < 2 {
			continue
		}
		var heads []string
		for _, m := range e.Members {
			s := a.TokenSpan(a.Mentions[m].Head)
			heads = append(heads, a.Text[s.Start:s.End])
		}
		out = append(out, strings.Join(heads, " = "))
	}
	return strings.Join(out, "; ")
}

func TestCoref(t *testing.T) {
	stage := NewCoref(Words(), model.MustOpen(model.Coref))
	for _, c := range []struct{ name, text, want string }{
		{"short forms of a person", `
			[PER Marta|NNP|3|nsubj Kovač|NNP|1|flat ] spoke|VBD|0|root .|.|3|punct
			[PER Kovač|NNP|2|nsubj ] left|VBD|0|root .|.|2|punct`,
			"Marta Kovač = Kovač"},
		{"two of one surname stay apart", `
			[PER Ana|NNP|3|nsubj Silva|NNP|1|flat ] met|VBD|0|root [PER Rui|NNP|3|obj Silva|NNP|4|flat ] .|.|3|punct`,
			""},
		{"a short first name", `
			[PER Liz|NNP|3|nsubj Kovač|NNP|1|flat ] spoke|VBD|0|root .|.|3|punct
			[PER Elizabeth|NNP|3|nsubj Kovač|NNP|1|flat ] left|VBD|0|root .|.|3|punct`,
			"Liz Kovač = Elizabeth Kovač"},
		{"another's first name", `
			[PER Liz|NNP|3|nsubj Kovač|NNP|1|flat ] spoke|VBD|0|root .|.|3|punct
			[PER Maria|NNP|3|nsubj Kovač|NNP|1|flat ] left|VBD|0|root .|.|3|punct`,
			""},
		{"a place in a longer name is not the name", `
			[LOC Mexico|NNP|2|nsubj ] won|VBD|0|root .|.|2|punct
			[LOC Mexico|NNP|3|nsubj City|NNP|1|flat ] lost|VBD|0|root .|.|3|punct`,
			""},
		{"names of one country", `
			The|DT|2|det [LOC U.S.|NNP|3|nsubj ] agreed|VBD|0|root .|.|3|punct
			The|DT|2|det [LOC United|NNP|4|nsubj States|NNP|2|flat ] paid|VBD|0|root .|.|4|punct`,
			"U.S. = United States"},
		{"an acronym in brackets", `
			The|DT|2|det [ORG Northern|NNP|8|nsubj Fisheries|NNP|2|flat Council|NNP|2|flat ] (|-LRB-|6|punct [ORG NFC|NNP|2|appos ] )|-RRB-|6|punct met|VBD|0|root .|.|8|punct`,
			"Northern Fisheries Council = NFC"},
		{"an apposition", `
			[PER Marta|NNP|7|nsubj Kovač|NNP|1|flat ] ,|,|5|punct the|DT|5|det minister|NN|1|appos ,|,|5|punct left|VBD|0|root .|.|7|punct`,
			"Marta Kovač = minister"},
		{"no direction is a place", `
			[LOC Arden|NNP|0|root ] ,|,|3|punct southwest|NN|1|appos of|IN|6|case the|DT|6|det capital|NN|3|nmod ,|,|8|punct [LOC Belmora|NNP|6|appos ]`,
			""},
		{"a region of a country", `
			It|PRP|2|nsubj fell|VBD|0|root in|IN|6|case the|DT|6|det [LOC Ural|NNP|6|compound ] region|NN|2|obl of|IN|8|case [LOC Russia|NNP|6|nmod ] .|.|2|punct`,
			"Ural = region"},
		{"a predicate noun", `
			[PER Kovač|NNP|4|nsubj ] is|VBZ|4|cop a|DT|4|det lawyer|NN|0|root .|.|4|punct`,
			"Kovač = lawyer"},
		{"not one that is denied", `
			[PER Kovač|NNP|5|nsubj ] is|VBZ|5|cop not|RB|5|advmod a|DT|5|det lawyer|NN|0|root .|.|5|punct`,
			""},
		{"pronouns by gender", `
			[PER Maria|NNP|2|nsubj ] met|VBD|0|root [PER John|NNP|2|obj ] .|.|2|punct
			He|PRP|2|nsubj left|VBD|0|root .|.|2|punct`,
			"John = He"},
		{"who is spoken to does not speak", `
			Speaking|VBG|6|advcl to|IN|3|case [PER John|NNP|1|obl ] ,|,|1|punct he|PRP|6|nsubj smiled|VBD|0|root .|.|6|punct`,
			""},
		{"a reflexive", `
			[PER Maria|NNP|2|nsubj ] hurt|VBD|0|root herself|PRP|2|obj .|.|2|punct`,
			"Maria = herself"},
		{"the first person in a quotation is its speaker", "\n" +
			"“|``|3|punct I|PRP|3|nsubj resign|VBP|6|ccomp now|RB|3|advmod today|NN|3|obl ,|,|3|punct ”|''|3|punct said|VBD|0|root [PER Kovač|NNP|8|nsubj ] .|.|8|punct",
			"I = Kovač"},
		{"the body that a relative clause tells of", `
			The|DT|3|det [ORG Northern|NNP|3|compound Party|NNP|10|nsubj ] ,|,|6|punct which|WDT|6|nsubj left|VBD|3|acl:relcl the|DT|9|det [ORG Peasant|NNP|9|compound Party|NNP|6|obj ] won|VBD|0|root .|.|10|punct
			The|DT|2|det party|NN|3|nsubj promised|VBD|0|root roads|NNS|3|obj .|.|3|punct`,
			"Northern Party = party"},
		{"a nationality and its country", `
			[LOC Mexico|NNP|2|nsubj ] agreed|VBD|0|root .|.|2|punct
			[NORP:MX Mexican|JJ|2|amod ] ships|NNS|3|nsubj sailed|VBD|0|root .|.|3|punct`,
			"Mexico = Mexican"},
	} {
		a := treeOf(t, c.text)
		for i := range a.Entities {
			// what the stage before knows of names
			if a.Entities[i].Type == graph.TypePerson {
				a.Entities[i].Gender = Words().Gender(strings.Fields(a.Entities[i].Name)[0])
			}
		}
		if err := stage.Run(context.Background(), a); err != nil {
			t.Fatal(err)
		}
		if got := chains(a); got != c.want {
			t.Errorf("%s:\n got %q\nwant %q", c.name, got, c.want)
		}
	}
}

// TestCorefTypes: the noun beside an unknown name tells what it names.
func TestCorefTypes(t *testing.T) {
	a := treeOf(t, `
		His|PRP$|2|nmod:poss party|NN|7|nsubj ,|,|5|punct the|DT|5|det [LOC Belmora|NNP|2|appos ] ,|,|5|punct left|VBD|0|root .|.|7|punct`)
	a.Entities[0].Subtype = "OTHER"
	if err := NewCoref(Words(), model.MustOpen(model.Coref)).Run(context.Background(), a); err != nil {
		t.Fatal(err)
	}
	for _, e := range a.Entities {
		if e.Name == "Belmora" && (e.Type != graph.TypeOrganization || e.Subtype != "PARTY") {
			t.Errorf("%s %s", e.Type, e.Subtype)
		}
	}
}

func TestCorefNames(t *testing.T) {
	a := treeOf(t, `
		The|DT|2|det [ORG NFC|NNP|3|nsubj ] met|VBD|0|root .|.|3|punct
		The|DT|2|det [ORG Northern|NNP|5|nsubj Fisheries|NNP|2|flat Council|NNP|2|flat ] met|VBD|0|root an|DT|8|det unnamed|JJ|8|amod official|NN|5|obj of|IN|11|case the|DT|11|det port|NN|8|nmod .|.|5|punct`)
	if err := NewCoref(Words(), model.MustOpen(model.Coref)).Run(context.Background(), a); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range a.Entities {
		got = append(got, fmt.Sprintf("%s %q %q generic=%v", e.Type, e.Name, e.Aliases, e.Generic))
	}
	want := `ORGANIZATION "Northern Fisheries Council" ["NFC"] generic=false
PERSON "unnamed official of the port" [] generic=true
PLACE "port" [] generic=true`
	if g := strings.Join(got, "\n"); g != want {
		t.Errorf("got\n%s\nwant\n%s", g, want)
	}
}

// FuzzCoref gives the stage trees that no parser would.
func FuzzCoref(f *testing.F) {
	stage := NewCoref(Words(), model.MustOpen(model.Coref))
	f.Add("He said she left \" I saw it \" . The US ( USA ) and Mr. Smith , the senator , is a U.S. Smith", []byte{1, 2, 3, 4, 200, 7, 9})
	f.Add("“ we “ it ” ” its his himself . . they", []byte{0, 255, 13, 77})
	f.Fuzz(func(t *testing.T, s string, shape []byte) {
		a := analysisOf(s)
		k := &a.Tokens
		at := func(i int) int {
			if len(shape) == 0 {
				return i
			}
			return int(shape[i%len(shape)]) + i/len(shape)
		}
		for i := range k.Len() {
			sent := a.Sentences[k.Sentence[i]]
			if h := sent.First + int32(at(i))%max(1, int32(sent.TokenRange.Len())); h != int32(i) {
				k.Head[i] = h
			}
			k.Deprel[i] = extract.Deprel(at(i+1) % extract.DeprelCount)
			k.UPOS[i] = extract.UPOS(at(i+2) % extract.UPOSCount)
			k.XPOS[i] = extract.XPOS(at(i+3) % extract.XPOSCount)
			if p, ok := lookPronoun(a.Word(int32(i))); ok && p.class > 0 {
				k.UPOS[i], k.XPOS[i] = extract.PRON, extract.PRP
			}
			if at(i+4)%5 == 0 {
				end := min(i+1+at(i)%3, k.Len())
				if n := len(a.Mentions); n > 0 && a.Mentions[n-1].Head.End > int32(i) {
					continue
				}
				r := extract.TokenRange{First: int32(i), End: int32(end)}
				a.Entities = append(a.Entities, extract.Entity{Type: graph.EntityTypes[at(i)%5]})
				a.Mentions = append(a.Mentions, extract.Mention{Tokens: r, Head: r, Kind: graph.KindName, Type: graph.EntityTypes[at(i)%5], Entity: int32(len(a.Entities) - 1)})
			}
		}
		if err := stage.Run(context.Background(), a); err != nil {
			t.Fatal(err)
		}
		for e := range a.Entities {
			if len(a.Entities[e].Members) == 0 || a.Entities[e].Name == "" {
				t.Fatalf("entity without mentions or name: %+v", a.Entities[e])
			}
		}
		for _, m := range a.Mentions {
			if m.Tokens.Len() <= 0 || !(m.Tokens.First <= m.Head.First && m.Head.End <= m.Tokens.End) || int(m.Entity) >= len(a.Entities) {
				t.Fatalf("mention %+v", m)
			}
		}
	})
}

func TestWrittenInCapitals(t *testing.T) {
	for _, c := range []struct {
		name  string
		forms []string
		want  string
	}{
		{"NAIROBI", []string{"NAIROBI", "Nairobi"}, "Nairobi"},
		{"NAIROBI", []string{"NAIROBI"}, "Nairobi"},
		{"UNICEF", []string{"UNICEF"}, "UNICEF"},
		{"MUKLA", []string{"MUKLA", "Mukla", "MuKla"}, "MuKla"},
	} {
		forms := map[string]int{}
		for i, f := range c.forms {
			forms[f] = i + 1
		}
		d := Discourse{lex: Words()}
		if got := d.quieter(c.name, forms); got != c.want {
			t.Errorf("%q of %v is %q, want %q", c.name, c.forms, got, c.want)
		}
	}
}
