package event

import (
	"slices"
	"strings"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/entity"
	"github.com/dateline-news/dateline/graph"
)

// nationalBodies are the bodies of which a country has one, as it is called
// beside the country's name.
var nationalBodies = map[string]string{
	"government": "Government", "military": "Military", "armed forces": "Military", "army": "Army", "navy": "Navy", "air force": "Air Force",
	"coast guard": "Coast Guard", "parliament": "Parliament", "judiciary": "Judiciary",
}

// partPeoples share the nationality of a country, or the code, and may have a body of their own.
var partPeoples = words("english scottish welsh gazan herzegovinian serb croat rhodesia zaire")

// nameBodies names the bodies that a document knows by their country and a
// common noun: with the country they are as well named as any ministry.
//
//	the Mexican government · Mexico's government · the armed forces of Ukraine
//
// It runs when all else is said: to the rules they are common nouns.
func (s *scene) nameBodies(out []extract.Statement) {
	fresh := false
	for i := range out {
		x := &out[i]
		if x.Predicate != graph.PartOf || x.Polarity != graph.Affirmed || x.Modality != graph.Asserted || x.Subject < 0 || x.Object < 0 {
			continue
		}
		e, c := &s.a.Entities[x.Subject], &s.a.Entities[x.Object]
		if !e.Generic || e.Type != graph.TypeOrganization || c.Type != graph.TypePlace || c.Generic || c.Subtype != "COUNTRY" || entity.CountryName(c.Country) == "" {
			continue
		}
		if !fresh {
			s.mention, fresh = headMentions(s.mention, s.a), true
		}
		first, found := slices.BinarySearch(s.a.Tokens.Start, x.Evidence.Start)
		if !found {
			continue
		}
		at := extract.TokenRange{First: int32(first), End: int32(first)}
		for int(at.End) < s.a.Tokens.Len() && s.a.Tokens.Start[at.End] < x.Evidence.End {
			at.End++
		}
		if m := s.mention[at.End-1]; m != extract.None && s.a.Mentions[m].Entity == x.Object {
			at.End = max(at.End, s.a.Mentions[m].Head.End) // "the army of Costa | Rica"
		}
		body, wording := s.nationalBody(at, c.Country)
		if body == "" || !s.ownOnly(e, body, c.Country) {
			continue
		}
		aliases := append(slices.Clone(e.Aliases), e.Name, wording)
		e.Aliases = slices.DeleteFunc(aliases, func(a string) bool { return nationalBodies[strings.ToLower(a)] != "" }) // "army" is anyone's
		slices.Sort(e.Aliases)
		e.Aliases = slices.Compact(e.Aliases)
		e.Generic, e.Country, e.Name = false, c.Country, body+" of "+withArticle(entity.CountryName(c.Country))
	}
}

// nationalBody is the body of the country with this code that a noun phrase
// is about, and the phrase without its article; "" if it says more, or less.
func (s *scene) nationalBody(at extract.TokenRange, code string) (body, wording string) {
	if at.Len() > 1 && strings.EqualFold(s.a.Word(at.First), "the") {
		at.First++
	}
	if at.Len() < 2 || at.Len() > 12 {
		return "", ""
	}
	for n := int32(2); n > 0; n-- {
		if int32(at.Len()) <= n {
			continue
		}
		// "the government of the Netherlands"
		if b := nationalBodies[strings.ToLower(s.text(extract.TokenRange{First: at.First, End: at.First + n}))]; b != "" && s.a.Word(at.First+n) == "of" {
			rest := extract.TokenRange{First: at.First + n + 1, End: at.End}
			if rest.Len() > 1 && s.a.Word(rest.First) == "the" {
				rest.First++
			}
			if rest.Len() > 0 && entity.Words().Country(s.text(rest)) == code && !partPeoples[strings.ToLower(s.text(rest))] {
				return b, s.text(at)
			}
			return "", ""
		}
		// "the Dutch government", "the Netherlands' air force"
		if b := nationalBodies[strings.ToLower(s.text(extract.TokenRange{First: at.End - n, End: at.End}))]; b != "" {
			of, possessive := extract.TokenRange{First: at.First, End: at.End - n}, false
			if s.xpos(of.End-1) == extract.POS && of.Len() > 1 {
				of.End--
				possessive = true
			}
			w := s.text(of)
			if (entity.Words().Country(w) == code || !possessive && entity.Words().Demonym(w) == code) && !partPeoples[strings.ToLower(w)] {
				return b, s.text(at)
			}
			return "", ""
		}
	}
	return "", ""
}

// ownOnly tells that no noun phrase of a body speaks of another, or of one of
// several: not "the interim government", "Ruiz's government", "the government in exile".
func (s *scene) ownOnly(e *extract.Entity, body, code string) bool {
	for _, m := range e.Members {
		x := &s.a.Mentions[m]
		if x.Kind != graph.KindNominal || x.Head.Len() <= 0 {
			continue
		}
		at, end := extract.TokenRange{First: min(x.Tokens.First, x.Head.First), End: x.Head.End}, x.Head.End
		for h := x.Head.First; h < x.Head.End; h++ {
			for _, k := range s.children(h) {
				if k < x.Head.End || s.deprel(k) != extract.Nmod {
					continue
				}
				o := s.mention[k]
				if s.caseOf(k) == extract.None || s.a.Word(s.caseOf(k)) != "of" || o == extract.None || s.a.Mentions[o].Kind != graph.KindName {
					return false
				}
				end = max(end, s.a.Mentions[o].Head.End)
			}
		}
		at.End = end
		if b, _ := s.nationalBody(at, code); b != "" {
			if b != body {
				return false
			}
			continue
		}
		// "its army", "the armed forces"
		if u := s.upos(at.First); at.Len() > 1 && (u == extract.DET || u == extract.PRON) {
			at.First++
		}
		if at.Len() > 1 && nationalBodies[strings.ToLower(s.text(at))] == "" {
			return false
		}
	}
	return true
}

func (s *scene) text(at extract.TokenRange) string {
	x := s.a.TokenSpan(at)
	return s.a.Text[x.Start:x.End]
}

// withArticle is the name of a country as it stands in a sentence.
func withArticle(country string) string {
	switch last := country[strings.LastIndexByte(country, ' ')+1:]; {
	case last == "Islands", last == "Republic", last == "Kingdom", last == "States", last == "Emirates", last == "Territory", last == "Territories",
		strings.Contains(country, "Republic of "), strings.HasPrefix(country, "Isle of "),
		slices.Contains([]string{"Bahamas", "Comoros", "Gambia", "Maldives", "Netherlands", "Philippines", "Seychelles"}, country):
		return "the " + country
	}
	return country
}
