package robustness

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination/postgres"
)

const (
	// serviceLatency is the longest way to the service, or back.
	serviceLatency = 100 * time.Millisecond
	// lockOutlives is how long the service may keep the lock of a machine that it
	// does not hear of any more.
	lockOutlives = 30 * time.Second
)

// service is what several machines coordinate through: the coordination of one
// process that keeps the contract, behind a network.
type service struct {
	coordination.Shared

	chance *chance
	log    func(format string, args ...any)

	mu    sync.Mutex
	gap   *gap // Nil: there is none.
	locks []*remote
}

// gap is a time in which the service does not answer one machine, or any.
type gap struct {
	from, until time.Time
	machine     string // "" for all: the service itself is away.
}

func newService(w *world) *service { return &service{Shared: w.machine, chance: w.chance, log: w.log} }

// breaks lets the connections break at the beginning of a gap, whose place of an
// earlier one it takes; nil ends that.
func (s *service) breaks(g *gap) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gap = g
	if g == nil {
		return
	}
	time.AfterFunc(time.Until(g.from), func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.gap != g {
			return
		}
		s.log("the service goes away for %s, machine %q", g.until.Sub(g.from), g.machine)
		for _, r := range s.locks {
			switch g.machine {
			case "":
				r.end()
			case r.machine:
				r.lose("cut")
			}
		}
	})
}

// choose chooses whether the service goes away in a step. A short time is enough to
// lose a lock.
func (s *service) choose(step int, spaces []*workspace) {
	r := s.chance.of("service", step)
	if r.IntN(2) == 0 || !s.chance.has("gap of the service in step %d", step) {
		s.breaks(nil)
		return
	}
	g := &gap{from: time.Now().Add(s.chance.upTo(8*time.Second, "gap", step))}
	g.until = g.from.Add(s.chance.upTo([]time.Duration{time.Second, 100 * time.Second}[r.IntN(2)], "gap ends", step))
	if r.IntN(2) == 0 {
		g.machine = spaces[r.IntN(len(spaces))].name
	}
	s.breaks(g)
}

// forget lets the locks of a process that was killed end: with its connection, or
// later if the whole machine went away.
func (s *service) forget(c *client) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range s.locks {
		if r.client == c {
			r.lose("killed")
		}
	}
}

// connection is what one process has of the service.
type connection struct {
	*service

	client  *client
	machine string
	calls   map[string]int // How many there were, by their names.
}

// next names the next call of a kind. No two of one instant are one choice: who comes
// first changes what a lock does.
func (c connection) next(call string) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.calls[call]++
	return fmt.Sprint(c.client.name, " ", call, " ", c.calls[call])
}

// reach is the way to the service, or back, of a call that is named.
func (c connection) reach(ctx context.Context, call string) error {
	if err := c.client.pause(ctx, c.chance.upTo(serviceLatency, c.next(call))); err != nil {
		c.client.stop()
		return err
	}
	return c.answers()
}

// answers returns the error of a service that does not answer.
func (c connection) answers() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := time.Now()
	if g := c.gap; g != nil && !now.Before(g.from) && now.Before(g.until) && (g.machine == "" || g.machine == c.machine) {
		return failedService(postgres.Away)
	}
	return nil
}

func failedService(why postgres.Reason) error {
	return &coordination.Error{Where: "the service", Err: &postgres.Failure{Reason: why}, Strict: true}
}

// Lock waits for a lock.
func (c connection) Lock(ctx context.Context, domain string) (coordination.Held, error) {
	if err := c.reach(ctx, "lock"); err != nil {
		return nil, err
	}
	return c.locked(ctx, domain, c.Shared.Lock)
}

// TryLock takes a lock if it is free.
func (c connection) TryLock(ctx context.Context, domain string) (coordination.Held, error) {
	if err := c.reach(ctx, "lock"); err != nil {
		return nil, err
	}
	return c.locked(ctx, domain, c.Shared.TryLock)
}

func (c connection) locked(ctx context.Context, domain string, lock func(context.Context, string) (coordination.Held, error)) (coordination.Held, error) {
	held, err := lock(ctx, domain)
	if err != nil || held == nil {
		return nil, err
	}
	r := &remote{connection: c, held: held, record: held.Record()}
	c.mu.Lock()
	c.locks = append(c.locks, r)
	if c.client.dead.Load() {
		r.end()
	}
	c.mu.Unlock()
	if err := c.reach(ctx, "locked"); err != nil {
		c.mu.Lock()
		defer c.mu.Unlock()
		r.end()
		return nil, err
	}
	return r, nil
}

// Peek reads a record. It takes no time: the caller may hold a mutex, in whose queue
// virtual time does not go on.
func (c connection) Peek(ctx context.Context, domain string) (r coordination.Record, err error) {
	if err := c.answers(); err != nil {
		return r, err
	}
	return c.Shared.Peek(ctx, domain)
}

// UpdateAccount changes the account. If the answer is lost, nobody knows.
func (c connection) UpdateAccount(ctx context.Context, change func(*coordination.Account)) error {
	if err := c.reach(ctx, "account"); err != nil {
		return err
	}
	return errors.Join(c.Shared.UpdateAccount(ctx, change), c.reach(ctx, "account back"))
}

// PlanNote reads a note. It takes no time either.
func (c connection) PlanNote(ctx context.Context, key coordination.NoteKey) (n coordination.PlanNote, err error) {
	if err := c.answers(); err != nil {
		return n, err
	}
	return c.Shared.PlanNote(ctx, key)
}

// SetPlanNotes replaces notes. It takes no time either.
func (c connection) SetPlanNotes(ctx context.Context, notes map[coordination.NoteKey]coordination.PlanNote) error {
	if err := c.answers(); err != nil {
		return err
	}
	return c.Shared.SetPlanNotes(ctx, notes)
}

// remote is a lock that a connection has.
type remote struct {
	connection

	held   coordination.Held
	record coordination.Record
	lost   bool // The process can't use it any more.
	free   bool // The service has given it to the next one.
}

// end frees the lock.
func (r *remote) end() {
	r.lost = true
	if !r.free {
		r.free = true
		_ = r.held.Unlock(context.Background())
	}
}

// lose takes the lock from its process at once, and frees it at once or when the
// service finds that the machine is gone.
func (r *remote) lose(why string) {
	r.lost = true
	if r.chance.of(why, r.client.name).IntN(2) == 0 {
		r.end()
		return
	}
	time.AfterFunc(r.chance.upTo(lockOutlives, why, "later", r.client.name), func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.end()
	})
}

// Record is the record as this process knows it.
func (r *remote) Record() coordination.Record { return r.record }

// Save replaces the record if the lock is not lost. If the answer is lost, nobody
// knows.
func (r *remote) Save(ctx context.Context, record coordination.Record) error {
	if err := r.reach(ctx, "save"); err != nil {
		return err
	}
	if err := r.save(ctx, record); err != nil {
		return err
	}
	if err := r.reach(ctx, "save back"); err != nil {
		return err
	}
	r.record = record
	return nil
}

func (r *remote) save(ctx context.Context, record coordination.Record) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.lost {
		return failedService(postgres.LockLost)
	}
	return r.held.Save(ctx, record)
}

// Unlock frees the lock, also of a process that does not reach the service: it
// closes its connection.
func (r *remote) Unlock(ctx context.Context) error {
	if r.client.dead.Load() {
		return nil // The service sees to that.
	}
	err := r.reach(ctx, "unlock")
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.lost {
		return failedService(postgres.LockLost)
	}
	if err != nil {
		r.lose("unlock")
		return fmt.Errorf("unlock: %w", err)
	}
	r.end()
	return nil
}
