package entity

import (
	"context"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/model"
	"github.com/dateline-news/dateline/graph"
)

// Names is the stage that finds names and nationalities and says what they
// name. It is immutable and safe for concurrent use.
//
// A linear-chain CRF reads each sentence; a second, small one reads what the
// first found in the whole document, so that a surname is what the full name is.
type Names struct {
	lexicon *Lexicon
	words   *wordTable
	first   *sequenceModel
	tagger  *tagged
	second  *sequenceModel // nil: one pass only
	pool    sync.Pool
}

// NewNames opens the stage over the table of words and its weights.
func NewNames(l *Lexicon, words, f *model.File) *Names {
	n := &Names{lexicon: l, words: openWords(words), first: openSequence(f, "first")}
	if f.Has("tagger.sizes") {
		n.tagger = openTagger(words, f)
		n.first.blend(n.tagger)
	}
	if f.Has("second.marks") {
		n.second = openSequence(f, "second")
		n.second.follows(n.first)
	}
	n.pool.New = func() any { return &namesScratch{features: NewFeatures(l, words)} }
	return n
}

// Needs implements extract.Stage.
func (*Names) Needs() []extract.Layer { return []extract.Layer{extract.LayerTokens} }

// Gives implements extract.Stage.
func (*Names) Gives() []extract.Layer { return []extract.Layer{extract.LayerNames} }

// namesScratch is the memory of one document.
type namesScratch struct {
	features *Features
	lattice  lattice
	buffer   []uint64
	labels   []int8
	document Document
	emit     [][LabelCount]int32
	batch    taggedBatch
}

// longestRead is the number of tokens that are decoded together: an endless
// line is read in pieces.
const longestRead = 400

// Run implements extract.Stage.
func (n *Names) Run(ctx context.Context, a *extract.Analysis) error {
	s := n.pool.Get().(*namesScratch)
	defer n.pool.Put(s)
	pieces := 0
	s.labels = s.labels[:0]
	s.document.Reset()
	s.emit = s.emit[:0]
	for k := range a.Sentences {
		for first := a.Sentences[k].First; first < a.Sentences[k].TokenRange.End; first += longestRead {
			if pieces++; pieces%64 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			n.read(a, s, extract.TokenRange{First: first, End: min(first+longestRead, a.Sentences[k].TokenRange.End)})
		}
	}
	if n.second != nil {
		s.document.Gather()
		for k := range s.document.Pieces() {
			n.reread(s, k)
		}
	}
	n.mentions(a, s)
	placed(a)
	return nil
}

// half adds the first of "North and South Korea", before the second at r is
// added. Its mention is the direction alone.
func (n *Names) half(a *extract.Analysis, r extract.TokenRange, kind graph.MentionKind) {
	first := r.First - 2
	if r.Len() != 2 || first < a.Sentences[a.Tokens.Sentence[r.First]].First || a.Word(r.First-1) != "and" && a.Word(r.First-1) != "or" ||
		!directions[foldHash(a.Word(r.First))] || !directions[foldHash(a.Word(first))] || a.Word(first) == a.Word(r.First) {
		return
	}
	e, _ := n.lexicon.Name(a.Word(first) + " " + a.Word(r.First+1))
	if e.Country == "" || e.Lists&(ListCountry|ListDemonym) == 0 {
		return
	}
	if k := len(a.Mentions) - 1; k >= 0 && a.Mentions[k].Tokens.End > first {
		if a.Mentions[k].Tokens.First != first {
			return
		}
		a.Entities, a.Mentions = a.Entities[:a.Mentions[k].Entity], a.Mentions[:k] // "North" was taken for a name
	}
	n.add(a, extract.TokenRange{First: first, End: first + 1}, kind, extract.Entity{Type: graph.TypePlace, Subtype: "COUNTRY", Country: e.Country, Name: CountryName(e.Country)})
}

// add appends a mention with an entity of its own.
func (n *Names) add(a *extract.Analysis, r extract.TokenRange, kind graph.MentionKind, e extract.Entity) {
	if e.Subtype == "COUNTRY" {
		n.half(a, r, kind)
	}
	e.Members = []int32{int32(len(a.Mentions))}
	a.Mentions = append(a.Mentions, extract.Mention{Tokens: r, Head: r, Kind: kind, Type: e.Type, Entity: int32(len(a.Entities))})
	a.Entities = append(a.Entities, e)
}

