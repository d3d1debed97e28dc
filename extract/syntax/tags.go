package syntax

import (
	"strings"

	"github.com/dateline-news/dateline/extract"
)

// tagPairs are the XPOS tags that go with each UPOS tag in EWT and GUM.
var tagPairs = func() (pairs [extract.UPOSCount][]extract.XPOS) {
	for line := range strings.Lines(`PROPN NNP NNPS ADD GW
PRON PRP PRP$ WDT DT WP NN EX WP$ GW
DET DT PDT WDT
SYM SYM $ NFP , NN HYPH
NOUN NN NNS FW GW AFX
ADV RB WRB RBR RBS FW GW AFX IN NNP
SCONJ IN
NUM CD LS NNP
PART TO RB POS
ADJ JJ JJR JJS GW NNP
ADP IN RP
INTJ UH
CCONJ CC
VERB VB VBN VBD VBG VBP VBZ NNP
X FW GW LS NN ADD AFX RB JJ
PUNCT . , -RRB- -LRB- : HYPH ` + "`` ''" + ` NFP SYM
AUX VBZ MD VBP VBD VB VBN VBG`) {
		f := strings.Fields(line)
		u := extract.ParseUPOS(f[0])
		for _, x := range f[1:] {
			pairs[u] = append(pairs[u], extract.ParseXPOS(x))
		}
	}
	return
}()

// affinity tells how much likelier each UPOS tag is where a relation is known:
// "before" under mark is a SCONJ, under case an ADP. It holds a row of
// logarithms for each relation, or nothing.
type affinity []float32

var nothing [extract.UPOSCount]float32

// of is the row of a relation.
func (a affinity) of(r extract.Deprel) *[extract.UPOSCount]float32 {
	if len(a) == 0 {
		return &nothing
	}
	return (*[extract.UPOSCount]float32)(a[int(r)*extract.UPOSCount:])
}

// tagPair is the pair of tags with the highest sum of scores among those that
// occur together, so that no verb is tagged as a plural; fits is what speaks for
// each UPOS tag beside its score.
func tagPair(upos, xpos []float32, fits *[extract.UPOSCount]float32) (extract.UPOS, extract.XPOS) {
	bestU, bestX := extract.X, extract.XX
	best := float32(-1e30)
	for u, pairs := range tagPairs {
		for _, x := range pairs {
			if s := upos[u] + fits[u] + xpos[x]; s > best {
				bestU, bestX, best = extract.UPOS(u), x, s
			}
		}
	}
	return bestU, bestX
}
