package train

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/event"
	"github.com/dateline-news/dateline/extract/model"
)

// propbankSentence is a line of propbank-ewt.
type propbankSentence struct {
	ID         string `json:"id"`
	Tokens     []string
	Predicates []struct {
		Token int32
		Lemma string
		UPOS  string `json:"upos"`
		Args  []struct {
			Role             string
			Start, End, Head int32
		}
	}
}

// roleLabels maps PropBank's roles to the labels of the contract. What is not
// here is no argument there: negation, modals, discourse, links and second parts.
var roleLabels = map[string]extract.Role{
	"ARG0": extract.A0, "ARGA": extract.A0, "ARG1": extract.A1, "ARG2": extract.A2, "ARG3": extract.A3, "ARG4": extract.A4, "ARG5": extract.A4,
	"ARGM-LOC": extract.ArgLOC, "ARGM-TMP": extract.ArgTMP, "ARGM-MNR": extract.ArgMNR, "ARGM-PRP": extract.ArgPRP, "ARGM-CAU": extract.ArgCAU,
	"ARGM-ADV": extract.ArgADV, "ARGM-EXT": extract.ArgEXT, "ARGM-DIR": extract.ArgDIR, "ARGM-GOL": extract.ArgDIR, "ARGM-COM": extract.ArgADV,
	"ARGM-PRD": extract.ArgADV,
}

// labelOf is the index of a PropBank role in event.Labels, 0 for no argument.
func labelOf(role string) int {
	if r, ok := roleLabels[role]; ok {
		return slices.Index(event.Labels[:], r)
	}
	return 0
}

// example is one classified thing: its rows and its label.
type example struct {
	rows  []uint32
	label int
}

// Frames trains the argument classifier and the event noun classifier on
// PropBank's annotation of EWT, and gathers the lexicon of noun classes and
// predicate roles.
func Frames(ctx context.Context, corpora string, log io.Writer) (*model.Writer, error) {
	w := model.NewWriter()
	if err := frameLexicon(corpora, w); err != nil {
		return nil, err
	}
	lex, err := reopen(w)
	if err != nil {
		return nil, err
	}
	train, nouns, err := roleExamples(filepath.Join(corpora, "propbank-ewt/train.jsonl.gz"), filepath.Join(corpora, "ud-ewt/train.conllu.gz"), lex, log)
	if err != nil {
		return nil, err
	}
	dev, devNouns, err := roleExamples(filepath.Join(corpora, "propbank-ewt/dev.jsonl.gz"), filepath.Join(corpora, "ud-ewt/dev.conllu.gz"), lex, log)
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(log, "frames: %d candidates, %d nouns\n", len(train), len(nouns))
	roles, err := logistic(ctx, train, 1<<event.RoleBits, event.LabelCount, len(event.Labels), 4, log, func(w []float32) {
		scoreRoles(w, event.LabelCount, dev, log)
	})
	if err != nil {
		return nil, err
	}
	eventNouns, err := logistic(ctx, nouns, 1<<event.NounBits, 2, 2, 5, log, func(w []float32) { scoreRoles(w, 2, devNouns, log) })
	if err != nil {
		return nil, err
	}
	single := make([]float32, 1<<event.NounBits) // log-odds
	for i := range single {
		single[i] = eventNouns[2*i+1] - eventNouns[2*i]
	}
	event.PutRoleModel(w, roles, single)
	return w, nil
}

