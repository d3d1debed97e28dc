package event

import (
	"strings"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/graph"
)

// mood is how a proposition is presented: what its own words and what it is
// embedded in make of it. The categories are those of FactBank (Saurí &
// Pustejovsky 2009) as the ontology simplifies them; the classes of embedding
// words follow Karttunen's implicatives and Nairn, Condoravdi & Karttunen (2006).
type mood struct {
	negated  bool
	modality graph.Modality
	tense    graph.Tense
	hearsay  bool // "reportedly", "alleged", "claims of": the word of someone unnamed
	question bool // asked, not said
	denied   bool // the content of a denial: "denied that …", "ruled out …"
}

// embedding is what a word does to the proposition it takes.
type embedding uint8

const (
	embedNone      embedding = iota
	embedThrough             // implicative: "managed to leave" – they left
	embedNegates             // "failed to leave" – they did not
	embedPlan                // "plans to leave"
	embedRequire             // "must, was told to leave"
	embedPossible            // "may, is able to, is suspected of leaving"
	embedHearsay             // "is said to have left", "the alleged attack"
	embedAvert               // "prevented the attack", "ruled out an attack": there is none, nor will there be
	embedCondition           // "if"
)

// embedders are words whose complement is not simply so: a clause, an infinitive,
// a gerund, or a noun that names an act. Examples beside the classes.
var embedders = embedTable(map[embedding]string{
	// "managed to escape", "began shelling", "was forced to resign"
	embedThrough: `manage succeed begin start continue proceed happen get help come go keep resume force compel make oblige cause lead persuade
		convince prompt induce choose elect dare condescend bother remember know learn realize realise regret reveal use finish serve
		carry conduct commit launch undertake wage stage mount see watch hear witness suffer face take hold`,
	// "failed to agree", "refused to meet", "stopped short of blaming", "without naming"
	embedNegates: `fail refuse decline neglect forget omit failure refusal inability unable unwilling refrain abstain cease reluctance reluctant`,
	// "plans to deploy", "threatened to strike", "agreed to meet", "ready to help"
	embedPlan: `plan intend want hope seek aim try attempt prepare agree promise pledge vow threaten decide propose offer wish expect mean ready willing
		set due schedule scheduled poise poised prepared determined determine eager plot conspire volunteer intention plan proposal offer promise pledge vow
		threat decision bid effort attempt goal aim ambition desire mission campaign commitment readiness willingness opportunity preparation look opt resolve
		strive work move undertake swear project target design arrange organize organise await anticipate about slated keen anxious desperate committed
		planning drive operation push commit endeavor endeavour consider contemplate mull weigh discuss intent future upcoming planned proposed intended
		forthcoming imminent expected scheduled delay tempt temptation`,
	// "urged them to leave", "ordered the arrest", "call for a ceasefire"
	embedRequire: `ask urge call demand order tell require recommend request need instruct command direct beg plead appeal encourage invite advise press
		pressure push insist lobby petition have ought implore entreat exhort mandate requirement obligation duty order demand request call appeal
		recommendation instruction necessary essential important vital required petition summon warn obliged supposed must should`,
	// "is able to strike", "allowed to enter", "fears that", "a possible attack"
	embedPossible: `allow permit enable let authorize authorise able can likely unlikely possible appear seem believe think suspect fear worry concern risk
		chance possibility ability capacity right permission potential probability suspicion probable may might perhaps speculate guess assume purport
		suppose presume imagine doubt speculation likelihood prospect danger threat fear concern belief suspected presumed would-be entitle free
		eligible capable consider unclear uncertain potentially theory rumour rumor speculation`,
	// "claims of an attack", "charged with taking", "the alleged plot", "is said to have fled"
	embedHearsay: `suggestion assertion insinuation idea notion myth misconception perception impression hypothesis conspiracy hoax claim allege alleged allegation accusation rumour rumor report reported reportedly allegedly supposedly purported purportedly apparently accuse charge
		lie tale gossip falsehood fabrication confession suspect say so-called ostensibly reputedly consider view deem regard`,
	// "prevented the attack", "ruled out sending troops", "opposes the deployment", "cancelled the meeting"
	embedAvert: `prevent avoid avert rule deny reject oppose cancel block foil thwart stop prohibit ban forbid bar deter discourage dissuade preclude
		dismiss lack absence prevention ban prohibition denial rejection postpone suspend abandon scrap halt resist refute repudiate`,
})

func embedTable(classes map[embedding]string) map[string][]embedding {
	t := map[string][]embedding{}
	for e := embedThrough; e <= embedCondition; e++ {
		for _, w := range strings.Fields(classes[e]) {
			t[w] = append(t[w], e)
		}
	}
	return t
}

// governs tells whether the verb t has the class e.
func (g *grammar) governs(t int32, e embedding) bool {
	return t >= 0 && g.upos(t) == extract.VERB && embeds(g.word(t), e)
}

func embeds(word string, e embedding) bool {
	for _, x := range embedders[lowerLemma(word)] {
		if x == e {
			return true
		}
	}
	return false
}

// moods works out the mood of predicates, remembering what it found.
type moods struct {
	g    *grammar
	memo map[int32]mood
}

func (m *moods) reset(g *grammar) {
	m.g = g
	if m.memo == nil || len(m.memo) > 4096 {
		m.memo = map[int32]mood{}
	}
	clear(m.memo)
}

// maxEmbedding bounds how far up a proposition's surroundings are followed.
const maxEmbedding = 12

// of returns the mood of the proposition that token p heads, its embedding counted in.
func (m *moods) of(p int32) mood { return m.at(p, 0) }

func (m *moods) at(p int32, depth int) mood {
	if v, ok := m.memo[p]; ok {
		return v
	}
	v := m.own(p)
	if depth < maxEmbedding {
		m.embed(&v, p, depth)
	}
	m.told(&v, p)
	m.memo[p] = v
	return v
}

