package mailroute

import (
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func TestADiagramShowsWhereTheMailOfEachNameGoes(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		service zone.Service
		text    string
		want    []string
	}{
		"two servers, in order": {zone.ServiceGeneral, "mx @ s1.xrea.com. 10\nmx @ mail.example.net. 20", []string{
			`n0["user@hogehoge.com"]`, `n1["s1.xrea.com"]`, `n0 -->|10| n1`, `n2["mail.example.net"]`, `n0 -->|20| n2`,
		}},
		"an own server and its address": {zone.ServiceGeneral, "mx @ mail 10\na mail 219.163.200.70", []string{
			`n1["mail.hogehoge.com<br/>219.163.200.70"]`, `n0 -->|10| n1`,
		}},
		"a server without an address": {zone.ServiceGeneral, "mx @ mail 10", []string{
			`n0["user@hogehoge.com"]`, `n1["no mail server of the domain has an address"]`, `class n1 broken`, `n0 --> n1`,
		}},
		"no mail": {zone.ServiceGeneral, "mx @ . 0", []string{`class n1 broken`, `by a null mx`}},
		"a host of its own": {zone.ServiceSimple, "mx s1.xrea.com. 10\nmx feedback.example.net. 10 send", []string{
			`["user@send.hogehoge.com"]`, `["feedback.example.net"]`, `["user@….hogehoge.com"]`,
		}},
		"an MXE takes all": {zone.ServiceGeneral, "mxe mail 219.163.200.65 10", []string{
			`["user@hogehoge.com"]`, `["mail.hogehoge.com<br/>219.163.200.65"]`, `-->|mxe 10|`, `["user@….hogehoge.com"]`,
		}},
		"the address record": {zone.ServiceGeneral, "a @ 219.163.200.70", []string{`-->|no MX|`}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := zone.NewIndex(zone.NewOrigin("hogehoge.com"), tc.service, zone.Parse(tc.text))
			got := Diagram(x)
			for _, want := range tc.want {
				if !strings.Contains(got, want) {
					t.Errorf("no %q in\n%s", want, got)
				}
			}
			if !strings.HasPrefix(got, "flowchart LR\n") || Diagram(x) != got {
				t.Errorf("got\n%s", got)
			}
		})
	}
}

func FuzzDiagram(f *testing.F) {
	f.Add("mx @ s1.xrea.com. 10\na @ 192.0.2.1")
	f.Add("mxe * 192.0.2.1 10\ncname a b\ncname b a\nmx a \"x\"<y>#. 1")
	f.Fuzz(func(t *testing.T, text string) {
		got := Diagram(zone.NewIndex(zone.NewOrigin("hogehoge.com"), zone.ServiceGeneral, zone.Parse(text)))
		for line := range strings.SplitSeq(strings.TrimSuffix(got, "\n"), "\n") {
			if line != "flowchart LR" && !strings.HasPrefix(line, "  ") || strings.Count(line, "\"")%2 != 0 {
				t.Errorf("a label breaks out: %q", line)
			}
		}
	})
}
