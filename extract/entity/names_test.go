package entity

import (
	"context"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/model"
	"github.com/dateline-news/dateline/graph"
)

// linesOf is an Analysis of one sentence a line, words parted by spaces.
func linesOf(lines string) *extract.Analysis {
	a := &extract.Analysis{Document: &graph.Document{Text: lines}, Text: lines}
	at := int32(0)
	for line := range strings.Lines(lines) {
		first := int32(a.Tokens.Len())
		for _, w := range strings.Fields(line) {
			start := at + int32(strings.Index(lines[at:], w))
			at = start + int32(len(w))
			a.Tokens.Start, a.Tokens.End = append(a.Tokens.Start, start), append(a.Tokens.End, at)
			a.Tokens.Sentence = append(a.Tokens.Sentence, int32(len(a.Sentences)))
		}
		a.Sentences = append(a.Sentences, extract.Sentence{TokenRange: extract.TokenRange{First: first, End: int32(a.Tokens.Len())}})
	}
	return a
}

// labelled runs the last step over labels: P, O, L, X for the four types, in
// lower case inside of a name, "." outside.
func labelled(text, labels string) *extract.Analysis {
	a := linesOf(text)
	s := &namesScratch{labels: make([]int8, a.Tokens.Len())}
	for i, c := range strings.Fields(labels) {
		typ := strings.Index("POLX", strings.ToUpper(c))
		if typ < 0 {
			continue
		}
		next := ""
		if f := strings.Fields(labels); i+1 < len(f) {
			next = f[i+1]
		}
		inside, goesOn := c == strings.ToLower(c), next == strings.ToLower(c)
		place := map[[2]bool]int{{false, false}: LabelSingle, {false, true}: LabelBegin, {true, true}: LabelInside, {true, false}: LabelEnd}[[2]bool{inside, goesOn}]
		s.labels[i] = int8(Label(typ, place))
	}
	n := NewNames(Words(), model.MustOpen(model.Words), model.MustOpen(model.Names))
	n.mentions(a, s)
	placed(a)
	return a
}

