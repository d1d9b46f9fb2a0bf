package zonesync

import (
	"context"
	"sync"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// Coordinator serves one zone for one run.
type Coordinator struct {
	domain  string
	store   Store
	options Options
	lock    *fileLock

	mu       sync.Mutex
	current  *Document // The last read; nil before the first.
	readAt   time.Time // When it was read.
	stamp    string    // The lock file's stamp before it was read.
	failed   error     // Why the last read failed,
	failedAt time.Time // and when.
	reading  *call     // The read under way.

	pending  []*request
	writing  bool          // A goroutine takes care of pending.
	arrived  chan struct{} // Closed and renewed when an edit arrives.
	expected int           // How many edits the next group may hope for.
	memory   memory
}

// call is a read that several callers wait for.
type call struct {
	done chan struct{}
	doc  *Document
	err  error
}

func newCoordinator(domain string, store Store, o Options) *Coordinator {
	return &Coordinator{
		domain:  domain,
		store:   store,
		options: o,
		lock:    newFileLock(o.LockDir, o.Account, domain),
		arrived: make(chan struct{}),
	}
}

// Read returns the zone as this run knows it: the first call reads it, later
// ones and those at the same time share that read, and every write renews it.
func (c *Coordinator) Read(ctx context.Context) (*Document, error) {
	c.mu.Lock()
	if c.current != nil {
		defer c.mu.Unlock()
		return c.current, nil
	}
	if c.failed != nil && c.options.Now().Sub(c.failedAt) < c.options.Timing.Failure {
		defer c.mu.Unlock()
		return nil, c.failed
	}
	read := c.reading
	if read == nil {
		read = &call{done: make(chan struct{})}
		c.reading = read
		// The read outlives the caller that happened to be first.
		go c.read(context.WithoutCancel(ctx), read)
	}
	c.mu.Unlock()
	select {
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	case <-read.done:
		return read.doc, read.err
	}
}

func (c *Coordinator) read(ctx context.Context, read *call) {
	ctx, cancel := context.WithTimeout(ctx, c.options.Timing.Commit)
	defer cancel()
	stamp := c.lock.stamp()
	doc, err := c.fetch(ctx)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.reading = nil
	read.doc, read.err = doc, err
	if err != nil {
		c.failed, c.failedAt = err, c.options.Now()
	} else if c.current == nil {
		c.keep(doc, stamp)
	}
	close(read.done)
}

// keep makes doc what this run knows of the zone. The caller holds mu.
func (c *Coordinator) keep(doc *Document, stamp string) {
	c.current, c.readAt, c.stamp, c.failed = doc, c.options.Now(), stamp, nil
}

func (c *Coordinator) fetch(ctx context.Context) (*Document, error) {
	s, err := c.store.ReadZone(ctx, c.domain)
	if err != nil {
		return nil, err
	}
	if zone.NewOrigin(s.Domain).String() != c.domain {
		return nil, &GuardError{Guard: GuardWrongDomain, Domain: c.domain, Found: s.Domain}
	}
	return newDocument(s), nil
}

// Apply brings an edit into the zone and returns the zone that shows it. An
// edit without any effect costs no write.
func (c *Coordinator) Apply(ctx context.Context, edit Edit) (*Document, error) {
	r := &request{ctx: ctx, edit: edit, done: make(chan result, 1)}
	c.mu.Lock()
	c.pending = append(c.pending, r)
	close(c.arrived)
	c.arrived = make(chan struct{})
	if !c.writing {
		c.writing = true
		go c.write(context.WithoutCancel(ctx))
	}
	c.mu.Unlock()
	select {
	case <-ctx.Done():
		return nil, &LeftError{Domain: c.domain, Err: context.Cause(ctx)}
	case done := <-r.done:
		return done.doc, done.err
	}
}

// write commits groups until nobody waits any more.
func (c *Coordinator) write(ctx context.Context) {
	var parked []*request
	for {
		group := append(parked, c.gather(ctx, len(parked) > 0)...)
		if len(group) == 0 {
			return
		}
		last := len(group) == len(parked) // Nothing new came: it won't get better.
		parked = c.commit(ctx, group, last)
	}
}

// gather waits until the edits that are on their way have met, and takes them.
// Where nothing comes it ends the writing and returns none; with parked edits
// it waits for the settling time first, and the writing goes on.
func (c *Coordinator) gather(ctx context.Context, parked bool) []*request {
	timing := c.options.Timing
	if parked {
		c.waitForOne(ctx, timing.Settle)
	}
	c.meet(ctx)
	if c.options.Ready != nil && c.waiting() > 0 {
		if err := c.options.Ready(ctx); err != nil {
			c.options.Logger.DebugContext(ctx, "could not wait for the rate limit", "error", err)
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	var group []*request
	for _, r := range c.pending {
		if r.ctx.Err() == nil { // Who has left has heard so already.
			group = append(group, r)
		}
	}
	c.pending = nil
	if len(group) == 0 && !parked {
		c.writing = false
	}
	return group
}

func (c *Coordinator) waiting() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.pending)
}

// waitForOne returns when an edit is there, at the latest after limit.
func (c *Coordinator) waitForOne(ctx context.Context, limit time.Duration) {
	c.mu.Lock()
	n, arrived := len(c.pending), c.arrived
	c.mu.Unlock()
	if n == 0 {
		c.wait(ctx, arrived, limit)
	}
}

// meet waits until as many edits are there as may be hoped for, or none came
// for the quiet time. The callers of the last group were released together, so
// about as many come back together.
func (c *Coordinator) meet(ctx context.Context) {
	timing := c.options.Timing
	until := c.options.Now().Add(timing.Gather)
	for {
		c.mu.Lock()
		n, expected, arrived := len(c.pending), c.expected, c.arrived
		c.mu.Unlock()
		if n > 0 && expected > 0 && n >= expected || !c.options.Now().Before(until) {
			return
		}
		if !c.wait(ctx, arrived, timing.Quiet) {
			return
		}
	}
}

// wait reports whether arrived was closed within the limit.
func (c *Coordinator) wait(ctx context.Context, arrived <-chan struct{}, limit time.Duration) bool {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	slept := make(chan struct{})
	go func() {
		defer close(slept)
		_ = c.options.Sleep(ctx, limit)
	}()
	select {
	case <-arrived:
		return true
	case <-slept:
		return false
	}
}
