package train

import (
	"context"
	"fmt"
	"io"
	"math"
	"math/rand"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/english"
	"github.com/dateline-news/dateline/extract/entity"
	"github.com/dateline-news/dateline/extract/model"
	"github.com/dateline-news/dateline/graph"
)

// gumWeight is how much more an example of GUM counts: it is nearest to news.
const gumWeight = 2

// Coref trains the mention-ranking model of coreference on GUM, its own trees
// and names, and on the pronouns of LitBank and GAP, read by the stages before;
// always with the mentions and the rules of the stage itself.
func Coref(ctx context.Context, corpora string, log io.Writer) (*model.Writer, error) {
	docs, gold, err := corefDocuments(corpora, "train")
	if err != nil {
		return nil, err
	}
	var examples []corefExample
	for _, d := range docs {
		if err := entity.NewTimes().Run(ctx, d.Analysis); err != nil {
			return nil, err
		}
		g := gold[d.Document.ID]
		examples = append(examples, corefExamples(d.Analysis, func(x *entity.Discourse) []string { return corefChains(d, g, x) }, false)...)
	}
	for i := range examples {
		examples[i].weight = gumWeight
	}
	reader, err := english.New()
	if err != nil {
		return nil, err
	}
	fiction, err := litbankExamples(ctx, reader, filepath.Join(corpora, "litbank-coref", "all.jsonl.gz"))
	if err != nil {
		return nil, err
	}
	examples = append(examples, fiction...)
	weights, err := rankAntecedents(ctx, examples, log)
	if err != nil {
		return nil, err
	}
	// GAP marks one pronoun a text; those before it are resolved by what was learned so far.
	pairs, err := gapExamples(ctx, reader, weights, filepath.Join(corpora, "gap", "train.jsonl.gz"))
	if err != nil {
		return nil, err
	}
	examples = append(examples, pairs...)
	if weights, err = rankAntecedents(ctx, examples, log); err != nil {
		return nil, err
	}
	w := model.NewWriter()
	model.Put(w, "coref.weights", weights)
	return w, nil
}

// corefGold is a document of gum-coref; offsets are code points.
type corefGold struct {
	ID, Text string
	Mentions []struct {
		Start, End int
		Head       [2]int
		Kind, Type string
		Entity     any
	}
}

// corefDocuments reads trees and gold chains of a part of GUM, and lays gold names into LayerNames.
func corefDocuments(corpora, part string) ([]*TreeDocument, map[string]*corefGold, error) {
	docs, err := ReadCoNLLU(filepath.Join(corpora, "ud-gum", part+".conllu.gz"))
	if err != nil {
		return nil, nil, err
	}
	gold := map[string]*corefGold{}
	if err := ReadJSONL(filepath.Join(corpora, "gum-coref", part+".jsonl.gz"), func(g corefGold) error {
		gold[g.ID] = &g
		return nil
	}); err != nil {
		return nil, nil, err
	}
	kept := docs[:0]
	for _, d := range docs {
		g := gold[d.Document.ID]
		if g == nil {
			continue
		}
		if g.Text != d.Text {
			return nil, nil, fmt.Errorf("gum-coref and ud-gum differ in the text of %s", g.ID)
		}
		if t, err := time.Parse(time.DateOnly, d.Meta["dateCreated"]); err == nil {
			d.Document.Published, d.Document.DateOnly = t, true
		}
		layNames(d, g)
		kept = append(kept, d)
	}
	return kept, gold, nil
}

// byteOffsets are the bytes at which code points begin, and the end.
func byteOffsets(text string) []int32 {
	at := make([]int32, 0, len(text)+1)
	for i := range text {
		at = append(at, int32(i))
	}
	return append(at, int32(len(text)))
}

// layNames cuts the names out of GUM's mentions, which hold titles and whatever
// modifies them: the proper nouns around the head, small words between them.
func layNames(d *TreeDocument, g *corefGold) {
	at := byteOffsets(g.Text)
	t := &d.Tokens
	lexicon := entity.Words()
	token := map[int32]int32{}
	for i, s := range t.Start {
		token[s] = int32(i)
	}
	taken := map[int32]bool{}
	between := func(k int32) bool {
		switch d.Word(k) {
		case "of", "for", "the", "'s", "’s", "-", "&", "and":
			return true
		}
		return false
	}
	for _, m := range g.Mentions {
		h, ok := token[at[m.Head[0]]]
		if m.Kind != "NAME" || !ok || taken[h] {
			continue
		}
		s, e := at[m.Start], at[m.End]
		proper := func(k int32) bool {
			return k >= 0 && int(k) < t.Len() && t.Start[k] >= s && t.End[k] <= e && t.UPOS[k] == extract.PROPN
		}
		first, end := h, h+1
		for {
			if proper(first - 1) {
				first--
			} else if proper(first-2) && between(first-1) {
				first -= 2
			} else {
				break
			}
		}
		for {
			if proper(end) {
				end++
			} else if proper(end+1) && between(end) {
				end += 2
			} else {
				break
			}
		}
		for first < h && (t.Deprel[first] == extract.NmodDesc || lexicon.Title(strings.ToLower(d.Word(first)))) {
			first++
		}
		free := true
		for k := first; k < end; k++ {
			free = free && !taken[k]
			taken[k] = true
		}
		if !free {
			continue
		}
		r := extract.TokenRange{First: first, End: end}
		span := d.TokenSpan(r)
		out := extract.Entity{Type: corefTypes[m.Type], Name: d.Text[span.Start:span.End]}
		if out.Type == "" {
			out.Type = graph.TypeOther
		}
		switch entry, _ := lexicon.Name(out.Name); {
		case out.Type == graph.TypePerson:
			if r.Len() > 1 {
				out.Gender = lexicon.Gender(d.Word(first))
			}
		default:
			out.Subtype = entry.Subtype
			if out.Type == graph.TypePlace || entry.Lists&entity.ListCountry != 0 {
				out.Country = entry.Country
			}
		}
		d.Entities = append(d.Entities, out)
		d.Mentions = append(d.Mentions, extract.Mention{Tokens: r, Head: r, Kind: graph.KindName, Type: out.Type, Entity: int32(len(d.Entities) - 1)})
	}
}

