//go:generate sh -c "cd ../.. && go tool gqlgen generate"

// Package api answers GraphQL over HTTP: resolvers, limits, transports and the
// handler. What answers mean is package view's; what changes the store is done
// by the Ingester that it is given. It knows no database and no linguistics.
package api

import (
	"context"

	"github.com/dateline-news/dateline/graph"
)

// Ingester is what mutations and subscriptions need of the program around the
// store; internal/ingest fills it. Errors are *graph.Error with a message for
// the user. It is safe for concurrent use.
type Ingester interface {
	// Submit queues documents as one job and returns at once, before any is read.
	// Document ids are not set yet. The same non-empty key gives the same job.
	Submit(ctx context.Context, docs []graph.Document, key string) (graph.Job, error)

	// Job returns the present state of a job; KindNotFound for an unknown id.
	Job(ctx context.Context, id string) (graph.Job, error)

	// Watch sends the state of a job now and whenever it changes; slow readers
	// miss states in between but never the last. The channel is closed after the
	// last state, or when ctx ends. KindNotFound for an unknown id.
	Watch(ctx context.Context, id string) (<-chan graph.Job, error)

	// Delete removes a document; KindNotFound for an unknown id.
	Delete(ctx context.Context, document string) error

	// Judge records a decision about two document entities, or the entities that
	// hold them, and returns it once it is in effect.
	Judge(ctx context.Context, left, right string, verdict graph.Verdict, by, reason string) (*graph.Judgement, error)

	// Revoke takes a judgement back; KindNotFound for an unknown id.
	Revoke(ctx context.Context, judgement string) error

	// Edit records a person's correction of the entity that holds a member, and
	// returns it once it is in effect. KindNotFound for an unknown member.
	Edit(ctx context.Context, member string, e graph.Edit, by, reason string) (*graph.Judgement, error)

	// Review records what a person decided about a statement, and why;
	// graph.Unreviewed takes it back. KindNotFound for an unknown id.
	Review(ctx context.Context, statement string, status graph.ReviewStatus, by, reason string) error

	// Committed sends the id of each document after the batch that added it was
	// committed, in the order of commits, until ctx ends. The channel is closed
	// early when the reader falls too far behind.
	Committed(ctx context.Context) <-chan string
}
