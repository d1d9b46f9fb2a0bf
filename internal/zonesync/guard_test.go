package zonesync

import (
	"bytes"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
)

func wantGuard(t *testing.T, err error, want GuardError) {
	t.Helper()
	var guard *GuardError
	if !errors.As(err, &guard) {
		t.Fatalf("error %v, want a GuardError", err)
	}
	if *guard != want {
		t.Errorf("%+v, want %+v", *guard, want)
	}
}

func TestEmptyZoneIsRefused(t *testing.T) {
	for _, text := range []string{"", "\n", " \r\n\t\n"} {
		t.Run("reading "+strings.NewReplacer("\n", "n", "\r", "r", "\t", "t").Replace(text), func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				store := newStore(text)
				c := New(store, Options{}).Zone(testDomain)
				_, err := c.Read(t.Context())
				wantGuard(t, err, GuardError{Guard: GuardEmptyZone, Domain: testDomain})
				errs := applyAll(t.Context(), c, add("a b 192.0.2.2"))
				wantGuard(t, errs[0], GuardError{Guard: GuardEmptyZone, Domain: testDomain})
				store.wantRequests(t, 2, 0)
			})
		})
	}
}

func TestEmptyZoneIsBuiltOnWhereItIsAllowed(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore()
		c := New(store, Options{Allow: map[Guard]bool{GuardEmptyZone: true}}).Zone(testDomain)
		if _, err := c.Read(t.Context()); err != nil {
			t.Error(err)
		}
		wantErrors(t, applyAll(t.Context(), c, add("a b 192.0.2.2")), nil)
		store.wantText(t, "a b 192.0.2.2")
	})
}

func TestZoneThatThisRunHasEmptiedMayBeEmpty(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		c := New(store, Options{}).Zone(testDomain)
		wantErrors(t, applyAll(t.Context(), c, remove("a @ 192.0.2.1")), nil)
		time.Sleep(time.Minute)
		wantErrors(t, applyAll(t.Context(), c, add("a b 192.0.2.2")), nil)
		time.Sleep(time.Minute)
		if _, err := c.Read(t.Context()); err != nil {
			t.Error(err)
		}
		store.setText()
		errs := applyAll(t.Context(), c, add("a c 192.0.2.3"))
		wantGuard(t, errs[0], GuardError{Guard: GuardEmptyZone, Domain: testDomain})
	})
}

func TestShrunkZoneIsRefused(t *testing.T) {
	bubble(t, func(t *testing.T) {
		foreign := hosts("f", 10)
		store := newStore(foreign...)
		c := New(store, Options{}).Zone(testDomain)
		wantErrors(t, applyAll(t.Context(), c, add("a b 192.0.2.2")), nil)
		time.Sleep(time.Minute)
		store.setText(foreign[:4]...)
		errs := applyAll(t.Context(), c, add("a c 192.0.2.3"))
		wantGuard(t, errs[0], GuardError{Guard: GuardShrunkZone, Domain: testDomain, Before: 11, Now: 4})
		store.wantText(t, foreign[:4]...)
	})
}

func TestShrunkZoneIsRefusedAfterAWriteToo(t *testing.T) {
	bubble(t, func(t *testing.T) {
		foreign := hosts("f", 10)
		store := newStore(foreign...)
		c := New(store, Options{}).Zone(testDomain)
		after(store, func() { store.setText(foreign[:4]...) }, 1)
		errs := applyAll(t.Context(), c, add("a b 192.0.2.2"))
		wantGuard(t, errs[0], GuardError{Guard: GuardShrunkZone, Domain: testDomain, Before: 10, Now: 4, Written: true})
	})
}

