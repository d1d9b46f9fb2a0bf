package provider_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// oddZone is a zone as years of editing by hand leave it.
func oddZone(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("testdata/odd-zone.txt")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// manyRecords declares 25 records; the generation changes every value that can
// change without a conflict.
func manyRecords(generation int) string {
	var b strings.Builder
	record := func(kind, name, body string) {
		fmt.Fprintf(&b, "resource \"valuedomain_%s_record\" %q {\n  domain = \"hogehoge.com\"\n%s\n}\n", kind, name, body)
	}
	for i := range 8 {
		record("a", fmt.Sprintf("a%d", i), fmt.Sprintf("host = \"new%d-g%d\"\naddress = \"192.0.2.%d\"", i, generation, i+10*generation))
	}
	for i := range 4 {
		record("txt", fmt.Sprintf("t%d", i), fmt.Sprintf("host = \"t%d-g%d\"\nvalue = \"text  with two blanks; %d\"", i, generation, generation))
	}
	for i := range 4 {
		record("aaaa", fmt.Sprintf("q%d", i), fmt.Sprintf("host = \"six%d-g%d\"\naddress = \"2001:db8:%d::%d\"", i, generation, generation, i+1))
	}
	for i := range 3 {
		record("cname", fmt.Sprintf("c%d", i), fmt.Sprintf("host = \"alias%d-g%d\"\ntarget = \"t%d.example.net.\"", i, generation, generation))
	}
	for i := range 2 {
		record("caa", fmt.Sprintf("i%d", i), fmt.Sprintf("host = \"caa%d-g%d\"\ntag = \"issue\"\nvalue = \"ca%d.example\"", i, generation, generation))
	}
	record("srv", "s", fmt.Sprintf("host = \"_imaps._tcp\"\npriority = %d\nweight = 1\nport = 99%d\ntarget = \"t%d.example.net.\"", generation, generation, generation))
	record("ns", "n", fmt.Sprintf("host = \"deleg\"\ntarget = \"ns%d.example.net.\"", generation))
	record("mx", "m", fmt.Sprintf("host = \"lists\"\ntarget = \"mx%d.example.net.\"\npriority = %d0", generation, generation))
	record("raw", "r", fmt.Sprintf("line = \"url shop%d https://example.net/%d\"", generation, generation))
	return b.String()
}

func TestTwentyFiveRecordsComeChangeAndGoWithoutTouchingAnotherByte(t *testing.T) {
	t.Parallel()
	start := oddZone(t)
	w := newWorld(t, start, simulator.Options{})
	c := newCLI(t, w)
	for generation := 1; generation <= 2; generation++ {
		c.write(`dns_service = "general"`, manyRecords(generation))
		o := c.apply()
		wanted := "25 added, 0 changed"
		if generation == 2 {
			wanted = "0 added, 25 changed"
		}
		if !strings.Contains(o.out, wanted) {
			t.Errorf("generation %d is not %q:\n%s", generation, wanted, o.out)
		}
		if got := withoutOurs(w.text(t), generation); got != start {
			t.Errorf("generation %d: foreign bytes changed:\n%q\nwant:\n%q", generation, got, start)
		}
		c.mustBeClean()
	}
	c.destroy()
	if w.text(t) != start {
		t.Errorf("zone after destroy:\n%q\nwant:\n%q", w.text(t), start)
	}
}

// withoutOurs removes the lines of manyRecords as a bystander would.
func withoutOurs(text string, generation int) string {
	marks := []string{fmt.Sprintf("-g%d ", generation), "_imaps._tcp", "ns deleg ", "mx lists ", fmt.Sprintf("url shop%d ", generation)}
	kept := ""
	for line := range strings.SplitAfterSeq(text, "\n") {
		ours := false
		for _, mark := range marks {
			ours = ours || strings.Contains(line, mark)
		}
		if !ours {
			kept += line
		}
	}
	if !strings.HasSuffix(text, "\n") { // The break in front of ours belongs to ours.
		kept = strings.TrimSuffix(strings.TrimSuffix(kept, "\n"), "\r")
	}
	return kept
}
