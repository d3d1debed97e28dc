package resolve

import (
	"slices"
	"strings"

	"github.com/dateline-news/dateline/graph"
)

// member is one document entity in a component.
type member struct {
	id       string
	document string
	form     *form // nil: linked by judgements only
}

// partition decides which members of a component are one: a list of clusters,
// each sorted, in order of their first member. members are sorted by id. It is
// a pure function, so that no order of arrival can show; company tells whether
// of two lists of documents one each have something rare in common.
//
// First the forms of names are linked, then members follow their form, under
// the judgements: SAME joins whatever forms say, DIFFERENT keeps apart. Where
// judgements contradict each other those of smaller id win.
func partition(members []member, judgements []*graph.Judgement, company func(a, b []string) bool) [][]string {
	group := linkForms(members, company)
	place := make(map[string]int, len(members))
	for i, m := range members {
		place[m.id] = i
	}
	apart := map[int][]int{}
	var same [][2]int
	judgements = slices.Clone(judgements)
	slices.SortFunc(judgements, func(a, b *graph.Judgement) int { return strings.Compare(a.ID, b.ID) })
	for _, j := range judgements {
		l, ok := place[j.Left]
		r, ok2 := place[j.Right]
		switch {
		case !ok || !ok2:
		case j.Verdict == graph.Different:
			apart[l], apart[r] = append(apart[l], r), append(apart[r], l)
		default:
			same = append(same, [2]int{l, r})
		}
	}
	u := newUnion(len(members))
	held := map[int][]int{} // root → members with a DIFFERENT
	for i := range apart {
		held[i] = []int{i}
	}
	// join unites two sets unless a DIFFERENT stands between them.
	join := func(a, b int) bool {
		a, b = u.root(a), u.root(b)
		if a == b {
			return true
		}
		for _, i := range held[a] {
			for _, k := range apart[i] {
				if u.root(k) == b {
					return false
				}
			}
		}
		r := u.join(a, b)
		both := append(slices.Clone(held[a]), held[b]...)
		delete(held, a)
		delete(held, b)
		if len(both) > 0 {
			held[r] = both
		}
		return true
	}
	for _, s := range same {
		join(s[0], s[1])
	}
	// Members of one linked group join its first set that nothing keeps them from.
	sets := map[int][]int{} // group → a member of each of its sets
	for i, g := range group {
		if g < 0 {
			continue
		}
		done := false
		for _, first := range sets[g] {
			if done = join(first, i); done {
				break
			}
		}
		if !done {
			sets[g] = append(sets[g], i)
		}
	}
	clusters := map[int][]string{}
	var order []int
	for i, m := range members {
		r := u.root(i)
		if clusters[r] == nil {
			order = append(order, r)
		}
		clusters[r] = append(clusters[r], m.id)
	}
	out := make([][]string, 0, len(order))
	for _, r := range order {
		out = append(out, clusters[r])
	}
	return out
}

// linker joins forms of names that mean one. Each rule joins what says less, or
// is rarer, to the one group that it can mean: of two it stays by itself.
type linker struct {
	forms     []form
	order     []int      // forms in an order of their own: that of members is an accident of ids
	weight    []int      // how many members have the form
	documents [][]string // theirs, sorted
	groups    *union
	company   func(a, b []string) bool // documents that have someone or something rare in common
}

// linkForms tells for each member the number of its group of linked forms, -1 for none.
func linkForms(members []member, company func(a, b []string) bool) []int {
	forms, documents, of := formsOf(members)
	roots := newLinker(forms, documents, company).roots()
	for i := range of {
		if of[i] >= 0 {
			of[i] = roots[of[i]]
		}
	}
	return of
}

// formsOf lists the forms of members, with the documents of those that have
// each, sorted; of is the number of each member's form, -1 for none.
func formsOf(members []member) (forms []form, documents [][]string, of []int) {
	number := map[form]int{}
	of = make([]int, len(members))
	for i, m := range members {
		if m.form == nil {
			of[i] = -1
			continue
		}
		n, ok := number[*m.form]
		if !ok {
			n = len(forms)
			number[*m.form] = n
			forms, documents = append(forms, *m.form), append(documents, nil)
		}
		of[i] = n
		documents[n] = append(documents[n], m.document)
	}
	for i := range documents {
		slices.Sort(documents[i])
	}
	return forms, documents, of
}

func newLinker(forms []form, documents [][]string, company func(a, b []string) bool) *linker {
	l := &linker{forms: forms, documents: documents, company: company, groups: newUnion(len(forms))}
	for i := range forms {
		l.weight = append(l.weight, len(documents[i]))
		l.order = append(l.order, i)
	}
	slices.SortFunc(l.order, func(a, b int) int { return compareForms(&l.forms[a], &l.forms[b]) })
	return l
}

// roots links the forms and tells the group of each.
func (l *linker) roots() []int {
	for x, a := range l.order {
		for _, b := range l.order[x+1:] {
			if sameName(&l.forms[a], &l.forms[b]) {
				l.groups.join(a, b)
			}
		}
	}
	for _, rule := range l.rules() {
		l.link(rule)
	}
	of := make([]int, len(l.forms))
	for i := range of {
		of[i] = l.groups.root(i)
	}
	return of
}

// rules tell whether of two forms the second says more of the same.
func (l *linker) rules() []func(short, long int) bool {
	return []func(short, long int) bool{l.longerName, l.expands, l.shortens, l.otherType, l.respelled, l.dated}
}

func compareForms(a, b *form) int {
	return strings.Compare(a.sortKey(), b.sortKey())
}

