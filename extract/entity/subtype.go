package entity

import (
	"strings"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/graph"
)

// bodyHeads are nouns in names of organizations with the subtype that they tell.
// The last one in a name decides, save behind "of" and "for": "Ministry of
// Police", "Court of Appeal of Paris".
var bodyHeads = wordClasses(map[string]string{
	"MINISTRY":       "ministry department secretariat treasury chancellery",
	"LEGISLATURE":    "parliament congress senate assembly knesset duma bundestag bundesrat riksdag storting folketing sejm rada house legislature diet cortes verkhovna majlis dáil seanad chamber",
	"COURT":          "court tribunal judiciary",
	"MILITARY":       "army navy force forces airforce guard marines corps military command battalion regiment division fleet coastguard gendarmerie squadron militia troops bundeswehr",
	"POLICE":         "police constabulary sheriff carabinieri patrol interpol europol",
	"INTELLIGENCE":   "intelligence mossad ",
	"ARMED_GROUP":    "brigades guerrillas rebels mujahideen jihad insurgents taliban ",
	"CRIMINAL_GROUP": "cartel mafia gang syndicate yakuza triad",
	"PARTY":          "party democrats republicans socialists greens liberals conservatives labour tories coalition",
	"COMPANY": "inc corp corporation ltd plc llc gmbh ag sa nv company co holdings group bank airlines airways motors industries technologies pharmaceuticals electric energy oil petroleum steel " +
		"insurance capital partners securities telecom communications systems enterprises stores brewery mining resources investments ventures studios entertainment pictures records games software labs bancorp",
	"MEDIA":      "news times post journal tribune herald gazette telegraph guardian observer chronicle broadcasting television tv radio magazine press newspaper media daily weekly network channel express standard mirror star sun",
	"IGO":        "union nations league alliance organisation organization community commonwealth pact",
	"NGO":        "foundation association society charity watch federation institute amnesty movement campaign confederation trust fund relief",
	"OTHER":      "university college school academy hospital church club united fc team orchestra museum library theatre theater choir faculty seminary ",
	"GOVERNMENT": "government administration commission agency authority office bureau cabinet council directorate board service embassy consulate mission prefecture municipality customs presidency",
})

// placeHeads are the same for places.
var placeHeads = wordClasses(map[string]string{
	"WATER": "river lake sea ocean gulf strait bay channel canal basin sound creek reservoir lagoon falls estuary",
	"FACILITY": "airport stadium hospital prison bridge street square mosque church palace park tower base port station building house avenue road highway cathedral temple embassy hotel arena centre center " +
		"camp dam plant crossing museum university school college terminal tunnel castle barracks airfield headquarters cemetery theatre theater mall market library synagogue shrine monastery boulevard plaza courthouse jail checkpoint refinery mine field",
	"REGION": "province state county region district valley peninsula island islands mountains mountain desert coast oblast prefecture governorate territory territories strip bank hills highlands plateau delta " +
		"archipelago canton department belt range cape steppe forest heights republic sector corridor atoll isle shire continent hemisphere front",
	"CITY": "city town village municipality borough suburb township settlement hamlet",
})

// wordClasses turns lists of words into a map from word to class.
func wordClasses(lists map[string]string) map[string]string {
	m := map[string]string{}
	for class, list := range lists {
		for _, w := range strings.Fields(list) {
			m[w] = class
		}
	}
	return m
}

// headClass finds the class of the noun that heads a name: the last known word
// before the first "of", "for" or "in", else the last before the end.
func headClass(a *extract.Analysis, r extract.TokenRange, heads map[string]string) string {
	class := ""
	for t := r.First; t < r.End; t++ {
		w := strings.ToLower(strings.TrimSuffix(a.Word(t), "."))
		switch w {
		case "of", "for", "in", "on", "de", "del", "des":
			if class != "" {
				return class
			}
		}
		if c, ok := heads[w]; ok {
			class = c
		}
	}
	return class
}

