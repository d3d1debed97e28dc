package train

import (
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/entity"
)

// A labelledSentence has for every word the set of labels that it may have, one
// bit a label: what a corpus does not tell stays open.
type labelledSentence struct {
	document string
	words    []string
	allowed  []uint32
	silver   bool // labelled by machine
}

// The sets of labels of a word that is no name, and of one about which nothing is known.
const (
	outsideOnly = uint32(1)
	anyLabel    = uint32(1)<<entity.LabelCount - 1
)

// The types of names in the order of their labels.
const (
	typePerson = iota
	typeOrganization
	typePlace
	typeOther
)

var labelTypes = map[string]int{
	"PER": typePerson, "ORG": typeOrganization, "LOC": typePlace, "MISC": typeOther, "EVENT": typeOther,
	"person": typePerson, "organization": typeOrganization, "place": typePlace,
}

// setName labels words[first:end] as one name.
func (s *labelledSentence) setName(first, end, typ int) {
	// Some corpora have titles in names of people ("Mr Mandela"), the contract has not.
	for typ == typePerson && end-first > 1 && entity.Words().BeforeName(s.words[first]) && isCapital(s.words[first+1]) {
		s.allowed[first] = outsideOnly
		first++
	}
	for i := first; i < end; i++ {
		place := entity.LabelInside
		switch {
		case end == first+1:
			place = entity.LabelSingle
		case i == first:
			place = entity.LabelBegin
		case i == end-1:
			place = entity.LabelEnd
		}
		s.allowed[i] = 1 << entity.Label(typ, place)
	}
}

// outside is the set of labels of words outside of names in a corpus that has
// other names, or that has none of them.
func outside(hasOther bool) uint32 {
	if hasOther {
		return outsideOnly
	}
	set := outsideOnly
	for place := range 4 {
		set |= 1 << entity.Label(typeOther, place)
	}
	return set
}

// taggedNames reads an IOB2 file. Words are cut at hyphens, as the treebanks do.
func taggedNames(path string, hasOther bool) ([]labelledSentence, error) {
	sentences, err := ReadIOB2(path, -1)
	if err != nil {
		return nil, err
	}
	var all []labelledSentence
	for _, s := range sentences {
		out := labelledSentence{document: s.Document}
		type span struct{ first, end, typ int }
		var names []span
		for i, word := range s.Words {
			parts := splitHyphens(word)
			first := len(out.words)
			out.words = append(out.words, parts...)
			for range parts {
				out.allowed = append(out.allowed, outside(hasOther))
			}
			tag, kind, _ := strings.Cut(s.Tags[i], "-")
			typ, known := labelTypes[kind]
			switch {
			case tag == "O" || !known:
				// "London-based": whether London is labelled is not known.
				if len(parts) > 2 && isCapital(parts[0]) {
					out.allowed[first] = anyLabel
				}
			case tag == "I" && len(names) > 0 && names[len(names)-1].end == first && names[len(names)-1].typ == typ:
				names[len(names)-1].end = len(out.words)
			default:
				end := len(out.words)
				if len(parts) > 2 && isCapital(parts[0]) && !isCapital(parts[len(parts)-1]) && typ != typePerson && typ != typeOther {
					end = first + 1 // "Paris-based" as a place
				}
				names = append(names, span{first, end, typ})
			}
		}
		for _, n := range names {
			out.setName(n.first, n.end, n.typ)
		}
		all = append(all, out)
	}
	return all, nil
}

func isCapital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// splitHyphens cuts a word at hyphens and slashes between letters or digits.
func splitHyphens(w string) []string {
	if !strings.ContainsAny(w, "-–/") || strings.Contains(w, "://") || strings.Contains(w, "@") {
		return []string{w}
	}
	var parts []string
	start := 0
	for i, r := range w {
		if r != '-' && r != '–' && r != '/' {
			continue
		}
		n := utf8.RuneLen(r)
		before, _ := utf8.DecodeLastRuneInString(w[start:i])
		after, _ := utf8.DecodeRuneInString(w[i+n:])
		if i > start && i+n < len(w) && alnum(before) && alnum(after) {
			parts = append(parts, w[start:i], w[i:i+n])
			start = i + n
		}
	}
	return append(parts, w[start:])
}