// placed reads "Lyon, France" and "Paris, Texas": the second place tells the
// country of the first.
func placed(a *extract.Analysis) {
	for i := 0; i+1 < len(a.Mentions); i++ {
		m, next := &a.Mentions[i], &a.Mentions[i+1]
		if m.Kind != graph.KindName || next.Kind != graph.KindName || m.Type != graph.TypePlace || next.Type != graph.TypePlace ||
			next.Tokens.First != m.Tokens.End+1 || a.Word(m.Tokens.End) != "," {
			continue
		}
		e, in := &a.Entities[m.Entity], &a.Entities[next.Entity]
		if in.Country != "" && e.Subtype != "COUNTRY" && (in.Subtype == "COUNTRY" || in.Subtype == "REGION") {
			e.Country = in.Country
		}
	}
}

// read labels a piece of a sentence by itself.
func (n *Names) read(a *extract.Analysis, s *namesScratch, r extract.TokenRange) {
	s.features.Sentence(r.Len(), func(i int) string { return a.Word(r.First + int32(i)) })
	s.lattice.reset(r.Len())
	for i := range s.lattice.emit {
		s.buffer = s.features.Token(s.buffer[:0], i)
		n.first.score(s.buffer, &s.lattice.emit[i])
	}
	if n.tagger != nil {
		s.batch.Reset()
		s.batch.Add(s.features)
		n.tagger.read(&s.batch)
		n.first.add(s.lattice.emit, s.batch.scores, s.batch.stride)
	}
	labels := n.first.decode(&s.lattice)
	s.labels = append(s.labels, labels...)
	if n.second != nil {
		s.emit = append(s.emit, s.lattice.emit...)
		s.document.Add(s.features, labels)
	}
}

// reread labels a piece again in the light of the whole document.
func (n *Names) reread(s *namesScratch, k int) {
	first, end := s.document.Piece(k)
	s.lattice.reset(end - first)
	for i := range s.lattice.emit {
		s.buffer = s.document.Token(s.buffer[:0], k, first+i)
		n.second.score(s.buffer, &s.lattice.emit[i])
		for l, x := range &s.emit[first+i] {
			s.lattice.emit[i][l] += int32(float32(x) * n.first.scale / n.second.scale)
		}
	}
	copy(s.labels[first:end], n.second.decode(&s.lattice))
}

// mentions turns labels into mentions, each with an entity of its own.
func (n *Names) mentions(a *extract.Analysis, s *namesScratch) {
	labels := s.labels
	for i := 0; i < len(labels); {
		t := int32(i)
		label := int(labels[i])
		if label == labelOutside {
			n.nationality(a, t)
			i++
			continue
		}
		typ, end := (label-1)/4, i+1
		if (label-1)%4 == LabelBegin {
			for end < len(labels) && (int(labels[end])-1)/4 == typ && labels[end] > 0 {
				end++
				if p := (int(labels[end-1]) - 1) % 4; p == LabelEnd {
					break
				}
			}
		}
		n.pieces(a, extract.TokenRange{First: t, End: int32(end)}, typ)
		i = end
	}
}

// The types of labels.
const (
	labelPerson = iota
	labelOrganization
	labelPlace
	labelOther
)

