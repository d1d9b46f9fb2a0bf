package rules

import (
	"slices"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func secondarySameServer() Rule {
	return Rule{
		ID:       "secondary-same-server",
		Severity: Warning,
		Scope:    ScopeZone,
		Types:    []string{"mx", "a", "aaaa"},
		Title:    Text{"Second mail server is the same machine as the first", "2台目のメールサーバーが同じサーバーを指しています"},
		Why: Text{
			"A second mail server takes over while the first one is down, and two names of one machine are down together.",
			"セカンドメールサーバーは、1台目が停止している間にメールを受信するためのものです。名前が違っても同じサーバーでは、同時に停止してしまいます。",
		},
		Remedy: Text{
			"Write a server elsewhere as the second one, or remove the second MX record.",
			"2台目には別の場所のサーバーを指定するか、2台目の設定を削除してください。",
		},
		References: []string{"FAQ Q5"},
		example: example{
			zone:      lines("a mail 219.163.200.70", "a mail2 219.163.200.70"),
			failing:   lines("mx @ mail 10", "mx @ mail2 20"),
			corrected: lines("mx @ mail 10", "mx @ mail.gaibu-server.com. 20"),
		},
		Check: checkSecondarySameServer,
	}
}

func checkSecondarySameServer(c Case) []Finding {
	against := c.related(sameServer)
	if c.is("a", "aaaa") && c.Subject.Planned {
		against = c.joinedByAddress()
	}
	if len(against) == 0 {
		return nil
	}
	if !c.is("mx") {
		f := c.finding("address",
			textf("With `%[1]s` two mail servers of one host have the same IP address.",
				"`%[1]s` を設定すると、1つのホストの2つのメールサーバーのIPアドレスが同じになります。", lineOf(c.Subject)),
			textf("Write the IP address of another machine:%[1]s\n\nOr remove the second MX record.",
				"別のサーバーのIPアドレスを書いてください。%[1]s\n\nまたは、2つ目のMXレコードを削除してください。", assign("address", someAddress)),
			against...)
		if isWildcard(c.owner) {
			f.Suggestion = c.ownAddress(c.answered(against)...)
		}
		return []Finding{c.untilOwn(f, against...)}
	}
	mxs := append([]zone.Entry{c.Subject}, against...)
	if c.mail != nil { // In an audit an address, which may be the new line, does not speak for itself.
		against = append(against, c.commonAddresses(against)...)
	}
	return []Finding{c.untilOwn(c.finding("target",
		textf("`%[1]s` has the same IP address as another mail server of the host.", "`%[1]s` のIPアドレスは、同じホストの別のメールサーバーと同じです。", c.get("target")),
		textf("Write the name of another machine, such as:%[1]s\n\nOr remove one of the two records.",
			"別のサーバーの名前を、次のように書いてください。%[1]s\n\nまたは、どちらか一方を削除してください。", assign("target", "mail.gaibu-server.com.")),
		against...), mxs...)}
}

// joinedByAddress returns the mx records of one host that a new address makes
// end at one machine. An audit finds such records without it.
func (c Case) joinedByAddress() []zone.Entry {
	if !c.knows("host", "address") {
		return nil
	}
	for _, mx := range c.mxsAnsweredBy(c.owner) {
		as := c
		as.Subject = mx
		if peers := as.prepare().related(sameServer); len(peers) > 0 {
			return append([]zone.Entry{mx}, peers...)
		}
	}
	return nil
}

// commonAddresses returns the address records in which the targets of the subject
// and of other mx records agree.
func (c Case) commonAddresses(peers []zone.Entry) []zone.Entry {
	own, seen := c.targetAddresses(c.Subject.Record), map[string]bool{}
	var found []zone.Entry
	for _, mx := range append([]zone.Entry{c.Subject}, peers...) {
		for _, e := range addressesAt(c.Zone, c.answering(mx.Record)) {
			if !seen[e.Key] && slices.Contains(own, canonicalAddress(e.Record.Get("address"))) {
				seen[e.Key] = true
				found = append(found, e)
			}
		}
	}
	return found
}
