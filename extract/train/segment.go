package train

import (
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/dateline-news/dateline/extract/model"
	"github.com/dateline-news/dateline/extract/syntax"
)

// splitWords draws from treebanks the words that are two without a mark between
// them ("cannot", "gonna", "dont", "its" for "it's"), and where they split.
func splitWords(docs []*TreeDocument) map[string]uint8 {
	seen := map[string]map[uint8]int{}
	for _, d := range docs {
		t := &d.Tokens
		for i := 1; i < t.Len(); i++ {
			if t.Start[i] != t.End[i-1] || !letters(d.Word(int32(i))) || !letters(d.Word(int32(i-1))) {
				continue
			}
			if i+1 < t.Len() && t.Start[i+1] == t.End[i] && letters(d.Word(int32(i+1))) || i > 1 && t.Start[i-1] == t.End[i-2] && letters(d.Word(int32(i-2))) {
				continue // three words in one: too rare
			}
			if i+1 < t.Len() && t.Start[i+1] == t.End[i] && strings.Trim(d.Word(int32(i + 1))[:1], "'’`") == "" {
				continue // "ca|n't" is a rule
			}
			form := strings.ToLower(d.Text[t.Start[i-1]:t.End[i]])
			if len(form) > 16 {
				continue
			}
			if seen[form] == nil {
				seen[form] = map[uint8]int{}
			}
			seen[form][uint8(t.End[i-1]-t.Start[i-1])]++
		}
	}
	out := map[string]uint8{}
	for form, points := range seen {
		best, n := uint8(0), 0
		for p, k := range points {
			if k > n || k == n && p < best {
				best, n = p, k
			}
		}
		out[form] = best
	}
	return out
}

func letters(s string) bool {
	for _, c := range []byte(s) {
		if c < 0x80 && (c|0x20 < 'a' || c|0x20 > 'z') {
			return false
		}
	}
	return true
}

// trainSegmenter learns tokens and sentences.
func trainSegmenter(w *model.Writer, corpora string, docs []*TreeDocument, logf func(string, ...any)) (syntax.Orthography, error) {
	splits := splitWords(docs)
	var forms []string
	for f := range splits {
		forms = append(forms, f)
	}
	slices.Sort(forms)
	points := make([]uint8, len(forms))
	for i, f := range forms {
		points[i] = splits[f]
	}
	model.PutDict(w, "split", forms)
	model.Put(w, "split.points", points)
	lookup := func(b []byte) []byte {
		if p, ok := splits[string(b)]; ok {
			return []byte{p}
		}
		return nil
	}

	counts := syntax.OrthographyCounts{}
	files, err := rawCorpora(corpora)
	if err != nil {
		return nil, err
	}
	for _, path := range files {
		if err := eachText(path, counts.Add); err != nil {
			return nil, err
		}
	}
	ortho := counts.Table(17, 5)
	model.Put(w, "orthography", []uint8(ortho))

	rng := rand.New(rand.NewPCG(1, 1))
	type prepared struct {
		atoms  []syntax.Atom
		hashes []syntax.AtomHash
		begins map[int32]bool
	}
	all := make([]prepared, len(docs))
	lost := 0
	for i, d := range docs {
		p := prepared{atoms: syntax.Atoms(nil, d.Text, lookup), begins: map[int32]bool{}}
		p.hashes = make([]syntax.AtomHash, len(p.atoms))
		syntax.AtomHashes(p.hashes, d.Text, p.atoms, ortho)
		for _, s := range d.Tokens.Start {
			p.begins[s] = true
		}
		n := 0
		for _, a := range p.atoms {
			if p.begins[a.Start] {
				n++
			}
		}
		lost += len(d.Tokens.Start) - n
		all[i] = p
	}
	logf("tokens: %d of the gold tokens begin inside an atom", lost)
	tokens := newHashedPerceptron(16, 1)
	var f []uint64
	var score [1]float32
	for epoch := range 10 {
		wrong, asked := 0, 0
		for _, k := range rng.Perm(len(all)) {
			p := &all[k]
			first := 0
			for i := 1; i < len(p.atoms); i++ {
				if p.atoms[i].Space != syntax.NoSpace {
					first = i
					continue
				}
				f = syntax.TokenFeatures(f[:0], p.atoms, p.hashes, first, i)
				tokens.score(f, score[:])
				gold := p.begins[p.atoms[i].Start]
				asked++
				tokens.step++
				y := float32(-1)
				if gold {
					y = 1
				}
				if (score[0] > 0) != gold {
					wrong++
				}
				if y*score[0] <= 4 { // a margin
					tokens.update(f, 0, y)
				}
				if gold {
					first = i
				}
			}
		}
		if epoch%3 == 0 || epoch == 9 {
			logf("tokens: pass %d: %d of %d wrong", epoch+1, wrong, asked)
		}
	}
	model.Put(w, "token", quantised(tokens.averaged()))

	views := make([][]syntax.SentenceToken, len(docs))
	for i, d := range docs {
		views[i] = syntax.SentenceTokens(d.Text, d.Tokens.Start, d.Tokens.End, ortho)
	}
	sentences := newHashedPerceptron(18, 1)
	for epoch := range 10 {
		wrong, asked := 0, 0
		for _, k := range rng.Perm(len(docs)) {
			d, v := docs[k], views[k]
			start, quotes, brackets := 0, 0, 0
			for i := range v {
				if i > start {
					gold := d.Tokens.Sentence[i] != d.Tokens.Sentence[i-1]
					if v[i].Space < syntax.Newline && syntax.AskSentence(v, i) {
						f = syntax.SentenceFeatures(f[:0], v, start, i, quotes, brackets)
						sentences.score(f, score[:])
						y := float32(-1)
						if gold {
							y = 1
						}
						asked++
						sentences.step++
						if (score[0] > 0) != gold {
							wrong++
						}
						if y*score[0] <= 4 {
							sentences.update(f, 0, y)
						}
					}
					if gold {
						start = i
						if v[i].Space == syntax.Break {
							quotes, brackets = 0, 0
						}
					}
				}
				quotes, brackets = syntax.CountOpen(v[i].Flags, quotes, brackets)
			}
		}
		if epoch%3 == 0 || epoch == 9 {
			logf("sentences: pass %d: %d of %d wrong", epoch+1, wrong, asked)
		}
	}
	model.Put(w, "sentence", quantised(sentences.averaged()))
	return ortho, nil
}
