package resolve

import (
	"cmp"
	"slices"
	"strings"

	"github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/graph/fold"
	"github.com/dateline-news/dateline/graph/gazetteer"
)

// A blocking key is a type and a name form; entities that share one are looked
// at together. Whether they are one is decided in cluster.go. An entity without
// keys merges with nothing unless a person says so: a common noun that describes no
// happening, and a single name of a person, whose bearer only its own document knows.

// entityBlocks are the blocking keys of a document entity, sorted.
func entityBlocks(e *graph.Entity) []string {
	f := formOf(e)
	if f == nil {
		return nil
	}
	return f.keys()
}

// form is how an entity is named: all that automatic linking knows of it.
type form struct {
	Type    graph.EntityType
	Name    string // folded
	Country string // of a place or public body, "" if unknown
	State   bool   // a country itself: Country alone names it
	Acronym string // an alias that is made of the name's initials
	// Described has the keys of a happening without a name, see happenings.go; all
	// but Type is "" then.
	Described string
}

func formOf(e *graph.Entity) *form {
	if e.Generic {
		return describedForm(e)
	}
	f := &form{Type: e.Type, Country: e.Country}
	if e.Type == graph.TypePlace && e.Country != "" && (e.Subtype == "COUNTRY" || gazetteer.CountryNamed(fold.Name(e.Name)) == e.Country) {
		f.State, f.Name = true, e.Country
		return f
	}
	words := nameWords(e.Type, e.Name)
	if len(words) == 0 {
		return nil
	}
	if e.Type == graph.TypeOrganization {
		if full := gazetteer.Body(strings.Join(words, " ")); full != "" {
			f.Name, f.Country = full, ""
			return f
		}
	}
	if e.Type == graph.TypeOther {
		if ship, prefix := shipName(words); ship != "" {
			f.Name, f.Country = "ship "+ship, prefix
			return f
		}
	}
	if e.Type == graph.TypePerson {
		if len(words) < 2 {
			return nil
		}
		f.Country = ""
	}
	if (e.Type == graph.TypeOrganization || e.Type == graph.TypeOther) && e.Country == "" && !slices.ContainsFunc(words, proper) {
		return nil
	}
	f.Name = strings.Join(words, " ")
	if e.Type == graph.TypeOrganization || e.Type == graph.TypeOther {
		for _, a := range e.Aliases {
			if acronymOf(a, e.Name) {
				f.Acronym = cmp.Or(gazetteer.Body(fold.Name(a)), fold.Name(a))
				break
			}
		}
	}
	return f
}

// keys are what the form is found by.
func (f *form) keys() []string {
	prefix := string(f.Type) + ":"
	if f.Described != "" {
		return strings.Split(f.Described, "\n")
	}
	if f.State {
		return []string{prefix + "=" + f.Name}
	}
	keys := []string{prefix + f.Name}
	if f.Type == graph.TypePerson {
		// "Claudia Sheinbaum Pardo" is met under "claudia sheinbaum" and "claudia pardo".
		w := strings.Fields(f.Name)
		for _, other := range w[1:] {
			if len(other) > 1 && !slices.Contains(particles, other) {
				keys = append(keys, prefix+w[0]+" "+other)
			}
		}
		for _, full := range fold.FullNames(w[0]) {
			keys = append(keys, prefix+full+" "+w[len(w)-1])
		}
		keys = append(keys, prefix+"~"+sounds(w[0])+" "+sounds(w[len(w)-1]))
	}
	if f.Type != graph.TypeEvent && strings.Contains(f.Name, " ") {
		keys = append(keys, "*:"+f.Name) // whatever its type
	}
	if f.Acronym != "" {
		keys = append(keys, prefix+f.Acronym)
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// particles stand inside of names of persons and never end one.
var particles = []string{"de", "del", "della", "di", "da", "dos", "das", "do", "du", "la", "le", "van", "von", "der", "den", "al", "el", "bin", "ibn", "abu", "ben", "san", "st"}

// bodyWords are what public bodies everywhere are called: a name of nothing else
// ("Ministry of Defence", "Supreme Court") tells which one only with a country.
var bodyWords = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`
		a administration affairs agency agriculture air airport and appeals armed army assembly association attorney authorities authority
		bank board border branch bureau business cabinet central chamber city civil climate coast command commerce commission committee common communist
		community company conference congress conservative constitutional corps council county court criminal culture customs defence defense
		democratic department deputies development directorate district division economic economy education election electoral emergencies
		emergency energy environment executive external federal federation finance fire for force forces foreign front general government governor group
		guard health high higher home house human immigration in industry information infrastructure institute intelligence interior internal
		international investigation joint judicial judiciary justice labor labour legislature liberal local lower management marine marines media
		migration military minister ministry mission municipal municipality national naval navy of office on opposition organisation
		organization parliament party peace people peoples police port power presidency president prime prison prosecutor prosecutors
		protection provincial public red refugees regional relations representatives republican reserve revolutionary rights ruling school
		science sea secretariat security senate service services social socialist special staff state states supreme task tax the trade transport
		transportation treasury tribunal union university upper war water welfare workers world youth`) {
		m[w] = true
	}
	return m
}()

