package provider

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/valuedomain"
)

// read returns the list; it asks once a run.
func (l *forwardList) read(ctx context.Context) ([]valuedomain.Forward, error) {
	if err := l.begin(ctx); err != nil {
		return nil, err
	}
	defer l.end()
	l.mu.Lock()
	known, ok := l.known, l.fresh
	l.mu.Unlock()
	if ok {
		return known, nil
	}
	return l.fetch(ctx)
}

// fetch asks for the list until it is none that this run has replaced. One that
// has been that for longer than a read may lag behind a write is what somebody
// has put there since.
func (l *forwardList) fetch(ctx context.Context) ([]valuedomain.Forward, error) {
	for i := 0; ; i++ {
		all, err := l.api.Forwards(ctx, l.domain)
		if err != nil {
			return nil, err
		}
		if err := l.guardDomain(ctx, all, false); err != nil {
			return nil, err
		}
		key := listKey(all.List)
		if i < len(l.stale) && l.replaced[key] {
			if err := pause(ctx, l.stale[i]); err != nil {
				return nil, err
			}
			continue
		}
		delete(l.replaced, key)
		l.mu.Lock()
		defer l.mu.Unlock()
		l.known, l.fresh = all.List, true
		return all.List, nil
	}
}

// replace notes that a list was written over another one. A read may show the
// other for a moment, and what is built on that would undo the write.
func (l *forwardList) replace(before, after []valuedomain.Forward) {
	l.replaced[listKey(before)] = true
	delete(l.replaced, listKey(after)) // It may be one that was there before.
}

// sameForwards compares two lists, whose order means nothing.
func sameForwards(a, b []valuedomain.Forward) bool { return listKey(a) == listKey(b) }

// listKey is equal for equal lists, whatever their order.
func listKey(list []valuedomain.Forward) string {
	return fmt.Sprintf("%q", slices.SortedFunc(slices.Values(list), func(a, b valuedomain.Forward) int {
		return cmp.Or(strings.Compare(a.User, b.User), strings.Compare(a.ForwardTo, b.ForwardTo))
	}))
}

// pause waits for d, or until the context ends.
func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-time.After(d):
		return nil
	}
}