// roleExamples lays PropBank's arguments on the gold trees.
func roleExamples(propbank, trees string, lex *event.Lexicon, log io.Writer) (roles, nouns []example, err error) {
	docs, err := ReadCoNLLU(trees)
	if err != nil {
		return nil, nil, err
	}
	type place struct {
		doc *TreeDocument
		s   int
	}
	at := map[string]place{}
	features := map[*TreeDocument]*event.Features{}
	for _, d := range docs {
		features[d] = event.NewFeatures(d.Analysis, lex)
		for i, id := range d.IDs {
			at[id] = place{d, i}
		}
	}
	lost, kept := 0, 0
	err = ReadJSONL(propbank, func(s propbankSentence) error {
		p, ok := at[s.ID]
		if !ok {
			return nil
		}
		f, sent := features[p.doc], p.doc.Sentences[p.s]
		if sent.Len() != len(s.Tokens) {
			return nil
		}
		isNoun := map[int32]bool{}
		for _, pred := range s.Predicates {
			t := sent.First + pred.Token
			switch p.doc.Tokens.UPOS[t] {
			case extract.AUX:
				if p.doc.Tokens.Deprel[t] != extract.Cop {
					continue
				}
			case extract.NOUN:
				isNoun[t] = true
			case extract.VERB:
			default:
				continue
			}
			gold := map[int32]int{}
			for _, a := range pred.Args {
				if l := labelOf(a.Role); l > 0 {
					gold[sent.First+a.Head] = l
				}
			}
			candidates := f.Candidates(t)
			found := 0
			for i, rows := range f.Role(t, candidates) {
				l := gold[candidates[i].Token]
				if l > 0 {
					found++
				}
				roles = append(roles, example{rows, l})
			}
			kept += found
			lost += len(gold) - found
		}
		for t := sent.First; t < sent.TokenRange.End; t++ {
			if p.doc.Tokens.UPOS[t] == extract.NOUN {
				l := 0
				if isNoun[t] {
					l = 1
				}
				nouns = append(nouns, example{f.Noun(t), l})
			}
		}
		return nil
	})
	fmt.Fprintf(log, "frames: %s: %d arguments are candidates, %d are not\n", filepath.Base(propbank), kept, lost)
	return roles, nouns, err
}

// logistic trains multinomial logistic regression by AdaGrad (Duchi et al.
// 2011) and averages the weights of the last half.
func logistic(ctx context.Context, examples []example, rows, width, labels, rounds int, log io.Writer, score func([]float32)) ([]float32, error) {
	const rate, l2, dropout = 0.08, 1e-6, 30
	weights := make([]float32, rows*width)
	square := make([]float32, rows*width)
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	random := rand.New(rand.NewPCG(7, 11))
	p := make([]float32, width)
	var kept []uint32
	for round := range rounds {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		loss := 0.0
		for _, i := range order {
			e := &examples[i]
			clear(p)
			kept = kept[:0]
			for _, r := range e.rows {
				if random.Uint32()%100 < dropout {
					continue
				}
				kept = append(kept, r)
				row := weights[int(r)*width:][:width]
				for k := range p {
					p[k] += row[k]
				}
			}
			top := slices.Max(p[:labels])
			z := float32(0)
			for k := range labels {
				p[k] = float32(math.Exp(float64(p[k] - top)))
				z += p[k]
			}
			for k := range labels {
				p[k] /= z
			}
			loss -= math.Log(max(1e-9, float64(p[e.label])))
			p[e.label]--
			for _, r := range kept {
				row, sq := weights[int(r)*width:][:width], square[int(r)*width:][:width]
				for k := range labels {
					g := p[k] + l2*row[k]
					if g < 1e-4 && g > -1e-4 {
						continue
					}
					sq[k] += g * g
					row[k] -= rate * g / float32(math.Sqrt(float64(sq[k])+1e-3))
				}
			}
		}
		fmt.Fprintf(log, "frames: round %d, loss %.4f\n", round+1, loss/float64(len(examples)))
		score(weights)
	}
	return weights, nil
}

// scoreRoles prints precision, recall and F1 of the labels other than 0.
func scoreRoles(weights []float32, width int, dev []example, log io.Writer) {
	var right, given, gold int
	p := make([]float32, width)
	for _, e := range dev {
		clear(p)
		for _, r := range e.rows {
			row := weights[int(r)*width:][:width]
			for k := range p {
				p[k] += row[k]
			}
		}
		k := 0
		for j := range p {
			if p[j] > p[k] && (width == 2 || j < len(event.Labels)) {
				k = j
			}
		}
		if e.label > 0 {
			gold++
		}
		if k > 0 {
			given++
			if k == e.label {
				right++
			}
		}
	}
	fmt.Fprintf(log, "frames: dev P %.1f R %.1f F1 %.1f\n", 100*float64(right)/float64(max(1, given)), 100*float64(right)/float64(max(1, gold)),
		200*float64(right)/float64(max(1, given+gold)))
}

