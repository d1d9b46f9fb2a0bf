package provider_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// zoneOutput is what the data source gives, as an output shows it.
type zoneOutput struct {
	Text       string `json:"text"`
	TTL        int    `json:"ttl"`
	NSType     string `json:"ns_type"`
	DNSService string `json:"dns_service"`
	Records    []struct {
		Type   string            `json:"type"`
		Host   string            `json:"host"`
		FQDN   string            `json:"fqdn"`
		Line   string            `json:"line"`
		Values map[string]string `json:"values"`
	} `json:"records"`
}

func (c *cli) zoneOutput() zoneOutput {
	c.t.Helper()
	o := c.run("output", "-json", "zone")
	var z zoneOutput
	if err := json.Unmarshal([]byte(o.out), &z); o.code != 0 || err != nil {
		c.t.Fatalf("code %d, %v:\n%s", o.code, err, o.out)
	}
	return z
}

const readZone = `data "valuedomain_zone" "z" {
  domain = "hogehoge.com"
}
output "zone" { value = data.valuedomain_zone.z }
`

func TestTheZoneDataSourceGivesTheTextByteForByteAndTheRecords(t *testing.T) {
	t.Parallel()
	text := "; a comment\r\n\nA  WWW   203.0.113.10 \nmx mail 10\ntxt @ two  blanks\nurl blog https://hogehoge.example/blog\na 日本 192.0.2.1"
	w := newWorld(t, text, simulator.Options{})
	c := newCLI(t, w)
	c.write("", readZone)
	c.apply()
	c.mustBeClean()
	z := c.zoneOutput()
	if z.Text != text || z.TTL != 3600 || z.NSType != "valuedomain1" || z.DNSService != "simple" {
		t.Errorf("%+v", z)
	}
	var got []string
	for _, r := range z.Records {
		values := make([]string, 0, len(r.Values))
		for name, value := range r.Values {
			values = append(values, name+"="+value)
		}
		slices.Sort(values)
		got = append(got, strings.Join(append([]string{r.Type, r.Host, r.FQDN}, values...), "|"))
	}
	want := []string{
		"a|WWW|www.hogehoge.com|address=203.0.113.10",
		"mx|@|hogehoge.com|priority=10|target=mail",
		"txt|@|hogehoge.com|value=two  blanks",
		"a|日本|xn--wgv71a.hogehoge.com|address=192.0.2.1",
	}
	if !slices.Equal(got, want) {
		t.Errorf("records:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	w.expectNoWrite(t)
}

func TestTheZoneDataSourceSaysWhichServiceItIs(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	c.write("", readZone)
	c.apply()
	if z := c.zoneOutput(); z.DNSService != "simple" || z.Text != webZone {
		t.Errorf("%+v", z)
	}
	c.write(`dns_service = "general"`, readZone)
	c.apply()
	if z := c.zoneOutput(); z.DNSService != "general" {
		t.Errorf("%+v", z)
	}
}

func TestTheZoneDataSourceSeesWhatTheSameApplyWrote(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	c.write("", oneRecord+"\n"+strings.Replace(readZone, `"hogehoge.com"`, "valuedomain_a_record.mail.domain\n  depends_on = [valuedomain_a_record.mail]", 1))
	c.apply()
	if z := c.zoneOutput(); z.Text != webZone+"\n"+oneLine || z.Text != w.text(t) {
		t.Errorf("%+v", z)
	}
	c.mustBeClean()
}

func TestTheZoneDataSourceNamesAnUnknownDomain(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	c.write("", strings.Replace(readZone, "hogehoge.com", "hogehoga.com", 1))
	w.expectRefusal(t, c.plan(), "Domain not found in this account", `"hogehoga.com"`)
	c.write("", strings.Replace(readZone, "hogehoge.com", "not a domain", 1))
	w.expectRefusal(t, c.plan(), "Invalid value for domain", "is not a domain name")
}