// A refusal holds: neither does the next edit build on the text that was
// refused, nor is that the one that later reads are compared with.
func TestShrunkZoneStaysRefused(t *testing.T) {
	for name, shrink := range map[string]func(store *fakeStore, foreign []string){
		"between two edits": func(store *fakeStore, foreign []string) { store.setText(foreign[:4]...) },
		"while one is made": func(store *fakeStore, foreign []string) { after(store, func() { store.setText(foreign[:4]...) }, 2) },
		"next to one we made": func(store *fakeStore, foreign []string) {
			after(store, func() { store.setText(append(foreign[:4:4], "a c 192.0.2.3")...) }, 2)
		},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				foreign := hosts("f", 10)
				store := newStore(foreign...)
				c := New(store, Options{}).Zone(testDomain)
				wantErrors(t, applyAll(t.Context(), c, add("a b 192.0.2.2")), nil)
				shrink(store, foreign)
				time.Sleep(time.Minute)
				first := applyAll(t.Context(), c, add("a c 192.0.2.3"))[0]
				if name == "next to one we made" {
					wantErrors(t, []error{first}, nil) // It stands; nothing is to be said against it.
				} else {
					wantGuard(t, first, GuardError{Guard: GuardShrunkZone, Domain: testDomain, Before: 11, Now: 4, Written: name == "while one is made"})
				}
				before := store.last().Text
				for range 3 {
					var guard *GuardError
					err := applyAll(t.Context(), c, add("a d 192.0.2.4"))[0]
					if !errors.As(err, &guard) || guard.Guard != GuardShrunkZone {
						t.Errorf("error %v, want a GuardError", err)
					}
				}
				if now := store.last().Text; now != before {
					t.Errorf("written: %q", now)
				}
			})
		})
	}
}

func TestShrunkZoneIsBuiltOnWhereItIsAllowed(t *testing.T) {
	bubble(t, func(t *testing.T) {
		foreign := hosts("f", 10)
		store := newStore(foreign...)
		c := New(store, Options{Allow: map[Guard]bool{GuardShrunkZone: true}}).Zone(testDomain)
		after(store, func() { store.setText(foreign[:4]...) }, 1)
		wantErrors(t, applyAll(t.Context(), c, add("a b 192.0.2.2")), nil)
		store.wantText(t, append(foreign[:4:4], "a b 192.0.2.2")...)
	})
}

func TestOwnWorkThatIsLostIsNoShrunkZone(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1", "a x 192.0.2.2", "a y 192.0.2.3", "a z 192.0.2.4", "a w 192.0.2.5")
		before := strings.Split(store.last().Text, "\n")
		c := New(store, Options{}).Zone(testDomain)
		var edits, more []Change
		for _, l := range hosts("h", 30) {
			edits = append(edits, add(l))
		}
		for _, l := range hosts("i", 30) {
			more = append(more, add(l))
		}
		after(store, func() { store.setText(before...) }, 1, 3)
		wantErrors(t, applyAll(t.Context(), c, edits...), make([]error, 30)...)
		wantErrors(t, applyAll(t.Context(), c, more...), make([]error, 30)...)
		store.wantLines(t, append(append(before, hosts("h", 30)...), hosts("i", 30)...))
	})
}

func TestRemovalOfMostLinesIsNoShrunkZone(t *testing.T) {
	bubble(t, func(t *testing.T) {
		lines := hosts("h", 30)
		store := newStore(append(lines, "a @ 192.0.2.1")...)
		c := New(store, Options{}).Zone(testDomain)
		var edits []Change
		for _, l := range lines {
			edits = append(edits, remove(l))
		}
		after(store, func() { store.setText("a @ 192.0.2.1", lines[7]) }, 1)
		wantErrors(t, applyAll(t.Context(), c, edits...), make([]error, 30)...)
		store.wantText(t, "a @ 192.0.2.1")
	})
}

func TestAnswerForAnotherDomainIsRefused(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		c := New(store, Options{}).Zone("example.net")
		want := GuardError{Guard: GuardWrongDomain, Domain: "example.net", Found: testDomain}
		_, err := c.Read(t.Context())
		wantGuard(t, err, want)
		wantGuard(t, applyAll(t.Context(), c, add("a b 192.0.2.2"))[0], want)
		if _, puts := store.requests(); puts != 0 {
			t.Errorf("%d PUT", puts)
		}
	})
}

func TestAnswerForAnotherDomainIsTakenForTheRightOneWhereThatIsAllowed(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		c := New(store, Options{Allow: map[Guard]bool{GuardWrongDomain: true}}).Zone("example.net")
		wantErrors(t, applyAll(t.Context(), c, add("a b 192.0.2.2")), nil)
		if got := store.last(); got.Domain != "example.net" || got.Text != "a @ 192.0.2.1\na b 192.0.2.2" {
			t.Errorf("written: %+v", got)
		}
	})
}

// inBothWays runs a test with the guard in force and with it overridden.
func inBothWays(t *testing.T, guard Guard, test func(t *testing.T, o Options, allowed bool)) {
	t.Helper()
	for name, allowed := range map[string]bool{"in force": false, "overridden": true} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) { test(t, Options{Allow: map[Guard]bool{guard: allowed}}, allowed) })
		})
	}
}

