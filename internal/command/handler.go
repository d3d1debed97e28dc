package command

import (
	"net/http"
	"time"

	"github.com/dateline-news/dateline/graph/api"
	"github.com/dateline-news/dateline/graph/export"
	"github.com/dateline-news/dateline/graph/quadstore"
	taking "github.com/dateline-news/dateline/internal/ingest"
	"github.com/dateline-news/dateline/web"
)

// handler wires the API, the exports and the pages to a store.
func handler(store *quadstore.Store, g *taking.Ingester, ready func() bool) (*api.Server, http.Handler) {
	server := api.New(store, g, api.Options{
		Ready: ready,
		Web:   web.Files,
		Now:   time.Now,
		Formats: func(name string) (api.Format, string, bool) {
			f, ok := export.Lookup(name)
			return f, f.ContentType, ok
		},
	})
	mux := http.NewServeMux()
	mux.Handle(backupPath, handBackup(store))
	mux.Handle("/", server)
	return server, mux
}
