package coordination

import (
	"context"
	"sync"
)

// memory keeps what processes share for as long as this one runs.
type memory struct {
	account struct {
		sync.Mutex
		Account
	}

	mu      sync.Mutex
	domains map[string]*domain
	notes   map[NoteKey]PlanNote
}

// domain is the record and the lock of one domain.
type domain struct {
	lock chan struct{} // Has one item while the lock is taken.

	mu     sync.Mutex
	record Record
}

// NewMemory returns what ends with this process. Whoever uses the same one is like
// a process of its own.
func NewMemory() Shared {
	return &memory{domains: map[string]*domain{}, notes: map[NoteKey]PlanNote{}}
}

func (m *memory) String() string { return "memory" }

func (m *memory) of(name string) *domain {
	m.mu.Lock()
	defer m.mu.Unlock()
	d, ok := m.domains[name]
	if !ok {
		d = &domain{lock: make(chan struct{}, 1)}
		m.domains[name] = d
	}
	return d
}

func (m *memory) Lock(ctx context.Context, name string) (Held, error) {
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	d := m.of(name)
	select {
	case d.lock <- struct{}{}:
		return d, nil
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

func (m *memory) TryLock(_ context.Context, name string) (Held, error) {
	d := m.of(name)
	select {
	case d.lock <- struct{}{}:
		return d, nil
	default:
		return nil, nil //nolint:nilnil // Somebody else has it.
	}
}

func (m *memory) Peek(_ context.Context, name string) (Record, error) {
	return m.of(name).Record(), nil
}

func (m *memory) UpdateAccount(ctx context.Context, change func(*Account)) error {
	if err := context.Cause(ctx); err != nil {
		return err
	}
	m.account.Lock()
	defer m.account.Unlock()
	change(&m.account.Account)
	return nil
}

func (m *memory) PlanNote(_ context.Context, key NoteKey) (PlanNote, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.notes[key], nil
}

func (m *memory) SetPlanNotes(_ context.Context, notes map[NoteKey]PlanNote) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for key, n := range notes {
		if n.IsZero() {
			delete(m.notes, key)
		} else {
			m.notes[key] = n
		}
	}
	return nil
}

func (d *domain) Record() Record {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.record
}

func (d *domain) Save(_ context.Context, r Record) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.record = r
	return nil
}

func (d *domain) Unlock(context.Context) error {
	<-d.lock
	return nil
}