func (n *Names) bodySubtype(a *extract.Analysis, r extract.TokenRange, entry Entry) string {
	const bodies = ListParty | ListBody | ListInternational | ListArmedGroup | ListCompany | ListUniversity | ListMedia | ListMetonym
	if entry.Lists&bodies != 0 && entry.Subtype != "" && !isPlaceSubtype(entry.Subtype) && r.Len() > 1 {
		return entry.Subtype
	}
	if c := headClass(a, r, bodyHeads); c != "" && r.Len() > 1 {
		return c
	}
	// Nearly every short acronym is some party's.
	anyParty := entry.Lists&bodies == 0 && entry.Subtype == "PARTY"
	if entry.Subtype != "" && !isPlaceSubtype(entry.Subtype) && entry.Lists&ListCommonWord == 0 && !anyParty {
		return entry.Subtype
	}
	if c := headClass(a, r, bodyHeads); c != "" {
		return c // "Congress", "Parliament"
	}
	return "OTHER"
}

func isPlaceSubtype(s string) bool {
	switch s {
	case "COUNTRY", "REGION", "CITY", "WATER", "FACILITY":
		return true
	}
	return false
}

func (n *Names) placeSubtype(a *extract.Analysis, r extract.TokenRange, entry Entry) string {
	if entry.Lists&ListCountry != 0 {
		return "COUNTRY"
	}
	if isPlaceSubtype(entry.Subtype) {
		return entry.Subtype
	}
	if c := headClass(a, r, placeHeads); c != "" && r.Len() > 1 {
		return c
	}
	if first := strings.ToLower(a.Word(r.First)); r.Len() > 1 { // "Lake Chad", "Mount Kenya"
		switch first {
		case "lake", "river":
			return "WATER"
		case "mount", "mt", "cape":
			return "REGION"
		case "port", "fort", "san", "santa", "st", "saint", "new":
			return "CITY"
		}
	}
	return "OTHER"
}

// country is the country that a name tells: its own, or that of a nationality
// or country in it ("Mexican Navy", "Bank of England").
func (n *Names) country(a *extract.Analysis, r extract.TokenRange, entry Entry) string {
	if entry.Country != "" {
		return entry.Country
	}
	if r.Len() < 2 {
		return ""
	}
	switch headClass(a, r, placeHeads) {
	case "WATER": // the Gulf of Mexico
		return ""
	case "REGION", "CITY": // "Ashanti Region" is listed as "Ashanti"
		if e, ok := n.lexicon.Name(tokenText(a, extract.TokenRange{First: r.First, End: r.End - 1})); ok && e.Lists&(ListDivision|ListCity) != 0 && e.Country != "" {
			return e.Country
		}
	}
	found := ""
	for t := r.First; t < r.End; t++ {
		for k := int32(min(3, r.End-t)); k > 0; k-- {
			e, ok := n.lexicon.Name(tokenText(a, extract.TokenRange{First: t, End: t + k}))
			if !ok || e.Lists&(ListCountry|ListDemonym|ListUSState) == 0 || e.Country == "" {
				continue
			}
			if found != "" && found != e.Country {
				return "" // "Russia-Africa Summit", "Indian American Council"
			}
			found = e.Country
			t += k - 1
			break
		}
	}
	return found
}

// eventHeads are nouns that head the names of events.
var eventHeads = wordClasses(map[string]string{"NAMED": "war wars battle cup games olympics festival summit conference election elections championship championships operation massacre revolution " +
	"uprising hurricane earthquake tsunami referendum protests crisis pandemic famine marathon prix tournament attack attacks siege rebellion riots coup expo exercise " +
	"day offensive genocide holocaust spring intifada typhoon cyclone storm flood floods fire strike talks trial trials inquiry"})

// otherType parts named events from other named things.
func (n *Names) otherType(a *extract.Analysis, r extract.TokenRange) (graph.EntityType, string) {
	if headClass(a, r, eventHeads) != "" && r.Len() > 1 {
		return graph.TypeEvent, "NAMED"
	}
	return graph.TypeOther, ""
}
