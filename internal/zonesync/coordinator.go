package zonesync

import (
	"context"
	"sync"
	"sync/atomic"
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
	doubtful bool      // A write has failed since: current may be outdated.
	readAt   time.Time // When current was read; zero: it is no base for a write.
	stamp    string    // The lock file's stamp before it was read.
	writes   int       // How many writes have begun,
	wroteAt  time.Time // and when the last one was answered.
	failed   error     // Why the last read failed,
	failedAt time.Time // and when.
	reading  *call     // The read under way.
	outdated bool      // No read counts as fresh: the next edit asks anew.

	pending  []*request
	writing  bool          // A goroutine takes care of pending.
	arrived  chan struct{} // Closed and renewed when an edit arrives.
	expected int           // How many edits the next group may hope for; 0: unknown.
	handling int           // How many edits are being written or are parked.
	crowd    int           // How many have been under way at once at most,
	known    int           // and how many that were when the last group was closed.
	readers  int           // How many have waited for one read at most.

	// exclusive holds a token while something is written; that guards what
	// follows.
	exclusive chan struct{}

	memory   memory
	emptied  atomic.Bool          // This run has left the zone without a line.
	passed   *Document            // The last text that the guards let through.
	past     map[fingerprint]bool // Texts that this run has seen replaced.
	rival    written              // What another process of this machine wrote last.
	mine     written              // The note of this process's last Exclusive.
	live     liveIndex
	compared bool // What the process before has seen was held against the zone.
	company  bool // Somebody without our lock writes at the same time.
	yields   bool // What the next read undoes of our work is no loss.
	applied  int  // Counts the edits applied.
}

// call is a read that several callers wait for.
type call struct {
	done    chan struct{}
	writes  int // How many writes had begun when it did.
	callers int
	doc     *Document
	err     error
}

func newCoordinator(domain string, store Store, o Options) *Coordinator {
	return &Coordinator{
		domain:  domain,
		store:   store,
		options: o,
		lock:    newFileLock(o.LockDir, o.Account, domain),
		arrived: make(chan struct{}),

		exclusive: make(chan struct{}, 1),
		memory:    newMemory(),
		past:      map[fingerprint]bool{},
	}
}

// Read returns the zone as this run knows it: the first call reads it, later
// ones and those at the same time share that read, and every write renews it.
// A read that failed answers for the next ones for a short while. A zone that
// reads empty is an error, since who asks builds plans on the answer.
func (c *Coordinator) Read(ctx context.Context) (*Document, error) {
	c.mu.Lock()
	if c.current != nil && !c.doubtful {
		defer c.mu.Unlock()
		return c.current, nil
	}
	if c.failed != nil && c.options.Now().Sub(c.failedAt) < c.options.Timing.Failure {
		defer c.mu.Unlock()
		return nil, c.failed
	}
	read := c.reading
	if read == nil {
		read = &call{done: make(chan struct{}), writes: c.writes}
		c.reading = read
		// The read outlives the caller that happened to be first.
		go c.read(context.WithoutCancel(ctx), read)
	}
	read.callers++
	c.readers = max(c.readers, read.callers)
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
	s, err := c.latest(ctx, func(s zone.Snapshot, asked time.Time) bool {
		return c.lock.written().contradicts(s, asked, c.options.Timing.staleness())
	})
	doc := newDocument(s)
	if err == nil {
		if err = c.guardEmpty(ctx, nil, doc); err == nil {
			c.lock.see(countLines(doc), c.options.Now())
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.reading = nil
	switch {
	case c.writes != read.writes && c.current != nil && !c.doubtful:
		doc, err = c.current, nil // A write has overtaken this read.
	case err != nil:
		doc = nil
		c.failed, c.failedAt = err, c.options.Now()
	case c.writes == read.writes:
		c.keep(doc, stamp)
	}
	read.doc, read.err = doc, err
	close(read.done)
}

// keep makes doc what this run knows of the zone. The caller holds mu.
func (c *Coordinator) keep(doc *Document, stamp string) {
	c.current, c.doubtful, c.failed = doc, false, nil
	c.readAt, c.stamp = c.options.Now(), stamp
}

// fetch asks the store. An answer for another domain is refused or, where that
// is overridden, taken for the zone that was asked for, so that a write goes
// there and nowhere else.
func (c *Coordinator) fetch(ctx context.Context) (zone.Snapshot, error) {
	s, err := c.store.ReadZone(ctx, c.domain)
	if err != nil {
		return zone.Snapshot{}, err
	}
	if zone.NewOrigin(s.Domain).String() == c.domain {
		return s, nil
	}
	c.mu.Lock()
	known := c.current
	c.mu.Unlock()
	if err := c.refuse(ctx, known, s.Text, &GuardError{Guard: GuardWrongDomain, Domain: c.domain, Found: s.Domain}); err != nil {
		return zone.Snapshot{}, err
	}
	s.Domain = c.domain
	return s, nil
}
