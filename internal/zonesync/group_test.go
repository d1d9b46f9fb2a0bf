package zonesync

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
)

func TestEditsFailOneByOne(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		c := New(store, Options{}).Zone(testDomain)
		half := refuse(errRefused)
		half.TTL = 7200
		errs := applyAll(t.Context(), c, add("a b 192.0.2.2"), half, add("a @ 192.0.2.1"), remove("a x 192.0.2.3"), add("a c 192.0.2.4"))
		wantErrors(t, errs, nil, errRefused, nil, nil, nil)
		store.wantLines(t, []string{"a @ 192.0.2.1", "a @ 192.0.2.1", "a b 192.0.2.2", "a c 192.0.2.4"})
		if ttl := store.last().TTL; ttl != 600 {
			t.Errorf("TTL %d, want 600", ttl)
		}
		store.wantRequests(t, 2, 1)
	})
}

func TestGroupThatFailsWholeIsNotWritten(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		c := New(store, Options{}).Zone(testDomain)
		wantErrors(t, applyAll(t.Context(), c, refuse(errRefused), refuse(errExists)), errRefused, errExists)
		store.wantRequests(t, 1, 0)
	})
}

func TestChangeWithoutEffectCostsNoWrite(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		c := New(store, Options{}).Zone(testDomain)
		for _, change := range []Change{{}, remove("a x 192.0.2.2"), replace("A  @ 192.0.2.1", "a @ 192.0.2.1"), {TTL: 600, NSType: "valuedomain1"}, whole("", "# note", "A @ 192.0.2.1")} {
			shown, err := c.Apply(t.Context(), change)
			if err != nil || shown.Doc.Text != "a @ 192.0.2.1" {
				t.Errorf("Apply = %v, %v", shown, err)
			}
		}
		store.wantRequests(t, 1, 0)
	})
}

func TestTTLAndNameServersGoBackAsRead(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		s := store.last()
		s.TTL, s.NSType = 12345, "valuedomain11"
		store.set(s)
		c := New(store, Options{}).Zone(testDomain)
		wantErrors(t, applyAll(t.Context(), c, add("a b 192.0.2.2")), nil)
		if got := store.last(); got.TTL != 12345 || got.NSType != "valuedomain11" || got.Domain != testDomain {
			t.Errorf("wrote %+v", got)
		}
	})
}

func TestChangeSetsTTLAndNameServers(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		c := New(store, Options{}).Zone(testDomain)
		shown, err := c.Apply(t.Context(), Change{TTL: 300, NSType: "valuedomain11"})
		if err != nil || shown.Doc.TTL != 300 || shown.Doc.NSType != "valuedomain11" {
			t.Errorf("Apply = %+v, %v", shown, err)
		}
		store.wantText(t, "a @ 192.0.2.1")
	})
}

func TestOtherBytesStay(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("# mine\r", "A   @\t192.0.2.1  ", "", "url www https://example.net/ x", "a @ 192.0.2.1", "broken\r")
		before := store.last().Text
		c := New(store, Options{}).Zone(testDomain)
		for _, l := range hosts("h", 5) {
			wantErrors(t, applyAll(t.Context(), c, add(l)), nil)
		}
		for _, l := range hosts("h", 5) {
			wantErrors(t, applyAll(t.Context(), c, remove(l)), nil)
		}
		store.wantText(t, before)
	})
}

// One interrupt ends the contexts of all callers at once. What was sent is
// awaited, or the lines would stand in the zone and in no state.
func TestACallerThatLeaves(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		after time.Duration // Of a read from 150 ms on, a write from 1150 ms on and a read from 2150 ms on.
		sent  bool
	}{
		"while operations are gathered takes its change back": {100 * time.Millisecond, false},
		"while the zone is read takes its change back":        {500 * time.Millisecond, false},
		"while the zone is written waits":                     {1500 * time.Millisecond, true},
		"while the write is verified waits":                   {2500 * time.Millisecond, true},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				store := newStore("a @ 192.0.2.1")
				store.latency = time.Second
				c := New(store, Options{}).Zone(testDomain)
				ctx, cancel := context.WithTimeout(t.Context(), tc.after)
				defer cancel()
				_, err := c.Apply(ctx, add("a b 192.0.2.2"))
				var left *LeftError
				switch {
				case tc.sent && err != nil:
					t.Errorf("error %v", err)
				case !tc.sent && (!errors.As(err, &left) || !errors.Is(err, context.DeadlineExceeded) || left.Domain != testDomain || MayBeWritten(err)):
					t.Errorf("error %v, want a LeftError", err)
				}
				time.Sleep(time.Minute)
				if tc.sent {
					store.wantText(t, "a @ 192.0.2.1", "a b 192.0.2.2")
				} else {
					store.wantText(t, "a @ 192.0.2.1")
				}
			})
		})
	}
}

