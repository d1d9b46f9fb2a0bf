package rules

import (
	"slices"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func mxTargetWildcardAddress() Rule {
	return Rule{
		ID:       "mx-target-wildcard-address",
		Severity: Warning,
		Scope:    ScopeSettled,
		Types:    []string{"mx", "a", "aaaa"},
		Title:    Text{"Mail server has only the IP address of a wildcard record", "メールサーバーのIPアドレスがワイルドカードのレコードで決まっています"},
		Why: Text{
			"A wildcard record usually has the web server's address, so mail goes to the web server. The host also loses this address as soon as it gets another record.",
			"ワイルドカードのレコードは多くの場合ウェブサーバーのもので、メールもウェブサーバーに送られます。また、そのホスト名に別のレコードを追加すると、このIPアドレスは使われなくなります。",
		},
		Remedy: Text{
			"Add an A record for the mail server's host, also if its IP address is that of the wildcard record.",
			"ワイルドカードと同じIPアドレスの場合でも、メールサーバーのホスト名にAレコードを追加してください。",
		},
		References: []string{"FAQ Q16", "FAQ Q3", "RFC 4592 section 2.2"},
		example: example{
			zone:      "a * 219.163.200.66",
			failing:   "mx @ mail 10",
			corrected: lines("a mail 219.163.200.70", "mx @ mail 10"),
		},
		Check: checkMXTargetWildcardAddress,
	}
}

// checkMXTargetWildcardAddress leaves a new address that is not public to
// mail-host-private-address. In an audit only the mx speaks.
func checkMXTargetWildcardAddress(c Case) []Finding {
	switch {
	case c.is("mx") && !c.Removal:
		return c.mxByWildcard()
	case !c.is("a", "aaaa") || c.mail != nil || !c.knows("host"):
	case c.Removal:
		return c.leftToWildcard()
	case isWildcard(c.owner):
		return c.wildcardForMX()
	}
	return nil
}

// wildcardAddresses returns the addresses that the target of an mx has only by a
// wildcard.
func (c Case) wildcardAddresses(mx zone.Record) []zone.Entry {
	if !c.byWildcard(mx) || c.mayAnswer(inZoneTarget(c.Origin, mx)) {
		return nil
	}
	return addressesAt(c.Zone, c.answering(mx))
}

// arePublic reports whether the internet can reach all addresses, as far as they are known.
func arePublic(addresses []zone.Entry) bool {
	return !slices.ContainsFunc(addresses, func(e zone.Entry) bool {
		return e.Record.Knows("address") && !isPublic(e.Record.Get("address"))
	})
}

func (c Case) mxByWildcard() []Finding {
	addresses := c.wildcardAddresses(c.Subject.Record)
	if len(addresses) == 0 || !arePublic(addresses) {
		return nil
	}
	return []Finding{c.finding("target",
		textf("`%[1]s` has no record of its own in the zone.", "`%[1]s` 自身のレコードはゾーンにありません。", c.Origin.FQDN(c.get("target"))),
		c.ownAddress(c.Subject), addresses...)}
}

// wildcardForMX judges a new wildcard that gives mail servers of the zone their address.
func (c Case) wildcardForMX() []Finding {
	var users []zone.Entry
	for _, e := range c.mxsAnsweredBy(c.owner) {
		addresses := c.wildcardAddresses(e.Record)
		if !e.Planned && len(addresses) > 0 && arePublic(addresses) { // A new mx speaks for itself.
			users = append(users, e)
		}
	}
	if len(users) == 0 {
		return nil
	}
	return []Finding{c.finding("host",
		textf("`%[1]s` has no record of its own in the zone, so `%[2]s` applies to it.", "`%[1]s` 自身のレコードがゾーンにないため、`%[2]s` が適用されます。",
			c.Origin.FQDN(users[0].Record.Get("target")), lineOf(c.Subject)),
		c.ownAddress(users...), users...)}
}

// leftToWildcard judges the removal of a mail server's own address, next to which there
// is a wildcard.
func (c Case) leftToWildcard() []Finding {
	var users []zone.Entry
	for _, e := range c.Zone.Mail() {
		if e.Record.Type == "mx" && inZoneTarget(c.Origin, e.Record) == c.owner && len(c.wildcardAddresses(e.Record)) > 0 {
			users = append(users, e)
		}
	}
	if len(users) == 0 {
		return nil
	}
	addresses := c.wildcardAddresses(users[0].Record)
	return []Finding{c.finding("host",
		textf("Without `%[1]s` the mail server gets the IP address of the wildcard record `%[2]s`.",
			"`%[1]s` を削除すると、メールサーバーのIPアドレスはワイルドカードの `%[2]s` で決まるようになります。", lineOf(c.Subject), lineOf(addresses[0])),
		textf("Keep the record, or give the MX record another target in the same apply.",
			"このレコードを残すか、同じ apply でMXレコードのターゲットを別のサーバーに変更してください。"),
		users...)}
}
