package records

import (
	"slices"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/importgen"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// FuzzImportID: an id is refused, or taken apart into one line's values; and the
// id that is shown for a line names that line again.
func FuzzImportID(f *testing.F) {
	for i, id := range []string{
		"hogehoge.com/www/203.0.113.10", "hogehoge.com/@", "hogehoge.com/@/v=DMARC1; rua=mailto:a@b/c", "hogehoge.com/url blog https://x/",
		"hogehoge.com/_sip._tcp/1/2/3/x", "hogehoge.com//", "/", "日本.jp/a\nb/c", "hogehoge.com/@/0/issue/x/y",
	} {
		f.Add(uint8(i), id)
	}
	f.Fuzz(func(t *testing.T, n uint8, id string) {
		k := kinds()[int(n)%len(kinds())]
		domain, wanted, ok := k.parseID(id)
		if ok {
			if zone.CheckDomain(domain) != nil || slices.ContainsFunc(wanted, func(part string) bool { return part == "" || zone.CheckText(part) != nil }) {
				t.Fatalf("%q is taken for %q of %q", id, wanted, domain)
			}
		}
		// The id as a line of a zone.
		r, known := zone.ParseRecord(id)
		o := zone.NewOrigin("hogehoge.com")
		if !known || zone.CheckText(id) != nil || o.CheckHost(r.HostOrApex()) != nil {
			return
		}
		k = kindOf(r)
		if slices.Contains(r.Values, "") {
			return
		}
		shown := importgen.ID(o, r)
		domain, wanted, ok = k.parseID(shown)
		if !ok || domain != "hogehoge.com" || wanted[0] != r.HostOrApex() || !slices.Equal(wanted[1:], r.Values) {
			t.Fatalf("%q is shown as %q, which is taken for %q of %q", id, shown, wanted, domain)
		}
	})
}
