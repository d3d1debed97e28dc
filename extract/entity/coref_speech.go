package entity

import (
	"github.com/dateline-news/dateline/extract"
)

// quotation is a stretch between quotation marks that is long enough to be speech.
type quotation struct {
	tokens    extract.TokenRange
	paragraph int32
	speaker   int32 // mention; -1
	open      bool  // its paragraph ended before it did: the next one goes on
}

// shortQuote is the number of tokens under which marks are taken for scare quotes or a title.
const shortQuote = 4

// findQuotes marks the tokens inside quotation marks. A paragraph's end closes
// what is open, so that one missing mark spoils no more than its paragraph.
func (d *Discourse) findQuotes() {
	a := d.a
	d.quote = resize(d.quote, a.Tokens.Len())
	d.quotes = d.quotes[:0]
	open := extract.None
	end := func(last int32, paragraph int32, isOpen bool) {
		if open >= 0 && last-open-1 >= shortQuote {
			d.quotes = append(d.quotes, quotation{extract.TokenRange{First: open + 1, End: last}, paragraph, -1, isOpen})
			for t := open + 1; t < last; t++ {
				d.quote[t] = int32(len(d.quotes))
			}
		}
		open = extract.None
	}
	for s := range a.Sentences {
		sent := &a.Sentences[s]
		if s > 0 && sent.Paragraph != a.Sentences[s-1].Paragraph {
			end(sent.First, a.Sentences[s-1].Paragraph, true)
		}
		for t := sent.First; t < sent.TokenRange.End; t++ {
			switch a.Word(t) {
			case "“", "``", "„", "«":
				if open >= 0 {
					end(t, sent.Paragraph, false)
				}
				open = t
			case "”", "''", "»":
				if open >= 0 {
					end(t, sent.Paragraph, false)
				}
			case "\"":
				if open >= 0 {
					end(t, sent.Paragraph, false)
				} else {
					open = t
				}
			}
		}
	}
	if n := len(a.Sentences); n > 0 {
		end(a.Sentences[n-1].TokenRange.End, a.Sentences[n-1].Paragraph, true)
	}
}

// sayVerbs are verbs whose subject speaks the quotation beside them.
var sayVerbs = map[string]bool{
	"say": true, "tell": true, "add": true, "state": true, "note": true, "explain": true, "ask": true, "reply": true, "claim": true, "announce": true,
	"write": true, "tweet": true, "comment": true, "respond": true, "argue": true, "insist": true, "warn": true, "declare": true, "report": true,
	"continue": true, "recall": true, "suggest": true, "admit": true, "acknowledge": true, "remark": true, "conclude": true, "stress": true,
	"emphasize": true, "emphasise": true, "call": true, "describe": true, "stated": true, "answer": true, "agree": true, "complain": true, "confirm": true,
	"deny": true, "express": true, "joke": true, "observe": true, "post": true, "promise": true, "pledge": true, "quip": true, "read": true, "shout": true,
	"cry": true, "think": true, "vow": true, "urge": true, "reveal": true, "point": true, "go": false,
}

// findSpeakers finds who speaks each quotation: the subject of the nearest
// reporting verb outside it in its sentences, else whoever spoke before in the
// same paragraph or in one that was not closed.
func (d *Discourse) findSpeakers() {
	a := d.a
	t := &a.Tokens
	for q := range d.quotes {
		x := &d.quotes[q]
		if x.tokens.Len() == 0 {
			continue
		}
		best, gap := extract.None, int32(1<<30)
		look := func(lo, hi int32) {
			for k := lo; k < hi; k++ {
				if t.UPOS[k] != extract.VERB || d.quote[k] != 0 || !sayVerbs[t.Lemma[k]] {
					continue
				}
				g := min(abs(k-x.tokens.First), abs(k-x.tokens.End))
				if g >= gap {
					continue
				}
				if s := d.subjectOf(k); s >= 0 {
					best, gap = s, g
				}
			}
		}
		const reach = 40
		first := a.Sentences[t.Sentence[x.tokens.First]].TokenRange
		last := a.Sentences[t.Sentence[x.tokens.End-1]].TokenRange
		look(max(first.First, x.tokens.First-reach), x.tokens.First)
		look(x.tokens.End, min(last.End, x.tokens.End+reach))
		if best < 0 {
			// '… ." Smith said.' stands in a sentence of its own if the mark ends the first.
			if s := t.Sentence[x.tokens.End-1] + 1; int(s) < len(a.Sentences) && a.Sentences[s].Paragraph == x.paragraph && last.End-x.tokens.End <= 2 {
				n := a.Sentences[s].TokenRange
				look(n.First, min(n.End, n.First+8))
			}
		}
		if best < 0 && q > 0 {
			p := &d.quotes[q-1]
			if p.paragraph == x.paragraph || p.open && p.paragraph+1 == x.paragraph {
				best = p.speaker
			}
		}
		if best < 0 {
			// 'Smith said:' ends the sentence or paragraph before.
			if s := t.Sentence[x.tokens.First]; s > 0 && x.tokens.First-first.First <= 1 {
				n := a.Sentences[s-1].TokenRange
				if w := a.Word(n.End - 1); w == ":" {
					look(max(n.First, n.End-reach), n.End)
				}
			}
		}
		x.speaker = best
	}
}

