package entity

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/model"
	"github.com/dateline-news/dateline/graph/fold"
)

// form is one way in which a name is written; all its mentions in a document of
// one type are one entity, unless it is short for several.
type form struct {
	words    []uint64 // hashes of its folded words
	key      uint64
	person   bool
	typ      refType
	mentions []int32
	text     string // as first written
	acronym  bool
	broken   bool // two names run together: "Rathbun the Scientology"
	entry    Entry
	parent   int32   // the longer form it stands for, -1
	among    []int32 // several longer forms
}

// foldHash hashes a word without case, accents and full stops.
func foldHash(w string) uint64 {
	var buf [48]byte
	n := 0
	for i := 0; i < len(w) && n < len(buf); i++ {
		c := w[i]
		if c >= utf8.RuneSelf {
			return model.Hash(strings.ToLower(Fold(w)))
		}
		if c == '.' || c == ',' || c == '-' {
			continue
		}
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		buf[n] = c
		n++
	}
	if n == 0 {
		return 0
	}
	return model.Hash(string(buf[:n]))
}

var (
	theHash     = foldHash("the")
	ofHash      = foldHash("of")
	jrHash      = foldHash("jr")
	srHash      = foldHash("sr")
	suffixWords = func() map[uint64]bool {
		m := map[uint64]bool{}
		for _, w := range strings.Fields("inc corp corporation co company ltd limited plc llc llp ag sa nv gmbh spa group holdings incorporated") {
			m[foldHash(w)] = true
		}
		return m
	}()
	directions = func() map[uint64]bool {
		m := map[uint64]bool{}
		for _, w := range strings.Fields("north south east west northeast northwest southeast southwest") {
			m[foldHash(w)] = true
		}
		return m
	}()
	// smallWords do not count in an acronym: "Bank of England", "United Nations for …".
	smallWords = func() map[uint64]bool {
		m := map[uint64]bool{}
		for _, w := range strings.Fields("of the and for in on to at de del la el los las y du des et der und für von a an & 's ’s") {
			m[foldHash(w)] = true
		}
		return m
	}()
	possessiveHash = foldHash("'s")
)

// honorifics may stand inside what was taken for a name; they tell gender.
var honorifics = func() map[uint64]extract.Gender {
	m := map[uint64]extract.Gender{}
	for g, words := range []string{"dr prof professor judge sen rep gov gen col capt lt sgt president minister", "mrs ms miss lady dame queen princess", "mr sir lord king prince"} {
		for _, w := range strings.Fields(words) {
			m[foldHash(w)] = extract.Gender(g)
		}
	}
	return m
}()

// retypePeople makes a single word a person's name where a full name of a person
// ends in it, though it was taken for something else: "Paris" in an article on
// Valeska Paris. Not where it stands as a place: "in Paris". And what is written
// alike in several words is one type, that of the most.
func (d *Discourse) retypePeople() {
	type count struct{ person, other int32 }
	full := map[uint64]*count{}
	surnames := map[uint64]bool{}
	single := false
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Kind != refName {
			continue
		}
		if m.Head.Len() < 2 {
			single = true
			continue
		}
		if m.Head.Len() > 6 {
			continue
		}
		h := d.headHash(m)
		c := full[h]
		if c == nil {
			c = &count{}
			full[h] = c
		}
		if m.Type == typePerson {
			c.person++
			surnames[foldHash(d.a.Word(m.Head.End-1))] = true
		} else {
			c.other++
		}
	}
	if len(full) == 0 {
		return
	}
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Kind != refName || m.Head.Len() > 6 {
			continue
		}
		person := m.Type == typePerson
		if m.Head.Len() >= 2 {
			if c := full[d.headHash(m)]; c.person > 0 && c.other > 0 {
				person = c.person >= c.other
			}
		} else if single && !person && surnames[foldHash(d.a.Word(m.Head.First))] {
			person = !(m.Type == typePlace && d.asPlace(m))
		}
		switch {
		case person && m.Type != typePerson:
			m.Type, m.subtype, m.country = typePerson, "", ""
			d.clusters[i] = cluster{typ: typePerson, number: singular, gender: m.gender, count: 1, names: 1}
		case !person && m.Type == typePerson:
			m.Type = typeOrganization
			d.clusters[i].typ = typeOrganization
		}
	}
}

