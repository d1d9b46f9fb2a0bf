package zonesync

import (
	"errors"
	"testing"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
)

// Each of these lost a record once. Two runs share the records of one machine;
// what is late or old stays within what the registrar may do.

// showOld lets the next reads show a text from before.
func showOld(s *fakeStore, reads int, lines ...string) {
	old := newStore(lines...).last()
	s.show = func(_ int, now snapshot) snapshot {
		if reads--; reads >= 0 {
			return old
		}
		return now
	}
}

func TestARefusedRemovalIsNoVersionForAnotherProcess(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		records := coordination.NewMemory()
		one, two := New(store, Options{Records: records}).Zone(testDomain), New(store, Options{Records: records}).Zone(testDomain)
		wantErrors(t, applyAll(t.Context(), one, add("a x 192.0.2.2")), nil)
		store.beforeWrite = on(errRefused, 2)
		wantErrors(t, applyAll(t.Context(), one, remove("a x 192.0.2.2")), errRefused)
		showOld(store, 2, "a @ 192.0.2.1")
		wantErrors(t, applyAll(t.Context(), two, add("a y 192.0.2.3")), nil)
		store.wantText(t, "a @ 192.0.2.1", "a x 192.0.2.2", "a y 192.0.2.3")
	})
}

func TestATextFromBeforeIsNoProofOfALostRemoval(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		c := New(store, Options{}).Zone(testDomain)
		wantErrors(t, applyAll(t.Context(), c, add("a x 192.0.2.2")), nil)
		store.beforeWrite = on(errLost, 2)
		showOld(store, 2, "a @ 192.0.2.1")
		wantErrors(t, applyAll(t.Context(), c, remove("a x 192.0.2.2")), nil)
		store.wantText(t, "a @ 192.0.2.1")
	})
}

func TestALostWriteThatIsStoredLateIsKnownToAnotherProcess(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		records := coordination.NewMemory()
		one, two := New(store, Options{Records: records}).Zone(testDomain), New(store, Options{Records: records}).Zone(testDomain)
		store.beforeWrite = func(n int) error {
			if n > 1 {
				return nil
			}
			time.AfterFunc(1900*time.Millisecond, func() { store.setText("a @ 192.0.2.1", "a x 192.0.2.2") })
			return errLost
		}
		wantErrors(t, applyAll(t.Context(), one, add("a x 192.0.2.2")), nil)
		showOld(store, 2, "a @ 192.0.2.1")
		wantErrors(t, applyAll(t.Context(), two, add("a y 192.0.2.3")), nil)
		store.wantText(t, "a @ 192.0.2.1", "a x 192.0.2.2", "a y 192.0.2.3")
	})
}

func TestAnOldListIsNoBaseForAnotherProcess(t *testing.T) {
	bubble(t, func(t *testing.T) {
		zones, lists := registrar("a @ 192.0.2.1", mailLine)
		lists.setText("one a@example.net", "two b@example.net")
		records := coordination.NewMemory()
		one, two := newProcess(zones, lists, records), newProcess(zones, lists, records)
		wantErrors(t, applyAll(t.Context(), one.forwards, replace("one a@example.net", "one c@example.net")), nil)
		time.Sleep(200 * time.Millisecond)
		lists.stale = 1300 * time.Millisecond
		wantErrors(t, applyAll(t.Context(), two.forwards, remove("two b@example.net")), nil)
		lists.wantText(t, "one c@example.net")
	})
}

