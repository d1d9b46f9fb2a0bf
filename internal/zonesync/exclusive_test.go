package zonesync

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func TestRefreshReadsAnew(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		c := New(store, Options{}).Zone(testDomain)
		if _, err := c.Read(t.Context()); err != nil {
			t.Fatal(err)
		}
		store.setText("a @ 192.0.2.1", "a b 192.0.2.2")
		doc, err := c.Refresh(t.Context())
		if err != nil || doc.Text != "a @ 192.0.2.1\na b 192.0.2.2" {
			t.Errorf("Refresh = %v, %v", doc, err)
		}
		store.wantRequests(t, 2, 0)
	})
}

func TestRefreshThatFailsLeavesTheWish(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		store.beforeRead = on(errRefused, 2)
		c := New(store, Options{}).Zone(testDomain)
		if _, err := c.Read(t.Context()); err != nil {
			t.Fatal(err)
		}
		if _, err := c.Refresh(t.Context()); !errors.Is(err, errRefused) {
			t.Errorf("error %v, want %v", err, errRefused)
		}
		wantErrors(t, applyAll(t.Context(), c, add("a b 192.0.2.2")), nil)
		store.wantRequests(t, 4, 1)
	})
}

// forward stands for a setting that the registrar answers with a line.
func forward(store *fakeStore, lines ...string) func(context.Context) error {
	return func(ctx context.Context) error {
		err := sleep(ctx, 100*time.Millisecond)
		store.setText(lines...)
		return err
	}
}

func TestEditsAfterAnExclusiveSettingBuildOnWhatItMade(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		c := New(store, Options{LockDir: t.TempDir()}).Zone(testDomain)
		wantErrors(t, applyAll(t.Context(), c, add("a b 192.0.2.2")), nil)
		var group sync.WaitGroup
		group.Go(func() {
			err := c.Exclusive(t.Context(), forward(store, "a @ 192.0.2.1", "a b 192.0.2.2", "mxe mail 209.19.56.20 10"))
			if err != nil {
				t.Error(err)
			}
		})
		synctest.Wait()
		wantErrors(t, applyAll(t.Context(), c, add("a c 192.0.2.3")), nil)
		group.Wait()
		store.wantText(t, "a @ 192.0.2.1", "a b 192.0.2.2", "mxe mail 209.19.56.20 10", "a c 192.0.2.3")
	})
}

func TestEditsOfAnotherProcessDoSoToo(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		o := Options{LockDir: t.TempDir()}
		one, two := New(store, o).Zone(testDomain), New(store, o).Zone(testDomain)
		wantErrors(t, applyAll(t.Context(), one, add("a b 192.0.2.2")), nil)
		if err := two.Exclusive(t.Context(), forward(store, "a @ 192.0.2.1", "a b 192.0.2.2", "mxe mail 209.19.56.20 10")); err != nil {
			t.Error(err)
		}
		wantErrors(t, applyAll(t.Context(), one, add("a c 192.0.2.3")), nil)
		store.wantText(t, "a @ 192.0.2.1", "a b 192.0.2.2", "mxe mail 209.19.56.20 10", "a c 192.0.2.3")
	})
}

func TestWhatTheRegistrarUndoesIsNotDoneAgain(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1", "mxe old 192.0.2.2 10")
		c := New(store, Options{}).Zone(testDomain)
		wantErrors(t, applyAll(t.Context(), c, remove("mxe old 192.0.2.2 10"), add("mxe mail 209.19.56.20 10")), nil, nil)
		if err := c.Exclusive(t.Context(), forward(store, "a @ 192.0.2.1", "mxe old 192.0.2.2 10")); err != nil {
			t.Error(err)
		}
		wantErrors(t, applyAll(t.Context(), c, add("a b 192.0.2.3")), nil)
		store.wantText(t, "a @ 192.0.2.1", "mxe old 192.0.2.2 10", "a b 192.0.2.3")
		time.Sleep(time.Minute)
		store.setText("a @ 192.0.2.1", "mxe old 192.0.2.2 10") // No registrar's doing.
		wantErrors(t, applyAll(t.Context(), c, add("a c 192.0.2.4")), nil)
		store.wantLines(t, []string{"a @ 192.0.2.1", "mxe old 192.0.2.2 10", "a b 192.0.2.3", "a c 192.0.2.4"})
	})
}

