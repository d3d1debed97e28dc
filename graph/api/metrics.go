package api

import (
	"net/http"
	"regexp"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics counts what is answered.
type metrics struct {
	registry *prometheus.Registry
	seconds  *prometheus.HistogramVec
	errors   *prometheus.CounterVec
}

var goodName = regexp.MustCompile(`^[A-Za-z0-9_]{1,40}$`)

func newMetrics() *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "dateline_operation_seconds", Help: "Time to answer GraphQL operations, by kind.",
			Buckets: []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10},
		}, []string{"kind"}),
		errors: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "dateline_operation_errors_total", Help: "Errors in answers, by code.",
		}, []string{"code"}),
	}
	m.registry.MustRegister(m.seconds, m.errors, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func (m *metrics) answered(oc *graphql.OperationContext, resp *graphql.Response, d time.Duration) {
	m.seconds.WithLabelValues(string(oc.Operation.Operation)).Observe(d.Seconds())
	if resp == nil {
		return
	}
	for _, e := range resp.Errors {
		code, _ := e.Extensions["code"].(string)
		if !goodName.MatchString(code) {
			code = "other"
		}
		m.errors.WithLabelValues(code).Inc()
	}
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}
