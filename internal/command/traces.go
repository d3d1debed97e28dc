package command

import (
	"context"
	"time"

	"github.com/dateline-news/dateline/graph"
	taking "github.com/dateline-news/dateline/internal/ingest"
	"github.com/dateline-news/dateline/internal/tracing"
	"go.opentelemetry.io/otel/trace"
)

// tracesFlag says where spans go.
type tracesFlag struct {
	Traces string `env:"OTEL_EXPORTER_OTLP_ENDPOINT" placeholder:"URL" help:"Send traces to this OpenTelemetry collector (OTLP over HTTP), such as http://localhost:4318."`
}

// trace makes spans of what g takes in and returns where others are made, nil for
// nowhere. The caller calls send at the end, which waits for what is not sent yet.
func (f *tracesFlag) trace(ctx context.Context, s *streams, g *taking.Ingester) (p trace.TracerProvider, send func(), err error) {
	provider, err := tracing.Start(ctx, f.Traces, s.say)
	if err != nil {
		return nil, nil, graph.Errorf(graph.KindInvalid, "traces: %w", err)
	}
	if provider == nil {
		return nil, func() {}, nil
	}
	g.Trace(provider)
	return provider, func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 3*time.Second)
		defer cancel()
		_ = provider.Shutdown(ctx) // the sender has said what it could not send
	}, nil
}
