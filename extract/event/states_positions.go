package event

import (
	"strings"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/entity"
	"github.com/dateline-news/dateline/graph"
)

// offices are the nouns of offices, posts and ranks; occupations are not
// (guideline 20: ranks count, occupations do not).
var offices = words(`president vice-president premier minister chancellor king queen emperor prince princess sultan emir sheikh pope
	governor mayor senator congressman congresswoman congressperson representative lawmaker deputy mp councillor councilor councilman councilwoman
	alderman assemblyman assemblywoman assemblymember mep speaker secretary undersecretary ambassador consul envoy diplomat attaché commissioner spokesman spokeswoman spokesperson
	chairman chairwoman chairperson chair head chief director ceo cfo coo executive manager leader boss founder co-founder co-chair
	treasurer comptroller attorney prosecutor judge justice magistrate solicitor sheriff marshal constable
	general admiral colonel major captain lieutenant sergeant commander commandant brigadier corporal
	bishop archbishop cardinal imam ayatollah rabbi patriarch dean provost rector chancellor principal superintendent inspector
	whip official officer aide adviser advisor coordinator administrator ombudsman coach captain delegate negotiator
	strongman ruler dictator detective agent editor publisher counsel clerk registrar curator warden governor-general
	co-director sen. rep. gov. gen. col. lt. maj. capt. sgt. adm. brig. cmdr. vice-chairman vice-chair president-elect leadership secretary-general undersecretary-general`)

// Words before an office that belong to its title though they are adjectives.
var titleWords = words(`prime vice deputy acting interim foreign general chief supreme executive attorney assistant associate senior lead managing first second
	national federal special permanent honorary presidential legislative municipal military major
	lieutenant brigadier`)

// partyOffices are offices that a party itself gives.
var partyOffices = words("leader chairman chairwoman chairperson chair chief head president secretary spokesman spokeswoman spokesperson treasurer candidate nominee official boss co-chair")

// portfolios are what ministers and secretaries are of, also where it looks like a name.
var portfolios = words(`defense defence interior finance justice health education labor labour energy trade agriculture transport transportation commerce
	treasury housing environment culture state war home foreign prime economy industry`)

// title is an office as a text has it.
type title struct {
	office int32
	text   extract.TokenRange
	object int32 // organization or place; None
	at     extract.TokenRange
}

