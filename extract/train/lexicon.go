package train

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/entity"
	"github.com/dateline-news/dateline/extract/model"
)

// Lexicon packs the knowledge lists of the corpora into lexicon.bin.
func Lexicon(_ context.Context, corpora string, log io.Writer) (*model.Writer, error) {
	l := &lexicon{
		corpora: corpora, countries: map[string]string{}, phrases: map[uint64]*listed{}, names: map[uint64]entity.NameWord{}, nouns: map[string]entity.Noun{},
	}
	for _, step := range []func() error{l.countryNames, l.demonyms, l.places, l.organizations, l.people, l.commonNouns} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	w := model.NewWriter()
	hashes := slices.Sorted(maps.Keys(l.phrases))
	rows := make([][]uint32, len(hashes))
	for i, h := range hashes {
		c := l.phrases[h].entry().Columns()
		rows[i] = c[:]
	}
	entity.PutKinds(w, "phrases", hashes, rows)
	fmt.Fprintf(log, "lexicon: %d names of places, bodies and office holders\n", len(hashes))

	hashes = slices.Sorted(maps.Keys(l.names))
	words := make([]entity.NameWord, len(hashes))
	for i, h := range hashes {
		words[i] = l.names[h]
	}
	entity.PutNameWords(w, hashes, words)
	fmt.Fprintf(log, "lexicon: %d first names and surnames\n", len(hashes))

	hashes, rows = hashes[:0], rows[:0]
	for _, n := range slices.Sorted(maps.Keys(l.nouns)) {
		c := l.nouns[n].Columns()
		hashes, rows = append(hashes, model.Hash(n)), append(rows, c[:])
	}
	entity.PutKinds(w, "nouns", hashes, rows)
	fmt.Fprintf(log, "lexicon: %d nouns\n", len(hashes))
	return w, nil
}

type lexicon struct {
	corpora   string
	countries map[string]string // name → code
	phrases   map[uint64]*listed
	names     map[uint64]entity.NameWord
	nouns     map[string]entity.Noun
}

// listed gathers what the lists say of one name. What they disagree about is
// left open, unless the earlier list is the surer one.
type listed struct {
	lists                  entity.List
	subtype, country       string
	gender                 extract.Gender
	firm                   bool // subtype and country are settled
	countryOpen, sexesOpen bool
}

func (l *listed) entry() entity.Entry {
	e := entity.Entry{Lists: l.lists, Subtype: l.subtype, Country: l.country, Gender: l.gender}
	if l.countryOpen {
		e.Country = ""
	}
	if l.sexesOpen {
		e.Gender = extract.GenderUnknown
	}
	return e
}

// add enters a name. Lists are added in order of how sure they are: the first
// one gives the subtype.
func (l *lexicon) add(name string, list entity.List, subtype, country string) {
	name = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(name), "the "))
	name = strings.TrimPrefix(name, "The ")
	if len(name) < 2 {
		return
	}
	h := entity.PhraseHash(name)
	if h == 0 {
		return
	}
	e := l.phrases[h]
	if e == nil {
		e = &listed{}
		l.phrases[h] = e
	}
	e.lists |= list
	if e.subtype == "" {
		e.subtype = subtype
	}
	switch {
	case e.firm || country == "":
	case e.country == "":
		e.country = country
	case e.country != country:
		e.countryOpen = true
	}
}

// settle closes what has been entered so far: later lists cannot make it ambiguous.
func (l *lexicon) settle() {
	for _, e := range l.phrases {
		e.firm = e.firm || e.lists != 0
	}
}

func (l *lexicon) tsv(file string, width int, row func(c []string)) error {
	return ReadTSV(filepath.Join(l.corpora, filepath.FromSlash(file)), func(c []string) error {
		for len(c) < width {
			c = append(c, "")
		}
		row(c)
		return nil
	})
}

