package zonesync

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func TestStaleReadsAreWaitedOut(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		store.stale = time.Second
		c := New(store, Options{}).Zone(testDomain)
		lines := hosts("h", 5)
		for _, l := range lines {
			shown, err := c.Apply(t.Context(), add(l))
			if err != nil || !strings.HasSuffix(shown.Text, l) {
				t.Errorf("Apply = %v, %v", shown, err)
			}
		}
		if _, puts := store.requests(); puts != len(lines) {
			t.Errorf("%d PUT, want %d", puts, len(lines))
		}
		store.wantText(t, append([]string{"a @ 192.0.2.1"}, lines...)...)
	})
}

func TestReadOlderThanTheLastOneIsWaitedOut(t *testing.T) {
	for _, lagging := range []int{6, 7} { // The read before the last write, and the one after it.
		t.Run([]string{"before", "after"}[lagging-6]+" the write", func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				store := newStore("a @ 192.0.2.1")
				first := store.last()
				store.show = func(n int, s snapshot) snapshot {
					if n == lagging {
						return first // A server that lags behind the others.
					}
					return s
				}
				c := New(store, Options{}).Zone(testDomain)
				wantErrors(t, applyAll(t.Context(), c, add("a b 192.0.2.2")), nil)
				time.Sleep(time.Minute)
				wantErrors(t, applyAll(t.Context(), c, add("a c 192.0.2.4")), nil)
				store.setText("a @ 192.0.2.1", "a b 192.0.2.2", "a c 192.0.2.4", "a theirs 192.0.2.3")
				time.Sleep(time.Minute)
				if _, err := c.Refresh(t.Context()); err != nil {
					t.Fatal(err)
				}
				time.Sleep(time.Minute)
				wantErrors(t, applyAll(t.Context(), c, add("a d 192.0.2.5")), nil)
				store.wantLines(t, []string{"a @ 192.0.2.1", "a b 192.0.2.2", "a theirs 192.0.2.3", "a c 192.0.2.4", "a d 192.0.2.5"})
				if gets, puts := store.requests(); gets != 8 || puts != 3 {
					t.Errorf("%d GET and %d PUT", gets, puts)
				}
			})
		})
	}
}

func TestSpellingIsVerifiedToo(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("cname www Example.net.")
		store.stale = time.Second
		c := New(store, Options{}).Zone(testDomain)
		shown, err := c.Apply(t.Context(), replace("cname www example.net.", "cname www example.net."))
		if err != nil || shown.Text != "cname www example.net." {
			t.Errorf("Apply = %+v, %v", shown, err)
		}
	})
}

func TestSpellingThatWasNotWrittenIsWrittenAgain(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("cname www Example.net.")
		store.beforeWrite = on(errLost, 1)
		c := New(store, Options{}).Zone(testDomain)
		wantErrors(t, applyAll(t.Context(), c, replace("cname www example.net.", "cname www example.net.")), nil)
		store.wantText(t, "cname www example.net.")
	})
}

// after lets another writer come in right after our writes of those numbers.
func after(store *fakeStore, write func(), calls ...int) {
	store.afterWrite = func(n int) error {
		if slices.Contains(calls, n) {
			write()
		}
		return nil
	}
}

func TestWriteLostToAnotherWriterIsMadeAgainOnItsText(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1", "a old 192.0.2.2")
		c := New(store, Options{}).Zone(testDomain)
		theirs := []string{"a @ 192.0.2.1", "a old 192.0.2.2", "a theirs 192.0.2.3"}
		after(store, func() {
			store.setText(theirs...)
			theirs = append(theirs, "a more 192.0.2.6")
		}, 1, 2)
		errs := applyAll(t.Context(), c, add("a ours 192.0.2.4"), remove("a old 192.0.2.2"), replace("a @ 192.0.2.1", "a @ 192.0.2.5"))
		wantErrors(t, errs, nil, nil, nil)
		store.wantLines(t, []string{"a @ 192.0.2.5", "a theirs 192.0.2.3", "a more 192.0.2.6", "a ours 192.0.2.4"})
		store.wantRequests(t, 4, 3)
	})
}

func TestOnlyTheLostHalfIsMadeAgain(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		c := New(store, Options{}).Zone(testDomain)
		after(store, func() { store.setText("a @ 192.0.2.1", "a b 192.0.2.2", "a theirs 192.0.2.3") }, 1)
		again := map[string]int{}
		counted := func(line string) Edit {
			return func(d *Document) error {
				again[line]++
				return add(line)(d)
			}
		}
		wantErrors(t, applyAll(t.Context(), c, counted("a b 192.0.2.2"), counted("a c 192.0.2.4")), nil, nil)
		store.wantLines(t, []string{"a @ 192.0.2.1", "a b 192.0.2.2", "a theirs 192.0.2.3", "a c 192.0.2.4"})
		if again["a b 192.0.2.2"] != 1 || again["a c 192.0.2.4"] != 2 {
			t.Errorf("applied %v", again)
		}
	})
}

