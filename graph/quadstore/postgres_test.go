package quadstore

import (
	"testing"

	"github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/graph/quadstore/storetest"
)

func TestPostgres(t *testing.T) {
	storetest.NeedsDatabase(t)
	storetest.Run(t, func(t testing.TB) graph.Store { return openTest(t, storetest.Database(t)) })
}

// TestProcesses has two stores on one database take turns, as two processes do.
func TestProcesses(t *testing.T) {
	address := storetest.Database(t)
	a, b := openTest(t, address), openTest(t, address)
	defer a.Close()
	defer b.Close()
	m := storetest.NewModel()
	g := storetest.Generator{Seed: 5, Entities: 20, Statements: 4, Mentions: 4}
	for i := range 4 {
		r := g.Record(i)
		storetest.Update(t, a, m.Change([]*graph.Record{r}, nil))
		storetest.Update(t, b, m.Change(nil, []string{r.Document.ID}))
		storetest.Update(t, b, m.Change([]*graph.Record{r}, nil))
		storetest.Update(t, a, m.Change([]*graph.Record{g.Record(100 + i)}, nil))
	}
	storetest.Check(t, a, m)
	storetest.Check(t, b, m)
}
