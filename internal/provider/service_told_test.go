package provider_test

import (
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