func (f *form) sortKey() string {
	state := "0"
	if f.State {
		state = "1"
	}
	return strings.Join([]string{string(f.Type), f.Name, f.Country, state, f.Acronym, f.Described}, "\x00")
}

// sameName: equal names in places that do not contradict each other. A form
// without country is left to link where it could be in several.
func sameName(a, b *form) bool {
	if a.Described != "" || b.Described != "" {
		return sameHappening(a, b)
	}
	return a.Type == b.Type && a.State == b.State && a.Name == b.Name && a.Country == b.Country
}

// link joins each form to the one group of forms that by this rule says more of
// the same: if two groups do, the short form is ambiguous and stays by itself.
func (l *linker) link(more func(short, long int) bool) {
	type link struct{ a, b int }
	var links []link
	for _, a := range l.order {
		target := -1
		for _, b := range l.order {
			if a == b || l.groups.root(a) == l.groups.root(b) || !more(a, b) {
				continue
			}
			r := l.groups.root(b)
			if target >= 0 && target != r && !l.chained(target, r, more) {
				target = -2
				break
			}
			target = r
		}
		if target >= 0 {
			links = append(links, link{a, target})
		}
	}
	for _, k := range links {
		l.groups.join(k.a, k.b)
	}
}

// chained tells whether of two groups one says more of the other, so that both may be meant at once.
func (l *linker) chained(x, y int, more func(short, long int) bool) bool {
	for i := range l.forms {
		for j := range l.forms {
			if l.groups.root(i) == x && l.groups.root(j) == y && (more(i, j) || more(j, i)) {
				return true
			}
		}
	}
	return false
}

func (l *linker) longerName(short, long int) bool { return longerName(&l.forms[short], &l.forms[long]) }

func (l *linker) expands(short, long int) bool { return expands(&l.forms[short], &l.forms[long]) }

// shortens: "Bill Lee" and "William Lee", unless one document speaks of both.
func (l *linker) shortens(short, long int) bool {
	return shortens(&l.forms[short], &l.forms[long]) && !l.together(short, long)
}

// otherType: a name of several words that was now and then taken for another
// type of thing: "National Hurricane Center" as a place. What is a person here
// and something else there is one only where nearly all agree.
func (l *linker) otherType(short, long int) bool {
	a, b := &l.forms[short], &l.forms[long]
	if a.Name != b.Name || a.Type == b.Type || a.State || b.State || a.Type == graph.TypeEvent || b.Type == graph.TypeEvent ||
		a.Country != "" && a.Country != b.Country {
		return false
	}
	if words := strings.Fields(a.Name); len(words) < 2 || !slices.ContainsFunc(words, proper) {
		return false
	}
	if (a.Type == graph.TypePerson || b.Type == graph.TypePerson) && l.weight[long] < 3*l.weight[short] {
		return false
	}
	return a.Country != b.Country || l.rarer(short, long)
}

// respelled: a name of a person in a rarer spelling. What may as well be another
// name needs company: a document each with something else in common.
func (l *linker) respelled(short, long int) bool {
	if !l.rarer(short, long) {
		return false
	}
	switch alike(&l.forms[short], &l.forms[long]) {
	case likeSpelling:
		return !l.together(short, long)
	case likeMisprint:
		return !l.together(short, long) && l.company != nil && l.company(l.documents[short], l.documents[long])
	}
	return false
}

// together: one document has both, and so thinks them two.
func (l *linker) together(a, b int) bool {
	for _, d := range l.documents[a] {
		if _, ok := slices.BinarySearch(l.documents[b], d); ok {
			return true
		}
	}
	return false
}

// rarer is an order of forms: by how many have them, then by themselves.
func (l *linker) rarer(a, b int) bool {
	if l.weight[a] != l.weight[b] {
		return l.weight[a] < l.weight[b]
	}
	return compareForms(&l.forms[a], &l.forms[b]) > 0
}

// longerName: the same person with more of the name ("Ann Lee", "Ann B. Lee", "Ann Bea Lee"),
// or the same name with its country.
func longerName(short, long *form) bool {
	if short.Type != long.Type || short.State || long.State {
		return false
	}
	if short.Name == long.Name {
		return short.Country == "" && long.Country != ""
	}
	if short.Type != graph.TypePerson {
		return false
	}
	s, l := strings.Fields(short.Name), strings.Fields(long.Name)
	if len(s) > len(l) || len(s) < 2 || s[0] != l[0] {
		return false
	}
	for _, w := range s[1:] { // equal ones would be one form: with as many words an initial is shorter
		i := slices.IndexFunc(l, func(x string) bool { return x == w || len(w) == 1 && x[0] == w[0] })
		if i < 0 {
			return false
		}
		l = l[i+1:]
	}
	return true
}

// expands: "OAS" is short for a name that some document gives with it.
func expands(short, long *form) bool {
	return short.Type == long.Type && long.Acronym != "" && short.Name == long.Acronym && long.Name != short.Name &&
		(short.Country == "" || long.Country == "" || short.Country == long.Country)
}

// union is a union-find whose root is the smallest element.
type union []int

func newUnion(n int) *union {
	u := make(union, n)
	for i := range u {
		u[i] = i
	}
	return &u
}

func (u union) root(i int) int {
	for u[i] != i {
		u[i] = u[u[i]]
		i = u[i]
	}
	return i
}

func (u union) join(a, b int) int {
	a, b = u.root(a), u.root(b)
	if b < a {
		a, b = b, a
	}
	u[b] = a
	return a
}
