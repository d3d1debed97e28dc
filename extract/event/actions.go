package event

import (
	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/graph"
)

// maxConjuncts bounds the members of a coordination that become statements of their own.
const maxConjuncts = 12

// actions appends the edges between parties that frames make.
func (s *scene) actions(out []extract.Statement) []extract.Statement {
	for i := range s.a.Frames {
		out = s.act(int32(i), out)
	}
	return out
}

// act appends the edges of one frame.
func (s *scene) act(i int32, out []extract.Statement) []extract.Statement {
	a := s.a
	f := &a.Frames[i]
	m := s.moods.of(f.Head)
	if m.question || a.Sentences[a.Tokens.Sentence[f.Head]].Heading && s.upos(f.Head) == extract.NOUN {
		return out
	}
	c, object := construe(s.grammar, f)
	noun := s.upos(f.Head) == extract.NOUN
	if s.upos(f.Head) == extract.AUX {
		return out
	}
	agent := s.agent(f, noun, object)
	var subjects, objects []int32
	if agent != nil {
		subjects = s.parties(agent)
	}
	if object != nil {
		objects = s.parties(object)
	}
	if c == nil {
		if noun || predicateOf(s.grammar, f).Family() == graph.FamilySpeech {
			return out
		}
		// Any other transitive relation between two parties.
		object = f.Argument(extract.A1)
		if object == nil || agent == nil || object == agent {
			return out
		}
		objects = s.parties(object)
		c = &construction{predicate: graph.ActedOn}
	}
	emit := func(subject, object int32) {
		if subject == object {
			return
		}
		x := extract.Statement{
			Subject: subject, Predicate: c.predicate, Object: object, Verb: f.Lemma, Polarity: f.Polarity, Modality: f.Modality, Tense: f.Tense,
			Place: extract.None, SaidIn: extract.None, Frame: i, Quote: extract.None, Evidence: s.frameSpan(f),
		}
		x.Confidence = float64(f.Confidence)
		x.Explanation = []graph.Reason{{Layer: string(extract.LayerFrames), Reason: c.describe(f.Lemma)}}
		out = append(out, x)
	}
	switch {
	case len(objects) > 0 && len(subjects) > 0:
		for _, x := range subjects {
			for _, y := range objects {
				emit(x, y)
			}
		}
	case len(objects) > 0:
		// "The mayor was killed", "the assassination of the mayor": nobody is named who did it.
		if c.predicate != graph.ActedOn && !c.predicate.Symmetric() {
			for _, y := range objects {
				emit(extract.None, y)
			}
		}
	case c.predicate.Symmetric() && len(subjects) > 1:
		// "Russia and Ukraine agreed on a truce": one edge a pair.
		for k := range subjects {
			for _, y := range subjects[k+1:] {
				emit(subjects[k], y)
			}
		}
	case c.bare && len(subjects) > 0:
		for _, x := range subjects {
			emit(x, extract.None)
		}
	}
	return out
}

// agent is the argument that acts.
func (s *scene) agent(f *extract.Frame, noun bool, object *extract.Argument) *extract.Argument {
	if x := f.Argument(extract.A0); x != nil {
		return x
	}
	if noun {
		return nil
	}
	// "the troops withdrew from the city": what moves is its subject
	if x := f.Argument(extract.A1); x != nil && x != object && x.Head.First < f.Head && !s.passive(f.Head) {
		return x
	}
	return nil
}

// parties are the entities of an argument: that of its head, and of the conjuncts of its head.
func (s *scene) parties(x *extract.Argument) []int32 {
	var out []int32
	h := headToken(s.grammar, x)
	add := func(t int32) {
		if e := s.entity(t); e >= 0 {
			for _, o := range out {
				if o == e {
					return
				}
			}
			out = append(out, e)
		}
	}
	add(h)
	for _, c := range s.children(h) {
		if s.deprel(c) == extract.Conj && len(out) < maxConjuncts {
			switch s.upos(c) {
			case extract.NOUN, extract.PROPN, extract.PRON, extract.NUM, extract.ADJ, extract.X:
				add(c)
			}
		}
	}
	return out
}

// entity is the referent of the nominal that token t heads, None if there is none.
func (s *scene) entity(t int32) int32 {
	if k := s.mention[t]; k >= 0 {
		if e := s.a.Mentions[k].Entity; int(e) < len(s.a.Entities) {
			return e
		}
	}
	return extract.None
}

// frameSpan is the smallest stretch of text that shows trigger and core arguments.
func (s *scene) frameSpan(f *extract.Frame) extract.Span {
	r := f.Trigger
	for i := range f.Arguments {
		switch x := &f.Arguments[i]; x.Role {
		case extract.A0, extract.A1, extract.A2:
			r.First, r.End = min(r.First, x.Tokens.First), max(r.End, x.Tokens.End)
		}
	}
	return s.a.TokenSpan(r)
}

// describe says for people why a frame makes this edge.
func (c *construction) describe(lemma string) string {
	if c.predicate == graph.ActedOn {
		return "“" + lemma + "” between two parties"
	}
	return "“" + lemma + "” in the class of " + string(c.predicate)
}
