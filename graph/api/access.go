package api

import (
	"context"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/dateline-news/dateline/graph"
	"golang.org/x/time/rate"
)

// Scope is what a caller may do.
type Scope uint8

// The scopes.
const (
	Read   Scope = 1 << iota // queries, subscriptions, exports, metrics
	Write                    // ingest, deleteDocument
	Curate                   // judge, revokeJudgement, editEntity, review

	everything = Read | Write | Curate
)

// Caller is who asks.
type Caller struct {
	ID     string // of the key
	Name   string
	Scopes Scope
}

// Keys tells whose key a text is. It is safe for concurrent use.
type Keys interface {
	Caller(key string) (Caller, bool)
}

// anyone is the caller where no keys are asked for.
var anyone = Caller{Name: "api", Scopes: everything}

type callerKey struct{}

func callerOf(ctx context.Context) Caller {
	c, _ := ctx.Value(callerKey{}).(Caller)
	return c
}

// allow tells why the caller may not do what needs a scope, nil if it may.
func allow(ctx context.Context, need Scope) error {
	if callerOf(ctx).Scopes&need == need {
		return nil
	}
	name := map[Scope]string{Read: "read", Write: "write", Curate: "curate"}[need]
	return graph.Errorf(kindForbidden, "this needs a key with the scope %s", name)
}

const (
	kindForbidden = graph.Kind("FORBIDDEN")
	codeBusy      = "UNAVAILABLE"
)

// gate admits requests: by key if there are keys, and so many in a time.
type gate struct {
	keys  Keys // nil: open to all
	rates *rates
	proxy bool // the last address of X-Forwarded-For is the client's
}

// admit lets those pass who may ask at all. A browser may send its key as the
// password of HTTP's basic scheme, which it asks its user for; a WebSocket may
// bring it with its first message.
func (g *gate) admit(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		caller, known := anyone, true
		if g.keys != nil {
			caller, known = g.caller(r)
		}
		switch {
		case known:
		case r.Header.Get("Upgrade") != "" && r.Header.Get("Authorization") == "":
			caller = Caller{} // whoever it is will say so, see hello
		default:
			w.Header().Add("WWW-Authenticate", `Bearer realm="dateline"`)
			w.Header().Add("WWW-Authenticate", `Basic realm="dateline: any name, and a key as the password"`)
			refuseRequest(w, r, http.StatusUnauthorized, "UNAUTHENTICATED", "this server asks for a key: Authorization: Bearer KEY")
			return
		}
		who := caller.ID
		if who == "" {
			who = g.address(r)
		}
		if wait, ok := g.rates.take(who); !ok {
			w.Header().Set("Retry-After", strconv.Itoa(int(wait/time.Second)+1))
			refuseRequest(w, r, http.StatusTooManyRequests, "TOO_MANY_REQUESTS", "too many requests: wait as long as Retry-After says")
			return
		}
		outcomeOf(r.Context()).caller = caller.ID
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), callerKey{}, caller)))
	})
}

// refuseRequest answers in JSON where GraphQL is asked, in a line of text elsewhere.
func refuseRequest(w http.ResponseWriter, r *http.Request, status int, code, message string) {
	if r.URL.Path != "/graphql" {
		http.Error(w, message, status)
		return
	}
	failAs(w, typeJSON, status, code, message)
}

// needing serves those who have a scope.
func needing(need Scope, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := allow(r.Context(), need); err != nil {
			http.Error(w, err.Error(), http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// caller reads the key of a request.
func (g *gate) caller(r *http.Request) (Caller, bool) {
	scheme, key, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	switch {
	case strings.EqualFold(scheme, "Bearer"):
		return g.keys.Caller(strings.TrimSpace(key))
	case strings.EqualFold(scheme, "Basic"):
		_, password, _ := r.BasicAuth()
		return g.keys.Caller(password)
	}
	return Caller{}, false
}

// hello reads the key of a WebSocket's first message, unless its request had one.
func (g *gate) hello(ctx context.Context, payload transport.InitPayload) (context.Context, *transport.InitPayload, error) {
	if callerOf(ctx).Scopes == 0 && g.keys != nil {
		key := payload.Authorization()
		if scheme, rest, ok := strings.Cut(key, " "); ok && strings.EqualFold(scheme, "Bearer") {
			key = strings.TrimSpace(rest)
		}
		caller, ok := g.keys.Caller(key)
		if !ok {
			return transport.WithWebsocketCloseCode(ctx, 4403), nil, graph.Errorf(kindForbidden, "this server asks for a key: {\"Authorization\": \"Bearer KEY\"}")
		}
		ctx = context.WithValue(ctx, callerKey{}, caller)
	}
	return ctx, nil, nil
}

// address is the client's, as far as one can know it. Addresses of one IPv6
// network count as one: a client has all of them.
func (g *gate) address(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	if list := r.Header.Values("X-Forwarded-For"); g.proxy && len(list) > 0 {
		all := strings.Split(list[len(list)-1], ",")
		host = strings.TrimSpace(all[len(all)-1])
	}
	ip := net.ParseIP(host)
	if ip != nil && ip.To4() == nil {
		return ip.Mask(net.CIDRMask(64, 128)).String()
	}
	return host
}

// rates are how fast callers may ask: a bucket each (golang.org/x/time/rate).
type rates struct {
	each  rate.Limit // 0: as fast as they like
	burst int

	mu      sync.Mutex
	buckets map[string]*bucket
}

type bucket struct {
	*rate.Limiter
	used time.Time
}

// maxBuckets is how many callers are remembered; the oldest are forgotten.
const maxBuckets = 20_000

func newRates(each float64) *rates {
	return &rates{each: rate.Limit(each), burst: int(2*each) + 1, buckets: map[string]*bucket{}}
}

// take counts a request, or says how long to wait.
func (r *rates) take(who string) (wait time.Duration, ok bool) {
	if r.each <= 0 {
		return 0, true
	}
	now := time.Now()
	r.mu.Lock()
	defer r.mu.Unlock()
	b := r.buckets[who]
	if b == nil {
		if len(r.buckets) >= maxBuckets {
			r.forget(now)
		}
		b = &bucket{Limiter: rate.NewLimiter(r.each, r.burst)}
		r.buckets[who] = b
	}
	b.used = now
	if b.AllowN(now, 1) {
		return 0, true
	}
	return time.Duration(float64(time.Second) / float64(r.each)), false
}

// forget drops the buckets that are full again, and all if none is.
func (r *rates) forget(now time.Time) {
	for who, b := range r.buckets {
		if b.TokensAt(now) >= float64(r.burst) {
			delete(r.buckets, who)
		}
	}
	if len(r.buckets) >= maxBuckets {
		clear(r.buckets)
	}
}