func alnum(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// gumNames reads the names of a GUM file. GUM's mention of a name holds titles
// and modifiers ("former President Donald Trump"); the name is the stretch of
// proper nouns around its head, with the small words between them.
func gumNames(trees, mentions string) ([]labelledSentence, error) {
	docs, err := ReadCoNLLU(trees)
	if err != nil {
		return nil, err
	}
	type mention struct {
		Start, End int
		Head       [2]int
		Kind, Type string
	}
	byID := map[string][]mention{}
	err = ReadJSONL(mentions, func(d struct {
		ID       string
		Mentions []mention
	}) error {
		byID[d.ID] = d.Mentions
		return nil
	})
	if err != nil {
		return nil, err
	}
	var all []labelledSentence
	for _, d := range docs {
		points := codePoints(d.Text)
		first := len(all)
		for _, s := range d.Sentences {
			out := labelledSentence{document: d.Document.ID}
			for i := s.First; i < s.TokenRange.End; i++ {
				out.words = append(out.words, d.Word(i))
				// A proper noun in no mention of a kind that is read here may be anything.
				set := outside(false)
				if d.Tokens.UPOS[i] == extract.PROPN {
					set = anyLabel
				}
				out.allowed = append(out.allowed, set)
			}
			all = append(all, out)
		}
		covered := map[int32]bool{}
		for _, m := range byID[d.Document.ID] {
			typ, known := labelTypes[m.Type]
			if m.Kind != "NAME" {
				continue
			}
			var tokens []int32
			var head int32 = -1
			for i := range int32(d.Tokens.Len()) {
				from, to := points[d.Tokens.Start[i]], points[d.Tokens.End[i]]
				if from >= m.Start && to <= m.End {
					tokens = append(tokens, i)
					if head < 0 && from >= m.Head[0] && to <= m.Head[1] {
						head = i
					}
				}
			}
			if head < 0 {
				continue
			}
			f, e := properRun(d.Analysis, tokens, head)
			s := d.Sentences[d.Tokens.Sentence[head]]
			if f < s.First || e > s.TokenRange.End {
				continue
			}
			out := &all[first+int(d.Tokens.Sentence[head])]
			overlap := false
			for i := f; i < e; i++ {
				overlap = overlap || covered[i]
			}
			if overlap {
				continue
			}
			for i := f; i < e; i++ {
				covered[i] = true
			}
			if known {
				out.setName(int(f-s.First), int(e-s.First), typ)
				continue
			}
			for i := f; i < e; i++ {
				out.allowed[i-s.First] = outside(false)
			}
		}
	}
	return all, nil
}

// properRun widens a head to the proper nouns beside it inside a mention.
func properRun(a *extract.Analysis, mention []int32, head int32) (first, end int32) {
	lo, hi := mention[0], mention[len(mention)-1]+1
	proper := func(i int32) bool { return a.Tokens.UPOS[i] == extract.PROPN }
	first, end = head, head+1
	for first > lo {
		if proper(first - 1) {
			first--
			continue
		}
		// "University of Southern California": small words between proper nouns.
		k := first - 1
		for k > lo && !proper(k) && first-k <= 2 && joins(a, k) {
			k--
		}
		if k < first-1 && proper(k) {
			first = k
			continue
		}
		break
	}
	for end < hi {
		if proper(end) {
			end++
			continue
		}
		k := end
		for k < hi && !proper(k) && k-end < 2 && joins(a, k) {
			k++
		}
		if k > end && k < hi && proper(k) {
			end = k + 1
			continue
		}
		break
	}
	for first < end-1 && entity.Words().BeforeName(a.Word(first)) {
		first++
	}
	return first, end
}

func joins(a *extract.Analysis, i int32) bool {
	switch a.Tokens.UPOS[i] {
	case extract.ADP, extract.DET, extract.NUM:
		return true
	case extract.PUNCT:
		return a.Word(i) == "-"
	}
	w := a.Word(i)
	return w == "and" || w == "&" || w == "'s" || w == "’s"
}

// codePoints maps byte offsets of a text to code points.
func codePoints(s string) []int {
	at := make([]int, len(s)+1)
	n := 0
	for i := range s {
		at[i] = n
		n++
	}
	at[len(s)] = n
	return at
}

// silverNames reads the news in short, with names whose type is left open where it is not known.
func silverNames(path string) ([]labelledSentence, error) {
	var all []labelledSentence
	err := ReadJSONL(path, func(d struct {
		ID, Text string
		Names    [][3]any
	}) error {
		points := codePoints(d.Text)
		type name struct {
			start, end int
			typ        string
		}
		var names []name
		for _, n := range d.Names {
			names = append(names, name{int(n[0].(float64)), int(n[1].(float64)), n[2].(string)})
		}
		next := 0
		for _, s := range roughSentences(d.Text) {
			out := labelledSentence{document: d.ID, silver: true}
			for _, w := range s {
				out.words = append(out.words, d.Text[w.start:w.end])
				out.allowed = append(out.allowed, outsideOnly)
			}
			for ; next < len(names) && names[next].end <= points[s[0].start]; next++ {
			}
			for k := next; k < len(names) && names[k].start < points[s[len(s)-1].end]; k++ {
				first, end := -1, -1
				for i, w := range s {
					if points[w.end] > names[k].start && points[w.start] < names[k].end {
						if first < 0 {
							first = i
						}
						end = i + 1
					}
				}
				if first < 0 {
					continue
				}
				if typ, ok := labelTypes[names[k].typ]; ok {
					out.setName(first, end, typ)
					continue
				}
				for i := first; i < end; i++ {
					out.allowed[i] = anyLabel
				}
			}
			all = append(all, out)
		}
		return nil
	})
	return all, err
}

// textWord is a word of a text, in bytes.
type textWord struct{ start, end int }

// roughSentences cuts a text into sentences and words by the look of it alone,
// so that names depend on no other model.
func roughSentences(text string) [][]textWord {
	var all [][]textWord
	var sentence []textWord
	end := func() {
		if len(sentence) > 0 {
			all, sentence = append(all, sentence), nil
		}
	}
	at := 0
	for line := range strings.Lines(text) {
		stopped := false // behind a full stop
		for _, field := range strings.Fields(line) {
			at += strings.Index(text[at:], field)
			from := at
			roughField(strings.ReplaceAll(field, "’", "'"), func(word string) {
				if word == "" {
					return
				}
				next := from
				for range word { // as many letters, be they of other length
					_, n := utf8.DecodeRuneInString(text[next:])
					next += n
				}
				word = text[from:next]
				first, _ := utf8.DecodeRuneInString(word)
				switch {
				case stopped && (unicode.IsLetter(first) || unicode.IsDigit(first) || word == "(" || word == "“"):
					if !unicode.IsLower(first) {
						end()
					}
					stopped = false
				case word == "." || word == "!" || word == "?":
					stopped = true
				}
				sentence = append(sentence, textWord{from, next})
				from = next
			})
			at += len(field)
		}
		end()
	}
	return all
}

// nameCorpora reads the mixture that the names are learned from.
func nameCorpora(corpora string) (map[string][]labelledSentence, error) {
	in := func(parts ...string) string { return filepath.Join(append([]string{corpora}, parts...)...) }
	sets := map[string][]labelledSentence{}
	var err error
	add := func(name string, s []labelledSentence, e error) {
		sets[name] = s
		if err == nil {
			err = e
		}
	}
	s, e := taggedNames(in("uner-ewt", "train.iob2.gz"), false)
	add("uner-ewt", s, e)
	s, e = gumNames(in("ud-gum", "train.conllu.gz"), in("gum-coref", "train.jsonl.gz"))
	add("gum", s, e)
	for _, c := range [][2]string{{"few-nerd", "part"}, {"redocred", "all"}, {"wikigold", "all"}, {"crossner", "all"}, {"wnut17", "all"}} {
		s, e = taggedNames(in(c[0], c[1]+".iob2.gz"), true)
		add(c[0], s, e)
	}
	s, e = silverNames(in("wikipedia-events", "events.jsonl.gz"))
	add("wikipedia-events", s, e)
	return sets, err
}