func TestAChangeOfTheForwardsLeavesTheNoteOfTheZone(t *testing.T) {
	bubble(t, func(t *testing.T) {
		zones, lists := registrar("a @ 192.0.2.1", mailLine)
		lists.setText("one a@example.net")
		records := coordination.NewMemory()
		one, two := newProcess(zones, lists, records), newProcess(zones, lists, records)
		wantErrors(t, applyAll(t.Context(), one.zone, add("a x 192.0.2.2")), nil)
		before, _ := records.Peek(t.Context(), testDomain)
		wantErrors(t, applyAll(t.Context(), two.forwards, add("two b@example.net")), nil)
		after, _ := records.Peek(t.Context(), testDomain)
		if before.Zone.Digest == "" || !after.Zone.SameText(before.Zone.Note) || after.Zone.Touched.IsZero() {
			t.Errorf("the note was %+v and is %+v", before.Zone, after.Zone)
		}
		showOld(zones, 3, "a @ 192.0.2.1", mailLine)
		wantErrors(t, applyAll(t.Context(), two.zone, add("a y 192.0.2.3")), nil)
		zones.wantLines(t, []string{"a @ 192.0.2.1", mailLine, "a x 192.0.2.2", "a y 192.0.2.3"})
	})
}

// kill leaves a record as a process does that dies while it writes.
func kill(t *testing.T, records coordination.Records, change func(*coordination.Record)) {
	t.Helper()
	held, err := records.Lock(t.Context(), testDomain)
	if err != nil {
		t.Fatal(err)
	}
	r := held.Record()
	change(&r)
	if err := errors.Join(held.Save(t.Context(), r), held.Unlock(t.Context())); err != nil {
		t.Fatal(err)
	}
}

func TestAWriteOfAProcessThatDiedIsWaitedFor(t *testing.T) {
	for name, forwards := range map[string]bool{"of the zone": false, "of the list": true} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				zones, lists := registrar("a @ 192.0.2.1", mailLine)
				lists.setText("one a@example.net")
				records := coordination.NewMemory()
				p := newProcess(zones, lists, records)
				died := time.Now()
				if forwards {
					kill(t, records, func(r *coordination.Record) { r.Forwards.Writing, r.Zone.Writing = died, died })
					time.AfterFunc(1900*time.Millisecond, func() { lists.setText("one a@example.net", "late b@example.net") })
					wantErrors(t, applyAll(t.Context(), p.forwards, add("two c@example.net")), nil)
					lists.wantText(t, "one a@example.net", "late b@example.net", "two c@example.net")
					return
				}
				kill(t, records, func(r *coordination.Record) { r.Zone.Writing = died })
				time.AfterFunc(1900*time.Millisecond, func() { zones.setText("a @ 192.0.2.1", mailLine, "a late 192.0.2.2") })
				wantErrors(t, applyAll(t.Context(), p.zone, add("a y 192.0.2.3")), nil)
				zones.wantText(t, "a @ 192.0.2.1", mailLine, "a late 192.0.2.2", "a y 192.0.2.3")
			})
		})
	}
}

// A clock that was set back leaves times that are still to come. They cost no
// more than a moment.
func TestATimeStillToComeIsNotWaitedFor(t *testing.T) {
	bubble(t, func(t *testing.T) {
		records := coordination.NewMemory()
		store := newStore("a @ 192.0.2.1")
		late := time.Now().Add(24 * time.Hour)
		kill(t, records, func(r *coordination.Record) {
			r.Zone.Note = coordination.Note{Writing: late, Touched: late, Digest: "x", At: late}
		})
		begun := time.Now()
		wantErrors(t, applyAll(t.Context(), New(store, Options{Records: records}).Zone(testDomain), add("a b 192.0.2.3")), nil)
		if took := time.Since(begun); took > 5*time.Second {
			t.Errorf("took %v", took)
		}
	})
}

func TestAPlanForgetsNothingOnAnOldRead(t *testing.T) {
	for name, killed := range map[string]bool{"after a write": false, "after a process that died": true} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				zones, lists := registrar("a @ 192.0.2.1", mailLine)
				lists.setText("one a@example.net")
				records := coordination.NewMemory()
				one, two := newProcess(zones, lists, records), newProcess(zones, lists, records)
				if killed {
					kill(t, records, func(r *coordination.Record) { r.Forwards.Writing = time.Now() })
					lists.setText("one a@example.net", "two b@example.net")
				} else {
					wantErrors(t, applyAll(t.Context(), one.forwards, add("two b@example.net")), nil)
				}
				lists.stale = 1300 * time.Millisecond
				doc, err := two.forwards.Read(t.Context())
				if err != nil || doc.Text != "one a@example.net\ntwo b@example.net" {
					t.Errorf("Read = %v, %v", doc, err)
				}
			})
		})
	}
}