// titleAt reads the title whose office is token o: the words that belong to it
// and whose office it is.
//
//	US Secretary of State · Venezuelan Defense Minister · Mexico's President · spokesman for the Indonesian military
func (r *stateReader) titleAt(o int32) title {
	t := title{office: o, text: extract.TokenRange{First: o, End: o + 1}, object: extract.None}
	t.at = t.text
	sentence := r.a.Tokens.Sentence[o]
	open := true // words still belong to the title
left:
	for k := o - 1; k >= 0 && k > o-8 && r.a.Tokens.Sentence[k] == sentence; k-- {
		w := lowerLemma(r.word(k))
		inside := false
		if len(r.timesAt(k)) > 0 && r.upos(k) != extract.ADJ {
			break // "on Sunday Presidents Li and Baro met", not "Chad's current President"
		}
		if r.hyphen(k) { // "Secretary-General", "commander-in-chief"
			if past[lowerLemma(r.word(k-1))] { // "then-mayor", "ex-minister"
				t.at.First, open = k-1, false
				k--
				continue
			}
			if open {
				k--
				t.text.First, t.at.First = k, k
			}
			continue
		}
		if open && t.object == extract.None && r.body(k) == extract.None {
			code := r.words.Demonym(r.a.Word(k))
			if code == "" {
				code = r.words.Country(r.a.Word(k))
			}
			if code != "" { // a country or nationality that is no mention here
				if e, ok := r.country[code]; ok {
					t.object = e
				}
				t.at.First, open = k, false
				continue
			}
		}
		if m := r.mention[k]; m != extract.None && (m == r.mention[o] || r.a.Mentions[m].Head.Contains(o)) && r.a.Mentions[m].Kind == graph.KindName {
			// A title that was taken for a name: "US Secretary of State".
			if r.a.Mentions[m].Head.First == k && t.object == extract.None {
				if c := r.namedFor(r.a.Mentions[m].Head); c != extract.None {
					t.object, t.at.First, open = c, k, false
					continue
				}
				if r.words.Demonym(r.a.Word(k)) != "" {
					t.at.First, open = k, false
					continue
				}
			}
			inside = true
		} else if m := r.mention[k]; open && m != extract.None && r.a.Mentions[m].Head.Len() == 1 && portfolios[w] {
			t.text.First, t.at.First = k, k // "Defense Minister"
			continue
		}
		if e := r.body(k); e != extract.None && !inside {
			if t.object == extract.None {
				t.object = e
				k = r.a.Mentions[r.mention[k]].Head.First
				t.at.First = k
				open = false
				continue
			}
			break
		}
		if !inside && r.mention[k] != extract.None && r.mention[k] != r.mention[o] && r.a.Mentions[r.mention[k]].Kind != graph.KindNominal {
			break // a person or a party: "Republican senator", "the Obama aide"
		}
		switch {
		case w == "under" && open && k == t.text.First-1 && r.a.Word(k) == "Under" && strings.EqualFold(r.a.Word(k+1), "secretary"):
			t.text.First, t.at.First = k, k // "Under Secretary of State"
		case past[w]:
			t.at.First = k
			open = false
		case w == "'s" || w == "’s" || w == "'" || w == "’":
			open = false
		case r.upos(k) == extract.NOUN || r.upos(k) == extract.PROPN || titleWords[w] || r.upos(k) == extract.ADJ && offices[w]:
			if r.upos(k) == extract.NOUN && !offices[w] && !titleWords[w] && k == t.text.First-1 && lower(r.a.Word(k)) && !lower(r.a.Word(o)) && !r.hyphen(k+1) {
				break left // "a deal | Senator Ruiz called historic"
			}
			if ranks[lowerLemma(r.word(o))] && offices[w] && lower(r.a.Word(k)) && !lower(r.a.Word(o)) && k == t.text.First-1 {
				break left // "interior minister | Brigadier General Ali Baro": two titles
			}
			if !open || r.plural(k) || w == "candidate" || w == "nominee" || w == "way" || moments[w] || r.upos(k) == extract.NOUN && !offices[w] && r.words.PersonNoun(w) {
				break left
			}
			t.text.First, t.at.First = k, k
		default:
			if r.upos(k) == extract.ADJ && t.object == extract.None {
				open = false
				continue // "an unnamed Defense Department official", "US top diplomat"
			}
			break left
		}
	}
	// The office's own possessor: "Mexico's President", where the scan did not reach it.
	if t.object == extract.None {
		if k := r.child(o, extract.NmodPoss); k != extract.None {
			if e := r.entityOf(k); r.typeOf(e) == graph.TypeOrganization || r.typeOf(e) == graph.TypePlace {
				t.object, t.at.First = e, min(t.at.First, k)
			}
		}
	}
	// Behind it: "of State", "of the Florida House", "for the military".
	for k := o + 1; k+1 < int32(r.a.Tokens.Len()) && k < o+6; {
		p := r.a.Word(k)
		if r.a.Tokens.Sentence[k] != sentence || p != "of" && p != "for" && p != "to" && p != "at" && p != "from" && p != "in" && p != "with" {
			break
		}
		n := k + 1
		for n+1 < int32(r.a.Tokens.Len()) && (r.upos(n) == extract.DET || r.xpos(n) == extract.POS) {
			n++
		}
		// The complement's own name or noun.
		e, end := extract.None, n
		for j := n; j < n+7 && j < int32(r.a.Tokens.Len()) && r.a.Tokens.Sentence[j] == sentence; j++ {
			if m := r.mention[j]; m != extract.None && m != r.mention[o] && r.a.Mentions[m].Kind != graph.KindPronoun && r.a.Mentions[m].Kind != graph.KindNORP {
				x := &r.a.Mentions[m]
				if x.Kind == graph.KindNominal && j+1 < x.Head.End {
					continue
				}
				if x.Head.First == j && x.Head.Len() > 2 && r.a.Word(j) == "State" && r.a.Word(j+1) == "for" {
					end = x.Head.End // "Assistant Secretary of [State for African Affairs]", read as a name
					break
				}
				if x.Head.Len() == 1 && (portfolios[lowerLemma(r.word(j))] || p == "of" && j == k+1 && x.Kind == graph.KindNominal && r.upos(j) == extract.NOUN && r.a.Entities[x.Entity].Generic) {
					end = j + 1 // "Secretary of State", "chief of staff"
					break
				}
				if typ := r.typeOf(x.Entity); typ == graph.TypeOrganization || typ == graph.TypePlace && p != "in" && p != "at" && p != "with" {
					e, end = x.Entity, x.Head.End
				}
				// The complement's head may be a noun behind the name: "for the Los Angeles sheriff's office".
				if h := r.oblique(o, []string{p}); h >= end && h < end+4 && p != "in" && p != "at" {
					if c := r.entityOf(h); r.typeOf(c) == graph.TypeOrganization || r.typeOf(c) == graph.TypePlace {
						e, end = c, h+1
					}
				}
				if end < int32(r.a.Tokens.Len()) && r.xpos(end) == extract.POS {
					return t // "the head of the UK's border force", where that is no entity: not of the UK
				}
				break
			}
			if u := r.upos(j); u != extract.NOUN && u != extract.PROPN && u != extract.ADJ {
				break
			}
			end = j + 1
		}
		switch {
		case e != extract.None:
			if t.object == extract.None || r.typeOf(t.object) == graph.TypePlace && p == "of" && r.typeOf(e) == graph.TypeOrganization {
				t.object = e
			}
			t.at.End = end
			return t
		case end > n && (p == "of" || p == "for") && end-n <= 3 && !moments[lowerLemma(r.word(end-1))] && r.upos(end-1) != extract.ADJ && !r.hyphen(end) && r.text(n, end):
			t.text.End, t.at.End = end, end
			k = end
		default:
			return t
		}
	}
	return t
}

// ranks are titles that may follow an office before a name.
var ranks = words("general admiral colonel major captain lieutenant sergeant commander brigadier gen. col. lt. maj. capt. adm. prince princess sheikh")

// moments are nouns of time that may stand before a title or behind it: "this time President Ruiz", "president for a second time".
var moments = words(`time year day week month term night morning afternoon evening weekend moment period while
	monday tuesday wednesday thursday friday saturday sunday`)

// hyphen tells a hyphen within a word.
func (r *stateReader) hyphen(k int32) bool {
	t := &r.a.Tokens
	return k > 0 && k+1 < int32(t.Len()) && r.a.Word(k) == "-" && t.End[k-1] == t.Start[k] && t.End[k] == t.Start[k+1]
}

