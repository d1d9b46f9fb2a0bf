package zonesync

import (
	"fmt"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// Another process of this machine has written a moment ago, and reads still
// show the zone from before that.
func TestAnOldReadAfterAnotherProcessIsWaitedOut(t *testing.T) {
	t.Parallel()
	for _, plan := range []bool{false, true} {
		t.Run(fmt.Sprintf("plan %v", plan), func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				store := newStore("a @ 192.0.2.1", "a www 192.0.2.1")
				o := Options{Records: coordination.NewMemory()}
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

// What another process of this machine has written has passed guards of its own.
func TestWhatAnotherProcessHasRemovedIsNoDamage(t *testing.T) {
	bubble(t, func(t *testing.T) {
		all := []string{"a one1 192.0.2.1", "a one2 192.0.2.1", "a one3 192.0.2.1", "a one4 192.0.2.1", "a two 192.0.2.1"}
		store := newStore(all...)
		o := Options{Records: coordination.NewMemory()}
		one, two := New(store, o).Zone(testDomain), New(store, o).Zone(testDomain)
		for _, c := range []*Zone{one, two} { // Both plan.
			if _, err := c.Read(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		wantErrors(t, applyAll(t.Context(), one, remove(all[0]), remove(all[1]), remove(all[2]), remove(all[3])), nil, nil, nil, nil)
		wantErrors(t, applyAll(t.Context(), two, add("a new 192.0.2.2")), nil)
		store.wantText(t, "a two 192.0.2.1", "a new 192.0.2.2")
	})
}