func TestACallerThatLeavesTakesNobodyWithIt(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		store.latency = time.Second
		c := New(store, Options{}).Zone(testDomain)
		ctx, cancel := withTimeout(t, 500*time.Millisecond)
		defer cancel()
		var group sync.WaitGroup
		group.Go(func() { wantErrors(t, applyAll(ctx, c, add("a early 192.0.2.2")), context.DeadlineExceeded) })
		wantErrors(t, applyAll(t.Context(), c, add("a late 192.0.2.3")), nil)
		group.Wait()
		store.wantText(t, "a @ 192.0.2.1", "a late 192.0.2.3")
	})
}

func TestALockThatNobodyWaitsForAnyMoreIsGivenBack(t *testing.T) {
	bubble(t, func(t *testing.T) {
		records := coordination.NewMemory()
		store := newStore("a @ 192.0.2.1")
		held, _ := records.Lock(t.Context(), testDomain)
		c := New(store, Options{Records: records}).Zone(testDomain)
		ctx, cancel := withTimeout(t, time.Second)
		defer cancel()
		wantErrors(t, applyAll(ctx, c, add("a b 192.0.2.2")), context.DeadlineExceeded)
		_ = held.Unlock(t.Context())
		time.Sleep(time.Second)
		if held, _ := records.TryLock(t.Context(), testDomain); held == nil {
			t.Fatal("the lock is held")
		} else {
			_ = held.Unlock(t.Context())
		}
		store.wantRequests(t, 0, 0)
		wantErrors(t, applyAll(t.Context(), c, add("a c 192.0.2.3")), nil)
		store.wantText(t, "a @ 192.0.2.1", "a c 192.0.2.3")
	})
}

func TestChangeOfACallerThatHasLeftIsNotMade(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		c := New(store, Options{}).Zone(testDomain)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := c.Apply(ctx, add("a b 192.0.2.2")); !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
		time.Sleep(time.Second)
		store.wantRequests(t, 0, 0)
		wantErrors(t, applyAll(t.Context(), c, add("a c 192.0.2.3")), nil)
	})
}

func TestCommitHasATimeout(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		store.latency = time.Hour
		c := New(store, Options{}).Zone(testDomain)
		begun := time.Now()
		wantErrors(t, applyAll(t.Context(), c, add("a b 192.0.2.2")), context.DeadlineExceeded)
		if took := time.Since(begun).Round(time.Second); took != DefaultTiming().Commit {
			t.Errorf("took %v, want %v", took, DefaultTiming().Commit)
		}
	})
}

func TestBackupGetsTheTextBeforeEachWrite(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		var texts []string
		c := New(store, Options{Backup: func(s snapshot) error {
			texts = append(texts, s.Text)
			return nil
		}}).Zone(testDomain)
		wantErrors(t, applyAll(t.Context(), c, add("a b 192.0.2.2")), nil)
		wantErrors(t, applyAll(t.Context(), c, remove("a @ 192.0.2.1")), nil)
		if got := strings.Join(texts, "|"); got != "a @ 192.0.2.1|a @ 192.0.2.1\na b 192.0.2.2" {
			t.Errorf("backups %q", got)
		}
	})
}

func TestFailedBackupStopsTheWrite(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		c := New(store, Options{Backup: func(snapshot) error { return errRefused }}).Zone(testDomain)
		wantErrors(t, applyAll(t.Context(), c, add("a b 192.0.2.2")), errRefused)
		store.wantRequests(t, 1, 0)
	})
}

func TestGroupsFollowWhileOneIsWritten(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		store.latency = 100 * time.Millisecond
		c := New(store, Options{}).Zone(testDomain)
		var group sync.WaitGroup
		group.Go(func() { wantErrors(t, applyAll(t.Context(), c, add("a b 192.0.2.2")), nil) })
		synctest.Wait()
		time.Sleep(DefaultTiming().Hope + store.latency)
		wantErrors(t, applyAll(t.Context(), c, add("a c 192.0.2.3"), add("a d 192.0.2.4")), nil, nil)
		group.Wait()
		store.wantRequests(t, 3, 2)
	})
}
