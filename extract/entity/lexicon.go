package entity

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/model"
)

// Lexicon is what the program knows of words and names beforehand: facts and
// language out of open lists, none of it out of an article. It is read where it
// lies in the weight file, is immutable and safe for concurrent use. Entries are
// found by hash and fingerprint, their strings are not kept: one look-up in some
// thousand million answers for a word that is not there.
type Lexicon struct {
	names    model.Table[uint16] // single words: first names and surnames
	nameCols []uint16            // of NameWord.Column
	phrases  kinds               // names of one or more words, with their lists
	nouns    kinds               // common nouns
}

// Words is the lexicon that is embedded in the program.
var Words = sync.OnceValue(func() *Lexicon { return OpenLexicon(model.MustOpen(model.Lexicon)) })

// OpenLexicon reads the lexicon of a weight file.
func OpenLexicon(f *model.File) *Lexicon {
	return &Lexicon{model.OpenTable[uint16](f, "names"), model.Slice[uint16](f, "names.cols"), openKinds(f, "phrases"), openKinds(f, "nouns")}
}

// A Noun is what is known of a common noun.
type Noun struct {
	Event        float32 // share of its uses that mean an act or event
	Person       float32 // share that mean a person
	Organization float32 // share that mean a body
	Gender       extract.Gender
	PersonKinds  PersonKind
	Bodies       BodyKind
	Main         NounClass // of its most frequent sense
	Classes      NounClass // of all senses that make up a tenth of its uses or more
}

// PersonKind is a set of the kinds of people that a noun means.
type PersonKind uint32

// The kinds of people, as corpora/wordnet has them.
const (
	KindLeader PersonKind = 1 << iota
	KindRuler
	KindOfficial
	KindPolitician
	KindExecutive
	KindMilitary
	KindPolice
	KindLegal
	KindReligious
	KindMedia
	KindSpeaker
	KindExpert
	KindMedical
	KindMilitant
	KindCriminal
	KindKin
	KindInhabitant
	KindWorker
	KindVictim
	KindSupporter
	KindCreator
	KindAthlete
)

// PersonKindNames are the names of the kinds in the order of their bits.
var PersonKindNames = strings.Fields("leader ruler official politician executive military police legal religious media speaker expert " +
	"medical militant criminal kin inhabitant worker victim supporter creator athlete")

// BodyKind is a set of the kinds of organization that a noun means.
type BodyKind uint16

// The kinds of organization, as corpora/wordnet has them.
const (
	BodyGovernment BodyKind = 1 << iota
	BodyMilitary
	BodyPolice
	BodyCourt
	BodyLegislature
	BodyParty
	BodyCompany
	BodyMedia
	BodyEducation
	BodyAlliance
	BodyUnion
	BodyCrime
	BodyTerror
)

// BodyKindNames are the names of the kinds in the order of their bits.
var BodyKindNames = strings.Fields("government military police court legislature party company media education alliance union crime terror")

// NounClass is a set of WordNet's lexicographer classes, grouped.
type NounClass uint16

// The classes of nouns.
const (
	ClassPerson NounClass = 1 << iota
	ClassGroup
	ClassEvent // act, event, process, phenomenon
	ClassPlace // location, structures, waters
	ClassVehicle
	ClassWeapon
	ClassArtifact // other made things
	ClassDocument
	ClassStatement
	ClassCommunication
	ClassTime
	ClassQuantity // quantity, possession (money)
	ClassBody     // parts of the body, animals, plants, food, substance
	ClassState    // state, attribute, feeling, cognition, motive, relation, shape
)

// Noun returns what is known of a noun's lemma in lower case ("minister",
// "prime minister").
func (l *Lexicon) Noun(lemma string) (Noun, bool) {
	at := l.nouns.find(model.Hash(lemma))
	if at < 0 {
		return Noun{}, false
	}
	return unpackNoun([3]uint32{l.nouns.cols[0][at], l.nouns.cols[1][at], l.nouns.cols[2][at]}), true
}

