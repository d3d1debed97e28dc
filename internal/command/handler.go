package command

import (
	"net/http"
	"time"

	"github.com/dateline-news/dateline/graph/api"
	"github.com/dateline-news/dateline/graph/export"
	"github.com/dateline-news/dateline/graph/quadstore"
	taking "github.com/dateline-news/dateline/internal/ingest"
	"github.com/dateline-news/dateline/internal/keys"
	"github.com/dateline-news/dateline/web"
	"go.opentelemetry.io/otel/trace"
)

// handler wires the API, the exports and the pages to a store.
func handler(store *quadstore.Store, g *taking.Ingester, ready func() bool, a access, traces trace.TracerProvider) *api.Server {
	o := api.Options{
		Traces: traces,
		Ready:  ready,
		Web:    web.Files,
		Now:    time.Now,
		Formats: func(name string) (api.Format, string, bool) {
			f, ok := export.Lookup(name)
			f.Excerpts = a.excerpts
			return f, f.ContentType, ok
		},
		Origins: a.origins, Rate: a.rate, Proxy: a.proxy, Excerpts: a.excerpts, Requests: a.requests,
		Owner: map[string]http.Handler{backupPath: handBackup(store)},
	}
	if a.keys != nil {
		o.Keys = callers{a.keys}
	}
	return api.New(store, g, o)
}

// callers are the holders of keys as the API knows them.
type callers struct{ file *keys.File }

func (c callers) Caller(key string) (api.Caller, bool) {
	k, ok := c.file.Find(key)
	if !ok {
		return api.Caller{}, false
	}
	caller := api.Caller{ID: k.ID, Name: k.Name}
	for _, s := range k.Scopes {
		caller.Scopes |= map[string]api.Scope{keys.Read: api.Read, keys.Write: api.Write, keys.Curate: api.Curate}[s]
	}
	return caller, true
}
