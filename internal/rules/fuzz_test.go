package rules

import (
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// FuzzAudit judges any text as a zone: nothing may panic, and every finding
// has to be complete.
func FuzzAudit(f *testing.F) {
	f.Add(webZone + "\nmx @ s1.xrea.com 10\nmx @ . 0\nmxe mail 209.19.56.20 20\ncname * a.example.\nurl @ x y")
	f.Add("mx s* s5.xrea.com. 10\na s* 219.163.200.69\ntxt @ \"v=spf1\" \"a\"\ntxt @ v=spf1\nmx 1.2.3.4. 5\nmx ::1 5")
	f.Add("mx . . 0\nmx @ @ 0\nns @ a\naaaa * ::1\ncname @ @\nmxe * 1.2.3.4 65535\nmx @ a 65535\nmx @ b 65535")
	p, err := NewPolicy(nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, s := range []zone.Service{zone.ServiceUnknown, zone.ServiceGeneral, zone.ServiceSimple} {
			for _, found := range p.Audit(zone.Parse(text), testOrigin(), s, 0) {
				if found.Rule == "" || found.Message.EN == "" || found.Message.JA == "" || found.Suggestion.EN == "" || found.Suggestion.JA == "" {
					t.Errorf("an incomplete finding: %+v", found)
				}
				if !strings.Contains(text, "%") && strings.Contains(found.Detail(English)+found.Detail(Japanese), "%!") {
					t.Errorf("a badly formatted finding: %q", found.Detail(English))
				}
			}
		}
	})
}

// TestNoUnknownValueIsEverShown judges records whose values are not known yet,
// each field in turn, next to records that most rules have something to say on.
func TestNoUnknownValueIsEverShown(t *testing.T) {
	t.Parallel()
	p := defaults(t)
	live := strings.Split(webZone+"\nmx @ mail 10\nmx web s7.xrea.com. 10\ncname shop x.example.\nmxe mx 219.163.200.65 10\ntxt @ v=spf1 -all", "\n")
	for _, line := range []string{
		"a www 203.0.113.11", "aaaa www 2001:db8::1", "cname www x.example.", "mx web s8.xrea.com. 15", "mx @ s1.xrea.com 10",
		"mxe www 219.163.200.66 20", "txt @ v=spf1", "ns www ns.example.", "mx * 219.163.200.65 10",
	} {
		fields := strings.Fields(line)
		for i := range len(fields) - 1 {
			one := append([]string(nil), fields...)
			one[i+1] = unknownWord
			for _, s := range []zone.Service{zone.ServiceUnknown, zone.ServiceGeneral, zone.ServiceSimple} {
				f := fixture{service: s, zone: live, add: []string{strings.Join(one, " ")}}
				for _, found := range f.judge(p) {
					all := found.Detail(English) + found.Detail(Japanese) + strings.Join(found.Fix, "\n")
					if strings.Contains(all, zone.Unknown) {
						t.Errorf("%q shows an unknown value:\n%s", f.add[0], all)
					}
				}
			}
		}
	}
}
