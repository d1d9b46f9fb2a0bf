package provider_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// mixedZone is a zone of sixty lines of every kind, as years of use leave one.
func mixedZone() string {
	lines := []string{
		"; the zone of a shop", "", "a @ 203.0.113.10", "A  WWW   203.0.113.10 ", "a * 203.0.113.11", "a mail 219.163.200.70", "a 9lives 192.0.2.9", "a 日本 192.0.2.1",
		"aaaa @ 2001:DB8:0:0::10", "aaaa www 2001:db8::10", "cname docs hogehoge.github.io.", "cname shop www", "cname _acme-challenge acme.example.net.",
		"mx @ mail 10", "mx @ mail.gaibu-server.com. 20", "mx web s4.xrea.com. 10", "mx s* s5.xrea.com. 10",
		"txt @ v=spf1 mx include:_spf.example.net -all", `txt @ "google-site-verification=a/b"`, "txt _dmarc v=DMARC1; p=none; rua=mailto:a@hogehoge.com",
		"txt key._domainkey v=DKIM1; k=rsa; p=" + wholeKey, "txt macro v=spf1 exists:%{i}._spf.${x}.example -all", `txt odd say "a\b" 日本　語 'x'`, "txt www two  blanks\there",
		"ns sub ns1.example.net.", "ns sub ns2.example.net.", "srv _imaps._tcp 10 0 993 mail", "srv _imaps._tcp 20 5 993 mail.gaibu-server.com.", "caa @ 0 issue letsencrypt.org", `caa @ 128 iodef "mailto:a@hogehoge.com"`,
		"url blog https://hogehoge.example/blog?a=${b}", "url * https://hogehoge.example/", "frame old https://hogehoge.example/ \"title\"", "# an old line", "a www.a-b 192.0.2.33", "a www.a_b 192.0.2.33", "a www.hogehoge.com. 203.0.113.10",
	}
	for i := len(lines); i < 60; i++ {
		lines = append(lines, fmt.Sprintf("a host-%d 198.51.100.%d", i, i))
	}
	return strings.Join(lines, "\n")
}

const importBlocksOutput = `data "valuedomain_zone" "z" {
  domain = "hogehoge.com"
}
output "configuration" {
  value = provider::valuedomain::import_blocks(data.valuedomain_zone.z.text, "hogehoge.com")
}
`

// generated returns the blocks of the world's zone.
func (c *cli) generated() string {
	c.t.Helper()
	c.write("", importBlocksOutput)
	c.apply()
	var text string
	if o := c.run("output", "-json", "configuration"); json.Unmarshal([]byte(o.out), &text) != nil {
		c.t.Fatal(o.out)
	}
	return text
}

func TestTheBlocksOfAMixedZoneGiveAnEmptyPlanAndWriteNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t, mixedZone(), simulator.Options{})
	c := newCLI(t, w)
	blocks := c.generated()
	c.write("", "")
	c.file("imported.tf", blocks)
	// The lines but for three that hold no data and one that stands twice.
	const records = 60 - 4
	if n := strings.Count(blocks, "\nresource "); n != records {
		t.Errorf("%d resources:\n%s", n, blocks)
	}
	if o := c.run("fmt", "-check", "-diff", "imported.tf"); o.code != 0 {
		t.Errorf("terraform fmt would change it:\n%s", o.out)
	}
	o := c.apply()
	const twice = "warning: The zone contains this record more than once"
	if want := fmt.Sprintf("%d imported, 0 added, 0 changed, 0 destroyed", records); !strings.Contains(o.out, want) || o.summaries() != twice+"\n"+twice {
		t.Errorf("not %q and the line that stands twice:\n%s", want, o.out)
	}
	if o := c.plan(); o.code != 0 || o.summaries() != twice {
		t.Errorf("code %d:\n%s", o.code, o.out)
	}
	w.expectNoWrite(t)
	if w.text(t) != mixedZone() {
		t.Errorf("zone:\n%s", w.text(t))
	}
}

// Terraform writes the resource blocks itself where import blocks stand alone.
func TestTheImportBlocksAloneGenerateAConfiguration(t *testing.T) {
	t.Parallel()
	w := newWorld(t, mixedZone(), simulator.Options{})
	c := newCLI(t, w)
	var imports strings.Builder
	for block := range strings.SplitSeq(c.generated(), "\n\n") {
		if strings.HasPrefix(block, "import {") {
			imports.WriteString(block + "\n\n")
		}
	}
	c.write("", "")
	c.file("imports.tf", imports.String())
	if o := c.plan("-generate-config-out=generated.tf"); o.code == 1 {
		t.Fatal(o.out)
	}
	if _, err := os.Stat(filepath.Join(c.dir, "generated.tf")); err != nil {
		t.Fatal(err)
	}
	if o := c.apply(); !strings.Contains(o.out, "56 imported, 0 added, 0 changed, 0 destroyed") {
		t.Error(o.out)
	}
	if o := c.plan(); o.code != 0 || o.summaries() != "warning: The zone contains this record more than once" {
		t.Errorf("code %d:\n%s", o.code, o.out)
	}
	w.expectNoWrite(t)
}

func TestTheBlocksOfASimpleZoneGiveAnEmptyPlan(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone+"\nmx   s7.xrea.com.  10\nmx mail.gaibu-server.com. 20\r\n", simulator.Options{})
	c := newCLI(t, w)
	blocks := c.generated()
	c.write("", "")
	c.file("imported.tf", blocks)
	if o := c.apply(); !strings.Contains(o.out, "7 imported, 0 added, 0 changed, 0 destroyed") {
		t.Error(o.out)
	}
	c.mustBeClean()
	w.expectNoWrite(t)
}
