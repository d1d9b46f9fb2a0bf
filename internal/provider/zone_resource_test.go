package provider_test

import (
	"strings"
	"testing"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// summaries returns the summaries of the diagnostics, one a line.
func (o outcome) summaries() string {
	var all []string
	for _, d := range o.diagnostics {
		all = append(all, d.Severity+": "+d.Summary)
	}
	return strings.Join(all, "\n")
}

// details returns all that the diagnostics say.
func (o outcome) details() string {
	var all []string
	for _, d := range o.diagnostics {
		all = append(all, d.Detail)
	}
	return strings.Join(all, "\n\n")
}

func zoneConfig(content, more string) string {
	return "resource \"valuedomain_zone\" \"all\" {\n  domain  = \"hogehoge.com\"\n  content = <<-EOT\n" + content + "\nEOT\n" + more + "\n}\n"
}

func TestThousandLinesCostThreeRequests(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	var b strings.Builder
	b.WriteString(webZone)
	for i := range 1000 {
		b.WriteString("\na h" + itoa(i) + " 192.0.2.1")
	}
	c.write(``, zoneConfig(b.String(), ""))
	if o := c.run("plan", "-out=p", "-input=false"); o.code != 0 {
		t.Fatal(o.out)
	}
	w.ResetJournal()
	if o := c.run("apply", "-input=false", "p"); o.code != 0 {
		t.Fatal(o.out)
	}
	// The plan in the apply reads, and the write begins with that text: on a machine so
	// slow that it is older than a second by then, the zone is read once more.
	journal := w.Journal()
	most := 3
	if len(journal) > 2 && journal[2].Time.Sub(journal[0].Time) > 500*time.Millisecond {
		most++
	}
	if len(journal) > most {
		t.Errorf("%d requests: %+v", len(journal), journal)
	}
	c.mustBeClean()
}
