package provider_test

import (
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// The conflicts that cost people their web sites, word for word.
func TestConflictsWithTheWebServerWordForWord(t *testing.T) {
	t.Parallel()
	start := webZone + "\ncname shop shops.example.net."
	const (
		page  = "https://registry.terraform.io/providers/terraform-valuedomain/valuedomain/latest/docs/guides/mail-rules"
		order = "If another resource removes that line in the same apply, apply again, without -parallelism=1. If one of the two refers to the other, first write the name as text for one apply, " +
			"such as `target = \"www\"`: Terraform changes first what is referred to.\n\n"
		orderJA = "その行を別のリソースから同じ apply で引き継ぐ場合は、もう一度 apply してください（`-parallelism=1` を付けているときは外してください）。" +
			"2つのリソースの一方がもう一方を参照しているときは、1回だけ `target = \"www\"` のように名前を文字列で書いて apply してください。Terraform は参照される側を先に変更するためです。\n\n"
	)
	for name, tc := range map[string]struct{ config, language, summary, detail, code string }{
		"another address of the domain": {
			record("a", "x", "host = \"@\"\naddress = \"192.0.2.1\""), "en", "Host already points to another server",
			"If this is another server, write another host:\n\n  host = \"mail\"\n\n" +
				"If both addresses belong to this host, declare the existing line as a resource too and import it. If the line is no longer needed, import it and then remove it:\n\n" +
				"  import {\n    to = valuedomain_a_record.existing\n    id = \"hogehoge.com/@/203.0.113.10\"\n  }\n\n" +
				"To keep the line unmanaged, set in the provider block:\n\n  rule_severity = {\n    host-address-conflict = \"off\"\n  }\n\n" +
				"The host `@` has an IP address already, in a line that is not managed. If two servers share a host, visitors and mail reach either of them. Several IP addresses that a configuration declares for one host are fine, unless it is a mail server's.\n\n" +
				"Conflicts with:\n  a @ 203.0.113.10  (in the zone)\n\n" +
				order + "Rule host-address-conflict (severity set by rule_severity): " + page + "#host-address-conflict",
			`host = "@"`,
		},
		"an mxe on the web host": {
			record("mxe", "x", "host = \"www\"\naddress = \"219.163.201.1\""), "ja", "このホストはすでに別のサーバーを指しています",
			"MXEレコードのホスト名は何でもかまいません。空いているホスト名を書いてください。\n\n  host = \"mail\"\n\nまたは、同じ apply でもう一方のレコードを削除してください。\n\n" +
				"ホスト `www` には、すでに別のレコードがあります。1つのホスト名を2台のサーバーで使うと、どちらにつながるかわかりません。1つのホストに複数のIPアドレスを意図して設定することは、メールサーバーのホストでない限り問題ありません。\n\n" +
				"競合している行:\n  a www 203.0.113.10  （ゾーンにある行）\n\n" +
				orderJA + "ルール host-address-conflict（重大度は rule_severity で変更できます）: " + page + "-ja#host-address-conflict",
			`host = "www"`,
		},
		"a mail host on the shop": {
			record("a", "x", "host = \"shop\"\naddress = \"192.0.2.1\""), "en", "CNAME record shares its host with another record",
			"Write another host:\n\n  host = \"mail\"\n\nOr replace the CNAME record by:\n\n  resource \"valuedomain_a_record\" \"shop\" {\n    domain  = \"hogehoge.com\"\n    host    = \"shop\"\n    address = \"<IP address>\"\n  }\n\n" +
				"The host `shop` has another record. With a CNAME record the DNS uses the records of its target for everything, mail included, and ignores all others of the host.\n\n" +
				"Conflicts with:\n  cname shop shops.example.net.  (in the zone)\n\n" +
				order + "Rule cname-coexists (fixed): " + page + "#cname-coexists",
			`host = "shop"`,
		},
		"an mx to the shop": {
			record("mx", "x", `target = "shop"`), "en", "MX target is a CNAME record",
			"Write the target of the CNAME record:\n\n  target = \"shops.example.net.\"\n\nFor a name of this domain:\n\n  target = \"mail\"\n\n  resource \"valuedomain_a_record\" \"mail\" {\n    domain  = \"hogehoge.com\"\n    host    = \"mail\"\n    address = \"<IP address>\"\n  }\n\n" +
				"`shop` is another name for a host. Senders need a mail server's IP address. With a CNAME record in between, mail can be lost, sent to another address, or go round in circles.\n\n" +
				"Conflicts with:\n  cname shop shops.example.net.  (in the zone)\n\n" +
				order + "Rule mx-target-is-cname (severity set by rule_severity): " + page + "#mx-target-is-cname",
			`target = "shop"`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, start, simulator.Options{})
			c := newCLI(t, w)
			c.write(general+"\nlanguage = \""+tc.language+"\"", tc.config)
			o := c.plan()
			if o.code != 1 || o.summaries() != "error: "+tc.summary || o.details() != tc.detail {
				t.Errorf("code %d, %s\n%s\nwant:\nerror: %s\n%s", o.code, o.summaries(), o.details(), tc.summary, tc.detail)
			}
			if len(o.diagnostics) > 0 && (o.diagnostics[0].Snippet == nil || strings.TrimSpace(o.diagnostics[0].Snippet.Code) != tc.code) {
				t.Errorf("it does not point at %s:\n%s", tc.code, o.out)
			}
			if w.text(t) != start {
				t.Error("the zone has changed")
			}
		})
	}
}

func TestTheLanguageIsThatOfTheEnvironment(t *testing.T) {
	t.Parallel()
	const english, japanese = "Host already points to another server", "このホストはすでに別のサーバーを指しています"
	for name, tc := range map[string]struct {
		setting string
		env     []string
		want    string
	}{
		"nothing is set":                   {"", nil, english},
		"VALUEDOMAIN_LANGUAGE":             {"", []string{"VALUEDOMAIN_LANGUAGE=ja", "LANG=en_US.UTF-8"}, japanese},
		"LC_ALL":                           {`language = "auto"`, []string{"LC_ALL=ja_JP.UTF-8", "LANG=en_US.UTF-8"}, japanese},
		"LC_MESSAGES":                      {"", []string{"LC_MESSAGES=ja_JP.UTF-8", "LANG=en_US.UTF-8"}, japanese},
		"LANG":                             {"", []string{"LANG=ja_JP.UTF-8"}, japanese},
		"the C locale before LANG":         {"", []string{"LC_ALL=C", "LANG=ja_JP.UTF-8"}, english},
		"the setting before the locale":    {`language = "en"`, []string{"LANG=ja_JP.UTF-8"}, english},
		"the setting before the variable":  {`language = "ja"`, []string{"VALUEDOMAIN_LANGUAGE=en"}, japanese},
		"a language that nothing is in":    {"", []string{"LANG=fr_FR.UTF-8"}, english},
		"a variable that means the locale": {"", []string{"VALUEDOMAIN_LANGUAGE=auto", "LANG=ja_JP.UTF-8"}, japanese},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			c := newCLI(t, w)
			c.env = append(c.env, "VALUEDOMAIN_LANGUAGE=", "LC_ALL=", "LC_MESSAGES=", "LANG=")
			c.env = append(c.env, tc.env...)
			c.write(general+"\n"+tc.setting, record("a", "x", `address = "192.0.2.1"`))
			if o := c.plan(); o.summaries() != "error: "+tc.want {
				t.Errorf("%s", o.out)
			}
		})
	}
}