func TestAnswerToAWriteThatNamesAnotherDomainIsRefused(t *testing.T) {
	inBothWays(t, GuardWrongDomain, func(t *testing.T, o Options, allowed bool) {
		store := newStore("a @ 192.0.2.1")
		store.answer = func(s snapshot) snapshot {
			s.Domain = "example.net"
			return s
		}
		err := applyAll(t.Context(), New(store, o).Zone(testDomain), add("a b 192.0.2.2"))[0]
		if allowed {
			wantErrors(t, []error{err}, nil)
			return
		}
		wantGuard(t, err, GuardError{Guard: GuardWrongDomain, Domain: testDomain, Found: "example.net", Written: true})
	})
}

func TestAnswerWithALineThatWasNotSentIsRefused(t *testing.T) {
	inBothWays(t, GuardAlteredWrite, func(t *testing.T, o Options, allowed bool) {
		store := newStore("a @ 192.0.2.1")
		store.answer = func(s snapshot) snapshot {
			s.Text += "\na @ 192.0.2.1"
			return s
		}
		err := applyAll(t.Context(), New(store, o).Zone(testDomain), add("a b 192.0.2.2"))[0]
		if allowed {
			wantErrors(t, []error{err}, nil)
			return
		}
		wantGuard(t, err, GuardError{Guard: GuardAlteredWrite, Domain: testDomain, Added: "a @ 192.0.2.1", Written: true})
	})
}

// Whoever finds out what happened needs both texts, and they hold what others
// need not read in a log.
func TestEveryGuardLogsBothTextsAtDebugLevel(t *testing.T) {
	for guard, work := range map[Guard]func(*fakeStore){
		GuardEmptyZone:   func(s *fakeStore) { s.setText() },
		GuardShrunkZone:  func(s *fakeStore) { s.setText("a after 192.0.2.9") },
		GuardWrongDomain: func(s *fakeStore) { s.set(snapshot{Domain: "example.net", Text: "a after 192.0.2.9"}) },
		GuardAlteredWrite: func(s *fakeStore) {
			s.answer = func(o snapshot) snapshot {
				o.Text = "a after 192.0.2.9"
				return o
			}
		},
	} {
		t.Run(string(guard), func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				var log bytes.Buffer
				store := newStore(hosts("before", 9)...)
				c := New(store, Options{Logger: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))}).Zone(testDomain)
				if _, err := c.Read(t.Context()); err != nil {
					t.Fatal(err)
				}
				time.Sleep(time.Minute)
				work(store)
				var refused *GuardError
				if err := applyAll(t.Context(), c, add("a x 192.0.2.8"))[0]; !errors.As(err, &refused) || refused.Guard != guard {
					t.Errorf("error %v", err)
				}
				for _, want := range []string{"before1", "a after 192.0.2.9"} {
					if guard != GuardEmptyZone && !strings.Contains(log.String(), want) {
						t.Errorf("%q is not in the log: %s", want, log.String())
					}
				}
			})
		})
	}
}

func TestAnswerThatLacksALineIsRefused(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1", "url www https://example.net/ x")
		store.store = func(s snapshot) snapshot {
			s.Text = strings.ReplaceAll(s.Text, "\nurl www https://example.net/ x", "")
			return s
		}
		c := New(store, Options{}).Zone(testDomain)
		errs := applyAll(t.Context(), c, add("a b 192.0.2.2"))
		wantGuard(t, errs[0], GuardError{Guard: GuardAlteredWrite, Domain: testDomain, Found: "url www https://example.net/ x", Written: true})
		if doc, err := c.Read(t.Context()); err != nil || doc.Text != "a @ 192.0.2.1\na b 192.0.2.2" {
			t.Errorf("Read = %v, %v", doc, err)
		}
	})
}

func TestAnswerInAnotherSpellingIsAccepted(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1", "cname www Example.NET.")
		store.store = func(s snapshot) snapshot {
			s.Text = strings.ToLower(strings.ReplaceAll(s.Text, "\n", "\r\n")) + "\r\n"
			return s
		}
		c := New(store, Options{}).Zone(testDomain)
		wantErrors(t, applyAll(t.Context(), c, add("CNAME B example.org.")), nil)
		store.wantText(t, "a @ 192.0.2.1\r", "cname www example.net.\r", "cname b example.org.\r", "")
	})
}