// pieces adds a name as the model sees it, or the several names that it has run together.
func (n *Names) pieces(a *extract.Analysis, r extract.TokenRange, typ int) {
	if r.Len() < 3 {
		n.name(a, r, typ)
		return
	}
	if end := n.constituency(a, r, typ); end > 0 {
		n.name(a, extract.TokenRange{First: r.First, End: end}, labelPlace)
		n.name(a, extract.TokenRange{First: end, End: r.End}, labelPerson)
		return
	}
	for t := r.First + 1; t < r.End; t++ {
		switch w := a.Word(t); {
		case w == "(" || w == "[":
			// "Medical Research Council (MRC) Institute": a short form in brackets is a name of its own.
			n.name(a, extract.TokenRange{First: r.First, End: t}, typ)
			end := t + 1
			for end < r.End && a.Word(end) != ")" && a.Word(end) != "]" {
				end++
			}
			n.name(a, extract.TokenRange{First: t + 1, End: end}, typ)
			if end+1 < r.End {
				n.pieces(a, extract.TokenRange{First: end + 1, End: r.End}, typ)
			}
			return
		case isPossessive(w) && t+1 < r.End && (typ == labelOrganization || typ == labelPlace):
			// "Kenya's Ministry of Health", "Columbia University's School of Law", but "People's Republic of China".
			if owner, ok := n.owner(a, extract.TokenRange{First: r.First, End: t}); ok {
				n.name(a, extract.TokenRange{First: r.First, End: t}, owner)
				n.pieces(a, extract.TokenRange{First: t + 1, End: r.End}, typ)
				return
			}
		case w == "at" && typ == labelOrganization && t-r.First > 1 && t+1 < r.End:
			// "Centre for Climate Studies at Lagos University"
			n.name(a, extract.TokenRange{First: r.First, End: t}, typ)
			n.name(a, extract.TokenRange{First: t + 1, End: r.End}, typ)
			return
		case typ == labelOrganization && n.office(a, t) || (typ == labelOrganization || typ == labelPlace) && n.officeOf(a, r, t):
			// "African Union Commissioner for Trade", "US Secretary of State": the office is no part of the name.
			n.name(a, extract.TokenRange{First: r.First, End: t + 1}, typ)
			n.holder(a, extract.TokenRange{First: t + 1, End: r.End})
			return
		}
	}
	if w := strings.ToLower(a.Word(r.First)); typ == labelOrganization && a.Word(r.First+1) == "of" && (w == "head" || n.lexicon.PersonNoun(w)) {
		r.First += 2 // "Head of the Projects Department"
		if e, _ := n.entryOf(tokenText(a, r)); r.Len() == 1 && e.Lists&(ListBody|ListInternational|ListCompany|ListMedia) == 0 {
			return // "Secretary of State"
		}
	}
	n.name(a, r, typ)
}

// constituency is where a place ends that was run together with the person
// who holds an office of it, 0 if it was not: "Senator from Vermont | Ana Ruiz".
func (n *Names) constituency(a *extract.Analysis, r extract.TokenRange, typ int) int32 {
	if typ != labelPerson || r.First < 2 || !n.officeWord(a.Word(r.First-2)) {
		return 0
	}
	switch a.Word(r.First - 1) {
	case "of", "from", "for":
	default:
		return 0
	}
	for end := min(r.First+3, r.End-2); end > r.First; end-- {
		place, ok := n.owner(a, extract.TokenRange{First: r.First, End: end})
		if w, known := n.lexicon.NameWord(a.Word(end)); ok && place == labelPlace && known && w.First >= 3 {
			return end
		}
	}
	return 0
}

// holder adds the person whose name begins r, behind an office: "Finance Minister Amina Diallo".
func (n *Names) holder(a *extract.Analysis, r extract.TokenRange) {
	end := r.First
	for end < r.End && capitalised(a.Word(end)) {
		end++
	}
	if end-r.First < 2 {
		return
	}
	if w, ok := n.lexicon.NameWord(a.Word(r.First)); ok && w.First >= 3 {
		n.name(a, extract.TokenRange{First: r.First, End: end}, labelPerson)
	}
}

// owner tells whether words before a possessive are a name of their own, and its type.
func (n *Names) owner(a *extract.Analysis, r extract.TokenRange) (int, bool) {
	e, _ := n.lexicon.Name(tokenText(a, r))
	switch {
	case e.Lists&ListCommonWord != 0:
		return 0, false
	case e.Lists&(ListCountry|ListCapital|ListCity|ListRegion|ListDivision) != 0:
		return labelPlace, true
	case e.Lists&(ListBody|ListInternational|ListUniversity) != 0 || r.Len() > 1 && headClass(a, r, bodyHeads) != "":
		return labelOrganization, true
	}
	return 0, false
}

// office tells whether word t, inside a name, is an office: "Commissioner",
// not "Office of the President" or "Council of Ministers".
func (n *Names) office(a *extract.Analysis, t int32) bool {
	switch a.Word(t - 1) {
	case "of", "the", "for", "and", "&", "-":
		return false
	}
	w := strings.ToLower(a.Word(t))
	if a.Word(t)[0] == w[0] {
		return false
	}
	e, _ := n.lexicon.Name(a.Word(t))
	noun, ok := n.lexicon.Noun(w)
	return ok && noun.Person >= 0.7 && e.Lists&ListBefore != 0 && n.lexicon.Title(w) || w == "legislator" || w == "spokesperson" || w == "ceo"
}

