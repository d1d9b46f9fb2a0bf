package rules

import "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"

func mxWildcardAll() Rule {
	return Rule{
		ID:       "mx-wildcard-all",
		Severity: Warning,
		Scope:    ScopeRecord,
		Types:    []string{"mx"},
		Title:    Text{"A wildcard MX does not take all mail", "ワイルドカードMXですべてのメールを受けることはできません"},
		Why: Text{
			"A wildcard answers only for names that hold no record at all: not for the domain itself, and not for a host that has an A record. Which mail arrives then depends on records that have nothing to do with mail.",
			"ワイルドカードは、レコードがまったくない名前にしか効きません。ドメインそのものや、Aレコードのあるホストは対象外です。メールが届くかどうかが、メールと関係のないレコードに左右されてしまいます。",
		},
		Remedy: Text{
			"For all mail of the domain use one MXE record; otherwise write an MX record for each host that receives mail.",
			"すべてのメールを一か所で受けるならMXEレコードを1つ設定し、そうでなければ、メールを受けるホストごとにMXレコードを書いてください。",
		},
		References: []string{"FAQ Q13", "FAQ Q15", "RFC 4592 section 2.2.1"},
		Example: func() Example {
			return Example{
				Service:   zone.ServiceGeneral,
				Failing:   hcl("mx * s1.xrea.com. 10"),
				Corrected: hcl("mxe mail 219.163.200.65 10"),
			}
		},
		Check: checkMXWildcardAll,
	}
}

func checkMXWildcardAll(c Case) []Finding {
	if !c.knows("host") || c.owner != c.Origin.FQDN("*") {
		return nil
	}
	suggestion := textf("For all mail use a valuedomain_mxe_record with the mail server's address (`mxe mail <address> 10`). For some hosts only, write one MX for each of them, such as `host = \"@\"` and `host = \"web\"`, or a pattern such as `host = \"s*\"`.",
		"すべてのメールを受けるのであれば、メールサーバーのIPアドレスを指定した valuedomain_mxe_record（`mxe mail <IPアドレス> 10`）を使ってください。一部のホストだけであれば、`host = \"@\"`、`host = \"web\"` のようにホストごとに書くか、`host = \"s*\"` のような範囲で指定してください。")
	if c.Service == zone.ServiceSimple {
		suggestion = textf("Write one MX for each host that receives mail, such as `host = \"@\"` and `host = \"web\"`.",
			"`host = \"@\"`、`host = \"web\"` のように、メールを受けるホストごとにMXレコードを書いてください。")
	}
	return []Finding{c.finding("host",
		textf("`host = %[1]q` answers only for names of %[2]s without any record: mail for user@%[2]s is not taken, nor that for user@www.%[2]s where `www` has an A record.",
			"`host = %[1]q` が効くのは %[2]s のうちレコードのない名前だけです。user@%[2]s にも、`www` にAレコードがある場合の user@www.%[2]s にも効きません。",
			c.Subject.Record.Host, c.domain()),
		suggestion,
	)}
}
