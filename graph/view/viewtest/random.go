package viewtest

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/dateline-news/dateline/graph"
)

var randomNames = []string{
	"Ann Able:PERSON", "Bo Béla:PERSON", "Cy Béla:PERSON", "Dora Dünne:PERSON", "Emil O’Rourke:PERSON", "Fay Fox:PERSON", "Gus Gray:PERSON", "Ann Archer:PERSON",
	"Tern Front:ORGANIZATION", "Green Party:ORGANIZATION", "Ministry of Finance:ORGANIZATION", "Northern Bank:ORGANIZATION", "Harbour Workers' Union:ORGANIZATION", "Evening Post:ORGANIZATION",
	"Norland:PLACE", "Suður City:PLACE", "Port Azure:PLACE", "East Norland:PLACE", "Strike on Suður City:EVENT", "Harbour Summit:EVENT", "MV Aurora:OTHER", "Fishing Act:OTHER", "a soldier:PERSON", "a vessel:OTHER",
}

var randomWords = []string{"nothing happened there", "peace must come quickly", "talks continue tomorrow", "“never again” 🙂 they shouted", "prices doubled within months"}

// Random makes documents with statements of all kinds, the same for the same seed.
func Random(documents int, seed uint64) []*graph.Document {
	r := rand.New(rand.NewPCG(seed, seed))
	some := func(list []string) string { return list[r.IntN(len(list))] }
	// some names come up far more often than others, as in news
	name := func() string { return randomNames[min(r.IntN(len(randomNames)), r.IntN(len(randomNames)))] }
	var out []*graph.Document
	for i := range documents {
		published := fmt.Sprintf("2025-%02d-%02d", 1+r.IntN(12), 1+r.IntN(28))
		switch r.IntN(4) {
		case 0:
			published += fmt.Sprintf("T%02d:30:00Z", r.IntN(24))
		case 1:
			if r.IntN(4) == 0 {
				published = ""
			}
		}
		var lines []string
		speech := 0
		for n := range 2 + r.IntN(12) {
			p := graph.Predicates[r.IntN(len(graph.Predicates))]
			line := fmt.Sprintf("%s | %s | ", name(), p.Name)
			literal := p.Family == graph.FamilyEventRole && r.IntN(2) == 0 || p.Name == graph.Stated
			if literal {
				line += "-"
			} else {
				line += name()
			}
			switch {
			case p.Family == graph.FamilySpeech:
				speech = n + 1
				line += " | text " + some(randomWords)
			case p.Name == graph.RoleKilled, p.Name == graph.RoleInjured, p.Name == graph.RoleArrested, p.Name == graph.RoleCount:
				line += fmt.Sprintf(" | count %d", 1+r.IntN(9))
			case p.Name == graph.RoleTime:
				line += " | text last week"
			case p.Name == graph.HoldsPosition:
				line += " | text minister"
			}
			if r.IntN(6) == 0 {
				line += " | neg"
			}
			if r.IntN(5) == 0 {
				line += " | " + some([]string{"planned", "possible", "hypothetical", "required"})
			}
			if r.IntN(3) == 0 {
				line += " | " + some([]string{"past", "present", "future"})
			}
			if speech > 0 && speech <= n && r.IntN(3) == 0 {
				line += fmt.Sprintf(" | by %s | in %d", speaker(lines[speech-1]), speech)
			} else if r.IntN(6) == 0 {
				line += " | by ?"
			} else if r.IntN(8) == 0 {
				line += " | by " + some(randomNames[:14])
			}
			if r.IntN(4) == 0 {
				d := 1 + r.IntN(27)
				m := 1 + r.IntN(12)
				line += fmt.Sprintf(" | on 2025-%02d-%02d 2025-%02d-%02d", m, d, m, d+1)
			}
			if r.IntN(3) == 0 {
				line += fmt.Sprintf(" | conf 0.%d", 1+r.IntN(9))
			}
			if p.Name == graph.ActedOn {
				line += " | verb " + some([]string{"visit", "sell", "sink"})
			}
			lines = append(lines, line)
		}
		out = append(out, Doc(fmt.Sprintf("r%d-%d", seed, i), some([]string{"The Daily", "Evening Post", "Wire", "Harbour Herald"}), published, lines...))
	}
	return out
}

func speaker(line string) string {
	name, _, _ := strings.Cut(line, " | ")
	return name
}
