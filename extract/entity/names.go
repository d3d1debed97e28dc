package entity

import (
	"context"
	"strings"
	"sync"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/model"
	"github.com/dateline-news/dateline/graph"
)

// Names is the stage that finds names and nationalities and says what they
// name. It is immutable and safe for concurrent use.
//
// A linear-chain CRF reads each sentence; a second, small one reads what the
// first found in the whole document, so that a surname is what the full name is.
type Names struct {
	lexicon *Lexicon
	file    *model.File
	first   *sequenceModel
	second  *sequenceModel // nil: one pass only
	pool    sync.Pool
}

// NewNames opens the stage over its weights.
func NewNames(l *Lexicon, f *model.File) *Names {
	n := &Names{lexicon: l, file: f, first: openSequence(f, "first")}
	if f.Has("second.marks") {
		n.second = openSequence(f, "second")
	}
	n.pool.New = func() any { return &namesScratch{features: NewFeatures(l, f)} }
	return n
}

// Needs implements extract.Stage.
func (*Names) Needs() []extract.Layer { return []extract.Layer{extract.LayerTokens} }

// Gives implements extract.Stage.
func (*Names) Gives() []extract.Layer { return []extract.Layer{extract.LayerNames} }

// namesScratch is the memory of one document.
type namesScratch struct {
	features *Features
	lattice  lattice
	buffer   []uint64
	labels   []int8
	document Document
	emit     [][LabelCount]int32
}

// longestRead is the number of tokens that are decoded together: an endless
// line is read in pieces.
const longestRead = 400

// Run implements extract.Stage.
func (n *Names) Run(ctx context.Context, a *extract.Analysis) error {
	s := n.pool.Get().(*namesScratch)
	defer n.pool.Put(s)
	pieces := 0
	s.labels = s.labels[:0]
	s.document.Reset()
	s.emit = s.emit[:0]
	for k := range a.Sentences {
		for first := a.Sentences[k].First; first < a.Sentences[k].TokenRange.End; first += longestRead {
			if pieces++; pieces%64 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			n.read(a, s, extract.TokenRange{First: first, End: min(first+longestRead, a.Sentences[k].TokenRange.End)})
		}
	}
	if n.second != nil {
		s.document.Gather()
		for k := range s.document.Pieces() {
			n.reread(s, k)
		}
	}
	n.mentions(a, s)
	return nil
}

// read labels a piece of a sentence by itself.
func (n *Names) read(a *extract.Analysis, s *namesScratch, r extract.TokenRange) {
	s.features.Sentence(r.Len(), func(i int) string { return a.Word(r.First + int32(i)) })
	s.lattice.reset(r.Len())
	for i := range s.lattice.emit {
		s.buffer = s.features.Token(s.buffer[:0], i)
		n.first.score(s.buffer, &s.lattice.emit[i])
	}
	labels := n.first.decode(&s.lattice)
	s.labels = append(s.labels, labels...)
	if n.second != nil {
		s.emit = append(s.emit, s.lattice.emit...)
		s.document.Add(s.features, labels)
	}
}

// reread labels a piece again in the light of the whole document.
func (n *Names) reread(s *namesScratch, k int) {
	first, end := s.document.Piece(k)
	s.lattice.reset(end - first)
	for i := range s.lattice.emit {
		s.buffer = s.document.Token(s.buffer[:0], k, first+i)
		n.second.score(s.buffer, &s.lattice.emit[i])
		for l, x := range &s.emit[first+i] {
			s.lattice.emit[i][l] += int32(float32(x) * n.first.scale / n.second.scale)
		}
	}
	copy(s.labels[first:end], n.second.decode(&s.lattice))
}

// mentions turns labels into mentions, each with an entity of its own.
func (n *Names) mentions(a *extract.Analysis, s *namesScratch) {
	labels := s.labels
	for i := 0; i < len(labels); {
		t := int32(i)
		label := int(labels[i])
		if label == labelOutside {
			n.nationality(a, t)
			i++
			continue
		}
		typ, end := (label-1)/4, i+1
		if (label-1)%4 == LabelBegin {
			for end < len(labels) && (int(labels[end])-1)/4 == typ && labels[end] > 0 {
				end++
				if p := (int(labels[end-1]) - 1) % 4; p == LabelEnd {
					break
				}
			}
		}
		n.name(a, extract.TokenRange{First: t, End: int32(end)}, typ)
		i = end
	}
}

// The types of labels.
const (
	labelPerson = iota
	labelOrganization
	labelPlace
	labelOther
)

