package event

import (
	"strings"
	"unicode"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/graph"
)

// turns finds what stands behind a speaker's label and a colon: turns of an
// interview or transcript, and headlines.
//
//	SMITH: Let me finish.        Q: Will you sign it?        Minister: Talks have failed
func (r *reader) turns() {
	type label struct{ first, end, colon, paragraph int32 }
	var labels []label
	capitals := map[string]int{}
	seen := int32(-1)
	s := r.a.Sentences
	for i := range s {
		if s[i].Paragraph == seen {
			continue
		}
		seen = s[i].Paragraph
		first, end := s[i].First, s[i].TokenRange.End
		for first < end && r.upos(first) == extract.PUNCT {
			first++
		}
		for k := first; k < end && k < first+8; k++ {
			if r.a.Word(k) != ":" {
				continue
			}
			if k > first && k+1 < int32(r.a.Tokens.Len()) {
				labels = append(labels, label{first, k, k, seen})
				capitals[r.a.Text[r.a.Tokens.Start[first]:r.a.Tokens.End[k-1]]]++
			}
			break
		}
	}
	for n, l := range labels {
		source := r.labelHead(l.first, l.end)
		if source == extract.None {
			continue
		}
		if w := strings.ToLower(r.a.Word(source)); w == "q" || w == "a" || w == "question" || w == "answer" {
			continue // a question and an answer have no speaker
		}
		name := r.a.Text[r.a.Tokens.Start[l.first]:r.a.Tokens.End[l.end-1]]
		sentence := s[r.a.Tokens.Sentence[l.colon]]
		e := r.entityOf(source)
		m := r.mention[source]
		person := e != extract.None && m != extract.None && r.a.Mentions[m].Kind == graph.KindName && (r.a.Entities[e].Type == graph.TypePerson || r.a.Entities[e].Type == graph.TypeOrganization)
		transcript := isCapitals(name) && capitals[name] > 1 || capitals[name] > 1 && person
		headline := !transcript && l.colon+1 < sentence.TokenRange.End && (sentence.Heading || sentence.Paragraph == 0) && (person || isStudy(r.word(source)))
		if !transcript && !headline && !person {
			continue
		}
		// A label and a quotation need no turn: the words before the marks are read with them.
		if after := l.colon + 2; !transcript && after < int32(len(r.region)) && r.region[after] != extract.None && r.region[l.first] == extract.None {
			continue
		}
		d := draft{
			act: act{
				cue: colonCue, lemma: ":", head: extract.None, source: source, target: extract.None, clause: true,
				words: extract.TokenRange{First: l.colon, End: l.colon + 1},
			},
			sources: extract.TokenRange{First: l.first, End: l.end}, parent: extract.None,
		}
		end := sentence.Span.End
		if !headline {
			d.turn = true
			last := l.paragraph
			if n+1 < len(labels) && transcript && labels[n+1].paragraph-l.paragraph <= 8 {
				last = labels[n+1].paragraph - 1 // paragraphs without a label between two turns go on with the first
			}
			for k := int(r.a.Tokens.Sentence[l.colon]); k < len(s) && s[k].Paragraph <= last; k++ {
				end = s[k].Span.End
			}
		}
		start := r.a.Tokens.End[l.colon]
		for start < end {
			stop := end
			if k := strings.Index(r.a.Text[start:end], "\n"); k >= 0 {
				stop = start + int32(k)
			}
			if span := trimSpan(r.a.Text, extract.Span{Start: start, End: stop}); !span.Empty() {
				d.spans = append(d.spans, span)
			}
			start = stop + 1
		}
		if d.turn {
			for k := l.first; k < int32(len(r.turned)) && r.a.Tokens.Start[k] < end; k++ {
				r.turned[k] = true
			}
		}
		r.drafts = append(r.drafts, d)
	}
}

// labelHead is the head of a label: its last noun or name, if it has nothing but a noun phrase.
func (r *reader) labelHead(first, end int32) int32 {
	head := extract.None
	for i := first; i < end; i++ {
		switch r.upos(i) {
		case extract.PROPN, extract.NOUN, extract.X:
			if head == extract.None || r.deprel(i) != extract.Appos && r.prep(i) == "" {
				head = i
			}
		case extract.VERB, extract.AUX, extract.SCONJ:
			if !isCapitals(r.a.Word(i)) {
				return extract.None
			}
			head = i
		case extract.PUNCT, extract.ADJ, extract.DET, extract.ADP, extract.NUM:
		default:
			if !isCapitals(r.a.Word(i)) {
				return extract.None
			}
			head = i
		}
	}
	return head
}

// isCapitals tells that a label is written in capitals: "WALLACE", "Q".
func isCapitals(s string) bool {
	letters := false
	for _, c := range s {
		if unicode.IsLower(c) {
			return false
		}
		letters = letters || unicode.IsUpper(c)
	}
	return letters
}

// isStudy tells a noun that speaks for a body of evidence: "Poll: …".
func isStudy(lemma string) bool {
	switch strings.ToLower(lemma) {
	case "poll", "report", "study", "survey", "source", "analyst", "expert", "official", "police", "memo", "analysis", "document", "minister", "president", "report's":
		return true
	}
	return false
}
