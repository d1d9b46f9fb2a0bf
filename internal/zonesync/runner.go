package zonesync

import (
	"context"
	"maps"
	"sync"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
)

// Zone serves one zone for one run. Every method may be called by many
// goroutines. A goroutine performs what the Machine wants while anybody waits.
type Zone struct {
	domain  string
	store   Store
	options Options
	reads   reads

	mu      sync.Mutex
	inbox   []Event
	news    chan struct{} // Has one item if the inbox is not empty.
	running bool
	waiting map[int]chan Answer
	ids     int
	machine *Machine // Of the goroutine while it runs.
	lease   lease
}

// lease is what a commit has.
type lease struct {
	ctx     context.Context // For its requests.
	lock    coordination.Held
	release func() // Gives back what is left of the requests. Nil: none were booked.
	abort   context.CancelFunc
}

// Result is what came of a change.
type Result struct {
	// Doc is the zone that shows the change.
	Doc *Document
	// Notice is what was found of another writer's work.
	Notice Notice
}

func newZone(domain string, store Store, o Options) *Zone {
	z := &Zone{domain: domain, store: store, options: o, news: make(chan struct{}, 1), waiting: map[int]chan Answer{}}
	z.machine = newMachine(domain, o.Timing, guard{allow: o.Allow, mayEmpty: o.Forwards, minTTL: o.MinTTL})
	return z
}

// Apply brings a change into the zone and returns the zone that shows it. A
// change without any effect costs no write.
//
// A caller whose context ends takes its change back, unless it was sent: then
// Apply returns what came of it. With an error for which MayBeWritten reports
// false nothing was written for the change. Other errors are those of its
// Check, of the store, a GuardError, or a coordination.Error.
func (z *Zone) Apply(ctx context.Context, c Change) (Result, error) {
	done := make(chan Answer, 1)
	z.mu.Lock()
	z.ids++
	id := z.ids
	z.waiting[id] = done
	z.mu.Unlock()
	z.post(ctx, Arrived{ID: id, Change: c})
	var a Answer
	select {
	case <-ctx.Done():
		z.post(ctx, Left{ID: id, Err: context.Cause(ctx)})
		a = <-done
	case a = <-done:
	}
	return Result{a.Doc, a.Notice}, a.Err
}

// post hands an event to the goroutine, which it starts if there is none.
func (z *Zone) post(ctx context.Context, e Event) {
	z.mu.Lock()
	defer z.mu.Unlock()
	z.inbox = append(z.inbox, e)
	select {
	case z.news <- struct{}{}:
	default:
	}
	if !z.running {
		z.running = true
		go z.run(context.WithoutCancel(ctx))
	}
}

// run performs what the machine wants until nobody waits any more.
func (z *Zone) run(ctx context.Context) {
	z.machine.guard.log = z.options.guard(ctx).log
	for {
		for _, e := range z.events() {
			for _, a := range z.machine.Step(time.Now(), e) {
				z.perform(ctx, a)
			}
		}
		z.mu.Lock()
		if z.machine.phase == Idle && len(z.inbox) == 0 {
			z.running = false
			z.mu.Unlock()
			return
		}
		z.mu.Unlock()
		z.sleep()
	}
}

// events returns what has happened since; a Tick if it is time for one.
func (z *Zone) events() []Event {
	z.mu.Lock()
	defer z.mu.Unlock()
	events := z.inbox
	z.inbox = nil
	if len(events) == 0 {
		events = []Event{Tick{}}
	}
	return events
}

// sleep waits for an event, or for the machine's time.
func (z *Zone) sleep() {
	var tick <-chan time.Time // Nil: never.
	if wake := z.machine.wake; !wake.IsZero() {
		tick = time.After(time.Until(wake))
	}
	select {
	case <-z.news:
	case <-tick:
	}
}

// perform does one thing that the machine wants. What takes time is answered
// by an event.
func (z *Zone) perform(ctx context.Context, a Action) {
	switch a := a.(type) {
	case Lock:
		waits, abort := context.WithCancel(ctx)
		z.lease = lease{abort: abort}
		go func() { z.post(ctx, z.lock(waits, a.Requests)) }()
	case Rebook:
		z.lease.release()
		begun := context.WithoutCancel(z.lease.ctx) // Work that has begun is served first.
		go func() { z.post(ctx, z.reserve(begun, a.Requests)) }()
	case Abort:
		z.lease.abort()
	case Unlock:
		z.unlock(ctx, a)
	case Read:
		go func() { z.post(ctx, z.read(z.lease.ctx)) }() //nolint:contextcheck // The commit has its own.
	case Write:
		go func() { z.post(ctx, z.write(z.lease.ctx, a)) }() //nolint:contextcheck // The commit has its own.
	case Answer:
		z.answer(ctx, a)
	}
}

// lock takes the lock, then books the requests: whoever waits for the budget
// keeps others from nothing but this zone.
func (z *Zone) lock(ctx context.Context, requests int) Locked {
	held, err := z.options.Records.Lock(ctx, z.domain)
	if err != nil {
		return Locked{Err: err}
	}
	z.lease.lock = held
	return z.reserve(ctx, requests)
}

