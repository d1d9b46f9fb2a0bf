package planledger

import (
	"context"
	"testing"
	"testing/synctest"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// whole claims the zone with these lines.
func (r *run) whole(token string, lines ...string) Verdict {
	b := zone.Bag{}
	for _, line := range lines {
		b.Add(r.key(line), 1)
	}
	return r.zone.Judge(context.Background(), Claim{Token: token, Whole: &Whole{Lines: b}, New: true})
}

func (r *run) leave(token string) Verdict {
	return r.zone.Judge(context.Background(), Claim{Token: token, Whole: &Whole{Leaves: true}})
}

func TestRecordsAndAWholeZoneMeetWhicheverComesSecond(t *testing.T) {
	t.Parallel()
	const gone, kept = "a @ 203.0.113.10", "a www 203.0.113.10"
	for name, tc := range map[string]struct {
		record, whole func(r *run) Verdict
		want          Conflict
		with          string
	}{
		"a record that comes":                        {func(r *run) Verdict { return r.create("a mail 192.0.2.1") }, func(r *run) Verdict { return r.whole("z", kept) }, ManagedWhole, "a mail 192.0.2.1"},
		"a record that stays":                        {func(r *run) Verdict { return r.keep(gone) }, func(r *run) Verdict { return r.whole("z", kept) }, ManagedWhole, gone},
		"a record that goes and is in the text":      {func(r *run) Verdict { return r.remove(kept) }, func(r *run) Verdict { return r.whole("z", kept) }, ManagedWhole, kept},
		"a record that goes and is not in the text":  {func(r *run) Verdict { return r.remove(gone) }, func(r *run) Verdict { return r.whole("z", kept) }, NoConflict, ""},
		"a record that stays under a zone that goes": {func(r *run) Verdict { return r.keep(kept) }, func(r *run) Verdict { return r.leave("z") }, ReleasedWhole, kept},
		"a record that goes with its zone":           {func(r *run) Verdict { return r.remove(kept) }, func(r *run) Verdict { return r.leave("z") }, NoConflict, ""},
		"a forward":                                  {func(r *run) Verdict { return r.forward("f", false, true) }, func(r *run) Verdict { return r.whole("z") }, ManagedWhole, forwardLine},
	} {
		for order, calls := range map[string][2]func(r *run) Verdict{", the record first": {tc.record, tc.whole}, ", the zone first": {tc.whole, tc.record}} {
			t.Run(name+order, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					r := newRun(t, gone, kept)
					if v := calls[0](r); v.Conflict != NoConflict {
						t.Errorf("the first: %+v", v)
					}
					if v := calls[1](r); v.Conflict != tc.want || v.With != tc.with {
						t.Errorf("the second: %v with %q, want %v with %q", v.Conflict, v.With, tc.want, tc.with)
					}
				})
			})
		}
	}
}

func TestTwoResourcesForOneZoneMeet(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRun(t, "a @ 203.0.113.10")
		got := []Conflict{r.whole("z").Conflict, r.whole("z").Conflict, r.whole("y").Conflict, r.leave("x").Conflict}
		r = newRun(t, "a @ 203.0.113.10")
		got = append(got, r.leave("x").Conflict, r.leave("w").Conflict, r.whole("z").Conflict)
		for i, want := range []Conflict{NoConflict, NoConflict, SecondWhole, SecondWhole, NoConflict, NoConflict, SecondWhole} {
			if got[i] != want {
				t.Errorf("%d: %v, want %v", i, got[i], want)
			}
		}
	})
}

func TestASettingHasOneValue(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRun(t)
		set := func(token, attribute, value string) *SettingConflict {
			return r.zone.Judge(t.Context(), Claim{Token: token, Settings: map[string]string{attribute: value}}).Setting
		}
		if c := set("1", "ttl", "300"); c != nil {
			t.Errorf("%+v", c)
		}
		if c := set("2", "ttl", "300"); c != nil {
			t.Errorf("the same value: %+v", c)
		}
		if c := set("3", "ns_type", "valuedomain1"); c != nil {
			t.Errorf("another setting: %+v", c)
		}
		if c := set("4", "ttl", "600"); c == nil || *c != (SettingConflict{"ttl", "600", "300"}) {
			t.Errorf("another value: %+v", c)
		}
	})
}
