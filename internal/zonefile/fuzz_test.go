package zonefile_test

import (
	"strings"
	"testing"

	"github.com/miekg/dns"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonefile"
)

// FuzzRender makes sure that the file of any text loads, holds no more than
// the domain's own names, and reports what it leaves out.
func FuzzRender(f *testing.F) {
	for _, text := range answers() {
		f.Add(text)
	}
	f.Add("txt @ \"a\" \"b\\\"\ncaa @ 0 issue x;\"\n; c\r\rurl x y\na b.hogehoge.com 1.2.3.4\nsrv _a._b 1 2 3 .\nmx . 0\nmx . 10\n$INCLUDE /etc/passwd x")
	f.Fuzz(func(t *testing.T, text string) {
		file, err := zonefile.Render(zone.Parse(text), domain, 600)
		if err != nil {
			t.Fatal(err)
		}
		parser := dns.NewZoneParser(strings.NewReader(file.Text), "", "")
		for rr, ok := parser.Next(); ok; rr, ok = parser.Next() {
			if owner := rr.Header().Name; !dns.IsSubDomain(domain+".", owner) {
				t.Fatalf("the owner %s by\n%s", owner, file.Text)
			}
			if _, err := dns.PackRR(rr, make([]byte, 70_000), 0, nil, false); err != nil {
				t.Fatalf("%s can't be sent: %v", rr, err)
			}
		}
		if err := parser.Err(); err != nil {
			t.Fatalf("the file does not load: %v\n%s", err, file.Text)
		}
		if n := strings.Count(file.Text, "; not in this file, since "); n < len(file.Omitted) {
			t.Fatalf("%d of %d omissions stand in\n%s", n, len(file.Omitted), file.Text)
		}
	})
}
