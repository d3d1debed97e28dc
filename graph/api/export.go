package api

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/graph/view"
)

// Format writes the content of a snapshot; unless only is nil, just the statements
// of these ids and what they name.
type Format interface {
	Write(ctx context.Context, w io.Writer, s graph.Snapshot, only []string) error
}

// Formats finds a format of /export/ by its name.
type Formats func(name string) (f Format, contentType string, ok bool)

// exports answers /export/NAME?filter with a stream.
func exports(store graph.Store, formats Formats) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := r.Context()
		name := strings.TrimPrefix(r.URL.Path, "/export/")
		f, kind, ok := formats(name)
		if !ok {
			http.Error(w, "no export of this name", http.StatusNotFound)
			return
		}
		in, err := filterOf(r.URL.RawQuery)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		snap, err := store.Snapshot(ctx)
		if err != nil {
			_, message := explain(ctx, err)
			http.Error(w, message, http.StatusServiceUnavailable)
			return
		}
		v := view.NewReader(snap)
		defer v.Close()
		tag, err := etag(ctx, snap, name+"?"+r.URL.Query().Encode())
		var only []string
		if err == nil && in != nil {
			only, err = v.Passing(ctx, in)
		}
		if err != nil {
			_, message := explain(ctx, err)
			status := http.StatusInternalServerError
			if graph.KindOf(err) == graph.KindInvalid {
				status = http.StatusBadRequest
			}
			http.Error(w, message, status)
			return
		}
		h := w.Header()
		h.Set("ETag", tag)
		h.Set("Cache-Control", "no-cache")
		if slices.Contains(strings.Split(strings.ReplaceAll(r.Header.Get("If-None-Match"), " ", ""), ","), tag) {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		h.Set("Content-Type", kind)
		if r.Method == http.MethodHead {
			return
		}
		if err := f.Write(ctx, w, snap, only); err != nil {
			explain(ctx, err)
			panic(http.ErrAbortHandler) // the client sees a body that was cut
		}
	})
}

// etag names the content of an export: it is a function of the documents, what
// read them, and people's judgements.
func etag(ctx context.Context, s graph.Snapshot, what string) (string, error) {
	h := sha256.New()
	fmt.Fprintln(h, what)
	stats, err := s.Stats(ctx)
	if err != nil {
		return "", err
	}
	fmt.Fprintln(h, stats.Documents, stats.Entities, stats.Statements, stats.Claims, stats.Mentions, stats.Quads)
	for p, err := range s.ScanPrefix(ctx, graph.IndexDocumentsExtractor, "") {
		if err != nil {
			return "", err
		}
		fmt.Fprintln(h, p.Key, p.ID)
	}
	var journal []string
	for _, list := range []graph.Index{graph.IndexReviews, graph.IndexJudgements} {
		for p, err := range s.Scan(ctx, list, "", graph.Posting{}, false) {
			if err != nil {
				return "", err
			}
			fmt.Fprintln(h, p.ID, p.Sort)
			if list == graph.IndexJudgements {
				journal = append(journal, p.ID)
			}
		}
	}
	for ids := range slices.Chunk(journal, 1000) { // by whom, when and why is in the export too
		decided, err := s.Judgements(ctx, ids)
		if err != nil {
			return "", err
		}
		for _, j := range decided {
			if j != nil {
				fmt.Fprintf(h, "%q %q %d\n", j.By, j.Reason, j.At.UnixNano())
			}
		}
	}
	return `W/"` + hex.EncodeToString(h.Sum(nil)[:16]) + `"`, nil
}