// own is the mood by the words of p's own clause.
func (m *moods) own(p int32) mood {
	g := m.g
	v := mood{modality: graph.Asserted, tense: graph.TenseNone}
	noun := g.upos(p) == extract.NOUN && !g.has(p, extract.Cop)
	v.negated = g.negated(p) && !g.grants(p)
	aux := p
	if !noun {
		aux = g.auxiliaries(p)
		v.tense = g.tense(p, aux)
	}
	for _, c := range g.children(aux) {
		switch g.deprel(c) {
		case extract.Aux:
			switch lowerLemma(g.word(c)) {
			case "will", "shall", "'ll":
				v.tense = graph.TenseFuture
				v.raise(graph.Planned)
			case "would":
				v.raise(graph.Hypothetical)
			case "may", "might", "could", "can":
				v.raise(graph.Possible)
			case "should", "must", "ought":
				v.raise(graph.Required)
			}
		}
	}
	if p > 1 && g.xpos(p) == extract.VB && g.a.Word(p-1) == "to" && (g.a.Word(p-2) == "due" || g.a.Word(p-2) == "slated" || g.a.Word(p-2) == "poised") {
		v.raise(graph.Planned) // "is due to resign", whatever the tree makes of it
		v.tense = graph.TenseFuture
	}
	if !noun && g.inverted(p) {
		v.raise(graph.Hypothetical) // "Had they attacked, …"
	}
	for _, c := range g.children(p) {
		w := lowerLemma(g.word(c))
		switch g.deprel(c) {
		case extract.Mark:
			switch w {
			case "if", "unless", "whether", "lest", "provided":
				// "if they attack", "unless it withdraws"
				v.raise(graph.Hypothetical)
			case "to":
				switch {
				case !g.has(p, extract.Cop):
				case g.xpos(p) == extract.VB:
					v.raise(graph.Planned) // "is to visit Brazil"
					v.tense = graph.TenseFuture
				case g.xpos(p) == extract.VBN && g.has(p, extract.Aux):
					v.raise(graph.Hypothetical) // "was to have visited Brazil"
				}
			}
		case extract.Advmod:
			switch w {
			case "possibly", "perhaps", "maybe", "probably", "likely", "presumably", "potentially":
				v.raise(graph.Possible)
			case "almost", "nearly":
				if !noun && c+1 == p {
					v.negated = !v.negated // "almost hit the ship"
				}
			}
			if embeds(w, embedHearsay) {
				v.hearsay = true // "reportedly killed"
			}
			if w == "certainly" && c > 0 && lowerLemma(g.word(c-1)) == "almost" {
				v.raise(graph.Possible) // "was almost certainly killed"
			}
		case extract.Obl:
			if w == "account" && g.preposition(c) == "by" && !noun {
				v.hearsay = true // "by some accounts"
			}
		case extract.Amod:
			if !noun {
				break
			}
			// "an alleged plot", "the planned strike", "a possible attack"
			switch {
			case embeds(w, embedHearsay) && w != "say" && w != "report" && w != "consider":
				v.hearsay = true
			case w == "suspected" || w == "possible" || w == "potential" || w == "probable" || w == "presumed":
				v.raise(graph.Possible)
			case w == "planned" || w == "plan" || w == "proposed" || w == "propose" || w == "future" || w == "upcoming" || w == "intended" || w == "forthcoming" ||
				w == "imminent" || w == "attempted" || w == "threatened" || w == "threaten" || w == "scheduled" || w == "expected" || w == "expect" ||
				w == "anticipated" || w == "awaited" || w == "hoped-for" || w == "draft":
				v.raise(graph.Planned)
			}
		case extract.Compound:
			if noun && w == "draft" {
				v.raise(graph.Planned) // "a draft agreement"
			}
		case extract.NmodPoss:
			if noun && g.has(c, extract.Amod) && lowerLemma(g.word(g.child(c, extract.Amod))) == "next" {
				v.raise(graph.Planned) // "next month's summit"
			}
		case extract.Advcl:
			// "would respond if the broadcasts do not stop"
			if mk := g.child(c, extract.Mark); mk >= 0 {
				if l := lowerLemma(g.word(mk)); l == "if" || l == "unless" {
					v.raise(graph.Hypothetical)
				}
			}
		}
	}
	return v
}

// raise gives a proposition a weaker modality; a condition outdoes the rest.
func (v *mood) raise(to graph.Modality) {
	if v.modality == graph.Asserted || to == graph.Hypothetical {
		v.modality = to
	}
}

