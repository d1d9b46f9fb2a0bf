package zonesync

import (
	"context"
	"errors"
	"testing"
	"time"
)

// refusedNow is a store's error that says that nothing was written and that the
// same may work a moment later.
type refusedNow struct{ error }

func (refusedNow) TryAgain() bool { return true }

func (e refusedNow) Unwrap() error { return e.error }

// Between the read and the write the store has to be waited for, and somebody
// else writes meanwhile.
func TestABaseThatGotOldIsReadAnew(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		asked := 0
		ready := func(ctx context.Context) error {
			if asked++; asked == 2 { // After the read.
				err := sleep(ctx, 10*time.Second)
				store.setText("a @ 192.0.2.1", "a theirs 192.0.2.7")
				return err
			}
			return nil
		}
		c := New(store, Options{Ready: ready}).Zone(testDomain)
		wantErrors(t, applyAll(t.Context(), c, add("a ours 192.0.2.2")), nil)
		store.wantText(t, "a @ 192.0.2.1", "a theirs 192.0.2.7", "a ours 192.0.2.2")
		store.wantRequests(t, 3, 1)
	})
}

// A limit that others use up must not keep the write from ever being made.
func TestAWriteIsMadeWhereTheStoreNeverLetsTwoThrough(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		ready := func(ctx context.Context) error { return sleep(ctx, 5*time.Second) }
		c := New(store, Options{Ready: ready}).Zone(testDomain)
		wantErrors(t, applyAll(t.Context(), c, add("a ours 192.0.2.2")), nil)
		store.wantText(t, "a @ 192.0.2.1", "a ours 192.0.2.2")
	})
}

func TestARefusedWriteIsBuiltOnANewRead(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		store.beforeWrite = func(n int) error {
			if n > 3 {
				return nil
			}
			store.setText("a @ 192.0.2.1", "a theirs 192.0.2."+string(rune('0'+n)))
			return refusedNow{errRefused}
		}
		c := New(store, Options{}).Zone(testDomain)
		wantErrors(t, applyAll(t.Context(), c, add("a ours 192.0.2.2")), nil)
		store.wantText(t, "a @ 192.0.2.1", "a theirs 192.0.2.3", "a ours 192.0.2.2")
	})
}

// What was never sent is nobody's own work: the line that somebody else has
// added meanwhile is theirs.
func TestALineThatComesWhileAWriteIsRefusedIsNotOurs(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		store.beforeWrite = func(n int) error {
			if n > 1 {
				return nil
			}
			store.setText("a @ 192.0.2.1", "a ours 192.0.2.2")
			return refusedNow{errRefused}
		}
		c := New(store, Options{}).Zone(testDomain)
		wantErrors(t, applyAll(t.Context(), c, add("a ours 192.0.2.2")), errExists)
		store.wantText(t, "a @ 192.0.2.1", "a ours 192.0.2.2")
	})
}

func TestAWriteThatStaysRefusedIsAnErrorInTheEnd(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		store.beforeWrite = func(int) error { return refusedNow{errRefused} }
		c := New(store, Options{}).Zone(testDomain)
		begun := time.Now()
		errs := applyAll(t.Context(), c, add("a ours 192.0.2.2"))
		wantErrors(t, errs, errRefused)
		if took := time.Since(begun); took < 90*time.Second || took > 2*time.Minute {
			t.Errorf("took %v", took)
		}
		var lost *LostWriteError
		if errors.As(errs[0], &lost) {
			t.Errorf("what was never written is not lost: %v", errs[0])
		}
		store.wantText(t, "a @ 192.0.2.1")
	})
}