func (d *Discourse) headHash(m *Reference) uint64 {
	h := uint64(0)
	for t := m.Head.First; t < m.Head.End; t++ {
		h = joinHash(h, foldHash(d.a.Word(t)))
	}
	return h
}

// asPlace tells that a name stands where a place would: "in Paris", "Paris, France".
func (d *Discourse) asPlace(m *Reference) bool {
	if m.Head.First > 0 {
		switch d.a.Word(m.Head.First - 1) {
		case "in", "In", "at", "At", "near", "from", "to", "around", "outside", "across":
			return true
		}
	}
	return false
}

// joinNames joins names by their forms.
func (d *Discourse) joinNames() {
	a := d.a
	d.forms = d.forms[:0]
	d.words = d.words[:0]
	if d.byWord == nil {
		d.byWord, d.byKey, d.byInitials = map[uint64][]int32{}, map[uint64]int32{}, map[string]int32{}
	}
	clear(d.byWord)
	clear(d.byKey)
	clear(d.byInitials)
	d.retypePeople()
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Kind != refName {
			continue
		}
		first := len(d.words)
		key := uint64(0)
		for t := m.Head.First; t < m.Head.End; t++ {
			h := foldHash(a.Word(t))
			if h == 0 || h == possessiveHash && t == m.Head.End-1 || h == theHash && t == m.Head.First {
				continue
			}
			if g, ok := honorifics[h]; ok && len(d.words) == first && t < m.Head.End-1 && m.Type == typePerson {
				if g != extract.GenderUnknown {
					m.gender = g
					d.clusters[i].gender = g
				}
				continue
			}
			d.words = append(d.words, h)
		}
		words := d.words[first:]
		for len(words) > 1 && (m.Type == typePerson && (words[len(words)-1] == jrHash || words[len(words)-1] == srHash) || m.Type == typeOrganization && suffixWords[words[len(words)-1]]) {
			words = words[:len(words)-1]
		}
		if len(words) == 0 || len(words) > 24 {
			continue
		}
		for _, h := range words {
			key = joinHash(key, h)
		}
		person := m.Type == typePerson
		if person {
			key = ^key
		}
		f, ok := d.byKey[key]
		if !ok {
			f = int32(len(d.forms))
			d.byKey[key] = f
			s := a.TokenSpan(m.Head)
			text := a.Text[s.Start:s.End]
			e, _ := d.lex.Name(strings.TrimPrefix(strings.TrimPrefix(text, "the "), "The "))
			broken := false
			for k := 1; k < len(words); k++ {
				if words[k] == theHash && !smallWords[words[k-1]] {
					broken = true
				}
			}
			d.forms = append(d.forms, form{words: words, key: key, person: person, typ: m.Type, text: text, parent: -1, acronym: isAcronym(text), broken: broken, entry: e})
			d.addInitials(f)
			for k, h := range words {
				if smallWords[h] {
					continue
				}
				if k > 0 && words[k-1] == h {
					continue
				}
				d.byWord[h] = append(d.byWord[h], f)
			}
		}
		d.forms[f].mentions = append(d.forms[f].mentions, int32(i))
	}
	for f := range d.forms {
		ms := d.forms[f].mentions
		for _, m := range ms[1:] {
			d.join(ms[0], m)
		}
	}
	d.joinCountries()
	for f := range d.forms {
		d.linkForm(int32(f))
	}
	for f := range d.forms {
		if x := &d.forms[f]; len(x.among) > 0 {
			d.joinAmbiguous(x)
		}
	}
	for f := range d.forms {
		if x := &d.forms[f]; x.parent >= 0 {
			d.join(x.mentions[0], d.forms[x.parent].mentions[0])
		}
	}
	d.joinBrackets()
	d.joinNationalities()
}

func isAcronym(s string) bool {
	n := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= 'A' && c <= 'Z':
			n++
		case c == '.' || c == '&' || isDigit(c):
		case c == 's' && i == len(s)-1:
		default:
			return false
		}
	}
	return n >= 2 && n <= 7
}

