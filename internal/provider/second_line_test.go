package provider_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// lineBreaks are the characters that some program takes for the end of a line,
// as HCL writes them.
func lineBreaks() []string {
	return []string{`\n`, `\r`, `\r\n`, `\u0000`, `\u000b`, `\u000c`, `\u001c`, `\u001d`, `\u001e`, `\u0085`, `\u2028`, `\u2029`}
}

// TestNoValueBringsASecondLine puts every one of them into every attribute that
// gets into a zone or a list of forwards. A zone's own text may hold line ends,
// but none that its editor would not show as such.
func TestNoValueBringsASecondLine(t *testing.T) {
	t.Parallel()
	const domain = `domain = "hogehoge.com"`
	blocks := []string{
		`valuedomain_a_record domain = "hogehoge.com@" host = "x" address = "192.0.2.1"`,
		`valuedomain_a_record ` + domain + ` host = "x@y" address = "192.0.2.1"`,
		`valuedomain_txt_record ` + domain + ` value = "v=spf1 -all@a @ 192.0.2.1"`,
		`valuedomain_mail_forwarding ` + domain + ` local_part = "x@y" destination = "a@example.net"`,
		`valuedomain_mail_forwarding ` + domain + ` local_part = "x" destination = "a#example.net@"`,
		`valuedomain_mail_forwarding domain = "hogehoge.com@" local_part = "x" destination = "a#example.net"`,
		`valuedomain_zone_settings domain = "hogehoge.com@" ttl = 600`,
		`valuedomain_zone_settings ` + domain + ` ns_type = "valuedomain1@"`,
		`valuedomain_zone domain = "hogehoge.com@" content = "a x 192.0.2.1"`,
		`valuedomain_zone ` + domain + ` content = "a x 192.0.2.1@a y 192.0.2.2"`,
	}
	for _, character := range lineBreaks() {
		t.Run(strings.ReplaceAll(character, `\`, ""), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			c := newCLI(t, w)
			var body strings.Builder
			want := 0
			for i, row := range everyType() {
				for _, m := range argument.FindAllStringSubmatchIndex(row.first, -1) {
					if m[4] < 0 {
						continue
					}
					for _, at := range []int{(m[4] + m[5]) / 2, m[5]} { // In the value, and at its end.
						body.WriteString(block(row.kind+"_record", fmt.Sprintf("t%d_%d", i, at), row.first[:at]+character+row.first[at:]))
						want++
					}
				}
			}
			for i, line := range blocks {
				if strings.HasPrefix(line, "valuedomain_zone ") && strings.Contains(line, `content = "a x 192.0.2.1@`) && (character == `\n` || character == `\r\n`) {
					continue // That is what a text is for.
				}
				kind, attributes, _ := strings.Cut(line, " ")
				for _, name := range []string{"host", "address", "value", "local_part", "destination", "ttl", "ns_type", "content"} {
					attributes = strings.ReplaceAll(attributes, " "+name+" = ", "\n"+name+" = ")
				}
				attributes = strings.ReplaceAll(strings.ReplaceAll(attributes, "@", character), "#", "@")
				fmt.Fprintf(&body, "resource %q \"r%d\" {\n%s\n}\n", kind, i, attributes)
				want++
			}
			c.write("", body.String())
			o := c.run("validate", "-json")
			var said struct {
				Diagnostics []struct {
					Summary, Detail string
					Snippet         struct{ Context string }
				}
			}
			if err := json.Unmarshal([]byte(o.out[strings.IndexByte(o.out, '{'):]), &said); err != nil {
				t.Fatal(err, o.out)
			}
			refused := map[string]bool{}
			for _, d := range said.Diagnostics {
				refused[d.Snippet.Context] = true
			}
			delete(refused, "")
			if len(refused) != want {
				t.Errorf("%d of %d are refused:\n%s", len(refused), want, o.out)
			}
		})
	}
}

// TestNoImportIDBringsASecondLine does the same for what is typed, by id.
func TestNoImportIDBringsASecondLine(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone+"\r\nurl a\vb c", simulator.Options{})
	s := serve(t, w)
	for _, character := range []string{"\n", "\r", "\x00", "\v", "\f", "\x1c", "\u0085", "\u2028", "\u2029"} {
		for kind, id := range map[string]string{
			"valuedomain_a_record":        "hogehoge.com/www" + character + "/203.0.113.10",
			"valuedomain_txt_record":      "hogehoge.com/@/google" + character,
			"valuedomain_raw_record":      "hogehoge.com/url a" + character + "b c",
			"valuedomain_zone":            "hogehoge.com" + character,
			"valuedomain_zone_settings":   "hogehoge.com" + character,
			"valuedomain_mail_forwarding": "x" + character + "@hogehoge.com",
		} {
			for _, byIdentity := range []bool{false, true} {
				resp, err := s.importBy(kind, id, byIdentity)
				if err != nil || len(resp.Diagnostics) == 0 || len(resp.ImportedResources) > 0 && !byIdentity {
					t.Errorf("%s %q: %v, %+v", kind, id, err, resp)
				}
				for _, d := range resp.Diagnostics {
					if raw(d.Summary + d.Detail) {
						t.Errorf("%q", d.Detail)
					}
				}
			}
		}
	}
}
