package gazetteer

import (
	"testing"

	"github.com/dateline-news/dateline/graph/fold"
)

func TestBody(t *testing.T) {
	for name, want := range map[string]string{
		"WHO": "world health organization", "World Health Organisation": "world health organization", "U.N.": "united nations",
		"World Bank Group": "world bank", "NATO": "north atlantic treaty organization", "Supreme Court": "", "": "",
	} {
		if got := Body(fold.Name(name)); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestCountry(t *testing.T) {
	if code := CountryNamed(fold.Name("Republic of Korea")); code != "KR" {
		t.Errorf("Korea is %q", code)
	}
	if code := CountryNamed(""); code != "" {
		t.Errorf("no name is %q", code)
	}
	c, ok := CountryOf("NZ")
	if !ok || c.Latitude > -34 || c.Latitude < -48 || c.Longitude < 166 {
		t.Errorf("%v %v", c, ok)
	}
	if _, ok := CountryOf("XX"); ok {
		t.Error("XX is a country")
	}
}
