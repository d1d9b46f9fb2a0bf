package valuedomain

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"sync"
)

// Budget keeps the account of one token for all clients that share it. It knows
// nothing of what an account means.
type Budget interface {
	// Update gives the account to change, which alters it in place, and
	// keeps the result. Meanwhile nobody else reads or changes it. If it
	// can't be kept, change may be called again with another account: its
	// last call counts. Update ends with the context. An error says that
	// the result was not kept.
	Update(ctx context.Context, change func(*Account)) error
}

// memoryBudget is the budget of clients in one process.
type memoryBudget struct {
	mu      sync.Mutex
	account Account
}

// NewBudget returns a budget in memory. Several clients of one process may
// share it.
func NewBudget() Budget { return &memoryBudget{} }

func (m *memoryBudget) Update(ctx context.Context, change func(*Account)) error {
	if err := context.Cause(ctx); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	change(&m.account)
	return nil
}

// fallback uses a budget of its own from when on the shared one is unusable: a
// full disk is no reason not to work. What the account held last counts on.
type fallback struct {
	shared Budget
	own    memoryBudget
	log    *slog.Logger
	turn   chan struct{} // One update at a time.
	broken bool
}

func newFallback(shared Budget, log *slog.Logger) *fallback {
	return &fallback{shared: shared, log: log, turn: make(chan struct{}, 1)}
}

func (f *fallback) Update(ctx context.Context, change func(*Account)) error {
	select {
	case f.turn <- struct{}{}:
		defer func() { <-f.turn }()
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	if f.broken {
		return f.own.Update(ctx, change)
	}
	var last Account
	err := f.shared.Update(ctx, func(a *Account) {
		change(a)
		last = Account{Started: slices.Clone(a.Started), Held: slices.Clone(a.Held)}
	})
	if err == nil {
		f.own.account = last
		return nil
	}
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	f.broken = true
	f.log.WarnContext(ctx, "requests are not counted together with other processes", "error", err)
	return f.own.Update(ctx, change)
}

func (f *fallback) String() string {
	if name, ok := f.shared.(fmt.Stringer); ok {
		return name.String()
	}
	return "memory"
}