func abs(x int32) int32 {
	if x < 0 {
		return -x
	}
	return x
}

// subjectOf is the mention that is the subject of verb k, -1 if there is none.
func (d *Discourse) subjectOf(k int32) int32 {
	t := &d.a.Tokens
	sent := d.a.Sentences[t.Sentence[k]].TokenRange
	const reach = 30
	for i := max(sent.First, k-reach); i < min(sent.End, k+reach); i++ {
		if t.Head[i] == k && t.Deprel[i] == extract.Nsubj {
			return d.byHead[i]
		}
	}
	// a conjoined verb shares its subject: "he stopped and said"
	if t.Deprel[k] == extract.Conj && t.Head[k] >= 0 && t.Head[k] != k {
		h := t.Head[k]
		for i := max(sent.First, h-reach); i < min(sent.End, h+reach); i++ {
			if t.Head[i] == h && t.Deprel[i] == extract.Nsubj {
				return d.byHead[i]
			}
		}
	}
	return -1
}

// joinSpeakers lets "I" in a quotation be its speaker, and joins the "we" of one
// speaker, and what first and second person say outside of quotations.
func (d *Discourse) joinSpeakers() {
	var author [8]int32 // by class of pronoun, outside of quotations
	for i := range author {
		author[i] = -1
	}
	type voice struct {
		speaker int32
		class   uint8
	}
	paragraph, signer := int32(-1), int32(-1)
	voices := map[voice]int32{}
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Kind != refPronoun || m.person == 3 {
			continue
		}
		x := int32(i)
		class := uint8(m.lemma)
		if m.quote == 0 && class == proI {
			if p := d.a.Sentences[m.sentence].Paragraph; p != paragraph {
				paragraph, signer = p, d.signer(m.sentence)
			}
			if signer >= 0 && d.find(signer) != d.find(x) {
				d.join(signer, x)
				continue
			}
		}
		if m.quote == 0 {
			if author[class] >= 0 {
				d.join(author[class], x)
			} else {
				author[class] = x
			}
			continue
		}
		q := &d.quotes[m.quote-1]
		if q.speaker >= 0 && class == proI {
			if s := d.clusters[d.find(q.speaker)].typ; s == typePerson || s == typeUnknown || d.Mentions[q.speaker].Kind == refPronoun {
				if d.clusters[d.find(q.speaker)].number != plural {
					d.join(q.speaker, x)
					continue
				}
			}
		}
		v := voice{int32(-1 - m.quote), class}
		if q.speaker >= 0 {
			v.speaker = d.find(q.speaker)
		}
		if o, ok := voices[v]; ok {
			d.join(o, x)
		} else {
			voices[v] = x
		}
	}
}

// signer is who speaks a paragraph without quotation marks: the person whose name
// alone ends it, or begins it before a colon as in an interview; -1 if nobody does.
func (d *Discourse) signer(s int32) int32 {
	all := d.a.Sentences
	first, last := s, s
	const reach = 12
	for first > 0 && s-first < reach && all[first-1].Paragraph == all[s].Paragraph {
		first--
	}
	for int(last)+1 < len(all) && last-s < reach && all[last+1].Paragraph == all[s].Paragraph {
		last++
	}
	named := func(r extract.TokenRange, colon bool) int32 {
		for k := r.First; k < r.End && k < r.First+3; k++ {
			m := d.byHead[k]
			if m < 0 || d.Mentions[m].Kind != refName || d.Mentions[m].Type != typePerson {
				continue
			}
			e := d.Mentions[m].Head.End
			if colon && e < r.End && d.a.Word(e) == ":" || !colon && r.End-e <= 1 && k-r.First <= 1 {
				return m
			}
			return -1
		}
		return -1
	}
	if m := named(all[first].TokenRange, true); m >= 0 {
		return m
	}
	if last != s {
		return named(all[last].TokenRange, false)
	}
	return -1
}
