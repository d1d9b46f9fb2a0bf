package provider_test

import (
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// The lines of a zone tell its DNS service. One apply may take the last such
// line away before it adds the next one, which needs to know.
func TestTheLastLineThatTellsTheDNSServiceMayGoInOneApply(t *testing.T) {
	t.Parallel()
	const (
		mxe = "resource \"valuedomain_mxe_record\" \"all\" {\n domain = \"hogehoge.com\"\n address = \"219.163.200.65\"\n}\n"
		a   = "resource \"valuedomain_a_record\" \"mail\" {\n domain = \"hogehoge.com\"\n host = \"post\"\n address = \"219.163.200.70\"\n}\n"
		mx  = "resource \"valuedomain_mx_record\" \"mail\" {\n domain = \"hogehoge.com\"\n target = valuedomain_a_record.mail.host\n}\n"
	)
	for name, tc := range map[string]struct {
		first, then string
		args, want  []string
	}{
		"an MXE by an MX whose target comes first": {mxe, a + mx, nil, []string{"a post 219.163.200.70", "mx @ post 10"}},
		"mail forwarding by an MX whose target comes first": {
			forward("info", "me@example.net", ""), a + mx, nil, []string{"a post 219.163.200.70", "mx @ post 10"},
		},
		"an MX that is made again": {a + mx, a + mx, []string{"-replace=valuedomain_mx_record.mail"}, []string{"a post 219.163.200.70", "mx @ post 10"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			c := newCLI(t, w)
			c.write(`dns_service = "general"`, tc.first)
			c.apply()
			c.write(``, tc.then)
			c.apply(tc.args...)
			w.expectLines(t, webZone, tc.want...)
			c.mustBeClean()
		})
	}
}

// A validation does not know the DNS service: the provider is not configured
// then. It shows the lines of the service that people have today.
func TestAValidationShowsTheLinesOfTheSimpleService(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ name, host, want string }{
		{"the domain itself has no host", ``, "\n\nThe line:\n  mx s1.xrea.com 10\n\n"},
		{"another host is last", `host = "send"`, "\n\nThe line:\n  mx s1.xrea.com 10 send\n\n"},
		{"what to write has the same form", `host = "send"`, "\n\nAs zone lines:\n  mx s1.xrea.com. 10 send\n\n"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			c := newCLI(t, nil)
			c.write(``, "resource \"valuedomain_mx_record\" \"mail\" {\n domain = \"hogehoge.com\"\n target = \"s1.xrea.com\"\n"+tc.host+"\n}\n")
			o := c.run("validate", "-no-color")
			if said := strings.ReplaceAll(o.out, "\n\n\n", "\n\n"); o.code != 1 || !strings.Contains(said, tc.want) {
				t.Errorf("code %d, want %q in\n%s", o.code, tc.want, o.out)
			}
		})
	}
}