// joinCountries joins the names of one country: "U.S.", "the United States".
func (d *Discourse) joinCountries() {
	first := map[string]int32{}
	for f := range d.forms {
		x := &d.forms[f]
		m := x.mentions[0]
		code := d.Mentions[m].country
		switch {
		case x.person:
			continue
		case x.entry.Lists&ListCountry != 0 && x.entry.Country != "":
			code = x.entry.Country
		case code == "" || d.Mentions[m].subtype != "COUNTRY" || len(x.words) > 1 || !directions[x.words[0]]: // "[North] and South Korea"
			continue
		}
		d.clusters[d.find(m)].country = code
		if d.clusters[d.find(m)].typ != typePlace {
			// A country is one place, also where it acts.
			d.clusters[d.find(m)].typ = typePlace
		}
		d.clusters[d.find(m)].subtype = "COUNTRY"
		if o, ok := first[code]; ok {
			d.join(o, m)
		} else {
			first[code] = m
		}
	}
}

// longestList bounds how many forms with a word are compared with one another.
const longestList = 64

// linkForm finds the longer forms that form f is short for.
func (d *Discourse) linkForm(f int32) {
	x := &d.forms[f]
	var found [8]int32
	n := 0
	try := func(g int32) {
		if g == f || n == len(found) {
			return
		}
		for _, o := range found[:n] {
			if o == g || d.find(d.forms[o].mentions[0]) == d.find(d.forms[g].mentions[0]) {
				return
			}
		}
		if d.shortFor(x, &d.forms[g]) {
			found[n] = g
			n++
		}
	}
	for k, h := range x.words {
		if k > 0 && k < len(x.words)-1 || smallWords[h] {
			continue
		}
		list := d.byWord[h]
		if len(list) > longestList {
			list = list[:longestList]
		}
		for _, g := range list {
			try(g)
		}
	}
	if n == 0 && x.acronym && len(x.words) == 1 {
		if g, ok := d.byInitials[capitals(x.text)]; ok {
			y := &d.forms[g]
			known := x.entry.Subtype != "" && y.entry.Subtype != "" && x.entry.Subtype != y.entry.Subtype
			if !known && (x.typ == typePlace) == (y.typ == typePlace) {
				found[0], n = g, 1
			}
		}
	}
	switch {
	case n == 1:
		x.parent = found[0]
	case n > 1:
		x.among = append(x.among, found[:n]...)
	}
}

// shortFor tells whether x is a short form of y.
func (d *Discourse) shortFor(x, y *form) bool {
	nx, ny := len(x.words), len(y.words)
	if x.person != y.person || y.broken {
		return false
	}
	if x.person {
		if shortFirst(x.words, y.words) {
			return genderFits(d.clusters[d.find(x.mentions[0])].gender, d.clusters[d.find(y.mentions[0])].gender)
		}
		if nx == 2 && ny == 2 && x.words[0] == y.words[1] && x.words[1] != y.words[0] {
			// both surnames: "Sheinbaum Pardo" for "Claudia Sheinbaum"; not "Hassan Diab" beside "Hamad Hassan"
			first, _, _ := strings.Cut(x.text, " ")
			w, _ := d.lex.NameWord(first)
			return w.First < 2
		}
		return shortPerson(x.words, y.words)
	}
	if nx >= ny {
		return false
	}
	prefix := true
	for i := range x.words {
		if x.words[i] != y.words[i] {
			prefix = false
			break
		}
	}
	suffix := true
	for i := range x.words {
		if x.words[i] != y.words[ny-nx+i] {
			suffix = false
			break
		}
	}
	const places = ListCountry | ListCapital | ListCity | ListRegion | ListDivision | ListDemonym | ListDemonymPlural | ListGroup | ListUSState | ListWater
	switch {
	case directions[x.words[0]] && nx == 1:
		return prefix && ny == 2 && y.entry.Lists&ListCountry != 0 // "the North" for "North Korea"
	case x.typ == typePlace || y.typ == typePlace:
		return false // nothing else of a place's name is the place
	case prefix && y.words[nx] != ofHash && (x.entry.Lists&ListInternational != 0 || x.entry.Subtype == "LEGISLATURE" || nx == 1 && bodyHeads[strings.ToLower(x.text)] == "LEGISLATURE"):
		return false // "the United Nations Security Council" is a part of the United Nations, "the House Budget Committee" of the House
	case x.typ == typeOrganization && y.typ == typeOrganization:
		if prefix && x.entry.Lists&places == 0 && !x.acronym && !(x.text[0] >= 'a' && x.text[0] <= 'z') {
			return y.words[nx] != ofHash || nx > 1 || d.bodyWord(x.text)
		}
		// "the Sheriff's Department" for "the Los Angeles County Sheriff's Department"
		before := y.words[ny-nx-1]
		return suffix && (nx >= 2 || d.bodyWord(x.text)) && before != ofHash && before != theHash
	case x.typ == y.typ && (x.typ == typeEvent || x.typ == typeOther):
		return nx >= 2 && (prefix || suffix)
	}
	return false
}

