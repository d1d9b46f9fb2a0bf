package provider_test

import (
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// A line that is gone is gone. It is shown as a changed value only where the line
// that is there can be no other.
func TestDriftIsShownAsAChangeOnlyWhereItCanBeNoOtherLine(t *testing.T) {
	t.Parallel()
	txt := func(value string) *instance {
		return recordInstance("txt_record", map[string]string{"host": "x", "value": value})
	}
	for name, tc := range map[string]struct {
		managed *instance
		is      string // The attribute that is shown.
		zone    string // What the zone holds when it is read again.
		reads   string // What was there at a read in between; empty for none.
		want    string // The value shown; "" where the record is gone.
	}{
		"an address that was changed":      {managed: addressOf("shop", "192.0.2.1"), is: "address", zone: "a shop 192.0.2.9", want: "192.0.2.9"},
		"a text that was changed":          {managed: txt("old"), is: "value", zone: "txt x new", want: "new"},
		"a text next to a new one":         {managed: txt("old"), is: "value", zone: "txt x new\ntxt x newer"},
		"an address of another host":       {managed: addressOf("shop", "192.0.2.1"), is: "address", zone: "a shop2 192.0.2.9"},
		"another type":                     {managed: addressOf("shop", "192.0.2.1"), is: "address", zone: "aaaa shop 2001:db8::1"},
		"one that stood next to it before": {managed: txt("old"), is: "value", reads: "txt x old\ntxt x theirs", zone: "txt x theirs"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inVirtualTime(t, func(t *testing.T) {
				file := simulated(t, simulator.Zone{Records: "a @ 192.0.2.1"})
				create(t, file, tc.managed)
				if tc.reads != "" {
					editZone(t, file, "a @ 192.0.2.1\n"+tc.reads)
					newProcess(t, file, true).read(tc.managed)
				}
				editZone(t, file, "a @ 192.0.2.1\n"+tc.zone)
				p := newProcess(t, file, true)
				p.read(tc.managed)
				if got := p.is(tc.managed, tc.is); got != tc.want {
					t.Errorf("shown as %q, want %q", got, tc.want)
				}
			})
		})
	}
}

// On a machine that has not written the lines, one call at a time, the guess can be
// wrong. The plan refuses then what would take the line from the other resource.
func TestAWrongGuessAboutDriftIsRefused(t *testing.T) {
	t.Parallel()
	inVirtualTime(t, func(t *testing.T) {
		file := simulated(t, simulator.Zone{Records: "a @ 192.0.2.1"})
		one := recordInstance("txt_record", map[string]string{"host": "x", "value": "one"})
		two := recordInstance("txt_record", map[string]string{"host": "x", "value": "two"})
		create(t, file, one)
		editZone(t, file, "a @ 192.0.2.1\ntxt x one\ntxt x two")
		p := newProcess(t, file, true)
		resp, err := p.importBy(two.kind, "hogehoge.com/x/two", false)
		if err != nil {
			t.Fatal(err)
		}
		two.state, two.private = resp.ImportedResources[0].State, resp.ImportedResources[0].Private
		editZone(t, file, "a @ 192.0.2.1\ntxt x two")
		p = newProcess(t, file, true)
		p.read(one)
		wants(t, "the plan of the first", p.plan(one, false))
		p.read(two)
		wants(t, "the plan of the second", p.plan(two, false), "error: Destroying another resource would delete this record")
		p = newProcess(t, file, true)
		p.read(one)
		p.read(two)
		wants(t, "the plan of the first after both reads", p.plan(one, false), "error: Two resources manage one record")
	})
}

// Two texts of one host, of which the first is deleted in the control panel: the
// other one is not what has become of it, whichever is read first.
func TestDriftTakesNoLineThatAnotherResourceHolds(t *testing.T) {
	t.Parallel()
	for name, readFirst := range map[string]int{"the one that is gone is read first": 0, "the other is read first": 1} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inVirtualTime(t, func(t *testing.T) {
				file := simulated(t, simulator.Zone{Records: "a @ 192.0.2.1"})
				all := []*instance{
					recordInstance("txt_record", map[string]string{"host": "x", "value": "one"}),
					recordInstance("txt_record", map[string]string{"host": "x", "value": "two"}),
				}
				create(t, file, all...) // The first was alone when it was written.
				editZone(t, file, "a @ 192.0.2.1\ntxt x two")
				p := newProcess(t, file, true)
				var said []string
				for _, i := range []int{readFirst, 1 - readFirst} {
					said = append(said, p.read(all[i])...)
					said = append(said, p.plan(all[i], false)...)
				}
				wants(t, "the plan", said)
				if all[0].state != nil || all[1].state == nil {
					t.Errorf("the first is there: %v, the second is there: %v", all[0].state != nil, all[1].state != nil)
				}
			})
		})
	}
}

