package zonesync

import (
	"context"
	"errors"
)

// Edit changes a document by means of Document.Change and its TTL and NSType.
// It is applied once a group, again while it is blocked, and again when its
// write got lost, so it must depend on nothing but the document, and keep
// nothing of it. An error concerns this edit alone; whatever it changed before
// the error is dropped. Edits of one zone never run at the same time.
type Edit func(*Document) error

// BlockedError wraps the error of an edit that another operation of the same
// run may make possible. The edit is tried again when others of its group have
// changed something, and after each group, until the run has been quiet for a
// while.
type BlockedError struct{ Err error }

func (e *BlockedError) Error() string { return e.Err.Error() }

func (e *BlockedError) Unwrap() error { return e.Err }

func isBlocked(err error) bool {
	var blocked *BlockedError
	return errors.As(err, &blocked)
}

// request is an edit on its way. All but ctx and done belong to the goroutine
// that writes.
type request struct {
	ctx  context.Context
	edit Edit
	done chan result

	effect  effect // What the edit did to the documents it was applied to.
	applied int    // When it was applied last, counted over the run; 0: never.
	sent    bool   // A text with its effect may have been written.
	err     error  // Why it can't be done.
}

type result struct {
	doc *Document
	err error
}

// finish answers the caller, who may have left. It is called once.
func (r *request) finish(doc *Document) {
	if r.err != nil {
		doc = nil
	}
	r.done <- result{doc, r.err}
}

// fail gives every request that has no error yet the same one.
func fail(requests []*request, err error) {
	for _, r := range requests {
		if r.err == nil {
			r.err = err
		}
	}
}