// officeOf tells whether word t is an office and what follows tells of what: "U.S.
// Secretary of State", but not "Office of the Secretary of State".
func (n *Names) officeOf(a *extract.Analysis, r extract.TokenRange, t int32) bool {
	if t+2 >= r.End || a.Word(t+1) != "of" && a.Word(t+1) != "for" || !n.officeWord(a.Word(t)) {
		return false
	}
	for k := r.First; k < t; k++ {
		switch a.Word(k) {
		case "of", "the", "for", "and", "&":
			return false
		}
	}
	return true
}

// name adds a name, cut to what the contract calls one.
func (n *Names) name(a *extract.Analysis, r extract.TokenRange, typ int) {
	// Quotes, brackets and the article are outside: the "Moskva".
	for r.First < r.End && (outerSign(a.Word(r.First)) || strings.EqualFold(a.Word(r.First), "the")) {
		r.First++
	}
	for r.First < r.End && (outerSign(a.Word(r.End-1)) || isPossessive(a.Word(r.End-1))) {
		r.End--
	}
	if r.Len() > 1 && shipPrefixes[a.Word(r.First)] && startsName(a.Word(r.First+1)) {
		typ = labelOther
	}
	title := extract.None
	if typ == labelPerson {
		// A title is outside: "Prime Minister Robert Golob", "Mr Golob".
		for k := n.titleLength(a, r); k > 0; k = n.titleLength(a, r) {
			r.First += k
			title = r.First - 1
		}
	}
	if typ == labelOrganization || typ == labelPlace {
		if r, typ = n.withoutOffice(a, r, typ); r.Len() <= 0 {
			return
		}
	}
	r = fitting(a, r, typ)
	if typ == labelOrganization || typ == labelPlace {
		r = n.whole(a, r)
	}
	if r.Len() <= 0 || !hasLatin(tokenText(a, r)) || n.commonWord(a, r) || r.Len() == 1 && (a.Word(r.First) == "US$" || typ == labelOther && calendar[a.Word(r.First)]) {
		return
	}
	text := tokenText(a, r)
	entry, _ := n.entryOf(text)
	if typ == labelOther && entry.Lists&ListRegion != 0 && alone(a, r) {
		typ = labelPlace // "ships in the Caribbean"
	}
	if n.isNationality(a, r, typ, entry) {
		n.addNORP(a, r, entry)
		return
	}
	e := extract.Entity{Name: nameText(a, r)}
	switch typ {
	case labelPerson:
		e.Type = graph.TypePerson
		e.Gender = n.gender(a, r, title, entry)
	case labelOrganization:
		e.Type = graph.TypeOrganization
		e.Subtype = n.bodySubtype(a, r, entry)
		e.Country = n.country(a, r, entry)
	case labelPlace:
		e.Type = graph.TypePlace
		e.Subtype = n.placeSubtype(a, r, entry)
		e.Country = n.country(a, r, entry)
	default:
		e.Type, e.Subtype = n.otherType(a, r)
	}
	n.add(a, r, graph.KindName, e)
}

// whole gives the last word of a country's or an international body's name the
// words before it, which the model left out: "the United [Nations]".
func (n *Names) whole(a *extract.Analysis, r extract.TokenRange) extract.TokenRange {
	if r.Len() <= 0 || len(a.Mentions) > 0 && a.Mentions[len(a.Mentions)-1].Tokens.End >= r.First {
		return r
	}
	short, _ := n.lexicon.Name(tokenText(a, r))
	for first := r.First - 1; first >= a.Sentences[a.Tokens.Sentence[r.First]].First && r.First-first <= 3 && startsName(a.Word(first)); first-- {
		long := extract.TokenRange{First: first, End: r.End}
		e, _ := n.lexicon.Name(tokenText(a, long))
		if e.Lists&(ListCountry|ListInternational) != 0 && e.Lists&ListCommonWord == 0 && (short.Lists&(ListCountry|ListInternational) == 0 || short.Country == e.Country) {
			return long
		}
	}
	return r
}

