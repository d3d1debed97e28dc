package graph

import (
	"errors"
	"fmt"
)

// Kind classifies an error; it becomes a GraphQL code or an exit status at the rim only.
type Kind string

// The kinds of error.
const (
	KindInvalid     Kind = "INVALID"     // the caller's input makes no sense
	KindNotFound    Kind = "NOT_FOUND"   // what was named does not exist
	KindConflict    Kind = "CONFLICT"    // it exists already, or differs from what was expected
	KindUnavailable Kind = "UNAVAILABLE" // the store cannot be opened or reached, or is held by another process
	KindCorrupt     Kind = "CORRUPT"     // stored data contradicts itself
	KindTooLarge    Kind = "TOO_LARGE"
	KindInternal    Kind = "INTERNAL"
)

// Error is an error with its kind. Message is fit to be shown to users and says what to do next.
type Error struct {
	Kind    Kind
	Message string
	Err     error // the cause, for logs; may be nil
}

// Errorf makes an Error; a cause is given with %w.
func Errorf(k Kind, format string, args ...any) *Error {
	err := fmt.Errorf(format, args...)
	return &Error{Kind: k, Message: err.Error(), Err: errors.Unwrap(err)}
}

func (e *Error) Error() string { return e.Message }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// KindOf returns the kind of the first Error in err's chain, KindInternal if there is none.
func KindOf(err error) Kind {
	if e := (*Error)(nil); errors.As(err, &e) {
		return e.Kind
	}
	return KindInternal
}
