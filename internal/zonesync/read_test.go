package zonesync

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestReadIsShared(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		store.latency = 50 * time.Millisecond
		c := New(store, Options{}).Zone("Example.COM.")
		var group sync.WaitGroup
		for range 100 {
			group.Go(func() {
				doc, err := c.Read(t.Context())
				if err != nil || doc.Text != "a @ 192.0.2.1" {
					t.Errorf("Read = %v, %v", doc, err)
				}
			})
		}
		group.Wait()
		if _, err := c.Read(t.Context()); err != nil {
			t.Error(err)
		}
		store.wantRequests(t, 1, 0)
	})
}

func TestSpellingsOfOneDomainShareAZone(t *testing.T) {
	t.Parallel()
	s := New(newStore(), Options{})
	if s.Zone("example.com") != s.Zone("EXAMPLE.com.") || s.Zone("example.com") == s.Zone("example.net") {
		t.Error("one zone a domain is wanted")
	}
}

func TestReadShowsWhatWasWritten(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		c := New(store, Options{}).Zone(testDomain)
		shown, err := c.Apply(t.Context(), add("a www 192.0.2.2"))
		if err != nil {
			t.Fatal(err)
		}
		doc, err := c.Read(t.Context())
		if err != nil || doc != shown.Doc || doc.Index().Count(key("a www 192.0.2.2")) != 1 {
			t.Errorf("Read = %v, %v", doc, err)
		}
		store.wantRequests(t, 2, 1)
	})
}

func TestFailedReadAnswersForAWhile(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		store.beforeRead = on(errRefused, 1)
		c := New(store, Options{}).Zone(testDomain)
		for range 10 {
			if _, err := c.Read(t.Context()); !errors.Is(err, errRefused) {
				t.Errorf("error %v, want %v", err, errRefused)
			}
		}
		store.wantRequests(t, 1, 0)
		time.Sleep(DefaultTiming().Failure)
		if _, err := c.Read(t.Context()); err != nil {
			t.Error(err)
		}
	})
}

func TestReadOutlivesItsFirstCaller(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		store.latency = time.Second
		c := New(store, Options{}).Zone(testDomain)
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		defer cancel()
		var group sync.WaitGroup
		group.Go(func() {
			if _, err := c.Read(ctx); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("error %v", err)
			}
		})
		synctest.Wait()
		if _, err := c.Read(t.Context()); err != nil {
			t.Error(err)
		}
		group.Wait()
		store.wantRequests(t, 1, 0)
	})
}

func TestReadAfterAFailedWriteAsksAgain(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		store.afterWrite = on(errLost, 1)
		store.beforeRead = on(errRefused, 2, 3)
		c := New(store, Options{}).Zone(testDomain)
		_, err := c.Apply(t.Context(), add("a www 192.0.2.2"))
		var unverified *UnknownError
		if !errors.As(err, &unverified) || !errors.Is(err, errLost) || !errors.Is(err, errRefused) {
			t.Fatalf("error %v, want an UnknownError of both", err)
		}
		if _, err := c.Read(t.Context()); !errors.Is(err, errRefused) {
			t.Errorf("error %v, want %v", err, errRefused)
		}
		time.Sleep(DefaultTiming().Failure)
		doc, err := c.Read(t.Context())
		if err != nil || doc.Text != "a @ 192.0.2.1\na www 192.0.2.2" {
			t.Errorf("Read = %v, %v", doc, err)
		}
	})
}

func TestReadOvertakenByAWriteShowsTheWrite(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		c := New(store, Options{}).Zone(testDomain)
		store.beforeRead = func(n int) error {
			if n == 1 {
				time.Sleep(time.Second) // The text is taken before the write.
			}
			return nil
		}
		var group sync.WaitGroup
		group.Go(func() {
			doc, err := c.Read(t.Context())
			if err != nil || doc.Text != "a @ 192.0.2.1\na www 192.0.2.2" {
				t.Errorf("Read = %v, %v", doc, err)
			}
		})
		synctest.Wait()
		wantErrors(t, applyAll(t.Context(), c, add("a www 192.0.2.2")), nil)
		group.Wait()
	})
}

func TestReadOvertakenByAWriteOfUnknownOutcomeIsNotKept(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		c := New(store, Options{}).Zone(testDomain)
		store.beforeRead = func(n int) error {
			if n == 1 {
				time.Sleep(time.Minute) // The text is taken before the write.
			}
			return on(errRefused, 3)(n)
		}
		var group sync.WaitGroup
		group.Go(func() {
			if doc, err := c.Read(t.Context()); err != nil || doc.Text != "a @ 192.0.2.1" {
				t.Errorf("Read = %v, %v", doc, err)
			}
		})
		synctest.Wait()
		wantErrors(t, applyAll(t.Context(), c, add("a www 192.0.2.2")), errRefused)
		group.Wait()
		if doc, err := c.Read(t.Context()); err != nil || doc.Text != "a @ 192.0.2.1\na www 192.0.2.2" {
			t.Errorf("Read = %v, %v", doc, err)
		}
	})
}

func TestRefreshReadsAgain(t *testing.T) {
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

func TestAReadThatAnOtherResourceMadeIsABase(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		c := New(store, Options{}).Zone(testDomain)
		if _, err := c.Read(t.Context()); err != nil {
			t.Fatal(err)
		}
		wantErrors(t, applyAll(t.Context(), c, add("a b 192.0.2.2")), nil)
		store.wantRequests(t, 2, 1)
	})
}