// text tells that no person is named in a title's complement: "mother of Manuela Sáenz" is no title.
func (r *stateReader) text(first, end int32) bool {
	for i := first; i < end; i++ {
		if m := r.mention[i]; m != extract.None && r.typeOf(r.a.Mentions[m].Entity) == graph.TypePerson {
			return false
		}
	}
	return true
}

func (r *stateReader) office(i int32) bool {
	w := lowerLemma(r.word(i))
	if !offices[w] {
		return false
	}
	switch r.upos(i) {
	case extract.NOUN, extract.PROPN:
		// Not of "the sheriff's office".
		if i+2 < int32(r.a.Tokens.Len()) && r.xpos(i+1) == extract.POS {
			switch r.word(i + 2) {
			case "office", "department", "station", "Office", "Department":
				return false
			}
		}
		return true
	case extract.ADJ: // "Major general Ali Baro"
		if w == "general" && i > 0 {
			switch lowerLemma(r.word(i - 1)) {
			case "major", "lieutenant", "brigadier":
				return true
			}
		}
	}
	return false
}

// ministry is the ministry or department of a portfolio, if the document names
// just one: "Defense Minister" in an article on the Ministry of Defense.
func (r *stateReader) ministry(t title) int32 {
	found := extract.None
	for i := t.text.First; i < t.text.End; i++ {
		w := r.word(i)
		if !portfolios[lowerLemma(w)] || lowerLemma(w) == "state" || lowerLemma(w) == "prime" {
			continue
		}
		for _, e := range r.ministries {
			name := r.a.Entities[e].Name
			if strings.Contains(name, r.a.Word(i)) && (lowerLemma(r.word(t.office)) != "minister" || strings.Contains(name, "Ministry")) {
				if found != extract.None && found != e {
					return extract.None
				}
				found = e
			}
		}
	}
	return found
}

// constituencyOffices are held for the place that stands behind the holder's name.
var constituencyOffices = words("senator sen. sen representative rep. rep congressman congresswoman assemblyman assemblywoman governor gov. gov mayor lawmaker mp sheriff bishop archbishop cardinal king queen prince princess")

// constituency is the place behind a name: "Senator Ana Ruiz of Nevada", "Rep. Ali Baro (D-Texas)".
func (r *stateReader) constituency(name extract.TokenRange) (place, end int32) {
	n := name.End
	if n+1 >= int32(r.a.Tokens.Len()) || r.a.Tokens.Sentence[n+1] != r.a.Tokens.Sentence[n-1] {
		return extract.None, n
	}
	switch r.a.Word(n) {
	case "of":
		n++
	case "(":
		for k := n + 1; k < n+5 && k < int32(r.a.Tokens.Len()); k++ {
			if w := r.a.Word(k); w == "-" || w == "," || w == "–" {
				n = k + 1
			}
		}
	default:
		return extract.None, n
	}
	if n >= int32(r.a.Tokens.Len()) {
		return extract.None, n
	}
	if m := r.mention[n]; m != extract.None && r.a.Mentions[m].Kind == graph.KindName && r.a.Mentions[m].Head.First == n && r.typeOf(r.a.Mentions[m].Entity) == graph.TypePlace {
		return r.a.Mentions[m].Entity, r.a.Mentions[m].Head.End
	}
	return extract.None, n
}

// nationalOffices are offices of a state where nothing else is said.
var nationalOffices = words("president premier minister chancellor king queen emperor ambassador secretary")

// homeland is the country of an office whose holder the lists of office-holders
// know, if the document speaks of that country. (To take the country that a
// document mostly speaks of gave more wrong edges than right ones.)
func (r *stateReader) homeland(person int32) int32 {
	if x, ok := r.words.Name(r.a.Entities[person].Name); ok && x.Lists&entity.ListOfficeHolder != 0 && x.Country != "" {
		if e, ok := r.country[x.Country]; ok {
			return e
		}
		return extract.None
	}
	return extract.None
}

func (r *stateReader) hold(person int32, t title, with extract.TokenRange, verb int32, confidence float64, reason string) {
	if r.typeOf(person) != graph.TypePerson {
		return
	}
	if r.typeOf(t.object) == graph.TypePerson {
		t.object = extract.None
	}
	if t.object == extract.None && constituencyOffices[lowerLemma(r.word(t.office))] && t.text.End <= with.First {
		if e, end := r.constituency(with); e != extract.None {
			t.object, t.at.End = e, end
		}
	}
	if t.object == extract.None {
		t.object = r.ministry(t)
	}
	if n := t.text.End; n < int32(r.a.Tokens.Len()) && r.upos(n) == extract.ADP && (r.a.Word(n) == "of" || r.a.Word(n) == "for") {
		// Of something that was not recognized: not of a country.
	} else if t.object == extract.None && !r.plural(t.office) && nationalOffices[lowerLemma(r.word(t.office))] {
		if t.object = r.homeland(person); t.object != extract.None {
			confidence -= 0.15
			if c := r.a.Entities[t.object].Country; lowerLemma(r.word(t.office)) == "premier" && (c == "AU" || c == "CA" || c == "ZA") {
				t.object = extract.None // the premier of a state or province
			}
		}
	}
	several := r.plural(t.office) && !r.a.Entities[person].Generic && verb == extract.None && (constituencyOffices[lowerLemma(r.word(t.office))] || nationalOffices[lowerLemma(r.word(t.office))])
	if t.object == extract.None && r.plural(t.office) && !several {
		return // "officials Ruiz and Li": of what, the text may tell elsewhere
	}
	if t.object != extract.None && r.a.Entities[t.object].Subtype == "PARTY" && !partyOffices[lowerLemma(r.word(t.office))] {
		// "Labour MP Jane Roe": the party is what the office-holder belongs to.
		r.add(state{subject: person, predicate: graph.MemberOf, object: t.object, at: join(t.at, with), verb: verb, confidence: confidence, reason: "a party before an office"})
		t.object = extract.None
	}
	predicate := graph.HoldsPosition
	if r.plural(t.office) && !several { // "Senators Ruiz and Li" are one each
		if t.object != extract.None && r.a.Entities[person].Generic && r.a.Entities[t.object].Generic {
			return // "representatives of the committees"
		}
		predicate = graph.MemberOf // "US officials": of a body, and in no one post
	}
	r.add(state{
		subject: person, predicate: predicate, object: t.object, text: t.text, at: join(t.at, with), verb: verb,
		confidence: confidence, reason: reason, doubt: r.doubtful(t.office, t.at.First),
	})
}

