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
		order = "\n\nIf another resource gives that line up in the same apply, apply again, without -parallelism=1. If one of the two refers to the other, first write the name as text for one apply, " +
			"such as `target = \"www\"`: Terraform changes first what is referred to."
		orderJA = "\n\nその行を別のリソースから同じ apply で引き継ぐ場合は、もう一度 apply してください（`-parallelism=1` を付けているときは外してください）。" +
			"2つのリソースの一方がもう一方を参照しているときは、1回だけ `target = \"www\"` のように名前を文字列で書いて apply してください。Terraform は参照される側を先に変更するためです。"
	)
	for name, tc := range map[string]struct{ config, language, summary, detail, code string }{
		"another address of the domain": {
			record("a", "x", "host = \"@\"\naddress = \"192.0.2.1\""), "en", "The host already points somewhere else",
			"`a @ 192.0.2.1` would share the host `@` with `a @ 203.0.113.10`, which no resource of this configuration manages.\n\nThe line:\n  a @ 192.0.2.1\n\nIt stands against:\n  a @ 203.0.113.10  (in the zone)\n\n" +
				"If both addresses are meant for this host, declare the line that is there as a resource too and import it:\n\n  import {\n    to = valuedomain_a_record.existing\n    id = \"hogehoge.com/@/203.0.113.10\"\n  }\n\n" +
				"If it is to go, import it the same way and remove it, or delete it in the control panel. If the new server is another one, give it a host of its own, such as `host = \"mail\"`. To leave the line unmanaged, set `rule_severity = { \"host-address-conflict\" = \"off\" }`.\n\n" +
				"Where two servers claim the same host, visitors and mail reach now the one, now the other. Several addresses that a configuration declares for one host on purpose are fine, unless a mail server has that host.\n\n" +
				"Rule host-address-conflict (FAQ Q3, Q19; can be set with rule_severity)." + order,
			`host = "@"`,
		},
		"an mxe on the web host": {
			record("mxe", "x", "host = \"www\"\naddress = \"219.163.201.1\""), "ja", "このホストはすでに別の場所を指しています",
			"ホスト `www` にはすでに `a www 203.0.113.10` があるため、`mxe www 219.163.201.1 10` は設定できません。\n\n該当する行:\n  mxe www 219.163.201.1 10\n\n関係する行:\n  a www 203.0.113.10  (ゾーンにある行)\n\n" +
				"MXEレコードのホスト名は何でも構いません。`host = \"mail\"` のように空いているホスト名を書くか、同じplanの中でもう一方のレコードを削除してください。\n\n" +
				"同じホスト名を2台のサーバーに使うと、どちらにつながるか分からなくなります。1つのホストに複数のアドレスを意図して設定することは、メールサーバーのホストでない限り問題ありません。\n\n" +
				"ルール host-address-conflict (FAQ Q3, Q19、rule_severity で変更できます)。" + orderJA,
			`host = "www"`,
		},
		"a mail host on the shop": {
			record("a", "x", "host = \"shop\"\naddress = \"192.0.2.1\""), "en", "A CNAME record must be alone at its host",
			"`a shop 192.0.2.1` shares the host `shop` with `cname shop shops.example.net.`.\n\nThe line:\n  a shop 192.0.2.1\n\nIt stands against:\n  cname shop shops.example.net.  (in the zone)\n\n" +
				"Use another host for this record, such as `host = \"mail\"`, or replace the CNAME by an A record with the server's address (`a shop <address>`).\n\n" +
				"A CNAME says that the host is only another name for something else. The DNS then looks there for everything, mail included, and ignores what stands next to the CNAME.\n\n" +
				"Rule cname-coexists (FAQ Q17; RFC 1034 section 3.6.2; cannot be turned off)." + order,
			`host = "shop"`,
		},
		"an mx to the shop": {
			record("mx", "x", `target = "shop"`), "en", "A mail server must not be a CNAME",
			"`target = \"shop\"` is only another name for something else: `cname shop shops.example.net.`.\n\nThe line:\n  mx @ shop 10\n\nIt stands against:\n  cname shop shops.example.net.  (in the zone)\n\n" +
				"Write the name that the CNAME stands for: `target = \"shops.example.net.\"`. Or give the mail server a name of this domain with an A record, such as `a mail <address>`, and write `target = \"mail\"`.\n\n" +
				"As zone lines:\n  mx @ shops.example.net. 10\n\n" +
				"Senders need a mail server's address. A CNAME costs them another look-up that can fail, some rewrite the mail address to the other name, and a receiver that does not know itself by that name can send mail round in circles.\n\n" +
				"Rule mx-target-is-cname (FAQ Q17; RFC 2181 section 10.3; RFC 5321 section 5.1; can be set with rule_severity)." + order,
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
	const english, japanese = "The host already points somewhere else", "このホストはすでに別の場所を指しています"
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
