package event

import (
	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/graph"
)

// What a reader understands as an argument although it stands in another
// clause. Palmer et al. (1986) and Gerber & Chai (ACL 2010) call it implicit;
// only constructions that hand an argument on by grammar are read here. They
// are kept apart from the clause's own arguments: no edge is made of them.

// understand fills the frame's understood arguments.
func (s *Frames) understand(g *grammar, f *framing, i int32) {
	fr := &g.a.Frames[i]
	v := fr.Head
	if g.upos(v) != extract.VERB {
		return
	}
	for k := range fr.Arguments {
		switch x := &fr.Arguments[k]; x.Role {
		case extract.A0, extract.A1, extract.A2:
			if t := headToken(g, x); g.upos(t) == extract.PRON && x.Entity >= 0 {
				g.understandPronoun(fr, x, t, f)
			}
		}
	}
	h := g.head(v)
	if h < 0 || f.frame[h] < 0 || g.upos(h) != extract.VERB {
		return
	}
	around := &g.a.Frames[f.frame[h]]
	switch g.deprel(v) {
	case extract.Xcomp, extract.Advcl, extract.Conj:
		g.understandSetting(fr, around)
	}
	if g.hasSubject(v) {
		return
	}
	switch g.deprel(v) {
	case extract.Advcl:
		if g.finite(v) {
			return
		}
		switch g.markOf(v) {
		case "to", "in order", "in":
			if !g.infinitive(v) {
				return
			}
			// "deployed troops to protect voters": the troops protect
			if x := around.Argument(extract.A1); x != nil {
				g.handOn(fr, extract.A0, x)
			}
		}
	case extract.Conj:
		if o := g.child(h, extract.Obj); o >= 0 && fr.Argument(extract.A1) == nil && fr.Argument(extract.A2) == nil {
			if x := around.Argument(extract.A1); x != nil && headToken(g, x) == o {
				g.handOn(fr, extract.A1, x) // "took the book and left": what was left is not said
			}
		}
	}
}

// understandSetting takes over when and where the clause around happened.
//
//	"struck a boat on Monday, killing four", "was arrested in January and charged", "In May they agreed to leave"
func (g *grammar) understandSetting(fr, around *extract.Frame) {
	for _, r := range [...]extract.Role{extract.ArgTMP, extract.ArgLOC} {
		if fr.Argument(r) != nil {
			continue
		}
		for _, list := range [...][]extract.Argument{around.Arguments, around.Understood} {
			for k := range list {
				if list[k].Role == r {
					g.handOn(fr, r, &list[k])
				}
			}
		}
	}
}

// handOn gives the argument x of another frame to fr.
func (g *grammar) handOn(fr *extract.Frame, r extract.Role, x *extract.Argument) {
	y := *x
	y.Role = r
	addUnderstood(fr, y)
}

// addUnderstood keeps what is not said in the clause itself.
func addUnderstood(fr *extract.Frame, x extract.Argument) {
	if x.Tokens.Contains(fr.Head) {
		return
	}
	for _, list := range [...][]extract.Argument{fr.Arguments, fr.Understood} {
		for i := range list {
			if list[i].Tokens == x.Tokens {
				return
			}
		}
	}
	fr.Understood = append(fr.Understood, x)
}

// maxPronounDistance bounds the words between a pronoun and what it stands for.
const maxPronounDistance = 64

// understandPronoun adds the phrase of the same sentence for which the pronoun t stands.
//
//	"The United States said they will seek action": the United States will seek it
func (g *grammar) understandPronoun(fr *extract.Frame, x *extract.Argument, t int32, f *framing) {
	a := g.a
	r := a.Sentences[a.Tokens.Sentence[t]].TokenRange
	best := extract.None
	look := func(i int32) bool {
		k := f.mention[i]
		if k < 0 || a.Mentions[k].Entity != x.Entity || a.Mentions[k].Kind == graph.KindPronoun {
			return false
		}
		if best < 0 || a.Mentions[best].Kind != graph.KindName && a.Mentions[k].Kind == graph.KindName {
			best = k
		}
		return a.Mentions[best].Kind == graph.KindName
	}
	for i := t - 1; i >= max(r.First, t-maxPronounDistance); i-- {
		if look(i) {
			break
		}
	}
	if best < 0 {
		for i := t + 1; i < min(r.End, t+maxPronounDistance); i++ {
			if look(i) {
				break
			}
		}
	}
	if best < 0 {
		return
	}
	head := a.Mentions[best].Head
	top := head.First
	for i := head.First; i < head.End; i++ {
		if h := g.head(i); h < head.First || h >= head.End {
			top = i
			break
		}
	}
	span := g.argumentSpan(top, fr.Head)
	if c := g.caseOf(top); c >= 0 && c < top {
		for span.First <= g.hi[c] && span.First < top {
			span.First++
		}
	}
	addUnderstood(fr, extract.Argument{Role: x.Role, Tokens: span, Head: head, Entity: x.Entity})
}
