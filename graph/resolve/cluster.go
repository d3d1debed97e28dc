package resolve

import (
	"slices"
	"strings"

	"github.com/dateline-news/dateline/graph"
)

// member is one document entity in a component.
type member struct {
	id   string
	form *form // nil: linked by judgements only
}

// partition decides which members of a component are one: a list of clusters,
// each sorted, in order of their first member. members are sorted by id. It is
// a pure function, so that no order of arrival can show.
//
// First the forms of names are linked, then members follow their form, under
// the judgements: SAME joins whatever forms say, DIFFERENT keeps apart. Where
// judgements contradict each other those of smaller id win.
func partition(members []member, judgements []*graph.Judgement) [][]string {
	group := linkForms(members)
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

// linkForms tells for each member the number of its group of linked forms, -1 for none.
func linkForms(members []member) []int {
	number := map[form]int{}
	var forms []form
	of := make([]int, len(members))
	for i, m := range members {
		if m.form == nil {
			of[i] = -1
			continue
		}
		n, ok := number[*m.form]
		if !ok {
			n = len(forms)
			number[*m.form] = n
			forms = append(forms, *m.form)
		}
		of[i] = n
	}
	// Forms in an order of their own: that of members is an accident of ids.
	order := make([]int, len(forms))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return compareForms(&forms[a], &forms[b]) })
	u := newUnion(len(forms))
	for x, a := range order {
		for _, b := range order[x+1:] {
			if sameName(&forms[a], &forms[b]) {
				u.join(a, b)
			}
		}
	}
	linkShort(forms, order, u, longerName)
	linkShort(forms, order, u, expands)
	for i := range of {
		if of[i] >= 0 {
			of[i] = u.root(of[i])
		}
	}
	return of
}

func compareForms(a, b *form) int {
	return strings.Compare(a.sortKey(), b.sortKey())
}

func (f *form) sortKey() string {
	state := "0"
	if f.State {
		state = "1"
	}
	return strings.Join([]string{string(f.Type), f.Name, f.Country, state, f.Acronym}, "\x00")
}

// sameName: equal names in places that do not contradict each other. A form
// without country is left to linkShort where it could be in several.
func sameName(a, b *form) bool {
	return a.Type == b.Type && a.State == b.State && a.Name == b.Name && a.Country == b.Country
}

// linkShort links each form to the one group of forms that says more of the
// same: if two groups do, the short form is ambiguous and stays by itself.
func linkShort(forms []form, order []int, u *union, more func(short, long *form) bool) {
	type link struct{ a, b int }
	var links []link
	for _, a := range order {
		target := -1
		for _, b := range order {
			if a == b || u.root(a) == u.root(b) || !more(&forms[a], &forms[b]) {
				continue
			}
			r := u.root(b)
			if target >= 0 && target != r && !chained(forms, u, target, r, more) {
				target = -2
				break
			}
			target = r
		}
		if target >= 0 {
			links = append(links, link{a, target})
		}
	}
	for _, l := range links {
		u.join(l.a, l.b)
	}
}

// chained tells whether of two groups one says more of the other, so that both may be meant at once.
func chained(forms []form, u *union, x, y int, more func(short, long *form) bool) bool {
	for i := range forms {
		for j := range forms {
			if u.root(i) == x && u.root(j) == y && (more(&forms[i], &forms[j]) || more(&forms[j], &forms[i])) {
				return true
			}
		}
	}
	return false
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
