package quadstore

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/graph/quadstore/storetest"
)

var databases atomic.Int64

// database makes an empty database on the server that DATELINE_POSTGRES names,
// for one test.
func database(t testing.TB) string {
	server := os.Getenv("DATELINE_POSTGRES")
	if server == "" {
		t.Skip("set DATELINE_POSTGRES=postgres://USER:PASSWORD@HOST:PORT/DATABASE, whose user may create databases, to test on PostgreSQL")
	}
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, server)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	name := fmt.Sprintf("dateline_test_%d_%d", os.Getpid(), databases.Add(1))
	if _, err := conn.Exec(ctx, "create database "+name); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		conn, err := pgx.Connect(ctx, server)
		if err == nil {
			defer conn.Close(ctx)
			_, err = conn.Exec(ctx, "drop database "+name+" with (force)")
		}
		if err != nil {
			t.Error(err)
		}
	})
	u, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	u.Path = "/" + name
	return u.String()
}

func TestPostgres(t *testing.T) {
	if os.Getenv("DATELINE_POSTGRES") == "" {
		database(t)
	}
	storetest.Run(t, func(t testing.TB) graph.Store { return openTest(t, database(t)) })
}

// TestProcesses has two stores on one database take turns, as two processes do.
func TestProcesses(t *testing.T) {
	address := database(t)
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