// shipPrefixes begin the names of ships, which are neither people nor places: "HMS
// Victory". Those that are much else besides ("MS", "SS") are left out.
var shipPrefixes = map[string]bool{"USS": true, "USNS": true, "USCGC": true, "HMS": true, "HMAS": true, "HMCS": true, "HMNZS": true, "HNLMS": true, "HDMS": true, "BRP": true, "MV": true,
	"M/V": true, "RMS": true, "RFA": true, "KRI": true, "ROKS": true, "TCG": true, "ORP": true, "INS": true, "RRS": true}

// isNationality tells that a name is a nationality, or an adjective of a people,
// a faith or a region: "Australian police", "the Tigrayan authorities", "a West African country".
func (n *Names) isNationality(a *extract.Analysis, r extract.TokenRange, typ int, entry Entry) bool {
	const demonym, other = ListDemonym | ListDemonymPlural, ListCountry | ListCity | ListOfficeHolder
	switch {
	case entry.Lists&ListDemonymPlural != 0:
		return true
	case typ == labelPerson || entry.Lists&other != 0:
		return false
	case entry.Lists&demonym == 0 && entry.Lists&ListGroup != 0:
		// Some peoples have the name of their land: "restored services in Tigray".
		return typ == labelOther || typ == labelPlace && !(r.First > 0 && locative[a.Word(r.First-1)]) && !(entry.Lists&ListRegion != 0 && alone(a, r))
	case entry.Lists&demonym != 0:
		return typ != labelOrganization || entry.Lists&(ListMedia|ListParty|ListCompany) == 0
	case r.Len() == 2 && (regional[a.Word(r.First)] || directions[foldHash(a.Word(r.First))]):
		last, _ := n.lexicon.Name(a.Word(r.First + 1))
		return last.Lists&demonym != 0 || last.Lists&(ListGroup|other) == ListGroup
	}
	return r.Len() == 1 && typ == labelOther && n.adjectival(a, r.First)
}

var locative = map[string]bool{"in": true, "In": true, "from": true, "to": true, "across": true, "into": true, "near": true, "around": true, "outside": true, "within": true, "through": true, "throughout": true}

// regional words make a nationality of several countries: "Latin American", "Central African".
var regional = map[string]bool{"Latin": true, "Central": true, "Middle": true, "Northern": true, "Southern": true, "Eastern": true, "Western": true, "Southeastern": true}

// adjectival tells that word t has the ending of an adjective of a people or a
// creed, and a common noun behind it.
func (n *Names) adjectival(a *extract.Analysis, t int32) bool {
	w := a.Word(t)
	if c := w[len(w)-1]; len(w) < 5 || c >= 'A' && c <= 'Z' || int(t)+1 >= a.Tokens.Len() || a.Tokens.Sentence[t+1] != a.Tokens.Sentence[t] {
		return false
	}
	for _, ending := range [...]string{"an", "ish", "ese", "ist", "ite", "ic", "ine"} {
		if strings.HasSuffix(w, ending) {
			next := a.Word(t + 1)
			_, noun := n.lexicon.Noun(next)
			if !noun && len(next) > 3 {
				_, noun = n.lexicon.Noun(strings.TrimSuffix(next, "s"))
			}
			return noun && next[0] >= 'a' && next[0] <= 'z'
		}
	}
	return false
}

