package read

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/dateline-news/dateline/graph"
)

// maxLine bounds a line of JSON: a text of MaxText bytes takes up to six times that in escapes.
const maxLine = 6*MaxText + 1<<20

// jsonDocument is one line of JSON lines.
type jsonDocument struct {
	ID        *string `json:"id"`
	Title     *string `json:"title"`
	URL       *string `json:"url"`
	Publisher *string `json:"publisher"`
	Published *string `json:"published"`
	Language  *string `json:"language"`
	Text      *string `json:"text"`
}

// lines reads one document a line; blank lines are passed over.
func lines(in io.Reader, input string, yield func(Item) bool) bool {
	r := bufio.NewReaderSize(in, 1<<16)
	for n := 1; ; n++ {
		line, long, err := readLine(r)
		if n == 1 {
			line = bytes.TrimPrefix(line, bom)
		}
		if len(bytes.TrimSpace(line)) > 0 || long {
			d, fault := parse(line, long)
			item := Item{Document: d, Input: input, Line: n}
			if fault != nil {
				item = Item{Input: input, Line: n, Err: &Error{fault.Kind, fault.Message, input, n}}
			}
			if !yield(item) {
				return false
			}
		}
		if err == io.EOF {
			return true
		}
		if err != nil {
			return yield(Item{Input: input, Line: n, Err: &Error{kindOf(err), reason(err), input, n}})
		}
	}
}

// readLine returns the next line without its end; long tells that it was over
// maxLine and is cut. At the end of the input err is io.EOF.
func readLine(r *bufio.Reader) (line []byte, long bool, err error) {
	for {
		part, err := r.ReadSlice('\n')
		if len(line)+len(part) > maxLine {
			long = true
		} else {
			line = append(line, part...)
		}
		if err != bufio.ErrBufferFull {
			return bytes.TrimSuffix(line, []byte("\n")), long, err
		}
	}
}

func parse(line []byte, long bool) (*graph.Document, *graph.Error) {
	if long {
		return nil, graph.Errorf(graph.KindTooLarge, "the text is over the limit of 10 MB")
	}
	// encoding/json would put U+FFFD in place of both.
	if !utf8.Valid(line) {
		return nil, graph.Errorf(graph.KindInvalid, "not UTF-8")
	}
	if loneSurrogate(line) {
		return nil, graph.Errorf(graph.KindInvalid, "an escape of half a surrogate pair is not a character")
	}
	var j jsonDocument
	if err := json.Unmarshal(line, &j); err != nil {
		return nil, graph.Errorf(graph.KindInvalid, "%s", jsonFault(err))
	}
	if j.Text == nil {
		return nil, graph.Errorf(graph.KindInvalid, "the field text is missing")
	}
	str := func(p *string) string {
		if p == nil {
			return ""
		}
		return *p
	}
	return New(Fields{
		SourceID: str(j.ID), Title: str(j.Title), URL: str(j.URL), Publisher: str(j.Publisher),
		Published: str(j.Published), Language: str(j.Language), Text: *j.Text,
	})
}

func jsonFault(err error) string {
	var s *json.SyntaxError
	var t *json.UnmarshalTypeError
	switch {
	case errors.As(err, &s):
		return fmt.Sprintf("broken JSON at byte %d: %v", s.Offset, err)
	case errors.As(err, &t) && t.Field != "":
		return fmt.Sprintf("the field %s is a %s and should be a string", t.Field, t.Value)
	case errors.As(err, &t):
		return fmt.Sprintf("a %s where a JSON object should be", t.Value)
	}
	return "broken JSON: " + err.Error()
}

// loneSurrogate finds an escape \ud800 … \udfff that is not half of a pair.
func loneSurrogate(line []byte) bool {
	for i := 0; ; {
		j := bytes.IndexByte(line[i:], '\\')
		if j < 0 || i+j+1 >= len(line) {
			return false
		}
		i += j
		switch u := escape(line[i:]); {
		case u >= 0xd800 && u < 0xdc00:
			if v := escape(line[i+6:]); v < 0xdc00 || v > 0xdfff {
				return true
			}
			i += 12
		case u >= 0xdc00 && u <= 0xdfff:
			return true
		default:
			i += 2
		}
	}
}

// escape returns the code unit of the escape \uXXXX that b begins with, -1 if it begins with none.
func escape(b []byte) int {
	if len(b) < 6 || b[0] != '\\' || b[1] != 'u' {
		return -1
	}
	u := 0
	for _, c := range b[2:6] {
		switch {
		case c >= '0' && c <= '9':
			u = u<<4 | int(c-'0')
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			u = u<<4 | int(c|0x20-'a'+10)
		default:
			return -1
		}
	}
	return u
}
