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
