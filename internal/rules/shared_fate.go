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
		Title:    Text{"Mail server and web server are the same machine", "メールサーバーとウェブサーバーが同じサーバーです"},
		Why: Text{
			"When that server is down, the domain has neither a web site nor mail. On a shared hosting server this is usual.",
			"そのサーバーが停止すると、サイトもメールも同時に使えなくなります。レンタルサーバーではよくある構成です。",
		},
		Remedy: Text{
			"Add a second mail server elsewhere, or move the mail. If you accept the risk, set the rule to off.",
			"別の場所に2台目のメールサーバーを用意するか、メールサーバーを移してください。承知の上であれば、ルールを off にできます。",
		},
		References: []string{"FAQ Q9", "FAQ Q5"},
		example: example{
			zone:      lines("a @ 203.0.113.10", "a www 203.0.113.10"),
			failing:   lines("a mail 203.0.113.10", "mx @ mail 10"),
			corrected: lines("a mail 219.163.200.70", "mx @ mail 10"),
		},
		Check: checkSharedFate,
	}
}

// checkSharedFate counts the domain itself and www as the web server.
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
			Line:       lineOf(e),
			Message:    textf("The mail server of `%[1]s` has the IP address of the web server.", "`%[1]s` のメールサーバーのIPアドレスは、ウェブサーバーと同じです。", lineOf(e)),
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
		return textf("Write the IP address of another machine:%[1]s", "別のサーバーのIPアドレスを書いてください。%[1]s", assign("address", someAddress))
	}
	return textf("Add a second mail server on another machine, such as:%[1]s", "別のサーバーを2台目のメールサーバーとして、次のように追加してください。%[1]s",
		c.block("mx", r.HostOrApex(), "mail.gaibu-server.com.", "20"))
}
