package zonesync

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
)

// broken are records of a disk that fails.
type broken struct {
	coordination.Records

	lock error // What Lock returns.
	save error // What Save returns.
	peek error // What Peek returns.
}

func (b *broken) Peek(ctx context.Context, domain string) (coordination.Record, error) {
	if b.peek != nil {
		return coordination.Record{}, b.peek
	}
	return b.Records.Peek(ctx, domain)
}

func (b *broken) Lock(ctx context.Context, domain string) (coordination.Held, error) {
	if b.lock != nil {
		return nil, b.lock
	}
	held, err := b.Records.Lock(ctx, domain)
	return brokenHeld{held, b}, err
}

type brokenHeld struct {
	coordination.Held

	broken *broken
}

func (h brokenHeld) Save(ctx context.Context, r coordination.Record) error {
	if h.broken.save != nil {
		return h.broken.save
	}
	return h.Held.Save(ctx, r)
}

func TestARecordThatCannotBeUsed(t *testing.T) {
	failed := &coordination.Error{Where: "here", Err: errors.New("disk full")}
	for name, records := range map[string]*broken{
		"no lock":             {lock: failed},
		"nothing can be kept": {save: failed},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				records.Records = coordination.NewMemory()
				store := newStore("a @ 192.0.2.1")
				c := New(store, Options{Records: records}).Zone(testDomain)
				if err := applyAll(t.Context(), c, add("a b 192.0.2.2"))[0]; !errors.Is(err, failed) || MayBeWritten(err) {
					t.Errorf("error %v", err)
				}
				if _, puts := store.requests(); puts != 0 {
					t.Errorf("%d PUT", puts)
				}
				records.lock, records.save = nil, nil
				// After the write it fails nobody, and the zone stays marked.
				store.afterWrite = func(int) error {
					records.save = failed
					return nil
				}
				wantErrors(t, applyAll(t.Context(), c, add("a b 192.0.2.2")), nil)
				if r, err := records.Peek(t.Context(), testDomain); err != nil || r.Zone.Writing.IsZero() {
					t.Errorf("%+v, %v", r, err)
				}
			})
		})
	}
}

func TestAReadDoesWithoutTheNotesOfOthersUnlessTheErrorIsStrict(t *testing.T) {
	for name, strict := range map[string]bool{"files": false, "a database": true} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				failed := &coordination.Error{Where: "here", Err: errors.New("away"), Strict: strict}
				store := newStore("a @ 192.0.2.1")
				c := New(store, Options{Records: &broken{Records: coordination.NewMemory(), peek: failed}}).Zone(testDomain)
				if _, err := c.Read(t.Context()); errors.Is(err, failed) != strict {
					t.Errorf("strict %t: %v", strict, err)
				}
				if gets, _ := store.requests(); strict && gets != 0 {
					t.Errorf("%d GET", gets)
				}
			})
		})
	}
}

// Another record than the one that this run left means that somebody has
// written; a record that is gone means the same.
func TestAFreshReadIsABaseWhileNobodyElseWrites(t *testing.T) {
	bubble(t, func(t *testing.T) {
		o := Options{Records: coordination.Files(t.TempDir(), "token"), Timing: DefaultTiming()}
		o.Timing.Fresh = time.Hour
		store := newStore("a @ 192.0.2.1")
		one, two := New(store, o).Zone(testDomain), New(store, o).Zone(testDomain)
		died := func(r *coordination.Record) {
			*r = coordination.Record{Zone: coordination.Part{Note: coordination.Note{Writing: time.Now()}}}
		}
		steps := []struct {
			name  string
			first func()
			by    *Zone
			gets  int
		}{
			{"the first write reads before and after", func() {}, one, 2},
			{"the next one builds on what it has read", func() {}, one, 1},
			{"another process reads by itself", func() {}, two, 2},
			{"after which the first one reads again", func() {}, one, 2},
			{"and a write that died is waited for", func() { kill(t, o.Records, died) }, one, 5},
			{"and it has cleaned up", func() {}, one, 1},
		}
		for i, step := range steps {
			step.first()
			before, _ := store.requests()
			wantErrors(t, applyAll(t.Context(), step.by, add(hosts("h", 20)[i])), nil)
			if gets, _ := store.requests(); gets-before != step.gets {
				t.Errorf("%s: %d GET, want %d", step.name, gets-before, step.gets)
			}
		}
		store.wantText(t, append([]string{"a @ 192.0.2.1"}, hosts("h", len(steps))...)...)
	})
}
