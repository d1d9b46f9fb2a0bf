package provider_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// edit changes the zone as somebody in the control panel does.
func (w *world) edit(t *testing.T, oldnew ...string) {
	t.Helper()
	if _, err := w.Edit(testDomain, func(text string) string { return strings.NewReplacer(oldnew...).Replace(text) }); err != nil {
		t.Fatal(err)
	}
}

func TestDriftIsPutRightAndNothingElseTouched(t *testing.T) {
	t.Parallel()
	start := "; kept by hand\r\n\r\na www   203.0.113.10 \r\nptr 1 host.example.net.\na @ 203.0.113.10"
	w := newWorld(t, start, simulator.Options{})
	c := newCLI(t, w)
	c.write(`dns_service = "general"`, oneRecord+"\n"+mx("m", "target = \"mail\""))
	c.apply()
	good := w.text(t)
	same := func() {
		t.Helper() // A record that comes again stands at the end.
		got, want := strings.Split(w.text(t), "\n"), strings.Split(good, "\n")
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("zone:\n%q\nwant:\n%q", w.text(t), good)
		}
	}

	// Other lines are none of the resources' business.
	w.edit(t, "; kept by hand", "; kept by two hands", "ptr 1", "ptr 2")
	c.mustBeClean()
	good = strings.NewReplacer("; kept by hand", "; kept by two hands", "ptr 1", "ptr 2").Replace(good)

	w.edit(t, "219.163.200.70", "192.0.2.77", "mx @ mail 10", "MX  @  mail.hogehoge.com.  50")
	if o := c.apply(); !strings.Contains(o.out, "0 added, 2 changed, 0 destroyed") {
		t.Errorf("not two changes in place:\n%s", o.out)
	}
	same()

	w.edit(t, "\nmx @ mail 10", "", "\r\nmx @ mail 10", "")
	if o := c.apply(); !strings.Contains(o.out, "1 added, 0 changed, 0 destroyed") {
		t.Errorf("not one record again:\n%s", o.out)
	}
	same()

	// Another spelling of the same is no drift.
	w.edit(t, "a mail 219.163.200.70", "A\tMail.HogeHoge.com.\t219.163.200.70")
	c.mustBeClean()
	c.destroy()
	if want := strings.NewReplacer("; kept by hand", "; kept by two hands", "ptr 1", "ptr 2").Replace(start); w.text(t) != want {
		t.Errorf("zone after destroy:\n%q\nwant:\n%q", w.text(t), want)
	}
}

// Another tool's known fault takes every line that has not just three fields.
func TestLinesThatAnotherToolWipedAreSaidToShareTheirForm(t *testing.T) {
	t.Parallel()
	wipe := []string{"\nmx @ mail 10", "", "\ntxt @ v=spf1 mx ~all", ""}
	config := oneRecord + "\n" + mx("m", `target = "mail"`) + record("txt", "spf", `value = "v=spf1 mx ~all"`)
	for language, want := range map[string]string{
		"en": "warning: Another tool may have deleted these lines",
		"ja": "warning: 別のツールがこれらの行を削除した可能性があります",
	} {
		t.Run(language, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			c := newCLI(t, w)
			c.write("dns_service = \"general\"\nlanguage = \""+language+"\"", config)
			c.apply()
			good := sortedLines(w.text(t))
			w.edit(t, wipe...)
			o := c.plan()
			if o.code != 2 || o.summaries() != want || !strings.Contains(o.details(), "\n\n  mx @ mail 10\n  txt @ v=spf1 mx ~all\n\n") {
				t.Errorf("code %d:\n%s", o.code, o.out)
			}
			c.apply()
			if got := sortedLines(w.text(t)); !slices.Equal(got, good) {
				t.Errorf("zone:\n%q\nwant:\n%q", got, good)
			}
			c.mustBeClean()
		})
	}
	for name, gone := range map[string][]string{
		"one line alone":                      {"\nmx @ mail 10", ""},
		"a line of three fields among others": {"\nmx @ mail 10", "", "\ntxt @ v=spf1 mx ~all", "", "\na mail 219.163.200.70", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			c := newCLI(t, w)
			c.write(`dns_service = "general"`, config)
			c.apply()
			w.edit(t, gone...)
			if o := c.plan(); o.code != 2 || strings.Contains(o.out, "Another tool") {
				t.Errorf("code %d:\n%s", o.code, o.out)
			}
		})
	}
}