// A read of the moments after a setting may be from before our own last write. It
// may even be a text that nobody has seen, where a foreign writer was at work.
func TestAnOldReadAfterASettingUndoesNoWorkOfOurs(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		c := New(store, Options{}).Zone(testDomain)
		wantErrors(t, applyAll(t.Context(), c, add("a b 192.0.2.2")), nil)
		if err := c.Exclusive(t.Context(), forward(store, "a @ 192.0.2.1", "a b 192.0.2.2", "mxe mail 209.19.56.20 10")); err != nil {
			t.Error(err)
		}
		old := 2
		store.show = func(_ int, s zone.Snapshot) zone.Snapshot {
			if old--; old >= 0 {
				s.Text = "a @ 192.0.2.1\na theirs 192.0.2.7"
			}
			return s
		}
		wantErrors(t, applyAll(t.Context(), c, add("a c 192.0.2.3")), nil)
		store.wantText(t, "a @ 192.0.2.1", "a b 192.0.2.2", "mxe mail 209.19.56.20 10", "a c 192.0.2.3")
	})
}

func TestRegistrarMayTakeTheLastLine(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("mxe mail 209.19.56.20 10")
		c := New(store, Options{}).Zone(testDomain)
		if _, err := c.Read(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := c.Exclusive(t.Context(), forward(store)); err != nil {
			t.Error(err)
		}
		if doc, err := c.Refresh(t.Context()); err != nil || doc.Text != "" {
			t.Errorf("Refresh = %v, %v", doc, err)
		}
	})
}

func TestExclusivePassesItsErrorOn(t *testing.T) {
	bubble(t, func(t *testing.T) {
		c := New(newStore("a @ 192.0.2.1"), Options{}).Zone(testDomain)
		if err := c.Exclusive(t.Context(), func(context.Context) error { return errRefused }); !errors.Is(err, errRefused) {
			t.Errorf("error %v, want %v", err, errRefused)
		}
	})
}

func TestBesideAnotherWriterEachWriteIsPrecededByARead(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		store.latency = 10 * time.Millisecond
		c := New(store, Options{}).Zone(testDomain)
		wantErrors(t, applyAll(t.Context(), c, add("a b 192.0.2.2")), nil)
		time.Sleep(time.Minute)
		store.setText("a @ 192.0.2.1", "a b 192.0.2.2", "a theirs 192.0.2.3")
		wantErrors(t, applyAll(t.Context(), c, add("a c 192.0.2.4")), nil)
		store.wantRequests(t, 4, 2)
		// It comes in where a fresh read would have been built on.
		store.setText("a @ 192.0.2.1", "a b 192.0.2.2", "a theirs 192.0.2.3", "a c 192.0.2.4", "a more 192.0.2.5")
		// It had read before our write, and writes when that would have
		// been verified long ago.
		stale := []string{"a @ 192.0.2.1", "a b 192.0.2.2", "a theirs 192.0.2.3", "a c 192.0.2.4", "a more 192.0.2.5", "a last 192.0.2.6"}
		store.afterWrite = func(n int) error {
			if n == 3 {
				time.AfterFunc(150*time.Millisecond, func() { store.setText(stale...) })
			}
			return nil
		}
		wantErrors(t, applyAll(t.Context(), c, add("a d 192.0.2.7")), nil)
		store.wantLines(t, append(stale, "a d 192.0.2.7"))
		store.wantRequests(t, 7, 4)
	})
}

func TestWriterThatShowsItselfAfterOurWriteIsReckonedWith(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		c := New(store, Options{}).Zone(testDomain)
		after(store, func() { store.setText("a @ 192.0.2.1", "a b 192.0.2.2", "a theirs 192.0.2.3") }, 1)
		wantErrors(t, applyAll(t.Context(), c, add("a b 192.0.2.2")), nil)
		store.setText("a @ 192.0.2.1", "a b 192.0.2.2", "a theirs 192.0.2.3", "a more 192.0.2.4")
		wantErrors(t, applyAll(t.Context(), c, add("a c 192.0.2.5")), nil)
		store.wantText(t, "a @ 192.0.2.1", "a b 192.0.2.2", "a theirs 192.0.2.3", "a more 192.0.2.4", "a c 192.0.2.5")
	})
}
