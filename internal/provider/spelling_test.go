package provider_test

import (
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// spellings lists what means the same, by the attribute that says it: a whole
// configuration is written with the first of each, and planned with the others.
func spellings() []struct{ kind, body, attribute, first, same string } {
	return []struct{ kind, body, attribute, first, same string }{
		{"a_record", `address = "219.163.200.71"`, "host", "Mail", "mAIL"},
		{"a_record", `address = "192.0.2.2"`, "host", "ftp", "ftp.hogehoge.com."},
		{"a_record", `address = "219.163.200.73"`, "host", "日本", "xn--wgv71a"},
		{"a_record", `address = "192.0.2.4"`, "host", "XN--FIQS8S.hogehoge.com.", "中国"},
		{"aaaa_record", `host = "six"`, "address", "2001:db8::1", "2001:DB8:0:0:0::0001"},
		{"cname_record", `host = "docs"`, "target", "Docs.Example.NET.", "docs.example.net."},
		{"cname_record", `host = "alias"`, "target", "ftp", "FTP.hogehoge.com."},
		{"mx_record", `host = "lists"`, "target", "mail", "mail.hogehoge.com."},
		{"mx_record", `host = "idn"`, "target", "日本", "xn--wgv71a.HOGEHOGE.com."},
		{"txt_record", `host = "quoted"`, "value", `\"one text\"`, "one text"},
		{"srv_record", "host = \"_sip._tcp\"\nport = 5060", "target", "sip.example.net.", "SIP.example.net."},
		{"ns_record", `host = "sub"`, "target", "ns1.example.net.", "NS1.example.net."},
	}
}

func TestEveryOtherSpellingIsSilentAndTheStateKeepsTheFirst(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	config := func(second bool) string {
		var b strings.Builder
		for i, s := range spellings() {
			value, body := s.first, s.body
			if second {
				value = s.same
			}
			b.WriteString(block(s.kind, "r"+itoa(i), body+"\n"+s.attribute+" = \""+value+"\""))
		}
		return b.String()
	}
	c.write(general, config(false))
	c.apply()
	c.mustBeClean()
	text := w.text(t)
	c.write(general, strings.ReplaceAll(config(true), `"hogehoge.com"`, `"HogeHoge.COM."`))
	c.mustBeClean()
	c.apply()
	if w.text(t) != text {
		t.Errorf("zone:\n%s\nwas:\n%s", w.text(t), text)
	}
	shown := c.run("show", "-json")
	for _, s := range spellings() {
		if want := `"` + s.attribute + `":"` + s.first + `"`; !strings.Contains(shown.out, want) {
			t.Errorf("the state lost %s", want)
		}
	}
	c.destroy()
	if w.text(t) != webZone {
		t.Errorf("zone after destroy:\n%s", w.text(t))
	}
}

func TestAChangeOfMeaningIsNoSpelling(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone+"\na mail 219.163.200.71", simulator.Options{})
	c := newCLI(t, w)
	c.write(general, mx("m", `target = "mail"`))
	c.apply()
	for _, body := range []string{
		"target = \"mail\"\npriority = 20", "target = \"mail2.example.net.\"", "target = \"mail\"\nhost = \"web\"",
	} {
		c.write(general, mx("m", body))
		if o := c.plan(); o.code != 2 || !strings.Contains(o.out, "0 to add, 1 to change, 0 to destroy") {
			t.Errorf("%s: not one change in place:\n%s", body, o.out)
		}
	}
}

func TestAnInternationalDomainIsOneZoneInEitherSpelling(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	if err := w.SetZone("xn--wgv71a119e.jp", simulator.Zone{DomainID: 2, Records: "a @ 192.0.2.1"}); err != nil {
		t.Fatal(err)
	}
	c := newCLI(t, w)
	c.write("", strings.Replace(oneRecord, "hogehoge.com", "日本語.jp", 1))
	c.apply()
	if z, _ := w.Zone("xn--wgv71a119e.jp"); z.Records != "a @ 192.0.2.1\n"+oneLine {
		t.Errorf("zone:\n%s", z.Records)
	}
	c.mustBeClean()
	c.write("", strings.Replace(oneRecord, "hogehoge.com", "xn--wgv71a119e.jp", 1))
	c.mustBeClean()
}