func proper(word string) bool { return !bodyWords[word] }

// bodyEndings are legal forms that names of companies have or have not.
var bodyEndings = []string{"inc", "incorporated", "corp", "corporation", "co", "ltd", "limited", "llc", "plc", "gmbh", "ag", "sa", "nv", "spa", "se", "kg", "pty"}

// Prefixes of ships, which tell whose they are, and words for ships before a name.
var (
	shipPrefixes = []string{"uss", "usns", "uscgc", "hms", "hmas", "hmcs", "hmnzs", "rfa", "ins", "rss", "bns", "pns", "jds", "roks", "tcg", "fgs", "brp", "kri", "ss", "mv", "ms", "mt", "rv", "fv", "sy", "my"}
	shipWords    = []string{"aircraft", "battleship", "boat", "carrier", "corvette", "cruise", "cruiser", "cutter", "destroyer", "ferry", "freighter", "frigate", "missile", "patrol", "ship", "submarine", "supertanker", "tanker", "the", "trawler", "tugboat", "vessel", "warship", "yacht"}
)

// shipName is the name of a ship without what stands before it, and its prefix:
// "warship INS Vikrant" is "vikrant" of "ins", "frigate Norfolk" "norfolk" of "".
// What has neither prefix nor word is no ship for all we know.
func shipName(words []string) (name, prefix string) {
	i := 0
	for i < len(words)-1 && slices.Contains(shipWords, words[i]) {
		i++
	}
	if i < len(words)-1 && slices.Contains(shipPrefixes, words[i]) {
		prefix = words[i]
		i++
	}
	if i == 0 || i == 1 && words[0] == "the" {
		return "", ""
	}
	return strings.Join(words[i:], " "), prefix
}

// nameWords are the words of a name that tell who it is.
func nameWords(t graph.EntityType, name string) []string {
	words := strings.Fields(fold.Name(name))
	if len(words) > 1 && words[0] == "the" {
		words = words[1:]
	}
	switch t {
	case graph.TypeOrganization:
		for len(words) > 1 && slices.Contains(bodyEndings, words[len(words)-1]) {
			words = words[:len(words)-1]
		}
	case graph.TypePerson:
		for len(words) > 2 && (words[len(words)-1] == "jr" || words[len(words)-1] == "sr") {
			words = words[:len(words)-1]
		}
	}
	return words
}

// acronymOf tells whether a is made of the initials of name: "OAS" of
// "Organization of American States", "DoD" of "Department of Defense".
func acronymOf(a, name string) bool {
	letters := strings.ReplaceAll(a, ".", "")
	if len(letters) < 3 || len(letters) > 8 || strings.ContainsAny(letters, " -") {
		return false
	}
	upper := 0
	for i := 0; i < len(letters); i++ {
		if letters[i] >= 'A' && letters[i] <= 'Z' {
			upper++
		}
	}
	if upper < 2 || upper*2 < len(letters) {
		return false
	}
	var all, content strings.Builder
	for _, w := range strings.Fields(fold.Name(name)) {
		all.WriteByte(w[0])
		switch w {
		case "of", "the", "and", "for", "in", "on", "to", "de", "des", "du", "la", "el", "y":
		default:
			content.WriteByte(w[0])
		}
	}
	low := strings.ToLower(letters)
	return low == all.String() || low == content.String() || "the"[:1]+low == all.String()
}
