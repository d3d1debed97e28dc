package train

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/model"
	"github.com/dateline-news/dateline/extract/syntax"
)

func TestDeepenedSaysTheSame(t *testing.T) {
	words := strings.Fields("court rejects appeal of minister the said")
	n := syntax.Shape(syntax.Sizes{Embedding: 32, Hidden: 32, Layers: 2, TagLayer: 1, Arc: 32, Label: 32})
	initialise(n, len(words), rand.New(rand.NewPCG(1, 1)))
	if err := dictionaries(n, words, new(model.Vocabulary)); err != nil {
		t.Fatal(err)
	}
	top := func(n *syntax.Network) []float32 {
		var b syntax.Batch
		n.Add(&b, len(words), func(i int) string { return words[i] })
		n.Forward(&b, nil)
		return b.H[n.Layers-1]
	}
	n.Pack()
	d := deepened(n, rand.New(rand.NewPCG(1, 2)))
	if d.Layers != 3 || len(d.Layer) != 3 {
		t.Fatalf("%d layers", d.Layers)
	}
	low, high := top(n), top(d)
	for i, x := range low {
		if math.Abs(float64(high[i]-x)) > 0.2 {
			t.Fatalf("unit %d: %v became %v", i, x, high[i])
		}
	}
}

func TestFollowed(t *testing.T) {
	teacher := []float32{0, 0.25, 0.75}
	x := []float32{7, float32(math.Log(0.25)), float32(math.Log(0.75))}
	if loss := followed(x, teacher, 0, 1); math.Abs(loss) > 1e-5 {
		t.Errorf("who agrees with the teacher loses %v", loss)
	}
	x = []float32{0, 2, 2}
	loss := followed(x, teacher, -1, 1)
	if sum := x[0] + x[1] + x[2]; loss <= 0 || math.Abs(float64(sum)) > 1e-6 || x[2] >= 0 || x[0] <= 0 {
		t.Errorf("loss %v, gradient %v", loss, x)
	}
}

func TestVariants(t *testing.T) {
	words := strings.Fields("minister 's talks to go on in été , he says")
	if got := strings.Join(rewritten(words, headline), " "); got != "Minister 's Talks to Go on in Été , He Says" {
		t.Error(got)
	}
	s := &treeSentence{
		words: []string{"They", "have", "left", "."}, upos: []extract.UPOS{extract.PRON, extract.AUX, extract.VERB, extract.PUNCT},
		xpos: make([]extract.XPOS, 4), deprel: make([]extract.Deprel, 4), heads: []int32{0, 3, 3, 0, 3},
	}
	if u := s.unmarked(); len(u.words) != 3 || len(u.heads) != 4 || len(u.upos) != 3 {
		t.Errorf("%+v", u)
	}
	s.heads[1] = 4
	if u := s.unmarked(); u != s {
		t.Error("a mark that has a child was taken away")
	}
}