// withoutOffice cuts an office off a body's or a place's name. What is left
// is a name only if it is known to be one: "UN High Commissioner" has the
// United Nations, "Emergencies Minister" and "Turkish Defence Minister" nobody.
func (n *Names) withoutOffice(a *extract.Analysis, r extract.TokenRange, typ int) (extract.TokenRange, int) {
	last := r.End - 1
	// "US Secretary-General", "Vice-President"
	if r.Len() > 2 && isHyphen(a.Word(last-1)) && n.officeWord(a.Word(last-2)) {
		last -= 2
	}
	if r.Len() < 2 || !n.officeWord(a.Word(last)) && !(n.officeWord(a.Word(r.End-1)) && last == r.End-1) {
		return r, typ
	}
	for t := r.First; t < last; t++ {
		switch a.Word(t) {
		case "of", "for", "&", "and":
			return r, typ // "Office of the Prime Minister"
		}
	}
	const body = ListBody | ListInternational | ListParty | ListCompany | ListMedia | ListUniversity | ListArmedGroup
	if e, _ := n.entryOf(tokenText(a, r)); e.Lists&body != 0 {
		return r, typ
	}
	for end := last; end > r.First; end-- {
		short := extract.TokenRange{First: r.First, End: end}
		e, _ := n.entryOf(tokenText(a, short))
		switch {
		case e.Lists&ListCountry != 0:
			return short, labelPlace
		case e.Lists&(ListDemonym|ListGroup) != 0:
		case end-r.First == 1 && n.ordinary(a.Word(r.First)): // "Justice Minister"
		case e.Lists&(ListBody|ListInternational|ListArmedGroup) != 0 && e.Lists&ListCommonWord == 0:
			return short, labelOrganization
		case bodyHeads[strings.ToLower(a.Word(end-1))] != "" && end-r.First > 1 || bodyHeads[strings.ToLower(a.Word(end-1))] == "LEGISLATURE":
			return short, labelOrganization // "Air Force Secretary", "Senate Majority Leader"
		}
	}
	for t := r.First; t < r.End; t++ {
		n.nationality(a, t)
	}
	return extract.TokenRange{}, typ
}

// ordinary tells a common noun with a capital, but not "UN" or "Congress".
func (n *Names) ordinary(w string) bool {
	low := strings.ToLower(w)
	_, ok := n.lexicon.Noun(low)
	return ok && strings.ToUpper(w) != w && bodyHeads[low] != "LEGISLATURE"
}

// officeWord tells a capitalised word for who holds an office: "Minister", "Secretary".
func (n *Names) officeWord(w string) bool {
	if w == "" || w[0] < 'A' || w[0] > 'Z' {
		return false
	}
	low := strings.ToLower(w)
	noun, ok := n.lexicon.Noun(low)
	const holders = KindLeader | KindRuler | KindOfficial | KindPolitician
	return ok && noun.Person >= 0.7 && noun.PersonKinds&holders != 0 && low != "general" || low == "spokesperson" || low == "legislator"
}

// particles begin surnames with a small letter: "bin Laden", "van der Bellen".
var particles = map[string]bool{"bin": true, "ibn": true, "bint": true, "al": true, "el": true, "de": true, "di": true, "da": true, "del": true, "della": true, "du": true,
	"van": true, "von": true, "der": true, "den": true, "ten": true, "la": true, "le": true, "dos": true, "das": true, "af": true, "av": true, "zu": true, "ter": true, "bar": true, "ben": true}

// fitting cuts small words off the edges of a name and gives a surname its
// particle. A name without any capital stays only where it is a person or
// place, as people write on the web.
func fitting(a *extract.Analysis, r extract.TokenRange, typ int) extract.TokenRange {
	capitals, small := false, 0
	for t := r.First; t < r.End; t++ {
		w := a.Word(t)
		if startsName(w) {
			capitals = true
		} else if !glueWords[w] && !particles[w] && hasLetter(w) {
			small++
		}
	}
	switch {
	case !capitals && typ != labelPerson && typ != labelPlace:
		return extract.TokenRange{}
	case !capitals:
		return r
	case typ == labelOther && small > 0: // "Such baseless speculation" is no title
		return extract.TokenRange{}
	case r.Len() == 1 && typ != labelPerson && stance(a.Word(r.First)):
		return extract.TokenRange{}
	}
	for r.Len() > 1 && !startsName(a.Word(r.First)) && !(typ != labelOther && particles[a.Word(r.First)]) {
		r.First++
	}
	for r.Len() > 2 && calendar[a.Word(r.End-1)] && a.Word(r.End-2) != "of" {
		r.End-- // "the U.S. Senate Tuesday"
	}
	for r.Len() > 1 && !startsName(a.Word(r.End-1)) && (typ != labelOther || outerSign(a.Word(r.End-1))) {
		if n := r.End - 1; a.Tokens.End[n-1] == a.Tokens.Start[n] && r.Len() > 2 {
			break // the second half of a given name: "Kim Jong-un", "Cheng Chung-tai"
		}
		r.End--
	}
	if typ == labelPerson {
		first := a.Sentences[a.Tokens.Sentence[r.First]].First
		for r.First > first && particles[a.Word(r.First-1)] && a.Word(r.First-1) != "la" && r.Len() < 4 {
			if m := len(a.Mentions) - 1; m >= 0 && a.Mentions[m].Tokens.End >= r.First {
				break
			}
			if w := a.Word(r.First - 1); w == "de" || w == "du" || w == "da" || w == "di" || w == "del" {
				break // "the Rio de Janeiro governor": too often a place's
			}
			r.First--
		}
	}
	return r
}