// Another resource's read takes over what another process has written. What that
// process has removed must not be brought back as undone.
func TestWhatAnotherProcessHasRemovedIsNotBroughtBackAfterARead(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1")
		records := coordination.NewMemory()
		one, two := New(store, Options{Records: records}).Zone(testDomain), New(store, Options{Records: records}).Zone(testDomain)
		wantErrors(t, applyAll(t.Context(), one, add("a x 192.0.2.2")), nil)
		wantErrors(t, applyAll(t.Context(), two, remove("a x 192.0.2.2")), nil)
		if _, err := one.Refresh(t.Context()); err != nil {
			t.Fatal(err)
		}
		wantErrors(t, applyAll(t.Context(), one, add("a y 192.0.2.3")), nil)
		store.wantText(t, "a @ 192.0.2.1", "a y 192.0.2.3")
	})
}

// What an operation changes back was looked up among the changes of the run,
// which were none any more.
func TestALostWriteThatChangesSomethingBackIsMadeAgain(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1", "a k 192.0.2.2")
		c := New(store, Options{}).Zone(testDomain)
		wantErrors(t, applyAll(t.Context(), c, remove("a k 192.0.2.2")), nil)
		store.beforeWrite = on(errLost, 2)
		wantErrors(t, applyAll(t.Context(), c, add("a k 192.0.2.2")), nil)
		store.wantText(t, "a @ 192.0.2.1", "a k 192.0.2.2")
	})
}

// A repair that has left another writer's equal line must not be made twice.
func TestARepairRemovesNoMoreThanTheRunDid(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("a @ 192.0.2.1", "a k 192.0.2.2")
		c := New(store, Options{}).Zone(testDomain)
		after(store, func() { store.setText("a @ 192.0.2.1", "a k 192.0.2.2", "a k 192.0.2.2") }, 1)
		r, err := c.Apply(t.Context(), remove("a k 192.0.2.2"))
		if err != nil || len(r.Notice.Added) != 0 || len(r.Notice.Removed) != 1 || r.Notice.Removed[0] != "a k 192.0.2.2" {
			t.Errorf("Apply = %+v, %v", r.Notice, err)
		}
		store.wantText(t, "a @ 192.0.2.1", "a k 192.0.2.2")
	})
}

// Of a list that shifts, most lines stay as often as before. They are no proof
// that those who share them were written.
func TestAShiftThatWasNotStoredIsDoneForNoneOfItsChanges(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newStore("txt t 1", "txt t 2", "txt t 3", "a @ 192.0.2.1")
		store.beforeWrite = on(errLost, 1, 2, 3, 4, 5, 6)
		c := New(store, Options{}).Zone(testDomain)
		errs := applyAll(t.Context(), c, replace("txt t 1", "txt t 2"), replace("txt t 2", "txt t 3"), replace("txt t 3", "txt t 4"), add("a @ 192.0.2.1"))
		for i, err := range errs {
			if !MayBeWritten(err) {
				t.Errorf("change %d: %v", i, err)
			}
		}
		store.wantText(t, "txt t 1", "txt t 2", "txt t 3", "a @ 192.0.2.1")
	})
}

// A removal whose line is gone does not remove what another change of the same
// write puts.
func TestARemovalTakesNoLineThatIsPutInTheSameWrite(t *testing.T) {
	for name, changes := range map[string][]Change{
		"removed first": {remove("txt t 1"), add("txt t 1")},
		"put first":     {add("txt t 1"), remove("txt t 1")},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				store := newStore("a @ 192.0.2.1")
				for _, err := range applyAll(t.Context(), New(store, Options{}).Zone(testDomain), changes...) {
					if err != nil {
						t.Error(err)
					}
				}
				store.wantText(t, "a @ 192.0.2.1", "txt t 1")
			})
		})
	}
}
