package syntax

import (
	"testing"

	"github.com/dateline-news/dateline/extract"
)

func TestOneSubject(t *testing.T) {
	for _, text := range []string{
		"The explosion in the port of Varna on May 4 killed at least 15 people and injured about 500, the Bulgarian health ministry said on Friday.",
		"In another development, hospital sources say an air strike early Wednesday destroyed a building in the south, killing two people.",
		"Geologist Ida May Kerr died on Saturday, her son Adam Kerr announced.",
		"The Norwegian official Monday did not name the companies, but he said they were from among the seven that joined in 2004.",
		"Most recently, port and railroad workers received an 11 percent wage hike after a three-week strike.",
	} {
		a := read(t, text)
		subject := map[int32]string{}
		for i := range int32(a.Tokens.Len()) {
			switch a.Tokens.Deprel[i] {
			case extract.Nsubj, extract.NsubjPass:
				h := a.Tokens.Head[i]
				if before, ok := subject[h]; ok {
					t.Errorf("%s\n%q has the subjects %q and %q", text, a.Word(h), before, a.Word(i))
				}
				subject[h] = a.Word(i)
			}
		}
		if len(subject) == 0 {
			t.Errorf("%s\nno verb has a subject", text)
		}
	}
}

func TestOneObject(t *testing.T) {
	for _, text := range []string{
		"The newspaper further reported its source claimed a fourth man escaped and remains wanted.",
		"The safety board on Monday announced the flight recorder from the airliner has been recovered from the bay.",
		"In 1987, rebels took control of the island and captured the radio station, taking dozens of people there hostage.",
		"The painter later told the story of her exile, titling her memoir The Keeper of the Lamp.",
	} {
		a := read(t, text)
		objects := map[int32]string{}
		for i := range int32(a.Tokens.Len()) {
			switch a.Tokens.Deprel[i] {
			case extract.Obj, extract.Ccomp:
				h := a.Tokens.Head[i]
				if before, ok := objects[h]; ok {
					t.Errorf("%s\n%q has the objects %q and %q", text, a.Word(h), before, a.Word(i))
				}
				objects[h] = a.Word(i)
			}
		}
		if len(objects) == 0 {
			t.Errorf("%s\nno verb has an object", text)
		}
	}
}