// stance tells a word like "pro-Kurdish" or "ex-Soviet", which names nothing.
func stance(w string) bool {
	i := strings.IndexByte(w, '-')
	if i <= 0 {
		return false
	}
	switch w[:i] {
	case "pro", "anti", "non", "ex", "post", "pre", "mid", "neo", "trans":
		return true
	}
	return false
}

// startsName tells whether a word may begin a name: by a capital, a digit or a letter without case.
func startsName(w string) bool {
	c, _ := utf8.DecodeRuneInString(w)
	if unicode.IsUpper(c) || unicode.IsDigit(c) || unicode.IsLetter(c) && !unicode.IsLower(c) {
		return true
	}
	for _, c := range w { // iPhone, al-Assad, d'Ivoire
		if unicode.IsUpper(c) {
			return true
		}
	}
	return false
}

// commonWord tells whether a name is an ordinary word that has its capital from
// beginning a sentence: "Police said".
func (n *Names) commonWord(a *extract.Analysis, r extract.TokenRange) bool {
	if r.Len() > 1 {
		return false
	}
	s := &a.Sentences[a.Tokens.Sentence[r.First]]
	for t := s.First; t < r.First; t++ {
		if hasLetter(a.Word(t)) {
			return false
		}
	}
	low := strings.ToLower(a.Word(r.First))
	if _, ok := n.lexicon.Noun(low); !ok {
		if low = strings.TrimSuffix(low, "s"); len(low) < 3 {
			return false
		}
		if _, ok := n.lexicon.Noun(low); !ok {
			return false
		}
	}
	at := n.words.Find(model.Hash(low))
	return at >= 0 && n.words.class(at).Capital <= 2
}

// entryOf looks a name up, one in capitals also as "Beirut".
func (n *Names) entryOf(name string) (Entry, bool) {
	e, ok := n.lexicon.Name(name)
	if !ok && len(name) > 3 && strings.ToUpper(name) == name {
		words := strings.Fields(strings.ToLower(name))
		for i, w := range words {
			c, k := utf8.DecodeRuneInString(w)
			words[i] = string(unicode.ToUpper(c)) + w[k:]
		}
		return n.lexicon.Name(strings.Join(words, " "))
	}
	return e, ok
}

// nationality adds a word such as "Mexican" or "Swedes" that stands outside of names.
func (n *Names) nationality(a *extract.Analysis, t int32) {
	w := a.Word(t)
	if c := w[0]; c < 'A' || c > 'Z' {
		return
	}
	// "South Korean", "Saudi Arabian": two words before one.
	for _, r := range [...]extract.TokenRange{{First: t - 1, End: t + 1}, {First: t, End: t + 1}} {
		if r.First < 0 || len(a.Mentions) > 0 && a.Mentions[len(a.Mentions)-1].Tokens.End > r.First && r.Len() > 1 && a.Mentions[len(a.Mentions)-1].Kind != graph.KindNORP {
			continue
		}
		if r.Len() > 1 && !startsName(a.Word(r.First)) {
			continue
		}
		entry, ok := n.lexicon.Name(tokenText(a, r))
		if !ok || entry.Lists&(ListDemonym|ListDemonymPlural|ListGroup) == 0 || entry.Lists&(ListCountry|ListCity|ListTitle) != 0 {
			continue
		}
		if k := len(a.Mentions) - 1; k >= 0 && a.Mentions[k].Tokens.End > r.First {
			// The first of the two was taken for a nationality of its own.
			a.Entities, a.Mentions = a.Entities[:a.Mentions[k].Entity], a.Mentions[:k]
		}
		if entry.Lists&ListRegion != 0 && entry.Lists&(ListDemonym|ListDemonymPlural) == 0 && alone(a, r) {
			n.add(a, r, graph.KindName, extract.Entity{Type: graph.TypePlace, Subtype: "REGION", Name: nameText(a, r)})
			return
		}
		n.addNORP(a, r, entry)
		return
	}
}