// doubtful is how a noun phrase presents whom it describes: as such, or as one
// who is only said, suspected or meant to be it.
//
//	"the alleged leader", "suspected members", "would-be president", "the next ambassador"
func (r *stateReader) doubtful(noun, first int32) mood {
	m := mood{modality: graph.Asserted}
	look := func(k int32) {
		switch w := lowerLemma(r.word(k)); {
		case w == "suspected" || w == "suspect" || w == "presumed" || w == "potential" || w == "possible" || w == "prospective" || w == "aspiring":
			m.raise(graph.Possible)
		case w == "next" || w == "future" || w == "incoming":
			m.raise(graph.Planned)
		case w == "alleged" || w == "allege" || w == "reputed" || w == "purported" || w == "purport" || w == "supposed" || w == "accused":
			m.hearsay = true
		case w == "be" && k > 1 && r.a.Word(k-1) == "-":
			m.raise(graph.Planned) // "would-be"
		}
	}
	for k := min(first, noun) - 1; k >= 0 && k >= first-3 && r.a.Tokens.Sentence[k] == r.a.Tokens.Sentence[noun]; k-- {
		if u := r.upos(k); u != extract.ADJ && u != extract.VERB && u != extract.AUX && u != extract.NOUN && u != extract.PROPN && r.a.Word(k) != "-" {
			break
		}
		look(k)
		if r.upos(k) == extract.NOUN {
			break
		}
	}
	for _, k := range r.children(noun) {
		if r.deprel(k) == extract.Amod && k < noun {
			look(k)
		}
	}
	return m
}

// aspires tells that an office is only what someone is to become or runs for,
// so that the noun refers to nobody who holds it.
//
//	"ran for president", "a candidate for mayor", "was nominated to be ambassador", "named as the next envoy"
func (r *stateReader) aspires(i int32) bool {
	h := r.head(i)
	if h == extract.None {
		return false
	}
	w := lowerLemma(r.word(h))
	switch p := r.prep(i); p {
	case "for":
		o := r.child(h, extract.Obj) // "lost the race for governor", hung on the verb
		return candidacies[w] || o != extract.None && candidacies[lowerLemma(r.word(o))]
	case "as":
		return namings[w] || beheld[w]
	case "", "to": // the mark of an infinitive
		switch r.deprel(i) {
		case extract.Xcomp, extract.Obj, extract.Ccomp:
			return namings[w] || w == "become" || r.child(i, extract.Cop) != extract.None
		}
	}
	return false
}

// candidacies are words that "for" joins to an office that is sought.
var candidacies = words("run race candidate candidacy bid campaign compete contest contend contender nominee nomination stand vie election vote hopeful apply choose pick choice ballot")

// beheld are verbs with "as" that tell what someone is taken for, or not taken.
var beheld = words("pass see view regard describe portray identify tip treat know consider hail reject oppose picture")

// namings are verbs that give an office.
var namings = words("name appoint elect re-elect reelect nominate designate install crown make choose select hire serve act work pick tap confirm swear")