func TestMentions(t *testing.T) {
	for _, c := range []struct{ text, labels, want string }{
		// A title is outside of the name.
		{"Mr Kofi Mensah spoke", "P p p .", "NAME PERSON Kofi Mensah m"},
		{"Prime Minister Amina Diallo", "P p p p", "NAME PERSON Amina Diallo f"},
		{"Ms Diallo", ". P", "NAME PERSON Diallo f"},
		// A place before a name, behind an office, is where the office is.
		{"Senator from Vermont Amina Diallo", ". . P p p", "NAME PLACE Vermont REGION US NAME PERSON Amina Diallo f"},
		// So are the article, quotes and a possessive.
		{"the Danube 's bank", "L l l .", "NAME PLACE Danube WATER"},
		{"\" Titan \"", "X x x", "NAME OTHER Titan"},
		// Nationalities are no names, whatever the model says.
		{"Mexican farmers", ". .", "NORP PLACE Mexico COUNTRY MX"},
		{"Mexican farmers", "L .", "NORP PLACE Mexico COUNTRY MX"},
		{"two South Koreans", ". . .", "NORP PLACE South Korea COUNTRY KR"},
		{"the Kurdish party", ". . .", "NORP OTHER Kurdish"},
		{"the South Korean Navy", ". O o o", "NAME ORGANIZATION South Korean Navy MILITARY KR"},
		// Subtypes and countries.
		{"Ministry of Health of Ghana", "O o o o o", "NAME ORGANIZATION Ministry of Health of Ghana MINISTRY GH"},
		{"Supreme Court", "O o", "NAME ORGANIZATION Supreme Court COURT"},
		{"Nairobi", "L", "NAME PLACE Nairobi CITY KE"},
		{"Lake Chad", "L l", "NAME PLACE Lake Chad WATER"},
		{"Heathrow Airport", "L l", "NAME PLACE Heathrow Airport FACILITY"},
		{"Ashanti Region", "L l", "NAME PLACE Ashanti Region REGION GH"},
		{"Operation Vigilant Shield", "X x x", "NAME EVENT Operation Vigilant Shield NAMED"},
		{"( ) .", "P p p", ""},
		{"Georgetown , Guyana", "L . L", "NAME PLACE Georgetown CITY GY NAME PLACE Guyana COUNTRY GY"},
		{"Paris , Texas", "L . L", "NAME PLACE Paris CITY US NAME PLACE Texas REGION US"},
		{"France , Guyana", "L . L", "NAME PLACE France COUNTRY FR NAME PLACE Guyana COUNTRY GY"},
		{"sheltered bin Laden", "P p p", "NAME PERSON bin Laden"},
		{"then bin Laden", ". . P", "NAME PERSON bin Laden"},
		{"Such baseless speculation", "X x x", ""},
		{". US", ". .", ""},
		{"Police said", "O .", ""},
		{"in NAIROBI", ". L", "NAME PLACE NAIROBI CITY KE"},
		{"the MV Alan Tide", ". P p p", "NAME OTHER MV Alan Tide"},
		// Names that run into one another.
		{"Kenya 's Ministry of Health", "O o o o o", "NAME PLACE Kenya COUNTRY KE NAME ORGANIZATION Ministry of Health MINISTRY"},
		{"People 's Democratic Party", "O o o o", "NAME ORGANIZATION People 's Democratic Party PARTY"},
		{"Medical Research Council ( MRC )", "O o o o o o", "NAME ORGANIZATION Medical Research Council GOVERNMENT NAME ORGANIZATION MRC OTHER"},
		{"African Union Commissioner for Trade", "O o o o o", "NAME ORGANIZATION African Union IGO"},
		{"Office of the President", "O o o o", "NAME ORGANIZATION Office of the President GOVERNMENT"},
		{"Head of the Projects Department", "O o o o o", "NAME ORGANIZATION Projects Department MINISTRY"},
		// Nor is an office, and without it there may be nobody.
		{"Angolan Justice Minister Amina Diallo", "O o o P p", "NORP PLACE Angola COUNTRY AO NAME PERSON Amina Diallo f"},
		{"the US Secretary of", ". L l .", "NAME PLACE US COUNTRY US"},
		{"UN High Commissioner", "O o o", "NAME ORGANIZATION UN IGO"},
		{"U.S. Secretary of State", "O o o o", "NAME PLACE U.S. COUNTRY US"},
		{"Secretary of State", "O o o", ""},
		{"US Secretary of State", "L l l l", "NAME PLACE US COUNTRY US"},
		// Words that the model left out of a name or took into it.
		{"the United Nations", ". . O", "NAME ORGANIZATION United Nations IGO"},
		{"the United States", ". . L", "NAME PLACE United States COUNTRY US"},
		{"Second Patriot Act Tuesday", ". X x x", "NAME OTHER Patriot Act"},
		{"North and South Korea", ". . L l", "NAME PLACE North Korea COUNTRY KP NAME PLACE South Korea COUNTRY KR"},
		{"South or North Korea", "L . L l", "NAME PLACE South Korea COUNTRY KR NAME PLACE North Korea COUNTRY KP"},
		{"East and West Bengal", ". . L l", "NAME PLACE West Bengal REGION IN"},
		{"Office of the Secretary of State", "O o o o o o", "NAME ORGANIZATION Office of the Secretary of State GOVERNMENT"},
		{"Senate Minority Leader", "O o o", "NAME ORGANIZATION Senate LEGISLATURE"},
		// Adjectives of peoples and creeds are no bodies.
		{"Eritrean forces", "O .", "NORP PLACE Eritrea COUNTRY ER"},
		{"a West African country", ". X x .", "NORP OTHER West African"},
		{"the Monastic order", ". X .", "NORP OTHER Monastic"},
		{"aid in Tigray", ". . L", "NAME PLACE Tigray REGION"},
		{"a pro-Kurdish party", ". X .", ""},
		{"Centre for Climate Studies at Lagos University", "O o o o o o o", "NAME ORGANIZATION Centre for Climate Studies OTHER NAME ORGANIZATION Lagos University OTHER"},
	} {
		a := labelled(c.text, c.labels)
		var got []string
		for _, m := range a.Mentions {
			e := a.Entities[m.Entity]
			got = append(got, string(m.Kind), string(m.Type), e.Name)
			for _, s := range []string{e.Subtype, e.Country, map[extract.Gender]string{extract.GenderMale: "m", extract.GenderFemale: "f"}[e.Gender]} {
				if s != "" {
					got = append(got, s)
				}
			}
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%q: got %q, want %q", c.text, g, c.want)
		}
	}
}

func TestLabelFollows(t *testing.T) {
	b, i, e, s := Label(0, LabelBegin), Label(0, LabelInside), Label(0, LabelEnd), Label(0, LabelSingle)
	for _, c := range []struct {
		a, b int
		want bool
	}{{-1, 0, true}, {-1, b, true}, {-1, i, false}, {b, e, true}, {b, i, true}, {b, 0, false}, {i, s, false}, {e, b, true}, {s, s, true}, {b, Label(1, LabelEnd), false}} {
		if LabelFollows(c.a, c.b) != c.want {
			t.Errorf("LabelFollows(%d, %d) = %v", c.a, c.b, !c.want)
		}
	}
}

