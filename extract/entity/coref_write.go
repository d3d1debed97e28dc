package entity

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/graph"
)

var refKinds = [...]graph.MentionKind{graph.KindName, graph.KindNominal, graph.KindPronoun, graph.KindNORP}

// write puts mentions and entities into the analysis.
func (d *Discourse) write() {
	a := d.a
	d.entityOf = resize(d.entityOf, len(d.Mentions))
	n := 0
	for i := range d.Mentions {
		d.entityOf[i] = -1
		if !d.Mentions[i].coord {
			n++
		}
	}
	mentions := make([]extract.Mention, 0, n)
	var entities []extract.Entity
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.coord {
			continue
		}
		root := d.find(int32(i))
		e := d.entityOf[root]
		if e < 0 {
			e = int32(len(entities))
			d.entityOf[root] = e
			c := &d.clusters[root]
			entities = append(entities, extract.Entity{
				Type: entityTypes[c.typ], Subtype: subtypeOf(entityTypes[c.typ], c.subtype), Country: c.country, Gender: c.gender, Plural: c.number == plural, Generic: true,
			})
		}
		out := extract.Mention{Tokens: m.Tokens, Head: m.Head, Kind: refKinds[m.Kind], Type: entityTypes[d.clusters[root].typ], Entity: e, Confidence: m.sure}
		entities[e].Members = append(entities[e].Members, int32(len(mentions)))
		mentions = append(mentions, out)
	}
	a.Mentions, a.Entities = mentions, entities
	for e := range entities {
		d.describe(&entities[e])
	}
}

// subtypeOf is a subtype where it belongs to the type: of what mentions of several types left together.
func subtypeOf(t graph.EntityType, subtype string) string {
	place := isPlaceSubtype(subtype)
	switch {
	case subtype == "" || t == graph.TypePlace && place || t == graph.TypeOrganization && !place || t == graph.TypeEvent:
		return subtype
	case t == graph.TypePlace || t == graph.TypeOrganization:
		return "OTHER"
	}
	return ""
}

// describe gives an entity its best name and its aliases.
func (d *Discourse) describe(e *extract.Entity) {
	a := d.a
	best, bestScore, verb := "", -1000, false
	forms := map[string]int{}
	kind := graph.KindPronoun
	for _, k := range e.Members {
		m := &a.Mentions[k]
		switch m.Kind {
		case graph.KindName:
			kind = graph.KindName
		case graph.KindNORP:
			if kind != graph.KindName {
				kind = graph.KindNORP
			}
		case graph.KindNominal:
			if kind == graph.KindPronoun {
				kind = graph.KindNominal
			}
		}
	}
	e.Generic = kind == graph.KindNominal || kind == graph.KindPronoun
	for _, k := range e.Members {
		m := &a.Mentions[k]
		if m.Kind != kind {
			continue
		}
		var name string
		switch kind {
		case graph.KindNominal:
			name = d.phrase(m)
		default:
			s := a.TokenSpan(m.Head)
			name = trimName(a.Text[s.Start:s.End])
		}
		if name == "" {
			continue
		}
		forms[name]++
		score := nameScore(name, kind, e.Type)
		if last := name[strings.LastIndexByte(name, ' ')+1:]; kind == graph.KindName && e.Type == graph.TypeOrganization && last != name && d.lex.PersonNoun(lower(last)) {
			score -= 80 // an officer's title was taken in: "Coast Guard Commandant"
		}
		if score > bestScore {
			best, bestScore, verb = name, score, a.Tokens.UPOS[m.Head.First] == extract.VERB
		}
	}
	if e.Type == graph.TypePerson && kind == graph.KindName {
		best = d.plainer(best, forms, verb)
	}
	if name := CountryName(e.Country); e.Subtype == "COUNTRY" && forms[name] > 0 {
		best = name // "Iran", not "the Islamic Republic of Iran"
	}
	if kind == graph.KindName && strings.ToUpper(best) == best {
		best = d.quieter(best, forms)
	}
	if e.Type == graph.TypePlace && (kind == graph.KindNORP || e.Subtype == "COUNTRY" && (isAcronym(best) || directions[foldHash(best)])) {
		// "an Australian", "the U.S.", "[North] and South Korea": the country is the entity, by the name that a reader knows
		if name := CountryName(e.Country); name != "" {
			best = name
		}
	}
	if best == "" { // nothing but marks
		s := a.TokenSpan(a.Mentions[e.Members[0]].Head)
		best = a.Text[s.Start:s.End]
	}
	e.Name = best
	for f := range forms {
		if f != best {
			e.Aliases = append(e.Aliases, f)
		}
	}
	slices.Sort(e.Aliases)
}

