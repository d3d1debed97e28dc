package storetest

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"
)

var databases atomic.Int64

// NeedsDatabase skips the test where there is no server to test on, and returns its address.
func NeedsDatabase(t testing.TB) string {
	server := os.Getenv("DATELINE_POSTGRES")
	if server == "" {
		t.Skip("set DATELINE_POSTGRES=postgres://USER:PASSWORD@HOST:PORT/DATABASE, whose user may create databases, to test on PostgreSQL")
	}
	return server
}

// Database makes an empty database on the server that DATELINE_POSTGRES names,
// for one test, and skips the test where there is none.
func Database(t testing.TB) string {
	server := NeedsDatabase(t)
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