// embed changes v by what p stands under.
func (m *moods) embed(v *mood, p int32, depth int) {
	g := m.g
	v.question = asks(g.a, p)
	h := g.head(p)
	if h < 0 {
		return
	}
	rel := g.deprel(p)
	word := lowerLemma(g.word(h))
	infinitive := g.infinitive(p)
	noun := g.upos(p) == extract.NOUN || g.upos(p) == extract.PROPN
	switch rel {
	case extract.Conj:
		// Conjuncts share what they stand under: "plans to send forces or take steps".
		up := m.at(h, depth+1)
		if g.gerund(p) && !g.gerund(h) && embeds(word, embedAvert) && g.has(h, extract.Obj) {
			m.under(v, up, word, p, h, extract.Xcomp, false) // "to stop the trial and being extradited"
			return
		}
		if c := g.head(h); c >= 0 && g.deprel(h) == extract.Ccomp && g.finite(p) && g.markOf(p) == "that" {
			m.under(v, m.at(c, depth+1), lowerLemma(g.word(c)), p, c, extract.Ccomp, false) // "did not say that it fell or that they left"
			return
		}
		v.hearsay = v.hearsay || up.hearsay && g.fronted(h)
		if !g.hasSubject(p) {
			v.hearsay = v.hearsay || up.hearsay
			v.denied = v.denied || up.denied
			if g.upos(p) == extract.VERB && g.sharesNever(p, h) {
				v.negated = v.negated || up.negated
			}
			if (g.upos(p) == g.upos(h) || !noun) && !g.finite(p) {
				v.negated = v.negated || up.negated && g.sharesNegation(p, h)
				if v.modality == graph.Asserted {
					v.modality = up.modality
				}
				if v.tense == graph.TenseNone {
					v.tense = up.tense
				}
			}
		}
		return
	case extract.Xcomp, extract.Ccomp, extract.Csubj, extract.CsubjPass:
		up := m.at(h, depth+1)
		m.under(v, up, word, p, h, rel, infinitive)
		return
	case extract.Acl:
		up := mood{modality: graph.Asserted, negated: m.lacking(h, depth)}
		if g.xpos(p) == extract.VBG && g.reportedDoing(h) {
			v.hearsay = true // "reports of militias looting"
		}
		switch {
		case infinitive && g.addressed(h):
			// "urged the army to withdraw", read as if the infinitive hung on the noun
			m.under(v, m.at(g.head(h), depth+1), lowerLemma(g.word(g.head(h))), p, g.head(h), extract.Xcomp, true)
		case infinitive:
			// "a plan to attack", "the failure to agree", "the first to sign"
			m.under(v, up, word, p, h, rel, true)
			if up.negated && g.needed(h, word) {
				v.negated = !v.negated // "no money to rebuild it"
			}
			if v.modality == graph.Asserted && !v.negated && !embeds(word, embedThrough) && g.upos(h) == extract.NOUN && !ordinal(word) {
				v.raise(graph.Planned)
				v.tense = graph.TenseFuture
			}
			if !v.negated && (g.turnedDown(h) || m.idle(h, depth)) {
				v.negated = true // "a plan to send troops failed", "would not use the army to crush it"
			}
		case g.has(p, extract.Mark):
			if k := g.child(p, extract.Mark); k > 0 && g.upos(k-1) == extract.VERB && embeds(g.word(k-1), embedHearsay) {
				v.hearsay = true // "people suspected of helping them"
				return
			}
			m.under(v, up, word, p, h, rel, false) // "claims that …"
		case up.negated && !infinitive && g.caseOf(p) < 0:
			v.negated = !v.negated // "no troops stationed there", but "no problem with them staying"
		}
		return
	case extract.Advcl:
		up := m.at(h, depth+1)
		if results[word] && !g.finite(p) && (g.xpos(p) == extract.VBG || g.has(p, extract.NsubjPass) || g.has(p, extract.AuxPass)) {
			v.share(up) // "has not resulted in anyone being convicted"
			return
		}
		if dreams[word] {
			v.raise(graph.Hypothetical) // "fantasised about shooting him"
			return
		}
		switch g.markOf(p) {
		case "except", "except that":
			return // "nothing changed, except that they left"
		case "to", "in order":
			if !infinitive && (word == "close" || word == "near") && g.upos(h) == extract.ADJ {
				v.share(up)
				v.raise(graph.Planned) // "is close to signing"
				break
			}
			if !infinitive && (g.hasAdverb(h, "close") || g.hasAdverb(h, "near")) {
				v.share(up)
				v.negated = v.negated == up.negated // "came close to sending troops"
				break
			}
			if !infinitive && g.upos(h) == extract.ADJ && leanings[word] {
				v.share(up)
				v.raise(graph.Planned) // "is open to meeting them"
				break
			}
			if !infinitive && (avowals[word] || (word == "guilty" || word == "plead") && g.negated(h)) {
				v.hearsay = true // "confessed to killing her", "pleaded not guilty to killing her"
				v.negated = v.negated != !avowals[word]
				break
			}
			// Purpose: "travelled to Doha to meet him".
			if infinitive && embeds(word, embedRequire) && (g.has(h, extract.Obj) || g.has(h, extract.NsubjPass)) {
				m.under(v, up, word, p, h, rel, true) // "asked the council to help"
				return
			}
			if infinitive {
				v.raise(graph.Planned)
				v.negated = v.negated || attempts[word] && g.vain(h) || g.undecided(h) // "tried in vain to stop it"
				if v.tense == graph.TenseNone {
					v.tense = graph.TenseFuture
				}
				v.hearsay = v.hearsay || up.hearsay
			}
		case "instead of", "rather than", "instead", "rather":
			v.negated = !v.negated
		case "without": // "left without signing": counted in the clause itself
		case "of", "with", "for", "over":
			if word == "stop" && g.hasAdverb(h, "short") || word == "fall" && g.hasAdverb(h, "short") {
				v.share(up)
				v.negated = v.negated == up.negated // "stopped short of blaming them"
				break
			}
			switch {
			case word == "short" && g.head(h) >= 0 && (g.word(g.head(h)) == "fall" || g.word(g.head(h)) == "stop"):
				up = m.at(g.head(h), depth+1)
				v.share(up)
				v.negated = v.negated == up.negated // the same, with "short" above
			case embeds(word, embedHearsay):
				v.hearsay = true // "was accused of killing the mayor"
			case clears[word]:
				v.hearsay, v.negated = true, v.negated == up.negated // "was acquitted of killing the mayor"
			case g.markOf(p) == "for" && word == "face" && g.has(h, extract.Obj) && trials[lowerLemma(g.word(g.child(h, extract.Obj)))]:
				v.hearsay = true // "faces trial for killing him"
			case avowals[word] || (charged[word] || undoes[word]) && g.markOf(p) == "for":
				v.hearsay = true // "boasted of killing him", "was blamed for it"
			case g.hasSubject(p):
				if g.markOf(p) == "with" && !g.finite(p) && up.modality != graph.Asserted {
					v.raise(up.modality) // "is to step down, with her deputy succeeding her"
				}
			case !(g.markOf(p) == "for" && repays[word]):
				v.share(up) // but "to punish him for refusing" takes the refusal for granted
			}
		case "on", "against":
			against := g.markOf(p) == "against"
			switch {
			case word == "vote" || against && (word == "decide" || word == "advise" || word == "rule"):
				v.raise(graph.Planned) // "will vote on banning it"
				v.negated = v.negated != against
			case against:
				v.raise(graph.Possible) // "fought against being sent back"
			case !g.hasSubject(p):
				v.share(up)
			}
		case "at":
			if embeds(word, embedPlan) {
				v.raise(graph.Planned) // "aimed at stopping them"
			} else if !g.hasSubject(p) {
				v.share(up)
			}
		case "from":
			if embeds(word, embedAvert) || embeds(word, embedNegates) || word == "keep" || word == "withdraw" || recoils[word] && (g.hasParticle(h, "away") || g.hasParticle(h, "back") || g.hasParticle(h, "off") || g.hasParticle(h, "clear")) || word == "far" {
				v.negated = v.negated == up.negated // "prevented them from leaving", "refrained from leaving"
				v.raise(up.modality)
			}
		case "if", "unless", "whether", "lest", "in case":
			v.modality = graph.Hypothetical
		case "by", "":
			if g.hasAdverb(p, "when") && up.tense == graph.TenseFuture && v.tense == graph.TensePresent {
				v.raise(graph.Planned) // "will sign when they leave"
				break
			}
			// "struck the boat, killing four" shares the fate of its clause, but in
			// "did not return to growth, reversing a forecast" the comma ends what is denied
			if !g.hasSubject(p) && !g.finite(p) {
				if g.setOff(p, h) || g.timed(p) || v.negated {
					up.negated = false // nor does "did not count it when listing them"
				}
				v.share(up)
			}
		case "once", "after", "as soon as", "as long as":
			if up.tense == graph.TenseFuture && v.tense == graph.TensePresent {
				v.raise(graph.Planned) // "will sign once they leave"
			}
		case "off":
			if word == "hold" || word == "put" {
				v.negated = v.negated == up.negated // "held off attacking them"
			}
		case "before", "until":
			if up.modality != graph.Asserted && v.tense != graph.TensePast {
				v.raise(up.modality)
			}
			if embeds(word, embedPlan) && g.upos(h) == extract.VERB {
				v.raise(graph.Planned) // "promised to wait until they left"
			}
			if quits[word] && g.markOf(p) == "before" && g.xpos(p) == extract.VBG {
				v.raise(graph.Possible) // "walked out before signing it"
			}
		}
		return
	case extract.Parataxis:
		return
	case extract.AclRelcl:
		whole := (embeds(word, embedHearsay) || embeds(word, embedPossible)) && g.hasSubject(p) && !g.relativized(p) && (g.has(p, extract.Obj) || g.has(p, extract.Ccomp) || g.has(p, extract.NsubjPass))
		if (g.has(p, extract.Mark) || whole) && g.upos(h) == extract.NOUN && g.hasSubject(p) {
			m.under(v, mood{modality: graph.Asserted}, word, p, h, extract.Acl, false) // "rumours that they had left", read as a relative clause
		}
		if !v.negated && (m.lacking(h, depth) && (!g.setOff(p, h) || g.negated(h)) || v.modality == graph.Hypothetical && g.turnedDown(h)) {
			v.negated = true // "nothing turned up that helped", "no law that forbids it", "rejected a bill that would forbid it"
		}
		return
	case extract.AdvclRelcl:
		if t := g.child(h, extract.Nsubj); t >= 0 && t < h && !v.negated && m.lacking(t, depth) {
			v.negated = true // the same, said later
		}
		return
	case extract.Appos:
		return
	}
	if noun {
		m.embedNoun(v, p, h, rel, word, depth)
	} else if rel == extract.Obl || rel == extract.Nmod {
		m.embedNoun(v, p, h, rel, word, depth) // gerunds with prepositions
	}
}

