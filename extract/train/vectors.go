package train

import (
	"bufio"
	"compress/gzip"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Vectors are word vectors learned from raw text: one row of Dim numbers a
// word, words by falling frequency. Words keep their case; digits are zeros.
type Vectors struct {
	Words  []string
	Counts []int
	Dim    int
	Rows   []float32 // len(Words) * Dim
}

// VectorOptions choose what the vectors see.
type VectorOptions struct {
	Dim      int
	Window   int
	MinCount int
	Epochs   int
	// Positional gives every position of the window an output matrix of its
	// own (Ling et al. 2015, "Two/Too Simple Adaptations of Word2Vec for
	// Syntax Problems"): with a window of 2 the vectors tell how a word
	// behaves in syntax, without it and with 5 what it is about.
	Positional bool
	Seed       uint64
}

// Row is the vector of word i.
func (v *Vectors) Row(i int) []float32 { return v.Rows[i*v.Dim : (i+1)*v.Dim] }

// rawCorpora are the files of running text under the corpora folder.
func rawCorpora(corpora string) ([]string, error) {
	files, err := filepath.Glob(filepath.Join(corpora, "raw-news", "*.jsonl.gz"))
	if err == nil && len(files) == 0 {
		err = fmt.Errorf("no files in %s", filepath.Join(corpora, "raw-news"))
	}
	slices.Sort(files)
	return append(files, filepath.Join(corpora, "wikipedia-events", "events.jsonl.gz")), err
}

// eachText calls f with the text of every document of a .jsonl.gz file.
func eachText(path string, f func(text string)) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	for d := json.NewDecoder(bufio.NewReaderSize(z, 1<<20)); ; {
		var doc struct{ Text string }
		if err := d.Decode(&doc); err == io.EOF {
			return nil
		} else if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		f(doc.Text)
	}
}

