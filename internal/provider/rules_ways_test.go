package provider_test

import (
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// warned is a configuration that many rules warn of while it is new.

func warned() string {
	return record("mx", "one", "target = \"mail.gaibu-server.com.\"\npriority = 10") +
		record("mx", "two", "target = \"mail2.gaibu-server.com.\"\npriority = 10") +
		record("mx", "three", "target = \"mail3.gaibu-server.com.\"\npriority = 15") +
		record("mx", "all", "host = \"*\"\ntarget = \"s1.xrea.com.\"") +
		record("mx", "lost", "host = \"news\"\ntarget = \"nowhere.news\"")
}

func TestAnUnchangedRecordIsNeverWarnedOf(t *testing.T) {
	t.Parallel()
	start := strings.ReplaceAll(webZone, "203.0.113.10", "219.163.200.60")
	w := newWorld(t, start, simulator.Options{})
	c := newCLI(t, w)
	body := strings.Replace(warned(), `target = "nowhere.news"`, `target = "nowhere"`, 1)
	c.write(general, body)
	if o := c.apply(); len(o.diagnostics) == 0 {
		t.Fatal("nothing was said while the records were new")
	}
	silent := func(o outcome) {
		t.Helper()
		if o.code != 0 || len(o.diagnostics) > 0 || strings.Contains(o.out, "mx-wildcard-all") {
			t.Errorf("code %d:\n%s", o.code, o.out)
		}
	}
	silent(c.plan())
	silent(c.plan("-refresh=false"))
	if o := c.plan("-refresh-only"); len(o.diagnostics) > 0 || strings.Contains(o.out, "drift") {
		t.Errorf("%s", o.out)
	}
	silent(c.tryApply())
	silent(c.run("validate", "-json"))
	// Next to a record that changes, all others stay silent.
	c.write(general, body+oneRecord)
	silent(c.tryApply())
	c.write(general, body)
	silent(c.tryApply())
	// As what it is read from or called changes.
	c.write(general, strings.Replace(body, `"one" {`, `"first" {`, 1)+"moved {\n  from = valuedomain_mx_record.one\n  to = valuedomain_mx_record.first\n}\n")
	silent(c.tryApply())
	if o := c.run("destroy", "-json", "-input=false", "-auto-approve"); o.code != 0 || len(o.diagnostics) > 0 {
		t.Errorf("destroy of everything:\n%s", o.out)
	}
	if w.text(t) != start {
		t.Errorf("zone:\n%s", w.text(t))
	}
}

func TestTheLastMailServerIsMissedUnlessEverythingGoes(t *testing.T) {
	t.Parallel()
	host, server := oneRecord+"\n", record("mx", "one", `target = "s1.xrea.com."`)
	for name, tc := range map[string]struct {
		then string
		args []string
		want bool
	}{
		"its block is deleted":        {host, nil, true},
		"it is replaced":              {host + record("mx", "two", `target = "s2.xrea.com."`), nil, false},
		"everything is destroyed":     {host + server, []string{"-destroy"}, false},
		"it says that there is none":  {host + record("mx", "none", "target = \".\"\npriority = 0"), nil, false},
		"without a look at the zone":  {host, []string{"-refresh=false"}, true},
		"it alone is asked for":       {host, []string{"-target=valuedomain_mx_record.one"}, false},
		"the mail moves to another":   {host + strings.Replace(server, "s1.xrea.com.", "s2.xrea.com.", 1), nil, false},
		"the mail moves to a subhost": {host + strings.Replace(server, "target", "host = \"www\"\ntarget", 1), nil, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			c := newCLI(t, w)
			c.write(general, host+server)
			c.apply()
			c.write(general, tc.then)
			if o := c.plan(tc.args...); o.code != 2 || strings.Contains(o.details(), "Rule mail-outage") != tc.want {
				t.Errorf("code %d:\n%s", o.code, o.out)
			}
		})
	}
}

// The ways in which people run a plan, each with a swap in it.
func TestASwapGoesThroughInEveryWayOfRunning(t *testing.T) {
	t.Parallel()
	first, then := record("mxe", "all", `address = "219.163.200.65"`), record("mx", "one", `target = "s1.xrea.com."`)
	for name, tc := range map[string]struct {
		then string
		args []string
	}{
		"without a look at the zone":   {then, []string{"-refresh=false"}},
		"both are asked for":           {then, []string{"-target=valuedomain_mxe_record.all", "-target=valuedomain_mx_record.one"}},
		"the new one is created first": {strings.Replace(then, "\n}", "\n  lifecycle {\n    create_before_destroy = true\n  }\n}", 1), nil},
		"the new one is imported": {
			then + oneRecord + "\nimport {\n  to = valuedomain_a_record.mail\n  id = \"hogehoge.com/mail/219.163.200.70\"\n}\n", nil,
		},
		"the old one is forgotten": {
			then + "removed {\n  from = valuedomain_mxe_record.all\n  lifecycle {\n    destroy = true\n  }\n}\n", nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			start := webZone + "\na mail 219.163.200.70"
			w := newWorld(t, start, simulator.Options{})
			c := newCLI(t, w)
			c.write(general, strings.Replace(first, "address", "host = \"post\"\naddress", 1))
			c.apply()
			c.write(general, tc.then)
			for range runsOf(1, 20) {
				if o := c.tryApply(tc.args...); o.code != 0 || len(o.diagnostics) > 0 && len(tc.args) == 0 {
					t.Fatalf("%s", o.out)
				}
				w.expectLines(t, start, "mx @ s1.xrea.com. 10")
			}
			c.mustBeClean()
		})
	}
}