// share takes over the mood of the clause that a participle belongs to.
func (v *mood) share(up mood) {
	v.negated = v.negated != up.negated
	v.hearsay = v.hearsay || up.hearsay
	v.denied = v.denied || up.denied
	if v.modality == graph.Asserted {
		v.modality = up.modality
	}
	if v.tense == graph.TenseNone {
		v.tense = up.tense
	}
}

// clears are verbs after which "of" says what someone did not do, as a court found.
var clears = set("acquit clear absolve exonerate exculpate")

// recoils are verbs of drawing back, with a particle: "backed away from attacking them".
var recoils = set("back shy step pull walk stay steer hold draw turn")

// repays are verbs after which "for" tells what was done before.
var repays = set(`punish thank praise criticize criticise condemn sentence fine convict jail apologize apologise pay reward forgive
	pardon rebuke censure sanction`)

// untrue are words that deny the clause which they are said of: "it is false that they left".
var untrue = set("false untrue incorrect inaccurate impossible unthinkable inconceivable unfounded baseless")

// inverted tells a condition without "if": "Had they left, …", "Should they leave, …".
func (g *grammar) inverted(p int32) bool {
	k := g.child(p, extract.Nsubj, extract.NsubjPass)
	if k < 0 || k > p {
		return false
	}
	b := g.lo[k] - 1
	if b < 0 || g.a.Tokens.Sentence[b] != g.a.Tokens.Sentence[p] {
		return false
	}
	switch strings.ToLower(g.a.Word(b)) {
	case "had", "should", "were":
	default:
		return false
	}
	if g.upos(b) != extract.AUX || asks(g.a, p) {
		return false
	}
	return b == g.a.Sentences[g.a.Tokens.Sentence[b]].First || g.a.Word(b-1) == ","
}

// relativized tells that the clause of p has a relative pronoun of its own.
func (g *grammar) relativized(p int32) bool {
	for _, c := range g.children(p) {
		switch g.xpos(c) {
		case extract.WDT, extract.WP, extract.WRB:
			return true
		}
	}
	return false
}

// fronted tells that the clause of h opens with an adverb of hearsay, which
// then covers the clauses coordinated with it: "Reportedly, two died and six were hurt".
func (g *grammar) fronted(h int32) bool {
	k := g.child(h, extract.Nsubj, extract.NsubjPass)
	for _, c := range g.children(h) {
		if g.deprel(c) == extract.Advmod && k >= 0 && c < g.lo[k] && embeds(g.word(c), embedHearsay) {
			return true
		}
	}
	return false
}