// code is the ISO code of a country as some list names it, "" if it is not known.
func (l *lexicon) code(name string) string {
	name = strings.TrimSpace(name)
	if len(name) == 2 && strings.ToUpper(name) == name {
		if name == "UK" {
			return "GB"
		}
		if entity.CountryName(name) != "" {
			return name
		}
	}
	switch name {
	case "Scotland", "England", "Wales", "Northern Ireland":
		return "GB"
	case "Congo", "Congo, Republic of the", "Republic of the Congo":
		return "CG"
	case "Congo, The Democratic Republic of the", "Democratic Republic of the Congo":
		return "CD"
	case "Korea, Republic of":
		return "KR"
	case "Korea, Democratic People's Republic of":
		return "KP"
	case "Virgin Islands, British":
		return "VG"
	case "Virgin Islands, U.S.":
		return "VI"
	case "Gaza, Gaza Strip", "West Bank", "Palestine, State of":
		return "PS"
	case "No country found for alpha-2 code: XK":
		return "XK"
	}
	if c := l.countries[name]; c != "" {
		return c
	}
	short, _, _ := strings.Cut(name, ",")
	return l.countries[short]
}

func (l *lexicon) countryNames() error {
	for _, c := range entity.Countries() {
		for _, n := range append([]string{c.Name}, c.Aliases...) {
			l.countries[n] = c.Code
			l.add(n, entity.ListCountry, "COUNTRY", c.Code)
		}
	}
	l.settle()
	err := l.tsv("country-facts/names.tsv.gz", 6, func(c []string) {
		code := l.code(c[0])
		for _, n := range strings.Split(c[1]+"|"+c[2]+"|"+c[3], "|") {
			if n != "" && !strings.ContainsAny(n, "();") && code != "" {
				l.add(n, entity.ListCountry, "COUNTRY", code)
			}
		}
		for n := range strings.SplitSeq(c[4], "|") {
			if n != "" && !strings.ContainsAny(n, "();") && code != "" && l.countries[n] == "" {
				l.add(n, entity.ListCapital|entity.ListCity, "CITY", code)
			}
		}
	})
	l.settle()
	return err
}

func (l *lexicon) demonyms() error {
	entity.ExtraDemonyms(func(code, d string) {
		list := entity.ListDemonym
		if strings.HasSuffix(d, "s") && !strings.HasSuffix(d, "ss") || strings.HasSuffix(d, "men") {
			list = entity.ListDemonymPlural
		}
		l.add(d, list, "", code)
	})
	l.settle()
	err := l.tsv("country-facts/demonyms.tsv.gz", 3, func(c []string) {
		if l.code(c[0]) != "" { // "Congo" is listed as an adjective
			return
		}
		list := entity.ListDemonym
		if c[1] == "plural" {
			list = entity.ListDemonymPlural
		}
		l.add(c[0], list, "", l.code(c[2]))
	})
	if err != nil {
		return err
	}
	return l.tsv("country-facts/groups.tsv.gz", 3, func(c []string) {
		if c[0] != strings.ToLower(c[0]) {
			l.add(c[0], entity.ListGroup, "", "")
			l.add(c[0]+"s", entity.ListGroup, "", "")
		}
	})
}

func (l *lexicon) places() error {
	err := l.tsv("places/metonyms.tsv.gz", 3, func(c []string) {
		l.add(c[0], entity.ListMetonym, c[2], l.code(c[1]))
	})
	if err == nil {
		err = l.tsv("places/regions-and-waters.tsv.gz", 4, func(c []string) {
			list, subtype, country := entity.ListRegion, c[1], ""
			switch subtype {
			case "WATER":
				list = entity.ListWater
			case "STATE_US":
				list, subtype, country = entity.ListUSState|entity.ListDivision, "REGION", "US"
			}
			for n := range strings.SplitSeq(c[0]+"|"+c[2], "|") {
				l.add(n, list, subtype, country)
			}
		})
	}
	l.settle()
	if err == nil {
		err = l.cities()
	}
	if err == nil {
		err = l.tsv("country-facts/divisions.tsv.gz", 3, func(c []string) { l.add(c[0], entity.ListDivision, "REGION", l.code(c[1])) })
	}
	if err == nil {
		err = l.tsv("places/subdivisions.tsv.gz", 4, func(c []string) { l.add(c[2], entity.ListDivision, "REGION", l.code(c[0])) })
	}
	l.settle()
	return err
}

