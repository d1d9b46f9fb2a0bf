package rules

import (
	"slices"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func mailOutage() Rule {
	return Rule{
		ID:       "mail-outage",
		Severity: Warning,
		Scope:    ScopeSettled,
		Types:    []string{"mx", "mxe"},
		Title:    Text{"Last mail server would be removed", "最後のメールサーバーの設定が削除されます"},
		Why: Text{
			"Without an MX or MXE record, senders try the host's A record, usually that of the web server, or give up.",
			"MXレコードもMXEレコードもないと、送信側はそのホストのAレコード（多くの場合はウェブサーバー）に送ろうとするか、配送をあきらめます。",
		},
		Remedy: Text{
			"Add the new mail server in the same apply. If the host receives no mail on purpose, write a null MX: target \".\" with priority 0.",
			"新しいメールサーバーの設定を同じ apply に含めてください。意図的にメールを受信しない場合は、ターゲットを \".\"、優先度を0にしたMXレコード（Null MX）を書いてください。",
		},
		References: []string{"FAQ Q2", "FAQ Q6", "RFC 5321 section 5.1", "RFC 7505"},
		example: example{
			zone:      "a @ 203.0.113.10",
			before:    lines("mx @ s1.xrea.com. 10", "a mail 219.163.200.70"),
			failing:   "a mail 219.163.200.70",
			corrected: lines("mx @ mail 10", "a mail 219.163.200.70"),
		},
		Check: checkMailOutage,
	}
}

func checkMailOutage(c Case) []Finding {
	if !c.Removal || !c.knows("host") || c.Subject.Record.IsNullMX() {
		return nil
	}
	apex := c.Origin.FQDN(zone.Apex)
	domain := c.owner
	if c.is("mxe") {
		domain = apex // An MXE receives the mail of the whole domain.
	}
	// A host that is removed as a whole loses its mail on purpose.
	if c.hasMailServer(domain) || slices.ContainsFunc(c.Unplaced, zone.Record.IsMail) || domain != apex && !c.Zone.Exists(domain) {
		return nil
	}
	host := c.Origin.Relative(domain)
	return []Finding{c.finding("", textf(
		"Without `%[1]s` no mail server is left for user@%[2]s.",
		"`%[1]s` を削除すると、user@%[2]s 宛てのメールを受信するサーバーがなくなります。", lineOf(c.Subject), domain,
	), textf(
		"Add the new mail server in the same apply:%[1]s\n\nIf %[2]s receives no mail on purpose:%[3]s",
		"新しいメールサーバーの設定を同じ apply で追加してください。%[1]s\n\n%[2]s でメールを受信しない場合:%[3]s",
		c.block("mx", host, someServer, "10"), domain, c.block("mx", host, ".", "0"),
	))}
}

// hasMailServer reports whether an mx or mxe record answers for a mail domain. A
// null MX counts, for it says what is meant, and so does a record whose host
// is not known yet.
func (c Case) hasMailServer(domain string) bool {
	apex := c.Origin.FQDN(zone.Apex)
	for _, e := range c.Zone.Mail() {
		catchAll := c.Service == zone.ServiceSimple && c.Origin.Owner(e.Record) == apex
		if e.Record.Type == "mxe" || catchAll || !e.Record.Knows("host") {
			return true
		}
	}
	owner := c.Zone.Matching(domain)
	return owner != "" && len(c.Zone.OfType(owner, "mx")) > 0
}
