package api

import (
	"net/http"
	"regexp"
	"strconv"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// metrics counts what is answered.
type metrics struct {
	registry *prometheus.Registry
	seconds  *prometheus.HistogramVec
	errors   *prometheus.CounterVec
	answers  *prometheus.CounterVec
	underWay prometheus.Gauge

	mu    sync.Mutex
	names map[string]bool // of operations, as clients call them
}

// maxNames bounds how many operations are told apart: clients choose the names.
const maxNames = 50

var goodName = regexp.MustCompile(`^[A-Za-z0-9_]{1,40}$`)

func newMetrics() *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "dateline_operation_seconds", Help: "Time to answer GraphQL operations, by kind and name.",
			Buckets: []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10},
		}, []string{"kind", "name"}),
		errors: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "dateline_operation_errors_total", Help: "Errors in answers, by code.",
		}, []string{"code"}),
		answers: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "dateline_http_answers_total", Help: "Answered requests, by status: 401, 403, 413, 429 and 503 were refused.",
		}, []string{"status"}),
		underWay: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "dateline_http_requests", Help: "Requests under way, subscriptions among them.",
		}),
		names: map[string]bool{},
	}
	m.registry.MustRegister(m.seconds, m.errors, m.answers, m.underWay, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func (m *metrics) answered(oc *graphql.OperationContext, resp *graphql.Response, d time.Duration) {
	m.seconds.WithLabelValues(string(oc.Operation.Operation), m.name(oc.Operation.Name)).Observe(d.Seconds())
	if resp == nil {
		return
	}
	for _, e := range resp.Errors {
		m.errors.WithLabelValues(codeOf(e)).Inc()
	}
}

// codeOf is an error's code as a label.
func codeOf(e *gqlerror.Error) string {
	if code, _ := e.Extensions["code"].(string); goodName.MatchString(code) {
		return code
	}
	return "other"
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// name is an operation's name as a label: "" for none, "other" once there are too many.
func (m *metrics) name(n string) string {
	if n == "" {
		return ""
	}
	if !goodName.MatchString(n) {
		return "other"
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.names[n] {
		if len(m.names) >= maxNames {
			return "other"
		}
		m.names[n] = true
	}
	return n
}

// counted counts what is asked and how it was answered.
func (m *metrics) counted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		m.underWay.Inc()
		seen := &recorder{ResponseWriter: w, status: http.StatusOK}
		defer func() {
			m.underWay.Dec()
			m.answers.WithLabelValues(strconv.Itoa(seen.status)).Inc()
		}()
		next.ServeHTTP(seen, r)
	})
}
