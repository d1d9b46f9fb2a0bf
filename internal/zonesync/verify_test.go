package zonesync

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestStaleReadsAreWaitedOut(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		store.stale = time.Second
		c := New(store, Options{}).Zone(testDomain)
		lines := hosts("h", 5)
		for _, l := range lines {
			shown, err := c.Apply(t.Context(), add(l))
			if err != nil || !strings.HasSuffix(shown.Doc.Text, l) {
				t.Errorf("Apply = %v, %v", shown, err)
			}
		}
		if _, puts := store.requests(); puts != len(lines) {
			t.Errorf("%d PUT, want %d", puts, len(lines))
		}
		store.wantText(t, append([]string{"a @ 192.0.2.1"}, lines...)...)
	})
}

// A line of another writer that this run has seen must not be lost to a read of
// a server that lags behind the others.
func TestAReadOlderThanTheLastOneIsWaitedOut(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		c := New(store, Options{}).Zone(testDomain)
		wantErrors(t, applyAll(t.Context(), c, add("a b 192.0.2.2")), nil)
		time.Sleep(time.Minute)
		before := store.last()
		store.setText("a @ 192.0.2.1", "a b 192.0.2.2", "a theirs 192.0.2.3")
		if _, err := c.Refresh(t.Context()); err != nil {
			t.Fatal(err)
		}
		time.Sleep(1100 * time.Millisecond) // The base is not fresh any more.
		store.show = func(n int, s snapshot) snapshot {
			if n == 4 {
				return before
			}
			return s
		}
		wantErrors(t, applyAll(t.Context(), c, add("a c 192.0.2.4")), nil)
		store.wantText(t, "a @ 192.0.2.1", "a b 192.0.2.2", "a theirs 192.0.2.3", "a c 192.0.2.4")
		store.wantRequests(t, 6, 2)
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
		store.wantRequests(t, 10, 3) // Four reads show each of the two losses for certain.
	})
}

func TestOnlyTheLostHalfIsMadeAgain(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		c := New(store, Options{}).Zone(testDomain)
		after(store, func() { store.setText("a @ 192.0.2.1", "a b 192.0.2.2", "a theirs 192.0.2.3") }, 1)
		again := map[string]int{}
		counted := func(line string) Change {
			c := add(line)
			c.Check = func(View) error {
				again[line]++
				return nil
			}
			return c
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
		looks := Change{Check: func(View) error { return nil }} // It has written nothing, whatever becomes of the others.
		errs := applyAll(t.Context(), c, add("a b 192.0.2.3"), add("a c 192.0.2.4"), remove("a old 192.0.2.2"), looks)
		if errs[0] != nil {
			t.Errorf("the line that stays: %v", errs[0])
		}
		if errs[3] == nil || MayBeWritten(errs[3]) {
			t.Errorf("the change that only looks: %v", errs[3])
		}
		for _, err := range errs[1:3] {
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

func TestChangeThatFailsOnTheOtherWritersTextFailsAlone(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		c := New(store, Options{}).Zone(testDomain)
		after(store, func() { store.setText("a @ 192.0.2.1", "a theirs 192.0.2.3") }, 1)
		picky := add("a b 192.0.2.2")
		picky.Check = func(v View) error {
			if v.Index.Count(key("a theirs 192.0.2.3")) > 0 {
				return errRefused
			}
			return nil
		}
		wantErrors(t, applyAll(t.Context(), c, picky, add("a c 192.0.2.4")), errRefused, nil)
		store.wantLines(t, []string{"a @ 192.0.2.1", "a theirs 192.0.2.3", "a c 192.0.2.4"})
	})
}

func TestChangeThatAnotherWriterBlocksIsParked(t *testing.T) {
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
		{"after the effect the write is not repeated, once the text can't be from before the first read", nil, on(errLost, 1), 5, 1},
		{"before the effect it is repeated once reads can't be stale", on(errLost, 1), nil, 6, 2},
		{"a second time as well", on(errLost, 1), on(errLost, 2), 9, 2},
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
		var unverified *UnknownError
		if !errors.As(errs[0], &unverified) || unverified.Write != nil || !errors.Is(errs[0], errRefused) || unverified.Domain != testDomain {
			t.Errorf("error %v, want an UnknownError", errs[0])
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
		shown, err := c.Apply(t.Context(), whole("# other", "", "", "a c 192.0.2.2", "a @ 192.0.2.1"))
		if err != nil || shown.Doc.Text != "# other\n\n\na c 192.0.2.2\na @ 192.0.2.1" {
			t.Errorf("Apply = %+v, %v", shown, err)
		}
	})
}
