package rules

import (
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func mxTargetIsCNAME() Rule {
	return Rule{
		ID:       "mx-target-is-cname",
		Severity: Error,
		Scope:    ScopeZone,
		Types:    []string{"mx", "cname"},
		Title:    Text{"A mail server must not be a CNAME", "メールサーバーにCNAMEは使えません"},
		Why: Text{
			"Senders need a mail server's address. A CNAME costs them another look-up that can fail, some rewrite the mail address to the other name, and a receiver that does not know itself by that name can send mail round in circles.",
			"送信側が必要とするのはメールサーバーのIPアドレスです。CNAMEがあると余分な検索が必要になって失敗することがあり、宛先が別名に書き換えられたり、受信側が自分宛てと気づかずメールがループしたりする原因になります。",
		},
		Remedy: Text{
			"Point the MX at a host that has an A record, or replace the CNAME by an A record.",
			"MXレコードにはAレコードのあるホストを指定するか、CNAMEをAレコードに置き換えてください。",
		},
		References: []string{"FAQ Q17", "RFC 2181 section 10.3", "RFC 5321 section 5.1"},
		Example: func() Example {
			return Example{
				Service:   zone.ServiceGeneral,
				Zone:      lines("cname shop shops.example.net."),
				Failing:   hcl("mx @ shop 10"),
				Corrected: hcl("a mail 219.163.200.70", "mx @ mail 10"),
			}
		},
		Check: checkMXTargetIsCNAME,
	}
}

func checkMXTargetIsCNAME(c Case) []Finding {
	switch {
	case c.is("mx"):
		return c.mxToCNAME()
	case c.is("cname") && c.knows("host"):
		return c.cnameForMX()
	}
	return nil
}

// mxToCNAME judges an mx whose target is an alias, by its own name or by a
// wildcard.
func (c Case) mxToCNAME() []Finding {
	owner := c.answering(c.Subject.Record)
	if owner == "" {
		return nil
	}
	aliases := c.Zone.OfType(owner, "cname")
	if len(aliases) == 0 {
		return nil
	}
	host := c.Origin.Relative(c.Origin.FQDN(c.get("target")))
	f := c.finding("target",
		textf("`target = %[1]q` is only another name for something else: %[2]s.",
			"`target = %[1]q` は別名（CNAME）です: %[2]s。", c.get("target"), quoted(aliases)),
		textf("Give the mail server a name with an A record, such as `a %[2]s <address>`, and write `target = %[2]q`; or replace the CNAME by `a %[1]s <address>`.",
			"メールサーバー用に `a %[2]s <IPアドレス>` のようなAレコードを用意して `target = %[2]q` と書くか、CNAMEを `a %[1]s <IPアドレス>` に置き換えてください。",
			host, c.freeHost()),
		aliases...)
	if target := aliases[0].Record.Get("target"); c.plainHost(target) {
		f.Suggestion = textf("Write the name that the CNAME stands for: `target = %[1]q`. Or give the mail server a name of this domain with an A record, such as `a %[2]s <address>`, and write `target = %[2]q`.",
			"CNAMEの指している名前を直接 `target = %[1]q` と書くか、`a %[2]s <IPアドレス>` のようなこのドメインのAレコードを用意して `target = %[2]q` と書いてください。", target, c.freeHost())
		f = f.with(c.changed("target", target))
	}
	return []Finding{f}
}

// plainHost reports whether a CNAME's target is a full name outside the zone, so
// that an mx can name it instead.
func (c Case) plainHost(target string) bool {
	return strings.HasSuffix(target, ".") && !misspelled(target) && target != "." &&
		!c.Origin.Contains(c.Origin.FQDN(target))
}

// cnameForMX judges a cname under a name that mx records use.
func (c Case) cnameForMX() []Finding {
	users := c.mxsAnsweredBy(c.owner)
	if len(users) == 0 {
		return nil
	}
	host := c.Subject.Record.Host
	return []Finding{c.finding("host",
		textf("The host `%[1]s` is the mail server of %[2]s, so it can't be another name for something else.",
			"ホスト `%[1]s` は %[2]s でメールサーバーに指定されているため、別名にはできません。", host, quoted(users)),
		textf("Write a valuedomain_a_record with the server's address instead (`a %[1]s <address>`), or choose another host for this CNAME.",
			"代わりに、サーバーのIPアドレスを指定した valuedomain_a_record（`a %[1]s <IPアドレス>`）を使うか、CNAMEに別のホストを使ってください。", host),
		users...)}
}