var corefTypes = map[string]graph.EntityType{
	"person": graph.TypePerson, "organization": graph.TypeOrganization, "place": graph.TypePlace, "event": graph.TypeEvent,
}

// corefExample is an anaphor: the features of each choice, and which are right.
type corefExample struct {
	features [][]uint32
	right    []bool
	weight   float64
}

// corefExamples walks a document as the stage does, with the right antecedents
// joined behind it. chains gives the entity of each mention, "" where it is not
// known; with labelled only anaphors of a known entity count.
func corefExamples(a *extract.Analysis, chains func(*entity.Discourse) []string, labelled bool) []corefExample {
	var x entity.Discourse
	x.Read(a, entity.Words())
	x.FindSpeakers()
	chain := chains(&x)
	var out []corefExample
	for i := range x.Mentions {
		if !x.Anaphor(int32(i)) || labelled && (chain[i] == "" || !x.Mentions[i].Personal()) {
			continue
		}
		e, antecedent := corefChoices(&x, int32(i), func(m int32) bool { return chain[i] != "" && chain[i] == chain[m] })
		if len(e.right) > 1 {
			out = append(out, e)
		}
		if antecedent >= 0 {
			x.Join(antecedent, int32(i))
		}
	}
	return out
}

// corefChoices is the example of one anaphor, and the nearest right antecedent, -1 if there is none in reach.
func corefChoices(x *entity.Discourse, i int32, right func(m int32) bool) (corefExample, int32) {
	choices, features := x.Candidates(i)
	e := corefExample{weight: 1}
	antecedent := int32(-1)
	for _, c := range choices {
		e.features = append(e.features, append([]uint32(nil), features[c.First:c.Last]...))
		ok := c.Mention >= 0 && right(c.Mention)
		e.right = append(e.right, ok)
		if ok && antecedent < 0 {
			antecedent = c.Mention
		}
	}
	e.right[0] = antecedent < 0
	return e, antecedent
}

// litbankExamples are the third-person pronouns of people in LitBank.
func litbankExamples(ctx context.Context, reader *english.English, path string) ([]corefExample, error) {
	type document struct {
		ID        string
		Sentences [][]string
		Mentions  []struct {
			Sentence, Start, End int
			Type, Kind, Entity   string
		}
	}
	var out []corefExample
	err := ReadJSONL(path, func(d document) error {
		var text strings.Builder
		at := make([][][2]int32, len(d.Sentences))
		for i, s := range d.Sentences {
			for _, w := range s {
				if text.Len() > 0 {
					text.WriteByte(' ')
				}
				start := int32(text.Len())
				text.WriteString(w)
				at[i] = append(at[i], [2]int32{start, int32(text.Len())})
			}
		}
		a, err := reader.Analyze(ctx, &graph.Document{ID: d.ID, Language: "en", Text: text.String()}, extract.LayerTree, extract.LayerNames, extract.LayerTimes)
		if err != nil {
			return err
		}
		out = append(out, corefExamples(a, func(x *entity.Discourse) []string {
			// A gold mention is the one of ours whose head lies in it, and whose governor does not.
			chain := make([]string, len(x.Mentions))
			heads := map[int32]int{}
			for i := range x.Mentions {
				if m := &x.Mentions[i]; !m.Coordinated() {
					heads[m.Token] = i
				}
			}
			for _, m := range d.Mentions {
				if m.Sentence >= len(at) || m.End > len(at[m.Sentence]) || m.Start >= m.End {
					continue
				}
				s, e := at[m.Sentence][m.Start][0], at[m.Sentence][m.End-1][1]
				first := sort.Search(a.Tokens.Len(), func(i int) bool { return a.Tokens.Start[i] >= s })
				for t := first; t < a.Tokens.Len() && a.Tokens.End[t] <= e; t++ {
					h := a.Tokens.Head[t]
					if h >= 0 && a.Tokens.Start[h] >= s && a.Tokens.End[h] <= e {
						continue
					}
					if i, ok := heads[int32(t)]; ok && chain[i] == "" {
						chain[i] = m.Entity
						break
					}
				}
			}
			return chain
		}, true)...)
		return nil
	})
	return out, err
}