// plainer is a person's name without a word that stood before it once and is no
// first name: "Than Shwe", although a book is called "Unmasking Than Shwe". Of a
// verb ("Hire Ann Lee", in a headline) it is enough that the name stands once without it.
func (d *Discourse) plainer(name string, forms map[string]int, verb bool) string {
	first, rest, _ := strings.Cut(name, " ")
	if forms[name] > 1 || forms[rest] == 0 || forms[rest] == 1 && !verb || !strings.Contains(rest, " ") {
		return name
	}
	if w, ok := d.lex.NameWord(first); ok && w.First > 0 {
		return name
	}
	return rest
}

// quieter is a name in capitals as it is written elsewhere, or as the lists know
// it: "BEIRUT" is "Beirut" and "ANGELA MERKEL" is "Angela Merkel", "UNESCO" stays.
func (d *Discourse) quieter(name string, forms map[string]int) string {
	best := ""
	for f := range forms {
		if f != name && strings.EqualFold(f, name) && (best == "" || forms[f] > forms[best] || forms[f] == forms[best] && f < best) {
			best = f
		}
	}
	if best != "" {
		return best
	}
	words := strings.Fields(strings.ToLower(name))
	for i, w := range words {
		c, k := utf8.DecodeRuneInString(w)
		words[i] = string(unicode.ToUpper(c)) + w[k:]
	}
	e, _ := d.lex.Name(name)
	quiet := strings.Join(words, " ")
	if q, _ := d.lex.Name(quiet); e.Lists == 0 && q.Lists&(ListCountry|ListCity|ListRegion|ListDivision|ListUSState|ListOfficeHolder) != 0 && len(name) > 3 {
		return quiet
	}
	return name
}

// nameScore prefers the longest full form in ordinary case over acronyms and
// headlines; of nominals the first.
func nameScore(name string, kind graph.MentionKind, t graph.EntityType) int {
	switch kind {
	case graph.KindName:
		score := 2 * min(60, len(name))
		if isAcronym(name) && t != graph.TypePlace {
			score -= 40
		}
		if strings.ToUpper(name) == name && len(name) > 6 {
			score -= 60
		}
		return score + 100
	default:
		return 1
	}
}

// trimName cuts a leading article and what surrounds a name; line breaks become spaces.
func trimName(s string) string {
	s = strings.Trim(s, " \t\r\n\"“”‘’'`,;:()[]")
	for _, p := range [...]string{"the ", "The ", "THE "} {
		s = strings.TrimPrefix(s, p)
	}
	for _, p := range [...]string{"'s", "’s"} {
		s = strings.TrimSuffix(s, p)
	}
	if n := len(s) - 1; n > 1 && s[n] == '.' && isDigit(s[n-1]) {
		s = s[:n] // the full stop of the sentence: "COVID-19."
	}
	if strings.ContainsAny(s, "\n\r\t") {
		s = strings.Join(strings.Fields(s), " ")
	}
	return s
}

// phrase is a nominal's noun phrase without its determiner, with one "of" phrase: "mayor of Uruapan".
func (d *Discourse) phrase(m *extract.Mention) string {
	t := &d.a.Tokens
	head := m.Head.First
	first := head
	for k := head - 1; k >= m.Tokens.First && k > head-8; k-- {
		if t.End[k] == t.Start[k+1] && (isHyphen(d.a.Word(k)) || isHyphen(d.a.Word(k+1))) {
			first = k // whatever the tree says, "large-scale" is not cut
			continue
		}
		if t.Head[k] != head && (t.Head[k] < k || t.Head[k] > head) {
			break
		}
		r := t.Deprel[k].Base()
		if t.Head[k] == head && (r == extract.Det || t.Deprel[k] == extract.NmodPoss || r == extract.Acl || r == extract.Case || r == extract.Punct && !isHyphen(d.a.Word(k))) {
			break
		}
		if t.UPOS[k] == extract.DET || t.UPOS[k] == extract.PRON {
			break
		}
		first = k
	}
	for first < head && (first > 0 && lower(d.a.Word(first-1)) == "at" && (d.a.Word(first) == "least" || d.a.Word(first) == "most") || t.UPOS[first] == extract.PUNCT || t.UPOS[first] == extract.PART || t.UPOS[first] == extract.ADP || t.UPOS[first] == extract.CCONJ) {
		first++
	}
	end := head + 1
	for k := head + 1; k < m.Tokens.End && k < head+8; k++ {
		if t.Head[k] == head && t.Deprel[k] == extract.Nmod {
			if l, r := d.left[k], d.right[k]; r-head <= 7 && l > head && d.a.Word(head+1) == "of" {
				end = r + 1
			}
			break
		}
	}
	s := d.a.TokenSpan(extract.TokenRange{First: first, End: end})
	return trimName(d.a.Text[s.Start:s.End])
}

func isHyphen(w string) bool { return w == "-" || w == "–" || w == "‑" }
