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
		Title:    Text{"This plan removes the last mail server", "最後のメールサーバーの設定が削除されます"},
		Why: Text{
			"Without an MX or MXE record senders fall back to the host's own A record, which is the web server as a rule, or give up.",
			"MXレコードもMXEレコードもなくなると、送信側はそのホストのAレコード（多くの場合はウェブサーバー）に送ろうとするか、配送をあきらめます。",
		},
		Remedy: Text{
			"Add the new mail server in the same plan. To take no mail on purpose, write a null MX: target \".\" with priority 0.",
			"新しいメールサーバーの設定を同じplanに含めてください。意図的にメールを受けない場合は、宛先を \".\"、優先度を0としたMXレコード（Null MX）を書いてください。",
		},
		References: []string{"FAQ Q2", "FAQ Q6", "RFC 5321 section 5.1", "RFC 7505"},
		Example: func() Example {
			return Example{
				Service:   zone.ServiceGeneral,
				Zone:      lines("a @ 203.0.113.10"),
				Before:    hcl("mx @ s1.xrea.com. 10", "a mail 219.163.200.70"),
				Failing:   hcl("a mail 219.163.200.70"),
				Corrected: hcl("mx @ mail 10", "a mail 219.163.200.70"),
			}
		},
		Check: checkMailOutage,
	}
}

func checkMailOutage(c Case) []Finding {
	if !c.Removal || !c.knows("host") || isNullMX(c.Subject.Record) {
		return nil
	}
	apex := c.Origin.FQDN(zone.Apex)
	domain := c.owner
	if c.is("mxe") {
		domain = apex // An MXE takes the mail of the whole domain.
	}
	// A host that goes altogether takes its mail with it on purpose.
	if c.hasMailServer(domain) || slices.ContainsFunc(c.Unplaced, isMailServer) || domain != apex && !c.Zone.Exists(domain) {
		return nil
	}
	message := textf(
		"Once `%[1]s` is gone, no mail server is left for user@%[2]s.",
		"`%[1]s` を削除すると、user@%[2]s 宛てのメールを受けるサーバーがなくなります。",
		lineOf(c.Subject), domain)
	if left := addressesAt(c.Zone, domain); len(left) > 0 {
		message = textf(
			"Once `%[1]s` is gone, no mail server is left for user@%[2]s: senders will try the address of %[3]s.",
			"`%[1]s` を削除すると、user@%[2]s 宛てのメールを受けるサーバーがなくなり、メールは %[3]s のアドレスに送られます。",
			lineOf(c.Subject), domain, quoted(left))
	}
	host := c.Origin.Relative(domain)
	return []Finding{c.finding("", message, textf(
		"Add the new mail server in the same plan (`%[1]s`). If %[3]s is to take no mail, say so: `target = \".\"`, `priority = 0` (`%[4]s`).",
		"新しいメールサーバーの設定を同じplanに追加してください（`%[2]s`）。%[3]s でメールを受けないのであれば、`target = \".\"`、`priority = 0` と書いて明示してください（`%[4]s`）。",
		c.mxLine(host, "<server>.", "10"), c.mxLine(host, "<サーバー名>.", "10"), domain, c.mxLine(host, ".", "0"),
	))}
}

func isMailServer(r zone.Record) bool { return r.Type == "mx" || r.Type == "mxe" }

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
