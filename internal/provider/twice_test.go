package provider_test

import (
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

func importA(name string) string {
	return "import {\n  to = valuedomain_a_record." + name + "\n  id = \"hogehoge.com/www/203.0.113.10\"\n}\n" +
		record("a", name, "host = \"www\"\naddress = \"203.0.113.10\"")
}

// A line that two resources hold by a mistake survives when one of them goes,
// or the plan says how to let that one go.
func TestALineOfTwoResourcesSurvivesTheRemovalOfOne(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	c.write(general, importA("one")+importA("two"))
	if o := c.tryApply(); o.code != 0 || !strings.Contains(o.summaries(), "warning: Two resources manage one record") || !strings.Contains(o.details()+"\n", "  a www 203.0.113.10\n") {
		t.Fatalf("%s", o.out)
	}
	c.write(general, importA("one"))
	o := c.tryApply()
	if o.code != 0 && !strings.Contains(o.summaries(), "error: Destroying another resource would delete this record") {
		t.Errorf("%s", o.out)
	}
	w.expectLines(t, webZone)
	c.write(general, importA("one")+"removed {\n  from = valuedomain_a_record.two\n  lifecycle {\n    destroy = false\n  }\n}\n")
	c.apply()
	c.write(general, importA("one"))
	c.mustBeClean()
	w.expectLines(t, webZone)
}

// An address that is declared next to one that the configuration has already is no
// conflict, in an apply that reads nothing of the other one either.
func TestASecondAddressOfAHostJoinsTheFirst(t *testing.T) {
	t.Parallel()
	for name, saved := range map[string]bool{"in one run": false, "by a saved plan": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			c := newCLI(t, w)
			addresses := func(list string) {
				c.write(general, record("a", "shop", "for_each = toset(["+list+"])\nhost = \"shop\"\naddress = each.value"))
			}
			addresses(`"192.0.2.1"`)
			c.apply()
			addresses(`"192.0.2.1", "192.0.2.2"`)
			if saved {
				c.plan("-out=p")
				if o := c.run("apply", "-input=false", "p"); o.code != 0 {
					t.Fatal(o.out)
				}
			} else {
				c.apply()
			}
			c.mustBeClean()
			w.expectLines(t, webZone, "a shop 192.0.2.1", "a shop 192.0.2.2")
		})
	}
}

// A domain that is known in the apply alone may be another one.
func TestADomainThatIsNotKnownYetMakesANewResource(t *testing.T) {
	t.Parallel()
	for kind, body := range map[string]string{
		"a record":  "resource \"valuedomain_a_record\" \"r\" {\n domain = terraform_data.domain.output\n host = \"shop\"\n address = \"192.0.2.1\"\n}\n",
		"forwards":  "resource \"valuedomain_mail_forwarding\" \"r\" {\n domain = terraform_data.domain.output\n local_part = \"info\"\n destination = \"me@example.net\"\n}\n",
		"settings":  "resource \"valuedomain_zone_settings\" \"r\" {\n domain = terraform_data.domain.output\n ttl = 600\n}\n",
		"the whole": "resource \"valuedomain_zone\" \"r\" {\n domain = terraform_data.domain.output\n allow_delete_unmanaged = true\n allow_large_delete = true\n content = \"a @ 192.0.2.1\\na www 192.0.2.1\"\n}\n",
	} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			if err := w.SetZone("gaibu.example", simulator.Zone{DomainID: 2, NSType: "valuedomain1", TTL: 3600, Records: "a @ 203.0.113.20"}); err != nil {
				t.Fatal(err)
			}
			c := newCLI(t, w)
			domain := func(name string) string {
				return "resource \"terraform_data\" \"domain\" {\n  input = \"" + name + "\"\n}\n"
			}
			settings := general + "\noverride_guards = [\"empty-zone\", \"shrunk-zone\"]"
			c.write(settings, domain("hogehoge.com")+body)
			c.apply()
			c.write(settings, domain("gaibu.example")+body)
			o := c.apply()
			if !strings.Contains(o.out, "1 added, 1 changed, 1 destroyed") {
				t.Errorf("%s", o.out)
			}
			c.mustBeClean()
		})
	}
}
