package zonesync

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func TestWhatWasWrittenIsKnownForAMoment(t *testing.T) {
	t.Parallel()
	at := time.Unix(100, 5)
	w := parseWritten(newWritten("one", at).String() + "\n")
	for name, tc := range map[string]struct {
		text string
		age  time.Duration
		want bool
	}{
		"the same text":                {"one", 0, false},
		"another text":                 {"two", time.Second - 1, true},
		"another, later":               {"two", time.Second, false},
		"another, by a clock set back": {"two", -time.Hour, false},
	} {
		if got := w.contradicts(zone.Snapshot{Text: tc.text}, at.Add(tc.age), time.Second); got != tc.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	for _, garbage := range []string{"", "\n", "12 34", "garbage", strings.Repeat("0", 64), strings.Repeat("0", 64) + " x"} {
		if w := parseWritten(garbage); w != (written{}) || w.String() != "" {
			t.Errorf("%q: %v", garbage, w)
		}
	}
}

// Another process of this machine has written a moment ago, and reads still
// show the zone from before that.
func TestAnOldReadAfterAnotherProcessIsWaitedOut(t *testing.T) {
	t.Parallel()
	for _, plan := range []bool{false, true} {
		t.Run(fmt.Sprintf("plan %v", plan), func(t *testing.T) {
			dir := t.TempDir()
			bubble(t, func(t *testing.T) {
				store := newStore("a @ 192.0.2.1", "a www 192.0.2.1")
				o := Options{LockDir: dir, Account: "token"}
				before := store.last()
				if _, err := New(store, o).Zone(testDomain).Apply(t.Context(), add("a one 192.0.2.2")); err != nil {
					t.Fatal(err)
				}
				old := 2
				store.show = func(_ int, s zone.Snapshot) zone.Snapshot {
					if old--; old >= 0 {
						return before
					}
					return s
				}
				next := New(store, o).Zone(testDomain)
				if plan {
					if doc, err := next.Read(t.Context()); err != nil || doc.Text != store.last().Text {
						t.Errorf("error %v, read %q", err, doc.Text)
					}
					return
				}
				if _, err := next.Apply(t.Context(), add("a two 192.0.2.3")); err != nil {
					t.Fatal(err)
				}
				store.wantText(t, "a @ 192.0.2.1", "a www 192.0.2.1", "a one 192.0.2.2", "a two 192.0.2.3")
			})
		})
	}
}

// Another process has changed a setting that the registrar answers with a change
// of the zone, which nobody knows before a read that is no old one.
func TestAnOldReadAfterAnotherProcesssSettingIsWaitedOut(t *testing.T) {
	dir := t.TempDir()
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		o := Options{LockDir: dir, Account: "token"}
		before := store.last()
		setting := New(store, o).Zone(testDomain)
		if err := setting.Exclusive(t.Context(), forward(store, "a @ 192.0.2.1", "mxe mail 209.19.56.20 10")); err != nil {
			t.Fatal(err)
		}
		old := 2
		store.show = func(_ int, s zone.Snapshot) zone.Snapshot {
			if old--; old >= 0 {
				return before
			}
			return s
		}
		wantErrors(t, applyAll(t.Context(), New(store, o).Zone(testDomain), add("a b 192.0.2.2")), nil)
		store.wantText(t, "a @ 192.0.2.1", "mxe mail 209.19.56.20 10", "a b 192.0.2.2")
		// The one that made the setting waits by itself, and only where it has to.
		store.wantRequests(t, 5, 1)
		if _, err := setting.Refresh(t.Context()); err != nil {
			t.Error(err)
		}
		store.wantRequests(t, 6, 1)
	})
}

// What another process of this machine has written has passed guards of its own.
func TestWhatAnotherProcessHasTakenAwayIsNoDamage(t *testing.T) {
	dir := t.TempDir()
	bubble(t, func(t *testing.T) {
		all := []string{"a one1 192.0.2.1", "a one2 192.0.2.1", "a one3 192.0.2.1", "a one4 192.0.2.1", "a two 192.0.2.1"}
		store := newStore(all...)
		o := Options{LockDir: dir, Account: "token"}
		one, two := New(store, o).Zone(testDomain), New(store, o).Zone(testDomain)
		for _, c := range []*Coordinator{one, two} { // Both plan.
			if _, err := c.Read(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		wantErrors(t, applyAll(t.Context(), one, remove(all[0]), remove(all[1]), remove(all[2]), remove(all[3])), nil, nil, nil, nil)
		wantErrors(t, applyAll(t.Context(), two, add("a new 192.0.2.2")), nil)
		store.wantText(t, "a two 192.0.2.1", "a new 192.0.2.2")
	})
}
