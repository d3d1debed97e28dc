package extract

import "unicode/utf8"

// points turns byte offsets of a text into code points. It holds the count at
// every 64th byte; the zero value is for texts in which both are the same.
type points struct {
	text  string
	marks []int32 // code points that begin before byte 64·i
}

const pointStep = 64

func newPoints(text string) points {
	ascii := true
	for i := 0; i < len(text); i++ {
		if text[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if ascii {
		return points{text: text}
	}
	marks := make([]int32, 0, len(text)/pointStep+1)
	n := int32(0)
	for i := 0; i < len(text); i++ {
		if i%pointStep == 0 {
			marks = append(marks, n)
		}
		if text[i]&0xc0 != 0x80 { // not a continuation byte
			n++
		}
	}
	return points{text, marks}
}

// at returns the number of code points before byte i; beyond the text counts as its end.
func (p *points) at(i int) int {
	i = max(0, min(i, len(p.text)))
	if p.marks == nil {
		return i
	}
	m := min(i/pointStep, len(p.marks)-1)
	n := int(p.marks[m])
	for _, c := range []byte(p.text[m*pointStep : i]) {
		if c&0xc0 != 0x80 {
			n++
		}
	}
	return n
}