func (z *Zone) reserve(ctx context.Context, requests int) Locked {
	paid, release, err := z.options.Reserve(ctx, requests)
	if err != nil {
		return Locked{Err: err}
	}
	commit, cancel := context.WithTimeout(context.WithoutCancel(paid), z.options.Timing.Commit)
	z.lease.ctx, z.lease.release = commit, func() { cancel(); release() }
	record := z.lease.lock.Record()
	note := record.Part(z.options.Forwards).Note
	if z.options.Forwards { // A late write of the zone would undo what the registrar does.
		note.Writing = later(note.Writing, record.Zone.Writing)
	}
	return Locked{Note: note}
}

// unlock leaves a note and gives everything back.
func (z *Zone) unlock(ctx context.Context, a Unlock) {
	known, l := z.machine.Known(), z.lease
	if a.Note != nil {
		left := z.leave(ctx, *a.Note, a.Answered)
		if known != nil && len(left) > 0 {
			d := *known
			d.steps, known = left, &d
		}
	}
	z.reads.know(known)
	if l.release != nil {
		l.release()
	}
	if l.lock != nil {
		if err := l.lock.Unlock(ctx); err != nil {
			z.options.Logger.WarnContext(ctx, "could not give a lock back", "domain", z.domain, "error", err)
		}
	}
	l.abort()
	z.lease = lease{}
}

// leave notes what a commit has left, and returns the steps that are left.
func (z *Zone) leave(ctx context.Context, n coordination.Note, answered map[string]*coordination.Step) coordination.Steps {
	r := z.lease.lock.Record()
	part := r.Part(z.options.Forwards)
	left, changed := part.Steps.Ended(answered)
	if !changed && part.Note == n {
		return left
	}
	*part = coordination.Part{Note: n, Steps: left}
	if err := z.lease.lock.Save(ctx, r); err != nil {
		// The zone stays marked as being written, which only costs reads.
		z.options.Logger.WarnContext(ctx, "could not note the end of a write", "domain", z.domain, "error", err)
	}
	return left
}

func (z *Zone) read(ctx context.Context) ReadDone {
	asked := time.Now()
	s, err := z.store.ReadZone(ctx, z.domain)
	if err == nil {
		g := z.options.guard(ctx)
		err = g.domain(z.domain, s, false)
		s.Domain = z.domain // It goes there and nowhere else.
	}
	if err != nil {
		return ReadDone{Asked: asked, Err: err}
	}
	if z.options.Allow[GuardWrongDomain] {
		s.Domain = z.domain
	}
	z.options.Logger.DebugContext(ctx, "read a zone", "domain", z.domain, "text", s.Text)
	return ReadDone{Asked: asked, Doc: newDocument(s)}
}

// write keeps the text before, notes that a write is under way, and writes. An
// error of the first two is one of a write that was not made.
func (z *Zone) write(ctx context.Context, w Write) WriteDone {
	z.options.Logger.DebugContext(ctx, "writing a zone", "domain", z.domain, "before", w.Before.Text, "text", w.Next.Text)
	if z.options.Backup != nil {
		if err := z.options.Backup(w.Before.Snapshot); err != nil {
			return WriteDone{Err: err}
		}
	}
	record := z.lease.lock.Record()
	part := record.Part(z.options.Forwards)
	now := w.Note.Writing
	steps := part.Steps.Settled(w.Before.count, now, now) // Nobody else has written since the base was read.
	maps.Copy(steps, w.Steps)
	*part = coordination.Part{Note: w.Note, Steps: steps}
	before := record.Zone.Writing
	if z.options.Forwards { // The registrar may change the zone meanwhile.
		record.Zone.Writing, record.Zone.Touched = w.Note.Writing, w.Note.Writing
	}
	if err := z.lease.lock.Save(ctx, record); err != nil {
		return WriteDone{Err: err}
	}
	s := w.Next.Snapshot
	s.Domain = z.domain
	stored, err := z.store.WriteZone(ctx, s)
	z.options.Logger.DebugContext(ctx, "wrote a zone", "domain", z.domain, "answer", stored.Text, "error", err)
	if z.options.Forwards {
		record.Zone.Touched = time.Now()
		if outcomeOf(err) != coordination.Unknown {
			record.Zone.Writing = before
		}
		_ = z.lease.lock.Save(ctx, record) // The zone stays marked as being written, which only costs reads.
	}
	return WriteDone{Stored: stored, Err: err}
}

// answer wakes a caller.
func (z *Zone) answer(ctx context.Context, a Answer) {
	if a.Err != nil {
		z.options.Logger.DebugContext(ctx, "a change was not made", "domain", z.domain, "error", a.Err)
	}
	z.mu.Lock()
	done := z.waiting[a.ID]
	delete(z.waiting, a.ID)
	z.mu.Unlock()
	done <- a
}