func unpackNoun(c [3]uint32) Noun {
	a := c[0]
	return Noun{
		Event: float32(a&15) / 15, Person: float32(a>>4&15) / 15, Organization: float32(a>>8&15) / 15,
		Gender:      extract.Gender(a >> 12 & 3),
		Main:        NounClass(1) << (a >> 14 & 15) >> 1,
		Bodies:      BodyKind(a >> 18 & 0x1fff),
		PersonKinds: PersonKind(c[1]),
		Classes:     NounClass(c[2]),
	}
}

// Columns packs n as Noun reads it.
func (n Noun) Columns() [3]uint32 {
	share := func(x float32) uint32 { return uint32(x*15 + 0.5) }
	main := uint32(0)
	for m := n.Main; m != 0; m >>= 1 {
		main++
	}
	return [3]uint32{share(n.Event) | share(n.Person)<<4 | share(n.Organization)<<8 | uint32(n.Gender)<<12 | main<<14 | uint32(n.Bodies)<<18,
		uint32(n.PersonKinds), uint32(n.Classes)}
}

// PersonNoun tells whether a lemma mostly means a person ("minister", "mother").
func (l *Lexicon) PersonNoun(lemma string) bool {
	n, ok := l.Noun(lemma)
	return ok && n.Person >= 0.5 && n.Person >= n.Organization
}

// OrganizationNoun tells whether a lemma mostly means a body that acts ("ministry", "police").
func (l *Lexicon) OrganizationNoun(lemma string) bool {
	n, ok := l.Noun(lemma)
	return ok && n.Organization >= 0.5 && n.Organization > n.Person
}

// EventNoun is the share of a lemma's uses that mean an act or event.
func (l *Lexicon) EventNoun(lemma string) float32 {
	n, _ := l.Noun(lemma)
	return n.Event
}

// A NameWord is what is known of a single word as a part of people's names.
type NameWord struct {
	First   int8    // how common as a first name, 0 rare to 9 common; -1: none
	Surname int8    // the same as a surname
	Female  float32 // share of women among those with this first name; -1: none
	Also    bool    // it is also an ordinary word, a country, people, month or weekday
}

// NameWord looks up a word as it is written, with or without its accents.
func (l *Lexicon) NameWord(word string) (NameWord, bool) { return l.nameWord(WordHash(word)) }

func (l *Lexicon) nameWord(hash uint64) (NameWord, bool) {
	if at := l.names.Find(hash); at >= 0 {
		return unpackNameWord(l.nameCols[at]), true
	}
	return NameWord{First: -1, Surname: -1, Female: -1}, false
}

// PutNameWords adds the table of names to a lexicon's weight file.
func PutNameWords(w *model.Writer, hashes []uint64, words []NameWord) {
	cols := make([]uint16, len(words))
	for i, n := range words {
		cols[i] = n.Column()
	}
	model.Put(w, "names.cols", model.Arranged(cols, model.PutTable[uint16](w, "names", hashes)))
}

func unpackNameWord(v uint16) NameWord {
	w := NameWord{First: int8(v&15) - 1, Surname: int8(v>>4&15) - 1, Female: -1, Also: v>>11&1 == 1}
	if f := v >> 8 & 7; f > 0 {
		w.Female = float32(f-1) / 6
	}
	return w
}

// Column packs w as NameWord reads it.
func (w NameWord) Column() uint16 {
	v := uint16(w.First+1) | uint16(w.Surname+1)<<4
	if w.Female >= 0 {
		v |= (uint16(w.Female*6+0.5) + 1) << 8
	}
	if w.Also {
		v |= 1 << 11
	}
	return v
}

// Gender is the gender that a first name tells, if it tells one: four in five of those who bear it.
func (l *Lexicon) Gender(first string) extract.Gender {
	switch w, ok := l.NameWord(first); {
	case !ok || w.Female < 0:
		return extract.GenderUnknown
	case w.Female >= 0.8:
		return extract.GenderFemale
	case w.Female <= 0.2:
		return extract.GenderMale
	}
	return extract.GenderUnknown
}

// List is a set of the lists that a name stands in.
type List uint32

