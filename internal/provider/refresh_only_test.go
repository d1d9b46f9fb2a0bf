package provider_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// respell writes a zone in another spelling of the same meaning.
func respell(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		fields := strings.Fields(line)
		if len(fields) < 3 || fields[0] == "txt" || fields[0] == "url" {
			continue
		}
		fields[0], fields[1] = strings.ToUpper(fields[0]), strings.ToUpper(fields[1])
		lines[i] = strings.Join(fields, "\t")
	}
	return strings.Join(lines, "\n")
}

// state returns the state file.
func (c *cli) state() string {
	c.t.Helper()
	text, err := os.ReadFile(filepath.Join(c.dir, "terraform.tfstate"))
	if err != nil {
		c.t.Fatal(err)
	}
	return string(text)
}

// A refresh leaves the whole state as it is, and is no change to a script.
func TestAnotherSpellingInTheZoneIsNoDrift(t *testing.T) {
	t.Parallel()
	bodies := map[string]string{
		"a forwarding": forward("info", "me@example.net", ""),
		"a whole zone": zoneConfig(webZone+"\na new 192.0.2.1", "ttl = 600"),
		"a set": block("records", "s", `records = [
 { type = "mx", host = "@", target = "mx1.example.net.", priority = 10 },
 { type = "a", host = "a", address = "192.0.2.1" },
 ]`),
		"the settings": block("zone_settings", "s", "ttl = 600"),
	}
	for _, tc := range everyType() {
		bodies[tc.kind+" "+tc.id] = block(tc.kind+"_record", "r", tc.first)
	}
	for name, body := range bodies {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			c := newCLI(t, w)
			c.write(general, body)
			c.apply()
			before, state := w.text(t), c.state()
			if _, err := w.Edit(testDomain, respell); err != nil {
				t.Fatal(err)
			}
			if w.text(t) == before {
				t.Fatal("it is the same spelling")
			}
			c.mustBeClean()
			o := c.plan("-refresh-only")
			if o.code != 0 || strings.Contains(o.out, "resource_drift") || len(o.diagnostics) > 0 {
				t.Errorf("code %d:\n%s", o.code, o.out)
			}
			c.apply("-refresh-only")
			if c.state() != state {
				t.Errorf("the state is now\n%s\nit was\n%s", c.state(), state)
			}
		})
	}
}
