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
		"mail forwarding":                 {zone.ServiceGeneral, "mxe mail 209.19.56.20 10", []string{`n1["mail forwarding<br/>209.19.56.20"]`, `n0 -->|10| n1`, `["user@….hogehoge.com"]`}},
		"a name that is handed to others": {zone.ServiceGeneral, "mx @ s1.xrea.com. 10\nns sub ns1.example.net.\nmx sub s1.xrea.com. 10", []string{`["user@sub.hogehoge.com"]`, `class n3 broken`, `n2 --> n3`}},
		"signs of a directive, of markdown and of the end of a label": {zone.ServiceGeneral, "mx %%{init:{'theme':'dark'}}%% `s1`.example. 10\nmx @ `s2`.example. 10\nmx @ *s3*.__x__.example. 10", []string{
			`["user@#37;#37;#123;init:#123;#39;theme#39;:#39;dark#39;#125;#125;#37;#37;.hogehoge.com"]`, `["#96;s2#96;.example"]`, `["#42;s3#42;.__x__.example"]`,
		}},
		"a line break in a name":                       {zone.ServiceGeneral, "mx a<br/>b s1.xrea.com. 10", []string{`["user@a#60;br#47;#62;b.hogehoge.com"]`}},
		"signs that nobody can see, and right to left": {zone.ServiceGeneral, "mx @ a\u202eb\u200b.example. 10", []string{`["aU+202EbU+200B.example"]`}},
		"the address record":                           {zone.ServiceGeneral, "a @ 219.163.200.70", []string{`-->|no MX|`}},
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
			if strings.Contains(line, "%%") || strings.ContainsAny(line, "`{}") {
				t.Errorf("a sign of mermaid or markdown is left: %q", line)
			}
			if line != "flowchart LR" && !strings.HasPrefix(line, "  ") || strings.Count(line, "\"")%2 != 0 {
				t.Errorf("a label breaks out: %q", line)
			}
		}
	})
}