// The lists.
const (
	ListCountry List = 1 << iota
	ListCapital
	ListCity
	ListRegion // continents, historic and natural regions
	ListDivision
	ListWater
	ListMetonym           // White House, Kremlin
	ListDemonym           // Mexican, Swede: adjective or noun of one nationality
	ListDemonymPlural     // Mexicans, Swedes
	ListGroup             // peoples, religions, languages
	ListParty             //
	ListBody              // ministries, agencies, courts, forces
	ListInternational     //
	ListArmedGroup        //
	ListCompany           //
	ListUniversity        //
	ListMedia             //
	ListAcronym           //
	ListOfficeHolder      // full name of a politician
	ListTitle             // in lower case: "prime minister"
	ListCommonWord        // a company or medium whose name is an ordinary word
	ListUSState           //
	ListBefore            // a title that stands before names: "Sen.", "Mr."
	lastList          int = iota
)

// An Entry is what the lists say of a name.
type Entry struct {
	Lists   List
	Subtype string // of the ontology, "" if unknown
	Country string // ISO 3166 alpha-2, "" if unknown or if the lists know several
	Gender  extract.Gender
}

// Subtypes lists the subtypes of the ontology that entries can have.
var Subtypes = strings.Fields("- GOVERNMENT MINISTRY LEGISLATURE COURT MILITARY POLICE INTELLIGENCE ARMED_GROUP CRIMINAL_GROUP PARTY COMPANY MEDIA " +
	"IGO NGO OTHER COUNTRY REGION CITY WATER FACILITY")

// Name looks up a name of one or more words as it is written.
func (l *Lexicon) Name(name string) (Entry, bool) { return l.entry(PhraseHash(name)) }

// Title tells whether words in lower case are a title or office ("prime minister").
func (l *Lexicon) Title(phrase string) bool {
	e, _ := l.Name(phrase)
	return e.Lists&(ListTitle|ListBefore) != 0
}

// BeforeName tells whether words are a title as it stands before a name: "Mr.", "Prime Minister".
func (l *Lexicon) BeforeName(words string) bool {
	e, _ := l.Name(words)
	return e.Lists&ListBefore != 0 || l.Title(strings.ToLower(words))
}

// Country is the code of the country that a name means: "Britain" is "GB". "" if it is none.
func (l *Lexicon) Country(name string) string {
	if e, _ := l.Name(name); e.Lists&ListCountry != 0 {
		return e.Country
	}
	return ""
}

// Demonym is the code of the country whose people or adjective a word is:
// "Mexican", "Mexicans", "South Korean". "" if it is none, or of several.
func (l *Lexicon) Demonym(word string) string {
	if e, _ := l.Name(word); e.Lists&(ListDemonym|ListDemonymPlural) != 0 {
		return e.Country
	}
	return ""
}

func (l *Lexicon) entry(hash uint64) (Entry, bool) {
	at := l.phrases.find(hash)
	if at < 0 {
		return Entry{}, false
	}
	e := Entry{Lists: List(l.phrases.cols[0][at])}
	v := l.phrases.cols[1][at]
	if s := v & 31; s > 0 && int(s) < len(Subtypes) {
		e.Subtype = Subtypes[s]
	}
	if c := v >> 5 & 511; c > 0 {
		e.Country = Countries()[c-1].Code
	}
	e.Gender = extract.Gender(v >> 14 & 3)
	return e, true
}

// Columns packs e as the lexicon reads it.
func (e Entry) Columns() [2]uint32 {
	v := uint32(e.Gender) << 14
	for i, s := range Subtypes {
		if s == e.Subtype {
			v |= uint32(i)
		}
	}
	if i, ok := countryNumbers()[e.Country]; ok && e.Country != "" {
		v |= uint32(i+1) << 5
	}
	return [2]uint32{uint32(e.Lists), v}
}