// positions reads the offices around one mention of a person.
func (r *stateReader) positions(m int32) {
	x := &r.a.Mentions[m]
	if x.Kind == graph.KindPronoun || x.Kind == graph.KindNORP {
		return
	}
	i := r.headOf(x.Head)
	if r.typeOf(x.Entity) != graph.TypePerson && !(x.Kind == graph.KindNominal && r.office(i) && r.renamed(i) != extract.None) {
		return
	}
	if x.Kind == graph.KindName {
		r.titleBefore(m)
		// Apposition, either way: "X, a senator from Florida and former Speaker of the House"; "Mexico's President, X".
		for _, k := range r.children(i) {
			if r.deprel(k) == extract.Appos && r.office(k) {
				person := r.nearest(i, k, x.Entity)
				r.holdAll(person, k, x.Head, extract.None, 0.8, "an apposition names an office")
				for _, o := range r.children(i) { // ", the envoy and a former president,": coordinated with the name
					if o > k && r.deprel(o) == extract.Conj && r.office(o) && !r.plural(o) && r.holder(o) == extract.None && !r.titled(o) && r.typeOf(r.entityOf(o)) != graph.TypeOrganization {
						r.hold(person, r.titleAt(o), x.Head, extract.None, 0.7, "an apposition names an office")
					}
				}
			}
		}
		if h := r.head(i); h != extract.None && r.deprel(i) == extract.Appos && r.office(h) {
			r.hold(x.Entity, r.titleAt(h), x.Head, extract.None, 0.8, "an apposition names the holder of an office")
		}
		return
	}
	if h := r.head(i); h != extract.None && r.deprel(i) == extract.Appos && r.mention[h] != extract.None && r.a.Mentions[r.mention[h]].Kind == graph.KindName {
		return // told with the name that it stands beside, or with the nearer one
	}
	if k := r.renamed(i); k != extract.None && r.office(i) {
		r.holdAll(r.entity[k], i, r.a.Mentions[r.mention[k]].Head, extract.None, 0.8, "an office and its holder in commas")
		return
	}
	for n := i + 2; n < i+8 && n < int32(r.a.Tokens.Len()) && r.office(i); n++ {
		if o := r.mention[n]; o != extract.None && r.a.Mentions[o].Kind == graph.KindName && r.a.Mentions[o].Type == graph.TypePerson && r.a.Mentions[o].Head.First == n {
			if r.besides(n) == i {
				return // "Chadian President and AU chairman Ali Baro": told with the name
			}
			break
		}
	}
	// An office-holder without a name, of a body that is named: "an unnamed Defense Department official".
	if r.office(i) && r.holder(i) == extract.None {
		if h := r.head(i); h != extract.None && r.deprel(i) == extract.Conj && h < i && r.child(h, extract.Appos) != extract.None && r.mention[h] != extract.None && r.a.Mentions[r.mention[h]].Kind == graph.KindName {
			return // told with the name
		}
		if h := r.head(i); h != extract.None && r.deprel(i) == extract.Conj && r.office(h) {
			return // told with the office before it
		}
		t := r.titleAt(i)
		subject, verb := r.predicated(i, x.Entity)
		if subject == x.Entity && r.another(i, x.Entity, t.object) {
			return
		}
		if (verb == extract.None || subject == x.Entity) && r.aspires(i) {
			return
		}
		if t.object != extract.None || verb != extract.None && r.typeOf(subject) == graph.TypePerson && !r.a.Entities[subject].Generic && !r.plural(i) && (t.text.Len() > 1 || nationalOffices[lowerLemma(r.word(i))] || constituencyOffices[lowerLemma(r.word(i))]) {
			r.hold(subject, t, x.Head, verb, 0.65, "an office of a named body")
		}
	}
}

func (t *tree) plural(i int32) bool { return t.xpos(i) == extract.NNS || t.xpos(i) == extract.NNPS }

// nearest is the last person of a coordination before an apposition: in
// "Ruiz and Baro, the spokesman," it is Baro who speaks.
func (r *stateReader) nearest(i, appos, e int32) int32 {
	for _, c := range r.conjuncts(i) {
		if c < appos {
			e = r.entityOf(c)
		}
	}
	return e
}

// predicated is whom a noun is said of: "Ruiz is the head of …", "Chad became a
// member of …"; verb carries the claim's polarity and tense. A noun that is
// said of nobody is its own.
func (r *stateReader) predicated(i, e int32) (subject, verb int32) {
	if r.child(i, extract.Cop) != extract.None {
		if s := r.child(i, extract.Nsubj); s != extract.None {
			if x := r.entityOf(s); x != extract.None {
				return x, i
			}
		} else if h := r.head(i); h != extract.None && (r.deprel(i) == extract.Ccomp || r.deprel(i) == extract.Xcomp) && r.xpos(r.child(i, extract.Cop)) == extract.VBG {
			if x := r.entityOf(r.subject(h)); x != extract.None {
				return x, i // "denied being a member of …"
			}
		}
		return e, i
	}
	if h := r.head(i); h != extract.None && r.deprel(i) == extract.Conj && h < i && r.upos(h) == extract.NOUN && r.child(h, extract.Cop) != extract.None {
		if s := r.child(h, extract.Nsubj); s != extract.None && r.child(i, extract.Nsubj) == extract.None {
			if x := r.entityOf(s); x != extract.None {
				return x, h // "is a lawyer and the mayor of Moundou"
			}
		}
	}
	if h := r.head(i); h != extract.None && r.deprel(i) == extract.Xcomp {
		switch r.word(h) {
		case "become", "remain":
			if s := r.subject(h); s != extract.None {
				if x := r.entityOf(s); x != extract.None {
					return x, h
				}
			}
		}
	}
	return e, extract.None
}

// holdAll gives a person an office and those coordinated with it.
func (r *stateReader) holdAll(person, office int32, with extract.TokenRange, verb int32, confidence float64, reason string) {
	r.hold(person, r.titleAt(office), with, verb, confidence, reason)
	for _, k := range r.children(office) {
		if r.deprel(k) == extract.Conj && r.office(k) {
			r.hold(person, r.titleAt(k), with, verb, confidence-0.05, reason)
		}
	}
	// "a senator from Chad and former mayor of Moundou", where the tree joins the mayor to Chad.
	for k := office + 2; k <= r.hi[office]; k++ {
		if r.office(k) && r.deprel(k) == extract.Conj && r.head(k) != office && (past[lowerLemma(r.word(k-1))] || r.upos(k-1) == extract.CCONJ) && r.mention[k] == extract.None {
			r.hold(person, r.titleAt(k), with, verb, confidence-0.1, reason)
		}
	}
}

