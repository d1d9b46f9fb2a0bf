package mailroute_test

import (
	"slices"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailroute"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func FuzzFind(f *testing.F) {
	f.Add("mx @ s2.xrea.com. 10\na mail 192.0.2.1\nmx @ mail 5", "user@hogehoge.com", "general")
	f.Add("mx   s1.xrea.com. 10\nns sub ns1.example.net.", "user@a.sub.hogehoge.com", "simple")
	f.Add("cname * x.y\ncname x.y z\nmxe * 192.0.2.1 10", "user@z.hogehoge.com", "")
	f.Add("mx s* . 0\nmx * @ 10\na @ 192.0.2.1\ncname @ @", "s1.hogehoge.com", "")
	f.Fuzz(func(t *testing.T, text, address, service string) {
		x := zone.NewIndex(zone.NewOrigin("hogehoge.com"), zone.Service(service), zone.Parse(text))
		r := mailroute.Find(x, address)
		if !slices.IsSortedFunc(r.Servers, func(a, b mailroute.Server) int { return a.Priority - b.Priority }) {
			t.Fatalf("servers are out of order: %+v", r.Servers)
		}
		if len(r.Servers) == 0 && r.Failure == "" {
			t.Fatalf("%q has neither servers nor a failure", address)
		}
		for _, s := range r.Servers {
			if s.Reason == "" || s.Line == "" || s.Name == "." {
				t.Fatalf("server without a reason, line or name: %+v", s)
			}
		}
		// Asking for the mail domain alone asks the same.
		if r.Failure != mailroute.FailureNotDomain {
			equal(t, "the mail domain alone", mailroute.Find(x, r.Domain+"."), r)
		}
	})
}
