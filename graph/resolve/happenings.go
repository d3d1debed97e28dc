package resolve

import (
	"slices"
	"strings"
	"time"

	"github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/graph/fold"
)

// A happening that no name is known for is described: "a blast at the harbour of
// Belmora". Two documents describe one if they call it alike, place it on one day,
// and know someone or something in it by the same name. What a document does not
// date happened, for news, on the day that it came out or the day before; such a
// description joins one that is dated if there is only one. A document that
// describes two alike thinks them two, and neither is joined to anything.
//
// All that is known of a description is in its blocking keys, "EVENT~what|who|day",
// one for each name and day that may be.

const describedPrefix = string(graph.TypeEvent) + "~"

// likeHappenings are words that reports of one happening use for each other; all
// others stand for themselves.
var likeHappenings = func() map[string]string {
	m := map[string]string{}
	for line := range strings.Lines(`
attack assault ambush raid
blast explosion bombing
shooting shootout gunfire
crash collision accident derailment
fire blaze wildfire
quake earthquake
storm hurricane typhoon cyclone tornado
killing murder assassination slaying
protest demonstration rally march
clash battle fighting gunfight gunbattle firefight
strike airstrike
election vote
landslide mudslide`) {
		words := strings.Fields(line)
		for _, w := range words {
			m[w] = words[0]
		}
	}
	return m
}()

// happeningHead is what a description calls its happening: "blast" of "the second
// explosion at the harbour", "" of several, "the attacks".
func happeningHead(name string) string {
	words := strings.Fields(fold.Name(name))
	for i, w := range words {
		if i > 0 && slices.Contains([]string{"of", "in", "on", "at", "by", "for", "to", "from", "near", "against", "with", "between", "that", "which", "where", "when", "after", "during"}, w) {
			words = words[:i]
			break
		}
	}
	if len(words) == 0 {
		return ""
	}
	head := words[len(words)-1]
	if strings.HasSuffix(head, "s") && !strings.HasSuffix(head, "ss") && likeHappenings[head] == "" {
		return ""
	}
	if like := likeHappenings[head]; like != "" {
		return like
	}
	return head
}

// describeHappenings gives the events of a record that only a description is known
// of their keys.
func describeHappenings(r *graph.Record) {
	entities := make(map[string]*graph.Entity, len(r.Entities))
	for i := range r.Entities {
		entities[r.Entities[i].ID] = &r.Entities[i]
	}
	type description struct {
		names, days []string
	}
	described := map[string]*description{}
	for i := range r.Statements {
		s := &r.Statements[i]
		e := entities[s.Subject]
		if e == nil || e.Type != graph.TypeEvent || !e.Generic || s.Polarity != graph.Affirmed || s.Modality != graph.Asserted {
			continue
		}
		d := described[e.ID]
		if d == nil {
			d = &description{}
			described[e.ID] = d
		}
		if s.Time != nil && s.Time.Precision == graph.PrecisionDay && len(s.Time.From) >= len(time.DateOnly) {
			d.days = append(d.days, s.Time.From[:len(time.DateOnly)])
		}
		switch s.Predicate {
		case graph.RoleAgent, graph.RoleTarget, graph.RolePlaceOf:
			o := entities[s.Object]
			if o != nil && o.Generic && o.Type == graph.TypePlace {
				o = within(o, r.Entities)
			}
			if o != nil && !o.Generic {
				// A state is too large to tell one blast from another.
				if f := formOf(o); f != nil && !f.State {
					d.names = append(d.names, f.Name)
				}
			}
		}
	}
	alike := map[string]int{} // head → how many of the document's
	for i := range r.Entities {
		if e := &r.Entities[i]; e.Type == graph.TypeEvent && e.Generic {
			e.Blocks = nil
			alike[happeningHead(e.Name)]++
		}
	}
	for id, d := range described {
		e := entities[id]
		what := happeningHead(e.Name)
		slices.Sort(d.days)
		d.days = slices.Compact(d.days)
		if at := r.Document.Published; len(d.days) == 0 && !at.IsZero() {
			d.days = []string{at.AddDate(0, 0, -1).Format(time.DateOnly), at.Format(time.DateOnly)}
		} else if len(d.days) > 1 {
			continue // it lasted, or two are taken for one
		}
		if what == "" || alike[what] > 1 {
			continue
		}
		for _, name := range d.names {
			for _, day := range d.days {
				e.Blocks = append(e.Blocks, describedPrefix+what+"|"+name+"|"+day)
			}
		}
		slices.Sort(e.Blocks)
		e.Blocks = slices.Compact(e.Blocks)
	}
}

// within is the named place that the words for another end with: "Belmora" of "the port of Belmora".
func within(place *graph.Entity, entities []graph.Entity) *graph.Entity {
	for i := range entities {
		e := &entities[i]
		if before, ok := strings.CutSuffix(place.Name, " "+e.Name); ok && e.Type == graph.TypePlace && !e.Generic && (strings.HasSuffix(before, " of") || strings.HasSuffix(before, " in")) {
			return e
		}
	}
	return nil
}

// describedForm is the form of a described happening, nil if too little is told.
func describedForm(e *graph.Entity) *form {
	if len(e.Blocks) == 0 || !strings.HasPrefix(e.Blocks[0], describedPrefix) {
		return nil
	}
	return &form{Type: graph.TypeEvent, Described: strings.Join(e.Blocks, "\n")}
}

// description takes a form apart again.
func (f *form) description() (what string, names, days []string) {
	for key := range strings.SplitSeq(f.Described, "\n") {
		parts := strings.Split(strings.TrimPrefix(key, describedPrefix), "|")
		if len(parts) == 3 {
			what, names, days = parts[0], append(names, parts[1]), append(days, parts[2])
		}
	}
	slices.Sort(names)
	slices.Sort(days)
	return what, slices.Compact(names), slices.Compact(days)
}

// sameHappening: alike by what, by when and by somebody or something in it.
func sameHappening(a, b *form) bool {
	if a.Described == "" || b.Described == "" {
		return false
	}
	what, names, days := a.description()
	what2, names2, days2 := b.description()
	return what == what2 && slices.Equal(days, days2) && slices.ContainsFunc(names, func(n string) bool { return slices.Contains(names2, n) })
}

// dated: an undated happening may be the dated one.
func (l *linker) dated(short, long int) bool {
	a, b := &l.forms[short], &l.forms[long]
	if a.Described == "" || b.Described == "" || l.together(short, long) {
		return false
	}
	what, names, days := a.description()
	what2, names2, days2 := b.description()
	return what == what2 && len(days) == 2 && len(days2) == 1 && slices.Contains(days, days2[0]) &&
		slices.ContainsFunc(names, func(n string) bool { return slices.Contains(names2, n) })
}
