package train

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/graph"
)

// open opens a corpus file; a name that ends in ".gz" is read through gzip.
func open(path string) (io.ReadCloser, error) {
	f, err := os.Open(path)
	if err != nil || !strings.HasSuffix(path, ".gz") {
		return f, err
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return struct {
		io.Reader
		io.Closer
	}{z, f}, nil
}

// ReadLines calls line for every line of a file, without its end.
func ReadLines(path string, line func(n int, s string) error) error {
	r, err := open(path)
	if err != nil {
		return err
	}
	defer r.Close()
	in := bufio.NewReaderSize(r, 1<<16)
	for n := 1; ; n++ {
		s, err := in.ReadString('\n')
		if s != "" {
			if err := line(n, strings.TrimRight(s, "\r\n")); err != nil {
				return fmt.Errorf("%s:%d: %w", path, n, err)
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
}

// ReadJSONL calls row for every JSON line of a file.
func ReadJSONL[T any](path string, row func(T) error) error {
	return ReadLines(path, func(_ int, s string) error {
		if strings.TrimSpace(s) == "" {
			return nil
		}
		var v T
		if err := json.Unmarshal([]byte(s), &v); err != nil {
			return err
		}
		return row(v)
	})
}

// ReadTSV calls row for the cells of every line of a file but its heading.
func ReadTSV(path string, row func(cells []string) error) error {
	return ReadLines(path, func(n int, s string) error {
		if n == 1 || s == "" {
			return nil
		}
		return row(strings.Split(s, "\t"))
	})
}

// TaggedSentence is one sentence of an IOB2 file: its words and their tags.
type TaggedSentence struct {
	Document string // the "# newdoc id" before it; "" if the corpus has none
	ID       string // "# sent_id"
	Words    []string
	Tags     []string // "O", "B-PER", "I-PER"; the last column
}

// ReadIOB2 reads sentences of words and tags in columns: the first column that
// is not a running number is the word, column the index of the tag's (-1: last).
func ReadIOB2(path string, column int) ([]TaggedSentence, error) {
	var all []TaggedSentence
	var s TaggedSentence
	doc := ""
	end := func() {
		if len(s.Words) > 0 {
			s.Document = doc
			all = append(all, s)
		}
		s = TaggedSentence{}
	}
	err := ReadLines(path, func(_ int, line string) error {
		switch {
		case line == "":
			end()
		case strings.HasPrefix(line, "# ") && !strings.Contains(line, "\t"):
			k, v, _ := strings.Cut(line[2:], "=")
			switch k = strings.TrimSpace(k); {
			case strings.HasPrefix(k, "newdoc"):
				doc = strings.TrimSpace(v)
			case k == "sent_id":
				s.ID = strings.TrimSpace(v)
			}
		default:
			cells := strings.Split(line, "\t")
			word := cells[0]
			if _, err := strconv.Atoi(word); err == nil && len(cells) > 2 {
				word = cells[1]
			}
			tag := column
			if tag < 0 {
				tag += len(cells)
			}
			if tag >= len(cells) {
				return fmt.Errorf("no column %d", column)
			}
			s.Words, s.Tags = append(s.Words, word), append(s.Tags, cells[tag])
		}
		return nil
	})
	end()
	return all, err
}

// TreeDocument is a document of a treebank: an Analysis with gold tokens, tags, lemmas, trees,
// sentences and paragraphs, and what else the treebank says of each word.
type TreeDocument struct {
	*extract.Analysis
	Meta  map[string]string // "# meta::genre = news" is Meta["genre"]
	IDs   []string          // sent_id of each sentence
	Feats []string          // morphology of each token
	Misc  []string          // the last column of each token: "Entity=(1-person…", "XML=…"
}

// MiscValue returns the value of a key in a MISC column, "" if it is not there.
func MiscValue(misc, key string) string {
	for p := range strings.SplitSeq(misc, "|") {
		if k, v, ok := strings.Cut(p, "="); ok && k == key {
			return v
		}
	}
	return ""
}

// conlluWord is one syntactic word of a sentence that is being read.
type conlluWord struct {
	cells []string
	after string // what stands between it and the next word
}

// ReadCoNLLU reads a treebank into documents with running text: paragraphs
// ("# newpar") are parted by a blank line, words as SpaceAfter says, and the
// words of a multiword token lie side by side. It rebuilds the same text as the
// scorers of the benchmarks do.
func ReadCoNLLU(path string) ([]*TreeDocument, error) {
	var (
		docs       []*TreeDocument
		newDoc     string
		isNew      = true
		newPar     = true
		sentID     string
		want       string // "# text"
		meta       = map[string]string{}
		words      []conlluWord
		tokenEnd   int
		tokenAfter string
		space      string
		text       strings.Builder
	)
	finish := func() {
		if len(docs) > 0 {
			d := docs[len(docs)-1]
			d.Text = text.String()
			d.Document.Text = d.Text
			text.Reset()
		}
	}
	end := func() error {
		if len(words) == 0 {
			return nil
		}
		if isNew {
			finish()
			id := newDoc
			if id == "" {
				id = fmt.Sprintf("doc%d", len(docs)+1)
			}
			docs = append(docs, &TreeDocument{Analysis: &extract.Analysis{Document: &graph.Document{ID: id, Language: "en"}, Language: "en"}, Meta: map[string]string{}})
			space, newPar = "", true
		} else if newPar {
			space = "\n\n"
		}
		d := docs[len(docs)-1]
		for k, v := range meta {
			d.Meta[k] = v
		}
		text.WriteString(space)
		space = d.appendSentence(&text, words, want, newPar)
		d.IDs = append(d.IDs, sentID)
		words, isNew, newPar, want, sentID = nil, false, false, "", ""
		tokenEnd = 0
		clear(meta)
		return nil
	}
	err := ReadLines(path, func(_ int, line string) error {
		if line == "" {
			return end()
		}
		if line[0] == '#' {
			k, v, _ := strings.Cut(line[1:], "=")
			k, v = strings.TrimSpace(k), strings.TrimSpace(v)
			switch {
			case strings.HasPrefix(k, "newdoc"):
				newDoc, isNew, newPar = v, true, true
			case k == "newpar" || strings.HasPrefix(k, "newpar id"):
				newPar = true
			case k == "sent_id":
				sentID = v
			case k == "text":
				want = v
			case strings.HasPrefix(k, "meta::"):
				meta[k[6:]] = v
			}
			return nil
		}
		c := strings.Split(line, "\t")
		if len(c) != 10 {
			return fmt.Errorf("%d columns instead of 10", len(c))
		}
		if strings.Contains(c[0], ".") {
			return nil // an empty node of the enhanced graph
		}
		after := " "
		if MiscValue(c[9], "SpaceAfter") == "No" {
			after = ""
		}
		if _, last, ok := strings.Cut(c[0], "-"); ok {
			n, err := strconv.Atoi(last)
			if err != nil {
				return err
			}
			tokenEnd, tokenAfter = n, after
			return nil
		}
		n, err := strconv.Atoi(c[0])
		if err != nil {
			return err
		}
		if n < tokenEnd {
			after = ""
		} else if n == tokenEnd {
			after = tokenAfter
		}
		words = append(words, conlluWord{c, after})
		return nil
	})
	if err == nil {
		err = end()
	}
	finish()
	if err != nil {
		return nil, err
	}
	return docs, nil
}

// appendSentence adds one sentence; it returns the space that follows it.
func (d *TreeDocument) appendSentence(text *strings.Builder, words []conlluWord, want string, newPar bool) string {
	t := &d.Tokens
	first := int32(t.Len())
	s := extract.Sentence{Root: extract.None, Heading: false}
	if n := len(d.Sentences); n > 0 {
		s.Paragraph = d.Sentences[n-1].Paragraph
		if newPar {
			s.Paragraph++
		}
	}
	wantRunes := []rune(want) // keeps other kinds of white space
	at := 0
	for k, w := range words {
		c := w.cells
		start := int32(text.Len())
		text.WriteString(c[1])
		at += len([]rune(c[1]))
		t.Start, t.End = append(t.Start, start), append(t.End, int32(text.Len()))
		t.Lemma = append(t.Lemma, c[2])
		t.UPOS = append(t.UPOS, extract.ParseUPOS(c[3]))
		t.XPOS = append(t.XPOS, extract.ParseXPOS(c[4]))
		head, _ := strconv.Atoi(c[6])
		h := extract.None
		if head > 0 {
			h = first + int32(head) - 1
		} else if s.Root == extract.None {
			s.Root = first + int32(k)
		}
		t.Head = append(t.Head, h)
		t.Deprel = append(t.Deprel, extract.ParseDeprel(c[7]))
		t.Sentence = append(t.Sentence, int32(len(d.Sentences)))
		d.Feats, d.Misc = append(d.Feats, c[5]), append(d.Misc, c[9])
		if k < len(words)-1 && w.after != "" {
			if at < len(wantRunes) {
				text.WriteRune(wantRunes[at])
			} else {
				text.WriteString(w.after)
			}
			at++
		}
	}
	s.TokenRange = extract.TokenRange{First: first, End: int32(t.Len())}
	s.Span = extract.Span{Start: t.Start[first], End: int32(text.Len())}
	d.Sentences = append(d.Sentences, s)
	return words[len(words)-1].after
}
