package extract

import "strings"

// UPOS is a universal part of speech of UD v2.
type UPOS uint8

// The universal parts of speech.
const (
	X UPOS = iota
	ADJ
	ADP
	ADV
	AUX
	CCONJ
	DET
	INTJ
	NOUN
	NUM
	PART
	PRON
	PROPN
	PUNCT
	SCONJ
	SYM
	VERB
	UPOSCount int = iota
)

var uposNames = [...]string{
	"X", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB",
}

func (p UPOS) String() string { return uposNames[p] }

// ParseUPOS returns X for an unknown tag.
func ParseUPOS(s string) UPOS { return UPOS(max(0, find(uposNames[:], s))) }

// XPOS is an English tag of the Penn Treebank, as UD English has them.
type XPOS uint8

var xposNames = [...]string{
	"XX", "NN", "IN", "DT", "NNP", "JJ", "PRP", "RB", ".", ",", "NNS", "VB", "CC", "VBP", "VBD", "VBZ", "CD", "VBN", "VBG", "TO", "MD",
	"PRP$", "-RRB-", "-LRB-", ":", "WDT", "WRB", "UH", "HYPH", "WP", "``", "''", "RP", "POS", "NNPS", "JJR", "JJS", "EX", "RBR", "NFP",
	"FW", "SYM", "$", "GW", "ADD", "PDT", "RBS", "LS", "AFX", "WP$",
}

// The tags that rules speak of; index into xposNames.
const (
	XX XPOS = iota
	NN
	IN
	DT
	NNP
	JJ
	PRP
	RB
	Period
	Comma
	NNS
	VB
	CC
	VBP
	VBD
	VBZ
	CD
	VBN
	VBG
	TO
	MD
	PRPS
	RRB
	LRB
	Colon
	WDT
	WRB
	UH
	HYPH
	WP
	OpenQuote
	CloseQuote
	RP
	POS
	NNPS
	JJR
	JJS
	EX
	RBR
	NFP
	FW
	SYMX
	Dollar
	GW
	ADD
	PDT
	RBS
	LS
	AFX
	WPS
	XPOSCount int = iota
)

func (p XPOS) String() string { return xposNames[p] }

// ParseXPOS returns XX for an unknown tag.
func ParseXPOS(s string) XPOS { return XPOS(max(0, find(xposNames[:], s))) }

// Deprel is a dependency relation of UD v2 with its English subtypes.
type Deprel uint8

// The relations. Base strips the subtype.
const (
	Dep Deprel = iota
	Root
	Acl
	AclRelcl
	Advcl
	AdvclRelcl
	Advmod
	Amod
	Appos
	Aux
	AuxPass
	Case
	Cc
	CcPreconj
	Ccomp
	Compound
	CompoundPrt
	Conj
	Cop
	Csubj
	CsubjOuter
	CsubjPass
	Det
	DetPredet
	Discourse
	Dislocated
	Expl
	Fixed
	Flat
	Goeswith
	Iobj
	List
	Mark
	Nmod
	NmodDesc
	NmodPoss
	NmodUnmarked
	Nsubj
	NsubjOuter
	NsubjPass
	Nummod
	Obj
	Obl
	OblAgent
	OblUnmarked
	Orphan
	Parataxis
	Punct
	Reparandum
	Vocative
	Xcomp
	DeprelCount int = iota
)

var deprelNames = [...]string{
	"dep", "root", "acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc", "cc:preconj",
	"ccomp", "compound", "compound:prt", "conj", "cop", "csubj", "csubj:outer", "csubj:pass", "det", "det:predet", "discourse",
	"dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod", "nmod:desc", "nmod:poss", "nmod:unmarked", "nsubj",
	"nsubj:outer", "nsubj:pass", "nummod", "obj", "obl", "obl:agent", "obl:unmarked", "orphan", "parataxis", "punct", "reparandum",
	"vocative", "xcomp",
}

func (d Deprel) String() string { return deprelNames[d] }

var deprelBase = func() (b [DeprelCount]Deprel) {
	for i, n := range deprelNames {
		base, _, _ := strings.Cut(n, ":")
		b[i] = Deprel(find(deprelNames[:], base))
	}
	return
}()

// Base is the universal relation without its subtype: "nsubj:pass" → "nsubj".
func (d Deprel) Base() Deprel { return deprelBase[d] }

// ParseDeprel returns the relation without its subtype if the subtype is unknown, Dep if the relation is.
func ParseDeprel(s string) Deprel {
	if i := find(deprelNames[:], s); i >= 0 {
		return Deprel(i)
	}
	base, _, _ := strings.Cut(s, ":")
	return Deprel(max(0, find(deprelNames[:], base)))
}

func find(list []string, s string) int {
	for i, n := range list {
		if n == s {
			return i
		}
	}
	return -1
}