// frameLexicon writes the sections of event.Lexicon: the class of each common
// noun's most frequent sense and its share of event senses, from WordNet; what
// the roles of each predicate are, from PropBank's frame files.
func frameLexicon(corpora string, w *model.Writer) error {
	frequency := map[string]float64{}
	err := ReadTSV(filepath.Join(corpora, "frequency/words.tsv.gz"), func(c []string) error {
		frequency[c[0]], _ = strconv.ParseFloat(c[1], 64)
		return nil
	})
	if err != nil {
		return err
	}
	type noun struct {
		word         string
		class, event uint8
	}
	var nouns []noun
	err = ReadTSV(filepath.Join(corpora, "wordnet/nouns.tsv.gz"), func(c []string) error {
		word := strings.ToLower(c[0])
		if strings.ContainsAny(word, " _") || frequency[word] < 2.2 || len(c) < 4 {
			return nil
		}
		share, _ := strconv.ParseFloat(c[2], 64)
		first, _, _ := strings.Cut(c[3], " ")
		first, _, _ = strings.Cut(first, "/")
		first, _, _ = strings.Cut(first, ".")
		class := uint8(max(0, slices.Index(event.ClassNames[:], first)))
		if class == 0 {
			class = uint8(event.ClassOther)
		}
		nouns = append(nouns, noun{word, class, uint8(share * 255)})
		return nil
	})
	if err != nil {
		return err
	}
	slices.SortStableFunc(nouns, func(a, b noun) int { return cmp.Compare(a.word, b.word) })
	nouns = slices.CompactFunc(nouns, func(a, b noun) bool { return a.word == b.word })
	words, class, share := make([]string, len(nouns)), make([]uint8, len(nouns)), make([]uint8, len(nouns))
	for i, n := range nouns {
		words[i], class[i], share[i] = n.word, n.class, n.event
	}

	masks := map[string]uint32{}
	rolesets := map[string]uint32{}
	add := func(word string, mask uint32) {
		if _, ok := masks[word]; !ok {
			masks[word] = mask
		}
	}
	err = ReadTSV(filepath.Join(corpora, "propbank-frames/rolesets.tsv.gz"), func(c []string) error {
		m := roleMask(c[4])
		rolesets[c[1]] = m
		if !strings.Contains(c[0], "_") {
			add(strings.ToLower(c[0]), m)
		}
		return nil
	})
	if err == nil {
		err = ReadTSV(filepath.Join(corpora, "propbank-frames/aliases.tsv.gz"), func(c []string) error {
			if m, ok := rolesets[c[2]]; ok && !strings.ContainsAny(c[0], "_ ") {
				add(strings.ToLower(c[0]), m)
			}
			return nil
		})
	}
	if err != nil {
		return err
	}
	predicates := make([]string, 0, len(masks))
	for p := range masks {
		predicates = append(predicates, p)
	}
	slices.Sort(predicates)
	roles := make([]uint32, len(predicates))
	for i, p := range predicates {
		roles[i] = masks[p]
	}
	event.PutLexicon(w, words, class, share, predicates, roles)
	return nil
}

// roleFunctions are PropBank's function tags of numbered roles, grouped.
var roleFunctions = map[string]uint32{"PAG": 1, "PPT": 2, "GOL": 3, "PRD": 4, "MNR": 5, "DIR": 6, "VSP": 7, "LOC": 8, "EXT": 9, "CAU": 10, "COM": 11, "PRP": 12}

// roleMask packs the functions of A0 to A4, four bits each.
func roleMask(roles string) uint32 {
	var m uint32
	for r := range strings.SplitSeq(roles, "|") {
		n, rest, ok := strings.Cut(r, ":")
		f, _, _ := strings.Cut(rest, ":")
		if i, err := strconv.Atoi(n); ok && err == nil && i < 5 {
			k, known := roleFunctions[f]
			if !known {
				k = 13
			}
			m |= k << (4 * i)
		}
	}
	return m
}

// reopen reads the lexicon from a writer that is not finished.
func reopen(w *model.Writer) (*event.Lexicon, error) {
	var b strings.Builder
	if _, err := w.WriteTo(&b); err != nil {
		return nil, err
	}
	f, err := model.Open([]byte(b.String()))
	if err != nil {
		return nil, err
	}
	return event.OpenLexicon(f), nil
}