func (l *lexicon) cities() error {
	var rest bytes.Buffer
	if err := ReadLines(filepath.Join(l.corpora, "world-cities", "world-cities.csv.gz"), func(_ int, s string) error {
		rest.WriteString(s)
		rest.WriteByte('\n')
		return nil
	}); err != nil {
		return err
	}
	rows, err := csv.NewReader(&rest).ReadAll()
	if err != nil {
		return fmt.Errorf("world-cities: %w", err)
	}
	for _, c := range rows[1:] {
		l.add(c[0], entity.ListCity, "CITY", l.code(c[1]))
	}
	for _, c := range rows[1:] {
		l.add(c[2], entity.ListDivision, "REGION", l.code(c[1]))
	}
	return nil
}

func (l *lexicon) organizations() error {
	all := func(list entity.List, subtype, country string, names ...string) {
		for _, field := range names {
			for n := range strings.SplitSeq(field, "|") {
				if len(n) > 1 && n != strings.ToLower(n) {
					l.add(n, list, subtype, country)
				}
			}
		}
	}
	err := l.tsv("organizations/international.tsv.gz", 3, func(c []string) { all(entity.ListInternational, c[2], "", c[0], c[1]) })
	l.settle()
	read := func(file string, width int, row func(c []string)) {
		if err == nil {
			err = l.tsv("organizations/"+file+".tsv.gz", width, row)
		}
	}
	read("armed-groups", 3, func(c []string) {
		country := ""
		if !strings.Contains(c[2], "|") {
			country = l.code(c[2])
		}
		all(entity.ListArmedGroup, "ARMED_GROUP", country, c[0], c[1])
	})
	read("state-bodies", 4, func(c []string) { all(entity.ListBody, c[3], l.code(c[2]), c[0], c[1]) })
	read("media", 5, func(c []string) {
		list := entity.ListMedia
		if c[4] == "1" {
			list |= entity.ListCommonWord
		}
		all(list, "MEDIA", l.code(c[2]), c[0])
	})
	read("parties", 6, func(c []string) {
		country := l.code(c[2])
		all(entity.ListParty, "PARTY", country, c[0])
		for n := range strings.SplitSeq(c[1], "|") {
			// Acronyms of small parties are words of everything else.
			if len(n) > 3 && n != strings.ToUpper(n) {
				all(entity.ListParty, "PARTY", country, n)
			}
		}
	})
	read("companies", 6, func(c []string) {
		list := entity.ListCompany
		if c[5] == "1" {
			list |= entity.ListCommonWord
		}
		all(list, "COMPANY", l.code(c[3]), c[0], c[1])
	})
	read("universities", 3, func(c []string) { all(entity.ListUniversity, "OTHER", l.code(c[1]), c[0]) })
	read("acronyms", 4, func(c []string) {
		if len(c[0]) > 1 {
			subtype := c[2]
			if !slices.Contains(entity.Subtypes, subtype) {
				subtype = "OTHER"
			}
			all(entity.ListAcronym, subtype, l.code(c[3]), c[0])
		}
	})
	return err
}

// beforeNames are words that stand before a person's name and are no part of it.
var beforeNames = strings.Fields(`Mr Mrs Ms Miss Mx Dr Prof Professor Sir Dame Lord Lady Baroness Baron Count Countess Duke Duchess Prince Princess King Queen
Emperor Empress Sultan Sheikh Sheik Emir Ayatollah Imam Mullah Maulana Rabbi Rev Reverend Fr Father Sister Brother Bishop Archbishop Cardinal Pope Patriarch
President Vice-President Chancellor Premier Minister Secretary Ambassador Senator Sen Sens Representative Rep Reps Congressman Congresswoman Governor Gov
Lieutenant Lt Mayor Councillor Councilor Councilman Councilwoman Assemblyman Assemblywoman Alderman Commissioner Chairman Chairwoman Chairperson Chair Speaker
Judge Justice Attorney Prosecutor Sheriff Deputy Chief Officer Detective Inspector Superintendent Constable Sergeant Sgt Corporal Cpl Private Pvt Captain Capt
Major Maj Colonel Col General Gen Brigadier Brig Admiral Adm Commander Cmdr Marshal Commodore Director Coach Comrade Hon Honourable Honorable MP MEP MLA
Spokesman Spokeswoman Spokesperson Envoy Czar Nobel Taoiseach Tánaiste Begum Shri Smt Señor Señora Don Doña Monsieur Madame Herr Frau Mufti Sayyed Hajj Datuk Tan-Sri`)