// What was there when the run was read is reported as a whole, at any parallelism.
func TestAllLinesThatAnotherToolHasWipedAreNamedOnce(t *testing.T) {
	t.Parallel()
	for _, parallel := range []int{2, 3, 10, 100} {
		inVirtualTime(t, func(t *testing.T) {
			file := simulated(t, simulator.Zone{Records: "a @ 192.0.2.1"})
			var all []*instance
			for _, host := range strings.Split("abcdefghijklmno", "") {
				all = append(all, recordInstance("txt_record", map[string]string{"host": host, "value": "v=spf1 -all"}))
			}
			create(t, file, all...)
			editZone(t, file, "a @ 192.0.2.1")
			p := newProcess(t, file, true)
			var (
				mu   sync.Mutex
				said []string
				row  sync.WaitGroup
			)
			slots := make(chan struct{}, parallel)
			for _, i := range all {
				slots <- struct{}{}
				row.Go(func() {
					defer func() { <-slots }()
					found := p.read(i)
					mu.Lock()
					defer mu.Unlock()
					said = append(said, found...)
				})
				synctest.Wait()
			}
			row.Wait()
			wants(t, "the reads", said, "warning: Another tool may have deleted these lines")
		})
	}
}

func TestALineThatIsThereTwiceIsSaidToStay(t *testing.T) {
	t.Parallel()
	const twice = "warning: The zone contains this record more than once"
	inVirtualTime(t, func(t *testing.T) {
		file := simulated(t, simulator.Zone{Records: "a shop 192.0.2.1\na shop 192.0.2.1"})
		i := addressOf("shop", "192.0.2.1")
		p := newProcess(t, file, true)
		resp, err := p.importBy(i.kind, "hogehoge.com/shop/192.0.2.1", false)
		if err != nil {
			t.Fatal(err)
		}
		wants(t, "the import", spoken(resp.Diagnostics), twice)
		i.state, i.private = resp.ImportedResources[0].State, resp.ImportedResources[0].Private
		wants(t, "the read", p.read(i))
		wants(t, "the plan", p.plan(i, false), twice)
		p = newProcess(t, file, true)
		p.read(i)
		wants(t, "the plan of the removal", p.plan(i, true), twice)
		p = newProcess(t, file, true)
		wants(t, "the removal", p.apply(i, true))
		if text := zoneText(t, file).Records; text != "a shop 192.0.2.1" {
			t.Errorf("zone:\n%s", text)
		}
	})
}

// A list that shifts, one call at a time: the plan comes to the resource that has the
// line only after the one that wants it.
func TestAListThatShiftsIsPlannedOneCallAtATime(t *testing.T) {
	t.Parallel()
	const expected = "warning: The zone will contain this record twice"
	txt := func(value string) *instance {
		return recordInstance("txt_record", map[string]string{"host": "x", "value": value})
	}
	inVirtualTime(t, func(t *testing.T) {
		file := simulated(t, simulator.Zone{Records: "a @ 192.0.2.1"})
		all := []*instance{txt("0"), txt("1"), txt("2")}
		create(t, file, all...)
		p := newProcess(t, file, true)
		for n, value := range []string{"1", "2", "3"} {
			all[n].config["value"] = values(map[string]string{"v": value})["v"]
			p.read(all[n])
			want := []string{expected}
			if value == "3" {
				want = nil
			}
			wants(t, value, p.plan(all[n], false), want...)
		}
		p = newProcess(t, file, true) // One after the other.
		for _, i := range all {
			p.plan(i, false)
			wants(t, "the apply", p.apply(i, false))
		}
		if got := strings.Join(sortedLines(zoneText(t, file).Records), "\n"); got != "a @ 192.0.2.1\ntxt x 1\ntxt x 2\ntxt x 3" {
			t.Errorf("zone:\n%s", got)
		}
	})
}

// A line that appeared since the plan becomes a second one: the apply adds its own,
// and removes nothing.
func TestAnApplyAddsItsLineWhateverIsThere(t *testing.T) {
	t.Parallel()
	inVirtualTime(t, func(t *testing.T) {
		file := simulated(t, simulator.Zone{Records: "a shop 192.0.2.1"})
		i := addressOf("shop", "192.0.2.1")
		wants(t, "the plan", newProcess(t, file, true).plan(i, false), "error: Record already exists in the zone")
		apply := newProcess(t, file, true)
		apply.deferral = true
		wants(t, "the apply's plan", apply.plan(i, false))
		wants(t, "the apply", apply.apply(i, false))
		if text := zoneText(t, file).Records; text != "a shop 192.0.2.1\na shop 192.0.2.1" {
			t.Errorf("zone:\n%s", text)
		}
	})
}
