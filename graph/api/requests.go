package api

import (
	"log/slog"
	"net/http"
	"time"
)

// logged writes a line for each request when it ends: who, what kind of thing,
// how long. Query texts, variables and query strings are in none of them.
func logged(log *slog.Logger, next http.Handler) http.Handler {
	if log == nil {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		seen := &recorder{ResponseWriter: w, status: http.StatusOK}
		defer func() {
			out := outcomeOf(r.Context())
			attrs := []slog.Attr{
				slog.String("request", requestID(r.Context())), slog.String("method", r.Method), slog.String("path", r.URL.Path),
				slog.Int("status", seen.status), slog.Int64("bytes", seen.bytes), slog.Duration("took", time.Since(start)), slog.String("from", r.RemoteAddr),
			}
			if out.operation != "" {
				attrs = append(attrs, slog.String("kind", string(out.operation)), slog.Int("errors", out.errors))
				if goodName.MatchString(out.name) {
					attrs = append(attrs, slog.String("operation", out.name))
				}
			}
			if out.caller != "" {
				attrs = append(attrs, slog.String("key", out.caller))
			}
			log.LogAttrs(r.Context(), slog.LevelInfo, "request", attrs...)
		}()
		next.ServeHTTP(seen, r)
	})
}

// recorder notes what is answered.
type recorder struct {
	http.ResponseWriter
	status int
	bytes  int64
	wrote  bool
}

func (r *recorder) WriteHeader(status int) {
	if !r.wrote {
		r.status, r.wrote = status, true
	}
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(b []byte) (int, error) {
	r.wrote = true
	n, err := r.ResponseWriter.Write(b)
	r.bytes += int64(n)
	return n, err
}

// Flush is for streams, which ask for it by type.
func (r *recorder) Flush() { _ = http.NewResponseController(r.ResponseWriter).Flush() }

// Unwrap is for http.ResponseController.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }
