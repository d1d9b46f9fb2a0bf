package zonesync

import (
	"context"
	"maps"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
)

// reads shares reads that are made without the lock.
type reads struct {
	calls singleflight.Group // The read under way.

	mu       sync.Mutex
	known    *Document          // The last text that was believed.
	writes   int                // Counts how often known was replaced or dropped.
	failed   error              // Why the last read failed,
	failedAt time.Time          // and when.
	noted    coordination.Steps // By earlier processes; nil: not known yet.
}

// know makes a text what the next Read returns; nil makes it ask.
func (r *reads) know(doc *Document) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if doc == nil || r.known != doc {
		r.known = doc
		r.writes++
	}
	if doc != nil {
		r.failed = nil
	}
}

// Read returns the zone as this run knows it: the first call reads it, later
// ones and those at the same time share that read, and every write renews it.
// A read that failed answers for the next ones for a short while. A zone that
// reads empty is an error, since plans are built on the answer.
//
// It is believed only if no write that this machine knows of can be missing in
// it: a state must forget nothing because of an old read.
func (z *Zone) Read(ctx context.Context) (*Document, error) { return z.look(ctx, false) }

// Refresh reads the zone again, whatever is known of it.
func (z *Zone) Refresh(ctx context.Context) (*Document, error) { return z.look(ctx, true) }

func (z *Zone) look(ctx context.Context, again bool) (*Document, error) {
	const theOne = ""
	r := &z.reads
	r.mu.Lock()
	known, failed, writes := r.known, r.failed, r.writes
	if time.Since(r.failedAt) >= z.options.Timing.Failure {
		failed = nil
	}
	r.mu.Unlock()
	switch {
	case again:
		r.calls.Forget(theOne) // One that is under way may have begun too early.
	case known != nil:
		return known, nil
	case failed != nil:
		return nil, failed
	}
	// The read outlives the caller that happened to be first.
	shared := context.WithoutCancel(ctx)
	select {
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	case done := <-r.calls.DoChan(theOne, func() (any, error) { return z.readAlone(shared, writes) }):
		doc, _ := done.Val.(*Document)
		return doc, done.Err
	}
}

// readAlone makes a read for those that wait, wanted when so many writes were known.
func (z *Zone) readAlone(ctx context.Context, writes int) (*Document, error) {
	ctx, cancel := context.WithTimeout(ctx, z.options.Timing.Commit)
	defer cancel()
	r := &z.reads
	if doc := r.overtaken(writes); doc != nil {
		return doc, nil
	}
	seen, err := z.believable(ctx)
	if doc := r.overtaken(writes); doc != nil {
		return doc, nil
	}
	r.mu.Lock()
	overtaken := r.writes != writes
	switch {
	case err != nil:
		defer r.mu.Unlock()
		r.failed, r.failedAt = err, time.Now()
		return nil, err
	case !overtaken:
		r.known, r.failed = seen.Doc, nil
		r.writes++
	}
	r.mu.Unlock()
	if !overtaken {
		z.post(ctx, seen)
		z.options.see(ctx, seen, time.Now())
	}
	return seen.Doc, nil
}

// overtaken returns the text that another read or a write has made known since.
func (r *reads) overtaken(writes int) *Document {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.writes == writes {
		return nil
	}
	return r.known
}

// believable reads until the text can't be from before a write that was known
// when it began.
func (z *Zone) believable(ctx context.Context) (Seen, error) {
	t := z.options.Timing
	var h history
	g := z.options.guard(ctx)
	var note coordination.Note
	for i := 0; ; i++ {
		part, err := z.peek(ctx)
		if err != nil {
			return Seen{}, err
		}
		n := part.Note
		if i == 0 || !n.SameText(note) || !n.Touched.Equal(note.Touched) {
			note, h = n, newHistory(t.Lag, t.Landing)
			h.follow(note, time.Now())
		}
		done := z.read(ctx)
		if done.Err != nil {
			return Seen{}, done.Err
		}
		showing := h.saw(done.Asked, done.Doc.digest)
		if showing == Current || showing == Stranger {
			return z.seen(ctx, g, note, done, showing)
		}
		wait := time.Until(h.truth(showing))
		if i < len(t.Stale) {
			wait = min(wait, t.Stale[i])
		}
		select {
		case <-ctx.Done():
			return Seen{}, context.Cause(ctx)
		case <-time.After(wait):
		}
	}
}

// seen ends a read whose text is believed.
func (z *Zone) seen(ctx context.Context, g guard, note coordination.Note, done ReadDone, showing Showing) (Seen, error) {
	seen := Seen{Asked: done.Asked, Note: note, Doc: done.Doc}
	if showing == Stranger {
		if err := g.pass(done.Doc, func(string) bool { return false }); err != nil {
			return seen, err
		}
	}
	part, err := z.peek(ctx) // A commit between the two reads has settled them on the text before.
	steps := part.Steps.Settled(done.Doc.count, done.Asked, time.Now())
	maps.DeleteFunc(steps, func(_ string, s coordination.Step) bool { return !s.At.Before(done.Asked) }) // It says nothing of them.
	done.Doc.steps = steps
	return seen, err
}

// Noted reports whether an earlier process may have noted a write that a caller does
// not know of, whose state has a revision. It makes no request.
func (z *Zone) Noted(ctx context.Context, revision string) bool {
	r := &z.reads
	r.mu.Lock()
	noted := r.noted
	r.mu.Unlock()
	if noted == nil {
		part, err := z.peek(ctx)
		if err != nil {
			return true // A read says why it can't be known.
		}
		noted = coordination.Steps{}
		maps.Copy(noted, part.Steps)
		r.mu.Lock()
		r.noted = noted
		r.mu.Unlock()
	}
	_, ok := noted[revision]
	return ok
}

// peek returns what other processes have noted; nothing if that can't be read. The
// error is a strict one.
func (z *Zone) peek(ctx context.Context) (coordination.Part, error) {
	record, err := z.options.Records.Peek(ctx, z.domain)
	if err != nil {
		z.options.Logger.DebugContext(ctx, "could not read what other processes have noted", "domain", z.domain, "error", err)
	}
	if !coordination.Strict(err) {
		err = nil
	}
	return *record.Part(z.options.Forwards), err
}