func TestGuardErrorsNameTheZone(t *testing.T) {
	t.Parallel()
	tests := []struct {
		guard GuardError
		want  string
	}{
		{GuardError{Guard: GuardEmptyZone, Domain: "d"}, "zone d was not written: it reads empty"},
		{GuardError{Guard: GuardShrunkZone, Domain: "d", Before: 9, Now: 2}, "zone d was not written: it had 9 lines and reads with 2"},
		{GuardError{Guard: GuardWrongDomain, Domain: "d", Found: "e"}, "zone d was not written: e answered"},
		{GuardError{Guard: GuardWrongDomain, Domain: "d", Found: "e", Written: true}, "zone d was written: e answered"},
		{GuardError{Guard: GuardAlteredWrite, Domain: "d", Added: "a b", Written: true}, `zone d was written: the answer has the line "a b", which was not sent`},
		{GuardError{Guard: GuardAlteredWrite, Domain: "d", Found: "a b", Written: true}, `zone d was written: the answer lacks the line "a b"`},
		{GuardError{Guard: "new", Domain: "d"}, "zone d was not written: guard new"},
	}
	for _, test := range tests {
		if got := test.guard.Error(); got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}

func TestZoneTextsAreLoggedAtDebugLevelOnly(t *testing.T) {
	bubble(t, func(t *testing.T) {
		for level, want := range map[slog.Level]bool{slog.LevelDebug: true, slog.LevelInfo: false} {
			var log bytes.Buffer
			store := newStore("a @ 192.0.2.1")
			after(store, func() { store.setText("a @ 192.0.2.1", "a theirs 192.0.2.3") }, 1)
			c := New(store, Options{Logger: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: level}))}).Zone(testDomain)
			wantErrors(t, applyAll(t.Context(), c, add("a b 192.0.2.2")), nil)
			if got := strings.Contains(log.String(), "192.0.2"); got != want {
				t.Errorf("at %v: %s", level, log.String())
			}
		}
	})
}

// The read after a write shows nothing at all: once, or for good.
func TestAnEmptyReadAfterAWrite(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		empty int
		want  error
	}{
		"once":     {1, nil},
		"for good": {100, &GuardError{Guard: GuardEmptyZone, Domain: testDomain, Written: true}},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				store := newStore("a @ 192.0.2.1")
				store.show = func(n int, s snapshot) snapshot {
					if n > 1 && n <= 1+tc.empty {
						s.Text = ""
					}
					return s
				}
				err := applyAll(t.Context(), New(store, Options{}).Zone(testDomain), add("a b 192.0.2.2"))[0]
				if tc.want == nil && err != nil || tc.want != nil && (err == nil || err.Error() != tc.want.Error()) {
					t.Errorf("got %v, want %v", err, tc.want)
				}
				store.wantText(t, "a @ 192.0.2.1", "a b 192.0.2.2")
			})
		})
	}
}

// What the plan has seen of the zone, its apply knows, which is another process
// and plans once more before it writes.
func TestShrunkZoneIsRefusedByTheApplyOfAPlan(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		later     time.Duration
		left      int
		allow     bool
		planAgain bool
		want      bool
	}{
		"most lines are gone":           {time.Minute, 4, false, false, true},
		"half of them are left":         {time.Minute, 5, false, false, false},
		"a long time after":             {sightAge + time.Minute, 4, false, false, false},
		"the guard is overridden":       {time.Minute, 4, true, false, false},
		"a plan has shown what is gone": {time.Minute, 4, false, true, false},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				lines := hosts("h", 10)
				store := newStore(lines...)
				o := Options{Records: coordination.NewMemory(), Allow: map[Guard]bool{GuardShrunkZone: tc.allow}}
				read := func(c *Zone) {
					t.Helper()
					if _, err := c.Read(t.Context()); err != nil {
						t.Fatal(err)
					}
				}
				read(New(store, o).Zone(testDomain))
				time.Sleep(tc.later)
				store.setText(lines[:tc.left]...)
				if tc.planAgain {
					read(New(store, o).Zone(testDomain))
				}
				apply := New(store, o).Zone(testDomain)
				read(apply)
				for range 2 {
					err := applyAll(t.Context(), apply, add("a b 192.0.2.2"))[0]
					if !tc.want {
						wantErrors(t, []error{err}, nil)
						return
					}
					wantGuard(t, err, GuardError{Guard: GuardShrunkZone, Domain: testDomain, Before: 10, Now: tc.left})
				}
				store.wantText(t, lines[:tc.left]...)
			})
		})
	}
}
