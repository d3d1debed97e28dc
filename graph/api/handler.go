package api

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/url"
	"runtime/debug"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/coder/websocket"
	"github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/graph/api/internal/gen"
	"github.com/dateline-news/dateline/graph/view"
	"github.com/klauspost/compress/gzhttp"
	"github.com/rs/cors"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"
	"go.opentelemetry.io/otel/trace"
	"go.opentelemetry.io/otel/trace/noop"
)

// Options of a Server.
type Options struct {
	Ready    func() bool   // what /readyz says; nil for always
	Web      fs.FS         // index.html, playground/…; nil for none
	Formats  Formats       // of /export/*; nil for none
	Deadline time.Duration // of one operation; 10 s if 0
	Now      func() time.Time

	Keys     Keys                    // who may ask what; nil: anyone everything
	Origins  []string                // other sites whose pages may ask ("https://news.example")
	Rate     float64                 // requests a second of one key or address; 0 for any
	Proxy    bool                    // the client's address is the last of X-Forwarded-For
	Excerpts bool                    // serve what statements rest on, but no whole texts
	Requests *slog.Logger            // a line for each request; nil for none
	Traces   trace.TracerProvider    // spans of requests and operations; nil for none
	Owner    map[string]http.Handler // further routes, for callers with all scopes
}

// Limits of requests.
const (
	maxQueryBytes  = 256 << 10
	maxIngestBytes = 16 << 20
	maxSockets     = 1000 // subscriptions and WebSockets at once
)

// Server is the HTTP face of a store.
type Server struct {
	http.Handler
	sockets atomic.Int64
	origins []string // other sites that may open one
	stop    context.CancelFunc
}

// Close ends subscriptions; to be called after the HTTP server was shut down.
func (s *Server) Close() { s.stop() }

// New makes the handler of /graphql, the pages, the exports and the health checks.
func New(store graph.Store, in Ingester, o Options) *Server {
	if o.Deadline == 0 {
		o.Deadline = 10 * time.Second
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	base, stop := context.WithCancel(context.Background())
	s := &Server{stop: stop}
	r := &Resolver{store: store, ingester: in, log: newJournal(rand.Text()[:8]), now: o.Now, excerpts: o.Excerpts, words: view.NewWords()}
	r.log.follow(base, in)
	m, room := newMetrics(), newLoad()
	door := &gate{keys: o.Keys, rates: newRates(o.Rate), proxy: o.Proxy}
	s.origins = o.Origins
	var tracer trace.Tracer = noop.Tracer{}
	if o.Traces != nil {
		tracer = o.Traces.Tracer(scope)
	}

	config := gen.Config{Resolvers: r}
	costs(&config.Complexity)
	schema := gen.NewExecutableSchema(config)
	gql := handler.New(schema)
	queries := lru.New[*ast.QueryDocument](1000)
	gql.SetQueryCache(queries)
	gql.SetParserTokenLimit(maxTokens)
	gql.SetDisableSuggestion(true)
	gql.SetErrorPresenter(present)
	gql.SetRecoverFunc(func(ctx context.Context, p any) error {
		return fmt.Errorf("panic: %v\n%s", p, debug.Stack())
	})
	gql.AddTransport(transport.Websocket{
		Implementation:        transport.CoderWebsocketImplementation{AcceptOptions: websocket.AcceptOptions{InsecureSkipVerify: true}}, // sameOrigin has looked
		InitFunc:              door.hello,
		InitTimeout:           10 * time.Second,
		KeepAlivePingInterval: 20 * time.Second,
		PingPongInterval:      20 * time.Second,
		PayloadReadLimit:      limit(maxQueryBytes),
		ErrorFunc:             func(context.Context, error) {},
	})
	gql.AddTransport(transport.SSE{KeepAlivePingInterval: 20 * time.Second})
	gql.AddTransport(plain{})
	gql.Use(guard{queries})
	gql.Use(extension.Introspection{})
	gql.Use(extension.FixedComplexityLimit(maxCost))
	gql.AroundOperations(around(o.Deadline, m, room, tracer))

	compressed, err := gzhttp.NewWrapper(gzhttp.MinSize(8<<10), gzhttp.ExceptContentTypes([]string{"text/event-stream"}))
	if err != nil {
		panic("api: " + err.Error()) // the options are constants
	}
	mux := http.NewServeMux()
	mux.Handle("/graphql", door.admit(s.graphql(base, gql, compressed(gql))))
	var sdl bytes.Buffer
	formatter.NewFormatter(&sdl, formatter.WithIndent("  ")).FormatSchema(schema.Schema())
	mux.Handle("GET /schema.graphql", door.admit(needing(Read, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Write(sdl.Bytes())
	}))))
	mux.HandleFunc("GET /livez", func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("ok\n")) })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, _ *http.Request) {
		if o.Ready != nil && !o.Ready() {
			http.Error(w, "not ready", http.StatusServiceUnavailable)
			return
		}
		w.Write([]byte("ok\n"))
	})
	mux.Handle("GET /metrics", door.admit(needing(Read, m.handler())))
	for path, h := range o.Owner {
		mux.Handle(path, door.admit(needing(Write, needing(Curate, needing(Read, h)))))
	}
	if o.Formats != nil {
		mux.Handle("GET /export/", door.admit(needing(Read, room.bound(exportRoom, compressed(exports(store, o.Formats))))))
	}
	if o.Web != nil {
		mux.Handle("/", pages(o.Web))
	}
	s.Handler = identify(traced(o.Traces, o.Owner, m.counted(logged(o.Requests, secure(o.Origins, mux)))))
	return s
}