// titleBefore reads the title right before a name: "US Secretary of State Marco Rubio".
func (r *stateReader) titleBefore(m int32) {
	x := &r.a.Mentions[m]
	sentence := r.a.Tokens.Sentence[x.Head.First]
	if k := r.beforeList(x.Head); k >= 0 && k < x.Head.First-1 && r.office(k) && r.plural(k) {
		// "Senators Ana Ruiz of Nevada and | Ali Baro of Texas"
		if t := r.titleAt(k); t.at.End == k+1 {
			r.hold(x.Entity, t, x.Head, extract.None, 0.75, "a title before a list of names")
		}
		return
	}
	if k := r.besides(x.Head.First); k != extract.None {
		if t := r.titleAt(k); t.at.End < x.Head.First && r.a.Word(t.at.End) == "and" && !r.sought(t.at.First) {
			r.hold(x.Entity, t, x.Head, extract.None, 0.75, "a title before a name")
		}
	}
	for k := x.Head.First - 1; k >= 0 && k >= x.Head.First-7 && r.a.Tokens.Sentence[k] == sentence; k-- {
		if r.office(k) {
			t := r.titleAt(k)
			if t.at.End <= x.Head.First && t.at.End >= x.Head.First-2 || t.text.End == x.Head.First {
				if t.object == extract.None {
					t.object = r.shared(t, m)
				}
				r.hold(x.Entity, t, x.Head, extract.None, 0.85, "a title before a name")
				if o := t.at.First - 1; o >= 0 && t.object == extract.None && ranks[lowerLemma(r.word(k))] && r.office(o) && !r.plural(o) && r.a.Tokens.Sentence[o] == sentence {
					r.hold(x.Entity, r.titleAt(o), x.Head, extract.None, 0.8, "a title before a name")
				}
			}
			return
		}
		if m := r.mention[k]; m != extract.None && m == r.mention[x.Head.First] {
			return
		}
		if memberNouns[lowerLemma(r.word(k))] && k == x.Head.First-1 && k > 0 {
			// "team member Ana Ruiz"
			if c := r.entityOf(k - 1); r.typeOf(c) == graph.TypeOrganization && r.a.Tokens.Sentence[k-1] == sentence {
				r.add(state{
					subject: x.Entity, predicate: graph.MemberOf, object: c, at: extract.TokenRange{First: k - 1, End: x.Head.End}, verb: extract.None,
					confidence: 0.75, reason: "a member of a body before a name",
				})
			}
			return
		}
		if k == x.Head.First-1 && k > 0 && r.a.Word(k) == "," && r.office(k-1) && r.head(k-1) == r.headOf(x.Head) {
			continue // "Chad's president, Ali Baro said"
		}
		switch r.upos(k) {
		case extract.NOUN, extract.PROPN, extract.ADJ, extract.DET:
		case extract.ADP:
			if w := r.a.Word(k); w != "of" && w != "for" && w != "to" && w != "at" {
				return
			}
		default:
			return
		}
	}
}

// sought tells that an office which begins at a token is one that someone runs
// for or is named as: "candidate for vice president and filmmaker Ana Ruiz".
func (r *stateReader) sought(first int32) bool {
	for k := first - 1; k >= 0 && k >= first-2; k-- {
		switch r.a.Word(k) {
		case "for", "as":
			return true
		}
	}
	return false
}

// besides is an office that is joined to the noun before a name.
//
//	Chancellor and summit host Ana Ruiz · Chadian President and AU chairman Ali Baro · former Secretary of State and Ohio governor Ana Ruiz
func (r *stateReader) besides(first int32) int32 {
	sentence := r.a.Tokens.Sentence[first]
	named := false // a body or place stands before the second office
	k := first - 1
	for ; k > 1 && k > first-7 && r.a.Tokens.Sentence[k-1] == sentence; k-- {
		switch u := r.upos(k); {
		case r.a.Word(k) == "and":
			w := lowerLemma(r.word(first - 1))
			if k == first-1 || r.plural(first-1) || !offices[w] && (named || !r.words.PersonNoun(w)) {
				return extract.None
			}
			o := k - 1
			if o > 2 && !r.office(o) && r.a.Word(o-1) == "of" && portfolios[lowerLemma(r.word(o))] {
				o -= 2 // "Secretary of State and …"
			}
			if !r.office(o) || r.plural(o) {
				return extract.None
			}
			if t := r.titleAt(o); offices[w] && t.at.First > 0 && r.upos(t.at.First-1) == extract.DET || (named || o != k-1 || r.upos(o) == extract.PROPN) && t.object == extract.None {
				return extract.None // "the president and Foreign Minister Ana Ruiz" are two people
			}
			return o
		case u == extract.PROPN && k != first-1:
			if r.body(k) == extract.None && !past[lowerLemma(r.word(k))] && !r.office(k) && !titleWords[lowerLemma(r.word(k))] && !portfolios[lowerLemma(r.word(k))] {
				return extract.None
			}
			named = true
		case u == extract.NOUN || u == extract.ADJ || u == extract.PROPN:
			named = named || r.body(k) != extract.None
		default:
			return extract.None
		}
	}
	return extract.None
}

// lower tells a word without a capital letter at its beginning.
func lower(w string) bool { return w != "" && w[0] >= 'a' && w[0] <= 'z' }

