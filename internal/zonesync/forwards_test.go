package zonesync

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
)

const mailLine = "mxe mail 209.19.56.20 10"

// registrar returns a zone and a list of forwards. The registrar adds a line to
// the zone with the first forward and removes it with the last one.
func registrar(lines ...string) (zones, lists *fakeStore) {
	zones, lists = newStore(lines...), newStore()
	lists.afterWrite = func(int) error {
		was := strings.Split(zones.last().Text, "\n")
		now := slices.DeleteFunc(slices.Clone(was), func(l string) bool { return l == mailLine || l == "" })
		if lists.last().Text != "" {
			now = append(now, mailLine)
		}
		zones.setText(now...)
		return nil
	}
	return zones, lists
}

// process is a run that shares records with others.
type process struct{ zone, forwards *Zone }

func newProcess(zones, lists Store, records coordination.Records) process {
	return process{
		New(zones, Options{Records: records}).Zone(testDomain),
		New(lists, Options{Records: records, Forwards: true}).Zone(testDomain),
	}
}

const forward = "info me@example.net"

func TestAZoneIsReadAfterTheForwardsOfItHaveChanged(t *testing.T) {
	for name, other := range map[string]bool{"by this process": false, "by another one": true} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				zones, lists := registrar("a @ 192.0.2.1")
				records := coordination.NewMemory()
				p := newProcess(zones, lists, records)
				q := p
				if other {
					q = newProcess(zones, lists, records)
				}
				wantErrors(t, applyAll(t.Context(), p.zone, add("a b 192.0.2.2")), nil)
				wantErrors(t, applyAll(t.Context(), q.forwards, add(forward)), nil)
				// A read of the moments after it may be from before our own
				// last write, and may be a text that nobody has seen, if a
				// foreign writer was at work.
				old := 2
				zones.show = func(_ int, s snapshot) snapshot {
					if old--; old >= 0 {
						s.Text = "a @ 192.0.2.1\na theirs 192.0.2.7"
					}
					return s
				}
				wantErrors(t, applyAll(t.Context(), p.zone, add("a c 192.0.2.3")), nil)
				zones.wantText(t, "a @ 192.0.2.1", "a b 192.0.2.2", mailLine, "a c 192.0.2.3")
			})
		})
	}
}

func TestAForwardWhoseOutcomeIsNotKnownMarksTheZone(t *testing.T) {
	bubble(t, func(t *testing.T) {
		zones, lists := registrar("a @ 192.0.2.1")
		p := newProcess(zones, lists, coordination.NewMemory())
		wantErrors(t, applyAll(t.Context(), p.zone, add("a b 192.0.2.2")), nil)
		// The list is stored 1.9 s after the connection was cut.
		lists.beforeWrite = func(n int) error {
			if n == 1 {
				time.AfterFunc(1900*time.Millisecond, func() {
					lists.setText(forward)
					zones.setText("a @ 192.0.2.1", "a b 192.0.2.2", mailLine)
				})
				return errLost
			}
			return nil
		}
		lists.beforeRead = on(errRefused, 2)
		var unknown *UnknownError
		if err := applyAll(t.Context(), p.forwards, add(forward))[0]; !errors.As(err, &unknown) {
			t.Errorf("error %v, want an UnknownError", err)
		}
		zones.stale = time.Second
		wantErrors(t, applyAll(t.Context(), p.zone, add("a c 192.0.2.3")), nil)
		zones.wantText(t, "a @ 192.0.2.1", "a b 192.0.2.2", mailLine, "a c 192.0.2.3")
	})
}

func TestWhatTheRegistrarUndoesIsNotDoneAgain(t *testing.T) {
	bubble(t, func(t *testing.T) {
		zones, lists := registrar("a @ 192.0.2.1", "mxe old 192.0.2.2 10")
		p := newProcess(zones, lists, coordination.NewMemory())
		wantErrors(t, applyAll(t.Context(), p.zone, remove("mxe old 192.0.2.2 10"), add("mxe new 192.0.2.9 10")), nil, nil)
		lists.afterWrite = func(int) error {
			zones.setText("a @ 192.0.2.1", "mxe old 192.0.2.2 10")
			return nil
		}
		wantErrors(t, applyAll(t.Context(), p.forwards, add(forward)), nil)
		wantErrors(t, applyAll(t.Context(), p.zone, add("a b 192.0.2.3")), nil)
		zones.wantText(t, "a @ 192.0.2.1", "mxe old 192.0.2.2 10", "a b 192.0.2.3")
	})
}

func TestTheRegistrarMayRemoveTheLastLine(t *testing.T) {
	bubble(t, func(t *testing.T) {
		zones, lists := registrar(mailLine)
		lists.setText(forward)
		p := newProcess(zones, lists, coordination.NewMemory())
		if _, err := p.zone.Read(t.Context()); err != nil {
			t.Fatal(err)
		}
		wantErrors(t, applyAll(t.Context(), p.forwards, remove(forward)), nil)
		wantErrors(t, applyAll(t.Context(), p.zone, add("a b 192.0.2.3")), nil)
		zones.wantText(t, "a b 192.0.2.3")
	})
}

func TestAListOfForwardsMayBeEmpty(t *testing.T) {
	bubble(t, func(t *testing.T) {
		zones, lists := registrar("a @ 192.0.2.1")
		p := newProcess(zones, lists, coordination.NewMemory())
		if doc, err := p.forwards.Read(t.Context()); err != nil || doc.Text != "" {
			t.Errorf("Read = %v, %v", doc, err)
		}
		wantErrors(t, applyAll(t.Context(), p.forwards, add(forward)), nil)
		wantErrors(t, applyAll(t.Context(), p.forwards, remove(forward)), nil)
		lists.wantText(t)
		lists.wantRequests(t, 3, 2)
	})
}
