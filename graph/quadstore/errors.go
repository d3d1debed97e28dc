package quadstore

import (
	"context"
	"errors"
	"syscall"

	"github.com/cockroachdb/pebble/v2"

	"github.com/dateline-news/dateline/graph"
)

// storageError turns an error of the database below into one that says what to do.
func storageError(err error) error {
	var e *graph.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &e), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case diskFull(err):
		return graph.Errorf(graph.KindUnavailable, "the disk is full: free some space and run it again; everything acknowledged is kept (%w)", err)
	case pebble.IsCorruptionError(err):
		return graph.Errorf(graph.KindCorrupt, "the store's files are damaged: restore it from a backup (%w)", err)
	default:
		return graph.Errorf(graph.KindUnavailable, "the store's files cannot be read or written: %w", err)
	}
}

func diskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || errors.Is(err, syscall.EFBIG)
}