// under changes v by the word h that takes p as its complement, whose own mood is up.
func (m *moods) under(v *mood, up mood, word string, p, h int32, rel extract.Deprel, infinitive bool) {
	g := m.g
	if dreams[word] {
		v.raise(graph.Hypothetical) // "dreamt that he had shot him"
		return
	}
	set := func(modality graph.Modality) {
		v.modality = modality
		v.negated = v.negated != up.negated
		v.hearsay = v.hearsay || up.hearsay
		if v.tense == graph.TenseNone || infinitive {
			v.tense = graph.TenseFuture
		}
		if up.modality == graph.Hypothetical {
			v.modality = graph.Hypothetical
		}
	}
	if infinitive && g.upos(h) == extract.ADJ && g.hasAdverb(h, "too") {
		v.share(up)
		v.negated = v.negated == up.negated // "too dark to see"
		return
	}
	if rel == extract.Xcomp && word == "help" && g.xpos(p) == extract.VBG && !g.has(p, extract.AuxPass) && g.child(p, extract.Obj) == p+1 {
		return // "without helping working families", where the participle belongs to the noun
	}
	clause := rel == extract.Ccomp || rel == extract.Csubj || rel == extract.CsubjPass || rel == extract.Acl && !infinitive
	switch {
	case rel == extract.Xcomp && !infinitive && (word == "escape" || word == "evade" || word == "dodge"):
		v.share(up)
		v.negated = !v.negated // "escaped being convicted"
	case rel == extract.Xcomp && !infinitive && word == "face":
		v.share(up)
		v.raise(graph.Planned) // "faces being deported"
	case clause && (word == "provide" || word == "suppose" || word == "assume") && !g.hasSubject(h):
		v.modality = graph.Hypothetical // "provided that they leave"
	case clause && (tellings[word] || g.upos(h) == extract.VERB && g.spreads(h)):
		v.hearsay = true // "the story that they left", "word spread that they had left"
	case infinitive && word == "go" && g.xpos(h) == extract.VBG:
		set(graph.Planned) // "was going to attack"
	case clause && g.upos(h) == extract.NOUN && embeds(word, embedRequire):
		set(graph.Required) // "ignored demands that it release them"
	case infinitive && (word == "have" || word == "be" || word == "remain") && g.hasAdverb(h, "yet") && !up.negated:
		v.share(up)
		v.negated = true // "have yet to decide"
	case embeds(word, embedNegates):
		// "failed to agree"
		v.share(up)
		v.negated = !v.negated
	case embeds(word, embedAvert):
		if g.denies(h, word) {
			v.denied = true // whose denial it is, the chain of speakers tells
			v.raise(up.modality)
			return
		}
		if word == "rule" || word == "dismiss" || word == "reject" {
			return
		}
		v.share(up)
		v.negated = !v.negated
		v.raise(graph.Planned)
	case clause && untrue[word]:
		v.negated = v.negated == up.negated
	case clause && up.negated && (word == "true" || word == "correct" || word == "accurate" || word == "case" && g.has(h, extract.Cop)):
		v.negated = !v.negated // "it is not true that"
	case up.negated && g.undoubted(h, word):
		return // "there is no doubt that"
	case infinitive && word == "nowhere":
		v.share(up)
		v.negated = !v.negated // "was nowhere to be found"
	case embeds(word, embedHearsay) && (clause && !embeds(word, embedPossible) || g.upos(h) == extract.NOUN || g.passive(h)):
		// "is alleged to have killed", "claims that X plans Y"
		if g.upos(h) == extract.NOUN || g.passive(h) {
			v.hearsay = true
		} else if up.negated && rel == extract.Ccomp && !g.asksWho(p) {
			v.raise(graph.Possible) // "did not say that"
			if g.disclaims(h) {
				v.negated = !v.negated // "I am not going to say that the chances are better"
			}
		}
	case infinitive && embeds(word, embedRequire):
		set(graph.Required)
	case infinitive && embeds(word, embedPlan), embeds(word, embedPlan) && rel == extract.Xcomp:
		set(graph.Planned)
		if attempts[word] && (g.vain(h) || g.vain(p)) {
			v.negated = true // "tried to reach them, without success", "a failed attempt to reach them"
		}
	case infinitive && embeds(word, embedPossible), embeds(word, embedPossible) && rel == extract.Xcomp:
		if word == "appear" || word == "seem" || word == "believe" || word == "think" {
			tense := v.tense
			set(graph.Possible)
			v.tense = tense
			break
		}
		set(graph.Possible)
		if word == "unlikely" {
			v.negated = !v.negated // "is unlikely to attend"
		}
	case clause && g.upos(h) != extract.NOUN && embeds(word, embedRequire) && word != "tell" && word != "warn" && word != "insist" && word != "order":
		set(graph.Required) // "demanded that they leave"
	case clause && word == "doubt" && g.upos(h) == extract.VERB:
		v.negated = v.negated == up.negated // "doubts that they will come"
		v.raise(graph.Possible)
	case clause && embeds(word, embedPossible):
		negated := up.negated
		v.raise(graph.Possible) // "fears that", "it is likely that"
		v.negated = v.negated != (negated != (word == "unlikely"))
		v.hearsay = v.hearsay || up.hearsay
	case clause && embeds(word, embedPlan) && word != "agree" && word != "promise" && word != "decide":
		v.raise(graph.Planned) // "hopes that", "proposed that"
		if up.negated && (word == "expect" || word == "want" || word == "anticipate" || word == "intend" || g.upos(h) == extract.NOUN && g.gerund(p)) {
			v.negated = !v.negated // "does not expect that they will come", "has no intention of coming"
		}
	case clause && proofs[word] && up.modality != graph.Asserted:
		v.raise(graph.Possible) // "challenged them to prove that he left"
	case clause && g.xpos(p) == extract.VBG && !g.finite(p):
		v.raise(up.modality) // "appeared to show soldiers shooting"
	case rel == extract.Xcomp:
		v.share(up) // implicative or not known: shares its fate
	case clause && (up.modality == graph.Hypothetical || up.negated) && !factive(word):
		// "did not say that …", "would say that …"
		if up.negated {
			v.raise(graph.Possible)
		}
	case clause && embeds(word, embedThrough):
		if factive(word) {
			up.negated = false // "did not know that they had left"
		}
		v.share(up)
	}
}

// lacking tells whether the nominal h is said not to be there, and with it what
// its clause says.
//
//	"nothing that helped", "no plan to leave", "was not given the opportunity to attend", "has no law that forbids it"
func (m *moods) lacking(h int32, depth int) bool {
	g := m.g
	switch g.upos(h) {
	case extract.NOUN, extract.PRON:
	default:
		return false
	}
	if g.negated(h) {
		return true
	}
	open := false // stands under a negation of its clause
	switch lowerLemma(g.word(h)) {
	case "nothing", "nobody", "none", "no-one", "neither":
		return true
	case "anything", "anyone", "anybody":
		open = true
	}
	if d := g.child(h, extract.Det); d >= 0 && lowerLemma(g.word(d)) == "any" {
		open = true
	}
	v := g.head(h)
	if v < 0 || g.upos(v) != extract.VERB || depth >= maxEmbedding {
		return false
	}
	switch g.deprel(h) {
	case extract.Nsubj:
		open = lowerLemma(g.word(v)) == "be" && g.has(v, extract.Expl) && (open || g.indefinite(h)) // "there is not a rule that forbids it"
	case extract.Obj, extract.NsubjPass, extract.Iobj:
		switch lowerLemma(g.word(v)) {
		case "lack":
			return g.deprel(h) == extract.Obj && !m.at(v, depth+1).negated // "lacks the money to rebuild it"
		case "have":
			open = open || g.indefinite(h) && !hindrances[lowerLemma(g.word(h))] // "does not have a law allowing it"
		}
		switch lowerLemma(g.word(v)) {
		case "have", "give", "get", "afford", "grant", "offer", "allow", "receive":
			open = open || embeds(g.word(h), embedPlan) || embeds(g.word(h), embedPossible)
		}
	case extract.Obl:
		open = open && results[lowerLemma(g.word(v))] // "has not resulted in anyone being convicted"
	default:
		return false
	}
	return open && m.at(v, depth+1).negated
}