func limit(n int64) *int64 { return &n }

// graphql chooses what may follow: an upgrade is not compressed, a body is bounded,
// a client has some seconds to send it, and what is open for long is counted.
func (s *Server) graphql(base context.Context, sockets, requests http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		upgrade := r.Header.Get("Upgrade") != ""
		stream := strings.Contains(r.Header.Get("Accept"), "text/event-stream")
		switch {
		case r.Method == http.MethodOptions:
			w.Header().Set("Allow", "GET, POST, OPTIONS")
			w.WriteHeader(http.StatusNoContent)
			return
		case r.Method != http.MethodGet && r.Method != http.MethodPost:
			w.Header().Set("Allow", "GET, POST, OPTIONS")
			fail(w, typeJSON, http.StatusMethodNotAllowed, "ask by GET or POST")
			return
		case upgrade && !sameOrigin(r) && !slices.Contains(s.origins, r.Header.Get("Origin")):
			fail(w, typeJSON, http.StatusForbidden, "a WebSocket is opened from the same site")
			return
		}
		if upgrade || stream {
			if s.sockets.Add(1) > maxSockets {
				s.sockets.Add(-1)
				w.Header().Set("Retry-After", "5")
				fail(w, typeJSON, http.StatusServiceUnavailable, "too many subscriptions are open")
				return
			}
			defer s.sockets.Add(-1)
		}
		if r.Method == http.MethodPost {
			// whether it is an ingest is known only after it was read
			r.Body = http.MaxBytesReader(w, r.Body, maxIngestBytes)
			http.NewResponseController(w).SetReadDeadline(time.Now().Add(slowBody))
		}
		if stream && r.Method == http.MethodPost {
			r.Body = http.MaxBytesReader(w, r.Body, maxQueryBytes)
			body, err := io.ReadAll(r.Body)
			if err != nil {
				fail(w, typeJSON, http.StatusRequestEntityTooLarge, "the body is larger than is read, or ended early")
				return
			}
			if _, status, message := fromJSON(body); status != 0 {
				fail(w, typeJSON, status, message)
				return
			}
			r.Body = io.NopCloser(bytes.NewReader(body))
		}
		if upgrade || stream {
			// many operations share one connection: none of them is its outcome
			ctx, cancel := context.WithCancel(context.WithValue(r.Context(), outcomeKey{}, (*outcome)(nil)))
			defer cancel()
			defer context.AfterFunc(base, cancel)()
			sockets.ServeHTTP(w, r.WithContext(ctx))
			return
		}
		requests.ServeHTTP(w, r)
	})
}

func sameOrigin(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" {
		return true // no browser
	}
	u, err := url.Parse(origin)
	return err == nil && strings.EqualFold(u.Host, r.Host)
}

// identify gives each request an id, which the log and the answer share.
func identify(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := rand.Text()[:12]
		w.Header().Set("X-Request-Id", id)
		ctx := context.WithValue(r.Context(), requestIDKey{}, id)
		next.ServeHTTP(w, r.WithContext(context.WithValue(ctx, outcomeKey{}, &outcome{})))
	})
}

// secure refuses what another site makes a browser send, and tells browsers to
// load nothing from elsewhere.
func secure(origins []string, next http.Handler) http.Handler {
	var cross http.CrossOriginProtection
	for _, o := range origins {
		if err := cross.AddTrustedOrigin(o); err != nil {
			panic("api: " + err.Error()) // the command line has looked at them
		}
	}
	cross.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fail(w, typeJSON, http.StatusForbidden, "requests that change something come from the same site")
	}))
	next = cross.Handler(next)
	if len(origins) > 0 {
		next = cors.New(cors.Options{
			AllowedOrigins: origins,
			AllowedMethods: []string{http.MethodGet, http.MethodPost},
			AllowedHeaders: []string{"Accept", "Authorization", "Content-Type", "If-None-Match"},
			ExposedHeaders: []string{"ETag", "Retry-After", "X-Request-Id"},
			MaxAge:         600,
		}).Handler(next)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		h.Set("Content-Security-Policy", "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; worker-src 'self' blob:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'")
		next.ServeHTTP(w, r)
	})
}

var _ graphql.Transport = plain{}