// TestDecode compares decoding with trying every sequence of labels.
func TestDecode(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		w := model.NewWriter()
		var steps [LabelCount + 1][LabelCount]float32
		for a := range steps {
			for b := range steps[a] {
				steps[a][b] = random.Float32()
			}
		}
		PutSequence(w, "m", []uint64{1}, make([]float32, LabelCount-1), steps)
		var b strings.Builder
		if _, err := w.WriteTo(&b); err != nil {
			t.Fatal(err)
		}
		m := openSequence(model.MustOpen([]byte(b.String())), "m")
		var l lattice
		l.reset(3)
		for i := range l.emit {
			for k := range LabelCount {
				l.emit[i][k] = int32(random.IntN(100))
			}
		}
		best, want := int32(never), int32(0)
		for x := range LabelCount {
			for y := range LabelCount {
				for z := range LabelCount {
					if LabelFollows(-1, x) && LabelFollows(x, y) && LabelFollows(y, z) && LabelFollows(z, 0) {
						if s := m.step[LabelCount][x] + m.step[x][y] + m.step[y][z] + l.emit[0][x] + l.emit[1][y] + l.emit[2][z]; s > best {
							best, want = s, int32(x*10000+y*100+z)
						}
					}
				}
			}
		}
		if g := m.decode(&l); int32(g[0])*10000+int32(g[1])*100+int32(g[2]) != want {
			t.Fatalf("got %v, want %d", g, want)
		}
	}
}

// TestDocument: a surname is a person where the full name is one, and an
// occurrence does not vouch for itself.
func TestDocument(t *testing.T) {
	f := NewFeatures(Words(), model.MustOpen(model.Words))
	var d Document
	read := func(s string, labels ...int8) {
		words := strings.Fields(s)
		f.Sentence(len(words), func(i int) string { return words[i] })
		d.Add(f, labels)
	}
	person := func(place int) int8 { return int8(Label(labelPerson, place)) }
	read("Thandi Mokoena spoke", person(LabelBegin), person(LabelEnd), 0)
	read("Then Mokoena left", 0, int8(Label(labelPlace, LabelSingle)), 0)
	d.Gather()
	if long, short, _ := d.elsewhere(4); long>>2 != labelPerson+1 || short != 0 {
		t.Errorf("Mokoena by itself: %d, %d", long, short)
	}
	if long, short, _ := d.elsewhere(1); long != 0 || short>>2 != labelPlace+1 {
		t.Errorf("Mokoena in the full name: %d, %d", long, short)
	}
}

func TestShape(t *testing.T) {
	f := NewFeatures(Words(), model.MustOpen(model.Words))
	words := strings.Fields("THE BANK OF GHANA SAID")
	f.Sentence(len(words), func(i int) string { return words[i] })
	if f.kind != shouting || f.words[3].form != model.Hash("Ghana") {
		t.Errorf("a line in capitals: kind %d", f.kind)
	}
	words = strings.Fields("the Bank of England rose")
	f.Sentence(len(words), func(i int) string { return words[i] })
	if len(f.runs) != 1 || f.runs[0] != (run{first: 1, end: 4, last: 1}) {
		t.Errorf("runs: %+v", f.runs)
	}
}

func FuzzNames(f *testing.F) {
	for _, s := range []string{"Mr Kofi Mensah of the Bank of Ghana", "\xff\xfe A", "ÉLYSÉE – “Ł”", "🚀 " + strings.Repeat("A", 300), strings.Repeat("Al - ", 500), "South Korean South"} {
		f.Add(s)
	}
	n := NewNames(Words(), model.MustOpen(model.Words), model.MustOpen(model.Names))
	f.Fuzz(func(t *testing.T, s string) {
		a := linesOf(s)
		if err := n.Run(context.Background(), a); err != nil {
			t.Fatal(err)
		}
		last := int32(0)
		for _, m := range a.Mentions {
			if m.Tokens.First < last || m.Tokens.Len() <= 0 || int(m.Tokens.End) > a.Tokens.Len() {
				t.Fatalf("mention %+v after %d", m, last)
			}
			last = m.Tokens.End
			if e := a.Entities[m.Entity]; e.Name == "" || e.Type == "" {
				t.Fatalf("entity %+v", e)
			}
		}
	})
}

func BenchmarkNames(b *testing.B) {
	n := NewNames(Words(), model.MustOpen(model.Words), model.MustOpen(model.Names))
	text := strings.Repeat("The minister said on Tuesday that Kofi Mensah , who heads the Bank of Ghana in Accra , will meet the South Korean delegation .\n", 200)
	a := linesOf(text)
	b.ResetTimer()
	for range b.N {
		a.Mentions, a.Entities = a.Mentions[:0], a.Entities[:0]
		if err := n.Run(context.Background(), a); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(a.Tokens.Len()*b.N)/b.Elapsed().Seconds(), "words/s")
}
