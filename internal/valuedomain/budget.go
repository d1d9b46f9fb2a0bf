package valuedomain

import (
	"context"
	"log/slog"
	"slices"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
)

// fallback uses a budget of its own from when on the shared one is unusable: a
// full disk is no reason not to work. What the account had last counts on. A
// strict error is returned.
type fallback struct {
	shared coordination.Budget
	own    account
	log    *slog.Logger
	turn   chan struct{} // One update at a time.
	broken bool
}

func newFallback(shared coordination.Budget, log *slog.Logger) *fallback {
	return &fallback{shared: shared, log: log, turn: make(chan struct{}, 1)}
}

func (f *fallback) Update(ctx context.Context, change func(*account)) error {
	select {
	case f.turn <- struct{}{}:
		defer func() { <-f.turn }()
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	if f.broken {
		change(&f.own)
		return nil
	}
	var last account
	err := f.shared.UpdateAccount(ctx, func(a *coordination.Account) {
		change((*account)(a))
		last = account{Started: slices.Clone(a.Started), Held: slices.Clone(a.Held)}
	})
	if err == nil {
		f.own = last
		return nil
	}
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	if coordination.Strict(err) {
		return err
	}
	f.broken = true
	f.log.WarnContext(ctx, "requests are not counted together with other processes", "error", err)
	change(&f.own)
	return nil
}