func (l *lexicon) people() error {
	for _, t := range beforeNames {
		l.add(t, entity.ListBefore, "", "")
	}
	err := l.tsv("politicians/titles.tsv.gz", 3, func(c []string) {
		holders, _ := strconv.Atoi(c[1])
		// "member of the 55th …" is no title that stands before a name.
		if t := strings.ToLower(c[0]); holders > 0 && len(strings.Fields(t)) <= 5 && !strings.ContainsAny(t, "0123456789(") {
			l.add(t, entity.ListTitle, "", "")
		}
	})
	if err == nil {
		err = l.tsv("politicians/people.tsv.gz", 5, func(c []string) {
			gender := map[string]extract.Gender{"m": extract.GenderMale, "f": extract.GenderFemale}[c[3]]
			country := ""
			if !strings.Contains(c[4], "|") {
				country = l.code(c[4])
			}
			for n := range strings.SplitSeq(c[1]+"|"+c[2], "|") {
				if k := len(strings.Fields(n)); k < 2 || k > 4 {
					continue
				}
				l.add(n, entity.ListOfficeHolder, "", country)
				if e := l.phrases[entity.PhraseHash(n)]; e != nil {
					if e.gender != gender && e.gender != extract.GenderUnknown {
						e.sexesOpen = true
					}
					e.gender = gender
				}
			}
		})
	}
	if err == nil {
		err = l.tsv("names/first-names.tsv.gz", 5, func(c []string) {
			band, _ := strconv.Atoi(c[2])
			l.nameWord(c[0], func(w *entity.NameWord) {
				if int8(band) > w.First {
					w.First = int8(band)
					if f, err := strconv.ParseFloat(c[1], 32); err == nil {
						w.Female = float32(f)
					}
				}
				w.Also = w.Also || c[3] != "-"
			})
		})
	}
	if err == nil {
		err = l.tsv("names/surnames.tsv.gz", 4, func(c []string) {
			band, _ := strconv.Atoi(c[1])
			l.nameWord(c[0], func(w *entity.NameWord) {
				w.Surname = max(w.Surname, int8(band))
				w.Also = w.Also || c[2] != "-"
			})
		})
	}
	return err
}

// nameWord changes what is known of a name of one word.
func (l *lexicon) nameWord(name string, change func(*entity.NameWord)) {
	if strings.ContainsRune(name, ' ') || len(name) < 2 {
		return
	}
	h := entity.WordHash(name)
	w, ok := l.names[h]
	if !ok {
		w = entity.NameWord{First: -1, Surname: -1, Female: -1}
	}
	change(&w)
	l.names[h] = w
}

// nounClasses groups WordNet's classes.
var nounClasses = map[string]entity.NounClass{
	"person": entity.ClassPerson, "group": entity.ClassGroup, "act": entity.ClassEvent, "event": entity.ClassEvent, "process": entity.ClassEvent,
	"phenomenon": entity.ClassEvent, "location": entity.ClassPlace, "artifact.structure": entity.ClassPlace, "object": entity.ClassPlace,
	"artifact.vehicle": entity.ClassVehicle, "artifact.weapon": entity.ClassWeapon, "artifact": entity.ClassArtifact,
	"communication.document": entity.ClassDocument, "communication.statement": entity.ClassStatement, "communication": entity.ClassCommunication,
	"time": entity.ClassTime, "quantity": entity.ClassQuantity, "possession": entity.ClassQuantity, "body": entity.ClassBody, "animal": entity.ClassBody,
	"plant": entity.ClassBody, "food": entity.ClassBody, "substance": entity.ClassBody,
}

func nounClass(class string) entity.NounClass {
	if c, ok := nounClasses[class]; ok {
		return c
	}
	base, _, _ := strings.Cut(class, ".")
	if c, ok := nounClasses[base]; ok {
		return c
	}
	return entity.ClassState
}

