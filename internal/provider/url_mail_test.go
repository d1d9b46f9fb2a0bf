package provider_test

import (
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// after makes a resource wait for another one, so that it is planned later.
func after(resource, other string) string {
	return strings.TrimSuffix(resource, "}\n") + " depends_on = [" + other + "]\n}\n"
}

// Of two records of one plan that don't go together, the one that is planned last
// is refused, whichever it is.
func TestURLForwardingAtAMailServersHostIsRefusedInEveryOrder(t *testing.T) {
	t.Parallel()
	url := "resource \"valuedomain_raw_record\" \"u\" {\n domain = \"hogehoge.com\"\n line = \"url mail https://example.net/\"\n}\n"
	mx, a := record("mx", "m", `target = "mail"`), record("a", "s", "host = \"mail\"\n address = \"219.163.200.70\"")
	const urlElement, mxElement = `{ line = "url mail https://example.net/" }`, `{ type = "mx", host = "@", target = "mail", priority = 10 }`
	const web = "a @ 203.0.113.10" // Without a wildcard, which answers for the mail server.
	const aElement = `{ type = "a", host = "mail", address = "219.163.200.70" }`
	for name, tc := range map[string]struct{ live, config string }{
		"the mx last":                   {"", url + after(mx, "valuedomain_raw_record.u")},
		"the url last":                  {"", after(url, "valuedomain_mx_record.m") + mx},
		"with an address, the mx last":  {"", url + a + after(mx, "valuedomain_raw_record.u, valuedomain_a_record.s")},
		"with an address, the url last": {"", after(url, "valuedomain_mx_record.m, valuedomain_a_record.s") + mx + a},
		"with an address, which is last": {
			"", url + mx + after(a, "valuedomain_mx_record.m, valuedomain_raw_record.u"),
		},
		"the url is there":          {"url mail https://example.net/", mx},
		"the mx is there":           {"mx mail 10", url},
		"one set, the mx last":      {"", set("s", urlElement, mxElement)},
		"one set, the url last":     {"", set("s", mxElement, urlElement)},
		"one set with an address":   {"", set("s", mxElement, aElement, urlElement)},
		"a set and an mx after it":  {"", set("s", urlElement) + after(mx, "valuedomain_records.s")},
		"a set and a url after it":  {"", set("s", mxElement) + after(url, "valuedomain_records.s")},
		"an mx and a set after it":  {"", mx + after(set("s", urlElement), "valuedomain_mx_record.m")},
		"a url and a set after it":  {"", url + after(set("s", mxElement), "valuedomain_raw_record.u")},
		"a zone, the mx last":       {"", zoneConfig(web+"\nurl mail https://example.net/\nmx mail 10", "")},
		"a zone, the url last":      {"", zoneConfig(web+"\nmx mail 10\nurl mail https://example.net/", "")},
		"a zone, the url was there": {"url mail https://example.net/", zoneConfig(web+"\nurl mail https://example.net/\nmx mail 10", "")},
		"a zone, the mx was there":  {"mx mail 10", zoneConfig(web+"\nmx mail 10\nurl mail https://example.net/", "")},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			live := strings.TrimSpace(web + "\n" + tc.live)
			w := newWorld(t, live, simulator.Options{})
			c := newCLI(t, w)
			c.write(``, tc.config)
			if strings.HasPrefix(name, "a zone, the") && tc.live != "" {
				c.write(``, tc.config+"import {\n to = valuedomain_zone.all\n id = \"hogehoge.com\"\n}\n")
			}
			o := c.plan()
			if o.code != 1 || !strings.Contains(o.details(), "host-address-conflict") {
				t.Errorf("code %d: %s", o.code, o.out)
			}
			if o := c.tryApply(); o.code != 1 || w.text(t) != live {
				t.Errorf("apply: %d: %s\n%s", o.code, o.out, w.text(t))
			}
		})
	}
}