// alone tells a word behind "the" that no noun follows: "in the Caribbean, …", not "the Caribbean nations".
func alone(a *extract.Analysis, r extract.TokenRange) bool {
	if r.First == 0 || !strings.EqualFold(a.Word(r.First-1), "the") {
		return false
	}
	if int(r.End) >= a.Tokens.Len() || a.Tokens.Sentence[r.End] != a.Tokens.Sentence[r.First] || !hasLetter(a.Word(r.End)) {
		return true
	}
	return closed[a.Word(r.End)]
}

// closed are words that follow a name and belong to no noun phrase with it.
var closed = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`and or but in on at to from of for by with as is are was were has have had will would can could may might that which
		who when where while after before during since until than into over near this last`) {
		m[w] = true
	}
	return m
}()

// addNORP adds a nationality: its entity is the country, where the word tells it.
func (n *Names) addNORP(a *extract.Analysis, r extract.TokenRange, entry Entry) {
	e := extract.Entity{Type: graph.TypeOther, Name: nameText(a, r)}
	if entry.Country != "" && entry.Lists&(ListDemonym|ListDemonymPlural) != 0 {
		e.Type, e.Subtype, e.Country, e.Name = graph.TypePlace, "COUNTRY", entry.Country, CountryName(entry.Country)
	}
	n.add(a, r, graph.KindNORP, e)
}

// titleLength is the number of words that a title takes at the beginning of a
// person's name, so that a capitalised word is left.
func (n *Names) titleLength(a *extract.Analysis, r extract.TokenRange) int32 {
	for k := min(4, r.Len()-1); k > 0; k-- {
		if c := a.Word(r.First + int32(k))[0]; c >= 'a' && c <= 'z' {
			continue
		}
		if n.lexicon.BeforeName(tokenText(a, extract.TokenRange{First: r.First, End: r.First + int32(k)})) {
			return int32(k)
		}
	}
	return 0
}

// gender is what a title or else the first name tells.
func (n *Names) gender(a *extract.Analysis, r extract.TokenRange, title int32, entry Entry) extract.Gender {
	if title == extract.None && r.First > 0 {
		title = r.First - 1
	}
	if title != extract.None {
		switch Fold(a.Word(title)) {
		case "Mr", "Sir", "Lord", "King", "Prince", "Father", "Monsieur", "Herr", "Sheikh", "Imam", "Ayatollah", "Congressman", "Spokesman", "Señor", "Senor", "Brother":
			return extract.GenderMale
		case "Mrs", "Ms", "Miss", "Dame", "Lady", "Queen", "Princess", "Madame", "Frau", "Congresswoman", "Spokeswoman", "Senora", "Baroness", "Sister", "Begum":
			return extract.GenderFemale
		}
	}
	if entry.Lists&ListOfficeHolder != 0 && entry.Gender != extract.GenderUnknown {
		return entry.Gender
	}
	if r.Len() < 2 {
		return extract.GenderUnknown
	}
	return n.lexicon.Gender(a.Word(r.First))
}

func outerSign(w string) bool {
	switch w {
	case "\"", "“", "”", "'", "‘", "’", "(", ")", "[", "]", ",", ".", ";", ":", "-", "–", "—", "``", "''", "*", "/", "«", "»":
		return true
	}
	return false
}

func isPossessive(w string) bool { return w == "'s" || w == "’s" || w == "'S" }

func hasLetter(s string) bool {
	for _, c := range s {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80 {
			return true
		}
	}
	return false
}

// calendar words are no names by themselves.
var calendar = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields("January February March April May June July August September October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday") {
		m[w] = true
	}
	return m
}()

// hasLatin tells a name that can be read in an English text from a passage in another script.
func hasLatin(s string) bool {
	for _, c := range s {
		if c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= 0xc0 && c < 0x250 {
			return true
		}
	}
	return false
}

// nameText is the text of a name with single spaces.
func nameText(a *extract.Analysis, r extract.TokenRange) string {
	s := tokenText(a, r)
	if strings.ContainsAny(s, "\n\t\r\u00a0") || strings.Contains(s, "  ") {
		return strings.Join(strings.Fields(s), " ")
	}
	return s
}

func tokenText(a *extract.Analysis, r extract.TokenRange) string {
	s := a.TokenSpan(r)
	return a.Text[s.Start:s.End]
}
