package tracing

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"

	otlp "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/proto"
)

// sender posts batches of spans: an otlptrace.Client. What cannot be sent is
// dropped, and said once until sending works again.
type sender struct {
	url      string
	headers  map[string]string
	timeout  time.Duration
	compress bool
	warn     func(format string, args ...any)
	failing  atomic.Bool
}

func (s *sender) Start(context.Context) error { return nil }
func (s *sender) Stop(context.Context) error  { return nil }

// Waits between tries of one batch; the collector's own word goes before.
const (
	tries     = 4
	firstWait = 500 * time.Millisecond
	mostWait  = 5 * time.Second
)

// UploadTraces sends a batch. TracesData has the bytes of ExportTraceServiceRequest, whose package links gRPC.
func (s *sender) UploadTraces(ctx context.Context, spans []*otlp.ResourceSpans) error {
	body, err := proto.Marshal(&otlp.TracesData{ResourceSpans: spans})
	if err != nil {
		return err
	}
	if s.compress {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		if _, err := z.Write(body); err != nil {
			return err
		}
		if err := z.Close(); err != nil {
			return err
		}
		body = b.Bytes()
	}
	ctx, cancel := context.WithTimeout(ctx, s.timeout)
	defer cancel()
	wait := firstWait
	for try := 1; ; try++ {
		again, after, err := s.post(ctx, body)
		if err == nil {
			s.failing.Store(false)
			return nil
		}
		if !again || try == tries || ctx.Err() != nil {
			if !s.failing.Swap(true) {
				s.warn("traces are not sent: %v", err)
			}
			return nil
		}
		select {
		case <-time.After(max(wait, min(after, mostWait))):
		case <-ctx.Done():
		}
		wait *= 2
	}
}

// post sends once; again tells whether another try may help, and when.
func (s *sender) post(ctx context.Context, body []byte) (again bool, after time.Duration, err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.url, bytes.NewReader(body))
	if err != nil {
		return false, 0, err
	}
	r.Header.Set("Content-Type", "application/x-protobuf")
	if s.compress {
		r.Header.Set("Content-Encoding", "gzip")
	}
	for name, value := range s.headers {
		r.Header.Set(name, value)
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		return true, 0, err
	}
	defer resp.Body.Close()
	_, _ = io.Copy(io.Discard, io.LimitReader(resp.Body, 64<<10))
	switch resp.StatusCode {
	case http.StatusOK, http.StatusAccepted, http.StatusNoContent:
		return false, 0, nil
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		seconds, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
		return true, time.Duration(seconds) * time.Second, fmt.Errorf("the collector answers %s", resp.Status)
	}
	return false, 0, fmt.Errorf("the collector answers %s", resp.Status)
}