// bodyWord tells a common noun of a body: "Ministry", "University".
func (d *Discourse) bodyWord(w string) bool {
	_, ok := bodyNouns[strings.ToLower(w)]
	return ok
}

// shortPerson tells whether x is a short form of the person's name y: a part of
// it with its last word ("Bush", "George Bush" for "George W. Bush"), its first
// words ("Claudia Sheinbaum" for "Claudia Sheinbaum Pardo"), or one of its words.
func shortPerson(x, y []uint64) bool {
	if len(x) >= len(y) {
		return false
	}
	if len(x) == 1 {
		if x[0] == y[0] || x[0] == y[len(y)-1] {
			return true
		}
		// "Peña" for "Enrique Peña Nieto"
		return len(y) >= 3 && x[0] == y[len(y)-2]
	}
	k := 0
	for _, h := range y {
		if k < len(x) && x[k] == h {
			k++
		}
	}
	return k == len(x)
}

// fullFirst are the hashes of what a first name may be short for.
var fullFirst = func() map[uint64][]uint64 {
	m := map[uint64][]uint64{}
	for short, full := range fold.ShortNames() {
		h := foldHash(short)
		for _, f := range full {
			m[h] = append(m[h], foldHash(f))
		}
	}
	return m
}()

// shortFirst tells whether x is the name y with a short form of its first name:
// "Bill Lee" of "William Lee" and of "William B. Lee".
func shortFirst(x, y []uint64) bool {
	return len(x) >= 2 && len(x) <= len(y) && x[len(x)-1] == y[len(y)-1] && slices.Contains(fullFirst[x[0]], y[0]) &&
		(len(x) == 2 || slices.Equal(x[1:], y[1:]))
}

// capitals are the capital letters of an acronym: "U.N.H.C.R." is "UNHCR".
func capitals(s string) string {
	var buf [8]byte
	n := 0
	for i := 0; i < len(s) && n < len(buf); i++ {
		if c := s[i]; c >= 'A' && c <= 'Z' {
			buf[n] = c
			n++
		}
	}
	return string(buf[:n])
}

// addInitials enters the acronyms that form f can have: the initials of all its
// words, and of those that are not small ("United Nations for …").
func (d *Discourse) addInitials(f int32) {
	x := &d.forms[f]
	if x.person || len(x.words) < 2 || x.broken {
		return
	}
	var all, big [8]byte
	na, nb := 0, 0
	name := strings.TrimPrefix(strings.TrimPrefix(x.text, "the "), "The ")
	for w := range strings.FieldsFuncSeq(name, func(r rune) bool { return r == ' ' || r == '-' }) {
		if isAcronym(w) { // "US Navy" is "USN"
			for k := 0; k < len(w) && na < len(all); k++ {
				if c := w[k]; c >= 'A' && c <= 'Z' {
					all[na], big[nb] = c, c
					na, nb = na+1, nb+1
				}
			}
			continue
		}
		c := w[0]
		if c >= 'a' && c <= 'z' {
			c -= 'a' - 'A'
		}
		if c < 'A' || c > 'Z' {
			continue
		}
		if na == len(all) {
			return
		}
		all[na] = c
		na++
		if !smallWords[foldHash(w)] {
			big[nb] = c
			nb++
		}
	}
	for _, k := range [2]string{string(big[:nb]), string(all[:na])} {
		if _, ok := d.byInitials[k]; !ok && len(k) >= 2 {
			d.byInitials[k] = f
		}
	}
}

