// Package tracing sends spans to an OpenTelemetry collector by OTLP over HTTP,
// with the official SDK and its standard environment variables. It owns nothing
// of what is traced. The SDK's own exporter for HTTP brings gRPC with it, twelve
// seconds of compiling and 7 MB to fetch for a first start, so the sending is done here.
package tracing

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace"
	"go.opentelemetry.io/otel/sdk/resource"
	sdk "go.opentelemetry.io/otel/sdk/trace"
)

// Start returns where spans go, for the collector at endpoint ("" for the one
// that the environment names), or nil where none is named or the environment
// switches traces off. The caller shuts it down, which sends what is left.
func Start(ctx context.Context, endpoint string, warn func(format string, args ...any)) (*sdk.TracerProvider, error) {
	target, err := target(endpoint)
	if err != nil || target == "" {
		return nil, err
	}
	headers, err := headers(first("OTEL_EXPORTER_OTLP_TRACES_HEADERS", "OTEL_EXPORTER_OTLP_HEADERS"))
	if err != nil {
		return nil, err
	}
	timeout := 10 * time.Second
	if s := first("OTEL_EXPORTER_OTLP_TRACES_TIMEOUT", "OTEL_EXPORTER_OTLP_TIMEOUT"); s != "" {
		ms, err := strconv.Atoi(s)
		if err != nil || ms <= 0 {
			return nil, fmt.Errorf("OTEL_EXPORTER_OTLP_TIMEOUT is %q: it is a number of milliseconds", s)
		}
		timeout = time.Duration(ms) * time.Millisecond
	}
	if p := first("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL"); p != "" && p != "http/protobuf" {
		warn("traces go out as http/protobuf: OTEL_EXPORTER_OTLP_PROTOCOL=%s is not spoken here", p)
	}
	exporter, err := otlptrace.New(ctx, &sender{
		url: target, headers: headers, timeout: timeout, warn: warn,
		compress: first("OTEL_EXPORTER_OTLP_TRACES_COMPRESSION", "OTEL_EXPORTER_OTLP_COMPRESSION") == "gzip",
	})
	if err != nil {
		return nil, err
	}
	about, err := resource.New(ctx, resource.WithAttributes(attribute.String("service.name", "dateline")), resource.WithTelemetrySDK(), resource.WithFromEnv())
	if err != nil {
		return nil, err
	}
	otel.SetErrorHandler(otel.ErrorHandlerFunc(func(err error) { warn("traces: %v", err) }))
	return sdk.NewTracerProvider(sdk.WithBatcher(exporter), sdk.WithResource(about)), nil
}

// target is the address that spans are posted to. The general endpoint is a base,
// the one of traces is taken as it stands (OTLP exporter specification).
func target(endpoint string) (string, error) {
	if os.Getenv("OTEL_SDK_DISABLED") == "true" || os.Getenv("OTEL_TRACES_EXPORTER") == "none" {
		return "", nil
	}
	if t := os.Getenv("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"); endpoint == "" && t != "" {
		return t, checked(t)
	}
	if endpoint == "" {
		if endpoint = os.Getenv("OTEL_EXPORTER_OTLP_ENDPOINT"); endpoint == "" {
			return "", nil
		}
	}
	return strings.TrimSuffix(endpoint, "/") + "/v1/traces", checked(endpoint)
}

func checked(endpoint string) error {
	if u, err := url.Parse(endpoint); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return fmt.Errorf("%q is no address of a collector, such as http://localhost:4318", endpoint)
	}
	return nil
}

// headers reads "api-key=secret,tenant=a%20b".
func headers(s string) (map[string]string, error) {
	out := map[string]string{}
	for part := range strings.SplitSeq(s, ",") {
		if strings.TrimSpace(part) == "" {
			continue
		}
		name, value, ok := strings.Cut(part, "=")
		value, err := url.PathUnescape(strings.TrimSpace(value))
		if name = strings.TrimSpace(name); !ok || name == "" || err != nil {
			return nil, fmt.Errorf("OTEL_EXPORTER_OTLP_HEADERS is not of the form name=value,name=value") // and may hold secrets
		}
		out[name] = value
	}
	return out, nil
}

// first is the value of the first variable that is set.
func first(names ...string) string {
	for _, n := range names {
		if v := os.Getenv(n); v != "" {
			return v
		}
	}
	return ""
}