// name adds a name as the model sees it, cut to what the contract calls a name.
func (n *Names) name(a *extract.Analysis, r extract.TokenRange, typ int) {
	// Quotes, brackets and the article are outside: the "Moskva".
	for r.First < r.End && (outerSign(a.Word(r.First)) || strings.EqualFold(a.Word(r.First), "the")) {
		r.First++
	}
	for r.First < r.End && (outerSign(a.Word(r.End-1)) || isPossessive(a.Word(r.End-1))) {
		r.End--
	}
	title := extract.None
	if typ == labelPerson {
		// A title is outside: "Prime Minister Robert Golob", "Mr Golob".
		for r.Len() > 1 && n.isTitle(a.Word(r.First)) {
			title = r.First
			r.First++
		}
	}
	if r.Len() <= 0 || !hasLetter(tokenText(a, r)) {
		return
	}
	text := tokenText(a, r)
	entry, _ := n.lexicon.Name(text)
	if nationality := ListDemonym | ListDemonymPlural | ListGroup; entry.Lists&nationality != 0 && entry.Lists&(ListCountry|ListCity|ListOfficeHolder) == 0 &&
		(typ == labelPlace || typ == labelOther) {
		n.addNORP(a, r, entry)
		return
	}
	e := extract.Entity{Name: nameText(a, r), Members: []int32{int32(len(a.Mentions))}}
	switch typ {
	case labelPerson:
		e.Type = graph.TypePerson
		e.Gender = n.gender(a, r, title, entry)
	case labelOrganization:
		e.Type = graph.TypeOrganization
		e.Subtype = n.bodySubtype(a, r, entry)
		e.Country = n.country(a, r, entry)
	case labelPlace:
		e.Type = graph.TypePlace
		e.Subtype = n.placeSubtype(a, r, entry)
		e.Country = n.country(a, r, entry)
	default:
		e.Type, e.Subtype = n.otherType(a, r)
	}
	a.Mentions = append(a.Mentions, extract.Mention{Tokens: r, Head: r, Kind: graph.KindName, Type: e.Type, Entity: int32(len(a.Entities))})
	a.Entities = append(a.Entities, e)
}

// nationality adds a word such as "Mexican" or "Swedes" that stands outside of names.
func (n *Names) nationality(a *extract.Analysis, t int32) {
	w := a.Word(t)
	if c := w[0]; c < 'A' || c > 'Z' {
		return
	}
	// "South Korean", "Saudi Arabian": two words before one.
	for _, r := range [...]extract.TokenRange{{First: t - 1, End: t + 1}, {First: t, End: t + 1}} {
		if r.First < 0 || len(a.Mentions) > 0 && a.Mentions[len(a.Mentions)-1].Tokens.End > r.First && r.Len() > 1 && a.Mentions[len(a.Mentions)-1].Kind != graph.KindNORP {
			continue
		}
		entry, ok := n.lexicon.Name(tokenText(a, r))
		if !ok || entry.Lists&(ListDemonym|ListDemonymPlural|ListGroup) == 0 {
			continue
		}
		if k := len(a.Mentions) - 1; k >= 0 && a.Mentions[k].Tokens.End > r.First {
			// The first of the two was taken for a nationality of its own.
			a.Entities, a.Mentions = a.Entities[:a.Mentions[k].Entity], a.Mentions[:k]
		}
		n.addNORP(a, r, entry)
		return
	}
}

// addNORP adds a nationality: its entity is the country, where the word tells it.
func (n *Names) addNORP(a *extract.Analysis, r extract.TokenRange, entry Entry) {
	e := extract.Entity{Type: graph.TypeOther, Name: nameText(a, r), Members: []int32{int32(len(a.Mentions))}}
	if entry.Country != "" && entry.Lists&(ListDemonym|ListDemonymPlural) != 0 {
		e.Type, e.Subtype, e.Country, e.Name = graph.TypePlace, "COUNTRY", entry.Country, CountryName(entry.Country)
	}
	a.Mentions = append(a.Mentions, extract.Mention{Tokens: r, Head: r, Kind: graph.KindNORP, Type: e.Type, Entity: int32(len(a.Entities))})
	a.Entities = append(a.Entities, e)
}

func (n *Names) isTitle(w string) bool {
	e, ok := n.lexicon.entry(joinHash(0, WordHash(w)))
	if ok && e.Lists&ListBefore != 0 {
		return true
	}
	return n.lexicon.Title(strings.ToLower(w))
}

// gender is what a title or else the first name tells.
func (n *Names) gender(a *extract.Analysis, r extract.TokenRange, title int32, entry Entry) extract.Gender {
	if title == extract.None && r.First > 0 {
		title = r.First - 1
	}
	if title != extract.None {
		switch Fold(a.Word(title)) {
		case "Mr", "Sir", "Lord", "King", "Prince", "Father", "Monsieur", "Herr", "Sheikh", "Imam", "Ayatollah", "Congressman", "Spokesman", "Señor", "Senor", "Brother":
			return extract.GenderMale
		case "Mrs", "Ms", "Miss", "Dame", "Lady", "Queen", "Princess", "Madame", "Frau", "Congresswoman", "Spokeswoman", "Senora", "Baroness", "Sister", "Begum":
			return extract.GenderFemale
		}
	}
	if entry.Lists&ListOfficeHolder != 0 && entry.Gender != extract.GenderUnknown {
		return entry.Gender
	}
	if r.Len() < 2 {
		return extract.GenderUnknown
	}
	return n.lexicon.Gender(a.Word(r.First))
}

func outerSign(w string) bool {
	switch w {
	case "\"", "“", "”", "'", "‘", "’", "(", ")", "[", "]", ",", ".", ";", ":", "-", "–", "—", "``", "''", "*", "/", "«", "»":
		return true
	}
	return false
}

func isPossessive(w string) bool { return w == "'s" || w == "’s" || w == "'S" }

func hasLetter(s string) bool {
	for _, c := range s {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80 {
			return true
		}
	}
	return false
}

// nameText is the text of a name with single spaces.
func nameText(a *extract.Analysis, r extract.TokenRange) string {
	s := tokenText(a, r)
	if strings.ContainsAny(s, "\n\t\r\u00a0") || strings.Contains(s, "  ") {
		return strings.Join(strings.Fields(s), " ")
	}
	return s
}

func tokenText(a *extract.Analysis, r extract.TokenRange) string {
	s := a.TokenSpan(r)
	return a.Text[s.Start:s.End]
}