// results are verbs that say of what stands after "in" or "to" whether it came about.
var results = set("result succeed end lead culminate")

// setOff tells whether a comma parts p's clause from the verb h before it.
func (g *grammar) setOff(p, h int32) bool {
	if p < h {
		return true
	}
	for _, c := range g.children(p) {
		if c < p && g.deprel(c) == extract.Punct {
			return true
		}
	}
	first := g.lo[p]
	return first > 0 && g.a.Word(first-1) == ","
}

// embedNoun changes v by what the nominal p stands under: "prevented the
// attack", "plans for an attack", "launched an attack".
func (m *moods) embedNoun(v *mood, p, h int32, rel extract.Deprel, word string, depth int) {
	g := m.g
	switch rel {
	case extract.Obj, extract.Obl, extract.Nmod, extract.NsubjPass, extract.Compound, extract.Nsubj, extract.NmodPoss:
	default:
		return
	}
	governed := rel == extract.Obj || rel == extract.NsubjPass
	prep := g.preposition(p)
	switch {
	case word == "vote" && (prep == "against" || prep == "on" || prep == "for") && g.upos(h) == extract.VERB:
		v.raise(graph.Planned) // "voted against sanctions"
		v.negated = v.negated != (prep == "against")
		return
	case prep == "of" && word == "talk" && g.upos(h) == extract.NOUN, prep == "to" && counters[word] && g.upos(h) == extract.NOUN && !g.definite(p):
		v.raise(graph.Possible) // "talk of an attack", "opposition to a strike"
		return
	case prep == "for" && terms[word] && g.upos(h) == extract.NOUN:
		v.raise(graph.Possible) // "conditions for the release of prisoners"
		return
	case (word == "event" || word == "case") && prep == "of" && g.preposition(h) == "in":
		v.raise(graph.Hypothetical) // "in the event of an attack"
		return
	}
	if rel == extract.Obj && word == "include" {
		k := g.child(h, extract.Nsubj)
		if k >= 0 && g.deprel(h) == extract.AclRelcl && g.relativized(h) {
			k = g.head(h)
		}
		if k >= 0 && (embeds(g.word(k), embedRequire) || embeds(g.word(k), embedPlan)) {
			v.raise(graph.Planned) // "demands that include the release of prisoners"
			return
		}
	}
	nominal := g.upos(h) == extract.NOUN
	if prep == "without" || prep == "instead of" || prep == "rather than" {
		v.negated = true
		return
	}
	if governed || prep == "for" || prep == "of" || prep == "on" || prep == "from" || prep == "against" || prep == "with" || prep == "in" || prep == "to" || prep == "about" {
		var up mood
		if nominal {
			up = mood{modality: graph.Asserted}
			if rel == extract.Nmod && g.upos(p) == extract.NOUN {
				up = m.at(h, depth+1)
			}
		} else {
			up = m.at(h, depth+1)
			if g.child(p, extract.Det) >= 0 && g.negated(p) {
				up.negated = false // "no agreement was reached" is denied once
			}
		}
		definite := g.definite(p)
		switch {
		case embeds(word, embedAvert) && (governed || prep == "of" || prep == "from" || prep == "on"):
			if g.denies(h, word) {
				v.denied = !definite
				v.raise(up.modality)
				break
			}
			if word == "rule" {
				v.raise(graph.Possible) // "has ruled neither in nor out an attack"
			}
			if word == "rule" || word == "dismiss" {
				break
			}
			if definite && (word == "deny" || word == "dismiss" || word == "oppose" || word == "stop" || word == "suspend" || word == "halt") {
				break
			}
			v.negated = v.negated != !up.negated
			v.raise(graph.Planned)
		case undoes[word] && governed:
			v.negated = v.negated == up.negated // "quashed his conviction"
			v.raise(up.modality)
		case nominal && quantities[word] && (prep == "of" || prep == "in"):
			v.raise(up.modality) // "asked for $34 billion in aid"
			v.hearsay = v.hearsay || up.hearsay
		case embeds(word, embedHearsay) && (nominal || prep == "of" || prep == "with"):
			v.hearsay = true
		case prep == "for" && g.upos(h) == extract.VERB && hopes[word]:
			v.raise(graph.Planned) // "are hoping for his release"
			v.negated = v.negated != up.negated
		case embeds(word, embedRequire) && (prep == "for" || governed && (!definite || word != "need" && word != "tell")):
			v.raise(graph.Required)
			v.negated = v.negated != up.negated
		case embeds(word, embedPlan) && (governed && (!definite || seeks[word]) || nominal && (prep == "for" || prep == "of" || prep == "on")):
			v.raise(graph.Planned)
			v.negated = v.negated != up.negated
		case embeds(word, embedPossible) && !definite && (nominal && prep == "of" || governed || prep == "of"):
			v.raise(graph.Possible)
			v.negated = v.negated != up.negated
		case governed && !definite && emptyVerbs[word]:
			v.share(up) // "could launch a strike"
		case governed && concludes[word]:
			v.negated = v.negated != up.negated // "has not signed the agreement"
			v.raise(up.modality)
		case governed && emptyVerbs[word] && up.modality != graph.Asserted:
			v.raise(up.modality)
		}
		return
	}
	if rel == extract.Compound && nominal && (embeds(word, embedPlan) && word != "operation" && word != "campaign" && word != "mission" || embeds(word, embedPossible) && word != "right") {
		v.raise(graph.Planned) // "attack plans", "strike threats"
	}
	if rel == extract.Nsubj && g.upos(h) == extract.ADJ && !g.definite(p) {
		switch {
		case embeds(word, embedPossible) || word == "premature" || word == "inevitable" || word == "out":
			v.raise(graph.Possible) // "an attack is unlikely"
		case embeds(word, embedPlan):
			v.raise(graph.Planned) // "a strike is imminent"
		}
	}
	if rel == extract.Nsubj && !g.definite(p) {
		if k := g.child(h, extract.Xcomp); distant[word] || k >= 0 && distant[lowerLemma(g.word(k))] {
			v.raise(graph.Possible) // "a deal remains elusive"
		}
	}
	if rel == extract.Nsubj && word == "fall" && (g.hasParticle(h, "through") || g.hasParticle(h, "apart")) {
		v.negated = !v.negated // "the meeting fell through"
	}
	if rel == extract.Nsubj && (word == "hinge" || word == "depend") {
		v.raise(graph.Planned) // "his release hinges on a ransom"
	}
	if rel == extract.Nsubj && happens[word] {
		v.share(m.at(h, depth+1)) // "the talks will take place on Monday"
	}
}

// seeks are verbs whose object has not come about, also where it is definite: "sought the extradition of X".
var seeks = set("negotiate delay plan propose threaten seek want consider contemplate weigh mull await expect urge promise pledge vow intend")

// emptyVerbs carry no meaning of their own beside an event noun: "carried out a strike".
var emptyVerbs = set(`carry launch make take have give hold conduct commit undertake wage stage mount perform do execute begin start open perpetrate engage
	enter reach sign strike pay impose issue lodge file deliver provide send offer host continue resume lead run put place order pursue
	mobilize mobilise rally muster garner gather build`)

// concludes are verbs that bring about what they are said of, also what is known already.
var concludes = set("sign reach enter conclude ratify secure obtain broker achieve")

// hopes are verbs that look forward to what "for" names.
var hopes = set("hope wait push prepare campaign lobby press plan long pray fight strive bid apply")

// distant is what has not come about: "a deal remains elusive".
var distant = set("elusive uncertain unlikely distant remote impossible possible likely unclear")

// terms are nouns of what an act depends on that need not come.
var terms = set("condition criterion term procedure precondition prerequisite provision mechanism deadline eligibility prospect basis ground argument case")

// counters are nouns of what stands against an act that need not come.
var counters = set("opposition objection resistance alternative aversion vulnerability hostility")

// happens are verbs whose subject is the event itself: "the talks will take place".
var happens = set(`take occur happen begin start continue resume go come end follow last open
	materialize materialise`)

// definite tells whether a nominal is presupposed to exist: "the attack", "Russia's attack", "these attacks".
func (g *grammar) definite(p int32) bool {
	for _, c := range g.children(p) {
		switch g.deprel(c) {
		case extract.NmodPoss:
			return true
		case extract.Det:
			switch lowerLemma(g.word(c)) {
			case "the", "this", "that", "these", "those", "both":
				return true
			}
		}
	}
	return false
}

// negated tells whether p's own clause denies it.
func (g *grammar) negated(p int32) bool {
	neg := false
	for _, c := range g.children(p) {
		w := lowerLemma(g.word(c))
		switch g.deprel(c) {
		case extract.Advmod, extract.Aux, extract.Discourse, extract.Cc, extract.CcPreconj:
			switch w {
			case "not", "n't", "never", "neither", "nor", "hardly", "barely", "scarcely", "nowhere", "no":
				if w == "not" && g.onlyPartly(p, c) {
					break
				}
				neg = true
			case "longer", "long", "more":
				for _, k := range g.children(c) {
					if lowerLemma(g.word(k)) == "no" {
						neg = true // "no longer supports"
					}
				}
			}
		case extract.Obl:
			if k := g.child(c, extract.Det); k >= 0 && lowerLemma(g.word(k)) == "no" && circumstances[w] {
				neg = true // "at no time did they leave", "under no circumstances"
			}
		case extract.Nsubj, extract.NsubjPass, extract.Obj:
			// "No injuries were reported", "nobody came", "none of them signed"
			if g.upos(p) == extract.NOUN && !g.has(p, extract.Cop) {
				break
			}
			switch w {
			case "nobody", "nothing", "none", "no-one", "neither":
				neg = true
			}
			if k := g.lo[c]; g.deprel(c) != extract.Obj && k < c && k+1 < p && lowerLemma(g.word(k)) == "not" && !g.onlyPartly(p, k) {
				neg = true // "not a single soldier came"
			}
			if k := g.lo[c]; g.deprel(c) == extract.Obj && (lowerLemma(g.word(k)) == "neither" || k > 0 && lowerLemma(g.word(k-1)) == "neither") {
				neg = true // "backed neither Chad nor Peru"
			}
			for _, k := range g.children(c) {
				switch d := lowerLemma(g.word(k)); g.deprel(k) {
				case extract.Det, extract.CcPreconj, extract.Cc:
					neg = neg || d == "no" || d == "neither" // "neither France nor Spain came"
				}
			}
		case extract.Det:
			if w == "no" || w == "neither" {
				neg = true // "no attack"
			}
		case extract.Case, extract.Mark:
			if w == "without" && !g.finite(p) {
				neg = true
			}
		}
	}
	if h := g.head(p); h >= 0 && !neg && (g.deprel(p) == extract.Conj || g.deprel(p) == extract.Parataxis && !g.finite(p) && h < p) && g.stranded(h) && !g.has(p, extract.Cc) && !g.hasSubject(p) {
		return g.negated(h) // "has not, as of yesterday, signed it", with the auxiliary above
	}
	return neg
}

// stranded tells that h is an auxiliary that the tree took for a verb of its own.
func (g *grammar) stranded(h int32) bool {
	switch lowerLemma(g.word(h)) {
	case "have", "do", "be", "will", "would", "can", "could", "may", "might", "should", "must":
		return g.deprel(h) != extract.Conj && !g.has(h, extract.Obj) && !g.has(h, extract.Xcomp)
	}
	return false
}

// circumstances are nouns with which "no" denies the clause.
var circumstances = set("time way means circumstance account case event condition point stage")

// onlyPartly tells that the "not" at c does not deny p.
//
//	"not only met them but …", "whether or not they agree", "I hope not"
func (g *grammar) onlyPartly(p, c int32) bool {
	if c+1 < int32(g.a.Tokens.Len()) {
		switch lowerLemma(g.word(c + 1)) {
		case "only", "merely", "simply", "solely":
			return true
		}
	}
	if c > 0 && lowerLemma(g.word(c-1)) == "or" && g.has(p, extract.Mark) {
		return true
	}
	switch lowerLemma(g.word(p)) {
	case "hope", "think", "guess", "believe", "suppose", "fear":
		return c > p && !g.has(p, extract.Ccomp)
	}
	return false
}