// PhraseHash is the hash under which a name is found: hyphens, commas and full
// stops do not count, nor do accents, and a possessive is a word of its own.
func PhraseHash(name string) uint64 {
	var h uint64
	for field := range strings.FieldsFuncSeq(name, func(r rune) bool { return r == ' ' || r == '-' || r == '–' || r == ',' || r == '\u00a0' }) {
		if i := strings.LastIndexAny(field, "'’"); i > 0 && strings.EqualFold(strings.TrimLeft(field[i:], "'’"), "s") {
			h = joinHash(h, WordHash(field[:i]))
			field = "'s"
		}
		h = joinHash(h, WordHash(field))
	}
	return h
}

// joinHash appends a word's hash to a phrase's; a word that does not count has 0.
func joinHash(phrase, word uint64) uint64 {
	if word == 0 {
		return phrase
	}
	return model.Mix(phrase*0x9E3779B97F4A7C15 ^ word)
}

// WordHash is the hash of a word as phrases have it, 0 for one that does not count.
func WordHash(word string) uint64 {
	plain := true
	for i := 0; i < len(word); i++ {
		if c := word[i]; c == '.' || c == '-' || c == ',' || c >= utf8.RuneSelf {
			plain = false
			break
		}
	}
	if !plain {
		word = Fold(word)
	}
	if word == "" {
		return 0
	}
	return model.Hash(word)
}

// Fold writes a word in plain Latin letters where they differ by accents alone
// ("Muñoz", "Łódź"), without full stops, commas and hyphens. Case stays.
func Fold(word string) string {
	b := make([]byte, 0, len(word)+4)
	for _, r := range norm.NFD.String(word) {
		switch {
		case r == '.' || r == '-' || r == ',' || r >= 0x300 && r < 0x370:
		case r < utf8.RuneSelf:
			b = append(b, byte(r))
		case r == '’' || r == '‘' || r == 'ʻ' || r == 'ʼ':
			b = append(b, '\'')
		case r == 'ø':
			b = append(b, 'o')
		case r == 'Ø':
			b = append(b, 'O')
		case r == 'ł':
			b = append(b, 'l')
		case r == 'Ł':
			b = append(b, 'L')
		case r == 'đ' || r == 'ð':
			b = append(b, 'd')
		case r == 'Đ' || r == 'Ð':
			b = append(b, 'D')
		case r == 'ı':
			b = append(b, 'i')
		case r == 'ß':
			b = append(b, "ss"...)
		case r == 'æ':
			b = append(b, "ae"...)
		case r == 'œ':
			b = append(b, "oe"...)
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return string(b)
}

// kinds is a set of hashes, each of one of a few kinds; a kind has columns of numbers.
type kinds struct {
	table model.Table[uint32]
	kind  []uint16
	cols  [][]uint32
}

// PutKinds adds a set of hashes with rows of equally many numbers.
func PutKinds(w *model.Writer, name string, hashes []uint64, rows [][]uint32) {
	number := map[string]uint16{}
	var cols [][]uint32
	kind := make([]uint16, len(rows))
	for i, row := range rows {
		key := fmt.Sprint(row)
		k, ok := number[key]
		if !ok {
			k = uint16(len(number))
			number[key] = k
			for c, v := range row {
				if len(cols) <= c {
					cols = append(cols, nil)
				}
				cols[c] = append(cols[c], v)
			}
		}
		kind[i] = k
	}
	if len(number) > math.MaxUint16 {
		panic("entity: too many kinds of " + name)
	}
	model.Put(w, name+".kind", model.Arranged(kind, model.PutTable[uint32](w, name, hashes)))
	model.Put(w, name+".cols", slices.Concat(cols...))
	model.Put(w, name+".width", []int32{int32(len(cols))})
}

func openKinds(f *model.File, name string) kinds {
	k := kinds{table: model.OpenTable[uint32](f, name), kind: model.Slice[uint16](f, name+".kind")}
	cols, width := model.Slice[uint32](f, name+".cols"), int(model.Slice[int32](f, name+".width")[0])
	for c := range width {
		n := len(cols) / width
		k.cols = append(k.cols, cols[c*n:(c+1)*n])
	}
	return k
}

// find returns the row of a hash's kind in the columns, -1 if it is not there.
func (k *kinds) find(h uint64) int {
	if at := k.table.Find(h); at >= 0 {
		return int(k.kind[at])
	}
	return -1
}
