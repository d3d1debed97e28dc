package train

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/extract/model"
	"github.com/dateline-news/dateline/extract/syntax"
)

// trainLemmas makes the lemma table and the rules: the treebanks' lemmas, then
// the inflections of a dictionary for forms that the treebanks lack.
func trainLemmas(w *model.Writer, corpora string, docs []*TreeDocument, o syntax.Orthography) error {
	counts := map[string]map[string]int{} // key → lemma → how often
	key := func(form string, tag extract.XPOS) string {
		return string(syntax.LemmaKey(nil, []byte(strings.ReplaceAll(strings.ToLower(form), "’", "'")), tag))
	}
	add := func(form string, tag extract.XPOS, lemma string, n int) {
		if len(form) > 40 {
			return
		}
		k := key(form, tag)
		if counts[k] == nil {
			counts[k] = map[string]int{}
		}
		counts[k][lemma] += n
	}
	for _, d := range docs {
		for i := range d.Tokens.Lemma {
			l := d.Tokens.Lemma[i]
			form := d.Word(int32(i))
			if l == "_" || strings.Contains(form, " ") {
				continue
			}
			tag := d.Tokens.XPOS[i]
			s := d.Sentences[d.Tokens.Sentence[i]]
			keeps := syntax.KeepsCase(form, tag, syntax.Shouting(d.Text[s.Start:s.Span.End]), o.Capital(strings.ToLower(form)))
			switch {
			case keeps && l == form, tag == extract.CD && strings.Contains(form, ","):
				add(form, tag, sameForm, 1) // names are their own lemma, however they are written
				continue
			case tag == extract.NNP && strings.EqualFold(l, form):
				add(form, tag, sameForm, 1)
				continue
			case !keeps && inflects(tag) && l != "I":
				l = strings.ToLower(l) // a slip, or a name: "roses" are no "Rose"
			}
			add(form, tag, l, 1)
		}
	}
	err := ReadTSV(filepath.Join(corpora, "inflections", "lemmas.tsv.gz"), func(c []string) error {
		form, lemmas := c[0], strings.Split(c[2], "|")
		lemma := lemmas[0]
		for _, l := range lemmas {
			if l != form {
				lemma = l
			}
		}
		if strings.Contains(lemma, "-") && !strings.Contains(form, "-") {
			lemma = strings.ReplaceAll(lemma, "-", "") // "underwent": "under-go"
		}
		var tags []extract.XPOS
		switch c[1] {
		case "noun":
			tags = []extract.XPOS{extract.NNS}
		case "verb":
			switch {
			case strings.HasSuffix(form, "ing"):
				tags = []extract.XPOS{extract.VBG}
			case strings.HasSuffix(form, "s"):
				tags = []extract.XPOS{extract.VBZ}
			default:
				tags = []extract.XPOS{extract.VBD, extract.VBN}
			}
		case "adj":
			tags = []extract.XPOS{extract.JJR, extract.JJS}
		case "adv":
			tags = []extract.XPOS{extract.RBR, extract.RBS}
		}
		for _, tag := range tags {
			if counts[key(form, tag)] == nil {
				add(form, tag, strings.ToLower(lemma), 1)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}

	// The best lemma of each key.
	keys := slices.Sorted(maps.Keys(counts))
	gold := map[string]string{}
	for _, k := range keys {
		best, n := sameForm, 0
		for _, l := range slices.Sorted(maps.Keys(counts[k])) {
			if counts[k][l] > n {
				best, n = l, counts[k][l]
			}
		}
		gold[k] = best
	}
	// Rules: for each ending the script that most forms with it need.
	votes := map[string]map[string]int{}
	for _, k := range keys {
		form, tag := k[:len(k)-2], k[len(k)-2:]
		lemma := gold[k]
		script := "a"
		if lemma != sameForm {
			script = syntax.LemmaScript(form, strings.ToLower(lemma))
		}
		if script == "" || !inflects(extract.XPOS(tag[1])) {
			continue
		}
		for n := 0; n <= min(syntax.MaxLemmaRule, len(form)-1); n++ {
			e := form[len(form)-n:] + tag
			if votes[e] == nil {
				votes[e] = map[string]int{}
			}
			votes[e][script]++
		}
	}
	rules := map[string]string{}
	for n := 0; n <= syntax.MaxLemmaRule; n++ {
		for _, e := range slices.Sorted(maps.Keys(votes)) {
			if len(e)-2 != n {
				continue
			}
			best, c, all := "", 0, 0
			for _, s := range slices.Sorted(maps.Keys(votes[e])) {
				all += votes[e][s]
				if votes[e][s] > c {
					best, c = s, votes[e][s]
				}
			}
			if n > 0 && (all < 3 || ruleFor(rules, e[:n], e[n:]) == best) {
				continue // a shorter ending says the same
			}
			rules[e] = best
		}
	}
	// The table: what the rules get wrong.
	table := map[string]string{}
	words := map[string]bool{}
	for _, k := range keys {
		lemma := gold[k]
		form, tag := k[:len(k)-2], k[len(k)-2:]
		s := ruleFor(rules, form, tag)
		got := form
		if s != "" && int(s[0]-'a') <= len(form) {
			got = form[:len(form)-int(s[0]-'a')] + s[1:]
		}
		if lemma == sameForm {
			if got != form {
				table[k], words[sameForm] = sameForm, true
			}
			continue
		}
		if cased := strings.ToLower(lemma) != lemma; cased && extract.XPOS(tag[1]) == extract.NNPS && got == strings.ToLower(lemma) {
			continue // "States": the rule keeps the capital
		}
		if got != lemma {
			table[k] = lemma
		}
		if strings.ToLower(lemma) == lemma {
			words[lemma] = true
		} else if table[k] != "" {
			words[lemma] = true
		}
	}
	wordList := slices.Sorted(maps.Keys(words))
	number := map[string]uint32{}
	for i, s := range wordList {
		number[s] = uint32(i)
	}
	forms := slices.Sorted(maps.Keys(table))
	lemma := make([]uint32, len(forms))
	for i, k := range forms {
		lemma[i] = number[table[k]]
	}
	model.PutDict(w, "lemma.word", wordList)
	model.PutDict(w, "lemma.form", forms)
	model.Put(w, "lemma.lemma", lemma)
	scripts := map[string]bool{}
	for _, s := range rules {
		scripts[s] = true
	}
	texts := slices.Sorted(maps.Keys(scripts))
	endings := slices.Sorted(maps.Keys(rules))
	script := make([]uint16, len(endings))
	for i, e := range endings {
		script[i] = uint16(slices.Index(texts, rules[e]))
	}
	model.PutDict(w, "lemma.text", texts)
	model.PutDict(w, "lemma.rule", endings)
	model.Put(w, "lemma.script", script)
	return nil
}

// sameForm stands for a lemma that is the form itself, with its capitals.
const sameForm = ""

// inflects tells of the tags whose forms have endings.
func inflects(tag extract.XPOS) bool {
	switch tag {
	case extract.NNS, extract.NNPS, extract.VBD, extract.VBG, extract.VBN, extract.VBP, extract.VBZ, extract.VB, extract.JJR, extract.JJS, extract.RBR, extract.RBS, extract.NN:
		return true
	}
	return false
}

// ruleFor returns the script of the longest ending of form that has one.
func ruleFor(rules map[string]string, form, tag string) string {
	for n := min(syntax.MaxLemmaRule, len(form)-1); n >= 0; n-- {
		if s, ok := rules[form[len(form)-n:]+tag]; ok {
			return s
		}
	}
	return ""
}
