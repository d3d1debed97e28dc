package api

import (
	"net/http"
	"strings"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
)

// traced makes a span of each request to the API, within the trace that the
// client names (W3C trace context). Query strings, variables and texts are in no span.
func traced(provider trace.TracerProvider, own map[string]http.Handler, next http.Handler) http.Handler {
	if provider == nil {
		return next
	}
	tracer := provider.Tracer(scope)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		route := r.URL.Path
		switch _, ours := own[route]; {
		case strings.HasPrefix(route, "/export/"):
			route = "/export/{format}"
		case route != "/graphql" && route != "/schema.graphql" && !ours:
			next.ServeHTTP(w, r) // pages and probes
			return
		}
		method := r.Method
		switch method {
		case http.MethodGet, http.MethodPost, http.MethodHead, http.MethodOptions:
		default:
			method = "_OTHER"
		}
		ctx := propagation.TraceContext{}.Extract(r.Context(), propagation.HeaderCarrier(r.Header))
		ctx, span := tracer.Start(ctx, method+" "+route, trace.WithSpanKind(trace.SpanKindServer), trace.WithAttributes(
			attribute.String("http.request.method", method), attribute.String("http.route", route), attribute.String("dateline.request", requestID(ctx))))
		seen := &recorder{ResponseWriter: w, status: http.StatusOK}
		defer func() {
			span.SetAttributes(attribute.Int("http.response.status_code", seen.status), attribute.Int64("http.response.body.size", seen.bytes))
			if seen.status >= 500 {
				span.SetStatus(codes.Error, "")
			}
			span.End()
		}()
		next.ServeHTTP(seen, r.WithContext(ctx))
	})
}

// scope is who makes the spans.
const scope = "github.com/dateline-news/dateline/graph/api"

// failed notes an answer's errors, by their codes: messages may quote what was asked.
func failed(span trace.Span, errs int, code string) {
	if errs == 0 {
		return
	}
	span.SetAttributes(attribute.Int("dateline.errors", errs), attribute.String("error.type", code))
	span.SetStatus(codes.Error, "")
}
