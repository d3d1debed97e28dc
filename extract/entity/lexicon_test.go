package entity

import (
	"testing"

	"github.com/dateline-news/dateline/extract"
)

func TestCountries(t *testing.T) {
	for name, code := range map[string]string{
		"United States": "US", "the United States": "", "U.S.": "US", "Britain": "GB", "Ivory Coast": "CI", "Cote d'Ivoire": "CI", "Côte d’Ivoire": "CI",
		"Burma": "MM", "Gotham": "", "Turkey": "TR", "turkey": "", "Guinea-Bissau": "GW", "Bosnia and Herzegovina": "BA",
	} {
		if got := Words().Country(name); got != code {
			t.Errorf("Country(%q) = %q, want %q", name, got, code)
		}
	}
	for word, code := range map[string]string{
		"Mexican": "MX", "Mexicans": "MX", "Swede": "SE", "South Korean": "KR", "Korean": "", "Congolese": "", "British": "GB", "Scottish": "GB", "Paris": "",
	} {
		if got := Words().Demonym(word); got != code {
			t.Errorf("Demonym(%q) = %q, want %q", word, got, code)
		}
	}
	if CountryName("KR") != "South Korea" || CountryName("QQ") != "" {
		t.Error("CountryName")
	}
}

func TestNames(t *testing.T) {
	for name, want := range map[string]Entry{
		"Nairobi": {Subtype: "CITY", Country: "KE"}, "Kremlin": {Subtype: "GOVERNMENT", Country: "RU"}, "Danube": {Subtype: "WATER"},
		"United Nations": {Subtype: "IGO"}, "Bundeswehr": {Subtype: "MILITARY", Country: "DE"}, "Ohio": {Subtype: "REGION", Country: "US"},
	} {
		got, ok := Words().Name(name)
		if !ok || got.Subtype != want.Subtype || got.Country != want.Country {
			t.Errorf("Name(%q) = %+v, want %+v", name, got, want)
		}
	}
	if !Words().Title("prime minister") || !Words().Title("Sen.") || Words().Title("table") {
		t.Error("Title")
	}
	for name, gender := range map[string]extract.Gender{"Maria": extract.GenderFemale, "Ahmed": extract.GenderMale, "José": extract.GenderMale, "Table": 0} {
		if got := Words().Gender(name); got != gender {
			t.Errorf("Gender(%q) = %v, want %v", name, got, gender)
		}
	}
	if w, ok := Words().NameWord("Smith"); !ok || w.Surname < 5 {
		t.Errorf("NameWord(Smith) = %+v", w)
	}
}

func TestNouns(t *testing.T) {
	l := Words()
	for _, n := range []string{"minister", "mother", "senator", "prime minister", "gunman", "journalist"} {
		if !l.PersonNoun(n) || l.OrganizationNoun(n) {
			t.Errorf("%q is no person", n)
		}
	}
	for _, n := range []string{"ministry", "police", "army", "company", "council", "committee"} {
		if !l.OrganizationNoun(n) || l.PersonNoun(n) {
			t.Errorf("%q is no organization", n)
		}
	}
	for _, n := range []string{"attack", "election", "war", "strike", "visit"} {
		if l.EventNoun(n) < 0.7 {
			t.Errorf("event share of %q is %v", n, l.EventNoun(n))
		}
	}
	for noun, want := range map[string]refType{"people": typePerson, "dead": typePerson, "law": typeOther, "economy": typeOther, "crew": typeOrganization, "crowd": typeOrganization} {
		n, ok := l.Noun(noun)
		if got, _ := nominalType(noun, n, ok); got != want {
			t.Errorf("%q has type %v, want %v", noun, got, want)
		}
	}
	if m, _ := l.Noun("mother"); m.Gender != extract.GenderFemale || m.PersonKinds&KindKin == 0 || m.Main != ClassPerson {
		t.Errorf("mother: %+v", m)
	}
	if m, _ := l.Noun("ship"); m.Main != ClassVehicle {
		t.Errorf("ship: %+v", m)
	}
}

func TestPackedEntries(t *testing.T) {
	n := Noun{Event: 1, Person: 0.2, Organization: 0.6, Gender: extract.GenderMale, PersonKinds: KindAthlete | KindLeader, Bodies: BodyTerror, Main: ClassState, Classes: ClassState | ClassPerson}
	if got := unpackNoun(n.Columns()); got != n {
		t.Errorf("%+v, want %+v", got, n)
	}
	w := NameWord{First: 9, Surname: -1, Female: 0.5, Also: true}
	if got := unpackNameWord(w.Column()); got != w {
		t.Errorf("%+v, want %+v", got, w)
	}
}
