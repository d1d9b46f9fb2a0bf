package zonesync

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestEditsFailOneByOne(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		c := New(store, Options{}).Zone(testDomain)
		half := func(d *Document) error {
			if err := add("a half 192.0.2.9")(d); err != nil {
				return err
			}
			d.TTL = 7200
			return errRefused
		}
		errs := applyAll(t.Context(), c, add("a b 192.0.2.2"), half, add("a @ 192.0.2.1"), remove("a x 192.0.2.3"), add("a c 192.0.2.4"))
		wantErrors(t, errs, nil, errRefused, errExists, errMissing, nil)
		store.wantLines(t, []string{"a @ 192.0.2.1", "a b 192.0.2.2", "a c 192.0.2.4"})
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
		wantErrors(t, applyAll(t.Context(), c, add("a @ 192.0.2.1"), remove("a x 192.0.2.3")), errExists, errMissing)
		store.wantRequests(t, 1, 0)
	})
}

func TestEditWithoutEffectCostsNoWrite(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		c := New(store, Options{}).Zone(testDomain)
		shown, err := c.Apply(t.Context(), func(*Document) error { return nil })
		if err != nil || shown.Text != "a @ 192.0.2.1" {
			t.Errorf("Apply = %v, %v", shown, err)
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

func TestEditSetsTTLAndNameServers(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		c := New(store, Options{}).Zone(testDomain)
		shown, err := c.Apply(t.Context(), func(d *Document) error {
			d.TTL, d.NSType = 300, "valuedomain11"
			return nil
		})
		if err != nil || shown.TTL != 300 || shown.NSType != "valuedomain11" {
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

func TestCallerLeavesAndTheWriteGoesOn(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		store.latency = time.Second
		c := New(store, Options{}).Zone(testDomain)
		ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
		defer cancel()
		var group sync.WaitGroup
		group.Go(func() {
			_, err := c.Apply(ctx, add("a early 192.0.2.2"))
			var left *LeftError
			if !errors.As(err, &left) || !errors.Is(err, context.DeadlineExceeded) || left.Domain != testDomain {
				t.Errorf("error %v, want a LeftError", err)
			}
		})
		wantErrors(t, applyAll(t.Context(), c, add("a late 192.0.2.3")), nil)
		group.Wait()
		store.wantLines(t, []string{"a @ 192.0.2.1", "a early 192.0.2.2", "a late 192.0.2.3"})
	})
}

func TestEditOfACallerThatHasLeftIsNotMade(t *testing.T) {
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
