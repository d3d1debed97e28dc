package fold

import (
	"slices"
	"testing"
)

func TestName(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"José Ramírez-Peña", "jose ramirez pena"},
		{"Jose\u0301", "jose"},
		{"U.S.", "us"},
		{"O’Neill", "oneill"},
		{"  The   AT&T ", "the at&t"},
		{"Türkiye", "turkiye"},
		{"Владимир", "vladimir"},
		{"", ""},
		{"—", "--"},
	} {
		if got := Name(c.in); got != c.want {
			t.Errorf("Name(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func FuzzName(f *testing.F) {
	f.Add("José — U.S.")
	f.Fuzz(func(t *testing.T, s string) {
		if once := Name(s); Name(once) != once {
			t.Errorf("Name(%q) = %q, folded again %q", s, once, Name(once))
		}
	})
}

func TestWords(t *testing.T) {
	if got := Words("New York, New York"); !slices.Equal(got, []string{"new", "york"}) {
		t.Error(got)
	}
}