// LearnVectors trains skip-gram vectors with negative sampling (Mikolov et al.
// 2013) on the raw text of the corpora. Equal corpora and options give equal
// vectors: one thread, one seed.
func LearnVectors(corpora string, o VectorOptions, log io.Writer) (*Vectors, error) {
	files, err := rawCorpora(corpora)
	if err != nil {
		return nil, err
	}
	// Pass 1: numbers for words, and the whole text as numbers, line by line.
	number := map[string]int32{}
	var words []string
	var counts []int
	var text []int32 // -1 ends a line
	for _, path := range files {
		err := eachText(path, func(doc string) {
			for line := range strings.Lines(doc) {
				roughWords(line, func(w string) {
					i, ok := number[w]
					if !ok {
						w = strings.Clone(w)
						i = int32(len(words))
						number[w] = i
						words = append(words, w)
						counts = append(counts, 0)
					}
					counts[i]++
					text = append(text, i)
				})
				text = append(text, -1)
			}
		})
		if err != nil {
			return nil, err
		}
	}
	order := make([]int, 0, len(words))
	for i, c := range counts {
		if c >= o.MinCount {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(a, b int) int {
		if d := counts[b] - counts[a]; d != 0 {
			return d
		}
		return strings.Compare(words[a], words[b])
	})
	v := &Vectors{Dim: o.Dim}
	rank := make([]int32, len(words))
	for i := range rank {
		rank[i] = -2
	}
	total := 0
	for r, i := range order {
		rank[i] = int32(r)
		v.Words = append(v.Words, words[i])
		v.Counts = append(v.Counts, counts[i])
		total += counts[i]
	}
	kept := text[:0]
	for _, i := range text {
		if i < 0 {
			kept = append(kept, -1)
		} else if r := rank[i]; r >= 0 {
			kept = append(kept, r)
		}
	}
	text = kept
	fmt.Fprintf(log, "vectors: %d words of text, %d words kept\n", total, len(v.Words))

	// Pass 2: skip-gram.
	random := rand.New(rand.NewPCG(o.Seed, 0x5eed))
	dim, n := o.Dim, len(v.Words)
	v.Rows = make([]float32, n*dim)
	for i := range v.Rows {
		v.Rows[i] = (random.Float32() - 0.5) / float32(dim)
	}
	positions := 1
	if o.Positional {
		positions = 2 * o.Window
	}
	out := make([]float32, positions*n*dim)
	noise := noiseTable(v.Counts)
	keep := make([]float32, n) // probability of keeping a frequent word
	for i, c := range v.Counts {
		f := float64(c) / float64(total)
		keep[i] = float32(min(1, math.Sqrt(1e-4/f)+1e-4/f))
	}
	sigmoid := sigmoidTable()
	const negatives, rate0 = 5, 0.025
	start, seen := time.Now(), 0
	all := float64(total * o.Epochs)
	sentence := make([]int32, 0, 1024)
	grad := make([]float32, dim)
	rate := float32(rate0)
	for epoch := range o.Epochs {
		for p := 0; p < len(text); {
			sentence = sentence[:0]
			for ; p < len(text) && text[p] >= 0 && len(sentence) < 1000; p++ {
				seen++
				if k := keep[text[p]]; k >= 1 || random.Float32() < k {
					sentence = append(sentence, text[p])
				}
			}
			if p < len(text) && text[p] < 0 {
				p++
			}
			rate = float32(max(1e-4, 1-float64(seen)/all) * rate0)
			for i, center := range sentence {
				width := o.Window
				if !o.Positional {
					width = 1 + random.IntN(o.Window)
				}
				x := v.Rows[int(center)*dim : int(center)*dim+dim]
				for j := max(0, i-width); j <= min(len(sentence)-1, i+width); j++ {
					if j == i {
						continue
					}
					base := 0
					if o.Positional {
						slot := j - i + o.Window
						if slot > o.Window {
							slot--
						}
						base = slot * n
					}
					clear(grad)
					for k := 0; k <= negatives; k++ {
						target, label := sentence[j], float32(1)
						if k > 0 {
							target, label = noise[random.IntN(len(noise))], 0
							if target == sentence[j] {
								continue
							}
						}
						at := (base + int(target)) * dim
						y := out[at : at+dim]
						g := (label - sigmoid(dot(x, y))) * rate
						axpy2(g, x, y, grad)
					}
					for d, g := range grad {
						x[d] += g
					}
				}
			}
		}
		fmt.Fprintf(log, "vectors: epoch %d of %d, %.0f s\n", epoch+1, o.Epochs, time.Since(start).Seconds())
	}
	return v, nil
}

func dotGo(x, y []float32) float32 {
	y = y[:len(x)]
	var a, b, c, d float32
	i := 0
	for ; i+4 <= len(x); i += 4 {
		a += float32(x[i] * y[i]) // a conversion keeps the compiler from fusing
		b += float32(x[i+1] * y[i+1])
		c += float32(x[i+2] * y[i+2])
		d += float32(x[i+3] * y[i+3])
	}
	for ; i < len(x); i++ {
		a += float32(x[i] * y[i])
	}
	return a + b + c + d
}

func axpy2Go(g float32, x, y, grad []float32) {
	y, grad = y[:len(x)], grad[:len(x)]
	for i, xi := range x {
		yi := y[i]
		grad[i] += float32(g * yi)
		y[i] = yi + float32(g*xi)
	}
}

// noiseTable draws words in proportion to their count to the power of 3/4.
func noiseTable(counts []int) []int32 {
	const size = 1 << 22
	var sum float64
	for _, c := range counts {
		sum += math.Pow(float64(c), 0.75)
	}
	table := make([]int32, 0, size)
	var acc float64
	for i, c := range counts {
		acc += math.Pow(float64(c), 0.75) / sum
		for len(table) < int(acc*size) {
			table = append(table, int32(i))
		}
	}
	return table
}

func sigmoidTable() func(float32) float32 {
	const bound, steps = 8, 4096
	var table [steps]float32
	for i := range table {
		x := (float64(i) + 0.5) / steps * 2 * bound
		table[i] = float32(1 / (1 + math.Exp(bound-x)))
	}
	return func(x float32) float32 {
		switch {
		case x >= bound:
			return 1
		case x <= -bound:
			return 0
		default:
			return table[int((x+bound)*(steps/(2*bound)))]
		}
	}
}

// WriteText writes a line "word TAB number …" for every word.
func (v *Vectors) WriteText(out io.Writer) error {
	w := bufio.NewWriter(out)
	for i, word := range v.Words {
		fmt.Fprintf(w, "%s", word)
		for _, x := range v.Row(i) {
			fmt.Fprintf(w, "\t%.4f", x)
		}
		w.WriteByte('\n')
	}
	return w.Flush()
}

// Write writes the rows as little-endian float32.
func (v *Vectors) Write(out io.Writer) error { return binary.Write(out, binary.LittleEndian, v.Rows) }

// roughWords calls f with the words of a line, cut roughly as Universal
// Dependencies cuts English: clitics, hyphens and punctuation stand alone.
// Digits become zeros. The string is valid during the call only.
func roughWords(line string, f func(word string)) {
	var buffer []byte
	emit := func(s string) {
		if s == "" {
			return
		}
		buffer = buffer[:0]
		for i := 0; i < len(s); i++ {
			c := s[i]
			if c >= '0' && c <= '9' {
				c = '0'
			}
			buffer = append(buffer, c)
		}
		word := string(buffer)
		f(word)
	}
	for _, field := range strings.Fields(line) {
		roughField(strings.ReplaceAll(field, "’", "'"), emit)
	}
}

func roughField(s string, emit func(string)) {
	for s != "" { // what opens
		r, n := utf8.DecodeRuneInString(s)
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			break
		}
		emit(s[:n])
		s = s[n:]
	}
	var tail []string // what closes, last first
	for s != "" {
		r, n := utf8.DecodeLastRuneInString(s)
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			break
		}
		if r == '.' && keepsPeriod(s) {
			break
		}
		tail = append(tail, s[len(s)-n:])
		s = s[:len(s)-n]
	}
	// Inner joints: hyphens, dashes and slashes between letters.
	for {
		i := strings.IndexFunc(s, func(r rune) bool { return r == '-' || r == '–' || r == '—' || r == '/' || r == '"' })
		if i < 0 || strings.Contains(s, "://") {
			break
		}
		_, n := utf8.DecodeRuneInString(s[i:])
		roughClitics(s[:i], emit)
		emit(s[i : i+n])
		s = s[i+n:]
	}
	roughClitics(s, emit)
	for i := len(tail) - 1; i >= 0; i-- {
		emit(tail[i])
	}
}

// keepsPeriod tells whether the final period belongs to the word: "U.S.", "J.", "Sen.".
func keepsPeriod(s string) bool {
	body := s[:len(s)-1]
	if strings.Contains(body, ".") {
		return !strings.Contains(body, "..")
	}
	if len(body) == 1 {
		return body[0] >= 'A' && body[0] <= 'Z' && body != "I"
	}
	switch body {
	case "Mr", "Mrs", "Ms", "Dr", "Prof", "Sen", "Sens", "Rep", "Reps", "Gov", "Gen", "Lt", "Col", "Maj", "Capt", "Sgt", "Cpl", "Adm",
		"Brig", "St", "Jr", "Sr", "Inc", "Corp", "Ltd", "Co", "Bros", "vs", "No", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept",
		"Sep", "Oct", "Nov", "Dec", "Rev", "Hon", "Pres", "Amb", "etc":
		return true
	}
	return false
}

func roughClitics(s string, emit func(string)) {
	for _, c := range [...]string{"'s", "'S", "n't", "N'T", "'re", "'ve", "'ll", "'d", "'m"} {
		if len(s) > len(c) && strings.HasSuffix(s, c) {
			emit(s[:len(s)-len(c)])
			emit(c)
			return
		}
	}
	emit(s)
}