func TestWriteThatNeverStaysIsAnErrorWithTheLines(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1", "a old 192.0.2.2")
		c := New(store, Options{}).Zone(testDomain)
		store.afterWrite = func(int) error {
			store.setText("a @ 192.0.2.1", "a old 192.0.2.2", "a b 192.0.2.3")
			return errLost
		}
		errs := applyAll(t.Context(), c, add("a b 192.0.2.3"), add("a c 192.0.2.4"), remove("a old 192.0.2.2"))
		if errs[0] != nil {
			t.Errorf("the line that stays: %v", errs[0])
		}
		for _, err := range errs[1:] {
			var lost *LostWriteError
			if !errors.As(err, &lost) || !errors.Is(err, errLost) {
				t.Fatalf("error %v, want a LostWriteError", err)
			}
			if lost.Attempts != DefaultTiming().Attempts || lost.Domain != testDomain ||
				!slices.Equal(lost.Missing, []string{"a c 192.0.2.4"}) || !slices.Equal(lost.Unwanted, []string{"a old 192.0.2.2"}) {
				t.Errorf("%+v", lost)
			}
		}
	})
}

func TestEditThatFailsOnTheOtherWritersTextFailsAlone(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		c := New(store, Options{}).Zone(testDomain)
		after(store, func() { store.setText("a @ 192.0.2.1", "a theirs 192.0.2.3") }, 1)
		picky := func(d *Document) error {
			if _, found := d.Find(key("a theirs 192.0.2.3")); found {
				return errRefused
			}
			return add("a b 192.0.2.2")(d)
		}
		wantErrors(t, applyAll(t.Context(), c, picky, add("a c 192.0.2.4")), errRefused, nil)
		store.wantLines(t, []string{"a @ 192.0.2.1", "a theirs 192.0.2.3", "a c 192.0.2.4"})
	})
}

func TestEditThatAnotherWriterBlocksIsParked(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		c := New(store, Options{}).Zone(testDomain)
		after(store, func() { store.setText("a @ 192.0.2.1", "a theirs 192.0.2.3") }, 1)
		go func() {
			time.Sleep(time.Second)
			store.setText("a @ 192.0.2.1")
		}()
		wantErrors(t, applyAll(t.Context(), c, unless("a theirs 192.0.2.3", add("a b 192.0.2.2"))), nil)
		store.wantText(t, "a @ 192.0.2.1", "a b 192.0.2.2")
	})
}

func TestLostAnswers(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name          string
		before, after func(int) error
		gets, puts    int
	}{
		{"after the effect the write is not repeated", nil, on(errLost, 1), 2, 1},
		{"before the effect it is repeated once reads can't be stale", on(errLost, 1), nil, 6, 2},
		{"a second time as well", on(errLost, 1), on(errLost, 2), 6, 2},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				store := newStore("a @ 192.0.2.1")
				store.beforeWrite, store.afterWrite = test.before, test.after
				c := New(store, Options{}).Zone(testDomain)
				wantErrors(t, applyAll(t.Context(), c, add("a b 192.0.2.2"), remove("a @ 192.0.2.1")), nil, nil)
				store.wantText(t, "a b 192.0.2.2")
				store.wantRequests(t, test.gets, test.puts)
			})
		})
	}
}

func TestRefusedWriteFailsTheGroupAndTheNextOneReadsAgain(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		store.beforeWrite = on(errRefused, 1)
		c := New(store, Options{}).Zone(testDomain)
		wantErrors(t, applyAll(t.Context(), c, add("a b 192.0.2.2"), add("a c 192.0.2.3")), errRefused, errRefused)
		store.wantRequests(t, 1, 1)
		wantErrors(t, applyAll(t.Context(), c, add("a d 192.0.2.4")), nil)
		store.wantText(t, "a @ 192.0.2.1", "a d 192.0.2.4")
		store.wantRequests(t, 3, 2)
	})
}

func TestRefusalOfASecondAttemptSparesWhatHolds(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		store.beforeWrite = on(errRefused, 2)
		c := New(store, Options{}).Zone(testDomain)
		after(store, func() { store.setText("a @ 192.0.2.1", "a b 192.0.2.2") }, 1)
		wantErrors(t, applyAll(t.Context(), c, add("a b 192.0.2.2"), add("a c 192.0.2.3")), nil, errRefused)
	})
}

func TestReadThatFailsBeforeTheWrite(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		store.beforeRead = on(errRefused, 1)
		c := New(store, Options{}).Zone(testDomain)
		wantErrors(t, applyAll(t.Context(), c, add("a b 192.0.2.2")), errRefused)
		store.wantRequests(t, 1, 0)
	})
}

func TestReadThatFailsAfterTheWriteTellsBothErrors(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		store.beforeRead = on(errRefused, 2)
		c := New(store, Options{}).Zone(testDomain)
		errs := applyAll(t.Context(), c, add("a b 192.0.2.2"))
		var unverified *UnverifiedError
		if !errors.As(errs[0], &unverified) || unverified.Write != nil || !errors.Is(errs[0], errRefused) || unverified.Domain != testDomain {
			t.Errorf("error %v, want an UnverifiedError", errs[0])
		}
		wantErrors(t, applyAll(t.Context(), c, add("a c 192.0.2.3")), nil)
		store.wantText(t, "a @ 192.0.2.1", "a b 192.0.2.2", "a c 192.0.2.3")
	})
}

func TestWriteOfAWholeTextIsVerified(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1", "", "# note", "a b 192.0.2.2")
		store.stale = time.Second
		c := New(store, Options{}).Zone(testDomain)
		whole := func(d *Document) error {
			d.Change(func(z *zone.Zone) { *z = *zone.Parse("# note\n\n\na b 192.0.2.2\na @ 192.0.2.1\n") })
			return nil
		}
		shown, err := c.Apply(t.Context(), whole)
		if err != nil || shown.Text != "# note\n\n\na b 192.0.2.2\na @ 192.0.2.1\n" {
			t.Errorf("Apply = %+v, %v", shown, err)
		}
	})
}