// beforeList is the token before the first of the people's names that are listed
// up to this one, each perhaps with a place: "| Ana Ruiz of Nevada, Ed Li and Ali Baro".
func (r *stateReader) beforeList(name extract.TokenRange) int32 {
	n := name.First - 1
	sentence := r.a.Tokens.Sentence[name.First]
	for range 8 {
		if n < 2 || r.a.Tokens.Sentence[n-1] != sentence || r.a.Word(n) != "," && r.a.Word(n) != "and" {
			return n
		}
		if n--; r.a.Word(n) == "," {
			n--
		}
		if n < 2 {
			return -1
		}
		if p := r.mention[n]; p != extract.None && r.a.Mentions[p].Kind == graph.KindName && r.a.Mentions[p].Type != graph.TypePerson {
			if f := r.a.Mentions[p].Head.First; f > 1 && (r.a.Word(f-1) == "of" || r.a.Word(f-1) == "from") {
				n = f - 2
			}
		}
		p := r.mention[n]
		if p == extract.None || r.a.Mentions[p].Kind != graph.KindName || r.a.Mentions[p].Type != graph.TypePerson {
			return -1
		}
		n = r.a.Mentions[p].Head.First - 1
	}
	return -1
}

// copular reads an office that is said of someone and is no mention of its own:
// "Ana Ruiz was Chad's Minister of Trade", "she is Queen of Norway".
func (r *stateReader) copular(i int32) {
	if !r.office(i) || r.plural(i) || r.child(i, extract.Cop) == extract.None {
		return
	}
	if m := r.mention[i]; m != extract.None && r.typeOf(r.a.Mentions[m].Entity) == graph.TypePerson {
		return
	}
	s := r.child(i, extract.Nsubj)
	if s == extract.None {
		return
	}
	e := r.entityOf(s)
	if t := r.titleAt(i); r.typeOf(e) == graph.TypePerson && !r.a.Entities[e].Generic && t.object != extract.None {
		r.hold(e, t, extract.TokenRange{First: s, End: s + 1}, i, 0.75, "an office said of someone")
	}
}

// shared is the country or body before the first of two offices that are
// coordinated, each with its holder: "Israeli prime minister A and energy minister B".
func (r *stateReader) shared(t title, m int32) int32 {
	k := t.at.First - 1
	if k < 2 || r.a.Word(k) != "and" || t.text.Len() < 2 || r.a.Tokens.Sentence[k-1] != r.a.Tokens.Sentence[k] {
		return extract.None
	}
	o := r.mention[k-1]
	if o == extract.None || r.a.Mentions[o].Kind != graph.KindName || r.typeOf(r.a.Mentions[o].Entity) != graph.TypePerson {
		return extract.None
	}
	b := r.a.Mentions[o].Head.First - 1
	if b < 0 || !r.office(b) {
		return extract.None
	}
	first := r.titleAt(b)
	if w := lowerLemma(r.word(b)); first.text.End != b+1 || first.object == extract.None || r.typeOf(first.object) != graph.TypePlace || !ministers[w] || !ministers[lowerLemma(r.word(t.office))] {
		return extract.None
	}
	return first.object
}

// ministers are the offices of one cabinet.
var ministers = words("president vice-president premier minister chancellor secretary")

// appointed: "was named president", "became mayor of Lima", "served as ambassador", "X is the head of Y".
func (r *stateReader) appointed(i int32) {
	w := r.word(i)
	var subject, office = extract.None, extract.None
	switch w {
	case "become", "remain":
		subject = r.subject(i)
		if office = r.child(i, extract.Xcomp); office == extract.None {
			office = r.child(i, extract.Obj)
		}
	case "name", "appoint", "elect", "re-elect", "reelect", "nominate", "designate", "install", "crown":
		if r.passive(i) {
			subject = r.child(i, extract.NsubjPass)
		} else {
			subject = r.child(i, extract.Obj)
		}
		if office = r.child(i, extract.Xcomp); office == extract.None {
			if office = r.oblique(i, []string{"as"}); office == extract.None && r.passive(i) {
				office = r.child(i, extract.Obj)
			}
		}
		if w == "nominate" {
			return
		}
	case "serve", "work", "act", "continue", "return", "resign", "retire":
		if !r.passive(i) {
			subject = r.subject(i)
			office = r.oblique(i, []string{"as"})
		}
	}
	if subject == extract.None || office == extract.None || !r.office(office) {
		return
	}
	at := extract.TokenRange{First: min(r.lo[subject], i), End: i + 1}
	r.holdAll(r.entityOf(subject), office, at, i, 0.7, "“"+w+"” and an office")
}

