package rules

import (
	"slices"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func sharedFate() Rule {
	return Rule{
		ID:       "shared-fate",
		Severity: Warning,
		Scope:    ScopeAudit,
		Title:    Text{"Mail and web live on one server", "メールサーバーとウェブサーバーが同じサーバーです"},
		Why: Text{
			"When that server is down, the domain has neither a web site nor mail, and no way left to tell people.",
			"そのサーバーが停止すると、サイトもメールも同時に使えなくなり、利用者に状況を知らせる手段もなくなります。",
		},
		Remedy: Text{
			"Add a second mail server elsewhere, or move the mail. On a shared hosting server this is usual and may be accepted.",
			"別の場所に2台目のメールサーバーを用意するか、メールサーバーを移してください。レンタルサーバーではよくある構成なので、承知の上であれば問題ありません。",
		},
		References: []string{"FAQ Q9", "FAQ Q5"},
		Example: func() Example {
			return Example{
				Service:   zone.ServiceGeneral,
				Zone:      lines("a @ 203.0.113.10", "a www 203.0.113.10"),
				Failing:   hcl("a mail 203.0.113.10", "mx @ mail 10"),
				Corrected: hcl("a mail 219.163.200.70", "mx @ mail 10"),
			}
		},
		Check: checkSharedFate,
	}
}

// checkSharedFate takes the domain itself and www as the web server.
func checkSharedFate(c Case) []Finding {
	web := append(addressesAt(c.Zone, c.Origin.FQDN(zone.Apex)), addressesAt(c.Zone, c.Origin.FQDN("www"))...)
	if len(web) == 0 {
		return nil
	}
	var found []Finding
	for _, e := range c.Zone.Mail() {
		addresses := c.serverAddresses(e.Record)
		var shared []zone.Entry
		for _, w := range web {
			if slices.Contains(addresses, canonicalAddress(w.Record.Get("address"))) {
				shared = append(shared, w)
			}
		}
		if len(shared) == 0 {
			continue
		}
		found = append(found, Finding{
			Line: lineOf(e),
			Message: textf("The mail server of `%[1]s` has the address of the web server, %[2]s.",
				"`%[1]s` のメールサーバーのIPアドレスは、ウェブサーバー（%[2]s）と同じです。",
				lineOf(e), quoted(shared)),
			Suggestion: c.apart(e.Record),
			Others:     shared,
		})
	}
	return found
}

// serverAddresses returns the addresses of a mail record's server, as far as
// the zone knows them.
func (c Case) serverAddresses(r zone.Record) []string {
	if r.Type == "mxe" {
		return []string{canonicalAddress(r.Get("address"))}
	}
	return c.targetAddresses(r)
}

// apart says how to part a mail server from the web server. An MXE has no
// second server next to it.
func (c Case) apart(r zone.Record) Text {
	if r.Type == "mxe" {
		return textf("Write the address of another machine into the MXE record, or accept it with `rule_severity = { \"shared-fate\" = \"off\" }`.",
			"MXEレコードに別のサーバーのIPアドレスを指定するか、承知の上であれば `rule_severity = { \"shared-fate\" = \"off\" }` を指定してください。")
	}
	return textf("Add a second server that does not share it (`%[1]s`), or accept it with `rule_severity = { \"shared-fate\" = \"off\" }`.",
		"別のサーバーを2台目として追加するか（`%[1]s`）、承知の上であれば `rule_severity = { \"shared-fate\" = \"off\" }` を指定してください。",
		c.mxLine(r.HostOrApex(), "mail.gaibu-server.com.", "20"))
}
