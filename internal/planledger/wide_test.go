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
	const gone, kept = "a @ 219.163.203.10", "a www 219.163.203.10"
	for name, tc := range map[string]struct {
		record, whole func(r *run) Verdict
		want          string
	}{
		"a record that comes":                        {func(r *run) Verdict { return r.create("a mail 219.163.201.1") }, func(r *run) Verdict { return r.whole("z", kept) }, "managed whole: " + "a mail 219.163.201.1"},
		"a record that stays":                        {func(r *run) Verdict { return r.keep(gone) }, func(r *run) Verdict { return r.whole("z", kept) }, "managed whole: " + gone},
		"a record that goes and is in the text":      {func(r *run) Verdict { return r.remove(kept) }, func(r *run) Verdict { return r.whole("z", kept) }, "managed whole: " + kept},
		"a record that goes and is not in the text":  {func(r *run) Verdict { return r.remove(gone) }, func(r *run) Verdict { return r.whole("z", kept) }, ""},
		"a record that stays under a zone that goes": {func(r *run) Verdict { return r.keep(kept) }, func(r *run) Verdict { return r.leave("z") }, "released whole: " + kept},
		"a record that goes with its zone":           {func(r *run) Verdict { return r.remove(kept) }, func(r *run) Verdict { return r.leave("z") }, ""},
		"a forward":                                  {func(r *run) Verdict { return r.forward("f", false, true) }, func(r *run) Verdict { return r.whole("z") }, "managed whole: " + forwardLine},
	} {
		for order, calls := range map[string][2]func(r *run) Verdict{", the record first": {tc.record, tc.whole}, ", the zone first": {tc.whole, tc.record}} {
			t.Run(name+order, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					r := newRun(t, gone, kept)
					if v := calls[0](r); len(v.Findings) > 0 {
						t.Errorf("the first: %+v", v)
					}
					if got := said(calls[1](r)); got != tc.want {
						t.Errorf("the second: %q, want %q", got, tc.want)
					}
				})
			})
		}
	}
}

func TestTwoResourcesForOneZoneMeet(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRun(t, "a @ 219.163.203.10")
		got := []Verdict{r.whole("z"), r.whole("z"), r.whole("y"), r.leave("x")}
		r = newRun(t, "a @ 219.163.203.10")
		got = append(got, r.leave("x"), r.leave("w"), r.whole("z"))
		for i, want := range []bool{false, false, true, true, false, false, true} {
			if has(got[i], SecondWhole) != want {
				t.Errorf("%d: %+v, want %v", i, got[i], want)
			}
		}
	})
}

func TestASettingHasOneValue(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRun(t)
		set := func(token, attribute, value string) Verdict {
			return r.zone.Judge(t.Context(), Claim{Token: token, Settings: map[string]string{attribute: value}})
		}
		expect(t, set("1", "ttl", "300"))
		expect(t, set("2", "ttl", "300"))
		expect(t, set("3", "ns_type", "valuedomain1"))
		v := set("4", "ttl", "600")
		if expect(t, v, "setting twice: 600"); v.Findings[0].Field != "ttl" || v.Findings[0].Others[0].Line != "300" {
			t.Errorf("%+v", v.Findings)
		}
	})
}