// joinAmbiguous joins each mention of a form that is short for several to the
// one last spoken of before it, else the first after it.
func (d *Discourse) joinAmbiguous(x *form) {
	for _, m := range x.mentions {
		// the mentions of x were joined; take them apart where they are alone
		d.parent[m] = m
		r := &d.Mentions[m]
		d.clusters[m] = cluster{typ: r.Type, number: r.number, gender: r.gender, count: 1, names: 1, country: r.country, subtype: r.subtype}
	}
	var previous int32 = -1
	var next, last [8]int32 // per longer form: its first mention not before m, and its last before m that fits
	for k := range last {
		last[k] = -1
	}
	for _, m := range x.mentions {
		best, after := int32(-1), int32(-1)
		for k, g := range x.among {
			ms := d.forms[g].mentions
			for ; int(next[k]) < len(ms) && ms[next[k]] < m; next[k]++ {
				if genderFits(d.Mentions[m].gender, d.clusters[d.find(ms[next[k]])].gender) {
					last[k] = ms[next[k]]
				}
			}
			best = max(best, last[k])
			if int(next[k]) < len(ms) && (after < 0 || ms[next[k]] < after) {
				after = ms[next[k]]
			}
		}
		switch {
		case best >= 0 && (previous < 0 || best > previous):
			d.join(best, m)
		case previous >= 0:
			d.join(previous, m)
		case after >= 0:
			d.join(m, after)
		}
		previous = m
	}
}

func genderFits(a, b extract.Gender) bool {
	return a == extract.GenderUnknown || b == extract.GenderUnknown || a == b
}

// joinBrackets joins a name with the short form in brackets after it: "the
// Korean Central News Agency (KCNA)".
func (d *Discourse) joinBrackets() {
	a := d.a
	for i := 1; i < len(d.Mentions); i++ {
		y := &d.Mentions[i]
		if y.Kind != refName || y.Head.First < 2 || int(y.Head.End) >= a.Tokens.Len() {
			continue
		}
		if w := a.Word(y.Head.First - 1); w != "(" && w != "[" {
			continue
		}
		if w := a.Word(y.Head.End); w != ")" && w != "]" {
			continue
		}
		m := d.byHead[y.Head.First-2]
		if m < 0 || d.Mentions[m].Head.End != y.Head.First-1 {
			continue
		}
		x := &d.Mentions[m]
		if x.Kind != refName || (x.Type == typePerson) != (y.Type == typePerson) {
			continue
		}
		s := a.TokenSpan(y.Head)
		short := a.Text[s.Start:s.End]
		s = a.TokenSpan(x.Head)
		// A body's acronym may be that of its name in another language.
		foreign := x.Type == typeOrganization && y.Type == typeOrganization && len(short) >= 3
		if !isAcronym(short) || !foreign && !lettersOf(a.Text[s.Start:s.End], short) {
			continue
		}
		if x.Type != y.Type { // the expansion tells the type better
			y.Type = x.Type
			d.clusters[d.find(int32(i))].typ = x.Type
		}
		d.join(m, int32(i))
	}
}

// lettersOf tells whether the letters of short occur in name in order, the first as its first.
func lettersOf(name, short string) bool {
	k := 0
	var letters []byte
	for i := 0; i < len(short); i++ {
		if c := short[i] | 0x20; c >= 'a' && c <= 'z' {
			letters = append(letters, c)
		}
	}
	name = strings.TrimPrefix(strings.TrimPrefix(name, "the "), "The ")
	for i := 0; i < len(name) && k < len(letters); i++ {
		if name[i]|0x20 == letters[k] {
			k++
		} else if i == 0 {
			return false
		}
	}
	return k == len(letters)
}

// joinNationalities lets "Mexican" refer to the Mexico of the text.
func (d *Discourse) joinNationalities() {
	byCode := map[string]int32{}
	for i := range d.Mentions {
		m := &d.Mentions[i]
		c := &d.clusters[d.find(int32(i))]
		if m.Kind == refName && c.typ == typePlace && c.subtype == "COUNTRY" && c.country != "" {
			if _, ok := byCode[c.country]; !ok {
				byCode[c.country] = int32(i)
			}
		}
	}
	byWord := map[uint64]int32{} // "European", "Catholic": of no one country
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Kind == refNorp && m.country == "" {
			h := foldHash(d.a.Word(m.Head.End - 1))
			if o, ok := byWord[h]; !ok {
				byWord[h] = int32(i)
			} else if d.headHash(m) == d.headHash(&d.Mentions[o]) {
				d.join(o, int32(i))
			}
		}
		if m.Kind != refNorp || m.country == "" {
			continue
		}
		if o, ok := byCode[m.country]; ok {
			d.join(o, int32(i))
		} else {
			byCode[m.country] = int32(i)
		}
	}
}