// elected: "was elected in the western district", "lost her seat", "candidates
// elected were X, Y and Z" (guideline 22).
func (r *stateReader) elected(i int32) {
	w := r.word(i)
	negated := false
	switch w {
	case "elect", "re-elect", "reelect":
		if !r.passive(i) || r.child(i, extract.Xcomp) != extract.None {
			return
		}
	case "defeat", "unseat", "oust":
		if !r.passive(i) || r.agent(i) != extract.None {
			return
		}
		negated = true
	case "lose":
		if o := r.child(i, extract.Obj); o == extract.None || r.word(o) != "seat" || r.passive(i) {
			return
		}
		negated = true
	default:
		return
	}
	// Where: a place or body after in, for, to.
	place := extract.None
	for _, k := range r.children(i) {
		if r.deprel(k) == extract.Obl {
			switch r.prep(k) {
			case "in", "to":
				if e := r.site(k); e != extract.None && place == extract.None {
					place = e
				}
			}
		}
	}
	if place == extract.None && r.deprel(i) != extract.Acl && (r.oblique(i, []string{"as"}) != extract.None || r.deprel(i) == extract.Advcl || r.tense(i) == graph.TensePresent) {
		return // "when elected as a member", "is elected by the people"
	}
	var people []int32
	around, step := i, int32(-1) // where the people are named
	switch {
	case r.deprel(i) == extract.Acl:
		// The candidates elected were X, Y and Z: the noun is the subject of a name.
		n := r.head(i)
		if n == extract.None {
			return
		}
		p := r.head(n)
		if p == extract.None || r.deprel(n) != extract.Nsubj || r.child(p, extract.Cop) == extract.None {
			return
		}
		people = append(people, p)
		around, step = r.child(p, extract.Cop), 1
		if place == extract.None {
			place = r.clausePlace(p)
		}
	default:
		s := r.child(i, extract.NsubjPass, extract.Nsubj)
		if s == extract.None {
			s = r.subject(i)
		}
		if s == extract.None {
			return
		}
		people = append(people, s)
	}
	listed := r.listedPeople(around, step)
	people = append(r.named(people[0]), listed...)
	text := extract.TokenRange{First: i, End: i + 1}
	for _, p := range people {
		e := r.entityOf(p)
		if r.typeOf(e) != graph.TypePerson || len(listed) > 0 && r.a.Entities[e].Generic {
			continue
		}
		verb := i
		if r.deprel(i) == extract.Acl {
			verb = extract.None
		}
		s := r.a.Sentences[r.a.Tokens.Sentence[i]]
		r.add(state{
			subject: e, predicate: graph.HoldsPosition, object: place, text: text, at: s.TokenRange, verb: verb, confidence: 0.6,
			reason: "“" + w + "” in an election", negated: negated,
		})
	}
}

// listedPeople are the heads of the people's names that lead up to a verb or follow it
// (step 1 or -1), however the tree joins them: "Ana Ruiz of the Labour Party, Ali Baro from the
// Greens and Cy Ho were elected". Not who stands behind a preposition.
func (r *stateReader) listedPeople(i, step int32) []int32 {
	sentence := r.a.Tokens.Sentence[i]
	inside := func(k int32) bool {
		return k >= 0 && k < int32(r.a.Tokens.Len()) && r.a.Tokens.Sentence[k] == sentence
	}
	var out []int32
	for k := i + step; inside(k) && k != i+80*step; k += step {
		if u := r.upos(k); u == extract.VERB || u == extract.SCONJ || r.a.Word(k) == ";" {
			break
		}
		m := r.mention[k]
		if m == extract.None || r.a.Mentions[m].Kind != graph.KindName || r.a.Mentions[m].Head.First != k || r.typeOf(r.a.Mentions[m].Entity) != graph.TypePerson {
			continue
		}
		b := k - 1
		for inside(b) && (r.upos(b) == extract.NOUN || r.upos(b) == extract.PROPN || r.upos(b) == extract.ADJ || r.upos(b) == extract.DET) {
			b--
		}
		if !inside(b) || r.upos(b) != extract.ADP {
			out = append(out, r.headOf(r.a.Mentions[m].Head))
		}
	}
	return out
}

// named is a noun with those coordinated with it, and the names that stand
// beside each: "councillors Alice Wu, Bob Li and Cy Ho".
func (r *stateReader) named(i int32) []int32 {
	out := append([]int32{i}, r.conjuncts(i)...)
	for _, n := range out[:len(out):len(out)] {
		for _, k := range r.children(n) {
			if r.deprel(k) == extract.Appos {
				out = append(append(out, k), r.conjuncts(k)...)
			}
		}
	}
	return out
}

// site is the place or body that a phrase names, its head or the name before
// its head: "in Florida", "in the Florida district".
func (r *stateReader) site(i int32) int32 {
	if e := r.body(i); e != extract.None && !r.a.Entities[e].Generic {
		return e
	}
	for _, k := range r.children(i) {
		if d := r.deprel(k); (d == extract.Compound || d == extract.NmodPoss || d == extract.Amod) && k < i && r.upos(i) == extract.NOUN {
			if e := r.body(k); e != extract.None {
				return e
			}
		}
	}
	return r.body(i)
}

// clausePlace is the place that a clause's own oblique names.
func (r *stateReader) clausePlace(i int32) int32 {
	for _, k := range r.children(i) {
		if r.deprel(k) == extract.Obl && r.prep(k) == "in" {
			if e := r.site(k); e != extract.None {
				return e
			}
		}
	}
	return extract.None
}

// another tells that an office is somebody else's than the person it was
// resolved to: it is joined to his name, or he leads another country.
//
//	"Baro and the leader of the rebels", "President Ruiz of Chad … the Peruvian president"
func (r *stateReader) another(i, person, object int32) bool {
	if h := r.head(i); h != extract.None && r.deprel(i) == extract.Conj && r.child(i, extract.Cc) != extract.None && r.entityOf(h) == person && r.child(i, extract.Det) != extract.None {
		return true
	}
	if object == extract.None || r.a.Entities[object].Subtype != "COUNTRY" || !nationalOffices[lowerLemma(r.word(i))] {
		return false
	}
	for k := range r.out {
		if s := &r.out[k]; s.Subject == person && s.Predicate == graph.HoldsPosition && s.Object != extract.None && s.Object != object && r.a.Entities[s.Object].Subtype == "COUNTRY" {
			return true
		}
	}
	return false
}