// gapExamples are the pronouns of GAP whose antecedent is one of its two names.
func gapExamples(ctx context.Context, reader *english.English, weights []float32, path string) ([]corefExample, error) {
	type snippet struct {
		ID, Text      string
		Pronoun, A, B [2]int
		CorefA        bool `json:"a_coref"`
		CorefB        bool `json:"b_coref"`
	}
	var out []corefExample
	err := ReadJSONL(path, func(g snippet) error {
		if !g.CorefA && !g.CorefB {
			return nil
		}
		a, err := reader.Analyze(ctx, &graph.Document{ID: g.ID, Language: "en", Text: g.Text}, extract.LayerTree, extract.LayerNames, extract.LayerTimes)
		if err != nil {
			return err
		}
		at := byteOffsets(g.Text)
		name := g.A
		if g.CorefB {
			name = g.B
		}
		var x entity.Discourse
		x.Read(a, entity.Words())
		x.FindSpeakers()
		find := func(s [2]int) int32 {
			for i := range x.Mentions {
				m := &x.Mentions[i]
				if h := a.TokenSpan(m.Head); !m.Coordinated() && h.Start < at[s[1]] && at[s[0]] < h.End {
					return int32(i)
				}
			}
			return -1
		}
		pronoun, right := find(g.Pronoun), find(name)
		if pronoun < 0 || right < 0 || !x.Anaphor(pronoun) {
			return nil
		}
		for i := range pronoun {
			if x.Anaphor(i) {
				if m := x.Antecedent(weights, i); m >= 0 {
					x.Join(m, i)
				}
			}
		}
		e, antecedent := corefChoices(&x, pronoun, func(m int32) bool { return x.Cluster(m) == x.Cluster(right) })
		if antecedent >= 0 && len(e.right) > 2 {
			out = append(out, e)
		}
		return nil
	})
	return out, err
}

// corefChains is the gold entity of each mention, by its head word.
func corefChains(d *TreeDocument, g *corefGold, x *entity.Discourse) []string {
	at := byteOffsets(g.Text)
	byHead := map[int32]string{}
	for _, m := range g.Mentions {
		byHead[at[m.Head[0]]] = fmt.Sprint(m.Entity)
	}
	out := make([]string, len(x.Mentions))
	for i := range x.Mentions {
		m := &x.Mentions[i]
		if m.Coordinated() {
			continue
		}
		out[i] = byHead[d.Tokens.Start[m.Token]]
		for k := m.Head.First; k < m.Head.End && out[i] == ""; k++ {
			out[i] = byHead[d.Tokens.Start[k]]
		}
	}
	return out
}

// rankAntecedents fits weights by the marginal likelihood of the right choices
// (Durrett and Klein 2013) with AdaGrad.
func rankAntecedents(ctx context.Context, examples []corefExample, log io.Writer) ([]float32, error) {
	const (
		epochs = 8
		rate   = 0.1
	)
	w := make([]float32, 1<<entity.RankerBits)
	seen := make([]float32, len(w))
	mean := make([]float32, len(w)) // over the epochs: what one pass leaves is noisy
	rng := rand.New(rand.NewSource(1))
	var s []float64
	for epoch := range epochs {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		rng.Shuffle(len(examples), func(i, j int) { examples[i], examples[j] = examples[j], examples[i] })
		loss, right := 0.0, 0
		for _, e := range examples {
			s = s[:0]
			best := 0
			for k, f := range e.features {
				sum := 0.0
				for _, x := range f {
					sum += float64(w[x])
				}
				if s = append(s, sum); sum > s[best] {
					best = k
				}
			}
			if e.right[best] {
				right++
			}
			top, all, good := s[best], 0.0, 0.0
			for k := range s {
				s[k] = math.Exp(s[k] - top)
				all += s[k]
				if e.right[k] {
					good += s[k]
				}
			}
			loss -= math.Log(good / all)
			for k, f := range e.features {
				g := -s[k] / all
				if e.right[k] {
					g += s[k] / good
				}
				g *= e.weight
				if math.Abs(g) < 1e-4 {
					continue
				}
				for _, x := range f {
					seen[x] += float32(g * g)
					w[x] += float32(rate * g / (1e-2 + math.Sqrt(float64(seen[x]))))
				}
			}
		}
		for x := range w {
			mean[x] += w[x] / epochs
		}
		fmt.Fprintf(log, "coref: epoch %d, %d anaphors, loss %.3f, right %.1f%%\n", epoch+1, len(examples), loss/float64(len(examples)), 100*float64(right)/float64(len(examples)))
	}
	return mean, nil
}
