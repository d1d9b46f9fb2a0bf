package provider_test

import (
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// What has a list of values, or a form, is answered with them in both languages.
func TestAValueThatIsNoneOfAListIsAnsweredWithTheList(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ body, en, ja string }{
		"a type to filter by": {
			"data \"valuedomain_zone\" \"z\" {\n  domain = \"hogehoge.com\"\n  type = \"AX\"\n}\n",
			"Write one of these:\n\n  a\n  aaaa\n  cname\n  mx\n  mxe\n  txt\n  ns\n  srv\n  caa\n\n\"AX\" is none of them.",
			"次のどれかを指定してください。\n\n  a\n  aaaa\n  cname\n  mx\n  mxe\n  txt\n  ns\n  srv\n  caa\n\n\"AX\" は指定できません。",
		},
		"what a forwarding manages": {
			forward("info", "me@example.net", "manage = \"dns\""),
			"Write one of these:\n\n  forwarding\n  dns_only\n\n\"dns\" is none of them.",
			"次のどれかを指定してください。\n\n  forwarding\n  dns_only\n\n\"dns\" は指定できません。",
		},
		"a set of name servers": {
			block("zone_settings", "s", "ns_type = \"ns1.value-domain.com\""),
			"Write the name of a set of name servers:\n\n  ns_type = \"valuedomain1\"\n  ns_type = \"valuedomain11\"\n\n\"ns1.value-domain.com\" is not one.",
			"ネームサーバーの組の名前を書いてください。\n\n  ns_type = \"valuedomain1\"\n  ns_type = \"valuedomain11\"\n\n\"ns1.value-domain.com\" は組の名前ではありません。",
		},
		"an IPv6 address for a name": {
			record("cname", "c", "host = \"docs\"\ntarget = \"2001:db8::1\""),
			"Write a host name, and give that host the IP address with an AAAA record. \"2001:db8::1\" is an IP address, where a host name is needed.",
			"ホスト名を書き、そのホストのIPアドレスをAAAAレコードで設定してください。\"2001:db8::1\" はIPアドレスです。ここにはホスト名が必要です。",
		},
		"a URL for a domain": {
			"resource \"valuedomain_a_record\" \"a\" {\n  domain = \"www.hogehoge.com/\"\n  host = \"@\"\n  address = \"203.0.113.10\"\n}\n",
			"Write only the domain:\n\n  domain = \"hogehoge.com\"\n\n\"www.hogehoge.com/\" contains a character that is not allowed in a host name (\"/\").",
			"ドメイン名だけを書いてください。\n\n  domain = \"hogehoge.com\"\n\n\"www.hogehoge.com/\" にホスト名で使えない文字が含まれています（\"/\"）。",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCLI(t, newWorld(t, webZone, simulator.Options{}))
			c.write(general, tc.body)
			for language, want := range map[string]string{"en": tc.en, "ja": tc.ja} {
				c.env = append(c.env, "VALUEDOMAIN_LANGUAGE="+language)
				if o := c.plan(); o.code != 1 || len(o.diagnostics) != 1 || o.diagnostics[0].Detail != want {
					t.Errorf("%s:\n%s\nwant\n%s", language, o.details(), want)
				}
			}
		})
	}
}