// filterOf reads a StatementFilter from a query string: the names of its fields,
// lists by repeating; nil for none.
func filterOf(raw string) (*view.StatementFilter, error) {
	q, err := url.ParseQuery(raw)
	if err != nil {
		return nil, fmt.Errorf("the query string is malformed")
	}
	if len(q) == 0 {
		return nil, nil
	}
	f := &view.StatementFilter{}
	for name, values := range q {
		var err error
		switch name {
		case "subject":
			f.Subject = refs(values)
		case "object":
			f.Object = refs(values)
		case "involves":
			f.Involves = refs(values)
		case "speaker":
			f.Speaker = refs(values)
		case "predicate":
			f.Predicate, err = enum(values, predicateNames())
		case "family":
			f.Family, err = enum(values, []graph.Family{graph.FamilySpeech, graph.FamilyAction, graph.FamilyState, graph.FamilyEventRole})
		case "polarity":
			f.Polarity, err = enum(values, []graph.Polarity{graph.Affirmed, graph.Negated})
		case "modality":
			f.Modality, err = enum(values, []graph.Modality{graph.Asserted, graph.Planned, graph.Possible, graph.Hypothetical, graph.Required})
		case "tense":
			f.Tense, err = enum(values, []graph.Tense{graph.TensePast, graph.TensePresent, graph.TenseFuture, graph.TenseNone})
		case "status":
			f.Status, err = enum(values, []graph.ReviewStatus{graph.Unreviewed, graph.Confirmed, graph.Rejected})
		case "publisher":
			f.Publisher = values
		case "document":
			f.Document = values
		case "verb":
			f.Verb = values
		case "asserted":
			f.Asserted, err = single(values, func(s string) (bool, error) {
				if s != "true" && s != "false" {
					return false, fmt.Errorf("true or false")
				}
				return s == "true", nil
			})
		case "minConfidence":
			f.MinConfidence, err = single(values, func(s string) (float64, error) { return strconv.ParseFloat(s, 64) })
		case "minPublishers":
			f.MinPublishers, err = single(values, strconv.Atoi)
		case "text":
			f.Text, err = single(values, func(s string) (string, error) { return s, nil })
		case "publishedFrom", "publishedTo":
			if f.Published == nil {
				f.Published = &view.TimeRange{}
			}
			err = bound(values, name == "publishedFrom", f.Published)
		case "timeFrom", "timeTo":
			if f.Time == nil {
				f.Time = &view.TimeRange{}
			}
			err = bound(values, name == "timeFrom", f.Time)
		default:
			return nil, fmt.Errorf("the query string has a name that is no field of StatementFilter")
		}
		if err != nil {
			return nil, fmt.Errorf("the value of %s makes no sense", name)
		}
	}
	return f, nil
}

// refs reads entities: what looks like an id is one, anything else is a name.
func refs(values []string) []*view.EntityRef {
	out := make([]*view.EntityRef, len(values))
	for i := range values {
		if graph.IDKind(values[i]) == graph.IDEntity {
			out[i] = &view.EntityRef{ID: &values[i]}
		} else {
			out[i] = &view.EntityRef{Name: &values[i]}
		}
	}
	return out
}

func predicateNames() []graph.PredicateName {
	names := make([]graph.PredicateName, len(graph.Predicates))
	for i, p := range graph.Predicates {
		names[i] = p.Name
	}
	return names
}

func enum[T ~string](values []string, allowed []T) ([]T, error) {
	out := make([]T, len(values))
	for i, v := range values {
		if out[i] = T(v); !slices.Contains(allowed, out[i]) {
			return nil, fmt.Errorf("not one of %v", allowed)
		}
	}
	return out, nil
}

func single[T any](values []string, parse func(string) (T, error)) (*T, error) {
	if len(values) != 1 {
		return nil, fmt.Errorf("given more than once")
	}
	v, err := parse(values[0])
	return &v, err
}

func bound(values []string, from bool, into *view.TimeRange) error {
	d, err := single(values, func(s string) (view.DateTime, error) {
		_, _, err := view.DateTime(s).Time()
		return view.DateTime(s), err
	})
	if from {
		into.From = d
	} else {
		into.To = d
	}
	return err
}