// sharesNegation tells whether "not" before the first conjunct h covers p:
// "did not attack or bomb", but not "did not stay and left".
func (g *grammar) sharesNegation(p, h int32) bool {
	if g.finite(p) {
		return false
	}
	for _, c := range g.children(p) {
		if g.deprel(c) == extract.Cc {
			switch lowerLemma(g.word(c)) {
			case "but", "yet":
				return false
			case "and":
				if g.passive(h) && !g.passive(p) {
					return false // "will not be deterred and maintain the right"
				}
			}
		}
		if g.deprel(c) == extract.Aux {
			return false
		}
	}
	return true
}

// auxiliaries returns the token whose auxiliaries p stands under: its own, or
// those of the conjunct before it that it shares ("will meet X and sign Y").
func (g *grammar) auxiliaries(p int32) int32 {
	at := p
	for steps := 0; steps < 8; steps++ {
		if g.has(at, extract.Aux) || g.has(at, extract.AuxPass) || g.deprel(at) != extract.Conj || g.finite(at) || g.hasSubject(at) {
			return at
		}
		h := g.head(at)
		if h < 0 || g.upos(h) != g.upos(at) {
			return at
		}
		at = h
	}
	return p
}

func (g *grammar) finite(p int32) bool {
	switch g.xpos(p) {
	case extract.VBD, extract.VBZ, extract.VBP:
		return true
	}
	for _, c := range g.children(p) {
		switch g.deprel(c) {
		case extract.Aux, extract.AuxPass, extract.Cop:
			switch g.xpos(c) {
			case extract.VBD, extract.VBZ, extract.VBP, extract.MD:
				return true
			}
		}
	}
	return false
}

func (g *grammar) infinitive(p int32) bool {
	if g.xpos(p) != extract.VB && !g.has(p, extract.Cop) && !g.has(p, extract.AuxPass) && !g.has(p, extract.Aux) {
		return false
	}
	for _, c := range g.children(p) {
		if g.deprel(c) == extract.Mark && g.xpos(c) == extract.TO {
			return true
		}
	}
	return g.xpos(p) == extract.VB && g.deprel(p) == extract.Xcomp
}

// markOf is the lemma of p's subordinating word, with the fixed parts of a longer one.
func (g *grammar) markOf(p int32) string {
	if lo := g.lo[p]; lo > 1 && g.a.Word(lo-1) == "than" && lowerLemma(g.word(lo-2)) == "rather" {
		return "rather than" // hung on the other clause
	}
	for _, c := range g.children(p) {
		if r := g.deprel(c); r == extract.Mark || r == extract.Case {
			w := lowerLemma(g.word(c))
			for _, f := range g.children(c) {
				if g.deprel(f) == extract.Fixed {
					w += " " + lowerLemma(g.word(f))
				}
			}
			return w
		}
		if k := g.child(c, extract.Mark); g.deprel(c) == extract.Aux && k >= 0 {
			return lowerLemma(g.word(k)) // "boasted of having shot him", hung on the auxiliary
		}
	}
	return ""
}

func (g *grammar) hasSubject(p int32) bool {
	for _, c := range g.children(p) {
		switch g.deprel(c) {
		case extract.Nsubj, extract.NsubjPass, extract.Csubj, extract.CsubjPass, extract.NsubjOuter:
			return true
		}
	}
	return false
}

func (g *grammar) hasAdverb(p int32, w string) bool {
	for _, c := range g.children(p) {
		if g.deprel(c) == extract.Advmod && lowerLemma(g.word(c)) == w {
			return true
		}
	}
	return false
}

func (g *grammar) hasParticle(p int32, w string) bool {
	for _, c := range g.children(p) {
		if (g.deprel(c) == extract.CompoundPrt || g.deprel(c) == extract.Advmod) && lowerLemma(g.word(c)) == w {
			return true
		}
	}
	return false
}

// tense of the clause that p heads; aux is the token with its auxiliaries.
func (g *grammar) tense(p, aux int32) graph.Tense {
	for _, c := range g.children(aux) {
		switch g.deprel(c) {
		case extract.Aux, extract.AuxPass, extract.Cop:
			switch g.xpos(c) {
			case extract.VBD:
				return graph.TensePast
			case extract.MD:
				return graph.TensePresent
			case extract.VBZ, extract.VBP:
				if lowerLemma(g.word(c)) == "have" {
					return graph.TensePast // "has signed"
				}
				return graph.TensePresent
			}
		}
	}
	switch g.xpos(p) {
	case extract.VBD:
		return graph.TensePast
	case extract.VBZ, extract.VBP:
		return graph.TensePresent
	case extract.VBN:
		return graph.TensePast
	}
	return graph.TenseNone
}

// asks tells whether the sentence of p ends as a question does.
func asks(a *extract.Analysis, p int32) bool {
	s := a.Sentences[a.Tokens.Sentence[p]]
	for t := s.TokenRange.End - 1; t >= s.TokenRange.First && t > s.TokenRange.End-5; t-- {
		switch a.Word(t) {
		case "?":
			return true
		case "\"", "”", "’", "'", ")":
			continue
		}
		return false
	}
	return false
}

// denies tells whether h is a verb of denial: "denied", "ruled out".
func (g *grammar) denies(h int32, word string) bool {
	switch word {
	case "deny", "reject", "refute", "repudiate":
		return g.upos(h) == extract.VERB
	case "dismiss", "rule":
		return g.upos(h) == extract.VERB && (word == "dismiss" || g.hasParticle(h, "out"))
	}
	return false
}

// factive words presuppose their clause, whatever is said of themselves.
func factive(word string) bool {
	switch word {
	case "know", "realize", "realise", "regret", "reveal", "acknowledge", "admit", "discover", "forget", "remember", "notice", "learn", "recognize", "recognise", "confirm":
		return true
	}
	return false
}

func ordinal(word string) bool {
	switch word {
	case "first", "last", "second", "third", "only", "one", "latest", "next":
		return true
	}
	return false
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
