// Package gazetteer knows a few facts that hold in every document: the codes,
// names and positions of countries, and the names of bodies that all the world
// knows by one. It resolves nothing: who is meant is decided elsewhere.
package gazetteer

import (
	_ "embed" // the tables
	"strconv"
	"strings"
	"sync"

	"github.com/dateline-news/dateline/graph/fold"
)

var (
	//go:embed countries.tsv
	countriesTSV string
	//go:embed bodies.tsv
	bodiesTSV string
)

// Country is a country or territory with a code of its own.
type Country struct {
	Code                string // ISO 3166 alpha-2
	Latitude, Longitude float64
}

var countries = sync.OnceValues(func() (byCode map[string]Country, byName map[string]string) {
	byCode, byName = map[string]Country{}, map[string]string{}
	for _, f := range rows(countriesTSV) {
		c := Country{Code: f[0]}
		c.Latitude, _ = strconv.ParseFloat(f[1], 64)
		c.Longitude, _ = strconv.ParseFloat(f[2], 64)
		byCode[c.Code] = c
		for name := range strings.SplitSeq(f[3], "|") {
			byName[fold.Name(name)] = c.Code
		}
	}
	return byCode, byName
})

// CountryOf returns the country with this code.
func CountryOf(code string) (Country, bool) {
	byCode, _ := countries()
	c, ok := byCode[code]
	return c, ok
}

// CountryNamed returns the code of the country that has this folded name, "" for none.
func CountryNamed(name string) string {
	_, byName := countries()
	return byName[name]
}

var bodies = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for _, f := range rows(bodiesTSV) {
		name := fold.Name(f[0])
		m[name] = name
		for alias := range strings.SplitSeq(f[1], "|") {
			if alias != "" {
				m[fold.Name(alias)] = name
			}
		}
	}
	return m
})

// Body returns the folded full name of the body that the world knows by this
// folded name or short form, "" for none: "who" is "world health organization".
func Body(name string) string { return bodies()[name] }

// rows are the fields of a table's lines, its header left out.
func rows(table string) (out [][]string) {
	for line := range strings.Lines(table) {
		out = append(out, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
	}
	return out[1:]
}