func (l *lexicon) commonNouns() error {
	common := map[string]bool{}
	err := l.tsv("frequency/words.tsv.gz", 2, func(c []string) {
		if z, _ := strconv.ParseFloat(c[1], 64); z >= 2 {
			common[c[0]] = true
		}
	})
	if err != nil {
		return err
	}
	noun := func(n string, change func(*entity.Noun)) {
		e := l.nouns[n]
		change(&e)
		l.nouns[n] = e
	}
	share := func(s string) float32 {
		f, _ := strconv.ParseFloat(s, 32)
		return float32(f)
	}
	err = l.tsv("wordnet/nouns.tsv.gz", 4, func(c []string) {
		event := share(c[2])
		if c[0] != strings.ToLower(c[0]) || !common[c[0]] && (event < 0.5 || !strings.ContainsAny(c[3], "123456789")) {
			return
		}
		var main, classes entity.NounClass
		weights, total := map[entity.NounClass]float32{}, float32(0)
		for i, sense := range strings.Fields(c[3]) {
			class, n, _ := strings.Cut(sense, "/")
			k := nounClass(class)
			weight := float32(0.5) + share(n)
			weights[k] += weight
			total += weight
			if i == 0 {
				main = k
			}
		}
		best := float32(0)
		for _, k := range slices.Sorted(maps.Keys(weights)) {
			if weights[k] >= 0.1*total {
				classes |= k
			}
			if weights[k] > best {
				best, main = weights[k], k
			}
		}
		noun(c[0], func(e *entity.Noun) { e.Event, e.Main, e.Classes = event, main, classes })
	})
	if err == nil {
		err = l.tsv("wordnet/person-nouns.tsv.gz", 6, func(c []string) {
			head := c[0][strings.LastIndexByte(c[0], ' ')+1:]
			if c[0] != strings.ToLower(c[0]) || !common[head] {
				return
			}
			noun(c[0], func(e *entity.Noun) {
				e.Person = share(c[2])
				e.Gender = map[string]extract.Gender{"m": extract.GenderMale, "f": extract.GenderFemale}[c[3]]
				for k := range strings.SplitSeq(c[4], ",") {
					if i := slices.Index(entity.PersonKindNames, k); i >= 0 {
						e.PersonKinds |= 1 << i
					}
				}
				if e.Main == 0 {
					e.Main, e.Classes = entity.ClassPerson, entity.ClassPerson
				}
			})
		})
	}
	if err == nil {
		err = l.tsv("wordnet/organization-nouns.tsv.gz", 5, func(c []string) {
			head := c[0][strings.LastIndexByte(c[0], ' ')+1:]
			if c[0] != strings.ToLower(c[0]) || !common[head] {
				return
			}
			noun(c[0], func(e *entity.Noun) {
				e.Organization = share(c[2])
				for k := range strings.SplitSeq(c[3], ",") {
					if i := slices.Index(entity.BodyKindNames, k); i >= 0 {
						e.Bodies |= 1 << i
					}
				}
				if e.Main == 0 {
					e.Main, e.Classes = entity.ClassGroup, entity.ClassGroup
				}
			})
		})
	}
	for gender, list := range gendered {
		for _, n := range strings.Fields(list) {
			if e, ok := l.nouns[n]; ok {
				e.Gender = gender
				l.nouns[n] = e
			}
		}
	}
	return err
}

// gendered adds to the genders of WordNet's person nouns, which are drawn from
// its definitions and lack the plainest words.
var gendered = map[extract.Gender]string{
	extract.GenderFemale: `mother mum mom mummy wife daughter sister aunt niece grandmother granddaughter stepmother stepdaughter widow bride fiancee fiancée
woman girl lady queen princess duchess empress actress waitress hostess heiress goddess nun nurse-maid girlfriend businesswoman policewoman spokeswoman
congresswoman chairwoman councilwoman assemblywoman sportswoman saleswoman housewife midwife heroine mistress madam ballerina schoolgirl grandma
mother-in-law sister-in-law daughter-in-law godmother baroness countess landlady stewardess abbess priestess servicewoman noblewoman gunwoman
camerawoman anchorwoman horsewoman gentlewoman alderwoman`,
	extract.GenderMale: `father dad daddy husband son brother uncle nephew grandfather grandson stepfather stepson widower groom bridegroom fiance fiancé
man boy gentleman king prince duke emperor waiter monk boyfriend businessman policeman spokesman congressman chairman councilman assemblyman sportsman
salesman fisherman fireman serviceman gunman cameraman anchorman horseman nobleman alderman schoolboy grandpa father-in-law brother-in-law son-in-law
godfather baron landlord steward abbot pope cardinal patriarch mullah imam ayatollah sheikh sultan emir frontman henchman clergyman craftsman lawman
airman infantryman swordsman tribesman marksman statesman hitman strongman foreman lineman milkman postman`,
}
